"""Manners and safety: robots.txt, pauses, own hosts only, limits on every answer, an honest name."""

from __future__ import annotations

import asyncio
import itertools
import socket
import time
from urllib.parse import urlsplit

import pytest

from crawler.commands.crawl import read_url
from crawler.hosts import OwnHosts, PublicResolver, is_private
from crawler.run import crawl
from pipelines.archive import Archive


def run(small_portal, path, quick, **settings):
    return crawl([small_portal.portal()], path, settings={**quick, **settings})["portals"][0]


def failures(result):
    return {urlsplit(failure["url"] or "").path: failure["code"] for failure in result["failures"]}


def paths(small_portal):
    return [visit.path for visit in small_portal.site.visits]


# ---- robots.txt ----


def test_eight_requests_at_once_to_a_disallowed_path_and_none_arrives(small_portal, tmp_path, quick, make_page):
    """The hole in Scrapy 2.14 to 2.19: requests that wait for robots.txt together passed without it."""
    small_portal.publish(dict.fromkeys(range(2014, 2022), 5))
    portal = small_portal.portal()
    starts = tuple(f"{small_portal.site.base}/nb/{year}.html" for year in range(2014, 2022))
    object.__setattr__(portal, "start", starts)

    def slow_robots(visit):
        time.sleep(0.5)
        return make_page(body=b"User-agent: *\nDisallow: /nb/\n", media_type="text/plain")

    small_portal.site.answers["/robots.txt"] = slow_robots
    settings = {**quick, "CONCURRENT_REQUESTS_PER_DOMAIN": 8, "CONCURRENT_REQUESTS": 16}
    result = crawl([portal], tmp_path / "a.db", settings=settings)["portals"][0]
    assert paths(small_portal) == ["/robots.txt"]
    assert [failure["code"] for failure in result["failures"]].count("robots_disallowed") == 8


@pytest.mark.parametrize(
    ("status", "body", "allowed"),
    [
        (200, b"User-agent: nianbao\nDisallow: /\n\nUser-agent: *\nAllow: /\n", False),
        (200, b"User-agent: *\nDisallow: /nb/20*.html$\n", False),
        (200, b"<html><body>Disallow: everything</body></html>", True),
        (200, b"# " + b"x" * 600_000 + b"\nUser-agent: *\nDisallow: /\n", True),  # beyond what a parser must read
        (404, b"User-agent: *\nDisallow: /\n", True),
        (403, b"User-agent: *\nDisallow: /\n", True),
        (503, b"", False),
    ],
    ids=["by name", "pattern", "html", "huge", "404", "403", "503"],
)
def test_robots_by_rfc_9309(small_portal, tmp_path, quick, make_page, status, body, allowed):
    small_portal.publish({2021: 9})
    small_portal.site.answers["/robots.txt"] = lambda visit: make_page(
        body=body, status=status, media_type="text/plain"
    )
    result = run(small_portal, tmp_path / "a.db", quick)
    assert ("/nb/2021.html" in paths(small_portal)) is allowed
    assert bool(result["failures"]) is not allowed
    assert paths(small_portal).count("/robots.txt") == 1


def test_robots_that_redirect_in_circles_forbid_nothing(small_portal, tmp_path, quick, make_page):
    small_portal.publish({2021: 9})
    small_portal.site.answers["/robots.txt"] = lambda visit: make_page(
        body=b"", status=302, headers={"Location": "/robots.txt"}
    )
    assert run(small_portal, tmp_path / "a.db", quick)["reports_found"] == 1


@pytest.mark.parametrize("line", ["Crawl-delay: 0.6", "Request-rate: 10/6"])
def test_the_delay_that_robots_asks_for_is_kept(small_portal, tmp_path, quick, make_page, line):
    small_portal.publish({2020: 7, 2021: 9})
    when = []
    robots = f"User-agent: *\n{line}\n".encode()
    small_portal.site.answers["/robots.txt"] = lambda visit: make_page(body=robots, media_type="text/plain")
    small_portal.site.delay = lambda visit: when.append(time.monotonic()) or 0.0
    run(small_portal, tmp_path / "a.db", quick)
    assert len(when) == 4
    assert when[3] - when[1] > 0.8  # two waits of 0.6 s; a busy machine may note the first arrival late


def test_an_absurd_delay_is_clamped_and_listed(small_portal, tmp_path, quick, make_page):
    small_portal.publish({2021: 9})
    robots = b"User-agent: *\nCrawl-delay: 86400\n"
    small_portal.site.answers["/robots.txt"] = lambda visit: make_page(body=robots, media_type="text/plain")
    result = run(small_portal, tmp_path / "a.db", quick, NIANBAO_MAX_DELAY_SECONDS=0.2)
    assert result["reports_found"] == 1
    assert result["failures"] == []
    with Archive.open(tmp_path / "a.db", writing=False) as archive:
        assert archive.rows("SELECT 1 FROM findings WHERE code = 'robots_too_slow'")


def test_hours_of_visit_are_kept(small_portal, tmp_path, quick, make_page):
    small_portal.publish({2021: 9})
    hour = (time.gmtime().tm_hour + 2) % 24
    robots = f"User-agent: *\nVisit-time: {hour:02}00-{hour:02}30\n".encode()
    small_portal.site.answers["/robots.txt"] = lambda visit: make_page(body=robots, media_type="text/plain")
    result = run(small_portal, tmp_path / "a.db", quick)
    assert failures(result) == {"/nb/": "outside_visit_time"}
    assert not result["finished"]
    assert paths(small_portal) == ["/robots.txt"]


# ---- pauses and name ----


def test_by_default_one_request_at_a_time_with_a_pause_and_an_honest_name(small_portal, tmp_path):
    small_portal.publish({2021: 9})
    active, most, when = 0, 0, []

    def watch(visit):
        nonlocal active, most
        when.append(time.monotonic())
        active += 1
        most = max(most, active)
        time.sleep(0.1)
        active -= 1
        return 0.0

    small_portal.site.delay = watch
    portal = small_portal.portal()
    object.__setattr__(portal, "start", (*portal.start, small_portal.site.base + "/nb/2021.html"))
    crawl([portal], tmp_path / "a.db")
    assert most == 1
    # Scrapy varies the pause by half, so that it is no beat
    assert all(later - earlier > 0.45 for earlier, later in itertools.pairwise(when))
    names = {visit.headers["user-agent"] for visit in small_portal.site.visits}
    assert len(names) == 1
    assert "nianbao/" in names.pop()


def test_portals_that_share_a_host_are_crawled_one_after_another(small_portal, tmp_path, quick):
    small_portal.publish({2020: 7, 2021: 9})
    active, most = 0, 0

    def watch(visit):
        nonlocal active, most
        active += 1
        most = max(most, active)
        time.sleep(0.05)
        active -= 1
        return 0.0

    small_portal.site.delay = watch
    portals = []
    for number in range(3):
        small_portal.name = f"portal{number}"
        portals.append(small_portal.portal())
    results = crawl(portals, tmp_path / "a.db", settings=quick)["portals"]
    assert [result["portal"] for result in results] == ["portal0", "portal1", "portal2"]
    assert all(result["finished"] for result in results)
    assert most == 1


# ---- own hosts ----


def test_no_request_leaves_the_portal(small_portal, tmp_path, quick, make_page, raw_server):
    arrived = []

    async def elsewhere(reader, writer):
        arrived.append(await reader.readline())
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\ncanary")
        await writer.drain()

    other = raw_server(elsewhere)
    title = small_portal.title
    links = "".join(
        f'<li><a href="{url}">{title(year)}</a></li>'
        for year, url in {
            2010: f"{other}/report.html", 2011: "http://example.com/report.html", 2012: "file:///etc/hostname",
            2013: "ftp://127.0.0.1/x", 2014: "data:text/html,canary", 2015: "javascript:alert(1)",
            2016: "http://[::1]:80/", 2017: "http://169.254.169.254/latest/", 2018: "http://2130706433/",
        }.items()
    )  # fmt: skip
    small_portal.publish({2019: 5, 2020: 7, 2021: 9}, extra=f"<ul>{links}</ul>")
    away = {"/nb/2019.html": f"{other}/moved", "/nb/2020.html": "file:///etc/hostname"}
    for path, where in away.items():
        small_portal.site.answers[path] = lambda visit, where=where: make_page(
            body=b"", status=302, headers={"Location": where}
        )
    result = run(small_portal, tmp_path / "a.db", quick)
    assert arrived == []
    found = {failure["url"]: failure["code"] for failure in result["failures"]}
    base = small_portal.site.base
    assert found == {
        f"{base}/nb/2019.html": "private_address", f"{base}/nb/2020.html": "bad_scheme",
        f"{other}/report.html": "private_address", "http://example.com/report.html": "offsite",
        "http://[::1]:80/": "private_address", "http://169.254.169.254/latest/": "private_address",
        "http://2130706433/": "private_address",
    }  # fmt: skip
    assert result["reports_found"] == 1
    with Archive.open(tmp_path / "a.db", writing=False) as archive:
        hostname = socket.gethostname().encode()
        bodies = [archive.body(row["sha256"]) for row in archive.rows("SELECT sha256 FROM bodies")]
    assert not any(b"canary" in body.replace(links.encode(), b"") or hostname == body.strip() for body in bodies)


def test_a_redirect_to_another_site_is_a_finding(small_portal, tmp_path, quick, make_page):
    small_portal.publish({2021: 9})
    small_portal.site.answers["/nb/2021.html"] = lambda visit: make_page(
        body=b"", status=301, headers={"Location": "https://www.example.com/moved"}
    )
    assert failures(run(small_portal, tmp_path / "a.db", quick))["/nb/2021.html"] == "offsite_redirect"


def test_a_name_that_turns_out_to_be_private_is_refused_where_the_connection_is_made(
    small_portal, tmp_path, quick, monkeypatch
):
    """DNS rebinding: what counts is the address that the connection would go to."""
    small_portal.publish({2021: 9})
    port = urlsplit(small_portal.site.base).port
    real = asyncio.base_events.BaseEventLoop.getaddrinfo

    async def resolve(self, host, port, **kwargs):
        return await real(self, "127.0.0.1" if host == "rebound.example" else host, port, **kwargs)

    monkeypatch.setattr(asyncio.base_events.BaseEventLoop, "getaddrinfo", resolve)
    portal = small_portal.portal()
    object.__setattr__(portal, "start", (f"http://rebound.example:{port}/nb/",))
    object.__setattr__(portal, "hosts", ("rebound.example",))
    result = crawl([portal], tmp_path / "a.db", settings=quick)["portals"][0]
    assert failures(result)["/nb/"] == "private_address"
    assert small_portal.site.visits == []
    # named by the user, it is the one that is allowed
    settings = {**quick, "NIANBAO_PRIVATE_HOSTS": ["rebound.example"]}
    result = crawl([portal], tmp_path / "b.db", settings=settings)["portals"][0]
    assert result["reports_found"] == 1
    PublicResolver.allowed.discard("rebound.example")


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.1", "0177.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
     "::1", "::", "::ffff:127.0.0.1", "fe80::1", "fd00::1", "64:ff9b::7f00:1", "2002:7f00:1::", "224.0.0.1", "a.localhost"],
)  # fmt: skip
def test_private_addresses_in_every_notation(host):
    assert is_private(host)
    assert not OwnHosts((), ("https://www.a.gov.cn/",)).has(f"http://[{host}]/" if ":" in host else f"http://{host}/")


# ---- limits ----


def trickle(head: bytes, interval: float = 0.05):
    async def talk(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(head)
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(interval)

    return talk


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n", "timeout_total"),
        (b"HTTP/1.1 200 OK\r\nX-Long: ", "timeout_total"),
        (b"", "timeout_total"),
    ],
    ids=["body", "headers", "status line"],
)
def test_an_answer_that_trickles_ends(small_portal, tmp_path, quick, raw_server, head, code):
    portal = small_portal.portal()
    object.__setattr__(portal, "start", (raw_server(trickle(head)) + "/nb/",))
    settings = {**quick, "DOWNLOAD_TIMEOUT": 1, "NIANBAO_ATTEMPTS": 1, "ROBOTSTXT_OBEY": False}
    begun = time.monotonic()
    result = crawl([portal], tmp_path / "a.db", settings=settings)["portals"][0]
    assert time.monotonic() - begun < 10
    assert failures(result)["/nb/"] == code


def test_an_answer_without_end_is_cut_at_the_limit(small_portal, tmp_path, quick, raw_server):
    async def flood(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            writer.write(b"x" * 65536)
            await writer.drain()

    portal = small_portal.portal()
    object.__setattr__(portal, "start", (raw_server(flood) + "/nb/",))
    settings = {**quick, "DOWNLOAD_MAXSIZE": 300_000, "ROBOTSTXT_OBEY": False}
    result = crawl([portal], tmp_path / "a.db", settings=settings)["portals"][0]
    assert failures(result)["/nb/"] == "too_big"
    with Archive.open(tmp_path / "a.db", writing=False) as archive:
        assert archive.rows("SELECT 1 FROM captures") == []


def test_an_answer_that_ends_too_early_is_never_taken(small_portal, tmp_path, quick, raw_server):
    small_portal.publish({2021: 9})
    page = small_portal.page(2021, 9).encode()

    async def cut(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(page))
        writer.write(page[:800])
        await writer.drain()

    portal = small_portal.portal()
    object.__setattr__(portal, "start", (raw_server(cut) + "/nb/",))
    result = crawl([portal], tmp_path / "a.db", settings={**quick, "ROBOTSTXT_OBEY": False})["portals"][0]
    assert failures(result)["/nb/"] == "truncated"
    with Archive.open(tmp_path / "a.db", writing=False) as archive:
        assert archive.rows("SELECT 1 FROM captures") == []


def test_redirects_without_end_end(small_portal, tmp_path, quick, make_page):
    small_portal.publish({2021: 9})
    small_portal.site.answers["/nb/2021.html"] = lambda visit: make_page(
        body=b"", status=302, headers={"Location": f"/nb/2021.html?n={len(small_portal.site.visits)}"}
    )
    result = run(small_portal, tmp_path / "a.db", quick)
    assert failures(result)["/nb/2021.html"] == "redirect_loop"
    assert paths(small_portal).count("/nb/2021.html") == 11


def test_a_cookie_and_a_redirect_to_the_same_address_is_passed(small_portal, tmp_path, quick, make_page):
    small_portal.publish({2021: 9})

    def gate(visit):
        if "seen=1" in visit.headers.get("cookie", ""):
            return make_page(body=small_portal.page(2021, 9).encode())
        return make_page(body=b"", status=302, headers={"Location": "/nb/2021.html", "Set-Cookie": "seen=1; Path=/"})

    small_portal.site.answers["/nb/2021.html"] = gate
    assert run(small_portal, tmp_path / "a.db", quick)["reports_found"] == 1


def test_of_a_flood_of_cookies_few_are_kept(small_portal, tmp_path, quick, raw_server):
    sizes = []
    rows = "".join(f'<li><a href="{year}.html">{small_portal.title(year)}</a></li>' for year in range(2015, 2019))

    async def flood(reader, writer):
        request = await reader.readuntil(b"\r\n\r\n")
        sizes.append(len(request))
        number = len(sizes)
        cookies = b"".join(b"Set-Cookie: c%d_%d=%s\r\n" % (number, n, b"x" * 60) for n in range(200))
        body = f"<html><body><ul>{rows}</ul></body></html>".encode()
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n" % len(body))
        writer.write(cookies + b"Connection: close\r\n\r\n" + body)
        await writer.drain()

    portal = small_portal.portal()
    object.__setattr__(portal, "start", (raw_server(flood) + "/nb/",))
    crawl([portal], tmp_path / "a.db", settings=quick)
    assert len(sizes) == 6
    assert max(sizes) < 6000


def test_a_bad_host_never_ends_the_crawl_of_another(small_portal, tmp_path, quick, raw_server):
    small_portal.publish({2020: 7, 2021: 9})
    good = small_portal.portal()

    async def reset(reader, writer):
        await reader.readline()
        writer.transport.abort()

    closed = socket.create_server(("127.0.0.1", 0))
    bad_urls = [raw_server(reset), f"http://127.0.0.1:{closed.getsockname()[1]}", "http://no-such-host.invalid"]
    closed.close()
    bad = []
    for number, url in enumerate(bad_urls):
        small_portal.name = f"bad{number}"
        portal = small_portal.portal()
        object.__setattr__(portal, "start", (url + "/nb/",))
        object.__setattr__(portal, "hosts", (urlsplit(url).hostname,))
        bad.append(portal)
    results = crawl([*bad, good], tmp_path / "a.db", settings=quick)["portals"]
    assert [failures(result).get("/nb/") for result in results] == ["truncated", "refused", "dns", None]
    assert results[3]["reports_found"] == 2


def test_a_host_that_fails_and_fails_is_left_alone(small_portal, tmp_path, quick, make_page):
    small_portal.publish(dict.fromkeys(range(2009, 2022), 5))
    for year in range(2009, 2022):
        small_portal.site.answers[f"/nb/{year}.html"] = lambda visit: make_page(body=b"<html>error</html>", status=500)
    result = run(small_portal, tmp_path / "a.db", quick, NIANBAO_ATTEMPTS=1)
    assert len(paths(small_portal)) <= 2 + 5 + 2  # two were under way
    assert not result["finished"]
    small_portal.site.answers.clear()
    again = run(small_portal, tmp_path / "a.db", quick)  # the rest of the same cycle
    assert again["finished"]
    assert again["reports_found"] >= 13 - 7


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (
            521,
            b"<script>document.cookie='__jsl_clearance=1';location.href=location.pathname</script>",
            "blocked_waf:jiasule",
        ),
        (412, b"<html><script>$_ts=window['$_ts'];$_ts.cd='x'</script></html>", "blocked_waf:ruishu"),
        (200, "<html><title>页面不存在</title>抱歉，您访问的页面不存在</html>".encode(), "soft_404"),
        (200, "<html><title>系统维护</title><body>系统维护中，请稍后访问</body></html>".encode(), "maintenance"),
        (200, b"", "empty_body"),
        (404, b"<html>no</html>", "http_404"),
    ],
    ids=["jiasule", "ruishu", "soft 404", "maintenance", "empty", "404"],
)
def test_what_is_not_the_page_is_named_and_never_content(small_portal, tmp_path, quick, make_page, status, body, code):
    small_portal.publish({2020: 7, 2021: 9})
    small_portal.site.answers["/nb/2021.html"] = lambda visit: make_page(body=body, status=status)
    result = run(small_portal, tmp_path / "a.db", quick)
    assert failures(result) == {"/nb/2021.html": code}
    assert result["reports_found"] == 1
    with Archive.open(tmp_path / "a.db", writing=False) as archive:
        evidence = archive.rows("SELECT refusal, wants_extraction FROM captures WHERE refusal IS NOT NULL")
    assert evidence == ([{"refusal": code, "wants_extraction": 0}] if body else [])


def test_without_a_browser_the_page_waits_and_the_crawl_goes_on(small_portal, tmp_path, quick, monkeypatch):
    monkeypatch.setenv("NIANBAO_BROWSER", str(tmp_path / "none"))
    small_portal.publish({2021: 9})
    portal = small_portal.portal()
    object.__setattr__(portal, "start", (*portal.start, f"{small_portal.site.base}/app/"))
    small_portal.site.put("/app/", "<html><body><div id=app></div><script src=/a.js></script></body></html>")
    result = crawl([portal], tmp_path / "a.db", settings=quick)["portals"][0]
    assert failures(result) == {"/app/": "needs_browser"}
    assert result["reports_found"] == 1
    assert result["finished"]


@pytest.mark.parametrize(
    "text", ["file:///etc/passwd", "ftp://a.cn/", "javascript:alert(1)", "http://", "", "年报", "http://a b/"]
)
def test_addresses_that_are_none(text):
    import click

    with pytest.raises(click.ClickException) as caught:
        read_url(text)
    assert "\n" not in caught.value.message
