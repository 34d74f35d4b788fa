"""`nianbao check`: what is wrong in the archive, grouped, with where to look; exit status 1 where anything is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipelines.archive import Archive
from pipelines.commands import (
    FAILED,
    Years,
    archive_option,
    json_option,
    print_json,
    print_lines,
    quiet_option,
    years_option,
)
from pipelines.commands.coverage import coverage

if TYPE_CHECKING:
    from rich.text import Text

# Each group: its title, what to do about it, and the rows. A failed fetch counts until the address was fetched well,
# what is said of a portal as a whole until it was crawled again.
GROUPS = {
    "broken_sum": (
        "official sums that do not hold in the published table",
        "nianbao show AGENCY YEAR marks the cell; compare it with the page",
        """SELECT r.agency, r.fiscal_year, k.rule AS code, k.place, k."left" || ' ≠ ' || k."right" AS detail, r.url
           FROM checks AS k JOIN latest AS r ON r.id = k.report_id
           WHERE k.held = 0 AND (k.rule LIKE 'requests.%' OR k.rule LIKE 'disputes.%')""",
    ),
    "disagreement": (
        "figures that do not agree with each other: text against table, one cell against another",
        "nianbao show AGENCY YEAR lists both; the page says which is meant",
        """SELECT r.agency, r.fiscal_year, k.rule AS code, k.place, r.url,
               k."left" || ' against ' || k."right" AS detail
           FROM checks AS k JOIN latest AS r ON r.id = k.report_id
           WHERE k.held = 0 AND NOT (k.rule LIKE 'requests.%' OR k.rule LIKE 'disputes.%')""",
    ),
    "across_years": (
        "figures that do not follow from the report of the year before",
        "nianbao show AGENCY YEAR for both years; mergers and clean-ups of documents explain many",
        """SELECT agency, fiscal_year, rule AS code, place, "left" || ' against ' || "right" AS detail, url
           FROM year_checks WHERE NOT held""",
    ),
    "unread": (
        "not read with certainty",
        "nianbao show AGENCY YEAR marks unread cells with ?",
        """SELECT r.agency, r.fiscal_year, f.code, f.place, f.detail, r.url
           FROM findings AS f JOIN reports AS r ON r.id = f.report_id
           WHERE f.kind = 'reader' AND f.code <> 'agency_from_portal'
           AND NOT (f.code = 'agency_unknown' AND EXISTS (SELECT 1 FROM findings AS known
               WHERE known.report_id = f.report_id AND known.code = 'agency_from_portal'))
           AND (r.is_current OR r.agency IS NULL OR r.fiscal_year IS NULL)""",
    ),
    "source": (
        "slips and oddities in what was published",
        "nianbao show AGENCY YEAR lists them under findings",
        """SELECT r.agency, r.fiscal_year, f.code, f.place, f.detail, r.url
           FROM findings AS f JOIN latest AS r ON r.id = f.report_id
           WHERE f.kind = 'source' AND f.code NOT IN ('worse_answer', 'sum_broken')""",
    ),
    "missing_year": (
        "years for which a report is due and none was found",
        "look at the agency's portal; it may have moved, or publish late",
        "",  # `missing_years`
    ),
    "failed_fetch": (
        "pages that could not be fetched",
        "nianbao crawl PORTAL tries again",
        """WITH good AS (
               SELECT url, MAX(run_id) AS run_id FROM (
                   SELECT url, run_id FROM captures WHERE refusal IS NULL
                   UNION ALL SELECT request_url, run_id FROM captures WHERE refusal IS NULL
                   UNION ALL SELECT c.request_url, v.run_id FROM visits AS v JOIN captures AS c ON c.id = v.capture_id
                   WHERE c.refusal IS NULL
               ) GROUP BY url),
           looked (portal, run_id) AS (
               SELECT portal, MAX(run_id) FROM (
                   SELECT portal, run_id FROM captures
                   UNION ALL SELECT c.portal, v.run_id FROM visits AS v JOIN captures AS c ON c.id = v.capture_id
               ) GROUP BY portal)
           SELECT NULL AS agency, NULL AS fiscal_year, f.code, f.portal AS place, f.detail, f.url
           FROM findings AS f LEFT JOIN good ON good.url = f.url
           LEFT JOIN looked ON looked.portal = f.portal AND f.url IS NULL  -- about the portal as a whole
           WHERE f.kind = 'crawl' AND COALESCE(good.run_id, looked.run_id, 0) <= COALESCE(f.run_id, 0)
           AND f.id IN (SELECT MAX(id) FROM findings GROUP BY url, portal, code)""",
    ),
    "worse_answer": (
        "answers worse than what the archive has; kept, not used",
        "open the address in a browser; the report may have been taken down",
        """SELECT r.agency, r.fiscal_year, f.code, f.portal AS place, f.detail, f.url
           FROM findings AS f JOIN captures AS c ON c.id = f.capture_id LEFT JOIN reports AS r ON r.id = f.report_id
           WHERE f.code = 'worse_answer' AND NOT EXISTS (
               SELECT 1 FROM captures AS c2 JOIN extractions AS x ON x.capture_id = c2.id
               WHERE c2.key = c.key AND c2.id > c.id AND x.kind = 'report' AND x.outcome <> 'worse')""",
    ),
    "not_a_report": (
        "links called annual report that lead to something else",
        "nianbao reextract reads them again after an upgrade",
        """SELECT NULL AS agency, NULL AS fiscal_year, COALESCE(f.code, 'not_a_report') AS code, c.title AS place,
               COALESCE(f.detail, '') AS detail, c.url
           FROM extractions AS x JOIN captures AS c ON c.id = x.capture_id
           LEFT JOIN findings AS f ON f.id = (SELECT MIN(id) FROM findings WHERE capture_id = c.id
               AND kind <> 'crawl' AND code <> 'worse_answer')
           WHERE x.kind = 'not_a_report' AND c.role IN ('report', 'file')""",
    ),
}


@click.command()
@click.option("--all", "every", is_flag=True, help="Name every single one, not only the first few of a group.")
@archive_option(must_exist=True)
@years_option
@json_option
@quiet_option
def command(every: bool, archive: Path, years: Years, as_json: bool, quiet: bool) -> None:
    """What is wrong: broken sums, unread cells, missing years, failed fetches. Exit status 1 where anything is."""
    with Archive.open(archive, writing=False) as opened:
        problems = [
            {"group": group} | row
            for group, (_, _, query) in GROUPS.items()
            for row in (opened.rows(query) if query else missing_years(opened))
        ]
    if years:
        problems = [row for row in problems if row["fiscal_year"] is None or row["fiscal_year"] in years]
    counts = Counter(str(row["group"]) for row in problems)
    if as_json:
        print_json({"archive": str(archive), "counts": {g: counts[g] for g in GROUPS}, "problems": problems})
    else:
        few = 0 if quiet else len(problems) if every else 5
        print_lines(lambda width: summary(problems, width, few=few))
    if problems:
        raise click.exceptions.Exit(FAILED)


def missing_years(archive: Archive) -> list[dict[str, Any]]:
    """The due years without a report; `not_crawled` where the agency's portal was never looked through to the end."""
    return [
        {
            "agency": row["agency"], "fiscal_year": row["fiscal_year"], "place": row["portal"] or "",
            "code": "missing" if row["crawled"] else "not_crawled", "detail": "", "url": None,
        }
        for row in coverage(archive) if row["state"] == "missing"
    ]  # fmt: skip


def summary(problems: Sequence[Mapping[str, Any]], width: int, *, few: int) -> list[Text]:
    """A block a group: how many, the codes, the first `few` with where they are, and what to do."""
    from rich.text import Text

    from pipelines.terminal import hanging

    if not problems:
        return [Text("✓ nothing is wrong: every due report is there, every sum holds, every fetch succeeded", "green")]
    lines: list[Text] = []
    for group, (title, advice, _) in GROUPS.items():
        rows = [row for row in problems if row["group"] == group]
        if not rows:
            continue
        if lines:
            lines.append(Text())
        lines += hanging(f"{len(rows):>5}  ", title, width, "bold")
        codes = Counter(row["code"] for row in rows)
        lines += hanging("       ", "  ".join(f"{code} × {n}" for code, n in codes.most_common()), width, "dim")
        entries = _entries(rows)
        for entry in entries[:few]:
            lines += hanging("       - ", entry, width)
        if 0 < few < len(entries):
            lines.append(Text(f"         and {len(entries) - few} more (--all)", style="dim"))
        lines += hanging("       → ", advice, width, "cyan")
    return lines


def _entries(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """A line a problem; the same problem of one agency in several years is one line."""
    years: dict[tuple[str, str, str, str], list[int]] = {}
    for row in rows:
        what = ": ".join(str(row[key]) for key in ("place", "detail") if row[key])
        same = (row["agency"] or "", row["code"], what, "" if row["agency"] else row["url"] or "")
        years.setdefault(same, []).extend([row["fiscal_year"]] if row["fiscal_year"] else [])
    return ["  ".join(part for part in (f"{who} {ranges(when)}".strip(), *rest) if part)
            for (who, *rest), when in years.items()]  # fmt: skip


def ranges(years: Iterable[int]) -> str:
    """Years as a person writes them.

    >>> ranges([2019, 2020, 2021, 2023])
    '2019-2021, 2023'
    """
    runs: list[list[int]] = []
    for year in sorted(set(years)):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)
