"""What the replicas publish, known before anything is read: five real reports (`reports/*.toml`) and sample years.

A `Known` report is the truth that a crawl is measured against. Real figures and facts come from the reports as
published; sample years are drawn from a generator seeded with agency and year, add up as the official forms demand
(国办公开办函〔2019〕60号, 〔2021〕30号, 国办发〔2014〕32号), and say 示例数据 on their face.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

Number = int | float | None
Figures = dict[str, dict[str, dict[str, Number]]]  # table → row → column → printed number, None for a blank

HERE = Path(__file__).parent
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SAMPLE_NOTICE = "【示例数据】本页由程序生成，用于演示采集与提取，数字不是该机关公布的真实数据。"


@dataclass(frozen=True, slots=True)
class Part:
    """One section as written: `table` names the official table that follows its text."""

    number: str
    heading: str
    paragraphs: tuple[str, ...] = ()
    table: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One report that a replica serves, known beforehand.

    `url` is set once the server has a port; `attachment` names the stored file where the page only links one.
    """

    agency: str
    fiscal_year: int
    title: str
    published_on: date
    edition: str | None
    real: bool
    intro: str = ""
    parts: tuple[Part, ...] = ()
    figures: Figures = field(default_factory=dict)
    printed: dict[str, str] = field(default_factory=dict)
    facts: dict[str, int] = field(default_factory=dict)
    url: str = ""
    attachment: str | None = None

    @property
    def modified(self) -> datetime:
        """When the server's file was written."""
        return datetime(self.published_on.year, self.published_on.month, self.published_on.day, 9, 30, tzinfo=UTC)

    @property
    def media_type(self) -> str:
        """What the file is that holds the report."""
        if self.attachment is None:
            return "text/html"
        return "application/pdf" if self.attachment.endswith(".pdf") else DOCX

    @property
    def status(self) -> str:
        """The status that an exact reading has."""
        return "complete" if self.figures else "narrative"

    def raw(self, tbl: str, row: str, col: str) -> str:
        """A cell as printed."""
        value = self.figures[tbl][row][col]
        return self.printed.get(f"{tbl}.{row}.{col}", "" if value is None else f"{value}")


@cache
def layouts() -> dict[str, Any]:
    """The printed tables, from `layouts.toml`."""
    return tomllib.loads((HERE / "layouts.toml").read_text(encoding="utf-8"))


def layout(tbl: str, edition: str) -> dict[str, Any]:
    """Width and rows of one table of one edition; the 行政复议 table never changed."""
    by_edition: dict[str, dict[str, Any]] = layouts()[tbl]
    return by_edition.get(edition) or by_edition["2019"]


def rows_of(tbl: str, edition: str) -> list[str]:
    """The row ids of a table whose rows carry all its columns (`requests`, `disputes`), in printed order."""
    found = []
    for row in layout(tbl, edition)["rows"]:
        found += [cell[1:-2] for cell in row if isinstance(cell, str)]
    return found


def columns_of(tbl: str) -> list[str]:
    """The column ids of `requests` or `disputes`, in printed order."""
    names: list[str] = layouts()["columns"][tbl]
    return names


@cache
def real_reports() -> dict[tuple[str, int], Known]:
    """The five reports of `reports/*.toml` by agency and fiscal year."""
    found = {}
    for path in sorted((HERE / "reports").glob("*.toml")):
        known = _load(tomllib.loads(path.read_text(encoding="utf-8")))
        found[known.agency, known.fiscal_year] = known
    return found


def _load(stored: dict[str, Any]) -> Known:
    figures: Figures = {}
    edition: str | None = stored.get("edition")
    for tbl, rows in stored.get("figures", {}).items():
        if tbl in layouts()["columns"]:
            assert edition is not None
            columns = columns_of(tbl)
            blank = [0] * len(columns)
            rows = {row: dict(zip(columns, rows.get(row, blank), strict=True)) for row in rows_of(tbl, edition)}
        figures[tbl] = {row: {col: None if v == "" else v for col, v in cells.items()} for row, cells in rows.items()}
    return Known(
        agency=stored["agency"],
        fiscal_year=stored["fiscal_year"],
        title=title_of(stored["agency"], stored["fiscal_year"]),
        published_on=date.fromisoformat(stored["published_on"]),
        edition=edition,
        real=True,
        intro=stored["intro"],
        parts=tuple(
            Part(p["number"], p["heading"], tuple(p.get("text", "").strip().splitlines()), p.get("table"))
            for p in stored["sections"]
        ),
        figures=figures,
        printed=stored.get("printed", {}),
        facts=stored["facts"],
    )


def title_of(agency: str, year: int) -> str:
    """The title on lists and pages.

    >>> title_of("深圳市人力资源和社会保障局", 2014)
    '深圳市人力资源和社会保障局2014年政府信息公开工作年度报告'
    """
    return f"{agency}{year}年政府信息公开工作年度报告"


def reports_of(agency: str, years: Iterable[int], short: str) -> list[Known]:
    """All reports of an agency, newest first: the real ones, and sample years around them that carry figures on.

    `short` is what the agency calls its WeChat account ("江苏人社").
    """
    found: list[Known] = []
    for year in sorted(years):
        real = real_reports().get((agency, year))
        after = real_reports().get((agency, year + 1))
        found.append(real or sample_report(agency, year, short, before=found[-1] if found else None, after=after))
    return found[::-1]


def sample_report(agency: str, year: int, short: str, *, before: Known | None, after: Known | None) -> Known:
    """A sample year. Requests carried forward agree with the years `before` and `after` where those have the tables."""
    rng = random.Random(f"{agency}{year}")  # noqa: S311 - repeatable figures, not secrets
    edition = "2021" if year >= 2021 else "2019" if year >= 2019 else "2014" if year >= 2014 else None
    figures: Figures = {}
    printed: dict[str, str] = {}
    if edition == "2014":
        figures["statistics"] = {row: {"value": value} for row, value in _statistics(rng).items()}
    elif edition is not None:
        figures["disclosure"], printed = _disclosure(rng, edition, year, before)
        figures["requests"] = _requests(rng, edition, before, after)
        figures["disputes"] = _disputes(rng)
    parts, facts = _prose(rng, year, edition, short, figures)
    return Known(
        agency=agency,
        fiscal_year=year,
        title=title_of(agency, year),
        published_on=date(year + 1, rng.choice((1, 2, 3)), rng.randint(4, 27)),
        edition=edition,
        real=False,
        intro=f"{SAMPLE_NOTICE}根据《中华人民共和国政府信息公开条例》，现公布{title_of(agency, year)}。"
        f"本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。",
        parts=parts,
        figures=figures,
        printed=printed,
        facts=facts,
    )


def _share(rng: random.Random, total: int, over: Sequence[str], most: str) -> dict[str, int]:
    """Split `total` over names at random, the larger part to `most`."""
    given = dict.fromkeys(over, 0)
    for _ in range(total):
        given[most if rng.random() < 0.55 else rng.choice(over)] += 1
    return given


def _requests(
    rng: random.Random, edition: str, before: Known | None, after: Known | None
) -> dict[str, dict[str, Number]]:
    """Columns that balance: received + carried_over = results.total + carried_forward."""
    *applicants, total = columns_of("requests")
    rows = rows_of("requests", edition)
    results = [row for row in rows if row.startswith("results.") and row != "results.total"]
    table: dict[str, dict[str, int]] = {row: {} for row in rows}
    for applicant in applicants:
        old = _carried(before, "carried_forward", applicant)
        over = rng.choice((0, 0, 2, 5)) if old is None else old
        new = rng.randint(20, 160) if applicant == "natural_person" else rng.choice((0, 0, 0, 1, 3, 9))
        due = _carried(after, "carried_over", applicant)
        forward = rng.randint(0, min(6, over + new)) if due is None else due
        new = max(new, forward - over)
        done = over + new - forward
        table["received"][applicant] = new
        table["carried_over"][applicant] = over
        for row, count in _share(rng, done, results, "results.granted").items():
            table[row][applicant] = count
        table["results.total"][applicant] = done
        table["carried_forward"][applicant] = forward
    return {row: {**cells, total: sum(cells.values())} for row, cells in table.items()}


def _carried(year: Known | None, row: str, applicant: str) -> int | None:
    if year is None or "requests" not in year.figures:
        return None
    value = year.figures["requests"][row][applicant]
    return int(value) if value is not None else None


def _disputes(rng: random.Random) -> dict[str, dict[str, Number]]:
    table: dict[str, dict[str, Number]] = {}
    for row in rows_of("disputes", "2019"):
        cells = {col: rng.choice((0, 0, 0, 1, 2)) for col in columns_of("disputes")[:-1]}
        table[row] = {**cells, "total": sum(cells.values())}
    return table


def _disclosure(
    rng: random.Random, edition: str, year: int, before: Known | None
) -> tuple[dict[str, dict[str, Number]], dict[str, str]]:
    """Table 二, going on from the year before; a department has no 规章, printed as zeros, dashes or blanks."""
    old = before.figures["disclosure"] if before is not None and before.edition == edition else {}
    nothing, blank = rng.choice(((0, "0"), (None, "-"), (None, "")))
    printed = {}
    table: dict[str, dict[str, Number]]
    if edition == "2021":
        issued, repealed = rng.randint(0, 12), rng.randint(0, 3)
        held = int(old.get("normative_documents", {}).get("in_force") or rng.randint(60, 300))
        table = {
            "rules": dict.fromkeys(("issued", "repealed", "in_force"), nothing),
            "normative_documents": {"issued": issued, "repealed": repealed, "in_force": held + issued - repealed},
            "licensing": {"decisions": rng.randint(0, 5000)},
            "penalties": {"decisions": rng.randint(0, 40)},
            "coercion": {"decisions": 0},
            "administrative_fees": {"amount": rng.choice((0, 312.5, 8760.25, 1204))},
        }
    else:
        made = rng.randint(0, 12)
        table = {
            "rules": dict.fromkeys(("made", "newly_public", "public_total"), nothing),
            "normative_documents": {"made": made, "newly_public": made, "public_total": made + rng.randint(50, 300)},
        }
        for row, decisions in (("licensing", 4000), ("other_services", 90000), ("penalties", 40), ("coercion", 0)):
            past = old.get(row, {})
            items = int(past.get("items_last_year") or 0) + int(past.get("items_change") or 0) or rng.randint(3, 30)
            table[row] = {
                "items_last_year": items,
                "items_change": rng.randint(-2, 4),
                "decisions": rng.randint(0, decisions),
            }
        fees = old.get("administrative_fees", {})
        items = int(fees.get("items_last_year") or 0) + int(fees.get("items_change") or 0) or rng.randint(1, 26)
        table["administrative_fees"] = {"items_last_year": items, "items_change": rng.choice((0, 0, -1))}
        amount = rng.choice((251.3, 1090.0, 76.85))
        table["procurement"] = {"projects": rng.randint(1, 120), "amount": amount}
        printed["disclosure.procurement.amount"] = f"{amount}万元" if year % 2 else f"{amount}"
    printed |= {f"disclosure.rules.{col}": blank for col in table["rules"]}
    return table, printed


def _statistics(rng: random.Random) -> dict[str, int]:
    """The 统计表 of FY2014 to FY2018, its parts adding up to its totals."""
    value: dict[str, int] = {}

    def total(row: str, *parts: str, top: int = 20) -> None:
        value.update({part: rng.randint(0, top) for part in parts if part not in value})
        value[row] = sum(value[part] for part in parts)

    channels = [f"active.channels.{name}" for name in ("gazette", "website", "weibo", "wechat", "other")]
    value.update(zip(channels, (0, rng.randint(800, 4000), rng.randint(0, 900), rng.randint(50, 900), 0), strict=True))
    value["active.total"] = max(value[channel] for channel in channels)
    value["active.normative_docs"] = value["active.normative_docs_issued"] = rng.randint(0, 15)
    for row in ("hot_topics", "channels.press", "channels.interview", "channels.weibo_wechat", "channels.other"):
        value[f"response.{row}"] = rng.randint(1, 12)
    value["response.channels.interpretations"] = rng.randint(2, 60)
    for row in ("press", "interview"):
        value[f"response.channels.{row}_by_head"] = rng.randint(0, value[f"response.channels.{row}"])
    total(
        "requests.received",
        *(f"requests.received.{name}" for name in ("in_person", "fax", "internet", "letter")),
        top=60,
    )
    value["requests.closed.extended"] = min(3, value["requests.received"])
    value["requests.closed.on_time"] = value["requests.received"] - value["requests.closed.extended"]
    total("requests.closed", "requests.closed.on_time", "requests.closed.extended")
    replied = "requests.replied."
    reasons = ("state_secret", "trade_secret", "privacy", "security", "not_gov_info", "other_law")
    refused = [f"{replied}refused.{name}" for name in reasons]
    replies = (
        "already_public",
        "agreed",
        "partly_agreed",
        "refused",
        "not_this_agency",
        "not_exist",
        "amend",
        "other_channel",
    )
    spread = _share(rng, value["requests.closed"], [replied + name for name in replies], f"{replied}agreed")
    value |= spread | _share(rng, spread[f"{replied}refused"], refused, refused[0])
    value["requests.replied"] = value["requests.closed"]
    for row in ("review", "litigation"):
        total(row, *(f"{row}.{name}" for name in ("upheld", "corrected", "other")), top=3)
    value |= {"complaints": rng.randint(0, 4), "request_fee": 0, "organisation.offices": 1}
    value["organisation.reading_points"] = rng.randint(1, 4)
    total("organisation.staff", "organisation.staff.full_time", "organisation.staff.part_time", top=9)
    value |= {"organisation.budget": rng.randint(0, 30), "training.meetings": rng.randint(1, 6)}
    value |= {"training.courses": rng.randint(1, 4), "training.participants": rng.randint(20, 300)}
    return value


def _prose(
    rng: random.Random, year: int, edition: str | None, short: str, figures: Figures
) -> tuple[tuple[Part, ...], dict[str, int]]:
    """Sections in the wording of such reports, and the facts that they state; the tables give the same numbers."""
    held = figures.get("statistics", {})
    facts = {
        "website.published": int(held["active.channels.website"]["value"] or 0) if held else rng.randint(600, 5000)
    }
    overall = [
        f"{year}年，全年通过门户网站发布政府信息{facts['website.published']}条，各科室（处室）按照分工及时更新栏目。"
    ]
    if edition in ("2019", "2021"):
        facts["wechat.published"] = rng.randint(100, 900)
        facts["press_conferences.held"] = rng.randint(2, 9)
        overall.append(
            f"“{short}”微信公众号全年发布信息{facts['wechat.published']}条，全年召开新闻发布会{facts['press_conferences.held']}场。"
        )
    if edition in ("2019", "2021"):
        received = int(figures["requests"]["received"]["total"] or 0)
        review = int(figures["disputes"]["reconsideration"]["total"] or 0)
        suits = sum(int(figures["disputes"][row]["total"] or 0) for row in rows_of("disputes", edition)[1:])
    elif held:
        received, review, suits = (
            int(held[row]["value"] or 0) for row in ("requests.received", "review", "litigation")
        )
    else:
        received, review, suits = rng.randint(8, 90), rng.randint(0, 3), rng.randint(0, 3)
    if held:
        internet, letter, visit, fax = (
            int(held[f"requests.received.{name}"]["value"] or 0) for name in ("internet", "letter", "in_person", "fax")
        )
    else:
        internet = received * 2 // 3
        letter = (received - internet) // 2
        visit, fax = received - internet - letter, 0
    facts |= {"requests.received": received, "requests.received.internet": internet, "requests.received.letter": letter}
    facts |= {"requests.received.in_person": visit, "reconsideration.total": review, "litigation.total": suits}
    channels = f"其中网络申请{internet}件，信函申请{letter}件，当面申请{visit}件"
    if fax:
        facts["requests.received.fax"] = fax
        channels += f"，传真申请{fax}件"
    asked = f"本年度共收到政府信息公开申请{received}件，{channels}。"
    fought = f"本年度因政府信息公开工作被申请行政复议{review}件，被提起行政诉讼{suits}件。"
    weak = "部分栏目更新不够及时，解读形式较为单一。下一步将明确更新时限，丰富解读方式，加强业务培训。"
    if edition is None or edition == "2014":
        facts["fees.charged"] = 0
        parts = [
            Part("一", "概述", tuple(overall)),
            Part("二", "主动公开政府信息情况", ("主动公开的内容包括机构职能、政策文件、办事指南和工作动态。",)),
            Part("三", "依申请公开政府信息办理情况", (asked,)),
            Part("四", "政府信息公开收费及减免情况", ("全年没有向申请人收取任何费用。",)),
            Part("五", "申请行政复议、提起行政诉讼的情况", (fought,)),
            Part("六", "存在的主要问题及改进措施", (weak,)),
        ]
        if held:
            parts.append(Part("七", "附表", (f"政府信息公开情况统计表（{year}年度）",), "statistics"))
        return tuple(parts), facts
    documents: tuple[str, ...] = ()
    if edition == "2021":
        kept = figures["disclosure"]["normative_documents"]
        issued, repealed, valid = (int(kept[col] or 0) for col in ("issued", "repealed", "in_force"))
        facts |= {"normative_documents.issued": issued, "normative_documents.repealed": repealed}
        facts["normative_documents.in_force"] = valid
        documents = (f"全年制发规范性文件{issued}件，废止规范性文件{repealed}件，现行有效规范性文件{valid}件。",)
    facts |= {"fees.charged": 0, "proposals.handled": rng.randint(5, 160)}
    proposals = f"全年共承办人大代表建议和政协提案{facts['proposals.handled']}件，均按期办结。"
    return (
        Part("一", "总体情况", tuple(overall)),
        Part("二", "主动公开政府信息情况", documents, "disclosure"),
        Part("三", "收到和处理政府信息公开申请情况", (asked,), "requests"),
        Part("四", "政府信息公开行政复议、行政诉讼情况", (fought,), "disputes"),
        Part("五", "存在的主要问题及改进情况", (weak,)),
        Part("六", "其他需要报告的事项", ("本年度未收取政府信息处理费。", proposals)),
    ), facts


def at(known: Known, url: str) -> Known:
    """The same report with its address."""
    return replace(known, url=url)
