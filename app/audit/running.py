"""Run one rule over the answers: which rows it looks at, what it finds, why it could not look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.audit.compiling import CompiledRule, PlaceName
from app.audit.registry import Hit
from app.audit.timing import TimedView
from app.audit.view import WHOLE
from app.audit.words import reference_words, shown
from app.core.records import ROOT_ID, Address
from app.documents.rows import Paper, RowView
from app.packs.expression_program import column_rows
from app.packs.expression_words import NO_DIVISOR, why_blank
from app.packs.expressions import Expression
from app.packs.names import VIEWS


@dataclass(frozen=True, slots=True)
class NotLooked:
    """A row at which a rule could not look, and why; `fault`: the rule should have left it out itself."""

    address: Address
    reason: str
    fault: bool = False


def run_rule(compiled: CompiledRule, view: TimedView) -> Iterator[Hit | NotLooked]:
    """Yield what a rule finds, and the rows at which it could not look.

    Raises:
        TooSlowError: it took too long.
        Exception: anything a registered rule raises.
    """
    if compiled.python is not None:
        unlooked = refused(compiled, view)
        if unlooked is not None:
            yield from unlooked
            return
        for scope in scopes_of(compiled, view):
            yield from registered(compiled, view.within(scope))
        return
    for table in compiled.rule.for_:
        for row in view.rows(table):
            found = at_row(compiled, view, row)
            if found is not None:
                yield found


def scopes_of(compiled: CompiledRule, view: TimedView) -> tuple[str, ...]:
    """Return the parts that a registered rule is asked about one by one: all of it where it says nothing."""
    return view.scopes() if compiled.python is not None and compiled.python.parted else (WHOLE,)


def refused(compiled: CompiledRule, view: TimedView) -> tuple[NotLooked, ...] | None:
    """Return why a registered rule is not asked: a need of the unit is blank, `when` says no; None when it is asked."""
    if ROOT_ID not in compiled.rule.for_:
        return None
    if reason := _missing(compiled, view, view.root):
        return (NotLooked(_first_need(compiled, view.root), reason),)
    return None if _looks_at(compiled, view.root) else ()


def registered(compiled: CompiledRule, view: TimedView) -> Iterator[Hit]:
    """Yield what a registered rule finds in a view; on other tables than the unit `when` decides for each hit."""
    if compiled.python is None:
        return
    whole = ROOT_ID in compiled.rule.for_
    for hit in compiled.python.function(view, compiled.params):
        view.timer.check()
        if whole or _looks_at(compiled, view.row(hit.row or hit.places[0].row)):
            yield hit


def _looks_at(compiled: CompiledRule, row: RowView) -> bool:
    if compiled.when is None or (row.table not in compiled.rule.for_):
        return True
    return compiled.when.evaluate(row) is True


def at_row(compiled: CompiledRule, view: TimedView, row: RowView) -> Hit | NotLooked | None:
    """Ask one row: None when all is well or the rule does not look at it."""
    check = compiled.check
    if check is None or not _looks_at(compiled, row):
        return None
    reason = _missing(compiled, view, row)
    if reason:
        return NotLooked(_first_need(compiled, row), reason)
    answer = check.evaluate(row)
    if answer is True:
        return None
    if answer is False:
        return _hit(compiled, row)
    if answer is not None and answer != "":
        return NotLooked(_at(compiled, row), "审核的算式得出的不是“是”或“否”", fault=True)
    reason = why_blank(check, row, lambda reference: reference_words(view.answers.pack, row.table, reference))
    return NotLooked(_at(compiled, row), reason, fault=NO_DIVISOR in reason)


def _missing(compiled: CompiledRule, view: TimedView, row: RowView) -> str:
    """Return which of the needs are blank, in words; empty when none is."""
    lacking = [reference for reference, given in compiled.needs if given.evaluate(row) is not True]
    return (
        "、".join(reference_words(view.answers.pack, row.table, reference) for reference in lacking) + "未填"
        if lacking
        else ""
    )


def _first_need(compiled: CompiledRule, row: RowView) -> Address:
    """Return the place to fill in first: the first blank need of the row itself, else the rule's first place."""
    for reference, given in compiled.needs:
        if not reference.path and given.evaluate(row) is not True:
            return Address(row.row, reference.key)
    return _at(compiled, row)


def _at(compiled: CompiledRule, row: RowView) -> Address:
    return next(iter(_places(compiled, row)), Address(row.row, ""))


def _hit(compiled: CompiledRule, row: RowView) -> Hit:
    places = tuple(_places(compiled, row)) or (Address(row.row, ""),)
    like = row.field(places[0].key) if places[0].row == row.row else None

    def text(expression: Expression | None) -> str:
        return shown(expression, row, like) if expression is not None else ""

    values = {name: shown(expression, row, None) for name, expression in (compiled.values or {}).items()}
    return Hit(places, text(compiled.quoted), text(compiled.expected), values, row.row)


def _places(compiled: CompiledRule, row: RowView) -> Iterator[Address]:
    for name in compiled.places:
        yield from _addresses(name, row)


def _addresses(name: PlaceName, row: RowView) -> Iterator[Address]:
    """Yield the cells a name stands for: one, or those of a column that hold something."""
    reference = name.reference
    for found in column_rows(row, reference.path):
        if isinstance(found, RowView):
            key = _key(reference.key, found)
            if not reference.is_column or not key or found.printed(key, "", Paper(name.form)):
                yield Address(found.row, key, name.form)


def _key(key: str, row: RowView) -> str:
    """Return the key of a name; a part of a quantity (`target.operator`) stands in the quantity's cell."""
    base, _, view = key.rpartition(".")
    return base if view in VIEWS and row.field(key) is None and row.field(base) is not None else key
