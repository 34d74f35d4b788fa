"""Crawl portals into an archive, many in one process: what `nianbao crawl`, `nianbao demo` and the tests call."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import threading
import time
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar

from scrapy.crawler import AsyncCrawlerRunner, Crawler
from scrapy.settings import Settings
from scrapy.utils.log import configure_logging
from scrapy.utils.reactor import install_reactor, is_reactor_installed

from crawler.hosts import OwnHosts, PublicResolver
from crawler.portals import Portal
from crawler.spiders.base import PortalSpider, read_years
from pipelines.archive import Archive, ArchiveError

T = TypeVar("T")

# Portals crawled at the same time; each host has one request under way, however many portals share it.
_PORTALS_AT_ONCE = 16
# After the first Ctrl-C, what is under way may end within this time.
_POLITE_SECONDS = 10.0
# Findings about the reading of what this run fetched that are failures of the run.
_FAILED_READING = ("parser_timeout", "parser_crash", "worse_answer")
# Findings of a crawl that are information.
_NO_FAILURE = ("robots_too_slow",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What has just happened to a portal, with its counts so far. `detail`: an address, an outcome or a finding."""

    portal: str
    agency: str
    event: Literal["started", "page", "report", "finding", "finished"]
    requests: int = 0
    reports: int = 0
    waiting: int = 0
    detail: str = ""


def crawl(
    portals: Sequence[Portal],
    archive_path: str | Path,
    *,
    years: str | Iterable[int] | None = None,
    settings: Mapping[str, Any] | None = None,
    progress: Callable[[Progress], None] | None = None,
    command: str = "crawl",
) -> dict[str, Any]:
    """Crawl portals into an archive; give the object that `nianbao crawl --json` prints (contract §2).

    Beside the contract's keys the object has `interrupted`, and each portal `finished`: False where something is left
    for the next crawl. `settings` override Scrapy's; `years` limits fiscal years. Raises `ArchiveError`.
    """
    chosen = read_years(years)
    with Archive.open(archive_path, writing=True) as archive:
        run_id = archive.begin_run(command)
        crawls = _Crawls(archive, run_id, chosen, settings_for(archive_path, settings), progress)
        try:
            results = run_to_end(crawls.crawl_all(portals), crawls.stop)
        except BaseException:
            archive.end_run(run_id, "failed", {})
            raise
        failed = any(result["failures"] or not result["finished"] for result in results)
        outcome = "interrupted" if crawls.stopping else "failures" if failed else "ok"
        archive.end_run(run_id, outcome, {"portals": results})
    return {"archive": str(archive_path), "interrupted": crawls.stopping, "portals": results}


def spider_for(portal: Portal) -> type[PortalSpider]:
    """Give the spider class of a portal. Raises ValueError for a family that does not exist."""
    from crawler.spiders import spider_of

    return spider_of(portal)


class _Crawls:
    """The crawls of one run."""

    def __init__(
        self,
        archive: Archive,
        run_id: int,
        years: frozenset[int] | None,
        settings: Settings,
        progress: Callable[[Progress], None] | None,
    ) -> None:
        self._archive, self._run_id, self._years, self._progress = archive, run_id, years, progress
        self._settings = settings
        self._runner = AsyncCrawlerRunner(settings)
        self._places = asyncio.Semaphore(_PORTALS_AT_ONCE)
        self.stopping = False
        self._reports: dict[str, int] = {}

    async def crawl_all(self, portals: Sequence[Portal]) -> list[dict[str, Any]]:
        """Crawl every portal; those that share a host one after another."""
        results: dict[str, dict[str, Any]] = {}

        async def one_after_another(group: Sequence[Portal]) -> None:
            async with self._places:
                for portal in group:
                    if not self.stopping:
                        results[portal.name] = await self._crawl(portal)

        tasks = [asyncio.ensure_future(one_after_another(group)) for group in _by_host(portals)]
        stopped_at: float | None = None
        waiting = set(tasks)
        while waiting:
            done, waiting = await asyncio.wait(waiting, timeout=0.5, return_when=asyncio.FIRST_EXCEPTION)
            for task in done:
                task.result()
            if self.stopping and stopped_at is None:
                stopped_at = time.monotonic()
            if stopped_at is not None and time.monotonic() - stopped_at > _POLITE_SECONDS:
                for task in waiting:
                    task.cancel()
                break
        return [results.get(portal.name) or self._result(portal, None, 0.0, []) for portal in portals]

    def stop(self) -> None:
        """Begin nothing more; what is under way may end."""
        self.stopping = True
        for crawler in list(self._runner.crawlers):
            asyncio.ensure_future(crawler.stop_async())  # noqa: RUF006 - crawl_all waits for the crawls themselves

    async def _crawl(self, portal: Portal) -> dict[str, Any]:
        begun = time.monotonic()
        crawler = self._runner.create_crawler(spider_for(portal))
        first_finding = self._archive.row("SELECT COALESCE(MAX(id), 0) AS id FROM findings") or {"id": 0}

        def tell(event: str, detail: str) -> None:
            self._tell(portal, crawler, event, detail)

        tell("started", "")
        errors = []
        try:
            await self._runner.crawl(crawler, archive=self._archive, run_id=self._run_id, years=self._years, tell=tell)
        except ArchiveError:
            raise
        except Exception as error:  # one portal never ends the crawl of the others
            logging.getLogger(__name__).exception("%s", portal.name)
            errors.append(
                {"url": portal.start[0], "code": "crawl_error", "message": f"{type(error).__name__}: {error}"}
            )
        frontier = getattr(crawler.spider, "frontier", None)
        if frontier is not None and frontier.broken is not None:
            raise frontier.broken
        errors += self._failures(portal, first_finding["id"])
        result = self._result(portal, crawler, time.monotonic() - begun, errors)
        tell("finished", "")
        return result

    def _tell(self, portal: Portal, crawler: Crawler, event: Any, detail: str) -> None:
        if self._progress is None:
            return
        frontier = getattr(crawler.spider, "frontier", None)
        cycle = frontier.cycle if frontier is not None else None
        if event == "report" and detail != "not_a_report":
            self._reports[portal.name] = self._reports.get(portal.name, 0) + 1
        if cycle is not None and event == "finished":  # counted by agency and year, and with what was found unchanged
            self._reports[portal.name] = len(cycle.reports())
        self._progress(
            Progress(
                portal=portal.name, agency=portal.agency, event=event,
                requests=_stats(crawler).get("downloader/request_count", 0),
                reports=self._reports.get(portal.name, 0), waiting=cycle.waiting()[0] if cycle else 0, detail=detail,
            )
        )  # fmt: skip

    def _failures(self, portal: Portal, after: int) -> list[dict[str, Any]]:
        """Name what failed in this run: pages that were not fetched, files that were not read."""
        rows = self._archive.rows(
            "SELECT f.url, f.code, f.detail FROM findings AS f LEFT JOIN captures AS c ON c.id = f.capture_id"
            " WHERE f.id > ? AND f.portal = ? AND ((f.kind = 'crawl' AND f.run_id = ? AND f.code NOT IN"
            " (SELECT value FROM json_each(?))) OR (c.run_id = ? AND f.code IN (SELECT value FROM json_each(?))))"
            " ORDER BY f.id",
            [after, portal.name, self._run_id, _json(_NO_FAILURE), self._run_id, _json(_FAILED_READING)],
        )
        return [{"url": row["url"], "code": row["code"], "message": row["detail"]} for row in rows]

    def _result(
        self, portal: Portal, crawler: Crawler | None, seconds: float, failures: list[dict[str, Any]]
    ) -> dict[str, Any]:
        frontier = getattr(crawler.spider, "frontier", None) if crawler else None
        found = frontier.cycle.reports() if frontier and frontier.cycle else {}
        stats = _stats(crawler)
        return {
            "portal": portal.name,
            "agency": portal.agency,
            "requests": stats.get("downloader/request_count", 0),
            "browser_pages": stats.get("playwright/page_count", 0),
            "not_modified": stats.get("downloader/response_status_count/304", 0),
            "reports_found": len(found),
            **{f"reports_{news}": list(found.values()).count(news) for news in ("new", "revised", "unchanged")},
            "failures": failures,
            "seconds": round(seconds, 1),
            "finished": bool(frontier and frontier.finished),
        }


def _stats(crawler: Crawler | None) -> dict[str, Any]:
    """Give Scrapy's counters; they do not exist before a crawl has begun."""
    with contextlib.suppress(RuntimeError):
        return crawler.stats.get_stats() if crawler else {}
    return {}


def _json(words: Sequence[str]) -> str:
    return "[" + ", ".join(f'"{word}"' for word in words) + "]"


def _by_host(portals: Iterable[Portal]) -> list[list[Portal]]:
    """Group portals so that no two groups share a host."""
    groups: list[tuple[set[str], list[Portal]]] = []
    for portal in portals:
        hosts, members = set(OwnHosts.of(portal).netlocs), [portal]
        for group in [group for group in groups if group[0] & hosts]:
            hosts |= group[0]
            members = group[1] + members
            groups.remove(group)
        groups.append((hosts, members))
    return [members for _, members in groups]


def settings_for(archive_path: str | Path, given: Mapping[str, Any] | None) -> Settings:
    """Give the project's settings, changed by what a user or a test asks for."""
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.set("NIANBAO_ARCHIVE", str(archive_path), priority="cmdline")
    settings.update(dict(given or {}), priority="cmdline")
    if given and {"LOG_LEVEL", "LOG_FILE", "LOG_ENABLED"} & set(given):
        configure_logging(settings)
    elif not logging.root.handlers:
        logging.root.addHandler(logging.NullHandler())  # what people need to know stands in the result
    return settings


def run_to_end(work: Coroutine[Any, Any, T], stop: Callable[[], None]) -> T:
    """Run a coroutine on Twisted's reactor to its end; may be called again, which `reactor.run` may not.

    The first Ctrl-C or SIGTERM calls `stop` and lets the work end; a second one breaks it off.
    """
    if not is_reactor_installed():
        install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    from twisted.internet import reactor

    loop: asyncio.AbstractEventLoop = reactor._asyncioEventloop
    if not reactor.running:
        reactor.startRunning(installSignalHandlers=False)
        PublicResolver(reactor).install_on_reactor()
    task = loop.create_task(work)
    asked = 0

    def interrupt() -> None:
        nonlocal asked
        asked += 1
        if asked == 1:
            stop()
        else:
            task.cancel()

    numbers = (signal.SIGINT, signal.SIGTERM) if threading.current_thread() is threading.main_thread() else ()
    for number in numbers:
        loop.add_signal_handler(number, interrupt)
    try:
        return loop.run_until_complete(task)
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None
    finally:
        for number in numbers:
            with contextlib.suppress(ValueError):
                loop.remove_signal_handler(number)
