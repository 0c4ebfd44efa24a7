"""Grades: the limit belongs to the grade; names and limits are data."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.core.errors import DataError
from app.core.values import Value
from app.scoring import RULES

GRADES = [
    {"name": "优", "from": "90"},
    {"name": "良", "from": "80"},
    {"name": "中", "from": "60"},
    {"name": "差", "from": "0"},
]


@pytest.mark.parametrize(
    ("score", "grade"),
    [("100", "优"), ("90", "优"), ("89.99", "良"), ("80", "良"), ("60", "中"), ("59.99", "差"), ("0", "差")],
)
def test_grades(score: str, grade: str) -> None:
    scored = RULES["grade_bands"].bind({"bands": GRADES}, where="")({"value": Decimal(score)})
    assert scored.value == grade
    assert grade in scored.steps[0]


@pytest.mark.parametrize("value", [None, "很好", Decimal(-1)])
def test_no_grade_without_a_score(value: Value) -> None:
    scored = RULES["grade_bands"].bind({"bands": GRADES}, where="")({"value": value})
    assert scored.value is None
    assert scored.problem


def test_below_the_lowest_grade() -> None:
    assert "低于最低" in RULES["grade_bands"].bind({"bands": GRADES[:2]}, where="")({"value": Decimal(10)}).problem


@pytest.mark.parametrize(
    "bands",
    [[], "优", [{"name": "优"}], [{"name": "优", "from": "九十"}], list(reversed(GRADES)), [GRADES[0], GRADES[0]]],
)
def test_wrong_grades_are_refused_at_load(bands: object) -> None:
    with pytest.raises(DataError):
        RULES["grade_bands"].bind({"bands": bands}, where="")
