"""A real browser, for the few lists that only a script makes. It starts with the first page that needs it.

Scrapy-playwright's handler would start a driver for every spider and scheme; here the plain handler fetches, and the
browser's handler is made when a request carries `rendered` (see `PortalSpider.rendered_page`).
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from weakref import WeakKeyDictionary

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.hosts import OwnHosts, Refused

if TYPE_CHECKING:
    from playwright.async_api import Page
    from playwright.async_api import Request as PageRequest
    from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler  # type: ignore[import-untyped]

# Debian's, Google's and Microsoft's names, the smallest first where several are there.
_NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
    "microsoft-edge",
    "msedge",
)
# A browser that fetches pages and nothing else: no updates, no sync, no calls home.
_SWITCHES = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-features=OptimizationHints,MediaRouter,DialMediaRouteProvider",
)
_BLOCKED = {"image", "media", "font"}
_WAIT_MS = 15_000


def find_browser(env: Mapping[str, str] = os.environ) -> Path | None:
    """Give the Chromium to use: $NIANBAO_BROWSER, else Playwright's own, else one on the PATH, else None."""
    if named := env.get("NIANBAO_BROWSER"):
        return Path(named) if Path(named).is_file() else None
    root = env.get("PLAYWRIGHT_BROWSERS_PATH")
    folders = [Path(root)] if root and root != "0" else [
        Path.home() / ".cache" / "ms-playwright",
        Path.home() / "Library" / "Caches" / "ms-playwright",
        Path.home() / "AppData" / "Local" / "ms-playwright",
    ]  # fmt: skip
    binaries = (
        "chromium*/chrome-linux*/headless_shell",
        "chromium*/chrome-*linux*/chrome-headless-shell",
        "chromium*/chrome-linux*/chrome",
        "chromium*/chrome-mac*/Chromium.app/Contents/MacOS/Chromium",
        "chromium*/chrome-win*/chrome.exe",
    )
    for folder in folders:
        for binary in binaries:
            if found := sorted(folder.glob(binary)):
                return found[-1]
    return next((Path(path) for name in _NAMES if (path := shutil.which(name))), None)


def launch_options(browser: Path) -> dict[str, Any]:
    """Give Playwright's launch options for a browser."""
    return {"headless": True, "executable_path": str(browser), "args": list(_SWITCHES)}


class PageHandler(HTTP11DownloadHandler):
    """Scrapy's own handler for http and https; a request with `rendered` goes to the browser instead."""

    async def download_request(self, request: Request) -> Response:
        """Fetch one page. Raises `Refused` (`needs_browser`) where there is no browser."""
        if not request.meta.get("rendered"):
            return await super().download_request(request)
        browser = await _browser_of(self._crawler)
        from scrapy_playwright.page import PageMethod  # type: ignore[import-untyped]

        request.meta["playwright"] = True
        request.meta["playwright_context_kwargs"] = {"service_workers": "block", "ignore_https_errors": True}
        request.meta["playwright_page_methods"] = [PageMethod(settle, **request.meta["rendered"])]
        async with _pages:
            response: Response = await browser.download_request(request)
        return response

    async def close(self) -> None:
        """Close the connections, and the browser if one was started."""
        await super().close()
        started = _browsers.pop(self._crawler, None)
        if started is not None:
            with contextlib.suppress(Exception):  # a browser that died is closed
                await (await started).close()


# Pages open at a time, of all portals: each takes some 100 MB.
_pages = asyncio.Semaphore(3)
_browsers: WeakKeyDictionary[Crawler, asyncio.Future[ScrapyPlaywrightDownloadHandler]] = WeakKeyDictionary()


async def _browser_of(crawler: Crawler) -> ScrapyPlaywrightDownloadHandler:
    """Give the browser's handler of a crawl, started with the first request that wants it."""
    if crawler not in _browsers:
        _browsers[crawler] = asyncio.ensure_future(_start(crawler))
    return await asyncio.shield(_browsers[crawler])


async def _start(crawler: Crawler) -> ScrapyPlaywrightDownloadHandler:
    path = find_browser()
    if path is None:
        raise Refused(
            "needs_browser", "the page needs a browser and none was found: `nianbao doctor` says how to get one"
        )
    from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

    handler = ScrapyPlaywrightDownloadHandler(crawler)
    handler.config.launch_options = launch_options(path)
    handler.browser_provider_cls = SharedBrowser
    portal = crawler.spidercls.portal  # type: ignore[attr-defined]
    handler.abort_request = unwanted(OwnHosts.of(portal, crawler.settings.getlist("NIANBAO_PRIVATE_HOSTS")))
    await handler._launch()  # it waits for a signal that came before it was made
    return handler


class SharedBrowser:
    """Scrapy-playwright's browser provider: one browser for all portals of the process, with a context for each.

    The first handler that needs it starts it, the last that closes ends it; one that crashed is started again.
    """

    _lock = asyncio.Lock()
    _users: ClassVar[set[int]] = set()
    _driver: ClassVar[Any] = None
    _browser: ClassVar[Any] = None

    def __init__(self, config: Any) -> None:
        self._options: dict[str, Any] = config.launch_options

    async def start(self) -> None:
        """Nothing yet: the browser starts with the first page."""

    async def launch_browser(self) -> _Lent:
        """Give the browser, started if it does not run."""
        from playwright.async_api import async_playwright

        shared = SharedBrowser
        async with shared._lock:
            shared._users.add(id(self))
            if shared._driver is None:
                shared._driver = await async_playwright().start()
            if shared._browser is None or not shared._browser.is_connected():
                shared._browser = await shared._driver.chromium.launch(**self._options)
            return _Lent(shared._browser)

    async def close(self) -> None:
        """Give it back; end it if nobody else has it."""
        shared = SharedBrowser
        async with shared._lock:
            shared._users.discard(id(self))
            if shared._users or shared._driver is None:
                return
            browser, driver = shared._browser, shared._driver
            shared._browser = shared._driver = None
            if browser is not None:
                await browser.close()
            await driver.stop()


class _Lent:
    """A browser that whoever has it cannot close."""

    def __init__(self, browser: Any) -> None:
        self._browser = browser

    def __getattr__(self, name: str) -> Any:
        return getattr(self._browser, name)

    async def close(self) -> None:
        """Only contexts are closed; `SharedBrowser.close` decides about the browser."""


def unwanted(own: OwnHosts) -> Callable[[PageRequest], bool]:
    """Give the rule by which the browser drops requests of a page: pictures, fonts, media, what leaves the portal."""

    def drop(request: PageRequest) -> bool:
        return request.resource_type in _BLOCKED or not own.has(request.url)

    return drop


# What would be fetched or run again is not kept.
_KEEP = """bodies => bodies.forEach(html => {
    const kept = document.createElement('template');
    kept.innerHTML = html;
    const active = 'script, style, link, img, iframe, object, embed, video, audio';
    kept.content.querySelectorAll(active).forEach(element => element.remove());
    const part = document.createElement('div');
    part.hidden = true;
    part.append(kept.content);
    document.body.append(part);
})"""


async def settle(page: Page, wait_for: str | None = None, click: str | None = None, clicks: int = 20) -> None:
    """Wait until a page shows its list. What does not come in time is left out: the page is kept as it is then.

    A click may put new rows in the place of the old ones; so the bodies before each click are kept at the page's end.
    """
    from playwright.async_api import Error

    with contextlib.suppress(Error):
        if wait_for:
            await page.wait_for_selector(wait_for, timeout=_WAIT_MS, state="attached")
        else:
            await page.wait_for_load_state("networkidle", timeout=_WAIT_MS)
    shown: list[str] = []
    for _ in range(clicks if click else 0):
        try:
            button = page.locator(click or "").first
            if not await button.is_visible():
                break
            before = await page.content()
            shown.append(await page.inner_html("body"))
            await button.click(timeout=_WAIT_MS)
            await page.wait_for_load_state("networkidle", timeout=_WAIT_MS)
            for _ in range(20):
                if await page.content() != before:
                    break
                await page.wait_for_timeout(100)
            else:
                break
        except Error:
            break
    with contextlib.suppress(Error):
        await page.evaluate(_KEEP, shown)
