"""A budget for basic spending that is the total of the whole: what follows from it is not worth saying."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.audit.budget_lines import amount
from app.audit.view import AuditView

_MOMENTS: Final = ("initial", "full_year")
_TOTALS: Final = ("budget.executed.total", "income.total")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A budget for basic spending that is a total, and what it should be.

    Attributes:
        basic: its key.
        project: the key of the budget for projects.
        total: the key of the total that it is.
        due: the total without the projects.
    """

    basic: str
    project: str
    total: str
    due: Decimal


def doubtful_basic(view: AuditView) -> Iterator[Doubt]:
    """Yield the budgets for basic spending that are as much as a total, though there is money for projects too."""
    root = view.root
    for moment in _MOMENTS:
        basic, project = f"budget.{moment}.basic", f"budget.{moment}.project"
        whole, part = amount(root, basic), amount(root, project)
        spent = amount(root, "budget.executed.project")
        if not whole or not part or part <= 0 or not spent or spent <= 0:
            continue
        same = next((key for key in _TOTALS if root.field(key) is not None and amount(root, key) == whole), "")
        if same and whole > part:
            yield Doubt(basic, project, same, whole - part)
