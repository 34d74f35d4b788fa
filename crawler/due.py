"""When a portal is due for its next crawl: often while annual reports appear, monthly for the rest of the year.

Governments publish the report of a fiscal year by 31 March of the next, departments by 31 January (《条例》第四十九条、
第五十条). All dates are those of Asia/Shanghai. Nothing here reads a clock or an archive.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from crawler.portals import Portal


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A turn every `days` days, on a day of the portal's own: one of `spread`, which divides `days`."""

    days: int
    spread: int


# An unchanged portal costs little more than its list pages, and a report is worth having while it is news: some thirty
# looks in a season find it within three days. Once it is there, only a revision can follow: a week is soon enough.
# Outside the season late reports and corrections trickle in.
AWAITED = Rhythm(3, 3)
ARRIVED = Rhythm(7, 7)
MONTHLY = Rhythm(30, 15)


def is_due(portal: Portal, last_finished: date | None, has_last_year: bool, today: date) -> bool:
    """Say whether a portal is to be crawled today. A portal that missed several turns is due once.

    `last_finished`: the day on which its last crawl ended, None if there was none or the last one was cut off.
    `has_last_year`: whether the reports of the fiscal year before `today` are in the archive.

    >>> portal = Portal(name="a_b", agency="某局", region="320106", family="trs", start=("http://a.cn/",))
    >>> is_due(portal, None, False, date(2026, 7, 1))
    True
    >>> [is_due(portal, date(2026, 7, 1), False, date(2026, *day)) for day in ((7, 1), (7, 15), (7, 31))]
    [False, False, True]
    >>> [is_due(portal, date(2026, 2, 1), arrived, date(2026, 2, 4)) for arrived in (False, True)]
    [True, False]
    """
    if portal.disabled:
        return False
    # a day to come was written by a clock that went wrong: it must not keep the portal waiting for it
    return (
        last_finished is None or last_finished > today or next_due(portal, last_finished, has_last_year, today) <= today
    )


def next_due(portal: Portal, last_finished: date, has_last_year: bool, today: date) -> date:
    """Give the day of the turn that follows a finished crawl; it lies before `today` if it was missed.

    The turns of a season begin on 1 January, however long ago the last crawl was: each portal's on its own day.

    >>> portal = Portal(name="a_b", agency="某局", region="320106", family="trs", start=("http://a.cn/",))
    >>> next_due(portal, date(2026, 12, 20), True, date(2026, 12, 24)) <= date(2027, 1, 3)
    True
    >>> next_due(portal, date(2026, 3, 31), True, date(2026, 4, 1)) > date(2026, 4, 15)
    True
    """
    monthly = _turn(portal.name, last_finished, MONTHLY)
    year = last_finished.year if in_season(last_finished) else last_finished.year + 1
    arrived = has_last_year and year == today.year  # what the next season will bring nobody has yet
    old_year = date(year - 1, 12, 31)
    seasonal = _turn(portal.name, max(last_finished, old_year), ARRIVED if arrived else AWAITED)
    return monthly if monthly <= old_year or not in_season(seasonal) else seasonal


def in_season(day: date) -> bool:
    """Say whether annual reports appear on a day: from January to March.

    >>> [in_season(date(2026, *day)) for day in ((1, 1), (3, 31), (4, 1), (12, 31))]
    [True, True, False, False]
    """
    return day.month <= 3


def _turn(name: str, last: date, rhythm: Rhythm) -> date:
    """Give the portal's own day among the last `spread` days up to `days` after `last`; never `last` itself.

    >>> first = _turn("a_b", date(2026, 5, 5), MONTHLY)
    >>> 16 <= (first - date(2026, 5, 5)).days <= 30, (_turn("a_b", first, MONTHLY) - first).days
    (True, 30)
    """
    latest = last + timedelta(days=rhythm.days)
    own_day = int.from_bytes(sha256(name.encode()).digest()[:8], "big")
    return latest - timedelta(days=(latest.toordinal() - own_day) % rhythm.spread)
