"""A portal's web server on loopback: fixed pages and answers of its CMS, with validators, robots.txt and a log.

Every replica host is one `Site` on one port. Pages carry `ETag` and `Last-Modified` and answer 304 as IIS, nginx and
Tomcat in front of these CMSs do; what a CMS computes per request (大汉 `dataproxy.jsp` …) carries neither.
"""

from __future__ import annotations

import hashlib
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

HTML = "text/html; charset=utf-8"
ROBOTS = "User-agent: *\nDisallow: /search/\nDisallow: /admin/\n"
NOT_FOUND = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>404</title></head>'
    "<body><h1>404</h1><p>您访问的页面不存在或已被删除。</p></body></html>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One request as it arrived, and the status it was answered with. Of equal names in a query the last is kept."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    target: str = ""
    status: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a server answers. `modified` gives the page its validators; without it none are sent."""

    body: bytes
    media_type: str = HTML
    status: int = 200
    modified: datetime | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def etag(self) -> str:
        """The validator of these bytes."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:20]}"'


Answer = Callable[[Visit], Page]


@dataclass(slots=True)
class Site:
    """All that one host serves: fixed `pages` by path (query included where a CMS addresses pages by query), computed
    `answers` by path alone (or its beginning: `/gate/big5/*`), and `visits`, the log of everything that was asked."""

    base: str
    pages: dict[str, Page] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)
    visits: list[Visit] = field(default_factory=list)
    delay: Callable[[Visit], float] = field(default=lambda _visit: 0.0)

    def put(
        self,
        path: str,
        body: str | bytes,
        *,
        media_type: str = HTML,
        modified: datetime | None = None,
        encoding: str = "utf-8",
    ) -> str:
        """Serve `body` at `path` and give the full address. `encoding` is how text is written, whatever is declared."""
        content = body if isinstance(body, bytes) else body.encode(encoding)
        self.pages[path] = Page(
            body=content, media_type=media_type, modified=modified or datetime(2026, 3, 2, tzinfo=UTC)
        )
        return self.base + path

    def answer(self, visit: Visit) -> Page:
        """The page for a request: fixed page, computed answer, robots.txt, else 404."""
        for name, answer in self.answers.items():
            if visit.path == name or (name.endswith("*") and visit.path.startswith(name[:-1])):
                return answer(visit)
        page = self.pages.get(visit.target) or self.pages.get(visit.path.partition(";")[0])
        if page is not None and visit.method in ("GET", "HEAD"):
            return page
        if visit.path == "/robots.txt":
            return Page(body=ROBOTS.encode(), media_type="text/plain")
        return Page(body=NOT_FOUND.encode(), status=404)


def unchanged(page: Page, headers: Mapping[str, str]) -> bool:
    """Whether the client's copy is still good (RFC 9110 §13: `If-None-Match` goes before `If-Modified-Since`)."""
    if page.modified is None or page.status != 200:
        return False
    if "if-none-match" in headers:
        return page.etag in [tag.strip().removeprefix("W/") for tag in headers["if-none-match"].split(",")]
    if "if-modified-since" in headers:
        with suppress(ValueError, TypeError):
            return page.modified <= parsedate_to_datetime(headers["if-modified-since"])
    return False


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    site: Site

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that is killed in the middle of an answer is no news; anything else is."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "replica"
    sys_version = ""
    server: _Server

    def do_GET(self) -> None:
        self._serve()

    def do_HEAD(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def _serve(self) -> None:
        site = self.server.site
        sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        at = urlsplit(self.path)
        visit = Visit(
            method=self.command,
            path=at.path,
            target=self.path,
            query=dict(parse_qsl(at.query, keep_blank_values=True)),
            form=dict(parse_qsl(sent.decode("latin-1"), keep_blank_values=True)) if sent else {},
            body=sent,
            headers={name.lower(): value for name, value in self.headers.items()},
        )
        time.sleep(site.delay(visit))
        page = site.answer(visit)
        same = unchanged(page, visit.headers)
        status = 304 if same else page.status
        site.visits.append(replace(visit, status=status))
        self.send_response(status)
        if page.modified is not None and page.status == 200:
            self.send_header("ETag", page.etag)
            self.send_header("Last-Modified", format_datetime(page.modified, usegmt=True))
        for name, value in page.headers.items():
            self.send_header(name, value)
        if not same:
            self.send_header("Content-Type", page.media_type)
            self.send_header("Content-Length", str(len(page.body)))
        self.end_headers()
        if not same and self.command != "HEAD":
            with suppress(BrokenPipeError, ConnectionResetError):
                self.wfile.write(page.body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the terminal: `Site.visits` is the log."""


@dataclass(slots=True)
class Host:
    """A running server: its `site`, and `close()`."""

    site: Site
    server: _Server

    def close(self) -> None:
        """Stop serving and free the port."""
        self.server.shutdown()
        self.server.server_close()


def open_host(port: int = 0) -> Host:
    """Start an empty site on 127.0.0.1. A wanted `port` that is taken is replaced by any free one."""
    try:
        server = _Server(("127.0.0.1", port), _Handler)
    except OSError:
        server = _Server(("127.0.0.1", 0), _Handler)
    server.site = Site(base=f"http://127.0.0.1:{server.server_address[1]}")
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    return Host(server.site, server)
