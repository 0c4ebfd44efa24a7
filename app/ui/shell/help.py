"""F1: the guide opened at the page that is looked at, with the hints of its fields and the keys below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QSplitter,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.services.guide import Section, guide, page_section
from app.ui import words
from app.ui import words_help as helps
from app.ui import words_window as said
from app.ui.blocks import button
from app.ui.desk import Desk
from app.ui.shell.guide_text import section_html
from app.ui.shell.shell import Shell
from app.wizard.hints import hints_of
from app.wizard.items import BandItem, Item, PartItem, ReportItem, TableItem, TextItem
from app.wizard.steps import Step

THIS_PAGE: Final = ""
"""What the contents call the page that is looked at."""
_ANCHOR: Final = int(Qt.ItemDataRole.UserRole)
_BEGIN, _BY_FORMS = "first-own", "by-forms"
_WIDE, _HIGH = 60, 36
_SHARES: Final = (1, 3)
_LOOK: Final = (
    "p, li {{ line-height: 130%; margin-top: {air}px; margin-bottom: {air}px; }}"
    "table {{ margin-top: {air}px; margin-bottom: {air}px; }}"
)


class GuideDialog(QDialog):
    """The guide: contents at the left, a section at the right; links lead to other sections."""

    def __init__(self, here: str, parent: QWidget | None = None) -> None:
        """Show the contents; `here` is the help of the page that is looked at, empty: begin at the beginning."""
        super().__init__(parent)
        self.setWindowTitle(helps.GUIDE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._here = here
        self._seen: list[str] = []
        self.contents, self.text = QTreeWidget(), QTextBrowser()
        self.back = button(helps.BACK, self.go_back)
        self._lay_out()
        self._list()
        self.contents.currentItemChanged.connect(self._chosen)
        self.text.anchorClicked.connect(self._follow)
        self.show_section(THIS_PAGE if here else guide()[0].anchor if guide() else THIS_PAGE)
        self.text.setFocus()

    def _lay_out(self) -> None:
        em = self.fontMetrics().horizontalAdvance("国")
        above = self.parentWidget()
        room = above.size() if above is not None else self.screen().availableSize()
        self.resize(min(em * _WIDE, room.width() * 19 // 20), min(em * _HIGH, room.height() * 19 // 20))
        self.contents.setHeaderHidden(True)
        self.contents.setAccessibleName(helps.CONTENTS)
        self.text.setAccessibleName(said.PAGE_HELP)
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(em // 2)
        self.text.document().setDefaultStyleSheet(_LOOK.format(air=em // 3))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        for number, widget in enumerate((self.contents, self.text)):
            splitter.addWidget(widget)
            splitter.setStretchFactor(number, _SHARES[number])
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([self.width() * share // sum(_SHARES) for share in _SHARES])
        line = QHBoxLayout()
        line.addWidget(self.back)
        line.addStretch()
        line.addWidget(button(words.OK, self.accept, primary=True))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(em, em, em, em)
        layout.addWidget(splitter, 1)
        layout.addLayout(line)

    def _list(self) -> None:
        """List this page, then the chapters with their sections."""
        if self._here:
            self._entry(self.contents, said.PAGE_HELP, THIS_PAGE)
        above: QTreeWidget | QTreeWidgetItem = self.contents
        for section in guide():
            made = self._entry(self.contents if section.level == 1 else above, section.title, section.anchor)
            above = made if section.level == 1 else above

    def _entry(self, above: QTreeWidget | QTreeWidgetItem, title: str, anchor: str) -> QTreeWidgetItem:
        made = QTreeWidgetItem(above, [title])
        made.setData(0, _ANCHOR, anchor)
        made.setToolTip(0, title)
        return made

    # ---- going ----

    def _chosen(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.show_section(str(item.data(0, _ANCHOR)))

    def _follow(self, link: QUrl) -> None:
        self.show_section(link.fragment())
        self.text.setFocus()

    def go_back(self) -> None:
        """Go to the section that was read before."""
        if len(self._seen) > 1:
            self._seen.pop()
            self.show_section(self._seen.pop())

    def show_section(self, anchor: str) -> None:
        """Show a section of the guide, a chapter with all of its sections, or the help of the page."""
        if self._seen[-1:] == [anchor]:
            return
        self._seen.append(anchor)
        self.back.setEnabled(len(self._seen) > 1)
        self.text.setHtml("".join(map(section_html, _part(anchor))) if anchor else self._here)
        item = next((one for one in self._items() if one.data(0, _ANCHOR) == anchor), None)
        if item is not None:
            self.contents.setCurrentItem(item)
            item.setExpanded(True)

    def _items(self) -> Iterator[QTreeWidgetItem]:
        for place in range(self.contents.topLevelItemCount()):
            top = self.contents.topLevelItem(place)
            if top is not None:
                yield top
                yield from (one for number in range(top.childCount()) if (one := top.child(number)) is not None)


class PageHelp(GuideDialog):
    """What a page is for: its section of the guide, the hints of its fields, the keys."""

    def __init__(
        self,
        step: Step | None,
        items: Sequence[Item],
        hints: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
        *,
        by_forms: bool = False,
    ) -> None:
        """Build the help of a page; without one that of the start page."""
        super().__init__(_help(step, items, hints, by_forms=by_forms), parent)


def help_of(desk: Desk, shell: Shell | None, parent: QWidget, *, by_forms: bool) -> PageHelp:
    """Return the help of what is looked at: a page of the wizard, the forms, or the start page."""
    page = shell.page if shell is not None else None
    if page is None:
        return PageHelp(None, (), (), parent)
    hints = hints_of(desk.session.graph.snapshot(), page.items)
    return PageHelp(page.step, page.items, hints, parent, by_forms=by_forms)


def _part(anchor: str) -> list[Section]:
    """Return a section; a chapter with all that is in it."""
    listed = list(guide())
    start = next((place for place, one in enumerate(listed) if one.anchor == anchor), len(listed))
    found = listed[start : start + 1]
    for one in listed[start + 1 :]:
        if one.level <= found[0].level:
            break
        found.append(one)
    return found


def _help(step: Step | None, items: Sequence[Item], hints: Sequence[tuple[str, str]], *, by_forms: bool) -> str:
    signs = [(sign, told) for sign, told in words.ORIGINS.values() if sign]
    if step is None:
        told = [f"<p>{helps.START_HELP}</p>", *_sections(_BEGIN)]
        tables = []
    else:
        told = [*_sections(_BY_FORMS if by_forms else ""), *_of_step(step, items, hints)]
        tables = [(helps.STATES, helps.STATE_LINES), (helps.SIGNS, signs)]
    return "".join([*told, *(_table(*one) for one in [*tables, (said.KEYS, said.KEY_LINES)])])


def _of_step(step: Step, items: Sequence[Item], hints: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield what there is to know of a step: its section of the guide, its parts, the hints of its fields."""
    section = page_section(step.page)
    title = section.title if section is not None else ""
    if step.title != title:
        yield f"<h2>{escape(step.title)}</h2>"
    told = [section_html(section)] if section is not None else []
    told += [f"<p>{escape(step.hint)}</p>"] if step.hint else []
    kinds = [name for name in dict.fromkeys(map(_kind, items)) if name in helps.ABOUT_PARTS]
    told += [_about(name) for name in kinds if helps.ABOUT_PARTS[name][0] != title]
    told += [f"<p>{escape(one.text)}</p>" for one in items if isinstance(one, TextItem)]
    told += [f"<p><b>{escape(name)}</b><br>{escape(hint)}</p>" for name, hint in _grouped(hints)]
    yield from told or [f"<p>{said.NO_HELP}</p>"]


def _sections(anchor: str) -> list[str]:
    return [section_html(one) for one in _part(anchor)] if anchor else []


def _grouped(hints: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the hints, those of several columns of one thing once: 三公经费（上年决算数）, 三公经费（年初预算数）."""
    found: dict[tuple[str, str], list[str]] = {}
    for name, hint in hints:
        found.setdefault((name.partition("（")[0], hint), []).append(name)
    for (short, hint), names in found.items():
        yield (short if len(names) > 1 else names[0]), hint


def _table(title: str, told: Sequence[tuple[str, str]]) -> str:
    rows = "".join(f"<tr><td>{escape(one)}　</td><td>{escape(other)}</td></tr>" for one, other in told)
    return f"<h4>{title}</h4><table>{rows}</table>"


def _about(name: str) -> str:
    title, told = helps.ABOUT_PARTS[name]
    return f"<p><b>{title}</b><br>{told}</p>"


def _kind(item: Item) -> str:
    if isinstance(item, PartItem):
        return item.part
    kinds = {TableItem: "table", BandItem: "band", ReportItem: "report"}
    return kinds.get(type(item), "")
