"""Results with the record of what they were read from, so that a change drops those it touches and no others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Final, TypeVar, cast

Node = tuple[object, object]
"""Something that can be read: (row, key) of a value, (row, `@:table`) of a list, (`SHARED`, function) …"""

Unit = tuple[str, object]
"""A result that is kept: (rule, row), (rule, ``) for all of it, (`SHARED`, function)."""

SHARED: Final = "@shared"
ANY: Final[Node] = ("@", "@any")
"""Whoever looked at everything at once reads this: every change touches it."""

Made = TypeVar("Made")


class Notebook:
    """What was worked out, and who read what."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.reads: set[Node] = set()
        """What the result that is being worked out has read so far."""
        self.before: dict[object, object] = {}
        """Function → its shared result before a change, which others still go by."""
        self._results: dict[Unit, object] = {}
        self._read_by: dict[Unit, set[Node]] = {}
        self._readers: dict[Node, set[Unit]] = {}

    def __len__(self) -> int:
        """Return how many results are kept."""
        return len(self._results)

    def get(self, unit: Unit, make: Callable[[], Made]) -> Made:
        """Return a result, worked out if it is not kept; nothing is kept of one that raises."""
        if unit not in self._results:
            outer, self.reads = self.reads, set()
            try:
                result = make()
                self._keep(unit, result, self.reads)
            finally:
                self.reads = outer
        return cast("Made", self._results[unit])

    def shared(self, function: object, make: Callable[[], Made]) -> Made:
        """Return a result that several others share; whoever asks for it reads it."""
        result = self.get((SHARED, function), lambda: self._as_before(function, make()))
        self.reads.add((SHARED, function))
        return result

    def _as_before(self, function: object, made: Made) -> Made:
        """Return what was there before if it is like what was made now: who read it keeps the very same objects."""
        before = self.before.get(function)
        return cast("Made", before) if before is not None and alike(before, made) else made

    def is_read(self, node: Node) -> bool:
        """Say whether any result was read from a node."""
        return node in self._readers

    def touch(self, nodes: Iterable[Node]) -> dict[Unit, object]:
        """Drop every result that was read from a node; return what was dropped."""
        units = {unit for node in nodes for unit in self._readers.get(node, ())}
        return {unit: self.drop(unit) for unit in units}

    def drop(self, unit: Unit) -> object:
        """Drop a result if it is kept; return it."""
        for node in self._read_by.pop(unit, ()):
            readers = self._readers[node]
            readers.discard(unit)
            if not readers:
                del self._readers[node]
        return self._results.pop(unit, None)

    def _keep(self, unit: Unit, result: object, reads: set[Node]) -> None:
        self._results[unit] = result
        self._read_by[unit] = reads
        for node in reads:
            self._readers.setdefault(node, set()).add(unit)


def alike(one: object, other: object) -> bool:
    """Say whether two results cannot be told apart, not even by how their numbers print."""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, Decimal):
        return one == other and one.same_quantum(cast("Decimal", other))
    if isinstance(one, (str, int, bool)):
        return one == other
    return _same_parts(one, other)


def _same_parts(one: object, other: object) -> bool:
    parts, others = _parts(one), _parts(other)
    if parts is None or others is None or len(parts) != len(others):
        return False
    return all(alike(left, right) for left, right in zip(parts, others, strict=True))


def _parts(one: object) -> list[object] | None:
    """Return the parts of a collection or record; None of something that cannot be looked into."""
    if isinstance(one, (tuple, list)):
        return list(one)
    if isinstance(one, dict):
        return list(_flat(one))
    if isinstance(one, (set, frozenset)):
        return [*sorted(map(repr, one))]
    if is_dataclass(one) and not isinstance(one, type):
        return [getattr(one, part.name) for part in fields(one)]
    return None


def _flat(held: dict[object, object]) -> Iterator[object]:
    for key, value in held.items():
        yield key
        yield value
