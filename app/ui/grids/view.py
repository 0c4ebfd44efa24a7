"""The view of a grid: keys as in Excel, copy and paste of ranges, editors that never lose what is being composed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPalette,
    QRegion,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QTableView,
    QToolTip,
    QWidget,
)

from app.core.errors import JixiaoError
from app.core.records import Address
from app.ui import theme, words
from app.ui import words_grid as said
from app.ui.grids import moving
from app.ui.grids.copying import copy_of
from app.ui.grids.delegate import FILLED, CellDelegate
from app.ui.grids.keys import press, typed
from app.ui.grids.laying import Layer
from app.ui.grids.model import ADDRESS, CellModel, Spot
from app.ui.grids.notes import Note
from app.ui.grids.paster import Paster
from app.ui.grids.rows import RowActions

_TRIGGER = QAbstractItemView.EditTrigger
_EDIT = _TRIGGER.DoubleClicked | _TRIGGER.EditKeyPressed | _TRIGGER.AnyKeyPressed
_FLAG = QItemSelectionModel.SelectionFlag
_LEAVING = frozenset({Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason})


class GridView(QTableView):
    """A grid on a page; it is as high as its rows, the page scrolls."""

    wanted_override = Signal(object, str)
    """Somebody types over a computed value: its `Address`, and the character typed (empty for F2)."""
    told = Signal(object)
    """A `Note` on what an action did; None: nothing any more."""

    def __init__(self, model: CellModel, parent: QWidget | None = None) -> None:
        """Show a model."""
        super().__init__(parent)
        self.cells = model
        self.ruled = True
        self.began = _TRIGGER.NoEditTriggers
        self.said_no = False
        self.more: list[tuple[str, Callable[[], object]]] = []  # what the page adds to the menu of the rows
        self._place: tuple[int, int, Address | None] | None = None
        model.setParent(self)  # it goes when the page goes, and follows no change after that
        self.setModel(model)
        self._set_up()
        self.paster: Paster = Paster(model, self)
        self.rows: RowActions = RowActions(model, self.spots, self)
        self._layer = Layer(self, model)
        for told in (self.paster.told, self.rows.told):
            told.connect(self.told)
        self.rows.moved.connect(self._show_rows)
        self.rows.starting.connect(self.take_typed)
        model.desk.refused.connect(self._refused)
        model.modelAboutToBeReset.connect(self._keep_place)
        model.modelReset.connect(self._layer.arrange)
        model.modelReset.connect(self._find_place)
        model.dataChanged.connect(self._layer.fit_soon)
        self._layer.arrange()

    def _set_up(self) -> None:
        self.setItemDelegate(CellDelegate(self))
        self.setEditTriggers(_EDIT)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setWordWrap(True)
        super().setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Highlight, QColor(theme.ACCENT_SOFT))
        palette.setColor(QPalette.ColorRole.HighlightedText, QColor(theme.INK))
        self.setPalette(palette)

    @property
    def enter_goes_right(self) -> bool:
        """Say whether Enter goes to the right; a setting of the person."""
        return self.cells.desk.enter_right

    # ---- how it lies on the page ----

    def join(self) -> None:
        """Stand right below another grid, whose lower edge is the upper edge of this one."""
        self.setProperty("joined", "true")

    def setShowGrid(self, show: bool) -> None:  # noqa: N802
        """Show lines between the cells; cells draw them themselves, merged ones too."""
        self.ruled = show

    def resizeEvent(self, event: object) -> None:  # noqa: N802
        """Share the new width."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._layer.resized()

    # ---- going to a cell ----

    def go(self, address: Address) -> bool:
        """Make a cell the current one; False when it does not stand here."""
        found = self.cells.spots(address) if address is not None else ()
        if not found:
            return False
        self.setCurrentIndex(self.cells.index(*found[0]))
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _keep_place(self) -> None:
        """Remember where the cursor stands, before rows come or go."""
        at = self.currentIndex()
        self._place = (at.row(), at.column(), self.cells.address(at)) if at.isValid() else None

    def _find_place(self) -> None:
        """Put the cursor back: into the same cell, else where it stood."""
        if self._place is None or not self.cells.rowCount():
            return
        row, column, address = self._place
        found = self.cells.spots(address) if address is not None else ()
        row, column = found[0] if found else (min(row, self.cells.rowCount() - 1), column)
        top, left, _, _ = self.cells.owner(row, min(column, self.cells.columnCount() - 1))
        flag = _FLAG.ClearAndSelect if self.hasFocus() else _FLAG.NoUpdate
        self.selectionModel().setCurrentIndex(self.cells.index(top, left), flag)

    def _show_rows(self, rows: tuple[str, ...], column: int) -> None:
        """Choose rows that are new or stand elsewhere now."""
        lines = [
            line
            for line in range(self.cells.rowCount())
            if (held := self.cells.listed(line)) is not None and held.rows.get(line) in rows
        ]
        if not lines:
            return
        columns = [c for c in self.cells.columns_at(lines[0]) if self.cells.owner(lines[0], c)[0] == lines[0]]
        at = next((c for c in columns if c >= column and self._fillable(lines[0], c)), columns[0] if columns else 0)
        self.setCurrentIndex(self.cells.index(lines[0], at))
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if len(lines) > 1:
            last = self.cells.index(lines[-1], at)
            self.selectionModel().setCurrentIndex(last, _FLAG.NoUpdate)
            self.setSelection(
                self.visualRect(self.cells.index(lines[0], at)).united(self.visualRect(last)), _FLAG.ClearAndSelect
            )

    # ---- keys ----

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Copy, paste, clear and move as in Excel."""
        if press(self, event):
            return
        if (event.key() == Qt.Key.Key_F2 or typed(event)) and self.is_computed(self.currentIndex()):
            self.wanted_override.emit(self.currentIndex().data(ADDRESS), typed(event))
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        """Go to the next cell by Tab, out of the grid behind its last one."""
        return self.step(right=True, back=not forward) or super().focusNextPrevChild(forward)

    def walk_out(self, *, forward: bool) -> None:
        """Go to what stands after the grid, or before it."""
        super().focusNextPrevChild(forward)

    def walk_on(self, *, forward: bool) -> None:
        """Go to the next cell, or to what stands after the grid."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Choose nothing where the keyboard is not, so that one cell of the page is the current one."""
        self._paint_focus()
        if event.reason() not in _LEAVING and self.state() != QAbstractItemView.State.EditingState:
            self.clearSelection()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Begin at the first cell to fill in; coming back, where one was."""
        at = self.currentIndex()
        self._take_focus(event, at)
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            self.to_edge(last=event.reason() == Qt.FocusReason.BacktabFocusReason, whole=True)
        elif at.isValid() and not self.selectionModel().hasSelection():
            self.selectionModel().select(at, _FLAG.Select)

    def _take_focus(self, event: QFocusEvent, at: QModelIndex) -> None:
        """Do what every view does, but paint only the current cell: the others look the same without the keyboard."""
        if not at.isValid():
            super().focusInEvent(event)
            return
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, self.cells.may_fill(at))
        self._paint_focus()

    def _paint_focus(self) -> None:
        """Paint what shows where the keyboard is: the frame and the current cell."""
        QWidget.update(self, QRegion(self.rect()).subtracted(self.viewport().geometry()))
        self.update(self.currentIndex())

    def edit(self, index: QModelIndex | QPersistentModelIndex, *how: Any) -> Any:
        """Begin to edit: typing replaces, F2 and a double click go behind what stands there."""
        self.began = how[0] if how else _TRIGGER.EditKeyPressed
        begun = super().edit(index, *how)
        editor = self._editor() if how and self.began != _TRIGGER.AnyKeyPressed else None
        if isinstance(editor, QLineEdit):
            editor.end(False)
        return begun

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802
        """Begin editing with what an input method gives, also when it gives it at once, without composing."""
        editor = self._editor()
        if editor is not None and not event.commitString() and not event.preeditString():
            editor.setProperty(FILLED, False)
        at = self.currentIndex()
        sudden = editor is None and bool(event.commitString())
        if not sudden or not self.edit(at, _TRIGGER.AnyKeyPressed, None):
            super().inputMethodEvent(event)
            return
        opened = self._editor()
        if opened is not None:
            QApplication.sendEvent(opened, event)
            opened.setFocus(Qt.FocusReason.OtherFocusReason)

    def _editor(self) -> QWidget | None:
        """Return the editor that is open."""
        at = self.currentIndex()
        return self.indexWidget(at) if at.isValid() and self.state() == self.State.EditingState else None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Edit; over a computed value that is 手工改定."""
        index = self.indexAt(event.position().toPoint())
        if self.is_computed(index):
            self.wanted_override.emit(index.data(ADDRESS), "")
        else:
            super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Offer what can be done with the cells and rows that are chosen."""
        from app.ui.grids.around import menu_of  # noqa: PLC0415 - the menu knows the view

        menu_of(self, event.globalPos())

    def is_computed(self, index: QModelIndex) -> bool:
        """Say whether a cell holds what the program computes."""
        address = index.data(ADDRESS) if index.isValid() else None
        if address is None:
            return False
        session = self.cells.desk.session
        return not session.viewing and session.graph.is_computed(address[0], address[1])

    # ---- moving ----

    def step(self, *, right: bool, back: bool = False) -> bool:
        """Go to the next cell that people fill in, inside the range that is chosen; False when there is none."""
        at = self.currentIndex()
        here = (at.row(), at.column()) if at.isValid() else (-1, -1)
        chosen = self._many()
        if chosen:
            to = self.cells.index(*moving.around(chosen, here, right=right, back=back))
            self.selectionModel().setCurrentIndex(to, _FLAG.NoUpdate)
            return True
        return self._go_to(moving.after(self.cells, here, right=right, back=back))

    def _go_to(self, spot: Spot | None) -> bool:
        if spot is not None:
            self.setCurrentIndex(self.cells.index(*spot))
        return spot is not None

    def _fillable(self, row: int, column: int) -> bool:
        return moving.fillable(self.cells, (row, column))

    def _many(self) -> list[Spot]:
        """Return the cells to fill in of a chosen range; empty where one cell alone is chosen."""
        if len(self.selectedIndexes()) < 2:
            return []
        spots = [spot for spot in self.spots() if self._fillable(*spot)]
        return spots if len(spots) > 1 else []

    def to_edge(self, *, last: bool, whole: bool) -> None:
        """Go to the first or last cell to fill in, of the row or of the grid."""
        self._go_to(moving.edge(self.cells, None if whole else self.currentIndex().row(), last=last))

    # ---- ranges ----

    def chosen(self) -> list[QModelIndex]:
        """Return the chosen cells, row by row."""
        return sorted(self.selectedIndexes(), key=lambda index: (index.row(), index.column()))

    def spots(self) -> list[Spot]:
        """Return the chosen places, the current one first; a merged cell once."""
        at = self.currentIndex()
        current = [self.cells.owner(at.row(), at.column())[:2]] if at.isValid() else []
        owned = [self.cells.owner(index.row(), index.column())[:2] for index in self.chosen()]
        return list(dict.fromkeys([*current, *owned]))

    def frame(self) -> tuple[Spot, Spot] | None:
        """Return the corners of what is chosen."""
        chosen = self.chosen() or ([self.currentIndex()] if self.currentIndex().isValid() else [])
        if not chosen:
            return None
        owned = [self.cells.owner(index.row(), index.column()) for index in chosen]
        top, left = min(one[0] for one in owned), min(one[1] for one in owned)
        bottom, right = max(one[0] + one[2] for one in owned), max(one[1] + one[3] for one in owned)
        if not any(one[2] > 1 for one in owned):
            bottom = max(index.row() for index in chosen) + 1
        return (top, left), (bottom - 1, right - 1)

    def copy(self) -> None:
        """Copy the chosen range as text with tabs and as HTML, which Excel and WPS understand."""
        frame = self.frame()
        if frame is not None:
            QGuiApplication.clipboard().setMimeData(copy_of(self.cells, *frame))

    def cut(self) -> None:
        """Copy the chosen range and make it blank, as one step."""
        self.copy()
        self._clear(said.cut_step)

    def clear_chosen(self) -> None:
        """Make the chosen cells blank, as one step."""
        self._clear(said.clear_step)

    def _clear(self, named: Any) -> None:
        held = self.cells.desk.session.facts.cell
        cells = [one for spot in self.spots() for one in self._cells_at(spot) if held(one) is not None]
        if cells:
            self.paster.fill([(one, "") for one in cells], named(len(cells)))

    def fill_down(self) -> None:
        """Fill the chosen cells from the first of their column, a single one from the cell above it, as one step."""
        frame = self.frame()
        if frame is None:
            return
        (top, left), (bottom, right) = frame
        top = top - 1 if top == bottom and top else top
        cells = []
        for column in range(left, right + 1):
            text = str(self.cells.index(*self.cells.owner(top, column)[:2]).data(Qt.ItemDataRole.EditRole) or "")
            below = [(row, column) for row in range(top + 1, bottom + 1) if self._fillable(row, column)]
            cells += [(one, text) for spot in below for one in self._cells_at(spot)]
        if cells:
            self.paster.fill(cells, said.fill_step(len(cells)))

    def _cells_at(self, spot: Spot) -> tuple[Address, ...]:
        index = self.cells.index(*spot)
        return self.cells.addresses(index) if self.cells.may_fill(index) else ()

    def paste(self) -> None:
        """Put the range of the clipboard at the current cell, as one step."""
        frame = self.frame()
        at = frame[0] if frame is not None else (None if self.cells.rowCount() else (0, 0))
        self.paster.paste(at, [spot for spot in self.spots() if self._fillable(*spot)])

    def take_back(self) -> None:
        """Undo the last step."""
        self.told.emit(None)
        self.cells.desk.undo()

    def leave(self) -> None:
        """Take over what is being typed, give up what is being read, let what is being filled in come whole."""
        self.paster.stop()
        self.cells.desk.finish()
        self.take_typed()

    def take_typed(self) -> None:
        """Take over what is being typed."""
        editor = self._editor()
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, CellDelegate.EndEditHint.NoHint)

    def _refused(self, problem: JixiaoError, about: Address | None) -> None:
        """Say at the grid why what was typed into it was not taken."""
        if about is not None and self.isVisible() and self.cells.desk.is_open and self.cells.spots(about):
            self.said_no = True
            text = words.problem(problem.what, problem.rule)
            self.told.emit(Note(text))
            rect = self.visualRect(self.cells.index(*self.cells.spots(about)[0]))
            QToolTip.showText(self.viewport().mapToGlobal(rect.bottomLeft()), text, self)

    def select_all_of(self, index: QModelIndex) -> None:
        """Choose one cell."""
        self.selectionModel().setCurrentIndex(index, _FLAG.ClearAndSelect)
