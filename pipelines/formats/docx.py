"""DOCX (WordprocessingML): what a reader of the printed page sees.

    <w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr><w:p>…</w:p></w:tc>…</w:tr>

`gridSpan` is the number of grid columns, `vMerge` without a value goes on with the cell above. Deleted, struck and
hidden text is left out, inserted text is kept, the raised mark of a note is put in brackets, and numbers that Word
makes itself (一、 二、 …) are written out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from pipelines.documents import Block, Cell, Document, Paragraph, Table
from pipelines.formats.looks import Looks, is_dark
from pipelines.formats.marks import NOTE, NOTE_END, PALE, SEAM, STRUCK, running, settled
from pipelines.formats.numbering import Numbering
from pipelines.formats.package import Package
from pipelines.formats.package import W as _W
from pipelines.formats.pieces import numbered
from pipelines.formats.radicals import ordinary
from pipelines.formats.unreadable import UNREAD, Unreadable
from pipelines.items import Finding
from pipelines.values import PICTURE

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_CELLS = 20_000
DEEPEST_TABLE = 8
LARGE = 1_800_000  # EMU (5 cm): smaller pictures are seals, logos and lines

_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
)
_PARAGRAPH, _TABLE, _ROW, _CELL, _TEXT_BOX = (f"{_W}{name}" for name in ("p", "tbl", "tr", "tc", "txbxContent"))
# In the file but not on the page: deletions, old places of moved text, formatting, field codes, ruby readings, and the
# second rendering of a drawing for old programs.
_UNPRINTED = {
    f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "tblPr", "tcPr", "trPr", "instrText", "delText", "rt")
} | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_WRAPPERS = {f"{_W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
_DELETED = {f"{_W}del", f"{_W}moveFrom"}
_TEXT = f"{_W}t"
_DRAWN = {f"{_W}drawing", f"{_W}pict", f"{_W}object"}
_INLINE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}inline"
_SHAPE = "{urn:schemas-microsoft-com:vml}shape"
_SYMBOLS = {"-": "\u2212", '"': PICTURE, "$": PICTURE, "'": PICTURE}
_MARKS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def read(body: bytes) -> Document:
    """Open a DOCX.

    Raises `Unreadable`: damaged_file, encrypted, bomb, hostile_markup, too_big_to_parse, empty_document, image_only.
    """
    package = Package(body)
    name = _main_part(package)
    root = package.xml(name)
    content = None if root is None else root.find(f"{_W}body")
    if content is None:
        raise Unreadable("damaged_file", f"the package holds no document at {name}")
    folder = name.rpartition("/")[0]
    styles = package.xml(f"{folder}/styles.xml")
    reader = _Reader(Numbering(package.xml(f"{folder}/numbering.xml"), styles), Looks(styles))
    blocks = numbered(_without_signs(reader.blocks(content)))
    pictures = _large_pictures(content)
    if not blocks:
        if pictures:
            raise Unreadable("image_only", f"the document is {pictures} pictures without text")
        raise Unreadable("empty_document", "nothing is printed in the document")
    findings = []
    if pictures:
        findings.append(Finding(code="picture_not_read", kind="reader", detail=f"{pictures} pictures in the text"))
    return Document(blocks=blocks, method="docx", media_type=MEDIA_TYPE, findings=tuple(findings))


def _main_part(package: Package) -> str:
    relations = package.xml("_rels/.rels")
    for relation in () if relations is None else relations:
        if relation.get("Type", "").endswith("/officeDocument"):
            return str(relation.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _without_signs(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if not isinstance(block, Paragraph):
            yield block
        elif text := running(block.text).strip():
            yield Paragraph(text)


def _large_pictures(content: etree._Element) -> int:
    if not any(next(content.iter(name), None) is not None for name in _PICTURES):
        return 0
    drawn = sum(
        min(int(each.get(side, "0")) if each.get(side, "0").isdigit() else 0 for side in ("cx", "cy")) >= LARGE
        for each in content.iter(_EXTENT)
    )
    return drawn + sum(1 for _ in content.iter(_PICTURES[1]))


class _Reader:
    """Walks one document in order; holds the running numbers of its lists."""

    def __init__(self, numbering: Numbering, looks: Looks) -> None:
        self._numbering = numbering
        self._looks = looks
        self._cells = 0
        self._cell: etree._Element | None = None  # the one that is being read
        self._fields: list[bool] = []  # those that are open in a paragraph: has the result of each begun?

    def blocks(self, container: etree._Element, depth: int = 0) -> Iterator[Block]:
        """Paragraphs and tables of a body, a cell or a text box. A table of one column is only a frame."""
        for element in _unwrapped(container):
            if element.tag == _PARAGRAPH:
                text = self._text(element)
                if text:
                    yield Paragraph(text)
                for box in element.iter(_TEXT_BOX):
                    if not any(parent.tag in _UNPRINTED for parent in box.iterancestors()):
                        yield from self.blocks(box, depth + 1)
            elif element.tag == _TABLE:
                yield from self._table(element, depth)

    def _text(self, paragraph: etree._Element) -> str:
        parts: list[str] = []
        self._fields = []
        self._collect(paragraph, paragraph, parts)
        text = "".join(parts)
        label = self._numbering.label(paragraph) if text.strip() else ""
        return ordinary(label + text).strip()

    def _collect(self, element: etree._Element, paragraph: etree._Element, parts: list[str]) -> None:
        for child in element:
            if child.tag in _UNPRINTED or child.tag == _TEXT_BOX:
                if child.tag in _DELETED and "".join(child.itertext()).strip():
                    parts.append(STRUCK)
            elif child.tag in (_TEXT, _MATH_TEXT):
                # { IF { =3 } … }: the result of a field inside the code of another is part of that code
                if len(self._fields) < 2 or all(self._fields):
                    parts.append(child.text or "")
            elif child.tag in _MARKS:
                parts.append(_MARKS[child.tag])
            elif child.tag == f"{_W}fldChar":
                self._field(child.get(f"{_W}fldCharType"))
            elif child.tag == f"{_W}sym":
                parts.append(_symbol(child))
            elif child.tag in _DRAWN:
                if _is_picture(child):
                    parts.append(PICTURE)
            elif child.tag == f"{_W}r":
                self._run(child, paragraph, parts)
            else:
                self._collect(child, paragraph, parts)

    def _run(self, run: etree._Element, paragraph: etree._Element, parts: list[str]) -> None:
        look = self._looks.of(run, paragraph)
        collected: list[str] = []
        self._collect(run, paragraph, collected)
        text = "".join(collected)
        if look.unseen or not text:
            return
        if look.struck:
            parts.append(STRUCK if text.strip() else text)
        elif look.pale and not self._is_dark(paragraph):
            parts += [PALE + character for character in text]
        elif look.raised:
            parts.append(f"{NOTE}{text}{NOTE_END}")
        elif look.lifted:
            parts.append(f"{SEAM}{text}{SEAM}")
        else:
            parts.append(text)

    def _is_dark(self, paragraph: etree._Element) -> bool:
        return is_dark(paragraph, "pPr") or (self._cell is not None and is_dark(self._cell, "tcPr"))

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _cell_text(self, cell: etree._Element, blocks: Sequence[Block]) -> str:
        text = settled("\n".join(block.text for block in blocks if isinstance(block, Paragraph)))
        if not text and any(map(self._numbering.is_numbered, cell.iter(_PARAGRAPH))):
            return UNREAD  # Word prints a number here
        return text

    def _table(self, table: etree._Element, depth: int) -> Iterator[Block]:
        if depth > DEEPEST_TABLE:
            raise Unreadable("depth_truncated", f"tables inside tables, more than {DEEPEST_TABLE} deep")
        cells: list[Cell] = []
        inside: list[Block] = []  # tables within cells come after the table that frames them
        contents: list[Block] = []
        open_cells: dict[int, int] = {}  # grid column -> index of the cell that vMerge goes on with
        height = width = 0
        for row in _unwrapped(table):
            if row.tag != _ROW or _is_gone(row):
                continue
            column = _number(row, f"{_W}trPr/{_W}gridBefore", 0)
            still_open: dict[int, int] = {}
            for element in _unwrapped(row):
                if element.tag != _CELL:
                    continue
                self._cells += 1
                if self._cells > MOST_CELLS:
                    raise Unreadable("too_big_to_parse", f"more than {MOST_CELLS} table cells")
                span = max(1, min(_number(element, f"{_W}tcPr/{_W}gridSpan", 1), 1000))
                merge = element.find(f"{_W}tcPr/{_W}vMerge")
                above = open_cells.get(column)
                if (
                    merge is not None
                    and merge.get(f"{_W}val", "continue") == "continue"
                    and above is not None
                    and cells[above].colspan == span
                ):
                    was = cells[above]
                    cells[above] = Cell(was.text, was.row, was.column, height + 1 - was.row, span)
                    still_open[column] = above
                else:
                    around, self._cell = self._cell, element
                    blocks = list(self.blocks(element, depth + 1))
                    self._cell = around
                    contents += blocks
                    inside += [block for block in blocks if isinstance(block, Table)]
                    text = self._cell_text(element, blocks)
                    if merge is not None:
                        still_open[column] = len(cells)
                    cells.append(Cell(text, height, column, 1, span))
                column += span
            open_cells = still_open
            width = max(width, column)
            height += 1
        if any(cell.column for cell in cells):
            yield Table(tuple(cells), height, width, "")
            yield from inside
        else:
            yield from contents


def _unwrapped(container: etree._Element) -> Iterator[etree._Element]:
    """The children, with content controls and tracked insertions opened."""
    for child in container:
        if child.tag in _WRAPPERS:
            yield from _unwrapped(child)
        elif isinstance(child.tag, str):
            yield child


def _is_gone(row: etree._Element) -> bool:
    return any(row.find(f"{_W}trPr/{_W}{name}") is not None for name in ("del", "hidden"))


def _number(element: etree._Element, path: str, default: int) -> int:
    found = element.find(path)
    value = "" if found is None else found.get(f"{_W}val", "")
    return int(value) if re.fullmatch(r"\d{1,6}", value) else default


def _symbol(element: etree._Element) -> str:
    """A character of a symbol font: its digits and signs are where ASCII has them, everything else is a picture."""
    code = element.get(f"{_W}char", "")
    if element.get(f"{_W}font", "").lower() == "symbol" and re.fullmatch("(?i)f0[23][0-9a-f]", code):
        return _SYMBOLS.get(character := chr(int(code[2:], 16)), character)
    return PICTURE


def _is_picture(element: etree._Element) -> bool:
    """Whether a drawing stands in the line like a character. What floats is a seal or a line."""
    if next(element.iter(_TEXT_BOX), None) is not None:
        return False
    if element.tag == f"{_W}drawing":
        return element.find(_INLINE) is not None
    return not any("absolute" in each.get("style", "") for each in element.iter(_SHAPE))
