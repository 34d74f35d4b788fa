"""`nianbao doctor`: what this machine has and lacks for the main job, and what to do about it."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import click
from packaging.requirements import Requirement

from pipelines.archive import Archive, ArchiveError
from pipelines.commands import FAILED, archive_option, json_option, print_json, print_lines, quiet_option
from pipelines.lock import Locked, WriterLock

State = Literal["ok", "lacking", "broken"]
MARKS = {"ok": ("✓", "green"), "lacking": ("–", "yellow"), "broken": ("✗", "bold red")}
ROOM = 500 * 2**20  # bytes; a province's reports of all years are a few hundred MB


@dataclass(frozen=True, slots=True)
class Probe:
    """One thing looked at: `lacking` costs one capability, `broken` the main job; `advice` is what to do."""

    name: str
    state: State
    found: str
    advice: str = ""


@click.command()
@archive_option()
@json_option
@quiet_option
def command(archive: Path, as_json: bool, quiet: bool) -> None:
    """What this machine has and lacks: packages, browser, OCR, fonts, disk, write access, and the archive.

    Exit status 0 if reports can be crawled and extracted here, else 1.
    """
    probes = [*_software(), *_place(archive)]
    sound = all(probe.state != "broken" for probe in probes)
    if as_json:
        print_json({"ok": sound, "archive": str(archive), "checks": [asdict(probe) for probe in probes]})
    else:
        from pipelines.terminal import columns  # here: JSON needs no drawing

        shown = [probe for probe in probes if not quiet or probe.state != "ok"]
        print_lines(lambda width: columns([(MARKS[p.state], p.name, p.found, p.advice) for p in shown], width))
    if not sound:
        raise click.exceptions.Exit(FAILED)


def _software() -> Iterator[Probe]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield Probe("Python", "ok" if sys.version_info >= (3, 11) else "broken", version, "install Python 3.11 or newer")
    yield from _packages()
    yield _full_text_search()
    yield _browser()
    ocr = all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime"))
    yield Probe("OCR", "ok" if ocr else "lacking", "rapidocr" if ocr else "none; scanned reports are kept, not read",
                "pip install 'nianbao[ocr]'")  # fmt: skip
    yield _fonts()


def _packages() -> Iterator[Probe]:
    """nianbao's own requirements, as its metadata states them, against what is installed."""
    try:
        wanted = [Requirement(line) for line in importlib.metadata.requires("nianbao") or []]
    except importlib.metadata.PackageNotFoundError:
        yield Probe("packages", "lacking", "nianbao itself is not installed; this is a checkout", "pip install -e .")
        return
    needed = [requirement for requirement in wanted if not requirement.marker or requirement.marker.evaluate()]
    bad = []
    for requirement in needed:
        try:
            version = importlib.metadata.version(requirement.name)
        except importlib.metadata.PackageNotFoundError:
            bad.append(f"{requirement.name} missing")
            continue
        if not requirement.specifier.contains(version, prereleases=True):
            bad.append(f"{requirement.name} {version}, wanted {requirement.specifier}")
    yield Probe("nianbao", "ok", importlib.metadata.version("nianbao"))
    main = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("scrapy", "playwright") if not bad)
    found = "; ".join(bad) or f"all {len(needed)}: {main} …"
    yield Probe("packages", "broken" if bad else "ok", found, "pip install --upgrade nianbao")


def _full_text_search() -> Probe:
    with sqlite3.connect(":memory:") as db:
        fts5 = db.execute("SELECT sqlite_compileoption_used('ENABLE_FTS5')").fetchone()[0]
    state: State = "ok" if fts5 else "broken"
    return Probe("SQLite", state, sqlite3.sqlite_version + ("" if fts5 else " without FTS5"), "use a Python with FTS5")


def _browser() -> Probe:
    advice = "apt-get install chromium, or playwright install chromium, or name one in NIANBAO_BROWSER"
    try:
        from crawler.browser import find_browser  # here: it needs the packages that are looked at above
    except ImportError as error:
        return Probe("browser", "broken", f"cannot be used: {error}", "pip install --upgrade nianbao")
    browser = find_browser()
    if browser is None:
        named = os.environ.get("NIANBAO_BROWSER")
        lack = f"NIANBAO_BROWSER names {named}, which is no file" if named else "none found"
        return Probe("browser", "lacking", f"{lack}; lists that only a script makes cannot be crawled", advice)
    try:
        done = subprocess.run([browser, "--version"], capture_output=True, text=True, timeout=20, check=True)  # noqa: S603
    except (OSError, subprocess.SubprocessError) as error:
        return Probe("browser", "lacking", f"{browser} does not start: {error}", advice)
    return Probe("browser", "ok", f"{browser} ({done.stdout.strip() or 'version unknown'})")


def _fonts() -> Probe:
    """Chinese fonts as fontconfig lists them; a browser without any draws empty boxes."""
    lister = shutil.which("fc-list")
    advice = "apt-get install fonts-noto-cjk"
    if lister is None:
        return Probe("Chinese fonts", "lacking", "unknown: fc-list is not installed", "apt-get install fontconfig")
    done = subprocess.run([lister, ":lang=zh", "family"], capture_output=True, text=True, timeout=20, check=False)  # noqa: S603
    families = sorted({line.split(",")[0] for line in done.stdout.splitlines() if line.strip()})
    if not families:
        return Probe("Chinese fonts", "lacking", "none; screenshots show boxes for characters", advice)
    return Probe("Chinese fonts", "ok", f"{len(families)} families, {families[-1]} among them")


def _place(archive: Path) -> Iterator[Probe]:
    folder = archive.absolute().parent
    if not folder.is_dir():
        yield Probe("folder", "broken", f"{folder} does not exist", f"mkdir -p {folder}")
        return
    free = shutil.disk_usage(folder).free
    state: State = "ok" if free > ROOM else "broken"
    yield Probe("disk", state, f"{free / 2**30:.1f} GB free in {folder}", "make room, or name another --archive")
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
        yield Probe("write access", "ok", str(folder))
    except OSError as error:
        yield Probe("write access", "broken", f"{folder}: {error.strerror}", "name another --archive")
    yield from _archive(archive)


def _archive(archive: Path) -> Iterator[Probe]:
    if not archive.exists():
        yield Probe("archive", "lacking", f"{archive} does not exist yet", "nianbao demo --archive demo.db makes one")
        return
    try:
        with Archive.open(archive, writing=False) as opened:
            (damage,) = opened.rows("PRAGMA quick_check(1)")[0].values()
            captures = opened.rows("SELECT COUNT(*) AS n FROM captures")[0]["n"]
            reports = opened.rows("SELECT COUNT(*) AS n FROM latest")[0]["n"]
    except ArchiveError as error:
        yield Probe("archive", "broken", str(error), "name another --archive")
        return
    found = f"{archive}, {captures} captures, {reports} current reports"
    if damage == "ok":
        yield Probe("archive", "ok", found)
    else:
        yield Probe("archive", "broken", f"{archive} is damaged: {damage}", f"sqlite3 {archive} .recover")
    if WriterLock(archive).path.exists():
        yield _lock(archive)


def _lock(archive: Path) -> Probe:
    try:
        with WriterLock(archive):
            return Probe("lock", "ok", "free; it was left by a process that is gone")
    except Locked as held:
        who = f"process {held.pid} since {held.since}" if held.pid else "another process"
        return Probe("lock", "lacking", f"{who} is writing", "wait for it to end, or stop it")
    except OSError as error:
        return Probe("lock", "broken", f"{error.filename}: {error.strerror}", "name another --archive")
