"""What headings and titles say that the numbers under them are about, and whose they are."""

from __future__ import annotations

import re

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

    def follow(self, paragraph: str, states_numbers: bool) -> bool:
        """Remember a paragraph that is a heading; whether it is one."""
        words = paragraph if states_numbers else paragraph.rstrip("。 ")  # "(二)依申请公开情况。" on a line of its own
        heading = HEADING.fullmatch(words) if words and words[0] in _BEGINS_A_HEADING else None
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
_COSTS_AND_CASES = re.compile(  # 没有收取工本费;行政复议2宗,行政诉讼4宗
    r"(?=.*复议(?:案件)?(?:为|有|共)?\d+[件宗起],(?:行政)?(?:诉讼|应诉)(?:案件)?(?:为|有|共)?(?:\d|[未没无]))(?=.*(?:[未没无免][^,;。]{0,8}(?:费|收)|收?费[^,;。]{0,6}[未没无免零0]|工本|处理费))"
    r"(?!.*(?:事业性|处罚|许可|信访|投诉|举报|调解|仲裁|热线|申请[^,;。]{0,6}\d|\d+[件宗份]申请))"
)
_OF_CASES = (
    r"(?:(?:THIS|[本全当])年度?|年度?内|[我本][局厅委办镇乡]|街道|办公室|机关|本级|作为被申请人|作为被告|共|均|发生|被|提起|申请|收到"
    r"|接受|涉及|产生|引起|有|的|,)*(?:行政)?"
)
_RESULT_OF_CASES = (  # ,其中维持2件、责令履行1件
    r"(?:[,;(、][^,;。()、\d]{0,14}(?:维持|撤销|纠正|驳回|纠错|确认|责令|终止|撤回|审理|审结|胜诉|败诉|结案|其他)[^,;。()、]{0,10}\)?)*"
)
_ONLY_CASES = re.compile(  # 行政复议1件,行政诉讼0件 under what was told of the requests; 复议3件,其中维持2件;诉讼暂无
    rf"(?:\([^()]{{1,3}}\)|\d[.、])?(?:(?![^。:]*(?:处罚|执法|信访|许可))[^,;:。\d]{{2,12}}[。:])?{_OF_CASES}复议(?:案件|审查)?(?:为|有|共)?\d+[件宗起]{_RESULT_OF_CASES}"
    rf"[,;、]{_OF_CASES}(?:(?:诉讼|应诉)(?:案件)?(?:为|有|共)?(?:\d+[件宗起]{_RESULT_OF_CASES}|(?:暂|均)?(?:没有|未发生|无))|(?:没有|未发生|未被提起|未被|无)(?:行政)?诉讼(?:案件)?)。?"
)
_ONLY_NO_FEES = re.compile(
    r"(?:(?:THIS|[本全当])年度?,?|年内|均|一律|按规定|[我本][局委办厅镇乡]|街道)*(?:(?:从?未|没有|不)(?:向[^,;。\d]{0,6})?(?:收取|产生|发生|收)(?:过|任何|相关|各种|一切|有关)*(?:费用?)|免费|免收费用?)。?"
)
_ANSWER_CONTESTED = re.compile(  # not 不服信访答复
    r"(?<![访报诉理罚])(?:因|对)?不服(?:上述|该|[我本][局委厅办镇乡])?(?:的)?答复(?:意见|决定)?[^,;。\d]{0,10}复议"
    r"|申请人对\d+件(?:申请)?的?答复[^,;。\d]{0,12}复议"
)


_CONTESTED_ELSE = re.compile("信访|投诉|举报|处罚|仲裁|工单|热线")


def read_what_it_is_about(sentence: Sentence, words: str) -> None:
    """What a sentence under no heading of its own is about, by all that it says: 收到申请2件,一件要求公开规划."""
    paragraph, speaker = sentence.paragraph, sentence.speaker
    general = paragraph.topic in (None, "overall")
    asks = _ASK_FOR_INFORMATION.match(words) if general and "申请" in words else None
    if asks and not _APPLIED_FOR_ELSE.search(asks["asked"]):
        sentence.told_about = "requests"
        return
    known, text = paragraph.narrative.received is not None or paragraph.narrative.asks, paragraph.text
    if general and known and _ONLY_NO_FEES.fullmatch(text):
        sentence.told_about = "fees"
    elif "复议" in words and "申请人" in words and _ANSWER_CONTESTED.search(words) and not _CONTESTED_ELSE.search(text):
        sentence.told_about = "disputes"
    elif "复议" in words and not speaker.decides and (speaker.hosted or speaker.office or not speaker.governs):
        told = paragraph.topic in (None, "overall", "other", "fees", "requests") and _COSTS_AND_CASES.match(words)
        after_requests = general and known and (_ONLY_CASES.fullmatch(text) or _ANSWER_CONTESTED.search(words))
        if told or after_requests:
            sentence.told_about = "disputes"


_ELSE = re.compile(r"信访|热线|12345|工单|投诉|举报|咨询|留言|信件|来信(?!息)|诉求|信箱|建议|提案|复议|诉讼|培训|许可")


def speaks_of_else(words: str) -> bool:
    """Whether a clause that is not understood leaves the requests for something else: 接听热线12件."""
    return _ELSE.search(words) is not None
