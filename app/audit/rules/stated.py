"""What one form prints where it differs from the fact: figures of money, rates, counts, points, quantities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from app.audit.figures.tying import ties_of
from app.audit.registry import Hit, audit_rule
from app.audit.spread import Reading, divisor_is_zero, formula_of, spread, stated_cells, stated_value
from app.audit.view import AuditView
from app.audit.words import form_name, label_of
from app.core.numbers import half_up, num
from app.core.quantities import Quantity, bases
from app.core.records import Address
from app.core.signatures import ParamKind
from app.core.values import NotApplicable, Value
from app.documents.rows import Paper, RowView

Difference = Literal["differs", "base", "rounding", "undefined", "zero", ""]

_FIGURES: Final = frozenset({"money", "rate", "count", "number", "points", "quantity", "year"})


@dataclass(frozen=True, slots=True)
class Stated:
    """What a rule looks for.

    Attributes:
        look: which sort of difference.
        leave: keys that other rules look at.
        only: the keys it looks at; none for all.
        blank: keys of which it only looks at what is left blank.
    """

    look: str
    leave: tuple[str, ...]
    only: tuple[str, ...] = ()
    blank: tuple[str, ...] = ()

    def wants(self, view: AuditView, address: Address) -> bool:
        """Say whether it looks at a cell of a form."""
        if address.key in self.blank:
            return not view.printed(address) and not _headless(view, address)
        return address.key not in self.leave and (not (self.only or self.blank) or address.key in self.only)


def _headless(view: AuditView, address: Address) -> bool:
    """Say whether the form also leaves out the words beside points: the group has no line of its own there."""
    words = address.key.removesuffix(".weight")
    row = view.row(address.row)
    return words != address.key and row.field(words) is not None and not view.printed(address._replace(key=words))


@audit_rule(
    "stated",
    params={
        "look": ParamKind("choice", choices=("differs", "base", "rounding", "undefined", "zero")),
        "leave": ParamKind("words", default=()),
        "only": ParamKind("words", default=()),
        "blank": ParamKind("words", default=()),
    },
    params_class=Stated,
    label="一张表印的数与填报数不同",
    parted=True,
)
def find(view: AuditView, params: Stated) -> Iterator[Hit]:
    """Yield every cell in which a form prints another figure than the fact, of one sort of difference."""
    together: dict[tuple[str, str, str], list[tuple[Address, tuple[Address, ...]]]] = {}
    for address, sort, used in view.once(_all):
        if sort == params.look and params.wants(view, address):
            same = (address.row, address.key, view.printed(address))
            together.setdefault(same, []).append((address, used))
    for found in together.values():
        if params.look == "differs" and all(_told(view, one) for one, _ in found):
            continue
        found.sort(key=lambda one: -len(one[1]))
        yield _hit(view, [one for one, _ in found], [part for _, parts in found for part in parts])


def _told(view: AuditView, address: Address) -> bool:
    """Say whether the text of that report writes the figure itself, which the rule about figures in texts finds."""
    here = (address.row, address.key, address.form)
    return any(view.printed(address) in text for text in view.whole.once(_in_texts).get(here, ()))


def _in_texts(view: AuditView) -> dict[tuple[str, str, str], list[str]]:
    """Return the figures that texts of reports write differently, by row and key they speak of and report."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for tie in ties_of(view):
        if tie.verdict == "differs" and tie.named is not None and tie.named.close:
            at = tie.named.address
            found.setdefault((at.row, at.key, tie.reading.prose.report), []).append(tie.figure.text)
    return found


def _all(view: AuditView) -> tuple[tuple[Address, Difference, tuple[Address, ...]], ...]:
    return tuple(view.whole.once(_Sorted(address)) for address in stated_cells(view) if _is_figure(view, address))


@dataclass(frozen=True, slots=True)
class _Sorted:
    """A stated figure with how it differs: kept for each cell, so that an edit compares few of them again."""

    address: Address

    def __call__(self, view: AuditView) -> tuple[Address, Difference, tuple[Address, ...]]:
        return (self.address, *_sort(view, self.address))


def _is_figure(view: AuditView, address: Address) -> bool:
    found = view.row(address.row).field(address.key)
    return found is not None and found.kind in _FIGURES


def _sort(view: AuditView, address: Address) -> tuple[Difference, tuple[Address, ...]]:
    """Say how a stated figure differs from the fact, and which other stated figures of its form it follows from."""
    row = view.row(address.row)
    said, fact = stated_value(view, address), row.get(address.key)
    if fact is None:
        return _without_fact(view, row, address, said), ()
    if said is None or isinstance(said, NotApplicable):
        return ("" if isinstance(fact, NotApplicable) else "zero" if fact == 0 else "differs"), ()
    if isinstance(said, Decimal) and isinstance(fact, Decimal):
        return _figures(view, row, address, said, fact)
    return ("" if _same(said, fact) else "differs"), ()


def _without_fact(view: AuditView, row: RowView, address: Address, said: Value) -> Difference:
    """Sort what a form prints where there is no fact: what cannot be worked out for want of figures stays unsaid."""
    formula = formula_of(view, row, address.key)
    if said is None or isinstance(said, NotApplicable):
        return ""
    if formula is not None:
        return "undefined" if divisor_is_zero(formula, row) else ""
    return "differs"


def _same(said: Value, fact: Value) -> bool:
    if isinstance(said, Quantity) and isinstance(fact, Quantity):
        both = bases(said, fact)
        return both is not None and both[0] == both[1] and said.operator == fact.operator
    return said == fact


def _figures(
    view: AuditView, row: RowView, address: Address, said: Decimal, fact: Decimal
) -> tuple[Difference, tuple[Address, ...]]:
    found = row.field(address.key)
    kind = found.kind if found is not None else ""
    if said == fact or (kind in {"money", "rate"} and half_up(fact, _places(said)) == said):
        return "", ()
    if _touch(view, row, address, said, kind):
        return "rounding", ()
    reading = Reading(view, address.form)
    own = reading.at(row, address.key, computed=True)
    here = spread(said, kind)
    follows = bool(reading.used) and own is not None and here is not None and own.overlaps(here)
    used = tuple(dict.fromkeys(reading.used)) if follows else ()
    return ("base" if follows and kind == "rate" else "differs"), used


def _touch(view: AuditView, row: RowView, address: Address, said: Decimal, kind: str) -> bool:
    """Say whether a stated figure can stand for the fact, given the digits that both print and those it is made of."""
    here, there = spread(said, kind), Reading(view).at(row, address.key)
    return here is not None and there is not None and max(here.low, there.low) <= min(here.high, there.high)


def _places(value: Value) -> int:
    return max(0, -int(value.as_tuple().exponent)) if isinstance(value, Decimal) else 0


def _hit(view: AuditView, stated: Sequence[Address], used: Sequence[Address]) -> Hit:
    """Return the hit for one figure as one or several forms print it."""
    address = stated[0]
    row = view.row(address.row)
    quoted, fact = view.printed(address), row.printed(address.key, "", Paper())
    others = "、".join(form_name(view.answers.pack, one.form) for one in stated[1:])
    values = {
        "where": label_of(view.answers, address),
        "said": (f"是{_with_unit(view, address, quoted)}" if quoted else "空着")
        + (f"（{others}也一样）" if others else ""),
        "fact": f"是{_with_unit(view, address, fact)}" if fact else "没有填",
        "source": "按填报的数算" if fact and _is_worked_out(view, address) else "填报的数",
        "so": "两处不一致" if quoted else "应当填上",
    }
    places = dict.fromkeys((*stated, *used, Address(address.row, address.key)))
    return Hit(tuple(places), quoted, fact, values, address.row)


def _is_worked_out(view: AuditView, address: Address) -> bool:
    """Say whether the fact is not typed but follows from other figures."""
    found = view.row(address.row).field(address.key)
    return found is not None and bool(found.compute) and view.answers.cell(address.row, address.key) is None


def _with_unit(view: AuditView, address: Address, text: str) -> str:
    """Return a printed amount with its unit, where it is a bare number."""
    found = view.row(address.row).field(address.key)
    if found is None or found.kind != "money" or num(text) is None:
        return text
    return text + (found.unit or view.answers.pack.unit_of_money)
