"""Numbers of requests in words that no rule of `facts.toml` reads, where they balance: what came is answered or left.

Read: "承接依申请公开件527件。年初结存20件,年内办结523件,年末结存24件" (527 + 20 = 523 + 24).
Given: received, carried_over, processed and carried_forward, each with the finding `fact_confirmed_by_sum`.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import product

from pipelines.facts.applications import FOR_ELSE
from pipelines.facts.derived import COUNTED_IN, says_all_done
from pipelines.facts.pieces import (
    Clause,
    came_to,
    confirmations,
    fact_of,
    is_about_requests,
    is_of_the_year,
    paragraphs_in_clauses,
)
from pipelines.facts.printed import Number
from pipelines.facts.speaker import Speaker
from pipelines.items import Fact, Finding, Section

_CAME, _OVER, _DONE, _LEFT = (
    f"requests.{name}" for name in ("received", "carried_over", "processed", "carried_forward")
)
_FLOW = (_CAME, _OVER, _DONE, _LEFT)
_FEWEST = 3  # numbers that are told and make each other certain
_MOST = 9  # clauses that may tell one of them; of more, some would balance by chance

_LAST = r"(?:上一?个?年|去年|LAST年|往年|历年|前一?年|以前年|年初|期初)"
_NEXT = r"(?:下一?个?年|次年|翌年|明年|来年|NEXT年)"
_KEPT = r"(?:结转|转结|接转|结存|结余|转[来入接至到]|遗留|未[办完答复]*结?|留|跨年|顺延|延[至到]|承接|老件)"
_WAYS_TO_SAY = {
    _OVER: re.compile(
        rf"{_LAST}[^#]*{_KEPT}[^#]*#|{_KEPT}[^#]*{_LAST}[^#]*#|#[^#]*{_LAST}[^#]*{_KEPT}"
        rf"|(?:加|计|算|连同|含|包括|另有?)[上入]?(?:的?结转|遗留|{_LAST})[^#收受]{{0,6}}#"
    ),
    _LEFT: re.compile(
        rf"(?:结?转|延|留|移|归)[^#]{{0,4}}{_NEXT}|{_NEXT}[^#]{{0,4}}(?:继续|办理|答复|再)|顺延|留待"
        r"|(?:年[末底终]|期末)(?:未?结[转存余]?|在办|未办结|待办)#|(?:跨年|未到期|未办结|在办|未结|待办|待答复|未到答复期限?)(?:的|件|申请|有)*#"
        r"|#[^#]*(?:在(?:法定)?(?:答复|办理)(?:期|时)|正在|[待未](?:办|答复|到)|在办|跨年)|(?:尚|另|还|余|剩)[^#]{0,4}#[^#]*(?:结转|转)"
        r"|^(?:尚|另|还|剩|余|[,、])*结[转余存]#"
    ),
    _DONE: re.compile(
        r"办[结复讫毕完好]|答复|回复|(?:办理|处理)(?:完|[^#]{0,12}申请件?#|[^#]{0,4}#)|完毕|办件#|(?:出具|制发|发出|作出)[^#]{0,8}(?:书|函)[^#]*#"
    ),
    _CAME: re.compile(
        r"(?:收到|收[件取悉的]|接[收到件获]|来件|新收|受理|登记|新增|承接|提[出交]|递交|收(?=#))[^#]{0,24}#"
        r"|申请[^#人书表内事]{0,6}#|有#[^#]{0,8}申请"
    ),
}
_OVER_WITH = re.compile("办[结复讫毕完]|答复|回复|完毕")
_NEVER = {
    _OVER: re.compile(rf"{_NEXT}|不(?:含|包括)"),
    _LEFT: re.compile(rf"{_LAST}|收到|受理"),
    _DONE: re.compile(
        rf"{_LAST}|{_NEXT}|[未尚待需须]|应[办答]|正在|不予|部分|同意|予以|公开#|公开的#|[逾延超]期|其中|不存在|补正|撤回|告知|不服|复议|按(?:期|时)率"
    ),
    _CAME: re.compile(rf"{_LAST}|{_NEXT}|其中|[未待]|办[结复讫毕完]|答复|回复|结[转存]|较|比|咨询|复议|诉讼|费"),
}
_OTHER_YEARS_OWN = re.compile(rf"{_LAST}度?[^,;#]{{0,4}}(?:收到|受理|办结|答复|新收)")
_NONE_LEFT = re.compile(r"(?:没有|无|未)[^,#]{0,4}(?:结转|跨年|遗留)")


def balanced_facts(
    sections: Sequence[Section],
    lead: str,
    *,
    known: Mapping[str, Number],
    doubtful: Container[str],
    speaker: Speaker,
    fiscal_year: int | None,
) -> tuple[list[Fact], list[Finding]]:
    """The facts about requests but those `known` that balance with them and with each other.

    `sections` and `lead` are those of `read_facts`; nothing is given where one of the four is `doubtful`.

    >>> text = "承接依申请公开件527件。年初结存20件,年内办结523件,年末结存24件。"
    >>> facts, _ = balanced_facts([], text, known={}, doubtful=(), speaker=Speaker(()), fiscal_year=2023)
    >>> [(fact.indicator.partition(".")[2], fact.value) for fact in facts]
    [('received', 527), ('carried_over', 20), ('processed', 523), ('carried_forward', 24)]
    """
    if all(name in known for name in _FLOW) or any(name in doubtful for name in _FLOW):
        return [], []
    told: dict[str, list[Clause]] = {name: [] for name in _FLOW}
    none_left = False
    for paragraph in paragraphs_in_clauses(sections, lead, fiscal_year, _may_flow):
        for clause in (clause for sentence in paragraph for clause in sentence):
            if _says_all_of_them_done(clause, known):
                return _given({_DONE: clause})
            none_left = none_left or (_NONE_LEFT.search(clause.words) is not None and is_about_requests(clause))
            for name in _told_by(clause, speaker, flows=_is_among_what_flows(clause, known)):
                told[name].append(clause)
    if _LEFT not in known and not told[_LEFT] and not none_left:  # 上年结转2件,共办理13件: perhaps not all are done
        told[_DONE] = [clause for clause in told[_DONE] if _OVER_WITH.search(clause.piece)]
    if any(len(clauses) > _MOST for clauses in told.values()):
        return [], []
    solutions = list(_solutions(told, known))
    if len({tuple(values) for values, _ in solutions}) != 1:
        return [], []
    return _given(dict(zip(_FLOW, solutions[0][1], strict=True)))


def _given(told: Mapping[str, Clause | None]) -> tuple[list[Fact], list[Finding]]:
    facts = [fact_of(name, clause) for name, clause in told.items() if clause and clause.count]
    return facts, confirmations("fact_confirmed_by_sum", facts)


_THOSE = re.compile("#|^(?:这|该|上述|以上|所有|全部)+(?=#)|(?<=#)(?:的|申请|件)+")


def _says_all_of_them_done(clause: Clause, known: Mapping[str, Number]) -> bool:
    """收到21件,…;这21件都按时办结了: whether so many as were received are answered."""
    if clause.count is None or clause.count.value is None or _DONE in known or known.get(_OVER):
        return False
    if clause.count.value != known.get(_CAME):
        return False
    return is_about_requests(clause) and says_all_done(_THOSE.sub("", clause.piece))


def _may_flow(words: str) -> bool:
    may = "申请" in words and re.search("[结转延留余]|未到|在办|跨年|答复|办完", words) is not None
    return may or _FLOWS.search(words) is not None


_FLOWS = re.compile(
    rf"{_LAST}度?[^,;。\d]{{0,4}}(?:结转|转结|遗留)[^。]{{0,40}}办[结理复]"
)  # 上年结转3宗,办结70宗,结转下年1宗
_NOT_SUCH = re.compile(r"资金|预算|决算|经费|万元|案件|建议|提案|议题|事项")


def _is_among_what_flows(clause: Clause, known: Mapping[str, Number]) -> bool:
    """Whether a clause tells, beside requests that are known, of what was carried over and done, not said of what."""
    if _CAME not in known or clause.topic not in (None, "requests", "overall") or "申请" in clause.paragraph:
        return False
    said = clause.before + clause.words + clause.after
    return _FLOWS.search(said) is not None and not FOR_ELSE.search(said) and not _NOT_SUCH.search(said)


def _told_by(clause: Clause, speaker: Speaker, *, flows: bool) -> Iterator[str]:
    """What of the four a clause may count."""
    count = clause.count
    if count is None or count.value is None or count.qualifier != "exact" or count.unit[:1] not in COUNTED_IN:
        return
    if not (flows or is_about_requests(clause)) or FOR_ELSE.search(clause.before[-80:] + clause.piece):
        return
    for name in _FLOW:
        if not _WAYS_TO_SAY[name].search(clause.piece) or _NEVER[name].search(clause.piece):
            continue
        if name in (_DONE, _LEFT) and _OTHER_YEARS_OWN.search(clause.before):
            continue
        if name == _DONE and not is_of_the_year(clause.piece, requests=True):
            continue
        if name == _CAME and not (came_to(clause.piece, speaker) and _is_all_of_the_year(clause)):
            continue
        yield name


def _is_all_of_the_year(clause: Clause) -> bool:
    listed = clause.before.rpartition("。")[2]
    return "其中" not in listed[-12:] and is_of_the_year(clause.before + clause.piece, requests=True)


def _solutions(
    told: Mapping[str, Sequence[Clause]], known: Mapping[str, Number]
) -> Iterator[tuple[list[Number], list[Clause | None]]]:
    """The numbers that balance, each with the clause that tells it, or None where it is known or told by none."""
    choices: list[list[tuple[Number, Clause | None]]] = []
    for name in _FLOW:
        if name in known:
            choices.append([(known[name], None)])
        elif told[name]:
            choices.append([(c.count.value or 0, c) for c in told[name] if c.count])
        elif name in (_OVER, _LEFT):
            choices.append([(0, None)])
        else:
            return
    for chosen in product(*choices):
        values = [value for value, _ in chosen]
        clauses = [clause for _, clause in chosen if clause]
        if values[0] + values[1] != values[2] + values[3] or not values[1] + values[3]:
            continue
        places = [(clause.paragraph, clause.piece) for clause in clauses]
        if len(set(places)) == len(places) and len(clauses) + sum(name in known for name in _FLOW) >= _FEWEST:
            yield values, [clause for _, clause in chosen]
