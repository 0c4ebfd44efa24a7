"""The right side and the steps: score, what is missing, findings that lead to their cells, the state of every step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.core.records import Address
from app.ui.forms.place import address_at
from app.ui.lines import Line
from app.ui.shell.score_panel import Bar
from app.ui.shell.shell import Shell
from app.ui.shell.window import Window
from tests.ui.clicks import click, wait_for, write
from tests.ui.walking import settle

Sample = Callable[..., Path]


def opened(window: Window, file: Path, step: str = "unit") -> Shell:
    """Open a file at a step, with its audit."""
    window.open(file)
    assert window.shell is not None
    wait_for(lambda: window.desk.report is not None)
    window.shell.go_step(step)
    settle()
    return window.shell


def texts(shell: Shell) -> list[str]:
    """Return what the right side says."""
    return [one.text() for one in shell.side.findChildren(QLabel) if one.isVisible()]


def states(shell: Shell) -> dict[str, str]:
    """Return every step with its state in words."""
    model = shell.steps.steps
    told = [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    return {name: state for name, _, state in (one.partition("：") for one in told)}


def test_the_score_is_live(window: Window, sample: Sample) -> None:
    shell = opened(window, sample("yuanjiang-2024"))
    assert {"整体支出自评得分", "100", "优", "预算执行", "10 / 10", "40 / 40"} <= set(texts(shell))
    assert len(shell.side.findChildren(Bar)) == 5
    row = window.desk.session.facts.rows["unit"].id
    indicator = window.desk.session.tree.children[row, "indicators"][0]
    window.desk.set(Address(indicator, "actual"), "0")
    settle()
    assert "40 / 40" not in texts(shell)


def test_a_project_has_its_own_score(window: Window, sample: Sample) -> None:
    shell = opened(window, sample("yuanjiang-2024"))
    shell.go_step(next(step.id for step in shell.all_steps if step.page == "project"))
    assert "项目支出自评得分" in texts(shell)


def test_without_weights_there_are_no_bars(window: Window, sample: Sample) -> None:
    shell = opened(window, sample("yueyanglou-2017"))
    assert "92" in texts(shell)
    assert shell.side.findChildren(Bar) == []


def test_what_is_missing_leads_to_its_cell(window: Window, sample: Sample) -> None:
    shell = opened(window, sample("yuanjiang-2024"))
    [line] = [one for one in shell.side.findChildren(Line) if one.isVisible()]
    assert line.name == "预算编码"
    line.click()
    settle()
    assert shell.page is not None
    assert address_at(shell.page) == Address("unit", "unit.budget_code")
    click(shell.foot, "本页尚有1处未填")
    write(window, "204001", "unit.budget_code")
    settle()
    assert [one for one in shell.side.findChildren(Line) if one.isVisible()] == []
    assert shell.foot.left.text() == "本页必填的都已填完"


def test_what_is_missing_in_a_table_is_named_in_short(window: Window, sample: Sample) -> None:
    shell = opened(window, sample("yuanjiang-2024"), "projects")
    names = [one.name for one in shell.side.findChildren(Line) if one.isVisible()]
    assert names[:2] == ["第1行　项目来源", "第2行　项目来源"]
    assert "还有1处未填。" in texts(shell)


def test_findings_lead_to_their_cells(window: Window, sample: Sample) -> None:
    shell = opened(window, sample("yuanjiang-2024"))
    assert any("控制率" in one for one in texts(shell))
    click(shell.side, "去修改")
    settle()
    assert shell.page is not None
    at = address_at(shell.page)
    assert at is not None
    assert at.key.startswith("staff.")


def test_every_step_has_its_state_and_its_paper(window: Window, sample: Sample) -> None:
    shell = opened(window, sample("yuanjiang-2024"))
    told = states(shell)
    assert told["附件1 单位与人员"] == "填写中"
    assert told["附件1 经费情况"] == "有错误"
    assert told["附件2 预算执行"] == "须说明"
    assert told["佐证材料"] == "未填"
    assert told["通知要求"] == "已填完"
    assert told["审核"] == "有错误"
    assert told["公开"] == ""


def test_a_narrow_window_keeps_the_page_and_offers_the_side(window: Window, sample: Sample) -> None:
    shell = opened(window, sample("yuanjiang-2024"))
    assert shell.side.isVisible()
    assert not shell.foot.side.isVisible()
    window.resize(960, 700)
    settle()
    assert not shell.side.isVisible()
    click(shell.foot, "得分和审核")
    assert shell.side.isVisible()
    click(shell.foot, "得分和审核")
    assert not shell.side.isVisible()
    window.resize(1366, 768)
    settle()
    assert shell.side.isVisible()


def test_which_step_it_is(window: Window, sample: Sample) -> None:
    shell = opened(window, sample("yuanjiang-2024"))
    assert shell.foot._place.text() == f"第2步，共{len(shell.all_steps)}步"
    shell.walk(1)
    assert shell.foot._place.text().startswith("第3步")
    assert shell.foot.next.isEnabled()
    shell.go_step(shell.all_steps[-1].id)
    assert not shell.foot.next.isEnabled()
