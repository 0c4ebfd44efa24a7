"""Begin an evaluation: 表样, year, unit, what is carried over from last year, where the file goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.core.errors import JixiaoError
from app.services.cards import Card, list_cards
from app.services.files.places import proposed_path
from app.services.packs.managing import PackInfo
from app.ui import words
from app.ui import words_cards as cards_words
from app.ui.blocks import button, label
from app.ui.start.cards import CardChoice


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asked for."""

    pack: str
    year: str
    unit: str
    path: Path
    sources: tuple[Path, ...] = ()
    card: Card | None = None


class NewPage(QScrollArea):
    """The page that begins an evaluation."""

    wanted = Signal(object)
    """`Wanted`."""
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the page."""
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._folder = Path()
        self._own_path = False
        inner = QWidget()
        inner.setObjectName("desk")
        em = self.fontMetrics().horizontalAdvance("国")
        outer = QVBoxLayout(inner)
        outer.setContentsMargins(em * 4, em * 3 // 2, em * 4, em)
        outer.setSpacing(em // 2)
        outer.addWidget(label(words.NEW, "title"))
        outer.addWidget(label(words.NO_SECRETS, "faint"))
        outer.addWidget(self._form(em))
        self._problem = label("", "error")
        self._problem.hide()
        outer.addWidget(self._problem)
        outer.addSpacing(em // 2)
        outer.addLayout(self._foot())
        outer.addStretch()
        self.setWidget(inner)

    def _form(self, em: int) -> QWidget:
        box = QFrame()
        box.setObjectName("paper")
        form = QFormLayout(box)
        form.setContentsMargins(em, em, em, em)
        form.setVerticalSpacing(em // 2)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.region, self.pack, self.year = QComboBox(), QComboBox(), QLineEdit()
        self.unit, self.path = QLineEdit(), QLineEdit()
        self.cards = CardChoice(self.unit)
        self.path.setAccessibleName(words.WHERE)
        self.year.setAccessibleName(words.YEAR)
        self.sources = QListWidget()
        self.sources.setFixedHeight(em * 4)
        self.sources.setAccessibleName(words.CARRY)
        self.sources.hide()
        for text, widget in (
            (words.REGION, self.region),
            (words.PACK, self.pack),
            (words.YEAR, year := _short(self.year, em)),
            (cards_words.CARD, self.cards),
            (words.UNIT, self.unit),
            (words.CARRY, self._carry()),
            (words.WHERE, self._where()),
        ):
            form.addRow(text, widget)
        if isinstance(named := form.labelForField(year), QLabel):
            named.setBuddy(self.year)
        self.cards.follow(form)
        self.cards.taken.connect(self._take_card)
        self.region.currentIndexChanged.connect(self._show_packs)
        self.pack.currentIndexChanged.connect(self._take_year)
        self.unit.textChanged.connect(self._propose)
        self.year.textChanged.connect(self._propose)
        self.path.textEdited.connect(self._own)
        return box

    def _carry(self) -> QWidget:
        box = QWidget()
        lines = QVBoxLayout(box)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.sources)
        line = QHBoxLayout()
        self._drop = button(words.CARRY_DROP, self._drop_source)
        self._drop.hide()
        line.addWidget(button(words.CARRY_ADD, self._ask_source))
        line.addWidget(self._drop)
        line.addWidget(label(words.CARRY_HINT, "faint"), 1)
        lines.addLayout(line)
        return box

    def _add_sources(self, files: list[str]) -> None:
        """List files whose contents are carried over; the list is shown while something stands in it."""
        self.sources.addItems(files)
        for one in (self.sources, self._drop):
            one.setVisible(self.sources.count() > 0)

    def _where(self) -> QWidget:
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.path, 1)
        line.addWidget(button(words.CHANGE, self._ask_path))
        return box

    def _foot(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.addWidget(button(words.CANCEL, self.left.emit))
        line.addStretch()
        self.begin = button(words.BEGIN, self._begin, primary=True)
        line.addWidget(self.begin)
        return line

    # ---- what stands in it ----

    def start(
        self, packs: Sequence[PackInfo], folder: Path, sources: Sequence[Path] = (), target: Path | None = None
    ) -> None:
        """Show the page for a new evaluation.

        `sources` are files whose contents are carried over, `target` is where the file goes when that is known.
        """
        self._packs, self._folder, self._own_path = tuple(packs), folder, False
        self.say(None)
        self.region.clear()
        self.region.addItems(list(dict.fromkeys(pack.region for pack in packs)))
        self.sources.clear()
        self._add_sources([str(path) for path in sources])
        self.cards.start(list_cards())
        self._show_packs()
        if target is not None:
            self._take_path(str(target))
        self._propose()
        self.unit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_packs(self) -> None:
        self.pack.clear()
        here = [pack for pack in self._packs if pack.region == self.region.currentText()]
        for pack in sorted(here, key=lambda one: one.years, reverse=True):
            self.pack.addItem(pack.title, pack)

    def _take_card(self, card: Card) -> None:
        """Show the 表样 of the region the unit lies in, where its card says so."""
        at = card.cells.get("unit.region", "")
        for place in range(self.region.count()):
            if self.region.itemText(place) and at.startswith(self.region.itemText(place)):
                self.region.setCurrentIndex(place)

    def _take_year(self) -> None:
        pack = self.pack.currentData()
        if isinstance(pack, PackInfo):
            self.year.setText(pack.years[1])

    def _propose(self) -> None:
        if not self._own_path:
            self.path.setText(str(proposed_path(self._folder, self.unit.text(), self.year.text())))

    def _own(self) -> None:
        self._own_path = True

    def _ask_path(self) -> None:
        dialog = QFileDialog(self, words.WHERE, self.path.text(), words.FILES)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setDefaultSuffix("jxzp")
        dialog.fileSelected.connect(self._take_path)
        dialog.open()

    def _take_path(self, name: str) -> None:
        self._own_path = True
        self.path.setText(name)

    def _ask_source(self) -> None:
        dialog = QFileDialog(self, words.CARRY, "", words.FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._add_sources)
        dialog.open()

    def _drop_source(self) -> None:
        self.sources.takeItem(max(self.sources.currentRow(), 0))
        self._add_sources([])

    def _begin(self) -> None:
        pack = self.pack.currentData()
        chosen = tuple(Path(self.sources.item(row).text()) for row in range(self.sources.count()))
        if isinstance(pack, PackInfo):
            path, card = Path(self.path.text()), self.cards.chosen
            self.wanted.emit(Wanted(pack.id, self.year.text(), self.unit.text(), path, chosen, card))

    def say(self, problem: JixiaoError | None) -> None:
        """Say why the file could not be made."""
        self._problem.setText(problem.sentence() if problem is not None else "")
        self._problem.setVisible(problem is not None)


def _short(line: QLineEdit, em: int) -> QWidget:
    """Return a line that is no wider than what is typed into it."""
    box = QWidget()
    across = QHBoxLayout(box)
    across.setContentsMargins(0, 0, 0, 0)
    line.setMaximumWidth(em * 8)
    across.addWidget(line)
    across.addStretch()
    return box
