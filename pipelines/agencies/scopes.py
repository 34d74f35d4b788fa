"""For whom a report speaks, by the agency's name: 全市 or 本级, a department, a township."""

from __future__ import annotations

import re
from typing import Final

from pipelines import regions
from pipelines.items import Scope

# What follows the place: 人民政府, 行政公署; 高新技术产业开发区(综合保税区)管委会; 人民政府办公室
_GOVERNMENT: Final = re.compile(
    r"^(?:人民政府|政府|行政公署|公署|行署|管委会|管理委员会|党工委管委会|及办公室|\(.*\))*$"
)
_ZONE: Final = re.compile(
    r"(?:高新|经济|经开|开发|综合|新|工业|保税|示范|实验|[一-鿿]{2,14})*(?:区|园)(?:\(.*\))?(?:管委会|管理委员会)?"
)
_ITS_OFFICE: Final = re.compile(
    r"(?:人民政府|政府|行署|公署|行政公署|管委会|管理委员会)(?:办公厅|办公室|办)(?:\(.*\))?"
)


def is_government(name: str) -> bool:
    """Is an agency with a known place the government of it?"""
    return _GOVERNMENT.match(regions.locate(name).rest) is not None


def scope_of(agency: str, place: regions.Place, title: str | None) -> Scope:
    """全市汇总, 本级, department or township, by the agency's name.

    >>> scope_of("淮安市人民政府", regions.locate("淮安市人民政府"), None)
    'government_aggregate'
    >>> scope_of("淮安市人民政府办公室", regions.locate("淮安市人民政府办公室"), None)
    'office_only'
    """
    if title and "本级" in title:
        return "office_only"
    if place.level == "township":
        return "township"
    rest = place.rest if place.regions else agency
    if place.regions and _GOVERNMENT.match(rest):
        return "government_aggregate"
    if _ZONE.fullmatch(rest) or rest.endswith("人民政府"):
        return "government_aggregate"
    if _ITS_OFFICE.fullmatch(rest):
        return "office_only"
    return "department"
