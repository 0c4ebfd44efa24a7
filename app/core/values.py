"""The values every calculation sees, and the one way from typed text to them.

None is blank (nobody has written anything), `NA` is 无 (there is none), 0 is a number: three different facts.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from app.core.absence import is_absent, is_blank, outer_trim
from app.core.dates import FIRST_YEAR, LAST_YEAR, PartialDate, parse_date
from app.core.errors import UserError
from app.core.numbers import num, shift
from app.core.quantities import Quantity, parse_quantity, with_unit
from app.core.records import Cell, State
from app.core.units import MONEY, SCALES, is_money_unit, money_in, same_measure, split_unit


class NotApplicable:
    """The type of `NA`: 无, there is no such item. Falsy; counts as blank in arithmetic."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "NA"

    def __copy__(self) -> NotApplicable:
        return self

    def __deepcopy__(self, memo: object) -> NotApplicable:
        return self

    def __reduce__(self) -> str:
        return "NA"


NA: Final = NotApplicable()
"""The only instance of `NotApplicable`."""

Value = Decimal | Quantity | PartialDate | str | bool | NotApplicable | None
"""What a cell holds: a number, a quantity, a date, words, yes or no, 无, or blank."""

TEXT_KINDS: Final = frozenset({"choice", "text", "longtext", "reference"})
"""Kinds in which any words stand, 无 too."""

KINDS: Final = (
    "money",
    "rate",
    "count",
    "number",
    "points",
    "quantity",
    "date",
    "year",
    "choice",
    "text",
    "longtext",
    "reference",
)
"""Every kind a field can have."""

DEFAULT_MONEY_UNIT: Final = "万元"
"""The unit of money when neither field nor pack says one: the forms of this trade are in 万元."""


def interpret(
    kind: str,
    text: str,
    *,
    state: State = "value",
    measure: str = "",
    unit: str = "",
    where: str = "",
) -> Value:
    """Return the value of a typed text.

    Args:
        kind: one of `KINDS`.
        text: as typed; blanks of every width around it do not count.
        state: the state of the cell; `na` gives `NA`, `empty` gives None.
        measure: the unit the text was typed in when the text does not say it (元 beside 5320000).
        unit: the unit of the field: money and counts are returned in it; a bare quantity takes it.
        where: the place in the person's words, for the error.

    Returns:
        money, count, number, points, year: Decimal; rate: a ratio (`106.45%` and `106.45` → 1.0645);
        quantity: Quantity, else PartialDate, else the words; date: PartialDate; text kinds: str.
        Blank gives None; in kinds that are not text a word such as 无 gives `NA`.

    Raises:
        UserError: code `value.*`, the text cannot be understood.
        ValueError: the kind does not exist (a bug).
    """
    if state == "na":
        return NA
    if state == "empty" or is_blank(text):
        return None
    if kind in TEXT_KINDS:
        return text if kind == "longtext" else outer_trim(text)
    if is_absent(text):
        return NA
    reader = _READERS.get(kind)
    if reader is None:
        message = f"no such kind: {kind!r}"
        raise ValueError(message)
    return reader(text, measure, unit, where)


def read_typed(kind: str, text: str, *, unit: str = "", measure: str = "", where: str = "") -> Cell | None:
    """Return the cell that a typed text makes, None for blank; by, at, note and the like are the caller's.

    无, —— and the like in a kind that is not text give state `na`. Money keeps the text as typed and, as its
    measure, the unit it was typed in: the one inside the text, else `measure`; empty means the field's unit.

    Raises:
        UserError: code `value.*`, the text cannot be understood.
    """
    if is_blank(text):
        return None
    if kind not in TEXT_KINDS and is_absent(text):
        return Cell(text=outer_trim(text), state="na")
    interpret(kind, text, measure=measure, unit=unit, where=where)
    kept = text if kind == "longtext" else outer_trim(text)
    return Cell(text=kept, measure=(_money_unit_inside(text) or measure) if kind == "money" else measure)


# ---- one reader per kind ----


def _money(text: str, measure: str, unit: str, where: str) -> Value:
    paper = unit or DEFAULT_MONEY_UNIT
    typed_in = _money_unit_inside(text) or measure or paper
    typed = parse_quantity(_without_sign(text))
    usable = typed is not None and not typed.operator and not typed.hedge and is_money_unit(typed.unit or MONEY)
    if typed is None or not usable or not is_money_unit(typed_in):
        rule = f"金额写成数字，单位{paper}；也可以写明单位，例如 532万元、5320000元"
        raise _wrong("money", text, where, rule, "请只填一个金额")
    return money_in(typed.value, _whole(typed_in), _whole(paper))


def _money_unit_inside(text: str) -> str:
    typed = parse_quantity(_without_sign(text))
    return _whole(typed.unit) if typed is not None and typed.unit and is_money_unit(typed.unit) else ""


def _without_sign(text: str) -> str:
    return outer_trim(text).lstrip("¥￥")


def _whole(unit: str) -> str:
    """万 → 万元: the shorthand of money written out."""
    return unit if unit.endswith(MONEY) else (split_unit(unit) or ("", ""))[0] + MONEY


def _rate(text: str, _measure: str, _unit: str, where: str) -> Value:
    typed = parse_quantity(text)
    if typed is None or typed.operator or typed.hedge or typed.scale or typed.measure not in {"", "%"}:
        raise _wrong("rate", text, where, "比率按百分数填写，例如 106.45% 或 106.45", "请只填一个百分数")
    return shift(typed.value, -2)


def _amount(text: str, measure: str, unit: str, where: str) -> Value:
    typed = parse_quantity(text)
    if typed is None or typed.operator or typed.hedge:
        raise _wrong("number", text, where, "这一栏填一个数", f"请只填数字{_beside(unit)}")
    full = with_unit(typed, measure)
    scale, wanted = split_unit(unit) or ("", "")
    stray_percent = full.measure == "%" and not wanted
    if stray_percent or (full.measure and wanted and not same_measure(full.measure, wanted)):
        named = f"这一栏的计量单位是“{unit}”" if unit else "这一栏不是百分数"
        rule = f"{named}，写的是“{full.unit}”，两者不能换算"
        raise _wrong("measure", text, where, rule, "请核对计量单位")
    return shift(full.value, SCALES[full.scale] - SCALES[scale]) if full.unit else full.value


def _number(text: str, measure: str, unit: str, where: str) -> Value:
    plain_number = num(text) if not (measure or unit) else None
    return _amount(text, measure, unit, where) if plain_number is None else plain_number


def _points(text: str, measure: str, _unit: str, where: str) -> Value:
    return _amount(text, measure, "分", where)


def _year(text: str, _measure: str, _unit: str, where: str) -> Value:
    found = parse_date(text)
    if found is None or found.year is None or found.month is not None or found.bound:
        rule = f"年度写成四位数字，在{FIRST_YEAR}与{LAST_YEAR}之间，例如 2024"
        raise _wrong("year", text, where, rule, "请改成四位年度")
    return Decimal(found.year)


def _date(text: str, _measure: str, _unit: str, where: str) -> Value:
    found = parse_date(text)
    if found is None:
        rule = "日期写成 2025年5月19日、2025-05-19 或 2025年5月，日子要真有"
        raise _wrong("date", text, where, rule, "请改成一个日期")
    return found


def _quantity(text: str, measure: str, unit: str, _where: str) -> Value:
    typed = parse_quantity(text)
    if typed is not None:
        return with_unit(typed, measure or unit)
    return parse_date(text) or outer_trim(text)


_READERS: Final[dict[str, Callable[[str, str, str, str], Value]]] = {
    "money": _money,
    "rate": _rate,
    "count": _amount,
    "number": _number,
    "points": _points,
    "year": _year,
    "date": _date,
    "quantity": _quantity,
}


def _beside(unit: str) -> str:
    return f"，单位{unit}" if unit else ""


def _wrong(code: str, text: str, where: str, rule: str, repair: str) -> UserError:
    shown = text if len(text) <= 30 else text[:30] + "…"
    return UserError(f"value.{code}", where=where, what=f"“{shown}”不能识别", rule=rule, repair=repair)
