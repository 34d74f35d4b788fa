"""What placing gives, and what the rows read so far say about the next one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import msgspec

from pipelines.items import Finding
from pipelines.lexicon import CellId, TableId


class Placed(msgspec.Struct, gc=False):
    """One printed cell and the cell of the forms it is. `text` is what is printed, `header` the column label above."""

    cell: CellId
    text: str
    place: str
    header: str = ""
    confidence: float = 1.0


class Columns(NamedTuple):
    """What a header means for one block: column ids by grid column, None for one that is known and has no figure.

    `plain` is the same as (grid column, id, label) from left to right, where every column is one of the grid's own:
    a row of single cells below them needs no search. None where an id stands over several columns.
    """

    ids: dict[int, str | None]
    named: tuple[str, ...]
    plain: tuple[tuple[int, str | None, str], ...] | None


@dataclass(slots=True)
class State:
    """The table being read and its header; `year` is the report's.

    `stream` is the header's labels in reading order, `header` those by grid column, `kinds` the kind of case by grid
    column (disputes), `kind` the one that a caption above the table names, `repeated` the labels that stand in several
    cells of one header row, `columns` what the header means for each block, `remarks` the grid columns of notes (备注).
    `aligned` is False once grid and header do not fit together; `header_open` is True while header rows are being read.
    """

    year: int | None = None
    table: TableId | None = None
    stream: list[str] = field(default_factory=list)
    header: dict[int, str] = field(default_factory=dict)
    kinds: dict[int, str] = field(default_factory=dict)
    kind: str | None = None
    repeated: set[str | None] = field(default_factory=set)
    columns: dict[str, Columns] = field(default_factory=dict)
    remarks: set[int] = field(default_factory=set)
    width: int = 0
    aligned: bool = True
    header_open: bool = False

    def start(self, table: TableId | None, *, width: int = 0, aligned: bool = True) -> None:
        """Begin another table, or the next block of the disclosure table: the header so far no longer counts."""
        self.table, self.width, self.aligned = table, width, aligned
        self.stream, self.header, self.kinds, self.repeated = [], {}, {}, set()
        self.columns, self.remarks = {}, set()
        self.header_open = False


@dataclass(slots=True)
class Placement:
    """Everything placed, what could not be, the official tables met, and the places of the grids that held them.

    `other_years` are the tables whose heading names another year than the report's.
    """

    placed: list[Placed] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    met: set[TableId] = field(default_factory=set)
    grids: set[str] = field(default_factory=set)
    other_years: dict[str, str] = field(default_factory=dict)

    def unread(self, code: str, place: str, detail: str) -> None:
        """Note a row or cell that is printed and was not placed."""
        self.findings.append(Finding(code=code, kind="reader", place=place, detail=detail[:200]))

    def unofficial(self, place: str, detail: str) -> None:
        """Note a row of numbers that is in no form, as some publishers add: 其他主动公开文件.

        An official row that goes by an unknown name is missed all the same, where the cells of the form are counted.
        """
        self.findings.append(Finding(code="unknown_row", kind="source", place=place, detail=detail[:200]))
