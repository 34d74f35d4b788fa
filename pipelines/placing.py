"""Which figure of which official table each printed cell is: by the labels beside and above it, never by position.

Tables whose merged cells are known are read by axes: the row label to the left, the column label above. Where the grid
and its header do not fit together (merged cells lost on the way), the rows are read as sequences: labels, then one cell
for every column that the header names, in the header's order; a row that does not fit is not read, and a finding says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipelines import lexicon
from pipelines.documents import Cell, Document, Paragraph, Table
from pipelines.headers import Leaf, disclosure_leaves, disputes_leaves, requests_leaves
from pipelines.items import Finding
from pipelines.labels import caption, fold, key
from pipelines.lexicon import TableId
from pipelines.values import read_value

_FURNITURE = re.compile(r"[-—–_\s]{1,3}\d{1,3}[-—–_\s]{1,3}|第?\s*\d{1,3}\s*页(?:\s*/?\s*共\s*\d{1,3}\s*页)?")
_CORNER = re.compile(r"勾稽关系|第一项加第二项")
_WHOLE_CORNER = re.compile(r"\(?本?列?数据的?勾稽关系为?[:,]?第一项加第二项之和[,、]?等于第三项加第四项之和\)?")
_LABEL_MAX = 120
_PIECES = 8  # a label may be broken over so many lines, one character each at worst


@dataclass(frozen=True, slots=True)
class Placed:
    """One printed cell and the figure it is. `text` is what is printed."""

    table: TableId
    row: str
    column: str
    text: str
    place: str
    header: str = ""
    confidence: float = 1.0


@dataclass(slots=True)
class _State:
    """What the rows read so far say about the next one."""

    table: TableId | None = None
    stream: list[str] = field(default_factory=list)  # header labels in reading order
    header: dict[int, str] = field(default_factory=dict)  # grid column -> header label
    kinds: dict[int, str] = field(default_factory=dict)  # grid column -> kind of case (disputes)
    kind: str | None = None  # kind of case that a caption above the table names
    width: int = 0
    aligned: bool = True
    header_open: bool = False  # the last row was a header row too

    def start(self, table: TableId | None) -> None:
        self.table, self.stream, self.header, self.kinds, self.aligned = table, [], {}, {}, True
        self.header_open = False


@dataclass(slots=True)
class Placement:
    """Everything placed, what could not be, and which official tables were met."""

    placed: list[Placed] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    met: set[TableId] = field(default_factory=set)
    used_tables: set[str] = field(default_factory=set)  # places of tables that held official rows

    def unread(self, code: str, place: str, detail: str) -> None:
        self.findings.append(Finding(code=code, kind="reader", place=place, detail=detail[:200]))


def place(document: Document) -> Placement:
    """Place every printed cell of a document's official tables."""
    out = Placement()
    state = _State()
    lines: list[tuple[int, str]] = []
    before = ""
    for number, block in enumerate(document.blocks, 1):
        if isinstance(block, Paragraph):
            lines.append((number, block.text))
            if block.text:
                before = block.text
            continue
        _lines(lines, state, out)
        lines = []
        state.kind = lexicon.rows("disputes").find(before) if len(before) < 20 else None
        statistics = _statistics(block, out)
        if not statistics:
            _grid(block, state, out)
        before = ""
    _lines(lines, state, out)
    return out


# --- tables of rows and cells ------------------------------------------------------------------------------------


def _grid(table: Table, state: _State, out: Placement) -> None:
    if table.width != state.width or not table.spans_known:
        state.header, state.kinds, state.aligned = {}, {}, table.spans_known and not state.stream
        state.width = table.width
    if state.table == "disputes" and state.kind is not None:
        state.start("disputes")
        state.width = table.width
    pads = _Pads()
    waiting: list[tuple[list[Cell], str]] = []
    covering: dict[int, Cell] = {}
    for row in table.rows():
        if not row:
            continue
        number = row[0].row
        above = {c: cell for c, cell in covering.items() if cell.row + cell.rowspan > number}
        place_of = f"{table.place}, row {number + 1}"
        _grid_row(row, above, place_of, table, state, out, pads, waiting)
        for cell in row:
            if cell.rowspan > 1:
                for c in cell.columns:
                    above[c] = cell
        covering = above
    _settle(waiting, state, out, pads)


def _grid_row(
    row: list[Cell],
    above: dict[int, Cell],
    place: str,
    table: Table,
    state: _State,
    out: Placement,
    pads: _Pads,
    waiting: list[tuple[list[Cell], str]],
) -> None:
    texts = [cell.text for cell in row]
    if any(_CORNER.search(text) for text in texts) or any(key(t) == "申请人情况" for t in texts):
        _settle(waiting, state, out, pads)
        state.start("requests")
        state.width, state.aligned = table.width, table.spans_known
        out.met.add("requests")
        out.used_tables.add(table.place)
        state.header_open = True
        return
    if any(caption(text) for text in texts) and not any(read_value(t).value is not None for t in texts):
        _settle(waiting, state, out, pads)
        state.start("disclosure")
        state.width, state.aligned = table.width, table.spans_known
        out.met.add("disclosure")
        out.used_tables.add(table.place)
        if sum(bool(t) for t in texts) == 1:
            return
        row = [cell for cell in row if not caption(cell.text)]
        texts = [cell.text for cell in row]
    meant = _header_of(texts, state)
    if meant is not None:
        if meant != state.table or not state.header_open or _restarts(meant, texts):
            _settle(waiting, state, out, pads)
            keep = state.header_open and meant == state.table and not _restarts(meant, texts)
            if not keep:
                kind = state.kind
                state.start(meant)
                state.kind = kind
                state.width, state.aligned = table.width, table.spans_known
        state.header_open = True
        out.met.add(meant)
        out.used_tables.add(table.place)
        _add_header(row, state)
        return
    if state.table is None and not _begins_rows(texts, state):
        return
    state.header_open = False
    cells = [*sorted({id(c): c for c in above.values()}.values(), key=lambda c: c.column), *row]
    cells.sort(key=lambda c: c.column)
    if state.table == "disputes":
        _disputes_row(row, cells, place, state, out)
    else:
        _labelled_row(row, cells, place, table, state, out, pads, waiting)


def _begins_rows(texts: Sequence[str], state: _State) -> bool:
    """A table that begins without a header (the rest of a split one whose header we never saw)."""
    for table in ("disclosure", "requests"):
        if any(lexicon.rows(table).find(t) for t in texts if t):  # type: ignore[arg-type]
            state.start(table)  # type: ignore[arg-type]
            return True
    return False


def _header_of(texts: Sequence[str], state: _State) -> TableId | None:
    """The table whose header this row is, or None. A header row holds labels only."""
    filled = [t for t in texts if t]
    if not filled or any(read_value(t).value is not None for t in filled):
        return None
    keys = [key(t) for t in filled]
    scores = {
        "requests": sum(
            lexicon.columns("requests").find(t) is not None or k == "法人或其他组织" or k in lexicon.SUBTOTALS
            for t, k in zip(filled, keys, strict=True)
        ),
        "disputes": sum(
            lexicon.columns("disputes").find(t) is not None
            or lexicon.rows("disputes").find(t) is not None
            or k == "行政诉讼"
            for t, k in zip(filled, keys, strict=True)
        ),
        "disclosure": sum(lexicon.columns("disclosure").find(t) is not None for t in filled)
        + (2 if "信息内容" in keys else 0),
    }
    best = max(scores.values())
    if best < 2 or best < len(filled) / 2:
        return None
    if state.table is not None and scores.get(state.table) == best:
        return state.table
    winners = [name for name, score in scores.items() if score == best]
    return winners[0] if len(winners) == 1 else None  # type: ignore[return-value]


def _restarts(table: TableId, texts: Sequence[str]) -> bool:
    """Whether a header row is the first of its header."""
    keys = {key(t) for t in texts if t}
    return {"disclosure": "信息内容" in keys, "requests": "自然人" in keys, "disputes": "行政诉讼" in keys}.get(
        table, False
    )


def _add_header(row: list[Cell], state: _State) -> None:
    kind: str | None = None
    for cell in row:
        text = cell.text
        folded = key(text)
        if state.table == "disputes":
            found = lexicon.rows("disputes").find(text)
            if found or folded == "行政诉讼":
                kind = found
            if found:
                for c in cell.columns:
                    state.kinds[c] = found
            elif not text and kind and not any(c in state.kinds for c in cell.columns):
                for c in cell.columns:  # an empty cell where the span was lost belongs to the label before it
                    state.kinds[c] = kind
            elif text:
                kind = None
        if not text:
            continue
        if not (folded in ("信息内容", "申请人情况") or (folded == "行政诉讼" and False)):
            state.stream.append(text)
        if folded in lexicon.UPPER or (state.table == "disputes" and lexicon.rows("disputes").find(text)):
            continue
        for c in cell.columns:
            if c in state.header and key(state.header[c]) != folded:
                state.aligned = False
            state.header[c] = text


def _leaf_columns(state: _State, row: str | None) -> dict[int, str | None]:
    """Grid columns below a header label: column id, or None for one without a figure."""
    if state.table == "requests":
        vocabulary = lexicon.columns("requests")
        return {c: vocabulary.find(text) for c, text in state.header.items()}
    vocabulary = lexicon.columns("disclosure", row)
    found = {c: vocabulary.find(text) for c, text in state.header.items()}
    if None in found.values() and row is not None:
        texts = _distinct(state)
        leaves = disclosure_leaves(texts, row)
        if leaves is not None and len(set(state.header)) == len(texts):
            return {c: leaf[1] for c, leaf in zip(sorted(state.header), leaves, strict=True)}
    return found


def _distinct(state: _State) -> list[str]:
    return list(state.stream)


def _labelled_row(
    row: list[Cell],
    cells: list[Cell],
    place: str,
    table: Table,
    state: _State,
    out: Placement,
    pads: _Pads,
    waiting: list[tuple[list[Cell], str]],
) -> None:
    name = state.table
    assert name in ("disclosure", "requests")
    labels = [cell for cell in cells if cell.text and read_value(cell.text).doubt == "text"]
    found = next(((cell, i) for cell in reversed(labels) if (i := lexicon.rows(name).find(cell.text))), None)
    if found is None:
        other = _other_table(labels, name)
        if other is not None:
            state.start(other)
            state.width, state.aligned = table.width, table.spans_known
            _labelled_row(row, cells, place, table, state, out, pads, waiting)
            return
        if any(cell.text and read_value(cell.text).value is not None for cell in row):
            out.unread("unknown_row", place, " | ".join(c.text for c in row if c.text))
        return
    label, row_id = found
    out.met.add(name)
    out.used_tables.add(table.place)
    if state.aligned and state.header and _aligned(label, row_id, row, cells, place, state, out):
        return
    waiting.append((row, place))


def _other_table(labels: Sequence[Cell], name: TableId) -> TableId | None:
    other: TableId = "requests" if name == "disclosure" else "disclosure"
    return other if any(lexicon.rows(other).find(cell.text) for cell in labels) else None


def _aligned(
    label: Cell, row_id: str, row: list[Cell], cells: list[Cell], place: str, state: _State, out: Placement
) -> bool:
    """Place a row by the columns of the header above it; False where grid and header do not fit together."""
    columns = _leaf_columns(state, row_id)
    named = {i for i in columns.values() if i}
    if not named or (state.table == "requests" and len(named) < 2):
        return False
    at: dict[str, list[tuple[int, Cell]]] = {i: [] for i in named}
    seen: set[int] = set()
    for position, cell in enumerate(row, 1):
        mapped = {columns[c] for c in cell.columns if c in columns}
        seen.update(cell.columns)
        is_label = cell.column <= label.column or (
            cell.text and read_value(cell.text).doubt == "text" and not mapped - {None}
        )
        if is_label:
            if mapped:
                return False
            continue
        if not mapped:
            if cell.text and read_value(cell.text).doubt != "text":
                return False
            continue
        if len(mapped) > 1 and cell.text:
            return False
        for column in mapped:
            if column is not None:
                at[column].append((position, cell))
    if any(c not in seen for c in columns):
        return False
    for column, found in at.items():
        filled = [entry for entry in found if entry[1].text]
        if len(filled) > 1:
            out.unread("cell_split", place, f"{row_id}.{column}: " + " | ".join(c.text for _, c in filled))
            continue
        if not found:
            return False
        position, cell = (filled or found)[0]
        header = next(state.header[c] for c in cell.columns if columns.get(c) == column)
        out.placed.append(
            Placed(state.table, row_id, column, cell.text, f"{place}, cell {position}", header, cell.confidence)
        )  # type: ignore[arg-type]
    return True


def _disputes_row(row: list[Cell], cells: list[Cell], place: str, state: _State, out: Placement) -> None:
    """A row of numbers below 行政复议/行政诉讼 headings, or, transposed, beside an outcome."""
    labels = [c for c in cells if c.text and read_value(c.text).doubt == "text"]
    row_kind = next((i for c in labels if (i := lexicon.rows("disputes").find(c.text))), None)
    row_outcome = next((i for c in labels if (i := lexicon.columns("disputes").find(c.text))), None)
    values = [(n, c) for n, c in enumerate(row, 1) if c not in labels]
    if not any(c.text for _, c in values) and not labels and not values:
        return
    if any(lexicon.rows(t).find(c.text) for c in labels for t in ("disclosure", "requests") if len(key(c.text)) > 3):  # type: ignore[arg-type]
        return
    unknown = [
        c
        for c in labels
        if key(c.text) not in lexicon.UPPER
        and not (lexicon.rows("disputes").find(c.text) or lexicon.columns("disputes").find(c.text))
    ]
    if unknown:
        if any(read_value(c.text).value is not None for _, c in values):
            out.unread("unknown_row", place, " | ".join(c.text for c in row if c.text))
        return
    outcomes = lexicon.columns("disputes")
    if row_kind and row_outcome:
        filled = [(n, c) for n, c in values if c.text] or values[:1]
        if len(filled) == 1:
            out.placed.append(
                Placed("disputes", row_kind, row_outcome, filled[0][1].text, f"{place}, cell {filled[0][0]}")
            )
        return
    got: list[Placed] = []
    fits = state.aligned
    for position, cell in values:
        kinds = {k for c in cell.columns if (k := row_kind or state.kinds.get(c) or state.kind)}
        heads = {
            h
            for c in cell.columns
            if (h := row_outcome or (outcomes.find(state.header[c]) if c in state.header else None))
        }
        if len(kinds) == 1 and len(heads) == 1:
            got.append(
                Placed(
                    "disputes",
                    kinds.pop(),
                    heads.pop(),
                    cell.text,
                    f"{place}, cell {position}",
                    confidence=cell.confidence,
                )
            )
        elif cell.text:
            fits = False
    cells_seen = Counter((p.row, p.column) for p in got)
    if fits and got and max(cells_seen.values()) == 1 and (row_kind or row_outcome or len(got) >= len(state.header)):
        out.placed.extend(got)
        return
    leaves = disputes_leaves(state.stream)
    sequence = [(n, c) for n, c in values]
    if leaves is not None and (slots := _fit([c.text for _, c in sequence], len(leaves))) is not None:
        for (kind, outcome), at in zip(leaves, slots, strict=True):
            position, cell = sequence[at]
            assert kind is not None
            assert outcome is not None
            out.placed.append(
                Placed("disputes", kind, outcome, cell.text, f"{place}, cell {position}", confidence=cell.confidence)
            )
        return
    if any(read_value(c.text).value is not None for _, c in values):
        out.unread("row_unplaced", place, " | ".join(c.text for c in row))


# --- rows whose merged cells were lost ------------------------------------------------------------------------------


@dataclass(slots=True)
class _Pads:
    """On which side of the values a table keeps the empty cells that merged labels left behind."""

    left: int = 0
    right: int = 0


def _fit(texts: Sequence[str], wanted: int) -> range | None:
    """Where the values stand among the cells after the label, if there is one way only.

    >>> _fit(["1", "0", "1", "", ""], 3), _fit(["", "1", "0", "1"], 3), _fit(["", "1", "0", ""], 3), _fit(["1"], 3)
    (range(0, 3), range(1, 4), None, None)
    """
    extra = len(texts) - wanted
    if extra < 0:
        return None
    ways = [s for s in range(extra + 1) if not any(texts[:s]) and not any(texts[s + wanted :])]
    if len(ways) == 1 or (ways and not any(texts)):
        return range(ways[0], ways[0] + wanted)
    return None


def _settle(waiting: list[tuple[list[Cell], str]], state: _State, out: Placement, pads: _Pads) -> None:
    """Place the rows that are read as sequences; rows with blank ends follow the side that all others keep."""
    rows = [entry for row, place in waiting if (entry := _sequence(row, place, state, out)) is not None]
    waiting.clear()
    for _, rest, leaves, _ in rows:
        slots = _fit([c.text for _, c in rest], len(leaves))
        if slots is not None and len(rest) > len(leaves) and any(c.text for _, c in rest):
            pads.left += slots.start > 0
            pads.right += slots.stop < len(rest)
    for row_id, rest, leaves, place in rows:
        slots = _fit([c.text for _, c in rest], len(leaves))
        extra = len(rest) - len(leaves)
        if slots is None and extra > 0 and bool(pads.left) != bool(pads.right):
            start = 0 if pads.right else extra
            outside = [c for n, (_, c) in enumerate(rest) if not start <= n < start + len(leaves)]
            slots = None if any(c.text for c in outside) else range(start, start + len(leaves))
        if slots is None:
            out.unread(
                "row_unplaced",
                place,
                f"{row_id}: {len(leaves)} cells expected after the label, found " + " | ".join(c.text for _, c in rest),
            )
            continue
        for (_, column), at in zip(leaves, slots, strict=True):
            position, cell = rest[at]
            if column is not None:
                out.placed.append(
                    Placed(
                        state.table, row_id, column, cell.text, f"{place}, cell {position}", confidence=cell.confidence
                    )
                )  # type: ignore[arg-type]


def _sequence(
    row: list[Cell], place: str, state: _State, out: Placement
) -> tuple[str, list[tuple[int, Cell]], list[Leaf], str] | None:
    assert state.table in ("disclosure", "requests")
    vocabulary = lexicon.rows(state.table)
    last = max((n for n, c in enumerate(row) if c.text and read_value(c.text).doubt == "text"), default=-1)
    row_id = next((i for c in reversed(row[: last + 1]) if c.text and (i := vocabulary.find(c.text))), None)
    if row_id is None:
        return None
    labels = list(state.stream)
    leaves = requests_leaves(labels) if state.table == "requests" else disclosure_leaves(labels, row_id)
    if leaves is None:
        if any(read_value(c.text).value is not None for c in row[last + 1 :]):
            out.unread("header_unread", place, f"{row_id}: the header above is not understood: " + " | ".join(labels))
        return None
    return row_id, [(n + 1, row[n]) for n in range(last + 1, len(row))], leaves, place


# --- text with one cell a line --------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Token:
    """One line (or several that make one label): what it may be, and the blank lines before it."""

    text: str
    number: int
    gap: int
    value: bool


def _lines(lines: list[tuple[int, str]], state: _State, out: Placement) -> None:
    """Read tables that were flattened to lines: labels, then one value for every column of the header."""
    if sum(1 for _, t in lines if t and len(t) <= _LABEL_MAX) < 8:
        return
    tokens = _tokens(lines)
    base = _usual_gap(tokens)
    flat = _Flat(_State(), out, base)
    at = 0
    while at < len(tokens):
        at += flat.take(tokens, at)
    flat.close(None)


def _tokens(lines: list[tuple[int, str]]) -> list[_Token]:
    tokens: list[_Token] = []
    gap = 0
    for number, text in lines:
        if not text:
            gap += 1
            continue
        for part in _parts(text):
            if _FURNITURE.fullmatch(part):
                continue
            tokens.append(_Token(part, number, gap, read_value(part).doubt != "text"))
            gap = 0
        gap = 1
    return tokens


def _parts(text: str) -> Iterator[str]:
    """A line may hold a label and its values: 一、本年新收政府信息公开申请数量 23 0 0 0 0 0 23."""
    if len(text) > 400:
        yield text
        return
    words = text.split()
    numbers = 0
    for word in reversed(words):
        if read_value(word).value is None and word not in ("-", "/", "—", "——", "无"):
            break
        numbers += 1
    if numbers == 0 or (numbers == 1 and len(words) == 2 and len(words[0]) < 2):
        yield text
        return
    head = " ".join(words[: len(words) - numbers])
    if head:
        yield head
    yield from words[len(words) - numbers :]


def _usual_gap(tokens: Sequence[_Token]) -> int:
    gaps = Counter(t.gap for t in tokens if t.value)
    return gaps.most_common(1)[0][0] if gaps else 1


class _Flat:
    """The state machine over tokens."""

    def __init__(self, state: _State, out: Placement, base: int) -> None:
        self.state, self.out, self.base = state, out, base
        self.row: str | None = None
        self.values: list[_Token] = []
        self.disputes_open = False

    def take(self, tokens: Sequence[_Token], at: int) -> int:
        """Consume the tokens that begin at `at`; gives how many."""
        token = tokens[at]
        if token.value:
            if self.row is not None or self.disputes_open:
                self.values.append(token)
            return 1
        label = self._label(tokens, at)
        if label is None:
            self.close(token)
            if len(token.text) > _LABEL_MAX or (self.state.table and len(token.text) > 40):
                self.state.start(None)
            return 1
        used, role, identity = label
        text = "".join(t.text for t in tokens[at : at + used])
        self.close(token)
        if role == "caption":
            self.state.start("disclosure")
            self.out.met.add("disclosure")
        elif role == "corner":
            if self.state.table != "requests" or not self.state.stream or self.state.header_open is False:
                self.state.start("requests")
            self.out.met.add("requests")
            self.state.header_open = True
        elif role == "header":
            self._header(text, identity)
        elif role == "group":
            self.state.header_open = False
        else:
            self.state.table = identity[0]
            self.out.met.add(identity[0])
            self.state.header_open = False
            self.row = identity[1]
        return used

    def _header(self, text: str, identity: tuple[TableId, str]) -> None:
        table, name = identity
        if (
            self.state.table != table
            or not self.state.header_open
            or name == "信息内容"
            or (name == "natural_person" and self.state.stream)
        ):
            self.state.start(table)
            self.state.header_open = True
        self.out.met.add(table)
        if name not in ("信息内容", "申请人情况"):
            self.state.stream.append(text)
        if table == "disputes":
            leaves = disputes_leaves(self.state.stream)
            self.disputes_open = leaves is not None and len(leaves) >= 5

    def _label(self, tokens: Sequence[_Token], at: int) -> tuple[int, str, tuple[TableId, str]] | None:
        """The longest run of lines that makes one known label: how many lines, its role, table and id."""
        text = ""
        best: tuple[int, str, tuple[TableId, str]] | None = None
        for used, token in enumerate(tokens[at : at + _PIECES], 1):
            if token.value and used > 1:
                break
            text += token.text
            if len(text) > _LABEL_MAX:
                break
            role = self._role(text, tokens, at + used, whole=used == 1)
            if role is not None:
                best = (used, *role)
        return best

    def _role(
        self, text: str, tokens: Sequence[_Token], after: int, *, whole: bool
    ) -> tuple[str, tuple[TableId, str]] | None:
        if caption(text):
            return "caption", ("disclosure", "")
        k = key(text)

        def meaning(vocabulary: lexicon.Vocabulary) -> str | None:
            return vocabulary.find(text) if whole else vocabulary.exact(text)

        if k == "申请人情况" or (whole and _CORNER.search(text)) or _WHOLE_CORNER.fullmatch(fold(text)):
            return "corner", ("requests", "")
        now = self.state.table
        if k == "信息内容":
            return "header", ("disclosure", k)
        if k == "行政诉讼" or (now == "disputes" and meaning(lexicon.columns("disputes"))):
            return "header", ("disputes", k)
        if kind := meaning(lexicon.rows("disputes")):
            following = "".join(t.text for t in tokens[after : after + 3] if not t.value)
            if now == "disputes" or key(following).startswith(("行政诉讼", "结果")):
                return "header", ("disputes", kind)
        if now == "requests" or now is None:
            if k in (*lexicon.SUBTOTALS, lexicon.PARENT):
                return "header", ("requests", k)
            column = meaning(lexicon.columns("requests"))
            if column and (self.state.header_open or column == "natural_person"):
                return "header", ("requests", column)
        if (
            now == "disclosure"
            and self.state.header_open
            and any(o.startswith(k) for o in lexicon.columns("disclosure").ids if len(k) >= 2)
        ):
            if not meaning(lexicon.rows("disclosure")):
                return "header", ("disclosure", k)
        if now == "requests" and meaning(lexicon.groups()):
            return "group", ("requests", "")
        for table in ("requests", "disclosure"):
            if (now == table or (now is None and len(k) > 8)) and (found := meaning(lexicon.rows(table))):  # type: ignore[arg-type]
                return "row", (table, found)  # type: ignore[return-value]
        return None

    def close(self, following: _Token | None) -> None:
        """End of a row: its values are placed if they are as many as the header has columns."""
        values, self.values = self.values, []
        row, self.row = self.row, None
        table = self.state.table
        if self.disputes_open and values:
            self.disputes_open = False
            leaves = disputes_leaves(self.state.stream)
            self._put("disputes", None, leaves, values, following)
        elif row is not None and table in ("requests", "disclosure"):
            leaves = (
                requests_leaves(self.state.stream) if table == "requests" else disclosure_leaves(self.state.stream, row)
            )
            self._put(table, row, leaves, values, following)

    def _put(
        self, table: TableId, row: str | None, leaves: list[Leaf] | None, values: list[_Token], following: _Token | None
    ) -> None:
        place = f"line {values[0].number}" if values else f"before line {following.number}" if following else "the end"
        if leaves is None:
            if values:
                self.out.unread(
                    "header_unread",
                    place,
                    f"{table}.{row}: the header above is not understood: " + " | ".join(self.state.stream),
                )
            return
        texts = self._with_blanks(values, following, len(leaves))
        if texts is None:
            self.out.unread(
                "row_unplaced",
                place,
                f"{table}.{row}: {len(leaves)} cells expected, found " + " | ".join(v.text for v in values),
            )
            return
        for (kind, column), (text, where) in zip(leaves, texts, strict=True):
            identity = kind or row
            if column is not None and identity is not None:
                self.out.placed.append(Placed(table, identity, column, text, where))

    def _with_blanks(self, values: list[_Token], following: _Token | None, wanted: int) -> list[tuple[str, str]] | None:
        """One text a column; blank cells only where blank lines show them, or where a row has no value at all."""
        if len(values) == wanted:
            return [(v.text, f"line {v.number}") for v in values]
        if not values:
            where = f"before line {following.number}" if following else "the end"
            return [("", where)] * wanted
        if len(values) > wanted:
            return None
        out: list[tuple[str, str]] = []
        for v in values:
            out += [("", f"before line {v.number}")] * max(0, v.gap - self.base)
            out.append((v.text, f"line {v.number}"))
        if following is not None:
            out += [("", f"before line {following.number}")] * max(0, following.gap - self.base)
        return out if len(out) == wanted else None


# --- the 2014 form ---------------------------------------------------------------------------------------------------

_STATISTICS_VALUE = frozenset(("统计数", "统计数据", "统计数值", "数值", "数量", "数据", "本年度统计数"))


def _statistics(table: Table, out: Placement) -> bool:
    """政府信息公开情况统计表: 统计指标 | 单位 | 统计数; labels that occur twice are told apart by the groups above them."""
    vocabulary = lexicon.rows("statistics")
    rows = list(table.rows())
    known = sum(any(len(key(c.text)) > 4 and vocabulary.find(c.text) for c in row if c.text) for row in rows)
    if known < 8:
        return False
    out.met.add("statistics")
    out.used_tables.add(table.place)
    column: int | None = None
    context: list[str] = []
    for row in rows:
        if not row:
            continue
        heads = [c for c in row if key(c.text) in _STATISTICS_VALUE]
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


def _statistics_id(text: str, context: Sequence[str]) -> lexicon.Row | None:
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
