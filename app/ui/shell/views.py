"""The two views of one evaluation, by steps and by forms, and the drawer with the lists."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from app.core.records import Address
from app.ui.desk import Desk
from app.ui.forms.place import address_at
from app.ui.forms.view import FormsView
from app.ui.lists.dock import Drawer
from app.ui.shell.shell import Shell


class Views(QObject):
    """Changes between the steps and the forms; opens and closes the drawer."""

    back = Signal()
    """The person wants the steps again."""

    def __init__(self, desk: Desk, window: QMainWindow, pages: QStackedWidget) -> None:
        """Begin with the steps."""
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._pages = pages
        self._shell: Shell | None = None
        self.forms: FormsView | None = None
        self.lists: Drawer | None = None

    def where(self, shell: Shell | None) -> Address | None:
        """Return the cell that has the focus in the view that is shown; asked before anything takes the focus away."""
        if self.forms is not None:
            return self.forms.current()
        return address_at(shell.page) if shell is not None and shell.page is not None else None

    def switch(self, shell: Shell | None, at: Address | None) -> None:
        """Show the forms instead of the steps or the other way round; the cell `at` stays the current one."""
        if shell is None:
            return
        self._shell = shell
        if self.forms is not None:
            self._drop()
            self._pages.setCurrentWidget(shell)
            if at is not None:
                shell.go(at)
            return
        self.forms = FormsView(self._desk)
        self.forms.back.connect(self.back)
        self._pages.addWidget(self.forms)
        self._pages.setCurrentWidget(self.forms)
        if at is None or not self.forms.go(at):
            self.forms.show_first()

    def _drop(self) -> None:
        if self.forms is not None:
            self.forms.leave()
            self._pages.removeWidget(self.forms)
            self.forms.deleteLater()
            self.forms = None

    def show_lists(self, number: int = 0) -> None:
        """Open the drawer with 待核实清单, 暂定数清单, 未打印的内容; the same again closes it."""
        if not self._desk.is_open:
            return
        if self.lists is None:
            self.lists = Drawer(self._desk, self._window)
        elif self.lists.isVisible():
            self.lists.hide()
            return
        self.lists.show()
        self.lists.make_room()
        self.lists.lists.open_at(number)

    def close(self) -> None:
        """Let go of what was open."""
        self._drop()
        if self.lists is not None:
            self.lists.hide()
