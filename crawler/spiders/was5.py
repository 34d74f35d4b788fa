"""TRS WAS: lists out of a search engine, behind a shell or a script.

Recognised by `/was5/web/search` (old: `/was40/search`), or `list2.trsapi` in a script. Seen: 民航局, 福建省 and 平潭.

    POST https://www.caac.gov.cn/was5/web/search                      GET is answered with a shell
    channelid=278090&sw=&page=1&perpage=50&selST=All&templet=&token=&zfl=&fl=&wh=&dw=&st=&et=&doS=&distinct=
    → <td class="t_l tdMC"><a href="http://…" name="TITLE">TITLE</a>…<b>发文日期：</b>2024年01月16日…

    GET http://www.fujian.gov.cn/was5/web/search?channelid=291575&sortfield=-docreltime&classsql=chnlid%3D22179&prepage=15&page=2
    → {"pagenum": 3, "docs": [{"doctitle":"…","chnldocurl":"…","docreltime":"2024-01-01 10:00:00"}]}

A page of 平潭 shows the first rows itself and asks for the rest as its script says (`maxStaticIndex: 1`, `recordCount: '20'`,
`prepage: 10`). `page` is ignored by some engines: a page that brings nothing new is the last.
"""  # noqa: E501

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from scrapy.http import Response

from crawler.spiders.base import Link
from crawler.spiders.links import FORM, Page, is_markup, read_answer, read_frames, read_json, read_next
from crawler.spiders.listing import ListingSpider

_SEARCH = re.compile(r"/was\w*/(?:web/)?search")
_MODEL = re.compile(r"listModel\(\{(.*?)callToPage|listModel\(\{(.*?)\}\)\s*;", re.DOTALL)
_FIELD = r"""\b{}\s*:\s*(?:""\s*\|\|\s*)?(?:"([^"]+)"|'([^']+)'|([\w.]+))"""


class Was5Spider(ListingSpider):
    """Lists of TRS WAS, by POST, by GET and as JSON."""

    @classmethod
    def recognise(cls, response: Response) -> bool:
        """See module docstring."""
        text = getattr(response, "text", "")
        if _SEARCH.search(response.url) or "list2.trsapi" in text:
            return True
        return any(_SEARCH.search(page.url) for page in read_frames(response))

    def first_pages(self) -> list[Page]:
        """Begin with the search itself where the portal names its channel: nothing else leads to a POST."""
        if channel := self.portal.params.get("channelid"):
            return [_search(url, {**_EMPTY, "channelid": str(channel)}, 1) for url in self.portal.start]
        return super().first_pages()

    @classmethod
    def links(cls, response: Response) -> list[Link]:
        """Give the rows of an answer or a page."""
        return read_answer(response)

    @classmethod
    def pages(cls, response: Response) -> list[Page]:
        """Go on after an answer that has rows; else ask for what the page frames or its script names."""
        if not _SEARCH.search(response.url):
            frames = [page for page in read_frames(response) if _SEARCH.search(page.url)]
            return _form(response) or frames or _model(response) or read_next(response)
        rows, answer = cls.links(response), read_json(response)
        if not rows:
            return []
        if response.request is not None and response.request.method == "POST":
            posted = _query(response.request.body.decode())
            full = len(rows) >= int(posted.get("perpage") or 1)
            return [_search(response.url, posted, int(posted.get("page") or 1) + 1)] if full else []
        asked = _query(urlsplit(response.url).query)
        here, last = int(asked.get("page") or 1), answer.get("pagenum") if isinstance(answer, dict) else None
        if last is None:
            return read_next(response)
        address = response.url.partition("?")[0]
        return [_found(address, asked, number) for number in range(here + 1, int(last) + 1)]


def _query(text: str) -> dict[str, str]:
    found: dict[str, str] = dict(parse_qsl(text, keep_blank_values=True))
    return found


_EMPTY = _query("sw=&page=1&perpage=50&selST=All&templet=&token=&zfl=&fl=&wh=&dw=&st=&et=&doS=&distinct=")


def _found(address: str, asked: dict[str, str], number: int) -> Page:
    return Page(f"{address}?{urlencode({**asked, 'page': str(number)})}")


def _form(response: Response) -> list[Page]:
    """Give the search that a page's own form would send: `<form action="/was5/web/search" method="post">`."""
    if not is_markup(response):
        return []
    for form in response.css("form[action]"):
        if _SEARCH.search(form.attrib["action"]) and form.attrib.get("method", "").lower() == "post":
            fields = form.css("input[name]")
            asked = {field.attrib["name"]: field.attrib.get("value", "") for field in fields}
            if asked.get("channelid") and not asked.get("searchword"):
                return [_search(urljoin(response.url, form.attrib["action"]), asked, 1)]
    return []


def _search(url: str, asked: dict[str, str], number: int) -> Page:
    return Page(url, "POST", urlencode({**asked, "page": str(number)}), (FORM,))


def _model(response: Response) -> list[Page]:
    """Read what a script calls `listModel({…})` with; give the pages after the static ones."""
    text = getattr(response, "text", "")
    model = _MODEL.search(text)
    if not model:
        return []
    fields: dict[str, str] = {}
    for name in ("channelid", "classsql", "sortfield", "prepage", "recordCount", "maxStaticIndex"):
        if found := re.search(_FIELD.format(name), model[1] or model[2]):
            fields[name] = found[1] or found[2] or found[3]
    if not fields.get("channelid", "0").isdecimal():  # SiteInfo.searchId: its number stands in another script block
        named = re.search(_FIELD.format(re.escape(fields["channelid"].rpartition(".")[2])), text)
        fields["channelid"] = (named[1] or named[2] or named[3]) if named else ""
    size, total = int(fields.get("prepage") or 0), int(fields.get("recordCount") or 0)
    if not fields.get("channelid") or not size:
        return []
    asked = {key: value for key, value in fields.items() if key in {"channelid", "classsql", "sortfield", "prepage"}}
    pages = range(int(fields.get("maxStaticIndex") or 0) + 1, -(-total // size) + 1)
    return [_found(urljoin(response.url, "/was5/web/search"), asked, number) for number in pages]
