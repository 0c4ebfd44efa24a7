"""The form set yueyang-2017: money by institution, no points for rows, every term can be set."""

from __future__ import annotations

import pytest

from app.packs.checking import check_pack
from app.packs.indicators import indicator_library, levels_in
from app.packs.loading import load_pack
from app.packs.local_terms import with_terms
from app.packs.registry import find
from app.packs.schema import Pack
from app.scoring import signatures

BODY = find("yueyang-2017").body
USUAL = {"points": {"excellent": "95", "good": "85", "medium": "70"}, "text": {}}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(BODY)


def test_it_stands_alone_and_is_sound(pack: Pack) -> None:
    assert check_pack(pack, signatures()) == []
    assert pack.scoring == {}
    assert pack.weights == {}


def test_the_money_of_the_unit_is_the_sum_of_its_institutions(pack: Pack) -> None:
    unit, institutions = pack.fields["unit"], pack.fields["institutions"]
    shared = [key for key, field in unit.items() if field.kind == "money" and key in institutions]
    summed = {key for key in shared if unit[key].compute == f"sum(institutions.{key})"}
    rest = {key for key in shared if key not in summed}
    assert {"income.total", "budget.executed.total", "three_public.total.executed", "asset.total"} <= summed
    assert {key for key in rest if not unit[key].compute} == {
        "budget.initial.basic",
        "three_public.reception.initial",
        "three_public.vehicle_purchase.initial",
        "three_public.vehicle_operation.initial",
        "three_public.overseas.initial",
    }  # the narrative's figures: the unit's own
    assert all(".initial" in key for key in rest)


def test_meetings_are_no_part_of_the_three(pack: Pack) -> None:
    assert "meeting" not in pack.fields["institutions"]["three_public.total.executed"].compute


def test_nothing_asks_for_points_of_rows(pack: Pack) -> None:
    dropped = {"weight", "score", "band", "level1.weight"}
    assert not dropped & set(pack.fields["indicators"])
    assert not {"budget.weight", "budget.score", "total.weight"} & set(pack.fields["unit"])
    assert "total.score" not in pack.fields["projects"]
    assert pack.fields["unit"]["total.score"].required
    assert not pack.computed("unit", "total.score")


@pytest.mark.parametrize("term_id", load_pack(BODY).terms)
def test_every_term_can_be_set_to_everything_it_offers(term_id: str) -> None:
    term = load_pack(BODY).terms[term_id]
    for value in term.choices or [USUAL[term.kind].get(term_id, "另一个标题")]:
        assert check_pack(with_terms(BODY, {term_id: value}), signatures()) == []


def test_a_limit_below_the_next_one_is_found() -> None:
    problems = check_pack(with_terms(BODY, {"excellent": "70"}), signatures())
    assert [problem.code for problem in problems] == ["grades.bands"]


def test_every_indicator_of_the_library_has_a_line_on_the_form(pack: Pack) -> None:
    levels = pack.levels["unit"]
    strange = {
        levels_in(pack, indicator)
        for indicator in indicator_library().values()
        if levels_in(pack, indicator)[1] not in levels.get(levels_in(pack, indicator)[0], ())
    }
    assert {level1 for level1, _ in strange} <= {"部门管理"}  # management has no line on this form
