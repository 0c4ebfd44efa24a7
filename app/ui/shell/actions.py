"""The menus and the tool bar: every action once, with its key, its place and when it can be used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from app.ui import words
from app.ui import words_help as helps
from app.ui import words_window as said
from app.ui.icons import icon
from app.ui.shell.bar import Bar

When = Literal["always", "open", "editing"]
"""Always, while an evaluation is open, while one is open and may be changed."""

MENUS: Final = (
    said.MENU_FILE,
    said.MENU_EDIT,
    said.MENU_VIEW,
    said.MENU_AUDIT,
    said.MENU_OUTPUT,
    said.MENU_SETTINGS,
    said.MENU_HELP,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One action: its name, menu, key, icon, and whether it stands in the tool bar; `act` names the window's method."""

    name: str
    menu: str
    text: str
    act: str
    key: str | QKeySequence.StandardKey = ""
    when: When = "open"
    drawing: str = ""
    bar: bool = False
    apart: bool = False


KEY = QKeySequence.StandardKey

ENTRIES: Final[Sequence[Entry]] = (
    Entry("new", said.MENU_FILE, words.NEW, "begin_new", KEY.New, "always", "file-plus-2"),
    Entry("open", said.MENU_FILE, said.OPEN, "ask_open", KEY.Open, "always", "folder-open", bar=True),
    Entry("save", said.MENU_FILE, words.SAVE, "save", KEY.Save, "editing", "save", bar=True, apart=True),
    Entry("save_as", said.MENU_FILE, words.SAVE_AS, "ask_save_as", "Ctrl+Shift+S", "open", "save-all", bar=True),
    Entry("backups", said.MENU_FILE, said.BACKUPS, "show_backups", "", "always", apart=True),
    Entry("pack", said.MENU_FILE, words.INSTALL_PACK, "ask_pack", "", "always"),
    Entry("home", said.MENU_FILE, said.HOME, "go_home", KEY.Close, "open", "house", apart=True),
    Entry("quit", said.MENU_FILE, words.QUIT, "close", "Ctrl+Q", "always"),
    Entry("undo", said.MENU_EDIT, words.UNDO, "undo", KEY.Undo, "editing", "undo-2", bar=True, apart=True),
    Entry("redo", said.MENU_EDIT, words.REDO, "redo", "Ctrl+Y", "editing", "redo-2", bar=True),
    Entry("find", said.MENU_EDIT, words.FIND, "search", KEY.Find, "open", "search", bar=True, apart=True),
    Entry("find_next", said.MENU_EDIT, said.FIND_NEXT, "find_next", KEY.FindNext, "open"),
    Entry("back", said.MENU_VIEW, words.BACK, "go_back", "Ctrl+PgUp"),
    Entry("next", said.MENU_VIEW, words.NEXT, "go_next", "Ctrl+PgDown"),
    Entry("forms", said.MENU_VIEW, words.BY_FORMS, "switch_view", "F4", "open", "table-2", bar=True, apart=True),
    Entry("lists", said.MENU_VIEW, words.LISTS, "show_lists", "", "open", "list-checks", bar=True),
    Entry("bigger", said.MENU_VIEW, said.TYPE_BIGGER, "bigger", KEY.ZoomIn, "always", apart=True),
    Entry("smaller", said.MENU_VIEW, said.TYPE_SMALLER, "smaller", KEY.ZoomOut, "always"),
    Entry("usual", said.MENU_VIEW, said.TYPE_USUAL, "usual_size", "Ctrl+0", "always"),
    Entry("audit", said.MENU_AUDIT, said.AUDIT_ALL, "audit_all", "F7", "open", "clipboard-check", bar=True, apart=True),
    Entry("print", said.MENU_OUTPUT, said.TO_PRINTING, "go_printing", KEY.Print, "open", "printer", bar=True),
    Entry("settings", said.MENU_SETTINGS, said.SETTINGS, "show_settings", "", "always"),
    Entry("help", said.MENU_HELP, said.PAGE_HELP, "show_help", KEY.HelpContents, "always", "circle-help"),
    Entry("guide", said.MENU_HELP, helps.GUIDE, "show_guide", "", "always"),
    Entry("about", said.MENU_HELP, said.ABOUT, "show_about", "", "always"),
)


class Actions:
    """The actions of a window, in its menus and its tool bar. Others may add theirs with `add`."""

    def __init__(self, window: QMainWindow) -> None:
        """Build the menus and the bar of a window; every entry calls the method it names."""
        self._window = window
        self.menus: dict[str, QMenu] = {name: window.menuBar().addMenu(name) for name in MENUS}
        self.bar = Bar(window)
        window.addToolBar(self.bar)
        self.actions: dict[str, QAction] = {}
        self._when: dict[str, When] = {}
        for entry in ENTRIES:
            self.add(entry, getattr(window, entry.act))

    def add(self, entry: Entry, act: Callable[[], object]) -> QAction:
        """Add an action to its menu, and to the bar where it says so."""
        action = QAction(entry.text, self._window)
        action.setShortcut(QKeySequence(entry.key) if entry.key else QKeySequence())
        action.triggered.connect(lambda _=False: act())
        if entry.drawing:
            action.setIcon(icon(entry.drawing))
        action.setIconVisibleInMenu(False)
        if entry.apart and not self.menus[entry.menu].isEmpty():
            self.menus[entry.menu].addSeparator()
        self.menus[entry.menu].addAction(action)
        if entry.bar:
            if entry.apart:
                self.bar.addSeparator()
            self.bar.addAction(action)
        self._tip(action)
        self.actions[entry.name] = action
        self._when[entry.name] = entry.when
        return action

    def _tip(self, action: QAction) -> None:
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{action.text()}（{key}）" if key else action.text())

    def follow(self, *, is_open: bool, viewing: bool) -> None:
        """Let each action be used only while it does something."""
        usable = {"always": True, "open": is_open, "editing": is_open and not viewing}
        for name, when in self._when.items():
            self.actions[name].setEnabled(usable[when])
        self.bar.setVisible(is_open)
