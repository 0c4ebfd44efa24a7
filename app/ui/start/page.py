"""The start page: new, open, recent files grouped by unit and year, samples, what hinders a file and the ways out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.core.errors import JixiaoError
from app.services.settings import Recent
from app.ui import words
from app.ui import words_window as said
from app.ui.blocks import button, clear, label, red_line

if TYPE_CHECKING:
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QShowEvent

    from app.services.live.rescue import Rescued  # what it takes to keep them is loaded after the first picture

Choice = tuple[str, Callable[[], None]]


class StartPage(QScrollArea):
    """Where everything begins."""

    new_asked = Signal()
    open_asked = Signal(Path)
    sample_asked = Signal(str)
    pack_asked = Signal(Path)
    named = Signal(str)
    """The name was given; empty when the question was put off."""
    take_back_asked = Signal(Path)
    drop_asked = Signal(Path)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the page."""
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        inner = QWidget()
        inner.setObjectName("desk")
        layout = QVBoxLayout(inner)
        em = self.fontMetrics().horizontalAdvance("国")
        layout.setContentsMargins(em * 4, em // 2, em * 4, em // 2)
        layout.setSpacing(em // 2)
        layout.addWidget(label(words.PRODUCT, "huge"))
        layout.addWidget(red_line())
        layout.addWidget(label(words.GREETING, "faint"))
        layout.addLayout(self._buttons())
        self._problem, self._problem_lines = _paper()
        layout.addWidget(self._problem)
        layout.addWidget(self._name_box())
        self._rescued, self._rescued_lines = _paper()
        layout.addWidget(self._rescued)
        layout.addWidget(label(words.RECENT, "heading"))
        self._recent = QVBoxLayout()
        layout.addLayout(self._recent)
        layout.addWidget(label(words.OPEN_SAMPLE, "heading"))
        box, self._samples = _paper()
        self._samples.setSpacing(0)
        box.show()
        layout.addWidget(box)
        layout.addStretch()
        layout.addWidget(label(words.NO_SECRETS, "faint"))
        self.setWidget(inner)
        self.setProperty("focusPolicy", 0)  # NoFocus, without building all names of Qt before the first picture

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Begin at the first button."""
        super().showEvent(event)
        self.new_button.setFocus()

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.new_button = button(words.NEW, self.new_asked.emit, primary=True)
        self.open_button = button(words.OPEN, self.ask_file)
        line.addWidget(self.new_button)
        line.addWidget(self.open_button)
        line.addWidget(button(words.INSTALL_PACK, self.ask_pack))
        line.addStretch()
        return line

    def _name_box(self) -> QFrame:
        """Return the question for the name, asked once."""
        self._naming, lines = _paper()
        lines.addWidget(label(said.NAME_ASK, "caption"))
        lines.addWidget(label(said.NAME_WHY, "faint"))
        line = QHBoxLayout()
        self.name = QLineEdit()
        self.name.setAccessibleName(said.NAME)
        self.name.setPlaceholderText(said.NAME)
        self.name.returnPressed.connect(self._named)
        line.addWidget(self.name, 1)
        line.addWidget(button(words.OK, self._named))
        line.addWidget(button(said.LATER, lambda: self.named.emit(""), flat=True))
        line.addStretch(1)
        lines.addLayout(line)
        self.named.connect(lambda _: self._naming.hide())
        return self._naming

    def _named(self) -> None:
        self.named.emit(self.name.text().strip())

    def ask_name(self, *, asked: bool) -> None:
        """Ask for the name, unless it was asked for already."""
        self._naming.setVisible(not asked)

    # ---- what is listed ----

    def show_rescued(self, kept: Sequence[Rescued]) -> None:
        """Offer what could not be written last time."""
        clear(self._rescued_lines)
        self._rescued.setVisible(bool(kept))
        if not kept:
            return
        self._rescued_lines.addWidget(label(said.RESCUED, "caption"))
        self._rescued_lines.addWidget(label(said.RESCUED_HINT, "faint"))
        for one in kept:
            line = QHBoxLayout()
            line.addWidget(label(f"{one.name}　{one.at}"), 1)
            line.addWidget(button(said.TAKE_BACK, partial(self.take_back_asked.emit, one.path)))
            line.addWidget(button(said.DROP_RESCUED, partial(self.drop_asked.emit, one.path), flat=True))
            self._rescued_lines.addLayout(line)

    def show_recent(self, recent: Sequence[Recent]) -> None:
        """List recent files, grouped by unit and year."""
        clear(self._recent)
        if not recent:
            self._recent.addWidget(label(words.NO_RECENT, "faint"))
        by_unit = sorted(recent, key=lambda one: [other.unit for other in recent].index(one.unit))
        for unit, files in groupby(by_unit, key=lambda one: one.unit):
            self._recent.addWidget(self._group(unit or words.UNTITLED, files))

    def _group(self, unit: str, files: Iterable[Recent]) -> QWidget:
        box, lines = _paper()
        box.show()
        lines.addWidget(label(unit, "caption"))
        for one in sorted(files, key=lambda one: one.year, reverse=True):
            path = Path(one.path)
            mark = f"【{words.SAMPLE}】" if one.sample else ""
            there = path.exists()
            text = f"{one.year}年度自评{mark}　{path.name}　{one.at[:16].replace('T', ' ')}"
            go = button(text if there else f"{text}　{words.GONE}", partial(self.open_asked.emit, path), flat=True)
            go.setToolTip(str(path))
            go.setProperty("lies", "left")
            go.setEnabled(there)
            lines.addWidget(go)
        return box

    def show_samples(self, samples: Sequence[tuple[str, str]]) -> None:
        """List the samples: id and words."""
        clear(self._samples)
        for name, text in samples:
            go = button(text, partial(self.sample_asked.emit, name), flat=True)
            go.setProperty("lies", "left")
            self._samples.addWidget(go)

    # ---- what hinders ----

    def say(self, problem: JixiaoError | None, choices: Sequence[Choice] = ()) -> None:
        """Say why a file could not be opened, and offer the ways out; None takes it away."""
        clear(self._problem_lines)
        self._problem.setVisible(problem is not None)
        if problem is None:
            return
        told = label(problem.sentence(), "error")
        told.setTextInteractionFlags(_qt().TextInteractionFlag.TextSelectableByMouse)
        self._problem_lines.addWidget(told)
        line = QHBoxLayout()
        for text, act in choices:
            line.addWidget(button(text, act))
        line.addStretch()
        self._problem_lines.addLayout(line)
        self.ensureWidgetVisible(self._problem)

    def buttons_offered(self) -> list[QPushButton]:
        """Return the ways out that are offered now."""
        return self._problem.findChildren(QPushButton)

    def ask_file(self) -> None:
        """Ask for an evaluation file."""
        self._ask(words.OPEN, words.FILES, self.open_asked.emit)

    def ask_pack(self) -> None:
        """Ask for a 表样 file."""
        self._ask(words.INSTALL_PACK, words.PACK_FILES, self.pack_asked.emit)

    def _ask(self, title: str, kinds: str, then: Callable[[Path], object]) -> None:
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - not before the first picture

        dialog = QFileDialog(self, title, "", kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(_qt().WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: then(Path(name)))
        dialog.open()


def _qt() -> type[Qt]:
    """Return the names of Qt; building them takes longer than building this page, so the first picture does without."""
    from PySide6.QtCore import Qt  # noqa: PLC0415

    return Qt


def _paper() -> tuple[QFrame, QVBoxLayout]:
    """Return a hidden box that looks like paper, and its lines."""
    box = QFrame()
    box.setObjectName("paper")
    lines = QVBoxLayout(box)
    em = box.fontMetrics().horizontalAdvance("国")
    lines.setContentsMargins(em, em * 5 // 8, em, em * 5 // 8)
    box.hide()
    return box, lines
