"""Whether a clause states a total, or a part of one: after 其中, in brackets, in an enumeration, under a title."""

from __future__ import annotations

import re

from pipelines.facts.fitting import is_publication
from pipelines.facts.grammar import JOINTS, PART, Rule, owner_of
from pipelines.facts.memory import Sentence
from pipelines.facts.statements import CHANNEL, TOTAL


def read_mark_before(sentence: Sentence, start: int, end: int) -> int:
    """What the mark before a clause ends or opens; where its words begin: 复议58件(其中信息公开7件)、诉讼41件."""
    text, part, whose = sentence.text, sentence.part, sentence.whose
    item_ended = text[start - 1] == ";"
    if item_ended:
        part.inside = part.enumerated = False
    closed = ")" in text[max(sentence.begin, start - 2) : start]
    if whose.listed and (closed or item_ended):
        whose.foreign = whose.listed = False
    if start and text[start - 1] == "(":
        part.outside, whose.outside = part.inside, (whose.area, whose.above)
    elif closed:
        part.inside = part.outside
        if not whose.area:  # 全市收到60件(其中我局5件),办结58件
            whose.area, whose.above = whose.outside
        start += text.startswith("、", start, end - 1)
    return start


def read_part(sentence: Sentence) -> None:
    """其中: what follows is a part of what was counted last."""
    sentence.part.inside, sentence.part.of = True, sentence.paragraph.after or ""


def is_a_part(sentence: Sentence, rule: Rule, start: int, end: int) -> bool:
    """Whether a clause counts less than the whole that its rule states."""
    inside = sentence.part.inside
    if inside and not rule.part and rule.indicator and not _is_another_thing(sentence, rule, start):
        return True
    if inside and rule.sets.startswith(CHANNEL) and _is_of_those_carried_over(sentence, start):
        return True
    if rule.sets.startswith(CHANNEL) and _is_of_other_number(sentence, start):
        return True
    if rule.sets.startswith(_OF_ALL_THAT_CAME) and _is_of_some_body(sentence, start, end):
        return True
    if rule.sets in _PUBLISHED and _is_one_kind(sentence, start, end):
        return True
    if inside and rule.sets == "requests.received" and not _received_before(sentence, rule):
        return True
    if rule.summed and not rule.alone and not TOTAL.search(sentence.text, start, end):
        return True
    return rule.sets == "disclosure.published" and _is_under_a_title(sentence)


_ALL_OF_THE_YEAR = re.compile(  # 开设专栏31个,其中新增6个,全年全县主动公开政府信息17602条
    r",?(?:全年|年内|THIS年度?|本年度?)(?:[,共累计]|[全我本].)*主动公开(?:各类)?政府信息"
)
_COUNTED = re.compile(r"\d[篇条件份个]")
_OF_THEIR_OWN = ("proposals", "normative_documents", "press_conferences", "interpretations")
_DONE = re.compile(
    r"[^,;。\d]{0,12}(?:(?:召开|举[办行])[^,;。\d]*会|(?:制[定发]|印发|出台)[^,;。\d]*规范性|(?:办[理结复]|承办)[^,;。\d]*(?:建议|提案)|(?:发布|制作|推出|公开|编写)[^,;。\d]*解读)"
)
_ISSUED = re.compile(r"[^,;。\d]{0,12}(?:制[定发]|印发|出台|新发|颁布|审核发布|名义发布)[^,;。\d公布]{0,12}\d")
_DOCUMENTS_OF = re.compile(r"(?:部门|单位|机关|[局厅委])(?:行政|发)?规范性文件")
_CARRIED = ("requests.carried_over", "requests.carried_forward")
_BODIES = re.compile(r"部门|单位|[乡镇]|街道|[局厅委]|办公[室厅]|系统(?<![开请络上线]系统)")


def _is_another_thing(sentence: Sentence, rule: Rule, start: int) -> bool:
    """公开信息3936条,其中政策类18条,召开新闻发布会2场: no part of what was published; nor is what is denied."""
    whole = sentence.part.of.partition(".")[0]
    if rule.zero:  # 行政复议3件,其中维持2件、撤回1件,未发生行政诉讼
        text, begin = sentence.text, sentence.begin
        listed = text[max(text.rfind("其中", begin, start), begin) : start]
        another = whole not in ("", "else", rule.about) or rule.sets in _CARRIED  # 其中信函2件,无结转件
        return another and not _BODIES.search(_DOCUMENTS_OF.sub("", listed))
    if rule.sets == "disclosure.published" and not is_publication(whole) and whole != "else":
        return _ALL_OF_THE_YEAR.match(sentence.text, start) is not None
    if whole == "interpretations":  # 解读64篇,其中自行解读22篇,举行新闻发布会2场
        listed = sentence.text[sentence.text.rfind("其中", sentence.begin, start) : start]
        return rule.about == "press_conferences" and _COUNTED.search(listed) is not None
    if whole in _OF_THEIR_OWN and rule.about in _OF_THEIR_OWN and whole != rule.about:
        # 办理建议提案13件,其中建议7件,召开新闻发布会4场
        listed = sentence.text[sentence.text.rfind("其中", sentence.begin, start) : start]
        return _COUNTED.search(listed) is not None and _DONE.match(sentence.text, start) is not None
    if is_publication(whole) and rule.about == "normative_documents":  # not 其中公开规范性文件12件
        return _ISSUED.match(sentence.text, start) is not None
    return is_publication(whole) and rule.about in ("press_conferences", "proposals", "fees")


def _is_of_those_carried_over(sentence: Sentence, start: int) -> bool:
    """上年结转3件,其中信函2件: not 收到26件(含上年结转3件),其中信函6件."""
    last = sentence.stated()[-1:] if sentence.part.of == "requests.carried_over" else []
    return any(s.indicator == sentence.part.of and ")" not in sentence.text[s.end : start] for s in last)


_SOME_BODY = re.compile(r"(?:本级|机关|部门|单位|政府|办公[室厅]|[局厅委镇乡]|街道|窗口)[^,;。()]*$")


def _is_of_other_number(sentence: Sentence, start: int) -> bool:
    """收到75件,其中市本级21件(网络13件、信函8件): whether the open bracket is of some body's number."""
    opened = sentence.text.rfind("(", sentence.begin, start)
    before = [one for one in sentence.counts if one.end <= opened]
    if not before or sentence.text.find(")", opened, start) >= 0:
        return False
    whole = {s.value for s in sentence.paragraph.statements if s.indicator == "requests.received"}
    somebodys = _SOME_BODY.search(sentence.text, sentence.begin, before[-1].start) is not None
    return bool(whole) and before[-1].value not in whole and somebodys


_OF_ALL_THAT_CAME = ("requests.processed", CHANNEL)
_BODYS_OWN = re.compile(  # 其中向区政府提出的71件, 县本级71件
    r"(?:向[^,;。()\d]{2,14}(?:提[出交]|申请|递交)|[^,;。()\d]{0,8}(?:本级|机关|部门|单位|政府|办公[室厅]|(?<!邮)局|厅|委(?!托)|[镇乡]|街道))"
    r"[^,;。()\d网栏号]{0,8}?(?P<number>\d+)[件宗条份个]"
)

_BY_A_CHANNEL = re.compile(  # 直接到局机关提出的6件, 电子税务局提交5件
    "当面|现场|窗口|大厅|平台|申请系统|[邮寄]|登门|(?<![收接])到|来[局厅委我本办]|直接|快递|派人|电子|网上|线上|在线"
)


def _is_of_some_body(sentence: Sentence, start: int, end: int) -> bool:
    """全县收到216件;其中向县政府提出的71件,答复68件: whether these may be some of one body's number."""
    text = sentence.text
    said = [s for s in sentence.paragraph.statements if s.indicator == "requests.received" and not s.part]
    if not said or TOTAL.search(text, start, end):
        return False
    whole = max(said, key=lambda s: s.value)
    begin = max(sentence.begin, text.rfind(";", sentence.begin, start - 1) + 1, whole.end)
    value = next((one.value or 0 for one in sentence.counts if start <= one.start < end), 0)
    others = [
        float(other["number"])
        for other in _BODYS_OWN.finditer(text, begin, start)
        if text[other.start() - 1] in ",;(中。"
        and ")" not in text[other.end() : start]
        and not _BY_A_CHANNEL.search(other[0])
    ]
    return any(value <= other < whole.value for other in others)


_PUBLISHED = ("disclosure.published", "website.published", "wechat.published", "weibo.published")
_PUBLISHES = r"(?:公开|发布|公布|推送|更新|刊[登发]|编发|上传|新增)(?:了|的)?"
_SOME_INFORMATION = (
    r"(?:各类|各种|相关|有关|其中|政府|政务|主动公开|的)*(?:信息|文章|消息|内容|资讯|图文|推文)?"
    r"(?:共|总?[数量]|约|为|达|有)*"
)
_KIND_NAMED = re.compile(rf"{_PUBLISHES}(?!{_SOME_INFORMATION}\d)[^,;。、\d微网号台公发推更]{{2,12}}\d+[条篇则个]$")
_ANOTHER_OF_THESE = re.compile(
    r"[、,和及](?!其中|其他|解读|政策解读|[较比增减]|同比|环比|上升|下降|历年|截[至止]|[^,;。\d]{0,6}累计)“?[^,;。\d、微网号台均都共总发召]{2,12}\d+[条篇则](?!解读)"
)
_ANOTHER_KIND = re.compile(
    r"(?:、|和|以及|及)“?[^,;。\d、微网号台栏屏均都共总发召刊布推更编]{0,10}(?:信息|动态|公告|公示|通知|要闻|新闻|资讯|文件|目录|简报)”?\d+[条篇则]"
)
_ANOTHER_INFORMATION = re.compile(r",[^,;。\d]*(?:信息|资讯|动态|消息|内容|文章)\d")
_ITEM_OF_LIST = re.compile(
    r"[、,]?“?(?!.*(?:公开|发布|推送|更新|公布|刊|编|新增)了?[^,]*\d)[^,;。\d、微网号台年]{2,12}\d+[条篇则]"
)
_ITEM_BEFORE = re.compile(r"\d[条篇则][、,]“?$")


def _is_one_kind(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a number is one of a list of kinds.

    发布政务动态2954条、目录信息4648条; 发布“动态要闻”3320条、“公示公告”1177条
    """
    text = sentence.text
    if TOTAL.search(text, start, end):
        return False
    if _KIND_NAMED.search(text, start, end) and _ANOTHER_OF_THESE.match(text, end):
        own_field = text[end] == "," and not _ANOTHER_INFORMATION.match(text, end)
        own_field = own_field and not _KIND_NAMED.search(sentence.speaker.reworded(text[start:end]))
        return not own_field  # 公开审计信息318条,公告审计结果7篇 of an 审计局
    if _ANOTHER_KIND.match(text, end):
        return True
    item = _ITEM_OF_LIST.fullmatch(text, start, end) if _ITEM_BEFORE.search(text, sentence.begin, start) else None
    return item is not None and not any(name in item[0] for name in sentence.paragraph.narrative.accounts)


def _received_before(sentence: Sentence, rule: Rule) -> bool:
    """Whether something was received that has parts; 处理22件,其中上年结转2件、新收20件 tells of them as well."""
    whole = ("requests.received", "requests.processed") if rule.part else ("requests.received",)
    here = sentence.stated()
    if rule.part and sentence.paragraph.received_here and sentence.text.startswith("其中", sentence.begin):
        here = [*here, sentence.paragraph.received_here]  # 共收到申请63件。其中新收61件
    return any(stated.indicator in whole for stated in here)


def _is_under_a_title(sentence: Sentence) -> bool:
    """Whether what is counted belongs to the title before it: "3.政府公报。公开政府信息96条"."""
    return sentence.paragraph.owner != "" or owner_of(sentence.text[slice(*sentence.title)]) == PART


_MADE_PUBLIC = re.compile("公开|发布|公布|公示")
_HANDLED = re.compile(
    r"(?!.*公开)(?:.*(?:办[理结复]|承[办接]|收到|受理|答复|完成).*(?:建议|提案|议案)|(?:(?!建议|提案)[^、,]){0,12}(?:办[理结复]|承[办接]|收到|受理|答复)完?成?共?\d)"
)


def are_replies_published(sentence: Sentence, rule: Rule, start: int, end: int) -> bool:
    """公开轮换公告6条、人大建议政协提案答复3条: replies that were published, not proposals handled."""
    text = sentence.text
    return (
        rule.sets.startswith("proposals")
        and _MADE_PUBLIC.search(text, sentence.begin, start) is not None
        and (text[end - 1] in "条篇" or (sentence.part.enumerated and text[start - 1] == "、"))
        and not _HANDLED.match(text[start:end])
    )


_ONE_TOPIC = re.compile(
    r"财政|预算|决算|环境|环保|教育|招生|医疗|卫生|救助|养老|就业|住房|食品|药品|安全|执法|许可|处罚|征[地收]|拆迁|采购|招投标|公共资源|项目|扶贫|脱贫"
    r"|乡村振兴|防[火汛灭]|气象|农业|补贴|低保|价格|收费|审计|国企|国有|权责|权力|人事|招聘|招考|疫情|救灾|土地|规划"
)
_IS_PUBLISHED = re.compile(r"[^、和及等]*(?:公开|公示|发布|领域|制度|工作)[^、和及等]*")
_VERB_ALONE = re.compile(r"(?:主动|对外|累计)*(?:公开|公布|发布|推送|更新)")
_PUBLISHES_ONE = re.compile(
    rf"(?:公开|公布|发布|推送|更新)[^、和及等]{{0,6}}(?:{_ONE_TOPIC.pattern})[^、和及等]{{0,6}}信息"
)


# 公布财政预决算等信息52条; 公开财政预决算、政府采购、重大项目信息412条
_MADE_KNOWN = re.compile(
    "(?:及时|依法|主动|共|累计)*(?:公布(?!(?:各类|各种|各项)?(?:政府|政务)信息)|(?:公开|发布)(?!.*[等网微])[^、]*、[^、]*[、和及与])"
)


_EMPHASIS = re.compile(
    r"^(?:以.*为|.*是)[^,]{0,12}(?:重点|主线|抓手|核心|关键|重中之重|契机|牵引)$"
)  # no more than that


def is_of_one_topic(sentence: Sentence, rule: Rule, core: str) -> bool:
    """Whether a number is of what the clause before says: 推进财政信息公开,主动公开信息52条; 公开有关信息52条."""
    before = _EMPHASIS.sub("", sentence.text[slice(*sentence.before)])
    if rule.sets == "disclosure.published" and sentence.speaker.owns_sites and _MADE_KNOWN.match(core):
        return True
    if not before or "政府信息" in core or "政务信息" in core:
        return False
    if _VERB_ALONE.fullmatch(core) and _PUBLISHES_ONE.search(before):
        return _PUBLISHES_ONE.search(sentence.speaker.reworded(before)) is not None  # 气象信息 of a 气象局 is all
    if rule.sets != "disclosure.published":
        return False
    one_topic = _ONE_TOPIC.search(before) and _IS_PUBLISHED.fullmatch(before)
    return one_topic is not None or ("关信息" in core and "机关信息" not in core)


_BOTH_ABOUT_IT = re.compile(  # 收到行政复议2件、行政诉讼3件,案由均为政府信息公开
    r"[^,;。]{2,30}?\d[件宗起例个](?:,其中[^;。]{2,30}|\([^()。]{2,40}\))?(?:[、,;和及][^,;。、]{0,8}诉讼[^,;。、]{0,6}\d[件宗起例个])?[,(](?:案由|事由|起因|原因|上述案件)?(?:均|都|皆|全部|全)(?:为|是|系|因|由|涉及|属于?|与)?"
    r"(?:申请人|当事人)*(?:涉及|针对|因|由|对|不服)?(?:[我本][局厅委办市区县省])?(?:的?政府信息公开|信息公开|依申请公开)(?:类|案件|答复|引[起发]|工作|事项|申请|决定|告知|行为|争议|纠纷|有关|相关|不服|而起|[所而]?提[起出]|所致|产生|导致|的)*(?=[,;)。]|$)"
)


def shares_topic(sentence: Sentence, core: str, at: int) -> bool:
    """其中因政府信息公开引起的行政复议1宗、行政诉讼0宗: about information, the second as the first."""
    if "公开" not in core and ("复议" in core or "诉讼" in core) and _BOTH_ABOUT_IT.match(sentence.text, at, at + 120):
        return True
    last = sentence.paragraph.statements[-1] if sentence.paragraph.statements else None
    other = {"reconsideration.total": "诉讼", "litigation.total": "复议"}.get(last.indicator if last else "")
    if last is None or other is None or other not in core or not last.end < at <= last.end + 2:
        return False
    words = sentence.text[last.start : last.end]
    told = "信息公开" in words and ("复议" in words or "诉讼" in words)
    between = set(sentence.text[last.end : at])
    if between == {","} and last.part:  # 行政复议9件、诉讼8件;其中因信息公开引起的复议3件,诉讼1件
        before = sentence.text[sentence.begin : last.start]
        return told and re.search(rf"{other}[^,;:、]{{0,4}}\d", before) is not None
    return told and between.issubset(JOINTS)
