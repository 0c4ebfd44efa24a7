"""The view of a grid: keys as in Excel, copy and paste of ranges, editors that never lose what is being composed."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.core.records import Address
from app.ui.grids.band import BandModel
from app.ui.grids.delegate import CellDelegate
from app.ui.grids.model import ADDRESS, CellModel
from app.ui.grids.ranges import from_clipboard, to_text

_EDIT = (
    QAbstractItemView.EditTrigger.DoubleClicked
    | QAbstractItemView.EditTrigger.EditKeyPressed
    | QAbstractItemView.EditTrigger.AnyKeyPressed
)


class GridView(QTableView):
    """A grid on a page; it is as high as its rows, the page scrolls."""

    wanted_override = Signal(object, str)
    """Somebody types over a computed value: its `Address`, and the character typed (empty for F2)."""

    def __init__(self, model: CellModel, parent: QWidget | None = None) -> None:
        """Show a model."""
        super().__init__(parent)
        self.cells = model
        model.setParent(self)  # it goes when the page goes, and follows no change after that
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self))
        self.setEditTriggers(_EDIT)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.enter_goes_right = False
        model.modelReset.connect(self.arrange)
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(self._fit_changed)
        self._changed: set[int] = set()
        model.dataChanged.connect(self._fit_soon)
        self.arrange()

    # ---- how it lies on the page ----

    def arrange(self) -> None:
        """Lay out columns, merged cells and heights anew."""
        self.clearSpans()
        if isinstance(self.cells, BandModel):
            self._arrange_band(self.cells)
        else:
            self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
            self.horizontalHeader().setStretchLastSection(True)
        self.fit()

    def _fit_soon(self, first: QModelIndex, last: QModelIndex) -> None:
        self._changed.update(range(first.row(), last.row() + 1))
        self._fitting.start()

    def _fit_changed(self) -> None:
        rows, self._changed = self._changed, set()
        if any(self._grew(row) for row in rows):
            self.fit()

    def _grew(self, row: int) -> bool:
        return row < self.cells.rowCount() and self.sizeHintForRow(row) != self.rowHeight(row)

    def _arrange_band(self, model: BandModel) -> None:
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(8)
        for cell in model.grid.cells:
            if cell.height > 1 or cell.width > 1:
                self.setSpan(cell.row, cell.column, cell.height, cell.width)
        self._share()

    def _share(self) -> None:
        """Share the width among the columns as the paper does."""
        if not isinstance(self.cells, BandModel):
            return
        widths = self.cells.grid.columns_mm
        whole, room = sum(widths), max(self.viewport().width(), 200)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, int(width * room / whole))

    def resizeEvent(self, event: object) -> None:  # noqa: N802
        """Share the new width."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._share()
        self.fit()

    def fit(self) -> None:
        """Be as high as the rows are."""
        self.resizeRowsToContents()
        header = self.horizontalHeader()
        height = sum(self.rowHeight(row) for row in range(self.cells.rowCount())) + 2 * self.frameWidth()
        height += header.height() if header.isVisible() or not isinstance(self.cells, BandModel) else 0
        bar = self.horizontalScrollBar()
        self.setFixedHeight(max(height, 40) + (bar.height() if bar.isVisible() else 0))

    # ---- going to a cell ----

    def go(self, address: Address) -> bool:
        """Make a cell the current one; False when it does not stand here."""
        for row in range(self.cells.rowCount()):
            for column in range(self.cells.columnCount()):
                index = self.cells.index(row, column)
                found = self.cells.address(index)
                if found is not None and found[:2] == address[:2]:
                    self.setCurrentIndex(index)
                    self.setFocus(Qt.FocusReason.OtherFocusReason)
                    return True
        return False

    # ---- keys ----

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Copy, paste, clear and move as in Excel."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.clear_chosen()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.step(right=self.enter_goes_right, back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            self._tab(event)
        elif self._over_computed(event):
            self.wanted_override.emit(self.currentIndex().data(ADDRESS), _typed(event))
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Edit; over a computed value that is 手工改定."""
        index = self.indexAt(event.position().toPoint())
        if self.is_computed(index):
            self.wanted_override.emit(index.data(ADDRESS), "")
        else:
            super().mouseDoubleClickEvent(event)

    def is_computed(self, index: QModelIndex) -> bool:
        """Say whether a cell holds what the program computes."""
        address = index.data(ADDRESS) if index.isValid() else None
        session = self.cells.desk.session
        return address is not None and not session.viewing and session.graph.is_computed(address[0], address[1])

    def _over_computed(self, event: QKeyEvent) -> bool:
        wants = event.key() == Qt.Key.Key_F2 or bool(_typed(event))
        return wants and self.is_computed(self.currentIndex())

    def _tab(self, event: QKeyEvent) -> None:
        if not self.step(right=True, back=event.key() == Qt.Key.Key_Backtab):
            QWidget.keyPressEvent(self, event)

    def step(self, *, right: bool, back: bool = False) -> bool:
        """Go to the next cell that people fill in; False when there is none."""
        rows, columns = self.cells.rowCount(), self.cells.columnCount()
        at = self.currentIndex()
        places = [(r, c) for r in range(rows) for c in range(columns)]
        if not right:
            places.sort(key=lambda place: (place[1], place[0]))
        here = (at.row(), at.column())
        start = places.index(here) if here in places else -1
        onward = reversed(places[:start]) if back else iter(places[start + 1 :])
        for row, column in onward:
            index = self.cells.index(row, column)
            if self.cells.flags(index) & Qt.ItemFlag.ItemIsEditable:
                self.setCurrentIndex(index)
                return True
        return False

    # ---- ranges ----

    def chosen(self) -> list[QModelIndex]:
        """Return the chosen cells, row by row."""
        return sorted(self.selectedIndexes(), key=lambda index: (index.row(), index.column()))

    def copy(self) -> None:
        """Copy the chosen range as text with tabs, which Excel and WPS understand."""
        rows: dict[int, list[str]] = {}
        for index in self.chosen():
            rows.setdefault(index.row(), []).append(str(index.data() or ""))
        if rows:
            QGuiApplication.clipboard().setText(to_text(list(rows.values())))

    def clear_chosen(self) -> None:
        """Make the chosen cells blank, as one step."""
        self._fill([(index, "") for index in self.chosen()])

    def paste(self) -> None:
        """Put the range of the clipboard at the current cell, as one step."""
        data = from_clipboard(QGuiApplication.clipboard().mimeData())
        at = self.currentIndex()
        if data is None or not at.isValid():
            return
        cells = [
            (self.cells.index(at.row() + r, at.column() + c), text)
            for r, line in enumerate(data.rows)
            for c, text in enumerate(line)
            if at.row() + r < self.cells.rowCount() and at.column() + c < self.cells.columnCount()
        ]
        self._fill(cells)

    def _fill(self, cells: list[tuple[QModelIndex, str]]) -> None:
        wanted = [
            (address, text)
            for index, text in cells
            if isinstance(address := index.data(ADDRESS), tuple)
            and self.cells.flags(index) & Qt.ItemFlag.ItemIsEditable
        ]
        self.cells.desk.fill([(Address(*address), text) for address, text in wanted])

    def select_all_of(self, index: QModelIndex) -> None:
        """Choose one cell."""
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def _typed(event: QKeyEvent) -> str:
    """Return the character a key writes, empty for keys that write none."""
    text = event.text()
    plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    return text if plain and text.isprintable() else ""
