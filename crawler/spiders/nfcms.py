"""南方网 NFCMS (Guangdong): static lists `index.html`, `index_2.html`, articles `content/post_2007741.html`.

Recognised by `/content/post_N.html` (`mpost_` on phones' pages) and `NFCMS_SITE_ID` in a script.
Seen: 深圳市 and its bureaus, 广州市, 梅州市, 韶关市. Pages count from one, unlike TRS: the second is `index_2.html`.

    GET https://hrss.sz.gov.cn/xxgk/xxgknb/index.html
    <ul class="tzgg_content"><li><a href="…/xxgk/xxgknb/content/post_2007741.html"><p>…2014年…年度报告</p><span>2015-03-31</span></a></li></ul>
    <div class="page"><a href="index_2.html">2</a><a href="index_2.html">下一页</a><a href="index_3.html">尾页</a></div>
"""  # noqa: E501

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from scrapy.http import Response

from crawler.spiders.links import Page, numbered, read_links, read_next
from crawler.spiders.listing import ListingSpider

_ARTICLE = re.compile(r"/content/m?post_\d+\.html$")
_COUNT = re.compile(r"""共\s*(\d+)\s*页|\b(?:total_?[pP]ages?|[pP]age_?[cC]ount)["']?\s*[:=]\s*["']?(\d+)""")
_LIST = re.compile(r"/index(_?)(\d+)?\.(html?)$")


class NfcmsSpider(ListingSpider):
    """Static lists of 南方网 NFCMS."""

    @classmethod
    def recognise(cls, response: Response) -> bool:
        """See module docstring."""
        if "NFCMS_SITE_ID" in getattr(response, "text", "") or _ARTICLE.search(response.url):
            return True
        return any(_ARTICLE.search(link.url) for link in read_links(response))

    @classmethod
    def pages(cls, response: Response) -> list[Page]:
        """Give every page between this one and the last that the pager names."""
        folder = urljoin(response.url, ".")
        named = [m for link in read_links(response) if urljoin(link.url, ".") == folder
                 and (m := _LIST.search(urlsplit(link.url).path)) and m[2]]  # fmt: skip
        here = _LIST.search(urlsplit(response.url).path)
        current = int(here[2] or 1) if here else 1
        if not named:
            counted = _COUNT.search(getattr(response, "text", ""))
            last = int(counted[1] or counted[2]) if counted else 1
            return read_next(response) or numbered(response.url, range(current + 1, last + 1), "index_{}.html")
        final = max(named, key=lambda m: int(m[2]))
        return numbered(response.url, range(current + 1, int(final[2]) + 1), f"index{final[1]}{{}}.{final[3]}")

    @classmethod
    def column_of(cls, url: str) -> str | None:
        """`/xxgk/xxgknb/content/post_2007741.html` is filed in `/xxgk/xxgknb/index.html`."""
        return urljoin(url, "../index.html") if _ARTICLE.search(url) else None
