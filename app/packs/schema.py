"""Schema of the resolved pack: what a pack is, after its layers, axes and parameters were put together.

The resolved pack stands alone: it holds the folded dictionary. One instance of `Pack` is what every program part reads.
"""

from __future__ import annotations

from typing import Any, Final, Literal

from pydantic import Field as Entry
from pydantic import field_validator

from app.packs.schema_base import Figure, Frozen, Ids, Text
from app.packs.schema_forms import Cover, Form, Furniture, Page
from app.packs.schema_reports import Report
from app.packs.schema_rules import AuditRule, Case, Grades, Scoring, Weights

SCHEMA: Final = "1"
"""Version of this schema, written into every resolved pack."""

Kind = Literal[
    "money", "rate", "count", "number", "points", "quantity", "date", "year", "choice", "text", "longtext", "reference"
]


class Table(Frozen):
    """A table of rows: its words, the tables it hangs under, the key that names a row.

    `when`: a row for which it is not true is kept, not scored, not printed.
    """

    label: Text
    parents: Ids = ()
    title: Text = ""
    when: Text = ""
    min: int | None = None
    max: int | None = None


class Field(Frozen):
    """One key of one table: its meaning from the dictionary and what the pack makes of it.

    Meaning: label, kind, unit, direction, choices, labels, synonyms, carry (keep, clear, or the key it becomes next
    year), roll (add, money, none), by (unit, bureau, hand), axis (axis → value). Pack: compute (formula) or default,
    round (decimals; once, half up), form (print form), when, required, hint, clause, source, open (other choices too).
    """

    label: Text
    kind: Kind
    unit: Text = ""
    direction: Text = ""
    choices: Ids = ()
    open: bool = False
    labels: Ids = ()
    synonyms: Ids = ()
    carry: Text = "clear"
    roll: Literal["add", "money", "none"] = "none"
    by: Literal["unit", "bureau", "hand"] = "unit"
    axis: dict[Text, Text] = {}
    aliases: Ids = ()
    compute: Text = ""
    default: Text = ""
    round: int | None = Entry(default=None, ge=0, le=8)
    form: Text = ""
    absent: Text = ""
    when: Text = ""
    required: bool = False
    max_length: int | None = Entry(default=None, ge=1)
    hint: Text = ""
    clause: Text = ""
    source: Text = ""

    def offers(self, text: str) -> bool:
        """Say whether a text may be chosen; a field that is no closed choice takes any."""
        return self.kind != "choice" or self.open or text in self.choices


class KindRule(Frozen):
    """How a kind is rounded (decimals, half up, once where the field is defined) and printed."""

    round: int | None = Entry(default=None, ge=0, le=8)
    form: Text = ""


class FactName(Frozen):
    """A usual name of a business fact (row of table `facts`) with its words."""

    label: Text
    unit: Text = ""
    schemes: Ids = ()
    labels: Ids = ()
    synonyms: Ids = ()
    parts: Ids = ()
    direction: Text = ""


class Term(Frozen):
    """Something a clerk may set from this year's notice (本地要求): a place in the pack (`path`) or a parameter (`param`).

    `choices` maps a value to its words; `check`: the window asks to compare it with the notice.
    """

    label: Text
    kind: Kind = "text"
    path: Ids = ()
    param: Text = ""
    choices: dict[Text, Text] = {}
    hint: Text = ""
    check: bool = False


class Print(Frozen):
    """How the package is printed: order of documents, copies, file names, styles of dates, decimals of scores."""

    order: Ids = ()
    copies: Text = ""
    duplex: bool = True
    file_name: Text = ""
    folder_name: Text = ""
    date: Text = ""
    cover_date: Text = ""
    absent: Text = ""
    thousands: bool = False
    fonts: dict[Text, Ids] = {}
    furniture: Furniture = Furniture()
    public: dict[Text, Any] = {}


class ParamLeaf(Frozen):
    """A text of the resolved pack that held a parameter: its path and how it was written."""

    path: Ids
    text: Text


class Pack(Frozen):
    """A resolved pack. Mappings keep the order of the pack."""

    schema_: Literal["1"] = Entry(alias="schema")
    id: Text
    revision: Text
    title: Text
    region: Text = ""
    years: tuple[Text, Text]
    unit_of_money: Literal["元", "万元", "亿元"] = "万元"
    about: Text = ""
    params: dict[Text, Text] = {}
    param_leaves: tuple[ParamLeaf, ...] = ()
    tables: dict[Text, Table]
    fields: dict[Text, dict[Text, Field]]
    facts: dict[Text, FactName] = {}
    kinds: dict[Kind, KindRule] = {}
    scoring: dict[Text, Scoring] = {}
    weights: dict[Text, Weights] = {}
    grades: dict[Text, Grades] = {}
    forms: dict[Text, Form] = {}
    covers: dict[Text, Cover] = {}
    reports: dict[Text, Report] = {}
    pages: dict[Text, Page] = {}
    audit: dict[Text, AuditRule] = {}
    library: dict[Text, Text] = {}
    terms: dict[Text, Term] = {}
    absent: dict[Text, Text] = {}
    print: Print = Print()
    cases: dict[Text, Case] = {}

    @field_validator("years", mode="before")
    @classmethod
    def _years(cls, raw: Any) -> Any:
        return tuple(raw) if isinstance(raw, list) else raw

    def computed(self, table: str, key: str) -> bool:
        """Say whether a key of a table is computed: by a formula, a scoring rule or the grades."""
        field = self.fields.get(table, {}).get(key)
        if field is not None and field.compute:
            return True
        entries = (*self.scoring.values(), *self.grades.values())
        return any(entry.into == key and table in entry.for_ for entry in entries)


__all__ = ["SCHEMA", "Field", "Figure", "Kind", "Pack", "Table", "Term"]
