"""From ruling lines to cells: the geometry that PDF pages and scans share.

Every stretch between two neighbouring lines is either a wall or open. Elementary boxes with no wall between them are
one printed cell, so merged cells come from what is drawn and never from empty neighbours.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipelines.formats.unreadable import Unreadable

MOST_BOXES = 20_000
MOST_LINES = 4_000


class Rule(NamedTuple):
    """A ruling line: `at` is its y (horizontal) or x (vertical), `start` and `end` lie along it."""

    at: float
    start: float
    end: float


class Box(NamedTuple):
    """The grid area of one printed cell."""

    row: int
    column: int
    rowspan: int
    colspan: int


class Grid(NamedTuple):
    """One ruled table: line positions from left to right and from top to bottom, and its cells in reading order.

    `certain` is False where the walls enclose something that is no rectangle, so a cell had to be cut up.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    boxes: tuple[Box, ...]
    certain: bool
    open_top: tuple[bool, ...] = ()  # per column: is there no line above the first row?
    open_bottom: tuple[bool, ...] = ()

    def extent(self, box: Box) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of a cell."""
        return (
            self.xs[box.column],
            self.ys[box.row],
            self.xs[box.column + box.colspan],
            self.ys[box.row + box.rowspan],
        )


def merged_positions(values: Iterable[float], tolerance: float) -> list[float]:
    """Positions that lie within the tolerance of each other count as one, their mean.

    >>> merged_positions([10, 10.5, 30, 31, 50], 3)
    [10.25, 30.5, 50.0]
    """
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= tolerance and value - groups[-1][0] <= 2 * tolerance:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def nearest(positions: Sequence[float], value: float) -> int:
    """The index of the position closest to the value.

    >>> nearest([10.0, 20.0, 30.0], 24)
    1
    """
    at = bisect_left(positions, value)
    if at == 0:
        return 0
    if at == len(positions) or value - positions[at - 1] <= positions[at] - value:
        return at - 1
    return at


def joined(rules: Iterable[Rule], tolerance: float) -> list[Rule]:
    """Collinear pieces that touch become one line; what is then still too short to rule anything is dropped."""
    rules = list(rules)
    positions = merged_positions((rule.at for rule in rules), tolerance)
    by_position: dict[int, list[Rule]] = defaultdict(list)
    for rule in rules:
        by_position[nearest(positions, rule.at)].append(rule)
    lines = []
    for index, pieces in by_position.items():
        pieces.sort(key=lambda piece: piece.start)
        start, end = pieces[0].start, pieces[0].end
        for piece in pieces[1:]:
            if piece.start <= end + tolerance:
                end = max(end, piece.end)
            else:
                lines.append(Rule(positions[index], start, end))
                start, end = piece.start, piece.end
        lines.append(Rule(positions[index], start, end))
    return [line for line in lines if line.end - line.start >= 2 * tolerance]


def ruled_grids(horizontal: Iterable[Rule], vertical: Iterable[Rule], tolerance: float = 3.0) -> list[Grid]:
    """The tables that the lines draw, from top to bottom.

    Raises `Unreadable("too_big_to_parse")` where there are more lines or boxes than any report has.

    >>> rows = [Rule(0, 0, 20), Rule(10, 0, 20), Rule(20, 0, 20)]
    >>> [grid.boxes for grid in ruled_grids(rows, [Rule(0, 0, 20), Rule(10, 10, 20), Rule(20, 0, 20)])]
    [(Box(row=0, column=0, rowspan=1, colspan=2), Box(row=1, column=0, rowspan=1, colspan=1), Box(row=1, column=1, rowspan=1, colspan=1))]
    """  # noqa: E501
    across, down = joined(horizontal, tolerance), joined(vertical, tolerance)
    if len(across) + len(down) > MOST_LINES:
        raise Unreadable("too_big_to_parse", f"{len(across) + len(down)} ruling lines on one page")
    down = _without_frame(across, down, tolerance)
    grids = [_grid(*group, tolerance) for group in _connected(across, down, tolerance)]
    return sorted((grid for grid in grids if grid.boxes), key=lambda grid: (grid.ys[0], grid.xs[0]))


def _without_frame(across: list[Rule], down: list[Rule], tolerance: float) -> list[Rule]:
    """The upright lines without those of a frame around tables and text, as a page's layout may have one.

    Its right line touches nothing; its left one is kept beside the other lines of tables, whose outer one it may be.

    >>> rows, inner = [Rule(20, 0, 50), Rule(30, 0, 50)], [Rule(25, 20, 30), Rule(50, 20, 30)]
    >>> _without_frame(rows, [Rule(0, 0, 90), *inner, Rule(80, 0, 90)], 3) == [*inner, Rule(0, 20, 30)]
    True
    """
    right = max(down, default=None)
    if right is None or any(row.end > right.at - tolerance for row in across):
        return down
    left = min(down)
    if abs(left.start - right.start) + abs(left.end - right.end) > tolerance or left.at > right.at - tolerance:
        return down
    inner = [line for line in down if line not in (left, right)]
    spans = joined((line._replace(at=left.at) for line in inner), tolerance)
    return [*inner, *spans]


def _connected(across: list[Rule], down: list[Rule], tolerance: float) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that cross or touch belong to one table; underlines and separators touch nothing and fall away."""
    parent = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, (y, left, right) in enumerate(across):
        for j, (x, top, bottom) in enumerate(down):
            if (
                left - tolerance <= x <= right + tolerance
                and top - tolerance <= y <= bottom + tolerance
                and root(i) != root(len(across) + j)
            ):
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for i, rule in enumerate(across):
        groups[root(i)][0].append(rule)
    for j, rule in enumerate(down):
        groups[root(len(across) + j)][1].append(rule)
    tables = [group for group in groups.values() if len(group[0]) + len(group[1]) >= 3 and group[0] and group[1]]
    for lone in [group[1][0] for group in groups.values() if not group[0]]:
        # A group's label that fills a page from top to bottom: no line but its outer one stands there.
        for _, lines in tables:
            if any(abs(lone.start - line.start) + abs(lone.end - line.end) <= tolerance for line in lines):
                lines.append(lone)
                break
    return tables


def _grid(across: list[Rule], down: list[Rule], tolerance: float) -> Grid:
    # A table may be open at its sides (no outer lines) or at a page break; its outline is then where its lines end.
    xs = merged_positions(_with_ends((rule.at for rule in down), across, tolerance), tolerance)
    ys = merged_positions(_with_ends((rule.at for rule in across), down, tolerance), tolerance)
    width, height = len(xs) - 1, len(ys) - 1
    if width < 1 or height < 1:
        return Grid(tuple(xs), tuple(ys), (), certain=True)
    if width * height > MOST_BOXES:
        raise Unreadable("too_big_to_parse", f"a table of {width} × {height} boxes on one page")
    wall_left = _walls(down, xs, ys)  # wall_left[x][y]: a wall on line x beside row y
    wall_above = _walls(across, ys, xs)  # wall_above[y][x]: a wall on line y above column x
    open_top, open_bottom = tuple(not wall for wall in wall_above[0]), tuple(not wall for wall in wall_above[height])
    _close_open_sides(wall_left, wall_above)
    _close_open_sides(wall_above, wall_left)

    outside = width * height
    parent = list(range(outside + 1))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for row in range(height):
        for column in range(width):
            box = row * width + column
            for wall, neighbour in (
                (wall_left[column][row], box - 1 if column else outside),
                (wall_above[row][column], box - width if row else outside),
                (wall_left[column + 1][row], outside if column + 1 == width else box),
                (wall_above[row + 1][column], outside if row + 1 == height else box),
            ):
                if not wall:
                    parent[root(box)] = root(neighbour)
    regions: dict[int, list[int]] = defaultdict(list)
    for box in range(outside):
        if root(box) != root(outside):
            regions[root(box)].append(box)
    boxes: list[Box] = []
    certain = True
    for members in regions.values():
        top, left = min(box // width for box in members), min(box % width for box in members)
        bottom, right = max(box // width for box in members), max(box % width for box in members)
        if len(members) == (bottom - top + 1) * (right - left + 1):
            boxes.append(Box(top, left, bottom - top + 1, right - left + 1))
        else:  # a wall is missing somewhere: no rectangle, so no telling which cells were meant
            certain = False
            boxes.extend(Box(box // width, box % width, 1, 1) for box in members)
    return Grid(tuple(xs), tuple(ys), tuple(sorted(boxes)), certain, open_top, open_bottom)


def _with_ends(positions: Iterable[float], crossing: list[Rule], tolerance: float) -> list[float]:
    """The lines' own positions, and an outline where at least two crossing lines end together beyond the last line."""
    known = sorted(positions)
    starts = sorted(rule.start for rule in crossing)
    ends = sorted((rule.end for rule in crossing), reverse=True)
    outline = []
    if len(crossing) >= 2 and starts[0] < known[0] - 2 * tolerance and starts[1] - starts[0] <= tolerance:
        outline.append(starts[0])
    if len(crossing) >= 2 and ends[0] > known[-1] + 2 * tolerance and ends[0] - ends[1] <= tolerance:
        outline.append(ends[0])
    return known + outline


def _walls(rules: list[Rule], lines: list[float], marks: list[float]) -> list[list[bool]]:
    """Per line and stretch between two marks: does a rule cover most of the stretch?"""
    walls = [[False] * (len(marks) - 1) for _ in lines]
    for at, start, end in rules:
        wall = walls[nearest(lines, at)]
        for stretch in range(len(marks) - 1):
            low, high = marks[stretch], marks[stretch + 1]
            if min(end, high) - max(start, low) > 0.6 * (high - low):
                wall[stretch] = True
    return walls


def _close_open_sides(side: list[list[bool]], ends: list[list[bool]]) -> None:
    """A row between two drawn lines that reach an open side ends at that side."""
    for line, column in ((0, 0), (len(side) - 1, len(side) - 2)):
        row = 0
        while row < len(side[line]):
            if side[line][row] or not ends[row][column]:
                row += 1
                continue
            below = row + 1
            while below < len(side[line]) and not ends[below][column] and not side[line][below]:
                below += 1
            if ends[below][column] and not any(side[line][row:below]):
                side[line][row:below] = [True] * (below - row)
            row = below
