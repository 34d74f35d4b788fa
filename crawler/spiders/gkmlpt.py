"""gkmlpt, Guangdong's common platform of 政府信息公开目录, beside the sites of 南方网.

Recognised by `/gkmlpt/` in the address of the page or of its frame. Guangdong only. Seen: 广东省, 深圳坪山, 21 SIDs.

    GET /gkmlpt/index  →  window._CONFIG = {… SID: '755041', TREE: [{"id": 20765, "name": "政府信息公开年报", …}], …}
    GET /gkmlpt/api/all/20765?page=1&sid=755041
    → {"classify":{"id":20765,"post_count":129},"total":129,"articles":[{"title":"…","url":"http://…/gkmlpt/content/9/9103/post_9103540.html",
       "created_at":"2021-09-03 10:00:00","attachment":[{"name":"….pdf","url":"https://…/x.pdf"}],…}]}

100 articles a page; page 0 is page 1. Category 0 is everything. The body of an article's page is JSON: `_CONFIG.DETAIL.content`.
"""  # noqa: E501

from __future__ import annotations

import re
from urllib.parse import urljoin

from scrapy.http import Response

from crawler.spiders.base import Link
from crawler.spiders.links import Page, read_date, read_json, read_links, read_next, read_rows, squeeze
from crawler.spiders.listing import COLUMN_NAME, ListingSpider

_LIST = re.compile(r"/gkmlpt/api/all/(\d+)\?page=(\d+)&sid=(\w+)")
_SID = re.compile(r"""\bSID["']?\s*:\s*["']?(\w+)""")
_CATEGORY = re.compile(r"""\bid["']?\s*:\s*["']?(\d+)[^{}\[\]]*?\bname["']?\s*:\s*["']([^"']*)["']""")
_NAMED = re.compile(r"""\bname["']?\s*:\s*["']([^"']*)["'][^{}\[\]]*?\bid["']?\s*:\s*["']?(\d+)""")
_PER_PAGE = 100


class GkmlptSpider(ListingSpider):
    """Lists of gkmlpt's data call."""

    @classmethod
    def recognise(cls, response: Response) -> bool:
        """See module docstring."""
        return "/gkmlpt/" in response.url

    @classmethod
    def links(cls, response: Response) -> list[Link]:
        """Give the articles of an answer, and their files, which their pages do not link."""
        answer = read_json(response)
        if not isinstance(answer, dict):
            return read_links(response)
        articles = [article for article in answer.get("articles") or [] if isinstance(article, dict)]
        found = read_rows(articles, response.url)
        for article in articles:
            title, date = squeeze(str(article.get("title"))), read_date(str(article.get("created_at")))
            files = [file for file in article.get("attachment") or [] if isinstance(file, dict) and file.get("url")]
            found += [Link(urljoin(response.url, str(file["url"])), title, date) for file in files]
        return found

    @classmethod
    def pages(cls, response: Response) -> list[Page]:
        """Ask for the categories of annual reports (all, where none is called so), then for their further pages."""
        text = getattr(response, "text", "")
        if here := _LIST.search(response.url):
            answer = read_json(response)
            if not isinstance(answer, dict) or not answer.get("articles"):
                return []
            classify = answer.get("classify")
            total = (classify.get("post_count") if isinstance(classify, dict) else None) or answer.get("total") or 0
            following = range(max(int(here[2]), 1) + 1, -(-int(total) // _PER_PAGE) + 1)
            return _pages(response.url, here[1], here[3], following)
        sid = _SID.search(text)
        if not sid or "/gkmlpt/content/" in response.url:
            return read_next(response)
        tree = _plain(text)
        categories = [*_CATEGORY.findall(tree), *((number, name) for name, number in _NAMED.findall(tree))]
        named = dict.fromkeys(number for number, name in categories if COLUMN_NAME.search(name))
        return [page for number in named or ["0"] for page in _pages(response.url, number, sid[1], range(1, 2))]

    @classmethod
    def column_of(cls, url: str) -> str | None:
        """`/gkmlpt/content/9/9103/post_9103540.html` stands in the catalogue of `/gkmlpt/index`."""
        site, article, _ = url.partition("/gkmlpt/content/")
        return f"{site}/gkmlpt/index" if article else None


def _plain(text: str) -> str:
    """Undo the escapes of a tree that is written as ASCII: `\\u5e74\\u62a5` is 年报.

    >>> _plain("\\\\u5e74\\\\u62a5")
    '年报'
    """
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text)


def _pages(url: str, category: str, sid: str, numbers: range) -> list[Page]:
    return [Page(urljoin(url, f"/gkmlpt/api/all/{category}?page={number}&sid={sid}")) for number in numbers]
