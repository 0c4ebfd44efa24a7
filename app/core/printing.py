"""Printing of values in the forms that packs name; never depends on the system's locale.

A form is a number pattern (`0`, `0.00`, `0.##`, `#,##0.00`), a percent sign or a unit after it, or a unit
alone: `0.##%`, `0.00万元`, `万元`, `万人`. Dates have the styles of `dates.STYLES`. Rounding is half-up, once.

Sentences need words with the figure (PRACTICE B3). `约` stands before it; `10余万元` gives the full tens below it
(530余万元), `近10万元` those above it (近540万元), `约10万元` the nearest; the 1 with zeros is the step. `增减万元`
says 增加 or 减少 by the sign, `升降` says 增长 or 下降; both print no sign. A word alone keeps the field's own pattern.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from functools import lru_cache
from typing import Final

from app.core.dates import STYLES, PartialDate, print_date
from app.core.numbers import EXACT, half_up, plain, shift, trimmed
from app.core.quantities import Quantity, print_quantity, rescale
from app.core.units import SCALES, same_measure, split_unit
from app.core.values import DEFAULT_MONEY_UNIT, NotApplicable, Value

_FORM = re.compile(
    r"(?P<words>约|近|增减|升降)?(?P<comma>#,##)?(?P<whole>0|10{1,6})?(?:\.(?P<fixed>0*)(?P<loose>#*))?"
    r"(?P<over>余)?(?P<unit>[^0#.,]*)"
)
_SIGNS: Final = {"增减": ("增加", "减少", "没有增减"), "升降": ("增长", "下降", "持平")}
"""What a word of direction says of more, of less, of the same."""
_DEFAULT_RATE: Final = "0.##%"


@dataclass(frozen=True, slots=True)
class Form:
    """A print form taken apart: decimals that always show, decimals that may, separators, unit after it.

    `words` is 约, 近, 余 or a word of direction; `step` what the figure is a multiple of (10 in `10余万元`).
    """

    patterned: bool
    fixed: int = 0
    loose: int = 0
    comma: bool = False
    unit: str = ""
    words: str = ""
    step: Decimal = Decimal(1)

    def text(self, value: Decimal, unit: str) -> str:
        """Print the whole: word, number, unit."""
        if not self.words:
            return self.number(value) + unit
        if self.words in _SIGNS:
            return self._directed(value, unit)
        if self.words == "约":
            return f"约{self.number(self._stepped(value, ROUND_HALF_UP) if self.patterned else value)}{unit}"
        stepped = self._stepped(value, ROUND_DOWN if self.words == "余" else ROUND_UP)
        if stepped == value or not stepped:
            return plain(value, strip=True) + unit
        number = self.number(stepped)
        return f"{number}余{unit}" if self.words == "余" else f"近{number}{unit}"

    def _directed(self, value: Decimal, unit: str) -> str:
        more, less, same = _SIGNS[self.words]
        number = self.number(abs(value))
        if not number.strip("0."):
            return same
        return f"{more if value > 0 else less}{number}{unit}"

    def _stepped(self, value: Decimal, rounding: str) -> Decimal:
        """Return the multiple of the step (or of the last decimal) that stands for a value."""
        places = len(str(self.step)) - 1 - self.fixed - self.loose
        if value.adjusted() - places >= EXACT.prec - 1:
            return value
        return value.quantize(Decimal(1).scaleb(places), rounding=rounding, context=EXACT)

    def number(self, value: Decimal) -> str:
        """Print the number part."""
        if not self.patterned:
            return plain(value)
        text = plain(half_up(value, self.fixed + self.loose))
        if self.loose:
            head, _, tail = text.partition(".")
            tail = tail[: self.fixed] + tail[self.fixed :].rstrip("0")
            text = f"{head}.{tail}" if tail else head
        return _separated(text) if self.comma else text


@lru_cache(maxsize=512)
def parse_form(form: str) -> Form | None:
    """Take a print form apart; None when it is none (the pack check asks this)."""
    match = _FORM.fullmatch(form)
    if match is None or not _agrees(match):
        return None
    whole = match["whole"] or "0"
    return Form(
        patterned=match["whole"] is not None,
        fixed=len(match["fixed"] or ""),
        loose=len(match["loose"] or ""),
        comma=match["comma"] is not None,
        unit=match["unit"],
        words=match["words"] or match["over"] or "",
        step=Decimal(1) if whole == "0" else Decimal(whole),
    )


def _agrees(match: re.Match[str]) -> bool:
    """Say whether the parts of a form go together."""
    whole, words, decimals = match["whole"], match["words"], match["fixed"] is not None
    if (match["comma"] or decimals) and not whole:
        return False
    if match["over"] and (words or not whole or decimals):
        return False
    if words == "近" and not whole:
        return False
    if whole not in {None, "0"} and (decimals or match["comma"] or not (words in {"约", "近"} or match["over"])):
        return False
    return not match["unit"] or split_unit(match["unit"]) is not None


def over(form: str, usual: str) -> str:
    """Return the form to print by: `form` beats the usual one, but a word alone (约, 升降) stands before it."""
    chosen = parse_form(form) if form else None
    bare = chosen is not None and chosen.words and not (chosen.patterned or chosen.unit)
    return f"{form}{usual}" if bare and parse_form(f"{form}{usual}") is not None else form or usual


def is_form(form: str, kind: str) -> bool:
    """Say whether a print form can be used for a kind."""
    if kind == "date":
        return form in STYLES
    return form == "" or parse_form(form) is not None


def print_value(value: Value, kind: str, form: str = "", *, unit: str = "") -> str:
    """Print a value in a form.

    Args:
        value: the value; blank prints nothing, 无 prints 无 (how a form shows it is the form's choice).
        kind: the kind of the field.
        form: the print form; empty for the usual one: numbers with their digits, points without zeros at
            the end, rates as `0.##%`, quantities as typed. A form that does not fit the value is left aside.
        unit: the unit the value is in; empty for 万元 (money) or the bare measure of the form (人 for 万人).

    Returns:
        The text. A rate in a form without percent sign prints the percent number (column “控制率（%）”).
    """
    if value is None:
        return "" if kind != "date" else print_date(None, form)
    if isinstance(value, NotApplicable):
        return "无"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, str):
        return value
    if isinstance(value, PartialDate):
        return print_date(value, form)
    if isinstance(value, Quantity):
        return _quantity(value, parse_form(form))
    return _number(value, kind, form, unit)


def _number(value: Decimal, kind: str, form: str, unit: str) -> str:
    if kind == "points" and not form:
        return plain(value, strip=True)
    chosen = parse_form(over(form, _DEFAULT_RATE if kind == "rate" else ""))
    if chosen is None:
        return plain(value)
    if chosen.unit == "%" or kind == "rate":
        return chosen.text(shift(value, 2), chosen.unit)
    usual = DEFAULT_MONEY_UNIT if kind == "money" else ""
    return chosen.text(_converted(value, unit or usual, chosen.unit), chosen.unit)


def _converted(value: Decimal, from_unit: str, to_unit: str) -> Decimal:
    """Move the point between scales of one measure (人 → 万人); a value without unit counts in the bare measure."""
    wanted, given = split_unit(to_unit), split_unit(from_unit)
    if not to_unit or wanted is None or given is None or (from_unit and not same_measure(given[1], wanted[1])):
        return value
    tens = SCALES[given[0]] - SCALES[wanted[0]]
    return trimmed(shift(value, tens)) if tens else value


def _quantity(quantity: Quantity, form: Form | None) -> str:
    if form is None or not (form.patterned or form.unit or form.words):
        return print_quantity(quantity)
    moved = rescale(quantity, form.unit) if form.unit else quantity
    if moved is None:
        return print_quantity(quantity)
    return f"{moved.operator}{form.text(moved.value, moved.unit)}"


def _separated(text: str) -> str:
    head, point, tail = text.partition(".")
    sign, digits = ("-", head[1:]) if head.startswith("-") else ("", head)
    return sign + re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", digits) + point + tail
