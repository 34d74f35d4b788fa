"""Which glyphs of a page are seen and mean what they say: not white ones on paper, not digits that a line strikes out,
not those whose font calls an 8 a 3.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipelines.formats.grid import Rule
from pipelines.formats.lines import Glyph
from pipelines.formats.unreadable import UNREAD

Area = tuple[float, float, float, float]  # left, top, right, bottom

HOLES = dict(zip("0123456789", (1, 0, 0, 0, 1, 0, 1, 0, 2, 1), strict=True))  # of a digit's shape, in any font


def seen(glyphs: Sequence[Glyph], pale: set[int], grounds: Iterable[Area]) -> list[Glyph]:
    """The glyphs without the runs in the colour of paper, but for those that lie on something drawn. If most are so,
    they lie on something that is not known.
    """
    if not pale or 2 * sum(glyph.run in pale for glyph in glyphs) > len(glyphs):
        return list(glyphs)
    areas = list(grounds)
    return [glyph for glyph in glyphs if glyph.run not in pale or _lies_on(glyph, areas)]


def _lies_on(glyph: Glyph, areas: Iterable[Area]) -> bool:
    x, y = glyph.centre
    return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in areas)


def without_struck(glyphs: Sequence[Glyph], lines: Iterable[Rule]) -> list[Glyph]:
    """The glyphs, with digits unread that have a line through their middle: what is still valid is not said."""
    ordered = sorted(lines)
    heights = [line.at for line in ordered]
    if not ordered:
        return list(glyphs)

    def is_struck(glyph: Glyph) -> bool:
        tall = glyph.bottom - glyph.top
        first = bisect_left(heights, glyph.top + 0.4 * tall)
        last = bisect_left(heights, glyph.top + 0.75 * tall)
        return any(line.start <= glyph.centre[0] <= line.end for line in ordered[first:last])

    return [glyph._replace(text=UNREAD) if glyph.text.isdigit() and is_struck(glyph) else glyph for glyph in glyphs]


def misnamed(holes: Mapping[str, int]) -> Iterator[str]:
    """The digits of one font that have the shapes of others. One with too few holes and one with too many: in a font
    that is only drawn in an unusual way, all are wrong in the same direction.

    >>> list(misnamed({"0": 1, "3": 2, "5": 0, "8": 0})), list(misnamed({"0": 2, "4": 0, "8": 2}))
    (['3', '8'], [])
    """
    wrong = {digit: count - HOLES[digit] for digit, count in holes.items() if count != HOLES[digit]}
    if any(more > 0 and digit not in "04" for digit, more in wrong.items()) and any(
        more < 0 and digit not in "04" for digit, more in wrong.items()
    ):
        yield from wrong
