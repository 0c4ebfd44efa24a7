"""The style sheet: all lengths in em, so that it grows with the type; colours come from `colours`."""

from __future__ import annotations

from typing import Final

from app.services.bundled import icon_file
from app.ui.colours import ACCENT, ACCENT_SOFT, DESK, ERROR, FAINT, HEAD, HINT, INK, LINE, PAPER, RED, SEAM, WARNING

_GROUND: Final = f"""
QWidget {{ color: {INK}; }}
QMainWindow, QDialog, QWidget#desk {{ background: {DESK}; }}
QWidget#paper {{ background: {PAPER}; border: 1px solid {LINE}; border-radius: 4px; }}
QFrame#panel {{ background: #fbfaf6; border: none; border-top: 2px solid {ACCENT}; }}
QFrame#banner {{ background: #fdf3d8; border: none; border-bottom: 1px solid #e3cf95; }}
QFrame#red {{ background: {RED}; border: none; }}
QFrame#bar {{ background: {PAPER}; border: none; border-bottom: 1px solid {LINE}; }}
QFrame#card {{ background: {PAPER}; border: 1px solid {LINE}; border-left: 0.16em solid {HINT}; }}
QFrame#card[role="error"] {{ border-left-color: {ERROR}; }}
QFrame#card[role="warning"] {{ border-left-color: {WARNING}; }}
QScrollArea {{ border: 2px solid transparent; background: transparent; }}
QScrollArea:focus {{ border: 2px solid {ACCENT}; border-radius: 4px; }}
QSplitter::handle {{ background: transparent; }}
QToolTip {{ border: 1px solid {LINE}; padding: 4px; }}
"""

_BUTTONS: Final = f"""
QPushButton {{ padding: 0.25em 0.8em; border: 1px solid {SEAM}; border-radius: 4px; background: {PAPER}; }}
QPushButton:hover {{ border-color: {ACCENT}; background: #fbfaf7; }}
QPushButton:pressed {{ background: {ACCENT_SOFT}; }}
QPushButton:focus {{ border: 2px solid {ACCENT}; padding: 0.21em 0.76em; }}
QPushButton:disabled {{ color: #717c83; border-color: {LINE}; background: transparent; }}
QPushButton[primary="true"] {{ background: {ACCENT}; color: #ffffff; border-color: {ACCENT}; }}
QPushButton[primary="true"]:hover {{ background: #174a63; }}
QPushButton[primary="true"]:focus {{ border: 2px solid {INK}; }}
QPushButton[primary="true"]:disabled {{ background: {LINE}; color: {FAINT}; border-color: {LINE}; }}
QPushButton[flat="true"] {{ border: 2px solid transparent; background: transparent; color: {ACCENT};
    padding: 0.15em 0.25em; }}
QPushButton[lies="left"] {{ text-align: left; padding-left: 0; }}
QPushButton[flat="true"]:hover {{ background: {ACCENT_SOFT}; }}
QPushButton[flat="true"]:focus {{ border: 2px solid {ACCENT}; }}
QPushButton[flat="true"]:disabled {{ color: {FAINT}; }}
QCheckBox:focus, QRadioButton:focus {{ background: {ACCENT_SOFT}; }}
QCheckBox, QRadioButton {{ spacing: 0.4em; padding: 0.15em 0.2em; border-radius: 3px; }}
QToolButton {{ padding: 0.1em 0.2em; border: 2px solid transparent; border-radius: 4px; }}
QToolButton:hover {{ background: {ACCENT_SOFT}; }}
QToolButton:focus {{ border: 2px solid {ACCENT}; }}
"""

_INPUTS: Final = f"""
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox {{
    border: 1px solid {SEAM}; border-radius: 3px; padding: 0.25em 0.4em; background: {PAPER};
    selection-background-color: {ACCENT}; selection-color: #ffffff; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus {{
    border: 2px solid {ACCENT}; }}
QComboBox {{ padding-right: 1.8em; }}
QComboBox::drop-down {{ border: none; width: 1.8em; }}
QComboBox::down-arrow {{ image: url("{icon_file("chevron-down").as_posix()}"); width: 1.1em; height: 1.1em; }}
QSpinBox {{ border: 1px solid {SEAM}; border-radius: 3px; padding: 0.2em 0 0.2em 0.3em; background: {PAPER};
    selection-background-color: {ACCENT}; selection-color: #ffffff; }}
QSpinBox:focus {{ border: 2px solid {ACCENT}; }}
QSpinBox:disabled {{ color: {FAINT}; background: {DESK}; }}
QSpinBox::up-button {{ subcontrol-position: top right; width: 1.6em; border: none; }}
QSpinBox::down-button {{ subcontrol-position: bottom right; width: 1.6em; border: none; }}
QSpinBox::up-arrow {{ image: url("{icon_file("chevron-up").as_posix()}"); width: 0.9em; height: 0.9em; }}
QSpinBox::down-arrow {{ image: url("{icon_file("chevron-down").as_posix()}"); width: 0.9em; height: 0.9em; }}
QComboBox QAbstractItemView {{ border: 1px solid {SEAM}; background: {PAPER}; outline: none;
    selection-background-color: {ACCENT_SOFT}; selection-color: {INK}; }}
QLineEdit[readOnly="true"] {{ background: {HEAD}; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] {{ border: 2px solid {ERROR}; }}
QTextBrowser {{ padding: 0.8em; }}
"""

_TEXTS: Final = f"""
QLabel[role="heading"] {{ font-weight: 700; padding-top: 0.5em; }}
QLabel[role="caption"] {{ font-weight: 700; }}
QLabel[role="faint"] {{ color: {FAINT}; }}
QLabel[role="error"] {{ color: {ERROR}; }}
QLabel[role="warning"] {{ color: {WARNING}; }}
QLabel[role="hint"] {{ color: {HINT}; }}
"""

_LISTS: Final = f"""
QListView#steps {{ border: 2px solid transparent; background: {DESK}; outline: none; }}
QListView#steps:focus {{ border: 2px solid {ACCENT}; border-radius: 4px; }}
QTableView, QListView, QTreeView {{ gridline-color: {LINE}; background: {PAPER}; border: 1px solid {SEAM};
    outline: none; }}
QTableView[joined="true"] {{ border-top: none; }}
QTableView:focus, QListView:focus, QTreeView:focus {{ border: 1px solid {ACCENT}; }}
QTableWidget {{ selection-background-color: {ACCENT_SOFT}; selection-color: {INK}; }}
QTreeView::item, QListView::item {{ padding: 0.2em 0.3em; }}
QTreeView::item:selected, QListView::item:selected {{ background: {ACCENT_SOFT}; color: {INK}; }}
QHeaderView::section {{ background: {HEAD}; border: none; border-right: 1px solid {LINE};
    border-bottom: 1px solid {LINE}; padding: 0.2em 0.35em; }}
QTableCornerButton::section {{ background: {HEAD}; border: none; border-bottom: 1px solid {LINE};
    border-right: 1px solid {LINE}; }}
QTabBar::tab {{ padding: 0.25em 0.4em; border: none; border-bottom: 0.12em solid transparent; color: {FAINT};
    background: transparent; }}
QTabBar::tab:selected {{ border-bottom-color: {ACCENT}; color: {INK}; }}
QTabBar::tab:hover {{ color: {ACCENT}; }}
QTabBar:focus {{ border: 2px solid {ACCENT}; border-radius: 3px; }}
"""

_FRAME: Final = f"""
QMenuBar {{ background: {DESK}; border: none; }}
QMenuBar::item {{ padding: 0.15em 0.3em; background: transparent; border-radius: 3px; }}
QMenuBar::item:selected {{ background: {ACCENT_SOFT}; color: {INK}; }}
QMenu {{ background: {PAPER}; border: 1px solid {SEAM}; padding: 0.25em; }}
QMenu::item {{ padding: 0.2em 1.6em 0.2em 0.8em; border-radius: 3px; }}
QMenu::item:selected {{ background: {ACCENT_SOFT}; color: {INK}; }}
QMenu::item:disabled {{ color: #717c83; }}
QMenu::separator {{ height: 1px; background: {LINE}; margin: 0.25em 0.5em; }}
QToolBar {{ border: none; border-bottom: 1px solid {LINE}; background: {DESK}; spacing: 2px;
    padding: 1px 6px 3px 6px; }}
QToolBar::separator {{ width: 1px; background: {LINE}; margin: 0.2em 0.15em; }}
QStatusBar {{ background: {DESK}; border-top: 1px solid {LINE}; color: {FAINT}; }}
QStatusBar QLabel {{ color: {FAINT}; padding: 0 0.5em; }}
QStatusBar::item {{ border: none; }}
QScrollBar:vertical {{ background: {DESK}; width: 0.55em; margin: 0; }}
QScrollBar:horizontal {{ background: {DESK}; height: 0.55em; margin: 0; }}
QScrollBar::handle {{ background: #c3beb2; border-radius: 3px; margin: 2px; min-height: 1.6em; min-width: 1.6em; }}
QScrollBar::handle:hover {{ background: #99927f; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ border: 1px solid {LINE}; border-radius: 3px; background: {PAPER}; text-align: center; }}
QProgressBar::chunk {{ background: {ACCENT}; }}
"""

SHEET: Final = f"{_GROUND}{_BUTTONS}{_INPUTS}{_TEXTS}{_LISTS}{_FRAME}"


def of_size(points: int, serif: str) -> str:
    """Return the rules whose type is of a size of its own, for a usual size in points."""
    families = f"font-family: {serif}; font-weight: 700;"
    return "\n".join(
        [
            f'QLabel[role="huge"] {{ {families} font-size: {points * 5 // 2}pt; color: {RED}; }}',
            f'QLabel[role="title"] {{ {families} font-size: {points * 3 // 2}pt; }}',
            f'QLabel[role="score"] {{ {families} font-size: {points * 2}pt; color: {INK}; }}',
            f'QLabel[role="small"], QStatusBar, QStatusBar QLabel {{ color: {FAINT}; font-size: {small(points)}pt; }}',
        ]
    )


def small(points: int) -> int:
    """Return the size of type that stands back."""
    return max(points * 5 // 6, 9)
