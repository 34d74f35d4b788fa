"""Numbers of requests that balance: what came and was carried over is answered or left."""

from __future__ import annotations

import pytest

from pipelines.facts import read_facts
from pipelines.facts.balanced import balanced_facts
from pipelines.facts.speaker import Speaker
from pipelines.items import Section


def balanced(text: str, known: dict[str, float] | None = None) -> dict[str, float]:
    sections = [Section(number="三", id="requests", heading="", text=text)]
    facts, findings = balanced_facts(
        sections, "", known=known or {}, doubtful=(), speaker=Speaker(()), fiscal_year=2023
    )
    assert [(f.code, f.place) for f in findings] == [("fact_confirmed_by_sum", fact.indicator) for fact in facts]
    assert all(fact.quote in text for fact in facts)
    return {fact.indicator.removeprefix("requests."): fact.value for fact in facts}


@pytest.mark.parametrize(
    ("text", "flow"),
    [
        ("承接依申请公开件527件。年初结存20件，年内办结523件，年末结存24件。", (527, 20, 523, 24)),
        ("收到申请76件，计上2022年的4件，已出具答复书77件，跨年3件。", (76, 4, 77, 3)),
    ],
)
def test_numbers_that_balance(text, flow):
    names = ("received", "carried_over", "processed", "carried_forward")
    assert balanced(text) == dict(zip(names, flow, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "承接依申请公开件527件。年初结存20件，年内办结523件，年末结存25件。",  # does not balance
        "承接许可申请527件。年初结存20件，年内办结523件，年末结存24件。",
        "承接依申请公开件527件，年内办结527件。",  # two numbers alone say nothing of each other
    ],
)
def test_numbers_that_do_not_balance(text):
    assert balanced(text) == {}


def test_what_is_known_is_not_told_again():
    text = "承接依申请公开件527件。年初结存20件，年内办结523件，年末结存24件。"
    known = {"requests.received": 527, "requests.carried_over": 20}
    assert balanced(text, known) == {"processed": 523, "carried_forward": 24}
    assert balanced(text, {"requests.received": 500}) == {}


def test_a_long_list_of_numbers_is_no_balance():
    """Of hundreds of numbers some balance by chance, and to try all would take for ever."""
    text = "收到申请3件，办结3件，结转1件，上年结转1件。" * 300
    facts, _ = read_facts([Section(number="三", id="requests", heading="", text=text)], fiscal_year=2023)
    assert "requests.carried_forward" not in {fact.indicator for fact in facts if fact.value != 1}
    assert balanced(text) == {}
