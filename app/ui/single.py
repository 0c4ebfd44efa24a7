"""One window for a person: a second start hands its file to the first and ends.

A lock tells whether a first one runs, so that the network part of Qt, over which the two speak, is loaded only where it
is needed before the first picture.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCryptographicHash, QLockFile, QSysInfo, QThread

from app.services.settings import settings_path

_WAIT: Final = 2000
_TRIES: Final = 20
_PAUSE: Final = 100
"""A window that is just starting listens after its first picture: how often, and in what milliseconds, to ask again."""
LONGEST: Final = 65536
TAKEN: Final = b"ok"


def name_of_line() -> str:
    """Return the name of this person's program: the folder of the settings tells persons apart."""
    told = QCryptographicHash(QCryptographicHash.Algorithm.Sha256)  # hashlib loads OpenSSL: too slow here
    told.addData(str(settings_path()).encode())
    return f"jixiao-{told.result().toHex().toStdString()[:16]}"


def first_of_all() -> QLockFile | None:
    """Return what the first window holds as long as it runs; None where another runs, or nothing can be written."""
    folder = settings_path().parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    lock = QLockFile(str(folder / "window.lock"))
    lock.setStaleLockTime(0)  # whoever holds it may run for days; one that is gone is told by its process
    return lock if lock.tryLock(0) else None


def hand_over(files: Sequence[Path]) -> bool:
    """Give files to the program that runs already; False when none runs, or it does not answer."""
    from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 - only where another window may be running

    socket = QLocalSocket()
    for _ in range(_TRIES):
        socket.connectToServer(name_of_line())
        if socket.waitForConnected(_WAIT):
            break
        if not _is_starting():
            return False
        QThread.msleep(_PAUSE)
    socket.write(json.dumps([str(path.absolute()) for path in files]).encode() + b"\n")
    socket.flush()
    return socket.waitForReadyRead(_WAIT) and bytes(socket.readAll().data()) == TAKEN


def _is_starting() -> bool:
    """Say whether a window of this computer holds the lock, though it does not listen yet."""
    lock = QLockFile(str(settings_path().parent / "window.lock"))
    told = lock.getLockInfo()
    return bool(told) and QSysInfo.machineHostName() in told
