"""OFD (GB/T 33190-2016), the fixed-layout format of Chinese offices: the same page as a PDF, drawn again as OFD objects."""

from __future__ import annotations

import io
import zipfile
from itertools import groupby, pairwise
from xml.sax.saxutils import escape

import pdfplumber

MM = 25.4 / 72
NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def ofd_file(pdf: bytes, title: str) -> bytes:
    """Text objects a line of a cell each, advances in DeltaX, rules as paths; all lengths in mm."""
    parts: dict[str, str] = {}
    ids = iter(range(10, 10**6))
    pages = []
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        for n, page in enumerate(document.pages):
            width, height = float(page.width) * MM, float(page.height) * MM
            objects = []
            for line in [*page.lines, *page.rects]:
                x0, top, x1, bottom = (float(line[k]) * MM for k in ("x0", "top", "x1", "bottom"))
                objects.append(
                    f'<ofd:PathObject ID="{next(ids)}" Boundary="{x0:.3f} {top:.3f} {max(x1 - x0, 0.01):.3f} '
                    f'{max(bottom - top, 0.01):.3f}" LineWidth="0.18"><ofd:AbbreviatedData>M 0 0 L {x1 - x0:.3f} '
                    f"{bottom - top:.3f}</ofd:AbbreviatedData></ofd:PathObject>"
                )
            for chars in _runs(page.chars):
                size = float(chars[0]["size"]) * MM
                x0, top = float(chars[0]["x0"]) * MM, float(chars[0]["top"]) * MM
                steps = [float(b["x0"] - a["x0"]) * MM for a, b in pairwise(chars)]
                delta = f' DeltaX="{_delta(steps)}"' if steps else ""
                text = escape("".join(c["text"] for c in chars))
                run = float(chars[-1]["x1"]) * MM - x0
                objects.append(
                    f'<ofd:TextObject ID="{next(ids)}" Boundary="{x0:.3f} {top:.3f} {run:.3f} {size:.3f}" Font="3" '
                    f'Size="{size:.3f}"><ofd:TextCode X="0" Y="{size * 0.86:.3f}"{delta}>{text}</ofd:TextCode></ofd:TextObject>'
                )
            box = f"0 0 {width:.2f} {height:.2f}"
            parts[f"Doc_0/Pages/Page_{n}/Content.xml"] = (
                f"<ofd:Page {NS}><ofd:Area><ofd:PhysicalBox>{box}</ofd:PhysicalBox></ofd:Area><ofd:Content>"
                f'<ofd:Layer ID="{next(ids)}" Type="Body">{"".join(objects)}</ofd:Layer></ofd:Content></ofd:Page>'
            )
            pages.append(f'<ofd:Page ID="{next(ids)}" BaseLoc="Pages/Page_{n}/Content.xml"/>')
    parts["OFD.xml"] = (
        f'<ofd:OFD {NS} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>{"0" * 32}</ofd:DocID>'
        f"<ofd:Title>{escape(title)}</ofd:Title></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    )
    parts["Doc_0/Document.xml"] = (
        f"<ofd:Document {NS}><ofd:CommonData><ofd:MaxUnitID>{next(ids)}</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>{box}"
        "</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData>"
        f"<ofd:Pages>{''.join(pages)}</ofd:Pages></ofd:Document>"
    )
    parts["Doc_0/PublicRes.xml"] = (
        f'<ofd:Res {NS} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="3" FontName="宋体" FamilyName="宋体"/></ofd:Fonts></ofd:Res>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts):
            data = '<?xml version="1.0" encoding="UTF-8"?>\n' + parts[name]
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 15, 9, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _runs(chars: list[dict[str, object]]) -> list[list[dict[str, object]]]:
    """Characters of one line that follow each other without a gap."""
    out: list[list[dict[str, object]]] = []
    for char in chars:
        last = out[-1][-1] if out else None
        if last and abs(last["top"] - char["top"]) < 0.5 and -1 < char["x0"] - last["x1"] < char["size"] * 0.6:  # type: ignore[operator]
            out[-1].append(char)
        else:
            out.append([char])
    return out


def _delta(steps: list[float]) -> str:
    """`g n d` for n equal steps, as writers shorten them."""
    pieces = []
    for step, group in groupby(f"{s:.3f}" for s in steps):
        n = len(list(group))
        pieces.append(f"g {n} {step}" if n > 1 else step)
    return " ".join(pieces)
