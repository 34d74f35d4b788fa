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
from scrapy.http import HtmlResponse, Request, TextResponse

from crawler.portals import Portal
from crawler.spiders import FAMILIES, family_of
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


def spider_at(url: str, **params: Any) -> Any:
    portal = Portal(name="case", agency="示例局", region="000000", family="listing", start=(url,), params=params)
    return FAMILIES["listing"].for_portal(portal)()


def page(url: str, markup: str) -> TextResponse:
    body = f"<html><body>{markup}</body></html>".encode()
    return HtmlResponse(url, body=body, encoding="utf-8", request=Request(url))


def test_a_pager_without_end_is_left() -> None:
    """Every page links the next, and shows the same reports between changing news."""
    spider = spider_at("http://a.gov.cn/zfxxgknb/list.jsp?page=1")
    row = '<li><a href="/nb/1.html">示例局2023年政府信息公开工作年度报告</a><span>2024-01-20</span></li>'
    asked = []
    for number in range(1, 5):
        url = f"http://a.gov.cn/zfxxgknb/list.jsp?page={number}"
        found = spider.parse(
            page(url, f'{row}<a href="/news/{number}.html">新闻</a><a href="?page={number + 1}">下一页</a>')
        )
        asked.append([request.url for request in found if request.meta["role"] == "list"])
    assert [len(pages) for pages in asked] == [1, 1, 0, 0]


def test_a_list_under_the_title_of_a_report_is_read_as_a_list() -> None:
    spider = spider_at("http://a.gov.cn/zfxxgknb/")
    row = '<li><a href="/nb/{}.html">示例局2023年政府信息公开工作年度报告</a><span>2024-01-20</span></li>'
    year = page("http://a.gov.cn/nb.jsp?year=2023", row.format(1))
    assert [request.url for request in spider.parse_report(year)] == ["http://a.gov.cn/nb/1.html"]
    text = "一、总体情况 二、主动公开 三、依申请公开 四、行政复议 五、主要问题"
    report = page("http://a.gov.cn/nb/2.html", f"<p>{text}</p>上一篇：{row.format(1)}")
    assert list(spider.parse_report(report)) == []


def test_an_empty_list_is_looked_for_again_from_home() -> None:
    spider = spider_at("http://a.gov.cn/zfxxgknb/")
    assert list(spider.parse(page("http://a.gov.cn/zfxxgknb/", "<p>暂无信息</p>"))) == []
    home = list(spider.further())
    assert [request.url for request in home] == ["http://a.gov.cn/"]
    menu = '<a href="/zwgk/">政务公开</a><a href="http://clone.cn/zfxxgknb/">政府信息公开年报</a><a href="/en/zwgk/">信息公开</a>'
    found = list(spider.discover(page("http://a.gov.cn/", menu)))
    assert [request.url for request in found] == ["http://a.gov.cn/zwgk/"]
    assert [request.callback.__name__ for request in found] == ["discover"]
    assert len(list(spider.further())) == 1, "the clone, last of all, to be refused by name"
    assert list(spider.further()) == []


SHARED = Path(__file__).parents[2] / "shared" / "corpus" / "lists"
REAL = {
    "pingtan_zfxxgknb_index.html": ("https://www.pingtan.gov.cn/zwgk/zfxxgk/zfxxgknb/", "was5", 10, "page=2"),
    "ordos_engebei_xxgknb_index.html": ("http://egb.ordos.gov.cn/xxgk/xxgknb/", "trs", 4, "index_1.html"),
}


@pytest.mark.skipif(not SHARED.exists(), reason="../shared/corpus/lists is not there")
@pytest.mark.parametrize("name", REAL)
def test_real_lists(name: str) -> None:
    url, family, reports, following = REAL[name]
    response = HtmlResponse(url, body=(SHARED / name).read_bytes(), encoding="utf-8", request=Request(url))
    assert FAMILIES[family] is family_of(response)
    portal = Portal(name="case", agency="示例局", region="000000", family=family, start=(url,))
    requests = list(FAMILIES[family].for_portal(portal)().parse(response))
    assert sum(request.meta["role"] == "report" for request in requests) == reports
    assert any(following in request.url for request in requests)


def test_a_report_among_the_news_of_a_home_page_does_not_end_the_search() -> None:
    spider = FAMILIES["discovery"].for_portal(
        Portal(name="case", agency="示例局", region="000000", family="discovery", start=("http://a.gov.cn/",))
    )()
    menu = '<a href="/?c=Lists&tid=9">信息公开</a><ul><li><a href="/?c=View&aid=5">示例局2023年政府信息公开工作年度报告</a></li></ul>'
    found = {request.url: request.meta["role"] for request in spider.parse(page("http://a.gov.cn/", menu))}
    assert found == {"http://a.gov.cn/?c=View&aid=5": "report", "http://a.gov.cn/?c=Lists&tid=9": "list"}


def test_reports_among_notices_are_looked_for_once() -> None:
    spider = FAMILIES["discovery"].for_portal(
        Portal(name="case", agency="示例局", region="000000", family="discovery", start=("http://a.gov.cn/gknb/",))
    )()
    row = '<li><a href="/{}.html">示例局{}年政府信息公开工作年度报告</a><span>2024-01-20</span></li>'
    column = page("http://a.gov.cn/gknb/", '<a href="/tzgg/">通知公告</a>' + row.format("gknb/5", 2022))
    found = {request.url: request.callback.__name__ for request in spider.parse(column)}
    assert found == {"http://a.gov.cn/gknb/5.html": "parse_report", "http://a.gov.cn/tzgg/": "discover_notices"}
    pager = '<a href="?page=2">下一页</a>'
    new = page("http://a.gov.cn/tzgg/", row.format("tzgg/9", 2023) + pager)
    assert [r.url for r in spider.discover_notices(new)] == [
        "http://a.gov.cn/tzgg/9.html",
        "http://a.gov.cn/tzgg/?page=2",
    ]
    assert [r.url for r in spider.discover_notices(new)] == ["http://a.gov.cn/tzgg/9.html"], (
        "nothing new, no further page"
    )
