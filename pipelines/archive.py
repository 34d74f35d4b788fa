"""The archive: one SQLite file with every file ever fetched, and everything that was read from them.

    with Archive.open("archive.db", writing=True) as archive:
        run = archive.begin_run("add 2023.html")
        capture = archive.store_capture(run_id=run, url="file:2023.html", body=body, role="file", extract=True)
        archive.store_report(capture.id, extract(body), extractor_version=EXTRACTOR_VERSION)
        archive.end_run(run, "ok", {})

Bytes (`bodies`), where they came from (`captures`, `visits`) and what was done (`runs`) are only ever added to. Reports
and what hangs on them are derived: `forget_derived` and `store_report` for every capture make them anew. Nothing here
knows of the network; what a crawl has still to fetch (`pipelines.cycle`) is kept in the same file.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import shutil
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from sqlite_utils import Database

from pipelines.items import Check, Fact, Figure, Finding, Report, Section, Source
from pipelines.lock import Locked, WriterLock
from pipelines.revisions import Weight
from pipelines.schema import DERIVED, migrations, views

Role = Literal["list", "report", "attachment", "file"]
CaptureOutcome = Literal["new", "same", "not_modified"]
# copy: the same report at another address. worse: kept, but the better one stays current.
ReportOutcome = Literal["new", "revised", "unchanged", "copy", "worse", "not_a_report"]

# A statement waits this long for another process that has the file (a reader never blocks a writer in WAL mode).
_BUSY_SECONDS = 30


class ArchiveError(Exception):
    """The archive cannot be used. The message is one line for people: what, where, what next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One fetched file: a row of `captures`."""

    id: int
    run_id: int | None
    portal: str | None
    url: str
    request_url: str
    key: str
    parent_url: str | None
    role: str
    title: str | None
    date: str | None
    fetched_at: str
    status: int | None
    media_type: str | None
    declared_encoding: str | None
    encoding: str | None
    etag: str | None
    last_modified: str | None
    headers: str | None
    rendered: int
    refusal: str | None
    wants_extraction: int
    sha256: str


@dataclass(frozen=True, slots=True)
class StoredCapture:
    """What `store_capture` did: `same` if the address gave these bytes the last time, too."""

    id: int
    outcome: CaptureOutcome


@dataclass(frozen=True, slots=True)
class StoredReport:
    """What `store_report` did. `report_id` is the report that says it now, None for `not_a_report`."""

    outcome: ReportOutcome
    report_id: int | None


_CAPTURE_COLUMNS = ", ".join(field.name for field in fields(Capture))


class Archive:
    """An open archive. A context manager; use it from one thread."""

    def __init__(self, path: Path, db: Database, lock: WriterLock | None) -> None:
        self.path = path
        self.db = db
        self._lock = lock

    # ---- opening ------------------------------------------------------------------------------------------------

    @classmethod
    def open(cls, path: str | Path, *, writing: bool) -> Self:
        """Open an archive; for writing, make it if there is none and hold its lock.

        Raises `ArchiveError` where it is locked, no archive, made by a newer version, or cannot be read or written.
        """
        path = Path(path)
        if path.is_dir():
            raise ArchiveError(f"{path} is a folder: name a file, such as {path / 'archive.db'}")
        if not path.parent.is_dir():
            raise ArchiveError(f"{path}: there is no folder {path.parent}; make it first")
        return cls._open_to_write(path) if writing else cls._open_to_read(path)

    @classmethod
    def _open_to_write(cls, path: Path) -> Self:
        lock = WriterLock(path)
        try:
            lock.__enter__()
        except Locked as held:
            who = f"process {held.pid} (since {held.since})" if held.pid else "another process"
            raise ArchiveError(f"{path} is being written by {who}: wait for it to end, or stop it") from None
        except OSError as error:
            raise ArchiveError(f"{path} cannot be written: {error.strerror} ({lock.path})") from None
        try:
            archive = cls(path, _connect(path, f"file:{_quote(path)}?mode=rwc"), lock)
            with _told(path):
                archive._refuse_other_databases()
                archive.db.execute("PRAGMA journal_mode = WAL")
                archive.db.execute("PRAGMA foreign_keys = ON")
                archive._migrate()
                archive._make_views()
        except BaseException:
            lock.__exit__(None, None, None)
            raise
        return archive

    @classmethod
    def _open_to_read(cls, path: Path) -> Self:
        if not path.exists():
            raise ArchiveError(f"{path}: no such archive; `nianbao crawl` or `nianbao demo` makes one (--archive FILE)")
        db = _connect(path, f"file:{_quote(path)}?mode=ro")
        try:
            with _told(path):
                pending = _applied(path, db) != len(migrations.pending(Database(memory=True)))
        except ArchiveError as error:
            if "unable to open" not in str(error) and "readonly" not in str(error):
                raise
            db = _connect(path, f"file:{_quote(path)}?immutable=1")  # a read-only medium: no WAL index can be made
            with _told(path):
                pending = _applied(path, db) != len(migrations.pending(Database(memory=True)))
        if pending:  # made by an older version: bring it up to date first
            db.close()
            with cls.open(path, writing=True):
                pass
            db = _connect(path, f"file:{_quote(path)}?mode=ro")
        return cls(path, db, None)

    def _refuse_other_databases(self) -> None:
        if not _applied(self.path, self.db) and self.db.table_names():
            raise ArchiveError(f"{self.path} is an SQLite database, but not an archive: name another file")

    def _migrate(self) -> None:
        pending = migrations.pending(self.db)
        if not pending:
            return
        if _applied(self.path, self.db):
            backup = self.path.with_name(f"{self.path.name}.before-{pending[0].name}")
            backup.unlink(missing_ok=True)
            self.db.execute("VACUUM INTO ?", [str(backup)])
        with self.transaction():
            migrations.apply(self.db)

    def _make_views(self) -> None:
        wanted = {name: f"CREATE VIEW {name} AS {select.strip()}" for name, select in views().items()}
        there = dict(self.db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'").fetchall())
        if {name: there.get(name) for name in wanted} == wanted:
            return
        with self.transaction():
            for name in reversed(wanted):
                self.db.execute(f"DROP VIEW IF EXISTS {name}")
            for statement in wanted.values():
                self.db.execute(statement)

    def close(self) -> None:
        """Close the file and free the lock. May be called twice."""
        self.db.close()
        if self._lock is not None:
            self._lock.__exit__(None, None, None)
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. Inside another it is a savepoint. Raises `ArchiveError` for a full disk and the like."""
        with _told(self.path):
            if self.db.conn.in_transaction:
                with self.db.atomic():
                    yield
                return
            # IMMEDIATE: a transaction that reads first and writes later would fail at once when another one writes.
            self.db.conn.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.db.conn.execute("COMMIT")
            except BaseException:
                self.db.rollback()
                raise

    def rows(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> list[dict[str, Any]]:
        """Give the rows of a SELECT as dicts."""
        with _told(self.path):
            return list(self.db.query(sql, parameters))

    def row(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> dict[str, Any] | None:
        """Give the first row of a SELECT, None if there is none."""
        return next(iter(self.rows(sql, parameters)), None)

    # ---- runs and portals ---------------------------------------------------------------------------------------

    def begin_run(self, command: str) -> int:
        """Note that a command begins to write; give the id of the run."""
        with self.transaction():
            return self.insert("runs", {"started_at": now(), "command": command})

    def end_run(self, run_id: int, outcome: str, stats: Mapping[str, Any]) -> None:
        """Note how a run ended: ok, failures, interrupted or failed."""
        with self.transaction():
            self.db.execute(
                "UPDATE runs SET ended_at = ?, outcome = ?, stats = ? WHERE id = ?",
                [now(), outcome, json.dumps(stats, ensure_ascii=False), run_id],
            )

    def put_portal(self, portal: Mapping[str, Any]) -> None:
        """Refresh a portal's row; keys are the columns of `portals` without `updated_at`, lists as lists."""
        row = {k: json.dumps(v, ensure_ascii=False) if isinstance(v, (list, tuple)) else v for k, v in portal.items()}
        with self.transaction():
            there = self.row("SELECT * FROM portals WHERE name = ?", [row["name"]]) or {}
            if any(there.get(column) != value for column, value in row.items()):
                columns = ", ".join([*row, "updated_at"])
                marks = ", ".join("?" * (len(row) + 1))
                self.db.execute(f"INSERT OR REPLACE INTO portals ({columns}) VALUES ({marks})", [*row.values(), now()])  # noqa: S608
            if row["agency"]:  # an address that somebody named has none
                self._put_agency(row["agency"], row.get("region_code"), row.get("level"))

    def _put_agency(self, name: str, region_code: str | None, level: str | None) -> None:
        self.db.execute(
            "INSERT INTO agencies (name, region_code, level, first_seen) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (name) DO UPDATE SET"
            " region_code = COALESCE(region_code, excluded.region_code), level = COALESCE(level, excluded.level)"
            " WHERE region_code IS NOT COALESCE(region_code, excluded.region_code)"
            " OR level IS NOT COALESCE(level, excluded.level)",
            [name, region_code, level, now()],
        )

    # ---- captures -----------------------------------------------------------------------------------------------

    def store_capture(
        self,
        *,
        run_id: int | None,
        url: str,
        body: bytes,
        role: Role,
        extract: bool = False,
        key: str | None = None,
        request_url: str | None = None,
        portal: str | None = None,
        parent_url: str | None = None,
        title: str | None = None,
        date: str | None = None,
        status: int | None = None,
        media_type: str | None = None,
        declared_encoding: str | None = None,
        etag: str | None = None,
        last_modified: str | None = None,
        headers: Mapping[str, Any] | None = None,
        rendered: bool = False,
        refusal: str | None = None,
    ) -> StoredCapture:
        """Keep the bytes that an address gave. Bytes it gave the last time as well are only a visit.

        `extract`: they may be a report. `key` identifies the request (default: the address). `refusal` marks bytes
        that are no content (a challenge, a login page): kept as evidence, never the answer to a later 304.
        """
        key = key or request_url or url
        sha256 = hashlib.sha256(body).hexdigest()
        with self.transaction():
            last = self.row(
                "SELECT id, sha256 FROM captures WHERE key = ? AND refusal IS ? ORDER BY id DESC LIMIT 1",
                [key, refusal],
            )
            if last and last["sha256"] == sha256:
                self._visit(last["id"], run_id, status, etag, last_modified)
                return StoredCapture(last["id"], "same")
            if not self.row("SELECT 1 FROM bodies WHERE sha256 = ?", [sha256]):
                self.insert("bodies", {"sha256": sha256, "size": len(body), "body": zlib.compress(body)})
            capture_id = self.insert(
                "captures",
                {
                    "run_id": run_id, "portal": portal, "url": url, "request_url": request_url or url, "key": key,
                    "parent_url": parent_url, "role": role, "title": title, "date": date, "fetched_at": now(),
                    "status": status, "media_type": media_type, "declared_encoding": declared_encoding, "etag": etag,
                    "last_modified": last_modified, "rendered": int(rendered), "refusal": refusal,
                    "headers": json.dumps(headers, ensure_ascii=False) if headers else None,
                    "wants_extraction": int(extract and refusal is None), "sha256": sha256,
                },
            )  # fmt: skip
        return StoredCapture(capture_id, "new")

    def store_not_modified(
        self, capture_id: int, *, run_id: int | None, etag: str | None = None, last_modified: str | None = None
    ) -> StoredCapture:
        """Note that the server answered 304 for an address whose last bytes are those of `capture_id`."""
        with self.transaction():
            self._visit(capture_id, run_id, 304, etag, last_modified)
        return StoredCapture(capture_id, "not_modified")

    def _visit(
        self, capture_id: int, run_id: int | None, status: int | None, etag: str | None, last_modified: str | None
    ) -> None:
        row = {"run_id": run_id, "capture_id": capture_id, "fetched_at": now(), "status": status}
        self.insert("visits", {**row, "etag": etag, "last_modified": last_modified})

    def body(self, sha256: str) -> bytes:
        """Give the bytes with a digest. Raises KeyError if they are not there, ArchiveError if they are damaged."""
        row = self.row("SELECT body FROM bodies WHERE sha256 = ?", [sha256])
        if row is None:
            raise KeyError(sha256)
        try:
            return zlib.decompress(row["body"])
        except zlib.error as error:
            raise ArchiveError(
                f"{self.path}: body {sha256} is damaged ({error}); restore the file from a copy"
            ) from None

    def has_body(self, sha256: str) -> bool:
        """Say whether the bytes with a digest are there."""
        return self.row("SELECT 1 FROM bodies WHERE sha256 = ?", [sha256]) is not None

    def capture(self, capture_id: int) -> Capture:
        """Give one capture. Raises KeyError."""
        row = self.row(f"SELECT {_CAPTURE_COLUMNS} FROM captures WHERE id = ?", [capture_id])  # noqa: S608
        if row is None:
            raise KeyError(capture_id)
        return Capture(**row)

    def captures(self, *, portal: str | None = None, only_waiting: bool = False) -> Iterator[Capture]:
        """Give the captures that may be reports, in the order they came; `only_waiting`: those not yet extracted."""
        where = ["wants_extraction"]
        if portal is not None:
            where.append("portal = :portal")
        if only_waiting:
            where.append("id NOT IN (SELECT capture_id FROM extractions)")
        sql = f"SELECT id FROM captures WHERE {' AND '.join(where)} ORDER BY id"  # noqa: S608 - fixed parts
        for row in self.rows(sql, {"portal": portal}):
            yield self.capture(row["id"])

    def is_extracted(self, capture_id: int) -> bool:
        """Say whether a capture has been read."""
        return self.row("SELECT 1 FROM extractions WHERE capture_id = ?", [capture_id]) is not None

    def last_good_capture(self, key: str) -> tuple[Capture, str | None, str | None, int] | None:
        """Give what a request gave last: capture, newest etag and last-modified, and how many 304 in a row since."""
        row = self.row("SELECT id FROM captures WHERE key = ? AND refusal IS NULL ORDER BY id DESC LIMIT 1", [key])
        if row is None:
            return None
        capture = self.capture(row["id"])
        visits = self.rows("SELECT * FROM visits WHERE capture_id = ? ORDER BY id DESC LIMIT 50", [capture.id])
        etag, last_modified = capture.etag, capture.last_modified
        for visit in visits:
            if visit["etag"] or visit["last_modified"]:
                etag, last_modified = visit["etag"], visit["last_modified"]
                break
        unasked = next((n for n, visit in enumerate(visits) if visit["status"] != 304), len(visits))
        return capture, etag, last_modified, unasked

    def last_asked(self, portal: str) -> dict[str, str]:
        """Give the requests for a portal's reports and files that were answered, and when last, the oldest first."""
        rows = self.rows(
            "SELECT c.key, MAX(COALESCE(v.fetched_at, c.fetched_at)) AS asked FROM captures AS c"
            " LEFT JOIN visits AS v ON v.capture_id = c.id"
            " WHERE c.portal = ? AND c.role IN ('report', 'attachment') AND c.refusal IS NULL"
            " GROUP BY c.key ORDER BY asked, MAX(v.id), c.key",
            [portal],
        )
        return {row["key"]: row["asked"] for row in rows}

    # ---- reports ------------------------------------------------------------------------------------------------

    def store_report(
        self, capture_id: int, report: Report, *, extractor_version: str, seconds: float | None = None
    ) -> StoredReport:
        """Keep what was read from a capture, and decide which report of its agency and year is current.

        A capture that was read before keeps its first reading (`forget_derived` makes room for another).
        """
        with self.transaction():
            done = self.row("SELECT outcome, report_id FROM extractions WHERE capture_id = ?", [capture_id])
            if done:
                return StoredReport(done["outcome"], done["report_id"])
            capture = self.capture(capture_id)
            findings = list(report.findings)
            if report.kind == "report":
                stored = self._publish(capture, report, extractor_version, findings)
            else:
                stored = StoredReport("not_a_report", None)
                if lost := self._last_report(capture, None, None):
                    detail = f"gave the report of {lost['fiscal_year']} before; that one stays"
                    findings.append(Finding(code="worse_answer", kind="source", detail=detail))
            self.insert(
                "extractions",
                {
                    "capture_id": capture_id, "extractor_version": extractor_version, "kind": report.kind,
                    "status": report.status, "outcome": stored.outcome, "report_id": stored.report_id,
                    "seconds": seconds,
                },
            )  # fmt: skip
            self.db.execute("UPDATE captures SET encoding = ? WHERE id = ?", [report.source.encoding, capture_id])
            # A list page is not expected to be a report: what it lacks is no news.
            if report.kind == "report" or capture.role != "list":
                self._insert_findings(capture, stored, report.kind, findings)
        return stored

    def _publish(
        self, capture: Capture, report: Report, extractor_version: str, findings: list[Finding]
    ) -> StoredReport:
        agency = report.agency or self._portal_agency(capture, findings)
        if agency is None or report.fiscal_year is None:
            missing = "agency" if agency is None else "fiscal year"
            findings.append(
                Finding(code="unidentified", kind="reader", detail=f"no {missing} stated: not in the panel")
            )
        weight = Weight.of(report)
        same_address = self._last_report(capture, agency, report.fiscal_year)
        current = self.row(
            "SELECT r.*, c.key FROM reports AS r JOIN captures AS c ON c.id = r.capture_id"
            " WHERE r.agency = ? AND r.fiscal_year = ? AND r.is_current",
            [agency, report.fiscal_year],
        )
        for known in (same_address, current if current and current["key"] == capture.key else None):
            if known and known["content_sha256"] == weight.content_sha256:
                return StoredReport("unchanged", known["id"])
        outcome: ReportOutcome = "revised" if same_address else "new"
        publish = agency is not None and report.fiscal_year is not None
        if current is not None and current["key"] == capture.key:
            if reason := weight.worse_than(current):
                findings.append(Finding(code="worse_answer", kind="source", detail=f"{reason}; the former one stays"))
                outcome, publish = "worse", False
        elif current is not None:
            if weight.repeats(current):
                return StoredReport("copy", current["id"])
            outcome, publish = "copy", weight.rank() > Weight.from_row(current).rank()
            if weight.figures_sha256 != current["figures_sha256"] and weight.n_filled and current["n_filled"]:
                detail = f"its figures differ from those at {current['url']}"
                findings.append(Finding(code="copies_differ", kind="source", detail=detail))
        if publish and current is not None:
            self.db.execute("UPDATE reports SET is_current = 0 WHERE id = ?", [current["id"]])
        if agency is not None:
            self._put_agency(agency, report.region_code, report.level)
        report_id = self.insert(
            "reports",
            {
                "capture_id": capture.id, "portal": capture.portal, "agency": agency, "fiscal_year": report.fiscal_year,
                "title": report.title, "published_on": report.published_on, "url": capture.url, "status": report.status,
                "scope": report.scope, "level": report.level, "region_code": report.region_code,
                "editions": json.dumps(report.editions, sort_keys=True), "media_type": report.source.media_type,
                "encoding": report.source.encoding, "captured_at": capture.fetched_at, "is_current": int(publish),
                "extractor_version": extractor_version, "n_filled": weight.n_filled, "n_held": weight.n_held,
                "text_chars": weight.text_chars, "figures_sha256": weight.figures_sha256,
                "content_sha256": weight.content_sha256,
            },
        )  # fmt: skip
        self._insert_parts(report_id, report)
        return StoredReport(outcome, report_id)

    def _portal_agency(self, capture: Capture, findings: list[Finding]) -> str | None:
        """Give the agency that runs the portal, if no other publishes there; a report that does not name one is its."""
        portal = capture.portal and self.row("SELECT agency, agencies FROM portals WHERE name = ?", [capture.portal])
        if not portal or not portal["agency"] or set(json.loads(portal["agencies"])) - {portal["agency"]}:
            return None
        detail = f"{portal['agency']} runs the portal; the document names no agency"
        findings.append(Finding(code="agency_from_portal", kind="reader", detail=detail))
        return str(portal["agency"])

    def _last_report(self, capture: Capture, agency: str | None, year: int | None) -> dict[str, Any] | None:
        """Give the newest report from the capture's address, of an agency and year if they are given."""
        chosen = "AND r.agency IS :agency AND r.fiscal_year IS :year" if agency or year else ""
        return self.row(
            "SELECT r.* FROM captures AS c JOIN extractions AS e ON e.capture_id = c.id"  # noqa: S608 - fixed parts
            f" JOIN reports AS r ON r.id = e.report_id WHERE c.key = :key AND c.id < :id {chosen}"
            " ORDER BY c.id DESC LIMIT 1",
            {"key": capture.key, "id": capture.id, "agency": agency, "year": year},
        )

    def _insert_parts(self, report_id: int, report: Report) -> None:
        execute = self.db.conn.executemany
        execute(
            "INSERT INTO figures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(report_id, f.tbl, f.row, f.col, f.value, f.unit, f.raw, f.place, f.method) for f in report.figures],
        )
        execute(
            "INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?)",
            [(report_id, f.indicator, f.value, f.unit, f.qualifier, f.quote) for f in report.facts],
        )
        execute(
            "INSERT INTO checks VALUES (?, ?, ?, ?, ?, ?)",
            [(report_id, c.rule, c.place, c.held, c.left, c.right) for c in report.checks],
        )
        for section in report.sections:
            row = {"report_id": report_id, "number": section.number, "id": section.id}
            rowid = self.insert("sections", {**row, "heading": section.heading, "text": section.text})
            self.db.execute(
                "INSERT INTO sections_fts (rowid, heading, text) VALUES (?, ?, ?)",
                [rowid, spaced(section.heading), spaced(section.text)],
            )

    def _insert_findings(self, capture: Capture, stored: StoredReport, kind: str, findings: Iterable[Finding]) -> None:
        # An unchanged report has its findings already.
        if kind == "report" and stored.outcome == "unchanged":
            return
        for finding in findings:
            self.insert(
                "findings",
                {
                    "capture_id": capture.id, "report_id": stored.report_id, "portal": capture.portal,
                    "url": capture.url, "code": finding.code, "kind": finding.kind, "place": finding.place,
                    "detail": finding.detail, "found_at": now(),
                },
            )  # fmt: skip

    def forget_derived(self) -> None:
        """Empty everything derived, in the caller's transaction: `store_report` for each capture fills it again."""
        with self.transaction():
            self.db.execute("DELETE FROM findings WHERE kind IN ('source', 'reader')")
            self.db.execute("UPDATE findings SET report_id = NULL")
            for table in DERIVED:
                self.db.execute(f"DELETE FROM {table}")  # noqa: S608 - fixed names

    def load_report(self, report_id: int) -> Report:
        """Give a stored report as extraction gave it. Raises KeyError."""
        row = self.row(
            "SELECT r.*, c.sha256 FROM reports AS r JOIN captures AS c ON c.id = r.capture_id WHERE r.id = ?",
            [report_id],
        )
        if row is None:
            raise KeyError(report_id)

        def parts(table: str, columns: str, order: str) -> list[dict[str, Any]]:
            return self.rows(f"SELECT {columns} FROM {table} WHERE report_id = ? ORDER BY {order}", [report_id])  # noqa: S608

        checks = parts("checks", 'rule, place, held, "left", "right"', "rowid")
        return Report(
            source=Source(sha256=row["sha256"], media_type=row["media_type"], encoding=row["encoding"]),
            kind="report",
            status=row["status"],
            editions=json.loads(row["editions"]),
            sections=tuple(Section(**s) for s in parts("sections", "number, id, heading, text", "section_id")),
            figures=tuple(
                Figure(**f) for f in parts("figures", "tbl, row, col, value, unit, raw, place, method", "tbl, row, col")
            ),
            facts=tuple(Fact(**f) for f in parts("facts", "indicator, value, unit, qualifier, quote", "rowid")),
            checks=tuple(Check(**{**c, "held": None if c["held"] is None else bool(c["held"])}) for c in checks),
            findings=tuple(Finding(**f) for f in parts("findings", "code, kind, place, detail", "id")),
            **{
                name: row[name]
                for name in ("agency", "fiscal_year", "title", "published_on", "scope", "level", "region_code")
            },
        )

    def search(self, words: str, limit: int = 50) -> list[dict[str, Any]]:
        """Find current reports by words of their narrative, of any length; several must all stand in one section."""
        phrases = [f'"{spaced(word)}"' for word in words.replace('"', " ").split()]
        if not phrases:
            return []
        return self.rows(
            "SELECT r.agency, r.fiscal_year, r.title, r.url, s.report_id, s.number, s.heading, s.text"
            " FROM sections_fts AS f JOIN sections AS s ON s.section_id = f.rowid"
            " JOIN latest AS r ON r.id = s.report_id"
            " WHERE sections_fts MATCH ? ORDER BY f.rank LIMIT ?",
            [" ".join(phrases), limit],
        )

    # ---- findings of a crawl ------------------------------------------------------------------------------------

    def add_finding(
        self,
        code: str,
        *,
        detail: str = "",
        run_id: int | None = None,
        portal: str | None = None,
        url: str | None = None,
        capture_id: int | None = None,
        place: str = "",
    ) -> None:
        """Note what went wrong while fetching."""
        with self.transaction():
            self.insert(
                "findings",
                {
                    "run_id": run_id, "capture_id": capture_id, "portal": portal, "url": url, "code": code,
                    "kind": "crawl", "place": place, "detail": detail, "found_at": now(),
                },
            )  # fmt: skip

    def insert(self, table: str, row: Mapping[str, Any]) -> int:
        """Insert a row, in the caller's transaction; give its id."""
        columns, marks = ", ".join(row), ", ".join("?" * len(row))
        sql = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 - names come from this module
        return int(self.db.conn.execute(sql, list(row.values())).lastrowid or 0)


def now() -> str:
    """Give the time in UTC, as it is stored.

    >>> len(now()), now().endswith("Z")
    (20, True)
    """
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def spaced(text: str) -> str:
    """Separate characters outside words of letters and digits, so that full-text search finds any run of Chinese.

    >>> spaced("共收到政府信息公开申请215件, PDF")
    '共 收 到 政 府 信 息 公 开 申 请 215 件 , PDF'
    """
    return " ".join(re.findall(r"[0-9A-Za-z]+|\S", text))


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what SQLite says into one line for people."""
    try:
        yield
    except sqlite3.Error as error:
        words = str(error)
        if "not a database" in words:
            raise ArchiveError(f"{path} is not an archive (no SQLite database): name another file") from error
        if "full" in words:
            free = shutil.disk_usage(path.parent).free // 2**20
            raise ArchiveError(
                f"{path}: the disk is full ({free} MB free): make room and run the command again"
            ) from error
        if "locked" in words or "busy" in words:
            raise ArchiveError(f"{path} is in use by another program: close it and run the command again") from error
        if "malformed" in words:
            raise ArchiveError(
                f"{path} is damaged ({words}): restore a copy, or run `sqlite3 {path} .recover`"
            ) from error
        if isinstance(error, sqlite3.OperationalError) and re.search("readonly|unable to open|disk I/O", words):
            raise ArchiveError(f"{path} cannot be used: {words}") from error
        raise


def _connect(path: Path, uri: str) -> Database:
    with _told(path):
        connection = sqlite3.connect(uri, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)
        return Database(connection)


def _quote(path: Path) -> str:
    """Write a path as the path of a `file:` URI of SQLite."""
    return path.absolute().as_posix().replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _applied(path: Path, db: Database) -> int:
    """Count the migrations that an archive has seen. Raises `ArchiveError` if it has seen later ones than we know."""
    known = {migration.name for migration in migrations.pending(Database(memory=True))}
    applied = {migration.name for migration in migrations.applied(db)}
    if applied - known:
        raise ArchiveError(f"{path} was made by a newer nianbao ({max(applied - known)}): upgrade nianbao")
    return len(applied)
