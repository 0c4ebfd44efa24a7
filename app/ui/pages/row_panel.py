"""The panel of the row at hand: how it was understood, 计分依据, 手工定分, 原因 and 措施."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.core.records import ROOT_ID, Address
from app.services.editing.choosing import level_choices
from app.services.editing.rows import view_rows
from app.services.review.indicator import IndicatorView
from app.ui import words_pages as words
from app.ui.blocks import button, clear, label, set_role
from app.ui.desk import Desk
from app.ui.pages.fields import LongText

_LINES = 2
_ONE_LINE = 24
"""Characters that target and actual value may have together to stand on one line."""


class NoteBox(LongText):
    """A box for one sentence of the row at hand; Tab leaves it, what was typed is taken over then."""

    def __init__(self, desk: Desk, key: str, name: str) -> None:
        """Begin without a row."""
        super().__init__()
        self.desk, self.key, self.row = desk, key, ""
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + self.fontMetrics().horizontalAdvance("国"))
        self.left.connect(self.commit)

    def show_row(self, row: str) -> None:
        """Show the sentence of a row; what is being typed in the same row stays."""
        if row != self.row:
            self.commit()
        typing = row == self.row and self.hasFocus() and self.document().isModified()
        self.row = row
        self.setReadOnly(not row or self.desk.session.viewing)
        text = self._held()
        if not typing and text != self.toPlainText():
            self.setPlainText(text)
        if not typing:
            self.document().setModified(False)

    def commit(self) -> None:
        """Give the evaluation what stands in the box."""
        known = self.desk.is_open and self.row in self.desk.session.facts.rows
        if known and not self.isReadOnly() and self.document().isModified() and self.toPlainText() != self._held():
            self.document().setModified(False)
            self.desk.set(Address(self.row, self.key), self.toPlainText())

    def put(self, text: str) -> None:
        """Write words where the cursor stands, and take them over."""
        before = self.toPlainText()
        self.insertPlainText(f"，{text}" if before and not before.endswith(("。", "，", "；")) else text)
        self.document().setModified(True)
        self.commit()

    def _held(self) -> str:
        return self.desk.view(Address(self.row, self.key)).text if self.row else ""


class LevelBox(QComboBox):
    """Level 1 or level 2 of the row at hand, chosen or typed."""

    def __init__(self, desk: Desk, key: str, name: str) -> None:
        """Begin without a row."""
        super().__init__()
        self.desk, self.key, self.row = desk, key, ""
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * 9)
        self.activated.connect(lambda _: self.commit())
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText(name)
            line.editingFinished.connect(self.commit)

    def show_row(self, row: str, choices: tuple[str, ...]) -> None:
        """Show the level of a row and the names it may have."""
        self.row = row
        held = self.desk.view(Address(row, self.key)).printed
        if [self.itemText(at) for at in range(self.count())] != [*choices]:
            self.clear()
            self.addItems(list(choices))
        self.setCurrentText(held)
        self.setEnabled(not self.desk.session.viewing)

    def commit(self) -> None:
        """Give the evaluation what stands in the box."""
        known = self.desk.is_open and self.row in self.desk.session.facts.rows
        if known and self.currentText().strip() != self.desk.view(Address(self.row, self.key)).printed:
            self.desk.set(Address(self.row, self.key), self.currentText().strip())


class RowPanel(QFrame):
    """Everything about one indicator that the form has no room for."""

    by_hand = Signal()
    """手工定分 is wanted."""
    approved = Signal()
    """The approved target is wanted."""
    more = Signal()
    """What no form prints is wanted."""
    back = Signal()
    """The person wants back to the form."""
    rule_shown = False
    """The words of the rule are unfolded, on every page."""
    folded = False
    """Only the head is shown, on every page."""

    def __init__(self, desk: Desk, printed: frozenset[str]) -> None:
        """Begin without a row; `printed` are the keys that the form prints."""
        super().__init__()
        self.desk = desk
        self.row, self._bound, self.scored = "", False, "score" in printed
        self.setObjectName("panel")
        self.setAccessibleName(words.PANEL)
        known = desk.session.pack.fields["indicators"]
        self.boxes = [
            NoteBox(desk, key, name)
            for key, name in (("reason", words.REASON_LONG), ("improvement", words.MEASURE_LONG))
            if key in printed
        ]
        self.levels = [LevelBox(desk, key, known[key].label) for key in ("level1", "level2") if key in known]
        self.head, self.score = QLabel(), QLabel()
        self.meant, self.grounds, self.clause = label(""), label(""), label("", "faint")
        self.rule = self._button(words.RULE_CLOSED, self._turn_rule)
        self.due = label("", "warning")
        self._facts, self.body = QVBoxLayout(), QWidget(self)
        self.turn = button(words.FOLD, self.fold, flat=True)
        self.hand = self._button(words.BY_HAND, self.by_hand.emit)
        for widget in () if self.scored else (self.hand, self.score, self.grounds):
            widget.hide()
        self.taking = self._button(words.TAKE_FROM, lambda: None)
        self._facts_menu = QMenu(self.taking)
        self._facts_menu.aboutToShow.connect(self._list_facts)
        self.taking.setMenu(self._facts_menu)
        self.target = self._button(words.APPROVED, self.approved.emit)
        self.other = self._button(words.MORE, self.more.emit)
        self._lay_out()

    def _button(self, text: str, act: Callable[[], object]) -> QPushButton:
        made = button(text, act, flat=True)
        made.setEnabled(False)
        return made

    def _lay_out(self) -> None:
        self.head.setIndent(0)
        self.head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 6, 24, 8)
        layout.setSpacing(3)
        line = QHBoxLayout()
        line.setSpacing(self.fontMetrics().horizontalAdvance("国") // 2)
        for level in self.levels:
            line.addWidget(level)
        line.addWidget(self.head, 1)
        line.addWidget(self.score)
        line.addWidget(self.turn)
        layout.addLayout(line)
        layout.addWidget(self.body)
        self._lay_out_body()
        self._show_fold()

    def _lay_out_body(self) -> None:
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        meant, grounds, top = QHBoxLayout(), QHBoxLayout(), Qt.AlignmentFlag.AlignTop
        meant.addWidget(self.meant, 1)
        grounds.addWidget(self.grounds, 1)
        for made in (self.taking, self.target, self.other):
            meant.addWidget(made, 0, top)
        for made in (self.hand, self.rule):
            grounds.addWidget(made, 0, top)
        layout.addLayout(meant)
        layout.addLayout(self._facts)
        layout.addLayout(grounds)
        layout.addWidget(self.clause)
        layout.addLayout(self._boxes_line())
        layout.addWidget(self.due)

    def fold(self) -> None:
        """Fold all but the head, or unfold it, on every page."""
        RowPanel.folded = not RowPanel.folded
        self._show_fold()

    def _show_fold(self) -> None:
        self.turn.setText(words.UNFOLD if self.folded else words.FOLD)
        self.body.setVisible(not self.folded)

    def _boxes_line(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self.fontMetrics().horizontalAdvance("国") // 2)
        names = {"reason": words.REASON, "improvement": words.MEASURE}
        for at, box in enumerate(self.boxes):
            head = QLabel(names[box.key])
            head.setBuddy(box)
            side = QVBoxLayout()
            side.addWidget(head)
            if box.key == "reason":
                side.addWidget(self._usual(box))
            side.addStretch()
            grid.addLayout(side, 0, 2 * at)
            grid.addWidget(box, 0, 2 * at + 1)
            grid.setColumnStretch(2 * at + 1, 1)
        return grid

    def _usual(self, box: NoteBox) -> QPushButton:
        made = QPushButton(words.USUAL)
        made.setProperty("flat", "true")
        menu = QMenu(made)
        for text in words.USUAL_REASONS:
            menu.addAction(text, lambda chosen=text: box.put(chosen))
        made.setMenu(menu)
        return made

    # ---- what is shown ----

    def show_view(self, view: IndicatorView) -> None:
        """Show a row."""
        for box in self.boxes:
            box.show_row(view.row)
        self._show_levels(view)
        self.head.setText(view.name or words.NO_NAME)
        self.head.setToolTip(view.name)
        self.score.setText(words.score_of(view.score, view.weight))
        self.row, self._bound = view.row, any(one.key == "actual" for one in view.shared)
        for made in (self.hand, self.taking, self.target, self.other):
            made.setEnabled(not self.desk.session.viewing)
        self._show_facts(view)
        self._show_grounds(view)
        self.due.setText("".join(view.due))
        self.due.setVisible(bool(view.due) and bool(self.boxes))

    def _show_levels(self, view: IndicatorView) -> None:
        parent = self.desk.session.facts.rows[view.row].parent or ""
        for box in self.levels:
            above = view.levels[0] if box.key == "level2" else ""
            none = box.key == "level2" and not above
            box.show_row(view.row, () if none else level_choices(self.desk.session, parent, above))

    def _show_facts(self, view: IndicatorView) -> None:
        clear(self._facts)
        both = ((words.TARGET, view.target, view.target_meant), (words.ACTUAL, view.actual, view.actual_meant))
        meant = [words.meant(*one) for one in both]
        self.meant.setText(("\n" if len("".join(meant)) > _ONE_LINE else "　　").join(meant))
        if view.approved or view.approved_by:
            told = words.approved(view.approved, view.approved_by, differs=view.differs)
            self._facts.addWidget(label(told, "warning" if view.differs else "faint"))
        for one in view.shared:
            line = QHBoxLayout()
            line.addWidget(label(words.taken_from(one.column, one.printed, one.of, one.about), "hint"), 1)
            line.addWidget(button(words.GO_SOURCE, partial(self.desk.go_asked.emit, one.at), flat=True))
            self._facts.addLayout(line)

    def _show_grounds(self, view: IndicatorView) -> None:
        own = [words.by_hand(view.score, view.computed, view.note)] if view.overridden else []
        steps = [ground.text for ground in view.grounds]
        told = own or steps or [view.problem or words.NO_GROUNDS]
        self.grounds.setText(f"{words.GROUNDS}：{'；'.join(told)}")
        clauses = [words.clause(one.clause, one.source) for one in view.grounds]
        if any(one.by_default for one in view.grounds):
            clauses.append(words.BY_DEFAULT)
        set_role(self.clause, "warning" if words.BY_DEFAULT in clauses else "faint")
        self.clause.setText("；".join(one for one in clauses if one))
        self.rule.setVisible(self.scored and bool(self.clause.text()))
        self.rule.setEnabled(True)
        self._fold_rule()

    def _turn_rule(self) -> None:
        RowPanel.rule_shown = not RowPanel.rule_shown
        self._fold_rule()

    def _fold_rule(self) -> None:
        self.rule.setText(words.RULE_OPEN if self.rule_shown else words.RULE_CLOSED)
        self.clause.setVisible(self.scored and self.rule_shown and bool(self.clause.text()))

    # ---- figures of the office ----

    def _list_facts(self) -> None:
        """Offer the figures of 业务数据, and typing by hand where one is taken."""
        self._facts_menu.clear()
        session, address = self.desk.session, Address(self.row, "actual")
        if self._bound:
            self._facts_menu.addAction(
                words.TAKE_BY_HAND, lambda: self.desk.set(address, self.desk.view(address).printed)
            )
            self._facts_menu.addSeparator()
        for fact in view_rows(session, ROOT_ID, "facts"):
            text = f"{fact.title}　{session.graph.printed(fact.id, 'value')}".strip()
            binding = f"{{{{#{fact.id}/value}}}}"
            self._facts_menu.addAction(text, partial(self.desk.set, address, binding))
        if self._facts_menu.isEmpty():
            self._facts_menu.addAction(words.NO_FACTS).setEnabled(False)

    # ---- keys ----

    def go(self, key: str) -> bool:
        """Put the cursor in the box of a key; False when there is none."""
        box = next((one for one in self.boxes if one.key == key), None)
        self._unfold()
        if box is not None:
            box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return box is not None

    def _unfold(self) -> None:
        if self.folded:
            self.fold()

    def enter(self) -> bool:
        """Put the cursor in the panel."""
        self._unfold()
        places: list[QWidget] = [*self.boxes, *self.levels]
        if places:
            places[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        return bool(places)

    def leave(self) -> None:
        """Take over what is being typed."""
        for box in self.boxes:
            box.commit()
        for level in self.levels:
            level.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go back to the form with Esc or F6."""
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_F6}:
            self.back.emit()
        else:
            super().keyPressEvent(event)

    def holds(self, widget: QWidget | None) -> bool:
        """Say whether a widget stands in the panel."""
        return widget is not None and self.isAncestorOf(widget)
