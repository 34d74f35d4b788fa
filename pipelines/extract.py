"""From bytes to a report: the one function that the crawl, the commands, the tests and the worker call.

No network, clock, settings or database; the same bytes give the same report on every machine.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipelines import challenges, refusals
from pipelines.agencies import identify
from pipelines.checks import check
from pipelines.documents import Document, Table
from pipelines.facts import read_facts
from pipelines.figures import ORDER, Read, read_figures, table_unread
from pipelines.formats import Unreadable, read_document, sniff
from pipelines.items import Check, Figure, Finding, Report, Source, Status
from pipelines.sections import split_sections
from pipelines.titles import read_title
from pipelines.values import read_value

EXTRACTOR_VERSION = "1"  # raise it when the same bytes may give another report


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
        return _unreadable(source, fault, title)
    return _report(replace(source, encoding=document.encoding), document, title)


def _unreadable(source: Source, fault: Unreadable, title: str | None) -> Report:
    """A file that its link calls a report stays one, unread: published, not machine-readable."""
    told = read_title(title) if title else None
    is_report = told is not None and told.is_report
    return Report(
        source=source,
        kind="report" if is_report else "not_a_report",
        status="failed",
        agency=told.agency if told and is_report else None,
        fiscal_year=told.fiscal_year if told and is_report else None,
        title=title if is_report else None,
        findings=(Finding(code=fault.code, kind="reader", detail=fault.detail),),
    )


def _report(source: Source, document: Document, title: str | None) -> Report:
    read = read_figures(document)
    identity = identify(document, title=title)
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
    facts, fact_findings = read_facts(sections, lead, fiscal_year=identity.fiscal_year, agency=identity.agency)
    checks = check(read.figures, read.editions, facts)
    figures, unconfirmed = _confirm(read, checks)
    if unconfirmed:
        checks = check(figures, read.editions, facts)
    unread = table_unread(document, read)
    unknown = _unknown_tables(document, read)
    findings += [*read.findings, *unconfirmed, *fact_findings, *([unread] if unread else []), *unknown]
    findings += [
        Finding(code="sum_broken", kind="source", place=f"{c.rule} {c.place}", detail=f"{c.left} is not {c.right}")
        for c in checks
        if c.held is False
    ]
    status = _status(read, figures, unread is not None or bool(unconfirmed), bool(unknown), findings)
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
        facts=tuple(facts),
        checks=checks,
        findings=tuple(findings),
    )


def _status(read: Read, figures: Sequence[Figure], unread: bool, unknown: bool, findings: list[Finding]) -> Status:
    if not figures and not read.editions:
        return "partial" if unread or unknown else "narrative"
    absent = [] if "statistics" in read.editions else [t for t in ORDER[:3] if t not in read.editions]
    findings += [
        Finding(
            code="table_missing",
            kind="source",
            place=table,
            detail="the report prints no such table that could be read",
        )
        for table in absent
    ]
    return "partial" if read.unread or unread or absent else "complete"


def _shifted(checks: Iterable[Check]) -> bool:
    """Whether most rows of the requests table break their total: no publisher does that, a shifted reading does."""
    rows = [c for c in checks if c.rule == "requests.row_total" and c.held is not None and (c.left or c.right)]
    broken = sum(not c.held for c in rows)
    return broken >= 3 and broken * 2 > len(rows)


def _confirm(read: Read, checks: Sequence[Check]) -> tuple[tuple[Figure, ...], list[Finding]]:
    """Keep a tentative number only where a sum that it takes part in holds; otherwise it is printed but not read."""
    if _shifted(checks):
        kept = tuple(replace(f, value=None) if f.tbl == "requests" else f for f in read.figures)
        detail = "most rows do not add up to their total: the columns are not where the header says"
        return kept, [Finding(code="table_shifted", kind="reader", place="requests", detail=detail)]
    if not read.tentative:
        return read.figures, []
    held = {(c.rule, c.place) for c in checks if c.held}
    broken = {(c.rule, c.place) for c in checks if c.held is False}
    figures: list[Figure] = []
    findings: list[Finding] = []
    for f in read.figures:
        if (f.tbl, f.row, f.col) in read.tentative and f.value is not None:
            sums = {
                "requests": {
                    ("requests.row_total", f.row),
                    ("requests.results_total" if f.row.startswith("results.") else "requests.balance", f.col),
                },
                "disputes": {("disputes.total", f.row)},
            }.get(f.tbl, set())
            if not sums & held or sums & broken:
                findings.append(
                    Finding(
                        code="cell_unconfirmed",
                        kind="reader",
                        place=f.place,
                        detail=f"{f.tbl}.{f.row}.{f.col}: {f.raw!r}",
                    )
                )
                f = replace(f, value=None)
        figures.append(f)
    return tuple(figures), findings


def _unknown_tables(document: Document, read: Read) -> list[Finding]:
    """Tables of numbers that are none of the official ones: kept as text, named, never pressed into a form."""
    return [
        Finding(code="unknown_table", kind="reader", place=table.place, detail=_first_words(table))
        for table in document.tables
        if table.place not in read.grids and sum(read_value(c.text).value is not None for c in table.cells) >= 3
    ]


def _first_words(table: Table) -> str:
    return " | ".join(c.text.replace("\n", "") for c in table.cells[:8] if c.text)[:120]
