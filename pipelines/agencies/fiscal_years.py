"""The year a report is about: of its titles, of its 统计期限, of the link to it; else of what its text tells."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from pipelines import dates
from pipelines.agencies.headings import Headings
from pipelines.agencies.lines import Lines
from pipelines.agencies.sentences import WHAT_IS_REPORTED
from pipelines.items import Finding

# 2021年政府信息公开工作年度报告; 政府信息公开工作情况统计表(2021年度)
_NAMED_YEAR: Final = re.compile(
    rf"(20[0-3]\d){WHAT_IS_REPORTED}(?:报告|年报|统计表)"
    r"|信息公开(?:工作)?(?:情况)?(?:年度)?统计表\((20[0-3]\d)年度?\)"
)


def fiscal_year_of(headings: Headings, lines: Lines, published: str | None) -> tuple[int | None, list[Finding]]:
    """The year and what speaks against it. A 统计期限 that ends after the day of publication is a slip of the pen."""
    titles = list(dict.fromkeys(one.fiscal_year for one in headings.readings if one.fiscal_year))
    period, slip = _period(lines.opening, published)
    # The page's own titles may disagree (a meta tag left from last year): the period decides, else the printed line.
    due = _due(published)
    titled = next((year for year in (period, due) if year in titles), titles[0] if titles else None)
    if titled is None and period is None:
        period = _named_year(lines.opening)
    hinted = headings.linked.fiscal_year if headings.linked else None
    candidates = [year for year in (titled, period, hinted) if year is not None]
    if not candidates:
        return _told_by_text(lines.text, slip)
    chosen = candidates[0]
    if titled is not None and period is not None and titled != period:
        # A 统计期限 may be left from last year's text, a title's year may be that of publication.
        told = _narrative_year(lines.text)
        chosen = next((year for year in (told, due) if year in (titled, period)), period)
    if len({*candidates, *titles}) == 1 and slip is None:
        return chosen, []
    said = {"title": titled, "统计期限": period, "link": hinted}
    parts = [f"{place} {year}" for place, year in said.items() if year is not None]
    parts += [f"another title {year}" for year in titles if year != titled] + ([slip] if slip else [])
    return chosen, [Finding(code="fiscal_year_conflict", kind="source", detail=f"{', '.join(parts)}: {chosen} taken")]


def _period(opening: str, published: str | None) -> tuple[int | None, str | None]:
    """The one whole year of the 统计期限; where the report was published before its end, only what is wrong with it."""
    stated = {period.year for period in dates.read_periods(opening) if period.whole_year}
    if len(stated) != 1:
        return None, None
    year = stated.pop()
    if published and published < f"{year}-12-01":
        return None, f"统计期限 ends in {year}, published {published}"
    return year, None


def _due(published: str | None) -> int | None:
    """The year whose report was published then: it is due by the end of March, and few come after June."""
    return int(published[:4]) - 1 if published and published[5:7] <= "06" else None


def _named_year(opening: str) -> int | None:
    named = {int(year or behind) for year, behind in _NAMED_YEAR.findall(opening[:1500])}
    return named.pop() if len(named) == 1 else None


def _told_by_text(text: str, slip: str | None) -> tuple[int | None, list[Finding]]:
    """The year where neither a title nor a 统计期限 (or only one with a `slip`) states it."""
    year = _narrative_year(text)
    if year is None:
        code = "fiscal_year_conflict" if slip else "fiscal_year_unknown"
        return None, [Finding(code=code, kind="reader", detail=slip or "neither title nor 统计期限 states a year")]
    if slip:
        detail = f"{slip}; {year} from the text"
        return year, [Finding(code="fiscal_year_conflict", kind="source", detail=detail)]
    detail = f"{year}: no title or 统计期限 states it, the text is about it"
    return year, [Finding(code="fiscal_year_from_text", kind="reader", detail=detail)]


# 《2020年政务公开工作要点》, 国办发〔2020〕12号
_FILE_TITLE: Final = re.compile(r"《[^《》]{2,80}》|[〔\[(（【]20\d\d[〕\])）】]\s*\d*号?")
_ANY_YEAR: Final = re.compile(r"(?<!\d)(20[0-3]\d)年(?!\d{1,2}月\d|以来|起|底前)")
_LEADING_YEAR: Final = re.compile(  # 2021年,我局…; 工作情况 2021年…: counts twice
    r"(?m)(?:^|[。\n,，]|情况|概述|工作)[^\S\n]*(20[0-3]\d)年(?:度)?(?=[,，]|[^\S\n]*[\u4e00-\u9fff])(?!\d)"
)


def _narrative_year(text: str) -> int | None:
    """The year that the running text is about: the commonest one, if it is far commoner than the next."""
    bare = _FILE_TITLE.sub("", text[:20000])
    counts = Counter(int(year) for year in _ANY_YEAR.findall(bare))
    counts.update(int(year) for year in _LEADING_YEAR.findall(bare))
    (year, times), (_, next_times) = (*counts.most_common(2), (0, 0), (0, 0))[:2]
    return year if times >= 2 and times >= 2 * next_times else None
