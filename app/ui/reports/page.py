"""A report: outline at the left, heading and text of the chosen section at the right, like a sheet of paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QSplitter, QVBoxLayout, QWidget

from app.core.records import ROOT_ID, Address
from app.services.editing.confirming import changed_since
from app.services.editing.reports import draft_reports
from app.services.editing.rows import add_row, move_row, remove_row
from app.services.review.auditing import Report, open_findings
from app.services.session import Changes
from app.ui import words_reports as words
from app.ui.blocks import button, label
from app.ui.desk import Desk
from app.ui.reports.about import AboutFold
from app.ui.reports.drafting import DraftDialog
from app.ui.reports.earlier import EarlierDialog
from app.ui.reports.section import SectionPane
from app.ui.reports.tree import OutlineTree, row_of
from app.wizard.items import Item, ReportItem
from app.wizard.outline import Heading, least_of, outline_of
from app.wizard.steps import Step

_PLACE: Final = "report.place"
"""Property of the desk: which section was shown, where its cursor stood, by report."""
_NARROW: Final = 40
"""Characters across, below which outline and text have no room beside each other."""
_WRITING: Final = "report.writing"
"""Property of the desk: somebody was writing just now, before a step was taken back."""


class ReportBlock(QWidget):
    """One report of the evaluation."""

    fills_page = True
    """It takes all the room of the page, and scrolls by itself."""

    def __init__(self, desk: Desk, _step: Step, item: Item) -> None:
        """Show a report; where nothing was drafted yet, offer to."""
        super().__init__()
        self.desk = desk
        self.report = item.report if isinstance(item, ReportItem) else ""
        self.tree, self.pane = OutlineTree(), SectionPane(desk, self.report)
        self.heading, self.editor = self.pane.heading, self.pane.editor
        self.about = AboutFold(desk, self.report)
        self._findings = marks_of(desk.report)
        self._again = button(words.DRAFT_SHORT, self.draft_again, flat=True)
        self._again.setToolTip(words.DRAFT_AGAIN)
        self._next = button(words.NEXT_UNREAD, self.go_unread, flat=True)
        self._outline = button(words.OUTLINE, self.turn_outline, flat=True)
        self._unread, self._narrow = QLabel(), False
        self._begin = button(words.DRAFT, self.draft, primary=True)
        self._nothing = label(words.NOT_DRAFTED)
        self._head, self._body = self._make_head(), self._make_body()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self.fontMetrics().height() // 4)
        for widget in (self._head, self.about, self._nothing):
            layout.addWidget(widget)
        layout.addWidget(self._begin, 0, Qt.AlignmentFlag.AlignLeft)
        self._outline.hide()
        self._rest = QWidget()
        layout.addWidget(self._body, 1)
        layout.addWidget(self._rest, 1)
        self._wire()
        self._restore_place()

    def _make_head(self) -> QWidget:
        head = QWidget()
        line = QHBoxLayout(head)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.about.head)
        line.addWidget(self._outline)
        line.addStretch()
        self._unread.setProperty("role", "warning")
        for widget in (self._unread, self._next, self._again):
            line.addWidget(widget)
        return head

    def _make_body(self) -> QSplitter:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        self.left = self._left()
        splitter.addWidget(self.left)
        splitter.addWidget(self.pane)
        splitter.setStretchFactor(1, 1)
        em = self.fontMetrics().horizontalAdvance("国")
        splitter.setSizes([em * 16, em * 34])
        splitter.setMinimumHeight(em * 12)
        return splitter

    def _left(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tree, 1)
        line = QHBoxLayout()
        line.setSpacing(0)
        add = self._menu(words.ADD, ((words.ADD_SECTION, self.add), (words.ADD_BELOW, self.add_below)))
        up, down = partial(self.shift, -1), partial(self.shift, 1)
        moves = ((words.move_up(), up), (words.move_down(), down), (words.remove_section(), self.remove))
        self._acts = [add, self._menu(words.MORE_ACTS, moves)]
        for made in self._acts:
            line.addWidget(made)
        line.addStretch()
        column.addLayout(line)
        return left

    def _menu(self, name: str, acts: Sequence[tuple[str, Callable[[], None]]]) -> QPushButton:
        """Return a button that opens a menu of what can be done with sections."""
        made = button(name, lambda: None, flat=True)
        menu = QMenu(made)
        for text, act in acts:
            menu.addAction(text).triggered.connect(lambda _=False, chosen=act: chosen())
        made.setMenu(menu)
        return made

    def _wire(self) -> None:
        self.about.turned.connect(lambda unfolded: self._show_cover(unfolded=unfolded))
        self.tree.itemClicked.connect(lambda _item: self._show_side_by_side(text=True))
        self.tree.write_asked.connect(lambda: self._show_side_by_side(text=True))
        self.tree.chosen.connect(self.pane.show_section)
        self.tree.move_asked.connect(self.shift)
        self.tree.remove_asked.connect(self.remove)
        self.tree.write_asked.connect(self.editor.setFocus)
        self.editor.let_go.connect(self._remember_writing)
        self.pane.counted.connect(self._tell_counts)
        self.pane.earlier_button.clicked.connect(lambda _=False: self.show_earlier())
        self.desk.changed.connect(self.follow)
        self.desk.audited.connect(self._take_report)

    # ---- outline ----

    def row(self) -> str | None:
        """Return the report's own row, None before it was drafted."""
        graph = self.desk.session.graph
        rows = self.desk.session.tree.children.get((ROOT_ID, "reports"), ())
        return next((row for row in rows if graph.printed(row, "report") == self.report), None)

    def show_outline(self) -> None:
        """Show the sections and how they stand; the one that is being edited stays chosen."""
        row, viewing = self.row(), self.desk.session.viewing
        self._begin.setVisible(row is None and not viewing)
        self._nothing.setVisible(row is None)
        self._head.setVisible(row is not None)
        self.about.show_row(row)
        self._show_cover(unfolded=self.about.unfolded)
        for made in (*self._acts, self._again):
            made.setVisible(not viewing)
        sections = outline_of(self.desk.session.graph.snapshot(), self.report)
        marked = [(one, self._mark(one)) for one in sections]
        waiting = [one.row for one, mark in marked if mark in _TO_READ]
        self._unread.setText(words.to_confirm(len(waiting)) if waiting else "")
        self._next.setVisible(bool(waiting))
        self.tree.show_sections(marked, self.pane.row)
        if self.pane.row != (shown := row_of(self.tree.currentItem())):
            self.pane.show_section(shown)
        self._tell_counts()

    def _show_cover(self, *, unfolded: bool) -> None:
        """Let the cover stand in the place of the text while it is unfolded."""
        drafted = self.row() is not None
        self._body.setVisible(drafted and not unfolded)
        self._rest.setVisible(drafted and unfolded)

    def _mark(self, one: Heading) -> str:
        if one.struck:
            return words.STRUCK_MARK
        if one.mark:
            return one.mark
        if changed_since(self.desk.session, one.row):
            return words.CHANGED_MARK
        if (found := self._findings.get(one.row)) is not None:
            return found
        leaf = not self.desk.session.tree.children.get((one.row, "sections"))
        return words.EMPTY_MARK if leaf and not one.characters else ""

    def go_unread(self) -> None:
        """Go to the next section that waits to be read."""
        if self.about.unfolded:
            self.about.turn()
        rows = self.tree.rows()
        here = rows.index(self.pane.row) + 1 if self.pane.row in rows else 0
        marks = {one.row: self._mark(one) for one in outline_of(self.desk.session.graph.snapshot(), self.report)}
        found = next((row for row in (*rows[here:], *rows[:here]) if marks.get(row) in _TO_READ), None)
        if found is not None:
            self.tree.go(found)
            self.editor.setFocus()

    def follow(self, changes: Changes | None) -> None:
        """Show what changed, but never write over what is being typed."""
        if self.desk.is_open and not (changes is None and self._outlived()):
            self.show_outline()
            self.pane.follow(changes)
            if changes is None:
                self._go_on_writing()

    def _take_report(self, report: Report) -> None:
        self._findings = marks_of(report)
        self.show_outline()

    def _outlived(self) -> bool:
        """Say whether another page has taken the place of this one (undo draws pages anew)."""
        return not self.isVisible() and self.pane.row not in self.desk.session.facts.rows

    def _tell_counts(self) -> None:
        if not self.desk.is_open:
            return
        held = [one for one in outline_of(self.desk.session.graph.snapshot(), self.report) if not one.struck]
        here = next((one for one in held if one.row == self.pane.row), None)
        now = self.editor.characters()
        whole = sum(one.characters for one in held) - (here.characters if here is not None else 0) + now
        least = least_of(self.desk.session.graph.snapshot(), self.report)
        own, below = least.get(self.pane.row, 0), self._below(held, self.pane.row)
        section = words.section_count(now + below, own)
        self.pane.number.show_counted(here.number if here is not None else "")
        self.pane.tell_counts(f"{section}　{words.report_count(whole, sum(least.values()))}" if here else "")

    def _below(self, held: list[Heading], row: str) -> int:
        return sum(one.characters + self._below(held, one.row) for one in held if one.above == row) if row else 0

    # ---- where there is little room ----

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Show outline and text side by side where there is room, else one of them."""
        super().resizeEvent(event)
        narrow = self.width() < self.fontMetrics().horizontalAdvance("国") * _NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self._show_side_by_side(text=True)

    def turn_outline(self) -> None:
        """Show the outline in the place of the text, or the text again."""
        self._show_side_by_side(text=self.left.isVisible())
        (self.editor if self.pane.isVisible() else self.tree).setFocus()

    def _show_side_by_side(self, *, text: bool) -> None:
        self._outline.setVisible(self._narrow)
        self.left.setVisible(not (self._narrow and text))
        self.pane.setVisible(text or not self._narrow)

    # ---- drafts, earlier texts ----

    def draft(self) -> None:
        """Draft the report from the data for the first time."""
        self.desk.do(lambda: draft_reports(self.desk.session, report=self.report))
        self.show_outline()

    def draft_again(self) -> None:
        """Show what drafting anew would change; what is chosen is written as one step."""
        self.leave()
        DraftDialog(self.desk, self.report, self).open()

    def show_earlier(self) -> None:
        """Show the earlier texts of the section."""
        self.leave()
        if self.pane.row:
            EarlierDialog(self.desk, self.report, self.pane.row, self).open()

    # ---- sections ----

    def add(self) -> None:
        """Add a section of the unit's own behind the chosen one, and write its heading."""
        self.leave()
        session, after = self.desk.session, self._at()
        parent = session.facts.rows[after].parent if after else self.row()
        done = self.desk.do(lambda: add_row(session, parent, "sections")) if parent is not None else None
        if done is not None:
            if after:
                place = session.tree.place(after) + 1
                self.desk.do(lambda: move_row(session, done[0], place))
            self._write_new(done[0])

    def add_below(self) -> None:
        """Add a section of the unit's own at the end of those below the chosen one, and write its heading."""
        self.leave()
        session, above = self.desk.session, self._at() or self.row()
        done = self.desk.do(lambda: add_row(session, above, "sections")) if above is not None else None
        if done is not None:
            self._write_new(done[0])

    def _at(self) -> str:
        """Return the chosen section, empty when the last one was removed."""
        return self.pane.row if self.pane.row in self.desk.session.facts.rows else ""

    def _write_new(self, row: str) -> None:
        self.show_outline()
        self.tree.go(row)
        self.heading.setFocus()

    def shift(self, by: int) -> None:
        """Move the chosen section up or down."""
        self.leave()
        session = self.desk.session
        row = session.facts.rows.get(self.pane.row)
        if row is not None and row.parent is not None:
            place = session.tree.place(row.id) + by
            if 1 <= place <= len(session.tree.children[row.parent, "sections"]):
                self.desk.do(lambda: move_row(session, row.id, place))

    def remove(self) -> None:
        """Remove the chosen section and what lies below it; undo brings it back."""
        self.leave()
        gone = self.pane.row
        if gone in self.desk.session.facts.rows and not self.desk.session.viewing:
            rows = self.tree.rows()
            left = rows[: rows.index(gone)] if gone in rows else []
            self.desk.do(lambda: remove_row(self.desk.session, gone))
            self.tree.go(left[-1]) if left else self.show_outline()

    # ---- place ----

    def leave(self) -> None:
        """Take over what is being typed; remember the place."""
        if not self.desk.is_open:
            return
        self.pane.leave()
        place = (self.pane.row, self.editor.textCursor().position(), self.editor.verticalScrollBar().value())
        places = dict(self.desk.property(_PLACE) or {})
        self.desk.setProperty(_PLACE, {**places, f"{self.desk.session.file_id} {self.report}": place})

    def _restore_place(self) -> None:
        held = dict(self.desk.property(_PLACE) or {}).get(f"{self.desk.session.file_id} {self.report}")
        self.show_outline()
        if held is not None and self.tree.go(held[0]):
            self.pane.put_cursor(held[1])
            QTimer.singleShot(0, self.editor, partial(self.editor.verticalScrollBar().setValue, held[2]))

        self._go_on_writing()

    def _go_on_writing(self) -> None:
        if self.desk.property(_WRITING):
            QTimer.singleShot(0, self.editor, self.editor.setFocus)

    def _remember_writing(self) -> None:
        desk = self.desk
        desk.setProperty(_WRITING, True)
        QTimer.singleShot(0, desk, lambda: desk.setProperty(_WRITING, False))

    def current(self) -> Address | None:
        """Return the cell that is being edited."""
        if not self.pane.row:
            return None
        return Address(self.pane.row, "heading" if self.heading.hasFocus() else "text")

    def go(self, address: Address) -> bool:
        """Go to a section, or to a field of the cover; False when it is neither."""
        if self.about.go(address):
            return True
        if not self.tree.go(address.row):
            return False
        if self.about.unfolded:
            self.about.turn()
        self._show_side_by_side(text=True)
        (self.heading if address.key == "heading" else self.editor).setFocus()
        return True


_FOUND: Final = {"error": words.WRONG_MARK, "warning": words.EXPLAIN_MARK}
_TO_READ: Final = frozenset({words.DRAFT_MARK, words.CARRIED_MARK, words.CHANGED_MARK})


def marks_of(report: Report | None) -> dict[str, str]:
    """Return the mark of each section in which the audit found something, by row."""
    found: dict[str, str] = {}
    for one in open_findings(report) if report is not None else []:
        if one.severity in _FOUND:
            found.setdefault(one.address.row, _FOUND[one.severity])
    return found
