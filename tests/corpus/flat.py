"""Reports flattened to text, in the ways that exports, copies and crawlers flatten them."""

from __future__ import annotations

from collections.abc import Callable

from .grids import Grid, occupied, without_spans
from .page import Block


def text_of(blocks: list[Block], table: Callable[[Grid], str]) -> str:
    out = []
    for block in blocks:
        match block:
            case str():
                out.append(block)
            case (_, text):
                out.append(text)
            case list():
                out.append(table(block))
    return "\n".join(out) + "\n"


def _one_line(text: str) -> str:
    return text.replace("\n", "")


def pipes(grid: Grid) -> str:
    """`label | 1 | 2 | |`: merged cells are gone at the left and padded at the right."""
    width = max(sum(c.colspan for c in row) for row in grid)
    lines = []
    for row in grid:
        cells = [_one_line(c.text) for c in row]
        cells += [""] * (width - len(cells))
        lines.append(" | ".join(cells).rstrip())
    return "\n".join(lines)


def markdown(grid: Grid) -> str:
    """`| label | 1 | 2 |` with the merged cells left empty and a rule under the first row."""
    lines = ["| " + " | ".join(_one_line(c.text) for c in row) + " |" for row in without_spans(grid)]
    lines.insert(1, "|" + " --- |" * len(occupied(grid)[0]))
    return "\n".join(lines)


def tabs(grid: Grid) -> str:
    """Copied from a browser: one row a line, tabs between cells, merged cells not padded."""
    return "\n".join("\t".join(_one_line(c.text) for c in row) for row in grid)


def cell_lines(grid: Grid) -> str:
    """One cell a line; a blank cell is a blank line. Two line ends close a cell, one a line within it."""
    return "\n".join("\n".join(_one_line(c.text) for c in row) for row in grid)


def spaced_cell_lines(grid: Grid) -> str:
    """One cell a paragraph; a blank cell leaves one line end, as in `规章` + 5 line ends for three blanks."""
    cells = [_one_line(c.text) for row in grid for c in row]
    return "".join(f"{text}\n\n" if text else "\n" for text in cells).rstrip("\n")


def cell_pipe_lines(grid: Grid) -> str:
    """`cell |` on each line."""
    return "\n".join("\n".join(f"{_one_line(c.text)} |" for c in row) for row in grid)


def lone_pipes(grid: Grid) -> str:
    """A line with nothing but `|` between the cells."""
    return "\n".join("\n|\n".join(_one_line(c.text) for c in row) for row in grid)


def run_together(grid: Grid) -> str:
    """No separator at all: `规章000`."""
    return "".join("".join(_one_line(c.text) for c in row) for row in grid)
