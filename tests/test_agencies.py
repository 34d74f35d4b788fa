"""Whose report, which year, when and where: documents in our own words, one for each way of saying it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipelines import regions
from pipelines.agencies import Identity, identify
from pipelines.documents import Cell, Document, Paragraph, Table
from pipelines.formats import html
from tests.growth import LINEAR, growth

SHARED = Path(__file__).resolve().parents[2] / "shared"


def document(*lines: str | Table, meta: dict[str, str] | None = None, page: str | None = None) -> Document:
    blocks = tuple(line if isinstance(line, Table) else Paragraph(line) for line in lines)
    return Document(blocks=blocks, method="html", media_type="text/html", meta=meta or {}, title=page)


def codes(identity: Identity) -> list[str]:
    return [finding.code for finding in identity.findings]


PERIOD = "所列数据的统计期限自{0}年1月1日起至{0}年12月31日止。"
BODY = ("一、总体情况", "我局把公开工作列入年度任务，按条例规定办理。", "二、主动公开政府信息情况")


def test_title_line_states_agency_and_year() -> None:
    found = identify(document("蚌埠市水利局2021年政府信息公开工作年度报告", *BODY), title=None)
    assert (found.agency, found.fiscal_year) == ("蚌埠市水利局", 2021)
    assert found.title == "蚌埠市水利局2021年政府信息公开工作年度报告"
    assert (found.scope, found.level, found.province, found.region_code) == (
        "department",
        "prefecture",
        "安徽省",
        "340300",
    )
    assert found.findings == ()
    assert found.published_on is None


def test_title_over_two_lines() -> None:
    found = identify(document("蚌埠市水利局", "2021 年政府信息公开工作年度报告", *BODY), title=None)
    assert (found.agency, found.fiscal_year) == ("蚌埠市水利局", 2021)
    assert found.title == "蚌埠市水利局2021年政府信息公开工作年度报告"


def test_title_over_three_lines() -> None:
    found = identify(document("蚌埠市水利局", "2021年", "政府信息公开工作", "年度报告", *BODY), title=None)
    assert (found.agency, found.fiscal_year) == ("蚌埠市水利局", 2021)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            ("蚌埠市禹会区", "人民政府2021年政府信息公开", "工作年度报告"),
            "蚌埠市禹会区人民政府2021年政府信息公开工作年度报告",
        ),
        (("蚌埠市", "水利局2021年政府信息公开工作年度报告"), "蚌埠市水利局2021年政府信息公开工作年度报告"),
        (("蚌埠市水利局2021年政府信息公", "开工作年度报告"), "蚌埠市水利局2021年政府信息公开工作年度报告"),
        (("蚌埠市水利局政府信息公开工作", "年度报告", "(2021年度)"), "蚌埠市水利局政府信息公开工作年度报告(2021年度)"),
        (("蚌埠市水利局", "二〇二一年政府信息公开工作年度报告"), "蚌埠市水利局二〇二一年政府信息公开工作年度报告"),
        (
            ("蚌埠市水利局关于报送2021年政府信息公开", "工作年度报告的函"),
            "蚌埠市水利局关于报送2021年政府信息公开工作年度报告的函",
        ),
    ],
)
def test_title_broken_anywhere(lines: tuple[str, ...], title: str) -> None:
    found = identify(document(*lines, *BODY), title=None)
    assert found.title == title
    assert found.agency is not None
    assert found.agency.startswith("蚌埠市")
    assert (found.fiscal_year, found.findings) == (2021, ())


@pytest.mark.parametrize(
    "sentence",
    [
        "蚌埠市水利局2021年政府信息公开工作年度报告由总体情况等六部分组成。",
        "按照条例，蚌埠市水利局编制本报告，统计期限为2021年1月1日至2021年12月31日。",
        "根据条例，现将蚌埠市水利局2021年度政府信息公开工作情况报告如下：",
        "根据条例，蚌埠市水利局对2021年度政府信息公开工作进行总结，统计期限为2021年1月1日至2021年12月31日。",
        "统计期限2021年1月1日至2021年12月31日。如有疑问，请联系：蚌埠市水利局办公室（地址：胜利路）。",
        "统计期限2021年1月1日至2021年12月31日。蚌埠市水利局（以下简称“市水利局”）贯彻条例。",
        "统计期限2021年1月1日至2021年12月31日。本报告结合蚌埠市水利局工作实际编制。",
        "统计期限2021年1月1日至2021年12月31日。本报告在蚌埠市水利局网站公布。",
        "统计期限2021年1月1日至2021年12月31日。本报告由本机关蚌埠市水利局编制。",
    ],
)
def test_sentences_that_name_the_agency(sentence: str) -> None:
    found = identify(document(sentence, *BODY), title=None)
    assert (found.agency, found.fiscal_year, found.title, found.findings) == ("蚌埠市水利局", 2021, None, ())


def test_agency_in_a_label_or_index_row() -> None:
    assert (
        identify(document("【蚌埠市水利局】2021年政府信息公开工作年度报告", *BODY), title=None).agency == "蚌埠市水利局"
    )
    rows = (
        "索引号：003-2021",
        "发布机构：蚌埠市水利局",
        "生成日期：2022-01-18",
        "名称：2021年政府信息公开工作年度报告",
    )
    found = identify(document("首页", "政府信息公开年报", *rows, *BODY), title=None)
    assert (found.agency, found.fiscal_year, found.published_on) == ("蚌埠市水利局", 2021, "2022-01-18")


def test_titles_of_one_page_that_disagree() -> None:
    meta = {"articletitle": "蚌埠市水利局2020年政府信息公开工作年度报告"}
    found = identify(
        document("蚌埠市水利局2021年政府信息公开工作年度报告", PERIOD.format(2021), *BODY, meta=meta), title=None
    )
    assert found.fiscal_year == 2021
    assert codes(found) == ["fiscal_year_conflict"]


def test_site_above_the_title_is_not_its_agency() -> None:
    found = identify(document("蚌埠市人民政府", "县人社局2021年政府信息公开工作年度报告", *BODY), title=None)
    assert found.agency == "县人社局"


def test_title_below_navigation() -> None:
    found = identify(
        document("您现在的位置：首页 > 信息公开年报", "蚌埠市水利局2021年政府信息公开工作年度报告", *BODY), title=None
    )
    assert found.title == "蚌埠市水利局2021年政府信息公开工作年度报告"


def test_combined_agency_keeps_its_brackets() -> None:
    found = identify(document("太湖县农业农村局（乡村振兴局）2023年政府信息公开工作年度报告", *BODY), title=None)
    assert found.agency == "太湖县农业农村局（乡村振兴局）"
    found = identify(document("太湖县农业农村局(乡村振兴局)2023年政府信息公开工作年度报告", *BODY), title=None)
    assert found.agency == "太湖县农业农村局(乡村振兴局)"
    assert found.region_code == "340825"


def test_combined_agency_of_a_title_above_the_article_keeps_its_brackets() -> None:
    title = "青溪县文化和旅游局（体育局）2022年政府信息公开工作年度报告"
    article = document("本报告由县文化和旅游局编制。" + PERIOD.format(2022), page=title)
    assert identify(article, title=None).agency == "青溪县文化和旅游局（体育局）"


def test_agency_from_the_sentence_that_compiles() -> None:
    text = "根据《中华人民共和国政府信息公开条例》，由太湖县水务局编制本报告。" + PERIOD.format(2020)
    found = identify(document(text, *BODY), title=None)
    assert (found.agency, found.fiscal_year, found.title) == ("太湖县水务局", 2020, None)


def test_agency_from_the_sentence_that_publishes() -> None:
    text = "依据条例规定，现公布太湖县水务局2014年政府信息公开工作年度报告。全文分六个部分。"
    found = identify(document(text, *BODY), title=None)
    assert (found.agency, found.title) == ("太湖县水务局", None)


def test_agency_from_whom_to_ask() -> None:
    text = "本年报按条例编制。" + PERIOD.format(2020) + "如有疑问，请与太湖县水务局办公室联系（电话：0556-1234567）。"
    found = identify(document(text, *BODY), title=None)
    assert (found.agency, found.fiscal_year) == ("太湖县水务局", 2020)


def test_agency_from_its_own_guide() -> None:
    found = identify(
        document(
            "一、总体情况",
            "2021年，我局修订《太湖县水务局政府信息公开指南》，2021年公开信息12条。",
            "2021年没有收到申请。",
        ),
        title=None,
    )
    assert (found.agency, found.fiscal_year) == ("太湖县水务局", 2021)
    assert codes(found) == ["fiscal_year_from_text"]


def test_another_agencys_guide_is_not_ours() -> None:
    found = identify(
        document("一、总体情况", "2021年，我局学习《安徽省人民政府办公厅政府信息公开指南》。2021年公开12条。"),
        title=None,
    )
    assert found.agency is None
    assert "agency_unknown" in codes(found)


def test_agency_from_the_signature() -> None:
    found = identify(
        document(
            "2019年政府信息公开工作年度报告", *BODY, "六、其他需要报告的事项", "无。", "太湖县水务局", "2020年1月15日"
        ),
        title=None,
    )
    assert (found.agency, found.fiscal_year) == ("太湖县水务局", 2019)
    assert found.published_on == "2020-01-15"


@pytest.mark.parametrize(
    ("signed", "agency"),
    [
        ("太湖县水务局（代章）", "太湖县水务局"),
        ("太湖县防汛抗旱指挥部办公室（县水务局代章）", "太湖县防汛抗旱指挥部办公室"),
        ("太湖县水务局办公室", "太湖县水务局"),
        ("太湖县人民政府办公室", "太湖县人民政府办公室"),
    ],
)
def test_signature_without_its_seal_and_its_office(signed: str, agency: str) -> None:
    lines = ("2019年政府信息公开工作年度报告", "一、总体情况", "公开工作列入年度任务。", signed, "2020年1月15日")
    assert identify(document(*lines), title=None).agency == agency


def test_a_government_does_not_say_that_it_is_an_office() -> None:
    lines = ("2019年政府信息公开工作年度报告", "一、总体情况", "我办未收到政府信息公开申请。")
    site = {"sitename": "太湖县人民政府"}
    assert identify(document(*lines, meta=site), title=None).agency is None
    assert identify(document(lines[0], *BODY, meta=site), title=None).agency is None  # 我局
    assert identify(document(*lines[:2], "我县未收到申请。", meta=site), title=None).agency == "太湖县人民政府"
    signed = document(*lines, "太湖县晋熙街道办事处", "2020年1月15日", meta=site)
    assert identify(signed, title=None).agency == "太湖县晋熙街道办事处"


@pytest.mark.parametrize(
    ("page", "agency"),
    [
        ("2019年政府信息公开工作年度报告-太湖县水务局", "太湖县水务局"),
        ("太湖县水务局：2019年政府信息公开工作年度报告", "太湖县水务局"),
        ("2019年政府信息公开工作年度报告-太湖县人民政府", None),  # whose site it is
        ("2019年政府信息公开工作年度报告-水务局", None),
    ],
)
def test_agency_beside_the_title(page: str, agency: str | None) -> None:
    lines = ("2019年政府信息公开工作年度报告", *BODY)
    assert identify(document(*lines, page=page), title=None).agency == agency
    told = document(lines[0], "本报告由太湖县民政局编制。", *BODY, page=page)
    assert identify(told, title=None).agency == "太湖县民政局"


@pytest.mark.parametrize(
    ("titled", "text", "agency"),
    [
        ("河东镇", "陆丰市河东镇人民政府编制了本报告。", "陆丰市河东镇人民政府"),
        ("晋熙街道", "本报告由太湖县晋熙街道办事处编制。", "太湖县晋熙街道办事处"),
        ("晋熙街道办事处", "本报告由太湖县人民政府晋熙街道办事处编制。", "太湖县人民政府晋熙街道办事处"),
        ("太湖县新仓镇", "本报告由太湖县新仓镇人民政府编制。", "太湖县新仓镇人民政府"),
        ("太湖县新仓镇", "本报告由太湖县人民政府编制。", "太湖县新仓镇"),
        ("河东镇", "陆丰市城东镇人民政府编制了本报告。", "河东镇"),
        ("太湖县", "本报告由太湖县人民政府编制。", "太湖县"),  # an area's name in full stays as the title has it
    ],
)
def test_a_town_is_its_government(titled: str, text: str, agency: str) -> None:
    body = ("一、总体情况", "公开工作列入年度任务。")
    found = identify(document(f"{titled}2021年政府信息公开工作年度报告", text, *body), title=None)
    assert found.agency == agency


@pytest.mark.parametrize("tag", ["contentsource", "author"])
def test_agency_from_the_content_source(tag: str) -> None:
    found = identify(document("2019年政府信息公开工作年度报告", *BODY, meta={tag: "太湖县水务局"}), title=None)
    assert found.agency == "太湖县水务局"


@pytest.mark.parametrize("leak", ["网站名称", "来源：11370000MB284723XW", "", "本站原创"])
def test_placeholders_of_templates_are_no_agency(leak: str) -> None:
    found = identify(
        document("2019年政府信息公开工作年度报告", *BODY, meta={"contentsource": leak, "sitename": "网站名称"}),
        title=None,
    )
    assert found.agency is None


def test_short_name_is_written_out_where_the_full_one_is_printed() -> None:
    text = "由太湖县人力资源和社会保障局编制本报告。" + PERIOD.format(2021)
    found = identify(document("县人社局2021年政府信息公开工作年度报告", text, *BODY), title=None)
    assert found.agency == "太湖县人力资源和社会保障局"
    assert found.level == "county"


def test_short_name_is_written_out_for_a_place_that_is_on_no_list() -> None:
    text = "现公布青溪县人力资源和社会保障局（医疗保障局）2021年政府信息公开工作年度报告。" + PERIOD.format(2021)
    found = identify(document("县人社局2021年政府信息公开工作年度报告", text, *BODY), title=None)
    assert found.agency == "青溪县人力资源和社会保障局（医疗保障局）"
    text = "现公布青溪县水务局2021年政府信息公开工作年度报告。"
    assert identify(document("县人社局2021年政府信息公开工作年度报告", text, *BODY), title=None).agency == "县人社局"


def test_short_name_stays_short_where_it_is_not() -> None:
    found = identify(document("县人社局2021年政府信息公开工作年度报告", *BODY), title=None)
    assert found.agency == "县人社局"
    assert codes(found) == ["agency_incomplete"]
    assert (found.level, found.region_code) == ("county", None)


def test_self_reference_by_rank() -> None:
    text = "省水利厅认真落实条例，制定《安徽省水利厅政府信息公开指南》。2019年，我厅公开信息90条。2019年办理申请3件。"
    found = identify(document("一、总体情况", text), title=None)
    assert (found.agency, found.level, found.scope) == ("安徽省水利厅", "provincial", "department")


def test_city_before_the_district_is_taken_from_the_text() -> None:
    text = "本报告由蚌埠市禹会区人民政府办公室编制。"
    found = identify(document("禹会区人民政府2021年政府信息公开工作年度报告", text, *BODY), title=None)
    assert (found.agency, found.scope, found.region_code) == ("蚌埠市禹会区人民政府", "government_aggregate", "340304")


def test_copied_text_of_another_place_is_a_finding() -> None:
    text = "本报告由滨州市水利局编制。" + PERIOD.format(2021)
    found = identify(document("蚌埠市水利局2021年政府信息公开工作年度报告", text, *BODY), title=None)
    assert found.agency == "蚌埠市水利局"
    assert codes(found) == ["agency_conflict"]


def links(*lines: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(line, link=True) for line in lines)


def with_links(*blocks: str | Paragraph, meta: dict[str, str] | None = None, page: str | None = None) -> Document:
    paragraphs = tuple(one if isinstance(one, Paragraph) else Paragraph(one) for one in blocks)
    return Document(blocks=paragraphs, method="html", media_type="text/html", meta=meta or {}, title=page)


BESIDE = links(*(f"淮北市民政局{year}年政府信息公开工作年度报告 {year + 1}-02-09" for year in range(2015, 2024)))
BY_RULE = "依据《中华人民共和国政府信息公开条例》开展政府信息公开工作，现将年度报告予以公布。"


@pytest.mark.parametrize(
    ("lines", "agency"),
    [
        (("淮北市水务局2021年政府信息公开工作年度报告",), "淮北市水务局"),
        (("2021年政府信息公开工作年度报告", "本年度报告由淮北市水务局编制。"), "淮北市水务局"),
        (("2021年政府信息公开工作年度报告", f"2021年，淮北市水务局{BY_RULE}"), "淮北市水务局"),
        (
            ("2021年政府信息公开工作年度报告", f"2021年，蚌埠高新技术产业开发区管理委员会{BY_RULE}"),
            "蚌埠高新技术产业开发区管理委员会",
        ),
        ((f"2021年，上海市徐汇区水务局{BY_RULE}",), "上海市徐汇区水务局"),
        ((f"2021年，和县香泉镇人民政府{BY_RULE}",), "和县香泉镇人民政府"),
    ],
)
def test_links_beside_the_article_name_neither_agency_nor_year(lines: tuple[str, ...], agency: str) -> None:
    found = identify(with_links("首页 > 政务公开", *BESIDE, *lines, PERIOD.format(2021), *BODY), title=None)
    assert (found.agency, found.fiscal_year) == (agency, 2021)
    assert found.findings == ()


def test_a_heading_that_is_a_link_speaks_where_nothing_else_does() -> None:
    found = identify(with_links(*links("淮北市水务局2021年政府信息公开工作年度报告"), *BODY), title=None)
    assert (found.agency, found.fiscal_year) == ("淮北市水务局", 2021)
    assert codes(found) == ["title_from_link"]
    assert identify(with_links(*BESIDE, *BODY), title=None).agency is None


@pytest.mark.parametrize(
    "agency",
    [
        "青岛西海岸新区管委会",
        "郑州航空港经济综合实验区管理委员会",
        "甘肃矿区人民政府",
        "锡林郭勒盟行政公署办公室",
        "中共合肥市委机构编制委员会办公室",
    ],
)
def test_names_of_zones_and_offices(agency: str) -> None:
    bare = ("2021年政府信息公开工作年度报告", "本年度报告按条例要求编制。", "一、总体情况", "公开工作列入年度任务。")
    assert identify(document(bare[0], f"本年度报告由{agency}编制。", *bare[2:]), title=None).agency == agency
    assert identify(document(*bare, meta={"contentsource": agency}), title=None).agency == agency


def test_the_sites_name_speaks_last() -> None:
    meta = {"sitename": "淮北市水务局"}
    bare = ("2021年政府信息公开工作年度报告", *BODY)
    found = identify(document(*bare, meta=meta), title=None)
    assert (found.agency, codes(found)) == ("淮北市水务局", ["agency_from_site_name"])
    told = identify(document(bare[0], "本报告由淮北市民政局编制。", *BODY, meta=meta), title=None)
    assert (told.agency, codes(told)) == ("淮北市民政局", [])
    assert identify(document(*bare, meta={"sitename": "淮北新闻网"}), title=None).agency is None


def test_text_of_another_department_is_a_finding() -> None:
    copied = ("淮北市水务局2021年政府信息公开工作年度报告", "本报告由淮北市民政局编制。", *BODY)
    found = identify(document(*copied), title=None)
    assert (found.agency, codes(found)) == ("淮北市水务局", ["agency_conflict"])


def test_letters_of_the_title_in_disorder() -> None:
    found = identify(document("登封市审计局2020年政府信息公开工作告年度报", *BODY), title=None)
    assert (found.agency, found.fiscal_year) == ("登封市审计局", 2020)
    found = identify(document("登封市人民政府信息公开工作告年度报", *BODY), title=None)
    assert found.agency == "登封市人民政府"


def test_day_of_publication_in_traditional_characters() -> None:
    lines = ("淮北市水務局2021年政府信息公開工作年度報告", "發佈時間：2022-01-15 10:22 發佈於 廣東", *BODY)
    found = identify(document(*lines), title=None)
    assert (found.agency, found.published_on) == ("淮北市水务局", "2022-01-15")


def test_year_of_the_period_where_the_title_has_none() -> None:
    found = identify(document("蚌埠市水利局年政府信息公开工作年度报告", PERIOD.format(2018), *BODY), title=None)
    assert (found.agency, found.fiscal_year) == ("蚌埠市水利局", 2018)


@pytest.mark.parametrize(
    "period",
    [
        "自2018年11日至2018年1231日",
        "自201811日至20181231日",
        "从2018年1月1日到12月31日止",
        "2018 年 1 月 1 日至 12 月 31止",
        "２０１８年１月１日—１２月３１日",
    ],
)
def test_period_with_lost_characters(period: str) -> None:
    found = identify(
        document("蚌埠市水利局政府信息公开工作年度报告", f"报告中数据的统计期限{period}。", *BODY), title=None
    )
    assert found.fiscal_year == 2018


@pytest.mark.parametrize("heading", ["政府信息公开情况统计表（2018年度）", "2018年度政府信息公开情况统计表"])
def test_year_of_a_form_by_itself(heading: str) -> None:
    found = identify(document(heading, "填报单位（盖章）：太湖县水务局", "填报日期：2019年1月21日"), title=None)
    assert (found.agency, found.fiscal_year) == ("太湖县水务局", 2018)


def test_years_of_files_and_plans_are_not_the_year() -> None:
    text = (
        "按照《2022年全省公开要点》（皖政办〔2022〕9号）和2020年决算，2021年全年公开信息20条。"
        "2021年开展培训2次。2021年收到申请1件。2022年将继续努力。"
    )
    found = identify(document("一、概述", text), title=None)
    assert found.fiscal_year == 2021


def test_title_and_period_disagree() -> None:
    body = "2021年我局公开信息30条。2021年收到申请2件。2021年没有诉讼。"
    found = identify(
        document("蚌埠市水利局2021年政府信息公开工作年度报告", PERIOD.format(2020), "一、总体情况", body), title=None
    )
    assert found.fiscal_year == 2021
    assert codes(found) == ["fiscal_year_conflict"]


def test_the_period_decides_where_the_text_does_not() -> None:
    found = identify(document("蚌埠市水利局2023年政府信息公开工作年度报告", PERIOD.format(2022), *BODY), title=None)
    assert (found.fiscal_year, codes(found)) == (2022, ["fiscal_year_conflict"])


@pytest.mark.parametrize(
    ("titled", "period", "published", "year"),
    [
        (2023, 2022, "2024-01-22", 2023),  # the 统计期限 left from last year's text
        (2023, 2022, "2023-01-22", 2022),  # the title's year is that of publication
        (2023, 2022, "2023-11-22", 2022),  # too late to tell
        (2023, 2022, "2025-01-22", 2022),  # neither
    ],
)
def test_the_day_of_publication_decides_where_title_and_period_disagree(
    titled: int, period: int, published: str, year: int
) -> None:
    title = f"蚌埠市水利局{titled}年政府信息公开工作年度报告"
    found = identify(document(title, f"发布时间：{published}", PERIOD.format(period), *BODY), title=None)
    assert (found.fiscal_year, codes(found)) == (year, ["fiscal_year_conflict"])
    told = f"{period}年我局公开信息30条。{period}年收到申请2件。{period}年没有诉讼。"
    found = identify(document(title, f"发布时间：{published}", PERIOD.format(period), told), title=None)
    assert found.fiscal_year == period


def test_the_day_of_publication_decides_between_titles() -> None:
    meta = {"articletitle": "蚌埠市水利局2021年政府信息公开工作年度报告"}
    lines = ("蚌埠市水利局2020年政府信息公开工作年度报告", "发布时间：2022-01-20", *BODY)
    found = identify(document(*lines, meta=meta), title=None)
    assert (found.fiscal_year, codes(found)) == (2021, ["fiscal_year_conflict"])


def test_impossible_period() -> None:
    lines = (
        "某市水利局年政府信息公开工作年度报告",
        PERIOD.format(2017),
        "一、概述",
        "2016年公开30条。2016年收到申请2件。2016年无诉讼。",
    )
    found = identify(document(*lines, meta={"pubdate": "2017-02-13 10:00"}), title=None)
    assert found.fiscal_year == 2016
    assert "fiscal_year_conflict" in codes(found)


def test_year_is_never_that_of_publication() -> None:
    found = identify(
        document("蚌埠市水利局政府信息公开工作年度报告", *BODY, meta={"pubdate": "2021-01-20"}), title=None
    )
    assert found.fiscal_year is None
    assert "fiscal_year_unknown" in codes(found)
    assert found.published_on == "2021-01-20"


def test_link_is_a_hint() -> None:
    hint = "蚌埠市水利局2021年政府信息公开工作年度报告"
    found = identify(document(*BODY), title=hint)
    assert (found.agency, found.fiscal_year, found.title) == ("蚌埠市水利局", 2021, hint)
    own = identify(document("蚌埠市教育局2020年政府信息公开工作年度报告", *BODY), title=hint)
    assert (own.agency, own.fiscal_year) == ("蚌埠市教育局", 2020)
    assert "fiscal_year_conflict" in codes(own)


def test_page_title_loses_its_site() -> None:
    page = "蚌埠市水利局2021年政府信息公开工作年度报告_政府信息公开年报_蚌埠市人民政府"
    found = identify(document(*BODY, page=page), title=None)
    assert found.title == "蚌埠市水利局2021年政府信息公开工作年度报告"
    assert found.agency == "蚌埠市水利局"


@pytest.mark.parametrize(
    ("lines", "meta", "day"),
    [
        (("发布时间：2021-01-20 15:22",), {}, "2021-01-20"),
        (("发布日期: 2021年1月20日 来源：县水务局 浏览：30",), {}, "2021-01-20"),
        (("2021-01-20 09:11  来源：县水务局  字体：大 中 小",), {}, "2021-01-20"),
        (("发布日期", "2021-01-20"), {}, "2021-01-20"),
        ((), {"pubdate": "2021-01-20 15:22:01"}, "2021-01-20"),
        ((), {"pubdate": "{{pubDate}}"}, None),
        (("2021年1月20日，我局召开会议。",), {}, None),
        (("发布时间：", "浏览次数：12"), {}, None),
        (("截至2020年12月31日，我局共公开信息30条，网站浏览量3万人次。",), {}, None),
        (("2021年1月20日，网站访问量达到3万人次，公众留言", "6条。"), {}, None),
        (("到2021年1月20日网站访问量达到3万人次",), {}, None),
        (("更新时间为2021年1月20日的信息30条。",), {}, None),
        (("发布时间：2021-01-20 一、总体情况。2020年，我局公开信息30条。",), {}, "2021-01-20"),
        (("2020年12月31日 来源：县水务局", "生成日期：2021-01-20"), {}, "2021-01-20"),
    ],
)
def test_day_of_publication(lines: tuple[str, ...], meta: dict[str, str], day: str | None) -> None:
    found = identify(document("蚌埠市水利局2020年政府信息公开工作年度报告", *lines, *BODY, meta=meta), title=None)
    assert found.published_on == day


@pytest.mark.parametrize("stated", ["2014-06-05", "2020-12-31"])
def test_no_report_is_published_before_its_year_ends(stated: str) -> None:
    lines = ("蚌埠市水利局2020年政府信息公开工作年度报告", *BODY)
    found = identify(document(*lines, meta={"pubdate": stated}), title=None)
    assert found.published_on is None
    assert codes(found) == ["published_on_conflict"]
    assert stated in found.findings[0].detail
    later = identify(document(lines[0], "发布时间：2021-01-20", *BODY, meta={"pubdate": stated}), title=None)
    assert later.published_on == "2021-01-20"


@pytest.mark.parametrize(
    ("sentence", "agency"),
    [
        ("按照条例规定和省里部署，蚌埠市水利局结合全年工作编写并公开本报告。", "蚌埠市水利局"),
        (
            "按照上级部署，国家税务总局蚌埠市税务局结合全年政府信息公开工作实际，编制本报告。",
            "国家税务总局蚌埠市税务局",
        ),
        ("蚌埠市水利局2020年度政府信息公开工作情况如下（统计时段：2020年1月1日—12月31日）。", "蚌埠市水利局"),
        ("现将蚌埠市水利局2020年政府信息公开工作开展情况报告如下：", "蚌埠市水利局"),
        ("现公布蚌埠市水利局2020年政府信息公开工作年度报告。", "蚌埠市水利局"),
    ],
)
def test_first_sentence_names_the_agency(sentence: str, agency: str) -> None:
    found = identify(document("2020年政府信息公开工作年度报告", sentence, "一、总体情况", "本年工作有序。"), title=None)
    assert (found.agency, codes(found)) == (agency, [])


@pytest.mark.parametrize(
    ("titles", "agency"),
    [
        (("太湖县2021年政府信息公开工作年度报告(县卫健委)",), "太湖县卫生健康委员会"),
        (("太湖县2021年政府信息公开工作年度报告", "（县卫健委）"), "太湖县卫生健康委员会"),
        (("太湖县2021年政府信息公开工作年度报告", "——卫健委"), "太湖县卫生健康委员会"),
        (("太湖县2021年政府信息公开工作年度报告", "（征求意见）"), "太湖县"),
        (("太湖县2021年政府信息公开工作年度报告", "太湖县民政局"), "太湖县"),  # may be the site's name
    ],
)
def test_a_body_behind_its_places_title(titles: tuple[str, ...], agency: str) -> None:
    told = ("本报告由太湖县卫生健康委员会编制。", "一、总体情况", "公开工作列入年度任务。")
    found = identify(document(*titles, *told), title=None)
    assert (found.agency, found.fiscal_year, codes(found)) == (agency, 2021, [])


def test_a_body_behind_a_dash_is_part_of_the_title() -> None:
    title = "太湖县2021年政府信息公开工作年度报告——新仓镇"
    lines = (title, "太湖县新仓镇人民政府根据《条例》编制本报告。", "一、总体情况")
    for page in (title, f"{title}_太湖县人民政府", f"{title}-政府信息公开年报-太湖县人民政府"):
        found = identify(document(*lines, page=page), title=None)
        assert (found.title, found.agency) == (title, "太湖县新仓镇人民政府")


def test_a_title_with_a_blank_for_the_year() -> None:
    title = "太湖县水务局__年政府信息公开工作年度报告"
    lines = (PERIOD.format(2021), "一、总体情况")
    meta = {"articletitle": title, "sitename": "太湖县人民政府"}
    found = identify(document(*lines, meta=meta, page=f"太湖县人民政府 政府信息公开年报 {title}"), title=None)
    assert (found.title, found.agency, found.fiscal_year) == (title, "太湖县水务局", 2021)


@pytest.mark.parametrize(
    ("sentence", "agency"),
    [
        ("太湖县人民政府根据《条例》编制本报告。", "太湖县人民政府"),
        ("太湖县人民政府按照《条例》第五十条的规定，编制并公布2021年度政府信息公开工作年度报告。", "太湖县人民政府"),
        ("太湖县人民政府现公布2021年政府信息公开工作年度报告。", "太湖县人民政府"),
        ("太湖县人民政府现将2021年政府信息公开工作年度报告公布如下。", "太湖县人民政府"),
        ("全椒县人民政府根据《条例》编制本报告。", "全椒县人民政府"),
        ("本溪市人民政府根据《条例》编制本报告。", "本溪市人民政府"),
        ("安徽省人民政府办公厅根据《条例》规定编制了年度报告格式。", "太湖县人民政府办公室"),
        ("安徽省人民政府现公布2021年工作要点。", "太湖县人民政府办公室"),
        ("我县按规定编制本报告。", "太湖县人民政府办公室"),
    ],
)
def test_the_opening_sentence_before_the_source(sentence: str, agency: str) -> None:
    lines = ("2021年政府信息公开工作年度报告", "来源：太湖县人民政府办公室", sentence, "一、总体情况")
    assert identify(document(*lines), title=None).agency == agency


def test_a_report_of_the_whole_county_is_its_governments() -> None:
    told = ("来源：太湖县人民政府办公室", "一、总体情况", "我县工作有序。")
    found = identify(document("2021年全县政府信息公开工作年度报告", *told), title=None)
    assert (found.agency, found.scope) == ("太湖县人民政府", "government_aggregate")


def test_another_agency_with_work_of_its_own_is_not_ours() -> None:
    body = "我县工作有序，蚌埠市水利局结合全年工作召开会议。"
    found = identify(document("2020年政府信息公开工作年度报告", body), title=None)
    assert found.agency is None


def test_day_of_publication_in_an_index_table() -> None:
    cells = ("索引号", "003/2021-1", "发布日期", "2021-01-20", "标题", "蚌埠市水利局2020年政府信息公开工作年度报告")
    table = Table(tuple(Cell(text, row=n // 2, column=n % 2) for n, text in enumerate(cells)), 3, 2, "table 1")
    found = identify(document(table, *BODY), title=None)
    assert (found.published_on, found.agency, found.fiscal_year) == ("2021-01-20", "蚌埠市水利局", 2020)


@pytest.mark.parametrize(
    ("agency", "scope", "level"),
    [
        ("蚌埠市", "government_aggregate", "prefecture"),
        ("蚌埠市人民政府", "government_aggregate", "prefecture"),
        ("蚌埠市人民政府办公室", "office_only", "prefecture"),
        ("安徽省人民政府办公厅", "office_only", "provincial"),
        ("蚌埠市外事办公室", "department", "prefecture"),
        ("蚌埠市龙子湖区", "government_aggregate", "county"),
        ("太湖县晋熙镇人民政府", "township", "county"),
        ("蚌埠市蚌山区天桥街道办事处", "township", "county"),
        ("锡林郭勒盟行政公署", "government_aggregate", "prefecture"),
        ("平潭综合实验区", "government_aggregate", "prefecture"),
        ("杨凌示范区教育局", "department", "prefecture"),
        ("国家能源局", "department", "central"),
        ("国家税务总局蚌埠市税务局", "department", "prefecture"),
        ("蚌埠高新技术产业开发区管理委员会", "government_aggregate", None),
    ],
)
def test_scope_and_level(agency: str, scope: str, level: str | None) -> None:
    found = identify(document(f"{agency}2021年政府信息公开工作年度报告", *BODY), title=None)
    assert found.agency == agency
    assert found.scope == scope
    assert found.level == ("township" if scope == "township" else level)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("江苏省", "320000"),
        ("吉林省吉林市", "220200"),
        ("黔东南州", "522600"),
        ("海南州人民政府", "632500"),
        ("东莞市财政局", "441900"),
        ("仙桃市水利局", "429004"),
        ("北京市东城区园林绿化局", "110101"),
        ("南京市鼓楼区", "320106"),
        ("鼓楼区", None),
        ("县水务局", None),
        ("水利部", None),
    ],
)
def test_region_codes(name: str, code: str | None) -> None:
    assert regions.locate(name).region_code == code


def test_site_code_decides_between_places_of_one_name() -> None:
    lines = ("鼓楼区教育局2021年政府信息公开工作年度报告", *BODY)
    assert identify(document(*lines), title=None).region_code is None
    assert identify(document(*lines, meta={"siteidcode": "3501020004"}), title=None).region_code == "350102"
    assert identify(document(*lines, meta={"siteidcode": "bm17000009"}), title=None).region_code is None


def test_real_documents() -> None:
    if not SHARED.is_dir():
        pytest.skip("../shared is not here: real documents not read")
    texts = [(path, SHARED / "truth" / f"{path.stem}.json") for path in sorted((SHARED / "seeds").glob("*.txt"))]
    texts += [
        (path, path.with_name(f"{path.name}.truth.json"))
        for path in sorted((SHARED / "corpus" / "documents").glob("*.txt"))
    ]
    for path, beside in texts:
        truth = json.loads(beside.read_text(encoding="utf-8"))
        found = identify(document(*path.read_text(encoding="utf-8").split("\n")), title=None)
        for key in ("agency", "fiscal_year", "title", "published_on", "level", "province"):
            if key in truth:
                assert getattr(found, key) == truth[key], (path.name, key)


# --- pages: where portals print the date and the title --------------------------------------------------------------

PAGE_TITLE = "太湖县水务局2023年政府信息公开工作年度报告"
REPORT = (
    "<p>本报告按条例要求编制，所列数据的统计期限自2023年1月1日起至2023年12月31日止。</p><p>一、总体情况</p>"
    "<p>2023年，我局主动公开60条，有关文件于2023年5月6日发布，网站访问量1万人次。</p>"
    "<p>二、主动公开政府信息情况</p><p>见表。</p>"
)
SIGNED = f"{REPORT}<p>太湖县水务局</p><p>2024年1月15日</p>"
H1 = f"<h1>{PAGE_TITLE}</h1>"
BODIES = ('<div id="zoom">{}</div>', '<div class="nobody-knows">{}</div>')  # the article's element is known, or not


def identified(
    above: str, *, window: str = f"{PAGE_TITLE}_太湖县人民政府", meta: str = "", report: str = REPORT, below: str = ""
) -> Identity:
    """What the page says, which must not depend on where its article begins."""
    pages = [
        f'<html><head><meta charset="utf-8">{meta}<title>{window}</title></head><body><div><a href="/">首页</a>'
        f'<a href="/x">政务公开</a></div>{above}{body.format(report)}{below}</body></html>'
        for body in BODIES
    ]
    found = [identify(html.read(page.encode()), title=None) for page in pages]
    assert found[0] == found[1]
    assert (found[0].agency, found[0].fiscal_year) == ("太湖县水务局", 2023)
    return found[0]


@pytest.mark.parametrize(
    "head",
    [
        # cells of a layout table, of an index table with its values beside or below
        f"<table><tr><td>{PAGE_TITLE}</td></tr><tr><td><table><tr><td>发布日期：2024-01-20</td><td>访问次数：</td>"
        "<td>信息来源：县水务局</td></tr></table></td></tr></table>",
        "<table><tr><th>索 引 号</th><td>003/1</td><th>成文日期</th><td>2024-01-12</td></tr>"
        f"<tr><th>发布机构</th><td>太湖县水务局</td><th>发布日期</th><td>2024-01-20</td></tr></table>{H1}",
        "<table><tr><td>发文日期：</td><td>2024-01-12</td></tr><tr><td>公开日期：</td><td>2024年1月20日</td></tr></table>"
        f"{H1}",
        "<table><tr><th>索引号</th><th>发布日期</th><th>成文日期</th></tr>"
        f"<tr><td>003/1</td><td>2024-01-20</td><td>2024-01-12</td></tr></table>{H1}",
        "<ul><li><b>成文日期：</b>2024-01-12</li><li><b>公开日期：</b>2024-01-20</li></ul>" + H1,
        f"<div><span>生成日期</span><span>2024-01-12</span></div><div><span>发布日期</span><span>2024-01-20</span></div>{H1}",
        f"<dl><dt>发文日期：</dt><dd>2024-01-12</dd><dt>发布日期：</dt><dd>2024年01月20日</dd></dl>{H1}",
        # the line below the title
        f"{H1}<p>发 布 日 期 ： 2024年1月20日</p>",
        f"{H1}<p>发布时间:2024-01-20 10:00 来源：县水务局 浏览次数：35</p>",
        f"{H1}<p><span>来源：太湖县水务局</span><span>发布时间：2024-01-20</span><span>浏览：3</span></p>",
        f"{H1}<p>发布于 2024-01-20 10:22 · 阅读 35</p>",
        f"{H1}<p>发布时间：20240120</p>",
        f"{H1}<p>发布日期：二〇二四年一月二十日</p>",
        f"{H1}<p>时间：2024-1-20 作者： 点击：[<span></span>]</p>",
        f"{H1}<p>日期：2024/01/20 10:20</p>",
        f"{H1}<p>时间：2024.01.20</p>",
        f"{H1}<p>2024年1月20日 来源：县水务局</p>",
        f"{H1}<p>更新时间：2024-01-20 10:00</p>",
        f"{H1}<p>更新时间：2024-03-01 10:00　发布时间：2024-01-20</p>",
        f"<p>时间：2024-03-01</p>{H1}<p>时间：2024-01-20</p>",
        f"{H1}<p>（发布时间：２０２４年０１月２０日）</p>",
        f"{H1}<p>来源：县水务局 | 2024-01-20 | 【打印】【关闭】</p>",
        "<table><tr><td>索引号</td><td>1</td><td>发布日期</td><td>2024-01-18</td></tr></table>"
        f"{H1}<p>发布时间：2024-01-20 10:00</p>",
        f"<p>某通知</p><p>发布时间：2024-05-06</p><p>某公告</p><p>发布时间：2024-06-06</p>{H1}<p>发布时间：2024-01-20</p>",
        f"{H1}<p>发布人：某人 2024-01-20 16:20</p>",
        f"{H1}<p>发布时间：2024—01—20　点击数：</p>",
        f"{H1}<p>发布时间: January 20, 2024</p>",
        f"{H1}<p>Published: Jan 20, 2024</p>",
        f"{H1}<p>Posted on: 2024-01-20</p>",
        f"{H1}<p>Date：2024-01-20　来源：县水务局</p>",
        f'{H1}<p>发布时间：<script>document.write("2024-01-20 10:11:00".substring(0,10));</script></p>',
        f"<p>某通知</p><p>发布时间：2024-05-06</p><p>某公告</p><p>发布时间：2024-06-06</p>{H1}<p>【信息时间：2024-01-20】</p>",
        # a date without a label directly below the title
        f'{H1}<span class="date">2024-01-20</span>',
        f"{H1}<p>[2024-01-20]</p>",
        f"{H1}<p>（2024年1月20日）</p>",
        f"{H1}<p>加入时间：2024-1-20 9:22:17　点击：30</p>",
        f"{H1}<p>添加时间：2024-1-20</p>",
        f"{H1}<p>信息来源：本网　信息提供日期：2024-01-20　视力保护色：</p>",
        f"{H1}<p>来源：县水务局</p><p>2024-01-20</p>",
        f'{H1}<div><span><a href="#">太湖水务</a></span><em id="publish_time">2024-01-20 17:30</em></div>',
        f"{H1}<div><span>太湖水务</span> <em>2024年1月20日 17:30</em> <em>安徽</em></div>",
        f"<h1>{PAGE_TITLE}<span>2024-01-20</span></h1>",
        # the label behind the date
        f"{H1}<p>2024-01-20 发布</p>",
        f"{H1}<p>2024年1月20日发布</p>",
        f"{H1}<p>2024/1/20 09:12 发布　浏览次数：65</p>",
        f"{H1}<p>[2024-01-20 发布]</p>",
        f"{H1}<p>县水务局 2024-01-20 | 公布</p>",
        # a date beside the publishing body or site
        f"{H1}<p>2024-01-20　发布单位：县水务局</p>",
        f"{H1}<p>太湖县水务局　2024-01-20</p>",
        f"{H1}<p>2024年01月20日　太湖县人民政府网</p>",
        f"{H1}<p>太湖县政府门户网站 | 2024年1月20日</p>",
        f"{H1}<p>2024-01-20 太湖县人民政府门户网站 【打印】</p>",
        f"{H1}<p>2024-01-20 太湖县人民政府　【打印本页】 【关闭】</p>",
        f"{H1}<p>太湖县政府 www.taihu.example　2024-1-20</p>",
        f"{H1}<p>发布机构：县水务局办公室　2024-01-20</p>",
        f"{H1}<p>2024-01-20　　太湖县水务局</p>",
    ],
)
def test_day_of_publication_on_a_page(head: str) -> None:
    found = identified(head)
    assert (found.published_on, found.title, found.findings) == ("2024-01-20", PAGE_TITLE, ())


@pytest.mark.parametrize(
    "meta",
    [
        '<meta name="PubDate" content="2024-01-20 10:00">',
        '<meta name="PubDate" content="20240120102233">',
        '<meta name="publishdate" content="2024-01-20">',
        '<meta property="article:published_time" content="2024-01-20T10:00:00+08:00">',
        '<meta itemprop="datePublished" content="2024-01-20">',
        '<meta name="createDate" content="2024-01-20 10:00:00">',
        '<script type="application/ld+json">{"@type":"Article","datePublished":"2024-01-20T10:00:00+08:00"}</script>',
    ],
)
def test_day_of_publication_in_a_meta_tag(meta: str) -> None:
    assert identified(H1, meta=meta).published_on == "2024-01-20"


def test_title_and_day_in_the_script_of_a_page() -> None:
    detail = {"title": PAGE_TITLE, "display_publish_time": 1705681800, "content": REPORT}  # 2024-01-20 00:30 in China
    config = json.dumps(detail).replace("</", "<\\/")
    script = f"<script>window._CONFIG = {{SID: '755041', DETAIL: {config}}};</script>"
    page = f"<html><head><title>太湖县人民政府</title></head><body><div id='app'></div>{script}</body></html>"
    found = identify(html.read(page.encode()), title=None)
    assert (found.title, found.agency, found.published_on) == (PAGE_TITLE, "太湖县水务局", "2024-01-20")


def test_a_printed_day_goes_before_that_of_creation() -> None:
    meta = '<meta name="createDate" content="2024-01-18">'
    assert identified(f"{H1}<p>发布时间：2024-01-20</p>", meta=meta).published_on == "2024-01-20"


SHOWN = (
    f"{H1}<p>发布时间：2024-01-20</p>",
    f"{H1}<p>公开日期：2024年1月20日</p>",
    f"{H1}<p>时间：2024-01-20</p>",
    f"{H1}<p>2024-01-20 10:22　来源：县水务局</p>",
    f"{H1}<p>2024-01-20 10:22</p>",
    f"<table><tr><td>索引号</td><td>1</td><td>发布日期</td><td>2024-01-20</td></tr></table>{H1}",
)


@pytest.mark.parametrize("head", SHOWN)
@pytest.mark.parametrize("tag", ["2024-08-15", "2026-03-02", "2024-01-08"])
def test_the_day_that_is_shown_goes_before_the_meta_tag(head: str, tag: str) -> None:
    found = identified(head, meta=f'<meta name="PubDate" content="{tag} 09:00:00">')
    assert (found.published_on, codes(found)) == ("2024-01-20", ["published_on_conflict"])
    assert tag in found.findings[0].detail


def test_a_meta_tag_of_the_days_around_is_no_conflict() -> None:
    found = identified(SHOWN[0], meta='<meta name="PubDate" content="2024-01-18">')
    assert (found.published_on, found.findings) == ("2024-01-20", ())


@pytest.mark.parametrize(
    "head",
    [
        f"{H1}<p>更新时间：2024-06-03</p>",
        f"{H1}<p>发文日期：2024-01-12</p>",
        f"{H1}<p>（2024年1月12日）</p>",
        f"<p>2024-06-03 来源：太湖网 浏览：3</p>{H1}",
        f"<p>某通知</p><p>发布时间：2024-05-06</p><p>某公告</p><p>发布时间：2024-06-06</p>{H1}",
        f"{H1}<p>发布时间：2023-06-01</p>",  # before the year's end
    ],
)
def test_the_meta_tag_goes_before_other_dates(head: str) -> None:
    assert identified(head, meta='<meta name="PubDate" content="2024-01-20">').published_on == "2024-01-20"


def test_a_paper_is_published_soon_after_it_is_dated() -> None:
    found = identified(f"{H1}<p>发文日期：2024-01-20</p>", meta='<meta name="PubDate" content="2025-06-02">')
    assert (found.published_on, codes(found)) == ("2024-01-20", ["published_on_conflict"])


def test_day_of_publication_below_the_report() -> None:
    below = "<p>来源：县水务局　发布时间：2024-01-20</p>"
    assert identified(H1, below=below).published_on == "2024-01-20"
    moved = identified(H1, below=below, meta='<meta name="PubDate" content="2024-06-03">')
    assert (moved.published_on, codes(moved)) == ("2024-06-03", ["published_on_conflict"])


@pytest.mark.parametrize(
    ("head", "report", "below"),
    [
        (H1, REPORT, ""),
        (f"<p>今天是2024年11月24日 星期日 您是第1000位访问者</p>{H1}", REPORT, ""),
        (f"<table><tr><td>成文日期</td><td>2024-01-12</td><td>发布日期</td><td></td></tr></table>{H1}", REPORT, ""),
        (
            f"<table><tr><td>有效期</td><td>2024-02-01</td><td>废止日期</td><td>2029-01-31</td></tr></table>{H1}",
            REPORT,
            "",
        ),
        (f"{H1}<p>施行日期：2024-05-01</p>", REPORT, ""),
        (f"<p>某通知</p><p>发布时间：2024-05-06</p><p>某公告</p><p>发布时间：2024-06-06</p>{H1}", REPORT, ""),
        (f'{H1}<ul><li><a href="1.html">县水务局巡河</a> 2024-05-06 10:00</li></ul>', REPORT, ""),
        (f"{H1}<p>文号：太水〔2024〕1号 来源：县水务局 浏览：2024</p>", REPORT, ""),
        (f"<form>发布时间：<input> 至 <input></form><p>发布时间：2024-01-01 至 2024-12-31</p>{H1}", REPORT, ""),
        (f"{H1}<p>发布时间：</p>", f"<p>2024年1月1日至2024年1月20日，县水务局编制本报告。</p>{REPORT}", ""),
        (f"{H1}<p>经县水务局 2024-01-12 会议通过</p>", REPORT, ""),
        (f"{H1}<p>县水务局2024-01-12 发布会纪要</p>", REPORT, ""),
        (f"{H1}<p>自2024年1月12日 发布之日起</p>", REPORT, ""),
        (f"{H1}<p>Expiry date of this notice: none</p><p>Update 5, 2024—01—02—03</p>", REPORT, ""),
        (f'{H1}<script>document.write("2024-05-06".length)</script>', REPORT, ""),
        (f'{H1}<p>今天是 <script>document.write("2024-05-06");</script></p>', REPORT, ""),
        (f"{H1}<p>审核人：县水务局办公室　2024-01-12</p>", REPORT, ""),
        (H1, f"{REPORT}<p>填报日期：2024年1月15日　审核人：某</p>", ""),
        (H1, REPORT, "<div>主办：太湖县人民政府 网站更新时间：2024-11-20 访问量：3万</div>"),
        (H1, REPORT, "<p>Copyright 2010-2024 太湖县人民政府 版权所有 最后更新：2024-11-20</p>"),
        (H1, REPORT, '<p>上一篇：<a href="1.html">关于防汛的通知</a> 发布时间：2024-05-06</p>'),
        (H1, REPORT, "<p>某通知</p><p>发布时间：2024-05-06</p><p>某公告</p><p>发布时间：2024-06-06</p>"),
        (
            H1,
            REPORT,
            '<ul><li><a href="1.html">某局2022年政府信息公开工作年度报告</a><span>2024-01-22</span></li></ul>',
        ),
    ],
)
def test_other_dates_on_a_page(head: str, report: str, below: str) -> None:
    assert identified(head, report=report, below=below).published_on is None
    assert identified(head, report=report + SIGNED.removeprefix(REPORT), below=below).published_on == "2024-01-15"


@pytest.mark.parametrize(
    ("report", "day"),
    [
        (SIGNED, "2024-01-15"),
        (SIGNED.replace("2024年1月15日", "2024-01-15"), "2024-01-15"),
        (SIGNED.replace("2024年1月15日", "二〇二四年一月十五日"), "2024-01-15"),
        (SIGNED.replace("</p><p>2024年", "　2024年"), "2024-01-15"),
        (f"<p>太湖县水务局</p><p>（2024年1月15日）</p>{REPORT}", "2024-01-15"),
        (f"<p>2024年1月15日</p>{REPORT}", "2024-01-15"),
        (f"{SIGNED}<p>附件：统计表</p><p>2024年2月1日</p>", None),
        (SIGNED.replace("2024年1月15日", "2023年12月25日"), None),
        (f"{REPORT}<p>截至2024年1月15日</p>", None),
    ],
)
def test_day_of_the_signature(report: str, day: str | None) -> None:
    found = identified(H1, report=report)
    assert found.published_on == day
    assert any(finding.code == "published_on_signed" for finding in found.findings) == (day is not None)
    assert identified(f"{H1}<p>发布时间：2024-01-20</p>", report=report).published_on == "2024-01-20"


@pytest.mark.parametrize(
    ("window", "head"),
    [
        (
            f"太湖县人民政府 政府信息公开年报 {PAGE_TITLE}",
            f'<table><tr><td class="title">{PAGE_TITLE}</td></tr></table>',
        ),
        (f"太湖县人民政府 政府信息公开年报 {PAGE_TITLE}", ""),
        (f"{PAGE_TITLE} - 政府信息公开年报 - 太湖县人民政府门户网站", ""),
        (f"太湖县人民政府_政府信息公开年报_{PAGE_TITLE}", ""),
        (f"首页>政府信息公开年报>{PAGE_TITLE}", ""),
        (f"太湖县人民政府-{PAGE_TITLE}", ""),
        (f"太湖县人民政府-{PAGE_TITLE}", f"<h3>{PAGE_TITLE}</h3>"),
        ("政府信息公开年报", f"<h3>{PAGE_TITLE}</h3>"),
        ("太湖县人民政府", f"<h1>太湖县人民政府门户网站</h1><h2>{PAGE_TITLE}</h2>"),
        ("太湖县人民政府", f"<h2>政府信息公开年报</h2><h1>{PAGE_TITLE}</h1><h2>相关链接：2022年政府信息公开年报</h2>"),
        ("太湖县人民政府", f'<h1>太湖县人民政府门户网站</h1><div class="t">{PAGE_TITLE}</div>'),
        ("太湖县人民政府", '<div class="t">太湖县水务局<br>2023年政府信息公开工作年度报告</div>'),
        ("太湖县人民政府", f"<table><tr><td>名　　称：</td><td>{PAGE_TITLE}</td></tr></table>"),
        (
            "太湖县人民政府",
            f"<p>当前位置：<a href=1>首页</a> &gt; <a href=1>政务公开</a> &gt; {PAGE_TITLE}</p><div>{PAGE_TITLE}</div>",
        ),
        (f"《{PAGE_TITLE}》_太湖县人民政府", f"<h1>《{PAGE_TITLE}》</h1>"),
        (PAGE_TITLE, f"<h1>{PAGE_TITLE} 【字体：大 中 小】</h1>"),
    ],
)
def test_title_of_a_page(window: str, head: str) -> None:
    found = identified(head + "<p>发布时间：2024-01-20</p>", window=window)
    assert (found.title, found.published_on) == (PAGE_TITLE, "2024-01-20")


@pytest.mark.parametrize("own", [H1, f"<div>{PAGE_TITLE}</div>"])
@pytest.mark.parametrize("body", BODIES)
def test_titles_of_other_reports_above_that_of_the_page(own: str, body: str) -> None:
    others = (
        "<div>太湖县民政局2022年政府信息公开工作年度报告</div><div>太湖县教育局2022年政府信息公开工作年度报告</div>"
    )
    page = f'<meta charset="utf-8"><title>{PAGE_TITLE}_太湖县</title><body>{others}{own}{body.format(REPORT)}</body>'
    found = identify(html.read(page.encode()), title=None)
    assert (found.title, found.agency, found.fiscal_year) == (PAGE_TITLE, "太湖县水务局", 2023)


def test_agency_in_the_index_table_of_a_page() -> None:
    table = "<table><tr><th>发布机构</th><td>太湖县水务局</td><th>发布日期</th><td>2024-01-20</td></tr></table>"
    nameless = "<h1>2023年政府信息公开工作年度报告</h1>"
    report = REPORT.replace("<p>太湖县水务局</p>", "")
    assert identified(table + nameless, window="太湖县人民政府", report=report).published_on == "2024-01-20"
    line = "<p><span>来源：太湖县水务局</span><span>发布时间：2024-01-20</span></p>"
    assert identified(nameless + line, window="太湖县人民政府", report=report).published_on == "2024-01-20"


def test_long_text_costs_little() -> None:
    for piece in ("由太湖县水务局", "在", "结合", "《", "、蚌埠市", "2021年", "我局", "2021年1月1日至", "(", "请与"):
        assert growth(_identify_in, piece, 200_000) < LINEAR, piece


def _identify_in(text: str) -> None:
    identify(document("蚌埠市水利局政府信息公开工作年度报告", text, text[:3000]), title=None)
