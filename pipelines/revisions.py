"""Is another version of a report a revision, and may it take the place of the current one?

A revised report is a new report; a page that only counts its visitors anew is not. And a worse answer (an error page,
an empty form, half a file) never takes the place of a good one.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from pipelines.items import Report

# A new version may lose this share of its text before it counts as cut short.
_TEXT_KEPT = 0.6
# Counters that change with every view of a page are no revision.
_COUNTERS = re.compile(r"(?:浏览|阅读|点击|访问|查看)(?:次数|量|数)?[:：]?\d+次?")
_STATUS_RANK = {"failed": 0, "narrative": 1, "partial": 2, "complete": 3}


@dataclass(frozen=True, slots=True)
class Weight:
    """What is compared: how much a report says, and digests of its figures and of all it says."""

    status: str
    n_filled: int
    n_held: int
    text_chars: int
    published_on: str
    figures_sha256: str
    content_sha256: str

    @classmethod
    def of(cls, report: Report) -> Self:
        """Weigh a report as it was read."""
        figures = sorted(
            (f.tbl, f.row, f.col, None if f.value is None else float(f.value), f.unit) for f in report.figures
        )
        figures_sha256 = _digest(figures)
        texts = [_COUNTERS.sub("", "".join(s.text.split())) for s in report.sections]
        facts = sorted((f.indicator, f.value, f.qualifier) for f in report.facts)
        return cls(
            status=report.status,
            n_filled=sum(f.value is not None for f in report.figures),
            n_held=sum(c.held is True for c in report.checks),
            text_chars=sum(map(len, texts)),
            published_on=report.published_on or "",
            figures_sha256=figures_sha256,
            content_sha256=_digest([report.agency, report.fiscal_year, report.status, figures_sha256, texts, facts]),
        )

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Self:
        """Give the weight that a row of `reports` keeps."""
        return cls(
            **{**{field.name: row[field.name] for field in fields(cls)}, "published_on": row["published_on"] or ""}
        )

    def rank(self) -> tuple[int, int, int, str]:
        """Order copies of a report: the greater one says more."""
        return _STATUS_RANK[self.status], self.n_filled, self.n_held, self.published_on

    def worse_than(self, current: Mapping[str, Any]) -> str | None:
        """Say why this must not take the place of the current report, None if it may."""
        if self.status == "failed" and current["status"] != "failed":
            return "could not be read"
        if self.n_filled < current["n_filled"]:
            return f"{self.n_filled} figures instead of {current['n_filled']}"
        if self.text_chars < _TEXT_KEPT * current["text_chars"]:
            return f"{self.text_chars} characters of text instead of {current['text_chars']}"
        return None

    def repeats(self, current: Mapping[str, Any]) -> bool:
        """Say whether the report at another address adds nothing: the same figures and no more text."""
        if self.content_sha256 == current["content_sha256"]:
            return True
        same_figures = bool(self.n_filled) and self.figures_sha256 == current["figures_sha256"]
        return same_figures and self.text_chars <= 1.2 * current["text_chars"]


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
