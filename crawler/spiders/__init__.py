"""The families of portals, and one spider for each portal of the registry.

`FAMILIES` stands in the order in which a page is shown to them: the first that recognises it has it, so the marks that
only one product makes come first and plain lists last.
"""

from __future__ import annotations

from crawler.portals import load_portals
from crawler.spiders.base import PortalSpider
from crawler.spiders.hanweb import HanwebSpider
from crawler.spiders.listing import ListingSpider
from crawler.spiders.nfcms import NfcmsSpider
from crawler.spiders.openness import OpennessSpider
from crawler.spiders.shaanxi_id import ShaanxiIdSpider
from crawler.spiders.trs import TrsSpider

FAMILIES: dict[str, type[ListingSpider]] = {
    "hanweb": HanwebSpider,
    "openness": OpennessSpider,
    "nfcms": NfcmsSpider,
    "shaanxi_id": ShaanxiIdSpider,
    "trs": TrsSpider,
    "listing": ListingSpider,
}

SPIDERS: dict[str, type[PortalSpider]] = {
    portal.name: FAMILIES[portal.family].for_portal(portal) for portal in load_portals() if not portal.disabled
}
globals().update(SPIDERS)  # Scrapy finds spiders as attributes of this module
