"""The list of steps at the left: state, title, 附件; its list paints them, so that long titles break their line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from app.ui import theme, words
from app.ui.shell.step_paint import ATTACHMENT, COLOUR, INSIDE, SIGN, TITLE, StepDelegate
from app.wizard.status import Status
from app.wizard.steps import Step

Index = QModelIndex | QPersistentModelIndex

_SIGNS: Final = {"blank": "○", "begun": "◐", "error": "×", "warning": "!", "done": "✓", "": ""}
_COLOURS: Final = {
    "blank": theme.FAINT,
    "begun": theme.ACCENT,
    "error": theme.ERROR,
    "warning": theme.WARNING,
    "done": theme.DONE,
    "": theme.FAINT,
}


class StepModel(QAbstractListModel):
    """The steps and how far each is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with no steps."""
        super().__init__(parent)
        self.steps: tuple[Step, ...] = ()
        self._statuses: dict[str, Status] = {}

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Return the number of steps."""
        return 0 if parent.isValid() else len(self.steps)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what is shown of a step."""
        step = self.steps[index.row()]
        status = self._statuses.get(step.id)
        state = status.state if status is not None else ""
        told = status.words if status is not None else ""
        name = f"{step.attachment} {step.title}".strip()
        shown = {
            Qt.ItemDataRole.DisplayRole: f"{_SIGNS[state]} {name}".strip(),
            Qt.ItemDataRole.ToolTipRole: f"{name}：{told}" if told else name,
            Qt.ItemDataRole.AccessibleTextRole: f"{name}：{told}" if told else name,
            Qt.ItemDataRole.ForegroundRole: QColor(_COLOURS[state]),
            SIGN: _SIGNS[state],
            COLOUR: _COLOURS[state],
            TITLE: step.title,
            ATTACHMENT: step.attachment,
            INSIDE: bool(step.above),
        }
        return shown.get(role)

    def show(self, steps: Sequence[Step]) -> None:
        """Show other steps; the statuses of those that stay are kept."""
        if tuple(steps) != self.steps:
            self.beginResetModel()
            self.steps = tuple(steps)
            self.endResetModel()

    def set_status(self, step_id: str, status: Status | None) -> None:
        """Show how far a step is; None for one on which nothing is filled in."""
        if self._statuses.get(step_id) == status:
            return
        if status is None:
            del self._statuses[step_id]
        else:
            self._statuses[step_id] = status
        place = self.place(step_id)
        if place >= 0:
            self.dataChanged.emit(self.index(place), self.index(place))

    def place(self, step_id: str) -> int:
        """Return where a step stands; -1 for none."""
        return next((row for row, step in enumerate(self.steps) if step.id == step_id), -1)


class StepList(QListView):
    """The steps; choosing one goes there."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the empty list."""
        super().__init__(parent)
        self.setObjectName("steps")
        self.setAccessibleName(words.STEPS)
        self.steps = StepModel(self)
        self.setModel(self.steps)
        self.setItemDelegate(StepDelegate(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._moved)
        self._silent = False

    def go(self, step_id: str) -> None:
        """Mark a step as the one that is shown, without choosing it anew."""
        row = self.steps.place(step_id)
        self._silent = True
        self.setCurrentIndex(self.steps.index(row) if row >= 0 else QModelIndex())
        self._silent = False

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:  # noqa: N802
        """Paint the steps whose state is another one; nothing is laid out again, their titles stay."""
        QAbstractItemView.dataChanged(self, first, last, list(roles))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Break the titles anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Break the titles anew when the type grows."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.scheduleDelayedItemsLayout()

    def _moved(self, index: QModelIndex) -> None:
        if index.isValid() and not self._silent:
            self.chosen.emit(self.steps.steps[index.row()].id)
