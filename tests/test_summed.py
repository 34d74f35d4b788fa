"""Facts that parts by channel and their sum make certain, whatever else their clauses say."""

from __future__ import annotations

import pytest

from pipelines.facts.speaker import Speaker
from pipelines.facts.summed import summed_facts
from pipelines.items import Section


def summed(text: str, section: str | None = "overall", told: tuple[str, ...] = ()) -> dict[str, float]:
    sections = [Section(number="一", id=section, heading="", text=text)]
    facts, findings = summed_facts(sections, "", told=told, fiscal_year=2023, speaker=Speaker(()))
    assert [(f.code, f.place) for f in findings] == [("fact_confirmed_by_sum", fact.indicator) for fact in facts]
    assert all(fact.quote in text for fact in facts)
    return {fact.indicator: fact.value for fact in facts}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "公开各类事项412条。其中在市政府网站公开120条，在56个村公示栏公开292条。",
            {"disclosure.published": 412, "website.published": 120},
        ),
        (
            "公开镇村信息136条，其中县政府网站乡镇专栏48条、公众号“三台乐安”68条、政务公开栏20条。",
            {"disclosure.published": 136, "website.published": 48, "wechat.published": 68},
        ),
        (
            "在区门户网站晒出53条，“堆龙人社”微信平台推出214条，合计公开267条。",
            {"disclosure.published": 267, "website.published": 53, "wechat.published": 214},
        ),
        (
            "主动公开54120条。从渠道看，政府网站39877条，占73.7%；政务微博6420条，政务微信5236条，其他方式2587条。",
            {
                "disclosure.published": 54120,
                "website.published": 39877,
                "weibo.published": 6420,
                "wechat.published": 5236,
            },
        ),
        (  # two sites: which is meant?
            "公开信息436条，其中局网站30条、市政府网站389条、微博17条。",
            {"disclosure.published": 436, "weibo.published": 17},
        ),
        (  # and what else?
            "公开信息436条，其中局网站30条、微博17条、微信公众号等389条。",
            {"disclosure.published": 436, "website.published": 30, "weibo.published": 17},
        ),
        ("我局两微平台发布390条，其中微博110条，微信280条。", {"weibo.published": 110, "wechat.published": 280}),
        (
            "受理室及各部门受理申请36件：网上14件，信函8件，当面14件。",
            {
                "requests.received": 36,
                "requests.received.internet": 14,
                "requests.received.letter": 8,
                "requests.received.in_person": 14,
            },
        ),
    ],
)
def test_parts_that_make_up_the_whole(text, facts):
    assert summed(text) == facts
    assert summed(text, told=tuple(facts)) == {}


@pytest.mark.parametrize(
    "text",
    [
        "公开各类事项412条。其中在市政府网站公开120条，在56个村公示栏公开293条。",  # does not add up
        "2022年公开各类事项412条，其中在市政府网站公开120条，在56个村公示栏公开292条。",
        "公开各类事项412条，其中图文120条，视频292条。",
        "公开约412条，其中网站120条，公示栏292条。",
        "微信公众号阅读量412条，其中网站120条，公示栏292条。",
        "收到县政府网站留言12条、微信留言18条，共30条。",
        "发布解读信息412条，其中网站120条，公示栏292条。",
        "公开5条，其中网站3条，公示栏2条。",  # may be by chance
        "受理咨询36件：网上14件，信函8件，当面14件。",
        "受理许可申请36件：网上14件，信函8件，当面14件。",
        "收到申请5件，按答复方式分，电子邮件3件，信函2件。",
        "2022年收到申请36件：网上14件，信函8件，当面14件。",
        "收到申请36件：网上14件，当面14件，邮政6件，信函2件。",  # one channel twice
    ],
)
def test_what_is_no_sum_by_channel(text):
    assert summed(text) == {}
