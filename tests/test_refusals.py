"""Why a document is not a report, and what still is one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.agencies import identify
from pipelines.documents import Document, Paragraph
from pipelines.refusals import judge
from tests.growth import LINEAR, growth

SHARED = Path(__file__).resolve().parents[2] / "shared"

FORM = (
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)


def document(
    *lines: str, meta: dict[str, str] | None = None, page: str | None = None, method: str = "html"
) -> Document:
    return Document(
        blocks=tuple(Paragraph(line) for line in lines),
        method=method,
        media_type="text/html",
        meta=meta or {},
        title=page,
    )


def linked(page: Document, *lines: str) -> Document:
    """The page with lines of links above its own."""
    return replace(page, blocks=(*(Paragraph(line, link=True) for line in lines), *page.blocks))


# name: (document, filled cells, cells, code)
REFUSED: dict[str, tuple[Document, int, int, str]] = {
    "notice_with_the_blank_form": (
        document(
            "关于做好2022年政府信息公开工作年度报告编制发布工作的通知",
            "各乡镇人民政府，县直各单位：",
            "现将有关要求通知如下，请结合实际认真落实。",
            *FORM,
            "联系人及电话：办公室，0000。",
        ),
        0,
        198,
        "notice",
    ),
    "notice_without_title": (
        document("各区县人民政府，市政府各部门：", "新的年报格式印发给你们，请遵照执行。", "特此通知。", *FORM),
        0,
        198,
        "notice",
    ),
    "notice_that_begins_with_its_reason": (
        document(
            "根据《条例》规定，现将2022年政府信息公开工作年度报告编制事项通知如下：",
            "一、请各单位于1月10日前报送。",
            "二、请各部门认真填写。",
        ),
        0,
        0,
        "notice",
    ),
    "notice_without_form": (
        document("2018年政府信息公开工作年度报告报送通知", "请各单位于1月10日前报送。"),
        0,
        0,
        "notice",
    ),
    "the_form": (
        document(
            "政府信息公开工作年度报告格式",
            "一、总体情况",
            "（文字描述）",
            *FORM,
            "（文字描述，收取信息处理费情况在此处报告。）",
        ),
        0,
        198,
        "template_only",
    ),
    "the_form_untitled": (document("一、总体情况", "（文字描述）", *FORM), 0, 198, "template_only"),
    "the_form_filled_with_crosses": (
        document("XX局2022年政府信息公开工作年度报告", "一、总体情况", *FORM),
        0,
        198,
        "template_only",
    ),
    "statistics_of_a_town": (
        document("政务公开统计制度", "填报说明：指标解释见附录。", "第二十条第（一）项"),
        0,
        18,
        "template_only",
    ),
    "model_text": (
        document("政府信息公开年度工作报告范文", "第一篇：某局工作报告", "一、总体情况", "全年公开120条。"),
        0,
        0,
        "template_only",
    ),
    "half_year": (
        document(
            "城东区2022年上半年政府信息公开数据统计",
            "统计期限为2022年1月1日至2022年6月30日。",
            "一、主动公开情况",
            "二、依申请公开情况",
        ),
        120,
        198,
        "half_year",
    ),
    "half_year_untitled": (
        document("一、概述", "本次统计期限自2022年1月1日至2022年6月30日止，公开信息80条。", "二、依申请公开"),
        60,
        198,
        "half_year",
    ),
    "quarter": (document("城东区2021年第三季度政府信息公开情况统计表", "主动公开20条"), 0, 0, "half_year"),
    "statistics_alone": (document("2018年度政府信息公开情况统计表", "指标名称 计量单位 统计数"), 0, 0, "statistics"),
    "website": (
        document(
            "2022年度政府网站工作年度报表",
            "网站名称 城东区门户",
            "首页网址 http://…",
            "ICP备案号",
            "独立用户访问总量 120000",
            "网站总访问量 500000",
        ),
        0,
        0,
        "other_report:website",
    ),
    "website_untitled": (
        document("首页网址", "ICP备案号", "独立用户访问总量（单位：个）", "网站总访问量（单位：次）"),
        0,
        0,
        "other_report:website",
    ),
    "rule_of_law": (
        document(
            "城东区2021年法治政府建设年度报告",
            "2021年，城东区推进法治政府建设，政府信息公开制度得到落实。",
            "一、主要举措和成效",
            "二、存在的问题",
        ),
        0,
        0,
        "other_report:rule_of_law",
    ),
    "budget": (
        document("城东区水务局2021年度部门决算报告", "一、部门概况", "二、决算情况说明", "三、三公经费"),
        0,
        0,
        "other_report:budget",
    ),
    "interpretation": (
        document(
            "《城东区2022年政府信息公开工作年度报告》解读", "一、总体情况", "二、主动公开情况", "三、依申请公开情况"
        ),
        0,
        0,
        "interpretation",
    ),
    "interpretation_by_page_title": (
        document("2022年，区政府主动公开信息3000条。", page="图解：城东区2022年政府信息公开工作年度报告_城东区政府"),
        0,
        0,
        "interpretation",
    ),
    "interpretation_untitled": (
        document(
            "为便于公众了解城东区2022年政府信息公开工作年度报告的内容，现就年报作如下解读。",
            "一、编制背景",
            "二、主要内容",
        ),
        0,
        0,
        "interpretation",
    ),
    "draft": (document("城东区2022年政府信息公开工作年度报告（征求意见稿）", "一、总体情况", *FORM), 0, 0, "draft"),
    "guide_with_parts": (
        document(
            "首页",
            "城东区人民政府办公室政府信息公开指南",
            "为便于公民获取政府信息，根据《中华人民共和国政府信息公开条例》，编制本指南。",
            "一、主动公开范围：机构职能、规范性文件、财政预决算等。",
            "二、依申请公开：申请人可通过当面、信函、网络方式提交申请，本机关自收到申请之日起20个工作日内予以答复。",
            "三、收费标准：本机关可以收取信息处理费。",
            "四、监督方式：可以投诉、举报，依法申请行政复议或者提起行政诉讼。",
        ),
        0,
        0,
        "plan",
    ),
    "plan": (document("城东区2023年政务公开工作要点", "一、深化重点领域公开", "二、加强解读回应"), 0, 0, "plan"),
    "guide_of_five_parts": (
        document(
            *("城东区水务局政府信息公开指南", "一、主动公开", "范围见目录。", "二、依申请公开", "二十个工作日内答复。"),
            *(
                "三、收费标准",
                "按国家规定收费。",
                "四、监督和救济",
                "可以申请行政复议。",
                "五、年度报告",
                "每年一月公布。",
            ),
        ),
        0,
        0,
        "plan",
    ),
    "catalogue": (
        document(
            *("城东区水务局政府信息公开目录", "000145 城东区水务局2021年政府信息公开工作年度报告 2022-01-20"),
            "000146 城东区水务局2022年政府信息公开工作年度报告 2023-01-18",
        ),
        0,
        0,
        "plan",
    ),
    "news_about_reports": (
        document(
            *("全区各部门2022年政府信息公开工作年度报告全部发布完成", "来源：城东日报"),
            "记者从区政务公开办获悉，全区42个部门均已发布年度报告，全区共收到政府信息公开申请189件。",
        ),
        0,
        0,
        "news",
    ),
    "news_of_a_report": (
        document(
            *(
                "城东区水务局公布2022年政府信息公开工作年度报告",
                "发布时间：2023-01-18",
                "本报讯（记者某某）1月18日，区水务局公布",
            ),
            "2022年政府信息公开工作年度报告。去年该局主动公开政府信息320条，收到政府信息公开申请5件，全部按期办结。",
        ),
        0,
        0,
        "news",
    ),
    "what_a_report_shows": (
        document(
            *("城东区水务局发布2022年政府信息公开工作年度报告", "近日，区水务局发布上一年度政府信息公开工作年度报告。"),
            "报告显示，该局主动公开政府信息320条，收到政府信息公开申请5件，政府信息公开工作有序。",
        ),
        0,
        0,
        "news",
    ),
    "links_to_the_reports_of_many": (
        linked(
            document(
                "2022年区直各部门政府信息公开工作年度报告", "现将区直各部门2022年政府信息公开工作年度报告公布如下："
            ),
            *("1.城东区水务局", "2.城东区教育局", "3.城东区民政局", "4.城东区审计局"),
        ),
        0,
        0,
        "list_page",
    ),
    "notice_of_one_report_that_tells_others": (
        document(
            "城东区政府办公室关于发布2022年政府信息公开工作年度报告的通知",
            "各乡镇人民政府，区直各单位：",
            "请各单位于1月31日前在网站发布政府信息公开工作年度报告，请各部门认真组织。特此通知。" * 8,
        ),
        0,
        0,
        "notice",
    ),
    "filled_form_that_tells_others": (
        document(
            "关于做好2022年政府信息公开工作年度报告编制工作的通知",
            "各有关单位：",
            "现将填写样例印发给你们，请各单位照此填写。特此通知。",
            *FORM,
        ),
        190,
        198,
        "notice",
    ),
    "guide": (
        document("城东区水务局政府信息公开指南", "本机关依据条例编制本指南。", "公开的范围见目录。"),
        0,
        0,
        "plan",
    ),
    "guide_that_names_the_report": (
        document(
            "城东区水务局政府信息公开指南",
            "根据《中华人民共和国政府信息公开条例》，为方便公众获取信息，编制本指南。",
            "一、主动公开",
            "主动公开机构职能、政策文件、政府信息公开工作年度报告。",
            "二、依申请公开",
            "申请人可以当面、邮寄或在网上提出申请。",
        ),
        0,
        0,
        "plan",
    ),
    "plan_that_asks_for_the_report": (
        document(
            "城东区水务局2022年政务公开工作要点",
            "按照《中华人民共和国政府信息公开条例》，现制定2022年政务公开工作要点。",
            "一、深化主动公开",
            "二、规范依申请公开",
            "三、强化监督保障",
            "2023年1月31日前发布本单位政府信息公开工作年度报告。",
        ),
        0,
        0,
        "plan",
    ),
    "request_for_reports_under_the_title_of_one": (
        document(
            "城东县水务局2022年政府信息公开工作年度报告",
            "请各单位于1月10日前将2022年公开情况、收到申请的办理情况、复议诉讼情况和收费情况的数据核实后报局办公室，"
            "逾期不报的，予以通报。各科室要高度重视，指定专人负责，认真核对各项数据，确保真实准确，不得瞒报漏报。",
        ),
        0,
        0,
        "*",
    ),
    "news": (
        document("城东区召开2022年政府信息公开工作年度报告编制培训会", "1月5日，区政府办组织培训，60人参加。"),
        0,
        0,
        "news",
    ),
    "list": (
        document(
            "政府信息公开年报",
            "城东区水务局2022年政府信息公开工作年度报告 2023-01-10",
            "城东区水务局2021年政府信息公开工作年度报告 2022-01-11",
            "城东区水务局2020年政府信息公开工作年度报告 2021-01-12",
            "共1页 下一页",
        ),
        0,
        0,
        "list_page",
    ),
    "soft_404": (document("对不起，您访问的页面不存在或已删除", page="提示"), 0, 0, "soft_404"),
    "login": (document("请先登录", "用户名", "密码"), 0, 0, "login_page"),
    "maintenance": (document("系统维护中，请稍后访问"), 0, 0, "maintenance"),
    "challenge": (document("请求已被拦截，请完成安全验证"), 0, 0, "blocked_waf:unknown"),
    "empty": (document("", "  "), 0, 0, "empty_document"),
    "anything": (document("城东区图书馆周末开放时间调整", "自3月起，周末开放至晚八点。"), 0, 0, "no_evidence"),
    "work_summary": (
        document(
            "城东区水务局2022年度工作总结", "2022年，水务局完成河道治理12公里，公开招标3次。", "一、防汛", "二、供水"
        ),
        0,
        0,
        "*",
    ),
}

TITLE = "城东县水务局2022年政府信息公开工作年度报告"
OPENING = "根据《中华人民共和国政府信息公开条例》，编制本报告，统计期限自2022年1月1日至2022年12月31日止。"
ACCEPTED: dict[str, tuple[Document, str | None, int, int]] = {
    "filled_form": (document(TITLE, OPENING, "一、总体情况", *FORM), None, 190, 198),
    "filled_form_without_words": (document("二、主动公开政府信息情况"), None, 190, 198),
    "all_zeros": (document(TITLE, *FORM), None, 198, 198),
    "filled_form_under_a_notice": (
        document("关于公布2022年政府信息公开工作年度报告的通知", OPENING, "一、总体情况", *FORM),
        None,
        190,
        198,
    ),
    "filled_form_sent_with_a_notice": (
        document("城东县水务局关于报送2022年政府信息公开工作年度报告的通知", OPENING, "一、总体情况", *FORM),
        None,
        190,
        198,
    ),
    "filled_form_of_all_bodies": (
        document(f"{TITLE}（全县汇总）", OPENING, "一、总体情况", *FORM),
        None,
        190,
        198,
    ),
    "report_over_links_of_bodies": (
        linked(
            document("2022年政府信息公开工作年度报告", OPENING, "一、总体情况", "我局指导各部门编制年度报告。"),
            *("城东县水务局", "城东县教育局", "城东县民政局", "城东县审计局"),
        ),
        None,
        0,
        0,
    ),
    "blank_form_under_its_own_title": (document(TITLE, OPENING, "一、总体情况", "全年无申请。", *FORM), None, 0, 198),
    "blank_form_that_cites_the_format": (
        document(TITLE, "根据条例和《政府信息公开工作年度报告格式》的要求，编制本报告。", "一、总体情况", *FORM),
        None,
        0,
        198,
    ),
    "blank_form_with_a_filling_note_left_in": (
        document(TITLE, OPENING, "一、总体情况", "编写说明:可先适当综述。", "全年无申请。", *FORM),
        None,
        0,
        198,
    ),
    "narrative": (
        document(TITLE, OPENING, "一、概述", "二、主动公开情况", "三、依申请公开情况", "四、收费情况"),
        None,
        0,
        0,
    ),
    "short_narrative_that_never_says_what_it_is_about": (
        document(
            TITLE,
            "2022年，城东县水务局公开水质公告、工程招标、取水许可审批结果等各类内容共计86条，均在县政府网站登出。",
            "受理申请2件，要求获取河道采砂规划和水库移民名册，已按期答复。",
            "行政复议0件，行政诉讼0件。",
            "未收取费用。",
        ),
        None,
        0,
        0,
    ),
    "narrative_without_title": (
        document(OPENING, "一、概述", "二、主动公开情况", "三、依申请公开情况", "四、存在问题"),
        None,
        0,
        0,
    ),
    "report_by_its_first_sentence": (
        document(
            "政府信息公开工作年度报告",
            "本报告反映2022年度政府信息公开工作情况，数据截至2022年12月31日。",
            "一、概述",
            "二、主动公开情况",
            "三、依申请公开情况",
        ),
        None,
        0,
        0,
    ),
    "narrative_under_a_link": (
        document("一、概述", "全年公开信息40条，政府信息公开申请0件，政府信息公开工作有序。" * 6),
        TITLE,
        0,
        0,
    ),
    "summary_of_the_year": (
        document(
            "2021年，我局政府信息公开工作按照条例推进，信息公开渠道不断拓宽。",
            "一、加强组织保障",
            "信息公开由办公室负责，政务公开专人管理。",
            "二、政府信息主动公开情况",
            "全年信息公开420条，其中政务公开平台300条。",
            "三、依申请公开办理情况",
            "收到政府信息公开申请2件，均已办结。",
            "四、存在的问题和下一步打算",
            "信息公开时效有待提高。",
        ),
        None,
        0,
        0,
    ),
    "scan": (document("", method="ocr"), TITLE, 0, 0),
    "opening_that_names_a_notice": (
        document(
            "根据《云州省政府信息公开暂行规定》和县政府办的通知，我局总结了2016年度政府信息公开工作，现报告如下：",
            "一、概述",
            "2016年主动公开政府信息120条。",
            "二、依申请公开情况",
            "收到政府信息公开申请2件，均已办结。",
            page=TITLE.replace("2022", "2016"),
        ),
        None,
        0,
        0,
    ),
    "report_that_speaks_of_others": (
        document(
            TITLE,
            OPENING,
            "一、总体情况",
            "印发《关于做好2022年政务公开工作的通知》，法治政府建设有序，网站登录页面改版，系统维护中断一次。",
            *FORM,
        ),
        None,
        190,
        198,
    ),
    "report_over_the_sites_list": (
        document(
            TITLE, OPENING, *FORM, *(f"城东县水务局{year}年政府信息公开工作年度报告" for year in range(2015, 2022))
        ),
        None,
        190,
        198,
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_its_reason(name: str) -> None:
    made, filled, cells, code = REFUSED[name]
    found = judge(made, title=None, filled_official_cells=filled, official_cells=cells)
    assert found is not None
    assert code in ("*", found.code)
    assert found.kind == "source"
    assert found.detail
    assert "\n" not in found.detail


@pytest.mark.parametrize("name", ACCEPTED)
def test_is_a_report(name: str) -> None:
    made, link, filled, cells = ACCEPTED[name]
    assert judge(made, title=link, filled_official_cells=filled, official_cells=cells) is None


WORDS = st.sampled_from(
    (
        *(
            "2021年",
            "某县水务局",
            "政府信息公开",
            "年度报告",
            "。",
            "\n",
            "《",
            "》",
            "(",
            "根据",
            "条例",
            "由",
            "编制",
        ),
        *(
            "1月1日",
            "至",
            "12月31日",
            "一、总体情况",
            "关于",
            "的通知",
            "上半年",
            "我局",
            "请与",
            "联系",
            "  ",
            "请登录",
        ),
        *("404", "网站", "三、"),
    )
)


@settings(max_examples=200, deadline=1000)
@given(
    st.lists(st.lists(WORDS, max_size=30), max_size=12), st.none() | st.just("某县水务局2021年政府信息公开工作年度报告")
)
def test_any_document_is_judged_and_identified(lines: list[list[str]], link: str | None) -> None:
    made = document(*("".join(words) for words in lines))
    for filled, cells in ((0, 0), (0, 198), (190, 198)):
        reason = judge(made, title=link, filled_official_cells=filled, official_cells=cells)
        assert reason is None or (reason.code and "\n" not in reason.detail)
    found = identify(made, title=link)
    assert found.fiscal_year in (None, 2021)
    assert found.agency is None or "\n" not in found.agency


@pytest.mark.parametrize(
    "piece",
    ["一、", "(", "《", "根据", "2021年1月1日至", "政府信息公开", "解读", "\n", " ", "\u3000", "请与某局", "1月"],
)
def test_long_documents_cost_little(piece: str) -> None:
    def decide(text: str) -> None:
        made = document(TITLE, text)
        judge(made, title=None, filled_official_cells=0, official_cells=0)
        identify(made, title=None)

    assert growth(decide, piece, 300_000) < LINEAR


def test_real_narratives_are_reports() -> None:
    if not SHARED.is_dir():
        pytest.skip("../shared is not here: real documents not judged")
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        made = document(*path.read_text(encoding="utf-8").split("\n"), method="text")
        assert judge(made, title=None, filled_official_cells=0, official_cells=0) is None, path.name


OTHERS = tuple(f"城东区水务局{year}年政府信息公开工作年度报告 {year + 1}-01-10" for year in range(2018, 2023))


SHORT = {
    "of_a_town": ("2022年，柳林镇在县政府网站发布信息35条。全年未收到政府信息公开申请。",),
    "of_a_bureau": ("2022年公开水质、招标等各类内容86条。", "受理申请2件，均按期答复。"),
    "in_numbered_parts": ("（一）主动公开。全年发布政府信息610条。", "（二）依申请公开。受理11件申请，办结10件。"),
    "in_chinese_numbers": ("2022年，本局公开政府信息三十二条，收到申请两件，均予以公开。",),
    "without_numbers": ("2022年及时公布机构职能、办事指南和财政预决算。未收到公开申请，未发生行政复议和行政诉讼。",),
    "with_pictures_among_its_interpretations": ("2022年公开信息190条，政策解读11篇，其中图解6篇。收到申请24件。",),
    "that_met_reporters": ("2022年公开信息205条，接受记者采访3次。收到申请4件，办结4件。",),
    "that_says_whom_to_ask": ("2022年公开信息88条，受理申请4件。如对报告有疑问，请与县水务局办公室联系。",),
    "with_words_of_plans_and_requests": (
        "2022年，我局要求各部门须及时公开，每周更新不少于1次，计划公开清单按月核对。对12月31日前的栏目检查发现的问题均已整改。",
        "全年公开信息97条，按时完成上年年报编制和发布。收到要求公开该镇规划的申请1件。",
    ),
    "that_compares": ("较2021年，公开数量有所增加，全年共140条。受理申请2件，比2021年少1件。",),
    "that_names_a_half": ("2022年公开信息66条，其中上半年30条。未收到申请，未收取费用。",),
    "of_a_site_with_a_login": ("2022年，统一登录页面改版，系统维护中断1次，发布政府信息88条。收到申请1件。",),
}
NOT_TOLD = {
    "news_with_hearsay": "据悉，2022年县水务局公开信息320条，受理申请5件。",
    "news_of_a_paper": "城东日报讯 县水务局晒出成绩单：2022年公开信息320条，受理申请5件。",
    "news_of_that_bureau": "去年该局公开信息320条，收到申请5件，全部按期办结。",
    "news_of_the_release": "1月18日，县水务局年度报告在网站发布，全年公开信息320条，收到申请5件。",
    "explained": "为便于公众了解报告内容，现将2022年年报解读如下。全年公开信息320条，收到申请5件。",
    "questions": "问：2022年公开了多少信息？答：320条。收到申请5件。",
    "request": "各科室要认真核对：去年公开320条，收到申请5件，复议0件。",
    "request_to_send": "请于1月10日前报送明细。去年全县公开信息320条，收到申请5件。",
    "half_year": "2022年上半年，我局公开信息160条，收到申请2件。",
    "to_june": "截至6月底，公开信息160条，收到申请2件。",
    "months": "2022年1-9月，公开信息160条，收到申请2件。",
    "one_month": "2022年10月，公开信息16条，收到申请2件。",
    "another_year": "2019年，水务局公开信息160条，收到申请2件。",
    "crosses": "2022年，XX局公开信息160条，收到申请2件。",
    "blanks": "2022年，我局公开信息____条，收到申请____件。",
    "draft": "（征求意见稿）2022年，我局公开信息160条，收到申请2件。",
    "plan": "2023年，我局计划公开信息300条，受理申请3件。",
    "aims": "全年目标：公开信息不少于300条，申请答复率100%，复议、诉讼零发生。",
    "inspection": "检查发现，水务局公开信息320条，有5件申请逾期答复，复议被纠正1件。",
    "articles_of_the_law": "信息依照第13条、第20条公开，申请依照第29条办理。",
    "complaint": "你局公开的信息太少，我申请的2件都没有答复。",
    "attachment": "详见附件。",
    "caption": "公开信息320条，收到申请5件",
}


@pytest.mark.parametrize("name", SHORT)
def test_a_short_narrative_under_a_full_title_is_a_report(name: str) -> None:
    for made in (document(TITLE, *SHORT[name]), document(*SHORT[name], page=TITLE)):
        assert judge(made, title=None, filled_official_cells=0, official_cells=0) is None
        beside = linked(made, *OTHERS)
        assert judge(beside, title=None, filled_official_cells=0, official_cells=0) is None


@pytest.mark.parametrize("name", [name for name in SHORT if name != "in_numbered_parts"])  # sections tell by themselves
@pytest.mark.parametrize(
    "heading",
    [
        "城东县水务局",
        "城东县水务局公布2022年政府信息公开工作年度报告",
        "城东县各部门2022年政府信息公开工作年度报告",
    ],
)
def test_a_short_narrative_under_another_title_is_none(name: str, heading: str) -> None:
    made = document(*SHORT[name], page=heading)
    assert judge(made, title=None, filled_official_cells=0, official_cells=0) is not None


@pytest.mark.parametrize("name", NOT_TOLD)
def test_other_words_under_the_title_of_a_report(name: str) -> None:
    for made in (document(TITLE, NOT_TOLD[name]), document(NOT_TOLD[name], page=TITLE)):
        assert judge(made, title=None, filled_official_cells=0, official_cells=0) is not None


def test_a_window_that_names_another_report() -> None:
    body = SHORT["of_a_bureau"]
    for window, is_one in ((TITLE, True), (TITLE.replace("2022", "2021"), False), (f"{TITLE}_城东县", True)):
        made = document(*body, page=TITLE, meta={"title": window})
        assert (judge(made, title=None, filled_official_cells=0, official_cells=0) is None) == is_one
    nameless = document(*body, page="2022年政府信息公开工作年度报告", meta={"title": TITLE})
    assert judge(nameless, title=None, filled_official_cells=0, official_cells=0) is None


def test_links_make_a_list_page_only_where_nothing_else_is_printed() -> None:
    page = linked(document("政府信息公开年报", "共1页 下一页"), *OTHERS)
    reason = judge(page, title=None, filled_official_cells=0, official_cells=0)
    assert reason is not None
    assert reason.code == "list_page"
    told = "全年主动公开政府信息120条，受理申请3件，均已答复，未收取费用。" * 9
    report = linked(document("城东区水务局2017年政府信息公开工作年度报告", told), *OTHERS)
    assert judge(report, title=None, filled_official_cells=0, official_cells=0) is None
