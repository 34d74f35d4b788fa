"""Facts of the narrative: our own labelled sentences, the seeds where they are present, and properties of any text."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.facts import read_facts
from pipelines.items import Fact, Section
from pipelines.numerals import find_counts, read_number
from tests.growth import LINEAR, growth

SENTENCES = Path(__file__).parent / "facts"
SHARED = Path(__file__).parents[2] / "shared"


def labelled(name: str) -> Iterator[tuple[str, int, str, str | None, dict[str, tuple[float, str, str]]]]:
    """(sentence, fiscal year, agency, section id, facts) of a file in tests/facts; ⏎ in it ends a paragraph."""
    year, agency, section = 0, "", None
    sentence, facts = "", {}
    for line in (SENTENCES / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("    "):
            indicator, value, unit, *qualifier = line.split()
            facts[indicator] = (float(value), unit, qualifier[0] if qualifier else "exact")
            continue
        if sentence:
            yield sentence, year, agency, section, facts
        sentence, facts = "", {}
        if line.startswith("@"):
            stated_year, agency, section = (part.strip() for part in line[1:].split("|"))
            year, section = int(stated_year), section or None
        elif line and not line.startswith("#"):
            sentence = line.replace("⏎", "\n")
    if sentence:
        yield sentence, year, agency, section, facts


def section_of(text: str, section: str | None = None) -> list[Section]:
    return [Section(number=None, id=section, heading="", text=text)]


def read(
    text: str, year: int | None = 2023, agency: str | None = "云州市教育局", section: str | None = None
) -> list[Fact]:
    return read_facts(section_of(text, section), fiscal_year=year, agency=agency)[0]


def as_stated(facts: list[Fact]) -> dict[str, tuple[float, str | None, str]]:
    return {fact.indicator: (fact.value, fact.unit, fact.qualifier) for fact in facts}


@pytest.mark.parametrize(("sentence", "year", "agency", "section", "facts"), [*labelled("stated.txt")])
def test_stated(sentence, year, agency, section, facts):
    assert facts, "a sentence without facts belongs into distractors.txt"
    assert as_stated(read(sentence, year, agency, section)) == facts


@pytest.mark.parametrize(("sentence", "year", "agency", "section", "facts"), [*labelled("distractors.txt")])
def test_distractors(sentence, year, agency, section, facts):
    assert not facts
    assert read(sentence, year, agency, section) == []


_EVERY_SENTENCE = """
from tests.test_facts import labelled, read
for name in ("stated.txt", "distractors.txt"):
    for sentence, year, agency, section, _ in labelled(name):
        print(sentence, read(sentence, year, agency, section))
"""


def test_the_order_of_sets_changes_nothing():
    here = Path(__file__).parents[1]
    runs = [
        subprocess.Popen(
            [sys.executable, "-X", "utf8", "-c", _EVERY_SENTENCE],
            cwd=here,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(here)},
            stdout=subprocess.PIPE,
        )
        for seed in "13"
    ]
    first, second = (run.communicate()[0] for run in runs)
    assert first == second
    assert first


def seeds() -> list[Any]:
    if not (SHARED / "truth").is_dir():
        return [pytest.param(None, None, marks=pytest.mark.skip("no ../shared here: the five seeds are not read"))]
    return [
        pytest.param(SHARED / "seeds" / f"{path.stem}.txt", json.loads(path.read_text(encoding="utf-8")), id=path.stem)
        for path in sorted((SHARED / "truth").glob("*.json"))
    ]


@pytest.mark.parametrize(("path", "truth"), seeds())
def test_seeds(path, truth):
    text = path.read_text(encoding="utf-8")
    facts = read(text, truth["fiscal_year"], truth["agency"])
    assert as_stated(facts) == {f["indicator"]: (f["value"], f["unit"], f["qualifier"]) for f in truth["facts"]}
    quotes = {f["indicator"]: f["quote"] for f in truth["facts"]}
    for fact in facts:  # ours is the clause; theirs may begin with the words of time before it
        assert quotes[fact.indicator].endswith(fact.quote) or fact.quote.endswith(quotes[fact.indicator])


def test_two_values_for_one_indicator_give_a_finding_and_no_fact():
    text = "2023年收到政府信息公开申请20件。全年共受理政府信息公开申请25件。"
    facts, findings = read_facts([], text, fiscal_year=2023)
    assert facts == []
    assert [(f.code, f.place) for f in findings] == [("fact_ambiguous", "requests.received")]
    assert "20件" in findings[0].detail
    assert "25件" in findings[0].detail


def test_a_year_is_read_only_if_the_fiscal_year_is_known():
    assert read("2023年收到政府信息公开申请20件。", None) == []
    assert [f.value for f in read("全年收到政府信息公开申请20件。", None)] == [20]


def test_an_agency_is_taken_from_the_beginning_of_the_text_if_it_is_not_given():
    title = "现公布云州市教育局2023年政府信息公开工作年度报告。\n"
    text = title + "2023年，市教育局收到政府信息公开申请20件。\n2023年，市公安局召开新闻发布会9场。"
    assert as_stated(read(text, agency=None)) == {"requests.received": (20, "件", "exact")}


def test_lines_broken_by_the_width_of_a_page_are_read_on():
    text = "2023 年，云州市教育局认真落实条例各项规定，全年受理政府信息公开\n申请 21 件，均在法定期限内答复。\n- 2 -\n"
    (received, processed) = read(text)
    assert (received.value, processed.value) == (21, 21)
    assert received.quote in text
    assert processed.quote in text


def test_headings_inside_a_section_say_what_a_bare_clause_is_about():
    text = (
        "一、概述\n全年收到申请5件。\n（二）依申请公开\n全年收到申请6件。\n（三）信访工作\n收到申请8件。\n"
        "六、存在的主要问题\n召开新闻发布会1场。\n"
    )
    assert as_stated(read(text)) == {"requests.received": (6, "件", "exact")}


@pytest.mark.parametrize("denial", ["均为零。", "均为0件。", "两类案件都是0件。", "两项均未发生。", "未发生。"])
def test_what_a_heading_names_is_denied_below_it(denial):
    none = {"reconsideration.total": (0, "件", "exact"), "litigation.total": (0, "件", "exact")}
    heading = "行政复议、行政诉讼情况"
    section = Section(number="三", id="disputes", heading=heading, text=denial)
    for facts, _ in (
        read_facts([section], fiscal_year=2023, agency="云州市教育局"),
        read_facts([], f"三、{heading}\n{denial}\n四、其他", fiscal_year=2023, agency="云州市教育局"),
    ):
        assert as_stated(facts) == none
        assert {fact.quote for fact in facts} == {f"{heading}\n{denial.rstrip('。')}"}
    assert read_facts([], f"三、信访举报情况\n{denial}", fiscal_year=2023, agency="云州市教育局")[0] == []


def test_an_official_heading_without_its_ordinal_ends_a_section_that_is_not_read():
    text = "一是人员不足。全年收取信息处理费90元。\n其他需要报告的事项\n2023年收取政府信息处理费260元。"
    assert as_stated(read(text, section="problems")) == {"fees.charged": (260, "元", "exact")}


def test_headings_that_word_numbered_itself():
    text = (
        "2023年，我局收到政府信息公开申请4件。\n因政府信息公开申请行政复议和提起行政诉讼的情况\n"
        "全年没有发生行政复议、行政诉讼。\n存在的主要问题和改进措施\n召开新闻发布会1场，次数偏少。\n"
    )
    assert as_stated(read(text)) == {
        "requests.received": (4, "件", "exact"),
        "reconsideration.total": (0, "件", "exact"),
        "litigation.total": (0, "件", "exact"),
    }


def test_interpretations_told_theme_by_theme_have_no_total():
    text = "围绕招生政策发布解读材料3篇。围绕资助政策发布解读材料3篇。"
    facts, findings = read_facts([], text, fiscal_year=2023)
    assert facts == []
    assert [(f.code, f.place) for f in findings] == [("fact_ambiguous", "interpretations.published")]


def test_received_without_those_carried_over_goes_before_the_sum_of_both():
    text = "2023年共收到政府信息公开申请57件，其中上年度结转2件。本年度新收到政府信息公开申请55件。"
    assert as_stated(read(text))["requests.received"] == (55, "件", "exact")


def test_those_processed_are_not_given_where_those_carried_over_are_told_apart():
    for text in (
        "上年结转5件已全部办结，本年新收申请88件，84件已办结，4件结转下年。",
        "本年新收申请88件，当年办结84件；办结上年结转5件。",
        "上年结转5件均已办结。2023年收到申请88件，办结84件，结转下年4件。",
        "2023年新收申请88件，另有上年结转5件，年内全部办结，共办结88件。",
    ):
        facts = as_stated(read(text, section="requests"))
        assert facts["requests.carried_over"][0] == 5
        assert "requests.processed" not in facts


def test_channels_of_petitions_are_not_those_of_the_requests():
    text = "来信箱共收邮件214封，其中网络提交200件、信函14件。全年收到政府信息公开申请30件。"
    facts, _ = read_facts(section_of(text, "requests"), fiscal_year=2023)
    assert as_stated(facts) == {"requests.received": (30, "件", "exact")}


def test_a_whole_list_of_channels_that_is_too_short_is_told():
    for text, told in (
        ("2023年共收到政府信息公开申请40件，其中网络申请13件、信函申请12件、当面申请6件。", True),
        ("2023年共收到政府信息公开申请40件，其中网络申请13件、信函申请12件、当面申请6件、其他9件。", False),
        ("2023年共收到政府信息公开申请40件（含上年结转9件），其中网络申请13件、信函申请12件、当面申请6件。", False),
        ("2023年共收到政府信息公开申请40件，其中网络申请13件。", False),
    ):
        _, findings = read_facts(section_of(text, "requests"), fiscal_year=2023)
        assert ("sum_broken" in [f.code for f in findings]) == told


def test_requests_with_those_carried_over_are_told():
    for text, value, told in (
        ("2023年共收到政府信息公开申请12件（含上年结转2件）。", 12, ["fact_with_carried_over"]),
        ("2023年共收到政府信息公开申请12件，其中上年结转2件、新收10件。", 10, []),
        ("2023年共收到政府信息公开申请12件，上年结转2件。", 12, []),
    ):
        facts, findings = read_facts(section_of(text, "requests"), fiscal_year=2023)
        assert as_stated(facts)["requests.received"] == (value, "件", "exact")
        assert [f.code for f in findings] == told


def test_a_relative_whole_year_is_the_year_named_last():
    assert read("2022年，我局认真落实条例。全年收到政府信息公开申请12件。") == []
    assert [f.value for f in read("2022年的问题已整改。2023年，全年收到政府信息公开申请12件。")] == [12]


def test_a_part_does_not_contradict_its_total():
    text = "2023年答复政府信息公开申请20件，其中按期答复18件。全年主动公开政府信息300条，其中政府网站公开信息200条。"
    assert as_stated(read(text)) == {
        "requests.processed": (20, "件", "exact"),
        "disclosure.published": (300, "条", "exact"),
        "website.published": (200, "条", "exact"),
    }


INDICATORS = re.compile(
    r"requests\.(received(\.(internet|letter|in_person|fax|email))?|processed|carried_over|carried_forward)"
    r"|(reconsideration|litigation)\.total|(disclosure|website|wechat|weibo|interpretations)\.published"
    r"|press_conferences\.held|normative_documents\.(issued|repealed|in_force)|fees\.charged|proposals\.handled"
)
FRAGMENTS = sorted({
    part
    for sentence, *_ in (*labelled("stated.txt"), *labelled("distractors.txt"))
    for part in re.findall(r"[^，。；、（）]{1,30}|[，。；、（）]", sentence)
})  # fmt: skip
narratives = st.lists(
    st.one_of(st.sampled_from(FRAGMENTS), st.sampled_from("，。；、（）\n 0九万余"), st.text(max_size=5)), max_size=60
).map("".join)
TOPICS = st.sampled_from([None, "requests", "disputes", "fees", "disclosure", "other"])


@given(narratives, st.sampled_from([None, 2022, 2023]), TOPICS)
@settings(max_examples=150, deadline=2000)
def test_every_fact_is_printed(text, year, section):
    facts, _ = read_facts(section_of(text, section), fiscal_year=year)
    assert len({fact.indicator for fact in facts}) == len(facts)
    for fact in facts:
        assert INDICATORS.fullmatch(fact.indicator)
        assert fact.quote
        assert fact.quote in text
        bare = re.sub(r"\s", "", fact.quote).translate({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)})
        stated = [count.value for words in (bare, re.sub(r"\([^()]*\)", "", bare)) for count in find_counts(words)]
        assert fact.value in stated or (
            fact.value == 0 and re.search(r"[未没无零免]|不存在|不涉及|不收|(?<!\d)0(?!\d)", bare)
        )


@given(st.text(max_size=400))
@settings(max_examples=100, deadline=2000)
def test_any_text_is_read(text):
    read_facts(section_of(text, "requests"), text, fiscal_year=2023)


_PIECES = sorted(
    {
        piece
        for file in ("stated.txt", "distractors.txt")
        for sentence, *_ in labelled(file)
        for piece in re.split(r"(?<=[，。；：、（）\n])", sentence)
    }
)
_LINES = ["主动公开。", "（三）政策解读\n", "依申请公开：", "\n", "数量为零，", "均为零。", "各0件。", "26，", "一件"]


@given(st.lists(st.sampled_from(_PIECES) | st.sampled_from(_LINES), max_size=14), TOPICS)
@settings(max_examples=300, deadline=4000)
def test_any_mixture_of_what_reports_say_is_read(pieces, topic):
    text = "".join(pieces)
    facts, _ = read_facts(section_of(text, topic), fiscal_year=2023, agency="云州市水利局")
    assert all(fact.quote in text for fact in facts)


RUNS = ["1", "一", "、", "（", "《", "“", "万", "\n", "自", "1,", "申请", "因政府信息公开", "被申请", "2023年", "其中"]
RUNS += ["收到政府信息公开申请3件", "未发生", "1件、", "复议、", "公开 "]


@pytest.mark.parametrize("unit", RUNS)
def test_a_long_run_of_anything_is_read_in_linear_time(unit):
    assert growth(read, unit, 40_000) < LINEAR
    assert growth(lambda text: read(f"{text}件"), unit, 40_000) < LINEAR  # worth a closer look


@given(st.integers(min_value=0, max_value=10**9))
def test_numbers_are_read_in_every_spelling(number):
    import cn2an

    assert read_number(str(number)) == read_number(f"{number:,}") == number
    if number < 10**8:
        assert read_number(cn2an.an2cn(number)) == number


@pytest.mark.parametrize("unit", ["以网站为平台公开信息5条，", "以公开政府信息5条，"])
def test_a_long_sentence_of_statements_grows_no_faster(unit):
    assert growth(read, unit, 8_000) < LINEAR
