"""How the window looks: calm, light, like paper; one accent. Sizes follow the font, so that every scaling works."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

INK: Final = "#1f2a30"
FAINT: Final = "#5c6a72"
PAPER: Final = "#ffffff"
DESK: Final = "#f3f1ec"
LINE: Final = "#d9d5cb"
ACCENT: Final = "#1f5c7a"
ACCENT_SOFT: Final = "#e3eef4"
ERROR: Final = "#a3231f"
WARNING: Final = "#8a5a00"
HINT: Final = "#43606e"
DONE: Final = "#2c6e49"

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
_OWN_FONTS: Final = "QMenuBar, QMenu, QAbstractItemView, QHeaderView, QStatusBar, QMessageBox, QToolTip"
USUAL_SIZE: Final = 12
SMALLEST: Final = 9
LARGEST: Final = 20


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
    app.setStyleSheet(
        f"{_SHEET}\n{_everywhere(points)}\n{_large('huge', points * 2)}\n{_large('title', points * 3 // 2)}"
    )


def _everywhere(points: int) -> str:
    """Return the font for what Windows gives one of its own (menus, lists, tips), which `setFont` does not reach."""
    families = ", ".join(f'"{name}"' for name in _FAMILIES)
    return f"{_OWN_FONTS} {{ font-family: {families}; font-size: {points}pt; }}"


def _large(role: str, points: int) -> str:
    return f'QLabel[role="{role}"] {{ font-size: {points}pt; font-weight: 600; }}'


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


_SHEET: Final = f"""
QWidget {{ color: {INK}; }}
QMainWindow, QWidget#desk {{ background: {DESK}; }}
QWidget#paper {{ background: {PAPER}; border: 1px solid {LINE}; border-radius: 4px; }}
QFrame#banner {{ background: #fdf3d8; border: none; border-bottom: 1px solid #e3cf95; }}
QPushButton {{ padding: 0.4em 1em; border: 1px solid {LINE}; border-radius: 4px; background: {PAPER}; }}
QPushButton:hover {{ border-color: {ACCENT}; }}
QPushButton:focus {{ border: 2px solid {ACCENT}; }}
QPushButton[primary="true"] {{ background: {ACCENT}; color: #ffffff; border-color: {ACCENT}; }}
QPushButton[primary="true"]:focus {{ border: 2px solid {INK}; }}
QPushButton[flat="true"] {{ border: none; background: transparent; color: {ACCENT}; padding: 0.2em 0.4em; }}
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox {{
    border: 1px solid {LINE}; border-radius: 3px; padding: 0.25em 0.4em; background: {PAPER};
    selection-background-color: {ACCENT}; selection-color: #ffffff; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus {{ border: 2px solid {ACCENT}; }}
QComboBox::drop-down {{ border: none; width: 1.6em; }}
QLineEdit[readOnly="true"] {{ background: #f6f5f1; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] {{ border: 2px solid {ERROR}; }}
QLabel[role="huge"] {{ color: {ACCENT}; }}
QLabel[role="heading"] {{ font-weight: 600; padding-top: 0.6em; }}
QLabel[role="faint"] {{ color: {FAINT}; }}
QLabel[role="error"] {{ color: {ERROR}; }}
QLabel[role="warning"] {{ color: {WARNING}; }}
QLabel[role="hint"] {{ color: {HINT}; }}
QListView#steps {{ border: none; background: {DESK}; outline: none; }}
QListView#steps::item {{ padding: 0.35em 0.5em; border-radius: 4px; }}
QListView#steps::item:selected {{ background: {ACCENT_SOFT}; color: {INK}; border-left: 3px solid {ACCENT}; }}
QTableView {{ gridline-color: {LINE}; background: {PAPER}; border: 1px solid {LINE}; }}
QHeaderView::section {{ background: #f6f5f1; border: none; border-right: 1px solid {LINE};
    border-bottom: 1px solid {LINE}; padding: 0.3em 0.5em; }}
QScrollArea {{ border: none; background: transparent; }}
QStatusBar {{ background: {DESK}; }}
QToolBar {{ border: none; background: {DESK}; spacing: 4px; padding: 2px 6px; }}
QToolTip {{ border: 1px solid {LINE}; padding: 4px; }}
"""
