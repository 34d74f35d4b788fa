"""Official tables that have rows and cells: read by axes, or row by row where the merged cells were lost.

信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数      header: labels only
规章     | 0           | 0           | 3               row: label, then a cell below every column label
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from pipelines import lexicon
from pipelines.documents import Cell, Table
from pipelines.labels import caption, fold, has_ordinal, key
from pipelines.lexicon import TableId
from pipelines.placing.headers import CORNER, Leaf, disclosure_leaves, disputes_leaves, requests_leaves
from pipelines.placing.state import Columns, Placed, Placement, State
from pipelines.values import NOTHING, is_label, is_number, read_value

_LABELLED: tuple[TableId, ...] = ("disclosure", "requests")
_HEADERS: tuple[TableId, ...] = ("requests", "disputes", "disclosure")
_YEAR = re.compile(r"(20\d\d)年?度?(?:数量?)?|(本年|今年|当年)度?(?:数量?)?|(?:上|去|前)一?年度?(?:数量?)?")
_FIRST = {"disclosure": "信息内容", "requests": "自然人", "disputes": "行政诉讼"}  # a header begins with this row


def place_grid(table: Table, state: State, out: Placement) -> None:
    """Place the cells of one table. `state` carries the header over from the table before: they are often split."""
    if state.table == "disputes" and state.kind is not None:
        state.start("disputes")
    if table.width != state.width or not table.spans_known:
        state.header, state.kinds, state.columns, state.remarks = {}, {}, {}, set()
        state.aligned = table.spans_known and not state.stream
        state.width = table.width
    _Grid(table, state, out).read()


class _Grid:
    """One table being read row by row."""

    def __init__(self, table: Table, state: State, out: Placement) -> None:
        self.table, self.state, self.out = table, state, out
        self.waiting: list[tuple[list[Cell], str]] = []  # rows to be read as sequences, once all of them are seen
        self.is_local = False  # a header of its own stands above, that is of no official table
        self.has_tall_number = False  # a number in the row reaches into the next one

    def read(self) -> None:
        above: list[Cell] = []  # cells that reach into the row
        for row in self.table.rows():
            if not row:
                continue
            number = row[0].row
            if above:
                above = [cell for cell in above if cell.row + cell.rowspan > number]
            tall = [cell for cell in row if cell.rowspan > 1]
            self.has_tall_number = bool(tall) and any(is_number(cell.text) for cell in tall)
            self._row(row, above, f"{self.table.place}, row {number + 1}")
            above += tall
        self._settle()

    def _start(self, table: TableId) -> None:
        self._settle()
        self.state.start(table, width=self.table.width, aligned=self.table.spans_known)

    def _met(self, table: TableId) -> None:
        self.out.met.add(table)
        self.out.grids.add(self.table.place)

    def _row(self, row: list[Cell], above: list[Cell], place: str) -> None:
        state = self.state
        if not any(is_number(cell.text) for cell in row):
            if self._heading_row(row):
                self.is_local = False
                return
            if len(row) == 1 and not row[0].text:
                return  # an empty line drawn across the table
            self.is_local = self.is_local or _is_local_header(row)
        elif state.header_open and _numbers_columns(row):
            return
        if state.table is None and (began := _begins_rows(row)) is not None:
            if self.is_local:
                return
            self._start(began)
        elif state.table != "disputes" and _names_case_and_outcome(row):
            self._start("disputes")
        state.header_open = False
        if state.table == "disputes":
            self._disputes_row(row, sorted([*above, *row], key=lambda cell: cell.column), place)
        elif state.table is not None:
            self._labelled_row(row, place)

    def _heading_row(self, row: list[Cell]) -> bool:
        """Take a row of the header, or the caption of a block; False for any other row without numbers."""
        state = self.state
        whole = len(row)
        rest = [cell for cell in row if not _is_corner(cell.text)]
        if len(rest) < len(row):
            if state.table != "requests" or not state.header_open:
                self._start("requests")
            state.header_open = True
            row = rest
        if any(caption(cell.text) for cell in row):
            self._start("disclosure")
            row = [cell for cell in row if not caption(cell.text)]
            rest = row
        remarks: list[Cell] = []
        if row and (key(row[-1].text) in lexicon.REMARKS or key(row[0].text) in lexicon.REMARKS):
            remarks = [cell for cell in row if key(cell.text) in lexicon.REMARKS]
            row = [cell for cell in row if cell not in remarks]
        filled = [cell.text for cell in row if cell.text]
        if not filled and (row is rest or (remarks and len(rest) < whole)):
            self._add_remarks(remarks)
            return True
        meant = _header_of(tuple(filled), state.table, going_on=state.header_open)
        if meant is None and len(filled) == 1 and lexicon.case(filled[0])[0]:
            meant = "disputes"  # a caption over a small table of one kind of case
        if meant is None:
            return False
        goes_on = meant == state.table and state.header_open
        first = _FIRST[meant]
        begun = meant != "requests" or any(key(text) == first for text in state.header.values())
        if not goes_on or (begun and any(key(text) == first for text in filled)):
            self._start(meant)
        state.header_open = True
        self._add_header(row)
        if remarks:
            self._add_remarks(remarks)
        return True

    def _add_remarks(self, cells: Sequence[Cell]) -> None:
        """Leave out the columns of notes; where the grid is lost they stand in the stream, and no row is told."""
        for cell in cells:
            self.state.remarks.update(cell.columns)
            self.state.stream.append(cell.text)

    def _add_header(self, row: list[Cell]) -> None:
        state = self.state
        texts = [cell.text for cell in row if cell.text]
        if len(set(texts)) < len(texts):
            state.repeated |= {text for text, n in Counter(texts).items() if n > 1}
        kind: str | None = None
        for cell in row:
            text, k = cell.text, key(cell.text)
            case, outcome = lexicon.case(text) if state.table == "disputes" else (None, None)
            if case:
                kind = case
                state.kinds |= dict.fromkeys(cell.columns, case)
            elif text:
                kind = None
            elif kind:  # an empty cell where the merged one was lost belongs to the label before it
                state.kinds |= {c: kind for c in cell.columns if c not in state.kinds}
            begun = state.header.get(cell.column, "")
            if text and begun and key(begun + text) in lexicon.heading_keys():
                text = begun + text  # 自然 over 人: a label that a line cut in two
                k = key(text)
                state.stream[len(state.stream) - 1 - state.stream[::-1].index(begun)] = text
                state.header |= dict.fromkeys(cell.columns, text)
                continue
            if text and k not in ("信息内容", "申请人情况"):
                state.stream.append(text)
            if not text or (case and not outcome) or k in lexicon.UPPER:
                continue
            for c in cell.columns:
                if c in state.header and key(state.header[c]) != k:
                    state.aligned = False
                state.header[c] = text
        state.columns.clear()

    # rows that begin with a label

    def _labelled_row(self, row: list[Cell], place: str) -> None:
        """A row of the disclosure or requests table, named by its own label, never by a group's that reaches in."""
        assert self.state.table is not None
        deepest = min([cell.rowspan for cell in row])
        words = [cell for cell in row if is_label(cell.text)]
        labels = [cell for cell in words if cell.rowspan == deepest]  # a taller one heads a group
        found = _row_of(labels, self.state.table)
        if found is not None and found[0] is not words[-1] and _is_begun(row, found[0]):
            found, labels = None, []
        if found is None:
            other = _begins_rows(labels)
            if other is not None:
                if not self.is_local:
                    self._start(other)
                    self._labelled_row(row, place)
            elif not self.is_local and any(is_number(cell.text) for cell in row):
                self.out.unofficial(place, " | ".join(c.text for c in row if c.text))
            return
        label, row_id = found
        if (self.is_local or (row_id == "results.total" and not has_ordinal(label.text))) and self._is_of_no_form(
            row_id
        ):
            if not self.is_local:
                self.out.unofficial(place, " | ".join(c.text for c in row if c.text))
            return
        self._met(self.state.table)
        if len(row) == 1:
            return  # a heading across the table, as (六)其他处理 is in 2021; where it is a row, its cells are missed
        if not (self.state.aligned and self.state.header and self._by_axes(label, row_id, row, place)):
            self.waiting.append((row, place))
        elif "元" in label.text:
            self._add_unit(label.text)

    def _add_unit(self, label: str) -> None:
        """Keep the unit that a row's label names with its amount: 行政事业性收费（元）."""
        if self.out.placed and self.out.placed[-1].cell[2] == "amount":
            self.out.placed[-1].header += label

    def _is_of_no_form(self, row_id: str) -> bool:
        """Whether a row that goes by an official name is a local table's, or a sum 合计 below all others."""
        have = [placed.cell[1] for placed in self.out.placed if placed.cell[0] == self.state.table]
        if self.is_local:
            return row_id in have
        return row_id in have and have[-1] == "carried_forward"

    def _columns(self, row_id: str) -> Columns:
        state = self.state
        block = "" if state.table == "requests" else row_id
        if (known := state.columns.get(block)) is None:
            ids = self._read_header(row_id)
            named = tuple(dict.fromkeys(i for i in ids.values() if i))
            single = len(named) == sum(i is not None for i in ids.values())
            plain = tuple((c, ids[c], state.header[c]) for c in sorted(ids)) if single else None
            known = state.columns[block] = Columns(ids, named, plain)
        return known

    def _read_header(self, row_id: str) -> dict[int, str | None]:
        header = self.state.header
        if self.state.table == "requests":
            sums = {key(text) for text in header.values()} & {"合计", "总计"}
            subtotal = "合计" if len(sums) > 1 else ""  # of the organisations, where another column is 总计
            columns = lexicon.columns("requests")
            return {c: None if key(text) == subtotal else columns.find(text) for c, text in header.items()}
        own_year = f"{self.state.year}年"  # 2020年处理决定数量 | 2021年处理决定数量
        header = {c: f"本年{text[5:]}" if text.startswith(own_year) else text for c, text in header.items()}
        found = {c: lexicon.columns("disclosure", row_id).find(text) for c, text in header.items()}
        halves = [c for c, text in header.items() if key(text) in lexicon.HALVES]
        if len({header[c] for c in halves}) > 1:  # 本年增 | 本年减 for 本年增/减
            return found | dict.fromkeys(halves)
        if None in found.values() and len(header) == len(self.state.stream):
            leaves = disclosure_leaves(self.state.stream, row_id)
            if leaves is not None:
                return {c: leaf[1] for c, leaf in zip(sorted(header), leaves, strict=True)}
        return found

    def _by_axes(self, label: Cell, row_id: str, row: list[Cell], place: str) -> bool:
        """Place a row by the column labels above it; False where grid and header do not fit together."""
        assert self.state.table is not None
        ids, named, plain = self._columns(row_id)
        if not named or (self.state.table == "requests" and len(named) < 2):
            return False
        if plain is not None and not self.has_tall_number and self._single_cells(label, row_id, row, plain, place):
            return True
        remarks = self.state.remarks
        below: dict[str, list[tuple[int, Cell]]] = {i: [] for i in named}
        covered = 0
        for position, cell in enumerate(row, 1):
            mapped = {ids[c] for c in cell.columns if c in ids}
            if remarks and remarks.issuperset(cell.columns):
                continue
            if cell.column <= label.column:
                if mapped - {None}:
                    return False
            elif not mapped:
                if cell.text and not is_label(cell.text):
                    return False
            elif len(mapped) > 1 and read_value(cell.text) is not NOTHING:
                return False
            covered += sum(c in ids for c in cell.columns) if mapped else 0
            for column in mapped:
                if column is not None:
                    below[column].append((position, cell))
        if covered < len(ids):
            return False
        for column, found in below.items():
            filled = [entry for entry in found if entry[1].text]
            shared = any(cell.rowspan > label.rowspan for _, cell in filled)  # one number for this row and the next
            if shared or (len(filled) > 1 and not self._is_copied(filled)):
                self.out.unread("cell_split", place, f"{row_id}.{column}: " + " | ".join(c.text for _, c in filled))
                continue
            position, cell = (filled or found)[0]
            header = next(self.state.header[c] for c in cell.columns if ids.get(c) == column)
            where = f"{place}, cell {position}"
            self.out.placed.append(
                Placed((self.state.table, row_id, column), cell.text, where, header, cell.confidence)
            )
        return True

    def _single_cells(
        self, label: Cell, row_id: str, row: list[Cell], plain: Sequence[tuple[int, str | None, str]], place: str
    ) -> bool:
        """Place a row that has one single cell below each column and no other behind its label, as most rows do."""
        table = self.state.table
        assert table is not None
        before = len(row) - len(plain)
        if before < 1 or row[before - 1] is not label:
            return False
        values = row[before:]
        placed = []
        for position, (cell, (below, column, header)) in enumerate(zip(values, plain, strict=True), before + 1):
            if cell.column != below or cell.colspan != 1:
                return False
            if column is not None:
                where = f"{place}, cell {position}"
                placed.append(Placed((table, row_id, column), cell.text, where, header, cell.confidence))
        self.out.placed += placed
        return True

    def _is_copied(self, filled: Sequence[tuple[int, Cell]]) -> bool:
        """Merged cells that an export unrolled: the same text in every cell, as in the header above."""
        headers = {self.state.header.get(c) for _, cell in filled for c in cell.columns}
        return len({cell.text for _, cell in filled}) == 1 and len(headers) == 1 and headers <= self.state.repeated

    # disputes

    def _disputes_row(self, row: list[Cell], cells: list[Cell], place: str) -> None:
        """Numbers below 行政复议/行政诉讼 headings, or, in a transposed table, beside an outcome."""
        labels = [cell for cell in cells if is_label(cell.text)]
        if any(len(key(cell.text)) > 3 and _row_of([cell], table) for cell in labels for table in _LABELLED):
            other = next(t for t in _LABELLED if _row_of(labels, t))
            self._start(other)
            self._labelled_row(row, place)
            return
        beside = row[0] if self.state.kinds and row[0].column not in self.state.kinds else None
        year = _year_of(beside.text) if beside is not None else None
        if year and year not in ("本年", "今年", "当年", str(self.state.year)):
            self.out.unofficial(place, " | ".join(c.text for c in row if c.text))
            return
        if year:
            labels = [cell for cell in labels if cell is not beside]
        named = [lexicon.case(cell.text) for cell in labels]
        row_kind = _only({kind for kind, _ in named if kind})
        row_outcome = _only({outcome for _, outcome in named if outcome})
        strange = [
            cell
            for names, cell in zip(named, labels, strict=True)
            if names == (None, None) and key(cell.text) not in lexicon.UPPER
        ]
        numbers = sum(is_number(cell.text) for cell in row)
        if strange and (numbers <= len(strange) or not all(cell.column in self.state.header for cell in strange)):
            if numbers:
                self.out.unread("unknown_row", place, " | ".join(c.text for c in row if c.text))
            return  # else one that cannot be read among the numbers, and does not cost the others
        values = [(n, cell) for n, cell in enumerate(row, 1) if cell in strange or not is_label(cell.text)]
        if year:
            values = [(n, cell) for n, cell in values if cell is not beside]
        if self.state.remarks:
            values = [(n, cell) for n, cell in values if not self.state.remarks.issuperset(cell.columns)]
        if not values:
            return
        if row_kind and row_outcome:  # both labels stand to the left: one number belongs to them
            filled = [entry for entry in values if entry[1].text] or values[:1]
            if len(filled) == 1:
                self._put_dispute(row_kind, row_outcome, *filled[0], place)
            else:
                self.out.unread("row_unplaced", place, " | ".join(c.text for c in row))
            return
        if not self._disputes_by_axes(values, row_kind, row_outcome, place):
            self._disputes_in_sequence(values, place)

    def _disputes_by_axes(
        self, values: Sequence[tuple[int, Cell]], row_kind: str | None, row_outcome: str | None, place: str
    ) -> bool:
        state = self.state
        if not state.aligned:
            return False
        got: list[tuple[str, str, int, Cell]] = []
        for position, cell in values:
            kinds = {k for c in cell.columns if (k := row_kind or state.kinds.get(c) or state.kind)}
            heads = {h for c in cell.columns if (h := row_outcome or lexicon.case(state.header.get(c, ""))[1])}
            if len(kinds) == 1 and len(heads) == 1:
                got.append((kinds.pop(), heads.pop(), position, cell))
            elif cell.text and (heads or not all(c in state.header for c in cell.columns)):
                return False  # else below a label of no form: 撤回, 行政诉讼合计
        same = Counter((kind, outcome) for kind, outcome, _, _ in got)
        if row_outcome:
            due = len(state.kinds)
        else:
            due = sum(lexicon.case(text)[1] is not None for text in state.header.values())
        if not got or max(same.values()) > 1 or len(got) < due:
            return False
        for entry in got:
            self._put_dispute(*entry, place)
        return True

    def _disputes_in_sequence(self, values: Sequence[tuple[int, Cell]], place: str) -> None:
        leaves = disputes_leaves(self.state.stream)
        texts = [cell.text for _, cell in values]
        slots = fit(texts, len(leaves)) if leaves is not None else None
        if leaves and slots and slots.start and self.state.aligned:
            slots = slots if _adds_up([texts[at] for at in slots], leaves) else None
        if leaves is None or slots is None:
            if any(is_number(cell.text) for _, cell in values):
                self._met("disputes")
                self.out.unread("row_unplaced", place, " | ".join(cell.text for _, cell in values))
            return
        for (kind, outcome), at in zip(leaves, slots, strict=True):
            assert kind is not None
            assert outcome is not None
            self._put_dispute(kind, outcome, *values[at], place)

    def _put_dispute(self, kind: str, outcome: str, position: int, cell: Cell, place: str) -> None:
        where = f"{place}, cell {position}"
        self.out.placed.append(Placed(("disputes", kind, outcome), cell.text, where, confidence=cell.confidence))
        self._met("disputes")

    # rows whose merged cells were lost

    def _settle(self) -> None:
        """Place the rows read as sequences; rows with blank ends keep their blanks on the side all others do."""
        rows = [entry for row, place in self.waiting if (entry := self._sequence(row, place)) is not None]
        self.waiting.clear()
        left = right = overfull = False
        for _, rest, leaves, _ in rows:
            slots = fit([cell.text for _, cell in rest], len(leaves))
            overfull = overfull or (slots is None and all(cell.text for _, cell in rest) and len(rest) > len(leaves))
            if slots is not None and len(rest) > len(leaves) and any(cell.text for _, cell in rest):
                left, right = left or slots.start > 0, right or slots.stop < len(rest)
        for row_id, rest, leaves, place in rows:
            if not rest:
                continue  # the rest of a group's label that a page break cut: where it is a row, its cells are missed
            texts = [cell.text for _, cell in rest]
            slots = fit(texts, len(leaves))
            extra = len(rest) - len(leaves)
            if slots is None and extra > 0 and left != right:
                start = 0 if right else extra
                inside = range(start, start + len(leaves))
                slots = None if any(t for n, t in enumerate(texts) if n not in inside) else inside
            if slots and slots.start and len(leaves) > 1 and (overfull or self.state.aligned):
                slots = slots if _adds_up([texts[at] for at in slots], leaves) else None
            if slots is None:
                detail = f"{row_id}: {len(leaves)} cells expected after the label, found " + " | ".join(texts)
                self.out.unread("row_unplaced", place, detail)
                continue
            stream = self.state.stream if len(self.state.stream) == len(leaves) else [""] * len(leaves)
            for (_, column), at, header in zip(leaves, slots, stream, strict=True):
                position, cell = rest[at]
                if column is not None:
                    assert self.state.table is not None
                    where = f"{place}, cell {position}"
                    self.out.placed.append(
                        Placed((self.state.table, row_id, column), cell.text, where, header, cell.confidence)
                    )

    def _sequence(self, row: list[Cell], place: str) -> tuple[str, list[tuple[int, Cell]], list[Leaf], str] | None:
        """Row id, the cells after the last label, and the columns that the header names."""
        assert self.state.table is not None
        deepest = min(cell.rowspan for cell in row)
        last = max((n for n, cell in enumerate(row) if is_label(cell.text)), default=-1)
        found = _row_of([cell for cell in row[: last + 1] if cell.rowspan == deepest], self.state.table)
        if found is None:
            return None
        row_id, rest = found[1], list(enumerate(row, 1))[last + 1 :]
        if any(cell.rowspan > deepest and is_number(cell.text) for _, cell in rest):
            self.out.unread("cell_split", place, f"{row_id}: " + " | ".join(cell.text for _, cell in rest))
            return None
        stream = self.state.stream
        leaves = requests_leaves(stream) if self.state.table == "requests" else disclosure_leaves(stream, row_id)
        if leaves is None:
            if any(is_number(cell.text) for _, cell in rest):
                detail = f"{row_id}: the header above is not understood: " + " | ".join(stream)
                self.out.unread("header_unread", place, detail)
            return None
        return row_id, rest, leaves, place


def _only(names: set[str]) -> str | None:
    """The one name that the labels of a row agree on; labels of a header that reach into the row name several."""
    return names.pop() if len(names) == 1 else None


@lru_cache(maxsize=1024)
def _year_of(text: str) -> str | None:
    """The year that a row is of, where it begins with one: 2021, 本年."""
    found = _YEAR.fullmatch(fold(text))
    return found and (found[1] or found[2] or text)


@lru_cache(maxsize=4096)
def _is_corner(text: str) -> bool:
    return bool(CORNER.search(fold(text))) or key(text) == "申请人情况"


def _row_of(labels: Sequence[Cell], table: TableId) -> tuple[Cell, str] | None:
    """The innermost label that names a row of the table, and the row's id."""
    vocabulary = lexicon.rows(table)
    for cell in reversed(labels):
        if cell.text and (row_id := vocabulary.find(cell.text)):
            return cell, row_id
    return None


def _is_begun(row: Sequence[Cell], label: Cell) -> bool:
    """Whether a label of no known row stands between this one and the numbers: (六)其他处理 | 1.申请人无 | 5."""
    behind = row[row.index(label) + 1 :]
    first = next((n for n, cell in enumerate(behind) if is_number(cell.text)), len(behind))
    return any(has_ordinal(cell.text) and is_label(cell.text) for cell in behind[:first])


def _names_case_and_outcome(row: Sequence[Cell]) -> bool:
    """Whether a row stands for one number of the disputes table: 行政诉讼 | 未经复议直接起诉 | 结果维持 | 3."""
    if not 3 <= len(row) <= 4:
        return False
    *labels, last = row
    if not is_number(last.text) or key(labels[-1].text) in ("总计", "其他"):
        return False
    named = [lexicon.case(cell.text) for cell in labels]
    others = [cell for cell, name in zip(labels, named, strict=True) if name == (None, None)]
    return named[-1][1] is not None and named[-2][0] is not None and all(key(c.text) in lexicon.UPPER for c in others)


def _numbers_columns(row: Sequence[Cell]) -> bool:
    """Whether a row below a header only numbers the columns: 栏次 | 1 | 2 | 3."""
    if next((cell.text for cell in row if is_number(cell.text)), "") != "1":
        return False
    labels = [cell.text for cell in row if cell.text and not is_number(cell.text)]
    values = [read_value(cell.text).value for cell in row if is_number(cell.text)]
    named = bool(labels) and all(key(text) in lexicon.COLUMN_NUMBERS for text in labels)
    return values == [*range(1, len(values) + 1)] and (named or (not labels and len(values) >= 5))


def _is_local_header(row: Sequence[Cell]) -> bool:
    """Whether a row that heads no official table heads another: labels only, and no row of an official table."""
    filled = [cell for cell in row if cell.text]
    return len(filled) > 1 and all(is_label(cell.text) for cell in filled) and _begins_rows(filled) is None


def _begins_rows(row: Sequence[Cell]) -> TableId | None:
    """A table that begins without a header: the rest of a split one."""
    told = [cell for cell in row if len(key(cell.text)) > 2]  # 其他 and 总计 tell nothing by themselves
    return next((table for table in _LABELLED if _row_of(told, table)), None)


@lru_cache(maxsize=4096)
def _header_of(texts: tuple[str, ...], now: TableId | None, *, going_on: bool) -> TableId | None:
    """The table whose header this row is, or None. A header row holds labels only, two at least, and most are known.

    Where the header goes on, some may be the beginnings of labels that a line cuts in two.
    """
    if not texts or any(map(is_number, texts)):
        return None
    if now == "disclosure" and going_on and all(key(text) in lexicon.HALVES for text in texts):
        return now  # 增 | 减 below 本年增/减
    scores = {table: sum(_heads(text, table) for text in texts) for table in _HEADERS}
    best = max(scores.values())
    if now is not None and going_on and scores.get(now) == best > 0:
        return now
    if best < 2 or best < len(texts) / 2:
        return None
    if now is not None and scores.get(now) == best:
        return now
    winners = [table for table in _HEADERS if scores[table] == best]
    return winners[0] if len(winners) == 1 else None


def _heads(text: str, table: TableId) -> int:
    """How much a label speaks for the header of a table."""
    k = key(text)
    if table == "disclosure" and k == "信息内容":
        return 2
    if lexicon.columns(table).find(text):
        return 1
    if table == "requests":
        return int(k == lexicon.PARENT or k in lexicon.SUBTOTALS)
    return int(table == "disputes" and (k == "行政诉讼" or lexicon.case(text) != (None, None)))


def _adds_up(texts: Sequence[str], leaves: Sequence[Leaf]) -> bool:
    """Whether a row adds up to its totals: then the blank before it is no column's."""
    parts: dict[str | None, float] = {}
    totals: dict[str | None, float] = {}
    for text, (kind, column) in zip(texts, leaves, strict=True):
        into = totals if column == "total" else parts
        into[kind] = into.get(kind, 0) + (read_value(text).value or 0)
    return bool(totals) and all(parts.get(kind) == total for kind, total in totals.items())


def fit(texts: Sequence[str], wanted: int) -> range | None:
    """Where the values stand among the cells after the label, if there is one way only.

    >>> fit(["1", "0", "1", "", ""], 3), fit(["", "1", "0", "1"], 3), fit(["", "1", "0", ""], 3), fit(["1"], 3)
    (range(0, 3), range(1, 4), None, None)
    """
    extra = len(texts) - wanted
    ways = [s for s in range(extra + 1) if not any(texts[:s]) and not any(texts[s + wanted :])]
    if len(ways) == 1 or (ways and not any(texts)):
        return range(ways[0], ways[0] + wanted)
    return None
