"""大汉 JCMS: rows as XML in a script node, the rest from `/module/web/jpage/dataproxy.jsp`.

```html
<div id="247686"><script type="text/xml"><datastore>
<nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&appid=1&webid=39&path=/&columnid=77259&unitid=247686&…"></a>]]></nextgroup>
<recordset><record><![CDATA[<li><a href="/art/2020/1/22/art_77259_9058659.html" title="…">…</a><span>2020-01-22</span></li>]]></record>…
```

The proxy's quirks are kept: by GET only `page` counts (`startrecord`, `endrecord` are ignored), by POST the window
counts and one answer holds at most three screens of `perpage` rows, `perpage` above 300 is cut, and a call without
`columnid` or `unitid` gets an empty datastore.
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from crawler.replicas.articles import Entry, dated, look_alikes, mixed, news, notices
from crawler.replicas.markup import links, meta, page, report, truncated
from crawler.replicas.reports import Known, at
from crawler.replicas.server import Page, Site, Visit

PROXY = "/module/web/jpage/dataproxy.jsp"
SCREEN = 6
EMPTY = "<?xml version='1.0' encoding='utf-8'?><datastore></datastore>"
ABOUT, NEWS, NOTICES, OPENNESS, GUIDE, RULES, REPORTS = 57251, 57253, 57254, 57268, 77257, 77258, 77259
UNITS = {NEWS: 247610, NOTICES: 247611, REPORTS: 247686}


def build(site: Site, agency: str, reports: Sequence[Known]) -> tuple[list[Known], dict[str, str]]:
    """Fill `site`; give the reports with their addresses and the entrances `home`, `disclosure`, `list`."""
    columns: dict[int, list[Entry]] = {
        NEWS: list(news(agency)),
        NOTICES: list(notices(agency)),
        REPORTS: mixed(reports, look_alikes(agency)),
    }
    names = {NEWS: "工作动态", NOTICES: "通知公告", REPORTS: "政府信息公开年报"}
    rows = {
        column: [_row(_path(column, number, entry), entry) for number, entry in enumerate(entries)]
        for column, entries in columns.items()
    }
    nav = links(
        [
            ("/", "首页"),
            (_column(ABOUT), "机构概况"),
            (_column(NEWS), "工作动态"),
            (_column(NOTICES), "通知公告"),
            (_column(OPENNESS), "信息公开"),
            ("/search/index.html?q=年报", "站内检索"),
        ],
        separator=" | ",
    )
    head = f'<div class="header"><h2>{agency}</h2><div class="nav">{nav}</div></div>'
    served: list[Known] = []
    for column, entries in columns.items():
        for number, entry in enumerate(entries):
            content = report(entry, "word") if isinstance(entry, Known) else entry.body()
            url = site.put(
                _path(column, number, entry),
                _detail(head, agency, names[column], entry, content),
                modified=entry.modified,
            )
            if isinstance(entry, Known):
                served.append(at(entry, url))
        site.put(_column(column), _list(head, agency, names[column], column, rows[column]))
    menu = [
        (_column(GUIDE), "政府信息公开指南"),
        (_column(RULES), "政府信息公开制度"),
        (_column(REPORTS), "政府信息公开年报"),
    ]
    site.put(
        _column(OPENNESS),
        page(f"政府信息公开_{agency}", f"{head}<div class='left'>{links(menu, separator='<br>')}</div>"),
    )
    for column, name in ((ABOUT, "机构概况"), (GUIDE, "政府信息公开指南"), (RULES, "政府信息公开制度")):
        site.put(_column(column), page(f"{name}_{agency}", f"{head}<h3>{name}</h3><p>【示例数据】{name}。</p>"))
    home = f"{head}<ul>{''.join(rows[NEWS])}</ul><ul>{''.join(rows[NOTICES])}</ul>"
    site.put("/", page(agency, home, head=meta(SiteName=agency, SiteIDCode="3200000024")))
    site.answers[PROXY] = lambda visit: _proxy(visit, rows)
    return served, {name: site.base + path for name, path in _entrances().items()}


def _entrances() -> dict[str, str]:
    return {"home": "/", "disclosure": _column(OPENNESS), "list": _column(REPORTS)}


def _column(column: int) -> str:
    return f"/col/col{column}/index.html"


def _path(column: int, number: int, entry: Entry) -> str:
    """`/art/Y/M/D/art_<column>_<id>.html`, month and day without leading zeros."""
    on = dated(entry)
    real = isinstance(entry, Known) and entry.real
    identity = 9058659 if real else 8000000 + (on - date(2008, 1, 1)).days * 150 + number
    return f"/art/{on.year}/{on.month}/{on.day}/art_{column}_{identity}.html"


def _row(path: str, entry: Entry) -> str:
    return (
        f'<li><a target="_blank" href="{path}" title="{entry.title}">{truncated(entry.title)}</a>'
        f"<span>{dated(entry)}</span></li>"
    )


def _next_group(column: int, number: int) -> str:
    return (
        f'<nextgroup><![CDATA[<a href="{PROXY}?page={number}&appid=1&webid=39&path=/&columnid={column}'
        f'&unitid={UNITS[column]}&webname=%E9%97%A8%E6%88%B7%E7%BD%91%E7%AB%99&permissiontype=0"></a>]]></nextgroup>'
    )


def _records(rows: Sequence[str]) -> str:
    return "<recordset>" + "\n".join(f"<record><![CDATA[{row}]]></record>" for row in rows) + "</recordset>"


def _list(head: str, agency: str, name: str, column: int, rows: list[str]) -> str:
    unit = UNITS[column]
    embedded = f"<datastore>{_next_group(column, 1)}{_records(rows[:SCREEN])}</datastore>"
    body = (
        f'{head}<h3>{name}</h3><div id="{unit}">'
        f'<script type="text/xml">{embedded}</script></div>'
        f"<script>var param_{unit}={{columnid:{column},unitid:'{unit}',webid:39,path:'/',appid:1}};"
        f"$('#{unit}').jpage({{totalRecord:{len(rows)},perPage:{SCREEN}}});</script>"
    )
    return page(f"{name}_{agency}", body, head=meta(SiteName=agency, ColumnName=name))


def _detail(head: str, agency: str, column: str, entry: Entry, content: str) -> str:
    tags = meta(
        SiteName=agency,
        ColumnName=column,
        ArticleTitle=entry.title,
        PubDate=f"{dated(entry)} 09:30",
        ContentSource=agency,
    )
    body = (
        f'{head}<div class="article"><h1 class="title">{entry.title}</h1><p>发布日期：{dated(entry)} 来源：{agency}</p>'
        f'<div id="zoom"><meta name="ContentStart">{content}<meta name="ContentEnd"></div></div>'
    )
    return page(f"{entry.title}_{column}_{agency}", body, head=tags)


def _proxy(visit: Visit, rows: dict[int, list[str]]) -> Page:
    asked = {**visit.query, **visit.form}
    column = next((c for c in rows if asked.get("columnid") == f"{c}" and asked.get("unitid") == f"{UNITS[c]}"), None)
    if column is None:
        return Page(body=EMPTY.encode(), media_type="text/xml;charset=UTF-8")
    size = min(_number(asked.get("perpage"), SCREEN), 300)
    if visit.method == "POST":
        first = _number(asked.get("startrecord"), 1)
        chosen = rows[column][first - 1 : min(_number(asked.get("endrecord"), size), first - 1 + 3 * size)]
        number = first // size + 2
    else:
        number = _number(asked.get("page"), 1)
        chosen = rows[column][(number - 1) * size : number * size]
        number += 1
    total = len(rows[column])
    answer = (
        f"<?xml version='1.0' encoding='utf-8'?><datastore>{_next_group(column, number)}{_records(chosen)}"
        f"<totalrecord>{total}</totalrecord><totalpage>{-(-total // size)}</totalpage></datastore>"
    )
    return Page(body=answer.encode(), media_type="text/xml;charset=UTF-8")


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdigit() and int(text) > 0 else otherwise
