"""存为本单位常用指标: a button beside the library's and an entry in the menu of the rows."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.core.errors import JixiaoError
from app.services.editing.owning import save_as_own
from app.ui import words as common
from app.ui import words_pages as words
from app.ui.blocks import button
from app.ui.grids.notes import Note
from app.ui.grids.view import GridView
from app.ui.pages.library import LibraryDialog


def own_button(view: GridView) -> QPushButton:
    """Return the button that saves the chosen rows of a grid; the menu of the grid gets it as well."""
    save = partial(save_chosen, view)
    view.more.append((words.SAVE_OWN_MENU, save))
    made = button(words.SAVE_OWN, save, flat=True)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setToolTip(words.SAVE_OWN_HINT)
    return made


def save_chosen(view: GridView) -> None:
    """Save the chosen rows; what became of it is said at the grid, a library that is open lists them."""
    view.take_typed()
    try:
        names = save_as_own(view.cells.desk.session, view.rows.rows())
    except JixiaoError as problem:
        view.told.emit(Note(common.problem(problem.what, problem.repair), seen=True))
        return
    view.told.emit(Note(words.saved_own(names), seen=True))
    for dialog in view.window().findChildren(LibraryDialog):
        dialog.refresh()
