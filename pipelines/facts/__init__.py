"""Numbers that the narrative states, each with the words that state it.

Read: "2021年,我局共收到政府信息公开申请12件,其中网上申请9件、信函3件。未发生因政府信息公开引起的行政复议。"
Given: requests.received 12 件, requests.received.internet 9, requests.received.letter 3, reconsideration.total 0.

A text is cut into paragraphs, sentences and clauses; the words of time, agency and connection in front of a clause are
read and taken off, and what then stands before (or around) the number is cut into the words of `facts.toml`, in
whatever order. A rule must account for *all* of them: what is counted, by whom and for which time is understood in full
or the number is left alone. A clause that no rule fits is read once more in other words ([reworded]): without the
agency's own name and its own field, without what lists, purposes and ways say besides.

A number "by 31 December" (截至12月31日) is the year's unless it says 累计: a total since an unnamed beginning. 累计
alone is the year's, but not a website's. A count of another year ends with its sentence. A denial of all cases
(无行政复议、行政诉讼) denies those about information as well. 全市's total is a government's, not its office's.
参加新闻发布会 is holding one only where the form of 2014 counts the two together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.facts.names import shapes_of
from pipelines.facts.paragraphs import half_width_of
from pipelines.facts.reading import Reading, Statement, topic_of
from pipelines.items import Fact, Finding, Section

_AGENCY = re.compile(
    r"[一-龥]{2,24}?(?:局|厅|委员会|人民政府(?:办公[室厅])?|管委会|街道办事处)(?=[^一-龥]|于|是|现|编|关于|政府信息|$)"
)


def read_facts(
    sections: Sequence[Section], lead: str = "", *, fiscal_year: int | None, agency: str | None = None
) -> tuple[list[Fact], list[Finding]]:
    """The facts (contract §3) of a narrative: at most one per indicator, in the order of the text.

    `sections` is the narrative by its headings, `lead` the text before the first of them. Lines of flattened tables
    may stand in it. A clause with a year is read only if `fiscal_year` is known; one with an agency's name only if it
    is a way to write `agency` (if None, of an agency that the beginning of the text names).
    An indicator stated with two values is not given: a finding `fact_ambiguous` quotes both.

    >>> text = "2021年,我局共收到政府信息公开申请3件均已依法答复完毕。未发生涉及政府信息公开申请的行政复议。"
    >>> facts, _ = read_facts([], text, fiscal_year=2021)
    >>> [(fact.indicator, fact.value, fact.unit) for fact in facts]
    [('requests.received', 3, '件'), ('requests.processed', 3, '件'), ('reconsideration.total', 0, '件')]
    >>> read_facts([], "2020年,我局共收到政府信息公开申请3件。", fiscal_year=2021)
    ([], [])
    """
    opening = lead or "".join(section.text for section in sections[:1])[:400]
    agencies = (agency,) if agency else tuple(dict.fromkeys(_AGENCY.findall(opening[:2000])))
    reading = Reading(fiscal_year, tuple(shape for name in agencies for shape in shapes_of(half_width_of(name))))
    reading.read(lead, None)
    for section in sections:
        reading.read(section.text, section.id or topic_of(section.heading))
    facts, findings = _decide(reading.statements, reading.office)
    findings += [
        Finding(
            code="sum_broken",
            kind="source",
            place="facts.channels requests.received",
            detail=f"the channels listed are {listed:g} of {received:g}",
        )
        for listed, received in reading.too_short
    ]
    return facts, findings


def _decide(statements: list[Statement], office: bool) -> tuple[list[Fact], list[Finding]]:
    """One statement per indicator; none where the text gives it two values."""
    by_indicator: dict[str, list[Statement]] = {}
    for statement in statements:
        by_indicator.setdefault(statement.indicator, []).append(statement)
    carried_over = any(statement.value for statement in by_indicator.get("requests.carried_over", ()))
    settled = any(statement.settled for statement in by_indicator.get("requests.carried_over", ()))
    facts: list[Fact] = []
    findings: list[Finding] = []
    for indicator, stated in by_indicator.items():
        certain = [s for s in stated if not s.spoilt]
        if indicator == "requests.processed" and carried_over:  # "均已答复" counts the new ones alone
            certain = [s for s in certain if s.rule.sets == indicator and not settled]
        certain = [s for s in certain if s.area is not office] or certain if any(s.area for s in certain) else certain
        if indicator == "press_conferences.held":  # 召开新闻通气会3场、新闻发布会5场
            certain = [s for s in certain if "发布会" in s.quote] or certain
        certain = [s for s in certain if not s.rule.weak] or certain
        certain = [s for s in certain if not s.with_carried_over] or certain
        certain = [s for s in certain if not s.part] or certain
        if any(s.rule.half for s in certain):
            certain = [s for s in certain if not s.rule.half] or certain
            if len({s.rule.half for s in certain}) > 1 or (len(certain) > 1 and certain[0].rule.half):
                continue
        exact = [s for s in certain if s.qualifier == "exact"]
        if exact and all(_consistent(s, exact[0]) for s in certain):
            certain = exact
        if certain and certain[0].rule.theme and len(certain) > 1:
            findings.append(_ambiguous(indicator, certain, "theme by theme, no total"))
        elif len({(s.value, s.qualifier) for s in certain}) > 1:
            findings.append(_ambiguous(indicator, certain, "stated twice"))
        elif certain:
            first = certain[0]
            facts.append(
                Fact(
                    indicator=indicator,
                    value=first.value,
                    unit=first.unit,
                    qualifier=first.qualifier,
                    quote=first.quote,
                )
            )
        elif stated[0].spoilt:
            findings.append(_ambiguous(indicator, stated, stated[0].spoilt))
    return _without_petitions(facts, findings), findings


def _without_petitions(facts: list[Fact], findings: list[Finding]) -> list[Fact]:
    """The facts without channels named before the requests that are more than these: 来信52件、来访36件,收到申请3件."""
    names = [fact.indicator for fact in facts]
    if "requests.received" not in names:
        return facts
    received = facts[names.index("requests.received")]
    before = [f for f in facts[: facts.index(received)] if f.indicator.startswith("requests.received.")]
    if sum(f.value for f in before) <= received.value:
        return facts
    for f in before:
        detail = f"more than the {received.value:g} requests: {f.quote}"
        findings.append(Finding(code="fact_ambiguous", kind="source", place=f.indicator, detail=detail[:300]))
    return [f for f in facts if f not in before]


def _consistent(statement: Statement, exact: Statement) -> bool:
    """Whether a rounded statement ("1200余条") can mean the exact one ("1236条")."""
    if statement.qualifier == "at_least":
        return statement.value <= exact.value <= statement.value * 1.5
    if statement.qualifier == "approx":
        return abs(statement.value - exact.value) <= exact.value * 0.1
    return True


def _ambiguous(indicator: str, statements: list[Statement], why: str) -> Finding:
    quotes = " / ".join(dict.fromkeys(s.quote for s in statements))
    return Finding(code="fact_ambiguous", kind="source", place=indicator, detail=f"{why}: {quotes}"[:300])
