"""A file opened: its paragraphs and tables in reading order, whatever format it came in.

Readers in `formats/` build these; the rest of the chain never sees a format again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec

from pipelines.items import Finding


class Cell(msgspec.Struct, frozen=True, gc=False):
    """One printed cell: text (inline nodes joined, lines joined by a newline) and the grid area it covers. A struct: a
    page has hundreds.

    >>> Cell("总计", row=1, column=9, rowspan=2).columns
    range(9, 10)
    """

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    confidence: float = 1.0  # below 1 only for OCR

    @property
    def columns(self) -> range:
        """The grid columns that the cell covers."""
        return range(self.column, self.column + self.colspan)


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells, each printed cell once, in reading order (row by row, left to right).

    `spans_known` is False where the format lost merged cells (pipe rows of a flattened text): then `column` is only
    the order within the row. `place` is for people: "table 2", "page 3, table 1". `page_breaks` are the rows that begin
    a page: the page before may hold the first half of such a row.
    """

    cells: tuple[Cell, ...]
    height: int
    width: int
    place: str
    spans_known: bool = True
    page_breaks: tuple[int, ...] = ()

    def rows(self) -> Iterator[list[Cell]]:
        """The printed cells row by row; a cell that spans rows is in its first row only."""
        row: list[Cell] = []
        at = 0
        for cell in self.cells:
            while cell.row > at:
                yield row
                row, at = [], at + 1
            row.append(cell)
        yield row


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph or line of running text. `link` if it is a link to another page and no more (a date beside it)."""

    text: str
    link: bool = False


Block = Paragraph | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a reader in `formats/` returns. `method` (html, text, pdf, docx, doc, xlsx, xls, ocr) marks every figure.

    `meta` holds the page's meta tags by lower-case name (`articletitle`, `pubdate`, `contentsource`, `siteidcode` …;
    国办发〔2017〕47号 附件), `title` the page's own title. `beside` says where tables may be instead: "image",
    "attachment". `above` and `below`: what a page prints around the article, nearest to it: navigation, title and date.
    """

    blocks: tuple[Block, ...]
    method: str
    media_type: str
    encoding: str | None = None
    title: str | None = None
    meta: dict[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    beside: tuple[str, ...] = ()
    above: tuple[Block, ...] = ()
    below: tuple[Block, ...] = ()

    @property
    def tables(self) -> list[Table]:
        """The tables alone, in reading order."""
        return [block for block in self.blocks if isinstance(block, Table)]

    @property
    def text(self) -> str:
        """The running text alone, a line a paragraph."""
        return "\n".join(block.text for block in self.blocks if isinstance(block, Paragraph))
