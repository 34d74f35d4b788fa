"""Official tables flattened to text, one cell a line: labels, then one value for every column of the header."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipelines import lexicon
from pipelines.labels import caption, fold, has_ordinal, key
from pipelines.lexicon import TableId
from pipelines.placing.headers import CORNER, Leaf, disclosure_leaves, disputes_leaves, requests_leaves
from pipelines.placing.state import Placed, Placement, State
from pipelines.values import is_number, read_value

_FURNITURE = re.compile(r"[-—–_\s]{1,3}\d{1,3}[-—–_\s]{1,3}|第?\s*\d{1,3}\s*页(?:\s*/?\s*共\s*\d{1,3}\s*页)?")
_WHOLE_CORNER = re.compile(r"\(?本?列?数据的?勾稽关系为?[:,]?第一项加第二项之和[,、]?等于第三项加第四项之和\)?")
_LABEL_MAX = 120
_PIECES = 9  # a label may be broken over so many lines, one character each at worst: 三、本年度办理结果
_ORDINALS = frozenset("一二三四五六七八九十")  # alone on a line: the first of these, or a dash


@dataclass(slots=True)
class Token:
    """One line (or several that make one label): what it may be, and the blank lines before it."""

    text: str
    number: int
    gap: int
    value: bool


def place_lines(lines: Sequence[tuple[int, str]], out: Placement) -> None:
    """Read tables that were flattened to lines: labels, then one value for every column of the header."""
    if sum(1 for _, t in lines if t and len(t) <= _LABEL_MAX) < 8:
        return
    tokens = tokens_of(lines)
    base = _usual_gap(tokens)
    flat = _Flat(State(), out, base)
    at = 0
    while at < len(tokens):
        at += flat.take(tokens, at)
    flat.close(None)


def tokens_of(lines: Sequence[tuple[int, str]]) -> list[Token]:
    """Labels and values in reading order; a line may hold several."""
    tokens: list[Token] = []
    gap = 0
    for number, text in lines:
        if not text:
            gap += 1
            continue
        if _FURNITURE.fullmatch(text):
            continue  # 「- 2 -」 is the number of a page, no three cells
        for part in _parts(text):
            if _FURNITURE.fullmatch(part):
                continue
            tokens.append(Token(part, number, gap, read_value(part).doubt != "text" and part not in _ORDINALS))
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
    if numbers == 1 and len(words) == 2 and len(words[0]) < 2:
        numbers = 0
    head = words[: len(words) - numbers]
    if len(head) > 1 and all(map(_is_heading, head)):
        yield from head
    elif head:
        yield " ".join(head)
    yield from words[len(words) - numbers :]


def _is_heading(word: str) -> bool:
    """Whether a word is a whole column label: a line of them is a header row that lost its cells."""
    k = key(word)
    return bool(CORNER.search(word)) or k in lexicon.heading_keys()


def _usual_gap(tokens: Sequence[Token]) -> int:
    gaps = Counter(t.gap for t in tokens if t.value)
    return gaps.most_common(1)[0][0] if gaps else 1


@lru_cache(maxsize=4096)
def _is_whole_corner(text: str) -> bool:
    return _WHOLE_CORNER.fullmatch(fold(text)) is not None


def _begins_column(k: str) -> bool:
    """Whether a column label of the disclosure table begins so: headers lose their second line."""
    return len(k) >= 2 and any(o.startswith(k) for o in lexicon.columns("disclosure").ids)


class _Flat:
    """The state machine over tokens."""

    def __init__(self, state: State, out: Placement, base: int) -> None:
        self.state, self.out, self.base = state, out, base
        self.row: str | None = None
        self.line = 0  # where the row's label ends
        self.values: list[Token] = []
        self.stray: list[Token] = []  # numbers below a label that is not known
        self.after_stray = False  # since then no row had numbers of its own: one without any may have lost them
        self.disputes_open = False

    def take(self, tokens: Sequence[Token], at: int) -> int:
        """Consume the tokens that begin at `at`; gives how many."""
        token = tokens[at]
        if token.value:
            if self.row is not None or self.disputes_open:
                self.values.append(token)
            elif self.state.table in ("requests", "disclosure") and is_number(token.text) and not self._is_page(token):
                self.stray.append(token)
            return 1
        label = self._label(tokens, at)
        if (label is None or label[1] == "row") and (wrapped := self._wrapped(tokens, at)) is not None:
            self.close(token)
            used, self.row, self.values = wrapped
            self.line = self.values[0].number
            return used
        if label is None:
            if self.row is not None and not self.values:
                self.after_stray = True  # its numbers may stand behind this text
            self.close(token)
            if len(token.text) > _LABEL_MAX or (self.state.table and len(token.text) > 40):
                self.state.start(None)
            return 1
        used, role, identity = label
        text = "".join(t.text for t in tokens[at : at + used])
        self.close(token)
        if role == "caption":
            self.state.start("disclosure")
        elif role == "corner":
            if self.state.table != "requests" or not self.state.stream or self.state.header_open is False:
                self.state.start("requests")
            self.state.header_open = True
        elif role == "header":
            self._header(text, identity)
        elif role == "group":
            self.state.header_open = False
        else:
            self.state.table = identity[0]
            self.state.header_open = False
            self.row = identity[1]
            self.line = tokens[at + used - 1].number
        return used

    def _is_page(self, token: Token) -> bool:
        """Whether a number is a page's: one behind a blank line where every row is a line."""
        return self.base == 0 and token.gap > 1

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
        if name not in ("信息内容", "申请人情况"):
            self.state.stream.append(text)
        if table == "disputes":
            leaves = disputes_leaves(self.state.stream)
            self.disputes_open = leaves is not None and len(leaves) >= 5

    def _label(self, tokens: Sequence[Token], at: int) -> tuple[int, str, tuple[TableId, str]] | None:
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
            if role is None and used > 1 and (leaf := self._leaf(text, tokens[at].text)) is not None:
                role = "row", leaf
            if role is not None:
                best = (used, *role)
        return best

    def _leaf(self, text: str, first: str) -> tuple[TableId, str] | None:
        """The row whose label begins behind a group's and goes on below: 三、本年度办理结果 (一)予以公 | 开."""
        table = self.state.table
        if table is None:
            return None
        label = lexicon.last_label(text)
        if len(label) <= len(fold(text)) - len(fold(first)):
            return None  # no label begins in the first line but the group's
        row = lexicon.rows(table).exact(label)
        return (table, row) if row else None

    def _wrapped(self, tokens: Sequence[Token], at: int) -> tuple[int, str, list[Token]] | None:
        """A label that goes on below the numbers of its row: how many tokens, the row's id, the numbers.

        1.申请人无正当理由 | 5 | 2 | 7 | 逾期不补正、行政机关不再处理其政府信息公开申请
        """
        table = self.state.table
        first = next((n for n in range(at, min(at + _PIECES, len(tokens))) if tokens[n].value), None)
        if first is None or table is None:
            return None
        after = next((n for n in range(first, len(tokens)) if not tokens[n].value), len(tokens))
        begin = "".join(token.text for token in tokens[at:first])
        if lexicon.rows(table).exact(begin) or lexicon.rows(table).exact(lexicon.last_label(begin)):
            return None
        rest = ""
        for used, token in enumerate(tokens[after : after + _PIECES], 1):
            if token.value or has_ordinal(token.text):  # another label begins
                break
            rest += token.text
            for label in (begin, lexicon.last_label(begin)):
                if (row := lexicon.rows(table).exact(label + rest)) is not None:
                    return after + used - at, row, list(tokens[first:after])
        return None

    def _role(
        self, text: str, tokens: Sequence[Token], after: int, *, whole: bool
    ) -> tuple[str, tuple[TableId, str]] | None:
        if caption(text):
            return "caption", ("disclosure", "")
        k = key(text)

        def meaning(vocabulary: lexicon.Vocabulary) -> str | None:
            return vocabulary.find(text) if whole else vocabulary.exact(text)

        if k == "申请人情况" or (whole and CORNER.search(text)) or _is_whole_corner(text):
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
        if now == "disclosure" and self.state.header_open and _begins_column(k) and not meaning(lexicon.rows(now)):
            return "header", ("disclosure", k)
        if now == "requests" and meaning(lexicon.groups()):
            return "group", ("requests", "")
        for table in ("requests", "disclosure"):
            if (now == table or (now is None and len(k) > 8)) and (found := meaning(lexicon.rows(table))):
                return "row", (table, found)
        return None

    def close(self, following: Token | None) -> None:
        """End of a row: its values are placed if they are as many as the header has columns."""
        values, self.values = self.values, []
        row, self.row = self.row, None
        stray, self.stray = self.stray, []
        if stray:
            detail = "numbers below no known label: " + " | ".join(v.text for v in stray)
            self.out.unread("unknown_row", f"line {stray[0].number}", detail)
        self.after_stray = not values and (self.after_stray or bool(stray))
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
        self, table: TableId, row: str | None, leaves: list[Leaf] | None, values: list[Token], following: Token | None
    ) -> None:
        if values or leaves is not None:
            self.out.met.add(table)
        place = f"line {values[0].number}" if values else f"before line {following.number}" if following else "the end"
        if leaves is None:
            if values:
                self.out.unread(
                    "header_unread",
                    place,
                    f"{table}.{row}: the header above is not understood: " + " | ".join(self.state.stream),
                )
            return
        beside = [v for v in values if v.number == self.line]
        if len(beside) == len(leaves):
            values = beside  # a number on a line of its own behind a whole row is a page's
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
                self.out.placed.append(Placed((table, identity, column), text, where))

    def _with_blanks(self, values: list[Token], following: Token | None, wanted: int) -> list[tuple[str, str]] | None:
        """One text a column; blank cells only where blank lines show them, or where a row has no value at all."""
        if len(values) == wanted:
            return [(v.text, f"line {v.number}") for v in values]
        if not values and self.after_stray:
            return None
        if not values:
            where = f"before line {following.number}" if following else "the end"
            return [("", where)] * wanted
        if len(values) > wanted or len({self.line, *(v.number for v in values)}) <= len(values):
            return None  # two of the row's cells on one line: no line between them could show a blank
        out: list[tuple[str, str]] = []
        for v in values:
            out += [("", f"before line {v.number}")] * max(0, v.gap - self.base)
            out.append((v.text, f"line {v.number}"))
        if following is not None:
            out += [("", f"before line {following.number}")] * max(0, following.gap - self.base)
        return out if len(out) == wanted else None
