"""The window: the start page or the shell, the menus, what is said above and below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.core.errors import JixiaoError
from app.core.records import Address
from app.services.deadline import days_left
from app.services.live.queue import Standing
from app.services.settings import Recent, Settings, load_settings, now_text, save_settings
from app.ui import theme, words
from app.ui import words_window as said
from app.ui.auditor import Auditor
from app.ui.desk import Desk, clock_of, touches_root
from app.ui.housekeeping import Housekeeping
from app.ui.shell.about import About
from app.ui.shell.actions import Actions
from app.ui.shell.cards import UnitCards
from app.ui.shell.care import Care
from app.ui.shell.finding import FindBar
from app.ui.shell.help import GuideDialog, help_of
from app.ui.shell.leaving import Leaving
from app.ui.shell.preferences import Preferences
from app.ui.shell.shell import Shell
from app.ui.shell.views import Views
from app.ui.start.door import Door


class Window(QMainWindow):
    """The one window of the program."""

    def __init__(self) -> None:
        """Build the window with its start page."""
        super().__init__()
        self.settings: Settings = load_settings()
        self.desk = Desk(self)
        self.desk.name, self.desk.output = self.settings.name, self.settings.output
        self.desk.units = dict.fromkeys(self.settings.yuan.split(), "元")
        self.desk.enter_right = self.settings.enter_right
        self.care = Care(self.desk, self)
        self.door = Door(self.desk, self, self.care.before_leaving)
        self.auditor = Auditor(self.desk, self)
        self.housekeeping = Housekeeping(self.desk, self)
        self.leaving = Leaving(self)
        self.shell: Shell | None = None
        self._pages = QStackedWidget()
        self.finding = FindBar(self.desk, self._show_cell)
        for page in (self.door.start, self.door.new):
            self._pages.addWidget(page)
        self._lay_out()
        self.views = Views(self.desk, self, self._pages)
        self.actions_ = Actions(self)
        UnitCards(self.desk, self).offer(self.actions_)
        self.setAcceptDrops(True)
        self._connect()
        self._retitle()
        self.door.show_start(self.settings)

    def _lay_out(self) -> None:
        middle = QWidget()
        middle.setObjectName("desk")
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.care.banner)
        layout.addWidget(self.finding)
        layout.addWidget(self._pages, 1)
        self.setCentralWidget(middle)
        self._deadline, self._standing = QLabel(), QLabel()
        for one in (self._deadline, self._standing):
            self.statusBar().addPermanentWidget(one)
        self.statusBar().setSizeGripEnabled(False)
        self.resize(1280, 720)
        self.restoreGeometry(QByteArray.fromHex(self.settings.geometry.encode()))

    def _connect(self) -> None:
        self.door.page_wanted.connect(self._pages.setCurrentWidget)
        self.door.left.connect(self._show_home)
        self.door.said.connect(lambda text: self.statusBar().showMessage(text, 15000))
        self.door.named.connect(self._take_name)
        self.desk.opened.connect(self._opened)
        self.desk.closed.connect(self._closed)
        self.desk.standing.connect(self._tell_standing)
        self.desk.refused.connect(self._tell_refused)
        self.desk.changed.connect(lambda changes: self._retitle() if touches_root(changes) else None)
        self.views.back.connect(self.switch_view)
        self.care.saved_as.connect(self._go_on_in)
        self.care.new_year.connect(self._new_year)
        self.finding.gone.connect(self._pages.setFocus)
        self.desk.go_asked.connect(self._show_cell)

    # ---- opening and closing ----

    def open(self, path: Path) -> None:
        """Open a file; what hinders it is said with the ways out."""
        self.finish_typing()
        self.door.open(path)

    def take(self, files: list[Path]) -> None:
        """Come forward with the files of a second start."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()
        if files:
            self.finish_typing()
            self.door.take(files)

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
        self._keep_settings()
        self._retitle()
        self._tell_standing(session.standing)
        if opening := session.opening_words():
            self.statusBar().showMessage("".join(opening), 15000)
        if not session.viewing and not self.desk.is_sample:
            self.leaving.remember(session.path)

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
        self._pages.setCurrentWidget(self.door.start)  # first: pages without an evaluation must not come to be seen
        self.views.close()
        if self.shell is not None:
            if self.shell.page is not None:
                self.shell.page.leave()
            self._pages.removeWidget(self.shell)
            self.shell.deleteLater()
            self.shell = None
        self._standing.clear()
        self._deadline.clear()
        self._keep_settings()
        self.door.show_start(self.settings)
        self._retitle()

    def _show_home(self) -> None:
        """Show what is open, else the start page."""
        self._pages.setCurrentWidget(self.views.forms or self.shell or self.door.start)

    def _keep_settings(self) -> None:
        yuan = " ".join(page for page, unit in self.desk.units.items() if unit)
        self.settings = replace(self.settings, output=self.desk.output, yuan=yuan)
        try:
            save_settings(self.settings)
        except JixiaoError as problem:
            self.statusBar().showMessage(problem.what, 8000)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Take over what is being typed, write everything, close; ask first where something would be lost."""
        self.finish_typing()
        geometry = bytes(self.saveGeometry().toHex().data()).decode()
        self.settings = replace(self.settings, geometry=geometry)
        if self.leaving.may_close():
            self.desk.close()
            self._keep_settings()
            event.accept()
        else:
            event.ignore()
            self.leaving.begin()

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
        self.finish_typing()
        self.door.take([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    # ---- 文件 ----

    def begin_new(self) -> None:
        """Begin an evaluation."""
        self._typed(self.door.begin)

    def ask_open(self) -> None:
        """Ask for a file and open it."""
        self._typed(self.door.ask_file)

    def ask_pack(self) -> None:
        """Ask for a 表样 file and install it."""
        self._typed(self.door.start.ask_pack)

    def save(self) -> None:
        """Write everything now and keep a restore point."""
        self.finish_typing()
        if self.desk.is_open and not self.desk.session.viewing:
            self.desk.save()

    def ask_save_as(self) -> None:
        """Ask where the evaluation goes on under another name."""
        self._typed(self.care.ask_save_as)

    def show_backups(self) -> None:
        """Show the backups of what is open, else all."""
        self._typed(self.door.show_backups)

    def go_home(self) -> None:
        """Close what is open, once it is written."""
        self._typed(lambda: self.care.before_leaving(self.desk.close))

    def _typed(self, act: Callable[[], object]) -> None:
        """Do something after what is being typed was taken over."""
        self.finish_typing()
        act()

    def _go_on_in(self, path: Path) -> None:
        """Go on in the copy that was saved."""
        self.desk.close()
        self.door.open(path)
        self.statusBar().showMessage(said.SAVED_ELSEWHERE.format(path=path), 15000)

    def _new_year(self, target: Path) -> None:
        """Begin a new year with the contents of what is open."""
        self.door.begin([self.desk.session.path], target)

    # ---- 编辑, 查看 ----

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

    def search(self) -> None:
        """Look for words in everything that was filled in."""
        self._typed(self.finding.open_bar)

    def find_next(self) -> None:
        """Go to the next place that was found; without words ask for them."""
        self.finish_typing()
        if self.finding.input.text().strip():
            self.finding.step(1)
        else:
            self.finding.open_bar()

    def _show_cell(self, address: Address) -> bool:
        """Show a cell in the view that is open, in the steps where no paper shows it."""
        if self.views.forms is not None:
            if self.views.forms.go(address):
                return True
            self.switch_view()
        return self.shell is not None and self.shell.go(address)

    def go_back(self) -> None:
        """Go to the step before."""
        if self.shell is not None:
            self.shell.walk(-1)

    def go_next(self) -> None:
        """Go to the next step."""
        if self.shell is not None:
            self.shell.walk(1)

    def bigger(self) -> None:
        """Make all type larger."""
        self.zoom(1)

    def smaller(self) -> None:
        """Make all type smaller."""
        self.zoom(-1)

    def usual_size(self) -> None:
        """Give all type its usual size."""
        self.zoom(theme.USUAL_SIZE - (self.settings.type_size or theme.USUAL_SIZE))

    def zoom(self, by: int) -> None:
        """Make all type larger or smaller."""
        size = (self.settings.type_size or theme.USUAL_SIZE) + by
        self._set_size(max(theme.SMALLEST, min(theme.LARGEST, size)))

    def _set_size(self, size: int) -> None:
        self.settings = replace(self.settings, type_size=size)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.set_size(app, size)

    # ---- 审核, 输出, 设置, 帮助 ----

    def audit_all(self) -> None:
        """Audit everything and show what was found."""
        self.finish_typing()
        self.auditor.start()
        self._go_part("audit")

    def go_printing(self) -> None:
        """Show 送审与打印."""
        self._go_part("print")

    def switch_view(self) -> None:
        """Show the forms instead of the steps or the other way round."""
        at = self.views.where(self.shell)
        self.finish_typing()
        self.views.switch(self.shell, at)
        self.actions_.actions["forms"].setText(words.BY_STEPS if self.views.forms else words.BY_FORMS)

    def show_lists(self) -> None:
        """Open or close the drawer with what is to be checked, provisional and not printed."""
        self._typed(self.views.show_lists)

    def _go_part(self, part: str) -> None:
        if self.views.forms is not None:
            self.switch_view()
        if self.shell is not None:
            self.shell.go_part(part)

    def show_settings(self) -> None:
        """Show the settings."""
        dialog = Preferences(self.settings, self)
        dialog.chosen.connect(self._take_settings)
        dialog.open()

    def _take_settings(self, chosen: Settings) -> None:
        size = chosen.type_size or theme.USUAL_SIZE
        resized = size != (self.settings.type_size or theme.USUAL_SIZE)
        self.settings = replace(chosen, recent=self.settings.recent)
        self.desk.name, self.desk.enter_right = chosen.name, chosen.enter_right
        if resized:
            self._set_size(size)
        self.door.settings = self.settings
        self._keep_settings()

    def _take_name(self, name: str) -> None:
        self._take_settings(replace(self.settings, name=name, name_asked=True))

    def show_help(self) -> None:
        """Show the help of the page."""
        help_of(self.desk, self.shell, self, by_forms=self.views.forms is not None).open()

    def show_about(self) -> None:
        """Show version and licences."""
        About(self).open()

    def show_guide(self) -> None:
        """Show the guide from its beginning."""
        GuideDialog("", self).open()

    # ---- what is said ----

    def _tell_standing(self, standing: Standing) -> None:
        if self.desk.is_open and self.desk.session.viewing:
            self._standing.setText(words.VIEWING)
        elif standing.state == "saved":
            self._standing.setText(words.saved_at(clock_of(standing)))
        else:
            self._standing.setText(words.SAVING if standing.state == "saving" else words.UNSAVED)

    def _tell_refused(self, problem: JixiaoError, _about: Address | None) -> None:
        self.statusBar().showMessage(problem.what, 8000)

    def _retitle(self) -> None:
        is_open = self.desk.is_open
        title = self.desk.title if is_open else ""
        self.setWindowTitle(f"{title} — {words.PRODUCT}" if title else words.PRODUCT)
        self.actions_.follow(is_open=is_open, viewing=is_open and self.desk.session.viewing)
        left = days_left(self.desk.session, date.today()) if is_open else None  # noqa: DTZ011 - the day people have
        self._deadline.setText(words.deadline(left) if left is not None else "")
