"""What is printed in one cell of an official table, read as a number, as nothing, or not at all."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from pipelines.numerals import read_number

PICTURE = "\N{OBJECT REPLACEMENT CHARACTER}"  # the text of a cell that holds a picture and nothing else
MONEY = ("万元", "亿元", "千元", "百万元", "元")
UNITS = (*MONEY, "件", "条", "项", "次", "个", "篇", "人次", "人", "份", "宗", "起", "场")
_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_NUMBER = re.compile(
    r"(?:(?:[比较](?:上一?年度?|去年))?(?:(?P<minus>-|减少?|负|下降)|\+|增加?|新增):?)?"
    r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?P<fraction>\.\d+)?"
    rf"(?P<unit>{_UNIT})?"
    r"(?P<note>\([^()]*\))?(?P<after>" + _UNIT + r")?[.。]?"
)
_BLANKS = frozenset(("", *"-—–/\\*….", "--", "---", "——", "———", "//", *"无無空", "不适用", "无数据", "N/A", "n/a"))
_ORDINAL = re.compile(r"\d{1,2}[.、)]\D")  # "3.其他" is a label
_AROUND = re.compile(rf"[\d.,+/()\[\]:;=*~\-]|其中|以上|左右|不含|{_UNIT}|[近约余多超过增减少加含共计]")
_CHINESE = re.compile(rf"([〇零一二两三四五六七八九十百千]+)({_UNIT})?")
_MINUS = str.maketrans(
    {"−": "-", "－": "-", "﹣": "-", "‐": "-", "‑": "-", "‒": "-", "–": "-", "﹢": "+", "，": ",", "．": "."}
    | dict(zip("萬億條項個場", "万亿条项个场", strict=True))
)
# Notes by which the number is another than the one before them: 6（应为44）, 4（减少）, 400（约）
_OTHERWISE = re.compile(
    r"[应实][为是]|[更订改修]正?为|有误|误[为作填报写]|\(更正|(?:[-负减约估暂]|减少|下降|降低|左右|上下|以[上下]|估算|预计)\)"
)
_RAISED = re.compile(r"(?<=[\d件条项])(?:[①-⑳⒈-⒛¹²³⁰-⁹*＊※†‡]|\[[^\[\]]*\])+$")  # the mark of a note behind a number
_CIRCLED = re.compile("[①-⑳⒈-⒛⓪-⓿¹²³⁰-⁹₀-₉]")  # NFKC makes digits of them
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]+")


@dataclass(frozen=True, slots=True)
class Value:
    """One cell read. `value` None means nothing was printed; `doubt` says why a cell that holds something is not read.

    `tentative` values are likely but not certain (digits with a space between): sums must confirm them.
    """

    value: int | float | None
    unit: str | None = None
    doubt: str | None = None
    tentative: bool = False


NOTHING = Value(None)


@lru_cache(maxsize=8192)
def read_value(text: str) -> Value:
    """Read one cell.

    >>> read_value("3909.30万元")
    Value(value=3909.3, unit='万元', doubt=None, tentative=False)
    >>> [read_value(text).value for text in ("１，２３４", "减 3", "22（其中修订16件）", "——", "0件", "三件", "负2")]
    [1234, -3, 22, None, 0, 3, -2]
    >>> [read_value(text).value for text in ("17①", "24[1]", "12²", "15*", "①", "7₂")]  # marks of notes
    [17, 24, 12, 15, None, None]
    >>> [read_value(text).doubt for text in ("400余条", "增3/减1", "000", "3.其他")]
    ['not_exact', 'not_a_number', 'digits_run_together', 'text']
    >>> [read_value(text).value for text in ("6（应为8）", "6（减少）", "一", "一一", "二三件", "4。5")]
    [None, None, None, None, None, None]
    """
    if text == PICTURE:
        return Value(None, doubt="picture")
    if not text.isascii() or text.endswith(("*", "]")):
        text = _RAISED.sub("", text.strip())
        if _CIRCLED.search(text):
            return Value(None, doubt="text")
    folded = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text.translate(_MINUS)).translate(_MINUS)).strip()
    bare = re.sub(r"\s+", "", folded)
    if bare in _BLANKS:
        return NOTHING
    found = _NUMBER.fullmatch(bare)
    if found is None:
        chinese = _CHINESE.fullmatch(bare)
        if chinese is not None:
            return _chinese(chinese[1], chinese[2])
        if not re.search(r"\d", bare) or _ORDINAL.match(bare) or len(_AROUND.sub("", bare)) > 3:
            return Value(None, doubt="text")
        return Value(
            None, doubt="not_exact" if re.search(r"\d(?:余|多|以上|左右)|[近约超]\D?\d", bare) else "not_a_number"
        )
    whole = found["whole"].replace(",", "")
    if len(whole) > 1 and whole[0] == "0":
        return Value(None, doubt="digits_run_together")
    number: int | float = int(whole)
    if found["fraction"]:
        number = float(whole + found["fraction"])
        number = int(number) if number.is_integer() and len(whole) < 16 else number
    if found["minus"]:
        number = -number
    elif found["note"] and _OTHERWISE.search(found["note"]):
        return Value(None, doubt="not_a_number")
    unit = found["unit"] or found["after"]
    return Value(number, unit, tentative=_split(folded))


@lru_cache(maxsize=8192)
def is_label(text: str) -> bool:
    """Whether a cell holds words.

    >>> is_label("规章"), is_label("3件"), is_label("-"), is_label("")
    (True, False, False, False)
    """
    return read_value(text).doubt == "text"


@lru_cache(maxsize=8192)
def is_number(text: str) -> bool:
    """Whether a cell holds one number that can be read.

    >>> is_number("规章"), is_number("3件"), is_number("-"), is_number("400余条")
    (False, True, False, False)
    """
    return read_value(text).value is not None


def _split(folded: str) -> bool:
    """Whether white space stands inside the digits: "1 234" may be one number or two."""
    return re.search(r"\d\s+[\d.]", folded) is not None


def _chinese(words: str, unit: str | None) -> Value:
    """A number spelt out; digits side by side (三四件) are none, and a lone 一 is as likely a dash."""
    number = None if words == "一" and unit is None else read_number(words)
    return Value(number, unit, doubt="not_a_number" if number is None else None)
