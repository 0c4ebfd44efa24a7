"""The window: the start page or the shell, the menus, what is said below."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QLabel, QMainWindow, QStackedWidget, QToolBar, QWidget

from app.core.errors import JixiaoError
from app.core.records import Address
from app.services.live.queue import Standing
from app.services.review.auditing import audit_session, open_findings
from app.ui import words
from app.ui.desk import Desk, clock_of
from app.ui.shell.shell import Shell
from app.ui.start.page import StartPage


class Window(QMainWindow):
    """The one window of the program."""

    def __init__(self) -> None:
        """Build the window with its start page."""
        super().__init__()
        self.desk = Desk(self)
        self.start = StartPage()
        self.shell: Shell | None = None
        self._pages = QStackedWidget()
        self._pages.addWidget(self.start)
        self.setCentralWidget(self._pages)
        self._standing = QLabel()
        self.statusBar().addPermanentWidget(self._standing)
        self._actions()
        self.setAcceptDrops(True)
        self.resize(1280, 720)
        self._retitle()
        self._connect()

    def _connect(self) -> None:
        self.start.open_asked.connect(self.open)
        self.desk.opened.connect(self._opened)
        self.desk.closed.connect(self._closed)
        self.desk.standing.connect(self._tell_standing)
        self.desk.refused.connect(self._tell_refused)
        self.desk.changed.connect(lambda _: self._retitle())
        self.desk.calm.connect(self._audit)

    def _actions(self) -> None:
        bar = QToolBar()
        bar.setMovable(False)
        self.addToolBar(bar)
        self._undo = self._action(bar, words.UNDO, QKeySequence.StandardKey.Undo, self.undo)
        self._redo = self._action(bar, words.REDO, QKeySequence.StandardKey.Redo, self.redo)
        self._action(bar, words.OPEN, QKeySequence.StandardKey.Open, self.ask_open)
        self._action(bar, words.CLOSE, QKeySequence.StandardKey.Close, self.desk.close)

    def _action(self, bar: QToolBar, text: str, key: QKeySequence.StandardKey, act: object) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(act)
        bar.addAction(action)
        return action

    # ---- opening and closing ----

    def ask_open(self) -> None:
        """Ask for a file and open it."""
        dialog = QFileDialog(self, words.OPEN, "", words.FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.open(Path(name)))
        dialog.open()

    def open(self, path: Path) -> None:
        """Open a file; what hinders it is said on the start page."""
        try:
            self.desk.open(path)
        except JixiaoError as problem:
            self.start.say(problem)

    def _opened(self) -> None:
        self.shell = Shell(self.desk)
        self._pages.addWidget(self.shell)
        self._pages.setCurrentWidget(self.shell)
        self.shell.begin()
        self._retitle()

    def _closed(self) -> None:
        if self.shell is not None:
            self._pages.removeWidget(self.shell)
            self.shell.deleteLater()
            self.shell = None
        self._pages.setCurrentWidget(self.start)
        self._retitle()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Write everything and close."""
        focus = self.focusWidget()
        if isinstance(focus, QWidget):
            focus.clearFocus()  # what is being typed is taken over
        self.desk.close()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take one evaluation file."""
        if len(event.mimeData().urls()) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Open the file that was dropped."""
        self.open(Path(event.mimeData().urls()[0].toLocalFile()))

    # ---- actions ----

    def undo(self) -> None:
        """Take back the last step and name it."""
        if self.desk.is_open and (label := self.desk.undo()):
            self.statusBar().showMessage(f"{words.UNDO}：{label}", 5000)

    def redo(self) -> None:
        """Bring back the step undone last and name it."""
        if self.desk.is_open and (label := self.desk.redo()):
            self.statusBar().showMessage(f"{words.REDO}：{label}", 5000)

    def _audit(self) -> None:
        if self.desk.is_open and self.shell is not None:
            self.shell.show_findings(open_findings(audit_session(self.desk.session).report))

    # ---- what is said ----

    def _tell_standing(self, standing: Standing) -> None:
        if standing.state == "saved":
            self._standing.setText(words.saved_at(clock_of(standing)))
        else:
            self._standing.setText(words.SAVING if standing.state == "saving" else words.UNSAVED)

    def _tell_refused(self, problem: JixiaoError, _about: Address | None) -> None:
        self.statusBar().showMessage(problem.what, 8000)

    def _retitle(self) -> None:
        title = self.desk.title if self.desk.is_open else ""
        self.setWindowTitle(f"{title} — {words.PRODUCT}" if title else words.PRODUCT)
        for action in (self._undo, self._redo):
            action.setEnabled(self.desk.is_open)
        self.setWindowModified(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
