"""What is at an address? Looks at a few pages of a portal, without an archive, and makes the entry to paste.

From the address it goes the way of discovery, one best link after another, until it stands before a list of annual
reports; it fetches none of them. The same look tells whether the list of an entry is still what the entry says.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import AsyncCrawlerRunner
from scrapy.http import Response
from scrapy.settings import Settings
from twisted.python.failure import Failure

from crawler.failures import of_answer, of_failure
from crawler.frontier import readable
from crawler.portals import PROVINCES, Portal
from crawler.run import run_to_end, settings_for
from crawler.spiders import FAMILIES, family_of
from crawler.spiders.base import PortalSpider
from crawler.spiders.discovery import COLUMN, best_links, columns_above, holds_reports, lists_reports
from crawler.spiders.links import is_markup, read_links, squeeze
from crawler.spiders.listing import in_column, is_report_page, leads_on, names_column, stands_for_report
from pipelines.titles import read_title

_PAGES = 8
_PORTALS_AT_ONCE = 8


@dataclass(slots=True, kw_only=True)
class Sight:
    """What was seen: the list's address and family, how many reports it names, or why there is none."""

    portal: Portal
    start: str | None = None
    family: str | None = None
    reports: int = 0
    pages: int = 0
    seen: tuple[str, ...] = ()
    site: str = ""
    region: str | None = None
    problem: str | None = None
    looked_at: list[str] = field(default_factory=list)


class ProbeSpider(PortalSpider):
    """Goes from `start` to a list of annual reports, at most `limit` pages far."""

    sight: Sight
    limit = _PAGES

    def parse(self, response: Response, column: bool = False) -> Iterator[Request]:
        """Take a page for the list, or ask for the best link on it."""
        sight = self.sight
        if problem := of_answer(response):
            sight.problem = f"{response.url}: {problem.code}: {problem.detail}"
            return
        page = readable(response)
        sight.looked_at.append(page.url)
        sight.problem = None
        if is_markup(page):
            sight.site = sight.site or _meta(page, "SiteName")
            sight.region = sight.region or _region(_meta(page, "SiteIDCode"))
        family = family_of(page)
        implied = family.column_of(page.url)
        own = [link for link in read_links(page) if (urlsplit(link.url).hostname or "") in self.portal.hosts]
        is_report = is_report_page(page) and not holds_reports(page)
        # A column may be one report, with the others in the columns of their years beside it.
        others = [link for link in own if not names_column(link)]
        years = any(leads_on(link, page) or stands_for_report(link, page.url) for link in others)
        leads = in_column(page) and (years or bool(family.pages(page)))
        if implied or (is_report and not column and not leads):
            sight.seen = sight.seen or (page.url,)
            above = [*columns_above(page, own), *([implied] if implied else [])]
            yield from self._go([(url, True) for url in above])
            return
        reports = {link.url for link in family.links(page) if read_title(link.title).reason == "report"}
        urls = {link.url for link in own}
        ways = [(link.url, points >= COLUMN) for points, link in best_links(page) if link.url in urls]
        # A page that says it is the column, but is empty and names another: templates are copied.
        empty = not reports and not family.pages(page) and not leads and any(is_column for _, is_column in ways)
        if (column or in_column(page) or lists_reports(page)) and not empty:
            sight.start, sight.pages, sight.reports = page.url, len(family.pages(page)), len(reports)
            sight.family = next(name for name, known in FAMILIES.items() if known is family)
            return
        yield from self._go(ways)

    def failed(self, failure: Failure) -> None:
        """Note why a page did not come."""
        request: Request = failure.request  # type: ignore[attr-defined]
        problem = of_failure(failure.value or Exception("no answer"), request)
        self.sight.problem = f"{request.url}: {problem.code}: {problem.detail}"

    async def start(self) -> Any:
        """Begin at the entry's first address."""
        yield self._ask(self.portal.start[0])

    def _go(self, ways: list[tuple[str, bool]]) -> Iterator[Request]:
        fresh = [(url, column) for url, column in ways if url not in self.sight.looked_at]
        if not fresh or len(self.sight.looked_at) >= self.limit:
            self.sight.problem = f"{self.sight.looked_at[-1]}: no way to a list of annual reports was seen from here"
            return
        yield self._ask(*fresh[0])

    def _ask(self, url: str, column: bool = False) -> Request:
        request = self.page(url, cb_kwargs={"column": column})
        return request.replace(errback=self.failed, dont_filter=True)


def look(portals: Sequence[Portal], settings: dict[str, Any] | None = None, *, limit: int = _PAGES) -> list[Sight]:
    """Look at portals, each from its first address; `limit` pages at most, 1 for a mere check of the address."""
    chosen = settings_for("", {**(settings or {}), **_PLAIN})
    stopped = asyncio.Event()
    return run_to_end(_look_at_all(portals, chosen, limit, stopped), stopped.set)


# A probe keeps nothing: no frontier, no archive, no extraction. Manners stay.
_PLAIN: dict[str, Any] = {
    "SCHEDULER": "scrapy.core.scheduler.Scheduler",
    "ITEM_PIPELINES": {},
    "LOG_LEVEL": "CRITICAL",
}


async def _look_at_all(
    portals: Sequence[Portal], settings: Settings, limit: int, stopped: asyncio.Event
) -> list[Sight]:
    runner = AsyncCrawlerRunner(settings)
    places = asyncio.Semaphore(_PORTALS_AT_ONCE)

    async def one(portal: Portal) -> Sight:
        sight = Sight(portal=portal, problem=f"{portal.start[0]}: not asked for")
        async with places:
            if not stopped.is_set():
                spider = ProbeSpider.for_portal(portal)
                spider.sight, spider.limit = sight, limit
                await runner.crawl(runner.create_crawler(spider))
        return sight

    return list(await asyncio.gather(*map(one, portals)))


def entry(sight: Sight) -> Portal:
    """Make the entry of what was seen; agency and region as the pages' own meta tags state them."""
    portal = sight.portal
    region = sight.region or portal.region
    host = urlsplit(sight.start or portal.start[0]).hostname or ""
    label = re.sub(r"[^a-z0-9]+", "", host.removeprefix("www.").partition(".")[0].lower()) or "portal"
    return Portal(
        name=f"{PROVINCES[region[:2]][0]}_{label}",
        agency=portal.agency or sight.site or host,
        region=region,
        family=sight.family or "discovery",
        start=(sight.start or portal.start[0],),
        evidence="list" if sight.start else "domain",
        list_by="seen" if sight.start else "unknown",
        seen=sight.seen,
    )


def as_sought(portal: Portal) -> Portal:
    """The portal as a probe begins: at its first address only."""
    return replace(portal, start=portal.start[:1])


def _meta(page: Response, name: str) -> str:
    lower = name.lower()
    path = f"//meta[translate(@name, '{name.upper()}', '{lower}')='{lower}']/@content"
    return squeeze(page.xpath(path).get())


def _region(site_code: str) -> str | None:
    """Give the area of a SiteIDCode (ten digits that begin with GB/T 2260, `bm…` for organs of the state).

    >>> _region("4403000052"), _region("bm17000009"), _region("网站标识码")
    ('440300', '000000', None)
    """
    if re.fullmatch(r"bm\d{8}", site_code):
        return "000000"
    return site_code[:6] if re.fullmatch(r"\d{10}", site_code) and site_code[:2] in PROVINCES else None
