"""Rows that come filled in, points shared evenly, the indicator library."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import UserError
from app.core.records import ROOT_ID, Address
from app.services.editing.adding import fill_and_add, insert_row, is_filled_in
from app.services.editing.cells import set_value
from app.services.editing.choosing import choices, choose, levels, project_types, share
from app.services.editing.rows import share_rows
from app.services.editing.spreading import even, left_over, spread_left
from app.services.session import Session

INDICATORS = (ROOT_ID, "indicators")


def _rows(session: Session, under: tuple[str, str] = INDICATORS) -> list[str]:
    return list(session.tree.children.get(under, ()))


def test_a_long_paste_adds_rows_in_one_step(county: Path) -> None:
    with Session.open(county) as session:
        before = _rows(session)
        cells = [(Address(before[-1], "level3"), "改过的名称")]
        new = [{"level3": "新的一行", "target": "≥90%", "weight": "不是数"}, {"level3": "又一行", "weight": "2"}]
        filled = fill_and_add(session, INDICATORS, cells, new, "粘贴")
        after = _rows(session)
        assert after[: len(before)] == before
        assert [session.graph.printed(row, "level3") for row in after[-3:]] == ["改过的名称", "新的一行", "又一行"]
        [(address, problem)] = filled.refused
        assert address == Address(after[-2], "weight")
        assert "不是数" in problem.sentence()
        session.undo()
        assert _rows(session) == before
        assert session.graph.printed(before[-1], "level3") != "改过的名称"


def test_too_many_cells_change_nothing(county: Path) -> None:
    with Session.open(county) as session:
        before = session.facts
        with pytest.raises(UserError, match="一次最多填"):
            fill_and_add(session, INDICATORS, [], [{"level3": "甲"}] * 501, "粘贴")
        assert session.facts is before


def test_a_row_is_inserted_after_another_with_its_levels(county: Path) -> None:
    with Session.open(county) as session:
        rows = _rows(session)
        new, _ = insert_row(session, INDICATORS, rows[0], ("level1", "level2"))
        assert _rows(session)[:2] == [rows[0], new]
        assert session.graph.printed(new, "level1") == session.graph.printed(rows[0], "level1")
        assert not session.graph.printed(new, "level3")


def test_computed_keys_are_not_typed(county: Path) -> None:
    with Session.open(county) as session:
        assert is_filled_in(session, "indicators", "actual")
        assert not is_filled_in(session, "indicators", "score")
        assert not is_filled_in(session, "indicators", "no such key")


@given(st.decimals(0, 200, places=2), st.integers(1, 40))
def test_even_shares_add_up(total: Decimal, count: int) -> None:
    shares = even(total, count)
    assert sum(shares) == total
    assert len(shares) == count
    assert min(shares) >= 0
    assert sorted(shares[1:], reverse=True) == shares[1:]


def test_even_shares_are_whole_and_the_first_get_more() -> None:
    assert even(Decimal(10), 3) == [4, 3, 3]
    assert even(Decimal(2), 4) == [Decimal("0.5")] * 4


def test_what_is_left_is_shared_in_one_step(county: Path) -> None:
    with Session.open(county) as session:
        rows = _rows(session)
        assert left_over(session, ROOT_ID) == 0
        quantity = [r for r in rows if session.graph.printed(r, "level1") == "产出指标"][:3]
        points = sum(Decimal(session.graph.printed(r, "weight")) for r in quantity)
        for row in quantity:
            set_value(session, Address(row, "weight"), "")
        assert left_over(session, ROOT_ID) == points
        spread_left(session, ROOT_ID)
        assert left_over(session, ROOT_ID) == 0
        assert [Decimal(session.graph.printed(r, "weight")) for r in quantity] == even(points, 3)
        session.undo()
        assert left_over(session, ROOT_ID) == points


def test_nothing_to_share_is_said(county: Path) -> None:
    with Session.open(county) as session, pytest.raises(UserError, match="均分只把"):
        spread_left(session, ROOT_ID)


def test_the_library_gives_no_figures(county: Path) -> None:
    with Session.open(county) as session:
        found = choices(session, ROOT_ID, "认证率")
        assert found
        row, _ = choose(session, ROOT_ID, found[0].id)
        printed = session.graph.printed
        assert printed(row, "level3") == found[0].name
        assert (printed(row, "level1"), printed(row, "level2")) == (found[0].level1, found[0].level2)
        assert not printed(row, "target")
        assert not printed(row, "actual")
        assert found[0].id not in [one.id for one in choices(session, ROOT_ID)]
        rows = _rows(session)
        before = session.graph.printed(rows[rows.index(row) - 1], "level1")
        assert before == found[0].level1


def test_an_indicator_used_elsewhere_is_offered_as_shared(county: Path) -> None:
    with Session.open(county) as session:
        found = choices(session, ROOT_ID, "认证率")[0]
        row, _ = choose(session, ROOT_ID, found.id)
        project = session.tree.children[ROOT_ID, "projects"][0]
        again = next(one for one in choices(session, project, found.name) if one.id == found.id)
        assert again.used == row
        assert again.used_in
        shared, _ = share(session, again, project)
        set_value(session, Address(row, "actual"), "97%")
        assert session.graph.printed(shared, "actual") == "97%"


def test_several_indicators_are_shared_in_one_named_step(county: Path) -> None:
    with Session.open(county) as session:
        project = session.tree.children[ROOT_ID, "projects"][0]
        before, chosen = _rows(session, (project, "indicators")), _rows(session)[:3]
        made, changes = share_rows(session, chosen, project)
        assert _rows(session, (project, "indicators")) == [*before, *made], "at the end, in the order they were ticked"
        assert changes.label == "共用3项指标"
        undone = session.undo()
        assert undone is not None
        assert undone.label == changes.label
        assert _rows(session, (project, "indicators")) == before
        with pytest.raises(UserError):
            share_rows(session, [chosen[0], project], project)
        assert _rows(session, (project, "indicators")) == before, "one that cannot be shared holds back all"


def test_the_library_is_narrowed_by_level_and_type(county: Path) -> None:
    with Session.open(county) as session:
        for level in levels(session):
            assert {one.level1 for one in choices(session, ROOT_ID, level1=level)} <= {level}
        sort = project_types()[0]
        assert all(sort in one.projects for one in choices(session, ROOT_ID, sort=sort))
        with pytest.raises(UserError, match="指标库"):
            choose(session, ROOT_ID, "没有")
