"""What a document is headed: the title among its lines, its page's, its link's; and what they say together."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.agencies.lines import HEAD_LINES, Lines
from pipelines.agencies.names import is_full
from pipelines.agencies.page_titles import of_other_reports, page_title
from pipelines.agencies.printed_titles import printed_title
from pipelines.documents import Document, Paragraph
from pipelines.titles import TitleReading, read_title, simplified


@dataclass(frozen=True, slots=True)
class Headings:
    """The titles of a document: `shown` is the one to show, `printed` the line it was read from, if it was.

    `readings` are what the document's own titles say, the printed one first, `on_page` what the page's does; `linked`
    is what the link that led here says, or (`from_link`) the one link on the page where nothing else names a report.
    """

    shown: str | None
    printed: str | None
    readings: list[TitleReading]
    on_page: TitleReading | None
    linked: TitleReading | None
    from_link: bool

    @property
    def own(self) -> TitleReading | None:
        """What the document's own titles say together."""
        return _together(self.readings)


def headings_of(lines: Lines, hint: str | None) -> Headings:
    """Read the titles of a document. `hint` is the text of the link that led here."""
    document = lines.document
    printed = printed_title(lines.head)
    page = page_title(document, lines.above)
    on_page = read_title(page) if page else None
    if printed and page and on_page and of_other_reports(printed[1], on_page):
        wanted = page.replace(" ", "")
        if any(line.replace(" ", "") == wanted for line in lines.head):  # the line before it is another report's
            printed = wanted, on_page
    readings = [reading for reading in (printed[1] if printed else None, on_page) if reading]
    linked = read_title(hint) if hint else None
    if linked is not None and not linked.is_report:
        linked = None
    in_link = _title_in_link(document) if not readings and linked is None else None
    if printed and page and _says_it_all(printed, page):
        named = document.meta.get("articletitle") or document.title or ""
        if page not in named:  # the window's title has the printed one and something besides
            page = printed[0]
    shown = page or (printed[0] if printed else None) or hint
    return Headings(
        shown=simplified(" ".join(shown.split())) if shown else None,
        printed=printed[0] if printed else None,
        readings=readings,
        on_page=on_page,
        linked=linked or in_link,
        from_link=in_link is not None,
    )


def _says_it_all(printed: tuple[str, TitleReading], page: str) -> bool:
    """Does the page's title hold the printed one, which names agency and year?"""
    title, reading = printed
    return bool(reading.agency and reading.fiscal_year) and title in page.replace(" ", "")


def _title_in_link(document: Document) -> TitleReading | None:
    """The one report that the page's first links name, where no other line does: a heading may be a link."""
    lines = [block.text for block in document.blocks if isinstance(block, Paragraph) and block.link]
    readings = [read_title(line) for line in lines[:HEAD_LINES] if "报" in line and len(line) < 90]
    named = {(one.agency, one.fiscal_year): one for one in readings if one.is_report and one.reason == "report"}
    return named.popitem()[1] if len(named) == 1 else None


def _together(readings: list[TitleReading]) -> TitleReading | None:
    """The printed title, with what only the page's title states."""
    if not readings:
        return None
    first = readings[0]
    agencies = [one.agency for one in readings if one.agency]
    agency = next((name for name in agencies if is_full(name)), agencies[0] if agencies else None)
    year = next((one.fiscal_year for one in readings if one.fiscal_year), None)
    return TitleReading(True, first.reason, agency, year, first.certainty)
