"""The readers of PDF, Word, spreadsheets and pictures, on small files made here."""

import io
import re
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.documents import Paragraph, Table
from pipelines.formats import doc, docx, image, ofd, pdf, read_document, spreadsheet
from pipelines.formats.ink import HOLES, misnamed
from pipelines.formats.lines import Glyph, Line, margins_of, paragraphs_of
from pipelines.formats.radicals import ordinary
from pipelines.formats.unreadable import UNREAD, Unreadable
from pipelines.placing import place
from pipelines.worker import run_limited

FILES = Path(__file__).parent / "formats"


def shape(table):
    """A table as rows of cells: the text, with ↓2 or →3 behind it where the cell spans rows or columns."""
    return [
        [
            cell.text
            + (f"↓{cell.rowspan}" if cell.rowspan > 1 else "")
            + (f"→{cell.colspan}" if cell.colspan > 1 else "")
            for cell in row
        ]
        for row in table.rows()
    ]


def places(table):
    return {cell.text: (cell.row, cell.column) for cell in table.cells if cell.text}


def texts(document):
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def kinds(document):
    return ["table" if isinstance(block, Table) else block.text for block in document.blocks]


def code_of(read, body):
    with pytest.raises(Unreadable) as caught:
        read(body)
    assert "\n" not in caught.value.detail
    return caught.value.code


CONTENTS = "目　录\n一、总体情况\t1\n二、主动公开情况\t1\n（一）公开内容\t2\n三、申请情况\t2"
REPORT = "某市教育局2021年政府信息公开工作年度报告\n一、总体情况\n好。\n二、主动公开情况\n好。\n三、申请情况。好。"


@pytest.mark.parametrize(
    "contents",
    [
        CONTENTS,
        CONTENTS.replace("\t", "…………"),
        CONTENTS.replace("\t", " . . . . "),
        CONTENTS.removeprefix("目　录\n"),
        CONTENTS.replace("三、申请情况", "三、依申请公开"),  # changed since Word made the contents
        re.sub("（一）.*\n|\t.", "", CONTENTS),
    ],
)
def test_a_table_of_contents_is_no_text(contents):
    assert texts(read_document(f"{contents}\n{REPORT}".encode(), "text/plain")) == REPORT.split("\n")


@pytest.mark.parametrize(("lead", "end"), [("| ", " |"), ("", "")])
def test_pipes_that_frame_a_row_are_no_blank_cells(lead, end):
    rows = ["自然人 | 商业企业 | 总计", "一、本年新收 |  | 2", "二、上年结转 |  | 0"]
    document = read_document("\n".join(f"{lead}{row}{end}" for row in rows).encode(), "text/plain")
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert [cell.text for cell in table.cells] == [cell.strip() for row in rows for cell in row.split("|")]


@pytest.mark.parametrize(
    "lines",
    [
        "一、总体情况\n二、主动公开情况\n三、申请情况",  # nothing says that it is one
        "目录\n一、总体情况\n二、主动公开情况\n三、答复情况",  # a part that comes only here
        "一、总体情况 4\n二、主动公开情况 3\n三、申请情况 1",  # numbers, and no pages
        "一、主动公开数 1\n二、回应解读数 2\n三、申请数 3",
        "一、总体情况 1\n二、主动公开情况 2",
    ],
)
def test_lines_that_may_say_something_are_no_contents(lines):
    document = read_document(f"{lines}\n{REPORT}".encode(), "text/plain")
    assert texts(document) == [*lines.split("\n"), *REPORT.split("\n")]


# PDF, written here operator by operator. y counts from the top of an A4 page.


class Page:
    def __init__(self, turned=0):
        self.turned = turned
        self.content = []

    def text(self, x, y, text, size=10, font="F1", mode=0, colour="0 g"):
        shown = text.encode("utf-16-be").hex() if font == "F1" else text.encode("latin-1").hex()
        self.content.append(f"BT {colour} {mode} Tr /{font} {size} Tf 1 0 0 1 {x} {842 - y} Tm <{shown}> Tj ET")
        return self

    def line(self, x0, y0, x1, y1):
        self.content.append(f"{x0} {842 - y0} m {x1} {842 - y1} l S")
        return self

    def area(self, x0, y0, x1, y1):
        self.content.append(f"q 0.1 0.3 0.5 rg {x0} {842 - y1} {x1 - x0} {y1 - y0} re f Q")
        return self

    def grid(self, xs, ys, texts=()):
        """All lines of a grid, and texts a little inside its boxes."""
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        for top, row in zip(ys, texts, strict=False):
            for left, text in zip(xs, row, strict=False):
                self.text(left + 4, top + 14, text)
        return self

    def picture(self, width=595, height=842):
        self.content.append(f"q {width} 0 0 {height} 0 0 cm /I1 Do Q")
        return self


def pdf_of(*pages, trailer=""):
    fonts = (
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [<< /Type /Font"
        " /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1)"
        " /Supplement 2 >> /DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 4"
        " /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >> >>] >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /Nameless /Encoding /Identity-H /DescendantFonts [<< /Type /Font"
        " /Subtype /CIDFontType2 /BaseFont /Nameless /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
        " /Supplement 0 >> /DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /Nameless /Flags 4"
        " /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >> >>] >>",
    )
    pixel = (
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{6 + 2 * n} 0 R' for n in range(len(pages)))}] >>",
        *fonts,
        f"{pixel}\nstream\n0\nendstream",
    ]
    for n, page in enumerate(pages):
        content = "\n".join(page.content)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate {page.turned} /Contents {7 + 2 * n} 0 R"
            " /Resources << /Font << /F1 3 0 R /F2 4 0 R >> /XObject << /I1 5 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    body, offsets = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + end.encode()


def test_pdf_merged_cells_come_from_the_drawn_walls():
    page = Page()
    for y in (100, 160):
        page.line(50, y, 450, y)
    page.line(150, 120, 450, 120).line(50, 140, 450, 140)  # a label over two rows, a header over two columns
    for x in (50, 150, 450):
        page.line(x, 100, x, 160)
    page.line(300, 120, 300, 160)
    page.text(54, 124, "组别").text(154, 114, "申请人情况").text(154, 134, "自然人").text(304, 134, "总计")
    page.text(54, 154, "予以公开").text(154, 154, "12").text(304, 154, "1136")
    document = pdf.read(pdf_of(page))
    (table,) = document.tables
    assert shape(table) == [["组别↓2", "申请人情况→2"], ["自然人", "总计"], ["予以公开", "12", "1136"]]
    assert (table.height, table.width, table.spans_known, table.place) == (3, 3, True, "table 1")
    assert document.method == "pdf"
    assert document.findings == ()


def test_pdf_a_table_goes_on_over_the_page_break_and_a_cut_label_is_an_empty_cell():
    xs = (50, 100, 300, 400)
    first = Page().text(60, 60, "三、收到和处理政府信息公开申请情况").grid(xs[1:], (700, 720, 740))
    first.line(50, 700, 100, 700).line(50, 740, 100, 740).line(50, 700, 50, 740)
    first.text(54, 715, "结果").text(104, 714, "一").text(304, 714, "1").text(104, 734, "二").text(304, 734, "2")
    first.text(290, 810, "- 1 -", 9)
    second = Page().grid(xs, (60, 80), [["", "三", "3"]]).text(60, 120, "四、复议情况").text(290, 810, "- 2 -", 9)
    document = pdf.read(pdf_of(first, second))
    assert kinds(document) == ["三、收到和处理政府信息公开申请情况", "table", "四、复议情况"]
    assert shape(document.tables[0]) == [["结果↓2", "一", "1"], ["二", "2"], ["", "三", "3"]]


def test_pdf_a_cell_that_the_page_break_leaves_open_is_one_cell():
    def page(top, bottom, *inner):
        drawn = Page()
        for x in (50, 150, 350):
            drawn.line(x, top, x, bottom)
        for y in inner:
            drawn.line(*y)
        return drawn

    first = page(700, 760, (50, 700, 350, 700), (150, 730, 350, 730), (150, 760, 350, 760))  # no line under 不予公开
    first.text(54, 714, "不予公开").text(154, 714, "1").text(154, 744, "2")
    second = page(60, 90, (150, 60, 350, 60), (50, 90, 350, 90)).text(154, 74, "3")
    assert shape(pdf.read(pdf_of(first, second)).tables[0]) == [["不予公开↓3", "1"], ["2"], ["3"]]

    first = page(700, 760, (50, 700, 350, 700), (50, 730, 350, 730))  # the break goes through a whole row
    first.text(54, 714, "一").text(154, 714, "1").text(54, 744, "二是长").text(154, 744, "2")
    second = (
        page(60, 110, (50, 80, 350, 80), (50, 110, 350, 110)).text(54, 74, "标签").text(54, 94, "三").text(154, 94, "3")
    )
    assert shape(pdf.read(pdf_of(first, second)).tables[0]) == [["一", "1"], ["二是长\n标签", "2"], ["三", "3"]]


HEAD = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]


def disclosed(upper, lower, *, head_again=False):
    """Figures and findings of a table whose last row of the first page is `upper`, the first of the second `lower`."""
    xs, first = (50, 200, 300, 400, 500), [HEAD, ["规章", "1", "2", "3"], upper]
    second = [*([HEAD] if head_again else []), lower, ["规章", "", "", ""]]
    document = pdf.read(
        pdf_of(
            Page().grid(xs, range(740, 820, 20), first),
            Page().grid(xs, range(60, 80 + 20 * len(second), 20), second),
        )
    )
    placement = place(document)
    read = {cell.cell[1:]: cell.text for cell in placement.placed if cell.cell[1] == "normative_documents"}
    return read, [(finding.code, finding.kind) for finding in placement.findings]


@pytest.mark.parametrize("head_again", [False, True])
@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (["行政规范", "5", "6", "7"], ["性文件", "", "", ""]),  # as Word and LibreOffice cut it
        (["行政规范", "", "", ""], ["性文件", "5", "6", "7"]),
        (["行政规范性文件", "", "", ""], ["", "5", "6", "7"]),
        (["", "5", "6", "7"], ["行政规范性文件", "", "", ""]),
        (["行政规范", "5", "", "7"], ["性文件", "", "6", ""]),
    ],
)
def test_pdf_a_row_that_the_page_break_cuts_is_one_row(upper, lower, head_again):
    read, findings = disclosed(upper, lower, head_again=head_again)
    assert read == dict(
        zip([("normative_documents", c) for c in ("issued", "repealed", "in_force")], "567", strict=True)
    )
    assert findings == []


def test_pdf_a_group_that_the_page_break_cuts_with_its_first_row_has_no_row_of_its_own():
    first = [
        ["", "", "自然人", "企业", "总计"],
        ["（一）予以公开", "", "1", "0", "1"],
        ["（六）其", "1.申请人无正当理由逾", "2", "0", "2"],
    ]
    below = [["期不补正、行政机关不再处理其政府信息公开申请", "", "", ""], ["3.其他", "1", "0", "1"]]
    xs = (50, 120, 400, 440, 480, 520)
    second = Page().grid(xs[1:], (60, 80, 100), below)
    for y in (60, 100):
        second.line(50, y, 120, y)
    second.line(50, 60, 50, 100).text(54, 75, "他处理")  # beside both rows
    placement = place(pdf.read(pdf_of(Page().grid(xs, range(740, 820, 20), first), second)))
    read = {cell.cell[1]: cell.text for cell in placement.placed if cell.cell[2] == "total"}
    assert read == {"results.granted": "1", "results.other.overdue_correction": "2", "results.other.remaining": "1"}
    assert placement.findings == []


def test_pdf_two_rows_at_a_page_break_stay_two():
    read, findings = disclosed(["规章", "5", "6", "7"], ["行政规范性文件", "", "", ""])
    assert set(read.values()) == {""}
    assert findings == []


def test_pdf_half_a_row_that_may_be_a_cut_one_is_not_taken_for_blank():
    read, findings = disclosed(["行政机关规", "5", "6", "7"], ["行政规范性文", "", "", ""])
    assert read == {}
    assert ("row_cut", "reader") in findings


def test_pdf_a_caption_on_the_next_page_begins_another_table():
    first = Page().grid((50, 200, 300), (700, 720), [["甲", "1"]])
    second = Page().text(60, 60, "四、复议情况").grid((50, 200, 300), (80, 100), [["乙", "2"]])
    assert kinds(pdf.read(pdf_of(first, second))) == ["table", "四、复议情况", "table"]


def test_pdf_tables_without_outer_lines_keep_their_outer_columns():
    page = Page()
    for y in (100, 120, 140):
        page.line(50, y, 350, y)
    page.line(150, 100, 150, 140).line(250, 100, 250, 140)
    for row, texts in enumerate((("规章", "0", "5"), ("规范性文件", "2", "31"))):
        for column, text in enumerate(texts):
            page.text(54 + 100 * column, 114 + 20 * row, text)
    assert shape(pdf.read(pdf_of(page)).tables[0]) == [["规章", "0", "5"], ["规范性文件", "2", "31"]]


def test_pdf_cells_may_be_told_apart_by_their_backgrounds_alone():
    page = Page()
    page.content.append("0.8 0.9 1 rg")
    for x in (50, 152, 254):
        for y in (100, 122):
            page.content.append(f"{x} {842 - y - 20} 100 20 re f")
    page.content.append("0 g")
    page.text(54, 114, "规章").text(156, 114, "1").text(258, 114, "2").text(54, 136, "其他").text(156, 136, "3")
    assert shape(pdf.read(pdf_of(page)).tables[0]) == [["规章", "1", "2"], ["其他", "3", ""]]


def test_pdf_a_number_too_wide_for_its_cell_stays_whole_and_neighbours_stay_apart():
    page = Page().grid((50, 150, 172, 194), (100, 120)).text(54, 114, "费用", 8)
    page.text(152, 114, "77", 8, "F1").text(174, 114, "30", 8, "F1")
    assert shape(pdf.read(pdf_of(page)).tables[0]) == [["费用", "77", "30"]]
    page = Page().grid((50, 150, 190, 290), (100, 120)).text(145, 114, "12345", 10)
    assert shape(pdf.read(pdf_of(page)).tables[0]) == [["", "12345", ""]]
    page = Page().grid((50, 150, 190, 290), (100, 120))
    for index, digit in enumerate("12345"):  # drawn one by one: may be two numbers that touch
        page.text(135 + 10 * index, 114, digit, 10)
    assert all("\N{REPLACEMENT CHARACTER}" in cell.text for cell in pdf.read(pdf_of(page)).tables[0].cells if cell.text)


def test_pdf_frames_and_underlines_are_no_tables():
    page = Page().grid((40, 550), (50, 400)).text(60, 80, "一、总体情况").line(60, 84, 130, 84)
    assert kinds(pdf.read(pdf_of(page))) == ["一、总体情况"]


def borderless(rows, header):
    page = Page()
    for x, text in header:
        page.text(x, 100, text, 9)
    for row, (label, *values) in enumerate(rows):
        page.text(60, 125 + 25 * row, label, 9)
        for x, value in values:
            page.text(x, 125 + 25 * row, value, 9)
    return pdf.read(pdf_of(page))


def test_pdf_without_lines_words_that_align_are_a_table():
    header = [(200, "自然人"), (260, "企业"), (320, "其他"), (380, "总计")]
    document = borderless(
        [
            ("予以公开", (209, "12"), (264, "0"), (384, "12")),
            ("部分公开", (204, "1136"), (264, "5"), (384, "1141")),
            ("不予公开", (213, "3"), (384, "3")),
        ],
        header,
    )
    (table,) = document.tables
    assert not table.spans_known
    assert shape(table) == [
        ["自然人", "企业", "其他", "总计"],
        ["予以公开", "12", "0", "", "12"],  # nothing is printed under 其他, its header says that there is a column
        ["部分公开", "1136", "5", "", "1141"],
        ["不予公开", "3", "", "", "3"],
    ]


def test_pdf_headers_of_one_and_two_lines_stand_in_the_order_of_their_columns():
    page = (
        Page().text(200, 100, "自然人", 9).text(260, 95, "商业", 9).text(260, 106, "企业", 9).text(320, 95, "其他", 9)
    )
    page.text(380, 100, "总计", 9)
    for row in range(2):
        page.text(60, 135 + 25 * row, ("予以公开", "部分公开")[row], 9)
        for x in (205, 265, 325, 385):
            page.text(x, 135 + 25 * row, str(row), 9)
    (table,) = pdf.read(pdf_of(page)).tables
    assert shape(table)[0] == ["自然人", "商业\n企业", "其他", "总计"]


@pytest.mark.parametrize("blank", [False, True])
def test_pdf_a_header_over_the_gap_between_two_columns_has_none_of_its_own(blank):
    page = Page().text(136, 100, "行政复议", 9).text(336, 100, "行政诉讼", 9)
    for n, x in enumerate((70, 120, 170, 220, 270, 320, 370, 420)):
        page.text(x, 125, ("维持", "纠正", "其他", "总计")[n % 4], 9)
        if not (blank and n == 3):
            page.text(x + 5, 150, str(n), 9)
    assert shape(pdf.read(pdf_of(page)).tables[0]) == [
        ["行政复议", "行政诉讼"],
        ["维持", "纠正", "其他", "总计"] * 2,
        ["0", "1", "2", "" if blank else "3", "4", "5", "6", "7"],
    ]


def test_pdf_a_column_between_two_groups_stays_one_where_it_is_blank():
    page = Page().text(95, 95, "复议", 9).text(220, 97, "信访", 9).text(345, 95, "诉讼", 9)
    for x, label, value in ((70, "维持", "1"), (120, "其他", "2"), (320, "维持", "3"), (370, "其他", "4")):
        page.text(x, 110, label, 9).text(x + 5, 140, value, 9).text(x + 5, 165, value, 9)
    assert shape(pdf.read(pdf_of(page)).tables[0])[-1] == ["1", "2", "", "3", "4"]


def test_pdf_without_lines_a_row_of_blanks_keeps_its_place():
    header = [(300, "自然人"), (360, "企业"), (420, "总计")]
    rows = [
        ("一、本年新收政府信息公开申请数量", (305, "2"), (365, "0"), (425, "2")),
        ("二、上年结转政府信息公开申请数量",),
        ("（一）予以公开", (305, "1"), (365, "0"), (425, "1")),
        ("（二）部分公开", (305, "1"), (365, "0"), (425, "1")),
        ("四、结转下年度继续办理",),  # below it the table is at its end
    ]
    (table,) = borderless(rows, header).tables
    assert [row[1:] for row in shape(table)[1:]] == [["2", "0", "2"], ["", "", ""], *[["1", "0", "1"]] * 2, [""] * 3]
    rows[3] = ("", *rows[3][1:])  # numbers without a label: they may be those of the row that seems blank
    (table,) = borderless(rows, header).tables
    assert shape(table)[2] == ["二、上年结转政府信息公开申请数量"]


def test_pdf_the_label_of_a_group_is_no_row_of_blanks():
    page = Page()
    for x, label in ((250, "自然人"), (310, "企业"), (370, "总计")):
        page.text(x, 100, label, 9)
    for row in range(4):
        page.text(120, 135 + 25 * row, f"{row + 1}.某类信息", 9)
        for x in (255, 315, 375):
            page.text(x, 135 + 25 * row, "0", 9)
    page.text(50, 172, "不予公开", 9)  # between two of its rows
    (table,) = pdf.read(pdf_of(page)).tables
    assert ["不予公开"] in shape(table)


def test_pdf_one_row_with_few_numbers_is_a_table_where_it_is_official():
    header = [(60, "信息内容"), (250, "上一年项目数量"), (400, "本年增/减")]
    row = (60, "行政事业性收费"), (265, "5"), (415, "0")
    (table,) = borderless([("行政事业性收费", (265, "5"), (415, "0"))], header).tables
    assert shape(table) == [[text for _, text in header], [text for _, text in row]]
    assert borderless([("今年的工作情况", (265, "5"), (415, "0"))], header).tables == []


def test_pdf_numbers_beside_their_header_and_not_below_it_are_its_column():
    rows = [("主动公开数", (300, "12")), ("其中文件数", (300, "305"))]
    assert shape(borderless(rows, [(60, "统计指标"), (350, "统计数")]).tables[0]) == [
        ["统计指标", "统计数"],
        ["主动公开数", "12"],
        ["其中文件数", "305"],
    ]
    rows = [(label, *values, (500, "7")) for label, *values in rows]  # two columns, one header: which of them is it?
    assert borderless(rows, [(60, "统计指标"), (350, "统计数")]).tables == []


def test_pdf_dashes_at_the_other_edge_of_a_column_than_its_numbers():
    rows = [
        ("主动公开", (300, "——"), (400, "——")),
        ("公开数", (300, "条"), (440, "12")),
        ("文件数", (300, "条"), (440, "7")),
    ]
    table = borderless(rows, [(60, "统计指标"), (300, "单位"), (430, "统计数")]).tables[0]
    assert shape(table)[1:3] == [["主动公开", "——", "——"], ["公开数", "条", "12"]]


@pytest.mark.parametrize(("size", "up"), [(6, 4), (8.3, 3), (5.5, 7), (6, 6)])
def test_pdf_a_raised_mark_beside_a_number_is_no_digit_of_it(size, up):
    page = Page().grid((50, 150, 250, 350), (100, 120), [["规章", "24", "3"]]).text(174, 114 - up, "1", size)
    assert shape(pdf.read(pdf_of(page)).tables[0]) == [["规章", "24[1]", "3"]]
    page = Page().text(60, 100, "全年公开24").text(120, 100 - up, "1", size).text(130, 100, "件")
    assert texts(pdf.read(pdf_of(page))) == ["全年公开24[1]件"]


def test_pdf_small_numbers_are_no_marks():
    page = Page().grid((50, 150, 250, 350), (100, 120), [["规章"]]).text(154, 112, "24", 6).text(254, 116, "3", 14)
    assert shape(pdf.read(pdf_of(page)).tables[0]) == [["规章", "24", "3"]]


def test_pdf_narrow_header_labels_that_nearly_touch_stand_each_above_its_column():
    header = [(200, "商业"), (223, "科研"), (246, "其他"), (269, "总计")]  # 5 points apart, at size 9
    rows = [(label, *((x + 6, "2") for x, _ in header)) for label in ("予以公开", "部分公开")]
    assert shape(borderless(rows, header).tables[0])[0] == ["商业", "科研", "其他", "总计"]


def test_pdf_a_frame_with_columns_ruled_and_rows_not_is_read_by_its_rows():
    page = Page().grid((50, 150, 250, 350), (80, 240))
    for row, texts in enumerate(
        [("信息内容", "件数", "总数"), *((f"第{n}类", str(n), str(2 * n)) for n in range(1, 6))]
    ):
        for column, text in enumerate(texts):
            page.text(60 + 100 * column, 100 + 25 * row, text, 9)
    assert shape(pdf.read(pdf_of(page)).tables[0])[1:3] == [["第1类", "1", "2"], ["第2类", "2", "4"]]


def test_pdf_a_column_that_nothing_crosses_on_a_page_keeps_its_outer_line():
    page = Page().grid((100, 300, 400), (60, 80, 100), [["一", "1"], ["二", "2"]]).line(50, 60, 50, 100)
    table = pdf.read(pdf_of(page)).tables[0]
    assert shape(table) == [["↓2", "一", "1"], ["二", "2"]]


def test_pdf_a_header_that_names_some_columns_and_not_all_is_kept_as_words():
    rows = [(label, *((x, "2") for x in (205, 265, 325, 385))) for label in ("予以公开", "部分公开")]
    table = borderless(rows, [(260, "企业"), (320, "其他"), (380, "总计")]).tables[0]
    assert shape(table)[0] == ["企业 其他 总计"]


def test_pdf_a_unit_drawn_where_the_units_begin_is_no_end_of_the_label():
    rows = [(f"{n}项数", (150, "条"), (220, str(n))) for n in range(1, 6)]
    rows.append(("长长的专项经费数目", (150, "万元"), (220, "6")))  # ends at 141
    document = borderless(rows, [(60, "指标"), (150, "单位"), (215, "统计数")])
    assert shape(document.tables[0])[-1] == ["长长的专项经费数目", "万元", "6"]


def test_pdf_words_that_do_not_align_stay_text():
    document = borderless(
        [
            ("予以公开", (200, "12"), (260, "0"), (320, "0"), (380, "12")),
            ("部分公开", (220, "11360"), (300, "5"), (355, "1141")),
            ("不予公开", (185, "3"), (230, "0"), (290, "7"), (330, "3")),
        ],
        [],
    )
    assert document.tables == []
    assert "11360 5 1141" in document.text


@pytest.mark.parametrize(
    ("drawn", "text"),
    [
        (lambda page: page.text(154, 114, "12").text(164, 114, "7", colour="1 g"), "12"),
        (lambda page: page.text(154, 114, "12").text(164, 114, "7", colour="0.99 0.99 0.99 rg"), "12"),
        (lambda page: page.area(151, 101, 249, 119).text(154, 114, "12", colour="1 g"), "12"),  # on a dark ground
        (lambda page: page.text(154, 114, "12").text(164, 114, "7", size=0.5), "12"),
        (lambda page: page.text(154, 114, "7").text(164, 114, "12").line(153, 110.5, 163, 110.5), f"{UNREAD}12"),
        (lambda page: page.text(154, 114, "12").line(153, 115.5, 165, 115.5), "12"),  # underlined
    ],
)
def test_pdf_what_is_not_seen_is_not_read_and_what_is_struck_is_unread(drawn, text):
    page = Page().grid((50, 150, 250), (100, 120, 140), (("行政许可", ""), ("行政处罚", "8")))
    (table,) = pdf.read(pdf_of(drawn(page))).tables
    assert [cell.text for cell in table.cells] == ["行政许可", text, "行政处罚", "8"]


def test_pdf_a_digit_with_the_shape_of_another_is_unread():
    assert list(misnamed({"0": 1, "3": 2, "6": 1, "8": 0})) == ["3", "8"]
    assert not list(misnamed(HOLES | {"0": 2, "4": 0}))  # 0 with a stroke, an open 4


def test_pdf_lines_become_paragraphs_across_pages_and_furniture_is_left_out():
    long = (
        "本年度全区各级行政机关认真贯彻条例共收到政府信息公开申请二百一十五件比上年增加"  # 38 characters fill the line
    )
    first = Page().text(50, 40, "某区人民政府年报", 9).text(80, 100, "一、总体情况", 13).text(76, 130, long, 13)
    first.text(50, 150, "其中网络申请21件。", 13).text(76, 170, long, 13).text(290, 815, "— 1 —", 9)
    second = Page().text(50, 40, "某区人民政府年报", 9).text(50, 100, "均已答复。", 13).text(290, 815, "— 2 —", 9)
    assert texts(pdf.read(pdf_of(first, second))) == ["一、总体情况", long + "其中网络申请21件。", long + "均已答复。"]


def test_pdf_a_line_ends_where_a_bracket_and_its_word_no_longer_fit():
    long = "本年度全区各级行政机关认真贯彻条例共收到政府信息公开申请二百一十五件比上年增加"
    page = Page().text(50, 100, long, 13).text(50, 120, long[:-1], 13).text(50, 140, "《条例》施行。", 13)
    assert texts(pdf.read(pdf_of(page))) == [long + long[:-1] + "《条例》施行。"]


def test_pdf_what_a_browser_prints_into_the_margins_is_no_text():
    page = Page().text(30, 22, "2022/12/10 上午1:52 某县司法局年度报告", size=7).text(60, 100, "一、总体情况")
    page.text(30, 830, "https://www.example.gov.cn/art_1.html 1/1", size=7)
    page.text(60, 80, "2022/01/10 13:52 来源：某县司法局", size=7)
    assert texts(pdf.read(pdf_of(page))) == ["2022/01/10 13:52 来源：某县司法局", "一、总体情况"]


def test_pdf_a_heading_alone_on_its_page_does_not_run_into_the_next():
    first = Page().text(60, 100, "本机关认真贯彻落实政府信息公开条例的各项规定要求，" * 2, size=10)
    second = Page().grid((50, 150, 250), (100, 120, 140), (("行政许可", "1"), ("行政处罚", "8")))
    second.text(60, 700, "四、行政复议情况")
    third = Page().text(60, 100, "因政府信息公开被申请行政复议4件。")
    assert texts(pdf.read(pdf_of(first, second, third)))[1:] == [
        "四、行政复议情况",
        "因政府信息公开被申请行政复议4件。",
    ]


def test_pdf_hidden_text_is_not_read_and_double_print_counts_once():
    page = Page().text(60, 100, "公开21件").text(60.3, 100, "公开21件").text(60, 130, "看不见99件", mode=3)
    page.content.append("q 0.7 0.7 -0.7 0.7 100 100 cm")  # a watermark across the page
    page.text(0, 842, "某区88政务", size=40)
    page.content.append("Q")
    assert texts(pdf.read(pdf_of(page))) == ["公开21件"]


def test_pdf_a_turned_page_is_read_the_way_it_stands():
    page = Page(turned=90)
    page.content.append("q 0 1 -1 0 842 0 cm")  # so that the text stands upright once the page is turned
    page.grid((50, 200, 300), (100, 120, 140), [["规章", "5"], ["其他", "7"]])
    page.content.append("Q")
    assert shape(pdf.read(pdf_of(page)).tables[0]) == [["规章", "5"], ["其他", "7"]]


def test_pdf_glyphs_without_meaning_are_never_numbers():
    page = Page().text(60, 100, "全年公开政府信息，数量见下：").text(60, 120, "\0\x15\0\x16", font="F2")
    for row in range(6):
        page.text(60, 140 + 20 * row, "各项工作有序开展。")
    assert "\N{REPLACEMENT CHARACTER}" in pdf.read(pdf_of(page)).text
    garbled = Page().text(60, 100, "".join(f"\0{chr(n)}" for n in range(40, 90)), font="F2")
    assert code_of(pdf.read, pdf_of(garbled)) == "garbled_font"


def test_pdf_radicals_become_ordinary_characters():
    page = Page().text(60, 100, "\u4e00、\u2f08\u2ea0\u653f\u5e9c")
    assert texts(pdf.read(pdf_of(page))) == ["一、人民政府"]
    assert ordinary("⼀⺠⻅⻓⻔⻚⻛⻣⻥⻬") == "一民见长门页风骨鱼齐"


@pytest.mark.parametrize(
    ("code", "body"),
    [
        ("damaged_file", b"%PDF-1.7\nnothing"),
        ("damaged_file", b""),
        ("empty_document", pdf_of(Page())),
        ("empty_document", pdf_of()),
        ("too_many_pages", pdf_of(*[Page()] * 201)),
        (
            "encrypted",
            pdf_of(
                Page(),
                trailer="/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4"
                f" /O <{'61' * 32}> /U <{'62' * 32}> >>",
            ),
        ),
    ],
)
def test_pdf_faults_have_names(code, body):
    assert code_of(pdf.read, body) == code


def test_pdf_scans_need_ocr(monkeypatch):
    monkeypatch.setattr(image, "available", lambda: False)
    assert code_of(pdf.read, pdf_of(Page().picture())) == "image_only"
    document = pdf.read(pdf_of(Page().text(60, 100, "一、总体情况"), Page().picture()))
    assert [(finding.code, finding.place) for finding in document.findings] == [("image_only", "page 2")]


def test_pdf_without_its_end_is_said_to_be_truncated():
    body = pdf_of(Page().text(60, 100, "一、总体情况"))
    document = pdf.read(body[: body.index(b"%%EOF")])
    assert [finding.code for finding in document.findings] == ["truncated"]


# DOCX, written here part by part.

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx_of(content, **parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", f"<w:document {W}><w:body>{content}</w:body></w:document>")
        for name, text in parts.items():
            package.writestr(f"word/{name}.xml", text)
    return made.getvalue()


def p(text, properties=""):
    return f"<w:p>{properties and f'<w:pPr>{properties}</w:pPr>'}<w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(content, span=1, merge=None):
    content = content if content.startswith("<") else p(content)
    vertical = {None: "", "restart": '<w:vMerge w:val="restart"/>', "goes on": "<w:vMerge/>"}[merge]
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{vertical}</w:tcPr>{content}</w:tc>'


def tr(*cells, properties=""):
    return f"<w:tr>{properties and f'<w:trPr>{properties}</w:trPr>'}{''.join(cells)}</w:tr>"


def tbl(*rows):
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def test_docx_merged_cells():
    table = tbl(
        tr(tc("组别", merge="restart"), tc("申请人", 2)),
        tr(tc("", merge="goes on"), tc("自然人"), tc("总计")),
        tr(tc("结果", merge="restart"), tc("12"), tc("3")),
        tr(tc("", merge="goes on"), tc("1136", 2)),
    )
    document = docx.read(docx_of(p("一、总体情况") + table + p("无。")))
    assert kinds(document) == ["一、总体情况", "table", "无。"]
    assert shape(document.tables[0]) == [["组别↓2", "申请人→2"], ["自然人", "总计"], ["结果↓2", "12", "3"], ["1136→2"]]
    assert places(document.tables[0])["总计"] == (1, 2)
    assert document.method == "docx"


def test_docx_text_is_what_is_printed():
    runs = (
        "<w:r><w:t>共</w:t></w:r><w:ins><w:r><w:t>21</w:t></w:r></w:ins><w:del><w:r><w:delText>99</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>件</w:t></w:r>"
        "<w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom><w:r><w:br/><w:t>完</w:t></w:r>"
    )
    content = f"<w:p>{runs}</w:p><w:sdt><w:sdtContent>{p('二、控件')}</w:sdtContent></w:sdt>"
    assert texts(docx.read(docx_of(content))) == ["共21件\n完", "二、控件"]


def test_docx_deleted_rows_are_gone_and_narrow_rows_start_where_they_start():
    table = tbl(
        tr(tc("甲"), tc("乙"), tc("丙")),
        tr(tc("删"), tc("去"), tc("了"), properties="<w:del/>"),
        tr(tc("5"), tc("6"), properties='<w:gridBefore w:val="1"/>'),
    )
    (table,) = docx.read(docx_of(table)).tables
    assert shape(table) == [["甲", "乙", "丙"], ["5", "6"]]
    assert places(table)["5"] == (1, 1)


def test_docx_tables_in_cells_come_after_the_table_around_them_and_frames_fall_away():
    inner = tbl(tr(tc("规章"), tc("7")))
    document = docx.read(docx_of(tbl(tr(tc("左"), tc(p("右") + inner + p(""))))))
    assert [shape(table) for table in document.tables] == [[["左", "右"]], [["规章", "7"]]]
    document = docx.read(docx_of(tbl(tr(tc(p("标题") + inner + p("注"))))))
    assert kinds(document) == ["标题", "table", "注"]


def test_docx_word_writes_numbers_that_stand_in_no_text():
    numbering = (
        f"<w:numbering {W}><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/>"
        "<w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl><w:lvl w:ilvl='1'><w:start w:val='1'/>"
        "<w:numFmt w:val='decimal'/><w:lvlText w:val='%2.'/></w:lvl></w:abstractNum>"
        "<w:num w:numId='3'><w:abstractNumId w:val='0'/></w:num></w:numbering>"
    )
    styles = f"<w:styles {W}><w:style w:styleId='h'><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr></w:style></w:styles>"
    first = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='3'/></w:numPr>"
    second = "<w:numPr><w:ilvl w:val='1'/><w:numId w:val='3'/></w:numPr>"
    content = (
        p("总体情况", first) + p("甲", second) + p("乙", second) + p("", first) + p("申请情况", "<w:pStyle w:val='h'/>")
    )
    content += p("丙", second) + p("无号", "<w:numPr><w:numId w:val='0'/></w:numPr>")
    assert texts(docx.read(docx_of(content, numbering=numbering, styles=styles))) == [
        "一、总体情况", "1.甲", "2.乙", "二、申请情况", "1.丙", "无号"
    ]  # fmt: skip


def zip_of(entries):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in entries:
            package.writestr(name, data)
    return made.getvalue()


def lying_zip(size):
    """A zip whose directory says that its document is small, while it unpacks to `size` bytes."""
    body = zip_of([("word/document.xml", b" " * size)])
    return body.replace(struct.pack("<I", size), struct.pack("<I", 10))


@pytest.mark.parametrize(
    ("code", "body"),
    [
        ("damaged_file", b"PK\x03\x04 no zip"),
        ("damaged_file", zip_of([("a.txt", b"x")])),
        ("damaged_file", docx_of("<w:p>")),
        ("bomb", zip_of([(f"word/{n}.xml", b"") for n in range(2001)])),
        ("bomb", zip_of([("word/document.xml", b" " * 20_000_000)])),
        ("damaged_file", lying_zip(1_000_000)),
        ("hostile_markup", zip_of([("word/document.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')])),
        ("too_big_to_parse", docx_of(tbl(tr(*[tc("1")] * 300) * 70))),
        ("depth_truncated", docx_of("<w:tbl><w:tr><w:tc>" * 12 + p("x") + "</w:tc></w:tr></w:tbl>" * 12)),
        ("empty_document", docx_of(p(""))),
    ],
)
def test_docx_faults_have_names(code, body):
    assert code_of(docx.read, body) == code


# DOC: a real Word 97 file with the table of test_docx_merged_cells or nearly so.


def test_doc_cells_are_exact():
    document = doc.read((FILES / "merged.doc").read_bytes())
    assert texts(document) == ["某区人民政府2023年政府信息公开工作年度报告", "一、总体情况", "无其他事项。"]
    (table,) = document.tables
    assert table.spans_known
    assert shape(table) == [
        ["组别↓2", "申请人→3"],
        ["自然人", "其他", "总计"],
        ["（一）予以公开↓2", "12", "0", "12"],
        ["1136→2", ""],
    ]
    assert document.method == "doc"


def test_doc_row_definitions_are_followed_through_their_changes():
    defined = struct.pack("<HB4h", 2 + 1 + 8, 3, 0, 100, 200, 300)
    row = doc._row(
        [
            (doc.INSERT, b"\0\2\x64\0"),  # moot: the definition below begins anew
            (doc.DEFINE_ROW, defined),
            (doc.INSERT, b"\1\1" + struct.pack("<H", 50)),
            (doc.RESIZE, b"\3\4" + struct.pack("<H", 150)),
            (doc.MERGE, b"\0\2"),
            (doc.MERGE_DOWN, b"\2\3\1"),
        ]
    )
    assert row == ([0, 100, 150, 250, 400], [False, True, False, False], [False, False, False, True])


def test_doc_faults_have_names():
    body = (FILES / "merged.doc").read_bytes()
    assert code_of(doc.read, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cut off") == "damaged_file"
    assert code_of(doc.read, (FILES / "merged.xls").read_bytes()) == "unsupported_format:ms-excel"
    at = body.index(b"\xec\xa5") + 0x0A
    flags = struct.unpack_from("<H", body, at)[0] | 0x0100
    assert code_of(doc.read, body[:at] + struct.pack("<H", flags) + body[at + 2 :]) == "encrypted"


# Spreadsheets.


def xlsx_of(rows, merged=(), hidden=False):
    cells = "".join(
        f'<row r="{r}">'
        + "".join(
            f'<c r="{chr(65 + c)}{r}"><v>{value}</v></c>'
            if isinstance(value, int | float)
            else f'<c r="{chr(65 + c)}{r}" t="inlineStr"><is><t>{value}</t></is></c>'
            for c, value in enumerate(row)
            if value is not None
        )
        + "</row>"
        for r, row in enumerate(rows, 1)
    )
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    areas = "".join(f'<mergeCell ref="{area}"/>' for area in merged)
    merges = f"<mergeCells>{areas}</mergeCells>" if merged else ""
    state = ' state="hidden"' if hidden else ""
    return zip_of(
        [
            (
                "_rels/.rels",
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship'
                f' Id="r1" Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            ),
            (
                "xl/workbook.xml",
                f'<workbook {main} xmlns:r="{relations}"><sheets><sheet name="表" sheetId="1" r:id="r1"'
                f"{state}/></sheets></workbook>",
            ),
            (
                "xl/_rels/workbook.xml.rels",
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship'
                f' Id="r1" Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            ),
            ("xl/worksheets/sheet1.xml", f"<worksheet {main}><sheetData>{cells}</sheetData>{merges}</worksheet>"),
        ]
    )


def test_xlsx_merged_areas_captions_and_numbers():
    body = xlsx_of(
        [
            ["二、主动公开政府信息情况"],
            [None, "信息内容", "制发件数", "现行有效"],
            [None, "规章", 3.0, 7730.28],
            [None, "合计", 12, None],
            [],
            [],
            ["行政许可", 550],
        ],
        merged=["B4:B5", "C4:D4"],
    )
    document = spreadsheet.read(body)
    assert kinds(document) == ["二、主动公开政府信息情况", "table", "table"]
    assert shape(document.tables[0]) == [
        ["信息内容", "制发件数", "现行有效"],
        ["规章", "3", "7730.28"],
        ["合计↓2", "12→2"],
        ["", ""],
    ]
    assert document.method == "xlsx"


def test_xlsx_hidden_rows_and_columns_are_not_shown():
    rows = [
        ["办理结果", "合计", 7, "件"],
        [None, "予以公开", 1, "件"],
        ["上年", "予以公开", 9, "件"],
        [None, "不予公开", 2, "件"],
    ]
    body = xlsx_of(rows, merged=["A1:A2", "A3:A4"])
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    sheet = sheet.replace('<row r="1">', '<row r="1" ht="15" hidden="1">').replace(
        '<row r="3">', '<row r="3" hidden="1">'
    )
    sheet = sheet.replace("<sheetData>", '<cols><col min="4" max="5" width="0" hidden="1"/></cols><sheetData>')
    document = spreadsheet.read(zip_of((parts | {"xl/worksheets/sheet1.xml": sheet}).items()))
    assert [[cell.text for cell in row] for row in document.tables[0].rows()] == [
        ["办理结果", "予以公开", "1"],
        ["上年", "不予公开", "2"],
    ]
    assert [finding.code for finding in document.findings] == ["hidden_cells"]


def test_xlsx_a_formula_without_its_result_is_not_blank():
    body = xlsx_of([["予以公开", 1, 2, 3, 4], ["不予公开", 5, 6, 7, 8]])
    for stored, formula in (
        (b'<c r="D1"><v>3</v>', b'<c r="D1"><f>SUM(B1:C1)</f>'),
        (b'<c r="D2"><v>7</v>', b'<c r="D2"><f>SUM(B2:C2)</f><v>11</v>'),
        (b'<c r="E2"><v>8</v>', b'<c r="E2" t="str"><f>""</f><v></v>'),
    ):
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            body = zip_of((name, package.read(name).replace(stored, formula)) for name in package.namelist())
    table = spreadsheet.read(body).tables[0]
    assert shape(table) == [["予以公开", "1", "2", "\N{REPLACEMENT CHARACTER}", "4"], ["不予公开", "5", "6", "11", ""]]


def test_xlsx_prose_between_tables_is_prose():
    body = xlsx_of(
        [
            ["规章", 0, 1],
            ["行政许可", 5, 6],
            ["全年收取信息处理费合计233元。"],
            ["三、收到和处理政府信息公开申请情况"],
            ["予以公开", 7, 8],
            ["四、结转下年度继续办理"],
            ["不予公开", 9, 10],
        ]
    )
    document = spreadsheet.read(body)
    assert kinds(document) == ["table", "全年收取信息处理费合计233元。", "三、收到和处理政府信息公开申请情况", "table"]
    assert [len(row) for row in document.tables[1].rows()] == [3, 3, 3]


def test_xlsx_a_blank_cell_far_below_does_not_cost_the_report():
    body = xlsx_of([["予以公开", 1, 2], ["不予公开", 5, 6]])
    far = '<row r="1048000"><c r="XFD1048000" t="inlineStr"><is><t xml:space="preserve">{}</t></is></c></row>'
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    blank, filled = (
        zip_of(
            {**parts, sheet: parts[sheet].replace(b"</sheetData>", far.format(text).encode() + b"</sheetData>")}.items()
        )
        for text in (" ", "7")
    )
    assert shape(spreadsheet.read(blank).tables[0]) == [["予以公开", "1", "2"], ["不予公开", "5", "6"]]
    assert code_of(spreadsheet.read, filled) == "too_big_to_parse"


def test_xlsx_struck_and_raised_characters_are_no_digits_and_an_error_is_no_blank():
    body = xlsx_of([["予以公开", 0, 1, 2, 3], ["不予公开", 5, 6, 7, 8]])
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        "<si><r><rPr><strike/></rPr><t>632</t></r><r><t>15</t></r></si>"
        '<si><r><t>10</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></si>'
        "<si><t>24</t></si></sst>"
    )
    changes = (
        (b'<c r="B1"><v>0</v>', b'<c r="B1" t="s"><v>0</v>'),
        (b'<c r="C1"><v>1</v>', b'<c r="C1" t="s"><v>1</v>'),
        (b'<c r="D1"><v>2</v>', b'<c r="D1" t="s"><v>2</v>'),
        (b'<c r="E1"><v>3</v>', b'<c r="E1" t="e"><v>#REF!</v>'),
    )
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet, relations = "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"
    for before, after in changes:
        parts[sheet] = parts[sheet].replace(before, after)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    added = f'<Relationship Id="r2" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
    parts[relations] = parts[relations].replace(b"</Relationships>", added.encode())
    table = spreadsheet.read(zip_of([*parts.items(), ("xl/sharedStrings.xml", strings)])).tables[0]
    assert shape(table)[0] == ["予以公开", "15", "10[1]", "24", "\N{REPLACEMENT CHARACTER}"]


def styled_xlsx_of(value, style, sheet_view=""):
    """A row 予以公开 | value | 8 whose value has a style: (format, font, fill)."""
    code, font, fill = style
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    styles = (
        f'<styleSheet {main}><numFmts><numFmt numFmtId="164" formatCode="{code}"/></numFmts>'
        f"<fonts><font/><font>{font}</font></fonts><fills><fill/><fill>{fill}</fill></fills>"
        '<cellXfs><xf numFmtId="0" fontId="0" fillId="0"/><xf numFmtId="164" fontId="1" fillId="1"/></cellXfs>'
        "</styleSheet>"
    )
    with zipfile.ZipFile(io.BytesIO(xlsx_of([["予以公开", value, 8], ["不予公开", 1, 2]]))) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace('r="B1"', 'r="B1" s="1"').replace("<sheetData>", f"{sheet_view}<sheetData>")
    return zip_of((parts | {"xl/styles.xml": styles}).items())


DARK = '<patternFill patternType="solid"><fgColor rgb="FF1F4E79"/></patternFill>'
WHITE = '<color rgb="FFFFFFFF"/>'


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [
        (64, ("General", "", ""), "64"),
        (64, ("0_ ", "", ""), "64"),
        (0.15, ("0%", "", ""), "15%"),
        (64, ("0%", "", ""), "6400%"),
        (725000, ("0!.0,", "", ""), "72.5"),
        (75000, ("0,", "", ""), "75"),
        (86, ("0&quot;件&quot;", "", ""), "86件"),
        (86, ("0&quot;0&quot;", "", ""), "860"),
        (44, (";;;", "", ""), UNREAD),
        (0, ("0;-0;;@", "", ""), ""),
        (0, ("_ * #,##0_ ;_ * -#,##0_ ;_ * &quot;-&quot;_ ;_ @_ ", "", ""), "-"),
        (3909.304, ("0.00", "", ""), "3909.30"),
        (-9, ("0;[Red]0", "", ""), UNREAD),
        (12, ("General", "<strike/>", ""), UNREAD),
        (12, ("General", '<strike val="0"/>', ""), "12"),
        (12, ("General", WHITE, ""), UNREAD),
        (12, ("General", '<color theme="0"/>', ""), UNREAD),
        (12, ("General", WHITE, DARK), "12"),
        ("合计", ("General", WHITE, ""), "合计"),
        ("12", ("General", "<strike/>", ""), UNREAD),  # a number kept as text
    ],
)
def test_xlsx_a_cell_says_what_is_shown_of_its_value(value, style, text):
    (table,) = spreadsheet.read(styled_xlsx_of(value, style)).tables
    assert shape(table)[0] == ["予以公开", text, "8"]


@pytest.mark.parametrize(
    "damage",
    [
        ('numFmtId="164" fontId', 'numFmtId="x" fontId'),
        ('fontId="1"', 'fontId="\N{SUPERSCRIPT TWO}"'),
        ('fontId="1"', 'fontId="-1"'),
        ('theme="0"', 'theme="0" tint="x"'),
    ],
)
def test_xlsx_damaged_styles_do_not_cost_the_numbers(damage):
    with zipfile.ZipFile(io.BytesIO(styled_xlsx_of(12, ("0", '<color theme="0"/>', DARK)))) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    assert damage[0] in parts["xl/styles.xml"]
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(*damage)
    (table,) = spreadsheet.read(zip_of(parts.items())).tables
    assert shape(table)[0] == ["予以公开", "12", "8"]


@given(stored=st.from_regex(rb"[+-]?[0-9.]{1,40}([eE][+-]?[0-9]{1,9})?", fullmatch=True), zeros=st.booleans())
def test_xlsx_no_stored_number_breaks_the_reader(stored, zeros):
    view = "" if zeros else '<sheetViews><sheetView showZeros="0" workbookViewId="0"/></sheetViews>'
    with zipfile.ZipFile(io.BytesIO(styled_xlsx_of(12, ("0.00", "", ""), view))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b"<v>12</v>", b"<v>" + stored + b"</v>", 1)
    assert stored in parts[sheet]
    try:
        (table,) = spreadsheet.read(zip_of(parts.items())).tables
    except Unreadable:
        return
    assert [row[0] for row in shape(table)] == ["予以公开", "不予公开"]


def test_xlsx_zeros_that_a_sheet_does_not_show_are_blank():
    view = '<sheetViews><sheetView showZeros="0" workbookViewId="0"/></sheetViews>'
    (table,) = spreadsheet.read(styled_xlsx_of(0, ("General", "", ""), view)).tables
    assert shape(table)[0] == ["予以公开", "", "8"]


def test_docx_struck_and_raised_characters_are_no_digits():
    def run(text, properties=""):
        return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"

    raised, struck = '<w:vertAlign w:val="superscript"/>', "<w:strike/>"
    lines = (
        run("24") + run("1", raised),
        run("632", struck) + run("15"),
        run("15", '<w:strike w:val="false"/>'),
        run("300m") + run("2", raised),
    )
    document = docx.read(docx_of("".join(f"<w:p>{line}</w:p>" for line in lines)))
    assert document.text.split("\n") == ["24[1]", "15", "15", "300m2"]


STYLES = f"""<w:styles {W}>
<w:style w:type="character" w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Gone"><w:basedOn w:val="Base"/></w:style>
<w:style w:type="character" w:styleId="Old"><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Note"><w:name w:val="footnote reference"/>
  <w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Inverse"><w:rPr><w:color w:val="FFFFFF"/>
  <w:shd w:val="clear" w:fill="1F4E79"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Draft"><w:rPr><w:vanish/></w:rPr></w:style>
</w:styles>"""
NUMBERING = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>
<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""


def r(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def field(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (r("12") + r("7", '<w:color w:val="FFFFFF"/>'), "12"),
        (r("7", '<w:color w:val="FFFFFF" w:themeColor="background1"/>') + r("12"), "12"),
        (r("1", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F4E79"/>') + r("2"), "12"),
        (r("1", '<w:rStyle w:val="Inverse"/>') + r("2"), "12"),
        (r("12", '<w:color w:val="FFFFFF"/>'), UNREAD),  # is the table's style a dark one?
        (r("合计", '<w:color w:val="FFFFFF"/>'), "合计"),
        (r("12") + r("7", '<w:sz w:val="2"/>'), "12"),
        (r("12") + r("7", '<w:rStyle w:val="Gone"/>'), "12"),
        (r("1", '<w:rStyle w:val="Gone"/><w:vanish w:val="0"/>') + r("2"), "12"),
        (r("7", '<w:rStyle w:val="Old"/>') + r("12"), "12"),
        (r("12", '<w:rStyle w:val="Old"/>'), UNREAD),
        (r("12", "<w:strike/>"), UNREAD),
        (r(" ", "<w:strike/>"), ""),
        ("<w:del><w:r><w:delText>12</w:delText></w:r></w:del>", UNREAD),
        (r("12") + r("3", '<w:rStyle w:val="Note"/>'), "12[3]"),
        (r("3", '<w:rStyle w:val="Note"/>') + r("12"), "[3]12"),
        (r("1", '<w:rStyle w:val="Note"/>') + r("2", '<w:rStyle w:val="Note"/>'), "12"),
        (r("12") + r("3", '<w:position w:val="10"/><w:sz w:val="14"/>'), "12[3]"),
        (r("12") + r("3", '<w:position w:val="10"/>'), f"12{UNREAD}3"),
        (r("1", '<w:position w:val="10"/>') + r("2", '<w:position w:val="10"/>'), "12"),  # the whole cell is
        (r("1") + r("2", '<w:position w:val="1"/>'), "12"),
        ('<w:r><w:sym w:font="Symbol" w:char="F02D"/></w:r>' + r("12"), "\u221212"),
        (r("12") + '<w:r><w:sym w:font="Wingdings" w:char="F031"/></w:r>', f"12{UNREAD}"),
        (r("行政许可") + '<w:r><w:sym w:font="Wingdings" w:char="F031"/></w:r>', "行政许可"),
        (r("12") + f"<w:r><w:drawing><i:inline xmlns:i='{DRAWING}'/></w:drawing></w:r>", f"12{UNREAD}"),
        (r("12") + f"<w:r><w:drawing><i:anchor xmlns:i='{DRAWING}'/></w:drawing></w:r>", "12"),  # a seal
        (f"<w:r><w:drawing><i:inline xmlns:i='{DRAWING}'/></w:drawing></w:r>", "\N{OBJECT REPLACEMENT CHARACTER}"),
        (
            field("begin")
            + "<w:r><w:instrText> IF </w:instrText></w:r>"
            + field("begin")
            + field("separate")
            + r("7")
            + field("end")
            + field("separate")
            + r("12")
            + field("end"),
            "12",
        ),
        (field("begin") + r("12"), "12"),  # a field without an end
        ('<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', UNREAD),  # Word prints a number there
        ('<w:pPr><w:pStyle w:val="Draft"/></w:pPr>' + r("12"), ""),
    ],
)
def test_docx_a_cell_says_what_is_seen_of_it(runs, text):
    body = docx_of(tbl(tr(tc("行政许可"), tc(f"<w:p>{runs}</w:p>"))), styles=STYLES, numbering=NUMBERING)
    (table,) = docx.read(body).tables
    assert table.cells[1].text == text


def test_docx_white_is_seen_in_a_dark_cell_and_signs_stay_out_of_paragraphs():
    white = r("12", '<w:color w:val="FFFFFF"/>')
    dark = f'<w:tc><w:tcPr><w:shd w:val="clear" w:fill="1F4E79"/></w:tcPr><w:p>{white}</w:p></w:tc>'
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F031"/></w:r>'
    paragraph = f"<w:p>{symbol}{r('公开21件')}{r('旧', '<w:strike/>')}</w:p>"
    document = docx.read(docx_of(tbl(tr(tc("行政许可"), dark)) + paragraph))
    assert document.tables[0].cells[1].text == "12"
    assert document.text == "公开21件"


def test_doc_struck_raised_white_and_tiny_characters_are_no_digits():
    (table,) = doc.read((FILES / "looks.doc").read_bytes()).tables
    assert shape(table) == [
        ["行政许可", "12", "12[3]"],  # 7 struck before 12; a raised 3 behind it
        ["行政处罚", "12", "12"],  # a white 7; a tiny one
        ["行政强制", "12[3]", UNREAD],  # a small lifted 3; all struck
        ["规章", "12", UNREAD],  # 7 struck twice; all white
        ["其他", "[3]12", "12"],
        ["合计", "12", "8"],  # a white label; all raised
    ]


def test_xls_merged_areas_and_hidden_sheets():
    document = spreadsheet.read((FILES / "merged.xls").read_bytes())
    assert [shape(table) for table in document.tables] == [
        [["组别↓2", "申请人→2"], ["自然人", "总计"], ["予以公开", "12", "7730.28"]]
    ]
    assert "不印" not in document.text
    assert document.method == "xls"


@pytest.mark.parametrize(
    ("code", "body"),
    [
        ("damaged_file", zip_of([("xl/workbook.xml", "<workbook")])),
        ("damaged_file", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cut off"),
        ("empty_document", xlsx_of([])),
        ("empty_document", xlsx_of([["甲", 1]], hidden=True)),
        ("too_big_to_parse", xlsx_of([list(range(26))] * 800)),
        (
            "too_big_to_parse",
            zip_of([("xl/worksheets/sheet1.xml", '<c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c>')]),
        ),
    ],
)
def test_spreadsheet_faults_have_names(code, body):
    assert code_of(spreadsheet.read, body) == code


# OFD, in millimetres.


def ofd_of(*pages):
    ns = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    entries = [
        (
            "OFD.xml",
            f"<ofd:OFD {ns}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        ),
        (
            "Doc_0/Document.xml",
            f"<ofd:Document {ns}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
            '<ofd:TemplatePage ID="9" BaseLoc="Tpls/T.xml"/></ofd:CommonData><ofd:Pages>'
            + "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/{n}.xml"/>' for n in range(len(pages)))
            + "</ofd:Pages></ofd:Document>",
        ),
        (
            "Doc_0/Tpls/T.xml",
            f"<ofd:Page {ns}><ofd:Content><ofd:Layer>{ofd_text(20, 20, '一、总体情况')}</ofd:Layer></ofd:Content></ofd:Page>",
        ),
    ]
    for n, content in enumerate(pages):
        template = '<ofd:Template TemplateID="9"/>' * (n == 0)
        entries.append(
            (
                f"Doc_0/Pages/{n}.xml",
                f"<ofd:Page {ns}>{template}<ofd:Content><ofd:Layer>{content}</ofd:Layer></ofd:Content></ofd:Page>",
            )
        )
    return zip_of(entries)


def ofd_text(x, y, text, ctm=""):
    steps = f"g {len(text) - 1} 4" if len(text) > 1 else ""
    return (
        f'<ofd:TextObject Boundary="{x} {y} 60 5" Size="4"{ctm}><ofd:TextCode X="0" Y="4" DeltaX="{steps}">{text}'
        "</ofd:TextCode></ofd:TextObject>"
    )


def ofd_path(path, attributes=""):
    return f'<ofd:PathObject Boundary="0 0 210 297" {attributes}><ofd:AbbreviatedData>{path}</ofd:AbbreviatedData></ofd:PathObject>'


def test_ofd_pages_are_laid_out_like_pdf_pages():
    grid = ofd_path("M 20 60 L 120 60 L 120 80 L 20 80 C M 70 70 L 120 70 M 70 60 L 70 80")
    content = grid + ofd_text(22, 66, "规章") + ofd_text(72, 62, "12") + ofd_text(72, 72, "1136")
    content += (
        ofd_path("M 95 70 L 95 80", 'Stroke="false"') + '<ofd:TextObject Visible="false" Boundary="0 0 9 9" Size="4"/>'
    )
    document = ofd.read(ofd_of(content, ofd_text(20, 30, "二、无。")))
    assert kinds(document) == ["一、总体情况", "table", "二、无。"]
    assert shape(document.tables[0]) == [["规章↓2", "12"], ["1136"]]
    assert document.method == "ofd"


@pytest.mark.parametrize(
    ("code", "body"),
    [
        ("damaged_file", zip_of([("OFD.xml", "<OFD><DocRoot>Doc_0/Document.xml</DocRoot></OFD>")])),
        ("empty_document", zip_of([("OFD.xml", "<OFD/>")])),
        ("image_only", ofd_of('<ofd:ImageObject Boundary="0 0 210 297"/>').replace(b"Tpls/T", b"None/T")),
    ],
)
def test_ofd_faults_have_names(code, body):
    assert code_of(ofd.read, body) == code


# Pictures.


def png_of(width, height):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + b"\xff" * width for _ in range(min(height, 2000))))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_pictures_need_the_extra(monkeypatch):
    monkeypatch.setattr(image, "available", lambda: False)
    with pytest.raises(Unreadable, match=re.escape("pip install 'nianbao[ocr]'")) as caught:
        image.read(png_of(300, 300))
    assert caught.value.code == "needs_ocr"


needs_ocr = pytest.mark.skipif(not image.available(), reason="the ocr extra is not installed")


@needs_ocr
@pytest.mark.parametrize(
    ("code", "body"),
    [
        ("damaged_file", b"\x89PNG\r\n\x1a\n cut off"),
        ("damaged_file", png_of(300, 300)[:60]),
        ("too_big_to_parse", png_of(20_000, 20_000)),
        ("empty_document", png_of(16, 16)),
    ],
)
def test_picture_faults_have_names(code, body):
    assert code_of(image.read, body) == code


@needs_ocr
def test_ocr_puts_what_it_reads_into_the_drawn_cells():
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("L", (1600, 700), 255)
    pen = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size=34)
    xs, ys = (100, 600, 850, 1100, 1500), (100, 180, 260, 340)
    for y in ys:
        pen.line((100 if y != 180 else 600, y, 1500, y), width=3)
    for x in xs:
        pen.line((x, 100 if x != 1100 else 180, x, 340), width=3)
    for x, y, text in (
        (200, 160, "Results"), (950, 120, "Persons"), (680, 200, "21"), (950, 200, "0"), (1250, 200, "1136"),
        (200, 280, "Granted"), (680, 280, "7730.28"), (1250, 280, "5"),
    ):  # fmt: skip
        pen.text((x, y), text, font=font)
    body = io.BytesIO()
    picture.rotate(0.7, expand=False, fillcolor=255).save(body, "PNG")
    document = image.read(body.getvalue())
    assert document.method == "ocr"
    (table,) = document.tables
    assert shape(table) == [
        ["Results↓2", "21", "Persons→2"],
        ["21", "0", "1136"],
        ["Granted", "7730.28", "", "5"],
    ] or shape(table) == [["Results↓2", "", "Persons→2"], ["21", "0", "1136"], ["Granted", "7730.28", "", "5"]]
    assert all(0.8 < cell.confidence <= 1 for cell in table.cells)


def test_lines_that_ocr_read_at_once_are_joined_where_a_character_no_longer_fitted():
    lines = [
        "全年发生政府信息公开行政复议一件、",
        "行政诉讼二件。",
        "四、行政复议情况",
        "本年度没有因政府信息公开被诉的。",
    ]
    placed = [Line([Glyph(t, 100, 40 * n, 100 + 30 * len(t), 40 * n + 30, 30)], 1) for n, t in enumerate(lines)]
    joined = list(paragraphs_of(placed, {1: margins_of(placed, 700)}))
    assert joined == [lines[0] + lines[1], *lines[2:]]


@needs_ocr
def test_the_recogniser_is_told_each_time_whether_to_look_for_text(monkeypatch):
    numpy = pytest.importorskip("numpy")
    told = []
    monkeypatch.setattr(image, "_engine", lambda: lambda _, **steps: told.append(steps["use_det"]))
    picture = numpy.zeros((30, 30), dtype="uint8")
    image._recognise(picture, find=False)  # it would go on without looking, page after page
    image._recognise(picture)
    assert told == [False, True]


@needs_ocr
def test_the_strokes_of_large_characters_are_no_ruling_lines():
    from PIL import Image, ImageDraw

    picture = Image.new("L", (1600, 900), 255)
    pen = ImageDraw.Draw(picture)
    for at in range(100, 1500, 50):
        pen.rectangle((at, 100, at + 44, 144), outline=0, width=4)  # 口口口口 as large as three to an inch
    for y in (300, 360):
        pen.line((100, y, 1500, y), width=3)
    numpy = pytest.importorskip("numpy")
    _, across, _ = image._straightened(numpy.asarray(picture))
    assert [round(rule.at, -1) for rule in across] == [300, 360]


@needs_ocr
def test_a_tall_picture_is_read_sheet_by_sheet_and_cut_between_its_lines():
    numpy = pytest.importorskip("numpy")
    sheet = numpy.full((1400, 1000), 255, dtype="uint8")
    for top in range(100, 1300, 40):
        sheet[top : top + 20, 100:900] = 0  # to 1280
    assert [part.shape for part in image._sheets(numpy.vstack([sheet, sheet, sheet]))] == [
        (1390, 1000),
        (1400, 1000),
        (1410, 1000),
    ]
    assert [part.shape for part in image._sheets(sheet)] == [(1400, 1000)]
    long = numpy.full((6000, 1654), 255, dtype="uint8")
    for top in range(0, 6000, 100):
        long[top : top + 70, 100:900] = 0
    bands = list(image._bands(long))
    assert [begin for begin, _ in bands[1:]] == [end for _, end in bands[:-1]]
    assert (bands[0][0], bands[-1][1]) == (0, 6000)
    assert all(end - begin <= 2400 and not (long[begin] == 0).any() for begin, end in bands[1:])


# Whatever the bytes: a document or a named fault, in time.

SAMPLES = {
    "pdf": (pdf.read, pdf_of(Page().grid((50, 150, 250), (100, 120, 140), [["规章", "5"], ["其他", "7"]]))),
    "docx": (docx.read, docx_of(p("一、总体情况") + tbl(tr(tc("组别", merge="restart"), tc("1"))))),
    "doc": (doc.read, (FILES / "merged.doc").read_bytes()),
    "xlsx": (spreadsheet.read, xlsx_of([["甲", 1], ["乙", 2]], merged=["A1:A2"])),
    "ofd": (ofd.read, ofd_of(ofd_text(20, 30, "规章12"))),
    "xls": (spreadsheet.read, (FILES / "merged.xls").read_bytes()),
}


def read_or_name(read, body):
    code = ""
    try:
        assert run_limited(read, body, seconds=20, megabytes=512).blocks
    except Unreadable as error:
        code = error.code
    assert not code.startswith("parser_")


@pytest.mark.parametrize("kind", SAMPLES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(data=st.data())
def test_damaged_files_are_read_or_named(kind, data):
    read, body = SAMPLES[kind]
    damaged = bytearray(
        body[: data.draw(st.integers(1, len(body)), label="kept")] if data.draw(st.booleans()) else body
    )
    for at, value in data.draw(st.lists(st.tuples(st.integers(0, len(damaged) - 1), st.integers(0, 255)), max_size=30)):
        damaged[at] = value
    read_or_name(read, bytes(damaged))


@pytest.mark.parametrize("kind", SAMPLES)
@settings(max_examples=20, deadline=None, derandomize=True)
@given(noise=st.binary(max_size=4000))
def test_noise_after_a_magic_number_is_named(kind, noise):
    read, body = SAMPLES[kind]
    read_or_name(read, body[:8] + noise)
