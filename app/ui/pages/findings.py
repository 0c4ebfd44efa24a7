"""审核: everything the audit found, errors first, hints folded; explanations and 误报."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.core.records import Address
from app.services.review.auditing import STATES, Entry, Found, Report, explain_finding
from app.ui import words
from app.ui.blocks import Role, button, clear, label
from app.ui.desk import Desk
from app.wizard.items import Item
from app.wizard.steps import Step

_MOST_PLACES = 12
"""Places of one entry that are shown before it is unfolded."""


class ExplainBox(QFrame):
    """Where an explanation (审核说明) or a reason for 误报 is written."""

    written = Signal(str, bool)

    def __init__(self, text: str) -> None:
        """Begin with an earlier text."""
        super().__init__()
        self.input = QPlainTextEdit(text)
        self.input.setAccessibleName(words.EXPLAIN)
        self.input.setTabChangesFocus(True)
        self.input.setFixedHeight(self.fontMetrics().lineSpacing() * 4)
        line = QHBoxLayout()
        line.addWidget(button(words.EXPLAIN, partial(self._done, alarm=False), primary=True))
        line.addWidget(button(words.FALSE_ALARM, partial(self._done, alarm=True)))
        line.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.input)
        layout.addLayout(line)

    def _done(self, *, alarm: bool) -> None:
        self.written.emit(self.input.toPlainText(), alarm)


class EntryCard(QFrame):
    """Everything one rule found."""

    fix = Signal(object)
    explained = Signal(object, object, str, bool)
    """Entry, chosen hits, text, whether it is a 误报."""

    def __init__(self, entry: Entry, *, viewing: bool) -> None:
        """Show an entry."""
        super().__init__()
        self.setObjectName("paper")
        self.entry = entry
        self._boxes: list[tuple[QCheckBox, Found]] = []
        self._layout = QVBoxLayout(self)
        role: Role = entry.severity
        state = STATES[entry.explained]
        head = words.SEVERITIES[entry.severity] + (f"（{state}）" if state else "")
        self._layout.addWidget(label(head, role))
        for hit in entry.hits[:_MOST_PLACES]:
            self._hit(hit)
        left = len(entry.hits) - _MOST_PLACES
        if left > 0:
            self._more = button(words.more_places(left), self._unfold, flat=True)
            self._layout.addWidget(self._more)
        self._foot(viewing=viewing)

    def _hit(self, hit: Found) -> None:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        box = QCheckBox()
        box.setChecked(True)
        box.setVisible(len(self.entry.hits) > 1)
        box.setAccessibleName(hit.message)
        self._boxes.append((box, hit))
        line.addWidget(box)
        place = hit.places[0].label if hit.places else ""
        line.addWidget(label(f"{place}：{hit.message}" if place else hit.message), 1)
        if hit.places:
            line.addWidget(button(words.FIX, partial(self.fix.emit, hit.places[0].address), flat=True))
        self._layout.insertWidget(len(self._boxes), row)
        if hit.explanation is not None:
            said = words.said(hit.explanation.text, STATES[hit.explained])
            self._layout.addWidget(label(said, "faint"))

    def _unfold(self) -> None:
        self._more.hide()
        for hit in self.entry.hits[_MOST_PLACES:]:
            self._hit(hit)

    def _foot(self, *, viewing: bool) -> None:
        advice = self.entry.hits[0].advice
        if advice:
            self._layout.addWidget(label(advice, "faint"))
        if viewing:
            return
        self._explain = button(words.EXPLAIN_OPEN, self._write, flat=True)
        self._layout.addWidget(self._explain)

    def _write(self) -> None:
        self._explain.hide()
        first = self.entry.hits[0].explanation
        box = ExplainBox(first.text if first is not None else "")
        box.written.connect(self._written)
        self._layout.addWidget(box)
        box.input.setFocus()

    def _written(self, text: str, alarm: bool) -> None:
        chosen = [hit for box, hit in self._boxes if box.isChecked()]
        self.explained.emit(self.entry, chosen, text, alarm)


class FindingsBlock(QWidget):
    """The page 审核."""

    def __init__(self, desk: Desk, _step: Step, _item: Item) -> None:
        """Show the last report; a new one is shown when it comes."""
        super().__init__()
        self.desk = desk
        self._verdict = label("", "heading")
        self._list = QVBoxLayout()
        self._unfolded = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        line = QHBoxLayout()
        line.addWidget(self._verdict, 1)
        line.addWidget(button(words.AUDIT_AGAIN, desk.calm.emit))
        layout.addLayout(line)
        layout.addLayout(self._list)
        desk.audited.connect(self.show_report)
        if desk.report is not None:
            self.show_report(desk.report)

    def show_report(self, report: Report) -> None:
        """Show a report: errors, 须说明, then one line for all hints."""
        clear(self._list)
        self._verdict.setText(words.verdict(report.verdict, report.counts.error, report.counts.warning))
        for entry in report.entries:
            if entry.severity != "hint":
                self._add(entry)
        hints = [entry for entry in report.entries if entry.severity == "hint"]
        if hints and not self._unfolded:
            self._list.addWidget(button(words.hints(len(hints)), partial(self._unfold, report), flat=True))
        for entry in hints if self._unfolded else ():
            self._add(entry)
        if report.skipped:
            self._list.addWidget(label(words.skipped(len({one.code for one in report.skipped})), "faint"))

    def _unfold(self, report: Report) -> None:
        self._unfolded = True
        self.show_report(report)

    def _add(self, entry: Entry) -> None:
        card = EntryCard(entry, viewing=self.desk.session.viewing)
        card.fix.connect(lambda at: self.desk.go_asked.emit(Address(*at)))
        card.explained.connect(self._explain)
        self._list.addWidget(card)

    def _explain(self, entry: Entry, hits: list[Found], text: str, alarm: bool) -> None:
        every = len(hits) == len(entry.hits)
        path = self.desk.session.tree.address_path
        places = [] if every else [path(hit.places[0].address) for hit in hits if hit.places]
        self.desk.do(lambda: explain_finding(self.desk.session, entry.code, text, places=places, false_alarm=alarm))
