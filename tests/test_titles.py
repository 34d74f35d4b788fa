"""Titles written for this project and, where they are beside it, the real ones: report or not, whose, which year."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.titles import plain, read_title
from tests.growth import LINEAR, growth

HERE = Path(__file__).parent
REAL = HERE.parents[1] / "shared" / "corpus" / "titles.jsonl"


def _rows(name: str) -> list[list[str]]:
    lines = (HERE / "titles" / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


REPORTS, OTHERS = _rows("reports.tsv"), _rows("others.tsv")


def test_there_are_enough() -> None:
    assert len({row[0] for row in REPORTS}) >= 150
    assert len({row[0] for row in OTHERS}) >= 150


@pytest.mark.parametrize(("title", "agency", "year"), REPORTS)
def test_report(title: str, agency: str, year: str) -> None:
    reading = read_title(title)
    stated = (reading.is_report, reading.agency or "-", str(reading.fiscal_year or "-"))
    assert stated == (True, agency, year), reading


@pytest.mark.parametrize(("title", "reason"), OTHERS)
def test_not_a_report(title: str, reason: str) -> None:
    reading = read_title(title)
    assert not reading.is_report, reading
    assert reason in ("*", reading.reason)


def test_real_titles() -> None:
    if not REAL.is_file():
        pytest.skip("../shared is not here: real titles not read")
    rows = [json.loads(line) for line in REAL.read_text(encoding="utf-8").splitlines()]
    wrong = [row["title"] for row in rows if read_title(row["title"]).is_report != row["report"]]
    assert wrong == []


def test_years_that_disagree_are_not_chosen_between() -> None:
    assert read_title("2021年某市水利局政府信息公开2020年度报告").fiscal_year is None
    assert read_title("某市水利局2021-2022年政府信息公开工作年度报告").fiscal_year is None


def test_a_table_by_itself_says_whose_it_is() -> None:
    reading = read_title("某市水利局2016年度政府信息公开情况统计表")
    assert (reading.is_report, reading.agency, reading.fiscal_year) == (False, "某市水利局", 2016)


@pytest.mark.parametrize("gap", ["", " "])
def test_columns_beside_it_are_no_agency(gap: str) -> None:
    columns = ("政府信息公开制度", "政府信息公开指南", "政府信息公开年报", "法定主动公开内容")
    assert read_title(gap.join(columns)).agency is None
    assert read_title(gap.join((*columns[:2], "灵宝市水利局2022年政府信息公开工作年度报告"))).agency == "灵宝市水利局"


def test_certainty() -> None:
    assert read_title("某市水利局2021年政府信息公开工作年度报告").certainty == "sure"
    assert read_title("政府信息公开年报").certainty == "unsure"
    assert read_title("某市水利局2021年政府信息公…").certainty == "unsure"


@settings(max_examples=300, deadline=400)
@given(st.text(alphabet="政府信息公开工作年度报告总结20219年月日《》()|>_- /。，…关于的通知局县市", max_size=400))
def test_any_text_is_read(text: str) -> None:
    reading = read_title(text)
    assert reading.agency is None or (reading.agency == reading.agency.strip() and len(reading.agency) > 1)
    assert reading.fiscal_year is None or str(reading.fiscal_year % 100).zfill(2) in plain(text)


@pytest.mark.parametrize(
    "piece",
    ["工作年度", "2021年", "政府信息公开", "《", "(", "年报_", "信息公开工作情况的", "1-6月", " > ", "关于", "条例"],
)
def test_long_titles_cost_little(piece: str) -> None:
    assert growth(read_title.__wrapped__, piece, 100_000) < LINEAR
