"""Small hostile packs that would take minutes or the whole stack are refused at their place."""

from __future__ import annotations

import pytest

from app.core.errors import Place
from app.packs.chain import MAX_CHARACTERS
from app.packs.form_layers import MAX_LIKE
from app.packs.merge import MAX_MOVES
from app.packs.params import MAX_NESTING
from app.packs.schema import MAX_TABLES
from tests.packs.small import Layers, fault, layer, layers, pack


def forms(number: int) -> str:
    """Give a form and others that are each like the one before."""
    first = "forms:\n  f0: {of: unit, columns: ['1'], bands: {b: {rows: [[x]]}}}\n"
    return first + "".join(f"  f{n}: {{like: f{n - 1}}}\n" for n in range(1, number + 1))


def test_forms_may_be_like_each_other_so_far() -> None:
    assert len(pack(forms(MAX_LIKE)).forms) == MAX_LIKE + 1
    chain = layers(forms(MAX_LIKE + 1))
    error = fault(chain)
    assert error.code == "form.like"
    assert error.place.line == chain.place("f1: {").line
    assert fault(layers(forms(2000))).code == "form.like"


def nested(number: int) -> str:
    """Give a parameter that holds another, and so on; the one that holds most comes first."""
    return "params:\n" + "".join(f"  p{n}: $p{n + 1}\n" for n in range(number)) + f"  p{number}: x\n"


def test_parameters_may_hold_each_other_so_far() -> None:
    assert pack(nested(MAX_NESTING)).params["p0"] == "x"
    assert fault(layers(nested(MAX_NESTING + 1))).code == "pack.param_depth"
    assert fault(layers(nested(5000))).code == "pack.param_depth"


def moved(number: int) -> tuple[str, str]:
    """Give a layer with one term, and one that puts terms behind each other."""
    terms = "".join(f"  t{n}: {{label: x, param: p, after: t{n - 1}}}\n" for n in range(1, number + 1))
    return "params: {p: x}\nterms: {t0: {label: x, param: p}}\n", f"terms:\n{terms}"


def test_after_may_be_used_so_often() -> None:
    terms = list(pack(*moved(MAX_MOVES)).terms)
    assert terms == [f"t{n}" for n in range(MAX_MOVES + 1)]
    assert fault(layers(*moved(MAX_MOVES + 1))).code == "pack.moves"


def test_many_entries_are_merged_in_their_order() -> None:
    """Thousands of entries are common in folded fields; each must not cost a copy of all."""
    many = "params:\n" + "".join(f"  p{n}: x\n" for n in range(20_000))
    assert list(pack(many, "params: {p7: y}\n").params.items())[6:8] == [("p6", "x"), ("p7", "y")]


def test_a_layer_is_as_long_as_it_may_be() -> None:
    text = layer("about: x\n")
    full = text + "#" * (MAX_CHARACTERS - len(text))
    assert Layers((full,)).pack().about == "x"
    error = fault(Layers((full + "#",)))
    assert error.code == "yaml.too_large"
    assert error.place == Place("p0.yaml")


@pytest.mark.parametrize(("number", "code"), [(4, ""), (5, "pack.axis"), (1000, "pack.axis")])
def test_a_key_may_have_so_many_axes(number: int, code: str) -> None:
    axes = "".join(f"    a{n}: {{v{n}: {{zh: x}}}}\n" for n in range(number))
    key = ".".join(f"<a{n}>" for n in range(number))
    entry = f"  fields:\n    ? k.{key}\n    : {{of: [unit], zh: x, kind: text}}\n"
    chain = layers(f"dictionary:\n  axes:\n{axes}{entry}")
    if code:
        assert fault(chain).code == code
    else:
        assert "k.v0.v1.v2.v3" in chain.pack().fields["unit"]


def test_a_pack_may_have_so_many_tables() -> None:
    own = "".join(f"    z{n}: {{zh: x, in: [{f'z{n - 1}' if n else 'unit'}]}}\n" for n in range(MAX_TABLES))
    error = fault(layers(f"dictionary:\n  tables:\n{own}"))
    assert error.code == "pack.schema"
    assert "tables" in error.what
