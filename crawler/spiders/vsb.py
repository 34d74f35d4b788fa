"""博达 VSB: lists `zfxxgknb.htm`, `zfxxgknb/30.htm` … `zfxxgknb/1.htm`: the numbers descend.

Recognised by articles `/info/2381/644672.htm` or `…?urltype=news.NewsContentUrl&wbtreeid=5069&wbnewsid=1143514`, scripts
under `/system/resource/js/`, `_simple_list_gotopage_fun(`. Seen: 楚雄州财政局, 甘南州人社局, 甘谷县, 眉山市, 天山区, 洪雅县.

    <li id="line_u13_0"><a href="../info/1041/2301.htm" title="…">…</a><span>2023-01-20</span></li>
    <span class="p_next p_fun"><a href="zfxxgknb/30.htm">下页</a></span> <span class="p_last p_fun"><a href="zfxxgknb/1.htm">尾页</a></span>
    <span class="p_t">共31页</span> … onkeydown="if(event.keyCode==13){_simple_list_gotopage_fun(31,&quot;u13_goto&quot;,2)}"

Of 31 pages the second is `30.htm`, the last `1.htm`. A report may be a column page itself (`/zfxxgknb/n2024n/xz/hcz.htm`).
"""  # noqa: E501

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from scrapy.http import Response

from crawler.spiders.links import Page, numbered, read_links, read_next
from crawler.spiders.listing import ListingSpider

_MARK = re.compile(r"/info/\d+/\d+\.htm$|urltype=(?:news\.NewsContentUrl|egovinfo\.)|[?&]wbtreeid=\d+")
_TOTAL = re.compile(r"_simple_list_gotopage_fun\((\d+)|class=\"p_t\"[^>]*>\s*共\s*(\d+)\s*页")


class VsbSpider(ListingSpider):
    """Lists of 博达 VSB."""

    @classmethod
    def recognise(cls, response: Response) -> bool:
        """See module docstring."""
        text = getattr(response, "text", "")
        if "/system/resource/js/" in text or "_simple_list_gotopage_fun" in text or _MARK.search(response.url):
            return True
        return any(_MARK.search(link.url) for link in read_links(response))

    @classmethod
    def pages(cls, response: Response) -> list[Page]:
        """Give all further pages from the first; from another one, the page behind 下页."""
        total = _TOTAL.search(getattr(response, "text", ""))
        name = urlsplit(response.url).path.rpartition("/")[2].removesuffix(".htm")
        following = read_next(response)
        if not total or not name or name.isdecimal() or urlsplit(response.url).query:
            return following
        last = int(total[1] or total[2])
        if following and following[0].url != urljoin(response.url, f"{name}/{last - 1}.htm"):
            return following
        return numbered(response.url, range(last - 1, 0, -1), f"{name}/{{}}.htm")
