"""How far a step is: 未填, 填写中, 有错误, 须说明, 已填完."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from app.answers.answer_set import AnswerSet
from app.core.findings import Severity
from app.core.records import Address
from app.packs.schema import Field
from app.wizard.items import Item, addresses_of

State = Literal["blank", "begun", "error", "warning", "done"]

Computed = Callable[[str, str], bool]
"""Says whether a key of a row is computed."""

Graded = Mapping[tuple[str, str], Sequence[Severity]]
"""The severities of what was found, by guilty cell."""

WORDS: Final[Mapping[State, str]] = {
    "blank": "未填",
    "begun": "填写中",
    "error": "有错误",
    "warning": "须说明",
    "done": "已填完",
}


@dataclass(frozen=True, slots=True)
class Status:
    """How far a step is.

    Attributes:
        state: in one word.
        missing: cells that should be filled in and are not, in order.
        filled: cells that were filled in.
        errors: findings of the step, as entries: errors.
        warnings: 须说明 without an explanation.
        hints: 提示.
        told: its own words, where those of the state do not fit.
    """

    state: State
    missing: tuple[Address, ...] = ()
    filled: int = 0
    errors: int = 0
    warnings: int = 0
    hints: int = 0
    told: str = ""

    @property
    def words(self) -> str:
        """Return the state as people read it."""
        return self.told or WORDS[self.state]


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of a step is filled in, whatever the audit says.

    Attributes:
        own: every cell that stands on it, also those that are computed.
        missing: cells that should be filled in and are not, in order.
        filled: cells that were filled in.
        anything: there is something to fill in.
    """

    own: frozenset[tuple[str, str]]
    missing: tuple[Address, ...]
    filled: int
    anything: bool

    def status(self, graded: Graded) -> Status:
        """Return how far the step is."""
        counts: dict[Severity, int] = {"error": 0, "warning": 0, "hint": 0}
        for cell in self.own & graded.keys():
            for severity in graded[cell]:
                counts[severity] += 1
        state = _state(counts, len(self.missing), self.filled, anything=self.anything)
        return Status(state, self.missing, self.filled, counts["error"], counts["warning"], counts["hint"])


def graded(findings: Iterable[tuple[Severity, Address]]) -> Graded:
    """Return the severities of open findings by their guilty cell."""
    found: dict[tuple[str, str], list[Severity]] = {}
    for severity, address in findings:
        found.setdefault((address.row, address.key), []).append(severity)
    return found


def progress_of(answers: AnswerSet, items: Sequence[Item], is_computed: Computed) -> Progress:
    """Return how much of a step is filled in; `is_computed` says of a key of a row that nobody has to fill it in."""
    here = list(dict.fromkeys(addresses_of(answers, items)))
    own = frozenset((address.row, address.key) for address in here)
    inputs = [(address, field) for address, field in _inputs(answers, here) if not is_computed(*address[:2])]
    missing = tuple(address for address, field in inputs if field.required and not _filled(answers, address))
    return Progress(own, missing, sum(_filled(answers, address) for address, _ in inputs), bool(inputs))


def status_of(
    answers: AnswerSet, items: Sequence[Item], is_computed: Computed, findings: Iterable[tuple[Severity, Address]] = ()
) -> Status:
    """Return how far a step is.

    Args:
        answers: the answers.
        items: what stands on the step.
        is_computed: says whether a key of a row is computed, so that nobody has to fill it in.
        findings: severity and guilty cell of every open finding of the whole audit; those of other steps are left out.
    """
    return progress_of(answers, items, is_computed).status(graded(findings))


def _state(counts: Mapping[Severity, int], missing: int, filled: int, *, anything: bool) -> State:
    if counts["error"]:
        return "error"
    if not filled and anything:
        return "blank"
    if missing:
        return "begun"
    return "warning" if counts["warning"] else "done"


def _inputs(answers: AnswerSet, addresses: Iterable[Address]) -> Iterator[tuple[Address, Field]]:
    for address in addresses:
        row = answers.facts.rows.get(address.row)
        field = answers.pack.fields.get(row.table, {}).get(address.key) if row is not None else None
        if field is not None:
            yield address, field


def _filled(answers: AnswerSet, address: Address) -> bool:
    cell = answers.cell(address.row, address.key)
    return cell is not None and (bool(cell.text) or cell.state == "na")
