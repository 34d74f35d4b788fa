"""The official tables as rows of cells, and the ways in which publishers deform them."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from . import forms
from .reports import Key, Report


@dataclass(frozen=True)
class Cell:
    text: str
    colspan: int = 1
    rowspan: int = 1
    role: str = "label"  # caption, head, label, group, value
    key: Key | None = None


Row = list[Cell]
Grid = list[Row]


def _same(text: str) -> str:
    return text


@dataclass
class Wording:
    """How this publisher writes the labels: whole replacements by id, then a rewriting of every label."""

    labels: dict[str, str] = field(default_factory=dict)
    rewrite: Callable[[str], str] = _same
    corner: str = forms.CORNER

    def __call__(self, name: str, official: str) -> str:
        return self.rewrite(self.labels.get(name, official))


PLAIN = Wording()


def _values(report: Report, tbl: str, row: str, cols: Iterable[str]) -> Row:
    return [
        Cell(report.printed[tbl, row, col], role="value", key=(tbl, row, col))
        for col in cols
        if (tbl, row, col) in report.printed
    ]


def disclosure(report: Report, wording: Wording = PLAIN) -> Grid:
    edition = report.editions["disclosure"]
    grid: Grid = []
    for caption, columns, rows in forms.DISCLOSURE[edition]:
        have = [row for row in rows if any(("disclosure", row, c) in report.printed for c in columns)]
        if not have:
            continue
        grid.append([Cell(wording(caption, caption), colspan=4, role="caption")])
        head = [Cell(wording("信息内容", "信息内容"), role="head")]
        head += [Cell(wording(col, label), role="head") for col, label in columns.items()]
        grid.append(_stretch(head))
        grid.extend(
            _stretch([Cell(wording(row, rows[row])), *_values(report, "disclosure", row, columns)]) for row in have
        )
    return grid


def _stretch(row: Row) -> Row:
    """The last cell covers what is left of the four columns."""
    return [*row[:-1], replace(row[-1], colspan=4 - len(row) + 1)]


def requests(
    report: Report, wording: Wording = PLAIN, *, columns: list[str] | None = None, subtotal: bool = False,
    corner: bool = True,
) -> Grid:  # fmt: skip
    """The 23 or 25 rows under a head of three. `subtotal` adds 小计 to 法人或其他组织."""
    edition = report.editions["requests"]
    cols = columns or [
        c for c in forms.REQUEST_COLUMNS if any(k[0] == "requests" and k[2] == c for k in report.printed)
    ]
    orgs = [c for c in cols if c in forms.ORGANISATIONS]
    width = len(cols) + subtotal
    grid: Grid = [
        [
            Cell(wording.rewrite(wording.corner) if corner else "", colspan=3, rowspan=3, role="head"),
            Cell(wording("申请人情况", "申请人情况"), colspan=width, role="head"),
        ],
        [],
        [],
    ]
    for col in cols:
        if col in forms.ORGANISATIONS:
            if col == orgs[0]:
                grid[1].append(
                    Cell(wording("法人或其他组织", "法人或其他组织"), colspan=len(orgs) + subtotal, role="head")
                )
            grid[2].append(Cell(wording(col, forms.REQUEST_COLUMNS[col]), role="head"))
            if subtotal and col == orgs[-1]:
                grid[2].append(Cell("小计", role="head"))
        else:
            grid[1].append(Cell(wording(col, forms.REQUEST_COLUMNS[col]), rowspan=2, role="head"))
    rows = [r for r in forms.REQUEST_ROWS[edition] if any(("requests", r, c) in report.printed for c in cols)]
    for row in rows:
        line: Row = []
        label = wording(row, forms.REQUEST_ROWS[edition][row])
        parent = row.rpartition(".")[0]
        if row.startswith("results.") and row == next(r for r in rows if r.startswith("results.")):
            span = sum(r.startswith("results.") for r in rows)
            line.append(Cell(wording("results", forms.GROUPS["results"]), rowspan=span, role="group"))
        if parent.startswith("results."):
            if row == next(r for r in rows if r.rpartition(".")[0] == parent):
                span = sum(r.rpartition(".")[0] == parent for r in rows)
                line.append(Cell(wording(parent, forms.GROUPS[parent]), rowspan=span, role="group"))
            line.append(Cell(label))
        else:
            line.append(Cell(label, colspan=2 if row.startswith("results.") else 3))
        for col in cols:
            line.extend(_values(report, "requests", row, [col]))
            if subtotal and col == orgs[-1]:
                parts = [report.values["requests", row, c] for c in orgs]
                line.append(Cell(str(sum(p or 0 for p in parts)), role="value"))
        grid.append(line)
    return grid


def disputes(report: Report, wording: Wording = PLAIN, *, leading: str | None = None) -> Grid:
    """Fifteen numbers in one row under a head of three; `leading` is the label of an extra first column."""
    rows, cols = forms.DISPUTE_ROWS, forms.DISPUTE_COLUMNS
    outcome = lambda **kw: [Cell(wording(c, label), role="head", **kw) for c, label in cols.items()]  # noqa: E731
    grid: Grid = [
        [
            Cell(wording("reconsideration", rows["reconsideration"]), colspan=5, role="head"),
            Cell(wording("行政诉讼", "行政诉讼"), colspan=10, role="head"),
        ],
        [
            *outcome(rowspan=2),
            *(
                Cell(wording(r, rows[r]), colspan=5, role="head")
                for r in ("litigation_direct", "litigation_after_reconsideration")
            ),
        ],
        [*outcome(), *outcome()],
        [cell for row in rows for cell in _values(report, "disputes", row, cols)],
    ]
    if leading is not None:
        grid[0].insert(0, Cell("", rowspan=3, role="head"))
        grid[3].insert(0, Cell(leading))
    return grid


def transposed_disputes(report: Report, wording: Wording = PLAIN) -> Grid:
    """One row an outcome, one column a kind of dispute."""
    rows, cols = forms.DISPUTE_ROWS, forms.DISPUTE_COLUMNS
    grid: Grid = [
        [
            Cell("结果", rowspan=2, role="head"),
            Cell(wording("reconsideration", "行政复议"), rowspan=2, role="head"),
            Cell("行政诉讼", colspan=2, role="head"),
        ],
        [Cell(wording(r, rows[r]), role="head") for r in list(rows)[1:]],
    ]
    grid.extend(
        [Cell(wording(c, label)), *(_values(report, "disputes", r, [c])[0] for r in rows)] for c, label in cols.items()
    )
    return grid


def three_disputes(report: Report, wording: Wording = PLAIN) -> list[Grid]:
    """Three small tables with a caption row each."""
    return [
        [
            [Cell(wording(row, label), colspan=5, role="caption")],
            [Cell(wording(c, text), role="head") for c, text in forms.DISPUTE_COLUMNS.items()],
            _values(report, "disputes", row, forms.DISPUTE_COLUMNS),
        ]
        for row, label in forms.DISPUTE_ROWS.items()
    ]


def statistics(report: Report, wording: Wording = PLAIN, *, serial: bool = False, cumulative: bool = False) -> Grid:
    """The 统计表 of 2014. `serial` adds 序号, `cumulative` a 历年累计 column beside the year's numbers."""
    head = [Cell("统  计  指  标", role="head"), Cell("单位", role="head"), Cell("统计数", role="head")]
    if cumulative:
        head[2:] = [Cell(f"{report.year}年度", role="head"), Cell("历年累计", role="head")]
    grid: Grid = [[Cell("序号", role="head"), *head] if serial else head]
    for i, (row, label, unit, level) in enumerate(forms.STATISTICS, 1):
        key = ("statistics", row, "value")
        if unit != "——" and key not in report.printed:
            continue
        text = "　" * (level - 1) + wording(row, label)
        value = report.printed.get(key, "——")
        cells = [Cell(text), Cell(unit), Cell(value, role="value", key=key if key in report.printed else None)]
        if cumulative:
            total = report.values.get(key)
            cells.append(Cell("——" if total is None else str(round(total * 7 + 3)), role="value"))
        grid.append([Cell(str(i)), *cells] if serial else cells)
    return grid


# ---- deformations -------------------------------------------------------------------------------------------------


def occupied(grid: Grid) -> list[list[tuple[Cell, bool]]]:
    """The full grid: each position's cell and whether the cell begins there."""
    out: list[dict[int, tuple[Cell, bool]]] = [{} for _ in grid]
    for y, row in enumerate(grid):
        x = 0
        for cell in row:
            while x in out[y]:
                x += 1
            for dy in range(cell.rowspan):
                for dx in range(cell.colspan):
                    if y + dy < len(out):
                        out[y + dy][x + dx] = (cell, dy == dx == 0)
            x += cell.colspan
    return [[line[x] for x in sorted(line)] for line in out]


def without_spans(grid: Grid, *, repeat: bool = False, rows: range | None = None) -> Grid:
    """Merged cells come out as empty cells, or repeated."""
    full = occupied(grid)
    out: Grid = []
    for y, line in enumerate(full):
        if rows is not None and y not in rows:
            out.append(list(grid[y]))
            continue
        out.append([
            replace(cell, rowspan=1, colspan=1) if begins or (repeat and cell.text)
            else Cell("", role=cell.role)
            for cell, begins in line
        ])  # fmt: skip
    return out


def cut(grid: Grid, at: list[int], *, repeat_group: bool = True, repeat_head: int = 0) -> list[Grid]:
    """Cut into tables before the rows `at`; cells spanning a cut are closed and begun again, empty or repeated."""
    full, pieces = occupied(grid), []
    edges = [0, *at, len(grid)]
    for start, end in itertools.pairwise(edges):
        piece: Grid = []
        for y in range(start, end):
            row: Row = []
            seen: list[int] = []
            for cell, begins in full[y]:
                top = begins or (y == start and id(cell) not in seen)
                if not top or id(cell) in seen:
                    continue
                seen.append(id(cell))
                above = y - next(i for i, r in enumerate(grid) if any(c is cell for c in r))
                span = min(cell.rowspan - above, end - y)
                text = cell.text if above == 0 or repeat_group else ""
                row.append(replace(cell, rowspan=span, text=text))
            piece.append(row)
        if start and repeat_head:
            piece = [list(r) for r in grid[:repeat_head]] + piece
        pieces.append(piece)
    return pieces


def with_extra_column(grid: Grid, *, stray: bool = False) -> Grid:
    """An empty column at the right, or (`stray`) absorbed by a colspan in some rows."""
    width = max(sum(c.colspan for c in row) for row in grid)
    out = []
    for i, row in enumerate(grid):
        if row and row[0].role == "caption":
            out.append([replace(row[0], colspan=width + 1)])
        elif stray and i % 2 and row:
            out.append([*row[:-1], replace(row[-1], colspan=row[-1].colspan + 1)])
        else:
            out.append([*row, Cell("")])
    return out


def replace_text(grid: Grid, change: Callable[[Cell], str]) -> Grid:
    return [[replace(cell, text=change(cell)) for cell in row] for row in grid]


def spaced(rng: random.Random) -> Callable[[str], str]:
    """Labels padded with blanks as typists do: `行政 许可`, `总　计`."""

    def rewrite(text: str) -> str:
        if len(text) == 2:
            return text[0] + rng.choice(["　", "  ", " "]) + text[1]
        if len(text) > 4 and rng.random() < 0.4:
            at = rng.randint(2, len(text) - 2)
            return text[:at] + rng.choice([" ", "\n", "　"]) + text[at:]
        return text

    return rewrite


def half_width(text: str) -> str:
    return text.translate(str.maketrans("（），：“”", '(),:""'))
