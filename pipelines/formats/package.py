"""Zipped office packages (docx, xlsx, ods, ofd) opened within limits, and their XML without entities."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping

from lxml import etree

from pipelines.formats.unreadable import Unreadable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"  # of the elements of a DOCX
MOST_ENTRIES = 2_000
MOST_BYTES = 128 * 1024 * 1024  # of everything together, unpacked
HIGHEST_RATIO = 100
RATIO_COUNTS_FROM = 8 * 1024 * 1024  # a small part of one repeated tag packs better than any bomb needs to
# "Strict" packages differ from ordinary ones in the names of their namespaces only.
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class Package:
    """A zip in memory. Nothing is ever written to disk, so names and links in it are only names.

    Raises `Unreadable`: damaged_file, encrypted, bomb (faults P18), hostile_markup (P19).
    """

    def __init__(self, body: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(body))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
            raise Unreadable("damaged_file", f"not a readable zip package ({error})") from None
        if len(entries) > MOST_ENTRIES:
            raise Unreadable("bomb", f"the package has {len(entries)} entries, at most {MOST_ENTRIES} are opened")
        unpacked = sum(entry.file_size for entry in entries)
        if unpacked > MOST_BYTES or (unpacked > RATIO_COUNTS_FROM and unpacked > HIGHEST_RATIO * len(body)):
            raise Unreadable("bomb", f"the package of {len(body)} bytes unpacks to {unpacked}")
        if any(entry.flag_bits & 1 for entry in entries):
            raise Unreadable("encrypted", "the package asks for a password")
        self._left = MOST_BYTES
        self.names = {entry.filename: entry for entry in entries}

    def part(self, name: str) -> bytes | None:
        """The unpacked bytes of one entry, None if there is none. The declared size is not believed."""
        entry = self.names.get(name)
        if entry is None:
            return None
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(self._left + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            ValueError,
            NotImplementedError,
            RuntimeError,
            OSError,
        ) as error:
            raise Unreadable("damaged_file", f"{name} cannot be unpacked ({error})") from None
        self._left -= len(data)
        if self._left < 0:
            raise Unreadable("bomb", f"{name} unpacks to more than {MOST_BYTES} bytes")
        return data

    def repacked(self, changed: Mapping[str, bytes]) -> bytes:
        """The package with the bytes of some entries replaced."""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
            for name in self.names:
                package.writestr(name, changed[name] if name in changed else self.part(name) or b"")
        return made.getvalue()

    def xml(self, name: str) -> etree._Element | None:
        """One entry parsed, None if there is none."""
        data = self.part(name)
        if data is None:
            return None
        return parsed(data.replace(_STRICT, _TRANSITIONAL), name)


def parsed(data: bytes, name: str) -> etree._Element:
    """XML from a stranger: no DTD, no entities, no network.

    >>> parsed(b"<a><b/></a>", "a.xml").tag
    'a'
    >>> parsed(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "a.xml")
    Traceback (most recent call last):
    ...
    pipelines.formats.unreadable.Unreadable: hostile_markup: a.xml declares a DTD
    """
    wide = data[:4] in (b"<\0?\0", b"\0<\0?") or data[:2] in (b"\xff\xfe", b"\xfe\xff")
    if re.search(rb"<!\s*(?:DOCTYPE|ENTITY)", data.replace(b"\0", b"") if wide else data):
        raise Unreadable("hostile_markup", f"{name} declares a DTD")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable("damaged_file", f"{name} is not well-formed XML ({error.msg})") from None
