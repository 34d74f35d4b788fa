"""How long the titles of a list page take to read, beside parsing that page.

    python tests/benchmarks/titles.py [--rounds 15]

Every link of the pages in `tests/listings` goes through `read_title`, each title new to it, as in a crawl. The baseline
is a bare `lxml.html.document_fromstring` of the same pages in the same round. Prints, asserts nothing.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import lxml.html

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from pipelines.titles import read_title  # noqa: E402 the checkout, installed or not


def seconds(call: Callable[[], object]) -> float:
    """The time of one call."""
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin


def main() -> None:
    """Measure and print one line."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    options.add_argument("--rounds", type=int, default=15)
    rounds = options.parse_args().rounds
    pages = [path.read_bytes() for path in sorted((ROOT / "tests" / "listings").glob("*/page*.html"))]
    links = [link for page in pages for link in lxml.html.document_fromstring(page).iter("a")]
    titles = [title for link in links if (title := link.get("title") or " ".join(link.text_content().split()))]

    def read_all() -> None:
        read_title.cache_clear()
        for title in titles:
            read_title(title)

    read_all()
    measured = [
        (seconds(read_all), seconds(lambda: [lxml.html.document_fromstring(page) for page in pages]))
        for _ in range(rounds)
    ]
    least = min(own for own, _ in measured)
    ratio = statistics.median(own / other for own, other in measured)
    print(
        f"{len(titles)} titles of {len(pages)} pages: {least / len(titles) * 1e6:.0f} µs each, {ratio:.1f} × lxml.html"
    )


if __name__ == "__main__":
    main()
