"""Which figure of which official table each printed cell is: by the labels beside and above it, never by position.

Tables whose merged cells are known are read by axes: the row label to the left, the column label above. Where the grid
and its header do not fit together (merged cells lost on the way), the rows are read as sequences: labels, then one cell
for every column that the header names, in the header's order; a row that does not fit is not read, and a finding says
so.
"""

from __future__ import annotations

from pipelines import lexicon
from pipelines.documents import Document, Paragraph
from pipelines.placing.breaks import whole_rows
from pipelines.placing.grids import place_grid
from pipelines.placing.lines import place_lines
from pipelines.placing.others import names_other_year
from pipelines.placing.state import Placed, Placement, State
from pipelines.placing.statistics import Statistics
from pipelines.placing.turned import place_turned_disputes

__all__ = ["Placed", "Placement", "place"]


def place(document: Document, year: int | None = None) -> Placement:
    """Place every printed cell of a document's official tables; `year` tells the report's columns from others'."""
    out = Placement()
    state, statistics = State(year), Statistics(out, year)
    lines: list[tuple[int, str]] = []
    before = ""
    for number, block in enumerate(document.blocks, 1):
        if isinstance(block, Paragraph):
            lines.append((number, block.text))
            if block.text:
                before = block.text
            continue
        if not statistics.place_lines(lines):
            place_lines(lines, out)
        lines = []
        state.kind = lexicon.rows("disputes").find(before) if len(before) < 20 else None
        table = whole_rows(block, out) if block.page_breaks else block
        if not statistics.place_table(table):
            place_grid(table, state, out)
        if year is not None and "20" in before and names_other_year(before, year):
            out.other_years[block.place] = before
        before = ""
    if not statistics.place_lines(lines):
        place_lines(lines, out)
    if "requests" in out.met and "disputes" not in out.met:
        place_turned_disputes(document, out)
    return out
