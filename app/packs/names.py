"""What the names in formulas and templates mean: tables below and above each other, keys of tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from app.core.records import ROOT_ID
from app.packs.expression_tree import UP, Reference
from app.packs.schema import Field, Pack

VIEWS: Final = ("value", "operator", "measure", "base")
"""What an expression may ask of a quantity: `target.value`, `target.operator`, `target.measure`, `target.base`."""

Node = tuple[str, str]
"""A key of a table; with an empty key the rows of the table themselves."""

_MAX_CHAINS: Final = 50


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name can mean from the rows of a table, and the tables from which it means nothing."""

    nodes: frozenset[Node]
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one pack."""

    pack: Pack
    _chains: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)

    @property
    def tables(self) -> frozenset[str]:
        """Return the tables that a formula may name: all but the root."""
        return frozenset(self.pack.tables) - {ROOT_ID}

    def field(self, table: str, key: str) -> Field | None:
        """Return a key of a table, also for the view of a quantity (then the quantity)."""
        fields = self.pack.fields.get(table, {})
        if key in fields:
            return fields[key]
        base, _, view = key.rpartition(".")
        found = fields.get(base) if view in VIEWS else None
        return found if found is not None and found.kind == "quantity" else None

    def key(self, table: str, name: str) -> str:
        """Return the key that a name stands for: itself, or the quantity whose view it is; empty when unknown."""
        if name in self.pack.fields.get(table, {}):
            return name
        return name.rpartition(".")[0] if self.field(table, name) is not None else ""

    def parents(self, table: str) -> tuple[str, ...]:
        """Return the tables above a table that exist."""
        return tuple(parent for parent in self.pack.tables[table].parents if parent in self.pack.tables)

    def below(self, table: str, child: str) -> bool:
        """Say whether rows of `child` hang under rows of a table."""
        return child in self.pack.tables and table in self.pack.tables[child].parents

    def meaning(self, reference: Reference, table: str) -> Meaning:
        """Return what a name can mean from a row of a table.

        A row may hang under several tables: the name must mean something whichever it is.
        """
        tables, lacking = {table}, []
        for step in reference.path:
            after: set[str] = set()
            for name in sorted(tables):
                found = self.parents(name) if step == UP else (step,) if self.below(name, step) else ()
                after.update(found)
                if not found:
                    lacking.append(name)
            tables = after
        if not reference.key:
            return Meaning(frozenset((name, "") for name in tables), tuple(lacking))
        keys = {name: self.key(name, reference.key) for name in sorted(tables)}
        lacking += [name for name, key in keys.items() if not key]
        return Meaning(frozenset((name, key) for name, key in keys.items() if key), tuple(lacking))

    def chains(self, table: str) -> tuple[tuple[str, ...], ...]:
        """Return the ways up from a table to the root, each with the table itself first."""
        if table not in self._chains:
            found = self._up(table, ())
            self._chains[table] = tuple(chain for chain, _ in zip(found, range(_MAX_CHAINS), strict=False))
        return self._chains[table]

    def _up(self, table: str, within: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        here = (*within, table)
        above = [parent for parent in self.parents(table) if parent not in here]
        if not above:
            yield here
        for parent in above:
            yield from self._up(parent, here)

    def reachable(self) -> frozenset[str]:
        """Return the tables whose rows can hang under the root."""
        found, fresh = {ROOT_ID}, {ROOT_ID}
        while fresh:
            fresh = {name for name in self.pack.tables if name not in found and fresh & set(self.parents(name))}
            found |= fresh
        return frozenset(found)
