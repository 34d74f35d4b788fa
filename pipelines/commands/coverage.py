"""`nianbao coverage`: agency × fiscal year, which reports are there; a year that is missing is the point of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipelines.archive import Archive
from pipelines.commands import (
    Years,
    archive_option,
    json_option,
    note,
    print_json,
    print_lines,
    quiet_option,
    years_option,
)

if TYPE_CHECKING:
    from rich.text import Text

MARKS = {
    "complete": ("✓", "green", "complete"),
    "narrative": ("t", "cyan", "narrative (text without tables)"),
    "partial": ("~", "yellow", "incomplete (a cell could not be read)"),
    "failed": ("!", "bold red", "unreadable"),
    "missing": ("✗", "bold red", "missing"),
    "not crawled": ("?", "yellow", "unknown (its portal was not crawled to the end)"),
}


@click.command()
@archive_option(must_exist=True)
@years_option
@json_option
@quiet_option
def command(archive: Path, years: Years, as_json: bool, quiet: bool) -> None:
    """Agency × fiscal year: found, incomplete, missing."""
    with Archive.open(archive, writing=False) as opened:
        rows = coverage(opened)
    if quiet:  # only what is not there
        rows = [row for row in rows if row["state"] != "found"]
    rows = [row for row in rows if not years or row["fiscal_year"] in years]
    counts = Counter(row["state"] for row in rows)
    if as_json:
        states = {state: counts[state] for state in ("found", "incomplete", "missing")}
        print_json({"archive": str(archive), "counts": states, "coverage": rows})
        return
    if not rows:
        note("nothing to show: no portal and no report" + (" for these years" if years else " in the archive"))
        return
    print_lines(lambda width: matrix(rows, width))


def coverage(archive: Archive) -> list[dict[str, Any]]:
    """The rows of the view `coverage`, and with each whether the agency's portal was ever crawled to the end.

    Only where it was, a year without a report is known to be missing.
    """
    rows = archive.rows("SELECT * FROM coverage ORDER BY region_code IS NULL, region_code, agency, fiscal_year")
    crawled = {row["portal"] for row in archive.rows("SELECT portal FROM cycles WHERE finished_at IS NOT NULL")}
    portals: dict[str, set[str]] = {}
    for row in rows:
        portals.setdefault(row["agency"], set()).update({row["portal"]} - {None})
    for row in rows:
        row["crawled"] = not portals[row["agency"]] or bool(portals[row["agency"]] & crawled)
    return rows


def matrix(rows: Sequence[Mapping[str, Any]], width: int) -> list[Text]:
    """A line an agency, a column a year, in as many blocks of years as the width asks for; then the legend."""
    from rich.cells import cell_len
    from rich.text import Text

    from pipelines.terminal import fit, fold

    years = sorted({row["fiscal_year"] for row in rows})
    cells = {(row["agency"], row["fiscal_year"]): _state(row) for row in rows}
    agencies = list(dict.fromkeys(row["agency"] for row in rows))
    names = min(max(cell_len(name) for name in agencies), max(16, width // 2))
    cell = 5 if names + 5 * len(years) <= width else 3
    fitting = max(1, (width - names) // cell)
    block = -(-len(years) // -(-len(years) // fitting))  # blocks of equal size
    lines: list[Text] = []
    for start in range(0, len(years), block):
        shown = years[start : start + block]
        if lines:
            lines.append(Text())
        heads = [f"{year}" if cell == 5 else f"{year % 100:02}" for year in shown]
        lines.append(Text(" " * names + "".join(fit(head, cell, "right") for head in heads), style="bold"))
        for agency in agencies:
            first, *others = fold(agency, names)
            line = Text(fit(first, names))
            for year in shown:
                mark, style, _ = MARKS.get(cells.get((agency, year), ""), (" ", "", ""))
                line.append(fit(mark, cell, "right"), style=style)
            lines += [line, *(Text(part) for part in others)]
    tally = Counter(cells.values())
    lines.append(Text())
    lines += [
        Text.assemble((f"  {mark} ", style), f"{tally[state]:>5}  {meaning}")
        for state, (mark, style, meaning) in MARKS.items()
        if tally[state]
    ]
    return lines


def _state(row: Mapping[str, Any]) -> str:
    if row["state"] == "missing":
        return "missing" if row["crawled"] else "not crawled"
    return str(row["status"])
