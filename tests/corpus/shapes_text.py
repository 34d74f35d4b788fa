"""Plain text shapes: what is left of a report after exports, copies and crawlers."""

from __future__ import annotations

from collections.abc import Callable

from . import flat, grids
from .grids import Grid
from .page import Block, blocks_of
from .reports import Report, make, narrate_2014
from .shapes import Capture, Expect, capture, shape
from .shapes_html import tables

ALL = ("2014", "2019", "2021")


def flattened(
    report: Report, table: Callable[[Grid], str], *, title: bool = True, blocks: list[Block] | None = None
) -> str:
    printed = tables(report) if report.editions else {}
    return flat.text_of(blocks or blocks_of(report, printed, title=title), table)


def undated(seed: str, edition: str, **kw: object) -> Report:
    report = make(seed, edition, **kw)  # type: ignore[arg-type]
    report.published_on = None
    return report


@shape("txt-pipes", "31: pipe rows, merged cells lost at the left and padded at the right", ALL)
def pipes(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    return capture(r, flattened(r, flat.pipes), extension="txt")


@shape("txt-pipes-untitled", "12: pipe rows in a text without its title line", ("2019", "2021"))
def pipes_untitled(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    r.title = None
    return capture(r, flattened(r, flat.pipes, title=False), extension="txt")


@shape("txt-pipes-blanks", "31: pipe rows with blank cells among the values")
def pipes_blanks(seed: str, edition: str) -> Capture:
    r = undated(seed, edition, scale=12)
    for key, value in list(r.values.items()):
        if value == 0 and key[0] == "requests" and key[2] not in ("natural_person", "total") and r.rng.random() < 0.5:
            r.put(*key, "", None)
    return capture(r, flattened(r, flat.pipes), extension="txt")


@shape("txt-markdown", "an HTML-to-Markdown crawler: piped rows with a rule, merged cells empty", ALL)
def markdown(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    return capture(r, flattened(r, flat.markdown), extension="txt")


@shape("txt-tabs", "a page copied from the browser: tabs between cells", ALL)
def tabs(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    return capture(r, flattened(r, flat.tabs), extension="txt")


@shape("txt-cell-lines", "32: one cell a line", ALL)
def cell_lines(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    return capture(r, flattened(r, flat.cell_lines), extension="txt")


@shape(
    "txt-cell-paragraphs",
    "34: one cell a paragraph; blank cells are further line ends (seed 001, YY)",
    ("2019", "2021"),
    2,
)
def cell_paragraphs(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    columns = {"2019": ("made", "newly_public", "public_total"), "2021": ("issued", "repealed", "in_force")}[edition]
    for col in columns:
        r.put("disclosure", "rules", col, "", None)
    return capture(r, flattened(r, flat.spaced_cell_lines), extension="txt")


@shape(
    "txt-blanks-vanished", "34, 35: blank cells vanished: a row with fewer numbers than columns stays unread", ("2021",)
)
def vanished(seed: str, edition: str) -> Capture:
    r = undated(seed, edition, scale=12)
    doubt = set()
    for row in ("results.granted", "results.unable.not_held"):
        gone = [c for c in ("research_institution", "public_welfare_organization") if r.values["requests", row, c] == 0]
        for col in gone:
            r.put("requests", row, col, "", None)
        if gone:
            doubt |= {k for k in r.values if k[0] == "requests" and k[1] == row}
    text = flattened(r, lambda g: "\n".join(line for line in flat.cell_lines(g).split("\n") if line))
    return capture(r, text, extension="txt", expect=Expect(uncertain=doubt, must_find=bool(doubt)))


@shape("txt-cell-pipe-lines", "33: `cell |` on each line (茅坪镇 FY2022)", ("2019", "2021"))
def cell_pipe_lines(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    return capture(r, flattened(r, flat.cell_pipe_lines), extension="txt")


@shape("txt-lone-pipes", "33: lone `|` lines between the cells (NLK, LZ)", ("2019", "2021"))
def lone_pipes(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    return capture(r, flattened(r, flat.lone_pipes), extension="txt")


@shape("txt-split-labels", "39, 40: labels over two lines: 商业/企业, 结果/维持, 本年新/制作数量", ("2019", "2021"))
def split_labels(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    halves = {
        "商业企业": "商业\n企业", "科研机构": "科研\n机构", "社会公益组织": "社会公益\n组织", "法律服务机构": "法律服务\n机构",
        "结果维持": "结果\n维持", "结果纠正": "结果\n纠正", "其他结果": "其他\n结果", "尚未审结": "尚未\n审结",
        "本年新制作数量": "本年新\n制作数量", "本年新公开数量": "本年新\n公开数量", "本年制发件数": "本年制\n发件数",
    }  # fmt: skip
    lines = lambda g: "\n".join("\n".join(halves.get(c.text, c.text) for c in row) for row in g)  # noqa: E731
    return capture(r, flattened(r, lines), extension="txt")


@shape("txt-truncated-heads", "39: header texts cut at the line break: 本年新 | 本年新 | 对外公开总数量", ("2019",))
def truncated_heads(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    cut = {"本年新制作数量": "本年新", "本年新公开数量": "本年新", "本年增/减": "本年增/"}
    table = lambda g: flat.pipes(grids.replace_text(g, lambda c: cut.get(c.text, c.text)))  # noqa: E731
    return capture(r, flattened(r, table), extension="txt")


@shape("txt-page-furniture", "42: page numbers and running heads inside a text exported from PDF", ("2019", "2021"))
def furniture(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)

    def table(grid: Grid) -> str:
        lines = flat.tabs(grid).split("\n")
        for n, at in enumerate(range(9, len(lines), 10)):
            lines.insert(at, r.rng.choice(["- {} -", "— {} —", "-{}-"]).format(n + 3))
        return "\n".join(lines)

    return capture(r, flattened(r, table), extension="txt")


@shape(
    "txt-run-together", "a text without separators: `规章000`; what cannot be separated stays unread", ("2019", "2021")
)
def run_together(seed: str, edition: str) -> Capture:
    r = undated(seed, edition, scale=140)
    return capture(
        r, flattened(r, flat.run_together), extension="txt",
        expect=Expect(uncertain=set(r.values), must_find=True, status="partial"),
    )  # fmt: skip


@shape("txt-drawn", "a table drawn with box characters, one row a line", ALL)
def drawn(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    return capture(r, flattened(r, flat.drawn), extension="txt")


@shape("txt-unrolled", "Markdown with merged cells repeated in every cell they covered (pandoc, markdownify)", ALL)
def unrolled(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    return capture(r, flattened(r, flat.unrolled), extension="txt")


@shape("txt-comma-separated", "a workbook saved as CSV between the lines of the report", ALL)
def comma_separated(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    return capture(r, flattened(r, flat.comma_separated), extension="txt")


@shape("txt-wrapped-labels", "pdftotext: labels broken beside their numbers", ("2019", "2021"), 3)
def wrapped_labels(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    beside = {"1": "first", "2": "middle", "3": "last"}[seed[-1]]
    return capture(r, flattened(r, flat.wrapped(12, beside)), extension="txt")


@shape("txt-page-numbers", "48: rows on lines of blanks, a page's number between two of them", ("2019", "2021"))
def page_numbers(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)

    def table(grid: Grid) -> str:
        lines = ["  ".join(flat.one_line(c.text) for c in row) for row in grid]
        for n, at in enumerate(range(9, len(lines), 10)):
            lines.insert(at, "\n" + r.rng.choice(["- {} -", "— {} —", "{}", "第{}页"]).format(n + 3) + "\n")
        return "\n".join(lines)

    return capture(r, flattened(r, table), extension="txt")


@shape("txt-gbk", "GBK text with Windows line ends, header without charset", ("2021",))
def gbk(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    return capture(
        r, flattened(r, flat.pipes).replace("\n", "\r\n"), extension="txt", encoding="gb18030", declared=None
    )


@shape("txt-crawled-head", "a crawler's text: 标题/发布时间/文号/原文链接 lines above the report", ("2019", "2021"))
def crawled(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    head = (
        f"标题: {r.title}\n发布时间: {r.published_on} 15:22\n文号: \n发布机构: {r.agency}\n栏目: 政府信息公开年报\n"
        + "=" * 20
        + " 正文 "
        + "=" * 20
        + "\n"
    )
    return capture(r, head + flattened(r, flat.pipes), extension="txt")


@shape("txt-narrative", "4: a narrative report as bare text", ("2014", "2021"))
def narrative(seed: str, edition: str) -> Capture:
    r = make(seed, edition, narrative=False)
    r.values.clear()
    r.printed.clear()
    r.editions, r.published_on = {}, None
    narrate_2014(r, table=False)
    return capture(r, flattened(r, flat.pipes), extension="txt")


@shape(
    "txt-spaces",
    "48: a PDF's text: label and numbers of a row on one line with blanks between",
    ("2014", "2019", "2021"),
)
def spaces(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    return capture(
        r, flattened(r, lambda g: "\n".join(" ".join(flat.one_line(c.text) for c in row) for row in g)), extension="txt"
    )


@shape("txt-aligned", "columns kept with runs of blanks, as pdftotext -layout does", ("2014", "2019", "2021"))
def aligned(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    return capture(r, flattened(r, flat.aligned), extension="txt")


@shape("txt-utf16", "Windows Notepad's Unicode", ("2019",))
def utf16(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    return capture(r, flattened(r, flat.tabs), extension="txt", encoding="utf-16", declared=None)
