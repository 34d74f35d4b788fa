"""Scans and picture versions: what offline OCR has to read. Scored apart (`scan-`)."""

from __future__ import annotations

import io
import random
import subprocess
import tempfile
from pathlib import Path

import numpy
import pypdfium2
from PIL import Image, ImageFilter

from . import page
from .office import converted, word_file
from .office import undated as fixed_time
from .page import Block, blocks_of
from .reports import HEADINGS, Report, make
from .shapes import Capture, Expect, capture, expected, shape
from .shapes_html import tables


def undated(seed: str, edition: str, **kw: object) -> Report:
    report = make(seed, edition, **kw)  # type: ignore[arg-type]
    report.published_on = None
    return report


def sheets(pdf: bytes, dpi: int) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    return [document[i].render(scale=dpi / 72).to_pil().convert("L") for i in range(len(document))]


def scanned(image: Image.Image, seed: str, *, turn: float, noise: float) -> Image.Image:
    """A sheet as it comes off the glass: a little turned, a little soft, speckled."""
    grain = numpy.random.default_rng(random.Random(seed).randrange(2**32))
    image = image.rotate(turn, resample=Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(0.4))
    pixels = numpy.asarray(image, dtype=numpy.int16) + grain.normal(0, noise, (image.height, image.width)).astype(
        numpy.int16
    )
    return Image.fromarray(numpy.clip(pixels, 0, 255).astype(numpy.uint8))


def black_and_white(image: Image.Image) -> Image.Image:
    return image.point(lambda v: 255 if v > 150 else 0).convert("1")


def picture_pdf(images: list[Image.Image], dpi: int) -> bytes:
    out = io.BytesIO()
    quality = {} if images[0].mode == "1" else {"quality": 45}
    images[0].save(out, "PDF", save_all=True, append_images=images[1:], resolution=dpi, **quality)
    return fixed_time(out.getvalue())


def short_blocks(report: Report, keep: tuple[str, ...]) -> list[Block]:
    """Title, period and some of the tables: what fits the few pages that a scan should have."""
    report.facts = []
    assert report.title
    period = f"本报告所列数据的统计期限自{report.year}年1月1日起至{report.year}年12月31日止。"
    blocks: list[Block] = [("title", report.title), period]
    for section in report.sections:
        if section.table in keep:
            blocks += [("heading", section.heading), *tables(report)[section.table]]
    for tbl in ("disclosure", "requests", "disputes"):
        if tbl not in keep:
            report.drop(tbl)
            report.editions.pop(tbl, None)
    return blocks


SCANNED = Expect(status=None)  # a number that OCR cannot prove may stay unread
ALL_TABLES = ("disclosure", "requests", "disputes", "statistics")


@shape("scan-pdf-fax", "a black-and-white scan of the signed paper, 200 dpi, slightly turned", ("2021",))
def fax(seed: str, edition: str) -> Capture:
    r = undated(seed, edition, scale=40)
    pdf = converted(word_file(short_blocks(r, ALL_TABLES), size=10), "docx", "pdf")
    images = [black_and_white(scanned(s, seed, turn=0.4, noise=6)) for s in sheets(pdf, 200)]
    return capture(r, picture_pdf(images, 200), extension="pdf", expect=SCANNED)


@shape("scan-pdf-statistics", "the signed 统计表 of FY2014–2018, scanned in black and white", ("2014",))
def statistics_scan(seed: str, edition: str) -> Capture:
    r = undated(seed, edition)
    pdf = converted(word_file(short_blocks(r, ALL_TABLES), size=10), "docx", "pdf")
    images = [black_and_white(scanned(s, seed, turn=-0.3, noise=6)) for s in sheets(pdf, 200)]
    return capture(r, picture_pdf(images, 200), extension="pdf", expect=SCANNED)


@shape("scan-jpg-page", "a grey 150 dpi photograph of the sheet with the requests table", ("2019",))
def photograph(seed: str, edition: str) -> Capture:
    r = undated(seed, edition, scale=40)
    pdf = converted(word_file(short_blocks(r, ("requests",)), size=9), "docx", "pdf")
    pages = sheets(pdf, 150)
    assert len(pages) == 1, "the table must fit the photograph"
    out = io.BytesIO()
    scanned(pages[0], seed, turn=0.7, noise=9).save(out, "JPEG", quality=45)
    return capture(r, out.getvalue(), extension="jpg", expect=SCANNED)


@shape("scan-png-long-picture", "29: the 图片版: the whole report as one long picture", ("2021",))
def long_picture(seed: str, edition: str) -> Capture:
    r = undated(seed, edition, scale=40)
    blocks = short_blocks(r, ALL_TABLES)
    css = (
        "<style>body{width:860px;margin:20px;font:16px 'Noto Sans CJK SC'}table{border-collapse:collapse;width:100%}"
        "td{border:1px solid #000;padding:4px}.position,.share,.footer{{display:none}}</style>"
    )
    site = page.Site(
        "picture",
        crumbs="",
        head=css.replace("{", "{{").replace("}", "}}").replace("{{{{", "{{").replace("}}}}", "}}"),
        foot="",
    )
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder) / "page.html", Path(folder) / "page.png"
        source.write_text(page.page(r, blocks, site=site, style=page.BARE), encoding="utf-8")
        subprocess.run(
            ["/usr/bin/chromium", "--headless", "--no-sandbox", "--disable-background-networking", "--disable-gpu",
             f"--user-data-dir={folder}/profile", "--hide-scrollbars", "--window-size=900,2600", f"--screenshot={out}",
             source.as_uri()],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        picture = Image.open(out).convert("L").quantize(8)
    data = io.BytesIO()
    picture.save(data, "PNG", optimize=True)
    return capture(r, data.getvalue(), extension="png", expect=SCANNED)


@shape("scan-pdf-table-pictures", "46: the narrative as text, the requests table pasted as a picture", ("2019",))
def table_pictures(seed: str, edition: str) -> Capture:
    r = undated(seed, edition, scale=12)
    blocks = blocks_of(r, {})
    text = converted(word_file(blocks, size=11), "docx", "pdf")
    pdf = converted(word_file([("heading", HEADINGS["requests"]), *tables(r)["requests"]], size=9), "docx", "pdf")
    for tbl in ("disclosure", "disputes"):
        r.drop(tbl)
        r.editions.pop(tbl)
    images = picture_pdf([black_and_white(scanned(s, seed, turn=0.2, noise=4)) for s in sheets(pdf, 200)], 200)
    whole = pypdfium2.PdfDocument.new()
    for part in (text, images):
        whole.import_pages(pypdfium2.PdfDocument(part))
    out = io.BytesIO()
    whole.save(out)
    return capture(r, fixed_time(out.getvalue()), extension="pdf", expect=Expect(must_find=False, status=None))


@shape("scan-unreadable", "a scan at 60 dpi: nobody can read the numbers", ("2021",))
def unreadable(seed: str, edition: str) -> Capture:
    r = undated(seed, edition, scale=140)
    pdf = converted(word_file(short_blocks(r, ALL_TABLES), size=9), "docx", "pdf")
    images = [scanned(s, seed, turn=1.1, noise=28) for s in sheets(pdf, 60)]
    result = expected(r, Expect(uncertain=set(r.values), must_find=True, status=None))
    result |= {"kind_accept": ["not_a_report"], "metadata_optional": True, "status_not": "complete"}
    return Capture(picture_pdf(images, 60), result, "pdf", "application/pdf")
