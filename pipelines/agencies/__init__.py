"""Whose report a document is, of which year, and when it was published, from what the document itself says.

Read: 太湖县水务局 / 2021年政府信息公开工作年度报告 / 发布时间：2022-01-20; 根据条例,由太湖县水务局编制本报告; 我局…
Given: 太湖县水务局, 2021, published 2022-01-20, a department of a county of 安徽省.

Sources of the agency, best first: the document's own title, the meta tag ArticleTitle, the title of its page, the
sentence that says who compiled it, the title of the link that led here; where these give only a short name (县人社局,
我厅) or none, the full name elsewhere in the text: whose 政府信息公开指南 it is, ContentSource, the signature, a part
of the page's title, who is to be asked; SiteName or a link to a report last, with a finding. Lines that are links
stand beside the article and name other reports. The host never counts: platforms serve the reports of many agencies.

    lines           what is printed above the article, in its head, at its end; index tables as lines
    printed_titles  the title among these lines          page_titles   the title that the page has for its article
    headings        both, and the link's; which is shown and what they say together
    sentences       names in sentences: 由某局编制, 某局(以下简称…), 请与某局联系, 我局
    imprint         names outside of them: signed, 来源：某局, meta tags, the site
    decision        which of these names is the agency's
    names           what an agency's name looks like     same_agency   县人社局 and 太湖县人力资源和社会保障局
    fiscal_years    the year        publication   the day        scopes   全市, 本级, department or township
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pipelines import regions
from pipelines.agencies.decision import agency_of
from pipelines.agencies.fiscal_years import fiscal_year_of
from pipelines.agencies.headings import headings_of
from pipelines.agencies.lines import Lines, first_lines, own_text
from pipelines.agencies.names import as_printed
from pipelines.agencies.page_titles import page_title
from pipelines.agencies.printed_titles import printed_title
from pipelines.agencies.publication import published_after, stated_day
from pipelines.agencies.scopes import scope_of
from pipelines.documents import Document
from pipelines.items import Finding, Scope
from pipelines.titles import plain

__all__ = ["Identity", "first_lines", "identify", "own_text", "page_title", "printed_title"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who, when and what for; None where the document does not say it with certainty."""

    agency: str | None = None
    fiscal_year: int | None = None
    title: str | None = None
    published_on: str | None = None
    scope: Scope | None = None
    level: str | None = None
    province: str | None = None
    region_code: str | None = None
    findings: tuple[Finding, ...] = field(default_factory=tuple)


def identify(document: Document, *, title: str | None) -> Identity:
    """Who published this report, for which year and when. `title` is the link's text, a hint.

    `title` in the answer is the line that the document or its page prints, else the hint, else None. Disagreements
    are findings (`agency_conflict`, `fiscal_year_conflict`, `published_on_conflict` for one before the year's end or a
    meta tag that has another), as is what is missing (`agency_incomplete`, `agency_unknown`, `fiscal_year_unknown`) or
    not stated in so many words (`fiscal_year_from_text`, `published_on_signed`).
    """
    lines = Lines.of(document)
    headings = headings_of(lines, title)
    stated = stated_day(lines, headings)
    agency, findings = agency_of(headings, lines)
    year, doubts = fiscal_year_of(headings, lines, stated)
    findings += doubts
    if headings.from_link:
        detail = "only a link on the page names a report: taken for its title"
        findings.append(Finding(code="title_from_link", kind="reader", place="text", detail=detail))
    published, doubts = published_after(year, stated, lines, headings)
    findings += doubts
    found = Identity(fiscal_year=year, title=headings.shown, published_on=published, findings=tuple(findings))
    if not agency:
        return found
    place = regions.locate(plain(agency).removeprefix("中共"), _region_of_site(document))
    return replace(
        found,
        agency=as_printed(agency, [*lines.above, *lines.head, document.title or ""]),
        scope=scope_of(plain(agency), place, headings.shown),
        level=place.level,
        province=place.province,
        region_code=place.region_code,
    )


def _region_of_site(document: Document) -> str | None:
    """行政区划代码 at the beginning of 政府网站标识码: 340825 of 3408250001, none of bm17000009."""
    code = document.meta.get("siteidcode", "")[:6]
    return code if code.isdigit() else None
