"""Dates that a report prints: its statistical period (统计期限) and its day of publication.

Copies lose characters where Word wraps digits and 年, 月 in spans of their own (2018年11日至2018年1231日,
201911日); the period is still certain, because only 1 January to 31 December fits what is left.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

_YEAR: Final = r"20[0-3]\d"
# 1月1日 and 12月31日 with 年, 月, 日 each there or lost; on text without spaces.
_PERIOD: Final = re.compile(
    rf"(?<!\d)(?P<first>{_YEAR})[年./-]?0?(?P<month>[1-9]|1[0-2])?[月./-]?(?:0?(?P<day>[1-3]?\d))?[日号]?"
    rf"[^\d。;；《〔]{{0,10}}?(?:至|到|止|—|–|-|~|～|－|─)[^\d。;；《〔]{{0,6}}"
    rf"(?:(?P<last>{_YEAR})[年./-]?)?(?P<end_month>1[0-2]|0?[1-9])[月./-]?(?P<end_day>3[01]|[12]\d"
    rf"|0?[1-9])(?!\d)[日号]?"
)
_TO_THE_END: Final = re.compile(
    rf"(?:统计(?:期限|时限|时段|数据|时间|周期)|数据[^\d。]{{0,8}}(?:期限|时限"
    rf"|时间))[^\d。]{{0,12}}(?P<year>{_YEAR})年度?(?!\d|月)"
)
_WHEN: Final = re.compile(
    r"(?P<y>(?:19|20)\d\d)\s*[-/.年]\s*(?P<m>1[0-2]|0?[1-9])\s*[-/.月]\s*(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)"
)
_LABELLED: Final = re.compile(
    r"(?:发布|公布|公开|上传|更新)(?:日期|时间)|(?:^|[\s|\[【(（])(?:日\s*期|时\s*间)\s*[:：]"
)
_ALONE: Final = re.compile(
    r"\s*[\[【(（]?\s*20\d\d([-/.])\d{1,2}\1\d{1,2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?\s*[\])）】]?\s*"
)
# 发布时间：2021-01-20 in one line with a sentence
_LABELLED_AND_COLON: Final = re.compile(r"(?:发布|公布|公开|上传|更新)(?:日期|时间)\s*[:：]\s*(?=20)")
# 截至2022年12月31日，我局共…; a page's width may cut the sentence before its end
_PROSE: Final = re.compile(
    r"[。；;！]|(?:截[至止]|[自从于在至到])\s*20\d\d\s*年|\d\s*日\s*[,，、起止至]|20\d\d\s*年度?\s*[,，]"
)
_FILED: Final = re.compile(r"(?:生成|发文)(?:日期|时间)")
_BESIDE: Final = re.compile(r"来源|浏览|点击|阅读|字体|字号|作者|访问")


@dataclass(frozen=True, slots=True)
class Period:
    """A stated period. `year` is the fiscal year if it is one, None if the two ends disagree."""

    year: int | None
    whole_year: bool
    quote: str


def read_periods(text: str) -> list[Period]:
    """The statistical periods that a text states, in order. Spaces are ignored.

    >>> read_periods("统计期限自 2023 年 1 月 1 日起至 2023 年 12 月 31 日止")[0].year
    2023
    >>> read_periods("自2018年11日至2018年1231日")[0].year, read_periods("从2019年1月1日到12月31日止")[0].year
    (2018, 2019)
    >>> read_periods("统计期限为2022年1月1日至2022年6月30日")[0].whole_year
    False
    """
    found: list[Period] = []
    if "31" not in text and "30" not in text and "统计" not in text:
        return found
    compact = "".join(text.split())
    for match in _PERIOD.finditer(compact):
        first, last = int(match["first"]), int(match["last"] or match["first"])
        ends_the_year = match["end_month"] == "12" and match["end_day"] == "31"
        around = compact[max(0, match.start() - 40) : match.end()]
        if not ends_the_year and not re.search(r"统计|期限|时限|时段", around):
            continue  # a period of something else
        if not match["last"] and not ends_the_year and match["end_month"].lstrip("0") in "1":
            continue
        # 11 is 1月1日 without its 月; the 条例 came into force on 1 May 2008
        starts_the_year = match["month"] in (None, "1", "11") or (first == 2008 and match["month"] == "5")
        year = last if first == last or (ends_the_year and first + 1 == last and match["month"] in ("12",)) else None
        found.append(Period(year, ends_the_year and starts_the_year, match[0]))
    if not found:
        found.extend(Period(int(match["year"]), True, match[0]) for match in _TO_THE_END.finditer(compact))
    return found


def read_date(text: str) -> str | None:
    """The first date in a text as YYYY-MM-DD; None if there is none that the calendar has.

    >>> read_date("2021-3-05 08:58"), read_date("2020年01月20日"), read_date("2021年2月30日")
    ('2021-03-05', '2020-01-20', None)
    """
    for match in _WHEN.finditer(text):
        try:
            day = date(int(match["y"]), int(match["m"]), int(match["d"]))
        except ValueError:
            continue
        if 1998 <= day.year <= 2100:
            return day.isoformat()
    return None


def published_on(meta: dict[str, str], lines: list[str], *, after: int | None = None) -> str | None:
    """The day of publication: the meta tag PubDate (国办发〔2017〕47号), else a printed one.

    Printed: 发布时间：…, the date beside 来源 or 浏览, a line below the title that is nothing but a date in figures,
    生成日期. A signature's date (2021年1月15日) is none, nor is one that a sentence tells. Dates up to the end of the
    year `after` are passed over.

    >>> published_on({}, ["标题: 某局年报", "发布时间: 2020-01-20 15:22"])
    '2020-01-20'
    >>> published_on({}, ["截至2022年12月31日，我局共公开信息30条，网站浏览量3万人次"])
    """

    def read(text: str) -> str | None:
        day = read_date(text)
        return None if day and after and day <= f"{after}-12-31" else day

    for name in ("pubdate", "publishdate", "others_publishdate", "article:published_time"):
        if (stated := meta.get(name)) and (day := read(stated)):
            return day
    beside: str | None = None
    alone: str | None = None
    filed: str | None = None
    for number, line in enumerate(lines):
        if not ("日" in line or "时" in line or "20" in line):
            continue
        prose = _PROSE.search(line) is not None
        if len(line) < 400 and (label := (_LABELLED_AND_COLON if prose else _LABELLED).search(line)):
            day = read(line[label.start() : label.end() + 40])
            if day is None and len(line) < label.end() + 4 and number + 1 < len(lines):
                day = read(lines[number + 1][:30])  # label and date in cells of their own
            if day:
                return day
        if prose:
            continue
        if beside is None and len(line) < 200 and _BESIDE.search(line):
            beside = read(line)
        if alone is None and len(line) < 32 and number and _ALONE.fullmatch(line):
            alone = read(line)
        if filed is None and len(line) < 400 and (label := _FILED.search(line)):
            filed = read(line[label.end() : label.end() + 30])
            if filed is None and len(line) < label.end() + 4 and number + 1 < len(lines):
                filed = read(lines[number + 1][:30])
    return beside or alone or filed
