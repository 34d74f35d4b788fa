"""Anhui's Openness CMS: `/OpennessAnnualReport/showList/<branch>/page_1.html`, pager `ul#paging`, integer ids.

```html
<table><tr><td class="rightnr"><ul><li><a href="/OpennessContent/show/1158237.html" title="…">…</a><span>[2022-01-11]</span></li>…</ul></td></tr></table>
<ul id="paging"><li>…</li><li><a href="/OpennessAnnualReport/showList/21/page_2.html">下一页</a></li></ul>
```
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from crawler.replicas.articles import Entry, dated, look_alikes, mixed, news, notices, screens
from crawler.replicas.markup import links, meta, page, report, truncated
from crawler.replicas.reports import Known, at
from crawler.replicas.server import Site

SCREEN = 8
COLUMNS = {
    "/News/showList/1450/": "工作动态",
    "/News/showList/1451/": "通知公告",
    "/OpennessAnnualReport/showList/21/": "政府信息公开年报",
}
REPORTS = "/OpennessAnnualReport/showList/21/"


def build(site: Site, agency: str, reports: Sequence[Known]) -> tuple[list[Known], dict[str, str]]:
    """Fill `site`; give the reports with their addresses and the entrances `home`, `disclosure`, `list`."""
    nav = links(
        [
            ("/", "首页"),
            ("/News/showList/1450/page_1.html", "工作动态"),
            ("/News/showList/1451/page_1.html", "通知公告"),
            ("/Openness/21.html", "政务公开"),
            ("/search/q.html", "搜索"),
        ],
        separator=" | ",
    )
    head = f'<div class="top"><h2>{agency}</h2>{nav}</div>'
    columns: dict[str, list[Entry]] = dict(
        zip(COLUMNS, (list(news(agency)), list(notices(agency)), mixed(reports, look_alikes(agency))), strict=True)
    )
    served: list[Known] = []
    for folder, entries in columns.items():
        for number, entry in enumerate(entries):
            content = report(entry, "word") if isinstance(entry, Known) else entry.body()
            url = site.put(
                _path(folder, number, entry),
                _detail(head, agency, COLUMNS[folder], entry, content),
                modified=entry.modified,
            )
            if isinstance(entry, Known):
                served.append(at(entry, url))
        pages = screens(entries, SCREEN)
        for index in range(len(pages)):
            rows = list(enumerate(entries))[index * SCREEN : (index + 1) * SCREEN]
            site.put(f"{folder}page_{index + 1}.html", _list(head, agency, folder, rows, len(pages), index + 1))
    menu = [
        ("/OpennessGuide/21.html", "政府信息公开指南"),
        ("/OpennessContent/showList/21/55/page_1.html", "政府信息公开制度"),
    ]
    menu += [(f"{REPORTS}page_1.html", "政府信息公开年报")]
    site.put(
        "/Openness/21.html", page(f"政务公开_{agency}", f'{head}<ul class="left">{links(menu, separator="<br>")}</ul>')
    )
    for href, name in menu[:2]:
        site.put(href, page(f"{name}_{agency}", f"{head}<h3>{name}</h3><p>【示例数据】{name}。</p>"))
    folder = next(iter(COLUMNS))
    latest = "".join(_row(folder, number, entry) for number, entry in enumerate(columns[folder]))
    site.put("/", page(agency, f"{head}<ul>{latest}</ul>", head=meta(SiteName=agency, SiteIDCode="3417000020")))
    return served, {name: site.base + path for name, path in _entrances().items()}


def _entrances() -> dict[str, str]:
    return {"home": "/", "disclosure": "/Openness/21.html", "list": f"{REPORTS}page_1.html"}


def _path(folder: str, number: int, entry: Entry) -> str:
    """Reports have a controller of their own; one was filed as ordinary content."""
    if isinstance(entry, Known) and entry.real:
        return "/OpennessContent/show/1158237.html"
    days = (dated(entry) - date(2008, 1, 1)).days
    if folder == REPORTS:
        return f"/OpennessAnnualReport/show/{days + number}.html"
    return f"/News/show/{500000 + days * 20 + number}.html"


def _row(folder: str, number: int, entry: Entry) -> str:
    return (
        f'<li><a href="{_path(folder, number, entry)}" title="{entry.title}">{truncated(entry.title, 20)}</a>'
        f"<span>[{dated(entry)}]</span></li>\n"
    )


def _list(head: str, agency: str, folder: str, rows: list[tuple[int, Entry]], pages: int, index: int) -> str:
    pager = [f'<li><a href="{folder}page_{n}.html">{n}</a></li>' for n in range(1, pages + 1)]
    pager[index - 1] = f'<li class="current">{index}</li>'
    if index < pages:
        pager.append(f'<li><a href="{folder}page_{index + 1}.html">下一页</a></li>')
        pager.append(f'<li><a href="{folder}page_{pages}.html">尾页</a></li>')
    body = (
        f'{head}<table width="100%"><tr><td class="leftnav">政务公开</td><td class="rightnr"><h3>{COLUMNS[folder]}</h3>'
        f"<ul>{''.join(_row(folder, number, entry) for number, entry in rows)}</ul>"
        f'<ul id="paging">{"".join(pager)}</ul></td></tr></table>'
    )
    return page(f"{COLUMNS[folder]}_{agency}", body, head=meta(SiteName=agency, ColumnName=COLUMNS[folder]))


def _detail(head: str, agency: str, column: str, entry: Entry, content: str) -> str:
    tags = meta(SiteName=agency, ColumnName=column, ArticleTitle=entry.title, PubDate=f"{dated(entry)} 15:12")
    body = (
        f'{head}<p>您现在的位置：首页 &gt; {column}</p><h1 class="newstitle">{entry.title}</h1>'
        f"<p>发布日期：{dated(entry)} 信息来源：{agency}</p>"
        f'<div class="newscontnet"><div id="zoom">{content}</div></div>'
    )
    return page(f"{entry.title}_{agency}", body, head=tags)
