"""The list of steps at the left: title, 附件, state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QListView, QWidget

from app.ui import theme
from app.wizard.status import Status
from app.wizard.steps import Step

Index = QModelIndex | QPersistentModelIndex

_SIGNS: Final = {"blank": "○", "begun": "◐", "error": "✕", "warning": "！", "done": "✓"}
_COLOURS: Final = {
    "blank": theme.FAINT,
    "begun": theme.ACCENT,
    "error": theme.ERROR,
    "warning": theme.WARNING,
    "done": theme.DONE,
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
        words = status.words if status is not None else ""
        name = f"{step.attachment} {step.title}".strip()
        if role == Qt.ItemDataRole.DisplayRole:
            indent = "　" if step.above else ""
            return f"{indent}{_SIGNS.get(status.state if status else '', '○')} {name}"
        if role == Qt.ItemDataRole.ForegroundRole and status is not None and status.state != "done":
            return QColor(_COLOURS[status.state])
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"{name}：{words}" if words else name
        return None

    def show(self, steps: Sequence[Step]) -> None:
        """Show other steps; the statuses of those that stay are kept."""
        if tuple(steps) != self.steps:
            self.beginResetModel()
            self.steps = tuple(steps)
            self.endResetModel()

    def set_status(self, step_id: str, status: Status) -> None:
        """Show how far a step is."""
        if self._statuses.get(step_id) == status:
            return
        self._statuses[step_id] = status
        for row, step in enumerate(self.steps):
            if step.id == step_id:
                self.dataChanged.emit(self.index(row), self.index(row))

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
        self.setAccessibleName("步骤")
        self.steps = StepModel(self)
        self.setModel(self.steps)
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._moved)
        self._silent = False

    def go(self, step_id: str) -> None:
        """Mark a step as the one that is shown, without choosing it anew."""
        row = self.steps.place(step_id)
        self._silent = True
        self.setCurrentIndex(self.steps.index(row) if row >= 0 else QModelIndex())
        self._silent = False

    def _moved(self, index: QModelIndex) -> None:
        if index.isValid() and not self._silent:
            self.chosen.emit(self.steps.steps[index.row()].id)
