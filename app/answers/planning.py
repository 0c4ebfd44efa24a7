"""From a pack to the plan of calculation: formulas compiled, rules bound, defaults and places settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.answers.plan import USUAL_PLACES, VIEWS, Argument, Plan, Scoring, Slot, TablePlan
from app.core.errors import DataError, Place
from app.core.numbers import plain
from app.core.records import ROOT_ID
from app.core.signatures import GivenKind
from app.packs.expression_tree import Call
from app.packs.expressions import Expression, compile_expression, counting
from app.packs.schema import Field, Pack
from app.packs.schema_rules import Grades, Weights
from app.packs.schema_rules import Scoring as ScoringEntry
from app.scoring import RULES, Rule

BUDGET_WEIGHT = "budget.weight"
"""Key whose default is the weight of the execution row in the pack's `weights`."""

TOTAL_SCORE = "total.score"
"""Key that makes the rows of a table scored sheets."""


def compile_plan(pack: Pack) -> Plan:
    """Compile a pack once.

    Raises:
        DataError: a formula cannot be compiled, a rule is unknown or its parameters are wrong, two scores go into
            one key. `packs check` finds all of these at once and with their lines.
    """
    return _Planner(pack).plan()


@dataclass(slots=True)
class _Planner:
    pack: Pack

    def plan(self) -> Plan:
        """Compile everything."""
        scorings = self._scorings()
        tables = {name: self._table(name, scorings) for name in self.pack.tables}
        sheets = [name for name in tables if TOTAL_SCORE in tables[name].slots]
        sheets.sort(key=lambda name: name != ROOT_ID)  # the unit first, the others in the order of the pack
        return Plan(tables, tuple(sheets), self.pack.unit_of_money)

    def _table(self, name: str, scorings: Mapping[tuple[str, str], Sequence[Scoring]]) -> TablePlan:
        table = self.pack.tables[name]
        slots = {
            key: self._slot(name, key, field, scorings.get((name, key), ()))
            for key, field in self.pack.fields.get(name, {}).items()
        }
        return TablePlan(
            name=name,
            label=table.label,
            title=table.title,
            parents=table.parents,
            when=self._expression(table.when, f"表“{name}”的 when"),
            may_be_out=_may_be_out(self.pack, name),
            slots=slots,
            computed=tuple(slot for slot in slots.values() if slot.is_computed),
            derived=tuple(key for key, slot in slots.items() if _is_derived(slot, slots)),
        )

    def _slot(self, table: str, key: str, field: Field, scorings: Sequence[Scoring]) -> Slot:
        where = f"{table}.{key}"
        slot = Slot(
            table=table,
            key=key,
            label=field.label,
            kind=field.kind,
            unit=field.unit or (self.pack.unit_of_money if field.kind == "money" else ""),
            places=_places(self.pack, field),
            form=field.form or _kind_form(self.pack, field),
            when=self._expression(field.when, f"{where} 的 when"),
            compute=self._expression(field.compute, f"{where} 的 compute"),
            default=field.default,
            clause=field.clause,
            source=field.source,
            choices=field.choices,
        )
        if scorings:
            return replace(slot, scorings=tuple(scorings), compute=None)
        weights = self.pack.weights.get(table)
        if key == BUDGET_WEIGHT and not slot.default and weights is not None:
            return replace(slot, default=_budget_weight(weights), clause=weights.clause, source=weights.source)
        return slot

    # ---- scores ----

    def _scorings(self) -> dict[tuple[str, str], list[Scoring]]:
        found: dict[tuple[str, str], list[Scoring]] = {}
        scores = [(entry.for_, entry.into, self._scoring(name, entry)) for name, entry in self.pack.scoring.items()]
        grades = [(entry.for_, entry.into, self._grading(name, entry)) for name, entry in self.pack.grades.items()]
        scores.reverse()  # what a child pack adds stands last and goes first; what has no condition is for the rest
        for tables, key, scoring in sorted(scores, key=lambda each: each[2].when is None) + grades:
            for table in tables:
                _put(found.setdefault((table, key), []), f"{table} 的“{key}”", scoring)
        return found

    def _scoring(self, name: str, entry: ScoringEntry) -> Scoring:
        where = f"计分“{name}”"
        return Scoring(
            id=name,
            rule=_rule(entry.rule, where).bind(entry.with_, where=where) if entry.rule else None,
            arguments=self._arguments(entry, where),
            expression=self._expression(entry.compute, where),
            when=self._expression(entry.when, f"{where}的 when"),
            clause=entry.clause,
            source=entry.source,
        )

    def _arguments(self, entry: ScoringEntry, where: str) -> tuple[Argument, ...]:
        if not entry.rule:
            return ()
        signature = _rule(entry.rule, where).signature
        return tuple(
            self._argument(argument, text.strip(), signature.given.get(argument, "any"), f"{where}的“{argument}”")
            for argument, text in entry.given.items()
            if text.strip()
        )

    def _argument(self, name: str, text: str, kind: GivenKind, where: str) -> Argument:
        if kind != "column":
            compiled = compile_expression(text, tables=self._tables, place=Place(where))
            return Argument(name, compiled, text, as_quantity=kind == "quantity")
        counted = compile_expression(counting(text), tables=self._tables, place=Place(where))
        column = counted.tree.column if isinstance(counted.tree, Call) else None
        return Argument(name, counted, column.key if column is not None else "", as_quantity=True, column=column)

    def _grading(self, name: str, grades: Grades) -> Scoring:
        where = f"等级“{name}”"
        bands = [{"name": band.name, "from": plain(band.from_)} for band in grades.bands]
        of = compile_expression(grades.of, tables=self._tables, place=Place(where))
        return Scoring(
            id=name,
            rule=_rule("grade_bands", where).bind({"bands": bands}, where=where),
            arguments=(Argument("value", of, grades.of, as_quantity=False),),
            expression=None,
            when=None,
            clause=grades.clause,
            source=grades.source,
        )

    # ---- expressions ----

    @property
    def _tables(self) -> frozenset[str]:
        return frozenset(self.pack.tables) - {ROOT_ID}

    def _expression(self, source: str, where: str) -> Expression | None:
        return compile_expression(source, tables=self._tables, place=Place(where)) if source.strip() else None


def _rule(name: str, where: str) -> Rule:
    found = RULES.get(name)
    if found is None:
        raise DataError(
            "rule.unknown",
            where=where,
            what=f"没有“{name}”这条计分规则",
            rule=f"计分规则有：{'、'.join(RULES)}",
            repair="请改正表样里的 rule",
        )
    return found


def _put(found: list[Scoring], where: str, scoring: Scoring) -> None:
    """Add a rule to those of a key; only the last one may do without a condition."""
    if found and found[-1].when is None:
        raise DataError(
            "scoring.twice",
            where=f"计分“{scoring.id}”",
            what=f"{where}已由“{found[-1].id}”计分",
            rule="几条规则算同一栏时，只有一条可以不写条件（when）",
            repair="请写上条件，或去掉其中一条",
        )
    found.append(scoring)


def _places(pack: Pack, field: Field) -> int | None:
    kind = pack.kinds.get(field.kind)
    if field.round is not None:
        return field.round
    return kind.round if kind is not None and kind.round is not None else USUAL_PLACES.get(field.kind)


def _kind_form(pack: Pack, field: Field) -> str:
    kind = pack.kinds.get(field.kind)
    return kind.form if kind is not None else ""


def _budget_weight(weights: Weights) -> str:
    return plain(weights.budget) if weights.budget is not None else ""


def _is_derived(slot: Slot, slots: Mapping[str, Slot]) -> bool:
    base, _, view = slot.key.rpartition(".")
    looks_into = view in VIEWS and base in slots and slots[base].kind == "quantity"
    return slot.is_computed or bool(slot.default) or looks_into


def _may_be_out(pack: Pack, name: str, seen: frozenset[str] = frozenset()) -> bool:
    """Say whether a row of a table can be out of force: by its own `when` or that of a table above it."""
    table = pack.tables.get(name)
    if table is None or name in seen:
        return False
    return bool(table.when.strip()) or any(_may_be_out(pack, parent, seen | {name}) for parent in table.parents)
