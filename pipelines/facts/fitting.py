"""Which rule of `facts.toml` a clause fits where it stands: its words, its number, what was said before."""

from __future__ import annotations

import re
from functools import lru_cache

from pipelines.facts.grammar import CHANNELS, Rule, fitting_rules
from pipelines.facts.memory import OTHERS, Sentence
from pipelines.facts.statements import CHANNEL, TOTAL
from pipelines.numerals import Count

LONGEST_CORE = 70  # a clause that says more before its number is not one of ours
_WHOLES = ("disclosure.published", "website.published")  # what readings are among
_ACCOUNTS = {"wechat": "微信", "weibo": "微博"}
_OF_CHANNELS = frozenset(CHANNELS.values())
_PUBLISHED = frozenset(("information", "disclosure", *CHANNELS.values()))
# The totals that a bare clause ("办结12件") may continue under a heading about the same thing.
_CONTINUES = {
    "requests": ("requests",),
    "disputes": ("reconsideration", "litigation", "fees"),
    "fees": ("fees", "requests"),
    "disclosure": ("disclosure", "website", "wechat", "weibo"),
    "proposals": ("proposals",),
    "interpretations": ("interpretations",),
    "press": ("press_conferences",),
    "other": ("fees",),
}


def fitting_rule(sentence: Sentence, core: str, count: Count | None) -> Rule | None:
    """The rule for a clause, `core` being all that it says but its number, if need be in words of the lexicon."""
    rule = first_rule(sentence, core, count)
    if (rule is None or rule.guess) and len(core) <= LONGEST_CORE and _worth_rewording(core, count):
        reworded = sentence.speaker.reworded(core)
        if reworded != core:
            rule = first_rule(sentence, reworded, count) or rule
            if rule and count and rule.bare and _lists_some(sentence, core, count):
                return None
    subject = sentence.channel.subject
    if rule is None and count and subject in _ACCOUNTS and len(core) <= LONGEST_CORE:
        # 公众号粉丝3万人,推送健康科普210条
        named = _ACCOUNTS[subject] + core
        reworded = sentence.speaker.reworded(named)
        rule = first_rule(sentence, reworded, count) if reworded != named else None
    return rule


_OF_THE_YEAR = re.compile("全年|年内|本年|年度|(?:THIS|今|当)年|[共总]|累计|合计|各类")
_WHERE_ALL_ARE = re.compile(r"次?,(?:全部|[均都皆])[^,;。\d]*网")  # 63条次,全部登在县政府网站上
_SOME = re.compile("公开[^,;、]{2,}、[^,;]{2,}")


def _lists_some(sentence: Sentence, core: str, count: Count) -> bool:
    """公开政府债务、财政专项资金等信息13条: some kinds, where nothing says that they are all of the year."""
    said = sentence.text[sentence.begin : count.end]
    all_told = _OF_THE_YEAR.search(said) or _WHERE_ALL_ARE.match(sentence.text, count.end)
    return _SOME.search(core) is not None and not all_told


def first_rule(sentence: Sentence, core: str, count: Count | None) -> Rule | None:
    """The first rule for a clause in its own words."""
    paragraph = sentence.paragraph
    contexts = _contexts(sentence.about or paragraph.topic, paragraph.after, sentence.channel.subject)
    if sentence.told_about:
        # 主要负责人解读政策2次;被提起行政复议1件: whatever was counted before
        after = None if sentence.told_about in ("disputes", "fees") else paragraph.after
        contexts |= _contexts(sentence.told_about, after, sentence.channel.subject)
    if _is_the_first(sentence, count):
        contexts |= {"begins disclosure"}
    if _is_among_publications(sentence):
        contexts |= {"among publications"}
    for rule in fitting_rules(core, count is None) if len(core) <= LONGEST_CORE else ():
        if (
            (not rule.needs or not rule.needs.isdisjoint(contexts))
            and (count is None or fits_count(rule, count))
            and not (rule.alone and sentence.part.enumerated and not _is_of_its_own(sentence, rule, count))
            and not (rule.summed and rule.alone and count and not _is_told_as_all(sentence, count))
            and not (rule.behind and count and not rule.behind.match(sentence.text, count.end))
            and not (rule.adds and count and not _adds_up(sentence, rule, count))
            and not (rule.theme and rule.about == "requests" and sentence.part.inside)  # 其中网上申请系统收到25件
            and (rule.until is None or paragraph.narrative.speaks_until(rule.until))
        ):
            return rule
    return None


_OF_ALL = re.compile(
    r"(?:\([一二三四五六七八九十\d]+\)|[一二三四五六七八九十\d]+[.、是])?(?:政府|政务)?(?:信息)?主动公开(?:政府|政务)?(?:信息|工作)?(?:的?情况)?"
)

_OPENS_WITH_ALL = re.compile(
    rf"(?:{_OF_ALL.pattern}|(?:[一二三四五六七八九十]是)?在?主动公开(?:政府信息)?(?:工作)?方面)[,:]"
)
_ON_A_CHANNEL = re.compile("[网微号栏屏报]|平台")


def _is_the_first(sentence: Sentence, count: Count | None) -> bool:
    """主动公开。全年420条: whether nothing is counted between a title about all that was published and this."""
    paragraph, text = sentence.paragraph, sentence.text
    first = sentence.counts[0] if sentence.counts else None  # a 零 is a count of its clause alone
    if count is None or first is not count:
        return False
    opened = _OPENS_WITH_ALL.match(text, sentence.begin)
    if opened:  # 主动公开方面,全年共420条
        return _ON_A_CHANNEL.search(text, opened.end(), count.start) is None
    if paragraph.topic != "disclosure":
        return False
    titled = paragraph.heading or ("" if sentence.begin else paragraph.above)
    before = sentence.begin == (len(paragraph.heading) + 1 if paragraph.heading else 0)
    if not before or paragraph.statements:
        return False
    said = text[sentence.begin : count.start]
    return _OF_ALL.fullmatch(titled) is not None and not _ON_A_CHANNEL.search(said)


# 全年公布预决算、涉农补贴、社会救助信息132条
_ALL_KINDS = re.compile(
    "(?:全年|年内|本年度?|THIS年度?).*(?:发布|公布)[^,;、]{2,14}、[^,;、]{2,14}[、和及与][^,;]{2,30}(?:信息|内容)"
)

_ON_A_THEME = re.compile("(?:围绕|针对|聚焦|结合|关于)[^,;。]*,|向(?!社会|公众|群众)")


def _is_told_as_all(sentence: Sentence, count: Count) -> bool:
    """共发布信息205条, not 全年发布信息205条."""
    if _ON_A_THEME.search(sentence.text, sentence.begin, count.start):
        return False
    clause = max(sentence.text.rfind(mark, sentence.begin, count.start) for mark in ",;:")
    told = TOTAL.search(sentence.text, max(clause, sentence.begin), count.end)
    return told is not None or _ALL_KINDS.search(sentence.text, sentence.begin, count.end) is not None


def fits_count(rule: Rule, count: Count) -> bool:
    """Whether the rule counts in this unit (条, 条次) and with this value."""
    unit = count.unit[0] if count.unit[1:] == "次" else count.unit
    if count.unit == "人次" and rule.sets.startswith("requests.received"):  # 受理申请5人次, as in the first years
        unit = rule.units[0]
    return (not rule.units or unit in rule.units) and bool(rule.units or unit) and rule.only in (None, count.value)


_PAPERS = re.compile(
    r"(?:THIS年度?|[全本]年度?|年内|共|,)*(?:发布|编发|推出|撰写)[^,;。:\d网微号栏转刊公]{2,14}\d+[期份],"
)


_EVENTS = ("次", "场", "期", "人", "人次", "名", "余次")  # none of which is published


def _is_of_its_own(sentence: Sentence, rule: Rule, count: Count | None) -> bool:
    """网站公开信息1200条,新闻发布会15场: held, whatever was done with those before; 发布价格周报52期,政策解读6篇.

    公开信息1200条,信息公开申请3件: received.
    """
    if rule.sets == "interpretations.published" and count and count.unit == "篇":
        before = sentence.text.rfind(",", sentence.begin, count.start) + 1
        return _PAPERS.fullmatch(sentence.text, sentence.begin, before) is not None
    if rule.sets == "requests.received" and count:
        if not sentence.part.published and _MAY_GOVERN.search(sentence.text, sentence.begin, count.start):
            return False
        clause = max(sentence.text.rfind(mark, sentence.begin, count.start) for mark in ",;:") + 1
        named = _BY_ITS_NAME.search(sentence.text, clause, count.start) or _NAMED_AFTER.match(sentence.text, count.end)
        bare = named is None and sentence.told_about == "requests"
        return (
            not count.value or (count.unit in "件宗起" and bare) or (named is not None and count.unit in "件宗起份项")
        )
    if rule.sets == "disclosure.published" and count:  # 开展培训2次,公开信息123条
        return all(one.unit in _EVENTS for one in sentence.counts if one.start < count.start)
    return sentence.part.published and rule.sets == "press_conferences.held"


# 答复信访2件,信息公开申请3件: not what came
_MAY_GOVERN = re.compile("[答回]复|办[理结复]|处理|审[核查]|转|解决|登记|接|受理|收到|咨询|信访|热线")
_BY_ITS_NAME = re.compile(
    r"(?:公开[^,;。、\d]{0,6}申请(?:公开)?(?:[件书表]|事项)?|申请公开(?:件|事项)|申请公开(?=[总件]?[数量]))"
    r"(?:[总件]?[数量]|数量)?(?:合计|共计|总计|一共|[为是共有仅])*$"
)
_NAMED_AFTER = re.compile(r"的?(?:政府|政务)?信息(?:依申请)?公开申请(?=[,;。(]|$)|依申请公开(?:申请|件|事项)")


def is_publication(about: str) -> bool:
    """Whether what is counted is something published, on whatever channel."""
    return about in _PUBLISHED


def _is_among_publications(sentence: Sentence) -> bool:
    """公开信息743条,其中政策解读21条; 网站公开信息743条,政策解读21条; not 其中网站500条,政策解读21条."""
    after, of = sentence.paragraph.after, sentence.part.of
    if sentence.part.inside and of in _WHOLES:
        return after == of or (after or "").partition(".")[0] not in _OF_CHANNELS
    return not sentence.part.inside and after in _WHOLES


def _adds_up(sentence: Sentence, rule: Rule, count: Count) -> bool:
    """Whether so many requests came through the channels told in this sentence, or from all the applicants.

    Of cases, the kinds just before are summed: 直接起诉13件,复议后起诉10件,共计23件.
    """
    before = [other.value or 0 for other in sentence.counts if other.start < count.start]
    if rule.about != "requests" or rule.sets == "requests.processed":
        return any(sum(before[first:]) == count.value for first in range(len(before) - 1))
    channels = sum(s.value for s in sentence.stated() if s.indicator.startswith(CHANNEL))
    return count.value in (channels, sum(before) if len(before) > 1 else None)


_OURS = re.compile(
    r"申请|复议|诉|费|免|信息|网|微|号|解读|发布|规范性|建议|提案|答复|办|结|转|资讯|公开|推送|有效|废|失效|函|件|邮|传真|当面|上门|窗口|平台|系统"
    r"|现场|遗留|剩余|提[交出]|递交|被告|[未没无][^,]*传票"
)
_NEVER_OURS = re.compile(r"信访|热线|12345|信箱|投诉|(?<!诉讼[、和及与])举报|行政事业|维持|驳回|网友|访谈|工单|咨询")

_FIELDS = re.compile("(?<=[开布])[一-龥]+、[一-龥、]+等(?=[^、]{0,6}信息)")  # 公开环评审批、信访处理等信息


def _worth_rewording(core: str, count: Count | None) -> bool:
    """Whether a clause that is not understood may be one of ours in other words."""
    if count and count.unit and count.unit in "场次期" and "发布会" not in core and "解读" not in core:
        return False
    return _OURS.search(core) is not None and not _NEVER_OURS.search(_FIELDS.sub("", core))


@lru_cache(maxsize=512)
def _contexts(topic: str | None, after: str | None, subject: str) -> frozenset[str]:
    """The `needs` of facts.toml that hold: under a heading, after a total, on a channel.

    >>> sorted(_contexts("requests", "requests.received", "website"))
    ['after requests', 'after requests.received', 'in requests', 'on website']
    """
    contexts = {f"on {subject}"}
    if topic == "requests" and (not after or after == OTHERS):
        contexts.add("channels of requests")
    if topic in (None, "overall") and not after:
        contexts.add("in general")
    if topic in _CONTINUES and (after is None or after.startswith(_CONTINUES[topic])):
        contexts.add(f"in {topic}")
    parts = after.split(".") if after else []
    contexts.update(f"after {'.'.join(parts[:count])}" for count in range(1, len(parts) + 1))
    return frozenset(contexts)
