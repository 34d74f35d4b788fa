"""The register of shapes: what a capture is made of, and how its expected result follows from the report's data."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .reports import Key, Report, broken_sums

MEDIA_TYPES = {
    "html": "text/html", "txt": "text/plain", "pdf": "application/pdf", "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xls": "application/vnd.ms-excel",
    "png": "image/png", "ofd": "application/ofd", "jpg": "image/jpeg",
}  # fmt: skip


@dataclass
class Capture:
    """Exact bytes, how the server declared them, and what must come out."""

    body: bytes
    expected: dict[str, Any]
    extension: str = "html"
    media_type: str = "text/html"
    declared_encoding: str | None = None
    link_title: str | None = None
    url: str | None = None


@dataclass
class Shape:
    name: str
    why: str
    build: Callable[[str, str], Capture]
    editions: tuple[str, ...]
    copies: int


SHAPES: dict[str, Shape] = {}


def shape(
    name: str, why: str, editions: tuple[str, ...] = ("2019", "2021"), copies: int = 1
) -> Callable[[Callable[[str, str], Capture]], Callable[[str, str], Capture]]:
    """Register a builder of `(seed, edition) -> Capture`. `why` says where publishers do this."""

    def register(build: Callable[[str, str], Capture]) -> Callable[[str, str], Capture]:
        assert name not in SHAPES, name
        SHAPES[name] = Shape(name, why, build, editions, copies)
        return build

    return register


@dataclass
class Expect:
    """What the truth says beyond the report's own data."""

    uncertain: set[Key] = field(default_factory=set)  # a careful reader may or may not give them
    must_find: bool = False
    status: str | None = "auto"
    extra: dict[str, Any] = field(default_factory=dict)


def nest(values: dict[Key, Any]) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for (tbl, row, col), value in values.items():
        out.setdefault(tbl, {}).setdefault(row, {})[col] = value
    return out


def expected(report: Report, expect: Expect | None = None) -> dict[str, Any]:
    expect = expect or Expect()
    certain = {k: v for k, v in report.values.items() if k not in expect.uncertain}
    status = expect.status
    if status == "auto":
        status = None if expect.uncertain else "complete" if report.values else "narrative"
    out: dict[str, Any] = {
        "kind": "report",
        "agency": report.agency,
        "fiscal_year": report.year,
        "title": report.title,
        "published_on": report.published_on,
        "editions": report.editions if report.values else {},
        "status": status,
        "figures": nest(certain),
        "uncertain": nest({k: v for k, v in report.values.items() if k in expect.uncertain}),
        "facts": report.facts,
        "hard_rules_broken": [] if expect.uncertain else broken_sums(report.values),
        "must_find": expect.must_find,
    }
    half_width = report.agency.replace("（", "(").replace("）", ")")
    if half_width != report.agency:
        out["agency_accept"] = [half_width]
    return out | expect.extra


def not_a_report(**extra: Any) -> dict[str, Any]:
    return {"kind": "not_a_report", "must_find": True} | extra


def capture(
    report: Report, body: str | bytes, *, extension: str = "html", encoding: str = "utf-8",
    declared: str | None = "utf-8", expect: Expect | None = None, errors: str = "strict",
) -> Capture:  # fmt: skip
    data = body if isinstance(body, bytes) else body.encode(encoding, errors)
    text_like = extension in ("html", "txt")
    return Capture(data, expected(report, expect), extension, MEDIA_TYPES[extension], declared if text_like else None)


def slug(seed: str) -> str:
    return re.sub(r"[^a-z0-9-]", "", seed)
