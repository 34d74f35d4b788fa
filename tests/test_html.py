"""What a cell of a page says: the text that is shown, not the digits that stand in its markup."""

from pathlib import Path

import pytest

from pipelines.extract import extract
from pipelines.formats import Unreadable, html
from pipelines.values import read_value

CAPTURES = Path(__file__).parent / "captures"
PAGE = """<html><head><style>.copy {{ visibility: hidden }} @media print {{ .screen {{ display: none }} }}</style></head>
<body><table><tr><td>行政许可</td><td>{}</td></tr><tr><td>行政强制</td><td>8</td></tr></table></body></html>"""


def cell(markup: str) -> str:
    (table,) = html.read(PAGE.format(markup).encode()).tables
    return table.cells[1].text


@pytest.mark.parametrize(
    ("markup", "value"),
    [
        ("24<sup>1</sup>", 24),
        ("24<sup>①</sup>", 24),
        ("24<sup>[注2]</sup>", 24),
        ("<p>24<span style='vertical-align:super;font-size:8pt'>1</span></p>", 24),
        ("10<a href='#fn1' class='footnote'>1</a>", 10),
        ("17①", 17),
        ("12²", 12),
        ("15*", 15),
        ("28⒈", 28),
        ("<sup>24</sup>", 24),  # nothing else stands in the cell: it is no mark
        ("<a href='#top'>24</a>", 24),
        ("<del>77</del><ins>7</ins>", 7),
        ("<s>632</s> 15", 15),
        ("<strike>632</strike>15", 15),
        ("<span style='text-decoration:line-through'>88</span>10", 10),
        ("<span style='text-decoration:underline'>10</span>", 10),
        ("<i style='visibility:hidden'>9</i>12", 12),
        ("<i style='OPACITY: 0.0'>9</i>12", 12),
        ("<i style='opacity:0.9'>1</i>2", 12),
        ("<i style='position:absolute;left:-9999px'>9</i>12", 12),
        ("<i style='font-size:0px'>7</i>12", 12),
        ("<i style='font-size:0.9em'>1</i>2", 12),
        ("<i style='font-size:0'>b5E2RGbCAP</i>12", 12),
        ("<i class='copy'>9</i>12", 12),
        ("<p style='font-size:0'><span style='font-size:14px'>12</span></p>", 12),
        ("<i class='screen'>1</i>2", 12),
        ("<i hidden>9</i>12", 12),
        ("<font color='#FFFFFF'>7</font>12", 12),
        ("12<span style='COLOR: rgb(255, 255, 255)'>7</span>", 12),
        ("<font color=white>7</font><font color=black>12</font>", 12),
        ("12<i style='color:#fdfdfd'>7</i>", 12),
        ("1<b style='background-color:#fff'>2</b>", 12),
        ("<b style='background:#1f4e79;color:#fff'>1</b>2", 12),  # white on a dark ground is seen
        ("<i style='color:transparent'>7</i>12", 12),
        ("<i style='font-size:1px'>7</i>12", 12),
        ("<b style='position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)'>7</b>12", 12),
        ("12<span style='position:relative;top:-4pt;font-size:7pt'>2</span>", 12),
        ("<small>12</small>", 12),
        ("12<img src='/images/line.gif' width=1>", 12),
        ("<script>var n = 7;</script>12", 12),
        ("<img src='/images/spacer.gif'>12", 12),
        ("<textarea>12</textarea>", 12),
        ("<ruby>12<rt>9</rt></ruby>", 12),
        ("<table><tr><td>12</td></tr></table>", 12),  # a frame around the number
    ],
)
def test_a_number_is_what_is_shown(markup: str, value: int) -> None:
    assert read_value(cell(markup)).value == value


@pytest.mark.parametrize(
    ("styled", "kept"),
    [
        ("<td style=\"width:44px;font-family:'宋体'\" class=x>", "<td class=x>"),
        ("<p class='a' style='mso-pagination:&#39;x&#39;'>", "<p class='a'>"),
        ("<p style='color:red'><i style='display:none'>", "<p><i style='display:none'>"),
        ("<p style='color:red'><i style='d&#105;splay:none'>", "<p><i style='d&#105;splay:none'>"),
        ("<p style='color:red'><i style='font-size:0'>", "<p style='color:red'><i style='font-size:0'>"),
        ('<p style="color:red><i>1</i><p style="color:red">', '<p style="color:red><i>1</i><p style="color:red">'),
        ("<p STYLE='color:red'>", "<p STYLE='color:red'>"),
        ('<td align="center" valign=top width=44>', "<td width=44>"),
        ('<p class=MsoNormal><span class="title" lang=EN-US>', '<p><span class="title">'),
        ('<td style="color:red"align="center"valign="top">', '<td style="color:red"align="center"valign="top">'),
        ("<td><span lang=EN-US>2</span><span>0<o:p></o:p></span></td>", "<td>20</td>"),
        ("<span>2</span><span class=a>0</span>", "<span>2</span><span class=a>0</span>"),
        ("<span>2</span><span\n>0</span>", "<span>2</span><span\n>0</span>"),
    ],
)
def test_only_styles_that_say_how_a_page_looks_are_left_out(styled: str, kept: str) -> None:
    assert html._unstyled(styled.encode("gb18030")).decode("gb18030") == kept


def test_no_capture_reads_differently_with_all_its_styles(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [path.read_bytes() for path in CAPTURES.glob("html-*/body.html")]
    plain = [_read(page) for page in pages]
    monkeypatch.setattr(html, "_unstyled", bytes)
    assert [_read(page) for page in pages] == plain
    assert len(pages) > 100


def _read(page: bytes) -> object:
    try:
        return html.read(page)
    except Unreadable as fault:
        return fault.code


def test_a_style_inside_of_what_a_rule_hides_shows_it_again() -> None:
    page = PAGE.replace("visibility: hidden", "font-size: 0")
    (table,) = html.read(page.format("<i class='copy'><b style='font-size:14px'>12</b></i>").encode()).tables
    assert table.cells[1].text == "12"


@pytest.mark.parametrize(
    "markup",
    [
        *("<img src='/images/n24.gif'>", "<canvas></canvas>", "<select><option>12</option></select>", "①", "<b>²</b>"),
        "<img src='/images/minus.gif'>12",
        "12<img src='/images/0.gif'>",
        "<font color=white>12</font>",  # on a dark ground or on paper: that is not said
        "12<small>3</small>",
        "1<span style='position:relative;top:-3pt'>2</span>",
        "<bdo dir=rtl>12</bdo>",
        "<script>document.write(4 * 3)</script>",
        "<i id=n></i><script>document.getElementById('n').innerHTML = '12'</script>",
        "<s>12</s>",  # no longer valid, and nothing in its place
        "<span style='text-decoration:line-through'>12</span>",
    ],
)
def test_what_cannot_be_read_is_neither_a_number_nor_a_blank(markup: str) -> None:
    value = read_value(cell(markup))
    assert value.value is None
    assert value.doubt is not None


@pytest.mark.parametrize(
    ("rule", "markup", "value"),
    [
        ("@media screen { .old { display: none } }", "<b class=old>7</b>12", 12),
        ("@media screen and (min-width: 768px) { .old { display: none } }", "<b class=old>7</b>12", 12),
        ("@media (max-width: 600px) { .wide { display: none } }", "<b class=wide>1</b>2", 12),
        ("td b:nth-child(2) { display: none }", "<b>12</b><b>7</b>", 12),
        ("b[lang=en] { display: none }", '<b lang="en">7</b>12', 12),
        (".MsoHidden { display: none }", '<b class="MsoHidden">7</b>12', 12),
        ("b[data-year] { display: none }", "<b data-year=2021>7</b>12", 12),
        ("td span { display: none }", "<span>7</span>12", 12),
        ("td > b { display: none }", "<span><b>1</b></span>2", 12),
        (".n { display: none } td > .n { display: inline }", "<span><b class=n>7</b></span>12", 12),
        (".old * { display: none }", "<b class=old><i>7</i></b>12", 12),
        (".old i, .new u { color: #fff }", "<b class=old><i>7</i></b>12", 12),
        ("td .old { color: white } .old { background: #123 }", "<b class=old>1</b>2", 12),
        (".old:hover { display: none }", "<b class=old>1</b>2", 12),
        (".n { display: none } .n.on { display: inline }", "<b class='n on'>12</b><b class=n>7</b>", 12),
        (".n { display: none }", "<b class=n style='display:inline'>1</b>2", 12),
        ("/* .n { display: none } */ .m { color: red }", "<b class=n>1</b>2", 12),
        (".MsoFootnoteReference { vertical-align: super }", "12<span class=MsoFootnoteReference>3</span>", 12),
        (".read { position:absolute; clip: rect(1px, 1px, 1px, 1px) }", "<b class=read>7</b>12", 12),
        (".n::after { content: '0' }", "<b class=n>12</b>", None),
        (".n:before { content: attr(data-n) }", "<b class=n data-n=12></b>", None),
        (".n::after { content: '\\e600' }", "<b class=n>12</b>", 12),  # an icon
    ],
)
def test_a_rule_of_the_page_hides_what_it_is_for(rule: str, markup: str, value: int | None) -> None:
    (table,) = html.read(
        PAGE.replace(".copy", rule.replace("{", "{{").replace("}", "}}") + " .copy").format(markup).encode()
    ).tables
    read = read_value(table.cells[1].text)
    assert read.value == value
    assert (read.doubt is None) is (value is not None)


def test_white_words_are_those_of_a_dark_header() -> None:
    page = "<table><tr><td style='color:#fff'>信息内容</td><td><font color=white>本年新收</font></td></tr></table>"
    (table,) = html.read(page.encode()).tables
    assert [cell.text for cell in table.cells] == ["信息内容", "本年新收"]


def test_a_cell_that_is_not_seen_keeps_its_place() -> None:
    page = PAGE.format("12").replace("<td>行政强制</td>", "<td style='visibility:hidden'>7</td>")
    (table,) = html.read(page.encode()).tables
    assert [cell.text for cell in table.cells] == ["行政许可", "12", "", "8"]


def test_an_article_that_a_script_shows_is_shown() -> None:
    text = "<p>全年主动公开政府信息215条，收到政府信息公开申请3件，均已按期答复。</p>" * 5
    head = f"<h1>某县统计局2023年政府信息公开工作年度报告</h1>{'<p>点击蓝字关注我们</p>' * 30}"
    page = f'<body>{head}<div id="js_content" style="visibility: hidden; opacity: 0; ">{text}</div></body>'
    document = html.read(page.encode())
    assert document.text.count("215条") == 5
    assert not document.findings


def test_what_is_struck_stays_so_where_the_page_is_too_deep() -> None:
    deep = "<font>" * 3_000
    struck = "<span style='text-decoration:line-through'>88</span>10"
    rows = f"<tr><td>行政许可</td><td>{struck}</td></tr><tr><td>行政强制</td><td>8</td></tr>"
    document = html.read(f"<body>{deep}<table>{rows}</table></body>".encode())
    assert [cell.text for cell in document.tables[0].cells] == ["行政许可", "10", "行政强制", "8"]


@pytest.mark.parametrize("declaration", ["", '<?xml version="1.0" encoding="utf-8"?>'])
def test_what_stands_behind_the_end_of_the_page_belongs_to_it(declaration: str) -> None:
    hidden = "<div style='display:none'><p>草稿</p></div>"
    table = "<table><tr><td>行政许可</td><td>12</td></tr><tr><td>行政强制</td><td>8</td></tr></table>"
    page = f"{declaration}<html><body><h1>标题</h1></body></html>\n<div>正文</div>{hidden}{table}</body></html>"
    document = html.read(page.encode())
    assert document.text.split("\n") == ["标题", "正文"]
    assert [cell.text for cell in document.tables[0].cells] == ["行政许可", "12", "行政强制", "8"]


def test_the_article_of_a_page_that_is_made_by_its_script() -> None:
    content = '"<p>2024年收到申请3件。<\\/p><table><tr><td>行政许可<\\/td><td>12<\\/td><\\/tr><\\/table>"'
    script = f'window._CONFIG = {{"SID": "7", "DETAIL": {{"title": "某局年报", "content": {content}}}}};'
    document = html.read(f"<html><body><div id=app></div><script>{script}</script></body></html>\n".encode())
    assert document.text == "2024年收到申请3件。"
    assert [cell.text for cell in document.tables[0].cells] == ["行政许可", "12"]


def test_a_unit_keeps_its_exponent() -> None:
    document = html.read("<p>新建服务大厅300m<sup>2</sup>，公开信息215<sup>1</sup>条。</p>".encode())
    assert document.text == "新建服务大厅300m2，公开信息215[1]条。"


def test_lines_of_a_preformatted_text_stay_lines() -> None:
    document = html.read("<pre>信息内容  本年制发件数\n规章      <b>0</b>\n\n行政许可  77</pre>".encode())
    assert document.text.split("\n") == ["信息内容 本年制发件数", "规章 0", "行政许可 77"]


def test_a_table_that_frames_the_narrative_is_no_table() -> None:
    text = "".join(f"<p>全年公开第{n}类政府信息，均在规定期限内更新，并在政务公开栏同步张贴。</p>" for n in range(12))
    rows = f"<tr><td>某镇2012年政府信息公开工作年度报告</td></tr><tr><td><p>一、概述</p>{text}</td></tr><tr><td>打印</td></tr>"
    document = html.read(f"<table>{rows}</table>".encode())
    assert not document.tables
    assert document.text.split("\n")[:2] == ["某镇2012年政府信息公开工作年度报告", "一、概述"]


def test_a_table_around_a_short_narrative_is_no_table() -> None:
    """Its headings stay headings: 四、收费、复议和诉讼 is not the beginning of what stands below it."""
    text = "<p>四、收费、复议和诉讼</p><p>全年未就信息公开收取费用；引发行政复议1件；没有引发行政诉讼。</p><p>五、打算</p><p>整合网站。</p>"
    rows = f"<tr><td>某局2010年政府信息公开工作年度报告</td></tr><tr><td>来源：某局</td></tr><tr><td>{text}</td></tr>"
    document = html.read(f"<table>{rows}</table>".encode())
    assert not document.tables
    assert "四、收费、复议和诉讼" in document.text.split("\n")


def test_a_picture_in_an_official_cell_makes_the_report_partial() -> None:
    columns = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
    head = "".join(f"<td>{name}</td>" for name in ("申请人情况", *columns))
    rows = "".join(
        f"<tr><td>{label}</td><td>{first}</td>{'<td>0</td>' * 5}<td>3</td></tr>"
        for label, first in (
            ("一、本年新收政府信息公开申请数量", "3"),
            ("二、上年结转政府信息公开申请数量", '<img src="3.gif">'),
        )
    )
    page = f"<h1>某县统计局2023年政府信息公开工作年度报告</h1><table><tr>{head}</tr>{rows}</table>"
    report = extract(page.encode())
    figures = {(f.row, f.col): f.value for f in report.figures}
    assert figures["received", "natural_person"] == 3
    assert figures["carried_over", "natural_person"] is None
    assert report.status == "partial"
    assert "cell_picture" in {finding.code for finding in report.findings}
