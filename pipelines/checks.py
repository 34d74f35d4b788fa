"""勾稽关系: the sums that the official tables must keep. A broken one is reported, and nothing is corrected for it.

A sum with blank cells is reasoned about: with every known term in it already beyond the total it is broken whatever
the blanks stand for; otherwise it stays open (`held` None). Rules and their ids: `forms.json`, from the corner cell of
the official table and the headings of its columns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pipelines import lexicon
from pipelines.facts.printed import Number, Rows, printed_totals
from pipelines.forms import form
from pipelines.items import Check, Fact, Figure

_COLUMNS = (
    "natural_person",
    "business_enterprise",
    "research_institution",
    "public_welfare_organization",
    "legal_service_institution",
    "other_organization",
)
_SAME_AS_PRINTED = (  # rule, indicator, place
    ("facts.disputes", "reconsideration.total", "reconsideration"),
    ("facts.disputes", "litigation.total", "litigation"),
    ("facts.normative_documents", "normative_documents.issued", "issued"),
    ("facts.normative_documents", "normative_documents.repealed", "repealed"),
    ("facts.normative_documents", "normative_documents.in_force", "in_force"),
)
_OUTCOMES = ("upheld", "corrected", "other", "pending")


def by_cell(figures: Iterable[Figure]) -> Mapping[str, Rows]:
    """The values by table, row and column; an empty table where there is none."""
    tables: dict[str, dict[str, dict[str, Number | None]]] = defaultdict(lambda: defaultdict(dict))
    for f in figures:
        tables[f.tbl][f.row][f.col] = f.value
    return tables


def check(figures: Sequence[Figure], editions: Mapping[str, str], facts: Sequence[Fact] = ()) -> tuple[Check, ...]:
    """Every rule that the figures and facts of one report allow to be asked."""
    tables = by_cell(figures)
    out: list[Check] = []
    if "requests" in editions:
        out += _requests(tables["requests"], editions["requests"])
    if "disputes" in editions:
        out += _disputes(tables["disputes"])
    out += _types(figures)
    if editions.get("disclosure") == "2019":
        out += _disclosure(tables["disclosure"])
    out += _facts(tables, facts)
    return tuple(out)


def _requests(table: Rows, edition: str) -> Iterable[Check]:
    ids = [row.id for row in form(edition).tables["requests"].blocks[0].rows]
    rows = {i: table.get(i, {}) for i in ids}
    results = [rows[i] for i in ids if i.startswith("results.") and i != "results.total"]
    balance = [rows[i] for i in ("received", "carried_over", "results.total", "carried_forward")]
    for column in (*_COLUMNS, "total"):
        if any(column in row for row in rows.values()):
            received, over, total, forward = (row.get(column) for row in balance)
            yield _equal("requests.balance", column, [received, over], [total, forward])
            yield _equal("requests.results_total", column, [row.get(column) for row in results], [total])
    for i, row in rows.items():
        if row:
            yield _equal("requests.row_total", i, list(map(row.get, _COLUMNS)), [row.get("total")])


def _disputes(table: Rows) -> Iterable[Check]:
    for form_row in form("2021").tables["disputes"].blocks[0].rows:
        if row := table.get(form_row.id):
            yield _equal("disputes.total", form_row.id, list(map(row.get, _OUTCOMES)), [row.get("total")])


def _types(figures: Sequence[Figure]) -> Iterable[Check]:
    """Only what breaks the rule is listed: a number of things is whole and not negative."""
    for f in figures:
        if f.value is None or (f.value >= 0 and isinstance(f.value, int)):
            continue
        known = lexicon.form_cells().get((f.tbl, f.row, f.col))
        if known is None:
            continue
        column = known.column
        money = column.decimal or f.unit in ("元", "万元", "亿元")
        if (f.value < 0 and not column.signed) or (not money and isinstance(f.value, float)):
            yield Check("types", f"{f.tbl}.{f.row}.{f.col}", False, f.value, None)


def _disclosure(table: Rows) -> Iterable[Check]:
    for row in ("rules", "normative_documents"):
        new, total = (table.get(row, {}).get(column) for column in ("newly_public", "public_total"))
        if new is not None and total is not None:
            yield Check("disclosure.newly_public", row, new <= total, new, total)
    for row in ("licensing", "other_services", "penalties", "coercion", "administrative_fees"):
        last, change = (table.get(row, {}).get(column) for column in ("items_last_year", "items_change"))
        if last is not None and change is not None:
            yield Check("disclosure.items", row, last + change >= 0, _plain(last + change), 0)


def _facts(tables: Mapping[str, Rows], facts: Sequence[Fact]) -> Iterable[Check]:
    told = {f.indicator: f for f in facts if f.qualifier == "exact"}

    printed = printed_totals(tables)
    received, over = printed.get("requests.received"), printed.get("requests.carried_over")
    if (fact := told.get("requests.received")) and received is not None:
        held = fact.value == received or (over is not None and fact.value == received + over)
        yield Check("facts.received", "requests.received", held, fact.value, received)
    channels = {name: f.value for name, f in told.items() if name.startswith("requests.received.")}
    if fact and channels:
        carried = told["requests.carried_over"].value if "requests.carried_over" in told else over or 0
        yield _channels(channels, fact.value, carried)
    for rule, indicator, place in _SAME_AS_PRINTED:
        if (fact := told.get(indicator)) and indicator in printed:
            yield Check(rule, place, fact.value == printed[indicator], fact.value, printed[indicator])


def _channels(channels: Mapping[str, Number], received: Number, carried_over: Number) -> Check:
    """Compare the channels with the requests, those carried over counted in or not.

    Fewer is open: a channel may be unnamed or unread. 电子邮件 may be counted among 网络.

    >>> [_channels({"letter": n}, 9, 2).held for n in (9, 11, 7, 5, 10, 12)]
    [True, True, True, None, None, False]
    >>> _channels({"requests.received.internet": 9, "requests.received.email": 3}, 9, 0).held
    """
    total = _plain(sum(channels.values()))
    if total in (received, received + carried_over, received - carried_over):
        return Check("facts.channels", "requests.received", True, total, received)
    if total - channels.get("requests.received.email", 0) > received + carried_over:
        return Check("facts.channels", "requests.received", False, total, received)
    return Check("facts.channels", "requests.received", None, None, None)


def _equal(rule: str, place: str, left: Sequence[Number | None], right: Sequence[Number | None]) -> Check:
    """Compare two sums.

    >>> _equal("r", "p", [1, 2], [3]).held, _equal("r", "p", [1, None], [3]).held, _equal("r", "p", [4, None], [3]).held
    (True, None, False)
    """
    known_left, known_right = [t for t in left if t is not None], [t for t in right if t is not None]
    a, b = _plain(sum(known_left)), _plain(sum(known_right))
    open_left, open_right = len(known_left) < len(left), len(known_right) < len(right)
    if not open_left and not open_right:
        return Check(rule, place, abs(a - b) < 1e-9, a, b)
    if (open_left and not open_right and a > b) or (open_right and not open_left and b > a):
        return Check(rule, place, False, a, b)  # the blanks could only add to it
    return Check(rule, place, None, None, None)


def _sum(terms: Sequence[Number | None]) -> Number:
    return _plain(sum([t for t in terms if t is not None]))


def _plain(number: Number) -> Number:
    if isinstance(number, int):
        return number
    rounded = round(number, 6)
    return int(rounded) if rounded.is_integer() else rounded
