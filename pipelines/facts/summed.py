"""Numbers in words that no rule of `facts.toml` reads in full, where they make each other certain: parts by channel.

Read: "公开各类事项412条。其中在市政府网站公开120条,在56个村公示栏公开292条", "受理申请36件:网上14件,信函8件,当面14件".
Given: disclosure.published 412, website.published 120; requests.received 36 and its channels. Each has the finding
`fact_confirmed_by_sum`: what else the clauses say need not be understood where the parts by channel make up the whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, chain

from pipelines.facts.applications import FOR_ELSE
from pipelines.facts.derived import says_all_done
from pipelines.facts.pieces import (
    Clause,
    came_to,
    confirmations,
    fact_of,
    is_about_requests,
    is_of_the_year,
    paragraphs_in_clauses,
)
from pipelines.facts.printed import Number
from pipelines.facts.speaker import Speaker
from pipelines.items import Fact, Finding, Section
from pipelines.numerals import Count

_LEAST = 10  # smaller numbers may add up by chance
_CHANNEL = re.compile("网|微信|公众号|申请")
_ITEM = re.compile(r"\d\s*[条篇件份则宗]")
_FEWEST = 3  # a whole and two parts


def summed_facts(
    sections: Sequence[Section],
    lead: str,
    *,
    told: Container[str],
    fiscal_year: int | None,
    speaker: Speaker,
    received: Number | None = None,
) -> tuple[list[Fact], list[Finding]]:
    """The facts but those `told` that parts by channel and their sum make certain.

    `sections` and `lead` are those of `read_facts`, `received` the requests told, if they are.

    >>> text = "公开各类事项412条。其中在市政府网站公开120条,在56个村公示栏公开292条。"
    >>> facts, _ = summed_facts([], text, told=(), fiscal_year=2023, speaker=Speaker(()))
    >>> [(fact.indicator, fact.value) for fact in facts]
    [('disclosure.published', 412), ('website.published', 120)]
    """
    facts: dict[str, Fact] = {}
    for paragraph in paragraphs_in_clauses(sections, lead, fiscal_year, _may_list):
        found = chain(_published(paragraph), *(_received(sentence, received, speaker) for sentence in paragraph))
        for name, clause in found:
            if name not in told and name not in facts and clause.count and clause.count.value is not None:
                facts[name] = fact_of(name, clause)
    return list(facts.values()), confirmations("fact_confirmed_by_sum", facts.values())


def _may_list(words: str) -> bool:
    return _CHANNEL.search(words) is not None and len(_ITEM.findall(words)) >= _FEWEST


# By which channel requests came; "": counted with the others, but of none that is known.
_WAYS = {
    "requests.received.internet": re.compile("网[络上站页]|互联网|在线|线上|平台"),
    "requests.received.letter": re.compile("信函|邮寄|书信|来信|信件|邮政|快递|函件|来函|挂号|写信|寄[来送件]"),
    "requests.received.in_person": re.compile("当面|现场|窗口|上门|来人|登门|到[局厅委]"),
    "requests.received.fax": re.compile("传真"),
    "requests.received.email": re.compile("电子邮[件箱]|电邮"),
    "": re.compile("^[、及和]?邮件#|其[他它]|电话"),
}
ALL_BY_WAY = re.compile("均|都|皆|全部")
_NOT_BY_WAY = re.compile("答复|送达|咨询|投诉|举报|信访|公开信息|发布|办结")


def ways_listed(sentence: Sequence[Clause]) -> tuple[dict[str, Clause], Number]:
    """The channels of requests that a sentence lists, and their sum; none if one is listed twice or is not certain."""
    by_way: dict[str, Clause] = {}
    listed: Number = 0
    for clause in sentence:
        ways = [name for name, words in _WAYS.items() if words.search(clause.piece)]
        ways = [""] if ways and _AND_OTHERS.search(clause.piece) else ways
        if not ways or clause.count is None or _NOT_BY_WAY.search(clause.piece):
            continue
        if len(ways) > 1 or ways[0] in by_way or not _is_exact(clause) or not is_about_requests(clause):
            return {}, 0
        by_way[ways[0]] = clause
        listed += clause.count.value or 0
    return by_way, listed


_ALL_CAME = re.compile(
    r"(?:申请)?(?:提交|提出)?(?:方式|渠道|途径|形式)?(?:均|都|全部?|皆)(?:已|为|是|系|属于?|来自|由|以|通过|经由?|采[用取])[^,;#、和及与或等答复办送公]{2,14}"
)


def way_of_all(sentence: Sequence[Clause], received: Number) -> tuple[str, Clause, Count] | None:
    """The channel by which all of so many requests came, the clause and the count: 收到申请8件,全部为网络申请."""
    came: Count | None = None
    for clause in sentence:
        if clause.count is None and came and _ALL_CAME.fullmatch(clause.words):
            ways = [name for name, words in _WAYS.items() if words.search(clause.words)]
            return (ways[0], clause, came) if len(ways) == 1 and ways[0] else None
        if clause.count and clause.count.value == received and _is_exact(clause):
            came = clause.count if "申请" in clause.piece and not FOR_ELSE.search(clause.piece) else None
        elif clause.count and not _COMPARED.search(clause.piece):
            came = None
    return None


_COMPARED = re.compile("[较比增减]|上年|去年|LAST年")


def _is_exact(clause: Clause) -> bool:
    return clause.count is not None and clause.count.qualifier == "exact" and clause.count.value is not None


_CAME = re.compile(
    "(?:收到|受理|接到|接收|新收|新增|登记|收悉|提出|收取|收件|承接|接获)[^#]{0,16}申请[^#]{0,6}#|(?:收到|受理|接到|接收|新收|提交|提出|递交)了?#[^#]*申请"
    "|申请(?:总?量|总?数量?)[^#]{0,4}#"
    "|^#申请(?![中里])"
)
_CAME_BARELY = re.compile("(?:收到|受理|接到|接收|新收|收件|承接|登记)(?:#|的#[中里内]?)$")


_SENT_IN = {f"requests.received.{name}" for name in ("letter", "fax", "email")}  # as little else is
_SUM = re.compile("(?:合计|总计|共计|一?共|总共)(?:收到|受理)?(?:申请)?#")  # 网上提交申请8件、邮寄申请3件,合计11件
_APPLIED = re.compile(
    r"(?:提[交出]|递交|收到|受理|接收|当面|邮寄|信函|网[上络])(?:的|了)?(?:政府信息公开|信息公开)?申请[^,;。\d]{0,6}\d"
)


_BY_ANSWER = re.compile("(?:答复|回复|送达|领取|获取|提供)[^,;#]{0,4}(?:方式|形式|途径|渠道)")


def _received(sentence: Sequence[Clause], received: Number | None, speaker: Speaker) -> Iterator[tuple[str, Clause]]:
    """受理申请36件:网上14件,信函8件,当面14件: the requests and their channels."""
    by_way, listed = ways_listed(sentence)
    total = next((clause for clause in sentence if clause.count and clause.count.value == listed), None)
    if total is None or len(by_way) < 2 or total in by_way.values() or received not in (None, listed):
        return
    barely = _CAME_BARELY.search(total.piece) and ("申请" in total.before or total.topic == "requests")
    sums_up = _SUM.fullmatch(total.piece) and _APPLIED.search(total.before) and not FOR_ELSE.search(total.before)
    sums_up = sums_up and ("信息公开" in total.paragraph or not _SENT_IN.isdisjoint(by_way))
    if not (barely or sums_up) and not _CAME.search(total.piece):
        return
    if FOR_ELSE.search(total.piece) or not came_to(total.piece, speaker):
        return
    if "其中" in total.before or _BY_ANSWER.search(total.after) or not is_about_requests(total):
        return
    if is_of_the_year(total.before + total.piece, requests=True):
        yield "requests.received", total
        yield from ((name, clause) for name, clause in by_way.items() if name)
        done = next((n for n, clause in enumerate(sentence) if says_all_done(clause.words)), None)
        if done is not None and _are_all_told(sentence[:done], total, [total, *by_way.values()]):
            yield "requests.processed", replace(sentence[done], count=total.count)


def _are_all_told(sentence: Sequence[Clause], total: Clause, known: Sequence[Clause]) -> bool:
    """收到3件,信函1件、网络2件,均已办结: whether nothing else is counted, or all of them once more by their answers."""
    more = [clause.count.value or 0 for clause in sentence if clause.count and clause not in known]
    if total not in sentence or any(_KEPT.search(clause.words) for clause in sentence):
        return False
    return not more or (total.count is not None and sum(more) == total.count.value)


_KEPT = re.compile("结转|遗留|未办结|延期|上一?年[^,]*#")


_MEDIA = {
    "website.published": re.compile("网(?![络格友民点红])|门户"),
    "wechat.published": re.compile("微信(?!群|工作群|视频)|公众号|订阅号"),
    "weibo.published": re.compile("微博"),
    "": re.compile(
        "公[开示告]栏|显示屏|触摸屏|电子屏|大屏|抖音|头条|视频号|快手|报[刊纸]|日报|广播|电视|公报|客户端|APP|小程序|其[他它]|宣传|微信群|工作群|展板|手册|媒体"
    ),
}
_AND_OTHERS = re.compile("等(?:平台|渠道|方式|媒体|新媒体|账号|公开|发布|推送|共)*#")  # 微信公众号等888条
_LONGEST_LIST = 12
_ITEMS = "条篇件份则"
_IS_WHOLE = re.compile("公开|发布|信息|合计|[共总]计|累计|共#")
# 微博、微信公众号共发布信息390条
_OF_ACCOUNTS = re.compile("^(?!.*(?:网|公开)).*(?:微[信博]|[两双]微|公众号|新媒体|账号)")
# 各乡镇发布信息74条, of a county; not 各乡镇、各部门
_SOME_BODIES = re.compile("(?<![、和及])各(?:乡镇|镇街|街镇|街道|县区|区县|县市区|部门|学校|村|社区)+(?![、和及与])")
_FROM_PEOPLE = re.compile("收到|受理|征集|留言|意见|咨询|诉求|投诉|举报|来信|信箱|提问|采用|[投供]稿")
_PART_OF_ALL = re.compile("其中|申请|解读|规范性|建议|提案|浏览|阅读|关注|粉丝|访问")


def _published(paragraph: Sequence[Sequence[Clause]]) -> Iterator[tuple[str, Clause]]:
    """公开412条,其中网站120条、公示栏292条; 网站47条,公众号389条,合计436条: what was published, and on which media."""
    counted = [clause for sentence in paragraph for clause in sentence if _counts_items(clause)]
    media = [_medium_of(clause) for clause in counted]
    for at, total in enumerate(counted):
        if media[at] is not None or not _may_be_whole(total):
            continue
        first = next((n for n in range(at + 1, len(counted)) if media[n] is not None), at + 1)
        for parts in (range(at + 1, len(counted)), range(first, len(counted)), range(at - 1, -1, -1)):
            listed = _listed(counted, media, parts)
            sums = list(accumulate(counted[n].count.value or 0 for n in listed))  # type: ignore[union-attr]
            if total.count and total.count.value in sums[1:]:
                if not _OF_ACCOUNTS.search(total.piece):
                    yield "disclosure.published", total
                chosen = listed[: sums.index(total.count.value) + 1]
                names = Counter(media[n] for n in chosen)
                yield from ((name, counted[n]) for n in chosen if (name := media[n]) and names[name] == 1)
                return


def _medium_of(clause: Clause) -> str | None:
    """The medium that a count belongs to, "" for one of no indicator; None if it names none, or several."""
    piece = clause.piece.replace("微信群", "群")
    named = [name for name, words in _MEDIA.items() if words.search(piece)]
    if named and _AND_OTHERS.search(piece):
        return ""
    return named[0] if len(named) == 1 else None


def _listed(counted: Sequence[Clause], media: Sequence[str | None], order: range) -> list[int]:
    listed: list[int] = []
    for n in order:
        if len(listed) == _LONGEST_LIST or media[n] is None or not _is_exact(counted[n]):
            break
        listed.append(n)
    return listed


def _counts_items(clause: Clause) -> bool:
    return clause.count is not None and clause.count.unit[:1] in _ITEMS


def _may_be_whole(clause: Clause) -> bool:
    if not _is_exact(clause) or (clause.count and (clause.count.value or 0) < _LEAST):
        return False
    if not _IS_WHOLE.search(clause.piece) or _PART_OF_ALL.search(clause.piece) or _SOME_BODIES.search(clause.piece):
        return False
    if _FROM_PEOPLE.search(clause.before + clause.piece):
        return False
    return is_of_the_year(clause.before + clause.piece, requests=False)
