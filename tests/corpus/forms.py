"""The official forms as printed (国办发〔2014〕32号, 国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号).

Written out here on purpose and not taken from the code under test.
"""

from __future__ import annotations

REQUEST_COLUMNS = {
    "natural_person": "自然人",
    "business_enterprise": "商业企业",
    "research_institution": "科研机构",
    "public_welfare_organization": "社会公益组织",
    "legal_service_institution": "法律服务机构",
    "other_organization": "其他",
    "total": "总计",
}
ORGANISATIONS = list(REQUEST_COLUMNS)[1:6]

GROUPS = {
    "results": "三、本年度办理结果",
    "results.denied": "（三）不予公开",
    "results.unable": "（四）无法提供",
    "results.not_processed": "（五）不予处理",
    "results.other": "（六）其他处理",
}

_REQUESTS_HEAD = {
    "received": "一、本年新收政府信息公开申请数量",
    "carried_over": "二、上年结转政府信息公开申请数量",
    "results.granted": "（一）予以公开",
    "results.partly_granted": "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "results.denied.state_secret": "1.属于国家秘密",
    "results.denied.prohibited_by_law": "2.其他法律行政法规禁止公开",
    "results.denied.security_stability": "3.危及“三安全一稳定”",
    "results.denied.third_party": "4.保护第三方合法权益",
    "results.denied.internal_affairs": "5.属于三类内部事务信息",
    "results.denied.process_info": "6.属于四类过程性信息",
    "results.denied.enforcement_file": "7.属于行政执法案卷",
    "results.denied.admin_query": "8.属于行政查询事项",
    "results.unable.not_held": "1.本机关不掌握相关政府信息",
    "results.unable.needs_creation": "2.没有现成信息需要另行制作",
    "results.unable.still_unclear": "3.补正后申请内容仍不明确",
    "results.not_processed.petition": "1.信访举报投诉类申请",
    "results.not_processed.repeated": "2.重复申请",
    "results.not_processed.publication": "3.要求提供公开出版物",
    "results.not_processed.excessive": "4.无正当理由大量反复申请",
    "results.not_processed.reconfirmation": "5.要求行政机关确认或重新出具已获取信息",
}
_REQUESTS_OTHER_2021 = {
    "results.other.overdue_correction": "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "results.other.overdue_fee": "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "results.other.remaining": "3.其他",
}
_REQUESTS_TAIL = {
    "results.total": "（七）总计",
    "carried_forward": "四、结转下年度继续办理",
}
REQUEST_ROWS = {
    "2019": {**_REQUESTS_HEAD, "results.other": "（六）其他处理", **_REQUESTS_TAIL},
    "2021": {**_REQUESTS_HEAD, **_REQUESTS_OTHER_2021, **_REQUESTS_TAIL},
}
CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"

# caption, columns, rows
DISCLOSURE = {
    "2019": [
        ("第二十条第（一）项",
         {"made": "本年新制作数量", "newly_public": "本年新公开数量", "public_total": "对外公开总数量"},
         {"rules": "规章", "normative_documents": "规范性文件"}),
        ("第二十条第（五）项",
         {"items_last_year": "上一年项目数量", "items_change": "本年增/减", "decisions": "处理决定数量"},
         {"licensing": "行政许可", "other_services": "其他对外管理服务事项"}),
        ("第二十条第（六）项",
         {"items_last_year": "上一年项目数量", "items_change": "本年增/减", "decisions": "处理决定数量"},
         {"penalties": "行政处罚", "coercion": "行政强制"}),
        ("第二十条第（八）项",
         {"items_last_year": "上一年项目数量", "items_change": "本年增/减"},
         {"administrative_fees": "行政事业性收费"}),
        ("第二十条第（九）项",
         {"projects": "采购项目数量", "amount": "采购总金额"},
         {"procurement": "政府集中采购"}),
    ],
    "2021": [
        ("第二十条第（一）项",
         {"issued": "本年制发件数", "repealed": "本年废止件数", "in_force": "现行有效件数"},
         {"rules": "规章", "normative_documents": "行政规范性文件"}),
        ("第二十条第（五）项", {"decisions": "本年处理决定数量"}, {"licensing": "行政许可"}),
        ("第二十条第（六）项", {"decisions": "本年处理决定数量"}, {"penalties": "行政处罚", "coercion": "行政强制"}),
        ("第二十条第（八）项", {"amount": "本年收费金额（单位：万元）"}, {"administrative_fees": "行政事业性收费"}),
    ],
}  # fmt: skip

DISPUTE_ROWS = {
    "reconsideration": "行政复议",
    "litigation_direct": "未经复议直接起诉",
    "litigation_after_reconsideration": "复议后起诉",
}
DISPUTE_COLUMNS = {
    "upheld": "结果维持",
    "corrected": "结果纠正",
    "other": "其他结果",
    "pending": "尚未审结",
    "total": "总计",
}

# id, label, unit (—— for a group row without a number), level
STATISTICS = [
    ("active", "一、主动公开情况", "——", 1),
    ("active.total", "（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条", 2),
    ("active.normative_docs", "其中：主动公开规范性文件数", "条", 3),
    ("active.normative_docs_issued", "制发规范性文件总数", "件", 3),
    ("active.channels", "（二）通过不同渠道和方式公开政府信息的情况", "——", 2),
    ("active.channels.gazette", "1.政府公报公开政府信息数", "条", 3),
    ("active.channels.website", "2.政府网站公开政府信息数", "条", 3),
    ("active.channels.weibo", "3.政务微博公开政府信息数", "条", 3),
    ("active.channels.wechat", "4.政务微信公开政府信息数", "条", 3),
    ("active.channels.other", "5.其他方式公开政府信息数", "条", 3),
    ("response", "二、回应解读情况", "——", 1),
    ("response.hot_topics", "（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）", "次", 2),
    ("response.channels", "（二）通过不同渠道和方式回应解读的情况", "——", 2),
    ("response.channels.press", "1.参加或举办新闻发布会总次数", "次", 3),
    ("response.channels.press_by_head", "其中：主要负责同志参加新闻发布会次数", "次", 4),
    ("response.channels.interview", "2.政府网站在线访谈次数", "次", 3),
    ("response.channels.interview_by_head", "其中：主要负责同志参加政府网站在线访谈次数", "次", 4),
    ("response.channels.interpretations", "3.政策解读稿件发布数", "篇", 3),
    ("response.channels.weibo_wechat", "4.微博微信回应事件数", "次", 3),
    ("response.channels.other", "5.其他方式回应事件数", "次", 3),
    ("requests", "三、依申请公开情况", "——", 1),
    ("requests.received", "（一）收到申请数", "件", 2),
    ("requests.received.in_person", "1.当面申请数", "件", 3),
    ("requests.received.fax", "2.传真申请数", "件", 3),
    ("requests.received.internet", "3.网络申请数", "件", 3),
    ("requests.received.letter", "4.信函申请数", "件", 3),
    ("requests.closed", "（二）申请办结数", "件", 2),
    ("requests.closed.on_time", "1.按时办结数", "件", 3),
    ("requests.closed.extended", "2.延期办结数", "件", 3),
    ("requests.replied", "（三）申请答复数", "件", 2),
    ("requests.replied.already_public", "1.属于已主动公开范围数", "件", 3),
    ("requests.replied.agreed", "2.同意公开答复数", "件", 3),
    ("requests.replied.partly_agreed", "3.同意部分公开答复数", "件", 3),
    ("requests.replied.refused", "4.不同意公开答复数", "件", 3),
    ("requests.replied.refused.state_secret", "其中：涉及国家秘密", "件", 4),
    ("requests.replied.refused.trade_secret", "涉及商业秘密", "件", 4),
    ("requests.replied.refused.privacy", "涉及个人隐私", "件", 4),
    ("requests.replied.refused.security", "危及国家安全、公共安全、经济安全和社会稳定", "件", 4),
    ("requests.replied.refused.not_gov_info", "不是《条例》所指政府信息", "件", 4),
    ("requests.replied.refused.other_law", "法律法规规定的其他情形", "件", 4),
    ("requests.replied.not_this_agency", "5.不属于本行政机关公开数", "件", 3),
    ("requests.replied.not_exist", "6.申请信息不存在数", "件", 3),
    ("requests.replied.amend", "7.告知作出更改补充数", "件", 3),
    ("requests.replied.other_channel", "8.告知通过其他途径办理数", "件", 3),
    ("review", "四、行政复议数量", "件", 1),
    ("review.upheld", "（一）维持具体行政行为数", "件", 2),
    ("review.corrected", "（二）被依法纠错数", "件", 2),
    ("review.other", "（三）其他情形数", "件", 2),
    ("litigation", "五、行政诉讼数量", "件", 1),
    ("litigation.upheld", "（一）维持具体行政行为或者驳回原告诉讼请求数", "件", 2),
    ("litigation.corrected", "（二）被依法纠错数", "件", 2),
    ("litigation.other", "（三）其他情形数", "件", 2),
    ("complaints", "六、举报投诉数量", "件", 1),
    ("request_fee", "七、依申请公开信息收取的费用", "万元", 1),
    ("organisation", "八、机构建设和保障经费情况", "——", 1),
    ("organisation.offices", "（一）政府信息公开工作专门机构数", "个", 2),
    ("organisation.reading_points", "（二）设置政府信息公开查阅点数", "个", 2),
    ("organisation.staff", "（三）从事政府信息公开工作人员数", "人", 2),
    ("organisation.staff.full_time", "1.专职人员数（不包括政府公报及政府网站工作人员数）", "人", 3),
    ("organisation.staff.part_time", "2.兼职人员数", "人", 3),
    ("organisation.budget",
     "（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）", "万元", 2),
    ("training", "九、政府信息公开会议和培训情况", "——", 1),
    ("training.meetings", "（一）召开政府信息公开工作会议或专题会议数", "次", 2),
    ("training.courses", "（二）举办各类培训班数", "次", 2),
    ("training.participants", "（三）接受培训人员数", "人次", 2),
]  # fmt: skip


def result_leaves(edition: str) -> list[str]:
    """The rows whose sum is `results.total`."""
    return [row for row in REQUEST_ROWS[edition] if row.startswith("results.") and row != "results.total"]


def disclosure_cells(edition: str) -> list[tuple[str, str]]:
    """Every (row, column) of the disclosure table."""
    return [(row, col) for _, columns, rows in DISCLOSURE[edition] for row in rows for col in columns]
