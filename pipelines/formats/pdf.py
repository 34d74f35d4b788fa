"""PDF with a text layer: ruled tables by their drawn walls, the rest as paragraphs.

Read with pdfium, Chromium's own reader: it is several times as fast as pdfminer, and gives ordinary characters where
pdfminer gives radicals. A page is opened once; its glyphs and its ruling lines are all that is used. Text without ink
(the layer that scanners put under a picture) is not printed, so it is not read.
"""

from __future__ import annotations

import ctypes
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from pipelines.documents import Document
from pipelines.formats import image, ink
from pipelines.formats.ink import HOLES
from pipelines.formats.layout import Page, Point, laid_out
from pipelines.formats.lines import Glyph
from pipelines.formats.unreadable import UNREAD, Unreadable
from pipelines.items import Finding

MEDIA_TYPE = "application/pdf"
MOST_PAGES = 200
MOST_OBJECTS = 100_000  # of one page; a page of a report has some 700
MOST_SEGMENTS = 10_000  # of one path
DEEPEST_FORM = 8
OCR_DPI = 200
TINIEST = 1.0  # points: smaller characters are not seen

_pdfium = threading.Lock()  # pdfium is not thread-safe
_colour = tuple(ctypes.c_uint() for _ in range(4))  # what it was asked last

Matrix = tuple[float, float, float, float, float, float]


def read(body: bytes) -> Document:
    """Open a PDF. Pages that are pictures are read by OCR where the extra is installed; `method` is then "ocr".

    Raises `Unreadable`: damaged_file, encrypted, empty_document, too_many_pages, too_big_to_parse, garbled_font,
    image_only.
    """
    with _pdfium:
        pages = _pages(body)
    blocks, findings = laid_out(pages)
    if b"%%EOF" not in body[-4096:]:
        findings.append(
            Finding(code="truncated", kind="source", detail="the PDF has no end mark, pages may be missing")
        )
    method = "ocr" if any(page.recognised for page in pages) else "pdf"
    return Document(blocks=blocks, method=method, media_type=MEDIA_TYPE, findings=tuple(findings))


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
        holes: dict[str, dict[str, int]] = {}  # by font and digit
        pages = [_page(document, index, holes) for index in range(len(document))]
    finally:
        document.close()
    wrong = {(font, digit) for font, digits in holes.items() for digit in ink.misnamed(digits)}
    for page in pages if wrong else ():
        page.glyphs = [
            glyph._replace(text=UNREAD) if (page.fonts.get(glyph.run), glyph.text) in wrong else glyph
            for glyph in page.glyphs
        ]
    return pages


def _page(document: pypdfium2.PdfDocument, index: int, holes: dict[str, dict[str, int]]) -> Page:
    try:
        opened = document[index]
    except pypdfium2.PdfiumError:
        raise Unreadable("damaged_file", f"page {index + 1} of the PDF cannot be opened") from None
    left, bottom, right, top = opened.get_bbox()
    page = Page(index + 1, right - left, top - bottom)
    pale: set[int] = set()
    turned = _add_glyphs(page, opened, holes, pale)
    if turned is None:
        turned = opened.get_rotation()
    if turned in (90, 270):
        page.width, page.height = page.height, page.width

    def place(x: float, y: float) -> Point:
        """From PDF space (y upwards) to reading space."""
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
    pictures: list[ink.Area] = []
    for handle, kind, matrix in _objects(opened.raw, (1, 0, 0, 1, 0, 0)):
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            _draw(page, handle, matrix, place)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            page.picture += _area(matrix) / max(page.width * page.height, 1)
            pictures.append(_box(matrix, place))
        elif kind == pdfium.FPDF_PAGEOBJ_SHADING:
            pictures.append((0.0, 0.0, page.width, page.height))
    page.glyphs = ink.seen(page.glyphs, pale, [*page.shaded, *pictures])
    if page.scanned and image.available():
        pixels = opened.render(scale=OCR_DPI / 72, grayscale=True).to_numpy().squeeze().copy()
        page.recognised = image.recognised(pixels, page.number, 72 / OCR_DPI)
    opened.close()
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


def _box(matrix: Matrix, place: Callable[[float, float], Point]) -> ink.Area:
    a, b, c, d, e, f = matrix
    xs, ys = zip(place(e, f), place(a + e, b + f), place(c + e, d + f), place(a + c + e, b + d + f), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _draw(page: Page, handle: Any, matrix: Matrix, place: Callable[[float, float], Point]) -> None:
    """A path as the page sees it. White ink is not seen."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(handle, fill, stroke)
    filled = bool(fill.value) and _visible(handle, pdfium.FPDFPageObj_GetFillColor)
    stroked = bool(stroke.value) and _visible(handle, pdfium.FPDFPageObj_GetStrokeColor)
    if not filled and not stroked:
        return
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    outlines: list[list[Point]] = []
    for index in range(min(pdfium.FPDFPath_CountSegments(handle), MOST_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(handle, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = place(a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO or not outlines:
            outlines.append([point])
        else:
            outlines[-1].append(point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            outlines[-1].append(outlines[-1][0])
    page.draw(outlines, filled=filled, stroked=stroked)


def _visible(handle: Any, colour: Any) -> bool:
    red, green, blue, alpha = _colour
    if not colour(handle, red, green, blue, alpha):
        return True
    return alpha.value > 0 and min(red.value, green.value, blue.value) < 250


def _holes(font: Any, digit: str) -> int | None:
    """How many holes the shape has that a font has for a digit; None if it does not tell."""
    shape = pdfium.FPDFFont_GetGlyphPath(font, ord(digit), 20.0)
    count = pdfium.FPDFGlyphPath_CountGlyphSegments(shape) if shape else 0
    segments = (pdfium.FPDFGlyphPath_GetGlyphPathSegment(shape, index) for index in range(count))
    begun = sum(pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO for segment in segments)
    return begun - 1 if begun else None


def _font_name(font: Any) -> str:
    name = ctypes.create_string_buffer(256)
    pdfium.FPDFFont_GetBaseFontName(font, name, len(name))
    return name.value.decode("latin-1")


def _add_glyphs(page: Page, opened: pypdfium2.PdfPage, holes: dict[str, dict[str, int]], pale: set[int]) -> int | None:
    """The printed characters. Returns by how many degrees the page must be turned for most of them to stand upright.

    Takes up the holes of digits by font, and the runs with digits that are drawn in white.
    """
    layer = opened.get_textpage()
    handle = layer.raw
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    numbers = [ctypes.c_double() for _ in range(4)]
    runs: dict[int, tuple[bool, float, int]] = {}  # text drawn at once: is it left out, its size, its direction
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
            less, more = sorted((abs(matrix.a), abs(matrix.b)))
            hidden = hidden or less > 0.1 * more  # oblique text is a watermark over the page, not part of it
            scale = abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5
            direction = (0 if matrix.a >= 0 else 180) if abs(matrix.a) >= abs(matrix.b) else 90 if matrix.b > 0 else 270
            size = pdfium.FPDFText_GetFontSize(handle, index) * scale
            runs[run] = hidden or 0 < size < TINIEST, size, direction
        if 0x30 <= code <= 0x39:
            if run not in page.fonts:
                page.fonts[run] = _font_name(pdfium.FPDFTextObj_GetFont(text_object))
                filled = pdfium.FPDFTextObj_GetTextRenderMode(text_object) == pdfium.FPDF_TEXTRENDERMODE_FILL
                if filled and not _visible(text_object, pdfium.FPDFPageObj_GetFillColor):
                    pale.add(run)
            known = holes.setdefault(page.fonts[run], {})
            if chr(code) not in known:
                count = _holes(pdfium.FPDFTextObj_GetFont(text_object), chr(code))
                known[chr(code)] = HOLES[chr(code)] if count is None else count
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
