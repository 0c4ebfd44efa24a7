"""Open the window: first paint first, everything else after it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from app.services.bundled import interface_font
from app.services.settings import load_settings
from app.ui import theme, words
from app.ui.crash import Watch
from app.ui.shell.window import Window
from app.ui.single import Listener, hand_over
from app.ui.steady import hold_true


def run(arguments: Sequence[str] = ()) -> int:
    """Show the window, with a file when one is named, until it is closed; a window that is open already takes over."""
    app = QApplication([words.PRODUCT, *arguments])
    files = [Path(name) for name in arguments if not name.startswith("-")]
    if hand_over(files):
        return 0
    prepare(app)
    window = Window()
    Watch(window).install()
    listener = Listener(window)
    listener.asked.connect(window.take)
    listener.listen()
    window.show()
    if files:
        QTimer.singleShot(0, lambda: window.take(files))
    return app.exec()


def prepare(app: QApplication) -> None:
    """Give the program its name, its language and its looks."""
    hold_true()
    app.setApplicationName("jixiao")
    app.setApplicationDisplayName(words.PRODUCT)
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    theme.add_font(str(interface_font()))
    theme.dress(app, load_settings().type_size or theme.USUAL_SIZE)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
