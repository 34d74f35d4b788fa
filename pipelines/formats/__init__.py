"""Readers, one a file format, each from bytes to a `Document`; the format is told by magic bytes, never by name."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath

from pipelines.documents import Document
from pipelines.formats.contents import without_contents
from pipelines.formats.unreadable import Unreadable

__all__ = ["Unreadable", "read_document", "sniff"]

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
OFD = "application/ofd"
DOC, XLS = "application/msword", "application/vnd.ms-excel"
_IMAGES = (
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"RIFF", "image/webp"),
)
_MARKUP = re.compile(rb"<\s*(?:!doctype|html|head|body|table|div|p|span|meta|title|script|font|tr|br|h[1-6])\b", re.I)
_PARTS = (("word/document.xml", DOCX), ("xl/workbook.xml", XLSX), ("OFD.xml", OFD))


def sniff(body: bytes, *, media_type: str | None = None, path: str | None = None) -> str:
    """The media type of a file, by its first bytes.

    >>> sniff(b"%PDF-1.7"), sniff(b"<html><body>"), sniff("总体情况".encode())
    ('application/pdf', 'text/html', 'text/plain')
    """
    head = body[:8192]
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    if head.startswith(b"PK\x03\x04"):
        return _sniff_zip(body)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _sniff_ole2(body)
    if head.lstrip().startswith(b"{\\rtf"):
        return "application/rtf"
    if head.startswith(b"Rar!"):
        return "application/vnd.rar"
    for magic, kind in _IMAGES:
        if head.startswith(magic) and (kind != "image/bmp" or (media_type or "").startswith("image/")):
            return kind
    plain = head.replace(b"\x00", b"")  # UTF-16
    if _MARKUP.search(plain) or (media_type or "").startswith(("text/html", "application/xhtml")):
        return "text/html"
    if media_type and media_type.startswith("text/plain"):
        return "text/plain"
    suffix = PurePath(path).suffix.lower() if path else ""
    if suffix in (".html", ".htm", ".shtml") and b"<" in head:
        return "text/html"
    return "text/plain"


def _sniff_ole2(body: bytes) -> str:
    from pipelines.formats import doc

    try:
        return doc.media_type(body)
    except Unreadable:  # damaged or locked: the reader says which
        return DOC


def _sniff_zip(body: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            names = set(package.namelist())
            for part, kind in _PARTS:
                if part in names:
                    return kind
            if "mimetype" in names and package.getinfo("mimetype").file_size < 200:
                return ODS if b"spreadsheet" in package.read("mimetype") else "application/zip"
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return "application/zip"
    return "application/zip"


def read_document(body: bytes, kind: str, *, charset: str | None = None) -> Document:
    """Open a file of a sniffed kind. Raises Unreadable with the class of the fault."""
    return without_contents(_read(body, kind, charset))


def _read(body: bytes, kind: str, charset: str | None) -> Document:
    if not body.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise Unreadable("empty_body", "the file is empty")
    # Readers are imported when needed: a crawl of HTML pages never loads the PDF library.
    if kind == "text/html":
        from pipelines.formats import html

        return html.read(body, charset=charset)
    if kind == "text/plain":
        if b"\x00" in body[:4096] and not body.startswith((b"\xff\xfe", b"\xfe\xff")) and body[:4096].count(0) < 8:
            raise Unreadable("unsupported_format:binary", "neither text nor a known format")
        from pipelines.formats import text

        return text.read(body, charset=charset)
    if kind == "application/pdf":
        from pipelines.formats import pdf

        return pdf.read(body)
    if kind == DOCX:
        from pipelines.formats import docx

        return docx.read(body)
    if kind == DOC:
        from pipelines.formats import doc

        return doc.read(body)
    if kind in (XLSX, XLS, ODS):
        from pipelines.formats import spreadsheet

        return spreadsheet.read(body)
    if kind == OFD:
        from pipelines.formats import ofd

        return ofd.read(body)
    if kind.startswith("image/"):
        from pipelines.formats import image

        return image.read(body)
    raise Unreadable(f"unsupported_format:{kind.rpartition('/')[2]}", f"{kind} files are kept and not read")
