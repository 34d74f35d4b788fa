"""The families of portals, and one spider for each portal of the registry.

`FAMILIES` stands in the order in which a page is shown to them: the first that recognises it has it, so the marks that
only one product makes come first and plain lists last.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection

from scrapy.http import Response

from crawler.portals import Portal, PortalError, load_portals
from crawler.spiders.aspnet import AspnetSpider
from crawler.spiders.base import PortalSpider
from crawler.spiders.discovery import DiscoverySpider
from crawler.spiders.epoint import EpointSpider
from crawler.spiders.frames import FramesSpider
from crawler.spiders.gkmlpt import GkmlptSpider
from crawler.spiders.hanweb import HanwebSpider
from crawler.spiders.jpaas import JpaasSpider
from crawler.spiders.listing import ListingSpider
from crawler.spiders.lonsun import LonsunSpider
from crawler.spiders.nfcms import NfcmsSpider
from crawler.spiders.openness import OpennessSpider
from crawler.spiders.shaanxi_id import ShaanxiIdSpider
from crawler.spiders.trs import TrsSpider
from crawler.spiders.truecms import TruecmsSpider
from crawler.spiders.ucap import UcapSpider
from crawler.spiders.vsb import VsbSpider
from crawler.spiders.was5 import Was5Spider
from crawler.spiders.xxgk_search import XxgkSearchSpider
from crawler.spiders.yearly import YearlySpider

FAMILIES: dict[str, type[ListingSpider]] = {
    "yearly": YearlySpider,
    "gkmlpt": GkmlptSpider,
    "was5": Was5Spider,
    "epoint": EpointSpider,
    "truecms": TruecmsSpider,
    "jpaas": JpaasSpider,
    "xxgk_search": XxgkSearchSpider,
    "hanweb": HanwebSpider,
    "openness": OpennessSpider,
    "lonsun": LonsunSpider,
    "nfcms": NfcmsSpider,
    "ucap": UcapSpider,
    "vsb": VsbSpider,
    "shaanxi_id": ShaanxiIdSpider,
    "trs": TrsSpider,
    "aspnet": AspnetSpider,
    "frames": FramesSpider,
    "listing": ListingSpider,
    "discovery": DiscoverySpider,
}


def family_of(response: Response, but: Collection[str] = ()) -> type[ListingSpider]:
    """Give the family that made a page; plain lists where none recognises it."""
    for name, family in FAMILIES.items():
        if name not in but and family.recognise(response):
            return family
    return ListingSpider


def spider_of(portal: Portal) -> type[PortalSpider]:
    """Make the spider class of a portal: its family's, or discovery where the list is unknown. Raises `PortalError`."""
    if portal.family not in FAMILIES:
        near = difflib.get_close_matches(portal.family, FAMILIES, n=1)
        hint = f", did you mean {near[0]!r}?" if near else f"; there are {', '.join(sorted(FAMILIES))}"
        raise PortalError(f"portal {portal.name}: no family {portal.family!r}{hint}")
    family = DiscoverySpider if portal.list_by == "unknown" else FAMILIES[portal.family]
    return family.for_portal(portal)


SPIDERS: dict[str, type[PortalSpider]] = {
    portal.name: spider_of(portal) for portal in load_portals() if not portal.disabled
}
globals().update(SPIDERS)  # Scrapy finds spiders as attributes of this module
