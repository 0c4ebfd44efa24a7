"""The plan of calculation: a pack compiled once into slots, one per table and key, and one entry per table.

Everything the graph needs in its hot path is ready here: closures of expressions, rules with their parameters
read, places of rounding, print forms. The graph itself never looks into the pack.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.core.values import TEXT_KINDS
from app.packs.expression_tree import Reference
from app.packs.expressions import Expression
from app.scoring import BoundRule

VIEWS: Final = frozenset({"value", "operator", "measure", "base"})
"""Last parts of a name that look into a quantity: target.value, target.operator, target.measure, target.base."""

USUAL_PLACES: Final = {"points": 2}
"""Decimals a kind is rounded to where the pack says nothing (DESIGN Values); other kinds keep their digits."""


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a rule: its name, the expression that gives it, the key when it is just that key's value.

    `column`: the rule wants every value of that column of child rows; the expression only counts them.
    """

    name: str
    expression: Expression
    key: str
    as_quantity: bool
    column: Reference | None = None


@dataclass(frozen=True, slots=True)
class Scoring:
    """How a score comes about: a rule over arguments, or an expression; when it holds; what it rests on."""

    id: str
    rule: BoundRule | None
    arguments: tuple[Argument, ...]
    expression: Expression | None
    when: Expression | None
    clause: str
    source: str

    @property
    def weight(self) -> Expression | None:
        """Return the expression of the weight that limits the score, None where there is none."""
        return next((argument.expression for argument in self.arguments if argument.name == "weight"), None)


@dataclass(frozen=True, slots=True)
class Slot:
    """One key of one table.

    Attributes:
        kind: kind of the value.
        unit: unit of the value; for money the pack's where the field has none.
        places: decimals a computed value is rounded to, half-up, once; None keeps all digits.
        form: print form of a computed value.
        when: the key is in force only where this is true.
        compute: the formula of a computed field.
        scorings: how a score is computed: those with a condition, the last of the pack first, then the one without;
            the first that holds counts. A slot has `compute` or `scorings`, never both.
        default: the text a blank cell counts as.
    """

    table: str
    key: str
    label: str
    kind: str
    unit: str
    places: int | None = None
    form: str = ""
    when: Expression | None = None
    compute: Expression | None = None
    scorings: tuple[Scoring, ...] = ()
    default: str = ""
    clause: str = ""
    source: str = ""
    choices: tuple[str, ...] = ()

    @property
    def is_computed(self) -> bool:
        """Say whether the value is computed, so that only an override by hand beats it."""
        return self.compute is not None or bool(self.scorings)

    @property
    def is_text(self) -> bool:
        """Say whether the kind holds words."""
        return self.kind in TEXT_KINDS


@dataclass(frozen=True, slots=True)
class TablePlan:
    """One table: its label, the key that titles a row, the tables above it, when its rows are in force, its slots.

    `computed` are the slots with a formula or a rule; `derived` the keys that have a value without a cell: computed,
    with a default, or a view of a quantity (target.measure).
    """

    name: str
    label: str
    title: str
    parents: tuple[str, ...]
    when: Expression | None
    may_be_out: bool
    slots: Mapping[str, Slot]
    computed: tuple[Slot, ...]
    derived: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole plan: tables by name, tables whose rows are scored sheets, the unit of money."""

    tables: Mapping[str, TablePlan]
    sheets: tuple[str, ...]
    unit_of_money: str
    digest: str = ""

    def slot(self, table: str, key: str) -> Slot | None:
        """Return the slot of a key, None when the table has no such key."""
        plan = self.tables.get(table)
        return plan.slots.get(key) if plan else None
