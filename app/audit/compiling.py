"""The audit rules of a pack, compiled once: expressions, places, templates, parameters of registered rules."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import app.audit.rules  # noqa: F401 - the rules register themselves
from app.audit.registry import RULES, Registered, signatures
from app.core.records import ROOT_ID
from app.core.signatures import RuleSignature, read_params
from app.packs.check_audit import rule_problems
from app.packs.expression_tree import Reference
from app.packs.expressions import Expression, compile_expression, counting
from app.packs.names import Names
from app.packs.problems import PackError
from app.packs.schema import Pack
from app.packs.schema_rules import AuditRule
from app.packs.templates import Template, parse_template


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place that a rule names: a key, `up.key` or a column, as a form prints it or (empty) the fact."""

    reference: Reference
    form: str


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """One rule, ready to run: a `check` with what belongs to it, or a registered rule with its parameters."""

    code: str
    rule: AuditRule
    message: Template
    advice: Template
    when: Expression | None = None
    needs: tuple[tuple[Reference, Expression], ...] = ()
    check: Expression | None = None
    quoted: Expression | None = None
    expected: Expression | None = None
    values: Mapping[str, Expression] | None = None
    places: tuple[PlaceName, ...] = ()
    python: Registered | None = None
    params: object = None


@dataclass(frozen=True, slots=True)
class CompiledRules:
    """The rules of a pack in its order, and what is wrong with those that cannot run, by code."""

    rules: tuple[CompiledRule, ...]
    broken: Mapping[str, str]


def audit_signatures() -> dict[str, RuleSignature]:
    """Return the signature of every registered rule, for the static check of packs."""
    return signatures()


_KEPT: Final = 8
_kept: OrderedDict[int, tuple[Pack, CompiledRules]] = OrderedDict()


def rules_of(pack: Pack) -> CompiledRules:
    """Return the rules of a pack that are not switched off; compiled when they are asked for first."""
    found = _kept.get(id(pack))
    if found is not None and found[0] is pack:
        return found[1]
    compiled = _compile_all(pack)
    _kept[id(pack)] = (pack, compiled)
    while len(_kept) > _KEPT:
        _kept.popitem(last=False)
    return compiled


def _compile_all(pack: Pack) -> CompiledRules:
    rules: list[CompiledRule] = []
    broken: dict[str, str] = {}
    names = Names(pack)
    for code, rule in pack.audit.items():
        if rule.off:
            continue
        problem = _problem(pack, code, rule, names)
        if problem:
            broken[code] = problem
            continue
        try:
            rules.append(_compiled(pack, code, rule))
        except PackError as error:
            broken[code] = error.sentence()
    return CompiledRules(tuple(rules), broken)


def _problem(pack: Pack, code: str, rule: AuditRule, names: Names) -> str:
    """Return what is wrong with a rule: names the pack has not, sorts that clash, an unknown registered rule."""
    if bool(rule.check.strip()) == bool(rule.python):
        return "要写 check 或 python，只写一个"
    if rule.python:
        registered = RULES.get(rule.python)
        if registered is None:
            return f"没有登记的审核规则“{rule.python}”"
        wrong = read_params(registered.signature, rule.with_)[1]
        if wrong:
            return "；".join(wrong.values())
    found = [problem for table in rule.for_ for problem in rule_problems(pack, code, rule, table, names)]
    return "；".join(dict.fromkeys(problem.what for problem in found))


def _compiled(pack: Pack, code: str, rule: AuditRule) -> CompiledRule:
    tables = frozenset(pack.tables) - {ROOT_ID}

    def one(source: str) -> Expression | None:
        return compile_expression(source, tables=tables) if source.strip() else None

    registered = RULES[rule.python] if rule.python else None
    params = read_params(registered.signature, rule.with_)[0] if registered is not None else {}
    return CompiledRule(
        code=code,
        rule=rule,
        message=parse_template(rule.message),
        advice=parse_template(rule.advice),
        when=one(rule.when),
        needs=tuple(_need(name, tables) for name in rule.needs),
        check=one(rule.check),
        quoted=one(rule.quoted),
        expected=one(rule.expected),
        values={name: made for name, source in rule.values.items() if (made := one(source)) is not None},
        places=tuple(_place(text, tables) for text in rule.places),
        python=registered,
        params=registered.params_class(**params) if registered is not None else None,
    )


def _need(name: str, tables: frozenset[str]) -> tuple[Reference, Expression]:
    """Return a name and the expression that says whether it has a value (a column: any)."""
    reference = _reference(name, tables)
    source = f"{counting(name)} > 0" if reference.is_column else f"given({name})"
    return reference, compile_expression(source, tables=tables)


def _place(text: str, tables: frozenset[str]) -> PlaceName:
    name, _, form = text.partition("|")
    return PlaceName(_reference(name, tables), form)


def _reference(name: str, tables: frozenset[str]) -> Reference:
    """Read a name that stands alone: a key, `up.key` or a column."""
    column = any(step in tables for step in name.split("."))
    return compile_expression(counting(name) if column else f"given({name})", tables=tables).references[0]
