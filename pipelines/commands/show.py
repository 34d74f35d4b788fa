"""`nianbao show AGENCY YEAR`: one report as its official tables, with where it comes from and what does not add up."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from pipelines.archive import Archive
from pipelines.commands import (
    CommandError,
    archive_option,
    fail,
    json_option,
    note,
    parse_years,
    print_json,
    print_lines,
    quiet_option,
    suggestion,
)


@click.command()
@click.argument("agency")
@click.argument("year")
@click.option("--text", "with_text", is_flag=True, help="The running text of the sections, too.")
@archive_option(must_exist=True)
@json_option
@quiet_option
def command(agency: str, year: str, with_text: bool, archive: Path, as_json: bool, quiet: bool) -> None:
    """Show one report as its official tables, with provenance, sums, facts and findings.

    AGENCY may be part of a name (湖北省人社厅, 池州) or the name of a portal; YEAR is the fiscal year.
    """
    try:
        (fiscal_year,) = parse_years(year)
    except ValueError as error:
        raise click.UsageError(f"YEAR: {error}") from None
    with Archive.open(archive, writing=False) as opened:
        name = find_agency(agency, opened.rows("SELECT DISTINCT agency, portal FROM latest WHERE agency IS NOT NULL"))
        reports = opened.rows(
            "SELECT r.id, r.portal, r.url, r.status, c.fetched_at, c.parent_url"
            " FROM reports AS r JOIN captures AS c ON c.id = r.capture_id"
            " WHERE r.agency = ? AND r.fiscal_year = ? ORDER BY r.is_current DESC, r.id DESC",
            (name, fiscal_year),
        )
        if not reports:
            years = opened.rows("SELECT fiscal_year FROM latest WHERE agency = ? ORDER BY 1", (name,))
            has = ", ".join(str(row["fiscal_year"]) for row in years)
            fail(f"no report of {name} for {fiscal_year}; the archive has {has}")
        current, *others = reports
        report = opened.load_report(current["id"])
    provenance = {key: current[key] for key in ("portal", "url", "parent_url", "fetched_at")}
    if as_json:
        print_json(report.as_json() | {"provenance": provenance})
        return
    from pipelines.terminal import describe  # here: JSON needs no drawing

    for other in others:
        note(f"also kept: {other['status']}, fetched {other['fetched_at']}, {other['url']}", quiet=quiet)
    where = {
        {"parent_url": "linked from", "fetched_at": "fetched"}.get(key, key): value for key, value in provenance.items()
    }
    print_lines(lambda width: describe(report, width, where, with_text=with_text))


def find_agency(words: str, known: Sequence[dict[str, Any]]) -> str:
    """The one agency that is meant: by its name, a part of it, its short form, or its portal; fails with candidates.

    >>> known = [{"agency": "湖北省人力资源和社会保障厅", "portal": "hubei_renshe"}]
    >>> known.append({"agency": "湖北省水利厅", "portal": None})
    >>> find_agency("湖北省人社厅", known)
    '湖北省人力资源和社会保障厅'
    >>> find_agency("湖北", known)
    Traceback (most recent call last):
    pipelines.commands.CommandError: '湖北' may be 湖北省人力资源和社会保障厅, 湖北省水利厅; write more of the name
    """
    words = "".join(words.split())
    names = sorted({row["agency"] for row in known})
    ways = (
        {words} & set(names),
        {row["agency"] for row in known if row["portal"] == words},
        {name for name in names if words in name},
        {name for name in names if _shortens(words, name)},
    )
    for found in ways:
        if len(found) == 1:
            return found.pop()
        if found:
            some = sorted(found)
            more = f" and {len(some) - 10} more" if len(some) > 10 else ""
            fail(f"{words!r} may be {', '.join(some[:10])}{more}; write more of the name")
    raise CommandError(
        f"no agency like {words!r} in the archive{suggestion(words, names)}; `nianbao coverage` lists all of them"
    )


def _shortens(words: str, name: str) -> bool:
    """Whether the name has all the characters of the words in their order: 人社厅 for 人力资源和社会保障厅."""
    rest = iter(name)
    return bool(words) and all(char in rest for char in words)
