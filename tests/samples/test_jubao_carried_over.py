"""hunan-jubao-2020 carried over into a year under hunan-2024: right field by field."""

from __future__ import annotations

from functools import lru_cache

import pytest

from app.answers.graph import AnswerGraph
from app.exchange.answers_reading import answers_to_facts, read_answers
from app.exchange.carrying import Carried, carry_over
from app.packs.loading import load_pack
from app.packs.places import resources
from app.packs.registry import find


@lru_cache(maxsize=1)
def result() -> tuple[AnswerGraph, AnswerGraph, Carried]:
    """Give the graph of the sample, the graph of the new year, and the report."""
    text = (resources() / "samples" / "hunan-jubao-2020.yaml").read_text(encoding="utf-8")
    old_pack, new_pack = load_pack(find("hunan-2020").body), load_pack(find("hunan-2024").body)
    old = AnswerGraph(old_pack, answers_to_facts(read_answers(text, "jubao.yaml"), old_pack))
    carried = carry_over([old], new_pack, "2021")
    return old, AnswerGraph(new_pack, carried.facts), carried


UNIT = {
    # kept
    "unit.name": "湖南省城乡居民社会养老保险管理服务中心",
    "staff.authorised": "10",
    # what was executed is now last year's
    "three_public.reception.prior_final": "1.47",
    "operating.total.prior_final": "23.11",
    "operating.office.prior_final": "16.44",
    "procurement.prior_final": "13.4",
    "budget.prior_final.basic": "225.23",
    "budget.prior_final.total": "272.08",
    "budget.prior_final.project": "46.85",
    # this year's figures are empty, computed ones cannot be computed
    "year": "2021",
    "staff.actual": "",
    "staff.control_rate": "",
    "budget.initial.total": "",
    "budget.full_year.total": "",
    "budget.executed.total": "",
    "budget.rate": "",
    "budget.score": "",
    "total.score": "",
    "source.general_public": "",
    "operating.total.executed": "",
    "goal.expected": "",
    "goal.actual": "",
}


@pytest.mark.parametrize(("key", "printed"), UNIT.items())
def test_the_unit(key: str, printed: str) -> None:
    _, new, _ = result()
    assert new.printed("unit", key) == printed


def test_the_project() -> None:
    old, new, _ = result()
    (before,), (project,) = old.children("unit", "projects"), new.children("unit", "projects")
    assert new.printed(project, "name") == old.printed(before, "name") == "业务工作经费"
    assert new.printed(project, "budget.prior_final.total") == "46.85"
    for key in ("budget.initial.total", "budget.executed.carried_over", "goal.expected", "total.score"):
        assert new.printed(project, key) == ""


def test_every_indicator_has_last_years_target_and_actual_beside_an_empty_one() -> None:
    old, new, _ = result()
    lists = [("unit", "unit"), (old.children("unit", "projects")[0], new.children("unit", "projects")[0])]
    count = 0
    for before, after in lists:
        pairs = zip(old.children(before, "indicators"), new.children(after, "indicators"), strict=True)
        for one, two in pairs:
            count += 1
            for key in ("level1", "level2", "level3", "weight"):
                assert new.printed(two, key) == old.printed(one, key)
            assert new.printed(two, "prior.target") == old.printed(one, "target")
            assert new.printed(two, "prior.actual") == old.printed(one, "actual")
            assert [new.printed(two, key) for key in ("target", "score", "reason")] == ["", "", ""]
    assert count == 25


def test_the_report_names_every_cell_once_and_says_why() -> None:
    old, _, carried = result()
    told = [line.place for line in carried.lines]
    assert len(told) == len(set(told))
    cells = sum(1 for found in old.facts.cells.values() for _, form in found if not form)
    assert len(told) >= cells
    assert all(line.why for line in carried.lines)
    assert {line.outcome for line in carried.lines} <= {"kept", "prior", "left", "no_place"}
