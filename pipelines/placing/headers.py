"""The header of an official table read as a sequence of labels, for tables whose merged cells were lost.

Printed row by row, the header of the requests table gives 自然人, 法人或其他组织, 总计, then the five organisations
that stand below the second; the order of the value columns follows from which label heads which.
"""

from __future__ import annotations

import re

from pipelines.labels import key
from pipelines.lexicon import PARENT, SUBTOTALS, Vocabulary, blocks_with_row, case, columns

CORNER = re.compile(r"勾稽[关關][系係]|第一[项項]加第二[项項]")  # the corner cell of the requests table
Leaf = tuple[
    str | None, str | None
]  # (row id where the header gives it, column id); (None, None): known, without a figure


def requests_leaves(labels: list[str]) -> list[Leaf] | None:
    """Value columns of the requests table, left to right; None if the labels do not tell.

    >>> requests_leaves(["自然人", "法人或其他组织", "总计", "商业企业", "科研机构"])
    [(None, 'natural_person'), (None, 'business_enterprise'), (None, 'research_institution'), (None, 'total')]
    >>> requests_leaves(["自然人", "总计", "商业企业", "科研机构"])  # where does the total stand? nothing tells
    """
    ids: list[str | None] = []
    parent: int | None = None
    vocabulary = columns("requests")
    for label in labels:
        if key(label) == PARENT:
            parent = len(ids)
        elif key(label) in SUBTOTALS:
            ids.append(None)
        elif found := vocabulary.find(label) or _begun(vocabulary, label):
            ids.append(found)
        else:
            return None
    named = [i for i in ids if i]
    if len(named) < 2 or len(set(named)) != len(named):
        return None
    if "natural_person" in ids[1:]:
        return None
    if "total" in ids[:-1]:  # printed before its neighbours: it ends the upper row, the organisations stand below
        at = ids.index("total")
        complete = set(ids) == set(vocabulary.ids.values()) and at == 1
        if at != parent and not complete:
            return None
        ids = [*ids[:at], *ids[at + 1 :], "total"]
    return [(None, i) for i in ids]


def _begun(vocabulary: Vocabulary, label: str) -> str | None:
    """The column whose label begins so, where a page break took the rest of it (自然 for 自然人)."""
    k = key(label)
    ids = {i for whole, i in vocabulary.ids.items() if k and whole.startswith(k)}
    return ids.pop() if len(ids) == 1 else None


def disputes_leaves(labels: list[str]) -> list[Leaf] | None:
    """Value columns of the disputes table, left to right: each set of outcomes belongs to the next kind of case.

    >>> set_ = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    >>> leaves = disputes_leaves(["行政复议", "行政诉讼", *set_, "未经复议直接起诉", "复议后起诉", *set_, *set_])
    >>> leaves[4:6], len(leaves)
    ([('reconsideration', 'total'), ('litigation_direct', 'upheld')], 15)
    >>> cut = ["结果", "结果", "其他", "尚未", "总"]
    >>> disputes_leaves(["行政复议", "行政诉讼", *cut, "未经复议直接起诉", "复议后起诉", *set_, *set_]) == leaves
    True
    """
    kinds: list[str] = []
    sets: list[list[str]] = []
    named = [case(label) for label in labels]
    if labels and all(kind and outcome for kind, outcome in named):
        return [*named] if len(set(named)) == len(named) else None
    official = columns("disputes").ids
    in_order = list(dict.fromkeys(official.values()))
    for label, (kind, told) in zip(labels, named, strict=True):
        outcome = told
        if not kind and not told:  # 结果 for 结果维持, where a page break took the rest: in its place it is told
            due = in_order[len(sets[-1]) % len(in_order)] if sets else in_order[0]
            begun = any(i == due and k.startswith(key(label)) for k, i in official.items())
            outcome = due if begun and key(label) else None
        if kind and not outcome:
            kinds.append(kind)
        elif outcome and not kind:
            if not sets or outcome in sets[-1]:
                sets.append([])
            sets[-1].append(outcome)
        elif key(label) != "行政诉讼":
            return None
    if len(kinds) != len(sets) or len(set(kinds)) != len(kinds) or not kinds:
        return None
    return [(kind, outcome) for kind, outcomes in zip(kinds, sets, strict=True) for outcome in outcomes]


def disclosure_leaves(labels: list[str], row: str) -> list[Leaf] | None:
    """Value columns above a row of the disclosure table, after 信息内容.

    A header that lost its second line (本年新 | 本年新 | 对外公开总数量) is told by the whole of it: every label begins
    the official one in its place, and one at least is whole.

    >>> disclosure_leaves(["本年新", "本年新", "对外公开总数量"], "rules")
    [(None, 'made'), (None, 'newly_public'), (None, 'public_total')]
    """
    vocabulary = columns("disclosure", row)
    ids = [vocabulary.find(label) for label in labels]
    if any(
        len(ids) == len(block.columns) and set(ids) == {c.id for c in block.columns} for block in blocks_with_row(row)
    ):
        return [(None, i) for i in ids]
    keys = [key(label) for label in labels]
    fits = [
        block
        for block in blocks_with_row(row)
        if len(block.columns) == len(keys)
        and all(len(k) >= 2 and any(o.startswith(k) for o in c.keys) for k, c in zip(keys, block.columns, strict=True))
        and any(k in c.keys for k, c in zip(keys, block.columns, strict=True))
    ]
    return [(None, c.id) for c in fits[0].columns] if len(fits) == 1 else None
