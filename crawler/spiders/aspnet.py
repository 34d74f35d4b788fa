"""ASP.NET WebForms: pagers that post the page back to itself.

Recognised by `__VIEWSTATE` with `__doPostBack(`. Seen: county sites of the 2010s; 云南省人社厅 pages by ordinary links.

    <form method="post" action="list.aspx?cid=12"><input type="hidden" name="__VIEWSTATE" value="…">
    <a href="javascript:__doPostBack('AspNetPager1','2')">下一页</a>

Every answer carries the state for the next, so pages are asked for one by one.
"""

from __future__ import annotations

import re
from urllib.parse import urlencode, urljoin

from scrapy.http import Response

from crawler.spiders.links import FORM, NEXT, Page, is_markup, read_next, squeeze
from crawler.spiders.listing import ListingSpider

_POST_BACK = re.compile(r"__doPostBack\(\s*'([^']*)'\s*,\s*'([^']*)'\s*\)")


class AspnetSpider(ListingSpider):
    """Lists that post back."""

    @classmethod
    def recognise(cls, response: Response) -> bool:
        """See module docstring."""
        text = getattr(response, "text", "")
        return "__VIEWSTATE" in text and "__doPostBack(" in text

    @classmethod
    def pages(cls, response: Response) -> list[Page]:
        """Post the form with what the link behind 下一页 says."""
        if not is_markup(response):
            return []
        for link in response.xpath("//a[contains(@href, '__doPostBack')]"):
            event = _POST_BACK.search(link.attrib["href"])
            form = link.xpath("ancestor::form")
            if not event or not form or not NEXT.match(squeeze("".join(link.xpath(".//text()").getall()))):
                continue
            hidden = form.css("input[type=hidden][name]")
            fields = {field.attrib["name"]: field.attrib.get("value", "") for field in hidden}
            fields |= {"__EVENTTARGET": event[1], "__EVENTARGUMENT": event[2]}
            return [Page(urljoin(response.url, form.attrib.get("action", "")), "POST", urlencode(fields), (FORM,))]
        return read_next(response)
