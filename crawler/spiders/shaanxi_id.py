"""Shaanxi's platform: lists at `/1.html`, articles named by a 24-hex or 19-digit id.

Recognised by article names `6229614ff8fd1c0bdc855f08.html`, `1427955212794036225.html` and lists `1.html`, `2.html`.
Seen: 西安市 and its districts, 延安市教育局, 富县, 子洲县, 杨凌示范区.

    GET https://jyj.yanan.gov.cn/zfxxgk/zfxxgknb/1.html
    <li><p class="title"><a href="/zfxxgk/zfxxgknb/6229614ff8fd1c0bdc855f08.html">…</a></p><p class="time">2022年03月10日</p></li>
    <script>var pages = parseInt('2'); …</script>                      two pages: 1.html and 2.html
"""  # noqa: E501

from __future__ import annotations

import re
from urllib.parse import urljoin

from scrapy.http import Response

from crawler.spiders.links import Page, numbered, read_links, read_next
from crawler.spiders.listing import ListingSpider

_ARTICLE = re.compile(r"/(?:[0-9a-f]{24}|\d{19})\.html$")
_LIST = re.compile(r"/(\d{1,4})\.html$")
_TOTAL = re.compile(r"parseInt\(\s*['\"](\d+)['\"]\s*\)")


class ShaanxiIdSpider(ListingSpider):
    """Lists of Shaanxi's platform."""

    @classmethod
    def recognise(cls, response: Response) -> bool:
        """See module docstring."""
        return bool(_ARTICLE.search(response.url)) or any(_ARTICLE.search(link.url) for link in read_links(response))

    @classmethod
    def pages(cls, response: Response) -> list[Page]:
        """Give the other pages: the script states how many there are."""
        here, total = _LIST.search(response.url), _TOTAL.search(getattr(response, "text", ""))
        if not total or _ARTICLE.search(response.url) or not (here or response.url.endswith("/")):
            return read_next(response)
        current = int(here[1] if here else 1)
        others = [number for number in range(1, int(total[1]) + 1) if number != current]
        return numbered(response.url, others, "{}.html")

    @classmethod
    def column_of(cls, url: str) -> str | None:
        """`/gknb/bmnb/1427955212794036225.html` is filed in `/gknb/bmnb/1.html`."""
        return urljoin(url, "1.html") if _ARTICLE.search(url) else None
