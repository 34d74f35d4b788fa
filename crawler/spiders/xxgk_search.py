"""大汉 JCMS, module xxgk: the catalogue of 政府信息公开 as a search by POST.

Recognised by `module/xxgk/search.jsp`. Seen: 浙江省, 杭州市, 哈尔滨市.

    <script>$.post('/module/xxgk/search.jsp?standardXxgk=0&isAllList=1&texttype=1&fbtime=-1&currpage=1', 'infotypeId=A0212&jdid=3096&area=&divid=div12…&…')
    POST /module/xxgk/search.jsp?standardXxgk=0&isAllList=1&texttype=1&fbtime=-1&vc_all=&…&currpage=1&sortfield=,createdatetime:0,orderid:0
    infotypeId=A0212&jdid=3096&area=&divid=div1229498488&currpage=1&…
    → <tr class="tr_main_value_odd"><td>1</td><td><a class="bt_link" href="/art/2023/1/17/art_1229425785_70119.html" title="…">…</a></td><td>2023-01-17</td></tr>
      &nbsp;&nbsp;共3页&nbsp;
"""  # noqa: E501

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urljoin

from scrapy.http import Response

from crawler.spiders.links import FORM, Page
from crawler.spiders.listing import ListingSpider

_CALL = re.compile(r"""["']([^"'\s]*module/xxgk/search\.jsp[^"'\s]*)["']""")
_BODY = re.compile(r"""["']([^"'\s]*\binfotypeId=[^"'\s]*)["']""")
_TOTAL = re.compile(r"共\s*(\d+)\s*页")
_PAGE = re.compile(r"(?<=\bcurrpage=)\d+")


class XxgkSearchSpider(ListingSpider):
    """Catalogues of the xxgk module."""

    @classmethod
    def recognise(cls, response: Response) -> bool:
        """See module docstring."""
        return "module/xxgk/search.jsp" in response.url + getattr(response, "text", "")

    @classmethod
    def pages(cls, response: Response) -> list[Page]:
        """Make the call of the page's script; then ask for the pages that the answer counts."""
        text = getattr(response, "text", "")
        if "module/xxgk/search.jsp" in response.url:
            here, total = _PAGE.search(response.url), _TOTAL.search(text)
            posted = response.request.body.decode() if response.request else ""
            if not here or not total:
                return []
            return [
                Page(_PAGE.sub(str(number), response.url), "POST", _PAGE.sub(str(number), posted), (FORM,))
                for number in range(int(here[0]) + 1, int(total[1]) + 1)
            ]
        call, body = _CALL.search(text), _BODY.search(text)
        if not call or not body:
            return []
        address = urljoin(response.url, unescape(call[1]))
        if not _PAGE.search(address):
            address += f"{'&' if '?' in address else '?'}currpage=1"
        return [Page(address, "POST", unescape(body[1]), (FORM,))]
