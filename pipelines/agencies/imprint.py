"""Names that stand outside of sentences: the signature, 来源：, the meta tags, a part of the page's title, the site."""

from __future__ import annotations

import re
from typing import Final

from pipelines.agencies.names import CJK, is_full, is_part_of_an_agency, name_in, without_seal
from pipelines.agencies.scopes import is_government
from pipelines.documents import Document, Paragraph
from pipelines.titles import plain

# 来源：某县某局　发布时间：2021-01-20; 发布机构：某县某局
_SOURCE_LINE: Final = re.compile(
    rf"(?:信息)?(?:来\s*源|发布机构|发布单位|公开机构|公开主体|发文机关|发文单位|填报单位|编制单位|报告单位|责任单位"
    rf"|单位名称|机构名称)(?:\(盖章\)|（盖章）)?\s*[:：|]\s*"
    rf"([{CJK}()（）]{{3,40}}?)(?=[^{CJK}()（）]|$|发布|公布|更新|浏览|阅读|点击|访问|字体|字号|作者|日期|时间)"
)


def sources(document: Document, lines: list[str]) -> list[str]:
    """ContentSource, 来源：, 发布机构：; templates leave placeholders and credit codes there."""
    stated = [document.meta.get("contentsource", ""), document.meta.get("author", "")]
    named = [name for one in stated if (name := name_in(one))]
    return named + printed_sources(lines)


def printed_sources(lines: list[str]) -> list[str]:
    """来源：, 发布机构： in the lines of a page."""
    found = (_SOURCE_LINE.search(line) for line in lines if len(line) < 200)
    return [name for one in found if one and (name := name_in(one[1]))]


_SIGNING_DAY: Final = re.compile(r"20\d\d年\d{1,2}月\d{1,2}日$")  # 某县某局2022年1月15日


def signature(document: Document) -> list[str]:
    """Names that stand alone in the last lines, last first."""
    names = []
    for line in _last_lines(document):
        if len(line) > 80:
            continue
        signed = without_seal(_SIGNING_DAY.sub("", plain(line).replace(" ", "")))
        if 3 < len(signed) < 40 and (name := name_in(signed)) and (name == signed or is_part_of_an_agency(signed)):
            names.append(name)
    return names


def _last_lines(document: Document) -> list[str]:
    last: list[str] = []
    for block in reversed(document.blocks):
        if isinstance(block, Paragraph) and not block.link:
            last.extend(line for line in reversed(block.text.split("\n")) if line.strip())
        if len(last) >= 8:
            break
    return last[:8]


def beside_the_title(document: Document) -> list[str]:
    """Departments that another part of the page's title names: 2022年政府信息公开工作年度报告-平和县民政局.

    A government named there is the portal.
    """
    stated = (document.meta.get("articletitle"), document.title, document.meta.get("title"))
    parts = [part for title in stated if title for part in re.split(r"[\s_|:：—–-]+", title)]
    return [part for part in parts if name_in(part) == part and is_full(part) and not is_government(part)]


_SITE: Final = re.compile(r"(?:政府)?(?:信息公开|官方|门户)*(?:网站|平台|网)$")  # 某县水务局官方网站


def site_owner(document: Document) -> str | None:
    """The agency that the site's name names in full."""
    name = name_in(_SITE.sub("", document.meta.get("sitename", "")))
    return name if name and is_full(name) else None
