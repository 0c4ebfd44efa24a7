"""The window: the start page or the shell, the menus, what is said below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QDockWidget, QLabel, QMainWindow, QStackedWidget, QToolBar, QWidget

from app.core.errors import JixiaoError
from app.core.records import Address
from app.services.live.queue import Standing
from app.services.settings import Recent, Settings, load_settings, now_text, save_settings
from app.ui import theme, words
from app.ui.auditor import Auditor
from app.ui.desk import Desk, clock_of
from app.ui.forms.page import FormsView
from app.ui.forms.place import address_at
from app.ui.lists.drawer import Lists
from app.ui.shell.shell import Shell
from app.ui.start.door import Door


class Window(QMainWindow):
    """The one window of the program."""

    def __init__(self) -> None:
        """Build the window with its start page."""
        super().__init__()
        self.settings: Settings = load_settings()
        self.desk = Desk(self)
        self.desk.name, self.desk.output = self.settings.name, self.settings.output
        self.door = Door(self.desk, self)
        self.auditor = Auditor(self.desk, self)
        self.shell: Shell | None = None
        self.forms: FormsView | None = None
        self.lists: QDockWidget | None = None
        self._pages = QStackedWidget()
        for page in (self.door.start, self.door.new):
            self._pages.addWidget(page)
        self.setCentralWidget(self._pages)
        self._standing = QLabel()
        self.statusBar().addPermanentWidget(self._standing)
        self._bar()
        self.setAcceptDrops(True)
        self.resize(1280, 720)
        self._connect()
        self._retitle()
        self.door.show_start(self.settings)

    def _connect(self) -> None:
        self.door.page_wanted.connect(self._pages.setCurrentWidget)
        self.desk.opened.connect(self._opened)
        self.desk.closed.connect(self._closed)
        self.desk.standing.connect(self._tell_standing)
        self.desk.refused.connect(self._tell_refused)
        self.desk.changed.connect(lambda _: self._retitle())

    def _bar(self) -> None:
        self._tools = bar = QToolBar()
        bar.setMovable(False)
        self.addToolBar(bar)
        key = QKeySequence.StandardKey
        self._own = [
            self._action(bar, words.SAVE, key.Save, self.save),
            self._action(bar, words.UNDO, key.Undo, self.undo),
            self._action(bar, words.REDO, key.Redo, self.redo),
        ]
        bar.addSeparator()
        self._action(bar, words.SMALLER, key.ZoomOut, lambda: self.zoom(-1))
        self._action(bar, words.BIGGER, key.ZoomIn, lambda: self.zoom(1))
        bar.addSeparator()
        self._by_forms = self._action(bar, words.BY_FORMS, key.UnknownKey, self.switch_view)
        self._by_forms.setShortcut(QKeySequence(Qt.Key.Key_F4))
        self._own.append(self._by_forms)
        self._own.append(self._action(bar, words.LISTS, key.UnknownKey, self.show_lists))
        bar.addSeparator()
        self._own.append(self._action(bar, words.CLOSE, key.Close, self.desk.close))

    def _action(self, bar: QToolBar, text: str, key: QKeySequence.StandardKey, act: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda _=False: act())
        bar.addAction(action)
        return action

    # ---- the two views ----

    def switch_view(self) -> None:
        """Show the forms instead of the steps or the other way round; the same cell stays the current one."""
        if self.shell is None:
            return
        if self.forms is not None:
            at = self.forms.current()
            self._drop_forms()
            self._pages.setCurrentWidget(self.shell)
            if at is not None:
                self.shell.go(at)
            return
        at = address_at(self.shell.page) if self.shell.page is not None else None
        self.finish_typing()
        self.forms = FormsView(self.desk)
        self.forms.back.connect(self.switch_view)
        self._pages.addWidget(self.forms)
        self._pages.setCurrentWidget(self.forms)
        self._by_forms.setText(words.BY_STEPS)
        if at is None or not self.forms.go(at):
            self.forms.show_first()

    def _drop_forms(self) -> None:
        if self.forms is not None:
            self.forms.leave()
            self._pages.removeWidget(self.forms)
            self.forms.deleteLater()
            self.forms = None
            self._by_forms.setText(words.BY_FORMS)

    # ---- lists ----

    def show_lists(self, number: int = 0) -> None:
        """Open the drawer with 待核实清单, 暂定数清单, 未打印的内容; the same again closes it."""
        if not self.desk.is_open:
            return
        if self.lists is None:
            self.lists = QDockWidget(words.LISTS, self)
            self.lists.setWidget(Lists(self.desk))
            self.lists.setAllowedAreas(Qt.DockWidgetArea.RightDockWidgetArea)
            self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.lists)
        elif self.lists.isVisible():
            self.lists.hide()
            return
        self.lists.show()
        lists = self.lists.widget()
        if isinstance(lists, Lists):
            lists.open_at(number)

    # ---- opening and closing ----

    def open(self, path: Path) -> None:
        """Open a file; what hinders it is said on the start page."""
        self.door.open(path)

    def _opened(self) -> None:
        session = self.desk.session
        shell = Shell(self.desk)
        self.shell = shell
        self._pages.addWidget(shell)
        self._pages.setCurrentWidget(shell)
        known = next((one.step for one in self.settings.recent if one.path == str(session.path)), "")
        shell.begin(known)
        shell.shown.connect(self._remember)
        self._remember(shell.page.step.id if shell.page is not None else "")
        self._retitle()

    def _remember(self, step: str) -> None:
        """Keep where the person is, for the next opening."""
        session = self.desk.session
        printed = session.graph.printed
        self.settings = self.settings.opened(
            Recent(
                path=str(session.path),
                unit=printed("unit", "unit.name"),
                year=printed("unit", "year"),
                at=now_text(),
                step=step,
                sample=self.desk.is_sample,
            )
        )

    def _closed(self) -> None:
        self._drop_forms()
        if self.lists is not None:
            self.lists.hide()
        if self.shell is not None:
            if self.shell.page is not None:
                self.shell.page.leave()
            self._pages.removeWidget(self.shell)
            self.shell.deleteLater()
            self.shell = None
        self._standing.clear()
        self._keep_settings()
        self.door.show_start(self.settings)
        self._retitle()

    def _keep_settings(self) -> None:
        self.settings = replace(self.settings, output=self.desk.output)
        try:
            save_settings(self.settings)
        except JixiaoError as problem:
            self.statusBar().showMessage(problem.what, 8000)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Take over what is being typed, write everything, close."""
        self.finish_typing()
        self.desk.close()
        event.accept()

    def finish_typing(self) -> None:
        """Take over what is being typed."""
        focus = QApplication.focusWidget()
        if isinstance(focus, QWidget) and self.isAncestorOf(focus):
            focus.clearFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take files; what they are is looked at when they are dropped."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Open the file that was dropped."""
        self.door.open_dropped([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    # ---- actions ----

    def save(self) -> None:
        """Write everything now and keep a restore point."""
        self.finish_typing()
        if self.desk.is_open:
            self.desk.save()

    def undo(self) -> None:
        """Take back the last step and name it."""
        self.finish_typing()
        if self.desk.is_open and (label := self.desk.undo()):
            self.statusBar().showMessage(f"{words.UNDO}：{label}", 5000)

    def redo(self) -> None:
        """Bring back the step undone last and name it."""
        self.finish_typing()
        if self.desk.is_open and (label := self.desk.redo()):
            self.statusBar().showMessage(f"{words.REDO}：{label}", 5000)

    def zoom(self, by: int) -> None:
        """Make all type larger or smaller."""
        size = (self.settings.type_size or theme.USUAL_SIZE) + by
        self.settings = replace(self.settings, type_size=max(theme.SMALLEST, min(theme.LARGEST, size)))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.set_size(app, self.settings.type_size)

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
        self._tools.setVisible(self.desk.is_open)
        for action in self._own:
            action.setEnabled(self.desk.is_open)
