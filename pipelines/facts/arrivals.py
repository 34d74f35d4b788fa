"""What came, where a clause alone does not say it: by which channel, from which applicants, under a heading alone."""

from __future__ import annotations

import re

from pipelines.facts.applications import FOR_ELSE
from pipelines.facts.fitting import first_rule, fitting_rule
from pipelines.facts.grammar import Rule, words_of
from pipelines.facts.memory import Sentence
from pipelines.facts.statements import CHANNEL
from pipelines.numerals import Count

_RANK = re.compile("为主(?!要)|居|最[多大高]|首|占|次之|其次|较多")
_LIKE_LAST_YEAR = re.compile("一样|持平|相同|相当|一致|[不较偏]多|[不较偏]少|[量数]不大$")
_ONLY_A_NUMBER = re.compile("(?:件数|数量)?(?:合计|有|达到?|为|是|约|共|)")
_SHARE = re.compile(r"占(?:比|[^,;。\d]{0,10})?(?:约|为|达|超过?)?[\d.]+%$")


def says_how_many_before(sentence: Sentence) -> bool:
    """Whether the clause before ranks or compares what is counted: 以网络为主, 现场申请的居次, 申请与去年一样."""
    begin, stop = sentence.before
    text = sentence.text
    return begin < stop and (_RANK.search(text, begin, stop) or _LIKE_LAST_YEAR.search(text, begin, stop)) is not None


def rule_before(sentence: Sentence, core: str, count: Count) -> Rule | None:
    """The rule for a number of what the clause before ranks or compares: 申请以网络为主,共163件."""
    begin, stop = sentence.before
    received = sentence.paragraph.narrative.received
    if not _ONLY_A_NUMBER.fullmatch(core):
        return None
    rule = fitting_rule(sentence, _SHARE.sub("", sentence.text[begin:stop]), count)  # 网络渠道占72.6%,件数为5983件
    if rule is None or not rule.sets.startswith("requests.received"):
        return None
    if _RANK.search(sentence.text, begin, stop):  # one of the channels
        fewer = received is not None and (count.value or 0) < received.value
        return rule if fewer and rule.sets.startswith(CHANNEL) else None
    return rule


_CHANNELS = frozenset(("internet", "letter", "in_person", "fax", "email"))
_SENT = frozenset(("receive", "accept", "submit", "application", "request", "applicant"))
_BESIDE = _SENT | {"plain", "none", "and", "etc", "aspect", "who", "valid", "select"}


_APPLIED = re.compile("申请|提[交出]|递交")


def denied_channels(sentence: Sentence, words: str) -> list[Rule]:
    """The rules of all channels by which, a clause says, none of the requests came: 未收到网上、传真申请."""
    received, after = sentence.paragraph.narrative.received, sentence.paragraph.after or ""
    of_requests = after.startswith("requests") or sentence.paragraph.topic == "requests"
    if not received or not received.value or not of_requests:
        return []
    rules: list[Rule] = []
    sent, at = after.startswith(CHANNEL) or _APPLIED.search(words) is not None, 0
    for kinds, end in words_of(words):
        if not _CHANNELS.isdisjoint(kinds):
            rule = first_rule(sentence, words[at:end], Count(0, "件", "exact", 0, 0))
            if rule is None or not rule.sets.startswith(CHANNEL):
                return []
            rules.append(rule)
        elif _BESIDE.isdisjoint(kinds):
            return []
        sent, at = sent or not _SENT.isdisjoint(kinds), end
    return rules if sent or len(rules) > 1 else []


_EACH_OF = re.compile(r"(?P<names>[^,;]+?)各(?:占|有|为|是)?")
_JOINT = re.compile("[、和与及]")
_CAME = re.compile(  # 收到申请人以电子邮件、信函方式提交的申请各2件
    "^(?:新|共)*(?:收到|受理|接收|接到)(?:申请人|群众|公民|市民)?(?:以|通过)?|(?<=.)(?:提[交出]|递交|寄来|寄送)的(?:政府信息公开|信息公开)?申请$"
)


def channels_of_each(sentence: Sentence, core: str, count: Count) -> list[Rule]:
    """The rules of channels that have the same number: 网上申请和当面申请各4件."""
    each = _EACH_OF.fullmatch(core)
    names = [_CAME.sub("", name) for name in _JOINT.split(each["names"])] if each else []
    rules = [rule for name in names if (rule := fitting_rule(sentence, name, count)) and rule.sets.startswith(CHANNEL)]
    return rules if len(rules) == len(names) > 1 else []


_BY_THESE = re.compile(
    r"^(?:申请|提交)?(?:方式|形式|渠道|途径)(?:主要)?(?:为|是|有|包括)"
    r"|(?:等?[两三四](?:种|类|个))?(?:的?(?:方式|形式|渠道|途径|平台))?(?:提[出交]|递交|申请|受理|收到)?$"
)


def channels_listed_before(sentence: Sentence, counts: list[Count]) -> list[str]:
    """The channels in the clause before, whose numbers follow: 全部通过网络和信函提出,分别为58件和38件."""
    received = sentence.paragraph.received
    names = _JOINT.split(_BY_THESE.sub("", sentence.text[slice(*sentence.before)]))
    total = sum(count.value or 0 for count in counts)
    if received is None or len(names) != len(counts) or not 0 < total <= received.value:
        return []
    rules = [fitting_rule(sentence, name, count) for name, count in zip(names, counts, strict=True)]
    return names if all(rule and rule.sets.startswith(CHANNEL) for rule in rules) else []


_APPLICANT = re.compile("自然人|公民|个人|法人|企业|组织|(?<![本我])单位|公司|团体")
_ANOTHER_APPLICANT = re.compile(
    rf"[,;、和及]+(?!其中)[^,;、()\d]{{0,6}}?(?P<who>{_APPLICANT.pattern})[^,;、()\d]{{0,14}}\d+[件宗条份起个]"
)


_WRITTEN = re.compile("(?:书面|纸质|线下|口头)[^,;、\\d或和及]{0,6}\\d")
_ANOTHER_WAY = re.compile(
    r"[、,和及]+(?!其中)[^,;、()\d]{0,6}(?:网|线上|在线|电子)[^,;、()\d]{0,10}\d+[件宗份](?![、,和及][^,;、()\d]{0,10}(?:信|邮|当面|现场))"
)


def is_of_some_applicants(sentence: Sentence, rule: Rule, start: int, end: int) -> bool:
    """收到自然人申请5件,法人申请1件; 收到书面申请8件、网络申请4件: whether the first are of one kind alone."""
    if rule.sets != "requests.received":
        return False
    if _WRITTEN.search(sentence.text, start, end) and _ANOTHER_WAY.match(sentence.text, end):
        return True
    kinds = set(_APPLICANT.findall(sentence.text, start, end))
    another = _ANOTHER_APPLICANT.match(sentence.text, end)
    return another is not None and len(kinds) == 1 and another["who"] not in kinds


_BARE_ARRIVAL = re.compile(r"(?:申请(?:公开)?的?(?:件|事项)?(?:总?量|总?数量?)?|共|合计|共计|总计|有|为|收件|来件)*")
_OF_ARRIVALS = re.compile(  # (二)依申请公开; 三、收到和处理政府信息公开申请情况
    r"(?:[一二三四五六七八九十]{1,3}、|\(.{1,3}\)|\d{1,2}[.、]|[一二三四五六七八九十]是)?(?:收到|接收|受理|办理|处理|答复|[和及与、])*"
    r"(?:政府信息|信息)?(?:依申请公开|公开申请|申请公开)(?:政府信息|信息|的|申请|事项)*(?:收到|接收|受理|办理|处理|答复|[和及与、])*(?:工作)?(?:情况|方面|概况|统计|数量)?[。:]?"
)


def opens_with_arrivals(sentence: Sentence, core: str, count: Count, start: int) -> bool:
    """(二)依申请公开。全年6件,同比持平: whether the first number under such a heading says no more of what it is."""
    paragraph, text = sentence.paragraph, sentence.text
    under = paragraph.heading or paragraph.under
    if paragraph.after is not None or count.unit not in ("件", "宗", "份") or not _BARE_ARRIVAL.fullmatch(core):
        return False
    if sentence.about in (None, "requests") and _ANNOUNCED.fullmatch(text, sentence.begin, start):
        return True
    if paragraph.topic != "requests" or sentence.begin not in (0, len(paragraph.heading) + 1):
        return False
    return _OF_ARRIVALS.fullmatch(under) is not None and _OF_TIME.fullmatch(text, sentence.begin, start) is not None


_TIME_ALONE = re.compile(
    r"(?:THIS年度?|[本全当]年度?|今年|年度?内|报告期内|[我本][局厅委办院镇乡]|本(?:单位|机关|街道)|[共总合一]计?|,)*"
)
_OF_TIME = re.compile(rf"(?:申请(?:受理)?(?:情况|数量|方面)[:,])?{_TIME_ALONE.pattern}")
_ANNOUNCED = re.compile(
    r"(?:[一二三四五六七八九十]是|\(.{1,2}\)|\d[.、])?(?:在|关于)?(?:政府信息)?依申请公开(?:政府信息)?"
    rf"(?:工作|办理|受理)?(?:方面|情况|工作)?[:,]{_TIME_ALONE.pattern}"
)


_WAY = (
    r"(?:(?:政府|门户)?网[络上站页]|互联网|线上|在线|平台|信[函件]|书信|来信|邮[寄政]|快递|当面|现场|窗口|来人|来访|上门|传真|电子邮[件箱]|电邮|其[他它])"
    r"(?:申请|方式|渠道|途径|平台|提交|受理)?"
)
_BARE_PARTS = re.compile(  # 收到申请33件(网络23、信函8、当面2)
    rf"(?:[收接]到|受理|接收|新收|新增)(?P<what>[^,;。\d]{{0,16}}?)(?:依?申请(?:公开)?(?:件|事项)?)(?P<whole>\d+)[件宗份条起项]"
    rf"[,:;(]+(?:其中|分别)?(?:为|是|有)?[,:]?(?P<parts>{_WAY}\d+[件宗份]?(?:[、,和及]{_WAY}\d+[件宗份]?)+)(?![\d.%])"
)
_PART = re.compile(r"(?P<number>\d+)(?P<unit>[件宗份]?)")


def with_bare_parts(text: str, counts: list[Count]) -> list[Count]:
    """The counts of a paragraph, with the parts of the requests by channel that are printed without unit."""
    for listed in _BARE_PARTS.finditer(text) if "申请" in text else ():
        parts = list(_PART.finditer(text, *listed.span("parts")))
        whole = sum(int(part["number"]) for part in parts) == int(listed["whole"])
        if not whole or FOR_ELSE.search(listed["what"]):
            continue
        bare = [part for part in parts if not part["unit"]]
        counts = counts + [Count(int(part["number"]), "件", "exact", *part.span("number")) for part in bare]
        counts.sort(key=lambda count: count.start)
    return counts
