"""Whether two names are one agency's, or one's and its superior's: 县人社局 and 太湖县人力资源和社会保障局."""

from __future__ import annotations

import re
from typing import Final

from pipelines import regions

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


def begins_short(name: str) -> bool:
    """Is the department of a name written short? 太湖县人社局."""
    rest = _without_region(name)
    return any(rest.startswith(short) for short in _SHORT if short != "政府")


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


def same_agency(short: str, full: str) -> bool:
    """Can the short name be the full one's? 县人社局 is 佳县人力资源和社会保障局's, not 佳县水务局's."""
    wanted = _readings(_without_region(short))
    rest = _without_region(full)
    if rest.endswith("办事处"):
        rest = rest.removeprefix("人民政府")  # 青羊区人民政府西御河街道办事处
    if not wanted & {rest, rest.split("(")[0]}:
        return False
    mine, place = regions.locate(short).regions, regions.locate(full).regions
    if mine:
        return mine in place or place in mine
    return short[0] not in "省县区旗州盟市" or not place or short[0] == place[-1]


def spells_out(short: str, name: str) -> bool:
    """Is a name the short one in full, with a place before it and perhaps a second name in brackets?

    >>> spells_out("县人社局", "青溪县人力资源和社会保障局(医疗保障局)"), spells_out("县人社局", "青溪县水务局")
    (True, False)
    """
    if len(short) < 3 or short[0] not in "省市县区旗州盟":
        return False
    core = name.split("(")[0]
    return any(len(core) > len(one) + 2 and core.endswith(short[0] + one) for one in _readings(short[1:]))


def with_its_city(name: str, text: str) -> str:
    """The name with the city before it where the text prints it so: 洪泽区人民政府 → 淮安市洪泽区人民政府.

    >>> with_its_city("洪泽区人民政府", "由淮安市洪泽区人民政府办公室编制")
    '淮安市洪泽区人民政府'
    """
    at = text.find(name)
    while at >= 0:
        before = text[max(0, at - 12) : at]
        for length in range(min(12, len(before)), 1, -1):
            piece = before[-length:]
            if regions.locate(piece).regions == piece and len(regions.locate(piece + name).regions) > length:
                return piece + name
        at = text.find(name, at + 1)
    return name


def are_of_one_place(one: str, other: str) -> bool:
    """Does one of the names, or the place in it, hold the other's? 太湖县水务局 and 安庆市太湖县人民政府."""
    a, b = regions.locate(one).regions, regions.locate(other).regions
    return one in other or other in one or a.endswith(b) or b.endswith(a) or a.startswith(b) or b.startswith(a)


def is_another(name: str, other: str) -> bool:
    """Is it an agency of another place, or another department of the same one? Offices report for their governments.

    >>> is_another("博罗县公安局", "博罗县民政局"), is_another("博罗县人民政府", "博罗县人民政府办公室")
    (True, False)
    """
    mine, theirs = regions.locate(name), regions.locate(other)
    if not mine.regions or not theirs.regions:
        return False
    if not are_of_one_place(other, name):
        return not (mine.region_code and theirs.region_code and mine.region_code[:4] == theirs.region_code[:4])
    if mine.regions != theirs.regions or not all(one.rest.endswith(("局", "厅", "委员会")) for one in (mine, theirs)):
        return False
    return mine.rest[0] != theirs.rest[0] and not _readings(mine.rest) & _readings(theirs.rest)
