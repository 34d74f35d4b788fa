"""A table of contents names the parts of a report and says nothing of its own: 一、总体情况……1."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.documents import Block, Document, Paragraph
from pipelines.labels import key

_PART = re.compile(r"\s*[一二三四五六七八九十]{1,2}\s*[、.．]\s*\S.{1,60}")
_WITH_PAGE = re.compile(r"\s*(\S.{1,60}?)[\s.．·…⋯_-]*(?<!\d)([1-9]\d{0,2})\s*")
_WITHOUT_PAGE = re.compile(rf"({_PART.pattern})()")
_CAPTION = re.compile(r"\s*目\s*[录錄]\s*")
_FEWEST = 3  # parts


def without_contents(document: Document) -> Document:
    """The document without its table of contents, which would double its parts and hide the title below it.

    It is a run of lines that name parts and come again further down. Their page numbers grow; without page numbers
    目录 stands above them, and all of them come again.
    """
    blocks = document.blocks
    for at, block in enumerate(blocks):
        first = "".join(_lines(block)[:1])
        captioned = at > 0 and any(map(_CAPTION.fullmatch, _lines(blocks[at - 1])))
        # An entry ends with its page, unless 目录 stands above; most lines do not, and need no more of a look.
        if not (captioned or first.rstrip()[-1:].isdecimal()) or not _PART.fullmatch(first):
            continue
        for entry in (_WITH_PAGE, _WITHOUT_PAGE)[: 1 + captioned]:
            end, names = _run(blocks, at, entry)
            if _come_again(names, blocks[end:], most=entry is _WITH_PAGE):
                return replace(document, blocks=blocks[: at - captioned] + blocks[end:])
    return document


def _lines(block: Block) -> list[str]:
    if isinstance(block, Paragraph):
        return [block.text]
    return [" ".join(cell.text for cell in row) for row in block.rows()] if block.width == 2 else []


def _run(blocks: Sequence[Block], at: int, entry: re.Pattern[str]) -> tuple[int, list[str]]:
    """Where the entries that begin here end, and what they name."""
    names: list[str] = []
    page = 0
    for end in range(at, len(blocks)):
        lines = _lines(blocks[end])
        found = [one for line in lines if (one := entry.fullmatch(line))]
        pages = [page, *(int(one[2] or 0) for one in found)]
        if not lines or len(found) < sum(not line.isspace() for line in lines if line) or pages != sorted(pages):
            return end, names
        names += [one[1] for one in found]
        page = pages[-1]
    return len(blocks), names


def _come_again(names: Sequence[str], below: Sequence[Block], *, most: bool) -> bool:
    parts = [key(name) for name in names if _PART.fullmatch(name)]
    if len(parts) < _FEWEST:
        return False
    heads = [key(block.text[:80]) for block in below if isinstance(block, Paragraph)]
    again = sum(any(head.startswith(part) for head in heads) for part in parts)
    return again * (2 if most else 1) >= len(parts)
