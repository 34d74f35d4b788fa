"""The official tables as data: one TOML file an edition, and the lexicon of labels that all of them make together.

`form("2021").tables["requests"]` is a table; `LEXICON` answers what a printed label may mean.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from pipelines.labels import caption, key

EDITIONS = ("2014", "2019", "2021")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of an official table. `unit` "——" marks a group row of the 2014 form, which has no value."""

    id: str
    label: str
    keys: frozenset[str]
    parent: str | None = None
    unit: str | None = None

    @property
    def is_group(self) -> bool:
        """Whether the row only heads others."""
        return self.unit == "——"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an official table and what may stand in it."""

    id: str
    label: str
    keys: frozenset[str]
    unit: str | None = None
    decimal: bool = False
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that share a header. The disclosure table has one per 项 of article 20; the others are one block."""

    caption: str | None
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class TableForm:
    """One official table of one edition."""

    id: str
    heading: str
    blocks: tuple[Block, ...]
    groups: tuple[Row, ...] = ()
    corner: str | None = None

    def cells(self) -> list[tuple[Row, Column]]:
        """Every cell of the table that can hold a number, in printed order."""
        return [(r, c) for b in self.blocks for r in b.rows if not r.is_group for c in b.columns]


@dataclass(frozen=True, slots=True)
class Form:
    """The tables of one edition by id."""

    edition: str
    tables: Mapping[str, TableForm]


def _keys(entry: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(key(text) for text in [entry["label"], *entry.get("aliases", [])])


def _row(entry: Mapping[str, Any]) -> Row:
    return Row(entry["id"], entry["label"], _keys(entry), entry.get("parent"), entry.get("unit"))


def _column(entry: Mapping[str, Any], default_unit: str | None = None) -> Column:
    return Column(
        entry["id"],
        entry["label"],
        _keys(entry),
        entry.get("unit", default_unit),
        entry.get("type") == "decimal",
        bool(entry.get("signed")),
    )


def _table(name: str, entry: Mapping[str, Any]) -> TableForm:
    default_unit = "件" if name in ("requests", "disputes") else None
    blocks = tuple(
        Block(
            caption(block["caption"]) if "caption" in block else None,
            tuple(_row(r) for r in block["rows"]),
            tuple(_column(c, default_unit) for c in block["columns"]),
        )
        for block in entry.get("blocks", [entry])
    )
    groups = tuple(_row(g) for g in entry.get("groups", []))
    return TableForm(name, entry["heading"], blocks, groups, entry.get("corner"))


@cache
def form(edition: str) -> Form:
    """The form of an edition ("2014", "2019" or "2021")."""
    data = tomllib.loads((resources.files(__package__) / f"{edition}.toml").read_text(encoding="utf-8"))
    return Form(edition, {name: _table(name, data[name]) for name in data if isinstance(data[name], dict)})


@dataclass(frozen=True, slots=True)
class SectionForm:
    """A part of the narrative: its id and the keys of the headings it goes by."""

    id: str
    keys: frozenset[str]


@cache
def section_forms() -> tuple[SectionForm, ...]:
    """The parts of the narrative, official headings first."""
    data = tomllib.loads((resources.files(__package__) / "sections.toml").read_text(encoding="utf-8"))
    return tuple(SectionForm(entry["id"], _keys(entry)) for entry in data["sections"])
