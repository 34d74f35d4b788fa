"""龙讯 LonSun as seen drawn by script: the list is empty until the page's own JavaScript has run.

The rows come from a call that only the page can make (a token worked out by the script) and are packed (base64 of
shifted JSON), so neither the HTML nor the call gives them to anything but a browser. 加载更多 has no address.

```html
<div class="xxgk_navli"><ul><li>1</li><li><a href="/public/6597861/15818171.html" title="…">…</a></li><li>2024-01-30</li></ul>…</div>
<div id="page_public_info"><a class="more" href="javascript:;">加载更多</a></div>
```
"""  # noqa: E501

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from datetime import date

from crawler.replicas.articles import Entry, dated, look_alikes, mixed, news, screens
from crawler.replicas.markup import links, meta, page, report
from crawler.replicas.reports import Known, at
from crawler.replicas.server import Page, Site, Visit

ORGAN = "6597861"
SCREEN = 7
LIST = f"/public/column/{ORGAN}?type=3&action=list"
CALL = "/public/data/rows"
SHIFT = 7
SCRIPT = """
(function () {
  var shown = 0, seed = '%(seed)s';
  function token(n) {
    for (var t = 0, i = 0; i < seed.length; i++) { t = (t * 31 + seed.charCodeAt(i) * n) %% 1000003; }
    return t;
  }
  function unpack(text) {
    var bytes = Uint8Array.from(atob(text), function (c) { return c.charCodeAt(0) - %(shift)d & 255; });
    return JSON.parse(new TextDecoder('utf-8').decode(bytes));
  }
  function more() {
    shown += 1;
    fetch('%(call)s', {method: 'POST', headers: {'Content-Type': 'application/x-www-form-urlencoded'},
      body: 'organ=%(organ)s&type=3&page=' + shown + '&token=' + token(shown)})
      .then(function (r) { return r.text(); }).then(function (text) {
        var got = unpack(text), list = document.querySelector('.xxgk_navli');
        got.rows.forEach(function (row) {
          var ul = document.createElement('ul');
          ul.innerHTML = '<li>' + row.n + '</li><li><a href="' + row.u + '" title="' + row.t + '">' + row.t
            + '</a></li><li>' + row.d + '</li>';
          list.appendChild(ul);
        });
        if (shown >= got.pages) { document.querySelector('#page_public_info').innerHTML = '共 ' + got.total + ' 条'; }
      });
  }
  document.querySelector('#page_public_info .more').addEventListener('click', more);
  more();
})();
"""


def build(site: Site, agency: str, reports: Sequence[Known]) -> tuple[list[Known], dict[str, str]]:
    """Fill `site`; give the reports with their addresses and the entrances `home`, `disclosure`, `list`."""
    nav = links(
        [("/", "首页"), ("/xwzx/", "新闻中心"), (f"/public/{ORGAN}.html", "信息公开"), ("/search/", "搜索")],
        separator=" | ",
    )
    head = f'<div class="top"><h2>{agency}</h2>{nav}</div>'
    entries = mixed(reports, look_alikes(agency))
    served: list[Known] = []
    for number, entry in enumerate([*entries, *news(agency)]):
        content = report(entry, "word") if isinstance(entry, Known) else entry.body()
        url = site.put(_path(number, entry), _detail(head, agency, entry, content), modified=entry.modified)
        if isinstance(entry, Known):
            served.append(at(entry, url))
    latest = "".join(
        f'<li><a href="{_path(len(entries) + number, entry)}">{entry.title}</a><span>{entry.on}</span></li>'
        for number, entry in enumerate(news(agency))
    )
    for path, name in (("/", agency), ("/xwzx/", f"新闻中心_{agency}")):
        site.put(path, page(name, f"{head}<ul>{latest}</ul>", head=meta(SiteName=agency)))
    menu = [
        (f"/public/column/{ORGAN}?type=2", "政府信息公开指南"),
        (f"/public/column/{ORGAN}?type=1", "政府信息公开制度"),
    ]
    site.put(
        f"/public/{ORGAN}.html",
        page(f"信息公开_{agency}", head + links([*menu, (LIST, "政府信息公开年报")], separator="<br>")),
    )
    for path, name in menu:
        site.put(path, page(f"{name}_{agency}", f"{head}<h3>{name}</h3><p>【示例数据】{name}。</p>"))
    script = SCRIPT % {"seed": agency, "shift": SHIFT, "call": CALL, "organ": ORGAN}
    shell = (
        f'{head}<h3>政府信息公开年报</h3><div class="xxgk_navli"></div>'
        f'<div id="page_public_info"><a class="more" href="javascript:;">加载更多</a></div><script>{script}</script>'
    )
    site.put(LIST, page(f"政府信息公开年报_{agency}", shell, head=meta(SiteName=agency, ColumnName="政府信息公开年报")))
    site.answers[CALL] = lambda visit: _rows(visit, agency, entries)
    entrances = {"home": "/", "disclosure": f"/public/{ORGAN}.html", "list": LIST}
    return served, {name: site.base + path for name, path in entrances.items()}


def _path(number: int, entry: Entry) -> str:
    return f"/public/{ORGAN}/{15000000 + (dated(entry) - date(2008, 1, 1)).days * 90 + number}.html"


def token(agency: str, number: int) -> int:
    """What the page's script works out for a screen of rows."""
    value = 0
    for letter in agency:
        value = (value * 31 + ord(letter) * number) % 1000003
    return value


def _rows(visit: Visit, agency: str, entries: list[Entry]) -> Page:
    """One screen of rows, packed; nothing without the token of that screen."""
    number = int(visit.form.get("page", "0") or 0)
    pages = screens(list(entries), SCREEN)
    if visit.method != "POST" or not 1 <= number <= len(pages) or visit.form.get("token") != f"{token(agency, number)}":
        return Page(body=b"", media_type="text/plain", status=403)
    first = (number - 1) * SCREEN
    rows = [
        {"n": first + at + 1, "t": entry.title, "u": _path(first + at, entry), "d": f"{dated(entry)}"}
        for at, entry in enumerate(pages[number - 1])
    ]
    plain = json.dumps({"rows": rows, "pages": len(pages), "total": len(entries)}, ensure_ascii=False).encode()
    return Page(body=base64.b64encode(bytes((byte + SHIFT) & 255 for byte in plain)), media_type="text/plain")


def _detail(head: str, agency: str, entry: Entry, content: str) -> str:
    tags = meta(
        SiteName=agency, ColumnName="政府信息公开年报", ArticleTitle=entry.title, PubDate=f"{dated(entry)} 08:58"
    )
    body = (
        f'{head}<h1 class="wztit xxgk_wztit">{entry.title}</h1>'
        f'<div class="wzbjxx"><p>发布日期：{dated(entry)} 08:58</p></div>'
        f'<div class="wzcon" id="zoom">{content}</div>'
    )
    return page(f"{entry.title}_{agency}", body, head=tags)
