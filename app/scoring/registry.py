"""The registry of scoring rules: `@rule` names a function, says what it takes, and binds its parameters once.

A rule is a pure function over plain values. It knows no key, no pack, no row. It never raises on what people
fill in: what cannot be scored comes back as a problem in words, never as 0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, TypeVar

from app.core.errors import DataError
from app.core.signatures import GivenKind, ParamKind, Raw, RuleSignature, read_params
from app.core.values import Value

Given = Mapping[str, Value]
"""The values of the arguments; an argument that the pack leaves out is not there."""

Columns = Mapping[str, tuple[Value, ...]]
"""The columns of child rows that a rule asks for, the values of one row at the same place in each."""


@dataclass(frozen=True, slots=True)
class Scored:
    """What a rule gives: the exact value (None when it cannot be scored), the steps in words, the problem.

    `problem` is the reason in Chinese without 无法计算 before it; empty when there is a value.
    """

    value: Decimal | str | None
    steps: tuple[str, ...] = ()
    problem: str = ""


def refused(problem: str) -> Scored:
    """Return that something cannot be scored, with the reason."""
    return Scored(None, problem=problem)


RuleFunction = Callable[[Given, Any], Scored] | Callable[[Given, Any, Columns], Scored]
"""A rule that asks for columns takes them as a third argument."""


_Function = TypeVar("_Function", bound=RuleFunction)


@dataclass(frozen=True, slots=True)
class BoundRule:
    """A rule with its parameters read: call it with the values of its arguments."""

    signature: RuleSignature
    function: RuleFunction
    params: object

    def __call__(self, given: Given, columns: Columns | None = None) -> Scored:
        """Score the values."""
        function: Callable[..., Scored] = self.function
        if "column" in self.signature.given.values():
            return function(given, self.params, columns or {})
        return function(given, self.params)


@dataclass(frozen=True, slots=True)
class Rule:
    """A registered rule: its signature, its function, the frozen class its parameters become."""

    signature: RuleSignature
    function: RuleFunction
    params_class: Callable[..., object]

    def bind(self, raw: Mapping[str, Raw], *, where: str) -> BoundRule:
        """Read the parameters of a pack once.

        Raises:
            DataError: code `rule.params`, a parameter is missing, unknown or cannot be read.
        """
        values, problems = read_params(self.signature, raw)
        if problems:
            raise DataError(
                "rule.params",
                where=where,
                what="；".join(problems.values()),
                rule=f"计分规则“{self.signature.name}”的参数有：{'、'.join(self.signature.params) or '（没有）'}",
                repair="请改正表样里的参数",
            )
        return BoundRule(self.signature, self.function, self.params_class(**values))


_registered: dict[str, Rule] = {}
RULES: Final[Mapping[str, Rule]] = _registered
"""Every rule by name. Filled when `app.scoring` is imported."""


def rule(
    name: str,
    *,
    given: Mapping[str, GivenKind],
    optional: tuple[str, ...] = (),
    params: Mapping[str, ParamKind],
    params_class: Callable[..., object],
    label: str,
    returns: str = "points",
) -> Callable[[_Function], _Function]:
    """Register a rule.

    Args:
        name: what a pack writes in `rule:`.
        given: argument → what it takes.
        optional: arguments that a pack may leave out.
        params: parameter → how a pack writes it; names are those of `params_class`.
        params_class: the frozen dataclass that holds the parameters when read.
        label: what the rule does, in Chinese.
        returns: kind of the result.
    """
    signature = RuleSignature(name, dict(given), frozenset(given) - set(optional), dict(params), returns, label)

    def register(function: _Function) -> _Function:
        if name in _registered:
            message = f"two rules are named {name!r}"
            raise ValueError(message)
        _registered[name] = Rule(signature, function, params_class)
        return function

    return register


def signatures() -> dict[str, RuleSignature]:
    """Return the signature of every rule, for the static check of packs."""
    return {name: found.signature for name, found in RULES.items()}
