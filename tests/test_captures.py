"""Every capture in tests/captures against its expected result, and the floor that the corpus as a whole may not fall below.

A capture is a folder: `body.<ext>` (exact bytes), `capture.toml` (how the server declared it, which shape it is and
where that shape was met) and `expected.json`. The expected results come from the generator's own data
(`python -m tests.corpus`), never from the extraction.
"""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

import pytest

from tests.corpus.score import CAPTURES, Score, as_truth, compare, extracted, load, load_body

FLOOR: dict[str, Any] = json.loads((CAPTURES / "floor.json").read_text(encoding="utf-8"))
FOLDERS = sorted(p for p in CAPTURES.iterdir() if p.is_dir())


def case(folder: Path) -> Any:
    open_fault = FLOOR["open"].get(folder.name)
    # strict: a fault that is gone must leave the list, so the list can only shrink
    marks = [pytest.mark.xfail(reason=open_fault, strict=True)] if open_fault else []
    return pytest.param(folder, id=folder.name, marks=marks)


@functools.cache
def scored(folder: Path) -> Score:
    if not (folder / "expected.json").exists():
        body, about = load_body(folder)
        text = json.dumps(as_truth(extracted(body, about)), ensure_ascii=False, indent=1)
        (folder / "expected.json").write_text(text + "\n", encoding="utf-8")
        pytest.fail(f"{folder.name}/expected.json is new, written from the extraction itself: review and commit")
    body, about, truth = load(folder)
    return compare(extracted(body, about), truth)


# scans are scored as a whole, once: OCR takes its time
@pytest.mark.parametrize("folder", [case(folder) for folder in FOLDERS if not folder.name.startswith("scan-")])
def test_capture(folder: Path) -> None:
    score = scored(folder)
    assert not score.silent, f"silent error: {score.faults}"
    assert not score.faults


def assert_floor(folders: list[Path], floor: dict[str, float]) -> None:
    scores = {folder.name: scored(folder) for folder in folders}
    right, cells = sum(s.right for s in scores.values()), sum(s.cells for s in scores.values())
    perfect = sum(s.perfect for s in scores.values()) / len(scores)
    assert not [name for name, s in scores.items() if s.silent]
    assert right / cells >= floor["cells"], f"{right}/{cells} cells right"
    assert perfect >= floor["documents"], [name for name, s in scores.items() if not s.perfect]


def test_floor_of_what_is_read() -> None:
    assert_floor([f for f in FOLDERS if not f.name.startswith("scan-")], FLOOR["read"])


@pytest.mark.timeout(1200)
def test_floor_of_ocr() -> None:
    pytest.importorskip("rapidocr", reason="the extra `ocr` is not installed")
    assert_floor([f for f in FOLDERS if f.name.startswith("scan-")], FLOOR["ocr"])


def test_floor_never_falls_below_what_was_promised() -> None:
    assert FLOOR["read"]["cells"] >= 0.995
    assert FLOOR["read"]["documents"] >= 0.97
    assert FLOOR["ocr"]["cells"] >= 0.90


def test_the_corpus_stays_wide() -> None:
    shapes = {load(f)[1]["shape"] for f in FOLDERS}
    extensions = {next(p for p in f.iterdir() if p.stem == "body").suffix for f in FOLDERS}
    editions = {e for f in FOLDERS for e in (load(f)[2].get("editions") or {}).values()}
    assert len(FOLDERS) >= FLOOR["captures"] >= 120
    assert len(shapes) >= FLOOR["shapes"] >= 40
    assert {".html", ".txt", ".pdf", ".docx", ".doc", ".xlsx", ".xls", ".png"} <= extensions
    assert {"2014", "2019", "2021"} <= editions
