"""满意度: the result follows the counts in one step, a figure somebody typed stays, the papers are written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.core.records import Address
from app.ui.pages.survey import SurveyBlock
from app.ui.shell.window import Window

Sample = Callable[..., Path]


def _block(window: Window, path: Path) -> SurveyBlock:
    window.open(path)
    assert window.shell is not None
    window.shell.go_step("survey")
    assert window.shell.page is not None
    return next(block for block in window.shell.page.blocks if isinstance(block, SurveyBlock))


def _type(block: SurveyBlock, key: str, text: str) -> None:
    field = next(field for field in block.fields if field.address.key == key)
    assert isinstance(field.input, QLineEdit)
    field.input.setText(text)
    field.commit()


def _counted(block: SurveyBlock) -> None:
    for key, text in (("issued", "120"), ("returned", "110"), ("valid", "100")):
        _type(block, f"survey.{key}", text)
    for key, text in (("very", "70"), ("satisfied", "25"), ("fair", "4"), ("unsatisfied", "1")):
        _type(block, f"survey.answers.{key}", text)


def test_result_follows_the_counts(window: Window, sample: Sample) -> None:
    """The value of the fact is what the counts come to, and one undo takes count and value back."""
    block = _block(window, sample("zhengning-2023"))
    block.add()
    _counted(block)
    printed = window.desk.session.graph.printed
    assert printed(block.row, "value") == "95%"
    assert not block.problems.isVisibleTo(block)
    _type(block, "survey.answers.satisfied", "24")
    assert printed(block.row, "value") == "94%"
    assert "99份" in block.problems.text()


def test_typed_figure_stays(window: Window, sample: Sample) -> None:
    """A figure somebody typed is not overwritten; the difference is said and can be taken over."""
    block = _block(window, sample("zhengning-2023"))
    block.add()
    _type(block, "value", "96%")
    _counted(block)
    printed = window.desk.session.graph.printed
    assert printed(block.row, "value") == "96%"
    assert "95%" in block.problems.text()
    block.take.click()
    assert printed(block.row, "value") == "95%"
    assert not block.take.isVisibleTo(block)


def test_figure_of_another_system(window: Window, sample: Sample) -> None:
    """With 好差评 no sheets are asked for, but where the figure comes from."""
    block = _block(window, sample("zhengning-2023"))
    block.add()
    block.by_figure.click()
    keys = {field.address.key for field in block.fields}
    assert {"value", "basis"} <= keys
    assert "survey.valid" not in keys
    assert window.desk.view(Address(block.row, "survey.method")).text == "好差评"


def test_papers(window: Window, sample: Sample, qtbot: QtBot, tmp_path: Path) -> None:
    """Questionnaire and sheet to count on are written as docx."""
    block = _block(window, sample("zhengning-2023"))
    block.write_papers(tmp_path / "问卷")
    qtbot.waitUntil(lambda: len(list((tmp_path / "问卷").glob("*.docx"))) == 2, timeout=20000)
