"""Pictures of pages, read offline by OCR (the `ocr` extra): PNG, JPEG, TIFF …, and the scanned pages of a PDF.

The page is straightened by its ruling lines, the lines make the grid as in a PDF, and recognised text goes to the cell
in which it stands. Every cell carries the recogniser's confidence. A cell with ink that nobody could read holds U+FFFD
with confidence 0: it is not blank.
"""

from __future__ import annotations

import functools
import importlib.util
import io
import math
from collections.abc import Iterator
from typing import Any

from pipelines.documents import Cell, Document
from pipelines.formats.grid import Grid, Rule, ruled_grids
from pipelines.formats.layout import Page, laid_out
from pipelines.formats.lines import Glyph, Line, lines_of, text_of
from pipelines.formats.pieces import Piece
from pipelines.formats.unreadable import UNREAD, Unreadable

MOST_PIXELS = 60_000_000
FEWEST_PIXELS = 40_000  # an icon
MOST_FRAMES = 20
BEST_WIDTH = 1654  # of a page: A4 at 200 dpi
LEAST_SCORE = 0.3
ALONE = 0.95  # no text that was not found as such is surer: a number then needs a sum that confirms it
STEEPEST = 8.0  # degrees
TALLEST = 2400  # pixels at that width; the recogniser shrinks what is taller than 2000

Pixels = Any  # numpy.ndarray, which only the extra brings


def available() -> bool:
    """Is the OCR extra installed?"""
    return all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime", "cv2"))


def read(body: bytes) -> Document:
    """Recognise a picture; `method` is "ocr".

    Raises `Unreadable`: needs_ocr, damaged_file, too_big_to_parse, empty_document.
    """
    if not available():
        raise Unreadable("needs_ocr", "a picture is read by OCR only: pip install 'nianbao[ocr]'")
    import numpy
    from PIL import Image

    pages: list[Page] = []
    try:
        with Image.open(io.BytesIO(body)) as picture:
            media_type = picture.get_format_mimetype() or "application/octet-stream"
            _refuse_size(*picture.size)
            for frame in range(min(getattr(picture, "n_frames", 1), MOST_FRAMES)):
                picture.seek(frame)
                pixels = numpy.asarray(_on_white_paper(picture))
                for sheet in _sheets(pixels):
                    height, width = sheet.shape
                    number = len(pages) + 1
                    pages.append(Page(number, width, height, recognised=recognised(sheet, number)))
    except Image.DecompressionBombError as error:
        raise Unreadable("too_big_to_parse", str(error)[:200]) from None
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise Unreadable("damaged_file", f"not a readable picture ({error})") from None
    blocks, findings = laid_out(pages)
    return Document(blocks=blocks, method="ocr", media_type=media_type, findings=tuple(findings))


def _refuse_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise Unreadable("too_big_to_parse", f"a picture of {width} × {height} pixels")
    if width * height < FEWEST_PIXELS:
        raise Unreadable("empty_document", f"a picture of {width} × {height} pixels holds no report")


def _on_white_paper(picture: Any) -> Any:
    """The picture upright and grey, with what is transparent as white."""
    from PIL import Image, ImageOps

    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    paper = Image.new("RGBA", upright.size, "white")
    paper.alpha_composite(upright)
    return paper.convert("L")


def recognised(pixels: Pixels, number: int, scale: float = 1.0) -> list[Line | Piece]:
    """Tables and lines of one grey page from top to bottom; `scale` turns pixels into the unit of the result."""
    pixels, enlarged = _comfortable(pixels)
    pixels, horizontal, vertical = _straightened(pixels)
    scale /= enlarged
    glyphs = [
        Glyph(text, left, top, right, bottom, bottom - top, confidence=score)
        for text, score, left, top, right, bottom in _texts(pixels)
    ]
    placed: list[tuple[float, Line | Piece]] = []
    for grid in ruled_grids(horizontal, vertical, tolerance=max(4.0, pixels.shape[1] / 250)):
        if len(grid.xs) < 3 or grid.xs[-1] - grid.xs[0] < 0.25 * pixels.shape[1]:
            continue  # a frame, or strokes of large characters
        piece, glyphs = _filled(grid, glyphs, pixels)
        if any(cell.text for cell in piece.cells):
            placed.append((grid.ys[0], piece))
    placed += [(line.top, line) for line in lines_of(glyphs, number)]
    placed.sort(key=lambda each: each[0])
    return [_scaled(what, scale) for _, what in placed]


def _scaled(what: Line | Piece, scale: float) -> Line | Piece:
    if isinstance(what, Piece):
        return what._replace(xs=tuple(x * scale for x in what.xs))
    glyphs = [
        glyph._replace(
            left=glyph.left * scale,
            top=glyph.top * scale,
            right=glyph.right * scale,
            bottom=glyph.bottom * scale,
            size=glyph.size * scale,
        )
        for glyph in what.glyphs
    ]
    return Line(glyphs, what.page)


# Pixels: straightening and ruling lines


def _comfortable(pixels: Pixels) -> tuple[Pixels, float]:
    """The page at a width that the recogniser reads best."""
    import cv2

    factor = BEST_WIDTH / pixels.shape[1]
    if 0.8 < factor < 1.25:
        return pixels, 1.0
    factor = min(factor, 3.0)
    how = cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA
    return cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=how), factor


def _sheets(pixels: Pixels) -> Iterator[Pixels]:
    """The pages of a tall picture, scanned each by itself and put below each other: between them are wide margins."""
    height, width = pixels.shape
    first = 0
    if height > width * TALLEST / BEST_WIDTH:
        for top, bottom in _bare(pixels, width // 1000):
            middle = (top + bottom) // 2
            if bottom - top > width / 12 and middle - first > width and bottom < height:
                yield pixels[first:middle]
                first = middle
    yield pixels[first:]


def _bare(pixels: Pixels, most: int) -> Iterator[tuple[int, int]]:
    """Where rows lie that have no more than so many dark pixels: from, to."""
    import numpy

    bare = numpy.flatnonzero(_dark(pixels).sum(axis=1) <= most)
    for run in numpy.split(bare, numpy.flatnonzero(numpy.diff(bare) > 1) + 1):
        if len(run):
            yield int(run[0]), int(run[-1]) + 1


def _bands(pixels: Pixels) -> Iterator[tuple[int, int]]:
    """Parts of a tall page that the recogniser need not shrink, cut where the least ink is: between two lines."""
    height = pixels.shape[0]
    first = 0
    while height - first > TALLEST:
        window = pixels[first + 1200 : first + 2000]
        ink = _dark(window).sum(axis=1)
        gaps = _bare(window, int(ink.min()) + 2)
        top, bottom = max(gaps, key=lambda gap: gap[1] - gap[0])
        yield first, (first := first + 1200 + (top + bottom) // 2)
    yield first, height


def _straightened(pixels: Pixels) -> tuple[Pixels, list[Rule], list[Rule]]:
    """The page turned so that its ruling lines lie level, and those lines."""
    import cv2
    import numpy

    ink = _ink(pixels)
    height, width = ink.shape
    long = cv2.HoughLinesP(ink, 1, math.pi / 1800, 200, minLineLength=width // 4, maxLineGap=width // 100)
    if long is not None:
        angles = [math.degrees(math.atan2(y1 - y0, x1 - x0)) for x0, y0, x1, y1 in long.reshape(-1, 4)]
        level = [angle for angle in angles if abs(angle) < STEEPEST]
        angle = float(numpy.median(level)) if level else 0.0
        if abs(angle) > 0.03:
            turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
            pixels = cv2.warpAffine(pixels, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)
            ink = _ink(pixels)
    shortest = max(20, width // 45)  # longer than any stroke of a character
    return pixels, _rules(ink, shortest, across=True), _rules(ink, shortest, across=False)


def _ink(pixels: Pixels) -> Pixels:
    import cv2

    return cv2.adaptiveThreshold(pixels, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 12)


def _rules(ink: Pixels, shortest: int, *, across: bool) -> list[Rule]:
    import cv2

    size = (shortest, 1) if across else (1, shortest)
    thicken = cv2.getStructuringElement(
        cv2.MORPH_RECT, (1, 3) if across else (3, 1)
    )  # lines of a scan are not quite level
    mask = cv2.morphologyEx(cv2.dilate(ink, thicken), cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, size))
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    rules = []
    for left, top, width, height, _ in stats[1:].tolist():
        length, thickness = (width, height) if across else (height, width)
        if thickness > max(14, 0.02 * length) or (across and length < ink.shape[1] / 25):
            continue  # a seal, a shaded area; a stroke of a large character
        if across:
            rules.append(Rule(top + height / 2, left, left + width))
        else:
            rules.append(Rule(left + width / 2, top, top + height))
    return rules


# Text


@functools.cache
def _engine() -> Any:
    import logging

    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel("ERROR")
    return RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.text_score": LEAST_SCORE,
            "Global.use_cls": False,  # pages stand upright; a 6 must not be turned into a 9
            "Rec.rec_batch_num": 1,  # a batch is as wide as its longest line
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,  # more threads spin rather than help
        }
    )


def _recognise(pixels: Pixels, *, find: bool = True) -> Any:
    """The recogniser's answer to one grey picture: where text is, if it is to `find` it, and what it says.

    Raises `Unreadable("ocr_failed")`, MemoryError.
    """
    import cv2

    try:
        # said each time: it keeps what it was told the last time
        return _engine()(cv2.cvtColor(pixels, cv2.COLOR_GRAY2BGR), use_det=find, use_cls=False, use_rec=True)
    except Exception as error:
        if "alloc" in str(error):  # how the runtime says that it got no memory
            raise MemoryError from None
        raise Unreadable("ocr_failed", str(error).strip().rpartition("\n")[2][:200]) from None


def _texts(pixels: Pixels) -> Iterator[tuple[str, float, float, float, float, float]]:
    """Recognised pieces of text with their score and box."""
    for first, last in _bands(pixels):
        found = _recognise(pixels[first:last])
        if getattr(found, "boxes", None) is None:  # nothing found: the answer then is of another kind
            continue
        for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
            xs, ys = [float(x) for x, _ in box], [first + float(y) for _, y in box]
            if text.strip():
                yield text.strip(), float(score), min(xs), min(ys), max(xs), max(ys)


def _filled(grid: Grid, glyphs: list[Glyph], pixels: Pixels) -> tuple[Piece, list[Glyph]]:
    """Text goes to the cell that holds most of it; text that reaches into several is recognised anew, cell by cell."""
    extents = [grid.extent(box) for box in grid.boxes]
    texts: list[list[Glyph]] = [[] for _ in extents]
    again: set[int] = set()
    rest: list[Glyph] = []
    for glyph in glyphs:
        shares = [_share(glyph, extent) for extent in extents]
        home = max(range(len(shares)), key=shares.__getitem__)
        if shares[home] < 0.3:
            rest.append(glyph)
            continue
        touched = [index for index, share in enumerate(shares) if share > 0.2]
        if len(touched) > 1:
            again.update(touched)
        texts[home].append(glyph)
    cells = []
    for index, (box, extent) in enumerate(zip(grid.boxes, extents, strict=True)):
        if index in again or (not texts[index] and _has_ink(_inner(pixels, extent), pixels.shape[1])):
            text, confidence = _one_cell(pixels, extent)
        else:
            text = text_of(texts[index])
            confidence = min((glyph.confidence for glyph in texts[index]), default=1.0)
        cells.append(Cell(text, *box, confidence=round(confidence, 3)))
    return Piece(grid.xs, len(grid.ys) - 1, tuple(cells), spans_known=grid.certain), rest


def _share(glyph: Glyph, extent: tuple[float, float, float, float]) -> float:
    """Which part of the glyph's box lies in a cell?"""
    left, top, right, bottom = extent
    width = min(glyph.right, right) - max(glyph.left, left)
    height = min(glyph.bottom, bottom) - max(glyph.top, top)
    area = (glyph.right - glyph.left) * (glyph.bottom - glyph.top)
    return width * height / area if width > 0 and height > 0 and area else 0.0


def _inner(pixels: Pixels, extent: tuple[float, float, float, float]) -> Pixels:
    left, top, right, bottom = extent
    edge = 4 + pixels.shape[1] / 800
    return pixels[int(top + edge) : int(bottom - edge), int(left + edge) : int(right - edge)]


def _dark(inside: Pixels) -> Pixels:
    """What is clearly darker than the paper of this cell, be it faint or shaded."""
    import numpy

    return (inside < numpy.median(inside) - 45).astype("uint8")


def _has_ink(inside: Pixels, page_width: int) -> bool:
    """Is anything in the cell that is larger than dust and no remnant of the lines around it?"""
    import cv2

    if inside.shape[0] < 6 or inside.shape[1] < 6:
        return False
    _, _, stats, _ = cv2.connectedComponentsWithStats(_dark(inside), connectivity=8)
    least = max(5.0, page_width / 250)
    for left, top, width, height, area in stats[1:].tolist():
        at_edge = left == 0 or top == 0 or left + width == inside.shape[1] or top + height == inside.shape[0]
        if max(width, height) >= least and area >= least and not (at_edge and min(width, height) <= 4):
            return True
    return False


def _one_cell(pixels: Pixels, extent: tuple[float, float, float, float]) -> tuple[str, float]:
    """The text of one cell recognised by itself, a line at a time."""
    import cv2

    inside = _inner(pixels, extent)
    if not _has_ink(inside, pixels.shape[1]):
        return "", 1.0
    texts: list[tuple[str, float]] = []
    for top, bottom in _text_lines(inside):
        left, _, width, _ = cv2.boundingRect(_dark(inside[top:bottom]))
        line = inside[top:bottom, left : left + width]  # on much empty paper it sees 655 for a 5
        found = _recognise(cv2.copyMakeBorder(line, 6, 6, 12, 12, cv2.BORDER_CONSTANT, value=255), find=False)
        text = "".join(found.txts or ()).strip()
        score = min(ALONE, *map(float, found.scores or (0.0,)))
        if not text and _is_dash(inside[top:bottom]):
            text, score = "—", 0.9
        texts.append((text or UNREAD, score))
    if not texts or any(text == UNREAD for text, _ in texts):
        return UNREAD, 0.0
    return "\n".join(text for text, _ in texts), min(score for _, score in texts)


def _is_dash(line: Pixels) -> bool:
    """Is all the ink one flat stroke? The recogniser knows no dashes; in a table one says that there is nothing."""
    import cv2

    _, _, width, height = cv2.boundingRect(_dark(line))
    return width >= 8 and height <= max(4, width / 5)


def _text_lines(inside: Pixels) -> list[tuple[int, int]]:
    """Where the lines of text of a cell begin and end, by its rows without ink."""
    lines: list[tuple[int, int]] = []
    dark = _dark(inside)
    for row in range(inside.shape[0]):
        if not dark[row].any():
            continue
        if lines and row - lines[-1][1] <= 3:
            lines[-1] = lines[-1][0], row + 1
        else:
            lines.append((row, row + 1))
    return [(top, bottom) for top, bottom in lines if bottom - top >= 2]
