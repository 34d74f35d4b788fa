"""`nianbao portals`: from an address to an entry, on the replicas."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace

import pytest
from click.testing import CliRunner

from crawler.commands.portals import command, verdict
from crawler.portals import Portal, load_portals, read_portals, to_toml
from crawler.probe import entry, look
from crawler.replicas import PLANS, Replica, serve
from crawler.replicas.further import FURTHER

SERVED = [plan for plan in (*PLANS, *FURTHER) if not plan.needs_browser]


@pytest.fixture(scope="module")
def replicas():
    with serve(SERVED) as running:
        yield running


def probed(replica: Replica, entrance: str) -> Portal:
    portal = replace(
        replica.started_from(entrance), agency="", agencies=(), family="discovery", list_by="unknown", params={}
    )
    return replace(portal, name=f"{portal.name}_{entrance}")


QUICK = {"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False}


def test_entries_from_home_pages_and_lists(replicas) -> None:
    asked = [(replica, entrance) for replica in replicas.all for entrance in ("home", "list")]
    sights = look([probed(replica, entrance) for replica, entrance in asked], QUICK)
    for (replica, entrance), sight in zip(asked, sights, strict=True):
        if replica.portal.name == "shexian_wenhua":
            continue  # it has no column: its reports stand among notices
        assert sight.start, f"{sight.portal.name}: {sight.problem}, {sight.looked_at}"
        assert sight.start == replica.entrances["list"], (sight.portal.name, sight.looked_at)
        found = entry(sight)
        assert tomllib.loads(to_toml(found))[found.name]["family"] == sight.family
        if entrance == "list":
            assert len(sight.looked_at) == 1


def test_an_entry_that_holds_and_one_that_does_not(replicas) -> None:
    trs = replicas.named("hubei_renshe").portal
    good, moved, other, gone = look(
        [
            replace(trs, list_by="seen"),
            replace(trs, list_by="seen", start=(replicas.named("hubei_renshe").entrances["home"],)),
            replace(trs, list_by="seen", family="ucap"),
            replace(trs, list_by="seen", start=(trs.start[0] + "gone/",)),
        ],
        QUICK, limit=1,
    )  # fmt: skip
    assert verdict(good) is None
    assert "is no list of annual reports" in (verdict(moved) or "")
    assert "looks like trs, the entry says ucap" in (verdict(other) or "")
    assert "404" in (verdict(gone) or "")


def test_the_printed_block_can_be_pasted(replicas, tmp_path) -> None:
    address = replicas.named("shenzhen_renshe").entrances["list"]
    result = CliRunner().invoke(command, ["probe", address], standalone_mode=False)
    assert result.return_value == 0, result.output
    file = tmp_path / "new.toml"
    file.write_text(result.stdout, encoding="utf-8")
    assert [portal.family for portal in read_portals(file)] == ["nfcms"]


def test_the_list_names_every_portal() -> None:
    result = CliRunner().invoke(command, ["list", "--json"], standalone_mode=False)
    rows = json.loads(result.stdout)
    assert [row["name"] for row in rows] == [portal.name for portal in load_portals()]
    guangdong = CliRunner().invoke(command, ["list", "--json", "--province", "广东"], standalone_mode=False)
    assert {row["province"] for row in json.loads(guangdong.stdout)} == {"广东"}
