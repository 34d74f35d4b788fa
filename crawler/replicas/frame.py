"""What every portal has around its list: home page, navigation, 信息公开 page, news, and a page for every entry.

The CMS modules say how addresses look and how the list is drawn; `furnish` does the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

import opencc

from crawler.replicas.articles import Entry, dated, look_alikes, mixed, news, notices
from crawler.replicas.markup import Style, links, meta, page, report
from crawler.replicas.reports import Known, at
from crawler.replicas.server import HTML, NOT_FOUND, Page, Site, Visit

Address = Callable[[int, Entry], str]
Detail = Callable[["Frame", Entry, str], str]
Way = Literal["plain", "script", "data", "onclick", "picture", "none"]
"""How the 信息公开 page's menu leads to the list."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list."""

    path: str
    title: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A furnished site: the `head` of every page, the rows of the 年报 column, the reports, the entrances."""

    site: Site
    agency: str
    column: str
    head: str
    rows: list[Row]
    known: list[Known]
    entrances: dict[str, str]

    def result(self) -> tuple[list[Known], dict[str, str]]:
        """What a CMS module's `build` gives."""
        return self.known, self.entrances

    def put(self, path: str, title: str, body: str, *, encoding: str = "utf-8", media_type: str = HTML) -> None:
        """Serve a page with the site's head and the column's meta tags."""
        head = meta(SiteName=self.agency, ColumnName=self.column)
        text = page(f"{title}_{self.agency}", self.head + body, head=head)
        self.site.put(path, text, encoding=encoding, media_type=media_type)


def plain_detail(frame: Frame, entry: Entry, content: str) -> str:
    """The page of an entry: title, date, body in `#zoom`, meta tags of 国办发〔2017〕47号."""
    tags = meta(
        SiteName=frame.agency, ColumnName=frame.column, ArticleTitle=entry.title, PubDate=f"{dated(entry)} 09:10"
    )
    crumbs = links(
        [("/", "首页"), (frame.entrances["list"].removeprefix(frame.site.base), frame.column)], separator=" > "
    )
    body = (
        f'<p class="position">您现在的位置：{crumbs} > 正文</p><h1>{entry.title}</h1><p>发布日期：{dated(entry)}</p>'
        f'<div id="zoom">{content}</div>'
    )
    return page(f"{entry.title}_{frame.agency}", frame.head + body, head=tags)


def furnish(
    site: Site,
    agency: str,
    reports: Sequence[Known],
    *,
    address: Address,
    listed: str,
    openness: str = "/zwgk/index.html",
    column: str = "政府信息公开年报",
    style: Style = "word",
    detail: Detail = plain_detail,
    encoding: str = "utf-8",
    media_type: str = HTML,
    among: bool = True,
    way: Way = "plain",
) -> Frame:
    """Serve everything but the list itself, which is to stand at `listed`.

    `among`: whether papers that only look like reports stand in the column as well. `way`: how the menu names the
    list; "none" is a portal without a column of annual reports. The traps of real portals are linked on every page: a
    calendar without end, a mirror in traditional characters, an English edition, a session id, another host's copy.
    """
    nav = links(
        [
            ("/", "首页"),
            ("/xwzx/index.html", "新闻中心"),
            ("/tzgg/index.html", "通知公告"),
            (openness, "信息公开"),
            (f"{openness};jsessionid=3F2A9C0D41", "政务公开") if "?" not in openness else (openness, "政务公开"),
            ("/search/index.html", "站内搜索"),
            ("/rl.jsp?y=2026&m=11", "办事日历"),
            ("/gate/big5/www.example.gov.cn/", "繁體版"),
            ("/en/index.html", "English"),
            ("http://clone.example.net/zfxxgk/zfxxgknb/", "政府信息公开年报"),
        ],
        separator=" | ",
    )
    entries = mixed(reports, look_alikes(agency) if among else [])
    known: list[Known] = []
    frame = Frame(
        site=site, agency=agency, column=column, head=f'<div class="head"><h2>{agency}</h2>{nav}</div>',
        rows=[Row(address(number, entry), entry.title, dated(entry)) for number, entry in enumerate(entries)],
        known=known,
        entrances={"home": site.base + "/", "disclosure": site.base + openness, "list": site.base + listed},
    )  # fmt: skip
    for row, entry in zip(frame.rows, entries, strict=True):
        content = report(entry, style) if isinstance(entry, Known) else entry.body()
        text = detail(frame, entry, content)
        url = site.put(row.path, text, modified=entry.modified, encoding=encoding, media_type=media_type)
        if isinstance(entry, Known):
            known.append(at(entry, url))
    teasers = []
    for folder, articles in (("/xwzx", news(agency)), ("/tzgg", notices(agency))):
        rows = [Row(f"{folder}/{article.on:%Y%m%d}.html", article.title, article.on) for article in articles]
        for row, article in zip(rows, articles, strict=True):
            site.put(row.path, detail(frame, article, article.body()), encoding=encoding, media_type=media_type)
        teasers.append(plain_rows(rows))
        frame.put(f"{folder}/index.html", "列表", teasers[-1], encoding=encoding, media_type=media_type)
    frame.put("/", "首页", "".join(teasers), encoding=encoding, media_type=media_type)
    menu = [("/zwgk/zn.html", "政府信息公开指南"), ("/zwgk/zd.html", "政府信息公开制度")]
    body = f"<ul>{links(menu, separator='<br>')}<br>{_menu_link(way, listed, column)}</ul>"
    frame.put(openness, "信息公开", body, encoding=encoding, media_type=media_type)
    site.answers |= {"/rl.jsp": _calendar, "/gate/big5/*": lambda visit: _big5(visit, site, encoding)}
    english = f'<p>Annual reports: <a href="{listed}">Government Information</a></p>'
    frame.put("/en/index.html", "English", english, encoding=encoding, media_type=media_type)
    for href, name in menu:
        frame.put(href, name, f"<h3>{name}</h3><p>【示例数据】{name}。</p>", encoding=encoding, media_type=media_type)
    return frame


def _menu_link(way: Way, listed: str, column: str) -> str:
    """The forms in which menus lead on (all seen); a crawler that only reads `href` misses most of them."""
    return {
        "plain": f'<a href="{listed}">{column}</a>',
        "script": f"<a href=\"javascript:if(confirm('{listed}'))window.location='{listed}'\">{column}</a>",
        "data": f'<a href="#" data-url="{listed}" class="zwgk-alink">{column}</a>',
        "onclick": f"<li onclick=\"window.open('{listed}')\">{column}</li>",
        "picture": f'<a href="{listed}" target="_blank"><img src="/images/nb.png" alt="{column}"></a>',
        "none": "",
    }[way]


def _calendar(visit: Visit) -> Page:
    """Every month leads to the next and to each of its days."""
    year, month = int(visit.query.get("y", "2026")), int(visit.query.get("m", "11"))
    after = f"/rl.jsp?y={year + month // 12}&m={month % 12 + 1}"
    days = links([(f"/rl.jsp?y={year}&m={month}&d={day}", f"{day}") for day in range(1, 29)])
    return Page(body=page("办事日历", f'<a href="{after}">下一月</a> {days}').encode())


@cache
def _traditional() -> Any:
    return opencc.OpenCC("s2t")


def _big5(visit: Visit, site: Site, encoding: str) -> Page:
    """The whole site once more in traditional characters, its links kept within the mirror."""
    _, _, _, host, path = visit.target.split("/", 4)
    original = site.pages.get(f"/{path}")
    if original is None:
        return Page(body=NOT_FOUND.encode(), status=404)
    text = original.body.decode(encoding, "replace").replace('href="/', f'href="/gate/big5/{host}/')
    return Page(body=_traditional().convert(text).encode(), media_type=original.media_type)


def plain_rows(rows: Sequence[Row]) -> str:
    """An ordinary list."""
    lines = (f'<li><a href="{r.path}" title="{r.title}">{r.title}</a><span>{r.on}</span></li>' for r in rows)
    return f"<ul>{''.join(lines)}</ul>"


def cut(rows: Sequence[Row], size: int) -> list[list[Row]]:
    """Rows cut into screens."""
    return [list(rows[start : start + size]) for start in range(0, len(rows), size)]
