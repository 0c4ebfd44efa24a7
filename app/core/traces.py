"""Trace (计分依据): how a number came about, as a tree of steps a person can read."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.records import Address


@dataclass(frozen=True, slots=True)
class Step:
    """One step: a Chinese sentence with the live figures, the clause it follows and the rule's source.

    `source` is `default` for a rule without a quoted source (the screen says 默认规则，请对照通知核对).
    """

    text: str
    clause: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """The tree behind one value: `label` and printed `value` of the place, its steps, and the traces it used.

    `problem` says why a value could not be computed (无法计算), else empty.
    """

    address: Address
    label: str
    value: str
    steps: tuple[Step, ...] = ()
    inputs: tuple[Trace, ...] = ()
    problem: str = ""
