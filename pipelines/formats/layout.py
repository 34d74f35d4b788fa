"""From what is drawn on pages to paragraphs and tables, for every format that only draws (PDF, OFD).

Ruled tables come from their walls, unruled ones from words that align, the rest is running text. A table goes on over a
page break if nothing but page furniture stands between its parts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipelines.documents import Block, Cell, Paragraph
from pipelines.formats.columns import aligned_tables
from pipelines.formats.grid import Grid, Rule, ruled_grids
from pipelines.formats.ink import without_struck
from pipelines.formats.lines import Glyph, Line, Margins, lines_of, margins_of, paragraphs_of, text_of
from pipelines.formats.pieces import Piece, continues, numbered, table_of
from pipelines.formats.unreadable import UNREAD, Unreadable
from pipelines.items import Finding

# "- 4 -", "— 5 —", "3", "第 3 页 共 5 页", "3/5"
_PAGE_NUMBER = re.compile(r"[-—–―─·\s]*(?:第\s*)?\d{1,3}(?:\s*页)?(?:\s*[/,，]?\s*共?\s*\d{1,3}\s*页?)?[-—–―─·\s]*")

# "2022/12/10 上午1:52      某局2021年政府信息公开工作年度报告" and "https://www.example.gov.cn/a.html      1/1": what
# browsers print into the margins.
_PRINTED_AT = re.compile(r"\d{4}/\d{1,2}/\d{1,2}[ ,]*(?:[上下中]午|凌晨|早上|晚上)?\s*\d{1,2}:\d{2}(?!\d)")
_PRINTED_FROM = re.compile(r"(?:https?|file)://.*\d{1,3}\s*/\s*\d{1,3}")

THIN = 3.5  # points: a filled shape no thicker than this is a ruling line
DIGITS = "0123456789.,"
RAISED_SIZE = 0.9  # of the digits beside it, at most: a browser's <sup> has 0.83, Word's 0.65
NARROWEST = 40  # points: of a table

Point = tuple[float, float]


@dataclass(slots=True)
class Page:
    """What is drawn on one page, in points, y growing downwards, turned the way it is read."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)
    dots: list[Point] = field(default_factory=list)
    shaded: list[tuple[float, float, float, float]] = field(default_factory=list)  # left, top, right, bottom
    recognised: list[Line | Piece] | None = None  # what OCR made of a page without text
    picture: float = 0.0  # the share of the page that pictures cover
    shapes: int = 0  # how many paths are drawn
    fonts: dict[int, str] = field(default_factory=dict)  # of the runs that hold digits
    unmapped: int = 0  # glyphs whose font does not say which characters they are

    @property
    def scanned(self) -> bool:
        """Is the text on it a picture, or drawn as outlines? A page number may have been set over a scan."""
        return (len(self.glyphs) < 30 and self.picture > 0.5) or (
            not self.glyphs and (self.picture > 0.2 or self.shapes > 100)
        )

    def draw(self, outlines: Sequence[Sequence[Point]], *, filled: bool, stroked: bool) -> None:
        """Take up the straight lines of a path: strokes as they are, thin filled shapes as the line they look like.

        Large filled areas rule nothing; they are kept apart as backgrounds.
        """
        self.shapes += 1
        for outline in outlines:
            if stroked:
                for start, end in pairwise(outline):
                    self._stroke(start, end)
            if filled and 2 <= len(outline) <= 6:
                self._fill(outline)

    def _stroke(self, start: Point, end: Point) -> None:
        (x0, y0), (x1, y1) = start, end
        if abs(y0 - y1) <= 0.5 < abs(x0 - x1):
            self.horizontal.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x0 - x1) <= 0.5 < abs(y0 - y1):
            self.vertical.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))

    def _fill(self, outline: Sequence[Point]) -> None:
        xs, ys = [x for x, _ in outline], [y for _, y in outline]
        left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
        flat, narrow = bottom - top <= THIN, right - left <= THIN
        if flat and narrow:
            self.dots.append(((left + right) / 2, (top + bottom) / 2))
        elif flat:
            self.horizontal.append(Rule((top + bottom) / 2, left, right))
        elif narrow:
            self.vertical.append(Rule((left + right) / 2, top, bottom))
        else:
            self.shaded.append((left, top, right, bottom))


def laid_out(pages: Sequence[Page]) -> tuple[tuple[Block, ...], list[Finding]]:
    """The blocks of a document from its pages, with findings about what is not read.

    Raises `Unreadable`: image_only, empty_document, garbled_font, too_big_to_parse.
    """
    glyphs = sum(len(page.glyphs) for page in pages)
    recognised = any(page.recognised for page in pages)
    if pages and all(page.scanned and page.recognised is None for page in pages):
        raise Unreadable("image_only", f"{len(pages)} scanned pages, read by OCR only: pip install 'nianbao[ocr]'")
    if not glyphs and not recognised:
        raise Unreadable("empty_document", f"nothing is printed on the {len(pages)} pages")
    unmapped = sum(page.unmapped for page in pages)
    if unmapped > 0.1 * glyphs:
        raise Unreadable("garbled_font", f"the fonts do not say which characters {unmapped} of {glyphs} glyphs are")
    findings = []
    for page in pages:
        if page.scanned and page.recognised is None:
            findings.append(_finding("image_only", page, "the page is a picture, not read"))
        elif not page.scanned and 0.15 < page.picture < 0.9:  # larger ones are backgrounds
            findings.append(_finding("picture_not_read", page, "there is a large picture beside the text"))
    blocks = numbered(_blocks(pages, findings))
    if not blocks:
        raise Unreadable("empty_document", f"no text was found on the {len(pages)} pages")
    return blocks, findings


def _finding(code: str, page: Page, detail: str) -> Finding:
    return Finding(code=code, kind="reader", place=f"page {page.number}", detail=detail)


def _blocks(pages: Sequence[Page], findings: list[Finding]) -> Iterator[Block]:
    placed = [_lay_out(page, findings) for page in pages]
    furniture = _furniture([[what for what in page if isinstance(what, Line)] for page in placed], pages)
    printed_on = [[what for what in whats if id(what) not in furniture] for whats in placed]
    lines_on = [[what for what in printed if isinstance(what, Line)] for printed in printed_on]
    margins = {page.number: margins_of(lines, page.width) for page, lines in zip(pages, lines_on, strict=True)}
    widest = max(margins.values(), key=lambda each: each.right - each.left, default=None)
    for page, lines in zip(pages, lines_on, strict=True):
        own = margins[page.number]
        # A heading alone below a table does not say how far its line would have gone.
        alone = 2 * (own.right - own.left) < page.width or sum(own.right - line.right < own.size for line in lines) < 2
        if widest is not None and alone and own.right < widest.right:
            margins[page.number] = widest._replace(size=own.size)
    running: list[Line] = []
    pieces: list[Piece] = []
    for printed in printed_on:
        for index, what in enumerate(printed):
            if isinstance(what, Line):
                if pieces:
                    yield table_of(pieces)
                    pieces = []
                running.append(what)
                continue
            yield from _running(running, margins)
            running = []
            if pieces and not (index == 0 and continues(pieces[-1], what)):
                yield table_of(pieces)
                pieces = []
            pieces.append(what)
    if pieces:
        yield table_of(pieces)
    yield from _running(running, margins)


def _running(lines: Sequence[Line], margins: dict[int, Margins]) -> Iterator[Block]:
    """Lines between two ruled tables: paragraphs, and tables without lines, whose header may be on the page before."""
    text: list[Line] = []
    widths = [margins[page].right - margins[page].left for page in {line.page for line in lines}]
    for what in aligned_tables(_stacked(lines), max(widths, default=0.0)):
        if isinstance(what, Line):
            text.append(what)
            continue
        yield from map(Paragraph, paragraphs_of(text, margins))
        text = []
        yield table_of([what])
    yield from map(Paragraph, paragraphs_of(text, margins))


def _stacked(lines: Sequence[Line]) -> list[Line]:
    """The lines as if on one long page: a page begins below the one before, as far as a row below a row."""
    stacked: list[Line] = []
    shift, page = 0.0, lines[0].page if lines else 0
    for line in lines:
        if line.page != page:
            shift, page = stacked[-1].bottom + line.size - line.top, line.page
        if shift:
            glyphs = [glyph._replace(top=glyph.top + shift, bottom=glyph.bottom + shift) for glyph in line.glyphs]
            stacked.append(Line(glyphs, page))
        else:
            stacked.append(line)
    return stacked


def _lay_out(page: Page, findings: list[Finding]) -> list[Line | Piece]:
    """One page's tables and remaining lines, from top to bottom."""
    if page.recognised is not None:
        return page.recognised
    rest = _with_marks(without_struck(page.glyphs, page.horizontal))
    placed: list[tuple[float, Line | Piece]] = []
    grids = ruled_grids(page.horizontal + _dotted(page.dots), page.vertical + _dotted([(y, x) for x, y in page.dots]))
    if not grids and len(page.shaded) >= 4:  # cells told apart by their backgrounds alone
        outlines = page.shaded
        grids = ruled_grids(
            [Rule(y, left, right) for left, top, right, bottom in outlines for y in (top, bottom)],
            [Rule(x, top, bottom) for left, top, right, bottom in outlines for x in (left, right)],
        )
    # Innermost first, so that a table inside a frame has its own text.
    for grid in sorted(grids, key=lambda grid: (grid.xs[-1] - grid.xs[0]) * (grid.ys[-1] - grid.ys[0])):
        if len(grid.xs) < 3 or grid.xs[-1] - grid.xs[0] < NARROWEST:  # a frame around text, a letter drawn as a shape
            continue
        piece, left_over = _fill(grid, rest)
        if (
            sum(_holds_rows(cell.text) for cell in piece.cells) > 1
        ):  # only columns are ruled, or a frame: see columns.py
            continue
        rest = left_over
        if not any(cell.text for cell in piece.cells):
            continue
        placed.append((grid.ys[0], piece))
        if not grid.certain:
            findings.append(
                _finding("open_cells", page, "lines are missing in a table, some merged cells cannot be told")
            )
    placed += [(line.top, line) for line in lines_of(rest, page.number)]
    placed.sort(key=lambda each: each[0])
    return [what for _, what in placed]


def _holds_rows(text: str) -> bool:
    """Whether a cell holds numbers below each other, which are as many rows."""
    return sum(line.isdecimal() for line in text.split("\n")) > 3


def _dotted(dots: Sequence[Point]) -> list[Rule]:
    """Lines along x that are drawn as rows of dots."""
    rows: dict[int, list[float]] = defaultdict(list)
    for x, y in dots:
        rows[round(2 * y)].append(x)
    rules = []
    for row, xs in rows.items():
        xs.sort()
        start = 0
        for index in range(1, len(xs) + 1):
            if index == len(xs) or xs[index] - xs[index - 1] > 2 * THIN:
                if index - start >= 4:
                    rules.append(Rule(row / 2, xs[start], xs[index - 1]))
                start = index
    return rules


def _fill(grid: Grid, glyphs: list[Glyph]) -> tuple[Piece, list[Glyph]]:
    """The glyphs whose middle lies in a cell go into it; returns the table and the glyphs left over."""
    owner: dict[tuple[int, int], int] = {}
    for index, box in enumerate(grid.boxes):
        for row in range(box.row, box.row + box.rowspan):
            for column in range(box.column, box.column + box.colspan):
                owner[row, column] = index
    texts: list[list[Glyph]] = [[] for _ in grid.boxes]
    rest: list[Glyph] = []
    last: tuple[Glyph, int | None] | None = None
    for together in _numbers_whole(glyphs):
        x = (together[0].left + together[-1].right) / 2
        y = together[0].centre[1]
        cell = owner.get((_stretch(grid.ys, y), _stretch(grid.xs, x)))
        (rest if cell is None else texts[cell]).extend(together)
        if last and last[1] != cell and _touching_digits(last[0], together[0]):
            # Digits drawn one by one run through a wall: one number or two? Nobody can tell, so neither is one.
            for owned, glyph in ((last[1], last[0]), (cell, together[0])):
                if owned is not None:
                    texts[owned].append(glyph._replace(text=UNREAD))
        last = together[-1], cell
    cells = tuple(Cell(text_of(text), *box) for box, text in zip(grid.boxes, texts, strict=True))
    return Piece(grid.xs, len(grid.ys) - 1, cells, grid.certain, grid.open_top, grid.open_bottom), rest


def _with_marks(glyphs: list[Glyph]) -> list[Glyph]:
    """The glyphs with the raised marks of notes in brackets, as the other formats give them: 24¹ is 24[1].

    The digits of one number have one size and one baseline: a smaller one raised beside a digit is none of it.
    """
    sizes = [glyph.size for glyph in glyphs if glyph.text.isdigit()]
    smallest = min(sizes, default=0.0)
    if not sizes or max(sizes) * RAISED_SIZE < smallest:
        return glyphs
    large: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        if glyph.size * RAISED_SIZE >= smallest and glyph.text.isdecimal():
            large[int(glyph.bottom // 16)].append(glyph)
    result: list[Glyph] = []
    of: Glyph | None = None  # the number that the glyph before is a mark of
    for glyph in glyphs:
        if of is not None and glyph.run == result[-1].run and glyph.text.isdecimal():  # a mark of two digits
            result[-1] = result[-1]._replace(text=f"{result[-1].text[:-1]}{glyph.text}]", right=glyph.right)
            continue
        of = None
        if glyph.text.isdigit():
            row = int(glyph.bottom // 16)
            of = next(
                (other for near in (row, row + 1) for other in large.get(near, ()) if _raised(glyph, other)), None
            )
        if of is not None:
            text = f"[{glyph.text}]" if glyph.text.isdecimal() else glyph.text
            glyph = glyph._replace(text=text, top=of.top, bottom=of.bottom, size=of.size)
        result.append(glyph)
    return result


def _raised(mark: Glyph, digit: Glyph) -> bool:
    """Whether one stands beside the other as a mark does: smaller, higher, and close."""
    rise = digit.bottom - mark.bottom - 0.12 * (digit.size - mark.size)
    gap = max(mark.left - digit.right, digit.left - mark.right)
    return mark.size <= RAISED_SIZE * digit.size and 0.15 < rise / digit.size < 0.8 and abs(gap) < 0.25 * digit.size


def _touching_digits(left: Glyph, right: Glyph) -> bool:
    level = abs(left.bottom - right.bottom) < 1 and abs(right.left - left.right) < 0.1 * left.size
    return level and left.text in DIGITS and right.text in DIGITS


def _numbers_whole(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    """Single glyphs, but a number drawn at once as a whole: one too wide for its cell must not be cut in two."""
    number: list[Glyph] = []
    for glyph in glyphs:
        digit = glyph.text in DIGITS
        if number:
            last = number[-1]
            near = abs(glyph.left - last.right) < 0.15 * last.size
            if digit and near and glyph.run == last.run and abs(glyph.top - last.top) < 1:
                number.append(glyph)
                continue
            yield number
            number = []
        if digit:
            number = [glyph]
        else:
            yield [glyph]
    if number:
        yield number


def _stretch(lines: tuple[float, ...], value: float) -> int:
    """Between which two lines a value lies; -1 if outside."""
    for index in range(len(lines) - 1):
        if lines[index] <= value < lines[index + 1]:
            return index
    return -1


def _furniture(running: list[list[Line]], pages: Sequence[Page]) -> set[int]:
    """Ids of lines that are no text: page numbers, and headers and footers that come back page after page."""
    found: set[int] = set()
    repeated: dict[tuple[str, int], list[Line]] = defaultdict(list)
    for page, lines in zip(pages, running, strict=True):
        for line in lines:
            high, low = line.bottom < 0.12 * page.height, line.top > 0.88 * page.height
            if not high and not low:
                continue
            text = line.text
            edge = line.bottom < 0.05 * page.height  # lower, it may be the day of publication above the title
            if _PAGE_NUMBER.fullmatch(text) or _PRINTED_FROM.fullmatch(text) or (edge and _PRINTED_AT.match(text)):
                found.add(id(line))
            else:
                repeated[re.sub(r"\d+", "0", text), round(line.top / 4)].append(line)
    for alike in repeated.values():
        if len({line.page for line in alike}) >= max(2, len(pages) / 2):
            found.update(map(id, alike))
    return found
