"""A target and what was reached: units and signs joined, direction settled, both said in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from app.core.quantities import Quantity, bases, in_measure_of, print_quantity, with_unit
from app.core.values import Value
from app.scoring.registry import Given
from app.scoring.words import number, shown

QUALITATIVE: Final = "定性"
_REVERSE: Final = "反向"
_OPERATORS: Final = {"＝": "=", "＞": ">", "＜": "<", "≧": "≥", "≦": "≤"}


@dataclass(frozen=True, slots=True)
class Pair:
    """Target and actual in one measure.

    Attributes:
        goal: the target's base value.
        done: the actual's base value.
        percent: both are percentages (95, not 0.95).
        sign: how they are compared: ≥ > ≤ < or =.
        reverse: less is better.
        said: both in words, with the conversion and why less is better.
    """

    goal: Decimal
    done: Decimal
    percent: bool
    sign: str
    reverse: bool
    said: str

    @property
    def reached(self) -> bool:
        """Say whether the target is reached."""
        return _REACHED[self.sign](self.done, self.goal)


_REACHED: Final[dict[str, Callable[[Decimal, Decimal], bool]]] = {
    "≥": lambda done, goal: done >= goal,
    ">": lambda done, goal: done > goal,
    "≤": lambda done, goal: done <= goal,
    "<": lambda done, goal: done < goal,
    "=": lambda done, goal: done == goal,
}


def pair_of(given: Given, target: Quantity, actual: Quantity, downward: tuple[str, ...], *, exact: bool) -> Pair | str:
    """Join two quantities, or say why they cannot be compared. `exact`: = means neither more nor less."""
    same = bases(target, actual)
    if same is None:
        units = f"“{target.unit}”与“{actual.unit}”"
        return f"指标值{print_quantity(target)}与完成值{print_quantity(actual)}的计量单位不同（{units}），不能比较"
    reverse, why = _direction(given, target, downward)
    said = facts(target, actual) + _conversion(target, actual) + why
    measure = target.measure or actual.measure
    return Pair(same[0], same[1], measure == "%", _sign(target, reverse=reverse, exact=exact), reverse, said)


def whole(value: Value, given: Given, *, sign: bool = True) -> Value:
    """Join a value with the operator and the measure that stand in cells of their own."""
    if isinstance(value, Decimal):
        value = Quantity("", value)
    if not isinstance(value, Quantity):
        return value
    measure, operator = given.get("measure"), given.get("operator")
    if isinstance(measure, str) and measure and not value.measure:
        value = replace(with_unit(value, measure), text="")
    if sign and isinstance(operator, str) and not value.operator and operator not in {"", QUALITATIVE}:
        value = replace(value, operator=_OPERATORS.get(operator, operator), text="")
    return value


def facts(target: Value, actual: Value) -> str:
    """Say target and actual as they were filled in."""
    return f"指标值{shown(target)}，实际完成{shown(actual)}"


def _sign(target: Quantity, *, reverse: bool, exact: bool) -> str:
    """Say how actual and target are compared; = counts as ≥ (Q1), but 0 and =0 ask for nothing at all."""
    if target.operator in {"<", ">"}:
        return target.operator
    if reverse:
        return "≤"
    plain = target.operator in {"", "="}
    return "=" if plain and (exact or target.value.is_zero()) else "≥"


def _direction(given: Given, target: Quantity, downward: tuple[str, ...]) -> tuple[bool, str]:
    """Say whether less is better, and why where the sign does not tell."""
    if target.operator in {"≤", "<"}:
        return True, ""
    if target.operator in {"≥", ">"}:
        return False, ""
    direction, name = given.get("direction"), given.get("name")
    if isinstance(direction, str) and direction:
        return (True, "，反向指标，越少越好") if direction == _REVERSE else (False, "")
    found = next((word for word in downward if isinstance(name, str) and word in name), None)
    return (True, f"，名称有“{found}”，按反向指标，越少越好") if found else (False, "")


def _conversion(target: Quantity, actual: Quantity) -> str:
    """Say how the actual was read, where the two are written in different units."""
    converted = in_measure_of(actual, target)
    if converted is None or (actual.scale, actual.measure) == (converted.scale, converted.measure):
        return ""
    return f"（合{number(converted.value)}{converted.unit}）"
