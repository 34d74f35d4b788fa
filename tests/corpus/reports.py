"""A report as data: what is printed in each cell, what it is worth, and the facts that its narrative states."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from typing import Any

from . import forms, prose

Key = tuple[str, str, str]
Number = int | float

AGENCIES = [
    ("青川县人力资源和社会保障局", "我局", "青川县"), ("嘉善县教育局", "县教育局", "嘉善县"),
    ("衢州市水利局", "我局", "衢州市"), ("贵州省生态环境厅", "我厅", "贵州省"),
    ("怀宁县人民政府", "全县", "怀宁县"), ("江阴市卫生健康委员会", "我委", "江阴市"),
    ("宜昌市自然资源和规划局", "市自然资源和规划局", "宜昌市"), ("甘肃省财政厅", "省财政厅", "甘肃省"),
    ("汉中市住房和城乡建设局", "我局", "汉中市"), ("登封市审计局", "我局", "登封市"),
    ("五华县水寨镇人民政府", "我镇", "五华县"), ("昌乐县市场监督管理局", "本局", "昌乐县"),
    ("吉林省商务厅", "我厅", "吉林省"), ("泰州市海陵区城中街道办事处", "街道", "泰州市"),
    ("广西壮族自治区交通运输厅", "我厅", "广西壮族自治区"), ("曲靖市医疗保障局", "我局", "曲靖市"),
    ("醴陵市应急管理局", "本机关", "醴陵市"), ("唐山市发展和改革委员会", "我委", "唐山市"),
    ("和林格尔县农牧局", "我局", "和林格尔县"), ("三亚市文化和旅游局（体育局）", "我局", "三亚市"),
    ("天水市人力资源和社会保障局", "我局", "天水市"), ("赣州经济技术开发区管理委员会", "我委", "赣州市"),
    ("重庆市武隆区民政局", "区民政局", "武隆区"), ("抚顺市城市管理综合行政执法局", "我局", "抚顺市"),
]  # fmt: skip

STAFF_OF_GOVERNMENT = re.compile(r"人民政府$")


@dataclass
class Section:
    heading: str
    paragraphs: list[str] = field(default_factory=list)
    table: str | None = None


@dataclass
class Report:
    rng: random.Random
    agency: str
    short: str
    city: str
    year: int
    title: str | None
    published_on: str | None
    editions: dict[str, str]
    printed: dict[Key, str] = field(default_factory=dict)
    values: dict[Key, Number | None] = field(default_factory=dict)
    sections: list[Section] = field(default_factory=list)
    opening: list[str] = field(default_factory=list)
    facts: list[dict[str, Any]] = field(default_factory=list)
    units: dict[Key, str] = field(default_factory=dict)

    def put(self, tbl: str, row: str, col: str, printed: str, value: Number | None) -> None:
        """Change what one cell prints and is worth."""
        self.printed[tbl, row, col] = printed
        self.values[tbl, row, col] = value

    def fill(self, tbl: str, row: str, col: str, value: Number) -> None:
        self.put(tbl, row, col, str(value), value)

    def drop(self, tbl: str, row: str | None = None, col: str | None = None) -> None:
        """Forget cells that the document does not have."""
        for key in [k for k in self.values if k[0] == tbl and row in (None, k[1]) and col in (None, k[2])]:
            del self.values[key], self.printed[key]

    def value(self, *key: str) -> Number:
        number = self.values[key]  # type: ignore[index]
        assert number is not None
        return number

    def section(self, table_or_heading: str) -> Section:
        return next(s for s in self.sections if table_or_heading in (s.table, s.heading.split("、", 1)[-1]))

    def fact(self, indicator: str) -> dict[str, Any]:
        return next(f for f in self.facts if f["indicator"] == indicator)


def _split(rng: random.Random, total: int, parts: int, lead: float = 0.0) -> list[int]:
    """Distribute `total` over `parts`, mostly zeros, as real tables do; `lead` is the share of the first."""
    out = [0] * parts
    live = rng.sample(range(parts), min(parts, rng.randint(2, 9)))
    for _ in range(total):
        out[0 if rng.random() < lead else rng.choice(live)] += 1
    return out


def fill_requests(report: Report, edition: str, scale: int) -> None:
    """Consistent numbers: every official sum holds."""
    rng, leaves = report.rng, forms.result_leaves(edition)
    columns = {}
    for col in list(forms.REQUEST_COLUMNS)[:-1]:
        if col == "natural_person":
            done = max(1, int(scale * rng.uniform(0.6, 1.4)))
        else:
            done = rng.choice([0, 0, 0, rng.randint(1, 4), rng.randint(1, max(2, scale // 8))])
        cells = dict(zip(leaves, _split(rng, done, len(leaves), lead=0.5), strict=True))
        forward = rng.choice([0, 0, rng.randint(0, 3 + scale // 15)]) if done else 0
        over = rng.choice([0, 0, rng.randint(0, 3)]) if done else 0
        over = min(over, done + forward)
        cells |= {
            "received": done + forward - over, "carried_over": over,
            "results.total": done, "carried_forward": forward,
        }  # fmt: skip
        columns[col] = cells
    for row in forms.REQUEST_ROWS[edition]:
        for col, cells in columns.items():
            report.fill("requests", row, col, cells[row])
        report.fill("requests", row, "total", sum(cells[row] for cells in columns.values()))


def fill_disputes(report: Report, busy: float) -> None:
    rng = report.rng
    for row in forms.DISPUTE_ROWS:
        outcomes = [rng.randint(0, 6) if rng.random() < busy else 0 for _ in range(4)]
        for col, n in zip(list(forms.DISPUTE_COLUMNS)[:-1], outcomes, strict=True):
            report.fill("disputes", row, col, n)
        report.fill("disputes", row, "total", sum(outcomes))


def fill_disclosure(report: Report, edition: str) -> None:
    rng = report.rng
    for row, col in forms.disclosure_cells(edition):
        match row, col:
            case "rules", _:
                value: Number = 0 if rng.random() < 0.8 else rng.randint(1, 3)
            case _, "in_force" | "public_total":
                value = rng.randint(12, 260)
            case _, "issued" | "made" | "repealed" | "newly_public":
                value = rng.randint(0, 12)
            case _, "items_last_year":
                value = rng.choice([0, rng.randint(1, 140)])
            case _, "items_change":
                value = rng.choice([0, 0, rng.randint(1, 9), -rng.randint(1, 9)])
            case "procurement", "projects":
                value = rng.randint(0, 130)
            case _, "amount":
                value = rng.choice([0, round(rng.uniform(1, 4000), 2), round(rng.uniform(0.1, 90), 1)])
            case _:
                value = rng.choice([0, rng.randint(1, 60), rng.randint(100, 9000), rng.randint(10000, 700000)])
        report.fill("disclosure", row, col, value)
    if edition == "2019":
        for row in ("licensing", "other_services", "penalties", "coercion", "administrative_fees"):
            last, change = (report.value("disclosure", row, c) for c in ("items_last_year", "items_change"))
            if last + change < 0:
                report.fill("disclosure", row, "items_change", -change)
        for row in ("rules", "normative_documents"):
            if report.value("disclosure", row, "newly_public") > report.value("disclosure", row, "public_total"):
                report.fill("disclosure", row, "newly_public", report.value("disclosure", row, "public_total"))


def fill_statistics(report: Report, scale: int) -> None:
    rng = report.rng
    v: dict[str, Number] = {row: 0 for row, _, unit, _ in forms.STATISTICS if unit != "——"}
    v["active.channels.website"] = rng.randint(300, 9000)
    for name in ("gazette", "weibo", "wechat", "other"):
        v["active.channels." + name] = rng.choice([0, rng.randint(10, 800)])
    v["active.total"] = max(v["active.channels.website"], v["active.channels.wechat"])
    v["active.normative_docs"] = rng.randint(1, 40)
    v["active.normative_docs_issued"] = v["active.normative_docs"] + rng.randint(0, 3)
    for name in ("hot_topics", "channels.press", "channels.interview", "channels.weibo_wechat", "channels.other"):
        v["response." + name] = rng.randint(0, 30)
    v["response.channels.press_by_head"] = rng.randint(0, int(v["response.channels.press"]))
    v["response.channels.interview_by_head"] = rng.randint(0, int(v["response.channels.interview"]))
    v["response.channels.interpretations"] = rng.randint(0, 120)
    channels = ["in_person", "fax", "internet", "letter"]
    for name, n in zip(channels, _split(rng, scale, 4), strict=True):
        v["requests.received." + name] = n
    v["requests.received"] = v["requests.closed"] = v["requests.replied"] = scale
    v["requests.closed.extended"] = rng.randint(0, scale // 8)
    v["requests.closed.on_time"] = scale - v["requests.closed.extended"]
    kinds = ["already_public", "agreed", "partly_agreed", "refused", "not_this_agency", "not_exist", "amend",
             "other_channel"]  # fmt: skip
    for name, n in zip(kinds, _split(rng, scale, 8), strict=True):
        v["requests.replied." + name] = n
    reasons = ["state_secret", "trade_secret", "privacy", "security", "not_gov_info", "other_law"]
    for name, n in zip(reasons, _split(rng, int(v["requests.replied.refused"]), 6), strict=True):
        v["requests.replied.refused." + name] = n
    for dispute in ("review", "litigation"):
        parts = [rng.choice([0, 0, rng.randint(1, 5)]) for _ in range(3)]
        for name, n in zip(("upheld", "corrected", "other"), parts, strict=True):
            v[f"{dispute}.{name}"] = n
        v[dispute] = sum(parts)
    v["complaints"] = rng.choice([0, 0, 2])
    v["request_fee"] = rng.choice([0, 0, 0.06])
    v["organisation.offices"], v["organisation.reading_points"] = rng.randint(1, 30), rng.randint(1, 60)
    v["organisation.staff.full_time"], v["organisation.staff.part_time"] = rng.randint(0, 30), rng.randint(1, 90)
    v["organisation.staff"] = v["organisation.staff.full_time"] + v["organisation.staff.part_time"]
    v["organisation.budget"] = rng.choice([0, 5, 12.5, 36.8])
    v["training.meetings"], v["training.courses"] = rng.randint(1, 12), rng.randint(0, 9)
    v["training.participants"] = rng.randint(10, 900)
    for row, number in v.items():
        report.fill("statistics", row, "value", number)


class Narrator:
    """Writes the sentences of one report and notes the facts that they state."""

    def __init__(self, report: Report, bank: Any = prose, number_style: str = "plain") -> None:
        self.report, self.bank, self.number_style = report, bank, number_style
        rng = report.rng
        self.words: dict[str, Any] = {
            "agency": report.agency, "short": report.short, "city": report.city, "year": report.year,
            "prev": report.year - 1, "next": report.year + 1, "basis": {2019: "国办公开办函〔2019〕60号", 2020: "国办公开办函〔2019〕60号"}.get(report.year, "国办公开办函〔2021〕30号"),
            "phone": f"0{rng.randint(310, 999)}-{rng.randint(2000000, 8999999)}",
            "door": rng.randint(2, 300), "zip": rng.randint(100000, 830000),
        }  # fmt: skip

    def number(self, value: Number) -> str:
        match self.number_style:
            case "comma":
                return f"{value:,}"
            case "spaced":
                return f" {value} "
            case "full_width":
                return str(value).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
            case _:
                return str(value)

    def tell(self, template: str, **facts: Number) -> str:
        """Fill a template; `facts` are keyed by indicator with dots as `__`."""
        rng, known = self.report.rng, {k.replace("__", "."): v for k, v in facts.items()}
        noise = {
            "d1": rng.randint(120, 4000), "d2": rng.randint(20, 400), "d3": rng.randint(2, 28), "d4": rng.randint(1, 3),
            "pct": round(rng.uniform(60, 99.9), 1), "big": rng.randint(20000, 900000), "part": rng.randint(20, 90),
        }  # fmt: skip

        def substitute(match: re.Match[str]) -> str:
            name = match[1]
            if "." in name:
                sign, indicator = (name[0], name[1:]) if name[0] in "~+" else ("", name)
                value = known[indicator]
                unit = re.match(r"\s*余?\s*([件条篇场次宗元个])", template[match.end() :])
                self.report.facts.append({
                    "indicator": indicator, "value": value, "unit": unit[1] if unit else None,
                    "qualifier": {"~": "approx", "+": "at_least"}.get(sign, "exact"),
                })  # fmt: skip
                return ("近" if sign == "~" else "") + self.number(value) + ("余" if sign == "+" else "")
            return str(self.words.get(name, noise.get(name)))

        return re.sub(r"\{([~+]?[\w.]+)\}", substitute, template)

    def pick(self, name: str, **facts: Number) -> str:
        return self.tell(self.report.rng.choice(getattr(self.bank, name)), **facts)


HEADINGS = {
    "overall": "一、总体情况",
    "disclosure": "二、主动公开政府信息情况",
    "requests": "三、收到和处理政府信息公开申请情况",
    "disputes": "四、政府信息公开行政复议、行政诉讼情况",
    "problems": "五、存在的主要问题及改进情况",
    "other": "六、其他需要报告的事项",
}


def _request_channels(rng: random.Random, total: int) -> dict[str, int]:
    letter = rng.randint(0, total // 3)
    person = rng.randint(0, (total - letter) // 4)
    return {"internet": total - letter - person, "letter": letter, "in_person": person}


def narrate(report: Report, bank: Any = prose, *, number_style: str = "plain", rich: bool = True) -> None:
    """The six sections of the 2019 and 2021 formats, with the sentences agreeing with the tables."""
    rng = report.rng
    tell = Narrator(report, bank, number_style)
    report.opening = [tell.pick("OPENINGS")]
    fillers = rng.sample(bank.FILLERS, 4 if rich else 2)
    noise = rng.sample(bank.DISTRACTORS, 4 if rich else 1)
    website = rng.randint(150, 6000)
    overall = [tell.tell(fillers[0])]
    overall.append(
        "（一）主动公开。" + tell.pick("DISCLOSED", disclosure__published=website + rng.randint(10, 400))
        + tell.pick("WEBSITE", website__published=website) + tell.tell(noise[0]) + tell.tell(fillers[1])
    )  # fmt: skip
    if "disclosure" in report.editions:
        names = {"2019": ("made", None, "public_total"), "2021": ("issued", "repealed", "in_force")}
        issued, repealed, in_force = names[report.editions["disclosure"]]
        if rich and repealed and report.values.get(("disclosure", "normative_documents", issued)) is not None:
            get = lambda c: report.value("disclosure", "normative_documents", c)  # noqa: E731
            overall[-1] += tell.pick(
                "DOCUMENTS", normative_documents__issued=get(issued), normative_documents__repealed=get(repealed),
                normative_documents__in_force=get(in_force),
            )  # fmt: skip
    received = None
    if "requests" in report.editions:
        received, carried, done, forward = (
            int(report.value("requests", row, "total"))
            for row in ("received", "carried_over", "results.total", "carried_forward")
        )
    if received is not None and rich:
        if received:
            channels = {f"requests__received__{k}": v for k, v in _request_channels(rng, received).items()}
            text = tell.pick("RECEIVED", requests__received=received, **channels)
            if rng.random() < 0.6:
                text += tell.pick(
                    "CARRIED", requests__carried_over=carried, requests__processed=done,
                    requests__carried_forward=forward,
                )  # fmt: skip
        else:
            text = tell.pick("NOT_RECEIVED")
            report.facts.append({"indicator": "requests.received", "value": 0, "unit": "件", "qualifier": "exact"})
        overall.append("（二）依申请公开。" + text + tell.tell(fillers[2 % len(fillers)]))
    if rich:
        overall.append(
            "（三）平台建设。" + tell.pick("WECHAT", wechat__published=rng.randint(30, 900))
            + (tell.pick("WEIBO", weibo__published=rng.randint(20, 700)) if rng.random() < 0.4 else "")
            + tell.pick("INTERPRETED", interpretations__published=rng.randint(2, 90)) + tell.tell(noise[1])
        )  # fmt: skip
        if rng.random() < 0.5:
            overall.append("（四）监督保障。" + tell.tell(noise[2]) + tell.tell(noise[3]) + tell.tell(fillers[3]))
    other = []
    if rng.random() < 0.7:
        if rng.random() < 0.75:
            other.append(tell.pick("FEES"))
            report.facts.append({"indicator": "fees.charged", "value": 0, "unit": "元", "qualifier": "exact"})
        else:
            other.append(tell.pick("CHARGED", fees__charged=rng.choice([40, 260, 1380])))
    if rng.random() < 0.5:
        other.append(tell.pick("PROPOSALS", proposals__handled=rng.randint(3, 140)))
    if not other:
        other.append(tell.pick("OTHERS"))
    report.sections = [
        Section(HEADINGS["overall"], overall),
        Section(HEADINGS["disclosure"], table="disclosure" if "disclosure" in report.editions else None),
        Section(HEADINGS["requests"], table="requests" if "requests" in report.editions else None),
        Section(HEADINGS["disputes"], table="disputes" if "disputes" in report.editions else None),
        Section(HEADINGS["problems"], [tell.pick("PROBLEMS"), tell.pick("PLANS")]),
        Section(HEADINGS["other"], other),
    ]


def narrate_2014(report: Report, bank: Any = prose, *, table: bool = True) -> None:
    """The free sections of FY2014–2018, the 统计表 as an annex."""
    rng = report.rng
    tell = Narrator(report, bank)
    report.opening = [tell.tell(rng.choice(bank.OPENINGS[1:]))]
    fillers, noise = rng.sample(bank.FILLERS, 3), rng.sample(bank.DISTRACTORS, 3)
    if table:
        get = lambda row: int(report.value("statistics", row, "value"))  # noqa: E731
        active, website, received = get("active.total"), get("active.channels.website"), get("requests.received")
        review, suits, press = get("review"), get("litigation"), get("response.channels.press")
    else:
        active, website, received = rng.randint(900, 4000), rng.randint(300, 800), rng.randint(3, 60)
        review, suits, press = rng.randint(0, 3), rng.randint(0, 3), rng.randint(0, 9)
    numerals = iter("一二三四五六七八")
    report.sections = [
        Section(f"{next(numerals)}、概述", [tell.tell(fillers[0]) + tell.tell(noise[0])]),
        Section(f"{next(numerals)}、主动公开政府信息情况", [
            tell.pick("DISCLOSED", disclosure__published=active) + tell.pick("WEBSITE", website__published=website),
            tell.pick("PRESS", press_conferences__held=press) + tell.tell(noise[1]) + tell.tell(fillers[1]),
        ]),
    ]  # fmt: skip
    if received:
        channels = {f"requests__received__{k}": v for k, v in _request_channels(rng, received).items()}
        if table:
            names = ("internet", "letter", "in_person")
            channels = {f"requests__received__{k}": get("requests.received." + k) for k in names}
        text = tell.pick("RECEIVED", requests__received=received, **channels)
    else:
        text = tell.pick("NOT_RECEIVED")
        report.facts.append({"indicator": "requests.received", "value": 0, "unit": "件", "qualifier": "exact"})
    report.sections.append(Section(f"{next(numerals)}、依申请公开政府信息情况", [text]))
    fees = tell.pick("FEES")
    report.facts.append({"indicator": "fees.charged", "value": 0, "unit": "元", "qualifier": "exact"})
    report.sections.append(Section(f"{next(numerals)}、政府信息公开的收费及减免情况", [fees]))
    if review or suits:
        text = tell.pick("DISPUTES", reconsideration__total=review, litigation__total=suits)
    else:
        text = tell.pick("NO_DISPUTES")
        report.facts += [
            {"indicator": name, "value": 0, "unit": "件", "qualifier": "exact"}
            for name in ("reconsideration.total", "litigation.total")
        ]
    report.sections.append(Section(f"{next(numerals)}、因政府信息公开申请行政复议、提起行政诉讼的情况", [text]))
    report.sections.append(
        Section(f"{next(numerals)}、存在的主要问题和改进措施", [tell.pick("PROBLEMS"), tell.pick("PLANS")])
    )
    if table:
        report.sections.append(Section("附表：政府信息公开情况统计表", table="statistics"))


TITLES = [
    "{agency}{year}年政府信息公开工作年度报告",
    "{agency}{year}年度政府信息公开工作年度报告",
    "{year}年{agency}政府信息公开工作年度报告",
    "{agency}{year}年政府信息公开年度报告",
]


def make(
    seed: str, edition: str, *, year: int | None = None, scale: int | None = None, bank: Any = prose,
    rich: bool = True, number_style: str = "plain", requests: str | None = None, agencies: Any = None,
    narrative: bool = True,
) -> Report:  # fmt: skip
    """A whole consistent report. `requests` gives the requests table another edition than the rest."""
    rng = random.Random(seed)
    agency, short, city = rng.choice(agencies or AGENCIES)
    if year is None:
        year = {"2014": rng.randint(2014, 2018), "2019": rng.randint(2019, 2020), "2021": rng.randint(2021, 2024)}[
            edition
        ]
    title = rng.choice(TITLES).format(agency=agency, year=year)
    published = f"{year + 1}-{rng.randint(1, 3):02}-{rng.randint(1, 28):02}"
    scale = rng.choice([3, 12, 40, 140]) if scale is None else scale
    editions = (
        {"statistics": "2014"} if edition == "2014"
        else {"disclosure": edition, "requests": requests or edition, "disputes": edition}
    )  # fmt: skip
    report = Report(rng, agency, short, city, year, title, published, editions)
    if edition == "2014":
        fill_statistics(report, scale)
        if narrative:
            narrate_2014(report, bank)
    else:
        fill_disclosure(report, edition)
        fill_requests(report, editions["requests"], scale)
        fill_disputes(report, 0.3 if scale > 10 else 0.1)
        if narrative:
            narrate(report, bank, number_style=number_style, rich=rich)
    return report


def broken_sums(values: dict[Key, Number | None]) -> list[dict[str, Any]]:
    """The hard rules that the printed numbers break (forms.json, `rules`); a blank term leaves a rule open."""
    out = []

    def test(rule: str, place: str, terms: list[Key], total: list[Key]) -> None:
        cells = [*terms, *total]
        if any(values.get(k) is None for k in cells):
            return
        left, right = (round(sum(values[k] for k in side), 6) for side in (terms, total))  # type: ignore[misc]
        if left != right:
            out.append({"rule": rule, "place": place, "left": left, "right": right})

    rows = {row for tbl, row, _ in values if tbl == "requests"}
    if rows:
        edition = "2021" if "results.other.remaining" in rows else "2019"
        for col in forms.REQUEST_COLUMNS:
            test("requests.balance", col, [("requests", r, col) for r in ("received", "carried_over")],
                 [("requests", r, col) for r in ("results.total", "carried_forward")])  # fmt: skip
            leaves = [("requests", r, col) for r in forms.result_leaves(edition)]
            test("requests.results_total", col, leaves, [("requests", "results.total", col)])
        parts = ["natural_person", *forms.ORGANISATIONS]
        for row in forms.REQUEST_ROWS[edition]:
            test("requests.row_total", row, [("requests", row, c) for c in parts], [("requests", row, "total")])
    for row in forms.DISPUTE_ROWS:
        terms = [("disputes", row, c) for c in list(forms.DISPUTE_COLUMNS)[:-1]]
        test("disputes.total", row, terms, [("disputes", row, "total")])
    return out
