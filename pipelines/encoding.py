"""Bytes to text. What is declared is only a vote: old portals say utf-8 and send GBK, or the reverse.

Order: BOM; UTF-16 by its NUL bytes; UTF-8 when the bytes are valid (or all but a few); then every candidate is decoded
and scored by how much of it is plain Chinese and by the words of our own domain; chardet speaks where none convinces.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import chardet

from pipelines.items import Finding

ANCHORS = ("政府信息公开", "年度报告", "总体情况", "本年新收", "行政复议", "信息公开", "政務", "政府資訊", "资讯公开")
# Common characters of government prose: they alone tell right from wrong decodings.
_COMMON = frozenset(
    "的一是了在不有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "政府信息公开情况报告申请机关复议诉讼其他总计自然商业企科研构社益组织律服务部门办理数量本度结果规范性文件项许处罚强制收费金额建"
    "提案网站平台解读策进步加强完善领导局市县区省厅委室第条例内容"
)
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_META = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w\-]{2,20})|<\?xml[^>]{0,100}encoding=["']([\w\-]{2,20})""", re.I
)
_GB = ("gb2312", "gbk", "gb_2312-80", "gb18030", "x-gbk", "cp936", "ansi", "hz-gb-2312")
_CJK = re.compile(r"[\u4e00-\u9fff]")
_MOJIBAKE = re.compile(r"[\u00c0-\u00ff][\u0080-\u00bf\u0152-\u2122]")
_WRONG = re.compile("[\\x80-\\xff\\ufffd\\ue000-\\uf8ff\\uff61-\\uff9f]")  # Latin-1, lost, private use, half-width kana
_SAMPLE = 200_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was read in, the one declared (None if none was), and the doubts as findings."""

    text: str
    encoding: str
    declared: str | None
    findings: tuple[Finding, ...] = ()


def declared_charset(body: bytes, header: str | None = None) -> str | None:
    """The charset of the HTTP header, else of the page's meta tag, as a Python codec name; None if none is known.

    >>> declared_charset(b'<meta http-equiv="Content-Type" content="text/html; charset=gb2312">')
    'gb18030'
    """
    found = _META.search(body[:4096])
    label = header or (found and (found[1] or found[2] or b"").decode("ascii")) or None
    return _codec(label) if label else None


def _codec(label: str) -> str | None:
    name = label.strip().lower()
    if name in _GB:
        return "gb18030"
    if name in ("big5", "big5-hkscs", "big5hkscs"):
        return "big5hkscs"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def decode(body: bytes, header: str | None = None) -> Decoded:
    """Read bytes as text.

    `header` is the charset of the Content-Type header, if any. Never raises; characters that could not be read are
    U+FFFD and a finding `encoding_unsure` counts them.

    >>> decode("政府信息公开".encode("gbk"), header="utf-8").encoding
    'gb18030'
    >>> decode("政府信息公开".encode("utf-8"), header="gb2312").encoding
    'utf-8'
    """
    declared = declared_charset(body, header)
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            return _finish(body.decode(encoding, "replace"), encoding, declared)
    even, odd = body[:4000:2].count(0), body[1:4000:2].count(0)
    if max(even, odd) > 10 * min(even, odd) + len(body[:4000]) // 100:  # ASCII in UTF-16 has its NUL on one side only
        encoding = "utf-16-le" if odd > even else "utf-16-be"
        return _finish(body.decode(encoding, "replace"), encoding, declared)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_scored(body, declared)
    if declared in ("hz", "gb18030") and b"~{" in body and text.isascii():
        return _finish(body.decode("hz", "replace"), "hz", declared)
    if not _CJK.search(text[:_SAMPLE]) and _MOJIBAKE.search(text[:_SAMPLE]):
        return _undouble(text, declared) or _finish(text, "utf-8", declared)
    # 政府, 信息: UTF-8 read as GBK and saved again. One character is found many times faster than a word.
    if ("鏀" in text and "鏀垮簻" in text) or ("淇" in text and "淇℃伅" in text):
        return _undouble_gbk(text, declared) or _finish(text, "utf-8", declared)
    return _finish(text, "utf-8", declared)


def _score(text: str) -> float:
    """Share of the non-ASCII text that is common Chinese, less what cannot be text, plus a word of our domain."""
    sample = text[:_SAMPLE]
    foreign = [c for c in sample if c > "\x7f"]
    if not foreign:
        return 0.0
    common = sum(c in _COMMON for c in foreign)
    wrong = sum(_WRONG.match(c) is not None for c in foreign)
    return (common - 2 * wrong) / len(foreign) + (0.3 if any(a in sample for a in ANCHORS) else 0.0)


def _decode_scored(body: bytes, declared: str | None) -> Decoded:
    candidates = ["utf-8", "gb18030", "big5hkscs"]
    if declared and declared not in candidates:
        candidates.append(declared)
    scored = []
    for encoding in candidates:
        text = body.decode(encoding, "replace")
        scored.append((_score(text) + (0.1 if encoding == declared else 0.0), encoding, text))
    best, encoding, text = max(scored, key=lambda entry: entry[0])
    if best <= 0.15:
        allowed = ["utf-8", "gb18030", "big5hkscs", "shift_jis", "euc-kr", "windows-1252"]
        guess = chardet.detect(body[:_SAMPLE], include_encodings=allowed, prefer_superset=True)["encoding"]
        if guess:
            encoding, text = guess.lower(), body.decode(guess, "replace")
    second = sorted((entry[0] for entry in scored), reverse=True)[1]
    unsure = Finding(code="encoding_unsure", kind="reader", detail=f"{encoding} chosen, another reads almost as well")
    return _finish(text, encoding, declared, [] if best - second > 0.1 else [unsure])


def _undouble(text: str, declared: str | None) -> Decoded | None:
    """UTF-8 or GBK bytes that were once read as Latin-1/cp1252 and saved again as UTF-8."""
    inner = b"".join(_byte(c) for c in text)
    read = [(inner.decode(encoding, "replace"), encoding) for encoding in ("utf-8", "gb18030")]
    plain, encoding = max(read, key=lambda entry: _score(entry[0]))
    if _score(plain) <= 0.15:
        return None
    note = Finding(code="double_encoded", kind="source", detail=f"{encoding} read as cp1252 and saved again; undone")
    return _finish(plain, encoding, declared, [note])


def _byte(character: str) -> bytes:
    """The byte a Western reader took for this character: cp1252, and Latin-1 where that has a hole."""
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1", "ignore")


def _undouble_gbk(text: str, declared: str | None) -> Decoded | None:
    plain = text.encode("gb18030", "replace").decode("utf-8", "replace")
    if not any(anchor in plain for anchor in ANCHORS):
        return None
    detail = "utf-8 read as gbk and saved again; undone, some characters are lost"
    note = Finding(code="double_encoded", kind="source", detail=detail)
    return _finish(plain, "utf-8", declared, [note])


def _finish(text: str, encoding: str, declared: str | None, doubts: list[Finding] | None = None) -> Decoded:
    findings = list(doubts or [])
    if "\ufffd" in text:
        lost = text.count("\ufffd")
        detail = f"{lost} characters could not be read as {encoding}"
        findings.append(Finding(code="encoding_unsure", kind="source", detail=detail))
    family = {"utf-8-sig": "utf-8"}
    if declared and family.get(declared, declared) != family.get(encoding, encoding) and not text.isascii():
        detail = f"declared {declared}, read as {encoding}"
        findings.append(Finding(code="encoding_declared_wrong", kind="source", detail=detail))
    return Decoded(text.removeprefix("\ufeff"), family.get(encoding, encoding), declared, tuple(findings))
