"""Paints a step: the sign of its state, the title on one line or two, its 附件 at the right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui import theme
from app.ui.sheet import small

Index = QModelIndex | QPersistentModelIndex

SIGN: Final = Qt.ItemDataRole.UserRole + 1
COLOUR: Final = Qt.ItemDataRole.UserRole + 2
TITLE: Final = Qt.ItemDataRole.UserRole + 3
ATTACHMENT: Final = Qt.ItemDataRole.UserRole + 4
INSIDE: Final = Qt.ItemDataRole.UserRole + 5
_WRAP: Final = Qt.TextFlag.TextWrapAnywhere | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class Places:
    """Where the parts of a step are painted."""

    sign: QRect
    title: QRect
    attachment: QRect


class StepDelegate(QStyledItemDelegate):
    """Paints the steps of a list."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Remember how high each title is: a list of hundreds asks for all of them again and again."""
        super().__init__(parent)
        self._heights: dict[tuple[object, ...], int] = {}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a step."""
        painter.save()
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(theme.ACCENT_SOFT))
            painter.fillRect(QRect(option.rect.topLeft(), QSize(4, option.rect.height())), QColor(theme.ACCENT))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, QColor(theme.LINE).lighter(108))
        font = self._font()
        places = self._places(option.rect, index, font)
        strong = QFont(font)
        strong.setBold(True)
        painter.setFont(strong)
        painter.setPen(QColor(index.data(COLOUR)))
        painter.drawText(places.sign, Qt.AlignmentFlag.AlignCenter, index.data(SIGN))
        painter.setFont(font)
        painter.setPen(QColor(theme.INK))
        painter.drawText(places.title, _WRAP, index.data(TITLE))
        painter.setFont(_smaller(font))
        painter.setPen(QColor(theme.FAINT))
        painter.drawText(
            places.attachment, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, index.data(ATTACHMENT)
        )
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Return how high a step is: its title may take several lines."""
        view, font = self.parent(), self._font()
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        about = (width, font.key(), index.data(TITLE), index.data(ATTACHMENT), index.data(INSIDE))
        if about not in self._heights:
            room = self._places(QRect(0, 0, width, 10_000), index, font).title
            lines = QFontMetrics(font).boundingRect(room, _WRAP, index.data(TITLE))
            self._heights[about] = lines.height() + _em(font) * 3 // 4
        return QSize(width, self._heights[about])

    def _font(self) -> QFont:
        view = self.parent()
        return view.font() if isinstance(view, QListView) else QFont()

    def _places(self, rect: QRect, index: Index, font: QFont) -> Places:
        em = _em(font)
        attachment = QFontMetrics(_smaller(font)).horizontalAdvance(index.data(ATTACHMENT))
        left = rect.left() + em // 4 + (em if index.data(INSIDE) else 0)
        sign = QRect(left, rect.top(), em * 3 // 2, rect.height())
        end = rect.right() - em // 3 - attachment
        title = QRect(sign.right() + em // 8, rect.top(), end - sign.right() - em // 2, rect.height())
        return Places(sign, title, QRect(end, rect.top(), attachment, rect.height()))


def _em(font: QFont) -> int:
    return QFontMetrics(font).horizontalAdvance("国")


def _smaller(font: QFont) -> QFont:
    made = QFont(font)
    made.setPointSize(small(font.pointSize()))
    return made
