"""TRS WAS5: the column is a shell around an iframe, the list is a search by POST; GET is sent away.

```
POST /was5/web/search
channelid=278090&sw=&page=1&perpage=50&selST=All&templet=&token=&…
<td class="t_l tdMC"><a href="http://…/t20220128_211363.html" target="_blank" name="…">…</a><div class="t_l_content">…发文日期：2022年01月28日…
```

The server gives ten rows whatever `perpage` says, and repeats its last page for ever.
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from crawler.replicas.articles import Entry, dated
from crawler.replicas.frame import Frame, cut, furnish
from crawler.replicas.reports import Known
from crawler.replicas.server import Page, Site, Visit

LIST = "/XXGK/XXGK/ZFXXGKNB/"
CHANNEL = "278090"
MOST = 10


def build(site: Site, agency: str, reports: Sequence[Known]) -> tuple[list[Known], dict[str, str]]:
    """Fill `site`; give the reports with their addresses and the entrances `home`, `disclosure`, `list`."""
    frame = furnish(site, agency, reports, address=_path, listed=LIST, openness="/XXGK/XXGK/")
    form = (
        f'<form id="searchForm" action="/was5/web/search" method="post">'
        f'<input type="hidden" name="channelid" value="{CHANNEL}">'
        '<input type="hidden" name="sw" value=""><input type="hidden" name="page" value="1">'
        '<input type="hidden" name="perpage" value="10"><input type="hidden" name="selST" value="All"></form>'
    )
    frame.put(LIST, frame.column, f'<iframe id="frame" src="/was5/web/search?channelid={CHANNEL}"></iframe>{form}')
    site.answers["/was5/web/search"] = lambda visit: _search(visit, frame)
    return frame.result()


def _path(number: int, entry: Entry) -> str:
    on = dated(entry)
    return f"{LIST}{on:%Y%m}/t{on:%Y%m%d}_{200000 + (on - date(2008, 1, 1)).days + number}.html"


def _search(visit: Visit, frame: Frame) -> Page:
    if visit.method != "POST":
        return Page(body=b"", status=302, headers={"Location": f"{frame.site.base}{LIST}"})
    screens = cut(frame.rows, MOST) if visit.form.get("channelid") == CHANNEL else [[]]
    asked = visit.form.get("page", "1")
    number = min(max(1, int(asked) if asked.isdigit() else 1), len(screens))
    rows = "".join(
        f'<tr class="tbRe"><td class="t_l tdMC"><a href="{frame.site.base}{row.path}" name="{row.title}">'
        f'{row.title}</a><div class="t_l_content"><ul><li class="t_l_content_left"><b>办文单位：</b>综合司</li>'
        f"<li><b>发文日期：</b>{row.on:%Y年%m月%d日}</li></ul></div></td></tr>"
        for row in screens[number - 1]
    )
    pager = f'<div class="fanye">共{len(frame.rows)}条 第{number}/{len(screens)}页</div>'
    return Page(body=f"<html><body><table>{rows}</table>{pager}</body></html>".encode())
