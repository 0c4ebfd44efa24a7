"""Defects put one at a time into a sound package: at least 95 % are found at the right place.

`python -m tests.audit.mutation.table` prints the table by kind; docs/audit.md has it as it was last drawn.
"""

from __future__ import annotations

from app.answers.bindings import is_template
from tests.audit.mutation.drawing import NUMBER, draw, place, population
from tests.audit.mutation.kinds import KINDS
from tests.audit.mutation.running import CLEAN, run, scene_of
from tests.audit.mutation.scene import Scene
from tests.audit.mutation.table import lines

LEAST = NUMBER * 95 // 100
BLIND = 4
"""So many of a kind drawn and none found: the audit does not see that kind at all."""


def drawn(scene: Scene) -> list[str]:
    """Give in words what is drawn."""
    return [f"{one.kind} {one.words}" for one in draw(scene, population(scene))[0]]


def test_at_least_95_of_100_defects_are_found_at_the_right_place() -> None:
    scene = scene_of()
    results = list(run(scene, draw(scene, population(scene))[0]))
    table = "\n".join(lines(results, {}))
    print(table)  # noqa: T201 - shown when it fails, and with -s
    assert len(results) == NUMBER
    assert sum(one.found for one in results) >= LEAST, table
    by_kind = {name: [one.found for one in results if one.mutation.kind == name] for name in KINDS}
    assert [name for name, found in by_kind.items() if len(found) >= BLIND and not any(found)] == []


def test_what_is_drawn_does_not_depend_on_the_rules_of_the_audit() -> None:
    scene = scene_of()
    without = Scene(scene.pack.model_copy(update={"audit": {}}), scene.facts)
    assert drawn(without) == drawn(scene)


def test_every_defect_changes_something_and_is_put_back() -> None:
    scene = scene_of()
    before = dict(scene.graph.facts.cells)
    mutations, apart = draw(scene, population(scene))
    assert len({(one.kind, one.words) for one in mutations}) == NUMBER
    assert apart < NUMBER // 10
    assert all(one.ops and one.at for one in mutations)
    assert dict(scene.graph.facts.cells) == before


def test_all_bound_figures_of_texts_and_all_computed_figures_can_be_drawn() -> None:
    scene = scene_of()
    found = population(scene)
    bound = {
        (address.row, address.key)
        for prose in scene.prose
        if (address := prose.address)
        and prose.longtext
        and any(span.bound and span.text[:1].isdigit() for span in prose.spans)
    }
    texts = {(cell[0].row, cell[0].key) for cell in found if isinstance(cell, tuple) and hasattr(cell[0], "row")}
    assert bound <= texts
    figures = {
        node for node in scene.computed if scene.printed(node)[:1].isdigit() and scene.field(node).kind != "year"
    }
    assert {node for node in figures if node not in found and scene.graph.cell(*node) is None} == set()


def test_cells_are_drawn_alike_whatever_they_hold() -> None:
    scene = scene_of()
    found = population(scene)
    places = [place(scene, cell) for cell in found]
    assert len(set(places)) == len(places)
    assert CLEAN.exists()
    assert any(is_template(cell.text) for _, cell in scene.typed)
