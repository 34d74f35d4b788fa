"""The lines of a document by their place: at its head, above the article, at its end; and its running text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from pipelines.documents import Block, Cell, Document, Paragraph, Table
from pipelines.titles import plain

HEAD_LINES: Final = 60  # title, index rows and the first sentence stand in these
_HEAD_CHARACTERS: Final = 4000


@dataclass(frozen=True)
class Lines:
    """What a document prints, by place: `above` the article, in its `head`, and the running `text`."""

    document: Document
    above: list[str]
    head: list[str]

    @classmethod
    def of(cls, document: Document) -> Lines:
        """The lines of a document."""
        return cls(document, lines_above(document), first_lines(document))

    @cached_property
    def opening(self) -> str:
        """The head without its spaces, in simplified characters, each line on its own: what sentences are sought in."""
        return plain(" ¶ ".join(self.head)[:_HEAD_CHARACTERS]).replace(" ", "").replace("¶", "\n")

    @cached_property
    def text(self) -> str:
        """The running text as it is printed."""
        return own_text(self.document)


_SECOND_HEADING: Final = re.compile(r"\s*二\s*[、.．]\s*(?:主动|政府信息|依申请|收到)")  # 二、主动公开政府信息情况


def first_lines(document: Document, *, links: bool = False) -> list[str]:
    """The first printed lines up to the second section; cells of a table before it count as lines (index rows).

    Lines that are links lead to other pages: they are left out unless `links`.
    """
    lines: list[str] = []
    characters = 0
    for block in document.blocks:
        for text in _lines_of(block, links=links):
            if text and not text.isspace():
                if _SECOND_HEADING.match(text):
                    return lines
                lines.append(text)
                characters += len(text)
        if len(lines) > HEAD_LINES or characters > _HEAD_CHARACTERS:
            break
    return lines[: HEAD_LINES * 2]


def _lines_of(block: Block, *, links: bool = False) -> Iterable[str]:
    if isinstance(block, Table):
        return _cell_lines(block.cells[:40])
    if block.link and not links:
        return ()
    return block.text.split("\n") if "\n" in block.text else (block.text,)


_INDEX_LABELS: Final = frozenset(
    f"{what}{kind}" for what in ("发布", "公开", "公布", "发文", "生成", "成文", "更新") for kind in ("日期", "时间")
) | {"日期", "时间", "发布机构", "发布单位", "公开机构", "公开主体", "信息来源", "来源", "发文机关", "发文单位"}


def _cell_lines(cells: tuple[Cell, ...]) -> Iterator[str]:
    """The cells of an index table as lines, its labels with what stands beside or below them.

    | 索引号 | 003/2021-1 | 发布日期 | 2021-01-20 |   ->   "索引号", "003/2021-1", "发布日期：2021-01-20", "2021-01-20"
    """
    for n, cell in enumerate(cells):
        text = cell.text
        if 2 < len(text) < 14 and (label := _index_label(text)):
            beside = cells[n + 1] if n + 1 < len(cells) and cells[n + 1].row == cell.row else None
            if beside is None or _index_label(beside.text):
                under = (
                    one for one in cells[n + 1 :] if one.row == cell.row + cell.rowspan and one.column == cell.column
                )
                beside = next(under, None)
            value = beside.text.split("\n")[0] if beside is not None else ""
            yield f"{label}：{value}"
        elif "\n" in text:
            yield from text.split("\n")
        else:
            yield text


def _index_label(text: str) -> str | None:
    label = text.replace(" ", "").strip("：:【】[]")
    return label if label in _INDEX_LABELS else None


def lines_above(document: Document) -> list[str]:
    """What the page prints above the article: its title, the line with its date and source, an index table."""
    lines: list[str] = []
    for block in reversed(document.above):
        lines.extend(text for text in reversed([*_lines_of(block)]) if text and not text.isspace())
        if len(lines) > 40:
            break
    lines.reverse()
    return lines


def lines_at_the_end(document: Document) -> list[str]:
    """The last lines of the article and the first ones below it."""
    blocks = document.blocks
    around = (*blocks[max(len(blocks) - 12, len(blocks) // 2) :], *document.below[:30])
    return [block.text for block in around if isinstance(block, Paragraph) and not block.link]


def own_text(document: Document) -> str:
    """The running text without the lines that are links to other pages."""
    return "\n".join(block.text for block in document.blocks if isinstance(block, Paragraph) and not block.link)
