"""大汉 JCMS: rows in the page as XML inside a script, further ones from `dataproxy.jsp`.

Recognised by `/art/2020/1/22/art_77259_9058659.html`, `/col/col77259/`, `jpage(`, `<datastore>`, `/module/`.
Seen: 江苏省人社厅, 江苏省民政厅, 杭州市, 温州市, 绍兴市, 山东省政府办公厅, 哈尔滨市.

    GET http://jshrss.jiangsu.gov.cn/col/col77259/index.html
    <div id="247686"><script type="text/xml"><datastore>
    <nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&appid=1&webid=39&path=/&columnid=77259&unitid=247686&webname=…&permissiontype=0"></a>]]></nextgroup>
    <recordset><record><![CDATA[<li><a href='/art/2020/1/22/art_77259_9058659.html' title='…'>…</a><span>2020-01-22</span></li>]]></record>…
    </datastore></script></div><script>$('#247686').jpage({totalRecord:45,perPage:20});</script>

    POST /module/web/jpage/dataproxy.jsp?startrecord=1&endrecord=45&perpage=100      the window counts, `page` does not
    col=1&appid=1&webid=39&path=/&columnid=77259&sourceContentType=1&unitid=247686&webname=…&permissiontype=0
    → <datastore><nextgroup>…</nextgroup><recordset><record>…</record>…</recordset><totalrecord>45</totalrecord></datastore>

By GET the same address counts `page=` and ignores the window. Pages of 2014 hold `var InitData49468=['<tr>…</tr>', …]`
and the whole `ajaxParam` with its own `proxyUrl` in the call of `jpage`.
"""  # noqa: E501

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from scrapy.http import Response

from crawler.spiders.base import Link
from crawler.spiders.links import FORM, Page, read_fragment, read_links, read_next
from crawler.spiders.listing import ListingSpider

# perpage above some 300 is cut by servers; three screens of 100 are one answer, as the product's own script asks for.
_PER_PAGE, _WINDOW = 100, 300
_MARK = re.compile(r"/art/\d{4}/\d{1,2}/\d{1,2}/art_\d+_\d+\.html|/col/col\d+/|dataproxy\.jsp|<datastore>")
_RECORD = re.compile(r"<record>\s*<!\[CDATA\[(.*?)\]\]>\s*</record>", re.DOTALL)
_INIT_DATA = re.compile(r"InitData\w*\s*=\s*\[(.*?)\]\s*;", re.DOTALL)
_STRING = re.compile(r"'((?:[^'\\]|\\.)*)'")
_NEXT_GROUP = re.compile(r"<nextgroup>.*?href=[\"']([^\"']*dataproxy[^\"']*)[\"']", re.DOTALL)
_STORE = re.compile(r"<datastore>(.*?)</datastore>", re.DOTALL)
_COLUMN = re.compile(r"/col/col(\d+)/")
_PROXY = "/module/web/jpage/dataproxy.jsp"
_JPAGE = re.compile(r"""#([\w-]+)['"]\)\s*\.jpage\(\s*\{(.*?)\}\s*\)""", re.DOTALL)
_ASKED = re.compile(r"ajaxParam\s*:\s*\{([^}]*)")
_PROXY_URL = re.compile(r"proxyUrl\s*:\s*'([^']+)'")
_PARAM = re.compile(r"(\w+)\s*:\s*'?([^',{}]*)'?")
_TOTAL = re.compile(r"<totalrecord>\s*(\d+)|totalRecord\s*:\s*'?(\d+)", re.IGNORECASE)


class HanwebSpider(ListingSpider):
    """Columns of 大汉 JCMS."""

    @classmethod
    def recognise(cls, response: Response) -> bool:
        """See module docstring."""
        return bool(_MARK.search(response.url) or _MARK.search(getattr(response, "text", "")))

    @classmethod
    def links(cls, response: Response) -> list[Link]:
        """Give the rows in CDATA and arrays, then the page's ordinary links."""
        rows = [link for row in records(getattr(response, "text", "")) for link in read_fragment(row, response.url)]
        return rows + ([] if "dataproxy" in response.url else read_links(response))

    @classmethod
    def pages(cls, response: Response) -> list[Page]:
        """Ask for the rows that this answer does not hold."""
        text = getattr(response, "text", "")
        if "dataproxy" in response.url:
            return _after_answer(response, len(records(text)), _total(text))
        units = _units(text)
        column = _COLUMN.search(response.url)
        own = [unit for unit in units if column and unit.query.get("columnid") == column[1]]
        found = [page for unit in own or units for page in unit.pages(response.url)]
        return found or ([] if units else read_next(response))

    @classmethod
    def column_of(cls, url: str) -> str | None:
        """`/art/2020/1/22/art_77259_9058659.html` is filed in `/col/col77259/index.html`."""
        article = re.search(r"/art/\d{4}/\d{1,2}/\d{1,2}/art_(\d+)_\d+\.html", url)
        return urljoin(url, f"/col/col{article[1]}/index.html") if article else None


@dataclass(frozen=True, slots=True)
class _Unit:
    """One list of a column page: where its further rows are, how many there are, how many are here."""

    address: str
    query: dict[str, str]
    group: str
    total: int | None
    have: int

    def pages(self, url: str) -> list[Page]:
        proxy = urljoin(url, self.address)
        if not self.query or (self.total is not None and self.have >= self.total):
            return []
        if self.total is None:
            return [Page(urljoin(url, self.group))] if self.group else []
        return [_window(proxy, self.query, start, self.total) for start in range(1, self.total + 1, _WINDOW)]


def _units(text: str) -> list[_Unit]:
    """Give the lists of a page: each `<datastore>` with the call of `jpage` for its element, or each call by itself."""
    found = []
    calls = dict(_JPAGE.findall(text))
    for store in _STORE.findall(text):
        group = _NEXT_GROUP.search(store)
        address = unescape(group[1]) if group else ""
        query = dict(parse_qsl(urlsplit(address).query, keep_blank_values=True))
        query.pop("page", None)
        total = _total(calls.get(query.get("unitid", ""), store))
        proxy_address = address.partition("?")[0] or _PROXY
        found.append(_Unit(proxy_address, {"col": "1", **query}, address, total, len(records(store))))
    for call in () if found else calls.values():
        asked, proxy = _ASKED.search(call), _PROXY_URL.search(call)
        if asked:
            query = dict(_PARAM.findall(asked[1]))
            found.append(_Unit(proxy[1] if proxy else _PROXY, query, "", _total(call), len(records(text))))
    return found


def records(text: str) -> list[str]:
    """Give the rows of HTML that stand in `<record>` or in an `InitData` array."""
    rows = _RECORD.findall(text)
    for array in _INIT_DATA.findall(text):
        rows += [row.replace("\\'", "'").replace("\\/", "/") for row in _STRING.findall(array)]
    return rows


def _total(text: str) -> int | None:
    found = _TOTAL.search(text)
    return int(found[1] or found[2]) if found else None


def _window(proxy: str, query: dict[str, str], start: int, total: int) -> Page:
    window = f"startrecord={start}&endrecord={min(start + _WINDOW - 1, total)}&perpage={_PER_PAGE}"
    return Page(f"{proxy}?{window}", "POST", urlencode(query), (FORM,))


def _after_answer(response: Response, rows: int, total: int | None) -> list[Page]:
    """Go on after an answer of the data call: the rest of a window that was cut, or the next `page` of a GET."""
    asked = dict(parse_qsl(urlsplit(response.url).query, keep_blank_values=True))
    proxy = response.url.partition("?")[0]
    if "startrecord" in asked:
        body = response.request.body.decode() if response.request else ""
        query = dict(parse_qsl(body, keep_blank_values=True))
        if not rows:  # some servers answer the window with nothing and the page with rows
            return [Page(f"{proxy}?{urlencode({'page': '1', **query})}")] if query else []
        start, end = int(asked["startrecord"]), min(int(asked["endrecord"]), total or int(asked["endrecord"]))
        if start + rows > end:
            return []
        rest = f"startrecord={start + rows}&endrecord={end}&perpage={asked.get('perpage', _PER_PAGE)}"
        return [Page(f"{proxy}?{rest}", "POST", body, (FORM,))]
    number = int(asked.get("page") or 1)
    if not rows or (total is not None and number * rows >= total):
        return []
    return [Page(f"{proxy}?{urlencode({**asked, 'page': str(number + 1)})}")]
