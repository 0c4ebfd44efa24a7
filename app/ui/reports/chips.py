"""Chips: bound figures drawn in the line, long texts that come from elsewhere as boxes."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetricsF,
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)

from app.services.editing.chips import Piece
from app.ui import theme
from app.ui import words_reports as words

CHIP: Final = int(QTextFormat.ObjectTypes.UserObject) + 1
BINDING: Final = int(QTextFormat.Property.UserProperty) + 1
SHOWN: Final = BINDING + 1
TOLD: Final = BINDING + 2
BLANK: Final = BINDING + 3
OBJECT: Final = "\ufffc"
_ROOM: Final = 6
"""Pixels at the sides of a chip's words."""


class ChipPainter(QPyTextObject):
    """Draws bound figures."""

    def intrinsicSize(self, doc: QTextDocument, _place: int, form: QTextFormat) -> QSizeF:  # noqa: N802
        """Return how much room a chip takes: in the line, or, for a long text, lines of its own."""
        metrics = QFontMetricsF(doc.defaultFont())
        text = str(form.property(SHOWN))
        width = metrics.horizontalAdvance(text) + 2 * _ROOM
        if "\n" not in text and width <= _line(doc):
            return QSizeF(width, metrics.height())
        inside = QRectF(0, 0, _line(doc) - 2 * _ROOM, 1e6)
        return QSizeF(_line(doc), metrics.boundingRect(inside, _WRAPPED, text).height() + _ROOM)

    def drawObject(  # noqa: N802
        self, painter: QPainter, rect: QRectF | QRect, doc: QTextDocument, _place: int, form: QTextFormat
    ) -> None:
        """Draw a chip."""
        blank = bool(form.property(BLANK))
        fill = QColor(theme.ACCENT_SOFT if not blank else "#fdf3d8")
        fill.setAlpha(170)  # what is selected shows through
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(fill))
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 0, -1, 0), 4, 4)
        painter.setFont(doc.defaultFont())
        painter.setPen(QColor(theme.WARNING if blank else theme.ACCENT))
        lines = QRectF(rect).height() > QFontMetricsF(doc.defaultFont()).height() + 1
        inside = QRectF(rect).adjusted(_ROOM, 0, -_ROOM, 0) if lines else QRectF(rect)
        painter.drawText(inside, _WRAPPED if lines else int(Qt.AlignmentFlag.AlignCenter), str(form.property(SHOWN)))
        painter.restore()


_WRAPPED: Final = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)


def _line(doc: QTextDocument) -> float:
    """Return how wide a line may be that begins two characters in; without a window, as wide as it likes."""
    indent = 2 * QFontMetricsF(doc.defaultFont()).horizontalAdvance("国")
    width = doc.textWidth() - 2 * doc.documentMargin() - indent - 1
    return width if width > 0 else 1e6


def chip_format(piece: Piece) -> QTextCharFormat:
    """Return the format of the one character that stands for a bound figure."""
    form = QTextCharFormat()
    form.setObjectType(CHIP)
    form.setProperty(BINDING, piece.binding)
    form.setProperty(SHOWN, piece.text or words.NOT_FILLED)
    form.setProperty(TOLD, piece.told)
    form.setProperty(BLANK, piece.blank)
    form.setToolTip(piece.told)
    form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
    return form


def piece_of(form: QTextCharFormat) -> Piece:
    """Return the bound figure that a format stands for."""
    shown, binding, told = (str(form.property(one)) for one in (SHOWN, BINDING, TOLD))
    return Piece(shown, binding, told, blank=bool(form.property(BLANK)))


def printed_length(form: QTextCharFormat, text: str) -> int:
    """Return how many characters a stretch prints."""
    if form.objectType() != CHIP:
        return len(text)
    return 0 if form.property(BLANK) else len(str(form.property(SHOWN))) * len(text)
