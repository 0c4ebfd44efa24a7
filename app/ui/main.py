"""Open the window: first paint first, everything else after it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication

from app.services.bundled import heading_font, interface_font
from app.services.settings import load_settings
from app.ui import theme, words
from app.ui.front import Front
from app.ui.single import first_of_all, hand_over
from app.ui.speech import speak_chinese

_SWITCH: Final = 0.001
"""Seconds that a thread works on while the interface thread waits for its turn."""


def run(arguments: Sequence[str] = ()) -> int:
    """Show the window, with a file when one is named, until it is closed; a window that is open already takes over."""
    app = QApplication([words.PRODUCT, *arguments])
    files = [Path(name) for name in arguments if not name.startswith("-")]
    alone = first_of_all()
    if alone is None and hand_over(files):
        return 0
    prepare(app)
    front = Front()
    front.show()
    front.wish(lambda window: window.take(files) if files else None)
    front.painted.connect(lambda: _listen(front))
    front.begin()
    code = app.exec()
    if sys.platform != "win32":  # Windows keeps what was copied; elsewhere it goes with the program, and before Python
        app.clipboard().clear()
    if alone is not None:
        alone.unlock()
    return code


def _listen(front: Front) -> None:
    """Hear later starts, once the first picture is there."""
    from app.ui.listening import Listener  # noqa: PLC0415 - not before the first picture

    listener = Listener(front)
    listener.asked.connect(lambda named: front.wish(lambda window: window.take(named)))
    listener.listen()


def prepare(app: QApplication) -> None:
    """Give the program its name, its language and its looks; work on threads lets the window come in between soon."""
    sys.setswitchinterval(_SWITCH)
    app.setApplicationName("jixiao")
    app.setDesktopFileName("jixiao")  # by it a Linux desktop finds the icon: packaging/linux
    app.setApplicationDisplayName(words.PRODUCT)
    speak_chinese(app)
    for font in (interface_font(), heading_font()):
        theme.add_font(str(font))
    theme.dress(app, load_settings().type_size or theme.USUAL_SIZE)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
