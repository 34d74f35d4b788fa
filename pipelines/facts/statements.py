"""What a clause states."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.facts.grammar import Rule
from pipelines.items import Qualifier
from pipelines.numerals import Count

CHANNEL = "requests.received."  # what indicators of channels begin with
CASES = ("reconsideration.total", "litigation.total")
# Words that say that a number is one.
TOTAL = re.compile(r"[共总]|合计|累计|(?<![一-龥])计(?=\d)|全[省市区县州旗镇乡]|系统")
ONE_OF_SEVERAL = "one of several"  # why a statement may be `spoilt`


@dataclass(slots=True)
class Statement:
    """One clause that states one indicator, at `start:end` of its paragraph."""

    indicator: str
    value: int | float
    unit: str
    qualifier: Qualifier
    start: int
    end: int
    rule: Rule
    part: bool = False
    area: bool = False  # of 全市, not of the agency alone
    system: bool = False  # of 全市税务系统
    some_bodies: bool = False  # of 县政府及县直部门
    quote: str = ""
    spoilt: str = ""
    with_carried_over: bool = False  # 57件,其中上年度结转2件
    settled: bool = False  # 上年结转5件均已办结: perhaps not among those processed
    some_left: bool = False  # 处理7件, and then 尚有1件在答复期内
    all_done: bool = False  # 均已答复, of requests counted before
    of_year: bool = False  # its sentence says so
    mostly: bool = False  # 以门户网站为主要载体: perhaps there alone
    aside: bool = False  # told where problems are
    running: bool = False  # 累计, no year named: perhaps since an unnamed beginning

    @classmethod
    def of(cls, rule: Rule, count: Count, start: int, end: int, *, part: bool = False) -> Statement:
        """What a rule says of a count, with the first of its indicators."""
        return cls(rule.indicator[0], count.value or 0, count.unit, count.qualifier, start, end, rule, part=part)


def first_word(text: str, start: int) -> int:
    """Where a clause says its first word, after the comma that may stand there."""
    while text[start] in "、.;, ":
        start += 1
    return start
