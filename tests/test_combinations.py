"""Facts of plain sentences made by combination: when, who, what is done, to what, in which paragraph.

A file of `tests/facts/combinations` lists what officials say of some indicators (`said`, with the facts that it tells),
the words that may stand in its `{slots}` (with `|` between them) and the paragraphs that it may stand in (`contexts`,
`{S}` is the sentence). Sentences are drawn from it, the same ones each time. None may be read wrongly, and as many as
`least` says must be read: that share can only rise. A sentence that is awkward in one combination is one of those left.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest

from pipelines.facts import read_facts
from pipelines.items import Section

SPECS = sorted((Path(__file__).parent / "facts" / "combinations").glob("*.toml"))
DRAWN = 1000  # sentences of each file

_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Word:
    """What may stand in a slot, and what facts it brings along."""

    say: str
    tells: Mapping[str, float]


def words_of(slot: str | list[dict[str, Any]]) -> list[Word]:
    if isinstance(slot, str):
        return [Word(say, {}) for say in slot.split("|")]
    return [Word(**each) for each in slot]


def drawn(spec: Mapping[str, Any], seed: str) -> Iterator[tuple[str, str, dict[str, float]]]:
    """(text, agency, the facts that it tells)."""
    slots = {name: words_of(slot) for name, slot in spec["slots"].items()}
    not_said = re.compile(spec.get("not_said", "(?!)"))
    random = Random(seed)
    said = list(spec["said"].items())
    for n in range(DRAWN):
        sentence, tells = said[n % len(said)]
        facts = dict(tells)
        while slot := _SLOT.search(sentence):
            word = random.choice(slots[slot[1]])
            facts.update(word.tells)
            sentence = sentence[: slot.start()] + word.say + sentence[slot.end() :]
        text = random.choice(spec["contexts"]).replace("{S}", sentence).replace("⏎", "\n")
        if not not_said.search(text):
            yield text, random.choice(spec["agencies"]), facts


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_plain_sentences(path):
    spec = tomllib.loads(path.read_text(encoding="utf-8"))
    unread, wrong, count = [], [], 0
    for text, agency, wanted in drawn(spec, path.stem):
        sections = [Section(number="一", id="overall", heading="总体情况", text=text)]
        facts = {fact.indicator: fact.value for fact in read_facts(sections, fiscal_year=2023, agency=agency)[0]}
        count += 1
        if any(name in facts and facts[name] != wanted.get(name) for name in {*spec["watched"], *wanted}):
            wrong.append((text, facts))
        elif any(name not in facts for name in wanted):
            unread.append((text, sorted(wanted.keys() - facts.keys())))
    assert not wrong
    assert count - len(unread) >= spec["least"] * count, unread
    assert count > DRAWN / 2
