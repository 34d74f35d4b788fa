"""Tables without ruling lines: rows and columns from where the words stand, given only where they align clearly.

Numbers carry the alignment. A column is a stretch of the line that the numbers of many rows share; a row in which two
numbers fall into one column, or one number into two, shows that nothing aligns, and the lines stay running text.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipelines import lexicon
from pipelines.documents import Cell
from pipelines.formats.lines import Glyph, Line, spaced, text_of
from pipelines.formats.pieces import Piece
from pipelines.lexicon import TableId

_NUMBER = re.compile(r"[+-]?[\d０-９][\d０-９,，.．]*(?:件|元|万元|%|％)?(?:\[\d{1,2}\]|[①-⑳])?|[-—–―/／]{1,3}|无")
_LABELLED: tuple[TableId, ...] = ("disclosure", "requests", "statistics")
_MOST_BETWEEN = 6  # lines without numbers between two rows of one table


@dataclass(slots=True)
class _Text:
    """Words that stand together: one part of a line, or several such parts under each other."""

    glyphs: list[Glyph]
    left: float
    right: float
    top: float
    bottom: float
    number: bool

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    def over(self, other: _Text) -> bool:
        """Do they share most of the narrower one's width?"""
        shared = min(self.right, other.right) - max(self.left, other.left)
        return shared > 0.5 * min(self.right - self.left, other.right - other.left)

    def beside(self, other: _Text) -> bool:
        """Do they share most of the lower one's height?"""
        shared = min(self.bottom, other.bottom) - max(self.top, other.top)
        return shared > 0.5 * min(self.bottom - self.top, other.bottom - other.top)


@dataclass(slots=True)
class _Row:
    middle: float
    texts: list[_Text] = field(default_factory=list)


def aligned_tables(lines: Sequence[Line], text_width: float) -> list[Line | Piece]:
    """Lines from top to bottom, those that form a table replaced by it."""
    parts = [_parts(line) for line in lines]
    rows = [len(part) >= 2 and (any(text.number for text in part) or len(part) >= 3) for part in parts]
    result: list[Line | Piece] = []
    at = 0
    while at < len(lines):
        end = _end_of_table(lines, parts, rows, at, text_width) if rows[at] else at
        start = _start_of_table(lines, parts, at, text_width, _trailing_lines(result)) if rows[at] else at
        piece = _table(parts[start:end]) if end - start >= 2 else None
        if piece is None:
            end = max(end, at + 1)
            result.extend(lines[at:end])
        else:
            del result[len(result) - (at - start) :]
            result.append(piece)
        at = end
    return result


def _trailing_lines(result: list[Line | Piece]) -> int:
    """How many lines stand below the last table so far."""
    count = 0
    while count < len(result) and isinstance(result[-1 - count], Line):
        count += 1
    return count


def _parts(line: Line) -> list[_Text]:
    groups: list[list[Glyph]] = []
    for glyph in line.glyphs:
        if glyph.text.isspace():
            continue
        if groups and glyph.left - groups[-1][-1].right <= 0.6 * glyph.size:
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
    return [_text(group) for group in groups]


def _text(glyphs: list[Glyph]) -> _Text:
    return _Text(
        glyphs,
        min(glyph.left for glyph in glyphs),
        max(glyph.right for glyph in glyphs),
        min(glyph.top for glyph in glyphs),
        max(glyph.bottom for glyph in glyphs),
        bool(_NUMBER.fullmatch("".join(glyph.text for glyph in glyphs))),
    )


def _start_of_table(lines: Sequence[Line], parts: list[list[_Text]], first: int, text_width: float, free: int) -> int:
    """The first of the header lines above the first row: side by side, or alone but not at the margin."""
    start = first
    margin = min(line.left for line in lines)
    while start and first - start < free:
        line, below = lines[start - 1], lines[start]
        alone = len(parts[start - 1]) == 1 and (
            line.left < margin + 4 * line.size or line.right - line.left > 0.55 * text_width
        )
        if alone and start > 1 and len(parts[start - 2]) > 1:  # the second line of a header beside others
            alone = line.top - lines[start - 2].bottom > 0.9 * line.size
        other_size = abs(line.size - lines[first].size) > 0.08 * line.size
        if alone or other_size or below.top - line.bottom > 3 * line.size:
            break
        start -= 1
    return start


def _end_of_table(
    lines: Sequence[Line], parts: list[list[_Text]], rows: list[bool], start: int, text_width: float
) -> int:
    """The line after the last one that may belong to a table beginning at `start`."""
    end = start + 1
    for at in range(start + 1, len(lines)):
        far = lines[at].top - lines[at - 1].bottom > 3 * lines[at].size
        prose = len(parts[at]) == 1 and lines[at].right - lines[at].left > 0.55 * text_width
        other_size = abs(lines[at].size - lines[start].size) > 0.08 * lines[start].size
        if far or prose or (other_size and not rows[at]) or at - end >= _MOST_BETWEEN:
            break
        wraps = lines[at].top - lines[at - 1].bottom < 0.7 * lines[at].size and at == end
        if rows[at] or wraps or _names_row(lines[at].glyphs):  # the second line of a label follows its first closely
            end = at + 1
    return end


def _names_row(glyphs: Sequence[Glyph]) -> bool:
    """Whether it is the label of an official row; where nothing stands beside it, its cells may be blank."""
    label = spaced(glyphs)
    return any(lexicon.rows(table).exact(label) for table in _LABELLED)


def _table(parts: Sequence[Sequence[_Text]]) -> Piece | None:
    """A table from the parts of its lines; None where they do not align."""
    numbers = [text for part in parts for text in part if text.number]
    number_rows = _rows_of(numbers)
    official = any(len(part) > 1 and part[-1].number and _names_row(part[0].glyphs) for part in parts)
    if len(number_rows) < 2 and len(numbers) < 5 and not official:
        return None
    stretches = _stretches(numbers)
    begun = Counter(round(text.left) for part in parts for text in part[1:] if not text.number)
    words = _blocks(
        [
            word
            for part in parts
            for text in part
            if not text.number
            for label in _from_unit(text, begun)
            for word in _by_column(label, stretches)
        ],
        number_rows,
    )
    rows, loose = _owned(number_rows, words)
    zone = min(text.left for text in numbers)
    headers = [text for text in loose if text.right > zone]
    placed: list[tuple[float, list[str]]] = []
    edges: list[float] = []
    unread: list[tuple[float, float]] = []  # from where to where a header names some columns and not all
    bodies: list[tuple[float, int]] = []  # where the rows below a header begin, and how many columns they have
    above = 0.0
    for section in _sections(rows, headers):
        headers_here = _lowest(headers, section[0], above)
        columns = _columns(section, headers_here)
        if columns is None or not _clear(columns, section, headers_here):
            return None
        if headers_here and not all(any(_share(header, column) for header in headers_here) for column in columns):
            unread.append((above, section[0].middle))
        begin = max((header.bottom for header in headers_here), default=section[0].middle)
        labelled = all(any(not text.number and text.right <= columns[0][0] for text in row.texts) for row in section)
        bodies.append((begin, len(columns) if labelled else 0))
        above = section[-1].middle
        for row in section:
            texts = _cells(row, columns)
            if texts is None:
                return None
            placed.append((row.middle, texts))
        edges.extend(edge for column in columns for edge in column)
    for row in _header_rows(loose, headers):
        texts = [text_of(text.glyphs) for text in sorted(row.texts, key=lambda text: text.left)]
        if any(top < row.middle < bottom for top, bottom in unread):
            texts = [" ".join(texts)]  # kept as words: read as labels, they would stand above the wrong columns
        elif all(text.right <= zone for text in row.texts) and _stands_alone(row, number_rows):
            texts += [""] * next((width for begin, width in reversed(bodies) if begin < row.middle), 0)
        placed.append((row.middle, texts))
    placed.sort(key=lambda each: each[0])
    cells = tuple(Cell(text, row, column) for row, (_, texts) in enumerate(placed) for column, text in enumerate(texts))
    left, right = min(text.left for part in parts for text in part), max(edges)
    return Piece((left, right), len(placed), cells, spans_known=False)


def _rows_of(texts: Iterable[_Text]) -> list[_Row]:
    """Texts whose middles lie on one height."""
    rows: list[_Row] = []
    for text in sorted(texts, key=lambda text: text.middle):
        if rows and text.middle - rows[-1].middle < 0.4 * text.glyphs[0].size:
            rows[-1].texts.append(text)
        else:
            rows.append(_Row(text.middle, [text]))
    return rows


def _share(text: _Text, stretch: tuple[float, float]) -> bool:
    return text.left < stretch[1] and stretch[0] < text.right


def _header_rows(loose: Sequence[_Text], headers: Sequence[_Text]) -> list[_Row]:
    """Header rows, and what stands left of them: 信息内容 level with its header, a tall corner or group by itself."""
    rows = _side_by_side(headers)
    known = set(map(id, headers))
    for row in _rows_of(text for text in loose if id(text) not in known):
        size = row.texts[0].glyphs[0].size
        level = next((header for header in rows if abs(header.middle - row.middle) < 0.4 * size), row)
        if level is row:
            rows.append(row)
        else:
            level.texts += row.texts
    return rows


def _side_by_side(texts: Iterable[_Text]) -> list[_Row]:
    """Rows of labels: one of one line stands beside one of two, whichever line it is level with."""
    rows: list[_Row] = []
    for text in texts:
        row = _Row(text.middle, [text])
        for other in [other for other in rows if any(text.beside(each) for each in other.texts)]:
            row.texts += other.texts
            rows.remove(other)
        row.middle = sum(each.middle for each in row.texts) / len(row.texts)
        rows.append(row)
    return sorted(rows, key=lambda row: row.middle)


def _stands_alone(row: _Row, number_rows: Sequence[_Row]) -> bool:
    """Whether it is as far from the rows of numbers as they are from each other; a group's label stands between two."""
    steps = [below.middle - above.middle for above, below in itertools.pairwise(number_rows)]
    return bool(steps) and min(abs(row.middle - other.middle) for other in number_rows) > 0.75 * min(steps)


def _blocks(words: list[_Text], number_rows: list[_Row]) -> list[_Text]:
    """Labels of several lines put together: lines closer to each other than two rows of numbers ever are."""
    size = words[0].glyphs[0].size if words else 0.0
    steps = [below.middle - above.middle for above, below in itertools.pairwise(number_rows)]
    closest = 0.7 * (min(steps) - size) if steps else 0.8 * size
    blocks: list[_Text] = []
    for word in sorted(words, key=lambda text: text.top):
        for block in reversed(blocks):
            if 0 <= word.top - block.bottom <= closest and block.over(word):
                block.glyphs.extend(word.glyphs)
                block.left, block.right = min(block.left, word.left), max(block.right, word.right)
                block.bottom = word.bottom
                break
        else:
            blocks.append(word)
    return blocks


def _owned(rows: list[_Row], words: list[_Text]) -> tuple[list[_Row], list[_Text]]:
    """Words beside exactly one row of numbers belong to it; headers and labels of several rows stay loose."""
    loose: list[_Text] = []
    for word in words:
        beside = [row for row in rows if word.top - 1 <= row.middle <= word.bottom + 1]
        if len(beside) == 1:
            beside[0].texts.append(word)
        else:
            loose.append(word)
    return rows, loose


def _sections(rows: list[_Row], headers: list[_Text]) -> list[list[_Row]]:
    """Rows between two headers share their columns, rows under another header need not."""
    sections: list[list[_Row]] = []
    for row in rows:
        if sections and not any(sections[-1][-1].middle < header.middle < row.middle for header in headers):
            sections[-1].append(row)
        else:
            sections.append([row])
    return sections


def _lowest(headers: list[_Text], first: _Row, above: float) -> list[_Text]:
    """The headers right above a section: those with no other header below them. One alone on its height is a title."""
    own = _side_by_side(header for header in headers if above < header.middle < first.middle)
    lowest: list[_Text] = []
    for at, row in enumerate(own):
        below = [text for lower in own[at + 1 :] for text in lower.texts]
        if len(row.texts) > 1 or not below:
            lowest += [
                text
                for text in row.texts
                if not any(text.bottom <= low.top and text.over(low) for low in below)
                and not (below and _spans(text, own[-1].texts))
            ]
    return lowest


def _spans(header: _Text, leaves: Sequence[_Text]) -> bool:
    """Whether it stands over the gap between two of these, where no column of its own has room."""
    centres = sorted((leaf.left + leaf.right) / 2 for leaf in leaves)
    steps = sorted(right - left for left, right in itertools.pairwise(centres))
    middle = (header.left + header.right) / 2
    return any(
        left < middle < right and right - left < 1.5 * steps[len(steps) // 2]
        for left, right in itertools.pairwise(centres)
    )


def _columns(rows: Sequence[_Row], headers: list[_Text]) -> list[tuple[float, float]] | None:
    """The stretches that numbers share; a header with no number under it is a column that is blank throughout.

    Where numbers stand beside their headers, not below them (统计数 in the middle of a wide column, its numbers at the
    edge), each belongs to the next one if there are as many of both; None if there are not.
    """
    columns = _with_dashes(_stretches([text for row in rows for text in row.texts if text.number]), rows)
    blank = sorted(
        (header.left, header.right) for header in headers if not any(_share(header, column) for column in columns)
    )
    headed = {c for c in columns if any(_share(header, c) for header in headers)}
    if not blank or not headers or len(headed) == len(columns):
        return sorted(columns + blank)
    whole: list[tuple[float, float]] = []
    for is_headed, group in itertools.groupby(sorted(columns + blank), lambda c: c in headed):
        stretches = list(group)
        names = [stretch for stretch in stretches if stretch in blank]
        numbered = [stretch for stretch in stretches if stretch not in blank]
        if is_headed or not names or not numbered:
            whole += stretches
        elif len(names) == len(numbered):
            whole += [(min(a[0], b[0]), max(a[1], b[1])) for a, b in zip(names, numbered, strict=True)]
        else:
            return None
    return whole


def _stretches(numbers: Iterable[_Text]) -> list[tuple[float, float]]:
    """What numbers below each other cover together, from left to right."""
    stretches: list[tuple[float, float]] = []
    for text in sorted(numbers, key=lambda text: text.left):
        if stretches and text.left < stretches[-1][1]:
            stretches[-1] = stretches[-1][0], max(stretches[-1][1], text.right)
        else:
            stretches.append((text.left, text.right))
    return stretches


def _from_unit(text: _Text, begun: Counter[int]) -> list[_Text]:
    """A long label that runs up to its unit, and the unit: drawn by itself, where those of the other rows begin."""
    for at in range(1, len(text.glyphs)):
        before, glyph = text.glyphs[at - 1], text.glyphs[at]
        if glyph.run != before.run and glyph.left > before.right and begun[round(glyph.left)] >= 5:
            return [_text(text.glyphs[:at]), _text(text.glyphs[at:])]
    return [text]


def _by_column(text: _Text, stretches: Sequence[tuple[float, float]]) -> list[_Text]:
    """A line of header labels with hardly a gap between them, apart again: where each stands above its own column."""
    if not any(_share(text, stretch) for stretch in stretches):
        return [text]
    groups: list[list[Glyph]] = []
    for glyph in text.glyphs:
        if groups and glyph.left - groups[-1][-1].right < 0.2 * glyph.size:
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
    labels = [_text(group) for group in groups]
    own = [
        [at for at, (left, right) in enumerate(stretches) if each.left < right and left < each.right] for each in labels
    ]
    if not own[0] and text.right > stretches[0][0] > labels[0].left:  # the corner beside the first of them
        first = next((n for n, columns in enumerate(own) if columns), 0)
        labels[:first] = [_text([glyph for label in labels[:first] for glyph in label.glyphs])]
        own[:first] = [[-1]]
    apart = all(len(columns) == 1 for columns in own) and len({columns[0] for columns in own}) == len(own)
    return labels if apart else [text]


def _with_dashes(columns: list[tuple[float, float]], rows: Sequence[_Row]) -> list[tuple[float, float]]:
    """Dashes at another edge than their column's numbers belong to the one beside them that is free in their rows."""
    held = [
        [[text for text in row.texts if text.number and left <= text.left < right] for row in rows]
        for left, right in columns
    ]
    whole = list(columns)
    for at, texts in enumerate(held):
        if any(any(glyph.text.isdigit() for glyph in text.glyphs) for found in texts for text in found):
            continue
        free = [
            near
            for near in (at - 1, at + 1)
            if 0 <= near < len(columns) and not any(a and b for a, b in zip(texts, held[near], strict=True))
        ]
        if len(free) == 1:
            stretch = min(whole[at][0], whole[free[0]][0]), max(whole[at][1], whole[free[0]][1])
            whole[at] = whole[free[0]] = stretch
    return sorted(set(whole))


def _clear(columns: list[tuple[float, float]], rows: list[_Row], headers: list[_Text]) -> bool:
    """Is every column borne out by two rows or a header? In a row by itself, by its many neighbours."""
    if len(rows) == 1 and sum(text.number for text in rows[0].texts) >= 5:
        return True
    texts = [text for row in rows for text in row.texts]
    return all(
        any(header.left < right and left < header.right for header in headers)
        or sum(text.left < right and left < text.right for text in texts) >= 2
        for left, right in columns
    )


def _cells(row: _Row, columns: list[tuple[float, float]]) -> list[str] | None:
    """The row's labels, then one text a column, blank where nothing is printed; None if a column would get two."""
    labels: list[_Text] = []
    values: list[str | None] = [None] * len(columns)
    for text in sorted(row.texts, key=lambda text: text.left):
        owners = [at for at, (left, right) in enumerate(columns) if text.left < right and text.right > left]
        if not owners and not text.number and text.right <= columns[0][0]:
            if labels and text.left < labels[-1].right:
                return None  # one below or over the other: which of them is the row's?
            labels.append(text)
        elif len(owners) == 1 and values[owners[0]] is None:
            values[owners[0]] = text_of(text.glyphs)
        else:
            return None
    return [text_of(text.glyphs) for text in labels] + [value or "" for value in values]
