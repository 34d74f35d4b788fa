"""HTML pages as the CMSs of government sites print them."""

from __future__ import annotations

import html
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from .grids import Cell, Grid
from .reports import Report

Block = str | Grid | tuple[str, str]  # paragraph, table, (kind, text) with kind heading | title | raw | center


def blocks_of(report: Report, tables: dict[str, list[Block]], *, title: bool = True) -> list[Block]:
    """The report in reading order; `tables` gives the blocks to print for each table id."""
    out: list[Block] = []
    if title and report.title:
        out.append(("title", report.title))
    out.extend(report.opening)
    for section in report.sections:
        out.append(("heading", section.heading))
        out.extend(section.paragraphs)
        if section.table:
            out.extend(tables.get(section.table, []))
    return out


def esc(text: str) -> str:
    return html.escape(text, quote=False)


# ---- cells and tables ---------------------------------------------------------------------------------------------


def plain_cell(cell: Cell) -> str:
    return esc(cell.text).replace("\n", "<br>")


def paragraph_cell(cell: Cell) -> str:
    align = ' style="text-align: center;"' if cell.role in ("value", "head") else ""
    return "".join(f"<p{align}>{esc(line) or '&nbsp;'}</p>" for line in cell.text.split("\n"))


def word_cell(rng: random.Random) -> Callable[[Cell], str]:
    """Word's filtered HTML: every few characters in their own span, numbers too, an empty <o:p> at the end."""

    def render(cell: Cell) -> str:
        text, parts = cell.text, []
        while text:
            n = 1 if cell.role == "value" and rng.random() < 0.6 else rng.randint(1, max(1, min(6, len(text))))
            parts.append(text[:n])
            text = text[n:]
        font = "font-family:仿宋_GB2312" if cell.role != "value" else "mso-spacerun:'yes'"
        spans = "".join(
            f'<span style="{font}">{esc(p)}</span>' if p != "\n" else '<span lang="EN-US"><br /></span>' for p in parts
        )
        return f'<p class="MsoNormal" align="center">{spans}<span lang="EN-US"><o:p></o:p></span></p>'

    return render


def font_cell(cell: Cell) -> str:
    return f'<div align=center><font face="宋体" size=2>{plain_cell(cell) or "&nbsp;"}</font></div>'


@dataclass
class TableStyle:
    """How a grid becomes markup."""

    cell: Callable[[Cell], str] = plain_cell
    attributes: str = 'border="1" cellspacing="0" cellpadding="0" width="100%"'
    row: str = ""
    td: str = ""
    upper: bool = False
    close_cells: bool = True
    head_tag: str = "td"
    tbody: bool = True

    def render(self, grid: Grid) -> str:
        out = [f"<table {self.attributes}>", "<tbody>" if self.tbody else ""]
        for row in grid:
            out.append(f"<tr{self.row}>")
            for cell in row:
                tag = self.head_tag if cell.role == "head" else "td"
                span = (f' colspan="{cell.colspan}"' if cell.colspan > 1 else "") + (
                    f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
                )
                out.append(f"<{tag}{span}{self.td}>{self.cell(cell)}" + (f"</{tag}>" if self.close_cells else "\n"))
            out.append("</tr>" if self.close_cells else "")
        out.append(("</tbody>" if self.tbody else "") + "</table>")
        text = "".join(out)
        if self.upper:
            for name in ("table", "tbody", "tr", "td", "th"):
                text = text.replace(f"<{name}", f"<{name.upper()}").replace(f"</{name}", f"</{name.upper()}")
        return text


CLEAN = TableStyle(cell=paragraph_cell, attributes='border="1" cellspacing="0" class="nb-table"')
BARE = TableStyle()
HEADED = TableStyle(head_tag="th", attributes='class="table table-bordered"')
OLD = TableStyle(
    cell=font_cell, attributes="border=1 cellspacing=0 cellpadding=3 bordercolor=#000000 align=center", upper=True,
    tbody=False, td=' bgcolor=#FFFFFF valign=middle',
)  # fmt: skip
LAX = TableStyle(close_cells=False, tbody=False, attributes="border=1 width=95%")


def word(rng: random.Random) -> TableStyle:
    return TableStyle(
        cell=word_cell(rng),
        attributes='class="MsoNormalTable" border="0" cellspacing="0" style="border-collapse:collapse;mso-yfti-tbllook:1184"',
        row=' style="mso-yfti-irow:1;height:19.5pt"',
        td=' style="padding:0cm 5.4pt" valign="center"',
    )


# ---- pages --------------------------------------------------------------------------------------------------------


@dataclass
class Site:
    """One portal's page around the article."""

    name: str
    meta: bool = True
    date: str = "发布时间：{date}"
    crumbs: str = "首页 > 政务公开 > 政府信息公开年报"
    paragraph: str = '<p style="text-indent:2em">{}</p>'
    heading: str = "<p><strong>{}</strong></p>"
    title: str = '<h1 class="title">{}</h1>'
    head: str = ""
    foot: str = "<div class=footer>主办单位：{agency}　网站标识码：{site}　备案号：ICP备{icp}号　公安备案{icp}</div>"
    wrap: tuple[str, str] = ('<div class="article-content" id="zoom">', "</div>")
    doctype: str = "<!DOCTYPE html>"
    charset: str | None = "utf-8"
    columns: list[str] = field(default_factory=list)


TRS = Site("trs", wrap=("<div class=TRS_Editor>", "</div>"))
HANWEB = Site(
    "hanweb", date="发布日期：{date}　浏览次数：<script>document.write(128)</script>　字号：[ 大 中 小 ]",
    paragraph="<p>　　{}</p>", heading="<p>　　<b>{}</b></p>", wrap=('<div id="zoom"><!--ZJEG_RSS.content.begin-->', "<!--ZJEG_RSS.content.end--></div>"),
)  # fmt: skip
OLDSITE = Site(
    "old", meta=False, date="[ {date} ]", doctype='<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">',
    paragraph="<P>&nbsp;&nbsp;&nbsp;&nbsp;<FONT size=3>{}</FONT></P>", heading="<P><B>{}</B></P>",
    title="<CENTER><FONT color=red size=5>{}</FONT></CENTER>", wrap=("<TABLE width=960><TR><TD>", "</TD></TR></TABLE>"),
)  # fmt: skip
INDEXED = Site(
    "indexed",
    date="",
    head='<table class="xxgk"><tr><td>索 引 号：</td><td>{index}</td><td>主题分类：</td><td>综合政务</td></tr>'
    "<tr><td>发布机构：</td><td>{agency}</td><td>发文日期：</td><td>{date}</td></tr>"
    "<tr><td>名　　称：</td><td colspan=3>{title}</td></tr></table>",
)


def page(
    report: Report, body: list[Block], *, site: Site = TRS, style: TableStyle = CLEAN, agency_meta: bool = True,
    style_for: Callable[[int], TableStyle] | None = None,
) -> str:  # fmt: skip
    """The whole page. Dates are printed where the site prints them; none if the report has no publication date."""
    rng = report.rng
    title = report.title or "政府信息公开年报"
    date = report.published_on or ""
    out = [site.doctype, "<html><head>"]
    if site.charset:
        out.append(f'<meta http-equiv="Content-Type" content="text/html; charset={site.charset}">')
    if site.meta:
        out.append(f'<meta name="SiteName" content="{esc(report.agency)}">')
        out.append(f'<meta name="SiteIDCode" content="{rng.randint(10**9, 10**10 - 1)}">')
        out.append('<meta name="ColumnName" content="政府信息公开年报">')
        out.append(f'<meta name="ArticleTitle" content="{esc(title)}">')
        if date:
            out.append(f'<meta name="PubDate" content="{date} {rng.randint(8, 17):02}:{rng.randint(0, 59):02}">')
        if agency_meta:
            out.append(f'<meta name="ContentSource" content="{esc(report.agency)}">')
    out.append(f"<title>{esc(title)}_政府信息公开年报</title>")
    out.append("<style>.title{font-size:22px}.nb-table td{border:1px solid #000}</style></head><body>")
    out.append(f'<div class="position">您现在的位置：{site.crumbs}</div>')
    out.append(site.head.format(
        index=f"{rng.randint(10**8, 10**9)}/{report.year + 1}-{rng.randint(1000, 9999):05}", agency=report.agency,
        date=date, title=title,
    ))  # fmt: skip
    pieces: list[str] = []
    tables = 0
    for block in body:
        match block:
            case str():
                pieces.append(site.paragraph.format(esc(block)))
            case ("title", text):
                pieces.append(site.title.format(esc(text)))
                if date and site.date:
                    pieces.append(f'<div class="info">{site.date.format(date=date)}</div>')
            case ("heading", text):
                pieces.append(site.heading.format(esc(text)))
            case ("center", text):
                pieces.append(f'<p align="center">{esc(text)}</p>')
            case ("raw", text):
                pieces.append(text)
            case list():
                pieces.append((style_for(tables) if style_for else style).render(block))
                tables += 1
    out += [site.wrap[0], "\n".join(pieces), site.wrap[1]]
    out.append(
        '<div class="share">分享到：<a href="#">微信</a> <a href="#">微博</a>　<a href="javascript:window.print()">【打印】</a></div>'
    )
    out.append(
        site.foot.format(agency=report.agency, site=rng.randint(10**9, 10**10 - 1), icp=rng.randint(10**7, 10**8))
    )
    out.append("</body></html>")
    return "\n".join(out)
