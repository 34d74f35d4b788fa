"""国泰新点 Epoint EWB: a shell whose rows come by POST of JSON; `siteGuid` stands in a script of the site.

```
POST /EWB-FRONT/rest/lightfrontaction/getgovinfolist
{"deptcode":"001001","categorynum":"003017002","pageIndex":0,"pageSize":20,"siteGuid":"<36 characters>"}
{"custom":{"total":15,"data":[{"title":"…","realtitle":"…","infourl":"/003/003017/003017002/20220118/<guid>.html","infodate":"2022-01-18"}]}}
```

Pages count from 0, and no page holds more than eight rows, whatever is asked for.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from contextlib import suppress

from crawler.replicas.articles import Entry, dated
from crawler.replicas.frame import Frame, cut, furnish
from crawler.replicas.reports import Known
from crawler.replicas.server import Page, Site, Visit

CALL = "/EWB-FRONT/rest/lightfrontaction/getgovinfolist"
LIST = "/dynamic/zwgk/govInfoPub.html?categorynum=003017002&deptcode=001001"
SITE = "7eb5f7f1-9041-43ad-8e13-8fcb82ea831a"
MOST = 8


def build(site: Site, agency: str, reports: Sequence[Known]) -> tuple[list[Known], dict[str, str]]:
    """Fill `site`; give the reports with their addresses and the entrances `home`, `disclosure`, `list`."""
    frame = furnish(site, agency, reports, address=_path, listed=LIST, way="onclick")
    site.put("/js/webBuilderCommon.js", f'var siteInfo = {{"siteGuid": "{SITE}", "projectName": "/EWB-FRONT"}};')
    shell = (
        f'<h3>{frame.column}</h3><ul id="infolist"></ul><div id="pager"></div>'
        '<script src="/js/webBuilderCommon.js"></script><script src="/js/govInfoPub.js"></script>'
    )
    frame.put(LIST, frame.column, shell)
    site.put(
        "/js/govInfoPub.js",
        f'var listUrl = siteInfo.projectName + "{CALL.removeprefix("/EWB-FRONT")}";\n'
        "ajax(listUrl, {deptcode: deptcode, categorynum: categorynum, pageIndex: 0, pageSize: 20, "
        "siteGuid: siteInfo.siteGuid});",
        media_type="application/javascript",
    )
    site.answers[CALL] = lambda visit: _rows(visit, frame)
    return frame.result()


def _path(number: int, entry: Entry) -> str:
    mark = uuid.uuid5(uuid.NAMESPACE_URL, f"{number}{entry.title}")
    return f"/003/003017/003017002/{dated(entry):%Y%m%d}/{mark}.html"


def _rows(visit: Visit, frame: Frame) -> Page:
    asked: dict[str, object] = {}
    with suppress(ValueError):
        asked = json.loads(visit.body or b"{}")
        asked = json.loads(str(asked["params"])) if "params" in asked else asked
    if asked.get("siteGuid") != SITE or asked.get("categorynum") != "003017002":
        return Page(body=b'{"custom":{"total":0,"data":[]}}', media_type="application/json")
    screens = cut(frame.rows, min(int(str(asked.get("pageSize", MOST))), MOST))
    index = int(str(asked.get("pageIndex", 0)))
    data = [
        {"title": row.title[:20], "realtitle": row.title, "infourl": row.path, "infodate": f"{row.on}"}
        for row in (screens[index] if 0 <= index < len(screens) else [])
    ]
    answer = {"custom": {"total": len(frame.rows), "data": data}}
    return Page(
        body=json.dumps(answer, ensure_ascii=False).encode(), media_type="application/json;charset=UTF-8",
        headers={"X-Powered-By": "epoint-httpserver"},
    )  # fmt: skip
