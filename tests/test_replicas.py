"""The replicas themselves: what they publish adds up, and their servers answer as the real ones do."""

import json
import re
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from crawler.replicas import PLANS, serve
from crawler.replicas.markup import report
from crawler.replicas.reports import real_reports, reports_of

TRUTH = Path(__file__).parent.parent.parent / "shared" / "truth"


@pytest.fixture(scope="module")
def replicas():
    with serve() as running:
        yield running


def ask(url, data=None, **headers):
    request = urllib.request.Request(url, data=data, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()


def test_real_reports_are_as_published():
    if not TRUTH.is_dir():
        pytest.skip("no ../shared/truth beside the checkout")
    published = {}
    for path in TRUTH.glob("*.json"):
        truth = json.loads(path.read_text(encoding="utf-8"))
        published[truth["agency"], truth["fiscal_year"]] = truth
    assert real_reports().keys() == published.keys()
    for key, known in real_reports().items():
        assert known.figures == published[key]["figures"]
        assert known.facts == {fact["indicator"]: fact["value"] for fact in published[key]["facts"]}


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_every_year_adds_up(plan):
    reports = reports_of(plan.agency, plan.years, plan.short)
    assert len(reports) >= 8
    for known in reports:
        assert known.real or "示例数据" in report(known, "word")
        for row in (known.figures.get("requests") or {}).values():
            assert sum(row.values()) == 2 * row["total"]
        for row in (known.figures.get("disputes") or {}).values():
            assert sum(row.values()) == 2 * row["total"]
        if "requests" not in known.figures:
            continue
        rows = known.figures["requests"]
        for column in rows["received"]:
            leaves = sum(
                r[column] for name, r in rows.items() if name.startswith("results.") and name != "results.total"
            )
            assert leaves == rows["results.total"][column]
            into = rows["received"][column] + rows["carried_over"][column]
            assert into == rows["results.total"][column] + rows["carried_forward"][column]


def test_requests_carry_over_from_year_to_year():
    hubei = {
        known.fiscal_year: known for known in reports_of("湖北省人力资源和社会保障厅", range(2019, 2024), "湖北人社")
    }
    for year in (2020, 2021, 2022, 2023):
        into, out = (
            hubei[year].figures["requests"]["carried_over"],
            hubei[year - 1].figures["requests"]["carried_forward"],
        )
        assert into == out


def test_unchanged_pages_are_not_sent_again(replicas):
    url = replicas.known[0].url
    status, headers, body = ask(url)
    assert status == 200
    assert body
    for name, value in (("If-None-Match", headers["ETag"]), ("If-Modified-Since", headers["Last-Modified"])):
        assert ask(url, **{name: value})[0] == 304
    assert ask(url, **{"If-None-Match": '"other"', "If-Modified-Since": headers["Last-Modified"]})[0] == 200


def test_missing_pages_and_robots(replicas):
    for replica in replicas.all:
        assert ask(replica.site.base + "/nothing/here.html")[0] == 404
        assert b"Disallow: /search/" in ask(replica.site.base + "/robots.txt")[2]


def test_one_page_lies_about_its_encoding(replicas):
    (known,) = (k for k in replicas.named("yangling_renshe").known if k.fiscal_year == 2018)
    _, headers, body = ask(known.url)
    assert "utf-8" in headers["Content-Type"]
    assert b"charset=utf-8" in body
    assert known.title in body.decode("gbk")
    with pytest.raises(UnicodeDecodeError):
        body.decode("utf-8")


def test_dataproxy_counts_pages_by_get_and_the_window_by_post(replicas):
    base = replicas.named("jiangsu_renshe").site.base + "/module/web/jpage/dataproxy.jsp?"
    rows = re.compile(rb"<record>")
    asked = "columnid=77259&unitid=247686"
    assert len(rows.findall(ask(f"{base}page=1&{asked}")[2])) == 6
    assert ask(f"{base}page=2&{asked}&startrecord=1&endrecord=3")[2] == ask(f"{base}page=2&{asked}")[2]
    assert len(rows.findall(ask(f"{base}startrecord=1&endrecord=45&perpage=6", asked.encode())[2])) == 18
    assert len(rows.findall(ask(f"{base}startrecord=1&endrecord=45&perpage=15", asked.encode())[2])) == 19
    assert not rows.findall(ask(f"{base}page=1&columnid=77259")[2])


def test_one_list_is_empty_without_its_script(replicas):
    replica = replicas.named("huoshan_shenjiju")
    page = ask(replica.entrances["list"])[2].decode()
    assert not any(known.title in page for known in replica.known)
    assert ask(replica.site.base + "/public/data/rows", b"organ=6597861&type=3&page=1")[0] == 403


def test_demo_serves_everything_it_says(replicas):
    assert len(replicas.known) == len({(known.agency, known.fiscal_year) for known in replicas.known})
    for known in replicas.known:
        assert ask(known.url)[0] == 200
    assert sum(known.real for known in replicas.known) == 5
    assert sum(known.attachment is not None for known in replicas.known) == 1
