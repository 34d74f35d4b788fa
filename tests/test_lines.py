"""Official tables flattened to lines of text: what was lost on the way is named, never filled in."""

import pytest

from pipelines.extract import extract
from pipelines.figures import Read, read_figures
from pipelines.formats import read_document


def read_text(*lines: str) -> Read:
    return read_figures(read_document("\n".join(lines).encode(), "text/plain"))


REQUESTS = (
    *(
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
        "申请人情况",
        "自然人",
        "法人或其他组织",
        "总计",
    ),
    *("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"),
)
WHOLE = ("一、本年新收政府信息公开申请数量", *"9000009")


@pytest.mark.parametrize("row", ["行政规范性文件    28    240", "行政规范性文件    28"])
def test_a_row_that_lost_a_cell_is_not_filled_from_the_left(row: str) -> None:
    rules = (
        "第二十条第（一）项",
        "信息内容    本年制发件数    本年废止件数    现行有效件数",
        "规章    0    1    2",
        row,
    )
    licensing = ("第二十条第（五）项", "信息内容    本年处理决定数量", "行政许可    5")
    read = read_text(*rules, *licensing, "第二十条第（六）项", "信息内容    本年处理决定数量", "行政处罚    6")
    assert [(f.row, f.value) for f in read.figures] == [
        *(("rules", value) for value in (0, 1, 2)),
        ("licensing", 5),
        ("penalties", 6),
    ]
    assert read.unread


def test_numbers_below_an_unknown_label_are_named_and_the_next_row_is_not_blank() -> None:
    rows = (*WHOLE, "一、转来的申请", *"5000005", "二、上年结转政府信息公开申请数量", "三、本年度办理结果")
    read = read_text(*REQUESTS, *rows, "（一）予以公开", *"9000009")
    assert {f.row for f in read.figures} == {"received", "results.granted"}
    assert {f.code for f in read.findings} >= {"unknown_row", "row_unplaced"}


@pytest.mark.parametrize(
    "row",
    [
        ("（六）其他处理 1.申请人无正当理由 5 2 0 0 0 0 7", "逾期不补正、行政机关不再处理其政府信息公开申请"),
        ("1.申请人无正当理由逾期不补正、", "行政机关不再处理其政府 5 2 0 0 0 0 7", "信息公开申请"),
        ("（六）其他处理 1.申请人无正当理由逾期不补正、", "行政机关不再处理其政府信息公开申请 5 2 0 0 0 0 7"),
    ],
)
def test_a_label_that_is_broken_beside_its_numbers_is_one_label(row: tuple[str, ...]) -> None:
    read = read_text(*REQUESTS, *WHOLE, *row, "3.其他 0 0 0 0 0 0 0")
    values = [f.value for f in read.figures if f.row == "results.other.overdue_correction"]
    assert values == [5, 2, 0, 0, 0, 0, 7]


@pytest.mark.parametrize("furniture", ["- 2 -", "— 2 —", "第 2 页 共 4 页", "2"])
def test_the_number_of_a_page_is_no_cell(furniture: str) -> None:
    rows = ("（一）予以公开 9 0 0 0 0 0 9", "", furniture, "", "（三）不予公开 1.属于国家秘密 1 0 0 0 0 0 1")
    read = read_text(*REQUESTS, *WHOLE, "三、本年度办理结果", *rows)
    assert [f.value for f in read.figures if f.row == "results.granted"] == [9, 0, 0, 0, 0, 0, 9]
    assert [f.value for f in read.figures if f.row == "results.denied.state_secret"] == [1, 0, 0, 0, 0, 0, 1]


def test_lines_of_any_length_are_read() -> None:
    assert not read_text(*[f"甲,{'乙' * 140_000},丙"] * 3).figures


def test_comma_separated_values_are_a_grid() -> None:
    lines = (
        *(",,自然人,法人或其他组织,,,,,总计", ",,,商业企业,科研机构,社会公益组织,法律服务机构,其他,"),
        *("一、本年新收政府信息公开申请数量,,27,0,6,0,0,5,38", '三、本年度办理结果,（一）予以公开,"1,027",,6,0,0,5,38'),
    )
    report = extract("\n".join(lines).encode(), title="某县统计局2023年政府信息公开工作年度报告")
    granted = {f.col: f.value for f in report.figures if f.row == "results.granted"}
    assert granted["natural_person"] == 1027
    assert granted["business_enterprise"] is None
    assert granted["total"] == 38


def test_a_label_printed_one_character_a_line_is_no_number() -> None:
    read = read_text(
        *REQUESTS,
        *WHOLE,
        "二、上年结转政府信息公开申请数量",
        *"0000000",
        *"三、本年度办理结果",
        "（一）予以公开",
        *"9000009",
    )
    assert [f.value for f in read.figures if f.row == "carried_over"] == [0] * 7
    assert [f.value for f in read.figures if f.row == "results.granted"] == [9, 0, 0, 0, 0, 0, 9]


def test_rows_between_pipes_are_not_parted_at_their_commas() -> None:
    corner = "（本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和）"
    heads = (
        ["申请人情况"] * 7,
        ["自然人", *["法人或其他组织"] * 5, "总计"],
        ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"],
    )
    rows = [[corner, corner, corner, *head] for head in heads]
    rows.append(["一、本年新收政府信息公开申请数量"] * 3 + list("9000009"))
    rows.append(["三、本年度办理结果", "（一）予以公开", "（一）予以公开", *"9000009"])
    read = read_text(*("| " + " | ".join(row) + " |" for row in rows))
    assert [f.value for f in read.figures] == [9, 0, 0, 0, 0, 0, 9] * 2


def test_a_row_of_nothing_but_tabs_is_a_row() -> None:
    outcomes = "\t".join(["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"])
    heads = ("行政复议\t行政诉讼", f"{outcomes}\t未经复议直接起诉\t复议后起诉", f"{outcomes}\t{outcomes}")
    read = read_text(*heads, "\t" * 14, "五、存在的主要问题")
    assert [f.value for f in read.figures] == [None] * 15
    assert read.editions


def test_dashes_are_read_and_leave_no_table_unread() -> None:
    rows = (*WHOLE, "二、上年结转政府信息公开申请数量", *"———————", "（一）予以公开", *"9—————9")
    labels = ("1.属于国家秘密", "2.其他法律行政法规禁止公开", "4.保护第三方合法权益", "5.属于三类内部事务信息")
    more = ("6.属于四类过程性信息", "7.属于行政执法案卷", "8.属于行政查询事项", "2.重复申请", "3.要求提供公开出版物")
    lines = [*REQUESTS, *rows, *(f"{label} — — — — — — —" for label in labels + more)]
    report = extract("\n".join(lines).encode(), title="某县统计局2023年政府信息公开工作年度报告")
    assert "table_unreadable" not in {f.code for f in report.findings}
    bare = [*REQUESTS, *WHOLE, *labels, *more]  # the numbers of these are gone
    assert "table_unreadable" in {
        f.code for f in extract("\n".join(bare).encode(), title="某县统计局2023年政府信息公开工作年度报告").findings
    }
