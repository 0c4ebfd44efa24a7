"""Drawing the defects: uniformly over the cells, then over the kinds that a cell can suffer."""

from __future__ import annotations

from collections.abc import Hashable
from random import Random
from typing import Final

from app.core.records import Address
from tests.audit.mutation import kinds_figures, kinds_rows, kinds_texts
from tests.audit.mutation.kinds import KINDS, Site
from tests.audit.mutation.scene import Mutation, Scene

SEED: Final = 20241
NUMBER: Final = 400
_MODULES: Final = (kinds_figures, kinds_texts, kinds_rows)
"""Declare the kinds."""

Population = dict[Hashable, dict[str, list[Site]]]


def population(scene: Scene) -> Population:
    """Return every place that a defect can be put into: cell (or figure in a text) → kind → ways."""
    found: Population = {}
    for one in KINDS.values():
        for site in one.find(scene):
            found.setdefault(site.cell, {}).setdefault(one.name, []).append(site)
    return found


def draw(scene: Scene, found: Population, number: int = NUMBER, seed: int = SEED) -> tuple[list[Mutation], int]:
    """Draw defects: a cell, one of its kinds, one of its ways; none twice.

    Returns:
        The defects, and how many were drawn beside them that no second place tells of: these are counted apart.
    """
    random = Random(seed)  # noqa: S311 - a test, no secret
    cells = sorted(found, key=lambda cell: place(scene, cell))
    drawn: dict[str, Mutation] = {}
    apart: set[str] = set()
    for _ in range(number * 50):
        if len(drawn) == number:
            break
        kinds = found[random.choice(cells)]
        mutation = random.choice(kinds[random.choice(list(kinds))]).make(random)
        called = f"{mutation.kind} {mutation.words}"
        if called in drawn or called in apart:
            continue
        if scene.tells(mutation):
            drawn[called] = mutation
        else:
            apart.add(called)
    return list(drawn.values()), len(apart)


def place(scene: Scene, cell: Hashable) -> tuple[str, int]:
    """Return where a cell or a figure of a text stands, in words: ids of rows are others in every run."""
    assert isinstance(cell, tuple)
    at, rest = cell
    if isinstance(at, Address):
        return scene.name((at.row, at.key)), int(rest)
    return (scene.name((at, rest)) if rest else scene.tree.path(at)), -1


def every(scene: Scene, found: Population, seed: int = SEED) -> list[Mutation]:
    """Return one defect for every way of every cell, for looking at the rules."""
    random = Random(seed)  # noqa: S311 - a test, no secret
    made = (site.make(random) for kinds in found.values() for sites in kinds.values() for site in sites)
    return [mutation for mutation in made if scene.tells(mutation)]


def left_out(scene: Scene, found: Population) -> tuple[dict[str, int], dict[str, int]]:
    """Count the cells in which no defect was put, by table.

    Returns:
        Those without a second place; those that have one, or a formula, but none of the kinds fits (words, choices).
    """
    drawn = {cell for cell in found if isinstance(cell, tuple) and isinstance(cell[0], str)}
    drawn |= {(cell[0].row, cell[0].key) for cell in found if isinstance(cell, tuple) and isinstance(cell[0], Address)}
    apart: dict[str, int] = {}
    unfit: dict[str, int] = {}
    for node in dict.fromkeys((*(node for node, _ in scene.typed), *scene.computed)):
        if node not in drawn:
            into = unfit if scene.has_second_place(node) else apart
            into[scene.table(node[0])] = into.get(scene.table(node[0]), 0) + 1
    return apart, unfit
