"""Compare what the extraction gives with what the documents say, cell by cell.

`python -m tests.corpus.score [--into DIR] [--details] [SHAPE…]` prints a line per shape.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CAPTURES = Path(__file__).parent.parent / "captures"


@dataclass
class Score:
    """One document's account. `silent`: a wrong or invented number in a document that says it is complete or has
    nothing flagged."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    metadata: list[str] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    sums: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    silent: bool = False

    @property
    def cells(self) -> int:
        return self.right + len(self.wrong) + len(self.missing)

    @property
    def faults(self) -> list[str]:
        return [
            f"{name}: {text}"
            for name in ("wrong", "extra", "missing", "metadata", "facts", "sums", "findings")
            for text in getattr(self, name)
        ]

    @property
    def perfect(self) -> bool:
        return not self.silent and not self.faults


def same(a: Any, b: Any) -> bool:
    if a is None or b is None:
        return a is b
    return abs(float(a) - float(b)) < 1e-9


def flatten(nested: dict[str, Any]) -> dict[str, Any]:
    return {
        f"{tbl}.{row}.{col}": value
        for tbl, rows in nested.items()
        for row, cols in rows.items()
        for col, value in cols.items()
    }


def compare(got: dict[str, Any], truth: dict[str, Any]) -> Score:
    """`got` is the contract's object (§3), `truth` an expected.json."""
    score = Score()
    have = {f"{f['tbl']}.{f['row']}.{f['col']}": f["value"] for f in got["figures"]}
    quiet = got["status"] == "complete" or not got["findings"]
    if got["kind"] not in [truth["kind"], *truth.get("kind_accept", [])]:
        score.metadata.append(f"kind {got['kind']!r} for {truth['kind']!r}")
    if truth.get("must_find") and not got["findings"] and not any(c["held"] is False for c in got["checks"]):
        score.findings.append("something is wrong with this document and no finding says so")
    if got["status"] == truth.get("status_not"):
        score.findings.append(f"status {got['status']!r}")
    if truth["kind"] == "not_a_report":
        score.extra = [f"{k}={v}" for k, v in have.items() if v is not None and got["kind"] == "report"]
        score.silent = bool(score.extra) and quiet
        return score
    certain, uncertain = flatten(truth["figures"]), flatten(truth.get("uncertain", {}))
    for key, value in certain.items():
        if key not in have:
            score.missing.append(f"{key} ({value})")
        elif same(have[key], value):
            score.right += 1
        else:
            score.wrong.append(f"{key}={have[key]} for {value}")
    for key, value in have.items():
        if key in uncertain:
            if value is not None and not same(value, uncertain[key]):
                score.wrong.append(f"{key}={value} for {uncertain[key]} (uncertain)")
        elif key not in certain and value is not None:
            score.extra.append(f"{key}={value}")
    score.silent = bool(score.wrong or score.extra) and quiet
    if got["kind"] != "report":
        return score
    if not truth.get("metadata_optional"):
        for name in ("agency", "fiscal_year", "published_on"):
            if got[name] not in [truth.get(name), *truth.get(f"{name}_accept", [])]:
                score.metadata.append(f"{name} {got[name]!r} for {truth.get(name)!r}")
        if truth.get("status") not in (None, got["status"]):
            score.metadata.append(f"status {got['status']!r} for {truth['status']!r}")
        if not truth.get("uncertain") and got["editions"] != truth["editions"]:
            score.metadata.append(f"editions {got['editions']} for {truth['editions']}")
        _compare_facts(got, truth, score)
    broken = {(c["rule"], c["place"]) for c in got["checks"] if c["held"] is False}
    listed = {(b["rule"], b["place"]) for b in truth["hard_rules_broken"]}
    score.sums += [f"not reported broken: {rule} {place}" for rule, place in sorted(listed - broken)]
    if not uncertain and not score.wrong and not any(v is None for v in certain.values()):
        hard = {
            x
            for x in broken
            if x[0] in ("requests.balance", "requests.results_total", "requests.row_total", "disputes.total")
        }
        score.sums += [f"reported broken, holds: {rule} {place}" for rule, place in sorted(hard - listed)]
    return score


def _compare_facts(got: dict[str, Any], truth: dict[str, Any], score: Score) -> None:
    facts: dict[str, list[Any]] = defaultdict(list)
    for f in got["facts"]:
        facts[f["indicator"]].append(f)
    wanted: dict[str, list[Any]] = defaultdict(list)
    for f in truth["facts"]:
        wanted[f["indicator"]].append(f["value"])
    for name, values in wanted.items():
        if name not in facts:
            score.facts.append(f"missing {name} ({values[0]})")
        for f in facts.get(name, []):
            if not any(same(f["value"], v) for v in values):
                score.facts.append(f"wrong {name}={f['value']} for {values[0]}: {f['quote'][:60]}")
    score.facts += [
        f"extra {name}={f['value']}: {f['quote'][:60]}"
        for name, found in facts.items()
        if name not in wanted and name not in truth.get("facts_accept", [])
        for f in found
    ]


def load_body(folder: Path) -> tuple[bytes, dict[str, Any]]:
    """A capture's bytes and what capture.toml says."""
    body = next(p for p in folder.iterdir() if p.stem == "body")
    about = tomllib.loads((folder / "capture.toml").read_text(encoding="utf-8"))
    return body.read_bytes(), about | {"path": body.name}


def load(folder: Path) -> tuple[bytes, dict[str, Any], dict[str, Any]]:
    """A capture's bytes, what capture.toml says, and expected.json."""
    return *load_body(folder), json.loads((folder / "expected.json").read_text(encoding="utf-8"))


def as_truth(got: dict[str, Any]) -> dict[str, Any]:
    """What an extraction gave, in the form of an expected.json, for a person to review."""
    figures: dict[str, Any] = {}
    for f in got["figures"]:
        figures.setdefault(f["tbl"], {}).setdefault(f["row"], {})[f["col"]] = f["value"]
    kept = ("kind", "agency", "fiscal_year", "title", "published_on", "editions", "status")
    broken = [{k: c[k] for k in ("rule", "place", "left", "right")} for c in got["checks"] if c["held"] is False]
    return {k: got[k] for k in kept} | {
        "figures": figures, "uncertain": {}, "facts": got["facts"], "hard_rules_broken": broken,
        "must_find": bool(got["findings"]),
    }  # fmt: skip


def extracted(body: bytes, about: dict[str, Any]) -> dict[str, Any]:
    from pipelines.extract import extract

    report = extract(
        body, media_type=about["media_type"], declared_encoding=about.get("declared_encoding"), path=about["path"],
        url=about.get("url"), title=about.get("title"),
    )  # fmt: skip
    return json.loads(json.dumps(report.as_json()))  # type: ignore[no-any-return]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shapes", nargs="*")
    parser.add_argument("--into", type=Path, default=CAPTURES)
    parser.add_argument("--details", action="store_true", help="every fault of every document")
    args = parser.parse_args()
    by_shape: dict[str, list[tuple[str, Score]]] = defaultdict(list)
    slow: list[tuple[float, str]] = []
    for folder in sorted(p for p in args.into.iterdir() if p.is_dir()):
        if args.shapes and not any(folder.name.startswith(s) for s in args.shapes):
            continue
        body, about, truth = load(folder)
        start = time.monotonic()
        try:
            score = compare(extracted(body, about), truth)
        except Exception as error:
            score = Score(
                metadata=[f"crash {type(error).__name__}: {error}"], missing=list(flatten(truth.get("figures", {})))
            )
        slow.append((time.monotonic() - start, folder.name))
        by_shape[about["shape"]].append((folder.name, score))
        if args.details and not score.perfect:
            print(f"{folder.name}{'  SILENT' if score.silent else ''}")
            for fault in score.faults[:12]:
                print(f"    {fault}")
            if len(score.faults) > 12:
                print(f"    … {len(score.faults) - 12} more")
    print(f"{'shape':36} {'cells':>13} {'wrong':>6} {'extra':>6} {'missing':>8} {'silent':>7} {'perfect':>8}")
    total: dict[bool, list[int]] = {False: [0] * 7, True: [0] * 7}
    for shape, scores in sorted(by_shape.items()):
        row = [
            sum(s.right for _, s in scores), sum(s.cells for _, s in scores), sum(len(s.wrong) for _, s in scores),
            sum(len(s.extra) for _, s in scores), sum(len(s.missing) for _, s in scores),
            sum(s.silent for _, s in scores), sum(s.perfect for _, s in scores),
        ]  # fmt: skip
        ocr = shape.startswith("scan-")
        total[ocr] = [a + b for a, b in zip(total[ocr], row, strict=True)]
        if row[6] < len(scores):
            print(
                f"{shape:36} {row[0]:6}/{row[1]:<6} {row[2]:6} {row[3]:6} {row[4]:8} {row[5]:7} {row[6]:4}/{len(scores)}"
            )
    for ocr, row in total.items():
        n = sum(len(v) for k, v in by_shape.items() if k.startswith("scan-") == ocr)
        if n:
            print(f"{'OCR' if ocr else 'ALL':36} {row[0]:6}/{row[1]:<6} {row[2]:6} {row[3]:6} {row[4]:8} {row[5]:7} {row[6]:4}/{n}"
                  f"   cells {row[0] / max(1, row[1]):.2%}, documents {row[6] / n:.1%}")  # fmt: skip
    print("slowest: " + ", ".join(f"{name} {seconds:.1f}s" for seconds, name in sorted(slow, reverse=True)[:4]))
    return 0 if all(s.perfect for scores in by_shape.values() for _, s in scores) else 1


if __name__ == "__main__":
    sys.exit(main())
