"""Is this title an annual report of 政府信息公开, whose is it, and of which year?

Spiders ask it of link texts, `pipelines.agencies` of headings. A title alone is enough to drop what is plainly
something else; where it is not, `certainty` says so and the document itself decides (`pipelines.refusals`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final, Literal

from pipelines import regions

Certainty = Literal["sure", "likely", "unsure"]

_CJK: Final = "一-鿿㐀-䶿"

# Characters of traditional copies (/gate/big5/, encyclopaedias) that stand in every such title.
_TRADITIONAL: Final = re.compile("[開報務據廳縣區門國會廣關統計環東長衛業機員標題總結為內當]")
# Copies made for foreign readers print the reading after a character: 標(biāo)題.
_READING: Final = re.compile(rf"\((?<=[{_CJK}]\()[a-zà-ɏ]{{1,6}}\)")
_WIDTHS: Final = {
    character: instead or ""
    for character, instead in {
        **{chr(code): chr(code - 0xFEE0) for code in range(0xFF10, 0xFF1A)},  # ０-９
        **{chr(code): chr(code - 0xFEE0) for code in range(0xFF21, 0xFF3B)},  # Ａ-Ｚ
        **{chr(code): chr(code - 0xFEE0) for code in range(0xFF41, 0xFF5B)},  # ａ-ｚ
        "（": "(", "）": ")", "﹝": "(", "﹞": ")", "［": "[", "］": "]", "：": ":", "，": ",", "；": ";",
        "｜": "|", "│": "|", "－": "-", "／": "/", "．": ".", "＿": "_", "＞": ">", "〉": ">", "›": ">", "»": ">",
        "→": ">", "\u3000": " ", "\xa0": " ", "\t": " ", "\r": " ", "\n": " ", "！": "!", "？": "?",
        "\u200b": None, "\u200c": None, "\u200d": None, "\ufeff": None, "\u2060": None, "\xad": None,
    }.items()
}  # fmt: skip
_WIDE: Final = re.compile(f"[{re.escape(''.join(_WIDTHS))}]")

_CHINESE_DIGITS: Final = dict(zip("〇○◯零OО0Ο一二三四五六七八九", "00000000123456789", strict=True))
_CHINESE_YEAR: Final = re.compile(r"二[〇○◯零OО0Ο][〇○◯零OО0Ο一二三][〇○◯零OО0Ο一二三四五六七八九](?=年|学年|政)")


_SPACED_YEAR: Final = re.compile(r"(?<=\d) (?=年)|(?<=\d年) (?=度)")


@lru_cache(maxsize=1)
def _simplifier() -> Any:
    import opencc  # few texts need it, and it loads its dictionaries

    return opencc.OpenCC("t2s")


def simplified(text: str) -> str:
    """Traditional characters made simplified where a text has any of the commonest.

    >>> simplified("審計署2013年政府信息公開工作年度報告")
    '审计署2013年政府信息公开工作年度报告'
    """
    return str(_simplifier().convert(text)) if _TRADITIONAL.search(text) else text


def plain(text: str) -> str:
    """One line in simplified characters with half-width digits and brackets; runs of space become one space.

    >>> plain("２０２１年\\u3000標(biāo)題（試行）")
    '2021年 标题(试行)'
    """
    for character in set(_WIDE.findall(text)):  # few of them: str.translate would look each character of a text up
        text = text.replace(character, _WIDTHS[character])
    text = _READING.sub("", text)
    text = simplified(text)
    if "二" in text:
        text = _CHINESE_YEAR.sub(lambda found: "".join(_CHINESE_DIGITS.get(c, "2") for c in found[0]), text)
    text = " ".join(text.split())
    return _SPACED_YEAR.sub("", text) if " 年" in text or " 度" in text else text


@dataclass(frozen=True, slots=True)
class TitleReading:
    """What a title says.

    `reason`: `report` (the title names one), `column` (only the column's name, 政府信息公开年报: the page may be a list
    or a report), `opening_sentence` (the report's first sentence in place of a title), `truncated` (a list cut it
    before it was complete); or why not: `notice`, `interpretation`, `template`, `statistics`, `half_year`, `plan`,
    `news`, `list_page`, `draft`, `other_report:<which>`, `no_topic`.
    `agency` and `fiscal_year` are what the title states, None where it does not or contradicts itself.
    """

    is_report: bool
    reason: str
    agency: str | None = None
    fiscal_year: int | None = None
    certainty: Certainty = "sure"


# --- what the report is called -----------------------------------------------------------------------------------

_YEAR: Final = r"(?<![\d.])20[0-3]\d(?![\d.])"
_TOPIC: Final = r"(?:政府|政务)?信息(?:和|与|及|、)?(?:政务)?公开|政府信息依法公开|政务公开"
# Words that stand between the topic and 报告, in any order: 工作年度, 条例实施情况的, 工作2021年度 …
_FILL: Final = (
    rf"工作|情况|的|年度|年终|条例|实施|执行|施行|贯彻|落实|总结|和政务公开|与政务公开|及政务公开|、政务公开|"
    rf"暨政务公开|和政府信息公开|》|\(?{_YEAR}年?度?\)?|年"
)
_CORE: Final = re.compile(
    rf"(?P<topic>{_TOPIC})(?P<fill>(?:{_FILL}){{0,10}})(?P<noun>年度工作报告|年度报告|年度报吿|报告|年报)"
)
# Old wordings (FY2008–2013) that end without 报告: 2010年政府信息公开工作总结, 2011年政府信息公开工作情况.
_SUMMARY: Final = re.compile(
    rf"(?P<topic>(?:政府|政务)?信息公开)(?P<fill>(?:工作|的|年度|{_YEAR}年?度?)*)(?P<noun>总结|情况|年度工作)$"
)
_SCRAMBLED: Final = re.compile(
    r"(?:政府|政务)?信息公开(?=[工作年度报告告]{6,8}$)[工作年度报告]*告[工作年度报告]*"
)  # 工作告年度报 (pdf text)
_BARE: Final = re.compile(rf"(?:{_YEAR}年?度?的?)?(?:工作)?(?:年度报告|年报)(?:\({_YEAR}年?度?\))?")
_FULL_NAME: Final = "政府信息公开工作年度报告"

# The rule that the report stands under, in place of a title: 根据《…政府信息公开条例》…编制本报告.
_OPENING: Final = re.compile(
    r"(?:条例|通知).{0,80}?(?:编制|制作|制定|形成|撰写|公布|发布|编写|编撰).{0,40}?(?:年度报告|年报|报告)"
    r"|^本(?:年度报告|报告|年报)(?:是|系)?(?:根据|依据|按照|由).{0,80}?条例.{0,80}?(?:编制|制作|编写|撰写)"
)
_COMPILED_BY: Final = re.compile(rf"由([{_CJK}()]{{3,30}}?)(?:负责)?(?:组织)?(?:编制|编写|撰写|制作)")
_COMPILES: Final = re.compile(rf"[,。]([{_CJK}()]{{3,30}}?)(?:结合|编制|认真|根据|按照|对)")
_PERIOD: Final = re.compile(r"(20[0-3]\d)年?1月1日?(?:起)?(?:至|到|-|—|~)(?:(20[0-3]\d)年?)?12月31日?")

# --- what it is not ----------------------------------------------------------------------------------------------

# Anywhere in the title: no agency bears these words.
_INTERPRETATION: Final = re.compile(
    r"(?<![告报]及)(?<![告报]和)解读|图解|图文(?!版)|数说|可视化|海报|一图|图说|一张图|长图|读懂|看懂|图表版?|漫画|H5版|动漫|说明问答|热点问答|什么|如何|怎么(?!写)|怎样|多久|哪[里些]|(?:视频|音频|动画|简明)版"
)
_TEMPLATE: Final = re.compile(
    r"范文|模板|模版|范本|样本|样表|样式|参考文本|由会员|分享|文库|免费|格式|写作|怎么写|篇\)?$|精选|大全|空白表|"
    r"编写说明|填报说明|填表说明|编制规范|编制说明|编制指南"
)
_HALF_YEAR: Final = re.compile(
    r"[上下]半年|半年|季度|(?<![\d.年])(?:[1-9]|1[01])[-—至~](?:[2-9]|1[01])月|截[至止]|月报|周报"
    r"|(?<!\d)1?\d月份?(?!\d*[日号])(?=政|信|的|情|工)|[一二三四五六七八九十]{1,2}月份"
)
_DRAFT: Final = re.compile(r"征求意见|意见稿|讨论稿|送审稿|草案|草稿|代拟稿")
# Behind the report's name: the page is about the report.
_TAIL_NOTICE: Final = re.compile(r"通知|通告$|通报|的?批复|的?意见$|催报|催办|提醒|督办")
_TAIL_NEWS: Final = re.compile(
    r"培训|会议|部署|推进会|座谈|发布会|编制(?:工作|发布|完成|情况)|(?:已|均|全部|按时|如期|顺利).{0,6}(?:公布"
    r"|发布|公开|完成)"
    r"|(?:公布|发布|编制|报送|公开|上报)(?:工作|情况|完成|时间|及时)|出炉|上线|受到|获评|获奖|评估|测评|评比"
    r"|检查|审核|考核|整改|督查|抽查|常见问题|解答|问答|问卷|满意度|新闻稿|晒|^会"
)
_TAIL_PLAN: Final = re.compile(r"方案|计划|要点|制度|办法|规定|规程|流程|任务|分工|须知|指引|标准|要求$")
_TAIL_LIST: Final = re.compile(
    r"专栏|专题|列表|汇总|汇编|目录|查询|检索|合集|集锦|更多|一览|栏目|清单|统计表$|报表$|台账"
)
# Tails that leave the report a report.
_TAIL_FINE: Final = re.compile(
    r"(?:[\s)(\[\]{}《》>\"”'.,、。:;!|_/*-]|全文|正文|附件\d?|文字版|文本版|图片版|超链版|链接版|网页版"
    r"|电子版|公开版|正式版|最新版|定稿|终稿"
    r"|修订版?|修改版?|更正版?|更新|补充|重新发布|盖章|扫描件?|含附表|附表|附件?统计表|及统计表|和统计表|及附表"
    r"|pdf|docx?|xlsx?|wps|ofd|html?|zip|rar|版|的?公告|的?公示|的函|的报告|的请示|公布|发布|\d+(?:KB|MB|次"
    r"|\.\d+)?|年度?|new|NEW|hot|HOT|置顶|(?:文件|附件|点击|文档)?下载|(?:点击)?查看)*",
    re.IGNORECASE,
)
# 某县2022年…年度报告(全县汇总), 某局(汇总)2022年…: one report of all bodies together
_OF_ALL: Final = re.compile(r"\( ?(?:全[省市县区州盟旗镇乡]|[省市县区]级)?汇总 ?\)")
# 关于公布某局2022年…年度报告的通知 has the report below it
_MAKES_PUBLIC: Final = re.compile(r"关于(?:公布|发布|公开)(?![^,。]*各)")
_TAIL_PUBLIC: Final = re.compile(r"\)*的?(?:通知|通告)\)*")
# Before the report's name: somebody is to do something about the report.
_HEAD_ORDER: Final = re.compile(
    r"(?:关于|的)?(?:认真|切实|进一步|抓紧|及时)?(?:做好|开展|(?<!机构)编制|编写|组织(?!部)|规范|加强|征集|征求|修改"
    r"|审议|提交|催报|核对|启动|完善|催|汇总|填报)"
    r"(?!的)[^,。《]{0,14}$|关于(?:认真|切实|进一步|抓紧|及时|按时|做好|开展|编制|编写|组织|规范|征集|征求"
    r"|催报|印发|转发|填报|上报)[^《]*$"
)
_HEAD_NEWS: Final = re.compile(
    r"(?:按时|如期|全部|均已|顺利|圆满|率先|高质量|积极|扎实|多措并举|有序|全面)[^《]{0,8}(?:公布|发布|完成"
    r"|编制|推进|做好|公开)|召开|举办|参加|(?:我|全)[省市县区].{0,4}(?:公布|发布)"
)

# Reports that share words with ours, looked at where the topic is missing or qualified; first match is the reason.
_OTHER: Final = tuple(
    (reason, re.compile(words))
    for reason, words in (
        ("open_government_summary", r"政务公开.*总结"),
        ("website", r"政府网站|网站.{0,8}(?:工作|年度|普查)|新媒体|门户网站"),
        ("rule_of_law", r"法治政府|依法行政|法治建设|普法"),
        ("budget", r"决算|预算|三公|绩效|财政收支|财务报告"),
        ("company", r"公司|集团|企业|上市|股份|银行"),
        ("institution", r"法人|事业单位|社会组织|社会团体|基金会|民办|年检|学校|大学|学院|中学|小学|幼儿园|医院|慈善"),
        ("enforcement", r"行政执法|行政处罚|行政复议|行政许可|权力运行|双随机|信用"),
        ("statistics", r"统计公报|统计年报|国民经济|人口|普查|年鉴"),
        ("government_work",
            r"政府工作报告|工作报告|述职|述廉|党建|党务|村务|居务|厂务|院务|校务|警务|检务|审计报告|白皮书"
            r"|蓝皮书|质量|环境"
        ),
        ("work_summary", r"工作总结|年度总结|年终总结|总结"),
    )
)  # fmt: skip
# 信息公开 alone is ours only behind a year, an agency or nothing; behind these it is another duty.
_QUALIFIED: Final = re.compile(
    r"(?:环境|财务|预算|决算|预决算|学校|高校|高等学校|校园|企业|单位|行业|慈善|项目|监管|处罚|执法|信用|医疗"
    r"|(?<![民心医属科合幼健一二三四五六])医院|院务|司法|审判|检务|警务"
    r"|党务|村务|校务|厂务|权力运行|民生|食品|药品|安全|资金|资助|招生|住房|土地|征地|拆迁|供水|供电|供气|电力"
    r"|产品|质量|排污|重点领域|网站|依申请|申请"
    r"|社会组织|会费|招标|采购|政策|数据|文件|目录|学年)$"
)

# Bodies with a 信息公开 duty of their own, under other rules than the 条例.
_NO_AGENCY: Final = re.compile(
    r"大学|学院|学校|中学|小学|幼儿园|医院|法院|检察院|公司|集团|银行|学年|协会|基金会|总会|学会|商会"
)
# Schools and hospitals report each calendar year as the 条例 has it; by 学年 they report to the 教育部 (令第29号).
_AS_AGENCIES: Final = re.compile(
    r"(?!.*(?:学年|公司|集团|银行|法院|检察院|[协总学商金]会)).*(?:大学|学院|学校|中学|小学|医院)"
)
_ENDS_IN_YEAR: Final = re.compile(rf"{_YEAR}(?:年度|年|度)?$")
_NOT_A_NAME: Final = re.compile(
    r"(?<![局厅办署部院省市县区旗盟州镇乡道处所站队馆会社台校园司学府门位关委公心室行组庭团厂》:|)\]年度级的\d])$"
)

# --- whose it is -------------------------------------------------------------------------------------------------

_DATE: Final = re.compile(
    r"[\[(]?(?<!\d)(?:19|20)\d\d"
    r"(?: *年 *(?:1[0-2]|0?[1-9]) *月(?: *(?:3[01]|[12]\d|0?[1-9])(?!\d) *日?|(?=[\])]|$))"
    r"| *([-/.]) *(?:1[0-2]|0?[1-9]) *\1 *(?:3[01]|[12]\d|0?[1-9])(?!\d))"
    r"(?: *\d{1,2}:\d{2}(?::\d{2})?)?[\])]?|[\[(](?:1[0-2]|0\d)-(?:3[01]|[0-2]\d)[\])]|(?:发布|发文|更新|成文"
    r"|生成)(?:时间|日期):?"
)
_DOCUMENT_NUMBER: Final = re.compile(rf"[{_CJK}]{{0,10}}[〔\[(【](?:19|20)\d\d[〕\])】]\d+号")
_INDEX_ROW: Final = re.compile(
    r"索 ?引 ?号[ |:]*[\w/-]*(?:[ |]+分 ?类)?|信息分类|主题分类|体裁分类|发布机构:?|标 ?题 ?[|:]|文 ?号:?"
)
BLANK_YEAR: Final = r"(?<!\d)(?:20)?_+ ?(?=年度?(?:政府|政务)?信息公开)"  # 某局__年政府信息公开工作年度报告
_BLANK_YEAR: Final = re.compile(BLANK_YEAR)
_LABEL: Final = re.compile(r"[【\[]([^】\]]{0,20})[】\]]")
_OPENED_LABELS: Final = str.maketrans("【】[]", "    ")
_SEPARATORS: Final = re.compile(r" *[|_>]+ *| +[-—–]+ +| / |/ (?=\S)|(?<=[报告布文])[-—–/]+(?=\S)")
_LOCATION: Final = re.compile(r"(?:您?现在)?(?:所在|当前)?(?:的)?(?:位置|页面)(?:是)? ?:")
_CUT: Final = re.compile(r"(?:…+|\.{2,}|。{2,}|⋯+)\s*$")

_NAVIGATION: Final = frozenset(
    [
        "首页",
        "正文",
        "主页",
        "网站首页",
        "政务公开",
        "信息公开",
        "政府信息公开",
        "政务",
        "部门",
        "年度报告",
        "公开年报",
        "详情",
        "内容",
        "标题",
        "政府信息公开年报",
        "信息公开年报",
        "政府信息公开专栏",
        "法定主动公开内容",
    ]
)
# Words in the agency's place that name nobody.
_NOBODY: Final = re.compile(
    r"各.*|(?:本|我|各|全|该|贵)(?:机关|单位|部门|局|厅|委|办|省|市|县|区|州|旗|镇|乡|街道|所|院|中心)*|(?:各"
    r"|县直|市直|区直|省直|市级|县级|区级|省级|镇街|镇|乡|街镇|乡镇"
    r"|街道|政府|下属|直属|县区|区县|市县|基层)?(?:部门|单位|机关|镇|乡镇|街道|乡镇街道|区县|县区|镇街|政府"
    r"|本级|县直|市直|区直)*|政府部门|市政府部门|"
    r"年度|历年|往年|工作|法定|主动|公开|依法|信息|政务|政府|其他|附件\d*|标题|\d+|[、.,\d]+"
)
_LEADING: Final = re.compile(
    r"^(?:[\d\W_]*[、.:)]|[^(《]{0,12}?[》:]|现将|现公布|现发布|现|标题|附件\d*|名称|关于|公布|发布|公开|报送|上报"
    r"|呈报|提交|编制|由|的|,|"
    r"[-—·•●★◆■□▪※*#>»]+|\d{3,5}年度?)+"
)
_TRAILING: Final = re.compile(
    r"(?:(?:法治政府建设|依法行政|政务服务|党务公开|(?:政府|门户)?网站)(?:工作|建设|管理|运行)*(?:情况|总结|报告)?"
    r"(?:和|及|与|暨)"  # 某局2022年度政务公开暨政府信息公开年报
    r"|(?:政务公开|依申请公开|主动公开)(?:工作)?(?:情况|总结|报告)?(?:和|及|与|暨)?"
    r"|\d+年?度?"  # a slip of the pen in the year: 某局202年
    r"|关于|公布|发布|公开|编制|报送|本单位|本部门|本机关"
    r"|本局|本级|的|年度|年|》|《|[、,:;.\-—·_ /(]+)+$"
)
_NAME: Final = re.compile(rf"[{_CJK}〇()·、\"“”\d]{{2,45}}")
_NAME_END: Final = re.compile(
    r"(?:政府|办公室|局|厅|委员会|委|办|署|部|院|省|市|县|区|旗|盟|州|镇|乡|街道|街道办事处|办事处|处|所|中心"
    r"|站|队|支队|大队|总队|馆|会|社|台|校|园区|分局|管委会|公司|大学|学院|医院|行署|公署|\))$"
)
_BODY: Final = rf"[{_CJK}]{{1,20}}(?:政府|局|厅|委员会|委|办公室|镇|乡|街道|办事处|管委会|中心)"
# A dash sets the body off as brackets do: 某县2022年…报告——某镇, …报告—县教育局; 报告—某县教育局 may be the site's name
DASHED_BODY: Final = rf"(?:[—―]{{2,}}|(?:[—―]|--+)(?=[省市县区州旗盟]))(?:{_BODY})(?=$|[\s_|]|-)"
_BODY_DASHED: Final = re.compile(rf"(?<=[告报)总结]){DASHED_BODY}")
_BEHIND: Final = re.compile(rf"[(—-]*({_BODY})\)?")
_BODY_IN_BRACKETS: Final = re.compile(rf"(.*)\(({_BODY})\)([^()]*)")
# 某县…报告(不含乡镇), …(原卫计委): nobody's name; …(县政府办公室): the place's own report as well
_NO_BODY: Final = re.compile(
    r"(?:不含|包括|各|除|含[乡镇街各所下县区]|全[省市县区州]|.*部门|.*单位).*|本.|原.+(?:局|委|委员会|办公室)"
    r"|.*(?:^|[省市县区直及和与、])(?:乡镇|街镇|镇街)"
)
_ITS_GOVERNMENT: Final = re.compile(r".*政府(?:办|办公室)?")
_OF_ITS_RANK: Final = re.compile(r"[省县区州旗盟]|市(?!场|容|政[管园公]|民[中服])")  # 县卫健委; not 市场监管局
_PLACE: Final = re.compile(r".+[省市县区旗盟州]")


def _years(text: str) -> list[int]:
    return [int(found) for found in re.findall(_YEAR, text)]


_YEAR_AND_SUFFIX: Final = re.compile(rf"({_YEAR})(?:年度|年|度)?(?!\d)")
_SHORT_YEAR: Final = re.compile(r"(?<![\d第])(0[89]|[12]\d)年度?(?=[^\d\s月]|$)")


# What the columns beside the reports' are called: 政府信息公开制度 政府信息公开指南 政府信息公开年报
_OTHER_COLUMN: Final = re.compile(r"信息公开(?:制度|指南|目录)|法定主动公开内容")


def _agency(text: str) -> str | None:
    """The agency in the words before (or between year and) the report's name; None if they name nobody.

    >>> _agency("关于报送《2020年义乌市")
    '义乌市'
    """
    if "公开" in text:
        text = _OTHER_COLUMN.split(text)[-1]
    text = _YEAR_AND_SUFFIX.sub(" ", text)
    text = _SHORT_YEAR.sub(" ", text)
    text = text.rstrip("《 ")
    quoted = text.rfind("《")
    if quoted >= 0 and text.find("》", quoted) < 0:
        text = text[quoted + 1 :]
    # A space parts a name (兴安盟 外事办公室) or navigation from a name: there the name ends to the left.
    words: list[str] = []
    for word in reversed(text.split()):
        if word in _NAVIGATION or _CORE.search(word) or word.endswith(("网", "网站", "平台", "年报", "年度报告")):
            break
        if words and words[0] and _NAME_END.search(word) and (word in words[0] or _is_full(words[0])):
            break
        if words and (word.endswith(words[0]) or (_NAME_END.search(word) and words[0].endswith(("部门", "系统")))):
            words.clear()  # 江北海关2015年海关政府信息公开: the kind of agency, once more
        words.insert(0, word)
    name = "".join(words)
    for mark in ",。;!?":
        name = name.rpartition(mark)[2] or name.rpartition(mark)[0]
    if "关于" in name:  # 某市办公室关于某市…: the report is the latter's; 某市人事局关于…年…: the former's
        former, _, latter = name.rpartition("关于")
        name = latter if len(_LEADING.sub("", latter)) > 1 else former
    name = _LEADING.sub("", name)
    name = _TRAILING.sub("", name)
    if name.count("(") != name.count(")"):
        name = name.replace("(", "", 1).strip("()") if name.endswith(")") or name.startswith("(") else name.strip("(")
    if not _NAME.fullmatch(name) or (_NOBODY.fullmatch(name) and not regions.starts_with_region(name)):  # 全州县
        return None
    return name


def _of_place(place: str | None, body: str) -> str | None:
    """The agency of a title that names a place before the report's name and a body of it behind.

    >>> _of_place("霍山县", "县卫健委"), _of_place("池州市贵池区", "贵池区民政局"), _of_place("霍山县", "太湖县民政局")
    ('霍山县卫健委', '贵池区民政局', '霍山县')
    """
    named = regions.locate(body).regions
    if not named and _NO_BODY.fullmatch(body):
        return place
    if place is None:
        return body
    if not _PLACE.fullmatch(place) or _ITS_GOVERNMENT.fullmatch(body):
        return place
    if named:
        return body if place.endswith(named) or named.endswith(place) else place
    if _OF_ITS_RANK.match(body):  # 县卫健委
        return place + body[1:] if body[0] == place[-1] else place
    return place + body


def _government(name: str | None) -> str | None:
    """某市人民政府|信息公开, not 某市人民|政府信息公开."""
    return f"{name}政府" if name and name.endswith("人民") else name


def _is_full(name: str) -> bool:
    """Does the name begin with a region or the state, so that nothing is missing on its left?"""
    return re.match(rf"国家|中华|中国|[{_CJK}]{{2,8}}?(?:省|自治区|市|州|盟|地区)", name) is not None


def _fiscal_year(before: str, inside: str, after: str) -> int | None:
    """The year beside the report's name; None if the places disagree or a range is printed."""
    if re.search(rf"{_YEAR}年?[-—至~、](?:{_YEAR}|\d\d)(?=年|学)", before + inside):
        return None
    years = _years(before)[-1:] + _years(inside)
    if not years:
        years = [int(found) for found in re.findall(rf"^[\s(\[-]*({_YEAR})", after)]
    if not years and (short := _SHORT_YEAR.search(before + "政")):
        years = [2000 + int(short[1])]
    return years[0] if len(set(years)) == 1 else None


def _other(text: str) -> str:
    for reason, words in _OTHER:
        if words.search(text):
            return f"other_report:{reason}"
    return "no_topic"


def _no(reason: str, certainty: Certainty = "sure") -> TitleReading:
    return TitleReading(False, reason, certainty=certainty)


@lru_cache(maxsize=256)  # one document's titles are asked about some fifteen times
def read_title(title: str) -> TitleReading:
    """Read a title as it stands on list pages and above reports, with its noise (dates, site names, navigation).

    >>> read_title("您现在的位置：首页 > 汕尾市商务局 > 政府信息公开年度报告").agency
    '汕尾市商务局'
    >>> read_title("2020年义乌市政府信息公开工作年度报告 [2021-01-28]")
    TitleReading(is_report=True, reason='report', agency='义乌市', fiscal_year=2020, certainty='sure')
    >>> read_title("2023年度政府网站工作年度报表").reason
    'other_report:website'
    """
    if len(title) > 2000:
        title = title[:2000]
    text = plain(title)
    if not ("报" in text or "公开" in text or "总结" in text or _CUT.search(text)):
        return _no("no_topic")
    period = _PERIOD.search(text.replace(" ", "")) if "12月31" in text else None
    text = _INDEX_ROW.sub("|", text)
    text = _DOCUMENT_NUMBER.sub("", text)
    text = _DATE.sub(" ", _BLANK_YEAR.sub("", text))
    if "汇总" in text and "各" not in text:
        text = _OF_ALL.sub("", text)
    text = _BODY_DASHED.sub(lambda dashed: f"({dashed[0].strip('—―-')})|", text)
    sentence_like = "。" in text.rstrip("。 .") or text.endswith(("。", ":")) or ("条例》" in text and "," in text)
    if sentence_like and (sentence := _read_sentence(text, period)):
        return sentence
    if (
        text.count("《") == 1 and "》" in text and "条例" not in text
    ):  # the quoted name is the title; what stands around it, a sentence
        inner = text[text.index("《") + 1 : text.index("》")]
        around = text[: text.index("《")] + "|" + text[text.index("》") + 1 :]
        if _CORE.search(inner.replace(" ", "")):
            return _read_quoted(inner, around)
    crumbs = bool(_LOCATION.search(text)) or text.count(">") >= 1 or text.count("/ ") >= 2
    if crumbs:
        return _read_crumbs(_LOCATION.sub("", text))
    labels = " ".join(_LABEL.findall(text)) if "【" in text or "[" in text else ""
    if labels:
        if refused := _anywhere(labels):
            return refused
        unlabelled = _LABEL.sub(lambda label: label[1] if _YEAR_AND_SUFFIX.fullmatch(label[1]) else " ", text)
        outside = _CORE.search(unlabelled.replace(" ", ""))
        text = unlabelled if outside else text.translate(_OPENED_LABELS)
    readings = [_read_segment(segment) for segment in _SEPARATORS.split(text) if segment.strip()]
    if (
        labels and "公开" not in labels and _NAME_END.search(labels) and (name := _agency(labels))
    ):  # 【某市水利局】2021年…
        readings = [replace(one, agency=_of_place(one.agency, name)) if one.is_report else one for one in readings]
    named = [reading for reading in readings if reading.is_report]
    if period and period[2] in (None, period[1]):
        named = [replace(one, fiscal_year=one.fiscal_year or int(period[1])) for one in named]
    if not named:
        return (
            readings[0]
            if len(readings) == 1
            else min(readings, key=lambda one: one.reason == "no_topic", default=_no("no_topic"))
        )
    refused = next((one for one in readings if one.reason in {"interpretation", "template"}), None)
    if refused:
        return refused
    return max(named, key=lambda one: (one.certainty == "sure", one.fiscal_year is not None, one.agency is not None))


def _anywhere(text: str) -> TitleReading | None:
    if _INTERPRETATION.search(text):
        return _no("interpretation")
    if _TEMPLATE.search(text):
        return _no("template")
    if _DRAFT.search(text):
        return _no("draft")
    return None


def _read_quoted(inner: str, around: str) -> TitleReading:
    """《…年度报告》 with words around it: a letter that sends it, or a page about it."""
    refused = _anywhere(around) or _anywhere(inner)
    if refused:
        return refused
    if re.search(r"报告格式|格式》", inner + "》") or (
        "通知" in around and not re.search(r"印发|公布|发布|公开", around)
    ):
        return _no("notice")
    if "印发" in around and "格式" in inner:
        return _no("notice")
    reading = _read_segment(inner)
    if reading.is_report and reading.agency is None:
        reading = replace(reading, agency=_agency(around.partition("|")[0]))
    if _TAIL_NEWS.search(around) and "现公布" not in around:
        return _no("news", "likely")
    if not reading.is_report:
        return reading
    certainty: Certainty = "likely" if around.strip("| ") else "sure"
    return TitleReading(True, reading.reason, reading.agency, reading.fiscal_year, certainty)


def _read_sentence(text: str, period: re.Match[str] | None) -> TitleReading | None:
    """The report's first sentence where a title should be: 根据《…条例》…编制本报告; None if it is something else."""
    opening = _OPENING.search(text)
    if not opening or "信息公开" not in text or re.search(r"请(?:各|于|按)|各单位.{0,12}(?:要|应)|解读|范文", text):
        return None
    year: int | None = None
    agency: str | None = None
    compact = text.replace(" ", "")
    if period and period[2] in (None, period[1]):
        year = int(period[1])
    compiled = _COMPILED_BY.search(compact) or _COMPILES.search(compact)
    if compiled:
        agency = _agency(compiled[1])
    quoted = re.findall(r"《([^《》]{4,60})》", compact)
    rest = re.sub(r"《[^《》]*(?:通知|条例|格式|意见)》", "", compact)
    for named in (*[one for one in quoted if "通知" not in one and "条例" not in one], rest):
        core = _CORE.search(named)
        if core:
            before = named[: core.start()]
            year = year or _fiscal_year(before, core["fill"], "")
            if not compiled and named is not rest:
                agency = agency or _agency(before)
    return TitleReading(True, "opening_sentence", agency, year, "likely")


def _read_crumbs(text: str) -> TitleReading:
    """首页 > 汕尾市商务局 > 政务公开 > 政府信息公开年度报告: the page's place, its last steps are its column."""
    steps = [step for part in text.split(">") for step in re.split(r"(?<!\d)/|\|", part)]
    steps = [step.strip() for step in steps if step.strip()]
    at, reading = -1, _no("no_topic")
    for number, step in enumerate(steps):
        one = _read_segment(step)
        if one.reason in {"interpretation", "template", "notice", "half_year", "statistics"}:
            return one
        if one.is_report:
            at, reading = number, one
    if at < 0:
        return reading
    agency, year = reading.agency, reading.fiscal_year
    if agency is None:
        for step in reversed(steps[:at] + steps[at + 1 :]):
            name = _agency(step.replace(" ", ""))
            if name and name == step and _NAME_END.search(name) and name not in _NAVIGATION and "公开" not in name:
                agency = name
                break
    if year is None:
        stated = {int(found[1]) for step in steps[at + 1 :] if (found := _YEAR_AND_SUFFIX.fullmatch(step))}
        year = stated.pop() if len(stated) == 1 else None
    certainty: Certainty = "sure" if reading.certainty == "sure" and year else "unsure"
    return TitleReading(True, reading.reason if year else "column", agency, year, certainty)


def _read_segment(segment: str) -> TitleReading:
    cut = _CUT.search(segment)
    spaced = segment[: cut.start()] if cut else segment
    text = spaced.replace(" ", "")
    core = next(reversed([*_CORE.finditer(text)]), None)  # the last: a column's name may stand before the title
    if core is None and (summary := _SUMMARY.search(text.rstrip("。.)( "))):
        core = summary
    if core is None and "信息公开" in text and (scrambled := _SCRAMBLED.search(text)):
        before = text[: scrambled.start()]
        return TitleReading(True, "report", _government(_agency(before)), _fiscal_year(before, "", ""), "unsure")
    refused = _anywhere(text)
    if refused:
        return refused
    if core is None:
        return _without_name(text, cut is not None)
    return _with_name(text, spaced, core, cut is not None)


def _without_name(text: str, cut: bool) -> TitleReading:
    """No 信息公开…报告 in it: cut short by the list, the bare 年度报告, or something else."""
    if cut and (reading := _read_cut(text)):
        return reading
    bare = _BARE.fullmatch(text.strip("()[]《》"))
    if bare:
        years = _years(text)
        return TitleReading(
            True, "column" if not years else "report", None, years[0] if len(set(years)) == 1 else None, "unsure"
        )
    if re.search(rf"{_TOPIC}|依申请公开", text):
        if _HALF_YEAR.search(text):
            return _no("half_year")
        if re.search(r"统计表|报表|统计数据|情况统计|数据统计|汇总表|台账", text):
            return _statistics(text)
        if re.search(r"通知|通报|通告", text):
            return _no("notice")
        if _TAIL_PLAN.search(text) or re.search(r"指南|目录|条例|意见", text):
            return _no("plan")
    name = re.fullmatch(rf"(.*?)(?:{_YEAR})年?度?工作年度报告", text)
    if name and _NAME_END.search(name[1]) and not re.search(r"网站|法治|公司|协会|新媒体", name[1]):
        years = _years(text)
        return TitleReading(True, "report", _agency(name[1]), years[0], "unsure")
    return _no(_other(text))


def _statistics(text: str) -> TitleReading:
    """A 统计表 by itself: no report by its title, but it says whose figures of which year it holds."""
    topic = re.search(_TOPIC, text)
    before, after = (text[: topic.start()], text[topic.end() :]) if topic else (text, "")
    year = _fiscal_year(before, "", re.sub(r"^[^\d(]*", "", after))
    return TitleReading(False, "statistics", _agency(before), year)


def _with_name(text: str, spaced: str, core: re.Match[str], cut: bool) -> TitleReading:
    before, tail = text[: core.start()], text[core.end() :]
    topic, fill, noun = core["topic"], core["fill"], core["noun"]
    owner = None
    if bracketed := _BODY_IN_BRACKETS.fullmatch(tail):
        tail, owner = bracketed[1] + bracketed[3], _agency(bracketed[2])
    whole = before + fill
    if _HALF_YEAR.search(whole + tail[:8]) and not re.search(r"1[-—至~]12月", whole):
        return _no("half_year")
    made_public = _TAIL_PUBLIC.fullmatch(tail) is not None and _MAKES_PUBLIC.search(before) is not None
    if not made_public and not _TAIL_FINE.fullmatch(tail):
        if re.search(r"统计表|报表", tail) and re.match(r"统计|数据|情况统计", tail):
            return _statistics(text)
        for reason, words in (
            ("notice", _TAIL_NOTICE),
            ("news", _TAIL_NEWS),
            ("plan", _TAIL_PLAN),
            ("list_page", _TAIL_LIST),
        ):
            if words.search(tail) and not (reason == "plan" and tail[0] in "及和暨与"):
                return _no(reason)
    quoted = "《" in before[before.rfind("》") + 1 :] or "的报告" in tail
    order = None if quoted else _HEAD_ORDER.search(before)
    if order and not re.search(r"关于(?:公布|发布|公开)", order[0]):
        return _no("notice", "likely")
    if _HEAD_NEWS.search(before):
        return _no("news", "likely")
    if topic in ("信息公开", "政务公开"):
        stem = _YEAR_AND_SUFFIX.sub("", before)
        qualified = _QUALIFIED.search(before) or _QUALIFIED.search(stem)
        if topic == "信息公开" and not qualified:
            dated = not before or (stem != before and _ENDS_IN_YEAR.search(before))
            qualified = None if dated else _NOT_A_NAME.search(stem)
        if qualified:
            return _no(_other(before) if _other(before) != "no_topic" else "other_report:other_disclosure")
        of_a_year = "年" in before[-3:] + fill + noun and "总结" not in fill and _fiscal_year(before, fill, tail)
        as_agency = of_a_year and _AS_AGENCIES.match(before)
        if topic == "信息公开" and not as_agency and (body := _NO_AGENCY.search(before)):
            company = body[0] in ("公司", "集团", "银行")
            return _no("other_report:company" if company else "other_report:institution")
    if "学年" in before:
        return _no("other_report:institution")
    year = _fiscal_year(before, fill, tail)
    if topic == "政务公开" and (noun in ("总结", "情况") or "总结" in fill):
        return _no("other_report:open_government_summary")
    # The agency stands before the name; spaces show where navigation ends.
    agency = _government(_agency(_spaced_prefix(spaced, len(before))))
    if owner:
        agency = _of_place(agency, owner)
    elif agency is None and not _TAIL_FINE.fullmatch(tail) and (behind := _BEHIND.fullmatch(tail)):
        agency = _agency(behind[1])
    if made_public and not (agency and year):
        return _no("notice")
    annual = "年" in noun or "年" in fill or year is not None
    certainty: Certainty = "sure"
    if noun in ("总结", "情况", "年度工作"):
        if year is None and agency is None:
            return _no("other_report:work_summary" if noun == "总结" else "news", "unsure")
        certainty = "unsure" if year is None else "likely"
    elif not annual or cut or not _TAIL_FINE.fullmatch(tail) or (topic == "政务公开" and "年" not in noun + fill):
        certainty = "unsure"
    elif year is None and agency is None:
        return TitleReading(True, "column", None, None, "unsure")
    elif year is None:
        certainty = "likely"
    return TitleReading(True, "report", agency, year, certainty)


def _spaced_prefix(spaced: str, length: int) -> str:
    """The first `length` printed characters of a text with its spaces.

    >>> _spaced_prefix("兴安盟 外办2020年 政府", 10)
    '兴安盟 外办2020年 '
    """
    if " " not in spaced:
        return spaced[:length]
    seen = 0
    for at, character in enumerate(spaced):
        if character != " ":
            if seen == length:
                return spaced[:at]
            seen += 1
    return spaced


_CUT_TOPIC: Final = re.compile(
    rf"^(?P<before>.*?)(?P<start>(?:{_TOPIC})(?:{_FILL})*.{{0,2}}|政府信息公?|政府信?|政务信?息?|信息公?|政"
    rf"|信)$"
)


def _read_cut(text: str) -> TitleReading | None:
    """A title that the list cut: 杭州市…2023年政府信息公… may be a report if the report's name can go on there."""
    if re.search(r"通知|关于(?:做好|开展|编制|印发|认真|进一步|征求|组织)", text):
        return _no("notice", "unsure")
    year = _years(text)
    topic = _CUT_TOPIC.fullmatch(text)
    if topic:
        started = topic["start"]
        whole = _FULL_NAME.startswith(started) or re.fullmatch(rf"(?:{_TOPIC})(?:{_FILL})*.{{0,2}}", started)
        before = topic["before"]
        if whole and (year or len(started) >= 4) and not _HALF_YEAR.search(text):
            if _QUALIFIED.search(before):
                return None
            return TitleReading(True, "truncated", _agency(before), _fiscal_year(before, started, ""), "unsure")
    if year and re.fullmatch(rf".*{_YEAR}年?度?", text) and (agency := _agency(text)) and _NAME_END.search(agency):
        return TitleReading(True, "truncated", agency, year[-1] if len(set(year)) == 1 else None, "unsure")
    return None
