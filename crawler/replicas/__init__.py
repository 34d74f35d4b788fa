"""Replica portals on loopback: each imitates one CMS and publishes reports whose contents are known.

    with serve() as replicas:
        crawl(replicas.portals, "demo.db")
        # compare the archive with replicas.known

A replica is the portal's own entry in the registry, with its `start` on 127.0.0.1; nothing in it reads a page, and
what it publishes is known beforehand (`crawler.replicas.reports`), so a crawl can be measured against it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace

from crawler.portals import Portal, load_portals
from crawler.replicas import hanweb, lonsun_script, nfcms, openness, shaanxi_id, trs
from crawler.replicas.reports import Known, reports_of
from crawler.replicas.server import Page, Site, Visit, open_host

__all__ = ["Known", "Page", "Plan", "Replica", "Replicas", "Site", "Visit", "serve"]

Build = Callable[[Site, str, Sequence[Known]], tuple[list[Known], dict[str, str]]]
FIRST_PORT = 18640  # wanted ports: the same addresses at every demo, so that a second one finds everything unchanged


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What one replica serves: `name` in the registry (or a whole `portal`), its CMS, whose reports of which years.

    `others` are further agencies whose reports stand in the same column; `attached` maps years to a stored file.
    `lists` is the least number of requests that reads the whole list: pages that are no reports, or, where no list
    exists, the years on either side that have none.
    """

    name: str
    build: Build
    agency: str
    years: range
    short: str
    lists: int
    others: tuple[tuple[str, range], ...] = ()
    attached: dict[int, str] = field(default_factory=dict)
    portal: Portal | None = None
    needs_browser: bool = False


PLANS = (
    Plan(
        name="jiangsu_renshe", build=hanweb.build, agency="江苏省人力资源和社会保障厅",
        years=range(2012, 2024), short="江苏人社", lists=2,
    ),
    Plan(
        name="hubei_renshe", build=trs.build, agency="湖北省人力资源和社会保障厅",
        years=range(2013, 2024), short="湖北人社", lists=3, attached={2022: "hubei_renshe_2022.pdf"},
    ),
    Plan(
        name="yangling_renshe", build=shaanxi_id.build, agency="杨凌示范区人力资源和社会保障局(医疗保障局)",
        years=range(2014, 2024), short="杨凌人社", lists=3, others=(("杨凌示范区教育局", range(2020, 2023)),),
    ),
    Plan(
        name="shenzhen_renshe", build=nfcms.build, agency="深圳市人力资源和社会保障局",
        years=range(2009, 2024), short="深圳人社", lists=3,
    ),
    Plan(
        name="chizhou_renshe", build=openness.build, agency="池州市人力资源和社会保障局",
        years=range(2013, 2025), short="池州人社", lists=3,
    ),
    Plan(
        name="huoshan_shenjiju", build=lonsun_script.build, agency="霍山县审计局", years=range(2014, 2024),
        short="霍山审计", lists=4, needs_browser=True,
        portal=Portal(
            name="huoshan_shenjiju", agency="霍山县审计局", region="341525", family="listing",
            start=("http://www.ahhuoshan.gov.cn/public/column/6597861?type=3&action=list",),
            params={"browser": {"wait_for": ".xxgk_navli a", "click": "#page_public_info .more"}},
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Replica:
    """One running replica: its portal (starting from the list page), its site, its reports, its entrances."""

    portal: Portal
    site: Site
    known: tuple[Known, ...]
    entrances: dict[str, str]  # home, disclosure (信息公开), list, report
    lists: int
    needs_browser: bool = False

    def fewest(self, entrance: str) -> int:
        """The least number of requests that finds and fetches every report from an entrance, robots.txt apart."""
        inside = sum(known.attachment is not None and known.attachment not in known.url for known in self.known)
        return len(self.known) + inside + self.lists + {"list": 0, "report": 0, "disclosure": 1, "home": 2}[entrance]

    def started_from(self, entrance: str) -> Portal:
        """The same portal, starting from another of its pages."""
        return replace(self.portal, start=(self.entrances[entrance],), hosts=())


@dataclass(frozen=True, slots=True)
class Replicas:
    """All running replicas."""

    all: tuple[Replica, ...]

    @property
    def portals(self) -> list[Portal]:
        """The portals, for `crawler.run.crawl`."""
        return [replica.portal for replica in self.all]

    @property
    def known(self) -> list[Known]:
        """Every report that is served, with its address."""
        return [known for replica in self.all for known in replica.known]

    def named(self, name: str) -> Replica:
        """The replica of a portal. Raises KeyError."""
        found = {replica.portal.name: replica for replica in self.all}
        return found[name]

    def visits(self) -> list[Visit]:
        """Every request that arrived, host by host."""
        return [visit for replica in self.all for visit in replica.site.visits]


@contextmanager
def serve(
    plans: Sequence[Plan] = PLANS, *, delay: Callable[[Visit], float] | None = None, first_port: int = 0
) -> Iterator[Replicas]:
    """Run the replicas of `plans` until the block ends.

    `delay` gives the seconds to wait before answering a request (for tests that kill a crawl in the middle).
    `first_port` asks for that port and the following ones; by default any free ports are taken.
    """
    with ExitStack() as stack:
        running = []
        for number, plan in enumerate(plans):
            host = open_host(first_port + number if first_port else 0)
            stack.callback(host.close)
            if delay is not None:
                host.site.delay = delay
            running.append(_fill(plan, host.site))
        yield Replicas(tuple(running))


def _fill(plan: Plan, site: Site) -> Replica:
    reports = reports_of(plan.agency, plan.years, plan.short)
    reports = [replace(known, attachment=plan.attached.get(known.fiscal_year)) for known in reports]
    for agency, years in plan.others:
        reports += reports_of(agency, years, plan.short)
    known, entrances = plan.build(site, plan.agency, reports)
    entrances["report"] = next(report.url for report in known if report.attachment is None or ".docx" in report.url)
    portal = plan.portal or next(portal for portal in load_portals() if portal.name == plan.name)
    portal = replace(portal, start=(entrances["list"],), hosts=(), seen=())
    return Replica(
        portal=portal,
        site=site,
        known=tuple(known),
        entrances=entrances,
        lists=plan.lists,
        needs_browser=plan.needs_browser,
    )
