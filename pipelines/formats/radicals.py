"""Radicals that stand in for ordinary characters.

PDF printers (Chromium's above all) map glyphs back to the Kangxi radicals (U+2F00 …) and to the CJK radicals
supplement (U+2E80 …): `⼈⺠政府` looks like `人民政府` and is not.
NFKC knows the first block, not the second.
"""

from __future__ import annotations

import re
import unicodedata

# Only the radicals that are characters of their own; components such as ⺮ stay what they are.
_SUPPLEMENT = {
    "⺁": "厂", "⺎": "兀", "⺒": "巳", "⺓": "幺", "⺛": "旡", "⺜": "日", "⺝": "月", "⺟": "母",
    "⺠": "民", "⺩": "王", "⺪": "疋", "⺫": "目", "⺬": "示", "⺶": "羊", "⺻": "聿", "⺼": "肉",
    "⺽": "臼", "⻁": "虎", "⻄": "西", "⻅": "见", "⻆": "角", "⻉": "贝", "⻋": "车", "⻑": "長",
    "⻒": "長", "⻓": "长", "⻔": "门", "⻗": "雨", "⻘": "青", "⻙": "韦", "⻚": "页", "⻛": "风",
    "⻜": "飞", "⻝": "食", "⻢": "马", "⻣": "骨", "⻤": "鬼", "⻥": "鱼", "⻦": "鸟", "⻧": "卤",
    "⻨": "麦", "⻩": "黄", "⻪": "黾", "⻫": "斉", "⻬": "齐", "⻭": "歯", "⻮": "齿", "⻯": "竜",
    "⻰": "龙", "⻱": "龜", "⻲": "亀", "⻳": "龟",
}  # fmt: skip
# Radicals, Kangxi radicals, compatibility ideographs.
_STAND_INS = re.compile(r"[⺀-⻿⼀-⿕豈-﫿]")


def ordinary(text: str) -> str:
    """The text with radicals and compatibility ideographs as ordinary characters; everything else untouched.

    >>> ordinary("⼀、⺠⻔⼝①")
    '一、民门口①'
    """
    return _STAND_INS.sub(lambda found: _SUPPLEMENT.get(found[0]) or unicodedata.normalize("NFKC", found[0]), text)
