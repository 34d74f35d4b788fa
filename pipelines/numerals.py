"""Counts in running text: number words, and the sign words (近, 余, 超过), scale words (万) and units around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pipelines.items import Qualifier

SIMPLE_UNITS = "件宗起条篇场次期个份项例则部封笔元"
UNITS = ("件次", "条次", "人次", *SIMPLE_UNITS, "案(?![件例由卷号情子])")  # as regular expressions

_SCALES = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_CHINESE = "零〇一二两三四五六七八九十"
_RUN = f"0-9{_CHINESE}百千万亿"
# The lookarounds keep this linear: a run of digits is tried once, from its first character to its last. (A possessive
# star would say it shorter; Python before 3.11.3 gets those wrong.)
# (The lookbehinds stand after that character so that the search can skip to the next digit.)
_COUNT = re.compile(
    rf"(?P<run>[{_RUN}](?<![{_RUN}].)(?<![{_RUN}][.,].)(?:[{_RUN}]|[.,](?=[0-9]))*(?![{_RUN}]|[.,][0-9]))(?P<more>余|多|\+)?(?P<scale>[万亿])?(?P<plus>余|多|\+)?"
    rf"(?P<unit>{'|'.join(UNITS)})(?P<after>以上|左右|上下|余|多|之多)?"
)
_FIGURES = re.compile(r"(\d{1,3}(?:,\d{3})+|[1-9]\d*|0)(\.\d+)?([百千万亿]*)")
# What may stand before the number; "第3件" and "不到5件" are not counts, nor are "数百条", "几十件" and "上千次".
_BEFORE: dict[str, Qualifier | None] = {
    **dict.fromkeys(("不少于", "不低于", "不超过", "不到", "不足", "未达", "低于", "少于"), None),
    **dict.fromkeys(("第", "几", "每", "-", "〔", "["), None),
    **dict.fromkeys(("大约", "将近", "接近", "约", "近"), "approx"),
    **dict.fromkeys(("超过", "突破", "超", "逾"), "at_least"),
}
_BEFORE_ENDS = frozenset(word[-1] for word in _BEFORE)
_AFTER: dict[str | None, Qualifier] = {"左右": "approx", "上下": "approx"}


@dataclass(frozen=True, slots=True)
class Count:
    """A number and its unit at `start:end` of a text; `value` is None where the words fix none (数百条, 第3件)."""

    value: int | float | None
    unit: str
    qualifier: Qualifier
    start: int
    end: int


@lru_cache(maxsize=4096)
def read_number(run: str) -> int | float | None:
    """The number that a run of digits, Chinese numerals and scale words stands for; None if it is none.

    >>> [read_number(run) for run in ("1,234", "6.7万", "2千", "三", "百", "二十三")]
    [1234, 67000, 2000, 3, 100, 23]
    >>> [read_number(run) for run in ("2021,345", "012", "百万千", "一二三")]
    [None, None, None, None]
    """
    if len(run) > 24:
        return None
    figures = _FIGURES.fullmatch(run)
    if figures:
        if len(figures[3]) > 2:
            return None
        number = Decimal(figures[1].replace(",", "") + (figures[2] or ""))
        for scale in figures[3]:
            number *= _SCALES[scale]
        return int(number) if number == number.to_integral_value() else float(number)
    if run in _SCALES:
        return _SCALES[run]
    if re.search(rf"[0-9.,]|[{_CHINESE[:-1]}]{{2}}(?<!零[{_CHINESE}])", run):
        return None  # "3百二十", or digits spelt out one by one: years and numbers of documents
    import cn2an  # only for the rare text that spells numbers out; the import costs more than a report

    try:
        return int(cn2an.cn2an(run.replace("〇", "零"), "normal"))
    except ValueError:
        return None


def find_counts(text: str) -> Iterator[Count]:
    """Every count in `text` (half-width, without white space), in order.

    >>> [(c.value, c.unit, c.qualifier) for c in find_counts("刊发新闻近1100篇,微博1200余条,来访6.7万宗,召开三场")]
    [(1100, '篇', 'approx'), (1200, '条', 'at_least'), (67000, '宗', 'exact'), (3, '场', 'exact')]
    >>> [(c.value, c.qualifier) for c in find_counts("10余万条、2千余条、超过500件、20件左右")]
    [(100000, 'at_least'), (2000, 'at_least'), (500, 'at_least'), (20, 'approx')]
    >>> [c.value for c in find_counts("数百条、第三次、不足5件,0件")]
    [None, None, None, 0]
    """
    for found in _COUNT.finditer(text):
        start = found.start()
        known, qualifier = True, _AFTER.get(found["after"], "at_least") if found["after"] else "exact"
        if found["more"] or found["plus"]:
            qualifier = "at_least"
        if start and text[start - 1] in "数上" and text[start] in "十百千万亿":
            known = False
        elif start and text[start - 1] in _BEFORE_ENDS:
            for word, sign in _BEFORE.items():
                if text.endswith(word, 0, start):
                    start -= len(word)
                    known, qualifier = sign is not None, sign or qualifier
                    break
        value = read_number(found["run"] + (found["scale"] or "")) if known else None
        if value is not None and found["unit"] != "元" and not isinstance(value, int):
            value = None  # a list number run into a count ("5.30件"): nobody counts halves
        yield Count(value, found["unit"], qualifier if value is not None else "exact", start, found.end())
