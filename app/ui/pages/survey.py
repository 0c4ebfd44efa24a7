"""满意度计算表: the counts of a survey and what they come to, or the figure of another system with its source."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QButtonGroup, QComboBox, QFileDialog, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from app.core.records import Address
from app.services.editing.survey import (
    ABOUT,
    COUNTS,
    FACTS,
    FORMULA,
    OPINIONS,
    WITHOUT_SHEETS,
    add_survey,
    differs,
    fill_survey,
    reckon,
    surveys,
    take_result,
)
from app.services.output.survey import write_survey_papers
from app.services.session import Changes
from app.ui import words
from app.ui.blocks import button, clear, label, set_role
from app.ui.desk import Desk
from app.ui.jobs import Job
from app.ui.pages.fields import FieldRow
from app.wizard.items import FieldItem, Item
from app.wizard.steps import Step

_SOURCE = ("value", "as_of", "basis", "evidence_place")


class SurveyField(FieldRow):
    """A field of a survey; its result follows."""

    def commit(self) -> None:
        """Give the evaluation what stands in the input, and the result with it."""
        if self.desk.is_open and self.text() != self.desk.view(self.address).text and not self.desk.session.viewing:
            self.desk.do(lambda: fill_survey(self.desk.session, self.address, self.text()), self.address)


class SurveyBlock(QWidget):
    """The page 满意度."""

    def __init__(self, desk: Desk, _step: Step, _item: Item) -> None:
        """Show the first survey; where there is none, offer to add one."""
        super().__init__()
        self.desk = desk
        self.rows: tuple[str, ...] = ()
        self.row = ""
        self.fields: list[FieldRow] = []
        self.choice, self.result, self.problems = QComboBox(), label("", "heading"), label("", "warning")
        self.choice.setAccessibleName(words.WHICH_SURVEY)
        self.by_sheets, self.by_figure = QRadioButton(words.BY_SHEETS), QRadioButton(words.BY_FIGURE)
        self.take = button(words.TAKE_RESULT, self._take)
        self._said = label("", "faint")
        self.adding = button(words.ADD_SURVEY, self.add)
        self._body = QVBoxLayout()
        self._lay_out()
        self.choice.activated.connect(lambda at: self.show_survey(self.rows[at]))
        for way in (self.by_sheets, self.by_figure):
            way.clicked.connect(self._choose_way)
        desk.changed.connect(self.follow)
        self._list()
        self.show_survey(self.rows[0] if self.rows else "")

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        line = QHBoxLayout()
        line.addWidget(self.choice, 1)
        line.addWidget(self.adding)
        line.addWidget(button(words.SURVEY_PAPERS, self.ask_papers, flat=True))
        line.addStretch()
        ways = QHBoxLayout()
        self._group = QButtonGroup(self)
        for way in (self.by_sheets, self.by_figure):
            self._group.addButton(way)
            ways.addWidget(way)
        ways.addStretch()
        layout.addWidget(label(words.SURVEY_HINT, "faint"))
        layout.addLayout(line)
        layout.addWidget(self._said)
        layout.addLayout(ways)
        layout.addLayout(self._body)
        result = QHBoxLayout()
        result.addWidget(self.result, 1)
        result.addWidget(self.take)
        layout.addLayout(result)
        layout.addWidget(self.problems)
        self._said.hide()

    # ---- which survey ----

    def _list(self) -> None:
        answers = self.desk.session.graph.snapshot()
        self.rows = surveys(answers)
        names = [answers.printed(row, "name") or words.NO_NAME for row in self.rows]
        if [self.choice.itemText(at) for at in range(self.choice.count())] != names:
            self.choice.clear()
            self.choice.addItems(names)
        self.choice.setVisible(bool(names))
        self._point_out(none_yet=not names)
        if self.row in self.rows:
            self.choice.setCurrentIndex(self.rows.index(self.row))

    def _point_out(self, *, none_yet: bool) -> None:
        """Let adding be what to do first where there is no survey."""
        wanted = "true" if none_yet else "false"
        if self.adding.property("primary") != wanted:
            self.adding.setProperty("primary", wanted)
            self.adding.style().unpolish(self.adding)
            self.adding.style().polish(self.adding)

    def show_survey(self, row: str) -> None:
        """Show one survey, or none."""
        self.row = row
        if row:
            self.choice.setCurrentIndex(self.rows.index(row))
            method = self.desk.session.graph.printed(row, "survey.method")
            (self.by_figure if any(one in method for one in WITHOUT_SHEETS) else self.by_sheets).setChecked(True)
        for way in (self.by_sheets, self.by_figure):
            way.setVisible(bool(row))
        self._fill()

    def _fill(self) -> None:
        clear(self._body)
        self.fields = []
        sheets = self.by_sheets.isChecked()
        groups: list[tuple[str, tuple[str, ...]]] = [("", ("name", *ABOUT))]
        groups += [(words.COUNTED, (*COUNTS, *OPINIONS, FORMULA)), ("", ("value",))] if sheets else [("", _SOURCE)]
        for title, keys in groups if self.row else []:
            if title:
                self._body.addWidget(label(title, "heading"))
            for key in keys:
                self._field(key)
        self._reckon()

    def _field(self, key: str) -> None:
        meaning = self.desk.session.pack.fields.get(FACTS, {}).get(key)
        if meaning is not None:
            own = words.SURVEY_LABELS.get(key, meaning.label)
            if key == "value":
                meaning = meaning.model_copy(update={"hint": words.SURVEY_VALUE})
            made = SurveyField(self.desk, FieldItem(Address(self.row, key), meaning, own))
            self.fields.append(made)
            self._body.addWidget(made)

    def add(self) -> None:
        """Add a survey and show it."""
        added = self.desk.do(lambda: add_survey(self.desk.session))
        if added is not None:
            self._list()
            self.show_survey(added[0])

    def _choose_way(self) -> None:
        method = self.desk.session.graph.printed(self.row, "survey.method")
        figure = self.by_figure.isChecked()
        if not method or any(one in method for one in WITHOUT_SHEETS) != figure:
            other = WITHOUT_SHEETS[0] if figure else words.BY_SHEETS
            self.desk.set(Address(self.row, "survey.method"), other)
        self._fill()

    # ---- result ----

    def follow(self, changes: Changes | None) -> None:
        """Reckon again; show another survey when this one went."""
        if not self.desk.is_open:
            return
        self._list()
        if self.row not in self.rows:
            self.show_survey(self.rows[0] if self.rows else "")
        elif changes is None or any(row == self.row for row, _ in changes.cells):
            self._reckon()

    def _reckon(self) -> None:
        counted = bool(self.row) and self.by_sheets.isChecked()
        self.result.setVisible(counted)
        self.problems.setVisible(False)
        self.take.setVisible(False)
        if not counted:
            return
        answers = self.desk.session.graph.snapshot()
        found = reckon(answers, self.row)
        set_role(self.result, "heading" if found.rate else "faint")
        self.result.setText(words.survey_result(found.rate, found.how))
        other = differs(answers, self.row)
        problems = list(found.problems)
        if other:
            problems.append(words.survey_differs(answers.printed(self.row, "value"), found.rate))
        self.problems.setText(words.sentences(problems))
        self.problems.setVisible(bool(problems))
        self.take.setVisible(other and not self.desk.session.viewing)

    def _take(self) -> None:
        self.desk.do(lambda: take_result(self.desk.session, self.row))

    # ---- papers ----

    def ask_papers(self) -> None:
        """Ask for a folder and write the blank questionnaire and the sheet to count on."""
        dialog = QFileDialog(self, words.EXPORT_TO, str(self.desk.session.path.parent))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.write_papers(Path(name)))
        dialog.open()

    def write_papers(self, folder: Path) -> None:
        """Write the papers on a thread."""
        answers = self.desk.session.graph.snapshot()
        job = Job(self)
        job.done.connect(lambda files: self._say(words.exported(len(files), str(folder)), bad=False))
        job.failed.connect(partial(self._failed))
        job.start(lambda _job: write_survey_papers(folder, answers))

    def _failed(self, error: Exception) -> None:
        sentence = getattr(error, "sentence", None)
        if sentence is None:
            raise error
        self._say(sentence(), bad=True)

    def _say(self, text: str, *, bad: bool) -> None:
        self._said.setText(text)
        set_role(self._said, "error" if bad else "faint")
        self._said.show()

    def go(self, address: Address) -> bool:
        """Go to a cell of a survey; False when it is none."""
        if address.row not in self.rows:
            return False
        if address.row != self.row:
            self.show_survey(address.row)
        for field in self.fields:
            if field.address[:2] == address[:2]:
                field.go()
                return True
        return False
