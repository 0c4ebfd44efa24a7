"""Local terms (本地要求): laid over the resolved pack, checked, never more than the pack offers."""

from __future__ import annotations

import pytest

from app.core.errors import UserError
from app.packs.checking import check_pack
from app.packs.loading import load_pack
from app.packs.local_terms import term_text, with_terms
from app.packs.problems import PackError
from tests.packs.small import RULES, layers
from tests.packs.sound import sound

TEXT = """
params: {weight: "10", half: "$weight", label: 共$half分, column: initial, sign: $$5}
weights: {unit: {budget: $half, level1: {产出: "90"}}}
fields: {unit: {cash: {compute: money.$column, label: $label}, rate: {round: "2", hint: $sign}}}
kinds: {points: {round: "2"}}
scoring: {s: {for: [unit], into: score, rule: share, given: {rate: rate}, with: {step: 5%}}}
terms:
  weight: {label: 执行分值, param: weight, kind: points}
  column: {label: 口径, param: column, kind: choice, choices: {initial: 年初, executed: 执行}}
  step:   {label: 每档, path: [scoring, s, with, step], kind: rate}
  round:  {label: 小数位, path: [kinds, points, round], choices: {"0": 整数, "2": 两位}}
  title:  {label: 标题, path: [title], kind: text}
  words:  {label: 字样, param: label, kind: text}
  day:    {label: 日子, path: [about], kind: date}
about: 2024年5月1日
"""


@pytest.fixture(scope="module")
def body() -> bytes:
    return layers(TEXT).draw().resolved.body


def test_without_terms_it_is_the_pack_itself(body: bytes) -> None:
    assert with_terms(body, {}) is load_pack(body)


def test_a_parameter_changes_wherever_it_stood(body: bytes) -> None:
    changed = with_terms(body, {"weight": "20", "column": "executed"})
    assert str(changed.weights["unit"].budget) == "20"
    assert changed.fields["unit"]["cash"].label == "共20分"
    assert changed.fields["unit"]["cash"].compute == "money.executed"
    assert changed.params == {"weight": "20", "half": "20", "label": "共20分", "column": "executed", "sign": "$5"}
    assert changed.fields["unit"]["rate"].hint == "$5"
    assert str(load_pack(body).weights["unit"].budget) == "10"


def test_a_place_changes_alone(body: bytes) -> None:
    changed = with_terms(body, {"step": "10%", "round": "0", "title": "新标题"})
    assert changed.scoring["s"].with_ == {"step": "10%"}
    assert changed.kinds["points"].round == 0
    assert changed.title == "新标题"
    assert changed.weights == load_pack(body).weights


def test_terms_are_taken_as_they_are(body: bytes) -> None:
    """A value is no pack text: what looks like a parameter in it stays."""
    changed = with_terms(body, {"words": "$weight $$"})
    assert changed.params["label"] == "$weight $$"
    assert changed.fields["unit"]["cash"].label == "$weight $$"


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("step", "10", "10%"),
        ("step", " １０％ ", "10%"),
        ("step", "12.50%", "12.5%"),
        ("step", "0", "0%"),
        ("weight", "２０", "20"),
        ("weight", "20分", "20"),
        ("weight", "7.50", "7.50"),
        ("round", " 0 ", "0"),
        ("title", " 某县 表 ", "某县 表"),
        ("day", "2024-05-31", "2024-05-31"),
    ],
)
def test_values_are_written_as_a_pack_writes_them(body: bytes, name: str, typed: str, kept: str) -> None:
    assert term_text(load_pack(body), name, typed) == kept
    with_terms(body, {name: typed})


@pytest.mark.parametrize(
    ("name", "typed", "code"),
    [
        ("nothing", "1", "term.unknown"),
        ("column", "prior", "term.choice"),
        ("column", "年初", "term.choice"),
        ("round", "1", "term.choice"),
        ("title", "  ", "term.blank"),
        ("weight", "", "term.blank"),
        ("weight", "很多", "value.number"),
        ("weight", "无", "term.na"),
        ("step", "——", "term.na"),
        ("step", "十", "value.rate"),
        ("day", "某天", "value.date"),
    ],
)
def test_wrong_values_are_refused_in_words(body: bytes, name: str, typed: str, code: str) -> None:
    with pytest.raises(UserError) as caught:
        with_terms(body, {name: typed})
    assert caught.value.code == code
    assert caught.value.where
    assert caught.value.repair


def test_the_choices_are_named_with_their_words(body: bytes) -> None:
    with pytest.raises(UserError) as caught:
        with_terms(body, {"column": "x"})
    assert "initial（年初）" in caught.value.rule


def test_a_term_may_not_make_the_pack_unsound() -> None:
    text = "terms: {unit: {label: 单位, path: [unit_of_money], kind: text}}\nunit_of_money: 万元\n"
    body = layers(text).draw().resolved.body
    assert with_terms(body, {"unit": "元"}).unit_of_money == "元"
    with pytest.raises(PackError) as caught:
        with_terms(body, {"unit": "斤"})
    assert "unit_of_money" in caught.value.what


def test_a_path_that_leads_nowhere_is_told() -> None:
    body = layers("terms: {gone: {label: 没有, path: [kinds, points, round], kind: count}}\n").draw().resolved.body
    with pytest.raises(UserError) as caught:
        with_terms(body, {"gone": "1"})
    assert caught.value.code == "term.path"


def test_a_changed_pack_is_checked_like_any_other() -> None:
    body = sound().draw().resolved.body
    assert check_pack(with_terms(body, {"col": "executed", "step": "20%", "must": "false"}), RULES) == []
    assert [p.code for p in check_pack(with_terms(body, {"total": "99"}), RULES)] == ["weights.total"]
