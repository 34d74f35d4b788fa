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


def read_what_it_is_about(sentence: Sentence, words: str) -> None:
    """What a sentence under no heading of its own is about, by all that it says: 收到申请2件,一件要求公开规划."""
    paragraph = sentence.paragraph
    general = paragraph.topic in (None, "overall")
    asks = _ASK_FOR_INFORMATION.match(words) if general and "申请" in words else None
    if asks and not _APPLIED_FOR_ELSE.search(asks["asked"]):
        sentence.told_about = "requests"
        return
    if are_charges_for_information(sentence, words):
        sentence.told_about = "fees"
    elif are_about_disclosure(sentence, words):
        sentence.told_about = "disputes"


_ELSE = re.compile(r"信访|热线|12345|工单|投诉|举报|咨询|留言|信件|来信(?!息)|诉求|信箱|建议|提案|复议|诉讼|培训|许可")


def speaks_of_else(words: str) -> bool:
    """Whether a clause that is not understood leaves the requests for something else: 接听热线12件."""
    return _ELSE.search(words) is not None
