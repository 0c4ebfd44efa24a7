"""The paper at the right of a report: heading and text of the chosen section, what waits to be read or bound."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final, cast

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QTextCursor
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout

from app.core.records import Address
from app.services.editing.chips import Choice, Piece, forms_of, is_there, pieces_of, place_of
from app.services.editing.confirming import STRUCK, Verdict, changed_since, confirm_section, unread, write_section
from app.services.editing.naming import Figure, FigureNames
from app.services.review.auditing import CheckedFigure, Report
from app.services.session import Changes
from app.ui import theme
from app.ui import words_reports as words
from app.ui.blocks import button, label
from app.ui.desk import Desk
from app.ui.reports.about import ReadBar
from app.ui.reports.completing import Completer
from app.ui.reports.editor import Mark, TextEditor
from app.ui.reports.menu import chip_menu
from app.ui.reports.number import NumberBox
from app.ui.reports.offers import FigureOffers
from app.ui.reports.picker import FigurePicker
from app.wizard.outline import hints_of

_SERIF: Final = ("FangSong", "仿宋", "SimSun", "Noto Serif SC", "Noto Serif CJK SC")
_SOON: Final = 150
_OTHER_TYPE: Final = frozenset({QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange, QEvent.Type.StyleChange})


class SectionPane(QFrame):
    """Heading and text of one section."""

    counted = Signal()
    """The section got longer or shorter."""
    _size = 0

    def __init__(self, desk: Desk, report: str) -> None:
        """Begin with no section."""
        super().__init__()
        self.desk, self.report, self.row = desk, report, ""
        self.names = FigureNames(desk.session)
        self.number, self.heading, self.editor = NumberBox(desk), QLineEdit(), TextEditor()
        self.reading, self.offers = ReadBar(), FigureOffers()
        self.completer = Completer(self.editor, self.names)
        self.foot, self.hint = QLabel(), label("", "faint")
        self.insert_button = button(words.INSERT_FIGURE, self.ask_figure)
        self.earlier_button = button(words.EARLIER, lambda: None, flat=True)
        self._pieces: list[Piece] = []
        self._figures: list[CheckedFigure] = []
        self._stale, self._hint = False, ""
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._dress()
        self._lay_out()
        self._wire()

    def _dress(self) -> None:
        self.setObjectName("sheet")
        self.setStyleSheet(
            f"QFrame#sheet {{ background: {theme.PAPER}; border: 1px solid {theme.LINE}; border-radius: 4px; }}"
            "QFrame#sheet > QLineEdit, QFrame#sheet > QTextEdit { border: none; border-radius: 0; }"
            f"QFrame#sheet > QLineEdit:focus {{ border-bottom: 2px solid {theme.ACCENT}; }}"
            f"QFrame#sheet > QLineEdit {{ border-bottom: 1px solid {theme.LINE}; background: {theme.PAPER}; }}"
            "QFrame#sheet > QLineEdit#number { padding-right: 0; }"
            "QFrame#sheet > QLineEdit#heading { padding-left: 0; }"
        )
        self.number.setObjectName("number")
        self.heading.setObjectName("heading")
        self._set_type()
        self.heading.setAccessibleName(words.HEADING)
        self.heading.setPlaceholderText(words.NO_HEADING)
        self.editor.setAccessibleName(words.TEXT)
        self.foot.setProperty("role", "faint")
        self.foot.setWordWrap(True)
        self.foot.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * 8)
        self.foot.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.insert_button.setToolTip(words.insert_keys())

    def _set_type(self) -> None:
        """Let heading and text be larger than the window's type, the text as on paper."""
        usual = QApplication.font()
        self._size = usual.pointSize()
        serif, bold = QFont(usual), QFont(usual)
        serif.setFamilies([*_SERIF, *usual.families()])
        serif.setPointSize(max(self._size + 1, 10))
        bold.setPointSize(self._size + 2)
        bold.setBold(True)
        self.editor.setFont(serif)
        self.heading.setFont(bold)
        self.number.setFont(bold)
        self.number.fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow A+ and A−."""
        super().changeEvent(event)
        larger = event.type() in _OTHER_TYPE and self._size not in {0, QApplication.font().pointSize()}
        if larger and self.desk.is_open:
            self.leave()
            self._set_type()
            self._pieces = []
            self.show_text()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        em = self.fontMetrics().horizontalAdvance("国")
        column.setContentsMargins(em, em // 2, em // 2, em // 2)
        column.setSpacing(em // 2)
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self.number)
        head.addWidget(self.heading, 1)
        self.editor.laid.connect(lambda side: head.setContentsMargins(max(side - em // 2, 0), 0, 0, 0))
        column.addLayout(head)
        column.addWidget(self.hint)
        column.addWidget(self.reading)
        column.addWidget(self.editor, 1)
        column.addWidget(self.offers)
        line = QHBoxLayout()
        line.addWidget(self.insert_button)
        line.addWidget(self.earlier_button)
        line.addWidget(self.foot, 1)
        column.addLayout(line)

    def _wire(self) -> None:
        self.heading.editingFinished.connect(self._commit_heading)
        self.editor.known = lambda binding: is_there(self.desk.session, binding)
        self.editor.left.connect(self.commit)
        self.editor.menu_wanted.connect(self._open_menu)
        self.editor.picker_wanted.connect(self.ask_figure)
        self.editor.shortened.connect(lambda kept: self._say(words.cut_short(kept)))
        self.editor.document().contentsChange.connect(self._typed)
        self.editor.cursorPositionChanged.connect(self._tell_chip)
        self.reading.verdict.connect(self.confirm)
        self.offers.wanted.connect(self.bind)
        self._soon.timeout.connect(self.counted)
        self.desk.calm.connect(self._rested)
        self.desk.audited.connect(self._take_report)

    # ---- what is shown ----

    def show_section(self, row: str) -> None:
        """Show a section; none for an empty row."""
        if row != self.row:
            self.leave()
        self.row = row if row in self.desk.session.facts.rows else ""
        viewing, there = self.desk.session.viewing, bool(self.row)
        for made in (self.heading, self.editor):
            made.setEnabled(there)
            made.setReadOnly(viewing)
        self.insert_button.setEnabled(there and not viewing)
        self.earlier_button.setEnabled(there)
        self.hint.setText(hints_of(self.desk.session.graph.snapshot(), self.report).get(self.row, ""))
        self.hint.setVisible(bool(self.hint.text()))
        self.show_text()
        self._stale = False
        if self.desk.report is not None:
            self._take_report(self.desk.report)

    def show_text(self) -> None:
        """Show heading and text as they are kept, where they differ from what is shown."""
        self.number.show_row(self.row)
        if not self.heading.isModified() and self.heading.text() != self._kept("heading"):
            self.heading.setText(self._kept("heading"))
        pieces = pieces_of(self.desk.session, self.row, self._kept("text"), self.report) if self.row else []
        if pieces != self._pieces or self.editor.stored() != self._kept("text"):
            place = self.editor.textCursor().position()
            self._pieces = pieces
            self.editor.show_pieces(pieces)
            self.put_cursor(place)
        self._tell_state()
        self.counted.emit()

    def put_cursor(self, place: int) -> None:
        """Put the cursor at a place of the text, or at its end."""
        cursor = self.editor.textCursor()
        cursor.setPosition(min(place, self.editor.document().characterCount() - 1))
        self.editor.setTextCursor(cursor)

    def follow(self, changes: Changes | None) -> None:
        """Show what changed, but never write over what is being typed."""
        typing = self.editor.document().isModified() or self.editor.composing
        if not typing and (changes is None or not self.editor.hasFocus()):
            self.show_text()
        else:
            self.number.show_row(self.row)
            self._tell_state()

    def _tell_state(self) -> None:
        session = self.desk.session
        if self.row not in session.facts.rows:
            self.reading.show_state("", "", "", viewing=True)
            return
        verdict = session.graph.printed(self.row, "confirmed")
        changed = changed_since(session, self.row) if verdict != STRUCK else ""
        self.reading.show_state(unread(session, self.row), verdict, changed, viewing=session.viewing)
        below = bool(session.tree.children.get((self.row, "sections")))
        self.editor.setPlaceholderText(words.BELOW if below else words.WRITE_HERE)

    def _kept(self, key: str) -> str:
        cell = self.desk.session.facts.cell(Address(self.row, key)) if self.row else None
        return cell.text if cell is not None else ""

    # ---- taking over what is typed ----

    def _editable(self) -> bool:
        return self.desk.is_open and self.row in self.desk.session.facts.rows and not self.editor.isReadOnly()

    def commit(self) -> None:
        """Give the evaluation the text as it stands, if it was typed in."""
        if not self._editable() or not self.editor.document().isModified() or self.editor.composing:
            return
        row, text = self.row, self.editor.stored()
        same = text == self._kept("text")
        done = (
            same or self.desk.do(partial(write_section, self.desk.session, row, text), Address(row, "text")) is not None
        )
        if done and row == self.row:
            self.editor.document().setModified(False)
            self._pieces = pieces_of(self.desk.session, row, self._kept("text"), self.report)
            self._tell_state()

    def leave(self) -> None:
        """Take over what is being typed, also what an input method still holds."""
        self.editor.end_composing()
        self.commit()
        self.number.commit()
        self._commit_heading()

    def _commit_heading(self) -> None:
        if self._editable() and self.heading.isModified() and self.heading.text() != self._kept("heading"):
            self.desk.set(Address(self.row, "heading"), self.heading.text())
        self.heading.setModified(False)

    def confirm(self, verdict: str) -> None:
        """Say what becomes of the section that was read."""
        self.leave()
        self.desk.do(lambda: confirm_section(self.desk.session, self.row, cast("Verdict", verdict)))
        self._tell_state()

    # ---- bound figures ----

    def _open_menu(self, cursor: QTextCursor, at: QPoint) -> None:
        chip = self.editor.chip_at(cursor)
        if chip is None:
            self._mark_menu(cursor, at)
            return
        place, piece = chip
        session, viewing = self.desk.session, self.desk.session.viewing
        forms = [] if viewing else forms_of(session, self.row, piece.binding)
        acts = (
            [] if viewing else [(words.AS_WORDS, partial(self._put, place, [] if piece.blank else [Piece(piece.text)]))]
        )
        address = place_of(session, self.row, piece.binding)
        if address is not None:
            acts.append((words.GO_TO_FIGURE, partial(self._go_to, address)))
        choose = partial(self._reshape, place, piece)
        chip_menu(self.editor, words.figure_entry(piece.told, piece.text), forms, choose, acts).popup(at)

    def _mark_menu(self, cursor: QTextCursor, at: QPoint) -> None:
        mark = self.editor.mark_at(cursor)
        one = next((one for one in self._figures if mark is not None and one.start == mark.start), None)
        if one is not None:
            acts = [] if self.desk.session.viewing else [(words.BIND, partial(self.bind, [one]))]
            if one.address is not None:
                acts.append((words.GO_TO_FIGURE, partial(self._go_to, one.address)))
            chip_menu(self.editor, words.figure_entry(one.label, one.expected), [], lambda _: None, acts).popup(at)

    def _reshape(self, place: int, piece: Piece, choice: Choice) -> None:
        self._put(place, [Piece(choice.printed, choice.binding, piece.told, piece.blank)])

    def _put(self, place: int, pieces: Sequence[Piece]) -> None:
        self.editor.replace(place, place + 1, pieces)
        self.editor.setFocus()

    def _go_to(self, address: Address) -> None:
        self.leave()
        self.desk.go_asked.emit(address)

    def ask_figure(self) -> None:
        """Let a figure be chosen by its name and put it at the cursor."""
        if self._editable():
            picker = FigurePicker(self.names, self)
            picker.chosen.connect(self.insert)
            picker.show_at(self.editor.viewport().mapToGlobal(self.editor.cursorRect().bottomLeft()))

    def insert(self, figure: Figure) -> None:
        """Put a figure at the cursor."""
        self.editor.insert_pieces([Piece(figure.printed, figure.binding, figure.label)])
        self.commit()
        self.editor.setFocus()

    # ---- typed figures that may be bound ----

    def _typed(self, _place: int, gone: int, come: int) -> None:
        if gone or come:
            self._soon.start()
        if self._figures and (gone or come):
            self._figures, self._stale = [], True
            self.editor.show_marks(())
            self.offers.show_figures([], viewing=True)

    def _rested(self) -> None:
        """What the audit says from now on is about the text as it is kept."""
        self._stale = self.editor.document().isModified()

    def _take_report(self, report: Report) -> None:
        if self._stale or self.editor.document().isModified() or not self.row:
            return
        here = Address(self.row, "text")[:2]
        found = [one for one in report.checked_figures if one.place.address[:2] == here and one.binding]
        marks = [Mark(one.start, one.text, not one.agrees) for one in found]
        placed = {mark.start for mark in marks if self.editor.place_of(mark) is not None}
        self._figures = [one for one in found if one.start in placed]
        self.editor.show_marks([mark for mark in marks if mark.start in placed])
        self.offers.show_figures(self._figures, viewing=self.desk.session.viewing)

    def bind(self, chosen: Sequence[CheckedFigure]) -> None:
        """Put figures that follow their cells in the place of typed ones; one step."""
        report, session = self.report, self.desk.session
        cursor = QTextCursor(self.editor.document())
        cursor.beginEditBlock()
        for one in sorted(chosen, key=lambda one: -one.start):
            place = self.editor.place_of(Mark(one.start, one.text, not one.agrees))
            if place is not None:
                self.editor.exchange(cursor, *place, pieces_of(session, self.row, one.binding, report))
        cursor.endEditBlock()
        self.commit()
        self.editor.setFocus()

    # ---- the foot ----

    def _tell_chip(self) -> None:
        chip = self.editor.chip_at(self.editor.textCursor())
        self._hint = words.chip_hint(chip[1].told) if chip is not None and self.editor.hasFocus() else ""
        self.editor.setAccessibleDescription(self._hint)
        self._soon.start()

    def tell_counts(self, text: str) -> None:
        """Show how long section and report are; what stands at the cursor comes first."""
        self._say(self._hint or text)

    def _say(self, text: str) -> None:
        self.foot.setText(text)
