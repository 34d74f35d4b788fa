"""What is remembered while a narrative is read: of the whole of it, of a paragraph, of a sentence, of a clause."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipelines.facts.grammar import PART, Rule
from pipelines.facts.speaker import Speaker
from pipelines.facts.statements import Statement
from pipelines.numerals import Count

OTHERS = "others"  # `Paragraph.after` where what was counted last is another body's


@dataclass(slots=True)
class Narrative:
    """A report's text: its year, its agency, and the statements found so far."""

    fiscal_year: int | None
    speaker: Speaker
    statements: list[Statement] = field(default_factory=list)
    too_short: list[tuple[float, float]] = field(default_factory=list)  # what channels add up to, and the requests
    received: Statement | None = None  # the last of any paragraph
    conferences: int = 0  # how many numbers of press conferences it has
    readings: int = 0  # and of readings
    asks: bool = False  # a paragraph speaks of requests for information
    aside: bool = False  # a paragraph about problems, read by itself
    accounts: dict[str, str] = field(default_factory=dict)  # by their quoted names: the channel of each
    previous: str = ""  # the paragraph before
    listing: str | None = None  # what the paragraph before counted, if a list of it follows: 申请渠道如下:

    def speaks_until(self, year: int) -> bool:
        """Whether this is known to be a report of `year` or one before."""
        return self.fiscal_year is not None and self.fiscal_year <= year


@dataclass(slots=True)
class YearNamed:
    """Whether the last year that a paragraph names is another than the report's: 上年收到9件."""

    another: bool = False
    at: int = -1  # where the sentence begins that names it
    counted: bool = False  # by that sentence
    things: set[str] = field(default_factory=set)  # what sentences about it counted

    def count(self, begin: int) -> None:
        """Remember that the sentence at `begin` counts something."""
        self.counted = self.counted or self.at == begin


@dataclass(slots=True)
class Paragraph:
    """One paragraph: what it is about, what it stated, what was counted last."""

    narrative: Narrative
    text: str
    topic: str | None  # by its heading
    owner: str  # whose the numbers are, by the title before them: "1.政府网站。"
    above: str = ""  # the last title above it
    under: str = ""  # the heading just above it, of whatever rank
    owns: bool = field(init=False)  # those of the next sentence
    opening: str | None = field(init=False)  # the topic at its beginning
    titled: bool = False  # 3.申请办理:…; until the next title before a colon
    heading: str = ""  # its first sentence, if that is one
    statements: list[Statement] = field(default_factory=list)
    year: YearNamed = field(default_factory=YearNamed)
    after: str | None = None  # the last total stated; "" after one that we do not know, None if there is none
    received: Statement | None = None  # the last requests, if nothing else was counted or named since
    received_here: Statement | None = None  # the last requests, whatever was counted since
    grand: tuple[Rule, str] | None = None  # `Time.grand` of the sentence before
    announced: str = ""  # what the sentence before says that the next is about: 加强政策解读。全年发布12篇

    def __post_init__(self) -> None:
        self.opening = self.topic
        self.belong_to(self.owner)

    def belong_to(self, owner: str) -> None:
        """Remember whose the numbers from here on are."""
        self.owner, self.owns = owner, owner not in ("", PART)


@dataclass(slots=True)
class Time:
    """What time a sentence speaks of, and the counts of other times that it goes on from."""

    may_be_outside: bool = False
    outside: str = ""  # plan, span, now or year_end: it does not tell what was done in the whole year
    outside_counted: bool = False  # what was then done was counted
    dated: bool = False  # an earlier clause says that it is about the year
    continued: str = ""  # what was counted of another year or of a part of this one, just before
    compared: tuple[Rule, int] | None = None  # by this rule, where it ends
    grand: tuple[Rule, str] | None = None  # a total since an unnamed beginning, and the words that state it

    def leave(self, outside: str) -> None:
        """Remember that another time is told of from here on."""
        self.outside, self.outside_counted = outside, False


@dataclass(slots=True)
class Whose:
    """Of whom a sentence tells, if not of the agency."""

    area: bool = False  # of 全市
    above: bool = False  # of 全市, in the report of a 区 or a 镇 there
    outside: tuple[bool, bool] = (False, False)  # both where the bracket began
    levels_with_ours: bool = False  # of 市县两级, one of which is the agency's
    system: bool = False  # of 全市税务系统, for which a 税务局 reports
    listed_bodies: bool = False  # of 各乡镇、各部门: perhaps without the government itself
    some_bodies: bool = False  # of 县政府及县直部门, perhaps beside others
    foreign: bool = False  # of another body
    listed: bool = False  # of another body up to the end of the item or bracket
    of_others: set[str] = field(default_factory=set)  # what other bodies of the area counted
    area_about: str = ""  # what was counted for 全市
    area_rule: Rule | None = None  # by this rule, until our own number follows: 全市收到60件,其中我局5件


@dataclass(slots=True)
class Part:
    """Whether what a sentence counts is a part, or one of a list."""

    inside: bool = False  # after 其中
    outside: bool = False  # where the bracket began
    of: str = ""  # what was counted before 其中
    single: tuple[Count, int] | None = None  # what the clause before counts, where it begins
    enumerated: bool = False  # the count before was of something published, or not understood
    published: bool = False  # of something published


@dataclass(slots=True)
class Channel:
    """On which channel a sentence tells that something was published."""

    named: bool = False  # any
    subject: str = ""  # that it is about
    whole: Statement | None = None  # 发布信息74条, if its parts on the channels make it up
    waiting: list[tuple[str, Count, int, int]] = field(default_factory=list)  # before it is said what was published


@dataclass(slots=True)
class Sentence:
    """One sentence of a paragraph, which begins at `begin`."""

    paragraph: Paragraph
    begin: int
    counts: list[Count]
    about: str | None = None  # what its beginning says that it is about
    told_about: str | None = None  # what all that it says tells besides: 没有收费;行政复议2宗,行政诉讼4宗
    barely: bool = False  # its 申请 are named by no more than that
    audience: bool = False  # after 关注人数, 浏览量
    left_over: Count | None = None  # 1件未到答复期, of which the next clause may say 转入下年度
    title: tuple[int, int] = (0, 0)  # the clause that a colon ended
    parted: tuple[int, int] = (0, 0)  # the clause without number before 其中
    before: tuple[int, int] = (0, 0)  # the clause before if it has no number
    time: Time = field(default_factory=Time)
    whose: Whose = field(default_factory=Whose)
    part: Part = field(default_factory=Part)
    channel: Channel = field(default_factory=Channel)
    text: str = field(init=False)  # of the paragraph
    speaker: Speaker = field(init=False)

    def __post_init__(self) -> None:
        self.text, self.speaker = self.paragraph.text, self.paragraph.narrative.speaker

    @property
    def previous(self) -> int:
        """Where the sentence before it begins; its own beginning if there is none."""
        return self.text.rfind("。", 0, max(self.begin - 1, 0)) + 1

    def stated(self) -> list[Statement]:
        """What it stated so far."""
        return [statement for statement in self.paragraph.statements if statement.start >= self.begin]


@dataclass(slots=True)
class Front:
    """What the words in front of a statement tell (keys of `[front]`), and where the statement itself begins."""

    at: int
    told: frozenset[str] = frozenset()
    level: str = ""  # the 市 of 全市, whatever else the words say
    account: str = ""  # the channel that a quoted name alone stands for: 其中“云州发布”312条
    several: bool = False  # agencies, each with a website of its own
