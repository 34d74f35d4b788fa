"""One clause: what stands before it, its front, its numbers one by one, or what it says without any."""

from __future__ import annotations

import re
from itertools import pairwise

from pipelines.facts.applications import read_bare_requests
from pipelines.facts.arrivals import channels_listed_before, channels_of_each, denied_channels
from pipelines.facts.channels import (
    ON_A_COLUMN,
    channels_before,
    find_subject,
    leave_subject,
    rules_of_each,
    state_all_on_site,
)
from pipelines.facts.derived import (
    are_only_these_done,
    is_all_done,
    is_carried_on,
    names_the_requests,
    says_all_done,
    state_all_by,
    state_all_done,
    state_left_over,
    state_rest_done,
)
from pipelines.facts.fitting import fitting_rule
from pipelines.facts.fronts import read_front
from pipelines.facts.grammar import JOINTS, UNKNOWN, announced_by, words_of
from pipelines.facts.memory import Front, Sentence
from pipelines.facts.parts import read_mark_before
from pipelines.facts.stating import SUM, state, take, take_all
from pipelines.facts.times import only_compares, read_plan_or_span, return_from_plan, return_to_the_year
from pipelines.facts.topics import speaks_of_else
from pipelines.facts.whose import read_own_channel
from pipelines.numerals import Count

NEGATION = re.compile(r"[未没无零]|不存在|不涉及|不收|免[费收]")
BEFORE_ZERO = "为是:量数议讼费用额计取"  # 数量均为0, 被复议0, 收取费用0: here a 0 is a count without a unit


def read_clause(sentence: Sentence, start: int, end: int, counts: list[Count]) -> None:
    """Read the clause at `start:end` of the paragraph, which has these counts."""
    text = sentence.text
    return_to_the_year(sentence, start, end)
    return_from_plan(sentence, start, end)
    start = read_mark_before(sentence, start, end)
    leave_subject(sentence, start, end)
    if only_compares(sentence, start, end):
        return
    if sentence.paragraph.received and _EXCEPT.search(text, start, end):  # 除1件外均已答复
        sentence.paragraph.received = None
    front = read_front(sentence, start, end)
    read_own_channel(sentence, front, end)
    read_bare_requests(sentence, front, start, end)
    counts = [count for count in counts if count.end > front.at]  # not those of whose it is: 全县61个单位
    if len(counts) > 1 and (within := _WITH_ITS_PAGES.search(text, start, end)):
        counts = [count for count in counts if count.start != within.start("number")]
    counts = [count for count in counts if count.end > front.at]  # 全县44个单位
    counts = _without_one_and_with_zero(text, front.at, end, counts)
    stem_end = counts[0].start if counts else end
    read_plan_or_span(sentence, front, start, stem_end, end)
    find_subject(sentence, front.at, stem_end)
    if not counts:
        _read_words(sentence, front, start, end)
    elif _read_of_kinds(sentence, front, counts, start, end):
        pass
    elif len(counts) == 1 or not _read_together(sentence, front, counts, start, end):
        _read_counts(sentence, front, counts, start, end)
    sentence.time.outside_counted = sentence.time.outside_counted or bool(counts)


_KINDS = re.compile(r"(?:涉及|共|涵盖|分)?\d+(?:个)?大?类(?:别)?(?:共计?|的|、)?")


def _read_of_kinds(sentence: Sentence, front: Front, counts: list[Count], start: int, end: int) -> bool:
    """Read 公开政府信息12类123条, 公开12大类123条信息 as without the kinds; whether it is such."""
    count = counts[-1]
    kinds = _KINDS.search(sentence.text, front.at, count.start)
    if kinds is None or kinds.end() != count.start or any(one.end < kinds.start() for one in counts):
        return False
    core = sentence.text[front.at : kinds.start()] + sentence.text[count.end : end]
    state(sentence, core, front, count, start, end)
    sentence.before = 0, 0
    return True


_EXCEPT = re.compile("(?<![拆解清免剔消])除(?![险尘雪草冰害虫])")
_WITH_ITS_PAGES = re.compile(  # 门户网站及12个乡镇子站发布信息500条
    r"网站?(?:[、和及与]|以及)(?:所属|下属|下辖|其)?(?P<number>\d+)个[一-龥、]{0,8}?(?:子|分)(?:网站|站)(?!群)"
)
_NOT_ONE = re.compile(r"(?:也|都|均)?(?:未有|没有|无|未发生|未出现|未曾发生|没有发生)")  # 一件未有
_EVERY = re.compile(r"每个?(?:季度?|月|半年)[^,;\d]*?[一1][次场][^,;\d]*$")  # 每季度召开一次
_BARE_NUMBER = re.compile(r"(?:(?:(?<=数量)|(?<=件数)|(?<=数))[为是:]|(?<=条数)|(?<=篇数))(?P<number>\d{1,6})$")


def _without_one_and_with_zero(text: str, at: int, end: int, counts: list[Count]) -> list[Count]:
    """The counts of a clause but the one of 没有发生一起, and the 0 of 行政复议、诉讼数量均为0."""
    one = counts and text[counts[0].start] == "一"
    if (one and NEGATION.search(text, at, counts[0].start)) or (counts and _EVERY.match(text, at, end)):
        counts = counts[1:]
    elif len(counts) == 1 and text[counts[0].start] == "一" and _NOT_ONE.fullmatch(text, counts[0].end, end):
        counts = []
    alone = end - 1 == at and text[at - 1] == ":"  # 信息处理费:0
    if not counts and text[end - 1] in "0零" and text[end - 2] in BEFORE_ZERO and (end - 1 > at or alone):
        counts = [Count(0, "", "exact", end - 1, end)]
    elif not counts and (bare := _BARE_NUMBER.search(text, at, end)):
        unit = "条" if text.rfind("条数", at, bare.start("number")) >= 0 else ""  # 信息公开条数1108
        counts = [Count(int(bare["number"]), unit, "exact", bare.start("number"), end)]
    return counts


# "公开渠道" before a colon, "从发布形式看" before a comma: what stands on each follows
_CHANNELS_FOLLOW = re.compile(
    r"(?:\([一二三四五六七八九十\d]+\)|\d[.、])?(?:从|按照?|其中)?(?:主动|信息|政府信息)?(?:公开|发布)(?:信息)?的?(?:主要|不同)?(?:渠道|形式|方式|途径|载体)"
    r"(?:方面|情况|上|来?看|分|划分|主要|为|是|有|包括)*"
    r"|(?:从|按照?|分)(?:不同)?(?:渠道|平台|载体|媒介)(?:类型|类别|分布)?(?:方面|上|来?看|来说|分|划分|统计|分类|分别|为|是)*"
    r"|(?:主动|政府|政务)*(?:信息)?(?:主动)?(?:公开|发布|更新)(?:信息)?(?:总?数量?|总?量|条数)(?:分别)?(?:为|是|如下)?"
    r"|(?:渠道|平台)(?:分布|构成|明细)(?:情况)?(?:为|是|如下)?"
)


_FROM_PEOPLE = re.compile("留言|意见|咨询|诉求|投诉|举报|来信|信件|征集|提问|粉丝|阅读|访问|浏览")


def _may_be_published(sentence: Sentence, end: int) -> bool:
    """Whether the next number is of something published, not of requests."""
    following = next((count for count in sentence.counts if count.start >= end), None)
    if "申请" in sentence.text[sentence.begin : end] or _FROM_PEOPLE.search(sentence.text, sentence.previous, end):
        return False
    return sentence.paragraph.topic != "requests" and following is not None and following.unit in ("条", "篇", "条次")


_ANSWERED_BY = re.compile(r"(?:答复|回复|送达|获取|领取|提供|办理|处理|办结)(?:信息)?的?(?:方式|形式|途径|渠道)")


_AMONG_SOME = re.compile(  # 在征迁类申请中,当面申请11件
    r"在?(?![^,]*(?:全部|所有|上述|年|收到|受理|已|\d))[^,]{2,12}类的?(?:政府信息公开|信息公开)?申请(?:件|事项)?(?:中|里)"
)


def _read_words(sentence: Sentence, front: Front, start: int, end: int) -> None:
    """Read a clause without number: 均已答复; 未发生行政复议; 依申请公开方面."""
    text, paragraph = sentence.text, sentence.paragraph
    if _ANSWERED_BY.search(text, front.at, end):
        paragraph.after = "else"
    if _AMONG_SOME.fullmatch(text, start, end):
        paragraph.after, sentence.part.inside = "else", True
    if _CHANNELS_FOLLOW.fullmatch(text, start, end) and _may_be_published(sentence, end):
        paragraph.after = "information"
    elif text.startswith((",其中", ",包括"), end) and _may_be_published(sentence, end):
        something = fitting_rule(sentence, text[front.at : end], Count(0, "条", "exact", end, end))
        if something and something.sets in ("information", "disclosure.published"):  # 公开各类信息,其中网站123条
            paragraph.after = "information"
    _read_announcement(sentence, front.at, end)
    if _goes_on(sentence, front, start, end):
        pass
    elif NEGATION.search(text, start, end):
        _deny(sentence, front, start, end)
    elif paragraph.received and speaks_of_else(text[start:end]) and not _TOPIC.match(text, start, end):
        paragraph.received = None
    sentence.before, sentence.part.single = (front.at, end), None
    if text[end : end + 1] == ":":
        sentence.title = front.at, end
    elif text.startswith((",其中", ",包括"), end):
        sentence.parted = front.at, end


_TOPIC = re.compile(  # 内容为培训机构名单, 主要咨询退役安置
    r"(?:申请|主要|所申请|申请公开)?的?(?:内容|信息|事项)|大?多数?(?:为|是|系|涉及)|申请人(?:主要)?(?:咨询|询问|了解|要求)|(?:系|为|是)(?:申请人|群众|村民|市民)?(?:咨询|询问|了解|要求|查询|申请)|(?:主要)?(?:涉及|关于)|主要(?:为|是|系|集中)|(?:主要|分别|均|都|均为|都是)?(?:咨询|询问|了解|要求)"
    r"|[^,]{0,30}(?:告知|建议|引导|指引|请)(?:申请人|其|当事人)?(?:向|到|去|与|联系)"
    r"|(?:主要|大?多数?|均|都|全部|大都)?与[^,]*(?:有关|相关)$"
)
_MAY_ANNOUNCE = re.compile(
    r"申请|收费|费用收取|建议|提案|两案|规范性|解读|发布会|新闻发布|复议|诉讼|处理费|收费通知|网|微|公众号|公开[^,]{0,3}案件"
)


_TOO_FEW = re.compile(  # 政策解读偏少,全年仅3篇
    "(?<=解读)(?:的?(?:数量|材料|产品|稿件|文章|力度|工作|总量))?(?:仍然?|还|依然)?(?:偏|较为?|过|太|比较|相对)?(?:[少低]|不足|不够|不多|薄弱)$"
)


def _read_announcement(sentence: Sentence, at: int, end: int) -> None:
    """Read "依申请公开方面", "做好建议提案办理工作", "发挥门户网站作用": what the rest of the sentence is about."""
    if not (at < end <= at + 30 and _MAY_ANNOUNCE.search(sentence.text, at, end)):
        return
    words = _TOO_FEW.sub("", sentence.speaker.site_named(sentence.text[at:end]))
    about, channel = announced_by(words)
    if about == "interpretations" and "文件" in words and any(count.unit == "件" for count in sentence.counts):
        return  # perhaps files
    if about:
        sentence.about = about
        sentence.paragraph.after = "normative_documents" if about == "documents" else None
    elif channel and not (channel == "website" and ON_A_COLUMN.search(words)):
        sentence.channel.subject = channel


_OF_ITS_OWN = re.compile(r"信息|公开|[网微号栏台报刊]|新闻|公告|动态|申请|[复诉]|费")
_BEFORE_ANNOUNCING = re.compile(
    r"(?:\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、]|[一二三四五六七八九十]是|[①-⑳]|THIS年度?|[我本](?:[局厅委办]|机关|单位))*"
)


_OF_BOTH = re.compile("建议.*提案|提案.*建议|两案")


def announced_alone(words: str) -> str:
    """What a sentence without number says that the next is about, be it readings or proposals, else ""."""
    if not _MAY_ANNOUNCE.search(words) or len(words) > 60:
        return ""
    abouts = set()
    for clause in words.rstrip(":").split(","):
        about, channel = announced_by(clause[_BEFORE_ANNOUNCING.match(clause).end() :])  # type: ignore[union-attr]
        if about in _BARE_UNDER:
            abouts.add(about)
        elif about or channel or _OF_ITS_OWN.search(clause):
            return ""
    about = abouts.pop() if len(abouts) == 1 else ""
    return "" if about == "proposals" and not _OF_BOTH.search(words) else about


def may_be_announced(words: str) -> bool:
    """Whether a sentence may be about what the one before announced: 全年发布12篇, not 全年发布信息12条."""
    return not _OF_ITS_OWN.search(words)


def _goes_on(sentence: Sentence, front: Front, start: int, end: int) -> bool:
    """Read a clause about what was counted before: 均已答复; 结转下年办理; 均以传真形式提出; whether it is one."""
    if is_all_done(sentence, front, start, end):
        state_all_done(sentence, end)
        state_all_by(sentence, start, end)  # 均通过信函提出并已答复
        return True
    if sentence.part.single and is_carried_on(sentence, start, end):
        count, begin = sentence.part.single
        state(sentence, sentence.text[start:end], front, count, begin, end)
        return True
    if state_left_over(sentence, front, end) or state_all_by(sentence, start, end):
        return True
    return state_all_on_site(sentence, start, end)


_NOR_CASES = re.compile(  # 无政府信息公开申请、行政复议及行政诉讼
    r"(?P<requests>(?:未|没有|无)(?:收到|接到|发生|出现|受理|有)?过?(?:政府信息公开申请|信息公开申请|依申请公开(?:申请|事项|件)?))"
    r"(?:[、和及与]|以及)(?=(?:行政)?复议)"
)
_ALL_DENIED = re.compile("(?=.*复议)(?=.*诉讼).*收费.*")  # 无收费、无复议、无诉讼: 收费 alone may be another
_ANOTHER_DENIAL = re.compile(r"、(?=[未没无零])")


def _deny(sentence: Sentence, front: Front, start: int, end: int) -> None:
    """Read "无政府信息公开申请、无行政复议" and the like, each denial for itself."""
    at = front.at
    _deny_what_follows(sentence, front, end)
    words = sentence.text[at:end]
    together = _ALL_DENIED.fullmatch(words) and fitting_rule(sentence, words, None)
    for denial in [words] if together else _ANOTHER_DENIAL.split(words):
        if rules := denied_channels(sentence, denial):
            nothing = Count(0, "件", "exact", at, at + len(denial))
            take_all(sentence, rules, front, nothing, start)
        else:
            if first := _NOR_CASES.match(denial):
                state(sentence, first["requests"], front, None, start, at + len(denial))
            state(sentence, denial, front, None, start, at + len(denial))
        start = at = at + len(denial) + 1


_NEITHER = re.compile(
    r"(?P<denied>(?:未|没有|无)(?:新|曾|有)*(?:制定|制发|出台|印发|发布|制订|新增)过?)[,、](?:也|亦|均|且)?"
    r"(?:未|没有|无)[^、,]{0,4}?(?:废止|修订)过?(?P<what>(?:行政)?规范性文件)"
)


def _deny_what_follows(sentence: Sentence, front: Front, end: int) -> None:
    """Read what 未出台 denies, where only the next denial names it: 未出台,也未废止规范性文件."""
    neither = _NEITHER.search(sentence.text, sentence.begin, end) if "规范性文件" in sentence.text else None
    if neither and neither.end() == end:
        state(sentence, neither["denied"] + neither["what"], front, None, neither.start(), end)


_EACH = "分别"
_EACH_JOINT = re.compile(r"[、和]|以及|与(?![^、和]{2,10}[有相]关)|(?<!涉)及")
_ACCOUNT = (
    r"(?:(?:[局厅委]|官方|政务|新浪|微信(?=公))*(?:微信(?!公)|微博|公众号)"
    r"|(?:[省市区县州旗](?:人民)?政府|政府|[局厅委]|门户|官方)+网站|官网)"
)
# 官方微信、官方微博发布信息213条、116条: as with 分别
_ACCOUNTS_LISTED = re.compile(
    rf"(?:在|通过|利用|依托)?(?P<names>{_ACCOUNT}(?:[、和及与]{_ACCOUNT})+)(?P<common>(?:发布|推送|编发|公开|更新)(?:信息|文章|消息|内容)?)"
)
_EACH_LISTED = re.compile("(?P<names>.+)各(?:有|为|占)?")  # 网络、当面申请各11件、3件
_JOINTS_OF_COUNTS = frozenset(("、", "和", "及", "与"))
_OF_ISSUES = ("", "、", "共", "共计")  # between the issues and what they hold
_RISEN = re.compile(
    r"(?P<core>[^\d,]*?)(?:由|从)[^,]*?"
    r"(?:增加|增长|上升|提高|增|升|涨|减少|下降|降低|回落|降|减)(?:到|至|为)(?:THIS年)?的?"
)


def _read_together(sentence: Sentence, front: Front, counts: list[Count], start: int, end: int) -> bool:
    """Read counts that only together say what they are: 新收、办结分别为3件、2件; whether they are such."""
    text = sentence.text
    before, each, common = text[front.at : counts[0].start].partition(_EACH)
    each_of = None if each else _EACH_LISTED.fullmatch(before)
    listed = None if each else _ACCOUNTS_LISTED.fullmatch(before)
    between = {text[one.end : next_one.start] for one, next_one in pairwise(counts)}
    if listed and between <= {"、", "和", "及"} and len(counts) == len(_EACH_JOINT.split(listed["names"])):
        _read_each(sentence, _EACH_JOINT.split(listed["names"]), listed["common"], front, counts, start)
    elif each_of and between <= _JOINTS_OF_COUNTS:
        _read_each(sentence, _EACH_JOINT.split(each_of["names"]), "", front, counts, start)
    elif each:
        _read_each(sentence, _EACH_JOINT.split(before), common, front, counts, start)
    elif text[start : front.at].endswith(_EACH) and (channels := channels_before(sentence, start)):
        _read_each(sentence, channels, before, front, counts, start)
    elif (
        text[start : front.at].endswith(_EACH)
        and before in ("", "为", "有", "是")
        and (channels := channels_listed_before(sentence, counts))
    ):
        _read_each(sentence, channels, "", front, counts, start)
    elif risen := _RISEN.fullmatch(text, front.at, counts[-1].start):  # 由2022年的20件增加到2023年的35件
        core = risen["core"] or text[slice(*sentence.before)]
        state(sentence, core, front, counts[-1], start, counts[-1].end)
    elif counts[0].unit == "期" and text[counts[0].end : counts[1].start] in _OF_ISSUES:  # 推送126期210条
        core = text[front.at : counts[0].start]
        tail = text[counts[1].end : counts[2].start if len(counts) > 2 else end]
        state(sentence, core + tail, front, counts[1], start, counts[1].end + len(tail))
    elif between <= _JOINTS_OF_COUNTS and (
        text[start : front.at].endswith(_EACH) or len({count.unit for count in counts}) == 1
    ):
        sentence.parted = front.at, counts[0].start  # 发布解读21篇、13篇: nobody knows whose, but their sum may follow
        sentence.before = 0, 0
    else:
        return False
    return True


def _read_each(
    sentence: Sentence, names: list[str], common: str, front: Front, counts: list[Count], start: int
) -> None:
    """Read "新收、办结分别为3件、2件": as many names before 分别 as counts after it."""
    sentence.paragraph.year.count(sentence.begin)
    between = (sentence.text[one.end : next_one.start] for one, next_one in pairwise(counts))
    if len(names) == len(counts) and all(_EACH_JOINT.fullmatch(joint) for joint in between):
        _, length = next(words_of(names[-1]), (UNKNOWN, 0))
        shared = names[-1][length:]  # 网站、微博公开信息
        for name, count in zip(names, counts, strict=True):
            name = name[sentence.speaker.names_this_agency(name, 0, len(name)) if name else 0 :]  # 白水镇微信公众号
            said = name + common
            if not names[-1].endswith(name) and not fitting_rule(sentence, said, count):
                said = name + shared + common
            state(sentence, said, front, count, start, count.end)


_CAUSED = re.compile(r"(?:政府信息公开|信息公开)?申请[^,、]{0,6}(?:引起|引发|导致|产生)")  # 18件申请引起的行政复议1件
# Between two counts of one clause: what belongs to the first stands before one of these, what names the second after.
_CUT = re.compile(r"、|已(?=[办答回])|和|及|以及|与|并|其中|含|包括|均|比|较|同比|环比|占")


_DENIED_LAST = re.compile(
    "(?P<mark>、)(?=(?:行政|被提?起?)?诉讼(?:案件)?(?:均|暂)?(?:无|没有|未发生)$|(?:无|没有|未发生)(?:行政)?诉讼)"
)


def _read_counts(sentence: Sentence, front: Front, counts: list[Count], start: int, end: int) -> None:
    """Read the counts of a clause one by one: 办结5件、其中公开3件."""
    text, received = sentence.text, sentence.paragraph.received
    named = received and received.value == counts[0].value and front.at == counts[0].start
    if named and len(counts) > 1 and text.startswith("中", counts[0].end):  # 38件中网络申请11件
        start, counts = counts[0].end + 1, counts[1:]
        front = read_front(sentence, start, end)
    first = start
    denied = _DENIED_LAST.match(text, counts[-1].end, end)
    whole, end = end, denied.start("mark") if denied else end
    for number, count in enumerate(counts):
        last = number + 1 == len(counts)
        if not last and _CAUSED.match(text, count.end, counts[number + 1].start):
            start = count.end
            continue
        following = end if last else counts[number + 1].start
        cut = None if last else _CUT.search(text, count.end, following)
        if number:
            front = read_front(sentence, start, end)
        _read_count(sentence, front, count, text[count.end : cut.start() if cut else following], start)
        start = cut.start() if cut else count.end
        while start < following and text[start] in JOINTS and (text[start] != "以" or text[start + 1] == "及"):
            start += 1
    sentence.before = 0, 0
    sentence.part.single = (counts[0], first) if len(counts) == 1 and sentence.part.inside else None
    if denied:
        _deny(sentence, read_front(sentence, denied.end(), whole), denied.end(), whole)


_DOCUMENTS_EXPLAINED = re.compile(  # 对12份文件进行解读, 9件文件同步配发政策解读27篇
    r"[一-龥]{0,6}(?:文件|政策)(?:进行|予以|作出|开展)?了?"
    r"(?:.{0,4}|(?:同步|及时|随文|[均已都])*(?:配发|配套|发布|制作|编发|推出)[^,;\d]{0,4})解读"
)
_ARE_READINGS = re.compile(  # 发布12篇政策解读, not 对12件政策进行解读
    r"(?:(?!文件)[一-龥]){0,7}?(?:政策|规范性|文件|措施)*解读(?:类?材料|稿件?|文章|信息|产品|作品|资料|内容|图文)?"
)
_PUBLISHES = re.compile("[发公]布|制作|编[写制发]|撰写|推[出送]|[刊配印]发|公开|形成|上传")
_DOCUMENTS_WITH = re.compile(
    r"解读[^,;]{0,6}的[一-龥]{0,8}(?:文件|政策)(?:数量|总数|数|共计|共|为|有)*"
)  # 配发解读材料的文件12份
# 新出台的3件规范性文件均已报备: so many were made
_THOSE_MADE = re.compile(
    r"^(?:(?:新|共|先后)?|(?:对|就|针对|围绕)?(?:THIS年度?|本年度?|全年|今年|当年|年内)(?:度?内)?(?:新|共)?)(?:制定|制发|印发|出台|制订)的$"
)
_DOCUMENTS_DEALT_WITH = re.compile(r"((?:行政)?规范性文件)(?:[均都]|全部|已|同步|及时|进行|开展|予以|作出)[^\d]*")
# 办理的17件建议提案均已公开答复结果
_THOSE_HANDLED = re.compile(r"(?:办理|承办|交办|转办|分办|主办|接收|收到|受理)的$")
_PROPOSALS_DEALT_WITH = re.compile(r"([^,;\d]{0,20}(?:建议|提案))(?:[均都]|全部|除(?:涉密|依法)[^\d]*外)[^\d]*")
# 27件建议提案全部办理完毕并公开答复
_PROPOSALS_DONE = re.compile(
    r"([^,;\d]{0,20}(?:建议|提案)(?:[均都]|全部|已|按[时期])*(?:办理完毕|办理完成|办结|办复))并[^\d]*"
)
# 全年3件信息公开行政复议案件均维持
_CASES_ENDED = re.compile(
    r"((?:政府|政务)?信息公开(?:类|的)?(?:行政)?(?:复议|诉讼)(?:案件)?)(?:[均都皆]|全部)[^\d]*(?:维持|胜诉|驳回|结案|审结|办结|撤回)[^\d]*"
)
_DEALT_WITH = (
    (re.compile("^$"), _PROPOSALS_DONE),
    (re.compile("^$"), _CASES_ENDED),
    (_THOSE_MADE, _DOCUMENTS_DEALT_WITH),
    (_THOSE_HANDLED, _PROPOSALS_DEALT_WITH),
)
# 对全部52件申请免收费用, 上述12件申请均未引起行政复议
_NONE_OF_ALL = re.compile(
    r"(?:全部|所有|上述).*(?:未|没|免|不收)|申请[^,]*(?:[均都皆]|一律|一概|全部)(?:未|没|免|不收)"
)
_FREE_OR_UNDISPUTED = re.compile(r"件的?(?:政府信息公开|信息公开)?申请[^,]*(?:费|复议|诉讼)")
_LISTED_ONLINE = re.compile(
    r"(?:的?目录|清单)?(?:已|均|全部|都)*(?:向社会|上网|集中|统一|在网上)*(?:公布|公开|公示|归集|展示)"
)
_HARMLESS_TAIL = re.compile(
    r"(?:(?<=[件个份部项])在[一-龥“”]{2,20}(?:公开|展示|公布))?(?:次|整|之多|左右)?(?:(?:均|全部|都|并)[^\d]*)?"
)
_ASKED_ABOUT = re.compile(  # 收到1件涉及惠民资金的信息公开申请; not 关于招生的信息公开申请15件
    r"(?:关于|有关|涉及|涉|针对)(?![^,;]*(?:复议|诉讼|投诉|举报|信访))[^,;\d]{2,24}?的(?:政府|政务)?(?:信息|依申请)?公开申请"
)
_OF_EACH = re.compile(  # 办理建议、提案各4件; not 行政复议、行政诉讼各1件
    r"^(?!.*复议(?:案件|申请)?(?:以及|[、和及与])[^、和及与]{0,14}(?:诉讼|应诉)(?:案件)?各$).*[、和及与].*各$"
)
_AND_THE_LIKE = re.compile(r"等[一-龥]{0,10}")  # 公开服务价格、药品集采、招标采购(118条)等内容
_SAYS_NOTHING = re.compile(
    r"(?:(?:截[至止]|到)?年[底末]前?|年内|所有|全部|上述|以上|这|该|其[余他它]|余下|剩余|的)*(?:申请)?"
)


def _read_count(sentence: Sentence, front: Front, count: Count, tail: str, start: int) -> None:
    """Read one count, what stands before it from the front on, and its `tail`: 收到3件政府信息公开申请."""
    sentence.paragraph.year.count(sentence.begin)
    if count.value is None:
        return
    core = sentence.text[front.at : count.start]
    if count.unit in ("条", "篇", "则") and "、" in core and _AND_THE_LIKE.fullmatch(tail):
        return
    end = count.end + len(tail)
    for those, nouns in _DEALT_WITH:
        if those.search(core) and (noun := nouns.fullmatch(tail)):
            tail = noun[1]
            end = count.end + len(tail)
    if (
        "解读" in tail
        and _DOCUMENTS_EXPLAINED.match(tail)
        and not (_ARE_READINGS.fullmatch(tail) and _PUBLISHES.search(core))
    ):
        return
    if (at := core.find("解读")) >= 0 and _DOCUMENTS_WITH.fullmatch(core, at):
        return
    if not tail and front.at > start and _read_own_part(sentence, core, front, count, start):
        return
    if are_only_these_done(sentence, core, tail, count) or state_rest_done(sentence, core, tail, count, start, end):
        return
    if _means_all_of_them(sentence, core, tail, count) and state_all_by(
        sentence, end - len(tail.removeprefix("申请")), end
    ):
        return
    if _ASKED_ABOUT.fullmatch(tail):
        tail = "要求公开资料的申请"
    if names_the_requests(sentence, core + tail, count, start, end):
        return
    if _FREE_OR_UNDISPUTED.match(count.unit + tail) and _NONE_OF_ALL.search(core + tail):
        state(sentence, core + tail, front, None, start, end)
        return
    if rules := rules_of_each(sentence, count):
        take_all(sentence, rules, front, count, start)
        return
    if rules := channels_of_each(sentence, core, count) or (denied_channels(sentence, core) if not count.value else []):
        take_all(sentence, rules, front, count, start)
        return
    if _OF_EACH.search(core):
        return
    if "有效" in core and _LISTED_ONLINE.fullmatch(tail):  # 继续有效的208件目录向社会公布
        tail = ""
    if tail and (not _HARMLESS_TAIL.fullmatch(tail) or _SAYS_NOTHING.fullmatch(core)):
        state(sentence, core + tail.removeprefix("的"), front, count, start, end)
        return
    if not core and front.account:
        core = front.account
    bill = sentence.paragraph.after == "fees.charged.cases" and count.unit == "元"  # 收取信息处理费1件780元
    if sentence.about == "proposals" and _BOTH_TOGETHER.fullmatch(core):  # 办理人大建议与政协提案,两项合计43件
        core = SUM
    first = sentence.counts[:1] == [count] or (sentence.about and sentence.paragraph.after is None)
    if core in _ONLY and first and (sentence.about or not sentence.before[1]):
        core = _BARE_UNDER.get(sentence.about or sentence.paragraph.topic or "", core)
    if not core and (bill or not front.told.isdisjoint(("sum", "whole_year"))):  # 按季度召开新闻发布会,全年4场
        core = SUM
    stated = state(sentence, core, front, count, start, count.end)
    if stated and stated is sentence.paragraph.received and says_all_done(tail):
        stated.end = end
        state_all_done(sentence, end)


_THOSE_COUNTED = re.compile(r"(?:该|这|此|上述|以上|所有|全部)?")


def _means_all_of_them(sentence: Sentence, core: str, tail: str, count: Count) -> bool:
    """收到申请2件,两件均通过政府网站提交并已答复: whether a count is once more that of all that were received."""
    received = sentence.paragraph.received
    said = tail.removeprefix("申请")
    of_all = said.startswith(("均", "都", "皆", "全部")) and _THOSE_COUNTED.fullmatch(core) is not None
    return of_all and received is not None and received.value == count.value and not sentence.part.inside


_BOTH_TOGETHER = re.compile("两(?:项|类|者|案)(?:合计|共计|总计|共)?")
_ONLY = ("", "有", "为", "仅有", "只有", "只")
# What a bare number counts under a heading that names nothing else: (三)政策解读。55条
_BARE_UNDER = {"interpretations": "发布解读", "proposals": "办理", "press": "召开新闻发布会"}
_CAME_TO_US = re.compile("(?:(?:共|有)?(?:收到|接到|受理|接收))?")


def _read_own_part(sentence: Sentence, core: str, front: Front, count: Count, start: int) -> bool:
    """Read "其中我局5件" after "全市收到60件"; whether it is such."""
    whose, rule = sentence.whose, sentence.whose.area_rule
    if not rule or (whose.area and (whose.above or not sentence.speaker.governs)):
        return False
    if core and not (rule.sets == "requests.received" and _CAME_TO_US.fullmatch(core)):
        return False
    take(sentence, rule, front, count, start, count.end)
    whose.area_rule = None
    return True
