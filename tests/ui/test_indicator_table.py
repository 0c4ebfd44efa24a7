"""A made-up form set lists its indicators as a plain table: they have the library and the panel as well."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.__main__ import main
from app.core.records import Address
from app.services.own_indicators import load_own
from app.ui import words_pages as words
from app.ui.pages.indicator_table import IndicatorTable
from app.ui.shell.window import Window
from tests.ui.driving import press, settle

FIXTURE = Path(__file__).parents[1] / "fixtures" / "packs" / "invented-2026"


@pytest.fixture
def table(window: Window, tmp_path: Path) -> IndicatorTable:
    """Give the indicators of the first goal."""
    file = tmp_path / "云岭.jxzp"
    assert main(["packs", "add", str(FIXTURE / "pack.yaml")]) == 0
    assert main(["load", str(file), str(FIXTURE / "answers.yaml")]) == 0
    window.open(file)
    shell = window.shell
    assert shell is not None
    shell.go_step(next(step.id for step in shell.all_steps if step.page == "goal"))
    assert shell.page is not None
    return next(one for one in shell.page.blocks if isinstance(one, IndicatorTable))


def test_panel_follows_the_row(table: IndicatorTable) -> None:
    """Targets in three cells are read as one; the grounds follow each edit."""
    row = table.model.rows[1]
    table.go(Address(row, "weight"))
    settle()
    assert not table.foot.isHidden()
    assert "≥8场次 → 不低于8场次" in table.foot.meant.text()
    assert "得9分" in table.foot.grounds.text()
    table.desk.set(Address(row, "actual.number"), "8")
    assert "得满分12分" in table.foot.grounds.text()


def test_choosing_from_the_library(table: IndicatorTable) -> None:
    before = table.model.rows
    dialog = table.choose()
    top = dialog.list.topLevelItem(0)
    assert top is not None
    top.child(0).setSelected(True)
    dialog.take.click()
    [row] = set(table.model.rows) - set(before)
    assert table.current() == row
    dialog.close()


def test_removing_the_row_empties_the_panel(table: IndicatorTable) -> None:
    table.go(Address(table.model.rows[0], "weight"))
    for _ in range(len(table.model.rows)):
        table.remove()
    settle()
    assert not table.model.rows
    assert table.foot.isHidden()


def test_a_row_is_saved_as_the_units_own(table: IndicatorTable) -> None:
    """The target in three cells is saved in its form, without the number."""
    row = table.model.rows[1]
    table.go(Address(row, "weight"))
    press(table, words.SAVE_OWN)
    [saved] = load_own().entries
    assert saved.name == table.desk.session.graph.printed(row, "level3")
    assert (saved.form, saved.unit) == ("≥__场次", "场次")
