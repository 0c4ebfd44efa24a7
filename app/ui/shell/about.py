"""关于: version, licences of the parts; 本页说明: what the page asks, field by field, and the keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app.services.about import parts, version
from app.ui import words
from app.ui import words_help as helps
from app.ui import words_window as said
from app.ui.blocks import button, label
from app.wizard.items import BandItem, Item, PartItem, ReportItem, TableItem, TextItem
from app.wizard.steps import Step


class About(QDialog):
    """Version and licences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the page."""
        super().__init__(parent)
        self.setWindowTitle(said.ABOUT)
        layout = _framed(self, 52, 30)
        layout.addWidget(label(said.about(words.PRODUCT, version()), "title"))
        layout.addWidget(label(said.ABOUT_MORE))
        layout.addWidget(label(said.PARTS_USED, "heading"))
        layout.addWidget(_parts_table(), 1)
        layout.addLayout(_closing(self))


class PageHelp(QDialog):
    """What a page is for: its hint, the hints of its fields, the keys."""

    def __init__(
        self, step: Step | None, items: Sequence[Item], hints: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        """Build the help of a page; without one only the keys."""
        super().__init__(parent)
        self.setWindowTitle(said.PAGE_HELP)
        layout = _framed(self, 42, 30)
        self.text = QTextBrowser()
        self.text.setAccessibleName(said.PAGE_HELP)
        self.text.setHtml(_help(step, items, hints))
        layout.addWidget(self.text, 1)
        layout.addLayout(_closing(self))


def _framed(dialog: QDialog, width: int, height: int) -> QVBoxLayout:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    em = dialog.fontMetrics().horizontalAdvance("国")
    dialog.resize(em * width, em * height)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(em, em, em, em)
    return layout


def _closing(dialog: QDialog) -> QHBoxLayout:
    line = QHBoxLayout()
    line.addStretch()
    line.addWidget(button(words.OK, dialog.accept, primary=True))
    return line


def _parts_table() -> QTableWidget:
    found = parts()
    heads = [said.PART, said.VERSION, said.LICENCE, said.USE]
    table = QTableWidget(len(found), len(heads))
    table.setHorizontalHeaderLabels(heads)
    table.verticalHeader().hide()
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setAccessibleName(said.PARTS_USED)
    for row, part in enumerate(found):
        for column, text in enumerate((part.name, part.version, part.licence, part.use)):
            table.setItem(row, column, QTableWidgetItem(text))
    table.resizeColumnsToContents()
    table.horizontalHeader().setSectionResizeMode(len(heads) - 1, QHeaderView.ResizeMode.Stretch)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    return table


def _help(step: Step | None, items: Sequence[Item], hints: Sequence[tuple[str, str]]) -> str:
    lines = []
    if step is not None:
        lines.append(f"<h3>{escape(step.title)}</h3>")
        told = [f"<p>{escape(step.hint)}</p>"] if step.hint else []
        told += [_part(name) for name in dict.fromkeys(map(_kind, items)) if name in helps.ABOUT_PARTS]
        told += [f"<p>{escape(one.text)}</p>" for one in items if isinstance(one, TextItem)]
        told += [f"<p><b>{escape(name)}</b><br>{escape(hint)}</p>" for name, hint in _grouped(hints)]
        lines += told or [f"<p>{said.NO_HELP}</p>"]
    else:
        lines.append(f"<p>{helps.START_HELP}</p>")
    signs = [(sign, told) for sign, told in words.ORIGINS.values() if sign]
    tables = [(helps.STATES, helps.STATE_LINES), (helps.SIGNS, signs)] if step is not None else []
    return "".join([*lines, *(_table(*one) for one in [*tables, (said.KEYS, said.KEY_LINES)])])


def _grouped(hints: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the hints, those of several columns of one thing once: 三公经费（上年决算数）, 三公经费（年初预算数）."""
    found: dict[tuple[str, str], list[str]] = {}
    for name, hint in hints:
        found.setdefault((name.partition("（")[0], hint), []).append(name)
    for (plain, hint), names in found.items():
        yield (plain if len(names) > 1 else names[0]), hint


def _table(title: str, told: Sequence[tuple[str, str]]) -> str:
    rows = "".join(f"<tr><td>{escape(one)}　</td><td>{escape(other)}</td></tr>" for one, other in told)
    return f"<h4>{title}</h4><table>{rows}</table>"


def _part(name: str) -> str:
    title, told = helps.ABOUT_PARTS[name]
    return f"<p><b>{title}</b><br>{told}</p>"


def _kind(item: Item) -> str:
    if isinstance(item, PartItem):
        return item.part
    kinds = {TableItem: "table", BandItem: "band", ReportItem: "report"}
    return kinds.get(type(item), "")
