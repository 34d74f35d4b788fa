"""The day on which a report was published: printed by its title, of a meta tag, else the one under its signature."""

from __future__ import annotations

from typing import Final

from pipelines import dates
from pipelines.agencies.headings import Headings
from pipelines.agencies.lines import Lines, lines_at_the_end
from pipelines.items import Finding
from pipelines.titles import simplified

A_FEW_DAYS: Final = 3  # a page may be written before it is let out
_HALF_WIDTH: Final = str.maketrans("０１２３４５６７８９－／．", "0123456789-/.")


def stated_day(lines: Lines, headings: Headings, *, after: int | None = None) -> str | None:
    """The day that is called that of publication, after the year `after` if that is given."""
    document = lines.document
    text = "\n".join(lines.above + lines.head)
    printed = simplified(text.translate(_HALF_WIDTH) if "２" in text else text).split("\n")
    named = {simplified(title) for title in (headings.shown, headings.printed, document.title) if title}
    day = dates.published_on(document.meta, printed, titles=named, above=len(lines.above), after=after)
    return day or dates.published_at_the_end(lines_at_the_end(document), after=after)


def published_after(
    year: int | None, stated: str | None, lines: Lines, headings: Headings
) -> tuple[str | None, list[Finding]]:
    """The day of publication of the report of a year: no report is out before its year ends."""
    findings = []
    day = stated
    if year and stated and not dates.is_after(stated, year):
        detail = f"{stated} lies before the end of {year}: not taken for the day of publication"
        findings.append(Finding(code="published_on_conflict", kind="source", place="published_on", detail=detail))
        day = stated_day(lines, headings, after=year)
    if day and (tag := dates.tagged_on(lines.document.meta)) and not (findings and tag == stated):
        findings += _against_the_tag(day, tag, lines, year)
    if year and day is None and (day := _signed(lines, year)):
        detail = f"{day}, under the signature: no other day is printed"
        findings.append(Finding(code="published_on_signed", kind="source", place="published_on", detail=detail))
    return day, findings


def _signed(lines: Lines, year: int) -> str | None:
    return dates.signed_on(simplified(lines.text.translate(_HALF_WIDTH)).split("\n"), after=year)


def _against_the_tag(day: str, tag: str, lines: Lines, year: int | None) -> list[Finding]:
    """What the page shows, beside its title or at its end, where its meta tag has quite another day."""
    shown = day if day != tag else dates.published_at_the_end(lines_at_the_end(lines.document), after=year)
    if shown is None or dates.days_between(shown, tag) <= A_FEW_DAYS:
        return []
    detail = f"the page shows {shown}, its meta tag has {tag}: {day} taken"
    return [Finding(code="published_on_conflict", kind="source", place="published_on", detail=detail)]
