"""HTML pages: paragraphs and tables in reading order, spans kept, inline nodes joined.

    <td colspan="2"><p><span>2</span><span>0</span></p></td>   ->  Cell("20", row, column, colspan=2)

The tree becomes one stream of text and marks in `html.xsl`; here the stream becomes blocks. Layout tables (a cell holds
another table) are transparent. What is hidden (`display:none` print copies) is left out; where nothing else is there it
is read, with a finding. Broken markup must not lose a table: libxml2 stops at so many nested elements (unclosed
<font>), so every <td> of the source is accounted for, with a second parser (lexbor) as a witness.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from functools import cache, lru_cache
from html import escape, unescape
from importlib import resources

from lxml import etree
from lxml.etree import _Element as Element

from pipelines.documents import Block, Cell, Document, Paragraph, Table
from pipelines.encoding import Decoded, decode
from pipelines.formats import styles
from pipelines.formats.marks import NOTE_END, SIGNS, STRUCK, settled
from pipelines.formats.unreadable import Unreadable
from pipelines.items import Finding

MAX_ATTRIBUTES = 1_000  # of one start tag; 100,000 stall libxml2 for minutes
MAX_DEPTH = 2_000  # libxml2 keeps 2,048 nested elements
MAX_CELLS = 20_000  # of one table's grid
MAX_BYTES = 30_000_000
NEAR = 120  # blocks and marks around the article's body that are kept for its title and date
LONGEST_LABEL = 300  # characters in a cell of a table
MAX_COLSPAN, MAX_ROWSPAN = 1_000, 65_534  # as the HTML standard clamps them

_BREAK, _MARK, _MARKED = "\ufdd0", "\ufdd1", "\ufdd2"  # characters that no text holds; see html.xsl
_LINK, _LINK_END = "\ufdd3", "\ufdd4"
_COLSPAN, _ROWSPAN = _LINK, _LINK_END  # inside the mark of a cell
_LINK_MARKS = re.compile(f"[{_LINK}{_LINK_END}]")
_LINKED = re.compile(f"{_LINK}[^{_LINK_END}]*{_LINK_END}")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")  # what WPS leaves in empty cells
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar)(?:$|[?#])", re.I)
_ROW, _CELL = f"{_MARK}R{_MARKED}", f"{_MARK}C"
_TABLE, _TABLE_END, _HIDDEN_BEGIN = f"{_MARK}T{_MARKED}", f"{_MARK}/T{_MARKED}", f"{_MARK}H{_MARKED}"
_ANY_MARK = re.compile(f"{_MARK}[^{_MARKED}]*{_MARKED}")
_IN_CELL_MARKS = re.compile(f"{_MARK}/?I[^{_MARKED}]*{_MARKED}")  # without meaning inside a cell
# Formatting and Word's own elements: without meaning for tables, and the ones that are left unclosed by the hundred.
_INLINE_TAG = re.compile(r"<(/?)(font|span|b|i|u|em|strong|big|small|a|o:p)(?=[\s>/])[^<>]{0,20000}>", re.I)
_NESTING_TAG = re.compile(r"<(/?)(?:div|table|td|ul|li|section|blockquote|center|p|dl|dd|form)(?=[\s>/])", re.I)
_ENDS = re.compile(r"</(?:body|html)\s*>", re.I)
_XML_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*>", re.I)
_PUBLISH_TIME = etree.XPath("string(descendant::*[@id='publish_time'])")
_LINKED_DATA = re.compile(r'"(?:datePublished|pubDate)"\s*:\s*"([^"]{8,40})"')
_WRITTEN_DAY = re.compile(  # 发布时间：<script>document.write("2023-01-18 10:11:00".substring(0,10));</script>
    r"([间期]\s{0,3}[:：]\s{0,3})<script[^>]{0,80}>\s*document\.write\(\s*[\"'](20\d\d-\d\d-\d\d)[^\"'<]{0,12}[\"'][^;<]{0,40}\);?\s*</script>",
    re.I,
)
_LOOKS = re.compile(  # … or a style that does not end where one would: a quote is missing
    rb""" (?:(?:style=("[^"]*"|'[^']*')|(?:lang|v?align)=(?:"[\w-]*"|[\w-]+)|class="?Mso\w+"?)(?=[\s/>])"""
    rb"""|(style=["']))"""
)
_INT = re.compile(r"\s*\+?(\d{1,9})")
# Where the families of CMS put an article's body (TRS, 大汉, 开普, 博达, 南方网, …), most particular first.
_BODIES = (
    *("UCAP-CONTENT", "TRS_Editor", "trs_editor_view", "TRS_UEDITOR", "v_news_content", "vsb_content", "zoom", "Zoom"),
    *("article-content", "articleBox", "news_cont_d_wrap", "pages_content", "bt_content", "main-txt", "BodyLabel"),
    *("wzzw-article", "TRS_PreAppend", "conTxt", "xl_main", "article", "content", "gsj_htmlcon_bot"),
)
_CHINA = timezone(timedelta(hours=8))
_DETAIL = re.compile(r"""\bDETAIL["']?\s*:\s*(?=\{)""")
_CELL_TAG = re.compile(r"<t[dh](?=[\s>/])", re.I)
_NOT_MARKUP = re.compile(
    r"<!--.*?-->|<script\b.*?</script\s*>|<style\b.*?</style\s*>|<textarea\b.*?</textarea\s*>", re.I | re.S
)


def read(body: bytes, *, charset: str | None = None) -> Document:
    """Read a page.

    body: the bytes as served; charset: what the HTTP header declared. Raises Unreadable (`hostile_markup`,
    `too_big_to_parse`, `depth_truncated`, `empty_body`).
    """
    if len(body) > MAX_BYTES:
        raise Unreadable("too_big_to_parse", f"{len(body)} bytes of HTML")
    decoded, text, root = _opened(_unstyled(body), charset)
    rules = styles.rules_of(root)
    if rules and (styles.depends_on_others(root, rules) or styles.ask_for_looks(rules)):
        decoded, text, root = _opened(body, charset)
    stream = _stream(root, text, rules)
    findings: list[Finding] = []
    if _loses_cells(root, text, seen=stream.count(_CELL)):
        root, findings = _straightened(text)
        stream = _stream(root, text, styles.rules_of(root))
    page = _Page(findings)
    page.read(stream, shown_only=True)
    if page.hidden and not page.holds_tables() and len(page.text()) < 200:
        page = _Page(findings)
        page.read(stream, shown_only=False)
        findings.append(Finding(code="hidden_content_read", kind="source", detail="what the page shows is empty"))
    meta, heading = _head(root)
    if 'id="publish_time"' in text:  # as public accounts (公众号) print it, without a label
        meta.setdefault("publish_time", str(_PUBLISH_TIME(root)))
    if "ld+json" in text and (stated := _LINKED_DATA.search(text)):
        meta.setdefault("datepublished", stated[1])
    above, content, below = page.parts()
    return Document(
        blocks=content,
        method="html",
        media_type="text/html",
        encoding=decoded.encoding,
        title=heading,
        meta=meta,
        findings=(*decoded.findings, *findings),
        beside=() if page.holds_tables() else _beside(root),
        above=above,
        below=below,
    )


def _opened(body: bytes, charset: str | None) -> tuple[Decoded, str, Element]:
    """How a page was decoded, its text and its tree."""
    decoded = decode(body, charset)
    text = decoded.text.replace("\x00", "") if b"\x00" in body else decoded.text
    _refuse_hostile(text)
    if "document.write" in text:
        text = _WRITTEN_DAY.sub(r"\1\2", text)
    text = _with_scripted_body(text)
    as_sent = text is decoded.text and decoded.encoding == "utf-8" and not decoded.findings
    return decoded, text, _tree(text, body if as_sent else None)


def _beside(root: Element) -> tuple[str, ...]:
    """Where the tables of a page without any may be: in pictures among its paragraphs, in files it links to."""
    places = []
    if root.xpath("boolean(//p//img | //td//img)"):
        places.append("image")
    if any(_FILE.search(str(address)) for address in root.xpath("//a/@href")):
        places.append("attachment")
    return tuple(places)


@cache
def _stylesheet() -> etree.XSLT:
    etree.XSLT.set_global_max_depth(5_000)  # libxml2 keeps 2,048 nested elements, two templates each
    source = (resources.files("pipelines.formats") / "html.xsl").read_bytes()
    return etree.XSLT(etree.XML(source), access_control=etree.XSLTAccessControl.DENY_ALL)


def _with_scripted_body(text: str) -> str:
    """Put the body of a gkmlpt page, which stands as JSON in its script, where a page has its body; title and day too.

    window._CONFIG = { SID: '755041', DETAIL: {"title": "…", "display_publish_time": 1630634400,
                                               "content": "<p>…<\\/p>", …} }
    """
    found = _DETAIL.search(text) if "_CONFIG" in text else None
    if found is None:
        return text
    try:
        detail, _ = json.JSONDecoder(strict=False).raw_decode(text, found.end())
    except ValueError:
        return text
    content = detail.get("content") if isinstance(detail, dict) else None
    if not isinstance(content, str) or not content.strip():
        return text
    content = content.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # JSON may hold half a character
    title, published = detail.get("title"), detail.get("display_publish_time")
    if isinstance(title, str):
        text += f"<h1>{escape(title)}</h1>"
    if isinstance(published, int) and 900_000_000 < published < 4_000_000_000:
        text += f"<p>发布时间：{datetime.fromtimestamp(published, _CHINA):%Y-%m-%d}</p>"
    return f'{text}<div id="zoom">{content}</div>'


def _refuse_hostile(text: str) -> None:
    """A start tag with thousands of attributes is an attack; long ones (inline images) are not."""
    if len(text) < 20_000:
        return
    at = 0
    while len(text) - at > 20_000:
        last = text.rfind(">", at, at + 20_000)  # from window to window: every ">" is not worth a look
        if last < 0:
            end = text.find(">", at)
            last = end if end >= 0 else len(text)
            begin = text.rfind("<", at, last)
            tag = text[begin:last] if begin >= 0 else ""
            if len(tag) > 20_000 and len(re.findall(r"""\s[\w:-]+(?=[\s=]|$)""", tag[:100_000])) > MAX_ATTRIBUTES:
                raise Unreadable("hostile_markup", f"one start tag of {len(tag)} characters")
        at = last + 1


def _stream(root: Element, text: str, rules: Iterable[styles.Rule]) -> str:
    """The page as text and marks, see `html.xsl`."""
    styles.mark(root, text, rules)
    return _INVISIBLE.sub("", str(_stylesheet()(root)))


def _straightened(text: str) -> tuple[Element, list[Finding]]:
    """The tree that holds every cell of a page that is too deep for the parser: without formatting elements it holds
    more. How many cells there really are, the second parser knows, which has no limit of depth.
    """
    plain = _without_formatting(text)
    flat = _tree(plain)
    straightened = [Finding(code="markup_straightened", kind="source", detail="markup too deep for the parser")]
    if not _loses_cells(flat, plain):
        return flat, straightened
    if _depth(plain) <= MAX_DEPTH:
        from selectolax.lexbor import LexborHTMLParser

        second = LexborHTMLParser(plain)
        if _cells(flat) >= len(second.css("td")) + len(second.css("th")):
            return flat, []  # what looks like a cell in the source stands inside of a broken tag
    raise Unreadable("depth_truncated", "the page is nested too deeply to be read whole")


def _without_formatting(text: str) -> str:
    """A page without its formatting elements but those that hide, strike out or raise: these stay whole, or what stands
    behind them would be hidden, too.
    """
    kept: dict[str, list[bool]] = defaultdict(list)  # whether each open element was, by name

    def tag(found: re.Match[str]) -> str:
        opened = kept[found[2].lower()]
        if found[1]:
            stays = bool(opened) and opened.pop()
        else:
            opened.append(stays := styles.is_unusual(found[0]))
        return found[0] if stays else ""

    return _INLINE_TAG.sub(tag, text)


def _depth(text: str) -> int:
    """How deep elements are nested at most, closing tags taken at their word."""
    depth = most = 0
    for tag in _NESTING_TAG.finditer(text):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        most = max(most, depth)
    return most


def _tree(text: str, utf8: bytes | None = None) -> Element:
    """`utf8` is the same text if it is at hand: the parser works in UTF-8."""
    if not text.strip():
        raise Unreadable("empty_body", "no markup and no text")
    for character in (_BREAK, _MARK, _MARKED, _LINK, _LINK_END, NOTE_END, *SIGNS):
        if character in text:
            text, utf8 = text.replace(character, ""), None
    root = _parsed(text if utf8 is None else utf8)
    if root is not None and root.getnext() is not None:  # what stands behind </html> belongs to the page all the same
        root = _parsed(_ENDS.sub("", text))
    if root is None:
        raise Unreadable("empty_body", "no markup and no text")
    return root


def _parsed(source: str | bytes) -> Element | None:
    """The tree of a text, or of its UTF-8; an XML declaration speaks of the bytes and says nothing of a text."""
    encoding = None
    if isinstance(source, bytes):
        encoding = "utf-8"
    elif (declaration := _XML_DECLARATION.match(source)) is not None:
        source = source[declaration.end() :]
    parser = etree.HTMLParser(encoding=encoding, remove_comments=True, remove_pis=True, huge_tree=True)
    return etree.fromstring(source, parser)


def _cells(root: Element) -> int:
    return int(root.xpath("count(descendant::td) + count(descendant::th)"))


def _loses_cells(root: Element, text: str, seen: int = 0) -> bool:
    """Whether the source has more cells than the tree holds, of which `seen` are known. Cells in comments and scripts
    are none.
    """
    printed = len(_CELL_TAG.findall(text))
    return (
        printed > seen and printed > (held := _cells(root)) and len(_CELL_TAG.findall(_NOT_MARKUP.sub("", text))) > held
    )


def _unstyled(body: bytes) -> bytes:
    """A page without the attributes that only say how it looks, and without elements that had nothing else: most of
    what Word writes, and quickly out.

    <td style="width:44px" align="center" class="x"><span lang=EN-US>2<o:p></o:p></span></td>  ->  <td class="x">2</td>
    """
    plain = _without_looks(body)
    for bare, closing in ((b"<span>", b"</span>"), (b"<o:p>", b"</o:p>")):
        if bare in plain and plain.count(bare) == plain.count(bare[:-1]):  # or who knows which of them a tag closes
            plain = plain.replace(bare, b"").replace(closing, b"")
    return plain


def _without_looks(body: bytes) -> bytes:
    pieces = _LOOKS.split(body)
    different = {*pieces[1::3]} - {None}  # None: no style, but one of the others
    said = unescape(b";".join(different).decode("latin-1"))
    if any(pieces[2::3]) or "<" in said or ">" in said:
        return body
    if not styles.is_unusual(";".join({*said.split(";")})):  # many styles are made of few
        return b"".join(pieces[::3])
    written = {style: unescape(style.decode("latin-1")) for style in different}
    if styles.needs_others(written.values()):
        return body
    kept = {style for style, said in written.items() if styles.is_unusual(said)}
    pieces[1::3] = [b" style=" + style if style in kept else b"" for style in pieces[1::3]]
    pieces[2::3] = [b""] * len(pieces[2::3])
    return b"".join(pieces)


def _head(root: Element) -> tuple[dict[str, str], str | None]:
    """Meta tags by lower-case name; the first of a name stands (国办发〔2017〕47号 附件). And the page's heading: the
    first one, unless that is the site's name and another is a report's.
    """
    meta: dict[str, str] = {}
    title = heading = None
    for tag in root.iter("meta", "title", "h1", "h2"):
        if tag.tag == "meta":
            content = tag.get("content")
            name = content and (tag.get("name") or tag.get("property") or tag.get("itemprop"))
            if name and content and content.strip():
                meta.setdefault(name.lower(), content.strip())
        elif tag.tag == "title":
            title = title or " ".join((tag.text or "").split())
        elif heading is None or not _of_a_year(heading):
            text = " ".join("".join(tag.itertext()).split())
            if len(text) > 6 and (heading is None or _of_a_year(text)):
                heading = text
    if title:
        meta.setdefault("title", title)
    return meta, heading


def _of_a_year(heading: str) -> bool:
    """Whether a heading may be a report's: 政府信息公开年报 is its column's, beside 2021年政府信息公开工作年度报告."""
    return "公开" in heading and ("20" in heading or "二" in heading) and ("报" in heading or "总结" in heading)


@dataclass(slots=True)
class _OpenTable:
    """A table whose end was not met yet. `blocks` is what it is if it turns out to be layout."""

    place: str
    cells: list[Cell] = field(default_factory=list)
    blocks: list[Block | str] = field(default_factory=list)
    taken: set[tuple[int, int]] = field(default_factory=set)
    tall: list[int] = field(default_factory=list)  # cells of several rows
    row: int = -1
    column: int = 0
    width: int = 0
    area: int = 0
    clamped: bool = False
    is_layout: bool = False
    open_cell: tuple[int, int] | None = None  # colspan, rowspan

    def begin_row(self) -> None:
        self.row += 1
        self.column = 0

    def end_cell(self, text: str) -> None:
        if self.open_cell is not None:
            (colspan, rowspan), self.open_cell = self.open_cell, None
            self.add_cells([(text, colspan, rowspan)])

    def add_cells(self, cells: Iterable[tuple[str, int, int]]) -> None:
        """Put cells (text, colspan, rowspan) behind the last one of the open row, beside what reaches in from above."""
        row = self.row = max(self.row, 0)
        column, area, taken = self.column, self.area, self.taken
        add = self.cells.append
        for text, colspan, rowspan in cells:
            while taken and (row, column) in taken:
                column += 1
            area += colspan * rowspan
            if area > MAX_CELLS:
                self.clamped = True
                break
            if rowspan > 1:
                self.tall.append(len(self.cells))
                below = range(row + 1, row + rowspan)
                taken.update((r, c) for r in below for c in range(column, column + colspan))
            add(Cell(text, row, column, rowspan, colspan))
            column += colspan
        self.column, self.area, self.width = column, area, max(self.width, column)

    def table(self) -> Table:
        """The grid; a rowspan that reaches below the last row ends with it, as in a browser."""
        height = self.row + 1
        for n in self.tall:
            c = self.cells[n]
            if c.row + c.rowspan > height:
                self.cells[n] = Cell(c.text, c.row, c.column, height - c.row, c.colspan)
        return Table(tuple(self.cells), height, self.width, self.place)


class _Page:
    """The stream of `html.xsl` read into blocks. Elements that may be the article's body stay as marks among them."""

    def __init__(self, findings: list[Finding]) -> None:
        self.blocks: list[Block | str] = []
        self.findings = findings
        self.hidden = False
        self._open: list[_OpenTable] = []
        self._buffer: list[str] = []
        self._number = 0

    def read(self, stream: str, *, shown_only: bool) -> None:
        depth = 0  # of hidden elements
        at, end = 0, len(stream)
        while at < end:
            if not depth and stream.startswith(_TABLE, at) and (after := self._plain_table(stream, at)):
                at = after
                continue
            following = stream.find(_MARK, at + 1)
            mark, marked, text = stream[at : following if following >= 0 else end].partition(_MARKED)
            at = following if following >= 0 else end
            if not marked:  # what stands before the first mark
                mark, text = "", mark
            if mark == f"{_MARK}H":
                depth += 1
                self.hidden = True
            elif mark == f"{_MARK}/H":
                depth -= 1
            elif mark and not (depth and shown_only):
                self._mark(mark[1:])
            if text and not (depth and shown_only):
                self._buffer.append(text)
        self._flush()

    def _plain_table(self, stream: str, at: int) -> int | None:
        """Read a table without tables or hidden parts in it at one go; its end, or None if it is another."""
        begin, end = at + len(_TABLE), stream.find(_TABLE_END, at)
        inside = stream[begin:end]
        if _TABLE in inside or _HIDDEN_BEGIN in inside:
            return None
        if _MARK + "I" in inside:
            inside = _IN_CELL_MARKS.sub("", inside)
        table = _OpenTable(f"table {self._number + 1}")
        before, *rows = inside.split(_ROW)
        if _CELL in before:
            table.add_cells(_cells_of(before))
        for row in rows:
            table.begin_row()
            table.add_cells(_cells_of(row))
        if len(table.cells) < 2:
            if not self._open or self._open[-1].open_cell is None:
                return None  # its text may stand outside of cells
            self._buffer.append(_ANY_MARK.sub(_BREAK, inside))  # a frame around a cell's text
            return end + len(_TABLE_END)
        self._flush()
        self._number += 1
        if self._open:
            self._open[-1].is_layout = True
        self._open.append(table)
        self._close(table)
        return end + len(_TABLE_END)

    def _mark(self, mark: str) -> None:
        table = self._open[-1] if self._open else None
        if mark[0] == "C":
            self._end_cell(table)
            if table is not None:
                table.open_cell = _spans(mark)
        elif mark in ("/C", "/R"):
            self._end_cell(table)
        elif mark == "R":
            self._end_cell(table)
            if table is not None:
                table.begin_row()
        elif mark == "T":
            self._flush()
            if table is not None:
                table.is_layout = True
            self._number += 1
            self._open.append(_OpenTable(f"table {self._number}"))
        elif mark == "/T":
            self._end_cell(table)
            if table is not None:
                self._close(table)
        elif mark[0] in "I/" and (table is None or table.is_layout or table.open_cell is None):
            self._flush()
            self._target().append(mark)

    def _target(self) -> list[Block | str]:
        return self._open[-1].blocks if self._open else self.blocks

    def _end_cell(self, table: _OpenTable | None) -> None:
        """A cell's text is the cell's, and a paragraph should its table be layout."""
        if table is not None and table.open_cell is not None:
            table.end_cell(_lines("".join(self._buffer)))
        self._flush()

    def _flush(self) -> None:
        if self._buffer:
            text, self._buffer = "".join(self._buffer).replace(STRUCK, ""), []
            if _LINK not in text:
                if lines := _lines(text):
                    self._target().extend(Paragraph(line) for line in lines.split("\n"))
                return
            for part in text.split(_BREAK):
                if line := " ".join(_LINK_MARKS.sub("", part).split()):
                    self._target().append(Paragraph(line, link=_is_link(part)))

    def _close(self, table: _OpenTable) -> None:
        self._open.pop()
        target = self._target()
        if table.clamped:
            detail = "spans or cells beyond any real table"
            self.findings.append(Finding(code="grid_clamped", kind="source", place=table.place, detail=detail))
        if table.is_layout or len(table.cells) < 2:
            target.extend(table.blocks)
        elif _frames_narrative(table.cells):
            lines = (line for cell in table.cells for line in cell.text.split("\n") if line)
            target.extend(table.blocks or map(Paragraph, lines))
        else:
            target.append(table.table())

    def holds_tables(self) -> bool:
        """Whether any table is shown."""
        return any(isinstance(block, Table) for block in self.blocks)

    def text(self) -> str:
        """The running text of the whole page."""
        return "\n".join(block.text for block in self.blocks if isinstance(block, Paragraph))

    def parts(self) -> tuple[tuple[Block, ...], tuple[Block, ...], tuple[Block, ...]]:
        """The blocks of the article's body: the element a CMS keeps it in, if it holds every table of some size. And
        some of what stands before and behind it.
        """
        if (found := self._body()) is None:
            return (), _without_marks(self.blocks), ()
        start, end = found
        above = _without_marks(self.blocks[max(0, start - NEAR) : start])
        return above, _without_marks(self.blocks[start:end]), _without_marks(self.blocks[end : end + NEAR])

    def _body(self) -> tuple[int, int] | None:
        opened: list[tuple[int, str]] = []
        spans: dict[str, tuple[int, int]] = {}
        for n, block in enumerate(self.blocks):
            if isinstance(block, str):
                if block != "/I":
                    opened.append((n, block[1:]))
                elif opened:
                    start, names = opened.pop()
                    for name in names.split():
                        known = spans.get(name)
                        if known is None or known[0] > start:
                            spans[name] = (start, n)
        tables = [n for n, block in enumerate(self.blocks) if isinstance(block, Table) and len(block.cells) > 12]
        for name in _BODIES:
            if name in spans:
                start, end = spans[name]
                size = sum(len(b.text) if isinstance(b, Paragraph) else 200 for b in self.blocks[start:end] if b)
                if size > 200 and all(start < n < end for n in tables):
                    return start, end
        return None


def _without_marks(blocks: list[Block | str]) -> tuple[Block, ...]:
    return tuple(block for block in blocks if not isinstance(block, str))


def _frames_narrative(cells: Sequence[Cell]) -> bool:
    """Whether a table is layout though none is in it: one cell holds most of the text, as no official one does.

    A short text is known by its sentences, one below the other.
    """
    text = max((cell.text for cell in cells), key=len)
    if len(text) * 2 <= sum(len(cell.text) for cell in cells):
        return False
    return len(text) > LONGEST_LABEL or text.count("。\n") + text.endswith("。") > 1


def span(value: str, most: int) -> int:
    """A span attribute as browsers read it.

    >>> span("2px", 1000), span("0", 1000), span("-1", 1000), span("100000", 1000), span("", 1000)
    (2, 1, 1, 1000, 1)
    """
    found = _INT.match(value) if value else None
    return max(1, min(int(found[1]), most)) if found else 1


def _is_link(text: str) -> bool:
    """Whether a line is a link and nothing else but a date or an ordinal.

    >>> _is_link("· \ufdd3某局2015年报\ufdd4 2016-02-09"), _is_link("详见\ufdd3附件\ufdd4所列各表")
    (True, False)
    """
    return re.search(r"[^\W\d_]", _LINKED.sub("", text)) is None


@lru_cache(maxsize=4096)  # most rows are all zeros
def _cells_of(row: str) -> tuple[tuple[str, int, int], ...]:
    """The cells of a row as the stream has it."""
    return tuple(map(_cell, row.split(_CELL)[1:]))


@lru_cache(maxsize=8192)
def _cell(piece: str) -> tuple[str, int, int]:
    """Text, colspan and rowspan of a cell as the stream has it, from behind its mark to the next cell or row.

    >>> _cell("\ufdd32\ufdd2\ufdd0本年新公开\ufdd0数量\ufdd0\ufdd1/C\ufdd2")
    ('本年新公开\\n数量', 2, 1)
    """
    mark, _, text = piece.partition(_MARKED)
    return _lines(text.partition(_MARK)[0]), *_spans(mark)


def _spans(mark: str) -> tuple[int, int]:
    """Colspan and rowspan of a cell, as its mark has them."""
    return span(mark.partition(_COLSPAN)[2], MAX_COLSPAN), span(mark.partition(_ROWSPAN)[2], MAX_ROWSPAN)


def _lines(text: str) -> str:
    """White space of the source is one blank, inline nodes are joined as they are shown, blocks end a line."""
    if _LINK in text:
        text = _LINK_MARKS.sub("", text)
    if any(sign in text for sign in SIGNS):
        text = settled(text)
    if _BREAK not in text:
        return " ".join(text.split())
    return "\n".join(line for part in text.split(_BREAK) if (line := " ".join(part.split())))
