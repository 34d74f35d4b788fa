"""PDF shapes: Word exports, printed pages, tables without lines, over pages, with page numbers in them."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pdfplumber
import pypdfium2
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, Spacer, TableStyle

from . import grids, page
from .grids import Grid
from .ofd import ofd_file
from .office import _origins, converted, printed, word_file
from .office import undated as fixed_time
from .page import TRS, Block, blocks_of
from .reports import Report, make, narrate_2014
from .shapes import Capture, Expect, capture, expected, not_a_report, shape
from .shapes_html import ALL, tables

PRINT = "<style>@page{size:A4;margin:18mm 15mm}body{font:11pt 'Noto Sans CJK SC'}strong,h1,th,b{font-weight:normal}table{border-collapse:collapse;width:100%}td,th{border:0.75pt solid #000;padding:2pt 3pt;font-size:9pt}.position,.share,.footer{display:none}h1{text-align:center}</style>"


def undated(seed: str, edition: str, **kw: object) -> Report:
    report = make(seed, edition, **kw)  # type: ignore[arg-type]
    report.published_on = None
    return report


def web_print(report: Report, blocks: list[Block], css: str = "", style: page.TableStyle = page.BARE) -> bytes:
    site = replace(TRS, head=(PRINT + css).replace("{", "{{").replace("}", "}}"), foot="", crumbs="")
    return printed(page.page(report, blocks, site=site, style=style))


@shape("pdf-word-export", "the commonest PDF: Word's export, ruled tables, page numbers in the footer", ALL)
def word_export(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    return capture(r, converted(word_file(blocks_of(r, tables(r)), page_numbers=True), "docx", "pdf"), extension="pdf")


@shape("pdf-word-export-heads", "42: Word's export with the header rows repeated on the next page")
def word_heads(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    body = word_file(blocks_of(r, tables(r)), page_numbers=True, repeat_head=True, size=12)
    return capture(r, converted(body, "docx", "pdf"), extension="pdf")


@shape("pdf-web-print", "a page printed to PDF from the browser, rows pushed over pages", ("2021",))
def web(seed: str, edition: str) -> Capture:
    r = undated(seed, edition, rich=False)
    return capture(r, web_print(r, blocks_of(r, tables(r))), extension="pdf")


@shape("pdf-borderless-print", "a browser's print of tables without rules", ("2021",))
def borderless_print(seed: str, edition: str) -> Capture:
    r = undated(seed, edition, rich=False)
    css = "<style>td,th{border:none!important;padding:3pt 4pt}</style>"
    return capture(r, web_print(r, blocks_of(r, tables(r)), css), extension="pdf")


@shape("pdf-borderless", "tables set without rules: only the columns' alignment tells", ALL)
def borderless(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    return capture(r, drawn(blocks_of(r, tables_without_groups(r)), rules="none"), extension="pdf")


@shape("pdf-row-lines", "only horizontal rules between the rows", ("2019", "2021"))
def row_lines(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    return capture(r, drawn(blocks_of(r, tables_without_groups(r)), rules="rows"), extension="pdf")


@shape(
    "pdf-group-cut", "43: the requests table over a page break, group labels left behind on the first page", ("2021",)
)
def group_cut(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    return capture(r, converted(word_file(blocks_of(r, tables(r)), size=14), "docx", "pdf"), extension="pdf")


# ---- ReportLab: page numbers drawn into the table, rotated pages, protection -----------------------------------------

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
BODY = ParagraphStyle("body", fontName="STSong-Light", fontSize=11, leading=17, firstLineIndent=22, wordWrap="CJK")
HEAD = ParagraphStyle("head", parent=BODY, fontSize=13, firstLineIndent=0, spaceBefore=6)
SMALL = ParagraphStyle("small", parent=BODY, fontSize=8, leading=10, firstLineIndent=0)


def drawn(
    blocks: list[Block], *, size: tuple[float, float] = A4, on_page: Callable[[Canvas, object], None] | None = None,
    rules: str = "grid", bottom: float = 20, narrow: bool = False, marked: int = 0, **kw: object,
) -> bytes:  # fmt: skip
    """Typeset with ReportLab in an unembedded CID font, as many e-office systems do.

    `narrow`: labels of many lines, so that page breaks cut rows in two. `marked`: the first so many numbers
    of each table bear the raised mark of a note.
    """
    out = io.BytesIO()
    template = SimpleDocTemplate(
        out, pagesize=size, leftMargin=18 * mm, rightMargin=18 * mm, topMargin=20 * mm, bottomMargin=bottom * mm,
        invariant=1, **kw,
    )  # fmt: skip
    story: list[object] = []
    room = size[0] - 36 * mm
    for block in blocks:
        match block:
            case str():
                story.append(Paragraph(page.esc(block), BODY))
            case tuple((_, text)):
                story.append(Paragraph(page.esc(text), HEAD))
            case list():
                origins, width = _origins(block)
                cells: list[list[object]] = [[""] * width for _ in block]
                spans = []
                unmarked = marked
                for y, x, i in origins:
                    cell = block[y][i]
                    text = page.esc(cell.text).replace("\n", "<br/>")
                    if unmarked and cell.role == "value" and cell.text.isdigit():
                        text, unmarked = f"{text}<super>{marked - unmarked + 1}</super>", unmarked - 1
                    cells[y][x] = Paragraph(text, SMALL)
                    if cell.colspan > 1 or cell.rowspan > 1:
                        spans.append(("SPAN", (x, y), (x + cell.colspan - 1, y + cell.rowspan - 1)))
                shares = (0.08, 0.08, 0.1) if narrow else (0.13, 0.13, 0.2)
                columns = (
                    [room * share for share in shares] + [room * (1 - sum(shares)) / (width - 3)] * (width - 3)
                    if width == 10 else [room * 0.7, room * 0.12, room * 0.18] if width == 3 else [room / width] * width
                )  # fmt: skip
                lines = {"grid": [("GRID", (0, 0), (-1, -1), 0.5, colors.black)],
                         "rows": [("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black)], "none": []}[rules]  # fmt: skip
                style = TableStyle([
                    *lines, ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                    ("LEFTPADDING", (0, 0), (-1, -1), 2), ("RIGHTPADDING", (0, 0), (-1, -1), 2), *spans,
                ])  # fmt: skip
                story += [LongTable(cells, colWidths=columns, style=style, splitInRow=int(narrow)), Spacer(1, 8)]
    template.build(story, onFirstPage=on_page or _nothing, onLaterPages=on_page or _nothing)
    return fixed_time(out.getvalue())


def _nothing(_canvas: Canvas, _template: object) -> None:
    pass


def _split_groups(grid: Grid, *, repeat: bool = False) -> Grid:
    """No cell over several rows below the head, so that the typesetter may break the table between any rows."""
    if len(grid) <= 20:
        return grid
    return [row for piece in grids.cut(grid, list(range(4, len(grid))), repeat_group=repeat) for row in piece]


@shape(
    "pdf-page-number-inside",
    "42: `- 4 -` printed tight under the table's last row of the page",
    ("2014", "2019", "2021"),
)
def page_number(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)

    def number(canvas: Canvas, template: object) -> None:
        canvas.setFont("STSong-Light", 10)
        canvas.drawCentredString(A4[0] / 2, 17.2 * mm, f"- {canvas.getPageNumber()} -")

    t = tables_without_groups(r)
    return capture(r, drawn(blocks_of(r, t), on_page=number), extension="pdf")


@shape("pdf-group-repeated", "typesetters that print the group label again in every row", ("2019", "2021"))
def group_repeated(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    return capture(r, drawn(blocks_of(r, tables_without_groups(r, repeat=True))), extension="pdf")


@shape("pdf-landscape", "the report set in landscape", ("2021",))
def wide(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    t = tables_without_groups(r)
    return capture(r, drawn(blocks_of(r, t), size=landscape(A4)), extension="pdf")


@shape("pdf-rotated", "pages with /Rotate 90: scanned landscape into portrait", ("2021",))
def rotated(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)

    def turn(canvas: Canvas, template: object) -> None:
        canvas.setPageRotation(90)

    t = tables_without_groups(r)
    return capture(r, drawn(blocks_of(r, t), on_page=turn), extension="pdf")


@shape("pdf-watermark", "a slanting watermark of the agency's name across every page", ("2019",))
def watermark(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)

    def mark(canvas: Canvas, template: object) -> None:
        canvas.saveState()
        canvas.setFont("STSong-Light", 30)
        canvas.setFillGray(0.85)
        canvas.translate(A4[0] / 2, A4[1] / 2)
        canvas.rotate(45)
        canvas.drawCentredString(0, 0, f"{r.city}政务公开")
        canvas.restoreState()

    t = tables_without_groups(r)
    return capture(r, drawn(blocks_of(r, t), on_page=mark), extension="pdf")


@shape(
    "pdf-print-protected", "P17: an owner password and an empty user password, as e-office systems set it", ("2021",)
)
def protected(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    t = tables_without_groups(r)
    lock = StandardEncryption("", ownerPassword="nianbao", canModify=0, canCopy=0, strength=128)
    return capture(r, drawn(blocks_of(r, t), encrypt=lock), extension="pdf")


@shape("pdf-encrypted", "P17: a user password nobody has", ("2021",))
def encrypted(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    lock = StandardEncryption("secret", ownerPassword="nianbao", strength=128)
    body = drawn(blocks_of(r, {}), encrypt=lock)
    return Capture(body, not_a_report(kind_accept=["report"], status_not="complete"), "pdf", "application/pdf")


@shape("ofd-report", "the report as OFD, the offices' own fixed-layout format, more and more the only attachment", ALL)
def ofd(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    return capture(r, ofd_file(drawn(blocks_of(r, tables_without_groups(r))), r.title or ""), extension="ofd")


@shape("pdf-text-under-scan", "a scan with the text layer of the scanner's own OCR below the picture", ("2021",))
def under_scan(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    document = pypdfium2.PdfDocument(drawn(blocks_of(r, tables_without_groups(r))))
    for n in range(len(document)):
        sheet = document[n]
        picture = io.BytesIO()
        sheet.render(scale=1.2).to_pil().convert("L").save(picture, "JPEG", quality=25)
        image = pypdfium2.PdfImage.new(document)
        image.load_jpeg(picture)
        image.set_matrix(pypdfium2.PdfMatrix().scale(*sheet.get_size()))
        sheet.insert_obj(image)
        sheet.gen_content()
    out = io.BytesIO()
    document.save(out)
    return capture(r, fixed_time(out.getvalue()), extension="pdf")


@shape("pdf-head-cut", "42: the page ends inside the head of a table: its last head row stands on the next page")
def head_cut(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    t = tables(r)
    loose = grids.cut(t["requests"][0], list(range(1, len(t["requests"][0]))), repeat_group=False)  # type: ignore[arg-type]
    blocks = blocks_of(r, t | {"requests": [[row for piece in loose for row in piece]]})
    at = next(i for i, b in enumerate(blocks) if isinstance(b, list) and b[0][0].text.startswith("（本列"))
    for lines in range(60):  # push the table down until its head is cut
        pushed = [*blocks[: at - 1], *["对存在的问题已列出清单，逐项整改。"] * lines, *blocks[at - 1 :]]
        body = drawn(pushed)
        with pdfplumber.open(io.BytesIO(body)) as document:
            texts = [sheet.extract_text() for sheet in document.pages]
        if any("申请人情况" in t and "商业企业" not in t for t in texts):
            return capture(r, body, extension="pdf")
    raise AssertionError("the head was never cut")


@shape(
    "pdf-row-cut",
    "43: a page break through a row: half of its label on each page, its numbers on one",
    ("2021",),
)
def row_cut(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    blocks = blocks_of(r, tables(r))
    at = next(i for i, b in enumerate(blocks) if isinstance(b, list) and b[0][0].text.startswith("（本列"))
    for lines in range(60):  # push the table down until the row is cut
        pushed = [*blocks[: at - 1], *["对存在的问题已列出清单，逐项整改。"] * lines, *blocks[at - 1 :]]
        body = drawn(pushed, narrow=True)
        with pdfplumber.open(io.BytesIO(body)) as document:
            words = [sorted(sheet.extract_words(), key=lambda word: word["bottom"])[-4:] for sheet in document.pages]
        lowest = {word["text"] for page in words for word in page}
        if lowest & {"期不补正、", "处理其政府", "通知要求缴", "纳费用、行"}:  # the middle of a label of many lines
            return capture(r, body, extension="pdf")
    raise AssertionError("no row was cut")


@shape("pdf-note-marks", "71: raised note marks behind numbers, in a table and in a sentence", ("2021",))
def note_marks(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    t = tables_without_groups(r)
    body = drawn(blocks_of(r, t), marked=3)
    return capture(r, body, extension="pdf")


@shape("pdf-blanks", "70: blank cells, dashes and zeros in a ruled PDF table", ("2019", "2021"))
def blanks(seed: str, edition: str) -> Capture:
    r = undated(seed, edition, scale=12)
    for key, value in list(r.values.items()):
        if value == 0 and r.rng.random() < 0.3:
            r.put(*key, r.rng.choice(["", "-", "/"]), None)
    return capture(r, drawn(blocks_of(r, tables_without_groups(r))), extension="pdf")


@shape("pdf-blanks-borderless", "70: blank cells in a table without rules", ("2021",))
def blanks_borderless(seed: str, edition: str) -> Capture:
    r = undated(seed, edition, scale=12)
    for row in ("results.denied.third_party", "results.unable.not_held"):
        for col in ("research_institution", "public_welfare_organization"):
            if r.values["requests", row, col] == 0:
                r.put("requests", row, col, "", None)
    doubt = {k for k in r.values if k[1] in ("results.denied.third_party", "results.unable.not_held")}
    return capture(
        r, drawn(blocks_of(r, tables_without_groups(r)), rules="none"), extension="pdf", expect=Expect(uncertain=doubt)
    )


@shape("pdf-notes-in-cells", "71: `22（其中修订16件）` and thousands separators in PDF cells", ("2021",))
def notes(seed: str, edition: str) -> Capture:
    r = undated(seed, edition, narrative=True)
    r.facts = [f for f in r.facts if not f["indicator"].startswith("normative")]
    for marker in ("全年制发行政规范性文件", f"{r.year}年印发规范性文件"):
        r.sections[0].paragraphs[1] = r.sections[0].paragraphs[1].split(marker)[0]
    r.put("disclosure", "normative_documents", "issued", "22（其中修订16件）", 22)
    r.put("disclosure", "normative_documents", "repealed", "55（含自然失效29件）", 55)
    r.put("disclosure", "licensing", "decisions", "1,204,355", 1204355)
    return capture(r, converted(word_file(blocks_of(r, tables(r))), "docx", "pdf"), extension="pdf")


@shape("pdf-broken-sums", "the publisher's sums do not hold, in a PDF", ("2021",))
def broken(seed: str, edition: str) -> Capture:
    r = undated(seed, edition, scale=40)
    r.fill("disputes", "reconsideration", "total", r.value("disputes", "reconsideration", "total") + 11)
    r.fill("requests", "results.granted", "total", r.value("requests", "results.granted", "total") + 1)
    return capture(r, drawn(blocks_of(r, tables_without_groups(r))), extension="pdf", expect=Expect(must_find=True))


@shape("pdf-mixed-editions", "3: the 2021 disclosure table over the 2019 requests table (洪泽区 FY2023)", ("2021",))
def mixed(seed: str, edition: str) -> Capture:
    r = undated(seed, edition, requests="2019", year=2023)
    return capture(r, converted(word_file(blocks_of(r, tables(r)), page_numbers=True), "docx", "pdf"), extension="pdf")


@shape("pdf-narrative", "4: a narrative report in PDF", ("2014", "2021"))
def narrative(seed: str, edition: str) -> Capture:
    r = undated(seed, edition, narrative=False)
    r.values.clear()
    r.printed.clear()
    r.editions = {}
    narrate_2014(r, table=False)
    return capture(r, converted(word_file(blocks_of(r, {}), size=14), "docx", "pdf"), extension="pdf")


@shape("pdf-garbled-font", "P17: a font without ToUnicode: the glyphs have no text", ("2021",))
def garbled(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    body = converted(word_file(blocks_of(r, tables(r))), "docx", "pdf").replace(b"/ToUnicode", b"/XoUnicode")
    result = expected(r, Expect(uncertain=set(r.values), must_find=True, status=None))
    result |= {"kind_accept": ["not_a_report"], "facts": [], "metadata_optional": True, "ocr": True}
    return Capture(body, result, "pdf", "application/pdf")


@shape("pdf-truncated", "N14: a PDF cut in the middle of the download", ("2021",))
def truncated(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    body = drawn(blocks_of(r, tables_without_groups(r)))
    result = expected(r, Expect(uncertain=set(r.values), must_find=True, status=None))
    result |= {"kind_accept": ["not_a_report"], "facts": [], "metadata_optional": True}
    return Capture(body[: len(body) * 2 // 5], result, "pdf", "application/pdf")


def tables_without_groups(report: Report, *, repeat: bool = False) -> dict[str, list[Block]]:
    return {
        name: [_split_groups(x, repeat=repeat) if isinstance(x, list) else x for x in blocks]
        for name, blocks in tables(report).items()
    }


@shape("not-html-as-pdf", "P17: an HTML error page under a .pdf link", ("2021",))
def html_as_pdf(seed: str, edition: str) -> Capture:
    body = (
        "<html><head><meta charset='utf-8'><title>系统提示</title></head><body><p>文件不存在或已被删除！</p>"
        "<a href='javascript:history.back()'>返回</a></body></html>"
    )
    return Capture(body.encode(), not_a_report(), "pdf", "application/pdf")
