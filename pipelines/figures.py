"""From placed cells to figures: numbers with units, one for each cell of the forms, and the editions they are in."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pipelines import lexicon
from pipelines.documents import Document
from pipelines.forms import EDITIONS, form
from pipelines.items import Figure, Finding
from pipelines.labels import fold
from pipelines.lexicon import CellId, FormCell, TableId
from pipelines.placing import Placed, Placement, place
from pipelines.placing.others import leave_out_others, other_years, table_place
from pipelines.values import MONEY, UNITS, Value, is_number, read_value

ORDER: tuple[TableId, ...] = ("disclosure", "requests", "disputes", "statistics")
_HEADER_UNIT = re.compile(r"(?:单位[::为]?|金额|[(/:,、])(?:人民币)?([百千万亿]*元)")
_DECREASE = re.compile("[减负降]")
# What OCR makes of a lone 0 or 1. Only a sum can tell that it was one.
_LOOK_ALIKE = {
    **dict.fromkeys("OoQDU〇", Value(0, tentative=True)),
    **dict.fromkeys("Il|丨!", Value(1, tentative=True)),
}


@dataclass(frozen=True, slots=True)
class Read:
    """Figures in the order of the forms, the edition of each table met, and what was not understood.

    `tentative` are figures that a sum must confirm (digits with a space between, OCR), with how sure the reader is of
    them, 0 to 1; `unread` is True if a cell of a table that is there was not read; `filled` counts the numbers, `grids`
    are the places of the tables.
    """

    figures: tuple[Figure, ...]
    editions: dict[str, str]
    findings: tuple[Finding, ...]
    tentative: Mapping[CellId, float]
    unread: bool
    filled: int
    grids: frozenset[str]


def read_figures(document: Document, *, year: int | None = None, agency: str | None = None) -> Read:
    """Every figure of a document's official tables, each placed by its labels.

    `year` and `agency` are the report's: tables and columns of others are left out.
    """
    placement = place(document, year)
    printed, copies = _by_cell(placement.placed)
    if copies and leave_out_others(document, placement, year, agency):
        printed, copies = _by_cell(placement.placed)
    findings = [*placement.findings, *other_years(placement)]
    editions = _editions(placement, printed)
    whole = _printed_twice(copies) if copies else set()
    for cell, same in copies.items():
        if (agreed := _agree(cell, same, findings, blank_counts=cell[0] in whole)) is not None:
            printed[cell] = agreed
        else:
            del printed[cell]
    forms = lexicon.form_cells()
    figures: list[Figure] = []
    tentative: dict[CellId, float] = {}
    filled = doubts = 0
    method = document.method
    for cell in _in_order(printed, editions):
        placed = printed[cell]
        text, header, sure = placed.text, placed.header, placed.confidence
        value = read_value(text)
        if sure < 1 and value.doubt == "text":
            value = _LOOK_ALIKE.get(text.strip(), value)
        number, unit, known = value.value, value.unit, forms.get(cell)
        if number and number < 0 and known is not None and not known.column.signed and _DECREASE.search(text):
            value = Value(None, doubt="not_a_number")  # 比上年减少4件 tells a change where the column is for a count
            number = unit = None
        if value.doubt is not None and known is not None:
            detail = f"{'.'.join(cell)}: {text!r}"[:200]
            findings.append(Finding(code=f"cell_{value.doubt}", kind="reader", place=placed.place, detail=detail))
            doubts += number is None
        if known is None or editions.get(cell[0]) not in known.editions:
            if number is not None:
                findings.append(_of_no_form(placed, known))
            if number is None or known is None or cell[1] in _groups():
                del printed[cell]  # (六)其他处理 is a row in 2019, a heading in 2021, or the sum of the rows below it
                continue
        if unit is None:
            unit = _header_unit(header) or known.unit if header else known.unit
        elif unit in MONEY and not known.column.decimal and cell[0] != "statistics":
            detail = f"{text!r} in a column of {known.unit}"
            findings.append(Finding(code="unit_unexpected", kind="source", place=placed.place, detail=detail))
        filled += number is not None
        if value.tentative or sure < 1:
            tentative[cell] = 0.0 if value.tentative else sure
        table, row, column = cell
        figures.append(Figure(table, row, column, number, unit, text, placed.place, method))
    missing = _missing(editions, printed, findings)
    return Read(
        figures=tuple(figures),
        editions=editions,
        findings=tuple(findings),
        tentative=tentative,
        unread=missing or doubts > 0 or any(f.kind == "reader" for f in findings),
        filled=filled,
        grids=frozenset(placement.grids),
    )


def _by_cell(all_placed: Sequence[Placed]) -> tuple[dict[CellId, Placed], dict[CellId, list[Placed]]]:
    """The first print of every cell, and all of those that are printed several times."""
    printed = {placed.cell: placed for placed in reversed(all_placed)}
    copies: dict[CellId, list[Placed]] = {}
    if len(printed) < len(all_placed):
        for placed in all_placed:
            if (first := printed[placed.cell]) is not placed:
                copies.setdefault(placed.cell, [first]).append(placed)
    return printed, copies


def _printed_twice(copies: Mapping[CellId, list[Placed]]) -> set[str]:
    """The official tables of which two copies are filled in: more than the row that a page break repeats."""
    rows: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    filled: set[tuple[str, str]] = set()
    for (table, row, _), same in copies.items():
        places = [table_place(placed.place) for placed in same]
        filled.update((table, table_place(placed.place)) for placed in same if is_number(placed.text))
        for other in places[1:]:
            if other != places[0]:
                rows[table, places[0], other].add(row)
    return {
        table
        for (table, one, other), found in rows.items()
        if len(found) > 2 and (table, one) in filled and (table, other) in filled
    }


def _agree(cell: CellId, same: list[Placed], findings: list[Finding], *, blank_counts: bool) -> Placed | None:
    """One cell printed several times (split tables, copies): one number, or none if they differ.

    A blank differs from a number where the whole table is printed twice; where a page break repeats a row, it does not.
    """
    read = [(placed, read_value(placed.text).value) for placed in same]
    if len({value for _, value in read if blank_counts or value is not None}) > 1:
        detail = f"{'.'.join(cell)}: " + ", ".join(f"{p.text!r} at {p.place}" for p in same[:4])
        findings.append(Finding(code="conflicting_copies", kind="reader", place=same[0].place, detail=detail))
        return None
    return next((placed for placed, value in read if value is not None), same[0])


def _of_no_form(placed: Placed, known: FormCell | None) -> Finding:
    """A number in a cell that the table's edition does not have, or none has."""
    name = ".".join(placed.cell)
    if known is None:
        return Finding(code="cell_not_in_form", kind="reader", place=placed.place, detail=name)
    detail = f"{name} is of edition {known.editions[0]}"
    return Finding(code="edition_mixed", kind="source", place=placed.place, detail=detail)


@lru_cache(maxsize=1024)
def _header_unit(header: str) -> str | None:
    if header in UNITS:
        return header
    found = _HEADER_UNIT.search(fold(header))
    return found[1] if found else None


def _editions(placement: Placement, cells: Mapping[CellId, Placed]) -> dict[str, str]:
    """The edition of each table by the cells that only one edition has."""
    votes = Counter((cell[0], edition) for edition, own in _decisive().items() for cell in own & cells.keys())
    editions: dict[str, str] = {}
    for table in ORDER:
        if table not in placement.met:
            continue
        told = max(EDITIONS, key=lambda edition: (votes[table, edition], edition))
        if table == "statistics":
            editions[table] = "2014"
        elif votes[table, told]:
            editions[table] = told
        elif table == "requests":
            editions[table] = "2019" if any(c[1] == "results.other" for c in cells) else "2021"
    if "disclosure" in placement.met and "disclosure" not in editions:
        editions["disclosure"] = editions.get("requests", "2021")
    if "disputes" in placement.met:  # the two editions have the same table
        editions["disputes"] = editions.get("disclosure") or editions.get("requests") or "2021"
    return {table: editions[table] for table in ORDER if table in editions}


@cache
def _groups() -> frozenset[str]:
    """The rows of another edition that head others in 2021."""
    return frozenset(group.id for group in form("2021").tables["requests"].groups)


@cache
def _decisive() -> Mapping[str, frozenset[CellId]]:
    """The cells that one edition alone has, by edition."""
    known = lexicon.form_cells().items()
    return {edition: frozenset(cell for cell, each in known if each.editions == (edition,)) for edition in EDITIONS}


def _in_order(cells: Mapping[CellId, Placed], editions: Mapping[str, str]) -> list[CellId]:
    """Cells in the order of the forms, whatever order they were met in; those of no form stand last."""
    told = tuple(editions.get(table, "2021") for table in ORDER)
    for others in ((), ("2019", "2021", "2014")):  # most reports have the cells of their own edition alone
        order = _printed_order(told, others)
        known = [cell for cell in order if cell in cells]
        if len(known) == len(cells):
            return known
    return [*known, *(cell for cell in cells if cell not in order)]


@cache
def _cells(table: TableId, edition: str) -> Mapping[CellId, None]:
    """Table, row and column of every cell that a table has in an edition, in printed order; none if it has no such."""
    tables = form(edition).tables
    return dict.fromkeys((table, row.id, column.id) for row, column in tables[table].cells()) if table in tables else {}


@cache
def _printed_order(editions: tuple[str, ...], others: tuple[str, ...]) -> Mapping[CellId, None]:
    """The cells in the order of a report: of `editions`, those of the tables of ORDER, and of `others` beside them."""
    order: dict[CellId, None] = {}
    for table, own in zip(ORDER, editions, strict=True):
        for edition in (own, *others):
            order |= _cells(table, edition)
    return order


def _missing(editions: dict[str, str], have: Container[CellId], findings: list[Finding]) -> bool:
    """Cells of the form that nothing was read for: a row that is not printed, or one we could not place."""
    any_missing = False
    for table in ORDER:
        edition = editions.get(table, "2014")
        if edition == "2014":  # offices shorten this list freely
            continue
        absent: dict[str, list[str]] = defaultdict(list)
        for _, row_id, column in [cell for cell in _cells(table, edition) if cell not in have]:
            absent[row_id].append(column)
        for row_id, columns in absent.items():
            any_missing = True
            findings.append(
                Finding(code="cells_missing", kind="reader", place=f"{table}.{row_id}", detail=", ".join(columns))
            )
    return any_missing


def table_unread(document: Document, read: Read) -> Finding | None:
    """A text that names many rows of the official tables holds a table, even where no row of it could be read."""
    for table in document.tables:
        if any("\n" in cell.text and _holds_rows(cell.text) for cell in table.cells):
            detail = "rows of an official table stand in one cell, their numbers cannot be told apart"
            return Finding(code="table_unreadable", kind="reader", place=table.place, detail=detail)
    labels = lexicon.all_row_keys()
    if read.filled >= len(labels):
        return None
    unknown = (cell.text for table in document.tables if table.place not in read.grids for cell in table.cells)
    text = key_text("\n".join((document.text, *unknown)))
    named = [k for k in labels if k in text]
    if not read.filled and len(named) < 8:
        named = [k for k in lexicon.rows("statistics").ids if len(k) > 5 and k in text]
    printed = sum(f.raw.strip() != "" for f in read.figures)  # a dash is read, too
    if len(named) >= 8 and printed < len(named):
        return Finding(
            code="table_unreadable",
            kind="reader",
            detail=f"{len(named)} rows of the official tables are named, their numbers cannot be told apart",
        )
    return None


def _holds_rows(text: str) -> bool:
    """Whether a cell holds the labels of several official rows below each other: no line was drawn between them."""
    lines = text.split("\n")
    if len(lines) < 3:
        return False
    vocabularies = [lexicon.rows(table) for table in ("disclosure", "requests", "statistics")]
    return sum(any(rows.exact(line) for rows in vocabularies) for line in lines if len(line) > 4) >= 3


def key_text(text: str) -> str:
    """A long text in the spelling of keys, without its ordinals: for finding labels inside it."""
    return re.sub(r"[\W_]+", "", fold(text)).replace("其它", "其他")
