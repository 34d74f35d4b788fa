"""What every portal's spider has in common. A family adds one thing: `parse`, which hands over links and further pages.

    class TrsSpider(PortalSpider):
        def parse(self, response):
            yield from self.follow_reports(response, read_links(response))
            for page in further_pages(response):
                yield self.page(page.url)

A spider only says what is to be fetched: its methods are pure functions over a response, and every request they give
is plain data, so that the frontier (`crawler.frontier`) can keep it in the archive. Bytes are stored and reports are
extracted elsewhere; nothing here touches the archive.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

import scrapy
from scrapy.http import Request, Response, TextResponse

from crawler.portals import Portal
from pipelines.commands import parse_years

if TYPE_CHECKING:
    from crawler.frontier import Frontier
    from pipelines.archive import Archive

# What a report page may carry as a file. A zip is taken as it is; its files are found at extraction.
ATTACHMENTS = frozenset({"pdf", "doc", "docx", "xls", "xlsx", "wps", "et", "ofd", "rtf", "zip"})
# Parts of a page that are the same on every page of a portal: their files belong to the portal, not to the report.
_FRAME = "ancestor::*[self::header or self::footer or self::nav]"
_ATTACHMENTS_PER_PAGE = 20
# Reports are fetched before further list pages would be, and attachments right after their page: what is found is kept.
_PRIORITY = {"list": 20, "attachment": 10, "report": 0}


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a list page: its full title (@title rather than a text cut short) and the date of its row, if any."""

    url: str
    title: str
    date: str | None = None


class PortalSpider(scrapy.Spider):
    """One portal. The class is its family; `for_portal` makes the class that Scrapy sees under the portal's name."""

    portal: Portal
    years: frozenset[int] | None = None
    # What the engine hangs on a spider; none of it is a family's business.
    archive: Archive | None = None
    run_id: int | None = None
    frontier: Frontier | None = None

    @classmethod
    def for_portal(cls, portal: Portal) -> type[Self]:
        """Give the spider class of a portal; put it into `crawler.spiders` and `scrapy list` names it."""
        body = {"__module__": "crawler.spiders", "name": portal.name, "portal": portal}
        if portal.settings:
            body["custom_settings"] = dict(portal.settings)
        return type(portal.name, (cls,), body)

    def __init__(
        self, *args: Any, years: Any = None, tell: Callable[[str, str], None] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.years = read_years(years)
        self.tell = tell or (lambda event, detail: None)  # noqa: ARG005

    async def start(self) -> AsyncIterator[Any]:
        """Begin at the portal's list pages."""
        for url in self.portal.start:
            yield self.page(url)

    def further(self) -> Iterable[Request]:
        """Say what else to ask for when nothing is left and no report was found."""
        return ()

    def parse(self, response: Response) -> Iterable[Any]:
        """Read one list page: hand its links to `follow_reports`, yield `page` for further ones. The family's part."""
        raise NotImplementedError

    @classmethod
    def recognise(cls, response: Response) -> bool:  # noqa: ARG003
        """Say whether a page was made by this family's CMS. Used by `portals probe` and `crawl --url`."""
        return False

    def page(
        self,
        url: str,
        *,
        method: str = "GET",
        body: str | bytes = b"",
        form: Mapping[str, str] | None = None,
        json_body: Any = None,
        headers: Mapping[str, str] | None = None,
        callback: Callable[..., Any] | None = None,
        cb_kwargs: Mapping[str, Any] | None = None,
    ) -> Request:
        """Ask for a further list page. `callback` is a method of the spider (default `parse`), `cb_kwargs` plain data.

        `form` or `json_body` make it a POST with that body and the matching content type.
        """
        headers = dict(headers or {})
        if form is not None:
            method, body = "POST", urlencode(form)
            headers.setdefault("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
        elif json_body is not None:
            method, body = "POST", json.dumps(json_body, ensure_ascii=False)
            headers.setdefault("Content-Type", "application/json; charset=UTF-8")
        return self._request(
            url, role="list", method=method, body=body, headers=headers, callback=callback, cb_kwargs=cb_kwargs
        )

    def rendered_page(
        self,
        url: str,
        *,
        wait_for: str | None = None,
        click: str | None = None,
        clicks: int = 20,
        callback: Callable[..., Any] | None = None,
        cb_kwargs: Mapping[str, Any] | None = None,
    ) -> Request:
        """Ask for a list page as a browser shows it, for lists that neither the HTML nor a data call gives.

        `wait_for`: CSS selector of what the script makes. `click`: selector of a 加载更多 button, clicked until it is
        gone or `clicks` is reached. Without a browser the request becomes a finding `needs_browser`.
        """
        rendered = {"wait_for": wait_for, "click": click, "clicks": clicks}
        return self._request(url, role="list", rendered=rendered, callback=callback, cb_kwargs=cb_kwargs)

    def follow_reports(self, response: Response, links: Iterable[Link]) -> Iterator[Request]:
        """Ask for the links whose titles are those of annual reports of the wanted years; each address once."""
        from pipelines.titles import read_title

        seen: set[str] = set()
        for link in links:
            if link.url in seen:
                continue
            title = read_title(link.title)
            if not title.is_report or not self.wants_year(title.fiscal_year):
                continue
            seen.add(link.url)
            yield self.report(link, parent_url=response.url)

    def report(self, link: Link, *, parent_url: str | None = None) -> Request:
        """Ask for one report, whatever its title; `follow_reports` is the usual way."""
        return self._request(
            link.url, role="report", callback=self.parse_report, title=link.title, date=link.date, parent_url=parent_url
        )

    def wants_year(self, year: int | None) -> bool:
        """Say whether a fiscal year is asked for; an unknown one always is, the document will tell."""
        return self.years is None or year is None or year in self.years

    def parse_report(self, response: Response) -> Iterator[Request]:
        """Ask for the files that a report page carries; the page's bytes are stored by then."""
        title = response.meta.get("title")
        for link in attachments(response):
            yield self._request(
                link.url, role="attachment", callback=self.parse_attachment,
                title=link.title or title, date=response.meta.get("date"), parent_url=response.url,
            )  # fmt: skip

    def parse_attachment(self, response: Response) -> Iterator[Request]:  # noqa: ARG002
        """A file leads nowhere."""
        return iter(())

    def _request(self, url: str, *, role: str, callback: Callable[..., Any] | None = None, **kwargs: Any) -> Request:
        meta = {name: kwargs.pop(name) for name in ("title", "date", "parent_url", "rendered") if kwargs.get(name)}
        kwargs = {name: value for name, value in kwargs.items() if value is not None and name not in META}
        kwargs["cb_kwargs"] = dict(kwargs.get("cb_kwargs") or {})
        return Request(
            url, callback=callback or self.parse, priority=_PRIORITY[role], meta={"role": role, **meta}, **kwargs
        )


# What a request carries beside its address; the frontier stores exactly these.
META = ("role", "title", "date", "parent_url", "rendered")


def read_years(text: Any) -> frozenset[int] | None:
    """Read a choice of fiscal years. Raises ValueError, in one line.

    >>> sorted(read_years("2019-2021,2023")), read_years(None)
    ([2019, 2020, 2021, 2023], None)
    """
    if text is None or text == "":
        return None
    if not isinstance(text, str):
        return frozenset(int(year) for year in text)
    return frozenset(parse_years(text))


def attachments(response: Response) -> list[Link]:
    """Give the files that a page links, frames or opens in a viewer, outside its header, footer and navigation.

    <a href="/module/download/downfile.jsp?filename=x.pdf">江苏省…2019年度报告.pdf</a>
    <iframe src="/pdfjs/web/viewer.html?file=%2Ffiles%2F2023.pdf"></iframe>   <embed src="./P020230316.pdf">
    """
    if not isinstance(response, TextResponse) or not response.text.strip():
        return []
    found: dict[str, Link] = {}
    for element in response.xpath(
        f"//a[@href][not({_FRAME})] | //iframe[@src] | //embed[@src] | //object[@data] | //frame[@src]"
    ):
        address = (element.attrib.get("href") or element.attrib.get("src") or element.attrib.get("data") or "").strip()
        title = " ".join((element.attrib.get("title") or "".join(element.xpath(".//text()").getall())).split())
        try:
            url = response.urljoin(address).partition("#")[0]
            parts = urlsplit(url)
            viewed = [value for _, value in parse_qsl(parts.query) if extension(urlsplit(value).path)]
        except ValueError:  # "http://[…": no address
            continue
        if parts.scheme not in {"http", "https"} or url == response.url:
            continue
        if not extension(parts.path):
            if element.root.tag != "a" and viewed:  # a viewer page: the file is named in its query
                url = response.urljoin(viewed[0])
            elif not viewed and not extension(title):
                continue
        found.setdefault(url, Link(url, title))
    return list(found.values())[:_ATTACHMENTS_PER_PAGE]


def extension(path: str) -> str | None:
    """Give the extension of a file that may be a report, None for anything else.

    >>> extension("/a/W020230316.PDF"), extension("2019年报.docx"), extension("/col/index.html")
    ('pdf', 'docx', None)
    """
    suffix = unquote(path).strip().rpartition(".")[2].lower()
    return suffix if suffix in ATTACHMENTS else None
