"""送审与打印: one table of documents, preview in the page, only what changed, copies for the leaders counted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.printing.page import PrintBlock
from app.ui.printing.pane import PreviewPane
from app.ui.shell.window import Window
from tests.ui.clicks import click

Sample = Callable[..., Path]
_LONG = 60000


def _block(window: Window, path: Path, qtbot: QtBot) -> PrintBlock:
    window.open(path)
    assert window.shell is not None
    window.shell.go_step("printing")
    assert window.shell.page is not None
    block = next(block for block in window.shell.page.blocks if isinstance(block, PrintBlock))
    qtbot.waitUntil(lambda: block.documents.rowCount() > 0, timeout=_LONG)
    return block


def _only(block: PrintBlock, *rows: int) -> None:
    block.documents.choose(every=False)
    for row in rows:
        item = block.documents.item(row, 0)
        assert item is not None
        item.setCheckState(item.checkState().Checked)


def test_preview_stands_beside_the_list(window: Window, sample: Sample, qtbot: QtBot) -> None:
    """The first page of paper is seen at once, beside the list; a document of the list leads to its page."""
    block = _block(window, sample("zhengning-2023"), qtbot)
    shell, pages = window.shell, block.preview.pages
    assert shell is not None
    _only(block, 0, 1)
    block.show_preview()
    qtbot.waitUntil(lambda: pages.count > 0, timeout=_LONG)
    qtbot.waitUntil(lambda: not pages.findChildren(QWidget)[0].visibleRegion().isEmpty(), timeout=_LONG)
    assert block.documents.isVisible()
    assert block.preview.x() > shell.page.x()
    assert not shell.side.isVisible()
    assert sum(bool(block.documents.item(row, 1).text()) for row in range(block.documents.rowCount())) == 2
    block.documents.setCurrentCell(1, 0)
    first = block._first[block.documents._key(1)]
    qtbot.waitUntil(lambda: block.preview.area.verticalScrollBar().value() == pages.top_of(first) > 0, timeout=_LONG)
    click(block.preview, "关闭预览")
    assert pages.count == 0
    assert shell.side.isVisible()
    block.show_alone(*block.documents._key(0))
    qtbot.waitUntil(lambda: pages.count > 0, timeout=_LONG)
    shell.go_step("audit")
    assert shell.side.isVisible()
    assert not any(one.isVisible() for one in shell.findChildren(PreviewPane))


def test_printing_remembers_what_was_printed(window: Window, sample: Sample, qtbot: QtBot, tmp_path: Path) -> None:
    """After printing only what changed since is ticked."""
    block = _block(window, sample("zhengning-2023"), qtbot)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "print.pdf"))
    _only(block, 0)
    block.print_on(printer)
    qtbot.waitUntil(lambda: "printed" in window.desk.session.facts.meta, timeout=_LONG)
    assert (tmp_path / "print.pdf").stat().st_size > 1000
    qtbot.waitUntil(lambda: not block._listing.running, timeout=_LONG)
    block.changed.setChecked(True)
    assert len(block.documents.chosen()) == block.documents.rowCount() - 1


def test_copies_for_the_leaders_are_counted(window: Window, sample: Sample, qtbot: QtBot, tmp_path: Path) -> None:
    """The next copy has the next number; the folder is remembered; chosen formats only."""
    block = _block(window, sample("zhengning-2023"), qtbot)
    _only(block, 1)
    block.draft.setChecked(True)
    block.formats["pdf"].setChecked(False)
    block.formats["xlsx"].setChecked(False)
    block.export_to(tmp_path / "送审")
    qtbot.waitUntil(lambda: block.number.value() == 2, timeout=_LONG)
    assert {path.suffix for path in (tmp_path / "送审").iterdir()} == {".docx"}
    assert window.desk.output == str(tmp_path / "送审")


def test_late_results_are_dropped(window: Window, sample: Sample, qtbot: QtBot) -> None:
    """Leaving the page while the preview is drawn harms nothing."""
    block = _block(window, sample("zhengning-2023"), qtbot)
    block.show_preview()
    assert window.shell is not None
    window.shell.go_step("audit")
    window.desk.close()
    qtbot.wait(1500)
    assert window.shell is None
