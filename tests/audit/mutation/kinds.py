"""The kinds of defect, and the places where each can be put."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

from tests.audit.mutation.scene import Mutation, Node, Scene

Make = Callable[[Random], Mutation]
Find = Callable[[Scene], Iterator["Site"]]

_DIGITS: Final = "0123456789"


@dataclass(frozen=True, slots=True)
class Site:
    """A place where a defect of a kind can be put.

    Attributes:
        cell: the cell, or the figure in a text, that defects are drawn over.
        make: draws the defect.
    """

    cell: Hashable
    make: Make


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of defect: what it is called in the table, and where it can be put."""

    name: str
    find: Find


_kinds: dict[str, Kind] = {}
KINDS: Final = _kinds
"""Every kind by name, in the order in which they are declared."""


def kind(name: str) -> Callable[[Callable[[Scene, str], Iterator[Site]]], Find]:
    """Declare a kind of defect."""

    def declare(find: Callable[[Scene, str], Iterator[Site]]) -> Find:
        def of(scene: Scene) -> Iterator[Site]:
            return find(scene, name)

        _kinds[name] = Kind(name, of)
        return of

    return declare


def digit_changed(text: str, draw: Random) -> str:
    """Return a text with one digit changed; the first digit of a number does not become 0."""
    places = [match.start() for match in re.finditer(r"\d", text)]
    at = draw.choice(places)
    first = (at == 0 or text[at - 1] not in _DIGITS + ".") and text[at + 1 : at + 2] in {*_DIGITS, "."}
    others = [digit for digit in _DIGITS if digit != text[at] and not (first and digit == "0")]
    return text[:at] + draw.choice(others) + text[at + 1 :]


def name_changed(text: str, draw: Random) -> str:
    """Return a name with one character dropped, doubled or taken for its neighbour."""
    at = draw.randrange(1, len(text) - 1)
    how = draw.choice(("dropped", "swapped", "replaced"))
    if how == "swapped" and text[at] != text[at + 1]:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if how == "replaced":
        other = draw.choice([one for one in "社会保险管理服务中心办公" if one != text[at]])
        return text[:at] + other + text[at + 1 :]
    return text[:at] + text[at + 1 :]


def has_digit(text: str) -> bool:
    """Say whether a text has a digit."""
    return re.search(r"\d", text) is not None


def said(scene: Scene, node: Node, before: str, after: str, form: str = "") -> str:
    """Return a change in words."""
    at = scene.name(node) + (f"|{form}" if form else "")
    return f"{at}：{before or '（空）'} → {after or '（空）'}"
