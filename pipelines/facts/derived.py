"""What follows from the requests stated before: 均已答复, 均以传真形式提出, 转入下年度."""

from __future__ import annotations

import re
from dataclasses import replace

from pipelines.facts.fitting import fitting_rule
from pipelines.facts.memory import Front, Paragraph, Sentence
from pipelines.facts.statements import CHANNEL, Statement, first_word
from pipelines.numerals import Count

COUNTED_IN = "件宗条份起个项例"  # units in which requests are counted, among much else
_REQUESTS = r"(?:政府信息公开|信息公开|依申请公开)?(?:的)?申请(?:事项|件|表|人)?"
_THESE = r"(?:上述|以上|所有|全部|收到的|所收到的|受理的|这些|该)"
# What may stand before 均 or 全部: 年底前, 按照法定程序, 对上述申请, 办理工作.
_BEFORE_ALL = (
    r"(?:目前|现|当年|(?:年度?|期限|时限)内|(?:截[至止]|到|至)*(?:THIS)?(?:年[底末]|期末)(?:之?前)?|(?:于|在)?THIS年度?(?:之?内)?|在\d+件申请中"
    r"|(?:严格)?(?:在|按照?|依照?|依据|根据|经|由)[^,均都全已未不延除无没\d《》]{1,16}|(?:办理|法定|规定)(?:期限|时限)内|依法依规|依法|按[期时]|及时"
    r"|(?:严格)?(?:按照?|依照|依据|根据)《[^》]{2,30}》[^,均都全已未不延除无没\d]{0,8})"
)
_ALL = (
    r"(?:(?:(?:已经?|均|都|皆|全部|全数|全|一律|悉数|逐[一件项]|一一|件件)(?!未|不|非))+"
    r"|(?:依法|按[时期]|及时|当场|当天|即时|限时|在规定[时期]限内|[、或和])+"  # 当场或限时答复完毕
    r"(?=(?:办理|处理|答复|办结)(?:完毕|完结|完成)))"
)
_ALL_DONE = re.compile(
    rf"(?!.*(?:督促|确保|力争|争取|承诺|将(?:于|在|会|按|依|尽快)))(?:并|且)?{_BEFORE_ALL}?(?:对|针对)?(?:{_THESE}*{_REQUESTS}|上述|以上|受理件|办理工作|答复工作)?(?:我局|本局|本机关)?{_BEFORE_ALL}?{_ALL}"
    r"(?:[^未延不无没\d,]{0,8}?(?:在|于|自)?(?:(?:收到|受理)(?:申请)?之日起)?(?:法定|规定)?的?\d+(?:个(?:法定)?工作)?[日天](?:之|以)?内)?"
    r"(?:(?:按照?|依照|依据|根据)《[^》]{2,30}》)?[^未延不无没\d]{0,20}?"
    r"(?:办结|办复|答复|回复|结案|办毕|办完|答完|(?:办理|处理|答复)(?:完毕|完结|完成)|(?<=内)完成|完成(?:办理|答复|回复))"
    r"(?:完毕|完成|了|工作|到位)*(?:并(?:依法|按时|按期|及时|均)*(?:答复|送达|告知|反馈|回复|寄送))?(?:给|至)?(?:各)?(?:申请人|当事人)?"
)
# 已全部按时办理: handled is not done where it is not said that they are all over
_ALL_HANDLED = re.compile(
    r"(?:均已|已均|已全部|全部已|都已)(?:按[时期]|依法|及时|妥善|按(?:照)?(?:规定|程序|要求))*(?:予以|进行)?(?:办理|处理)"
)
# 均已提供, 均已告知申请人; not 均予以公开, which tells what was decided
_ALL_GIVEN = re.compile(
    r"(?:(?:均|都|皆|全部|一律)已?|已(?:均|都|全部)?)(?:在?(?:法定|规定)(?:期限|时限)内|依法|按[时期]|及时|如期|当场|按规定|按要求|书面)*"
    r"(?:(?:予以|给予|向申请人)*提供(?:了|所需|所申请|相关|有关|的|政府|信息|资料|材料)*|(?:书面)?告知(?:了)?申请人(?:结果|办理结果|向[^,]{2,20}(?:咨询|提出|申请|查询|了解|获取))?)"
)
# 收到1件,在规定期限内答复: of one it is said without 均.
_ONE_DONE = re.compile(
    rf"(?:并|且)?(?:该|此)?(?:件|申请|申请件)?(?:已|已经)?(?:(?:于|在)?(?:(?:收到|受理)(?:申请)?之日起)?(?:法定的?)?\d+个?(?:法定)?(?:工作)?日(?:之?内)?|[于在](?:法定|规定)的?(?:答复|办理)?(?:期限|时限)之?内|于(?:THIS年)?\d{{1,2}}月(?:\d{{1,2}}日)?|{_BEFORE_ALL})?(?:已|依法|按[期时]|及时|予以|书面|当场|现场|当面|作出|进行)*"
    r"(?:办结|办复|答复|回复|办理完毕)(?:完毕|办结|完成)?(?:了)?(?:申请人|当事人|本人)?(?:并(?:复印|提供|送达|寄送|出具)[^,\d未没不]{0,8})?"
)
_FINISHED = re.compile(r"办完|答完|办结|答复|回复|完毕|结案|办复|完结|办毕|完成")
# Without one of these, a sentence of its own (申请均按期答复) tells how the office answers, not that nothing is left.
_DONE = re.compile(r"已|全部|所有|一律|都|结|完")


def may_be_done(words: str) -> bool:
    """Whether a sentence without numbers may say that all that came was answered."""
    return _FINISHED.search(words) is not None or _ALL_AT_ONCE.fullmatch(words) is not None


def says_all_done(words: str) -> bool:
    """Whether what is said of a count is that all of them are answered: 均已答复."""
    return _ALL_DONE.fullmatch(words) is not None


_NAMES_THEM = re.compile(r"(?:上述|以上|这些)[^,]{0,10}申请")


def may_mean_those_before(paragraph: Paragraph, words: str) -> bool:
    """Whether 上述申请均已答复 at the beginning of a paragraph may be about the requests of one before."""
    known = paragraph.narrative.received is not None and paragraph.topic == "requests" and paragraph.after is None
    return known and _NAMES_THEM.search(words) is not None and _FINISHED.search(words) is not None


def is_all_done(sentence: Sentence, front: Front, start: int, end: int) -> bool:
    """Whether a clause without number says that all requests received are answered: ,均已答复."""
    paragraph, text = sentence.paragraph, sentence.text
    first = paragraph.narrative.received
    if first and not paragraph.received and may_mean_those_before(paragraph, text[start:end]):
        paragraph.received = replace(first, start=start, end=end, quote="")
    received = paragraph.received
    if received is None:
        return False
    at_once = _is_said_at_once(sentence, received, start, end)
    if at_once and (_ALL_AT_ONCE.fullmatch(text, start, end) or _is_one_done(text, start, end)):
        return True
    return (
        (
            _FINISHED.search(text, start, end) is not None
            or _ALL_HANDLED.fullmatch(text, start, end) is not None
            or _ALL_GIVEN.fullmatch(text, start, end) is not None
        )
        and not _are_some_counted(sentence, received, start)
        and (
            received.start >= sentence.begin
            or _DONE.search(text, start, end) is not None
            or (start == sentence.begin and text.startswith("均", start))  # …27件。均依法予以答复
            or text.startswith("其中", sentence.begin)
        )
        and (
            any(_ALL_DONE.fullmatch(text, at, end) for at in range(start, min(front.at, start + 9) + 1))
            or _ALL_HANDLED.fullmatch(text, start, end) is not None
            or _ALL_GIVEN.fullmatch(text, start, end) is not None
            or (
                (received.value == 1 or _goes_on_of_all(sentence, start))
                and _ONE_DONE.fullmatch(text, start, end) is not None
            )
        )
    )


def _is_one_done(text: str, start: int, end: int) -> bool:
    return _HOW.match(text, start) is not None and _ONE_DONE.fullmatch(text, start, end) is not None


# What says that all are answered only where nothing is told of some of them
_ALL_AT_ONCE = re.compile(
    r"(?:做到|确保|实现)?了?(?:件件|事事)有(?:答复|回音|回复|着落|结果)"
    r"|(?:均|都|全部|皆)已?(?:严格)?按照?(?:法定|规定)?(?:的)?[时期]限(?:予以|进行)?办理"
)


def _goes_on_of_all(sentence: Sentence, start: int) -> bool:
    """均以电子邮件提出,并按时答复; 均予公开,按时办结: whether a clause goes on about all of them."""
    text, (begin, stop) = sentence.text, sentence.before
    return begin < stop == start - 1 and not {*"均都皆"}.isdisjoint(text[begin - 1 : begin + 1])


_HOW = re.compile(r"[按依及当现在于如已]")
_SOME_ARE_NOT = re.compile(
    r"[尚余剩延逾撤除]|其中|部分|(?<!无)(?<!没有)(?<!未)(?<!未有)(?<!无跨年)(?<!不存在)(?<!无需)(?<!上年)(?<!上年度)(?<!上一年度)(?<!去年)(?<!LAST年)(?<!LAST年度)"
    r"结转(?!上年|[^,;。]{0,8}0[件宗份条])|转[入至到]|正在|另有|未(?:办|到|答|结|完|按)"
)


def _is_said_at_once(sentence: Sentence, received: Statement, start: int, end: int) -> bool:
    """收到申请3件,按时办结; 收到申请3件。按时办结: whether nothing is told of some of them, before or after."""
    text = sentence.text
    if received.start < sentence.begin and not _is_all_of_next_sentence(sentence, received, start, end):
        return False
    at = max(received.end, sentence.begin)
    between = [count for count in sentence.counts if at <= count.start < start and _is_of_some(text, at, count)]
    if between and sum(count.value or 0 for count in between) != received.value:
        return False
    return not _SOME_ARE_NOT.search(text, between[-1].end if between else at)


def _is_all_of_next_sentence(sentence: Sentence, received: Statement, start: int, end: int) -> bool:
    alone = start == sentence.begin and sentence.text[end : end + 1] in ("", "。")
    return alone and "。" not in sentence.text[received.end : start - 1]


def _is_of_some(text: str, at: int, count: Count) -> bool:
    """Whether a count is of some of those received: not 较上年增加2件, 上年结转0件."""
    if count.value == 0:
        return False
    return _MORE_OR_LESS.search(text, at, count.start) is None


_ASKED_FOR = re.compile(  # 其中3件申请安全事故调查报告;均已答复
    r"(?:申请)?(?:为|系|是)?(?:申请|要求|请求|涉及|关于|咨询|查询|了解)(?:公开|获取|提供)?(?!补正|撤)[^,;。\d]{2,30};"
)
_COMPARED = re.compile(r"[较比增减升降]|上年|去年|LAST年")
_MORE_OR_LESS = re.compile(r"[较比][^,;。]{1,10}(?:增加|减少|多|少|增长|下降)了?$")  # 比去年减少3件


def _are_some_counted(sentence: Sentence, received: Statement, start: int) -> bool:
    """收到申请12件,要求补正3件,均已办结: perhaps only the three."""
    begin = max(received.end, sentence.begin)
    since = [
        count
        for count in sentence.counts
        if begin <= count.start < start
        and count.unit in COUNTED_IN
        and not _MORE_OR_LESS.search(sentence.text, begin, count.start)
    ]
    if not since or sum(count.value or 0 for count in since) == received.value:
        return False
    last = since[-1]
    if _ASKED_FOR.fullmatch(sentence.text, last.end, start):
        return False
    clause = max(sentence.text.rfind(mark, 0, last.start) for mark in ",;:(、")
    known = any(s.start <= last.start < s.end and s.indicator.startswith("requests") for s in sentence.stated())
    return not known and not _COMPARED.search(sentence.text, clause + 1, start)


def are_only_these_done(sentence: Sentence, core: str, tail: str, count: Count) -> bool:
    """其中信函申请3件,3件均已答复: the three counted last, not all."""
    if core or not says_all_done(tail):
        return False
    before = [one.value for one in sentence.counts if one.start < count.start]
    return before[-1:] == [count.value] and count.value not in all_that_came(sentence)


def state_all_done(sentence: Sentence, end: int) -> None:
    """Read "收到申请3件,均已答复": as many processed as received."""
    received = sentence.paragraph.received
    if received and (not sentence.part.inside or _are_all_told(sentence, received, end)):
        sentence.paragraph.statements.append(replace(received, indicator="requests.processed", end=end, all_done=True))


def all_that_came(sentence: Sentence) -> set[float]:
    """How many requests there are to answer: those received, and with those carried over."""
    paragraph = sentence.paragraph
    stated = [*paragraph.narrative.statements, *paragraph.statements]
    whole = {s.value for s in stated if s.indicator == "requests.received" and s.value}
    over = {s.value for s in stated if s.indicator == "requests.carried_over"}
    return whole.union(*({value + more for value in whole} for more in over)) if len(over) == 1 else whole


_RATE = re.compile(r"(?:按[时期])?(?:办结|办理|答复|办复|回复)率(?:为|达|达到|均为)?100%")
_AS_MANY = re.compile(  # 答复件数与受理件数相同,为64件
    r"(?:办结|答复|办复|回复)(?:件|数量?|总)+与(?:受理|收到|接收|申请)(?:件|数量?|总)+(?:相同|一致|相等|持平)"
)


_DONE_SO = re.compile(  # 当场答复, 出具答复书
    r"(?:当场|现场|当面|当天|即时|按[期时]|依法|或)+(?:答复|回复|办结|办理|告知)"
    r"|(?:共|已|依法|按[期时])*(?:出具|制作|发出|送达|作出|下达|制发)(?:书面|政府信息公开|信息公开|申请)*(?:答复|告知)(?:书|决定|决定书|函|意见书)"
)


def is_all_counted_done(sentence: Sentence, core: str, front: Front, count: Count) -> bool:
    """12件均已答复, 办结率100%,即12件: whether a count of all that came says that they are answered."""
    paragraph = sentence.paragraph
    after = paragraph.after is None or paragraph.after.startswith("requests")
    here = paragraph.received_here
    known = paragraph.narrative.received is not None and (here is not None or paragraph.topic == "requests")
    if not (after or (here and paragraph.after != "else")) or not known or count.value not in all_that_came(sentence):
        return False
    if core in ("为", "均为", "都是", "都为", "同为"):
        return _AS_MANY.fullmatch(sentence.text, *sentence.before) is not None
    rate = "link" in front.told and _RATE.fullmatch(sentence.text, *sentence.before) is not None
    return rate if not core else says_all_done(core) or _DONE_SO.fullmatch(core) is not None


def state_counted_done(sentence: Sentence, count: Count, start: int, end: int) -> None:
    """State as many processed as are counted."""
    received = sentence.paragraph.received_here or sentence.paragraph.narrative.received
    if received and count.value is not None:
        stated = replace(
            received, indicator="requests.processed", value=count.value, start=first_word(sentence.text, start), end=end
        )
        sentence.paragraph.statements.append(stated)


_IN_ALL = re.compile(
    r"(?:合计|总计|全年|本年度?)*(?:应|需|应当|需要)?(?:办理|处理|答复)?(?:政府信息公开|信息公开)?(?:申请)?(?:总[量数])?"
)


def remember_all(sentence: Sentence, core: str, count: Count, start: int, end: int) -> None:
    """上年结转2件,共14件: what 均已办结 is then about."""
    paragraph = sentence.paragraph
    received = paragraph.received_here
    if received and _IN_ALL.fullmatch(core) and count.value in all_that_came(sentence):
        paragraph.received = replace(received, value=count.value, start=first_word(sentence.text, start), end=end)


_REST = re.compile(r"(?:其余|其它|其他|余下|剩余|剩下)的?")
_EXCEPTED = re.compile(r"除[^,;。]*(?:转|延[期长续]*[至到](?:NEXT|下|次)|正在|尚|未到)[^,;。]*(?:外,?|,)$")


def state_rest_done(sentence: Sentence, core: str, tail: str, count: Count, start: int, end: int) -> bool:
    """Read "除3件转入2024年外,其余60件均已答复" where the two are all that came."""
    text = sentence.text
    if not _REST.fullmatch(core) or not says_all_done(tail):
        return False
    excepted = _EXCEPTED.search(text, sentence.begin, start)
    left = [one.value or 0 for one in sentence.counts if excepted and excepted.start() <= one.start < start]
    if len(left) != 1 or (count.value or 0) + left[0] not in all_that_came(sentence):
        return False
    state_counted_done(sentence, count, start, end)
    return True


_NOT_YET = re.compile(
    "(?<!上年)(?<!上年度)(?<!上一年)(?<!上一年度)(?<!去年)(?<!LAST年)(?<!LAST年度)结转|[未尚撤延除另]"
)


def _are_all_told(sentence: Sentence, received: Statement, end: int) -> bool:
    """收到9件,其中书面6件,网上3件,均已答复: whether all of these or all that came, it is the same."""
    begin = max(received.end, sentence.begin)
    begin = max(begin, sentence.text.find("其中", begin, end))  # not 比上年增加2件
    listed = [count.value or 0 for count in sentence.counts if begin <= count.start < end]
    return sum(listed) == received.value and not _NOT_YET.search(sentence.text, begin, end)


_ALL_BY = re.compile(
    r"(?:申请人|申请|提交|提出)?(?:的)?(?:(?:方式|形式|渠道|途径|来源)(?!为))?(?P<all>(?:均|都|全部|皆|全|一律|俱)(?:为|是|系|属于?|来自)?|(?:方式|形式|渠道|来源)为|(?:为|系|是)(?=[^,]{2,10}$)|(?=(?:通过|经由?|以|由)[^,]{2,12}(?:寄来|寄达|寄送|邮来|提交|提出|递交|发来|送来)的?$))?(?:为|是|系|属于?|来自)?(?=以|通过|采用|采取|经|[^,]{2,20}$)"
)


_OF_ALL = (CHANNEL, "requests.carried_over")
_HOW_THEY_CAME = re.compile(r"(?:申请|提交|提出|来源|受理)?的?(?:渠道|方式|途径|形式)(?:均|都|全部|皆|全)")


_ASIDE = re.compile(r"\([^()主多最含约占]+\)")
_BY_OTHER_WAYS = re.compile(r"(?:线下|书面|纸质|其[余他它]|余下|另外?)[^,;、(。\d]{0,6}\d+[件宗份]$")


def state_all_by(sentence: Sentence, start: int, end: int) -> bool:
    """Read "收到申请2件,均以传真形式提出", "均为上年结转": as many through the channel as received, or carried over.

    Of 线上11件、线下2件(均为邮寄), what the bracket says is of those before it.
    """
    received = sentence.paragraph.received
    if received is None and _HOW_THEY_CAME.match(sentence.text, start, end):  # 新收3件,办结3件,渠道均为互联网
        received = sentence.paragraph.received_here
    how = _ALL_BY.match(sentence.text, start, end) if received else None
    aside = _ASIDE.match(sentence.text, start - 1) is not None  # 收到3件申请(网上)
    if received is None or how is None or not (how["all"] is not None or received.value == 1 or aside):
        return False
    before = [count.value for count in sentence.counts if count.start < start]
    of_some = sentence.text.startswith("(", start - 1) and before[-1:] != [received.value]
    if of_some and not _BY_OTHER_WAYS.search(sentence.text, sentence.begin, start - 1):
        return False
    if sentence.part.inside and not of_some and not _are_by_applicant(sentence, received, start):
        return False
    count = Count((before[-1] if of_some else received.value) or 0, "件", "exact", end, end)
    words = sentence.text[how.end() : end]
    way = _WAY_OF_WHAT.fullmatch(words) or _WAY_AND_ANSWER.fullmatch(words)
    said = (words, way["way"] if way else "", _THAT_WAY.sub("", words))
    rule = next((rule for one in said if one and (rule := fitting_rule(sentence, one, count))), None)
    if rule is None or len(rule.indicator) != 1 or not rule.indicator[0].startswith(_OF_ALL):
        return False
    value = count.value or 0
    sentence.paragraph.statements.append(
        replace(received, indicator=rule.indicator[0], value=value, end=end, rule=rule, part=of_some)
    )
    if way and way.re is _WAY_AND_ANSWER and not any(s.all_done and s.end == end for s in sentence.stated()):
        state_all_done(sentence, end)
    return True


_THAT_WAY = re.compile("(?:的?(?:方式|形式|渠道|途径))(?:提[出交]|递交|申请)?的?$")  # 均以邮箱途径提出
_SENT = "(?:提[出交]|递交|寄来|寄送|邮寄|邮来|发来|送来|送达|申请)"
_WAY_OF_WHAT = re.compile(
    rf"(?P<way>[^,;。\d、]{{2,16}}?{_SENT}的)(?![^,;。]*(?:复议|诉讼|答复|告知|送达|办[理结复]))[^,;。\d]{{2,24}}"
)  # 当面提交的加固资料查询
_WAY_AND_ANSWER = re.compile(  # 均通过信函提出并依法答复
    r"(?P<way>[^,;。\d、]{2,16}?(?:提[出交]|递交|[寄发送]来|申请))(?:并|且|[均都皆]?已|后)(?:[均都皆已]|全部)*"
    r"(?:依法|按[时期]|如期|及时|当场|当面|现场|当日|书面|妥善|按规定|在?(?:法定|规定)(?:期限|时限)内)*"
    r"(?:予以|作出|完成)?(?:答复|办结|回复|办理)(?:完毕)?(?:申请人)?"
)


def _are_by_applicant(sentence: Sentence, received: Statement, start: int) -> bool:
    """收到5件,其中自然人4件、法人1件,均为网上提交: whether what 其中 lists are all of them, by who applied."""
    text, begin = sentence.text, max(received.end, sentence.begin)
    listed = [count.value or 0 for count in sentence.counts if begin <= count.start < start]
    people = _APPLICANTS_LISTED.fullmatch(text, begin, start)
    return people is not None and sum(listed) == received.value


_PEOPLE = (
    r"(?:自然人|公民|个人|法人|企业|商业企业|科研机构|社会公益组织|社会组织|法律服务机构|(?:其[他它])?组织|单位|公司|村民|居民|群众|律师)"
    r"[^,;。\d网信邮]{0,8}"
)
_APPLICANTS_LISTED = re.compile(
    rf"[,;(:]?其中[:,]?(?:(?:{_PEOPLE}\d+[件宗份条]|\d+[件宗份](?:申请)?(?:为|由|系|来自|是)?{_PEOPLE})[、,;和及]?)+\)?,?"
)


_LEFT_OVER = re.compile(
    r"(?:有|另有|还有|尚有|仍有|剩余|其余|余下|还剩|尚余|剩下?|余|另外?|未办[结完]|未答复|在办)?的?"
    r"(?:(?:为|系|是|于)*(?:THIS年)?(?:\d{1,2}月|年[底末]|岁末)[^,;]{0,8}(?:收到|受理|接收|提[出交]|申请)(?:的(?:申请)?)?|(?:因|由于|未到|未满|尚未|尚在|仍在|正在|还在|仍未)[^,;]{2,24}"
    r"|(?:依法)?(?:申请|需|予以)?(?:延期|延长)(?:办理|答复|答复期限)?|在?(?:法定|规定)?的?(?:办理|答复|处理)?(?:期限|时限)(?:之?内|未满)|在办|待办|[办处审]理中|处于[^,;]{1,8}(?:阶段|状态|中|期)(?:内)?|未办[结完])"
)


def is_left_over(sentence: Sentence, core: str) -> bool:
    """1件未到答复期: of the requests, of which the next clause may say 转入下年度."""
    return (sentence.paragraph.after or "").startswith("requests") and _LEFT_OVER.fullmatch(core) is not None


_THOSE = re.compile(r"(?:(?:该|此|这些?|上述|以上|延期|未办结|在办|剩余)+的?(?:申请|件|事项)+)?")


def state_left_over(sentence: Sentence, front: Front, end: int) -> bool:
    """Read "1件未到答复期,转入下年度"."""
    count, sentence.left_over = sentence.left_over, None
    begin = _THOSE.match(sentence.text, front.at, end).end()  # type: ignore[union-attr]
    rule = fitting_rule(sentence, sentence.text[begin:end], count) if count else None
    if count is None or rule is None or rule.indicator != ("requests.carried_forward",):
        return False
    sentence.paragraph.statements.append(Statement.of(rule, count, count.start, end))
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
