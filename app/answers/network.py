"""The dependency network: values on demand, kept until something they were read from changes.

A node is a pair of row id and key. Keys that begin with a sign are the graph's own (`@in`: is the row in force).
Who read what is recorded while a node is computed, so only what was really read makes a node out of date.

Nodes that need each other (a binding back to its own source) have no value: all of them are blank, whatever node
was asked for first. They are found as strongly connected components (Tarjan) during the evaluation itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

Node = tuple[str, str]

MOST_NESTED: Final = 20
"""Nodes that may be computed inside each other; deeper ones are computed bottom-up (see `deep`).

Twenty of them, with expressions of the deepest nesting that is allowed, stay below Python's limit of recursion.
"""

_MISSING: Final = object()


class TooDeepError(Exception):
    """The evaluation of `node` would nest too deep; it has to be computed bottom-up first."""

    def __init__(self, node: Node) -> None:
        super().__init__(node)
        self.node = node


class Network:
    """Values of nodes with the record of who read what."""

    def __init__(
        self,
        compute: Callable[[Node], object],
        cyclic: Callable[[Node], None],
        deep: Callable[[Node], None],
    ) -> None:
        """Keep the three ways out.

        Args:
            compute: gives the value of a node; reads others by `get`.
            cyclic: is told each node that needs itself.
            deep: computes a node bottom-up, when the evaluation would nest too deep.
        """
        self._compute = compute
        self._cyclic = cyclic
        self._deep = deep
        self.memo: dict[Node, object] = {}
        self._reads: dict[Node, frozenset[Node] | set[Node]] = {}
        self._readers: dict[Node, set[Node]] = {}
        self._current: set[Node] | None = None
        self._open: dict[Node, int] = {}  # node → its number, while its component is not closed
        self._waiting: list[Node] = []  # the open nodes, in order of number
        self._lows: list[int] = []  # per nested evaluation: lowest number it reached

    def get(self, node: Node) -> object:
        """Return the value of a node, computed if need be; None for a node that needs itself."""
        if self._current is not None:
            self._current.add(node)
        value = self.memo.get(node, _MISSING)
        if value is not _MISSING:
            return value
        if self._lows:
            return self._evaluate(node)
        return self._outermost(node)

    def reads(self, node: Node) -> frozenset[Node]:
        """Return what the value of a node was computed from."""
        self.get(node)
        return frozenset(self._reads.get(node, ()))

    def readers(self, node: Node) -> set[Node]:
        """Return the nodes whose values were computed from a node directly."""
        return {reader for reader in self._readers.get(node, ()) if node in self._reads.get(reader, ())}

    def all_readers(self, node: Node) -> set[Node]:
        """Return every node that depends on a node, over any number of steps, without the node itself."""
        found: set[Node] = set()
        todo = [node]
        while todo:
            new = self.readers(todo.pop()) - found
            found |= new
            todo.extend(new)
        return found - {node}

    def invalidate(self, nodes: Iterable[Node]) -> dict[Node, object]:
        """Forget nodes and everything computed from them; return what was forgotten, by node."""
        forgotten: dict[Node, object] = {}
        seen: set[Node] = set()
        todo = list(nodes)
        while todo:
            node = todo.pop()
            if node in seen:
                continue
            seen.add(node)
            if node in self.memo:
                forgotten[node] = self.memo.pop(node)
            todo.extend(reader for reader in self._readers.pop(node, ()) if node in self._reads.get(reader, ()))
        for node in seen:
            self._reads.pop(node, None)
        return forgotten

    def close_cycle(self, members: Mapping[Node, frozenset[Node]]) -> None:
        """Record nodes that need each other, with what they read (used by the bottom-up way)."""
        for node, reads in members.items():
            self._record(node, None, reads)
            self._cyclic(node)

    # ---- evaluation ----

    def _outermost(self, node: Node) -> object:
        while True:
            try:
                return self._evaluate(node)
            except TooDeepError as deep:
                self._abandon()
                self._deep(deep.node)
            except BaseException:
                self._abandon()
                raise

    def _abandon(self) -> None:
        """Forget a half-done evaluation."""
        self._current = None
        self._open.clear()
        self._waiting.clear()
        self._lows.clear()

    def _evaluate(self, node: Node) -> object:
        started = self._open.get(node)
        if started is not None:  # it is being computed further out, or waits for one that is
            self._lows[-1] = min(self._lows[-1], started)
            return None
        if len(self._lows) >= MOST_NESTED:
            raise TooDeepError(node)
        number = len(self._waiting)
        self._open[node] = number
        self._waiting.append(node)
        self._lows.append(number)
        outer, reads = self._current, set[Node]()
        self._current = reads
        value = self._compute(node)
        self._current = outer
        self._reads[node] = reads
        low = self._lows.pop()
        if low < number:
            self._lows[-1] = min(self._lows[-1], low)
            return None
        return self._close(node, number, value)

    def _close(self, node: Node, number: int, value: object) -> object:
        """Keep the values of a finished component: of one node, or of a ring of nodes that all stay blank."""
        members = self._waiting[number:]
        del self._waiting[number:]
        if len(members) == 1 and node not in self._reads[node]:
            del self._open[node]
            self._record(node, value, self._reads[node])
            return value
        for member in members:
            del self._open[member]
            self._record(member, None, self._reads[member])
            self._cyclic(member)
        return None

    def _record(self, node: Node, value: object, reads: frozenset[Node] | set[Node]) -> None:
        self.memo[node] = value
        self._reads[node] = reads
        readers = self._readers
        for read in reads:
            found = readers.get(read)
            if found is None:
                readers[read] = {node}
            else:
                found.add(node)
