"""`nianbao crawl`: known portals by name, province, level or all of them, if due; or an address that somebody gives."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args
from urllib.parse import urlsplit

import click

from pipelines.commands import (
    FAILED,
    Years,
    archive_option,
    fail,
    json_option,
    note,
    print_json,
    printable,
    quiet_option,
    suggestion,
    years_option,
)

if TYPE_CHECKING:
    from crawler.portals import Portal
    from crawler.run import Progress

INTERRUPTED = 130
_SHANGHAI = timezone(timedelta(hours=8))  # no summer time since 1991
_PUNCTUATION = "，。、；;,\"'“”‘’<>《》()（） \t\r\n"


@click.command()
@click.argument("names", nargs=-1, metavar="[PORTAL]...")
@click.option("--all", "everything", is_flag=True, help="Every portal of the registry.")
@click.option("--province", metavar="NAME", help="The portals of a province: 江苏, jiangsu, 32.")
@click.option("--level", metavar="LEVEL", help="The portals of a level: state, province, prefecture, county.")
@click.option("--due", "only_due", is_flag=True, help="Of these (of all, if none is named) only those due by now.")
@click.option("--url", metavar="URL", help="Any agency's home page, 信息公开 page, list page or one report's page.")
@click.option("-s", "settings", multiple=True, metavar="NAME=VALUE", help="A setting of Scrapy or ours; repeatable.")
@archive_option()
@years_option
@json_option
@quiet_option
def command(
    names: tuple[str, ...],
    everything: bool,
    province: str | None,
    level: str | None,
    only_due: bool,
    url: str | None,
    settings: tuple[str, ...],
    archive: Path,
    years: Years,
    as_json: bool,
    quiet: bool,
) -> int:
    """Crawl portals into the archive.

    PORTAL is a name of `nianbao portals list`. A crawl that was interrupted or killed goes on with the same command.

    --due is for a job that runs every day: from January to March a portal is due every 3 days until its reports of last
    year are there, then weekly; otherwise monthly. What was never crawled, or was cut off, is due at once.
    """
    chosen = [bool(names), everything, province is not None or level is not None, url is not None]
    if chosen.count(True) > 1 or not (only_due or any(chosen)):
        fail("say what to crawl: names of portals, --all, --province NAME, --level LEVEL (or both) or --url URL")
    if only_due and url is not None:
        fail("--due is for portals of the registry; crawl an address without it")
    given = read_settings(settings)
    portals = [portal_of(url, given)] if url is not None else choose(names, province, level)

    refuse_sample_archive(archive, portals)
    if only_due:
        portals, next_day = due_portals(portals, archive, years, today_in_china())
        if not portals:
            words = f"nothing is due before {next_day}"
            if as_json:
                note(words, quiet=quiet)
                print_json({"archive": str(archive), "interrupted": False, "portals": []})
            elif not quiet:
                click.echo(words)
            return 0
    from crawler.run import crawl

    hidden = quiet or (as_json and not sys.stderr.isatty())
    with display(len(portals), quiet=hidden) as tell:
        result = crawl(
            portals,
            archive,
            years=years,
            settings=given,
            progress=tell,
            command=f"crawl {url or ' '.join(names)}".strip(),
        )
    if as_json:
        print_json(result)
    else:
        report(result, quiet=quiet, named=hidden)
    if result["interrupted"]:
        note("interrupted; what was fetched is kept, and the same command goes on from here")
        return INTERRUPTED
    return FAILED if any(portal["failures"] or not portal["finished"] for portal in result["portals"]) else 0


def refuse_sample_archive(path: Path, portals: Sequence[Portal]) -> None:
    """Real reports must not get between the demo's sample data: refuse an archive that it has filled."""
    from pipelines.archive import Archive

    if not path.exists() or all((urlsplit(portal.start[0]).hostname or "") == "127.0.0.1" for portal in portals):
        return
    with Archive.open(path, writing=False) as archive:
        if archive.rows("SELECT 1 FROM runs WHERE command = 'demo' LIMIT 1"):
            fail(f"{path} holds the sample data of `nianbao demo`; name another file for real reports with --archive")


def choose(names: tuple[str, ...], province: str | None, level: str | None = None) -> list[Portal]:
    """Give the portals asked for; all that are not disabled, without any name. Ends the command if there is none."""
    from crawler.portals import PROVINCES, Level, load_portals

    levels = get_args(Level)
    if level is not None and level not in levels:
        fail(f"no level {level!r}; write one of {', '.join(levels)}")
    known = {portal.name: portal for portal in load_portals()}
    if names:
        for name in names:
            if name not in known:
                fail(f"no portal {name!r}{suggestion(name, known) or '; `nianbao portals list` names them'}")
            if known[name].disabled:
                fail(f"portal {name} is disabled: {known[name].disabled}")
        return [known[name] for name in dict.fromkeys(names)]
    found = [portal for portal in known.values() if not portal.disabled and level in (None, portal.level)]
    where = ""
    if province is not None:
        code = next((code for code, words in PROVINCES.items() if province.rstrip("省市") in (code, *words)), None)
        if code is None:
            near = suggestion(province, [word for words in PROVINCES.values() for word in words])
            fail(f"no province {province!r}{near}")
        found = [portal for portal in found if portal.region.startswith(code)]
        where = f" in {PROVINCES[code][1]}"
    return found or fail(f"the registry has no portal{f' of level {level}' if level else ''}{where}")


def due_portals(portals: Sequence[Portal], path: Path, years: Years, today: date) -> tuple[list[Portal], date]:
    """Give the portals that are due, and the first day on which one of the others is (today if there are none).

    A finished crawl counts if it asked for `years`, or for all of them. The reports of last year are there if the
    portal's agency has one, and every agency that had one there the year before. Raises `ArchiveError`.
    """
    from crawler.due import is_due, next_due
    from pipelines.archive import Archive

    if not path.exists():
        return list(portals), today
    finished: dict[str, date | None] = {}
    expected: dict[str, set[str]] = {portal.name: {portal.agency} - {""} for portal in portals}
    last_year = today.year - 1
    with Archive.open(path, writing=False) as archive:
        for cycle in archive.rows("SELECT portal, scope, finished_at FROM cycles ORDER BY id"):
            if cycle["finished_at"] is None:
                finished[cycle["portal"]] = None
            elif _covers(json.loads(cycle["scope"])["years"], years):
                ended = datetime.fromisoformat(cycle["finished_at"])
                finished[cycle["portal"]] = ended.astimezone(_SHANGHAI).date()
        there = {row["agency"] for row in archive.rows("SELECT agency FROM latest WHERE fiscal_year = ?", [last_year])}
        for row in archive.rows("SELECT portal, agency FROM latest WHERE fiscal_year = ?", [last_year - 1]):
            if row["portal"] in expected and row["agency"]:
                expected[row["portal"]].add(row["agency"])
    found: list[Portal] = []
    following: list[date] = []
    for portal in portals:
        last = finished.get(portal.name)
        arrived = bool(expected[portal.name]) and expected[portal.name] <= there
        if is_due(portal, last, arrived, today):
            found.append(portal)
        elif last is not None:
            following.append(next_due(portal, last, arrived, today))
    return found, min(following, default=today)


def _covers(crawled: Sequence[int] | None, years: Years) -> bool:
    """Say whether a crawl limited to some years was one of the years asked for; None = all years.

    >>> _covers(None, (2021,)), _covers([2020, 2021], (2021,)), _covers([2021], None)
    (True, True, False)
    """
    return crawled is None or (years is not None and set(years) <= set(crawled))


def today_in_china() -> date:
    """Give the date in China: the season begins there."""
    return datetime.now(_SHANGHAI).date()


def portal_of(text: str, settings: dict[str, Any]) -> Portal:
    """Make the entry of an address that somebody gives; a host of the registry lends it its agency and area.

    The host may be a private one; it alone is allowed then.

    >>> portal_of("http://127.0.0.1:8000/xxgk/", {}).name
    'url_127_0_0_1_8000'
    """
    from crawler.portals import Portal, load_portals

    url = read_url(text)
    parts = urlsplit(url)
    settings.setdefault("NIANBAO_PRIVATE_HOSTS", [parts.hostname or ""])
    name = "url_" + re.sub(r"[^a-z0-9]+", "_", parts.netloc.lower()).strip("_")
    known = [portal for portal in load_portals() if parts.hostname in portal.hosts]
    agency, region = (known[0].agency, known[0].region) if len(known) == 1 else ("", "000000")
    agencies = known[0].agencies if len(known) == 1 else ()
    return Portal(
        name=name, agency=agency, agencies=agencies, region=region, family="discovery", start=(url,), list_by="unknown"
    )


def read_url(text: str) -> str:
    """Read an address as people paste it: without its scheme, with full-width signs, quotes or a comma at its end.

    >>> read_url("www.a.gov.cn/xxgk/，"), read_url("“https://a.gov.cn/nb”"), read_url("ｈｔｔｐ：／／ａ．ｃｎ")
    ('http://www.a.gov.cn/xxgk/', 'https://a.gov.cn/nb', 'http://a.cn')
    """
    url = unicodedata.normalize("NFKC", text.strip(_PUNCTUATION)).strip(_PUNCTUATION).replace("。", ".")
    if "://" not in url and not re.match(r"[a-z]+:(?!\d)", url):
        url = f"http://{url}"
    try:
        parts = urlsplit(url)
        scheme, host, _ = parts.scheme, parts.hostname, parts.port
    except ValueError:  # brackets or a port that are none
        scheme, host = "http", None
    if scheme not in {"http", "https"}:
        fail(f"{text}: only http and https addresses can be crawled; for files on disk there is `nianbao add`")
    if not host or re.search(r"[\s\x00-\x1f]", url) or not ("." in host or ":" in host or host == "localhost"):
        fail(f"{text}: no address of a page; write it like https://www.example.gov.cn/xxgk/")
    return url


def read_settings(pairs: tuple[str, ...]) -> dict[str, Any]:
    """Read `-s NAME=VALUE`."""
    settings: dict[str, Any] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            fail(f"-s {pair}: write NAME=VALUE, for example -s DOWNLOAD_DELAY=3")
        settings[name.strip()] = value
    return settings


@contextmanager
def display(portals: int, *, quiet: bool = False) -> Iterator[Callable[[Progress], None] | None]:
    """Show on stderr how a crawl goes: portals done, requests, reports, and each portal under way."""
    if quiet:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    console = Console(stderr=True, highlight=False)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(20),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    counts: dict[str, tuple[int, int]] = {}
    tasks: dict[str, Any] = {}
    with Bars(*columns, console=console, transient=True) as bars:
        whole = bars.add_task("portals", total=portals)

        def tell(progress: Progress) -> None:
            counts[progress.portal] = progress.requests, progress.reports
            requests, reports = (sum(column) for column in zip(*counts.values(), strict=True))
            words = f"portals · {requests} requests · {reports} reports"
            if progress.event == "started":
                tasks[progress.portal] = bars.add_task(progress.portal, total=None)
            elif progress.event == "finding":
                bars.console.print(f"  {progress.portal}: {printable(progress.detail)}", markup=False, soft_wrap=True)
            task = tasks[progress.portal]
            done = progress.requests
            bars.update(task, completed=done, total=done + progress.waiting)
            if progress.event == "finished":
                bars.remove_task(task)
                bars.advance(whole)
            bars.update(whole, description=words)

        yield tell


def report(result: dict[str, Any], *, quiet: bool, named: bool) -> None:
    """Say what a crawl found, a line a portal; name what failed, unless that was shown on the way."""
    for portal in result["portals"]:
        if not quiet:
            news = ", ".join(f"{portal['reports_' + kind]} {kind}" for kind in ("new", "revised", "unchanged"))
            left = "" if portal["finished"] else "; not finished, the same command goes on"
            click.echo(
                f"{portal['portal']}: {portal['reports_found']} reports ({news}), {portal['requests']} requests, "
                f"{portal['not_modified']} not modified, {portal['seconds']:g} s{left}"
            )
        for failure in portal["failures"] if named else ():
            note(f"  {failure['code']}: {failure['url'] or portal['portal']}: {failure['message']}")
    if not quiet:
        click.echo(f"archive: {result['archive']}")
