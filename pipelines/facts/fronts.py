"""The words in front of a statement: when, who, of what a part, how it is connected ("其中,2021年我局共")."""

from __future__ import annotations

import re

from pipelines.facts.grammar import load_grammar
from pipelines.facts.memory import OTHERS, Front, Sentence
from pipelines.facts.parts import read_part
from pipelines.facts.times import read_time
from pipelines.facts.whose import read_area, read_name, return_to_own

_ACCOUNT = re.compile(r"“[^“”]{2,12}”(?=[全年共累先发推编更])")  # 2.政务微博。“云州发布”全年发布3026条
_TIMES = frozenset(("this_year", "whole_year", "other_year", "span", "year_end", "now", "regulation"))


def read_front(sentence: Sentence, start: int, end: int) -> Front:
    """Read the words of time, agency and connection from `start` on, and remember what they tell."""
    front, words = Front(start), load_grammar().front
    while front.at < end:
        found = words.match(sentence.text, front.at, end)
        if found is None:
            if read_name(sentence, front, end):
                _leave_others(sentence)
                continue
            account = _ACCOUNT.match(sentence.text, front.at, end) if sentence.channel.subject else None
            if account and sentence.channel.subject == sentence.paragraph.owner:
                front.at = account.end()
                continue
            break
        kind = str(found.lastgroup)
        front.told |= {kind}
        front.at = found.end()
        if kind in ("own", "wide", "bodies"):
            _leave_others(sentence)
        if kind in _TIMES:
            read_time(sentence, kind)
        elif kind == "own":
            return_to_own(sentence)
        elif kind == "part":
            read_part(sentence)
        elif kind in ("bodies", "wide", "levels"):
            read_area(sentence, front, found[0])
    return front


def _leave_others(sentence: Sentence) -> None:
    """全市系统收到320件。市局收到67件: our own may follow."""
    if sentence.paragraph.after == OTHERS and not sentence.part.inside:
        sentence.paragraph.after = None
