"""Plain text: every line a paragraph, blank lines kept; runs of pipe rows are tables whose spans are lost.

三、本年度办理结果 | (一)予以公开 | 74 | 2 | 0 | 0 | 0 | 0 | 76 |
(二)部分公开 | 6 | 0 | 0 | 0 | 0 | 0 | 6 | |
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipelines.documents import Block, Cell, Document, Paragraph, Table
from pipelines.encoding import decode

_RULE = re.compile(r"[|\s:+=-]{3,}")  # | --- | --- |
_PAGE_NUMBER = re.compile(r"\s*[-—–]{1,2}\s*\d{1,3}\s*[-—–]{1,2}\s*")


def read(body: bytes, *, charset: str | None = None) -> Document:
    """Read a text file. Never raises."""
    decoded = decode(body, charset)
    lines = decoded.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Document(
        blocks=tuple(blocks(lines)),
        method="text",
        media_type="text/plain",
        encoding=decoded.encoding,
        findings=decoded.findings,
    )


def blocks(lines: Iterable[str]) -> Iterator[Block]:
    """Group lines into paragraphs and tables.

    A line is a row when pipes or tabs part it into cells. A pipe alone, or one at the end of a single cell, is how some
    exports print one cell a line, and those lines stay paragraphs. Page numbers do not end a table.
    """
    rows: list[list[str]] = []
    number = 0
    for line in lines:
        cells = [cell.strip() for cell in re.split(r"[|\t]", line)]
        if len(cells) > 2 or (len(cells) == 2 and all(cells)) or (rows and len(cells) == 2 and cells[0]):
            if any(cells) and not _RULE.fullmatch(line):
                rows.append(cells)
            continue
        if rows and _PAGE_NUMBER.fullmatch(line):
            continue
        if rows:
            number += 1
            yield _table(rows, number)
            rows = []
        yield Paragraph(line.strip().strip("|").strip())
    if rows:
        yield _table(rows, number + 1)


def _table(rows: list[list[str]], number: int) -> Table:
    if all(not row[0] for row in rows):  # markdown rows begin with a pipe
        rows = [row[1:] for row in rows]
    cells = tuple(Cell(text, r, c) for r, row in enumerate(rows) for c, text in enumerate(row))
    return Table(cells, len(rows), max(map(len, rows)), f"table {number}", spans_known=False)
