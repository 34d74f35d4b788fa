"""The words in front of a statement: when, who, of what a part, how it is connected ("其中,2021年我局共")."""

from __future__ import annotations

import re

from pipelines.facts.grammar import load_grammar
from pipelines.facts.memory import OTHERS, Front, Narrative, Sentence
from pipelines.facts.parts import read_part
from pipelines.facts.times import read_time
from pipelines.facts.whose import read_area, read_name, return_to_own

_ACCOUNT = re.compile(
    r"(?:通过|利用|依托|借助|在)?“(?P<name>[^“”]{2,12})”(?=[全年共累先发推编更公刊\d])(?![^,;。\d]{0,8}[我本])"
)  # 2.政务微博。“云州发布”全年发布3026条
# “云州发布”微信公众号, 政务微博“云州发布”: of what kind an account is that is named by its name alone afterwards.
_KIND = (
    r"(?:微信(?!视频)|公众[号平]|订阅号|服务号|微博|[^,;。“”\d]{0,4}(?:视频号|抖音|头条|客户端|媒体|网|APP|小程序|栏))"
)
_NAMED_ACCOUNT = re.compile(
    rf"“(?P<name>[^“”]{{2,12}})”(?:官方|政务|新浪|腾讯)*(?P<kind>{_KIND}(?:[、和及与](?:官方|政务|新浪)*{_KIND})*)"
    rf"|(?P<before>{_KIND})(?:公众|平台|账号|号)*“(?P<after>[^“”]{{2,12}})”"
)
_WRITES = re.compile(  # “云溪发布”推文533篇
    r"“(?P<name>[^“”]{2,12})”(?:全年|年内|共|累计|发布|推送)*推文(?:共|总数|数量|量)*[\d,]+篇"
)
_TENDED = re.compile(  # 坚持用好官方微信,今年以来“云溪交通”共推送信息879条
    r"(?:^|[,;。])[^,;。“”\d网信博号频]{2,12}(?P<kind>(?:官方|政务)?(?:微信公众[号平]台?|微信|公众号|微博))(?:平台|账号|建设|运维|运营|管理|维护|作用|阵地)*,"
    r"[^,;。“”\d网信博号频]{0,8}“(?P<name>[^“”]{2,12})”(?:[共先]|累计|全年|年内|后)*(?:推送|发布|推出|编发|更新|刊发)"
)
_NOUNS = {"wechat": "微信", "weibo": "微博"}
_WECHAT = re.compile(r"微信|公众[号平]|订阅号|服务号")
_JOINT = re.compile(r"[、和及与]")
_TIMES = frozenset(("this_year", "whole_year", "other_year", "span", "year_end", "now", "regulation"))


def remember_accounts(narrative: Narrative, text: str) -> None:
    """Remember which named accounts are 微信, which 微博; "" for those that are both, or something else."""
    for found in _NAMED_ACCOUNT.finditer(text):
        name, kind = found["name"] or found["after"], found["kind"] or found["before"]
        if name.endswith(("社区", "村")):
            continue
        channels = {"weibo" if "微博" in one else "wechat" if _WECHAT.search(one) else "" for one in _JOINT.split(kind)}
        channel = channels.pop() if len(channels) == 1 else ""
        narrative.accounts[name] = channel if narrative.accounts.get(name, channel) == channel else ""
    for found in _TENDED.finditer(text) if "”" in text else ():
        narrative.accounts.setdefault(found["name"], "weibo" if "微博" in found["kind"] else "wechat")
    for found in _WRITES.finditer(text) if "”" in text and "推文" in text else ():
        narrative.accounts.setdefault(found["name"], "wechat")


def read_front(sentence: Sentence, start: int, end: int) -> Front:
    """Read the words of time, agency and connection from `start` on, and remember what they tell."""
    front, words = Front(start), load_grammar().front
    while front.at < end:
        found = words.match(sentence.text, front.at, end)
        if found is None or _is_in_own_name(sentence, found, end):
            if read_name(sentence, front, end):
                _leave_others(sentence)
                continue
            if account := _ACCOUNT.match(sentence.text, front.at, end):
                owner, named = sentence.paragraph.owner, sentence.paragraph.narrative.accounts.get(account["name"])
                if named or (owner and sentence.channel.subject == owner):
                    sentence.channel.subject = named or owner
                    front.at, front.account = account.end(), _NOUNS.get(named or "", "")
                    continue
            break
        kind = str(found.lastgroup)
        front.told |= {kind}
        front.at = found.end()
        if kind in ("own", "sections", "wide", "bodies"):
            _leave_others(sentence)
        if kind in _TIMES:
            read_time(sentence, kind)
        elif kind == "sections" and sentence.speaker.governs:
            sentence.whose.foreign = True
        elif kind in ("own", "sections"):
            return_to_own(sentence)
        elif kind == "part":
            read_part(sentence)
        elif kind in ("bodies", "wide", "levels"):
            read_area(sentence, front, found[0])
    return front


def _is_in_own_name(sentence: Sentence, found: re.Match[str], end: int) -> bool:
    """全州县, which is no 全州."""
    return found[0][0] == "全" and sentence.speaker.names_this_agency(sentence.text, found.start(), end) > found.end()


def _leave_others(sentence: Sentence) -> None:
    """全市系统收到320件。市局收到67件: our own may follow."""
    if sentence.paragraph.after == OTHERS and not sentence.part.inside:
        sentence.paragraph.after = None


_OURS = frozenset(("ordinal", "this_year", "whole_year", "year_end", "own", "link", "sum", "running"))


def after_front(sentence: Sentence, start: int, end: int) -> int:
    """Where a clause begins after "2023年,我局": words of the year and of the agency, of no other."""
    front, at = load_grammar().front, start
    while at < end:
        found = front.match(sentence.text, at, end)
        after = (
            found.end()
            if found and found.lastgroup in _OURS
            else sentence.speaker.names_this_agency(sentence.text, at, end)
        )
        if after == at:
            break
        at = after
    return at
