"""Whether a number of requests holds those carried over: 收到12件(含上年结转2件) is not what came this year."""

from __future__ import annotations

import re

_LAST = r"(?:上一?个?年|去年|LAST年|往年|历年|前一?年|以[前往]年|年初|20\d\d年)[^,;()]{0,14}?"
_OVER = r"(?:结转|转接|接转|转结|[结接]续|转[入来至到]|移转|遗留|跨年|顺延|延续|结[余存]|未办[结完理]|未答复|未结|老件)"
_CAME = r"(?:[收接]到|收[的件文]|受理|接收|提[出交]|递交|申请|登记)"
_WITH = r"(?<![不未])(?:包括|包含|(?<!包)含)"
_THEM = re.compile(rf"{_LAST}{_OVER}|{_OVER}[^,;()]{{0,6}}{_LAST}")
_THEM_MARKED = re.compile(  # 含结转2件, 其中2件为上年12月收到; not (上年收到50件)
    rf"{_WITH}[^,;()]{{0,8}}?{_OVER}(?![^,;()]{{0,3}}(?:NEXT|[下次翌明]))"
    rf"|(?:其中|{_WITH})[^,;()]{{0,8}}?{_LAST}{_CAME}"
)
_ALL_OF_THEM = re.compile(  # 均为上年结转
    rf"(?:该|此|这)?(?:[\d一两]+件)?(?:申请)?(?:均|都|皆|全部?|也|仅|且)*(?:为|是|系|属于?|来自)[^,;()]{{0,4}}?{_LAST}(?:{_OVER}|{_CAME})"
)
_MARK = re.compile(rf"其中|上述|以上|申请中|{_WITH}")
_GOES_ON = re.compile(rf"。\(?(?:其中|(?:上述|以上)[^,;。]{{0,8}}|{_WITH})[^。]*")  # 共收到申请63件。其中上年结转2件
_ANOTHER_TOTAL = re.compile(r"(?:办结|答复|办复|回复|办理|处理|办毕|新[收增接受])[^\d,;()]{0,16}\d")
_NOT_AMONG = re.compile(
    r"(?:无|没有|[不未]有|[不未]包?[含括]|不计|除|另|扣除|剔除|不存在|减|[较比]|加上?)[^,;()\d]{0,6}$"
)
_NONE = re.compile(r"不(?:计|含|在|包|算)|除外|另[计行]|未计|没有|(?<!\d)[0零][件宗条份起个]|为[0零]")
_BEFORE = re.compile(
    rf"(?:{_WITH}|连同|加上?|算上|计[入上])[^,;()\d]{{0,6}}(?:{_LAST}{_OVER}|{_OVER})[^,;()]*[,)]?[^,;()\d]{{0,14}}$"
)

_MAY_HOLD = re.compile(r"结|[转延]|遗留|年|老件")
NEAR = 160  # characters that may tell


def holds_carried_over(text: str, start: int, end: int, begin: int, stop: int, told: bool) -> bool:
    """Whether requests counted at `start:end` of a sentence (`begin:stop` of the text) hold those of last year.

    What follows another total belongs to that one: 收到85件,办结88件(含上年结转3件). Nor are they among those whose
    parts are all `told`: 收到85件,其中网上80件、信函5件,上年结转3件.
    """
    more = _GOES_ON.match(text, stop)
    begin, stop = max(begin, start - NEAR), min(more.end() if more else stop, end + NEAR)
    if not _MAY_HOLD.search(text, begin, start) and not _MAY_HOLD.search(text, end, stop):
        return False
    if _BEFORE.search(text, begin, start) or _ALL_OF_THEM.match(text, end + (text[end : end + 1] in (",", "(")), stop):
        return True
    inside = outside = False
    at = end
    for clause in re.finditer(r"[^,;()、。]+", text[end:stop]):
        words, before = clause[0], text[end + clause.start() - 1]
        if ")" in text[at : end + clause.start()]:  # 收到96件(含本级23件),上年结转2件
            inside = outside
        if before == "(":
            outside = inside
        at = end + clause.end()
        marked = _MARK.search(words) is not None
        inside = (inside or marked) and (before != ";" or marked)
        them = _THEM.search(words) or (_THEM_MARKED.search(words) if marked else None)
        if them and (marked or before == "(" or (inside and not told)):
            return not _NOT_AMONG.search(words[: them.start()]) and not _NONE.search(words, them.end())
        if _ANOTHER_TOTAL.search(words):
            return False
    return False
