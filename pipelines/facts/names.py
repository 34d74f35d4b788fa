"""Whose name stands in a clause: the agency's own in any of its shapes, its field, or another body's."""

from __future__ import annotations

import re
from functools import lru_cache

# An agency named in front of a statement must be this one: "市人社局" for 深圳市人力资源和社会保障局.
_LAST_OF_AGENCY = frozenset("局厅委办室府署院会联所社站队处镇乡道")
_LAST_OF_REGION = frozenset("省市区县州旗盟镇乡")
_SEAT = re.compile(r"(?:人民)?政府(?:办公[室厅])?|管理委员会|管委会")
_OF_ITS_KIND = (  # what an agency with such a name calls itself
    (("大学", "学院", "学校", "中学", "小学"), ("学校", "学院", "大学", "校办", "校方")),
    (("医院",), ("医院", "院方")),
    (("公司", "集团"), ("公司", "集团", "集团公司")),
    (("馆",), ("馆",)),
    (("镇",), ("镇政府", "镇人民政府")),
    (("乡",), ("乡政府", "乡人民政府")),
    (("街道办事处", "街道"), ("街道办事处", "街道办", "办事处", "街道", "街办")),
    (("农场",), ("农场",)),
    (("林场",), ("林场",)),
    (("管理处",), ("管理处",)),
    (("管理委员会", "管委会"), ("管委会", "园区", "开发区", "高新区")),
    (("公署",), ("行政公署", "行署")),
    (("中心支行",), ("中心支行", "中支")),
    *(((noun,), (noun,)) for noun in ("总署", "总局", "总队", "支队", "大队", "分局", "中心", "调查队", "联合会")),
)
# A name that is only an area's (平潭综合实验区2019年…年度报告), and who speaks in its report.
_AREAS = (
    (
        re.compile(r"(?:高新|经开|开发|实验|试验|示范|合作|保税|度假|名胜|管理|产业|集聚|园)区$"),
        "管理委员会",
    ),
    (re.compile(r"(?:盟|地区)$"), "行政公署"),
    (re.compile(r"[省市区县州旗]$"), "人民政府"),
)
# 国家金融监督管理总局泰州监管分局, which is 泰州金融监管分局 to itself
_BRANCH = re.compile(
    r"(?P<state>.+)(?:总局|委员会|(?<=监察)局|银行)(?P<place>[^省市区县]{2,4}?[省市]?)"
    r"(?P<rest>(?:监管|监察)?分?局|中心支行|分行)"
)
_ACCOUNTS = ("微信", "微博", "公众号", "官方微", "政务微", "官微")  # 云州教育微信公众号
_HANDLED = ("办结", "办理", "办复", "办件")  # 街道办结 is no 街道办
_NO_LONGER = re.compile(r"门(?!户)|长")  # 水利部门, 教育局长
_SHORT_REGION = re.compile(r"(?:^|.*[省市州盟])(?P<region>[一-龥][县区旗市州])(?=[人政管])")  # 滑县
_PLACE = re.compile(r"([一-龥]{2,4}?)(?:地区|[省市区县州旗盟])")
_PLACES = re.compile(rf"(?:{_PLACE.pattern}){{1,3}}")
_AUTONOMOUS = re.compile(r"(?P<place>[一-龥]{2,4}?)(?:[一-龥]{1,5}?族){1,4}自治(?P<level>[州县旗])")
_OF_PEOPLES = re.compile(
    r"(?:^|[省市区州])(?P<whole>(?P<place>[^省市区县州]{2,4}?)(?:[^省市区县州]{1,5}?族){1,4})自治[州县旗](?!.*[县市区旗])"
)
_OF_A_REGION = re.compile(r"^(?:内蒙古|广西壮族|西藏|宁夏回族|新疆维吾尔)自治区(?=.{2,}[市县区旗州盟])")
# What a short form may leave off: 市政府 for 云州市人民政府办公室, not 税务总局 for 国家税务总局云州市税务局.
_LEFT = re.compile(r"(?:员会|合会|事处|办事处|人民政府|公[室厅]|办公[室厅])?")
_NOT_A_LEVEL = re.compile(
    r"州(?=[市区县])|(?:(?<=[省市区县州旗盟])|^)城市|市场|城乡|乡村|区域|社区|省级|市政(?!府)|县域"
)
_LEVEL = re.compile(r"[省市区县州盟旗镇乡]")
# What an agency says of its field besides the words of its name.
_FIELDS = {
    "税务": "税收涉费",
    "水务": "水利", "司法": "普法行政", "环境": "环保护", "应急管理": "安全生产", "安全生产": "应急",
    "工商行政": "红盾市场监管", "卫生": "卫计生育", "人力资源": "社保就业", "公安": "警务", "残疾人": "残联事业",
    "国有资产": "国资企", "城市管理": "城管执法", "住房": "住建", "文化": "文旅", "检验检疫": "质检", "林业": "林草",
    "审批": "政务服务", "民族": "民宗", "水利": "水务", "文物": "文博",
    "气象": "天预报警实况灾害短临服务提示", "统计": "数据分析调查",
    "物价": "价格收费", "消防": "消防", "海关": "关务",
    "农牧": "农业村涉", "农业": "涉三", "地震": "震情防减灾",
}  # fmt: skip
_NO_FIELD = ("社会保障",)
_REGION = re.compile(r"^.*[省市区县州盟旗镇乡岛](?=.{3})|^国家税务总局|^中华人民共和国")


def shapes_of(name: str) -> tuple[str, ...]:
    """The names under which an agency may speak of itself, in full; end_of_name shortens them.

    >>> shapes_of("鼎城区"), shapes_of("云州海关")
    (('鼎城区人民政府',), ('云州海关',))
    >>> shapes_of("国家金融监督管理总局云州监管分局")
    ('国家金融监督管理总局云州监管分局', '云州国家金融监督管理监管分局')
    """
    for area, seat in _AREAS:
        if area.search(name):
            return (name + seat,)
    branch = _BRANCH.fullmatch(name)
    return (name, branch["place"] + branch["state"] + branch["rest"]) if branch else (name,)


@lru_cache(maxsize=64)
def own_field(name: str) -> frozenset[str]:
    """The characters in which an agency may write its own field."""
    more = "".join(words for part, words in _FIELDS.items() if part in name)
    return frozenset(name + more)


def bureau_of(name: str) -> str:
    """An agency's name without that of its place: 水利局."""
    return _REGION.sub("", name)


def covers(name: str, words: str) -> bool:
    """Whether words speak of every field that an agency has in its name: not 规划 alone of a 自然资源和规划局."""
    field = bureau_of(name)
    parts = [part for part in re.split("[和与、]", field) if not part.startswith(_NO_FIELD)]
    if len(parts) == 1:
        own = set(field).union(*(more for part, more in _FIELDS.items() if part in name))
        return not own.isdisjoint(words)
    return all(set(part) & set(words) for part in parts)


@lru_cache(maxsize=64)
def places_of(name: str) -> frozenset[str]:
    """What a site of the agency's place may be called by.

    >>> sorted(places_of("青岛市李沧区行政审批服务局")), places_of("平度市人民政府")
    (['李沧', '青岛李沧'], frozenset({'平度'}))
    >>> sorted(places_of("恭城瑶族自治县人民政府"))
    ['恭城', '恭城瑶族']
    """
    if peoples := _OF_PEOPLES.search(name):
        return frozenset((peoples["place"], peoples["whole"]))
    region = _PLACES.match(_OF_A_REGION.sub("", name.removeprefix("国家税务总局")))
    parts = _PLACE.findall(region[0]) if region else []
    return frozenset("".join(parts[index:]) for index in range(len(parts)))


def end_of_name(text: str, at: int, limit: int, name: str) -> int:
    """Where in `text` a short form of `name` that begins at `at` ends; `at` if it is not one.

    A short form keeps the order of the characters and the level: 省人社厅 for 湖北省人力资源和社会保障厅, but
    not 市政府 for 淮安市洪泽区人民政府.

    >>> end_of_name("市人社局共收到", 0, 7, "深圳市人力资源和社会保障局")
    4
    >>> [end_of_name(text, 0, 5, "淮安市洪泽区人民政府") for text in ("市政府收到", "区政府收到")]
    [0, 3]
    >>> end_of_name("市公安局收到", 0, 6, "深圳市人力资源和社会保障局")
    0
    """
    if "自治" in text[at : at + 20] and "自治" not in name and (whole := _AUTONOMOUS.match(text, at, limit)):
        short = text[:at] + whole["place"] + whole["level"] + text[whole.end() :]  # 红河哈尼族彝族自治州 of 红河州
        end = end_of_name(short, at, limit - len(text) + len(short), name)
        return end + len(text) - len(short) if end > at else at
    nouns = _nouns(name)
    if nouns and text.startswith(nouns, at, limit):
        after = at + next(len(noun) for noun in nouns if text.startswith(noun, at))
        return after - 1 if text.startswith(_HANDLED, after - 1) else after
    end, position = at, 0
    if text.startswith("城区", at) and "市" in name and "区" in name:  # 南宁市 calls its 区 so
        after = end_of_name(text, at + 1, limit, name)
        return after if after > at + 1 else at
    for index in range(at, min(limit, at + len(name))):
        position = name.find(text[index], position) + 1
        if not position:
            if index - at > 2 and text.startswith(_ACCOUNTS, index):
                return index
            break
        last = text[index] in _LAST_OF_AGENCY or position == len(name)
        if last or (text[index] in _LAST_OF_REGION and _SEAT.fullmatch(name, position)):
            end = index + 1
    short = text[at:end]
    if _NO_LONGER.match(text, end):
        return at
    if len(short) == 2 and short == _region_of_two(name):
        return end
    if len(short) < (2 if short[-1:] in "局厅道镇乡" else 3) or (name.endswith("分局") and not short.endswith("分局")):
        return at
    parts = name.rstrip(")").split("(")
    if short[-1] not in _LAST_OF_REGION and not any(_ends_the_name(short, part) for part in parts):
        return at
    level, own = levels_of(short)[-1:], levels_of(name)
    return at if level and level in own and level != own[-1] else end


def _ends_the_name(short: str, name: str) -> bool:
    whole = name.rfind(short)
    end = whole + len(short) if whole >= 0 else name.rfind(short[-1]) + 1
    return end > 0 and _LEFT.fullmatch(name, end) is not None


@lru_cache(maxsize=64)
def _region_of_two(name: str) -> str | None:
    region = _SHORT_REGION.match(name)
    return region["region"] if region else None


@lru_cache(maxsize=64)
def _nouns(name: str) -> tuple[str, ...]:
    """What an agency with this name may call itself without it: 学校, 支队."""
    return tuple(noun for endings, nouns in _OF_ITS_KIND if name.endswith(endings) for noun in nouns)


def levels_of(name: str) -> str:
    """The levels that the name of an agency names.

    >>> levels_of("淮安市洪泽区人民政府"), levels_of("深圳市市场监督管理局")
    ('市区', '市')
    >>> levels_of("山西省运城市人民政府"), levels_of("运城市城市管理局")
    ('省市', '市')
    """
    return "".join(_LEVEL.findall(_NOT_A_LEVEL.sub("", name)))
