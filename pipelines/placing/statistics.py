"""The 2014 form, 政府信息公开情况统计表: 统计指标 | 单位 | 统计数."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines import lexicon
from pipelines.documents import Cell, Table
from pipelines.forms import Row
from pipelines.labels import fold, key
from pipelines.placing.state import Placed, Placement
from pipelines.values import read_value

_STATISTICS_VALUE = frozenset(("统计数", "统计数据", "统计数值", "数值", "数量", "数据", "本年度统计数"))


def place_statistics(table: Table, out: Placement) -> bool:
    """Place one table if it is this form; labels that occur twice are told apart by the groups above them."""
    vocabulary = lexicon.rows("statistics")
    rows = list(table.rows())
    known = sum(any(len(key(c.text)) > 4 and vocabulary.find(c.text) for c in row if c.text) for row in rows)
    if known < 8:
        return False
    out.met.add("statistics")
    out.grids.add(table.place)
    column: int | None = None
    context: list[str] = []
    for row in rows:
        if not row:
            continue
        heads = [c for c in row if _heads_values(c.text)]
        if heads and any(key(c.text) in ("统计指标", "指标", "指标名称", "项目", "单位", "计量单位") for c in row):
            if len(heads) > 1:
                out.unread(
                    "header_unread", table.place, "several columns of numbers: " + " | ".join(c.text for c in row)
                )
                return True
            column = heads[0].column if table.spans_known else len(row) - 1 - row[::-1].index(heads[0])
            continue
        _statistics_row(row, column, context, table, out)
    return True


def _heads_values(text: str) -> bool:
    """Whether a column holds the year's numbers; beside it some forms have a cumulative one (历年累计).

    >>> _heads_values("统计数"), _heads_values("2016年度"), _heads_values("历年累计")
    (True, True, False)
    """
    return key(text) in _STATISTICS_VALUE or re.fullmatch(r"(?:20\d\d|本|当)年度?(?:统计)?数?", fold(text)) is not None


def _statistics_row(row: list[Cell], column: int | None, context: list[str], table: Table, out: Placement) -> None:
    place = f"{table.place}, row {row[0].row + 1}"
    label = next((c for c in row if c.text and read_value(c.text).doubt == "text"), None)
    if label is None:
        return
    found = _statistics_id(label.text, context)
    if found is None:
        if any(read_value(c.text).value is not None for c in row):
            out.unread("unknown_row", place, " | ".join(c.text for c in row if c.text))
        return
    context.append(found.id)
    if found.is_group:
        return
    if column is None:
        out.unread("header_unread", place, "no column named 统计数 above " + label.text)
        return
    cell = (
        next((c for c in row if column in c.columns), None)
        if table.spans_known
        else row[column]
        if column < len(row)
        else None
    )
    if cell is None or cell is label:
        out.unread("row_unplaced", place, " | ".join(c.text for c in row))
        return
    out.placed.append(
        Placed(
            "statistics",
            found.id,
            "value",
            cell.text,
            f"{place}, cell {row.index(cell) + 1}",
            confidence=cell.confidence,
        )
    )


def _statistics_id(text: str, context: Sequence[str]) -> Row | None:
    """The row of that label whose parent was met last."""
    wanted = {key(text), key(re.sub(r"^其中[::]?", "", fold(text)))}
    candidates = [r for r in lexicon.statistics_rows() if r.keys & wanted]
    if not candidates:
        only = lexicon.rows("statistics").find(text)
        candidates = [r for r in lexicon.statistics_rows() if r.id == only]
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    for met in reversed(context):
        inside = [r for r in candidates if r.parent == met]
        if len(inside) == 1:
            return inside[0]
    return None


def place_statistics_lines(lines: Sequence[tuple[int, str]], out: Placement) -> bool:
    """Place the form where it was flattened, one cell a line: label, unit, number. Gives whether it is this form.

    The unit stands between label and number and must be the row's own: it is what tells a number from its neighbours.
    """
    filled = [(number, part) for number, text in lines if text for part in _parts(text)]
    known = sum(_is_statistics_label(text) for _, text in filled)
    if known < 8 or not any(_heads_values(text.split()[-1]) for _, text in filled):
        return False
    out.met.add("statistics")
    context: list[str] = []
    for n, (number, text) in enumerate(filled):
        found = _statistics_id(text, context) if _is_statistics_label(text) else None
        if found is None:
            continue
        context.append(found.id)
        if found.is_group or n + 1 >= len(filled):
            continue
        place = f"line {number}"
        if fold(filled[n + 1][1]) != found.unit:
            out.unread("row_unplaced", place, f"{text}: no unit {found.unit} after it")
            continue
        after = filled[n + 2] if n + 2 < len(filled) else (number, "")
        value = "" if _is_statistics_label(after[1]) else after[1]
        out.placed.append(Placed("statistics", found.id, "value", value, f"line {after[0]}" if value else place))
    return True


_LINE = re.compile(r"(\S.*?)\s+(\S{1,3})\s+(\S+)\s*")


def _parts(text: str) -> Sequence[str]:
    """A line may hold a whole row: label, unit, number, with blanks between."""
    found = _LINE.fullmatch(text)
    return found.groups() if found and _is_statistics_label(found[1]) else (text,)


def _is_statistics_label(text: str) -> bool:
    return len(key(text)) > 4 and lexicon.rows("statistics").find(text) is not None
