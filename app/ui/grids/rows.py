"""Actions on the rows of a grid's list: by its menu, by keys, by the small bar above it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QInputDialog, QWidget

from app.core.errors import JixiaoError
from app.core.records import Address
from app.services.editing.adding import MOST_ROWS
from app.services.editing.filling import fill_cells
from app.services.editing.listing import copy_rows, insert_rows, move_rows, remove_rows
from app.ui import words
from app.ui import words_grid as said
from app.ui.grids.model import CellModel, Spot
from app.ui.grids.notes import Note
from app.wizard.lines import Listed

Result = TypeVar("Result")


class RowActions(QObject):
    """What can be done with the rows that are chosen in a grid."""

    told = Signal(object)
    """A `Note` on what was done."""
    starting = Signal()
    """Something is going to be done: what is being typed is to be taken over first."""
    moved = Signal(object, int)
    """Rows stand elsewhere or are new: their ids, and the column the cursor stood in."""

    def __init__(self, model: CellModel, chosen: Callable[[], Sequence[Spot]], parent: QWidget) -> None:
        """Act on a model; `chosen` tells the places that are chosen, the current one first."""
        super().__init__(parent)
        self._model, self._chosen, self._over = model, chosen, parent

    # ---- what is chosen ----

    def listed(self) -> Listed | None:
        """Return the list that the chosen rows belong to, else the only one there is."""
        spots = self._chosen()
        found = self._model.listed(spots[0][0]) if spots else None
        return found or self._model.the_list()

    def rows(self) -> list[str]:
        """Return the chosen rows of the list, in order."""
        held = self.listed()
        lines = sorted({row for row, _ in self._chosen()})
        found = [held.rows.get(line, "") for line in lines] if held is not None else []
        return list(dict.fromkeys(row for row in found if row))

    def may_add(self) -> bool:
        """Say whether a row can be added."""
        held = self.listed()
        return held is not None and self._model.may_grow(held)

    def may_change(self) -> bool:
        """Say whether rows are chosen that may be changed."""
        return bool(self.rows()) and not self._model.desk.session.viewing

    # ---- actions ----

    def add(self, count: int = 1) -> None:
        """Add rows below the chosen ones, at the end where none is; they take over their levels."""
        held = self.listed()
        if held is None or not self.may_add():
            return
        rows, column = self.rows(), self._column()
        session, after = self._model.desk.session, rows[-1] if rows else ""
        self._do_in_parts(
            lambda: insert_rows(session, (held.parent, held.table), after, count, held.groups),
            lambda made: self.moved.emit(made[0], column),
        )

    def ask_many(self) -> QInputDialog:
        """Ask how many rows to add."""
        dialog = QInputDialog(self._over)
        dialog.setInputMode(QInputDialog.InputMode.IntInput)
        dialog.setWindowTitle(words.ADD_ROW)
        dialog.setLabelText(said.HOW_MANY)
        dialog.setOkButtonText(words.OK)
        dialog.setCancelButtonText(words.CANCEL)
        dialog.setIntRange(1, MOST_ROWS)
        dialog.setIntValue(max(2, len(self.rows())))
        dialog.intValueSelected.connect(self.add)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def copy(self) -> None:
        """Copy the chosen rows below themselves."""
        rows, column = self.rows(), self._column()
        if self.may_change():
            self._do_in_parts(
                lambda: copy_rows(self._model.desk.session, rows), lambda made: self.moved.emit(made[0], column)
            )

    def shift(self, by: int) -> None:
        """Move the chosen rows up or down."""
        rows, column = self.rows(), self._column()
        if self.may_change() and self._do(lambda: move_rows(self._model.desk.session, rows, by)) is not None:
            self.moved.emit(tuple(rows), column)

    def up(self) -> None:
        """Move the chosen rows up."""
        self.shift(-1)

    def down(self) -> None:
        """Move the chosen rows down."""
        self.shift(1)

    def remove(self) -> None:
        """Remove the chosen rows without a question; undo is offered."""
        rows = self.rows()
        if not self.may_change():
            return
        changes = self._do(lambda: remove_rows(self._model.desk.session, rows), Address(rows[0], ""))
        if changes is not None:
            self.told.emit(Note(said.removed(changes.label), undo=True))

    def ask_level(self, key: str) -> QInputDialog | None:
        """Ask for the level that the chosen rows go to."""
        held = self.listed()
        if held is None or not self.may_change():
            return None
        meaning = self._model.desk.session.pack.fields[held.table][key]
        dialog = QInputDialog(self._over)
        dialog.setWindowTitle(said.CHANGE_LEVEL_TITLE.format(label=meaning.label))
        dialog.setLabelText(meaning.label)
        dialog.setComboBoxItems(list(dict.fromkeys([*self._levels(held, key), *meaning.choices])))
        dialog.setComboBoxEditable(not meaning.choices or meaning.open)
        dialog.setOkButtonText(words.OK)
        dialog.setCancelButtonText(words.CANCEL)
        dialog.textValueSelected.connect(lambda text: self.set_level(key, text))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def set_level(self, key: str, text: str) -> None:
        """Give the chosen rows a level, as one step."""
        held, rows, column = self.listed(), self.rows(), self._column()
        if held is None or not self.may_change():
            return
        session = self._model.desk.session
        label = said.change_level_step(session.pack.fields[held.table][key].label, len(rows))
        cells = [(Address(row, key), text.strip()) for row in rows]
        if self._do(lambda: fill_cells(session, cells, label)) is not None:
            self.moved.emit(tuple(rows), column)

    def _levels(self, held: Listed, key: str) -> list[str]:
        """Return the levels that the list has already."""
        printed = self._model.desk.session.graph.printed
        found = [printed(row, key) for row in held.rows.values() if row]
        return [text for text in [*found, *(one.get(key, "") for one in held.given.values())] if text]

    # ---- inside ----

    def _column(self) -> int:
        spots = self._chosen()
        return spots[0][1] if spots else 0

    def _do(self, act: Callable[[], Result], about: Address | None = None) -> Result | None:
        """Carry out an action; a refusal is said at the grid."""
        with self._hearing():
            return self._model.desk.do(act, about)

    def _do_in_parts(self, act: Callable[[], Result], then: Callable[[Result], None]) -> None:
        """Carry out an action that may take a while; a refusal is said at the grid."""
        desk = self._model.desk

        def end(result: Result) -> None:
            if slow:
                self.told.emit(None)
            then(result)

        slow = list[bool]()
        with self._hearing():
            desk.do_in_parts(act, end)
        if desk.session.coming:
            slow.append(True)
            self.told.emit(Note(said.COMING, busy=True, stops=False))

    @contextmanager
    def _hearing(self) -> Iterator[None]:
        desk, refused = self._model.desk, list[JixiaoError]()

        def hear(problem: JixiaoError, _about: object) -> None:
            refused.append(problem)

        self.starting.emit()
        self.told.emit(None)
        desk.refused.connect(hear)
        yield
        desk.refused.disconnect(hear)
        for problem in refused:
            self.told.emit(Note(words.problem(problem.what, problem.rule)))
