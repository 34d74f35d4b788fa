"""The narrative in its numbered parts. The heading's words decide which part it is; its ordinal may be wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from pipelines.documents import Block, Document, Paragraph, Table
from pipelines.forms import section_forms
from pipelines.items import Section
from pipelines.labels import key

_HEADING = re.compile(r"\s*l?([一二三四五六七八九十]{1,2})\s*[、.,，．]\s*(\S.{0,39})$")
_HEADING_WITH_TEXT = re.compile(
    r"\s*([一二三四五六七八九十]{1,2})、\s*([^。；]{2,30}?)(?:[。:：]|\s{2,})\s*(\S.*)$", re.S
)
_TABLE_ROW = re.compile(
    r"新收政府信息公开申请|上年度?结转政府信息公开申请|本年度办理结果|结转下年度继续办理|结转下一年度|转下年度继续"
)


@cache
def _ids() -> dict[str, str]:
    return {k: form.id for form in reversed(section_forms()) for k in form.keys if k}


def section_id(heading: str) -> str | None:
    """The part that a heading names, or None.

    >>> section_id("存在的主要问题及改进情况"), section_id("总体情况:"), section_id("完善监督保障机制")
    ('problems', 'overall', None)
    """
    k = key(heading)
    ids = _ids()
    if found := ids.get(k):
        return found
    inside = [ids[o] for o in sorted(ids, key=len, reverse=True) if len(o) >= 6 and o in k]
    return inside[0] if inside else None


def split_sections(document: Document) -> tuple[str, list[Section]]:
    """The text before the first numbered part, and the parts; tables stand in their text as rows of cells.

    Rows of the requests table that look like headings (三、本年度办理结果) are none.
    """
    lead: list[str] = []
    parts: list[tuple[str, str, list[str]]] = []
    for line in _lines(document.blocks):
        found = _heading(line)
        if found is not None:
            number, heading, rest = found
            parts.append((number, heading, [rest] if rest else []))
        elif parts:
            parts[-1][2].append(line)
        else:
            lead.append(line)
    sections = [
        Section(number=number, id=section_id(heading), heading=heading, text="\n".join(lines).strip("\n"))
        for number, heading, lines in parts
    ]
    return "\n".join(lead).strip("\n"), sections


def of_first_report(sections: Sequence[Section]) -> Sequence[Section]:
    """The parts of the first report of a file that holds several, all of them if it holds one.

    A report begins with its 总体情况; a table of contents has no text below it.
    """
    begins = [n for n, section in enumerate(sections) if section.id == "overall" and section.number == "一"]
    for begin, end in pairwise(begins):
        if sum(len(section.text) for section in sections[begin:end]) > 100:
            return sections[:end]
    return sections


def _heading(line: str) -> tuple[str, str, str] | None:
    if len(line) > 4 and _TABLE_ROW.search(line):
        return None
    found = _HEADING.match(line)
    if found and not re.search(r"[。;；|]", found[2]):
        heading = found[2].strip().rstrip(":：")
        return (found[1], heading, "") if heading and not re.fullmatch(r"[\d\s]+", heading) else None
    found = _HEADING_WITH_TEXT.match(line)
    if found and section_id(found[2]):
        return found[1], found[2].strip(), found[3].strip()
    return None


def _lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from _table_lines(block)


def _table_lines(table: Table) -> Iterator[str]:
    for row in table.rows():
        if row:
            yield " | ".join(cell.text.replace("\n", "") for cell in row)
