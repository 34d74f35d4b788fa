"""HTML shapes. Each says in its register entry where the shape was met (numbers are of the list of 90 pitfalls)."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import opencc

from . import forms, grids, page
from .flat import one_line
from .grids import Cell, Grid, Wording
from .page import (
    BARE,
    CLEAN,
    HANWEB,
    HEADED,
    INDEXED,
    LAX,
    OLD,
    OLDSITE,
    TRS,
    Block,
    TableStyle,
    blocks_of,
    esc,
    paragraph_cell,
)  # fmt: skip
from .reports import HEADINGS, Report, Section, make, narrate, narrate_2014
from .shapes import Capture, Expect, capture, expected, not_a_report, shape

ALL = ("2014", "2019", "2021")


def tables(report: Report, wording: Wording = grids.PLAIN) -> dict[str, list[Block]]:
    if "statistics" in report.editions:
        caption = ("center", f"政府信息公开情况统计表\n（{report.year}年度）")
        return {"statistics": [caption, grids.statistics(report, wording)]}
    return {
        "disclosure": [grids.disclosure(report, wording)],
        "requests": [grids.requests(report, wording)],
        "disputes": [grids.disputes(report, wording)],
    }


def first_table(report: Report) -> str:
    return next(iter(report.editions))


# ---- ordinary pages -----------------------------------------------------------------------------------------------


@shape("html-clean", "the ordinary page of a well kept site: the official Word form pasted with its spans kept", ALL)
def clean(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    return capture(r, page.page(r, blocks_of(r, tables(r))))


@shape("html-th", "Bootstrap themes: header cells as th, class names instead of borders", ALL)
def th(seed: str, edition: str) -> Capture:
    r = make(seed, edition, number_style="spaced")
    return capture(r, page.page(r, blocks_of(r, tables(r)), site=HANWEB, style=HEADED))


@shape("html-word", "Word-pasted markup: labels and numbers in pieces over spans, numbers digit by digit", ALL)
def word(seed: str, edition: str) -> Capture:
    r = make(seed, edition, scale=140)
    return capture(r, page.page(r, blocks_of(r, tables(r)), style=page.word(r.rng)))


@shape("html-old", "sites of the 2000s: upper-case tags, font and center, unquoted attributes, layout table", ALL)
def old(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    body = page.page(r, blocks_of(r, tables(r)), site=replace(OLDSITE, charset="gb2312"), style=OLD)
    return capture(r, body, encoding="gb18030", declared=None)


@shape("html-unclosed-cells", "hand-written HTML 3: td and tr never closed", ("2014", "2021"))
def unclosed(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    return capture(r, page.page(r, blocks_of(r, tables(r)), style=LAX))


@shape("html-index-table", "大汉 and 开普 pages: a 索引号/发布机构/发文日期 table stands before the report", ALL)
def indexed(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    return capture(r, page.page(r, blocks_of(r, tables(r)), site=INDEXED, style=BARE))


@shape("html-thead", "editors that move the caption row into thead and the sums into tfoot", ("2019", "2021"))
def thead(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    style = TableStyle(cell=page.paragraph_cell)
    t = tables(r)
    grid = t["requests"][0]
    assert isinstance(grid, list)
    text = style.render(grid)
    text = text.replace("<tbody>", "<thead>", 1)
    at = [i for i in range(len(text)) if text.startswith("</tr>", i)][2] + 5
    text = text[:at] + "</thead><tbody>" + text[at:]
    return capture(r, page.page(r, blocks_of(r, t | {"requests": [("raw", text)]}), style=style))


# ---- around the tables --------------------------------------------------------------------------------------------


@shape("html-layout-nested", "36: the whole page inside layout tables with hundreds of empty cells")
def nested(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    spacer = "<tr>" + '<td width="1">&nbsp;</td>' * 60 + "</tr>"
    site = replace(
        OLDSITE, charset="utf-8",
        wrap=(f'<table width="100%"><tr><td><table width="98%">{spacer}<tr><td colspan="60"><table><tr><td>',
              f"</td></tr></table></td></tr>{spacer}</table></td><td>&nbsp;</td></tr></table>"),
    )  # fmt: skip
    return capture(r, page.page(r, blocks_of(r, tables(r)), site=site, style=CLEAN))


@shape(
    "html-nested-in-cell", "37: each official table sits alone in a cell of an outer bordered table with its heading"
)
def nested_cell(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    t: dict[str, list[Block]] = {}
    for name, blocks in tables(r).items():
        grid = blocks[0]
        assert isinstance(grid, list)
        t[name] = [("raw", f'<table border="1"><tr><td>{CLEAN.render(grid)}</td></tr></table>')]
    return capture(r, page.page(r, blocks_of(r, t)))


@shape("html-local-table-first", "10: a local table of press conferences and posts before the official ones")
def local_first(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    local: Grid = [
        [Cell("新闻发布会"), Cell("电视采访"), Cell("数字图文"), Cell("微信")],
        [
            Cell("3次", role="value"),
            Cell("2次", role="value"),
            Cell("21条", role="value"),
            Cell("400余条", role="value"),
        ],
    ]
    blocks = blocks_of(r, tables(r))
    at = blocks.index(("heading", HEADINGS["disclosure"]))
    blocks[at:at] = ["全年回应解读情况见下表：", local]
    return capture(r, page.page(r, blocks))


@shape("html-filling-notes", "11: the form's filling notes left standing above the tables")
def filling_notes(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    t = tables(r)
    t["disclosure"].insert(0, "编写说明：可先适当综述本年度主动公开的总体情况，该部分以表格形式报告。表格如下：")
    t["requests"].insert(0, "（该部分以表格形式报告，表格如下：）")
    t["disputes"].insert(0, "填写说明：无内容的填“0”。")
    return capture(r, page.page(r, blocks_of(r, t)))


@shape("html-summary-sentences", "63: a sentence that repeats the sums stands before each table")
def summaries(seed: str, edition: str) -> Capture:
    r = make(seed, edition, rich=False, scale=40)
    n = lambda row: r.values["requests", row, "total"]  # noqa: E731
    d = sum(int(r.value("disputes", x, "total")) for x in list(forms.DISPUTE_ROWS)[1:])
    review = r.value("disputes", "reconsideration", "total")
    t = tables(r)
    t["requests"].insert(
        0, f"本年度共收到政府信息公开申请{n('received')}件，办结{n('results.total')}件，"
        f"结转下年度继续办理{n('carried_forward')}件。具体办理情况如下表。"
    )  # fmt: skip
    t["disputes"].insert(0, f"本年度因政府信息公开工作被申请行政复议{review}件，被提起行政诉讼{d}件。")
    for name, value in (
        ("requests.received", n("received")), ("requests.processed", n("results.total")),
        ("requests.carried_forward", n("carried_forward")), ("reconsideration.total", review), ("litigation.total", d),
    ):  # fmt: skip
        r.facts.append({"indicator": name, "value": value, "unit": "件", "qualifier": "exact"})
    return capture(r, page.page(r, blocks_of(r, t)))


@shape("html-footnotes", "49: footnotes under and inside the tables")
def footnotes(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    t = tables(r)
    grid = t["disputes"][0]
    assert isinstance(grid, list)
    grid.append([Cell("注：行政复议、行政诉讼数量含上年度结转数量，含2件共同被告案件。", colspan=15)])
    t["requests"].append("注：1.“其他”包括村（居）民委员会等组织；2.以上数据由30个科室汇总。")
    return capture(r, page.page(r, blocks_of(r, t)))


def marked_up(report: Report, share: float, markup: Callable[[Cell], str]) -> TableStyle:
    """A style in which some of the numbers have more to them than digits."""
    chosen = {key for key in sorted(report.printed) if report.rng.random() < share}

    def cell(c: Cell) -> str:
        return markup(c) if c.key in chosen and c.text else paragraph_cell(c)

    return TableStyle(cell=cell, attributes='border="1" cellspacing="0" class="nb-table"')


def in_style(report: Report, style: TableStyle) -> Capture:
    rendered: dict[str, list[Block]] = {
        name: [("raw", style.render(b)) if isinstance(b, list) else b for b in blocks]
        for name, blocks in tables(report).items()
    }
    return capture(report, page.page(report, blocks_of(report, rendered)))


@shape("html-note-marks", "49: raised marks of notes behind numbers: 24<sup>1</sup>, 24①, Word's vertical-align", ALL)
def note_marks(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    marks = ("<sup>1</sup>", "<sup>①</sup>", "<sup>[2]</sup>", "②", '<span style="vertical-align:super">3</span>')
    return in_style(r, marked_up(r, 0.1, lambda c: f"<p>{esc(c.text)}{r.rng.choice(marks)}</p>"))


@shape("html-struck", "corrected pages: the old number struck out before the new one", ALL)
def struck(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    old = (
        *("<del>{}</del>", "<s>{}</s>", "<strike>{}</strike> "),
        '<span style="text-decoration:line-through">{}</span>',
    )
    return in_style(
        r, marked_up(r, 0.1, lambda c: f"<p>{r.rng.choice(old).format(r.rng.randint(1, 99))}{esc(c.text)}</p>")
    )


@shape("html-unseen", "47: noise against copying: text that is there and not shown", ALL)
def unseen(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    styles = ("visibility:hidden", "opacity:0", "font-size:0", "FONT-SIZE: 0px", "position:absolute;left:-9999px")
    return in_style(
        r,
        marked_up(
            r, 0.2, lambda c: f'<p><i style="{r.rng.choice(styles)}">{r.rng.randint(1, 9)}b5E</i>{esc(c.text)}</p>'
        ),
    )


@shape("html-digits-as-pictures", "numbers put in as pictures: unread, named, and never blank", ("2019", "2021"))
def digits_as_pictures(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    gone = [k for k in sorted(r.values) if k[0] == "requests" and r.values[k]][:3]
    style = TableStyle(
        cell=lambda c: f'<img src="/images/n{c.text}.gif">' if c.key in gone else paragraph_cell(c),
        attributes='border="1"',
    )
    made = in_style(r, style)
    made.expected = expected(r, Expect(uncertain=set(gone), must_find=True, status="partial"))
    return made


@shape("html-preformatted", "tables typed with blanks inside of <pre>", ("2019", "2021"))
def preformatted(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    lines: Callable[[Grid], str] = lambda g: "\n".join("  ".join(one_line(c.text) for c in row) for row in g)  # noqa: E731
    rendered: dict[str, list[Block]] = {
        name: [("raw", f"<pre>{esc(lines(b))}</pre>") if isinstance(b, list) else b for b in blocks]
        for name, blocks in tables(r).items()
    }
    return capture(r, page.page(r, blocks_of(r, rendered)))


@shape("html-heading-in-table", "section headings and table captions as the first row of each table (中文模板转网页)")
def heading_in_table(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    t: dict[str, list[Block]] = {}
    for section in r.sections:
        if section.table:
            grid = tables(r)[section.table][0]
            assert isinstance(grid, list)
            width = sum(c.colspan for c in grid[0])
            t[section.table] = [[[Cell(section.heading, colspan=width, role="caption")], *grid]]
            section.heading = ""
    blocks = [b for b in blocks_of(r, t) if b != ("heading", "")]
    return capture(r, page.page(r, blocks))


@shape("html-restarted-ordinals", "61: section ordinals wrong, restarted, or missing")
def ordinals(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    r.sections[1].heading = "一、主动公开政府信息情况"
    r.sections[2].heading = "（二）收到和处理政府信息公开申请情况"
    r.sections[3].heading = "3、政府信息公开行政复议、行政诉讼情况"
    r.sections[4].heading = "六、存在的主要问题及改进情况"
    r.sections[5].heading = "其他需要报告的事项"
    return capture(r, page.page(r, blocks_of(r, tables(r)), site=HANWEB))


@shape("html-missing-section", "62: no section 六, section 五 named otherwise")
def missing_section(seed: str, edition: str) -> Capture:
    r = make(seed, edition, rich=False)
    kept = list(r.sections[5].paragraphs)
    r.sections = r.sections[:5]
    r.sections[4].heading = "五、存在问题及改进措施"
    r.sections[0].paragraphs += (
        kept if any(f["indicator"] in ("fees.charged", "proposals.handled") for f in r.facts) else []
    )
    return capture(r, page.page(r, blocks_of(r, tables(r))))


# ---- tables cut, joined, hidden -----------------------------------------------------------------------------------


@shape("html-split-two", "43: the requests table cut in two tables where the Word page ended")
def split_two(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    t = tables(r)
    grid = t["requests"][0]
    assert isinstance(grid, list)
    at = r.rng.randint(8, len(grid) - 6)
    t["requests"] = list(grids.cut(grid, [at], repeat_group=r.rng.random() < 0.5))
    return capture(r, page.page(r, blocks_of(r, t)))


@shape("html-split-two-headed", "43: cut in two, the three header rows printed again on the second part")
def split_headed(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    t = tables(r)
    grid = t["requests"][0]
    assert isinstance(grid, list)
    t["requests"] = list(grids.cut(grid, [14], repeat_head=3))
    return capture(r, page.page(r, blocks_of(r, t), style=BARE))


@shape("html-head-repeated-inside", "42: the header rows come again in the middle of one table (宿迁 print copy)")
def head_repeated(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    t = tables(r)
    grid = t["requests"][0]
    assert isinstance(grid, list)
    first, second = grids.cut(grid, [13], repeat_head=3)
    t["requests"] = [first + second]
    return capture(r, page.page(r, blocks_of(r, t)))


@shape("html-split-five", "43: the disclosure table as one small table per 项")
def split_five(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    t = tables(r)
    grid = t["disclosure"][0]
    assert isinstance(grid, list)
    starts = [i for i, row in enumerate(grid) if row[0].role == "caption"][1:]
    t["disclosure"] = list(grids.cut(grid, starts))
    return capture(r, page.page(r, blocks_of(r, t)))


@shape("html-split-five-captions-outside", "43: as before, with the 项 captions as paragraphs between the small tables")
def split_captions_outside(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    t = tables(r)
    grid = t["disclosure"][0]
    assert isinstance(grid, list)
    starts = [i for i, row in enumerate(grid) if row[0].role == "caption"][1:]
    t["disclosure"] = []
    for piece in grids.cut(grid, starts):
        t["disclosure"] += [piece[0][0].text, piece[1:]]
    return capture(r, page.page(r, blocks_of(r, t)))


@shape("html-joined", "two or all three official tables pasted as one table with the section headings as rows")
def joined(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    t = tables(r)
    whole: Grid = []
    for section in r.sections:
        if section.table:
            grid = t[section.table][0]
            assert isinstance(grid, list)
            whole += [[Cell(section.heading, colspan=15, role="caption")], *grid]
    r.sections[1:4] = [Section("二、主动公开、依申请公开和复议诉讼情况", table="all")]
    return capture(r, page.page(r, blocks_of(r, {"all": [whole]})))


@shape("html-joined-requests-disputes", "the disputes rows follow the requests rows in one table without a heading row")
def joined_two(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    t = tables(r)
    a, b = t["requests"][0], t["disputes"][0]
    assert isinstance(a, list) and isinstance(b, list)
    t["requests"] = [[*a, [Cell(r.sections[3].heading, colspan=15, role="caption")], *b]]
    t["disputes"] = []
    r.sections[3].heading = "情况说明"
    r.sections[3].table = None
    return capture(r, page.page(r, blocks_of(r, t)))


@shape("html-two-result-groups", "三、本年度办理结果 printed twice: the rowspan split where the page broke")
def two_groups(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    t = tables(r)
    grid = t["requests"][0]
    assert isinstance(grid, list)
    a, b = grids.cut(grid, [r.rng.choice([15, 18])], repeat_group=True)
    t["requests"] = [a + b]
    return capture(r, page.page(r, blocks_of(r, t)))


@shape("html-hidden-copy", "47: a display:none copy for printing, with last draft's numbers")
def hidden_copy(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    other = make(seed + "stale", edition, scale=30)
    stale = "".join(CLEAN.render(g) for b in tables(other).values() for g in b if isinstance(g, list))
    hide = r.rng.choice(['style="display:none"', 'style="DISPLAY: none;"', "hidden"])
    blocks = blocks_of(r, tables(r))
    blocks.insert(r.rng.choice([1, len(blocks)]), ("raw", f'<div id="printArea" {hide}>{stale}</div>'))
    return capture(r, page.page(r, blocks))


@shape("html-hidden-rows", "47: zero-height Excel rows and display:none rows and cells inside the official table")
def hidden_rows(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    t = tables(r)
    grid = t["requests"][0]
    assert isinstance(grid, list)
    text = BARE.render(grid)
    ghost = '<tr style="display:none">' + "<td>0</td>" * 10 + "</tr>"
    size = '<tr height="0" style="mso-height-source:userset">' + '<td width="64"></td>' * 10 + "</tr>"
    text = text.replace("<tbody>", "<tbody>" + size, 1)
    at = text.index("<tr>", text.index("二、上年结转"))
    return capture(r, page.page(r, blocks_of(r, t | {"requests": [("raw", text[:at] + ghost + text[at:])]})))


@shape("html-comment-copy", "the old year's table left in an HTML comment and a template in a script element")
def comment_copy(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    stale = CLEAN.render(grids.requests(make(seed + "old", edition)))
    blocks = blocks_of(r, tables(r))
    blocks.insert(3, ("raw", f"<!--{stale}-->"))
    blocks.insert(5, ("raw", f'<script type="text/template" id="tpl">{stale}</script>'))
    return capture(r, page.page(r, blocks))


# ---- grids gone wrong ---------------------------------------------------------------------------------------------


@shape("html-lost-spans", "38: every merged cell came out as empty td (HZ25)")
def lost_spans(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    t: dict[str, list[Block]] = {k: [grids.without_spans(b[0])] for k, b in tables(r).items()}  # type: ignore[arg-type]
    return capture(r, page.page(r, blocks_of(r, t), style=BARE))


@shape("html-lost-head-spans", "38: spans lost in the three header rows only")
def lost_head(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    t = tables(r)
    for name in ("requests", "disputes"):
        grid = t[name][0]
        assert isinstance(grid, list)
        t[name] = [grids.without_spans(grid, rows=range(3))]
    return capture(r, page.page(r, blocks_of(r, t)))


@shape("html-unrolled-spans", "merged cells repeated into every cell they covered (spreadsheet export)")
def unrolled(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    t: dict[str, list[Block]] = {
        k: [grids.without_spans(b[0], repeat=True)]
        for k, b in tables(r).items()
        if k != "disclosure"  # type: ignore[arg-type]
    }
    t["disclosure"] = tables(r)["disclosure"]
    return capture(r, page.page(r, blocks_of(r, t)))


@shape("html-dropped-spans", "colspan and rowspan attributes stripped by the CMS's filter, nothing in their place")
def dropped_spans(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    t = tables(r)
    flat: dict[str, list[Block]] = {
        k: [[[replace(c, colspan=1, rowspan=1) for c in row] for row in b[0]]]
        for k, b in t.items()  # type: ignore[union-attr]
    }
    return capture(r, page.page(r, blocks_of(r, flat), style=BARE))


@shape("html-extra-column", "37: an empty fifth column at the right of the disclosure table")
def extra_column(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    t = tables(r)
    t["disclosure"] = [grids.with_extra_column(t["disclosure"][0])]  # type: ignore[arg-type]
    return capture(r, page.page(r, blocks_of(r, t)))


@shape("html-stray-colspan", "37: the SHGO19 grid: five columns wide, some cells with a stray colspan=2")
def stray(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    t = tables(r)
    for name in ("disclosure", "requests"):
        t[name] = [grids.with_extra_column(t[name][0], stray=True)]  # type: ignore[arg-type]
    return capture(r, page.page(r, blocks_of(r, t)))


@shape("html-wild-spans", "P04: colspan=0, colspan=1000, rowspan past the end, `2;` in attributes")
def wild_spans(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    t = tables(r)
    text = {name: BARE.render(b[0]) for name, b in t.items()}  # type: ignore[arg-type]
    text["disclosure"] = text["disclosure"].replace('colspan="4"', 'colspan="1000"')
    text["requests"] = text["requests"].replace('colspan="3"', 'colspan="3;"').replace(
        "</tr></tbody>", '</tr><tr><td colspan="0">&nbsp;</td></tr></tbody>'
    )  # fmt: skip
    text["disputes"] = text["disputes"].replace('<td rowspan="2"', '<td rowspan="2 "')
    return capture(r, page.page(r, blocks_of(r, {k: [("raw", v)] for k, v in text.items()})))


@shape("html-missing-total-column", "56: no 总计 column in the requests table")
def no_total(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    t = tables(r)
    t["requests"] = [grids.requests(r, columns=list(forms.REQUEST_COLUMNS)[:-1])]
    r.drop("requests", col="total")
    return capture(r, page.page(r, blocks_of(r, t)), expect=Expect(status=None))


@shape("html-missing-other-column", "56: no 其他 column among the organisations")
def no_other(seed: str, edition: str) -> Capture:
    r = make(seed, edition, narrative=False)
    for row in forms.REQUEST_ROWS[r.editions["requests"]]:
        gone = r.value("requests", row, "other_organization")
        r.fill("requests", row, "total", r.value("requests", row, "total") - gone)
    r.drop("requests", col="other_organization")
    narrate(r)
    return capture(r, page.page(r, blocks_of(r, tables(r))), expect=Expect(status=None))


@shape("html-natural-and-total-only", "56: only the columns 自然人 and 总计 were given")
def two_columns(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    for col in forms.ORGANISATIONS:
        r.drop("requests", col=col)
    return capture(r, page.page(r, blocks_of(r, tables(r))), expect=Expect(status=None))


@shape("html-subtotal-column", "56: an extra column 小计 under 法人或其他组织")
def subtotal(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    t = tables(r)
    t["requests"] = [grids.requests(r, subtotal=True)]
    return capture(r, page.page(r, blocks_of(r, t)))


@shape("html-column-order", "总计 printed first, before 自然人 (a county template)")
def column_order(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    t = tables(r)
    t["requests"] = [grids.requests(r, columns=["total", *list(forms.REQUEST_COLUMNS)[:-1]])]
    return capture(r, page.page(r, blocks_of(r, t)))


@shape("html-extra-row", "55: the unofficial row 其他主动公开文件 in the disclosure table (Hubei FY2020)")
def extra_row(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    t = tables(r)
    grid = t["disclosure"][0]
    assert isinstance(grid, list)
    at = next(i for i, row in enumerate(grid) if row[0].text.endswith("规范性文件"))
    grid.insert(at + 1, [Cell("其他主动公开文件"), *(Cell(str(r.rng.randint(3, 90)), role="value") for _ in range(3))])
    return capture(r, page.page(r, blocks_of(r, t)), expect=Expect(must_find=True, status=None))


@shape("html-missing-rows", "56: rows left out (行政强制, some request rows)")
def missing_rows(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    r.drop("disclosure", "coercion")
    for row in ("results.denied.state_secret", "results.denied.admin_query", "results.not_processed.publication"):
        for col in forms.REQUEST_COLUMNS:
            if r.values["requests", row, col]:
                r.fill("requests", row, col, 0)
        r.drop("requests", row)
    # the sums are now short of what the dropped rows held; keep the document honest about its own total
    leaves = [x for x in forms.result_leaves(edition) if ("requests", x, "total") in r.values]
    for col in forms.REQUEST_COLUMNS:
        total = sum(r.value("requests", x, col) for x in leaves)
        gap = r.value("requests", "results.total", col) - total
        granted = r.value("requests", "results.granted", col)
        r.fill("requests", "results.granted", col, granted + gap)
    return capture(r, page.page(r, blocks_of(r, tables(r))), expect=Expect(status=None))


@shape("html-disputes-transposed", "44: rows are the outcomes, columns the kinds of dispute")
def transposed(seed: str, edition: str) -> Capture:
    r = make(seed, edition, scale=140)
    t = tables(r)
    t["disputes"] = [grids.transposed_disputes(r)]
    return capture(r, page.page(r, blocks_of(r, t)))


@shape("html-disputes-three", "44: three small tables, 行政复议 / 未经复议直接起诉 / 复议后起诉")
def three(seed: str, edition: str) -> Capture:
    r = make(seed, edition, scale=140)
    t = tables(r)
    t["disputes"] = list(grids.three_disputes(r))
    return capture(r, page.page(r, blocks_of(r, t)))


@shape("html-disputes-leading", "44: a leading label cell 数量 or 案件数量 before the fifteen numbers")
def leading(seed: str, edition: str) -> Capture:
    r = make(seed, edition, scale=140)
    t = tables(r)
    t["disputes"] = [grids.disputes(r, leading=r.rng.choice(["数量", "案件数量（件）"]))]
    return capture(r, page.page(r, blocks_of(r, t)))


@shape("html-disputes-in-prose", "45: the disputes given in prose only, no fourth table")
def disputes_prose(seed: str, edition: str) -> Capture:
    r = make(seed, edition, scale=140)
    review = r.value("disputes", "reconsideration", "total")
    suits = (
        r.value("disputes", "litigation_direct", "total"),
        r.value("disputes", "litigation_after_reconsideration", "total"),
    )
    r.sections[3].paragraphs.append(
        f"{r.year}年，因政府信息公开工作被申请行政复议{review}件；未经复议直接起诉{suits[0]}件，复议后起诉{suits[1]}件。"
    )
    r.sections[3].table = None
    r.facts.append({"indicator": "reconsideration.total", "value": review, "unit": "件", "qualifier": "exact"})
    r.drop("disputes")
    del r.editions["disputes"]
    return capture(r, page.page(r, blocks_of(r, tables_without(r, "disputes"))), expect=Expect(status=None))


def tables_without(report: Report, name: str) -> dict[str, list[Block]]:
    made = {"disclosure": grids.disclosure, "requests": grids.requests, "disputes": grids.disputes}
    return {k: [f(report)] for k, f in made.items() if k != name}  # type: ignore[operator]


@shape("html-number-over-cells", "P13: one number torn over two cells (`1` and `23`): the row can no longer be placed")
def torn(seed: str, edition: str) -> Capture:
    r = make(seed, edition, scale=140)
    t = tables(r)
    grid = t["requests"][0]
    assert isinstance(grid, list)
    y = next(i for i, row in enumerate(grid) if row and row[-1].key and row[-1].key[1] == "received")
    x = next(i for i, c in enumerate(grid[y]) if c.role == "value" and len(c.text) > 1)
    whole = grid[y][x]
    grid[y][x : x + 1] = [replace(whole, text=whole.text[0]), replace(whole, text=whole.text[1:])]
    row = {("requests", "received", c) for c in forms.REQUEST_COLUMNS}
    return capture(r, page.page(r, blocks_of(r, t), style=BARE), expect=Expect(uncertain=row, must_find=True))


# ---- values -------------------------------------------------------------------------------------------------------


@shape("html-blank-kinds", "70: blank, 0, -, /, —, 无, 不适用 side by side: only 0 is zero", ALL)
def blanks(seed: str, edition: str) -> Capture:
    r = make(seed, edition, scale=12)
    for key, value in list(r.values.items()):
        if value == 0 and r.rng.random() < 0.5:
            r.put(
                *key, r.rng.choice(["", "-", "/", "—", "无", "——", "不适用", "&nbsp;".replace("&nbsp;", "\xa0")]), None
            )
    return capture(r, page.page(r, blocks_of(r, tables(r)), style=BARE))


@shape("html-blank-totals", "57: the 总计 of leaf rows left blank (SHGO19: 19 of 23 rows)")
def blank_totals(seed: str, edition: str) -> Capture:
    r = make(seed, edition, scale=40)
    for row in forms.REQUEST_ROWS[edition]:
        if row.count(".") == 2 or row in ("results.granted", "results.partly_granted", "results.other"):
            r.put("requests", row, "total", "", None)
    return capture(r, page.page(r, blocks_of(r, tables(r))))


@shape(
    "html-zero-width",
    "P09: zero-width spaces and BOMs in numbers, labels and empty cells, as WPS and copy-paste leave them",
    ALL,
)
def zero_width(seed: str, edition: str) -> Capture:
    r = make(seed, edition, scale=40)
    t: dict[str, list[Block]] = {}
    for name, blocks in tables(r).items():
        marked = [grids.with_extra_column(b) if isinstance(b, list) and name == "disclosure" else b for b in blocks]
        t[name] = [
            grids.replace_text(b, lambda c: r.rng.choice(["\u200b", "\ufeff", "\u200b\u200c", ""]) + c.text)
            if isinstance(b, list) else b
            for b in marked
        ]  # fmt: skip
    return capture(r, page.page(r, blocks_of(r, t)))


@shape("html-channel-table", "10: a local table 渠道/数量 whose header shares words with the official one")
def channel_table(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    local: Grid = [
        [Cell("公开渠道"), Cell("网站"), Cell("微博微信"), Cell("其他"), Cell("总计")],
        [Cell("本年新公开数量"), *(Cell(str(n), role="value") for n in (412, 96, 8, 516))],
    ]
    blocks = blocks_of(r, tables(r))
    blocks.insert(blocks.index(("heading", HEADINGS["disclosure"])), local)
    return capture(r, page.page(r, blocks), expect=Expect(status=None))


@shape("html-other-agency-links", "5, 23: a bare title; beside it links to other agencies' reports of other years")
def other_agency_links(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    r.title = f"{r.year}年政府信息公开工作年度报告"
    links = "".join(
        f'<li><a href="{y}.htm">{r.city}林业局{y}年政府信息公开工作年度报告</a><i>{y + 1}-01-1{y % 9}</i></li>'
        for y in range(2014, 2025)
    )
    site = replace(HANWEB, meta=False, head=f'<div class="side"><b>相关文章</b><ul>{links}</ul></div>')
    return capture(r, page.page(r, blocks_of(r, tables(r)), site=site))


@shape("html-local-table-statistics", "10: a local table 渠道/数量 before the 统计表 of 2014", ("2014",))
def local_statistics(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    local: Grid = [
        [Cell("发布渠道"), Cell("门户网站"), Cell("微博"), Cell("其他")],
        [Cell("发布数量（条）"), *(Cell(str(n), role="value") for n in (511, 64, 12))],
    ]
    blocks = blocks_of(r, tables(r))
    blocks.insert(4, local)
    return capture(r, page.page(r, blocks), expect=Expect(status=None))


@shape(
    "html-other-agency-trail",
    "5, 23: a bare title below lines of links to another agency's reports, no meta",
    ("2014", "2021"),
)
def other_agency_trail(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    r.title = f"{r.year}年政府信息公开工作年度报告"
    links = "<br>".join(
        f'<a href="{y}.htm">{r.city}财政局{y}年政府信息公开工作年度报告</a>　{y + 1}-01-2{y % 9}'
        for y in range(2014, 2025)
    )
    site = replace(
        HANWEB, meta=False, head=f"<div id=left>政府信息公开年报<br>{links}</div>", foot="<div>版权所有</div>"
    )
    return capture(r, page.page(r, blocks_of(r, tables(r)), site=site))


@shape("html-unit-caption-row", "a row `单位：件` or `表二` above the head, inside the table", ("2014", "2019", "2021"))
def unit_row(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    t: dict[str, list[Block]] = {}
    for name, blocks in tables(r).items():
        grid = blocks[-1]
        assert isinstance(grid, list)
        width = max(sum(c.colspan for c in row) for row in grid)
        caption = r.rng.choice(["单位：件", "统计表（一）", f"填报单位：{r.agency}　　　　　单位：件、项"])
        t[name] = [[[Cell(caption, colspan=width, role="caption")], *grid]]
    return capture(r, page.page(r, blocks_of(r, t)))


@shape("html-serial-column", "a county's template numbers the rows of the requests table in a first column 序号")
def serial_column(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    t = tables(r)
    grid = t["requests"][0]
    assert isinstance(grid, list)
    grid[0].insert(0, Cell("序号", rowspan=3, role="head"))
    for n, row in enumerate(grid[3:], 1):
        row.insert(0, Cell(str(n)))
    return capture(r, page.page(r, blocks_of(r, t)))


@shape("html-disputes-flat-head", "44: one header row of fifteen compound labels (spreadsheet export)")
def flat_head(seed: str, edition: str) -> Capture:
    r = make(seed, edition, scale=140)
    t = tables(r)
    sign = r.rng.choice(["-", "—", "："])
    head = [
        Cell(f"{a}{sign}{b}", role="head") for a in forms.DISPUTE_ROWS.values() for b in forms.DISPUTE_COLUMNS.values()
    ]
    t["disputes"] = [[head, grids.disputes(r)[3]]]
    return capture(r, page.page(r, blocks_of(r, t), style=BARE))


@shape("html-disputes-rows", "44: one row a kind of dispute, one column an outcome")
def dispute_rows(seed: str, edition: str) -> Capture:
    r = make(seed, edition, scale=140)
    t = tables(r)
    values = grids.disputes(r)[3]
    grid: Grid = [[Cell("类别", role="head"), *(Cell(c, role="head") for c in forms.DISPUTE_COLUMNS.values())]]
    for n, label in enumerate(forms.DISPUTE_ROWS.values()):
        grid.append([Cell(label if n == 0 else f"行政诉讼（{label}）"), *values[5 * n : 5 * n + 5]])
    t["disputes"] = [grid]
    return capture(r, page.page(r, blocks_of(r, t)))


@shape("html-merged-zeros", "one merged cell `0` or `无` across all seven columns of a row")
def merged_zeros(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    doubt = set()
    t = tables(r)
    grid = t["requests"][0]
    assert isinstance(grid, list)
    for row in grid:
        keys = [c.key for c in row if c.key]
        if len(keys) == 7 and all(r.values[k] == 0 for k in keys) and len(doubt) < 21:
            doubt |= set(keys)
            row[-7:] = [Cell(r.rng.choice(["0", "无"]), colspan=7, role="value")]
    return capture(r, page.page(r, blocks_of(r, t)), expect=Expect(uncertain=doubt, status=None))


@shape("html-input-values", "forms shown read-only: the numbers stand in input elements' value attributes", ("2021",))
def inputs(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    style = TableStyle(
        cell=lambda c: f'<input type="text" readonly value="{c.text}">' if c.role == "value" else page.esc(c.text)
    )
    return capture(r, page.page(r, blocks_of(r, tables(r)), style=style))


@shape("html-all-blank", "7: a real report with every cell left empty (JX FY2022)")
def all_blank(seed: str, edition: str) -> Capture:
    r = make(seed, edition, narrative=False)
    scale = dict(r.values)
    narrate(r, rich=False)
    for key in scale:
        r.put(*key, "", None)
    return capture(r, page.page(r, blocks_of(r, tables(r))))


@shape("html-notes-in-cells", "71: `22（其中修订16件）`, `55（含自然失效29件）`")
def notes(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    for key in list(r.values):
        if key[0] == "disclosure" and key[1] == "normative_documents":
            value = r.rng.randint(17, 250)
            r.put(
                *key,
                f"{value}（{r.rng.choice(['其中修订', '含自然失效', '含联合发文'])}{r.rng.randint(1, 16)}件）",
                value,
            )
    r.facts = [f for f in r.facts if not f["indicator"].startswith("normative")]
    text = r.sections[0].paragraphs[1]
    for marker in ("全年制发行政规范性文件", f"{r.year}年印发规范性文件"):
        text = text.split(marker)[0]
    r.sections[0].paragraphs[1] = text
    return capture(r, page.page(r, blocks_of(r, tables(r))))


@shape("html-number-styles", "72: thousands separators, full-width digits, blanks around numbers, soft hyphens", ALL)
def number_styles(seed: str, edition: str) -> Capture:
    r = make(seed, edition, number_style="comma")
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    for key, value in list(r.values.items()):
        if value is None:
            continue
        if isinstance(value, int) and key[0] == "disclosure" and key[2] == "decisions":
            value = r.rng.randint(1200, 1_900_000)
        pick = r.rng.random()
        text = f"{value:,}" if abs(value) >= 1000 and pick < 0.7 else str(value)
        if pick > 0.8:
            text = text.translate(wide)
        elif pick > 0.6:
            text = f" {text}\xa0"
        elif pick > 0.55:
            text = text + "\u200b"
        r.put(*key, text, value)
    return capture(r, page.page(r, blocks_of(r, tables(r))))


@shape("html-units-in-cells", "64: `3909.30万元`, `251000元`, `0件`, `32项`", ALL)
def units(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    unit = {"items_last_year": "项", "items_change": "项", "projects": "个", "amount": "万元"}
    for key, value in list(r.values.items()):
        if value is None or key[0] == "requests":
            continue
        if key[2] == "amount":
            value = round(r.rng.uniform(1, 4000), 2)
            r.put(*key, f"{value:.2f}{'万元' if r.rng.random() < 0.5 else '元'}", value)
        elif key[0] == "statistics":
            r.put(*key, f"{value}{ {row: u for row, _, u, _ in forms.STATISTICS}[key[1]] }", value)
        else:
            r.put(*key, f"{value}{unit.get(key[2], '件')}", value)
    return capture(r, page.page(r, blocks_of(r, tables(r))))


@shape("html-signed", "68: `+19`, `－3`, `−1`, `-8` in 本年增/减", ("2019",))
def signed(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    for key, value in list(r.values.items()):
        if key[2] != "items_change":
            continue
        value = r.rng.choice([-8, -3, -1, 0, 4, 19])
        last = max(int(r.value("disclosure", key[1], "items_last_year")), 12)
        r.fill("disclosure", key[1], "items_last_year", last)
        sign = r.rng.choice(["-", "－", "−", "–"]) if value < 0 else r.rng.choice(["+", "＋", ""]) if value else ""
        r.put(*key, f"{sign}{abs(value)}", value)
    return capture(r, page.page(r, blocks_of(r, tables(r))))


@shape("html-signed-words", "68: `增3`, `减1`, `增3/减1` in 本年增/减", ("2019",))
def signed_words(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    rows = ["licensing", "other_services", "penalties", "coercion", "administrative_fees"]
    for row, (text, value) in zip(
        rows, [("增3", 3), ("减1", -1), ("增3/减1", None), ("0", 0), ("无变化", None)], strict=True
    ):
        r.fill("disclosure", row, "items_last_year", 20)
        r.put("disclosure", row, "items_change", text, value)
    doubtful = {("disclosure", row, "items_change") for row in rows if row != "coercion"}
    return capture(r, page.page(r, blocks_of(r, tables(r))), expect=Expect(uncertain=doubtful, must_find=True))


@shape("html-decimals", "65: the fee cell filled with decimals, four places, big numbers in 元")
def decimals(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    cell = ("administrative_fees", "amount") if edition == "2021" else ("procurement", "amount")
    text = r.rng.choice(["59237.2449", "0.57", "96171.60", "79000.1元"])
    r.put("disclosure", *cell, text, float(text.removesuffix("元")))
    return capture(r, page.page(r, blocks_of(r, tables(r))))


@shape("html-doubtful-cells", "72: Chinese numerals, `约200`, `1 234`, `见附件` in number cells")
def doubtful(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    cells = [("licensing", "decisions"), ("penalties", "decisions"), ("coercion", "decisions")]
    for (row, col), (text, value) in zip(cells, [("三件", 3), ("约200", 200), ("见附件", None)], strict=True):
        r.put("disclosure", row, col, text, value)
    keys = {("disclosure", *c) for c in cells}
    return capture(r, page.page(r, blocks_of(r, tables(r))), expect=Expect(uncertain=keys, must_find=True))


@shape("html-broken-sums", "the publisher's own sums do not hold; published as such")
def broken(seed: str, edition: str) -> Capture:
    r = make(seed, edition, scale=40)
    r.fill("requests", "results.total", "natural_person", r.value("requests", "results.total", "natural_person") + 6)
    r.fill("requests", "received", "total", r.value("requests", "received", "total") - 1)
    r.fill("disputes", "reconsideration", "total", r.value("disputes", "reconsideration", "total") + 2)
    narrated = {"requests.received": "received", "requests.processed": "results.total"}
    for fact in r.facts:
        assert fact["indicator"] not in narrated or fact["value"] is not None
    return capture(r, page.page(r, blocks_of(r, tables(r))), expect=Expect(must_find=True))


@shape("html-narrative-contradicts", "80: 258 in the text, 275 in the table; both stay")
def contradicts(seed: str, edition: str) -> Capture:
    r = make(seed, edition, scale=140, narrative=False)
    actual = r.value("requests", "received", "total")
    narrate(r, rich=False)
    r.sections[2].paragraphs.insert(0, f"{r.year}年，共收到政府信息公开申请{actual + 17}件。")
    r.facts.append({"indicator": "requests.received", "value": actual + 17, "unit": "件", "qualifier": "exact"})
    return capture(r, page.page(r, blocks_of(r, tables(r))), expect=Expect(must_find=True))


# ---- labels -------------------------------------------------------------------------------------------------------


@shape("html-spaced-labels", "40: labels with blanks, line breaks and full-width spaces inside", ALL)
def spaced(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    wording = Wording(rewrite=grids.spaced(r.rng))
    return capture(r, page.page(r, blocks_of(r, tables(r, wording)), style=BARE))


@shape("html-vertical-labels", "40: group labels one character a line (HA24)")
def vertical(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    t = tables(r)
    grid = t["requests"][0]
    assert isinstance(grid, list)
    t["requests"] = [
        grids.replace_text(
            grid, lambda c: "\n".join(c.text) if c.role == "group" or c.text in ("商业企业", "科研机构") else c.text
        )
    ]
    return capture(r, page.page(r, blocks_of(r, t)))


@shape(
    "html-typography", "51: half-width brackets, `1、`, `⒈`, straight quotes, 其它, 增／减, 第20条第（1）项", copies=2
)
def typography(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    rng = r.rng
    ordinal = rng.choice(
        [["1、", "2、", "3、", "4、", "5、", "6、", "7、", "8、"], list("⒈⒉⒊⒋⒌⒍⒎⒏"), [f"{n}．" for n in "12345678"]]
    )
    quotes = rng.choice(['""', "「」", "‘’", "''"])

    def rewrite(text: str) -> str:
        for i, mark in enumerate(ordinal, 1):
            if text.startswith(f"{i}."):
                text = mark + text[2:]
        text = text.replace("“", quotes[0]).replace("”", quotes[1]).replace("其他", "其它").replace("/", "／")
        return grids.half_width(text) if rng.random() < 0.7 else text

    labels = {f"第二十条第（{a}）项": f"第20条第（{b}）项" for a, b in zip("一五六八九", "15689", strict=True)}
    wording = Wording(labels=labels if rng.random() < 0.5 else {}, rewrite=rewrite)
    return capture(r, page.page(r, blocks_of(r, tables(r, wording))))


@shape("html-long-labels", "54: the form's explanations left in the labels")
def long_labels(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    labels = {
        "rules": "规章（设区的市、自治州人民政府应提供相关数据）",
        "items_last_year": f"上一年项目数量（指{r.year - 1}年事项数）",
        "items_change": f"本年增/减（指{r.year}年增加或减少的事项数，减用负值表示，如-8）",
        "decisions": "本年处理决定数量（指" + str(r.year) + "年办件量）",
        "other_services": "其他对外管理服务事项（指行政许可以外的政务服务事项，含行政确认、行政给付以及公共服务事项）",
        "normative_documents": "行政规范性文件（以“规定”“办法”“细则”等为标题的公文，一般属于规范性文件）",
    }
    return capture(r, page.page(r, blocks_of(r, tables(r, Wording(labels=labels)))))


@shape("html-short-labels", "52: 1.逾期不补正, （二）部分公开, 复议 columns 维持/纠正", ("2021",))
def short_labels(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    labels = {
        "results.other.overdue_correction": "1.逾期不补正", "results.other.overdue_fee": "2.逾期不缴费",
        "results.partly_granted": "（二）部分公开",
        "results.not_processed.reconfirmation": "5.要求行政机关确认或重新出具",
        "received": "本年新收政府信息公开申请数量", "carried_over": "上年结转政府信息公开申请数量",
        "carried_forward": "四、结转下一年度继续办理", "results.total": "（七）合计",
        "total": "合计",
    }  # fmt: skip
    return capture(r, page.page(r, blocks_of(r, tables(r, Wording(labels=labels)))))


@shape("html-punctuated-labels", "53: `、` and `,` variants in the long labels", ("2021",))
def punctuated(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    labels = {
        "results.other.overdue_correction": "1.申请人无正当理由逾期不补正,行政机关不再处理其政府信息公开申请",
        "results.other.overdue_fee": "2.申请人逾期未按收费通知要求缴纳费用，行政机关不再处理其政府信息公开申请",
        "results.denied.prohibited_by_law": "2.其他法律、行政法规禁止公开",
        "results.not_processed.petition": "1.信访、举报、投诉类申请",
        "results.unable.needs_creation": "2.没有现成信息，需要另行制作",
        "results.denied.security_stability": "3.危及三安全一稳定",
    }
    return capture(r, page.page(r, blocks_of(r, tables(r, Wording(labels=labels)))))


@shape("html-label-alias", "3: 规范性文件 in the 2021 form, 行政规范性文件 in the 2019 form; 本年度…数量 variants")
def alias(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    labels = {
        "normative_documents": {"2019": "行政规范性文件", "2021": "规范性文件"}[edition],
        "received": "一、本年度新收政府信息公开申请数量",
        "carried_over": "二、上年度结转政府信息公开申请数量",
        "results.denied.enforcement_file": "7.属于行政执法案卷信息",
        "other_organization": "其他组织",
        "other": "其它结果",
    }
    labels["other_organization"] = "其它"
    return capture(r, page.page(r, blocks_of(r, tables(r, Wording(labels=labels)))))


@shape("html-label-typos", "labels with a wrong or lost character: 本年新收政府信息公开申请数, 行政事业收费")
def typos(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    labels = {
        "received": "一、本年新收政府信息公开申请数",
        "administrative_fees": "行政事业收费",
        "results.unable.not_held": "1.本机关不掌握相关政府信息的",
        "results.denied.internal_affairs": "5.属于三类内部事务性信息",
    }
    keys = {k for k in r.values if k[1] in labels}
    return capture(r, page.page(r, blocks_of(r, tables(r, Wording(labels=labels)))), expect=Expect(uncertain=keys))


@shape("html-unknown-row", "P11: an unknown row inside the requests table; neighbours must not shift")
def unknown_row(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    t = tables(r)
    grid = t["requests"][0]
    assert isinstance(grid, list)
    at = next(i for i, row in enumerate(grid) if row[-1].key and row[-1].key[1] == "carried_forward")
    grid.insert(at, [Cell("其中：延期答复", colspan=3), *(Cell(str(i % 3), role="value") for i in range(7))])
    return capture(r, page.page(r, blocks_of(r, t)), expect=Expect(must_find=True, status=None))


@shape("html-no-corner", "the corner cell with the 勾稽关系 left empty, or carrying only 项目")
def no_corner(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    t = tables(r)
    t["requests"] = [grids.requests(r, Wording(corner="项  目"))]
    return capture(r, page.page(r, blocks_of(r, t)))


# ---- editions -----------------------------------------------------------------------------------------------------


@shape("html-late-2019-form", "1: FY2021–2023 reports still on the 2019 form", ("2019",))
def late(seed: str, edition: str) -> Capture:
    r = make(seed, edition, year=random.Random(seed).choice([2021, 2022, 2023]))
    return capture(r, page.page(r, blocks_of(r, tables(r))))


@shape("html-mixed-editions", "3: disclosure of 2021 with requests of 2019 in one report", ("2021",), 2)
def mixed(seed: str, edition: str) -> Capture:
    r = make(seed, edition, requests="2019")
    return capture(r, page.page(r, blocks_of(r, tables(r))))


@shape("html-wrong-document-number", "2: cites 国办公开办函〔2019〕60号 on the 2021 form", ("2021",))
def wrong_number(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    r.opening.insert(0, "按照《政府信息公开工作年度报告格式（试行）》（国办公开办函〔2019〕60号）要求编制。")
    return capture(r, page.page(r, blocks_of(r, tables(r))))


@shape("html-narrative-only", "4: a report without any table, in every era", ALL)
def narrative_only(seed: str, edition: str) -> Capture:
    r = make(seed, edition, narrative=False, scale=12)
    r.values.clear()
    r.printed.clear()
    r.editions = {}
    narrate_2014(r, table=False)
    return capture(r, page.page(r, blocks_of(r, {}), site=HANWEB))


@shape("html-statistics-serial", "88: the 统计表 with a 序号 column and signature lines below", ("2014",))
def serial(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    sign = "单位负责人：张某　审核人：李某　填报人：王某　联系电话：0573-8410021　填报日期：" + f"{r.year + 1}年1月10日"
    t = {"statistics": [f"填报单位（盖章）：{r.agency}", grids.statistics(r, serial=True), sign]}
    return capture(r, page.page(r, blocks_of(r, t)))  # type: ignore[arg-type]


@shape("html-statistics-cumulative", "20: the 统计表 with a 历年累计 column beside the year's numbers", ("2014",))
def cumulative(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    return capture(r, page.page(r, blocks_of(r, {"statistics": [grids.statistics(r, cumulative=True)]})))


@shape(
    "html-statistics-inline-head", "the 统计表 whose caption rows stand inside the table, group rows blank", ("2014",)
)
def statistics_head(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    grid = grids.replace_text(grids.statistics(r), lambda c: "" if c.text == "——" else c.text.strip("　"))
    grid = [[Cell(f"政府信息公开情况统计表（{r.year}年度）", colspan=3, role="caption")],
            [Cell(f"填报单位：{r.agency}", colspan=3, role="caption")], *grid]  # fmt: skip
    return capture(r, page.page(r, blocks_of(r, {"statistics": [grid]}), style=BARE))


@shape("html-statistics-partial", "the 统计表 shortened by a township to the rows that apply", ("2014",))
def statistics_partial(seed: str, edition: str) -> Capture:
    r = make(seed, edition, scale=3)
    for row in ("active.channels.gazette", "response.channels.interview_by_head", "requests.replied.amend",
                "requests.replied.refused.trade_secret", "organisation.budget", "complaints"):  # fmt: skip
        r.drop("statistics", row)
    return capture(r, page.page(r, blocks_of(r, tables(r))), expect=Expect(status=None))


@shape("html-provincial-statistics", "a provincial 统计表 that is none of the national forms (福建 FY2016)", ("2014",))
def provincial(seed: str, edition: str) -> Capture:
    r = make(seed, edition, year=2016, narrative=False)
    r.values.clear()
    r.printed.clear()
    narrate_2014(r, table=False)
    r.editions = {}
    published = r.fact("disclosure.published")["value"]
    rows = [("主动公开文件数", "条", published), ("其中：政府网站公开数", "条", published), ("政府公报公开数", "条", 0),
            ("受理依申请公开信息总数", "条", 3), ("对申请的答复总数", "条", 3), ("政府信息公开收费减免金额", "元", 0),
            ("行政复议数", "件", 0), ("行政诉讼数", "件", 0)]  # fmt: skip
    grid: Grid = [[Cell("指标名称"), Cell("计量单位"), Cell("2016年度"), Cell("历年累计")]]
    grid += [[Cell(a), Cell(u), Cell(str(n), role="value"), Cell(str(n * 9), role="value")] for a, u, n in rows]
    r.sections.append(Section(f"附表：{r.city}政府信息公开情况统计表", table="local"))
    return capture(r, page.page(r, blocks_of(r, {"local": [grid]})), expect=Expect(must_find=True, status=None))


# ---- metadata -----------------------------------------------------------------------------------------------------


@shape("html-short-title", "13: `县教育局2021年度…`, the full name only in the text")
def short_title(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    r.title = f"{r.year}年政府信息公开工作年度报告"
    return capture(r, page.page(r, blocks_of(r, tables(r)), agency_meta=True, site=replace(TRS, crumbs="首页 > 年报")))


@shape("html-broken-title", "13: the title over two lines with the agency on the first")
def broken_title(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    r.title = f"{r.agency}{r.year}年政府信息公开工作年度报告"
    blocks = blocks_of(r, tables(r))
    blocks[0] = ("raw", f'<p align="center"><b>{r.agency}</b></p><p align="center"><b>{r.year}年政府信息公开工作<br/>年度报告</b></p>'
                        f'<div class="info">日期：{r.published_on}</div>')  # fmt: skip
    return capture(r, page.page(r, blocks))


@shape("html-no-year-in-title", "14: the year only in the period sentence")
def no_year(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    r.title = f"{r.agency}政府信息公开工作年度报告"
    return capture(r, page.page(r, blocks_of(r, tables(r))))


@shape("html-migrated-date", "15: published years later by a site migration", ALL)
def migrated(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    r.published_on = "2025-06-18"
    return capture(r, page.page(r, blocks_of(r, tables(r)), site=HANWEB))


@shape("html-no-date", "no publication date anywhere on the page, only the signature")
def no_date(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    r.published_on = None
    blocks = [
        *blocks_of(r, tables(r)),
        ("raw", f'<p align="right">{r.agency}</p><p align="right">{r.year + 1}年1月22日</p>'),
    ]
    extra = {"published_on_accept": [f"{r.year + 1}-01-22"]}
    return capture(r, page.page(r, blocks), expect=Expect(extra=extra))


@shape("html-chinese-date", "dates printed as 2022年1月20日 or 2022/01/20 and nowhere else")
def chinese_date(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    assert r.published_on
    y, m, d = map(int, r.published_on.split("-"))
    shown = r.rng.choice(
        [f"发布时间：{y}年{m}月{d}日 09:31", f"发布日期：{y}/{m:02}/{d:02}", f"时间：{y}.{m:02}.{d:02}　来源：办公室"]
    )
    return capture(r, page.page(r, blocks_of(r, tables(r)), site=replace(HANWEB, meta=False, date=shown)))


@shape("html-noisy-neighbours", "side bars with other years' reports, related links, other agencies' names and dates")
def neighbours(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    links = "".join(
        f'<li><a href="./t{y}.html" title="{r.city}审计局{y}年政府信息公开工作年度报告">{r.city}审计局{y}年政府信息公开…</a>'
        f"<span>{y + 1}-02-{10 + y % 10}</span></li>"
        for y in range(2016, 2025)
    )
    side = replace(TRS, head=f'<div class="left"><h3>政府信息公开年报</h3><ul>{links}</ul></div>')
    return capture(r, page.page(r, blocks_of(r, tables(r)), site=side))


@shape(
    "html-impossible-period",
    "16: published in February with a period that ends the following December; text copied",
    ("2014",),
)
def impossible(seed: str, edition: str) -> Capture:
    r = make(seed, edition, year=2016)
    r.title = f"{r.agency}政府信息公开工作年度报告"
    r.published_on = "2017-02-13"
    blocks = blocks_of(r, tables(r))
    body = page.page(r, blocks).replace("2016年12月31日", "2017年12月31日").replace("2016年1月1日", "2017年1月1日")
    return capture(r, body, expect=Expect(must_find=True, status=None, extra={"fiscal_year_accept": [2017, None]}))


@shape(
    "html-lost-characters", "17: dates that lost their 月 in a migration: 2018年11日至2018年1231日", ("2014", "2019")
)
def lost_characters(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    body = page.page(r, blocks_of(r, tables(r)))
    body = body.replace("年1月1日", "年11日").replace("12月31日", "1231日").replace("〔2019〕60号", "201960号")
    return capture(r, body)


@shape(
    "html-guide-title", "23: self-references only; the full name once, in the title of its 公开指南", ("2019", "2021")
)
def guide(seed: str, edition: str) -> Capture:
    r = make(seed, edition, rich=False)
    r.title = f"{r.year}年政府信息公开工作年度报告"
    r.opening = [
        f"根据《条例》规定，现公布{r.year}年政府信息公开工作年度报告。数据统计期限为{r.year}年1月1日至{r.year}年12月31日。"
    ]
    r.sections[0].paragraphs.insert(0, f"及时修订《{r.agency}政府信息公开指南》，便于群众查询。")
    site = replace(TRS, meta=False, foot="<div>版权所有　备案号：ICP备05017号</div>")
    return capture(r, page.page(r, blocks_of(r, tables(r)), site=site))


@shape(
    "html-platform-host",
    "5: the county's portal publishes for its bureaus: SiteName is the county's government",
    ("2019", "2021"),
)
def platform(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    body = page.page(r, blocks_of(r, tables(r)), agency_meta=False)
    host = f"{r.city}人民政府门户网站"
    body = body.replace(f'<meta name="SiteName" content="{r.agency}">', f'<meta name="SiteName" content="{host}">')
    body = body.replace(f"主办单位：{r.agency}", f"主办单位：{r.city}人民政府办公室　承办单位：{r.city}大数据中心")
    return capture(r, body)


@shape("html-qualified-facts", "73: 近, 余, 超过, 万 and multi-year numbers in the narrative", ALL)
def qualified(seed: str, edition: str) -> Capture:
    r = make(seed, edition, rich=False)
    n = r.rng.randint
    told = [
        ("interpretations.published", n(20, 90), "篇", "at_least", "全年发布各类政策解读稿件{v}余篇。"),
        ("wechat.published", n(300, 900), "条", "approx", "微信公众号发布信息近{v}条，累计阅读量超过{big}万次。"),
        ("weibo.published", n(200, 700), "条", "at_least", "政务微博发布信息{v}多条。"),
        (
            "proposals.handled",
            n(20, 90),
            "件",
            "exact",
            "办理人大代表建议和政协提案共{v}件，其中主办{d}件、会办{e}件。",
        ),
    ]
    text = ""
    for indicator, value, unit, qualifier, template in told:
        if any(f["indicator"] == indicator for f in r.facts):
            continue
        text += template.format(v=value, big=n(2, 60), d=value - 7, e=7)
        r.facts.append({"indicator": indicator, "value": value, "unit": unit, "qualifier": qualifier})
    text += f"{r.year - 4}年至{r.year}年累计公开权责清单{n(100, 900)}条。{r.year - 1}年微信发布信息{n(100, 299)}条。"
    r.sections[0].paragraphs.append(text)
    return capture(r, page.page(r, blocks_of(r, tables(r))))


@shape(
    "html-fact-distractors",
    "83: hotlines, petitions, mail boxes, staff law suits beside the real numbers",
    ("2019", "2021"),
)
def distractors(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    n = r.rng.randint
    r.sections[5].paragraphs += [
        f"全年受理12345政务服务便民热线工单{n(900, 9000)}件，按期办结率99.8%；办理网民留言{n(20, 90)}条。",
        f"接待群众来信来访{n(20, 300)}批次，其中初次信访{n(5, 19)}件；处理举报投诉{n(20, 90)}件。",
        f"依法办理工伤认定类行政复议应诉案件{n(3, 30)}件，民事诉讼{n(1, 9)}件，均与政府信息公开无关。",
        f"发出行政处罚决定书{n(10, 90)}份；印发文件{n(40, 200)}份；举办新闻通讯员培训{n(1, 4)}期。",
    ]
    return capture(r, page.page(r, blocks_of(r, tables(r))))


def _told(r: Report, told: list[tuple[str, float, str, str]], sentence: str) -> str:
    """A sentence and the facts in it."""
    for indicator, value, unit, qualifier in told:
        r.facts = [f for f in r.facts if f["indicator"] != indicator]
        r.facts.append({"indicator": indicator, "value": value, "unit": unit, "qualifier": qualifier})
    return sentence


def _bare(seed: str, edition: str) -> Report:
    """A report whose section 一 states nothing yet."""
    r = make(seed, edition, rich=False)
    r.facts = [f for f in r.facts if f["indicator"] in ("fees.charged", "proposals.handled")]
    r.sections[0].paragraphs = [f"{r.year}年，{r.short}认真落实条例，扎实推进政务公开各项工作。"]
    return r


@shape(
    "html-received-with-carried",
    "77: 收到4件，其中上年度结转2件: the narrative's number holds the carried ones",
    ("2019", "2021"),
)
def received_with_carried(seed: str, edition: str) -> Capture:
    r = _bare(seed, edition)
    new, old = (int(r.value("requests", row, "total")) for row in ("received", "carried_over"))
    done, forward = (int(r.value("requests", row, "total")) for row in ("results.total", "carried_forward"))
    r.sections[0].paragraphs.append(_told(
        r, [("requests.received", new + old, "件", "exact"), ("requests.carried_over", old, "件", "exact"),
            ("requests.processed", done, "件", "exact"), ("requests.carried_forward", forward, "件", "exact")],
        f"全年共收到政府信息公开申请{new + old}件，其中上年度结转{old}件；已办结{done}件，顺延至下年度办理{forward}件。",
    ))  # fmt: skip
    return capture(r, page.page(r, blocks_of(r, tables(r))))


@shape("html-consolidated-prose", "26: a city's total with the shares of its units in brackets", ("2019", "2021"))
def consolidated(seed: str, edition: str) -> Capture:
    r = _bare(seed, edition)
    total = int(r.value("requests", "received", "total"))
    first = total // 2
    n = r.rng.randint(5000, 90000)
    r.sections[0].paragraphs.append(_told(
        r, [("disclosure.published", n, "条", "exact"), ("requests.received", total, "件", "exact")],
        f"主动公开政府信息{n}条（其中乡镇{n // 3}条、部门{n - n // 3}条）。收到政府信息公开申请{total}件"
        f"（市政府{first}件、市政府部门{total - first}件）。",
    ))  # fmt: skip
    return capture(r, page.page(r, blocks_of(r, tables(r))))


@shape("html-missing-number-prose", "74: `主动公开信息　条`: the number was never filled in", ("2019", "2021"))
def missing_number(seed: str, edition: str) -> Capture:
    r = _bare(seed, edition)
    web = r.rng.randint(100, 900)
    r.sections[0].paragraphs.append(_told(
        r, [("website.published", web, "条", "exact")],
        f"{r.year}年主动公开政府信息　　条，其中政府网站公开信息{web}条，微信公众号发布信息　条。",
    ))  # fmt: skip
    return capture(r, page.page(r, blocks_of(r, tables(r))))


@shape("html-units-of-facts", "75: 宗, 起, 人次, 篇次: units vary by province", ("2014", "2021"))
def units_of_facts(seed: str, edition: str) -> Capture:
    r = make(seed, edition, narrative=False, scale=12)
    r.values.clear()
    r.printed.clear()
    r.editions = {}
    narrate_2014(r, table=False)
    r.facts = []
    n = r.rng.randint(3, 40)
    said = [
        ([("requests.received", n, "宗", "exact"), ("requests.received.internet", n - 2, "宗", "exact"),
          ("requests.received.in_person", 2, "宗", "exact")],
         f"全年受理政府信息公开申请{n}宗，其中网络申请{n - 2}宗，当面申请2宗。"),
        ([("reconsideration.total", 2, "起", "exact"), ("litigation.total", 1, "起", "exact")],
         "涉及政府信息公开的行政复议2起，行政诉讼1起。"),
        ([("press_conferences.held", 4, "场", "exact")], "召开新闻发布会4场。"),
        ([("fees.charged", 0, "元", "exact")], "全年没有收取费用。"),
    ]  # fmt: skip
    for section in r.sections:
        section.paragraphs = ["按照条例要求开展工作，成效明显。"]
    for (facts, text), section in zip(said, (r.sections[2], r.sections[4], r.sections[1], r.sections[3]), strict=True):
        section.paragraphs = [_told(r, facts, text)]
    return capture(r, page.page(r, blocks_of(r, {}), site=HANWEB))


@shape("html-short-row", "57: the last 总计 cell of the 结转 row is not there at all (KW24)")
def short_row(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    t = tables(r)
    grid = t["requests"][0]
    assert isinstance(grid, list)
    grid[-1].pop()
    r.put("requests", "carried_forward", "total", "", None)
    row = {k for k in r.values if k[1] == "carried_forward"}
    return capture(r, page.page(r, blocks_of(r, t)), expect=Expect(uncertain=row, status=None))


@shape("html-scrambled-title", "13: letters of the title changed places: 政府信息公开工作告年度报", ("2019", "2021"))
def scrambled(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    r.title = f"{r.agency}{r.year}年政府信息公开工作告年度报"
    return capture(r, page.page(r, blocks_of(r, tables(r))))


@shape("html-statistics-two-value-columns", "88: 统计数 for 本级 and 下级 beside the total", ("2014",))
def two_value_columns(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    grid = grids.statistics(r)
    out: Grid = [[*grid[0][:2], Cell("合计", role="head"), Cell("本级", role="head"), Cell("所属单位", role="head")]]
    for row in grid[1:]:
        value = r.values.get(row[2].key) if row[2].key else None
        rest = ["——", "——"] if value is None else [str(value), "0"]
        out.append([*row, *(Cell(x, role="value") for x in rest)])
    doubt = set(r.values)
    return capture(r, page.page(r, blocks_of(r, {"statistics": [out]})), expect=Expect(uncertain=doubt, status=None))


@shape("doc-html", "an HTML page saved by Word under the name .doc", ("2014", "2021"))
def html_doc(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    r.published_on = None
    body = page.page(r, blocks_of(r, tables(r)), style=page.word(r.rng), site=replace(TRS, head="", foot="", crumbs=""))
    body = body.replace(
        "<html>",
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">',
    )
    return replace(capture(r, body), extension="doc", media_type="application/msword", declared_encoding=None)


@shape("xls-html", "an HTML table exported under the name .xls", ("2014", "2019"))
def html_xls(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    r.published_on, r.facts = None, []
    blocks = [b for b in blocks_of(r, tables(r)) if not isinstance(b, str)]
    blocks = [b for b in blocks if b not in [("heading", HEADINGS[k]) for k in ("overall", "problems", "other")]]
    body = page.page(r, blocks, site=replace(TRS, head="", foot="", crumbs="", charset="gb2312"))
    made = capture(r, body, encoding="gb18030")
    return replace(made, extension="xls", media_type="application/vnd.ms-excel", declared_encoding=None)


# ---- copies and encodings -----------------------------------------------------------------------------------------


@shape("html-traditional", "30: a copy converted to traditional characters", ("2019", "2021"))
def traditional(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    body = opencc.OpenCC("s2t").convert(page.page(r, blocks_of(r, tables(r))))
    extra = {"agency_accept": [opencc.OpenCC("s2t").convert(r.agency)]}
    return capture(r, body, expect=Expect(extra=extra))


@shape(
    "html-traditional-blanks",
    "30, 64, 70: a traditional copy with 無, 萬元, 件 in cells and captions as first rows",
    ("2019", "2021"),
)
def traditional_blanks(seed: str, edition: str) -> Capture:
    r = make(seed, edition, scale=12)
    for key, value in list(r.values.items()):
        if key[2] == "amount":
            r.put(*key, "8828.1万元", 8828.1)
        elif value == 0 and r.rng.random() < 0.3:
            r.put(*key, r.rng.choice(["无", "-", ""]), None)
        elif value and r.rng.random() < 0.2 and key[0] == "disputes":
            r.put(*key, f"{value}件", value)
    t = tables(r)
    grid = t["disputes"][0]
    assert isinstance(grid, list)
    t["disputes"] = [[[Cell("政府信息公开行政复议、行政诉讼情况表", colspan=15, role="caption")], *grid]]
    converter = opencc.OpenCC("s2t")
    extra = {"agency_accept": [converter.convert(r.agency)]}
    return capture(r, converter.convert(page.page(r, blocks_of(r, t))), expect=Expect(extra=extra))


@shape(
    "html-taiwan", "30: a Taiwan-converted copy in Big5 (規範性檔案), unencodable signs as references", ("2019", "2021")
)
def taiwan(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    converter = opencc.OpenCC("s2t")
    body = converter.convert(page.page(r, blocks_of(r, tables(r)), site=replace(TRS, charset="big5")))
    body = body.replace("規範性文件", "規範性檔案")
    extra = {"agency_accept": [converter.convert(r.agency)]}
    return capture(r, body, encoding="big5", errors="xmlcharrefreplace", declared="big5", expect=Expect(extra=extra))


@shape("html-gbk-lying-header", "P10: GBK bytes, the header says UTF-8, no meta", ALL)
def gbk(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    body = page.page(r, blocks_of(r, tables(r)), site=replace(TRS, charset=None))
    return capture(r, body, encoding="gbk", declared="utf-8")


@shape("html-gbk-lying-meta", "P10: UTF-8 bytes, meta and header say gb2312")
def utf8_as_gbk(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    body = page.page(r, blocks_of(r, tables(r)), site=replace(TRS, charset="gb2312"))
    return capture(r, body, declared="gb2312")


@shape("html-gb18030", "P10: declared gb2312, with four-byte GB18030 characters in a name")
def gb18030(seed: str, edition: str) -> Capture:
    r = make(seed, edition, agencies=[("㵲阳街道办事处", "我街道", "镇远县"), ("䢼阳镇人民政府", "我镇", "大冶市")])
    body = page.page(r, blocks_of(r, tables(r)), site=replace(HANWEB, charset="gb2312"))
    return capture(r, body, encoding="gb18030", declared="gb2312")


@shape("html-no-charset", "no charset declared anywhere, GBK bytes", ("2014", "2021"))
def no_charset(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    body = page.page(r, blocks_of(r, tables(r)), site=replace(OLDSITE, charset=None), style=OLD)
    return capture(r, body, encoding="gb18030", declared=None)


@shape("html-utf16", "P10: UTF-16 saved from Word, with BOM, meta says unicode", ("2021",))
def utf16(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    return capture(
        r, page.page(r, blocks_of(r, tables(r)), site=replace(TRS, charset="unicode")), encoding="utf-16", declared=None
    )


@shape("html-bom", "UTF-8 BOM, header says GBK", ("2021",))
def bom(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    return capture(r, page.page(r, blocks_of(r, tables(r))), encoding="utf-8-sig", declared="gbk")


@shape("html-bad-byte", "P10: one bad byte in the prose of a UTF-8 page", ("2019", "2021"))
def bad_byte(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    body = page.page(r, blocks_of(r, tables(r))).encode()
    at = body.index("下一步".encode()) if "下一步".encode() in body else body.index("改进".encode())
    return capture(r, body[:at] + body[at + 1 :], expect=Expect(must_find=True, status=None))


@shape("html-double-encoded", "P10: UTF-8 read as Latin-1 and written as UTF-8 again by a migration", ("2021",))
def double(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    body = page.page(r, blocks_of(r, tables(r))).encode().decode("latin-1")
    return capture(r, body, expect=Expect(status=None))


# ---- hostile markup -----------------------------------------------------------------------------------------------


@shape("html-unclosed-fonts", "P03: 300 unclosed font tags before the tables", ("2014", "2019", "2021"))
def unclosed_fonts(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    blocks = blocks_of(r, tables(r))
    blocks.insert(2, ("raw", "<p>" + "<font size=3><span>" * 300 + "</p>"))
    return capture(r, page.page(r, blocks))


@shape("html-deep-nesting", "P02: two thousand nested divs around the article", ("2021",))
def deep(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    site = replace(TRS, wrap=("<div>" * 2000, "</div>" * 2000))
    return capture(r, page.page(r, blocks_of(r, tables(r)), site=site))


@shape("html-attribute-bomb", "P06: a tag with thousands of attributes; refused or read, never wrong", ("2021",))
def attribute_bomb(seed: str, edition: str) -> Capture:
    r = make(seed, edition, rich=False)
    bomb = "<div " + " ".join(f"data-a{i}" for i in range(9000)) + "></div>"
    blocks = blocks_of(r, tables(r))
    blocks.insert(1, ("raw", bomb))
    result = expected(r, Expect(uncertain=set(r.values), status=None))
    result |= {"kind_accept": ["not_a_report"], "facts": [], "metadata_optional": True}
    return Capture(page.page(r, blocks).encode(), result, declared_encoding="utf-8")


# ---- what is not a report, or not one report ----------------------------------------------------------------------


@shape("html-two-reports", "27, P24: two agencies' reports on one page", ("2021",))
def two_reports(seed: str, edition: str) -> Capture:
    a, b = make(seed, edition, scale=40), make(seed + "b", edition, scale=40)
    if b.agency == a.agency:
        b.agency = "岳西县林业局"
        b.title = f"{b.agency}{b.year}年政府信息公开工作年度报告"
    blocks = blocks_of(a, tables(a)) + blocks_of(b, tables(b))
    joint = replace(a, title=f"{a.city}{a.year}年政府信息公开工作年度报告汇编")
    body = page.page(joint, blocks, agency_meta=False)
    result = expected(a, Expect(uncertain=set(a.values), must_find=True, status=None))
    result |= {"facts": [], "metadata_optional": True, "kind_accept": ["not_a_report"]}
    return Capture(body.encode(), result, declared_encoding="utf-8")


def _simple(title: str, body: str, *, date: str = "2022-11-30") -> bytes:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="ArticleTitle" content="{title}">'
        f'<meta name="PubDate" content="{date}"><title>{title}</title></head><body><div>首页 > 政务公开</div>'
        f'<h1>{title}</h1><div class="TRS_Editor">{body}</div></body></html>'
    ).encode()


def _blank_tables(edition: str, seed: str) -> str:
    r = make(seed, edition, narrative=False)
    for key in list(r.values):
        r.put(*key, "", None)
    return "".join(f"<p>{HEADINGS[k]}</p>" + CLEAN.render(b[0]) for k, b in tables(r).items())  # type: ignore[arg-type]


@shape("not-notice-template", "6: the notice that sends out the format, blank tables attached", ("2019", "2021"))
def notice(seed: str, edition: str) -> Capture:
    title = "关于做好2022年政府信息公开工作年度报告编制发布工作的通知"
    body = (
        "<p>各乡镇人民政府、街道办事处，县直各单位：</p><p>根据《中华人民共和国政府信息公开条例》第五十条规定，现就年度报告编制"
        "工作通知如下：</p><p>一、请于2023年1月31日前向社会公布。</p><p>二、数据统计期限为2022年1月1日至12月31日，据实填写，"
        "没有的填“0”。</p><p>附件：政府信息公开工作年度报告格式</p><p>一、总体情况</p><p>（综述本年度工作情况）</p>"
    )
    return Capture(_simple(title, body + _blank_tables(edition, seed)), not_a_report(), declared_encoding="utf-8")


@shape("not-blank-template", "6: a download page with the form itself", ("2014", "2019", "2021"))
def template(seed: str, edition: str) -> Capture:
    title = {"2014": "政府信息公开情况统计表", "2019": "中华人民共和国政府信息公开工作年度报告格式（试行）",
             "2021": "中华人民共和国政府信息公开工作年度报告格式"}[edition]  # fmt: skip
    if edition == "2014":
        r = make(seed, edition, narrative=False)
        for key in list(r.values):
            r.put(*key, "", None)
        body = "<p>（____年度）</p><p>填报单位（盖章）：</p>" + CLEAN.render(grids.statistics(r))
    else:
        body = (
            "<p>一、总体情况</p><p>（编写说明：综述主动公开、依申请公开、政府信息管理、平台建设、监督保障等情况。）</p>"
            + _blank_tables(edition, seed)
        )
    return Capture(_simple(title, body, date="2021-10-08"), not_a_report(), declared_encoding="utf-8")


@shape("not-half-year", "8: half-year statistics on the official tables", ("2021",))
def half_year(seed: str, edition: str) -> Capture:
    r = make(seed, edition, narrative=False, year=2022)
    title = f"{r.agency}2022年上半年政府信息公开数据统计"
    body = "<p>统计时间：2022年1月1日至2022年6月30日</p>" + "".join(CLEAN.render(b[0]) for b in tables(r).values())  # type: ignore[arg-type]
    return Capture(_simple(title, body, date="2022-07-12"), not_a_report(), declared_encoding="utf-8")


@shape("not-quarter", "8: quarterly statistics of a town", ("2014",))
def quarter(seed: str, edition: str) -> Capture:
    r = make(seed, edition, narrative=False, year=2017)
    title = f"{r.city}2017年第三季度政府信息公开情况统计表"
    body = "<p>统计期：2017年7月1日至9月30日</p>" + BARE.render(grids.statistics(r))
    return Capture(_simple(title, body, date="2017-10-11"), not_a_report(), declared_encoding="utf-8")


@shape("not-website-report", "9: 政府网站工作年度报表 (国办函〔2018〕12号)", ("2021",))
def website_report(seed: str, edition: str) -> Capture:
    title = "江阴市人民政府网站工作年度报表（2022年度）"
    rows = [("网站名称", "江阴市人民政府"), ("信息发布总数（单位：条）", "9320"), ("概况类信息更新量", "41"), ("政务动态信息更新量", "6120"),
            ("解读回应 解读信息发布总数", "310"), ("留言办理 收到留言数量", "1204"), ("政务新媒体 微信 关注量", "231400")]  # fmt: skip
    body = "<p>（填报单位：江阴市人民政府办公室）</p>" + BARE.render(
        [[Cell(a), Cell(b, role="value")] for a, b in rows]
    )
    return Capture(_simple(title, body, date="2023-01-16"), not_a_report(), declared_encoding="utf-8")


@shape("not-rule-of-law", "9: 法治政府建设年度报告", ("2021",))
def rule_of_law(seed: str, edition: str) -> Capture:
    title = "嘉善县教育局2022年法治政府建设年度报告"
    body = (
        "<p>一、2022年推进法治政府建设的主要举措和成效</p><p>全面推行政务公开，主动公开政府信息1204条，办理依申请公开6件，"
        "行政复议1件。</p><p>二、存在的不足和原因</p><p>执法力量有待加强。</p><p>三、下一年度工作安排</p>"
    )
    return Capture(_simple(title, body, date="2023-02-20"), not_a_report(), declared_encoding="utf-8")


@shape("not-interpretation", "an explanation of the report (解读), with some of its numbers", ("2021",))
def interpretation(seed: str, edition: str) -> Capture:
    title = "《登封市审计局2022年政府信息公开工作年度报告》解读"
    body = (
        "<p>为方便公众了解，现就年度报告解读如下。</p><p>一、编制背景</p><p>根据《条例》第五十条规定，我局编制了年度报告。</p>"
        "<p>二、主要内容</p><p>2022年主动公开信息420条，收到依申请公开3件，均已办结。</p>"
    )
    return Capture(_simple(title, body, date="2023-01-30"), not_a_report(), declared_encoding="utf-8")


@shape("not-list-page", "a list of the yearly reports", ("2021",))
def list_page(seed: str, edition: str) -> Capture:
    items = "".join(
        f'<li><a href="/art/{y}/1/20/art_{i}.html" title="汉中市住房和城乡建设局{y}年政府信息公开工作年度报告">汉中市住房和城乡建设局{y}年政府信息公开工作年度报告</a>'
        f"<span>{y + 1}-01-20</span></li>"
        for i, y in enumerate(range(2008, 2024))
    )
    body = f'<html><head><meta charset="utf-8"><title>政府信息公开年报_汉中市住房和城乡建设局</title></head><body><div>首页 > 政府信息公开 > 政府信息公开年报</div><ul class="list">{items}</ul><div class="page">共16条 1/1</div></body></html>'
    return Capture(body.encode(), not_a_report(), declared_encoding="utf-8")


@shape("not-soft-404", "N23: 200 with 页面不存在", ("2021",))
def soft_404(seed: str, edition: str) -> Capture:
    body = '<html><head><meta charset="utf-8"><title>404 - 页面不存在</title></head><body><h2>很抱歉，您访问的页面不存在或已被删除</h2><p><span id="s">5</span>秒后返回<a href="/">首页</a></p></body></html>'
    return Capture(body.encode(), not_a_report(), declared_encoding="utf-8")


@shape("not-login", "N22: the login page of the publishing system", ("2021",))
def login(seed: str, edition: str) -> Capture:
    body = '<html><head><meta charset="utf-8"><title>统一身份认证平台</title></head><body><form action="/sso/login" method="post"><label>用户名</label><input name="username"><label>密码</label><input type="password" name="password"><label>验证码</label><input name="captcha"><button>登录</button></form></body></html>'
    return Capture(body.encode(), not_a_report(), declared_encoding="utf-8")


@shape("not-ruishu", "N21: a 瑞数 challenge page: no text, one long script", ("2021",))
def ruishu(seed: str, edition: str) -> Capture:
    rng = random.Random(seed)
    noise = "".join(rng.choice("qrcABdkE0123_wx") for _ in range(1800))
    body = (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><meta http-equiv="pragma" content="no-cache">'
        f'<meta id="9DhefwqGPrzGxEp9hPaoag" content="{noise[:300]}" r="m"><script type="text/javascript" charset="iso-8859-1" '
        f'src="/4QbVtADbnLVIc/d.FxJzG50F.dfe1675.js" r="m"></script><script type="text/javascript" r="m">$_ts=window[\'$_ts\'];if(!$_ts)$_ts={{}};$_ts.nsd=30431;$_ts.cd="{noise}";if($_ts.lcd)$_ts.lcd();</script>'
        "</head><body></body></html>"
    )
    return Capture(body.encode(), not_a_report(), declared_encoding="utf-8")


@shape("not-empty", "N15: an empty body", ("2021",))
def empty(seed: str, edition: str) -> Capture:
    return Capture(b"", not_a_report())


def _no_tables(report: Report) -> Report:
    report.values.clear()
    report.printed.clear()
    report.editions = {}
    return report


@shape("html-tables-as-pictures", "46, P23: the three tables are pictures", ("2019", "2021"))
def picture_tables(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    t: dict[str, list[Block]] = {
        name: [("raw", f'<p align="center"><img src="./W0202201{i}.png" OLDSRC="W0202201{i}.png" alt="" /></p>')]
        for i, name in enumerate(r.editions)
    }
    body = page.page(r, blocks_of(r, t))
    return capture(_no_tables(r), body, expect=Expect(must_find=True, status=None))


@shape("html-tables-attached", "46: the tables only in an attached file", ("2014", "2021"))
def attached(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    link = (
        "raw",
        f'<p>附件：<a href="./P020220120{r.year}.xls">{r.agency}{r.year}年政府信息公开情况统计表.xls</a></p>',
    )
    for section in r.sections:
        if section.table:
            section.paragraphs.append("具体数据见附件。")
    body = page.page(r, [*blocks_of(r, {}), link])
    return capture(_no_tables(r), body, expect=Expect(must_find=True, status=None))


@shape("html-truncated", "N14: the connection broke inside the requests table", ("2019", "2021"))
def truncated(seed: str, edition: str) -> Capture:
    r = make(seed, edition)
    body = page.page(r, blocks_of(r, tables(r)), style=BARE)
    cut = body.index("5.属于三类内部事务信息") + 40
    body = body[:cut]
    for key in [k for k in r.values if k[0] == "disputes"]:
        del r.values[key]
    rows = list(forms.REQUEST_ROWS[edition])
    for row in rows[rows.index("results.denied.internal_affairs") :]:
        r.drop("requests", row)
    r.editions.pop("disputes")
    result = expected(r, Expect(uncertain=set(r.values), must_find=True, status=None))
    result |= {"kind_accept": ["not_a_report"], "facts": [], "metadata_optional": True, "status_not": "complete"}
    return Capture(body.encode(), result, declared_encoding="utf-8")
