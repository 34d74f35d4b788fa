"""`nianbao extract PATH…`: reports from files on disk, one JSON object a line or drawn for people; needs no archive."""

from __future__ import annotations

import click

from pipelines.commands import FAILED, fail, json_option, note, print_json, print_lines, quiet_option
from pipelines.commands.files import extract_files, find_files, tracked, unreadable
from pipelines.items import Report


@click.command()
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@click.option("--format", "shape", type=click.Choice(["json", "table"]), help="[default: table; json with --json]")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Files extracted side by side.")
@json_option
@quiet_option
def command(paths: tuple[str, ...], shape: str | None, jobs: int, as_json: bool, quiet: bool) -> None:
    """Extract reports from files on disk: html, pdf, docx, doc, xlsx, xls, txt, images.

    A folder stands for every file in it, `-` for standard input. With --format json one object per line is printed,
    in the order given. A file that cannot be read is named on stderr, the others are done, and the exit status is 1.
    """
    if as_json and shape == "table":
        raise click.UsageError("--json and --format table contradict each other")
    as_json = as_json or shape == "json"
    files, passed = find_files(paths)
    for line in passed:
        note(line)
    done = failed = 0
    for file, _, report in tracked(extract_files(files, jobs=jobs), "extracting", len(files), quiet=quiet):
        if isinstance(report, OSError):
            note(f"{file.path}: {report.strerror}")
            failed += 1
            continue
        if as_json:
            print_json(report.as_json())
        else:
            _draw(report, first=not done)
        done += 1
        failed += unreadable(report)
    if not done:
        fail("nothing extracted: no file could be read")
    if failed:
        raise click.exceptions.Exit(FAILED)


def _draw(report: Report, *, first: bool) -> None:
    from pipelines.terminal import describe  # here: JSON needs no drawing

    print_lines(lambda width: describe(report, width), apart=not first)
