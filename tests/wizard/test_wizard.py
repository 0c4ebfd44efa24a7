"""Steps of the samples, what stands on them, how far they are."""

from __future__ import annotations

import pytest

from app.answers.graph import AnswerGraph
from app.core.records import ROOT_ID, Address
from app.wizard.items import BandItem, FieldItem, PartItem, TableItem, addresses_of, band_grid, items_of
from app.wizard.status import Status, status_of
from app.wizard.steps import Step, step_of_row, steps_of
from tests.audit.sample_audit import sample, sample_facts

NAME = "yuanjiang-2024"


@pytest.fixture(scope="module")
def graph() -> AnswerGraph:
    return AnswerGraph(*sample_facts(NAME))


def step(graph: AnswerGraph, page: str) -> Step:
    return next(one for one in steps_of(graph.snapshot()) if one.page == page)


def test_steps_come_in_the_order_of_the_pack_one_for_each_project(graph: AnswerGraph) -> None:
    steps = steps_of(graph.snapshot())
    assert [one.title for one in steps[:3]] == ["通知要求", "单位与人员", "项目清单"]
    projects = [one for one in steps if one.page == "project"]
    assert len(projects) == 7
    assert projects[1].title == "待遇领取资格认证工作经费"
    assert projects[1].attachment == "附件3"
    assert projects[1].above == "项目支出"
    assert len({one.id for one in steps}) == len(steps)


def test_the_step_of_a_row_below_a_project_is_the_projects(graph: AnswerGraph) -> None:
    answers = graph.snapshot()
    project = answers.children(ROOT_ID, "projects")[2]
    row = answers.children(project, "indicators")[0]
    found = step_of_row(steps_of(answers), answers, row)
    assert found is not None
    assert found.row == project
    assert step_of_row(steps_of(answers), answers, ROOT_ID) is None


def test_a_step_holds_fields_tables_bands_and_parts(graph: AnswerGraph) -> None:
    answers = graph.snapshot()
    items = items_of(answers, step(graph, "unit"))
    assert isinstance(items[0], FieldItem)
    assert items[0].address == Address(ROOT_ID, "unit.name")
    table = next(item for item in items if isinstance(item, TableItem) and item.table == "internal_units")
    assert (table.keys, table.title) == (("name",), "内设机构")
    assert any(isinstance(item, PartItem) for item in items_of(answers, step(graph, "notice")))


def test_a_band_is_the_part_of_the_form_with_its_places(graph: AnswerGraph) -> None:
    answers = graph.snapshot()
    items = items_of(answers, step(graph, "budget"))
    band = next(item for item in items if isinstance(item, BandItem))
    grid = band_grid(answers, band)
    assert {row.band for row in grid.rows} == {band.band}
    assert min(cell.row for cell in grid.cells) == 0
    places = {cell.place.key for cell in grid.cells if cell.place is not None}
    assert {"budget.initial.total", "budget.full_year.total", "budget.rate"} <= places
    assert Address(ROOT_ID, "budget.full_year.total") in set(addresses_of(answers, items))


def status(graph: AnswerGraph, page: str, *found: tuple[str, Address]) -> Status:
    answers = graph.snapshot()
    items = items_of(answers, step(graph, page))
    return status_of(answers, items, graph.is_computed, found)  # type: ignore[arg-type]


def test_states_follow_what_is_filled_in_and_what_was_found(graph: AnswerGraph) -> None:
    place = Address(ROOT_ID, "budget.full_year.total")
    assert status(graph, "budget").state == "done"
    assert status(graph, "budget", ("error", place)).state == "error"
    assert status(graph, "budget", ("warning", place)).words == "须说明"
    assert status(graph, "unit", ("error", place)).errors == 0


def test_an_empty_evaluation_is_blank_and_says_what_is_missing() -> None:
    pack, facts = sample_facts(NAME)
    empty = AnswerGraph(pack, type(facts)({ROOT_ID: facts.rows[ROOT_ID]}, {}, facts.meta))
    found = status(empty, "unit")
    assert found.state == "blank"
    assert Address(ROOT_ID, "unit.name") in found.missing
    assert found.filled == 0


def test_an_older_form_without_weights_has_its_steps_too() -> None:
    answers = sample("yueyanglou-2017")
    for one in steps_of(answers):
        items_of(answers, one)
    assert next(one.title for one in steps_of(answers)) == "通知要求"


def test_a_pack_without_pages_gets_usual_ones(graph: AnswerGraph) -> None:
    """What must be filled in is reached, every form and report has a page, the audit and the printing follow."""
    pack, facts = sample_facts(NAME)
    bare = AnswerGraph(pack.model_copy(update={"pages": {}}), facts)
    answers, own = bare.snapshot(), graph.snapshot()
    steps = steps_of(answers)
    titles = [one.title for one in steps]
    assert titles[0] == "单位"
    assert titles[-2:] == ["审核", "送审与打印"]
    assert [one.title for one in steps if one.attachment == "附件3"] == [
        one.title for one in steps_of(own) if one.page == "project"
    ]
    reached = {address for one in steps for address in addresses_of(answers, items_of(answers, one))}
    assert {Address(ROOT_ID, "unit.name"), Address(ROOT_ID, "budget.full_year.total")} <= reached
    assert {Address(row, "name") for row in answers.children(ROOT_ID, "projects")} <= reached


def test_the_page_of_surveys_is_as_far_as_its_surveys(graph: AnswerGraph) -> None:
    survey = next(
        row for row in graph.snapshot().children(ROOT_ID, "facts") if graph.printed(row, "name") == "群众满意度"
    )
    assert status(graph, "survey").state == "done"
    assert status(graph, "survey", ("warning", Address(survey, "value"))).words == "须说明"
