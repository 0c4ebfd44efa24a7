"""Units: scales (万, 亿), money units (元, 万元, 亿元) and measures (人, 人次, 户, %, ㎡ …).

A unit as people write it (`万人`, `亿元`, `个工作日`) is a scale and a measure. 人, 人次 and 次 are three
different things; 名 and 位 count people as 人 does.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from app.core.absence import trim
from app.core.numbers import narrow, shift

SCALES: Final[dict[str, int]] = {
    "": 0,
    "百": 2,
    "千": 3,
    "万": 4,
    "十万": 5,
    "百万": 6,
    "千万": 7,
    "亿": 8,
    "十亿": 9,
    "百亿": 10,
    "千亿": 11,
    "万亿": 12,
}
"""Scale words and the power of ten they stand for."""

MONEY: Final = "元"
"""The measure of money; 万元 and 亿元 are scales of it."""

_SAME: Final[dict[str, str]] = {
    "名": "人",
    "位": "人",
    "人数": "人",
    "平方米": "㎡",
    "平米": "㎡",
    "m2": "㎡",
    "m²": "㎡",
    "日": "天",
    "日历天": "天",
    "个工作日": "工作日",
    "月": "个月",
    "场次": "场",
    "人·次": "人次",
    "人/次": "人次",
    "百分点": "个百分点",
    "％": "%",
    "%%": "%",
    "块": "元",
    "圆": "元",
    "个小时": "小时",
}

_COUNTERS = (
    "人 人次 人天 户 户次 次 次数 起 件 件次 条次 家次 笔 宗 例 条 项 个 家 份 册 本 卷 张 页 期 批 批次 "
    "场 场次 篇 封 则 "
    "处 所 座 栋 间 套 台 辆 部 支 只 头 棵 株 幅 块 组 队 门 科 种 类 级 轮 倍 成 岁 分 字 "
    "村 乡镇 街道 社区 网点 单位 分钟 小时 天 工作日 周 个月 季度 年 % ‰ 个百分点 "
    "元 ㎡ 亩 公顷 平方公里 立方米 米 公里 吨 公斤 千克"
)
MEASURES: Final[frozenset[str]] = frozenset(_COUNTERS.split()) | frozenset(_SAME)
"""Measures that may stand alone after a number."""

_ALTERNATIVES = "|".join(sorted((re.escape(m) for m in MEASURES), key=len, reverse=True))
_NOUN = r"(?:个|家|所|处|项|类|种)[\u4e00-\u9fff]{1,4}(?<!以上)(?<!以下)(?<!以内)(?<!左右)"
MEASURE: Final = rf"(?:(?:{_ALTERNATIVES})(?:[/·](?:人|月|年|次|户|天|日|人次|人·月|件|份|亩|㎡)){{0,2}}|{_NOUN})"
"""Pattern of a measure: a known one, one per another (元/人·月), or a counter with its noun (个乡镇)."""

SCALE: Final = "(?:" + "|".join(sorted((s for s in SCALES if s), key=len, reverse=True)) + ")"
"""Pattern of a scale word."""

COUNTED: Final = rf"(?:{_ALTERNATIVES})(?:/(?:人|月|年|次|户|天))?"
"""Pattern of a measure inside running text, where a noun after a counter belongs to the sentence."""

_WITH_NOUN = re.compile(_NOUN)
_UNIT = re.compile(rf"(?P<scale>{SCALE})?(?P<measure>{MEASURE})?")


def canonical(measure: str) -> str:
    """Return the one spelling of a measure under which measures are compared (名 → 人, 平方米 → ㎡)."""
    return _SAME.get(measure, measure)


def same_measure(a: str, b: str) -> bool:
    """Say whether two measures count the same thing; a counter alone stands for counter and noun (家, 家企业)."""
    a, b = canonical(a), canonical(b)
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    return bool(short) and long not in MEASURES and _WITH_NOUN.fullmatch(long) is not None and long[0] == short


def split_unit(unit: str) -> tuple[str, str] | None:
    """Split a unit into scale and measure: 万人 → (万, 人), 亿元 → (亿, 元); None when it is no unit."""
    bare = narrow(trim(unit)).replace(" ", "")
    if bare in MEASURES:
        return "", bare
    match = _UNIT.fullmatch(bare)
    return (match["scale"] or "", match["measure"] or "") if match else None


def is_money_unit(unit: str) -> bool:
    """Say whether a unit is one of money: 元, 万元, 亿元, 千元; 万 alone counts as 万元."""
    parts = split_unit(unit)
    return parts is not None and unit != "" and canonical(parts[1]) in {MONEY, ""}


def money_in(value: Decimal, from_unit: str, to_unit: str) -> Decimal:
    """Convert money between units exactly: 5320000 元 → 532.0000 万元.

    Raises:
        ValueError: one of the two is no unit of money (a bug or an unchecked pack, never typed text).
    """
    for unit in (from_unit, to_unit):
        if not is_money_unit(unit):
            message = f"not a unit of money: {unit!r}"
            raise ValueError(message)
    return shift(value, _tens(from_unit) - _tens(to_unit))


def _tens(unit: str) -> int:
    parts = split_unit(unit)
    return SCALES[parts[0]] if parts else 0
