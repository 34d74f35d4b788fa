"""The tables of the archive, as numbered migrations, and its views. Only `pipelines.archive` uses this.

bodies ◄─ captures ◄─ visits          kept for ever          runs, portals, agencies
             ▲
extractions ─┤                        derived: emptied and filled again by `nianbao reextract`
reports ◄─ figures, facts, checks, sections (+ sections_fts), findings of kind source and reader
cycles ◄─ frontier                    the crawl under way
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from pipelines.panel import panel_view

migrations = Migrations("nianbao")

# In the order in which rows may be deleted.
DERIVED = ("sections_fts", "sections", "checks", "facts", "figures", "extractions", "reports")


@migrations()
def m001_archive(db: Database) -> None:
    """Make the tables of the first version."""
    for statement in _FIRST.split(";\n"):
        if statement.strip():
            db.execute(statement)


_FIRST = """
CREATE TABLE runs (
    id INTEGER PRIMARY KEY, started_at TEXT NOT NULL, ended_at TEXT, command TEXT NOT NULL,
    outcome TEXT, stats TEXT                    -- ok, failures, interrupted, failed; null while running or killed
);
CREATE TABLE portals (
    name TEXT PRIMARY KEY, agency TEXT NOT NULL, agencies TEXT NOT NULL, region_code TEXT, level TEXT, family TEXT,
    start TEXT NOT NULL, since INTEGER NOT NULL, evidence TEXT, disabled TEXT, updated_at TEXT NOT NULL
);
CREATE TABLE agencies (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, region_code TEXT, level TEXT, first_seen TEXT NOT NULL
);
CREATE TABLE bodies (sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, body BLOB NOT NULL);
CREATE TABLE captures (
    id INTEGER PRIMARY KEY, run_id INTEGER REFERENCES runs, portal TEXT,
    url TEXT NOT NULL, request_url TEXT NOT NULL, key TEXT NOT NULL, parent_url TEXT,
    role TEXT NOT NULL,                         -- list, report, attachment, file (added from disk)
    title TEXT, date TEXT,                      -- of the link that led here
    fetched_at TEXT NOT NULL, status INTEGER, media_type TEXT, declared_encoding TEXT, encoding TEXT,
    etag TEXT, last_modified TEXT, headers TEXT, rendered INTEGER NOT NULL DEFAULT 0,
    refusal TEXT,                               -- why the bytes are no content: blocked_waf:…, login_page, soft_404 …
    wants_extraction INTEGER NOT NULL DEFAULT 0,
    sha256 TEXT NOT NULL REFERENCES bodies
);
CREATE INDEX captures_key ON captures (key, id);
CREATE INDEX captures_portal ON captures (portal);
CREATE INDEX captures_sha256 ON captures (sha256);
CREATE TABLE visits (
    id INTEGER PRIMARY KEY, run_id INTEGER REFERENCES runs, capture_id INTEGER NOT NULL REFERENCES captures,
    fetched_at TEXT NOT NULL, status INTEGER,   -- 304, or 200 with the same bytes as the capture
    etag TEXT, last_modified TEXT
);
CREATE INDEX visits_capture ON visits (capture_id, id);
CREATE TABLE cycles (
    id INTEGER PRIMARY KEY, portal TEXT NOT NULL, scope TEXT NOT NULL, started_at TEXT NOT NULL, finished_at TEXT,
    reports_found INTEGER
);
CREATE INDEX cycles_portal ON cycles (portal, id);
CREATE TABLE frontier (
    id INTEGER PRIMARY KEY, cycle_id INTEGER NOT NULL REFERENCES cycles ON DELETE CASCADE, key TEXT NOT NULL,
    url TEXT NOT NULL, host TEXT NOT NULL, method TEXT NOT NULL, headers TEXT, body BLOB,
    callback TEXT NOT NULL, cb_kwargs TEXT, meta TEXT NOT NULL, role TEXT NOT NULL, priority INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'queued',       -- queued, leased, done, failed
    attempts INTEGER NOT NULL DEFAULT 0, next_try REAL NOT NULL DEFAULT 0,
    outcome TEXT,                               -- new, same, not_modified, refused, or the code of the failure
    capture_id INTEGER REFERENCES captures,
    UNIQUE (cycle_id, key)
);
CREATE INDEX frontier_queue ON frontier (cycle_id, state, priority DESC, id);
CREATE INDEX frontier_role ON frontier (cycle_id, role);
CREATE TABLE reports (
    id INTEGER PRIMARY KEY, capture_id INTEGER NOT NULL REFERENCES captures, portal TEXT, agency TEXT,
    fiscal_year INTEGER, title TEXT, published_on TEXT, url TEXT NOT NULL, status TEXT NOT NULL, scope TEXT, level TEXT,
    region_code TEXT, editions TEXT NOT NULL, media_type TEXT, encoding TEXT, captured_at TEXT NOT NULL,
    is_current INTEGER NOT NULL, extractor_version TEXT NOT NULL,
    n_filled INTEGER NOT NULL, n_held INTEGER NOT NULL, text_chars INTEGER NOT NULL,
    figures_sha256 TEXT NOT NULL, content_sha256 TEXT NOT NULL
);
CREATE INDEX reports_identity ON reports (agency, fiscal_year);
CREATE UNIQUE INDEX reports_current ON reports (agency, fiscal_year) WHERE is_current;
CREATE INDEX reports_capture ON reports (capture_id);
CREATE INDEX reports_portal ON reports (portal);
CREATE TABLE extractions (
    capture_id INTEGER PRIMARY KEY REFERENCES captures, extractor_version TEXT NOT NULL, kind TEXT NOT NULL,
    status TEXT NOT NULL, outcome TEXT NOT NULL, report_id INTEGER REFERENCES reports, seconds REAL
);
CREATE INDEX extractions_report ON extractions (report_id);
CREATE TABLE figures (
    report_id INTEGER NOT NULL REFERENCES reports, tbl TEXT NOT NULL, row TEXT NOT NULL, col TEXT NOT NULL,
    value NUMERIC, unit TEXT, raw TEXT, place TEXT, method TEXT,
    PRIMARY KEY (report_id, tbl, row, col)
) WITHOUT ROWID;
CREATE TABLE facts (
    report_id INTEGER NOT NULL REFERENCES reports, indicator TEXT NOT NULL, value NUMERIC NOT NULL, unit TEXT,
    qualifier TEXT NOT NULL, quote TEXT NOT NULL
);
CREATE INDEX facts_report ON facts (report_id, indicator);
CREATE TABLE checks (
    report_id INTEGER NOT NULL REFERENCES reports, rule TEXT NOT NULL, place TEXT NOT NULL, held INTEGER,
    "left" NUMERIC, "right" NUMERIC
);
CREATE INDEX checks_report ON checks (report_id);
CREATE TABLE sections (
    section_id INTEGER PRIMARY KEY, report_id INTEGER NOT NULL REFERENCES reports, number TEXT, id TEXT, heading TEXT,
    text TEXT NOT NULL
);
CREATE INDEX sections_report ON sections (report_id);
CREATE VIRTUAL TABLE sections_fts USING fts5 (heading, text, tokenize = 'unicode61');
CREATE TABLE findings (
    id INTEGER PRIMARY KEY, run_id INTEGER REFERENCES runs, capture_id INTEGER REFERENCES captures,
    report_id INTEGER REFERENCES reports, portal TEXT, url TEXT, code TEXT NOT NULL,
    kind TEXT NOT NULL,                         -- source and reader come from extraction, crawl from fetching
    place TEXT NOT NULL DEFAULT '', detail TEXT NOT NULL DEFAULT '', found_at TEXT NOT NULL
);
CREATE INDEX findings_report ON findings (report_id);
CREATE INDEX findings_capture ON findings (capture_id);
CREATE INDEX findings_run ON findings (run_id);
"""


def views() -> dict[str, str]:
    """Give every view's SELECT by name, in the order in which they build on each other."""
    return {
        "latest": "SELECT * FROM reports WHERE is_current",
        # Expected: for the agency that runs a portal every year since `since`; for one found on a portal every year
        # from its first report on. A year is due from 1 April of the next (《条例》第五十条: by 31 March).
        "coverage": """
            WITH RECURSIVE
            due (last) AS (SELECT CAST(strftime('%Y', 'now', '-3 months') AS INTEGER) - 1),
            seen AS (SELECT agency, MIN(fiscal_year) AS first, MAX(fiscal_year) AS last FROM latest GROUP BY agency),
            expected AS (
                SELECT agency, MIN(first) AS first, MAX(last) AS last, MAX(portal) AS portal FROM (
                    SELECT agency, since AS first, (SELECT last FROM due) AS last, name AS portal
                    FROM portals WHERE disabled IS NULL AND agency <> ''
                    UNION ALL
                    SELECT agency, first, MAX(last, (SELECT last FROM due)), NULL FROM seen
                ) GROUP BY agency
            ),
            years (agency, fiscal_year, last, portal) AS (
                SELECT agency, first, last, portal FROM expected
                UNION ALL
                SELECT agency, fiscal_year + 1, last, portal FROM years WHERE fiscal_year < last
            )
            SELECT y.agency, a.region_code, a.level, COALESCE(r.portal, y.portal) AS portal, y.fiscal_year,
                CASE WHEN r.id IS NULL THEN 'missing'
                     WHEN r.status IN ('complete', 'narrative') THEN 'found' ELSE 'incomplete' END AS state,
                r.status, r.id AS report_id, r.title, r.published_on, r.url
            FROM years AS y
            LEFT JOIN latest AS r ON r.agency = y.agency AND r.fiscal_year = y.fiscal_year
            LEFT JOIN agencies AS a ON a.name = y.agency
            ORDER BY y.agency, y.fiscal_year
        """,
        # The soft rules of forms.json that bind a report to the one before: what was carried forward is carried over,
        # what was in force stays unless repealed. Mergers and clean-ups break them legitimately.
        "year_checks": """
            WITH pairs AS (
                SELECT b.agency, b.fiscal_year, a.id AS before, b.id AS report_id, b.url
                FROM latest AS a JOIN latest AS b ON b.agency = a.agency AND b.fiscal_year = a.fiscal_year + 1
                    AND b.scope IS a.scope
            ),
            sides (rule, agency, fiscal_year, report_id, url, place, "left", "right") AS (
                SELECT 'requests.carry_across_years', p.agency, p.fiscal_year, p.report_id, p.url, n.col,
                    o.value, n.value
                FROM pairs AS p
                JOIN figures AS o ON o.report_id = p.before AND o.tbl = 'requests' AND o.row = 'carried_forward'
                JOIN figures AS n ON n.report_id = p.report_id AND n.tbl = 'requests' AND n.row = 'carried_over'
                    AND n.col = o.col
                UNION ALL
                SELECT 'disclosure.in_force_across_years', p.agency, p.fiscal_year, p.report_id, p.url, n.row,
                    n.value, o.value + i.value - r.value
                FROM pairs AS p
                JOIN figures AS o ON o.report_id = p.before AND o.tbl = 'disclosure' AND o.col = 'in_force'
                JOIN figures AS n ON n.report_id = p.report_id AND n.tbl = o.tbl AND n.row = o.row AND n.col = o.col
                JOIN figures AS i ON i.report_id = p.report_id AND i.tbl = o.tbl AND i.row = o.row AND i.col = 'issued'
                JOIN figures AS r ON r.report_id = p.report_id AND r.tbl = o.tbl AND r.row = o.row
                    AND r.col = 'repealed'
                UNION ALL
                SELECT 'disclosure.items_across_years', p.agency, p.fiscal_year, p.report_id, p.url, n.row,
                    n.value, o.value + c.value
                FROM pairs AS p
                JOIN figures AS o ON o.report_id = p.before AND o.tbl = 'disclosure' AND o.col = 'items_last_year'
                JOIN figures AS c ON c.report_id = p.before AND c.tbl = o.tbl AND c.row = o.row
                    AND c.col = 'items_change'
                JOIN figures AS n ON n.report_id = p.report_id AND n.tbl = o.tbl AND n.row = o.row AND n.col = o.col
            )
            SELECT agency, fiscal_year, rule, place, "left" = "right" AS held, "left", "right", report_id, url
            FROM sides WHERE "left" IS NOT NULL AND "right" IS NOT NULL
        """,
        "panel": panel_view(),
    }
