"""Runs under the Windows Python: start the window; how long until it is on the screen, and all the rest is loaded?"""

from __future__ import annotations

import os
import sys
import time

BEGUN = time.monotonic()


def main(*root: str) -> None:
    """Show the window of the program at `root`, or of the folder this Python belongs to; print seconds twice."""
    sys.path[:0] = root
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - the search path is set just now
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from app.ui.front import Front  # noqa: PLC0415
    from app.ui.main import prepare  # noqa: PLC0415

    app = QApplication(sys.argv[:1])
    prepare(app)
    front = Front()
    front.show()
    app.processEvents()
    painted = time.monotonic() - BEGUN

    def end() -> None:
        sys.stdout.write(f"@ {painted:.3f} {time.monotonic() - BEGUN:.3f}\n")
        sys.stdout.flush()
        os._exit(0)

    front.begin()
    front.wish(lambda _: QTimer.singleShot(0, end))
    app.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
