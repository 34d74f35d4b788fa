"""Tables as they lie on pages, and how the pieces of one table become one again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from msgspec import structs

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
    open_top: tuple[bool, ...] = ()  # per column: does the first row begin without a line above it?
    open_bottom: tuple[bool, ...] = ()

    @property
    def width(self) -> int:
        """The number of grid columns."""
        return len(self.xs) - 1


def continues(upper: Piece, lower: Piece) -> bool:
    """Do two pieces, with nothing but a page break between them, belong together? They do if they are equally wide."""
    return abs(upper.xs[0] - lower.xs[0]) <= 6 and abs(upper.xs[-1] - lower.xs[-1]) <= 6


def table_of(pieces: Sequence[Piece]) -> Table:
    """One table from its pieces, top to bottom, on the grid of all their column lines together.

    A cell that the page break leaves open, without a line, goes on in the open cell of the same columns on the next
    page. Where the program that wrote the file drew lines at the break, both parts stay cells of their own, the second
    often empty: which cell it belongs to is then not drawn, and the table says where its pages begin.
    """
    spans_known = all(piece.spans_known for piece in pieces)
    xs = merged_positions((x for piece in pieces for x in piece.xs), 4.0)
    cells: list[Cell] = []
    height = 0
    breaks: list[int] = []
    open_above: dict[range, int] = {}  # the columns of a cell that is open below -> the cell
    for piece in pieces:
        lines = [nearest(xs, x) for x in piece.xs]
        placed = []
        for cell in piece.cells:
            first, span = cell.column, cell.colspan
            if spans_known:
                first = lines[cell.column]
                span = max(lines[cell.column + cell.colspan] - first, 1)
            placed.append(structs.replace(cell, column=first, colspan=span))
        goes_on = {
            index: open_above[new.columns]
            for index, (old, new) in enumerate(zip(piece.cells, placed, strict=True))
            if old.row == 0 and _all_open(piece.open_top, old) and new.columns in open_above
        }
        # If the whole row is open, the break goes through it; else only through cells that span rows.
        through_row = bool(goes_on) and sum(cell.row == 0 for cell in piece.cells) == len(goes_on) == _ending(
            cells, height
        )
        above = height - through_row
        if above and not through_row:
            breaks.append(above)
        homes = []
        for index, cell in enumerate(placed):
            if index in goes_on:
                home = goes_on[index]
                upper = cells[home]
                text = "\n".join(filter(None, (upper.text, cell.text)))
                cells[home] = structs.replace(
                    upper,
                    text=text,
                    rowspan=above + cell.rowspan - upper.row,
                    confidence=min(upper.confidence, cell.confidence),
                )
            else:
                home = len(cells)
                cells.append(structs.replace(cell, row=above + cell.row))
            homes.append(home)
        height = above + piece.height
        open_above = {
            new.columns: home
            for old, new, home in zip(piece.cells, placed, homes, strict=True)
            if old.row + old.rowspan == piece.height and _all_open(piece.open_bottom, old)
        }
    cells.sort(key=lambda cell: (cell.row, cell.column))
    width = max(cell.column + cell.colspan for cell in cells)
    return Table(tuple(cells), height, width, place="", spans_known=spans_known, page_breaks=tuple(breaks))


def _all_open(sides: tuple[bool, ...], cell: Cell) -> bool:
    return bool(sides) and all(sides[column] for column in cell.columns)


def _ending(cells: list[Cell], height: int) -> int:
    """How many cells reach down to the last row so far."""
    return sum(cell.row + cell.rowspan == height for cell in cells)


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
