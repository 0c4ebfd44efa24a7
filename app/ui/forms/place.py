"""Which cell of the evaluation has the focus, whatever widget shows it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from app.core.records import Address
from app.ui.grids.model import ADDRESS
from app.ui.grids.view import GridView
from app.ui.pages.fields import FieldRow
from app.ui.reports.page import ReportBlock


def address_at(inside: QWidget) -> Address | None:
    """Return the cell that has the focus inside a widget; None when none has.

    A grid whose cell is current counts also when the focus has gone to a menu.
    """
    focus = QApplication.focusWidget() or inside.focusWidget()
    at: QWidget | None = focus if focus is not None and inside.isAncestorOf(focus) else inside.focusWidget()
    while at is not None and at is not inside:
        found = _of(at)
        if found is not None:
            return found
        at = at.parentWidget()
    return None


def _of(widget: QWidget) -> Address | None:
    if isinstance(widget, FieldRow):
        return widget.address
    if isinstance(widget, ReportBlock):
        return widget.current()
    if isinstance(widget, GridView) and widget.currentIndex().isValid():
        found = widget.currentIndex().data(ADDRESS)
        return Address(*found) if found is not None else None
    return None
