"""Facts that only the printed number of the report's own table makes certain."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.extract import extract
from pipelines.facts.confirmed import confirmed_facts
from pipelines.facts.printed import printed_totals
from pipelines.items import Section
from tests.growth import LINEAR, growth

CAPTURE = Path(__file__).parent / "captures" / "html-clean-2021-01" / "body.html"
SECTIONS = {
    "requests": "收到和处理政府信息公开申请情况",
    "disputes": "复议诉讼情况",
    "fees": "收费情况",
    "overall": "总体情况",
}


def confirmed(
    text: str, printed: dict[str, float], section: str = "overall", told: tuple[str, ...] = ()
) -> dict[str, float]:
    sections = [Section(number="一", id=section, heading=SECTIONS[section], text=text)]
    facts, findings = confirmed_facts(sections, "", printed=printed, told=told, fiscal_year=2023)
    assert [(f.code, f.place) for f in findings] == [("fact_confirmed_by_table", fact.indicator) for fact in facts]
    assert all(fact.quote in text for fact in facts)
    return {fact.indicator: fact.value for fact in facts}


@pytest.mark.parametrize(
    ("text", "section", "indicator", "value"),
    [
        ("收到1件涉及惠民资金的信息公开申请。", "overall", "requests.received", 1),
        ("全年收到1件申请，经核实属于信访事项。", "overall", "requests.received", 1),
        ("村民为看账本递到镇里信息公开申请4件。", "overall", "requests.received", 4),
        ("没有人为土地、社保等事项找我局要求公开信息提出申请。", "requests", "requests.received", 0),
        ("新收申请9件；加上结转的3件，共办结11件。", "requests", "requests.carried_over", 3),
        ("已办结54宗，余下1宗已征求第三方意见，结转至2024年。", "requests", "requests.carried_forward", 1),
        ("共收到申请20件，依程序向申请人作出书面回复19件。", "requests", "requests.processed", 19),
        ("因信息公开一事，2名村民提出复议2件。", "disputes", "reconsideration.total", 2),
        ("村民因公开答复一事向法院递交诉状，形成诉讼1件。", "disputes", "litigation.total", 1),
        ("全年被复议2件、未被诉讼。", "disputes", "litigation.total", 0),
        ("全年被复议2件、未被诉讼。", "disputes", "reconsideration.total", 2),
        ("全年收到书面及网络申请6件。", "overall", "requests.received", 6),
        ("结转上年申请5件。", "requests", "requests.carried_over", 5),
        ("收到申请62件。办结61件，结转1件。", "overall", "requests.carried_forward", 1),
        ("由县政府受理的信息公开复议案件3件。", "overall", "reconsideration.total", 3),
        ("行政诉讼1件，法院驳回原告诉讼请求。", "overall", "litigation.total", 1),
        ("收到申请9件，其中企业2件，全部办理9件，无一延期。", "requests", "requests.received", 9),
        ("收到群众申请28件，上年结转1件，全部办理29件。", "overall", "requests.processed", 29),
        ("本年共有5件申请。", "requests", "requests.received", 5),
        ("全部按时答复，没有结转。", "requests", "requests.carried_forward", 0),
        ("受理机关通知我厅行政复议1件，后撤回。", "disputes", "reconsideration.total", 1),
        ("政府信息公开行政复议、行政诉讼各1件。", "overall", "reconsideration.total", 1),
        ("政府信息公开行政复议、行政诉讼各1件。", "overall", "litigation.total", 1),
        ("收到书面申请8件，已答复7件，另有1件跨年答复。", "overall", "requests.carried_forward", 1),
        ("全市税务系统收到政府信息公开申请5件，其中市局2件。", "overall", "requests.received", 5),
        ("通过省政府信息公开申请平台收到网上申请2件。", "overall", "requests.received", 2),
        ("依申请公开，全区累计收到53件。", "overall", "requests.received", 53),
        ("行政复议方面，收到2件，均维持。", "overall", "reconsideration.total", 2),
        ("上年结转办理96件，今年按期办结1281件，109件结转至下年度答复。", "overall", "requests.carried_over", 96),
        ("上年结转办理96件，今年按期办结1281件，109件结转至下年度答复。", "overall", "requests.processed", 1281),
        ("上年结转办理96件，今年按期办结1281件，109件结转至下年度答复。", "overall", "requests.carried_forward", 109),
        ("2023年，没有公民、法人或者其他组织向我局提出申请。", "overall", "requests.received", 0),
        ("收到个人申请48件、企业申请5件，合计53件。", "overall", "requests.received", 53),
        ("办理政府信息公开申请10件（新收9件、上年结转1件）。", "overall", "requests.processed", 10),
        ("收到申请8件，予以公开5件、不予公开2件，总计办理7件。", "overall", "requests.processed", 7),
        ("收到申请2件，办结1件，余1件延期答复，结转2024年办理。", "overall", "requests.carried_forward", 1),
        ("梳理行政规范性文件14件，全部现行有效。", "overall", "normative_documents.in_force", 14),
        ("行政复议8件，案由均与征地信息公开有关。", "overall", "reconsideration.total", 8),
        ("本年新收申请208件，承接上年9件。", "overall", "requests.carried_over", 9),
        ("全区收到申请63件，办结63件，无结转。", "overall", "requests.carried_forward", 0),
        ("收到申请37件，另有上年延续办理2件，已办结38件，1件转入2024年。", "requests", "requests.carried_over", 2),
        ("收到申请37件，另有上年延续办理2件，已办结38件，1件转入2024年。", "requests", "requests.processed", 38),
        ("收到申请34件，办理结果：予以公开15件，无法提供19件，合计34件。", "requests", "requests.processed", 34),
        ("受理申请31件。办结率100%（31件）。", "requests", "requests.processed", 31),
        ("全县共受理申请人申请25件。", "overall", "requests.received", 25),
        ("行政诉讼1件胜诉。", "disputes", "litigation.total", 1),
        ("收到申请13件，已经办结13件，结转下年0件。", "overall", "requests.carried_forward", 0),
        ("没有谁因公开的事申请过复议。", "disputes", "reconsideration.total", 0),
        ("发布行政规范性文件2件，动态公布现行有效22件。", "overall", "normative_documents.in_force", 22),
        ("全年审查并发布行政规范性文件4件。", "overall", "normative_documents.issued", 4),
        ("规范性文件经逐件会审，宣布停用废止7件。", "overall", "normative_documents.repealed", 7),
        ("区政府机关没有收取与政府信息公开有关的费用。", "fees", "fees.charged", 0),
        ("政府网站各频道合计挂出各色信息8834条。", "overall", "website.published", 8834),
    ],
)
def test_words_that_no_rule_reads(text, section, indicator, value):
    assert confirmed(text, {indicator: value}, section) == {indicator: value}
    assert confirmed(text, {indicator: value}, section, told=(indicator,)) == {}
    assert confirmed(text, {indicator: value + 1}, section) == {}  # the table says something else


@pytest.mark.parametrize(
    ("text", "section", "indicator", "value"),
    [
        ("2022年收到信息公开申请1件。", "requests", "requests.received", 1),
        ("较上年政府信息公开申请增加1件。", "requests", "requests.received", 1),
        ("收到申请12件，其中涉及拆迁的信息公开申请1件。", "requests", "requests.received", 1),
        ("各镇街收到信息公开申请1件。", "requests", "requests.received", 1),
        ("受理许可申请1件。", "requests", "requests.received", 1),
        ("收到村民申请撤回信息公开申请1件。", "requests", "requests.received", 1),
        ("受理低保申请12件，没有人对结果提出申请。", "overall", "requests.received", 0),
        ("没有以传真方式提出的申请。", "requests", "requests.received", 0),
        ("没有逾期答复的申请。", "requests", "requests.received", 0),
        ("受理信访事项3件，办结3件。", "requests", "requests.processed", 3),
        ("收到信息公开申请9件，不予公开3件。", "requests", "requests.processed", 3),
        ("收到申请9件，上年结转1件。", "requests", "requests.carried_forward", 1),
        ("办结8件，结转下年1件。", "requests", "requests.carried_over", 1),
        ("收到申请34件，其中网上15件，当面19件，合计34件。", "requests", "requests.processed", 34),
        ("行政诉讼胜诉1件。", "disputes", "litigation.total", 1),
        ("行政复议结果维持1件。", "disputes", "reconsideration.total", 1),
        ("因征地补偿被申请行政复议3件。", "disputes", "reconsideration.total", 3),
        ("作出处罚26件，当事人均未申请复议。", "disputes", "reconsideration.total", 0),
        ("未经复议直接起诉2件。", "disputes", "reconsideration.total", 0),
        ("行政复议8件，案由均与征地有关。", "overall", "reconsideration.total", 8),
        ("信访上年结转96件，今年办结1281件。", "overall", "requests.processed", 1281),
        ("上年结转3件，办结70件，结转下年1件。", "overall", "requests.carried_forward", 1),  # of what?
        ("收到许可申请48件、登记申请5件，合计53件。", "overall", "requests.received", 53),
        ("新收申请48件，上年结转5件，合计53件。", "overall", "requests.received", 53),
        ("应办理政府信息公开申请10件。", "overall", "requests.processed", 10),
        ("答复申请8件，结转2024年1件。", "requests", "requests.carried_forward", 8),
        ("制定规章3件。", "overall", "normative_documents.issued", 3),
        ("发布规范性文件解读3件。", "overall", "normative_documents.issued", 3),
        ("拟废止规范性文件3件。", "overall", "normative_documents.repealed", 3),
        ("主动公开政府信息不收取费用。", "fees", "fees.charged", 0),
        ("门户网站信息发布量比上年增加300条。", "overall", "website.published", 300),
        ("截至2022年底门户网站累计发布信息300条。", "overall", "website.published", 300),
    ],
)
def test_the_same_number_of_something_else(text, section, indicator, value):
    assert confirmed(text, {indicator: value}, section) == {}


def test_what_flows_from_year_to_year_are_requests_if_a_great_number_is_theirs():
    flow = "上年结转3件，办结70件，结转下年1件。"
    printed = {"requests.carried_over": 3, "requests.processed": 70, "requests.carried_forward": 1}
    assert confirmed(flow, printed) == printed
    assert confirmed(flow, {**printed, "requests.processed": 71}) == {}
    assert confirmed(f"办理建议提案74件。{flow}", printed) == {}


def test_a_number_handled_is_not_known_from_the_number_received():
    text = "办理政府信息公开申请10件。"
    assert confirmed(text, {"requests.processed": 10, "requests.received": 9}) == {"requests.processed": 10}
    assert confirmed(text, {"requests.processed": 10, "requests.received": 10}, told=("requests.received",)) == {}


def test_channels_that_make_up_the_printed_number():
    text = "全年收到申请5件，申请方式为网络3件、信件2件；咨询中网络3件、信件2件。"
    channels = {"requests.received.internet": 3, "requests.received.letter": 2}
    assert confirmed(text, {"requests.received": 5}) == {"requests.received": 5, **channels}
    assert confirmed(text, {"requests.received": 6}) == {}
    assert confirmed("收到申请5件，全部为邮寄方式5件。", {"requests.received": 5}, told=("requests.received",)) == {
        "requests.received.letter": 5
    }
    some = confirmed("收到申请5件，网络3件、邮件2件。", {"requests.received": 5}, told=("requests.received",))
    assert some == {"requests.received.internet": 3}  # 邮件: by post or by mail?
    assert confirmed("接受咨询5件，其中网络3件、信件2件。", {"requests.received": 5}) == {}
    assert confirmed("收到许可申请5件，其中网络3件、信件2件。", {"requests.received": 5}) == {}


@pytest.mark.parametrize(
    "after",
    [
        "均已按期回复",
        "均在20个工作日内答复",
        "当日即予办结",
        "全部按时限办理",
        "均作出不予公开答复",
        "已书面告知申请人",
        "在法定期限内答复了申请人",
        "已提供",
    ],
)
def test_all_that_came_are_done(after):
    text = f"收到政府信息公开申请2件，其中1件予以公开，1件请其咨询市自然资源局，{after}。"
    printed = {"requests.received": 2, "requests.processed": 2, "requests.carried_forward": 0}
    assert confirmed(text, printed, told=("requests.received",)) == {"requests.processed": 2}
    assert confirmed(text, {**printed, "requests.carried_forward": 1}, told=("requests.received",)) == {}
    assert confirmed(f"收到政府信息公开申请2件，要求{after}。", printed, told=("requests.received",)) == {}


def test_all_that_came_are_done_in_a_sentence_of_its_own():
    printed = {"requests.received": 5, "requests.processed": 5, "requests.carried_forward": 0}
    told = ("requests.received",)
    for said, is_given in (("5件", True), ("5件，其中市局2件", True), ("5件；收到信访事项8件", False)):
        found = confirmed(f"收到政府信息公开申请{said}；已全部按期答复。", printed, told=told)
        assert ("requests.processed" in found) is is_given


def test_all_that_came_are_given():
    printed = {"requests.received": 2, "requests.processed": 2, "requests.carried_over": 0}
    text = "收到网上申请2件，内容为历年耕地数据，2件均予以公开。"
    assert confirmed(text, printed, told=("requests.received",)) == {"requests.processed": 2}
    assert confirmed(text, {**printed, "requests.received": 3}, told=("requests.received",)) == {}


@pytest.mark.parametrize(
    ("said", "channel"),
    [
        ("收到食堂信息公开申请8件，全部为网络申请", "internet"),
        ("收到食堂信息公开申请8件，比上年增加2件，均以信函提出", "letter"),
        ("收到食堂信息公开申请8件，均为网络和信函申请", ""),
        ("收到食堂信息公开申请8件，均以信函答复", ""),
        ("收到食堂信息公开申请8件，其中重复申请2件，均为网络申请", ""),
    ],
)
def test_all_that_came_by_one_way(said, channel):
    told = confirmed(f"{said}。", {"requests.received": 8}, told=("requests.received",))
    assert told == ({f"requests.received.{channel}": 8} if channel else {})


def test_a_governments_offices_are_its_own():
    text = "县政府及政府办制发规范性文件8件。"
    sections = [Section(number="一", id="overall", heading="", text=text)]
    printed = {"normative_documents.issued": 8}
    for governs in (True, False):
        facts, _ = confirmed_facts(sections, "", printed=printed, told=(), fiscal_year=2023, governs=governs)
        assert [fact.value for fact in facts] == ([8] if governs else [])


def test_printed_totals_of_each_form():
    suits = {"litigation_direct": {"total": 2}, "litigation_after_reconsideration": {"total": 1}}
    tables = {"requests": {"results.total": {"total": 8}, "received": {"natural_person": 7}}, "disputes": suits}
    assert printed_totals(tables) == {"requests.processed": 8, "litigation.total": 3}
    assert printed_totals({"disputes": {**suits, "litigation_direct": {"total": None}}}) == {}
    statistics = {"active.total": {"value": 300}, "request_fee": {"value": 0}, "review": {"value": None}}
    assert printed_totals({"statistics": statistics}) == {"disclosure.published": 300, "fees.charged": 0}
    assert printed_totals({"statistics": {"request_fee": {"value": 0.5}}}) == {}  # 万元


@pytest.mark.parametrize(("number", "is_given"), [("171", True), ("172", False)])
def test_a_report_with_its_table(number, is_given):
    """Given only beside the same printed number, and then no check is made of it."""
    page = CAPTURE.read_text(encoding="utf-8")
    read_in_full = "区民政局共收到政府信息公开申请171件"
    assert read_in_full in page
    page = page.replace("信函申请1件", "信函申请若干")  # or its channels would make it certain
    report = extract(page.replace(read_in_full, f"因田亩名册一事收到索阅类信息公开申请{number}件").encode())
    confirmed_here = [f.detail for f in report.findings if f.code == "fact_confirmed_by_table"]
    facts = {f.indicator: f.value for f in report.facts}
    assert facts.get("requests.received") == (171 if is_given else None)
    assert confirmed_here == ([f"因田亩名册一事收到索阅类信息公开申请{number}件"] if is_given else [])
    assert not [check for check in report.checks if check.rule == "facts.received"]


def test_the_table_tells_which_of_two_numbers_is_meant():
    page = CAPTURE.read_text(encoding="utf-8")
    once = "区民政局共收到政府信息公开申请171件"
    page = page.replace("信函申请1件", "信函申请若干").replace(once, f"{once}。全年收到政府信息公开申请174件")
    report = extract(page.encode())
    assert {f.indicator: f.value for f in report.facts}["requests.received"] == 171
    codes = {f.code for f in report.findings if f.place == "requests.received"}
    assert codes == {"fact_ambiguous", "fact_confirmed_by_table"}


@pytest.mark.parametrize(
    "unit", ["未收到申请", "收到政府信息公开申请3件，", "复议、", "上年", "规范性文件2件、", "（", "1"]
)
def test_a_long_run_of_anything_is_read_in_linear_time(unit):
    printed = {"requests.received": 7, "requests.processed": 7, "reconsideration.total": 0, "fees.charged": 0}
    assert growth(lambda text: confirmed(text, printed, "requests"), unit, 40_000) < LINEAR
