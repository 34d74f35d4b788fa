"""ASP.NET: `InfoPublic.aspx?cid=1019`, a pager by postback (`__doPostBack`) with the form's hidden state.

```html
<form method="post" action="InfoPublic.aspx?cid=1019" id="form1"><input type="hidden" name="__VIEWSTATE" value="…">
<div class="info-list"><p><a href="InfoDetail.aspx?id=8123">…</a><span>2022-01-20</span></p></div>
<a href="javascript:__doPostBack('AspNetPager1','2')">2</a>
```
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import date

from crawler.replicas.articles import Entry, dated
from crawler.replicas.frame import Frame, cut, furnish
from crawler.replicas.markup import meta, page
from crawler.replicas.reports import Known
from crawler.replicas.server import Page, Site, Visit

LIST = "/InfoPublic.aspx?cid=1019"
PAGER = "AspNetPager1"
SCREEN = 6


def build(site: Site, agency: str, reports: Sequence[Known]) -> tuple[list[Known], dict[str, str]]:
    """Fill `site`; give the reports with their addresses and the entrances `home`, `disclosure`, `list`."""
    frame = furnish(
        site, agency, reports, address=_path, listed=LIST, openness="/InfoOpen.aspx", style="plain", way="picture"
    )
    site.answers["/InfoPublic.aspx"] = lambda visit: _list(visit, frame)
    return frame.result()


def _path(number: int, entry: Entry) -> str:
    return f"/InfoDetail.aspx?id={1000 + (dated(entry) - date(2008, 1, 1)).days + number}"


def _state(number: int) -> str:
    return base64.b64encode(f"/wEPDwUKLTg0OTIzODQwNQ page {number}".encode()).decode()


def _list(visit: Visit, frame: Frame) -> Page:
    """Any page after the first needs the state that an earlier page carried."""
    screens = cut(frame.rows, SCREEN)
    number = 1
    if visit.method == "POST" and visit.form.get("__EVENTTARGET") == PAGER:
        asked = visit.form.get("__EVENTARGUMENT", "")
        known = visit.form.get("__VIEWSTATE") in {_state(at + 1) for at in range(len(screens))}
        if not known or not asked.isdigit() or not 1 <= int(asked) <= len(screens):
            return Page(body="<h1>回发或回调参数无效</h1>".encode(), status=500)
        number = int(asked)
    rows = "".join(
        f'<p><a href="{row.path[1:]}">{row.title}</a><span>{row.on}</span></p>' for row in screens[number - 1]
    )
    pager = " ".join(
        f"<span>{at}</span>" if at == number else f"<a href=\"javascript:__doPostBack('{PAGER}','{at}')\">{at}</a>"
        for at in range(1, len(screens) + 1)
    )
    if number < len(screens):
        pager += f" <a href=\"javascript:__doPostBack('{PAGER}','{number + 1}')\">下一页</a>"
    body = (
        f'{frame.head}<form method="post" action="InfoPublic.aspx?cid=1019" id="form1">'
        '<input type="hidden" name="__EVENTTARGET" id="__EVENTTARGET" value="">'
        '<input type="hidden" name="__EVENTARGUMENT" id="__EVENTARGUMENT" value="">'
        f'<input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="{_state(number)}">'
        '<input type="hidden" name="__VIEWSTATEGENERATOR" value="C2EE9ABB">'
        f'<h3>{frame.column}</h3><div class="info-list">{rows}</div>'
        f'<div class="pages" id="{PAGER}">{pager}</div></form>'
    )
    head = meta(SiteName=frame.agency, ColumnName=frame.column)
    return Page(body=page(f"{frame.column}_{frame.agency}", body, head=head).encode())
