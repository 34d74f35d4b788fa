"""The 2014 form, 政府信息公开情况统计表: 统计指标 | 单位 | 统计数."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from pipelines import lexicon
from pipelines.documents import Cell, Table
from pipelines.forms import Row
from pipelines.labels import fold, key
from pipelines.placing.state import Placed, Placement
from pipelines.values import UNITS, is_label, is_number

_STATISTICS_VALUE = frozenset(
    (
        *("统计数", "统计数据", "统计数值", "数值", "数量", "数据", "本年度统计数"),
        *("本年累计", "本年累计数", "全年累计", "全年", "全年数"),
        *("本期", "本期数", "完成数", "实际完成数", "实际数"),  # beside 同期, 目标数
    )
)
_LABEL_HEADS = frozenset(("统计指标", "指标", "指标名称", "项目"))
_OTHER_HEADS = _LABEL_HEADS | {"单位", "计量单位"}
_YEAR = re.compile(r"20\d\d(?=年)")
_YEARLY = re.compile(r"(?:20\d\d|本|当)年度?(?:统计)?数?|(?:(?:20\d\d|本)年)?0?1月?[-—–~至]{1,2}12月份?(?:累计)?数?")


class Statistics:
    """The form as one document has it: its table may be cut by page breaks, and goes on with the column it began with.

    Labels that occur twice are told apart by the groups above them (`context`: the rows met so far).
    """

    def __init__(self, out: Placement, year: int | None = None) -> None:
        self.out, self.year = out, year
        self.context: list[str] = []
        self.columns: range | None = None
        self.width = 0

    def place_table(self, table: Table) -> bool:
        """Place one table; False if it is not this form."""
        if (
            self.columns is None
            and sum(map(_is_statistics_label, [c.text for c in table.cells if len(c.text) > 4])) < 8
        ):
            return False
        rows = [row for row in table.rows() if row]
        known = sum(any(_is_statistics_label(cell.text) for cell in row[:3]) for row in rows)  # a number may precede
        goes_on = self.columns is not None and table.width == self.width and known * 2 >= len(rows) > 0
        if known < 8 and not goes_on:
            return False
        self.out.met.add("statistics")
        self.out.grids.add(table.place)
        if not goes_on:
            self.columns, self.width = None, table.width
        for part in _halves(rows):
            self._place_part(part, table.place)
        return True

    def _place_part(self, rows: Sequence[list[Cell]], table: str) -> None:
        """Place rows that stand below each other."""
        if self.columns is None and not any(_value_heads(row) for row in rows):
            self.columns = _column_of_numbers(rows)
            if self.columns is None:
                texts = [cell.text for cell in rows[0]] if rows else []
                self.out.unread("header_unread", table, "no column of the year's numbers: " + " | ".join(texts))
                return
        skipped = False
        for row, following in zip(rows, [*rows[1:], []], strict=True):
            if skipped:
                skipped = False
            elif heads := _value_heads(row):
                head = self._chosen(heads)
                if head is not None and head.colspan > 1:  # 统计数 over 2015年 | 2016年
                    below = [cell for cell in following if cell.column in head.columns and cell.text]
                    if any(_heads_values(cell.text) for cell in below):
                        head, skipped = self._chosen([cell for cell in below if _heads_values(cell.text)]), True
                if head is None:
                    texts = [cell.text for cell in (*row, *(following if skipped else ()))]
                    self.out.unread("header_unread", table, "which column is the year's? " + " | ".join(texts))
                    return
                self.columns = head.columns
            else:
                self._place_row(row, f"{table}, row {row[0].row + 1}")

    def _chosen(self, heads: Sequence[Cell]) -> Cell | None:
        """The column of the report's year: the only one, or the one that names the year beside earlier ones."""
        years = [_year_of(cell.text) for cell in heads]
        if len(heads) == 1:
            return heads[0] if None in (years[0], self.year) or years[0] == self.year else None
        if self.year is None or years.count(self.year) != 1 or any(y is None or y > self.year for y in years):
            return None
        return heads[years.index(self.year)]

    def _place_row(self, row: list[Cell], place: str) -> None:
        label = next((cell for cell in row if is_label(cell.text)), None)
        if label is None:
            return
        found = _statistics_id(label.text, self.context)
        if found is None:
            if any(is_number(cell.text) for cell in row):
                self.out.unread("unknown_row", place, " | ".join(cell.text for cell in row if cell.text))
            return
        self.context.append(found.id)
        if found.is_group:
            return
        if self.columns is None:
            self.out.unread("header_unread", place, "no column named 统计数 above " + label.text)
            return
        below = [(n, c) for n, c in enumerate(row, 1) if c is not label and set(self.columns) & set(c.columns)]
        filled = [entry for entry in below if entry[1].text] or below[:1]
        if len(filled) != 1 or set(self.columns) & set(label.columns):
            self.out.unread("row_unplaced", place, " | ".join(cell.text for cell in row))
            return
        position, cell = filled[0]
        if cell.rowspan > label.rowspan and is_number(cell.text):
            self.out.unread("cell_split", place, f"{found.id}: {cell.text} stands beside several rows")
            return
        where = f"{place}, cell {position}"
        unit = ""
        if found.unit not in [each.text for each in row]:  # the printed unit counts, in a cell or in the label
            unit = next((key(c.text) for c in row if c is not cell and key(c.text) in UNITS), label.text)
        self.out.placed.append(Placed(("statistics", found.id, "value"), cell.text, where, unit, cell.confidence))

    def place_lines(self, lines: Sequence[tuple[int, str]]) -> bool:
        """Place the form where it was flattened, one cell a line: label, unit, number. False if it is not this form.

        The unit stands between label and number and must be the row's own: it tells a number from its neighbours.
        """
        filled = [(number, part) for number, text in lines if text for part in _parts(text)]
        known = sum(_is_statistics_label(text) for _, text in filled)
        if known < 8 or not any(_heads_values(text.split()[-1]) for _, text in filled):
            return False
        self.out.met.add("statistics")
        if _is_second_column(filled):
            self.out.unread("header_unread", f"line {filled[0][0]}", "several columns of numbers")
            return True
        for n, (number, text) in enumerate(filled):
            found = _statistics_id(text, self.context) if _is_statistics_label(text) else None
            if found is None:
                continue
            self.context.append(found.id)
            if found.is_group or n + 1 >= len(filled):
                continue
            place = f"line {number}"
            if fold(filled[n + 1][1]) != found.unit:
                self.out.unread("row_unplaced", place, f"{text}: no unit {found.unit} after it")
                continue
            after = filled[n + 2] if n + 2 < len(filled) else (number, "")
            value = "" if _is_statistics_label(after[1]) else after[1]
            self.out.placed.append(
                Placed(("statistics", found.id, "value"), value, f"line {after[0]}" if value else place)
            )
        return True


def _halves(rows: list[list[Cell]]) -> list[list[list[Cell]]]:
    """The rows of a list printed in two halves side by side, one after the other; any other as it is.

    指标 | 单位 | 统计数 | 指标 | 单位 | 统计数
    """
    head = next((row for row in rows if _value_heads(row)), [])
    starts = [cell.column for cell in head if key(cell.text) in _LABEL_HEADS]
    if len(starts) < 2:
        return [rows]
    bounds = zip([0, *starts[1:]], [*starts[1:], 1000], strict=True)
    parts = [[[c for c in row if left <= c.column < right] for row in rows] for left, right in bounds]
    halves = [[row for row in part if row] for part in parts]
    return halves if _in_order(halves) else [rows]


def _in_order(parts: Sequence[Sequence[Sequence[Cell]]]) -> bool:
    """Whether the labels follow each other as they do in the form, so that those below a half go on in the next."""
    context: list[str] = []
    order = [row.id for row in lexicon.statistics_rows()]
    for row in (row for part in parts for row in part):
        label = next((cell.text for cell in row if is_label(cell.text)), "")
        if label and (found := _statistics_id(label, context)) is not None:
            context.append(found.id)
    places = [order.index(i) for i in context]
    return all(a < b for a, b in pairwise(places))


def _value_heads(row: Sequence[Cell]) -> list[Cell]:
    """The columns of numbers that a header row names; none for any other row."""
    heads = [cell for cell in row if _heads_values(cell.text)]
    return heads if heads and any(key(cell.text) in _OTHER_HEADS for cell in row) else []


def _column_of_numbers(rows: Sequence[Sequence[Cell]]) -> range | None:
    """The column of the numbers where no header names it: the only one with any, behind the units of the form."""
    heads = next((row for row in rows if any(key(cell.text) in _OTHER_HEADS for cell in row)), [])
    named = {c for cell in heads if is_label(cell.text) and key(cell.text) not in _OTHER_HEADS for c in cell.columns}
    units: Counter[int] = Counter()
    numbers: dict[int, range] = {}
    known = 0
    for row in rows:
        label = next((cell for cell in row if is_label(cell.text)), None)
        found = [entry for entry in _labelled(label.text) if not entry.is_group] if label is not None else []
        known += bool(found)
        units.update(cell.column for cell in row if any(fold(cell.text) == entry.unit for entry in found))
        numbers |= {cell.column: cell.columns for cell in row if is_number(cell.text)}
    if len(numbers) != 1 or len(units) != 1 or units.total() * 5 < known * 4:
        return None
    (column,), (unit,) = numbers, units
    if column in named:
        return None  # 上年数
    return numbers[column] if column > unit else None


@lru_cache(maxsize=4096)
def _year_of(text: str) -> int | None:
    found = _YEAR.search(fold(text))
    return int(found[0]) if found else None


@lru_cache(maxsize=4096)
def _heads_values(text: str) -> bool:
    """Whether a column holds the year's numbers; beside it some forms have a cumulative one (历年累计).

    >>> [_heads_values(text) for text in ("统计数", "2016年度", "1—12月", "历年累计", "12月", "1—6月")]
    [True, True, True, False, False, False]
    """
    return key(text) in _STATISTICS_VALUE or _YEARLY.fullmatch(fold(text)) is not None


def _is_second_column(filled: Sequence[tuple[int, str]]) -> bool:
    """Whether numbers follow numbers, as those of the year before do; a lone one is a page's."""
    rows = [n for n, (_, text) in enumerate(filled) if n and is_number(text) and is_label(filled[n - 1][1])]
    doubled = sum(is_number(text) for n in rows for _, text in filled[n + 1 : n + 2])
    return doubled > 2 and doubled * 5 > len(rows)


def _statistics_id(text: str, context: Sequence[str]) -> Row | None:
    """The row of that label whose parent was met last."""
    candidates = _labelled(text)
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    for met in reversed(context):
        inside = [r for r in candidates if r.parent == met]
        if len(inside) == 1:
            return inside[0]
    return None


@lru_cache(maxsize=4096)
def _labelled(text: str) -> tuple[Row, ...]:
    """The rows that a label may name."""
    rows = lexicon.statistics_rows()
    wanted = {key(text), key(re.sub(r"^其中[::]?", "", fold(text)))}
    only = lexicon.rows("statistics").find(text)
    return tuple(r for r in rows if r.keys & wanted) or tuple(r for r in rows if r.id == only)


_LINE = re.compile(r"(\S.*?)\s+(\S{1,3})\s+(\S+)\s*")


def _parts(text: str) -> Sequence[str]:
    """A line may hold a whole row: label, unit, number, with blanks between."""
    found = _LINE.fullmatch(text)
    return found.groups() if found and _is_statistics_label(found[1]) else (text,)


@lru_cache(maxsize=8192)
def _is_statistics_label(text: str) -> bool:
    return len(key(text)) > 4 and lexicon.rows("statistics").find(text) is not None
