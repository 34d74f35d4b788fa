"""`nianbao portals`: list the registry, make the entry of an unknown portal, see whether entries hold."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from pipelines.commands import FAILED, fail, json_option, note, print_json, printable, quiet_option

if TYPE_CHECKING:
    from crawler.portals import Portal
    from crawler.probe import Sight

_WIDE = 160  # what goes into a file or a pipe is not folded


@click.group()
def command() -> None:
    """The registry of portals."""


@command.command("list")
@click.option("--province", metavar="NAME", help="The portals of a province: 江苏, jiangsu, 32.")
@click.option("--family", metavar="NAME", help="The portals of a family: trs, hanweb, discovery …")
@json_option
@quiet_option
def list_portals(province: str | None, family: str | None, as_json: bool, quiet: bool) -> int:
    """Name every portal: name, agency, family, and what is known of its list."""
    portals = [portal for portal in _chosen((), province) if family in (None, portal.family)]
    if not portals:
        from crawler.spiders import FAMILIES

        fail(f"no portal of family {family!r}; there are {', '.join(FAMILIES)}")
    if as_json:
        print_json([_facts(portal) for portal in portals])
        return 0
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("name", "agency", "family", "list", "evidence"):
        table.add_column(heading, overflow="fold")
    for portal in portals:
        state = "disabled" if portal.disabled else portal.list_by
        table.add_row(portal.name, portal.agency, portal.family, state, portal.evidence)
    Console(highlight=False, width=None if sys.stdout.isatty() else _WIDE).print(table)
    note(f"{len(portals)} portals", quiet=quiet)
    return 0


@command.command()
@click.argument("url")
@json_option
@quiet_option
def probe(url: str, as_json: bool, quiet: bool) -> int:
    """Recognise the portal at URL and print its entry, ready to paste into crawler/portals/<province>.toml.

    URL is a home page, a 信息公开 page, a list or a report. A few pages are looked at, no report is fetched.
    """
    from crawler.commands.crawl import portal_of
    from crawler.portals import load_portals, to_toml
    from crawler.probe import entry, look

    settings: dict[str, Any] = {}
    portal = portal_of(url, settings)
    sight = look([portal], settings)[0]
    if not sight.looked_at:
        fail(sight.problem or f"{url}: no answer")
    found = entry(sight)
    known = [other.name for other in load_portals() if set(other.hosts) & set(found.hosts)]
    if as_json:
        seen = {"recognised": bool(sight.start), "reports": sight.reports, "further_pages": sight.pages}
        print_json({**_facts(found), **seen, "looked_at": sight.looked_at, "known_as": known, "problem": sight.problem})
        return 0 if sight.start else FAILED
    click.echo(to_toml(found))
    for name in known:
        note(f"the registry has this host already: {name}", quiet=quiet)
    if sight.start:
        pages = f" and {sight.pages} further pages" if sight.pages else ""
        note(f"{sight.start}: family {sight.family}, {sight.reports} reports on it{pages}", quiet=quiet)
        note("check agency, region and name (pinyin path without abbreviations) before you keep it", quiet=quiet)
        return 0
    note(f"{sight.problem}; with this entry a crawl would begin by discovery")
    return FAILED


@command.command()
@click.argument("names", nargs=-1, metavar="[PORTAL]...")
@click.option("--province", metavar="NAME", help="The portals of a province: 江苏, jiangsu, 32.")
@json_option
@quiet_option
def check(names: tuple[str, ...], province: str | None, as_json: bool, quiet: bool) -> int:
    """Look at the first page of entries (all of them, without a name) and say which are not what they say."""
    from crawler.probe import as_sought, look

    portals = [portal for portal in _chosen(names, province) if not portal.disabled]
    sights = look([as_sought(portal) for portal in portals], limit=1)
    verdicts = {sight.portal.name: verdict(sight) for sight in sights}
    if as_json:
        rows = verdicts.items()
        print_json([{"portal": name, "holds": problem is None, "problem": problem} for name, problem in rows])
    else:
        for name, problem in verdicts.items():
            if problem or not quiet:
                click.echo(f"{name}: {printable(problem) if problem else 'holds'}")
    wrong = sum(problem is not None for problem in verdicts.values())
    note(f"{len(verdicts)} entries looked at, {wrong} to look after", quiet=quiet)
    return FAILED if wrong else 0


def verdict(sight: Sight) -> str | None:
    """Say what is wrong with an entry after a look at its first page, None if nothing is."""
    portal = sight.portal
    if not sight.looked_at:
        return sight.problem or "no answer"
    if portal.list_by == "unknown":
        return None  # it answers, and that is all the entry says
    if sight.start is None:
        return f"{portal.start[0]}: is no list of annual reports"
    if sight.family != portal.family and "listing" not in (sight.family, portal.family):
        return f"{portal.start[0]}: looks like {sight.family}, the entry says {portal.family}"
    return None


def _chosen(names: tuple[str, ...], province: str | None) -> list[Portal]:
    from crawler.commands.crawl import choose
    from crawler.portals import PortalError, load_portals

    try:
        return choose(names, province) if names or province else list(load_portals())
    except PortalError as error:
        fail(f"the registry cannot be read: {error}")


def _facts(portal: Portal) -> dict[str, Any]:
    """The entry as JSON: what its block says, with what follows from it."""
    from dataclasses import asdict

    facts: dict[str, Any] = json.loads(json.dumps(asdict(portal)))
    return {**facts, "province": portal.province}
