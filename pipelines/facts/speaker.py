"""Who speaks in a report: the agency by all its names, what it reports for, and its clauses without these names."""

from __future__ import annotations

import re
from functools import lru_cache

from pipelines.facts.grammar import JOINTS, load_grammar
from pipelines.facts.names import bureau_of, covers, end_of_name, levels_of, own_field, places_of

_PRESS_OFFICE = re.compile(r"新闻办(?:公室)?(?=组织|主持|共|召开|举[办行])|办(?:公[室厅])?及其?各?(?:部门|单位)")
_OWN_LEVEL = re.compile(
    r"(?P<level>[省市区县州旗盟])(?:本级(?=[收接]到|受理|新收)|级层面(?=共|组织|召开|举[办行]|[收接]到|受理|新收)|本级(?=(?:共|全年|组织|先后)*(?:召开|举[办行])[^,;。\d]{0,12}发布会)"
    r"|(?:(?:人民)?政府)?本级(?=现行|有效|行政规范|规范|制定|制发|印发|出台|(?:新增|新制|共制|清理|废止|宣布|继续)[^,;。]{0,10}规范性))"
)
_DOCUMENTS_OF_ALL = re.compile(
    r"(?:(?<=公开|公布|收录|保留|清理)|(?<=^[对将把]))全(?P<level>[省市区县州旗盟])(?=现行|有效|行政规范|规范)"
)
_ITS_OFFICE = re.compile(r"[及和与]其办(?:公[室厅])?(?=[共全年已累计印制出发新])")  # 市政府及其办公室印发
_OFFICE = re.compile("办(?=[共全已制印出召发新])")  # 州政府及州政府办共制发
# Who holds a government's press conferences for it: 县委宣传部、县政府新闻办全年组织新闻发布会22场
_PRESS_BODIES = re.compile(
    r"以?(?P<level>[省市区县州旗盟])(?:委宣传部|级新闻发布厅|(?:人民)?政府(?:新闻发布厅|新闻办(?:公室)?|办(?:公[室厅])?)|新闻办(?:公室)?)"
    r"(?:[、和及与](?:(?P=level)?(?:委宣传部|(?:人民)?政府(?:新闻办(?:公室)?|办(?:公[室厅])?)|新闻办(?:公室)?)))*"
    r"(?:(?:会同|联合)(?P=level)?[^,;。\d召举组]{0,12}(?:中心|宣传部|新闻办(?:公室)?|广播?电视台|网信办|[局厅委办]))?"
    r"(?:名义)?(?=(?![^,;。]*(?:参加|协助|配合))[^,;。\d]{0,20}(?:组织|召开|举[办行]|主持)[^,;。]{0,24}发布会)"
)
_NAME_TAIL = re.compile(
    r"(?:及其?(?:所属|下属|直属|下辖)(?:各)?(?:部门|单位|机构|[支大]队|分局)(?:、(?:单位|机构|[支大]队|分局|站))*|机关|本级|(?:机关)?本部|(?:各?受理)?窗口|[一-龥]{2,4}分局等窗口)(?!名义)"
)
# All that a government reports for: 云州县本级及所属部门、街道
_WITH_ITS_BODIES = re.compile(
    r"(?:(?:人民)?政府)?(?:本级)?(?:(?:[及和与]|以及)(?:其|各|所属|下属|直属|[省市区县州旗][级直]|各?工作)*|(?=各[^,;。共全收]{2,8}[、和及与])各)"
    r"(?:(?:部门|单位|乡镇|镇街|镇街道|乡镇街道|街道|镇办|园区)(?:[、和及与]各?)?)+(?=[共全一年累新收接受])"
)
_LOWER = "(?:乡镇街道|乡镇|镇街|街镇|街道|镇办|[镇乡]|区县|县区|县市区|园区)"
_ITS_BODIES = re.compile(  # 云溪县各乡镇、各部门主动公开
    rf"(?:(?:各{_LOWER}(?:[、和及]各?{_LOWER})*[、和及]?各?(?:部门|单位)|各(?:部门|单位)[、和及]各?{_LOWER})+(?=[共累全年主公发])"
    r"|(?:各(?:公开主体|责任主体|公开单位|行政机关|单位)|各级各?(?:部门|单位|机关))(?=[共累全年主依及]|公开(?:政府|政务)?信息))"
)
_GOVERNS = re.compile(r"(?:政府|管理委员会|管委会|办公室|办公厅|街道|办事处|镇|乡|公署|新区|实验区|示范区|开发区)$")
_GENERAL = re.compile(
    r"各类|各种|领域|动态|各项|相关|事业|数据|关于|事务|行政管理|管理|工作|业务|方面|情况|状况|类$|的$|政务$|政府$"
)
_LISTED = re.compile(r"[、和与及]")  # 旅游、文体类信息
_OWN_INSIDE = re.compile(
    r"(?:我|本)(?:行政)?(?:单位|机关|部门|街道|中心|集团|公司|园区|开发区|管委会|办事处|学院|学校|医院|中支|[总分支]局|[总支大分中]队|总署|师市"
    r"|[局厅委院署站馆镇乡街旗队校师团关办部处会所省市县区州盟]|行(?!政))+(?:机关|本级|窗口)?"
)
_ALL_OURS = re.compile(  # 以崂山区各级行政机关为被申请人, 涉及本市行政机关信息公开
    r"(?P<before>[一-龥]{1,12})[省市区县州盟旗镇乡](?:各级|各)*(?:行政机关|政府机关)(?=(?:有关|相关)?(?:信息公开|政府信息公开|政务公开)|为|的)"
    r"|(?:(?<=针对)|(?<=^以)|(?<=涉及))各级?(?:行政机关|政府机关|机关)"
)
_BEFORE_NAME = re.compile(
    r"(?:提交(?:至|到)|送达|递交|涉及|不服|针对|通过|(?:公开|清理|公布|发布|收录|有效的|在用的|执行的)(?=[一-龥]{1,16}规范性文件)|(?:公开|公布|发布|刊[登载出]|登载|上传|更新)(?=[一-龥]{2,16}信息$)|[向到由以对就经至在将把给被])(?=[一-龥])"
)
_PAGE = re.compile(
    r"(?P<site>[一-龥]{0,14}?)(?:(?:门户|互联|官方|公众信息)?网站|门户网|官网|公众信息网|(?:政府|政务(?:服务)?)网(?!站)|(?<![一-龥])网(?![站上络友]))的?“?(?P<page>[一-龥]{2,14}?)(?:之窗)?”?"
    r"(?:[子分]?(?:网站|站点|站|栏目|频道|平台|页面|网页|主页|板块|版块|目录)|专(?:栏|页|区|版|题(?:页面|网页))|(?<=之窗)|(?<=之窗”))(?:[里中内下]|上(?![传载线挂网]))?"
)
_SEAT_OF_ZONE = re.compile(
    "[一-龥]{0,6}区管委会(?=(?:门户|官方|政务)*网|官网)"
)  # 通过新区管委会门户网站, of a 镇 there
_SITES_OF_LEVELS = re.compile(  # 通过市、县两级政府网站
    r"(?P<level>[省市区县州盟])(?:[、和]?(?:[市区县州旗镇乡]|街道|乡镇|镇街)){1,3}[两二三四]级(?=(?:人民)?政府(?:门户|官方)*网)"
)
# Accounts named without quotes: 云州发布公众号, 美丽云州微信公众号, 今日云州官方微博
_PLACES_OWN = "(?:中国·?|美丽|今日|智慧|掌上|魅力|幸福|文明|生态|大美|活力|诗画|醉美|秀美|红色|爱|看|新|微|e)?"
_RUN_BY_MEDIA = re.compile(  # 县融媒体中心代管的“云溪发布”微信公众号
    r"^(?:由)?[我本]?[市区县州旗]?融媒体中心(?:负责|具体|承担|日常|[、和])*(?:代为)?(?:代管|代运营|运营|运维|维护|管理|承办|主办|编辑|更新)+的?(?=(?:官方|政务)*(?:微信|微博|公众号))"
)
_ITS_NAME = "发布|政务|在线|零距离|之声|之窗|微生活|微政务|快讯|播报|微讯|资讯|政府网|人民政府网"
_NATIONAL = re.compile(
    "(?:^|(?<=通过|依托|利用|借助)|(?<=在|以))中国·?(?P<place>[一-龥]{2,6}?)(?=(?:官方|门户|政府)*网|官网)"
)  # 中国雄安官网
_ONLINE = re.compile("政府在线(?:网站?)?")
_ON_A_PAGE = re.compile(r"子?站点?|栏目|频道|平台|页面|网页|主页|板块|版块|目录|专[栏页区版]|之窗")
# What has no site of its own has a page in that of its county: 区政府网站镇街频道.
_HOSTED = re.compile(r"(?:镇|乡|苏木|街道|办事处|农场)(?:人民政府|办事处)?$")
_PAGE_OF_SUCH = re.compile(
    r"(?:乡镇园区|街道园区|镇街园区|乡镇|镇街|街镇|镇办|街乡|乡街|乡镇街道|街道|办事处|基层|[镇乡]级?)?(?:(?:政府|政务)?信息公开|政务公开|政务|信息|公开)?"
)
_OF_SUCH = re.compile("(?<=[布开登载出传新])(?:本机关|[镇乡]级|街道|乡镇)的?(?=信息$)")
# Bodies of the state, of which that above has a page for all.
_BRANCH = re.compile(
    r"(?:(?:总局|委员会|保监会|能源局|监督管理局)[一-龥]{2,6}|[一-龥]证|银保?|保|能源|(?<!地方)金融)(?:监管[分支]?局|监管(?:专员)?办(?:公室|事处)?|监管特派员?办事处|监局)$|监察局[一-龥]{2,4}局$|通信管理局$|外汇管理局[一-龥]{2,8}[分支]局$|财政部[一-龥]{2,6}(?:监管局|专员办(?:事处)?)$|特派员?办(?:事处)?$|(?:督察|流域|地区)局$"
)
_OF_BRANCHES = re.compile(r"(?:各地?)?(?:派出|分支|驻地方|地方|派驻)机构(?:信息公开)?")
_PAGE_OF_BUREAUS = re.compile(
    r"(?:[省市区县州][直级]?)?(?:政府)?(?:部门|单位|委办局)(?:(?:政府|政务)?信息公开|政务公开)?"
)
_ABOUT_PAGE = re.compile(r"(?:(?:政府|政务)?信息公开|政务公开|信息)$")
_QUOTED_SITE = re.compile(r"“([一-龥]{2,14}网)”")  # “云州教育信息网”
_OF_LEVEL = re.compile(r"(?P<level>[省市区县州旗])本?级(?=(?:政务|官方|政府)*(?:微[信博]|公众号))")  # 县级政务微博
_OWN_AREA = re.compile(  # 集中公开全区现行有效规范性文件, 区本级现行有效的
    r"(?:^|(?<=公开|发布|公布|保留|清理|制定|出台|印发|复议|诉讼|案件))(?:[全我本](?P<all>[省市区县州旗盟])|(?P<seat>[省市区县州旗盟]))(?(seat)本级|(?:本级)?)(?=(?:目前|现行|继续|现)*有效|(?:行政)?规范性|(?<=[讼议件]全.)共?$)"
)
# 县政府规范性文件, 市政府及市政府办公室规范性文件, 区政府新闻发布会, 县级政策解读; of a bureau 省政府部门规范性文件
_OF_OWN_LEVEL = re.compile(
    r"(?P<level>[省市区县州旗盟镇乡])(?:街?级|本级(?=[^,]*解读)|(?:人民)?政府)(?P<bureau>部门)?"
    r"(?:(?:[、及和与]|以及)(?:其|(?P=level)(?:级|(?:人民)?政府))?办(?:公[室厅])?)?的?"
    r"(?=(?:目前|现行|继续|现|仍)*有效[^,;。]{0,6}规范性文件|(?:行政)?规范性文件|(?:配套)?(?:政策)?(?:文件)?解读|(?P<conference>新闻发布会))"
)
_IN_BOTH_NAMES = re.compile(  # 以区政府、区政府办公室名义
    r"以(?P<level>[省市区县州旗盟镇乡])(?:人民)?政府(?:[、和及与或]|以及)(?:(?:其|(?P=level)(?:人民)?政府)?办(?:公[室厅])?|本机关)(?=名义|文件形式|为受理|作?为(?:答复|承办))"
)
_SITE_OF_PLACE = re.compile(r"(?:通过|在|利用|依托|^)(?P<place>[一-龥]{2,8}?)(?=(?:政务|政府)网)")
_DOES = (
    "开展|获取|组织|撰写|制发|制作|起草|编制|下发|公开|发布|公布|推送|上传|登载|刊登|刊发|更新|发送|推出|编发|制定|印发|出台|公告|召开|举办|举行|收到|接到|接收|受理|在|通过|依托|利用|借助|运用|推文"
    "|发文|撰写|废止|因|刊载|登出|挂出|录入|收录|转载|上网|投放|新增|公示|编辑|刊出|登录|挂网|发送|现行有效|继续有效|有效|失效|实施|颁布|无|没有|未"
)
# Bureaus of the state, one within the other: the report of one is that of all below it.
_SYSTEMS = {
    "税务局": ("税务",),
    "气象局": ("气象",),
    "邮政管理局": ("邮政", "邮政管理"),
    "海事局": ("海事",),
    "烟草专卖局": ("烟草", "烟草专卖"),
    "地方税务局": ("地税",),
    "国家税务局": ("国税",),
}
# Others whose bodies publish on the site of the one above them, by what that is called.
_ON_SITES_ABOVE = {
    "税务局": "税务局|国税局|地税局|国税|地税",
    "气象局": "气象局|气象",
    "邮政管理局": "邮政管理局",
    "海事局|海事处": "海事局",
    "烟草专卖局|烟草公司": "烟草专卖局|烟草局|烟草",
    "海关": "海关总署|海关|总署",
    "调查[总支]?队": "国家统计局|调查总队|总队|统计局|调查",
    "地震局|地震台|地震监测中心站": "地震局",
    "监管[分支]局|银保监分局|银监分局": "金融监督管理总局|监管局|监管总局|银保监局|银保监会|银监会",
    "中心支行|[分支]行": "人民银行|[分支]行",
    "消防救援[支大]队": "消防救援局|消防救援[总支]队|消防总队|[总支]队",
}
_SITE_ABOVE = re.compile(
    r"(?P<by>通过|在|利用|依托|借助|经由|运用|使用)(?P<site>[一-龥()]{2,28}?)"
    r"(?:互联网|公众信息|信息公开|信息|政府|官方|门户|政务|外)*(?:网站|网(?!络)|官网)(?:集约化平台|群|平台)?"
    r"(?:(?:[、和及与]|以及)?“?(?P<page>[一-龥]{2,12}?)”?(?:频道|子站|分站|分站点|子网站|分网站|站点|专栏|栏目|板块|页面)|子(?:栏目|网?站|频道))?(?:[里中内上](?![传载线挂网]))?"
)
_LOWER_BUREAU = re.compile(r"(?:各?[县区旗](?:市|区)?|基层|直属)局")  # 通过南通市气象局网站县局栏目 of a 海安市气象局
_RANKS = "省市区县"
_SYSTEM = re.compile(r"(?P<field>[一-龥]{2,4}?)(?:系统|部门|机关)")
_FIELD = re.compile(
    rf"(?P<verb>^|{_DOES})(?:的|有|了)?(?P<field>(?:(?!{_DOES})[一-龥、]){{2,12}}?)"
    r"(?:(?P<site>(?:信息|政务|公众|门户|官方)?网(?:站)?(?:上(?![传载线挂网]))?(?=$|[^络友民上]|上[传载线挂网]))"
    r"|(?P<head>(?:政府|政务)?(?:信息|资讯|消息|稿件|推文|内容|图文)(?!网)|(?:行政)?规范性文件|新闻发布会|文章|(?:政策)?解读|(?:依申请|被申请)"
    r"|(?:政务|官方)?(?:微[信博]|公众号))|(?:(?<=预[报警])|(?<=天气提示)|(?<=天气实况)|(?<=气象提示))(?=$))"
)


# 公众号推送安全预警和航道信息, 微信推送税费政策: what one bureau sends out
_SENT_OUT = re.compile(
    r"(?:微信|微博|公众号|订阅号|公众平台|微信平台|账号)(?:上|端)?(?:全年|年内|累计|共|及时|主动|定期|持续|先后)*(?:发布|推送|编发|推出|刊发|发送|推介|更新|公开|编辑|制作){1,2}了?(?:各类|各种)?"
    r"(?P<kinds>(?!.*(?:解读|转[载发]|采用|上级|[各其]|建议|答复|[微网号]|原创|公开|政府信息|招[聘考]|党[建史务课]|廉|学习|教育|主题|两会|防[火疫]|疫情|专[题栏]))[一-龥、]{3,30})$"
)
# What a bureau sends out besides what its name says.
_SENT_BY = {
    "水利": "防汛抗旱节水",
    "水务": "防汛抗旱节水",
    "应急": "安全生产防灾减避险",
    "卫生": "疾控",
    "消防": "安全火",
}
_SEVERAL_KINDS = re.compile("[一-龥]{2,}(?:、|和|与|及(?!时)|以及)[一-龥、]{2,}")
_NEWS_OF_IT = re.compile(
    "(?:政策|法规|法律|资讯|动态|新闻|业务|工作|文章|信息|优惠|科普|知识|常识|宣传|提示|图文|推文|内容)+$"
)
_FIELD_OF_LIST = re.compile(r"等(?P<field>(?!政府|政务|公开)[一-龥]{2,6}?)类?的?(?=信息(?!公开))")
# 就统计工作举行新闻发布会: the same as 举行统计工作新闻发布会
_ABOUT_FIELD = re.compile(
    r"^(?:围绕|就|针对|聚焦|结合)(?![^召举]*(?:(?:重点|中心|重大)工作|[日月周节](?=[召举组])))(?P<field>[一-龥]{2,14}?)(?P<verb>(?:组织)?(?:召开|举行|举办))了?(?=新闻发布会)"
)
# What statisticians tell the press every quarter.
_ECONOMY = re.compile(
    r"(?:季度|年度)?(?:全?[省市区县州])?(?:国民)?经济(?:社会)?(?:发展)?(?:运行|形势)(?:情况|形势|态势)?"
)
# And customs: 召开天津外贸进出口情况新闻发布会
_TRADE = re.compile(
    r"(?:季度|年度)?(?:全?[省市区关]区?|[一-龥]{2,8}?(?:省|市|自治区|关区)?)?(?:外贸|对外贸易|进出口)(?:进出口|运行|形势|统计|数据|情况|态势)*"
)


class Speaker:
    """The agency of a report, by the names that it may have; none if it is not known."""

    def __init__(self, agencies: tuple[str, ...]) -> None:
        self.agencies = agencies
        seats = [name.partition("(")[0] for name in agencies]  # 海棠区人民政府(南田农场)
        self.hosted = bool(seats) and all(map(_HOSTED.search, seats))
        self.governs = not agencies or any(map(_GOVERNS.search, seats))
        self.owns_sites = self.governs and not self.hosted
        self.office = bool(agencies) and all(name.endswith(("办公室", "办公厅")) for name in agencies)
        self.decides = any("司法" in name for name in agencies)  # the reconsiderations of its area
        self.of_system = any(name.endswith(bureau) for name in agencies for bureau in _SYSTEMS)
        self.of_branches = any(re.search(rf"(?:{own})$", name) for name in agencies for own in _ON_SITES_ABOVE)
        self.part_is_own = self.office or not self.governs
        self.one_of_several = not self.part_is_own  # 县政府 beside its departments
        places = {place for name in agencies for place in places_of(name)}
        self.places = sorted(places, key=lambda place: (-len(place), place))  # 上海徐汇 before 徐汇
        self.said = _said(agencies)

    def names_this_agency(self, text: str, at: int, end: int) -> int:
        """Where the name of this agency that begins at `at` ends, before `end`; `at` itself if none does."""
        press = _PRESS_BODIES.match(text, at, end) if self.governs else None
        if press and self.speaks_for(press["level"]):
            return press.end()
        longest = at
        for name in self.agencies:
            if text[at] in name or text[at] in "学校城园":
                longest = max(longest, end_of_name(text, at, end, name))
        for place in () if longest > at else self.places:  # 苏州全市
            longest += len(place) if text.startswith(place + "全", at, end) else 0
        own_level = _OWN_LEVEL.match(text, at, end) if self.governs else None
        if own_level and self.speaks_for(own_level["level"]):
            return own_level.end()
        if longest > at:
            if (
                self.governs
                and text[longest - 1] in "省市区县州旗"
                and (bodies := _ITS_BODIES.match(text, longest, end))
            ):
                return bodies.end()
            tail = _NAME_TAIL.match(text, longest, end)
            if self.one_of_several and (below := _WITH_ITS_BODIES.match(text, longest, end)):
                return below.end()
            if self.agencies[0].endswith("人民政府") and (press := _PRESS_OFFICE.match(text, longest, end)):
                return press.end()
            if tail and (self.office or self.hosted or not self.governs or tail[0][0] == "及"):
                longest = tail.end()
            if self.agencies[0].endswith("人民政府") and (office := _ITS_OFFICE.match(text, longest, end)):
                return office.end()
            if text.startswith(("和", "及", "与", "、"), longest) and longest + 1 < end:  # 市政府和市政府办公室
                more = self.names_this_agency(text, longest + 1, end)
                ours = _OWN_INSIDE.match(text, longest + 1, end) if self.office else None
                more = ours.end() if ours else more  # 县政府及我办
                more += 3 * text.startswith(("办公室", "办公厅"), more) or (_OFFICE.match(text, more) is not None)
                longest = more if more > longest + 1 else longest
        return longest

    def reworded(self, core: str) -> str:
        """What a clause says, in words of the lexicon: its own name, its own field and holes left out."""
        known = self.said.get(core)
        if known is None:
            if len(self.said) > 1024:
                self.said.clear()
            known = self._without_names(core)
            for mark, pattern, instead in load_grammar().rewordings:
                if mark in known:
                    known = pattern.sub(instead, known)
            self.said[core] = known
        return known

    def _without_names(self, core: str) -> str:
        if "”" in core:  # “云州市中心医院”微信公众号: its own account
            for name in self.agencies:
                core = core.replace(f"“{name}”", "")
        said = _ALL_OURS.sub(self._all_ours, core) if self.governs and "机关" in core else core
        said = _OWN_INSIDE.sub("本机关", said) if "我" in said or "本" in said else said
        if "名义" in said or "文件形式" in said or "为受理" in said:
            said = _IN_BOTH_NAMES.sub(lambda names: "以本级" if self.speaks_for(names["level"]) else names[0], said)
        for before in _BEFORE_NAME.finditer(said):
            at = before.end()
            after = self.names_this_agency(said, at, len(said)) if at < len(said) else at
            if after > at and not (self.governs and said.startswith("名义", after)):
                said = said[:at] + "本机关" + said[after:]
                break
        if "级" in said or "全" in said or "我" in core or "本" in core:
            own_area = _OWN_AREA.search(said) if self.governs else None
            if own_area and self.speaks_for(own_area["all"] or own_area["seat"]):
                said = said[: own_area.start()] + said[own_area.end() :]
        if "规范性" in said or "新闻发布会" in said or "解读" in said:
            said = _OF_OWN_LEVEL.sub(self._of_own_level, said)
        said = _QUOTED_SITE.sub(r"\1", said) if "网”" in said else said
        if "规范性" in said and (area := _DOCUMENTS_OF_ALL.search(said)) and self.speaks_for(area["level"]):
            said = said[: area.start()] + said[area.end() :]
        if "网" in said and (site := _SITE_OF_PLACE.search(said)):  # 通过青岛李沧政务网
            own = any(site["place"] in places_of(name) for name in self.agencies)
            said = said[: site.start("place")] + said[site.end("place") :] if own else said
        if self.hosted and "信息" in said:  # 县政府网站公布镇级信息: what it tells of such a one
            said = _OF_SUCH.sub("", said)
        said = _SITE_ABOVE.sub(self._on_site_above, said) if self.of_branches and "网" in said else said
        said = self.without_own_pages(self._without_place(said))
        said = _ABOUT_FIELD.sub(r"\g<verb>\g<field>", said) if "发布会" in said else said
        if "等" in said:
            said = _FIELD_OF_LIST.sub(self._without_field_of_list, said)
        if _FIELD.search(said):
            said = _FIELD.sub(self._without_field, said)
        sent = _SENT_OUT.search(said) if not self.governs and ("微" in said or "公众" in said) else None
        several = sent and "防汛" not in sent["kinds"] and _SEVERAL_KINDS.fullmatch(sent["kinds"])
        if sent and (several or self._is_own_field(sent["kinds"])):
            said = said[: sent.start("kinds")] + "本行业信息"
        return said

    def _is_own_field(self, words: str) -> bool:
        """税费政策 of a 税务局; not what a 气象局 has besides its 预警."""
        words = _NEWS_OF_IT.sub("", words)
        return (
            len(words) > 1
            and "预警" not in words
            and any(
                (own_field(name).issuperset(words) and covers(name, words))
                or any(part in name and set(field).issuperset(words) for part, field in _SENT_BY.items())
                for name in self.agencies
            )
        )

    def _on_site_above(self, found: re.Match[str]) -> str:
        """通过河北省气象局网站 of a 市气象局, 通过省税务局网站宜春频道 of a 区税务局 there: where such publish."""
        page = found["page"]
        for name in self.agencies:
            bodies = next((above for own, above in _ON_SITES_ABOVE.items() if re.search(rf"(?:{own})$", name)), None)
            if bodies is None or not re.search(rf"(?:{bodies}|(?:省|自治区|[市区总])局|局)$", found["site"]):
                continue
            ranks = levels_of(found["site"].replace("自治区", "省"))[-1:]
            if ranks and levels_of(name) and _rank(ranks) > _rank(levels_of(name)[-1]):
                continue  # of one below
            places = "".join(places_of(name)) + "本"
            if page and re.search(rf"(?:{bodies})$", page) and page not in name:  # 海关总署网站深圳海关子网站
                return found["by"] + "网站"
            if page and page in name and page not in found["site"] and not re.search(bodies, page):
                return found["by"] + "网站"  # 广西调查总队网站百色分站
            if (
                page is None
                or (page[:2] in places and page[:2] not in bodies)
                or _OWN_INSIDE.fullmatch(page)
                or (_LOWER_BUREAU.fullmatch(page) and ranks in tuple("市州盟") and found["site"] not in name)
                or _ABOUT_PAGE.sub("", page) == ""
            ):
                return found["by"] + "网站"
        return found[0]

    def site_named(self, said: str) -> str:
        """What a clause says with the agency's own page as 网站: 通过云溪县政府网白水镇专栏."""
        said = _SITE_ABOVE.sub(self._on_site_above, said) if self.of_branches and "网" in said else said
        return self.without_own_pages(self._without_place(said)) if "网" in said and _ON_A_PAGE.search(said) else said

    def without_own_pages(self, said: str) -> str:
        """区政府网站镇街频道 of a 镇 in other words: 网站."""
        return _PAGE.sub(self._own_page, said) if "网" in said else said

    def _without_place(self, said: str) -> str:
        """中卫市政府网, “青岛政务网”, 万州政务微博: the place's own, as 政府网, 政务网, 政务微博."""
        for place in self.places if "网" in said or "政府在线" in said else ():
            if place in said:
                if self.governs and "政务服务网" in said:
                    page = rf"“?[一-龥]{{2,3}}政务服务网”?·?{place}[市县区]?(?:平台|[分子]?站点?|频道)(?!群)"
                    said = re.sub(page, "政府网站", said)  # 浙江政务服务网常山站
                said = re.sub(
                    rf"“?(?:中国·?)?(?P<place>{place})(?P<level>自治[州县旗]|[省市区县州旗盟]|)"
                    r"(?P<site>(?:人民)?政府(?:门户|官方|政务)?网站?|(?:政务|政府)(?:公众)?信息网|(?:政务|公众信息|党政)网|政府在线(?:网站?)?"
                    r"|(?:门户|官方)网站?|官网|(?<=[省市区县旗])网站)”?",
                    lambda site: _ONLINE.sub("网站", site["site"]) if self._is_ours(site) else site[0],
                    said,
                )
        for place in self.places if self.owns_sites and ("微" in said or "公众号" in said) else ():
            said = _accounts_of(place).sub(r"\g<by>", said)
        if self.owns_sites and "融媒体" in said:
            said = _RUN_BY_MEDIA.sub("", said)
        if self.governs and ("两级" in said or "三级" in said or "四级" in said):
            said = _SITES_OF_LEVELS.sub(lambda site: "" if self.speaks_for(site["level"]) else site[0], said)
        if self.governs and "中国" in said and "网" in said:
            said = _NATIONAL.sub(
                lambda site: "" if any(site["place"] in name for name in self.agencies) else site[0], said
            )
        if "管委会" in said and not self.owns_sites:
            said = _SEAT_OF_ZONE.sub("", said)
        if self.governs and "级" in said and (own := _OF_LEVEL.match(said)) and self.speaks_for(own["level"]):
            said = said[own.end() :]
        return said

    def _is_ours(self, site: re.Match[str]) -> bool:
        """Whether the site is of a place in the agency's name, at the level that it has there."""
        region = site[0].strip("“").removeprefix("中国").removeprefix("·").partition(site["site"])[0]
        peoples = rf"{site['place']}(?:[^省市区县州]{{1,5}}?族){{1,4}}自治{site['level']}"  # 互助县政府网站
        return not site["level"] or any(region in name or re.search(peoples, name) for name in self.agencies)

    def _all_ours(self, found: re.Match[str]) -> str:
        """The bodies of the area that a government reports for, as itself."""
        before = found["before"]
        if before is None:
            return "本机关"
        whose = [name for name in ("我", "本", "全", *self.places) if before.endswith(name)]
        return before[: -max(map(len, whose))] + "本机关" if whose else found[0]

    def _of_own_level(self, found: re.Match[str]) -> str:
        """Nothing, if it is the level of this government, or of this bureau: 县政府, 市级, 省政府部门."""
        words, bureau = found[0], found["bureau"] is not None
        if found["conference"]:  # an office holds its government's for another
            own = not bureau and ((self.governs and not self.office) or "政府" not in words)
        else:
            own = bureau is not self.governs
        return "" if own and self.has_level(found["level"]) else words

    def _own_page(self, found: re.Match[str]) -> str:
        """市政府网站自然资源子站 is the website of a 自然资源局."""
        whole = found["page"]
        pages = {whole, _ABOUT_PAGE.sub("", whole), _ABOUT_PAGE.sub("", whole.removeprefix("上"))}
        seat = not self.governs and found[0].endswith(("分站", "分网站")) and self._is_seat(whole)
        return "网站" if seat or any(self._is_own_page(page, found["site"]) for page in pages if page) else found[0]

    def _is_seat(self, page: str) -> bool:
        """市政府信息公开网宜秀分站 of a bureau in 宜秀区: its government's site."""
        return any(page in places_of(name) for name in self.agencies)

    def _is_own_page(self, page: str, site: str) -> bool:
        """Whether a page of this name on this site is the agency's."""
        such = _PAGE_OF_SUCH if self.hosted else None if self.governs else _PAGE_OF_BUREAUS
        if _OWN_INSIDE.fullmatch(page) or (such and such.fullmatch(page)):  # 门户网站本镇板块
            return True
        if _OF_BRANCHES.fullmatch(page) and any(map(_BRANCH.search, self.agencies)):  # 总局官网派出机构子站
            return True
        for name in self.agencies:
            if page in places_of(name) and (self.hosted or _is_site_above(site, name)):
                return True  # 云州省邮政管理局网站青云子站, 云州政务网青云子站 of a 镇 there
            if self.hosted and _is_town(page, name):
                return True
            named = end_of_name(page, 0, len(page), name) == len(page)
            if not page.endswith(("镇", "乡")) and (named or (own_field(name).issuperset(page) and covers(name, page))):
                return True
        return False

    def _without_field(self, found: re.Match[str]) -> str:
        """公安政务信息 of a 公安局, 玉泉教育信息网 of a 教育局."""
        words = found["field"]
        if words[-1] in JOINTS and "解读" in found[0]:  # 统计数据、解读文章 of a 统计局 are two kinds
            return found[0]
        if words in ("部门", "行业") and found["head"] and not self.governs:
            return found["verb"] + found["head"]
        if found["head"] == "新闻发布会" and words[0] == "全" and self.has_level(words[1]):  # 全省林业新闻发布会
            words = words[2:]
        stripped = _LISTED.sub("", "".join(_GENERAL.sub("", part) for part in _LISTED.split(words)))
        for name in self.agencies:
            of_name = own_field(name)
            regular = _ECONOMY if "统计" in name else _TRADE if "海关" in name else None
            if found["head"] == "新闻发布会" and regular and regular.fullmatch(words):
                return found["verb"] + found["head"]
            if name.startswith(("国家", "中华人民共和国")):
                stripped = stripped.removeprefix("中国")  # 中国林业网
            some = "预警" in stripped and "预报" not in stripped  # 预警信息 of a 气象局
            if len(stripped) > 1 and not some and of_name.issuperset(stripped) and covers(name, stripped):
                if not found["head"] and not found["site"]:  # 官方微博发布天气预报预警
                    on_account = re.search("微[信博]|公众号", found.string[: found.start()])
                    return found["verb"] + "信息" if on_account else found[0]
                return found["verb"] + ("本机关网站" if found["site"] else found["head"])
        return found[0]

    def _without_field_of_list(self, found: re.Match[str]) -> str:
        """公开居民收支、粮食产量等调查信息 of a 调查队."""
        field = found["field"]
        own = any(own_field(name).issuperset(field) and covers(name, field) for name in self.agencies)
        return "等" if own else found[0]

    def end_of_system(self, text: str, at: int, level: str) -> int:
        """Where the 税务系统 of 全市税务系统 ends, if a 税务局 of that level reports; else 0."""
        found = _SYSTEM.match(text, at) if level else None
        if found is None:
            return 0
        own = any(
            name.endswith(bureau) and found["field"] in fields and levels_of(name)[-1:] == level
            for name in self.agencies
            for bureau, fields in _SYSTEMS.items()
        )
        return found.end() if own else 0

    def speaks_for(self, level: str) -> bool:
        """Whether this agency reports for 全市 (`level` 市): a government of that level, not a department or a 区."""
        return self.governs and self.has_level(level)

    def has_level(self, level: str) -> bool:
        """Whether this agency is one of that level, as far as it is known; a 街道 is of none."""
        levels = [levels_of(name)[-1:] for name in self.agencies]
        if self.hosted:
            return level in levels and level in "镇乡"
        return not self.agencies or level in levels or "" in levels


@lru_cache(maxsize=64)
def _accounts_of(place: str) -> re.Pattern[str]:
    """The accounts of a government that are called by its place: 云州发布公众号, 公众号云州发布."""
    whose = rf"{_PLACES_OWN}{place}[省市区县州旗]?"
    return re.compile(
        rf"^(?P<by>(?:通过|利用|依托|在)?){whose}(?:{_ITS_NAME})?(?=(?:政务|官方|新浪)*(?:微[信博]|公众号|订阅号))"
        rf"|(?:(?<=微信)|(?<=微博)|(?<=公众号)|(?<=订阅号)){whose}(?:{_ITS_NAME})(?=[全共累推编更]|年|发[布文送博推]|$)"
    )


def _is_site_above(site: str, name: str) -> bool:
    """Whether a site is that of the bureau above in one system: 税务网站, 省局网站 of a 税务局."""
    bureau = bureau_of(name)
    if site.endswith(bureau):
        return True
    fields = _SYSTEMS.get(bureau, ())
    return bool(fields) and site.endswith((*fields, "省局", "自治区局", "总局"))


def _rank(level: str) -> int:
    return _RANKS.find({"州": "市", "盟": "市", "旗": "县"}.get(level, level)) % len(_RANKS)


def _is_town(page: str, name: str) -> bool:
    """望江街道, 扶欢镇 in the name of the agency."""
    page = page.removesuffix("人民政府").removesuffix("政府").removesuffix("办事处")
    return len(page) > 1 and re.search(rf"(?:^|[省市区县旗府]){page}(?:镇|乡|街道|办事处|人民|$)", name) is not None


@lru_cache(maxsize=64)
def _said(agencies: tuple[str, ...]) -> dict[str, str]:  # noqa: ARG001
    """What clauses of these agencies' reports say in other words, as far as it was asked."""
    return {}
