"""The item pipeline: a capture that has been stored goes in, its report is read in another process and stored.

A plain class in Scrapy's form; it knows neither Scrapy nor the network.
"""

from __future__ import annotations

import asyncio
import logging
import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from multiprocessing import get_context
from typing import Any, Protocol, Self

from pipelines.archive import Archive, ArchiveError, Capture, StoredReport
from pipelines.items import Finding, Report, Source

log = logging.getLogger(__name__)

_PROCESSES = 2  # reading keeps up with a polite crawl; more would only take memory


class _Crawler(Protocol):
    spider: Any
    settings: Any


class ReportPipeline:
    """Reads captures one after another; the spider carries the archive that they are in."""

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
    """Read one capture and store what it says; a reading that fails is stored as such, with a finding."""
    version = _version(function)
    begun = time.monotonic()
    try:
        report = await _within_limits(function, archive.body(capture.sha256), capture, seconds)
    except (ArchiveError, KeyError):
        raise
    except Exception as error:
        code = "parser_timeout" if isinstance(error, TimeoutError) else "parser_crash"
        detail = (
            f"not read after {seconds:g} s" if isinstance(error, TimeoutError) else f"{type(error).__name__}: {error}"
        )
        log.warning("%s: %s, %s", capture.url, code, detail)
        report = _unread(capture, Finding(code=code, kind="reader", detail=detail[:500]))
    return archive.store_report(
        capture.id, report, extractor_version=version, seconds=round(time.monotonic() - begun, 3)
    )


def _unread(capture: Capture, finding: Finding) -> Report:
    source = Source(sha256=capture.sha256, media_type=capture.media_type or "application/octet-stream")
    return Report(source=source, kind="not_a_report", status="failed", findings=(finding,))


def _arguments(capture: Capture) -> dict[str, Any]:
    return {
        "media_type": capture.media_type,
        "declared_encoding": capture.declared_encoding,
        "url": capture.url,
        "title": capture.title,
    }


async def _within_limits(function: str, body: bytes, capture: Capture, seconds: float) -> Report:
    """Call the extraction function in a process of its own. Raises TimeoutError after so many seconds."""
    if _processes.empty() and _processes.started < _PROCESSES:
        _processes.started += 1
        _processes.put_nowait(None)
    process = await _processes.get() or _start()
    free: ProcessPoolExecutor | None = process
    try:
        call = asyncio.get_running_loop().run_in_executor(process, _call, function, body, _arguments(capture))
        return await asyncio.wait_for(call, seconds)
    except BaseException:  # too long, crashed, or the crawl is stopped: whatever it does, it does no more
        _kill(process)
        free = None
        raise
    finally:
        _processes.put_nowait(free)


class _Processes(asyncio.Queue[ProcessPoolExecutor | None]):
    """The reading processes that have nothing to do; None is one that is still to be started."""

    started = 0


_processes = _Processes()


def _start() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_live_with_parent)


def _kill(pool: ProcessPoolExecutor) -> None:
    for process in list((pool._processes or {}).values()):
        process.kill()
    pool.shutdown(wait=False, cancel_futures=True)


def stop() -> None:
    """End the reading processes that have nothing to do; the next capture starts them again."""
    for _ in range(_processes.qsize()):
        process = _processes.get_nowait()
        if process is not None:
            _kill(process)
        _processes.put_nowait(None)


def _call(function: str, body: bytes, arguments: dict[str, Any]) -> Report:
    return _load(function)(body, **arguments)


def _live_with_parent() -> None:
    """End with the crawl, even if that is killed: a reading process must not hold on to anything."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _load(function: str) -> Callable[..., Report]:
    module, _, name = function.rpartition(".")
    loaded: Callable[..., Report] = getattr(import_module(module), name)
    return loaded


def _version(function: str) -> str:
    return str(getattr(import_module(function.rpartition(".")[0]), "EXTRACTOR_VERSION", "0"))
