"""robots.txt by RFC 9309, one fetch per host whoever asks first, with the delays and hours that it states.

User-agent: *
Disallow: /admin/
Crawl-delay: 5
Request-rate: 1/10
Visit-time: 0000-0600
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Self
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http.request import NO_CALLBACK

from crawler.hosts import Refused

_READ = 500 * 1024  # RFC 9309, 2.5: a parser may stop here
_FAILURE_KEPT_SECONDS = 60.0


@dataclass(slots=True)
class Rules:
    """What one host's robots.txt means for us. `unreachable`: the server cannot say, so nothing is asked (2.3.1.4)."""

    robots: Protego | None = None
    unreachable: str | None = None
    failure: Exception | None = None
    fetched: float = field(default_factory=time.monotonic)

    @property
    def stale(self) -> bool:
        """Whether a failure is old enough to ask again."""
        failed = self.unreachable is not None or self.failure is not None
        return failed and time.monotonic() - self.fetched > _FAILURE_KEPT_SECONDS


class RobotsMiddleware:
    """Holds every request until its host's robots.txt was read, and refuses what that does not allow."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self._crawler = crawler
        self._agent = crawler.settings["ROBOTSTXT_USER_AGENT"] or crawler.settings["USER_AGENT"]
        self._max_delay = crawler.settings.getfloat("NIANBAO_MAX_DELAY_SECONDS")
        self._rules: dict[str, Rules] = {}
        self._locks: dict[str, asyncio.Lock] = {}
        self._slow: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let the request pass, or raise `Refused`."""
        if request.meta.get("is_robots_txt"):
            return
        rules = await self._rules_for(request)
        if rules.failure is not None:  # the host itself fails: say how, it is no matter of robots.txt
            raise rules.failure
        if rules.unreachable is not None:
            raise Refused("robots_unreachable", rules.unreachable, time.time() + _FAILURE_KEPT_SECONDS)
        if rules.robots is None:
            return
        if not rules.robots.can_fetch(request.url, self._agent):
            raise Refused("robots_disallowed", f"{request.url}: robots.txt does not allow it")
        if (until := _opens(rules.robots, self._agent)) is not None:
            opens = datetime.fromtimestamp(until, UTC).strftime("%H:%M")
            raise Refused("outside_visit_time", f"robots.txt allows visits from {opens} UTC on", until)
        if (urlsplit(request.url).hostname or "") in self._slow:
            request.meta["autothrottle_dont_adjust_delay"] = True

    async def _rules_for(self, request: Request) -> Rules:
        parts = urlsplit(request.url)
        site = f"{parts.scheme}://{parts.netloc}"
        # Without the lock, requests that come while robots.txt is on its way would pass or fetch it again.
        async with self._locks.setdefault(site, asyncio.Lock()):
            rules = self._rules.get(site)
            if rules is None or rules.stale:
                rules = self._rules[site] = await self._fetch(site)
                if rules.robots is not None:
                    self._slow_down(parts.hostname or "", rules.robots)
        return rules

    async def _fetch(self, site: str) -> Rules:
        request = Request(f"{site}/robots.txt", meta={"is_robots_txt": True}, callback=NO_CALLBACK)
        assert self._crawler.engine is not None
        try:
            response = await self._crawler.engine.download_async(request)
        except (Refused, IgnoreRequest):  # it leads away or in circles: unavailable, so everything is allowed (2.3.1.2)
            return Rules()
        except Exception as error:
            return Rules(failure=error)
        if response.status >= 500:
            return Rules(unreachable=f"{request.url} answers {response.status}: not visited for now")
        if response.status >= 300:
            return Rules()
        return Rules(Protego.parse(response.body[:_READ].decode("utf-8", "replace")))

    def _slow_down(self, host: str, robots: Protego) -> None:
        """Make the downloader wait as long as the host asks, up to the limit."""
        rate = robots.request_rate(self._agent)
        delay = max(
            robots.crawl_delay(self._agent) or 0.0, rate.seconds / rate.requests if rate and rate.requests else 0.0
        )
        settings = self._crawler.settings
        if delay <= settings.getfloat("DOWNLOAD_DELAY"):
            return
        if delay > self._max_delay:
            frontier = getattr(self._crawler.spider, "frontier", None)
            if frontier is not None:
                detail = f"robots.txt asks for {delay:g} s between requests; {self._max_delay:g} s are kept"
                frontier.note("robots_too_slow", detail, f"{host}/robots.txt")
            delay = self._max_delay
        assert self._crawler.engine is not None
        downloader = self._crawler.engine.downloader
        downloader.per_slot_settings[host] = {"concurrency": 1, "delay": delay, "jitter": 0}
        if slot := downloader.slots.get(host):
            slot.delay, slot.concurrency = delay, 1
        self._slow.add(host)


def _opens(robots: Protego, agent: str) -> float | None:
    """Give the time when the host may be visited again, None if that is now."""
    hours = robots.visit_time(agent)
    if hours is None:
        return None
    now = datetime.now(UTC)
    start, end, at = hours.start_time, hours.end_time, now.time()
    if (start <= at <= end) if start <= end else (at >= start or at <= end):
        return None
    opens = datetime.combine(now.date(), start, UTC)
    return (opens if opens > now else opens + timedelta(days=1)).timestamp()
