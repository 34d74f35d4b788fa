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
            case tuple((_, text)):
                out.append(text)
            case list():
                out.append(table(block))
    return "\n".join(out) + "\n"


def one_line(text: str) -> str:
    return text.replace("\n", "")


def pipes(grid: Grid) -> str:
    """`label | 1 | 2 | |`: merged cells are gone at the left and padded at the right."""
    width = max(sum(c.colspan for c in row) for row in grid)
    lines = []
    for row in grid:
        cells = [one_line(c.text) for c in row]
        cells += [""] * (width - len(cells))
        lines.append(" | ".join(cells).rstrip())
    return "\n".join(lines)


def markdown(grid: Grid) -> str:
    """`| label | 1 | 2 |` with the merged cells left empty and a rule under the first row."""
    lines = ["| " + " | ".join(one_line(c.text) for c in row) + " |" for row in without_spans(grid)]
    lines.insert(1, "|" + " --- |" * len(occupied(grid)[0]))
    return "\n".join(lines)


def tabs(grid: Grid) -> str:
    """Copied from a browser: one row a line, tabs between cells, merged cells not padded."""
    return "\n".join("\t".join(one_line(c.text) for c in row) for row in grid)


def cell_lines(grid: Grid) -> str:
    """One cell a line; a blank cell is a blank line. Two line ends close a cell, one a line within it."""
    return "\n".join("\n".join(one_line(c.text) for c in row) for row in grid)


def spaced_cell_lines(grid: Grid) -> str:
    """One cell a paragraph; a blank cell leaves one line end, as in `规章` + 5 line ends for three blanks."""
    cells = [one_line(c.text) for row in grid for c in row]
    return "".join(f"{text}\n\n" if text else "\n" for text in cells).rstrip("\n")


def cell_pipe_lines(grid: Grid) -> str:
    """`cell |` on each line."""
    return "\n".join("\n".join(f"{one_line(c.text)} |" for c in row) for row in grid)


def lone_pipes(grid: Grid) -> str:
    """A line with nothing but `|` between the cells."""
    return "\n".join("\n|\n".join(one_line(c.text) for c in row) for row in grid)


def run_together(grid: Grid) -> str:
    """No separator at all: `规章000`."""
    return "".join("".join(one_line(c.text) for c in row) for row in grid)


def aligned(grid: Grid) -> str:
    """`pdftotext -layout`: each cell begins at its column, two characters wide for each Chinese one."""
    from itertools import accumulate

    full = without_spans(grid)
    wide = lambda text: sum(2 if ord(ch) > 0x2E80 else 1 for ch in text)  # noqa: E731
    starts = [0, *accumulate(
        2 + max(wide(one_line(row[x].text)) for row, source in zip(full, occupied(grid), strict=True)
                if source[x][0].colspan == 1) if any(s[x][0].colspan == 1 for s in occupied(grid)) else 12
        for x in range(len(full[0]))
    )]  # fmt: skip
    lines = []
    for row in full:
        line, at = "", 0
        for x, cell in enumerate(row):
            if not cell.text:
                continue
            pad = max(starts[x] - at, 1 if line else 0)
            line, at = line + " " * pad + one_line(cell.text), at + pad + wide(one_line(cell.text))
        lines.append(line.rstrip())
    return "\n".join(lines)


def drawn(grid: Grid) -> str:
    """`│label│1│2│` between rules of box characters, as terminals and old mail programs print."""
    full = without_spans(grid)
    rule = "─".join("─" * 4 for _ in full[0])
    body = ["│" + "│".join(one_line(c.text) for c in row) + "│" for row in full]
    return "\n".join([f"┌{rule}┐", *body, f"└{rule}┘"])


def unrolled(grid: Grid) -> str:
    """Markdown of a converter that repeats a merged cell in every column and row it covers."""
    lines = ["| " + " | ".join(one_line(c.text) for c in row) + " |" for row in without_spans(grid, repeat=True)]
    lines.insert(1, "|" + " --- |" * len(occupied(grid)[0]))
    return "\n".join(lines)


def comma_separated(grid: Grid) -> str:
    """A workbook saved as CSV: a merged cell's text in its first column, nothing in the others."""
    quoted = lambda text: f'"{text}"' if "," in text else text  # noqa: E731
    return "\n".join(",".join(quoted(one_line(c.text)) for c in row) for row in without_spans(grid))


def wrapped(width: int, beside: str) -> Callable[[Grid], str]:
    """A PDF's text: a row's label broken after `width` characters, its numbers beside the first, middle or last line."""

    def table(grid: Grid) -> str:
        lines: list[str] = []
        for row in grid:
            numbers = [one_line(c.text) for c in row if c.role == "value"]
            *before, label = [one_line(c.text) for c in row if c.role != "value"] or [""]
            if not numbers or not label:  # a header; the numbers of the disputes table
                lines.append("  ".join(one_line(c.text) for c in row))
                continue
            parts = [label[at : at + width] for at in range(0, len(label), width)]
            at = {"first": 0, "middle": len(parts) // 2, "last": len(parts) - 1}[beside]
            parts[0] = "  ".join([*before, parts[0]])
            parts[at] = "  ".join([parts[at], *numbers])
            lines += parts
        return "\n".join(lines)

    return table
