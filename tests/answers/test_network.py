"""The network: values do not depend on the order in which they are asked for, whatever rings there are."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.answers.deep import compute_bottom_up
from app.answers.network import MOST_NESTED, Network, Node

Edges = Mapping[int, list[int]]
NODES = st.integers(min_value=0, max_value=11)
GRAPHS = st.dictionaries(NODES, st.lists(NODES, max_size=4), max_size=12)


class Sums:
    """A network in which each node is 1 plus the sum of the nodes it reads; a node in a ring is blank."""

    def __init__(self, edges: Edges) -> None:
        self.edges = dict(edges)
        self.cyclic: set[Node] = set()
        self.network = Network(self._compute, self.cyclic.add, self._deep)

    def _compute(self, found: Node) -> object:
        self.cyclic.discard(found)
        parts = [self.network.get(node(below)) for below in self.edges.get(int(found[0]), [])]
        return 1 + sum(part for part in parts if isinstance(part, int))

    def _deep(self, found: Node) -> None:
        def reads(one: Node) -> frozenset[Node]:
            return frozenset(node(below) for below in self.edges.get(int(one[0]), []))

        compute_bottom_up(self.network, found, reads)

    def values(self, order: list[int]) -> dict[int, object]:
        return {number: self.network.get(node(number)) for number in order}


def node(number: int) -> Node:
    return str(number), "value"


def in_rings(edges: Edges) -> set[int]:
    """Return the nodes that reach themselves, by brute force."""
    reach = {number: set(edges.get(number, [])) for number in range(12)}
    for _ in range(12):
        for number, found in reach.items():
            reach[number] = found | {further for below in found for further in reach[below]}
    return {number for number, found in reach.items() if number in found}


@settings(max_examples=200)
@given(GRAPHS, st.permutations(range(12)), st.permutations(range(12)))
def test_the_order_of_asking_does_not_matter(edges: Edges, one: list[int], other: list[int]) -> None:
    first, second = Sums(edges), Sums(edges)
    assert first.values(one) == second.values(other)
    assert first.cyclic == second.cyclic == {node(number) for number in in_rings(edges)}
    assert all(first.network.get(ring) is None for ring in first.cyclic)


@settings(max_examples=150)
@given(GRAPHS, st.lists(st.tuples(NODES, st.lists(NODES, max_size=3)), max_size=6), st.permutations(range(12)))
def test_edits_give_what_a_new_network_gives(
    edges: Edges, edits: list[tuple[int, list[int]]], order: list[int]
) -> None:
    kept = Sums(edges)
    kept.values(order)
    for number, reads in edits:
        kept.edges[number] = reads
        kept.network.invalidate([node(number)])
        assert kept.values(order) == Sums(kept.edges).values(sorted(order))


@settings(max_examples=60)
@given(GRAPHS)
def test_bottom_up_gives_the_same(edges: Edges) -> None:
    below, above = Sums(edges), Sums(edges)
    for number in range(12):
        below._deep(node(number))
    assert below.network.memo == {node(n): above.network.get(node(n)) for n in range(12)}


def test_readers_are_those_that_still_read() -> None:
    sums = Sums({0: [1, 2], 1: [2]})
    sums.values([0])
    assert sums.network.readers(node(2)) == {node(0), node(1)}
    assert sums.network.all_readers(node(2)) == {node(0), node(1)}
    sums.edges[0] = [1]
    sums.network.invalidate([node(0)])
    sums.values([0])
    assert sums.network.readers(node(2)) == {node(1)}
    assert sums.network.reads(node(0)) == {node(1)}


def test_only_what_depends_on_an_edit_is_forgotten() -> None:
    sums = Sums({0: [1], 2: [3]})
    sums.values([0, 2])
    assert set(sums.network.invalidate([node(1)])) == {node(0), node(1)}


def test_an_error_in_a_node_leaves_the_network_usable() -> None:
    def compute(found: Node) -> object:
        if found[0] == "bad":
            message = "a bug"
            raise ValueError(message)
        return network.get(("bad", "value")) if found[0] == "1" else 7

    network = Network(compute, lambda _: None, lambda _: None)
    for _ in range(2):
        with pytest.raises(ValueError, match="a bug"):
            network.get(node(1))
    assert network.get(node(2)) == 7


def test_chains_far_longer_than_the_nesting() -> None:
    count = MOST_NESTED * 100
    sums = Sums({number: [number + 1] for number in range(count)})
    assert sums.values([0]) == {0: count + 1}
