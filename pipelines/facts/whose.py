"""Whose number a clause states: the agency's own, 全市's, or another body's."""

from __future__ import annotations

import re

from pipelines.facts.fitting import first_rule
from pipelines.facts.grammar import Rule
from pipelines.facts.memory import OTHERS, Front, Sentence
from pipelines.facts.names import levels_of
from pipelines.facts.statements import CHANNEL, ONE_OF_SEVERAL, Statement
from pipelines.numerals import Count

_BEGINS_BY = frozenset("通在利依借运使")
BY = re.compile(r"通过|在|利用|依托|借助|运用|使用")
_ANOTHER_BODY = re.compile(r"(?:各|工作|组成|直属|职能)*(?:部门|单位)|办公[室厅](?!的?文件)|办(?![理结复件法案公文])")
_CHANNEL_OF = re.compile(r"(?:门户|官方|政务|信息公开)*(?:网|微信|微博|公众|平台)")
_ACCOUNT_OF_OFFICE = re.compile(
    r"办(?:公[室厅])?(?=(?:(?:运营|维护|管理|主办|负责|运维)的)?(?:官方|政务)?(?:微信|微博|公众号))"
)  # 县政府办微信公众号


def read_name(sentence: Sentence, front: Front, end: int) -> bool:
    """Pass the agency's own name in front of a statement, if it stands there: 市教育局收到, 通过市教育局门户网站."""
    text, whose, part = sentence.text, sentence.whose, sentence.part
    by = text[front.at] in _BEGINS_BY and BY.match(text, front.at, end)
    begin = by.end() if by else front.at
    after = sentence.speaker.names_this_agency(text, begin, end) if begin < end else begin
    if after == begin:
        return False
    if sentence.speaker.governs and (office := _ACCOUNT_OF_OFFICE.match(text, after, end)):
        after = office.end()
    front.at = after
    of_area = whose.area and part.inside and not whose.above
    return_to_own(sentence, on_channel=_CHANNEL_OF.match(text, after, end) is not None)
    if sentence.speaker.one_of_several and (
        _ANOTHER_BODY.match(text, after, end)  # 县政府办公室收到网络申请19件、信函申请22件
        or (of_area and not _CHANNEL_OF.match(text, after, end))  # 全县办结30件,其中县政府12件
    ):
        whose.foreign = whose.listed = True
        part.inside = part.inside or of_area
    return True


def return_to_own(sentence: Sentence, *, on_channel: bool = False) -> None:
    """全市收到60件,其中我局5件: from here on of the agency alone."""
    whose = sentence.whose
    if whose.area and sentence.part.inside and whose.area_about:
        sentence.part.inside = False
        sentence.about, sentence.paragraph.after = whose.area_about, None
    for stated in sentence.stated() if whose.system else ():  # 全市税务系统复议3件,市局1件
        if stated.system and not (on_channel and stated.rule.sets == "disclosure.published"):  # 其中市局网站公开1条
            stated.spoilt = ONE_OF_SEVERAL
    whose.foreign = whose.area = whose.above = whose.system = False


# 县政府及县直部门, 各乡镇、各部门: perhaps not those named next
_SOME_BODIES = re.compile(r"(?!各级|各行政|各机关)[各辖省市区县州盟旗](?!、).*(?:[、和及与]|各).*")
_DEPARTMENTS = re.compile(r"由?[省市区县州旗镇乡](?:级|(?:人民)?政府(?![及系])).*(?:部门|单位)")  # 县政府各部门
_TWO_LEVELS = re.compile(r"(?P<levels>[省市区县州盟旗、和]{2,5})[两二三四]级")
_OF_A_REGION = re.compile("地区|公署|行署")
_SEVERAL = re.compile(r"各|系统|部门|\d[个家]")


def read_area(sentence: Sentence, front: Front, words: str) -> None:
    """Remember that 全市, 全市各部门, 各乡镇、各部门, 市、县两级 or 全市税务系统 is told of; `front.at` is after it."""
    whose = sentence.whose
    of_here = words[0] in "各辖" or words.startswith(("本地区", "本辖区", "本区域", "本行政区"))
    several = _TWO_LEVELS.match(words)
    region = words.startswith("地区各")  # of its 行署; for a county there, above it
    of_here = of_here or (region and any(map(_OF_A_REGION.search, sentence.speaker.agencies)))
    front.level = "" if of_here else words[0] if several or region else levels_of(words)[:1]
    whose.above = sentence.speaker.governs and front.level != "" and not sentence.speaker.speaks_for(front.level)
    if words[0] in "全我本" and front.level and not whose.above and not sentence.part.inside:
        whose.foreign = whose.listed = False  # 区政府办公室统一登记,全区共收到45件
    whose.levels_with_ours = several is not None and any(map(sentence.speaker.has_level, several["levels"]))
    whose.area = whose.area or bool(front.level) or words[0] in "各本政地" or words in ("辖区", "辖区内")
    front.several = front.several or _SEVERAL.search(words) is not None
    bodies = words[0] in "各辖" and "级" not in words and _SEVERAL.search(words) is not None
    whose.listed_bodies = bodies or _DEPARTMENTS.fullmatch(words) is not None
    whose.some_bodies = _SOME_BODIES.fullmatch(words) is not None
    if words == "全系统":
        whose.system, whose.area = sentence.speaker.of_system, True
        whose.foreign = whose.foreign or sentence.speaker.governs
        return
    after = sentence.speaker.end_of_system(sentence.text, front.at, front.level)
    whose.system = after > 0
    if whose.system:
        front.at, front.level = after, ""


_ITS_CHANNEL = re.compile(r"(?:门户|官方|政务)*(?:网站|官网|微信|微博|公众号)(?![、和及与])")
_OWN_CHANNEL = re.compile(r"[局厅委](?:机关)?(?:官方|政务|门户)?(?:网站|微信|微博|公众号)")


def read_own_channel(sentence: Sentence, front: Front, end: int) -> None:
    """局网站 after what another body did is the agency's; so is 门户网站 in an item after 全省税务系统's."""
    whose = sentence.whose
    item = whose.system and not front.told and sentence.text[front.at - 1] == ";"
    if item and _ITS_CHANNEL.match(sentence.text, front.at, end):
        whose.area = whose.system = False
    if sentence.whose.foreign and _OWN_CHANNEL.match(sentence.text, front.at, end):
        sentence.whose.foreign = False


# Another body, as what did something: 省水利厅召开, 各科室公开.
_BODY = re.compile(
    r"[一-龥]{0,14}?[一-龥](?:局|厅|委|办|委员会|政府|办公[室厅]|部门|单位|科室|处室|系统|镇街|乡镇|街道|学校|公司|法院|协会|中心|社区)"
    r"(?:(?:共|累计|全年|先后|均|已|还|也|年内|当年|THIS年)*)(?:召开|举办|举行|组织|收到|受理|接到|接收|发布|公开|主动|制定|印发|出台|办理|答复|承办|推送|更新|收取|办结)"
)

_INSTEAD_OF = re.compile(r"代(?:理|为)[^,;。\d]{0,10}政府|受[^,;。\d]{2,12}委托")  # 代理区政府行政复议答复5件


def read_another_body(sentence: Sentence, front: Front, count: Count) -> None:
    """省水利厅召开发布会4场: what follows is not of the agency."""
    if _BODY.match(sentence.text, front.at, count.start) or _INSTEAD_OF.search(sentence.text, front.at, count.start):
        sentence.whose.foreign = True


def remember_area(sentence: Sentence, rule: Rule) -> None:
    """全市收到60件: what our own number may follow for, 其中我局5件."""
    if sentence.whose.area and rule.indicator and rule.sets.startswith(("requests", "proposals")):
        sentence.whose.area_about = rule.about
        ours_follows = len(rule.indicator) == 1 and (sentence.speaker.part_is_own or sentence.whose.above)
        sentence.whose.area_rule = rule if ours_follows else None


# What the official tables count, for a whole system: not the websites and press conferences of its offices.
_OF_SYSTEMS = ("disclosure", "requests", "reconsideration", "litigation", "fees", "cases", "normative_documents")


def is_of_others(sentence: Sentence, rule: Rule) -> bool:
    """Whether the whole area, which the agency does not report for, or another body did it."""
    whose, paragraph = sentence.whose, sentence.paragraph
    system = whose.system and rule.sets.startswith(_OF_SYSTEMS)
    area = whose.area and (whose.above or not sentence.speaker.governs) and not system
    if rule.zero and whose.levels_with_ours and not whose.foreign:  # none at both levels
        return False
    if not rule.indicator or not (whose.foreign or area):
        return False
    if not (whose.listed and sentence.part.inside):
        paragraph.after, paragraph.received = OTHERS, None
    return True


_OF_BUREAU = re.compile(r"(?:部门|(?<!本)[局厅委署](?:发|行政)?)规范性")
_OF_GOVERNMENT = re.compile(r"[省市区县州旗](?:人民)?政府(?:及其?办公?[室厅]?)?(?:行政)?规范性")


def are_of_other_level(sentence: Sentence, core: str) -> bool:
    """Whether documents are not its own: of a bureau 出台县政府规范性文件2件, of a government 部门规范性文件2件."""
    speaker = sentence.speaker
    if speaker.governs:
        return bool(speaker.agencies) and _OF_BUREAU.search(core) is not None
    return _OF_GOVERNMENT.search(core) is not None


_OF_OTHERS = re.compile(
    r"参[加与]|出席|列席|配合|协助|上级|转|代(?!表)|采用|被(?!申|提|起诉|告|列)|向|报送|审[查核]|备案|不予"
)
_BY_LEVEL = frozenset(("proposals", "press_conferences", "interpretations", "normative_documents"))
# Who else did the same, or where else: 县政府召开3场,县直部门召开22场; 网站发布解读9篇,公众号发布解读5篇.
_ELSEWHERE = re.compile(
    r"(?P<below>县区|区县|市县|市区县|旗县|县市)|委宣传部|部门|单位|乡镇|镇街|街道|[省市区县]级|本级|政府(?!信息|公报)|办公[室厅]|[局委厅]|办(?![理结复件案])|网站|微信|微博|公众号"
    r"|(?P<account>(?<!微一端)(?<![双两]微)(?<!三务)”)"
)
_CHANNELS = ("网站", "微信", "微博", "公众号")
_ON_CHANNELS = ("website.published", "wechat.published", "weibo.published")
# 公开类别包括机构职能1条、乡镇信息109条: no numbers of 乡镇
_OF_A_KIND = ("信息", "类信息", "类", "动态", "工作", "工作信息", "事务", "文件", "政务", "之窗", "动态信息")
_KINDS_FOLLOW = re.compile("包括|类别|种类|类型|分类|涵盖|涉及|内容|按(?:内容|类)")
_LEVEL = r"(?:(?:全国|国家|[省市区县州旗镇])(?:本?级|(?=人大|政协|代表|建议|提案|两会)))"
_ONE_LEVEL = re.compile(
    rf"(?:承办|办理|办结|收到|召开|举办|举行|组织|发布|编发|推送|公开|制作)?了?(?P<level>{_LEVEL})(?:的|为|共|有)?"
)
_LEVELS = re.compile(_LEVEL)


def is_level_by_level(sentence: Sentence, core: str, count: Count) -> bool:
    """办理省人大代表建议2件、市人大代表建议9件; 区本级有效文件19件,镇级7件: whether the one before is of another level.

    Neither is the whole then.
    """
    statements = sentence.paragraph.statements
    last = statements[-1] if statements and not sentence.part.inside else None
    if last is None or last.start < sentence.begin or last.rule.about not in _BY_LEVEL or last.unit != count.unit:
        return False
    named = _ONE_LEVEL.match(core)
    words = sentence.text[last.start : last.end]
    before = _LEVELS.findall(words)
    if named is None or len(before) != 1 or before[0] == named["level"] or core[named.end() :] not in words:
        return False
    last.spoilt = ONE_OF_SEVERAL
    return True


def is_same_elsewhere(sentence: Sentence, core: str, count: Count, rule: Rule | None) -> bool:
    """Whether another body, level or channel has what was counted before: 县政府召开3场,县直部门召开22场."""
    if sentence.part.inside or sentence.paragraph.year.another:
        return False
    several = sentence.speaker.one_of_several  # what others do is part of it
    if rule and rule.indicator:
        return several and sentence.whose.foreign and _others_count(sentence, rule)
    if rule and rule.sets == "information":  # on all the channels that it names
        return False
    before = sentence.stated()
    last = before[-1] if before else None
    for named in () if _OF_OTHERS.search(core) else _ELSEWHERE.finditer(core):
        noun = core[named.end() :]
        if before and noun in _OF_A_KIND and _KINDS_FOLLOW.search(sentence.text, before[-1].end, count.start):
            continue
        if (
            not noun
            and several
            and last
            and named[0] != "办"
            and (named["below"] or any(mark in sentence.text[last.start : last.end] for mark in (":", "本级")))
        ):
            return _others_count(sentence, last.rule)  # 发布政策解读:县政府21篇,部门20篇
        if len(noun) < 2:
            continue
        fitting = first_rule(sentence, noun, count)
        if named["account"] and (sentence.paragraph.after or "").startswith("requests"):  # “同意公开”答复4件
            continue
        if fitting and named[0] in _CHANNELS and fitting.sets in _ON_CHANNELS:
            continue  # 微信推文1820篇
        if fitting and fitting.indicator:
            if (several or named["account"]) and _others_count(sentence, fitting):
                sentence.whose.foreign = sentence.whose.listed = True
                return True
            continue
        listed = [s for s in before if f"{noun}{s.value:g}{s.unit}" in sentence.text[s.start : s.end]]
        if listed and named["account"] and "网" not in core and all(s.rule.about == "website" for s in listed):
            return True  # 网站发布3911条,“云州零距离”发布959条: the second on no site
        for stated in listed if several else ():
            stated.spoilt = ONE_OF_SEVERAL
        if listed or not several:
            return bool(listed)
        if last and _is_smaller(sentence, last, noun, count):
            last.spoilt = ONE_OF_SEVERAL
    return False


def _others_count(sentence: Sentence, rule: Rule) -> bool:
    """Remember what others count, before or after the agency's own; whether that was before."""
    sentence.whose.of_others.add(rule.sets)
    return any(stated.rule.sets == rule.sets for stated in sentence.stated())


def _is_smaller(sentence: Sentence, last: Statement, noun: str, count: Count) -> bool:
    """县政府召开发布会5场,县卫健局召开7场: whether the first is not the total of the same."""
    same = last.unit == count.unit and noun in sentence.text[last.start : last.end]
    return same and (count.value or 0) > last.value


_TAKES_CASES = re.compile("(?:收到|接收|受理|审理|办理|办结|审结|立案)[^,;。]{0,14}复议")
_IS_SUED = re.compile("被申请人|被告|被复议|被申请|[对以][我本]|不服")


def is_decided_here(sentence: Sentence, core: str, end: int) -> bool:
    """Whether these are cases of others that this body decides: 向我局申请行政复议, what a 司法厅 receives."""
    words = sentence.text[sentence.begin : end]
    if "向本机关" in sentence.speaker.reworded(core):  # unless against itself, as before a ministry
        begin, stop = sentence.before
        at = sentence.text.find("不服", begin, stop) + 2
        own = at > 1 and sentence.text[at] in "我本"
        return not own and (at < 2 or sentence.speaker.names_this_agency(sentence.text, at, stop) == at)
    return sentence.speaker.decides and _TAKES_CASES.search(words) is not None and not _IS_SUED.search(words)


_DECIDES_CASES = re.compile(r"(?:作为|履行)[^,;。]{0,10}复议机[关构]|复议机[关构]职")


_AGAINST_US = re.compile("被申请|被告|被复议|[对以][我本]|;")


def is_of_cases_decided(sentence: Sentence, rule: Rule, end: int) -> bool:
    """履行行政复议机构职责,受理复议14件; 作为复议机关受理26件,其中信息公开类5件: cases of others."""
    if rule.context or not rule.sets.startswith(("reconsideration", "cases.reconsideration")):
        return rule.context and _DECIDES_CASES.search(sentence.text) is not None
    decides = _DECIDES_CASES.search(sentence.text, sentence.begin, end)
    return decides is not None and _AGAINST_US.search(sentence.text, decides.end(), end) is None


_CALLERS = re.compile(r"来信|来访|来电|来函|接待|群众")


def is_of_callers(sentence: Sentence, rule: Rule, start: int, end: int) -> bool:
    """收到群众来信52件、来访36件, 其中门户网站6120条: where no request was named, petitions or publications."""
    if not rule.sets.startswith(CHANNEL):
        return False
    text = sentence.text
    named = (sentence.paragraph.after or "").startswith("requests") or text.find("申请", start, end) >= 0
    return not named and (text[end - 1] == "条" or _CALLERS.search(text, start, end) is not None)
