"""Numbers in words that no rule of `facts.toml` reads in full, where the report's own table prints the same number.

Read: "收到1件涉及惠民资金的信息公开申请,已答复申请人" beside a table with 本年新收 1, 总计 1, 结转下年 0.
Given: requests.received 1 and requests.processed 1, each with the finding `fact_confirmed_by_table`.

A clause tells such an indicator if it names it (`confirmed.toml`), its number is the printed one, and neither it nor
what stands before it in its sentence speaks of another time or of a part. What else it says need not be understood:
the value is the table's. An indicator that the rules read, or for which they find two values, is left to them. These
facts cannot show whether narrative and table agree: no check may be made of them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pipelines.facts.paragraphs import fold_text, half_width_of, paragraphs_of, simplified_text
from pipelines.facts.printed import Number
from pipelines.facts.statements import CASES
from pipelines.facts.times import years_of
from pipelines.facts.topics import SILENT, Headings, topic_of
from pipelines.items import Fact, Finding, Section
from pipelines.numerals import Count, find_counts

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


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause, with one of its counts if it has any, which its words hold as `#`: 收到#申请."""

    words: str
    piece: str  # what of the words belongs to this count alone
    before: str  # the rest of the sentence
    after: str
    topic: str | None
    start: int
    end: int
    count: Count | None = None


def confirmed_facts(
    sections: Sequence[Section],
    lead: str,
    *,
    printed: Mapping[str, Number],
    told: Container[str],
    fiscal_year: int | None,
) -> tuple[list[Fact], list[Finding]]:
    """The facts but those `told` that the narrative tells with the `printed` numbers (`printed_totals`), in any words.

    `sections` and `lead` are those of `read_facts`.

    >>> text = "2023年,收到1件涉及惠民资金的信息公开申请,已答复申请人。"
    >>> printed = {"requests.received": 1, "requests.processed": 1, "requests.carried_forward": 0}
    >>> facts, _ = confirmed_facts([], text, printed=printed, told=(), fiscal_year=2023)
    >>> [(fact.indicator, fact.quote) for fact in facts]
    [('requests.received', '收到1件涉及惠民资金的信息公开申请'), ('requests.processed', '已答复申请人')]
    """
    wanted = {name: value for name, value in printed.items() if name not in told}
    facts: list[Fact] = []
    for clause, quote in _clauses_of(sections, lead, fiscal_year) if wanted else ():
        for name in [name for name, value in wanted.items() if _tells(name, value, clause, printed)]:
            unit = "元" if name == "fees.charged" else clause.count.unit if clause.count else _namings()[name].units[0]
            facts.append(Fact(indicator=name, value=wanted.pop(name), unit=unit, qualifier="exact", quote=quote))
    return facts, [
        Finding(code="fact_confirmed_by_table", kind="reader", place=fact.indicator, detail=fact.quote[:300])
        for fact in facts
    ]


_MARKS = re.compile(r"[。;!?]")
_CLAUSE = re.compile(r"[^,;:()]+(?:(?<=\d),(?=\d{3}(?!\d))[^,;:()]+)*")  # 1,236条 is one
_NEXT_THING = re.compile("[、和及与并]|其中|含")


def _clauses_of(sections: Sequence[Section], lead: str, fiscal_year: int | None) -> Iterator[tuple[_Clause, str]]:
    """Every clause of the narrative, once for each of its counts, and its words as they are printed."""
    for text, topic in (lead, None), *((s.text, s.id or topic_of(s.heading)) for s in sections):
        headings, half_width = Headings(topic), half_width_of(simplified_text(text))
        for begin, stop in paragraphs_of(half_width):
            words = half_width[begin:stop]
            headings.follow(words, _MAY_TELL.search(words) is not None)
            if headings.topic in SILENT or not _MAY_TELL.search(words):
                continue
            folded, places = fold_text(words)
            for year, word in years_of(fiscal_year):
                folded = folded.replace(year, word)
            for clause in _clauses_in(folded, headings.topic):
                yield clause, text[begin + places[clause.start] : begin + places[clause.end - 1] + 1]


_MAY_TELL = re.compile(r"\d[^年月日号]|[一二两三四五六七八九十][件宗条份起项例]|[未没无零不免]")


def _clauses_in(text: str, topic: str | None) -> Iterator[_Clause]:
    start = 0
    for sentence in _MARKS.split(text):
        for found in _CLAUSE.finditer(text, start, start + len(sentence)):
            words, (begin, end) = found[0], found.span()
            before, after = text[start:begin], text[end : start + len(sentence)]
            counts = list(find_counts(words))
            if not counts:
                yield _Clause(words, words, before, after, topic, begin, end)
            at = 0
            for index, count in enumerate(counts):
                following = counts[index + 1].start if index + 1 < len(counts) else len(words)
                tail = words[count.end : following]
                if following < len(words):
                    tail = _NEXT_THING.split(tail)[0]
                yield _Clause(
                    f"{words[: count.start]}#{words[count.end :]}",
                    f"{words[at : count.start]}#{tail}",
                    before + words[:at],
                    words[count.end + len(tail) :] + after,
                    topic,
                    begin,
                    end,
                    count,
                )
                at = count.end
        start += len(sentence) + 1


_CARRIED = ("requests.carried_over", "requests.carried_forward")
_DOCUMENTS = "normative_documents."
_NEXT_YEAR = re.compile(r"转[入至到]|顺延|延[至续]|下一?年|NEXT年|次年|翌年|未办结|正在|在办|未到|待答复")


def _tells(name: str, value: Number, clause: _Clause, printed: Mapping[str, Number]) -> bool:
    """Whether a clause tells the printed `value` of an indicator."""
    if value == 0:
        return _denies(name, clause)
    count, naming = clause.count, _namings().get(name)
    if naming is None or count is None:
        return name == "requests.processed" and _says_all_done(value, clause, printed)
    if count.qualifier != "exact" or count.value != value or value < naming.least or count.unit[:1] not in naming.units:
        return False
    said = clause.before + clause.piece
    if (value < _FEW and ("其中" in said or _BY_OTHERS.search(clause.piece))) or not _is_of_the_year(name, said):
        return False
    if name.startswith(_DOCUMENTS) and "规范性文件" not in said:
        return False
    if name.startswith("requests"):
        named = clause.topic == "requests" or "申请" in said + clause.after
        if not named or _ANOTHER_KIND.search(said):
            return False
    if name in CASES and not _ABOUT_DISCLOSURE.search(said) and _OTHER_CASES.search(said + clause.after):
        return False
    if name == "requests.carried_forward":
        rest = clause.piece + clause.after
        if not (_NEXT_YEAR.search(rest) or ("结转" in rest and printed.get("requests.carried_over") != value)):
            return False
    return naming.names.search(clause.piece) is not None and not naming.but.search(clause.piece)


_BY_OTHERS = re.compile(
    r"(?<![我本])(?:[局厅委署]|办公[室厅]|部门|政府(?!信息)|系统)[^,]{0,4}(?:收到|受理|接到|制[定发]|出台|印发|召开|举办|发布|答复|办结|废止)"
    r"|各(?![类种项])|属单位|配合|协助|参与|参加|会同|名义|报请|转[发办来]|抽查|代[为理]|省|[市县区]委|[省市县区]政府(?:行政)?规范性"
)
_ANOTHER_KIND = re.compile(r"信访|热线|12345|工单|咨询|许可|投诉|举报|入学|救助|处罚|复议|诉讼")
_COMPARED = re.compile(r"[(,]?(?:同比|环比|[较比与同])[^,;()]*(?:[增减升降涨长多少]|持平|相[比同当])[^,;()]*")
_MORE_OR_LESS = re.compile(r"(?:增加|减少|增长|上升|下降|[增减多少升降])了?#")
_YEARS_END = re.compile(r"(?:截[至止]到?|至|到)(?:THIS年)?(?:12月(?:31日)?|年)[底末]?")
_THOSE_BEFORE = re.compile(r"(?:上一?年|去年|LAST年)[^,;]*(?:结转|转|遗留)[^,;]*")  # 上年结转1件,办结71件
_OTHER_TIME = re.compile(
    r"上一?年|去年|往年|历年|LAST年|NEXT年|(?:19|20)\d\d年|以来|半年|季度|\d月|计划|拟|预计|目标|平均|[日月]均|每|近[两三几]年"
    r"|[比占].*%|率|将|力争"
)
_OF_THE_YEAR = re.compile("全年|本年|THIS年|年内")


def _is_of_the_year(name: str, said: str) -> bool:
    """Whether a sentence, as far as a count, speaks of no time but the report's year."""
    if name in _CARRIED:
        return True
    if _MORE_OR_LESS.search(said):
        return False
    said = _YEARS_END.sub("", _COMPARED.sub("", said))
    said = _THOSE_BEFORE.sub("", said) if name.startswith("requests") else said
    return not _OTHER_TIME.search(said) and not ("累计" in said and not _OF_THE_YEAR.search(said))


_OTHER_ACTS = re.compile(r"处罚|许可|征[地收]|拆迁|工伤|执法|强制|审批|登记|认定|信访|投诉|举报|工单|招生|补贴|救助")
_ABOUT_DISCLOSURE = re.compile(r"信息公开|公开(?:答复|申请)")
_OTHER_CASES = re.compile(rf"{_OTHER_ACTS.pattern}|审理|受理|送达|法院|以外|无关|经复议|复议后|部门|履行|纠纷|争议")
# Under which heading a denial needs not name 信息公开, unless it is about what else the sentence tells before.
_TOPICS = {
    "requests.received": "requests",
    "requests.carried_over": "requests",
    "requests.carried_forward": "requests",
    "reconsideration.total": "disputes",
    "litigation.total": "disputes",
    "fees.charged": "fees",
}


def _denies(name: str, clause: _Clause) -> bool:
    """Whether a clause denies an indicator: 没有收取与政府信息公开有关的费用."""
    naming = _namings().get(name)
    if naming is None or (clause.count and clause.count.value != 0):
        return False
    on_topic = clause.topic == _TOPICS.get(name, clause.topic) and not _OTHER_ACTS.search(clause.before)
    if not on_topic and "公开" not in clause.words:
        return False
    if name not in _CARRIED and _OTHER_TIME.search(_YEARS_END.sub("", clause.words)):
        return False
    return naming.denial.search(clause.words) is not None and not naming.denies_else.search(clause.words)


_DONE = re.compile(
    r"(?:现|目前|年底|均|都|皆|也|并|且|已|全部|及时|按[时期]|依法|依规|在|严格|于|以|经|由|当场|当即|书面|做到)[^,;#]{0,24}?"
    r"(?:答复|回复|办结|办复|(?:办理|处理|答复)(?:完毕|完成|完结)|告知)[^,;#]{0,8}"
)
_NOT_ALL = re.compile(r"[未没无不延]|除|转|率|制度|机制|确保|要求|部分|将")


def _says_all_done(value: Number, clause: _Clause, printed: Mapping[str, Number]) -> bool:
    """收到申请2件,其中1件予以公开,1件告知咨询其他机关,均已按期回复: whether those received are said to be done."""
    if clause.count or printed.get("requests.received") != value or printed.get("requests.carried_forward", 0) != 0:
        return False
    if not _DONE.fullmatch(clause.words) or _NOT_ALL.search(clause.words) or "申请" not in clause.before:
        return False
    units = _namings()["requests.received"].units
    return any(count.value == value and count.unit[:1] in units for count in find_counts(clause.before))
