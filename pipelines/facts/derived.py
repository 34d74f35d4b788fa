"""What follows from the requests stated before: 均已答复, 均以传真形式提出, 转入下年度."""

from __future__ import annotations

import re
from dataclasses import replace

from pipelines.facts.fitting import first_rule, fitting_rule
from pipelines.facts.memory import Front, Sentence
from pipelines.facts.statements import Statement
from pipelines.numerals import Count

_ALL_DONE = re.compile(
    r"(?:目前|现|当年|年内|(?:截至|到)?年底|在\d+件申请中)?(?:并|且)?"
    r"(?:(?:上述|以上|所有|全部|收到的|所收到的|这些|该)*(?:政府信息公开|信息公开|依申请公开)?(?:的)?申请(?:事项|件|表)?|上述|以上|受理件)?"
    r"(?:我局|本局|本机关)?(?:(?:已|均|都|全部|全|一律)(?!未|不|非))+(?:在?(?:法定|规定)?的?\d+个工作日(?:之|以)?内)?[^未延不无没\d]{0,20}?"
    r"(?:办结|办复|答复|回复|结案|办理完毕|处理完毕|办理完结|完成办理|完成答复)(?:完毕|完成|了)?(?:并(?:依法|按时|按期|及时)?答复)?(?:申请人)?"
)
_FINISHED = re.compile(r"办结|答复|回复|完毕|结案|办复|完结")
# Without one of these, a sentence of its own (申请均按期答复) tells how the office answers, not that nothing is left.
_DONE = re.compile(r"已|全部|所有|一律|都|结|完")


def may_be_done(words: str) -> bool:
    """Whether a sentence without numbers may say that all that came was answered."""
    return _FINISHED.search(words) is not None


def says_all_done(words: str) -> bool:
    """Whether what is said of a count is that all of them are answered: 均已答复."""
    return _ALL_DONE.fullmatch(words) is not None


def is_all_done(sentence: Sentence, front: Front, start: int, end: int) -> bool:
    """Whether a clause without number says that all requests received are answered: ,均已答复."""
    received, text = sentence.paragraph.received, sentence.text
    return (
        received is not None
        and _FINISHED.search(text, start, end) is not None
        and (received.start >= sentence.begin or _DONE.search(text, start, end) is not None)
        and any(_ALL_DONE.fullmatch(text, at, end) for at in range(start, min(front.at, start + 9) + 1))
    )


def state_all_done(sentence: Sentence, end: int) -> None:
    """Read "收到申请3件,均已答复": as many processed as received."""
    received = sentence.paragraph.received
    if received and (not sentence.part.inside or _are_all_told(sentence, received, end)):
        sentence.paragraph.statements.append(replace(received, indicator="requests.processed", end=end))


_NOT_YET = re.compile("结转|[未尚撤延除另]")


def _are_all_told(sentence: Sentence, received: Statement, end: int) -> bool:
    """收到9件,其中书面6件,网上3件,均已答复: whether all of these or all that came, it is the same."""
    begin = max(received.end, sentence.begin)
    listed = [count.value or 0 for count in sentence.counts if begin <= count.start < end]
    return sum(listed) == received.value and not _NOT_YET.search(sentence.text, begin, end)


_ALL_BY = re.compile(
    r"(?:申请人|申请|提交|提出)?(?:的)?(?:方式|形式|渠道|途径)?(?P<all>(?:均|都|全部|皆|全)(?:为|是|系)?|(?:方式|形式|渠道)为)?(?:为|是|系)?(?=以|通过|采用|采取|经|[^,]{2,12}$)"
)


def state_all_by(sentence: Sentence, start: int, end: int) -> bool:
    """Read "收到申请2件,均以传真形式提出": as many through the channel as received."""
    received = sentence.paragraph.received
    how = _ALL_BY.match(sentence.text, start, end) if received else None
    if received is None or how is None or sentence.part.inside or not (how["all"] or received.value == 1):
        return False
    count = Count(received.value, "件", "exact", end, end)
    rule = fitting_rule(sentence, sentence.text[how.end() : end], count)
    if rule is None or len(rule.indicator) != 1 or not rule.indicator[0].startswith("requests.received."):
        return False
    sentence.paragraph.statements.append(replace(received, indicator=rule.indicator[0], end=end, rule=rule))
    return True


_LEFT_OVER = re.compile(r"(?:有|另有|还有|尚有|剩余|其余)?(?:因|由于|未到|未满|尚未|尚在|仍在|正在)[^,;]{2,24}")


def is_left_over(sentence: Sentence, core: str) -> bool:
    """1件未到答复期: of the requests, of which the next clause may say 转入下年度."""
    return (sentence.paragraph.after or "").startswith("requests") and _LEFT_OVER.fullmatch(core) is not None


def state_left_over(sentence: Sentence, front: Front, end: int) -> bool:
    """Read "1件未到答复期,转入下年度"."""
    count, sentence.left_over = sentence.left_over, None
    rule = first_rule(sentence, sentence.text[front.at : end], count) if count else None
    if count is None or rule is None or rule.indicator != ("requests.carried_forward",):
        return False
    value, unit = count.value or 0, count.unit
    sentence.paragraph.statements.append(
        Statement(rule.indicator[0], value, unit, count.qualifier, count.start, end, rule)
    )
    return True


_CARRIED_ON = re.compile(
    r"(?:需|故|均|已)?(?:结转|顺延|延续|转)(?:至|到|入)?(?:NEXT|下一?)年度?(?:继续)?(?:办理|答复|处理)?"
)


def is_carried_on(sentence: Sentence, start: int, end: int) -> bool:
    """其中1件为12月29日收到,结转2024年办理: what the clause before counts goes over."""
    return _CARRIED_ON.fullmatch(sentence.text, start, end) is not None


_OF_THE_REQUESTS = re.compile(r"(?:在|上述|以上|这|所有|全部|的)*(?:政府信息公开|信息公开)?申请(?:中|里)?")


def names_the_requests(sentence: Sentence, words: str, count: Count, start: int, end: int) -> bool:
    """在14件申请中: names the requests stated before once more, so that a later clause may go on about them."""
    first = sentence.paragraph.narrative.received
    if not first or first.value != count.value or not _OF_THE_REQUESTS.fullmatch(words):
        return False
    sentence.paragraph.received = replace(first, start=start, end=end, quote="")
    sentence.paragraph.after = "requests.received"
    return True
