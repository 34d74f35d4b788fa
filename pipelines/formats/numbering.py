"""The numbers that Word puts before paragraphs by itself: they are printed, but stand nowhere in the text.

`word/numbering.xml` says how level 0 of a list looks (`<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/>`),
a paragraph or its style which list it belongs to (`<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from pipelines.formats.package import W as _W

_DIGITS = "〇一二三四五六七八九"


class Level(NamedTuple):
    """How one level of a list is numbered: `pattern` holds %1 … %9 for the numbers of levels 0 … 8."""

    form: str
    pattern: str
    start: int


class Numbering:
    """The lists of one document, counting as the paragraphs are read in order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._lists: dict[str, tuple[str, dict[int, Level]]] = {}  # numId -> what counts together, its levels
        self._counters: dict[str, dict[int, int]] = {}
        self._styles: dict[str, etree._Element] = {}
        if styles is not None:
            self._styles = {style.get(f"{_W}styleId", ""): style for style in styles.iter(f"{_W}style")}
        if numbering is None:
            return
        abstract = {
            each.get(f"{_W}abstractNumId", ""): {
                int(level.get(f"{_W}ilvl", "0") or 0): _level(level) for level in each.iterchildren(f"{_W}lvl")
            }
            for each in numbering.iterchildren(f"{_W}abstractNum")
        }
        for each in numbering.iterchildren(f"{_W}num"):
            number, base = each.get(f"{_W}numId", ""), _value(each, "abstractNumId") or ""
            levels, counts_with = dict(abstract.get(base, {})), f"abstract {base}"
            for override in each.iterchildren(f"{_W}lvlOverride"):
                counts_with = f"list {number}"
                at = int(override.get(f"{_W}ilvl", "0") or 0)
                own = override.find(f"{_W}lvl")
                if own is not None:
                    levels[at] = _level(own)
                start = _value(override, "startOverride")
                if start and start.isdigit() and at in levels:
                    levels[at] = levels[at]._replace(start=int(start))
            self._lists[number] = counts_with, levels

    def label(self, paragraph: etree._Element) -> str:
        """The printed number of the next paragraph, "" if it has none."""
        number, at = self._list_of(paragraph)
        counts_with, levels = self._lists.get(number, ("", {}))
        if at not in levels:
            return ""
        counter = self._counters.setdefault(counts_with, {})
        counter[at] = counter.get(at, levels[at].start - 1) + 1
        for deeper in [level for level in counter if level > at]:
            del counter[deeper]

        def written(found: re.Match[str]) -> str:
            level = int(found[1]) - 1
            if level not in levels:
                return ""
            return written_number(counter.get(level, levels[level].start), levels[level].form)

        if levels[at].form in ("bullet", "none"):
            return ""
        return re.sub(r"%([1-9])", written, levels[at].pattern)

    def is_numbered(self, paragraph: etree._Element) -> bool:
        """Whether Word prints a number before a paragraph, be it empty."""
        number, at = self._list_of(paragraph)
        levels = self._lists.get(number, ("", {}))[1]
        return at in levels and levels[at].form not in ("bullet", "none")

    def _list_of(self, paragraph: etree._Element) -> tuple[str, int]:
        properties = paragraph.find(f"{_W}pPr")
        number: str | None = None
        at: str | None = None
        seen: set[str] = set()
        while properties is not None:  # the paragraph's own word goes before its style's
            own = properties.find(f"{_W}numPr")
            if own is not None:
                number = number or _value(own, "numId")
                at = at or _value(own, "ilvl")
            style = _value(properties, "pStyle") or ""
            if number or not style or style in seen:
                break
            seen.add(style)
            properties = None
            if style in self._styles:
                found = self._styles[style]
                properties = found.find(f"{_W}pPr")
                base = _value(found, "basedOn")
                if (properties is None or properties.find(f"{_W}numPr") is None) and base:
                    properties = etree.Element(f"{_W}pPr")
                    etree.SubElement(properties, f"{_W}pStyle").set(f"{_W}val", base)
        return number or "", int(at) if at and at.isdigit() else 0


def _value(parent: etree._Element, name: str) -> str | None:
    child = parent.find(f"{_W}{name}")
    return None if child is None else child.get(f"{_W}val")


def _level(element: etree._Element) -> Level:
    start = _value(element, "start") or "1"
    return Level(
        _value(element, "numFmt") or "decimal", _value(element, "lvlText") or "", int(start) if start.isdigit() else 1
    )


def written_number(number: int, form: str) -> str:
    """One number in one of WordprocessingML's number formats (ST_NumberFormat); a format we do not know is left out.

    >>> [written_number(n, "chineseCounting") for n in (1, 10, 12, 20, 35)]
    ['一', '十', '十二', '二十', '三十五']
    >>> written_number(3, "decimalEnclosedCircle"), written_number(28, "lowerLetter"), written_number(4, "decimal")
    ('③', 'bb', '4')
    """
    if form in ("decimal", "decimalFullWidth", "decimalHalfWidth"):
        return str(number)
    if form == "decimalZero":
        return f"{number:02}"
    if "ounting" in form or form in ("ideographDigital", "chineseLegalSimplified"):
        if not 0 < number < 100:
            return ""
        tens, ones = divmod(number, 10)
        return (("" if tens == 1 else _DIGITS[tens]) + "十" if tens else "") + (_DIGITS[ones] if ones else "")
    if form.startswith("decimalEnclosedCircle") and 0 < number <= 20:
        return chr(0x2460 + number - 1)
    if form in ("upperLetter", "lowerLetter") and number > 0:
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    return ""
