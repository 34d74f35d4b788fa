"""A crawl that is interrupted, killed or started twice (of replicas killed ten times: see test_crawl)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipelines.archive import Archive

ROOT = Path(__file__).parent.parent
QUICK = ["-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0"]


def start(path, url, *more):
    code = "from crawler.commands import main; main()"
    command = [sys.executable, "-c", code, "crawl", "--url", url, "--archive", str(path), *QUICK, *more]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wait_for(small_portal, visits):
    deadline = time.monotonic() + 30
    while len(small_portal.site.visits) < visits:
        assert time.monotonic() < deadline, "the crawl does not get on"
        time.sleep(0.02)


@pytest.fixture
def slow_portal(small_portal):
    small_portal.publish(dict.fromkeys(range(2012, 2024), 5))
    small_portal.site.delay = lambda visit: 0.3
    return small_portal


def years(path):
    with Archive.open(path, writing=False) as archive:
        return [row["fiscal_year"] for row in archive.rows("SELECT fiscal_year FROM latest ORDER BY 1")]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_crawl_ends_politely_and_is_taken_up_again(slow_portal, tmp_path, number):
    path, url = tmp_path / "a.db", slow_portal.site.base + "/nb/"
    process = start(path, url)
    wait_for(slow_portal, 5)
    process.send_signal(number)
    out, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "Traceback" not in out + err
    assert "the same command goes on" in err
    assert not (tmp_path / "a.db.lock").exists()
    before = len(slow_portal.site.visits)
    assert before < 12
    with Archive.open(path, writing=False) as archive:
        assert archive.rows("SELECT outcome FROM runs") == [{"outcome": "interrupted"}]
    slow_portal.site.delay = lambda visit: 0.0
    assert start(path, url).wait(60) == 0
    assert years(path) == list(range(2012, 2024))
    # robots.txt is asked for by every process; everything else once
    assert len([visit for visit in slow_portal.site.visits if visit.path != "/robots.txt"]) == 13


def test_a_second_interrupt_ends_at_once(slow_portal, tmp_path):
    slow_portal.site.delay = lambda visit: 8.0 if visit.path == "/nb/2013.html" else 0.0
    process = start(tmp_path / "a.db", slow_portal.site.base + "/nb/")
    wait_for(slow_portal, 3)
    process.send_signal(signal.SIGINT)
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    begun = time.monotonic()
    _, err = process.communicate(timeout=20)
    assert time.monotonic() - begun < 4
    assert process.returncode == 130
    assert "Traceback" not in err
    with Archive.open(tmp_path / "a.db", writing=True) as archive:  # whole, and free
        assert archive.db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_second_crawl_says_who_writes(slow_portal, tmp_path):
    path, url = tmp_path / "a.db", slow_portal.site.base + "/nb/"
    first = start(path, url)
    wait_for(slow_portal, 2)
    second = start(path, url)
    _, err = second.communicate(timeout=30)
    assert second.returncode == 2
    assert f"is being written by process {first.pid} (since 20" in err
    assert len(err.strip().splitlines()) == 1
    slow_portal.site.delay = lambda visit: 0.0
    assert first.wait(60) == 0
    assert len(years(path)) == 12


def test_scrapy_itself_crawls_into_the_archive(tmp_path):
    """`scrapy crawl NAME` in a checkout; its host does not exist here, which is a finding and no traceback."""
    command = [sys.executable, "-m", "scrapy", "crawl", "yangling_renshe", "-s", f"NIANBAO_ARCHIVE={tmp_path / 'a.db'}"]
    settings = ["-s", "NIANBAO_RETRY_SECONDS=0.1", "-s", "NIANBAO_ATTEMPTS=1", "-s", "DOWNLOAD_TIMEOUT=5"]
    environment = {**os.environ, "http_proxy": "", "https_proxy": "http://127.0.0.1:9", "no_proxy": ""}
    done = subprocess.run(
        command + settings, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    with Archive.open(tmp_path / "a.db", writing=False) as archive:
        assert [row["portal"] for row in archive.rows("SELECT DISTINCT portal FROM findings")] == ["yangling_renshe"]
        assert archive.rows("SELECT command, outcome FROM runs") == [
            {"command": "scrapy crawl yangling_renshe", "outcome": "failures"}
        ]
