"""PDF with a text layer: ruled tables by their drawn walls, the rest as paragraphs.

Read with pdfium, Chromium's own reader: it is several times as fast as pdfminer, and gives ordinary characters where
pdfminer gives radicals. A page is opened once; its glyphs and its ruling lines are all that is used. Text without ink
(the layer that scanners put under a picture) is not printed, so it is not read.
"""

from __future__ import annotations

import ctypes
import re
import threading
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from pipelines.documents import Block, Cell, Document, Paragraph
from pipelines.formats import image
from pipelines.formats.columns import with_aligned_tables
from pipelines.formats.grid import Grid, Rule, ruled_grids
from pipelines.formats.lines import Glyph, Line, Margins, lines_of, margins_of, paragraphs_of, text_of
from pipelines.formats.pieces import Piece, continues, numbered, table_of
from pipelines.formats.unreadable import Unreadable
from pipelines.items import Finding

MEDIA_TYPE = "application/pdf"
MOST_PAGES = 200
MOST_OBJECTS = 100_000  # of one page; a page of a report has some 700
THIN = 3.5  # points: a filled shape no thicker than this is a ruling line
DEEPEST_FORM = 8
OCR_DPI = 200

_pdfium = threading.Lock()  # pdfium is not thread-safe
# "- 4 -", "— 5 —", "3", "第 3 页 共 5 页", "3/5"
_PAGE_NUMBER = re.compile(r"[-—–―─·\s]*(?:第\s*)?\d{1,3}(?:\s*页)?(?:\s*[/,，]?\s*共?\s*\d{1,3}\s*页?)?[-—–―─·\s]*")

Matrix = tuple[float, float, float, float, float, float]


@dataclass(slots=True)
class Page:
    """What is drawn on one page, y growing downwards, turned the way it is read."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)
    dots: list[tuple[float, float]] = field(default_factory=list)
    shaded: list[tuple[float, float, float, float]] = field(default_factory=list)  # left, low, right, high
    pixels: Any = None  # the rendered page where it has no text
    picture: float = 0.0  # the share of the page that pictures cover
    shapes: int = 0
    unmapped: int = 0  # glyphs whose font does not say which characters they are

    @property
    def scanned(self) -> bool:
        """Is the text on it a picture, or drawn as outlines? A page number may have been set over a scan."""
        return (len(self.glyphs) < 30 and self.picture > 0.5) or (
            not self.glyphs and (self.picture > 0.2 or self.shapes > 100)
        )


def read(body: bytes) -> Document:
    """Open a PDF. Pages that are pictures are read by OCR where the extra is installed; `method` is then "ocr".

    Raises `Unreadable`: damaged_file, encrypted, empty_document, too_many_pages, too_big_to_parse, garbled_font,
    image_only.
    """
    with _pdfium:
        pages = _pages(body)
    glyphs = sum(len(page.glyphs) for page in pages)
    scanned = [page for page in pages if page.scanned]
    recognised = [page for page in scanned if page.pixels is not None]
    if len(scanned) == len(pages) and not recognised:
        raise Unreadable("image_only", f"{len(scanned)} scanned pages, read by OCR only: pip install 'nianbao[ocr]'")
    if not glyphs and not recognised:
        raise Unreadable("empty_document", f"nothing is printed on the {len(pages)} pages")
    unmapped = sum(page.unmapped for page in pages)
    if unmapped > 0.1 * glyphs:
        raise Unreadable("garbled_font", f"the fonts do not say which characters {unmapped} of {glyphs} glyphs are")
    findings = []
    for page in pages:
        if page.scanned and page.pixels is None:
            findings.append(_finding("image_only", page, "the page is a picture, not read"))
        elif not page.scanned and 0.15 < page.picture < 0.9:  # larger ones are backgrounds
            findings.append(_finding("picture_not_read", page, "there is a large picture beside the text"))
    if b"%%EOF" not in body[-4096:]:
        findings.append(
            Finding(code="truncated", kind="source", detail="the PDF has no end mark, pages may be missing")
        )
    blocks = numbered(_blocks(pages, findings))
    if not blocks:
        raise Unreadable("empty_document", f"no text was found on the {len(pages)} pages")
    return Document(
        blocks=blocks, method="ocr" if recognised else "pdf", media_type=MEDIA_TYPE, findings=tuple(findings)
    )


def _finding(code: str, page: Page, detail: str) -> Finding:
    return Finding(code=code, kind="reader", place=f"page {page.number}", detail=detail)


# Opening: bytes to glyphs and rules


def _pages(body: bytes) -> list[Page]:
    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        # pdfium sets no code where there are no pages: the code is then that of an earlier file.
        if re.search(rb"/Count\s+0\b", body):
            raise Unreadable("empty_document", "the PDF has no pages") from None
        if error.err_code == pdfium.FPDF_ERR_PASSWORD and b"/Encrypt" in body:
            raise Unreadable("encrypted", "the PDF asks for a password") from None
        raise Unreadable("damaged_file", f"not a readable PDF ({error})") from None
    try:
        if len(document) > MOST_PAGES:
            raise Unreadable("too_many_pages", f"the PDF has {len(document)} pages, at most {MOST_PAGES} are read")
        return [_page(document, index) for index in range(len(document))]
    finally:
        document.close()


def _page(document: pypdfium2.PdfDocument, index: int) -> Page:
    try:
        opened = document[index]
    except pypdfium2.PdfiumError:
        raise Unreadable("damaged_file", f"page {index + 1} of the PDF cannot be opened") from None
    left, bottom, right, top = opened.get_bbox()
    page = Page(index + 1, right - left, top - bottom)
    objects = list(_objects(opened.raw, (1, 0, 0, 1, 0, 0)))
    for handle, kind, matrix in objects:
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            page.shapes += 1
            _add_rules(page, handle, matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            page.picture += _area(matrix) / max(page.width * page.height, 1)
    turned = _add_glyphs(page, opened)
    if turned is None:
        turned = opened.get_rotation()
    page.horizontal += _dotted((x, y) for x, y in page.dots)
    page.vertical += [Rule(*rule) for rule in _dotted((y, x) for x, y in page.dots)]
    if page.scanned and image.available():
        page.pixels = opened.render(scale=OCR_DPI / 72, grayscale=True).to_numpy().squeeze().copy()
    opened.close()

    # From PDF space (y upwards) to reading space.
    if turned in (90, 270):
        page.width, page.height = page.height, page.width

    def place(x: float, y: float) -> tuple[float, float]:
        if turned == 90:
            return y - bottom, x - left
        if turned == 180:
            return right - x, y - bottom
        if turned == 270:
            return top - y, right - x
        return x - left, top - y

    page.glyphs = [
        glyph._replace(left=min(x0, x1), top=min(y0, y1), right=max(x0, x1), bottom=max(y0, y1))
        for glyph in page.glyphs
        for x0, y0 in [place(glyph.left, glyph.top)]
        for x1, y1 in [place(glyph.right, glyph.bottom)]
        if 0 <= (x0 + x1) / 2 <= page.width
        and 0 <= (y0 + y1) / 2 <= page.height  # what lies off the page is not printed
    ]
    straight = [((rule.start, rule.at), (rule.end, rule.at)) for rule in page.horizontal]
    straight += [((rule.at, rule.start), (rule.at, rule.end)) for rule in page.vertical]
    page.horizontal, page.vertical = [], []
    for one, other in straight:
        _add_rule(page, place(*one), place(*other))
    corners = [(*place(left, low), *place(right, high)) for left, low, right, high in page.shaded]
    page.shaded = [(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)) for x0, y0, x1, y1 in corners]
    return page


def _objects(container: Any, matrix: Matrix, depth: int = 0) -> Iterator[tuple[Any, int, Matrix]]:
    """Paths and pictures of a page with the matrix that places them, those inside form objects too."""
    if depth:
        count, get = pdfium.FPDFFormObj_CountObjects(container), pdfium.FPDFFormObj_GetObject
    else:
        count, get = pdfium.FPDFPage_CountObjects(container), pdfium.FPDFPage_GetObject
    if count > MOST_OBJECTS:
        raise Unreadable("too_big_to_parse", f"{count} drawing objects on one page")
    for index in range(count):
        handle = get(container, index)
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        own = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(handle, own)
        placed = _times((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield handle, kind, placed
        elif depth < DEEPEST_FORM:
            yield from _objects(handle, placed, depth + 1)


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _area(matrix: Matrix) -> float:
    a, b, c, d, _, _ = matrix  # a picture fills the unit square
    return abs(a * d - b * c)


def _add_rules(page: Page, handle: Any, matrix: Matrix) -> None:
    """The straight lines of a path: strokes as they are, thin filled shapes as the line they look like.

    White ink rules nothing; large filled areas are kept apart as backgrounds.
    """
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(handle, fill, stroke)
    filled = bool(fill.value) and _visible(handle, pdfium.FPDFPageObj_GetFillColor)
    stroked = bool(stroke.value) and _visible(handle, pdfium.FPDFPageObj_GetStrokeColor)
    if not filled and not stroked:
        return
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    outline: list[tuple[float, float]] = []
    for index in range(min(pdfium.FPDFPath_CountSegments(handle), 10_000)):
        segment = pdfium.FPDFPath_GetPathSegment(handle, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if filled:
                _add_shape(page, outline)
            outline = [point]
            continue
        if stroked and kind == pdfium.FPDF_SEGMENT_LINETO and outline:
            _add_rule(page, outline[-1], point)
        outline.append(point)
        if pdfium.FPDFPathSegment_GetClose(segment) and stroked:
            _add_rule(page, point, outline[0])
    if filled:
        _add_shape(page, outline)


def _visible(handle: Any, colour: Any) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not colour(handle, red, green, blue, alpha):
        return True
    return alpha.value > 0 and min(red.value, green.value, blue.value) < 250


def _add_shape(page: Page, outline: list[tuple[float, float]]) -> None:
    if not 2 <= len(outline) <= 6:
        return
    xs, ys = [x for x, _ in outline], [y for _, y in outline]
    left, right, low, high = min(xs), max(xs), min(ys), max(ys)
    if high - low <= THIN < right - left:
        page.horizontal.append(Rule((low + high) / 2, left, right))
    elif right - left <= THIN < high - low:
        page.vertical.append(Rule((left + right) / 2, low, high))
    elif max(high - low, right - left) <= THIN:
        page.dots.append(((left + right) / 2, (low + high) / 2))
    elif high - low > 2 * THIN and right - left > 2 * THIN:
        page.shaded.append((left, low, right, high))


def _dotted(dots: Iterable[tuple[float, float]]) -> list[Rule]:
    """Lines along x that are drawn as rows of dots."""
    rows: dict[int, list[float]] = defaultdict(list)
    for x, y in dots:
        rows[round(2 * y)].append(x)
    rules = []
    for row, xs in rows.items():
        xs.sort()
        start = 0
        for index in range(1, len(xs) + 1):
            if index == len(xs) or xs[index] - xs[index - 1] > 2 * THIN:
                if index - start >= 4:
                    rules.append(Rule(row / 2, xs[start], xs[index - 1]))
                start = index
    return rules


def _add_rule(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    (x0, y0), (x1, y1) = start, end
    if abs(y0 - y1) <= 0.5 < abs(x0 - x1):
        page.horizontal.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
    elif abs(x0 - x1) <= 0.5 < abs(y0 - y1):
        page.vertical.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))


def _add_glyphs(page: Page, opened: pypdfium2.PdfPage) -> int | None:
    """The printed characters. Returns by how many degrees the page must be turned for most of them to stand upright."""
    layer = opened.get_textpage()
    handle = layer.raw
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    numbers = [ctypes.c_double() for _ in range(4)]
    runs: dict[int, tuple[bool, float, int]] = {}  # text drawn at once: is it hidden, its size, its direction
    directions: Counter[int] = Counter()
    for index in range(pdfium.FPDFText_CountChars(handle)):
        code = pdfium.FPDFText_GetUnicode(handle, index)
        if pdfium.FPDFText_IsGenerated(handle, index) or code in (0x09, 0x0A, 0x0D):
            continue
        text_object = pdfium.FPDFText_GetTextObject(handle, index)
        run = ctypes.cast(text_object, ctypes.c_void_p).value or 0
        if run not in runs:
            hidden = pdfium.FPDFTextObj_GetTextRenderMode(text_object) in (
                pdfium.FPDF_TEXTRENDERMODE_INVISIBLE,
                pdfium.FPDF_TEXTRENDERMODE_CLIP,
            )
            pdfium.FPDFText_GetMatrix(handle, index, matrix)
            scale = abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5
            direction = (0 if matrix.a >= 0 else 180) if abs(matrix.a) >= abs(matrix.b) else 90 if matrix.b > 0 else 270
            runs[run] = hidden, pdfium.FPDFText_GetFontSize(handle, index) * scale, direction
        hidden, size, direction = runs[run]
        if hidden or not pdfium.FPDFText_GetLooseCharBox(handle, index, box):
            continue
        directions[direction] += 1
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        if (
            max(right - left, top - bottom) > 2 * size
        ):  # pdfium forgets to scale the boxes of fonts for vertical writing
            pdfium.FPDFText_GetCharBox(handle, index, *numbers)
            x, y = (numbers[0].value + numbers[1].value) / 2, (numbers[2].value + numbers[3].value) / 2
            left, bottom, right, top = x - size / 2, y - size / 2, x + size / 2, y + size / 2
        elif direction in (0, 180):  # boxes differ from font to font and glyph to glyph, the baseline does not
            pdfium.FPDFText_GetCharOrigin(handle, index, numbers[0], numbers[1])
            y, up = numbers[1].value, 1 if direction == 0 else -1
            bottom, top = sorted((y - 0.12 * up * size, y + 0.88 * up * size))
        else:
            pdfium.FPDFText_GetCharOrigin(handle, index, numbers[0], numbers[1])
            x, up = numbers[0].value, -1 if direction == 90 else 1
            left, right = sorted((x - 0.12 * up * size, x + 0.88 * up * size))
        if pdfium.FPDFText_IsHyphen(handle, index) == 1:  # pdfium has a code of its own for one that ends a line
            code = 0x2D
        elif pdfium.FPDFText_HasUnicodeMapError(handle, index) == 1 or code < 0x20 or 0xE000 <= code <= 0xF8FF:
            page.unmapped += 1
            code = 0xFFFD  # a number with such a glyph in it cannot be read, and must not look as if it could
        page.glyphs.append(Glyph(chr(code), left, bottom, right, top, size, run))
    layer.close()
    return directions.most_common(1)[0][0] if directions else None


# Laying out: glyphs and rules to tables and lines


def _blocks(pages: list[Page], findings: list[Finding]) -> Iterator[Block]:
    placed = [_lay_out(page, findings) for page in pages]
    furniture = _furniture([[what for what in page if isinstance(what, Line)] for page in placed], pages)
    margins: dict[int, Margins] = {}
    lines: list[Line] = []
    pieces: list[Piece] = []
    for page, whats in zip(pages, placed, strict=True):
        first = True  # only what begins a page can go on with a table of the page before
        printed = [what for what in whats if id(what) not in furniture]
        margins[page.number] = margins_of([what for what in printed if isinstance(what, Line)], page.width)
        for what in with_aligned_tables(printed, margins[page.number].right - margins[page.number].left):
            if isinstance(what, Line):
                if pieces:
                    yield table_of(pieces)
                    pieces = []
                lines.append(what)
            else:
                yield from map(Paragraph, paragraphs_of(lines, margins))
                lines = []
                if pieces and not (first and continues(pieces[-1], what)):
                    yield table_of(pieces)
                    pieces = []
                pieces.append(what)
            first = False
    if pieces:
        yield table_of(pieces)
    yield from map(Paragraph, paragraphs_of(lines, margins))


def _lay_out(page: Page, findings: list[Finding]) -> list[Line | Piece]:
    """One page's tables and remaining lines, from top to bottom."""
    if page.pixels is not None:
        return image.recognised(page.pixels, page.number, 72 / OCR_DPI)
    rest = page.glyphs
    placed: list[tuple[float, Line | Piece]] = []
    grids = ruled_grids(page.horizontal, page.vertical)
    if not grids and len(page.shaded) >= 4:  # cells told apart by their backgrounds alone
        outlines = page.shaded
        grids = ruled_grids(
            [Rule(y, left, right) for left, top, right, bottom in outlines for y in (top, bottom)],
            [Rule(x, top, bottom) for left, top, right, bottom in outlines for x in (left, right)],
        )
    # Innermost first, so that a table inside a frame has its own text.
    for grid in sorted(grids, key=lambda grid: (grid.xs[-1] - grid.xs[0]) * (grid.ys[-1] - grid.ys[0])):
        if len(grid.xs) < 3:  # a frame around text, not a table
            continue
        piece, rest = _fill(grid, rest)
        if not any(cell.text for cell in piece.cells):
            continue
        placed.append((grid.ys[0], piece))
        if not grid.certain:
            findings.append(
                _finding("open_cells", page, "lines are missing in a table, some merged cells cannot be told")
            )
    placed += [(line.top, line) for line in lines_of(rest, page.number)]
    placed.sort(key=lambda each: each[0])
    return [what for _, what in placed]


def _fill(grid: Grid, glyphs: list[Glyph]) -> tuple[Piece, list[Glyph]]:
    """The glyphs whose middle lies in a cell go into it; returns the table and the glyphs left over."""
    owner: dict[tuple[int, int], int] = {}
    for index, box in enumerate(grid.boxes):
        for row in range(box.row, box.row + box.rowspan):
            for column in range(box.column, box.column + box.colspan):
                owner[row, column] = index
    texts: list[list[Glyph]] = [[] for _ in grid.boxes]
    rest: list[Glyph] = []
    for glyphs_together in _numbers_whole(glyphs):
        x = (glyphs_together[0].left + glyphs_together[-1].right) / 2
        y = glyphs_together[0].centre[1]
        cell = owner.get((_stretch(grid.ys, y), _stretch(grid.xs, x)))
        (rest if cell is None else texts[cell]).extend(glyphs_together)
    cells = tuple(Cell(text_of(text), *box) for box, text in zip(grid.boxes, texts, strict=True))
    return Piece(grid.xs, len(grid.ys) - 1, cells, spans_known=grid.certain), rest


def _numbers_whole(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    """Single glyphs, but a number drawn at once as a whole: one too wide for its cell must not be cut in two."""
    number: list[Glyph] = []
    for glyph in glyphs:
        digit = glyph.text in "0123456789.,"
        if number:
            last = number[-1]
            near = abs(glyph.left - last.right) < 0.15 * last.size
            if digit and near and glyph.run == last.run and abs(glyph.top - last.top) < 1:
                number.append(glyph)
                continue
            yield number
            number = []
        if digit:
            number = [glyph]
        else:
            yield [glyph]
    if number:
        yield number


def _stretch(lines: tuple[float, ...], value: float) -> int:
    """Between which two lines a value lies; -1 if outside."""
    for index in range(len(lines) - 1):
        if lines[index] <= value < lines[index + 1]:
            return index
    return -1


def _furniture(running: list[list[Line]], pages: list[Page]) -> set[int]:
    """Ids of lines that are no text: page numbers, and headers and footers that come back page after page."""
    found: set[int] = set()
    repeated: dict[tuple[str, int], list[Line]] = defaultdict(list)
    for page, lines in zip(pages, running, strict=True):
        for line in lines:
            high, low = line.bottom < 0.12 * page.height, line.top > 0.88 * page.height
            if not high and not low:
                continue
            if _PAGE_NUMBER.fullmatch(line.text):
                found.add(id(line))
            else:
                repeated[re.sub(r"\d+", "0", line.text), round(line.top / 4)].append(line)
    for alike in repeated.values():
        if len({line.page for line in alike}) >= max(2, len(pages) / 2):
            found.update(map(id, alike))
    return found
