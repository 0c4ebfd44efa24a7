"""A clerk at a report: drafts it, takes out what another outline has, writes headings and texts, puts figures in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QMenu, QPushButton, QWidget

from app.core.records import ROOT_ID, Address
from app.services.editing.chips import Piece, pieces_of
from app.ui import words_reports as words
from app.ui.pages.fields import FieldRow
from app.ui.reports.page import ReportBlock
from app.ui.reports.picker import FigurePicker
from tests.ui.driving import Clerk
from tests.ui.hands import CTRL, KEY, button, come_forward, paste, press, settle, type_over, type_text

VALUE = " · 数值"
"""What the chip of a fact ends with; in the list it goes by its name."""
CHIPS = 4
"""Figures of each section that are put in by their names; the others are written as words, as clerks do."""


class Writer:
    """Writes the reports of a clerk."""

    def __init__(self, clerk: Clerk) -> None:
        """Write for a clerk."""
        self.clerk, self.desk, self.finished = clerk, clerk.desk, clerk.finished
        self.chips = 0
        """Figures that were put in by their names."""

    def write(self, block: ReportBlock) -> None:
        """Write the report of a page, unless it is written."""
        their = self.their_report(block)
        if their is None or their in self.clerk.own:
            return
        if button(block, words.DRAFT) is not None:
            press(block, words.DRAFT)
        row = block.row()
        assert row is not None
        self._meet(their, row)
        self._clear(block, their, row)
        self._sections(block, their, row)
        self._cover(block)

    def their_report(self, block: ReportBlock) -> str | None:
        """Return the row of the finished report, None where there is none."""
        rows = self.clerk.below.get((ROOT_ID, "reports"), ())
        return next((row for row in rows if self.finished.graph.printed(row, "report") == block.report), None)

    def _meet(self, their: str, own: str) -> None:
        self.clerk.own[their], self.clerk.theirs[own] = own, their

    # ---- outline ----

    def _clear(self, block: ReportBlock, their: str, row: str) -> None:
        """Take out the drafted sections that the finished report has not."""
        printed = self.finished.graph.printed
        kept = {printed(one, "section") for one in self.clerk.below.get((their, "sections"), ())} - {""}
        for section in self.desk.session.tree.children.get((row, "sections"), ()):
            if self.desk.session.graph.printed(section, "section") not in kept:
                self._delete(block, section)
                continue
            for below in self.desk.session.tree.children.get((section, "sections"), ()):
                self._delete(block, below)

    def _delete(self, block: ReportBlock, section: str) -> None:
        block.tree.go(section)
        block.tree.setFocus()
        QTest.keyClick(block.tree, KEY.Key_Delete)
        settle()

    def _sections(self, block: ReportBlock, their: str, row: str) -> None:
        """Make and write the sections below a row, from the top."""
        before = ""
        for wanted in self.clerk.below.get((their, "sections"), ()):
            own = self._kept(wanted, row) or self._added(block, row, before)
            self._meet(wanted, own)
            self._section(block, wanted, own)
            self._sections(block, wanted, own)
            before = own

    def _kept(self, wanted: str, row: str) -> str:
        """Return the drafted section that stands for a finished one; empty for none."""
        name = self.finished.graph.printed(wanted, "section")
        rows = self.desk.session.tree.children.get((row, "sections"), ())
        return next((one for one in rows if name and self.desk.session.graph.printed(one, "section") == name), "")

    def _added(self, block: ReportBlock, row: str, before: str) -> str:
        """Add a section behind another one, or as the first below a row."""
        if before:
            block.tree.go(before)
        elif block.tree.go(row):
            self._act(block, words.ADD_BELOW)
            return self.desk.session.tree.children[row, "sections"][0]
        self._act(block, words.ADD_SECTION)
        found = self.desk.session.tree.children[row, "sections"]
        return found[found.index(before) + 1 if before else 0]

    def _act(self, block: QWidget, text: str) -> None:
        """Choose an entry of the menu of the outline."""
        menus = [one.menu() for one in block.findChildren(QPushButton) if one.isVisible() and one.menu() is not None]
        actions = (one for menu in menus if isinstance(menu, QMenu) for one in menu.actions())
        next(one for one in actions if one.text() == text).trigger()
        settle()

    # ---- one section ----

    def _section(self, block: ReportBlock, wanted: str, own: str) -> None:
        block.tree.go(own)
        settle()
        for key, name in (("number", words.NUMBER), ("heading", words.HEADING)):
            box = next(one for one in block.findChildren(QLineEdit) if one.accessibleName() == name)
            if self.clerk.missing(Address(own, key)):
                type_over(box, self.clerk.text(Address(own, key)))
                QTest.keyClick(box, KEY.Key_Return)
        cell = self.finished.facts.cell(Address(wanted, "text"))
        if cell is not None and cell.text:
            self._write(block, pieces_of(self.finished, wanted, cell.text, block.report))
        elif block.editor.toPlainText():
            type_over(block.editor, "")
        settle()

    def _write(self, block: ReportBlock, pieces: list[Piece]) -> None:
        type_over(block.editor, "")
        by_name = 0
        for piece in pieces:
            if piece.binding and by_name < CHIPS and self._insert(block, piece):
                by_name += 1
            elif not piece.blank:
                paste(block.editor, piece.text)
        self.chips += by_name

    def _insert(self, block: ReportBlock, piece: Piece) -> bool:
        """Put a figure in by its name; False when it is not offered as it should print."""
        QTest.keyClick(block.editor, KEY.Key_I, CTRL)
        settle()
        picker = next(one for one in block.findChildren(FigurePicker) if one.isVisible())
        name = piece.told.removesuffix(VALUE)
        type_text(picker.line, name)
        entry = words.figure_entry(name, piece.text)
        found = next((at for at in range(picker.list.count()) if picker.list.item(at).text() == entry), -1)
        for _ in range(max(found, 0)):
            QTest.keyClick(picker.line, KEY.Key_Down)
        QTest.keyClick(picker.line, KEY.Key_Return if found >= 0 else KEY.Key_Escape)
        come_forward(self.clerk.window)
        block.editor.setFocus()
        return found >= 0

    # ---- cover ----

    def _cover(self, block: ReportBlock) -> None:
        """Unfold cover and closing lines, fill them in, fold them again."""
        self._fold(block)
        self.clerk.fill_fields(block)
        for row in block.findChildren(FieldRow):
            if row.isVisible() and self.clerk.cell(row.address) is None:
                type_over(row.input, "")
                QTest.keyClick(row.input, KEY.Key_Return)
        self._fold(block)

    def _fold(self, block: ReportBlock) -> None:
        head: QAbstractButton = block.about.head
        QTest.mouseClick(head, Qt.MouseButton.LeftButton)
        settle()
