"""Rows that a page break cuts in two, both halves ruled as rows of their own, as Word and LibreOffice export them.

4.无              | 6 | 1 | 8      the last row of a page
正当理由大量反复…   |   |   |        the first of the next one: the rest of the label, nothing below the numbers

The halves are one row where cell stands below cell and the labels together are an official one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from msgspec import structs

from pipelines import lexicon
from pipelines.documents import Cell, Table
from pipelines.labels import fold, has_ordinal, key
from pipelines.placing.headers import CORNER
from pipelines.placing.state import Placement
from pipelines.values import is_label, is_number

_ROWS = tuple(lexicon.rows(table) for table in ("disclosure", "requests", "statistics"))
Pair = tuple[Cell, Cell]  # what stands in the same columns above and below the break


def whole_rows(table: Table, out: Placement) -> Table:
    """The table with its cut rows put together: what the lower half holds is added to the upper one.

    Where two halves may or may not be one row, the one without numbers is left out, and a finding says so: it would be
    read as a row that was printed blank.
    """
    changed: dict[Cell, Cell | None] = {}
    for first in table.page_breaks:
        ending, begun = _around(table, first)
        if (heads := _cut_heads(ending, begun)) and not any(is_number(cell.text) for cell in begun):
            for above, below in heads:
                changed[above] = structs.replace(above, text=f"{above.text}\n{below.text}")
                changed[below] = structs.replace(below, text="")
            continue
        if [cell.columns for cell in ending] != [cell.columns for cell in begun]:
            continue  # other cells stand below the break: no row goes through it
        pairs = list(zip(ending, begun, strict=True))
        if _is_one_row(pairs):
            for upper, lower in pairs:
                text = "\n".join(filter(None, (upper.text, lower.text)))
                changed[upper] = structs.replace(upper, text=text, confidence=min(upper.confidence, lower.confidence))
                reaches_on = lower.rowspan > 1  # （六 above, ）其他处理 below
                changed[lower] = structs.replace(lower, text="") if reaches_on else None
        elif (blank := _doubtful(pairs)) is not None:
            place = f"{table.place}, row {pairs[0][1].row + 1}"
            detail = " | ".join(upper.text for upper, _ in pairs) + " / " + " | ".join(lower.text for _, lower in pairs)
            out.unread("row_cut", place, detail.replace("\n", ""))
            changed |= {pair[blank]: None for pair in _leaves(pairs)}
    if not changed:
        return table
    cells = (changed.get(cell, cell) for cell in table.cells)
    return replace(table, cells=tuple(cell for cell in cells if cell is not None))


def _around(table: Table, first: int) -> tuple[list[Cell], list[Cell]]:
    """The cells that end above a page's first row, and those that begin in it or below a head that is printed again."""
    upper = sorted((cell for cell in table.cells if cell.row + cell.rowspan == first), key=lambda cell: cell.column)
    known: set[tuple[str, ...]] = set()
    for row in table.rows():
        texts = tuple(cell.text for cell in row if not CORNER.search(fold(cell.text)))
        if not row or row[0].row < first:
            known.add(texts)
        elif texts not in known or not _is_head(texts):
            return upper, row
    return upper, []


def _is_head(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text]
    if any(map(is_number, filled)):
        return False
    return len(filled) > 1 or (len(filled) == 1 and key(filled[0]) in lexicon.heading_keys())


def _leaves(pairs: Sequence[Pair]) -> list[Pair]:
    """The row's own cells, without those of the groups it is in."""
    above = min((upper.rowspan for upper, _ in pairs), default=0)
    below = min((lower.rowspan for _, lower in pairs), default=0)
    return [(upper, lower) for upper, lower in pairs if (upper.rowspan, lower.rowspan) == (above, below)]


def _labels(pairs: Sequence[Pair]) -> tuple[list[Pair], list[Pair]]:
    """The pairs that hold words, and those behind the first of them that do not."""
    leaves = _leaves(pairs)
    wordy = [is_label(upper.text + lower.text) for upper, lower in leaves]
    start = wordy.index(True) if True in wordy else len(leaves)
    words = [pair for pair, is_words in zip(leaves, wordy, strict=True) if is_words]
    return words, [pair for pair, is_words in zip(leaves[start:], wordy[start:], strict=True) if not is_words]


def _is_one_row(pairs: Sequence[Pair]) -> bool:
    labels, values = _labels(pairs)
    above, below = (any(pair[half].text for pair in values) for half in (0, 1))
    for upper, lower in labels:
        both = f"{upper.text}\n{lower.text}"
        if upper.text and lower.text and not has_ordinal(lower.text):
            parts = has_ordinal(upper.text) and not _named(upper.text) and not _named(lower.text)
            if _named(both) or (parts and above != below and _meant(both)):
                return True
    if not any(_named(upper.text) or _named(lower.text) for upper, lower in labels):
        return False
    if not any(lower.text for _, lower in labels):  # numbers without a label: they belong to the one above
        return below
    return above and not below and not any(upper.text for upper, _ in labels)


def _cut_heads(upper: Sequence[Cell], lower: Sequence[Cell]) -> list[Pair]:
    """The labels of a header that the break cuts: 自然 above, 人 below it."""
    known = lexicon.heading_keys()
    cut: list[Pair] = []
    for below in lower:
        above = next((cell for cell in upper if cell.columns == below.columns), None)
        if above is not None and above.text and below.text:
            text = above.text + below.text
            if key(text) in known or CORNER.search(fold(text)):
                cut.append((above, below))
    return cut


def _doubtful(pairs: Sequence[Pair]) -> int | None:
    """Which half, 0 or 1, would be taken for a blank row though it may belong to the numbers of the other."""
    labels, values = _labels(pairs)
    above, below = (any(pair[half].text for pair in values) for half in (0, 1))
    if above == below or not labels:
        return None
    upper, lower = labels[-1]
    blank = 1 if above else 0
    own = has_ordinal(lower.text) or (_named(upper.text) and _named(lower.text))
    return None if own or not _meant((upper, lower)[blank].text) else blank


def _named(text: str) -> bool:
    """Whether a text is a label as the forms spell it."""
    return any(rows.exact(text) or rows.exact(lexicon.last_label(text)) for rows in _ROWS)


def _meant(text: str) -> bool:
    """Whether a text is read as a label, with a slip or cut off."""
    return any(rows.find(text) for rows in _ROWS)
