"""From bytes to a report: the one function that the crawl, the commands, the tests and the worker call.

No network, clock, settings or database; the same bytes give the same report on every machine.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from msgspec import structs

from pipelines import challenges, refusals
from pipelines.agencies import identify
from pipelines.checks import by_cell, check
from pipelines.documents import Document, Table
from pipelines.facts import read_facts
from pipelines.facts.confirmed import confirmed_facts
from pipelines.facts.printed import printed_totals
from pipelines.figures import ORDER, Read, read_figures, table_unread
from pipelines.formats import Unreadable, read_document, sniff
from pipelines.items import Check, Figure, Finding, Report, Source, Status
from pipelines.lexicon import CellId
from pipelines.sections import of_first_report, split_sections
from pipelines.titles import read_title
from pipelines.values import read_value

FORMS_SINCE = 2019  # the fiscal year from which every report has the three tables (国办公开办函〔2019〕60号)
SURE = 0.97  # from here on a number of OCR stands without a sum, in tables that have none
EXTRACTOR_VERSION = "8"  # raise it when the same bytes may give another report


def extract(
    body: bytes,
    *,
    media_type: str | None = None,
    declared_encoding: str | None = None,
    path: str | None = None,
    url: str | None = None,
    title: str | None = None,
) -> Report:
    """Everything one file says.

    body: the bytes as served. media_type, declared_encoding: as the server declared them, both only hints. title: the
    text of the link that led here, a hint where the file prints none. Never raises: a file that cannot be read is a
    report with status "failed" (or no report) and a finding that names the class of the fault.
    """
    kind = sniff(body, media_type=media_type, path=path or url)
    source = Source(path=path, sha256=hashlib.sha256(body).hexdigest(), media_type=kind)
    if kind in ("text/html", "text/plain") and (refusal := challenges.recognise(body)) is not None:
        return Report(
            source=source,
            kind="not_a_report",
            status="failed",
            findings=(Finding(code=refusal.code, kind="source", detail=refusal.detail),),
        )
    try:
        document = read_document(body, kind, charset=declared_encoding)
    except Unreadable as fault:
        return unread_report(source, Finding(code=fault.code, kind="reader", detail=fault.detail), title)
    return _report(replace(source, encoding=document.encoding), document, title)


def unread_report(source: Source, fault: Finding, title: str | None) -> Report:
    """What is known of a file that could not be read: one that its link or its name calls a report stays one."""
    for name in (title, PurePath(source.path or "").stem):
        if name and (told := read_title(name)).is_report:
            return Report(
                source=source,
                kind="report",
                status="failed",
                agency=told.agency,
                fiscal_year=told.fiscal_year,
                title=name,
                findings=(fault,),
            )
    return Report(source=source, kind="not_a_report", status="failed", findings=(fault,))


def _report(source: Source, document: Document, title: str | None) -> Report:
    identity = identify(document, title=title)
    read = read_figures(document, year=identity.fiscal_year, agency=identity.agency)
    findings = [*document.findings, *identity.findings]
    reason = refusals.judge(document, title=title, filled_official_cells=read.filled, official_cells=len(read.figures))
    if reason is not None:
        return Report(
            source=source,
            kind="not_a_report",
            status="failed",
            agency=identity.agency,
            fiscal_year=identity.fiscal_year,
            title=identity.title,
            published_on=identity.published_on,
            findings=(reason, *findings),
        )
    lead, sections = split_sections(document)
    own = of_first_report(sections)
    facts, fact_findings = read_facts(own, lead, fiscal_year=identity.fiscal_year, agency=identity.agency)
    checks = check(read.figures, read.editions, facts)
    figures, unconfirmed = _confirm(read, checks)
    if unconfirmed:
        checks = check(figures, read.editions, facts)
    told = {fact.indicator for fact in facts}
    confirmed, confirmations = confirmed_facts(
        own,
        lead,
        printed=printed_totals(by_cell(figures)),
        told=told,
        fiscal_year=identity.fiscal_year,
        governs=identity.scope == "government_aggregate",
    )
    unread = table_unread(document, read)
    unknown = _unknown_tables(document, read)
    absent = _absent(document, read, identity.fiscal_year)
    if len(own) < len(sections):
        detail = (
            f"a second report begins at {sections[len(own)].number}、{sections[len(own)].heading}; its facts are left"
        )
        findings.append(Finding(code="several_reports", kind="source", detail=detail))
    findings += [
        *absent,
        *read.findings,
        *unconfirmed,
        *fact_findings,
        *confirmations,
        *([unread] if unread else []),
        *unknown,
    ]
    findings += [
        Finding(code="sum_broken", kind="source", place=f"{c.rule} {c.place}", detail=f"{c.left} is not {c.right}")
        for c in checks
        if c.held is False
    ]
    doubtful = unread is not None or bool(unconfirmed) or (bool(unknown) and not read.editions)
    status = _status(read, doubtful, bool(absent))
    return Report(
        source=source,
        kind="report",
        status=status,
        agency=identity.agency,
        fiscal_year=identity.fiscal_year,
        title=identity.title,
        published_on=identity.published_on,
        scope=identity.scope,
        level=identity.level,
        region_code=identity.region_code,
        editions=read.editions,
        sections=tuple(sections),
        figures=figures,
        facts=(*facts, *confirmed),
        checks=checks,
        findings=tuple(findings),
    )


def _status(read: Read, unread: bool, absent: bool) -> Status:
    if not read.figures and not read.editions:
        return "partial" if unread else "narrative"
    return "partial" if read.unread or unread or absent else "complete"


def _absent(document: Document, read: Read, fiscal_year: int | None) -> list[Finding]:
    """The official tables that a report should have and that were not met; they may be pictures or attachments."""
    due = bool(read.editions) or (fiscal_year is not None and fiscal_year >= FORMS_SINCE)
    if not due or "statistics" in read.editions:
        return []
    detail = "no such table is printed that could be read"
    if document.beside:
        detail += f"; the page has something else for it: {', '.join(document.beside)}"
    return [
        Finding(code="table_missing", kind="source", place=table, detail=detail)
        for table in ORDER[:3]
        if table not in read.editions
    ]


def _shifted(checks: Iterable[Check]) -> bool:
    """Whether most rows of the requests table break their total: no publisher does that, a shifted reading does."""
    rows = [c for c in checks if c.rule == "requests.row_total" and c.held is not None and (c.left or c.right)]
    broken = sum(not c.held for c in rows)
    return broken >= 3 and broken * 2 > len(rows)


def _packed(figures: Sequence[Figure]) -> list[tuple[str, str]]:
    """Rows that lost a cell, what is behind it standing one column too far to the left: 20 | 8 | 0 | 28 | blank."""
    blank = [(f.tbl, f.row) for f in figures if f.col == "total" and f.value is None]
    packed: list[tuple[str, str]] = []
    for row in blank:
        values = [f.value for f in figures if (f.tbl, f.row) == row and f.value is not None]
        if len(values) > 1 and values[-1] == sum(values[:-1]) > 0:
            packed.append(row)
    return packed


def _confirm(read: Read, checks: Sequence[Check]) -> tuple[tuple[Figure, ...], list[Finding]]:
    """The figures without those that the sums show to be misread, or do not confirm: printed but not read."""
    figures, findings = read.figures, []
    if _shifted(checks):
        figures = tuple(structs.replace(f, value=None) if f.tbl == "requests" else f for f in figures)
        detail = "most rows do not add up to their total: the columns are not where the header says"
        findings.append(Finding(code="table_shifted", kind="reader", place="requests", detail=detail))
    elif packed := _packed(figures):
        figures = tuple(structs.replace(f, value=None) if (f.tbl, f.row) in packed else f for f in figures)
        detail = "the last number is the sum of those before it and does not stand below 总计: a cell is lost"
        findings += [Finding(code="row_shifted", kind="reader", place=".".join(row), detail=detail) for row in packed]
    if read.tentative:
        figures, unconfirmed = _confirm_tentative(figures, read.tentative, checks)
        findings += unconfirmed
    return figures, findings


def _confirm_tentative(
    printed: Sequence[Figure], tentative: Mapping[CellId, float], checks: Sequence[Check]
) -> tuple[tuple[Figure, ...], list[Finding]]:
    """Keep a tentative number only where a sum that it takes part in holds."""
    held = {(c.rule, c.place) for c in checks if c.held}
    broken = {(c.rule, c.place) for c in checks if c.held is False}
    figures: list[Figure] = []
    findings: list[Finding] = []
    for f in printed:
        sureness = tentative.get((f.tbl, f.row, f.col))
        if sureness is not None and f.value is not None:
            sums = _sums_of(f)
            if (sums & broken or not sums & held) if sums else sureness < SURE:
                detail = f"{f.tbl}.{f.row}.{f.col}: {f.raw!r}"
                findings.append(Finding(code="cell_unconfirmed", kind="reader", place=f.place, detail=detail))
                f = structs.replace(f, value=None)
        figures.append(f)
    return tuple(figures), findings


def _sums_of(f: Figure) -> set[tuple[str, str]]:
    """The official sums that a figure is a term of; none for the tables that have no sums."""
    if f.tbl == "requests":
        by_column = "requests.results_total" if f.row.startswith("results.") else "requests.balance"
        return {("requests.row_total", f.row), (by_column, f.col)}
    return {("disputes.total", f.row)} if f.tbl == "disputes" else set()


def _unknown_tables(document: Document, read: Read) -> list[Finding]:
    """Tables of numbers that are none of the official ones: kept as text, named, never pressed into a form."""
    return [
        Finding(code="unknown_table", kind="reader", place=table.place, detail=_first_words(table))
        for table in document.tables
        if table.place not in read.grids and sum(read_value(c.text).value is not None for c in table.cells) >= 3
    ]


def _first_words(table: Table) -> str:
    return " | ".join(c.text.replace("\n", "") for c in table.cells[:8] if c.text)[:120]
