"""What a page calls its article: in a meta tag, in its heading, above the article, in the title of its window."""

from __future__ import annotations

import re
from typing import Final

from pipelines.agencies.names import is_full
from pipelines.agencies.printed_titles import printed_title
from pipelines.agencies.same_agency import same_agency
from pipelines.documents import Document
from pipelines.titles import BLANK_YEAR, DASHED_BODY, TitleReading, read_title


def page_title(document: Document, above: list[str] | None = None) -> str | None:
    """The title that the page gives its article, its site's name and column cut off; None if it does not name a report.

    The meta tag ArticleTitle, the page's heading, the line above the article, and last what its window is called.
    """
    for stated in (document.meta.get("articletitle"), document.title):
        if stated and (title := _own_part(stated)):
            return title
    stated = document.meta.get("title")
    window = _own_part(stated, of_window=True) if stated else None
    if above and (printed := printed_title(above)) and printed[1].is_report and printed[1].certainty == "sure":
        # Lines above the article that name several reports may be a list of others: then only the window tells.
        others = [read_title(window)] if window else [read_title(line) for line in above if "报" in line]
        if not any(of_other_reports(printed[1], other) for other in others):
            return printed[0]
    return window


def of_other_reports(one: TitleReading, other: TitleReading) -> bool:
    """Whether two titles are those of different reports; a short name or none is no difference."""
    if not (other.is_report and other.reason == "report"):
        return False
    if one.fiscal_year and other.fiscal_year and one.fiscal_year != other.fiscal_year:
        return True
    if one.agency is None or other.agency is None:
        return False
    return not (one.agency in other.agency or other.agency in one.agency or same_agency(one.agency, other.agency))


# 某局2021年…报告 - 政府信息公开年报_某县; but 某县2021年…报告——某镇 and 某局__年…报告 are one part
_PARTS: Final = re.compile(rf"(?!\s*{BLANK_YEAR})(?<!_)\s*[_|]+\s*|\s+[-—–]+\s+|(?<=[报告总结])(?!{DASHED_BODY})[-—–]+")
_BEHIND_THE_BODY: Final = re.compile(rf"((?<=[报告总结]){DASHED_BODY})-.+")  # …报告——某镇-政府信息公开年报-某县
_BEFORE_A_PART: Final = re.compile(r"[\s>»›\-—–]+(?=[^\s>»›\-—–]{12})")  # 某县人民政府-政府信息公开年报>某局2021年…报告
# 某局2021年…报告 [2022-01-20 10:00]; …报告 【字体：大 中 小】
_BEHIND_THE_TITLE: Final = re.compile(
    r"\s*(?:[\[【(（]?20\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d{1,2}:\d\d(?::\d\d)?)?[\])）】]?|[\[【(（]?(?:字体|字号).{0,30})$"
)


def _own_part(stated: str, *, of_window: bool = False) -> str | None:
    """A title without the site's name and column, nor the date and the switches that a heading may hold.

    >>> _own_part("某市人民政府 政府信息公开年报 合肥市水务局2023年政府信息公开工作年度报告", of_window=True)
    '合肥市水务局2023年政府信息公开工作年度报告'
    """
    reading = read_title(stated)
    if not (reading.is_report and reading.reason == "report"):
        return None
    line = _BEHIND_THE_BODY.sub(r"\1", _BEHIND_THE_TITLE.sub("", " ".join(stated.split())))
    for piece in _PARTS.split(line):
        named = read_title(piece)
        if named.is_report and named.reason == "report" and (named.fiscal_year == reading.fiscal_year):
            line = piece.strip("《》【】 ")
            break
    if not (of_window and reading.fiscal_year):
        return line
    # A window's title begins with the site's name and the column where its last part says it all.
    for part in reversed([*_BEFORE_A_PART.finditer(line)]):
        named = read_title(piece := line[part.end() :])
        says_it_all = named.certainty == "sure" and named.agency is not None and is_full(named.agency)
        if named.reason == "report" and says_it_all and named.fiscal_year == reading.fiscal_year:
            return piece
    return line
