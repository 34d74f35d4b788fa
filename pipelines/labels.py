"""Labels compared as people compare them: without ordinals, spaces, punctuation and notes in brackets."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

# "(一)", "一、", "1.", "1、", "⒈" (NFKC makes "1." of it), "①" (NFKC: "1"), "第一项:" does not occur.
_ORDINAL = re.compile(r"^(?:\(?[一二三四五六七八九十]{1,2}[)、.,:]|[(]\d{1,2}[)]|\d{1,2}[.、,)]?(?=\D))+")
_NOTE = re.compile(r"\([^()]*\)?|\[[^\[\]]*\]?")
_NOISE = re.compile(r"[\W_]+")
_CAPTION = re.compile(r"第(?:二十|20)条第?\(?([一五六八九15689])\)?项")
_DIGIT = {"1": "一", "5": "五", "6": "六", "8": "八", "9": "九"}
# The traditional characters of the official labels: enough to know a label that is worth converting.
_TRADITIONAL = frozenset(
    "個傳內動務參員單國圍執報審專對屬廢強後徑從復應採據數於時會條業構標機檔權決沒況減濟無熱爲獲現當發確祕穩範糾納組結絡統經維網線總"
    "織繳繼續罰聞職舉處衆補規計訓訟訪設許訴詢認談請議護讀負責費購輿轉辦過錯門開閱關隱項題額類駁體點為資訊製"
)
DECISIVE = frozenset("不未无非本今上下去前逾延已新增减内外")  # with another of these a label is another one
_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]+")


def fold(text: str) -> str:
    """Half-width, without white space and invisible characters.

    >>> fold("第二十条 第（一）项\\u200b")
    '第二十条第(一)项'
    """
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=16384)
def key(text: str) -> str:
    """What two spellings of one label have in common; empty for a text that is no label.

    >>> key("1．属于国家秘密"), key("（六）其它处理"), key("(二)部分公开(区分处理的,只 计这一情形)")
    ('属于国家秘密', '其他处理', '部分公开')
    >>> key("3.危及“三安全一稳定”"), key("本年增／减"), key("三、本年度办理结果")
    ('危及三安全一稳定', '本年增减', '本年度办理结果')
    """
    folded = fold(text)
    if len(folded) > 200:
        return ""
    if not _TRADITIONAL.isdisjoint(folded):
        folded = fold(simplified(folded))
    bare = _ORDINAL.sub("", folded)
    return _NOISE.sub("", _NOTE.sub("", bare)).replace("其它", "其他")


@lru_cache(maxsize=4096)
def has_ordinal(text: str) -> bool:
    """Whether a text begins as a numbered label does.

    >>> has_ordinal("（一）予以公开"), has_ordinal("2.重复申请"), has_ordinal("公开"), has_ordinal("15")
    (True, True, False, False)
    """
    return _ORDINAL.match(fold(text)) is not None


@lru_cache(maxsize=4096)
def caption(text: str) -> str | None:
    """The 项 of the 条例's article 20 that a caption row of the disclosure table names, or None.

    >>> caption("第二十条 第（五）项"), caption("第20条第9项"), caption("行政许可")
    ('五', '九', None)
    """
    folded = fold(text)
    found = _CAPTION.fullmatch(folded) if len(folded) <= 12 else None
    return _DIGIT.get(found[1], found[1]) if found else None


@cache
def _simplifier() -> object:
    import opencc

    return opencc.OpenCC("tw2sp")


@lru_cache(maxsize=4096)
def simplified(text: str) -> str:
    """Traditional characters (and 檔案 for 文件, as Taiwan's copies say) as simplified ones.

    >>> simplified("行政規範性檔案")
    '行政规范性文件'
    """
    return str(_simplifier().convert(text))  # type: ignore[attr-defined]


def near(left: str, right: str) -> bool:
    """Whether two keys differ by one character (added, lost or mistyped), or two in a long one.

    >>> near("属于国家秘密", "属与国家秘密"), near("维持", "纠正"), near("本机关不掌握相关信息", "本机关不掌握信息")
    (True, False, True)
    >>> near("上年处理决定数量", "本年处理决定数量"), near("按时办结数", "未按时办结数")  # no slip: another thing
    (False, False)
    >>> near("属下行政查询事项", "属于行政查询事项")
    True
    """
    ours, theirs = DECISIVE & (set(left) - set(right)), DECISIVE & (set(right) - set(left))
    if ours or theirs:  # one for another, or one more: another label; 属下 for 属于 is a slip
        exchanged = len(left) == len(right) and sum(a != b for a, b in zip(left, right, strict=True)) == 1
        if (ours and theirs) or not exchanged:
            return False
    longer = max(len(left), len(right))
    allowed = 0 if longer < 5 else 1 if longer < 10 else 2
    if abs(len(left) - len(right)) > allowed or not allowed:
        return left == right
    if len(set(left) - set(right)) > allowed:  # each of these is a slip; most pairs end here
        return False
    before = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        now = [i]
        for j, b in enumerate(right, 1):
            now.append(min(before[j] + 1, now[-1] + 1, before[j - 1] + (a != b)))
        if min(now) > allowed:
            return False
        before = now
    return before[-1] <= allowed
