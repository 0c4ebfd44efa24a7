"""Any change of a pack's YAML is resolved and checked, or refused as a fault of the pack: never anything else."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.packs.checking import check_pack
from app.packs.loading import load_pack
from app.packs.problems import PackError
from app.packs.strict_yaml import read_yaml
from app.packs.yaml_writing import write_yaml
from tests.packs.small import RULES, Layers, layer
from tests.packs.sound import SOUND

WORDS = st.sampled_from(
    ["", "unit", "projects", "nowhere", "true", "100", "-1", "$col", "$x", "$$", "{{year}}", "{{no", "<when>", "<x>",
     "money.<when>", "*", "drop", "after", "like", "up.year", "projects.score", "sum(projects.score)", "1 / 0", "a" * 9]
)  # fmt: skip
SIGNS = st.characters(min_codepoint=32, max_codepoint=0x9FFF, exclude_categories=["Cs", "Cc"])
TEXTS = WORDS | st.text(SIGNS, max_size=8)
NAMES = TEXTS.filter(bool)
VALUES: st.SearchStrategy[object] = st.recursive(
    TEXTS, lambda below: st.lists(below, max_size=3) | st.dictionaries(NAMES, below, max_size=3), max_leaves=6
)


def spoil(plain: Any, data: st.DataObject) -> None:
    """Change one value somewhere, put one in, or take one away."""
    at = plain
    while True:
        if isinstance(at, dict) and at:
            step: Any = data.draw(st.sampled_from(list(at)))
        elif isinstance(at, list) and at:
            step = data.draw(st.integers(0, len(at) - 1))
        else:
            return
        if not isinstance(at[step], (dict, list)) or data.draw(st.integers(0, 3)) == 0:
            break
        at = at[step]
    act = data.draw(st.sampled_from(["set", "drop", "add"]))
    if act == "drop":
        del at[step]
    elif act == "add" and isinstance(at, dict):
        at[data.draw(NAMES)] = data.draw(VALUES)
    else:
        at[step] = data.draw(VALUES)


def settle(*texts: str) -> None:
    """Resolve and check a chain; a fault of the pack is all that may come of it."""
    try:
        drawn = Layers(texts).draw()
    except PackError as error:
        assert error.sentence()  # noqa: PT017 - either is fine, only nothing else may be raised
        return
    for problem in check_pack(load_pack(drawn.resolved.body), RULES, drawn.places):
        assert problem.sentence()


@given(st.data())
@settings(max_examples=120)
def test_a_spoilt_pack_is_a_fault_or_sound(data: st.DataObject) -> None:
    plain: Any = read_yaml(layer(SOUND), "p0.yaml")[0]
    for _ in range(data.draw(st.integers(1, 3))):
        spoil(plain, data)
    settle(write_yaml(plain))


@given(st.data())
@settings(max_examples=120)
def test_a_spoilt_child_is_a_fault_or_sound(data: st.DataObject) -> None:
    plain: Any = read_yaml(layer(SOUND, 1), "p1.yaml")[0]
    for _ in range(data.draw(st.integers(1, 3))):
        spoil(plain, data)
    settle(layer(SOUND), write_yaml(plain))


@given(
    st.dictionaries(st.sampled_from(["forms", "fields", "params", "audit", "terms", "dictionary", "tables"]), VALUES)
)
@settings(max_examples=120)
def test_any_sections_of_a_child_are_a_fault_or_sound(sections: dict[str, object]) -> None:
    settle(layer(SOUND), layer("", 1) + (write_yaml(sections) if sections else ""))
