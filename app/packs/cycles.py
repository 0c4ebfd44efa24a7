"""Find a circle in a graph of formulas."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from collections.abc import Set as AbstractSet
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def find_cycle(reads: Mapping[T, AbstractSet[T]]) -> list[T]:
    """Return one circle in full, first and last the same; empty when there is none.

    Works with a stack of its own, so that a long chain of formulas is no problem.
    """
    done: set[T] = set()
    for start in reads:
        if start not in done and (found := _from(start, reads, done)):
            return found
    return []


def _from(start: T, reads: Mapping[T, AbstractSet[T]], done: set[T]) -> list[T]:
    path: list[T] = []
    open_: set[T] = set()
    stack: list[tuple[T, bool]] = [(start, False)]
    while stack:
        node, leaving = stack.pop()
        if leaving:
            path.pop()
            open_.discard(node)
            done.add(node)
            continue
        if node in open_:
            return [*path[path.index(node) :], node]
        if node in done:
            continue
        path.append(node)
        open_.add(node)
        stack.append((node, True))
        stack.extend((below, False) for below in sorted(reads.get(node, ()), key=str))
    return []
