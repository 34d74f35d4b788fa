"""What a printed label may mean in each official table, over all editions together.

The editions share most labels, and real reports mix them; which edition a table is in follows from what was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from pipelines.forms import EDITIONS, Block, Column, Row, form
from pipelines.labels import DECISIVE, fold, key, near

TableId = Literal["disclosure", "requests", "disputes", "statistics"]
CellId = tuple[str, str, str]  # table, row, column: ids of forms/*.toml

# Headings above others, and columns that some publishers add: known, and without a figure of their own.
UPPER = frozenset(
    (
        *(
            "申请人情况",
            "法人或其他组织",
            "行政诉讼",
            "信息内容",
            "统计指标",
            "单位",
            "数量",
            "案件数量",
            "件数",
            "项目",
        ),
        *("类别", "结果", "处理结果", "审理结果", "案件类型"),
    )
)
# Keys of columns that some publishers add: of words, of shares and of the year before.
REMARKS = frozenset(
    (
        *("备注", "备考", "说明", "占比", "所占比例", "比重", "比例", "序号", "行次"),
        *("上年", "上年度", "上年数", "上年总计", "上年合计", "上年同期", "上年同期数", "去年", "去年数", "去年同期"),
        *("同比", "同比增减", "同比变化", "增减", "增减数", "增减率", "增幅", "较上年增减", "比上年增减", "变化"),
    )
)
# Keys of two columns that are one figure together, and neither of them is it by itself.
HALVES = frozenset(("本年增", "本年减", "增", "减", "本年增加", "本年减少", "增加", "减少", "新增", "取消"))
# Labels of a row that numbers the columns.
COLUMN_NUMBERS = frozenset(("栏次", "列次", "序号", "编号", "行次", "栏目", "甲", "乙", "丙"))
PARENT = "法人或其他组织"
SUBTOTALS = frozenset(("小计", "法人或其他组织小计", "组织小计"))
_LEAF = re.compile(r"(?:.*\D)?((?:\d{1,2}[.、．]|[(（][一二三四五六七八九十]{1,2}[)）]).+)")


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Keys of one role in one table, each with the id it stands for. There is one of each: equal means the same."""

    ids: Mapping[str, str]

    def find(self, text: str) -> str | None:
        """The id that a printed label stands for: exactly, by one slip, or cut off."""
        return _find(self, text)

    def exact(self, text: str) -> str | None:
        """The id of a label that is spelled as known; for texts joined from pieces, where a slip proves nothing."""
        return self.ids.get(key(text))


@lru_cache(maxsize=16384)
def _find(vocabulary: Vocabulary, text: str) -> str | None:
    wanted = key(text)
    if not wanted:
        return None
    ids = vocabulary.ids
    if wanted in ids:
        return ids[wanted]
    if (leaf := key(last_label(text))) != wanted and leaf in ids:
        return ids[leaf]
    size = len(wanted)  # looked at first: most texts asked about are sentences, no labels
    close = {ids[k] for k in ids if -3 < len(k) - size < 3 and near(wanted, k)}
    if not close and size >= 6:
        longer = [k for k in ids if len(k) > size]
        close = {ids[k] for k in longer if k.startswith(wanted) or (size > 0.7 * len(k) and _lost_some(wanted, k))}
    return close.pop() if len(close) == 1 else None


@lru_cache(maxsize=8192)
def last_label(text: str) -> str:
    """The last of several labels in one text, which is the row's own.

    >>> last_label("(三)不予公开1.属于国家秘密"), last_label("规章")
    ('1.属于国家秘密', '规章')
    """
    tail = _LEAF.fullmatch(fold(text))
    return tail[1] if tail else text


def _lost_some(short: str, whole: str) -> bool:
    """Whether `short` is `whole` with characters lost (a label cut by a page break), none of them a 不 or 未."""
    if not DECISIVE.isdisjoint(set(whole) - set(short)):
        return False
    letters = iter(whole)
    return all(c in letters for c in short)


def _vocabulary(entries: Iterable[Row | Column]) -> Vocabulary:
    ids: dict[str, str] = {}
    for entry in entries:
        for k in entry.keys:
            if k:
                ids.setdefault(k, entry.id)
    return Vocabulary(ids)


def _blocks(table: TableId) -> Iterator[tuple[str, Block]]:
    for edition in EDITIONS:
        if table in form(edition).tables:
            for block in form(edition).tables[table].blocks:
                yield edition, block


@cache
def blocks_with_row(row: str) -> tuple[Block, ...]:
    """The blocks of the disclosure table, one an edition, that have a row."""
    return tuple(block for _, block in _blocks("disclosure") if any(r.id == row for r in block.rows))


@cache
def rows(table: TableId) -> Vocabulary:
    """Row labels of a table. For disputes: 行政复议, 未经复议直接起诉, 复议后起诉."""
    return _vocabulary(row for _, block in _blocks(table) for row in block.rows)


@cache
def columns(table: TableId, row: str | None = None) -> Vocabulary:
    """Column labels of a table; of the disclosure table, those that may stand above one row."""
    return _vocabulary(
        column
        for _, block in _blocks(table)
        if row is None or any(r.id == row for r in block.rows)
        for column in block.columns
    )


@cache
def groups() -> Vocabulary:
    """Group labels of the requests table: 三、本年度办理结果, (三)不予公开 …"""
    return _vocabulary(
        g for edition in ("2019", "2021") for g in form(edition).tables["requests"].groups if g.id != "results.other"
    )


@dataclass(frozen=True, slots=True)
class FormCell:
    """A cell of the forms: its column, the unit where none is printed, and the editions that have it."""

    column: Column
    unit: str | None
    editions: tuple[str, ...]


@cache
def form_cells() -> Mapping[CellId, FormCell]:
    """Every cell of every edition that can hold a number; an unknown id is in no form."""
    cells: dict[CellId, FormCell] = {}
    for edition in EDITIONS:
        for table, own in form(edition).tables.items():
            for r, c in own.cells():
                cell = (table, r.id, c.id)
                before = cells[cell].editions if cell in cells else ()
                cells[cell] = FormCell(c, r.unit if table == "statistics" else c.unit, (*before, edition))
    return cells


@lru_cache(maxsize=4096)
def case(text: str) -> tuple[str | None, str | None]:
    """Kind of case and outcome that a label of the disputes table names; a flat header names both in one cell.

    >>> case("结果维持"), case("行政诉讼(复议后起诉)"), case("行政诉讼")
    ((None, 'upheld'), ('litigation_after_reconsideration', None), (None, None))
    >>> case("行政复议-结果维持"), case("复议后起诉总计")
    (('reconsideration', 'upheld'), ('litigation_after_reconsideration', 'total'))
    """
    kinds, outcomes = rows("disputes"), columns("disputes")
    whole = kinds.exact(text), outcomes.exact(text)
    if whole != (None, None):
        return whole
    parts = [part for part in re.split(r"[\W_]+", fold(text)) if part]
    if len(parts) == 1:  # 复议后起诉结果维持: the two stand together
        parts = next(([k, parts[0][len(k) :]] for k in kinds.ids if parts[0].startswith(k)), parts)
    named = [(kinds.exact(part), outcomes.exact(part)) for part in parts] if 1 < len(parts) <= 4 else []
    known = all(a or b or key(part) in UPPER for (a, b), part in zip(named, parts, strict=False))
    found_kinds, found_outcomes = {a for a, _ in named if a}, {b for _, b in named if b}
    if known and len(found_kinds) <= 1 and len(found_outcomes) <= 1 and (found_kinds or found_outcomes):
        return next(iter(found_kinds), None), next(iter(found_outcomes), None)
    return kinds.find(text), outcomes.find(text)


@cache
def heading_keys() -> frozenset[str]:
    """Every label that stands in a header of the 2019 and 2021 forms."""
    tables: tuple[TableId, ...] = ("disclosure", "requests", "disputes")
    return frozenset((*UPPER, *SUBTOTALS, *rows("disputes").ids)).union(*(columns(table).ids for table in tables))


@cache
def all_row_keys() -> frozenset[str]:
    """Every row label of the 2019 and 2021 forms; a text that holds many of them holds a table."""
    return frozenset(k for table in ("disclosure", "requests", "disputes") for k in rows(table).ids if len(k) > 3)


@cache
def statistics_rows() -> tuple[Row, ...]:
    """The rows of the 2014 form in printed order."""
    return form("2014").tables["statistics"].blocks[0].rows
