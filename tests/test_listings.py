"""Every family on stored list pages: the reports it asks for, and the further pages.

`tests/listings/<case>/` holds `page.html` (or `.json`, `.xml`, `.js`) as the server sends it, `request.toml` (family,
url, and for answers to a POST its body) and `expected.json`. Where that is missing it is written, and the test fails:
review it and commit.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from scrapy.http import Request, TextResponse

from crawler.portals import Portal
from crawler.spiders import FAMILIES
from pipelines.encoding import decode

CASES = sorted(path.parent for path in (Path(__file__).parent / "listings").glob("*/request.toml"))


def load(case: Path) -> tuple[dict[str, Any], TextResponse]:
    asked = tomllib.loads((case / "request.toml").read_text(encoding="utf-8"))
    body = next(case.glob("page.*")).read_bytes()
    request = Request(asked["url"], method=asked.get("method", "GET"), body=asked.get("body", ""))
    text = decode(body, asked.get("charset")).text
    return asked, TextResponse(asked["url"], body=text.encode(), encoding="utf-8", request=request)


def read(case: Path) -> dict[str, Any]:
    asked, response = load(case)
    portal = Portal(
        name="case", agency="示例局", region="000000", family=asked["family"], start=(asked["url"],),
        params=asked.get("params", {}),
    )  # fmt: skip
    spider = FAMILIES[asked["family"]].for_portal(portal)()
    found: dict[str, Any] = {"reports": [], "pages": []}
    for request in spider.parse(response):
        if request.meta["role"] == "report":
            found["reports"].append([request.meta.get("title"), request.meta.get("date"), request.url])
        else:
            method = "BROWSER" if request.meta.get("rendered") else request.method
            asked_for = [method, request.url] + ([request.body.decode()] if request.body else [])
            found["pages"].append(asked_for)
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_listing(case: Path) -> None:
    found, expected = read(case), case / "expected.json"
    if not expected.exists():
        lists = [f'  "{key}": [' + ",".join("\n    " + json.dumps(row, ensure_ascii=False) for row in rows) + "]"
                 for key, rows in found.items()]  # fmt: skip
        expected.write_text("{\n" + ",\n".join(lists) + "\n}\n", encoding="utf-8")
        pytest.fail(f"{expected} was missing and has been written: review and commit it")
    assert found == json.loads(expected.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_recognise(case: Path) -> None:
    """The family knows its page, and none that is asked before it claims it."""
    asked, response = load(case)
    if asked.get("recognised", True):
        assert next(name for name, family in FAMILIES.items() if family.recognise(response)) == asked["family"]


def test_every_family_has_a_listing() -> None:
    assert set(FAMILIES) - {"discovery"} <= {load(case)[0]["family"] for case in CASES}
