"""龙讯 LonSun EX: `/public/column/<organ>?type=3` (1 制度, 2 指南, 3 年报, 4 目录), articles `/public/<organ>/<id>.html`.

Recognised by those addresses, `#page_public_info` and `.xxgk_navli`. Seen: 琅琊区, 霍山县, 庐山市, 绵阳市.

    <div class="xxgk_navli"><ul><li>1</li><li>…</li><li><a href="/public/161054501/1110013609.html">…</a></li><li>2022-01-20</li></ul></div>
    <div id="page_public_info"><span>共 12 条 1/2 页</span><a paged="2">尾页</a></div>

Rows and pager are drawn by the page's script on some sites: where the HTML has none, a browser is asked.
"""  # noqa: E501

from __future__ import annotations

import re

from scrapy.http import Response

from crawler.spiders.links import Page, is_markup, read_links, read_next
from crawler.spiders.listing import ListingSpider

_MARK = re.compile(r"/public/column/\d+|/public/\d+/\d+\.html")
_ARTICLE = re.compile(r"/public/\d+/\d+\.html$")
_MORE = "#page_public_info a:text-matches('下一页|更多')"
_OTHER_PAGES = re.compile(r"共\s*\d+\s*条\s*1\s*/\s*(?:[2-9]|\d{2,})\s*页")


class LonsunSpider(ListingSpider):
    """Columns of 龙讯 LonSun."""

    @classmethod
    def recognise(cls, response: Response) -> bool:
        """See module docstring."""
        if _MARK.search(response.url) or "page_public_info" in getattr(response, "text", ""):
            return True
        return any(_MARK.search(link.url) for link in read_links(response))

    @classmethod
    def pages(cls, response: Response) -> list[Page]:
        """Give the page behind 下一页; ask a browser for a list, or for more of it, that the HTML does not have."""
        following = read_next(response)
        if following or not is_markup(response) or response.meta.get("rendered"):
            return following
        pager = " ".join(response.css("#page_public_info ::text").getall())
        drawn = any(_ARTICLE.search(link.url) for link in read_links(response))
        if not response.css("#page_public_info, .xxgk_navli") or (drawn and not _OTHER_PAGES.search(pager)):
            return []
        return [Page(response.url, rendered=True, wait_for=".xxgk_navli a", click=_MORE)]
