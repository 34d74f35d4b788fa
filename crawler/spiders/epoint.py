"""国泰新点 Epoint EWB: lists by a POST of JSON, articles `/003/003017/003017002/20240101/<guid>.html`.

Recognised by `EWB-FRONT`, `getgovinfolist`, `siteGuid` and those articles. Seen: 徐州贾汪, 抚顺, 营口.

    GET  /dynamic/zwgk/govInfoPub.html?categorynum=003017002&deptcode=001001
    POST /EWB-FRONT/rest/lightfrontaction/getgovinfolist
    {"deptcode":"001001","categorynum":"003017002","pageIndex":0,"pageSize":100,"siteGuid":"<36 characters>"}
    → {"custom":{"total":41,"data":[{"realtitle":"…","infourl":"/003/…/20240101/<guid>.html","infodate":"2024-01-01"}]}}

`siteGuid` stands in the page or in `/js/webBuilderCommon.js` (`var siteInfo = {"siteGuid":"…"}`). Pages count from 0 on
some sites, from 1 on others: both are asked for, the one that repeats the other is dropped as known.
"""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from scrapy.http import Response

from crawler.spiders.base import Link
from crawler.spiders.links import JSON, Page, read_answer, read_json, read_links, read_next
from crawler.spiders.listing import ListingSpider

_CALL = "/EWB-FRONT/rest/lightfrontaction/getgovinfolist"
_SCRIPT = "/js/webBuilderCommon.js"
_GUID = re.compile(r"siteGuid[\"']?\s*[:=]\s*[\"']([0-9a-fA-F-]{36})")
_ARTICLE = re.compile(r"/\d{3}(?:/\d{6,})*/\d{8}/[0-9a-f-]{36}\.html$")
_SIZE = 100


class EpointSpider(ListingSpider):
    """Lists of 国泰新点."""

    @classmethod
    def recognise(cls, response: Response) -> bool:
        """See module docstring."""
        text = response.url + getattr(response, "text", "")
        if any(mark in text for mark in ("EWB-FRONT", "getgovinfolist", "webBuilderCommon.js")):
            return True
        return any(_ARTICLE.search(link.url) for link in read_links(response))

    @classmethod
    def links(cls, response: Response) -> list[Link]:
        """Give the rows of an answer or a page."""
        return read_answer(response)

    @classmethod
    def pages(cls, response: Response) -> list[Page]:
        """Ask for the list of a page's category, by way of the script that names the site if need be; then go on."""
        if _CALL in response.url:
            return _after_answer(response)
        asked: dict[str, str] = dict(parse_qsl(urlsplit(response.url).query))
        category: dict[str, str] = {key: asked[key] for key in ("deptcode", "categorynum") if key in asked}
        if "categorynum" not in category:
            return read_next(response)
        if guid := _GUID.search(getattr(response, "text", "")):
            query = {"deptcode": "", **category, "pageIndex": 0, "pageSize": _SIZE, "siteGuid": guid[1]}
            return [Page(urljoin(response.url, _CALL), "POST", json.dumps(query), (JSON,))]
        if _SCRIPT in response.url:
            return []
        return [Page(f"{urljoin(response.url, _SCRIPT)}?{urlencode(category)}")]


def _after_answer(response: Response) -> list[Page]:
    answer = read_json(response)
    custom = answer.get("custom") if isinstance(answer, dict) else None
    if response.request is None:
        return []
    posted = json.loads(response.request.body)
    asked = posted.get("params", posted)
    if not isinstance(custom, dict):  # some servers want the question in "params"
        return [] if "params" in posted else [Page(response.url, "POST", json.dumps({"params": asked}), (JSON,))]
    total, rows = int(custom.get("total") or 0), len(custom.get("data") or ())
    here, size = int(asked["pageIndex"]), int(asked["pageSize"])
    if here == 0:  # empty where pages count from 1; shorter than asked for where the server has its own size
        size = rows or size
        following = range(1, max(-(-total // size), 2)) if rows < total else range(0)
    else:  # the last by one count may not be the last by the other
        is_last = rows < size or here * size >= total or here + 1 < -(-total // size)
        following = range(0) if is_last else range(here + 1, here + 2)
    questions = [{**asked, "pageIndex": number, "pageSize": size} for number in following]
    bodies = [{"params": question} if "params" in posted else question for question in questions]
    return [Page(response.url, "POST", json.dumps(body), (JSON,)) for body in bodies]
