"""One entry of the audit: its places, what was said of them, where an explanation or a 误报 is written."""

from __future__ import annotations

import re
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.services.review.auditing import STATES, Entry, Found
from app.ui import words
from app.ui.blocks import Role, button, label, set_role

_MOST_PLACES = 12
"""Places of one entry that are shown before it is unfolded."""
_ON_PAPER: Final = re.compile("(?:报告“([^”]*)”|(附件[0-9]+)(?:“([^”]*)”)?) ?的?")
"""How the label of a place begins: the paper it stands on."""
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

    def __init__(self, entry: Entry, hits: tuple[Found, ...], paper: str, *, viewing: bool) -> None:
        """Show some hits of an entry, all on one paper."""
        super().__init__()
        self.setObjectName("card")
        self.setProperty("role", entry.severity)
        self.entry, self.hits, self._paper = entry, hits, paper
        self.boxes: list[tuple[QCheckBox, Found]] = []
        self._layout, self._places = QVBoxLayout(self), QVBoxLayout()
        self._layout.setContentsMargins(10, 4, 8, 8)
        self._layout.setSpacing(2)
        self._layout.addLayout(self._head(viewing=viewing))
        self._layout.addLayout(self._places)
        for hit in hits[:_MOST_PLACES]:
            self._hit(hit)
        left = len(hits) - _MOST_PLACES
        if left > 0:
            self._more = button(words.more_places(left), self._unfold, flat=True)
            self._layout.addWidget(self._more)
        if hits[0].advice:
            self._layout.addWidget(label(hits[0].advice, "faint"))

    def _head(self, *, viewing: bool) -> QHBoxLayout:
        """Return the line above: how grave, where a single one stands, what opens the explanation."""
        line = QHBoxLayout()
        line.setSpacing(self.fontMetrics().horizontalAdvance("国"))
        states = {_STATES[hit.explained] for hit in self.hits if hit.explained != "none"}
        sort = label(words.SEVERITIES[self.entry.severity] + (f"（{'，'.join(sorted(states))}）" if states else ""))
        sort.setWordWrap(False)
        set_role(sort, self.entry.severity)
        line.addWidget(sort)
        line.addWidget(label(self._place(self.hits[0]) if len(self.hits) == 1 else "", "faint"), 1)
        self._explain = button(words.EXPLAIN_OPEN, self.open_box, flat=True)
        line.addWidget(self._explain)
        if viewing:
            self._explain.hide()
        return line

    def _place(self, hit: Found) -> str:
        """Return where a hit stands on the paper; empty where its message says so itself."""
        told = hit.places[0].label if hit.places else ""
        return "" if not told or hit.message.startswith(told) else place_on(told, self._paper)

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
        place = self._place(hit) if len(self.hits) > 1 else ""
        line.addWidget(label(f"{place}：{hit.message}" if place else hit.message), 1)
        if hit.places:
            fix = button(words.FIX, partial(self.fix.emit, hit.places[0].address), flat=True)
            fix.setAccessibleName(f"{words.FIX}：{hit.places[0].label}")
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


def place_on(place: str, paper: str) -> str:
    """Return where something stands without the name of the paper, under whose head it is shown."""
    found = _ON_PAPER.match(place)
    if found is None or not all(part in paper for part in found.groups() if part):
        return place
    return place[found.end() :]


def report_in(place: str) -> str:
    """Return the report that the label of a place names; empty for another paper."""
    found = _ON_PAPER.match(place)
    return found[1] or "" if found is not None else ""
