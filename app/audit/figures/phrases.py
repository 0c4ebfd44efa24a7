"""What the words around a figure say: which column, which year, how much of the clause is explained."""

from __future__ import annotations

import re
from typing import Final

_NO_AXIS: Final = re.compile(
    r"一般公共(?:财政)?预算|政府性基金预算|国有资本经营预算|社会保险基金预算|预算绩效|预决算|预算执行情况|预算管理"
)
_AXES: Final = (
    ("prior_final", re.compile(r"上年|去年|上一年")),
    ("approved", re.compile(r"财政.{0,4}(?:核准|核定)|核准")),
    ("full_year", re.compile(r"(?:全年|调整后?的?|调整)预算")),
    ("initial", re.compile(r"年初|批复|预算安排")),
    ("executed", re.compile(r"决算|执行|实际|实支|支出了|花了?|完成|拨来|到位|列进|列入绩效")),
    ("budget", re.compile(r"预算|安排")),
)
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d) ?年")
NEUTRAL: Final = re.compile(
    r"[ ,，:：\"“”()（）、]|情况|金额|数额|总额|合计|共计|总计|累计|一共|总共|大约|将近|达到了?|只有|仅有?|"
    r"就是|也是|却|也|全年预算数?|年初预算数?|预算数|决算数|执行数|核准数|实际数|完成数|人数|总数|数额|实际|实有|年末|年底|年初|全年|财政|"
    r"预算|决算|核定|核准|批复|安排|执行|完成|支出|列入|列进|拨来|拨付|资金|经费|人员|分别|分为|内含|里面|包括|其中|只|"
    r"我(?=单位|中心|局|县|市|省|区|部门)|本(?=单位|中心|局|县|市|省|区|部门|年)|单位|部门|中心|全县|全市|全省|全区|"
    r"我县|我市|我省|"
    r"整体支出|(?:19|20)\d\d(?: ?年度?末?)?|今年|本年度?|年度|\d{1,2} ?月(?:底|\d{1,2} ?日)?|截至|截止|现有?|"
    r"到|至|排了|花了|给|为|是|有|共|计|数|额|总|了|的|在|均|已经?|约|近|达|末|由|按|而|和|与|及|我们|一共|各项|用作|定为|做到|"
    r"自评|绩效|评估|评价|得分?|综合|等次|分|设有?|另有|因公|参公|列为|年"
)
"""Words that make no other figure of what is named."""
_OTHER: Final = re.compile(
    r"同比|相比|比上|往年|历年|以前年度|新增|净增|除|未|无|非|占(?!$)|较|增加|减少|增长|下降|提高|降低|少|多了|平均|人均|每|下年|明年"
    r"|来年|不含|另(?!有)|剩余|尚|追加|核减|余额|应|需|各乡|各镇|各县|各市|预计|计划(?!数)|目标(?!值)|任务|节约|压减|核增|退回|上缴|拨给|预拨|垫付|争取|申请|缺口|超支|结转|结余|从|用(?!作)|"
    r"不(?!同)|里(?!面)|还|重复|暂停|终止"
)
TARGET: Final = re.compile(r"(?:指标|目标|计划)(?:值|数)")
_PICKED: Final = re.compile(r"安排|抽|派|由|给|按|组织|拨")
_GOES_ON: Final = re.compile(
    r"(?:全部|全都|都|主要|专门)?(?:用于|用来|购|买|采购|开展|负责|参加|从事|到|下|进|被|获|驻|赴|接受|办理|投入|以[上下内]|至|[-~～—])"
)
_REGION: Final = re.compile(r"[全我各](?:县|市|省|区|国)")
_PART_YEAR: Final = re.compile(r"季度|半年|\d ?[-至—] ?\d{1,2} ?月|[1-9] ?月(?:底|份|末)")
BUDGET_SHARE: Final = re.compile(
    r"^ ?(?:占|为|是|完成|达到|相当于|只到)了?(?P<of>年初|全年|调整后?)?(?:总)?预算数?的?(?:比例为?)?$"
)
CHANGE: Final = re.compile(
    r"(?:比|较|同|与|和)(?P<of>上年|去年|上一年|(?:年初)?预算数?)[^,，。]{0,4}?"
    r"(?P<sign>增加|减少|多|少|增|减|下降|上升|增长|降低|超|相差)(?:了|出)?$"
)
CHANGE_RATE: Final = re.compile(r"(?P<sign>降幅|增幅|下降|增长|减少|增加|上升|降低)(?:为|是|达到?|了)?$")
LESS: Final = frozenset(["减少", "少", "减", "下降", "降低", "降幅"])
EITHER: Final = "相差"
SCHEMES: Final = re.compile(r"企业职|企保|企业单位|机关事|城乡居|居保|居民|失业|工伤|职业年金")
_SCHEME_OF: Final = {"居保": "城乡居", "居民": "城乡居", "企保": "企业职", "企业单位": "企业职"}


PLANS: Final = re.compile(r"指标体系|评价标准|目标设定|评分标准")
"""Headings of sections whose figures say what shall be."""


def axis_of(words: str) -> str:
    """Return the money column some words speak of; `budget` where they only say 预算; empty where they say nothing."""
    bare = _NO_AXIS.sub("", words)
    return next((axis for axis, pattern in _AXES if pattern.search(bare)), "")


def years_in(words: str) -> list[int]:
    """Return the years that some words name, in order."""
    return [int(year) for year in _YEAR.findall(words)]


def partial(lead: str, behind: str) -> bool:
    """Say whether the words around a name and its figure make it a part: 安排在职人员5人, 公用经费3万元用于."""
    return _PICKED.search(lead) is not None or _GOES_ON.match(behind) is not None


def regional(lead: str) -> bool:
    """Say whether words speak of the whole county or province."""
    return _REGION.search(lead) is not None


def other_figure(words: str) -> bool:
    """Say whether words beside a name make it another figure: 新增, 人均, 应."""
    return _OTHER.search(words) is not None


def part_of_year(words: str) -> bool:
    """Say whether words speak of a part of the year."""
    return _PART_YEAR.search(words) is not None


def unexplained(words: str) -> str:
    """Return what is left of some words when those that change nothing are taken away."""
    return NEUTRAL.sub("", words)


def scheme_in(words: str) -> str:
    """Return the insurance scheme mentioned last, by its first characters; empty where none is."""
    found = SCHEMES.findall(words)
    return _SCHEME_OF.get(found[-1], found[-1]) if found else ""


def unexplained_end(words: str) -> str:
    """Return words without the ones at their end that change nothing: 完成率为 → 完成率."""
    return words.rstrip(" :：为是达到了的")
