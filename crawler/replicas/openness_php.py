"""Anhui's Openness CMS, older generation: `/opennessAnnualReport/?branch_id=<24hex>&page=2`, ids of 24 hex digits.

```html
<li><a href="/openness/detail/annual_report/61e7d7b488668818288b45a8.html" title="…">…</a><span>2022-01-19</span></li>
<div class="page"><a href="?branch_id=…&page=2">下一页</a></div>
```
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from crawler.replicas.articles import Entry, dated
from crawler.replicas.frame import cut, furnish, plain_rows
from crawler.replicas.reports import Known
from crawler.replicas.server import Site

BRANCH = "57a3e2f1c86d4b5a9e0f1234"
LIST = f"/opennessAnnualReport/?branch_id={BRANCH}"
SCREEN = 6


def build(site: Site, agency: str, reports: Sequence[Known]) -> tuple[list[Known], dict[str, str]]:
    """Fill `site`; give the reports with their addresses and the entrances `home`, `disclosure`, `list`."""
    frame = furnish(site, agency, reports, address=_path, listed=LIST, openness=f"/opennessGuide/?branch_id={BRANCH}")
    screens = cut(frame.rows, SCREEN)
    for number, rows in enumerate(screens, start=1):
        pager = " ".join(
            f'<a href="?branch_id={BRANCH}&page={n}">{n}</a>' for n in range(1, min(number + 2, len(screens)) + 1)
        )
        if number < len(screens):
            pager += f' <a href="?branch_id={BRANCH}&page={number + 1}">下一页</a>'
        body = f'<h3>{frame.column}</h3>{plain_rows(rows)}<div class="page">{pager}</div>'
        frame.put(f"{LIST}&page={number}" if number > 1 else LIST, frame.column, body)
    site.put(f"{LIST}&page=1", site.pages[LIST].body)
    return frame.result()


def _path(number: int, entry: Entry) -> str:
    mark = hashlib.sha256(f"{number}{entry.title}{dated(entry)}".encode()).hexdigest()[:24]
    return f"/openness/detail/annual_report/{mark}.html"
