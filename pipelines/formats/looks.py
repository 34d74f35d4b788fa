"""How the characters of a DOCX look: what a run says itself, then its character style, then its paragraph's style.

<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:t>1</w:t></w:r>  ->  Look(raised=True)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from pipelines.formats.package import W

TINIEST = 4  # half-points: smaller characters are not seen
LIFTED = 4  # half-points that a character is lifted: less only makes a line look even
SMALLER = 0.8  # of the size of the text that it stands beside: a note's mark

Properties = Mapping[str, etree._Element]
_WHITE = re.compile(r"F[A-F]F[A-F]F[A-F]", re.I)
_TEXT = f"{W}t"
_RUN, _OWN, _STYLE_OF_RUN, _PARAGRAPH, _STYLE_OF_PARAGRAPH = f"{W}r", f"{W}rPr", f"{W}rStyle", f"{W}p", f"{W}pStyle"
_OF_PARAGRAPH = f"{W}pPr"


class Look(NamedTuple):
    """What is seen of a run. `pale`: in the colour of paper; `lifted`: raised, but as large as a digit."""

    unseen: bool = False
    struck: bool = False
    pale: bool = False
    raised: bool = False
    lifted: bool = False


PLAIN = Look()
_TELLING = {f"{W}{name}" for name in ("vanish", "strike", "dstrike", "color", "vertAlign", "position", "sz", "rStyle")}
_GROUND = {f"{W}highlight", f"{W}shd"}  # on which white is seen


class Looks:
    """The looks of a document's runs, by its styles."""

    def __init__(self, styles: etree._Element | None) -> None:
        found = () if styles is None else styles.iter(f"{W}style")
        self._styles = {each.get(f"{W}styleId", ""): each for each in found}
        self._known: dict[str, Properties] = {}

    def of(self, run: etree._Element, paragraph: etree._Element) -> Look:
        """The look of one run of a paragraph."""
        own = run.find(_OWN)
        style = self._of_style(_value(paragraph.find(f"{_OF_PARAGRAPH}/{_STYLE_OF_PARAGRAPH}")))
        if not style and (own is None or not any(child.tag in _TELLING for child in own)):
            return PLAIN
        says = self._says(run, style)
        position, aligned = _number(says.get("position"), 0), _value(says.get("vertAlign"))
        small = position >= LIFTED and self._is_smaller(_number(says.get("sz"), 21), run, paragraph, style)
        return Look(
            unseen=_is_on(says.get("vanish")) or _number(says.get("sz"), 21) <= TINIEST,
            struck=_is_on(says.get("strike")) or _is_on(says.get("dstrike")),
            pale=_is_white(says),
            raised=aligned in ("superscript", "subscript") or small,
            lifted=position >= LIFTED and not small,
        )

    def _says(self, run: etree._Element, style: Properties) -> Properties:
        own = {child.tag.removeprefix(W): child for child in run.iterfind(f"{_OWN}/*") if isinstance(child.tag, str)}
        return {**style, **self._of_style(_value(own.get("rStyle"))), **own}

    def _of_style(self, name: str) -> Properties:
        """What a style says of characters, with the styles that it is based on."""
        if name not in self._known:
            said: dict[str, etree._Element] = {}
            for style in self._based(name):
                for child in style.iterfind(f"{_OWN}/*"):
                    if child.tag in _TELLING or child.tag in _GROUND:
                        said.setdefault(str(child.tag).removeprefix(W), child)
            self._known[name] = said
        return self._known[name]

    def _based(self, name: str) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[name]
            name = _value(self._styles[name].find(f"{W}basedOn"))

    def _is_smaller(self, size: int, run: etree._Element, paragraph: etree._Element, style: Properties) -> bool:
        others = (each for each in paragraph.iter(_RUN) if each is not run and each.find(_TEXT) is not None)
        return any(size <= SMALLER * _number(self._says(each, style).get("sz"), 21) for each in others)


def is_dark(element: etree._Element, properties: str) -> bool:
    """Whether an element is filled with a colour on which white is seen: <w:tcPr><w:shd w:fill="1F4E79"/></w:tcPr>"""
    return _fills(element.find(f"{W}{properties}/{W}shd"))


def _fills(shade: etree._Element | None) -> bool:
    fill = "auto" if shade is None else shade.get(f"{W}fill", "auto")
    return fill != "auto" and not _WHITE.fullmatch(fill)


def _is_white(says: Properties) -> bool:
    colour = says.get("color")
    if colour is None or "highlight" in says:
        return False
    if _fills(says.get("shd")):
        return False
    theme = colour.get(f"{W}themeColor")
    return theme in ("background1", "light1") or (theme is None and _WHITE.fullmatch(_value(colour)) is not None)


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and element.get(f"{W}val", "true") not in ("0", "false", "off")


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(f"{W}val", "")


def _number(element: etree._Element | None, default: int) -> int:
    value = _value(element)
    return int(value) if re.fullmatch(r"-?\d{1,5}", value) else default
