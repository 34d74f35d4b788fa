"""TRS WCM: static lists under directory addresses, paged by a script.

Recognised by article names `t20230316_18424.html` (Guangxi, Jiangxi: `t17873020.shtml`), `createPageHTML(`, `TRS_Editor`.
Seen on a third of all portals: 教育部, 北京市, 贵州省, 武汉市洪山区, 遵义市人社局 …

    GET https://www.hongshan.gov.cn/xxgk/zfxxgknb/
    <ul><li><a href="./202401/t20240130_2352314.shtml">…2023年政府信息公开工作年度报告</a><i>2024-01-30</i></li></ul>
    <script>createPageHTML(3, 0, "index", "shtml");</script>        3 pages, this is page 0; next index_1.shtml, index_2.shtml

Variants of the pager: `var countPage = 3` (退役军人部), `ele.value>(3)` (昆明), a separator other than `_` in the page's own
`createPageHTML` (`index-2`, Guangxi; `index2`, Xinjiang). Reports are filed in folders below the column, by year and by
organ (`zfxxgknb/2021N/`, `gknb/2022/xzbm/`): those folders are pages of the list, and so are its sisters of other years.
"""  # noqa: E501

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from scrapy.http import Response

from crawler.spiders.base import Link
from crawler.spiders.links import Page, numbered, read_links, read_next
from crawler.spiders.listing import ListingSpider, in_column

_ARTICLE = re.compile(r"/t(?:\d{8}_)?\d{5,}(?:_\d+)?\.(s?html?)$")
_CALL = re.compile(
    r"""createPageHTML\(\s*(?:['"][\w-]*['"]\s*,\s*)?(\d+)\s*,\s*(\d+)\s*,\s*['"](\w+)['"]\s*,\s*['"](\w+)['"]"""
)
_COUNT = re.compile(r"\bcountPage\s*=\s*(\d+)|\bele\.value\s*>\s*\(?(\d+)")
# What the page's own createPageHTML puts between name and number: `_sPageName + "_" + (_nCurrIndex+1)`.
_BODY = re.compile(r"""_sPageName\s*\+\s*(?:['"](\W?)['"]\s*\+\s*)?\(?_nCurrIndex\s*\+\s*1\)?""")
_NUMBER = re.compile(r"^(\w*?[A-Za-z])([_-]?)(\d+)?$")
_YEAR = re.compile(r"(?:19|20)\d{2}")


class TrsSpider(ListingSpider):
    """Lists of TRS WCM with their pages, year folders and organ folders."""

    @classmethod
    def recognise(cls, response: Response) -> bool:
        """See module docstring."""
        text = getattr(response, "text", "")
        if _CALL.search(text) or "TRS_Editor" in text or _ARTICLE.search(response.url):
            return True
        return any(_ARTICLE.search(link.url) for link in read_links(response))

    @classmethod
    def pages(cls, response: Response) -> list[Page]:
        """Give the other pages, then the folders."""
        links = read_links(response)
        if _ARTICLE.search(response.url):
            return []
        pages = _paged(response, links) or read_next(response)
        folders = _folders(response.url, links) if in_column(response) else []
        return list(dict.fromkeys([*pages, *(Page(url) for url in folders)]))

    @classmethod
    def column_of(cls, url: str) -> str | None:
        """`/zfxxgknb/202401/t20240130_2352314.shtml` is filed in `/zfxxgknb/`, as is `/zfxxgknb/t17873020.shtml`."""
        return re.sub(r"(?:/\d{6})?/[^/]*$", "/", url) if _ARTICLE.search(url) else None


def _paged(response: Response, links: list[Link]) -> list[Page]:
    text = getattr(response, "text", "")
    name, separator, number = _file(response.url)
    if call := _CALL.search(text):
        count, current, suffix = int(call[1]), int(call[2]), call[4]
        name = call[3]
    elif found := _COUNT.search(text):
        count, current = int(found[1] or found[2]), int(number or 0)
        kinds = [m[1] for link in links if (m := _ARTICLE.search(link.url))]
        suffix = urlsplit(response.url).path.rpartition("/")[2].partition(".")[2] or (kinds[0] if kinds else "html")
    else:
        return []
    if body := _BODY.search(text):
        separator = body[1] or ""
    others = [number for number in range(1, count) if number != current]
    first = [Page(urljoin(response.url, "." if name == "index" else f"{name}.{suffix}"))] if current else []
    return first + numbered(response.url, others, f"{name}{separator}{{}}.{suffix}")


def _file(url: str) -> tuple[str, str, str | None]:
    """Split the file name of a list page into name, separator and number: `index_2.html` → `index`, `_`, `2`."""
    stem = urlsplit(url).path.rpartition("/")[2].partition(".")[0]
    match = _NUMBER.match(stem)
    return (match[1], match[2] or "_", match[3]) if match else ("index", "_", None)


def _folders(url: str, links: list[Link]) -> list[str]:
    """Give the folders below this one, and those beside it that differ from it in their year only."""
    here = urljoin(url, ".")
    own = _YEAR.sub("0000", here)
    found = []
    for link in links:
        folder = urljoin(link.url, ".")
        if folder == here or link.url.removeprefix(folder) not in {"", "index.html", "index.shtml", "index.htm"}:
            continue
        if folder.startswith(here) or (own != here and _YEAR.sub("0000", folder) == own):
            found.append(link.url)
    return found
