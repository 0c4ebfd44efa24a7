"""The menu of a bound figure: unit, decimals, 约 / 余, 改为手写文字, 去看这个数; of a typed one: 改为取数."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from app.services.editing.chips import Choice
from app.ui import words_reports as words

_SORTS: Final = {
    "unit": words.BY_UNIT,
    "decimals": words.BY_DECIMALS,
    "words": words.BY_WORDS,
    "style": words.BY_STYLE,
}


def chip_menu(
    parent: QWidget,
    head: str,
    forms: Sequence[Choice],
    choose: Callable[[Choice], object],
    acts: Sequence[tuple[str, Callable[[], object]]],
) -> QMenu:
    """Return the menu of a bound figure; it is there until it is closed."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    title = menu.addAction(head)
    title.setEnabled(False)
    menu.addSeparator()
    for sort, name in _SORTS.items():
        chosen = [one for one in forms if one.sort == sort]
        if chosen:
            _fill(menu.addMenu(name), chosen, choose)
    menu.addSeparator()
    for text, act in acts:
        menu.addAction(text).triggered.connect(partial(_run, act))
    return menu


def _fill(menu: QMenu, forms: Sequence[Choice], choose: Callable[[Choice], object]) -> None:
    group = QActionGroup(menu)
    for one in forms:
        made = QAction(words.form_entry(one.name or words.AS_FIELD, one.printed), menu)
        made.setCheckable(True)
        made.setChecked(one.chosen)
        group.addAction(made)
        made.triggered.connect(partial(_run, partial(choose, one)))
        menu.addAction(made)


def _run(act: Callable[[], object], _checked: bool = False) -> None:
    act()
