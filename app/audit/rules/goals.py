"""Annual goals: the actual answers the expected one, is not its copy, and not another project's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.audit.registry import Hit, audit_rule
from app.audit.rules.closeness import bare
from app.audit.view import AuditView
from app.core.records import ROOT_ID, Address
from app.core.signatures import ParamKind
from app.documents.rows import Paper

_TABLES: Final = (ROOT_ID, "projects", "goals")
_LEAST: Final = 4
"""Characters of a goal; shorter ones (无, 完成) are no sentences."""

_QUOTE: Final = 60


@dataclass(frozen=True, slots=True)
class Goal:
    """What is expected and what was reached, of the unit or one project; `bare` without blanks and punctuation."""

    row: str
    expected: str
    actual: str

    @property
    def places(self) -> tuple[Address, Address]:
        """Return the cells: the actual, the expected."""
        return Address(self.row, "goal.actual"), Address(self.row, "goal.expected")

    @property
    def bare_expected(self) -> str:
        """Return what is expected, words only."""
        return bare(self.expected)

    @property
    def bare_actual(self) -> str:
        """Return what was reached, words only."""
        return bare(self.actual)

    @property
    def told(self) -> str:
        """Return what was reached, cut to a length that can be read."""
        return self.actual if len(self.actual) <= _QUOTE else self.actual[:_QUOTE] + "…"


def _goals(view: AuditView) -> tuple[Goal, ...]:
    return view.once(_all_goals)


def _all_goals(view: AuditView) -> tuple[Goal, ...]:
    rows = (
        row for table in _TABLES if table in view.answers.pack.tables or table == ROOT_ID for row in view.rows(table)
    )
    return tuple(
        Goal(row.row, *(row.printed(key, "", Paper()) for key in ("goal.expected", "goal.actual")))
        for row in rows
        if row.field("goal.expected") is not None and row.field("goal.actual") is not None
    )


@audit_rule("goal_repeats", params={}, params_class=tuple, label="实际完成情况照抄预期目标", parted=True)
def goal_repeats(view: AuditView, _params: object) -> Iterator[Hit]:
    """Yield goals whose actual is the expected text word for word."""
    for goal in _goals(view):
        if len(goal.bare_expected) >= _LEAST and goal.bare_actual == goal.bare_expected:
            yield Hit(goal.places, goal.told)


@audit_rule("goal_elsewhere", params={}, params_class=tuple, label="实际完成情况抄自别的项目")
def goal_elsewhere(view: AuditView, _params: object) -> Iterator[Hit]:
    """Yield goals whose actual is what another goal expects or reached, while their own is another one."""
    goals = [goal for goal in _goals(view) if len(goal.bare_actual) >= _LEAST]
    by_text: dict[str, list[Goal]] = {}
    for goal in goals:
        for text in {goal.bare_expected, goal.bare_actual} - {""}:
            by_text.setdefault(text, []).append(goal)
    for goal in goals:
        if goal.bare_actual == goal.bare_expected:
            continue
        for other in by_text[goal.bare_actual]:
            if other is not goal and other.bare_expected != goal.bare_expected and _belongs(goal, other):
                key = "goal.actual" if other.bare_actual == goal.bare_actual else "goal.expected"
                yield Hit((*goal.places, Address(other.row, key)), goal.told)
                break


def _belongs(goal: Goal, other: Goal) -> bool:
    """Say whether a text that two goals share speaks of the other's expected goal rather than of the own."""
    return _common(goal.bare_actual, other.bare_expected) > _common(goal.bare_actual, goal.bare_expected)


def _common(a: str, b: str) -> int:
    """Return how many pairs of characters two texts have in common."""
    return len(_pairs(a) & _pairs(b))


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


@audit_rule("goal_of_unit", params={}, params_class=tuple, label="项目的目标与单位的目标相同")
def goal_of_unit(view: AuditView, _params: object) -> Iterator[Hit]:
    """Yield goals of projects that are those of the unit, or of a project before, word for word."""
    seen: dict[str, Goal] = {}
    for goal in _goals(view):
        text = goal.bare_expected
        first = seen.setdefault(text, goal) if len(text) >= _LEAST else goal
        if first is not goal:
            same = first.bare_actual == goal.bare_actual != ""
            places = (goal.places[1], *(goal.places[:1] if same else ()), first.places[1])
            yield Hit((*places, *(first.places[:1] if same else ())), goal.expected[:_QUOTE])


@dataclass(frozen=True, slots=True)
class Open:
    """Characters with which no sentence ends."""

    open: tuple[str, ...]


@audit_rule("goal_cut_off", params={"open": ParamKind("words")}, params_class=Open, label="目标没有写完", parted=True)
def goal_cut_off(view: AuditView, params: Open) -> Iterator[Hit]:
    """Yield goals that stop in the middle of a sentence."""
    for goal in _goals(view):
        for address, text in zip(reversed(goal.places), (goal.expected, goal.actual), strict=True):
            if len(bare(text)) >= _LEAST and text.rstrip().endswith(params.open):
                yield Hit((address,), text[-_QUOTE:])
