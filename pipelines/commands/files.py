"""Files on disk for `extract` and `add`: which ones were meant, their bytes, and their reports."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pipelines.items import Report
from pipelines.limited import extract_limited

A = TypeVar("A")
B = TypeVar("B")

STDIN = "-"
BIGGEST = 256 * 2**20  # bytes; a report is a few MB, whatever is larger is something else
READABLE = frozenset(
    f".{name}"
    for names in (
        ("htm", "html", "shtml", "xhtml", "mht", "mhtml", "jsp", "asp", "aspx", "php", "xml", "txt", "md"),
        ("pdf", "ofd", "doc", "docx", "wps", "rtf", "xls", "xlsx", "et", "ods", "csv"),
        ("png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webp", "zip"),
    )
    for name in names
)


@dataclass(frozen=True, slots=True)
class File:
    """One file that was asked for: `path` as given, `name` without anything about this machine."""

    path: str
    name: str

    def read(self) -> bytes:
        """The bytes; raises OSError with a line for people."""
        if self.path == STDIN:
            return sys.stdin.buffer.read()
        path = Path(self.path)
        if not path.is_file() and path.exists():
            raise OSError(0, "is not a regular file", self.path)
        size = path.stat().st_size
        if size > BIGGEST:
            raise OSError(0, f"is {size / 2**20:.0f} MB; files over {BIGGEST // 2**20} MB are not read", self.path)
        return path.read_bytes()


def find_files(paths: Iterable[str]) -> tuple[list[File], list[str]]:
    """The files that the arguments stand for, in order, and a line for each that is passed over.

    A folder stands for the files in it and below it, sorted, without hidden ones; files in it that are of no kind that
    can hold a report are passed over. A file named by itself is always taken.
    """
    files: list[File] = []
    passed: list[str] = []
    for given in paths:
        folder = Path(given)
        if given == STDIN or not folder.is_dir():
            files.append(File(given, folder.name))
            continue
        below = sorted(_below(folder, passed))
        meant = [path for path in below if path.suffix.lower() in READABLE or not path.suffix]
        files += [File(str(path), Path(folder.resolve().name, path.relative_to(folder)).as_posix()) for path in meant]
        if others := len(below) - len(meant):
            passed.append(f"{given}: {others} files of other kinds passed over; name them one by one to extract them")
        if not meant:
            passed.append(f"{given}: no file in this folder that can hold a report")
    return files, passed


def _below(folder: Path, passed: list[str]) -> Iterator[Path]:
    """The files in a folder and below it, hidden ones left out; a folder that cannot be opened adds a line."""
    refuse = passed.append
    for where, folders, names in os.walk(folder, onerror=lambda error: refuse(f"{error.filename}: {error.strerror}")):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(where, name) for name in names if not name.startswith("."))


def extract_files(files: Iterable[File], *, jobs: int = 1) -> Iterator[tuple[File, bytes, Report | OSError]]:
    """Each file's bytes and report, in order; an OSError in place of the report where it could not be read."""

    def one(file: File) -> tuple[File, bytes, Report | OSError]:
        try:
            body = file.read()
        except OSError as error:
            return file, b"", error
        return file, body, extract_limited(body, path=file.path)

    return side_by_side(one, files, jobs)


def side_by_side(function: Callable[[A], B], items: Iterable[A], jobs: int) -> Iterator[B]:
    """`map(function, items)`, up to `jobs` at a time, results in order; items are taken only as they are needed.

    >>> list(side_by_side(abs, [-1, 2, -3], 2))
    [1, 2, 3]
    """
    if jobs == 1:
        yield from map(function, items)
        return
    threads = ThreadPoolExecutor(jobs)
    under_way: deque[Future[B]] = deque()
    try:
        for item in items:
            under_way.append(threads.submit(function, item))
            if len(under_way) == 2 * jobs:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    finally:
        threads.shutdown(cancel_futures=True)


def unreadable(report: Report) -> bool:
    """Whether the file could not be read at all; a notice or a challenge page was read, and is no report."""
    return report.status == "failed" and all(finding.kind == "reader" for finding in report.findings)


def tracked(steps: Iterable[A], label: str, total: int, *, quiet: bool) -> Iterable[A]:
    """The steps, with a progress bar on stderr where a person is waiting and nothing else shows that it goes on."""
    if quiet or total < 2 or not sys.stderr.isatty() or sys.stdout.isatty():
        return steps
    from rich.console import Console  # here: a single file starts without it
    from rich.progress import track

    return track(steps, label, total, console=Console(stderr=True), transient=True)
