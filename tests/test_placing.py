"""A damaged table may go unread; it must never be read wrong. The official grids, damaged in the ways that exports do."""

from __future__ import annotations

import html
from dataclasses import dataclass, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.extract import extract
from pipelines.figures import read_figures
from pipelines.formats import read_document
from pipelines.forms import form


@dataclass(frozen=True)
class Td:
    """A cell of the page: its text, its spans and, for a value, the figure it is."""

    text: str
    colspan: int = 1
    rowspan: int = 1
    figure: tuple[str, str, str] | None = None


Grid = list[list[Td]]
CUT = Td("the table ends and another begins")


def requests_grid(edition: str, numbers: list[int]) -> Grid:
    """The official requests table with natural_person and one organisation filled, so that every row adds up."""
    table = form(edition).tables["requests"]
    rows, columns = table.blocks[0].rows, table.blocks[0].columns
    head = [
        [Td(table.corner or "", 3, 3), Td("申请人情况", 7)],
        [Td("自然人", rowspan=2), Td("法人或其他组织", 5), Td("总计", rowspan=2)],
        [Td(c.label) for c in columns[1:6]],
    ]
    group_rows = {g.id: sum(r.id.startswith(g.id + ".") for r in rows) for g in table.groups}
    group_rows["results"] = sum(r.id.startswith("results.") for r in rows)
    labels = {g.id: g.label for g in table.groups}
    begun: set[str] = set()
    body: Grid = []
    for n, row in enumerate(rows):
        line: list[Td] = []
        parts = row.id.split(".")
        depth = len(parts)
        for i in range(1, depth):
            group = ".".join(parts[:i])
            if group not in begun:
                begun.add(group)
                line.append(Td(labels[group], rowspan=group_rows[group]))
        line.append(Td(row.label, colspan=4 - min(depth, 3)))
        values = [numbers[(7 * n + i) % len(numbers)] for i in range(6)]
        values.append(sum(values))
        line += [Td(str(v), figure=("requests", row.id, c.id)) for v, c in zip(values, columns, strict=True)]
        body.append(line)
    return head + body


def disputes_grid(numbers: list[int]) -> Grid:
    table = form("2021").tables["disputes"].blocks[0]
    outcomes = [c.label for c in table.columns]
    values: list[Td] = []
    for n, row in enumerate(table.rows):
        four = [numbers[(4 * n + i) % len(numbers)] for i in range(4)]
        values += [
            Td(str(v), figure=("disputes", row.id, c.id))
            for v, c in zip([*four, sum(four)], table.columns, strict=True)
        ]
    return [
        [Td("行政复议", 5), Td("行政诉讼", 10)],
        [*(Td(o, rowspan=2) for o in outcomes), Td("未经复议直接起诉", 5), Td("复议后起诉", 5)],
        [Td(o) for o in outcomes * 2],
        values,
    ]


def disclosure_grid(edition: str, numbers: list[int]) -> Grid:
    grid: Grid = []
    at = 0
    for block in form(edition).tables["disclosure"].blocks:
        n = len(block.columns)
        spans = [3] if n == 1 else [1, 2] if n == 2 else [1, 1, 1]
        grid.append([Td(f"第二十条第({block.caption})项", 4)])
        grid.append([Td("信息内容"), *(Td(c.label, s) for c, s in zip(block.columns, spans, strict=True))])
        for row in block.rows:
            line = [Td(row.label)]
            for c, s in zip(block.columns, spans, strict=True):
                line.append(Td(str(numbers[at % len(numbers)]), s, figure=("disclosure", row.id, c.id)))
                at += 1
            grid.append(line)
    return grid


def page(*parts: Grid | str, year: int = 2021) -> bytes:
    """A report of the tables, and of lines of text between them."""
    title = f"某市教育局{year}年政府信息公开工作年度报告"
    out = [f"<html><head><title>{title}</title></head><body>"]
    out.append(f"<h1>{title}</h1><p>一、总体情况</p><p>统计期限自{year}年1月1日起至{year}年12月31日止。</p>")
    for part in parts:
        if isinstance(part, str):
            out.append(f"<p>{part}</p>")
            continue
        out.append("<table>")
        for row in part:
            if CUT in row:
                out.append("</table><table>")
                continue
            cells = "".join(
                f'<td colspan="{c.colspan}" rowspan="{c.rowspan}"><p>{html.escape(c.text)}</p></td>' for c in row
            )
            out.append(f"<tr>{cells}</tr>")
        out.append("</table>")
    return "".join(out).encode()


def truth(*grids: Grid) -> dict[tuple[str, str, str], int]:
    return {c.figure: int(c.text) for grid in grids for row in grid for c in row if c.figure and c.text}


def damage(grid: Grid, how: str, at: int) -> Grid:
    """One thing that goes wrong on the way from Word to the web."""
    rows = [list(row) for row in grid]
    places = [(r, c) for r, row in enumerate(rows) for c in range(len(row))]
    r, c = places[at % len(places)]
    cell = rows[r][c]
    if how == "cell lost":
        del rows[r][c]
    elif how == "cell added":
        rows[r].insert(c, Td(""))
    elif how == "colspan lost":
        rows[r][c] = replace(cell, colspan=1)
    elif how == "rowspan lost":
        rows[r][c] = replace(cell, rowspan=1)
    elif how == "all spans lost":
        rows = [[replace(x, colspan=1, rowspan=1) for x in row] for row in rows]
    elif how == "label lost":
        rows[r][c] = replace(cell, text="") if cell.figure is None else cell
    elif how == "row lost":
        del rows[r]
    elif how == "cell doubled":
        rows[r].insert(c, cell)
    elif how == "cells merged" and c + 1 < len(rows[r]):
        other = rows[r].pop(c + 1)
        rows[r][c] = replace(cell, text=cell.text + other.text, colspan=cell.colspan + other.colspan, figure=None)
    elif how == "span grown":
        rows[r][c] = replace(cell, colspan=cell.colspan + 1)
    elif how == "rowspan grown":
        rows[r][c] = replace(cell, rowspan=cell.rowspan + 1)
    elif how == "merged over two rows" and cell.figure and r + 1 < len(rows) and len(rows[r + 1]) >= len(rows[r]) - c:
        rows[r][c] = replace(cell, rowspan=2, figure=None)
        del rows[r + 1][len(rows[r + 1]) - (len(rows[r]) - c)]
    elif how == "column added":
        for n, row in enumerate(rows):
            row.append(
                Td(
                    ["备注", "增减", "上年数", ""][at % 4]
                    if n == 0
                    else ["", "3", "同上", "-"][(at + n) % 4]
                    if any(x.figure for x in row)
                    else ""
                )
            )
    elif how == "column in front":
        for n, row in enumerate(rows):
            row.insert(0, Td(["序号", "", "年份"][at % 3] if n == 0 else str(n)))
    elif how == "last year beside":
        for row in rows:
            for n in range(len(row) - 1, -1, -1):
                row.insert(n + 1, Td("上年" if row[n].figure is None else str(at), row[n].colspan, row[n].rowspan))
    elif how == "values shifted":  # by the publisher: what stands in a column is what it says
        texts = ["", *(x.text for x in rows[r] if x.figure)]
        rows[r] = [replace(x, text=texts.pop(0)) if x.figure else x for x in rows[r]]
    elif how == "row copied":
        rows.insert(r, [replace(x, text=str(at), figure=None) if x.figure else x for x in rows[r]])
    elif how == "numbers between":
        rows.insert(r, [Td(str(n)) for n in range(1, len(rows[-1]) + 1)])
    elif how == "blank row between":
        rows.insert(r, [Td("") for _ in rows[-1]])
    elif how == "blank line between":
        rows.insert(r, [Td("", 15)])
    elif how == "values to the left":  # blank cells lost, what is left of the row moves
        rows[r] = [x for n, x in enumerate(rows[r]) if x.figure is None or (n + at) % 3]
    elif how == "cells joined" and c + 1 < len(rows[r]):
        other = rows[r].pop(c + 1)
        rows[r][c] = replace(cell, text=f"{cell.text}\n{other.text}", colspan=cell.colspan + other.colspan, figure=None)
    elif how == "rows joined" and r + 1 < len(rows) and len(rows[r]) == len(rows[r + 1]):
        below = rows.pop(r + 1)
        rows[r] = [replace(x, text=f"{x.text}\n{y.text}", figure=None) for x, y in zip(rows[r], below, strict=True)]
    elif how == "header again":
        rows[r:r] = rows[:3]
    elif how == "cut in two":
        rows[r:r] = [[CUT]]
    return rows


HOWS = [
    "cell lost", "cell added", "colspan lost", "rowspan lost", "all spans lost", "label lost", "row lost", "cell doubled",
    "cells merged", "span grown", "none", "column added", "column in front", "last year beside",
    "values shifted", "row copied", "numbers between", "blank row between", "blank line between", "values to the left",
    "cells joined", "rows joined", "header again", "cut in two", "rowspan grown", "merged over two rows",
]  # fmt: skip
numbers = st.lists(st.integers(0, 4000), min_size=5, max_size=60)


@given(
    edition=st.sampled_from(["2019", "2021"]),
    numbers=numbers,
    damages=st.dictionaries(
        st.sampled_from(["disclosure", "requests", "disputes"]), st.tuples(st.sampled_from(HOWS), st.integers(0, 400))
    ),
)
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_damaged_tables_are_never_read_wrong(edition, numbers, damages):
    grids = {
        "disclosure": disclosure_grid(edition, numbers),
        "requests": requests_grid(edition, numbers),
        "disputes": disputes_grid(numbers),
    }
    for table, (how, at) in damages.items():
        grids[table] = damage(grids[table], how, at)
    expected = truth(*grids.values())
    report = extract(page(*grids.values()))
    for figure in report.figures:
        where = (figure.tbl, figure.row, figure.col)
        if figure.value is not None:
            assert figure.value == expected.get(where), (where, figure, damages)
    read = {(f.tbl, f.row, f.col) for f in report.figures if f.value is not None}
    if report.status == "complete":
        assert read >= expected.keys()
    if not damages:
        assert read == expected.keys()


def tables(edition: str = "2021", numbers: tuple[int, ...] = (7, 11, 0, 3, 20, 1)) -> list[Grid]:
    own = list(numbers)
    return [disclosure_grid(edition, own), requests_grid(edition, own), disputes_grid(own)]


def read_whole(*grids: Grid | str, expected: dict[tuple[str, str, str], int]) -> None:
    report = extract(page(*grids))
    assert report.status == "complete", report.findings
    assert {(f.tbl, f.row, f.col): f.value for f in report.figures if f.value is not None} == expected


def test_a_mark_for_nothing_over_several_columns_is_nothing_in_each():
    disclosure, requests, disputes = tables()
    disclosure[2] = [disclosure[2][0], Td("不适用", 3)]
    requests[-1] = [requests[-1][0], Td("/", 7)]
    report = extract(page(disclosure, requests, disputes))
    assert report.status == "complete", report.findings
    blank = [(f.row, f.value, f.raw) for f in report.figures if f.raw in ("/", "不适用")]
    assert len(blank) == 10
    assert not any(value for _, value, _ in blank)


def test_a_number_over_several_columns_is_not_read():
    disclosure, requests, disputes = tables()
    disclosure[2] = [disclosure[2][0], Td("9", 3)]
    report = extract(page(disclosure, requests, disputes))
    assert report.status == "partial"
    assert not any(f.row == "rules" and f.value is not None for f in report.figures)


@pytest.mark.parametrize("note", ["含2020年转办2件", "2", "同上", "较上年有所增加。"])
@pytest.mark.parametrize("head", ["备注", "说明", "占比"])
def test_a_column_of_notes_is_left_out(note, head):
    disclosure, requests, disputes = tables()
    expected = truth(disclosure, requests, disputes)
    requests[0].append(Td(head, rowspan=3))
    for n, row in enumerate(requests[3:]):
        row.append(Td(note if n % 4 == 0 else ""))
    read_whole(disclosure, requests, disputes, expected=expected)


def test_empty_lines_drawn_across_a_table_part_nothing():
    disclosure, requests, disputes = tables()
    expected = truth(disclosure, requests, disputes)
    padded = [[row for line in grid for row in ([Td("", 20)], line)] for grid in (disclosure, disputes)]
    read_whole(padded[0], requests, padded[1], expected=expected)


@pytest.mark.parametrize("label", [None, "栏次", "甲"])
def test_a_row_that_numbers_the_columns_is_no_row_of_numbers(label):
    disclosure, requests, disputes = tables()
    expected = truth(disclosure, requests, disputes)
    if label is None:
        disputes.insert(3, [Td(str(n)) for n in range(1, 16)])
    else:
        disclosure.insert(2, [Td(label), Td("1"), Td("2"), Td("3")])
    requests.insert(3, [Td(label or "", 3), *(Td(str(n)) for n in range(1, 8))])
    read_whole(disclosure, requests, disputes, expected=expected)


def test_a_sum_of_everything_below_the_requests_is_no_second_total():
    disclosure, requests, disputes = tables()
    expected = truth(disclosure, requests, disputes)
    requests.append([Td("合计", 3), *(Td(str(n)) for n in range(40, 47))])
    read_whole(disclosure, requests, disputes, expected=expected)


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("heads", [("类别", "受理", "办结", "总计"), ("类别", "新增", "取消", "调整")])
def test_a_table_under_a_header_of_its_own_is_none_of_the_official_ones(first, heads):
    own = tables()
    expected = truth(*own)
    local = [
        [Td(text) for text in heads],
        [Td(text) for text in ("行政许可", "120", "118", "238")],
        [Td(text) for text in ("信访件", "33", "33", "66")],
    ]
    read_whole(*([local, *own] if first else [own[0], local, *own[1:]]), expected=expected)


def another(edition: str = "2021") -> Grid:
    return requests_grid(edition, [5, 9, 2, 8, 1])


@pytest.mark.parametrize(
    "heading",
    [
        "附：2020年度收到和处理政府信息公开申请情况（供对比）",
        "附件2：某市学生资助管理中心2021年收到和处理政府信息公开申请情况",
        "某市招生考试院收到和处理政府信息公开申请情况",
        "更正前：",
        "所属事业单位情况：",
        "其中第四季度情况：",
    ],
)
def test_a_table_of_another_year_or_body_is_left_out(heading):
    own = tables()
    read_whole(*own, heading, another(), expected=truth(*own))
    findings = extract(page(*own, heading, another())).findings
    assert [(f.code, f.kind) for f in findings if f.place == "table 4"] == [("table_of_another", "source")]


@pytest.mark.parametrize(
    "heading",
    [
        "附件：收到和处理政府信息公开申请情况",
        "市教育局收到和处理政府信息公开申请情况",
        "2021年度收到和处理政府信息公开申请情况",
        "2022年1月12日",
        "2020年共收到申请，较上年有所减少。",
        "合计（含所属事业单位）：",
        "更正后：",
        "全年情况：",
    ],
)
def test_tables_that_nothing_tells_apart_contradict_each_other(heading):
    report = extract(page(*tables(), heading, another()))
    assert report.status == "partial"
    assert "conflicting_copies" in {f.code for f in report.findings}


@pytest.mark.parametrize(
    ("other", "own"),
    [("更正前（已作废）：", "更正后："), ("第四季度情况：", "全年情况："), ("下属执法大队：", "本机关：")],
)
def test_a_part_that_is_printed_before_the_whole_is_left_out(other, own):
    tables_ = tables()
    parts = [tables_[0], other, another(), own, *tables_[1:]]
    read_whole(*parts, expected=truth(*tables_))


def test_a_heading_stands_above_the_caption_of_the_first_block():
    own = tables()
    numbers = [4, 1, 9]
    other = [disclosure_grid("2021", numbers)[1:], requests_grid("2021", numbers), disputes_grid(numbers)]
    read_whole(*own, "2020年数据", "第二十条第（一）项", *other, expected=truth(*own))


def test_blanks_are_not_filled_from_another_copy_of_the_table():
    own = tables()
    for row in own[1][3:8]:
        row[-7:] = [replace(cell, text="") for cell in row[-7:]]
    report = extract(page(*own, "附件", tables()[1]))
    assert report.status == "partial"
    assert not any(f.row == "received" and f.value is not None for f in report.figures)


def test_the_only_table_under_another_year_is_doubted():
    disclosure, requests, disputes = tables()
    report = extract(page(disclosure, "附：2020年收到和处理政府信息公开申请情况", requests, disputes))
    assert report.status == "partial"
    assert [f.code for f in report.findings if f.kind == "reader"] == ["table_of_another"]


def statistics_grid(*heads: str, halves: bool = False) -> Grid:
    """The 2014 form with a column of numbers for each head; the figures are those of the first."""
    rows = form("2014").tables["statistics"].blocks[0].rows
    lines: Grid = []
    for n, row in enumerate(rows):
        values = ["——" if row.is_group else str(100 * at + n) for at, _ in enumerate(heads)]
        figure = None if row.is_group else ("statistics", row.id, "value")
        cells = [Td(value, figure=None if at else figure) for at, value in enumerate(values)]
        lines.append([Td(row.label), Td(row.unit or ""), *cells])
    head = [Td("统计指标"), Td("单位"), *map(Td, heads)]
    if not halves:
        return [head, *lines]
    half = (len(lines) + 1) // 2
    sides = [left + (lines[half + n] if half + n < len(lines) else []) for n, left in enumerate(lines[:half])]
    return [head + head, *sides]


def read_statistics(grid: Grid) -> dict[tuple[str, str, str], int | float]:
    report = extract(page("附件：政府信息公开情况统计表", grid, year=2016))
    found = {(f.tbl, f.row, f.col): f.value for f in report.figures if f.value is not None}
    assert (report.status == "complete") == bool(found), report.findings
    return found


@pytest.mark.parametrize(
    "heads",
    [
        ["统计数"],
        ["2016年", "2015年"],
        ["2016年度", "2015年度", "2014年度"],
        ["本年累计", "本季"],
        ["本年度", "历年累计"],
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_the_column_of_the_year_counts(heads, turned):
    grid = statistics_grid(*heads)
    if turned:
        grid = [[*row[:2], *row[:1:-1]] for row in grid]
    assert read_statistics(grid) == truth(grid)


@pytest.mark.parametrize(
    "heads", [["2015年"], ["2015年", "2014年"], ["2016年", "2017年"], ["统计数", "数量"], ["本季", "上季"]]
)
def test_columns_that_may_be_of_another_year_are_not_read(heads):
    assert read_statistics(statistics_grid(*heads)) == {}


def test_a_heading_over_two_years_is_told_by_the_row_below_it():
    for years in (["2016年", "2015年"], ["2015年", "2016年"]):
        grid = statistics_grid(*years)
        own = 2 + years.index("2016年")
        head = [Td("统计指标", rowspan=2), Td("单位", rowspan=2), Td("统计数", 2)]
        expected = {(row[2].figure): int(row[own].text) for row in grid[1:] if row[2].figure}
        assert read_statistics([head, grid[0][2:], *grid[1:]]) == expected


def test_a_list_in_two_halves_is_read_down_each_of_them():
    grid = statistics_grid("统计数", halves=True)
    assert read_statistics(grid) == truth(grid)


def test_a_list_in_halves_that_go_on_across_is_not_read():
    grid = statistics_grid("统计数")
    across = [[*grid[n], *(grid[n + 1] if n + 1 < len(grid) else [])] for n in range(1, len(grid), 2)]
    assert read_statistics([grid[0] + grid[0], *across]) == {}


def test_a_list_without_its_head_is_read_where_one_column_holds_numbers():
    grid = statistics_grid("统计数")
    assert read_statistics(grid[1:]) == truth(grid)
    assert read_statistics(statistics_grid("统计数", "2015年")[1:]) == {}


def turned(grid: Grid, *, spans: bool = True) -> Grid:
    """The disputes table with its kinds of case at the side."""
    values = grid[-1]
    outcomes = [Td(c.label) for c in form("2021").tables["disputes"].blocks[0].columns]
    lost = [] if spans else [Td("")]
    return [
        [Td("类别", 2), *outcomes],
        [Td("行政复议", 2), *values[:5]],
        [Td("行政诉讼", rowspan=2 if spans else 1), Td("未经复议直接起诉"), *values[5:10]],
        [*lost, Td("复议后起诉"), *values[10:]],
    ]


@pytest.mark.parametrize("spans", [True, False])
def test_disputes_with_the_cases_at_the_side(spans):
    own = tables()
    read_whole(own[0], own[1], turned(own[2], spans=spans), expected=truth(*own))


def test_disputes_with_the_cases_at_the_side_in_lines():
    own = tables()
    lines = [cell.text for row in turned(own[2]) for cell in row]
    read_whole(*own[:2], *lines, "五、存在的主要问题及改进情况", expected=truth(*own))
    report = extract(page(*own[:2], *lines[:-1], "五、存在的主要问题及改进情况"))
    assert report.status == "partial"
    assert not any(f.row == "litigation_after_reconsideration" for f in report.figures)


def test_a_list_flattened_with_two_columns_of_numbers_is_not_read():
    for heads, status in ((("统计数",), "complete"), (("2015年", "2016年"), "partial")):
        grid = statistics_grid(*heads)
        report = extract(page("附件：政府信息公开情况统计表", *(cell.text for row in grid for cell in row), year=2016))
        found = {(f.tbl, f.row, f.col): f.value for f in report.figures if f.value is not None}
        assert (report.status, found) == (status, truth(grid) if status == "complete" else {})


def test_a_label_of_another_year_is_no_slip_of_this_ones():
    caption = "<tr><td colspan=2>第二十条第（五）项</td></tr>"
    rows = "<tr><td>信息内容</td><td>上年处理决定数量</td></tr><tr><td>行政许可</td><td>876</td></tr>"
    read = read_figures(read_document(f"<table>{caption}{rows}</table>".encode(), "text/html"))
    assert not [f for f in read.figures if f.value is not None]
    assert read.unread


def figures_of(*parts: Grid | str, year: int = 2021) -> tuple[str, dict[tuple[str, str, str], int | float]]:
    report = extract(page(*parts, year=year))
    return report.status, {(f.tbl, f.row, f.col): f.value for f in report.figures if f.value is not None}


def without(figures: dict[tuple[str, str, str], int], *left: str) -> dict[tuple[str, str, str], int]:
    """Those that stand neither in a row nor in a column of these names."""
    return {cell: value for cell, value in figures.items() if not {*cell, ".".join(cell)} & {*left}}


@pytest.mark.parametrize("below", [False, True])
def test_increase_and_decrease_in_two_columns_are_not_the_change(below):
    own = tables("2019")
    expected = without(truth(*own), "items_change")
    changed = [row for row in own[0] for c in row if c.figure and c.figure[2] == "items_change"]
    for row in own[0]:
        at = next(
            (n for n, c in enumerate(row) if c.text == "本年增/减" or (c.figure and row in changed and n == 2)), 0
        )
        if not at:
            continue
        cells = [Td("0"), row[at]] if row[at].figure else [Td("本年增"), Td("本年减")]
        row[at : at + 1] = [Td("本年增/减", 2)] if below and not row[at].figure else cells
    if below:
        for n in reversed([n for n, row in enumerate(own[0]) if any(c.text == "本年增/减" for c in row)]):
            head = own[0][n]
            own[0].insert(n + 1, [Td("增"), Td("减")])
            own[0][n] = [c if c.text == "本年增/减" else replace(c, rowspan=2) for c in head]
    status, read = figures_of(*own)
    assert status == "partial"
    assert not [cell for cell in read if cell[2] == "items_change"]
    if not below:
        assert read == expected


@pytest.mark.parametrize("text", ["4（减）", "4项（减少）", "6（应为44）", "一", "三四件", "4。5", "4（约）", "增4减2"])
def test_a_number_that_may_be_another_is_not_read(text):
    own = tables("2019")
    expected = without(truth(*own), "disclosure.other_services.items_change")
    for row in own[0]:
        row[:] = [Td(text) if c.figure == ("disclosure", "other_services", "items_change") else c for c in row]
    assert figures_of(*own) == ("partial", expected)


@pytest.mark.parametrize("text", ["减4", "负4", "-4项", "比上年减少4项", "减：4"])
def test_a_change_may_be_told_in_words_but_no_count(text):
    own = tables("2019")
    change, count = ("disclosure", "other_services", "items_change"), ("disclosure", "other_services", "decisions")
    for row in own[0]:
        row[:] = [Td(text) if c.figure in (change, count) else c for c in row]
    read = figures_of(*own)[1]
    assert read[change] == -4
    assert count not in read or text[0] == "-"


@pytest.mark.parametrize("year", [2021, 2020])
def test_a_column_may_name_the_year(year):
    own = tables()
    for row in own[0]:
        at = next((n for n, c in enumerate(row) if c.text == "本年处理决定数量" or (c.figure and c.colspan == 3)), None)
        if at is None or row[at].figure == ("disclosure", "administrative_fees", "amount"):
            continue
        columns = [replace(row[at], colspan=1), Td("31", 2)]
        if row[at].figure is None:
            columns = [Td("2021年处理决定数量"), Td("2020年处理决定数量", 2)]
        row[at : at + 1] = columns if year == 2021 else [replace(columns[1], colspan=1), columns[0]]
    read_whole(*own, expected=truth(*own))


def test_a_label_may_count_what_it_names():
    own = tables()
    own[0][6][0] = Td("行政许可（共39项）")
    read_whole(*own, expected=truth(*own))


def test_a_number_over_two_rows_is_of_neither():
    own = tables("2019")
    upper, lower = own[1][9], own[1][10]
    expected = without(truth(*own), lower[-1].figure[1], ".".join(upper[-7].figure), ".".join(upper[-1].figure))
    upper[-1], upper[-7] = replace(upper[-1], rowspan=2), replace(upper[-7], rowspan=2)
    del lower[-1], lower[-6]
    assert figures_of(*own) == ("partial", expected)


def test_a_row_of_which_a_cell_is_lost_is_not_read():
    own = tables(numbers=(7, 11, 0, 3, 20, 1))
    row = own[1][5]
    expected = without(truth(*own), row[-1].figure[1])
    row[-7:] = [replace(c, text=text) for c, text in zip(row[-7:], ["8", "2", "0", "0", "0", "10", ""], strict=True)]
    assert figures_of(*own) == ("partial", expected)


@pytest.mark.parametrize("text", ["①", "O", "#REF!", "同左", "核实中"])
def test_a_cell_that_cannot_be_read_does_not_cost_its_table(text):
    own = tables()
    expected = without(truth(*own), "disputes.reconsideration.other")
    own[2][-1][2] = Td(text)
    assert figures_of(*own) == ("partial", expected)


def test_columns_of_no_form_among_the_disputes_are_left_out():
    own = tables()
    expected = truth(*own)
    values = own[2][-1]
    withdrawn = [
        [Td("行政复议", 6), Td("行政诉讼", 12), Td("行政诉讼合计", rowspan=3)],
        [*own[2][1][:2], Td("撤回", rowspan=2), *own[2][1][2:5], Td("未经复议直接起诉", 6), Td("复议后起诉", 6)],
        [c for _ in range(2) for c in (*own[2][2][:2], Td("撤回"), *own[2][2][2:5])],
        [c for n in (0, 5, 10) for c in (*values[n : n + 2], Td("9"), *values[n + 2 : n + 5])] + [Td("77")],
    ]
    read_whole(*own[:2], withdrawn, expected=expected)


def test_rows_of_other_years_among_the_disputes_are_left_out():
    own = tables()
    expected = truth(*own)
    values = own[2][-1]
    for names in (("2020", "2021"), ("2021年", "2020年"), ("上年", "本年"), ("本年度", "去年")):
        own_row = next(n for n, name in enumerate(names) if name in ("2021", "2021年", "本年", "本年度"))
        rows = [[Td(names[0]), *(Td("3") for _ in values)], [Td(names[1]), *(Td("3") for _ in values)]]
        rows[own_row][1:] = values
        read_whole(*own[:2], [[Td("年度", rowspan=3), *own[2][0]], *own[2][1:3], *rows], expected=expected)


@pytest.mark.parametrize("label", ["上年总计", "上年数", "去年同期", "同比增减"])
@pytest.mark.parametrize("in_front", [True, False])
def test_a_column_of_the_year_before_is_left_out(label, in_front):
    own = tables()
    expected = truth(*own)
    for row in own[1][3:]:
        row.insert(len(row) - 7 if in_front else len(row), Td("13"))
    own[1][0].insert(1 if in_front else 2, Td(label, rowspan=3))
    read_whole(*own, expected=expected)


def test_a_sum_of_the_organisations_is_no_total():
    own = tables()
    expected = truth(*own)
    own[1][1][1] = replace(own[1][1][1], colspan=6)
    own[1][2].append(Td("合计"))
    for row in own[1][3:]:
        row.insert(-1, Td("5"))
    read_whole(*own, expected=expected)


def test_the_rest_of_a_label_that_a_page_cut_is_no_row():
    own = tables()
    expected = truth(*own)
    rows = [[replace(cell, colspan=1, rowspan=1) for cell in row] for row in own[1][3:]]
    at = next(n for n, row in enumerate(rows) if row[0].text == "(六)其他处理")
    rows[at:at] = [[Td("三、本年度办理结果"), Td("(六)其他处理")]]
    head = [Td("自然人"), *own[1][2], Td("总计")]
    read_whole(own[0], [head, *rows], own[2], expected=expected)


def test_a_label_printed_downwards_is_no_number():
    own = tables()
    lines = [cell.text for row in own[1] for cell in row]
    at = lines.index("三、本年度办理结果")
    lines[at : at + 1] = "三、本年度办理结果"
    read_whole(own[0], *lines, own[2], expected=truth(*own))


def test_the_sums_of_groups_are_left_out():
    own = tables()
    expected = truth(*own)
    flat: Grid = [[Td("办理情况"), *(Td(c.label) for c in form("2021").tables["requests"].blocks[0].columns)]]
    for row in own[1][3:]:
        for cell in row:
            if cell.rowspan > 1:
                flat.append([Td(cell.text), *(Td("41") for _ in range(7))])
        flat.append([replace(row[-8], colspan=1), *row[-7:]])
    read_whole(own[0], flat, own[2], expected=expected)


@pytest.mark.parametrize(
    "below", [("结果", "结果", "其他", "尚未", "总"), ("结果维", "结果纠", "其他结", "尚未审", "总")]
)
def test_disputes_with_a_page_break_in_their_header(below):
    own = tables()
    values = own[2][-1]
    above = [own[2][0], [*map(Td, below), Td("未经复议直接起诉", 5), Td("复议后起诉", 5)]]
    above[0] = [Td("行政复议", 5), Td("行政诉讼", 2)]
    above[1] = [*map(Td, below), Td("未经复议直接起诉"), Td("复议后起诉")]
    rest = [[*(Td("") for _ in range(5)), *own[2][2]], values]
    read_whole(*own[:2], above, "持 正 果 结 计", rest, expected=truth(*own))


def test_requests_with_a_page_break_in_their_header():
    own = tables()
    (corner, applicants), (natural, organisations, total), names = own[1][:3]
    above = [[replace(corner, rowspan=2), applicants], [Td(""), organisations, replace(total, rowspan=1)]]
    head = [*above, [Td("", 3), replace(natural, rowspan=1), *names, Td("")]]
    read_whole(own[0], [*head, *own[1][3:]], own[2], expected=truth(*own))


@pytest.mark.parametrize(
    ("header", "label", "unit"),
    [
        ("本年收费金额（单位：元）", "行政事业性收费", "元"),
        ("本年收费金额（元）", "行政事业性收费", "元"),
        ("本年收费金额（单位：人民币元）", "行政事业性收费", "元"),
        ("本年收费金额（单位：千元）", "行政事业性收费", "千元"),
        ("本年收费金额", "行政事业性收费（元）", "元"),
        ("本年收费金额（单位：万元）", "行政事业性收费", "万元"),
        ("本年收费金额", "行政事业性收费", "万元"),
    ],
)
@pytest.mark.parametrize("spans", [True, False])
def test_the_printed_unit_counts(header, label, unit, spans):
    own = tables()
    own[0][-2:] = [[Td("信息内容"), Td(header, 3)], [Td(label), Td("4500", 3)]]
    if not spans:
        own[0][-2:] = [[Td("信息内容"), Td(header), Td("")], [Td(label), Td("4500"), Td("")]]
    fees = [f for f in extract(page(*own)).figures if f.row == "administrative_fees"]
    assert [(f.value, f.unit) for f in fees] == [(4500, unit)]


def test_the_printed_unit_of_a_statistic_counts():
    grid = statistics_grid("统计数")
    at = next(n for n, row in enumerate(grid) if row[-1].figure and row[-1].figure[1] == "organisation.budget")
    grid[at][1] = Td("元")
    report = extract(page("附件：政府信息公开情况统计表", grid, year=2016))
    units = {f.row: f.unit for f in report.figures}
    assert (units["organisation.budget"], units["request_fee"], units["complaints"]) == ("元", "万元", "件")


def test_statistics_of_the_year_before_alone_are_not_read():
    assert read_statistics(statistics_grid("上年数")) == {}


@pytest.mark.parametrize(
    "heads", [["1—12月", "1—6月"], ["本期", "上年同期"], ["完成数", "目标数"], ["本年数", "上年数"]]
)
def test_the_column_of_the_whole_year_counts(heads):
    grid = statistics_grid(*heads)
    assert read_statistics(grid) == truth(grid)
