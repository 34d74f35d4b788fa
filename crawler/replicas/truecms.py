"""truecms (南通): rows by JSONP that wraps XML, nothing without a Referer, articles under `/content/<guid>.html`.

```
GET /messageController/getMessage.do?callback=cb&columnid=4f2a&startrecord=1&endrecord=10&perpage=10
cb({"result":"<datastore><totalrecord>15</totalrecord><recordset><record><![CDATA[<li><a href='…'>…</a></li>]]></record>…"})
```

One answer holds at most 50 rows.
"""  # noqa: E501

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence

from crawler.replicas.articles import Entry
from crawler.replicas.frame import Frame, furnish
from crawler.replicas.reports import Known
from crawler.replicas.server import NOT_FOUND, Page, Site, Visit

CALL = "/messageController/getMessage.do"
LIST = "/ntsrmzf/gknb/gknb.html"
COLUMN = "4f2a6c"
MOST = 50


def build(site: Site, agency: str, reports: Sequence[Known]) -> tuple[list[Known], dict[str, str]]:
    """Fill `site`; give the reports with their addresses and the entrances `home`, `disclosure`, `list`."""
    frame = furnish(site, agency, reports, address=_path, listed=LIST)
    call = f"{CALL}?callback=cb&columnid={COLUMN}&webid=1&startrecord=1&endrecord=10&perpage=10"
    frame.put(LIST, frame.column, f'<h3>{frame.column}</h3><ul id="msg"></ul><script>$.getScript("{call}");</script>')
    site.answers[CALL] = lambda visit: _rows(visit, frame)
    return frame.result()


def _path(number: int, entry: Entry) -> str:
    return f"/ntsrmzf/gknb/content/{uuid.uuid5(uuid.NAMESPACE_URL, f'{number}{entry.title}')}.html"


def _rows(visit: Visit, frame: Frame) -> Page:
    if not visit.headers.get("referer", "").startswith(frame.site.base):
        return Page(body=NOT_FOUND.encode(), status=404)
    first, last = (int(visit.query.get(name, "1") or 1) for name in ("startrecord", "endrecord"))
    shown = frame.rows[first - 1 : min(last, first + MOST - 1)] if visit.query.get("columnid") == COLUMN else []
    records = "".join(
        f"<record><![CDATA[<li><a href='{row.path}' title='{row.title}'>{row.title}</a>"
        f"<span>{row.on}</span></li>]]></record>"
        for row in shown
    )
    total = f"<totalrecord>{len(frame.rows)}</totalrecord>"
    store = f"<datastore>{total}<recordset>{records}</recordset></datastore>"
    call = f"{visit.query.get('callback', 'cb')}({json.dumps({'result': store}, ensure_ascii=False)})"
    return Page(body=call.encode(), media_type="text/javascript;charset=UTF-8")
