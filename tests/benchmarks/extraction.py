"""How long a report takes from bytes to checks, beside what common tools take for a part of it.

    python tests/benchmarks/extraction.py [--rounds 15] [FILE…]

HTML: `pandas.read_html` (tables only) and a bare `lxml.html.document_fromstring` on the same bytes. PDF: pdfplumber's
own `extract_tables` on the pages that hold tables. "checks" is decode to checks (document, tables, figures, sums);
"all" is the whole of `extract`, with the narrative's facts, agency, year, sections and whether it is a report at all.
All in one process on one core, every round in turn, so that a busy machine slows all of them alike. A round times a few
calls in a row and takes the quickest, as `timeit` does: a crawl reads one page after another, too. The ratios are
medians of the rounds. Prints, asserts nothing.
"""

from __future__ import annotations

import argparse
import gc
import io
import logging
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import lxml.html
import pdfplumber

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from pipelines.checks import check  # noqa: E402 the checkout, installed or not
from pipelines.extract import extract  # noqa: E402
from pipelines.figures import read_figures  # noqa: E402
from pipelines.formats import read_document, sniff  # noqa: E402
from pipelines.titles import read_title  # noqa: E402

CAPTURES, SHARED = ROOT / "tests" / "captures", ROOT.parent / "shared" / "corpus" / "documents"
IN_A_ROW = 5
GOALS = {"pandas.read_html": 1.0, "lxml.html": 3.0, "pdfplumber": 1.2}  # issue 3: at most so many times the other


def documents() -> Iterator[Path]:
    """Reports of every kind of table markup, about 60 KB where there are such, and PDFs."""
    for shape in ("html-word-2014-01", "html-word-2019-01", "html-word-2021-01", "html-plain-2021-01"):
        yield CAPTURES / shape / "body.html"
    yield from sorted(SHARED.glob("*.html"))
    for shape in ("pdf-word-export-2019-01", "pdf-word-export-2021-01", "pdf-web-print-2021-01"):
        yield CAPTURES / shape / "body.pdf"
    yield from sorted(SHARED.glob("*.pdf"))


def others(body: bytes, encoding: str | None) -> dict[str, Callable[[], object]]:
    """The calls to compare with, by name."""
    if body.startswith(b"%PDF"):
        with pdfplumber.open(io.BytesIO(body)) as pdf:
            holding = [page.page_number for page in pdf.pages if page.find_tables()]

        def tables() -> object:
            with pdfplumber.open(io.BytesIO(body), pages=holding) as pdf:
                return [page.extract_tables() for page in pdf.pages]

        return {"pdfplumber": tables} if holding else {}
    found: dict[str, Callable[[], object]] = {"lxml.html": lambda: lxml.html.document_fromstring(body)}
    try:
        import pandas as pd
    except ImportError:
        return found

    def read_html() -> object:
        try:
            return pd.read_html(io.BytesIO(body), encoding=encoding, flavor="lxml")
        except ValueError:  # "No tables found": it has parsed the page all the same
            return None

    return {"pandas.read_html": read_html, **found}


def seconds(call: Callable[[], object]) -> float:
    """The time of the quickest of a few calls, garbage of earlier ones not counted."""
    gc.collect()
    times = []
    for _ in range(IN_A_ROW):
        read_title.cache_clear()  # a new document brings new titles
        begin = time.perf_counter()
        call()
        times.append(time.perf_counter() - begin)
    return min(times)


def to_checks(body: bytes, path: str) -> object:
    """Decode to checks: what the tools beside it do a part of."""
    read = read_figures(read_document(body, sniff(body, path=path)))
    return check(read.figures, read.editions)


def measure(path: Path, rounds: int) -> Iterator[tuple[str, float, dict[str, tuple[float, float]]]]:
    """(name, milliseconds of it, {what: (milliseconds, median ratio)}) for each tool that reads such a file."""
    body = path.read_bytes()
    report = extract(body, path=str(path))
    calls = others(body, report.source.encoding)
    for call in calls.values():
        call()
    own: dict[str, Callable[[], object]] = {
        "checks": lambda: to_checks(body, str(path)),
        "all": lambda: extract(body, path=str(path)),
    }
    times: dict[str, list[float]] = {name: [] for name in (*own, *calls)}
    for _ in range(rounds):
        for name, call in (own | calls).items():
            times[name].append(seconds(call))
    for name in calls:
        ratios = {
            what: statistics.median(mine / other for mine, other in zip(times[what], times[name], strict=True))
            for what in own
        }
        yield name, min(times[name]) * 1000, {what: (min(times[what]) * 1000, ratios[what]) for what in own}


def main() -> None:
    """Measure the documents that are there and print a line for each comparison."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("files", nargs="*", type=Path)
    chosen = options.parse_args()
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    try:
        import pandas  # noqa: F401
    except ImportError:
        print("pandas is not installed: compared with lxml.html and pdfplumber only")
    print(f"{'document':<26} {'KB':>4}  {'beside':<16} {'alone':>8}  {'checks':>8} {'ratio':>5} {'goal':<10}  all")
    for path in chosen.files or documents():
        if not path.exists():
            continue
        name = path.parent.name if path.stem == "body" else path.name
        for other, alone, own in measure(path, chosen.rounds):
            (checks, ratio), (whole, whole_ratio) = own["checks"], own["all"]
            goal = f"{GOALS[other]:g}{'' if ratio <= GOALS[other] else ' missed'}"
            print(
                f"{name:<26} {path.stat().st_size // 1024:>4}  {other:<16} {alone:>5.1f} ms  {checks:>5.1f} ms {ratio:>5.2f}"
                f" {goal:<10} {whole:>5.1f} ms {whole_ratio:>5.2f}"
            )


if __name__ == "__main__":
    main()
