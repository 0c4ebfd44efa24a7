"""What is pasted from Excel over 偏差原因分析及改进措施 arrives there, though reason and measure share the cell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.records import Address
from app.ui.pages.indicators import IndicatorBlock
from app.ui.shell.window import Window
from tests.ui.grids import clip, paste


@pytest.fixture
def block(window: Window, sample: Callable[..., Path]) -> IndicatorBlock:
    window.open(sample("yuanjiang-2024"))
    assert window.shell is not None
    window.shell.go_step(next(step.id for step in window.shell.all_steps if step.page == "project"))
    assert window.shell.page is not None
    return next(one for one in window.shell.page.blocks if isinstance(one, IndicatorBlock))


def spot(block: IndicatorBlock, row: str, key: str) -> tuple[int, int]:
    [at, *_] = block.view.cells.spots(Address(row, key))
    return at


def printed(block: IndicatorBlock, row: str) -> tuple[str, str]:
    graph = block.desk.session.graph
    return graph.printed(row, "reason"), graph.printed(row, "improvement")


def test_a_range_with_the_last_column_of_the_form_is_taken_whole(block: IndicatorBlock) -> None:
    first, second = block.rows()[:2]
    clip("51万人\t10\t10\t政策扩面。\n24起\t10\t9.6\t偏差原因：案件减少。改进措施：加大稽核。")
    paste(block.view, *spot(block, first, "actual"))
    assert printed(block, first) == ("政策扩面。", "")
    assert printed(block, second) == ("案件减少。", "加大稽核。")
    assert block.desk.session.graph.printed(second, "actual") == "24起"
    note = block.view.cells.index(spot(block, second, "actual")[0], block.view.cells.columnCount() - 1)
    assert str(note.data()) == "案件减少。加大稽核。"
    clip(str(note.data()))
    paste(block.view, note.row(), note.column())
    assert printed(block, second) == ("案件减少。", "加大稽核。"), "what stands there already stays as it is"
    block.desk.undo()
    assert printed(block, first) == ("", "")
