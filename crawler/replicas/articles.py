"""What stands around the reports on every portal: news, notices, and papers whose titles look like annual reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from crawler.replicas.markup import paragraph
from crawler.replicas.reports import Known

NEWS = (
    "{agency}召开年度工作会议",
    "“春风行动”专场招聘会举行",
    "稳岗返还资金陆续到账",
    "根治欠薪冬季行动取得进展",
    "职业技能竞赛开幕",
    "社会保障卡“一卡通”服务上线",
    "专家服务团走进乡村",
    "12333热线开展咨询日活动",
)
NOTICES = (
    "关于调整最低工资标准的通知",
    "关于做好职称评审工作的通知",
    "事业单位公开招聘公告",
    "失业保险金发放标准公示",
    "工伤认定材料送达公告",
)
LOOK_ALIKES = (
    ("{agency}2022年政府网站工作年度报表", date(2023, 1, 13)),
    ("{agency}2021年法治政府建设年度报告", date(2022, 2, 25)),
    ("关于做好2021年政府信息公开工作年度报告编制发布工作的通知", date(2021, 12, 20)),
    ("{agency}2020年度部门决算", date(2021, 8, 31)),
    ("2021年上半年政府信息公开工作情况统计", date(2021, 7, 15)),
    ("《{agency}2020年政府信息公开工作年度报告》解读", date(2021, 2, 9)),
    ("{agency}政府信息公开指南", date(2019, 6, 3)),
)


@dataclass(frozen=True, slots=True)
class Article:
    """One page that is not a report."""

    title: str
    on: date

    @property
    def modified(self) -> datetime:
        """When the server's file was written."""
        return datetime(self.on.year, self.on.month, self.on.day, 10, 0, tzinfo=UTC)

    def body(self) -> str:
        """A few lines of text."""
        return "\n".join(
            paragraph(text, "plain")
            for text in (
                f"【示例数据】{self.title}。",
                "有关情况由主办科室负责说明，材料可在办事大厅领取，咨询电话见网站首页。",
                "各单位要认真落实，及时反馈进展情况。",
            )
        )


def series(titles: Sequence[str], agency: str, *, newest: date, every: int) -> list[Article]:
    """The titles as articles, one every so many days, newest first."""
    return [
        Article(title.format(agency=agency), newest - timedelta(days=every * at)) for at, title in enumerate(titles)
    ]


def news(agency: str) -> list[Article]:
    """The news column."""
    return series(NEWS, agency, newest=date(2026, 3, 2), every=4)


def notices(agency: str) -> list[Article]:
    """The notice column."""
    return series(NOTICES, agency, newest=date(2026, 2, 27), every=19)


def look_alikes(agency: str) -> list[Article]:
    """What is filed beside the reports and is none."""
    return [Article(title.format(agency=agency), on) for title, on in LOOK_ALIKES]


Entry = Known | Article


def dated(entry: Entry) -> date:
    """The date that a list prints."""
    return entry.published_on if isinstance(entry, Known) else entry.on


def mixed(reports: Sequence[Known], articles: Sequence[Article]) -> list[Entry]:
    """One column of both, newest first."""
    return sorted([*reports, *articles], key=dated, reverse=True)


def screens(rows: Sequence[Entry], size: int) -> list[list[Entry]]:
    """The rows cut into list pages.

    >>> [len(s) for s in screens([Article("", date(2020, 1, 1))] * 5, 2)]
    [2, 2, 1]
    """
    return [list(rows[at : at + size]) for at in range(0, len(rows), size)] or [[]]
