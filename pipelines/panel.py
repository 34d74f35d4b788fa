"""The columns of the wide panel: one per indicator of the core that can be compared across editions.

Names are Stata-safe (at most 32 letters, digits and underscores). A column takes its value from every edition in which
it means the same; what does not mean the same (对外公开总数量 of 2019 and 现行有效件数 of 2021, say) shares no column.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Indicator:
    """A column of the panel: the cell that it shows. Several cells are alternatives; the first printed one counts."""

    name: str
    label: str
    cells: tuple[tuple[str, str, str], ...]


def _requests() -> list[Indicator]:
    rows = [
        ("received", "received", "新收申请"),
        ("carried_over", "carried_over", "上年结转申请"),
        ("granted", "results.granted", "予以公开"),
        ("partly_granted", "results.partly_granted", "部分公开"),
        ("denied_secret", "results.denied.state_secret", "不予公开：国家秘密"),
        ("denied_law", "results.denied.prohibited_by_law", "不予公开：其他法律行政法规禁止公开"),
        ("denied_stability", "results.denied.security_stability", "不予公开：危及“三安全一稳定”"),
        ("denied_thirdparty", "results.denied.third_party", "不予公开：保护第三方合法权益"),
        ("denied_internal", "results.denied.internal_affairs", "不予公开：三类内部事务信息"),
        ("denied_process", "results.denied.process_info", "不予公开：四类过程性信息"),
        ("denied_enforcement", "results.denied.enforcement_file", "不予公开：行政执法案卷"),
        ("denied_query", "results.denied.admin_query", "不予公开：行政查询事项"),
        ("unable_notheld", "results.unable.not_held", "无法提供：本机关不掌握"),
        ("unable_creation", "results.unable.needs_creation", "无法提供：需要另行制作"),
        ("unable_unclear", "results.unable.still_unclear", "无法提供：补正后仍不明确"),
        ("notproc_petition", "results.not_processed.petition", "不予处理：信访举报投诉类申请"),
        ("notproc_repeated", "results.not_processed.repeated", "不予处理：重复申请"),
        ("notproc_publication", "results.not_processed.publication", "不予处理：要求提供公开出版物"),
        ("notproc_excessive", "results.not_processed.excessive", "不予处理：无正当理由大量反复申请"),
        ("notproc_reconfirm", "results.not_processed.reconfirmation", "不予处理：要求确认或重新出具已获取信息"),
        ("other_nocorrection", "results.other.overdue_correction", "其他处理：逾期不补正"),
        ("other_nofee", "results.other.overdue_fee", "其他处理：逾期未缴费"),
        ("other_remaining", "results.other.remaining", "其他处理：其他"),
        ("other_2019", "results.other", "其他处理（2019年格式）"),
        ("results", "results.total", "办理结果总计"),
        ("carried_forward", "carried_forward", "结转下年度继续办理"),
    ]
    applicants = [
        ("np", "natural_person", "自然人"),
        ("ent", "business_enterprise", "商业企业"),
        ("res", "research_institution", "科研机构"),
        ("wel", "public_welfare_organization", "社会公益组织"),
        ("law", "legal_service_institution", "法律服务机构"),
        ("oth", "other_organization", "其他"),
    ]
    # 收到申请数 of the 2014 form counts the same as 新收申请: requests that arrived in the year.
    received = (("requests", "received", "total"), ("statistics", "requests.received", "value"))
    columns = [
        Indicator(
            f"req_{short}_total",
            f"{label}（总计）",
            received if row == "received" else (("requests", row, "total"),),
        )
        for short, row, label in rows
    ]
    by_applicant = [
        Indicator(f"req_received_{short}", f"新收申请（{label}）", (("requests", "received", column),))
        for short, column, label in applicants
    ]
    return columns[:1] + by_applicant + columns[1:]


def _disclosure() -> list[Indicator]:
    cells = [
        ("rules_issued", "rules", "issued", "规章：制发件数"),
        ("rules_repealed", "rules", "repealed", "规章：废止件数"),
        ("rules_inforce", "rules", "in_force", "规章：现行有效件数"),
        ("normdoc_issued", "normative_documents", "issued", "行政规范性文件：制发件数"),
        ("normdoc_repealed", "normative_documents", "repealed", "行政规范性文件：废止件数"),
        ("normdoc_inforce", "normative_documents", "in_force", "行政规范性文件：现行有效件数"),
        ("licensing_decisions", "licensing", "decisions", "行政许可：处理决定数量"),
        ("penalties_decisions", "penalties", "decisions", "行政处罚：处理决定数量"),
        ("coercion_decisions", "coercion", "decisions", "行政强制：处理决定数量"),
        ("fees_amount", "administrative_fees", "amount", "行政事业性收费：收费金额（万元）"),
    ]
    return [Indicator(f"dis_{short}", label, (("disclosure", row, col),)) for short, row, col, label in cells]


def _disputes() -> list[Indicator]:
    rows = [
        ("rec", "reconsideration", "行政复议"),
        ("lit_direct", "litigation_direct", "未经复议直接起诉"),
        ("lit_after", "litigation_after_reconsideration", "复议后起诉"),
    ]
    columns = [
        ("upheld", "结果维持"),
        ("corrected", "结果纠正"),
        ("other", "其他结果"),
        ("pending", "尚未审结"),
        ("total", "总计"),
    ]
    return [
        Indicator(f"{short}_{col}", f"{label}：{words}", (("disputes", row, col),))
        for short, row, label in rows
        for col, words in columns
    ]


PANEL: tuple[Indicator, ...] = (*_disclosure(), *_requests(), *_disputes())

# What the narrative states, exact numbers only: never mixed with the tables.
STATED: tuple[tuple[str, str], ...] = (
    ("txt_req_received", "requests.received"),
    ("txt_req_internet", "requests.received.internet"),
    ("txt_req_letter", "requests.received.letter"),
    ("txt_req_inperson", "requests.received.in_person"),
    ("txt_req_fax", "requests.received.fax"),
    ("txt_req_email", "requests.received.email"),
    ("txt_req_processed", "requests.processed"),
    ("txt_req_carried_over", "requests.carried_over"),
    ("txt_req_carried_forward", "requests.carried_forward"),
    ("txt_rec_total", "reconsideration.total"),
    ("txt_lit_total", "litigation.total"),
    ("txt_disclosed", "disclosure.published"),
    ("txt_website", "website.published"),
    ("txt_wechat", "wechat.published"),
    ("txt_weibo", "weibo.published"),
    ("txt_interpretations", "interpretations.published"),
    ("txt_press_conferences", "press_conferences.held"),
    ("txt_normdoc_issued", "normative_documents.issued"),
    ("txt_normdoc_repealed", "normative_documents.repealed"),
    ("txt_normdoc_inforce", "normative_documents.in_force"),
    ("txt_fees_yuan", "fees.charged"),
    ("txt_proposals", "proposals.handled"),
)


def panel_view() -> str:
    """Give the SELECT of the view `panel`: one row per agency, year and scope, from current reports."""
    columns = []
    for indicator in PANEL:
        cells = [
            f"MAX(CASE WHEN f.tbl = '{tbl}' AND f.row = '{row}' AND f.col = '{col}' THEN f.value END)"
            for tbl, row, col in indicator.cells
        ]
        value = cells[0] if len(cells) == 1 else f"COALESCE({', '.join(cells)})"
        columns.append(f"{value} AS {indicator.name}")
    stated = [
        # a number that the narrative states twice in different ways is no number
        "(SELECT CASE WHEN MIN(value) = MAX(value) THEN MAX(value) END FROM facts"  # noqa: S608
        f" WHERE report_id = r.id AND indicator = '{indicator}' AND qualifier = 'exact') AS {name}"
        for name, indicator in STATED
    ]
    return f"""
        SELECT r.agency, r.region_code, r.level, r.scope, r.fiscal_year, r.status, r.published_on,
            {", ".join(columns)},
            {", ".join(stated)},
            COUNT(f.value) AS n_cells,
            (SELECT COUNT(*) FROM checks WHERE report_id = r.id AND held IS NOT NULL) AS n_checks,
            (SELECT COUNT(*) FROM checks WHERE report_id = r.id AND held = 0) AS n_broken,
            r.url, r.portal, r.id AS report_id
        FROM latest AS r LEFT JOIN figures AS f ON f.report_id = r.id
        GROUP BY r.id ORDER BY r.agency, r.fiscal_year
    """  # noqa: S608 - names come from this module
