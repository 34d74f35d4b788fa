"""Numbers in words that no rule of `facts.toml` reads in full, where the report's own table prints the same number.

Read: "收到1件涉及惠民资金的信息公开申请,已答复申请人" beside a table with 本年新收 1, 总计 1, 结转下年 0.
Given: requests.received 1 and requests.processed 1, each with the finding `fact_confirmed_by_table`.

A clause tells such an indicator if it names it (`confirmed.toml`), its number is the printed one, and neither it nor
what stands before it in its sentence speaks of another time or of a part. What else it says need not be understood:
the value is the table's. Of two numbers that the rules cannot choose between, the printed one is it
(收到申请96件,其中市局31件); an indicator that they read is left to them. These facts cannot show whether narrative and
table agree: no check may be made of them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from itertools import chain

from pipelines.facts.applications import FOR_ELSE
from pipelines.facts.pieces import (
    Clause,
    confirmations,
    fact_of,
    is_about_requests,
    is_of_the_year,
    paragraphs_in_clauses,
)
from pipelines.facts.printed import Number
from pipelines.facts.statements import CASES
from pipelines.facts.summed import ALL_BY_WAY, way_of_all, ways_listed
from pipelines.items import Fact, Finding, Section
from pipelines.numerals import find_counts

_FEW = 10  # below it, a part may easily be as many
_NEVER = "(?!)"


@dataclass(frozen=True, slots=True)
class _Naming:
    """One indicator of `confirmed.toml`."""

    names: re.Pattern[str]
    but: re.Pattern[str]
    units: str
    least: int
    denial: re.Pattern[str]
    denies_else: re.Pattern[str]


@cache
def _namings() -> dict[str, _Naming]:
    source = tomllib.loads(resources.files("pipelines.facts").joinpath("confirmed.toml").read_text(encoding="utf-8"))
    others = {"ELSE": source.pop("else"), "DEALT": source.pop("dealt")}

    def pattern(of: dict[str, str], key: str) -> re.Pattern[str]:
        words = of.get(key, _NEVER)
        for name, listed in others.items():
            words = words.replace(name, listed)
        return re.compile(words)

    return {
        name: _Naming(
            names=pattern(of, "names"),
            but=pattern(of, "but"),
            units=of.get("units", ""),
            least=of.get("least", 1),
            denial=pattern(of, "denial"),
            denies_else=pattern(of, "except"),
        )
        for name, of in source.items()
    }


def confirmed_facts(
    sections: Sequence[Section],
    lead: str,
    *,
    printed: Mapping[str, Number],
    told: Container[str],
    fiscal_year: int | None,
    governs: bool = False,
) -> tuple[list[Fact], list[Finding]]:
    """The facts but those `told` that the narrative tells with the `printed` numbers (`printed_totals`), in any words.

    `sections` and `lead` are those of `read_facts`; `governs`: the report is a government's, its offices are its own.

    >>> text = "2023年,收到1件涉及惠民资金的信息公开申请,已答复申请人。"
    >>> printed = {"requests.received": 1, "requests.processed": 1, "requests.carried_forward": 0}
    >>> facts, _ = confirmed_facts([], text, printed=printed, told=(), fiscal_year=2023)
    >>> [(fact.indicator, fact.quote) for fact in facts]
    [('requests.received', '收到1件涉及惠民资金的信息公开申请'), ('requests.processed', '已答复申请人')]
    """
    if not printed:
        return [], []
    wanted = {name: value for name, value in printed.items() if name not in told}
    facts: dict[str, Fact] = {}
    subjects = (_SUBJECTS if _PUBLISHED.isdisjoint(wanted) else _SUBJECTS_AND_PUBLISHED).search
    paragraphs = paragraphs_in_clauses(sections, lead, fiscal_year, lambda words: subjects(words) is not None)
    for sentence in chain.from_iterable(paragraphs):
        for clause in sentence:
            found = [name for name, value in wanted.items() if _tells(name, value, clause, printed, governs)]
            facts.update({name: _fact(name, wanted.pop(name), clause) for name in found})
        for name, clause in _channels(sentence, printed.get("requests.received")).items():
            if name not in told and name not in facts:
                facts[name] = fact_of(name, clause)
                wanted.pop(name, None)
    return list(facts.values()), confirmations("fact_confirmed_by_table", facts.values())


def _fact(name: str, value: Number, clause: Clause) -> Fact:
    unit = clause.count.unit if clause.count else _namings()[name].units[:1]
    return Fact(
        indicator=name,
        value=value,
        unit="元" if name == "fees.charged" else unit,
        qualifier="exact",
        quote=clause.quote,
    )


_SUBJECTS = re.compile(r"申请|复议|诉|规范性文件|费|结转")
_PUBLISHED = frozenset(
    f"{name}.published" for name in ("disclosure", "website", "wechat", "weibo", "interpretations")
) | {"press_conferences.held"}
_SUBJECTS_AND_PUBLISHED = re.compile(rf"{_SUBJECTS.pattern}|公开|发布|网|微|公众号|解读")
_CARRIED = ("requests.carried_over", "requests.carried_forward")
_FLOWING = ("requests.received", "requests.processed", *_CARRIED)
_DOCUMENTS = "normative_documents."
_SUM_ALONE = re.compile("^(?:合计|总计|共计)?#$")
_SUM_OF_RECEIVED = re.compile("^(?:合计|总计|共计|总共|一?共)(?:收到|受理)?#$")  # 收到公民申请4件、法人申请2件,合计6件
_ALL_RECEIVED = re.compile(
    rf"(?:收到|受理|接到|接收|新收)(?!.*(?:结转|{FOR_ELSE.pattern}))[^,;。]{{0,24}}申请\d[^;。]*$"
)
_HANDLED = re.compile("(?:办理|处理)[^#结毕完成复]*申请[^#]*#$")
_ALL_GIVEN = re.compile(
    "^#(?:申请)?(?:已?[均都皆]已?|已?全部已?)(?:依法|按[时期]|主动)?(?:给予|予以?)?(?:公开|提供)(?:信息|答复)?$"
)
# 办理结果:…合计34件, 办结率100%(31件)
_OF_RESULTS = re.compile(r"(?:办理|答复|处理)(?:结果|情况)[^。]*$|(?:办结|答复|办理)率(?:为|达|达到)?100%[(,]?$")
_ALL_IN_FORCE = re.compile(",(?:全部|均|都)(?:为|是)?(?:现行|继续|仍然?)*有效")
_LEFT = re.compile("^(?:[^#]*(?:余|剩|另|尚|还|仍|未)[^#]?)?#")  # 余1件延期答复,结转2024年
_GOES_ON = re.compile(
    r"[,(](?:并|将|已|均|都)?(?:结转|转[入至到]|顺延|延[至续])[^,;。)]{0,3}(?:NEXT年|下一?年|次年|翌年)"
)
_NEXT_YEAR = re.compile(r"跨年|转[入至到]|顺延|延[至续]|下一?年|NEXT年|次年|翌年|未办结|正在|在办|未到|待答复")


def _tells(name: str, value: Number, clause: Clause, printed: Mapping[str, Number], governs: bool) -> bool:
    """Whether a clause tells the printed `value` of an indicator."""
    if value == 0:
        return _denies(name, clause)
    count, naming = clause.count, _namings().get(name)
    if naming is None or count is None:
        return name == "requests.processed" and _says_all_done(value, clause, printed)
    if count.qualifier != "exact" or count.value != value or value < naming.least or count.unit[:1] not in naming.units:
        return False
    said = clause.before + clause.piece
    said = said if value < _FEW else said.replace("累计", "")  # since whenever, it is no other number
    by_others = _NOT_BY_ITSELF if governs else _BY_OTHERS
    by = _THROUGH.sub("", _WHOLE_SYSTEM.sub("", clause.piece))
    others = name not in CASES and by_others.search(by) is not None
    if (value < _FEW and (others or _is_a_part(name, clause, printed))) or not _is_of_the_year(name, said):
        return False
    if name.startswith(_DOCUMENTS) and "规范性文件" not in said:
        return False
    if name.startswith("requests") and not (is_about_requests(clause) or _flows(clause, value, printed)):
        return False
    if name in CASES and not _ABOUT_DISCLOSURE.search(said) and _are_of_other_cases(clause):
        return False
    if name == "requests.processed" and _HANDLED.search(clause.piece) and value == printed.get("requests.received"):
        return False  # 办理申请9件: which of the two it means, nobody knows
    if name == "requests.processed" and _SUM_ALONE.search(clause.piece) and not _OF_RESULTS.search(clause.before):
        return False
    if name == "requests.processed" and value == printed.get("requests.received") and _ALL_GIVEN.search(clause.piece):
        return printed.get("requests.carried_over", 0) == 0
    if name == "requests.carried_forward":
        rest = clause.piece + clause.after
        if not (_NEXT_YEAR.search(rest) or ("结转" in rest and printed.get("requests.carried_over") != value)):
            return False
        if _LEFT.search(clause.piece) and _GOES_ON.match(clause.after) and not FOR_ELSE.search(clause.piece):
            return True
    if name == "requests.received" and _SUM_OF_RECEIVED.search(clause.piece):
        parts = _ALL_RECEIVED.search(clause.before)
        return parts is not None and sum(each.value or 0 for each in find_counts(parts[0])) == value
    piece = _subject_of(clause) + clause.piece
    if name == "normative_documents.in_force" and _ALL_IN_FORCE.match(clause.after):  # 梳理14件,全部现行有效
        return True
    return naming.names.search(piece) is not None and not naming.but.search(piece)


_NOT_BY_ITSELF = re.compile(
    r"各(?![类种项])|属单位|配合|协助|参与|参加|会同|报请|转[发办来]|抽查|代[为理]|(?<!全)省|[市县区]委"
)
_BY_OTHERS = re.compile(
    r"(?<![我本])(?:[局厅委署]|办公[室厅]|部门|政府(?!信息)|系统)[^,]{0,4}(?:收到|受理|接到|制[定发]|出台|印发|召开|举办|发布|答复|办结|废止)"
    rf"|名义|[省市县区]政府(?:行政)?规范性|{_NOT_BY_ITSELF.pattern}"
)
_NO_SUBJECT = re.compile(
    "(?:全年|年内|本年度?)?(?:[共总合累]计|一?共)?(?:收到|受理|接到|发生|产生|出现|涉及|新增)?(?:了|有)?#$"
)
_SUBJECT = re.compile("[^,;。#]{2,10}(?:方面|情况)[,:]$")


def _subject_of(clause: Clause) -> str:
    """行政复议方面,收到2件: what the number is of, where the clause before names it alone."""
    named = _SUBJECT.search(clause.before) if _NO_SUBJECT.fullmatch(clause.piece) else None
    return named[0].rstrip(",:") if named else ""


# 通过省政府信息公开申请平台收到2件
_THROUGH = re.compile("(?:通过|经由?|从|在)[^,#]{2,24}?(?:平台|系统|网站?|信箱|邮箱)")
_WHOLE_SYSTEM = re.compile("全[省市区县州旗][^,#各省市区县州旗]{0,4}系统")


def _is_a_part(name: str, clause: Clause, printed: Mapping[str, Number]) -> bool:
    """收到申请9件,其中信函3件; but not 收到申请9件,其中3件引发行政复议: 其中 of the same thing."""
    before, within, _ = f"{clause.before}{clause.piece}".partition("其中")
    if name in _CARRIED:
        return False  # 收到申请39件,其中信函20件,已办38件,结转1件
    if name == "requests.processed" and clause.count and clause.count.value == printed.get("requests.received"):
        return False  # 收到申请7件,其中企业2件,办结7件
    same = "复议|诉讼" if name in CASES else "规范性文件" if name.startswith(_DOCUMENTS) else ""
    return within != "" and re.search(same, before) is not None


_FLOW = re.compile("结转")
_NO_FLOW = re.compile("信访|热线|12345|工单|投诉|举报|复议|诉讼|建议|提案|许可|资金|案件")


def _flows(clause: Clause, value: Number, printed: Mapping[str, Number]) -> bool:
    """Whether a sentence tells what was carried over or on, as only requests are: 上年结转96件,今年办结1281件.

    One of its numbers must be printed and too great to be so by chance.
    """
    sentence = clause.before + clause.words + clause.after
    if not _FLOW.search(sentence) or _NO_FLOW.search(clause.paragraph + sentence):
        return False
    totals = {printed.get(name) for name in _FLOWING}
    beside = (count.value for count in find_counts(f"{clause.before} {clause.after}"))
    return any(each in totals and each >= _FEW for each in (value, *beside) if each is not None)


def _is_of_the_year(name: str, said: str) -> bool:
    return name in _CARRIED or is_of_the_year(said, requests=name.startswith("requests"))


_OTHER_ACTS = re.compile(r"处罚|许可|征[地收]|拆迁|工伤|执法|强制|审批|登记|认定|信访|投诉|举报|工单|招生|补贴|救助")
_ABOUT_DISCLOSURE = re.compile(r"信息公开|公开(?:答复|申请)")
_OTHER_CASES = re.compile(rf"{_OTHER_ACTS.pattern}|审理|受理|送达|法院|经复议|复议后|部门|履行|纠纷|争议")
_NOT_OURS = re.compile("以外|无关|案由(?![^,;]*信息公开)")


def _are_of_other_cases(clause: Clause) -> bool:
    """Whether cases are those of somebody else, or about something else: 行政复议3件,均由征地引起."""
    other = _OTHER_ACTS if clause.topic == "disputes" else _OTHER_CASES
    if other.search(clause.before + clause.piece) or _NOT_OURS.search(clause.after):
        return True
    return _OTHER_ACTS.search(clause.after) is not None and not _ABOUT_DISCLOSURE.search(clause.after)


# Under which heading a denial needs not name 信息公开, unless it is about what else the sentence tells before.
_TOPICS = {
    "requests.received": "requests",
    "requests.carried_over": "requests",
    "requests.carried_forward": "requests",
    "reconsideration.total": "disputes",
    "litigation.total": "disputes",
    "fees.charged": "fees",
}


_APPLIED = re.compile("(?:提[出交]|收到|受理|接到|递交|接收)(?:过|任何|一[件份宗]|的|书面)*申请$")
_BARE_DENIAL = re.compile(  # says nothing else: 未被复议, 也没有行政诉讼案件
    r"(?:本?年度?|全年|年内|也|均|亦|都|未|没有|无|不存在|有|发生|产生|收到|出现|被|提起|申请|行政|复议|诉讼|案件|情况|[、或和及#])+"
)


def _denies(name: str, clause: Clause) -> bool:
    """Whether a clause denies an indicator: 没有收取与政府信息公开有关的费用."""
    naming = _namings().get(name)
    if naming is None or (clause.count and clause.count.value != 0):
        return False
    on_topic = clause.topic == _TOPICS.get(name, clause.topic) and not _OTHER_ACTS.search(clause.before)
    if name in _CARRIED:
        on_topic = is_about_requests(clause)
    if name == "requests.received":  # 没有公民、法人或者其他组织向我局提出申请
        on_topic = on_topic or (
            _APPLIED.search(clause.words) is not None and not FOR_ELSE.search(clause.paragraph + clause.words)
        )
    plain = name in CASES and _BARE_DENIAL.fullmatch(clause.words) is not None
    if not (on_topic or plain or "公开" in clause.words):
        return False
    if name not in _CARRIED and not is_of_the_year(clause.words, requests=False):
        return False
    return naming.denial.search(clause.words) is not None and not naming.denies_else.search(clause.words)


_DONE = re.compile(
    r"(?=.*[已均都皆全按及当即在于以经并][^,;#]*(?:复|办|理|告知|提供))[^,;#]{0,28}?"
    r"(?:答复|回复|办结|办复|(?:办理|处理|答复)(?:完毕|完成|完结)|告知|(?<=[已均])提供|(?<=已)办理(?=$)|(?<=[时期]限)办理|(?<=[时期]限内)办理|(?<=按期)办理)[^,;#]{0,8}"
)
_REFUSED = re.compile("不予公开|不予处理|不予提供")
_NOT_ALL = re.compile(r"[未没无不延]|除|其[余他它]|转|率|制度|机制|确保|要求|部分|将")


def _says_all_done(value: Number, clause: Clause, printed: Mapping[str, Number]) -> bool:
    """收到申请2件,其中1件予以公开,1件告知咨询其他机关,均已按期回复: whether those received are said to be done."""
    if clause.count or printed.get("requests.received") != value or printed.get("requests.carried_forward", 0) != 0:
        return False
    words = _REFUSED.sub("", clause.words)
    if not _DONE.fullmatch(words) or _NOT_ALL.search(words):
        return False
    alone = not clause.before and is_about_requests(clause)  # 收到申请5件;已全部按期答复
    before = clause.paragraph if alone else clause.before
    if "申请" not in before:
        return False
    units = _namings()["requests.received"].units
    return any(count.value == value and count.unit[:1] in units for count in find_counts(before))


def _channels(sentence: Sequence[Clause], received: Number | None) -> dict[str, Clause]:
    """收到申请5件,申请方式为网络3件、信件2件: the channels of a sentence if they make up the printed number."""
    if received and (way := way_of_all(sentence, received)):
        return {way[0]: replace(way[1], count=way[2])}
    by_way, listed = ways_listed(sentence)
    whole = len(by_way) > 1 or any(ALL_BY_WAY.search(clause.piece) for clause in by_way.values())
    return {name: clause for name, clause in by_way.items() if name} if received == listed and whole else {}
