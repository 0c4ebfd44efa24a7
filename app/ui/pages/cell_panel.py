"""The panel of the cell at hand: what to fill in, last year's value, how it is computed, where it comes from."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.core.records import Address
from app.services.editing.sourcing import mark_unsure, set_source, source_fields, source_row
from app.services.review.cell_about import CellAbout, about_cell
from app.services.session import Changes
from app.ui import words as common
from app.ui import words_pages as words
from app.ui.blocks import button, label
from app.ui.desk import Desk, touches
from app.ui.pages.fields import FieldRow
from app.wizard.items import FieldItem


class CellPanel(QFrame):
    """Everything about one cell that the form has no room for."""

    back = Signal()
    """The person wants back to the cell."""

    def __init__(self, desk: Desk) -> None:
        """Begin without a cell."""
        super().__init__()
        self.desk = desk
        self.address: Address | None = None
        self.unit = ""
        self.setObjectName("panel")
        self.setAccessibleName(words.CELL_PANEL)
        self.head, self.prior, self.origin = label(""), QLabel(), QLabel()
        self.told, self.source = label("", "faint"), label("", "hint")
        self.unsure = QCheckBox(words.UNSURE)
        self.edit = button(words.SOURCE_EDIT, self.edit_source, flat=True)
        self._lay_out()
        self.unsure.clicked.connect(self._mark)
        desk.changed.connect(self.follow)
        self.hide()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 6, 24, 8)
        layout.setSpacing(3)
        first, last = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.head, 1)
        for widget in (self.prior, self.origin):
            first.addWidget(widget)
            first.addSpacing(12)
        last.addWidget(self.source, 1)
        last.addWidget(self.unsure)
        last.addWidget(self.edit)
        layout.addLayout(first)
        layout.addWidget(self.told)
        layout.addLayout(last)

    def set_unit(self, unit: str) -> None:
        """Show money in a unit."""
        self.unit = unit
        if not self.isHidden():
            self.show_cell(self.address, unit)

    def show_cell(self, address: Address | None, unit: str = "") -> None:
        """Show a cell; nothing where words of the form stand."""
        self.address, self.unit = address, unit
        known = address is not None and self.desk.is_open and address.row in self.desk.session.facts.rows
        if known and address is not None:
            self._show(about_cell(self.desk.session, address, unit))
        self.setVisible(known)

    def _show(self, about: CellAbout) -> None:
        sign, origin = common.ORIGINS.get(about.origin, ("", ""))
        self.head.setText(words.cell_head(about.label, about.unit))
        self.prior.setText(words.prior(about.prior) if about.prior else "")
        self.prior.setVisible(bool(about.prior))
        self.origin.setText(f"{sign} {origin}".strip())
        lines = (about.problem, about.note, about.computed, about.hint)
        self.told.setText("\n".join(line for line in lines if line))
        self.told.setVisible(bool(self.told.text()))
        editing = not self.desk.session.viewing
        self.source.setText(words.source(about.source))
        for widget in (self.source, self.edit, self.unsure):
            widget.setVisible(about.takes_source)
            widget.setEnabled(editing or widget is self.source)
        self.unsure.setChecked(about.unsure)

    def follow(self, changes: Changes | None) -> None:
        """Show the cell again when a change touches it or its source."""
        if self.address is None or not self.desk.is_open or self.isHidden():
            return
        row = source_row(self.desk.session, self.address) if self.address.row in self.desk.session.facts.rows else ""
        sourced = changes is not None and any(cell[0] == row for cell in changes.cells)
        if touches(changes, self.address) or sourced or not row:
            self.show_cell(self.address, self.unit)

    def _mark(self) -> None:
        if self.address is not None:
            at, unsure = self.address, self.unsure.isChecked()
            self.desk.do(lambda: mark_unsure(self.desk.session, at, unsure=unsure), at)

    def edit_source(self) -> SourceDialog | None:
        """Record where the figure comes from."""
        if self.address is None:
            return None
        dialog = SourceDialog(self.desk, self.address, self)
        dialog.show()
        return dialog

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go back to the cell with Esc or F6."""
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_F6}:
            self.back.emit()
        else:
            super().keyPressEvent(event)


class SourceField(FieldRow):
    """One part of the source of a figure; its row is made with the first part."""

    def __init__(self, desk: Desk, about: Address, part: str) -> None:
        """Show a part."""
        self.about, self.part = about, part
        field = source_fields(desk.session, about)[part]
        super().__init__(desk, FieldItem(Address(source_row(desk.session, about), part), field, field.label))

    def commit(self) -> None:
        """Record the part."""
        row = source_row(self.desk.session, self.about) if self.desk.is_open else ""
        if row:
            self.address = Address(row, self.part)
        held = self.desk.view(self.address).text if row else ""
        if self.desk.is_open and not self.desk.session.viewing and self.text() != held:
            self.desk.do(lambda: set_source(self.desk.session, self.about, self.part, self.text()), self.about)

    def follow(self, changes: Changes | None) -> None:
        """Show the part again, also when its row was made just now."""
        if self.desk.is_open and self.about.row in self.desk.session.facts.rows:
            self.address = Address(source_row(self.desk.session, self.about), self.part)
            if self.address.row:
                super().follow(changes)

    def show_value(self) -> None:
        """Show the part; blank while there is no source."""
        if self.address.row:
            super().show_value()
        else:
            self._show_label()
            self._say(self.field.hint, "faint")


class SourceDialog(QDialog):
    """The source of one figure; every part counts at once, as on a page."""

    def __init__(self, desk: Desk, about: Address, parent: QWidget) -> None:
        """Show the source of a cell."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        view = desk.view(about)
        self.setWindowTitle(words.SOURCE_TITLE)
        layout = QVBoxLayout(self)
        layout.addWidget(label(f"{view.label} {view.printed}".strip()))
        layout.addWidget(label(words.SOURCE_HINT, "faint"))
        known = source_fields(desk.session, about)
        self.fields = [SourceField(desk, about, part) for part in known]
        for field in self.fields:
            layout.addWidget(field)
        line = QHBoxLayout()
        line.addStretch()
        line.addWidget(button(words.CLOSE, self.accept, primary=True))
        layout.addLayout(line)
        self.resize(self.fontMetrics().horizontalAdvance("国") * 40, self.sizeHint().height())
        desk.closed.connect(self.close)
