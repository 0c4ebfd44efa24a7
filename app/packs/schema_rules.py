"""Schema of what judges: scoring, weights, grades, audit rules, worked cases."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from app.packs.schema_base import Figure, Flag, Frozen, Id, Ids, Text, Whole, Year

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
    given: dict[Text, Text] = Field(default_factory=dict)
    with_: dict[Text, Raw] = Field(default_factory=dict, alias="with")
    when: Text = ""
    label: Text = ""
    clause: Text = ""
    source: Text = "default"


class Weights(Frozen):
    """The weights of a scored sheet: execution row, level 1, total; `fixed`: a unit may not shift points.

    `goals`: the points that all goals of the sheet share by their own weights (the 20 + 80 family), beside `budget`.
    `row_min` and `row_max` bound the weight of one row, `min_rows` and `max_rows` the number of rows.
    """

    budget: Figure | None = None
    goals: Figure | None = None
    level1: dict[Text, Figure] = Field(default_factory=dict)
    total: Figure | None = None
    fixed: Flag = False
    row_min: Figure | None = None
    row_max: Figure | None = None
    min_rows: Whole | None = None
    max_rows: Whole | None = None
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

    It looks at every row of the tables `for` (for which `when` is true). `needs` are keys without which it is skipped;
    `places` the cells a finding names (keys of the row, `up.key`, `table.key`; `key|form` as one form prints it).
    `quoted` and `expected` are expressions: the two sides, `{{quoted}}` and `{{expected}}` in the message; `values` are
    further named expressions for it. It holds for the evaluation years `from` to `until`. `public`: also checked
    before publication; `off`: switched off by a child pack.
    """

    severity: Literal["error", "warning", "hint"]
    family: Text = ""
    for_: Ids = Field(default=("unit",), alias="for")
    when: Text = ""
    needs: Ids = ()
    check: Text = ""
    quoted: Text = ""
    expected: Text = ""
    values: dict[Id, Text] = Field(default_factory=dict)
    python: Text = ""
    with_: dict[Text, Raw] = Field(default_factory=dict, alias="with")
    places: Ids = ()
    message: Text
    advice: Text = ""
    clause: Text = ""
    source: Text = "default"
    from_: Year | None = Field(default=None, alias="from")
    until: Year | None = None
    public: Flag = False
    off: Flag = False


class Case(Frozen):
    """A worked example: answers of the root row (keys and child tables as in an answers file) and expected values.

    `expect` maps a path (`indicators[1]/score`) to the printed value; an empty text expects 无法计算 or blank.
    `terms` are local terms set for it.
    """

    unit: dict[str, Any] = Field(default_factory=dict)
    expect: dict[Text, Text]
    terms: dict[Text, Text] = Field(default_factory=dict)
    about: Text = ""
