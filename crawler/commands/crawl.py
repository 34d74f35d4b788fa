"""`nianbao crawl`: known portals by name, by province or all of them; or one address that somebody gives."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
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
_PUNCTUATION = "，。、；;,\"'“”‘’<>《》()（） \t\r\n"


@click.command()
@click.argument("names", nargs=-1, metavar="[PORTAL]...")
@click.option("--all", "everything", is_flag=True, help="Every portal of the registry.")
@click.option("--province", metavar="NAME", help="The portals of a province: 江苏, jiangsu, 32.")
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
    url: str | None,
    settings: tuple[str, ...],
    archive: Path,
    years: Years,
    as_json: bool,
    quiet: bool,
) -> int:
    """Crawl portals into the archive.

    PORTAL is a name of `nianbao portals list`. A crawl that was interrupted or killed goes on with the same command.
    """
    chosen = [bool(names), everything, bool(province), bool(url)]
    if chosen.count(True) != 1:
        fail("say what to crawl: names of portals, --all, --province NAME or --url URL (one of these)")
    given = read_settings(settings)
    portals = [portal_of(url, given)] if url else choose(names, province)

    refuse_sample_archive(archive, portals)
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


def choose(names: tuple[str, ...], province: str | None) -> list[Portal]:
    """Give the portals asked for; all that are not disabled, without any name. Ends the command if there is none."""
    from crawler.portals import PROVINCES, load_portals

    known = {portal.name: portal for portal in load_portals()}
    if names:
        for name in names:
            if name not in known:
                fail(f"no portal {name!r}{suggestion(name, known) or '; `nianbao portals list` names them'}")
            if known[name].disabled:
                fail(f"portal {name} is disabled: {known[name].disabled}")
        return [known[name] for name in dict.fromkeys(names)]
    portals = [portal for portal in known.values() if not portal.disabled]
    if province is None:
        return portals
    code = next((code for code, words in PROVINCES.items() if province.rstrip("省市") in (code, *words)), None)
    if code is None:
        fail(
            f"no province {province!r}{suggestion(province, [word for words in PROVINCES.values() for word in words])}"
        )
    found = [portal for portal in portals if portal.region.startswith(code)]
    return found or fail(f"the registry has no portal in {PROVINCES[code][1]}")


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
