"""A page that is not the page: challenges of firewalls, logins, soft 404s, maintenance notices, empty shells.

Recognised, named and never evaded: the crawl backs off and says who refused. A page that carries a report is never
taken for a refusal: every rule here asks for a page with next to no text of its own, or for words in its title.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an answer is not content.

    `code`: `blocked_waf:<vendor>`, `login_page`, `soft_404`, `maintenance`, `empty_body`, `empty_shell` (an application
    that only a browser fills), `unrendered_template`, `directory_listing`, `needs_js` (the page itself asks for it).
    `vendor` is the firewall's name where its mark was seen, `detail` one line for people.
    """

    code: str
    vendor: str | None = None
    detail: str = ""


_LOOKED_AT: Final = 65536  # challenges are small; their marks stand at the top
_MARKS_WITHIN: Final = 6144  # of a large page only this much is searched for marks
_LITTLE_TEXT: Final = 500  # printed characters; the shortest real report has more

# vendor, marks in the (lower-cased) page of which all must be there; first match wins
_PAGE_MARKS: Final[tuple[tuple[str, tuple[bytes, ...]], ...]] = (
    # 瑞数: $_ts=window['$_ts'];…$_ts.cd="…" and _$xx() at the end; 412, 202, at times 200
    ("ruishu", (b"$_ts",)),
    # 加速乐: 521; document.cookie=…__jsl_clearance…, then go({"bts":[…],"chars":…,"ct":…,"ha":"md5"})
    ("jiasule", (b"__jsl_clearance",)),
    ("jiasule", (b"go({", b'"bts"')),
    ("jiasule", (b"yunaq.com",)),
    # Tencent EdgeOne: a script that sets EO_Bot_Ssid or __tst_status and reloads
    ("edgeone", (b"eo_bot_ssid",)),
    ("edgeone", (b"__tst_status",)),
    ("edgeone", (b"edgeone", b"document.cookie")),
    ("edgeone", (b"/cgi-bin/eo_",)),
    ("tencent", (b"waf.tencent-cloud.com",)),
    ("tencent", (b"tencent cloud", b"waf")),
    ("tencent", (b"imgcache.qq.com/qcloud/security",)),
    # 360 网站卫士 (奇安信): wzws-waf-cgi, wzwsconfirm…, WZWS-RAY
    ("wzws", (b"wzws",)),
    # 网宿: …cdn.wangsu / 全站加速, "Please enable JavaScript and refresh the page." + __wangsu
    ("wangsu", (b"wangsu",)),
    ("wangsu", (b"cdnetworks",)),
    ("wangsu", (b"wscdn",)),
    ("yundun", (b"yundun",)),
    ("yundun", (b"yd_cookie",)),
    # 阿里云: var arg1='…'; acw_sc__v2; 405 页 errors.aliyun.com
    ("aliyun", (b"acw_sc__v",)),
    ("aliyun", (b"errors.aliyun.com",)),
    ("aliyun", (b"aliyun_waf",)),
    ("aliyun", (b"aliyuncaptcha",)),
    ("huawei", (b"huaweicloud", b"waf")),
    ("huawei", (b"hwwaf",)),
    ("baidu", (b"yunjiasu",)),
    # 安恒玄武盾, 长亭雷池, 安全狗, D盾, 创宇盾, 宝塔
    ("anheng", (b"saas.dbappsecurity",)),
    ("chaitin", (b"safeline",)),
    ("chaitin", (b"/.safeline/",)),
    ("chaitin", (b"sl-session",)),
    ("safedog", (b"safedog",)),
    ("dshield", ("D盾".encode().lower(),)),
    ("knownsec", (b"365cyd",)),
    ("cloudflare", (b"/cdn-cgi/challenge-platform",)),
    ("cloudflare", (b"cf-browser-verification",)),
    ("cloudflare", (b"_cf_chl_opt",)),
    ("cloudflare", (b"cloudflare ray id",)),
    ("cloudflare", (b"cf-error-details",)),
    ("imperva", (b"_incapsula_resource",)),
    ("f5", (b"the requested url was rejected", b"support id")),
    ("akamai", (b"errors.edgesuite.net",)),
)

# the same in the answer's headers (names and values lower-cased, "name: value" a line)
_HEADER_MARKS: Final[tuple[tuple[str, str], ...]] = (
    ("jiasule", "__jsluid"),
    ("jiasule", "__jsl_clearance"),
    ("jiasule", "x-via-jsl"),
    ("edgeone", "edgeone"),
    ("edgeone", "eo-log-uuid"),
    ("wzws", "wzws"),
    ("wangsu", "wangsu"),
    ("wangsu", "x-via: 1.1 ps-"),
    ("wangsu", "cdnws"),
    ("yundun", "yundun"),
    ("yundun", "yd-waf"),
    ("aliyun", "acw_tc"),
    ("aliyun", "tengine/aserver"),
    ("huawei", "hwwafsesid"),
    ("huawei", "cloudwaf"),
    ("baidu", "yunjiasu"),
    ("chaitin", "sl-session"),
    ("safedog", "safedog"),
    ("cloudflare", "cf-mitigated"),
    ("cloudflare", "server: cloudflare"),
    ("imperva", "incap_ses"),
    ("tencent", "tencent"),
)
# 瑞数 sets a cookie of random letters that ends in S, the script then makes its partner that ends in T (or O/P)
_RUISHU_COOKIE: Final = re.compile(r"set-cookie: *(?:[a-z0-9_]{6,20}s|enable_[a-z0-9]+|fssbb[a-z0-9]*)=[a-z0-9._]{20,}")

# Statuses that only firewalls give, and those that they share with ordinary servers.
_WAF_STATUSES: Final = frozenset({412, 418, 468, 493, 521, 566, 567})
_SHARED_STATUSES: Final = frozenset({202, 401, 403, 405, 406, 422, 429, 444, 503})

# Words of refusals, looked for in the page's title and, where it has little text, in its text. They are whole phrases:
# 安全检查, 正在建设 and 信息不存在 alone are everyday words of the pages that we want.
_BLOCKED: Final = re.compile(
    "访问(?:被|已被|遭到)?(?:拦截|阻断|拒绝|禁止|限制|受限)|请求(?:被|已被)?(?:拦截|拒绝|阻断)|拒绝(?:了)?(?:您的)?访问"
    "|(?:恶意|非法|异常|可疑)(?:的)?(?:请求|访问)|(?:web|网站|云)(?:应用)?防火墙|安全验证|人机(?:验证|识别)"
    "|滑动验证|拖动(?:下方)?滑块"
    "|请输入验证码|访问过于频繁|访问频率|操作过于频繁|您的ip(?:地址)?(?:已)?被|您的访问被阻断"
    "|可能对网站造成(?:安全)?威胁"
    "|access denied|request (?:rejected|blocked|denied)|requested url was rejected|forbidden|you have been blocked"
    "|security check|just a moment|attention required|blocked by",
    re.IGNORECASE,
)
_VENDOR_WORDS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (vendor, re.compile(words, re.IGNORECASE))
    for vendor, words in (
        ("jiasule", "加速乐|知道创宇"),
        ("cloudflare", "cloudflare|just a moment"),
        ("wzws", "360网站卫士|网站卫士|奇安信"),
        ("wangsu", "网宿|wangsu"),
        ("aliyun", "阿里云|您的访问被阻断|由于您访问的url有可能对网站造成安全威胁"),
        ("yundun", "云盾"),
        ("tencent", "腾讯云|t-sec|tencent"),
        ("huawei", "华为云"),
        ("chaitin", "长亭|雷池"),
        ("safedog", "安全狗"),
        ("anheng", "玄武盾|安恒"),
    )
)
_THING: Final = "页面|网页|内容|文章|资源|栏目|链接|网址|文档|稿件"
_GONE: Final = "不存在|未找到|找不到|无法找到|丢失|被删除|已删除|已失效|失效|已下线|已移除|不见了|走丢了|出错"
_WORDS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (code, re.compile(words, re.IGNORECASE))
    for code, words in (
        (
            "maintenance",
            "(?:系统|网站|平台|服务器?|页面|栏目)(?:正在|正)?(?:进行)?(?:升级|维护|改版|割接|迁移)(?:维护"
            "|改造|中|期间|公告)"
            "|(?:系统|网站|平台|服务器|页面|栏目).{0,4}(?:正在(?:升级|维护|改版|建设)|建设中|暂停(?:访问"
            "|服务)|已?关停|暂时无法访问)"
            "|停机(?:维护|检修)|under (?:maintenance|construction)|(?:service )?temporarily unavailable"
            "|service unavailable",
        ),
        (
            "soft_404",
            f"(?:{_THING})(?:已经?|可能)?(?:{_GONE})|(?:该|此|本)条?(?:信息|文件)(?:已经?|可能)?(?:{_GONE})"
            f"|(?:找不到|没有找到|未找到|无法找到)(?:您?(?:要|所)?(?:访问|请求|查看|浏览|查找|寻找)的?|该|此"
            f"|相关|对应|指定)?(?:{_THING})"
            f"|(?:访问|请求|查看|浏览|查找)的(?:{_THING}|信息|文件)(?:暂时|已经?|可能)?(?:{_GONE}|没有)|您访问的页面"
            "|http *(?:status|错误|error)? *404|404 *(?:not|错误|error|页面|-|_|$)|not found|page (?:not"
            "|can.?t be) found"
            "|can ?not be found|出错(?:了|啦)|抱歉.{0,12}(?:不存在|找不到|删除)|没有查看权限",
        ),
        (
            "login_page",
            "(?:用户|会员|系统|统一|账号|密码|扫码|管理员?|后台)(?:身份)?(?:登录|登陆|认证)|请(?:先)?(?:登录"
            "|登陆)|单点登录"
            r"|登录(?:页|超时|系统|密码)|请输入(?:用户名|账号|密码)|\bsign ?in\b|\blog ?in\b",
        ),
        (
            "needs_js",
            "(?:请|需要?|未|没有)(?:先)?(?:开启|启用|打开|允许|支持).{0,8}(?:javascript|js|脚本|cookie)"
            "|(?:enable|requires?|without) javascript|javascript (?:enabled|is (?:disabled|required))"
            "|浏览器(?:版本过低|不支持|安全检查)",
        ),
    )
)

_TITLE: Final = re.compile(rb"<title[^>]*>([^<]{0,300})", re.IGNORECASE)
_TITLE_WORDS: Final = re.compile(
    "^(?:404|403|405|502|503|500|error|错误|出错|提示|提示信息|系统提示|系统错误|跳转提示)|页面(?:不存在"
    "|未找到|没有找到|找不到|出错|错误|无法访问)"
    "|系统(?:维护|升级)|网站(?:维护|升级)|(?:^|用户|系统|统一|平台|后台|管理)(?:身份)?(?:登录|登陆|认证)"
    "|单点登录|拦截|验证码|安全验证|访问(?:受限|被拒|验证)",
    re.IGNORECASE,
)
_NOT_TEXT: Final = re.compile(
    rb"<(script|style|noscript|head|template)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<[^<>]*>", re.DOTALL | re.IGNORECASE
)
_NOSCRIPT: Final = re.compile(rb"<noscript[^>]*>(.{0,600}?)</noscript", re.DOTALL | re.IGNORECASE)
_ENTITY: Final = re.compile(r"&(?:[a-z]{2,8}|#\d{1,6}|#x[0-9a-f]{1,5});?", re.IGNORECASE)
_BINARY: Final = (
    b"%PDF",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"{\\rtf",
    b"II*\0",
    b"MM\0*",
)
_PLACEHOLDER: Final = re.compile(r"\{\{[^{}]{0,80}\}\}|\$\{[\w.]{1,60}\}|<%=?[^%]{0,80}%>|\[!--\w{1,30}--\]")
# A page with any of these leads somewhere or carries data, however little it prints.
_LEADS_ON: Final = (
    *(b"<a ", b"<iframe", b"<frame", b"<area", b"<img", b"<embed", b"<object", b"<record", b"_config"),
    *(b'http-equiv="refresh', b"http-equiv=refresh", b"http-equiv='refresh"),
)
_GOES_ELSEWHERE: Final = re.compile(
    rb"location(?:\.href)? *= *[\"'][\w./:?=&%-]+[\"']|location\.(?:replace|assign)\( *[\"'][^\"']+[\"']"
    rb"|window\.open\(|\.submit\("
)
_COOKIE_SCRIPT: Final = re.compile(rb"document\.cookie *=|document\[['\"]cookie")
_RELOADS: Final = re.compile(
    rb"location\.reload|location\.href *= *location|location *= *location|window\.location *= *window\.location"
    rb"|location\["
)
_PASSWORD: Final = re.compile(rb"<input[^<>]{0,200}type *= *[\"']?password")
# A page that only an application's script fills; a column page that a known data call fills is none.
_APPLICATION: Final = re.compile(rb"<div[^<>]{0,100} id *= *[\"']?(?:app|root|__next|__nuxt|main-app|q-app)\b")
_DATA_CALL: Final = re.compile(
    rb"\$\.(?:get|post|ajax)|getjson|getscript|fetch\(|axios|xmlhttprequest|\.jsp|\.do\b|\.json|dataproxy"
)
_PAGES_IN_SCRIPT: Final = re.compile(rb"""/[\w./-]+\.s?html?["']""")  # rows that a script draws from its own text
_LOOP: Final = re.compile(rb"v-for|ng-repeat|ms-repeat|ms-for|\{\{#|\{% ?for|<%")
_LISTING: Final = re.compile(
    rb"<title>(?:index of|directory listing)[^<]*</title>|<h1>(?:index of|directory listing)"
    rb"|\[to parent directory\]"
)
_REPORT_WORDS: Final = ("总体情况", "本年新收", "行政复议", "依申请公开", "主动公开")
_REPORT_COUNTS: Final = re.compile(r"公开[^。\n]{0,30}?\d ?条|申请 ?\d+ ?[件份]")


def _decode(part: bytes) -> str:
    """Text of a page for looking at, never for keeping: UTF-8 if it is, else gb18030, bad bytes replaced."""
    try:
        return part.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start > len(part) - 4:  # cut inside a character
            return part[: error.start].decode("utf-8")
        return part.decode("gb18030", "replace")


def _printed(page: bytes) -> str:
    text = _decode(_NOT_TEXT.sub(b" ", page))
    if "&" in text:
        text = _ENTITY.sub(" ", text)
    return " ".join(text.split())


def _vendor(page: bytes, headers: str) -> str | None:
    """The firewall whose mark is on the page or in the headers."""
    for vendor, marks in _PAGE_MARKS:
        if all(mark in page for mark in marks):
            return vendor
    for vendor, mark in _HEADER_MARKS:
        if mark in headers:
            return vendor
    return "ruishu" if _RUISHU_COOKIE.search(headers) else None


def _blocked(vendor: str | None, detail: str) -> Refusal:
    return Refusal(f"blocked_waf:{vendor or 'unknown'}", vendor, detail)


def recognise(body: bytes, *, status: int | None = None, headers: Mapping[str, str] | None = None) -> Refusal | None:
    """The refusal that an answer is, or None for an ordinary page.

    Looks at the first 64 KiB only. Plain 4xx and 5xx answers without a firewall's mark are None: their status says it.

    >>> recognise(b"<script>document.cookie='__jsl_clearance=1';location.href=location.pathname</script>", status=521)
    Refusal(code='blocked_waf:jiasule', vendor='jiasule', detail='status 521')
    >>> recognise("<html><title>页面不存在</title>抱歉，您访问的页面不存在</html>".encode()).code
    'soft_404'
    """
    if status is not None and (300 <= status < 400 or status == 204):
        return None
    lines = "\n".join(f"{name}: {value}" for name, value in headers.items()).lower() if headers else ""
    page = body[:_LOOKED_AT]
    if page[:2] in (b"\xff\xfe", b"\xfe\xff"):
        page = page.decode("utf-16", "ignore").encode()
    start = page.lstrip(b"\xef\xbb\xbf \t\r\n\0")
    if not start:
        if status in _WAF_STATUSES:
            return _blocked(_vendor(b"", lines), f"status {status}, empty body")
        if status is None or status < 300:
            if status == 202 and (vendor := _vendor(b"", lines)):
                return _blocked(vendor, "status 202, empty body")
            return Refusal("empty_body", None, "the answer has no content")
        if status == 403 and (vendor := _vendor(b"", lines)):
            return _blocked(vendor, "status 403, empty body")
        return None
    if start.startswith(_BINARY):
        return None
    lowered = (start if len(body) <= _LOOKED_AT // 2 else start[:_MARKS_WITHIN]).lower()
    said = f"status {status}" if status is not None else "challenge page"
    if status in _WAF_STATUSES:
        return _blocked(_vendor(lowered, lines), said)
    if status is not None and status >= 400 and status not in _SHARED_STATUSES:
        return None
    if start[:1] in b"{[" or (start.startswith(b"<?xml") and b"<html" not in lowered[:2000]):
        return None  # data of a list, not a page
    small = len(body) <= _LOOKED_AT // 2
    title_found = _TITLE.search(start[:_MARKS_WITHIN])
    title = " ".join(_decode(title_found[1]).split()) if title_found else ""
    if not small:
        # A large page: a challenge shows at its top (瑞数 puts 100 KB of script there), an error page in its title.
        return _large(start, lowered, title, said)
    printed = _printed(start)
    if status in _SHARED_STATUSES and status not in (202, None):
        vendor = _vendor(lowered, lines)
        named = _by_words(f"{title} {printed[:2000]}", ("blocked_waf",))
        if vendor or named:
            return _blocked(vendor or (named.vendor if named else None), said)
        if status == 503 and (named := _by_words(f"{title} {printed[:2000]}", ("maintenance",))):
            return named
        return None
    found = _small(start, lowered, title, printed, lines, status)
    if found and found.code == "blocked_waf:unknown" and (vendor := _vendor(lowered, lines)):
        return _blocked(vendor, found.detail)
    return found


def _by_words(text: str, codes: tuple[str, ...] = ()) -> Refusal | None:
    if (not codes or "blocked_waf" in codes) and (found := _BLOCKED.search(text)):
        vendor = next((name for name, words in _VENDOR_WORDS if words.search(text)), None)
        return _blocked(vendor, f"the page says: {found[0][:60]}")
    for code, words in _WORDS:
        if (not codes or code in codes) and (found := words.search(text)):
            return Refusal(code, None, f"the page says: {found[0][:60]}")
    return None


def recognise_text(title: str, text: str) -> Refusal | None:
    """The refusal that a document's few words are, for documents whose markup is gone; None for anything longer.

    >>> recognise_text("", "对不起，您访问的页面不存在").code
    'soft_404'
    """
    own = " ".join(text.split())
    if len(own) > _LITTLE_TEXT or _carries_report(own):
        return None
    return _by_words(title[:200]) or _by_words(own)


def _carries_report(text: str) -> bool:
    if "信息公开" not in text:
        return False
    return any(word in text for word in _REPORT_WORDS) or _REPORT_COUNTS.search(text) is not None


def _large(start: bytes, lowered: bytes, title: str, said: str) -> Refusal | None:
    if b"$_ts" in lowered and (b"_$" in lowered or b"nsd" in lowered):
        printed = _printed(start)
        if len(printed) < _LITTLE_TEXT and not _carries_report(printed):
            return _blocked("ruishu", said)
    if title and _TITLE_WORDS.search(title):
        printed = _printed(start)
        if not _carries_report(printed):
            return _by_words(title) or _by_words(
                printed[:3000], ("soft_404", "maintenance", "login_page", "blocked_waf")
            )
    return None


def _small(start: bytes, lowered: bytes, title: str, printed: str, lines: str, status: int | None) -> Refusal | None:
    if _LISTING.search(lowered):
        return Refusal("directory_listing", None, title[:80])
    said = f"status {status}" if status is not None else "challenge page"
    own = _PLACEHOLDER.sub("", printed)
    if len(own) > _LITTLE_TEXT or _carries_report(own):
        if title and _TITLE_WORDS.search(title) and not _carries_report(own):
            return _by_words(title) or _by_words(own, ("soft_404", "maintenance", "login_page", "blocked_waf"))
        if len(own) < 6 * _LITTLE_TEXT and b"<table" not in lowered and not _carries_report(own):
            return _by_words(own, ("soft_404", "maintenance")) if _apology(own) else None
        return None
    scripted = b"<script" in lowered or not own
    if scripted:
        vendor = next((name for name, marks in _PAGE_MARKS if all(mark in lowered for mark in marks)), None)
        if vendor and len(own) < 120:
            return _blocked(vendor, said)
        cookie = _COOKIE_SCRIPT.search(lowered) and _RELOADS.search(lowered)
        if cookie and len(own) < 80:
            return _blocked(_vendor(b"", lines), "a script sets a cookie and reloads")
    if status == 202 and len(own) < 80:
        return _blocked(_vendor(lowered, lines), said)
    links = lowered.count(b"<a ") + lowered.count(b"<li")
    if named := _by_words(title):
        return named
    if links < 8 and _PASSWORD.search(lowered):
        return Refusal("login_page", None, "the page asks for a password")
    if links < 8 and b"<table" not in lowered and (named := _by_words(own)):
        return named
    noscript = _decode(b" ".join(_NOSCRIPT.findall(start)))
    calls = _DATA_CALL.search(lowered)
    application = _APPLICATION.search(lowered)
    if (
        noscript
        and len(own) < 60
        and links < 3
        and (application or not calls)
        and (named := _by_words(noscript, ("needs_js",)))
    ):
        return Refusal("empty_shell", None, named.detail)
    holes = len(_PLACEHOLDER.findall(printed))
    unfilled = holes >= 2 and len(own) < 40 * holes and links < 8 and not (calls or _LOOP.search(lowered))
    if unfilled and not any(mark in lowered for mark in _LEADS_ON[1:4]):
        return Refusal("unrendered_template", None, f"{holes} placeholders of a template left in the page")
    # Without id, inline script or meta of a CMS there is nothing that a family of portals could fill it by.
    hollow = application or not (b" id=" in lowered or calls or b"columnname" in lowered or b"siteidcode" in lowered)
    empty = len(own) < 20 and "暂无" not in own and b"<script" in lowered and b"<html" in lowered and len(start) < 8192
    if (
        empty
        and hollow
        and not _LOOP.search(lowered)
        and not _PAGES_IN_SCRIPT.search(lowered)
        and not any(mark in lowered for mark in _LEADS_ON)
        and not _leads_on(lowered)
    ):
        return Refusal("empty_shell", None, f"{len(start)} bytes without text or links")
    return None


def _apology(text: str) -> bool:
    return any(
        word in text
        for word in ("抱歉", "对不起", "很遗憾", "您访问的页面", "您要访问的", "页面不存在", "秒后", "返回首页")
    )


def _leads_on(page: bytes) -> bool:
    """Does a script go elsewhere, or is it long enough to carry a list or a body (window._CONFIG, InitData…)?"""
    return (
        bool(_GOES_ELSEWHERE.search(page))
        or sum(len(script) for script in re.findall(rb"<script[^>]*>([^<]*)", page)) > 2000
    )
