"""送审与打印: which documents, 送审稿 or final, preview, print, export with progress, 签字盖章清单."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDate, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.core.errors import JixiaoError
from app.services.output.exporting import Draft, Exported, Request, Watch, export_file
from app.services.output.preview import PagePictures, Preview, preview, printables
from app.ui import words
from app.ui.blocks import button, label, set_role
from app.ui.desk import Desk
from app.ui.jobs import Job
from app.ui.printing.pages import PageView, image_of
from app.wizard.items import Item
from app.wizard.steps import Step

_KEY = int(Qt.ItemDataRole.UserRole)
_PRINT_DOTS = 300


class PrintBlock(QWidget):
    """The page where everything becomes paper."""

    def __init__(self, desk: Desk, _step: Step, _item: Item) -> None:
        """List the documents."""
        super().__init__()
        self.desk = desk
        self.documents, self.pages = QListWidget(), PageView()
        self.draft, self.number = QCheckBox(words.DRAFT_COPY), QSpinBox()
        self.bar, self.said = QProgressBar(), label("", "faint")
        self.stop = button(words.CANCEL, self._cancel)
        self.open_folder = button(words.OPEN_FOLDER, self._open_folder, flat=True)
        self._job: Job | None = None
        self._folder = Path()
        self._sheets = label("")
        self._lay_out()
        self._list()

    def leave(self) -> None:
        """Stop what still runs, give the memory of the preview back."""
        self._cancel()
        self.pages.forget()

    def _lay_out(self) -> None:
        em = self.fontMetrics().horizontalAdvance("国")
        self.documents.setFixedHeight(em * 12)
        self.documents.setAccessibleName(words.DOCUMENTS)
        self.pages.setMinimumHeight(em * 34)
        self.number.setRange(1, 99)
        self.number.setAccessibleName(words.DRAFT_NUMBER)
        line = QHBoxLayout()
        line.addWidget(self.draft)
        line.addWidget(label(words.DRAFT_NUMBER))
        line.addWidget(self.number)
        line.addStretch()
        acts: list[tuple[str, Callable[[], None]]] = [
            (words.PREVIEW, self.show_preview),
            (words.PRINT, self.ask_print),
            (words.EXPORT, self.ask_export),
        ]
        for text, act in acts:
            line.addWidget(button(text, act, primary=text == words.EXPORT))
        below = QHBoxLayout()
        for made in (self.bar, self.stop, self.said, self.open_folder):
            below.addWidget(made)
        for hidden in (self.bar, self.stop, self.open_folder):
            hidden.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.documents)
        layout.addLayout(line)
        layout.addLayout(below)
        layout.addWidget(self._sheets)
        layout.addWidget(self.pages)

    def _list(self) -> None:
        for one in printables(self.desk.session.graph.snapshot()):
            item = QListWidgetItem(one.name, self.documents)
            item.setData(_KEY, (one.id, one.row))
            item.setCheckState(Qt.CheckState.Checked)

    # ---- what is asked for ----

    def chosen(self) -> list[tuple[str, str]]:
        """Return the documents that are ticked."""
        items = [self.documents.item(row) for row in range(self.documents.count())]
        return [tuple(item.data(_KEY)) for item in items if item.checkState() == Qt.CheckState.Checked]

    def copy_mark(self) -> Draft | None:
        """Return the mark of the copy for the leaders, None for the final paper."""
        if not self.draft.isChecked():
            return None
        today = QDate.currentDate()
        return Draft(self.number.value(), f"{today.year()}年{today.month()}月{today.day()}日")

    # ---- preview and print ----

    def show_preview(self) -> None:
        """Draw the PDF on a thread and show it."""
        answers, chosen, draft = self.desk.session.graph.snapshot(), self.chosen(), self.copy_mark()
        if chosen:
            self._run(lambda _job: preview(answers, chosen, draft=draft), self._show)

    def _show(self, made: Preview) -> None:
        self.pages.show_pdf(made.pdf)
        self._sheets.setText(
            words.sheets([(one.name, one.pages, one.copies, one.signers, one.seals) for one in made.sheets])
        )

    def ask_print(self) -> None:
        """Show the system's print dialog, then print what is ticked."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(partial(self._print_on, printer))
        dialog.show()

    def _print_on(self, printer: QPrinter) -> None:
        answers, chosen, draft = self.desk.session.graph.snapshot(), self.chosen(), self.copy_mark()
        self._run(lambda _job: preview(answers, chosen, draft=draft), lambda made: print_pdf(made.pdf, printer))

    # ---- export ----

    def ask_export(self) -> None:
        """Ask for a folder and write the files."""
        dialog = QFileDialog(self, words.EXPORT_TO, str(self.desk.session.path.parent))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.export_to(Path(name)))
        dialog.open()

    def export_to(self, folder: Path) -> None:
        """Write the files of what is ticked into a folder, from what is saved."""
        self.desk.session.flush()
        path, draft = self.desk.session.path, self.copy_mark()
        ids = tuple(dict.fromkeys(one for one, _ in self.chosen()))
        everything = len(self.chosen()) == self.documents.count()
        request = Request(wanted=() if everything else ids, draft=draft, in_folder=everything and draft is None)

        def work(job: Job) -> Exported:
            return export_file(path, folder, request, Watch(job.progress.emit, job.stopped))

        self._run(work, self._exported)

    def _exported(self, made: Exported) -> None:
        self._folder = made.folder
        done, failed = len(made.outcome.written), [f"{one.path.name}：{one.reason}" for one in made.outcome.failed]
        self._say("\n".join([words.exported(done, str(made.folder)), *failed, *made.missing]), bad=bool(failed))
        self.open_folder.show()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    # ---- work on a thread ----

    def _run(self, work: Callable[[Job], object], then: Callable[..., None]) -> None:
        if self._job is not None and self._job.running:
            return
        job = Job(self)
        self._job = job
        job.done.connect(partial(self._done, job, then))
        job.failed.connect(self._failed)
        job.progress.connect(self._tell)
        self.bar.setRange(0, 0)
        self.bar.show()
        self.stop.show()
        job.start(work)

    def _done(self, job: Job, then: Callable[..., None], result: object) -> None:
        self._rest()
        if not job.stopped() or isinstance(result, Exported):
            then(result)

    def _failed(self, error: Exception) -> None:
        self._rest()
        if not isinstance(error, JixiaoError):
            raise error
        self._say(error.sentence(), bad=True)

    def _rest(self) -> None:
        self.bar.hide()
        self.stop.hide()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.stop()

    def _tell(self, what: str, done: int, count: int) -> None:
        self.bar.setRange(0, count)
        self.bar.setValue(done)
        self._say(what)

    def _say(self, text: str, *, bad: bool = False) -> None:
        self.said.setText(text)
        set_role(self.said, "error" if bad else "faint")


def print_pdf(data: bytes, printer: QPrinter) -> None:
    """Print the pages of a PDF as they are, one page of the printer each."""
    painter = QPainter(printer)
    try:
        with PagePictures(data) as pages:
            for page in range(pages.count):
                if page:
                    printer.newPage()
                painter.drawImage(painter.viewport(), image_of(pages.picture(page, _PRINT_DOTS)))
    finally:
        painter.end()
