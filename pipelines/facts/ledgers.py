"""Counts without a verb, channel by channel: where they are of what was published there."""

from __future__ import annotations

import re

from pipelines.facts.fitting import is_publication
from pipelines.facts.memory import Sentence

READ_BY = re.compile(  # 微信推文1820篇,阅读量210万
    r"[,(](?:总|累计|平均|单篇|最高|年度?|全年|现有|拥有)*(?:阅读|浏览|点击|粉丝|关注|播放|访问|点赞|评论量)[^,;。条篇]*"
)
_OF_A_LEDGER = re.compile(  # (三)政务新媒体。“云州发布”微信1877条
    r"新媒体|(?:公开|发布|信息)[^,]{0,4}(?:平台|渠道|载体|阵地)|^[^,]{0,6}(?:平台|渠道|载体|阵地)|主动公开|信息(?:发布|更新)"
    r"|(?:政务|信息)公开(?:工作)?(?:情况)?$|^[^,]{0,8}(?:公开|发布)(?:(?:政府|政务)?信息)?(?:数量?|总数|总体|情况|如下)*$"
)
_SAYS_SO = re.compile(r"(?:新媒体|主动公开)[^,;。\d]{0,6}(?:方面|上|情况)")  # 政务新媒体方面,微信1203条、微博402条
_COMPARED = re.compile(r"[,(](?:较|比|同比|环比|与)[^,;。)]*")
_CHANNELS = ("website", "wechat", "weibo")
# What people send through a channel, what others take from it, what is checked there
_NOT_PUBLISHED = re.compile(
    "留言|意见|建议|咨询|诉求|申请|信[件访箱]|来[信访电]|热线|投诉|评论|提问|征集|收到|受理|回[应复]|答复|办[结理]"
    "|采[用纳编]|录用|[投供约荐]稿|报[送道]|转[载发]|监[督测管]|检[查测]|抽查|培训|舆情|复议|诉讼|问题|整改|差错|错[敏别]"
)
_ANOTHER_BODY = re.compile("(?:[局厅委办院部镇乡队]|街道|中心|学校|公司|协会)$")  # 县教育局:网站46条
_PAPERS = re.compile("解读|规范性|文件")
_OTHER_TIMES = re.compile("[日月]均|每[日天周月]|季度|上年|去年")


def is_in_a_ledger(sentence: Sentence, end: int) -> bool:
    """主动公开。网站46条。“云溪镇”公众号518条: whether the counts that wait in a sentence are of what was published.

    They stand under a title about that, or after it was counted, and nothing else is told that channels have.
    """
    paragraph, text, waiting = sentence.paragraph, sentence.text, sentence.channel.waiting
    first, last = waiting[0][2], waiting[-1][3]
    titles = paragraph.heading, paragraph.above, text[slice(*sentence.title)]
    previous = sentence.previous
    published = [s for s in paragraph.statements if s.start >= previous and is_publication(s.rule.about)]
    titled = paragraph.topic == "disclosure" or paragraph.owner in _CHANNELS or any(map(_OF_A_LEDGER.search, titles))
    titled = titled or _SAYS_SO.search(text, sentence.begin, first) is not None
    titled = titled or (not any(titles) and len({core for core, *_ in waiting}) > 1 and _is_bare(sentence, first))
    if not (titled or published) or any(map(_NOT_PUBLISHED.search, titles)) or _ANOTHER_BODY.search(titles[-1]):
        return False
    title_end = sentence.title[1] if sentence.title[1] <= first else 0
    begin = max(sentence.begin, text.rfind(";", 0, first) + 1, title_end)
    stop = text.find(";", last, end)
    before, said = text[previous : sentence.begin], text[begin : stop if stop >= 0 else end]
    said = _COMPARED.sub("", READ_BY.sub("", said))
    if _NOT_PUBLISHED.search(READ_BY.sub("", before)) or (not published and _PAPERS.search(before)):
        return False
    counted = [count for count in sentence.counts if begin <= count.start < first]
    known = all(any(s.start <= count.start < s.end for s in published) for count in counted)
    return known and not (
        _PAPERS.search(text, begin, first) or _NOT_PUBLISHED.search(said) or _OTHER_TIMES.search(said)
    )


_OTHER_MATTER = re.compile(
    "许可|处罚|服务|互动|交流|便民|监管|执法|办件|建议|提案|解读|人员|资金|项目|党|评|排查|敏感|安全|供稿|清理|审[核查](?!制度|机制|程序)"
)
_PUBLISHING = re.compile(  # nothing but whose and when, or what is done to publish
    r"(?:THIS年度?|[本全当]年度?|今年|年度?内|报告期内|"
    r"截至|年?底|\d{1,2}月|[我本全][局厅委办院镇乡县市区校]|本(?:单位|机关|街道)|其中|以来|,)*"
    r"|[^。]*(?:公开|发布|平台|渠道|载体|阵地|新媒体|三审|审核|审查|推送|更新)[^。]*"
)


def _is_bare(sentence: Sentence, first: int) -> bool:
    """网站123条,微信45条: whether what stands before the counts of two channels names nothing that they could be of."""
    text = sentence.text
    previous = sentence.previous
    return (
        _PUBLISHING.fullmatch(text, sentence.begin, first) is not None
        and _OTHER_MATTER.search(text, previous, first) is None
        and not any(previous <= count.start < first for count in sentence.counts)
    )
