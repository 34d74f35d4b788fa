"""广东 南方网 NFCMS: static `index.html`, `index_2.html` …, absolute `content/post_N.html` addresses.

```html
<ul class="tzgg_content"><li><a href="http://…/xxgk/xxgknb/content/post_2007741.html"><p>…</p><span>2015-03-27</span></a></li>…</ul>
```
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from crawler.replicas.articles import Entry, dated, look_alikes, mixed, news, notices, screens
from crawler.replicas.markup import links, meta, page, report
from crawler.replicas.reports import Known, at
from crawler.replicas.server import Site

SCREEN = 10
COLUMNS = {"/xxgk/gzdt/": "工作动态", "/xxgk/qtxx/tzgg/": "通知公告", "/xxgk/xxgknb/": "信息公开年报"}
REPORTS = "/xxgk/xxgknb/"


def build(site: Site, agency: str, reports: Sequence[Known]) -> tuple[list[Known], dict[str, str]]:
    """Fill `site`; give the reports with their addresses and the entrances `home`, `disclosure`, `list`."""
    nav = links(
        [
            ("/index.html", "首页"),
            ("/xxgk/gzdt/index.html", "工作动态"),
            ("/xxgk/qtxx/tzgg/index.html", "通知公告"),
            ("/xxgk/index.html", "信息公开"),
            ("/search/index.html", "搜索"),
        ],
        separator=" | ",
    )
    head = f'<div class="header"><h2>{agency}</h2>{nav}</div>'
    columns: dict[str, list[Entry]] = dict(
        zip(COLUMNS, (list(news(agency)), list(notices(agency)), mixed(reports, look_alikes(agency))), strict=True)
    )
    served: list[Known] = []
    for folder, entries in columns.items():
        for number, entry in enumerate(entries):
            content = report(entry, "plain") if isinstance(entry, Known) else entry.body()
            url = site.put(
                folder + _name(number, entry),
                _detail(head, agency, COLUMNS[folder], entry, content),
                modified=entry.modified,
            )
            if isinstance(entry, Known):
                served.append(at(entry, url))
        numbered = list(enumerate(entries))
        pages = screens(entries, SCREEN)
        for index in range(len(pages)):
            rows = "".join(
                _row(site.base + folder, number, entry)
                for number, entry in numbered[index * SCREEN : (index + 1) * SCREEN]
            )
            text = _list(head, agency, folder, rows, len(pages), index + 1)
            site.put(f"{folder}index{f'_{index + 1}' if index else ''}.html", text)
            if not index:
                site.put(folder, text)
    menu = [("/xxgk/zfxxgkzn/index.html", "政府信息公开指南"), ("/xxgk/zfxxgkzd/index.html", "政府信息公开制度")]
    menu += [("/xxgk/xxgknb/index.html", "信息公开年报")]
    site.put("/xxgk/index.html", page(f"信息公开 - {agency}", f"{head}<ul>{links(menu, separator='<br>')}</ul>"))
    for href, name in menu[:2]:
        site.put(href, page(f"{name} - {agency}", f"{head}<h3>{name}</h3><p>【示例数据】{name}。</p>"))
    folder = next(iter(COLUMNS))
    latest = "".join(_row(site.base + folder, number, entry) for number, entry in enumerate(columns[folder]))
    home = page(
        agency, f'{head}<ul class="tzgg_content">{latest}</ul>', head=meta(SiteName=agency, SiteIDCode="4403000027")
    )
    site.put("/", home)
    site.put("/index.html", home)
    return served, {name: site.base + path for name, path in _entrances().items()}


def _entrances() -> dict[str, str]:
    return {"home": "/", "disclosure": "/xxgk/index.html", "list": f"{REPORTS}index.html"}


def _name(number: int, entry: Entry) -> str:
    """Ids do not follow time: FY2014 is post_2007741, minted when the platform was moved."""
    real = isinstance(entry, Known) and entry.real
    identity = 2007741 if real else 2000000 + (date(2027, 1, 1) - dated(entry)).days * 3 + number
    return f"content/post_{identity}.html"


def _row(folder: str, number: int, entry: Entry) -> str:
    return (
        f'<li><a href="{folder}{_name(number, entry)}" target="_blank"><p>{entry.title}</p>'
        f"<span>{dated(entry)}</span></a></li>\n"
    )


def _list(head: str, agency: str, folder: str, rows: str, pages: int, index: int) -> str:
    names = {n: f"index{f'_{n}' if n > 1 else ''}.html" for n in range(1, pages + 1)}
    pager = [(names[1], "首页")] + [(names[n], f"{n}") for n in names]
    if index < pages:
        pager.append((names[index + 1], "下一页"))
    body = (
        f'{head}<h3>{COLUMNS[folder]}</h3><ul class="tzgg_content">{rows}</ul>'
        f'<div class="pagination">{links(pager)} 共{pages}页</div>'
        "<script>window.NFCMS_SITE_ID = '755027'; window.NFCMS_CAT_ID = '5721';</script>"
    )
    return page(f"{COLUMNS[folder]} - {agency}", body, head=meta(SiteName=agency, ColumnName=COLUMNS[folder]))


def _detail(head: str, agency: str, column: str, entry: Entry, content: str) -> str:
    tags = meta(SiteName=agency, SiteIDCode="4403000027", ColumnName=column, ArticleTitle=entry.title)
    tags += "\n" + meta(PubDate=f"{dated(entry)} 10:40", ContentSource=agency)
    body = (
        f'{head}<div class="xl_wrap"><div class="title">{entry.title}</div>'
        f'<div class="title_info"><span>发布时间：{dated(entry)} 10:40:11</span></div></div>'
        f'<div class="xl_main articleBox">{content}</div>'
    )
    return page(f"{entry.title} - {agency}", body, head=tags)
