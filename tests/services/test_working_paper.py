"""The working paper of a sample: every figure once, its unit, its rule, where it is printed otherwise."""

from __future__ import annotations

import pytest

from app.documents.lists import Figure
from app.documents.options import Options
from app.services.output.drawing import draw_package
from app.services.output.working import printed_figures
from app.services.samples import build_sample
from app.services.session import Session


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> list[Figure]:
    folder = tmp_path_factory.mktemp("底稿")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JIXIAO_HOME", str(folder / "home"))
        with Session.open(build_sample("hunan-jubao-2020", folder, lambda _: None).path, mode="view") as session:
            package = draw_package(session.graph.snapshot(), Options()).package
            return printed_figures(session, package)


def test_each_figure_is_listed_once(figures: list[Figure]) -> None:
    labels = [figure.label for figure in figures]
    assert len(labels) == len(set(labels)) > 100


def test_amounts_have_their_unit_and_points_theirs(figures: list[Figure]) -> None:
    found = {figure.label: figure for figure in figures}
    assert (found["项目支出（全年执行数）"].value, found["项目支出（全年执行数）"].unit) == ("46.85", "万元")
    assert found["预算执行得分"].unit == "分"
    assert {figure.unit for figure in figures} >= {"万元", "人", "分"}


def test_a_clause_is_written_out_once(figures: list[Figure]) -> None:
    rules = [figure.rule for figure in figures]
    named = [rule for rule in rules if "依据同第" in rule]
    assert named
    number = int(named[0].rpartition("依据同第")[2].partition("号")[0])
    assert "依据同第" not in rules[number - 1]


def test_a_figure_that_a_form_prints_otherwise_says_so(figures: list[Figure]) -> None:
    assert [figure.label for figure in figures if any("（印" in place for place in figure.places)]
