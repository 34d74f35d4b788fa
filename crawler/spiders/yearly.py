"""No list at all: one address for each organ and year, which is the report itself.

Recognised by a year in the query of such an address:

    GET http://rlsbt.zj.gov.cn/module/xxgk/xxgkAnnualReport.jsp?area=00248503X&fbtime=2023                      大汉 JCMS
    GET https://www.ahhuoshan.gov.cn/public/column/6597861?type=3&action=detail&nav=3&title=2021                龙讯 LonSun
    GET http://www.my.gov.cn/public/column/581?type=3&nav=5&sub=1&timeFrame=2023&hasContent=true                龙讯 LonSun

Seen: 浙江省人社厅, 温州市人社局, 兖州区审计局, 大连市住建局; 霍山县审计局, 绵阳市商务局. `area` and the column's number name the organ.
Years that have a report lead to their neighbours, two years on and one back, so a gap of one year does not end the walk.
"""  # noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from scrapy.http import Request, Response

from crawler.spiders.base import PortalSpider
from crawler.spiders.links import Page, is_markup, read_links
from crawler.spiders.listing import ListingSpider

_YEAR = re.compile(r"(?<=[?&])((?:fbtime|title|timeFrame)=)(20\d{2})(?!\d)")
_MODULE = re.compile(r"/xxgkAnnualReport\.jsp\?|/public/column/\d+\?(?:\S*&)?type=3\b")
_BARE = re.compile(r"/xxgkAnnualReport\.jsp\?area=\w+$")
_REPORT = re.compile(r"总体情况|主动公开(?:政府信息)?(?:的)?情况|本年新收|依申请公开")
_FIRST = 2008


class YearlySpider(ListingSpider):
    """Reports at one address for each year."""

    @classmethod
    def recognise(cls, response: Response) -> bool:
        """See module docstring."""
        return bool(_MODULE.search(response.url) and (_YEAR.search(response.url) or _BARE.search(response.url)))

    def first_pages(self) -> list[Page]:
        """Begin with the year that was seen and the latest that can be out; with the wanted years, where some are."""
        latest = datetime.now(UTC).year - 1
        found = []
        for url in self.portal.start:
            seen = _YEAR.search(url)
            years = sorted(self.years or {latest, int(seen[2]) if seen else latest}, reverse=True)
            found += [Page(_at(url, year)) for year in years]
        return found

    @classmethod
    def pages(cls, response: Response) -> list[Page]:
        """Give the addresses of other years and organs that the page links; without years, the neighbouring ones."""
        if not is_markup(response):
            return []
        path = response.url.partition("?")[0]
        linked = dict.fromkeys(link.url for link in read_links(response) if _YEAR.search(link.url))
        pages = [Page(url) for url in linked if url.partition("?")[0] == path and url != response.url]
        here, plain = _YEAR.search(response.url), _at(response.url, 0)
        if any(_at(page.url, 0) == plain for page in pages):
            return pages
        if not here:  # the module answers for a year only
            latest = datetime.now(UTC).year - 1
            return pages or [Page(f"{response.url}&fbtime={year}") for year in (latest, latest - 1)]
        text = " ".join(response.xpath("//body//text()[not(parent::script or parent::style)]").getall())
        if len(_REPORT.findall(text)) < 2:
            return pages
        year = int(here[2])
        return pages + [Page(_at(response.url, other)) for other in (year + 1, year - 1, year - 2) if other >= _FIRST]

    def parse(self, response: Response) -> Iterator[Request]:
        """Hand over the other years; the page is a report itself, so its files are asked for too."""
        latest = datetime.now(UTC).year - 1
        for request in super().parse(response):
            year = _YEAR.search(request.url)
            if request.meta["role"] != "list" or not year or (self.wants_year(int(year[2])) and int(year[2]) <= latest):
                yield request
        yield from PortalSpider.parse_report(self, response)


def _at(url: str, year: int) -> str:
    """Give the address of another year.

    >>> _at("http://a.cn/module/xxgk/xxgkAnnualReport.jsp?area=001&fbtime=2022", 2021)
    'http://a.cn/module/xxgk/xxgkAnnualReport.jsp?area=001&fbtime=2021'
    """
    return _YEAR.sub(rf"\g<1>{year}", url)
