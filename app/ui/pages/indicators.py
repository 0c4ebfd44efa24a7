"""Indicators of a form: the band as on the paper, points that are left, and the panel of the row at hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel

from app.core.errors import JixiaoError
from app.core.numbers import plain
from app.core.records import Address
from app.services.editing.cells import set_value
from app.services.editing.noting import split_note
from app.services.editing.rows import share_rows
from app.services.editing.spreading import left_over, spread_left
from app.services.review.indicator import TABLE, view_indicator
from app.services.session import Changes
from app.ui import words as common
from app.ui import words_pages as words
from app.ui.asking import ask
from app.ui.blocks import button, set_role
from app.ui.desk import Desk
from app.ui.grids.model import ADDRESS, Index
from app.ui.pages.approved import AdjustDialog, ApprovedDialog, LeaveOutDialog, MoreDialog
from app.ui.pages.bands import BodyBlock
from app.ui.pages.library import LibraryDialog
from app.ui.pages.money import BandInUnit
from app.ui.pages.override import ask_override
from app.ui.pages.own import own_button
from app.ui.pages.picking import IndicatorPicker
from app.ui.pages.row_panel import RowPanel
from app.wizard.items import BandItem

_REASON, _MEASURE = "reason", "improvement"
_NOTES = frozenset({_REASON, _MEASURE})


class IndicatorModel(BandInUnit):
    """The form; the cell of reason and measure looks like one that is filled in."""

    def notes(self) -> range:
        """Return the columns where reason and measure print in one cell."""
        body = self.desk.session.pack.forms[self.item.form].bands[self.item.band].body
        right = self.columnCount()
        for cell in reversed(body.cells if body is not None else ()):
            if any(f"{{{{{key}" in cell.t for key in _NOTES):
                return range(right - int(cell.w), right)
            right -= int(cell.w)
        return range(0)

    def note_row(self, index: Index) -> str:
        """Return the row whose reason and measure stand in a cell together; empty elsewhere."""
        if not self.desk.is_open or index.column() not in self.notes() or self.address(index) is not None:
            return ""
        beside = (self.address(self.index(index.row(), column)) for column in range(self.columnCount()))
        rows = self.desk.session.facts.rows
        return next((at.row for at in beside if at is not None and at.row in rows and rows[at.row].table == TABLE), "")

    def split(self, index: Index, text: str) -> Sequence[tuple[Address, str]]:
        """Return reason and measure of a text for the cell of both."""
        row = self.note_row(index)
        if not row:
            return ()
        known = self.desk.session.pack.fields[TABLE]
        parts = split_note(text, self.printed(Address(row, _MEASURE))) if _MEASURE in known else (text, "")
        return [(Address(row, key), part) for key, part in zip((_REASON, _MEASURE), parts, strict=True) if key in known]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what is shown of a cell."""
        if role in {Qt.ItemDataRole.BackgroundRole, Qt.ItemDataRole.TextAlignmentRole} and self.note_row(index):
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            return None if role == Qt.ItemDataRole.BackgroundRole else left
        return super().data(index, role)


def printed_keys(desk: Desk, item: BandItem) -> frozenset[str]:
    """Return which keys the lines of a band print."""
    body = desk.session.pack.forms[item.form].bands[item.band].body
    templates = [cell.t for cell in body.cells] if body is not None else []
    known = desk.session.pack.fields[TABLE]
    return frozenset(
        key for key in known if any(f"{{{{{key}}}}}" in text or f"{{{{{key}|" in text for text in templates)
    )


class IndicatorBlock(BodyBlock):
    """The indicators of the unit or of a project."""

    def __init__(self, desk: Desk, item: BandItem) -> None:
        """Show the indicators of a form."""
        self._soon = QTimer(singleShot=True, interval=0)  # after the score was painted
        self._soon.timeout.connect(self._catch_up)
        desk.closed.connect(self._soon.stop)
        self._elsewhere = False
        self._left_line = QHBoxLayout()
        self.left, self.spread = QLabel(), button(words.SPREAD, self.share_out, flat=True)
        super().__init__(desk, item, TABLE)
        self.foot = RowPanel(desk, printed_keys(desk, item))
        """The panel; the page shows it below, where it stays in sight."""
        for text, act in ((words.FROM_LIBRARY, self.choose), (words.SHARE_ROWS, self.choose_shared)):
            made = button(text, act, flat=True)
            made.setEnabled(not desk.session.viewing)
            self._left_line.addWidget(made)
        self._left_line.insertWidget(1, own_button(self.view))
        self._left_line.addStretch()
        self._left_line.addWidget(self.left)
        self._left_line.addWidget(self.spread)
        self.layout_.insertLayout(self.layout_.indexOf(self.bar), self._left_line)
        self.foot.by_hand.connect(self.set_by_hand)
        self.foot.approved.connect(self.show_approved)
        self.foot.more.connect(self.show_more)
        self.foot.back.connect(lambda: self.view.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.view.installEventFilter(self)
        self.view.doubleClicked.connect(self._clicked)
        desk.changed.connect(self.follow)
        desk.refused.connect(self._refused)
        self._tell_left()
        self.foot.hide()

    def make_model(self) -> IndicatorModel:
        """Return the model of the form."""
        return IndicatorModel(self.desk, self.item)

    # ---- what is shown ----

    def row_chosen(self) -> None:
        """Show the row at hand in the panel, as soon as what was typed is painted."""
        self._elsewhere = True
        self._soon.start()

    def _catch_up(self) -> None:
        if self.desk.is_open and self.item.row in self.desk.session.facts.rows:
            self._tell_left()
            self.show_row()
            if self._elsewhere:
                self._elsewhere = False
                self._keep_in_sight(self.view.currentIndex())

    def show_row(self) -> None:
        """Show the row at hand in the panel."""
        self._soon.stop()
        known = self.row in self.desk.session.facts.rows
        if known:
            self.foot.show_view(view_indicator(self.desk.session, self.row))
        self.foot.setVisible(known)

    def follow(self, changes: Changes | None) -> None:
        """Show the row and the points that are left again."""
        del changes
        self._soon.start()

    def _tell_left(self) -> None:
        left = left_over(self.desk.session, self.item.row)
        self.left.setVisible(left is not None)
        self.spread.setVisible(left is not None and left > 0 and not self.desk.session.viewing)
        if left is not None:
            self.left.setText(words.left_over(plain(left, strip=True)))
            set_role(self.left, "faint" if not left else "warning")

    # ---- actions ----

    def share_out(self) -> None:
        """均分剩余分值, as one step."""
        self.desk.do(lambda: spread_left(self.desk.session, self.item.row))

    def choose(self) -> LibraryDialog:
        """Open the library; the rows come one after the other while it stays open."""
        dialog = LibraryDialog(self.desk, self.item.row, self)
        dialog.taken.connect(self._go_row)
        dialog.show()
        return dialog

    def choose_shared(self) -> IndicatorPicker:
        """Choose indicators of other forms to be used here too (共用指标)."""
        dialog = IndicatorPicker(self.desk, words.SHARE_TITLE, words.SHARE_HINT, self)
        dialog.fill(without=self.item.row)
        dialog.chosen.connect(self.share)
        dialog.open()
        return dialog

    def share(self, rows: list[str]) -> None:
        """Use rows of other forms here too, as one step."""
        made = self.desk.do(lambda: share_rows(self.desk.session, rows, self.item.row)) if rows else None
        if made is not None:
            self._go_row(made[0][-1])

    def set_by_hand(self) -> None:
        """手工定分 of the row at hand."""
        if self.row:
            ask_override(self.desk, Address(self.row, "score"), "", self)

    def show_approved(self) -> None:
        """Show where the target of the row at hand comes from."""
        if self.row:
            ApprovedDialog(self.desk, self.row, self).open()

    def show_more(self) -> None:
        """Show what the row at hand has besides."""
        if self.row:
            MoreDialog(self.desk, self.row, self).open()

    def _refused(self, problem: JixiaoError, about: Address | None) -> None:
        if about is None or about[0] not in self.rows():
            return
        row = about[0]
        if problem.code == "target.locked":
            choices = [
                (words.ADJUSTED, lambda: AdjustDialog(self.desk, row, self).open()),
                (words.SELF_ADDED, lambda: self._self_added(row)),
                (common.CANCEL, None),
            ]
            ask(self, words.LOCKED, words.LOCKED_MORE, choices)
        elif problem.code == "row.approved":
            LeaveOutDialog(self.desk, row, self).open()

    def _self_added(self, row: str) -> None:
        self.desk.do(lambda: set_value(self.desk.session, Address(row, "target.source"), words.SELF))

    # ---- keys and places ----

    def go(self, address: Address) -> bool:
        """Go to a cell; reason and measure stand in the panel."""
        if address.key in _NOTES and address.row in self.rows():
            self._go_row(address.row)
            self.row = address.row
            self.show_row()
            return self.foot.go(address.key)
        return super().go(address)

    def leave(self) -> None:
        """Take over what is being typed."""
        super().leave()
        self.foot.leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Go to the panel with F6, and with what is typed over the cell of reason and measure."""
        if watched is self.view and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_F6 and self.row:
                self.show_row()
                return self.foot.enter()
            if self._on_notes() and (event.key() == Qt.Key.Key_F2 or (event.text().isprintable() and event.text())):
                return self._type_note(event)
        return super().eventFilter(watched, event)

    def _clicked(self) -> None:
        if self._on_notes():
            self._type_note(None)

    def _type_note(self, event: QKeyEvent | None) -> bool:
        row = self._note_row()
        if not row or (event is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            return False
        self.row = row
        self.show_row()
        done = self.foot.enter()
        if done and event is not None and event.key() != Qt.Key.Key_F2:
            self.foot.boxes[0].insertPlainText(event.text())
        return done

    def _on_notes(self) -> bool:
        index = self.view.currentIndex()
        return index.isValid() and index.data(ADDRESS) is None and bool(self._note_row())

    def _note_row(self) -> str:
        """Return the row whose reason and measure stand in the current cell of the form; empty elsewhere."""
        index, model = self.view.currentIndex(), self.view.cells
        return model.note_row(index) if index.isValid() and isinstance(model, IndicatorModel) else ""
