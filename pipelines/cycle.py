"""The crawl of a portal that is under way: what is still to be fetched, in the archive.

Every change of it may stand in one transaction with the bytes of a page (`Archive.transaction`), so a crawl may be
killed at any moment. A cycle that has nothing left is finished, and the next crawl begins another.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping
from typing import Any, Self

from pipelines.archive import Archive, Capture, now


class Cycle:
    """One cycle of one portal. Requests are rows of `frontier`: queued, leased (under way), done or failed."""

    def __init__(self, archive: Archive, cycle_id: int, portal: str) -> None:
        self.archive, self.id, self.portal = archive, cycle_id, portal

    @classmethod
    def open(cls, archive: Archive, portal: str, scope: str, *, max_leases: int = 20) -> Self:
        """Give the crawl cycle of a portal that is under way, or begin one. `scope` says what is asked for (years).

        What a killed process had in hand is queued again, unless it was killed over it so often that the page is to
        blame. A cycle with another scope is given up.
        """
        with archive.transaction():
            last = archive.row("SELECT * FROM cycles WHERE portal = ? ORDER BY id DESC LIMIT 1", [portal])
            if last and last["finished_at"] is None and last["scope"] == scope:
                cycle = cls(archive, int(last["id"]), portal)
                cycle._take_back(max_leases)
                return cycle
            archive.db.execute(
                "DELETE FROM frontier WHERE cycle_id IN (SELECT id FROM cycles WHERE portal = ?)", [portal]
            )
            cycle_id = archive.insert("cycles", {"portal": portal, "scope": scope, "started_at": now()})
            return cls(archive, cycle_id, portal)

    def _take_back(self, max_leases: int) -> None:
        for row in self.archive.rows(
            "SELECT id, url, attempts FROM frontier WHERE cycle_id = ? AND state = 'leased'", [self.id]
        ):
            if row["attempts"] < max_leases:
                self.postpone(row["id"], 0, "cut_off")
            else:
                self.settle(row["id"], "cut_off", failed=True)
                detail = f"every one of {row['attempts']} crawls ended over this page"
                self.archive.add_finding("cut_off", detail=detail, portal=self.portal, url=row["url"])

    def enqueue(self, requests: Iterable[Mapping[str, Any]]) -> int:
        """Queue requests (columns of `frontier`); one the cycle has already is dropped. Give how many were new."""
        added = 0
        with self.archive.transaction():
            for request in requests:
                columns = ", ".join(("cycle_id", *request))
                marks = ", ".join("?" * (len(request) + 1))
                sql = f"INSERT OR IGNORE INTO frontier ({columns}) VALUES ({marks})"  # noqa: S608 - names are columns
                added += self.archive.db.conn.execute(sql, [self.id, *request.values()]).rowcount
        return added

    def lease(self, resting: Iterable[str] = ()) -> dict[str, Any] | None:
        """Take the next request that is due, None if none is; hosts that are `resting` are passed over."""
        with self.archive.transaction():
            row = self.archive.row(
                "SELECT * FROM frontier WHERE cycle_id = ? AND state = 'queued' AND next_try <= ?"
                " AND host NOT IN (SELECT value FROM json_each(?)) ORDER BY priority DESC, id LIMIT 1",
                [self.id, time.time(), json.dumps(list(resting))],
            )
            if row is not None:
                self.archive.db.execute(
                    "UPDATE frontier SET state = 'leased', attempts = attempts + 1 WHERE id = ?", [row["id"]]
                )
        return row

    def settle(self, row_id: int, outcome: str, *, capture_id: int | None = None, failed: bool = False) -> None:
        """Note that a request is done, or failed for good in this cycle."""
        state = "failed" if failed else "done"
        with self.archive.transaction():
            self.archive.db.execute(
                "UPDATE frontier SET state = ?, outcome = ?, capture_id = ? WHERE id = ?",
                [state, outcome, capture_id, row_id],
            )

    def postpone(self, row_id: int, until: float, outcome: str) -> None:
        """Queue a request again for later; `outcome` is the code of what failed."""
        with self.archive.transaction():
            self.archive.db.execute(
                "UPDATE frontier SET state = 'queued', next_try = ?, outcome = ? WHERE id = ?", [until, outcome, row_id]
            )

    def rest_host(self, host: str, until: float) -> None:
        """Leave a host alone until a time."""
        with self.archive.transaction():
            self.archive.db.execute(
                "UPDATE frontier SET next_try = MAX(next_try, ?) WHERE cycle_id = ? AND host = ? AND state = 'queued'",
                [until, self.id, host],
            )

    def waiting(self, resting: Iterable[str] = ()) -> tuple[int, float]:
        """Give how many requests are queued, and the time when the first is due, 0 if one is due already."""
        row = self.archive.db.execute(
            "SELECT COUNT(*), COALESCE(MIN(next_try), 0) FROM frontier WHERE cycle_id = ? AND state = 'queued'"
            " AND host NOT IN (SELECT value FROM json_each(?))",
            [self.id, json.dumps(list(resting))],
        ).fetchone()
        return int(row[0]), float(row[1])

    def count(self, role: str) -> int:
        """Count the requests of a role that the cycle has had so far."""
        sql = "SELECT COUNT(*) FROM frontier WHERE cycle_id = ? AND role = ?"
        return int(self.archive.db.execute(sql, [self.id, role]).fetchone()[0])

    def saw_list(self) -> bool:
        """Say whether a list page was read, or is gone; not where we were sent away from all of them."""
        sql = (
            "SELECT 1 FROM frontier WHERE cycle_id = ? AND role = 'list'"
            " AND (state = 'done' OR outcome IN ('http_404', 'http_410', 'soft_404')) LIMIT 1"
        )
        return self.archive.row(sql, [self.id]) is not None

    def page_of(self, key: str) -> Capture | None:
        """Give the page that the cycle fetched for a request, None if it did not (yet, or in vain)."""
        sql = "SELECT capture_id FROM frontier WHERE cycle_id = ? AND key = ? AND state = 'done'"
        row = self.archive.row(sql, [self.id, key])
        return self.archive.capture(row["capture_id"]) if row and row["capture_id"] else None

    def same_page(self, row_id: int, capture_id: int) -> bool:
        """Say whether another list page of the cycle gave the same bytes as this capture."""
        return (
            self.archive.row(
                "SELECT 1 FROM frontier AS f JOIN captures AS c ON c.id = f.capture_id"
                " WHERE f.cycle_id = ? AND f.id <> ? AND f.role = 'list' AND f.state = 'done' AND c.refusal IS NULL"
                " AND c.sha256 = (SELECT sha256 FROM captures WHERE id = ?) LIMIT 1",
                [self.id, row_id, capture_id],
            )
            is not None
        )

    def close(self) -> bool:
        """Finish the cycle if nothing is left to do; give whether it is finished."""
        with self.archive.transaction():
            left = self.archive.row(
                "SELECT 1 FROM frontier WHERE cycle_id = ? AND state IN ('queued', 'leased') LIMIT 1", [self.id]
            )
            if left is None:
                found = len(self.reports())
                self.archive.db.execute(
                    "UPDATE cycles SET finished_at = ?, reports_found = ? WHERE id = ?", [now(), found, self.id]
                )
        return left is None

    def reports(self) -> dict[tuple[str | None, int | None], str]:
        """Give the agencies and years whose reports a cycle saw, with what it found: new, revised or unchanged."""
        strongest: dict[tuple[str | None, int | None], str] = {}
        order = ("unchanged", "revised", "new")
        for row in self.archive.rows(
            "SELECT r.agency, r.fiscal_year, e.outcome AS report, f.outcome AS page FROM frontier AS f"
            " JOIN extractions AS e ON e.capture_id = f.capture_id JOIN reports AS r ON r.id = e.report_id"
            " WHERE f.cycle_id = ?",
            [self.id],
        ):
            news = row["report"] if row["page"] == "new" and row["report"] in order else "unchanged"
            identity = (row["agency"], row["fiscal_year"])
            if order.index(news) >= order.index(strongest.get(identity, "unchanged")):
                strongest[identity] = news
        return strongest

    def reports_before(self) -> int:
        """Give how many reports the portal's last finished cycle with the same scope found."""
        row = self.archive.row(
            "SELECT reports_found FROM cycles WHERE portal = ? AND id < ? AND finished_at IS NOT NULL"
            " AND scope = (SELECT scope FROM cycles WHERE id = ?) ORDER BY id DESC LIMIT 1",
            [self.portal, self.id, self.id],
        )
        return int(row["reports_found"] or 0) if row else 0
