"""Sentences of the narrative: those that state a fact of the contract's vocabulary, fillers, and distractors.

A template's facts are the names in braces that are indicators (`{requests.received}`); every other brace is a word or
a number that no indicator may take. `~` before a name prints 近…, `+` prints …余.
"""

from __future__ import annotations

OPENINGS = [
    "根据《中华人民共和国政府信息公开条例》（以下简称《条例》）和国务院办公厅政府信息与政务公开办公室《关于印发〈中华人民共和国"
    "政府信息公开工作年度报告格式〉的通知》（{basis}）要求，编制{agency}{year}年度政府信息公开工作年度报告。"
    "本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。如对本报告有疑问，请与{short}办公室联系（电话：{phone}）。",
    "按照《中华人民共和国政府信息公开条例》第五十条规定，现公布{agency}{year}年政府信息公开工作年度报告。报告包括总体情况、主动公开、"
    "申请办理、复议诉讼、问题改进和其他事项六个部分，数据统计时间为{year}年1月1日至{year}年12月31日。",
    "本报告由{agency}依照《中华人民共和国政府信息公开条例》编制，所列数据的统计期限从{year}年1月1日到12月31日止。报告电子版可在"
    "门户网站查阅，联系地址：人民路{door}号，邮编{zip}，电话{phone}。",
    "依据《中华人民共和国政府信息公开条例》及省、市有关文件精神，{agency}对{year}年政府信息公开工作进行了认真总结，形成年度报告如下。"
    "统计期限：{year}年1月1日至{year}年12月31日。",
]

FILLERS = [
    "{year}年，{short}坚持“以公开为常态、不公开为例外”，紧紧围绕中心工作和群众关切，不断拓展公开内容，公开工作质量稳步提高。",
    "加强组织领导，由主要负责同志任组长，形成主要领导亲自抓、分管领导具体抓、办公室牵头抓总、各科室协同配合的工作格局。",
    "严格执行信息发布“三审三校”制度，落实先审查后公开、一事一审的要求，全年未发生失泄密事件。",
    "修订完善政府信息公开指南和主动公开基本目录，明确公开主体、时限、方式和责任科室，便于公众查询获取。",
    "对涉及群众切身利益的重大事项，通过听证座谈、网络征集等方式广泛听取意见，并及时反馈采纳情况。",
    "持续做好政务新媒体日常监管，清理关停僵尸账号，确保内容安全、更新及时。",
    "健全依申请公开登记、审核、办理、答复、归档全流程制度，做到件件有登记、事事有回音。",
    "将政务公开纳入年度目标考核，定期开展自查自评，对发现的问题限时整改到位。",
    "围绕就业、养老、医疗等民生领域，推动政策文件与解读材料同步起草、同步审批、同步发布。",
    "组织工作人员学习《条例》及配套制度，业务能力和依法公开意识进一步增强。",
]

# Numbers here must not become facts.
DISTRACTORS = [
    "12345热线转办诉求{d1}件，均按时办结，群众满意率{pct}%。",
    "受理群众来信来访{d1}件次，网上信访事项按期答复率100%。",
    "办理局长信箱来信{d2}件，平均办理时限{d3}天。",
    "门户网站全年总访问量{big}人次，较上年增长{pct}%。",
    "全年接待现场咨询{d1}人次，电话咨询{d2}余人次。",
    "举办政务公开业务培训{d3}期，参训{d2}人次。",
    "落实《{city}政务公开工作要点》（{city}政办发〔{year}〕{d3}号），细化任务{d3}项。",
    "政务服务事项网上可办率达{pct}%，压减办理时限{d3}个工作日。",
    "截至{prev}年底，累计归档各类档案{d1}卷。",
    "公开{prev}年度部门决算和{year}年度部门预算，涉及所属单位{d3}家。",
    "开展“双随机、一公开”检查{d2}户次，公示结果{d2}条。",
    "微信公众号粉丝数{big}人，单篇最高阅读量{d1}次。",
]

DISCLOSED = [
    "{year}年，{short}通过各类平台主动公开政府信息{disclosure.published}条。",
    "全年共主动公开各类政府信息{disclosure.published}条，内容涵盖机构职能、政策文件、财政预决算等。",
    "{year}年度{short}累计主动公开政府信息{disclosure.published}条，较上年增加{d3}条。",
]
WEBSITE = [
    "{short}门户网站全年发布各类信息{website.published}条。",
    "通过{short}门户网站发布政务信息{website.published}条，其中工作动态类{part}条。",
    "依托政府网站共发布信息{website.published}条，更新及时率100%。",
]
WECHAT = [
    "“{city}发布厅”微信公众号推送信息{wechat.published}条。",
    "微信公众号全年发布信息{wechat.published}条，阅读量{big}次。",
    "政务微信发布各类信息{wechat.published}篇。",
]
WEIBO = ["政务微博发布信息{weibo.published}条。", "官方微博全年发布信息{weibo.published}条，关注人数{big}人。"]
INTERPRETED = [
    "发布政策解读材料{interpretations.published}篇，解读形式涵盖图文、视频和问答。",
    "全年发布政策解读{interpretations.published}篇。",
    "围绕惠企利民政策发布解读稿件{interpretations.published}篇，其中负责人解读{d4}篇。",
]
PRESS = ["全年召开新闻发布会{press_conferences.held}场。", "参加或举办新闻发布会{press_conferences.held}次。"]
DOCUMENTS = [
    "全年制发行政规范性文件{normative_documents.issued}件，废止{normative_documents.repealed}件，"
    "现行有效{normative_documents.in_force}件。",
    "{year}年印发规范性文件{normative_documents.issued}件，废止规范性文件{normative_documents.repealed}件，"
    "目前现行有效的规范性文件{normative_documents.in_force}件。",
]
RECEIVED = [
    "{year}年，{short}共收到政府信息公开申请{requests.received}件，其中网络申请{requests.received.internet}件，"
    "信函申请{requests.received.letter}件，当面申请{requests.received.in_person}件。",
    "全年新收政府信息公开申请{requests.received}件。从申请渠道看，通过互联网提交{requests.received.internet}件，"
    "邮寄{requests.received.letter}件，现场提交{requests.received.in_person}件。",
    "本年度收到政府信息公开申请{requests.received}件。",
]
CARRIED = [
    "上年结转{requests.carried_over}件，本年度办结{requests.processed}件，结转下年度继续办理{requests.carried_forward}件。",
    "全年办结政府信息公开申请{requests.processed}件（含上年度结转{requests.carried_over}件），"
    "结转下年度办理{requests.carried_forward}件。",
]
NOT_RECEIVED = ["{year}年，{short}未收到政府信息公开申请。", "全年没有收到公民、法人或其他组织的政府信息公开申请。"]
DISPUTES = [
    "因政府信息公开工作被申请行政复议{reconsideration.total}件，提起行政诉讼{litigation.total}件。",
    "全年发生涉及政府信息公开的行政复议{reconsideration.total}件、行政诉讼{litigation.total}件。",
]
NO_DISPUTES = [
    "全年未发生因政府信息公开引起的行政复议和行政诉讼。",
    "{year}年，{short}没有因政府信息公开申请被提起行政复议、行政诉讼的情况。",
]
FEES = ["{year}年，{short}依申请公开政府信息未收取任何费用。", "本年度未收取信息处理费。"]
CHARGED = ["{year}年收取政府信息处理费{fees.charged}元。", "本年度共收取信息处理费{fees.charged}元。"]
PROPOSALS = [
    "全年承办人大建议和政协提案{proposals.handled}件，办结率100%。",
    "{year}年，{short}共办理人大代表建议、政协委员提案{proposals.handled}件，按时答复率和满意率均为100%。",
]

PROBLEMS = [
    "一是公开内容的深度和广度还需进一步拓展；二是政策解读形式不够丰富；三是专业人员队伍力量有待加强。",
    "存在的主要问题：部分科室主动公开意识不强，信息更新不够及时；个别解读材料通俗性不足。",
    "对照新时代政务公开要求，{short}的工作还存在差距，主要是基层单位公开标准化水平参差不齐，平台检索功能有待优化。",
]
PLANS = [
    "下一步，{short}将健全长效机制，强化业务培训，用好图解、短视频等方式提升解读实效。",
    "针对{prev}年报告中指出的栏目设置不规范问题，{short}已完成整改，对栏目进行了归并调整。",
    "{next}年，将重点抓好四个方面：压实工作责任、规范答复文书、丰富解读形式、加强监督检查。",
]
OTHERS = ["无其他需要报告的事项。", "无。", "其他需要报告的事项：无。"]
