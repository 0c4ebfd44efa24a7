"""Open the window: first paint first, everything else after it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from app.services.bundled import interface_font
from app.ui import theme, words
from app.ui.front import Front


def run(arguments: Sequence[str] = ()) -> int:
    """Show the window, with a file when one is named, until it is closed."""
    app = QApplication([words.PRODUCT, *arguments])
    prepare(app)
    front = Front()
    front.show()
    files = [Path(name) for name in arguments if not name.startswith("-")]
    if files:
        front.wish(lambda window: window.open(files[0]))
    front.begin()
    return app.exec()


def prepare(app: QApplication) -> None:
    """Give the program its name, its language and its looks."""
    app.setApplicationName("jixiao")
    app.setApplicationDisplayName(words.PRODUCT)
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    theme.add_font(str(interface_font()))
    theme.dress(app)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
