"""From placed cells to figures: numbers with units, one for each cell of the forms, and the editions they are in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from pipelines import lexicon
from pipelines.documents import Document
from pipelines.forms import form
from pipelines.items import Figure, Finding
from pipelines.labels import fold
from pipelines.lexicon import TableId
from pipelines.placing import Placed, Placement, place
from pipelines.values import Value, read_value

ORDER: tuple[TableId, ...] = ("disclosure", "requests", "disputes", "statistics")
_HEADER_UNIT = re.compile(r"\((?:单位[::]?)?(万元|亿元|元)\)|(?:单位[::]?)(万元|亿元|元)")
# What OCR makes of a lone 0 or 1. Only a sum can tell that it was one.
_LOOK_ALIKE = {
    **dict.fromkeys("OoQDU〇", Value(0, tentative=True)),
    **dict.fromkeys("Il|丨!", Value(1, tentative=True)),
}
_MONEY = frozenset(("元", "万元", "亿元"))


@dataclass(frozen=True, slots=True)
class Read:
    """Figures in the order of the forms, the edition of each table met, and what was not understood.

    `tentative` are figures that a sum must confirm (digits with a space between, OCR), with how sure the reader is of
    them, 0 to 1; `unread` is True if
    a cell of a table that is there was not read; `filled` counts the numbers, `grids` are the places of the tables.
    """

    figures: tuple[Figure, ...]
    editions: dict[str, str]
    findings: tuple[Finding, ...]
    tentative: Mapping[tuple[str, str, str], float]
    unread: bool
    filled: int
    grids: frozenset[str]


def read_figures(document: Document) -> Read:
    """Every figure of a document's official tables, each placed by its labels."""
    placement = place(document)
    findings = list(placement.findings)
    cells: dict[tuple[TableId, str, str], list[Placed]] = defaultdict(list)
    for placed in placement.placed:
        cells[placed.table, placed.row, placed.column].append(placed)
    chosen: list[tuple[Placed, Value]] = []
    for same in cells.values():
        one = _agree(same, findings)
        if one is not None:
            chosen.append(one)
    editions = _editions(placement, set(cells))
    figures: list[Figure] = []
    tentative: dict[tuple[str, str, str], float] = {}
    for placed, value in chosen:
        if placed.confidence < 1 and value.doubt == "text":
            value = _LOOK_ALIKE.get(placed.text.strip(), value)
        figure = _figure(placed, value, document.method, findings)
        if figure is None:
            continue
        figures.append(figure)
        if value.tentative or placed.confidence < 1:
            tentative[figure.tbl, figure.row, figure.col] = 0.0 if value.tentative else placed.confidence
    figures = _of_edition(figures, editions, findings)
    order = _printed_order(tuple(editions.get(table, "2021") for table in ORDER))
    figures.sort(key=lambda f: order.get((f.tbl, f.row, f.col), len(order)))
    missing = _missing(editions, {(f.tbl, f.row, f.col) for f in figures}, findings)
    unread = (
        missing
        or any(f.kind == "reader" for f in findings)
        or any(f.value is None and read_value(f.raw).doubt for f in figures)
    )
    return Read(
        figures=tuple(figures),
        editions=editions,
        findings=tuple(findings),
        tentative=tentative,
        unread=unread,
        filled=sum(f.value is not None for f in figures),
        grids=frozenset(placement.grids),
    )


def _agree(same: list[Placed], findings: list[Finding]) -> tuple[Placed, Value] | None:
    """One cell printed several times (split tables, copies): one number, or none if they differ."""
    if len(same) == 1:
        return same[0], read_value(same[0].text)
    read = [(placed, read_value(placed.text)) for placed in same]
    numbers = {value.value for _, value in read if value.value is not None}
    first = same[0]
    if len(numbers) > 1:
        detail = f"{first.table}.{first.row}.{first.column}: " + ", ".join(
            f"{p.text!r} at {p.place}" for p, _ in read[:4]
        )
        findings.append(Finding(code="conflicting_copies", kind="reader", place=first.place, detail=detail))
        return None
    return next(((p, v) for p, v in read if v.value is not None), read[0])


def _figure(placed: Placed, value: Value, method: str, findings: list[Finding]) -> Figure | None:
    known = lexicon.column(placed.table, placed.row, placed.column)
    if known is None:
        if value.value is not None:
            findings.append(
                Finding(
                    code="cell_not_in_form",
                    kind="reader",
                    place=placed.place,
                    detail=f"{placed.table}.{placed.row}.{placed.column}",
                )
            )
        return None
    column, _ = known
    if value.doubt is not None:
        findings.append(
            Finding(
                code=f"cell_{value.doubt}",
                kind="reader",
                place=placed.place,
                detail=f"{placed.table}.{placed.row}.{placed.column}: {placed.text!r}"[:200],
            )
        )
    unit = value.unit or _header_unit(placed.header) or column.unit
    if placed.table == "statistics":
        unit = value.unit or lexicon.statistics_unit(placed.row)
    if value.unit is not None and column.decimal is False and value.unit in _MONEY and placed.table != "statistics":
        findings.append(
            Finding(
                code="unit_unexpected",
                kind="source",
                place=placed.place,
                detail=f"{placed.text!r} in a column of {column.unit}",
            )
        )
    return Figure(
        tbl=placed.table,
        row=placed.row,
        col=placed.column,
        value=value.value,
        unit=unit,
        raw=placed.text,
        place=placed.place,
        method=method,
    )


@lru_cache(maxsize=1024)
def _header_unit(header: str) -> str | None:
    found = _HEADER_UNIT.search(fold(header)) if header else None
    return (found[1] or found[2]) if found else None


def _editions(placement: Placement, cells: Iterable[tuple[TableId, str, str]]) -> dict[str, str]:
    """The edition of each table by the cells that only one edition has."""
    votes: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for table, row, column in cells:
        known = lexicon.column(table, row, column)
        if known is not None and len(known[1]) == 1:
            votes[table][known[1][0]] += 1
    editions: dict[str, str] = {}
    for table in ORDER:
        if table not in placement.met:
            continue
        if table == "statistics":
            editions[table] = "2014"
        elif votes[table]:
            editions[table] = max(votes[table], key=lambda e: (votes[table][e], e))
        elif table == "requests":
            editions[table] = "2019" if any(c[1] == "results.other" for c in cells) else "2021"
    if "disclosure" in placement.met and "disclosure" not in editions:
        editions["disclosure"] = editions.get("requests", "2021")
    if "disputes" in placement.met:  # the two editions have the same table
        editions["disputes"] = editions.get("disclosure") or editions.get("requests") or "2021"
    return {table: editions[table] for table in ORDER if table in editions}


def _of_edition(figures: list[Figure], editions: dict[str, str], findings: list[Finding]) -> list[Figure]:
    """Drop empty cells that the table's edition does not have ((六)其他处理 is a row in 2019, a heading in 2021)."""
    out: list[Figure] = []
    for f in figures:
        known = lexicon.column(f.tbl, f.row, f.col)
        if known is not None and editions.get(f.tbl) not in known[1]:
            if f.value is None:
                continue
            findings.append(
                Finding(
                    code="edition_mixed",
                    kind="source",
                    place=f.place,
                    detail=f"{f.tbl}.{f.row}.{f.col} is of edition {known[1][0]}",
                )
            )
        out.append(f)
    return out


@cache
def _cells(table: TableId, edition: str) -> tuple[tuple[str, str, str], ...]:
    """Table, row and column of every cell that a table has in an edition, in printed order; none if it has no such."""
    tables = form(edition).tables
    return tuple((table, row.id, column.id) for row, column in tables[table].cells()) if table in tables else ()


@cache
def _printed_order(editions: tuple[str, ...]) -> Mapping[tuple[str, str, str], int]:
    """Every cell's place in a report, `editions` being those of the tables of ORDER."""
    order: dict[tuple[str, str, str], int] = {}
    for table, own in zip(ORDER, editions, strict=True):
        for edition in dict.fromkeys((own, "2019", "2021", "2014")):
            for cell in _cells(table, edition):
                order.setdefault(cell, len(order))
    return order


def _missing(editions: dict[str, str], have: set[tuple[str, str, str]], findings: list[Finding]) -> bool:
    """Cells of the form that nothing was read for: a row that is not printed, or one we could not place."""
    any_missing = False
    for table in ORDER:
        edition = editions.get(table, "2014")
        if edition == "2014":  # offices shorten this list freely
            continue
        absent: dict[str, list[str]] = defaultdict(list)
        for cell in _cells(table, edition):
            if cell not in have:
                absent[cell[1]].append(cell[2])
        for row_id, columns in absent.items():
            any_missing = True
            findings.append(
                Finding(code="cells_missing", kind="reader", place=f"{table}.{row_id}", detail=", ".join(columns))
            )
    return any_missing


def table_unread(document: Document, read: Read) -> Finding | None:
    """A text that names many rows of the official tables holds a table, even where no row of it could be read."""
    labels = lexicon.all_row_keys()
    if read.filled >= len(labels):
        return None
    text = key_text(document.text)
    named = [k for k in labels if k in text]
    if len(named) >= 8 and read.filled < len(named):
        return Finding(
            code="table_unreadable",
            kind="reader",
            detail=f"{len(named)} rows of the official tables are named, their numbers cannot be told apart",
        )
    return None


def key_text(text: str) -> str:
    """A long text in the spelling of keys, without its ordinals: for finding labels inside it."""
    return re.sub(r"[\W_]+", "", fold(text)).replace("其它", "其他")
