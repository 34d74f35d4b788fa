"""Official tables that are not the report's own: the year before's, printed to compare, or a subordinate body's.

Looked for only where cells are printed more than once. The heading right above such a table names the other year or
body; where nothing tells the copies apart, all of them stay and contradict each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines import lexicon
from pipelines.documents import Document, Paragraph, Table
from pipelines.items import Finding
from pipelines.labels import caption, fold
from pipelines.placing.state import Placement

_LONGEST = 60
_SENTENCE = re.compile(r"[。;；,，!！]")
_YEAR = re.compile(r"20\d\d(?=年(?!\d))")  # no date: those stand in signatures
_NAME = re.compile(
    r"(?:附件?|附表)?[\d一二三四五]{0,2}[:、.]?(?P<name>[^\d:]*?(?:局|委|办|会|处|厅|院|所|站|队|部|室|校|学|心|政府|公司|街道|镇|乡))"
    r"(?:20\d\d年.*|(?:收到和处理|主动公开|政府信息公开|行政复议|依申请).*)"
)
# What else tells that a table is not the report's own, and that another one is.
_JOINT = "[含及和]|合计|汇总|全"
_PART = re.compile(
    rf"(?!.*(?:{_JOINT})).*(?:第[一二三四1-4]季度|[上下]半年|(?:更正|修改|修订|调整)前|[初草]稿|征求意见稿|作废|[所下直]属|二级)"
)
_OWN = re.compile(r"全年|(?:更正|修改|修订|调整)后|[终定]稿|正式稿|(?:本|局|委|办)机关|本级|[我本][局委办厅]情况")


def table_place(place: str) -> str:
    """The place of the table in which a cell or a row stands.

    >>> table_place("page 3, table 1, row 4, cell 2")
    'page 3, table 1'
    """
    return place.partition(", row ")[0]


def leave_out_others(document: Document, placement: Placement, year: int | None, agency: str | None) -> bool:
    """Take the tables of another year or body out of what was placed; False if there are none."""
    held: dict[str, set[str]] = {}  # official tables by the place of the grid
    for placed in placement.placed:
        held.setdefault(table_place(placed.place), set()).add(placed.cell[0])
    own: set[str] = set()  # official tables met so far under a heading that names nobody else
    sure: set[str] = set()  # those, wherever they stand, whose heading names the report's year or says 更正后, 全年
    doubtful: list[tuple[str, str, bool]] = []
    for place, heading in _headings(document):
        if (
            (_PART.match(heading) and not (agency and agency in heading))
            or (year and names_other_year(heading, year))
            or (agency and _names_another(heading, agency))
        ):
            doubtful.append((place, heading, held.get(place, set()) <= own))
            continue
        own |= held.get(place, set())
        sure |= held.get(place, set()) if (year and f"{year}年" in heading) or _OWN.search(heading) else set()
    others = {place: heading for place, heading, is_second in doubtful if is_second or held.get(place, set()) <= sure}
    others = {place: heading for place, heading in others.items() if place in held}
    if not others:
        return False
    placement.placed = [placed for placed in placement.placed if table_place(placed.place) not in others]
    placement.findings = [each for each in placement.findings if table_place(each.place) not in others]
    placement.findings += [
        Finding(code="table_of_another", kind="source", place=place, detail=heading)
        for place, heading in others.items()
    ]
    for place in others:
        placement.other_years.pop(place, None)
    return True


def names_other_year(text: str, year: int) -> bool:
    """Whether a heading names years and the report's is not one of them.

    >>> names_other_year("附：2020年度申请情况", 2021), names_other_year("2020年、2021年申请情况", 2021)
    (True, False)
    >>> names_other_year("2020年共收到申请3件，较上年有所减少。", 2021)
    False
    """
    heading = fold(text)
    years = _YEAR.findall(heading) if len(heading) <= _LONGEST and not _SENTENCE.search(heading) else []
    return bool(years) and str(year) not in years


def other_years(placement: Placement) -> Iterator[Finding]:
    """Doubts about tables that are the only ones of their kind and are headed by another year than the report's."""
    for place, heading in placement.other_years.items():
        if place in placement.grids:
            yield Finding(code="table_of_another", kind="reader", place=place, detail=heading)


def _headings(document: Document) -> Iterator[tuple[str, str]]:
    """Every table's place and heading; tables with nothing between them share one, as the parts of one table do."""
    before = ""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            before = before if caption(block.text) else fold(block.text) or before
            continue
        title = fold(_caption(block))
        before = title or before
        yield block.place, before if len(before) <= _LONGEST and not _SENTENCE.search(before) else ""


def _caption(table: Table) -> str:
    """The one text of the first row, where it is all that stands in it."""
    texts = [cell.text for cell in next(table.rows(), []) if cell.text]
    return texts[0] if len(texts) == 1 and not caption(texts[0]) and not lexicon.case(texts[0])[0] else ""


def _names_another(heading: str, agency: str) -> bool:
    """Whether a heading begins with the name of a body that is not the agency, whole or shortened.

    >>> _names_another("附件：青溪县土地储备中心2021年收到和处理政府信息公开申请情况", "青溪县自然资源局")
    True
    >>> _names_another("县自然资源局收到和处理政府信息公开申请情况", "青溪县自然资源局")
    False
    """
    found = _NAME.fullmatch(fold(heading))
    name = found["name"] if found else ""
    if len(name) < 4 or name[0] in "我本" or agency in name:
        return False
    letters = iter(agency)
    return not all(letter in letters for letter in name)
