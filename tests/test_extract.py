"""Whatever the bytes are: extraction ends, raises nothing, and gives no number that they do not hold."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.extract import extract
from pipelines.items import Report

CAPTURES = Path(__file__).parent / "captures"
PAGES = [
    path.read_bytes()
    for shape in ("clean", "word", "split-two")
    for path in sorted(CAPTURES.glob(f"html-{shape}-2021-01/body.html"))
]
TEXTS = [path.read_bytes() for path in sorted(CAPTURES.glob("txt-*-2021-01/body.txt"))[:6]]
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def numbers_are_printed(report: Report, body: bytes) -> None:
    """Every number that is given stands in the text it is given for, and that text's digits on the page."""
    shown = re.sub(r"\s|,", "", unicodedata.normalize("NFKC", body.decode("utf-8", "ignore")))
    page = shown + re.sub(r"<[^>]*>", "", shown)
    for figure in report.figures:
        if figure.value is not None:
            digits = re.sub(r"\s|,", "", unicodedata.normalize("NFKC", figure.raw))
            assert str(int(abs(figure.value))) in digits
            assert all(run in page for run in re.findall(r"\d+", digits))
    for fact in report.facts:
        assert all(run in page for run in re.findall(r"\d+", unicodedata.normalize("NFKC", fact.quote)))


@pytest.mark.parametrize("body", [*PAGES, *TEXTS])
def test_numbers_are_printed(body):
    report = extract(body)
    assert report.kind == "report"
    numbers_are_printed(report, body)


@given(body=st.binary(max_size=3000))
@QUICK
def test_any_bytes(body):
    assert extract(body).kind == "not_a_report" or body


@given(
    page=st.integers(0, len(PAGES + TEXTS) - 1),
    cuts=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 4000), st.booleans()), min_size=1, max_size=4),
)
@QUICK
def test_cut_and_doubled_pages(page, cuts):
    """A page that lost parts, or has parts twice, as broken transfers and templates leave it."""
    body = (PAGES + TEXTS)[page]
    for where, length, doubled in cuts:
        at = int(where * len(body))
        body = body[:at] + (body[at : at + length] * 2 if doubled else b"") + body[at + length :]
    report = extract(body)
    numbers_are_printed(report, body)


REPORT = PAGES[0]
TABLE = REPORT.index(b"<table")


@pytest.mark.parametrize(
    ("broken", "outcome"),
    [
        (b"<p " + b" ".join(b'a%d="1"' % n for n in range(100_000)) + b">", "hostile_markup"),
        (b"<div>" * 100_000, "depth_truncated"),
        (b"<font>" * 300, 200),
        (b'<font color="red">' * 3_000, 200),
        (b"<font>" * 100_000, 200),
        (b"<div>" * 1_500, 200),
        (b"<p>a<td b</p>" * 3, 200),
    ],
    ids=["attributes", "nested", "fonts-300", "fonts-3000", "fonts-100000", "divs-1500", "broken-tags"],
)
@pytest.mark.timeout(20)
def test_broken_markup_loses_no_table(broken, outcome):
    """libxml2 drops what lies deeper than it goes and stalls over one tag's attributes: read whole, or refused."""
    report = extract(REPORT[:TABLE] + broken + REPORT[TABLE:])
    if isinstance(outcome, str):
        assert [finding.code for finding in report.findings] == [outcome]
    else:
        assert len(report.figures) == outcome


def test_the_facts_of_a_second_report_in_the_file_are_not_the_first_ones() -> None:
    def written(year: int, received: int) -> str:
        opening = (
            f"南陵市水利局{year}年政府信息公开工作年度报告\n\n根据《中华人民共和国政府信息公开条例》编制本报告。\n"
        )
        filler = "我局围绕水利重点工作，及时更新公开目录，规范信息发布审核，主动回应群众关切，不断提升公开质量。" * 3
        return f"{opening}一、总体情况\n{filler}{year}年收到政府信息公开申请{received}件。\n五、存在的主要问题\n无。\n"

    report = extract((written(2022, 3) + written(2021, 36)).encode())
    assert (report.fiscal_year, [fact.value for fact in report.facts]) == (2022, [3])
    assert "several_reports" in {finding.code for finding in report.findings}
