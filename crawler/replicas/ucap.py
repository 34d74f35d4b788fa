"""开普 UCAP: a shell with `<meta name="channelId">`, rows as JSON, bodies in `<UCAPCONTENT>`.

```
GET /common/search/<32hex>?_isAgg=true&_isJson=true&_pageSize=18&_template=index&_rangeTimeGte=&_channelName=&page=1
{"data":{"channelId":"…","rows":6,"total":15,"results":[{"title":"…","url":"http://…/c100186/202201/<32hex>.shtml","publishedTimeStr":"…"}]}}
```
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from crawler.replicas.articles import Entry, dated
from crawler.replicas.frame import Frame, Row, cut, furnish
from crawler.replicas.markup import meta, page
from crawler.replicas.reports import Known
from crawler.replicas.server import Page, Site, Visit

CHANNEL = "db9694580ad74929979e1981b8c534f9"
LIST = "/klmys/zfxxgknb/common_list.shtml"
SCREEN = 18  # the server's own size where none is asked for


def build(site: Site, agency: str, reports: Sequence[Known]) -> tuple[list[Known], dict[str, str]]:
    """Fill `site`; give the reports with their addresses and the entrances `home`, `disclosure`, `list`."""
    frame = furnish(site, agency, reports, address=_path, listed=LIST, detail=_detail, way="data")
    call = f"/common/search/{CHANNEL}"
    script = (
        f'var channelId = "{CHANNEL}"; $.get("{call}?_isAgg=true&_isJson=true&_pageSize=8&_template=index'
        '&_rangeTimeGte=&_channelName=&page=" + page, draw);'
    )
    tags = meta(SiteName=agency, ColumnName=frame.column, channelId=CHANNEL)
    body = f'{frame.head}<h3>{frame.column}</h3><ul id="pageList"></ul>'
    body += f'<div id="pagination"></div><script>{script}</script>'
    site.put(LIST, page(f"{frame.column}_{agency}", body, head=tags))
    site.answers[call] = lambda visit: _search(visit, frame)
    return frame.result()


def _path(number: int, entry: Entry) -> str:
    mark = hashlib.md5(f"{number}{entry.title}".encode(), usedforsecurity=False).hexdigest()
    return f"/klmys/c100186/{dated(entry):%Y%m}/{mark}.shtml"


def _detail(frame: Frame, entry: Entry, content: str) -> str:
    tags = meta(
        SiteName=frame.agency, ColumnName=frame.column, ArticleTitle=entry.title, PubDate=f"{dated(entry)} 17:18"
    )
    body = (
        f"{frame.head}<UCAPTITLE>{entry.title}</UCAPTITLE><p>{dated(entry)} 17:18</p>"
        f'<div class="pages_content" id="UCAP-CONTENT"><UCAPCONTENT>{content}</UCAPCONTENT></div>'
    )
    return page(f"{entry.title}_{frame.agency}", body, head=tags)


def _search(visit: Visit, frame: Frame) -> Page:
    def number(name: str, otherwise: int) -> int:
        text = visit.query.get(name, "")
        return int(text) if text.isdigit() and int(text) else otherwise

    if visit.query.get("_isJson") != "true":
        return Page(body=b"<html><body></body></html>")
    size = min(number("_pageSize", SCREEN), 100)
    screens: list[list[Row]] = cut(frame.rows, size)
    at = number("page", 1)
    results = [
        {
            "title": row.title, "url": frame.site.base + row.path, "publishedTimeStr": f"{row.on} 17:18:49",
            "channelCodeName": "c100186", "channelName": frame.column,
        }
        for row in (screens[at - 1] if at <= len(screens) else [])
    ]  # fmt: skip
    data = {"channelId": CHANNEL, "rows": size, "page": at, "total": len(frame.rows), "results": results}
    return Page(
        body=json.dumps({"data": data}, ensure_ascii=False).encode(), media_type="application/json;charset=UTF-8"
    )
