"""What extraction gives: one `Report` per document, in the words of the contract (§3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec

Kind = Literal["report", "not_a_report"]
Status = Literal["complete", "partial", "narrative", "failed"]
Qualifier = Literal["exact", "approx", "at_least"]
Scope = Literal["government_aggregate", "office_only", "department", "township"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the bytes came from. `encoding` is the one they were read in, None for binary formats."""

    path: str | None = None
    sha256: str
    media_type: str
    encoding: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One numbered part of the narrative. `id` is one of `forms/sections.toml`, None for an unknown heading."""

    number: str | None
    id: str | None
    heading: str
    text: str


class Figure(msgspec.Struct, frozen=True, gc=False):
    """One cell of an official table. `value` is the printed number in the printed `unit`, None if none is.

    A struct, as everything that is made by the hundred for each report: a dataclass takes thrice as long to build.
    """

    tbl: str
    row: str
    col: str
    value: int | float | None
    unit: str | None
    raw: str
    place: str
    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One number stated in the narrative, with the words that state it."""

    indicator: str
    value: int | float
    unit: str | None
    qualifier: Qualifier
    quote: str


class Check(msgspec.Struct, frozen=True, gc=False):
    """One official sum. `held` is None where a blank cell leaves it open."""

    rule: str
    place: str
    held: bool | None
    left: int | float | None
    right: int | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something not understood (`kind` reader) or not adding up in what was published (`kind` source)."""

    code: str
    kind: Literal["source", "reader"]
    place: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything one document says, computed from its bytes alone."""

    source: Source
    kind: Kind
    status: Status
    agency: str | None = None
    fiscal_year: int | None = None
    title: str | None = None
    published_on: str | None = None
    scope: Scope | None = None
    level: str | None = None
    region_code: str | None = None
    editions: dict[str, str] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()
    figures: tuple[Figure, ...] = ()
    facts: tuple[Fact, ...] = ()
    checks: tuple[Check, ...] = ()
    findings: tuple[Finding, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The object that `nianbao extract --format json` prints, ready for `json.dumps`."""
        built: dict[str, Any] = msgspec.to_builtins(self)
        return built
