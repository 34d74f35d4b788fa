"""XLSX, XLS and ODS: every visible sheet's used area, cut into tables at blank rows.

A row that is nothing but one text above a table is its caption, and becomes a paragraph. Merged areas are known for
xlsx and xls; for ods they are not.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator, Sequence

import python_calamine

from pipelines.documents import Block, Cell, Document, Paragraph, Table
from pipelines.formats.package import Package
from pipelines.formats.pieces import numbered
from pipelines.formats.radicals import ordinary
from pipelines.formats.unreadable import Unreadable

MOST_CELLS = 20_000
MOST_BOXES = 2_000_000  # of the area between the first and the last used cell

MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "xls": "application/vnd.ms-excel",
}
_USED_CELL = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*?(?<!/)>')

Span = tuple[int, int]


def read(body: bytes) -> Document:
    """Open a spreadsheet.

    Raises `Unreadable`: damaged_file, encrypted, bomb, hostile_markup, too_big_to_parse, empty_document.
    """
    kind = "xls"
    if body[:2] == b"PK":
        package = Package(body)
        kind = "ods" if "content.xml" in package.names else "xlsx"
        _refuse_far_cells(package)
    try:
        with python_calamine.load_workbook(io.BytesIO(body)) as book:
            blocks = numbered(_blocks(book, spans_known=kind != "ods"))
    except Unreadable:
        raise
    except python_calamine.PasswordError:
        raise Unreadable("encrypted", "the workbook asks for a password") from None
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # a panic of the Rust reader is no Exception
        raise Unreadable("damaged_file", f"not a readable workbook ({str(error)[:200]})") from None
    if not blocks:
        raise Unreadable("empty_document", "nothing is in the sheets")
    return Document(blocks=blocks, method=kind, media_type=MEDIA_TYPES[kind])


def _refuse_far_cells(package: Package) -> None:
    """The reader fills the whole area up to the last cell: one at XFD1048576 would take all memory (faults P20)."""
    for name in package.names:
        if not name.startswith("xl/worksheets/") or not name.endswith(".xml"):
            continue
        rows = columns = 0
        for letters, digits in _USED_CELL.findall(package.part(name) or b""):
            column = 0
            for letter in letters:
                column = 26 * column + letter - 64
            rows, columns = max(rows, int(digits)), max(columns, column)
        if rows * columns > MOST_BOXES:
            raise Unreadable("too_big_to_parse", f"a sheet of {rows} rows and {columns} columns")


def _blocks(book: python_calamine.CalamineWorkbook, *, spans_known: bool) -> Iterator[Block]:
    cells = 0
    for sheet in book.sheets_metadata:
        if sheet.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        if sheet.visible != python_calamine.SheetVisibleEnum.Visible:
            continue
        opened = book.get_sheet_by_name(sheet.name)
        if opened.start is None:
            continue
        if opened.height * opened.width > MOST_BOXES:
            raise Unreadable("too_big_to_parse", f"a sheet of {opened.height} rows and {opened.width} columns")
        grid = [[printed(value) for value in row] for row in opened.to_python(skip_empty_area=True)]
        cells += sum(bool(text) for row in grid for text in row)
        if cells > MOST_CELLS:
            raise Unreadable("too_big_to_parse", f"more than {MOST_CELLS} cells in the workbook")
        top, left = opened.start
        spans = {
            (first[0] - top, first[1] - left): (last[0] - first[0] + 1, last[1] - first[1] + 1)
            for first, last in opened.merged_cell_ranges or ()
        }
        yield from _tables(grid, spans, spans_known=spans_known)


def printed(value: object) -> str:
    """A cell's value as the sheet shows it.

    >>> [printed(value) for value in (3.0, 7730.28, 0.1 + 0.2, 12, " 无 ", "", True)]
    ['3', '7730.28', '0.3', '12', '无', '', 'TRUE']
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    return ordinary(str(value)).replace("\r\n", "\n").replace("_x000D_", "").strip()


def _tables(grid: list[list[str]], spans: dict[Span, Span], *, spans_known: bool) -> Iterator[Block]:
    """The used area cut at its blank rows; a row that a merged cell from above reaches into is not blank."""
    covered = {row + down for (row, _), (height, _) in spans.items() for down in range(min(height, len(grid))) if down}
    start = 0
    for row in range(len(grid) + 1):
        if row < len(grid) and (any(grid[row]) or row in covered):
            continue
        yield from _block(grid, spans, start, row, spans_known=spans_known)
        start = row + 1


def _block(
    grid: list[list[str]], spans: dict[Span, Span], start: int, end: int, *, spans_known: bool
) -> Iterator[Block]:
    while start < end and (caption := _only_text(grid[start])):
        height, _ = next(
            (spans[start, column] for column, text in enumerate(grid[start]) if text and (start, column) in spans),
            (1, 1),
        )
        if height > 1:
            break
        yield Paragraph(caption)
        start += 1
    rows = range(start, end)
    used = [column for row in rows for column, text in enumerate(grid[row]) if text]
    if not used:
        return
    left = min(used)
    right = max(
        column + (spans.get((row, column), (1, 1))[1] if text else 1)
        for row in rows
        for column, text in enumerate(grid[row])
        if text
    )
    cells: list[Cell] = []
    hidden: set[Span] = set()
    for row in rows:
        for column in range(left, min(right, len(grid[row]))):
            if (row, column) in hidden:
                continue
            height, width = spans.get((row, column), (1, 1))
            height, width = min(height, end - row), min(width, right - column)
            hidden.update((row + down, column + across) for down in range(height) for across in range(width))
            cells.append(Cell(grid[row][column], row - start, column - left, height, width))
    yield Table(tuple(cells), end - start, right - left, place="", spans_known=spans_known)


def _only_text(row: Sequence[str]) -> str | None:
    texts = [text for text in row if text]
    return texts[0] if len(texts) == 1 else None
