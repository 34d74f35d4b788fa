"""Cases under no heading of theirs: whether they are about 政府信息公开, though the sentence need not say so.

行政复议3宗、行政诉讼5宗 in a report that told of its requests; 2件,均系不服信息公开告知书.
"""

from __future__ import annotations

import re

from pipelines.facts.fronts import after_front
from pipelines.facts.grammar import all_words_of
from pipelines.facts.memory import Sentence

_COSTS = re.compile(r"[未没无免不][^,;。]{0,8}(?:费|收)|收?费[^,;。]{0,6}[未没无免零0]|工本|处理费")  # beside the cases
_ANSWER_CONTESTED = re.compile(  # not 不服信访答复
    r"(?<![访报诉理罚])(?:因|对)?不服(?:上述|该|[我本][局委厅办镇乡])?(?:的)?答复(?:意见|决定)?[^,;。\d]{0,10}复议"
    r"|申请人对(?:\d+件(?:申请)?的?答复[^,;。\d]{0,12}|(?:上述|该|[我本][局委厅办镇乡])?的?答复(?:意见|决定)?(?:不服|不满意?|有异议)[^;。\d]{0,24})复议"
)
# Another matter that people go to court about; what is counted as none is no other.
_ELSE = re.compile(
    r"(?:处罚|仲裁|执法|许可|征[地收]|拆迁|工伤|调解|职称|事业性|法治|普法|依法行政|强制|裁决|确权|登记|认定|补偿|合法性|审批|代理|查处|信访|(?<![生现无获])败诉(?!率)|(?<!行政|公开)(?<!公开类)(?:争议|纠纷)(?!方面|情况|:))"
    r"(?!(?:案件|数量)*[0零])"
)
_ELSE_BEFORE = re.compile(rf"{_ELSE.pattern}|接待|来访|检查")  # in the paragraph before, in a report of no requests
_THOSE = re.compile("(?:以上|上述|这些)")  # 以上均非信息公开案件
_OTHER_TIMES = re.compile(r"截[至止].*累计|\((?:LAST|\d{4}|[上去])年[^()\d]*\)")  # 截至年底,累计发生12件; 2件(2022年)
_ASKED_ABOUT = re.compile(r"收到申请复议|的申请(?:件|事项)?\d|\d[件宗起例]\([^()]*信息公开")  # 涉及行政复议的申请4件
_VOICES = r"(?:(?:投诉|举报)(?:举报|投诉|案件|数量|、|和|为|均)*(?![0零、和举投])|工单|热线|123[14]5|索赔|打假)"
_CONTESTED = r"(?:复议|诉讼|应诉|被诉)"
_ELSE_HEARD = re.compile(_VOICES)
_HEARD_BEFORE_COURT = re.compile(rf"{_VOICES}[^。]*{_CONTESTED}|{_CONTESTED}[^。]*{_VOICES}")
_SUPERVISION = re.compile(r"监督|救济|问责|争议")  # one of the five parts of the form's 总体情况
_ABOUT_DISCLOSURE = re.compile(  # ,均与拆迁补偿信息公开有关; ,系村民不服信息公开答复所提; 。以上均系信息公开案件
    r"\d[件宗起例](?:(?:行政)?(?:复议|诉讼|应诉)(?:案件)?)?[,(](?:案由|内容|事由)?(?:均|都|皆|全部|分别)*(?:系|为|是|与|因|由|属于?|涉及|涉|针对|围绕|指向)(?![^,;。]*(?:以外|之外|无关|不属|非|除))"
    r"[^,;。\d]{0,20}(?:信息公开|公开申请|公开答复|依申请公开)(?!培训|工作)[^,;。\d]{0,14}(?=[,;。)]|$)"
)
_AND_SO_ABOUT = re.compile(
    r"(?:以上|上述|这些)(?:案件)?(?:均|都|皆|全部)*(?:系|为|是|因|属于?|涉及|涉)(?:政府|政务)?信息公开(?:类|引[发起]|答复|争议|纠纷|案件|的)*(?=[,。]|$)"
)
_COUNT = re.compile(  # 由上年的5件降至3件
    r"(?:[由从][^,;。\d]{0,4}\d+[件宗起例]?(?:增|上升|升|下降|降|减)[加长少]?[到至为])?\d+[件宗起例次]?|[一二两三四五六七八九十]+[件宗起例]"
)
# What a clause may say that tells only of cases, in kinds of words of facts.toml.
_NAMED = frozenset(("reconsideration", "litigation", "topic", "matter"))
_WHOSE = ("own", "who", "applicant", "application", "request")
_HOW = ("arise", "because", "caused", "receive", "submit", "procedure", "fault", "done", "none")
_BESIDE = ("plain", "and", "each", "such", "new", "case", "aspect", "complaint")
_OF_CASES = _NAMED.union(_WHOSE, _HOW, _BESIDE)
_SUPERVISES = re.compile(r"[^,;。\d复诉]{2,12}\d+(?:人次|[次场期分人名家%])")  # 培训2次, 考核占4分
_RESULT = re.compile(
    r"(?=[^,;。]*(?:维持|撤[销回诉]|纠[正错]|驳回|确认|责令|终[止结]|审理|审结|审查|[胜败]诉|结案|其[他它]|正在|一审|二审|直接起诉|后起诉|和解|受理|支持|终本|办结|结果|追[究责]|问责|赔偿))(?:(?!不服|不满|因|引[发起])[^,;。]){1,24}"
    r"|(?:均|都)?涉及[^,;。\d]{2,10}(?:材料|信息|资料|文件|档案)|[^,;。\d]{0,8}率(?:均?为|达)?[\d.]+%|(?:均|全部)?胜"
    r"|(?:分别)?(?:与|比|较|同比|环比)?(?:(?:上一?|去|LAST)年度?(?:同期)?)?(?:相比|同比|均|分别|有所?|略)*(?:(?:增加|增长|减少|下降|上升|多|少|降低|回落)了?)?(?:\d[\d.]*[件宗起例%])?|(?:与|同比|较)[^,;。\d]{0,8}(?:持平|相同|相当)"
)
_TITLE = re.compile(
    r"[^\d]{0,10}(?:方面|情况|监督|救济|保障|争议|问责)|\d{1,2}|[一二三四五六七八九十]{1,3}|其中"
    r"|[^\d]*(?:投诉|举报)(?:投诉|举报|案件)*(?:均?为)?[0零]件?"
)
_ITEM = re.compile(r"(?:\d{1,2}[.、]|[一二三四五六七八九十]{1,3}[是、])")
_SEMICOLON = re.compile("[^;]+")
_PIECES = re.compile(r"(?:(?!(?<=\d[件宗起例])[和及与])[^,;:、()])+")
_BOTH = re.compile(
    r"复议(?:案件|申请)?(?:为|有|共)?\d.{0,40}(?:诉讼|应诉)(?:案件)?(?:(?:为|有|共)?\d|[未没无均])|\d[件宗起例](?:行政)?复议.*\d[件宗起例](?:行政)?诉讼"
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
    if paragraph.topic not in _IN_GENERAL or len(words) > _LONGEST or not ("复议" in words or "诉" in words):
        return False
    text, end = paragraph.text, sentence.begin + len(words)
    taken = _TAKEN.search(words) is not None
    about = _ABOUT_DISCLOSURE.search(words) or _AND_SO_ABOUT.match(text, end + 1)
    if about and not (speaker.decides and taken):
        return True
    title = words.partition(":")[0] if ":" in words else ""
    supervised = _SUPERVISION.search(paragraph.heading + paragraph.above + title) is not None
    heard = _HEARD_BEFORE_COURT if supervised else _ELSE_HEARD
    if _ELSE.search(text) or heard.search(text):
        return False
    if "申请人" in words and _ANSWER_CONTESTED.search(words):
        return True
    known = paragraph.narrative.received is not None or paragraph.narrative.asks
    if not known and (_ELSE_BEFORE.search(paragraph.narrative.previous) or _THOSE.match(text, end + 1)):
        return False
    if _ASKED_ABOUT.search(words) or _OTHER_TIMES.search(text, sentence.begin, end + 12):
        return False
    own = speaker.hosted or speaker.office or not speaker.governs
    both = _BOTH.search(text[sentence.begin :] if supervised else words)
    against = _AGAINST.search(words) or (not speaker.decides and (own or both))
    if taken or not against:
        return False
    items = [item.span() for item in _SEMICOLON.finditer(text, sentence.begin, end)]
    return any(_are_only_cases(sentence, start, stop, supervised) for start, stop in items)


def _are_only_cases(sentence: Sentence, start: int, end: int, supervised: bool) -> bool:
    """Whether words say nothing but how many cases there were, and how they ended; or by what else one supervises."""
    item = _ITEM.match(sentence.text, start, end)
    parts = (piece.span() for piece in _PIECES.finditer(sentence.text, item.end() if item else start, end))
    pieces = [sentence.text[after_front(sentence, *span) : span[1]] for span in parts]
    pieces = [piece.removeprefix("其中") for piece in pieces]
    pieces = [piece for piece in pieces if piece and not _COUNT.fullmatch(piece)]
    cases = [piece for piece in pieces if _tells_of_cases(piece)]
    return any(map(_COUNT.search, cases)) and all(
        piece in cases
        or _RESULT.fullmatch(piece)
        or _TITLE.fullmatch(piece)
        or _COSTS.search(piece)
        or (supervised and _SUPERVISES.fullmatch(piece))
        for piece in pieces
    )


def _tells_of_cases(piece: str) -> bool:
    """Whether all its words are of such as tell of cases: 被申请行政复议的共5宗, 发生4件行政复议, 行政诉讼未发生."""
    words = all_words_of(_COUNT.sub("", piece).replace("分别", ""))
    named = not _COUNT.search(piece) or any(not _NAMED.isdisjoint(word) for word in words)
    return bool(words) and named and all(not _OF_CASES.isdisjoint(word) for word in words)
