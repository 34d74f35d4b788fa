"""Sentences that name the agency whose report it is: who compiles it, who is to be asked, whose guide it is; 我局."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from pipelines.agencies.names import NAME, name_in

WHAT_IS_REPORTED: Final = r"年?度?(?:政府|政务)?信息公开(?:工作)?(?:情况)?(?:年度)?(?:工作)?"  # behind the year
_REPORT: Final = rf"20\d\d{WHAT_IS_REPORTED}(?:报告|年报)"
_BEGINS: Final = r"(?m)(?:^|[,，。])"  # a line or a clause

# 现公布某市某局2014年政府信息公开工作年度报告
_PUBLISHED: Final = re.compile(rf"(?:公布|发布|编制|制定|形成|撰写|制作|是|为|将|由)({NAME})(?:关于)?{_REPORT}")
# 由某市某局编制
_COMPILED_BY: Final = re.compile(
    rf"由({NAME})(?:负责|牵头|统一|组织|会同)?(?:组织)?"
    r"(?:(?<!机构)编制|编写|编撰|撰写|制作|汇总|起草|依照|依据|根据|按照)"
)
# 某县某局2021年政府信息公开工作年度报告由六部分组成
_ITS_REPORT: Final = re.compile(rf"{_BEGINS}({NAME}){_REPORT}")
# 某县某局(以下简称“我局”)
_CALLED: Final = re.compile(rf"(?m)(?:^|[,，。;；])({NAME})[(（](?:以下|下)?简称[“\"]?(?:我|本|省|市|县|区|州|旗)")
# 某市某局2016年度政府信息公开工作情况如下
_AS_FOLLOWS: Final = re.compile(
    rf"(?m)(?:^|[。,，:：])({NAME})20\d\d年?度?(?:政府|政务)?信息公开(?:工作)?(?:开展)?情况"
    r"(?:报告|汇报|公布|公开|总结)?如下"
)
# ,某市某局对2019年政府信息公开工作进行了总结; 某市某局现将2019年政府信息公开工作年度报告公布如下
_SUMS_UP: Final = re.compile(rf"{_BEGINS}({NAME})(?:对|就|现?将)(?:20\d\d|本)年度?(?:政府|政务)?信息公开")
# 结合某区某局(某局)工作实际
_IN_VIEW_OF: Final = re.compile(rf"结合({NAME})(?:的)?(?:工作|实际|自身|本年度|20\d\d)")
# 按照…要求,某市某局结合全年政府信息公开工作实际
_VIEWS: Final = re.compile(rf"{_BEGINS}({NAME})结合(?=[^。\n]{{0,50}}(?:信息公开|报告|年报))")
# 2021年,某县某局依据《中华人民共和国政府信息公开条例》…开展政府信息公开工作
_BY_RULE: Final = re.compile(
    rf"{_BEGINS}({NAME})(?:严格|认真|坚持)?(?:依据|根据|按照|依照|遵照)"
    r"(?:(?:《|国务院)*(?:中华人民共和国)?(?:政府)?信息公开条例"
    r"|《?条例》?[^。\n]{0,30}(?:编制|编写|撰写|制作|形成|公布|发布)[^。\n]{0,24}(?:报告|年报)(?!格式|模板))"
)
# 根据…要求,某县某局编制本报告; 某县人民政府现公布2022年政府信息公开工作年度报告
_COMPILES: Final = re.compile(
    rf"{_BEGINS}({NAME})现?(?:(?:编制|制作|编写|撰写|形成|特编制|特向|向社会公布)(?:了|本|此|完成|20\d\d|《|如下)"
    rf"|(?:公布|发布)(?:本报告|{_REPORT}))"
)

# Where a name stands in these, it can only be the agency's own. In front, a word without which the search is in vain.
_COMPILERS: Final = (
    *(("", sentence) for sentence in (_PUBLISHED, _COMPILED_BY, _ITS_REPORT)),
    ("简称", _CALLED),
    ("如下", _AS_FOLLOWS),
    ("", _SUMS_UP),
    *(("结合", sentence) for sentence in (_IN_VIEW_OF, _VIEWS)),
    *(("", sentence) for sentence in (_BY_RULE, _COMPILES)),
)


def who_compiles(text: str) -> list[str]:
    """Who compiles, publishes or sums up the report."""
    return [name for word, sentence in _COMPILERS if word in text for name in _names(sentence, text)]


def _names(sentence: re.Pattern[str], text: str) -> list[str]:
    return [name for found in sentence.finditer(text) if (name := name_in(found[1]))]


_ASKED: Final[tuple[re.Pattern[str], ...]] = tuple(
    re.compile(sentence)
    for sentence in (
        # 如有疑问,请与某局办公室联系; 请联系某局
        rf"(?:请与|请同|可与|请向|请直接与|请致电|请联系[:：]?|向|与)({NAME})(?:进行)?(?:联系|咨询|反映|反馈)",
        # 如有疑问,请联系:某局办公室(地址…
        rf"(?:联系|咨询)[:：]?({NAME})(?=[(（,，]|地址|电话)",
        # 在某局网站公布
        rf"(?:在|从|登录|登陆|访问|通过|、|和)({NAME})(?:政务|官方|政府|门户|信息)*(?:网站|网)(?:\(|（|下载"
        rf"|上?公布|查阅|首页|公开|\"|“)",
    )
)


def who_is_asked(text: str) -> list[str]:
    """Who is to be asked about the report, on whose site it can be had."""
    return [name for sentence in _ASKED for name in _names(sentence, text)]


# 《某省某厅政府信息公开指南》
_GUIDE: Final = re.compile(
    rf"《({NAME})(?:政府信息(?:主动|依申请)?公开|政务公开|信息公开|主动公开)(?:工作|基本|事项|全清单|保密审查"
    rf"|标准|20\d\d年)*"
    r"(?:指南|目录|制度|办法|规定|规范|年度报告|年报|规程|清单|流程)"
)


def whose_guide(text: str) -> list[str]:
    """Whose guides and lists of information the text names: an agency speaks of its own."""
    return _names(_GUIDE, text)


# 某县某局认真贯彻条例; 一、总体情况 / 2021年,某县某局坚持…
_SUBJECT: Final = re.compile(
    rf"(?m)^(?:[^\S\n]*[一1][、.][^\S\n]*(?:总体情况|概述|基本情况))?\n?(?:20\d\d年度?[,，]?)?({NAME})(?=坚持|认真"
    rf"|深入|严格|按照|根据|以|在|紧紧|紧密|积极|全面|高度|扎实|持续|不断|切实|坚决|始终|共|全年|继续|围绕"
    rf"|进一步|贯彻|高质量|大力|着力|依法|把|政府信息公开工作|政务公开工作)"
)


def who_acts(text: str) -> list[str]:
    """Of whom a line tells at its beginning."""
    return _names(_SUBJECT, text)


_SELF: Final = re.compile(
    r"我(厅|局|委|办|署|部|镇|乡|街道|中心|院|县|市|区|省|州|盟|旗|会|社|支队|大队|处|所|馆|站)(?!们)"
)


def word_for_itself(text: str) -> str | None:
    """What an agency mostly says of itself: 局 of 我局."""
    words = Counter(found[1] for found in _SELF.finditer(text))
    return words.most_common(1)[0][0] if words else None


# 我委 is said by a 委员会, 我镇 by a 镇人民政府
_WE_AS: Final[dict[str, tuple[str, ...]]] = {
    "委": ("委员会",),
    "办": ("办公室", "办事处"),
    "镇": ("镇人民政府",),
    "乡": ("乡人民政府",),
    "街道": ("街道办事处",),
}


def may_say_we(name: str, word: str) -> bool:
    """Could the agency say 我局, 我市 of itself?"""
    core = name.split("(")[0]
    if word in "县市区省州盟旗":
        return core.endswith(
            ("人民政府", "办公室", "办公厅", "管委会", "管理委员会", "示范区", "实验区", "公署", "行署", word)
        )
    return core.endswith((word, *_WE_AS.get(word, ())))
