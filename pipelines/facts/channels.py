"""On which channel something was published: the sentence's subject, the agency's own site or column, or others'."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from pipelines.facts.fitting import LONGEST_CORE, fitting_rule
from pipelines.facts.grammar import CHANNELS, MOSTLY, OWN_COLUMN, Rule, all_words_of, channel_of, words_of
from pipelines.facts.ledgers import READ_BY, is_in_a_ledger
from pipelines.facts.memory import Front, Sentence
from pipelines.facts.names import levels_of
from pipelines.facts.statements import ONE_OF_SEVERAL, Statement, first_word
from pipelines.numerals import Count

_CHANNEL_WORD = re.compile(r"网|微信|微博|号|平台|专栏|栏目|目录|系统")
_ANY_CHANNEL = re.compile(_CHANNEL_WORD.pattern + "|新媒体|抖音|客户端|头条")
_COLUMN = re.compile(r"栏目?|专[栏题区页版]|板块|频道")
_ALL_COLUMNS = re.compile(r"各(?:个|类|级|大)?(?:栏目|板块|频道|专栏)")  # 门户网站各栏目


def names_a_channel(sentence_text: str) -> bool:
    """Whether a sentence may have a channel as its subject."""
    return _CHANNEL_WORD.search(sentence_text) is not None


# 维护好公众号,定期向居民推送信息,全年累计推送1530篇: still of the account
_WORK_ON_IT = re.compile(
    r"(?:及时|定期|不定期|持续|主动|积极|坚持|常态化|第一时间|每[日天周月季]|按[日周月时期]|[面对]?向(?:社会|公众|居民|群众|村民|市民|企业|粉丝)+|做到|做好)+"
    r"(?:推送|发布|更新|公开|宣传|转发|发送)(?:各类|最新|重要|工作|政务|政府|民生|便民|动态|类|和|、)*(?:信息|资讯|内容|文章|消息|动态)?"
)


_SOME_FIELDS = re.compile(r"(?:更新|公开|发布|公布)[^,;。]+领域")  # a government 更新教育、医疗领域信息
_ITS_COLUMNS = re.compile(r"(?:设置|设有|共有)(?:各类|[一二三]级)?(?:栏目|专栏)$")  # 门户网站设置栏目86个
# 粉丝52万,阅读超3000万人次,全年发布2933条: still of the account
_HOW_SEEN = re.compile(
    r"(?:[累总合]计|[日月单周]|年度?|全年|最高|平均|均|总|网站|页面|首页|文章|图文|信息|已|新增|其中)*"
    r"(?:(?:阅读|浏览|访问|点击|播放|粉丝|关注|订阅|点赞|转发|评论|下载|注册)(?:用户|[人总]?(?:人次|次数|人数|数|量))?"
    r"|(?:[日单]日?|峰值)最?[高大]?)(?:最高|合计|累计|总数|突破|超过?|达到?|近|为|约|有)*"
    r"(?:[\d.]+[万亿]?[余多]?[人名次户个]?)?"
)


# 以网站为主,发布141条;公众号为辅,发布62条
_FIRST_OF_TWO = re.compile("(?:公开|发布)?(?:渠道|载体|平台|途径)?以(?P<channel>.*)为主")
_SECOND = re.compile(r"[^,;。]为辅,[^,;。]*\d")


def find_subject(sentence: Sentence, start: int, end: int) -> None:
    """门户网站累计发布: the channel that a clause begins with is what the sentence is about from here on."""
    channel, text = sentence.channel, sentence.text
    if not channel.named or start >= end or not (channel.subject or _CHANNEL_WORD.search(text, start, end)):
        return
    if channel.subject and (_WORK_ON_IT.fullmatch(text, start, end) or _HOW_SEEN.fullmatch(text, start, end)):
        return
    told = None if sentence.speaker.owns_sites else _site_told(text, start, end)
    first = _FIRST_OF_TWO.fullmatch(text, start, end)
    if first and _SECOND.search(text, end):
        told, start = first["channel"], end
    words = sentence.speaker.site_named(told or text[start:end])
    found = channel_of(words[:LONGEST_CORE])
    if found is not None:  # 公众号开设"政策解读"栏目,发布信息41条: in the column
        if MOSTLY.match(text, start, end) or (sentence.speaker.owns_sites and _SOME_FIELDS.search(text, start, end)):
            found = ""
        one_column = (
            found not in ("platform", OWN_COLUMN)
            and _COLUMN.search(_ALL_COLUMNS.sub("", words))
            and not _ITS_COLUMNS.search(words)
        )
        channel.subject = "" if one_column else found


_ALL_PUBLISHED = re.compile(
    r"(?:[我全本][局厅委办镇乡县市区省州旗院]|全街道|街道|本机关|THIS年度?|全年|本年度?|累计|共|,)*主动公开的?(?:各类)?政府信息(?!公开)"
)


# 在政府网站公布月度数据、统计公报等,本年度共主动公开信息176条: the second is all that was
_SHOWN_THERE = re.compile(r"[^,;。\d]*网[^,;。\d、和及]{0,6}(?:公开|公布|发布|公示|更新|登载)[^,;。\d]{4,}")
_ALL_OF_THE_YEAR = re.compile(
    r"(?:[我全本][局厅委办镇乡县市区州旗院]|街道|本机关|THIS年度?|全年度?|年内|本年度?|累计|共计?|,)+"
    r"主动公开(?:各类)?(?:政府|政务)?信息(?!公开)"
)


def leave_subject(sentence: Sentence, start: int, end: int) -> None:
    """门户网站发布信息3946条;全年主动公开政府信息5300条: the second is of all channels."""
    channel, text = sentence.channel, sentence.text
    subject = "website" if channel.subject == OWN_COLUMN else channel.subject
    told = subject and any(f"{subject}.published" == said.indicator for said in sentence.paragraph.statements)
    if (told or sentence.audience or text[start - 1] == ";") and _ALL_PUBLISHED.match(text, start, end):
        channel.subject = ""
    shown = channel.subject == "website" and _SHOWN_THERE.fullmatch(text, *sentence.before)
    if shown and _ALL_OF_THE_YEAR.match(text, start, end):
        channel.subject = ""


def leave_subject_for_sum(sentence: Sentence, front: Front) -> None:
    """门户网站12条、微信公众号13条,合计发布信息25条: the sum is of all channels."""
    after = sentence.paragraph.after
    if "sum" in front.told and after and after.partition(".")[0] in CHANNELS.values():
        sentence.channel.subject = ""


# 机构职能、预算决算等信息按要求在县政府网站公开,全年公开735条; 公开信息主要渠道为局门户网站,全年发布103条
_ALL_ON_A_SITE = re.compile(
    r"(?:[^,;。、]*、[^,;。、]*(?:、|等|[和及])[^,;。]*|[^,;。]{0,12})(?:信息|内容|事项|文件)(?:[均都已]|全部|按要求|按规定|依法|及时|主动|统一|集中|第一时间)*"
    r"(?:在|通过|依托|利用)(?P<site>[^,;。、和及与等]*网[^,;。、和及与等]{0,16}?)(?:向社会|依法|及时|主动|集中|统一|予以|进行|对外)*(?:公开|发布|公布|公示|更新)"
)
_MAIN_CHANNEL = re.compile(
    r"[^,;。]*(?:公开|发布)[^,;。]{0,10}的?(?:主要|主|唯一|第一)?(?:渠道|载体|平台|阵地|途径)(?:主要)?(?:为|是)(?P<site>[^,;。、和及与]*网[^,;。、和及与]*)"
)


def _site_told(text: str, start: int, end: int) -> str | None:
    """The site on which, a clause says, a bureau makes all its information public."""
    if text.find("网", start, end) < 0:
        return None
    told = _ALL_ON_A_SITE.fullmatch(text, start, end) or _MAIN_CHANNEL.fullmatch(text, start, end)
    return "通过" + told["site"] if told else None


_NOUNS = {"site": "网站", "wechat": "微信", "weibo": "微博", "medium": "其他"}
_OPENED = re.compile(r"^(?:开通|开办|建立|注册|打造)了?")
_OF_PLACE = re.compile(
    r"(?<=^依托|^利用|^通过)[一-龥]{2,12}[省市区县州旗](?=(?:人民)?政府(?:门户)?网)|[两三四五\d]个(?:载体|渠道|平台)$"
)
_BEFORE_CHANNELS = frozenset(("plain", "effort", "own", "active"))


def channels_before(sentence: Sentence, start: int) -> list[str]:
    """The channels in the clause before, in order: 开设政务微博、微信账号各1个,全年分别发布信息527条、1098条."""
    named: list[str] = []
    clause = sentence.text[sentence.begin : start].rstrip(",;").rpartition(",")[2]
    clause = _OF_PLACE.sub("", sentence.speaker.reworded(clause))
    for kinds, _ in words_of(_OPENED.sub("", clause)):
        if not named and _BEFORE_CHANNELS.isdisjoint(kinds) and _NOUNS.keys().isdisjoint(kinds):
            return []  # 指导乡镇开设, 省水利厅
        named += [_NOUNS[kind] for kind in kinds if kind in _NOUNS]
    return named


_OWNERS = {"website": "网站", "wechat": "微信", "weibo": "微博"}


def waits(sentence: Sentence, core: str, count: Count, start: int, end: int) -> bool:
    """Whether this is "网站12条", of which a later clause says what they were."""
    channel, whose, owner = sentence.channel, sentence.whose, sentence.paragraph.owner
    if not core and sentence.title[1] == start - 1:  # 政府网站:46条
        start, core = sentence.title[0], sentence.text[slice(*sentence.title)]
    elif core in ("", "共", "合计", "共计") and owner in _OWNERS and start == sentence.begin:  # 1.政府网站。全年46条
        core = _OWNERS[owner]
    elif not channel.named:
        return False
    if sentence.part.inside or not _ANY_CHANNEL.search(core) or count.unit.removesuffix("次") not in "条篇则":
        return False
    if whose.foreign or whose.listed_bodies or sentence.paragraph.year.another:
        return False
    if sentence.time.outside in ("plan", "span", "now"):
        return False
    if "累计" in sentence.text[start:end] and not sentence.time.dated:  # since the channel began, perhaps
        return False
    core = core.removesuffix("信息")
    words = all_words_of(core) or all_words_of(sentence.speaker.reworded(core))  # 区政府网站教育局专栏
    kinds = {kind for word in words for kind in word} - {"plain", "internet"}
    kinds -= {"platform", "open_column"} if "site" in kinds else set()  # 区政府网站政务公开栏目
    if len(kinds) != 1 or kinds.isdisjoint(("site", "wechat", "weibo")):
        return False
    channel.waiting.append((core, count, start, end))
    channel.subject = ""
    return True


_OF_PEOPLE = re.compile(r"留言|意见|建议|咨询|诉求|申请|信件|粉丝|关注|评论|阅读|解读|采用|[投供]稿|访")
_OF_OTHERS = re.compile("部门|乡镇|单位|镇街|街道|各|子站")
_PUBLISHES = re.compile(r"公开|发布|推送|更新|推出|编发|刊发")


# 网站、微信公众号各占一半,均为59条; 微信、微博各发布59条
_EACH_AS_MANY = re.compile(
    r"(?:^|[,;:]|其中)(?P<names>[^,;:。\d]{2,24}?)各(?:自|占一半,(?:均|都|各)?(?:为|是|有)?|占半数,(?:均|都)?为)?(?:分别)?"
    r"(?:发布|公开|推送|更新|公布)?(?:政务|政府|各类)?(?:信息|文章|消息)?(?:了|为|有|共)*$"
)
_NAMES_OF_CHANNELS = re.compile("[、和及与]")


def rules_of_each(sentence: Sentence, count: Count) -> list[Rule]:
    """The rules for several channels that each have as many: 网站、微信公众号各占一半,均为59条."""
    text = sentence.text[sentence.begin : count.start]
    found = _EACH_AS_MANY.search(text) if "各" in text and _ANY_CHANNEL.search(text) else None
    if found is None or count.unit not in ("条", "篇"):
        return []
    names = _NAMES_OF_CHANNELS.split(found["names"])
    rules = [fitting_rule(sentence, f"{name}发布信息", count) for name in names]
    told = [rule for rule in rules if rule and rule.about in CHANNELS.values()]
    return told if 1 < len(told) == len(names) == len({rule.sets for rule in told}) else []


def state_accounts(sentence: Sentence, end: int) -> None:
    """“云州发布”微信公众号1820条,“云州发布”微博640条: what two accounts published, where nothing else is told.

    政府网站1420条,政务微博发布97条: so was the first.
    """
    waiting, speaks = sentence.channel.waiting, READ_BY.sub("", sentence.text[sentence.begin : end])
    first = waiting[0][2] if waiting else end
    begins = first == sentence.begin or _PUBLISHES.search(sentence.text, sentence.begin, first)
    named = sentence.paragraph.narrative.accounts and not any("网" in core for core, *_ in waiting)
    beside = [s for s in sentence.stated() if s.start >= first and s.rule.about in ("website", "wechat", "weibo")]
    if (
        (beside or (len(waiting) > 1 and named))
        and begins
        and not _OF_PEOPLE.search(speaks)
        and sentence.paragraph.topic in _MAY_BE_TOLD
    ):
        sentence.channel.waiting = [(f"{core}发布", count, begin, stop) for core, count, begin, stop in waiting]
        state_waiting(sentence)
    elif waiting and sentence.paragraph.topic in _MAY_BE_TOLD and is_in_a_ledger(sentence, end):
        for core, count, start, stop in waiting:
            rule = fitting_rule(sentence, f"{core}发布", count)
            told = rule is not None and rule.indicator != () and rule.about in CHANNELS.values()
            if rule and told and not _is_of_another(sentence, rule, start, stop):
                begin = first_word(sentence.text, start)
                sentence.paragraph.statements.append(Statement.of(rule, count, begin, stop, part=True))
    for channel in ("wechat.published", "weibo.published") if waiting else ():
        same = [s for s in sentence.stated() if s.indicator == channel]
        if len({s.value for s in same}) > 1:  # “云溪发布”公众号发布信息12条,“云溪文旅”公众号20条: neither is all
            for one in same:
                one.spoilt = ONE_OF_SEVERAL


_MAY_BE_TOLD = (None, "overall", "disclosure", "platform")


def _is_of_another(sentence: Sentence, rule: Rule, start: int, end: int) -> bool:
    """部门网站3400条 of a government, 省政府网站12条 of a 市."""
    others = sentence.speaker.owns_sites and _OF_OTHERS.search(sentence.text, start, end) is not None
    return others or is_on_another_channel(sentence, rule, Front(start), start, end)


def state_waiting(sentence: Sentence, known: Collection[str] = ()) -> None:
    """网站12条、微信8条,共发布信息20条: what was published on the channels that were waiting, but those `known`."""
    waiting, sentence.channel.waiting = sentence.channel.waiting, []
    for core, count, start, end in waiting:
        rule = fitting_rule(sentence, core, count)
        if rule and rule.indicator and rule.about not in known:
            begin = first_word(sentence.text, start)
            sentence.paragraph.statements.append(Statement.of(rule, count, begin, end, part=True))


_ALL_OF_THEM = (
    r"(?:以上|上述|这些|所有|该|主动公开|公开|的)*(?:政府)?(?:信息|内容|事项)?(?:也|已)?"
    r"(?:全部|均|都|皆|一律|统一|全数)(?:已|都|均|予以|及时|按[时期]|依法|统一|主动)*"
)
_THE_SITE = r"(?P<site>[^,;。、和及与等]*网[^,;。、和及与等]{0,16}?)"
_ALL_ON_SITE = re.compile(  # 均通过县政府网站向社会公布, 全部发布在县政府网站
    rf"{_ALL_OF_THEM}(?:在|通过|依托|利用|借助|经由?){_THE_SITE}(?:向社会|面向公众|对外|予以|进行|及时|依法|主动|集中|统一)*"
    rf"(?:(?:公开|公布|发布|公示|挂出|挂网|登载|登出|刊[登载出]|上传|更新)了?)?"
    rf"|{_ALL_OF_THEM}(?:公开|公布|发布|公示|发|挂|登|登载|刊[登载发]?|载|见|放|上传|上载|录入|集中|更新)[在于到至]"
    rf"{_THE_SITE.replace('site', 'there')}|{_ALL_OF_THEM}(?:为|是|系|由|经)"
    rf"(?P<by>[^,;。、和及与等]*网站?)(?:主动|上)*(?:公开|发布|公布)"
)


def state_all_on_site(sentence: Sentence, start: int, end: int) -> bool:
    """公开信息58条,均通过县政府网站向社会公布: the website's number as well; whether this clause says so."""
    told = sentence.text.find("网", start, end) >= 0 and _ALL_ON_SITE.fullmatch(sentence.text, start, end)
    before = [count for count in sentence.counts if count.end <= start]
    total = sentence.stated()[-1:] or ([sentence.channel.whole] if sentence.channel.whole else [])
    if not told or not before or not total or total[0].indicator != "disclosure.published":
        return False
    (stated,) = total
    if stated.part or stated.end < before[-1].end or stated.value != before[-1].value:
        return False
    rule = fitting_rule(sentence, f"在{told['site'] or told['there'] or told['by']}公开信息", before[-1])
    if rule is None or rule.sets != "website.published":
        return True
    if stated is sentence.channel.whole:
        sentence.paragraph.statements.append(stated)
    sentence.paragraph.statements.append(Statement.of(rule, before[-1], first_word(sentence.text, start), end))
    return True


def as_disclosed(rule: Rule) -> Rule:
    """A rule of what was published, as one that states all that was, if nothing else in the text does."""
    return replace(rule, indicator=("disclosure.published",), sets="disclosure.published", weak=True)


def made_up_by_channels(sentence: Sentence, stated: list[Statement]) -> list[Statement]:
    """发布信息74条,其中门户网站52条、公众号22条: with the first as what was published in all."""
    whole = sentence.channel.whole
    if whole is None or any(s.indicator == "disclosure.published" for s in sentence.paragraph.statements):
        return stated
    parts = [s for s in stated if s.part and s.rule.about in ("website", "wechat", "weibo") and s.start >= whole.end]
    made_up = len(parts) > 1 and sum(s.value for s in parts) == whole.value
    return [whole, *stated] if made_up and any(s.rule.about == "website" for s in parts) else stated


# 通过政府网站、公示栏、明白卡等形式; 依托网站和公示平台推进公开: on whatever there is
_OF_ALL_KINDS = re.compile(
    r"(?:通过|利用|依托|借助|运用|以|在)(?=[^,;。]*网)(?=[^,;。等]*(?:栏(?!目)|媒体|屏|卡|公报|广播|电视|查阅|公众号|微信|会议|公示平台))"
    r"[^,;。等]*(?:、[^,;。等]*等(?:多种|各类|各种|多个)?(?:形式|渠道|方式|途径|平台|载体)"
    r"|[、和及与](?:(?!发布|推送|更新|刊登|宣传(?![栏册单橱资手]))[^,;。\d])*(?=[,;。]))"
)
# 通过区政府网站、公示栏公开信息,全年公开166条: on both
_ON_SEVERAL = re.compile(
    r"(?:通过|利用|依托|借助|运用|在)[^,;。、和及与\d]*网站?[、和及与][^,;。等\d]*?(?:公[开示告]栏|屏|媒体|微信|公众号)(?:主动|及时|依法|向社会)*公开(?:各类|政府|政务)*信息(?=,)"
)
_NO_CHANNEL = re.compile(  # 对照主动公开基本目录
    rf"{_OF_ALL_KINDS.pattern}|{_ON_SEVERAL.pattern}|(?:对照|按照|根据|依据|依照|编制|完善|更新|梳理)[^,;。网]{{0,16}}目录"
)
_SEAT = r"(?P<level>[省市区县州旗在过托用、和与及])(?:人民)?政府(?:门户|官方|政务)?网站?"
_BUREAU = r"(?:(?:我|本)?[省市区县州]?[局厅委院]|[我本](?:单位|部门))(?:机关)?(?:门户|官方|政务|官|外|子)?网站?"
# 市政府网站、局网站: both are the bureau's
_BOTH_OURS = re.compile(
    rf"{_SEAT}[、和及与]{_BUREAU}(?!.*网)|{_BUREAU}[、和及与]{_SEAT.replace('level', 'second')}(?!.*网)"
)
_PAGES = (
    r"(?:(?:所属|下属|下辖|其|各|[省市县区州旗][直级]|乡镇|镇街|镇办|街道|县区|部门|单位|园区|[镇乡和及、])*"
    r"[子分](?:网站|站))"
)
# 浙江政务服务网、县政府门户网站: the first is of all who have no site of their own
_TWO_SITES = re.compile(rf"(?<!政务服务)网站?[和、及与](?!{_PAGES})(?![^,;。]{{1,6}}政务服务网)[^,;。]*网")
_ON_A_SITE = frozenset(("website.published", "disclosure.published"))


def is_on_another_channel(sentence: Sentence, rule: Rule, front: Front, start: int, end: int) -> bool:
    """Whether a clause counts what stands on one of several sites, in a column, or on no channel of its rule."""
    text = sentence.text
    if rule.about in CHANNELS.values() and _is_of_else(sentence, start, end):
        return True
    if rule.sets == "website.published" and not sentence.speaker.owns_sites and _PART_IS_OURS.match(text, end):
        return True
    if rule.sets == "website.published" and _PAGES_ALONE.match(text, start, end) and text[start - 1] == "个":
        return True
    if rule.sets == "website.published" and sentence.speaker.owns_sites and _OF_BODIES.fullmatch(text, start, end):
        return True
    if rule.about in CHANNELS.values() and not sentence.speaker.owns_sites and _OF_LOWER.search(text, start, end):
        return True
    if rule.sets == "website.published" and _TWO_SITES.search(text, start, end):
        return not _are_both_ours(sentence, text[start:end])
    if rule.sets == "website.published" and _is_of_another_level(sentence, start, end):
        return True
    if rule.sets == "website.published" and _is_of_another_seat(sentence, start, end):
        return True
    if rule.sets in _ON_A_SITE and _is_on_a_column(sentence, rule, start, end):
        return True
    if rule.sets == "disclosure.published" and _ON_A_COLUMN.fullmatch(text, *sentence.before):
        return True
    return front.several and _has_several(sentence, rule, start, end)


def names_a_channel_before(sentence: Sentence, rule: Rule, start: int) -> bool:
    """加强平台建设。发布信息235条: whether a number is only of all that was published if no channel is named before."""
    if not (rule.bare or rule.apart):
        return False
    before = sentence.paragraph.heading + sentence.text[_begin_of_talk(sentence, rule) : start]
    return _ANY_CHANNEL.search(_NO_CHANNEL.sub("", before)) is not None


def _begin_of_talk(sentence: Sentence, rule: Rule) -> int:
    """Where the sentence begins; for a rule that stands `apart` the one before: 升级门户网站。全年发布政府信息132条."""
    return sentence.previous if rule.apart else sentence.begin


_SEAT_SITE = re.compile(r"(?:管委会|行署|公署|园区|开发区|新区|高新区|经开区)(?:门户|官方|政务|政府|外)*(?:网|官网)")
_OF_A_ZONE = re.compile(r"管委会|管理委员会|公署|区(?:$|人民|管|办|\()")


def _is_of_another_level(sentence: Sentence, start: int, end: int) -> bool:
    """省政府网站公开我市信息210条: what stands on the site of the government above."""
    site = _SITE_OF.search(sentence.text, start, end) if sentence.speaker.owns_sites else None
    by = site is not None and re.search("[在过用托]", sentence.text[start : site.start()])  # 在市政府网站公开: by us
    return site is not None and not by and not sentence.speaker.has_level(site[1])


def _is_of_another_seat(sentence: Sentence, start: int, end: int) -> bool:
    """高新区管委会网站 in the report of the 市 around it."""
    speaker = sentence.speaker
    elsewhere = speaker.owns_sites and not any(map(_OF_A_ZONE.search, speaker.agencies))
    return elsewhere and bool(speaker.agencies) and _SEAT_SITE.search(sentence.text, start, end) is not None


# 全市公开13.8万条,其中市政府门户网站及部门网站9.6万条
_OF_ALL_BODIES = re.compile(
    r"[^,;。网]{0,6}(?:政府|门户)网站[、和及与]各?(?:级|[市县区]直)?(?:部门|单位)(?:子|门户)?网站(?!.*网)"
)


def _are_both_ours(sentence: Sentence, words: str) -> bool:
    """在市政府网站、局网站公开信息526条: whether a bureau counts what stands on its own site and its government's."""
    of_area = any(told.area and told.indicator == "disclosure.published" for told in sentence.paragraph.statements)
    if of_area and sentence.part.inside and _OF_ALL_BODIES.match(words):
        return True
    both = _BOTH_OURS.search(words)
    if both is None or sentence.speaker.governs:
        return False
    level = both["level"] or both["second"]
    return level not in "省市区县州旗" or all(level in levels_of(name)[-1:] for name in sentence.speaker.agencies)


_PLATFORM_OF_SITE = re.compile(r"网站?(?:上的?)?(?:政府信息|信息|政务)公开平台(?!新增|更新)")
_OF_BODIES = re.compile(r"[^网]*各(?:部门|单位)(?:门户)?网站(?!群)[^网]*")  # 各部门网站公开信息
_OF_LOWER = re.compile(  # 省局网站发布745条,各市局网站发布4820条
    r"各(?:直属|所属|下属|基层|派出)?[^,;。网微号各类项大个]{0,8}(?:[局队所站处会行关校院]|部门|单位|机构|县区|市州|地市|乡镇)(?:门户|官方|政务)*(?:网站|外网|官网|微信|微博|公众号)(?!群)"
)
_PAGES_ALONE = re.compile("(?:子|分)(?:网站|站)")  # 专栏和28个子站发布
_PART_IS_OURS = re.compile(r"[,;(]其中[,:]?(?:我|本|属)")  # 镇街频道发布信息4312条,其中我镇213条
_TAKEN = re.compile(r"(?:[采录刊选]用(?![^,;\d]{0,6}双语)|采纳)[^,;\d]{0,8}\d")  # 经市政府网站采用151条


def _is_of_else(sentence: Sentence, start: int, end: int) -> bool:
    """办理建议提案167件,在县政府网站公开153件: of these; or what another's site took."""
    words = sentence.text[start:end]
    replies = words[-1] in "件份" and "信息" not in words
    of_these = (sentence.paragraph.after or "").startswith(("proposals", "normative_documents", "requests"))
    return (replies and of_these) or _TAKEN.search(words) is not None


_BOARD = re.compile(r"[、和及与过在用](?:政务|政府|村务|党务|信息)*(?:公开|公示|公告|宣传)栏(?!目)")  # on no site
_OTHERS_COLUMNS = re.compile(  # 政府网站主站及部门专栏
    r"(?<=站)(?:[、和及与]|以及)[^,;。网]{0,10}[门位镇乡道街区](?:信息公开|政务公开)?(?:专[栏页区]|频道|栏目|子栏目|页面|板块)"
)
_NO_COLUMN = re.compile(f"{_BOARD.pattern}|{_ALL_COLUMNS.pattern}|{_OTHERS_COLUMNS.pattern}")
ON_A_COLUMN = re.compile(r"网站?的?“?[^,“”]{2,14}”?(?:专[栏题区页版]|栏目|频道|板块)$")
_ON_A_COLUMN = re.compile(  # 在区政府网站教育板块,全年公开政府信息417条
    r"(?:在|通过|利用|依托|借助)[^,;、等和及]*网[^,;、等和及]*(?:板块|版块|专[栏区页]|栏目|频道|子站|子网站)(?:[里中内上])?"
)
_NAMED_COLUMN = re.compile(r"网站?“(?!(?:政府|政务|部门)?信息公开”|政务公开”专)[^”]{2,8}”(?:专栏|栏目)")


_SOME_COLUMN = re.compile(r"网站?(?:上的?|的)?专[栏页]")
_THE_OFFICE = re.compile(r"(?:政府|[我本市县区州旗])办(?:公[室厅])?(?=[共全年累计在通依主公发更]|(?:THIS|当|本)年)")


def _is_by_the_office(sentence: Sentence, end: int) -> bool:
    """在县政府网站政务公开平台,县政府办2021年发布信息341条: in the office's own report."""
    return sentence.speaker.office and _THE_OFFICE.search(sentence.text, sentence.begin, end) is not None


def _is_on_a_column(sentence: Sentence, rule: Rule, start: int, end: int) -> bool:
    """在县政府网站“政务公开”专栏发布197条. A department may have no more than its column: 局专栏."""
    if sentence.speaker.owns_sites and not _is_by_the_office(sentence, end):
        if f"on {OWN_COLUMN}" in rule.needs or _COLUMN.search(_NO_COLUMN.sub("", sentence.text[start:end])):
            return True
        return rule.sets == "website.published" and _PLATFORM_OF_SITE.search(sentence.text, start, end) is not None
    words = sentence.speaker.without_own_pages(sentence.text[start:end])
    if _SOME_COLUMN.search(words) and _COLUMN.search(sentence.text, sentence.begin, start):
        return True  # 开设“学习教育”专栏,在网站专栏发布12条
    return _NAMED_COLUMN.search(words) is not None


_SITE_OF = re.compile(r"([省市区县州旗])(?:人民)?政府(?:门户)?网")
# 全市各级政府及部门通过政府网站: the sum of all
_ON_GOVERNMENTS = re.compile(r"(?:通过|利用|依托|在|借助)(?:各级)?(?:人民)?政府(?:门户|官方)?网站?(?![、和及与])")


def _has_several(sentence: Sentence, rule: Rule, start: int, end: int) -> bool:
    """Whether each of 各部门 has one: all publish on one 县政府网站."""
    site = _SITE_OF.search(sentence.text, start, end) if rule.sets == "website.published" else None
    own = site is not None and sentence.speaker.speaks_for(site[1])
    own = own or (rule.sets == "website.published" and _ON_GOVERNMENTS.search(sentence.text, start, end) is not None)
    return rule.about in CHANNELS.values() and not own


def is_another_site(sentence: Sentence, rule: Rule, start: int, end: int) -> bool:
    """市政府网站 in a 县's report: its own only if no other is named."""
    site = _SITE_OF.search(sentence.text, start, end) if rule.sets == "website.published" else None
    return site is not None and sentence.speaker.governs and not sentence.speaker.speaks_for(site[1])
