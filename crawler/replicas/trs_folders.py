"""TRS WCM in folders: the column lists years, a year lists organs' reports; one platform for many agencies.

```html
<ul class="list"><li><a href="./2021nb/">2021年</a></li><li><a href="./2020nb/">2020年</a></li></ul>
<li><a href="./202201/t20220121_73154.html">安顺市财政局2021年政府信息公开工作年度报告</a><span>2022-01-21</span></li>
<script>createPageHTML(2, 0, "index", "html");</script>
```
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from crawler.replicas.articles import Entry, dated
from crawler.replicas.frame import Row, cut, furnish
from crawler.replicas.reports import Known
from crawler.replicas.server import Site

COLUMN = "/zwgk/zfxxgk/zfxxgknb/"
SCREEN = 3


def build(site: Site, agency: str, reports: Sequence[Known]) -> tuple[list[Known], dict[str, str]]:
    """Fill `site`; give the reports with their addresses and the entrances `home`, `disclosure`, `list`."""
    frame = furnish(site, agency, reports, address=_path, listed=COLUMN, openness="/zwgk/zfxxgk/", among=False)
    years: dict[int, list[Row]] = {}
    for row, known in zip(frame.rows, frame.known, strict=True):
        years.setdefault(known.fiscal_year, []).append(row)
    folders = "".join(f'<li><a href="./{year}nb/">{year}年</a></li>' for year in sorted(years, reverse=True))
    frame.put(COLUMN, frame.column, f'<h3>{frame.column}</h3><ul class="list">{folders}</ul>')
    for year, rows in years.items():
        screens = cut(rows, SCREEN)
        for index, shown in enumerate(screens):
            lines = "".join(
                f'<li><a href=".{row.path.removeprefix(f"{COLUMN}{year}nb")}">{row.title}</a><span>{row.on}</span></li>'
                for row in shown
            )
            body = (
                f'<h3>{year}年</h3><ul class="list">{lines}</ul>'
                f'<script>createPageHTML({len(screens)}, {index}, "index", "html");</script>'
            )
            frame.put(f"{COLUMN}{year}nb/index{f'_{index}' if index else ''}.html", f"{year}年", body)
            if not index:
                frame.put(f"{COLUMN}{year}nb/", f"{year}年", body)
    return frame.result()


def _path(number: int, entry: Entry) -> str:
    on = dated(entry)
    name = f"{on:%Y%m}/t{on:%Y%m%d}_{70000 + (on - date(2008, 1, 1)).days * 40 + number % 40}.html"
    return f"{COLUMN}{entry.fiscal_year}nb/{name}" if isinstance(entry, Known) else f"/xwzx/{name}"
