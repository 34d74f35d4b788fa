"""What an agency's name looks like: how it ends, and what is caught with it where it stands in a text."""

from __future__ import annotations

import re
from typing import Final

from pipelines import regions
from pipelines.titles import plain

CJK: Final = "一-鿿"
NAME: Final = rf"[{CJK}][{CJK}〇·()（）]{{2,38}}?"  # in a sentence: whatever stands where a name does

# 某局, 某县人民政府办公室, 某局(某局); 办公室 and 委员会 before their parts
_ENDING: Final = re.compile(
    "(?:人民政府办公厅|人民政府办公室|人民政府|政府办公厅|政府办公室|政府|行政公署|公署|行署|委员会办公室"
    "|管理委员会|委员会|管委会|办公厅|办公室"
    "|街道办事处|办事处|分局|局|厅|委|办|署|部|镇|乡|街道|中心|支队|大队|总队|馆|院|处|所|会|社|台|站)"
    r"(?:\([^()]{2,30}\))?$"
)
_CENTRAL: Final = re.compile(r"国家|中华人民共和国|中国|国务院|审计署|海关总署|[一-鿿]{2,10}部$")
_SEAL: Final = re.compile(r"\([^()]*章\)$")  # 某局(代章)
# 某县水务局办公室, 某市教育局政策法规科 are asked, the 局 is the agency; 某市人民政府办公室, 某市行政公署办公室 and
# 某市委机构编制委员会办公室 are agencies themselves
_SUBUNIT: Final = re.compile(
    r"(.{2,}?(?:局|厅|(?<!编制)(?<!信息化)(?<!编纂)委员会|(?<![公行])署|中心|街道办事处)(?:\([^()]+\))?)"
    rf"(?:[{CJK}]{{0,10}}(?:办公室|[科处股室办]))$"
)
# 按照要求某县水务局, 由某县水务局: what a sentence says before the name
_BEFORE: Final = ("本单位", "本机关", "结合", "关于", "按照", "根据", "要求", "公布", "现将", "由", "及", "对")
_NOBODY: Final = ("我", "本", "各", "全", "该", "上级", "有关", "相关", "为", "其")  # 各有关单位, 该局
_NO_NAME: Final = re.compile(r"公开|申请|信息|以|的|等")  # 政务公开办公室; but 工业和信息化局


def ends_as_a_name(text: str) -> bool:
    """Does a text end as agencies' names do?"""
    return _ENDING.search(text) is not None


def is_full(name: str) -> bool:
    """Does a name say where its agency is (or that it is the state's)?

    >>> is_full("池州市人力资源和社会保障局"), is_full("县人社局"), is_full("教育局")
    (True, False, False)
    """
    return regions.starts_with_region(name.removeprefix("中共")) or _CENTRAL.match(name) is not None


def name_in(caught: str) -> str | None:
    """The agency's name in words that were caught where one stands, without what is caught with it; None if none is.

    >>> name_in("按照要求太湖县水务局"), name_in("太湖县水务局办公室"), name_in("各有关单位办公室")
    ('太湖县水务局', '太湖县水务局', None)
    """
    name = _with_brackets_paired(without_seal(plain(caught).replace(" ", "")))
    for words in _BEFORE:
        at = name.rfind(words)
        if at >= 0 and is_full(name[at + len(words) :]):
            name = name[at + len(words) :]
    if (unit := _SUBUNIT.match(name)) is not None:
        name = unit[1]
    if not ends_as_a_name(name) or (name.startswith(_NOBODY) and not is_full(name)):  # 本溪市, 全椒县 are places
        return None
    core = name.split("(")[0].replace("信息化", "").replace("数据信息", "").replace("以工代赈", "")
    return None if _NO_NAME.search(core) else name


def without_seal(name: str) -> str:
    """某局(代章) → 某局."""
    return _SEAL.sub("", name)


def is_part_of_an_agency(name: str) -> bool:
    """某县水务局办公室 is."""
    return _SUBUNIT.fullmatch(name) is not None


def _with_brackets_paired(name: str) -> str:
    opened, closed = name.count("("), name.count(")")
    if opened == closed:
        return name
    return name.rpartition("(")[0] if opened > closed else name.replace(")", "")


def as_printed(agency: str, lines: list[str]) -> str:
    """The name with the brackets that the document prints: （体育局） stays full-width, (医疗保障局) half-width."""
    if "(" in agency and not any(agency in line for line in lines):
        wide = agency.replace("(", "（").replace(")", "）")
        if any(wide in line for line in lines):
            return wide
    return agency
