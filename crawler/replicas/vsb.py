"""博达 VSB: `zfxxgknb.htm`, then `zfxxgknb/2.htm`, `zfxxgknb/1.htm`: the numbers of pages descend.

```html
<li id="line_u13_0"><a href="../info/2381/644672.htm" title="…">…</a><span>2022-01-20</span></li>
<span class="p_next p_fun"><a href="zfxxgknb/2.htm">下页</a></span> <span class="p_t">共3页</span>
<input onkeydown="if(event.keyCode==13){_simple_list_gotopage_fun(3,&quot;u13_goto&quot;,2)}">
```
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from crawler.replicas.articles import Entry, dated
from crawler.replicas.frame import Frame, Row, cut, furnish
from crawler.replicas.markup import meta, page, truncated
from crawler.replicas.reports import Known
from crawler.replicas.server import Site

SCREEN = 6


def build(site: Site, agency: str, reports: Sequence[Known]) -> tuple[list[Known], dict[str, str]]:
    """Fill `site`; give the reports with their addresses and the entrances `home`, `disclosure`, `list`."""
    listed = "/zfxxgk/zfxxgknb.htm"
    frame = furnish(
        site, agency, reports, address=_path, listed=listed, openness="/zfxxgk.htm", detail=_detail, way="script"
    )
    screens = cut(frame.rows, SCREEN)
    for index, rows in enumerate(screens):
        left = len(screens) - 1 - index  # pages after this one; the last page is 1.htm
        frame.put(
            f"/zfxxgk/zfxxgknb/{left + 1}.htm" if index else listed,
            frame.column,
            _list(rows, index, left, len(screens)),
        )
    return frame.result()


def _path(number: int, entry: Entry) -> str:
    return f"/info/2381/{600000 + (dated(entry) - date(2008, 1, 1)).days * 9 + number % 9}.htm"


def _list(rows: list[Row], index: int, left: int, pages: int) -> str:
    up, folder = ("../../", "") if index else ("../", "zfxxgknb/")
    lines = "".join(
        f'<li id="line_u13_{at}"><a href="{up}{row.path[1:]}" target="_blank" title="{row.title}">'
        f"{truncated(row.title)}</a>"
        f"<span>{row.on}</span></li>"
        for at, row in enumerate(rows)
    )
    following = (
        f'<span class="p_next p_fun"><a href="{folder}{left}.htm">下页</a></span>'
        f'<span class="p_last p_fun"><a href="{folder}1.htm">尾页</a></span>'
        if left
        else '<span class="p_next_d p_fun_d">下页</span>'
    )
    return (
        f'<h3>政府信息公开年报</h3><ul>{lines}</ul><div class="pb_sys_common pb_sys_normal pb_sys_style1">'
        f'<span class="p_pages">{following}</span><span class="p_t">共{pages}页</span><span class="p_goto">'
        '<script language="javascript" src="/system/resource/js/gotopage.js"></script>'
        '<input type="text" class="p_goto_input" id="u13_goto" onkeydown="if(event.keyCode==13){'
        f'_simple_list_gotopage_fun({pages},&quot;u13_goto&quot;,2)}}"></span></div>'
    )


def _detail(frame: Frame, entry: Entry, content: str) -> str:
    tags = meta(
        SiteName=frame.agency, ColumnName=frame.column, ArticleTitle=entry.title, PubDate=f"{dated(entry)} 08:30"
    )
    body = (
        f'{frame.head}<h1 class="c-title">{entry.title}</h1><p>时间：{dated(entry)}</p><div id="vsb_content_500">'
        f'<div class="v_news_content">{content}</div></div>'
    )
    return page(f"{entry.title}-{frame.agency}", body, head=tags)
