"""From placed glyphs to lines and paragraphs of text, for every format that knows only where ink lies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipelines.formats.radicals import ordinary

# Han, kana, full-width forms and the punctuation that is set without spaces around it.
_WIDE = re.compile(r"[⺀-鿿豈-﫿＀-｠￠-￦“”‘’…—·①-⓿]")
_ENDED = re.compile(r"[。！？；：:;!?]\W*$")
_CLOSING = "，。、；：！？）》〉」』】”’,.;:!?)%％"
_OPENING = "（《〈「『【“‘(["
_NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|\d{1,2}[.．、](?!\d)|第[一二三四五六七八九十]+[条项章]"
)


class Glyph(NamedTuple):
    """A printed character (or, from OCR, a run of them) with its box; y grows downwards. `run` groups what was drawn at once."""  # noqa: E501

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    run: int = 0
    confidence: float = 1.0

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of the box."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@dataclass(slots=True)
class Line:
    """Glyphs that stand on one line, from left to right."""

    glyphs: list[Glyph]
    page: int = 0

    @property
    def left(self) -> float:
        """Where the ink begins."""
        return next((glyph.left for glyph in self.glyphs if not glyph.text.isspace()), self.glyphs[0].left)

    @property
    def right(self) -> float:
        """Where the ink ends."""
        return max((glyph.right for glyph in self.glyphs if not glyph.text.isspace()), default=self.glyphs[-1].right)

    @property
    def top(self) -> float:
        """The top of the tallest glyph."""
        return min(glyph.top for glyph in self.glyphs)

    @property
    def bottom(self) -> float:
        """The bottom of the deepest glyph."""
        return max(glyph.bottom for glyph in self.glyphs)

    @property
    def size(self) -> float:
        """The usual font size of its glyphs."""
        sizes = sorted(glyph.size for glyph in self.glyphs)
        return sizes[len(sizes) // 2]

    @property
    def text(self) -> str:
        """What a person reads, with a space where the gap is wide."""
        return spaced(self.glyphs)


class Margins(NamedTuple):
    """The text area of one page, and the font size of its running text."""

    left: float
    right: float
    size: float


def lines_of(glyphs: Iterable[Glyph], page: int = 0) -> list[Line]:
    """Glyphs in any order as lines from top to bottom. A glyph printed twice at one place (false bold) counts once."""
    lines: list[list[Glyph]] = []
    middle = height = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.top + glyph.bottom):
        centre, tall = (glyph.top + glyph.bottom) / 2, glyph.bottom - glyph.top
        if lines and centre - middle <= 0.45 * min(height, tall):
            lines[-1].append(glyph)
            middle += (centre - middle) / len(lines[-1])
            height = max(height, tall)
        else:
            lines.append([glyph])
            middle, height = centre, tall
    return [Line(_once(sorted(line, key=lambda glyph: glyph.left)), page) for line in lines]


def _once(glyphs: list[Glyph]) -> list[Glyph]:
    kept: list[Glyph] = []
    for glyph in glyphs:
        for before in reversed(kept[-3:]):
            if before.text == glyph.text and glyph.left - before.left < 0.3 * (glyph.right - glyph.left):
                break
        else:
            kept.append(glyph)
    return kept


def spaced(glyphs: Sequence[Glyph]) -> str:
    """The text of one line of glyphs."""
    parts: list[str] = []
    before: Glyph | None = None
    for glyph in glyphs:
        if before is not None:
            gap = glyph.left - before.right
            wide = sum(bool(_WIDE.match(side)) for side in (before.text[-1], glyph.text[0]))
            overprinted = not wide and gap < -0.3 * glyph.size and glyph.run != before.run
            # A space of Noto Sans CJK is 0.22 wide; Word itself spaces Han and Latin a quarter apart.
            if overprinted or gap > (0.2, 0.5, 0.7)[wide] * glyph.size:
                parts.append(" ")
        parts.append(glyph.text)
        before = glyph
    return ordinary(" ".join("".join(parts).split()))


def text_of(glyphs: Iterable[Glyph]) -> str:
    """The text of a cell, a line a line."""
    return "\n".join(text for line in lines_of(glyphs) if (text := line.text))


def margins_of(lines: Sequence[Line], width: float) -> Margins:
    """The text area, judged by the lines that are long enough to fill it."""
    sizes = Counter(round(line.size, 1) for line in lines for _ in line.glyphs)
    size = sizes.most_common(1)[0][0] if sizes else 12.0
    long = [line for line in lines if line.right - line.left > 0.5 * width and line.size < 1.2 * size]
    long = long or list(lines)
    return Margins(
        min((line.left for line in long), default=0.0), max((line.right for line in long), default=width), size
    )


def paragraphs_of(lines: Sequence[Line], margins: dict[int, Margins]) -> Iterator[str]:
    """Running lines as paragraphs: a line goes on in the next where that one's first word no longer fitted."""
    text = ""
    before: Line | None = None
    for line in lines:
        if before is not None and _goes_on(before, line, margins):
            text = joined_text(text, line.text)
        else:
            if text:
                yield text
            text = line.text
        before = line
    if text:
        yield text


def joined_text(head: str, tail: str) -> str:
    """Two lines of one paragraph; Latin words and numbers keep a space, so that digits never run together.

    >>> joined_text("共收到政府信息公开申", "请21件"), joined_text("page 1", "23")
    ('共收到政府信息公开申请21件', 'page 1 23')
    """
    if not head or not tail or _WIDE.match(head[-1]) or _WIDE.match(tail[0]):
        return head + tail
    return f"{head} {tail}"


def _goes_on(before: Line, line: Line, margins: dict[int, Margins]) -> bool:
    here, there = margins[line.page], margins[before.page]
    size = line.size
    if abs(size - before.size) > 0.15 * size:
        return False
    near = line.page != before.page or line.top - before.bottom < 1.5 * size
    if not near:
        return False
    full = before.right + _first_word(line) > there.right - 0.4 * size
    if size > 1.15 * here.size and line.page == before.page:  # a title of several lines
        middle = (here.left + here.right) / 2
        centred = all(abs((each.left + each.right) / 2 - middle) < size for each in (before, line))
        return (centred or full) and not _NUMBERED.match(line.text)
    if line.left > here.left + 0.7 * size:
        return False
    if _NUMBERED.match(line.text) and _ENDED.search(before.text):
        return False
    return full


def _first_word(line: Line) -> float:
    """The width that may not be broken at the start of a line: a Latin word, a number, or one Han character, with the
    brackets that open before it and the punctuation that follows it."""
    glyphs = [glyph for whole in line.glyphs for glyph in _characters(whole) if not glyph.text.isspace()]
    if not glyphs:
        return 0.0
    end = 1
    while end < len(glyphs):
        here, before = glyphs[end], glyphs[end - 1]
        if before.text in _OPENING:
            end += 1
            continue
        word = not _WIDE.match(before.text) and not _WIDE.match(here.text)
        if here.text not in _CLOSING and not (word and here.left - before.right < 0.25 * here.size):
            break
        end += 1
    return glyphs[end - 1].right - glyphs[0].left


def _characters(glyph: Glyph) -> list[Glyph]:
    """What OCR read at once as characters of one width each."""
    step = (glyph.right - glyph.left) / len(glyph.text)
    if len(glyph.text) == 1:
        return [glyph]
    return [
        glyph._replace(text=text, left=glyph.left + at * step, right=glyph.left + (at + 1) * step)
        for at, text in enumerate(glyph.text)
    ]
