"""Plain text: every line a paragraph, blank lines kept; runs of pipe rows are tables whose spans are lost.

三、本年度办理结果 | (一)予以公开 | 74 | 2 | 0 | 0 | 0 | 0 | 76 |
(二)部分公开 | 6 | 0 | 0 | 0 | 0 | 0 | 6 | |

A drawn table (┌─┬─┐) has │ for pipes; its rows end at a rule where they have one each. Where every row has a cell in
every column and merged cells are printed once for each of theirs, as markdown converters do, the grid is known. So it
is in lines of comma-separated values.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import pairwise

from pipelines.documents import Block, Cell, Document, Paragraph, Table
from pipelines.encoding import decode
from pipelines.values import is_label, is_number

LONGEST_ROW = 5_000  # characters of a line of comma-separated values
_RULE = re.compile(r"[|\s:+=-]{3,}")  # | --- | --- |
_DRAWN_RULE = re.compile(r"[\s\u2500-\u257f]{3,}")  # ├──┼──┤
_MARKDOWN = re.compile(r"^#{1,6}\s+(?=\S)|(?<!\*)\*\*(?!\*)")  # ## 一、总体情况; **总体情况**
_UPRIGHTS = str.maketrans(dict.fromkeys("│┃║┆┇┊┋╎╏", "|"))
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
    bands: list[int] = []  # of a drawn table: how many rows stood above each rule
    number = 0
    waiting = deque(lines)
    while waiting:
        if values := _comma_separated(waiting):
            if rows:
                number += 1
                yield _table(_banded(rows, bands), number)
                rows, bands = [], []
            number += 1
            yield _grid(values, f"table {number}", spans_known=True)
            continue
        line = waiting.popleft()
        if ("─" in line or "━" in line or "═" in line) and _DRAWN_RULE.fullmatch(line):
            bands.append(len(rows))
            continue
        line = line.translate(_UPRIGHTS)
        cells = [cell.strip() for cell in re.split(r"[|\t]", line)]
        if len(cells) > 2 or (len(cells) == 2 and all(cells)) or (rows and len(cells) == 2 and cells[0]):
            if (any(cells) and not _RULE.fullmatch(line)) or (rows and len(cells) >= len(rows[-1]) and not any(cells)):
                rows.append(cells)  # a row of blank cells is one, too
            continue
        if rows and _PAGE_NUMBER.fullmatch(line):
            continue
        if rows:
            number += 1
            yield _table(_banded(rows, bands), number)
            rows = []
        bands = []
        yield Paragraph(_MARKDOWN.sub("", line.strip().strip("|").strip()))
    if rows:
        yield _table(_banded(rows, bands), number + 1)


def _banded(rows: list[list[str]], bands: list[int]) -> list[list[str]]:
    """Join the lines that one row was broken into, where rules part the rows: numbers are never broken."""
    if len({band for band in bands if 0 < band < len(rows)}) < 3:  # a frame, and a rule below the header
        return rows
    out: list[list[str]] = []
    for begin, end in pairwise([0, *bands, len(rows)]):
        band = rows[begin:end]
        one_width = len({len(row) for row in band}) == 1
        broken = one_width and not any(sum(map(is_number, column)) > 1 for column in zip(*band, strict=True))
        out += [["".join(column) for column in zip(*band, strict=True)]] if broken else band
    return out


def _table(rows: list[list[str]], number: int) -> Table:
    if all(not row[0] for row in rows):  # markdown rows begin with a pipe
        framed = all(len(row) > 2 and not row[-1] for row in rows)  # and end with one: no blank cell is behind it
        rows = [row[1:-1] if framed else row[1:] for row in rows]
    unrolled = _unrolled(rows)
    if unrolled:
        rows = unrolled
    return _grid(rows, f"table {number}", spans_known=bool(unrolled))


def _grid(rows: list[list[str]], place: str, *, spans_known: bool) -> Table:
    cells = tuple(Cell(text, r, c) for r, row in enumerate(rows) for c, text in enumerate(row))
    return Table(cells, len(rows), max(map(len, rows)), place, spans_known=spans_known)


def _comma_separated(waiting: deque[str]) -> list[list[str]]:
    """Take the rows off the front that have as many fields as each other: three or more, in three or more lines.

    >>> _comma_separated(deque(["规章,0,1", '行政许可,"1,234",0', "行政处罚,0,7", "三、收到和处理情况"]))
    [['规章', '0', '1'], ['行政许可', '1,234', '0'], ['行政处罚', '0', '7']]
    >>> _comma_separated(deque(["今年,我局公开信息5条,收到申请3件。"] * 3))
    []
    """
    if waiting[0].count(",") < 2 or "|" in waiting[0] or "\t" in waiting[0]:
        return []
    rows: list[list[str]] = []
    for line in waiting:
        if len(line) > LONGEST_ROW:
            break  # no row; and csv raises at a field of 131,073 characters
        fields = [field.strip() for field in next(csv.reader([line]), [])]
        if len(fields) < 3 or (rows and len(fields) != len(rows[0])) or any("。" in field for field in fields):
            break  # a sentence has commas, too
        rows.append(fields)
    if len(rows) < 3:
        return []
    for _ in rows:
        waiting.popleft()
    return rows


def _unrolled(rows: list[list[str]]) -> list[list[str]] | None:
    """The rows without a last empty column if merged cells are repeated in them: then a column is one of the grid.

    >>> _unrolled([["信息内容", "本年处理决定数量", "本年处理决定数量", ""], ["行政许可", "7", "7", ""]])
    [['信息内容', '本年处理决定数量', '本年处理决定数量'], ['行政许可', '7', '7']]
    >>> _unrolled([["（一）予以公开", "7", "7"], ["", "7", "7"]])  # merged, then left empty: it may stand anywhere
    """
    if all(not row[-1] for row in rows):
        rows = [row[:-1] for row in rows]
    if len({len(row) for row in rows}) != 1 or not rows[0]:
        return None
    repeated = any(left == right and is_label(left) for row in rows for left, right in pairwise(row))
    full = all(row[0] and (all(row) or any(map(is_number, row))) for row in rows)
    return rows if repeated and full else None
