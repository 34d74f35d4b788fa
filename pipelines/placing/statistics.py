"""The 2014 form, 政府信息公开情况统计表: 统计指标 | 单位 | 统计数."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipelines import lexicon
from pipelines.documents import Cell, Table
from pipelines.forms import Row
from pipelines.labels import fold, key
from pipelines.placing.state import Placed, Placement
from pipelines.values import is_label, is_number

_STATISTICS_VALUE = frozenset(("统计数", "统计数据", "统计数值", "数值", "数量", "数据", "本年度统计数"))
_OTHER_HEADS = frozenset(("统计指标", "指标", "指标名称", "项目", "单位", "计量单位"))


class Statistics:
    """The form as one document has it: its table may be cut by page breaks, and goes on with the column it began with.

    Labels that occur twice are told apart by the groups above them (`context`: the rows met so far).
    """

    def __init__(self, out: Placement) -> None:
        self.out = out
        self.context: list[str] = []
        self.column: int | None = None
        self.width = 0

    def place_table(self, table: Table) -> bool:
        """Place one table; False if it is not this form."""
        rows = [row for row in table.rows() if row]
        known = sum(any(_is_statistics_label(cell.text) for cell in row[:3]) for row in rows)  # a number may precede
        goes_on = self.column is not None and table.width == self.width and known * 2 >= len(rows) > 0
        if known < 8 and not goes_on:
            return False
        self.out.met.add("statistics")
        self.out.grids.add(table.place)
        if not goes_on:
            self.column, self.width = None, table.width
        for row in rows:
            heads = [n for n, cell in enumerate(row) if _heads_values(cell.text)]
            if heads and any(key(cell.text) in _OTHER_HEADS for cell in row):
                if len(heads) > 1:
                    detail = "several columns of numbers: " + " | ".join(cell.text for cell in row)
                    self.out.unread("header_unread", table.place, detail)
                    return True
                self.column = row[heads[0]].column
            else:
                self._place_row(row, f"{table.place}, row {row[0].row + 1}")
        return True

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
        if self.column is None:
            self.out.unread("header_unread", place, "no column named 统计数 above " + label.text)
            return
        position, cell = next(((n, c) for n, c in enumerate(row, 1) if self.column in c.columns), (0, label))
        if cell is label:
            self.out.unread("row_unplaced", place, " | ".join(cell.text for cell in row))
            return
        where = f"{place}, cell {position}"
        self.out.placed.append(Placed(("statistics", found.id, "value"), cell.text, where, confidence=cell.confidence))

    def place_lines(self, lines: Sequence[tuple[int, str]]) -> bool:
        """Place the form where it was flattened, one cell a line: label, unit, number. False if it is not this form.

        The unit stands between label and number and must be the row's own: it tells a number from its neighbours.
        """
        filled = [(number, part) for number, text in lines if text for part in _parts(text)]
        known = sum(_is_statistics_label(text) for _, text in filled)
        if known < 8 or not any(_heads_values(text.split()[-1]) for _, text in filled):
            return False
        self.out.met.add("statistics")
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


@lru_cache(maxsize=4096)
def _heads_values(text: str) -> bool:
    """Whether a column holds the year's numbers; beside it some forms have a cumulative one (历年累计).

    >>> _heads_values("统计数"), _heads_values("2016年度"), _heads_values("历年累计")
    (True, True, False)
    """
    return key(text) in _STATISTICS_VALUE or re.fullmatch(r"(?:20\d\d|本|当)年度?(?:统计)?数?", fold(text)) is not None


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
