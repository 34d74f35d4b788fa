"""One clause and its number, or its denial: which rule it fits, and whether the number is the agency's, of its year."""

from __future__ import annotations

import re
from dataclasses import replace

from pipelines.facts.arrivals import is_of_some_applicants, opens_with_arrivals, rule_before, says_how_many_before
from pipelines.facts.channels import (
    as_disclosed,
    is_another_site,
    is_on_another_channel,
    leave_subject_for_sum,
    names_a_channel_before,
    state_waiting,
    waits,
)
from pipelines.facts.derived import COUNTED_IN, is_all_counted_done, is_left_over, remember_all, state_counted_done
from pipelines.facts.fitting import LONGEST_CORE, fitting_rule, is_publication
from pipelines.facts.grammar import CHANNELS, UNKNOWN, Rule, all_words_of, says_what_happened
from pipelines.facts.memory import OTHERS, Front, Sentence
from pipelines.facts.parts import are_replies_published, is_a_part, is_of_one_topic, shares_topic
from pipelines.facts.statements import CASES, CHANNEL, Statement, first_word
from pipelines.facts.times import (
    changed_rule,
    drop_running,
    grand_total,
    is_of_this_year,
    is_running,
    remember_other_time,
)
from pipelines.facts.topics import speaks_of_else, topic_of
from pipelines.facts.whose import (
    BY,
    are_of_other_level,
    is_decided_here,
    is_level_by_level,
    is_of_callers,
    is_of_cases_decided,
    is_of_others,
    is_same_elsewhere,
    read_another_body,
    remember_area,
)
from pipelines.numerals import Count

SUM = "合计"  # what "共12件" says that is no more than a sum


def state(sentence: Sentence, core: str, front: Front, count: Count | None, start: int, end: int) -> Statement | None:
    """Apply the rules to one clause, `core` being all that it says but the front and the number."""
    newly = "this_year" in front.told or (
        sentence.part.inside and core.startswith("新增") and not sentence.paragraph.year.another
    )
    if count and newly and (grand := grand_total(sentence, core, count)):
        return _state_as(sentence, grand, count, start, end)
    leave_subject_for_sum(sentence, front)
    if count and shares_topic(sentence, core, front.at):
        core = "信息公开" + core
    rule = _rule_of(sentence, core, front, count, start)
    if rule and count and rule.sets == "reconsideration.total" and is_decided_here(sentence, core, end):
        return None
    if rule and any(name in CASES for name in rule.indicator) and _is_of_other_acts(sentence, core, front, start, end):
        return None
    if rule and count is None and not rule.sets.startswith("fees") and _DENIES_FEES.match(core):
        return None
    if rule and rule.sets == "normative_documents.issued" and are_of_other_level(sentence, core):
        return None
    if rule and rule.context and _OF_OTHER_CASES.search(sentence.text[slice(*sentence.before)]):
        return None
    if rule is None:
        rule, start = _rule_with_words_before(sentence, core, front, count, start)
    elif rule.sets in _OF_ANY_KIND and (caused := _rule_with_cause_before(sentence, core, count, start)):
        rule, start = caused, sentence.before[0]
    if rule:
        remember_area(sentence, rule)
    if count and (is_level_by_level(sentence, core, count) or is_same_elsewhere(sentence, core, count, rule)):
        return None
    if rule is None:
        _leave_unknown(sentence, core, front, count, start, end)
        return None
    if is_of_others(sentence, rule):
        return None
    if rule.sets == "requests.outcome":
        sentence.paragraph.after = rule.sets
        return None
    if are_replies_published(sentence, rule, start, end):
        return None
    if is_publication(rule.about) and (is_of_one_topic(sentence, rule, core) or _are_readings(sentence, core)):
        return None
    sentence.part.published = is_publication(rule.about)
    sentence.part.enumerated = not rule.indicator or sentence.part.published
    return take(sentence, rule, front, count, start, end)


def _are_readings(sentence: Sentence, core: str) -> bool:
    """(三)政策解读。网站发布12条,公众号发布8条: where these were published."""
    return (sentence.about or sentence.paragraph.topic) == "interpretations" and "信息" not in core


def _state_as(sentence: Sentence, rule: Rule, count: Count, start: int, end: int) -> Statement:
    """State the year's part of a total since an unnamed beginning as that total."""
    stated = Statement.of(rule, count, start, end)
    sentence.paragraph.statements.append(stated)
    sentence.paragraph.after = rule.sets
    return stated


def _rule_of(sentence: Sentence, core: str, front: Front, count: Count | None, start: int) -> Rule | None:
    """The rule for a clause in its own words, or in those that a way ends with: 通过市政府网站、微信等平台公开."""
    rule = fitting_rule(sentence, core, count) if core else None
    if count is None:
        return rule
    if "this_year" in front.told:
        beside, past = changed_rule(sentence, core, count, start)
        rule = past if beside else rule
    by = BY.search(sentence.text, start, front.at) if rule is None and "等" in core else None
    return fitting_rule(sentence, sentence.text[by.start() : front.at] + core, count) if by else rule


_HOW_MANY = re.compile(
    "(?:信息|发布|公开|信息发布|信息公开|发布信息|公开信息)?(?:总数?量?|数量|总?条数)(?:为|达到?|共|有)*"
)  # 主动公开政府信息,总数达2074条
_MOST = re.compile(  # 网站发布占比最高,为14690条; 发布于网站的占八成以上,计523条
    r"的?(?:数量|占比|比[重例]|量)?(?:最[高大多]|居首位?|居多|占首位"
    r"|(?<=量)(?:稳步|稳中|持续|明显|大幅|显著|逐年|进一步|稳定|有所)*(?:提升|提高|增长|增加|上升|扩大|有升|下降|减少)"
    r"|(?:约|近)?占(?:比|了|到)?(?:近|约|超过?|逾|达到?)?(?:[一二三四五六七八九\d.]+成[多半]?|[\d.]+%|一半|半数|大?多数|大部分|大头|绝大多数)(?:以上|左右|多)?)$"
)
_REACHES = (
    "达到",
    "达",
    "为",
    "总数达到",
    "总数达",
    "总量达到",
    "总量达",
    "总数为",
    "总量为",
    "增至",
    "增加到",
    "减至",
)
_RISEN_BY = re.compile(  # 公开信息比上年多出420条,达到9865条
    r"(?:^|[,;:])(?:THIS年度?|本年度?|全年|年内|[我全本][省市区县州盟旗局厅委镇乡]|,|共|累计)*(?P<core>(?=[^,;。\d]*(?:公开|发布|推送|更新))[^,;。\d比较]{2,30})"
    r"(?:较|比)(?:上一?年度?|去年|LAST年度?)(?:同期)?(?:增加|多出|增长|减少|多|少|上升|下降|净增)了?[\d.]+万?[余多]?[条篇]?%?,$"
)
_ON_A_CHANNEL = re.compile("[网微号台栏报屏]|主动")
_VERB = re.compile("发布|公开|推送|更新")
_IS = ("为", "达", "达到", "有", "即", "共有", SUM)
_ALL_TOLD = frozenset(("sum", "whole_year", "this_year"))
_AGAIN = re.compile("(?:主动)?公开|公布|发布|推送|更新")  # 通过多种渠道主动公开信息,合计公开2074条


# 收取了信息处理费,金额200元; 按件计收信息处理费,共收取800元
_SUM_OF_FEES = re.compile(r"总?金额(?:共计|合计|共|为)*|(?:实际)?收取(?:金额|费用)?(?:共计|合计|共|为)*")
_CHANNEL_IN_FRONT = re.compile(  # 主要载体是局门户网站(公开1289条)
    r"(?:[,;:、和及与是为有])(?P<channel>(?:[我本]?[局厅委院镇乡]|[省市区县州旗](?:人民)?政府|政府|官方|政务)?(?:门户|官方|政务)?(?:网站|微信公众号|公众号|微信|微博))\($"
)


# 县政府网站发布工作动态59条、通知公告18条,共77条
_KINDS_ON_A_SITE = re.compile(
    r"(?:[^,;。:\d]*[,:])?(?P<site>[^,;。:、\d]*(?:网(?:站|页)?上?|微[信博]|公众号)[^,;。:、\d]*?(?:公开|发布|公布|更新|公示|推送))[一-龥]{2,10}\d+[条篇][、,]"
)
_ELSEWHERE = re.compile("[微网号栏屏报]|平台|媒体")  # 网站公开信息3977条,公众号公开1206条,合计5183条


def _may_be_most(sentence: Sentence, words: str, share: str) -> bool:
    """主动公开信息220条,网站占五成,为110条: whether words tell of something published; not 公开信息占八成."""
    if share.startswith(("占", "约占", "的占")) and not _ON_A_CHANNEL.search(words):
        return False
    return _VERB.search(words) is not None or sentence.paragraph.after == "disclosure.published"


_OWN_AND_TAKEN = re.compile(  # 局网站首发1230条、转载981条,合计2211条
    r"(?P<channel>[^,;。:、\d]*(?:网站?|官网|门户|微信|公众号|微博)上?)(?:共|累计|全年)*(?:首发|原创|自采|自编|编发|自主发布|发布原创|发布)(?:信息|稿件|内容|作品|文章|类)*\d+[条篇]"
    r"[、,和及]?(?:并|另)?(?:转载|转发|推转|转播)(?:信息|稿件|内容|作品|文章|类|上级|的)*\d+[条篇][,、;]$"
)


def _rule_with_words_before(
    sentence: Sentence, core: str, front: Front, count: Count | None, start: int
) -> tuple[Rule | None, int]:
    """The rule for a clause that goes on from the one before, and where both begin: 信息处理费:未收取."""
    if count and opens_with_arrivals(sentence, core, count, start):
        return fitting_rule(sentence, "收到申请", count), start
    before = sentence.text[slice(*sentence.before)]
    if (
        count
        and core in _IS
        and (most := _MOST.search(before))
        and _may_be_most(sentence, before[: most.start()], most[0])
    ):
        return fitting_rule(sentence, before[: most.start()], count), sentence.before[0]
    if count and says_how_many_before(sentence):
        rule = rule_before(sentence, core, count)
        return rule, sentence.before[0] if rule and sentence.before[1] + 1 == start else start
    again = _AGAIN.fullmatch(core) and core in before and not front.told.isdisjoint(_ALL_TOLD)
    if count and (again or _HOW_MANY.fullmatch(core)):
        rule = fitting_rule(sentence, before, count)
        if again or (rule and is_publication(rule.about)):
            return rule, sentence.before[0] if rule and sentence.before[1] + 1 == start else start
    if rule := _rule_with_cause_before(sentence, core, count, start):
        return rule, sentence.before[0]
    if count and core in _REACHES and (risen := _RISEN_BY.search(sentence.text[sentence.begin : start])):
        said = risen["core"]
        rule = fitting_rule(sentence, said, count)
        if (rule is None or not rule.indicator) and not _ON_A_CHANNEL.search(said):
            rule = fitting_rule(sentence, said.replace("公开", "主动公开"), count)
        return rule, sentence.begin + risen.start("core")
    on = sentence.text.startswith("(", start - 1) and _CHANNEL_IN_FRONT.search(
        sentence.text[max(start - 24, 0) : start]
    )
    if count and on:
        return fitting_rule(sentence, on["channel"] + core, count), start
    if count and core == SUM and (of_sum := _rule_of_sum(sentence, count, start)):
        return of_sum
    summed = core == SUM or (count and count.unit == "元" and "费" in before and _SUM_OF_FEES.fullmatch(core))
    begin, stop = sentence.before if summed else sentence.title
    for whole in (sentence.title, sentence.parted) if core == SUM and begin == stop else ():
        if count and whole[1] and _sums_up(sentence, count, whole[1]):
            begin, stop = whole
            sentence.part.inside = sentence.part.inside and whole == sentence.title
    if begin < stop and (not core or all(map(says_what_happened, all_words_of(core) or [UNKNOWN]))):
        said = _EVERY_DAY.sub("", sentence.text[begin:stop]) if summed else sentence.text[begin:stop]
        rule = fitting_rule(sentence, said + core, count)
        return rule, begin if rule and stop + 1 == start else start
    return None, start


def _rule_of_sum(sentence: Sentence, count: Count, start: int) -> tuple[Rule | None, int] | None:
    """The rule for "共5次" after its kinds, and where these begin; None if it sums up no kinds that are known.

    局网站首发1230条、转载981条,合计2211条; 县政府网站发布工作动态59条、通知公告18条,共77条;
    召开疫情防控发布会3次、其他主题2次,共5次
    """
    own = _OWN_AND_TAKEN.search(sentence.text, sentence.begin, start)
    if own and _sums_up(sentence, count, own.start()):
        rule = fitting_rule(sentence, own["channel"].removeprefix("其中") + "发布", count)
        for one in sentence.stated():  # 官方微博发布98条,转发126条,共224条
            one.part = one.part or (rule is not None and one.start >= own.start() and one.rule.sets == rule.sets)
        return (rule, own.start()) if rule and rule.about in CHANNELS.values() else (None, start)
    listed = _KINDS_ON_A_SITE.match(sentence.text, sentence.begin, start)
    if (
        listed
        and not _ELSEWHERE.search(sentence.text, listed.end(), start)
        and _sums_up(sentence, count, sentence.begin)
    ):
        rule = fitting_rule(sentence, listed["site"] + "信息", count)
        return (rule, start) if rule and rule.about in CHANNELS.values() else (None, start)
    if likes := _sum_of_likes(sentence, count, start):
        begin, said = likes
        rule = fitting_rule(sentence, said, count)
        for kind in sentence.stated():
            kind.part = kind.part or (rule is not None and kind.start >= begin and kind.rule.sets == rule.sets)
        return rule, begin
    return None


# What is counted kind by kind before its sum, and what that is the sum of: 召开疫情防控发布会3次、其他主题2次,共5次
_LIKES = (
    (
        re.compile(
            r"(?:召开|举[办行]|组织)[^,;。\d]{0,24}发布会\d+[场次期](?:[、,和及][^,;。\d通吹见媒访谈训座直级各部]{1,20}\d+[场次期])+[,;]$"
        ),
        "召开新闻发布会",
    ),
    (
        re.compile(
            r"(?P<level>[省市区县州旗镇乡])(?:人民)?政府(?:制[定发]|印发|出台)(?:行政)?规范性文件\d+[件份个][、,;和及](?P=level)?(?:人民)?(?:政府)?办(?:公[室厅])?(?:制[定发]|印发|出台)(?:(?:行政)?规范性文件)?\d+[件份个][,;]$"
        ),
        "制定规范性文件",
    ),
    (
        re.compile(
            r"(?:收到|受理|接到|接收)[^,;。\d]{0,24}申请\d+[件宗份](?:[、,;和及](?![^,;。\d]*(?:其中|结转|上年|答复|办结))[^,;。\d]{0,24}(?:申请|收到|受理|接到)的?\d+[件宗份])+[,;]$"
            r"|(?:自然人|公民|个人)[^,;。\d其中]{0,8}\d+[件宗份][、,;和及](?:法人|企业|单位|组织)[^,;。\d]{0,12}\d+[件宗份](?:[、,;和及][^,;。\d网信邮]{0,12}\d+[件宗份])?[,;]$"
        ),
        "收到政府信息公开申请",
    ),
)


_UNLIKE = re.compile(  # 收到补贴申请88件,收到救助申请8件,共96件; 协助召开新闻发布会3场、其他2场,共5场
    r"许可|补[贴助]|救助|信访|登记|咨询|投诉|举报|复议|诉讼|更正|热线|上年|去年|往年|LAST年|\d年|答复|办结|告知|结转|计划|协助|协同|配合|参[加与]|[厅局委](?:召|举|组|收|受)"
)


def _sum_of_likes(sentence: Sentence, count: Count, start: int) -> tuple[int, str] | None:
    """Where the kinds begin that a count sums up, and what it is then a count of."""
    of_requests = "requests" in (sentence.about or sentence.paragraph.topic, sentence.told_about)
    for listed, said in _LIKES if of_requests else _LIKES[:-1]:
        found = listed.search(sentence.text, sentence.begin, start)
        counts = [one.value or 0 for one in sentence.counts if found and found.start() <= one.start < start]
        clause = max(sentence.text.rfind(mark, 0, found.start()) for mark in ",;:。") + 1 if found else 0
        if found and sum(counts) == count.value and not _UNLIKE.search(sentence.text, clause, start):
            if level := found.groupdict().get("level"):  # 县政府印发3份,县政府办印发5份,共8份
                if not sentence.speaker.speaks_for(level):
                    return None
                sentence.whose.foreign = False
            return found.start(), said
    return None


def _sums_up(sentence: Sentence, count: Count, title_end: int) -> bool:
    """网站公开信息:领导分工2条,财务50条,合计52条: whether this is the sum of all since the title."""
    listed = [one.value or 0 for one in sentence.counts if title_end <= one.start < count.start]
    return len(listed) > 1 and sum(listed) == count.value


# 收费、复议和诉讼:全年未就信息公开收取费用
_DENIES_FEES = re.compile(r"[^未没无]*[未没无](?!.*(?:复议|诉讼)).*(?:收取|费)")


# 对信访答复不服,申请复议3件
_OF_OTHER_CASES = re.compile(
    r"^(?!.*公开)(?=.*(?:信访|处罚|许可|征[地收]|拆迁|工伤|投诉|举报|裁决|执法|登记|强制|补偿|认定|职称|考试)).*(?:不服|不满|异议|因|引[起发])"
)
# What else is done to people that they may contest, and how many of it.
_OTHER_ACT = re.compile(
    r"(?<![^,;。])(?!其中|涉及|内容|关于|主要)(?![^,;。]*(?:复议|诉讼|公开[^,;。]{0,4}申请))"
    r"[^,;。]{0,40}?(?:处罚|许可|征[地收]|拆迁|工伤|执法|强制|裁决|审批|登记|认定|信访|投诉|举报|工单|诉求)[^,;。]{0,30}[1-9]"
)
_ABOUT_DISCLOSURE = re.compile(r"公开[^,;。]{0,4}申请|申请公开|信息公开(?:工作|答复|引)")
_BY_PARTIES = re.compile(r"(?:[^,;。]{0,8}(?:当事人|相对人|被[^,;。]{1,3}人)|[均都皆])")


def _is_of_other_acts(sentence: Sentence, core: str, front: Front, start: int, end: int) -> bool:
    """公开行政处罚决定18件,当事人均未申请行政复议: whether cases are about what else the text counted just before."""
    if "公开" in core or not front.told.isdisjoint(("this_year", "whole_year")):
        return False
    text = sentence.text
    begin = 0 if _BY_PARTIES.match(text, first_word(text, start), end) else sentence.begin
    acts = [found.end() for found in _OTHER_ACT.finditer(text, begin, start)]
    return bool(acts) and not _ABOUT_DISCLOSURE.search(text, acts[-1], start)


# What a clause may say that only tells what the cases were about: 申请人对我局信息公开答复不服,
_CAUSES = frozenset(
    ("plain", "topic", "matter", "arise", "own", "applicant", "who", "request", "application", "done", "aspect", "case")
)
_SUPPLIES = ("supply",)
_BEFORE_FREE = frozenset(("plain", "supply", "own", "applicant", "who", "request", "info", "government_info", "and"))
_ABOUT_CASES = frozenset(("reconsideration", "litigation", "and", "submit", "procedure"))
_OF_ANY_KIND = ("cases.reconsideration", "cases.litigation")
_DISPUTED = ("reconsideration", "litigation", "cases")


def _rule_with_cause_before(sentence: Sentence, core: str, count: Count | None, start: int) -> Rule | None:
    """The rule for a clause of which the one before is the beginning.

    对信息公开答复不服,申请行政复议3件; 针对信息公开的复议与诉讼,一件未有
    """
    begin, stop = sentence.before
    if not core or core == SUM or not begin < stop == start - 1 or stop - begin > LONGEST_CORE:
        return None
    before = sentence.text[begin:stop]
    words = all_words_of(before) or all_words_of(sentence.speaker.reworded(before))
    told = _CAUSES if count and count.value else _CAUSES | _ABOUT_CASES  # 行政复议、行政诉讼方面,全年发生0件
    if count is None and _SUPPLIES in words and "信息" in before and all(map(_BEFORE_FREE.intersection, words)):
        rule = fitting_rule(sentence, before + core, None)  # 依申请提供政府信息,没有收取费用
        return rule if rule and rule.sets.startswith("fees") else None
    if not words or any(told.isdisjoint(word) for word in words):
        return None
    if not (count and count.value) and not all(map(says_what_happened, all_words_of(core) or [UNKNOWN])):
        return None
    rule = fitting_rule(sentence, before + core, count)
    return rule if rule and rule.sets.startswith(_DISPUTED) else None


_EVERY_DAY = re.compile("每个?(?:[日天周月]|工作日|交易日)|不?定期|按时|持续|坚持")  # 微信号每日发布,共365条
_MIXED_WAYS = re.compile(  # 信件、传真提出的8件
    r"(?:通过|以)?(?:(?:信[函件]|书信|来信|邮[寄件政]|快递|传真|电子邮[件箱]|当面|现场|窗口|网[上络站]|互联网|电话)[、和及与]?){2,5}(?:等)?(?:其[他它])?(?:方式|形式|渠道|途径)?(?:提[出交]|递交|申请)?的?"
)
_COUNTED = re.compile(
    r"(?:收到|受理|收案|立案|接到|接收|办理|处理|处置|回复|答复|办结|承办|审理|开展|清理|(?<!其[他它])组织|召开|举办|制定|印发|发布|公开|推送).|"
    r"信访|热线|12345|工单|投诉|举报|咨询|留言|信件|来信|案件|诉求|信箱|建议|提案|接待|复议|诉讼"
)


_BARE_EVENT = re.compile(  # 解读21篇,吹风会2场,新闻发布会3场: no verb that would be said of all of them
    "(?:(?!参|出席|列席|[配协][合助])[一-龥]{0,4}?(?:召开|举[办行]|组织|开展)(?:召开|举[办行]|开展)?了?(?!.*培训))?(?:(?:在线|网[上络]|嘉宾|视频|微)*访谈(?:节目|活动)?|网络直播(?:活动)?|(?:民生|政务|政策|民情|嘉宾)访谈|(?:民意|意见|网上|网络)+(?:征集|调查)|(?:政府|政务|公众|统计)?开放日(?:活动)?"
    "|(?:政策|媒体|新闻|例行|政策例行)*(?:吹风|座谈|恳谈|推介|宣讲|说明|听证|见面|通报)会|(?:政策)?(?:宣讲|直播|问答|培训|简明问答)(?:班|会|活动)?|政策进[一-龥]{2}(?:活动)?)"
)
_OF_ELSE = re.compile(  # 通过电子邮件向申请人送达答复书6份,邮政送达11份; 办结事项1204件,网上受理786件
    r"向申请人|送达|(?:寄|发)[出送](?:答复|告知)|登记申请|政务服务|审批|业务|办件|(?<!公开)(?<!申请)事项"
)
_ONE_KIND = re.compile("(?:类|方面|领域)的?(?:申请)?$")  # 其中咨询医师注册类4件
_ONE_MATTER = re.compile("(?:内容)?(?:涉及|关于|有关|针对|(?:要求|请求|申请)(?:公开|提供|获取))")  # 涉及投诉处理的58件
_BY_WHOM = re.compile(r"[一-龥]{2,14}(?:受理|审理|办理|立案)")  # 行政复议12件,其中市政府受理9件


def _leave_unknown(sentence: Sentence, core: str, front: Front, count: Count | None, start: int, end: int) -> None:
    """What a clause that no rule fits means for the next ones: 开展培训3次 leaves the requests."""
    paragraph = sentence.paragraph
    if count:
        if sentence.whose.area and not any(s.system for s in sentence.stated()):  # 全市收到60件,答复58件,其中我局5件
            sentence.whose.area_rule = None
        if not sentence.part.inside and is_all_counted_done(sentence, core, front, count):  # 5件全部办结
            state_counted_done(sentence, count, start, end)
            return
        event = _BARE_EVENT.fullmatch(core) is not None
        sentence.part.enumerated = sentence.part.enumerated or not event
        sentence.part.published = sentence.part.published and event
        if is_left_over(sentence, core):
            sentence.left_over = count
            return
        if waits(sentence, core, count, start, end):
            return
        if sentence.part.inside and (paragraph.after or "").startswith(_DISPUTED) and _BY_WHOM.fullmatch(core):
            return
        read_another_body(sentence, front, count)
    if paragraph.year.another:
        paragraph.year.things.add(topic_of(core) or "")
    of_kind = _ONE_MATTER.match(core) or (sentence.part.inside and _ONE_KIND.search(core))
    of_them = (paragraph.after or "").startswith("requests") and of_kind
    of_them = of_them or ((paragraph.after or "").startswith("requests") and _MIXED_WAYS.fullmatch(core))
    counted = count is not None and not of_them and _COUNTED.search(core) is not None
    if count and (counted or count.unit not in COUNTED_IN):
        paragraph.received = None
    if count:
        remember_all(sentence, "" if core == SUM else core, count, start, end)
    if counted:  # something else was received or done: later clauses may continue that
        sentence.time.continued = ""
        paragraph.after = "else" if speaks_of_else(core) or _OF_ELSE.search(core) else ""
        if (sentence.whose.area or sentence.whose.foreign) and "申请" in core and not sentence.part.inside:
            paragraph.after = OTHERS


def take(sentence: Sentence, rule: Rule, front: Front, count: Count | None, start: int, end: int) -> Statement | None:
    """State what the rule of a clause says, if it is certain to be the agency's whole number of the year."""
    paragraph, time = sentence.paragraph, sentence.time
    if sentence.barely and rule.sets == "requests.received":  # those under a heading of theirs go before
        rule = replace(rule, weak=True)
    if is_of_some_applicants(sentence, rule, start, end):
        paragraph.after, paragraph.received = rule.sets, None
        return None
    certain = (
        is_of_this_year(sentence, rule, front, start, end)
        and not is_a_part(sentence, rule, start, end)
        and not is_on_another_channel(sentence, rule, front, start, end)
        and not is_of_callers(sentence, rule, start, end)
        and not is_of_cases_decided(sentence, rule, end)
        and (
            not front.level
            or sentence.speaker.speaks_for(front.level)
            or (rule.zero != "" and sentence.whose.levels_with_ours)
        )
    )
    time.continued, time.compared = "", None
    if certain and count and names_a_channel_before(sentence, rule, start):  # parts may follow: 其中网站123条
        paragraph.after, paragraph.received = "information", None
        sentence.channel.whole = Statement.of(as_disclosed(rule), count, first_word(sentence.text, start), end)
        return None
    if not certain:
        remember_other_time(sentence, rule, start, end)
    paragraph.after = rule.sets if certain else ""
    if not certain or not rule.indicator:
        paragraph.received = None
        if rule.sets == "information" and count and certain and not sentence.part.inside:
            sentence.channel.whole = Statement.of(as_disclosed(rule), count, first_word(sentence.text, start), end)
        if rule.sets == "requests.due" and count and certain:
            remember_all(sentence, "", count, start, end)
        return None
    if "this_year" in front.told:
        drop_running(sentence, rule.indicator)
    stated = _statements_of(sentence, rule, count, first_word(sentence.text, start), end)
    paragraph.statements += stated
    if rule.balanced and count:
        remember_all(sentence, "", count, start, end)
        return stated[0]
    _remember_requests(sentence, stated[0], count)
    if sentence.channel.waiting and rule.sets in ("information", "disclosure.published") and count:
        state_waiting(sentence)
    return stated[0]


def take_all(sentence: Sentence, rules: list[Rule], front: Front, count: Count, start: int) -> None:
    """State the same number by each of the rules: 网上申请和当面申请各4件."""
    for rule in rules:
        if not is_of_others(sentence, rule):
            take(sentence, rule, front, count, start, count.end)


def _statements_of(sentence: Sentence, rule: Rule, count: Count | None, start: int, end: int) -> list[Statement]:
    value, unit, qualifier = (count.value or 0, count.unit, count.qualifier) if count else (0, rule.zero, "exact")
    whose = sentence.whose
    return [
        Statement(
            indicator,
            value,
            "元" if indicator == "fees.charged" else unit or rule.units[0],  # 收费、复议、诉讼均为0
            qualifier,
            start,
            end,
            rule,
            part=sentence.part.inside or is_another_site(sentence, rule, start, end),
            area=whose.area and not (whose.system or whose.listed_bodies),
            system=whose.system,
            some_bodies=whose.some_bodies,
            running=is_running(sentence, start, end),
        )
        for indicator in rule.indicator
    ]


def _remember_requests(sentence: Sentence, stated: Statement, count: Count | None) -> None:
    """Keep the requests received for 均已答复 and the like, as long as nothing else is stated."""
    paragraph = sentence.paragraph
    if stated.indicator == "requests.received":
        if sentence.part.inside and count and paragraph.received:  # 收到12件,其中上年结转1件、新收11件,均已办结
            return
        paragraph.received = stated if count and not sentence.part.inside else None
        paragraph.narrative.received = paragraph.received_here = paragraph.received
    elif paragraph.received and paragraph.received.rule.theme and stated.indicator.startswith(CHANNEL):
        # 当面和网上申请6件,其中当面4件; 收到涉及承包的申请4件,网上3件,信函1件
        listed = len(paragraph.received.rule.indicator) == 1 and stated.value < paragraph.received.value
        same = listed or stated.indicator in paragraph.received.rule.indicator or not stated.value
        paragraph.received = paragraph.received if same else None  # 收到网上申请5件、信函申请3件,均已答复
    elif not stated.indicator.startswith("requests.") or stated.indicator == "requests.processed":
        paragraph.received = None
