"""Local terms name themselves where they change something, nowhere else; amounts are not negative."""

from __future__ import annotations

import pytest

from app.core.errors import UserError
from app.packs.local_terms import with_terms
from tests.packs.small import layers

PACK = """
params: {col: x, col_extra: "10", outer: a$col, far: b$outer, step: 5%}
fields:
  unit:
    cash:   {hint: $col, source: own}
    rate:   {hint: $col_extra, source: own}
    text:   {hint: $far, source: own}
    people: {hint: $$col, source: own}
    day:    {hint: $step, source: own}
terms:
  word:  {label: 甲, param: col}
  rate:  {label: 乙, param: step, kind: rate}
  point: {label: 丙, param: step, kind: points}
  rows:  {label: 丁, param: step, kind: count}
  free:  {label: 戊, param: step, kind: number}
"""


@pytest.fixture(scope="module")
def body() -> bytes:
    return layers(PACK).draw().resolved.body


def test_a_term_is_the_source_of_what_it_changes_and_of_nothing_else(body: bytes) -> None:
    before, after = with_terms(body, {}).fields["unit"], with_terms(body, {"word": "y"}).fields["unit"]
    changed = {key for key in after if after[key].hint != before[key].hint}
    named = {key for key in after if after[key].source == "本地要求：甲为y"}
    assert changed == named == {"cash", "text"}
    assert after["text"].hint == "bay"
    assert after["people"].hint == "$col"


@pytest.mark.parametrize(("name", "typed"), [("rate", "-5%"), ("point", "-5"), ("rows", "-1")])
def test_amounts_are_not_negative(body: bytes, name: str, typed: str) -> None:
    with pytest.raises(UserError) as caught:
        with_terms(body, {name: typed})
    assert caught.value.code == "term.negative"
    assert typed in caught.value.what
    assert "小于0" in caught.value.rule


def test_nothing_and_free_numbers_may_be_set(body: bytes) -> None:
    assert with_terms(body, {"point": "0"}).params["step"] == "0"
    assert with_terms(body, {"free": "-5"}).params["step"] == "-5"
