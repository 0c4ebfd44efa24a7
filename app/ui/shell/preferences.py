"""设置: name, folder of new files, the stick at the end, the Enter key, the size of type."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.services.files.backups import backups_at
from app.services.files.places import proposed_folder
from app.services.settings import Settings
from app.ui import theme, words, words_cards
from app.ui import words_window as said
from app.ui.blocks import button, label
from app.ui.shell.cards import CardList


class Preferences(QDialog):
    """The settings of a person on this computer."""

    chosen = Signal(object)
    """`Settings` as they are wanted now."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        """Show the settings as they stand."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(said.SETTINGS)
        self._settings = settings
        em = self.fontMetrics().horizontalAdvance("国")
        self.setMinimumWidth(em * 34)
        self.name = QLineEdit(settings.name)
        self.folder, self.stick = QLineEdit(settings.folder), QLineEdit(settings.stick)
        self.folder.setPlaceholderText(str(proposed_folder()))
        self.enter = QComboBox()
        self.enter.addItems([said.ENTER_DOWN, said.ENTER_RIGHT])
        self.enter.setCurrentIndex(int(settings.enter_right))
        self.size_of_type = QSpinBox()
        self.size_of_type.setRange(theme.SMALLEST, theme.LARGEST)
        self.size_of_type.setValue(settings.type_size or theme.USUAL_SIZE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(em, em, em, em)
        layout.addLayout(self._form(em))
        layout.addLayout(self._foot())

    def _form(self, em: int) -> QFormLayout:
        form = QFormLayout()
        form.setVerticalSpacing(em // 2)
        form.addRow(said.NAME, self.name)
        form.addRow("", label(said.NAME_WHY, "faint"))
        form.addRow(said.FOLDER, self._with_choice(self.folder, said.FOLDER))
        form.addRow(said.STICK, self._with_choice(self.stick, said.STICK))
        form.addRow("", label(said.STICK_HINT, "faint"))
        form.addRow(said.ENTER_KEY, self.enter)
        form.addRow(said.TYPE_SIZE, self.size_of_type)
        at = label(str(backups_at()), "faint")
        at.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        form.addRow(said.BACKUPS_AT, at)
        self.cards = CardList()
        form.addRow(words_cards.CARDS, self.cards)
        for line, name in ((self.folder, said.FOLDER), (self.stick, said.STICK)):
            line.setAccessibleName(name)
        return form

    def _with_choice(self, line: QLineEdit, title: str) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(line, 1)
        row.addWidget(button(said.CHOOSE, lambda: self._ask_folder(line, title)))
        row.addWidget(button(said.EMPTY_IT, line.clear, flat=True))
        return box

    def _ask_folder(self, line: QLineEdit, title: str) -> None:
        dialog = QFileDialog(self, title, line.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(line.setText)
        dialog.open()

    def _foot(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.addStretch()
        line.addWidget(button(words.CANCEL, self.reject))
        done = button(words.OK, self.accept, primary=True)
        done.setDefault(True)
        line.addWidget(done)
        return line

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Be as high as the sentences need in the type that is used."""
        super().showEvent(event)
        if (inside := self.layout()) is not None:
            self.resize(self.width(), max(inside.totalHeightForWidth(self.width()), self.height()))

    def accept(self) -> None:
        """Tell what was chosen, close."""
        self.chosen.emit(
            replace(
                self._settings,
                name=self.name.text().strip(),
                name_asked=True,
                folder=self.folder.text().strip(),
                stick=self.stick.text().strip(),
                enter_right=self.enter.currentIndex() == 1,
                type_size=self.size_of_type.value(),
            )
        )
        super().accept()
