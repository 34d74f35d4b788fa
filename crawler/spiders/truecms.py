"""truecms (南通): lists by JSONP that wraps XML, articles `/ntsrmzf/sjbm_2023/content/<guid>.html`.

Recognised by `messageController/getMessage.do` and `/content/<guid>.html`. Seen: 南通市, 海安市, 如皋.

    GET /messageController/getMessage.do?callback=cb&…&startrecord=1&endrecord=50&perpage=50          404 without a Referer
    → cb({"result":"<datastore><totalrecord>61</totalrecord><recordset><record><![CDATA[<li><a href='…'>…</a></li>]]></record>…"})

The page's script holds the whole call; windows of 10 to 50 rows are answered.
"""  # noqa: E501

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urljoin

from scrapy.http import Response

from crawler.spiders.base import Link
from crawler.spiders.hanweb import records
from crawler.spiders.links import Page, read_fragment, read_json, read_links, read_next
from crawler.spiders.listing import ListingSpider

_CALL = re.compile(r"""["']([^"'\s]*messageController/getMessage\.do\?[^"'\s]*)["']""")
_ARTICLE = re.compile(r"/content/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\.html$")
_WINDOW = re.compile(r"startrecord=(\d+)&endrecord=(\d+)")
_TOTAL = re.compile(r"<totalrecord>\s*(\d+)", re.IGNORECASE)


class TruecmsSpider(ListingSpider):
    """Lists of truecms."""

    @classmethod
    def recognise(cls, response: Response) -> bool:
        """See module docstring."""
        if "messageController/getMessage.do" in response.url + getattr(response, "text", ""):
            return True
        return any(_ARTICLE.search(link.url) for link in read_links(response))

    @classmethod
    def links(cls, response: Response) -> list[Link]:
        """Give the rows inside an answer, or those of a page."""
        if "getMessage.do" not in response.url:
            return read_links(response)
        result = _result(response)
        return [link for row in records(result) or [result] for link in read_fragment(row, urljoin(response.url, "/"))]

    @classmethod
    def pages(cls, response: Response) -> list[Page]:
        """Make the call of the page's script; then ask for the windows after this answer's."""
        if "getMessage.do" not in response.url:
            calls = dict.fromkeys(unescape(call) for call in _CALL.findall(getattr(response, "text", "")))
            return [Page(urljoin(response.url, call)) for call in calls] or read_next(response)
        total, window = _TOTAL.search(_result(response)), _WINDOW.search(response.url)
        if not total or not window:
            return []
        first, last = int(window[1]), int(window[2])
        size = last - first + 1
        return [
            Page(_WINDOW.sub(f"startrecord={start}&endrecord={start + size - 1}", response.url))
            for start in range(last + 1, int(total[1]) + 1, size)
        ]


def _result(response: Response) -> str:
    answer = read_json(response)
    return str(answer.get("result") or "") if isinstance(answer, dict) else ""
