"""OFD (GB/T 33190-2016), China's own page format: text and paths at fixed places, in millimetres.

    <ofd:TextObject Boundary="20 30 80 5" Size="4"><ofd:TextCode X="0" Y="4" DeltaX="4 g 3 2">规章 12</ofd:TextCode>…
    <ofd:PathObject Boundary="20 28 120 0.2"><ofd:AbbreviatedData>M 0 0 L 120 0</ofd:AbbreviatedData></ofd:PathObject>

From there on a page is laid out as one of a PDF.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from lxml import etree

from pipelines.documents import Document
from pipelines.formats.layout import Page, Point, laid_out
from pipelines.formats.lines import Glyph
from pipelines.formats.package import Package
from pipelines.formats.unreadable import Unreadable

MEDIA_TYPE = "application/ofd"
MOST_PAGES = 200
MOST_OBJECTS = 100_000  # of one page
MOST_GLYPHS = 20_000  # of one object
POINTS = 72 / 25.4  # in a millimetre
A4 = (0.0, 0.0, 210.0, 297.0)

Matrix = tuple[float, float, float, float, float, float]
_PICTURES = ("ImageObject", "CompositeObject")  # the second is a vector drawing kept elsewhere
# How many numbers follow each letter of a path (GB/T 33190-2016, 9.1); the last two are where the pen then stands.
_STEPS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


def read(body: bytes) -> Document:
    """Open an OFD.

    Raises `Unreadable`: damaged_file, encrypted, bomb, hostile_markup, too_many_pages, too_big_to_parse,
    empty_document, image_only.
    """
    package = Package(body)
    pages = list(_pages(package))
    if pages and all(page.scanned for page in pages):
        raise Unreadable("image_only", f"the {len(pages)} pages of the OFD are pictures")
    blocks, findings = laid_out(pages)
    return Document(blocks=blocks, method="ofd", media_type=MEDIA_TYPE, findings=tuple(findings))


def _pages(package: Package) -> Iterator[Page]:
    root = package.xml("OFD.xml")
    number = 0
    for start in () if root is None else root.iterfind(".//{*}DocRoot"):
        path = _resolved("", start.text or "")
        document = package.xml(path)
        if document is None:
            raise Unreadable("damaged_file", f"the OFD has no {path}")
        box = _box(document.findtext("{*}CommonData/{*}PageArea/{*}PhysicalBox"), A4)
        templates = {
            each.get("ID"): _resolved(path, each.get("BaseLoc", ""))
            for each in document.iterfind("{*}CommonData/{*}TemplatePage")
        }
        for each in document.iterfind("{*}Pages/{*}Page"):
            number += 1
            if number > MOST_PAGES:
                raise Unreadable("too_many_pages", f"the OFD has more than {MOST_PAGES} pages")
            content = package.xml(_resolved(path, each.get("BaseLoc", "")))
            if content is None:
                raise Unreadable("damaged_file", f"page {number} of the OFD is missing")
            own = _box(content.findtext("{*}Area/{*}PhysicalBox"), box)
            page = Page(number, own[2] * POINTS, own[3] * POINTS)
            for used in content.iterfind("{*}Template"):
                template = package.xml(templates.get(used.get("TemplateID"), ""))
                if template is not None:
                    _draw(page, template)
            _draw(page, content)
            yield page


def _resolved(base: str, place: str) -> str:
    """A place named in a file of the package: from the root if it begins with a slash, else from that file.

    >>> _resolved("Doc_0/Document.xml", "Pages/Page_0/Content.xml"), _resolved("Doc_0/Document.xml", "/Doc_0/a.xml")
    ('Doc_0/Pages/Page_0/Content.xml', 'Doc_0/a.xml')
    """
    place = place.strip()
    if not place.startswith("/"):
        place = posixpath.join(posixpath.dirname(base), place)
    return posixpath.normpath(place).lstrip("/")


def _numbers(text: str | None) -> list[float]:
    return [float(number) for number in re.findall(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?", text or "")]


def _box(text: str | None, default: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    numbers = _numbers(text)
    return (numbers[0], numbers[1], numbers[2], numbers[3]) if len(numbers) == 4 else default


def _draw(page: Page, content: etree._Element) -> None:
    for count, thing in enumerate(content.iterfind("{*}Content/{*}Layer//*")):
        if count > MOST_OBJECTS:
            raise Unreadable("too_big_to_parse", f"more than {MOST_OBJECTS} drawing objects on page {page.number}")
        name = etree.QName(thing).localname
        if name not in (*_PICTURES, "TextObject", "PathObject") or thing.get("Visible") == "false":
            continue
        left, top, width, height = _box(thing.get("Boundary"), (0.0, 0.0, 0.0, 0.0))
        if name in _PICTURES:
            page.picture += width * height * POINTS * POINTS / max(page.width * page.height, 1)
            continue
        own = _numbers(thing.get("CTM"))
        a, b, c, d, e, f = own if len(own) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        matrix = (a, b, c, d, e + left, f + top)
        if name == "TextObject":
            page.glyphs.extend(_glyphs(thing, matrix, len(page.glyphs) + 1))
        else:
            filled = thing.get("Fill") == "true" and _visible(thing.find("{*}FillColor"))
            stroked = thing.get("Stroke") != "false" and _visible(thing.find("{*}StrokeColor"))
            page.draw(_outlines(thing.findtext("{*}AbbreviatedData"), matrix), filled=filled, stroked=stroked)


def _placed(x: float, y: float, matrix: Matrix) -> Point:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e) * POINTS, (b * x + d * y + f) * POINTS


def _visible(colour: etree._Element | None) -> bool:
    if colour is None:
        return True
    value = _numbers(colour.get("Value"))
    return colour.get("Alpha") != "0" and not (len(value) == 3 and min(value) >= 250)


def _outlines(path: str | None, matrix: Matrix) -> list[list[Point]]:
    outlines: list[list[Point]] = []
    for step, numbers in re.findall(r"([A-Z])([^A-Z]*)", path or ""):
        values = _numbers(numbers)
        if step == "C" and outlines:
            outlines[-1].append(outlines[-1][0])
        elif step in _STEPS and step != "C" and len(values) >= 2:
            point = _placed(values[-2], values[-1], matrix)
            if step in "SM" or not outlines:
                outlines.append([point])
            else:
                outlines[-1].append(point)
    return outlines


def _glyphs(thing: etree._Element, matrix: Matrix, run: int) -> Iterator[Glyph]:
    size = float((_numbers(thing.get("Size")) or [0.0])[0])
    scale = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5
    tall = size * scale * POINTS
    if not tall:
        return
    x = y = 0.0
    for code in thing.iterfind("{*}TextCode"):
        # A TextCode without a place of its own goes on where the one before began.
        x = (_numbers(code.get("X")) or [x])[0]
        y = (_numbers(code.get("Y")) or [y])[0]
        right, down = _steps(code.get("DeltaX")), _steps(code.get("DeltaY"))
        at, baseline = x, y
        for index, character in enumerate((code.text or "")[:MOST_GLYPHS]):
            usual = size if character > "\u2e7f" else size / 2
            step = right[index] if index < len(right) else usual
            left, base = _placed(at, baseline, matrix)
            width = (step if 0 < step <= 1.2 * size else usual) * scale * POINTS
            yield Glyph(character, left, base - 0.88 * tall, left + width, base + 0.12 * tall, tall, run)
            at += step if index < len(right) or not down else 0.0
            baseline += down[index] if index < len(down) else 0.0


def _steps(text: str | None) -> list[float]:
    """The distances between characters; `g 3 2.5` stands for three times 2.5.

    >>> _steps("4 g 3 2.5 1")
    [4.0, 2.5, 2.5, 2.5, 1.0]
    """
    words = iter((text or "").split())
    steps: list[float] = []
    for word in words:
        try:
            if word == "g":
                times, step = int(next(words)), float(next(words))
                steps.extend([step] * min(times, MOST_GLYPHS))
            else:
                steps.append(float(word))
        except (ValueError, StopIteration):
            break
    return steps
