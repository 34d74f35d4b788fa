"""What an XLSX cell shows of its value: its number format, and a font that is struck out or has the colour of paper.

    <c r="B5" s="3"><v>725000</v></c>, style 3 with the format  0!.0,"万"   ->   72.5万

A format that shows the number as it is stored says nothing new. Where the cell does not say what it is about (half of
it is hidden, a negative number without its sign), it is `UNREAD`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, DecimalException
from functools import lru_cache

from lxml import etree

from pipelines.formats.unreadable import UNREAD

_BUILT_IN = {  # ECMA-376 part 1, 18.8.30
    **{1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??"},
    **dict.fromkeys((37, 38), "#,##0_);(#,##0)"),
    **dict.fromkeys((39, 40), "#,##0.00_);(#,##0.00)"),
    **dict.fromkeys((41, 42), '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ '),
    **dict.fromkeys((43, 44), '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '),
    48: "##0.0E+0",
}
_SECTION = re.compile(r'(?:^|(?<=;))(?:"[^"]*"|\\.|!.|[^;"\\!])*', re.S)
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|_.|\*.|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[[^\]]*\]|(?P<general>General)'
    r"|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<date>[ymdhsYMDHS])|(?P<other>E[+-]|[/@])|(?P<plain>.)",
    re.S,
)
_CONDITION = re.compile(r"\[(<=|>=|<>|=|<|>)(-?\d+(?:\.\d+)?)\]")
_CURRENCY = re.compile(r"[¥￥$€]")
_NUMBER = re.compile(r"[+-]?\d{1,9}(?:\.\d{1,30})?(?:[eE][+-]?\d{1,2})?", re.ASCII)


class CellStyles:
    """The formats of a workbook that show something else than what is stored, by the number a cell gives (s="3")."""

    def __init__(self, styles: etree._Element | None) -> None:
        self.formats: dict[int, str] = {}
        self.unseen: set[int] = set()  # numbers that are struck out, or white on white
        if styles is None:
            return
        own = {each.get("numFmtId"): each.get("formatCode", "") for each in styles.iterfind("{*}numFmts/{*}numFmt")}
        fonts = [_is_struck(font) for font in styles.iterfind("{*}fonts/{*}font")]
        pale = [_is_white(font.find("{*}color")) for font in styles.iterfind("{*}fonts/{*}font")]
        filled = [_is_filled(fill) for fill in styles.iterfind("{*}fills/{*}fill")]
        for number, style in enumerate(styles.iterfind("{*}cellXfs/{*}xf")):
            code = own.get(style.get("numFmtId")) or _BUILT_IN.get(int(_number(style, "numFmtId")), "General")
            if code not in ("General", "@"):
                self.formats[number] = code
            if _of(fonts, style, "fontId") or (_of(pale, style, "fontId") and not _of(filled, style, "fillId")):
                self.unseen.add(number)


def _of(known: Sequence[bool], style: etree._Element, name: str) -> bool:
    number = int(_number(style, name))
    return 0 <= number < len(known) and known[number]


def _number(element: etree._Element, name: str) -> float:
    """A number of the styles' XML; 0 where it is none."""
    stated = element.get(name, "0")
    return float(stated) if _NUMBER.fullmatch(stated) else 0.0


def _is_struck(font: etree._Element) -> bool:
    return any(each.get("val", "1") not in ("0", "false") for each in font.iterfind("{*}strike"))


def _is_white(colour: etree._Element | None) -> bool:
    if colour is None:
        return False
    if "theme" in colour.attrib:
        return colour.get("theme") == "0" and _number(colour, "tint") >= 0
    return (
        colour.get("indexed") in ("1", "9")
        or re.fullmatch(r"(?i)(?:..)?(?:f[a-f]){3}", colour.get("rgb", "")) is not None
    )


def _is_filled(fill: etree._Element) -> bool:
    pattern = fill.find("{*}patternFill")
    if pattern is None:
        return len(fill) > 0  # a gradient
    return pattern.get("patternType", "none") != "none" and not _is_white(pattern.find("{*}fgColor"))


@lru_cache(maxsize=4096)
def displayed(stored: str, code: str) -> str | None:
    """What a format shows of a number; None if that is the number itself, or a date. `UNREAD` if it has no room for it.

    >>> [displayed(*each) for each in (("0.15", "0%"), ("725000", '0!.0,"万"'), ("75000", "0,"), ("86", '0"件"'))]
    ['15%', '72.5万', '75', '86件']
    >>> [displayed(*each) for each in (("0", '#,##0;-#,##0;"-"'), ("0", "0;-0;"), ("44", ";;;"), ("-9", "0;[Red]0"))]
    ['-', '', '\ufffd', '\ufffd']
    >>> [displayed(*each) for each in (("1E+300", "0.00"), ("1E+30", "General"))]
    ['\ufffd', None]
    >>> [displayed(*each) for each in (("3", "#,##0.00"), ("3.6", "#,##0"), ("-9", "0_);(0)"), ("44927", "yyyy/m/d"))]
    [None, '4', None, None]
    """
    try:
        number = Decimal(stored)
    except DecimalException:
        return None
    section, sign = _section(code, number)
    kinds = {found.lastgroup for found in _TOKEN.finditer(section)}
    if "general" in kinds or "date" in kinds:
        return None
    if "other" in kinds:
        return UNREAD
    try:
        text = _filled(section, abs(number))
    except DecimalException:  # more digits than any number of a report has
        return UNREAD
    if number < 0 and not sign and "-" not in text:
        if not text.startswith("("):
            return UNREAD
        text, sign = text.strip("()"), "-"
    if number and not text:
        return UNREAD
    return None if _is_number(text, abs(number)) else sign + text


def _is_number(text: str, number: Decimal) -> bool:
    return re.fullmatch(r"\d+(?:\.\d+)?", text) is not None and Decimal(text) == number


def _section(code: str, number: Decimal) -> tuple[str, str]:
    """The part of a format that a number is shown by, and the sign that Excel itself puts before it."""
    sections = [found[0] for found in _SECTION.finditer(code)]
    conditions = [_CONDITION.search(section) for section in sections]
    own = "-" if number < 0 else ""
    if any(conditions):
        for section, condition in zip(sections, conditions, strict=True):
            if condition is None or _holds(number, condition[1], Decimal(condition[2])):
                return section, own
        return "E+", own  # shown as ####
    if len(sections) == 1:
        return sections[0], own
    if number < 0:
        return sections[1], ""
    return sections[2 if number == 0 and len(sections) > 2 else 0], ""


def _holds(number: Decimal, sign: str, limit: Decimal) -> bool:
    less, equal = number < limit, number == limit
    return {"<": less, "<=": less or equal, "=": equal, "<>": not equal, ">": not less and not equal, ">=": not less}[
        sign
    ]


def _filled(section: str, number: Decimal) -> str:
    """The digits of a number in the places that a part of a format has for them."""
    before: list[tuple[bool, str]] = []  # whether it is the place of a digit, and which; or a text as it stands
    behind: list[tuple[bool, str]] = []
    scale = 0
    here = before
    for found in _TOKEN.finditer(section):
        kind = found.lastgroup
        if kind == "digit":
            scale = scale if scale < 0 or here is behind else 0  # a comma between digits groups them
            here.append((True, found[0]))
        elif kind == "point" and here is before:
            here = behind
        elif kind == "comma":
            scale += 3
        elif kind == "percent":
            scale -= 2
            here.append((False, "%"))
        elif literal := _CURRENCY.sub("", found["quoted"] or found["escaped"] or found["plain"] or "").strip():
            here.append((False, literal))
    decimals = sum(place for place, _ in behind)
    if not decimals and not any(place for place, _ in before):
        return "".join(literal for _, literal in (*before, *behind))
    rounded = number.scaleb(-scale).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    whole, _, fraction = f"{rounded:f}".partition(".")
    return _before_point(before, whole.lstrip("0")) + ("." if decimals else "") + _behind_point(behind, fraction)


def _before_point(pattern: Sequence[tuple[bool, str]], digits: str) -> str:
    """From the last place to the first, which takes all that is left."""
    parts: list[str] = []
    places = sum(place for place, _ in pattern)
    for place, what in reversed(pattern):
        if place:
            places -= 1
            digits, last = (digits[:-1], digits[-1:]) if places else ("", digits)
            what = last or ("0" if what == "0" else "")
        parts.append(what)
    return "".join(reversed(parts)) or digits


def _behind_point(pattern: Sequence[tuple[bool, str]], digits: str) -> str:
    left = iter(digits)
    return "".join(next(left, "") if place else what for place, what in pattern)
