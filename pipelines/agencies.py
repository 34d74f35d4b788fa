"""Whose report a document is, of which year, and when it was published, from what the document itself says.

Sources of the agency, best first: the document's own title, the meta tag ArticleTitle, the title of its page, the
sentence that says who compiled it, the title of the link that led here; where these give only a short name (县人社局,
我厅) or none, the full name elsewhere in the text: who is to be asked, whose 政府信息公开指南 it is, the signature,
ContentSource; SiteName or a link to a report last, with a finding. Lines that are links stand beside the article and
name other reports. The host never counts: platforms serve the reports of many agencies.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from pipelines import dates, regions
from pipelines.documents import Block, Cell, Document, Paragraph, Table
from pipelines.items import Finding, Scope
from pipelines.titles import TitleReading, plain, read_title, simplified


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who, when and what for; None where the document does not say it with certainty."""

    agency: str | None = None
    fiscal_year: int | None = None
    title: str | None = None
    published_on: str | None = None
    scope: Scope | None = None
    level: str | None = None
    province: str | None = None
    region_code: str | None = None
    findings: tuple[Finding, ...] = field(default_factory=tuple)


_CJK: Final = "一-鿿"
_HEAD_LINES: Final = 60  # title, index rows and the first sentence stand in these
_HEAD_CHARACTERS: Final = 4000

# What an agency's name ends in. 办公室 and 委员会 before their parts.
_END: Final = (
    "人民政府办公厅|人民政府办公室|人民政府|政府办公厅|政府办公室|政府|行政公署|公署|行署|委员会办公室"
    "|管理委员会|委员会|管委会|办公厅|办公室|"
    "街道办事处|办事处|分局|局|厅|委|办|署|部|镇|乡|街道|中心|支队|大队|总队|馆|院|处|所|会|社|台|站"
)
_NAME: Final = rf"[{_CJK}][{_CJK}〇·()（）]{{2,38}}?"
_ENDS: Final = re.compile(rf"(?:{_END})(?:\([^()]{{2,30}}\))?$")

# Words that can only stand behind or before the agency whose report it is; each group is the name.
_SAID: Final[tuple[re.Pattern[str], ...]] = tuple(
    re.compile(words)
    for words in (
        # 现公布某市某局2014年政府信息公开工作年度报告
        rf"(?:公布|发布|编制|制定|形成|撰写|制作|是|为|将|由)({_NAME})(?:关于)?(?:20\d\d年?度?)(?:政府"
        rf"|政务)?信息公开(?:工作)?(?:情况)?(?:年度)?(?:工作)?(?:报告|年报)",
        # "由某市某局编制"
        rf"由({_NAME})(?:负责|牵头|统一|组织|会同)?(?:组织)?(?:(?<!机构)编制|编写|编撰|撰写|制作|汇总|起草|依照|依据|根据|按照)",
        # 某县某局2021年政府信息公开工作年度报告由六部分组成
        rf"(?m)(?:^|[。,，])({_NAME})(?:20\d\d年?度?)(?:政府|政务)?信息公开(?:工作)?(?:情况)?(?:年度)?(?:工作)?(?:报告|年报)",
        # 某县某局, then 以下简称 in brackets
        rf"(?m)(?:^|[,，。;；])({_NAME})[(（](?:以下|下)?简称[“\"]?(?:我|本|省|市|县|区|州|旗)",
        # 某市某局2016年度政府信息公开工作情况如下
        rf"(?m)(?:^|[。,，:：])({_NAME})(?:20\d\d年?度?)(?:政府|政务)?信息公开(?:工作)?(?:开展)?情况(?:报告|汇报|公布|公开|总结)?如下",
        # 某市某局对2019年政府信息公开工作进行了总结
        rf"[,，。]({_NAME})(?:对|就|将)(?:20\d\d|本)年度?(?:政府|政务)?信息公开",
        # 结合某区某局(某局)工作实际
        rf"结合({_NAME})(?:的)?(?:工作|实际|自身|本年度|20\d\d)",
        # 按照…要求,某市某局结合全年政府信息公开工作实际
        rf"(?m)(?:^|[,，。])({_NAME})结合(?=[^。\n]{{0,50}}(?:信息公开|报告|年报))",
        # 2021年,某县某局依据《中华人民共和国政府信息公开条例》…开展政府信息公开工作
        rf"(?m)(?:^|[,，。])({_NAME})(?:严格|认真|坚持)?(?:依据|根据|按照|依照|遵照)(?:《|国务院)*(?:中华人民共和国)?(?:政府)?信息公开条例",
        # 根据…要求,某县某局编制; 某县某局认真总结
        rf"(?m)(?:^|[,，。])({_NAME})(?:现)?(?:编制|制作|编写|撰写|形成|特编制|特向|向社会公布)(?:了|本|此|完成|20\d\d|《|如下)",
    )
)
# The word that a text must hold for a pattern to be worth the search
_NEEDS: Final = dict(zip((_SAID[3], _SAID[4], _SAID[6], _SAID[7]), ("简称", "如下", "结合", "结合"), strict=True))
_ASKED: Final[tuple[re.Pattern[str], ...]] = tuple(
    re.compile(words)
    for words in (
        # 如有疑问,请与某局办公室联系; 请联系某局
        rf"(?:请与|请同|可与|请向|请直接与|请致电|请联系[:：]?|向|与)({_NAME})(?:进行)?(?:联系|咨询|反映|反馈)",
        # 如有疑问,请联系:某局办公室(地址…
        rf"(?:联系|咨询)[:：]?({_NAME})(?=[(（,，]|地址|电话)",
        # 在某局网站公布
        rf"(?:在|从|登录|登陆|访问|通过|、|和)({_NAME})(?:政务|官方|政府|门户|信息)*(?:网站|网)(?:\(|（|下载"
        rf"|上?公布|查阅|首页|公开|\"|“)",
    )
)
# 《某省某厅政府信息公开指南》: the file is the agency's own
_OWN_FILE: Final = re.compile(
    rf"《({_NAME})(?:政府信息(?:主动|依申请)?公开|政务公开|信息公开|主动公开)(?:工作|基本|事项|全清单|保密审查"
    rf"|标准|20\d\d年)*"
    r"(?:指南|目录|制度|办法|规定|规范|年度报告|年报|规程|清单|流程)"
)
_SUBJECT: Final = re.compile(
    rf"(?m)^(?:[^\S\n]*[一1][、.][^\S\n]*(?:总体情况|概述|基本情况))?\n?(?:20\d\d年度?[,，]?)?({_NAME})(?=坚持|认真"
    rf"|深入|严格|按照|根据|以|在|紧紧|紧密|积极|全面|高度|扎实|持续|不断|切实|坚决|始终|共|全年|继续|围绕"
    rf"|进一步|贯彻|高质量|大力|着力|依法|把|政府信息公开工作|政务公开工作)"
)
_SOURCE_LINE: Final = re.compile(
    rf"(?:信息)?(?:来\s*源|发布机构|发布单位|公开机构|公开主体|发文机关|发文单位|填报单位|编制单位|报告单位|责任单位"
    rf"|单位名称|机构名称)(?:\(盖章\)|（盖章）)?\s*[:：|]\s*"
    rf"([{_CJK}()（）]{{3,40}}?)(?=[^{_CJK}()（）]|$|发布|公布|更新|浏览|阅读|点击|访问|字体|字号|作者|日期|时间)"
)
_SELF: Final = re.compile(
    r"我(厅|局|委|办|署|部|镇|乡|街道|中心|院|县|市|区|省|州|盟|旗|会|社|支队|大队|处|所|馆|站)(?!们)"
)
_WE_ARE: Final = re.compile(
    r"(?<![一-鿿])(省|市|县|区|州|旗|盟)([一-鿿]{2,14}?(?:厅|局|委|办|中心))(?=认真|坚持|深入|高度|严格|积极"
    r"|在|对|的|及|主|和|围|紧|持|全|按|以|,|，)"
)

# Short names and what they stand for; a short name is only replaced by a full one that is printed.
_SHORT: Final[dict[str, tuple[str, ...]]] = {
    "人社": ("人力资源和社会保障", "人力资源社会保障"),
    "人力社保": ("人力资源和社会保障", "人力资源社会保障"),
    "住建": ("住房和城乡建设", "住房城乡建设", "住房与城乡建设"),
    "发改": ("发展和改革", "发展改革"),
    "发改委": ("发展和改革委员会", "发展改革委员会"),
    "卫健": ("卫生健康",),
    "卫健委": ("卫生健康委员会",),
    "卫计委": ("卫生和计划生育委员会",),
    "市监": ("市场监督管理",),
    "市场监管": ("市场监督管理",),
    "文旅": ("文化和旅游", "文化旅游"),
    "文广旅": ("文化广电和旅游", "文化广电旅游"),
    "自规": ("自然资源和规划",),
    "资规": ("自然资源和规划",),
    "自然资源规划": ("自然资源和规划",),
    "医保": ("医疗保障",),
    "城管": ("城市管理", "城市管理行政执法", "城市管理综合执法"),
    "交通": ("交通运输",),
    "科技": ("科学技术",),
    "教体": ("教育体育", "教育和体育"),
    "工信": ("工业和信息化",),
    "经信": ("经济和信息化",),
    "农委": ("农业委员会", "农业农村委员会"),
    "国资委": ("国有资产监督管理委员会", "人民政府国有资产监督管理委员会"),
    "应急": ("应急管理",),
    "退役军人": ("退役军人事务",),
    "民宗": ("民族宗教事务", "民族和宗教事务"),
    "外办": ("外事办公室", "人民政府外事办公室"),
    "环保": ("环境保护", "生态环境"),
    "政务服务": ("政务服务管理", "政务服务数据管理"),
    "行政审批": ("行政审批服务",),
    "政府办": ("人民政府办公室",),
    "管委会": ("管理委员会",),
    "政府": ("人民政府",),
}


_INDEX_LABELS: Final = frozenset(
    f"{what}{kind}" for what in ("发布", "公开", "公布", "发文", "生成", "成文", "更新") for kind in ("日期", "时间")
) | {"日期", "时间", "发布机构", "发布单位", "公开机构", "公开主体", "信息来源", "来源", "发文机关", "发文单位"}

_SECOND_HEADING: Final = re.compile(r"\s*二\s*[、.．]\s*(?:主动|政府信息|依申请|收到)")


def first_lines(document: Document, *, links: bool = False) -> list[str]:
    """The first printed lines up to the second section; cells of a table before it count as lines (index rows).

    Lines that are links lead to other pages: they are left out unless `links`.
    """
    lines: list[str] = []
    characters = 0
    for block in document.blocks:
        for text in _lines_of(block, links=links):
            if text and not text.isspace():
                if _SECOND_HEADING.match(text):
                    return lines
                lines.append(text)
                characters += len(text)
        if len(lines) > _HEAD_LINES or characters > _HEAD_CHARACTERS:
            break
    return lines[: _HEAD_LINES * 2]


def _lines_of(block: Block, *, links: bool = False) -> Iterable[str]:
    if isinstance(block, Table):
        return _cell_lines(block.cells[:40])
    if block.link and not links:
        return ()
    return block.text.split("\n") if "\n" in block.text else (block.text,)


def _cell_lines(cells: tuple[Cell, ...]) -> Iterator[str]:
    """The cells of an index table as lines, its labels with what stands beside or below them.

    | 索引号 | 003/2021-1 | 发布日期 | 2021-01-20 |   ->   "索引号", "003/2021-1", "发布日期：2021-01-20", "2021-01-20"
    """
    for n, cell in enumerate(cells):
        text = cell.text
        if 2 < len(text) < 14 and (label := _index_label(text)):
            beside = cells[n + 1] if n + 1 < len(cells) and cells[n + 1].row == cell.row else None
            if beside is None or _index_label(beside.text):
                under = (
                    one for one in cells[n + 1 :] if one.row == cell.row + cell.rowspan and one.column == cell.column
                )
                beside = next(under, None)
            value = beside.text.split("\n")[0] if beside is not None else ""
            yield f"{label}：{value}"
        elif "\n" in text:
            yield from text.split("\n")
        else:
            yield text


def _index_label(text: str) -> str | None:
    label = text.replace(" ", "").strip("：:【】[]")
    return label if label in _INDEX_LABELS else None


def _lines_above(document: Document) -> list[str]:
    """What the page prints above the article: its title, the line with its date and source, an index table."""
    lines: list[str] = []
    for block in reversed(document.above):
        lines.extend(text for text in reversed([*_lines_of(block)]) if text and not text.isspace())
        if len(lines) > 40:
            break
    lines.reverse()
    return lines


def _lines_at_the_end(document: Document) -> list[str]:
    """The last lines of the article and the first ones below it."""
    blocks = document.blocks
    around = (*blocks[max(len(blocks) - 12, len(blocks) // 2) :], *document.below[:30])
    return [block.text for block in around if isinstance(block, Paragraph) and not block.link]


def own_text(document: Document) -> str:
    """The running text without the lines that are links to other pages."""
    return "\n".join(block.text for block in document.blocks if isinstance(block, Paragraph) and not block.link)


def _own_lines(document: Document) -> list[str]:
    return simplified(own_text(document).translate(_DIGITS)).split("\n")


_HEADING: Final = re.compile(r"\s*[一1][、.．]\s*(?:总体|概述|基本|概况|工作)")
_CRUMB: Final = re.compile(r"位置\s*[:：]|页面\s*[:：]|>|»|›|→")


def _completes(piece: str, name: str | None, longer: str | None) -> bool:
    """Is `piece` the beginning of a name that the line break cut? 淮安市洪泽区 / 人民政府2023年…"""
    if name is None or longer is None or is_full(name) or _ENDS.search(piece):
        return False
    return is_full(longer) and longer == piece + name


def printed_title(lines: list[str]) -> tuple[str, TitleReading] | None:
    """The title line among the first lines, joined if it is broken over several.

    洪泽区人民政府 / 2023 年政府信息公开工作年度报告 is one title. A sentence, a breadcrumb or a column's name is none.
    """
    short = [" ".join(line.split()) for line in lines[:60]]
    best: tuple[str, TitleReading] | None = None
    for at, line in enumerate(short):
        if _HEADING.match(line):
            break
        label = re.match(r"(?:标\s*题|名\s*称)\s*[:：|]\s*", line)
        line = line[label.end() :] if label else line
        compact = line.replace(" ", "")
        if len(compact) > 90:
            opening = re.match(
                r"(.{6,70}?(?:年度报告|年度工作报告|工作报告|年报))(?=\s|根据|本报告|本年报|为|按照|依据|一、)", line
            )
            if not opening or "条例" in opening[1]:
                continue
            line = opening[1]
            compact = line.replace(" ", "")
        if (
            _CRUMB.search(line)
            or re.search(r"[。;；]|条例》|现将|现公布|[：:]$", line)
            or not re.search("报|告|公开|总结|统计|政府信息|政务信息", compact)
        ):
            continue
        # A title in pieces: the lines that follow end it, those before it name agency and year.
        joined, taken = compact, at
        for following in short[at + 1 : at + 4]:
            if read_title(joined).reason in ("report",) and read_title(joined).certainty == "sure":
                break
            piece = following.replace(" ", "")
            # A bar separates the words of a navigation, which no title goes on from.
            if "|" in joined or len(piece) > 24 or re.search(r"[。,，:：;；>]|^[一1][、.]", piece):
                break
            alone = read_title(piece)
            if alone.reason == "report" and alone.certainty == "sure" and alone.agency and alone.fiscal_year:
                break  # 某县统计局 above a title that says it all is the site's name
            longer = read_title(joined + piece)
            if not (longer.is_report and longer.reason == "report" and longer.certainty != "unsure"):
                if re.fullmatch(r"[政府信息公开工作年度报告]{2,9}", piece):
                    joined += piece
                    continue
                break
            if re.match(r"[(（]?20\d\d", piece) or not read_title(joined).is_report:
                joined += piece
            else:
                break
        reading = read_title(joined)
        if reading.reason == "statistics" and reading.agency and reading.fiscal_year:
            return joined, reading  # a 统计表 by itself is headed like a report
        if not reading.is_report or reading.reason not in ("report", "column"):
            continue
        while taken > 0 and at - taken < 3 and not (reading.agency and is_full(reading.agency) and reading.fiscal_year):
            piece = short[taken - 1].replace(" ", "")
            if len(piece) > 40 or re.search(r"[。,，:：;；>|_/]", piece) or not re.search(rf"[{_CJK}\d]", piece):
                break
            longer = read_title(piece + joined)
            gained = longer.is_report and (
                (reading.agency is None and longer.agency is not None and _ENDS.search(longer.agency) is not None)
                or (reading.agency is None and longer.agency is not None and regions.starts_with_region(longer.agency))
                or (reading.fiscal_year is None and longer.fiscal_year is not None)
                or _completes(piece, reading.agency, longer.agency)
            )
            if not gained:
                break
            joined, reading, taken = piece + joined, longer, taken - 1
        if reading.reason == "column" or (
            reading.certainty == "unsure" and not (reading.agency or reading.fiscal_year)
        ):
            continue
        if best is None or (best[1].certainty != "sure" and reading.certainty == "sure"):
            best = (joined, reading)
        if best[1].certainty == "sure" and best[1].agency and best[1].fiscal_year:
            break
    return best


_BEHIND_THE_TITLE: Final = re.compile(
    r"\s*(?:[\[【(（]?20\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d{1,2}:\d\d(?::\d\d)?)?[\])）】]?|[\[【(（]?(?:字体|字号).{0,30})$"
)


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
        if not any(_differ(printed[1], other) for other in others):
            return printed[0]
    return window


def _differ(one: TitleReading, other: TitleReading) -> bool:
    """Whether two titles are those of different reports; a short name or none is no difference."""
    if not (other.is_report and other.reason == "report"):
        return False
    if one.fiscal_year and other.fiscal_year and one.fiscal_year != other.fiscal_year:
        return True
    if one.agency is None or other.agency is None:
        return False
    return not (one.agency in other.agency or other.agency in one.agency or _same_agency(one.agency, other.agency))


def _own_part(stated: str, *, of_window: bool = False) -> str | None:
    """A title without the site's name and column, nor the date and the switches that a heading may hold.

    >>> _own_part("某市人民政府 政府信息公开年报 合肥市水务局2023年政府信息公开工作年度报告", of_window=True)
    '合肥市水务局2023年政府信息公开工作年度报告'
    """
    reading = read_title(stated)
    if not (reading.is_report and reading.reason == "report"):
        return None
    line = _BEHIND_THE_TITLE.sub("", " ".join(stated.split()))
    for piece in re.split(r"\s*[_|]+\s*|\s+[-—–]+\s+|(?<=[报告总结])[-—–]+", line):
        named = read_title(piece)
        if named.is_report and named.reason == "report" and (named.fiscal_year == reading.fiscal_year):
            line = piece.strip("《》【】 ")
            break
    if not (of_window and reading.fiscal_year):
        return line
    # A window's title begins with the site's name and the column where its last part says it all.
    for part in reversed([*re.finditer(r"[\s>»›\-—–]+(?=[^\s>»›\-—–]{12})", line)]):
        named = read_title(piece := line[part.end() :])
        says_it_all = named.certainty == "sure" and named.agency is not None and is_full(named.agency)
        if named.reason == "report" and says_it_all and named.fiscal_year == reading.fiscal_year:
            return piece
    return line


_SEAL: Final = re.compile(r"\([^()]*章\)$")  # 某局(代章)


def _clean(name: str) -> str | None:
    """A caught name without what is caught with it; None if it is no agency's name."""
    name = _SEAL.sub("", plain(name).replace(" ", "")).strip("·、")
    if name.count("(") != name.count(")"):
        name = name.rpartition("(")[0] if name.count("(") > name.count(")") else name.replace(")", "")
    for junk in ("本单位", "本机关", "结合", "关于", "按照", "根据", "要求", "公布", "现将", "由", "及", "对"):
        at = name.rfind(junk)
        if at >= 0 and is_full(name[at + len(junk) :]):
            name = name[at + len(junk) :]
    if (unit := _SUBUNIT.match(name)) is not None:
        name = unit[1]
    if (
        not _ENDS.search(name)
        or len(name) < 3
        or name.startswith(("我", "本", "各", "全", "该", "上级", "有关", "相关", "为", "其"))
    ):
        return None
    if re.search(
        r"公开|申请|信息|以|的|等",
        name.split("(")[0].replace("信息化", "").replace("数据信息", "").replace("以工代赈", ""),
    ):
        return None
    return name


# 某县水务局办公室, 某市教育局政策法规科 are asked, the 局 is the agency; 某市人民政府办公室, 某市行政公署办公室 and
# 某市委机构编制委员会办公室 are agencies themselves
_SUBUNIT: Final = re.compile(
    rf"(.{{2,}}?(?:局|厅|(?<!编制)(?<!信息化)(?<!编纂)委员会|(?<![公行])署|中心|街道办事处)(?:\([^()]+\))?)(?:[{_CJK}]{{0,10}}(?:办公室|[科处股室办]))$"
)
_CENTRAL: Final = re.compile(r"国家|中华人民共和国|中国|国务院|审计署|海关总署|[一-鿿]{2,10}部$")


def is_full(name: str) -> bool:
    """Does a name say where its agency is (or that it is the state's)?

    >>> is_full("池州市人力资源和社会保障局"), is_full("县人社局"), is_full("教育局")
    (True, False, False)
    """
    return regions.starts_with_region(name.removeprefix("中共")) or _CENTRAL.match(name) is not None


def _without_region(name: str) -> str:
    place = regions.locate(name)
    if place.regions:
        return place.rest
    return re.sub(r"^[省市县区旗州盟](?=..)", "", name)


def _readings(short: str) -> set[str]:
    """What a name without its region may stand for: 人社局 → 人力资源和社会保障局, …

    >>> sorted(_readings("人社局"))
    ['人力资源和社会保障局', '人力资源社会保障局', '人社局']
    """
    forms = {short}
    if short.endswith(("镇", "乡", "苏木", "街道")):
        forms.add(short + ("办事处" if short.endswith("街道") else "人民政府"))
    for begin, fulls in _SHORT.items():
        if short.startswith(begin):
            forms.update(full + short[len(begin) :] for full in fulls)
    return forms


def _same_agency(short: str, full: str) -> bool:
    """Can the short name be the full one's? 县人社局 is 佳县人力资源和社会保障局's, not 佳县水务局's."""
    wanted = _readings(_without_region(short))
    rest = _without_region(full)
    if rest.endswith("办事处"):
        rest = rest.removeprefix("人民政府")  # 青羊区人民政府西御河街道办事处
    core = rest.split("(")[0]
    if not (wanted & {rest, core} or any(rest.startswith(one) and rest[len(one) :].startswith("(") for one in wanted)):
        return False
    begin = short[0]
    place = regions.locate(full)
    if regions.locate(short).regions:
        return regions.locate(short).regions in place.regions or place.regions in regions.locate(short).regions
    if begin in "省县区旗州盟市" and len(short) > 2 and place.regions:
        last = place.regions[-1]
        return (
            begin == last
            or (begin == "省" and place.level == "provincial")
            or (begin == "区" and place.regions.endswith("自治区"))
        )
    return True


def _spells_out(short: str, name: str) -> bool:
    """Is a name the short one in full, with a place before it and perhaps a second name in brackets?

    >>> _spells_out("县人社局", "青溪县人力资源和社会保障局(医疗保障局)"), _spells_out("县人社局", "青溪县水务局")
    (True, False)
    """
    if len(short) < 3 or short[0] not in "省市县区旗州盟":
        return False
    core = name.split("(")[0]
    return any(len(core) > len(one) + 2 and core.endswith(short[0] + one) for one in _readings(short[1:]))


def _longer(name: str, text: str) -> str:
    """The name with the city before it where the text prints it so: 洪泽区人民政府 → 淮安市洪泽区人民政府.

    >>> _longer("洪泽区人民政府", "由淮安市洪泽区人民政府办公室编制")
    '淮安市洪泽区人民政府'
    """
    at = text.find(name)
    while at >= 0:
        before = text[max(0, at - 12) : at]
        for length in range(min(12, len(before)), 1, -1):
            piece = before[-length:]
            place = regions.locate(piece)
            if (
                place.regions == piece
                and regions.locate(piece + name).regions.startswith(piece)
                and len(regions.locate(piece + name).regions) > length
            ):
                return piece + name
        at = text.find(name, at + 1)
    return name


def _caught(patterns: Iterable[re.Pattern[str]], text: str) -> list[str]:
    return [
        name
        for pattern in patterns
        if _NEEDS.get(pattern, "") in text
        for found in pattern.finditer(text)
        if (name := _clean(found[1]))
    ]


def _signature(document: Document) -> list[str]:
    """Names that stand alone in the last lines."""
    last: list[str] = []
    for block in reversed(document.blocks):
        if isinstance(block, Paragraph) and not block.link:
            last.extend(line for line in reversed(block.text.split("\n")) if line.strip())
        if len(last) >= 8 or (len(last) > 2 and isinstance(block, Table)):
            break
    names = []
    for line in last[:8]:
        if len(line) > 80:
            continue
        line = plain(line).replace(" ", "")
        line = _SEAL.sub("", re.sub(r"20\d\d年\d{1,2}月\d{1,2}日$", "", line))
        if 3 < len(line) < 40 and (name := _clean(line)) and (name == line or _SUBUNIT.fullmatch(line)):
            names.append(name)
    return names


def _agency(
    document: Document,
    own: TitleReading | None,
    page: TitleReading | None,
    linked: TitleReading | None,
    head: str,
    lines: list[str],
    text: str,
    above: list[str],
) -> tuple[str | None, list[Finding]]:
    findings: list[Finding] = []
    titled = [reading.agency for reading in (own, linked) if reading is not None and reading.agency]
    if own is not None and own.agency and is_full(own.agency):
        name = _expanded(own.agency, document, head, text)
        findings.extend(_contradicted(name, head, page))
        return name, findings
    said = _caught(_SAID, head)
    full_said = [name for name in said if is_full(name)]
    # Full names elsewhere, best witnesses first.
    elsewhere = list(dict.fromkeys(full_said))
    elsewhere += [name for name in titled if is_full(name)]
    elsewhere += [name for name in _caught((_OWN_FILE,), text) if is_full(name)]
    elsewhere += [name for name in _sources(document, lines) if is_full(name)]
    elsewhere += [name for name in _signature(document) if is_full(name)]
    elsewhere += [name for name in _caught((_SUBJECT,), head) if is_full(name)]
    elsewhere += [name for name in _stated_sources(above) if is_full(name)]
    elsewhere += _beside_the_title(document)
    asked = [name for name in _caught(_ASKED, head) if is_full(name)]
    short = titled[0] if titled and not is_full(titled[0]) else None
    if short is not None:
        for name in dict.fromkeys(elsewhere + asked):
            if _same_agency(short, name):
                return _longer(name, head), findings
        for name in said:  # of a place that no list of regions has
            if _spells_out(short, name):
                return name, findings
        findings.append(
            Finding(
                code="agency_incomplete", kind="source", place="title", detail=f"{short}: no full name in the document"
            )
        )
        return short, findings
    selves = Counter(found[1] for found in _SELF.finditer(text))
    we = selves.most_common(1)[0][0] if selves else None
    if named := _WE_ARE.search(head):  # 省人社厅认真…
        for name in dict.fromkeys(elsewhere + asked):
            if _same_agency(named[1] + named[2], name):
                return _longer(name, head), findings
    fitting = [name for name in dict.fromkeys(elsewhere + asked) if we is None or _is_we(name, we)]
    chosen = fitting[0] if fitting else (full_said[0] if full_said else None)
    if chosen is None:
        brief = next(iter(said + titled + _caught((_SUBJECT,), head)), None)
        if brief is None:
            return _last_resort(document, we)
        findings.append(
            Finding(
                code="agency_incomplete", kind="source", place="text", detail=f"{brief}: no full name in the document"
            )
        )
        return brief, findings
    rivals = [name for name in fitting[1:] if not _related(name, chosen)]
    if rivals and chosen not in full_said:
        findings.append(
            Finding(
                code="agency_conflict",
                kind="source",
                place="text",
                detail=f"{chosen} taken; the text also names {rivals[0]} as its own",
            )
        )
    return _longer(chosen, head), findings


def _beside_the_title(document: Document) -> list[str]:
    """Departments that another part of the page's title names: 2022年政府信息公开工作年度报告-平和县民政局.

    A government named there is the portal.
    """
    stated = (document.meta.get("articletitle"), document.title, document.meta.get("title"))
    parts = [part for title in stated if title for part in re.split(r"[\s_|:：—–-]+", title)]
    names = [name for part in parts if (name := _clean(part)) and name == part and is_full(name)]
    return [name for name in names if not _GOVERNMENT.match(regions.locate(name).rest)]


def _last_resort(document: Document, we: str | None) -> tuple[str | None, list[Finding]]:
    """The agency that only the site's name names; 我局 is not said by the government whose site it is."""
    site = _clean(re.sub(r"(?:政府)?(?:信息公开|官方|门户)*(?:网站|平台|网)$", "", document.meta.get("sitename", "")))
    if site and is_full(site) and (we is None or _is_we(site, we)):
        detail = f"{site}: named by the site alone"
        return site, [Finding(code="agency_from_site_name", kind="source", place="SiteName", detail=detail)]
    return None, [Finding(code="agency_unknown", kind="reader", detail="the document names no agency as its own")]


def _title_in_link(document: Document) -> TitleReading | None:
    """The one report that the page's first links name, where no other line does: a heading may be a link."""
    lines = [block.text for block in document.blocks if isinstance(block, Paragraph) and block.link]
    readings = [read_title(line) for line in lines[:_HEAD_LINES] if "报" in line and len(line) < 90]
    named = {(one.agency, one.fiscal_year): one for one in readings if one.is_report and one.reason == "report"}
    return named.popitem()[1] if len(named) == 1 else None


def _expanded(name: str, document: Document, head: str, text: str) -> str:
    """A full name in its longest printed form: with its city, and 市人社局 in full where the text prints it in full."""
    short = any(_without_region(name).startswith(short) for short in _SHORT if short != "政府")
    if short or name.endswith(("镇", "乡", "街道")):
        for other in dict.fromkeys(
            _caught((*_SAID, _OWN_FILE, *_ASKED), text) + _sources(document, []) + _signature(document)
        ):
            if other != name and is_full(other) and _same_agency(name, other) and len(other) > len(name):
                return _longer(other, head)
    return _longer(name, head)


def _related(one: str, other: str) -> bool:
    a, b = regions.locate(one).regions, regions.locate(other).regions
    return one in other or other in one or a.endswith(b) or b.endswith(a) or a.startswith(b) or b.startswith(a)


def _contradicted(name: str, head: str, page: TitleReading | None) -> list[Finding]:
    """A page title or a sentence that gives the report to another agency: text copied from there."""
    said = [("page title", page.agency)] if page is not None and page.agency else []
    for place, other in [*said, *(("text", one) for one in _caught(_SAID, head))]:
        if is_full(other) and _is_another(name, other):
            detail = f"title: {name}; {place}: {other}"
            return [Finding(code="agency_conflict", kind="source", place=place, detail=detail)]
    return []


def _is_another(name: str, other: str) -> bool:
    """Is it an agency of another place, or another department of the same one? Offices report for their governments.

    >>> _is_another("博罗县公安局", "博罗县民政局"), _is_another("博罗县人民政府", "博罗县人民政府办公室")
    (True, False)
    """
    mine, theirs = regions.locate(name), regions.locate(other)
    if not mine.regions or not theirs.regions:
        return False
    if not _related(other, name):
        return not (mine.region_code and theirs.region_code and mine.region_code[:4] == theirs.region_code[:4])
    if mine.regions != theirs.regions or not all(one.rest.endswith(("局", "厅", "委员会")) for one in (mine, theirs)):
        return False
    return mine.rest[0] != theirs.rest[0] and not _readings(mine.rest) & _readings(theirs.rest)


# 我委 is said by a 委员会, 我镇 by a 镇人民政府
_WE_AS: Final[dict[str, tuple[str, ...]]] = {
    "委": ("委员会",),
    "办": ("办公室", "办事处"),
    "镇": ("镇人民政府",),
    "乡": ("乡人民政府",),
    "街道": ("街道办事处",),
}


def _is_we(name: str, we: str) -> bool:
    """Could the agency say 我局, 我市 of itself?"""
    core = name.split("(")[0]
    if we in "县市区省州盟旗":
        return core.endswith(
            ("人民政府", "办公室", "办公厅", "管委会", "管理委员会", "示范区", "实验区", "公署", "行署", we)
        )
    return core.endswith((we, *_WE_AS.get(we, ())))


def _sources(document: Document, lines: list[str]) -> list[str]:
    """ContentSource, 来源：, 发布机构：; templates leave placeholders and credit codes there."""
    stated = [document.meta.get("contentsource", ""), document.meta.get("author", "")]
    named = [name for one in stated if one and "网站名称" not in one and (name := _clean(one))]
    return named + _stated_sources(lines)


def _stated_sources(lines: list[str]) -> list[str]:
    found = (_SOURCE_LINE.search(line) for line in lines if len(line) < 200)
    return [name for one in found if one and "网站名称" not in one[1] and (name := _clean(one[1]))]


_LEADING_YEAR: Final = re.compile(
    r"(?m)(?:^|[。\n,，]|情况|概述|工作)[^\S\n]*(20[0-3]\d)年(?:度)?(?=[,，]|[^\S\n]*[\u4e00-\u9fff])(?!\d)"
)
_NAMED_YEAR: Final = re.compile(
    r"(20[0-3]\d)年?度?(?:政府|政务)?信息公开(?:工作)?(?:情况)?(?:年度)?(?:工作)?(?:报告|年报|统计表)"
    r"|信息公开(?:工作)?(?:情况)?(?:年度)?统计表\((20[0-3]\d)年度?\)"
)
_FILE_TITLE: Final = re.compile(r"《[^《》]{2,80}》|[〔\[(（【]20\d\d[〕\])）】]\s*\d*号?")
_ANY_YEAR: Final = re.compile(r"(?<!\d)(20[0-3]\d)年(?!\d{1,2}月\d|以来|起|底前)")


def _narrative_year(text: str) -> int | None:
    """The year that the running text is about: the commonest one, if it is far commoner than the next."""
    bare = _FILE_TITLE.sub("", text[:20000])
    counts = Counter(int(year) for year in _ANY_YEAR.findall(bare))
    for year in _LEADING_YEAR.findall(bare):
        counts[int(year)] += 1
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]


def _fiscal_year(
    titles: list[TitleReading], linked: TitleReading | None, head: str, text: str, published: str | None
) -> tuple[int | None, list[Finding]]:
    titled_years = list(dict.fromkeys(one.fiscal_year for one in titles if one.fiscal_year))
    periods = [period for period in dates.read_periods(head) if period.whole_year]
    stated = {period.year for period in periods}
    period = next(iter(stated)) if len(stated) == 1 else None
    impossible = bool(period and published and published < f"{period}-12-01")
    if impossible:
        note = f"统计期限 ends in {period}, published {published}"
        period = None
    hinted = linked.fiscal_year if linked else None
    # The page's own titles may disagree (a meta tag left from last year): the period decides, else the printed line.
    titled = period if period in titled_years else titled_years[0] if titled_years else None
    if titled is None and period is None:
        named = {int(year or behind) for year, behind in _NAMED_YEAR.findall(head[:1500])}
        period = named.pop() if len(named) == 1 else None
    candidates = [year for year in (titled, period, hinted) if year is not None]
    if not candidates:
        inferred = _narrative_year(text)
        if inferred is None:
            detail = note if impossible else "neither title nor 统计期限 states a year"
            return None, [
                Finding(
                    code="fiscal_year_unknown" if not impossible else "fiscal_year_conflict",
                    kind="reader",
                    detail=detail,
                )
            ]
        if impossible:
            return inferred, [
                Finding(code="fiscal_year_conflict", kind="source", detail=f"{note}; {inferred} from the text")
            ]
        return inferred, [
            Finding(
                code="fiscal_year_from_text",
                kind="reader",
                detail=f"{inferred}: no title or 统计期限 states it, the text is about it",
            )
        ]
    chosen = candidates[0]
    said = {"title": titled, "统计期限": period, "link": hinted}
    if len(set(candidates)) > 1 and titled != period:
        narrative = _narrative_year(text)
        if titled is not None and period is not None and narrative in (titled, period) and narrative is not None:
            chosen = narrative
        elif period is not None:
            chosen = period
    if len({*candidates, *titled_years}) > 1 or impossible:
        parts = [f"{place} {year}" for place, year in said.items() if year is not None]
        parts += [f"another title {year}" for year in titled_years if year != titled] + ([note] if impossible else [])
        return chosen, [
            Finding(code="fiscal_year_conflict", kind="source", detail=f"{', '.join(parts)}: {chosen} taken")
        ]
    return chosen, []


_OFFICE: Final = re.compile(r"(?:人民政府|政府|行署|公署|管委会|管理委员会)?(?:办公厅|办公室|办)(?:\([^)]*\))?$")
_GOVERNMENT: Final = re.compile(
    r"^(?:人民政府|政府|行政公署|公署|行署|管委会|管理委员会|党工委管委会|及办公室|\(.*\))*$"
)


def _scope(agency: str, place: regions.Place, title: str | None) -> Scope | None:
    """全市汇总, 本级, department or township, by the agency's name.

    >>> _scope("淮安市人民政府", regions.locate("淮安市人民政府"), None)
    'government_aggregate'
    >>> _scope("淮安市人民政府办公室", regions.locate("淮安市人民政府办公室"), None)
    'office_only'
    """
    if title and "本级" in title:
        return "office_only"
    if place.level == "township":
        return "township"
    rest = place.rest if place.regions else agency
    if place.regions and _GOVERNMENT.match(rest):
        return "government_aggregate"
    if re.fullmatch(
        r"(?:高新|经济|经开|开发|综合|新|工业|保税|示范|实验|[一-鿿]{2,14})*(?:区|园)(?:\(.*\))?(?:管委会"
        r"|管理委员会)?",
        rest,
    ):
        return "government_aggregate"
    if re.search(r"人民政府$", rest):
        return "government_aggregate"
    if re.fullmatch(r"(?:人民政府|政府|行署|公署|行政公署|管委会|管理委员会)(?:办公厅|办公室|办)(?:\(.*\))?", rest):
        return "office_only"
    return "department"


def identify(document: Document, *, title: str | None, url: str | None = None) -> Identity:
    """Who published this report, for which year and when. `title` is the link's text, a hint; `url` is never read.

    `title` in the answer is the line that the document or its page prints, else the hint, else None. Disagreements
    are findings (`agency_conflict`, `fiscal_year_conflict`, `published_on_conflict` for one before the year's end), as
    is what is missing (`agency_incomplete`, `agency_unknown`, `fiscal_year_unknown`) or not stated in so many words
    (`fiscal_year_from_text`).
    """
    del url  # neither host nor path names an agency or a year (guide §5: T3, T5, T12)
    lines = first_lines(document)
    text = own_text(document)
    head = plain(" ¶ ".join(lines)[:_HEAD_CHARACTERS]).replace(" ", "").replace("¶", "\n")
    printed = printed_title(lines)
    above = _lines_above(document)
    page = page_title(document, above)
    on_page = read_title(page) if page else None
    if printed and page and on_page and _differ(printed[1], on_page):
        wanted = page.replace(" ", "")
        if any(line.replace(" ", "") == wanted for line in lines):  # the line before it is another report's
            printed = wanted, on_page
    readings = [reading for reading in (printed[1] if printed else None, on_page) if reading]
    own = _merged(readings)
    linked = read_title(title) if title else None
    if linked is not None and not linked.is_report:
        linked = None
    in_link = _title_in_link(document) if own is None and linked is None else None
    linked = linked or in_link
    if printed and page and printed[1].agency and printed[1].fiscal_year and printed[0] in page.replace(" ", ""):
        named = document.meta.get("articletitle") or document.title or ""
        if page not in named:  # the window's title has the printed one and something besides
            page = printed[0]
    shown = page or (printed[0] if printed else None) or title
    shown = simplified(" ".join(shown.split())) if shown else None
    published = _published_on(document, above + lines, len(above), [shown, printed[0] if printed else None])
    agency, findings = _agency(document, own, on_page, linked, head, lines, text, above)
    year, doubts = _fiscal_year(readings, linked, head, text, published)
    findings.extend(doubts)
    if in_link:
        detail = "only a link on the page names a report: taken for its title"
        findings.append(Finding(code="title_from_link", kind="reader", place="text", detail=detail))
    if published and year and published <= f"{year}-12-31":
        detail = f"{published} lies before the end of {year}: not taken for the day of publication"
        findings.append(Finding(code="published_on_conflict", kind="source", place="published_on", detail=detail))
        titles = [shown, printed[0] if printed else None]
        published = _published_on(document, above + lines, len(above), titles, after=year)
    if published is None and year and (published := dates.signed_on(_own_lines(document), after=year)):
        detail = f"{published}, under the signature: no other day is printed"
        findings.append(Finding(code="published_on_signed", kind="source", place="published_on", detail=detail))
    if agency:
        agency = _as_printed(agency, [*above, *lines, document.title or ""])
    site = document.meta.get("siteidcode", "")
    place = (
        regions.locate(plain(agency).removeprefix("中共"), site[:6] if site[:6].isdigit() else None) if agency else None
    )
    return Identity(
        agency=agency,
        fiscal_year=year,
        title=shown,
        published_on=published,
        scope=_scope(plain(agency), place, shown) if agency and place else None,
        level=place.level if place else None,
        province=place.province if place else None,
        region_code=place.region_code if place else None,
        findings=tuple(findings),
    )


_DIGITS: Final = {code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), 0xFF0D, 0xFF0F, 0xFF0E)}  # ０-９－／．


def _published_on(
    document: Document, lines: list[str], above: int, titles: list[str | None], *, after: int | None = None
) -> str | None:
    text = "\n".join(lines)
    printed = simplified(text.translate(_DIGITS) if "２" in text else text).split("\n")
    named = {simplified(title) for title in (*titles, document.title) if title}
    day = dates.published_on(document.meta, printed, titles=named, above=above, after=after)
    return day or dates.published_at_the_end(_lines_at_the_end(document), after=after)


def _as_printed(agency: str, lines: list[str]) -> str:
    """The name with the brackets that the document prints: （体育局） stays full-width, (医疗保障局) half-width."""
    if "(" in agency and not any(agency in line for line in lines):
        wide = agency.replace("(", "（").replace(")", "）")
        if any(wide in line for line in lines):
            return wide
    return agency


def _merged(readings: list[TitleReading]) -> TitleReading | None:
    """The printed title, with what only the page's title states."""
    if not readings:
        return None
    first = readings[0]
    agency = next((one.agency for one in readings if one.agency and is_full(one.agency)), None) or next(
        (one.agency for one in readings if one.agency), None
    )
    year = next((one.fiscal_year for one in readings if one.fiscal_year), None)
    return TitleReading(True, first.reason, agency, year, first.certainty)
