"""Layers of packs: merge, axes, parameters, chains, and the place of the guilty layer."""

from __future__ import annotations

import pytest

from app.packs.problems import PackError
from app.packs.resolve import resolve
from tests.packs.small import Layers, fault, layer, layers, pack

# ---- merge ----

TERMS = """
terms:
  one: {label: 一, param: x}
  two: {label: 二, param: x}
params: {x: "1"}
"""


def test_mappings_merge_and_texts_and_lists_replace() -> None:
    merged = pack(
        "kinds: {points: {round: '2', form: '0.00'}}\nprint: {order: [a, b], date: 数字}\n",
        "kinds: {points: {form: '0'}, rate: {form: 0%}}\nprint: {order: [c]}\n",
    )
    assert merged.kinds["points"].round == 2
    assert merged.kinds["points"].form == "0"
    assert list(merged.kinds) == ["points", "rate"]
    assert merged.print.order == ("c",)
    assert merged.print.date == "数字"


def test_new_ids_go_last_or_behind_the_one_they_name() -> None:
    last = pack(TERMS, "terms: {three: {label: 三, param: x}}\n")
    assert list(last.terms) == ["one", "two", "three"]
    behind = pack(TERMS, "terms: {three: {after: one, label: 三, param: x}}\n")
    assert list(behind.terms) == ["one", "three", "two"]


def test_after_moves_what_is_there() -> None:
    moved = pack(TERMS, "terms: {one: {after: two, hint: 挪后}}\n")
    assert list(moved.terms) == ["two", "one"]
    assert moved.terms["one"].hint == "挪后"
    assert moved.terms["one"].label == "一"


def test_drop_removes_and_may_be_followed_by_something_new() -> None:
    assert list(pack(TERMS, "terms: {drop: [one]}\n").terms) == ["two"]
    assert list(pack(TERMS, "terms: {drop: one}\n").terms) == ["two"]
    again = pack(TERMS, "terms: {drop: [one], one: {label: 新, param: x}}\n")
    assert list(again.terms) == ["two", "one"]
    assert again.terms["one"].label == "新"


@pytest.mark.parametrize(
    ("text", "code", "guilty"),
    [
        ("terms: {drop: [one, nine]}\n", "pack.drop", "nine"),
        ("terms:\n  three: {after: nine, label: 三}\n", "pack.after", "after"),
        ("terms:\n  one: {after: one}\n", "pack.after", "after"),
        ("terms:\n  drop: {one: two}\n", "pack.drop_list", "drop"),
        ("terms:\n  drop: [[one]]\n", "pack.drop_list", "drop"),
        ("terms:\n  onne: {drop: [hint]}\n", "pack.nothing_below", "drop"),
        ("scoring:\n  x: {given: {after: rate}}\n", "pack.nothing_below", "after"),
    ],
)
def test_drop_and_after_need_something_below(text: str, code: str, guilty: str) -> None:
    chain = layers(TERMS, text)
    error = fault(chain)
    assert error.code == code
    assert error.place == chain.place(guilty)


def test_the_first_layer_has_nothing_below() -> None:
    chain = layers("terms:\n  one: {label: 一, drop: [x]}\n")
    assert fault(chain).code == "pack.nothing_below"


def test_worked_examples_are_those_of_the_pack_itself() -> None:
    assert list(pack("cases: {a: {expect: {}}}\n", "cases: {b: {expect: {}}}\n").cases) == ["b"]
    assert pack("cases: {a: {expect: {}}}\n", "").cases == {}


def test_order_is_that_of_the_packs() -> None:
    merged = pack("reports: {b: {of: unit}, a: {of: unit}}\n", "reports: {c: {of: unit}, b: {title: x}}\n")
    assert list(merged.reports) == ["b", "a", "c"]
    assert list(merged.fields["unit"])[:5] == ["year", "unit.name", "money.prior", "money.initial", "money.executed"]


# ---- axes ----


def computed(chain: Layers, table: str = "unit") -> dict[str, str]:
    """Give the formulas of a table."""
    return {key: field.compute for key, field in chain.pack().fields[table].items() if field.compute}


def test_a_pattern_stands_for_every_value_and_puts_it_into_texts() -> None:
    assert computed(layers("fields: {unit: {money.<when>: {compute: sum(projects.money.<when>)}}}\n")) == {
        "money.prior": "sum(projects.money.prior)",
        "money.initial": "sum(projects.money.initial)",
        "money.executed": "sum(projects.money.executed)",
    }


@pytest.mark.parametrize("exact_first", [True, False])
def test_an_exact_key_beats_the_pattern_of_its_layer(*, exact_first: bool) -> None:
    entries = ["money.prior: {hint: 抄上年}", "money.<when>: {compute: 'cash'}"]
    chosen = entries if exact_first else entries[::-1]
    chain = layers("fields:\n  unit:\n" + "".join(f"    {entry}\n" for entry in chosen))
    assert set(computed(chain)) == {"money.initial", "money.executed"}
    assert chain.pack().fields["unit"]["money.prior"].hint == "抄上年"


def test_a_pattern_of_the_child_beats_the_exact_key_of_the_parent() -> None:
    chain = layers(
        "fields: {unit: {money.prior: {compute: cash, hint: 父}}}\n",
        "fields: {unit: {money.<when>: {compute: money.extra}}}\n",
    )
    assert computed(chain) == dict.fromkeys(("money.prior", "money.initial", "money.executed"), "money.extra")
    assert chain.pack().fields["unit"]["money.prior"].hint == "父"


def test_several_axes_fold_one_inside_the_other() -> None:
    own = "dictionary: {fields: {plan.<scheme>.<when>: {of: [unit], zh: 计划, kind: money, carry: axis}}}\n"
    chain = layers(own + "fields: {unit: {plan.<scheme>.<when>: {hint: <when>的<scheme>}}}\n")
    fields = {key: field for key, field in chain.pack().fields["unit"].items() if key.startswith("plan.")}
    assert len(fields) == 6
    assert fields["plan.resident.executed"].hint == "executed的resident"
    assert fields["plan.resident.executed"].label == "计划（居民，执行数）"
    assert fields["plan.resident.executed"].axis == {"scheme": "resident", "when": "executed"}
    assert fields["plan.resident.executed"].carry == "plan.resident.prior"
    assert fields["plan.resident.initial"].carry == "clear"


def test_drop_takes_patterns() -> None:
    chain = layers("fields: {unit: {drop: [money.<when>]}}\n")
    assert not [key for key in chain.pack().fields["unit"] if key.startswith("money.") and key != "money.extra"]


def test_a_star_stands_for_every_other_key_of_its_kind() -> None:
    text = (
        "fields:\n  unit:\n    '*': {compute: sum(parts.*) * 2, where: {kind: money, in: parts}}\n    cash: {hint: x}\n"
    )
    assert computed(layers(text)) == {
        f"money.{when}": f"sum(parts.money.{when}) * 2" for when in ("prior", "initial", "executed")
    }


def test_a_star_without_table_takes_every_key_of_the_kind() -> None:
    chain = layers("fields: {unit: {'*': {hint: 元, where: {kind: money}}, cash: {hint: x}}}\n")
    hints = {key: field.hint for key, field in chain.pack().fields["unit"].items() if field.hint}
    assert hints == {
        "money.prior": "元",
        "money.initial": "元",
        "money.executed": "元",
        "money.extra": "元",
        "cash": "x",
    }


@pytest.mark.parametrize(
    ("text", "code", "guilty"),
    [
        ("fields:\n  unit:\n    money.<how>: {hint: x}\n", "pack.axis", "money.<how>"),
        ("fields:\n  unit:\n    monney: {hint: x}\n", "pack.key", "monney"),
        ("fields:\n  unit:\n    money.<scheme>: {hint: x}\n", "pack.key", "money.<scheme>"),
        ("fields:\n  untit: {}\n", "pack.table", "untit"),
        ("fields:\n  unit: [cash]\n", "pack.mapping", "unit"),
        ("fields:\n  unit:\n    cash: 是\n", "pack.mapping", "cash"),
        ("fields: 是\n", "pack.mapping", "fields"),
        ("fields:\n  unit:\n    cash: {kind: text}\n", "pack.meaning", "kind"),
        ("fields:\n  unit:\n    cash: {carry: keep}\n", "pack.meaning", "carry"),
        ("fields:\n  unit:\n    '*': {where: {kind: moeny}}\n", "pack.where", "kind"),
        ("fields:\n  unit:\n    '*': {where: {sort: money}}\n", "pack.where", "sort"),
        ("fields:\n  unit:\n    '*': {where: money}\n", "pack.where", "where"),
        ("fields:\n  unit:\n    drop: [cashh]\n", "pack.drop", "cashh"),
    ],
)
def test_faults_of_fields_say_where(text: str, code: str, guilty: str) -> None:
    chain = layers("", text)
    error = fault(chain)
    assert error.code == code
    assert error.place == chain.place(guilty)


def test_two_patterns_for_one_key_are_refused() -> None:
    own = "dictionary: {axes: {stage: {initial: {zh: 初}, last: {zh: 末}}}}\n"
    error = fault(layers(own + "fields: {unit: {money.<when>: {hint: a}, money.<stage>: {hint: b}}}\n"))
    assert error.code == "pack.pattern_twice"


def test_ids_of_scores_and_audit_rules_may_be_patterns() -> None:
    rule = "sum.<when>: {severity: error, check: money.<when> == cash, message: 不等}"
    chain = layers(f"audit:\n  {rule}\n", "audit: {sum.prior: {off: 'true'}, drop: [sum.initial]}\n")
    audit = chain.pack().audit
    assert list(audit) == ["sum.prior", "sum.executed"]
    assert audit["sum.executed"].check == "money.executed == cash"
    assert audit["sum.prior"].off


# ---- parameters ----


def test_parameters_are_put_in_last_and_remembered() -> None:
    chain = layers(
        "params: {base: initial, label: 表（$base）}\nfields: {unit: {cash: {compute: money.$base, label: $label}}}\n",
        "params: {base: executed}\n",
    )
    merged = chain.pack()
    assert merged.fields["unit"]["cash"].compute == "money.executed"
    assert merged.fields["unit"]["cash"].label == "表（executed）"
    assert merged.params == {"base": "executed", "label": "表（executed）"}
    assert {(".".join(leaf.path), leaf.text) for leaf in merged.param_leaves} == {
        ("params.label", "表（$base）"),
        ("fields.unit.cash.compute", "money.$base"),
        ("fields.unit.cash.label", "$label"),
    }


def test_two_dollars_are_one_and_others_stay() -> None:
    chain = layers("params: {a: '1'}\nabout: '$$a 值 $a，5$，$ 号'\n")
    assert chain.pack().about == "$a 值 1，5$，$ 号"


@pytest.mark.parametrize(
    ("text", "code", "guilty"),
    [
        ("params: {a: '1'}\nabout: 值$b\n", "pack.param", "about"),
        ("params:\n  a: $c\n", "pack.param", "a: $c"),
        ("params:\n  a: x$a\n", "pack.param_circle", "a: x$a"),
        ("params:\n  a: $b\n  b: 1$a\n", "pack.param_circle", "a: $b"),
        ("params: [a]\n", "pack.mapping", "params"),
    ],
)
def test_faults_of_parameters_say_where(text: str, code: str, guilty: str) -> None:
    chain = layers("", text)
    error = fault(chain)
    assert error.code == code
    assert error.place == chain.place(guilty)


def test_a_circle_of_parameters_is_named() -> None:
    assert "$a → $b → $c → $a" in fault(layers("params: {a: $b, b: $c, c: $a}\n")).what


# ---- growth ----


@pytest.mark.parametrize(
    "text",
    [
        "params:\n  a: x\n"
        + "".join(f"  {'bcdefg'[n]}: {('$' + 'abcdef'[n]) * 30}\n" for n in range(6))
        + "about: $g\n",
        "about: " + "长" * 20_001 + "\n",
        "dictionary:\n  axes:\n    n: {" + ", ".join(f"v{n}: {{zh: x}}" for n in range(90)) + "}\n"
        "    m: {" + ", ".join(f"w{n}: {{zh: x}}" for n in range(90)) + "}\n"
        "  fields: {a.<n>.<m>: {of: [unit], zh: x, kind: money, labels: [" + "x, " * 40 + "]}}\n",
        "params: {x: '1'}\nforms:\n  f:\n    of: unit\n    bands:\n      b:\n        cells: [" + "$k, " * 900 + "]\n"
        "        lines: [" + "{k: x}, " * 900 + "]\n",
    ],
    ids=["params", "text", "axes", "lines"],
)
def test_small_files_cannot_grow_without_end(text: str) -> None:
    assert fault(layers(text)).code in {"pack.text", "pack.growth"}


# ---- chains ----


def test_a_chain_needs_its_parents() -> None:
    chain = Layers((layer("", 0, extends="p7"),))
    error = fault(chain)
    assert error.code == "pack.parent"
    assert error.place == chain.place("extends")
    assert "p7" in error.what


def test_a_circle_of_packs_is_named() -> None:
    chain = Layers((layer("", 0, extends="p1"), layer("", 1)))
    error = fault(chain)
    assert error.code == "pack.cycle"
    assert "p1 → p0 → p1" in error.what
    assert error.place == chain.place("extends", 0)
    assert fault(Layers((layer("", 0, extends="p0"),))).code == "pack.cycle"


def test_a_chain_may_not_be_too_long() -> None:
    assert layers(*([""] * 12)).pack().title == "小表样"
    assert fault(layers(*([""] * 13))).code == "pack.chain"


def test_a_file_must_hold_the_pack_it_is_asked_for() -> None:
    chain = Layers((layer("", 0).replace("id: p0", "id: q0"),))
    error = fault(chain)
    assert error.code == "pack.other_id"
    assert error.place.line == 1


@pytest.mark.parametrize("missing", ["id: p1\n", 'revision: "1"\n'])
def test_id_and_revision_are_not_inherited(missing: str) -> None:
    chain = layers("", "about: x\n")
    broken = Layers((chain.texts[0], chain.texts[1].replace(missing, "")))
    assert fault(broken).code == "pack.head"


@pytest.mark.parametrize(
    ("text", "code"), [("[a]", "pack.shape"), ("text", "pack.shape"), ("- id: p0\n", "pack.shape")]
)
def test_a_pack_is_a_mapping(text: str, code: str) -> None:
    with pytest.raises(PackError) as caught:
        resolve("p0", lambda _: (text, "p0.yaml"))
    assert caught.value.code == code


def test_an_unknown_section_is_refused_with_the_known_ones() -> None:
    chain = layers("", "formms: {}\n")
    error = fault(chain)
    assert error.code == "pack.unknown"
    assert error.place == chain.place("formms")
    assert "forms" in error.rule
