"""Write the captures: `python -m tests.corpus [SHAPE…]` into tests/captures (or `--into DIR`)."""

from __future__ import annotations

import argparse
import json
import re
import shutil
from pathlib import Path
from typing import Any

from .shapes import SHAPES, Capture

CAPTURES = Path(__file__).parent.parent / "captures"


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def write(folder: Path, capture: Capture, shape: str, why: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"body.{capture.extension}").write_bytes(capture.body)
    lines = [f"shape = {quoted(shape)}", f"why = {quoted(why)}", f"media_type = {quoted(capture.media_type)}"]
    if capture.declared_encoding:
        lines.append(f"declared_encoding = {quoted(capture.declared_encoding)}")
    if capture.link_title:
        lines.append(f"title = {quoted(capture.link_title)}")
    if capture.url:
        lines.append(f"url = {quoted(capture.url)}")
    (folder / "capture.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "expected.json").write_text(rendered(capture.expected), encoding="utf-8")


def rendered(expected: dict[str, Any]) -> str:
    """JSON with one line per row of a table and per fact, so that a review reads like the table."""
    text = json.dumps(expected, ensure_ascii=False, indent=1)
    return (
        re.sub(r"\{[^{}]*\}", lambda m: re.sub(r"\s*\n\s*", " ", m[0]).replace("{ ", "{").replace(" }", "}"), text)
        + "\n"
    )


def main() -> None:
    from . import shapes_html, shapes_office, shapes_pdf, shapes_scan, shapes_text  # noqa: F401  they register themselves

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shapes", nargs="*")
    parser.add_argument("--into", type=Path, default=CAPTURES)
    args = parser.parse_args()
    for shape in SHAPES.values():
        if args.shapes and not any(shape.name.startswith(name) for name in args.shapes):
            continue
        for edition in shape.editions:
            for n in range(1, shape.copies + 1):
                name = f"{shape.name}-{edition}-{n:02}"
                folder = args.into / name
                shutil.rmtree(folder, ignore_errors=True)
                write(folder, shape.build(name, edition), shape.name, shape.why)
    print(f"{sum(1 for p in args.into.iterdir() if p.is_dir())} captures in {args.into}")


if __name__ == "__main__":
    main()
