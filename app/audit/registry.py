"""Audit rules written in Python, for what expressions cannot say; packs choose them with `python:` and `with:`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from app.audit.view import AuditView
from app.core.records import Address
from app.core.signatures import ParamKind, RuleSignature


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a rule is broken.

    Attributes:
        places: every cell involved, the guilty one first; an address with a form is what that form prints.
        quoted: what stands there, as printed.
        expected: what should stand there, as printed; empty where the rule cannot know.
        values: further texts for the message.
        row: the row the message speaks of (its keys may be used in `{{…}}`); the unit's where nothing is said.
    """

    places: tuple[Address, ...]
    quoted: str = ""
    expected: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    row: str = ""


Rule = Callable[[AuditView, Any], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class Registered:
    """A registered rule: its signature, function, and the class its parameters become.

    `parted`: it is asked about each part of the evaluation (a project, a report, the rest) by itself.
    """

    signature: RuleSignature
    function: Rule
    params_class: Callable[..., object]
    parted: bool = False


_registered: dict[str, Registered] = {}
RULES: Final[Mapping[str, Registered]] = _registered
"""Every rule by name, filled when `app.audit.rules` is imported."""


def audit_rule(
    name: str, *, params: Mapping[str, ParamKind], params_class: Callable[..., object], label: str, parted: bool = False
) -> Callable[[Rule], Rule]:
    """Register a rule.

    Args:
        name: what a pack writes in `python:`.
        params: parameter → how a pack writes it; names are those of `params_class`.
        params_class: the frozen dataclass that holds the parameters.
        label: what the rule looks for, in Chinese.
        parted: what it finds in one project or report does not depend on the texts and rows of others. It is then asked
            about each by itself, and after an edit only about those that read something of it.
    """
    signature = RuleSignature(name, {}, frozenset(), dict(params), "truth", label)

    def register(function: Rule) -> Rule:
        if name in _registered:
            message = f"two audit rules are named {name!r}"
            raise ValueError(message)
        _registered[name] = Registered(signature, function, params_class, parted)
        return function

    return register


def signatures() -> dict[str, RuleSignature]:
    """Return the signature of every rule, for the static check of packs."""
    return {name: found.signature for name, found in RULES.items()}
