"""What stands around a grid: the small bar with the actions on rows above it, the box with notes below it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QWidget

from app.ui import words
from app.ui import words_grid as said
from app.ui.flow import Flow
from app.ui.grids.notes import NoteBox
from app.ui.grids.view import GridView


class RowBar(Flow):
    """Buttons that add, copy, move and remove rows; clicking one leaves the cursor in the grid."""

    def __init__(self, view: GridView, title: str = "", parent: QWidget | None = None) -> None:
        """Act on a grid."""
        super().__init__(parent)
        self.view = view
        self.buttons = self
        """The line of the buttons; a block may add its own."""
        self.title = QLabel(title, self)
        self.title.setProperty("role", "caption")
        self.title.setIndent(0)
        if not title:
            self.title.hide()
        self.buttons.addWidget(self.title)
        self.buttons.addStretch()
        rows = view.rows
        self.add = self._button(words.ADD_ROW, rows.add, "Insert")
        self.many = self._button(said.ADD_SEVERAL, rows.ask_many, "")
        self.on_rows = [
            self._button(words.COPY_ROW, rows.copy, "Ctrl+Shift+D"),
            self._button(words.MOVE_UP, rows.up, "Alt+↑"),
            self._button(words.MOVE_DOWN, rows.down, "Alt+↓"),
            self._button(words.REMOVE_ROW, rows.remove, "Ctrl+Delete"),
        ]
        view.selectionModel().selectionChanged.connect(self.follow)
        view.selectionModel().currentChanged.connect(self.follow)
        view.cells.modelReset.connect(self.follow)
        self.follow()

    def _button(self, text: str, act: Callable[[], object], key: str) -> QPushButton:
        made = QPushButton(text)
        made.setProperty("flat", "true")
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setToolTip(f"{text}（{key}）" if key else text)
        made.clicked.connect(lambda _=False: act())
        self.buttons.addWidget(made)
        return made

    def put_first(self, made: QPushButton, *, always: bool = False) -> None:
        """Put another button before those on rows; one that changes nothing is `always` offered."""
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setEnabled(always or not self.view.cells.desk.session.viewing)
        self.buttons.insertWidget(self.buttons.indexOf(self.add), made)

    def put(self, made: QWidget) -> None:
        """Add a button of the list's own at the end."""
        self.buttons.addWidget(made)

    def follow(self) -> None:
        """Offer what can be done with the rows that are chosen."""
        if not self.view.cells.desk.is_open:
            return
        may_add, may_change = self.view.rows.may_add(), self.view.rows.may_change()
        for one in (self.add, self.many):
            one.setEnabled(may_add)
        for one in self.on_rows:
            one.setEnabled(may_change)


def around(view: GridView) -> tuple[QWidget, ...]:
    """Return what stands on a page for a grid: itself and its box."""
    return view, box_under(view)


def box_under(view: GridView) -> NoteBox:
    """Return the box that says what became of an action in a grid."""
    box = NoteBox()
    view.told.connect(box.show_note)
    view.paster.progress.connect(box.progress)
    box.stop_asked.connect(view.paster.stop)
    box.undo_asked.connect(view.take_back)
    box.go_asked.connect(view.go)
    view.cells.desk.changed.connect(box.follow)
    return box


def menu_of(view: GridView, at: QPoint) -> QMenu:
    """Return the menu of the cells and rows that are chosen."""
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    editing = not view.cells.desk.session.viewing
    for text, act, key, may in (
        (said.CUT, view.cut, "Ctrl+X", editing),
        (said.COPY, view.copy, "Ctrl+C", True),
        (said.PASTE, view.paste, "Ctrl+V", editing),
        (said.CLEAR, view.clear_chosen, "Delete", editing),
        (said.FILL_DOWN, view.fill_down, "Ctrl+D", editing),
    ):
        menu.addAction(f"{text}\t{key}", act).setEnabled(may)
    if view.rows.listed() is not None:
        menu.addSeparator()
        _add_rows(view, menu)
    menu.popup(at)
    return menu


def _add_rows(view: GridView, menu: QMenu) -> None:
    rows, held = view.rows, view.rows.listed()
    may_add, may_change = rows.may_add(), rows.may_change()
    for text, act, key, may in (
        (said.ADD_BELOW, rows.add, "Insert", may_add),
        (said.ADD_SEVERAL, rows.ask_many, "", may_add),
        (said.COPY_ROWS, rows.copy, "Ctrl+Shift+D", may_change),
        (said.MOVE_UP, rows.up, "Alt+↑", may_change),
        (said.MOVE_DOWN, rows.down, "Alt+↓", may_change),
        (said.REMOVE, rows.remove, "Ctrl+Delete", may_change),
    ):
        menu.addAction(f"{text}\t{key}" if key else text, act).setEnabled(may)
    for own, save in view.more:
        menu.addAction(own, save).setEnabled(bool(rows.rows()))
    for key in held.groups if held is not None else ():
        label = view.cells.desk.session.pack.fields[held.table][key].label if held is not None else ""
        entry = menu.addAction(said.change_level(label), partial(rows.ask_level, key))
        entry.setEnabled(may_change)
