"""TRS WCM: static `index.shtml`, `index_1.shtml` …, relative `./YYYYMM/tYYYYMMDD_N.shtml` links, a scripted pager.

```html
<ul class="info-list"><li><a href="./202201/t20220120_3963124.shtml" title="…">…</a><i>2022-01-20</i></li>…</ul>
<script>createPageHTML(2, 0, "index","shtml");</script>
```
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from crawler.replicas.articles import Entry, dated, look_alikes, mixed, news, notices, screens
from crawler.replicas.markup import links, meta, page, report, truncated
from crawler.replicas.reports import HERE, Known, at
from crawler.replicas.server import Site

SCREEN = 8
COLUMNS = {"/bmdt/gzdt/": "工作动态", "/bmdt/tzgg/": "通知公告", "/zfxxgk/xxgknb/": "信息公开年报"}
REPORTS = "/zfxxgk/xxgknb/"


def build(site: Site, agency: str, reports: Sequence[Known]) -> tuple[list[Known], dict[str, str]]:
    """Fill `site`; give the reports with their addresses and the entrances `home`, `disclosure`, `list`."""
    nav = links(
        [
            ("/", "首页"),
            ("/bmdt/gzdt/", "工作动态"),
            ("/bmdt/tzgg/", "通知公告"),
            ("/zfxxgk/", "政府信息公开"),
            ("/search/index.shtml", "检索"),
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
            if isinstance(entry, Known) and entry.attachment:
                content = _attach(site, folder, number, entry)
            url = site.put(
                folder + _name(number, entry),
                _detail(head, agency, COLUMNS[folder], entry, content),
                modified=entry.modified,
            )
            if isinstance(entry, Known):
                served.append(at(entry, url))
        pages = screens(entries, SCREEN)
        numbers = iter(range(len(entries)))
        for index, rows in enumerate(pages):
            text = _list(head, agency, COLUMNS[folder], [(next(numbers), row) for row in rows], len(pages), index)
            site.put(f"{folder}index{f'_{index}' if index else ''}.shtml", text)
            if not index:
                site.put(folder, text)
    menu = [
        ("./zfxxgkzn/", "政府信息公开指南"),
        ("./zfxxgkzd/", "政府信息公开制度"),
        ("./fdzdgknr/", "法定主动公开内容"),
    ]
    menu += [("./xxgknb/", "政府信息公开年报"), ("./ysqgk/", "依申请公开")]
    site.put(
        "/zfxxgk/", page(f"政府信息公开_{agency}", f'{head}<div class="menu">{links(menu, separator="<br>")}</div>')
    )
    for href, name in menu:
        if name != "政府信息公开年报":
            site.put(
                "/zfxxgk/" + href[2:], page(f"{name}_{agency}", f"{head}<h3>{name}</h3><p>【示例数据】{name}。</p>")
            )
    latest = "".join(_row(number, entry, ".") for number, entry in enumerate(columns["/bmdt/gzdt/"]))
    site.put("/", page(agency, f"{head}<ul>{latest.replace('./', './bmdt/gzdt/')}</ul>", head=meta(SiteName=agency)))
    return served, {"home": site.base + "/", "disclosure": site.base + "/zfxxgk/", "list": site.base + REPORTS}


def _name(number: int, entry: Entry) -> str:
    on = dated(entry)
    identity = 1900000 + (on - date(2008, 1, 1)).days * 400 + number
    return f"{on:%Y%m}/t{on:%Y%m%d}_{identity}.shtml"


def _attach(site: Site, folder: str, number: int, known: Known) -> str:
    """The page's whole body: a link to the file beside it, named P<date…> by TRS."""
    name = f"P0{known.published_on:%Y%m%d}5162873{number:05}.pdf"
    assert known.attachment is not None
    content = (HERE / "reports" / known.attachment).read_bytes()
    site.put(
        f"{folder}{known.published_on:%Y%m}/{name}", content, media_type="application/pdf", modified=known.modified
    )
    return f'<p><a href="./{name}" title="{known.title}">附件：{known.title}.pdf</a></p>'


def _row(number: int, entry: Entry, folder: str) -> str:
    return (
        f'<li><a href="{folder}/{_name(number, entry)}" target="_blank" title="{entry.title}">'
        f"{truncated(entry.title)}</a><i>{dated(entry)}</i></li>\n"
    )


def _list(head: str, agency: str, name: str, rows: list[tuple[int, Entry]], pages: int, index: int) -> str:
    body = (
        f'{head}<h3>{name}</h3><ul class="info-list">{"".join(_row(number, entry, ".") for number, entry in rows)}</ul>'
        f'<div class="page"><script>createPageHTML({pages}, {index}, "index","shtml");</script></div>'
    )
    return page(f"{name}_{agency}", body, head=meta(SiteName=agency, ColumnName=name))


def _detail(head: str, agency: str, column: str, entry: Entry, content: str) -> str:
    tags = meta(SiteName=agency, SiteIDCode="4200000045", ColumnName=column, ArticleTitle=entry.title)
    tags += "\n" + meta(PubDate=f"{dated(entry)} 16:20", ContentSource=agency)
    body = (
        f'{head}<p class="position">您现在所在的位置：首页 &gt; 政府信息公开 &gt; {column}</p><h1>{entry.title}</h1>'
        f'<p>{dated(entry)} 16:20 {agency}</p><div class="view TRS_UEDITOR trs_paper_default">{content}</div>'
    )
    return page(f"{entry.title} - {agency}", body, head=tags)
