"""DOC (Word 97–2003 and WPS files): text and tables from the binary format itself ([MS-DOC]), no office suite needed.

A table is ordinary text in which \\x07 ends a cell, and another \\x07 the row. The paragraph properties of the row's
end hold `sprmTDefTable`: where each cell begins and ends across the page, and which cells are merged. So the grid is
exact.
"""

from __future__ import annotations

import io
import struct
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import olefile

from pipelines.documents import Block, Cell, Document, Paragraph, Table
from pipelines.formats.grid import merged_positions, nearest
from pipelines.formats.looks import LIFTED, TINIEST
from pipelines.formats.marks import NOTE, NOTE_END, PALE, SEAM, STRUCK, running, settled
from pipelines.formats.pieces import numbered
from pipelines.formats.radicals import ordinary
from pipelines.formats.unreadable import Unreadable

MEDIA_TYPE = "application/msword"
MOST_BYTES = 64 * 1024 * 1024
MOST_CHARACTERS = 2_000_000
SAME_EDGE = 40  # twips (2 points): cell edges of different rows that are meant to be one line

# Property modifiers (sprm) that we look at, by their codes in [MS-DOC] 2.6.
IN_TABLE, ROW_END, DEPTH, INNER_CELL_END, INNER_ROW_END = 0x2416, 0x2417, 0x6649, 0x244B, 0x244C
ELSEWHERE = (0x6645, 0x6646, 0x646B)  # the properties are in the data stream
DEFINE_ROW, INSERT, DELETE, RESIZE, MERGE, SPLIT, MERGE_DOWN = 0xD608, 0x7621, 0x5622, 0x7623, 0x5624, 0x5625, 0xD62B
MOST_COLUMNS = 64  # what the format allows
HIDDEN, DELETED, STRIKE, DOUBLE_STRIKE, RAISED, POSITION = 0x083C, 0x0800, 0x0837, 0x2A53, 0x2A48, 0x4845
SIZE, COLOUR, COLOUR_NUMBER = 0x4A43, 0x6870, 0x2A42
SMALL = 14  # half-points: a lifted character of that size is a note's mark
CHANGE_TABS = 0xC615
# What a hostile file makes of its reader.
_BROKEN = (OSError, struct.error, IndexError, ValueError, OverflowError, TypeError, AttributeError)
_OPERAND_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)

Properties = list[tuple[int, bytes]]


class Row(NamedTuple):
    """The cells of one table row: their edges in twips, one more than cells, and how each cell is merged."""

    edges: list[int]
    joins_left: list[bool]  # goes on with the cell to its left
    joins_above: list[bool]  # goes on with the cell above


@dataclass(slots=True)
class _OpenTable:
    """A table while it is read: the finished rows, the texts of the row at hand, and tables within its cells."""

    rows: list[tuple[Row | None, list[str]]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    cell: list[str] = field(default_factory=list)
    inside: list[Block] = field(default_factory=list)


def media_type(body: bytes) -> str:
    """What an OLE2 file is, by its streams: a Word, Excel or PowerPoint document, or a password-protected package.

    Raises `Unreadable("damaged_file")`.
    """
    streams = {path[0].casefold() for path in _opened(body).listdir() if len(path) == 1}
    if "worddocument" in streams:
        return MEDIA_TYPE
    if streams & {"workbook", "book"}:
        return "application/vnd.ms-excel"
    if "powerpoint document" in streams:
        return "application/vnd.ms-powerpoint"
    if "encryptedpackage" in streams:
        raise Unreadable("encrypted", "the document asks for a password")
    return "application/x-ole-storage"


def read(body: bytes) -> Document:
    """Open a DOC.

    Raises `Unreadable`: damaged_file, encrypted, unsupported_format:…, too_big_to_parse, empty_document, image_only.
    """
    kind = media_type(body)
    if kind != MEDIA_TYPE:
        raise Unreadable(f"unsupported_format:{kind.rpartition('.')[2]}", "an OLE2 file without a Word document in it")
    try:
        blocks, pictures = _blocks(_opened(body))
    except _BROKEN as error:
        raise Unreadable("damaged_file", f"not a readable Word document ({str(error)[:200]})") from None
    if not blocks and pictures:
        raise Unreadable("image_only", f"the document is {pictures} pictures without text")
    if not blocks:
        raise Unreadable("empty_document", "nothing is printed in the document")
    return Document(blocks=blocks, method="doc", media_type=MEDIA_TYPE)


def _opened(body: bytes) -> olefile.OleFileIO:
    try:
        return olefile.OleFileIO(io.BytesIO(body))
    except _BROKEN as error:
        raise Unreadable("damaged_file", f"not a readable OLE2 file ({str(error)[:200]})") from None


def _stream(ole: olefile.OleFileIO, name: str) -> bytes:
    if ole.get_size(name) > MOST_BYTES:
        raise Unreadable("too_big_to_parse", f"{name} claims to be larger than {MOST_BYTES} bytes")
    return bytes(ole.openstream(name).read())


def _blocks(ole: olefile.OleFileIO) -> tuple[tuple[Block, ...], int]:
    main = _stream(ole, "WordDocument")
    ident, version = struct.unpack_from("<HH", main, 0)
    (flags,) = struct.unpack_from("<H", main, 0x0A)
    if flags & 0x0100:
        raise Unreadable("encrypted", "the document asks for a password")
    if ident != 0xA5EC or version < 0x00C1:
        raise Unreadable("unsupported_format:doc", "written by a Word older than 97")
    side = _stream(ole, "1Table" if flags & 0x0200 else "0Table")
    data = _stream(ole, "Data") if ole.exists("Data") else b""

    story = struct.unpack_from("<8i", main, 0x4C)  # characters: text, notes, headers, -, comments, endnotes, boxes, -
    text, offsets = _text(main, side, sum(map(abs, story)) + 1)
    hidden = _Runs(main, side, 0x00FA, 1)
    paragraphs = _Runs(main, side, 0x0102, 13)
    printed = _printed(text, offsets, hidden)
    boxes = sum(story[:6])
    blocks = [
        *_assembled(_paragraphs(printed[: story[0]], offsets, paragraphs, data)),
        *_assembled(_paragraphs(printed[boxes : boxes + story[6]], offsets[boxes:], paragraphs, data)),
    ]
    return numbered(blocks), text.count("\x01")


def _text(main: bytes, side: bytes, most: int) -> tuple[str, list[int]]:
    """The whole text and each character's place in the main stream, from the piece table ([MS-DOC] 2.8.35)."""
    at, size = struct.unpack_from("<II", main, 0x01A2)
    end = at + size
    while at < end and side[at] == 1:  # formatting of pieces: none of our business
        at += 3 + struct.unpack_from("<H", side, at + 1)[0]
    if at >= end or side[at] != 2:
        raise Unreadable("damaged_file", "the Word document has no piece table")
    (size,) = struct.unpack_from("<I", side, at + 1)
    count = (size - 4) // 12
    if count < 1 or count > MOST_CHARACTERS:
        raise Unreadable("damaged_file", "the piece table of the Word document is broken")
    ends = struct.unpack_from(f"<{count + 1}I", side, at + 5)
    parts: list[str] = []
    offsets: list[int] = []
    for piece in range(count):
        (place,) = struct.unpack_from("<I", side, at + 5 + 4 * (count + 1) + 8 * piece + 2)
        length = min(ends[piece + 1], most) - ends[piece]
        if length <= 0:
            continue
        if len(offsets) + length > MOST_CHARACTERS:
            raise Unreadable("too_big_to_parse", f"more than {MOST_CHARACTERS} characters")
        if place & 0x40000000:
            start, width = (place & 0x3FFFFFFF) // 2, 1
            part = main[start : start + length].decode("cp1252", "replace")
        else:
            start, width = place & 0x3FFFFFFF, 2
            # Halves of surrogate pairs count as characters, as they do in the file.
            codes = main[start : start + 2 * length]
            part = "".join(map(chr, struct.unpack(f"<{len(codes) // 2}H", codes[: len(codes) // 2 * 2])))
        parts.append(part)
        offsets.extend(range(start, start + width * len(part), width))
    return "".join(parts), offsets


class _Runs:
    """Properties of paragraphs or characters by place in the main stream ([MS-DOC] 2.9.33 ChpxFkp, 2.9.175 PapxFkp)."""

    def __init__(self, main: bytes, side: bytes, where: int, entry: int) -> None:
        self._main, self._entry = main, entry
        at, size = struct.unpack_from("<II", main, where)
        count = max(0, (size - 4) // 8)
        self._starts = struct.unpack_from(f"<{count + 1}I", side, at) if count else (0,)
        self._pages = struct.unpack_from(f"<{count}I", side, at + 4 * (count + 1)) if count else ()
        self._read: dict[int, tuple[tuple[int, ...], list[Properties]]] = {}

    def at(self, offset: int) -> Properties:
        """The properties that hold at a place, none if the file says nothing."""
        index = bisect_right(self._starts, offset) - 1
        if not 0 <= index < len(self._pages):
            return []
        page = self._pages[index] & 0x3FFFFF
        if page not in self._read:
            self._read[page] = self._page(page * 512)
        starts, properties = self._read[page]
        run = bisect_right(starts, offset) - 1
        return properties[run] if 0 <= run < len(properties) else []

    def _page(self, at: int) -> tuple[tuple[int, ...], list[Properties]]:
        page = self._main[at : at + 512]
        if len(page) < 512:
            raise Unreadable("damaged_file", "the Word document ends before its formatting")
        count = min(page[511], (511 - 4) // (4 + self._entry))
        starts = struct.unpack_from(f"<{count + 1}I", page, 0)
        properties: list[Properties] = []
        for run in range(count):
            place = 2 * page[4 * (count + 1) + self._entry * run]
            if not place:
                properties.append([])
            elif self._entry == 1:
                properties.append(_properties(page[place + 1 : place + 1 + page[place]]))
            else:
                size, start = 2 * page[place] - 1, place + 1
                if not page[place]:
                    size, start = 2 * page[place + 1], place + 2
                properties.append(_properties(page[start + 2 : start + size]))  # 2: the style
        return starts, properties


def _properties(data: bytes) -> Properties:
    """A list of property modifiers, each a code and its operand ([MS-DOC] 2.2.5.1)."""
    found: Properties = []
    at = 0
    while at + 3 <= len(data):
        (code,) = struct.unpack_from("<H", data, at)
        at += 2
        size = _OPERAND_SIZES[code >> 13]
        if code == DEFINE_ROW:
            size = struct.unpack_from("<H", data, at)[0] + 1 if at + 2 <= len(data) else 0
        elif code == CHANGE_TABS and data[at] == 255:
            deleted = data[at + 1] if at + 1 < len(data) else 0
            added_at = at + 2 + 4 * deleted
            size = 2 + 4 * deleted + (1 + 3 * data[added_at] if added_at < len(data) else 0)
        elif not size:
            size = 1 + data[at]
        found.append((code, data[at : at + size]))
        at += size
    return found


def _printed(text: str, offsets: list[int], runs: _Runs) -> list[str]:
    """Each character as it is printed: "" for field codes, hidden and deleted text, with a sign (see marks.py) for what
    is struck out, raised or white.
    """
    printed = list(text)
    fields: list[str] = []  # of the fields around this place: are we in the code or in the result?
    last: Properties = []
    look: tuple[str, str] | None = ("", "")
    for index, character in enumerate(text):
        if character == "\x13":
            fields.append("code")
        elif character == "\x14" and fields:
            fields[-1] = "result"
        elif character == "\x15" and fields:
            fields.pop()
        if "code" in fields or character in "\x13\x14\x15":
            printed[index] = ""
            continue
        properties = runs.at(offsets[index])
        if properties is not last:
            last = properties
            look = _look(dict(properties))
        if look != ("", "") and character not in "\r\x07\x0c":
            printed[index] = _with_look(character, look)
    return printed


def _look(properties: dict[int, bytes]) -> tuple[str, str] | None:
    """The signs before and behind a character with such properties; None if it is not seen."""

    def is_on(code: int) -> bool:
        return properties.get(code, b"\0")[:1] in (b"\1", b"\x81")

    def number(code: int, default: int) -> int:
        operand = properties.get(code, b"")
        return int(struct.unpack("<h", operand)[0]) if len(operand) == 2 else default

    size = number(SIZE, 20)
    if is_on(HIDDEN) or is_on(DELETED) or size <= TINIEST:
        return None
    if is_on(STRIKE) or is_on(DOUBLE_STRIKE):
        return STRUCK, ""
    if properties.get(COLOUR, b"")[:3] == b"\xff\xff\xff" or properties.get(COLOUR_NUMBER, b"")[:1] == b"\x08":
        return PALE, ""
    lifted = number(POSITION, 0) >= LIFTED
    if properties.get(RAISED, b"\0")[:1] in (b"\1", b"\2") or (lifted and size <= SMALL):
        return NOTE, NOTE_END
    return (SEAM, SEAM) if lifted else ("", "")


def _with_look(character: str, look: tuple[str, str] | None) -> str:
    if look is None:
        return ""
    if look == (STRUCK, ""):
        return STRUCK if character.strip() else character
    return character.join(look)


class _Paragraph(NamedTuple):
    text: str
    mark: str  # what ended it: \r, \x07 or \x0c
    properties: dict[int, bytes]
    row: Row | None


def _paragraphs(printed: Sequence[str], offsets: list[int], runs: _Runs, data: bytes) -> Iterator[_Paragraph]:
    start = 0
    for index, character in enumerate(printed):
        if not character or character not in "\r\x07\x0c":
            continue
        properties = runs.at(offsets[index])
        properties = list(_with_elsewhere(properties, data))
        yield _Paragraph(_clean("".join(printed[start:index])), character, dict(properties), _row(properties))
        start = index + 1
    if start < len(printed):
        yield _Paragraph(_clean("".join(printed[start:])), "\r", {}, None)


def _with_elsewhere(properties: Properties, data: bytes) -> Iterator[tuple[int, bytes]]:
    """The properties, those that are kept in the data stream in the place where they are referred to."""
    for code, operand in properties:
        if code in ELSEWHERE and len(operand) == 4:
            (place,) = struct.unpack("<I", operand)
            if place + 2 <= len(data):
                (size,) = struct.unpack_from("<H", data, place)
                yield from _properties(data[place + 2 : place + 2 + size])
        else:
            yield code, operand


def _clean(text: str) -> str:
    text = text.replace("\x0b", "\n").replace("\x1e", "-").replace("\t", " ")
    text = "".join(character for character in text if character >= " " or character == "\n")
    return ordinary(text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")).strip()


def _row(properties: Properties) -> Row | None:
    """The definition of a table row and the changes to it, in their order; None without any ([MS-DOC] 2.6.3)."""
    row = Row([0], [], [])
    for code, operand in properties:
        if code == DEFINE_ROW:
            row = _defined(operand) or row
            continue
        first, last = (operand[0], min(operand[1], len(row.joins_left))) if len(operand) >= 2 else (0, 0)
        if code == INSERT and len(operand) == 4 and first + operand[1] <= MOST_COLUMNS:
            first, width = min(first, len(row.joins_left)), struct.unpack_from("<H", operand, 2)[0]
            for _ in range(operand[1]):
                row.edges[first + 1 :] = [row.edges[first] + width, *(edge + width for edge in row.edges[first + 1 :])]
                row.joins_left.insert(first, False)
                row.joins_above.insert(first, False)
        elif code == RESIZE and len(operand) == 4:
            for cell in range(first, last):
                change = struct.unpack_from("<H", operand, 2)[0] - (row.edges[cell + 1] - row.edges[cell])
                row.edges[cell + 1 :] = [edge + change for edge in row.edges[cell + 1 :]]
        elif code == DELETE and first < last:
            gone = row.edges[last] - row.edges[first]
            row.edges[first + 1 :] = [edge - gone for edge in row.edges[last + 1 :]]
            del row.joins_left[first:last], row.joins_above[first:last]
        elif code in (MERGE, SPLIT) and first < last:
            row.joins_left[first:last] = [False, *[code == MERGE] * (last - first - 1)]
        elif code == MERGE_DOWN and len(operand) == 3 and operand[1] < len(row.joins_above):
            row.joins_above[operand[1]] = operand[2] & 3 == 1
    return row if row.joins_left else None


def _defined(operand: bytes) -> Row | None:
    """[MS-DOC] 2.9.321 TDefTableOperand, 2.9.316 TC80."""
    if len(operand) < 5:
        return None
    cells = operand[2]
    flags_at = 3 + 2 * (cells + 1)
    if not 0 < cells <= MOST_COLUMNS or len(operand) < flags_at:
        return None
    edges = list(struct.unpack_from(f"<{cells + 1}h", operand, 3))
    flags = [
        struct.unpack_from("<H", operand, flags_at + 20 * cell)[0] if len(operand) >= flags_at + 20 * cell + 2 else 0
        for cell in range(cells)
    ]
    return Row(edges, [flag & 3 == 1 for flag in flags], [flag >> 5 & 3 == 1 for flag in flags])


def _assembled(paragraphs: Iterable[_Paragraph]) -> Iterator[Block]:
    """Paragraphs outside tables as they come; tables when they end, those within a cell after the one around them."""
    open_tables: list[_OpenTable] = []
    for text, mark, properties, row in paragraphs:
        depth = 1 if properties.get(IN_TABLE, b"\0")[:1] == b"\1" or mark == "\x07" else 0
        if depth and len(properties.get(DEPTH, b"")) == 4:
            depth = max(1, min(struct.unpack("<I", properties[DEPTH])[0], 8))
        while len(open_tables) > depth:
            yield from _close(open_tables)
        while len(open_tables) < depth:
            open_tables.append(_OpenTable())
        if not depth:
            if text := running(text).strip():
                yield Paragraph(text)
            continue
        table = open_tables[-1]
        if ROW_END in properties or INNER_ROW_END in properties:
            table.rows.append((row, table.texts))
            table.texts, table.cell = [], []
            continue
        table.cell.append(text)
        if mark == "\x07" or INNER_CELL_END in properties:
            table.texts.append(settled("\n".join(part for part in table.cell if part)))
            table.cell = []
    while open_tables:
        yield from _close(open_tables)


def _close(open_tables: list[_OpenTable]) -> Iterator[Block]:
    table = open_tables.pop()
    if table.texts or any(table.cell):  # a row without its end
        table.rows.append((None, [*table.texts, *filter(None, [settled("\n".join(table.cell))])]))
    finished = [*_finished(table), *table.inside]
    if open_tables:
        open_tables[-1].inside.extend(finished)
    else:
        yield from finished


def _finished(table: _OpenTable) -> Iterator[Block]:
    rows = table.rows
    if all(len(texts) <= 1 for _, texts in rows):  # a frame
        yield from (Paragraph(text) for _, texts in rows for text in texts if text)
        return
    if all(row is not None and _fits(row, texts) for row, texts in rows):
        yield _placed([(row, texts) for row, texts in rows if row is not None])
        return
    cells = [Cell(text, height, column) for height, (_, texts) in enumerate(rows) for column, text in enumerate(texts)]
    width = max(len(texts) for _, texts in rows)
    yield Table(tuple(cells), len(rows), width, place="", spans_known=False)


def _fits(row: Row, texts: list[str]) -> bool:
    return len(row.joins_left) == len(texts) and all(left <= right for left, right in pairwise(row.edges))


def _placed(rows: list[tuple[Row, list[str]]]) -> Table:
    """Cells on the grid of all edges of all rows."""
    lines = merged_positions((edge for row, _ in rows for edge in row.edges), SAME_EDGE)
    cells: list[Cell] = []
    above: dict[tuple[int, int], int] = {}  # columns -> the cell that may go on downwards
    for height, (row, texts) in enumerate(rows):
        here: dict[tuple[int, int], int] = {}
        at = 0
        while at < len(texts):
            end = at + 1
            while end < len(texts) and row.joins_left[end]:
                end += 1
            columns = nearest(lines, row.edges[at]), nearest(lines, row.edges[end])
            if row.joins_above[at] and columns in above:
                index = above[columns]
                was = cells[index]
                cells[index] = Cell(was.text, was.row, was.column, height + 1 - was.row, was.colspan)
            elif columns[0] < columns[1]:
                index = len(cells)
                text = "" if row.joins_above[at] else "\n".join(filter(None, texts[at:end]))
                cells.append(Cell(text, height, columns[0], 1, columns[1] - columns[0]))
            else:  # a sliver that nobody sees
                at = end
                continue
            here[columns] = index
            at = end
        above = here
    return Table(tuple(cells), len(rows), len(lines) - 1, place="")
