"""Every failure has a class: the code of its finding, and whether trying again may help."""

from __future__ import annotations

import email.utils
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.http import Response

from crawler.hosts import PublicResolver, Refused
from pipelines.challenges import recognise

_NEEDS_BROWSER = {"empty_shell", "needs_js"}
# Refusals that may be over in a minute. A challenge is not: it is not evaded, so asking again changes nothing.
_PASSING = {"maintenance", "empty_body"}
_LONGEST_WAIT = 86400.0


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong. `passing`: it may be over soon; `of_host`: the next page of that host would meet the same.

    `until`: the host asks not to be visited before that time. `needs_browser`: a browser might see more.
    """

    code: str
    detail: str
    passing: bool = False
    of_host: bool = False
    until: float | None = None
    needs_browser: bool = False


def of_answer(response: Response, *, rendered: bool = False) -> Problem | None:
    """Say what is wrong with an answer, None if it is content (or says that content is unchanged)."""
    status = response.status
    if status == 304:
        return None
    headers = {name.decode("latin-1"): b", ".join(value).decode("latin-1") for name, value in response.headers.items()}
    asked = retry_after(headers.get("Retry-After")) if status in (429, 503) else None
    if asked is not None or status == 429:
        return Problem(f"http_{status}", f"answers {status}: asks for a pause", True, True, asked or time.time() + 60)
    refusal = recognise(response.body, status=status, headers=headers)
    if refusal is not None:
        detail = refusal.detail or f"status {status}"
        blocked = refusal.code.startswith("blocked_waf")
        browser = refusal.code in _NEEDS_BROWSER and not rendered
        return Problem(refusal.code, detail, refusal.code in _PASSING, blocked, needs_browser=browser)
    if 200 <= status < 300:
        return None
    if 300 <= status < 400:
        where = headers.get("Location", "nowhere")
        scheme = urlsplit(where).scheme
        code = "bad_scheme" if scheme and scheme not in {"http", "https"} else "bad_redirect"
        return Problem(code, f"answers {status} and leads to {where[:200]}")
    passing = status >= 500 or status in (408, 425)
    return Problem(f"http_{status}", f"answers {status}", passing, status >= 500)


def of_failure(error: BaseException, request: Request) -> Problem:
    """Say why a request brought no answer."""
    detail = " ".join(str(error).split())[:300] or type(error).__name__
    host = (urlsplit(request.url).hostname or "").lower()
    if isinstance(error, Refused):
        return Problem(error.code, error.detail, until=error.until)
    if isinstance(error, IgnoreRequest):
        if "max redirections" in detail:
            way = " -> ".join([*request.meta.get("redirect_urls", [])[-2:], request.url])
            return Problem("redirect_loop", f"redirects without end: {way}"[:300])
        return Problem("too_big" if "DOWNLOAD_MAXSIZE" in detail else "ignored", detail)
    if isinstance(error, CannotResolveHostError):
        if host in PublicResolver.refused:
            return Problem("private_address", f"{host} resolves to a private address")
        return Problem("dns", f"{host}: no such host", True, True)
    if isinstance(error, DownloadConnectionRefusedError):
        return Problem("refused", f"{host} refuses the connection", True, True)
    if isinstance(error, DownloadTimeoutError):
        code = "timeout_total" if "longer than" in detail else "timeout_connect"
        return Problem(code, detail, True, True)
    if isinstance(error, DownloadCancelledError):
        return Problem("too_big", detail)
    if isinstance(error, ResponseDataLossError):
        return Problem("truncated", "the answer ends before it is complete", True)
    if isinstance(error, UnsupportedURLSchemeError):
        return Problem("bad_scheme", detail)
    if isinstance(error, DownloadFailedError):
        if "SSL" in detail or "TLS" in detail:
            return Problem("tls", detail, True, True)
        if "ConnectionDone" in detail or "ConnectionLost" in detail:
            return Problem("truncated", "the connection ended before the answer was complete", True)
        return Problem("connection", detail, True, True)
    if type(error).__module__.startswith("playwright"):
        return Problem("browser_failed", detail, True)
    return Problem("download_error", f"{type(error).__name__}: {detail}", True)


def retry_after(value: str | None) -> float | None:
    """Give the time until which a Retry-After header asks to wait, a day at most; None if it says nothing readable.

    >>> retry_after("soon") is None, retry_after("99999999999") - time.time() <= 86400
    (True, True)
    """
    if value is None:
        return None
    if value.strip().isdigit():
        seconds = float(value)
    else:
        try:
            seconds = email.utils.parsedate_to_datetime(value).timestamp() - time.time()
        except (ValueError, TypeError):
            return None
    return time.time() + min(max(seconds, 0.0), _LONGEST_WAIT)
