"""Cases under no heading of theirs: whether they are about 政府信息公开, though the sentence need not say so.

行政复议3宗、行政诉讼5宗 in a report that told of its requests; 2件,均系不服信息公开告知书.
"""

from __future__ import annotations

import re

from pipelines.facts.memory import Sentence

_COSTS_AND_CASES = re.compile(  # 没有收取工本费;行政复议2宗,行政诉讼4宗
    r"(?=.*复议(?:案件)?(?:为|有|共)?\d+[件宗起],(?:行政)?(?:诉讼|应诉)(?:案件)?(?:为|有|共)?(?:\d|[未没无]))(?=.*(?:[未没无免][^,;。]{0,8}(?:费|收)|收?费[^,;。]{0,6}[未没无免零0]|工本|处理费))"
    r"(?!.*(?:事业性|处罚|许可|信访|投诉|举报|调解|仲裁|热线|申请[^,;。]{0,6}\d|\d+[件宗份]申请))"
)
_ANSWER_CONTESTED = re.compile(  # not 不服信访答复
    r"(?<![访报诉理罚])(?:因|对)?不服(?:上述|该|[我本][局委厅办镇乡])?(?:的)?答复(?:意见|决定)?[^,;。\d]{0,10}复议"
    r"|申请人对\d+件(?:申请)?的?答复[^,;。\d]{0,12}复议"
)
# Another matter that people go to court about; what is counted as none is no other.
_ELSE = re.compile(
    r"(?:信访|处罚|仲裁|工单|热线|执法|许可|征[地收]|拆迁|工伤|调解|职称|事业性|法治|依法行政|强制|裁决|确权|登记|认定|补偿|合法性|审批|代理|(?<![生现无获])败诉)"
    r"(?!(?:案件|数量)*[0零])|(?:投诉|举报)(?:举报|投诉|案件|数量|、|和|为|均)*(?![0零、和举投])"
)
_ABOUT_DISCLOSURE = re.compile(  # ,均与拆迁补偿信息公开有关; ,系村民不服信息公开答复所提
    r"\d[件宗起例](?:(?:行政)?(?:复议|诉讼|应诉)(?:案件)?)?[,(](?:案由|内容|事由)?(?:均|都|皆|全部|分别)*(?:系|为|是|与|因|由|属于?|涉及|涉|针对|围绕)(?![^,;。]*(?:以外|之外|无关|不属|非|除))"
    r"[^,;。\d]{0,20}(?:信息公开|公开申请|公开答复|依申请公开)(?!培训|工作)[^,;。\d]{0,14}(?=[,;。)]|$)"
)
_WHO = (
    r"(?:THIS年度?|(?:截至)?[本全当今]年度?|年度?内|报告期内|目前|[我本](?:[局厅委办院署镇乡县市区旗州校]|街道|单位|机关|部门|中心)(?:机关)?|(?:[省市区县州旗]|高新区|开发区|管委会)?(?:人民)?政府"
    r"|管委会|街道(?:办事处)?|办公室|机关|全[省市区县州旗局系统]+|上述|以上|这些|相关|有关|答复|办理|结果|申请|申请人|当事人|群众|村民|公民|个人|企业|针?对|就|因|因此|由此|其中|另|也|均|共|合计|共计|累计|新|新增"
    r"|不服|不及时|不满意|不满|[有存在持]+异议|作为|列为|以|为|是|被告|发生|出现|产生|存在|引发|引起|引致|导致|带来|涉及?|收到|受到|遇到|接到|接受|被|遭|提起|提出|提请|有|的|了|过|方面)*"
)
_KIND = (
    r"(?:(?:行政)?(?:复议|诉讼|应诉)(?:审查|申请|答复|应诉)?(?:被告人?|被申请人)?的?(?:案件|案|事项|情况|请求)?"
    r"|起诉|被诉|涉诉)"
)
_CASES = re.compile(  # 被申请行政复议的共5宗, 发生4件行政复议, 未被提起诉讼, 行政诉讼未发生
    rf"(?:{_WHO}(?P<counted>{_KIND}(?:的|数量|总数|件数|量|数)*(?:合计|共计|总计|共|为|有|是)*(?:\d+[件宗起例次]?|[一二两三四五六七八九十]+[件宗起例])|\d+[件宗起例]{_KIND})"
    rf"|{_WHO}(?:暂|均|都|也|还|仍)*(?:没有|未|无|零){_WHO}{_KIND}|{_WHO}{_KIND}(?:均|暂|都|皆|为|是|数量|没有|未|无|零|发生|产生|出现|被提起|收到)+)"
)
_RESULT = re.compile(
    r"(?=[^,;。]*(?:维持|撤[销回诉]|纠[正错]|驳回|确认|责令|终[止结]|审理|审结|审查|胜诉|结案|其[他它]|正在|一审|二审|直接起诉|后起诉|和解|受理|支持|终本|办结|结果))[^,;。]{1,24}"
    r"|(?:均|都)?涉及[^,;。\d]{2,10}(?:材料|信息|资料|文件|档案)|[^,;。\d]{0,8}率(?:均?为|达)?[\d.]+%|(?:均|全部)?胜|[未没无][^,;。\d]{0,4}败诉"
    r"|(?:与|比|较|同比|环比)?(?:(?:上一?|去|LAST)年度?(?:同期)?)?(?:相比|同比|均|分别)*(?:(?:增加|增长|减少|下降|上升|多|少|降低|回落)了?)?(?:\d[\d.]*[件宗起例%])?|(?:与|同比|较)[^,;。\d]{0,8}(?:持平|相同|相当)"
)
_TITLE = re.compile(
    rf"{_WHO}|[^\d]*(?:投诉|举报)(?:投诉|举报|案件)*(?:均?为)?[0零]件?|[一二三四五六七八九十\d]{{1,3}}是?|[^\d]{{0,10}}(?:方面|情况|监督|救济|保障|争议)|(?:\d{{1,2}}\.)?"
)
_PIECES = re.compile(r"[,;:、()]|(?<=\d[件宗起例])[和及与]")
_BOTH = re.compile(
    r"复议(?:案件|申请)?(?:为|有|共)?\d.*(?:诉讼|应诉)(?:案件)?(?:(?:为|有|共)?\d|[未没无均])|\d[件宗起例](?:行政)?复议.*\d[件宗起例](?:行政)?诉讼"
)
_AGAINST = re.compile(  # against the agency, whoever else may decide cases in its area
    r"被(?:申请|提起|提请|提出)?(?:行政)?(?:复议|诉讼|起诉)|(?:引发|引起|引致|导致)(?:行政)?(?:复议|诉讼)|申请人|结果[均都]?为?(?:维持|纠正)|其他结果|维持原答复|被纠正"
)
_TAKEN = re.compile(r"(?:受理|办理|审理|审结|办结)(?!结果)[^,;。引]{0,8}(?:复议|诉讼|案件)")
_LONGEST = 240
_IN_GENERAL = (None, "overall", "other", "fees", "requests", "interpretations", "press")


def are_about_disclosure(sentence: Sentence, words: str) -> bool:
    """Whether the cases that a sentence counts are about information, by all that it and its report say."""
    paragraph, speaker = sentence.paragraph, sentence.speaker
    if paragraph.topic not in _IN_GENERAL or not ("复议" in words or "诉" in words):
        return False
    if len(words) > _LONGEST:
        return False
    if _ABOUT_DISCLOSURE.search(words) and not (speaker.decides and _TAKEN.search(words)):
        return True
    text = paragraph.text
    if "申请人" in words and _ANSWER_CONTESTED.search(words) and not _ELSE.search(text):
        return True
    own = speaker.hosted or speaker.office or not speaker.governs
    if own and not speaker.decides and _COSTS_AND_CASES.match(words):
        return True
    told = paragraph.narrative.received is not None or paragraph.narrative.asks
    if not told or _ELSE.search(text) or _TAKEN.search(words):
        return False
    if not (own or _AGAINST.search(words) or _BOTH.search(words)) or (speaker.decides and not _AGAINST.search(words)):
        return False
    return any(map(_are_only_cases, words.split(";")))


def _are_only_cases(words: str) -> bool:
    """Whether words say nothing but how many cases there were, and how they ended."""
    pieces = [piece for piece in _PIECES.split(words) if piece]
    cases = [_CASES.fullmatch(piece) for piece in pieces]
    counted = any(case and case["counted"] for case in cases)
    return counted and all(
        case or _RESULT.fullmatch(piece) or _TITLE.fullmatch(piece) for case, piece in zip(cases, pieces, strict=True)
    )
