"""Dates that a report prints: its statistical period (统计期限) and its day of publication.

Copies lose characters where Word wraps digits and 年, 月 in spans of their own (2018年11日至2018年1231日,
201911日); the period is still certain, because only 1 January to 31 December fits what is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from pipelines.numerals import read_number

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
# The space before a time may be lost: 2022-03-3013:41. In 2022-1-113:41 it may have stood in two places.
_DAY_ENDS: Final = r"(?:(?!\d)|(?<=[-/.]\d\d)(?=[012]\d[:：]\d\d)|(?<=[-/.]0\d[-/.]\d\d)(?=\d[:：]\d\d))"
_WHEN: Final = re.compile(
    r"(?P<y>(?:19|20)\d\d)\s*[-/.年]\s*(?P<m>1[0-2]|0?[1-9])\s*[-/.月]\s*(?P<d>3[01]|[12]\d|0?[1-9])" + _DAY_ENDS
)
_DAY: Final = (
    rf"(?:19|20)\d\d\s*[-/.年]\s*(?:1[0-2]|0?[1-9])\s*[-/.月]\s*(?:3[01]|[12]\d|0?[1-9]){_DAY_ENDS}(?:\s*日)?"
    r"(?:[\sT]*(?:[01]?\d|2[0-3])[:：时]\d{2}(?:[:：分]\d{2}(?:\.\d+)?)?[分秒]?)?"
)
_DATE: Final = re.compile(_DAY)
# What a date's label says, best first. Other labels that end alike say something else: 统计时间, 填报日期, and
# 成文日期, the day on which a paper was written.
_LABELS: Final = (
    r"(?P<published>发\s*[布表稿]|刊\s*[发登])|(?P<opened>(?:信\s*息\s*)?提\s*供|公\s*[布开]|上\s*[传网]|录\s*入|加\s*入|添\s*加|入\s*库|编\s*发|(?<![一-鿿])信\s*息)"
    r"|(?P<updated>(?<![一-鿿])(?:最后|最近|最新)?更\s*新)|(?P<bare>(?<![一-鿿]))|(?P<filed>生\s*成|发\s*文)"
)
_WHAT: Final = r"(?:日\s*期|时\s*间)"
_BEFORE: Final = re.compile(
    rf"(?:{_LABELS})\s*(?P<sign>{_WHAT}[\s:：|\[\]【】(（]*|(?<=[布表])于?[\s:：]+|(?<=[布表])于)$"
)
_LABEL_ALONE: Final = re.compile(rf"[\[【]?\s*(?:{_LABELS})\s*{_WHAT}\s*[\]】]?\s*[:：]?\s*")
_RANKS: Final = {"published": 0, "opened": 2, "updated": 4, "bare": 6, "filed": 16}  # and 1 for one above the title
_BESIDE_RANK, _ALONE_RANK, _WRITTEN_RANK, _CREATED_RANK = 8, 10, 12, 14
# These go before the meta tag: a site that moves, or makes its pages anew, may give them the tag of that day.
_TO_BE_LET_OUT: Final = 60  # days from writing a paper to publishing it; a tag still later is that of a move
_SHOWN_RANKS: Final = frozenset({0, 1, 2, 3, 6, _BESIDE_RANK, _ALONE_RANK})
_ALONE: Final = re.compile(rf"[\[【(（]?\s*{_DAY}\s*[\])）】]?")
_AT_ITS_END: Final = re.compile(rf"(?<=[报告]){_ALONE.pattern}$")
_BEHIND_A_NAME: Final = re.compile(rf"[^\d\s:：。，,]{{2,20}}\s?{_DAY}(?:\s[一-鿿]{{2,4}})?")
# The date beside the publishing body or site and nothing else. 云州市水利局 2024年1月15日 may be a signature: behind a
# body it is written in figures, 2024-01-15.
_DOMAIN: Final = r"(?:\s*[(（]?(?:www\.)?[\w-]+(?:\.[\w-]+){1,4}[)）]?)?"
_SITE: Final = rf"[一-鿿]{{2,24}}网站?{_DOMAIN}"
_BODY: Final = (
    r"[一-鿿]{2,24}(?:局|厅|委|部|办|署|政府|办公[室厅]|委员会|管委会|[乡镇]|街道|办事处|(?:学|医|法|检察)院|(?:协|联合)会|中心|海关|银行|支行|[总支大]队)"
    + _DOMAIN
)
_LABELLED: Final = rf"(?:发布|公开|供稿|发文)(?:机构|单位|部门|机关)\s*[:：]\s*{_BODY}"
_BESIDE_A_NAME: Final = re.compile(
    rf"(?:{_SITE}|{_LABELLED}|{_BODY}(?=[\s|｜]*(?:19|20)\d\d\s*[-/.]))[\s|｜]*{_DAY}|{_DAY}[\s|｜]+(?:{_SITE}|{_BODY}|{_LABELLED})"
)
# 2024-01-20 发布: the label behind the date; no 发布人, 发布之日, 发布：县水务局
_CALLED_BEHIND: Final = re.compile(
    rf"(?:^|(?<=[\s|｜\[【(（]))(?P<day>{_DAY})[\s|｜\])）】]*"
    rf"(?:(?P<published>发[布表稿]|刊[发登])|(?P<opened>公[布开]|上[传网])|(?P<updated>更新))(?=$|[\s|｜\])）】](?!\s*(?:[:：]|20\d\d)))"
)
# What a page offers to do, behind them: 【打印】 关闭
_TOOLS: Final = re.compile(
    r"(?:\s*[【\[(（]?\s*(?:打印(?:本[页文]|文章)?|关闭(?:本页|窗口|页面)?|收藏|分享|下载|纠错|[大中小\s]{3,5})"
    r"\s*[】\])）]?)+$"
)
# 2021年1月1日至…: no day on which something appeared
_GOES_ON: Final = re.compile(r"\s*(?:至|到|起|止|—|–|－|~|～|-\s*\d)")
# 截至2022年12月31日，我局共…; a page's width may cut the sentence before its end
_PROSE: Final = re.compile(
    r"[。；;！]|(?:截[至止]|[自从于在至到])\s*20\d\d\s*年|\d\s*日\s*[,，、起止至]|20\d\d\s*年度?\s*[,，]"
)
_BESIDE: Final = re.compile(r"来源|浏览|点击|阅读|字体|字号|作者|访问|发布[人者]|编辑[:：]")
_CLOCK: Final = re.compile(r"今天|今日|星期|现在|位访|截[至止]")
_OTHER_LABEL: Final = re.compile(r"(?:日\s*期|时\s*间|期\s*限)\s*[\]】]?\s*[:：]?\s*$")
_FIRST_HEADING: Final = re.compile(r"\s*[一1]\s*[、.．]")
_AT_THE_END: Final = re.compile(
    rf"(?:(?:信息)?(?:来源|作者|责任编辑|编辑|审核)[:：]\D{{0,30}})?[\[【(（]?(?:发布|发表){_WHAT}\s*[:：]\s*(?P<day>{_DAY})"
)
_ENDS_A_DAY: Final = re.compile(r"[日\d]\s*[)）]?\s*$")
_SIGNED: Final = re.compile(
    rf"\s*(?:[一-鿿][一-鿿()（）\s]{{3,38}})?(?<![期间布新至止])[（(]?\s*(?P<day>{_DAY})\s*[)）]?\s*"
)
# Meta tags of the day of publication: 国办发〔2017〕47号 first, Open Graph and schema.org, and what systems call theirs
_STATED: Final = (
    *("pubdate", "publishdate", "others_publishdate", "article:published_time", "datepublished", "publish_date"),
    *("publishtime", "publish_time", "publish-date", "publicationdate", "firstpublishedtime", "releasedate"),
)
_CREATED: Final = ("createdate", "create_date", "createtime")
_RUN_TOGETHER: Final = re.compile(r"(?<=[期间][:：])(\s?20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_IN_WORDS: Final = re.compile(
    r"二[〇○零]([〇○零一二三])([〇○零一二三四五六七八九])年(十?[一二]|[三四五六七八九十])月([二三]?十?[一二三四五六七八九]|[二三]?十)日"
)
_LONG_DASHES: Final = re.compile(r"(20\d\d)[—–](\d{1,2})[—–](\d{1,2})(?!\d)")  # 2023—01—18
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_IN_ENGLISH: Final = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]{{0,6}}\.? (\d{{1,2}}), (20\d\d)\b")
# What the labels are called in systems that were never translated
_ENGLISH_LABEL: Final = re.compile(
    r"(?i)\b(?:(date)|(?:publish(?:ed)?|post(?:ed)?)(?: (?:on|date|time))?)\s*[:：]\s*(?=20)"
)
_FIGURES: Final = re.compile(r"(20\d\d)(\d\d)(\d\d)(?:\d{4}|\d{6})?")


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
    >>> read_date("2022-01-3013:41"), read_date("2022-01-309:47"), read_date("2022-1-113:41"), read_date("2022-1-301")
    ('2022-01-30', '2022-01-30', None, None)
    """
    for match in _WHEN.finditer(text):
        try:
            day = date(int(match["y"]), int(match["m"]), int(match["d"]))
        except ValueError:
            continue
        if 1998 <= day.year <= 2100:
            return day.isoformat()
    return None


def is_after(day: str, year: int) -> bool:
    """Whether a day (YYYY-MM-DD) lies after the end of a year."""
    return day > f"{year}-12-31"


def published_on(
    meta: dict[str, str], lines: list[str], *, titles: Iterable[str] = (), above: int = 0, after: int | None = None
) -> str | None:
    """The day of publication: a printed one that is called so or stands below the title, else the meta tag PubDate.

    `lines`: the first ones of the page, `above` of them from outside the article; `titles`: what they are headed. The
    printed dates in their order: 发布时间：…; 公开日期：…; 更新时间：…; 时间：…; the one beside 来源 or 浏览; a line
    below the title that is nothing but a date; the meta tag createDate; 生成日期：…. One behind the title goes before
    one of its kind in front of it. The meta tag PubDate (国办发〔2017〕47号) goes before 更新时间, a date in words
    below the title and what stands unlabelled above it. A signature's date is none (see `signed_on`), nor is 成文日期,
    nor one that a sentence tells. Dates up to the end of the year `after` are passed over.

    >>> published_on({}, ["标题: 某局年报", "发布时间: 2020-01-20 15:22"])
    '2020-01-20'
    >>> published_on({"pubdate": "2023-09-11"}, ["发布时间: 2020-01-20"])
    '2020-01-20'
    >>> published_on({"pubdate": "2020-01-20"}, ["更新时间: 2023-09-11"])
    '2020-01-20'
    >>> published_on({"pubdate": "2020-01-20"}, ["某水利局年报", "发文日期: 2020-01-18"], titles=["某水利局年报"])
    '2020-01-20'
    >>> published_on({"pubdate": "2023-09-11"}, ["某水利局年报", "发文日期: 2020-01-18"], titles=["某水利局年报"])
    '2020-01-18'
    >>> published_on({}, ["成文日期：2020-01-10　发文日期：2020-01-15　发布日期：2020-01-20"])
    '2020-01-20'
    >>> published_on({}, ["[ 成文日期 ] 2023年1月22日 [ 发布日期 ] 2023年1月25日", "[ 成文日期 ] 2023年1月22日"])
    '2023-01-25'
    >>> published_on({}, ["截至2022年12月31日，我局共公开信息30条，网站浏览量3万人次"])
    """
    tagged = tagged_on(meta, after=after)
    day, rank = _printed_on(meta, lines, {title.replace(" ", "") for title in titles}, above, after)
    if tagged is None or (day and rank in _SHOWN_RANKS):
        return day
    written = rank in (_WRITTEN_RANK, _RANKS["filed"])
    return day if day and written and day < tagged and days_between(day, tagged) > _TO_BE_LET_OUT else tagged


def tagged_on(meta: dict[str, str], *, after: int | None = None) -> str | None:
    """The day that the page's meta tags call that of publication."""
    return _of_tag(meta, _STATED, after)


def _of_tag(meta: dict[str, str], names: Iterable[str], after: int | None) -> str | None:
    stated = (meta[name] for name in names if meta.get(name))
    return next((day for one in stated if (day := _read(_spelled(one), after))), None)


def days_between(one: str, other: str) -> int:
    """How far two days (YYYY-MM-DD) lie apart.

    >>> days_between("2023-01-18", "2022-12-31")
    18
    """
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def _read(text: str, after: int | None) -> str | None:
    """The first date in a text, if it lies after the year `after`."""
    day = read_date(text)
    return day if day and (not after or is_after(day, after)) else None


def _printed_on(
    meta: dict[str, str], lines: list[str], printed: set[str], above: int, after: int | None
) -> tuple[str | None, int]:
    """The best of the printed days (and of createDate) with its rank."""
    days: dict[int, list[str]] = {}
    if day := _of_tag(meta, _CREATED, after):
        days[_CREATED_RANK] = [day]
    titled: int | None = None  # the title's last line
    label: int | None = None  # the rank of the line before, if it is a label alone
    in_head = True
    for number, line in enumerate(lines):
        if "〇" in line or "○" in line or ":20" in line or "：20" in line or ", 20" in line or ": 20" in line:
            line = _with_dashes(line)
        candidates: Iterable[tuple[int, str]] = ()
        if len(line) > 4 and any(_prints(line, title) for title in printed):
            titled, label = number, None
            if line[-1] in "0123456789])）】" and (found := _AT_ITS_END.search(line)):
                candidates = [(_alone(found[0]), found[0])]
        elif "20" not in line:
            label = _label_alone(line)
            if line[:1] in "一1 \u3000" and _FIRST_HEADING.match(line):
                in_head = False
        elif label is not None:
            if (found := _DATE.match(line)) and not _GOES_ON.match(line, found.end()):
                candidates = [(label, found[0])]
            label = None
        else:
            below = number - titled if titled is not None else 0
            candidates = _dates_of(line, in_head, below, number < above)
        for kind, text in candidates:
            if day := _read(text, after):
                rank = kind if titled is not None else kind + 1
                if not rank:
                    return day, rank
                days.setdefault(rank, []).append(day)
    for rank in sorted(days):
        # Several days called alike above the title are those of other pages.
        if not (rank % 2 and titled is not None and len(set(days[rank])) > 1):
            return days[rank][0], rank
    return None, 99


def _alone(day: str) -> int:
    """The rank of a date by itself below the title: one in words may be the day on which the paper was written."""
    return _WRITTEN_RANK if "年" in day and ":" not in day and "：" not in day else _ALONE_RANK


def published_at_the_end(lines: Iterable[str], *, after: int | None = None) -> str | None:
    """The day that the page prints behind the report, if it is called 发布时间 and is the only one.

    >>> published_at_the_end(["来源：某局　发布时间：2021-01-20", "上一篇：某局2018年报 发布时间：2019-01-20"])
    '2021-01-20'
    """
    found = (_AT_THE_END.match(line) for line in lines if "发" in line and len(line) < 120)
    days = {read_date(one["day"]) for one in found if one and not _GOES_ON.match(one.string, one.end())}
    day = days.pop() if len(days) == 1 else None
    return day if day and (not after or is_after(day, after)) else None


def signed_on(lines: Iterable[str], *, after: int) -> str | None:
    """The day under the signature: the only one that stands alone on a line, or behind a name, after the year `after`.

    >>> signed_on(["某局", "2024年1月18日"], after=2023), signed_on(["云州市教育局 二〇二四年一月十八日"], after=2023)
    ('2024-01-18', '2024-01-18')
    >>> signed_on(["2024年1月18日召开会议", "云州市教育局 2023年1月18日"], after=2023)
    """
    found = (_SIGNED.fullmatch(_with_dashes(line)) for line in lines if len(line) < 60 and _ENDS_A_DAY.search(line))
    days = {day for one in found if one and (day := read_date(one["day"])) and is_after(day, after)}
    return days.pop() if len(days) == 1 else None


def _with_dashes(line: str) -> str:
    """A line whose dates are written like any other.

    >>> _with_dashes("发布日期：二〇二三年一月十八日"), _with_dashes("发布日期:20230118")
    ('发布日期：2023-1-18', '发布日期:2023-01-18')
    >>> _with_dashes("发布时间:2023—01—18"), _with_dashes("Posted on: Jan. 18, 2023")
    ('发布时间:2023-01-18', '发布时间:2023-1-18')
    """
    if len(line) > 200:
        return line
    line = _RUN_TOGETHER.sub(r"\1-\2-\3", line)
    line = _LONG_DASHES.sub(r"\1-\2-\3", line)
    line = _IN_ENGLISH.sub(lambda found: f"{found[3]}-{_MONTHS.index(found[1]) + 1}-{found[2]}", line)
    line = _ENGLISH_LABEL.sub(lambda found: "日期:" if found[1] else "发布时间:", line)
    return _IN_WORDS.sub(
        lambda found: f"20{_word(found[1])}{_word(found[2])}-{_word(found[3])}-{_word(found[4])}", line
    )


def _word(word: str) -> int | float | None:
    return 0 if word in "〇○零" else read_number(word)


def _spelled(stated: str) -> str:
    """A meta tag's date with its dashes: 20210120102233 → 2021-01-20."""
    found = _FIGURES.fullmatch(stated)
    return f"{found[1]}-{found[2]}-{found[3]}" if found else stated


def _prints(line: str, title: str) -> bool:
    """Whether a line is the title, or a piece of it as it is broken over lines. Spaces of the title are gone.

    >>> _prints("2021年政府信息公开工作年度报告", "某局2021年政府信息公开工作年度报告"), _prints("2021年", "某局2021年")
    (True, False)
    """
    compact = line.replace(" ", "")
    if len(compact) >= len(title):
        return title in compact and (len(compact) < len(title) + 6 or _DATE.match(compact, len(title)) is not None)
    return len(compact) > 6 and (title.endswith(compact) or title.startswith(compact))


def _label_alone(line: str) -> int | None:
    """The rank of a line that is a label and no more; the date is the next line (cells, dt and dd)."""
    if len(line) > 14 or not ("期" in line or "间" in line) or not (found := _LABEL_ALONE.fullmatch(line)):
        return None
    return _RANKS[found.lastgroup or "bare"]


def _dates_of(line: str, in_head: bool, below: int, outside: bool) -> Iterator[tuple[int, str]]:
    """The dates of a line that may be the day of publication, with their ranks.

    in_head: before the first section; below: how many lines below the title, 0 if above; outside: outside the article.
    """
    is_prose: bool | None = None
    unlabelled: str | None = None
    for found in _DATE.finditer(line[:400]):
        begin = found.start()
        if _GOES_ON.match(line, found.end()):
            continue
        label = _BEFORE.search(line, max(0, begin - 20), begin)
        if label is None:
            if unlabelled is None and not _OTHER_LABEL.search(line, max(0, begin - 12), begin):
                unlabelled = found[0]
            continue
        kind = next(name for name in _RANKS if label[name] is not None)
        colon = ":" in label["sign"] or "：" in label["sign"]
        if not (colon and kind in ("published", "opened")):
            if is_prose is None:
                is_prose = _PROSE.search(line) is not None
            begins = not label.start() or not "一" <= line[label.start() - 1] <= "鿿"
            if is_prose or not (colon or begins) or not (in_head or kind == "filed") or (kind == "bare" and not colon):
                continue
        yield _RANKS[kind], found[0]
    if unlabelled is None or not in_head or len(line) > 200 or "。" in line:
        return
    if 0 < below < 3 and len(line) < 80 and (behind := _CALLED_BEHIND.search(line)) and not _PROSE.search(line):
        yield _RANKS[behind.lastgroup or "updated"], behind["day"]
    if 0 < below < 3 and len(line) < 44:
        bare = _TOOLS.sub("", line.strip())
        timed = ":" in line or "：" in line
        own = below == 1 and line[0] in "（("  # （2009年2月17日）; below the agency's name, a signature
        alone = _ALONE.fullmatch(bare) if timed or outside or own or "年" not in line else None
        if alone or (timed and _BEHIND_A_NAME.fullmatch(line)) or _BESIDE_A_NAME.fullmatch(bare):
            yield _alone(unlabelled), unlabelled
    if _BESIDE.search(line) and not _CLOCK.search(line) and not (_PROSE.search(line) if is_prose is None else is_prose):
        yield _BESIDE_RANK, unlabelled
