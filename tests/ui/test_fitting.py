"""Texts in their cells: a figure keeps all its digits however narrow its column is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from app.ui.grids.fitting import font_in, room_in

RIGHT = Qt.AlignmentFlag.AlignRight


@pytest.mark.parametrize("figure", ["18577.58", "100%", "-1,234.50"])
@pytest.mark.parametrize("share", [65, 80, 110, 200])
def test_a_figure_is_never_cut(qapp: QApplication, figure: str, share: int) -> None:
    metrics = QFontMetrics(qapp.font())
    cell = QRect(0, 0, metrics.horizontalAdvance(figure) * share // 100, 40)
    room = room_in(metrics, figure, cell, RIGHT)
    font = font_in(qapp.font(), metrics, figure, room)
    assert QFontMetrics(font).horizontalAdvance(figure) <= room.width() + 1
    assert font.pointSize() == qapp.font().pointSize() or share <= 110


def test_words_come_nearer_to_the_edge_before_they_break(qapp: QApplication) -> None:
    metrics = QFontMetrics(qapp.font())
    wide = metrics.horizontalAdvance("一级指标")
    assert room_in(metrics, "一级指标", QRect(0, 0, wide + 8, 40), Qt.AlignmentFlag.AlignCenter).width() >= wide
    assert room_in(metrics, "一级指标", QRect(0, 0, wide * 2, 40), Qt.AlignmentFlag.AlignCenter).left() > 4
