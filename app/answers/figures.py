"""Where a figure comes from (PRACTICE A6, A14): who gave it, as of when, on what basis, and whether it is final.

A row of table `sources` speaks of one key of its parent row; a business fact carries its source itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from app.answers.evaluation import Evaluation
    from app.answers.network import Node

SOURCES: Final = "sources"
FACTS: Final = "facts"
OF_FACTS: Final = "value"
"""The key of a fact that the source on its own row speaks of."""


@dataclass(frozen=True, slots=True)
class FigureSource:
    """The source of one figure, as printed; empty where nothing was filled in.

    `provisional` is 快报数 or 预计数 for a figure that is not final, `expected_on` when the final one comes.
    """

    row: str
    key: str
    office: str = ""
    giver: str = ""
    given_on: str = ""
    as_of: str = ""
    basis: str = ""
    evidence_place: str = ""
    provisional: str = ""
    expected_on: str = ""

    def sentence(self) -> str:
        """Return the source as a Chinese sentence without a full stop; empty when nothing is known."""
        parts = [
            self.basis,
            f"截止{self.as_of}" if self.as_of else "",
            self._given(),
            f"佐证存放：{self.evidence_place}" if self.evidence_place else "",
            self._state(),
        ]
        return "，".join(part for part in parts if part)

    def _given(self) -> str:
        whom = self.office + self.giver
        if not whom:
            return f"{self.given_on}提供" if self.given_on else ""
        return f"由{whom}{f'于{self.given_on}' if self.given_on else ''}提供"

    def _state(self) -> str:
        if not self.provisional:
            return ""
        return f"暂定数（{self.provisional}" + (f"，终值预计{self.expected_on}" if self.expected_on else "") + "）"


_PARTS: Final = tuple(name for name in FigureSource.__dataclass_fields__ if name not in {"row", "key"})


def source_of_figure(evaluation: Evaluation, node: Node) -> FigureSource | None:
    """Return the source recorded for a figure, None when there is none."""
    row_id, key = node
    for child in evaluation.store.children(row_id, SOURCES):
        if evaluation.printed(child, "key") == key:
            return _read(evaluation, child, node)
    row = evaluation.store.rows.get(row_id)
    if row is None or row.table != FACTS or key != OF_FACTS:
        return None
    found = _read(evaluation, row_id, node)
    return found if found.sentence() else None


def _read(evaluation: Evaluation, row: str, node: Node) -> FigureSource:
    return FigureSource(*node, **{part: evaluation.printed(row, part) for part in _PARTS})
