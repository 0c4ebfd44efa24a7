"""A layout that breaks its line like text: buttons that have no room beside each other go to the next line."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem


class Flow(QLayout):
    """Lays widgets out in lines. What stands behind `addStretch` goes to the right while all fit on one line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with nothing."""
        super().__init__(parent)
        self._held: list[QLayoutItem] = []
        self._stretch: int | None = None
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(0)

    # ---- what stands in it ----

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        """Add an item at the end."""
        self._held.append(item)

    def insertWidget(self, at: int, widget: QWidget) -> None:  # noqa: N802
        """Put a widget before another."""
        self.addChildWidget(widget)
        self._held.insert(at, QWidgetItem(widget))
        self.invalidate()

    def addStretch(self) -> None:  # noqa: N802
        """Let the rest of the line stand at its end."""
        self._stretch = len(self._held)

    def count(self) -> int:
        """Return the number of items."""
        return len(self._held)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Return an item; None where there is none."""
        return self._held[index] if 0 <= index < len(self._held) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Take an item out."""
        return self._held.pop(index) if 0 <= index < len(self._held) else None

    # ---- how large it is ----

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        """Want no more room than there is."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Say that a narrow line becomes several."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return how high the lines are."""
        return self._lay_out(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of one line."""
        sizes = [item.sizeHint() for item in self._seen()]
        return QSize(sum(size.width() for size in sizes), max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:  # noqa: N802
        """Return the size of the largest item."""
        least = QSize()
        for item in self._seen():
            least = least.expandedTo(item.minimumSize())
        return least

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        """Put everything in its place."""
        super().setGeometry(rect)
        self._lay_out(rect, move=True)

    def _seen(self) -> list[QLayoutItem]:
        return [item for item in self._held if not item.isEmpty()]

    def _lay_out(self, rect: QRect, *, move: bool) -> int:
        line: list[QLayoutItem] = []
        top, width, alone = rect.top(), 0, self.sizeHint().width() <= rect.width()
        for item in self._seen():
            wanted = item.sizeHint().width()
            if line and width + wanted > rect.width():
                top += self._line(line, QPoint(rect.left(), top), 0, move=move)
                line, width = [], 0
            line.append(item)
            width += wanted
        slack = rect.width() - width if alone and self._stretch is not None else 0
        return top + self._line(line, QPoint(rect.left(), top), slack, move=move) - rect.top()

    def _line(self, line: list[QLayoutItem], at: QPoint, slack: int, *, move: bool) -> int:
        """Place a line; return how high it is."""
        height = max((item.sizeHint().height() for item in line), default=0)
        left = at.x()
        for item in line:
            if slack and self._held.index(item) >= (self._stretch or 0):
                left, slack = left + slack, 0
            size = item.sizeHint()
            if move:
                item.setGeometry(QRect(QPoint(left, at.y() + (height - size.height()) // 2), size))
            left += size.width()
        return height
