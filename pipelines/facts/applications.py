"""Bare 申请 under no heading of theirs: whether they are for information, though the clause need not say so.

公开信息123条,收到申请3件 in a report on 政府信息公开; not 开展企业开办服务。受理申请3件.
"""

from __future__ import annotations

import re

from pipelines.facts.memory import Front, Sentence

# 收到申请5件; 收到公民通过邮箱提出的申请1件; 收到3件网络申请; 网站受理申请3件; 未收到申请; 申请0件
_WHEN_AND_WHO = re.compile(
    r"(?:\([一二三四五六七八九十\d]\)|[一二三四五六七八九十]是|\d[.、]|THIS年度?|[本全当]年度?|今年|一年来|年度?内|报告期内|(?:截[至止]|到)年[底末]"
    r"|(?:政府)?(?:信息公开|政务公开)(?:工作)?(?:办公室|办|科|股|窗口)|[我本全](?:[局厅委办院站镇乡省市区县州旗]|单位|机关|街道|中心)"
    r"|街道|同时|另外?|此外|[共仅只总合]计?|累计|总共|一共|依法|,)*"
)
_APPLICANTS = (
    "公民|法人|自然人|其[他它]|社会|组织|企业|人民|群众|公众|市民|村民|居民|律师|个人|单位|申请人|当事人"
    "|[及和或、]|以及|等|各类"
)
_WAYS = (
    "通过|经由?|以|采[取用]|由|网[上络站页]?|互联网|线上|在线|平台|系统|信[函件]|书信|来[信函人访件]|寄信|邮[寄政箱件局递]|挂号信|快递|EMS"
    "|[Ee]-?mail|电子|传真|当面|现场|窗口|上门|到场|面交|方式|形式|渠道|途径|书面|纸质|有效|各类|提[出交]|递交|寄[来送]|发来|的"
)
_PLACES = (
    "申请(?=平台|系统)|(?:政[府务])?信息公开(?=申请)|公开(?=申请)|政府|政务(?!服务(?!网))|服务|门户|官方|官网|数字|统一|依申请公开|申请公开"
    "|[一-龥]{2,3}(?=政务服务网)"
)
_COME = (
    r"(?:新?(?:收[到悉]|接收?到|接收|受理|登记|发生)|新收|新增|承接|收)"
    r"(?:[并和、及]?(?:依法|按[时期])?(?:受理|办理|处理|登记|答复|办[结复]|回复))?[的了过]?"
)
_CAME_BARELY = re.compile(
    rf"(?:{_WAYS}|{_PLACES}){{0,8}}(?:[共仅只总合]计?|累计|实际|新)*"
    rf"(?:{_COME}(?:{_APPLICANTS}|{_WAYS}|{_PLACES}){{0,12}}"
    r"(?:申请(?:件|书|表|事项)?(?:总[数量]|数量?|合计|共计?|[为有达是]到?)*(?:[\d一二三四五六七八九十]+[件宗份起条项](?!次)|[0零](?:[件宗份起条项]|$))|[共计合]*[\d一二三四五六七八九十]+[件宗份起条项]"
    rf"(?:{_APPLICANTS}|{_WAYS}|{_PLACES}){{0,12}}申请(?!公开|人))"
    rf"|(?:未|没有|无|零|0)(?:有|曾|任何|{_COME}|{_APPLICANTS}|{_WAYS}){{0,10}}申请(?:件|事项|情况|的)*$"
    r"|(?:依?申请)(?:件|事项)?(?:总[数量]|数量?|[均为是])*[0零](?:[件宗份起条项]|$)"
    rf")|(?P<way>(?:{_APPLICANTS}|{_WAYS}|{_PLACES}){{0,6}}(?:通过|经由?|以|由)(?:{_WAYS}|{_PLACES}){{2,10}}(?<=[交出来送的开])"
    r"申请(?:件|事项)?(?:共|共计)?\d+[件宗份起条项](?!次))"
    r"|(?P<done>(?:已|共|依法|按[时期]|如期|全部|累计|年内|当年|书面|,)*(?:办[结复]|办理完毕|(?:作出)?答复|回复|处理完毕)"
    r"了?申请(?:件|事项)?(?:共计?|[为有达])*\d+[件宗份起条项](?!次))"
    r"|(?P<bare>申请(?:件|事项|书)?(?:总[数量]|数量?)?(?:合计|共计?|[为有达]到?)*\d+[件宗份起条项](?!次))"
)
_AS_REQUESTS_ARE = re.compile(
    r"(?:自然人|法人|法律服务机构|科研机构|公益组织)[^,;。\d]{0,12}\d|信函(?:申请|方式)?\d|结转|(?:予以|部分|不予|同意)公开|无法提供|信息不存在|答复|回复|(?:上一?年度?|去年|LAST年度?)(?:转入|遗留|未办结)"
)
_CARRIED_OVER_FIRST = re.compile(  # 上年结转2件,(收到申请9件)
    r"(?:另有|加上?|有)?(?:(?:上一?年度?|去年度?|LAST年度?|以前年度)(?:结转|遗留|转[来入]|未办结|跨年结转|末结转)|结转上一?年度?)的?(?:政府信息公开|信息公开|依申请公开)?(?:申请|件|事项|公开)*\d+[件宗份条起],"
)
_CAME_NAMED = re.compile(
    rf"(?:新?(?:收[到悉]|接[到收]|受理|登记)|新收|新增|承接|收)[的了]?(?:{_APPLICANTS}|{_WAYS}){{0,12}}(?:政府信息公开申请|信息公开申请|依申请公开|公开申请)(?:申请)?(?:件|书|表|事项)?(?:总[数量]|数量?|共计?|[为有达])*\d+[件宗份条起]"
)
_ANSWERED_AS_THESE_ARE = re.compile(r"(?:予以|部分|不予|同意)公开|无法提供|信息不存在|新收[^。]*结转|结转[^。]*新收")
_AS_FAR_AS = 120  # characters after them
_PUBLISHED = (
    "disclosure",
    "information",
    "website",
    "wechat",
    "weibo",
    "interpretations",
    "press",
    "normative",
    "proposals",
)
FOR_ELSE = re.compile(  # what else one may apply for, or send in
    r"信访|热线|12345|工单|投诉|举报|信箱|许可|审批|登记申请|援助|仲裁|救助|补[贴助]|低保|职称|贷款|认定|复议|诉讼|业务|办件申请|听证|建议|提案"
    r"|接待来访|来信来访|批次|入学|学位|落户|户籍|公积金|住房|专利|商标|报名|创业|执业|注册|备案|资格|宅基地|建房"
)
_MAY_BE_REQUESTS = (None, "overall", "disclosure", "requests")
_CLAUSE_END = re.compile("[,;。]|$")
_MANY = 300
_FROM_PEOPLE = re.compile("咨询|留言|诉求|来信|信件|接待")
_PROPOSED = re.compile("意见建议|(?:人大|政协|代表|委员|议案|[、和及])*(?:建议|提案)")  # one does not apply for these
_AT_A_WINDOW = re.compile("窗口(?:共|累计|新|全年)*受理")  # 网上受理申请80件、窗口受理申请30件
_SENTENCE_MARK = re.compile("[。;]")
_WHEN_OR_WHO = re.compile(
    r"THIS年度?|[本全当]年度?|年度?内|报告期内|一年来|[我本全][局厅委办院站镇乡省市区县州旗]|本?单位|本?机关"
)
_TELLS = re.compile("[一-龥]{4}")
# What such a report speaks of near its requests: 更新公开指南。受理申请3件; not 开展企业开办服务。受理申请3件
_OF_OUR_WORK = re.compile(
    r"公开|信息|网站|微信|公众号|微博|解读|培训|发布|条例|回应|总体|概[况述]|基本情况|建议|提案|规范性|LAST年|上一?年|去年|申请"
)
_PUBLISHING = re.compile(r"[^,;。]*(?:公开|发布|公布|公示|推送|更新|刊发|编发)[^,;。]*\d+[余多]?[条篇则]")
_PUBLISHING_LAST = re.compile(rf"{_PUBLISHING.pattern}[,;。]$")  # 公开行政许可12条,收到申请3件
_GRANTED = re.compile(
    "审批|审核|批准|核准|准予|发证|[核颁]发|发放|落实|安置|资金|录取|立案|裁决|调解|办证|万元|受助|通过率|获批"
)
_FOR_SERVICE = re.compile(
    "政务服务|一网|一窗|办事|证照|营商|大厅|公证|鉴定|调解|检[测验]|征[地收]|拆迁|不动产|执法|处罚|资助|理赔|退税"
)


def read_bare_requests(sentence: Sentence, front: Front, start: int, end: int) -> None:
    """Remember that bare 申请, which a clause counts or denies, are those for information: 公开信息123条,收到申请3件.

    So a report about 政府信息公开 means them, unless something else is named near them, or they are as many as only
    other applications are.
    """
    paragraph, text, at = sentence.paragraph, sentence.text, front.at
    after = paragraph.after or ""
    if sentence.about not in _MAY_BE_REQUESTS or paragraph.topic not in _MAY_BE_REQUESTS or sentence.part.inside:
        return
    if over := _CARRIED_OVER_FIRST.match(text, at):  # those that came are told next
        at, end = _next_clause(sentence, over.end())
        if _CAME_NAMED.match(text, at, end):
            sentence.told_about, paragraph.after = "requests", None
            return
    if text.find("申请", at, end) < 0:
        return
    if (
        after
        and not after.startswith((*_PUBLISHED, "requests", "else"))
        and not _PUBLISHING_LAST.search(text, 0, start)
    ):
        return
    begin = _WHEN_AND_WHO.match(text, at, end).end()  # type: ignore[union-attr]
    came = _CAME_BARELY.match(text, begin, end)
    if came is None or (came["bare"] and "own" in front.told):  # 我局申请3件: perhaps made by it
        return
    if "受理" in came[0] and FOR_ELSE.search(text, sentence.begin, start):  # 公开行政许可12条,受理申请3件
        return
    if "公开申请" in came[0] and not came["way"]:  # named in full
        return
    before = _PUBLISHING.sub("", f"{paragraph.above},{text[: came.start()]}")
    near = _PUBLISHING.sub("", text[sentence.previous : start])
    if _FROM_PEOPLE.search(before) or FOR_ELSE.search(_PROPOSED.sub("", before + came[0])) or _FOR_SERVICE.search(near):
        return
    many = any((count.value or 0) > _MANY for count in sentence.counts if at <= count.start < end)
    told = _SENTENCE_MARK.split(_WHEN_OR_WHO.sub("", f"{paragraph.above}。{near}"))
    stop = sentence.begin + len(text[sentence.begin :].partition("。")[0])
    doubtful = many or any(_TELLS.search(words) and not _OF_OUR_WORK.search(words) for words in told)
    doubtful = doubtful or _AT_A_WINDOW.search(text, sentence.begin, stop) is not None
    as_these_are = _ANSWERED_AS_THESE_ARE if came["done"] else _AS_REQUESTS_ARE
    if (doubtful or came["done"]) and as_these_are.search(text, came.end(), came.end() + _AS_FAR_AS) is None:
        return
    if _GRANTED.search(text, came.end(), stop):
        return
    sentence.told_about, sentence.barely = "requests", paragraph.topic != "requests"
    if not after.startswith("requests"):
        paragraph.after = None


def _next_clause(sentence: Sentence, at: int) -> tuple[int, int]:
    """Where the words of the clause that begins at `at` begin behind its time and agency, and where they end."""
    text = sentence.text
    at = _WHEN_AND_WHO.match(text, at).end()  # type: ignore[union-attr]
    end = _CLAUSE_END.search(text, at).start()  # type: ignore[union-attr]
    named = sentence.speaker.names_this_agency(text, at, end) if at < end else at
    return _WHEN_AND_WHO.match(text, named, end).end(), end  # type: ignore[union-attr]
