"""A report: outline at the left, heading and text of the chosen section at the right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.core.records import ROOT_ID, Address
from app.services.editing.chips import Figure, Piece, figures, forms_of, pieces_of
from app.services.editing.reports import draft_reports, restore_draft
from app.services.editing.rows import add_row, move_row, remove_row
from app.services.session import Changes
from app.ui import words
from app.ui.blocks import button, label
from app.ui.desk import Desk
from app.ui.reports.editor import TextEditor
from app.wizard.items import Item, ReportItem
from app.wizard.steps import Step

_ROW = int(Qt.ItemDataRole.UserRole)


class ReportBlock(QWidget):
    """One report of the evaluation."""

    def __init__(self, desk: Desk, _step: Step, item: Item) -> None:
        """Show a report; where nothing was drafted yet, offer to."""
        super().__init__()
        self.desk = desk
        self.report = item.report if isinstance(item, ReportItem) else ""
        self.tree, self.heading, self.editor = QTreeWidget(), QLineEdit(), TextEditor()
        self._count = label("", "faint")
        self._begin = button(words.DRAFT, self.draft, primary=True)
        self._body = self._make_body()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._begin)
        layout.addWidget(self._body)
        self._section = ""
        self._wire()
        self.show_outline()

    def _make_body(self) -> QWidget:
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(words.OUTLINE)
        self.heading.setAccessibleName(words.HEADING)
        self.editor.setAccessibleName(words.TEXT)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        column.addWidget(self.heading)
        column.addWidget(self.editor, 1)
        line = QHBoxLayout()
        self._insert = button(words.INSERT_FIGURE, self.ask_figure)
        for made in (self._insert, button(words.RESTORE_DRAFT, self.restore, flat=True)):
            line.addWidget(made)
        line.addStretch()
        line.addWidget(self._count)
        column.addLayout(line)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self._left())
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        em = self.fontMetrics().horizontalAdvance("国")
        splitter.setSizes([em * 14, em * 36])
        splitter.setMinimumHeight(em * 30)
        return splitter

    def _left(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tree, 1)
        line = QHBoxLayout()
        for text, act in (
            (words.ADD_SECTION, self.add),
            (words.MOVE_UP, partial(self.shift, -1)),
            (words.MOVE_DOWN, partial(self.shift, 1)),
            (words.REMOVE_SECTION, self.remove),
        ):
            line.addWidget(button(text, act, flat=True))
        column.addLayout(line)
        return left

    def _wire(self) -> None:
        self.tree.currentItemChanged.connect(lambda item, _before: self._choose(item))
        self.editor.left.connect(self.commit)
        self.editor.textChanged.connect(self._tell_count)
        self.editor.menu_wanted.connect(self._open_menu)
        self.heading.editingFinished.connect(self._commit_heading)
        self.desk.changed.connect(self.follow)

    # ---- outline ----

    def row(self) -> str | None:
        """Return the report's own row, None before it was drafted."""
        graph = self.desk.session.graph
        rows = self.desk.session.tree.children.get((ROOT_ID, "reports"), ())
        return next((row for row in rows if graph.printed(row, "report") == self.report), None)

    def show_outline(self) -> None:
        """Show the sections; the one that is being edited stays chosen."""
        row, chosen = self.row(), self._section
        viewing = self.desk.session.viewing
        self._begin.setVisible(row is None and not viewing)
        self._body.setVisible(row is not None)
        self.heading.setReadOnly(viewing)
        self.editor.setReadOnly(viewing)
        self.tree.blockSignals(True)
        self.tree.clear()
        if row is not None:
            self._fill(self.tree.invisibleRootItem(), row)
        self.tree.expandAll()
        self.tree.blockSignals(False)
        item = self._item(chosen) or self.tree.topLevelItem(0)
        if item is not None:
            self.tree.setCurrentItem(item)

    def _fill(self, parent: QTreeWidgetItem, row: str) -> None:
        for section in self.desk.session.tree.children.get((row, "sections"), ()):
            heading = self.desk.session.graph.printed(section, "heading") or words.NO_HEADING
            item = QTreeWidgetItem(parent, [heading])
            item.setData(0, _ROW, section)
            self._fill(item, section)

    def _item(self, row: str) -> QTreeWidgetItem | None:
        found = self.tree.findItems("*", Qt.MatchFlag.MatchWildcard | Qt.MatchFlag.MatchRecursive)
        return next((item for item in found if item.data(0, _ROW) == row), None)

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        self._section = str(item.data(0, _ROW)) if item is not None else ""
        self._show_text()

    def follow(self, changes: Changes | None) -> None:
        """Show what changed, but never write over what is being typed."""
        if not self.desk.is_open:
            return
        if changes is None or any(key in {"heading", "section"} for _, key in changes.cells) or self._moved():
            self.show_outline()
        if not self.editor.hasFocus() or changes is None:
            self._show_text()

    def _moved(self) -> bool:
        return (
            bool(self._section) and self._section not in self.desk.session.facts.rows
        ) or self._rows() != self._shown()

    def _rows(self) -> list[str]:
        def below(row: str) -> list[str]:
            found = self.desk.session.tree.children.get((row, "sections"), ())
            return [one for section in found for one in (section, *below(section))]

        row = self.row()
        return below(row) if row is not None else []

    def _shown(self) -> list[str]:
        found = self.tree.findItems("*", Qt.MatchFlag.MatchWildcard | Qt.MatchFlag.MatchRecursive)
        return sorted((str(item.data(0, _ROW)) for item in found), key=self._rows().index) if self._known(found) else []

    def _known(self, items: list[QTreeWidgetItem]) -> bool:
        rows = set(self._rows())
        return all(item.data(0, _ROW) in rows for item in items)

    # ---- text ----

    def _stored(self, key: str) -> str:
        cell = self.desk.session.facts.cell(Address(self._section, key)) if self._section else None
        return cell.text if cell is not None else ""

    def _show_text(self) -> None:
        there = self._section in self.desk.session.facts.rows
        for made in (self.heading, self.editor, self._insert):
            made.setEnabled(there)
        if not there:
            self.editor.clear()
            return
        self.heading.setText(self._stored("heading"))
        if self.editor.stored() != self._stored("text"):
            self.editor.show_pieces(pieces_of(self.desk.session, self._section, self._stored("text"), self.report))

    def commit(self) -> None:
        """Give the evaluation the text as it stands."""
        if self.desk.is_open and self._section in self.desk.session.facts.rows and not self.editor.isReadOnly():
            text = self.editor.stored()
            if text != self._stored("text"):
                self.desk.set(Address(self._section, "text"), text)

    def leave(self) -> None:
        """Take over what is being typed."""
        self.commit()
        self._commit_heading()

    def _commit_heading(self) -> None:
        there = self.desk.is_open and self._section in self.desk.session.facts.rows
        if there and self.heading.text() != self._stored("heading"):
            self.desk.set(Address(self._section, "heading"), self.heading.text())

    def _tell_count(self) -> None:
        self._count.setText(words.characters(self.editor.characters()))

    # ---- chips ----

    def _open_menu(self, binding: str, at: QPointF) -> None:
        session = self.desk.session
        [piece] = pieces_of(session, self._section, binding, self.report)
        self.editor.chip_menu(forms_of(session, self._section, binding), piece.told, piece.text).popup(at.toPoint())

    def ask_figure(self) -> None:
        """Let a figure be chosen by its name and put it at the cursor."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picker = FigurePicker(self.desk)
        picker.chosen_by(self.insert)
        picker.list.itemActivated.connect(menu.close)
        box = QVBoxLayout(menu)
        box.addWidget(picker)
        menu.popup(self._insert.mapToGlobal(self._insert.rect().topLeft()))
        picker.words.setFocus()

    def insert(self, figure: Figure) -> None:
        """Put a figure at the cursor."""
        self.editor.insert_piece(Piece(figure.printed, figure.binding, figure.label))
        self.commit()

    # ---- sections ----

    def draft(self) -> None:
        """Draft the report from the data."""
        self.desk.do(lambda: draft_reports(self.desk.session, report=self.report))
        self.show_outline()

    def restore(self) -> None:
        """Put the draft in the place of the section's text."""
        if self._section:
            path = self.desk.session.tree.path(self._section)
            self.desk.do(lambda: restore_draft(self.desk.session, path))
            self._show_text()

    def add(self) -> None:
        """Add a section of the unit's own beside the chosen one."""
        session = self.desk.session
        parent = session.facts.rows[self._section].parent if self._section else self.row()
        if parent is not None:
            self.desk.do(lambda: add_row(session, parent, "sections"))
            self.show_outline()

    def shift(self, by: int) -> None:
        """Move the chosen section up or down."""
        session = self.desk.session
        row = session.facts.rows.get(self._section)
        if row is not None and row.parent is not None:
            place = session.tree.place(row.id) + by
            if 1 <= place <= len(session.tree.children[row.parent, "sections"]):
                self.desk.do(lambda: move_row(session, row.id, place))
                self.show_outline()

    def remove(self) -> None:
        """Remove the chosen section; undo brings it back."""
        if self._section in self.desk.session.facts.rows:
            self.desk.do(lambda: remove_row(self.desk.session, self._section))
            self.show_outline()

    def current(self) -> Address | None:
        """Return the cell that is being edited."""
        if not self._section:
            return None
        return Address(self._section, "heading" if self.heading.hasFocus() else "text")

    def go(self, address: Address) -> bool:
        """Go to a section; False when it is not one of this report."""
        item = self._item(address.row)
        if item is None:
            return False
        self.tree.setCurrentItem(item)
        (self.heading if address.key == "heading" else self.editor).setFocus()
        return True


class FigurePicker(QWidget):
    """Finds a figure by words of its name."""

    def __init__(self, desk: Desk) -> None:
        """Show the first figures."""
        super().__init__()
        self.desk = desk
        self.words = QLineEdit()
        self.words.setPlaceholderText(words.FIND_FIGURE)
        self.list = QListWidget()
        self.list.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * 24)
        layout = QVBoxLayout(self)
        layout.addWidget(self.words)
        layout.addWidget(self.list)
        self.words.textChanged.connect(self._find)
        self._find("")

    def chosen_by(self, act: Callable[[Figure], None]) -> None:
        """Call a function with the figure that is chosen."""
        self.list.itemActivated.connect(lambda item: act(item.data(_ROW)))

    def _find(self, text: str) -> None:
        self.list.clear()
        for figure in figures(self.desk.session, text):
            item = QListWidgetItem(f"{figure.label}：{figure.printed}", self.list)
            item.setData(_ROW, figure)
