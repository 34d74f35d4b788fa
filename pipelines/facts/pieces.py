"""The narrative in clauses with one number each, for readers that need not understand all of a clause.

Read: "收到申请5件,其中网络3件、信件2件;未被复议". Given, sentence by sentence: 收到申请#, 其中网络#, 信件#, 未被复议.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipelines.facts.paragraphs import CLAUSE, Places, fold_text, half_width_of, paragraphs_of, simplified_text
from pipelines.facts.speaker import Speaker
from pipelines.facts.times import years_of
from pipelines.facts.topics import SILENT, Headings, topic_of
from pipelines.items import Fact, Finding, Section
from pipelines.numerals import Count, find_counts


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause, with one of its counts if it has any, which its words hold as `#`: 收到#申请."""

    words: str
    piece: str  # what of the words belongs to this count alone
    before: str  # what is near it in its sentence
    after: str
    paragraph: str  # what is near before the count
    topic: str | None
    quote: str  # the words as they are printed
    count: Count | None = None


def fact_of(indicator: str, clause: Clause) -> Fact:
    """What a clause with a count tells of an indicator."""
    count = clause.count
    value, unit = (count.value or 0, count.unit) if count else (0, "")
    return Fact(indicator=indicator, value=value, unit=unit, qualifier="exact", quote=clause.quote)


def confirmations(code: str, facts: Iterable[Fact]) -> list[Finding]:
    """The findings that say what makes each of the facts certain, though no rule reads its words."""
    return [Finding(code=code, kind="reader", place=fact.indicator, detail=fact.quote[:300]) for fact in facts]


_MARKS = re.compile(r"[。;!?]")
_DENIAL_NEXT = re.compile("、(?=[未没无])")
_NEXT_THING = re.compile("[、和及与并]|其中|含|按(?:来源|渠道|方式|形式)")


def paragraphs_in_clauses(
    sections: Sequence[Section], lead: str, fiscal_year: int | None, concerns: Callable[[str], bool]
) -> Iterator[list[list[Clause]]]:
    """The sentences of each paragraph that `concerns`, as clauses, each once for each of its counts.

    `concerns` is asked of the half-width paragraph, which still has its blanks.
    """
    for text, topic in (lead, None), *((s.text, s.id or topic_of(s.heading)) for s in sections):
        headings, half_width = Headings(topic), half_width_of(simplified_text(text))
        for begin, stop in paragraphs_of(half_width):
            words = half_width[begin:stop]
            may_tell = _MAY_TELL.search(words) is not None
            headings.follow(words, may_tell)
            about = headings.topic == "requests" or concerns(words)
            if headings.topic in SILENT or not may_tell or not about:
                continue
            folded, places = fold_text(words)
            for year, word in years_of(fiscal_year):
                folded = folded.replace(year, word)
            quotes = _Quotes(text[begin:stop], places)
            yield list(_sentences_in(folded, headings.topic, quotes))


@dataclass(frozen=True, slots=True)
class _Quotes:
    """A paragraph as it is printed, by places in the folded one."""

    printed: str
    places: Places

    def of(self, start: int, end: int) -> str:
        return self.printed[self.places[start] : self.places[end - 1] + 1]


def _sentences_in(text: str, topic: str | None, quotes: _Quotes) -> Iterator[list[Clause]]:
    start = 0
    for sentence in _MARKS.split(text):
        if start == 0 and len(sentence) < _LONGEST_HEADING and not _MAY_TELL.search(sentence):
            topic = topic_of(sentence) or topic  # (三)行政复议和诉讼。
        end = start + len(sentence)
        yield [
            clause
            for found in CLAUSE.finditer(text, start, end)
            if found.end() - found.start() <= _LONGEST
            for clause in _clauses_in(found, (start, end), topic, quotes.of(*found.span()))
        ]
        start = end + 1


_LONGEST_HEADING = 30
_NEAR = 600  # characters
_MOST = 60  # counts of one clause
_LONGEST = 400  # characters of a clause that anybody wrote
_MAY_TELL = re.compile(r"\d[^年月日号]|[一二两三四五六七八九十][件宗条份起项例]|[未没无零不免]")


def _clauses_in(found: re.Match[str], sentence: tuple[int, int], topic: str | None, quote: str) -> Iterator[Clause]:
    """A clause of a paragraph (`found.string`) once for each of its counts, or once without any."""
    text, words, (begin, end) = found.string, found[0], found.span()
    before, after = text[max(sentence[0], begin - _NEAR) : begin], text[end : min(sentence[1], end + _NEAR)]
    counts = [count for count in find_counts(words) if not words.startswith("工作日", count.end)]
    if not counts:
        yield Clause(words, words, before, after, text[max(0, end - _NEAR) : end], topic, quote)
    at = 0
    for index, count in enumerate(counts[:_MOST]):
        last = index + 1 == len(counts)
        tail = words[count.end : None if last else counts[index + 1].start]
        tail = (_DENIAL_NEXT if last else _NEXT_THING).split(tail)[0]
        yield Clause(
            words=f"{words[: count.start]}#{words[count.end :]}",
            piece=f"{words[at : count.start]}#{tail}",
            before=before + words[:at],
            after=words[count.end + len(tail) :] + after,
            paragraph=text[max(0, begin + count.start - _NEAR) : begin + count.start],
            topic=topic,
            quote=quote,
            count=count,
        )
        at = count.end
    denial = _DENIAL_NEXT.search(words, at) if counts else None
    if denial:  # 被复议2件、未被诉讼
        rest = words[denial.end() :]
        yield Clause(rest, rest, before + words[: denial.end()], after, text[max(0, end - _NEAR) : end], topic, quote)


_KINDS = re.compile(
    r"(?P<other>(?:许可|入学|救助|补[贴助]|登记(?!、?(?:受理|在册|的))|认定|复议|职称|资助|审批|办证)[^,;。\d]{0,6}申请|申请[^,;。\d]{0,6}(?:复议|许可|救助|补[贴助])"
    r"|信访|热线|12345|工单|咨询|投诉|举报|处罚|许可|建议|提案)|申请"
)


def is_about_requests(clause: Clause) -> bool:
    """Whether requests for information are what the paragraph named last: 收到申请12件。办结11件,结转1件."""
    named = [found["other"] for found in _KINDS.finditer(clause.paragraph)]
    if named and named[-1]:
        return False
    return clause.topic == "requests" or bool(named) or "申请" in clause.piece


_COMPARED = re.compile(r"[(,]?(?:同比|环比|[较比与同])[^,;()]*(?:[增减升降涨长多少]|持平|相[比同当])[^,;()]*")
_MORE_OR_LESS = re.compile(r"(?:增加|减少|增长|上升|下降|[增减多少升降])了?#")
_YEARS_END = re.compile(r"(?:截[至止]到?|至|到)(?:THIS年)?(?:12月(?:31日)?|年)[底末]?")
_ALL_OF_THEM = re.compile(r"(?:办结|办理|答复|办复)率(?:均?为|达到?)?100%")
# 上年结转1件,办结71件
_THOSE_BEFORE = re.compile(r"(?:上一?年|去年|LAST年)[^,;]*(?:结转|转|遗留|延续|未[办完]*结)[^,;]*")
_CONTENT = re.compile(r"(?:申请)?内容(?:均|主要|多)?(?:为|涉及|是|包括)[^,;#]*,")  # 内容为乡镇历年人口,#件均予公开
_OTHER_TIME = re.compile(
    r"上一?年|去年|往年|历年|LAST年|NEXT年|(?:19|20)\d\d年|(?<!今年)(?<!S年)以来|半年|季度|\d月|计划|拟|预计|目标|平均|[日月]均|每|近[两三几]年"
    r"|[比占].*%|率|将|力争"
)
_OF_THE_YEAR = re.compile("全年|本年|THIS年|年内")


def is_of_the_year(said: str, *, requests: bool) -> bool:
    """Whether a sentence, as far as a count (#), speaks of no time but the report's year."""
    if _MORE_OR_LESS.search(said):
        return False
    said = _ALL_OF_THEM.sub("", _YEARS_END.sub("", _COMPARED.sub("", said)))
    said = _CONTENT.sub("", _THOSE_BEFORE.sub("", said)) if requests else said
    return not _OTHER_TIME.search(said) and not ("累计" in said and not _OF_THE_YEAR.search(said))


_BODY = re.compile(r"[厅委镇乡院]|(?<!邮)局|政府(?!信息)|办公[室厅]|部门|单位|街道|中心|系统|[全本][省市区县州旗]|本级")
_WHOLE_AREA = re.compile("[全我本][省市区县州旗]|各|合计|[两三四]级|系统|[及与和、]")
_OURS = re.compile("[我本](?![省市区县州旗级])|(?<![一-龥])(?:全[局厅委院镇乡]|街道)")

_TIMES = re.compile("[(,、]|THIS年度?|全年度?|[本当]年度?|年度?内|[共总合累]计|一?共|新$|依法")


def came_to(piece: str, speaker: Speaker) -> bool:
    """Whether requests came to the agency, or, of a government, to all in its area: not 省教育厅收到申请300件."""
    who = _TIMES.sub("", re.split("收|受理|接|登记|新增|承接|提|递|申请|#", piece, maxsplit=1)[0])
    if not _BODY.search(who) or _OURS.search(who):
        return True
    if speaker.governs and not speaker.office and _WHOLE_AREA.search(who):
        return True
    return speaker.names_this_agency(who, 0, len(who)) == len(who)
