"""Which of the statements of one indicator is the fact, in the light of all that a text states."""

from __future__ import annotations

import re
from dataclasses import replace

from pipelines.facts.memory import Narrative
from pipelines.facts.statements import CHANNEL, ONE_OF_SEVERAL, Statement
from pipelines.items import Fact, Finding

_FLOW = ("received", "carried_over", "carried_forward")

_IS_TOTAL = re.compile("公开(?:政府|政务)?信息总[量数]")


def decided(statements: list[Statement], office: bool) -> tuple[list[Fact], list[Finding]]:
    """One statement per indicator; none where the text gives it two values."""
    by_indicator: dict[str, list[Statement]] = {}
    for statement in statements:
        by_indicator.setdefault(statement.indicator, []).append(statement)
    _state_those_carried_over_done(by_indicator)
    _tell_systems_apart(statements)
    facts: list[Fact] = []
    findings: list[Finding] = []
    for indicator, stated in by_indicator.items():
        certain = _most_certain(indicator, by_indicator, office)
        if len(certain) > 1 and certain[0].rule.half:
            continue
        certain = _exact_ones(certain)
        if certain and certain[0].rule.theme and not _said_of_the_same(certain):
            findings.append(_ambiguous(indicator, certain, "theme by theme, no total"))
        elif len({(s.value, s.qualifier) for s in certain}) > 1:
            findings.append(_ambiguous(indicator, certain, "stated twice"))
        elif certain:
            first = certain[0]
            facts.append(
                Fact(
                    indicator=indicator,
                    value=first.value,
                    unit=first.unit,
                    qualifier=first.qualifier,
                    quote=first.quote,
                )
            )
            if first.with_carried_over:  # the form's own row is 本年新收; the forms' rule for facts takes both
                findings.append(_noted("fact_with_carried_over", indicator, first.quote))
        elif stated[0].spoilt:
            findings.append(_ambiguous(indicator, stated, stated[0].spoilt))
    _drop_channels_of_gross(facts, findings, by_indicator)
    return _without_channels_of_more(facts, findings), findings


def spoil_themes(narrative: Narrative) -> None:
    """Take back press conferences of one theme, and documents that are explained, where the text counts others."""
    for statement in narrative.statements if narrative.conferences > 1 else ():
        if statement.indicator == "press_conferences.held" and statement.rule.theme and not statement.spoilt:
            statement.spoilt = "theme by theme, no total"
    for statement in narrative.statements if narrative.readings > 1 else ():
        if statement.indicator == "interpretations.published" and statement.rule.half and not statement.spoilt:
            statement.spoilt = "perhaps of documents"


def _most_certain(indicator: str, by_indicator: dict[str, list[Statement]], office: bool) -> list[Statement]:
    """The statements of an indicator that are not spoilt, without those that are less certain than others."""
    certain = [s for s in by_indicator[indicator] if not s.spoilt]
    certain = [s for s in certain if not (s.rule.balanced or s.some_left) or _makes_up_the_rest(s, by_indicator)]
    certain = [s for s in certain if not _came_otherwise_too(s, by_indicator)]
    carried_over = by_indicator.get("requests.carried_over", ())
    if indicator == "requests.processed" and any(s.value for s in carried_over):  # "均已答复" counts the new ones alone
        settled = any(s.settled for s in carried_over) and not _add_up(by_indicator)
        received = by_indicator.get("requests.received", ())
        whole = {s.value for s in received if s.with_carried_over}
        whole |= {s.value + over.value for s in received for over in carried_over}
        whole |= {value - s.value for value in whole for s in by_indicator.get("requests.carried_forward", ())}
        certain = [s for s in certain if s.value in whole or (s.rule.sets == indicator and not settled)]
    if any(s.value for s in by_indicator.get("requests.carried_forward", ())):  # 全部按期答复,结转下年度2件: who knows
        certain = [s for s in certain if not s.all_done]
    certain = [s for s in certain if s.area is not office] or certain if any(s.area for s in certain) else certain
    if indicator == "press_conferences.held":  # 召开新闻通气会3场、新闻发布会5场
        certain = [s for s in certain if "发布会" in s.quote or s.rule.summed] or certain
    certain = [s for s in certain if not s.aside] or certain
    certain = [s for s in certain if not s.rule.weak or _IS_TOTAL.search(s.quote)] or certain
    gross = {s.value for s in by_indicator[indicator] if s.with_carried_over}  # told once more without saying so
    if indicator == "requests.received":  # 年初结转2件,新受理31件,共受理33件
        gross |= {s.value + over.value for s in certain for over in carried_over if over.value}
    certain = [s for s in certain if s.value not in gross] or certain
    certain = [s for s in certain if not s.part] or certain
    certain = [s for s in certain if not s.mostly] or certain
    if any("公开" in s.quote for s in certain):  # those about information; all kinds of cases
        certain = [s for s in certain if not s.rule.context or "公开" in s.quote] or certain
    return [s for s in certain if not s.rule.half] or certain


def _said_of_the_same(stated: list[Statement]) -> bool:
    """收到涉及承包的申请4件,均已受理答复,年内全部办结: whether what is said twice is said of one number."""
    first = min((s.quote for s in stated), key=len)
    return len(stated) < 2 or (all(s.all_done and s.quote.startswith(first) for s in stated))


def _came_otherwise_too(statement: Statement, by_indicator: dict[str, list[Statement]]) -> bool:
    """收到网上申请5件,信函申请3件: whether what came through one channel is not all."""
    if not (statement.rule.theme and (statement.indicator == "requests.received" or statement.all_done)):
        return False
    channels = [s for name, stated in by_indicator.items() if name.startswith(CHANNEL) for s in stated]
    if len(statement.rule.indicator) == 1 and sum({s.indicator: s.value for s in channels}.values()) == statement.value:
        return False  # 收到当面和网上申请6件,其中当面4件、网上2件
    return any(s.value and s.indicator not in statement.rule.indicator for s in channels)


def _makes_up_the_rest(statement: Statement, by_indicator: dict[str, list[Statement]]) -> bool:
    """新收68件,上年结转5件,办理70件,结转下年3件: whether those handled are all but those left over."""
    stated = [{s.value for s in by_indicator.get(f"requests.{name}", ())} for name in _FLOW]
    if not stated[1] and not statement.rule.balanced:
        stated[1] = {0}
    if any(len(values) != 1 for values in stated):
        return False
    received, over, forward = (values.pop() for values in stated)
    return received + over == statement.value + forward


def _state_those_carried_over_done(by_indicator: dict[str, list[Statement]]) -> None:
    """未收到申请,上年结转的1件已办结: where none came, those are all that was processed."""
    received = {s.value for s in by_indicator.get("requests.received", ()) if not s.spoilt}
    over = by_indicator.get("requests.carried_over", ())
    if received == {0} and len({s.value for s in over}) == 1 and "requests.processed" not in by_indicator:
        done = [replace(s, indicator="requests.processed") for s in over if s.value and s.settled and not s.spoilt]
        by_indicator.update({"requests.processed": done} if done else {})


def _exact_ones(certain: list[Statement]) -> list[Statement]:
    """The exact statements if the rounded ones can mean the same: 1236条, 1200余条."""
    exact = [s for s in certain if s.qualifier == "exact"]
    return exact if exact and all(_consistent(s, exact[0]) for s in certain) else certain


def _add_up(by_indicator: dict[str, list[Statement]]) -> bool:
    """Whether those carried over are among those processed: 新收75件,上年结转1件已办结,共办结76件."""
    values: list[float] = []
    for name in ("received", "carried_over", "processed", "carried_forward"):
        indicator = f"requests.{name}"
        stated = {s.value for s in by_indicator.get(indicator, ()) if s.rule.sets == indicator}
        if len(stated) > 1 or (not stated and name != "carried_forward"):
            return False
        values.append(stated.pop() if stated else 0)
    return values[0] + values[1] == values[2] + values[3]


def _tell_systems_apart(statements: list[Statement]) -> None:
    """Take back the requests of 全市税务系统 where the text counts those of the 市局 alone as well."""
    for about in {s.indicator.partition(".")[0] for s in statements if s.system}:
        stated = [s for s in statements if s.indicator.partition(".")[0] == about]
        totals = [s for s in stated if s.indicator in (f"{about}.total", f"{about}.received", f"{about}.charged")]
        if len({s.value for s in totals}) > 1:
            for statement in stated:
                if statement.value:  # none of all is none of each
                    statement.spoilt = ONE_OF_SEVERAL


def _drop_channels_of_gross(
    facts: list[Fact], findings: list[Finding], by_indicator: dict[str, list[Statement]]
) -> None:
    """收到12件(含上年结转2件),其中网络8件、信函4件: drop channels that are not known to be of the year's own ten."""
    gross = {s.value for s in by_indicator.get("requests.received", ()) if s.with_carried_over}
    channels = [f for f in facts if f.indicator.startswith(CHANNEL) and f.value]
    values = {f.indicator: f.value for f in facts}
    received = values.get("requests.received")
    if not gross or received in gross:
        return
    listed, over = sum(f.value for f in channels), values.get("requests.carried_over")
    own = listed <= received if received else over is not None and listed + over in gross
    for f in () if own else channels:
        facts.remove(f)
        findings.append(_noted("fact_ambiguous", f.indicator, f"with those carried over: {f.quote}"))


def _without_channels_of_more(facts: list[Fact], findings: list[Finding]) -> list[Fact]:
    """The facts without channels that make up more than the requests: 来信52件、来访36件,收到申请3件."""
    values = {fact.indicator: fact.value for fact in facts}
    channels = [fact for fact in facts if fact.indicator.startswith(CHANNEL)]
    if "requests.received" not in values:
        return facts
    received = values["requests.received"]
    if sum(fact.value for fact in channels) <= received + values.get("requests.carried_over", 0):
        return facts
    more = f"more than the {received:g} requests"
    findings += [_noted("fact_ambiguous", fact.indicator, f"{more}: {fact.quote}") for fact in channels]
    return [fact for fact in facts if fact not in channels]


def _consistent(statement: Statement, exact: Statement) -> bool:
    """Whether a rounded statement ("1200余条") can mean the exact one ("1236条")."""
    if statement.qualifier == "at_least":
        return statement.value <= exact.value <= statement.value * 1.5
    if statement.qualifier == "approx":
        return abs(statement.value - exact.value) <= exact.value * 0.1
    return True


def _ambiguous(indicator: str, statements: list[Statement], why: str) -> Finding:
    quotes = " / ".join(dict.fromkeys(s.quote for s in statements))
    return _noted("fact_ambiguous", indicator, f"{why}: {quotes}")


def _noted(code: str, indicator: str, detail: str) -> Finding:
    return Finding(code=code, kind="source", place=indicator, detail=detail[:300])
