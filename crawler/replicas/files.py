"""Reports as DOCX files: the official tables with their merged cells, headings and text as Word keeps them."""

from __future__ import annotations

import io
from itertools import product
from typing import Any

from crawler.replicas.reports import DOCX, Known, columns_of, layout, layouts

__all__ = ["DOCX", "docx"]


def docx(known: Known) -> bytes:
    """One report as a Word file."""
    import docx as word  # here: only the replicas of files need it

    file = word.Document()
    file.add_heading(known.title, level=0)
    file.add_paragraph(known.intro)
    for part in known.parts:
        file.add_paragraph(f"{part.number}、{part.heading}")
        for text in part.paragraphs:
            file.add_paragraph(text)
        if part.table:
            _table(file, _grid(known, part.table))
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _grid(known: Known, tbl: str) -> list[list[tuple[str, int, int]]]:
    """The rows of a table as (text, colspan, rowspan)."""
    if tbl == "statistics":
        rows = [[("统 计 指 标", 1, 1), ("单位", 1, 1), ("统计数", 1, 1)]]
        for _, label, unit, row in layouts()["statistics"]["rows"]:
            value = known.raw("statistics", row, "value") if row else "——"
            rows.append([(label, 1, 1), (unit, 1, 1), (value, 1, 1)])
        return rows
    assert known.edition is not None
    grid = []
    for row in layout(tbl, known.edition)["rows"]:
        cells: list[tuple[str, int, int]] = []
        for entry in row:
            if isinstance(entry, str):
                cells += [(known.raw(tbl, entry[1:-2], col), 1, 1) for col in columns_of(tbl)]
            else:
                text, colspan, rowspan = entry
                text = known.raw(tbl, *text[1:].rsplit(".", 1)) if text.startswith("@") else text
                cells.append((text, colspan, rowspan))
        grid.append(cells)
    return grid


def _table(file: Any, grid: list[list[tuple[str, int, int]]]) -> None:
    width = sum(colspan for _, colspan, _ in grid[0])
    table = file.add_table(rows=len(grid), cols=width, style="Table Grid")
    taken: set[tuple[int, int]] = set()
    for line, cells in enumerate(grid):
        column = 0
        for text, colspan, rowspan in cells:
            while (line, column) in taken:
                column += 1
            covered = list(product(range(line, line + rowspan), range(column, column + colspan)))
            taken.update(covered)
            cell = table.cell(*covered[0])
            if len(covered) > 1:
                cell = cell.merge(table.cell(*covered[-1]))
            cell.text = text
            column += colspan
