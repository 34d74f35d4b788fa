"""`nianbao reextract`: extraction again over every stored capture; the difference is shown, `--write` keeps it.

No network is used: what is extracted are the stored bytes. This is how an upgrade of the extraction is reviewed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from pipelines.archive import Archive, Capture
from pipelines.commands import (
    FAILED,
    Years,
    archive_option,
    json_option,
    note,
    print_json,
    printable,
    quiet_option,
    years_option,
)
from pipelines.commands.files import side_by_side, tracked
from pipelines.extract import EXTRACTOR_VERSION
from pipelines.items import Report
from pipelines.limited import extract_limited

OF_THE_ARCHIVE = frozenset({"agency_from_portal", "unidentified", "worse_answer", "copies_differ"})


@dataclass(frozen=True, slots=True)
class Change:
    """What a new extraction of one capture says that the stored one does not."""

    url: str
    agency: str | None
    fiscal_year: int | None
    cells: list[dict[str, Any]] = field(default_factory=list)
    facts: list[dict[str, Any]] = field(default_factory=list)
    about: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    more_unread: int = 0

    def __bool__(self) -> bool:
        return bool(self.cells or self.facts or self.about)

    def as_json(self) -> dict[str, Any]:
        """The change as plain data; `about` holds [before, after] pairs."""
        return {
            "url": self.url, "agency": self.agency, "fiscal_year": self.fiscal_year,
            "about": {key: list(pair) for key, pair in self.about.items()}, "figures": self.cells, "facts": self.facts,
        }  # fmt: skip


@click.command()
@click.option("--write", is_flag=True, help="Keep the new extraction; without it nothing is changed.")
@click.option("--portal", metavar="NAME", help="Only the captures of this portal (not with --write).")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Extracted side by side.")
@archive_option(must_exist=True)
@years_option
@json_option
@quiet_option
def command(
    write: bool, portal: str | None, jobs: int, archive: Path, years: Years, as_json: bool, quiet: bool
) -> None:
    """Run the extraction again over every stored capture; print what would change, write it with --write.

    Exit status 1 where something that was read before is no longer read.
    """
    if write and (portal or years):
        raise click.UsageError("--write extracts the whole archive anew; leave out --portal and --years")
    changes: list[Change] = []
    seen = 0
    with Archive.open(archive, writing=False) as before:
        total = before.rows("SELECT COUNT(*) AS n FROM captures WHERE wants_extraction")[0]["n"]
        steps = tracked(_extract(before, portal, jobs), "extracting", total, quiet=quiet)
        with _written(archive) if write else nullcontext() as after:
            for capture, report in steps:
                if years and report.fiscal_year not in years:
                    continue
                seen += 1
                if after is not None:
                    after.store_report(capture.id, report, extractor_version=EXTRACTOR_VERSION)
                if change := _compare(before, capture, report):
                    changes.append(change)
    counts = {
        "captures": seen, "changed": len(changes), "figures": sum(len(change.cells) for change in changes),
        "facts": sum(len(change.facts) for change in changes),
        "less_read": sum(change.more_unread > 0 for change in changes),
    }  # fmt: skip
    if as_json:
        print_json(
            {"archive": str(archive), "written": write, "counts": counts, "changes": [c.as_json() for c in changes]}
        )
    else:
        for change in changes:
            click.echo("\n".join(_lines(change)))
        done = "written" if write else "would change; --write keeps it" if changes else "nothing would change"
        note(", ".join(f"{name.replace('_', ' ')} {n}" for name, n in counts.items()) + f": {done}")
    if counts["less_read"]:
        raise click.exceptions.Exit(FAILED)


def _extract(archive: Archive, portal: str | None, jobs: int) -> Iterator[tuple[Capture, Report]]:
    def one(step: tuple[Capture, bytes]) -> tuple[Capture, Report]:
        capture, body = step
        return capture, extract_limited(
            body,
            url=capture.url,
            title=capture.title,
            media_type=capture.media_type,
            declared_encoding=capture.declared_encoding,
        )

    bodies = ((capture, archive.body(capture.sha256)) for capture in archive.captures(portal=portal))
    return side_by_side(one, bodies, jobs)


@contextmanager
def _written(path: Path) -> Iterator[Archive]:
    """The archive without anything derived, to be filled anew; all of it in one transaction, or none."""
    with Archive.open(path, writing=True) as archive:
        run = archive.begin_run("reextract")
        outcome = "failed"
        try:
            with archive.transaction():
                archive.forget_derived()
                yield archive
            outcome = "ok"
        except KeyboardInterrupt:
            outcome = "interrupted"
            raise
        finally:
            archive.end_run(run, outcome, {"extractor_version": EXTRACTOR_VERSION})


def _compare(archive: Archive, capture: Capture, report: Report) -> Change | None:
    """What is new against what is stored for the capture; only its kind where its report is kept at another address."""
    stored = archive.row(
        "SELECT x.kind, r.id FROM extractions AS x LEFT JOIN reports AS r ON r.id = x.report_id"
        " AND r.capture_id = x.capture_id WHERE x.capture_id = ?",
        [capture.id],
    )
    old = archive.load_report(stored["id"]) if stored and stored["id"] else None
    return compare(capture.url, old, stored["kind"] if stored else None, report)


def compare(url: str, old: Report | None, old_kind: str | None, new: Report) -> Change | None:
    """Every figure, fact and statement about the report that differs, None if nothing does.

    `old` is None where no report was stored for this very capture; then `old_kind` says what was, if anything.
    """
    more_unread = max(0, _unread(new) - _unread(old)) if old else 0
    change = Change(url, new.agency, new.fiscal_year, more_unread=more_unread)
    if old is None:
        if old_kind != new.kind:
            change.about["kind"] = (old_kind, new.kind)
        if new.kind != "report" or old_kind == "report":  # nothing to compare with, or kept at another address
            return change or None
    for name in ("kind", "status", "agency", "fiscal_year", "title", "published_on", "editions") if old else ():
        before, after = getattr(old, name), getattr(new, name)
        if before != after and not (name == "agency" and after is None and _from_portal(old)):
            change.about[name] = (before, after)
    if old is not None and (codes := _codes(old)) != _codes(new):
        change.about["findings"] = (codes, _codes(new))
    if old is not None and (texts := [s.text for s in old.sections]) != [s.text for s in new.sections]:
        change.about["characters of text"] = (sum(map(len, texts)), sum(len(s.text) for s in new.sections))
    was = {(f.tbl, f.row, f.col): (f.value, f.unit) for f in old.figures} if old else {}
    now = {(f.tbl, f.row, f.col): (f.value, f.unit) for f in new.figures}
    for cell in [*was, *(cell for cell in now if cell not in was)]:
        if was.get(cell) != now.get(cell):
            change.cells.append({"cell": ".".join(cell), "before": was.get(cell), "after": now.get(cell)})
    counted = Counter((f.indicator, f.value, f.unit) for f in new.facts)
    counted.subtract((f.indicator, f.value, f.unit) for f in (old.facts if old else ()))
    for (indicator, value, unit), n in counted.items():
        if n:
            change.facts.append({"indicator": indicator, "value": value, "unit": unit, "new": n > 0})
    return change or None


def _from_portal(report: Report | None) -> bool:
    """Whether the archive, not the document, named the agency."""
    return report is not None and any(finding.code == "agency_from_portal" for finding in report.findings)


def _codes(report: Report) -> dict[str, int]:
    """How often each finding of the extraction occurs, without those that the archive adds when it stores a report."""
    return dict(sorted(Counter(f.code for f in report.findings if f.code not in OF_THE_ARCHIVE).items()))


def _unread(report: Report) -> int:
    return sum(finding.kind == "reader" and finding.code not in OF_THE_ARCHIVE for finding in report.findings)


def _lines(change: Change) -> list[str]:
    lines = [f"{change.agency or 'agency unknown'} {change.fiscal_year or ''}  {change.url}"]
    lines += [f"  {name}: {before} → {after}" for name, (before, after) in change.about.items()]
    lines += [f"  {cell['cell']}: {_value(cell['before'])} → {_value(cell['after'])}" for cell in change.cells]
    lines += [f"  {'+' if f['new'] else '-'} {f['indicator']} {f['value']}{f['unit'] or ''}" for f in change.facts]
    return [printable(line) if not line.startswith("  ") else "  " + printable(line[2:]) for line in lines]


def _value(cell: tuple[float | None, str | None] | None) -> str:
    if cell is None:
        return "not read"
    value, unit = cell
    return "blank" if value is None else f"{value}{unit or ''}"
