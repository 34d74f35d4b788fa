"""The title of a report among its printed lines, on one line or broken over several."""

from __future__ import annotations

import re
from typing import Final

from pipelines import regions
from pipelines.agencies.lines import HEAD_LINES
from pipelines.agencies.names import CJK, ends_as_a_name, is_full
from pipelines.titles import TitleReading, read_title

_HEADING: Final = re.compile(r"\s*[一1][、.．]\s*(?:总体|概述|基本|概况|工作)")  # 一、总体情况: below it is no title


def printed_title(lines: list[str]) -> tuple[str, TitleReading] | None:
    """The title line among the first lines, joined if it is broken over several.

    洪泽区人民政府 / 2023 年政府信息公开工作年度报告 is one title. A sentence, a breadcrumb or a column's name is none.
    """
    spaced = [" ".join(line.split()) for line in lines[:HEAD_LINES]]
    best: tuple[str, TitleReading] | None = None
    for at, line in enumerate(spaced):
        if _HEADING.match(line):
            break
        if (begun := _may_be_title(line)) is None:
            continue
        title = _with_lines_below(begun, spaced[at + 1 : at + 4])
        reading = read_title(title)
        if reading.reason == "statistics" and reading.agency and reading.fiscal_year:
            return title, reading  # a 统计表 by itself is headed like a report
        if not reading.is_report or reading.reason not in ("report", "column"):
            continue
        title, reading = _with_lines_above(title, reading, spaced[max(0, at - 3) : at])
        if reading.reason == "column" or (
            reading.certainty == "unsure" and not (reading.agency or reading.fiscal_year)
        ):
            continue
        if best is None or (best[1].certainty != "sure" and reading.certainty == "sure"):
            best = (title, reading)
        if best[1].certainty == "sure" and best[1].agency and best[1].fiscal_year:
            break
    return best


_LABEL: Final = re.compile(r"(?:标\s*题|名\s*称)\s*[:：|]\s*")  # 名 称：某局2021年政府信息公开工作年度报告
_LONGEST: Final = 90
_AND_ITS_TEXT: Final = re.compile(  # 某局2021年政府信息公开工作年度报告 根据《中华人民共和国政府信息公开条例》…
    r"(.{6,70}?(?:年度报告|年度工作报告|工作报告|年报))(?=\s|根据|本报告|本年报|为|按照|依据|一、)"
)
_CRUMB: Final = re.compile(r"位置\s*[:：]|页面\s*[:：]|>|»|›|→")  # 您现在的位置：首页 > 政府信息公开年报
_SENTENCE: Final = re.compile(r"[。;；]|条例》|现将|现公布|[：:]$")
_OF_A_TITLE: Final = re.compile("报|告|公开|总结|统计|政府信息|政务信息")


def _may_be_title(line: str) -> str | None:
    """A line that may be (or begin) a title, without spaces, its label and the text that runs on behind it."""
    if label := _LABEL.match(line):
        line = line[label.end() :]
    if len(line.replace(" ", "")) > _LONGEST:
        opening = _AND_ITS_TEXT.match(line)
        if not opening or "条例" in opening[1]:
            return None
        line = opening[1]
    if _CRUMB.search(line) or _SENTENCE.search(line):
        return None
    compact = line.replace(" ", "")
    return compact if _OF_A_TITLE.search(compact) else None


_NO_PIECE_BELOW: Final = re.compile(r"[。,，:：;；>]|^[一1][、.]")
_BROKEN_WORDS: Final = re.compile(r"[政府信息公开工作年度报告]{2,9}")  # 开工作年度报告
_BODY_BELOW: Final = re.compile(r"[(（].+[)）]$|[—―-].")  # 某县2021年政府信息公开工作年度报告 / (县教育局)
_YEAR_BELOW: Final = re.compile(r"[(（]?20\d\d")  # (2021年度)


def _with_lines_below(title: str, below: list[str]) -> str:
    """A title in pieces: 蚌埠市水利局2021年政府信息公 / 开工作年度报告; 蚌埠市水利局 / 2021年政府信息公开年度报告."""
    for line in below:
        reading = read_title(title)
        piece = line.replace(" ", "")
        if reading.agency and _BODY_BELOW.match(piece):
            owner = read_title(title + piece).agency
            if owner and owner != reading.agency:
                return title + piece
        if reading.reason == "report" and reading.certainty == "sure":
            break
        # A bar separates the words of a navigation, which no title goes on from.
        if "|" in title or len(piece) > 24 or _NO_PIECE_BELOW.search(piece):
            break
        alone = read_title(piece)
        if alone.reason == "report" and alone.certainty == "sure" and alone.agency and alone.fiscal_year:
            break  # 某县统计局 above a title that says it all is the site's name
        longer = read_title(title + piece)
        if longer.is_report and longer.reason == "report" and longer.certainty != "unsure":
            goes_on = bool(_YEAR_BELOW.match(piece)) or not reading.is_report
        else:
            goes_on = bool(_BROKEN_WORDS.fullmatch(piece))
        if not goes_on:
            break
        title += piece
    return title


_NO_PIECE_ABOVE: Final = re.compile(r"[。,，:：;；>|_/]")
_PRINTS_WORDS: Final = re.compile(rf"[{CJK}\d]")


def _with_lines_above(title: str, reading: TitleReading, above: list[str]) -> tuple[str, TitleReading]:
    """The lines above name what a title lacks: 淮安市洪泽区 / 人民政府 / 2023年 / 政府信息公开工作年度报告."""
    for line in reversed(above):
        if reading.agency and is_full(reading.agency) and reading.fiscal_year:
            break
        piece = line.replace(" ", "")
        if len(piece) > 40 or _NO_PIECE_ABOVE.search(piece) or not _PRINTS_WORDS.search(piece):
            break
        longer = read_title(piece + title)
        if not (longer.is_report and _gained(piece, reading, longer)):
            break
        title, reading = piece + title, longer
    return title, reading


def _gained(piece: str, reading: TitleReading, longer: TitleReading) -> bool:
    """Does a title say more with the `piece` above it?"""
    if reading.fiscal_year is None and longer.fiscal_year is not None:
        return True
    if longer.agency is None:
        return False
    if reading.agency is None:
        return ends_as_a_name(longer.agency) or regions.starts_with_region(longer.agency)
    # The line break cut the name: 淮安市洪泽区 / 人民政府2023年…
    cut = not is_full(reading.agency) and not ends_as_a_name(piece)
    return cut and is_full(longer.agency) and longer.agency == piece + reading.agency
