"""Where requests may go: to the portal's own hosts, over http and https, never to a private address nobody named.

The host is checked before a request is sent, redirects included; the address it resolves to is checked where the
connection is made, so that a name cannot change its mind in between (DNS rebinding).
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import urllib.request
from collections.abc import Coroutine, Sequence
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader import Downloader, Slot
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares import cookies
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from tldextract import TLDExtract
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IHostnameResolver, IHostResolution
from zope.interface import implementer  # type: ignore[import-untyped]

from crawler.portals import Portal

_COOKIES_KEPT = 50

# Scrapy would fetch the list of public suffixes from the web the first time a cookie names a domain.
cookies._split_domain = TLDExtract(suffix_list_urls=(), include_psl_private_domains=True)


class Refused(IgnoreRequest):
    """A request that is not sent. `code` is the finding's code; `until`: not now, but from that time on."""

    def __init__(self, code: str, detail: str, until: float | None = None) -> None:
        super().__init__(detail)
        self.code, self.detail, self.until = code, detail, until


class OwnHosts:
    """The hosts of one portal. A private or loopback address counts with its port, and only if `start` names it.

    >>> own = OwnHosts(("www.a.gov.cn",), ("http://127.0.0.1:8001/list/",))
    >>> [own.has(u) for u in ("https://www.a.gov.cn/x", "http://b.gov.cn/", "http://127.0.0.1:8001/", "http://127.0.0.1/")]
    [True, False, True, False]
    """

    def __init__(self, hosts: Sequence[str], start: Sequence[str], private: Sequence[str] = ()) -> None:
        named = [urlsplit(url) for url in start]
        self._private = {_netloc(url) for url in start if is_private(urlsplit(url).hostname or "")}
        self._hosts = {
            host.lower() for host in (*hosts, *(url.hostname or "" for url in named)) if not is_private(host)
        }
        # names whose private addresses may be connected to
        self.may_be_private = {host.lower() for host in private} | {
            urlsplit(f"//{n}").hostname or "" for n in self._private
        }

    @classmethod
    def of(cls, portal: Portal, private: Sequence[str] = ()) -> Self:
        """Give the hosts of a portal; `private` are names the user allowed to resolve to private addresses."""
        return cls(portal.hosts, portal.start, private)

    @property
    def netlocs(self) -> frozenset[str]:
        """All of them, private addresses with their ports."""
        return frozenset(self._hosts | self._private)

    def has(self, url: str) -> bool:
        """Say whether an address is on one of the portal's hosts."""
        host = (urlsplit(url).hostname or "").lower()
        return _netloc(url) in self._private if is_private(host) else host in self._hosts


def _netloc(url: str) -> str:
    parts = urlsplit(url)
    host = parts.hostname or ""
    return f"[{host}]:{parts.port or 80}" if ":" in host else f"{host}:{parts.port or 80}"


def is_private(host: str) -> bool:
    """Say whether a host is an address that does not belong to the public internet, in any notation, or localhost.

    >>> [is_private(h) for h in ("127.0.0.1", "0x7f.1", "2130706433", "::ffff:10.0.0.1", "localhost", "8.8.8.8")]
    [True, True, True, True, True, False]
    """
    if host.rstrip(".").lower() == "localhost" or host.lower().endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        try:
            address = ipaddress.ip_address(socket.inet_aton(host))  # 0x7f.1, 2130706433, 127.1: what a resolver accepts
        except OSError:
            return False
    if isinstance(address, ipaddress.IPv6Address):
        embedded = address.ipv4_mapped or address.sixtofour
        if address in ipaddress.ip_network("64:ff9b::/96"):
            embedded = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if embedded is not None:
            address = embedded
    return not address.is_global or address.is_multicast


class HostsMiddleware:
    """Refuses requests that would leave the portal."""

    def __init__(self, crawler: Crawler) -> None:
        self.own = OwnHosts.of(crawler.spidercls.portal, crawler.settings.getlist("NIANBAO_PRIVATE_HOSTS"))  # type: ignore[attr-defined]
        PublicResolver.allowed |= self.own.may_be_private

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Let the request pass, or raise `Refused`."""
        parts = urlsplit(request.url)
        came_from = (request.meta.get("redirect_urls") or [None])[-1]
        way = f"{came_from} leads to {request.url}" if came_from else request.url
        if parts.scheme not in {"http", "https"}:
            raise Refused("bad_scheme", f"{way}: only http and https are followed")
        if self.own.has(request.url):
            return
        if is_private(parts.hostname or ""):
            raise Refused("private_address", f"{way}: a private address that the portal's entry does not name")
        raise Refused("offsite_redirect" if came_from else "offsite", f"{way}: not one of the portal's own hosts")


class CappedCookiesMiddleware(cookies.CookiesMiddleware):
    """Keeps the newest cookies only: a server may send thousands, and each would go back with every request."""

    def process_response(self, request: Request, response: Response, spider: Any = None) -> Request | Response:  # noqa: ARG002
        """Take the cookies of an answer; drop the oldest above the cap."""
        answer = super().process_response(request, response)
        jar = self.jars[request.meta.get("cookiejar")].jar
        for cookie in list(jar)[: max(0, len(jar) - _COOKIES_KEPT)]:
            jar.clear(cookie.domain, cookie.path, cookie.name)
        return answer


class StrictDownloader(Downloader):
    """Scrapy's downloader, with no more requests to a host at a time than it may have.

    Scrapy (2.19) counts a request as under way when the task that sends it has begun, which is after the loop that
    hands out requests has gone on to the next one: without a delay it sends all that wait.
    """

    def _wait_for_download(
        self, slot: Slot, request: Request, queue_dfd: Deferred[Response]
    ) -> Coroutine[Any, Any, None]:
        slot.transferring.add(request)
        return super()._wait_for_download(slot, request, queue_dfd)


@implementer(IHostResolution)
class _Resolution:
    def __init__(self, name: str) -> None:
        self.name = name
        self.task: asyncio.Task[None] | None = None

    def cancel(self) -> None:
        if self.task is not None:
            self.task.cancel()


@implementer(IHostnameResolver)
class PublicResolver:
    """Resolves names for every connection Scrapy makes, and gives no private address of a name that was not allowed.

    One for the process: `allowed` names the hosts that may be private, `refused` those that turned out to be.
    """

    allowed: set[str] = set()  # noqa: RUF012 - one for the process, like the resolver itself
    refused: set[str] = set()  # noqa: RUF012

    def __init__(self, reactor: Any) -> None:
        self._reactor = reactor
        proxies = (
            urlsplit(url if "//" in url else f"//{url}").hostname for url in urllib.request.getproxies().values()
        )
        self.allowed |= {host.lower() for host in proxies if host}

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> Self:  # noqa: ARG003 - Scrapy's signature
        """Scrapy's way to make one."""
        return cls(reactor)

    def install_on_reactor(self) -> None:
        """Become the resolver of the reactor."""
        self._reactor.installNameResolver(self)

    def resolveHostName(  # noqa: N802 - Twisted's interface
        self,
        resolutionReceiver: Any,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Any = None,  # noqa: ARG002, N803
        transportSemantics: str = "TCP",  # noqa: ARG002, N803
    ) -> _Resolution:
        """Hand the addresses of a name to the receiver, none where it has none or only private ones."""
        resolution = _Resolution(hostName)
        resolutionReceiver.resolutionBegan(resolution)
        work = self._resolve(resolutionReceiver, hostName, portNumber)
        resolution.task = asyncio.get_running_loop().create_task(work)
        return resolution

    async def _resolve(self, receiver: Any, name: str, port: int) -> None:
        try:
            found = await asyncio.get_running_loop().getaddrinfo(name, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            found = []
        for family, _, _, _, where in found:
            address = str(where[0])
            if is_private(address) and name.lower() not in self.allowed:
                self.refused.add(name.lower())
            elif family == socket.AF_INET:
                receiver.addressResolved(IPv4Address("TCP", address, port))
            elif family == socket.AF_INET6:
                receiver.addressResolved(IPv6Address("TCP", address, port))
        receiver.resolutionComplete()
