"""Lists that need no CMS family: hand-made ones in GBK, and shells around an iframe.

```html
<td><a href="show.asp?id=37">信丰县统计局2012年政府信息公开工作年度报告</a></td><td>2013-03-04</td>   <a href="list.asp?page=2">下一页</a>
<iframe src="/xxgk/nb/list.html" width="100%" height="800"></iframe>
```
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from crawler.replicas.articles import Entry, dated
from crawler.replicas.frame import Frame, cut, furnish, plain_rows
from crawler.replicas.markup import page
from crawler.replicas.reports import Known
from crawler.replicas.server import Site

SCREEN = 7
GBK = "text/html"  # the header names no charset; the page says gb2312, and is right


def gbk(site: Site, agency: str, reports: Sequence[Known]) -> tuple[list[Known], dict[str, str]]:
    """An ASP site of the 2000s: everything in GBK, rows in a table, 下一页 as a link."""
    frame = furnish(
        site, agency, reports, address=_asp, listed="/nb/list.asp?page=1", openness="/xxgk.asp", style="plain",
        detail=_declared, encoding="gb18030", media_type=GBK,
    )  # fmt: skip
    screens = cut(frame.rows, SCREEN)
    for number, rows in enumerate(screens, start=1):
        lines = "".join(
            f'<tr><td>·<a href="{row.path.removeprefix("/nb/")}">{row.title}</a></td><td>{row.on}</td></tr>'
            for row in rows
        )
        following = f'<a href="list.asp?page={number + 1}">下一页</a>' if number < len(screens) else "下一页"
        body = f"{frame.head}<table>{lines}</table><p>第{number}页 共{len(screens)}页 {following}</p>"
        text = page(f"{frame.column}_{agency}", body, charset="gb2312")
        site.put(f"/nb/list.asp?page={number}", text, encoding="gb18030", media_type=GBK)
    for path, served in list(site.pages.items()):  # every page of the site tells the truth about its bytes
        text = served.body.decode("gb18030").replace("charset=utf-8", "charset=gb2312")
        site.put(path, text, encoding="gb18030", media_type=GBK, modified=served.modified)
    return frame.result()


def _asp(number: int, entry: Entry) -> str:
    return f"/nb/show.asp?id={(dated(entry) - date(2008, 1, 1)).days + number}"


def _declared(frame: Frame, entry: Entry, content: str) -> str:
    """No meta tags at all, a title with the site's name after it."""
    body = f"{frame.head}<center><b>{entry.title}</b><br>发布时间：{dated(entry)}</center>{content}"
    return page(f"{entry.title}-{frame.agency}", body, charset="gb2312")


def iframe(site: Site, agency: str, reports: Sequence[Known]) -> tuple[list[Known], dict[str, str]]:
    """A column page that is nothing but a frame around the list, which pages by links of its own."""
    frame = furnish(site, agency, reports, address=_framed, listed="/xxgk/nb/index.html")
    frame.put("/xxgk/nb/index.html", frame.column, '<iframe src="list.html" width="100%" height="800"></iframe>')
    screens = cut(frame.rows, SCREEN)
    for number, rows in enumerate(screens, start=1):
        following = f'<a href="list_{number + 1}.html">下一页</a>' if number < len(screens) else ""
        name = f"list_{number}.html" if number > 1 else "list.html"
        site.put(f"/xxgk/nb/{name}", page("列表", plain_rows(rows) + following))
    return frame.result()


def _framed(number: int, entry: Entry) -> str:
    return f"/xxgk/nb/{dated(entry):%Y%m}/{100 + number}.html"
