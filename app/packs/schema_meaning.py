"""Schema of what keys mean: axes, tables, fields, usual facts, kinds, and what a clerk may set (本地要求)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field as Entry

from app.packs.schema_base import Absent, Flag, Frozen, Id, Ids, KeyName, Text, Whole

Kind = Literal[
    "money", "rate", "count", "number", "points", "quantity", "date", "year", "choice", "text", "longtext", "reference"
]

Decimals = Annotated[Whole, Entry(le=8)]


class AxisValue(Frozen):
    """One value of an axis: the words for it, and the value it becomes next year (empty: it is cleared)."""

    label: Text
    labels: Ids = ()
    synonyms: Ids = ()
    carry: Text = ""


class Table(Frozen):
    """A table of rows: its words, the tables it hangs under, the key that names a row.

    `when`: a row for which it is not true is kept, not scored, not printed. `min` and `max` rows under one parent.
    `carry`: whether its rows come over into a new year (their cells follow their own rules) or stay behind.
    """

    label: Text
    parents: tuple[Id, ...] = ()
    title: Text = ""
    carry: Literal["keep", "clear"] = "keep"
    when: Text = ""
    min: Whole | None = None
    max: Whole | None = None


class Field(Frozen):
    """One key of one table: its meaning from the dictionary and what the pack makes of it.

    Meaning: label, kind, unit, direction, choices, labels, synonyms, carry (keep, clear, or the key it becomes next
    year), roll (add, money, none), by (unit, bureau, hand), axis (axis → value), aliases (older names). Pack: compute
    (formula) or default, round (decimals; once, half up), form (print form), absent (how 无 prints), when, required,
    max_length, hint, examples (usual texts that may be taken over), clause, source, open (other choices too).
    """

    label: Text
    kind: Kind
    unit: Text = ""
    direction: Literal["", "up", "down"] = ""
    choices: Ids = ()
    open: Flag = False
    labels: Ids = ()
    synonyms: Ids = ()
    carry: Text = "clear"
    roll: Literal["add", "money", "none"] = "none"
    by: Literal["unit", "bureau", "hand"] = "unit"
    axis: dict[Text, Text] = Entry(default_factory=dict)
    aliases: Ids = ()
    compute: Text = ""
    default: Text = ""
    round: Decimals | None = None
    form: Text = ""
    absent: Absent = ""
    when: Text = ""
    required: Flag = False
    max_length: Whole | None = None
    hint: Text = ""
    examples: Ids = ()
    clause: Text = ""
    source: Text = ""

    def offers(self, text: str) -> bool:
        """Say whether a text may be chosen; a field that is no closed choice takes any."""
        return self.kind != "choice" or self.open or text in self.choices


class KindRule(Frozen):
    """How a kind is rounded (decimals, half up, once where the field is defined), printed, and shown when absent."""

    round: Decimals | None = None
    form: Text = ""
    absent: Absent = ""


class FactName(Frozen):
    """A usual name of a business fact (row of table `facts`) with its words."""

    label: Text
    unit: Text = ""
    schemes: Ids = ()
    labels: Ids = ()
    synonyms: Ids = ()
    parts: Ids = ()
    direction: Literal["", "up", "down"] = ""


class Term(Frozen):
    """Something a clerk may set from this year's notice (本地要求): a place in the pack (`path`) or a parameter.

    `choices` maps a value to its words; `check`: the window asks to compare it with the notice; `group`: the heading
    it stands under.
    """

    label: Text
    kind: Kind = "text"
    path: Ids = ()
    param: Text = ""
    choices: dict[Text, Text] = Entry(default_factory=dict)
    group: Text = ""
    hint: Text = ""
    check: Flag = False


FieldsOfTable = dict[KeyName, Field]
