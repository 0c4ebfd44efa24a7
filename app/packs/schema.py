"""Schema of the resolved pack: what a pack is, after its layers, axes and parameters were put together.

The resolved pack stands alone: it holds the folded dictionary. One instance of `Pack` is what every program part reads.
"""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, Final, Literal

from pydantic import Field as Entry
from pydantic import field_validator

from app.packs.schema_base import Absent, Code, Figure, Flag, Frozen, Id, Ids, MoneyUnit, PackId, Revision, Text, Year
from app.packs.schema_forms import Cover, Form
from app.packs.schema_meaning import AxisValue, FactName, Field, FieldsOfTable, Kind, KindRule, Table, Term
from app.packs.schema_pages import Page, Print
from app.packs.schema_reports import Report
from app.packs.schema_rules import AuditRule, Case, Grades, Scoring, Weights

SCHEMA: Final = "1"
"""Version of this schema, written into every resolved pack."""

MAX_TABLES: Final = 200
"""Tables of a pack: the ways between them are walked for every formula and template."""


class ParamLeaf(Frozen):
    """A text of the resolved pack that held a parameter: its path and how it was written."""

    path: Ids
    text: Text


class Pack(Frozen):
    """A resolved pack. Mappings keep the order of the pack.

    `base`: only there for others to extend, never chosen for an evaluation. `levels` are the usual indicators of a
    scored sheet: table → level 1 → names of level 2. `library` maps levels of the indicator library (`level1/level2`)
    to this pack's. `absent` says by kind how 无 prints.
    """

    schema_: Literal["1"] = Entry(alias="schema")
    id: PackId
    revision: Revision
    base: Flag = False
    title: Text
    region: Text = ""
    years: tuple[Year, Year]
    unit_of_money: MoneyUnit = "万元"
    about: Text = ""
    params: dict[Text, Text] = Entry(default_factory=dict)
    param_leaves: tuple[ParamLeaf, ...] = ()
    axes: dict[Id, dict[Id, AxisValue]] = Entry(default_factory=dict)
    tables: Annotated[dict[Id, Table], Entry(max_length=MAX_TABLES)]
    fields: dict[Id, FieldsOfTable]
    facts: dict[Id, FactName] = Entry(default_factory=dict)
    kinds: dict[Kind, KindRule] = Entry(default_factory=dict)
    scoring: dict[Code, Scoring] = Entry(default_factory=dict)
    weights: dict[Text, Weights] = Entry(default_factory=dict)
    levels: dict[Text, dict[Text, Ids]] = Entry(default_factory=dict)
    grades: dict[Id, Grades] = Entry(default_factory=dict)
    forms: dict[Id, Form] = Entry(default_factory=dict)
    covers: dict[Id, Cover] = Entry(default_factory=dict)
    reports: dict[Id, Report] = Entry(default_factory=dict)
    pages: dict[Id, Page] = Entry(default_factory=dict)
    audit: dict[Code, AuditRule] = Entry(default_factory=dict)
    library: dict[Text, Text] = Entry(default_factory=dict)
    terms: dict[Id, Term] = Entry(default_factory=dict)
    absent: dict[Kind, Absent] = Entry(default_factory=dict)
    print: Print = Print()
    cases: dict[Id, Case] = Entry(default_factory=dict)

    @field_validator("years")
    @classmethod
    def _in_order(cls, years: tuple[str, str]) -> tuple[str, str]:
        if years[0] > years[1]:
            message = "起始年度晚于终止年度"
            raise ValueError(message)
        return years

    @field_validator("tables")
    @classmethod
    def _rooted(cls, tables: dict[str, Table]) -> dict[str, Table]:
        if "unit" not in tables:
            message = "少了单位这张表（unit）"
            raise ValueError(message)
        return tables

    def computed(self, table: str, key: str) -> bool:
        """Say whether a key of a table is computed: by a formula, a scoring rule or the grades."""
        field = self.fields.get(table, {}).get(key)
        return (field is not None and bool(field.compute)) or (table, key) in self._scored

    @cached_property
    def _scored(self) -> frozenset[tuple[str, str]]:
        entries: list[Any] = [*self.scoring.values(), *self.grades.values()]
        return frozenset((table, entry.into) for entry in entries for table in entry.for_)


__all__ = ["SCHEMA", "Field", "Figure", "Kind", "Pack", "Table", "Term"]
