"""Shaanxi's id-html platform: `1.html`, `2.html` …, 19-digit or 24-hex ids, the page count in `parseInt('N')`.

```html
<ul><li><p class="title"><a href="/zwgk/gknb/bmnb/1427955212794036225.html">…</a></p><p class="time">2021年08月18日</p></li>…</ul>
<script>var pages = parseInt('2'); …</script>
```

One column holds the reports of several departments. One page is written in GBK and says utf-8, in header and meta.
"""  # noqa: E501

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime

from crawler.replicas.articles import Entry, dated, look_alikes, mixed, news, notices, screens
from crawler.replicas.markup import links, meta, page, report
from crawler.replicas.reports import Known, at
from crawler.replicas.server import Site

SCREEN = 9
COLUMNS = {"/zwdt/bmdt/": "部门动态", "/zwgk/tzgg/": "通知公告", "/zwgk/gknb/bmnb/": "部门年报"}
REPORTS = "/zwgk/gknb/bmnb/"
GBK_YEAR = 2018  # the page that lies about its encoding
EPOCH = 1288834974657  # milliseconds: Twitter's snowflake epoch, which the platform's 19-digit ids count from


def build(site: Site, agency: str, reports: Sequence[Known]) -> tuple[list[Known], dict[str, str]]:
    """Fill `site`; give the reports with their addresses and the entrances `home`, `disclosure`, `list`."""
    portal = "杨凌示范区门户网站"
    nav = links(
        [
            ("/", "首页"),
            ("/zwdt/bmdt/1.html", "部门动态"),
            ("/zwgk/tzgg/1.html", "通知公告"),
            ("/zwgk/zfxxgk.html", "信息公开"),
            ("/search/s.html", "搜索"),
        ],
        separator=" | ",
    )
    head = f'<div class="head"><h2>{portal}</h2>{nav}</div>'
    columns: dict[str, list[Entry]] = dict(
        zip(COLUMNS, (list(news(agency)), list(notices(agency)), mixed(reports, look_alikes(agency))), strict=True)
    )
    served: list[Known] = []
    for folder, entries in columns.items():
        for entry in entries:
            content = report(entry, "word") if isinstance(entry, Known) else entry.body()
            lies = isinstance(entry, Known) and entry.fiscal_year == GBK_YEAR
            url = site.put(
                folder + _name(entry),
                _detail(head, portal, COLUMNS[folder], entry, content),
                modified=entry.modified,
                encoding="gbk" if lies else "utf-8",
            )
            if isinstance(entry, Known):
                served.append(at(entry, url))
        pages = screens(entries, SCREEN)
        for index, rows in enumerate(pages, start=1):
            site.put(f"{folder}{index}.html", _list(head, portal, folder, rows, len(pages), index))
    menu = [("/zwgk/gkzn/1.html", "政府信息公开指南"), ("/zwgk/gkzd/1.html", "政府信息公开制度")]
    menu += [("/zwgk/gknb/bmnb/1.html", "政府信息公开年报"), ("/zwgk/ysqgk.html", "依申请公开")]
    site.put("/zwgk/zfxxgk.html", page(f"政府信息公开_{portal}", f"{head}<ul>{links(menu, separator='<br>')}</ul>"))
    for href, name in menu:
        if href not in site.pages:
            site.put(href, page(f"{name}_{portal}", f"{head}<h3>{name}</h3><p>【示例数据】{name}。</p>"))
    latest = "".join(_row(folder, entry) for folder in list(COLUMNS)[:2] for entry in columns[folder])
    site.put("/", page(portal, f"{head}<ul>{latest}</ul>", head=meta(SiteName=portal, SiteIDCode="6111000001")))
    return served, {name: site.base + path for name, path in _entrances().items()}


def _entrances() -> dict[str, str]:
    return {"home": "/", "disclosure": "/zwgk/zfxxgk.html", "list": f"{REPORTS}1.html"}


def _name(entry: Entry) -> str:
    """Old entries keep 24-hex ids (first 8: the second they were made), newer ones have snowflakes."""
    if isinstance(entry, Known) and entry.real:
        return "1427955212794036225.html"
    on = dated(entry)
    made = datetime(on.year, on.month, on.day, 8, tzinfo=UTC).timestamp()
    mark = hashlib.sha256(entry.title.encode()).hexdigest()
    if on < date(2021, 1, 1):
        return f"{int(made):08x}{mark[:16]}.html"
    return f"{(int(made * 1000) - EPOCH << 22) + int(mark[:5], 16)}.html"


def _row(folder: str, entry: Entry) -> str:
    on = dated(entry)
    return (
        f'<li><p class="title"><a href="{folder}{_name(entry)}">{entry.title}</a></p>'
        f'<p class="time">{on:%Y}年{on:%m}月{on:%d}日</p></li>\n'
    )


def _list(head: str, portal: str, folder: str, rows: list[Entry], pages: int, index: int) -> str:
    body = (
        f"{head}<h3>{COLUMNS[folder]}</h3><ul>{''.join(_row(folder, entry) for entry in rows)}</ul>"
        f'<div id="page"></div><script>\nvar pages = parseInt(\'{pages}\');\nvar current = parseInt("{index}");\n'
        'document.getElementById("page").innerHTML = pager("/" + location.pathname, current, pages);\n</script>'
    )
    return page(f"{COLUMNS[folder]}_{portal}", body, head=meta(SiteName=portal, ColumnName=COLUMNS[folder]))


def _detail(head: str, portal: str, column: str, entry: Entry, content: str) -> str:
    tags = meta(SiteName=portal, ColumnName=column, ArticleTitle=entry.title, PubDate=f"{dated(entry)} 11:05")
    body = (
        f"{head}<p>首页 / 政府信息公开 / {column} / 正文</p><h1>{entry.title}</h1><p>时间：{dated(entry)} 11:05</p>"
        f'<div id="article">{content}</div>'
    )
    return page(f"{entry.title}-{portal}", body, head=tags)
