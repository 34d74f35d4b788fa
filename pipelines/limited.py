"""Extraction within limits of time and memory: what the crawl and the commands call instead of `extract` itself."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from pipelines.extract import extract, unread_report
from pipelines.formats import Unreadable, sniff
from pipelines.items import Finding, Report, Source
from pipelines.worker import run_limited

SECONDS = 240.0  # one document; a scan of ten pages takes the longest, thrice as long on a busy machine
MEGABYTES = 2048  # beside what an idle reader has; the largest reports take some 300, OCR of a page 1,400


def extract_limited(
    body: bytes, *, function: Callable[..., Report] | None = None, seconds: float = SECONDS, **hints: Any
) -> Report:
    """Read one file in a worker process, by `function` (`extract` if None). Never raises.

    `hints` are the keyword arguments of `extract`: path, media_type, declared_encoding, url, title. A reader that
    hangs, crashes or eats up the memory costs this document, which is then failed with a finding that names the class
    of the fault.
    """
    try:
        return run_limited(function or extract, body, seconds=seconds, megabytes=MEGABYTES, **hints)
    except Unreadable as fault:
        finding = Finding(code=fault.code, kind="reader", detail=fault.detail)
    except Exception as error:  # a defect of ours must not cost the other documents
        finding = Finding(code="parser_crash", kind="reader", detail=f"{type(error).__name__}: {error}"[:500])
    media_type = sniff(body, media_type=hints.get("media_type"), path=hints.get("path") or hints.get("url"))
    source = Source(path=hints.get("path"), sha256=hashlib.sha256(body).hexdigest(), media_type=media_type)
    return unread_report(source, finding, hints.get("title"))
