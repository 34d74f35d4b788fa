"""A narrative read from its sections to their paragraphs, sentences and clauses."""

from __future__ import annotations

import re

from pipelines.facts.arrivals import with_bare_parts
from pipelines.facts.channels import made_up_by_channels, names_a_channel, state_accounts
from pipelines.facts.clauses import BEFORE_ZERO, NEGATION, announced_alone, may_be_announced, read_clause
from pipelines.facts.derived import may_be_done, may_mean_those_before
from pipelines.facts.doubts import channels_too_few, reconsidered
from pipelines.facts.fronts import read_front, remember_accounts
from pipelines.facts.grammar import MOSTLY, announced_by, owner_of
from pipelines.facts.memory import Narrative, Paragraph, Sentence
from pipelines.facts.paragraphs import CLAUSE, NUMERAL, fold_text, half_width_of, paragraphs_of, simplified_text
from pipelines.facts.statements import CASES
from pipelines.facts.times import end_year_named, may_be_outside, years_of
from pipelines.facts.topics import (
    SILENT,
    UNNUMBERED,
    Headings,
    read_heading,
    read_title,
    read_what_it_is_about,
    topic_of,
)
from pipelines.items import Section
from pipelines.numerals import SIMPLE_UNITS, Count, find_counts

_NUMBER_WITH_UNIT = rf"[0-9零一二两三四五六七八九十][余多\s百千万亿]*[{SIMPLE_UNITS}案]"
_WORTH_READING = re.compile(
    rf"[未没无零免]|{_NUMBER_WITH_UNIT}|不存在|不涉及|不收|申请\d+人次|0[申依政信公]|[{BEFORE_ZERO}]0|数量?[为是:]\d|[条篇]数\d|“\d"
)


# What a heading alone names is denied: "三、行政复议、诉讼情况。未发生。"
_NOTHING = re.compile(
    r"(?:THIS年度?|\d{4}年度?|[本全]年度?|年度?内|报告期内|[我本](?:[局厅委院办镇乡县市区街]|单位|机关|部门|街道))*,?"
    r"(?:(?:上述|以上|这)?[两二](?:类|项|者|种)(?:案件|数量|事项|情况)?|案件|件数|数量)*"
    r"(?P<said>(?:均|暂|都)?(?:无|没有|未(?:发生|产生|收取|出现|涉及|收到)|没有(?:发生|收取|产生)|不存在|零发生)"
    r"(?:过|此类|相关|有关|上述|该类|这类)*(?:情况|情形|案件|费用)?|(?:均|都|皆)*(?:为|是)?[零0][件起宗例]?)"
)
_DENIED_HEADING = re.compile(
    rf"(?P<heading>(?:\([{NUMERAL}\d]{{1,3}}\)|[{NUMERAL}\d]{{1,3}}[.、])?(?:[^。,;:\d]{{4,38}}|收费|复议|诉讼|费用))。(?P<denial>[^。]{{1,24}})。?"
)


def with_heading_denied(section: Section) -> str:
    """A section's text, with the heading before it if it only denies what that names: 均为零."""
    text, heading = section.text, f"{section.number or '一'}、{section.heading}"
    return (
        f"{heading}\n{text}"
        if section.heading and _NOTHING.fullmatch(half_width_of(text).strip().rstrip("。"))
        else text
    )


def read_section(narrative: Narrative, text: str, section: str | None) -> None:
    """Collect the statements of one section's text, `section` being what it is about."""
    if section in SILENT and not UNNUMBERED.search(text) and not _IN_PASSING.search(text):
        return
    headings, headed = Headings(section), -1
    half_width = half_width_of(simplified_text(text))
    if "”" in half_width:
        remember_accounts(narrative, half_width)
    for start, end in paragraphs_of(half_width):
        words = half_width[start:end]
        worth_reading = _WORTH_READING.search(words) is not None
        if headings.follow(words, worth_reading):
            headed = start
            continue
        if headed >= 0 and (nothing := _NOTHING.fullmatch(words.strip().rstrip("。"))):
            named = half_width[headed:start].rstrip("。 \n\r")
            words = words[words.index(nothing["said"]) :]
            start, words, worth_reading = headed, f"{named}:{words:>{end - headed - len(named) - 1}}", True
        headed = -1
        if worth_reading and headings.topic not in SILENT:
            _read_paragraph(narrative, words, text[start:end], headings)
            headings.last = ""
        first = words.partition("。")[0][:_LONGEST_HEADING]  # (四)不足。解读少,全年仅2篇
        of_problems = "problems" in (headings.topic, topic_of(first))
        if worth_reading and of_problems and _IN_PASSING.search(words):
            _read_in_passing(narrative, words, text[start:end])
        narrative.previous = words


# What a section about problems tells of the year: 政策解读偏少,全年仅发布解读信息16条
_IN_PASSING = re.compile(
    r"(?:[全本今当]年|年度?内|\d{4}年)[^。]*(?:解读|发布会|规范性|信息公开|复议[^。]*诉讼)"
    r"|(?:解读|发布会)[^。;]{0,14}(?:[全本今当]年|年度?内|\d{4}年)"
)
_OF_THE_YEAR = re.compile(r"全年|[本今]年|年度?内|THIS年")
_LONGEST_HEADING = 16
_TOLD_IN_PASSING = ("interpretations.published", "press_conferences.held", "normative_documents.issued")


def _read_in_passing(narrative: Narrative, text: str, original: str) -> None:
    """Read a paragraph about problems: only what its sentence says is of the year, if it is told nowhere else."""
    aside = Narrative(narrative.fiscal_year, narrative.speaker, aside=True)
    _read_paragraph(aside, text, original, Headings(None))
    cases = any(s.indicator in CASES and "信息公开" in s.quote for s in aside.statements)
    for statement in aside.statements:
        told = statement.indicator in _TOLD_IN_PASSING
        of_all = statement.rule.zero != "" and len(statement.rule.indicator) > 1  # 无行政复议和行政诉讼
        told = told or (statement.indicator in CASES and (cases or of_all))
        if told and (statement.value or statement.indicator in CASES) and statement.of_year:
            statement.aside = True
            narrative.statements.append(statement)


_LISTED = re.compile(r"(?:\d{1,2}[.、]|\(\d\))?[^,;:。\d]{2,20}:?\d[^,;:。]{0,8}(?:[,;。].{0,30})?")  # ——信函邮寄:13件;
# 县政府信息公开网 is the site of a 镇 or a bureau, unless what it says is all that was published: as many characters.
_OPEN_SITE = re.compile(
    r"(?:(?P<people>人民政府)|(?P<whole>政府)|(?<!政务))信息公开网(?P<site>(?<=人民政府信息公开网)站)?(?![^,;。]{0,12}主动公开(?:各类|政府|政务)*信息[^,;。\d]{0,6}\d)"
)


def _as_government_site(found: re.Match[str]) -> str:
    """县人民政府信息公开网 as 县人民政府门户网站, in as many characters."""
    if found["people"]:
        return "人民政府门户网站上的"[: len(found[0])]
    return "人民政府门户网" if found["whole"] else "政府门户网"


_REQUESTS_TOLD = re.compile(r"依申请公开|公开申请|收[到取件][^,;。许登补救复]{0,6}申请\d|\d件申请|申请量")
_CONFERENCES = re.compile(
    r"(?:发布|通气|吹风|见面|通报)会[^,;。\d]{0,6}\d+[余多]?[场次期个]|(?<!\d)\d{1,7}[余多]?[场次期个](?!发)[^,;。\d]{0,20}发布会"
)
_READINGS = re.compile(  # 解读政策61件; 12篇政策解读
    r"解读(?:(?!解读)[^,;。\d]){0,12}\d+[余多]?[篇条件份个次则期](?!次?解读)|(?<!\d)\d+[余多]?[篇条件份个则期][^,;。\d]{0,12}解读"
)
_AMONG_READINGS = re.compile(r"\([^()]*\)|(?:其中|包括)[^;。]*")
_ATTENDS = re.compile("参[加与]|出席|列席|配合|协助")


def _count_conferences(text: str) -> int:
    """How many numbers of press conferences are told, not those taken part in."""
    found = (text[max(one.start() - 30, 0) : one.start()] for one in _CONFERENCES.finditer(text))
    return sum(not _ATTENDS.search(re.split("[,;:。]", before)[-1]) for before in found)


_AMONG_THEM = re.compile(r"(?<![一-龥\d])(在?这?)当中")  # 公开信息231条,当中网站164条
_NO_REQUEST = re.compile(
    r"(?<![\d.])(?<!\d,)0(?=[政府务信息依申请公开]{0,10}(?:申请|依申请公开)|复议|诉讼|收费)"
)  # 全年0申请
_STREETS = re.compile(
    r"(?<=镇)\((?:街道|街办)\)(?=[、和及与]各?(?:级|县直|区直|市直)?(?:部门|单位))"
)  # 各乡镇(街道)、各部门
_BOTH = re.compile("两案|[两二][项类者](?:数据|数量|案件|情况)?[均都皆]")  # 人大建议、政协提案; 两项均为零
# 一次会议, 两项合计, 15个工作日, 三个渠道
_NO_COUNT = ("会议", "性", "合计", "共计", "工作日", "自然日", "月", "小时", "渠道", "载体", "途径", "方面")


def _read_paragraph(narrative: Narrative, text: str, original: str, headings: Headings) -> None:
    """Read a paragraph sentence by sentence, and quote what it states from the `original`."""
    folded, places = fold_text(text.replace("|", ",") if "|" in text else text)
    denied = _DENIED_HEADING.fullmatch(folded)
    if denied and _NOTHING.fullmatch(denied["denial"]):
        folded = folded[: denied.end("heading")] + ":" + folded[denied.end("heading") + 1 :]
    folded = _STREETS.sub("和各街道", folded)
    folded = _AMONG_THEM.sub(r"\1其中", folded)
    if "0" in folded:
        folded = _NO_REQUEST.sub("零", folded)
    for year, word in years_of(narrative.fiscal_year):
        folded = folded.replace(year, word)
    if "信息公开网" in folded and not narrative.speaker.owns_sites:
        folded = _OPEN_SITE.sub(_as_government_site, folded)
    counts = [
        count
        for count in find_counts(folded)
        if not folded.startswith(_NO_COUNT, count.end) and not _BOTH.match(folded, count.start)
    ]
    counts = with_bare_parts(folded, counts)
    narrative.asks = narrative.asks or _REQUESTS_TOLD.search(folded) is not None
    narrative.conferences += _count_conferences(folded) if "会" in folded else 0
    narrative.readings += len(_READINGS.findall(_AMONG_READINGS.sub("", folded))) if "解读" in folded else 0
    paragraph = Paragraph(narrative, folded, headings.topic, owner_of(headings.title), headings.title, headings.last)
    if narrative.listing and _LISTED.fullmatch(folded):
        paragraph.after = narrative.listing
    elif announced_by(headings.title)[0] == "documents":
        paragraph.after = "normative_documents"
    at = start = 0
    for sentence in folded.replace("!", "。").replace("?", "。").split("。"):
        end, first = start + len(sentence), at
        while at < len(counts) and counts[at].start < end:
            at += 1
        if sentence:
            _read_sentence(paragraph, start, end, counts[first:at])
        start = end + 1
    goes_on = folded.endswith(":") or (narrative.listing and folded.endswith((";", ",", "、")))
    narrative.listing = paragraph.after if goes_on and _lists_channels(paragraph, folded) else None
    for statement in paragraph.statements:
        begin = places[statement.start]
        left_out = original[places[statement.start - 1] + 1 if statement.start else 0 : begin]
        if left_out.startswith(("“", '"', "「")):  # the name of the channel: “云州发布”微博
            begin -= len(left_out)
        statement.quote = original[begin : places[statement.end - 1] + 1]
    narrative.statements += paragraph.statements


_BY_CHANNEL = re.compile(r"(?:申请|方式|渠道|途径|形式|来源|其中|分别)[^,;。:]{0,8}:$")
_BY_ELSE = re.compile(r"答复|办理|处理|结果|内容|申请人")


def _lists_channels(paragraph: Paragraph, text: str) -> bool:
    """Whether the next paragraphs list by which channel the requests came: 申请渠道如下:."""
    if not (paragraph.after or "").startswith("requests.received"):
        return False
    announced = _BY_CHANNEL.search(text)
    return paragraph.narrative.listing is not None or (announced is not None and not _BY_ELSE.search(announced[0]))


_ADDED_TO_IT = re.compile("其中,?(?:THIS年|[本今当全]年|新增)")  # 累计公开1354条。其中2016年新增162条
_TIME_WORD = re.compile(r"[年步段后来]")  # in every word of [front] that changes the year


def _read_sentence(paragraph: Paragraph, start: int, end: int, counts: list[Count]) -> None:
    words = paragraph.text[start:end]
    states = _may_state(paragraph, words, counts)
    read_title(paragraph, words, start)
    if not states:
        read_heading(paragraph, words, start)
    told = paragraph.text[counts[-1].end : end] if counts else ""
    last = told.partition(";" if ";" in told else ",")[2] if counts else words  # 公开信息500条,加强政策解读
    announced, paragraph.announced = paragraph.announced, announced_alone(last)
    silent = paragraph.topic in SILENT and not paragraph.narrative.aside
    if silent or not (states or _TIME_WORD.search(words)):
        return
    if not counts and _is_about_fees(paragraph, words):
        paragraph.after = None  # whatever was counted before
    end_year_named(paragraph.year)
    sentence = Sentence(paragraph, start, counts)
    if announced and counts and may_be_announced(words):
        sentence.about, paragraph.after = announced, None
    if _ADDED_TO_IT.match(words):
        sentence.time.grand = paragraph.grand
    if states:
        _read_clauses(sentence, words, end)
        paragraph.grand = sentence.time.grand
        return
    for clause in CLAUSE.finditer(paragraph.text, start, end):  # what year the next sentence is about
        if _TIME_WORD.search(paragraph.text, *clause.span()):
            read_front(sentence, *clause.span())


def _is_about_fees(paragraph: Paragraph, words: str) -> bool:
    """Whether what is said among 其他事项 is about 信息处理费, whatever was counted before: 没有收费, not 均未收费."""
    return paragraph.topic == "other" and "费" in words and words[0] not in "均都皆也"


# "行政复议、诉讼数量均为0": without a unit, only this is a count.
_BARE_ZERO = re.compile(
    rf"[{BEFORE_ZERO}][0零](?![\d.])|(?:数量?|件数)[为是:]\d{{1,4}}(?![\d.,])|[条篇]数\d{{1,6}}(?![\d.])"
)
_DENIED = re.compile(
    r"申请|新[收受]|结转|跨年|免|复议|诉|费|规范性|新闻|提案|微[信博]|公众号|传票|被告|废止"
    r"|制[定发]|出台|印发|钱|分文"
)


def _may_state(paragraph: Paragraph, words: str, counts: list[Count]) -> bool:
    """Whether a sentence has numbers, or speaks of those before it (均已答复), or denies what has one."""
    return (
        bool(counts)
        or _BARE_ZERO.search(words) is not None
        or (paragraph.received is not None and may_be_done(words))
        or may_mean_those_before(paragraph, words)
        or (NEGATION.search(words) is not None and _DENIED.search(words) is not None)
    )


_AUDIENCE = re.compile(
    r"(?:关注|粉丝|浏览|访问|点击|阅读|订阅|用户)(?:人|用户|总)?(?:人次|次数|人数|总数|量|数)"
    r"|(?:[日月]均|单日|平均)(?:访问|浏览|点击|阅读)"
)
# Whose age is told, not when they were gone through: 对2000年以来制发的规范性文件进行清理,废止2件
_OLD_ONES = re.compile(
    r"(?:(?:组织|认真|开展|集中|全面)*(?:对|将|就)[^,]*(?:以[来前]|历年|年前|之前)|历年)[^,]*?(?:清理|梳理|评估)(?:后|工作|完毕)?"
    r"|[该此]案件?已?[于在](?:THIS年)?\d{1,2}月[^,]{0,10}"  # 该案于12月撤回;行政诉讼未发生
    r"|(?:集中|全面|开展|专项)*(?:清理|梳理|评估|汇编|整理)了?(?:\d{4}年|历年)(?:以[来前]|之前|前)?[^,]{0,24}文件"
)
_ACTS = re.compile(r"发布|公开|推送|更新|刊发|编发|制作|申请|解读|召开|办理")


def _read_clauses(sentence: Sentence, words: str, end: int) -> None:
    """Read a sentence clause by clause, and reconsider what they state in the light of the others."""
    paragraph, counts = sentence.paragraph, sentence.counts
    if paragraph.owns:
        sentence.channel.subject, paragraph.owns = paragraph.owner, False
    sentence.channel.named = names_a_channel(words)
    sentence.time.may_be_outside = may_be_outside(words)
    read_what_it_is_about(sentence, words)
    before = len(paragraph.statements)
    at = 0
    for clause in CLAUSE.finditer(sentence.text, sentence.begin, end):
        first = at
        while at < len(counts) and counts[at].start < clause.end():
            at += 1
        another_year, outside = paragraph.year.another, sentence.time.outside
        if first == at and sentence.text[clause.start() - 1] == ";" and _is_about_fees(paragraph, clause[0]):
            paragraph.after = None
        read_clause(sentence, *clause.span(), counts[first:at])
        if _AUDIENCE.search(clause[0]) and not _ACTS.search(clause[0]):
            # who came last year or every day, not what was done
            sentence.audience, paragraph.year.another, sentence.time.outside = True, another_year, outside
        if first == at and _OLD_ONES.fullmatch(clause[0]):
            paragraph.year.another, sentence.time.outside = another_year, outside
    state_accounts(sentence, end)
    stated = made_up_by_channels(sentence, paragraph.statements[before:])
    if stated:
        if too_few := channels_too_few(stated, len(counts)):
            paragraph.narrative.too_short.append(too_few)
        of_others = sentence.whose.of_others
        year = _OF_THE_YEAR.search(sentence.text, sentence.begin, end)
        mostly = MOSTLY.search(sentence.text, sentence.begin, end)
        for statement in stated:
            statement.of_year = year is not None and year.end() <= statement.end
            statement.mostly = mostly is not None and mostly.end() <= statement.start
        paragraph.statements[before:] = reconsidered(stated, sentence.text, sentence.begin, end, of_others)
