"""Sources of figures, provisional figures and marks are listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.records import Address
from app.services.editing.cells import set_value
from app.services.editing.rows import add_row
from app.services.files.checking import check_evaluation
from app.services.review.marks import marked_cells, provisional_figures, source_of
from app.services.samples import build_sample
from app.services.session import Session


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JIXIAO_HOME", str(tmp_path / "home"))
    return build_sample("yuanjiang-2024", tmp_path, lambda _: None).path


def fill(session: Session, row: str, **texts: str) -> None:
    for key, text in texts.items():
        set_value(session, Address(row, key), text)


def test_a_fact_carries_its_source_and_may_be_provisional(path: Path) -> None:
    with Session.open(path) as session:
        fill(session, "insured", office="信息统计股", giver="某同志", basis="统计月报", as_of="2024年12月31日")
        assert provisional_figures(session) == []
        fill(session, "insured", provisional="快报数", expected_on="2025年6月")
        (found,) = provisional_figures(session)
    assert (found.printed, found.office, found.as_of) == ("51万人", "信息统计股", "2024年12月31日")
    notes = check_evaluation(path).notes
    assert any("快报数" in note and "51万人" in note and "2025年6月" in note for note in notes)


def test_any_cell_can_have_a_source_of_its_own(path: Path) -> None:
    about = Address("unit", "staff.actual")
    with Session.open(path) as session:
        assert source_of(session, about) is None
        row, _ = add_row(session, "unit", "sources")
        fill(session, row, key="staff.actual", basis="2024年部门决算", office="人事政工股")
        found = source_of(session, about)
    assert found is not None
    assert (found.printed, found.basis, found.office) == ("33", "2024年部门决算", "人事政工股")


def test_marked_cells_are_listed_and_the_mark_is_kept_by_a_later_edit(path: Path) -> None:
    with Session.open(path) as session:
        set_value(session, Address("unit", "staff.actual"), "34", mark="待核实")
        set_value(session, Address("unit", "staff.actual"), "35")
        (found,) = marked_cells(session)
        assert (found.printed, found.mark) == ("35", "待核实")
        set_value(session, Address("unit", "staff.actual"), "35", mark="")
        assert marked_cells(session) == []
