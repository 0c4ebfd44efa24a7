"""关于: version, what each version brought, licences of the parts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app.services.about import changes, parts, version
from app.ui import words
from app.ui import words_help as helps
from app.ui import words_window as said
from app.ui.blocks import button, label


class About(QDialog):
    """Version and licences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the page."""
        super().__init__(parent)
        self.setWindowTitle(said.ABOUT)
        layout = _framed(self, 52, 30)
        layout.addWidget(label(said.about(words.PRODUCT, version()), "title"))
        layout.addWidget(label(said.ABOUT_MORE))
        layout.addWidget(label(said.PARTS_USED, "heading"))
        layout.addWidget(_parts_table(), 1)
        line = _closing(self)
        line.insertWidget(0, button(helps.CHANGES, self.show_changes))
        layout.addLayout(line)

    def show_changes(self) -> None:
        """Show what each version brought."""
        Changes(self).open()


class Changes(QDialog):
    """更新记录: what each version brought."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the page."""
        super().__init__(parent)
        self.setWindowTitle(helps.CHANGES)
        layout = _framed(self, 46, 32)
        self.text = QTextBrowser()
        self.text.setAccessibleName(helps.CHANGES)
        self.text.setOpenLinks(False)
        self.text.setMarkdown(changes())
        layout.addWidget(self.text, 1)
        layout.addLayout(_closing(self))


def _framed(dialog: QDialog, width: int, height: int) -> QVBoxLayout:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    em = dialog.fontMetrics().horizontalAdvance("国")
    dialog.resize(em * width, em * height)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(em, em, em, em)
    return layout


def _closing(dialog: QDialog) -> QHBoxLayout:
    line = QHBoxLayout()
    line.addStretch()
    line.addWidget(button(words.OK, dialog.accept, primary=True))
    return line


def _parts_table() -> QTableWidget:
    found = parts()
    heads = [said.PART, said.VERSION, said.LICENCE, said.USE]
    table = QTableWidget(len(found), len(heads))
    table.setHorizontalHeaderLabels(heads)
    table.verticalHeader().hide()
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setAccessibleName(said.PARTS_USED)
    for row, part in enumerate(found):
        for column, text in enumerate((part.name, part.version, part.licence, part.use)):
            table.setItem(row, column, QTableWidgetItem(text))
    table.resizeColumnsToContents()
    table.horizontalHeader().setSectionResizeMode(len(heads) - 1, QHeaderView.ResizeMode.Stretch)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    return table
