"""项目清单: where a project comes from, its score and state; add, copy, move, remove; its other fields; its page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.records import Address
from app.ui import words
from app.ui.pages.projects import ProjectModel, ProjectsBlock
from app.ui.shell.window import Window
from app.wizard.status import WORDS
from tests.ui.driving import press, settle

Sample = Callable[..., Path]


@pytest.fixture
def block(window: Window, sample: Sample) -> ProjectsBlock:
    """Give the list of 沅江."""
    window.open(sample("yuanjiang-2024"))
    shell = window.shell
    assert shell is not None
    shell.go_step("projects")
    assert shell.page is not None
    return next(one for one in shell.page.blocks if isinstance(one, ProjectsBlock))


def line(block: ProjectsBlock, row: int) -> list[str]:
    """Return what a line of the list says."""
    return [str(block.model.index(row, column).data() or "") for column in range(block.model.columnCount())]


def test_list_says_origin_score_and_state(block: ProjectsBlock, window: Window) -> None:
    window.auditor.wait()
    settle()
    name, _, state, came, score, filled = line(block, 1)
    assert name == "待遇领取资格认证工作经费"
    assert (state, came, score) == ("实施", "新建", "100 / 100")
    assert filled in WORDS.values()
    row = block.model.rows[1]
    block.desk.set(Address(row, "name"), "另一个名称")
    assert line(block, 1)[0] == "另一个名称"


def test_score_and_state_follow(block: ProjectsBlock, window: Window) -> None:
    """What is done on another page shows here, after the audit at the latest."""
    row = block.model.rows[0]
    session = block.desk.session
    one = session.tree.children[row, "indicators"][0]
    block.desk.set(Address(one, "weight"), "5")
    assert line(block, 0)[4] != "100 / 100"
    assert isinstance(block.model, ProjectModel)
    before = block.model.statuses[row]
    block.desk.set(Address(one, "actual"), "")
    window.auditor.wait()
    block.model.look()
    assert block.model.statuses[row] != before


def test_adding_copying_moving_removing(block: ProjectsBlock, window: Window) -> None:
    before = list(block.model.rows)
    names = lambda: [line(block, at)[0] for at in range(len(block.model.rows))]  # noqa: E731
    press(block, words.ADD_ROW)
    assert len(block.model.rows) == len(before) + 1
    assert line(block, len(before))[3] == "新建"
    block.go(Address(before[0], "name"))
    press(block, words.COPY_ROW)
    assert names()[0] == names()[1]
    assert block.current() == block.model.rows[1]
    press(block, words.MOVE_DOWN)
    assert block.current() == block.model.rows[2]
    press(block, words.REMOVE_ROW)
    assert "撤销" in block.box.words()
    for _ in range(4):
        assert window.desk.undo()
    assert window.shell is not None
    assert window.desk.session.tree.children["unit", "projects"] == tuple(before)


def test_other_fields_belong_to_the_project_at_hand(block: ProjectsBlock) -> None:
    first, second = block.model.rows[:2]
    block.go(Address(first, "name"))
    assert {field.address.row for field in block.fields} == {first}
    assert block.go(Address(second, "purpose"))
    assert {field.address.row for field in block.fields} == {second}
    field = next(one for one in block.fields if one.address.key == "purpose")
    assert block.window().focusWidget() is field.input


def test_going_to_the_page_of_a_project(block: ProjectsBlock, window: Window) -> None:
    row = block.model.rows[2]
    block.go(Address(row, "name"))
    block.open_page.click()
    assert window.shell is not None
    assert window.shell.page is not None
    assert window.shell.page.step.row == row


def test_no_project_yet(block: ProjectsBlock) -> None:
    for _ in range(len(block.model.rows)):
        block.go(Address(block.model.rows[0], "name"))
        block.remove()
    assert not block.model.rows
    assert not block.open_page.isEnabled()
    assert block.fields == []
