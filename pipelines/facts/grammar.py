"""The words and rules of `facts.toml`: which words a clause is made of, and which rule accounts for all of them."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import product
from typing import Any

# What a clause without number may be about, by the words in it.
_ABOUT = {
    "request": "requests",
    "reconsideration": "disputes",
    "litigation": "disputes",
    "fee": "fees",
    "notice": "fees",
    "suggestion": "proposals",
    "motion": "proposals",
    "document": "documents",
    "interpretation": "interpretations",
    "explained": "interpretations",
    "conference": "press",
}
# What may stand beside it in a clause that only says what the rest is about.
_BESIDE = frozenset(
    ("plain", "effort", "adjective", "aspect", "handle", "done", "and", "level", "npc", "cppcc", "own", "hold")
)
_OF_DOCUMENTS = frozenset(("open", "publish", "keep", "in_force", "make"))  # 做好规范性文件集中公开
_WITH_OTHERS = re.compile(r"规章|政策文件|制度|[、和及与]规范性|规范性文件[、和及与]")
_STEPS = re.compile(r"(?<=依申请公开)(?:的?(?:登记|接收|受理|转办|审[查核批]|会商|办理|答复|送达|归档)[、和及]?){2,}")
_AT_THE_SAME_TIME = re.compile(  # 坚持政策文件与解读材料同步起草、同步发布
    r"(?:坚持|做到|落实|执行|严格|推行|实行|确保|实现|按照|要求|的)*(?:重要|规范性|政策性?|文件|出台|[与和、])*解读(?:方案|材料|稿件?|[与和、])*(?:重要|规范性|政策性?|文件|正文|本身)*"
    r"(?:做到|实现|保持|严格|落实|坚持)*[“”三]*同(?:步|时)(?:组织|谋划|研究|起草|审[批核签定]|部署|发布|公开|推出|制定|印发|出台|上线|同步|[、“”和]|的?(?:要求|机制|原则|制度))*"
)
_READINGS = re.compile(  # 创新政策解读方式, 采取图文、视频等多种形式解读政策, 围绕重点工作开展政策解读
    r"(?:创新|丰富|拓[展宽]|优化|改[进善]|完善|探索|健全|增强|提[升高]|推[进动]|不断|持续|进一步|着力|的|[、和及与])+(?:政策|文件|规范性)*解读的?(?:工作|形式|方式|渠道|质量|质效|效果|内容|手段|机制|力度|体系|途径|载体|模式|水平|实效|多[元样]化|[、和及与])+"
    r"|(?:围绕|聚焦|针对|结合)(?:[一-龥]{2,8}?(?:重点|中心)(?:工作|任务|领域)|(?:群众|社会|公众)关[心切注]的?(?:热点|焦点|问题|事项|[、和及])*)[一-龥]{0,4}?(?:政策|文件)*解读(?:工作)?"
    r"|(?:综合|灵活|充分|创新|坚持)*(?:通过|采[取用]|以|[运利]用)(?![^,]*(?:会|访谈|培训|讲座|活动|宣讲))[^,;]{2,40}?(?:形式|方式|渠道|途径)(?:的?对?(?:政策|文件|本级|重要|重大|规范性))*(?:进行|开展|加强|强化|做好|做|及时|的)*(?:政策|文件)*解读(?:工作|重要|重大|相关|各类|惠[企民]|政策|文件)*"
)
_PRESS = re.compile(
    r"(?:健全|完善|落实|建立|坚持|加强|强化|做好|规范|用好|发挥)*(?:例行|定期|政府)*新闻发布(?:会?制度|会?机制|工作|会?作用)"
)
_FEES = re.compile(
    "(?:在|关于|抓|看|从)?(?:政府信息公开|信息公开|依申请公开)?(?:的?收费(?:和减免|及减免)?|费用收取)(?:方面|情况|问题|上|看)|抓好?收费"
)
_CASES_ABOUT_DISCLOSURE = re.compile(
    "涉?及?(?:政府|政务)?信息公开(?:类|领域|方面|的)*(?:案件|争议|纠纷)(?:方面|中|情况|办理情况)?"
)
# 依申请公开渠道包括信函和互联网, 依申请公开工作按规范流程办
_WAYS_OF_REQUESTS = re.compile(
    "(?:政府信息|信息)?(?:依申请公开|公开申请)(?:的|工作|办理|受理|渠道|方式|途径|流程|事项|这一块|服务|方面)+(?!.*(?:主动|解读|建议|提案|规范性|复议|诉讼|信访|热线))"
)
_EFFORT = re.compile(
    r"(?:充分|不断|持续|进一步|及时|还|也|另)*(?:新?开[通设](?=[^栏题]*$)|更新|(?:管好用|建好用|建优管|[办管用建维]|维护|运营|运维|运行|做[强优大]|建强)好?|管理|利用|发挥|加强|做好|抓好|强化|深化|优化|推进|加大|坚持|突出|依托|以)"
)
_BESIDE_A_SITE = re.compile(  # 依托区政府网站和执法公示平台推进公开
    r"网站?[^、和与及,]{0,6}(?:[、和与及]|以及)(?!第一|主)[^、和与及,第主]{0,12}(?:平台|媒体|栏(?!目)|大厅|客户端|APP|电视|广播|屏|报[纸刊]|短信|号)"
    r"|(?:(?<!第一)平台|媒体|栏|大厅|客户端|APP|电视|广播|屏|报[纸刊]|短信|号)”?(?:[、和与及]|以及)[^、和与及,]{0,12}网"
)
_OF_ELSE = re.compile("群|视频号|小程序|社区|各村|村务")  # 管好村务微信群
MOSTLY = re.compile(r"以[^,;。]*为(?:信息公开|公开|发布)?的?主")  # 以门户网站为主要载体: not on this alone
# The kinds of words that tell what happened to what stands before a colon: "信息处理费:未收取".
_EVENTS = frozenset(
    (
        "plain",
        "none",
        "such",
        "case",
        "charge",
        "receive",
        "accept",
        "done",
        "arise",
        "make",
        "repeal",
        "publish",
        "open",
    )
)
UNKNOWN: tuple[str, ...] = ("?",)
CHANNELS = {"site": "website", "wechat": "wechat", "weibo": "weibo", "platform": "platform"}
_PASSED_OVER = frozenset(
    ("plain", "active", "effort", "info", "government_info", "internet")
)  # before the channel that a clause begins with
_PUBLISHING = frozenset(("publish", "open", "push", "update"))
_JOINED = tuple("、和与及等")
# What a title may say besides the one channel whose numbers stand under it: "1.政府网站公开情况".
_OF_A_TITLE = frozenset(("plain", "and", "aspect", "own", "info", "open", "publish", "push"))
# A title that is one field, or some of the bodies: 公共资源配置领域, 社会救助方面, 区直部门.
_PART_TITLE = re.compile(
    r"(?!.*(?:公开|发布|建设|工作|管理|组织|保障|平台|制度|机制|内容|渠道|载体|形式|申请|解读)(?:领域|方面))[一-龥、]{1,20}"
    r"(?:(?<!重点)领域|方面|[直级]部门|各部门|(?:所属|下属|直属)单位|乡镇|镇街|街镇)"
)
PART = "part"
OWN_COLUMN = "column"  # 门户网站信息公开专栏: of a department its website
OPEN_COLUMN = "open_column"
JOINTS = "、和及以与并且"
_Word = tuple[str, ...]  # the kinds of a word


@dataclass(frozen=True, slots=True)
class Rule:
    """One `[[rule]]` of facts.toml."""

    say: tuple[int, ...]  # bits of `_Grammar.bits`
    may: int
    guess: bool  # say = '?'
    indicator: tuple[str, ...]
    sets: str
    words: re.Pattern[str] | None = None
    units: str = ""
    needs: frozenset[str] = frozenset()
    zero: str = ""
    only: int | None = None
    until: int | None = None
    part: bool = False
    weak: bool = False
    alone: bool = False
    stock: bool = False
    since: bool = False
    theme: bool = False
    half: str = ""
    bare: bool = False
    apart: bool = False
    behind: re.Pattern[str] | None = None
    summed: bool = False
    balanced: bool = False
    adds: bool = False
    context: bool = False

    @property
    def about(self) -> str:
        """What its total is about: requests of requests.received."""
        return self.sets.partition(".")[0]


@dataclass(frozen=True, slots=True)
class _Grammar:
    """facts.toml: the words, the patterns by first character, the numbered rules by a kind that they need."""

    front: re.Pattern[str]
    topics: tuple[tuple[str, re.Pattern[str]], ...]
    words: dict[str, _Word]
    lengths: dict[str, tuple[int, ...]]  # of the words that begin with these two characters
    patterns: dict[str, tuple[tuple[_Word, re.Pattern[str]], ...]]
    bits: dict[str, int]  # one for each kind of word
    letters: frozenset[str]  # of the words
    marks: frozenset[str]  # one of which every match of a pattern has
    counting: dict[str, list[tuple[int, Rule]]]
    denying: dict[str, list[tuple[int, Rule]]]
    rewordings: tuple[tuple[str, re.Pattern[str], str], ...]


@cache
def load_grammar() -> _Grammar:
    """The lexicon and the rules of `facts.toml`, read once."""
    source = tomllib.loads(resources.files("pipelines.facts").joinpath("facts.toml").read_text(encoding="utf-8"))
    words = _words_by_kinds(source["lexicon"])
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[:2], set()).add(len(word))
    patterns: dict[str, tuple[tuple[_Word, re.Pattern[str]], ...]] = {}
    for entry in source["pattern"]:
        pattern = tuple(entry["kind"].split()), re.compile(entry["words"])
        for first in entry["begins"]:
            patterns[first] = (*patterns.get(first, ()), pattern)
    names = ("?", *source["lexicon"], *(kind for entry in source["pattern"] for kind in entry["kind"].split()))
    bits = {kind: 1 << index for index, kind in enumerate(dict.fromkeys(names))}
    counting, denying = _rules_by_kind(source["rule"], source["units"], bits)
    return _Grammar(
        front=re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in source["front"].items())),
        topics=tuple((topic, re.compile(pattern)) for topic, pattern in source["topics"].items()),
        words=words,
        lengths={begin: tuple(sorted(of_words, reverse=True)) for begin, of_words in lengths.items()},
        patterns=patterns,
        bits=bits,
        letters=frozenset("".join(words)),
        marks=frozenset("".join(entry["marks"] for entry in source["pattern"])),
        counting=counting,
        denying=denying,
        rewordings=tuple((entry[0], re.compile(entry[1]), entry[2]) for entry in source["reworded"]["words"]),
    )


def _words_by_kinds(lexicon: dict[str, str]) -> dict[str, _Word]:
    """The kinds of each word of `[lexicon]`."""
    kinds: dict[str, list[str]] = {}
    for kind, listed in lexicon.items():
        for word in _expanded(listed):
            if kind not in kinds.setdefault(word, []):
                kinds[word].append(kind)
    return {word: tuple(of_word) for word, of_word in kinds.items()}


_RulesByKind = dict[str, list[tuple[int, Rule]]]


def _rules_by_kind(
    entries: list[dict[str, Any]], units: dict[str, str], bits: dict[str, int]
) -> tuple[_RulesByKind, _RulesByKind]:
    """The numbered rules that count and those that deny, by the rarest kind that they need."""
    counting: _RulesByKind = {}
    denying: _RulesByKind = {}
    entries = [of_channel for entry in entries for of_channel in _of_each_channel(entry)]
    common = Counter(kind for entry in entries for kind in re.split(r"[ |]", entry["say"]))
    for number, entry in enumerate(entries):
        indicator = tuple(entry.pop("indicator", ()))
        say = tuple(group.split("|") for group in entry.pop("say").split())
        may = {"plain", *entry.pop("may", "").split()}.union(*say)
        rule = Rule(
            say=tuple(sum(bits[kind] for kind in set(group)) for group in say),
            may=sum(bits[kind] for kind in may),
            guess="?" in may,
            indicator=indicator,
            sets=entry.pop("sets", indicator[0] if indicator else ""),
            words=re.compile(entry.pop("words")) if "words" in entry else None,
            behind=re.compile(entry.pop("behind")) if "behind" in entry else None,
            units=units[entry.pop("units")] if "units" in entry else "",
            needs=frozenset(entry.pop("needs", ())),
            **entry,
        )
        for kind in min(say, key=lambda group: sum(common[kind] for kind in group), default=("",)):
            (denying if rule.zero else counting).setdefault(kind, []).append((number, rule))
    return counting, denying


def _of_each_channel(entry: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A rule for each channel of requests, if it is for CHANNEL; else the rule itself."""
    if "CHANNEL" not in entry["say"]:
        yield entry
        return
    for channel in ("internet", "letter", "in_person", "fax", "email"):
        indicator = [name.replace("CHANNEL", channel) for name in entry["indicator"]]
        yield {**entry, "say": entry["say"].replace("CHANNEL", channel), "indicator": indicator}


def _expanded(listed: str) -> Iterator[str]:
    """The words that a list of facts.toml stands for.

    >>> list(_expanded("{,行政}复议{案,案件} 诉讼"))
    ['复议案', '复议案件', '行政复议案', '行政复议案件', '诉讼']
    """
    for entry in listed.split():
        parts = re.split(r"[{}]", entry)
        yield from map(
            "".join, product(*(part.split(",") if index % 2 else [part] for index, part in enumerate(parts)))
        )


def _beginning(text: str, at: int) -> Iterator[tuple[_Word, int]]:
    """The words that begin at `at`, as their kinds and where they end, the longest first."""
    grammar, first = load_grammar(), text[at]
    if first in grammar.patterns:
        for kinds, pattern in grammar.patterns[first]:
            found = pattern.match(text, at)
            if found:
                yield kinds, found.end()
    words, longest = grammar.words, len(text) - at
    for length in grammar.lengths.get(text[at : at + 2], ()) if longest > 1 else ():
        word = text[at : at + length]
        if word in words and length <= longest:
            yield words[word], at + length
    if first in words:
        yield words[first], at + 1


def words_of(text: str) -> Iterator[tuple[_Word, int]]:
    """The longest words of `text` one by one, as their kinds and where they end; `("?",)` for a character of none."""
    at = 0
    while at < len(text):
        kinds, at = next(_beginning(text, at), (UNKNOWN, at + 1))
        yield kinds, at


def all_words_of(text: str) -> frozenset[_Word]:
    """The words that make up `text`: long ones rather than short ones, but so that nothing is left over; else none.

    >>> sorted(all_words_of("政府信息公开诉讼")), all_words_of("政府信息公开培训")
    ([('litigation',), ('topic',)], frozenset())
    """
    grammar = load_grammar()
    if not grammar.letters.issuperset(text) and grammar.marks.isdisjoint(text):
        return frozenset()
    found: list[_Word] = []
    at, end = 0, len(text)
    words, lengths, patterns = grammar.words, grammar.lengths, grammar.patterns
    while at < end:
        if text[at] in patterns:
            kinds, at = next(_beginning(text, at), (UNKNOWN, at))
            if kinds is UNKNOWN:
                return _other_words(text) if found else frozenset()
            found.append(kinds)
            continue
        for length in lengths.get(text[at : at + 2], ()):
            word = text[at : at + length]
            if word in words and at + length <= end:
                break
        else:
            word = text[at]
            if word not in words:
                return _other_words(text) if found else frozenset()
        found.append(words[word])
        at += len(word)
    return frozenset(found)


def _other_words(text: str) -> frozenset[_Word]:
    """The words that make up `text` where the longest one by one do not."""
    taken: list[tuple[_Word, int, Iterator[tuple[_Word, int]]]] = [((), 0, _beginning(text, 0))]
    dead: set[int] = set()
    while taken:
        for kinds, end in taken[-1][2]:
            if end == len(text):
                return frozenset((*(word[0] for word in taken[1:]), kinds))
            if end not in dead:
                taken.append((kinds, end, _beginning(text, end)))
                break
        else:
            dead.add(taken.pop()[1])
    return frozenset()


@lru_cache(maxsize=4096)
def fitting_rules(text: str, denied: bool) -> tuple[Rule, ...]:
    """The rules that a clause fits by its words."""
    words = all_words_of(text)
    rules = _rules_for(words, denied)
    return tuple(rule for rule in rules if (rule.words.fullmatch(text) if rule.words else words))


@lru_cache(maxsize=4096)
def _rules_for(words: frozenset[_Word], denied: bool) -> tuple[Rule, ...]:
    grammar = load_grammar()
    bits, rules = grammar.bits, grammar.denying if denied else grammar.counting
    kinds = {kind for word in words for kind in word} if words else {"?"}
    said = sum(bits[kind] for kind in kinds)
    masks = [bits[word[0]] if len(word) == 1 else sum(bits[kind] for kind in word) for word in words]
    found: dict[int, Rule] = {}
    for kind in ("", *kinds):
        for number, rule in rules.get(kind, ()):
            if all([said & group for group in rule.say]):  # noqa: C419 - lists are quicker here
                may = rule.may
                for mask in masks:
                    if not mask & may:
                        break
                else:
                    found[number] = rule
    return tuple(found[number] for number in sorted(found))


@lru_cache(maxsize=4096)
def channel_of(text: str) -> str | None:
    """The channel that a clause begins with; "" if it begins with none, None if it says what was published.

    The disclosure column of a site is one for itself.

    >>> [channel_of(text) for text in ("门户网站总访问量", "市局微信公众号粉丝", "网站、微信", "累计发布", "培训")]
    ['website', 'wechat', '', None, '']
    >>> channel_of("局门户网站信息公开专栏")
    'column'
    """
    for kinds, end in words_of(text):
        if not _PUBLISHING.isdisjoint(kinds):
            return None
        for kind, channel in CHANNELS.items():
            if kind in kinds:
                following, after = next(_beginning(text, end), (UNKNOWN, end)) if end < len(text) else (UNKNOWN, end)
                if kind == "site" and OPEN_COLUMN in following:
                    return "" if text[after : after + 1] in _JOINED else OWN_COLUMN
                return (
                    ""
                    if (text[end : end + 1] in (*_JOINED, "群") and not text.startswith("及时", end))
                    or not CHANNELS.keys().isdisjoint(following)
                    else channel
                )
        if _PASSED_OVER.isdisjoint(kinds):
            return ""
    return ""


@lru_cache(maxsize=1024)
def owner_of(title: str) -> str:
    """Whose the numbers under a title are: of one channel, of a `PART` of what the agency did, "" of the agency.

    >>> [owner_of(title) for title in ("政府网站", "微博公开情况", "政府公报", "养老服务方面", "网站建设")]
    ['website', 'weibo', 'part', 'part', '']
    """
    words = all_words_of(title)
    channels = {CHANNELS[kind] for word in words for kind in word if kind in CHANNELS} - {"platform"}
    if any("medium" in word for word in words):
        return PART
    if channels and all(not _OF_A_TITLE.isdisjoint(word) or not CHANNELS.keys().isdisjoint(word) for word in words):
        return channels.pop() if len(channels) == 1 else PART
    return PART if _PART_TITLE.fullmatch(title) else ""


@lru_cache(maxsize=4096)
def announced_by(text: str) -> tuple[str, str]:
    """What a clause without number says that the rest of the sentence is about, and the one channel that it praises.

    >>> [announced_by(text) for text in ("依申请公开方面", "认真办理建议提案", "充分发挥门户网站作用", "夯实网站基础")]
    [('requests', ''), ('proposals', ''), ('', 'website'), ('', '')]
    """
    words = all_words_of(text)
    about = {_ABOUT[kind] for word in words for kind in word if kind in _ABOUT}
    beside = _BESIDE | _OF_DOCUMENTS if about == {"documents"} else _BESIDE
    if len(about) == 1 and all(any(kind in beside or kind in _ABOUT for kind in word) for word in words):
        return about.pop(), ""
    if _CASES_ABOUT_DISCLOSURE.fullmatch(text):
        return "disputes", ""
    if not words and _WAYS_OF_REQUESTS.match(text):
        return "requests", ""
    if not words and "依申请公开" in text and not any(joint in _STEPS.sub("", text) for joint in JOINTS):
        return "requests", ""  # 严格落实依申请公开制度, 完善依申请公开受理、审查、答复机制
    if not words and "规范性文件" in text and not _WITH_OTHERS.search(text):
        return "documents", ""  # 对规范性文件进行全面梳理
    if _FEES.fullmatch(text):
        return "fees", ""
    if "解读" in text and (_AT_THE_SAME_TIME.fullmatch(text) or _READINGS.fullmatch(text)):
        return "interpretations", ""
    if not words and _PRESS.fullmatch(text):
        return "press", ""
    if not _EFFORT.match(text) or MOSTLY.match(text) or _OF_ELSE.search(text):
        return "", ""
    if "网" in text and _BESIDE_A_SITE.search(text):
        return "", ""
    said = [kind for word, _ in words_of(text) for kind in word]
    channels = {CHANNELS[kind] for kind in said if kind in CHANNELS}
    if channels == {"platform", "website"} and OPEN_COLUMN in said:  # not 依托省水利厅网站信息公开专栏
        return "", OWN_COLUMN if {"?", "and", "etc"}.isdisjoint(said) else ""
    if "platform" in channels:  # 门户网站政府信息公开平台
        channels.discard("website")
    return "", channels.pop() if len(channels) == 1 else ""


def says_what_happened(word: _Word) -> bool:
    """Whether a word tells what happened to what stands before a colon: 信息处理费:未收取."""
    return not _EVENTS.isdisjoint(word)
