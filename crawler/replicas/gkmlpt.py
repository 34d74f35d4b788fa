"""广东 gkmlpt: `/gkmlpt/index` with `window._CONFIG`, lists as JSON, page bodies as JSON inside the page.

```
GET /gkmlpt/api/all/20765?page=1&sid=755041     100 articles a page; page 0 is page 1
{"classify":{"id":20765,"name":"…","post_count":112},"total":112,"articles":[{"id":9103540,"title":"…","url":"http://…/post_9103540.html",…}]}
```
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from crawler.replicas.articles import Article, Entry, dated
from crawler.replicas.frame import Frame, Row, cut, furnish
from crawler.replicas.markup import meta, page
from crawler.replicas.reports import Known
from crawler.replicas.server import Page, Site, Visit

SID, COLUMN, OTHER = "755041", 20765, 20766
SCREEN = 100


def build(site: Site, agency: str, reports: Sequence[Known]) -> tuple[list[Known], dict[str, str]]:
    """Fill `site`; give the reports with their addresses and the entrances `home`, `disclosure`, `list`."""
    frame = furnish(
        site, agency, reports, address=_path, listed="/gkmlpt/index", openness="/zwgk/index.html", detail=_detail
    )
    old = [Article(f"关于公布第{number}批办事事项的通告", date(2019, 5, 1)) for number in range(1, 96)]
    for number, article in enumerate(old):
        site.put(_path(5000 + number, article), _detail(frame, article, article.body()), modified=article.modified)
    filler = [Row(_path(5000 + number, article), article.title, article.on) for number, article in enumerate(old)]
    columns = {COLUMN: sorted(frame.rows + filler, key=lambda row: row.on, reverse=True), OTHER: filler[:3]}
    names = {COLUMN: "政府信息公开年报", OTHER: "法定主动公开内容"}
    tree = [{"id": column, "name": name, "jump_url": "", "children": []} for column, name in names.items()]
    config = {"SID": SID, "SITE_NAME": agency, "SERVICE_AREA_ID": 755, "TREE": tree, "RENDER_TYPE": "index"}
    shell = page(f"政府信息公开平台_{agency}", f"{frame.head}<div id='app'></div><script>{_config(config)}</script>")
    site.put("/gkmlpt/index", shell)
    site.put("/gkmlpt/", shell)
    for column in columns:
        site.answers[f"/gkmlpt/api/all/{column}"] = lambda visit, column=column: _api(  # type: ignore[misc]
            visit, frame, column, names[column], columns[column]
        )
    return frame.result()


def _config(values: dict[str, object]) -> str:
    """A script literal, not JSON: bare names, `'755041'` in single quotes; objects and lists within are JSON."""
    fields = ",\n  ".join(
        f"{name}: " + (f"'{value}'" if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
        for name, value in values.items()
    )
    return f"window._CONFIG = {{\n  {fields}\n}};"


def _path(number: int, entry: Entry) -> str:
    identity = 7000000 + (date(2027, 1, 1) - dated(entry)).days * 100 + number % 97
    return f"/gkmlpt/content/{identity // 1000000}/{identity // 1000}/post_{identity}.html"


def _detail(frame: Frame, entry: Entry, content: str) -> str:
    """The body stands only in `_CONFIG.DETAIL.content`, as JSON."""
    detail = {
        "id": 1,
        "title": entry.title,
        "content": content,
        "publisher": frame.agency,
        "created_at": f"{dated(entry)}",
    }
    tags = meta(
        SiteName=frame.agency, ColumnName=frame.column, ArticleTitle=entry.title, PubDate=f"{dated(entry)} 10:00"
    )
    script = _config({"SID": SID, "RENDER_TYPE": "content", "DETAIL": detail}).replace("</", "<\\/")
    return page(
        f"{entry.title}_{frame.agency}", f"{frame.head}<div id='app'></div><script>{script}</script>", head=tags
    )


def _api(visit: Visit, frame: Frame, column: int, name: str, rows: list[Row]) -> Page:
    if visit.query.get("sid") != SID:
        return Page(body=b'{"error":"sid"}', media_type="application/json", status=400)
    asked = visit.query.get("page", "1")
    number = max(1, int(asked) if asked.isdigit() else 1)
    screens = cut(rows, SCREEN)
    shown = screens[number - 1] if number <= len(screens) else []
    articles = [
        {
            "id": int(row.path.rpartition("_")[2].removesuffix(".html")), "title": row.title, "publisher": frame.agency,
            "created_at": f"{row.on} 10:00:00", "display_publish_time": 0, "classify_main": column,
            "classify_main_name": name, "url": frame.site.base + row.path, "post_url": frame.site.base + row.path,
            "is_expired": 0, "is_abolished": 0, "abstract": "", "relation": "[]", "attachment": [],
        }
        for row in shown
    ]  # fmt: skip
    answer = {
        "classify": {"id": column, "name": name, "post_count": len(rows)},
        "total": len(rows),
        "articles": articles,
    }
    return Page(body=json.dumps(answer, ensure_ascii=False).encode(), media_type="application/json")
