"""An archive against what the replicas published: every report, cell and fact, none missing and none too many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from crawler.replicas.reports import Figures, Known

if TYPE_CHECKING:
    from pipelines.archive import Archive


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as published: whose, of which year, and what."""

    agency: str | None
    fiscal_year: int | None
    what: str

    def __str__(self) -> str:
        return f"{self.agency or 'no agency'} {self.fiscal_year or 'no year'}: {self.what}"


def measure(archive: Archive, known: Sequence[Known]) -> list[Difference]:
    """Give everything in the archive's current reports that differs from the known ones; nothing means exact."""
    found = {(row["agency"], row["fiscal_year"]): row for row in archive.rows("SELECT * FROM latest")}
    wanted = {(report.agency, report.fiscal_year): report for report in known}
    differences = [Difference(*key, "not published, but in the archive") for key in found if key not in wanted]
    lost = archive.rows("SELECT * FROM reports WHERE agency IS NULL OR fiscal_year IS NULL")
    differences += [
        Difference(row["agency"], row["fiscal_year"], f"owner or year unread: {row['url']}") for row in lost
    ]
    for key, report in wanted.items():
        if key not in found:
            differences.append(Difference(*key, f"not found: {report.url}"))
        else:
            differences += [Difference(*key, what) for what in _of_report(archive, found[key], report)]
    return differences


def _of_report(archive: Archive, row: dict[str, Any], known: Known) -> Iterable[str]:
    row = {**row, "path": _path(row["url"])}
    expected = {"title": known.title, "status": known.status, "published_on": f"{known.published_on}"}
    expected["path"] = _path(known.url)
    if known.attachment:  # a file beside the page: its own address, and no date of its own
        expected = {"status": known.status, "media_type": known.media_type}
    for column, value in expected.items():
        if row[column] != value:
            yield f"{column} {row[column]!r} for {value!r}"
    figures = archive.rows("SELECT tbl, row, col, value FROM figures WHERE report_id = ?", [row["id"]])
    yield from _unequal({(f["tbl"], f["row"], f["col"]): f["value"] for f in figures}, _cells(known.figures), "cell")
    facts = archive.rows("SELECT indicator, value FROM facts WHERE report_id = ?", [row["id"]])
    yield from _unequal(
        {(f["indicator"],): f["value"] for f in facts}, {(k,): v for k, v in known.facts.items()}, "fact"
    )
    broken = "SELECT rule, place FROM checks WHERE report_id = ? AND held = 0"
    for check in archive.rows(broken, [row["id"]]):
        yield f"a sum that holds is called broken: {check['rule']} {check['place']}"


def _path(url: str) -> str:
    """An address without its host: an archive may have seen the replica on another port."""
    return urlunsplit(("", "", *urlsplit(url)[2:]))


def _cells(figures: Figures) -> dict[tuple[str, ...], int | float | None]:
    return {(t, r, c): value for t, rows in figures.items() for r, cells in rows.items() for c, value in cells.items()}


def _unequal(got: dict[tuple[str, ...], Any], expected: dict[tuple[str, ...], Any], kind: str) -> Iterable[str]:
    for place, value in expected.items():
        if place not in got:
            yield f"{kind} {'.'.join(place)} not read, is {value!r}"
        elif got[place] != value:
            yield f"{kind} {'.'.join(place)} = {got[place]!r} for {value!r}"
    for place in got.keys() - expected.keys():
        yield f"{kind} {'.'.join(place)} = {got[place]!r} is not there"
