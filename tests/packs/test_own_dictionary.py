"""What a pack may add to the dictionary, and what it may not change."""

from __future__ import annotations

import pytest

from tests.packs.small import DICTIONARY, fault, layers, pack


def test_a_pack_may_bring_keys_axes_tables_and_words() -> None:
    own = """
dictionary:
  axes:
    scheme: {injury: {zh: 工伤}}
  tables:
    shops: {zh: 网点, in: [parts], title: name}
  fields:
    name: {of: [projects, indicators, parts, shops]}
    rooms: {of: [shops], zh: 房间, kind: count, carry: keep}
  facts:
    insured: {synonyms: [参保]}
"""
    merged = pack(own)
    assert merged.tables["shops"].parents == ("parts",)
    assert list(merged.fields["shops"]) == ["name", "rooms"]
    assert merged.fields["shops"]["name"].label == "名称"
    assert list(merged.axes["scheme"]) == ["enterprise", "resident", "injury"]
    assert merged.axes["when"]["executed"].carry == "prior"
    assert merged.axes["when"]["initial"].synonyms == ("年初预算",)
    assert merged.facts["insured"].synonyms == ("参保",)


@pytest.mark.parametrize(
    ("text", "code", "guilty"),
    [
        ("dictionary:\n  fields:\n    cash: {kind: count}\n", "dictionary.kind", "kind"),
        ("dictionary:\n  fields:\n    money.prior: {of: [unit], zh: x, kind: count}\n", "dictionary.kind", "kind"),
        ("dictionary:\n  fields:\n    new: {of: [unit], kind: count}\n", "dictionary.meaning", "new"),
        ("dictionary:\n  fields:\n    new: {of: [unit], zh: x}\n", "dictionary.meaning", "new"),
        ("dictionary:\n  fields:\n    new: {of: unit, zh: x, kind: count}\n", "dictionary.meaning", "new"),
        ("dictionary:\n  fields:\n    new: {of: [shop], zh: x, kind: count}\n", "dictionary.table", "new"),
        (
            "dictionary:\n  fields:\n    new: {of: [unit], zh: x, kind: count, compute: cash}\n",
            "dictionary.entry",
            "compute",
        ),
        (
            "dictionary:\n  fields:\n    new: {of: [unit], zh: x, kind: count, carry: axis}\n",
            "dictionary.carry",
            "carry",
        ),
        (
            "dictionary:\n  fields:\n    new: {of: [unit], zh: x, kind: count, carry: {to: gone}}\n",
            "dictionary.carry",
            "new",
        ),
        ("dictionary:\n  fields:\n    new.<how>: {of: [unit], zh: x, kind: count}\n", "pack.axis", "new.<how>"),
        ("dictionary:\n  fields: 是\n", "dictionary.shape", "fields"),
        ("dictionary:\n  filds: {}\n", "dictionary.entry", "filds"),
        ("dictionary:\n  axes: {when: {later: {zh: x, word: y}}}\n", "dictionary.entry", "word"),
        ("dictionary:\n  fields:\n    new: {of: [unit], zh: x, kind: money2}\n", "pack.schema", "kind"),
        ("dictionary:\n  fields:\n    New: {of: [unit], zh: x, kind: count}\n", "pack.schema", "New"),
        ("dictionary:\n  tables:\n    shop: {zh: x, inn: [unit]}\n", "pack.schema", "inn"),
    ],
)
def test_faults_of_a_dictionary_say_where(text: str, code: str, guilty: str) -> None:
    chain = layers("", text)
    error = fault(chain)
    assert error.code == code
    assert error.place == chain.place(guilty)


def test_two_patterns_of_a_dictionary_may_not_meet() -> None:
    own = (
        "dictionary: {axes: {stage: {initial: {zh: 初}}}, fields: {money.<stage>: {of: [unit], zh: x, kind: money}}}\n"
    )
    assert fault(layers(own)).code == "dictionary.twice"


def test_the_guilty_dictionary_is_named() -> None:
    chain = layers("", dictionary=DICTIONARY.replace("kind: rate}", "kind: rats}"))
    error = fault(chain)
    assert error.place.source == "dictionary.yaml"
    assert "rats" in error.what


def test_carry_to_a_key_clears_where_the_table_lacks_it() -> None:
    own = "dictionary: {fields: {target: {of: [indicators, goals]}}}\n"
    fields = pack(own).fields
    assert fields["indicators"]["target"].carry == "before"
    assert fields["goals"]["target"].carry == "clear"


def test_money_takes_the_unit_of_the_pack() -> None:
    merged = pack("", "unit_of_money: 元\nfields: {unit: {cash: {unit: 万元}}}\n")
    assert merged.fields["unit"]["money.prior"].unit == "元"
    assert merged.fields["unit"]["cash"].unit == "万元"
    assert merged.fields["unit"]["people"].unit == "人"
