"""Word and Excel files, and LibreOffice and Chromium as printers."""

from __future__ import annotations

import datetime
import io
import re
import subprocess
import tempfile
import zipfile
from pathlib import Path

import docx
import openpyxl
import xlwt
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt
from openpyxl.styles import Alignment, Border, Side

from .grids import Grid
from .page import Block

FIXED = datetime.datetime(2024, 1, 15, 9, 0, 0)


def _origins(grid: Grid) -> tuple[list[tuple[int, int, int]], int]:
    """(row, column, index in row) of each cell on the full grid, and its width."""
    taken: set[tuple[int, int]] = set()
    out, width = [], 0
    for y, row in enumerate(grid):
        x = 0
        for i, cell in enumerate(row):
            while (y, x) in taken:
                x += 1
            out.append((y, x, i))
            taken |= {(y + dy, x + dx) for dy in range(cell.rowspan) for dx in range(cell.colspan)}
            x += cell.colspan
            width = max(width, x)
    return out, width


def repacked(data: bytes) -> bytes:
    """The same zip with a fixed time in every entry."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            content = source.read(info)
            if info.filename == "docProps/core.xml":  # openpyxl stamps the time of saving
                content = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"2024-01-15T09:00:00Z", content)
            target.writestr(zipfile.ZipInfo(info.filename, (2024, 1, 15, 9, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def word_file(
    blocks: list[Block], *, page_numbers: bool = False, font: str = "Noto Serif CJK SC", size: float = 9,
    numbered_headings: bool = False, repeat_head: bool = False,
) -> bytes:  # fmt: skip
    """A .docx with real merged cells. `numbered_headings` leaves 一、二、 to Word's list numbering."""
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = font, Pt(size)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), font)
    for block in blocks:
        match block:
            case str():
                document.add_paragraph(block).paragraph_format.first_line_indent = Pt(24)
            case ("title", text):
                p = document.add_paragraph()
                p.alignment = WD_ALIGN_PARAGRAPH.CENTER
                run = p.add_run(text)
                run.bold, run.font.size = True, Pt(16)
            case ("heading", text):
                if numbered_headings:
                    p = document.add_paragraph(text.split("、", 1)[-1], style="List Number")
                    p.runs[0].bold = True
                else:
                    document.add_paragraph().add_run(text).bold = True
            case ("break", _):
                document.add_page_break()
            case tuple((_, text)):
                document.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.CENTER
            case list():
                _word_table(document, block, repeat_head=repeat_head)
    if page_numbers:
        _page_numbers(document)
    document.core_properties.created = document.core_properties.modified = FIXED
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue())


def _word_table(document: docx.document.Document, grid: Grid, *, repeat_head: bool) -> None:
    origins, width = _origins(grid)
    table = document.add_table(rows=len(grid), cols=width, style="Table Grid")
    if width == 10:  # labels need the room, the numbers do not
        table.autofit = False
        shares = [0.1, 0.12, 0.3, *[0.48 / 7] * 7]
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Inches(6 * share)
            for cell in column.cells:
                cell.width = Inches(6 * share)
    for y, x, i in origins:
        cell = grid[y][i]
        target = table.cell(y, x)
        if cell.rowspan > 1 or cell.colspan > 1:
            target = target.merge(table.cell(min(y + cell.rowspan, len(grid)) - 1, min(x + cell.colspan, width) - 1))
        target.text = cell.text
        if cell.role in ("value", "head"):
            target.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    if repeat_head:
        for row in table.rows[:3]:
            properties = row._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:tblHeader"))


def _page_numbers(document: docx.document.Document) -> None:
    p = document.sections[0].footer.paragraphs[0]
    p.alignment = WD_ALIGN_PARAGRAPH.CENTER
    p.add_run("— ")
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = p.add_run()
        if kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:instrText")
            element.text = text
        run._r.append(element)
    p.add_run(" —")


def _number(text: str, as_numbers: bool) -> str | int | float:
    if as_numbers and re.fullmatch(r"-?\d+", text):
        return int(text)
    if as_numbers and re.fullmatch(r"-?\d+\.\d+", text):
        return float(text)
    return text


def xlsx_file(sheets: dict[str, list[Block]], *, as_numbers: bool = True) -> bytes:
    """Blocks stacked on each sheet, merged cells as Excel merges them."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    book.properties.created = book.properties.modified = FIXED
    side = Side(style="thin")
    for name, blocks in sheets.items():
        sheet = book.create_sheet(name)
        top = 1
        for block in blocks:
            if isinstance(block, list):
                origins, _ = _origins(block)
                for y, x, i in origins:
                    cell = block[y][i]
                    target = sheet.cell(top + y, 1 + x, _number(cell.text, as_numbers and cell.role == "value"))
                    target.alignment = Alignment(wrap_text=True, horizontal="center")
                    target.border = Border(left=side, right=side, top=side, bottom=side)
                    if cell.rowspan > 1 or cell.colspan > 1:
                        sheet.merge_cells(
                            start_row=top + y, start_column=1 + x, end_row=top + y + cell.rowspan - 1,
                            end_column=x + cell.colspan,
                        )  # fmt: skip
                top += len(block) + 1
            else:
                text = block if isinstance(block, str) else block[1]
                sheet.cell(top, 1, text)
                sheet.merge_cells(start_row=top, start_column=1, end_row=top, end_column=10)
                top += 1
    out = io.BytesIO()
    book.save(out)
    return repacked(out.getvalue())


def xls_file(sheets: dict[str, list[Block]]) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    for name, blocks in sheets.items():
        sheet = book.add_sheet(name)
        top = 0
        for block in blocks:
            if isinstance(block, list):
                for y, x, i in _origins(block)[0]:
                    cell = block[y][i]
                    value = _number(cell.text, cell.role == "value")
                    if cell.rowspan > 1 or cell.colspan > 1:
                        sheet.write_merge(top + y, top + y + cell.rowspan - 1, x, x + cell.colspan - 1, value)
                    else:
                        sheet.write(top + y, x, value)
                top += len(block) + 1
            else:
                text = block if isinstance(block, str) else block[1]
                sheet.write_merge(top, top, 0, 9, text)
                top += 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def converted(data: bytes, source: str, target: str) -> bytes:
    """LibreOffice's conversion of a file, e.g. `docx` to `doc` or `pdf`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "source" / f"body.{source}"
        path.parent.mkdir()
        path.write_bytes(data)
        subprocess.run(
            ["/usr/bin/soffice", f"-env:UserInstallation=file://{tempfile.gettempdir()}/corpus-soffice", "--headless",
             "--convert-to", target, "--outdir", folder, str(path)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        result = (Path(folder) / f"body.{target}").read_bytes()
    return undated(result) if target == "pdf" else result


def printed(html: str) -> bytes:
    """Chromium's print-to-PDF of a page."""
    with tempfile.TemporaryDirectory() as folder:
        page, out = Path(folder) / "page.html", Path(folder) / "page.pdf"
        page.write_text(html, encoding="utf-8")
        subprocess.run(
            ["/usr/bin/chromium", "--headless", "--no-sandbox", "--disable-background-networking", "--disable-gpu",
             f"--user-data-dir={folder}/profile", "--no-pdf-header-footer", f"--print-to-pdf={out}", page.as_uri()],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        return undated(out.read_bytes())


def undated(pdf: bytes) -> bytes:
    """The same PDF made at a fixed time under a fixed identifier (same lengths, so offsets stay)."""
    pdf = re.sub(rb"\(D:\d{14}", b"(D:20240115090000", pdf)
    pdf = re.sub(rb"/DocChecksum ?/[0-9A-F]+", lambda m: re.sub(rb"[0-9A-F]{32}", b"0" * 32, m[0]), pdf)
    return re.sub(
        rb"/ID ?\[[^\]]{60,90}\]", lambda m: re.sub(rb"<[0-9A-Fa-f]{32}>", b"<" + b"0" * 32 + b">", m[0]), pdf
    )
