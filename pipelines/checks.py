"""勾稽关系: the sums that the official tables must keep. A broken one is reported, and nothing is corrected for it.

A sum with blank cells is reasoned about: with every known term in it already beyond the total it is broken whatever
the blanks stand for; otherwise it stays open (`held` None). Rules and their ids: `forms.json`, from the corner cell of
the official table and the headings of its columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipelines import lexicon
from pipelines.forms import form
from pipelines.items import Check, Fact, Figure

Number = int | float
Cells = Mapping[tuple[str, str, str], Number | None]
_COLUMNS = (
    "natural_person",
    "business_enterprise",
    "research_institution",
    "public_welfare_organization",
    "legal_service_institution",
    "other_organization",
)
_OUTCOMES = ("upheld", "corrected", "other", "pending")


def check(figures: Sequence[Figure], editions: Mapping[str, str], facts: Sequence[Fact] = ()) -> tuple[Check, ...]:
    """Every rule that the figures and facts of one report allow to be asked."""
    cells: dict[tuple[str, str, str], Number | None] = {(f.tbl, f.row, f.col): f.value for f in figures}
    out: list[Check] = []
    if "requests" in editions:
        out += _requests(cells, editions["requests"])
    if "disputes" in editions:
        out += _disputes(cells)
    out += _types(figures)
    if editions.get("disclosure") == "2019":
        out += _disclosure(cells)
    out += _facts(cells, facts)
    return tuple(out)


def _requests(cells: Cells, edition: str) -> Iterable[Check]:
    rows = [row.id for row in form(edition).tables["requests"].blocks[0].rows]
    leaves = [row for row in rows if row.startswith("results.") and row != "results.total"]
    for column in (*_COLUMNS, "total"):
        get = [cells.get(("requests", row, column)) for row in leaves]
        received, over, total, forward = (
            cells.get(("requests", row, column))
            for row in ("received", "carried_over", "results.total", "carried_forward")
        )
        if any(("requests", row, column) in cells for row in rows):
            yield _equal("requests.balance", column, [received, over], [total, forward])
            yield _equal("requests.results_total", column, get, [total])
    for row in rows:
        if any(("requests", row, column) in cells for column in (*_COLUMNS, "total")):
            terms = [cells.get(("requests", row, column)) for column in _COLUMNS]
            yield _equal("requests.row_total", row, terms, [cells.get(("requests", row, "total"))])


def _disputes(cells: Cells) -> Iterable[Check]:
    for row in form("2021").tables["disputes"].blocks[0].rows:
        if any(("disputes", row.id, column) in cells for column in (*_OUTCOMES, "total")):
            terms = [cells.get(("disputes", row.id, column)) for column in _OUTCOMES]
            yield _equal("disputes.total", row.id, terms, [cells.get(("disputes", row.id, "total"))])


def _types(figures: Sequence[Figure]) -> Iterable[Check]:
    """Only what breaks the rule is listed: a number of things is whole and not negative."""
    for f in figures:
        if f.value is None or (f.value >= 0 and isinstance(f.value, int)):
            continue
        known = lexicon.column(f.tbl, f.row, f.col)
        if known is None:
            continue
        column = known[0]
        money = column.decimal or f.unit in ("元", "万元", "亿元")
        if (f.value < 0 and not column.signed) or (not money and isinstance(f.value, float)):
            yield Check(rule="types", place=f"{f.tbl}.{f.row}.{f.col}", held=False, left=f.value, right=None)


def _disclosure(cells: Cells) -> Iterable[Check]:
    for row in ("rules", "normative_documents"):
        new, total = cells.get(("disclosure", row, "newly_public")), cells.get(("disclosure", row, "public_total"))
        if new is not None and total is not None:
            yield Check(rule="disclosure.newly_public", place=row, held=new <= total, left=new, right=total)
    for row in ("licensing", "other_services", "penalties", "coercion", "administrative_fees"):
        last, change = cells.get(("disclosure", row, "items_last_year")), cells.get(("disclosure", row, "items_change"))
        if last is not None and change is not None:
            yield Check(
                rule="disclosure.items", place=row, held=last + change >= 0, left=_plain(last + change), right=0
            )


def _facts(cells: Cells, facts: Sequence[Fact]) -> Iterable[Check]:
    told = {f.indicator: f for f in facts if f.qualifier == "exact"}
    received, over = cells.get(("requests", "received", "total")), cells.get(("requests", "carried_over", "total"))
    if (fact := told.get("requests.received")) and received is not None:
        held = fact.value == received or (over is not None and fact.value == received + over)
        yield Check(rule="facts.received", place="requests.received", held=held, left=fact.value, right=received)
    channels = [f.value for name, f in told.items() if name.startswith("requests.received.")]
    if fact and channels:
        total = _plain(sum(channels))
        yield Check(
            rule="facts.channels", place="requests.received", held=total == fact.value, left=total, right=fact.value
        )
    pairs: list[tuple[str, str, str, list[Number | None]]] = [
        (
            "facts.disputes",
            "reconsideration.total",
            "reconsideration",
            [cells.get(("disputes", "reconsideration", "total"))],
        ),
        (
            "facts.disputes",
            "litigation.total",
            "litigation",
            [
                cells.get(("disputes", row, "total"))
                for row in ("litigation_direct", "litigation_after_reconsideration")
            ],
        ),
        *(
            (
                "facts.normative_documents",
                f"normative_documents.{c}",
                c,
                [cells.get(("disclosure", "normative_documents", c))],
            )
            for c in ("issued", "repealed", "in_force")
        ),
    ]
    for rule, indicator, place, terms in pairs:
        if (fact := told.get(indicator)) and None not in terms:
            right = _plain(sum(t for t in terms if t is not None))
            yield Check(rule=rule, place=place, held=fact.value == right, left=fact.value, right=right)


def _equal(rule: str, place: str, left: Sequence[Number | None], right: Sequence[Number | None]) -> Check:
    """Compare two sums.

    >>> _equal("r", "p", [1, 2], [3]).held, _equal("r", "p", [1, None], [3]).held, _equal("r", "p", [4, None], [3]).held
    (True, None, False)
    """
    known_left, known_right = [t for t in left if t is not None], [t for t in right if t is not None]
    a, b = _plain(sum(known_left)), _plain(sum(known_right))
    open_left, open_right = len(known_left) < len(left), len(known_right) < len(right)
    held: bool | None
    if not open_left and not open_right:
        held = abs(a - b) < 1e-9
    elif (open_left and not open_right and a > b) or (open_right and not open_left and b > a):
        held = False  # the blanks could only add to it
    else:
        held = None
    complete = not open_left and not open_right
    return Check(
        rule=rule,
        place=place,
        held=held,
        left=a if complete or held is False else None,
        right=b if complete or held is False else None,
    )


def _plain(number: Number) -> Number:
    if isinstance(number, int):
        return number
    rounded = round(number, 6)
    return int(rounded) if rounded.is_integer() else rounded
