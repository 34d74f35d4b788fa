"""Reports and pages as HTML, in the shapes that these CMSs store them.

Two body styles: `word` is Word's paste (`MsoNormal`, `mso-` styles, numbers in spans of their own, header lines broken
by `<br/>`), `plain` is what an editor's "clear formatting" leaves. Both keep the official tables' merged cells.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any, Literal

from crawler.replicas.reports import Known, columns_of, layout, layouts

Style = Literal["word", "plain"]

_WORD_P = "text-indent:32.0000pt;mso-char-indent-count:2.0000;line-height:28.0000pt;mso-line-height-rule:exactly;"
_WORD_CELL = (
    "padding:0.0000pt 5.4000pt;border:1.0000pt solid windowtext;mso-border-alt:0.5000pt solid windowtext;"
    "mso-border-left-alt:0.5000pt solid windowtext;"
)


def runs(text: str) -> str:
    """Text as Word pastes it: every number in its own span.

    >>> runs("129")
    '<span lang="EN-US">129</span>'
    """
    pieces = []
    for piece in re.split(r"([0-9.]+)", text):
        if piece[:1].isdigit():
            pieces.append(f'<span lang="EN-US">{piece}</span>')
        elif piece:
            pieces.append(f"<span style=\"mso-spacerun:'yes';font-family:仿宋_GB2312;\">{escape(piece)}</span>")
    return "".join(pieces)


def paragraph(text: str, style: Style) -> str:
    """One paragraph of running text."""
    if style == "word":
        return f'<p class="MsoNormal" style="{_WORD_P}">{runs(text)}<o:p></o:p></p>'
    return f"<p>&emsp;&emsp;{escape(text)}</p>"


def cell(text: str, colspan: int, rowspan: int, style: Style) -> str:
    """One table cell; a newline is a line broken within the cell."""
    spans = (f' colspan="{colspan}"' if colspan > 1 else "") + (f' rowspan="{rowspan}"' if rowspan > 1 else "")
    if style == "plain":
        return f"<td{spans}>{'<br>'.join(map(escape, text.split(chr(10)))) or '&nbsp;'}</td>"
    lines = "<br/>".join(runs(line) for line in text.split("\n")) if text else "<o:p>&nbsp;</o:p>"
    return f'<td{spans} valign="center" style="{_WORD_CELL}"><p class="MsoNormal" align="center">{lines}</p></td>'


def table(known: Known, tbl: str, style: Style) -> str:
    """One official table, filled in."""
    if tbl == "statistics":
        return _wrap(_statistics(known, style), style)
    assert known.edition is not None
    rows = []
    for row in layout(tbl, known.edition)["rows"]:
        cells = []
        for entry in row:
            if isinstance(entry, str):
                name = entry[1:-2]
                cells += [cell(known.raw(tbl, name, col), 1, 1, style) for col in columns_of(tbl)]
            else:
                text, colspan, rowspan = entry
                if text.startswith("@"):
                    text = known.raw(tbl, *text[1:].rsplit(".", 1))
                cells.append(cell(text, colspan, rowspan, style))
        rows.append(cells)
    return _wrap(rows, style)


def _statistics(known: Known, style: Style) -> list[list[str]]:
    rows = [[cell(text, 1, 1, style) for text in ("统 计 指 标", "单位", "统计数")]]
    for indent, label, unit, row in layouts()["statistics"]["rows"]:
        value = known.raw("statistics", row, "value") if row else "——"
        rows.append([cell(text, 1, 1, style) for text in ("　" * indent + label, unit, value)])
    return rows


def _wrap(rows: list[list[str]], style: Style) -> str:
    body = "".join(f"<tr>{''.join(cells)}</tr>\n" for cells in rows)
    if style == "plain":
        return f'<table border="1" cellspacing="0" cellpadding="4"><tbody>{body}</tbody></table>'
    return (
        '<table class="MsoNormalTable" border="1" cellspacing="0" style="border-collapse:collapse;'
        f'mso-table-layout-alt:fixed;border:none;mso-padding-alt:0.0000pt 5.4000pt;"><tbody>{body}</tbody></table>'
    )


def report(known: Known, style: Style) -> str:
    """The whole body of a report: introduction, numbered sections, tables where they belong."""
    parts = [paragraph(known.intro, style)]
    for part in known.parts:
        parts.append(paragraph(f"{part.number}、{part.heading}", style))
        parts += [paragraph(text, style) for text in part.paragraphs]
        if part.table:
            parts.append(table(known, part.table, style))
    return "\n".join(parts)


def meta(**named: str) -> str:
    """Meta tags of 国办发〔2017〕47号 附件: SiteName, ColumnName, ArticleTitle, PubDate, ContentSource …"""
    return "\n".join(f'<meta name="{name}" content="{escape(content)}">' for name, content in named.items())


def page(title: str, body: str, *, head: str = "", charset: str | None = "utf-8") -> str:
    """A whole page. `charset` is what the page claims, not how it is written."""
    declared = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">\n' if charset else ""
    return (
        f"<!DOCTYPE html>\n<html>\n<head>\n{declared}<title>{escape(title)}</title>\n{head}\n"
        f"<style>body{{font-family:sans-serif;max-width:960px;margin:1em auto}}td{{text-align:center}}</style>\n"
        f"</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def links(rows: list[tuple[str, str]], *, separator: str = " ") -> str:
    """A row of plain links: `(address, text)`."""
    return separator.join(f'<a href="{href}">{escape(text)}</a>' for href, text in rows)


def truncated(title: str, length: int = 24) -> str:
    """A title as a narrow list prints it; the whole one stands in `@title`.

    >>> truncated("一二三四五", 3)
    '一二三...'
    """
    return title if len(title) <= length else title[:length] + "..."


def attributes(values: dict[str, Any]) -> str:
    """HTML attributes in the order given."""
    return "".join(f' {name}="{escape(str(value))}"' for name, value in values.items())
