"""The static check: for every kind of problem one guilty pack and the place where it is shown."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from app.core.signatures import ParamKind, RuleSignature
from app.packs.checking import check_pack
from app.packs.loading import load_pack
from app.packs.problems import PackProblem
from tests.packs.small import RULES, Layers, layers, problems
from tests.packs.sound import Change, changes, guilty, sound

CHECKOUT = Path(__file__).resolve().parents[2]
ELSEWHERE = {"pack.cycle", "pack.name_some", "audit.python", "audit.with"}
"""Codes with tests of their own below."""


def test_a_sound_pack_has_no_problems() -> None:
    assert problems(sound()) == []


def by_code(chain: Layers) -> dict[str, PackProblem]:
    """Give the first problem of every code."""
    found: dict[str, PackProblem] = {}
    for problem in problems(chain):
        assert problem.what
        assert problem.repair
        found.setdefault(problem.code, problem)
    return found


@pytest.mark.parametrize("change", changes(), ids=str)
def test_every_problem_has_its_code_and_line(change: Change) -> None:
    chain = guilty(change.old, change.new)
    found = by_code(chain)
    assert change.code in found, {code: problem.sentence() for code, problem in found.items()}
    place = found[change.code].place
    assert place.source == "p0.yaml"
    assert 0 < place.line <= chain.texts[0].count("\n")


def test_every_code_of_the_check_has_its_guilty_pack() -> None:
    codes = {change.code for change in changes()}
    source = "".join(path.read_text(encoding="utf-8") for path in (CHECKOUT / "app" / "packs").glob("check_*.py"))
    made = set(re.findall(r"check\.add\(\s*\"([a-z_.]+)\"|self\.add\(\s*\"([a-z_.]+)\"", source))
    assert {one or two for one, two in made} - codes <= ELSEWHERE


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("fields:\n  unit:\n    cash:\n      hint: x\n      compute: nothing\n", "pack.name", "compute"),
        ("scoring: {s: {for: [unit], into: score, rule: share, given: {odd: cash}}}", "scoring.given", "odd"),
        ("weights:\n  unit:\n    total: '3'\n    level1: {甲: '1'}\n", "weights.total", "unit:"),
        ("forms:\n  f: {of: unit, columns: [9], bands: {b: {rows: [['{{x}}']]}}}\n", "template.key", "columns"),
    ],
)  # fmt: skip
def test_the_layer_that_wrote_it_is_shown(text: str, code: str, line: str) -> None:
    below = layers(text, "about: x\n")
    assert by_code(below)[code].place.line == below.place(line, 0).line
    assert by_code(below)[code].place.source == "p0.yaml"
    above = layers("about: x\n", text)
    assert by_code(above)[code].place.source == "p1.yaml"


def test_a_child_that_spoils_a_sum_is_shown() -> None:
    whole = "weights: {unit: {level1: {甲: '40', 乙: '60'}, total: '100'}}\n"
    chain = layers(whole, "weights:\n  unit: {level1: {甲: '50'}}\n")
    assert by_code(chain)["weights.total"].place == chain.place("unit:")


# ---- circles ----


def test_a_circle_is_named_in_full() -> None:
    rest = "money.prior: {compute: money.initial}, money.initial: {compute: cash + 1}"
    text = f"fields: {{unit: {{cash: {{compute: money.prior}}, {rest}}}}}\n"
    problem = by_code(layers(text))["pack.cycle"]
    words = problem.what.partition("：")[2].split(" → ")
    assert words[0] == words[-1]
    assert set(words) == {"unit.cash", "unit.money.prior", "unit.money.initial"}
    assert len(words) == 4


SCORED = "scoring: {s: {for: [unit], into: score, rule: share, given: {rate: rate}}}\n"
GRADED = "grades: {g: {for: [unit], of: cash, into: grade, bands: [{name: 优, from: '0'}]}}\n"


@pytest.mark.parametrize(
    "text",
    [
        "fields: {unit: {cash: {compute: cash + 1}}}",
        "fields: {unit: {cash: {compute: sum(projects.money.prior)}}, projects: {money.prior: {compute: up.cash}}}",
        SCORED + "fields: {unit: {rate: {compute: score / 2}}}",
        GRADED + "fields: {unit: {cash: {compute: 'len(grade)'}}}",
        "fields: {unit: {cash: {compute: money.prior}, money.prior: {compute: '1', when: cash > 0}}}",
        "tables: {projects: {when: up.cash > 0}}\nfields: {unit: {cash: {compute: count(projects)}}}",
        "tables: {projects: {when: money.prior > 0}}\nfields: {projects: {money.prior: {compute: count(up.projects)}}}",
    ],
)
def test_circles_of_every_make_are_found(text: str) -> None:
    assert "pack.cycle" in by_code(layers(text + "\n"))


@pytest.mark.parametrize(
    "text",
    [
        "fields: {indicators: {score: {compute: 'sum(up.indicators.weight, up.indicators.name == name)'}}}",
        "fields: {unit: {cash: {compute: sum(projects.money.prior)}, money.prior: {compute: cash}}}",
        "fields: {unit: {cash: {compute: sum(indicators.weight)}}}",
    ],
)
def test_what_is_no_circle_is_none(text: str) -> None:
    assert problems(layers("tables: {indicators: {parents: [unit, projects], when: weight > 0}}\n" + text + "\n")) == []


def test_a_long_chain_of_formulas_is_no_trouble() -> None:
    keys = [f"k{number}" for number in range(600)]
    own = "".join(f"    {key}: {{of: [unit], zh: x, kind: money}}\n" for key in keys)
    formulas = "".join(f"    {one}: {{compute: {two}}}\n" for one, two in itertools.pairwise(keys))
    text = f"dictionary:\n  fields:\n{own}fields:\n  unit:\n{formulas}"
    assert problems(layers(text)) == []
    closed = by_code(layers(f"{text}    k599: {{compute: k0}}\n"))["pack.cycle"]
    assert closed.what.count("→") == 600


# ---- rows with several parents ----


def test_a_name_must_exist_whichever_the_parent_is() -> None:
    text = "fields:\n  indicators:\n    score: {compute: up.rate * 2}\n"
    problem = by_code(layers(text))["pack.name_some"]
    assert "goals" in problem.what
    assert problems(layers("tables: {indicators: {parents: [unit, projects]}}\n" + text)) == []
    assert "pack.name" in by_code(layers(text.replace("up.rate", "up.rat")))
    assert "pack.name" in by_code(layers("fields: {unit: {cash: {compute: up.cash}}}\n"))


def test_columns_of_the_parents_rows_are_followed() -> None:
    bound = "tables: {indicators: {parents: [unit, projects]}}\n"
    good = "fields: {indicators: {score: {compute: 'sum(up.indicators.weight)'}}}\n"
    assert problems(layers(bound + good)) == []
    lost = "fields: {indicators: {score: {compute: 'sum(up.projects.money.prior)'}}}\n"
    assert "projects" in by_code(layers(bound + lost))["pack.name_some"].what


def test_placeholders_must_exist_on_every_way_up() -> None:
    form = "forms: {f: {of: indicators, columns: [9], bands: {b: {rows: [['{{%s}}']]}}}}\n"
    assert problems(layers(form % "year")) == []
    assert "template.key_some" in by_code(layers(form % "state"))
    assert "template.key" in by_code(layers(form % "states"))


def test_views_of_quantities_are_names() -> None:
    for view in ("value", "base", "measure", "operator"):
        assert problems(layers(f"fields: {{indicators: {{name: {{when: given(target.{view})}}}}}}\n")) == []
    assert "pack.name" in by_code(layers("fields: {indicators: {name: {when: given(target.size)}}}\n"))
    assert "pack.name" in by_code(layers("fields: {indicators: {name: {when: given(weight.value)}}}\n"))


# ---- rules written in Python ----


def test_registered_audit_rules_are_known_by_their_signatures() -> None:
    pack = load_pack(sound().draw().resolved.body)
    names = {"names": RuleSignature("names", {}, frozenset(), {"words": ParamKind("words", ["甲"])})}
    assert check_pack(pack, RULES, audits=names) == []
    assert [problem.code for problem in check_pack(pack, RULES, audits={})] == ["audit.python"]
    strict = {"names": RuleSignature("names", {}, frozenset(), {"least": ParamKind("number")})}
    assert [problem.code for problem in check_pack(pack, RULES, audits=strict)] == ["audit.with"]
