"""`nianbao add PATH…`: files on disk into the archive as captures of the portal `files`, with their reports."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from urllib.parse import quote

import click

from pipelines.archive import Archive
from pipelines.commands import FAILED, archive_option, fail, json_option, note, print_json, quiet_option
from pipelines.commands.files import File, extract_files, find_files, tracked, unreadable
from pipelines.extract import EXTRACTOR_VERSION
from pipelines.items import Report

PORTAL = "files"


@click.command()
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@click.option("--url", metavar="URL", help="Where the one file given was published, as its provenance.")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Files extracted side by side.")
@archive_option()
@json_option
@quiet_option
def command(paths: tuple[str, ...], url: str | None, jobs: int, archive: Path, as_json: bool, quiet: bool) -> None:
    """Put files on disk into the archive as captures, and extract them.

    A folder stands for every file in it, `-` for standard input. What is in the archive already stays as it is.
    """
    files, passed = find_files(paths)
    for refusal in passed:
        note(refusal)
    if url is not None and len(files) != 1:
        raise click.UsageError(f"--url is for one file; {len(files)} were given")
    if url is not None and not url.startswith(("http://", "https://")):
        raise click.UsageError(f"--url {url!r} is no address; it begins with http:// or https://")
    added: list[dict[str, object]] = []
    failures: list[dict[str, str]] = []
    with Archive.open(archive, writing=True) as opened:
        run = opened.begin_run("add")
        outcome = "failed"
        try:
            for file, body, report in tracked(extract_files(files, jobs=jobs), "adding", len(files), quiet=quiet):
                if isinstance(report, OSError):
                    note(f"{file.path}: {report.strerror}")
                    failures.append({"path": file.path, "message": str(report.strerror)})
                    continue
                line = _store(opened, run, file, url or _url(file), body, report)
                added.append(line)
                note(_sentence(line), quiet=quiet)
            outcome = "failures" if failures else "ok"
        except KeyboardInterrupt:
            outcome = "interrupted"
            raise
        finally:
            counts = Counter(str(line["outcome"]) for line in added)
            opened.end_run(run, outcome, {**counts, "failures": len(failures)})
    if as_json:
        print_json({"archive": str(archive), "files": added, "failures": failures})
    else:
        note(", ".join(f"{n} {what}" for what, n in counts.items()) or "nothing added")
    if not added:
        fail("nothing added: no file could be read")
    if failures or any(line["unreadable"] for line in added):
        raise click.exceptions.Exit(FAILED)


def _url(file: File) -> str:
    """An address for a file that came from nowhere on the web; the folders of this machine are nobody's business."""
    return "file:" + quote(file.name if file.name != "-" else "stdin", safe="/")


def _store(archive: Archive, run: int, file: File, url: str, body: bytes, report: Report) -> dict[str, object]:
    """Bytes first, then the report."""
    with archive.transaction():
        capture = archive.store_capture(run_id=run, url=url, body=body, role="file", portal=PORTAL, extract=True)
        stored = archive.store_report(capture.id, report, extractor_version=EXTRACTOR_VERSION)
    outcome = "unchanged" if capture.outcome == "same" else stored.outcome
    return {
        "path": file.path, "url": url, "outcome": outcome, "kind": report.kind, "status": report.status,
        "agency": report.agency, "fiscal_year": report.fiscal_year, "sha256": report.source.sha256,
        "unreadable": unreadable(report),
    }  # fmt: skip


def _sentence(line: dict[str, object]) -> str:
    if line["unreadable"]:
        return f"{line['path']}: {line['outcome']}: could not be read; `nianbao extract` says why"
    what = f"{line['agency'] or 'agency unknown'} {line['fiscal_year'] or 'year unknown'}, {line['status']}"
    return f"{line['path']}: {line['outcome']}: {what if line['kind'] == 'report' else 'not a report'}"
