"""Discovery: from any address of a portal nobody described to its annual reports.

From a home page along the words of its navigation, from a report up to its column, from a list through its pages;
every page is read by the family that recognises it. Best first: a page's best links are asked for, the others are
remembered and asked for only if the best led to no report (`further`), within a budget of pages.

    首页 → 政府信息公开 → 政府信息公开年报 → index_1.html … → reports

Every spider has it: where a known list came back without a report, the column may have moved, and is looked for again.
"""

from __future__ import annotations

import heapq
import itertools
import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from scrapy.http import Request, Response, TextResponse

from crawler.spiders.base import Link
from crawler.spiders.links import CLICK, Page, is_markup, read_frames, read_links, read_previous
from crawler.spiders.listing import ListingSpider, in_column, is_report_page, names_column, without_lists

_NOTICES = 30
# Words of navigation that lead to annual reports, with how surely. From 60 on they are followed at once.
_WORDS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (90, re.compile(r"公开(?:工作)?(?:年度(?:工作)?报告|年报)")),
    (80, re.compile(r"^年报$|^年度报告$|(?:部门|单位|政府|镇街|乡镇|街道)年报|信息公开报告")),
    (70, re.compile(r"政府信息公开(?:专栏|专区|专题|平台|网|目录)?$")),
    (60, re.compile(r"信息公开|政务公开|公开目录")),
    (40, re.compile(r"法定主动公开|公开(?:指南|制度|规定)|依申请公开|部门信息|公开")),
    (_NOTICES, re.compile(r"通知公告|公示公告|通告公告|公告公示|公告栏|^公告$|^通知$")),
    (25, re.compile(r"网站地图|站点地图|网站导航")),
    (20, re.compile(r"政务|部门|乡镇|街道|机构|总结|报告|统计|规划")),
)
_FOLDER_WORD = re.compile(r"/(?:\w*xxgk\w*|\w*zwgk\w*|openness|public|gkmlpt)(?:/|\.|$)", re.IGNORECASE)
# Copies of the same pages, and places without reports.
_TRAP = re.compile(
    r"/gate/big5/|//big5\.|/big5/|/(?:en|english|eng|print|login|logout|register|rss|calendar|search|video)(?:[/.?]|$)"
    r"|//(?:en|english|m|wap|mail|oa)\.|[?&](?:print|lang|date|month|day)=",
    re.IGNORECASE,
)
COLUMN, _AT_ONCE, _BRANCHES = 80, 60, 4
_BUDGET = 40


class Discovery:
    """The search of one spider: what was asked for, what is left, how many pages may still be looked at."""

    def __init__(self, spider: ListingSpider) -> None:
        self._spider = spider
        self._left = int(spider.portal.params.get("budget", _BUDGET))
        self._asked: set[str] = set()
        self._rest: list[tuple[int, int, Page]] = []
        self._order = itertools.count()
        self._began = False
        self._is_lost = False
        self._has_noticed = False

    def look(self, response: Response, column: bool = False, back: bool = False) -> Iterator[Request]:
        """Take what a list holds; go up from a report; look further from any other page.

        `column`: a link with the name of the column led here. `back`: the list may have pages before this one.
        """
        from crawler.spiders import family_of

        self._began = True
        self._asked.add(response.url)
        family = family_of(response)
        implied = family.column_of(response.url)
        is_report = is_report_page(response) and not holds_reports(response)
        if implied or not isinstance(response, TextResponse) or is_report:
            yield from self._spider.take(response, family)
            yield from self._go_up(response, implied)
            return
        answer = not is_markup(response)
        if answer or column or in_column(response) or lists_reports(response):
            found = list(self._spider.take(response, family))
            for request in found if self._spider.brings_news(response, family) else without_lists(found):
                yield self._as_column(request) if request.meta["role"] == "list" else request
            for page in read_previous(response) if back else ():
                yield self._as_column(self._spider.ask(page), back=True)
            if any(request.meta["role"] == "report" for request in found):
                if self._is_lost:
                    self._note_move(response.url)
                yield from self._look_among_notices(response)
            if answer or found:
                return
            self.remember_script(response)
        else:
            titled = [link for link in read_links(response) if not names_column(link)]
            yield from self._spider.follow_reports(response, titled)
        yield from self._explore(response)

    def remember_script(self, response: Response) -> None:
        """Keep an empty list for later: a browser may see more in it."""
        if is_markup(response) and "<script" in response.text and not response.meta.get("rendered"):
            self._remember(75, Page(response.url, rendered=True, click=CLICK))

    def _look_among_notices(self, response: Response) -> Iterator[Request]:
        """Look once at the first page of 通知公告: some organs file a report there."""
        if self._has_noticed:
            return
        self._has_noticed = True
        waiting = [page for points, _, page in self._rest if -points == _NOTICES]
        linked = [Page(link.url) for points, link in best_links(response) if points == _NOTICES]
        own = [page for page in (*linked, *waiting) if self._spider.is_own(page.url)]
        for request in self._ask(own[0]) if own else ():
            yield request.replace(callback=self._spider.discover_notices)

    def take_notices(self, response: Response) -> Iterator[Request]:
        """Take the reports among notices; their further pages only if there is one that the lists did not have."""
        from crawler.spiders import family_of

        family = family_of(response)
        known = set(self._spider.known)
        found = list(self._spider.take(response, family))
        self._spider.brings_news(response, family)
        for request in found if self._spider.known - known else without_lists(found):
            is_list = request.meta["role"] == "list"
            yield request.replace(callback=self._spider.discover_notices) if is_list else request

    def _note_move(self, url: str) -> None:
        """Say where the reports are now, so that the entry can follow."""
        self._is_lost = False
        if self._spider.frontier is not None:
            start = ", ".join(self._spider.portal.start)
            self._spider.frontier.note("list_moved", f"no report at {start}; they are listed here now", url)

    def _go_up(self, response: Response, implied: str | None) -> Iterator[Request]:
        """From a report to its column: as its page links it, or else as its address implies, or by navigation."""
        above = columns_above(response, [link for link in read_links(response) if self._spider.is_own(link.url)])
        for url in above or ([implied] if implied else []):
            yield from self._ask(Page(url), column=True)
        if not above and is_markup(response):
            yield from self._explore(response)
        elif not above and not implied:  # a file leads nowhere
            yield from self._ask(Page(urljoin(response.url, "/")))

    def further(self) -> Iterator[Request]:
        """Give the best of what was left aside; where the portal's own list had nothing, begin again from its home."""
        if not self._rest and not self._began:
            self._began = self._is_lost = True
            portal = self._spider.portal
            for url in (*portal.seen[:1], *(urljoin(start, "/") for start in portal.start)):
                yield from self._ask(Page(url))
        while self._rest:
            page = heapq.heappop(self._rest)[2]
            if page.rendered or page.url not in self._asked:
                yield from self._ask(page)
                return

    def _explore(self, response: Response) -> Iterator[Request]:
        framed = [page for page in read_frames(response) if self._spider.is_own(page.url)]
        frames = [(65, page) for page in framed if not _TRAP.search(page.url)]
        links = [(points, Page(link.url)) for points, link in best_links(response)]
        ways = sorted([*links, *frames], key=lambda way: -way[0])
        own = [way for way in ways if self._spider.is_own(way[1].url)]
        top = own[0][0] if own else 0
        # A column in sight: only columns. Else what speaks of disclosure. The rest waits.
        bar = COLUMN if top >= COLUMN else _AT_ONCE
        chosen = [way for way in own if way[0] >= bar][: _BRANCHES if bar < COLUMN else 3 * _BRANCHES]
        for points, page in ways:
            if (points, page) in chosen:
                yield from self._ask(page, column=points >= COLUMN)
            elif self._spider.is_own(page.url):
                self._remember(points, page)
            elif points >= COLUMN:
                self._remember(1, page)  # a column elsewhere, perhaps a clone's: refused in the end, and named by that

    def _ask(self, page: Page, *, column: bool = False) -> Iterator[Request]:
        if self._left <= 0 or (page.url in self._asked and not page.rendered):
            return
        self._left -= 1
        self._asked.add(page.url)
        request = self._spider.ask(page)
        yield self._as_column(request) if column else request.replace(callback=self._spider.discover)

    def _as_column(self, request: Request, *, back: bool = False) -> Request:
        """What follows a list is a list, though a page of it may hold no report."""
        told = {"column": True, "back": True} if back else {"column": True}
        return request.replace(callback=self._spider.discover, cb_kwargs=told)

    def _remember(self, points: int, page: Page) -> None:
        heapq.heappush(self._rest, (-points, next(self._order), page))


class DiscoverySpider(ListingSpider):
    """Looks for the annual reports of a portal of which only an address is known.

    `params.budget` is the number of pages to look at on the way.
    """

    @classmethod
    def recognise(cls, response: Response) -> bool:  # noqa: ARG003
        """It is nobody's family: an entry names it, no page does."""
        return False

    def parse(self, response: Response) -> Iterator[Request]:
        """Look at the first page."""
        yield from self.discover(response, back=True)

    def family_for(self, response: Response) -> type[ListingSpider]:
        """Whatever family made the page."""
        from crawler.spiders import family_of

        return family_of(response)


def score(link: Link) -> int:
    """Say how surely a link leads to annual reports, 0 for not at all.

    >>> [score(Link("http://a.cn" + path, "政府信息公开年报")) for path in ("/nb/", "/zfxxgk/nb/", "/gate/big5/nb/")]
    [90, 95, 0]
    >>> [score(Link("http://a.cn/x/", title)) for title in ("政府信息公开", "依申请公开", "新闻")]
    [70, 40, 0]
    """
    if _TRAP.search(link.url) or link.date or len(link.title) > 30:
        return 0
    said = next((points for points, word in _WORDS if word.search(link.title)), 0)
    if said >= 60:
        return said + 5 * bool(_FOLDER_WORD.search(urlsplit(link.url).path))
    return said or 50 * bool(_FOLDER_WORD.search(urlsplit(link.url).path) and not link.title)


def best_links(response: Response) -> list[tuple[int, Link]]:
    """Give a page's links that lead on, best first, each address once; a report leads nowhere."""
    from pipelines.titles import read_title

    found: dict[str, tuple[int, Link]] = {}
    for link in read_links(response):
        points = score(link)
        if not points or link.url == response.url or read_title(link.title).reason in {"report", "truncated"}:
            continue
        if points > found.get(link.url, (0, link))[0]:
            found[link.url] = (points, link)
    return sorted(found.values(), key=lambda way: -way[0])


def lists_reports(response: Response) -> bool:
    """Say whether a page is a list that holds reports, be it one among other things; a home page is none."""
    from crawler.spiders import family_of
    from pipelines.titles import read_title

    if holds_reports(response):
        return True
    if urlsplit(response.url).path.rpartition("/")[0] == "":  # a home page shows a report among its news
        return False
    family = family_of(response)
    found = any(read_title(link.title).reason == "report" for link in family.links(response))
    return found and bool(family.pages(response))


def holds_reports(response: Response) -> bool:
    """Say whether a page lists annual reports: two of different years or agencies, by their titles."""
    from crawler.spiders import family_of
    from pipelines.titles import read_title

    readings = (read_title(link.title) for link in family_of(response).links(response))
    sure = {(reading.agency, reading.fiscal_year) for reading in readings if reading.reason == "report"}
    return len(sure) > 1


def columns_above(response: Response, links: list[Link]) -> list[str]:
    """Give those of a report's links that name the column, or else the last step of its breadcrumb (当前位置：…).

    <div class="pos">您现在的位置：<a href="/">首页</a> &gt; <a href="/tzgg/">通知公告</a></div>
    """
    links = [link for link in links if link.url != response.url and not _TRAP.search(link.url)]
    named = list(dict.fromkeys(link.url for link in links if names_column(link)))
    if named or not is_markup(response):
        return named
    steps = response.xpath("(//*[contains(text(), '位置')])[1]/ancestor-or-self::*[.//a][1]//a/@href").getall()
    last = response.urljoin(steps[-1]) if steps else None
    return [last] if last in {link.url for link in links} else []
