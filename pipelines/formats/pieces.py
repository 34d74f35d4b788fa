"""Tables as they lie on pages, and how the pieces of one table become one again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipelines.documents import Block, Cell, Table
from pipelines.formats.grid import merged_positions, nearest


class Piece(NamedTuple):
    """The part of a table that one page holds: its column lines and its cells on that grid.

    Where spans are not known, `column` is the order within the row and the column lines are only the outer ones.
    """

    xs: tuple[float, ...]
    height: int
    cells: tuple[Cell, ...]
    spans_known: bool = True

    @property
    def width(self) -> int:
        """The number of grid columns."""
        return len(self.xs) - 1


def continues(upper: Piece, lower: Piece) -> bool:
    """Do two pieces, with nothing but a page break between them, belong together? They do if they are equally wide."""
    if not upper.spans_known or not lower.spans_known:  # the left edge of aligned words is ragged
        return upper.spans_known == lower.spans_known and abs(upper.xs[-1] - lower.xs[-1]) <= 24
    return abs(upper.xs[0] - lower.xs[0]) <= 6 and abs(upper.xs[-1] - lower.xs[-1]) <= 6


def table_of(pieces: Sequence[Piece]) -> Table:
    """One table from its pieces, top to bottom, on the grid of all their column lines together.

    A label that the page break cuts stays two cells, the second empty: what belongs to it is not this module's to say.
    """
    spans_known = all(piece.spans_known for piece in pieces)
    xs = merged_positions((x for piece in pieces for x in piece.xs), 4.0)
    cells: list[Cell] = []
    above = 0
    for piece in pieces:
        columns = [nearest(xs, x) for x in piece.xs]
        for cell in piece.cells:
            first, span = cell.column, cell.colspan
            if spans_known:
                first = columns[cell.column]
                span = max(columns[cell.column + cell.colspan] - first, 1)
            cells.append(cell._replace(row=above + cell.row, column=first, colspan=span))
        above += piece.height
    width = max(cell.column + cell.colspan for cell in cells)
    return Table(tuple(cells), above, width, place="", spans_known=spans_known)


def numbered(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with their tables called "table 1", "table 2" … in reading order."""
    tables = 0
    counted: list[Block] = []
    for block in blocks:
        if isinstance(block, Table):
            tables += 1
            counted.append(replace(block, place=f"table {tables}"))
        else:
            counted.append(block)
    return tuple(counted)
