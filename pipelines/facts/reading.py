"""Sentences and clauses read one after the other: whose number it is, of which year, a part of what."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from pipelines.facts.grammar import (
    CHANNELS,
    JOINTS,
    OWN_COLUMN,
    PART,
    UNKNOWN,
    Rule,
    all_words_of,
    announced_by,
    channel_of,
    fitting_rules,
    load_grammar,
    owner_of,
    says_what_happened,
    words_of,
)
from pipelines.facts.names import levels_of
from pipelines.facts.paragraphs import (
    HEADING,
    NUMERAL,
    PLAIN_HEADING,
    fold_text,
    half_width_of,
    paragraphs_of,
    simplified_text,
)
from pipelines.facts.speaker import Speaker
from pipelines.facts.statements import ONE_OF_SEVERAL, TOTAL, Statement, channels_too_few, reconsidered
from pipelines.numerals import Count, find_counts

# What headings are about, where the section's id does not say it.
_TOPICS = (
    ("problems", re.compile(r"存在.{0,8}问题|不足|改进|下一?步|打算|工作计划|今后")),
    ("disputes", re.compile(r"复议|诉讼")),
    ("fees", re.compile(r"收费|费用|处理费")),
    ("requests", re.compile(r"依申请|申请公开|公开申请|受理申请|(?:^|[)、.])申请(?:办理|答复|处理)")),
    ("consult", re.compile(r"信访|热线|咨询|信箱")),
    ("proposals", re.compile(r"建议|提案")),
    ("disclosure", re.compile(r"主动公开|信息发布")),
)
_MAY_ANNOUNCE = re.compile(r"申请|建议|提案|规范性|解读|发布会|复议|诉讼|处理费|收费通知|网|微|公众号")
# The numbers in these are never what the agency did in the year: plans, petitions and telephone calls, form tables.
_SILENT = frozenset(("problems", "consult", "annex"))
# The totals that a bare clause ("办结12件") may continue under a heading about the same thing.
_CONTINUES = {
    "requests": ("requests",),
    "disputes": ("reconsideration", "litigation", "fees"),
    "fees": ("fees", "requests"),
    "disclosure": ("disclosure", "website", "wechat", "weibo"),
    "proposals": ("proposals",),
    "interpretations": ("interpretations",),
    "press": ("press_conferences",),
    "other": ("fees",),
}
_UNNUMBERED = re.compile(  # official headings, where the ordinal is lost
    r"(?m)^[^\S\n]*(总体情况|主动公开政府信息情况|收到和处理政府信息公开申请情况|政府信息公开行政复议、行政诉讼情况"
    r"|存在的主要问题及改进情况|其他需要报告的(?:事项|情况))[^\S\n]*$"
)
_BEGINS_A_HEADING = frozenset(NUMERAL + "第(0123456789 \u3000\xa0\t")
_NUMBER_WITH_UNIT = r"[0-9零一二两三四五六七八九十][余多\s百千万亿]*[件宗起条篇场次期个份项例则部元]"
_WORTH_READING = re.compile(rf"[未没无零免]|{_NUMBER_WITH_UNIT}|不存在|不收|[为是:量数]0|“\d")
_BEGINS_BY = frozenset("通在利依借运使")
_BY = re.compile(r"通过|在|利用|依托|借助|运用|使用")
_CLAUSE = re.compile(r"[^,;:()]+(?:(?<=\d),(?=\d{3}(?!\d))[^,;:()]+)*")
# "行政复议、诉讼数量均为0": without a unit, only this is a count.
_ANY_BARE_ZERO = re.compile(r"[为是:量数][0零](?![\d.])")
_EACH = "分别"  # "新收、办结分别为3件、2件"
_NOUNS = {"site": "网站", "wechat": "微信", "weibo": "微博", "medium": "其他"}
_OPENED = re.compile(r"^(?:开通|开办|建立|注册|打造)了?")
_PASSED_ON = re.compile(r"转[发载]|采用|指导|督促")
_BEFORE_CHANNELS = frozenset(("plain", "effort", "own", "active"))
_EACH_JOINT = re.compile(r"[、和与]|(?<!涉)及")
_CHANNEL_WORD = re.compile(r"网|微信|微博|号|平台|专栏|栏目|目录|系统")
_ANY_CHANNEL = re.compile(_CHANNEL_WORD.pattern + "|新媒体|抖音|客户端|头条")
_NEGATION = re.compile(r"[未没无零]|不存在|不收|免[费收]")
_ANOTHER_DENIAL = re.compile(r"、(?=[未没无零])")
_DENIED = re.compile(r"申请|结转|跨年|免|复议|诉讼|费|规范性|新闻|提案")
_TIME_WORD = re.compile(r"[年步段后来]")  # in every word of [front] that changes the year
_WITHIN_THE_YEAR = re.compile(r"月|(?<!按)季度|半年|\d日|上旬|中旬|下旬|期间|以来(?![信访人函])|截[至止]")
_PLAN = re.compile(
    r"(?<!按)(?<!工作)(?<!年度)(?<!规划)计划(?!$|[,;。、]|等)|(?<![草模])拟(?![定订])|力争|争取|预计|目标[为是]"
    r"|将(?:继续|进一步|认真|切实|着力|不断|加强|加大|努力|积极|严格|从|以|按|采取|举办|召开|组织|开展|发布|推进|坚持|围绕|于|在)"
)
_YEARLY = re.compile(r"(?:全年|年度?内|当年|本年度?|THIS年度?|今年)共?累计")
# What 累计 may sum up instead of the year.
_LONGER = re.compile(
    r"以来|截[至止]|历年|至今|目前|现有|已累计|开通|开设|上线|建成|创建|成立|自.{1,12}[起来]|粉丝|关注|用户|访问|\d年|(?<!一)年[来底末]"
)
_OUTSIDE = re.compile(r"[月季半日旬间来截划拟争预目将]")  # in every match of the two above
_LONGEST_CORE = 70  # a clause that says more before its number is not one of ours
_SUM = "合计"
_SEVERAL = re.compile(r"各|系统|部门")
_PUBLISHED = frozenset(("information", "disclosure", *CHANNELS.values()))
# Between two counts of one clause: what belongs to the first stands before one of these, what names the second after.
_CUT = re.compile(r"、|和|及|以及|与|并|其中|含|包括|均|比|较|同比|环比|占")
_NO_COUNT = ("会议", "性", "合计", "共计", "工作日", "自然日", "月", "小时")  # 一次会议, 两项合计, 15个工作日
_HARMLESS_TAIL = re.compile(r"(?:次|整|之多|左右)?(?:(?:均|全部|都|并)[^\d]*)?")
_ALL_DONE = re.compile(
    r"(?:目前|现|当年|年内|(?:截至|到)?年底|在\d+件申请中)?(?:并|且)?"
    r"(?:(?:上述|以上|所有|全部|收到的|所收到的|这些|该)*(?:政府信息公开|信息公开|依申请公开)?(?:的)?申请(?:事项|件|表)?|上述|以上|受理件)?"
    r"(?:我局|本局|本机关)?(?:(?:已|均|都|全部|全|一律)(?!未|不|非))+(?:在?(?:法定|规定)?的?\d+个工作日(?:之|以)?内)?[^未延不无没\d]{0,20}?"
    r"(?:办结|办复|答复|回复|结案|办理完毕|处理完毕|办理完结|完成办理|完成答复)(?:完毕|完成|了)?(?:并(?:依法|按时|按期|及时)?答复)?(?:申请人)?"
)
# Without one of these, a sentence of its own (申请均按期答复) tells how the office answers, not that nothing is left.
_DONE = re.compile(r"已|全部|所有|一律|都|结|完")
# 由2022年的20件增加到2023年的35件
_OTHER_YEAR = r"(?:LAST年|(?:19|20)\d\d年|上一?年|去年|前年)(?:度)?"
# What a clause does not speak of, though it names another year: (上年为3000条), 在上年工作基础上.
_COMPARED = re.compile(
    rf"[而但]?{_OTHER_YEAR}(?:同期|同比)?(?:为|是|仅为|仅有|仅|只有|有|:)?\d[\d.]*万?[余多]?[^\d,;:()]{{0,2}}"
    rf"|在?{_OTHER_YEAR}的?(?:工作|公开|有关)*的?基础上"
)
_AUDIENCE = re.compile(r"(?:关注|粉丝|浏览|访问|点击|阅读|订阅|用户)(?:人|用户|总)?(?:人次|次数|人数|总数|量|数)")
_ACTS = re.compile(r"发布|公开|推送|更新|刊发|编发|制作|申请|解读|召开|办理")
_THE_YEAR_AGAIN = re.compile(r"[^,;:()\d]{0,12}?(?:全年|年度内|本年)")
_ALL_PUBLISHED = re.compile(
    r"(?:我[局厅委办镇县市区院]|本机关|THIS年度?|全年|本年度?|累计|共|,)*主动公开的?(?:各类)?政府信息(?!公开)"
)
_RISEN = re.compile(
    r"(?P<core>[^\d,]*?)(?:由|从)[^,]*?"
    r"(?:增加|增长|上升|提高|增|减少|下降|降低|降|减)(?:到|至|为)(?:THIS年)?的?"
)
_DOCUMENTS_EXPLAINED = re.compile(r"[一-龥]{0,6}(?:文件|政策)(?:进行|予以|作出|开展)?了?.{0,4}解读")  # 对12份文件
_OWN_CHANNEL = re.compile(r"[局厅委](?:机关)?(?:官方|政务|门户)?(?:网站|微信|微博|公众号)")
_CARRIES_ON = ("requests", "proposals.handled", "fees", "press_conferences")
_CHANGED_TO = re.compile("(?:增加|上升|增长|提高|减少|下降|降低|增|升|减|降)(?:到|至|为)|为")
_ALL_BY = re.compile(
    r"(?:申请人|申请|提交|提出)?(?:的)?(?:方式|形式|渠道|途径)?(?P<all>(?:均|都|全部|皆|全)(?:为|是|系)?|(?:方式|形式|渠道)为)?(?:为|是|系)?(?=以|通过|采用|采取|经|[^,]{2,12}$)"
)
_OF_THE_REQUESTS = re.compile(r"(?:在|上述|以上|这|所有|全部|的)*(?:政府信息公开|信息公开)?申请(?:中|里)?")
_FINISHED = re.compile(r"办结|答复|回复|完毕|结案|办复|完结")
_SAYS_NOTHING = re.compile(r"(?:所有|全部|上述|以上|这|该)*(?:申请)?")
# What the official tables count, for a whole system: not the websites and press conferences of its offices.
_OF_SYSTEMS = ("requests", "reconsideration", "litigation", "fees", "cases")
# Another body, as what did something: 省水利厅召开, 各科室公开.
_BODY = re.compile(
    r"[一-龥]{0,14}?[一-龥](?:局|厅|委|办|委员会|政府|办公[室厅]|部门|单位|科室|处室|系统|镇街|乡镇|街道|学校|公司|法院|协会|中心|社区)"
    r"(?:(?:共|累计|全年|先后|均|已|还|也|年内|当年|THIS年)*)(?:召开|举办|举行|组织|收到|受理|接到|接收|发布|公开|主动|制定|印发|出台|办理|答复|承办|推送|更新|收取|办结)"
)
_DECIDES_CASES = re.compile(r"(?:作为|履行)[^,;。]{0,10}复议机[关构]|复议机[关构]职")  # those of others
_SPEAKS_ELSE = re.compile(
    r"信访|热线|12345|工单|投诉|举报|咨询|留言|信件|来信(?!息)|诉求|信箱|建议|提案|复议|诉讼|培训|许可"
)
_COUNTED_ELSE = re.compile(
    r"(?:收到|受理|接到|接收|办理|处理|处置|回复|答复|办结|承办|审理|开展|(?<!其[他它])组织|召开|举办|制定|印发|发布|公开|推送).|"
    r"信访|热线|12345|工单|投诉|举报|咨询|留言|信件|来信|案件|诉求|信箱|建议|提案|接待|复议|诉讼"
)
_NEVER_OURS = re.compile(r"信访|热线|12345|信箱|投诉|举报|行政事业|维持|驳回|网友|访谈|工单|咨询")
_TWO_SITES = re.compile(r"网站?[和、及与][^,;。]*网")
_TAKES_CASES = re.compile("(?:收到|接收|受理|审理|办理|办结|审结|立案)[^,;。]{0,14}复议")
_IS_SUED = re.compile("被申请人|被告|被复议|被申请|[对以][我本]|不服")
_LEFT_OVER = re.compile(r"(?:有|另有|还有|尚有|剩余|其余)?(?:因|由于|未到|未满|尚未|尚在|仍在|正在)[^,;]{2,24}")
_MADE_PUBLIC = re.compile("公开|发布|公布|公示")
_ITEM = re.compile(
    r"[一二三四五六七八九十]是|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、]|[①-⑳]|[一二三四五六七八九十]{1,3}、"
)
_ADDED = re.compile(r"新增(?:加|公开|发布)?(?:政府信息|信息)?")  # 累计公开1386条,其中2012年新增215条
_TITLED = re.compile(rf"(?P<item>{_ITEM.pattern})?\s*(?P<title>[^,;:。\d]{{2,10}}):")
# Who else did the same, or where else: 县政府召开3场,县直部门召开22场; 网站发布解读9篇,公众号发布解读5篇.
_ELSEWHERE = re.compile(
    r"部门|单位|乡镇|镇街|街道|[省市区县]级|本级|政府|办公[室厅]|[局委厅]|办(?![理结复件案])|网站|微信|微博|公众号"
    r"|(?P<level>(?:全国|[省市区县州旗])(?=人大|政协|建议|提案|代表))|(?P<account>”)"
)
_BODIES = re.compile(r"部门|单位|[乡镇]|街道|[局厅委]|办公[室厅]|系统")
_OF_OTHERS = re.compile(
    r"参[加与]|出席|列席|配合|协助|上级|转|代(?!表)|采用|被(?!申|提|起诉|告|列)|向|报送|审[查核]|备案|不予"
)
_CHANNEL_OF = re.compile(r"(?:门户|官方|政务|信息公开)*(?:网|微信|微博|公众|平台)")
_ANSWERED_BY = re.compile(r"(?:答复|回复|送达|获取|领取|提供)(?:信息)?的?(?:方式|形式|途径|渠道)")
_ANOTHER_BODY = re.compile(r"(?:各|工作|组成|直属|职能)*(?:部门|单位)|办公[室厅]|办(?![理结复件法案公])")
_COLUMN = re.compile(r"栏目?|专[栏题区页版]|板块|频道")
_NAMED_COLUMN = re.compile(r"网站?“(?!(?:政府|政务|部门)?信息公开”|政务公开”专)[^”]{2,8}”(?:专栏|栏目)")
_ON_A_SITE = frozenset(("website.published", "disclosure.published"))
_CALLERS = re.compile(r"来信|来访|来电|来函|接待|群众")
_NOT_YET = re.compile("结转|[未尚撤延除另]")
_CARRIED_ON = re.compile(
    r"(?:需|故|均|已)?(?:结转|顺延|延续|转)(?:至|到|入)?(?:NEXT|下一?)年度?(?:继续)?(?:办理|答复|处理)?"
)
_SITE_OF = re.compile(r"([省市区县州旗])(?:人民)?政府(?:门户)?网")
_WORTH_SAYING = re.compile(
    r"申请|复议|诉|费|免|信息|网|微|号|解读|发布会|规范性|建议|提案|答复|办|结|转|资讯|公开|推送|有效|废|失效|函|件|邮|传真|当面|上门|窗口|平台|系统"
    r"|现场|遗留|剩余"
)


@dataclass(slots=True)
class _Front:
    """What the words in front of a statement tell (keys of `[front]`), and where the statement itself begins.

    `level` is the 市 of 全市, whatever else the words say.
    """

    at: int
    told: frozenset[str] = frozenset()
    level: str = ""
    several: bool = False  # agencies, each with a website of its own


class Reading:
    """One narrative being read: its year, its agency, and the statements found so far."""

    def __init__(self, fiscal_year: int | None, agencies: tuple[str, ...]) -> None:
        self.fiscal_year = fiscal_year
        self.speaker = Speaker(agencies)
        self.grammar = load_grammar()
        self.received: Statement | None = None  # the last of any paragraph
        self.statements: list[Statement] = []
        self.too_short: list[tuple[float, float]] = []  # what channels add up to, and the requests
        words = {} if fiscal_year is None else {"THIS": fiscal_year, "LAST": fiscal_year - 1, "NEXT": fiscal_year + 1}
        self.years = [(f"{year}年", f"{word}年") for word, year in words.items()]

    def read(self, text: str, section: str | None) -> None:
        """Collect the statements of one section's text, `section` being what it is about."""
        if section in _SILENT and not _UNNUMBERED.search(text):
            return
        topic, title = section, ""
        half_width = half_width_of(simplified_text(text))
        for start, end in paragraphs_of(half_width):
            paragraph = half_width[start:end]
            worth_reading = _WORTH_READING.search(paragraph)
            heading = paragraph[0] in _BEGINS_A_HEADING and HEADING.fullmatch(paragraph)
            if heading and heading["top"]:
                section, title = topic_of(heading["title"]), ""
                topic = section
            elif end - start < 24 and _UNNUMBERED.fullmatch(paragraph):
                section, title = topic_of(paragraph), ""
                topic = section
            elif heading and not worth_reading:
                topic, title = topic_of(heading["title"]) or section, heading["title"].strip()
            elif not worth_reading and topic not in _SILENT and PLAIN_HEADING.fullmatch(paragraph.strip()):
                topic, title = topic_of(paragraph) or section, ""
            elif worth_reading and topic not in _SILENT:
                self._read_paragraph(paragraph, text[start:end], topic, title)

    def _read_paragraph(self, text: str, original: str, topic: str | None, title: str) -> None:
        folded, offsets = fold_text(text.replace("|", ",") if "|" in text else text)
        for year, word in self.years:
            folded = folded.replace(year, word)
        counts = [count for count in find_counts(folded) if not folded.startswith(_NO_COUNT, count.end)]
        paragraph = _ParagraphReading(self, folded, topic, owner_of(title))
        at = 0
        start = 0
        for sentence in folded.replace("!", "。").replace("?", "。").split("。"):
            end, first = start + len(sentence), at
            while at < len(counts) and counts[at].start < end:
                at += 1
            if sentence:
                paragraph.read_sentence(start, end, counts[first:at])
            start = end + 1
        for statement in paragraph.statements:
            begin = offsets[statement.start]
            left_out = original[offsets[statement.start - 1] + 1 if statement.start else 0 : begin]
            if left_out.startswith(("“", '"', "「")):  # the name of the channel: “云州发布”微博
                begin -= len(left_out)
            statement.quote = original[begin : offsets[statement.end - 1] + 1]
        self.statements += paragraph.statements

    def speaks_until(self, year: int) -> bool:
        """Whether this is known to be a report of `year` or one before."""
        return self.fiscal_year is not None and self.fiscal_year <= year


class _ParagraphReading:
    """One paragraph being read clause by clause: what time, total and channel the next clause is about."""

    def __init__(self, reading: Reading, text: str, topic: str | None, owner: str) -> None:
        self.reading, self.speaker, self.text, self.topic = reading, reading.speaker, text, topic
        self.opening, self.titled = topic, False  # until a title before a colon says what the topic is
        self.owner = owner  # whose the numbers are, by the title before them: "1.政府网站。"
        self.owns = owner not in ("", PART)  # those of the next sentence
        self.statements: list[Statement] = []
        self.heading = ""
        self.another_year = False  # the last year named is not the report's
        self.named_at = -1  # where the sentence begins that names it
        self.counted = False  # by that sentence
        self.of_others: set[str] = set()  # what other bodies of the area counted in this sentence
        self.elsewhere: set[str] = set()  # what sentences about another year counted
        self.after: str | None = None  # the last total stated; "" after one that we do not know
        # Of the sentence being read:
        self.subject = ""  # the channel that it is about
        self.has_channel = self.may_be_outside = False
        self.part = self.part_outside = False  # after 其中; where the bracket began
        self.single: tuple[Count, int] | None = None  # what the clause before counts, where it begins
        self.part_of = ""  # what was counted before it
        self.left_over: Count | None = None  # 1件未到答复期, of which the next clause may say 转入下年度
        self.audience = False  # after 关注人数, 浏览量
        self.outside = ""  # plan, span or year_end: it does not tell what was done in the whole year
        self.about: str | None = None  # what its beginning says that it is about
        self.received: Statement | None = None  # the last, if nothing else was counted or named since
        self.area = self.foreign = False  # it tells of 全市, of another body
        self.system = False  # of 全市税务系统, for which a 税务局 reports
        self.listed = False  # of another body up to the end of the item or bracket
        self.received_here: Statement | None = None  # the last of this paragraph
        self.grand: tuple[Rule, str] | None = None  # a total since an unnamed beginning, and the words that state it
        self.continued = ""  # what was counted of another year or of a part of this one, just before
        self.compared: tuple[Rule, int] | None = None  # by this rule, where it ends
        self.counted_area = ""  # what was counted for 全市
        self.of_area: Rule | None = None
        self.waiting: list[tuple[str, Count, int, int]] = []  # channels before what was published on them is said
        self.counts: list[Count] = []
        self.begin = 0
        self.title = self.before = 0, 0  # the clause that a colon ended, the clause before if it has no number
        self.enumerated = False  # the count before was of something published, or not understood
        self.dated = False  # an earlier clause says that it is about the year

    def read_sentence(self, start: int, end: int, counts: list[Count]) -> None:
        """Read one sentence; a first one without numbers is a heading: "(三)依申请公开情况。"."""
        sentence = self.text[start:end]
        titled = _TITLED.match(sentence) if self.topic not in _SILENT else None
        if titled and (start == 0 or titled["item"]):  # 3.申请办理:新收申请26件
            named = topic_of(titled["title"])
            if named == "requests":
                self.topic, self.titled = named, True
            elif self.titled:
                self.topic, self.titled = named or self.opening, False
        states = bool(counts) or _ANY_BARE_ZERO.search(sentence) is not None
        states = states or (self.received is not None and _FINISHED.search(sentence) is not None)
        states = states or (_NEGATION.search(sentence) is not None and _DENIED.search(sentence) is not None)
        if not states and start and len(sentence) <= 16 and _ITEM.match(sentence):
            self.topic, self.after = topic_of(sentence) or self.topic, None
        if start == 0 and not states and len(sentence) <= 30 and end < len(self.text):
            self.topic = topic_of(sentence) or self.topic
            self.heading = sentence
        if not states and len(sentence) <= 30:
            item = _ITEM.match(sentence)
            owner = owner_of(sentence[item.end() :] if item else sentence)
            if item or owner:
                self.owner, self.owns = owner, owner not in ("", PART)
        if self.topic in _SILENT or not (states or _TIME_WORD.search(sentence)):
            return
        if self.topic == "other" and not counts and "费" in sentence and sentence[0] not in "均都皆也":
            self.after = None  # whatever was counted before
        if self.counted and self.another_year:  # "2022年收到申请9件。" says nothing of what follows, but about requests
            self.another_year = False
        self.left_over = None
        self.subject, self.part, self.outside, self.about = "", False, "", None
        self.part_outside, self.single = False, None
        self.of_others.clear()
        self.area = self.foreign = self.listed = self.system = False
        self.counted_area = self.continued = ""
        self.compared = None
        self.of_area = None
        self.grand = None
        self.waiting.clear()
        self.counts = counts
        self.begin, self.dated, self.enumerated, self.audience = start, False, False, False
        self.title = self.before = 0, 0
        if not states:  # what year the next sentence is about
            for found in _CLAUSE.finditer(self.text, start, end):
                if _TIME_WORD.search(self.text, found.start(), found.end()):
                    self._front(found.start(), found.end())
            return
        if self.owns:
            self.subject, self.owns = self.owner, False
        self.has_channel = _CHANNEL_WORD.search(sentence) is not None
        self.may_be_outside = _OUTSIDE.search(sentence) is not None
        before = len(self.statements)
        at = 0
        for found in _CLAUSE.finditer(self.text, start, end):
            first = at
            while at < len(counts) and counts[at].start < found.end():
                at += 1
            another_year = self.another_year
            self._read_clause(found.start(), found.end(), counts[first:at])
            if _AUDIENCE.search(self.text, *found.span()) and not _ACTS.search(self.text, *found.span()):
                self.audience, self.another_year = True, another_year  # who came last year, not what was done
        if len(self.statements) > before:
            stated = self.statements[before:]
            if too_few := channels_too_few(stated, len(counts)):
                self.reading.too_short.append(too_few)
            self.statements[before:] = reconsidered(stated, self.text, start, end, self.of_others)

    def _read_clause(self, start: int, end: int, counts: list[Count]) -> None:
        text = self.text
        if start and text[start - 1] == ";":
            self.part = self.enumerated = False
            if self.another_year and self.counted and _THE_YEAR_AGAIN.match(text, start, end):
                self.another_year = False  # 上年度浏览量为60132次;全年发布信息500条
        closed = ")" in text[max(self.begin, start - 2) : start]
        if self.listed and (closed or text[start - 1] == ";"):
            self.foreign = self.listed = False
        if start and text[start - 1] == "(":
            self.part_outside = self.part
        elif closed:
            self.part = self.part_outside  # 复议58件(其中信息公开7件)、诉讼41件
            start += text.startswith("、", start, end - 1)
        told = self.subject and any(f"{self.subject}.published" == said.indicator for said in self.statements)
        if (told or self.audience or text[start - 1] == ";") and _ALL_PUBLISHED.match(text, start, end):
            self.subject = ""  # 门户网站发布信息3946条;全年主动公开政府信息5300条
        if _COMPARED.fullmatch(text, start, end):  # 收到申请70件,上年同期为14件,办结69件
            return
        if self.received and text.find("除", start, end) >= 0:  # 除1件外均已答复
            self.received = None
        front = self._front(start, end)
        if self.foreign and _OWN_CHANNEL.match(text, front.at):
            self.foreign = False
        if counts and text[counts[0].start] == "一" and _NEGATION.search(text, front.at, counts[0].start):
            counts = counts[1:]  # 没有发生一起
        if not counts and text[end - 1] in "0零" and text[end - 2] in "为是:量数" and end - 1 > front.at:
            counts = [Count(0, "", "exact", end - 1, end)]
        stem_end = counts[0].start if counts else end
        if self.may_be_outside:
            planned = text.find("、拟", start, end)  # 废止9件、拟修改4件
            if _PLAN.search(text, start, planned if planned >= 0 else end):
                self.outside = "plan"
            elif _WITHIN_THE_YEAR.search(text, front.at, stem_end):
                self.outside = "span"
        if self.has_channel:
            self._find_subject(front.at, stem_end)
        if not counts:
            if _ANSWERED_BY.search(text, front.at, end):
                self.after = "else"
            if front.at < end <= front.at + 30 and _MAY_ANNOUNCE.search(text, front.at, end):
                self._announce(text[front.at : end])
            if (
                self.received
                and _FINISHED.search(text, start, end)
                and (self.received.start >= self.begin or _DONE.search(text, start, end))
                and any(_ALL_DONE.fullmatch(text, at, end) for at in range(start, min(front.at, start + 9) + 1))
            ):
                self._all_done(end)
            elif self.single and _CARRIED_ON.fullmatch(text, start, end):  # 其中1件为12月29日收到,结转2024年办理
                self._state(text[start:end], front, self.single[0], self.single[1], end)
            elif (self.left_over and self._goes_over(front, end)) or (
                self.received and (how := _ALL_BY.match(text, start, end)) and self._all_by(how, end)
            ):
                pass
            elif _NEGATION.search(text, start, end):
                self._deny(front, start, end)
            elif self.received and _SPEAKS_ELSE.search(text, start, end):
                self.received = None
            self.before, self.single = (front.at, end), None
            if text[end : end + 1] == ":":
                self.title = front.at, end
            return
        if len(counts) > 1:
            before, each, common = text[front.at : counts[0].start].partition(_EACH)
            if each:
                self._read_each(_EACH_JOINT.split(before), common, front, counts, start)
                return
            if text[start : front.at].endswith(_EACH) and (channels := self._channels_before(start)):
                self._read_each(channels, before, front, counts, start)
                return
            risen = _RISEN.fullmatch(text, front.at, counts[-1].start)
            if risen:  # 由2022年的20件增加到2023年的35件
                begin, stop = self.before
                self._state(risen["core"] or text[begin:stop], front, counts[-1], start, counts[-1].end)
                return
            if counts[0].unit == "期" and counts[1].start == counts[0].end:  # 推送126期210条
                self._state_issues(front, counts, start, end)
                return
        named = self.received and self.received.value == counts[0].value and front.at == counts[0].start
        if named and len(counts) > 1 and text.startswith("中", counts[0].end):  # 38件中网络申请11件
            start, counts = counts[0].end + 1, counts[1:]
            front = self._front(start, end)
        first = start
        for number, count in enumerate(counts):
            last = number + 1 == len(counts)
            following = end if last else counts[number + 1].start
            cut = None if last else _CUT.search(text, count.end, following)
            if number:
                front = self._front(start, end)
            self._read_count(front, count, text[count.end : cut.start() if cut else following], start)
            start = cut.start() if cut else count.end
            while start < following and text[start] in JOINTS:
                start += 1
        self.before = 0, 0
        self.single = (counts[0], first) if len(counts) == 1 and self.part else None

    def _state_issues(self, front: _Front, counts: list[Count], start: int, end: int) -> None:
        """Read "发布107期113条信息": what the issues hold."""
        core = self.text[front.at : counts[0].start]
        following = counts[2].start if len(counts) > 2 else end
        tail = self.text[counts[1].end : following]
        self._state(core + tail, front, counts[1], start, counts[1].end + len(tail))

    def _announce(self, text: str) -> None:
        """Read "依申请公开方面", "做好建议提案办理工作", "发挥门户网站作用": what the rest of the sentence is about."""
        about, channel = announced_by(text)
        if about:
            self.about = about
            self.after = "normative_documents" if about == "documents" else None
        elif channel:
            self.subject = channel

    def _read_each(self, names: list[str], common: str, front: _Front, counts: list[Count], start: int) -> None:
        """Read "新收、办结分别为3件、2件": as many names before 分别 as counts after it."""
        self.counted = self.counted or self.named_at == self.begin
        between = (self.text[one.end : next_one.start] for one, next_one in pairwise(counts))
        if len(names) == len(counts) and all(_EACH_JOINT.fullmatch(joint) for joint in between):
            _, length = next(words_of(names[-1]), (UNKNOWN, 0))
            shared = names[-1][length:]  # 网站、微博公开信息
            for name, count in zip(names, counts, strict=True):
                said = name + common
                said = said if name == names[-1] or self._fitting_rule(said, count) else name + shared + common
                self._state(said, front, count, start, count.end)

    def _channels_before(self, start: int) -> list[str]:
        """The channels in the clause before, in order: 开设政务微博、微信账号各1个,全年分别发布信息527条、1098条."""
        named: list[str] = []
        clause = self.text[self.begin : start].rstrip(",;").rpartition(",")[2]
        for kinds, _ in () if _PASSED_ON.search(clause) else words_of(_OPENED.sub("", clause)):
            if not named and _BEFORE_CHANNELS.isdisjoint(kinds) and _NOUNS.keys().isdisjoint(kinds):
                return []  # 指导乡镇开设, 省水利厅
            named += [_NOUNS[kind] for kind in kinds if kind in _NOUNS]
        return named

    def _deny(self, front: _Front, start: int, end: int) -> None:
        """Read "无政府信息公开申请、无行政复议" and the like, each denial for itself."""
        at = front.at
        for denial in _ANOTHER_DENIAL.split(self.text[at:end]):
            self._state(denial, front, None, start, at + len(denial))
            start = at = at + len(denial) + 1

    def _front(self, start: int, end: int) -> _Front:
        """Read the words of time, agency and connection from `start` on, and remember what they tell."""
        front = _Front(start)
        while front.at < end:
            found = self.reading.grammar.front.match(self.text, front.at, end)
            if found is None:
                by = self.text[front.at] in _BEGINS_BY and _BY.match(self.text, front.at, end)  # 通过市教育局门户网站
                begin = by.end() if by else front.at
                after_name = self.speaker.names_this_agency(self.text, begin, end) if begin < end else begin
                if after_name == begin:
                    break
                front.at = after_name
                of_area = self.area and self.part
                self._own_name()
                if self.speaker.one_of_several and (
                    _ANOTHER_BODY.match(self.text, after_name, end)  # 县政府办公室收到网络申请19件、信函申请22件
                    or (of_area and not _CHANNEL_OF.match(self.text, after_name, end))  # 全县办结30件,其中县政府12件
                ):
                    self.foreign = self.listed = True
                    self.part = self.part or of_area
                continue
            kind = str(found.lastgroup)
            front.told |= {kind}
            if kind == "own":
                self._own_name()
            if kind in ("this_year", "whole_year"):
                self.dated = True
            if kind == "this_year":
                self._carry_on()
                self.another_year = False
                self.elsewhere.clear()
                self.outside = (
                    "" if self.outside == "year_end" or (self.part and self.outside == "now") else self.outside
                )
            elif kind == "other_year":
                self.another_year, self.named_at, self.counted = True, self.begin, False
            elif kind == "whole_year":
                if self.outside == "span" and not self.another_year:
                    self._carry_on()
                self.outside = "" if self.outside != "plan" else self.outside
            elif kind in ("span", "year_end", "now"):
                self.outside = kind
            elif kind == "part":
                self.part, self.part_of = True, self.after or ""
            elif kind == "wide":
                front.level = levels_of(found[0])[-1:]
                self.area = self.area or bool(front.level)
                front.several = front.several or _SEVERAL.search(found[0]) is not None
            front.at = found.end()
            if kind == "wide":
                after = self.speaker.end_of_system(self.text, front.at, front.level)
                self.system = after > 0
                if self.system:
                    front.at, front.level = after, ""
        return front

    def _carry_on(self) -> None:
        """2022年收到30件,2023年收到20件; 上半年召开2场,下半年召开3场,全年共召开5场."""
        if self.continued:
            about = self.continued.partition(".")[0]
            self.after, self.about = self.continued, "press" if about == "press_conferences" else about
            self.continued = ""

    def _own_name(self) -> None:
        """全市收到60件,其中我局5件: from here on of the agency alone."""
        if self.area and self.part and self.counted_area:
            self.part = False
            self.about, self.after = self.counted_area, None
        for stated in self.statements if self.system else ():  # 全市税务系统复议3件,市局1件
            if stated.system and stated.start >= self.begin:
                stated.spoilt = ONE_OF_SEVERAL
        self.foreign = self.area = self.system = False

    def _find_subject(self, start: int, end: int) -> None:
        if start >= end or not (self.subject or _CHANNEL_WORD.search(self.text, start, end)):
            return
        channel = channel_of(self.text[start : min(end, start + _LONGEST_CORE)])
        if channel is not None:  # 公众号开设"政策解读"栏目,发布信息41条: in the column
            one_column = channel not in ("platform", OWN_COLUMN) and _COLUMN.search(self.text, start, end)
            self.subject = "" if one_column else channel

    def _read_count(self, front: _Front, count: Count, tail: str, start: int) -> None:
        self.counted = self.counted or self.named_at == self.begin
        if count.value is None:
            return
        core = self.text[front.at : count.start]
        if "解读" in tail and _DOCUMENTS_EXPLAINED.match(tail):
            return
        if not core and not tail and self.of_area and not self.area and front.at > start and self.speaker.part_is_own:
            self._take(self.of_area, front, count, start, count.end)  # 全市收到60件,其中我局5件
            self.of_area = None
            return
        first = self.reading.received
        if first and first.value == count.value and _OF_THE_REQUESTS.fullmatch(core + tail):  # 在14件申请中
            self.received = replace(first, start=start, end=count.end + len(tail), quote="")
            self.after = "requests.received"
            return
        if not tail or (_HARMLESS_TAIL.fullmatch(tail) and not _SAYS_NOTHING.fullmatch(core)):
            if not core and "sum" in front.told:
                core = _SUM
            stated = self._state(core, front, count, start, count.end)
            if stated and stated is self.received and _ALL_DONE.fullmatch(tail):
                stated.end = count.end + len(tail)
                self._all_done(stated.end)
        else:  # 收到3件政府信息公开申请
            self._state(core + tail.removeprefix("的"), front, count, start, count.end + len(tail))

    def _state(self, core: str, front: _Front, count: Count | None, start: int, end: int) -> Statement | None:
        """Apply the rules to one clause, `core` being all that it says but the front and the number."""
        if count and "this_year" in front.told and (grand := self._grand_total(core, count)):
            stated = Statement(grand.indicator[0], count.value or 0, count.unit, count.qualifier, start, end, grand)
            self.statements.append(stated)
            self.after = grand.sets
            return stated
        if "sum" in front.told and self.after and self.after.partition(".")[0] in CHANNELS.values():
            self.subject = ""  # 门户网站12条、微信公众号13条,合计发布信息25条
        if count and self._shares_topic(core, front.at):
            core = "信息公开" + core
        rule = self._fitting_rule(core, count) if core else None
        if count and self.compared and "this_year" in front.told and _CHANGED_TO.fullmatch(core):
            past, past_end = self.compared  # 去年推送信息280条,今年增至320条
            rule = past if start == past_end + 1 and _fits(past, count) else None
        by = _BY.search(self.text, start, front.at) if count and rule is None and "等" in core else None
        if by:  # 通过云州市人民政府网站、微信公众号等平台主动公开
            rule = self._fitting_rule(self.text[by.start() : front.at] + core, count)
        if rule and count and rule.sets == "reconsideration.total" and self._decides(core, end):
            return None
        if rule is None:
            begin, stop = self.before if core == _SUM else self.title
            if begin < stop and (not core or all(map(says_what_happened, all_words_of(core) or [UNKNOWN]))):
                rule = self._fitting_rule(self.text[begin:stop] + core, count)
                start = begin if rule and stop + 1 == start else start
        if rule and self.area and rule.indicator and rule.sets.startswith(("requests", "proposals")):
            self.counted_area, self.of_area = rule.sets.partition(".")[0], rule
        if count and self._same_elsewhere(core, count, rule):
            return None
        system = self.system and rule is not None and rule.sets.startswith(_OF_SYSTEMS)
        if rule and (self.foreign or (self.area and not self.speaker.governs and not system)) and rule.indicator:
            if not (self.listed and self.part):
                self.after, self.received = "", None  # the whole area or another body did it
            return None
        if rule and rule.sets == "requests.outcome":
            return None
        if rule and rule.sets.startswith("proposals") and self._was_published(start, end):
            return None
        if rule:
            self.enumerated = not rule.indicator or rule.sets.partition(".")[0] in _PUBLISHED
            return self._take(rule, front, count, start, end)
        here = self.received_here
        if count and here and here.value == count.value and _ALL_DONE.fullmatch(core):  # 5件全部办结
            self.received = here
            self._all_done(end)
            return None
        self.enumerated = self.enumerated or count is not None
        if count and (self.after or "").startswith("requests") and _LEFT_OVER.fullmatch(core):
            self.left_over = count
            return None
        if count and self._waits(core, count, start, end):
            return None
        if count and _BODY.match(self.text, front.at, count.start):
            self.foreign = True
        if self.another_year:
            self.elsewhere.add(topic_of(core) or "")
        else_ = count is not None and _COUNTED_ELSE.search(core) is not None
        if count and self.received and (else_ or count.unit not in "件宗条份起个项例"):
            self.received = None
        if else_:  # something else was received or done: later clauses may continue that
            self.continued = ""
            self.after = "else" if _SPEAKS_ELSE.search(core) else ""
        return None

    def _shares_topic(self, core: str, at: int) -> bool:
        """其中因政府信息公开引起的行政复议1宗、行政诉讼0宗: about information, the second as the first."""
        last = self.statements[-1] if self.statements else None
        other = {"reconsideration.total": "诉讼", "litigation.total": "复议"}.get(last.indicator if last else "")
        if last is None or other is None or other not in core or not last.end < at <= last.end + 2:
            return False
        words = self.text[last.start : last.end]
        told = "信息公开" in words and ("复议" in words or "诉讼" in words)
        return told and set(self.text[last.end : at]).issubset(JOINTS)

    def _decides(self, core: str, end: int) -> bool:
        """Whether these are cases of others that this body decides: 向我局申请行政复议, what a 司法厅 receives."""
        if "向本机关" in self.speaker.reworded(core):
            return True
        words = self.text[self.begin : end]
        return self.speaker.decides and _TAKES_CASES.search(words) is not None and not _IS_SUED.search(words)

    def _grand_total(self, core: str, count: Count) -> Rule | None:
        """Take back a total since an unnamed beginning of which this is the year's part: what they count."""
        last = self.statements[-1] if self.statements and self.statements[-1].start >= self.begin else None
        added = _ADDED.fullmatch(core) is not None
        if last and (last.running or (added and self.part and last.rule.sets.partition(".")[0] in _PUBLISHED)):
            self.grand = last.rule, self.text[last.start : last.end]
        if self.grand and (added or core.removeprefix("新") in self.grand[1]) and _fits(self.grand[0], count):
            rule, self.grand = self.grand[0], None  # 截至年底公开212条,其中2009年新增102条; 累计收到60件,今年收到5件
            if last and last.rule is rule:
                self.statements.pop()
            return rule
        return None

    def _same_elsewhere(self, core: str, count: Count, rule: Rule | None) -> bool:
        """Whether another body, level or channel has what was counted before: 县政府召开3场,县直部门召开22场."""
        if self.part or self.another_year:
            return False
        before = [s for s in self.statements if s.start >= self.begin]
        several = self.speaker.one_of_several  # what others do is part of it
        if rule and rule.indicator:
            return several and self.foreign and self._counts_as_well(rule, before)
        for named in () if _OF_OTHERS.search(core) else _ELSEWHERE.finditer(core):
            noun = core[named.end() :]
            last = before[-1] if before else None
            if not noun and several and last and named[0] != "办" and ":" in self.text[last.start : last.end]:
                return self._counts_as_well(last.rule, before)  # 发布政策解读:县政府21篇,部门20篇
            if len(noun) < 2:
                continue
            fitting = self._first_rule(noun, count)
            if fitting and fitting.indicator:
                if (several or named["account"]) and self._counts_as_well(fitting, before):
                    self.foreign = self.listed = True
                    return True
                continue
            listed = [s for s in before if f"{noun}{s.value:g}{s.unit}" in self.text[s.start : s.end]]
            for stated in listed if several or named["level"] else ():  # 办理省人大代表建议2件、市人大代表建议9件
                stated.spoilt = ONE_OF_SEVERAL
            if listed or not several:
                return bool(listed)
            bare = last and last.unit == count.unit and noun in self.text[last.start : last.end]
            if last and bare and (count.value or 0) > last.value:  # 县政府召开发布会5场,县卫健局召开7场
                last.spoilt = ONE_OF_SEVERAL
        return False

    def _counts_as_well(self, rule: Rule, before: list[Statement]) -> bool:
        """Remember what others count, before or after the agency's own; whether that was before."""
        self.of_others.add(rule.sets)
        return any(stated.rule.sets == rule.sets for stated in before)

    def _waits(self, core: str, count: Count, start: int, end: int) -> bool:
        """Whether this is "网站12条", of which a later clause says what they were."""
        if not self.has_channel or self.part or not _ANY_CHANNEL.search(core) or count.unit not in "条篇":
            return False
        kinds = {kind for word in all_words_of(core) for kind in word} - {"plain", "internet"}
        if len(kinds) != 1 or kinds.isdisjoint(("site", "wechat", "weibo")):
            return False
        self.waiting.append((core, count, start, end))
        self.subject = ""
        return True

    def _fitting_rule(self, core: str, count: Count | None) -> Rule | None:
        rule = self._first_rule(core, count)
        if (rule is None or rule.guess) and len(core) <= _LONGEST_CORE and self._worth_saying(core, count):
            reworded = self.speaker.reworded(core)
            if reworded != core:
                rule = self._first_rule(reworded, count) or rule
        return rule

    def _worth_saying(self, core: str, count: Count | None) -> bool:
        """Whether a clause that is not understood may be one of ours in other words."""
        if count and count.unit in "场次期" and "发布会" not in core:
            return False
        return _WORTH_SAYING.search(core) is not None and not _NEVER_OURS.search(core)

    def _first_rule(self, core: str, count: Count | None) -> Rule | None:
        contexts = _contexts(self.about or self.topic, self.after, self.subject)
        for rule in fitting_rules(core, count is None) if len(core) <= _LONGEST_CORE else ():
            if (
                (not rule.needs or not rule.needs.isdisjoint(contexts))
                and (count is None or _fits(rule, count))
                and not (rule.alone and self.enumerated)
                and not (rule.adds and count and count.value != self._by_channels())
                and (rule.until is None or self.reading.speaks_until(rule.until))
            ):
                return rule
        return None

    def _take(self, rule: Rule, front: _Front, count: Count | None, start: int, end: int) -> Statement | None:
        certain = (
            self._of_this_year(rule, front, start, end)
            and (rule.part or not self.part or not rule.indicator or self._is_another_thing(rule, start))
            and not (self.part and rule.sets == "requests.received" and not self._received_before())
            and not (rule.summed and not TOTAL.search(self.text, start, end))
            and not (rule.bare and _ANY_CHANNEL.search(self.heading + self.text[self.begin : start]))
            and (not front.level or self.speaker.speaks_for(front.level))
            and not (rule.sets == "website.published" and _TWO_SITES.search(self.text, start, end))
            and not (rule.sets.startswith("requests.received.") and self._is_of_callers(start, end))
            and not (rule.sets in _ON_A_SITE and self._is_of_a_column(rule, start, end))
            and not (rule.context and _DECIDES_CASES.search(self.text))
            and not (rule.sets == "disclosure.published" and self._under_a_title())
            and not (front.several and self._has_several(rule, start, end))
        )
        continues = rule.indicator and (self.another_year or self.outside == "span")
        self.continued = rule.sets if continues and not certain and rule.sets.startswith(_CARRIES_ON) else ""
        self.compared = (rule, end) if continues and not certain else None
        past = self.another_year and "历年" not in self.text[start:end]
        if not certain and not past and rule.indicator and "累计" in self.text[start:end]:
            self.grand = rule, self.text[start:end]
        self.after = rule.sets if certain else ""
        if not certain or not rule.indicator:
            self.received = None
            return None
        while self.text[start] in "、.;, ":
            start += 1
        value, unit, qualifier = (count.value or 0, count.unit, count.qualifier) if count else (0, rule.zero, "exact")
        unit = unit or rule.units[0]
        part = self.part or self._is_another_site(rule, start, end)
        running = "累计" in self.text[start:end] and not self.dated
        if "this_year" in front.told:  # 累计发布12.8万条,今年主动公开7377条
            here = [s for s in self.statements if s.running and s.indicator in rule.indicator and s.start >= self.begin]
            self.statements = [s for s in self.statements if s not in here]
        area = self.area and not self.system
        stated = [
            Statement(indicator, value, unit, qualifier, start, end, rule, part, area, self.system, running=running)
            for indicator in rule.indicator
        ]
        self.statements += stated
        if stated[0].indicator == "requests.received":
            self.received = stated[0] if count and not self.part else None
            self.reading.received = self.received_here = self.received
        elif not stated[0].indicator.startswith("requests.") or stated[0].indicator == "requests.processed":
            self.received = None
        if self.waiting and rule.sets in ("information", "disclosure.published") and count:
            self._published_on()
        return stated[0]

    def _was_published(self, start: int, end: int) -> bool:
        """公开轮换公告6条、人大建议政协提案答复3条: replies that were published, not proposals handled."""
        return (
            self.enumerated
            and _MADE_PUBLIC.search(self.text, self.begin, start) is not None
            and (self.text[start - 1] == "、" or self.text[end - 1] in "条篇")
        )

    def _under_a_title(self) -> bool:
        """Whether what is counted belongs to the title before it: "3.政府公报。公开政府信息96条"."""
        return self.owner != "" or owner_of(self.text[slice(*self.title)]) == PART

    def _by_channels(self) -> float:
        """How many requests came through the channels told in this sentence."""
        return sum(
            s.value for s in self.statements if s.start >= self.begin and s.indicator.startswith("requests.received.")
        )

    def _received_before(self) -> bool:
        return any(s.indicator == "requests.received" and s.start >= self.begin for s in self.statements)

    def _is_of_callers(self, start: int, end: int) -> bool:
        """收到群众来信52件、来访36件, 其中门户网站6120条: where no request was named, petitions or publications."""
        named = (self.after or "").startswith("requests") or self.text.find("申请", start, end) >= 0
        return not named and (self.text[end - 1] == "条" or _CALLERS.search(self.text, start, end) is not None)

    def _is_of_a_column(self, rule: Rule, start: int, end: int) -> bool:
        """在县政府网站“政务公开”专栏发布197条. A department may have no more than its column: 局专栏."""
        if self.speaker.governs:
            return f"on {OWN_COLUMN}" in rule.needs or _COLUMN.search(self.text, start, end) is not None
        return _NAMED_COLUMN.search(self.text, start, end) is not None

    def _has_several(self, rule: Rule, start: int, end: int) -> bool:
        """Whether each of 各部门 has one: all publish on one 县政府网站."""
        site = _SITE_OF.search(self.text, start, end) if rule.sets == "website.published" else None
        own = site is not None and self.speaker.speaks_for(site[1])
        return rule.sets.partition(".")[0] in CHANNELS.values() and not own

    def _is_another_site(self, rule: Rule, start: int, end: int) -> bool:
        """市政府网站 in a 县's report: its own only if no other is named."""
        site = _SITE_OF.search(self.text, start, end) if rule.sets == "website.published" else None
        return site is not None and self.speaker.governs and not self.speaker.speaks_for(site[1])

    def _is_another_thing(self, rule: Rule, start: int) -> bool:
        """公开信息3936条,其中政策类18条,召开新闻发布会2场: no part of what was published; nor is what is denied."""
        about, whole = rule.sets.partition(".")[0], self.part_of.partition(".")[0]
        if rule.zero:  # 行政复议3件,其中维持2件、撤回1件,未发生行政诉讼
            listed = self.text[max(self.text.rfind("其中", self.begin, start), self.begin) : start]
            return whole not in ("", "else", about) and not _BODIES.search(listed)
        return whole in _PUBLISHED and about in ("press_conferences", "proposals", "fees")

    def _published_on(self) -> None:
        """Give the channels that were waiting what was published on them."""
        waiting, self.waiting = self.waiting, []
        for core, count, start, end in waiting:
            rule = self._fitting_rule(core, count)
            if rule and rule.indicator:
                while self.text[start] in "、.;, ":
                    start += 1
                self.statements.append(
                    Statement(rule.indicator[0], count.value or 0, count.unit, count.qualifier, start, end, rule, True)
                )

    def _of_this_year(self, rule: Rule, front: _Front, start: int, end: int) -> bool:
        words = self.text[start:end]
        about = (
            rule.sets.removeprefix("cases.")
            .partition(".")[0]
            .replace("litigation", "disputes")
            .replace("reconsideration", "disputes")
        )
        if self.another_year:
            self.elsewhere.add(about)
        if self.another_year or about in self.elsewhere or self.outside in ("plan", "span"):
            return False
        if self.outside == "now" and not rule.stock:
            return False
        if self.outside and not rule.stock and "累计" in words:  # by the end of the year, since the beginning
            return False
        if "累计" not in words or not front.told.isdisjoint(("whole_year", "this_year")) or _YEARLY.search(words):
            return True
        return (self.dated or not rule.since) and not _LONGER.search(self.text, self.begin, end)

    def _all_by(self, how: re.Match[str], end: int) -> bool:
        """Read "收到申请2件,均以传真形式提出": as many through the channel as received."""
        received = self.received
        if received is None or self.part or not (how["all"] or received.value == 1):
            return False
        rule = self._fitting_rule(self.text[how.end() : end], Count(received.value, "件", "exact", end, end))
        if rule is None or len(rule.indicator) != 1 or not rule.indicator[0].startswith("requests.received."):
            return False
        self.statements.append(replace(received, indicator=rule.indicator[0], end=end, rule=rule))
        return True

    def _goes_over(self, front: _Front, end: int) -> bool:
        """Read "1件未到答复期,转入下年度"."""
        count, self.left_over = self.left_over, None
        rule = self._first_rule(self.text[front.at : end], count)
        if count is None or rule is None or rule.indicator != ("requests.carried_forward",):
            return False
        value, unit = count.value or 0, count.unit
        self.statements.append(Statement(rule.indicator[0], value, unit, count.qualifier, count.start, end, rule))
        return True

    def _all_done(self, end: int) -> None:
        """Read "收到申请3件,均已答复": as many processed as received."""
        received = self.received
        whole = not self.part or (received and self._all_told(received, end))
        if received and whole:
            self.statements.append(replace(received, indicator="requests.processed", start=received.start, end=end))

    def _all_told(self, received: Statement, end: int) -> bool:
        """收到9件,其中书面6件,网上3件,均已答复: whether all of these or all that came, it is the same."""
        begin = max(received.end, self.begin)
        listed = [count.value or 0 for count in self.counts if begin <= count.start < end]
        return sum(listed) == received.value and not _NOT_YET.search(self.text, begin, end)


def _fits(rule: Rule, count: Count) -> bool:
    """Whether the rule counts in this unit (条, 条次) and with this value."""
    unit = count.unit[0] if count.unit[1:] == "次" else count.unit
    return (not rule.units or unit in rule.units) and bool(rule.units or unit) and rule.only in (None, count.value)


@lru_cache(maxsize=512)
def _contexts(topic: str | None, after: str | None, subject: str) -> frozenset[str]:
    """The `needs` of facts.toml that hold: under a heading, after a total, on a channel.

    >>> sorted(_contexts("requests", "requests.received", "website"))
    ['after requests', 'after requests.received', 'in requests', 'on website']
    """
    contexts = {f"on {subject}"}
    if topic == "requests" and not after:
        contexts.add("channels of requests")
    if topic in _CONTINUES and (after is None or after.startswith(_CONTINUES[topic])):
        contexts.add(f"in {topic}")
    parts = after.split(".") if after else []
    contexts.update(f"after {'.'.join(parts[:count])}" for count in range(1, len(parts) + 1))
    return frozenset(contexts)


def topic_of(heading: str) -> str | None:
    """What a heading is about, None if it tells nothing.

    >>> topic_of("(三)依申请公开情况"), topic_of("五、存在的主要问题")
    ('requests', 'problems')
    """
    return next((topic for topic, pattern in _TOPICS if pattern.search(heading)), None)
