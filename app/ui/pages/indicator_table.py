"""Indicators as a plain table, for form sets that list them so: with the library and the panel of the row at hand."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.core.records import Address
from app.services.review.indicator import view_indicator
from app.services.session import Changes
from app.ui import words_pages as words
from app.ui.blocks import button
from app.ui.desk import Desk
from app.ui.pages.approved import ApprovedDialog, MoreDialog
from app.ui.pages.library import LibraryDialog
from app.ui.pages.override import ask_override
from app.ui.pages.own import own_button
from app.ui.pages.row_panel import RowPanel
from app.ui.pages.tables import TableBlock
from app.wizard.items import TableItem


class IndicatorTable(TableBlock):
    """A table of indicators."""

    def __init__(self, desk: Desk, item: TableItem) -> None:
        """Show the indicators of a row."""
        super().__init__(desk, item)
        self.row = ""
        self.foot = RowPanel(desk, frozenset(item.keys))
        """The panel; the page shows it below, where it stays in sight."""
        self.bar.put_first(own_button(self.view), always=True)
        self.bar.put_first(button(words.FROM_LIBRARY, self.choose, flat=True))
        self.view.selectionModel().currentChanged.connect(lambda *_: self.show_row())
        self.foot.by_hand.connect(lambda: ask_override(desk, Address(self.row, "score"), "", self))
        self.foot.approved.connect(lambda: ApprovedDialog(desk, self.row, self).open())
        self.foot.more.connect(lambda: MoreDialog(desk, self.row, self).open())
        self.foot.back.connect(lambda: self.view.setFocus(Qt.FocusReason.ShortcutFocusReason))
        desk.changed.connect(self._follow)
        self.foot.hide()

    def show_row(self) -> None:
        """Show the row at hand in the panel."""
        self.row = self.current() or ""
        known = self.row in self.desk.session.facts.rows
        if known:
            self.foot.show_view(view_indicator(self.desk.session, self.row))
        self.foot.setVisible(known)

    def _follow(self, changes: Changes | None) -> None:
        if not self.desk.is_open or not self.row:
            return
        gone = self.row not in self.desk.session.facts.rows
        if gone or changes is None or any(row == self.row for row, _ in {*changes.cells, *changes.also}):
            self.show_row()

    def choose(self) -> LibraryDialog:
        """Open the library; it stays open while rows are added."""
        dialog = LibraryDialog(self.desk, self.item.parent, self)
        dialog.taken.connect(lambda row: self.go(Address(row, self.item.keys[0])))
        dialog.show()
        return dialog

    def leave(self) -> None:
        """Take over what is being typed."""
        self.foot.leave()
        super().leave()
