"""The registry: every portal as a few lines of TOML, one file per province beside this module.

    [yangling_renshe]
    agency   = "杨凌示范区人力资源和社会保障局"
    region   = "610403"                        # GB/T 2260
    family   = "shaanxi_id"                    # a key of crawler.spiders.FAMILIES
    start    = ["https://yangling.gov.cn/zwgk/gknb/bmnb/1.html"]
    evidence = "report"                        # what was seen: see `Evidence`
    list_by  = "rule"                          # how `start` is known: seen, rule (follows from the CMS), unknown
    seen     = ["https://yangling.gov.cn/zwgk/gknb/bmnb/1427955212794036225.html"]

A name is a path in pinyin without abbreviations; it stays the same for ever, since archives refer to it.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any, get_args
from typing import Literal as _Literal
from urllib.parse import urlsplit

Evidence = _Literal["list-is-report", "list", "report", "domain+other-list", "domain", "none"]
ListBy = _Literal["seen", "rule", "unknown"]
Level = _Literal["state", "province", "prefecture", "county"]

FOLDER = Path(__file__).parent
NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*\Z")
STATE = "000000"

# The first two digits of GB/T 2260 give the province: its file, and the name that `--province` takes.
PROVINCES: dict[str, tuple[str, str]] = {
    "00": ("quanguo", "全国"), "11": ("beijing", "北京"), "12": ("tianjin", "天津"), "13": ("hebei", "河北"),
    "14": ("shanxi", "山西"), "15": ("neimenggu", "内蒙古"), "21": ("liaoning", "辽宁"), "22": ("jilin", "吉林"),
    "23": ("heilongjiang", "黑龙江"), "31": ("shanghai", "上海"), "32": ("jiangsu", "江苏"), "33": ("zhejiang", "浙江"),
    "34": ("anhui", "安徽"), "35": ("fujian", "福建"), "36": ("jiangxi", "江西"), "37": ("shandong", "山东"),
    "41": ("henan", "河南"), "42": ("hubei", "湖北"), "43": ("hunan", "湖南"), "44": ("guangdong", "广东"),
    "45": ("guangxi", "广西"), "46": ("hainan", "海南"), "50": ("chongqing", "重庆"), "51": ("sichuan", "四川"),
    "52": ("guizhou", "贵州"), "53": ("yunnan", "云南"), "54": ("xizang", "西藏"), "61": ("shaanxi", "陕西"),
    "62": ("gansu", "甘肃"), "63": ("qinghai", "青海"), "64": ("ningxia", "宁夏"), "65": ("xinjiang", "新疆"),
    "71": ("taiwan", "台湾"), "81": ("xianggang", "香港"), "82": ("aomen", "澳门"),
}  # fmt: skip


class PortalError(ValueError):
    """A block of the registry that cannot be used; the message names file, line, block and what to write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Portal:
    """One place where annual reports are published.

    `agency` runs it; `agencies` are others whose reports were seen there. `hosts` are further hosts that belong to it
    (those of `start` always do). `since` is the first fiscal year to expect. `params` are what a family cannot find
    by itself.
    """

    name: str
    agency: str
    region: str
    family: str
    start: tuple[str, ...]
    agencies: tuple[str, ...] = ()
    level: Level | None = None
    hosts: tuple[str, ...] = ()
    since: int = 2008
    evidence: Evidence = "none"
    list_by: ListBy = "seen"
    seen: tuple[str, ...] = ()
    remark: str | None = None
    settings: dict[str, Any] = field(default_factory=dict)
    params: dict[str, Any] = field(default_factory=dict)
    disabled: str | None = None

    def __post_init__(self) -> None:
        """Derive level and hosts; raise `PortalError` for a value that cannot be right."""
        if not NAME.match(self.name):
            raise PortalError(f"name {self.name!r}: write it in small pinyin letters, digits and single underscores")
        if not re.fullmatch(r"\d{6}", self.region) or self.region[:2] not in PROVINCES:
            raise PortalError(f"region {self.region!r}: write the six digits of GB/T 2260 as a string")
        if not self.start:
            raise PortalError("start: give at least one address")
        for url in (*self.start, *self.seen):
            if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname:
                raise PortalError(f"address {url!r}: write it in full, with http:// or https://")
        for key, allowed in (("evidence", Evidence), ("list_by", ListBy)):
            if getattr(self, key) not in get_args(allowed):
                raise PortalError(f"{key} {getattr(self, key)!r}: write one of {', '.join(get_args(allowed))}")
        if self.level is None:
            object.__setattr__(self, "level", _level(self.region))
        elif self.level not in get_args(Level):
            raise PortalError(f"level {self.level!r}: write one of {', '.join(get_args(Level))}")
        hosts = dict.fromkeys((*(urlsplit(url).hostname or "" for url in self.start), *self.hosts))
        object.__setattr__(self, "hosts", tuple(dict.fromkeys(twin for host in hosts for twin in _twins(host))))

    @property
    def province(self) -> str:
        """The province's short name (`江苏`), `全国` for organs of the state."""
        return PROVINCES[self.region[:2]][1]


def _twins(host: str) -> tuple[str, ...]:
    """A site answers under its name with and without `www.`, and redirects from the one to the other.

    >>> _twins("www.sz.gov.cn"), _twins("mnr.gov.cn"), _twins("hrss.sz.gov.cn"), _twins("127.0.0.1")
    (('www.sz.gov.cn', 'sz.gov.cn'), ('mnr.gov.cn', 'www.mnr.gov.cn'), ('hrss.sz.gov.cn',), ('127.0.0.1',))
    """
    if host.startswith("www."):
        return host, host.removeprefix("www.")
    site = host.removesuffix(".gov.cn")
    return (host, f"www.{host}") if "." not in site and host.endswith(".cn") else (host,)


def _level(region: str) -> Level:
    """Give the level of an area by the zeros of its code.

    >>> [_level(code) for code in ("000000", "320000", "320100", "320106")]
    ['state', 'province', 'prefecture', 'county']
    """
    if region == STATE:
        return "state"
    if region.endswith("0000"):
        return "province"
    return "prefecture" if region.endswith("00") else "county"


_KEYS = tuple(f.name for f in fields(Portal) if f.name != "name")
_REQUIRED = tuple(
    f.name for f in fields(Portal) if f.name != "name" and f.default is MISSING and f.default_factory is MISSING
)
_TUPLES = ("start", "agencies", "hosts", "seen")
_KINDS: dict[str, tuple[type, str]] = {
    "since": (int, "a year"), "settings": (dict, "a table"), "params": (dict, "a table"),
    **dict.fromkeys(_TUPLES, (list, "a list of strings")),
}  # fmt: skip


def read_portals(path: Path) -> list[Portal]:
    """Read one TOML file of the registry. Raises `PortalError` in one line."""
    text = path.read_text(encoding="utf-8")
    try:
        blocks = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PortalError(f"{path.name}: {error}") from None
    return [_portal(path, text, name, block) for name, block in blocks.items()]


def _portal(path: Path, text: str, name: str, block: Any) -> Portal:
    def refuse(message: str, key: str = "") -> PortalError:
        return PortalError(f"{path.name}, line {_line(text, name, key)}, [{name}]: {message}")

    if not isinstance(block, dict):
        raise refuse("stands outside any [name] block")
    for key, value in block.items():
        if key not in _KEYS:
            near = difflib.get_close_matches(key, _KEYS, n=1, cutoff=0.5)
            raise refuse(f"unknown key {key!r}" + (f", did you mean {near[0]!r}?" if near else ""), key)
        kind, words = _KINDS.get(key, (str, "a string"))
        if not isinstance(value, kind) or (isinstance(value, list) and not all(isinstance(v, str) for v in value)):
            raise refuse(f"{key} must be {words}", key)
    if missing := [key for key in _REQUIRED if key not in block]:
        raise refuse(f"{', '.join(missing)} missing")
    try:
        values: dict[str, Any] = {k: tuple(v) if k in _TUPLES else v for k, v in block.items()}
        return Portal(name=name, **values)
    except PortalError as error:
        raise refuse(str(error), str(error).partition(" ")[0].rstrip(":")) from None


def _line(text: str, name: str, key: str) -> int:
    """Number of the line where `key` of block `name` stands (of the block's head, if it is not found)."""
    head = 0
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip().startswith("["):
            if head:
                return head
            head = number if line.strip().startswith(f"[{name}]") else 0
        elif head and key and re.match(rf"\s*{re.escape(key)}\b", line):
            return number
    return head or 1


@cache
def load_portals(folder: Path = FOLDER) -> tuple[Portal, ...]:
    """All portals of the registry, by file and then as written. Raises `PortalError`."""
    found: dict[str, Portal] = {}
    for path in sorted(folder.glob("*.toml")):
        for portal in read_portals(path):
            if portal.name in found:
                raise PortalError(f"{path.name}: [{portal.name}] stands in the registry twice")
            found[portal.name] = portal
    return tuple(found.values())


def to_toml(portal: Portal) -> str:
    """Write a portal as the block that a TOML file of the registry takes.

    >>> print(to_toml(Portal(name="a_b", agency="某局", region="320106", family="trs", start=("http://a.cn/",))))
    [a_b]
    agency = "某局"
    region = "320106"
    family = "trs"
    start = ["http://a.cn/"]
    """
    lines = [f"[{portal.name}]"]
    for f in fields(Portal):
        value = getattr(portal, f.name)
        default = f.default_factory() if f.default_factory is not MISSING else f.default
        own = {host for url in portal.start for host in _twins(urlsplit(url).hostname or "")}
        derived = {"level": value == _level(portal.region), "hosts": f.name == "hosts" and own == set(value)}
        if f.name != "name" and value != default and not derived.get(f.name):
            lines.append(f"{f.name} = {_toml(value)}")
    return "\n".join(lines)


def _toml(value: Any) -> str:
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(item)}" for key, item in value.items()) + " }"
    return str(value)
