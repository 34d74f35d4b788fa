"""DOCX, DOC, XLSX and XLS shapes: reports and 统计表 put out as attachments."""

from __future__ import annotations

import copy
import io
from dataclasses import replace

import docx
import openpyxl
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from . import grids
from .grids import Cell, Wording
from .office import converted, repacked, word_file, xls_file, xlsx_file
from .page import Block, blocks_of
from .reports import Report, make
from .shapes import Capture, Expect, capture, expected, not_a_report, shape
from .shapes_html import ALL, tables


def undated(seed: str, edition: str, **kw: object) -> Report:
    report = make(seed, edition, **kw)  # type: ignore[arg-type]
    report.published_on = None
    return report


@shape("docx-merged", "the report as published Word attachment, merged cells as Word merges them", ALL)
def merged(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    return capture(r, word_file(blocks_of(r, tables(r)), page_numbers=True), extension="docx")


@shape("docx-unmerged", "38: merged cells flattened to empty cells by WPS")
def unmerged(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    t = tables(r)
    flat: dict[str, list[Block]] = {k: [grids.without_spans(b[0])] for k, b in t.items()}  # type: ignore[arg-type]
    return capture(r, word_file(blocks_of(r, flat)), extension="docx")


@shape("docx-split-tables", "43: the requests table as two Word tables with a page break between")
def split_tables(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    t = tables(r)
    first, second = grids.cut(t["requests"][0], [16], repeat_group=False)  # type: ignore[arg-type]
    t["requests"] = [first, ("break", ""), second]
    return capture(r, word_file(blocks_of(r, t)), extension="docx")


@shape("docx-blanks", "70: blank, -, / and 0 in a Word report; notes and units in cells")
def blanks(seed: str, edition: str) -> Capture:
    r = undated(seed, edition, scale=12)
    for key, value in list(r.values.items()):
        if value == 0 and r.rng.random() < 0.3:
            r.put(*key, r.rng.choice(["", "/", "-"]), None)
    return capture(r, word_file(blocks_of(r, tables(r))), extension="docx")


@shape("docx-numbered-headings", "section numbers left to Word's automatic numbering", ("2021",))
def numbered(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    return capture(r, word_file(blocks_of(r, tables(r)), numbered_headings=True), extension="docx")


@shape("docx-broken-sums", "the publisher's sums do not hold, in Word", ("2019",))
def broken(seed: str, edition: str) -> Capture:
    r = undated(seed, edition, scale=40)
    r.fill(
        "requests", "carried_forward", "natural_person", r.value("requests", "carried_forward", "natural_person") + 4
    )
    return capture(r, word_file(blocks_of(r, tables(r))), extension="docx", expect=Expect(must_find=True))


@shape("docx-wrong-type", "P17: a DOCX served as application/msword under a .doc link", ("2021",))
def wrong_type(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    made = capture(r, word_file(blocks_of(r, tables(r))), extension="docx")
    return replace(made, media_type="application/msword", extension="doc")


@shape("doc-libreoffice", "legacy .doc attachments, still the commonest attachment of FY2014–2020", ALL, 1)
def doc(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    return capture(r, converted(word_file(blocks_of(r, tables(r))), "docx", "doc"), extension="doc")


@shape("doc-spaced-labels", "40: a .doc with blanks inside labels and - for nothing", ("2019",))
def doc_spaced(seed: str, edition: str) -> Capture:
    r = undated(seed, edition, scale=12)
    for key, value in list(r.values.items()):
        if value == 0 and r.rng.random() < 0.2:
            r.put(*key, "-", None)
    wording = Wording(rewrite=lambda text: text if len(text) != 2 else text[0] + "　" + text[1])
    return capture(r, converted(word_file(blocks_of(r, tables(r, wording))), "docx", "doc"), extension="doc")


@shape("doc-rtf", "Word saved as RTF under the name .doc: kept, named unsupported or read, never wrong", ("2021",))
def rtf(seed: str, edition: str) -> Capture:
    r = undated(seed, edition, rich=False)
    body = converted(word_file(blocks_of(r, tables(r))), "docx", "rtf")
    result = expected(r, Expect(uncertain=set(r.values), must_find=True, status=None))
    result |= {"kind_accept": ["not_a_report"], "facts": [], "metadata_optional": True}
    return Capture(body, result, "doc", "application/msword")


def tables_only(report: Report) -> list[Block]:
    """An attachment with the tables and no narrative."""
    report.facts = []
    assert report.title
    blocks: list[Block] = [("title", report.title)]
    for section in report.sections:
        if section.table:
            blocks += [("heading", section.heading), *tables(report)[section.table]]
    return blocks


@shape("xlsx-one-sheet", "the tables of the report stacked on one sheet, merged cells", ALL)
def one_sheet(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    return capture(r, xlsx_file({"Sheet1": tables_only(r)}), extension="xlsx")


@shape("xlsx-three-sheets", "one official table a sheet, numbers stored as text")
def three_sheets(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    r.facts = []
    assert r.title
    t = tables(r)
    names = {"disclosure": "主动公开", "requests": "申请情况", "disputes": "复议诉讼"}
    sheets = {names[s.table]: [("title", r.title), ("heading", s.heading), *t[s.table]] for s in r.sections if s.table}
    return capture(r, xlsx_file(sheets, as_numbers=False), extension="xlsx")  # type: ignore[arg-type]


@shape("xlsx-blanks", "70: empty cells among zeros in a sheet", ("2019", "2021"))
def xlsx_blanks(seed: str, edition: str) -> Capture:
    r = undated(seed, edition, scale=12)
    for key, value in list(r.values.items()):
        if value == 0 and r.rng.random() < 0.4:
            r.put(*key, "", None)
    return capture(r, xlsx_file({"Sheet1": tables_only(r), "Sheet2": []}), extension="xlsx")


@shape("xls-statistics", "the 统计表 as .xls attachment (FY2014–2018), the form's own format", ("2014",))
def xls_statistics(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    r.facts = []
    r.title = f"{r.agency}{r.year}年度政府信息公开情况统计表"
    blocks: list[Block] = [
        ("title", r.title),
        f"填报单位：{r.agency}",
        grids.statistics(r),
        "单位负责人：赵某　填报人：钱某",
    ]
    extra = {"kind_accept": []}
    return capture(
        r, xls_file({"Sheet1": blocks, "Sheet2": [], "Sheet3": []}), extension="xls", expect=Expect(extra=extra)
    )


@shape("xls-report", "the report's tables as .xls", ("2019", "2021"))
def xls_report(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    return capture(r, xls_file({"年报": tables_only(r)}), extension="xls")


@shape("not-blank-docx", "6: the official form as an empty Word file", ("2019", "2021"))
def blank_docx(seed: str, edition: str) -> Capture:
    r = undated(seed, edition, narrative=False)
    for key in list(r.values):
        r.put(*key, "", None)
    title = "中华人民共和国政府信息公开工作年度报告格式" + ("（试行）" if edition == "2019" else "")
    blocks: list[Block] = [
        ("title", title),
        "（标题：××××年政府信息公开工作年度报告）",
        ("heading", "一、总体情况"),
        "（编写说明）",
    ]
    for block in tables(r).values():
        blocks += block
    return Capture(
        word_file(blocks),
        not_a_report(),
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    )


@shape("not-blank-xls", "6: the 统计表 form with no number filled in", ("2014",))
def blank_xls(seed: str, edition: str) -> Capture:
    r = undated(seed, edition, narrative=False)
    for key in list(r.values):
        r.put(*key, "", None)
    blocks: list[Block] = [
        ("title", "政府信息公开情况统计表"),
        "（　　　年度）",
        "填报单位（盖章）：",
        grids.statistics(r),
    ]
    return Capture(xls_file({"Sheet1": blocks}), not_a_report(), "xls", "application/vnd.ms-excel")


@shape("xlsx-formulas", "the 总计 cells are SUM formulas with their stored results", ("2019", "2021"))
def formulas(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file({"Sheet1": tables_only(r)})))
    sheet = book["Sheet1"]
    for row in sheet.iter_rows(min_col=4, max_col=10):
        if all(isinstance(c.value, int) for c in row) and sum(c.value for c in row[:6]) == row[6].value:
            row[6].value = f"=SUM(D{row[0].row}:I{row[0].row})"
    out = io.BytesIO()
    book.save(out)
    return capture(r, repacked(converted(out.getvalue(), "xlsx", "xlsx")), extension="xlsx")


@shape("xlsx-hidden-sheet", "last year's numbers on a hidden sheet, hidden rows of an old draft", ("2019", "2021"))
def hidden_sheet(seed: str, edition: str) -> Capture:
    r, old = undated(seed, edition), undated(seed + "old", edition)
    old.agency, old.title = r.agency, f"{r.agency}{r.year - 1}年政府信息公开工作年度报告"
    data = xlsx_file({"上年": tables_only(old), "年报": tables_only(r)})
    book = openpyxl.load_workbook(io.BytesIO(data))
    book["上年"].sheet_state = "hidden"
    book.active = 1
    out = io.BytesIO()
    book.save(out)
    return capture(r, repacked(out.getvalue()), extension="xlsx")


@shape(
    "docx-tracked-changes",
    "published with the tracked changes left in: deleted numbers are still in the file",
    ("2021",),
)
def tracked(seed: str, edition: str) -> Capture:
    r = undated(seed, edition, scale=40)
    document = docx.Document(io.BytesIO(word_file(blocks_of(r, tables(r)))))
    changed = 0
    for cell in document.tables[1]._cells:
        run = cell.paragraphs[0].runs[0] if cell.paragraphs[0].runs else None
        if run is None or not run.text.isdigit() or changed > 25:
            continue
        changed += 1
        gone = copy.deepcopy(run._r)
        for text in gone.iter(qn("w:t")):
            text.tag, text.text = qn("w:delText"), str(int(run.text) + 3)
        for tag, content in (("w:del", gone), ("w:ins", run._r)):
            mark = OxmlElement(tag)
            for name, value in (("w:id", str(changed)), ("w:author", "办公室"), ("w:date", "2024-01-15T09:00:00Z")):
                mark.set(qn(name), value)
            run._r.addprevious(mark) if tag == "w:del" else gone.getparent().addnext(mark)
            mark.append(content)
    out = io.BytesIO()
    document.save(out)
    return capture(r, repacked(out.getvalue()), extension="docx")


@shape("docx-layout-table", "the whole report inside one cell of a layout table", ("2021",))
def layout(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    document = docx.Document(io.BytesIO(word_file(blocks_of(r, tables(r)))))
    body = document.element.body
    content = [e for e in body if e.tag != qn("w:sectPr")]
    outer = document.add_table(rows=1, cols=1)
    inner = outer.cell(0, 0)._tc
    for element in content:
        inner.insert(len(inner) - 1, element)
    out = io.BytesIO()
    document.save(out)
    return capture(r, repacked(out.getvalue()), extension="docx")


@shape("docx-truncated", "N14: a DOCX cut in the middle of the download", ("2021",))
def truncated(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    body = word_file(blocks_of(r, tables(r)))
    return Capture(
        body[: len(body) // 2], not_a_report(kind_accept=["report"], status_not="complete"), "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    )  # fmt: skip


@shape(
    "xlsx-other-sheet-first",
    "a cover sheet and a year-by-year summary before the sheet with the official tables",
    ("2021",),
)
def other_sheet(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    blocks = tables_only(r)
    cover: list[Block] = [r.title or "", f"填报单位：{r.agency}"]
    summary = [[Cell("年度"), Cell("收到申请"), Cell("主动公开")]]
    summary += [
        [Cell(str(r.year - i)), Cell(str(7 + i), role="value"), Cell(str(800 + i), role="value")] for i in range(1, 5)
    ]
    return capture(r, xlsx_file({"封面": cover, "历年": [summary], "年报": blocks}), extension="xlsx")
