"""龙讯 LonSun: no list; one address per organ and year, the report in the page (`type=3`).

```html
<div class="nb_years"><a href="/public/column/581?type=3&action=detail&nav=3&title=2021">2021年</a> …</div>
<h1 class="wztit xxgk_wztit">绵阳市商务局2023年政府信息公开工作年度报告</h1><div class="wzcon">…</div>
```

`/public/column/581?type=3` shows the newest report.
"""

from __future__ import annotations

from collections.abc import Sequence

from crawler.replicas.articles import Entry, dated
from crawler.replicas.frame import Frame, furnish
from crawler.replicas.markup import links, meta, page
from crawler.replicas.reports import Known
from crawler.replicas.server import Site

ORGAN = "581"
LIST = f"/public/column/{ORGAN}?type=3"


def build(site: Site, agency: str, reports: Sequence[Known]) -> tuple[list[Known], dict[str, str]]:
    """Fill `site`; give the reports with their addresses and the entrances `home`, `disclosure`, `list`."""
    years = [known.fiscal_year for known in reports]
    newest = max(years)

    def year_path(year: int) -> str:
        own = f"{LIST}&action=detail&nav=3&title={year}"
        return LIST if year == newest else own

    def detail(frame: Frame, entry: Entry, content: str) -> str:
        if not isinstance(entry, Known):
            return page(f"{entry.title}_{agency}", f"{frame.head}<h1>{entry.title}</h1>{content}")
        tags = meta(SiteName=agency, ColumnName=frame.column, ArticleTitle=entry.title, PubDate=f"{dated(entry)} 09:00")
        body = (
            f'{frame.head}<div class="nb_years">{links([(year_path(year), f"{year}年") for year in years])}</div>'
            f'<h1 class="wztit xxgk_wztit">{entry.title}</h1><div class="wzbjxx"><p>{dated(entry)}</p></div>'
            f'<div class="wzcon contentxxgk">{content}</div>'
        )
        return page(f"{frame.column}_{agency}", body, head=tags)

    frame = furnish(
        site,
        agency,
        reports,
        address=lambda number, entry: (
            year_path(entry.fiscal_year) if isinstance(entry, Known) else f"/xwzx/{number}.html"
        ),
        listed=LIST,
        openness=f"/public/{ORGAN}.html",
        detail=detail,
        among=False,
    )
    return frame.result()
