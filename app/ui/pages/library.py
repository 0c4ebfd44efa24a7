"""从指标库选: search, level 1, type of project; several at once; what another table has already can be shared."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.core.errors import JixiaoError
from app.services.editing.choosing import Choice, choices, choose_all, levels, own_choices, project_types, share
from app.services.own_indicators import MARK, load_own, remove_own
from app.ui import words as common
from app.ui import words_pages as words
from app.ui.blocks import button, label
from app.ui.desk import Desk


class LibraryDialog(QDialog):
    """The library; it stays open beside the page."""

    taken = Signal(str)
    """A row was added: its id."""

    def __init__(self, desk: Desk, parent_row: str, parent: QWidget) -> None:
        """Show what fits the indicators of a row."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk, self.parent_row = desk, parent_row
        self.found: list[Choice] = []
        self.setWindowTitle(words.LIBRARY)
        self.search, self.level, self.sort = QLineEdit(), QComboBox(), QComboBox()
        self.list, self.about = QTreeWidget(), label("", "faint")
        self.take = button(words.TAKE, self.add, primary=True)
        self.share = button(words.SHARE, self.share_row)
        self.drop = button(words.DROP_OWN, self.drop_own)
        self.damaged = label("", "warning")
        self._lay_out()
        self._fill_choices()
        self.search.textChanged.connect(self.refresh)
        self.level.currentIndexChanged.connect(self.refresh)
        self.sort.currentIndexChanged.connect(self.refresh)
        self.list.itemSelectionChanged.connect(self._tell)
        self.list.itemActivated.connect(self.add)
        desk.changed.connect(self._follow)
        desk.closed.connect(self.close)
        self.refresh()
        self.search.setFocus()

    def _lay_out(self) -> None:
        em = self.fontMetrics().horizontalAdvance("国")
        self.search.setPlaceholderText(words.SEARCH)
        self.search.setClearButtonEnabled(True)
        for box, name in ((self.search, words.SEARCH), (self.level, words.ALL_LEVELS), (self.sort, words.ALL_PROJECTS)):
            box.setAccessibleName(name)
        self.list.setAccessibleName(words.LIBRARY)
        self.list.setHeaderLabels(list(words.LIBRARY_HEADS))
        self.list.setRootIsDecorated(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setStretchLastSection(False)
        for column, width in ((1, 8), (2, 10)):
            self.list.header().resizeSection(column, em * width)
        self.about.setMinimumHeight(self.fontMetrics().lineSpacing() * 3)
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop)
        filters, foot = QHBoxLayout(), QHBoxLayout()
        filters.addWidget(self.search, 1)
        filters.addWidget(self.level)
        filters.addWidget(self.sort)
        foot.addWidget(self.drop)
        foot.addStretch()
        foot.addWidget(self.share)
        foot.addWidget(self.take)
        foot.addWidget(button(words.CLOSE, self.close))
        layout = QVBoxLayout(self)
        layout.addWidget(label(words.LIBRARY_HINT, "faint"))
        layout.addLayout(filters)
        layout.addWidget(self.damaged)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.about)
        layout.addLayout(foot)
        self.resize(em * 46, em * 32)

    def _fill_choices(self) -> None:
        self.level.addItem(words.ALL_LEVELS, "")
        for name in levels(self.desk.session):
            self.level.addItem(name, name)
        self.sort.addItem(words.ALL_PROJECTS, "")
        for name in project_types():
            self.sort.addItem(name, name)

    # ---- the list ----

    def refresh(self, _: object = None) -> None:
        """List what fits, by level 1."""
        if not self.desk.is_open or self.parent_row not in self.desk.session.facts.rows:
            return
        kept = {choice.id for choice in self.chosen()}
        level, sort = str(self.level.currentData() or ""), str(self.sort.currentData() or "")
        session, typed = self.desk.session, self.search.text()
        own = own_choices(session, self.parent_row, typed, level1=level)
        self.found = own + choices(session, self.parent_row, typed, level1=level, sort=sort)
        told = load_own().told
        self.damaged.setText(told)
        self.damaged.setVisible(bool(told))
        self.list.clear()
        tops: dict[str, QTreeWidgetItem] = {}
        for choice in self.found:
            group = words.OWN if _is_own(choice) else choice.level1
            top = tops.get(group)
            if top is None:
                top = tops[group] = QTreeWidgetItem(self.list, [group])
                top.setFlags(Qt.ItemFlag.ItemIsEnabled)
                top.setExpanded(True)
            self._line(top, choice, selected=choice.id in kept)
        self._tell()

    def _line(self, top: QTreeWidgetItem, choice: Choice, *, selected: bool) -> None:
        line = QTreeWidgetItem(top, [choice.name, choice.level2, choice.form])
        line.setData(0, Qt.ItemDataRole.UserRole, choice.id)
        if choice.used:
            line.setText(0, f"{choice.name}　{words.used_in(choice.used_in)}")
        line.setToolTip(0, f"{choice.level1}　{choice.name}" if _is_own(choice) else choice.name)
        line.setSelected(selected)

    def chosen(self) -> list[Choice]:
        """Return what is selected, in the order of the list."""
        ids = {str(item.data(0, Qt.ItemDataRole.UserRole)) for item in self.list.selectedItems()}
        return [choice for choice in self.found if choice.id in ids]

    def _tell(self) -> None:
        chosen = self.chosen()
        self.take.setEnabled(bool(chosen))
        self.drop.setVisible(bool(chosen) and all(map(_is_own, chosen)))
        self.drop.setToolTip(words.DROP_OWN_HINT)
        used = len(chosen) == 1 and bool(chosen[0].used)
        self.share.setVisible(used)
        self.share.setToolTip(words.SHARE_HINT)
        if not self.found:
            self.about.setText(words.NONE_FOUND)
        elif len(chosen) == 1:
            self.about.setText(_about(chosen[0]))
        else:
            self.about.setText(words.LIBRARY_ABOUT)

    def _follow(self, _changes: object) -> None:
        self.refresh()

    # ---- what is done ----

    def add(self, *_: object) -> None:
        """Add all that is selected, as one step."""
        names = [choice.id for choice in self.chosen()]
        added = self.desk.do(lambda: choose_all(self.desk.session, self.parent_row, names)) if names else None
        if added is not None and added[0]:
            self.taken.emit(added[0][-1])
            self.about.setText(words.added(len(added[0])))

    def drop_own(self) -> None:
        """Remove what is selected from 本单位常用指标; rows of the table stay."""
        ids = [choice.id for choice in self.chosen() if _is_own(choice)]
        try:
            remove_own(ids)
        except JixiaoError as problem:
            self.about.setText(common.problem(problem.what, problem.repair))
            return
        self.refresh()
        self.about.setText(words.dropped_own(len(ids)))

    def share_row(self) -> None:
        """Use the row of the other table here too."""
        chosen = self.chosen()
        if len(chosen) == 1 and chosen[0].used:
            made = self.desk.do(lambda: share(self.desk.session, chosen[0], self.parent_row))
            if made is not None:
                self.taken.emit(made[0])


def _is_own(choice: Choice) -> bool:
    return choice.id.startswith(MARK)


def _about(choice: Choice) -> str:
    parts = [
        f"{name}：{text}"
        for name, text in (
            (words.ABOUT_METHOD, choice.method),
            (words.ABOUT_EVIDENCE, choice.evidence),
            (words.ABOUT_MISTAKES, "；".join(choice.mistakes)),
        )
        if text
    ]
    parts += [words.own_about(choice.level1)] if _is_own(choice) else []
    parts += [words.suits(choice.projects)] if choice.projects else []
    parts += [words.SHARE_HINT] if choice.used else []
    return "\n".join(parts)
