"""送审与打印: which documents, 送审稿 or final, preview, print, export with progress, 签字盖章清单."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from app.services.output.exporting import Draft, Exported, Request, Watch, export_file
from app.services.output.preview import Preview, Printable, preview, printables
from app.services.output.printing import next_draft, record, record_draft
from app.services.output.targets import FORMATS
from app.ui import words
from app.ui.blocks import button, label
from app.ui.desk import Desk
from app.ui.flow import Flow
from app.ui.jobs import Job
from app.ui.printing.documents import DocumentTable
from app.ui.printing.pane import PreviewPane
from app.ui.printing.paper import PagePrinter
from app.ui.printing.runner import Runner
from app.wizard.items import Item
from app.wizard.steps import Step


class PrintBlock(QWidget):
    """The page where everything becomes paper."""

    beside_asked = Signal(object)
    """The preview is to stand beside the page: the widget; None when it was closed again."""

    def __init__(self, desk: Desk, _step: Step, _item: Item) -> None:
        """List the documents."""
        super().__init__()
        self.desk = desk
        self.documents, self.preview, self.runner = DocumentTable(), PreviewPane(self), Runner()
        self._first: dict[tuple[str, str], int] = {}
        self.draft, self.number = QCheckBox(words.DRAFT_COPY), QSpinBox()
        self.changed = QCheckBox(words.ONLY_CHANGED)
        self.formats = {name: QCheckBox(words.FORMATS[name]) for name in FORMATS}
        self._listing = Runner()
        self._printing: PagePrinter | None = None
        self._lay_out()
        self.changed.toggled.connect(lambda on: self.documents.choose(changed=on))
        self.draft.toggled.connect(self.number.setEnabled)
        self.documents.alone.connect(self.show_alone)
        self.documents.pointed.connect(self._go_to)
        self.preview.closed.connect(self._take_back)
        self.runner.stop.clicked.connect(self._stop_printing)
        self.list_documents()

    def leave(self) -> None:
        """Stop what still runs, give the memory of the preview back."""
        self._stop_printing()
        self.runner.leave()
        self._listing.leave()
        self.preview.close_pages()

    def _lay_out(self) -> None:
        self.number.setRange(1, 99)
        self.number.setValue(min(next_draft(self.desk.session.facts), 99))
        self.number.setPrefix(words.NUMBER_BEFORE)
        self.number.setSuffix(words.NUMBER_BEHIND)
        self.number.setAccessibleName(words.DRAFT_NUMBER)
        self.number.setEnabled(False)
        for box in self.formats.values():
            box.setChecked(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._acts())
        layout.addLayout(self._export())
        layout.addWidget(self.runner)
        layout.addWidget(self._listing)
        line = QHBoxLayout()
        line.addWidget(label(words.DOCUMENTS, "heading"), 1)
        for text, every in ((words.CHOOSE_ALL, True), (words.CHOOSE_NONE, False)):
            chosen = button(text, partial(self.documents.choose, every=every), flat=True)
            line.addWidget(chosen, 0, Qt.AlignmentFlag.AlignBottom)
        layout.addLayout(line)
        layout.addWidget(self.documents)
        layout.addWidget(label(words.SIGN_HINT, "faint"))

    def _acts(self) -> Flow:
        """Return the line of what is to be put on paper, preview and print."""
        em = self.fontMetrics().horizontalAdvance("国")
        line = Flow(gap=em // 2)
        for made in (self.draft, self.number, self.changed):
            line.addWidget(made)
        line.addStretch()
        line.addWidget(button(words.PREVIEW, self.show_preview))
        line.addWidget(button(words.PRINT, self.ask_print))
        return line

    def _export(self) -> QHBoxLayout:
        """Return the line of what writes files, with the formats it writes."""
        line = QHBoxLayout()
        for box in self.formats.values():
            line.addWidget(box)
        line.addStretch()
        line.addWidget(button(words.EXPORT, self.ask_export, primary=True))
        return line

    def list_documents(self) -> None:
        """List the documents as they stand; drawn on a thread."""
        answers = self.desk.session.graph.snapshot()
        self._listing.run(lambda _job: printables(answers), self._listed)

    def _listed(self, found: list[Printable]) -> None:
        self._listing.hide()
        self.documents.show_documents(found)
        if self.changed.isChecked():
            self.documents.choose(changed=True)

    # ---- what is asked for ----

    def copy_mark(self) -> Draft | None:
        """Return the mark of the copy for the leaders, None for the final paper."""
        if not self.draft.isChecked():
            return None
        today = QDate.currentDate()
        return Draft(self.number.value(), f"{today.year()}年{today.month()}月{today.day()}日")

    def _some(self) -> list[tuple[str, str]]:
        """Return what is ticked; say so when nothing is."""
        chosen = self.documents.chosen()
        if not chosen and not self._listing.running:
            self.runner.say(words.NOTHING_CHOSEN, bad=True)
        return chosen

    # ---- preview and print ----

    def show_preview(self) -> None:
        """Draw the PDF of what is ticked on a thread and show it."""
        chosen = self._some()
        if chosen:
            self._preview(chosen)

    def show_alone(self, id_: str, row: str) -> None:
        """Show one document."""
        self._preview([(id_, row)])

    def _preview(self, chosen: list[tuple[str, str]]) -> None:
        answers, draft = self.desk.session.graph.snapshot(), self.copy_mark()
        self.runner.run(lambda _job: preview(answers, chosen, draft=draft), self._show)

    def _show(self, made: Preview) -> None:
        self.documents.show_pages(made.sheets)
        self._first = {(one.id, one.row): one.first for one in made.sheets}
        self.preview.show_pdf(made.pdf, sum(one.pages for one in made.sheets))
        self.beside_asked.emit(self.preview)
        told = words.no_glyphs(made.missing)
        self.runner.say("\n".join(told), bad=bool(told))
        self.runner.setVisible(bool(told))

    def _take_back(self) -> None:
        """Keep the preview until it is wanted again."""
        self.preview.setParent(self)
        self.beside_asked.emit(None)

    def _go_to(self, id_: str, row: str) -> None:
        """Show the first page of a document, where it is in the preview."""
        if self.preview.isVisible() and (id_, row) in self._first:
            self.preview.go(self._first[id_, row])

    def ask_print(self) -> None:
        """Show the system's print dialog, then print what is ticked."""
        if not self._some():
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDuplex(QPrinter.DuplexMode.DuplexAuto)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(partial(self.print_on, printer))
        dialog.setModal(True)
        dialog.show()

    def print_on(self, printer: QPrinter) -> None:
        """Print what is ticked."""
        answers, chosen, draft = self.desk.session.graph.snapshot(), self._some(), self.copy_mark()
        if chosen:
            self.runner.run(
                lambda _job: preview(answers, chosen, draft=draft), partial(self._print, printer=printer, draft=draft)
            )

    def _print(self, made: Preview, *, printer: QPrinter, draft: Draft | None) -> None:
        self.documents.show_pages(made.sheets)
        self._printing = PagePrinter(
            made.pdf,
            printer,
            self.runner.show_progress,
            partial(self._printed, made, draft),
            self,
        )
        self.runner.show_progress(0, 0)
        self._printing.start()

    def _printed(self, made: Preview, draft: Draft | None, whole: bool) -> None:
        self._printing = None
        self.runner.rest()
        self.runner.say(words.PRINTED if whole else words.STOPPED)
        session, package = self.desk.session, made.package
        if not whole or package is None or session.viewing:
            return
        if draft is not None:
            self._count_draft(draft)
            return
        written = frozenset((one.id, one.row) for one in package.documents)
        self.desk.do(lambda: record(session, package, written, whole=False))
        self.list_documents()

    def _stop_printing(self) -> None:
        if self._printing is not None:
            self._printing.stop()

    def _count_draft(self, draft: Draft) -> None:
        session = self.desk.session
        if not session.viewing:
            self.desk.do(lambda: record_draft(session, draft.number))
            self.number.setValue(min(draft.number + 1, 99))

    # ---- export ----

    def ask_export(self) -> None:
        """Ask for a folder and write the files."""
        if not self._some():
            return
        dialog = QFileDialog(self, words.EXPORT_TO, self.desk.output or str(self.desk.session.path.parent))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.export_to(Path(name)))
        dialog.open()

    def export_to(self, folder: Path) -> None:
        """Write the files of what is ticked into a folder, from what is saved."""
        self.desk.session.flush()
        self.desk.output = str(folder)
        path, request = self.desk.session.path, self.request()

        def work(job: Job) -> Exported:
            return export_file(path, folder, request, Watch(job.progress.emit, job.stopped))

        self.runner.run(work, partial(self._exported, draft=request.draft))

    def request(self) -> Request:
        """Return what is to be exported; a folder of its own for the whole final set."""
        chosen, draft = self.documents.chosen(), self.copy_mark()
        every = len(chosen) == self.documents.rowCount()
        formats = tuple(name for name, box in self.formats.items() if box.isChecked())
        return Request(
            formats=() if len(formats) == len(self.formats) else formats,
            wanted=() if every else tuple(dict.fromkeys(id_ for id_, _ in chosen)),
            draft=draft,
            in_folder=every and draft is None,
            changed=self.changed.isChecked() and not every,
        )

    def _exported(self, made: Exported, draft: Draft | None) -> None:
        failed = [f"{one.path.name}：{one.reason}" for one in made.outcome.failed]
        told = [words.exported(len(made.outcome.written), str(made.folder)), *failed, *words.no_glyphs(made.missing)]
        if made.outcome.cancelled:
            told.insert(0, words.STOPPED)
        self.runner.say("\n".join(told), bad=bool(failed))
        self.runner.offer(made.folder)
        if draft is not None and not made.outcome.cancelled:
            self._count_draft(draft)
