"""A report as a person knows it: the official tables (国办公开办函〔2019〕60号, 〔2021〕30号) drawn in a terminal.

A Chinese character is two cells wide; every width here is counted in cells (`rich.cells`), so that borders line up.
Merged cells of the official form are drawn merged. Where a terminal is too narrow for a table it becomes an outline.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len
from rich.text import Text

from pipelines.commands import printable
from pipelines.forms import Column, Row, TableForm, form
from pipelines.items import Check, Report

UNREAD = "?"
OPENING = "（《「『“‘(["
CLOSING = "，。、；：！？）》」』”’,.;:!?)]"
HEAD = "bold"
LABELS = 3  # label columns of the requests table: 三、… │ (三)… │ 1.…
WIDEST, ROOMY, NARROW = 120, 100, 60  # cells
JUNCTIONS = " ╵╷│╴┘┐┤╶└┌├─┴┬┼"
"""A border character by the sides it has lines on: 1 up + 2 down + 4 left + 8 right."""


@dataclass(frozen=True, slots=True)
class Box:
    """One drawn cell, at a grid place, over `rowspan` × `colspan` of it."""

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    style: str = ""
    justify: str = "left"


def fold(text: str, width: int) -> list[str]:
    """Lines of at most `width` cells. ASCII words stay whole, brackets and punctuation with what they belong to; a
    text that begins with spaces keeps them on every line.

    >>> fold("三、本年度办理结果", 8)
    ['三、本年', '度办理结', '果']
    >>> fold("予以公开，（区分）", 8), fold("自然人 (total)", 10)
    (['予以公', '开，（区', '分）'], ['自然人', '(total)'])
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        indent = paragraph[: min(len(paragraph) - len(paragraph.lstrip(" ")), width // 3)]
        for piece in _pieces(paragraph, width - len(indent)):
            if cell_len(line) + cell_len(piece) > width and line:
                kept, carried = line, ""
                while len(kept) > 1 and (kept[-1] in OPENING or (piece[0] in CLOSING and not carried)):
                    if cell_len(indent + kept[-1] + carried + piece) > width:
                        break
                    kept, carried = kept[:-1], kept[-1] + carried
                lines.append(kept.rstrip())
                line = indent + (carried if piece == " " else carried + piece)
            else:
                line += piece
        lines.append(line.rstrip())
    return lines


def _pieces(text: str, width: int) -> Iterable[str]:
    """What must not be broken: a word of ASCII that fits in a line, else a single character."""
    for piece in re.findall(r"[!-~]+|.", text):
        yield from [piece] if len(piece) <= width else piece


def balanced(text: str, width: int) -> list[str]:
    """The lines of `fold`, no more of them, but as equal as they can be.

    >>> balanced("结果维持", 6)
    ['结果', '维持']
    """
    lines = fold(text, width)
    for narrower in range(width - 1, 1, -1):
        closer = fold(text, narrower)
        if len(closer) > len(lines):
            break
        lines = closer
    return lines


def fit(text: str, width: int, justify: str = "left") -> str:
    """The text padded to `width` cells.

    >>> fit("总计", 6, "right")
    '  总计'
    """
    room = max(0, width - cell_len(text))
    before = {"left": 0, "right": room, "center": room // 2}[justify]
    return " " * before + text + " " * (room - before)


def draw(boxes: Sequence[Box], widths: Sequence[int], ruled: Iterable[int], pad: int = 0) -> list[Text]:
    """A grid of boxes with borders, one `Text` a line, all of equal width.

    `widths` are the columns in cells without padding; `ruled` the rows that have a line above them (the first always).
    A box that spans rows runs through the lines inside it.
    """
    height = max(box.row + box.rowspan for box in boxes)
    rules = {0, height, *ruled}
    at: dict[tuple[int, int], Box] = {
        (row, column): box
        for box in boxes
        for row in range(box.row, box.row + box.rowspan)
        for column in range(box.column, box.column + box.colspan)
    }
    inner = [width + 2 * pad for width in widths]

    def room(box: Box) -> int:
        return sum(inner[box.column : box.column + box.colspan]) + box.colspan - 1 - 2 * pad

    folded = {box: (balanced if box.justify == "center" else fold)(box.text, room(box)) for box in boxes}
    lines = [1] * height
    for box in sorted(boxes, key=lambda box: box.rowspan):
        inside = range(box.row, box.row + box.rowspan)
        have = sum(lines[row] for row in inside) + sum(row in rules for row in inside[1:])
        lines[inside[-1]] += max(0, len(folded[box]) - have)

    drawn: dict[Box, int] = dict.fromkeys(boxes, 0)  # lines of the box's text that are already out

    def strip(box: Box) -> Text:
        number = drawn[box]
        drawn[box] += 1
        text = folded[box][number] if number < len(folded[box]) else ""
        return Text(" " * pad + fit(text, room(box), box.justify) + " " * pad, style=box.style)

    out: list[Text] = []
    for row in range(height + 1):
        if row in rules:
            out.append(_rule(row, at, inner, strip))
        for _ in range(lines[row] if row < height else 0):
            line = Text("│")
            column = 0
            while column < len(inner):
                box = at[row, column]
                line += strip(box)
                line.append("│")
                column += box.colspan
            out.append(line)
    return out


def _rule(row: int, at: Mapping[tuple[int, int], Box], inner: Sequence[int], strip: Callable[[Box], Text]) -> Text:
    """The line above `row`; boxes that span it go on through it."""

    def bar(row: int, column: int) -> bool:  # is there a border left of this column in this row?
        left, right = at.get((row, column - 1)), at.get((row, column))
        return left is not right

    def ruled(column: int) -> bool:
        above, below = at.get((row - 1, column)), at.get((row, column))
        return above is not below

    line = Text()
    column = 0
    while column <= len(inner):
        sides = bar(row - 1, column) + 2 * bar(row, column)
        sides += 4 * (column > 0 and ruled(column - 1)) + 8 * (column < len(inner) and ruled(column))
        line.append(JUNCTIONS[sides])
        if column == len(inner):
            break
        if ruled(column):
            line.append("─" * inner[column])
            column += 1
        else:
            box = at[row, column]
            line += strip(box)
            column += box.colspan
    return line


def number(value: float) -> str:
    """A number as printed, without a trailing `.0`.

    >>> number(3909.3), number(12.0), number(587944)
    ('3909.3', '12', '587944')
    """
    return str(int(value)) if float(value).is_integer() else repr(value)


class Values:
    """The figures of one table as texts to draw; knows which cells a broken sum points at."""

    def __init__(self, report: Report, tbl: str) -> None:
        self.figures = {(figure.row, figure.col): figure for figure in report.figures if figure.tbl == tbl}
        self.doubtful = {finding.place for finding in report.findings if finding.kind == "reader"}
        self.broken = {_sum_cell(check) for check in report.checks if check.held is False and _table_of(check) == tbl}

    def text(self, row: str, column: Column) -> str:
        """The number; what was printed where there is none; `?` where nothing could be read with certainty.

        The unit is added where the form does not fix it, or the report printed another one.
        """
        figure = self.figures.get((row, column.id))
        if figure is None:
            return UNREAD
        if figure.value is None:
            return (UNREAD if figure.place in self.doubtful else "") + printable(figure.raw.strip())
        unit = f" {figure.unit}" if figure.unit and figure.unit != column.unit else ""
        return number(figure.value) + unit

    def style(self, row: str, column: Column) -> str:
        """Red for what is unread and for the total of a broken sum, dim for blanks and zeros."""
        figure = self.figures.get((row, column.id))
        if (
            figure is None
            or (row, column.id) in self.broken
            or (figure.value is None and figure.place in self.doubtful)
        ):
            return "bold red"
        return "" if figure.value else "dim"

    def box(self, row: Row, column: Column, at: tuple[int, int], colspan: int = 1) -> Box:
        """The figure as a cell of the drawing."""
        text, style = self.text(row.id, column), self.style(row.id, column)
        return Box(text, *at, colspan=colspan, style=style, justify="right")

    def widest(self, table: TableForm, columns: Iterable[Column]) -> int:
        """Cells that the longest text of these columns needs."""
        wanted = {column.id for column in columns}
        return max(cell_len(self.text(row.id, column)) for row, column in table.cells() if column.id in wanted)


def _table_of(check: Check) -> str:
    return check.rule.partition(".")[0]


def _sum_cell(check: Check) -> tuple[str, str]:
    """The cell that ought to be the sum: of a column in `requests.balance` and `.results_total`, else of a row."""
    column_sums = {"requests.balance": "carried_forward", "requests.results_total": "results.total"}
    if check.rule in column_sums:
        return column_sums[check.rule], check.place
    return check.place, "total"


def draw_table(report: Report, tbl: str, width: int) -> list[Text]:
    """One official table of the report with its figures, in at most `width` cells where the terminal allows it."""
    table = form(report.editions[tbl]).tables[tbl]
    width = min(width, WIDEST)
    values = Values(report, tbl)
    drawn = DRAWING[tbl](table, values, width)
    if drawn[0].cell_len > width:
        return _outline(table, values, width)
    return drawn


def _pad(width: int) -> int:
    return 1 if width >= ROOMY else 0


def _disclosure(table: TableForm, values: Values, width: int) -> list[Text]:
    """A caption, a header and rows for every 项 of article 20; a short header's last column takes the rest."""
    across = max(len(block.columns) for block in table.blocks)
    boxes: list[Box] = []
    ruled: set[int] = set()
    at = 0
    for block in table.blocks:
        boxes.append(Box(f"第二十条第({block.caption})项", at, 0, colspan=across + 1, style=HEAD))
        boxes.append(Box("信息内容", at + 1, 0, style=HEAD))
        ruled |= {at, at + 1, at + 2}
        last = len(block.columns) - 1
        spans = [1 if number < last else across - last for number in range(len(block.columns))]
        for number, column in enumerate(block.columns):
            boxes.append(Box(column.label, at + 1, number + 1, colspan=spans[number], style=HEAD, justify="center"))
        for line, row in enumerate(block.rows, at + 2):
            boxes.append(Box(row.label, line, 0))
            boxes += [values.box(row, column, (line, n + 1), spans[n]) for n, column in enumerate(block.columns)]
        at += 2 + len(block.rows)
    pad = _pad(width)
    label = 22 if width >= NARROW else 10
    value = min(16, (width - label - (across + 2) - 2 * pad * (across + 1)) // across)
    value = max(value, values.widest(table, [column for block in table.blocks for column in block.columns]))
    return draw(boxes, [label, *[value] * across], ruled, pad)


def _requests(table: TableForm, values: Values, width: int) -> list[Text]:
    """Three columns of nested labels, and the kinds of applicant under their merged header."""
    (block,) = table.blocks
    columns = block.columns
    first, last = LABELS, LABELS + len(columns) - 1
    boxes = [
        Box(table.corner or "", 0, 0, rowspan=3, colspan=LABELS, style="dim"),
        Box("申请人情况", 0, first, colspan=len(columns), style=HEAD, justify="center"),
        Box(columns[0].label, 1, first, rowspan=2, style=HEAD, justify="center"),
        Box("法人或其他组织", 1, first + 1, colspan=len(columns) - 2, style=HEAD, justify="center"),
        Box(columns[-1].label, 1, last, rowspan=2, style=HEAD, justify="center"),
    ]
    boxes += [Box(c.label, 2, first + n, style=HEAD, justify="center") for n, c in enumerate(columns[1:-1], 1)]
    ruled = {1, 2, 3}
    groups: dict[str, list[int]] = {group.id: [] for group in table.groups}
    before: list[str] = []
    for line, row in enumerate(block.rows, 3):
        path = [group.id for group in table.groups if row.id.startswith(f"{group.id}.")]
        if path != before or not path:
            ruled.add(line)
        before = path
        for above in path:
            groups[above].append(line)
        boxes.append(Box(row.label, line, len(path), colspan=LABELS - len(path)))
        boxes += [values.box(row, column, (line, first + n)) for n, column in enumerate(columns)]
    for group in table.groups:
        if lines := groups[group.id]:
            boxes.append(Box(group.label, lines[0], group.id.count("."), rowspan=len(lines)))
    pad = _pad(width)
    value = max(4, values.widest(table, columns))
    outer, inner = (8, 12) if width >= ROOMY else (6, 8)
    room = width - (LABELS + len(columns) + 1) - 2 * pad * (LABELS + len(columns)) - outer - inner
    label = max(12, min(42, room - value * len(columns)))
    value = max(value, min(8, (room - label) // len(columns)))
    return draw(boxes, [outer, inner, label, *[value] * len(columns)], ruled, pad)


def _disputes(table: TableForm, values: Values, width: int) -> list[Text]:
    """One line of figures under 行政复议 and the two kinds of 行政诉讼."""
    (block,) = table.blocks
    columns = block.columns
    across = len(columns)
    boxes = [
        Box(block.rows[0].label, 0, 0, colspan=across, style=HEAD, justify="center"),
        Box("行政诉讼", 0, across, colspan=across * (len(block.rows) - 1), style=HEAD, justify="center"),
    ]
    for number, row in enumerate(block.rows):
        left, top = number * across, 2 if number else 1
        if number:
            boxes.append(Box(row.label, 1, left, colspan=across, style=HEAD, justify="center"))
        boxes += [
            Box(column.label, top, left + n, rowspan=3 - top, style=HEAD, justify="center")
            for n, column in enumerate(columns)
        ]
        boxes += [values.box(row, column, (3, left + n)) for n, column in enumerate(columns)]
    value = max(4, values.widest(table, columns))
    total = across * len(block.rows)
    value = max(value, min(6, (width - total - 1) // total))
    return draw(boxes, [value] * total, {1, 2, 3})


def _statistics(table: TableForm, values: Values, width: int) -> list[Text]:
    """统计指标, 单位, 统计数 (国办发〔2014〕32号): the rows that the report has, and the groups above them."""
    (block,) = table.blocks
    (column,) = block.columns
    parents = {row.id: row.parent for row in block.rows}
    shown: set[str] = set()
    for printed, _ in values.figures:
        at: str | None = printed
        while at and at not in shown:
            shown.add(at)
            at = parents.get(at)
    boxes = [Box(text, 0, n, style=HEAD) for n, text in enumerate(("统计指标", "单位", column.label))]
    ruled, line = {1}, 1
    for row in block.rows:
        if row.id not in shown:
            continue
        depth, above = 0, row.parent
        while above:
            depth, above = depth + 1, parents[above]
        if not depth:
            ruled.add(line)
        boxes.append(Box("  " * depth + row.label, line, 0))
        boxes.append(Box(row.unit or "", line, 1, justify="center"))
        boxes.append(Box("", line, 2) if row.is_group else values.box(row, replace(column, unit=row.unit), (line, 2)))
        line += 1
    value = max(6, *(cell_len(box.text) for box in boxes if box.column == 2))
    label = min(max(cell_len(box.text) for box in boxes if box.column == 0), width - 4 - 4 - value)
    return draw(boxes, [max(label, 12), 4, value], ruled)


DRAWING = {"disclosure": _disclosure, "requests": _requests, "disputes": _disputes, "statistics": _statistics}


def _outline(table: TableForm, values: Values, width: int) -> list[Text]:
    """For a terminal too narrow for the table: every row's label, then its figures as `column figure` pairs."""
    lines: list[Text] = []
    groups = {group.id: group.label for group in table.groups}
    last: list[str] = []
    for block in table.blocks:
        if block.caption:
            lines.append(Text(f"第二十条第({block.caption})项", style=HEAD))
        for row in block.rows:
            path = [group for group in groups if row.id.startswith(f"{group}.")]
            for depth, group in enumerate(path):
                if group not in last:
                    lines += [Text(" " * depth + text) for text in fold(groups[group], width - depth)]
            last = path
            indent = " " * len(path)
            lines += [Text(indent + text) for text in fold(row.label, width - len(path))]
            pairs = [f"{column.label} {values.text(row.id, column)}" for column in block.columns]
            lines += [Text(f"{indent}  {text}", style="cyan") for text in _packed(pairs, width - len(path) - 2)]
    return lines


def _packed(pieces: Iterable[str], width: int) -> list[str]:
    """Pieces side by side, a piece never split unless it alone is too long."""
    lines: list[str] = []
    for piece in pieces:
        if lines and cell_len(lines[-1]) + 2 + cell_len(piece) <= width:
            lines[-1] += f"  {piece}"
        else:
            lines += fold(piece, width)
    return lines


RULES = {
    "requests.balance": "本年新收 + 上年结转 = 总计 + 结转下年度",
    "requests.results_total": "本年度办理结果各项之和 = 总计",
    "requests.row_total": "各类申请人之和 = 总计",
    "disputes.total": "各类结果之和 = 总计",
    "disclosure.newly_public": "本年新公开数量 ≤ 对外公开总数量",
    "disclosure.items": "上一年项目数量 + 本年增/减 ≥ 0",
    "facts.received": "正文的收到申请 = 表中本年新收（或加上年结转）",
    "facts.channels": "正文的各渠道申请之和 = 正文的收到申请",
    "facts.disputes": "正文的复议、诉讼 = 表中总计",
    "facts.normative_documents": "正文的规范性文件 = 表中数量",
}
FAILS = {"disclosure.newly_public": ">", "disclosure.items": "<"}  # how left and right stand where a rule does not hold
MARKS = {True: ("✓", "green"), False: ("✗", "bold red"), None: ("·", "yellow")}
STATUS = {"complete": "green", "partial": "yellow", "narrative": "cyan", "failed": "bold red"}


def describe(
    report: Report, width: int, provenance: Mapping[str, object] | None = None, *, with_text: bool = False
) -> list[Text]:
    """The whole report, a `Text` a line: what it is, where it is from, its tables, checks, facts and findings.

    `provenance` are further lines about where the bytes came from: url, fetched, portal.
    """
    name = printable(f"{report.agency or 'agency unknown'}  {report.fiscal_year or 'year unknown'}")
    state = report.status if report.kind == "report" else "not a report"
    lines = [Text.assemble((name, "bold"), "  ", (state, STATUS.get(state, "bold red")))]
    source = {"path": report.source.path} if provenance is None else dict(provenance)
    about: dict[str, object] = {
        "title": report.title,
        "published": report.published_on,
        **source,
        "sha256": report.source.sha256,
        "type": ", ".join(part for part in (report.source.media_type, report.source.encoding) if part),
        "editions": "  ".join(f"{tbl} {report.editions[tbl]}" for tbl in DRAWING if tbl in report.editions),
    }
    about = {key: value for key, value in about.items() if value}
    for key, value in about.items():
        lines += hanging(f"{key:<{max(map(len, about)) + 2}}", str(value), width, "dim")
    for tbl in DRAWING:
        edition = report.editions.get(tbl)
        if edition and any(figure.tbl == tbl for figure in report.figures):
            lines += [Text(), Text(form(edition).tables[tbl].heading, style="bold")]
            lines += [Text(_places(report, tbl), style="dim"), *draw_table(report, tbl, width)]
    lines += _sections(report, width, with_text=with_text)
    lines += _checks(report, width)
    if report.facts:
        lines += [Text(), Text(f"Facts in the narrative: {len(report.facts)}", style="bold")]
        indicators = max(len(fact.indicator) for fact in report.facts)
        for fact in report.facts:
            about_value = {"exact": "", "approx": "约", "at_least": "≥"}[fact.qualifier]
            stated = f"{about_value}{number(fact.value)}{fact.unit or ''}"
            lines += hanging(f"  {fact.indicator:<{indicators}}  {fit(stated, 10)}", f"“{fact.quote}”", width)
    if report.findings:
        lines += [Text(), Text(f"Findings: {len(report.findings)}", style="bold")]
        for finding in report.findings:
            where = f"{finding.place}: " if finding.place else ""
            mark = f"  {finding.kind:<6}  {finding.code}  "
            lines += hanging(mark, f"{where}{finding.detail}", width, "yellow")
    return lines


def _places(report: Report, tbl: str) -> str:
    """Where in the document the table was read, and how: "table 2 (html)"."""
    seen = dict.fromkeys(
        f"{figure.place.partition(', row')[0]} ({figure.method})" for figure in report.figures if figure.tbl == tbl
    )
    return ", ".join(seen)


def _sections(report: Report, width: int, *, with_text: bool) -> list[Text]:
    if not report.sections:
        return []
    lines = [Text(), Text(f"Sections: {len(report.sections)}", style="bold")]
    for section in report.sections:
        heading = "、".join(part for part in (section.number, section.heading) if part)
        lines += hanging("  ", f"{heading}  ({len(section.text)} characters)", width)
        if with_text:
            for paragraph in section.text.split("\n"):
                lines += hanging("    ", paragraph, width, "dim")
    return lines


def _checks(report: Report, width: int) -> list[Text]:
    """The official sums, a line a rule with ✓ held, ✗ broken, · open, and a line for each that is broken."""
    if not report.checks:
        return []
    counts = {held: sum(check.held is held for check in report.checks) for held in MARKS}
    total = f"Checks: {counts[True]} held ✓  {counts[False]} broken ✗  {counts[None]} open · (a term is blank)"
    lines = [Text(), Text(total, style="bold")]
    for rule in dict.fromkeys(check.rule for check in report.checks):
        checks = [check for check in report.checks if check.rule == rule]
        held = [check.held for check in checks]
        worst = False if False in held else None if None in held else True
        mark, style = MARKS[worst]
        tally = f"{held.count(True)} of {len(held)} held"
        lines += hanging(f"  {mark} ", f"{rule}  {RULES.get(rule, '')}  {tally}", width, style)
        for check in checks:
            if check.held is False:
                sides = f"{_number(check.left)} {FAILS.get(rule, '≠')} {_number(check.right)}"
                lines += hanging("      ", f"{place_label(report, check)}: {sides}", width, MARKS[False][1])
    return lines


def _number(value: float | None) -> str:
    return "blank" if value is None else number(value)


def place_label(report: Report, check: Check) -> str:
    """The official label of the row or column that a sum is about, with its id."""
    tbl = _table_of(check)
    if tbl in report.editions:
        for block in form(report.editions[tbl]).tables[tbl].blocks:
            labels = {entry.id: entry.label for entry in block.rows} | {
                entry.id: entry.label for entry in block.columns
            }
            if check.place in labels:
                return f"{labels[check.place]} ({check.place})"
    return check.place


def hanging(mark: str, text: str, width: int, style: str = "") -> list[Text]:
    """Text folded beside a mark; where the mark takes most of the terminal, the text begins on the next line."""
    mark, text, margin = printable(mark), printable(text), cell_len(mark)
    if margin > width * 2 // 3:
        return [Text(mark.rstrip(), style=style), *(Text(f"    {line}") for line in fold(text, max(8, width - 4)))]
    first, *others = fold(text, width - margin)
    return [Text.assemble((mark, style), first), *(Text(" " * margin + line) for line in others)]


def columns(rows: Iterable[tuple[tuple[str, str], str, str, str]], width: int) -> list[Text]:
    """A line of mark, name and what was found each; where the mark is no ✓, the advice under it."""
    entries = list(rows)
    names = max((cell_len(name) for _, name, _, _ in entries), default=0)
    lines: list[Text] = []
    for (mark, style), name, found, advice in entries:
        lines += hanging(f"{mark} {fit(name, names)}  ", found, width, style)
        if advice and mark != "✓":
            lines += hanging(" " * (names + 4) + "→ ", advice, width, "cyan")
    return lines
