"""What the rest of a sentence makes doubtful in what one of its clauses states: parts, other bodies, other things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from pipelines.facts.carried import NEAR, holds_carried_over
from pipelines.facts.statements import CASES, CHANNEL, ONE_OF_SEVERAL, TOTAL, Statement

_MORE_READINGS = re.compile(  # 图文解读3篇、音频解读1篇; 图文解读5个、短视频2个
    r"[、和及][^,;。\d]{0,8}解读[^,;。\d]{0,4}\d"
    r"|[、和及](?:制作)?(?:短视频|视频|音频|动漫|动画|漫画|长图|图解)\d"
    r"|(?:(?<=文解读\d[个篇条件])|(?<=文解读\d\d[个篇条件]))[、,和及](?:制作)?(?:短视频|视频|音频|动漫|动画|漫画|长图|图解|H5)\d"
)
_READINGS_BEFORE = re.compile(  # 负责人解读5篇、图文解读7篇
    r"(?:负责人|负责同志|领导|部门|专家|媒体|文字|图文|图解|视频|音频|动漫)解读[^,;。\d]{0,4}\d+[个篇条件][、和及]$"
)
# 网站公开信息743条,政策解读21条;公众号公开信息300条,政策解读11条
_READ_ELSEWHERE = re.compile(r"(?:微信|微博|网站|公众号|(?<!其中)部门|单位)[^。]*解读[^,;。\d]{0,6}\d+[篇条件]")
_ANOTHER_THEME = re.compile(  # 召开防汛新闻发布会3次、其他主题2次
    r"[、,和及](?![^,;。\d]*(?:访谈|活动|采访|培训|直播|座谈|热线|报道|会议|出席|参[加与]|回[应答]|答))[^,;。\d]{1,20}\d+[场次期]"
)
_KIND = re.compile(r"例行|专题|专场|主题|[季月]度|定期|线上|线下|重大")
_LED = re.compile(r"主办|牵头")
_JOINED_IN = re.compile(r"[,、和](?:会同|[协会分]办|(?:协助|协同|配合|参与)[办承])[^,;。]{0,12}\d")
_THIS_YEARS = re.compile(r"(?:THIS|[今本当])年度?[^。;]{0,20}\d|(?:年内|全年)[^。;]{0,12}\d")
_NOT_ABOUT_IT = re.compile(
    r"(?P<none>(?:均|都|全部)[^,。;]{0,4}信息公开(?:工作|事项)?(?:以外|之外)|与(?:(?:政府|政务)?信息公开|政务公开|本报告|本年报)[^,。;]{0,6}无关|(?:均|都|皆|全)(?:不涉及|不属于|未涉及|非)[^,。]{0,6}信息公开)"
    r"|(?:均|都|全部)(?:为|系|是|因|涉及)(?![^,。;]*信息公开)[^,。;]{2,20}(?:争议|纠纷|引起|引发|案件)"
    r"|(?:均|都|全部)与(?![^,。;]*(?:信息公开|公开申请|(?:上述|以上|前述)[^,。;]*申请))[^,。;]{2,14}(?:有关|相关)"
)
_NONE_IS_OURS = re.compile(  # 发生行政诉讼7件,无涉及政府信息公开案件
    r"(?:[、,和及][^,;。]*?(?:诉讼|应诉)[^,;。\d]{0,6}\d+[件宗起例])?[,;(]?(?:其?中)?(?:[均都]|皆)?(?:没有|无|未|不|非)(?![^,;。]*(?:复议|诉讼))[^,;。\d]{0,6}信息公开(?:工作|类|方面|领域|引[发起]|内容|事项|案件|争议|纠纷|案|的)*(?=[,;。)]|$)"
)
_IN_ONE_WAY = re.compile(  # 19件书面答复,2件电话沟通后撤回
    r"(?:书面|口头|电话|当面|现场|邮[寄件]|网上|在线)(?:方式|形式|予以|进行)?(?:答复|回复|告知|送达)[^,;。\d]{0,6}(?:\d+[件宗份])?(?:[,;、](?:另外?|其[余他中]|还有|并)?(?:有|的)?\d+[件宗份][^,;。\d]{0,4}(?:书面|口头|电话|当面|现场|邮|网上|在线|撤[回销])"
    r"|[,;、](?:书面|口头|电话|当面|现场|邮[寄件]|网上|在线)[^,;。\d]{0,6}\d+[件宗份])"
)
_ON_THE_SPOT = re.compile(  # 当场答复2件,按期答复1件
    r"(?:当[场面天日]|现场|即时)(?:书面|口头|予以)?(?:答复|回复|办结)(?:了)?\d+[件宗份][,、;]$"
)
_IN_SO_MANY_DAYS = re.compile(  # 办理时间10日以内的13件
    r"\d+个?(?:法定)?(?:工作)?[日天](?:之内|以内|内|以上)?的(?:有|为|共)?\d"
)
_ON_TIME = re.compile(r"按时|按期|如期|及时|期限|时限")
_OF_EARLIER_YEARS = re.compile(  # 2022年结转2件,2021年结转1件
    r"20\d\d年度?[末底]?(?:结转|遗留|转入|未办结)[^,;。]{0,4}\d"
)
_LATE = re.compile(
    r"(?<![无未零])(?<!没有)(?<!不存在)(?<!无一[例件起])(?<!无一)(?<!未有)(?<![未没]出现)(?<![未没]发生)(?<![未没]产生)(?<!没有出现)(?<!没有发生)(?:延期(?!转?[至到])|逾期|超期|超时)"
)
_OVER = re.compile(r"已办|办[结复讫毕完]|答复|回复|完[毕成结]|结案")
_SOME_LEFT = re.compile(  # 处理申请7件:…到年底办完6件,尚有1件在答复期内
    r"(?:[尚还仍另]有|其?余下?|剩余?|未办结|未答复|未到期|在办|正在办理)的?[^,;。\d]{0,6}[1-9]\d*[件宗条份]"
    r"|[1-9]\d*[件宗条份](?![^,;。\d]{0,6}(?:上一?年|去年|往年|LAST年))[^,;。\d]{0,10}(?:转入|结转|顺延|延至|在办|正在办理|未办结)"
    r"|(?:转入|结转|转至)[^,;。\d]{0,8}(?:下|次|翌|NEXT)[^,;。\d]{0,6}[1-9]\d*[件宗条份]"
)
_REST_DONE = re.compile(  # 按期答复30件,其余5件均已答复
    r"其[余他它][^,;。转延未待正尚将]{0,8}(?:均|都|已|全部|在)[^,;。转延未待正尚将]{0,6}(?:答复|办[结复]|回复)"
)
_LATE_GOES_OVER = re.compile(
    r"延期(?:办理|答复)?\d+[件宗][^;。]{0,12}(?:结转|转[至入到])"
    r"|(?:剩|[其剩]?余|另|尚|还)[^,;。\d]{0,3}\d+[件宗][^;。\d]{0,12}延期[^;。\d]{0,12}(?:结转|转[至入到]|NEXT|次年|下一?年)"
)
_OF_ALL_KINDS = re.compile(r"总量|各类|各种")  # 全市行政复议总量
_FEE = re.compile(r"收(?:取|缴|费)?[^,;。\d免]{0,14}[1-9][\d,.]*万?元")  # 收取复印费45元,检索费未收取
_ONE_KIND_OF_FEE = re.compile(  # 检索费36元、复制费120元
    r"(?<![、和及与])(?:检索|查询|复制|复印|打印|邮寄|邮递|快递|光盘|工本|拷贝)(?:成本)?费?(?:用)?(?:合计|共计|共|为)*\d"
)
_ANOTHER_FEE = re.compile(
    r"(?:检索|查询|复制|复印|打印|邮寄|邮递|快递|光盘|工本|拷贝)(?:成本)?费?(?:用)?(?:合计|共计|共|为)*(?!0元)\d"
)
_OF_DISCLOSURE = re.compile(r"其中[^。]{0,20}信息公开")
_SETTLED = re.compile(  # 上年结转5件均已办结; 办结上年结转5件
    r"[,)]*(?:的?申请)?(?:目前|现|年内|也|亦)?(?:已|均|都|全部)+(?:[于在][^,;。]{1,8}?)?(?:全部|按期|按时|依法|予以)*(?:办结|答复|办复|回复|处理完毕|办理完毕)(?:完毕|完成)?(?![\d了])"
    r"|(?<!未)(?:办结|答复)(?:了|完)?(?:上年|去年|LAST年)"
)
_SUMS = ("requests.received", "interpretations.published", "fees.charged")
_WHOLE_LIST = 3  # channels; who names two may name the main ones


def reconsidered(stated: list[Statement], text: str, begin: int, end: int, of_others: set[str]) -> list[Statement]:
    """What a sentence (`begin:end` of its paragraph) states, less or spoilt by what the rest of it makes uncertain."""
    sentence = text[begin:end]
    for statement in stated:
        statement.with_carried_over = _holds_carried_over(statement, stated, text, begin, end)
        for why in _doubts(_Told(statement, stated, text, begin, end), of_others):
            statement.spoilt = why
        words = text[statement.start : statement.end]
        if statement.indicator == "requests.processed" and not _OVER.search(words):
            statement.some_left = _SOME_LEFT.search(text, statement.end) is not None
        if statement.indicator == "requests.carried_over" and statement.value:
            settled = _SETTLED.search(words) or _SETTLED.match(text, statement.end)
            statement.settled = settled is not None
    for statement in stated:
        theme = statement.rule.theme and statement.rule.indicator == ("requests.received",)
        if theme and _adds_up(statement, text, end):  # 要求公开红线图的申请13件,线上11件、线下2件
            statement.rule = replace(statement.rule, theme=False)
    if handled := _handled_as_listed(stated, text):
        stated = [*stated, handled]
    for total in stated:
        if total.rule.adds and total.indicator in _SUMS:  # 收到书面申请6件,网上申请5件,共11件
            parts = [s for s in stated if s.indicator.startswith(total.indicator) and s.end <= total.start]
            for statement in parts if sum(s.value for s in parts) == total.value or total.unit == "元" else ():
                statement.part = statement.part or statement.indicator == total.indicator
    return [s for s in stated if not (s.rule.half and re.search(s.rule.half, sentence))]


_OUTCOME = (
    r"(?:(?:予以|同意|部分|不予|主动|已)*公开|(?:政府)?信息不存在|无法提供|不予(?:处理|提供)|其[他它](?:处理|情形|情况)|(?:本机关|我局|本单位)?不掌握(?:相关信息)?"
    r"|(?:不属于|非)(?:本机关|我局|本单位|政府信息)(?:公开|负责公开|掌握|职责)?(?:范围|信息)?|告知[^,;、。\d]{2,12})(?:的|答复)?"
)
_HANDLED_SO = re.compile(
    rf"[,;:]?其中[:,]?(?P<listed>{_OUTCOME}\d+[件宗份起条](?:[,、;和及]{_OUTCOME}\d+[件宗份起条])+)(?![,、;和及][^,;。\d]{{1,16}}\d)"
)
_HANDLES = re.compile(r"办理|处理")


def _handled_as_listed(stated: list[Statement], text: str) -> Statement | None:
    """办理申请9件,其中予以公开5件、不予公开4件: those handled are all done, as these are as many."""
    if any(s.indicator == "requests.processed" for s in stated):
        return None
    for s in stated:
        if s.indicator == "requests.received" and s.rule.weak and _HANDLES.search(text, s.start, s.end):
            so = _HANDLED_SO.match(text, s.end)
            if so and sum(map(float, _PARTS.findall(so["listed"]))) == s.value:
                return replace(s, indicator="requests.processed")
    return None


class _Told(NamedTuple):
    """A statement in its sentence, which is at `begin:end` of the text and states all of `stated`."""

    statement: Statement
    stated: list[Statement]
    text: str
    begin: int
    end: int

    @property
    def words(self) -> str:
        return self.text[self.statement.start : self.statement.end]

    @property
    def said_of_them(self) -> str:
        """Its words, of 收到4份,其中当面送达2份,均已答复 only the last: how they came is not how they were answered."""
        words = self.words
        return words[max(map(words.rfind, ",;(")) + 1 :] if self.statement.all_done else words

    @property
    def before(self) -> str:
        return self.text[self.begin : self.statement.start]

    @property
    def sentence(self) -> str:
        return self.text[self.begin : self.end]


def _doubts(told: _Told, of_others: set[str]) -> Iterator[str]:
    """Why a statement may not be the agency's whole number, the weightiest last."""
    statement, text = told.statement, told.text
    if _is_corrected(statement, text):
        yield "corrected"
    if statement.rule.sets in of_others and not (statement.area or TOTAL.search(told.words)):
        yield ONE_OF_SEVERAL
    if statement.running and _THIS_YEARS.search(text, statement.end, told.end):
        yield "since its beginning"
    if "累计" in told.words and _told_of_the_year(statement, told.stated, text):
        yield "since its beginning"
    about = statement.indicator.partition(".")[0]
    if about in ("disclosure", "website", "wechat", "weibo"):
        yield from _doubts_of_publications(told)
    elif about in ("interpretations", "normative_documents", "proposals"):
        yield from _doubts_of_papers(told)
    elif about == "press_conferences":
        if statement.rule.theme and _ANOTHER_THEME.match(text, statement.end):
            yield "theme by theme, no total"
        if why := _one_kind_of_conference(statement, told.stated, text, of_others):
            yield why
    elif about == "requests":
        yield from _doubts_of_requests(told)
    elif about == "fees":
        yield from _doubts_of_fees(told)
    if statement.indicator in CASES and statement.value:
        yield from _doubts_of_cases(told)
    if statement.rule.context and (
        _OF_ALL_KINDS.search(told.words) or _tells_ours_apart(statement, told.stated, text, told.sentence)
    ):
        yield "another total"


def _doubts_of_publications(told: _Told) -> Iterator[str]:
    statement, text = told.statement, told.text
    if statement.indicator == "disclosure.published":
        if _is_one_field(statement, text):
            yield "field by field, no total"
        return
    if "共" in told.words and _OTHER_CHANNEL_TOO.search(told.before):
        yield "on several channels together"
    if _ACCOUNTS_OF_TWO_KINDS.search(told.before):
        yield "on several channels together"
    if statement.indicator == "website.published" and _OWN_PART_AFTER.match(text, statement.end):
        yield "of the whole site"


def _doubts_of_papers(told: _Told) -> Iterator[str]:
    """Of what is written and counted by the piece: readings, documents, proposals."""
    statement, text = told.statement, told.text
    indicator, rule = statement.indicator, statement.rule
    if indicator == "interpretations.published" and (
        _MORE_READINGS.match(text, statement.end) or _READINGS_BEFORE.search(told.before)
    ):
        yield "kind by kind, no total"
    if indicator == "interpretations.published" and rule.weak and _READ_ELSEWHERE.search(text, statement.end, told.end):
        yield ONE_OF_SEVERAL
    if rule.adds and indicator in _SUMMANDS and _adds_others(statement, told.before):
        yield "another sum"
    if indicator in _PRINTED and _is_printed(told.words, told.before):
        yield "only where it can be read"
    if (
        indicator == "proposals.handled"
        and _LED.search(told.words)
        and _JOINED_IN.search(text, statement.end, told.end)
    ):
        yield "those led, no total"
    if indicator == "normative_documents.issued" and _DRAFTED.search(told.before):
        yield "drafts of another's"


def _doubts_of_requests(told: _Told) -> Iterator[str]:
    statement, stated, text = told.statement, told.stated, told.text
    indicator, rule = statement.indicator, statement.rule
    if (statement.some_bodies or "本级" in told.before) and _other_bodies_count(text, statement.end):
        yield ONE_OF_SEVERAL
    of_done = indicator == "requests.received" and statement.part and rule.part
    if of_done and _is_of_those_done(statement, stated, text):
        yield "of those processed"
    if statement.with_carried_over and any(
        s.indicator == "requests.carried_over" and s.value == statement.value for s in stated
    ):
        yield "those carried over"  # 收到2件,均为上年结转
    if indicator == "requests.carried_over" and _OF_EARLIER_YEARS.search(told.sentence):
        yield "of one year, no total"
    if rule.theme and indicator == "requests.received" and _counts_more(statement, stated, text, told.end):
        yield "perhaps through one channel of several"
    if rule.theme and indicator == "requests.received" and _CAME_BEFORE.search(told.before):
        yield "perhaps through one channel of several"
    if indicator == "requests.processed" and _IN_ONE_WAY.search(told.said_of_them + text[statement.end : told.end]):
        yield "answered in one way of several"
    if indicator == "requests.processed" and _IN_SO_MANY_DAYS.search(told.words):
        yield "answered in so many days"
    if indicator == "requests.processed" and _ON_THE_SPOT.search(told.before):
        yield "answered in one way of several"
    if indicator == "requests.processed" and _ON_TIME.search(told.words):
        late = _LATE.search(told.sentence) and not _LATE_GOES_OVER.search(told.sentence)
        late = late or any(s.indicator == indicator and s.value > statement.value for s in stated)
        if late or _REST_DONE.search(text, statement.end, told.end):
            yield "only those in time"


def _doubts_of_fees(told: _Told) -> Iterator[str]:
    """低保对象免收费用; 图书馆免费开放,不收费; 收取320元,已退还; 检索费36元、复制费120元."""
    statement, text = told.statement, told.text
    said = told.before + told.words
    one_kind = not statement.rule.adds and _ONE_KIND_OF_FEE.search(told.words)
    if one_kind and (_ANOTHER_FEE.search(text, statement.end, told.end) or _ANOTHER_FEE.search(told.before)):
        yield "kind by kind, no total"
    if statement.rule.zero and statement.rule.weak and _FEE.search(told.sentence):
        yield "one of several fees"
    if statement.value:
        if _REFUNDED.match(text[statement.end : told.end]):
            yield "charged and given back"
    elif "免" in said and _SOME_PAYERS.search(said):
        yield "for some applicants"
    elif "申请" not in said and "信息" not in said and _OTHER_SERVICE.search(said):
        yield "for another service"


_KINDS_OF_CASES = re.compile("复议|诉讼|应诉")


def _doubts_of_cases(told: _Told) -> Iterator[str]:
    if _is_about_else(told.words, told.sentence, told.statement.start - told.begin):
        yield "not about information"
    if told.statement.value and "信息公开" not in told.words and _NONE_IS_OURS.match(told.text, told.statement.end):
        yield "not about information"
    kinds = set(_KINDS_OF_CASES.findall(told.before.rpartition("信息公开")[2]))  # since those told apart
    if told.statement.rule.part and len(kinds) > 1 and not _KINDS_OF_CASES.search(told.words):
        yield "of both kinds together"  # 行政复议9件、行政诉讼2件,其中信息公开类3件
    if _ALL_CASES.search(told.words) and _only_another_is_ours(told.text[: told.statement.start]):
        yield "another total"


_CORRECTED = re.compile(  # 公开13652条。因重复发布剔除184条,全年公开政府信息实为13468条
    r"(?:(?:重复|误[报录统计]|虚增|有误|错[报录统])(?:(?!复议|诉讼|均|都)[^;]){0,34}?"
    r"(?:实为|实际(?:收到|受理|公开|发布|更新|推送|制发|召开|有|为|共)*|应为|后为)|(?:更正|修正|核减)为)(?P<value>\d+)(?P<unit>.)"
)


def _is_corrected(statement: Statement, text: str) -> bool:
    """Whether a smaller number of the same is said to be the true one."""
    true = _CORRECTED.search(text, statement.end, statement.end + NEAR) if statement.value else None
    return true is not None and true["unit"] == statement.unit[:1] and float(true["value"]) < statement.value


_OTHER_CHANNEL_TOO = re.compile(  # 7个政务微博、23个政务微信公众号共发布信息1.6万条
    r"(?:微博|微信|公众号|网站|头条号?|抖音号?|客户端)(?:(?![篇条])[^,;。])*[、和及与](?:\d+个)?$"
)
_ACCOUNTS_OF_TWO_KINDS = re.compile(  # 管理微信公众号1个、抖音号1个,合计发布信息932条
    r"(?:微信|公众号|微博)(?:公众号)?\d个[、和及与][^,;。]{0,6}(?:抖音|头条|视频|快手|微博|微信|公众)号?\d个[^,;。]*,$"
    r"|(?:抖音|头条|视频|快手)号?\d个[、和及与][^,;。]{0,6}(?:微信|公众号|微博)(?:公众号)?\d个[^,;。]*,$"
)
_OWN_PART_AFTER = re.compile(  # 县政府门户网站发布信息1.8万条,我局作为供稿单位提供信息147条
    r",(?:其中)?[我本][局委办厅中院馆][^,;。]{0,10}(?:提供|报送|供稿|上报|投稿)[^,;。]{0,8}\d"
)
_DRAFTED = re.compile(r"起草|草拟|代拟|委托")


_SOME_PAYERS = re.compile(r"低保|五保|特困|困难|残疾|优抚|贫困|老年人|学生|军人")
_OTHER_SERVICE = re.compile(r"开放|门票|场馆|培训|体检|证照|展览")
_REFUNDED = re.compile(r"[^。]*(?:全额|全部|均|已)?(?:退还|退回|退费)")


_ONE_FIELD = re.compile(r"^(?:及时|重点|依法)*公开[^,;。]*等(?:方面|领域|相关)?的?信息\d")
_ANOTHER_FIELD = re.compile(
    r"(?:^|[,;。:、)])(?:及时|重点|依法|并|同时|另外?|还)*(?:公开|公示|公布|发布)"
    r"(?![^,;。\d]*(?:主动|解读|发布会|微[信博]|公众号|网站|平台|规范性|政府信息))[^,;。\d]{2,30}\d"
)
_ANOTHER_IN_LIST = re.compile(r"[、和及](?!解读|政策解读)[^,;。\d]{2,14}\d+[条件份项则个]")


def _told_of_the_year(statement: Statement, stated: list[Statement], text: str) -> bool:
    """本年度未受理申请,累计受理3件: whether the year's number stands before."""
    before = [s for s in stated if s.indicator == statement.indicator and s.end <= statement.start]
    words = [text[max(0, s.start - 8) : s.end] for s in before if s.value < statement.value]
    return any("累计" not in said and re.search("(?:THIS|[今本当])年", said) for said in words)


def _is_one_field(statement: Statement, text: str) -> bool:
    """公开收费标准、药品价格等信息92条,公开行政处罚决定18件: whether the first are not all that was published."""
    if not _ONE_FIELD.search(text[statement.start : statement.end]):
        return False
    before, after = text[: statement.start], text[statement.end :]
    return any(map(_ANOTHER_FIELD.search, (before, after))) or _ANOTHER_IN_LIST.match(after) is not None


def _is_about_else(words: str, sentence: str, at: int) -> bool:
    """均为土地争议引起: whether a sentence says what its cases are about, and those told in `words` at `at` not apart.

    均为土地争议引起;其中因政府信息公开引起的行政复议1宗
    """
    other = _NOT_ABOUT_IT.search(sentence)
    if other is None:
        return False
    apart = "信息公开" in words and (not other["none"] or other.end() <= at)
    return not apart


_OTHER_BODIES = re.compile(
    r"(?:乡镇|镇街|街镇|街道|县区|区县|县市|旗县|各[市区县镇乡]|部门|单位|园区|开发区)[^,;。:\d(]{0,14}\d+[件宗条份起]"
)


def _other_bodies_count(text: str, at: int) -> bool:
    """县政府及县直部门收到41件,各乡镇收到97件: whether other bodies count as well, not among those before."""
    between = (text[at : other.start()].rpartition("。")[2] for other in _OTHER_BODIES.finditer(text, at))
    return any("其中" not in words for words in between)


_MORE = re.compile(r"(?<!其中)[,;、(](?!其中)[^,;、。()\d]*?(?P<count>\d+)[件宗条份起个](?!工作日)")
# 网上收到7件、信函收到2件政府信息公开申请
_CAME_BEFORE = re.compile(r"(?:收到|受理|接收|接到|提[交出]|递交)了?\d+[件宗份](?:申请)?[、,;和及]$")
_LISTED_PARTS = re.compile(r"(?:[,:、(](?:其中)?[^,;:、。()\d]{0,12}\d+[件宗条份起个])+")  # ,线上11件、线下2件
_PARTS = re.compile(r"\d+")
_NOT_MORE = re.compile(r"结转|转[入至到下]|办[结理复毕]|答复|公开|提供|处理|均|都|比|年")
_ASKED_TOO = re.compile(r"公开[^,;。]*申请\d|公开[^,;。]*的申请")  # 要求公开征地资料的申请5件,要求公开拆迁资料的申请3件


def _adds_up(statement: Statement, text: str, end: int) -> bool:
    """Whether what is counted just after a number are its parts."""
    listed = _LISTED_PARTS.match(text, statement.end, end)
    return listed is not None and sum(map(float, _PARTS.findall(listed[0]))) == statement.value


def _counts_more(statement: Statement, stated: list[Statement], text: str, end: int) -> bool:
    """收到网上申请5件,县长信箱转办3件: whether a sentence counts more, not known to be what was done with them."""
    if text.find("占", statement.end, end) >= 0:
        return True
    if _adds_up(statement, text, end):
        return False
    for more in _MORE.finditer(text, statement.end, end):
        known = any(s.start <= more.start("count") < s.end for s in stated)
        if not known and (not _NOT_MORE.search(more[0]) or _ASKED_TOO.search(more[0])):
            return True
    return False


# What each number of such a sum counts: 主办建议提案8件,协办11件; 以县政府名义印发3件,以县政府办名义5件
_SUMMANDS = {
    "proposals.handled": re.compile(
        r"^(?:协办|协助|配合|答复|办结|收到|参与|会办|分办|主办|承办|办理|牵头|协同|国家|全国|[省市区县州旗镇级]|人大|政协|代表|委员|建议案?|议案|提案|意见|[的、,;和及])*$"
    ),
    "normative_documents.issued": re.compile(r"^(?!.*[委党]).*(?:名义|文件形式)"),
    "interpretations.published": re.compile(
        r"^(?:发布|制作|推出|编写|撰写|文字|图[文解表片]|长图|海报|一图读懂|短?视频|音频|动[漫画]|漫画|H5|问答|专家|媒体|部门|负责(?:人|同志)|领导|政策|文件|解读|材料|稿件|信息|作品|形式|[类式的为、,;和及])*$"
    ),
}
_A_PROPOSAL = re.compile("建议|提案|议案|两案|[主协会分承]办|办理")
_GOVERNMENT = re.compile(r"以[我本]?([省市区县州旗镇乡])(?:人民)?政府")
_COUNTED = re.compile(r"\d[\d,]*[件条份个部项篇期次]")


def _adds_others(statement: Statement, before: str) -> bool:
    """主办建议提案8件,督办11件; 以县政府名义印发3件、废止5件: whether a sum is of other things as well."""
    indicator, summands = statement.indicator, _COUNTED.split(before)[:-1]
    if indicator == "proposals.handled":
        numbers = [int(one[:-1].replace(",", "")) for one in _COUNTED.findall(before)]
        made_up = (count for count in range(2, len(numbers) + 1) if sum(numbers[-count:]) == statement.value)
        summands = summands[-next(made_up, len(summands)) :]  # 公开信息500条,承办建议7件、提案6件,共13件
        if not _A_PROPOSAL.search(summands[0]):
            return True
    if indicator == "interpretations.published" and {one[-1] for one in _COUNTED.findall(before)} != {statement.unit}:
        return True
    if indicator != "proposals.handled" and len(set(_GOVERNMENT.findall(before))) > 1:
        return True
    listed = summands if indicator == "normative_documents.issued" else summands[1:]
    return not all(map(_SUMMANDS[indicator].search, listed))


_PRINTED = ("normative_documents.issued", "interpretations.published")
_GAZETTE = re.compile(r"(?:公报|政报|汇编)》?[^,;]{0,8}\d+[期册辑本份]")
_WRITTEN = re.compile(r"制定|制发|印发|出台|制作|编写|撰写|推出|网站|微信|(?:发布|公开|推送|编发)[^,;。]{0,8}解读")
_ALL_TOGETHER = re.compile(r"(?:集中|统一)(?:发布|公布|公开).*规范性文件")


def _is_printed(words: str, before: str) -> bool:
    """编印公报6期,刊登规范性文件8件; 开设专栏,集中发布规范性文件8件: old ones perhaps, or not all."""
    if _ALL_TOGETHER.search(words):
        return True
    printed = _GAZETTE.search(before)
    return printed is not None and _WRITTEN.search(before[printed.end() :] + words) is None


_NEW = re.compile(r"(?:新[收接]到?|新增|新受理)的?(?:申请)?(?:为|共)?(\d+)[件宗条份]")
_RISEN = re.compile(r"[比较][^,;。]*$")  # 较上年新增3件


def _holds_carried_over(statement: Statement, stated: list[Statement], text: str, begin: int, end: int) -> bool:
    """收到申请12件,其中1件为上年收到,实际新收11件: whether the first are not those of the year."""
    if statement.indicator != "requests.received" or not statement.value or statement.rule.part:
        return False
    if "新" in text[statement.start : statement.end]:  # 全市新收456件,其中市政府新收129件
        return False
    for new in _NEW.finditer(text, statement.end, min(end, statement.end + NEAR)):
        if float(new[1]) < statement.value and not _RISEN.search(text, statement.end, new.start()):
            return True
    parts = sum(s.value for s in stated[:99] if s.indicator.startswith(CHANNEL) and s.start >= statement.end)
    return holds_carried_over(text, statement.start, statement.end, begin, end, parts == statement.value)


def _is_of_those_done(statement: Statement, stated: list[Statement], text: str) -> bool:
    """办结22件,其中上年结转2件、新收20件: whether more may have come, of which some are not done yet."""
    before = {s.indicator for s in stated[: stated.index(statement)]}
    done = "requests.processed" in before and "requests.received" not in before
    left = [s.value for s in stated if s.indicator == "requests.carried_forward"]
    if not done or 0 in left:
        return False
    over = sum(s.value for s in stated if s.indicator == "requests.carried_over")
    handled = [
        s.value for s in stated if s.indicator == "requests.processed" and not _OVER.search(text, s.start, s.end)
    ]
    if not left and statement.value + over in handled:  # 处理15件,其中新收14件、上年结转1件
        return False
    answered = [
        s.value for s in stated if s.indicator == "requests.processed"
    ]  # 处理111件(结转4件、新收107件),答复108件,结转3件
    return not (len(left) == 1 and statement.value + over - left[0] in answered)


def _tells_ours_apart(statement: Statement, stated: list[Statement], text: str, sentence: str) -> bool:
    """行政复议14宗,与政府信息公开有关的行政复议2宗: whether the first are not only about information."""
    after = stated[stated.index(statement) + 1 :]
    return _OF_DISCLOSURE.search(sentence) is not None or any(
        other.indicator == statement.indicator and "信息公开" in text[other.start : other.end] for other in after
    )


_ALL_CASES = re.compile(r"^(?!.*公开).*(?:总[数量计]|全部|所有|各类|各种|应诉[^,;]*共|(?:全年|共)[^,;]*应诉)")


_OURS = re.compile(r"信息公开(?P<kind>[^,;。\d]*(?:复议|诉讼|应诉)[^,;。\d]*)\d")


def _only_another_is_ours(before: str) -> bool:
    """因政府信息公开行政复议案件1件,行政应诉案件总数19件: whether what is said before is apart about information."""
    ours = _OURS.search(before)
    return ours is not None and not _ALL_CASES.search(ours["kind"])


def _one_kind_of_conference(statement: Statement, stated: list[Statement], text: str, of_others: set[str]) -> str:
    """例行新闻发布会4次,专题发布会3次,共计7次: only the sum is all of them. Why a statement is not, else ""."""
    others = [s for s in stated if s.indicator == statement.indicator and s is not statement]
    if statement.rule.summed and statement.rule.adds:
        return "another sum" if statement.rule.sets in of_others else ""
    if statement.rule.summed:
        alike = all("发布会" in text[s.start : s.end] for s in others)
        alike = alike and any(0 <= statement.start - s.end <= 1 for s in others)
        whole = alike and (len(others) < 2 or sum(s.value for s in others) == statement.value)
        return "" if whole and statement.rule.sets not in of_others else "another sum"
    for other in others:
        first, second = sorted((statement, other), key=lambda s: s.start)
        if 0 <= second.start - first.end <= 1 and not second.part and _KIND.search(text, first.start, second.end):
            return "" if other.rule.summed else "kind by kind, no total"
    return ""


def channels_too_few(stated: list[Statement], counted: int) -> tuple[float, float] | None:
    """Channels that are all that a sentence counts, and too few: 收到40件,其中网络13件、信函12件、当面6件."""
    received = stated[0]
    channels = [s.value for s in stated if s.indicator.startswith(CHANNEL)]
    whole = len(channels) >= _WHOLE_LIST and counted == len(channels) + 1
    if whole and received.indicator == "requests.received" and 0 < sum(channels) < received.value:
        return sum(channels), received.value
    return None
