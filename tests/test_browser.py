"""The browser: found where it is, started only when a page needs it, kept on the portal, one for all portals."""

from __future__ import annotations

import pytest

from crawler.browser import SharedBrowser, find_browser, launch_options
from crawler.run import crawl

needs_browser = pytest.mark.skipif(find_browser() is None, reason="no browser on this machine")

SCRIPT = """<html><head><title>政府信息公开年报</title></head><body><img src="/logo.png"><ul id="list"></ul>
<a id="more" href="#" onclick="show(); return false">加载更多</a>
<script src="http://127.0.0.1:1/elsewhere.js"></script>
<script>
var rows = %s, shown = 0;
function show() {
  for (var i = 0; i < 2 && shown < rows.length; i++, shown++) {
    document.getElementById('list').innerHTML += '<li><a href="' + rows[shown][0] + '">' + rows[shown][1] + '</a></li>';
  }
  if (shown >= rows.length) document.getElementById('more').remove();
}
setTimeout(show, 100);
</script></body></html>"""


@pytest.fixture
def scripted(small_portal):
    small_portal.publish(dict.fromkeys(range(2017, 2022), 5))
    rows = [[f"/nb/{year}.html", small_portal.title(year)] for year in range(2017, 2022)]
    small_portal.site.put("/nb/", SCRIPT % rows)
    return small_portal


@needs_browser
def test_a_list_that_only_a_script_makes_is_rendered_once(scripted, tmp_path, quick):
    """Nobody said that it needs a browser: it is tried when nothing else gave a report."""
    result = crawl([scripted.portal()], tmp_path / "a.db", settings=quick)["portals"][0]
    assert result["browser_pages"] == 1
    assert result["reports_found"] == 5  # 加载更多 has no address and is clicked
    asked = [visit.path for visit in scripted.site.visits]
    assert "/logo.png" not in asked
    assert asked.count("/nb/") == 2


@needs_browser
def test_an_entry_can_say_what_to_click(scripted, tmp_path, quick):
    portal = scripted.portal()
    object.__setattr__(portal, "params", {"browser": {"wait_for": "#list li", "click": "#more"}})
    result = crawl([portal], tmp_path / "a.db", settings=quick)["portals"][0]
    assert result["reports_found"] == 5
    assert result["failures"] == []
    assert [visit.path for visit in scripted.site.visits].count("/nb/") == 1


@needs_browser
def test_portals_share_one_browser(scripted, tmp_path, quick, monkeypatch):
    started = []
    launch = SharedBrowser.launch_browser

    async def count(self):
        lent = await launch(self)
        started.append(lent._browser)
        return lent

    monkeypatch.setattr(SharedBrowser, "launch_browser", count)
    portals = []
    for number in range(2):
        scripted.name = f"portal{number}"
        portal = scripted.portal()
        host = "127.0.0.1" if number else "localhost"  # two hosts, so that they are crawled at the same time
        start = (portal.start[0].replace("127.0.0.1", host),)
        object.__setattr__(portal, "start", start)
        object.__setattr__(portal, "hosts", (host,))
        object.__setattr__(portal, "params", {"browser": {"wait_for": "#list li"}})
        portals.append(portal)
    results = crawl(portals, tmp_path / "a.db", settings=quick)["portals"]
    assert [result["browser_pages"] for result in results] == [1, 1]
    assert len(started) == 2
    assert started[0] is started[1]
    assert SharedBrowser._browser is None
    assert SharedBrowser._driver is None


def test_no_browser_starts_where_none_is_needed(small_portal, tmp_path, quick, monkeypatch):
    monkeypatch.setattr("crawler.browser.find_browser", lambda: pytest.fail("a browser was looked for"))
    small_portal.publish({2021: 9})
    assert crawl([small_portal.portal()], tmp_path / "a.db", settings=quick)["portals"][0]["browser_pages"] == 0


def test_where_a_browser_is_looked_for(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_browser({}) is None
    on_path = tmp_path / "chromium"
    on_path.touch(mode=0o755)
    assert find_browser({}) == on_path
    own = tmp_path / "browsers" / "chromium_headless_shell-1208" / "chrome-linux" / "headless_shell"
    own.parent.mkdir(parents=True)
    own.touch(mode=0o755)
    assert find_browser({"PLAYWRIGHT_BROWSERS_PATH": str(tmp_path / "browsers")}) == own
    named = tmp_path / "mine"
    named.touch()
    assert find_browser({"NIANBAO_BROWSER": str(named)}) == named
    assert find_browser({"NIANBAO_BROWSER": str(tmp_path / "not there")}) is None
    assert "--disable-background-networking" in launch_options(named)["args"]


REPLACING = """<html><head><title>政府信息公开年报</title></head><body><ul id="list"></ul>
共3页 <a id="next" href="javascript:;" onclick="setTimeout(show, 50)">下一页</a>
<script>
var rows = %s, page = 0;
function show() {
  document.getElementById('list').innerHTML = rows.slice(page * 2, page * 2 + 2).map(function (row) {
    return '<li><a href="' + row[0] + '">' + row[1] + '</a></li>';
  }).join('');
  page += 1;
  if (page * 2 >= rows.length) document.getElementById('next').remove();
}
setTimeout(show, 50);
</script></body></html>"""


@needs_browser
def test_rows_that_a_click_replaces_are_not_lost(scripted, tmp_path, quick):
    rows = [[f"/nb/{year}.html", scripted.title(year)] for year in range(2017, 2022)]
    scripted.site.put("/nb/", REPLACING % rows)
    result = crawl([scripted.portal()], tmp_path / "a.db", settings=quick)["portals"][0]
    assert (result["browser_pages"], result["reports_found"]) == (1, 5)
