"""What an exact figure may be when only printed digits are known: intervals of keys, through formulas of the pack."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from app.audit.view import AuditView
from app.core.errors import UserError
from app.core.intervals import Interval, exactly, printed, total
from app.core.numbers import half_up, num
from app.core.records import Address
from app.core.values import Value, interpret
from app.documents.rows import Paper, RowView
from app.packs.expression_program import column_rows, compile_tree
from app.packs.expression_tree import Binary, Call, Name, Node, Reference, Unary
from app.packs.expressions import Expression, compile_expression

_EXACT: Final = frozenset({"count", "points", "year", "number"})
_MOST: Final = 40
"""Formulas that stand on one another; a pack has a handful."""
_CENTS: Final = 2
"""Amounts are kept to this many decimals of their unit at least: 10 means 10.00."""


@dataclass(slots=True)
class Reading:
    """The figures as one form knows them: what it states itself, else the facts.

    Attributes:
        view: the evaluation.
        form: the form; empty for the facts alone.
        used: every stated cell of the form that was read.
    """

    view: AuditView
    form: str = ""
    used: list[Address] = field(default_factory=list)

    def at(self, row: RowView, key: str, *, computed: bool = False, depth: int = 0) -> Interval | None:
        """Return what the figure of a key may exactly be; None when it is blank or cannot be worked out.

        Args:
            row: a row that has the key.
            key: the key.
            computed: take the formula of the key, whatever the form states.
            depth: formulas above this one.
        """
        if not computed and self.form and (row.row, key, self.form) in _stated(self.view):
            self.used.append(Address(row.row, key, self.form))
            return spread(stated_value(self.view, Address(row.row, key, self.form)), _kind(row, key))
        formula = formula_of(self.view, row, key, typed_over=computed)
        if formula is None or depth > _MOST:
            return spread(_on_paper(row, key), _kind(row, key))
        return self._of(formula.tree, row, depth + 1)

    def _of(self, node: Node, row: RowView, depth: int) -> Interval | None:
        match node:
            case Name(reference) if not reference.path and row.field(reference.key) is not None:
                return self.at(row, reference.key, depth=depth)
            case Unary("-", operand):
                inner = self._of(operand, row, depth)
                return exactly(Decimal(0)) - inner if inner is not None else None
            case Binary("+" | "-" | "*" | "/" as operator, left, right):
                return _joined(operator, self._of(left, row, depth), self._of(right, row, depth))
            case Call("total" | "sum", arguments, column, condition):
                return self._sum(arguments, column, condition, row, depth)
            case Call("abs", (operand,), None, None):
                return _absolute(self._of(operand, row, depth))
        return spread(compile_tree(node).run(row), "number")

    def _sum(
        self, arguments: tuple[Node, ...], column: Reference | None, condition: Node | None, row: RowView, depth: int
    ) -> Interval | None:
        parts = [self._of(one, row, depth) for one in arguments]
        if column is not None:
            program = compile_tree(condition) if condition is not None else None
            rows = [one for one in column_rows(row, column.path) if isinstance(one, RowView)]
            parts += [
                self.at(one, column.key, depth=depth)
                for one in rows
                if program is None or program.run(row, one) is True
            ]
        known = [part for part in parts if part is not None]
        return total(known) if known else None


def _on_paper(row: RowView, key: str) -> Value:
    """Return a figure with the digits that the paper prints of it: an amount typed to the cent may be kept coarser."""
    value = row.get(key)
    if not isinstance(value, Decimal) or _kind(row, key) != "money":
        return value
    paper = num(row.printed(key, "", Paper()))
    return paper if paper is not None and paper == half_up(value, max(0, -int(paper.as_tuple().exponent))) else value


def _joined(operator: str, left: Interval | None, right: Interval | None) -> Interval | None:
    if left is None or right is None:
        return None
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
    return left.over(right)


def _absolute(inner: Interval | None) -> Interval | None:
    if inner is None or inner.low >= 0:
        return inner
    if inner.high <= 0:
        return exactly(Decimal(0)) - inner
    return Interval(Decimal(0), max(inner.low.copy_negate(), inner.high))


def spread(value: Value, kind: str) -> Interval | None:
    """Return what a figure may exactly be, by its digits; counts and points are exact, an amount to the cent."""
    if not isinstance(value, Decimal):
        return None
    if kind in _EXACT:
        return exactly(value)
    coarse = kind == "money" and int(value.as_tuple().exponent) > -_CENTS
    return printed(half_up(value, _CENTS) if coarse else value)


def stated_value(view: AuditView, address: Address) -> Value:
    """Return what a form states, as a value in the unit of the key; the words themselves where it is no figure."""
    row = view.row(address.row)
    cell, found = view.answers.stated(address.row, address.key, address.form), row.field(address.key)
    if cell is None or found is None:
        return None
    unit = found.unit or (view.answers.pack.unit_of_money if found.kind == "money" else "")
    try:
        return interpret(found.kind, cell.text, state=cell.state, measure=cell.measure, unit=unit)
    except UserError:
        return cell.text


def stated_cells(view: AuditView) -> tuple[Address, ...]:
    """Return every cell in which a form states something of its own, rows in the order of the evaluation."""
    return view.joined(_stated_cells)


def _stated_cells(view: AuditView) -> tuple[Address, ...]:
    return tuple(Address(row, key, form) for row, cells in view.cells() for key, form in sorted(cells) if form)


def formula_of(view: AuditView, row: RowView, key: str, *, typed_over: bool = False) -> Expression | None:
    """Return the formula by which a key of a row is worked out; None where it is only ever typed.

    Args:
        view: the evaluation.
        row: a row that has the key.
        key: the key.
        typed_over: give the formula also where somebody typed another figure.
    """
    found = row.field(key)
    cell = view.answers.cell(row.row, key)
    typed = cell is not None and cell.origin == "overridden"
    if found is None or not found.compute or (typed and not typed_over):
        return None
    return compile_expression(found.compute, tables=frozenset(view.answers.pack.tables) - {"unit"})


def divisor_is_zero(formula: Expression, row: RowView) -> bool:
    """Say whether a formula divides by 0 for a row."""
    tree = formula.tree
    return isinstance(tree, Binary) and tree.operator == "/" and compile_tree(tree.right).run(row) == 0


def _kind(row: RowView, key: str) -> str:
    found = row.field(key)
    return found.kind if found is not None else ""


def _stated(view: AuditView) -> frozenset[tuple[str, str, str]]:
    return view.whole.once(_all_stated)


def _all_stated(view: AuditView) -> frozenset[tuple[str, str, str]]:
    return frozenset((one.row, one.key, one.form) for one in stated_cells(view))
