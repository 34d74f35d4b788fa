"""A small portal on loopback, for tests of the crawl and the archive."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field

import pytest

from crawler.portals import Portal
from crawler.replicas.server import Page, Site, open_host

AGENCY = "南湖市水务局"


@dataclass
class SmallPortal:
    """南湖市水务局: a list at /nb/ of its annual reports, a narrative page each."""

    site: Site
    name: str = "nanhu_shuiwuju"
    reports: dict[int, int] = field(default_factory=dict)  # fiscal year: requests received

    def publish(self, reports: dict[int, int], *, extra: str = "") -> None:
        """Serve the list and these reports; `extra` is markup at the end of the list."""
        self.reports = reports
        rows = "".join(
            f'<li><a href="{year}.html" title="{self.title(year)}">{self.title(year)[:12]}…</a>'
            f"<span>{year + 1}-01-20</span></li>"
            for year in reports
        )
        self.site.put("/nb/", f"<html><title>政府信息公开年报</title><body><ul>{rows}</ul>{extra}</body></html>")
        for year, received in reports.items():
            self.site.put(f"/nb/{year}.html", self.page(year, received))

    def title(self, year: int) -> str:
        return f"{AGENCY}{year}年政府信息公开工作年度报告"

    def page(self, year: int, received: int, *, extra: str = "") -> str:
        """One report's page."""
        return (
            f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{self.title(year)}</title></head><body>'
            f"<h1>{self.title(year)}</h1><p>本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。</p>"
            f"<p>一、总体情况</p><p>{year}年，{AGENCY}全年主动公开政府信息{received * 3}条，"
            "涵盖水资源管理、防汛抗旱、河湖长制等方面。</p>"
            f"<p>二、政府信息公开申请情况</p><p>{year}年共收到政府信息公开申请{received}件，均已按期答复。</p>"
            "<p>三、行政复议、行政诉讼情况</p><p>本年度未发生因政府信息公开引起的行政复议和行政诉讼。</p>"
            "<p>四、存在的主要问题及改进情况</p><p>公开内容的广度和深度还需要进一步拓展，下一步将加强业务培训。</p>"
            f"<p>五、其他需要报告的事项</p><p>无。</p>{extra}</body></html>"
        )

    def portal(self, start: str = "/nb/") -> Portal:
        """Its entry in the registry."""
        address = self.site.base + start
        return Portal(name=self.name, agency=AGENCY, region="320106", family="listing", start=(address,))

    def asked(self, path: str) -> list[int]:
        """The statuses with which requests for a path were answered."""
        return [visit.status for visit in self.site.visits if visit.path == path]


@pytest.fixture
def small_portal() -> Iterator[SmallPortal]:
    host = open_host()
    yield SmallPortal(host.site)
    host.close()


Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@pytest.fixture
def raw_server() -> Iterator[Callable[[Talk], str]]:
    """Serve a coroutine over plain TCP, for answers that no web server would give; gives the address."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    servers = []

    def serve(talk: Talk) -> str:
        async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            try:
                await talk(reader, writer)
            except (ConnectionError, asyncio.IncompleteReadError):
                pass
            finally:
                writer.close()

        server = asyncio.run_coroutine_threadsafe(asyncio.start_server(handle, "127.0.0.1", 0), loop).result()
        servers.append(server)
        return f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"

    yield serve
    loop.call_soon_threadsafe(loop.stop)
    thread.join(5)


@pytest.fixture
def make_page() -> type[Page]:
    """What `Site.answers` give."""
    return Page


# No pauses: the server is ours. Everything else is as users have it.
QUICK = {
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
    "NIANBAO_RETRY_SECONDS": 0.05,
    "NIANBAO_PATIENCE_SECONDS": 3,
    "NIANBAO_RECHECK_SHARE": 1.0,  # ask for every known report again
}


@pytest.fixture
def quick() -> dict[str, object]:
    """Settings for a crawl without pauses."""
    return dict(QUICK)
