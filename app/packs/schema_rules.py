"""Schema of what judges: scoring, weights, grades, audit rules, worked cases."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from app.packs.schema_base import Figure, Frozen, Ids, Text

Raw = Text | list[Any] | dict[str, Any]
"""A parameter as the pack writes it; the rule's signature gives it its type."""


class Scoring(Frozen):
    """One score: for rows of which tables, into which key, by a rule with arguments and parameters, or by a formula.

    `source` is where the rule stands; `default` means that no source was seen and the window asks to check it.
    """

    for_: Ids = Field(alias="for")
    into: Text
    rule: Text = ""
    compute: Text = ""
    given: dict[Text, Text] = {}
    with_: dict[Text, Raw] = Field(default={}, alias="with")
    when: Text = ""
    label: Text = ""
    clause: Text = ""
    source: Text = "default"


class Weights(Frozen):
    """The weights of a scored sheet: execution row, level 1, total; `fixed`: a unit may not shift points."""

    budget: Figure | None = None
    level1: dict[Text, Figure] = {}
    total: Figure | None = None
    fixed: bool = False
    min_rows: int | None = None
    max_rows: int | None = None
    clause: Text = ""
    source: Text = "default"


class GradeBand(Frozen):
    """One grade: its name and the lowest score that earns it."""

    name: Text
    from_: Figure = Field(alias="from")


class Grades(Frozen):
    """The grades of a total: which key is judged, into which key, the bands from high to low."""

    for_: Ids = Field(alias="for")
    of: Text
    into: Text
    bands: tuple[GradeBand, ...]
    clause: Text = ""
    source: Text = "default"


class AuditRule(Frozen):
    """One audit rule: an expression that must be true (`check`), or a registered rule (`python` with `with`).

    `needs` are keys without which the rule is skipped; `places` the cells a finding names; `until` and `from`
    are the evaluation years between which it holds.
    """

    severity: Literal["error", "warning", "hint"]
    family: Text = ""
    for_: Ids = Field(default=("unit",), alias="for")
    when: Text = ""
    needs: Ids = ()
    check: Text = ""
    expected: Text = ""
    python: Text = ""
    with_: dict[Text, Raw] = Field(default={}, alias="with")
    places: Ids = ()
    message: Text
    advice: Text = ""
    clause: Text = ""
    source: Text = "default"
    from_: Text = Field(default="", alias="from")
    until: Text = ""
    public: bool = False
    off: bool = False


class Case(Frozen):
    """A worked example: answers of the root row (keys and child tables as in an answers file) and expected values.

    `expect` maps a path (`indicators[1]/score`) to the printed value; an empty text expects 无法计算 or blank.
    """

    unit: dict[str, Any] = {}
    expect: dict[Text, Text]
    terms: dict[Text, Text] = {}
    about: Text = ""
