"""The bottom-up way: a chain of bindings longer than the network nests is computed from its far end.

What a node may read is taken from its text and formula, without computing it; the nodes are then sorted into
components (Tarjan, without recursion) and computed in that order, each when everything it reads has its value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from app.answers.network import Network, Node


@dataclass(slots=True)
class _Frame:
    """One node under way: its number, its position among those waiting, the lowest number reached, what is left."""

    node: Node
    number: int
    position: int
    low: int
    todo: Iterator[Node]


@dataclass(slots=True)
class _Search:
    """State of the search for components."""

    reads: Callable[[Node], frozenset[Node]]
    frames: list[_Frame] = field(default_factory=list)
    waiting: list[Node] = field(default_factory=list)
    numbers: dict[Node, int] = field(default_factory=dict)
    done: set[Node] = field(default_factory=set)

    def enter(self, node: Node) -> None:
        """Begin with a node."""
        number = len(self.numbers)
        self.numbers[node] = number
        self.frames.append(_Frame(node, number, len(self.waiting), number, iter(self.reads(node))))
        self.waiting.append(node)

    def leave(self) -> list[Node]:
        """Finish the innermost node; return its component if it is the first of one."""
        frame = self.frames.pop()
        if self.frames:
            self.frames[-1].low = min(self.frames[-1].low, frame.low)
        if frame.low < frame.number:
            return []
        members = self.waiting[frame.position :]
        del self.waiting[frame.position :]
        self.done.update(members)
        return members


def compute_bottom_up(network: Network, first: Node, may_read: Callable[[Node], frozenset[Node]]) -> None:
    """Give `first` and everything it may read a value, each after what it reads."""
    search = _Search(may_read)
    search.enter(first)
    while search.frames:
        frame = search.frames[-1]
        following = next(frame.todo, None)
        if following is None:
            _keep(network, search.leave(), may_read)
        elif following in search.numbers:
            if following not in search.done:
                frame.low = min(frame.low, search.numbers[following])
        elif following not in network.memo:
            search.enter(following)


def _keep(network: Network, members: list[Node], may_read: Callable[[Node], frozenset[Node]]) -> None:
    if len(members) == 1 and members[0] not in may_read(members[0]):
        network.get(members[0])
    elif members:
        network.close_cycle({member: may_read(member) for member in members})
