"""Shells: a page of navigation whose list stands in a frame of the same host.

Recognised by such a frame and no list of its own. Seen: county columns of 常州 and 淮安, old platforms.

    <iframe id="list" src="/zfxxgk/list.php?cat=31" width="100%"></iframe>

What is in the frame may be any family's: the first that recognises it reads it.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from scrapy.http import Response

from crawler.spiders.base import Link
from crawler.spiders.links import Page, read_frames, read_links
from crawler.spiders.listing import ListingSpider


class FramesSpider(ListingSpider):
    """Shells with a frame, and what is in it."""

    @classmethod
    def recognise(cls, response: Response) -> bool:
        """See module docstring."""
        from pipelines.titles import read_title

        listed = any(read_title(link.title).reason == "report" for link in read_links(response))
        return not listed and bool(_inner(response))

    @classmethod
    def links(cls, response: Response) -> list[Link]:
        """Give the links as the family of the frame's page reads them."""
        from crawler.spiders import family_of

        return family_of(response, but=("frames",)).links(response)

    @classmethod
    def pages(cls, response: Response) -> list[Page]:
        """Give the frame of a shell; within it, the pages of its family."""
        from crawler.spiders import family_of

        return _inner(response) if cls.recognise(response) else family_of(response, but=("frames",)).pages(response)


def _inner(response: Response) -> list[Page]:
    host = urlsplit(response.url).netloc
    return [page for page in read_frames(response) if urlsplit(page.url).netloc == host]
