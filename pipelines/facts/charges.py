"""Charges under no heading of theirs: whether they are for information, though the sentence need not say so.

没有收费 in a report on 政府信息公开, unless just before something else was told that one may charge for: 举办讲座9场.
"""

from __future__ import annotations

import re

from pipelines.facts.fronts import after_front
from pipelines.facts.grammar import all_words_of
from pipelines.facts.memory import Sentence
from pipelines.facts.paragraphs import CLAUSE

_TOPICS = (None, "overall", "other", "fees", "requests", "disputes", "disclosure")
_MAY_CHARGE = re.compile("[费元钱免]|分文|无偿|不收|未收")
_AMOUNT = re.compile(r"(?:[\d.,]*\d|[零〇])元|(?<![\d.])0(?![\d.])|(?<=[为是额])零$")
# What a clause says that tells only of charges, in kinds of words of facts.toml.
_CHARGES = frozenset(("fee", "free", "cost", "charge", "charging", "copies"))
_BESIDE = (
    *("plain", "own", "who", "applicant", "application", "request", "handle", "process", "done", "aspect", "topic"),
    *("matter", "relief", "and", "arise", "none", "paid", "supply", "case", "submit", "receive", "billed", "letter"),
    *("etc", "accept", "law", "info", "government_info", "ongoing"),
)
_OF_CHARGES = _CHARGES.union(_BESIDE)
_NOTHING = re.compile("[未没无不免零0]")
_ALSO = re.compile(r"[未没无].*(?:复议|诉讼|申请|减免|通知)|(?:复议|诉讼|减免|通知).*(?:[未没无零0]|均为0)|减免.*元")
# What one may charge for besides: it must not stand just before.
_SERVED = re.compile(
    r"培训班|讲座|门票|检[测验疫]|鉴定|停车|事业性|许可|政务服务|诊疗|学费|保险|涉企|公益|开放|体检|证照|资格|登记|报名|考试|图书馆|场馆|博物馆"
    r"|公园|公证|诉求|援助|仲裁|处罚|征收|免费|赠阅|补[贴助]|审批|供[水电气]|检定|校准|测绘|办件"
)
_OTHER_PAYERS = re.compile(
    "学生|家长|患者|游客|业主|农[户民]|商户|经营|企业|纳税|缴费人|参保|[教考]生|消费|牧民|渔民|退役|残疾|职工"
)
_TELLS_ELSE = re.compile(r"公开|发布|公示|公布|推送|\d[条篇]")
_REQUESTS = re.compile(r"公开[^,;。]{0,4}申请|申请公开|(?<![许可登记格])申请\d")


def are_charges_for_information(sentence: Sentence, words: str) -> bool:
    """Whether a sentence tells only of charges, and nothing else was told just before that one may charge for."""
    if sentence.paragraph.topic not in _TOPICS or not _MAY_CHARGE.search(words) or _OTHER_PAYERS.search(words):
        return False
    end = sentence.begin + len(words)
    spans = ((found.start(), found.end()) for found in CLAUSE.finditer(sentence.text, sentence.begin, end))
    clauses = [sentence.text[after_front(sentence, start, stop) : stop] for start, stop in spans]
    clauses = [clause for clause in clauses if clause]
    charges = [clause for clause in clauses if _tells_of_charges(clause)]
    if not charges or not all(clause in charges or _ALSO.search(clause) for clause in clauses):
        return False
    before = sentence.text[: sentence.begin] or sentence.paragraph.narrative.previous
    near = before.rstrip("。").rpartition("。")[2]
    near = near[max((found.end() for found in _REQUESTS.finditer(near)), default=0) :]
    return not any(_SERVED.search(clause) and not _TELLS_ELSE.search(clause) for clause in re.split("[,;:]", near))


def _tells_of_charges(clause: str) -> bool:
    words = all_words_of(_AMOUNT.sub("", clause))
    kinds = {kind for word in words for kind in word}
    told = _NOTHING.search(clause) is not None or _AMOUNT.search(clause) is not None
    return told and not kinds.isdisjoint(_CHARGES) and all(not _OF_CHARGES.isdisjoint(word) for word in words)
