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

    paragraphs → reading → clauses → stating → statements     the text, down to a clause and what it states
    doubts      what the rest of the sentence makes of it             deciding  which statement is the fact
    fronts      "其中,2021年我局共": the words in front of a statement, each to the module that it concerns:
    times       the report's year, another one, a plan, a span          whose     our own, 全市's, another body's
    ledgers     网站46条。公众号518条: counts without a verb under a title about publication
    parts       after 其中, in brackets, in an enumeration              channels  on which site, account, column
    topics      what headings say; what is none of ours                 derived   what follows: 均已答复
    applications bare 申请 under no heading of theirs: whether they are for information
    disputes    cases under no heading of theirs: whether they are about 政府信息公开
    charges     charges under no heading of theirs: whether they are for information
    arrivals    channels that a clause alone does not tell: 网上和当面各4件; parts by applicants
    carried     which numbers of requests hold those carried over
    fitting     which rule a clause fits, by facts.toml (grammar) and in the agency's words (speaker, names)
    balanced    which numbers of requests, told in words that no rule reads, balance: what came is answered or left
    summed      what is told in words that no rule reads, where parts by channel make up the whole (pieces)
    confirmed   what is told in words that no rule reads, where a table (printed) has the same number
    memory      what all of these remember, of a sentence, a paragraph, a narrative; made anew for each
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.facts.balanced import balanced_facts
from pipelines.facts.deciding import decided, spoil_themes
from pipelines.facts.memory import Narrative
from pipelines.facts.names import shapes_of
from pipelines.facts.paragraphs import half_width_of
from pipelines.facts.reading import read_section, with_heading_denied
from pipelines.facts.speaker import Speaker
from pipelines.facts.summed import summed_facts
from pipelines.facts.topics import topic_of
from pipelines.items import Fact, Finding, Section

_AGENCY = re.compile(
    r"[一-龥]{2,24}?(?:局|厅|委员会|人民政府(?:办公[室厅])?|管委会|街道办事处)(?=[^一-龥]|于|是|现|编|关于|政府信息|$)"
)

_DENIES = re.compile("未|没有|无")  # "四、本局无信息处理费", with nothing beneath it


def read_facts(
    sections: Sequence[Section], lead: str = "", *, fiscal_year: int | None, agency: str | None = None
) -> tuple[list[Fact], list[Finding]]:
    """The facts (contract §3) of a narrative: at most one per indicator.

    Those that the rules read come first, in the order of the text; then those that only sums make certain, each with a
    finding `fact_confirmed_by_sum`.

    `sections` is the narrative by its headings, `lead` the text before the first of them. Lines of flattened tables
    may stand in it. A clause with a year is read only if `fiscal_year` is known; one with an agency's name only if it
    is a way to write `agency` (if None, of an agency that the beginning of the text names).
    An indicator stated with two values is not given: a finding `fact_ambiguous` quotes both. Requests that the text
    counts with those carried over, and not without, are given with a finding `fact_with_carried_over`.

    >>> text = "2021年,我局共收到政府信息公开申请3件均已依法答复完毕。未发生涉及政府信息公开申请的行政复议。"
    >>> facts, _ = read_facts([], text, fiscal_year=2021)
    >>> [(fact.indicator, fact.value, fact.unit) for fact in facts]
    [('requests.received', 3, '件'), ('requests.processed', 3, '件'), ('reconsideration.total', 0, '件')]
    >>> read_facts([], "2020年,我局共收到政府信息公开申请3件。", fiscal_year=2021)
    ([], [])
    """
    opening = lead or "".join(section.text for section in sections[:1])[:400]
    agencies = (agency,) if agency else tuple(dict.fromkeys(_AGENCY.findall(opening[:2000])))
    speaker = Speaker(tuple(shape for name in agencies for shape in shapes_of(half_width_of(name))))
    narrative = Narrative(fiscal_year, speaker)
    read_section(narrative, lead, None)
    for section in sections:
        bare = not section.text.strip() and _DENIES.search(section.heading)
        said = section.heading if bare else with_heading_denied(section)
        read_section(narrative, said, section.id or topic_of(section.heading))
    spoil_themes(narrative)
    facts, findings = decided(narrative.statements, speaker.office)
    findings += [
        Finding(
            code="sum_broken",
            kind="source",
            place="facts.channels requests.received",
            detail=f"the channels listed are {listed:g} of {received:g}",
        )
        for listed, received in narrative.too_short
    ]
    told = {*(fact.indicator for fact in facts), *(finding.place for finding in findings)}
    received = next((fact.value for fact in facts if fact.indicator == "requests.received"), None)
    summed, sums = summed_facts(sections, lead, told=told, fiscal_year=fiscal_year, speaker=speaker, received=received)
    facts, findings = [*facts, *summed], [*findings, *sums]
    known = {fact.indicator: fact.value for fact in facts}
    balanced, confirming = balanced_facts(
        sections, lead, known=known, doubtful=told - known.keys(), speaker=speaker, fiscal_year=fiscal_year
    )
    return [*facts, *balanced], [*findings, *confirming]
