"""HTML pages: paragraphs and tables in reading order, spans kept, inline nodes joined.

    <td colspan="2"><p><span>2</span><span>0</span></p></td>   ->  Cell("20", row, column, colspan=2)

Layout tables (a cell holds another table) are transparent. Hidden rows and tables (`display:none` print copies) are
left out; where nothing else is there they are read, with a finding. Broken markup must not lose a table: libxml2 stops
at some 260 nested elements (unclosed <font>), so every <td> of the source is accounted for, and a second parser
(lexbor) straightens what the first could not hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element as Element

from pipelines.documents import Block, Cell, Document, Paragraph, Table
from pipelines.encoding import decode
from pipelines.formats.unreadable import Unreadable
from pipelines.items import Finding

MAX_ATTRIBUTES = 1_000  # of one start tag; 100,000 stall libxml2 for minutes
MAX_CELLS = 20_000  # of one table's grid
MAX_BYTES = 30_000_000
MAX_COLSPAN, MAX_ROWSPAN = 1_000, 65_534  # as the HTML standard clamps them

_BREAK = "\ufdd0"  # a character that no text holds; stands for a line break that a block element makes
_MARK = "\ufdd1"  # likewise: encloses the number of a table taken out of the text
_BLOCKS = (
    *("p", "div", "br", "li", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "dd", "dt", "section", "article"),
    *("header", "footer", "ul", "ol", "dl", "table", "tbody", "caption", "center", "blockquote", "pre", "hr", "form"),
    *("fieldset", "option", "title"),
)
_DROPPED = ("script", "style", "noscript", "template", "iframe", "object", "select", "textarea", "svg", "head")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
# Formatting and Word's own elements: without meaning for tables, and the ones that are left unclosed by the hundred.
_INLINE = ["font", "span", "b", "i", "u", "em", "strong", "big", "small", "a", "o:p"]
_INT = re.compile(r"\s*\+?(\d{1,9})")
# Where the families of CMS put an article's body (TRS, 大汉, 开普, 博达, 南方网, …), most particular first.
_BODIES = (
    *("tag:ucapcontent", "id:UCAP-CONTENT", "class:TRS_Editor", "class:trs_editor_view", "class:TRS_UEDITOR"),
    *("class:v_news_content", "id:vsb_content", "id:zoom", "id:Zoom", "id:article", "class:article-content"),
    *("class:articleBox", "class:news_cont_d_wrap", "class:pages_content", "class:bt_content", "class:main-txt"),
    *("id:BodyLabel", "class:wzzw-article", "class:TRS_PreAppend", "class:conTxt", "class:xl_main", "class:article"),
    *("id:content", "class:content", "class:gsj_htmlcon_bot"),
)
_DATE_LINE = re.compile(
    r"(?:发布时间|发布日期|发文日期|日期|时间|公开日期|成文日期|信息时间|更新时间)[::\s]{0,4}(\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2})"
)


def read(body: bytes, *, charset: str | None = None) -> Document:
    """Read a page.

    body: the bytes as served; charset: what the HTTP header declared. Raises Unreadable (`hostile_markup`,
    `too_big_to_parse`, `depth_truncated`, `empty_body`).
    """
    if len(body) > MAX_BYTES:
        raise Unreadable("too_big_to_parse", f"{len(body)} bytes of HTML")
    decoded = decode(body, charset)
    _refuse_hostile(decoded.text)
    root, findings = _parse(decoded.text)
    meta = _meta(root)
    heading = _heading(root)
    etree.strip_elements(root, etree.Comment, etree.ProcessingInstruction, *_DROPPED, with_tail=False)
    hidden = _take_hidden(root)
    tables, findings_grid = _take_tables(root)
    if hidden and not tables:
        for place, element in hidden:
            place.insert(0, element)
        tables, findings_grid = _take_tables(root)
        findings.append(
            Finding(code="hidden_table_read", kind="source", detail="the only tables of the page are hidden")
        )
    blocks = list(_blocks(root, tables))
    content = _content(root, tables)
    if content is not None:
        inside = list(_blocks(content, tables))
        outside = "\n".join(b.text for b in blocks if isinstance(b, Paragraph))
        blocks = inside
    else:
        outside = "\n".join(b.text for b in blocks if isinstance(b, Paragraph))
    if "pubdate" not in meta and (found := _DATE_LINE.search(outside)):
        meta["pubdate"] = found[1]
    return Document(
        blocks=tuple(blocks),
        method="html",
        media_type="text/html",
        encoding=decoded.encoding,
        title=heading,
        meta=meta,
        findings=(*decoded.findings, *findings, *findings_grid),
    )


def _refuse_hostile(text: str) -> None:
    """A start tag with thousands of attributes is an attack; long ones (inline images) are not."""
    if len(text) < 20_000:
        return
    for chunk in text.split(">"):
        if len(chunk) > 20_000:
            tag = chunk[chunk.rfind("<") :]
            if len(tag) > 20_000 and (
                len(tag) > 16_000_000
                or (len(re.findall(r"\s[\w:-]+", tag[:200_000])) > MAX_ATTRIBUTES and "base64" not in tag[:2000])
            ):
                raise Unreadable("hostile_markup", f"one start tag of {len(tag)} characters")


def _parse(text: str) -> tuple[Element, list[Finding]]:
    root = _tree(text)
    if _lost_cells(root, text) == 0:
        return root, []
    from selectolax.lexbor import LexborHTMLParser

    second = LexborHTMLParser(text)
    second.unwrap_tags(_INLINE)
    flat = _tree(second.html or "")
    if _lost_cells(flat, text) == 0 or (_count(flat) >= _count(root) and not _too_deep(flat, text)):
        return flat, [
            Finding(code="second_parser", kind="source", detail="markup too deep or broken for the first parser")
        ]
    raise Unreadable("depth_truncated", "the page is nested too deeply to be read whole")


def _tree(text: str) -> Element:
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    root = etree.fromstring(text.replace("\x00", "").encode("utf-8", "replace"), parser) if text.strip() else None
    if root is None:
        raise Unreadable("empty_body", "no markup and no text")
    return root


_CELL_TAG = re.compile(r"<t[dh](?=[\s>/])", re.I)
_NOT_MARKUP = re.compile(
    r"<!--.*?-->|<script\b.*?</script\s*>|<style\b.*?</style\s*>|<textarea\b.*?</textarea\s*>", re.I | re.S
)


def _count(root: Element) -> int:
    return sum(1 for _ in root.iter("td", "th"))


def _lost_cells(root: Element, text: str) -> int:
    """Cells of the source that the tree does not hold. Cells in comments and scripts are none."""
    found = _count(root)
    if len(_CELL_TAG.findall(text)) <= found:
        return 0
    return max(0, len(_CELL_TAG.findall(_NOT_MARKUP.sub("", text))) - found)


def _too_deep(root: Element, text: str) -> bool:
    tables = len(re.findall(r"<table(?=[\s>])", _NOT_MARKUP.sub("", text), re.I))
    return sum(1 for _ in root.iter("table")) < tables


def _meta(root: Element) -> dict[str, str]:
    """Meta tags by lower-case name; the first of a name stands (国办发〔2017〕47号 附件)."""
    meta: dict[str, str] = {}
    for tag in root.iter("meta"):
        name, content = tag.get("name"), tag.get("content")
        if name and content and content.strip():
            meta.setdefault(name.lower(), content.strip())
    title = next(root.iter("title"), None)
    if title is not None and title.text and title.text.strip():
        meta.setdefault("title", " ".join(title.text.split()))
    return meta


def _heading(root: Element) -> str | None:
    """The page's own heading: h1, or the element that a CMS marks as title."""
    for tag in root.iter("h1", "h2"):
        text = " ".join("".join(tag.itertext()).split())
        if len(text) > 6:
            return text
    return None


def _take_hidden(root: Element) -> list[tuple[Element, Element]]:
    """Take hidden tables and rows out; gives them with the place they stood in."""
    taken = []
    for element in root.xpath(
        "//*[@style and (self::table or self::tr or self::td or self::tbody or descendant::table)]"
    ):
        parent = element.getparent()
        if parent is not None and _HIDDEN.search(element.get("style", "")):
            holder = etree.Element("div")
            holder.tail, element.tail = element.tail, None
            parent.replace(element, holder)
            taken.append((holder, element))
    return taken


def _span(value: str | None, most: int) -> int:
    """A span attribute as browsers read it.

    >>> _span("2px", 1000), _span("0", 1000), _span("-1", 1000), _span("100000", 1000), _span(None, 1000)
    (2, 1, 1, 1000, 1)
    """
    found = _INT.match(value) if value else None
    return max(1, min(int(found[1]), most)) if found else 1


def _take_tables(root: Element) -> tuple[list[Table], list[Finding]]:
    """Read the innermost tables; each leaves a mark with its number in the text."""
    for element in root.iter(*_BLOCKS):
        element.tail = _BREAK + (element.tail or "")
        if element.tag != "br":
            element.text = _BREAK + (element.text or "")
    tables: list[Table] = []
    findings: list[Finding] = []
    for element in list(root.iter("table")):
        if next(element.iterdescendants("table"), None) is not None:
            continue
        table = _table(element, f"table {len(tables) + 1}", findings)
        tail = element.tail
        element.clear()
        element.text, element.tail = f"{_BREAK}{_MARK}{len(tables)}{_MARK}{_BREAK}", tail
        tables.append(table)
    return tables, findings


def _rows(element: Element) -> Iterator[Element]:
    """Rows in the order they are shown: thead first, tfoot last."""
    for part in ("thead", None, "tfoot"):
        for child in element:
            if part is None and child.tag in ("tr", "td", "th"):
                yield child
            elif child.tag == part or (
                part is None and child.tag not in ("thead", "tfoot", "tr", "td", "th", "caption")
            ):
                yield from child.iter("tr")


def _table(element: Element, place: str, findings: list[Finding]) -> Table:
    cells: list[Cell] = []
    taken: dict[tuple[int, int], bool] = {}
    width = height = row = area = 0
    for line in _rows(element):
        column = 0
        for cell in line.iter("td", "th") if line.tag == "tr" else (line,):
            while (row, column) in taken:
                column += 1
            colspan, rowspan = _span(cell.get("colspan"), MAX_COLSPAN), _span(cell.get("rowspan"), MAX_ROWSPAN)
            area += colspan * rowspan
            if area > MAX_CELLS or len(cells) > MAX_CELLS:
                findings.append(
                    Finding(
                        code="grid_clamped", kind="source", place=place, detail="spans or cells beyond any real table"
                    )
                )
                return Table(tuple(cells), height, width, place)
            if rowspan > 1 or colspan > 1:
                for r in range(row, row + rowspan):
                    for c in range(column, column + colspan):
                        taken[r, c] = True
            cells.append(Cell(_text(cell), row, column, rowspan, colspan))
            column += colspan
            width = max(width, column)
            height = max(height, row + rowspan)
        row += 1
    if height > row:  # a rowspan that reaches below the last row ends with it, as in a browser
        cells = [
            c if c.row + c.rowspan <= row else Cell(c.text, c.row, c.column, row - c.row, c.colspan) for c in cells
        ]
    return Table(tuple(cells), row, width, place)


def _text(element: Element) -> str:
    """The cell's lines; white space of the source is one blank, inline nodes are joined as they are shown."""
    text = "".join(element.itertext())
    if _BREAK not in text:
        return " ".join(text.split())
    return "\n".join(line for part in text.split(_BREAK) if (line := " ".join(part.split())))


def _blocks(root: Element, tables: list[Table]) -> Iterator[Block]:
    for part in "".join(root.itertext()).split(_BREAK):
        if part.startswith(_MARK):
            yield tables[int(part[1:-1])]
        elif line := " ".join(part.split()):
            yield Paragraph(line)


def _content(root: Element, tables: list[Table]) -> Element | None:
    """The element that a CMS keeps the article's body in, if it holds every table of some size."""
    by_id: dict[str, Element] = {}
    by_class: dict[str, Element] = {}
    by_tag: dict[str, Element] = {}
    for element in root.iter():
        by_tag.setdefault(str(element.tag), element)
        if name := element.get("id"):
            by_id.setdefault(name, element)
        for name in (element.get("class") or "").split():
            by_class.setdefault(name, element)
    marks = [f"{_MARK}{n}{_MARK}" for n, table in enumerate(tables) if len(table.cells) > 12]
    for selector in _BODIES:
        kind, _, name = selector.partition(":")
        found = {"id": by_id, "class": by_class, "tag": by_tag}[kind].get(name)
        if found is None:
            continue
        text = "".join(found.itertext())
        if len(text) > 200 and all(mark in text for mark in marks):
            return found
    return None
