"""`nianbao demo`: serve the replica portals, crawl them, compare the archive with what they published."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crawler.replicas import FIRST_PORT, PLANS, Replicas, serve
from crawler.replicas.measure import Difference, measure
from pipelines.archive import Archive
from pipelines.commands import FAILED, archive_option, fail, json_option, note, print_json, print_lines, quiet_option

if TYPE_CHECKING:
    from crawler.replicas.reports import Known

SETTINGS = {"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False, "LOG_LEVEL": "ERROR"}  # our own server, on loopback


@click.command()
@archive_option()
@json_option
@quiet_option
def command(archive: Path, as_json: bool, quiet: bool) -> int:
    """Crawl the bundled replica portals into an archive and show what was found; needs no network.

    Five real reports and sample years stand on replicas of five kinds of portal, and on one whose list only a browser
    can read. Everything they publish is known, so the archive is compared with it to the last cell.
    """
    from crawler.browser import find_browser
    from crawler.commands.crawl import INTERRUPTED, display
    from crawler.commands.crawl import report as tell_results
    from crawler.run import crawl

    refuse_real_archive(archive)
    browser = find_browser()
    plans = [plan for plan in PLANS if browser or not plan.needs_browser]
    if len(plans) < len(PLANS):
        note("no browser found: the replica whose list is drawn by script is left out (`nianbao doctor` says more)")
    with serve(plans, first_port=FIRST_PORT) as replicas:
        note(f"{len(plans)} replica portals serve {len(replicas.known)} reports on 127.0.0.1", quiet=quiet)
        hidden = quiet or (as_json and not sys.stderr.isatty())
        with display(len(replicas.portals), quiet=hidden) as tell:
            result = crawl(replicas.portals, archive, settings=SETTINGS, command="demo", progress=tell)
    if result["interrupted"]:
        note("interrupted; what was fetched is kept, and the same command goes on from here")
        return INTERRUPTED
    with Archive.open(archive, writing=False) as opened:
        differences = measure(opened, replicas.known)
        if as_json:
            print_json({**result, "known": len(replicas.known), "differences": [str(d) for d in differences]})
        else:
            tell_results(result, quiet=quiet, named=hidden)
            show(opened, replicas, result, differences)
    failed = any(portal["failures"] or not portal["finished"] for portal in result["portals"])
    return FAILED if differences or failed else 0


def refuse_real_archive(path: Path) -> None:
    """Sample data must not get between real reports: refuse an archive that holds captures from anywhere else."""
    if not path.exists():
        return
    with Archive.open(path, writing=False) as opened:
        real = opened.rows("SELECT url FROM captures WHERE url NOT LIKE 'http://127.0.0.1:%' LIMIT 1")
    if real:
        fail(f"{path} holds real reports ({real[0]['url']}); name another file for sample data: --archive demo.db")


def show(archive: Archive, replicas: Replicas, result: dict[str, Any], differences: Sequence[Difference]) -> None:
    """Agencies and years, the real reports one by one, what differs, and one report's tables."""
    from pipelines.commands.coverage import matrix
    from pipelines.terminal import describe

    print_lines(lambda width: matrix(found(archive, replicas.known), width))
    wrong = {(difference.agency, difference.fiscal_year) for difference in differences}
    real = [known for known in replicas.known if known.real]
    click.echo()
    for known in real:
        cells = sum(len(row) for rows in known.figures.values() for row in rows.values())
        mark = "✗ differs" if (known.agency, known.fiscal_year) in wrong else "✓ exact  "
        click.echo(f"  {mark}  {known.fiscal_year}  {cells:>3} cells  {len(known.facts):>2} facts  {known.agency}")
    for difference in differences:
        click.echo(f"  ✗ {difference}")
    fullest = max(real, key=lambda known: sum(len(row) for rows in known.figures.values() for row in rows.values()))
    wanted = (fullest.agency, fullest.fiscal_year)
    report = archive.rows("SELECT id, url FROM latest WHERE agency = ? AND fiscal_year = ?", wanted)
    if report:
        loaded = archive.load_report(report[0]["id"])
        print_lines(lambda width: describe(loaded, width, {"url": report[0]["url"]}), apart=True)
    seconds = max(portal["seconds"] for portal in result["portals"])
    requests = sum(portal["requests"] for portal in result["portals"])
    verdict = "every one exact" if not differences else f"{len(differences)} differences"
    click.echo(
        f"\n{len(replicas.known)} reports published, {len(replicas.known)} compared: {verdict}; "
        f"{len(real)} of them real; {requests} requests, {seconds:.0f} s"
    )
    click.echo(
        f"Everything is in {archive.path}. Look further: nianbao coverage, nianbao show 深圳 2014, nianbao check"
    )


def found(archive: Archive, known: Sequence[Known]) -> list[dict[str, Any]]:
    """The published reports as rows of the coverage table: found as what, or missing."""
    status = {(row["agency"], row["fiscal_year"]): row["status"] for row in archive.rows("SELECT * FROM latest")}
    rows = []
    for report in sorted(known, key=lambda report: report.fiscal_year):
        have = status.get((report.agency, report.fiscal_year))
        rows.append(
            {
                "agency": report.agency,
                "fiscal_year": report.fiscal_year,
                "state": "found" if have else "missing",
                "status": have,
                "crawled": True,
            }
        )
    return rows
