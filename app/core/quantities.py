"""Quantities in text: ≥36.6万人, 45万, 26.16亿元, 不少于20起, 95%以上.

A quantity is stored as typed; operator, value, scale and measure are views of it. Target and actual compare
across scales through `base`; 人 and 人次 never do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Final

from app.core.absence import trim
from app.core.numbers import NUMBER, narrow, plain, shift, trimmed, unsigned
from app.core.units import MEASURE, MONEY, SCALE, SCALES, canonical, same_measure, split_unit

MAX_LENGTH: Final = 60
"""Longest text that is read as a quantity; longer text is words."""

SIGNS: Final[dict[str, str]] = {
    typed: sign
    for sign, forms in {
        "≥": "≥ ≧ ⩾ ≮ >= =>",
        "≤": "≤ ≦ ⩽ ≯ <= =<",
        ">": "> ＞ ﹥",
        "<": "< ＜ ﹤",
        "=": "= ＝ ═ ﹦",
    }.items()
    for typed in forms.split()
}
"""Operator signs in every form that is typed or that OCR gives."""

BEFORE: Final[dict[str, str]] = {
    word: sign
    for sign, words in {
        "≥": "不少于 不低于 不小于 不得少于 不得低于 至少 达到 达 大于等于 大于或等于",
        "≤": "不超过 不高于 不多于 不大于 不得超过 不得高于 至多 最多 控制在 小于等于 小于或等于",
        ">": "超过 超 高于 多于 大于",
        "<": "低于 少于 小于 不足",
        "=": "等于",
    }.items()
    for word in words.split()
}
"""Operator words before the number."""

AFTER: Final[dict[str, str]] = {
    word: sign
    for sign, words in {
        "≥": "以上 及以上 或以上 含以上 (含)以上 以上(含)",
        "≤": "以下 及以下 或以下 含以下 (含)以下 以下(含) 以内 之内 内 (含)以内 以内(含)",
    }.items()
    for word in words.split()
}
"""Operator words after the number (以上, 以下, 以内 include the number itself)."""

HEDGES_BEFORE: Final = ("大约", "约", "将近", "接近", "近")
HEDGES_INSIDE: Final = ("余", "多")
HEDGES_AFTER: Final = ("左右",)
"""Words that make a number an approximate one, by where they stand."""

_NEUTRAL: Final = ("完成", "实现", "累计", "共计", "合计", "总计", "共")

# Inside a sentence these characters are often the end of another word: 节约, 最近, 下达.
_NOT_AFTER: Final = {"约": "节签合违预履", "近": "最附临", "达": "下传到转抵", "超": "反赶"}


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(_word(word) for word in sorted(words, key=len, reverse=True)) + ")"


def _word(word: str) -> str:
    guard = f"(?<![{_NOT_AFTER[word]}])" if word in _NOT_AFTER else ""
    # 3个内设机构 does not say 3个以内.
    return guard + re.escape(word) + ("(?![设容部外])" if word == "内" else "")


def pattern(number: str, measure: str, sign: str = "[+-]") -> str:
    """Return the pattern of a quantity for given patterns of number, measure and sign (text after `narrow`)."""
    return (
        rf"(?:(?P<before>{_any(SIGNS)}|{_any(BEFORE)}) ?)?"
        rf"(?:(?P<about>{_any(HEDGES_BEFORE)}) ?)?"
        rf"(?P<minus>(?:{sign})?)(?P<number>{number})"
        rf"(?: ?(?P<odd>{_any(HEDGES_INSIDE)}))?"
        rf"(?: ?(?P<scale>{SCALE}))?"
        rf"(?: ?(?P<odd2>{_any(HEDGES_INSIDE)}))?"
        rf"(?: ?(?P<measure>{measure}))?"
        rf"(?: ?(?P<roughly>{_any(HEDGES_AFTER)}))?"
        rf"(?: ?(?P<after>{_any(AFTER)}))?"
    )


_QUANTITY = re.compile(rf"(?:{_any(_NEUTRAL)} ?)?" + pattern(NUMBER, MEASURE), re.ASCII)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what people write around it.

    Attributes:
        operator: one of ≥ ≤ > < = or empty.
        value: the number as written, before its scale.
        scale: 万, 亿 … or empty.
        measure: 人, 元, % … as written, or empty when none was written.
        text: as typed; empty for a quantity that was calculated or converted.
        hedge: 约, 近, 余, 多, 左右 … or empty: the number is not meant exactly.
    """

    operator: str
    value: Decimal
    scale: str = ""
    measure: str = ""
    text: str = ""
    hedge: str = ""

    @property
    def base(self) -> Decimal:
        """Return value × scale exactly: 36.6万人 → 366000. Percent stays percent: 95% → 95."""
        return shift(self.value, SCALES[self.scale])

    @property
    def unit(self) -> str:
        """Return scale and measure as one unit: 万人, 亿元, %."""
        return self.scale + self.measure


def parse_quantity(text: str) -> Quantity | None:
    """Return the quantity that a whole text is, None when it is words, a date, a range, or blank.

    `2024年` is a year and `12月` a month, no quantities; `3年` and `≥12个月` are quantities. Two operators that
    contradict each other (≥95%以下) make the text words.
    """
    return _parsed(text) if len(text) <= MAX_LENGTH else None


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Quantity | None:
    match = _QUANTITY.fullmatch(_narrow(text))
    return read_match(match, text) if match else None


def read_match(match: re.Match[str], text: str) -> Quantity | None:
    """Return the quantity that a match of `pattern` holds, None for a date and for contradicting operators."""
    if _is_date(match):
        return None
    signs = {_sign(match["before"]), AFTER.get(match["after"] or "", "")} - {""}
    if len(signs) > 1:
        return None
    value = unsigned(match["number"])
    return Quantity(
        operator=signs.pop() if signs else "",
        value=value.copy_negate() if match["minus"] == "-" and value else value,
        scale=match["scale"] or "",
        measure="%" if match["measure"] == "%%" else match["measure"] or "",
        text=text,
        hedge=match["about"] or match["odd"] or match["odd2"] or match["roughly"] or "",
    )


def print_quantity(quantity: Quantity) -> str:
    """Print a quantity: as typed, or for a calculated one operator, plain digits, scale and measure."""
    if quantity.text:
        return trim(quantity.text)
    return f"{quantity.operator}{plain(quantity.value)}{quantity.scale}{quantity.measure}"


def comparable(a: Quantity, b: Quantity) -> bool:
    """Say whether two quantities speak of the same thing; a missing measure is taken from the other side."""
    return not a.measure or not b.measure or same_measure(a.measure, b.measure)


def in_measure_of(quantity: Quantity, other: Quantity) -> Quantity | None:
    """Return the quantity in scale and measure of the other, exactly; None when they are not comparable.

    A bare number takes the measure of the other side; beside money it takes the whole unit, as people who
    write 30 next to 35万元 mean 万元.
    """
    if not comparable(quantity, other):
        return None
    full = complete(quantity, other)
    value = _moved(full, other.scale)
    return replace(full, value=value, scale=other.scale, measure=other.measure or full.measure, text="")


def complete(quantity: Quantity, other: Quantity) -> Quantity:
    """Return the quantity with a missing measure (and, beside money, a missing scale) taken from the other."""
    if quantity.measure or not other.measure:
        return quantity
    scale = quantity.scale
    if canonical(other.measure) == MONEY and not scale:
        scale = other.scale
    return replace(quantity, scale=scale, measure=other.measure)


def bases(a: Quantity, b: Quantity) -> tuple[Decimal, Decimal] | None:
    """Return both base values, made comparable (≥0.3万人, 3354人 → 3000, 3354); None when they are not."""
    if not comparable(a, b):
        return None
    return complete(a, b).base, complete(b, a).base


def same_measures(quantities: Iterable[Quantity]) -> bool:
    """Say whether all quantities speak of the same thing, those without a measure left aside."""
    measures = [quantity.measure for quantity in quantities if quantity.measure]
    return all(same_measure(measures[0], other) for other in measures[1:])


def rescale(quantity: Quantity, unit: str) -> Quantity | None:
    """Return the quantity in another unit (3354人 in 万人: 0.3354万人), exactly; None when that is impossible."""
    parts = split_unit(unit)
    if parts is None or (parts[1] and quantity.measure and not same_measure(parts[1], quantity.measure)):
        return None
    scale, measure = parts
    value = _moved(quantity, scale)
    return replace(quantity, value=value, scale=scale, measure=measure or quantity.measure, text="")


def _moved(quantity: Quantity, scale: str) -> Decimal:
    """Return the value in another scale; the zeros that the move brings are no digits anybody wrote."""
    if scale == quantity.scale:
        return quantity.value
    return trimmed(shift(quantity.base, -SCALES[scale]))


def with_unit(quantity: Quantity, unit: str) -> Quantity:
    """Return the quantity with a missing measure taken from a unit given beside it (计量单位 万人); text stays.

    A bare number takes scale and measure; a number with a scale of its own (45万) only the measure.
    """
    parts = split_unit(unit)
    if quantity.measure or parts is None:
        return quantity
    return replace(quantity, scale=quantity.scale or parts[0], measure=parts[1])


def percent_of(ratio: Decimal) -> Quantity:
    """Return a ratio as a quantity in percent: 0.9689 → 96.89%."""
    return Quantity("", shift(ratio, 2), "", "%")


_ASCII = str.maketrans("（）＞＜＝", "()><=")


def _narrow(text: str) -> str:
    return narrow(trim(text)).translate(_ASCII).rstrip("。")


def _sign(before: str | None) -> str:
    return SIGNS.get(before or "", BEFORE.get(before or "", ""))


def _is_date(match: re.Match[str]) -> bool:
    """2024年, 9月: a whole number before 年 or 月 that can be a date is one."""
    number = match["number"]
    if match["scale"] or not number.isdigit():
        return False
    if match["measure"] == "年":
        return len(number) == 4
    bare = not match["before"] and not match["after"]
    return bare and match["measure"] == "月" and len(number) <= 2 and 1 <= int(number) <= 12
