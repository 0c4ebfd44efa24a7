"""Words of the scoring steps: figures as a clerk reads them, and the reasons why something cannot be scored."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from app.core.dates import PartialDate, print_date
from app.core.numbers import half_up, plain, shift
from app.core.quantities import Quantity, print_quantity
from app.core.values import NotApplicable, Value


def points(value: Decimal) -> str:
    """Print points: 5分, 9.9895分 (at most 4 decimals; the field rounds, not the sentence)."""
    return f"{plain(half_up(value, 4), strip=True)}分"


def number(value: Decimal) -> str:
    """Print a number with at most 4 decimals, zeros at the end dropped."""
    return plain(half_up(value, 4), strip=True)


def percent(ratio: Decimal) -> str:
    """Print a ratio as a percentage with at most 2 decimals: 0.896061 → 89.61%."""
    return f"{plain(half_up(shift(ratio, 2), 2), strip=True)}%"


def exact_percent(ratio: Decimal) -> str:
    """Print a ratio as a percentage with up to 6 decimals and … when there are more: 89.606112…%."""
    full = shift(ratio, 2)
    cut = half_up(full, 6)
    return f"{plain(cut, strip=True)}{'' if cut == full else '…'}%"


def exactly(rate: Decimal) -> str:
    """Print a rate, and the exact one beside it where the printed one is rounded."""
    printed, exact = percent(rate), exact_percent(rate)
    return printed if printed == exact else f"{printed}（按未四舍五入的{exact}计分）"


def shown(value: Value) -> str:
    """Print what was filled in, as filled in."""
    if value is None:
        return "空白"
    if isinstance(value, NotApplicable):
        return "无"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Quantity):
        return print_quantity(value if value.text else replace(value, value=Decimal(number(value.value))))
    if isinstance(value, PartialDate):
        return print_date(value)
    return plain(value) if isinstance(value, Decimal) else f"“{value}”"


def usable(value: Value, name: str, *, negative: bool = False) -> Decimal | str:
    """Return a number that can be scored with, or the reason why this is none: blank, 无, words, below 0."""
    if value is None:
        return f"{name}没有填写或没有算出"
    if isinstance(value, NotApplicable):
        return f"{name}是“无”"
    if not isinstance(value, Decimal):
        return f"{name}{shown(value)}不是数"
    return f"{name}{number(value)}小于0，请核对" if value < 0 and not negative else value
