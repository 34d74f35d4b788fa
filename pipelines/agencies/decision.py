"""Which of the names in a document is the agency's whose report it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from pipelines.agencies import imprint, sentences
from pipelines.agencies.headings import Headings
from pipelines.agencies.lines import Lines
from pipelines.agencies.names import is_full
from pipelines.agencies.same_agency import (
    are_of_one_place,
    begins_short,
    is_another,
    same_agency,
    spells_out,
    with_its_city,
)
from pipelines.items import Finding
from pipelines.titles import TitleReading

Decision = tuple[str | None, list[Finding]]

# 2022年全县政府信息公开工作年度报告: the county's, whose office sends it out; 全州县 is a place
_OF_ALL: Final = re.compile(r"全[省市县区州盟旗](?!县)")
_OFFICE: Final = re.compile(r"(?<=人民政府)办公[室厅]$")


@dataclass(frozen=True, slots=True)
class _Named:
    """The names in a document: in its titles; of who compiles it; the full ones anywhere, best witnesses first."""

    titled: list[str]
    compiles: list[str]
    full: list[str]


def agency_of(headings: Headings, lines: Lines) -> Decision:
    """The agency, and what is doubtful about it. A title's full name stands; else the text is asked for one."""
    own = headings.own
    if own is not None and own.agency and is_full(own.agency):
        name = _in_full(own.agency, lines)
        return name, _contradicted(name, lines.opening, headings.on_page)
    named = _named(headings, lines)
    if named.titled and not is_full(named.titled[0]):
        return _spelled_out(named.titled[0], named, lines.opening)
    chosen, findings = _named_by_text(named, lines)
    if chosen and headings.shown and _OF_ALL.search(headings.shown):
        chosen = _OFFICE.sub("", chosen)
    return chosen, findings


def _named(headings: Headings, lines: Lines) -> _Named:
    document, opening = lines.document, lines.opening
    titled = [one.agency for one in (headings.own, headings.linked) if one is not None and one.agency]
    compiles = sentences.who_compiles(opening)
    names = [
        *compiles,
        *titled,
        *sentences.whose_guide(lines.text),
        *imprint.sources(document, lines.head),
        *imprint.signature(document),
        *sentences.who_acts(opening),
        *imprint.printed_sources(lines.above),
        *imprint.beside_the_title(document),
        *sentences.who_is_asked(opening),
    ]
    return _Named(titled, compiles, [name for name in dict.fromkeys(names) if is_full(name)])


def _in_full(name: str, lines: Lines) -> str:
    """A full name in its longest printed form: with its city, and 市人社局 in full where the text prints it in full."""
    if begins_short(name) or name.endswith(("镇", "乡", "街道")):
        document = lines.document
        others = sentences.who_compiles(lines.text) + imprint.sources(document, []) + imprint.signature(document)
        for other in dict.fromkeys(others):
            if other != name and is_full(other) and same_agency(name, other) and len(other) > len(name):
                return with_its_city(other, lines.opening)
    return with_its_city(name, lines.opening)


def _contradicted(name: str, opening: str, on_page: TitleReading | None) -> list[Finding]:
    """A page title or a sentence that gives the report to another agency: text copied from there."""
    said = [("page title", on_page.agency)] if on_page is not None and on_page.agency else []
    for place, other in [*said, *(("text", one) for one in sentences.who_compiles(opening))]:
        if is_full(other) and is_another(name, other):
            detail = f"title: {name}; {place}: {other}"
            return [Finding(code="agency_conflict", kind="source", place=place, detail=detail)]
    return []


def _spelled_out(short: str, named: _Named, opening: str) -> Decision:
    """县人社局 in a title: the full name of this agency, where one is printed."""
    for name in named.full:
        if same_agency(short, name):
            return with_its_city(name, opening), []
    for name in named.compiles:  # of a place that no list of regions has
        if spells_out(short, name):
            return name, []
    return short, [_incomplete(short, "title")]


def _incomplete(name: str, place: str) -> Finding:
    detail = f"{name}: no full name in the document"
    return Finding(code="agency_incomplete", kind="source", place=place, detail=detail)


def _named_by_text(named: _Named, lines: Lines) -> Decision:
    """The best witness' name that may say 我厅, where the text says so."""
    we = sentences.word_for_itself(lines.text)
    fitting = [name for name in named.full if we is None or sentences.may_say_we(name, we)]
    compiling = [name for name in named.compiles if is_full(name)]
    chosen = next(iter(fitting + compiling), None)
    if chosen is None:
        brief = next(iter(named.compiles + named.titled + sentences.who_acts(lines.opening)), None)
        return (brief, [_incomplete(brief, "text")]) if brief else _named_by_site(lines, we)
    findings = []
    rivals = [name for name in fitting[1:] if not are_of_one_place(name, chosen)]
    if rivals and chosen not in compiling:
        detail = f"{chosen} taken; the text also names {rivals[0]} as its own"
        findings.append(Finding(code="agency_conflict", kind="source", place="text", detail=detail))
    return with_its_city(chosen, lines.opening), findings


def _named_by_site(lines: Lines, we: str | None) -> Decision:
    """The agency that only the site's name names; 我局 is not said by the government whose site it is."""
    site = imprint.site_owner(lines.document)
    if site and (we is None or sentences.may_say_we(site, we)):
        detail = f"{site}: named by the site alone"
        return site, [Finding(code="agency_from_site_name", kind="source", place="SiteName", detail=detail)]
    return None, [Finding(code="agency_unknown", kind="reader", detail="the document names no agency as its own")]
