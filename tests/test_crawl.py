"""End to end: real spiders, real Scrapy, real Chromium against the replicas; the archive against the known truth."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from crawler.browser import find_browser
from crawler.replicas import PLANS, serve
from crawler.replicas.measure import measure
from crawler.run import crawl
from pipelines.archive import Archive

SETTINGS = {"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False}
WITHOUT_SCRIPT = [plan for plan in PLANS if not plan.needs_browser]
BROWSER = find_browser() is not None
KILLS = 10

REPORT = "FROM {} AS x JOIN reports AS r ON r.id = x.report_id"
# What an archive holds, by natural keys: no ids, no times.
NATURAL = {
    "bodies": "SELECT sha256, size FROM bodies",
    "captures": "SELECT portal, url, parent_url, role, title, date, status, media_type, encoding, sha256 FROM captures",
    "reports": "SELECT r.portal, r.agency, r.fiscal_year, r.title, r.published_on, r.url, r.status, r.is_current,"
    " r.figures_sha256, r.content_sha256, c.sha256 FROM reports AS r JOIN captures AS c ON c.id = r.capture_id",
    "figures": f"SELECT r.url, x.tbl, x.row, x.col, x.value, x.unit, x.raw {REPORT.format('figures')}",
    "facts": f"SELECT r.url, x.indicator, x.value, x.unit, x.qualifier {REPORT.format('facts')}",
    "sections": f"SELECT r.url, x.number, x.heading, x.text {REPORT.format('sections')}",
    "findings": "SELECT portal, url, code, kind, place, detail FROM findings",
}


def contents(path):
    with Archive.open(path, writing=False) as archive:
        return {
            name: Counter(json.dumps(row, ensure_ascii=False, sort_keys=True) for row in archive.rows(sql))
            for name, sql in NATURAL.items()
        }


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    """The replicas still running, the archive of one crawl of them, and what the crawl said."""
    path = tmp_path_factory.mktemp("crawl") / "archive.db"
    with serve(PLANS if BROWSER else WITHOUT_SCRIPT) as replicas:
        result = crawl(replicas.portals, path, settings=SETTINGS)
        yield replicas, path, result


def test_every_report_is_found_and_exact(crawled):
    replicas, path, result = crawled
    with Archive.open(path, writing=False) as archive:
        assert [str(difference) for difference in measure(archive, replicas.known)] == []
        assert archive.rows("SELECT * FROM findings WHERE kind = 'reader'") == []
    for portal, replica in zip(result["portals"], replicas.all, strict=True):
        assert portal["failures"] == []
        assert (portal["reports_found"], portal["reports_new"]) == (len(replica.known), len(replica.known))


def test_only_what_is_needed_is_asked_for(crawled):
    replicas, _, _ = crawled
    for replica in replicas.all:
        asked = Counter((visit.method, visit.target, visit.body) for visit in replica.site.visits[:200])
        assert not [visit for visit in replica.site.visits if visit.path.startswith(("/search/", "/admin/"))]
        assert asked["GET", "/robots.txt", b""] == 1
        assert sum(visit.status >= 400 for visit in replica.site.visits) == 0


def test_the_list_drawn_by_script_needs_the_browser_and_no_other_does(crawled):
    if not BROWSER:
        pytest.skip("no browser: set NIANBAO_BROWSER, or install chromium")
    replicas, _, result = crawled
    pages = {portal["portal"]: portal["browser_pages"] for portal in result["portals"]}
    assert pages.pop("huoshan_shenjiju") == 1
    assert set(pages.values()) == {0}
    drawn = replicas.named("huoshan_shenjiju").site.visits
    assert Counter(visit.status for visit in drawn if visit.path == "/public/data/rows") == {200: 3}


def test_a_lying_page_and_an_attachment_are_read(crawled):
    replicas, path, _ = crawled
    with Archive.open(path, writing=False) as archive:
        (lying,) = archive.rows("SELECT encoding FROM latest WHERE portal = 'yangling_renshe' AND fiscal_year = 2018")
        assert lying["encoding"] == "gb18030"
        (pdf,) = archive.rows(
            "SELECT c.parent_url FROM latest AS r JOIN captures AS c ON c.id = r.capture_id"
            " WHERE r.media_type = 'application/pdf'"
        )
        (known,) = (known for known in replicas.known if known.attachment)
        assert pdf["parent_url"] == known.url


def test_a_second_crawl_finds_everything_unchanged(crawled):
    replicas, path, _ = crawled
    before = contents(path)
    marks = [len(replica.site.visits) for replica in replicas.all]
    again = crawl(replicas.portals, path, settings=SETTINGS)
    assert contents(path) == before
    for portal, replica, mark in zip(again["portals"], replicas.all, marks, strict=True):
        assert (portal["reports_new"], portal["reports_revised"], portal["failures"]) == (0, 0, [])
        assert portal["reports_found"] == portal["reports_unchanged"] == len(replica.known)
        fixed = [
            v for v in replica.site.visits[mark:] if v.path not in replica.site.answers and v.path != "/robots.txt"
        ]
        rendered = 1 if replica.needs_browser else 0  # a browser has no copy of its own to ask about
        assert Counter(visit.status for visit in fixed)[200] <= rendered


def test_a_crawl_killed_ten_times_ends_as_if_it_never_was(tmp_path):
    """`kill -9` between requests, in the middle of them, while writing: nothing is lost, nothing comes twice."""
    chance = random.Random(20261124)
    with serve(WITHOUT_SCRIPT, delay=lambda _: 0.02) as replicas:
        whole, broken = tmp_path / "whole.db", tmp_path / "broken.db"
        crawl(replicas.portals, whole, settings=SETTINGS)
        once = len(replicas.visits())
        killed = 0
        while killed < KILLS:
            begun = len(replicas.visits())
            crawling = start(replicas, broken)
            enough = begun + chance.randint(1, max(2, once // (KILLS + 2)))
            while crawling.poll() is None and len(replicas.visits()) < enough:
                time.sleep(0.001)
            time.sleep(chance.uniform(0, 0.05))
            if crawling.poll() is not None:
                pytest.fail(f"the crawl ended by itself after {killed} kills: {crawling.communicate()[1][-2000:]}")
            os.kill(crawling.pid, signal.SIGKILL)
            crawling.communicate()
            killed += 1
        last = start(replicas, broken)
        _, errors = last.communicate(timeout=60)
        assert last.returncode == 0, errors[-2000:]
        assert contents(broken) == contents(whole)
        with Archive.open(broken, writing=False) as archive:
            assert [str(difference) for difference in measure(archive, replicas.known)] == []


def start(replicas, path):
    """A crawl of the running replicas in a process of its own."""
    starts = {replica.portal.name: replica.entrances["list"] for replica in replicas.all}
    return subprocess.Popen(
        [sys.executable, "-c", CRAWL, json.dumps(starts), str(path)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=Path(__file__).parent.parent,
    )  # fmt: skip


CRAWL = f"""
import json, sys
from dataclasses import replace
from crawler.portals import load_portals
from crawler.run import crawl
starts, path = json.loads(sys.argv[1]), sys.argv[2]
portals = [replace(p, start=(starts[p.name],), hosts=(), seen=()) for p in load_portals() if p.name in starts]
crawl(sorted(portals, key=lambda p: list(starts).index(p.name)), path, settings={SETTINGS!r})
"""
