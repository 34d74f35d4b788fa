"""What every portal has around its list: home page, navigation, 信息公开 page, news, and a page for every entry.

The CMS modules say how addresses look and how the list is drawn; `furnish` does the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from crawler.replicas.articles import Entry, dated, look_alikes, mixed, news, notices
from crawler.replicas.markup import Style, links, meta, page, report
from crawler.replicas.reports import Known, at
from crawler.replicas.server import HTML, Site

Address = Callable[[int, Entry], str]
Detail = Callable[["Frame", Entry, str], str]


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
    body = f'<h1>{entry.title}</h1><p>发布日期：{dated(entry)}</p><div id="zoom">{content}</div>'
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
) -> Frame:
    """Serve everything but the list itself, which is to stand at `listed`.

    `among`: whether papers that only look like reports stand in the column as well.
    """
    nav = links(
        [
            ("/", "首页"),
            ("/xwzx/index.html", "新闻中心"),
            ("/tzgg/index.html", "通知公告"),
            (openness, "信息公开"),
            ("/search/index.html", "站内搜索"),
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
    menu = [("/zwgk/zn.html", "政府信息公开指南"), ("/zwgk/zd.html", "政府信息公开制度"), (listed, column)]
    frame.put(openness, "信息公开", links(menu, separator="<br>"), encoding=encoding, media_type=media_type)
    for href, name in menu[:2]:
        frame.put(href, name, f"<h3>{name}</h3><p>【示例数据】{name}。</p>", encoding=encoding, media_type=media_type)
    return frame


def plain_rows(rows: Sequence[Row]) -> str:
    """An ordinary list."""
    lines = (f'<li><a href="{r.path}" title="{r.title}">{r.title}</a><span>{r.on}</span></li>' for r in rows)
    return f"<ul>{''.join(lines)}</ul>"


def cut(rows: Sequence[Row], size: int) -> list[list[Row]]:
    """Rows cut into screens."""
    return [list(rows[start : start + size]) for start in range(0, len(rows), size)]
