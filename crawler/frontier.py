"""The frontier: what is still to be fetched stands in the archive, and changes in one transaction with the bytes.

Scrapy's scheduler, and the callback of every request it gives out::

    enqueue_request ──► frontier table ──► next_request ──► downloader ──► received / failed
                             ▲                                                  │
                             └── links + "done" + the page's bytes, together ◄──┘

So a crawl may be killed at any moment: the same command goes on with what was queued, and a page that was under way is
fetched again. When nothing is left the cycle is finished; the next crawl begins a new one, with conditional requests.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import re
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, DontCloseSpider, IgnoreRequest
from scrapy.http import Headers, Response, TextResponse
from scrapy.responsetypes import responsetypes
from twisted.python.failure import Failure
from w3lib.url import canonicalize_url

from crawler.failures import Problem, of_answer, of_failure
from crawler.hosts import Refused
from crawler.spiders.base import META, PortalSpider
from pipelines.archive import Archive, ArchiveError, Capture, CaptureOutcome
from pipelines.cycle import Cycle
from pipelines.encoding import decode

log = logging.getLogger(__name__)

# A list longer than this many pages is a trap (a calendar, a pager without end).
_LIST_PAGES = 2000
# A page that a process died over so often is not fetched again.
_LEASES = 20
_SESSION = re.compile(
    r";(?:jsessionid|phpsessid)=[^?#/;]*|(?<=[?&])(?:jsessionid|phpsessid|sessionid)=[^&#]*&?", re.IGNORECASE
)
# What a list page says if it is a report itself; two of these stand in no navigation.
_REPORT_WORDS = ("结转下年度", "存在的主要问题", "其他需要报告", "总体情况", "勾稽关系", "行政复议")
_KEPT_HEADERS = {b"set-cookie"}


class Frontier:
    """The scheduler of one portal's crawl."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        settings = crawler.settings
        self._attempts = settings.getint("NIANBAO_ATTEMPTS")
        self._retry_seconds = settings.getfloat("NIANBAO_RETRY_SECONDS")
        self._patience = settings.getfloat("NIANBAO_PATIENCE_SECONDS")
        self._host_failures = settings.getint("NIANBAO_HOST_FAILURES")
        self._unconditional_every = settings.getint("NIANBAO_UNCONDITIONAL_EVERY")
        self._recheck_share = settings.getfloat("NIANBAO_RECHECK_SHARE")
        self._recheck_days = settings.getfloat("NIANBAO_RECHECK_DAYS")
        self._known: set[str] = set()
        self._again: deque[Request] = deque()  # redirects of requests under way: a crash begins those anew
        self._failed_in_row: Counter[str] = Counter()
        self._resting: set[str] = set()
        self._opened_archive = False
        self.cycle: Cycle | None = None
        self.finished = False
        self.broken: ArchiveError | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        frontier = cls(crawler)
        crawler.signals.connect(frontier._idle, signals.spider_idle)
        return frontier

    # ---- Scrapy's scheduler -------------------------------------------------------------------------------------

    def open(self, spider: PortalSpider) -> None:
        """Begin the portal's cycle, or go on with the one that was cut off."""
        self._spider = spider
        spider.frontier = self
        if spider.archive is None:  # `scrapy crawl`: nobody opened it for us
            try:
                spider.archive = Archive.open(self._crawler.settings["NIANBAO_ARCHIVE"], writing=True)
            except ArchiveError as error:
                log.error("%s", error)  # noqa: TRY400 - one line, no traceback
                raise CloseSpider("archive") from None
            self._opened_archive = True
            spider.run_id = spider.archive.begin_run(f"scrapy crawl {spider.name}")
        self._archive: Archive = spider.archive
        portal = spider.portal
        self._archive.put_portal(
            {
                "name": portal.name, "agency": portal.agency, "agencies": portal.agencies, "region_code": portal.region,
                "level": portal.level, "family": portal.family, "start": portal.start, "since": portal.since,
                "evidence": portal.evidence, "disabled": portal.disabled,
            }
        )  # fmt: skip
        scope = json.dumps({"years": sorted(spider.years) if spider.years else None, "start": portal.start})
        self.cycle = Cycle.open(self._archive, portal.name, scope, max_leases=_LEASES)
        asked = self._archive.last_asked(portal.name)
        stale = (datetime.now(UTC) - timedelta(days=self._recheck_days)).strftime("%Y-%m-%dT%H:%M:%SZ")
        due = int(len(asked) * self._recheck_share)
        self._known = {key for number, (key, at) in enumerate(asked.items()) if number >= due and at > stale}

    def close(self, reason: str) -> None:
        """Finish the cycle if nothing is left, and say so if it came back empty."""
        if self.cycle is None:
            return
        try:
            self.finished = reason == "finished" and self._cycle.close()
            if reason == "start_error":
                self.note("spider_error", "the spider could not name its first pages")
            if self.finished:
                self._expect_reports()
            if self._opened_archive:
                failed = self._archive.row("SELECT 1 FROM findings WHERE run_id = ?", [self._spider.run_id])
                outcome = ("failures" if failed else "ok") if self.finished else "interrupted"
                self._archive.end_run(self._spider.run_id or 0, outcome, {})
        finally:
            if self._opened_archive:
                self._archive.close()

    def has_pending_requests(self) -> bool:
        """Say whether the crawl should go on: something is queued that is due before our patience ends."""
        if self._again:
            return True
        count, due = self._cycle.waiting(self._resting)
        return count > 0 and due <= time.time() + self._patience

    def enqueue_request(self, request: Request) -> bool:
        """Take a request of `start`, or a redirect of one that is under way."""
        if "row" in request.meta:
            self._again.append(request)
            return True
        try:
            return self._cycle.enqueue([self._as_row(request)]) > 0
        except ArchiveError as error:
            self._stop(error)
            return False

    def next_request(self) -> Request | None:
        """Give the next request that is due."""
        if self._again:
            return self._again.popleft()
        try:
            row = self._cycle.lease(self._resting)
        except ArchiveError as error:
            self._stop(error)
            return None
        if row is not None:
            return self._as_request(row)
        count, due = self._cycle.waiting(self._resting)
        if count and due <= time.time() + self._patience:
            self._wake_in(max(0.0, due - time.time()))
        return None

    @property
    def _cycle(self) -> Cycle:
        assert self.cycle is not None, "the frontier is not open"
        return self.cycle

    # ---- rows and requests --------------------------------------------------------------------------------------

    def _as_row(self, request: Request) -> dict[str, Any]:
        callback = getattr(request.callback, "__name__", "parse")
        if not hasattr(self._spider, callback):
            raise ValueError(f"{request}: callback {request.callback!r} is no method of the spider")
        rendered = bool(request.meta.get("rendered"))
        return {
            "key": request_key(request.url, request.method, request.body, rendered=rendered),
            "url": request.url,
            "host": urlsplit(request.url).netloc,
            "method": request.method,
            "headers": json.dumps(dict(request.headers.to_unicode_dict())) if request.headers else None,
            "body": request.body or None,
            "callback": callback,
            "cb_kwargs": json.dumps(request.cb_kwargs, ensure_ascii=False) if request.cb_kwargs else None,
            "meta": json.dumps({name: request.meta[name] for name in META if name in request.meta}, ensure_ascii=False),
            "role": request.meta.get("role", "list"),
            "priority": request.priority,
        }

    def _as_request(self, row: Mapping[str, Any]) -> Request:
        meta = _meta(row)
        headers = Headers(json.loads(row["headers"]) if row["headers"] else {})
        if row["method"] == "GET" and not meta.get("rendered"):
            self._make_conditional(headers, row["key"])
        return Request(
            row["url"], method=row["method"], headers=headers, body=row["body"] or b"", priority=row["priority"],
            callback=self.received, errback=self.failed, dont_filter=True,
            meta={**meta, "row": dict(row)},
        )  # fmt: skip

    def _make_conditional(self, headers: Headers, key: str) -> None:
        """Ask only for what has changed since the last good answer, but not for ever: some servers lie."""
        last = self._archive.last_good_capture(key)
        if last is None:
            return
        capture, etag, last_modified, unasked = last
        if unasked >= self._unconditional_every or not self._archive.has_body(capture.sha256):
            return
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified

    # ---- answers ------------------------------------------------------------------------------------------------

    def received(self, response: Response) -> Iterator[Capture]:
        """Judge an answer; store it with the links it gives; hand the capture on if it may be a report."""
        row = response.meta["row"]
        try:
            capture = self._keep(row, response)
        except ArchiveError as error:
            self._stop(error)
            return
        except Exception as error:  # a fault of ours must not lose the page without a word
            log.exception("%s", response.url)
            self._settle_problem(row, Problem("internal_error", f"{type(error).__name__}: {error}"[:300]), None)
            return
        if capture is not None and capture.wants_extraction and not self._archive.is_extracted(capture.id):
            yield capture

    def _keep(self, row: Mapping[str, Any], response: Response) -> Capture | None:
        problem = of_answer(response, rendered=bool(response.meta.get("rendered")))
        requests: list[Request] = []
        if problem is not None and problem.needs_browser and row["role"] == "list":
            requests = self._links(row, response)  # a shell's script may hold the rows, or the call that gives them
        if problem is not None and not requests:
            self._refused(row, response, problem)
            return None
        self._failed_in_row[row["host"]] = 0
        known: Capture | None = None
        if response.status == 304:
            last = self._archive.last_good_capture(row["key"])
            if last is None:
                self._give_up(row, Problem("http_304", "not modified, but there is nothing it could be the same as"))
                return None
            known = last[0]
            page = _stored_page(known, self._archive.body(known.sha256), response.request)
        else:
            page = response
        requests = requests or self._links(row, page)
        with self._archive.transaction():
            capture_id, outcome = self._store(row, response, page, known)
            # a pager that goes on for ever shows the same list again and again
            if row["role"] == "list" and self._cycle.same_page(row["id"], capture_id):
                requests = [request for request in requests if request.meta["role"] != "list"]
            self._enqueue_links(requests, unchanged=row["role"] == "list" and outcome != "new")
            self._cycle.settle(row["id"], outcome, capture_id=capture_id)
        self._spider.tell("page", row["url"])
        return self._archive.capture(capture_id)

    def _store(
        self, row: Mapping[str, Any], response: Response, page: Response, known: Capture | None
    ) -> tuple[int, CaptureOutcome]:
        etag, last_modified = _header(response, "ETag"), _header(response, "Last-Modified")
        run_id = self._spider.run_id
        if known is not None:
            stored = self._archive.store_not_modified(known.id, run_id=run_id, etag=etag, last_modified=last_modified)
            return stored.id, stored.outcome
        role = row["role"]
        stored = self._archive.store_capture(
            body=response.body, role=role, etag=etag, last_modified=last_modified,
            extract=role != "list" or not isinstance(page, TextResponse) or _reads_like_report(page.body),
            **self._provenance(row, response),
        )  # fmt: skip
        return stored.id, stored.outcome

    def _provenance(self, row: Mapping[str, Any], response: Response) -> dict[str, Any]:
        content_type = _header(response, "Content-Type") or ""
        charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", content_type, re.I)
        meta = json.loads(row["meta"])
        rendered = bool(meta.get("rendered"))
        return {
            "run_id": self._spider.run_id, "portal": self._spider.name, "url": response.url, "request_url": row["url"],
            "key": row["key"], "parent_url": meta.get("parent_url"), "title": meta.get("title"),
            "date": meta.get("date"), "status": response.status,
            "media_type": content_type.partition(";")[0].strip().lower() or None,
            # a browser hands over text that it has decoded, in an encoding of its own choice
            "declared_encoding": getattr(response, "encoding", None) if rendered else charset and charset[1],
            "headers": _plain(response.headers), "rendered": rendered,
        }  # fmt: skip

    def _links(self, row: Mapping[str, Any], page: Response) -> list[Request]:
        """Call the spider's callback; what it raises is a finding, what it gave before that is kept."""
        callback = getattr(self._spider, row["callback"])
        found: list[Request] = []
        try:
            for request in callback(readable(page), **json.loads(row["cb_kwargs"] or "{}")) or ():
                request.headers.setdefault("Referer", page.url)  # data calls of several CMSs answer nothing without
                found.append(request)
        except Exception as error:
            log.exception("%s: %s", row["url"], row["callback"])
            self.note("spider_error", f"{type(error).__name__}: {error}", row["url"])
        return found

    def _enqueue_links(self, requests: Iterable[Request], *, unchanged: bool) -> None:
        """Queue what a page leads to; of what an `unchanged` list names, only what is new or due (`_known`)."""
        rows = [self._as_row(request) for request in requests]
        if unchanged:
            rows = [row for row in rows if not self._skip(row)]
        if any(row["role"] == "list" for row in rows):
            lists = self._cycle.count("list")
            if lists >= _LIST_PAGES:
                self.note("trap_suspected", f"more than {_LIST_PAGES} list pages; further ones are not fetched")
                rows = [row for row in rows if row["role"] != "list"]
        self._cycle.enqueue(rows)

    def _skip(self, row: dict[str, Any]) -> bool:
        """Take a report as the archive has it, with its files; say whether that is enough."""
        last = self._archive.last_good_capture(row["key"]) if row["key"] in self._known else None
        if last is None or row["role"] == "list":
            return False
        capture = last[0]
        read = self._archive.is_extracted(capture.id) or not capture.wants_extraction
        if not read or not self._archive.has_body(capture.sha256):
            return False
        if self._cycle.enqueue([{**row, "state": "done", "outcome": "known", "capture_id": capture.id}]):
            page = _stored_page(capture, self._archive.body(capture.sha256), Request(row["url"], meta=_meta(row)))
            self._enqueue_links(self._links(row, page), unchanged=True)
        return True

    # ---- failures -----------------------------------------------------------------------------------------------

    def _refused(self, row: Mapping[str, Any], response: Response, problem: Problem) -> None:
        """Deal with an answer that is no content: keep it as evidence, try again later or give up."""
        if problem.needs_browser and row["role"] == "list":
            self._render(row)
            return
        capture_id = None
        if response.body and response.status != 304:
            capture_id = self._archive.store_capture(
                body=response.body, role=row["role"], refusal=problem.code, **self._provenance(row, response)
            ).id
        self._settle_problem(row, problem, capture_id)

    def failed(self, failure: Failure) -> None:
        """Deal with a request that brought no answer."""
        request: Request = failure.request  # type: ignore[attr-defined]
        problem = of_failure(failure.value or RuntimeError(), request)
        if not isinstance(failure.value, (IgnoreRequest, Refused)):
            log.warning("%s: %s (%s)", request.url, problem.code, problem.detail)
        self._settle_problem(request.meta["row"], problem, None)

    def _settle_problem(self, row: Mapping[str, Any], problem: Problem, capture_id: int | None) -> None:
        try:
            if problem.until is not None:
                self._later(row, problem)
            elif problem.passing and row["attempts"] + 1 < self._attempts:
                pause = self._retry_seconds * 2 ** row["attempts"]
                self._cycle.postpone(row["id"], time.time() + pause, problem.code)
            else:
                self._give_up(row, problem, capture_id)
            if problem.of_host:
                self._failed_in_row[row["host"]] += 1
                if self._failed_in_row[row["host"]] >= self._host_failures and row["host"] not in self._resting:
                    self._resting.add(row["host"])
                    detail = f"{self._host_failures} failures in a row, the last: {problem.detail}"
                    self.note(problem.code, f"{detail}; the rest waits for the next crawl", row["url"])
        except ArchiveError as error:
            self._stop(error)

    def _later(self, row: Mapping[str, Any], problem: Problem) -> None:
        """Leave a host alone as long as it asks."""
        until = problem.until or time.time()
        soon = until <= time.time() + self._patience
        if soon and row["attempts"] + 1 >= self._attempts:
            self._give_up(row, problem)
            return
        self._cycle.postpone(row["id"], until, problem.code)
        self._cycle.rest_host(row["host"], until)
        if not soon:
            self.note(problem.code, f"{problem.detail}; the next crawl goes on from here", row["url"])

    def _give_up(self, row: Mapping[str, Any], problem: Problem, capture_id: int | None = None) -> None:
        with self._archive.transaction():
            self._cycle.settle(row["id"], problem.code, capture_id=capture_id, failed=True)
            self.note(problem.code, problem.detail, row["url"], capture_id)
        self._spider.tell("page", row["url"])

    def _render(self, row: Mapping[str, Any]) -> None:
        """Ask for the page once more, through a browser."""
        request = self._spider.rendered_page(row["url"], callback=getattr(self._spider, row["callback"]))
        with self._archive.transaction():
            self._cycle.enqueue([self._as_row(request)])
            self._cycle.settle(row["id"], "needs_browser")

    def _idle(self, spider: PortalSpider) -> None:
        """Look further before the crawl ends without a report; the last resort is a browser for the portal's lists."""
        if self.cycle is None or self._resting or self._cycle.count("report"):
            return
        if self._cycle.reports() or not self._cycle.saw_list():
            return
        try:
            further = [self._as_row(request) for request in spider.further()]
            pages = [(url, self._cycle.page_of(request_key(url))) for url in spider.portal.start]
            scripted = [url for url, page in pages if page and b"<script" in self._archive.body(page.sha256)]
            rendered = [self._as_row(spider.rendered_page(url)) for url in scripted]
            if self._cycle.enqueue(further) or self._cycle.enqueue(rendered):
                raise DontCloseSpider
        except ArchiveError as error:
            self._stop(error)

    def _expect_reports(self) -> None:
        """A portal of annual reports without a report is a failure (of theirs or ours), never an empty result."""
        if self._cycle.reports():
            return
        before = self._cycle.reports_before()
        if before:
            self.note("no_reports", f"{before} reports the last time, none now; the archive keeps what it has")
        elif self._spider.years is None:
            self.note("no_reports", "no annual report was found")

    def note(self, code: str, detail: str, url: str | None = None, capture_id: int | None = None) -> None:
        """Keep a finding about the crawl."""
        self._archive.add_finding(
            code, detail=detail, run_id=self._spider.run_id, portal=self._spider.name, url=url, capture_id=capture_id
        )
        self._spider.tell("finding", f"{code}: {detail}")

    def _stop(self, error: ArchiveError) -> None:
        """The archive cannot be written: nothing that is fetched now could be kept."""
        log.error("%s", error)
        self.broken = error
        assert self._crawler.engine is not None
        asyncio.ensure_future(self._crawler.engine.close_spider_async(reason="archive"))  # noqa: RUF006

    def _wake_in(self, seconds: float) -> None:
        """Let the engine ask again when the next request is due."""

        def ask() -> None:
            engine = self._crawler.engine
            if engine is not None and engine._slot is not None:
                engine._slot.nextcall.schedule()

        asyncio.get_running_loop().call_later(seconds + 0.01, ask)


def request_key(url: str, method: str = "GET", body: bytes = b"", *, rendered: bool = False) -> str:
    """Name what a request asks for, whatever its scheme, session, fragment and order of parameters.

    >>> request_key("http://a.cn/x;jsessionid=1?b=2&a=1#top") == request_key("https://A.cn:443/x?a=1&b=2")
    True
    >>> request_key("http://a.cn/q", "POST", b"page=1") == request_key("http://a.cn/q", "POST", b"page=2")
    False
    """
    parts = urlsplit(canonicalize_url(_SESSION.sub("", url), keep_fragments=rendered))
    host = re.sub(r":(?:80|443)$", "", parts.netloc)
    key = parts._replace(scheme="", netloc=host).geturl().rstrip("?&")
    if method != "GET" or body:
        key += f" {method} {hashlib.sha256(body).hexdigest()[:16]}"
    return f"{key} rendered" if rendered else key


def _meta(row: Mapping[str, Any]) -> dict[str, Any]:
    """Give the part of a request's meta that the frontier keeps."""
    return {"role": row["role"], **json.loads(row["meta"])}


def _stored_page(capture: Capture, body: bytes, request: Request | None) -> Response:
    """Give the page that a 304 stands for, from its stored bytes."""
    headers = Headers(json.loads(capture.headers) if capture.headers else {})
    kind = responsetypes.from_args(headers=headers, url=capture.url, body=body)
    return kind(url=capture.url, status=capture.status or 200, headers=headers, body=body, request=request)


def readable(page: Response) -> Response:
    """Give the page with its text decoded by our own rules: Scrapy believes the header, and headers lie."""
    if not isinstance(page, TextResponse):
        return page
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", _header(page, "Content-Type") or "", re.I)
    if "playwright" in page.flags:
        return page
    text = decode(page.body, charset[1] if charset else None).text
    return page.replace(body=text.encode("utf-8", "replace"), encoding="utf-8")


def _reads_like_report(body: bytes) -> bool:
    """Say whether a list page may be a report itself, in whatever encoding.

    >>> _reads_like_report("一、总体情况 … 结转下年度继续办理".encode("gbk")), _reads_like_report("主动公开".encode())
    (True, False)
    """
    return any(
        sum(word.encode(encoding) in body for word in _REPORT_WORDS) >= 2
        for encoding in ("utf-8", "gb18030", "utf-16-le")
    )


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None


def _plain(headers: Headers) -> dict[str, str]:
    return {
        name.decode("latin-1"): b", ".join(values).decode("latin-1")
        for name, values in headers.items()
        if name.lower() not in _KEPT_HEADERS
    }
