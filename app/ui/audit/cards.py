"""One entry of the audit: its places, what was said of them, where an explanation or a 误报 is written."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.services.review.auditing import STATES, Entry, Found
from app.ui import words
from app.ui.blocks import Role, button, label

_MOST_PLACES = 12
"""Places of one entry that are shown before it is unfolded."""
_STATES: Final = {**STATES, "stale": words.STALE}


class ExplainBox(QFrame):
    """Where an explanation (审核说明) or a reason for 误报 is written."""

    written = Signal(str, str, bool)
    """Text, who agreed, whether it is a 误报."""

    def __init__(self, text: str, agreed_by: str) -> None:
        """Begin with an earlier text."""
        super().__init__()
        self.input, self.agreed = QPlainTextEdit(text), QLineEdit(agreed_by)
        self.input.setAccessibleName(words.EXPLAIN)
        self.input.setTabChangesFocus(True)
        self.input.setFixedHeight(self.fontMetrics().lineSpacing() * 4)
        self.agreed.setAccessibleName(words.AGREED_BY)
        self.agreed.setPlaceholderText(words.AGREED_HINT)
        self.agreed.setMaximumWidth(self.fontMetrics().horizontalAdvance("国") * 16)
        line = QHBoxLayout()
        name = label(words.AGREED_BY)
        name.setWordWrap(False)
        line.addWidget(name)
        line.addWidget(self.agreed, 1)
        line.addStretch()
        line.addWidget(button(words.FALSE_ALARM, partial(self._done, alarm=True)))
        line.addWidget(button(words.EXPLAIN, partial(self._done, alarm=False), primary=True))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.input)
        layout.addLayout(line)

    def _done(self, *, alarm: bool) -> None:
        self.written.emit(self.input.toPlainText(), self.agreed.text().strip(), alarm)


class EntryCard(QFrame):
    """What one rule found on one paper."""

    fix = Signal(object)
    explained = Signal(object, object, str, str, bool)
    """Entry, chosen hits, text, who agreed, whether it is a 误报."""

    def __init__(self, entry: Entry, hits: tuple[Found, ...], *, viewing: bool) -> None:
        """Show some hits of an entry."""
        super().__init__()
        self.setObjectName("paper")
        self.entry, self.hits = entry, hits
        self.boxes: list[tuple[QCheckBox, Found]] = []
        layout = QVBoxLayout(self)
        self._layout, self._places = layout, QVBoxLayout()
        role: Role = entry.severity
        states = {_STATES[hit.explained] for hit in hits if hit.explained != "none"}
        head = words.SEVERITIES[entry.severity] + (f"（{'，'.join(sorted(states))}）" if states else "")
        layout.addWidget(label(head, role))
        layout.addLayout(self._places)
        for hit in hits[:_MOST_PLACES]:
            self._hit(hit)
        left = len(hits) - _MOST_PLACES
        if left > 0:
            self._more = button(words.more_places(left), self._unfold, flat=True)
            layout.addWidget(self._more)
        self._foot(viewing=viewing)

    def _hit(self, hit: Found) -> None:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        box = QCheckBox()
        box.setChecked(True)
        box.setVisible(False)
        box.setAccessibleName(hit.message)
        self.boxes.append((box, hit))
        line.addWidget(box)
        place = hit.places[0].label if hit.places else ""
        told = hit.message if not place or hit.message.startswith(place) else f"{place}：{hit.message}"
        line.addWidget(label(told), 1)
        if hit.places:
            fix = button(words.FIX, partial(self.fix.emit, hit.places[0].address), flat=True)
            fix.setAccessibleName(f"{words.FIX}：{place}")
            line.addWidget(fix)
        self._places.addWidget(row)
        if hit.explanation is not None:
            by = f"（{words.AGREED_BY}：{hit.explanation.agreed_by}）" if hit.explanation.agreed_by else ""
            stale: Role = "warning" if hit.explained == "stale" else "faint"
            self._places.addWidget(label(words.said(hit.explanation.text + by, _STATES[hit.explained]), stale))

    def _unfold(self) -> None:
        self._more.hide()
        for hit in self.hits[_MOST_PLACES:]:
            self._hit(hit)

    def _foot(self, *, viewing: bool) -> None:
        advice = self.hits[0].advice
        if advice:
            self._layout.addWidget(label(advice, "faint"))
        if not viewing:
            self._explain = button(words.EXPLAIN_OPEN, self.open_box, flat=True)
            line = QHBoxLayout()
            line.addWidget(self._explain)
            line.addStretch()
            self._layout.addLayout(line)

    def open_box(self) -> ExplainBox:
        """Open where an explanation is written; several places can be chosen then."""
        self._explain.hide()
        first = next((hit.explanation for hit in self.hits if hit.explanation is not None), None)
        box = ExplainBox(first.text if first is not None else "", first.agreed_by if first is not None else "")
        box.written.connect(self._written)
        for tick, _ in self.boxes:
            tick.setVisible(len(self.hits) > 1)
        self._layout.addWidget(box)
        box.input.setFocus()
        return box

    def _written(self, text: str, agreed_by: str, alarm: bool) -> None:
        known = {id(hit) for _, hit in self.boxes}
        chosen = [hit for box, hit in self.boxes if box.isChecked()]
        chosen += [hit for hit in self.hits if id(hit) not in known]
        self.explained.emit(self.entry, chosen, text, agreed_by, alarm)
