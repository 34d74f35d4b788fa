"""大汉 JPAAS: columns whose list is a data call, articles `/art/2022/art_<32hex>.html`.

Recognised by `jpaas-publish-server` and those articles (the year in them is that of the last migration).
Seen: 甘肃 (白银, 嘉峪关, 临夏), 济南, 泰州, 市场监管总局, 商务部.

    <div class="page-content" url="/api-gateway/jpaas-publish-server/front/page/build/unit"
         queryData="{'webId':'…','pageId':'…','parseType':'bulidstatic','pageType':'column','tagId':'…','tplSetId':'…'}"></div>

    GET /api-gateway/jpaas-publish-server/front/page/build/unit?webId=…&…&paramJson={"pageNo":2,"pageSize":15}
    → {"success":true,"data":{"html":"<ul><li class=\"clearfix\"><a href=\"/art/2026/art_….html\" title=\"…\">…</a><span>2026-01-20</span></li></ul>
       <div class=\"pagination\" rows=\"15\" count=\"37\">"}}             only `paramJson` turns pages
"""  # noqa: E501

from __future__ import annotations

import json
import re
from html import unescape
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from scrapy.http import Response

from crawler.spiders.base import Link
from crawler.spiders.links import Page, read_fragment, read_json, read_links, read_next
from crawler.spiders.listing import ListingSpider

_ARTICLE = re.compile(r"/art/\d{4}/art_[0-9a-f]{32}\.html$")
_CALL = "jpaas-publish-server/front/page/build/unit"
_UNIT = re.compile(r"""<[^>]*\bqueryData\s*=\s*"([^"]*)"[^>]*>""", re.IGNORECASE)
_PAIR = re.compile(r"""['"]([\w-]+)['"]\s*:\s*['"]([^'"]*)['"]""")
_ADDRESS = re.compile(r"""\burl\s*=\s*['"]([^'"]*build/unit)['"]""")
_COUNT = re.compile(r"""<div[^>]*class=['"][^'"]*\bpagination\b[^>]*>""")
_NUMBER = re.compile(r"""\b(rows|count)\s*=\s*['"](\d+)""")


class JpaasSpider(ListingSpider):
    """Columns of 大汉 JPAAS."""

    @classmethod
    def recognise(cls, response: Response) -> bool:
        """See module docstring."""
        if _CALL in response.url or "jpaas-publish-server" in getattr(response, "text", ""):
            return True
        return any(_ARTICLE.search(link.url) for link in read_links(response))

    @classmethod
    def links(cls, response: Response) -> list[Link]:
        """Give the rows of a page or of the HTML inside an answer."""
        return read_fragment(_answer(response), response.url) if _CALL in response.url else read_links(response)

    @classmethod
    def pages(cls, response: Response) -> list[Page]:
        """Ask for every unit of a column once; after its first answer, for the pages that it counts."""
        if _CALL in response.url:
            return _counted(response.url, _answer(response))
        text = getattr(response, "text", "")
        found = []
        for unit in _UNIT.finditer(text):
            query = dict(_PAIR.findall(unescape(unit[1])))
            named = _ADDRESS.search(unit[0])
            if query.get("pageType", "column") == "column" and "webId" in query:
                address = urljoin(response.url, named[1] if named else f"/api-gateway/{_CALL}")
                found.append(_page(address, query, 1, 15))
        return found or read_next(response)

    @classmethod
    def column_of(cls, url: str) -> str | None:
        """`/mzj/zfxxgk/zf/art/2023/art_<32hex>.html` is filed in `/mzj/zfxxgk/zf/index.html`."""
        return re.sub(r"/art/\d{4}/[^/]*$", "/index.html", url) if _ARTICLE.search(url) else None


def _answer(response: Response) -> str:
    value = read_json(response)
    data = value.get("data") if isinstance(value, dict) else None
    return str(data.get("html") or "") if isinstance(data, dict) else ""


def _page(address: str, query: dict[str, str], number: int, size: int) -> Page:
    turned = json.dumps({"pageNo": number, "pageSize": size}, separators=(",", ":"))
    return Page(f"{address}?{urlencode({**query, 'paramJson': turned})}")


def _counted(url: str, html: str) -> list[Page]:
    """Give the pages after this answer: `rows` and `count` of its pager say how many there are."""
    query = dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))
    pager = _COUNT.search(html)
    numbers = dict(_NUMBER.findall(pager[0])) if pager else {}
    asked = json.loads(query.pop("paramJson", "") or "{}")
    rows, count, here = int(numbers.get("rows", 0)), int(numbers.get("count", 0)), int(asked.get("pageNo", 1))
    if not rows:
        return []
    return [_page(url.partition("?")[0], query, number, rows) for number in range(here + 1, -(-count // rows) + 1)]
