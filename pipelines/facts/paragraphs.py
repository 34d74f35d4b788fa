"""The narrative in paragraphs, each in the spelling that the rules are written in, with the way back to the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

_TRADITIONAL = re.compile("[開請條網發處數轉關務訴辦當聞]")
_FULL_WIDTH = tuple((wide, chr(ord(wide) - 0xFEE0)) for wide in "，；：（）！？．－～＋％０１２３４５６７８９")
_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]+")
_LINE = re.compile(r"[^\n\r]+")
_SENTENCES = re.compile(r"[一-龥]{6}[^|]*\|.*。$")  # commas read as the marks between columns
_COLUMNS = re.compile(
    r"^[^。;,]*[^\s。;,]\s{2,}\d[\d.\s]*$|^[\d.]+(?:\s{2,}[\d.]+)+$"
    r"|^[^。;,:]{2,16}(?:\s{2,}[^。;,:\s]{2,16})+$"
)
_PAGE_NUMBER = re.compile(r"[\s\-—–]*\d{1,3}[\s\-—–]*")
_ENDS_A_PAGE_NUMBER = frozenset("0123456789-—–")
_ENDS_A_HEADING = ("情况", "措施", "事项", "问题")
PLAIN_HEADING = re.compile(r"[^。;:!?,\d\s]{4,38}(?<=情况|措施|事项|问题)")  # numbered by Word: without its ordinal
NUMERAL = "一二三四五六七八九十"
HEADING = re.compile(
    rf"\s*(?:(?P<top>[{NUMERAL}]{{1,3}}\s*、|第[{NUMERAL}]{{1,2}}部分)|\([{NUMERAL}\d]{{1,3}}\)|\d{{1,2}}\s*[.、])"
    r"(?P<title>[^。;]{2,40})"
)
_BEGINS = re.compile(rf"\s*(?:[{NUMERAL}]{{1,3}}\s*、|\([{NUMERAL}\d]{{1,3}}\)|\d{{1,2}}\s*[.、](?!\d))")
_ENDS = tuple("。;!?:")
_DASHES = ("——", "—", "•", "●")
# "新闻发布(通气)会" and "200篇(条)" read on without the brackets; "(含上年结转3件)" and "2件(均为网上)" are clauses.
_BY_WAY = "网[上络]|线上|信函|邮[寄政]|当面|现场|传真|电子邮"
# what only requests are said to come by
_SENT_BY = (
    "网站|互联网|在线|门户|政府网|[^()]{0,6}政务服务网|[^()]{0,4}依?申请(?:公开)?(?:平台|系统)|信件|书[信面]|纸质|来[信函人访]|寄|邮[箱件局]|挂号|快递|EMS|E-?mail"
    "|窗口|上门|到场"
)
_ASIDE = re.compile(
    rf"(?!(?<=申请)\((?:均|都|全部|皆)?(?:为|是|系|通过|由|来自)?(?:{_BY_WAY}|{_SENT_BY})[^()\d]{{0,8}}\)[,。;])"
    rf"(?!(?:(?<=\d[件宗份起项])|(?<=申请\d条)|(?<=申请\d\d条)|(?<=[开请]件\d条))\((?:{_SENT_BY}))"
    rf"(?:(?<![件宗份条起项])|(?!\((?:均|都|皆|全|{_BY_WAY})))\([^()\d含除不共]{{1,10}}\)"
    r"|\(含[^()\d,;]{2,8}会\)|\(含[^()\d,;]{0,8}子网?站\)|\(含[^()\d,;]{1,6}版\)"
    r"|\((?:于|今年|本年)?\d{1,2}月(?:\d{1,2}日)?(?:正式)?(?:开通|上线|启用|开设|注册)\)"
    r"|\((?:网址|域名|http|www)[^()\n]{0,80}\)"
    r"|(?<=解读)\((?:含|包括)[^()\d]{2,20}\)"
    r"|(?<=发布会)\((?:含|包括)[^()\d吹通见协参代]{2,30}(?:主题|专题|专场|例行|系列|线上|线下|视频)?(?:发布|发布会|专场|主题|系列)?\)(?=\d+[场次])"
    r"|(?<=诉讼)\((?:含|包括|包含)(?:[未经由其中]*(?:行政)?(?:复议)?后?(?:直接)?(?:再|又)?(?:向法院)?(?:提起)?(?:行政)?(?:起诉|诉讼)[、和及]?){1,2}的?\)"
    r"|\(含(?:重新)?修[订改正](?:的|件)?\)"
    r"|\(含(?:EMS|[快特]递|特快专递|挂号信?|平信|[、及和])+\)"
)
_OR_BODY = re.compile(r"(?<=[镇乡县市区旗])\((?:街道|办事处|园区|开发区|管委会|[街镇乡市区县旗办、])+\)")
_BODY_MARK = re.compile(r"[()、]")
_COUNT_ASIDE = re.compile(r"\((?<=[一-龥]\()(?<![宗条份起篇次]\()(?<![^文]件\()\d+[件宗条份起]\)")
# 超过11.2万条(112096条): the second is the number
_ROUNDED = re.compile(
    r"(?:超过|超|约|近|逾|突破|达到?)?(?<![\d.])\d[\d.]*[百千万][余多]?(?P<unit>[件条篇宗次场])\((?=\d[\d,]*(?P=unit)(?P<end>\)))"
)
_VAGUE_WAY = r"邮件|(?:书面|纸质)(?:递交|提交|申请|方式|形式)?|(?:直接|自行)(?:递交|提交)"
_WAY_ASIDE = re.compile(  # 邮件(信函)9件, 书面递交(当面)2件
    rf"(?P<vague>{_VAGUE_WAY})\((?=(?:纸质|书面)?(?:信函|书信|电子邮箱|电子邮件|电邮|信件|邮寄|邮政|EMS|快递|快件|挂号信|平信|邮箱|当面|现场|窗口|上门|传真)(?:件|邮件|申请|递交|提交)?\))[^()]+(?P<end>\))"
)
_QUOTED_NUMBER = re.compile(r"[“\"][\d,]+[”\"]")
_NAMED_CHANNEL = re.compile(
    r"[“\"「][^“”\"」]{1,20}(?<![中小大]学)(?<!学[校院])(?<!医院|公司)(?<!幼儿园)[”\"」](?=(?:[一-龥]{0,2}双语|[藏蒙维哈彝壮]文版?|同名|权威)?(?:官方|政务)?(?:微信|微博|公众|订阅号)|官方|官微|政务|微信|微博|公众|服务号|订阅号|新浪|腾讯|门户网站|网站|政府网|政府门户网)"
    r"|(?<=网站)[“\"「](?:[^“”\"」]{1,20}网|中国·?[一-龥]{2,6}|[一-龥]{2,8}在线)[”\"」]|(?:(?<=公众号)|(?<=微信)|(?<=微博)|(?<=订阅号)|(?<=服务号)|(?<=微信号)|(?<=[信众博]平台)|(?<=账号))[“\"「][^“”\"」]{1,20}[”\"」]"
    r"|[“\"「][^“”\"」]{1,20}[”\"」](?=[、和]?[“\"「][^“”\"」]{1,20}[”\"」](?:官方|政务)?(?:微信|微博|公众))"
    r"|[“\"「][^“”\"」]{2,12}[”\"」](?=(?:全年|年内|年度|累计|先后|共)*(?:发布|推送|编发|更新|发表|推出)(?:微[信博]|博文))"
    r"|[“\"「][^“”\"」]{2,12}[”\"」](?=[一-龥]{2,8}[省市区县州旗](?:人民)?政府(?:门户|官方)?网)"
    r"|@[一-龥A-Za-z0-9]{2,12}(?=\s|发|推|全年|共)"
)


CLAUSE = re.compile(r"[^,;:()]+(?:(?<=\d),(?=\d{3}(?!\d))[^,;:()]+)*")  # 1,236条 is one


def paragraphs_of(text: str) -> Iterator[tuple[int, int]]:
    """Where each paragraph begins and ends; lines broken by a page's width are joined, flattened tables left out.

    >>> text = "2023年收到政府信息公开申请21件,均\\n已答复。\\n自然人 | 3\\n一、概述\\n"
    >>> [text[start:end] for start, end in paragraphs_of(text)]
    ['2023年收到政府信息公开申请21件,均\\n已答复。', '一、概述']
    """
    begin, last = -1, -1
    listing = closed = False
    for line in _LINE.finditer(text):
        start, end = line.span()
        words = line[0].strip()
        if not words or (len(words) < 12 and words[-1] in _ENDS_A_PAGE_NUMBER and _PAGE_NUMBER.fullmatch(words)):
            continue
        table = (
            ("|" in words and not (words.endswith("。") and _SENTENCES.search(words)))
            or "\t" in words
            or ("  " in words and _COLUMNS.search(words) is not None)
        )
        closed = closed and not (listing and words.startswith(_DASHES))  # 具体为:/——网站12条;/——微信8条
        if begin >= 0 and (closed or table or _BEGINS.match(words)):
            yield begin, last
            begin = -1
        if table:
            continue
        alone = begin < 0 and words.endswith(_ENDS_A_HEADING) and PLAIN_HEADING.fullmatch(words) is not None
        begin, last = (start if begin < 0 else begin), end
        closed = alone or words.endswith(_ENDS) or len(words) < 16 or HEADING.fullmatch(words) is not None
        listing = words.endswith((":", ";"))
    if begin >= 0:
        yield begin, last


@dataclass(frozen=True, slots=True)
class Places:
    """Where the characters of a folded text stood: from `starts[i]` on, `shifts[i]` further on."""

    starts: list[int]
    shifts: list[int]

    def __getitem__(self, index: int) -> int:
        return index + self.shifts[bisect_right(self.starts, index) - 1]


_THOUSANDS = re.compile(
    r"(?<=[一-龥:,])(?<![第表图注附])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?=[万余多]{0,2}[件宗条篇次份期人])"
)


def _in_thousands(text: str, at: int) -> bool:
    """Whether the space at `at` parts the thousands of a number: 公开信息3 215条."""
    return any(found.start() < at < found.end() for found in _THOUSANDS.finditer(text, max(at - 12, 0), at + 14))


@lru_cache(maxsize=128)  # each reader of the narrative goes through the same paragraphs
def fold_text(text: str) -> tuple[str, Places]:
    """The paragraph without white space, asides and channels' names, and where each character that is left stood."""
    dropped = [found.span() for found in _ASIDE.finditer(text)]
    for rounded in _ROUNDED.finditer(text):
        dropped += [rounded.span(), rounded.span("end")]
    bracketed = list(_COUNT_ASIDE.finditer(text))
    if "“" in text or '"' in text or "「" in text or "@" in text:
        dropped += [found.span() for found in _NAMED_CHANNEL.finditer(text)]
        bracketed += _QUOTED_NUMBER.finditer(text)
    for found in _WAY_ASIDE.finditer(text) if "(" in text else ():
        dropped = [span for span in dropped if span[0] != found.end("vague")]
        dropped += [(found.start(), found.end("vague") + 1), found.span("end")]
    if "(" in text:  # 各镇(街道)、各县(市、区)
        dropped += [
            mark.span() for found in _OR_BODY.finditer(text) for mark in _BODY_MARK.finditer(text, *found.span())
        ]
    for found in bracketed:  # 网络(8件)、信函(3件)
        dropped += [(found.start(), found.start() + 1), (found.end() - 1, found.end())]
    for space in () if text.isprintable() and " " not in text else _INVISIBLE.finditer(text):
        at, after = space.span()
        between = at and text[at - 1].isdecimal() and text[after : after + 1].isdecimal()  # "1 136": one or two?
        if not between or _in_thousands(text, at):
            dropped.append((at, after))
    pieces: list[str] = []
    starts, shifts = [0], [0]
    at = length = 0
    for begin, end in sorted(dropped):
        if begin > at:
            pieces.append(text[at:begin])
            length += begin - at
        if end > at:
            at = end
            starts.append(length)
            shifts.append(at - length)
    return "".join((*pieces, text[at:])) if dropped else text, Places(starts, shifts)


@cache
def _converter() -> Any:
    import opencc  # only for the rare copy in traditional characters

    return opencc.OpenCC("t2s")  # by characters; "tw2sp" would change words (網際網路, 互联网) and with them the places


def simplified_text(text: str) -> str:
    """A text in traditional characters in simplified ones, each character in its place."""
    if not _TRADITIONAL.search(text):
        return text
    simplified = str(_converter().convert(text))
    return simplified if len(simplified) == len(text) else text


_TITLE_IN_BRACKETS = re.compile(r"(?m)(^[^\S\n]*|(?<=[。;]))【([^【】\n\d]{2,20})】:?")  # 【依申请公开】全年收到…


def half_width_of(text: str) -> str:
    """The text with half-width digits and punctuation, as long as before."""
    for wide, narrow in _FULL_WIDTH:
        text = text.replace(wide, narrow)
    return _TITLE_IN_BRACKETS.sub(_as_heading, text) if "【" in text else text


def _as_heading(found: re.Match[str]) -> str:
    """【依申请公开】 as the sentence 依申请公开。, in as many characters."""
    return f"{found[1]}①{found[2]}。".ljust(len(found[0]))
