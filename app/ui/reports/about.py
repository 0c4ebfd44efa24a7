"""Cover and closing lines of a report; reading it section by section (逐段确认)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.records import Address
from app.services.editing.confirming import STRUCK
from app.ui import words_reports as words
from app.ui.blocks import button, clear, label
from app.ui.desk import Desk
from app.ui.fold import Fold
from app.ui.pages.fields import FieldRow
from app.wizard.outline import about_items


class BoundField(FieldRow):
    """A field whose text may come from another cell; people see what it prints."""

    def show_value(self) -> None:
        """Show a bound text as it prints."""
        super().show_value()
        view = self.desk.view(self.address)
        if "{{" in view.text:
            self._write(view.printed)

    def commit(self) -> None:
        """Give the evaluation what stands in the input, unless it is what prints anyway."""
        if self.desk.is_open and self.text() != self.desk.view(self.address).printed:
            super().commit()


class AboutFold(Fold):
    """封面和落款, folded: cover title and date, closing unit and date."""

    def __init__(self, desk: Desk, report_id: str) -> None:
        """Begin folded and empty."""
        self.desk, self.report = desk, report_id
        self.fields: list[FieldRow] = []
        self._row = ""
        super().__init__(words.COVER_AND_CLOSING, wide=False)

    def show_row(self, row: str | None) -> None:
        """Show the fields of the report's row; none before it was drafted."""
        items = about_items(self.desk.session.graph.snapshot(), self.report) if row else ()
        self.setVisible(bool(items))
        self.head.setVisible(bool(items))
        if row and row != self._row:
            self._row = row
            clear(self.inside)
            self.fields = [BoundField(self.desk, item) for item in items]
            for field in self.fields:
                self.inside.addWidget(field)

    def go(self, address: Address) -> bool:
        """Go to one of the fields; False when it is none of them."""
        for field in self.fields:
            if field.address[:2] == address[:2]:
                if not self.unfolded:
                    self.turn()
                field.go()
                return True
        return False


class ReadBar(QWidget):
    """Above the text of a section that nobody has read yet: 仍适用, 改, 删."""

    verdict = Signal(str)

    def __init__(self) -> None:
        """Begin out of sight."""
        super().__init__()
        self._state: tuple[str, str, str, bool] | None = None
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_state(self, mark: str, confirmed: str, changed: str, *, viewing: bool) -> None:
        """Show what a section waits for; nothing for one that was read and whose figures (`changed`) stayed."""
        state = (mark, confirmed, changed, viewing)
        if state == self._state:
            return
        self._state = state
        clear(self._line)
        struck = confirmed == STRUCK
        self.setVisible(bool(mark or struck or changed))
        told = words.STRUCK if struck else words.read_please(mark) if mark else words.read_again(changed)
        self._line.addWidget(label(told, "warning"), 1)
        if viewing:
            return
        acts = (
            ((words.BACK_AGAIN, ""),)
            if struck
            else ((words.STILL_HOLDS, "仍适用"), (words.CHANGE_IT, "改"), (words.STRIKE, "删"))
        )
        for text, verdict in acts:
            self._line.addWidget(button(text, partial(self.verdict.emit, verdict), flat=True))
