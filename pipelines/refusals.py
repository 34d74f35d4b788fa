"""Why a document is not an annual report.

A document is a report if its title, its opening sentence or its sections say so; a filled form is one, and so is a form
whose every cell was left blank under an agency's own title. Everything else is refused with its reason:

| code | what it is |
|---|---|
| `notice` | a 通知 that asks for reports, often with the blank form |
| `template_only` | the blank form or a model text |
| `half_year` | figures of a half-year, a quarter or a month |
| `statistics` | a 统计表 by itself |
| `interpretation` | 解读, 图解 of a report |
| `draft`, `plan`, `news` | a draft for comment; 要点, 方案, 制度, 指南; a message about reports |
| `list_page` | a list of reports |
| `other_report:<which>` | another duty's: `website`, `rule_of_law`, `budget`, `company`, … (`titles`) |
| `soft_404`, `login_page`, `maintenance`, `needs_js`, `blocked_waf:…` | not the page at all (`challenges`) |
| `empty_document` | nothing is printed in it |
| `no_evidence` | nothing in it says that it is an annual report |
"""

from __future__ import annotations

import re
from typing import Final

from pipelines import challenges, dates
from pipelines.agencies import first_lines, own_text, page_title, printed_title
from pipelines.agencies.page_titles import of_other_reports
from pipelines.documents import Document, Paragraph
from pipelines.items import Finding
from pipelines.titles import TitleReading, plain, read_title

_OPENING: Final = re.compile(
    r"(?:根据|依据|按照|依照|遵照|为贯彻|为落实)[^。]{0,60}?(?:信息公开|公开)条例[^。]{0,200}?(?:报告|年报)"
    r"|本(?:年度)?(?:报告|年报).{0,60}?(?:条例|编制|由|反映)"
    r"|(?:统计|数据).{0,8}(?:期限|时限)"
)
# Sections of the three forms and of the years before them, one a group.
_SECTIONS: Final = tuple(
    re.compile(
        rf"(?m)^[^\S\n]*(?:[一二三四五六七八九十]{{1,2}}|\d{{1,2}}"
        rf"|[(（][一二三四五六七八九十]{{1,2}}[)）])[^\S\n]*[、.．]?[^\S\n]*[^\n。,，]{{0,14}}?(?:{words})"
    )
    for words in (
        "总体情况|概述|基本情况|工作概况|工作情况",
        "主动公开",
        "依申请公开|收到和处理|公开申请",
        "复议|诉讼|举报|申诉",
        "存在(?:的)?(?:主要)?问题|主要问题|不足|改进(?:措施|情况)|下一步",
        "收费|减免",
        "其他需要(?:报告|说明)|需要说明",
        "监督|保障|平台建设|信息管理",
    )
)
_TELLS_OTHERS: Final = (
    "印发给你们",
    "特此通知",
    "遵照执行",
    "认真贯彻执行",
    "现就有关事项通知",
    "通知如下",
    "请各单位",
    "请各部门",
    "请各地",
    "请结合实际",
    "联系人及电话",
    "各区县人民政府",
    "各县(市、区)人民政府",
    "各乡镇人民政府",
    "各有关单位:",
    "市政府各部门",
    "国务院各部委",
)
# What the blank form and model texts print where an agency would write; a report may keep words of the second kind.
_PLACEHOLDERS: Final = ("(文字描述)", "(此处填写", "××", "XX局", "XX县", "XX市", "xx局", "____")
_MODEL: Final = (*_PLACEHOLDERS, "编写说明", "填表说明", "填报说明", "指标解释", "统计制度", "格式模板", "范文")
_WEBSITE: Final = ("网站工作年度报表", "独立用户访问总量", "网站总访问量", "ICP备案号", "首页网址", "政府网站标识码")
_EXPLAINS: Final = r"解读如下|现(?:就|将)[^。]{0,30}解读|为(?:方便|便于)[^。]{0,30}(?:理解|看懂|了解)"
_RETELLS: Final = re.compile(rf"{_EXPLAINS}|图解|一图读懂")
# 近日,某局发布2022年…年度报告。报告显示,2022年该局…: another speaks of the report
_NEWS: Final = re.compile(
    r"本报讯|记者(?:从|获悉|了解)|(?:报告|年报)》?(?:显示|披露)|近日,[^。]{0,30}(?:公布|发布)[^。]{0,40}(?:报告|年报)"
)
# 现将各部门2022年…年度报告公布如下:1.某局 2.某局; 2022年各部门政府信息公开工作年度报告
_OF_MANY: Final = re.compile(
    r"各(?:部门|单位|机关|委办局|乡镇|镇|街道|区县|县区|县市区|县\(市、区\)|市县|有关部门)[^。\n]{0,40}(?:报告|年报)"
)
# What a short narrative tells that does not say what it is about: 公开信息35条. 收到申请3件. 行政复议0件. 未收取费用.
_NUMBER: Final = r"(?<![第\d一二三四五六七八九十百])(?:\d+|[零〇一二三四五六七八九十百两]+)"
_ASKED: Final = re.compile(
    rf"申请[^。\n]{{0,12}}?{_NUMBER}[件宗份条项]|{_NUMBER}[件宗份条项][^。\n]{{0,20}}申请"
    r"|(?:未|没有|无|零)[^。\n]{0,30}申请"
)
_TELLS: Final = (
    re.compile(rf"(?:公开|发布|公布|发文)(?:(?!申请)[^。\n]){{0,60}}?{_NUMBER}[条件篇项]"),
    _ASKED,
    re.compile(r"复议|诉讼"),
    re.compile(r"收费|费用"),
)
# What it does not tell: that another tells of a report or explains it, asks for one or judges it; what is aimed at.
_TOLD_BY_ANOTHER: Final = re.compile(
    rf"{_NEWS.pattern}|{_EXPLAINS}|[报网台]讯(?!息)|(?<!\d)(?<!截至)日前|据(?:悉|了解|介绍|报道)"
    r"|(?:^|[年。,;\n])该[局厅委办省市县区旗镇乡街]|公布的(?:报告|年报)|从(?:报告|年报)(?:中|来|内容)*看"
    r"|(?:报告|年报)》?(?:中?指出|称|载明|提到)|》(?:正式|已|在|于|全文|如期)*(?:发布|公布|出炉)"
    r"|(?:^|\n)[^。\n]{0,12}日,[^。\n]{0,30}(?:报告|年报)[^。,;本]{0,10}(?:发布|公布|出炉)"
    r"|请(?:于|各|按|将|认真|务必|结合|对照|抓紧|做好|在\d)|(?:^|\n)各(?:单位|部门|科室|乡镇|镇街|街道)(?:要|应|须|务必)"
    r"|(?:^|\n)[(\[【]?(?:样稿|样本|示例|范例|草稿|征求意见稿|送审稿|讨论稿|通讯员|记者)|(?:^|\n)[问答]:"
    r"|(?:^|\n)经?检查发现|(?:^|\n)[^。,\n]{0,6}目标:"
)
# 某局公布2022年…年度报告 may be news; but 某局政府信息公开2022年年度报告
_PUBLISHES: Final = re.compile(r"(?:(?<!关于)(?:公布|发布)|(?<!信息)(?<!政务)公开)(?=20\d\d)")
_PART_OF_A_YEAR: Final = (
    r"(?:[上下]半年|第?[一二三四1-4]季度|前[一二三四五六七八九\d]+个?[月季]"
    r"|\d{1,2}月份?,|1月?[-—至到~](?:[2-9]|1[01])月|截[至止](?:20\d\d年)?(?:[1-9]|1[01])月)"
)
_PART: Final = re.compile(rf"(?<!\d){_PART_OF_A_YEAR}")
_WHOLE: Final = re.compile(rf"全年|年内|(?:20\d\d|今|本)年(?!度?{_PART_OF_A_YEAR}|\d*月|[底末])")
_ITS_YEAR: Final = re.compile(r"[^。]{0,20}?(?<![较比与同自])(20[0-3]\d)年(?!\d*月)")
# 为便于公民获取政府信息,编制本指南: how to ask, with the headings of a report
_GUIDE: Final = re.compile(r"(?:编制|编写|制定|形成|修订)(?:了|成)?本(?:机关|单位)?(?:政府信息公开)?《?指南")
_DUTY: Final = re.compile(r"(?:指南|目录|制度|办法|规定|问卷|要点|方案)$")
# The way to the page, a sentence, the opening of a report (根据《规定》和市政府的通知,我局…现报告如下:).
_NO_TITLE: Final = re.compile(
    r"[>»]|位置\s*[:：]|[。；;]\s*$|(?:报告|汇报|总结|公布)如下\s*[:：]?\s*$"
    r"|^\s*(?:根据|依据|按照|依照|遵照|为贯彻|为落实)(?!.*(?:通知|转发|印发)如下)[^。]*[，,]"
)
_NUMBERED: Final = re.compile(r"(?m)^[^\S\n]*[一二三四五六][^\S\n]*[、.．]")


def _no(code: str, detail: str) -> Finding:
    return Finding(code=code, kind="source", detail=detail)


def _own_titles(document: Document, lines: list[str]) -> list[str]:
    """What the document or its page is headed with, whether it names a report or not."""
    stated = [document.meta.get("articletitle"), document.title, document.meta.get("title")]
    first = next((line for line in lines if len(line.strip()) > 5 and not _NO_TITLE.search(line)), None)
    if first and len(first) <= 60 and not re.match(r"\s*[一1][、.．]", first):
        stated.append(first)
    return [title for title in stated if title and title.strip()]


def judge(document: Document, *, title: str | None, filled_official_cells: int, official_cells: int) -> Finding | None:
    """The reason why this document is not an annual report, None if it is one. `title` is the link's text.

    `official_cells` counts the cells of official tables that were found, `filled_official_cells` those with something
    printed in them (a printed 0 is filled).
    """
    lines = first_lines(document)
    text = document.text
    if len(text) < 300:
        text = "\n".join([text, *(cell.text for table in document.tables for cell in table.cells[:200])])
    if not text.strip():
        unread = document.findings or document.method in ("pdf", "ocr", "image")
        return None if unread or filled_official_cells else _no("empty_document", "nothing is printed in it")
    page = page_title(document)
    printed = printed_title(lines)
    own = printed[1] if printed and printed[1].reason == "report" else read_title(page) if page else None
    strong = filled_official_cells >= 8 and filled_official_cells * 6 >= official_cells
    compact = plain(text[:6000].replace("\n", " ¶ ")).replace(" ", "").replace("¶", "\n")
    told = [word for word in _TELLS_OTHERS if word in compact]
    opening = _OPENING.search(compact[:1500].replace("\n", ""))
    blank = bool(official_cells) and not filled_official_cells
    if refused := _by_title(document, lines, own, strong, blank=blank, asks=len(told) >= 2 and not opening):
        return refused
    if refused := _half_year(compact[:3000], own):
        return refused
    if sum(word in compact for word in _WEBSITE) >= 3:
        return _no("other_report:website", "it has the rows of a 政府网站工作年度报表")
    if strong:
        return None
    if own is None and (guide := _GUIDE.search(compact[:1500])):
        return _no("plan", f"it is a guide: {guide[0]}")
    narrates = not official_cells and _narrates(document, printed, page)
    if (
        len(text) < 700
        and not narrates
        and (found := challenges.recognise_text(document.title or document.meta.get("title", ""), text))
        and not official_cells
    ):
        return _no(found.code, found.detail)
    sections = sum(1 for section in _SECTIONS if section.search(text))
    if sections < 3 and not opening and not official_cells:
        # A page that is headed as one agency's report of one year may have links to its other reports beside it.
        headed = own is not None and own.agency is not None and own.fiscal_year is not None
        listed = _listed(first_lines(document, links=not (narrates or (headed and len(own_text(document)) > 200))))
        if listed >= 3:
            return _no("list_page", f"{listed} titles of reports, no text of one")
        if retold := _NEWS.search(compact[:400]):
            return _no("news", f"it tells of a report: {retold[0]}")
        if (
            not narrates
            and len(own_text(document)) < 300
            and _links(document) >= 3
            and (many := _OF_MANY.search(compact[:300]))
        ):
            return _no("list_page", f"links to the reports of many: {many[0]}")
    if not official_cells and not opening and (refused := _by_heading(document, lines, sections, titled=bool(own))):
        return refused
    identified = own is not None and (own.fiscal_year is not None or own.agency is not None)
    model = [word for word in (_PLACEHOLDERS if identified else _MODEL) if word in compact]
    if official_cells and not filled_official_cells and not (identified and not model):
        # A blank form: an agency's own if it is headed so, else the notice's or the template's.
        if told:
            return _no("notice", f"a blank form under words to others: {told[0]}")
        narrated = sections >= 4 and len(text) > 1200
        if model or not (opening or identified or narrated):
            return _no(
                "template_only", f"a blank form{': ' + model[0] if model else ' without title or opening sentence'}"
            )
    doubtful = own is None or not identified or (own.certainty != "sure" and sections < 3 and not opening)
    if len(told) >= 2 and doubtful:
        return _no("notice", f"it tells others what to do: {told[0]}, {told[1]}")
    if identified and (sections or opening or official_cells or len(text) > 400):
        return None
    if model and not identified and ("(文字描述)" in model or len(model) >= 2):
        return _no("template_only", f"a model: {model[0]}")
    if narrates and not told:
        return None
    if _RETELLS.search(compact[:1500]) and sections < 4:
        return _no("interpretation", _RETELLS.search(compact)[0][:60])  # type: ignore[index]
    if filled_official_cells or (opening and sections) or sections >= 4:
        return None
    if compact.count("法治政府") > max(2, compact.count("信息公开")):
        return _no("other_report:rule_of_law", "it is about 法治政府")
    about = compact.count("信息公开") + compact.count("政务公开")
    claimed = own is not None or (title and read_title(title).is_report and about)
    if claimed and len(text) > 100 and (about >= 2 or opening):
        return None
    # A narrative without a title (the year's 总结): its first sentence is about 政府信息公开 and so are its parts.
    first = compact[:400]
    if sections >= 2 and "信息公开" in first and about >= 6 and re.search(r"20[0-3]\d年", first) and "申请" in compact:
        return None
    return _no("no_evidence", "no title, opening sentence or sections of an annual report")


def _by_title(
    document: Document, lines: list[str], own: TitleReading | None, strong: bool, *, blank: bool, asks: bool
) -> Finding | None:
    """The reason that the document's own heading gives."""
    for stated in _own_titles(document, lines):
        reading = read_title(stated)
        if reading.is_report or reading.reason == "no_topic":
            continue
        certain = reading.reason in ("interpretation", "half_year", "draft") or reading.reason == "other_report:website"
        if reading.reason in ("template", "notice", "statistics") and not (strong and own is not None):
            # A notice above filled tables has its report with it, unless it asks others for theirs: an example.
            certain = not strong or reading.reason == "template" or (reading.reason == "notice" and asks)
        if reading.reason.startswith("other_report") and own is None and not strong:
            certain = True
        if (
            reading.reason in ("plan", "news", "list_page")
            and own is None
            and not strong
            and not _NUMBERED.search(document.text)
        ):
            certain = True
        if certain:
            form = reading.reason == "template" or (blank and reading.reason == "plan")  # 统计制度 prints the form
            code = "template_only" if form else reading.reason
            return _no(code, f"title: {' '.join(stated.split())[:80]}")
    return None


def _by_heading(document: Document, lines: list[str], sections: int, *, titled: bool) -> Finding | None:
    """The reason why a page without a report's tables and opening sentence is what its heading says: a guide, a
    catalogue that names reports, a message about them.
    """
    heading = next(iter(_own_titles(document, lines)), "")
    reading = read_title(heading)
    if reading.is_report or reading.reason not in ("plan", "news") or reading.certainty != "sure":
        return None
    if sections < 3 or (not titled and _DUTY.search(plain(heading))):
        return _no(reading.reason, f"headed: {' '.join(heading.split())[:80]}")
    return None


def _narrates(document: Document, printed: tuple[str, TitleReading] | None, page: str | None) -> bool:
    """Whether a page headed as one agency's report of one year tells in sentences of what was published and asked for.

    2022年，我镇公开信息35条。收到申请2件，均已答复。 But 2022年上半年…, 报告显示…, 该局…, 请各科室… is something else.
    """
    titles = [printed] if printed else []
    titles += [(stated, read_title(stated)) for stated in (page, document.meta.get("title")) if stated]
    title, full = next(((title, one) for title, one in titles if _says_it_all(one)), ("", None))
    if full is None or _PUBLISHES.search(plain(title).replace(" ", "")) or _OF_MANY.search(plain(title)):
        return False
    if any(of_other_reports(full, other) for _, other in titles):
        return False
    lines = (
        line for line in own_text(document)[:3000].split("\n") if "。" in line or read_title(line).reason != "report"
    )
    text = plain(" ¶ ".join(lines)).replace(" ", "").replace("¶", "\n")
    if "。" not in text or _TOLD_BY_ANOTHER.search(text) or any(word in text for word in _PLACEHOLDERS):
        return False
    if _PART.search(text) and not _WHOLE.search(text):
        return False
    if (told := _ITS_YEAR.match(text)) and int(told[1]) != full.fiscal_year:
        return False
    tells = sum(word.search(text) is not None for word in _TELLS)
    return tells >= 3 or (tells == 2 and _ASKED.search(text) is not None)


def _says_it_all(title: TitleReading) -> bool:
    """Whether a title is surely that of one agency's report of one year."""
    return bool(title.is_report and title.certainty == "sure" and title.agency and title.fiscal_year)


def _links(document: Document) -> int:
    """How many of the document's lines are links."""
    return sum(isinstance(block, Paragraph) and bool(block.link) for block in document.blocks)


def _half_year(head: str, own: TitleReading | None) -> Finding | None:
    periods = dates.read_periods(head)
    if periods and not any(period.whole_year for period in periods):
        part = periods[0]
        if re.search(r"(?:0?1|1)月?[.-]?0?1日?.*?0?[3679]月", part.quote) and own is None:
            return _no("half_year", f"period: {part.quote}")
        if re.match(r"20\d\d年?(?:0?1|0?4|0?7|10)[月.]", part.quote) and re.search(
            r"(?:0?3|0?6|0?9)[月.-]3[01]", part.quote
        ):
            return _no("half_year", f"period: {part.quote}")
    if own is None and (
        found := re.search(
            r"20\d\d年(?:上半年|下半年|第?[一二三四1-4]季度)[^。\n]{0,12}(?:信息公开|公开)[^。\n]{0,20}(?:统计"
            r"|报告|总结|数据)",
            head[:600],
        )
    ):
        return _no("half_year", found[0])
    return None


def _listed(lines: list[str]) -> int:
    """How many of the lines are titles of different reports."""
    titles = set()
    for line in lines:
        if "报" in line and len(line) < 90:
            reading = read_title(line)
            if reading.is_report and reading.reason in ("report", "truncated"):
                titles.add((reading.agency, reading.fiscal_year))
    return len(titles)
