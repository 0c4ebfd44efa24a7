"""A small evaluation for tests of the language: rows as an expression sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from app.core.dates import PartialDate
from app.core.quantities import parse_quantity
from app.core.values import NA, Value
from app.packs.expressions import Env, Expression, compile_expression

TABLES = frozenset({"projects", "indicators"})


@dataclass
class Row:
    """A row with its values, parent and child rows; counts how often it was asked."""

    values: dict[str, Value]
    parent: Row | None = None
    tables: dict[str, list[Row]] = field(default_factory=dict)
    asked: int = 0

    def get(self, key: str) -> Value:
        self.asked += 1
        return self.values.get(key)

    def up(self) -> Env | None:
        return self.parent

    def rows(self, table: str) -> Sequence[Env]:
        return self.tables.get(table, [])

    def add(self, table: str, **values: Value) -> Row:
        row = Row({key.replace("__", "."): value for key, value in values.items()}, self)
        self.tables.setdefault(table, []).append(row)
        return row


def unit() -> Row:
    """Give a unit with three projects of two indicators each."""
    root = Row(
        {
            "a": Decimal("1.50"),
            "b": Decimal(3),
            "zero": Decimal(0),
            "none": NA,
            "name": "社保中心",
            "yes": True,
            "no": False,
            "people": parse_quantity("51万人"),
            "some": parse_quantity("3354人"),
            "bare": parse_quantity("40"),
            "funds": parse_quantity("26.16亿元"),
            "share": parse_quantity("≥95%"),
            "rate": Decimal("0.9689"),
            "day": PartialDate(2024, 12, 15),
            "later": PartialDate(2025, 5, 19),
            "year": PartialDate(2024),
            "budget.full_year.total": Decimal("532.00"),
        }
    )
    for number, kind in enumerate(("甲", "乙", "甲"), start=1):
        project = root.add(
            "projects",
            amount=Decimal(number),
            kind=kind,
            note=None if number == 2 else "有",
            part=NA if number == 2 else Decimal(number),
            mixed="正常" if number == 2 else Decimal(number),
            done=PartialDate(2024, number),
        )
        for weight in (5, 10):
            project.add("indicators", weight=Decimal(weight * number), level=f"第{weight}")
    return root


def compiled(source: str) -> Expression:
    """Compile an expression over the tables of the tests."""
    return compile_expression(source, tables=TABLES)


def value(source: str, row: Row | None = None) -> Value:
    """Evaluate an expression for the unit, or for a row."""
    return compiled(source).evaluate(unit() if row is None else row)
