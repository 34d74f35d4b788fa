"""What a page's styles make of its text: what nobody sees or what is struck out, and what is raised as a note's mark.

    <i style="display:none">9</i>   <style>td.old em { display: none }</style>   <font color="#FFFFFF">9</font>

Most pages say nothing of the kind, and `is_unusual` finds that out at once. Where it stays unknown whether a text is
seen, the text is enclosed as unsure: a number in it is not read, and the cell is no blank either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element as Element

HIDDEN, STRUCK, UNSURE = "nianbao-hidden", "nianbao-struck", "nianbao-unsure"  # elements that html.xsl knows
LONGEST_NOISE = 60  # characters of an element that is only noise
WIDEST_MINIMUM = 1_280  # pixels that a screen has, for rules from some width on

# Effects of a style, strongest first: not shown; shown as no longer valid; there, but not to be seen; in the colour of
# paper, seen if what lies below is dark; raised and small as a note's mark is; raised.
GONE, CROSSED, UNSEEN, PALE, NOTE, RAISED = "gone", "crossed", "unseen", "pale", "note", "raised"

_SIGNS: tuple[str, ...] = (
    "display",
    "mso-hide",
    "visibility",
    "opacity",
    "size:0",
    "size: 0",
    "size:1p",
    "size: 1p",
    "line-through",
)
_SIGNS += ("super", "-9", "clip", "transparent", "top:-", "top: -")
_WHITE = r"(?:#f[a-f](?:f[a-f]f[a-f]|f(?![0-9a-f]))|white(?![a-z])|rgba?\(\s*25\d\s*,\s*25\d\s*,\s*25\d)"
_PALE = re.compile(rf"color(?<![\w-]color)\s*:\s*{_WHITE}")
_GONE = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all")
# Noise between what is shown. A whole article may begin so, until a script shows it (WeChat), and a frame's size 0 is
# no longer that of what stands in it.
_UNSEEN = re.compile(
    r"visibility\s*:\s*hidden|(?<![\w-])opacity\s*:\s*0*\.?0*(?![\d.])"
    r"|font-size\s*:\s*(?:0(?:\.0+)?(?![\d.])|1(?:\.0+)?p[tx])|:\s*-9{3,}"
    r"|color(?<![\w-]color)\s*:\s*transparent(?!.*clip)(?<!clip)|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]",
    re.S,
)
_SHOWN_AGAIN = re.compile(r"visibility\s*:\s*visible|opacity\s*:\s*(?:1|0?\.0*[1-9])|font-size\s*:\s*0*[1-9]", re.I)
_LIFTED = re.compile(r"(?<![\w-])top\s*:\s*-\s*\d")
_SMALL = re.compile(r"font-size\s*:\s*(?:\d(?:\.\d+)?px|[1-7](?:\.\d+)?pt)")
_DISPLAYED = re.compile(r"display\s*:\s*(?!none)\w", re.I)
_BACKGROUND = re.compile(r"background(?:-color|-image)?\s*:([^;]*)", re.I)
_NO_BACKGROUND = re.compile(rf"none|transparent|initial|inherit|unset|{_WHITE}|#[ef][0-9a-f][ef][0-9a-f][ef]", re.I)
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.S)
_MEDIA = re.compile(r"@media([^{]*)\{((?:[^{}]*\{[^{}]*\})*[^{}]*)\}", re.I)
_RULE = re.compile(r"([^{};]+)\{([^{}]*)\}")
_MINIMUM = re.compile(r"\(\s*min-(?:device-)?width\s*:\s*(\d+)(?:\.\d+)?px\s*\)")
_PASSING = re.compile(r":(?:hover|focus|active|visited|target|checked)")  # not how a page looks when it is opened
_GENERATED = re.compile(r"::?(?:before|after)\s*$")
_CONTENT = re.compile(r"""content\s*:\s*(?:attr\(|counter|["'][^"']*(?<![\\\da-f])\d)""", re.I)
_NAMED, _UNNAMED = re.compile(r"[.#]([\w-]+)"), re.compile(r"\[[^\]]*\]|:not\([^)]*\)")
_STYLES = etree.XPath("descendant::*/@style", smart_strings=False)
_STYLED = etree.XPath("descendant::*[@style]")  # all of them at once: looking into each is quicker here than in libxml2
_COLOURS = etree.XPath("descendant::font/@color", smart_strings=False)
_NAMES = etree.XPath("descendant::*/@class | descendant::*/@id", smart_strings=False)
_CELLS = ("td", "th")
_BLOCKS = ("p", "li", "div", "h1", "h2", "h3", "section", "body", "table")


class Rule(NamedTuple):
    """A selector of the page's own styles and what it says: `td.old em`, `display: none`."""

    selector: str
    properties: str
    order: int


def is_unusual(styles: str) -> bool:
    """Whether styles may hide, strike out or raise what they are of.

    >>> is_unusual("background:white;color:black;font-size:12.0pt"), is_unusual("COLOR: White"), is_unusual("top:-3pt")
    (False, True, True)
    """
    styles = styles.lower()
    return any(sign in styles for sign in _SIGNS) or _PALE.search(styles) is not None


@lru_cache(maxsize=4096)
def effect(properties: str) -> str | None:
    """What a style does to the text that it is of.

    >>> [effect(style) for style in ("display:none", "color:#FFF", "opacity:0.9", "vertical-align:super")]
    ['gone', 'pale', None, 'note']
    """
    style = properties.lower()
    if not is_unusual(style):
        return None
    if _GONE.search(style):
        return GONE
    if "line-through" in style:
        return CROSSED
    if _UNSEEN.search(style):
        return UNSEEN
    if _PALE.search(style):
        return PALE
    if "super" in style and re.search(r"vertical-align\s*:\s*super", style):
        return NOTE
    if "relative" in style and _LIFTED.search(style):
        return NOTE if _SMALL.search(style) else RAISED
    return None


def needs_others(styles: Iterable[str]) -> bool:
    """Whether what styles do depends on others: what is hidden may be shown again, white is seen on a dark ground."""
    return any(effect(style) in (UNSEEN, PALE) for style in styles)


def rules_of(root: Element) -> list[Rule]:
    """The rules of the page's own styles for screens, if any of them is unusual."""
    css = "".join(style.text or "" for style in root.iter("style"))
    if not css or not (is_unusual(css) or "content" in css):
        return []
    css = _MEDIA.sub(lambda media: media[2] if _on_screens(media[1]) else "", _COMMENT.sub("", css))
    rules = [
        Rule(selector.strip(), said, order)
        for order, (names, said) in enumerate(_RULE.findall(css))
        for selector in names.split(",")
        if selector.strip()
    ]
    return rules if any(effect(rule.properties) or _writes(rule) for rule in rules) else []


def _writes(rule: Rule) -> bool:
    """Whether a rule puts a text into the page that may hold digits: td.n::after { content: attr(data-n) }"""
    return _GENERATED.search(rule.selector) is not None and _CONTENT.search(rule.properties) is not None


def depends_on_others(root: Element, rules: Iterable[Rule]) -> bool:
    """Whether what rules do depends on the styles of single elements."""
    sheet = _Sheet(
        root, [rule for rule in rules if effect(rule.properties) in (UNSEEN, PALE) and not _is_passing(rule)]
    )
    return any(sheet.matched(rule) for rule in sheet.rules)


def ask_for_looks(rules: Iterable[Rule]) -> bool:
    """Whether rules are for attributes that say how an element looks: td[align=center], :lang(en), .MsoNormal. Or for
    where an element stands among others, which may say nothing themselves: td > em, span + i.
    """
    if any(name in rule.selector for rule in rules for name in ("align", "lang", "Mso")):
        return True
    acting = (rule for rule in rules if effect(rule.properties) or _DISPLAYED.search(rule.properties) or _writes(rule))
    selectors = [_GENERATED.sub("", rule.selector) for rule in acting]
    return any(sign in selector for selector in selectors for sign in ("span", "*", ">", "+", "~", ":"))


def _on_screens(media: str) -> bool:
    """Whether what a rule is for may be a screen of ordinary width.

    >>> [_on_screens(media) for media in (" screen ", " print", " (max-width: 768px)", " screen and (min-width:768px)")]
    [True, False, False, True]
    """
    for query in media.lower().split(","):
        widths = [int(width) for width in _MINIMUM.findall(query)]
        kind = _MINIMUM.sub("", query).replace("only", "").replace("and", "").strip()
        if kind in ("", "all", "screen") and all(width <= WIDEST_MINIMUM for width in widths):
            return True
    return False


@lru_cache(maxsize=512)
def _compiled(selector: str) -> tuple[etree.XPath, tuple[int, int, int]] | None:
    """What finds a selector's elements, and how much the selector weighs; None if that is not known."""
    from cssselect import HTMLTranslator, SelectorError, parse

    try:
        (parsed,) = parse(selector)
        return etree.XPath(HTMLTranslator().selector_to_xpath(parsed)), parsed.specificity()
    except (SelectorError, ValueError, etree.XPathError):
        return None


class _Sheet:
    """The page's own rules against its elements."""

    def __init__(self, root: Element, rules: Iterable[Rule]) -> None:
        self._root = root
        self.rules = list(rules)
        names = _NAMES(root) if self.rules else ()
        self._present = {name for value in names for name in value.split()}
        self._matched: dict[str, list[Element]] = {}

    def matched(self, rule: Rule) -> list[Element]:
        """The elements that a rule is for."""
        if rule.selector not in self._matched:
            selector = _GENERATED.sub("", rule.selector) or "*"
            absent = any(name not in self._present for name in _NAMED.findall(_UNNAMED.sub("", selector)))
            compiled = None if absent else _compiled(selector)
            self._matched[rule.selector] = list(compiled[0](self._root)) if compiled else []
        return self._matched[rule.selector]

    @cached_property
    def grounds(self) -> dict[Element, str]:
        """What rules say of the backgrounds of elements."""
        named = [rule for rule in self.rules if "background" in rule.properties.lower() and not _is_passing(rule)]
        return {each: rule.properties for rule in named for each in self.matched(rule)}

    def displayed(self, element: Element, hiding: Rule) -> bool:
        """Whether a style that counts for more shows what a rule hides.

        .tab { display: none } .tab.on { display: block }
        """
        if "!important" in hiding.properties:
            return False
        if _DISPLAYED.search(element.get("style", "")):
            return True
        return any(
            element in self.matched(rule)
            for rule in self.rules
            if _DISPLAYED.search(rule.properties) and _weight(rule) > _weight(hiding) and not _is_passing(rule)
        )


def _weight(rule: Rule) -> tuple[tuple[int, int, int], int]:
    compiled = _compiled(rule.selector)
    return compiled[1] if compiled else (0, 0, 0), rule.order


def _is_passing(rule: Rule) -> bool:
    return _PASSING.search(rule.selector) is not None or _GENERATED.search(rule.selector) is not None


def mark(root: Element, text: str, rules: Iterable[Rule]) -> None:
    """Enclose what a browser does not show or strikes out, and make what it raises a note's mark (<sup>).

    <style>.print-copy { display: none }</style> … <div class="print-copy"><table>…
    """
    found: list[tuple[Element, str]] = []
    if is_unusual("\n".join(set(_STYLES(root)))):  # a page has few different ones
        styled = ((element, effect(element.get("style", ""))) for element in _STYLED(root))
        found += [(element, what) for element, what in styled if what]
    if next(root.iter("font"), None) is not None and any(map(_is_white, set(_COLOURS(root)))):
        found += [(font, PALE) for font in root.iterfind(".//font[@color]") if _is_white(font.get("color", ""))]
    sheet = _Sheet(root, rules)
    found += _by_rules(sheet)
    if " hidden" in text:
        found += [(element, GONE) for element in root.iterfind(".//*[@hidden]")]
    pale = {element for element, what in found if what == PALE}
    for element, what in found:
        if what == GONE:
            _enclose(element, HIDDEN)
        elif what == UNSEEN and _is_noise(element):
            _enclose(element, HIDDEN, place=True)
        elif what == CROSSED:
            _enclose(element, STRUCK, place=True)
        elif what == PALE and (name := _mark_of_pale(element, pale, sheet)):
            _enclose(element, name, place=True)
        elif what in (NOTE, RAISED) and element.tag in ("span", "font", "a", "i", "b", "em"):
            element.tag = "sup" if what == NOTE else "small"


def _is_white(colour: str) -> bool:
    return re.fullmatch(_WHITE, colour.strip(), re.I) is not None


def _by_rules(sheet: _Sheet) -> Iterator[tuple[Element, str]]:
    """What the page's own rules make of elements. Where they write text of their own, nobody knows what is read."""
    for rule in sheet.rules:
        if _GENERATED.search(rule.selector):
            if _writes(rule):
                for element in sheet.matched(rule):
                    element.append(etree.Element(UNSURE))
            continue
        what = effect(rule.properties)
        if what is None or _PASSING.search(rule.selector):
            continue
        for element in sheet.matched(rule):
            if what != GONE or not sheet.displayed(element, rule):
                yield element, what


def _is_noise(element: Element) -> bool:
    """Whether an element that is not seen holds a few characters and nothing that is seen again."""
    again = any(_SHOWN_AGAIN.search(inner.get("style", "")) for inner in element.iterdescendants("*"))
    return not again and len(_text(element)) <= LONGEST_NOISE


def _mark_of_pale(element: Element, pale: set[Element], sheet: _Sheet) -> str | None:
    """What a text in the colour of paper is to be enclosed in: hidden where others beside it are seen, so that what
    lies below is light; unsure where it is all that a cell holds, which may be dark.
    """
    own = _text(element)
    if not own or len(own) > LONGEST_NOISE or any(parent in pale for parent in element.iterancestors()):
        return None
    holder = next((each for each in element.iterancestors() if each.tag in (*_CELLS, *_BLOCKS)), element)
    if element.tag in _CELLS:
        holder = element
    ground = _ground(element, sheet)
    if ground == "dark":
        return None
    if any(inner.get("style") or inner.get("color") for inner in element.iterdescendants("*")):
        return UNSURE if holder.tag in _CELLS else None  # it may be seen again
    beside = sum(len(_text(each)) for each in holder.iterdescendants("*") if each in pale)
    if holder is not element and len(_text(holder)) > beside and ground != "unknown":
        return HIDDEN
    return UNSURE if holder.tag in _CELLS and re.search(r"\d", own) else None


def _ground(element: Element, sheet: _Sheet) -> str:
    """What lies below an element: "paper", "dark", or "unknown" (a picture)."""
    for each in (element, *element.iterancestors()):
        said = [*_BACKGROUND.findall(each.get("style", "")), each.get("bgcolor", "")]
        said += _BACKGROUND.findall(sheet.grounds.get(each, ""))
        said = [colour.strip() for colour in said if colour.strip()]
        if each.get("background") or any("url(" in colour or "gradient" in colour for colour in said):
            return "unknown"
        if any(not _NO_BACKGROUND.match(colour) for colour in said):
            return "dark"
        if any(re.match(_WHITE, colour, re.I) for colour in said):
            return "paper"
    return "paper"


def _text(element: Element) -> str:
    return "".join("".join(element.itertext()).split())


def _enclose(element: Element, name: str, *, place: bool = False) -> None:
    """Put an element, or what is in it, into one of our own: a cell that is there and not seen keeps its place."""
    parent = element.getparent()
    if parent is None or parent.tag in (HIDDEN, name):
        return
    enclosing = etree.Element(name)
    if place and element.tag in ("table", "tbody", "tr"):
        for cell in list(element.iter(*_CELLS)):
            _enclose(cell, name, place=True)
    elif place and element.tag in _CELLS:
        enclosing.text, element.text = element.text, None
        enclosing.extend(list(element))
        element.append(enclosing)
    else:
        enclosing.tail, element.tail = element.tail, None
        parent.replace(element, enclosing)
        enclosing.append(element)
