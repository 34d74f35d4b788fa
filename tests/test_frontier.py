"""The crawl's memory: what is asked for again and what is not, what survives, what is kept of a page that went bad."""

from __future__ import annotations

import itertools
import time

import pytest

from crawler.run import crawl
from crawler.spiders.base import Link
from pipelines.archive import Archive


def run(small_portal, path, quick, **settings):
    return crawl([small_portal.portal()], path, settings={**quick, **settings})["portals"][0]


def received(path):
    """What the current reports say: fiscal year -> requests received."""
    with Archive.open(path, writing=False) as archive:
        rows = archive.rows("SELECT fiscal_year, txt_req_received AS n FROM panel ORDER BY fiscal_year")
    return {row["fiscal_year"]: row["n"] for row in rows}


def codes(result):
    return [failure["code"] for failure in result["failures"]]


def test_a_crawl_finds_the_reports_and_says_so(small_portal, tmp_path, quick):
    small_portal.publish({2020: 7, 2021: 9, 2022: 11})
    result = run(small_portal, tmp_path / "a.db", quick)
    assert received(tmp_path / "a.db") == {2020: 7, 2021: 9, 2022: 11}
    assert {k: v for k, v in result.items() if k != "seconds"} == {
        "portal": "nanhu_shuiwuju", "agency": "南湖市水务局", "requests": 5, "browser_pages": 0, "not_modified": 0,
        "reports_found": 3, "reports_new": 3, "reports_revised": 0, "reports_unchanged": 0, "failures": [],
        "finished": True,
    }  # fmt: skip


def test_the_second_crawl_asks_conditionally_and_changes_nothing(small_portal, tmp_path, quick):
    small_portal.publish({2020: 7, 2021: 9})
    path = tmp_path / "a.db"
    run(small_portal, path, quick)
    tables = ("bodies", "captures", "reports", "figures", "facts", "sections", "findings", "extractions")

    def content():
        with Archive.open(path, writing=False) as archive:
            return {table: archive.rows(f"SELECT * FROM {table}") for table in tables}

    before = content()
    result = run(small_portal, path, quick)
    assert content() == before
    assert (result["reports_unchanged"], result["reports_new"], result["not_modified"]) == (2, 0, 3)
    assert small_portal.asked("/nb/") == [200, 304]
    assert small_portal.asked("/nb/2020.html") == [200, 304]


def test_a_new_report_on_a_changed_list_is_found_and_a_corrected_one_is_revised(small_portal, tmp_path, quick):
    path = tmp_path / "a.db"
    small_portal.publish({2020: 7, 2021: 9})
    run(small_portal, path, quick)
    small_portal.publish({2020: 7, 2021: 10, 2022: 11})
    result = run(small_portal, path, quick)
    assert received(path) == {2020: 7, 2021: 10, 2022: 11}
    assert (result["reports_new"], result["reports_revised"], result["reports_unchanged"]) == (1, 1, 1)
    with Archive.open(path, writing=False) as archive:
        assert archive.rows("SELECT COUNT(*) AS n FROM reports WHERE fiscal_year = 2021") == [{"n": 2}]


def test_a_lying_304_is_found_out_in_the_end(small_portal, tmp_path, quick, make_page):
    """The page has changed, the validator has not: every k-th time it is fetched unconditionally."""
    path = tmp_path / "a.db"
    small_portal.publish({2021: 9})

    def lie(visit):
        if "if-none-match" in visit.headers:
            return make_page(body=b"", status=304)
        return make_page(body=small_portal.page(2021, small_portal.reports[2021]).encode(), headers={"ETag": '"same"'})

    small_portal.site.answers["/nb/2021.html"] = lie
    run(small_portal, path, quick)
    small_portal.reports[2021] = 12
    seen = []
    for _ in range(4):
        run(small_portal, path, quick, NIANBAO_UNCONDITIONAL_EVERY=3)
        seen.append(received(path)[2021])
    assert seen == [9, 9, 9, 12]


def test_only_the_years_asked_for_are_fetched(small_portal, tmp_path, quick):
    small_portal.publish({2019: 1, 2020: 7, 2021: 9})
    crawl([small_portal.portal()], tmp_path / "a.db", years="2020-2021", settings=quick)
    assert received(tmp_path / "a.db") == {2020: 7, 2021: 9}
    assert small_portal.asked("/nb/2019.html") == []
    crawl([small_portal.portal()], tmp_path / "a.db", settings=quick)  # another question is another cycle
    assert set(received(tmp_path / "a.db")) == {2019, 2020, 2021}


def test_a_list_that_repeats_itself_is_not_paged_through(small_portal, tmp_path, quick, make_page):
    small_portal.publish({2021: 9})
    small_portal.site.put("/nb/", '<html><body><a href="/more?p=1">下一页</a></body></html>')
    body = '<html><body><ul></ul><a href="?p=1">1</a> <a href="?p=2">2</a> <a href="?p={}">下一页</a></body></html>'
    small_portal.site.answers["/more"] = lambda visit: make_page(
        body=body.format(9 if int(visit.query["p"]) > 3 else int(visit.query["p"]) + 1).encode()
    )
    run(small_portal, tmp_path / "a.db", quick)
    assert [visit.query["p"] for visit in small_portal.site.visits if visit.path == "/more"] == [
        "1",
        "2",
        "3",
        "4",
        "9",
    ]


def test_a_report_that_turns_into_a_login_page_keeps_its_place(small_portal, tmp_path, quick):
    path = tmp_path / "a.db"
    small_portal.publish({2021: 9})
    run(small_portal, path, quick)
    login = "<html><title>用户登录</title><body><form>用户名 <input> 密码 <input type=password></form></body></html>"
    small_portal.site.put("/nb/2021.html", login)
    result = run(small_portal, path, quick)
    assert received(path) == {2021: 9}
    assert codes(result) == ["login_page", "no_reports"]


def test_a_portal_that_lost_its_reports_is_a_failure_and_loses_nothing(small_portal, tmp_path, quick):
    path = tmp_path / "a.db"
    small_portal.publish({2020: 7, 2021: 9})
    small_portal.site.put("/", "<html><body><h1>南湖市水务局</h1><p>欢迎访问南湖市水务局网站。</p></body></html>")
    run(small_portal, path, quick)
    small_portal.site.put(
        "/nb/", "<html><body><p>本栏目暂无内容，敬请期待。欢迎访问南湖市水务局网站。</p></body></html>"
    )
    small_portal.site.put("/", "<html><body><p>欢迎访问南湖市水务局网站。</p></body></html>")  # the list is sought anew
    result = run(small_portal, path, quick)
    assert codes(result) == ["no_reports"]
    assert "2 reports the last time" in result["failures"][0]["message"]
    assert received(path) == {2020: 7, 2021: 9}


def test_a_page_that_fails_is_tried_again_and_then_named(small_portal, tmp_path, quick, make_page):
    small_portal.publish({2020: 7, 2021: 9})
    answers = itertools.chain([500, 500], itertools.repeat(200))
    good = small_portal.page(2021, 9).encode()

    def sometimes(visit):
        status = next(answers)
        return make_page(body=good if status == 200 else b"<html>error</html>", status=status)

    small_portal.site.answers["/nb/2021.html"] = sometimes
    small_portal.site.answers["/nb/2020.html"] = lambda visit: make_page(body=b"<html>gone</html>", status=410)
    result = run(small_portal, tmp_path / "a.db", quick)
    assert small_portal.asked("/nb/2021.html") == [500, 500, 200]
    assert small_portal.asked("/nb/2020.html") == [410]
    assert codes(result) == ["http_410"]
    assert result["finished"]
    assert received(tmp_path / "a.db") == {2021: 9}


def test_a_host_that_asks_for_a_short_pause_gets_it(small_portal, tmp_path, quick, make_page):
    small_portal.publish({2021: 9})
    when = []

    def busy(visit):
        when.append(time.monotonic())
        if len(when) == 1:
            return make_page(body=b"", status=503, headers={"Retry-After": "1"})
        return make_page(body=small_portal.page(2021, 9).encode())

    small_portal.site.answers["/nb/2021.html"] = busy
    result = run(small_portal, tmp_path / "a.db", quick)
    assert result["failures"] == []
    assert when[1] - when[0] >= 1


def test_a_host_that_asks_for_a_long_pause_is_left_for_the_next_crawl(small_portal, tmp_path, quick, make_page):
    path = tmp_path / "a.db"
    small_portal.publish({2020: 7, 2021: 9})
    small_portal.site.answers["/nb/2021.html"] = lambda visit: make_page(
        body=b"", status=429, headers={"Retry-After": "315360000"}
    )
    begun = time.monotonic()
    result = run(small_portal, path, quick)
    assert time.monotonic() - begun < 20
    assert codes(result) == ["http_429"]
    assert not result["finished"]
    with Archive.open(path, writing=False) as archive:
        waits = archive.row("SELECT MAX(next_try) AS t FROM frontier WHERE state = 'queued'")["t"] - time.time()
    assert 86000 < waits <= 86400  # ten years are clamped to a day
    again = run(small_portal, path, quick)  # it does not ask before that
    assert len(small_portal.asked("/nb/2021.html")) == 1
    assert not again["finished"]


def test_what_was_cut_off_is_taken_up_again(small_portal, tmp_path, quick, make_page):
    path = tmp_path / "a.db"
    small_portal.publish({2019: 5, 2020: 7, 2021: 9})
    small_portal.site.answers["/nb/2020.html"] = lambda visit: make_page(
        body=b"", status=503, headers={"Retry-After": "9"}
    )
    assert not run(small_portal, path, quick, NIANBAO_PATIENCE_SECONDS=1)["finished"]
    del small_portal.site.answers["/nb/2020.html"]
    with Archive.open(path, writing=True) as archive, archive.transaction():
        archive.db.execute("UPDATE frontier SET next_try = 0")
    result = run(small_portal, path, quick)
    assert result["finished"]
    assert received(path) == {2019: 5, 2020: 7, 2021: 9}
    assert small_portal.asked("/nb/") == [200]  # the list was not asked for again
    assert result["reports_found"] == 3


def test_a_capture_that_was_not_read_is_read_by_the_next_crawl(small_portal, tmp_path, quick):
    path = tmp_path / "a.db"
    small_portal.publish({2021: 9})
    run(small_portal, path, quick)
    with Archive.open(path, writing=True) as archive, archive.transaction():
        archive.forget_derived()
    run(small_portal, path, quick)
    assert received(path) == {2021: 9}


def test_a_fault_in_a_spider_is_a_finding_and_the_page_is_kept(small_portal, tmp_path, quick, monkeypatch):
    small_portal.publish({2021: 9})

    def parse(self, response):
        yield self.report(Link(response.urljoin("2021.html"), "年报"))
        raise ZeroDivisionError("in the family")

    monkeypatch.setattr("crawler.spiders.listing.ListingSpider.parse", parse)
    result = run(small_portal, tmp_path / "a.db", quick)
    assert "spider_error" in codes(result)
    with Archive.open(tmp_path / "a.db", writing=False) as archive:
        assert archive.rows("SELECT url FROM captures WHERE role = 'list'")
    assert received(tmp_path / "a.db") == {2021: 9}  # what came before the fault is not lost


def test_a_page_in_gbk_that_claims_to_be_utf8_is_read(small_portal, tmp_path, quick):
    small_portal.publish({2021: 9})
    listed = small_portal.site.pages["/nb/"].body.decode()
    small_portal.site.put("/nb/", listed, encoding="gb18030")
    small_portal.site.put("/nb/2021.html", small_portal.page(2021, 9), encoding="gb18030")
    run(small_portal, tmp_path / "a.db", quick)
    assert received(tmp_path / "a.db") == {2021: 9}
    with Archive.open(tmp_path / "a.db", writing=False) as archive:
        capture = archive.row("SELECT * FROM captures WHERE role = 'report'")
        assert (capture["declared_encoding"], capture["encoding"]) == ("utf-8", "gb18030")
        assert archive.body(capture["sha256"]).decode("gb18030") == small_portal.page(2021, 9)


def test_files_of_a_report_page_come_with_it(small_portal, tmp_path, quick):
    small_portal.publish({2021: 9})
    link = '<p>附件：<a href="/files/2021.docx">年度报告.docx</a></p><footer><a href="/files/map.pdf">map</a></footer>'
    small_portal.site.put("/nb/2021.html", small_portal.page(2021, 9, extra=link))
    small_portal.site.put("/files/2021.docx", b"PK not really", media_type="application/msword")
    run(small_portal, tmp_path / "a.db", quick)
    with Archive.open(tmp_path / "a.db", writing=False) as archive:
        rows = archive.rows("SELECT url, parent_url FROM captures WHERE role = 'attachment'")
    base = small_portal.site.base
    assert rows == [{"url": f"{base}/files/2021.docx", "parent_url": f"{base}/nb/2021.html"}]
    assert received(tmp_path / "a.db") == {2021: 9}


def test_a_list_page_can_be_the_report(small_portal, tmp_path, quick):
    small_portal.site.put("/nb/", small_portal.page(2021, 9))
    run(small_portal, tmp_path / "a.db", quick)
    assert received(tmp_path / "a.db") == {2021: 9}


def test_a_slow_reader_is_a_finding_and_the_crawl_goes_on(small_portal, tmp_path, quick):
    small_portal.publish({2021: 9})
    result = run(small_portal, tmp_path / "a.db", quick, NIANBAO_EXTRACT="time.sleep", NIANBAO_EXTRACT_SECONDS=1)
    assert codes(result)[0].startswith("parser_")
    assert result["finished"]


def test_one_address_names_the_way_to_all(small_portal, tmp_path, quick):
    from crawler.commands.crawl import portal_of

    small_portal.publish({2020: 7, 2021: 9})
    small_portal.site.put(
        "/", '<html><title>南湖市水务局</title><body><a href="/nb/">政府信息公开年报</a></body></html>'
    )
    settings = dict(quick)
    portal = portal_of(small_portal.site.base, settings)
    result = crawl([portal], tmp_path / "a.db", settings=settings)["portals"][0]
    assert result["reports_found"] == 2
    assert received(tmp_path / "a.db") == {2020: 7, 2021: 9}


@pytest.mark.parametrize("suffix", ["?b=2&a=1", "?a=1&b=2", "?a=1&b=2&jsessionid=9", ";jsessionid=77?a=1&b=2"])
def test_the_same_page_in_other_words_is_one_page(suffix):
    from crawler.frontier import request_key

    assert request_key(f"https://a.cn:443/x{suffix}") == request_key("http://a.cn/x?a=1&b=2")
