"""Replicas of every further family, one plan each. They are for the tests; the demo serves only `PLANS`."""

from __future__ import annotations

from crawler.portals import Portal
from crawler.replicas import (
    Build,
    Plan,
    aspnet,
    epoint,
    gkmlpt,
    hanweb_forms,
    jpaas,
    lonsun,
    openness_php,
    shells,
    trs_folders,
    truecms,
    ucap,
    vsb,
    was5,
)

YEARS = range(2018, 2025)


def _plan(
    family: str, name: str, agency: str, region: str, build: Build, lists: int, *, others: tuple[str, ...] = ()
) -> Plan:
    portal = Portal(
        name=name, agency=agency, region=region, family=family, start=("http://127.0.0.1/",), agencies=others
    )
    return Plan(
        name=name, build=build, agency=agency, years=YEARS, short=agency[:2] + "发布", portal=portal, lists=lists,
        others=tuple((other, YEARS) for other in others),
    )  # fmt: skip


FURTHER = (
    _plan("trs", "anshun_caizheng", "安顺市财政局", "520400", trs_folders.build, 15,
          others=("安顺市教育局", "安顺市水务局", "安顺市审计局", "安顺市统计局")),
    _plan("hanweb", "jiangsu_minzheng", "江苏省民政厅", "320000", hanweb_forms.columns, 0),
    _plan("xxgk_search", "hangzhou_tiyu", "杭州市体育局", "330100", hanweb_forms.search, 4),
    _plan("yearly", "wenzhou_yibao", "温州市医疗保障局", "330300", hanweb_forms.annual, 2),
    _plan("jpaas", "baiyin_caizheng", "白银市财政局", "620400", jpaas.build, 3),
    _plan("gkmlpt", "pingshan_jiaoyu", "深圳市坪山区教育局", "440310", gkmlpt.build, 3),
    _plan("ucap", "kelamayi_fagai", "克拉玛依市发展和改革委员会", "650200", ucap.build, 2),
    _plan("vsb", "tianshui_caizheng", "天水市财政局", "620500", vsb.build, 3),
    _plan("openness", "huashan_jiaoyu", "马鞍山市花山区教育局", "340503", openness_php.build, 3),
    _plan("yearly", "mianyang_shangwu", "绵阳市商务局", "510700", lonsun.build, 0),
    _plan("epoint", "jiawang_tongji", "徐州市贾汪区统计局", "320305", epoint.build, 4),
    _plan("truecms", "nantong_shenji", "南通市审计局", "320600", truecms.build, 2),
    _plan("was5", "minhang", "中国民用航空局", "000000", was5.build, 3),
    _plan("aspnet", "yunnan_renshe", "云南省人力资源和社会保障厅", "530000", aspnet.build, 3),
    _plan("frames", "huaian_shuili", "淮安市水利局", "320800", shells.iframe, 3),
    _plan("listing", "xinfeng_tongji", "信丰县统计局", "360722", shells.gbk, 2),
    _plan("listing", "pingyang_shuili", "平阳县水利局", "330326", shells.files, 1),
    _plan("listing", "qichun_nongye", "蕲春县农业农村局", "421126", shells.undated, 1),
    _plan("listing", "shexian_wenhua", "歙县文化旅游体育局", "341021", shells.misfiled, 4),
)  # fmt: skip
