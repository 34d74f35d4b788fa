"""Lists that need no CMS family: hand-made ones in GBK, frames, files without pages, titles without years, strays.

```html
<td><a href="show.asp?id=37">信丰县统计局2012年政府信息公开工作年度报告</a></td><td>2013-03-04</td>   <a href="list.asp?page=2">下一页</a>
<iframe src="/xxgk/nb/list.html" width="100%" height="800"></iframe>
```
"""  # noqa: E501

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from crawler.replicas.articles import Article, Entry, dated
from crawler.replicas.files import DOCX, docx
from crawler.replicas.frame import Frame, Row, cut, furnish, plain_detail, plain_rows
from crawler.replicas.markup import page
from crawler.replicas.reports import Known, at
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


def files(site: Site, agency: str, reports: Sequence[Known]) -> tuple[list[Known], dict[str, str]]:
    """A list whose links are the files themselves: `.docx`, some named only by year."""
    reports = [replace(known, attachment=f"{known.fiscal_year}.docx") for known in reports]
    frame = furnish(site, agency, reports, address=_file, listed="/zfxxgk/nb/", style="plain")
    for number, known in enumerate(frame.known):
        path = f"/zfxxgk/nb/{known.fiscal_year}.docx"
        url = site.put(path, docx(known), media_type=DOCX, modified=known.modified)
        frame.known[number] = at(known, url)
    frame.put("/zfxxgk/nb/", frame.column, plain_rows(frame.rows))
    return frame.result()


def _file(number: int, entry: Entry) -> str:
    return f"/zfxxgk/nb/{entry.fiscal_year}.docx" if isinstance(entry, Known) else f"/zfxxgk/nb/{number}.html"


def undated(site: Site, agency: str, reports: Sequence[Known]) -> tuple[list[Known], dict[str, str]]:
    """Titles without a year, on the list and on the page: only the text says which year it is about."""
    title = f"{agency}政府信息公开工作年度报告"
    reports = [replace(known, title=title) for known in reports]
    frame = furnish(site, agency, reports, address=_numbered, listed="/zfxxgk/nb/index.html", among=False)
    frame.put("/zfxxgk/nb/index.html", frame.column, plain_rows(frame.rows))
    return frame.result()


def _numbered(number: int, entry: Entry) -> str:
    """Addresses that name neither year nor organ: `/zfxxgk/nb/37f2c1.html`."""
    return f"/zfxxgk/nb/{hashlib.sha256(f'{dated(entry)}{number}'.encode()).hexdigest()[:6]}.html"


def misfiled(site: Site, agency: str, reports: Sequence[Known]) -> tuple[list[Known], dict[str, str]]:
    """No column of annual reports anywhere: they stand among the notices, on all of whose pages."""
    frame = furnish(site, agency, reports, address=_numbered, listed="/tzgg/index.html", column="通知公告", way="none")
    other = [
        Article(f"关于开展第{number}次安全检查的通知", date(2018 + number % 8, 1 + number % 12, 3))
        for number in range(30)
    ]
    strays = []
    for number, article in enumerate(other):
        path = f"/tzgg/{article.on:%Y%m}/{number}.html"
        site.put(path, plain_detail(frame, article, article.body()), modified=article.modified)
        strays.append(Row(path, article.title, article.on))
    rows = sorted(frame.rows + strays, key=lambda row: row.on, reverse=True)
    screens = cut(rows, 2 * SCREEN)
    for number, shown in enumerate(screens, start=1):
        name = f"index_{number}.html" if number > 1 else "index.html"
        following = f'<a href="index_{number + 1}.html">下一页</a>' if number < len(screens) else ""
        frame.put(f"/tzgg/{name}", "通知公告", plain_rows(shown) + following)
    return frame.result()
