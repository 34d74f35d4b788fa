"""What time a clause speaks of: the report's year, another one, a plan, a span, the year's end, since a beginning."""

from __future__ import annotations

import re
from functools import lru_cache

from pipelines.facts.fitting import fits_count, is_publication
from pipelines.facts.grammar import Rule
from pipelines.facts.memory import Front, Sentence, YearNamed
from pipelines.facts.statements import Statement
from pipelines.numerals import Count

_OF_THE_REGULATION = 2008  # it came into force on 1 May: 5月1日以来 is all that a report of that year can tell


@lru_cache(maxsize=64)
def years_of(fiscal_year: int | None) -> tuple[tuple[str, str], ...]:
    """The years that the rules have names for.

    >>> years_of(2023)
    (('2023年', 'THIS年'), ('2022年', 'LAST年'), ('2024年', 'NEXT年'))
    """
    if fiscal_year is None:
        return ()
    years = (fiscal_year, "THIS"), (fiscal_year - 1, "LAST"), (fiscal_year + 1, "NEXT")
    return tuple((f"{year}年", f"{word}年") for year, word in years)


_STOPPED = re.compile("停征|停止收|不再收|取消[^,;。]{0,12}(?:收费|处理费)")  # 自2017年起停征,本年度未收取


def read_time(sentence: Sentence, kind: str) -> None:
    """Remember the time that words in front of a statement tell, `kind` being their key in `[front]`."""
    time, year = sentence.time, sentence.paragraph.year
    if kind == "regulation":
        kind = "this_year" if sentence.paragraph.narrative.fiscal_year == _OF_THE_REGULATION else "span"
    if kind == "this_year":
        time.dated = True
        _carry_on(sentence)
        year.another = False
        year.things.clear()
        if time.outside == "year_end" or (sentence.part.inside and time.outside == "now"):
            time.outside = ""
        told = time.outside_counted or _STOPPED.search(sentence.text, sentence.begin)
        if time.outside in ("plan", "span") and told and not sentence.part.inside:
            time.outside = ""  # 自2009年以来发布5201条,本年度发布618条
    elif kind == "whole_year":  # of the year last named
        time.dated = True
        if time.outside == "span" and not year.another:
            _carry_on(sentence)
        if time.outside != "plan":
            time.outside = ""
    elif kind == "other_year":
        year.another, year.at, year.counted = True, sentence.begin, False
    else:
        time.leave(kind)


def _carry_on(sentence: Sentence) -> None:
    """2022年收到30件,2023年收到20件; 上半年召开2场,下半年召开3场,全年共召开5场: the same is counted again."""
    continued = sentence.time.continued
    if continued:
        about = continued.partition(".")[0]
        sentence.paragraph.after = continued
        sentence.about = "press" if about == "press_conferences" else about
        sentence.time.continued = ""


def end_year_named(year: YearNamed) -> None:
    """2022年收到申请9件。: once it has counted something, such a sentence says nothing of the next one's year."""
    if year.counted and year.another:
        year.another = False


_THE_YEAR_AGAIN = re.compile(r"[^,;:()\d]{0,12}?(?:全年|年度内|本年)")


_IN_ONE_MONTH = re.compile(
    r"(?:THIS年)?\d{1,2}月(?:份|\d{1,2}日|[上中下]旬)?[^,;月年]*(?:召开|举办|举行|组织|开展|参加)[^,;月年]*?[\d一两][场次期](?:[,(][^;月年\d]*)?"
)


def return_to_the_year(sentence: Sentence, start: int, end: int) -> None:
    """上年度浏览量为60132次;全年发布信息500条: after the semicolon it is the report's year again.

    So it is after what took place in one month: 10月召开发布会1场;编发解读11篇.
    """
    if sentence.time.outside == "span" and sentence.text[start - 1] == ";":
        begin = max(sentence.text.rfind(";", sentence.begin, start - 1) + 1, sentence.begin)
        took_place = _IN_ONE_MONTH.fullmatch(sentence.text, begin, start - 1)
        if took_place and not _WITHIN_THE_YEAR.search(sentence.text, sentence.begin, begin):
            sentence.time.outside = ""
    year = sentence.paragraph.year
    if year.another and year.counted and sentence.text[start - 1] == ";":
        year.another = _THE_YEAR_AGAIN.match(sentence.text, start, end) is None


_IN_FACT = re.compile(r"(?:[因受][^,;\d]{2,8})?(?:全年|本年度?|年内|[我全本][省市区县州局镇乡])*实际(?!上|工作)")


def return_from_plan(sentence: Sentence, start: int, end: int) -> None:
    """计划公开8000条,实际公开9216条: the second was done."""
    time = sentence.time
    if time.outside == "plan" and time.outside_counted and _IN_FACT.match(sentence.text, start, end):
        time.outside = ""


_OTHER_YEAR = r"(?:LAST年|(?:19|20)\d\d年|上一?年|去年|前年)(?:度)?"
_COMPARED = re.compile(  # (上年为3000条), 在上年工作基础上
    rf"[而但]?{_OTHER_YEAR}(?:同期|同比)?(?:为|是|仅为|仅有|仅|只有|有|:)?\d[\d.]*万?[余多]?[^\d,;:()]{{0,2}}"
    rf"|在?{_OTHER_YEAR}的?(?:工作|公开|有关)*的?基础上"
)


def only_compares(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a clause names another year but does not speak of it: 收到申请70件,上年同期为14件,办结69件."""
    return _COMPARED.fullmatch(sentence.text, start, end) is not None


_PLAN = re.compile(
    r"(?<!按)(?<!工作)(?<!年度)(?<!规划)计划(?!$|[,;。、]|等|生育)|(?<![草模])拟(?![定订])|力争|争取|预计|目标(?:任务)?[为是]"
    r"|将(?:继续|进一步|认真|切实|着力|不断|加强|加大|努力|积极|严格|从|以|按|采取|举办|召开|组织|开展|发布|推进|坚持|围绕|于|在)"
)
_WITHIN_THE_YEAR = re.compile(
    r"月(?!活动$)(?!(?<=[传产量务]月)[^,;\d]{0,10}新闻发布会)(?![季饼光亮球嫂”]|度(?:数据|统计|报|例|分析|[一-龥]{2,6}(?:数据|指标|公报)))(?<!赏月)|(?<!按)(?<!召开)(?<!举行)(?<!举办)季度(?!数据|统计|报|例|分析|(?<![一二三四1-4本上每各前]季度)新闻发布会)|半年|\d日(?![内之])|上旬|中旬|下旬|期间|(?<!今年)(?<!S年)以来(?![信访人函])|截[至止]"
)
# 微信公众号于5月上线,推送信息264条: all that there are
_EARLIER = re.compile(r"(?:LAST|20\d\d)年")
_BEGAN = re.compile(
    r"(?:微[信博]|公众号|订阅号|服务号|网站)[^,]{0,12}(?<!改版)(?:上线|开通|注册|启用|创建|建立|开设)(?:运行|运营|试运行)?$"
)
_IN_FORCE_THEN = re.compile(  # 公布2023年12月底前有效的规范性文件
    r"(?:截[至止]到?)?(?:THIS年|(?<!年))(?:12月(?:31日|[底末])|年?[底末])(?:之?前)?仍?(?:现行|继续)?有效"
)
_LAST_YEARS = re.compile(
    r"(?:LAST年|上一?年|去年)度?的?(?:第?[一二三四]|\d{1,2})?$"
)  # 均为上年度12月末收到: no span of ours
# 消防宣传月新闻发布会, 围绕疫情期间复工复产, 配合防灾减灾日、消防宣传月: themes
_ABOUT_A_TIME = re.compile(
    r"(?:(?:围绕|聚焦|针对)[^,;\d]{0,40}期间(?![召发公推])|(?:配合|结合|围绕)(?:[^,;\d]{2,12}[日月周节](?:[、和及与]|(?=[召举组开])))+)?"
)
_EVERY = re.compile("每个?$")  # 每季度召开发布会: all the year, if no number follows
_OUTSIDE = re.compile(r"[月季半日旬间来截划拟争预目将]")  # in every match of these two


def may_be_outside(sentence_text: str) -> bool:
    """Whether a sentence may speak of a plan or a span at all."""
    return _OUTSIDE.search(sentence_text) is not None


def read_plan_or_span(sentence: Sentence, front: Front, start: int, stem_end: int, end: int) -> None:
    """拟召开发布会3场, 12月召开发布会1场: not what was done in the year."""
    if not sentence.time.may_be_outside:
        return
    text = sentence.text
    if stem_end == end and _BEGAN.search(text, start, end):
        if _EARLIER.search(text, start, end):  # perhaps since then
            sentence.time.leave("span")
        return
    planned = text.find("、拟", start, end)  # 废止9件、拟修改4件
    if _PLAN.search(text, start, planned if planned >= 0 else end):
        sentence.time.leave("plan")
    else:
        at = _ABOUT_A_TIME.match(text, front.at, stem_end).end()  # type: ignore[union-attr]
        in_force = _IN_FORCE_THEN.search(text, at, stem_end)
        end_of_year = range(*in_force.span()) if in_force else ()
        spans = (span for span in _WITHIN_THE_YEAR.finditer(text, at, stem_end) if span.start() not in end_of_year)
        if stem_end == end:
            spans = (span for span in spans if not _EVERY.search(text, at, span.start()))
        if not all(_LAST_YEARS.search(text, max(at, span.start() - 9), span.start()) for span in spans):
            sentence.time.leave("span")


_LAST_OF_RUNNING_TOTALS = 2018  # years whose reports tell what sites hold since the Regulation; the forms end that
_YEARLY = re.compile(r"(?:全年|年度?内|当年|本年度?|THIS年度?|今年)共?累计")
# 截至12月底,累计发布2020年信息25399条
_THIS_YEARS = re.compile("累计(?:主动)?(?:公开|公布|发布|更新)了?THIS年度?(?!以来)")
# What 累计 may sum up instead of the year.
_LONGER = re.compile(
    r"(?<!今年)(?<!一年)(?<!THIS年)以来|截[至止]|历年|至今|目前|现有|已累计|开通|开设|上线(?!政策|解读)|建成|创建|成立(?![^,;。]{0,14}(?:小组|专班|机构))|自.{1,12}[起来]|粉丝|关注|用户|访问|\d年|(?<!一)年[来底末]"
)


# 一年来,…;二是开通微博,累计发布1130条: since this year
_OPENED_IN_IT = re.compile(
    r"(?:^|[,;。])(?:[一二三四五六七八九十]是)?(?:正式|新|新增)?开[通设办](?:运行|上线)?了?[^,;。\d年月]{0,12}(?:微[信博]|公众号)[^,;。\d年月]{0,4},$"
)
_THE_YEAR_TOLD = re.compile("一年来|THIS年|[本今]年")
_RECEIVED_THEN = re.compile(
    "(?:(?:[收接]到|受理|接收|提交|提出).*[转延]|将).*(?:NEXT|下|次|翌)一?年"
)  # 12月29日收到的1件转入下年办理; 其余1件将于2024年答复


def is_of_this_year(sentence: Sentence, rule: Rule, front: Front, start: int, end: int) -> bool:
    """Whether a clause counts what was done in the report's year, all of it; 网站累计发布5.8万条 may not."""
    year, time, words = sentence.paragraph.year, sentence.time, sentence.text[start:end]
    thing = rule.sets.removeprefix("cases.").partition(".")[0]
    thing = thing.replace("litigation", "disputes").replace("reconsideration", "disputes")
    if year.another:
        year.things.add(thing)
    received_then = rule.sets == "requests.carried_forward" and _RECEIVED_THEN.search(words) is not None
    if year.another or thing in year.things or (time.outside in ("plan", "span") and not received_then):
        return False
    if time.outside == "now" and not rule.stock:
        return False
    summed = "累计" in words and not _THIS_YEARS.search(words)
    if time.outside and not rule.stock and summed:  # by the end of the year, since the beginning
        return False
    if not summed or not front.told.isdisjoint(("whole_year", "this_year")) or _YEARLY.search(words):
        return True
    if _OPENED_IN_IT.search(sentence.text, sentence.begin, start) and _THE_YEAR_TOLD.search(sentence.text, 0, start):
        return _LONGER.search(sentence.text, start, end) is None
    dated = time.dated or not rule.since or not sentence.paragraph.narrative.speaks_until(_LAST_OF_RUNNING_TOTALS)
    return dated and not _LONGER.search(sentence.text, sentence.begin, end)


_CARRIES_ON = ("requests", "disclosure", "proposals.handled", "fees", "press_conferences")


def remember_other_time(sentence: Sentence, rule: Rule, start: int, end: int) -> None:
    """What was counted of another time, if this year's count goes on from it: 去年推送信息280条,今年增至320条."""
    time, another = sentence.time, sentence.paragraph.year.another
    continues = rule.indicator and (another or time.outside == "span")
    if continues and rule.sets.startswith(_CARRIES_ON):
        time.continued = rule.sets
    if continues:
        time.compared = rule, end
    words = sentence.text[start:end]
    past = another and "历年" not in words
    if not past and rule.indicator and "累计" in words:
        time.grand = rule, words


_CHANGED_TO = re.compile("(?:增加|上升|增长|提高|减少|下降|降低|增|升|减|降)(?:到|至|为)|为")


def changed_rule(sentence: Sentence, core: str, count: Count, start: int) -> tuple[bool, Rule | None]:
    """去年推送信息280条,今年增至320条: whether this year's number stands beside another's, and by which rule."""
    compared = sentence.time.compared
    if not compared or not _CHANGED_TO.fullmatch(core):
        return False, None
    past, past_end = compared
    return True, past if start == past_end + 1 and fits_count(past, count) else None


_PUBLISHED = re.compile(r"(?:共|新|主动|依法)*(?:公开|发布|公布)(?:各类)?(?:政府|政务)?(?:信息)?")
_ADDED = re.compile(r"新增(?:加|的)?(?:主动)?(?:公开|发布)?的?(?:政府信息|信息)?")  # 累计公开1386条,其中2012年新增215条


def grand_total(sentence: Sentence, core: str, count: Count) -> Rule | None:
    """Take back a total since an unnamed beginning of which this is the year's part: what they count.

    截至年底公开212条,其中2009年新增102条; 累计收到60件,今年收到5件
    """
    statements, time = sentence.paragraph.statements, sentence.time
    last = statements[-1] if statements and statements[-1].start >= sentence.begin else None
    added = _ADDED.fullmatch(core) is not None
    if last and (last.running or (added and _is_part_of_grand(sentence, last, core, count))):
        time.grand = last.rule, sentence.text[last.start : last.end]
    if time.grand and (added or _is_again(core, *time.grand)) and fits_count(time.grand[0], count):
        rule, time.grand = time.grand[0], None
        if last and last.rule is rule:
            statements.pop()
        return rule
    return None


def _is_again(core: str, rule: Rule, words: str) -> bool:
    """累计公开政府信息1306条,其中2010年主动公开452条: whether the year's part is told in the total's words, or such."""
    return core.removeprefix("新") in words or (is_publication(rule.about) and _PUBLISHED.fullmatch(core) is not None)


_ONLY_THE_YEAR = re.compile(r"其中[,:]?(?:THIS年度?|[本今当全]年度?|报告(?:年度|期)|年度|[内共中,])*")


def _is_part_of_grand(sentence: Sentence, last: Statement, core: str, count: Count) -> bool:
    """公开1386条,其中2012年新增215条: the year's part of a total; not 新增公开2931条,其中县政府新增268条."""
    text, at = sentence.text, count.start - len(core)
    if not sentence.part.inside or not is_publication(last.rule.about) or "新增" in text[last.start : last.end]:
        return False
    return _ONLY_THE_YEAR.fullmatch(text, max(text.rfind("其中", last.end, at), last.end), at) is not None


def is_running(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a clause sums up, perhaps since an unnamed beginning: 累计发布12.8万条."""
    return "累计" in sentence.text[start:end] and not sentence.time.dated


def drop_running(sentence: Sentence, indicators: tuple[str, ...]) -> None:
    """累计发布12.8万条,今年主动公开7377条: the second is the year's."""
    sentence.paragraph.statements = [
        stated
        for stated in sentence.paragraph.statements
        if not (stated.running and stated.indicator in indicators and stated.start >= sentence.begin)
    ]
