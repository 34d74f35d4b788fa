"""Plain lists: server-rendered pages whose next page is an ordinary link. Also what every family builds on.

Recognised by nothing in particular: this is the family of hand-made lists, many of them GB2312 (`legacy` county sites,
Henan, Kunming, Hunan `rlist.shtml`, `InfoPublic.aspx?cid=1019&page=2`, Hebei `eportal/ui?…&currentPage=2`):

    <div class="info-list"><p><a href="…">…年度报告</a><span>2023-01-20</span></p></div>
    <div class="pages"><a href="?cid=1019&page=2">下一页</a></div>

A family says by three class methods what a list page holds; `parse` is the same for all of them.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from scrapy.http import Request, Response

from crawler.spiders.base import Link, PortalSpider
from crawler.spiders.links import Page, is_markup, read_clickable, read_links, read_more, read_next, read_script_rows

if TYPE_CHECKING:
    from crawler.spiders.discovery import Discovery

# The name of a column of annual reports, as meta tag, page title or heading gives it, and as its folder is called.
# LonSun calls it type 3; gkmlpt is a catalogue of everything, of which its family takes that column.
COLUMN_NAME = re.compile(r"公开(?:工作)?(?:年度(?:工作)?报告|年报)|^年报$|^年度报告$")
COLUMN_FOLDER = re.compile(
    r"/(?:\w*(?:gk|bm|zf|xx)_?nb\w*|nb\d*|\w*nd(?:xxgk)?bg\w*|\w*xxgk\w{0,3}bg\w*|\w*nianbao\w*|\w*AnnualReport\w*"
    r"|gkmlpt)(?:[/.?]|$)|/public/column/\d+\?(?:\S*&)?type=3\b",
    re.IGNORECASE,
)
# What stands in such a column instead of a title: a year, or the name of an organ.
_YEAR_ONLY = re.compile(
    r"^[(（【\[]?(?:19|20)\d{2}[)）】\]]?\s*年?度?(?:各?部门|区县|镇街|[区县市]直?单位)?(?:年报|报告)?$"
)
_ORGAN_ONLY = re.compile(
    r"^[\u4e00-\u9fff]{1,24}(?:局|委|委员会|办|办公室|厅|部|院|中心|政府|街道|街道办事处|镇|乡|管委会|总队|支队|大队|公司)"
    r"(?:[(（][\u4e00-\u9fff]{2,20}[)）])?$"
)
# Columns within the column: of departments, of towns, of former years.
_PART = re.compile(
    r"(?:部门|单位|镇街|乡镇|街道|区县|县区|县市区|市州|直属|下属|本级|园区|开发区|学校|医院|历年|往年|以往|政府|各)"
    r"[\u4e00-\u9fff、()（）]{0,10}(?:年报|年度报告)$"
)
_REPORT_WORDS = ("总体情况", "主动公开", "依申请公开", "行政复议", "主要问题", "其他需要报告")
_FOLDER = re.compile(r"/(?:(?:index|list|default)\.\w+)?$")
_FIRST_PAGE = re.compile(r"/(?:page_)?1\.html$")


class ListingSpider(PortalSpider):
    """Lists with ordinary links and an ordinary 下一页."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known: set[str] = set()
        self._stale = 0

    @classmethod
    def recognise(cls, response: Response) -> bool:
        """Say whether this family's software made the page."""
        return bool(cls.pages(response))

    @classmethod
    def links(cls, response: Response) -> list[Link]:
        """Give the links of a list page; the base tells reports from the rest by their titles."""
        return read_links(response)

    @classmethod
    def pages(cls, response: Response) -> list[Page]:
        """Give the list's further pages, as far as this page names them."""
        return read_next(response)

    @classmethod
    def column_of(cls, url: str) -> str | None:  # noqa: ARG003
        """Give the list page that an article's address implies, where the software has a rule for that."""
        return None

    def parse(self, response: Response) -> Iterator[Request]:
        """Hand over what a list page holds; of an empty one that a script may fill, keep that in mind."""
        found = list(self.take(response, type(self)))
        yield from found if self.brings_news(response, type(self)) else without_lists(found)
        if not found:
            self.discovery.remember_script(response)

    def take(self, response: Response, family: type[ListingSpider]) -> Iterator[Request]:
        """Ask for the reports of a list page, for its further pages, and for the folders that reports are filed in."""
        from pipelines.titles import read_title

        pages = family.pages(response) or read_clickable(response)
        lists = {response.url, *(page.url for page in pages)}
        links = [link for link in family.links(response) if link.url not in lists]
        pages += [Page(link.url) for link in links if self.is_own(link.url) and leads_on(link, response)]
        reports = {link.url for link in links if read_title(link.title).reason == "report"}
        if not reports:
            links += read_script_rows(response)
            pages += [Page(link.url) for link in organs_beside(links, response) if self.is_own(link.url)]
        pages += [page for page in read_more(response, reports) if self.is_own(page.url)]
        lists |= {page.url for page in pages}
        titled = [link for link in links if link.url not in lists and not names_column(link)]
        yield from self.follow_reports(response, titled)
        if in_column(response):
            for link in titled:
                if stands_for_report(link, response.url):
                    yield self.report(link, parent_url=response.url)
        for page in dict.fromkeys(pages):
            yield self.ask(page, referer=response.url)

    def brings_news(self, response: Response, family: type[ListingSpider]) -> bool:
        """Say whether a list page names a report that no list page named before, or none at all.

        Two with known ones only in a row, and what they lead on to is a pager without end (a second page that is the
        first again is common: some servers count from 0 and from 1).
        """
        from pipelines.titles import read_title

        reports = {link.url for link in family.links(response) if read_title(link.title).reason == "report"}
        if reports:
            self._stale = 0 if reports - self.known else self._stale + 1
            self.known |= reports
        return self._stale < 2

    def family_for(self, response: Response) -> type[ListingSpider]:  # noqa: ARG002
        """Give the family that reads the portal's pages."""
        return type(self)

    def is_own(self, url: str) -> bool:
        """Say whether an address is on the portal's hosts; a clone's is not, whatever it looks like."""
        return (urlsplit(url).hostname or "") in self.portal.hosts

    async def start(self) -> AsyncIterator[Request]:
        """Begin at the portal's first pages."""
        for page in self.first_pages():
            yield self.ask(page)

    def first_pages(self) -> list[Page]:
        """Give the pages to begin with: the portal's `start`, by a browser where `params.browser` says what it needs.

        `params.browser` is a table of `wait_for` and `click`, both CSS selectors and both optional.
        """
        browser = self.portal.params.get("browser")
        if not isinstance(browser, dict):
            return [Page(url) for url in self.portal.start]
        return [Page(url, rendered=True, **browser) for url in self.portal.start]

    def ask(self, page: Page, referer: str | None = None) -> Request:
        """Give the request of a list page; some data calls answer only to who comes from their page (truecms)."""
        if page.rendered:
            return self.rendered_page(page.url, wait_for=page.wait_for, click=page.click)
        headers = dict(page.headers) | ({"Referer": referer} if referer else {})
        return self.page(page.url, method=page.method, body=page.body, headers=headers)

    def parse_report(self, response: Response) -> Iterator[Request]:
        """Ask for a report's files; and go on where the page is a list under a report's title (2022年…年度报告)."""
        yield from super().parse_report(response)
        found = list(self.take(response, self.family_for(response)))
        reports = sum(request.meta["role"] == "report" for request in found)
        if reports > 1 or (reports and not is_report_page(response)):
            yield from found

    @cached_property
    def discovery(self) -> Discovery:
        """The search for reports where the list is not known, or no longer."""
        from crawler.spiders.discovery import Discovery

        return Discovery(self)

    def discover(self, response: Response, column: bool = False, back: bool = False) -> Iterator[Request]:
        """Look at a page on the way to reports."""
        yield from self.discovery.look(response, column, back)

    def discover_notices(self, response: Response) -> Iterator[Request]:
        """Look at a page of notices for reports that were filed there."""
        yield from self.discovery.take_notices(response)

    def further(self) -> Iterator[Request]:
        """Where the list gave no report, look for another."""
        yield from self.discovery.further()


def without_lists(requests: Iterable[Request]) -> list[Request]:
    """Give the requests for reports only."""
    return [request for request in requests if request.meta["role"] != "list"]


def is_report_page(response: Response) -> bool:
    """Say whether a page is a report itself: it speaks of what only reports speak of, outside its links."""
    if not is_markup(response):
        return False
    text = "".join(response.xpath("//body//text()[not(parent::script or parent::style or ancestor::a)]").getall())
    return sum(word in text for word in _REPORT_WORDS) > 2


def in_column(response: Response) -> bool:
    """Say whether a page lies in a column of annual reports, by its own words or its folder's name."""
    parts = urlsplit(response.url)
    if COLUMN_FOLDER.search(f"{parts.path}?{parts.query}"):
        return True
    if not is_markup(response) or parts.path.count("/") < 2:  # a home page is none, whatever its template says
        return False
    names = response.xpath("//meta[translate(@name, 'COLUMNAE', 'columnae')='columnname']/@content | //title/text()")
    return any(COLUMN_NAME.search(name.strip()) for name in names.getall())


def names_column(link: Link) -> bool:
    """Say whether a link bears a column's name (政府信息公开年报) and no date that would show it to be a report."""
    from pipelines.titles import read_title

    return read_title(link.title).reason == "column" and not link.date


def leads_on(link: Link, response: Response) -> bool:
    """Say whether a link opens a further list: the column, seen from outside; in it, the folder of a year.

    In the column, a file below it that bears the column's name may be its one report: it is opened as well.
    """
    from pipelines.titles import read_title

    if urljoin(link.url, ".") == urljoin(response.url, ".") and _FOLDER.search(urlsplit(link.url).path):
        return False
    if names_column(link):
        return not in_column(response) or _is_file_below(link, response.url)
    title = read_title(link.title)
    if _PART.search(link.title) and title.reason != "report" and not title.reason.startswith("other_report"):
        return True
    is_folder = bool(_FOLDER.search(urlsplit(link.url).path))
    if title.is_report or not in_column(response):
        return title.is_report and is_folder
    if not is_folder and not _FIRST_PAGE.search(link.url):
        return False
    is_below = link.url.startswith(urljoin(response.url, "."))
    return bool(_YEAR_ONLY.match(link.title) or (is_below and _ORGAN_ONLY.match(link.title)))


def organs_beside(links: list[Link], response: Response) -> list[Link]:
    """Give the columns of organs that a column without reports of its own names, at addresses of its own form.

    /col/col30/index.html: <a href="/col/col501/index.html">市教育局</a> <a href="/col/col502/index.html">…</a>
    """
    if not in_column(response):
        return []
    form = re.sub(r"\d+", "0", response.url)
    found = [link for link in links if re.sub(r"\d+", "0", link.url) == form and _ORGAN_ONLY.match(link.title)]
    return found if len(found) > 1 else []


def stands_for_report(link: Link, url: str) -> bool:
    """Say whether a link below a column of annual reports is a report that the list names by year or organ only.

    >>> stands_for_report(Link("http://a.cn/gknb/202301/t20230128_1.html", "市教育局"), "http://a.cn/gknb/")
    True
    >>> stands_for_report(Link("http://a.cn/jyj/", "市教育局"), "http://a.cn/gknb/")
    False
    """
    from pipelines.titles import read_title

    if not _is_file_below(link, url) or read_title(link.title).is_report:
        return False
    return bool(_YEAR_ONLY.match(link.title) or _ORGAN_ONLY.match(link.title))


def _is_file_below(link: Link, url: str) -> bool:
    return link.url.startswith(urljoin(url, ".")) and not _FOLDER.search(urlsplit(link.url).path)
