"""The rule that turns a score into a grade (优 良 中 差); names and limits are the pack's."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.numbers import plain
from app.core.signatures import Grade, ParamKind
from app.scoring.registry import Given, Scored, refused, rule
from app.scoring.words import points, usable


@dataclass(frozen=True, slots=True)
class GradeBands:
    """Parameters of `grade_bands`: the grades from high to low."""

    bands: tuple[Grade, ...]


@rule(
    "grade_bands",
    given={"value": "number"},
    params={"bands": ParamKind("grades")},
    params_class=GradeBands,
    label="按得分定等级",
    returns="choice",
)
def grade_bands(given: Given, params: GradeBands) -> Scored:
    """Give the highest grade whose lower limit is reached; the limit itself belongs to the grade."""
    value = usable(given.get("value"), "得分")
    if isinstance(value, str):
        return refused(value)
    for grade in params.bands:
        if value >= grade.lowest:
            return Scored(grade.name, (f"得分{points(value)}，不低于{plain(grade.lowest)}分，等级为“{grade.name}”",))
    return refused(f"得分{points(value)}低于最低一个等级的起点{plain(params.bands[-1].lowest)}分")
