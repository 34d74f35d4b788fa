"""Further forms of 大汉 JCMS: search of its 信息公开 module, its module of annual reports, columns that are reports.

```
POST /module/xxgk/search.jsp?…&currpage=1   →  <tr class="tr_main_value_odd"><td>1</td><td><a class="bt_link" title="…">…  共2页
GET  /module/xxgk/xxgkAnnualReport.jsp?area=11330300MB1685697R&fbtime=2022   →  the report itself; no list exists
GET  /col/col88020/index.html   →  the report of one year; a further column for each year
```
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from crawler.replicas.articles import Entry, dated
from crawler.replicas.frame import Frame, cut, furnish
from crawler.replicas.markup import links, meta, page, truncated
from crawler.replicas.reports import Known
from crawler.replicas.server import Page, Site, Visit

AREA = "11330300MB1685697R"
ANNUAL = "/module/xxgk/xxgkAnnualReport.jsp"
SEARCH = "/module/xxgk/search.jsp"
COLUMN, UNIT = "1229498488", "A0212"
SCREEN = 6


def search(site: Site, agency: str, reports: Sequence[Known]) -> tuple[list[Known], dict[str, str]]:
    """A column whose rows come from `search.jsp`, twenty tables and no list in the page."""
    frame = furnish(site, agency, reports, address=_art, listed=f"/col/col{COLUMN}/index.html")
    query = (
        f"{SEARCH}?standardXxgk=0&isAllList=1&texttype=1&fbtime=-1&vc_all=&vc_filenumber=&vc_title=&vc_number=&currpage=1"
        "&sortfield=,createdatetime:0,orderid:0"
    )
    data = f"infotypeId={UNIT}&jdid=3096&area=&divid=div{COLUMN}&texttype=1&fbtime=-1&standardXxgk=0&isAllList=1"
    shell = (
        f'<h3>{frame.column}</h3><div id="div{COLUMN}"></div><script type="text/javascript">'
        f"$.ajax({{type:'POST', url:'{query}', data:'{data}', "
        f"success:function(html){{$('#div{COLUMN}').html(html);}}}});"
        "</script>"
    )
    frame.put(f"/col/col{COLUMN}/index.html", frame.column, shell)
    site.answers[SEARCH] = lambda visit: _search(visit, frame)
    return frame.result()


def _art(number: int, entry: Entry) -> str:
    on = dated(entry)
    return (
        f"/art/{on.year}/{on.month}/{on.day}/art_{COLUMN}_{58900000 + (on - date(2008, 1, 1)).days * 9 + number}.html"
    )


def _search(visit: Visit, frame: Frame) -> Page:
    asked = {**visit.query, **visit.form}
    if visit.method != "POST" or asked.get("infotypeId") != UNIT or asked.get("divid") != f"div{COLUMN}":
        return Page(body="<table></table>&nbsp;&nbsp;共0页&nbsp;".encode())
    screens = cut(frame.rows, SCREEN)
    page_asked = asked.get("currpage", "1")
    number = int(page_asked) if page_asked.isdigit() else 1
    rows = "".join(
        f'<tr class="tr_main_value_{"odd" if at % 2 else "even"}"><td>{at}</td><td>'
        f'<a href="{row.path}" class="bt_link" '
        f'title="{row.title}" target="_blank">{truncated(row.title, 18)}</a></td><td>{row.on}</td></tr>'
        for at, row in enumerate(screens[number - 1] if 1 <= number <= len(screens) else [], start=1)
    )
    total = f"共{len(frame.rows)}条信息&nbsp;&nbsp;共{len(screens)}页&nbsp;"
    return Page(body=f"<table>{rows}</table><div class='pager'>{total}</div>".encode())


def annual(site: Site, agency: str, reports: Sequence[Known]) -> tuple[list[Known], dict[str, str]]:
    """The module of annual reports: a year without one gives the frame and no text."""
    frame = furnish(
        site, agency, reports, address=lambda _, entry: _annual(entry), listed=_annual(reports[0]), among=False,
        detail=_without_list,
    )  # fmt: skip
    held = {known.fiscal_year: site.pages.pop(_annual(known)) for known in reports}
    newest = max(held)

    def answer(visit: Visit) -> Page:
        year = visit.query.get("fbtime") or f"{newest}"
        if visit.query.get("area") != AREA or not year.isdigit() or int(year) not in held:
            body = f'{frame.head}<div id="annual"></div><p>暂无内容</p>'
            return Page(body=page(f"政府信息公开年报_{agency}", body).encode())
        return held[int(year)]

    site.answers[ANNUAL] = answer
    return frame.result()


def _annual(entry: Entry) -> str:
    return f"{ANNUAL}?area={AREA}&fbtime={entry.fiscal_year if isinstance(entry, Known) else 0}"


def _without_list(frame: Frame, entry: Entry, content: str) -> str:
    tags = meta(SiteName=frame.agency, ColumnName="政府信息公开年报")
    about = f'<h2 class="title">{entry.title}</h2><p>发布日期：{dated(entry)}</p>'
    body = f'{frame.head}<div id="annual">{about}{content}</div>'
    return page(f"政府信息公开年报_{frame.agency}", body, head=tags)


def columns(site: Site, agency: str, reports: Sequence[Known]) -> tuple[list[Known], dict[str, str]]:
    """One column for each year, the report in the column's page; its menu leads to the other years."""
    years = sorted((known.fiscal_year for known in reports), reverse=True)
    menu = links([(_column(year), f"{year}年") for year in years], separator="<br>")

    def detail(frame: Frame, entry: Entry, content: str) -> str:
        tags = meta(SiteName=agency, ColumnName=f"{entry.title[-16:-12]}年", ArticleTitle=entry.title)
        tags += "\n" + meta(PubDate=f"{dated(entry)} 15:00")
        left = f'<div class="leftmenu"><h3>政府信息公开年报</h3>{menu}</div>' if isinstance(entry, Known) else ""
        body = f'{frame.head}{left}<div class="main-txt"><h1>{entry.title}</h1>{content}</div>'
        return page(f"{entry.title}_{agency}", body, head=tags)

    frame = furnish(
        site, agency, reports, listed=_column(years[0]), detail=detail, among=False,
        address=lambda number, entry: _column(entry.fiscal_year) if isinstance(entry, Known) else f"/art/{number}.html",
    )  # fmt: skip
    return frame.result()


def _column(year: int) -> str:
    return f"/col/col{88020 + (year - 2022) * 2115}/index.html"
