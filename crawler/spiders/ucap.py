"""开普 UCAP / CMSPRO: shells that fetch their list as JSON, articles `/c102380/202301/<32hex>.shtml`.

Recognised by `<meta name="channelId">`, `UCAP-CONTENT`, `<UCAPCONTENT>` and those articles (Sichuan: `/2023/12/29/<32hex>.shtml`;
Heilongjiang: `/c112289c/202602/c01_1108994.shtml`). Seen: 四川省人社厅, 证监会, 克拉玛依, 沧州, 上饶, 乌鲁木齐, 哈尔滨道里.

    GET /common/search/<channelId>?_isAgg=true&_isJson=true&_pageSize=100&_template=index&_rangeTimeGte=&_channelName=&page=1
    (also /search/<channelId>, /searchList/<channelId>: the page's script names it)
    → {"data":{"channelId":"…","rows":20,"total":41,"results":[{"title":"…","url":"http://…","publishedTimeStr":"2023-01-20 17:18:49"}]}}
"""  # noqa: E501

from __future__ import annotations

import re
from urllib.parse import urljoin

from scrapy.http import Response

from crawler.spiders.base import Link
from crawler.spiders.links import Page, read_answer, read_json, read_links, read_next
from crawler.spiders.listing import ListingSpider

_ARTICLE = re.compile(
    r"/(?:c\w{5,8}/\d{6}|\w+/\d{4}/\d{1,2}/\d{1,2}|\w+/\d{4}-\d{2}/\d{2})/(?:content_|c\d\d_)?(?:[0-9a-f]{32}|\d+)\.shtml$"
)
_CALL = re.compile(r"(/common/search|/searchList|/search)/([0-9a-f]{32})")
_CHANNEL = re.compile(
    r"""<meta[^>]*name=["']channelId["'][^>]*content=["']([0-9a-f]{32})|channelId["']?\s*[:=]\s*["']([0-9a-f]{32})""",
    re.IGNORECASE,
)
_QUERY = "_isAgg=true&_isJson=true&_pageSize=100&_template=index&_rangeTimeGte=&_channelName="
_PAGE = re.compile(r"(?<=[?&]page=)\d+")


class UcapSpider(ListingSpider):
    """Lists of 开普's platforms."""

    @classmethod
    def recognise(cls, response: Response) -> bool:
        """See module docstring."""
        text = getattr(response, "text", "")
        if _CHANNEL.search(text) or "UCAP" in text or _CALL.search(response.url) or _ARTICLE.search(response.url):
            return True
        return any(_ARTICLE.search(link.url) for link in read_links(response))

    @classmethod
    def links(cls, response: Response) -> list[Link]:
        """Give the rows of an answer or a page."""
        return read_answer(response)

    @classmethod
    def pages(cls, response: Response) -> list[Page]:
        """Ask for the list a shell stands for; then for the pages after an answer, counted or until one is not full."""
        if _CALL.search(response.url):
            return _after_answer(response)
        text = getattr(response, "text", "")
        channel, call = _CHANNEL.search(text), _CALL.search(text)
        drawn = any(_ARTICLE.search(link.url) for link in read_links(response))
        if _ARTICLE.search(response.url) or (not call and (drawn or not channel)):
            return read_next(response)
        path, number = (call[1], call[2]) if call else ("/common/search", "")
        if channel:
            number = channel[1] or channel[2]
        return [Page(urljoin(response.url, f"{path}/{number}?{_QUERY}&page=1"))]


def _after_answer(response: Response) -> list[Page]:
    answer, here = read_json(response), _PAGE.search(response.url)
    data = answer.get("data") if isinstance(answer, dict) else None
    if not isinstance(data, dict) or not here or not data.get("results"):
        return []
    rows, total = int(data.get("rows") or len(data["results"])), data.get("total")
    current = int(here[0])
    last = current + (len(data["results"]) >= rows) if total is None else -(-int(total) // rows)
    return [Page(_PAGE.sub(str(number), response.url)) for number in range(current + 1, last + 1)]
