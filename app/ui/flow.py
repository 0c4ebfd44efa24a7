"""A row that breaks its line like text: buttons that have no room beside each other go to the next line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget


class Flow(QWidget):
    """Holds widgets in lines. What stands behind `addStretch` goes to the right while all fit on one line."""

    def __init__(self, parent: QWidget | None = None, gap: int = 0) -> None:
        """Begin with nothing; between widgets, and between lines, there is a `gap`."""
        super().__init__(parent)
        self._gap = gap
        self._held: list[QWidget] = []
        self._stretch: int | None = None
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        policy.setVerticalPolicy(policy.Policy.Minimum)
        self.setSizePolicy(policy)

    # ---- what stands in it, called as in a box layout ----

    def addWidget(self, widget: QWidget) -> None:  # noqa: N802
        """Add a widget at the end."""
        self.insertWidget(len(self._held), widget)

    def insertWidget(self, at: int, widget: QWidget) -> None:  # noqa: N802
        """Put a widget before another."""
        hidden = widget.isHidden() and widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
        self._held.insert(at, widget)
        widget.setParent(self)
        widget.setVisible(not hidden)
        self.updateGeometry()

    def addStretch(self) -> None:  # noqa: N802
        """Let the rest of the line stand at its end."""
        self._stretch = len(self._held)

    def indexOf(self, widget: QWidget) -> int:  # noqa: N802
        """Return where a widget stands; -1 where it does not."""
        return self._held.index(widget) if widget in self._held else -1

    def count(self) -> int:
        """Return the number of widgets."""
        return len(self._held)

    # ---- how large it is ----

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Say that a narrow line becomes several."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return how high the lines are."""
        return self._lay_out(width, move=False)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of one line."""
        sizes = [one.sizeHint() for one in self._seen()]
        gaps = self._gap * max(len(sizes) - 1, 0)
        return QSize(sum(size.width() for size in sizes) + gaps, max((size.height() for size in sizes), default=0))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the size of the largest widget."""
        least = QSize(0, 0)
        for one in self._seen():
            least = least.expandedTo(one.sizeHint())
        return least

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Break the line anew."""
        super().resizeEvent(event)
        self._lay_out(self.width(), move=True)

    def event(self, event: QEvent) -> bool:
        """Break the line anew when something in it came, went or grew."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._lay_out(self.width(), move=True)
        return super().event(event)

    def _seen(self) -> list[QWidget]:
        return [one for one in self._held if not one.isHidden()]

    def _lay_out(self, width: int, *, move: bool) -> int:
        line: list[QWidget] = []
        top = used = 0
        for one in self._seen():
            wanted = one.sizeHint().width()
            if line and used + self._gap + wanted > width:
                top += self._line(line, top, 0, move=move) + self._gap
                line, used = [], 0
            used += wanted + (self._gap if line else 0)
            line.append(one)
        slack = width - used if top == 0 and self._stretch is not None else 0
        return top + self._line(line, top, slack, move=move)

    def _line(self, line: list[QWidget], top: int, slack: int, *, move: bool) -> int:
        """Place a line; return how high it is."""
        height = max((one.sizeHint().height() for one in line), default=0)
        left = 0
        for one in line:
            if slack and self._held.index(one) >= (self._stretch or 0):
                left, slack = left + slack, 0
            size = one.sizeHint()
            if move:
                one.setGeometry(left, top + (height - size.height()) // 2, size.width(), size.height())
            left += size.width() + self._gap
        return height
