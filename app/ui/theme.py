"""How the window looks: calm, light, like paper; one accent. Sizes follow the font, so that every scaling works."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from app.ui.colours import ACCENT, ACCENT_SOFT, DESK, DONE, ERROR, FAINT, HINT, INK, LINE, PAPER, WARNING
from app.ui.sheet import SHEET, of_size

__all__ = ["ACCENT", "ACCENT_SOFT", "DESK", "DONE", "ERROR", "FAINT", "HINT", "INK", "LINE", "PAPER", "WARNING"]

ORIGIN_COLOURS: Final = {
    "typed": INK,
    "computed": "#28527a",
    "carried": "#0b6b6b",
    "imported": "#2c6e49",
    "bound": "#5b3f8c",
    "overridden": ERROR,
    "default": FAINT,
    "blank": FAINT,
    "stated": WARNING,
}
"""Colour of a value by its origin; a sign stands beside it, for whoever cannot tell colours."""

_FAMILIES: Final = ("Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "WenQuanYi Zen Hei")
SERIF: Final = ("Noto Serif SC", "FangSong", "SimSun")
"""Type of headings, as on official paper."""
_OWN_FONTS: Final = "QMenuBar, QMenu, QAbstractItemView, QHeaderView, QStatusBar, QMessageBox, QToolTip"
USUAL_SIZE: Final = 12
SMALLEST: Final = 9
LARGEST: Final = 24


def dress(app: QApplication, size: int = USUAL_SIZE) -> None:
    """Give the program its fonts, colours and style."""
    app.setStyle("Fusion")
    app.setPalette(_palette())
    set_size(app, size)


def set_size(app: QApplication, size: int) -> None:
    """Set the size of all type in points (A+, A−)."""
    font = QFont()
    font.setFamilies(list(_FAMILIES))
    points = max(SMALLEST, min(LARGEST, size))
    font.setPointSize(points)
    app.setFont(font)
    sheet = SHEET + of_size(points, ", ".join(f"'{name}'" for name in SERIF))
    app.setStyleSheet(f"{_everywhere(points)}\n{sheet}")


def _everywhere(points: int) -> str:
    """Return the font for what Windows gives one of its own (menus, lists, tips), which `setFont` does not reach."""
    families = ", ".join(f'"{name}"' for name in _FAMILIES)
    return f"{_OWN_FONTS} {{ font-family: {families}; font-size: {points}pt; }}"


def add_font(path: str) -> None:
    """Make a bundled font known, for machines that have no Chinese one."""
    QFontDatabase.addApplicationFont(path)


def _palette() -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: DESK,
        QPalette.ColorRole.Base: PAPER,
        QPalette.ColorRole.AlternateBase: "#faf9f6",
        QPalette.ColorRole.WindowText: INK,
        QPalette.ColorRole.Text: INK,
        QPalette.ColorRole.ButtonText: INK,
        QPalette.ColorRole.Button: "#ffffff",
        QPalette.ColorRole.Highlight: ACCENT,
        QPalette.ColorRole.HighlightedText: "#ffffff",
        QPalette.ColorRole.PlaceholderText: FAINT,
        QPalette.ColorRole.ToolTipBase: "#fffdf4",
        QPalette.ColorRole.ToolTipText: INK,
        QPalette.ColorRole.Link: ACCENT,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText, QColor("#9aa3a8"))
    return palette
