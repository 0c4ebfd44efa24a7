"""What families of forms differ in and the built-in packs do not use yet can be said in a pack."""

from __future__ import annotations

import pytest

from tests.packs.small import fault, layers, pack, problems


def weights(entries: str) -> str:
    return f"weights: {{unit: {{{entries}}}}}\n"


@pytest.mark.parametrize(
    ("entries", "sound"),
    [
        ("budget: '20', goals: '80', total: '100'", True),
        ("budget: '20', goals: '70', total: '100'", False),
        ("goals: '100', total: '100'", True),
        ("budget: '10', level1: {产出: '90'}, total: '100'", True),
        ("budget: '10', goals: '10', level1: {产出: '90'}, total: '100'", False),
    ],
)
def test_points_of_goals_count_in_the_total(entries: str, *, sound: bool) -> None:
    found = [problem.code for problem in problems(layers(weights(entries)))]
    assert ("weights.total" not in found) is sound


def test_points_of_goals_are_a_number() -> None:
    chain = layers(weights("goals: 八十"))
    assert fault(chain).code == "pack.schema"
    assert fault(chain).place.line == chain.place("goals").line


def test_a_form_names_its_paper_and_the_evidence_with_it() -> None:
    own = "of: unit, columns: ['1'], paper: A3, evidence: [满意度问卷, 记账凭证]"
    form = pack(f"forms: {{f: {{{own}}}}}\n").forms["f"]
    assert (form.paper, form.evidence) == ("A3", ("满意度问卷", "记账凭证"))
    assert pack("reports: {r: {of: unit}}\n").reports["r"].paper == "A4"


def test_other_paper_is_refused_with_what_can_be_written() -> None:
    error = fault(layers("forms: {f: {of: unit, paper: B5}}\n"))
    assert error.code == "pack.schema"
    assert "A4" in error.what
    assert "B5" in error.what
