"""公开前检查 and 公开版: what is taken out, what a person must still read, who examines it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.core.records import Address
from app.services.output.exporting import Watch
from app.services.output.public import Published, write_public
from app.services.review.public import PublicCheck, ToRead, check_public
from app.ui import words
from app.ui.blocks import button, clear, label
from app.ui.desk import Desk
from app.ui.jobs import Job
from app.ui.printing.runner import Runner
from app.wizard.items import Item
from app.wizard.steps import Step

_MOST = 40
"""Places to read that are listed at once."""


class PublicBlock(QWidget):
    """The page 公开."""

    def __init__(self, desk: Desk, _step: Step, _item: Item) -> None:
        """Look at once what would be published."""
        super().__init__()
        self.desk = desk
        self.check: PublicCheck | None = None
        self.reader, self.date = QLineEdit(), QLineEdit()
        self.runner, self._looking = Runner(), Runner()
        self._list = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label(words.PUBLIC_HINT, "faint"))
        layout.addLayout(self._acts())
        layout.addWidget(self.runner)
        layout.addWidget(self._looking)
        layout.addLayout(self._list)
        self.look()

    def _acts(self) -> QHBoxLayout:
        em = self.fontMetrics().horizontalAdvance("国")
        form = QFormLayout()
        for name, line in ((words.EXAMINER, self.reader), (words.EXAMINED_ON, self.date)):
            line.setMaximumWidth(em * 14)
            line.setPlaceholderText(words.LEAVE_TO_SIGN)
            line.setAccessibleName(name)
            form.addRow(name, line)
        acts = QHBoxLayout()
        acts.addLayout(form)
        acts.addStretch()
        for made in (button(words.CHECK_AGAIN, self.look), button(words.MAKE_PUBLIC, self.ask, primary=True)):
            acts.addWidget(made, 0, Qt.AlignmentFlag.AlignBottom)
        return acts

    def leave(self) -> None:
        """Want no result any more."""
        self.runner.leave()
        self._looking.leave()

    # ---- what would be published ----

    def look(self) -> None:
        """Look on a thread what would be published."""
        answers, report = self.desk.session.graph.snapshot(), self.desk.report
        self._looking.run(lambda _job: check_public(answers, report), self.show_check)

    def show_check(self, check: PublicCheck) -> None:
        """List what is taken out and what is to be read."""
        self._looking.hide()
        self.check = check
        clear(self._list)
        self._list.addWidget(label(words.to_read(len(check.to_read)), "heading"))
        for one in check.to_read[:_MOST]:
            self._list.addWidget(self._read(one))
        if len(check.to_read) > _MOST:
            self._list.addWidget(label(words.more_on_sheet(len(check.to_read) - _MOST), "faint"))
        masked = [f"{one.document}　{one.sort}：{one.printed}" for one in check.masked]
        self._lines(words.MASKED, masked or [words.NOTHING_MASKED])
        self._lines(words.TAKEN_OUT, [words.listed(list(check.removed))])
        self._lines(words.NOT_PUBLISHED, list(check.without))
        self._lines(words.PUBLISHED, list(check.documents))

    def _lines(self, title: str, lines: list[str]) -> None:
        if lines:
            self._list.addWidget(label(title, "heading"))
            self._list.addWidget(label("\n".join(lines)))

    def _read(self, one: ToRead) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(label(f"{one.sort}　{one.label}：{one.words}"), 1)
        fix = button(words.FIX, partial(self.desk.go_asked.emit, Address(*one.address)), flat=True)
        fix.setAccessibleName(f"{words.FIX}：{one.label}")
        line.addWidget(fix)
        return row

    # ---- the public version ----

    def ask(self) -> None:
        """Ask for a folder and write the public version."""
        dialog = QFileDialog(self, words.EXPORT_TO, str(self.desk.session.path.parent))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.write(Path(name)))
        dialog.open()

    def write(self, folder: Path) -> None:
        """Write the public version and the sheet to sign into a folder, from what is saved."""
        self.desk.session.flush()
        path, reader, date = self.desk.session.path, self.reader.text(), self.date.text()

        def work(job: Job) -> Published:
            watch = Watch(job.progress.emit, job.stopped)
            return write_public(path, folder, watch, reader=reader, date=date)

        self.runner.run(work, self._written)

    def _written(self, made: Published) -> None:
        outcome = made.exported.outcome
        failed = [f"{one.path.name}：{one.reason}" for one in outcome.failed]
        told = words.public_made(len(outcome.written), len(made.exported.masked), made.sheet.name)
        self.runner.say("\n".join([told, *failed, *words.no_glyphs(made.exported.missing)]), bad=bool(failed))
        self.runner.offer(made.exported.folder)
