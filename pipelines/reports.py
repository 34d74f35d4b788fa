"""The item pipeline: a capture that has been stored goes in, its report is read in another process and stored.

A plain class in Scrapy's form; it knows neither Scrapy nor the network.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any, Protocol, Self, TypeVar

from pipelines.archive import Archive, Capture, StoredReport
from pipelines.items import Report
from pipelines.limited import extract_limited

T = TypeVar("T")
log = logging.getLogger(__name__)

_AT_ONCE = 2  # reading keeps up with a polite crawl; more would only take memory
_turns = asyncio.Semaphore(_AT_ONCE)


class _Crawler(Protocol):
    spider: Any
    settings: Any


class ReportPipeline:
    """Reads captures; the spider carries the archive that they are in."""

    def __init__(self, crawler: _Crawler) -> None:
        self._crawler = crawler
        self._extract: str = crawler.settings["NIANBAO_EXTRACT"]
        self._seconds: float = crawler.settings.getfloat("NIANBAO_EXTRACT_SECONDS")

    @classmethod
    def from_crawler(cls, crawler: _Crawler) -> Self:
        """Scrapy's way to make one."""
        return cls(crawler)

    async def open_spider(self) -> None:
        """Read what a killed crawl stored and did not come to read."""
        archive: Archive = self._crawler.spider.archive
        for capture in list(archive.captures(portal=self._crawler.spider.name, only_waiting=True)):
            await self._read(archive, capture)

    async def process_item(self, item: Any) -> Any:
        """Read a capture; anything else passes."""
        if isinstance(item, Capture):
            await self._read(self._crawler.spider.archive, item)
        return item

    async def _read(self, archive: Archive, capture: Capture) -> None:
        stored = await read_capture(archive, capture, self._extract, self._seconds)
        log.info("%s: %s", capture.url, stored.outcome)
        self._crawler.spider.tell("report", stored.outcome)


async def read_capture(archive: Archive, capture: Capture, function: str, seconds: float) -> StoredReport:
    """Read one capture within limits and store what it says; a reading that fails is stored as such, with a finding."""
    extract, version = _load(function)
    body = archive.body(capture.sha256)
    async with _turns:
        begun = time.monotonic()
        report = await _in_thread(
            lambda: extract_limited(
                body, function=extract, seconds=seconds,
                media_type=capture.media_type, declared_encoding=capture.declared_encoding, url=capture.url,
                title=capture.title,
            )
        )  # fmt: skip
        taken = round(time.monotonic() - begun, 3)
    for finding in report.findings:
        if finding.code == "parser_crash":
            log.error("%s: %s", capture.url, finding.detail)
    return archive.store_report(capture.id, report, extractor_version=version, seconds=taken)


def _load(function: str) -> tuple[Callable[..., Report], str]:
    """Give the function that a dotted path names, and the version its module states."""
    module, _, name = function.rpartition(".")
    home = import_module(module)
    return getattr(home, name), str(getattr(home, "EXTRACTOR_VERSION", "0"))


async def _in_thread(work: Callable[[], T]) -> T:
    """Wait for a function in a thread that does not keep the program from ending (asyncio's own threads do)."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def tell(setter: Callable[[Any], None], value: Any) -> None:
        def unless_cancelled() -> None:
            if not done.done():
                setter(value)

        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(unless_cancelled)

    def run() -> None:
        try:
            result = work()
        except BaseException as error:
            tell(done.set_exception, error)
        else:
            tell(done.set_result, result)

    threading.Thread(target=run, daemon=True).start()
    return await done
