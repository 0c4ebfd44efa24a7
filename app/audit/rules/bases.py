"""What a figure of the budget means in a form: which budget a column or a rate takes, what an adjustment is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from app.audit.budget_lines import amount, base_moment, forms_printing, label, shown
from app.audit.registry import Hit, audit_rule
from app.audit.spread import Reading
from app.audit.view import AuditView
from app.audit.words import form_name, label_of, printed_like
from app.core.intervals import Interval
from app.core.numbers import divide, half_up
from app.core.records import Address
from app.core.signatures import ParamKind
from app.documents.rows import RowView

_FULL, _INITIAL, _EXECUTED = "full_year", "initial", "executed"


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nothing to choose."""


@audit_rule("rate_by_initial", params={}, params_class=Nothing, label="执行率按年初预算数算，而全年预算数已调整")
def rate_by_initial(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Yield the execution rate where the form divides by the initial budget although it was adjusted."""
    for row in (view.root, *view.rows("projects")):
        rate, made = amount(row, "budget.rate"), amount(row, f"budget.{_EXECUTED}.total")
        full, initial = (amount(row, f"budget.{one}.total") for one in (_FULL, _INITIAL))
        field = row.field("budget.rate")
        divides = field is not None and f".{_INITIAL}." in field.compute.rpartition("/")[2]
        other = divide(made, full) if made is not None and full else None
        if not divides or rate is None or other is None or full == initial:
            continue
        expected = printed_like(other, None, "0.##%")
        if expected != printed_like(rate, None, "0.##%"):
            keys = ("budget.rate", f"budget.{_EXECUTED}.total", f"budget.{_INITIAL}.total", f"budget.{_FULL}.total")
            values = {"initial": shown(row, keys[2]), "full": shown(row, keys[3])}
            yield Hit(
                tuple(Address(row.row, key) for key in keys), shown(row, "budget.rate"), expected, values, row.row
            )


@audit_rule("budget_column", params={}, params_class=Nothing, label="“预算数”一栏取的是全年预算数，与年初预算数不同")
def budget_column(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Yield every project whose budget in the form of control rates is not its initial budget."""
    form = next(iter(forms_printing(view, f"operating.total.{_FULL}")), "")
    if not form or base_moment(view, "operating.control_rate") != _FULL:
        return
    for row in view.rows("projects"):
        initial, full = (amount(row, f"budget.{one}.total") for one in (_INITIAL, _FULL))
        if initial and full and initial != full:
            keys = (f"budget.{_FULL}.total", f"budget.{_INITIAL}.total")
            values = {"form": form_name(view.answers.pack, form), "where": label_of(view.answers, Address(row.row, ""))}
            places = tuple(Address(row.row, key) for key in keys)
            yield Hit(places, shown(row, keys[0]), shown(row, keys[1]), values, row.row)


@audit_rule("adjustment_blank", params={}, params_class=Nothing, label="基本支出预算调整空着，而算得出来")
def adjustment_blank(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Yield the line of the adjustment of the basic budget where it is blank although the form's figures give one."""
    root = view.root
    keys = tuple(f"basic_adjust.{moment}" for moment in (_INITIAL, _FULL, _EXECUTED))
    printing = {key: forms for key in keys if (forms := forms_printing(view, key))}
    if not printing or any(root.get(key) is not None for key in keys):
        return
    form = next(iter(printing.values()))[0]
    reading = Reading(view, form)
    before, after = _basic(reading, root, _INITIAL), _basic(reading, root, _FULL)
    if before is None or after is None:
        return
    change = after - before
    if change.low <= 0 <= change.high:
        return
    yield _adjustment(view, form, tuple(printing), before, after)


def _adjustment(view: AuditView, form: str, keys: tuple[str, ...], before: Interval, after: Interval) -> Hit:
    root = view.root
    old, new = _middle(before), _middle(after)
    field = root.field(keys[0])
    share = divide(new - old, old) if old else None
    values = {
        "form": form_name(view.answers.pack, form),
        "label": label(root, keys[-1]),
        "before": printed_like(old, field, "0.00"),
        "after": printed_like(new, field, "0.00"),
        "share": printed_like(share, None, "0.##%") if share is not None else "",
    }
    others = [key for key in _BASIC if amount(root, key) is not None]
    places = (*(Address(root.row, key) for key in keys), *(Address(root.row, key) for key in others))
    return Hit(places, "", printed_like(new - old, field, "0.00"), values, root.row)


_BASIC = tuple(f"budget.{moment}.{part}" for moment in (_INITIAL, _FULL) for part in ("total", "basic", "project"))


def _middle(one: Interval) -> Decimal:
    return half_up((one.low + one.high) / 2, 2)


def _basic(reading: Reading, root: RowView, moment: str) -> Interval | None:
    """Return the basic part of a budget: as filled in, else what the projects leave of the total."""
    given = reading.at(root, f"budget.{moment}.basic")
    whole, projects = (reading.at(root, f"budget.{moment}.{part}") for part in ("total", "project"))
    if given is not None or whole is None or projects is None:
        return given
    return whole - projects


@dataclass(frozen=True, slots=True)
class Line:
    """The words of a line of a form, and the key that does not say what they do."""

    words: tuple[str, ...]
    keys: tuple[str, ...]


@audit_rule(
    "line_says_other",
    params={"words": ParamKind("words"), "keys": ParamKind("words")},
    params_class=Line,
    label="表上一行的名称与印的数不是一回事",
)
def line_says_other(view: AuditView, params: Line) -> Iterator[Hit]:
    """Yield the figures of a line of a form whose name promises another figure."""
    for name, form in view.answers.pack.forms.items():
        text = form.model_dump_json()
        keys = [key for key in params.keys if f"{{{{{key}}}}}" in text and amount(view.root, key) is not None]
        if keys and any(word in text for word in params.words):
            values = {
                "form": form_name(view.answers.pack, name),
                "words": next(word for word in params.words if word in text),
                "figures": "、".join(f"{label(view.root, key)}{shown(view.root, key)}" for key in keys),
            }
            places = tuple(Address(view.root.row, key) for key in keys)
            yield Hit(places, shown(view.root, keys[0]), "", values, view.root.row)
            return
