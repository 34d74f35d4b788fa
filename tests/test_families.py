"""Every family on a replica of its CMS: all reports and nothing else, from each entrance, with few requests."""

from collections import Counter
from dataclasses import replace

import pytest

from crawler.browser import find_browser
from crawler.replicas import PLANS, serve
from crawler.replicas.further import FURTHER
from crawler.replicas.measure import measure
from crawler.run import crawl
from pipelines.archive import Archive

SETTINGS = {"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False}
BROWSER = find_browser() is not None
ALL = [plan for plan in (*PLANS, *FURTHER) if BROWSER or not plan.needs_browser]
# So many times the fewest requests possible; the robots.txt of each host is not counted.
ALLOWED = {"list": 1.5, "report": 3, "disclosure": 3, "home": 3}
TRAPS = ("/gate/big5/", "/en/", "/search/", "/rl.jsp")


class Crawled:
    """One crawl of all replicas: what differs from the truth and what was asked for, by the portal's name."""

    def __init__(self, folder, entrance, *, discover):
        with serve(ALL) as replicas:
            portals = [replica.started_from(entrance) for replica in replicas.all]
            if discover:
                portals = [replace(portal, family="discovery", params={}) for portal in portals]
            result = crawl(portals, folder / "archive.db", settings=SETTINGS)
            with Archive.open(folder / "archive.db", writing=False) as archive:
                found = measure(archive, replicas.known)
            self.replicas = {replica.portal.name: replica for replica in replicas.all}
        self.results = {portal["portal"]: portal for portal in result["portals"]}
        owner = {known.agency: name for name, replica in self.replicas.items() for known in replica.known}
        self.differences = {name: [] for name in [*self.replicas, "nobody"]}
        for difference in found:
            self.differences[owner.get(difference.agency, "nobody")].append(str(difference))

    def asked(self, name):
        return [visit for visit in self.replicas[name].site.visits if visit.path != "/robots.txt"]


@pytest.fixture(scope="module", params=list(ALLOWED))
def discovered(request, tmp_path_factory):
    """Nobody has described the portal: only an address is known."""
    return request.param, Crawled(tmp_path_factory.mktemp(request.param), request.param, discover=True)


@pytest.fixture(scope="module")
def scheduled(tmp_path_factory):
    """The portal is in the registry with its family and its list."""
    return Crawled(tmp_path_factory.mktemp("scheduled"), "list", discover=False)


names = pytest.mark.parametrize("name", [plan.name for plan in ALL])


@names
def test_a_described_portal(scheduled, name):
    assert scheduled.differences[name] == []
    assert len(scheduled.asked(name)) <= ALLOWED["list"] * scheduled.replicas[name].fewest("list")
    assert scheduled.results[name]["reports_found"] == len(scheduled.replicas[name].known)


@names
def test_a_portal_nobody_described(discovered, name):
    entrance, crawled = discovered
    if entrance == "report" and crawled.replicas[name].entrances["report"].endswith(".docx"):
        pytest.skip("a file leads nowhere else")
    assert crawled.differences[name] == []
    assert len(crawled.asked(name)) <= ALLOWED[entrance] * crawled.replicas[name].fewest(entrance)
    assert not [visit.target for visit in crawled.asked(name) if visit.path.startswith(TRAPS)]
    # what is refused is the clone's host, and nothing failed
    assert {failure["code"] for failure in crawled.results[name]["failures"]} <= {"offsite"}
    assert {visit.status for visit in crawled.asked(name)} <= {200, 302}


def test_nothing_else_is_in_the_archives(scheduled, discovered):
    assert scheduled.differences["nobody"] == discovered[1].differences["nobody"] == []


def test_a_browser_starts_only_where_one_is_needed(scheduled, discovered):
    for crawled in (scheduled, discovered[1]):
        started = {name for name, result in crawled.results.items() if result["browser_pages"]}
        assert started == {name for name, replica in crawled.replicas.items() if replica.needs_browser}


def test_nothing_is_asked_for_twice(scheduled):
    for name in scheduled.replicas:
        twice = Counter((visit.method, visit.target, visit.body) for visit in scheduled.asked(name))
        assert max(twice.values()) == 1, twice.most_common(1)
