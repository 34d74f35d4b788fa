"""The disputes table flattened to lines with its kinds of case at the side, as a table drawn of boxes gives it.

结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 行政复议 | 0 | 0 | 0 | 3 | 3 | 行政诉讼 | 未经复议直接起诉 | 0 | …
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines import lexicon
from pipelines.documents import Document, Paragraph
from pipelines.labels import key
from pipelines.placing.lines import Token, tokens_of
from pipelines.placing.state import Placed, Placement


def place_turned_disputes(document: Document, out: Placement) -> None:
    """Place the table where nothing else was found of it; it must have its whole header right above."""
    lines: list[tuple[int, str]] = []
    for number, block in enumerate(document.blocks, 1):
        if isinstance(block, Paragraph):
            lines.append((number, block.text))
    if not any(key(text) == "结果维持" for _, text in lines):
        return
    tokens = tokens_of(lines)
    outcomes = [lexicon.columns("disputes").exact(token.text) for token in tokens]
    wanted = len(set(lexicon.columns("disputes").ids.values()))
    for at in range(len(tokens)):
        head = outcomes[at : at + wanted]
        if None not in head and len(set(head)) == wanted:
            _place_rows(tokens[at + wanted :], [outcome for outcome in head if outcome], out)
            return


def _place_rows(tokens: Sequence[Token], head: Sequence[str], out: Placement) -> None:
    rows: list[tuple[str, list[Token]]] = []
    for token in tokens:
        kind, outcome = (None, None) if token.value else lexicon.case(token.text)
        if token.value and rows:
            rows[-1][1].append(token)
        elif kind and not outcome:
            rows.append((kind, []))
        elif key(token.text) not in lexicon.UPPER:
            break
    if not rows or len({kind for kind, _ in rows}) < len(rows):
        return
    out.met.add("disputes")
    for kind, values in rows:
        if len(values) != len(head):
            detail = f"{kind}: {len(head)} cells expected, found " + " | ".join(value.text for value in values)
            out.unread("row_unplaced", f"line {values[0].number}" if values else "the end", detail)
            continue
        for outcome, value in zip(head, values, strict=True):
            out.placed.append(Placed(("disputes", kind, outcome), value.text, f"line {value.number}"))
