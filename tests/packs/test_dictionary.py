"""The dictionary as data: every key well-formed, and every key of the older field list has its place."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.core.values import KINDS

CHECKOUT = Path(__file__).resolve().parents[2]
OLD_FIELDS = CHECKOUT.parent / "shared" / "domain" / "fields.json"
ATTRIBUTES = {
    "of",
    "zh",
    "kind",
    "unit",
    "direction",
    "choices",
    "labels",
    "synonyms",
    "carry",
    "roll",
    "by",
    "aliases",
}
NO_KEY = {"package.form_family", "project[i].no"}
"""Old entries that are no cells: the form set in use (kept in the file's meta) and the order of rows (their rank)."""

Plain = dict[str, Any]


@pytest.fixture(scope="module")
def dictionary() -> Plain:
    text = (CHECKOUT / "resources" / "dictionary" / "dictionary.yaml").read_text(encoding="utf-8")
    loaded: Plain = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 -- the base loader makes strings only
    return loaded


def folded(key: str, axes: Plain) -> list[str]:
    """Return the keys a pattern stands for: one per value of each axis it names."""
    names = re.findall(r"<(\w+)>", key)
    keys = []
    for values in itertools.product(*(axes[name] for name in names)):
        text = key
        for name, value in zip(names, values, strict=True):
            text = text.replace(f"<{name}>", value)
        keys.append(text)
    return keys


def test_attributes_are_known_and_complete(dictionary: Plain) -> None:
    for key, entry in dictionary["fields"].items():
        assert set(entry) <= ATTRIBUTES, key
        assert entry["zh"], key
        assert entry["of"], key
        assert entry["kind"] in KINDS, key
        assert entry["kind"] != "money" or "unit" not in entry, key  # the unit of money is the pack's


def test_axes_used_exist_and_are_all_used(dictionary: Plain) -> None:
    used = {axis for key in dictionary["fields"] for axis in re.findall(r"<(\w+)>", key)}
    assert used <= set(dictionary["axes"])
    assert set(dictionary["axes"]) - used == {"scheme"}  # its values are choices of `scheme` and of the facts


def test_folded_keys_are_unique(dictionary: Plain) -> None:
    keys = [key for pattern in dictionary["fields"] for key in folded(pattern, dictionary["axes"])]
    keys += [alias for entry in dictionary["fields"].values() for alias in entry.get("aliases", [])]
    assert len(keys) == len(set(keys))
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*", key) for key in keys)


def test_no_key_begins_with_the_name_of_a_child_table(dictionary: Plain) -> None:
    children = set(dictionary["tables"]) - {"unit"}
    assert not [key for key in dictionary["fields"] if key.split(".")[0] in children]


def test_tables_hang_together_and_have_titles(dictionary: Plain) -> None:
    tables, fields = dictionary["tables"], dictionary["fields"]
    assert "in" not in tables["unit"]
    for name, table in tables.items():
        assert set(table.get("in", [])) <= set(tables), name
        assert name in fields[table["title"]]["of"], name
    assert all(set(entry["of"]) <= set(tables) for entry in fields.values())


def test_what_becomes_of_each_key_next_year(dictionary: Plain) -> None:
    fields, axes = dictionary["fields"], dictionary["axes"]
    for key, entry in fields.items():
        carry = entry["carry"]
        if isinstance(carry, dict):
            other = fields[carry["to"]]
            assert set(carry) == {"to"}, key
            assert other["kind"] == entry["kind"], key
            assert set(other["of"]) <= set(entry["of"]), key
        else:
            assert carry in {"keep", "clear", "axis"}, key
        if carry == "axis":
            assert "<when>" in key, key
    moves = {value: entry["carry"] for value, entry in axes["when"].items() if "carry" in entry}
    assert moves == {"executed": "prior_final"}


def test_choices_rolls_and_hands(dictionary: Plain) -> None:
    for key, entry in dictionary["fields"].items():
        assert (entry["kind"] == "choice") == ("choices" in entry), key
        assert entry.get("roll", "none") in {"add", "money", "none"}, key
        assert entry.get("by", "unit") in {"unit", "bureau", "hand"}, key
        assert entry.get("direction", "up") in {"up", "down"}, key


def test_schemes_of_choices_and_facts_are_those_of_the_axis(dictionary: Plain) -> None:
    schemes = dictionary["axes"]["scheme"]
    assert dictionary["fields"]["scheme"]["choices"] == [entry["zh"] for entry in schemes.values()]
    for name, fact in dictionary["facts"].items():
        assert set(fact) <= {"zh", "unit", "schemes", "labels", "synonyms", "parts"}, name
        assert fact["zh"], name
        assert fact["unit"], name
        assert set(fact["schemes"]) <= set(schemes), name


def test_every_sum_of_money_has_words_for_free_text(dictionary: Plain) -> None:
    money = {key: entry for key, entry in dictionary["fields"].items() if entry["kind"] == "money"}
    assert [key for key, entry in money.items() if not entry.get("labels") and not entry.get("synonyms")] == []


def old_to_new() -> dict[str, str]:
    """Read the table at the end of docs/dictionary.md: old name → new names as written."""
    text = (CHECKOUT / "docs" / "dictionary.md").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("| `")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {row[0].strip("`"): row[2] for row in rows if len(row) == 4 and not row[0].startswith("`of`")}


def test_every_new_name_of_the_table_of_old_names_exists(dictionary: Plain) -> None:
    table = old_to_new()
    assert len(table) == 225
    for old, new in table.items():
        targets = re.findall(r"`([^`]+)`", new)
        assert bool(targets) == (old not in NO_KEY), old
        for target in targets:
            if target.startswith("facts:"):
                assert target.removeprefix("facts:") in dictionary["facts"], old
                continue
            name, _, key = target.partition("/")
            assert name in dictionary["fields"][key]["of"], old


@pytest.mark.skipif(not OLD_FIELDS.exists(), reason="旧字段表 ../shared/domain/fields.json 不在本机，无法逐项对照")
def test_every_key_of_the_older_list_is_in_the_table() -> None:
    old = [entry["key"] for entry in json.loads(OLD_FIELDS.read_text(encoding="utf-8"))]
    assert len(old) == len(set(old)) == 225
    assert set(old_to_new()) == set(old)
