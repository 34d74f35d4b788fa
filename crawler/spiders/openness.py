"""Anhui's "Openness": lists `showList/<branch>/<catalog>/page_1.html`, reports `OpennessAnnualReport/show/5046.html`.

Recognised by `/OpennessContent/`, `/OpennessAnnualReport/`, `/XxgkAnnualReport/`, `/openness/detail/annual_report/<24hex>`
and `/News/showList/`. Seen: 池州市人社局, 贵池区, 铜官区, 花山区, 谯城区, 宣城市住建局. Some hosts answer 521 (加速乐).

    GET http://fgw.chizhou.gov.cn/News/showList/1450/page_1.html
    <td class="rightnr"><ul><li><a href="…/show/1158237.html" title="…">…</a><span>[2022-01-20]</span></li></ul></td>
    <ul id="paging"><li><a>首页</a></li><li>1</li><li><a href="…/page_2.html">2</a></li><li><a>下一页</a></li></ul>

The older generation (PHP) pages by `?page=2` below `/opennessAnnualReport/?branch_id=<24hex>`.
"""  # noqa: E501

from __future__ import annotations

import re
from urllib.parse import urljoin

from scrapy.http import Response

from crawler.spiders.links import Page, read_links, read_next
from crawler.spiders.listing import ListingSpider

_MARK = re.compile(
    r"/(?:Openness|Xxgk)(?:Content|AnnualReport)\w*/|/openness/detail/|/News/show(?:List)?/", re.IGNORECASE
)
_LIST = re.compile(r"(?:/page_|[?&]page=)(\d+)")


class OpennessSpider(ListingSpider):
    """Lists of Anhui's Openness platform."""

    @classmethod
    def recognise(cls, response: Response) -> bool:
        """See module docstring."""
        return bool(_MARK.search(response.url)) or any(_MARK.search(link.url) for link in read_links(response))

    @classmethod
    def pages(cls, response: Response) -> list[Page]:
        """Give the other pages that the pager names or counts; the next one where 下一页 has no address."""
        if not hasattr(response, "text"):
            return []
        here = _LIST.search(response.url)
        current = int(here[1]) if here else 1
        pager = response.css("ul#paging")
        numbers = pager.css("::text").re(r"^\s*(\d+)\s*$|共\s*(\d+)\s*页") + pager.re(r"(?:/page_|[?&;]page=)(\d+)")
        last = max((int(number) for number in numbers if number), default=0)
        if not last and pager.xpath(".//li[not(contains(@class, 'disabled'))]//a[contains(., '下一页')]"):
            last = current + 1
        if not last:
            return read_next(response)
        return [Page(_numbered(response.url, number)) for number in range(1, last + 1) if number != current]


def _numbered(url: str, number: int) -> str:
    """Give the address of page `number` of a list.

    >>> _numbered("http://a.cn/News/showList/8/page_1.html", 2)
    'http://a.cn/News/showList/8/page_2.html'
    >>> _numbered("http://a.cn/opennessAnnualReport/?branch_id=5", 2)
    'http://a.cn/opennessAnnualReport/?branch_id=5&page=2'
    """
    if _LIST.search(url):
        return _LIST.sub(lambda m: m[0][: m.start(1) - m.start()] + str(number), url)
    if "?" in url:
        return f"{url}&page={number}"
    return urljoin(url if url.endswith("/") else url + "/", f"page_{number}.html")
