"""What the tables of a report print of the indicators that its narrative tells as well."""

from __future__ import annotations

from collections.abc import Mapping

Number = int | float
Rows = Mapping[str, Mapping[str, Number | None]]  # of one table: row, column, value

_CELLS = {  # of the forms of 2019 and 2021
    "requests.received": ("requests", "received", "total"),
    "requests.carried_over": ("requests", "carried_over", "total"),
    "requests.processed": ("requests", "results.total", "total"),
    "requests.carried_forward": ("requests", "carried_forward", "total"),
    "reconsideration.total": ("disputes", "reconsideration", "total"),
    "normative_documents.issued": ("disclosure", "normative_documents", "issued"),
    "normative_documents.repealed": ("disclosure", "normative_documents", "repealed"),
    "normative_documents.in_force": ("disclosure", "normative_documents", "in_force"),
}
_STATISTICS = {  # of the form of 2014
    "disclosure.published": "active.total",
    "website.published": "active.channels.website",
    "weibo.published": "active.channels.weibo",
    "wechat.published": "active.channels.wechat",
    "normative_documents.issued": "active.normative_docs_issued",
    "press_conferences.held": "response.channels.press",
    "interpretations.published": "response.channels.interpretations",
    "requests.received": "requests.received",
    "requests.received.in_person": "requests.received.in_person",
    "requests.received.fax": "requests.received.fax",
    "requests.received.internet": "requests.received.internet",
    "requests.received.letter": "requests.received.letter",
    "requests.processed": "requests.closed",
    "reconsideration.total": "review",
    "litigation.total": "litigation",
}


def printed_totals(tables: Mapping[str, Rows]) -> dict[str, Number]:
    """The printed number of each indicator that the tables have; blank cells are left out.

    >>> printed_totals({"requests": {"received": {"total": 3}, "carried_over": {"total": None}}})
    {'requests.received': 3}
    """
    cells = {name: tables.get(table, {}).get(row, {}).get(column) for name, (table, row, column) in _CELLS.items()}
    disputes = tables.get("disputes", {})
    suits = [disputes.get(row, {}).get("total") for row in ("litigation_direct", "litigation_after_reconsideration")]
    if None not in suits:
        cells["litigation.total"] = sum(value for value in suits if value is not None)
    if cells["normative_documents.issued"] is None:  # the form of 2019
        cells["normative_documents.issued"] = tables.get("disclosure", {}).get("normative_documents", {}).get("made")
    statistics = tables.get("statistics", {})
    for name, row in _STATISTICS.items():
        if (value := statistics.get(row, {}).get("value")) is not None:
            cells[name] = value
    if statistics.get("request_fee", {}).get("value") == 0:
        cells["fees.charged"] = 0
    return {name: value for name, value in cells.items() if value is not None}
