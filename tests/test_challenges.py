"""What is not the page is named, and no page that carries something is taken for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.challenges import recognise
from tests.growth import LINEAR, growth

SHARED = Path(__file__).resolve().parents[2] / "shared"

RUISHU = (
    '<!DOCTYPE html><html><head><meta id="9sVd" content="aQ3" r=\'m\'>'
    "<script r='m'>$_ts=window['$_ts'];if(!$_ts)$_ts={};"
    '$_ts.nsd=81234;$_ts.cd="qqcs";</script><script src="/a1/b2.js" r=\'m\'></script></head><body></body></html>'
)
JIASULE_1 = (
    "<script>document.cookie='__jsl_clearance_s=17|-1|x;max-age=3600;path=/';"
    "location.href=location.pathname+location.search</script>"
)
JIASULE_2 = (
    '<script>var a=1;go({"bts":["17|0|ab","cd"],"chars":"abc","ct":"0f","ha":"md5",'
    '"tn":"__jsl_x","vt":"3600","wt":"1500"})</script>'
)
CHALLENGES = {
    "ruishu_412": (RUISHU, 412, {}, "blocked_waf:ruishu"),
    "ruishu_202": (RUISHU, 202, {}, "blocked_waf:ruishu"),
    "ruishu_200": (RUISHU, 200, {}, "blocked_waf:ruishu"),
    "ruishu_status_unknown": (RUISHU, None, {}, "blocked_waf:ruishu"),
    "ruishu_long_script": (
        RUISHU.replace("</script><script src", "_$aB=1;" + "var _$cd=0x1f;" * 9000 + "</script><script src"),
        200,
        {},
        "blocked_waf:ruishu",
    ),
    "ruishu_by_cookie": (
        "<html></html>",
        412,
        {"Set-Cookie": "mhAbCdEfGhS=60.Zk3_jF8uQpLwXcVbNmAsDfGhJkLqWeRtYuIoP; Path=/; HttpOnly"},
        "blocked_waf:ruishu",
    ),
    "jiasule_first": (JIASULE_1, 521, {"Set-Cookie": "__jsluid_h=0a1b"}, "blocked_waf:jiasule"),
    "jiasule_second": (JIASULE_2, 521, {}, "blocked_waf:jiasule"),
    "jiasule_second_as_200": (JIASULE_2, 200, {}, "blocked_waf:jiasule"),
    "jiasule_by_header": ("", 521, {"set-cookie": "__jsluid_s=1f"}, "blocked_waf:jiasule"),
    "edgeone": (
        "<html><body><script>function f(){document.cookie='EO_Bot_Ssid=1; path=/';location.reload()}f()"
        "</script></body></html>",
        200,
        {},
        "blocked_waf:edgeone",
    ),
    "edgeone_tst": (
        "<script>document.cookie='__tst_status=31#;';location.reload(true)</script>",
        200,
        {},
        "blocked_waf:edgeone",
    ),
    "edgeone_567": ("<html><body>blocked</body></html>", 567, {"Server": "TencentEdgeOne"}, "blocked_waf:edgeone"),
    "wzws": (
        "<html><head><title>访问受限</title></head><body>您的请求被拦截 <!-- wzws-waf-cgi --></body></html>",
        403,
        {"Server": "wswaf", "WZWS-RAY": "1"},
        "blocked_waf:wzws",
    ),
    "wangsu": (
        "<html><body><h1>403 Forbidden</h1><p>Access denied by WangSu cloud protection</p></body></html>",
        403,
        {},
        "blocked_waf:wangsu",
    ),
    "yundun_405": ("<html><body>blocked</body></html>", 405, {"Server": "YUNDUN"}, "blocked_waf:yundun"),
    "aliyun_405": (
        '<html><title>405</title><img src="//errors.aliyun.com/images/x.png"><p>'
        "由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。</p></html>",
        405,
        {},
        "blocked_waf:aliyun",
    ),
    "aliyun_arg1": (
        "<html><script>var arg1='A1B2';document.cookie='acw_sc__v2='+x;</script></html>",
        200,
        {},
        "blocked_waf:aliyun",
    ),
    "tencent_403": (
        "<html><body>很抱歉，您提交的请求可能对网站造成威胁，请求已被 "
        "<a href='https://waf.tencent-cloud.com'>WAF</a> 拦截</body></html>",
        403,
        {},
        "blocked_waf:tencent",
    ),
    "huawei_418": ("<html><body>418</body></html>", 418, {"Set-Cookie": "HWWAFSESID=1"}, "blocked_waf:huawei"),
    "unknown_418": ("<html><body>I'm a teapot</body></html>", 418, {}, "blocked_waf:unknown"),
    "cloudflare": (
        "<html><head><title>Just a moment...</title></head><body><script>window._cf_chl_opt={}</script></body></html>",
        403,
        {"cf-mitigated": "challenge"},
        "blocked_waf:cloudflare",
    ),
    "cloudflare_503": (
        "<html><head><title>Just a moment...</title></head><body></body></html>",
        503,
        {"Server": "cloudflare"},
        "blocked_waf:cloudflare",
    ),
    "f5_200": (
        "<html><head><title>Request Rejected</title></head>"
        "<body>The requested URL was rejected. Please consult with your administrator. Your support ID is: 7"
        "</body></html>",
        200,
        {},
        "blocked_waf:f5",
    ),
    "chaitin_468": ("<html><body>x</body></html>", 468, {"Server": "sl-session"}, "blocked_waf:chaitin"),
    "slider": (
        "<html><head><title>安全验证</title></head><body>请拖动滑块完成验证<script>x()</script></body></html>",
        200,
        {},
        "blocked_waf:unknown",
    ),
    "too_often": ("<html><body>您的访问过于频繁，请稍后再试</body></html>", 200, {}, "blocked_waf:unknown"),
    "refused_429": ("<html><body>访问频率过高，请求被拦截</body></html>", 429, {}, "blocked_waf:unknown"),
    "cookie_script": (
        "<html><script>document.cookie='k=v';window.location.reload();</script></html>",
        200,
        {},
        "blocked_waf:unknown",
    ),
    "login": (
        "<html><head><title>统一身份认证平台</title></head><body><form><input name=u>"
        '<input type="password" name=p></form></body></html>',
        200,
        {},
        "login_page",
    ),
    "login_untitled": (
        "<html><body><form action='/sso/login'>账号<input> 密码<input type='password'><button>登录</button>"
        "</form></body></html>",
        200,
        {},
        "login_page",
    ),
    "login_please": ("<html><body>登录超时，请先登录</body></html>", 200, {}, "login_page"),
    "soft_404": (
        "<html><head><title>提示信息</title></head><body>对不起，您访问的页面不存在或已被删除！"
        "<a href='/'>返回首页</a></body></html>",
        200,
        {},
        "soft_404",
    ),
    "soft_404_gbk": (
        "<html><head><meta charset=gb2312><title>出错了</title></head><body>找不到您要访问的页面</body></html>".encode(
            "gbk"
        ),
        200,
        {},
        "soft_404",
    ),
    "soft_404_title": (
        "<html><head><title>404 Not Found</title></head><body><center>nginx</center></body></html>",
        200,
        {},
        "soft_404",
    ),
    "soft_404_article": ("<html><body><div class=msg>该文章已被删除</div></body></html>", 200, {}, "soft_404"),
    "soft_404_with_site": (
        "<html><head><title>页面不存在</title></head><body>"
        + "<li><a href='/c/'>机构职能 通知公告 政务服务 互动交流</a></li>" * 60
        + "<p>抱歉，您要查看的页面不存在。</p></body></html>",
        200,
        {},
        "soft_404",
    ),
    "maintenance": ("<html><body><h2>系统维护中</h2>预计今晚恢复</body></html>", 200, {}, "maintenance"),
    "maintenance_503": ("<html><body>网站正在升级维护，暂停访问</body></html>", 503, {}, "maintenance"),
    "maintenance_title": (
        "<html><head><title>网站维护公告</title></head><body>网站正在改版</body></html>",
        200,
        {},
        "maintenance",
    ),
    "empty": ("", 200, {}, "empty_body"),
    "blanks": (" \r\n\t ", 200, {}, "empty_body"),
    "bom_only": (b"\xef\xbb\xbf\n", 200, {}, "empty_body"),
    "shell": (
        "<!DOCTYPE html><html lang=zh><head><meta charset=utf-8><title>首页</title><script src=/js/chunk.js>"
        "</script></head><body><div id=app></div></body></html>",
        200,
        {},
        "empty_shell",
    ),
    "shell_noscript": (
        "<html><head><title>门户</title></head><body><noscript><strong>Please enable JavaScript to continue."
        "</strong></noscript><div id=app></div><script src=a.js></script></body></html>",
        200,
        {},
        "empty_shell",
    ),
    "asks_for_script": ("<html><body>请开启JavaScript并刷新该页。</body></html>", 200, {}, "needs_js"),
    "template": (
        "<html><body><h1>{{ title }}</h1><p>{{ publishTime }}</p><div>{{ content }}</div></body></html>",
        200,
        {},
        "unrendered_template",
    ),
    "listing_of_files": (
        "<html><head><title>Index of /zfxxgk/</title></head><body><h1>Index of /zfxxgk/</h1><a href='../'>../"
        "</a></body></html>",
        200,
        {},
        "directory_listing",
    ),
}

REPORT = (
    "<html><head><title>某县水务局2022年政府信息公开工作年度报告</title></head><body><div id=zoom>"
    "<p>依照《政府信息公开条例》，县水务局编成本报告。</p><p>一、总体情况</p><p>全年公开信息80条，"
    "无依申请公开。</p></div></body></html>"
)
PAGES = {
    "report": (REPORT, 200),
    "report_behind_a_passed_challenge": (
        REPORT.replace("<head>", "<head><script r='m'>$_ts=window['$_ts'];$_ts.nsd=1;_$a();</script>"),
        200,
    ),
    "report_with_login_box": (REPORT.replace("<div id", "<form>用户登录<input type='password'></form><div id"), 200),
    "report_on_maintenance": (
        REPORT.replace("全年公开", "网站系统维护中断2小时，登录页面改版，404错误页面已修复。全年公开"),
        200,
    ),
    "report_with_placeholders": (REPORT.replace("<body>", "<body>{{ title }} {{ errorMessage }}"), 200),
    "short_list": (
        "<html><body><ul><li><a href='1.html'>2022年政府信息公开工作年度报告</a></li></ul></body></html>",
        200,
    ),
    "list_in_script": (
        "<html><body><div id=u1><script type='text/xml'><datastore><record><![CDATA[<li>"
        "<a href='/art/1.html'>年报</a></li>]]></record></datastore></script></div></body></html>",
        200,
    ),
    "page_in_json": (
        '<html><body><script>window._CONFIG = {"SID":"1","DETAIL":{"content":"x"}}</script></body></html>',
        200,
    ),
    "json": ('{"data":{"results":[]}}', 200),
    "xml": ("<?xml version='1.0'?><datastore><totalrecord>0</totalrecord></datastore>", 200),
    "iframe_shell": ("<html><body><iframe src='list.html'></iframe></body></html>", 200),
    "frameset": ("<html><frameset><frame src='a.html'></frameset></html>", 200),
    "meta_refresh": ('<html><head><meta http-equiv="refresh" content="0;url=/index.html"></head></html>', 200),
    "script_that_leads_on": ("<html><script>window.location.href='/zwgk/index.html'</script></html>", 200),
    "images_of_a_report": ("<html><body><img src='W1.jpg'><img src='W2.jpg'></body></html>", 200),
    "pdf": (b"%PDF-1.5\n%\xe2\xe3", 200),
    "plain_404": ("<html><title>404 Not Found</title></html>", 404),
    "plain_500": ("<html><body>Internal Server Error</body></html>", 500),
    "redirect": ("", 302),
    "not_modified": ("", 304),
    "article_on_inspections": (
        "<html><body><p>3月2日，区应急局开展节后安全检查，检查企业12家，整改隐患5处。</p></body></html>",
        200,
    ),
    "article_on_building": ("<html><body><p>城东水厂正在建设，预计明年供水。</p></body></html>", 200),
    "answer_that_nothing_is_held": ("<html><body><p>经检索，申请公开的信息不存在。</p></body></html>", 200),
    "article_on_a_cloud": ("<html><body><p>市政府与华为云、腾讯云签订合作协议。</p></body></html>", 200),
    "catalog": ("<html><head><title>catalog index</title></head><body><p>索引</p></body></html>", 200),
    "list_filled_by_a_call": (
        "<html><head><title>年报</title></head><body><ul id=list></ul>"
        "<script>$.getJSON('/searchList/ab?page=1',draw)</script></body></html>",
        200,
    ),
    "list_filled_by_a_known_script": (
        "<html><head><script src='/js/webBuilderCommon.js'></script></head><body><div id=\"list\"></div></body></html>",
        200,
    ),
    "list_filled_in_a_loop": (
        "<html><body><li v-for='x in list'>{{x.title}}<i>{{x.date}}</i></li><script src=a.js></script></body></html>",
        200,
    ),
    "empty_list": ("<html><head><script src=a.js></script></head><body><div>暂无信息</div></body></html>", 200),
    "town_on_page_of_maintenance": (
        "<html><head><title>县住建局职责</title></head><body><p>负责市政设施维护、房屋登记与网站建设，"
        "正在维护的项目见附表。</p>"
        + "<p>负责供水、排水、燃气、园林绿化等行业管理，承担城镇建设资金的使用监督与项目验收工作。</p>" * 12
        + "</body></html>",
        200,
    ),
}


def _bytes(body: str | bytes) -> bytes:
    return body if isinstance(body, bytes) else body.encode()


@pytest.mark.parametrize("name", CHALLENGES)
def test_refusal_is_named(name: str) -> None:
    body, status, headers, code = CHALLENGES[name]
    found = recognise(_bytes(body), status=status, headers=headers)
    assert found is not None
    assert found.code == code
    assert "\n" not in found.detail
    assert found.vendor == (
        None if not code.startswith("blocked_waf") or code.endswith("unknown") else code.partition(":")[2]
    )


@pytest.mark.parametrize("name", PAGES)
def test_page_is_not_refused(name: str) -> None:
    body, status = PAGES[name]
    assert recognise(_bytes(body), status=status) is None


def test_real_pages_are_not_refused() -> None:
    if not SHARED.is_dir():
        pytest.skip("../shared is not here: real pages not looked at")
    pages = [
        path
        for folder in ("corpus", "seeds", "truth")
        for path in sorted((SHARED / folder).rglob("*"))
        if path.is_file()
    ]
    samples = [path for path in (SHARED / "portals" / "samples").iterdir() if "challenge" not in path.name]
    refused = {path.name: found for path in pages + samples if (found := recognise(path.read_bytes(), status=200))}
    assert refused == {}
    challenge = (SHARED / "portals" / "samples" / "ruishu_challenge.html").read_bytes()
    assert recognise(challenge, status=412).vendor == "ruishu"
    assert recognise(challenge, status=200).vendor == "ruishu"


def test_fixtures_are_not_refused() -> None:
    here = Path(__file__).parent
    pages = [
        path
        for folder in ("captures", "listings")
        for path in sorted((here / folder).rglob("*"))
        if path.suffix in {".html", ".json", ".xml"}
    ]
    refused = {
        str(path.relative_to(here)): found.code
        for path in pages
        if not any(
            word in path.as_posix() for word in ("not-ruishu", "not-login", "not-soft-404", "not-empty", "challenge")
        )
        and (found := recognise(path.read_bytes(), status=200))
    }
    assert refused == {}


@pytest.mark.parametrize(
    "filler",
    [
        b"<",
        b"<script ",
        b"<!--",
        b"{{",
        b"</script ",
        b"&",
        "访问的".encode(),
        b"<noscript>",
        b"<div><span>",
        b"document.cookie=",
    ],
)
def test_hostile_pages_cost_little(filler: bytes) -> None:
    for size in (30_000, 1_000_000):
        assert growth(lambda body: recognise(b"<html><title>404</title>" + body, status=200), filler, size) < LINEAR
