"""A portal changes between two crawls: what is new is found, what got worse never takes the place of what was good."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from crawler.replicas import PLANS, Page, serve
from crawler.replicas.measure import measure
from crawler.run import crawl
from pipelines.archive import Archive

SETTINGS = {"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False, "NIANBAO_RETRY_SECONDS": 0.1}
PLAN = replace(next(plan for plan in PLANS if plan.name == "shenzhen_renshe"), years=range(2013, 2024))
LATER = datetime(2026, 11, 1, tzinfo=UTC)

RUISHU = (
    b"<!DOCTYPE html><html><head><meta id=\"13JnD7t9MzWf\" content=\"seed\" r='m'><script r='m'>$_ts=window['$_ts'];"
    b'if(!$_ts)$_ts={};$_ts.nsd=24079;$_ts.cd="x";</script><script src="/a/b.js" r=\'m\'></script></head><body></body></html>'
)
SOFT_404 = "<html><head><title>404</title></head><body><h1>您访问的页面不存在</h1></body></html>".encode()


class Portal:
    def __init__(self, replica, path):
        self.replica, self.path = replica, path
        self.site = replica.site

    def crawl(self, *, recheck=1.0):
        """What one more crawl says of the portal, and what it asked the server for."""
        mark = len(self.site.visits)
        settings = {**SETTINGS, "NIANBAO_RECHECK_SHARE": recheck}
        (result,) = crawl([self.replica.portal], self.path, settings=settings)["portals"]
        return result, [visit for visit in self.site.visits[mark:] if visit.path != "/robots.txt"]

    def rows(self, sql, *values):
        with Archive.open(self.path, writing=False) as archive:
            return archive.rows(sql, values)

    def report(self, year):
        (known,) = (known for known in self.replica.known if known.fiscal_year == year)
        return known, known.url.removeprefix(self.site.base)

    def current(self, year):
        return self.rows("SELECT * FROM latest WHERE fiscal_year = ?", year)

    def change(self, path, old, new):
        page = self.site.pages[path]
        assert old.encode() in page.body
        self.site.pages[path] = replace(page, body=page.body.replace(old.encode(), new.encode()), modified=LATER)

    def exact(self):
        with Archive.open(self.path, writing=False) as archive:
            return [str(difference) for difference in measure(archive, self.replica.known)] == []


@contextmanager
def running(tmp_path):
    with serve([PLAN]) as replicas:
        yield Portal(replicas.all[0], tmp_path / "archive.db")


@pytest.fixture
def portal(tmp_path):
    with running(tmp_path) as portal:
        result, asked = portal.crawl()
        assert result["reports_new"] == len(portal.replica.known)
        portal.lists = len(asked) - len(portal.replica.known)
        yield portal


def test_an_unchanged_portal_is_asked_for_its_list_and_little_else(portal):
    result, asked = portal.crawl(recheck=0.05)
    assert len(asked) == portal.lists
    assert {visit.status for visit in asked} == {304}
    known = len(portal.replica.known)
    assert (result["reports_found"], result["reports_unchanged"], result["failures"]) == (known, known, [])
    assert portal.exact()


def test_known_reports_are_asked_for_in_turn(portal):
    rounds = [portal.crawl(recheck=0.3)[1] for _ in range(4)]  # three of eleven each time
    assert [len(asked) for asked in rounds] == [portal.lists + 3] * 4
    reports = [visit.path for asked in rounds for visit in asked if "/content/" in visit.path]
    assert len(set(reports)) == len(portal.replica.known)


def test_a_changed_list_leads_to_its_reports_again(portal):
    known, path = portal.report(2022)
    amount = known.figures["disclosure"]["licensing"]["decisions"]
    portal.change(path, f">{amount}<", f">{amount + 1}<")
    portal.change("/xxgk/xxgknb/index.html", f"<span>{known.published_on}</span>", "<span>2026-11-01</span>")
    result, _ = portal.crawl(recheck=0.05)
    assert result["reports_revised"] == 1


def test_a_revised_report_is_a_further_revision(portal):
    known, path = portal.report(2022)
    before = portal.current(2022)
    amount = known.figures["disclosure"]["licensing"]["decisions"]
    portal.change(path, f">{amount}<", f">{amount + 1}<")
    result, _ = portal.crawl()
    assert result["reports_revised"] == 1
    (after,) = portal.current(2022)
    assert after["id"] != before[0]["id"]
    both = portal.rows("SELECT is_current FROM reports WHERE fiscal_year = 2022 ORDER BY id")
    assert [row["is_current"] for row in both] == [0, 1]


def test_a_hit_counter_is_no_revision(portal):
    for known in portal.replica.known:
        path = known.url.removeprefix(portal.site.base)
        portal.change(path, '<div class="title_info">', '<div class="title_info"><span>浏览次数：4711</span>')
    result, _ = portal.crawl()
    assert (result["reports_new"], result["reports_revised"]) == (0, 0)
    assert len(portal.rows("SELECT * FROM reports")) == len(portal.replica.known)
    assert portal.exact()


@pytest.mark.parametrize(
    "answer",
    [
        Page(body=SOFT_404),
        Page(body=SOFT_404, status=404),
        Page(body=RUISHU, status=412, headers={"Set-Cookie": "abcS=6x"}),
        Page(body=b"", status=200),
        Page(body=b"<html><body>403 Forbidden</body></html>", status=403),
    ],
    ids=["soft 404", "404", "challenge", "empty", "forbidden"],
)
def test_a_worse_answer_never_takes_the_place_of_a_good_one(portal, answer):
    before = portal.rows("SELECT id, url, status FROM latest ORDER BY id")
    for known in portal.replica.known:
        portal.site.pages[known.url.removeprefix(portal.site.base)] = answer
    for _ in range(2):
        portal.crawl()
    assert portal.rows("SELECT id, url, status FROM latest ORDER BY id") == before
    assert portal.exact()


def test_a_moved_column_is_found_again(tmp_path):
    with running(tmp_path) as portal:
        portal.crawl()
        for name, page in list(portal.site.pages.items()):
            if name.startswith("/xxgk/xxgknb/"):
                del portal.site.pages[name]
                name = name.replace("/xxgk/xxgknb/", "/zwgk/nb/")
            body = page.body.replace(b"/xxgk/xxgknb/", b"/zwgk/nb/")
            portal.site.pages[name] = replace(page, body=body, modified=LATER)
        known, path = portal.report(2023)
        moved = path.replace("/xxgk/xxgknb/", "/zwgk/nb/")
        title = known.title.replace("2023", "2024")
        body = portal.site.pages[moved].body.replace(b"2023", b"2024")
        portal.site.pages[moved.replace("post_", "post_9")] = replace(portal.site.pages[moved], body=body)
        portal.change(
            "/zwgk/nb/index.html", '<ul class="tzgg_content">',
            f'<ul class="tzgg_content"><li><a href="{portal.site.base}{moved.replace("post_", "post_9")}"><p>{title}</p></a></li>',
        )  # fmt: skip
        portal.crawl()
        portal.crawl()
        assert [
            row["fiscal_year"] for row in portal.rows("SELECT fiscal_year FROM latest ORDER BY 1 DESC LIMIT 1")
        ] == [2024]
