"""XLSX, XLS and ODS: every visible sheet's used area, cut into tables at blank rows; hidden rows and columns of xlsx
are left out.

A row that is nothing but one text above a table is its caption, and becomes a paragraph. Merged areas are known for
xlsx and xls; for ods they are not.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import python_calamine
from lxml import etree

from pipelines.documents import Block, Cell, Document, Paragraph, Table
from pipelines.formats.cellstyles import CellStyles, displayed
from pipelines.formats.marks import NOTE, NOTE_END, STRUCK, settled
from pipelines.formats.package import Package, parsed
from pipelines.formats.pieces import numbered
from pipelines.formats.radicals import ordinary
from pipelines.formats.unreadable import UNREAD, Unreadable
from pipelines.items import Finding
from pipelines.values import is_number

STRINGS = "xl/sharedStrings.xml"
MOST_CELLS = 20_000
MOST_BOXES = 2_000_000  # of the area between the first and the last used cell

MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "xls": "application/vnd.ms-excel",
}
_USED_CELL = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*?(?<!/)>')
_CELL = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"([^>]*)(?<!/)>(.*?)</c>', re.S)

_ROW = re.compile(rb"<row\b([^>]*)>")
_COLUMN = re.compile(rb"<col\b([^>]*)>")
_STYLE = re.compile(rb'\bs="(\d{1,5})"')
_NUMBER = re.compile(rb"<v>\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*</v>")
_NO_ZEROS = re.compile(rb'<sheetView\b[^>]*\bshowZeros="(?:0|false)"')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')

# A sentence, or the heading of a section: rows of tables are neither.
_PROSE = re.compile(r"。\s*$|.{80}|^\s*[一二三四五六七]、.*(?:情况|事项)\s*$", re.S)

Span = tuple[int, int]
Hidden = tuple[set[int], set[int]]  # rows and columns, from zero


def read(body: bytes) -> Document:
    """Open a spreadsheet.

    Raises `Unreadable`: damaged_file, encrypted, bomb, hostile_markup, too_big_to_parse, empty_document.
    """
    kind = "xls"
    shown: dict[str, dict[Span, str]] = {}
    hidden: dict[str, Hidden] = {}
    findings: list[Finding] = []
    if body[:2] == b"PK":
        package = Package(body)
        kind = "ods" if "content.xml" in package.names else "xlsx"
        sheets = {
            part: package.part(part) or b""
            for part in package.names
            if part.startswith("xl/worksheets/") and part.endswith(".xml")
        }
        if far := _far_blanks(package, sheets):
            body, sheets = package.repacked(far), sheets | far
        shown, hidden = _shown_otherwise(package, sheets)
    try:
        with python_calamine.load_workbook(io.BytesIO(body)) as book:
            blocks = numbered(_blocks(book, shown, hidden, findings, spans_known=kind != "ods"))
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
    return Document(blocks=blocks, method=kind, media_type=MEDIA_TYPES[kind], findings=tuple(findings))


def _shown_otherwise(
    package: Package, sheets: Mapping[str, bytes]
) -> tuple[dict[str, dict[Span, str]], dict[str, Hidden]]:
    """Cells, by sheet name, that show something else than the reader gives: `UNREAD` for a formula that was never
    computed (the file says what to add up and not what came out) and for an error (#REF!), and for text with struck or
    raised characters what is shown of it. Also the hidden rows and columns of each sheet.

    Raises `Unreadable("too_big_to_parse")`: the reader fills the whole area up to the last cell, so one cell at
    XFD1048576 would take all memory (faults P20).
    """
    names = _sheet_names(package)
    strings = _shown_strings(package)
    styles = CellStyles(package.xml("xl/styles.xml"))
    shown: dict[str, dict[Span, str]] = {}
    hidden: dict[str, Hidden] = {}
    for part, data in sheets.items():
        rows, columns = _extent(data)
        if rows * columns > MOST_BOXES:
            raise Unreadable("too_big_to_parse", f"a sheet of {rows} rows and {columns} columns")
        zeros = _NO_ZEROS.search(data) is None
        told = any(sign in data for sign in (b"<f", b't="e"', b"<strike", b"superscript"))
        if strings or told or not zeros or styles.formats or styles.unseen:
            cells = {(a, b): (c, d) for a, b, c, d in _CELL.findall(data)}
            texts = {
                _position(*name): _shown_text(*cell, strings) or _shown_number(*cell, styles, zeros=zeros)
                for name, cell in cells.items()
            }
            shown[names.get(part, part)] = {at: text for at, text in texts.items() if text is not None}
        if b" hidden=" in data:
            hidden[names.get(part, part)] = _hidden(data)
    return shown, hidden


def _extent(data: bytes) -> Span:
    """Rows and columns up to the last cell that is stored in a sheet."""
    used = [_position(*found) for found in _USED_CELL.findall(data)]
    rows, columns = (max((each[side] for each in used), default=-1) + 1 for side in (0, 1))
    return rows, columns


def _far_blanks(package: Package, sheets: Mapping[str, bytes]) -> dict[str, bytes]:
    """The sheets that are too large, by part, without their cells of nothing but blanks: one far below the table, where
    somebody pressed Ctrl+↓ and the space bar, must not cost the report.
    """
    blank: frozenset[bytes] | None = None
    changed: dict[str, bytes] = {}
    for part, data in sheets.items():
        rows, columns = _extent(data)
        if rows * columns > MOST_BOXES:
            blank = _blank_strings(package) if blank is None else blank
            changed[part] = _CELL.sub(partial(_or_nothing, blank), re.sub(rb"<dimension\b[^>]*/>", b"", data))
    return changed


def _or_nothing(blank: frozenset[bytes], cell: re.Match[bytes]) -> bytes:
    stored = re.search(rb"<v>([^<]*)</v>", cell[4])
    if b't="s"' in cell[3]:
        empty = stored is not None and stored[1] in blank
    else:
        empty = not re.sub(rb"<[^>]*>", b"", cell[4]).strip() and b"<f" not in cell[4]
    return b"" if empty else cell[0]


def _blank_strings(package: Package) -> frozenset[bytes]:
    items = parsed(data, STRINGS).iterfind("{*}si") if (data := package.part(STRINGS)) else ()
    return frozenset(str(n).encode() for n, item in enumerate(items) if not "".join(map(str, item.itertext())).strip())


def _hidden(data: bytes) -> Hidden:
    """Rows and columns that a sheet does not show.

    >>> _hidden(b'<cols><col min="2" max="3" hidden="1"/></cols><row r="1"></row><row r="7" hidden="1"></row>')
    ({6}, {1, 2})
    """
    rows = [_numbers(found) for found in _ROW.findall(data) if _HIDDEN.search(found)]
    columns = [_numbers(found) for found in _COLUMN.findall(data) if _HIDDEN.search(found)]
    across = (range(each[b"min"] - 1, min(each[b"max"], 16384)) for each in columns if {b"min", b"max"} <= each.keys())
    return {each[b"r"] - 1 for each in rows if b"r" in each}, {column for area in across for column in area}


def _numbers(attributes: bytes) -> dict[bytes, int]:
    return {name: int(number) for name, number in re.findall(rb'\b(r|min|max)="(\d{1,7})"', attributes)}


def _shown_text(attributes: bytes, content: bytes, strings: dict[int, str]) -> str | None:
    if b't="e"' in attributes:
        return UNREAD
    if b"<strike" in content or b"superscript" in content:
        return _shown_runs(parsed(b"<c>" + content + b"</c>", "a cell"), "{*}is/{*}r")
    stored = re.search(rb"<v>([^<]+)", content)
    if b"<f" in content and stored is None and b't="str"' not in attributes:
        return UNREAD
    if b't="s"' in attributes and stored is not None and stored[1].isdigit():
        return strings.get(int(stored[1]))
    return None


def _shown_number(attributes: bytes, content: bytes, styles: CellStyles, *, zeros: bool) -> str | None:
    """What a number's format and font leave of it. `zeros`: whether the sheet shows any."""
    found, stored = _STYLE.search(attributes), _NUMBER.search(content)
    style = int(found[1]) if found is not None else 0
    if style in styles.unseen:
        return STRUCK
    if stored is None or (b" t=" in attributes and b't="n"' not in attributes):
        return None
    if not zeros and float(stored[1]) == 0:
        return ""
    return displayed(stored[1].decode(), styles.formats[style]) if style in styles.formats else None


def _shown_strings(package: Package) -> dict[int, str]:
    """Shared strings by number that have struck or raised characters, as they are shown.

    <si><r><rPr><strike/></rPr><t>632</t></r><r><t>15</t></r></si>
    """
    data = package.part(STRINGS) or b""
    if b"strike" not in data and b"superscript" not in data:
        return {}
    shown = {n: _shown_runs(item, "{*}r") for n, item in enumerate(parsed(data, STRINGS).iterfind("{*}si"))}
    return {number: text for number, text in shown.items() if text is not None}


def _shown_runs(item: etree._Element, runs: str) -> str | None:
    """A text of several fonts as it is shown; None if nothing in it is struck or raised."""
    text, changed = "", False
    for run in item.iterfind(runs):
        piece = run.findtext("{*}t") or ""
        if any(each.get("val", "1") not in ("0", "false") for each in run.iterfind("{*}rPr/{*}strike")):
            piece, changed = STRUCK, True
        elif any(each.get("val") == "superscript" for each in run.iterfind("{*}rPr/{*}vertAlign")):
            piece, changed = f"{NOTE}{piece}{NOTE_END}", True
        text += piece
    return settled(text) if changed else None


def _position(letters: bytes, digits: bytes) -> Span:
    """Row and column, from zero, of a cell's name.

    >>> _position(b"AB", b"12")
    (11, 27)
    """
    column = 0
    for letter in letters:
        column = 26 * column + letter - 64
    return int(digits) - 1, column - 1


def _sheet_names(package: Package) -> dict[str, str]:
    """The names of the sheets by the part that holds each."""
    book, relations = package.xml("xl/workbook.xml"), package.xml("xl/_rels/workbook.xml.rels")
    if book is None or relations is None:
        return {}
    targets = {each.get("Id"): str(each.get("Target", "")) for each in relations}
    names = {}
    for sheet in book.iterfind("{*}sheets/{*}sheet"):
        key = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), None)
        target = targets.get(key, "")
        names[target.lstrip("/") if target.startswith("/") else f"xl/{target}"] = str(sheet.get("name", ""))
    return names


def _blocks(
    book: python_calamine.CalamineWorkbook,
    shown: dict[str, dict[Span, str]],
    hidden: dict[str, Hidden],
    findings: list[Finding],
    *,
    spans_known: bool,
) -> Iterator[Block]:
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
        for (row, column), text in shown.get(sheet.name, {}).items():
            if 0 <= row - top < len(grid) and 0 <= column - left < len(grid[row - top]):
                was = grid[row - top][column - left]
                # Struck or white words are those of a header, or at least name what stands beside them.
                grid[row - top][column - left] = printed(text) if text != STRUCK else UNREAD if is_number(was) else was
        spans = {
            (first[0] - top, first[1] - left): (last[0] - first[0] + 1, last[1] - first[1] + 1)
            for first, last in opened.merged_cell_ranges or ()
        }
        if sheet.name in hidden:
            rows, columns = hidden[sheet.name]
            filled = sum(map(_filled, grid))
            grid, spans = _without(grid, spans, {row - top for row in rows}, {column - left for column in columns})
            if sum(map(_filled, grid)) < filled:
                detail = f"{sheet.name}: rows or columns with text are hidden"
                findings.append(Finding(code="hidden_cells", kind="source", detail=detail))
        yield from _tables(grid, spans, spans_known=spans_known)


def _filled(row: list[str]) -> int:
    return sum(map(bool, row))


def _without(
    grid: list[list[str]], spans: dict[Span, Span], rows: set[int], columns: set[int]
) -> tuple[list[list[str]], dict[Span, Span]]:
    """The area without its hidden rows and columns; a merged area goes on to show its text in what is left of it."""
    kept_rows = [row for row in range(len(grid)) if row not in rows]
    kept_columns = [column for column in range(max(map(len, grid), default=0)) if column not in columns]
    left: dict[Span, Span] = {}
    for (row, column), (height, width) in spans.items():
        down = [n for n, at in enumerate(kept_rows) if row <= at < row + height]
        across = [n for n, at in enumerate(kept_columns) if column <= at < column + width]
        if down and across:
            left[down[0], across[0]] = len(down), len(across)
            if 0 <= row < len(grid) and 0 <= column < len(grid[row]):
                grid[kept_rows[down[0]]][kept_columns[across[0]]] = grid[row][column]
    return [[grid[row][column] for column in kept_columns if column < len(grid[row])] for row in kept_rows], left


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
    """The used area cut at its blank rows (one that a merged cell from above reaches into is none) and at its prose."""
    covered = {row + down for (row, _), (height, _) in spans.items() for down in range(min(height, len(grid))) if down}
    start = 0
    for row in range(len(grid) + 1):
        text = _only_text(grid[row]) if row < len(grid) and row not in covered else None
        prose = text is not None and _PROSE.search(text) is not None
        if row < len(grid) and not prose and (any(grid[row]) or row in covered):
            continue
        yield from _block(grid, spans, start, row, spans_known=spans_known)
        if text and prose:
            yield Paragraph(text)
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
