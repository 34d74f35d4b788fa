"""What a list page says: its links, with full titles and dates, and its pages. Pure functions over a response.

The forms that real lists use (all seen):

    <li><a href="./202303/t20230316_18424.html" title="…2022年政府信息公开工作年度报告">…2022年政府信…</a><i>2023-03-16</i></li>
    <dl><dd><a href="…">…</a></dd><dd>2026-03-10</dd></dl>
    <tr><td><a href="…">…</a></td><td>2020-09-03</td></tr>
    <a href="javascript:if(confirm('http://…'))window.location='http://…'">政府信息公开年报</a>
    <a href="#" data-url="/zfxxgk/nb/2021.html">…</a>      <li onclick="window.open('/nb/2020.html')">…</li>
"""  # noqa: E501

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any, TypeGuard
from urllib.parse import urljoin, urlsplit
from weakref import WeakKeyDictionary

from lxml import html
from scrapy.http import Response, TextResponse
from scrapy.utils.response import get_base_url

from crawler.spiders.base import Link

# Row elements: a date in one of them belongs to the link in it, even where a row has a second link.
_ROWS = {"li", "tr", "dl"}
_DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)日?")
_DATED_END = re.compile(rf"^\s*[\[(（【]?\s*{_DATE.pattern}\s*[\])）】]?|[\[(（【]?\s*{_DATE.pattern}\s*[\])）】]?\s*$")
_QUOTED = re.compile(
    r"""(['"])((?:https?://|//?|\.{1,2}/)[^'"\s]+|[^'"\s]+\.(?:s?html?|jsp|php|aspx?|do|pdf|docx?)[^'"\s]*)\1"""
)
_ATTRIBUTES = ("data-url", "data-href", "data-link", "data-src", "url", "link")
_JSONP = re.compile(r"[\w.$]+\((.*)\)\Z", re.DOTALL)
_URL_KEYS = ("url", "infourl", "chnldocurl", "docpuburl", "post_url", "link", "href")
_TITLE_KEYS = ("realtitle", "title", "doctitle", "infotitle", "name")
_DATE_KEYS = ("publishedTimeStr", "infodate", "docreltime", "created_at", "publishtime", "pubdate", "date")
_LABELLED = re.compile(r"^\s*(?:文章)?标\s*题\s*[:：]\s*")
NEXT = re.compile(r"^\W*(?:下一?页|后一?页|下一頁|next(?: page)?)\W*$|^(?:>|›|»)$", re.IGNORECASE)
_PREVIOUS = re.compile(r"^\W*(?:上一?页|前一?页|prev(?:ious)?(?: page)?)\W*$|^(?:<|‹|«)$", re.IGNORECASE)
MORE = re.compile(r"^\W*(?:点击)?(?:加载|查看|显示)更多\W*$")
_OBJECT = re.compile(r"\{[^{}]{10,2000}\}")
_MORE = re.compile(r"^\W*(?:(?:查看)?更多|more)\W*$|^(?:>>|»)$", re.IGNORECASE)
_PAGER = re.compile(r"^\W*(?:上一?页|前一?页|尾页|末页|最后一页|下一?页|后一?页)\W*$")
_SEVERAL = re.compile(r"共\s*(?:[2-9]|[1-9]\d+)\s*页|(?<!\d)1\s*/\s*(?:[2-9]|[1-9]\d+)\s*页")
_NUMBERED = re.compile(r"^\[?\d{1,3}\]?$")
CLICK = "text=/^\\W*(下一?页|后一?页|(点击)?(加载|查看|显示)更多)\\W*$/"


_read: WeakKeyDictionary[TextResponse, list[Link]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Page:
    """A request for a further list page; `rendered` where only a browser shows it."""

    url: str
    method: str = "GET"
    body: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    rendered: bool = False
    wait_for: str | None = None
    click: str | None = None


FORM = ("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
JSON = ("Content-Type", "application/json; charset=UTF-8")


def squeeze(text: str | None) -> str:
    """Reduce white space of all kinds to single blanks.

    >>> squeeze(" 2022年\\u3000政府信息\\n公开 ")
    '2022年 政府信息 公开'
    """
    return " ".join((text or "").split())


def read_date(text: str) -> str | None:
    """Give the date in a text, if there is exactly one, as YYYY-MM-DD.

    >>> read_date("[2022年1月9日]"), read_date("2022-01-09 至 2022-02-01"), read_date("12345-1-1")
    ('2022-01-09', None, None)
    """
    found = {(int(y), int(m), int(d)) for y, m, d in _DATE.findall(text) if 1 <= int(m) <= 12 and 1 <= int(d) <= 31}
    if len(found) != 1:
        return None
    year, month, day = found.pop()
    return f"{year:04d}-{month:02d}-{day:02d}"


def quoted_address(script: str) -> str | None:
    """Give the address that a piece of JavaScript opens, None where it names none.

    >>> quoted_address("javascript:if(confirm('http://a.cn/nb'))window.location='http://a.cn/nb'")
    'http://a.cn/nb'
    >>> quoted_address("window.open('../nb/2020.html','_blank')"), quoted_address("javascript:getMainData('ndbg')")
    ('../nb/2020.html', None)
    """
    found = [address for _, address in _QUOTED.findall(script)]
    return found[-1] if found else None


def _address(element: html.HtmlElement) -> str | None:
    """Give the address an element leads to as written: @href, a quoted one in a script, or one in a data attribute."""
    href = squeeze(element.get("href"))
    if href and not href.startswith("#") and not href.lower().startswith("javascript:"):
        return href
    if href.lower().startswith("javascript:") and (address := quoted_address(href)):
        return address
    for name in _ATTRIBUTES:
        if address := squeeze(element.get(name)):
            return address
    return quoted_address(element.get("onclick") or "")


def _option(element: html.HtmlElement) -> str | None:
    """`<option value="/zfxxgk/nb/2021/">2021年</option>`: a value that is an address; most are not."""
    value = squeeze(element.get("value"))
    return value if re.match(r"https?://|\.{0,2}/[\w%]|[\w/.-]+\.s?html?$", value) else None


def _title(element: html.HtmlElement) -> str:
    """Give the full title: @title unless the text says more (lists cut it), then the text, then a picture's @alt."""
    title = _LABELLED.sub("", next((line for line in (element.get("title") or "").splitlines() if line.strip()), ""))
    text = "".join(element.xpath(".//text()[not(parent::script or parent::style)]"))
    title, text = squeeze(title), squeeze(text)
    if bare := squeeze(_DATED_END.sub("", text)):
        text = bare
    if not text and not title:
        if element.tag == "area":
            return squeeze(element.get("alt"))
        return squeeze(" ".join(image.get("alt") or image.get("title") or "" for image in element.iter("img")))
    return text if not title or (title in text and len(text) > len(title)) else title


def _row_date(element: html.HtmlElement, address: str) -> str | None:
    """Look for the one date that stands in the row of a link, or in what holds that row alone (`<ul>` of cells)."""
    node, left = element, 5
    while left:
        if date := read_date(" ".join(node.itertext())):
            return date
        above = node.getparent()
        left = 1 if node.tag in _ROWS and left > 1 else left - 1
        if above is None:
            return None
        node = above
        if node.tag not in _ROWS and any(_address(other) not in {None, address} for other in node.iter("a")):
            return None
    return None


def read_fragment(markup: str, base: str) -> list[Link]:
    """Read the links of a piece of HTML that stands at the address `base`. Order kept, same address and title once."""
    if not markup.strip():
        return []
    root = html.document_fromstring(f"<html><body>{markup}</body></html>")
    return list(_links(root, base))


def read_links(response: Response) -> list[Link]:
    """Read the links of an HTML page, resolved against its final address and its `<base>`."""
    if not is_markup(response):
        return []
    if response not in _read:  # every family asks for the same page's links
        _read[response] = list(_links(response.selector.root, get_base_url(response)))
    return list(_read[response])


def _links(root: html.HtmlElement, base: str) -> Iterator[Link]:
    seen = set()
    for element in root.iter("a", "area", "option", "li", "tr", "td", "div", "span", "p"):
        if element.tag not in {"a", "area", "option"} and not element.get("onclick") and not element.get("data-url"):
            continue
        address = _option(element) if element.tag == "option" else _address(element)
        if address is None:
            continue
        try:
            url = urljoin(base, address)
            scheme = urlsplit(url).scheme
        except ValueError:  # "http://[…" and the like: no address
            continue
        title = _title(element)
        if scheme not in {"http", "https"} or (url, title) in seen:
            continue
        seen.add((url, title))
        yield Link(url.partition("#")[0] if "#/" not in url else url, title, _row_date(element, address))


def read_next(response: Response) -> list[Page]:
    """Give the page behind 下一页, where it is an ordinary link; without one, the pages that bear a number.

    <div class="pages"><a href="?page=1">1</a> <a href="?page=2">2</a> <a href="?page=2">下一页</a></div>
    """
    links = [link for link in read_links(response) if link.url != response.url]
    if following := [Page(link.url) for link in links if NEXT.match(link.title)]:
        return following[:1]
    bare = re.sub(r"\d+", "0", response.url.partition("?")[0].rpartition("/")[0])
    return [Page(link.url) for link in links if _NUMBERED.match(link.title)
            and re.sub(r"\d+", "0", link.url.partition("?")[0].rpartition("/")[0]) == bare
            and int(link.title.strip("[]")) in map(int, re.findall(r"(?<!\d)\d{1,3}(?!\d)", link.url))]  # fmt: skip


def read_previous(response: Response) -> list[Page]:
    """Give the page behind 上一页: a crawl may be asked to begin in the middle of a list."""
    links = [link for link in read_links(response) if link.url != response.url]
    return [Page(link.url) for link in links if _PREVIOUS.match(link.title)][:1]


def read_script_rows(response: Response) -> list[Link]:
    """Give the rows that a page's script holds as JSON objects, for its own code to draw.

    <script>var list = [{"title": "…2023年政府信息公开工作年度报告", "url": "/nb/9001.html", "pubdate": "2024-01-20"}];</script>
    """  # noqa: E501
    if not is_markup(response):
        return []
    found = []
    for script in response.xpath("//script[not(@src)]/text()").getall():
        for text in _OBJECT.findall(script):
            try:
                found += read_rows(json.loads(text), get_base_url(response))
            except ValueError:  # an object of code, not of data
                continue
    return found


def read_more(response: Response, urls: Collection[str]) -> list[Page]:
    """Give what 更多 of a box leads to, where the box shows some of `urls` and leaves the others to the full list.

    <div class="box"><h3>政府信息公开年报 <a href="/zwgk/nb/list.html">更多&gt;&gt;</a></h3><ul><li><a href="…">…</a></li></ul></div>
    """  # noqa: E501
    if not is_markup(response) or not urls:
        return []
    base = get_base_url(response)
    found: dict[str, None] = {}
    for link in response.selector.root.iter("a"):
        address = _address(link)
        if address is None or urljoin(base, address) not in urls:
            continue
        for box in itertools.islice(link.iterancestors("ul", "div", "dl", "table", "section", "td"), 4):
            more = [address for other in box.iter("a") if _MORE.match(_title(other)) and (address := _address(other))]
            if more:
                found[urljoin(base, more[0])] = None
                break
    return [Page(url) for url in found if url.startswith("http")]


def read_clickable(response: Response) -> list[Page]:
    """Give the page as a browser shows it after clicks, where the way to more rows has no address at all.

    <a class="more" href="javascript:;">加载更多</a>     共3页 <a href="javascript:toPage(2)">下一页</a>
    """
    if not is_markup(response) or response.meta.get("rendered"):
        return []
    if any(_PAGER.match(link.title) for link in read_links(response)):  # it has addresses; this is its last page
        return []
    counted = _SEVERAL.search(" ".join(response.xpath("//body//text()[not(parent::script or parent::style)]").getall()))
    for element in response.xpath("//body//*[self::a or self::button][not(@disabled or contains(@class, 'disabled'))]"):
        words = squeeze("".join(element.xpath(".//text()").getall()))
        if (MORE.match(words) or (counted and NEXT.match(words))) and _address(element.root) is None:
            return [Page(response.url, rendered=True, click=CLICK)]
    return []


def read_frames(response: Response) -> list[Page]:
    """Give the `<iframe>` and `<frame>` pages of a shell."""
    if not is_markup(response):
        return []
    base = get_base_url(response)
    sources = response.xpath("//iframe/@src | //frame/@src").getall()
    found = dict.fromkeys(urljoin(base, squeeze(source)) for source in sources if source.strip())
    return [Page(url) for url in found if urlsplit(url).scheme in {"http", "https"} and url != response.url]


def is_markup(response: Response) -> TypeGuard[TextResponse]:
    """Say whether a response is a page of markup rather than JSON, a script or a file."""
    return isinstance(response, TextResponse) and response.text.lstrip("\ufeff \r\n\t")[:1] == "<"


def read_json(response: Response) -> Any:
    """Give the value of a JSON or JSONP answer (`cb({…})`), None if it is neither."""
    text = response.text.strip("\ufeff \r\n\t;") if isinstance(response, TextResponse) else ""
    if wrapped := _JSONP.match(text):
        text = wrapped[1]
    try:
        return json.loads(text) if text[:1] in {"{", "["} else None
    except ValueError:
        return None


def read_rows(value: Any, base: str) -> list[Link]:
    """Give the rows of a JSON answer: every object, however deep, that has an address and a title.

    {"data": {"results": [{"title": "…", "url": "http://…", "publishedTimeStr": "2023-01-20 17:18:49"}]}}     开普
    {"custom": {"data": [{"realtitle": "…", "infourl": "/003/…/20240101/<guid>.html", "infodate": "2024-01-01"}]}}   新点
    {"docs": [{"doctitle": "…", "chnldocurl": "http://…", "docreltime": "2024-01-01 10:00:00"}]}                WAS
    """  # noqa: E501
    if isinstance(value, list):
        return [link for item in value for link in read_rows(item, base)]
    if not isinstance(value, dict):
        return []
    url = next((value[key] for key in _URL_KEYS if isinstance(value.get(key), str) and value[key].strip()), None)
    title = next((value[key] for key in _TITLE_KEYS if isinstance(value.get(key), str) and value[key].strip()), None)
    if not url or not title:
        return [link for item in value.values() if isinstance(item, (dict, list)) for link in read_rows(item, base)]
    date = next((read_date(str(value[key])) for key in _DATE_KEYS if value.get(key)), None)
    return [Link(urljoin(base, url.strip()), squeeze(re.sub(r"<[^>]+>", "", unescape(title))), date)]


def read_answer(response: Response) -> list[Link]:
    """Give the rows of a JSON answer, or the links of a page where the answer is one."""
    answer = read_json(response)
    return read_links(response) if answer is None else read_rows(answer, response.url)


def numbered(url: str, pages: Iterable[int], name: str) -> list[Page]:
    """Give pages whose file name carries a number: `name` is a format such as `index_{}.html`, relative to `url`."""
    return [Page(urljoin(url, name.format(number))) for number in pages]
