"""What headings and titles say that the numbers under them are about, and whose they are."""

from __future__ import annotations

import re

from pipelines.facts.charges import are_charges_for_information
from pipelines.facts.disputes import are_about_disclosure
from pipelines.facts.grammar import announced_by, load_grammar, owner_of
from pipelines.facts.memory import Paragraph, Sentence
from pipelines.facts.paragraphs import HEADING, NUMERAL, PLAIN_HEADING

# The numbers in these are not what the agency did in the year: plans, petitions and telephone calls, form tables.
# Only the 解读 and 发布会 of 全年 are told among the problems as well (reading.py).
SILENT = frozenset(("problems", "consult", "annex"))
UNNUMBERED = re.compile(  # official headings, where the ordinal is lost
    r"(?m)^[^\S\n]*(总体情况|主动公开政府信息情况|收到和处理政府信息公开申请情况|政府信息公开行政复议、行政诉讼情况"
    r"|存在的主要问题及改进情况|其他需要报告的(?:事项|情况))[^\S\n]*$"
)
_BEGINS_A_HEADING = frozenset(NUMERAL + "第(0123456789 \u3000\xa0\t")


def topic_of(heading: str) -> str | None:
    """What a heading is about, None if it tells nothing.

    >>> topic_of("(三)依申请公开情况"), topic_of("五、存在的主要问题")
    ('requests', 'problems')
    """
    return next((topic for topic, pattern in load_grammar().topics if pattern.search(heading)), None)


_DENIES = re.compile(r":(?:本年度?|全年|年内|均|暂)*(?:无|没有|未发生|未收取|未产生|未收到)$")  # "四、行政复议情况:无"


class Headings:
    """The headings above the paragraph being read."""

    def __init__(self, section: str | None) -> None:
        self.section = self.topic = section
        self.title = ""  # the words of the last one within the section
        self.last = "依申请公开" if section == "requests" else ""  # of whatever rank, until the next paragraph is read

    def follow(self, paragraph: str, states_numbers: bool) -> bool:
        """Remember a paragraph that is a heading; whether it is one."""
        words = paragraph if states_numbers else paragraph.rstrip("。 ")  # "(二)依申请公开情况。" on a line of its own
        heading = HEADING.fullmatch(words) if words and words[0] in _BEGINS_A_HEADING else None
        if heading:
            self.last = heading["title"].strip()
        if heading and heading["top"]:
            self.section = self.topic = topic_of(heading["title"])
            self.title = ""
            return not (states_numbers and _DENIES.search(words))
        if len(paragraph) < 24 and UNNUMBERED.fullmatch(paragraph):
            self.section = self.topic = topic_of(paragraph)
            self.title = ""
        elif heading and not states_numbers:
            self.topic, self.title = topic_of(heading["title"]) or self.section, heading["title"].strip()
        elif not states_numbers and self.topic not in SILENT and PLAIN_HEADING.fullmatch(paragraph.strip()):
            self.topic, self.title = topic_of(paragraph) or self.section, ""
        else:
            return False
        return True


_ITEM = re.compile(
    r"[一二三四五六七八九十]是|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、]|[①-⑳]|[一二三四五六七八九十]{1,3}、"
)
_TITLED = re.compile(rf"(?P<item>{_ITEM.pattern})?\s*(?P<title>[^,;:。\d]{{2,16}}):")


def read_title(paragraph: Paragraph, sentence: str, start: int) -> None:
    """A title before a colon is about its sentence and the next ones: "3.申请办理:新收申请26件"."""
    titled = _TITLED.match(sentence) if paragraph.topic not in SILENT else None
    if titled and (start == 0 or titled["item"]):
        named = topic_of(titled["title"])
        if named in ("requests", "disclosure", "fees"):
            paragraph.topic, paragraph.titled = named, True
        elif paragraph.titled:
            paragraph.topic, paragraph.titled = named or paragraph.opening, False


def read_heading(paragraph: Paragraph, sentence: str, start: int) -> None:
    """A short sentence that states nothing is a heading of the next ones: "(三)依申请公开情况。", "1.政府网站。"."""
    if len(sentence) > 30:
        return
    item = _ITEM.match(sentence)
    if start and len(sentence) <= 16 and item:
        paragraph.topic, paragraph.after = topic_of(sentence) or paragraph.topic, None
    if start == 0 and len(sentence) < len(paragraph.text):
        paragraph.topic, paragraph.heading = topic_of(sentence) or paragraph.topic, sentence
        if announced_by(sentence[item.end() if item else 0 :])[0] == "documents":
            paragraph.after = "normative_documents"  # 加强规范性文件管理。全年制发6件
    owner = owner_of(sentence[item.end() :] if item else sentence)
    if item or owner:
        paragraph.belong_to(owner)


_ASK_FOR_INFORMATION = re.compile(  # 收到申请2件,一件要求公开殡葬规划; 收到申请3件,2件由依申请公开平台转来
    r"(?P<asked>[^。\d]*?(?:[收接]到|受理|新收|接收|收悉)[^,;。\d]{0,6}(?:申请\d+[件宗份起]|\d+[件宗份起]申请))"
    r"(?=.*?(?:(?:要求|申请|请求)(?:公开|获取)|依申请公开|(?:同意|予以|不予|部分)公开\d))"
)
_APPLIED_FOR_ELSE = re.compile(r"许可|审批|登记|补贴|补助|救助|低保|听证|资助|认定|业务")
# 收到申请5件,其中自然人4件,法人1件; 新收申请39件,没有上年结转; 收到公民通过邮箱提出的申请1件,已答复
_WHEN_AND_WHO = (
    r"(?:\([一二三四五六七八九十\d]\)|[一二三四五六七八九十]是|\d[.、]|THIS年度?|[本全当]年度?|今年|年度?内|报告期内|(?:截[至止]|到)年[底末]"
    r"|(?:政府)?(?:信息公开|政务公开)(?:工作)?(?:办公室|办|科|股|窗口)|[我本全](?:[局厅委办院站镇乡省市区县州旗]|单位|机关|街道|中心)|街道|[共仅只总]计?|累计|一共|依法|,)*"
)
_APPLICANTS = (
    "公民|法人|自然人|其[他它]|社会|组织|企业|群众|公众|市民|村民|居民|律师|个人|单位|申请人|当事人|[及和或、]|以及|等"
)
_WAYS = (
    "通过|经由?|以|采[取用]|由|网[上络站]?|互联网|线上|在线|平台|系统|信[函件]|书信|邮[寄政箱件]|快递|电子|传真|当面|现场|窗口|上门"
    "|方式|形式|渠道|途径|书面|纸质|有效|各类|提[出交]|递交|寄来|发来|的"
)
_CAME_BARELY = re.compile(
    rf"(?:(?:通过|经由?|以)(?:{_WAYS}|政府|门户|官方){{1,6}})?(?:新?(?:收[到悉]|接[到收]|受理|登记)|新收|新增|承接|收)[的了]?(?:{_APPLICANTS}|{_WAYS}){{0,12}}"
    r"(?:申请(?:件|书|表)?(?:总[数量]|数量?|合计|共计?|[为有达])*\d+[件宗份](?!次)|\d+[件宗份]申请)"
)
_AS_REQUESTS_ARE = re.compile(
    r"(?:自然人|法人|法律服务机构|科研机构|公益组织)[^,;。\d]{0,12}\d|信函(?:申请|方式)?\d|结转|(?:予以|部分|不予|同意)公开|无法提供|信息不存在|答复|回复"
)
_AS_FAR_AS = 120  # characters after them
_PUBLISHED = ("disclosure", "information", "website", "wechat", "weibo", "interpretations", "press", "normative")
FOR_ELSE = re.compile(  # what else one may apply for, or send in
    r"信访|热线|12345|工单|投诉|举报|信箱|许可|审批|登记申请|援助|仲裁|救助|补[贴助]|低保|职称|贷款|认定|复议|诉讼|业务|办件申请|听证|建议|提案"
    r"|入学|学位|落户|户籍|公积金|住房|专利|商标|报名|创业|执业|注册|备案|资格|宅基地|建房"
)


def _are_for_information(sentence: Sentence, words: str) -> bool:
    """Whether bare 申请 are those for information, by what is told of them, and nothing else was named before."""
    paragraph, text, end = sentence.paragraph, sentence.text, sentence.begin + len(words)
    at = _WHEN_AND_WHO_AT.match(text, sentence.begin, end).end()  # type: ignore[union-attr]
    named = sentence.speaker.names_this_agency(text, at, end) if at < end else at
    at = _WHEN_AND_WHO_AT.match(text, named, end).end() if named > at else at  # type: ignore[union-attr]
    came = _CAME_BARELY.match(text, at, end)
    if came is None or _AS_REQUESTS_ARE.search(text, came.end(), came.end() + _AS_FAR_AS) is None:
        return False
    previous = text.rfind("。", 0, max(sentence.begin - 1, 0)) + 1
    return not (FOR_ELSE.search(paragraph.above + text[: came.end()]) or _FOR_SERVICE.search(text, previous, at))


_FOR_SERVICE = re.compile(
    "政务服务|一网|一窗|办事|证照|营商|大厅|公证|鉴定|调解|检[测验]|征[地收]|拆迁|不动产|执法|处罚|资助|理赔|退税"
)


_WHEN_AND_WHO_AT = re.compile(_WHEN_AND_WHO)


def read_what_it_is_about(sentence: Sentence, words: str) -> None:
    """What a sentence under no heading of its own is about, by all that it says: 收到申请2件,一件要求公开规划."""
    paragraph = sentence.paragraph
    general = paragraph.topic in (None, "overall")
    asks = _ASK_FOR_INFORMATION.match(words) if general and "申请" in words else None
    if asks and not _APPLIED_FOR_ELSE.search(asks["asked"]):
        sentence.told_about = "requests"
        return
    follows = not paragraph.after or paragraph.after.startswith(_PUBLISHED)
    if general and "申请" in words and follows and _are_for_information(sentence, words):
        sentence.told_about, paragraph.after = "requests", None
        return
    if general and are_charges_for_information(sentence, words):
        sentence.told_about = "fees"
    elif are_about_disclosure(sentence, words):
        sentence.told_about = "disputes"


_ELSE = re.compile(r"信访|热线|12345|工单|投诉|举报|咨询|留言|信件|来信(?!息)|诉求|信箱|建议|提案|复议|诉讼|培训|许可")


def speaks_of_else(words: str) -> bool:
    """Whether a clause that is not understood leaves the requests for something else: 接听热线12件."""
    return _ELSE.search(words) is not None
