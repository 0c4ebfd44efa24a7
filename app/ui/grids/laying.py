"""How a grid lies on the page: widths of columns, heights of rows, merged cells."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QObject, QRect, Qt, QTimer
from PySide6.QtWidgets import QHeaderView

from app.ui.grids.band import BandModel
from app.ui.grids.fitting import CENTRE, WRAP, room_in
from app.ui.grids.model import CellModel
from app.ui.grids.table import TableModel

if TYPE_CHECKING:
    from app.ui.grids.view import GridView

_EMS: Final = {
    "text": 9,
    "longtext": 18,
    "choice": 7,
    "money": 7,
    "rate": 5,
    "count": 5,
    "number": 6,
    "points": 4,
    "year": 4,
    "date": 9,
    "quantity": 7,
}
"""Usual widths of columns by kind, in characters."""
_NAME: Final = 14
"""Width of the first column of a list, which names the row."""
_READ: Final = 6
"""Width of a column that is only read."""
_LEAST: Final = 40
_HIGHEST: Final = 100_000
_SQUEEZE: Final = Decimal("1.35")
"""How much wider than their room columns may want to be before the grid scrolls."""


class Layer(QObject):
    """Lays out one grid."""

    def __init__(self, view: GridView, model: CellModel) -> None:
        """Lay out a view of a model."""
        super().__init__(view)
        self._view, self._model = view, model
        self._touched: set[int] = set()
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._fit_touched)
        self._width = 0
        self._busy = False
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self.resized)

    def arrange(self) -> None:
        """Lay out columns, merged cells and heights anew; nothing while the evaluation is being closed."""
        if not self._model.desk.is_open:
            return
        self._view.clearSpans()
        self._width, self._busy = 0, True
        if isinstance(self._model, BandModel):
            self._begin_band(self._model)
        else:
            self._begin_table()
        self._busy = False
        if self._view.isVisible():
            self.fit()
        else:
            self._width = 0  # heights follow from the width, which is known when the page is shown

    def _begin_band(self, model: BandModel) -> None:
        view = self._view
        view.horizontalHeader().hide()
        view.verticalHeader().hide()
        view.horizontalHeader().setMinimumSectionSize(8)
        for cell in model.grid.cells:
            if cell.height > 1 or cell.width > 1:
                view.setSpan(cell.row, cell.column, cell.height, cell.width)
        self._share()

    def _begin_table(self) -> None:
        header = self._view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        header.setHighlightSections(False)
        self._view.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self._view.updateGeometries()  # the numbers of the rows may need more room
        self._share()

    def resized(self) -> None:
        """Share a new width; the heights follow."""
        if not self._model.desk.is_open or self._view.viewport().width() == self._width:
            return
        if self._busy:
            self._again.start()  # its own new height made the page scroll
        else:
            self._share()
            self.fit()
            if self._view.hasFocus() and self._view.currentIndex().isValid():
                self._view.scrollTo(self._view.currentIndex())

    def _share(self) -> None:
        """Share the width among the columns: as the paper does, or by what they hold."""
        room = max(self._view.viewport().width(), 200)
        self._width = self._view.viewport().width()
        wanted = self._wanted()
        whole = sum(wanted)
        squeeze = isinstance(self._model, BandModel) or whole <= room * _SQUEEZE
        edge = done = 0
        for column, width in enumerate(wanted):
            edge += width
            end = edge * room // whole if squeeze else edge
            self._view.setColumnWidth(column, end - done)
            done = end
        if isinstance(self._model, TableModel):
            self._heads()

    def _heads(self) -> None:
        """Let the head be high enough for labels of several lines."""
        view, header = self._view, self._view.horizontalHeader()
        em, metrics = view.fontMetrics().horizontalAdvance("国"), header.fontMetrics()
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        heights = [
            metrics.boundingRect(
                QRect(0, 0, max(view.columnWidth(column) - em * 5 // 4, em), 1000), flags, text
            ).height()
            for column in range(self._model.columnCount())
            if (text := str(self._model.headerData(column, Qt.Orientation.Horizontal) or ""))
        ]
        header.setFixedHeight(max(heights, default=metrics.height()) + em)

    def _wanted(self) -> list[int]:
        if isinstance(self._model, BandModel):
            return [max(1, int(width * 100)) for width in self._model.grid.columns_mm]
        if not isinstance(self._model, TableModel):
            return [100] * self._model.columnCount()
        em = self._view.fontMetrics().horizontalAdvance("国")
        if own := self._model.ems():
            return [one * em for one in own]
        item, fields = self._model.item, self._model.desk.session.pack.fields
        wanted = [_EMS.get(fields[item.table][key].kind, 8) * em for key in item.keys]
        if len(wanted) > 1 and item.keys[0] == "name":
            wanted[0] = _NAME * em
        return wanted + [_READ * em] * (self._model.columnCount() - len(wanted))

    # ---- heights ----

    def fit_soon(self, first: QModelIndex, last: QModelIndex) -> None:
        """Fit rows that changed once everything has changed."""
        self._touched |= set(range(first.row(), last.row() + 1))
        self._timer.start()

    def _fit_touched(self) -> None:
        rows, self._touched = self._touched if self._model.desk.is_open else set(), set()
        grown = [row for row in rows if row < self._model.rowCount() and self._is_other(row)]
        for row in grown:
            self._view.setRowHeight(row, self.row_height(row))
        if grown:
            self._set_height()

    def _is_other(self, row: int) -> bool:
        return self.row_height(row) != self._view.rowHeight(row)

    def row_height(self, row: int) -> int:
        """Return how high a row must be; what is merged over several rows takes a share of each."""
        metrics, em = self._view.fontMetrics(), self._view.fontMetrics().horizontalAdvance("国")
        most, least = 0, metrics.height() + em * 7 // 8
        for column in range(self._model.columnCount()):
            top, left, height, width = self._model.owner(row, column)
            text = str(self._model.data(self._model.index(top, left)) or "") if left == column else ""
            whole = self._across(left, width) if text else 0
            if text and ((len(text) + 1) * em > whole or "\n" in text):
                across = self._model.data(self._model.index(top, left), Qt.ItemDataRole.TextAlignmentRole) or CENTRE
                room = room_in(metrics, text, QRect(0, 0, whole, _HIGHEST), across)
                needed = metrics.boundingRect(room, WRAP, text).height() + em // 2
                most = max(most, -(-needed // height))
        return max(most, least)

    def _across(self, left: int, width: int) -> int:
        return sum(self._view.columnWidth(column) for column in range(left, left + width))

    def fit(self) -> None:
        """Be as high as the rows are."""
        for row in range(self._model.rowCount()):
            self._view.setRowHeight(row, self.row_height(row))
        self._set_height()

    def _set_height(self) -> None:
        view = self._view
        header = view.horizontalHeader()
        frames = 1 if view.property("joined") else 2
        height = view.verticalHeader().length() + frames * view.frameWidth()
        height += 0 if isinstance(self._model, BandModel) else header.height()
        bar = view.horizontalScrollBar()
        scrolls = header.length() > view.viewport().width()
        wanted = max(height, _LEAST) + (bar.sizeHint().height() if scrolls else 0)
        if wanted != view.height() or view.minimumHeight() != wanted:
            self._busy = True
            view.setFixedHeight(wanted)
            self._busy = False
