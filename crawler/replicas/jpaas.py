"""大汉 JPAAS: the column carries a query, `GET …/front/page/build/unit` answers JSON with HTML inside.

```
GET /api-gateway/jpaas-publish-server/front/page/build/unit?webId=…&pageId=…&parseType=bulidstatic&…&paramJson={"pageNo":2,"pageSize":15}
{"success":true,"data":{"html":"<div class=\"page-content\"><ul><li class=\"clearfix\"><a href=\"/art/2026/art_<32hex>.html\" …"}}
```

Only `paramJson` turns the page; `pageNo` by itself is ignored.
"""  # noqa: E501

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from html import escape

from crawler.replicas.articles import Entry, dated
from crawler.replicas.frame import Row, cut, furnish
from crawler.replicas.reports import Known
from crawler.replicas.server import Page, Site, Visit

CALL = "/api-gateway/jpaas-publish-server/front/page/build/unit"
SCREEN = 6
QUERY = {
    "webId": "f16b5b7bb1f443cda2d8b6c4d3c8f9ab", "pageId": "0f3c1d2ab54e4e0fa1b2c3d4e5f60718",
    "parseType": "bulidstatic",
    "pageType": "column", "tagId": "信息列表", "tplSetId": "b5e1c7b2a94d4b0c8e7f6a5d4c3b2a19",
}  # fmt: skip


def build(site: Site, agency: str, reports: Sequence[Known]) -> tuple[list[Known], dict[str, str]]:
    """Fill `site`; give the reports with their addresses and the entrances `home`, `disclosure`, `list`."""
    frame = furnish(site, agency, reports, address=_path, listed="/col/col77021/index.html")
    query = "{" + ",".join(f"'{name}':'{value}'" for name, value in QUERY.items()) + "}"
    shell = (
        f'<h3>{frame.column}</h3><div id="list" class="list_unit" queryData="{escape(query)}" url="{CALL}">'
        f"{_html(frame.rows, 1)}</div>"
    )
    frame.put("/col/col77021/index.html", frame.column, shell)
    site.answers[CALL] = lambda visit: _unit(visit, frame.rows)
    return frame.result()


def _path(number: int, entry: Entry) -> str:
    """The year in the address is the one in which the platform was moved, not the report's."""
    mark = hashlib.md5(f"{number}{entry.title}".encode(), usedforsecurity=False).hexdigest()
    return f"/art/{max(2022, dated(entry).year)}/art_{mark}.html"


def _html(rows: list[Row], number: int) -> str:
    screens = cut(rows, SCREEN)
    shown = screens[number - 1] if 1 <= number <= len(screens) else []
    lines = "".join(
        f'<li class="clearfix"><a href="{r.path}" title="{r.title}">{r.title}</a>'
        f'<span class="bt-right">{r.on}</span></li>'
        for r in shown
    )
    return (
        f'<div class="page-content"><ul>{lines}</ul></div>'
        f'<div class="pagination" rows="{SCREEN}" count="{len(rows)}"></div>'
    )


def _unit(visit: Visit, rows: list[Row]) -> Page:
    if any(visit.query.get(name) != value for name, value in QUERY.items()):
        return Page(body=b'{"success":false,"message":"","data":{}}', media_type="application/json")
    number = 1
    with suppress(ValueError, AttributeError, TypeError):
        number = int(json.loads(visit.query.get("paramJson", "{}")).get("pageNo", 1))
    answer = {"success": True, "message": "操作成功", "data": {"html": _html(rows, number)}}
    return Page(body=json.dumps(answer, ensure_ascii=False).encode(), media_type="application/json;charset=UTF-8")
