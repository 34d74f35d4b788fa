"""The real reports beside the project (../shared), held to their truth by the scorer that comes with them."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from pipelines.extract import extract

SHARED = Path(__file__).resolve().parents[2] / "shared"
SCORER = SHARED / "score.py"


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("shared_score", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode, before = True, sys.dont_write_bytecode  # ../shared is read, never written
    spec.loader.exec_module(module)
    sys.dont_write_bytecode = before
    return module


CASES = {path.name: (path, truth) for path, truth in scorer().load_cases([])} if SCORER.exists() else {}


@pytest.mark.skipif(not CASES, reason="../shared is not here")
@pytest.mark.parametrize("name", CASES)
def test_real_report(name):
    path, truth = CASES[name]
    got = extract(path.read_bytes(), path=str(path)).as_json()
    found = scorer().score(got, truth)
    unreadable = "run together" in truth.get("source", "")
    assert not found["wrong"]
    assert not found["meta"]
    assert not found["facts_wrong"]
    assert not found["sums"]
    assert found["extra"] == 0
    if unreadable:
        assert got["status"] == "partial"
    else:
        assert found["missing"] == 0
        assert not found["facts_missing"]
        told = {(fact["indicator"], fact["value"]) for fact in got["facts"]}
        if "facts" in truth and path.parent.name == "seeds":
            assert told == {(fact["indicator"], fact["value"]) for fact in truth["facts"]}


@pytest.mark.skipif(not CASES, reason="../shared is not here")
@pytest.mark.parametrize("name", [name for name, (path, _) in CASES.items() if path.parent.name == "seeds"])
def test_sections_of_a_seed(name):
    path, truth = CASES[name]
    sections = extract(path.read_bytes()).sections
    for section, expected in zip(sections, truth["sections"], strict=True):
        assert (section.number, section.heading) == (expected["number"], expected["heading"])
        assert re.sub(r"\s", "", section.text).startswith(re.sub(r"\s", "", expected["starts"]))
