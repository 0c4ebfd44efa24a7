"""One window for a person: a second start hands its file to the first and ends."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app.services.settings import settings_path

_WAIT: Final = 2000
_LONGEST: Final = 65536
_TAKEN: Final = b"ok"


def _name() -> str:
    """Return the name of this person's program: the folder of the settings tells persons apart."""
    return f"jixiao-{sha256(str(settings_path()).encode()).hexdigest()[:16]}"


def hand_over(files: Sequence[Path]) -> bool:
    """Give files to the program that runs already; False when none runs, or it does not answer."""
    socket = QLocalSocket()
    socket.connectToServer(_name())
    if not socket.waitForConnected(_WAIT):
        return False
    socket.write(json.dumps([str(path.absolute()) for path in files]).encode() + b"\n")
    socket.flush()
    return socket.waitForReadyRead(_WAIT) and bytes(socket.readAll().data()) == _TAKEN


class Listener(QObject):
    """Hears the later starts."""

    asked = Signal(list)
    """Files (`Path`) that a later start was given; empty when it was started alone."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Not listening yet."""
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._come)
        self._heard: dict[QLocalSocket, bytes] = {}

    def listen(self) -> bool:
        """Begin; what a program that ended badly left behind is cleared away."""
        QLocalServer.removeServer(_name())
        return self._server.listen(_name())

    def close(self) -> None:
        """Hear nobody any more."""
        self._server.close()

    def _come(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            self._heard[socket] = b""
            socket.readyRead.connect(self._read)
            socket.disconnected.connect(self._gone)
            self._take(socket)

    def _read(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._take(socket)

    def _take(self, socket: QLocalSocket) -> None:
        heard = self._heard.get(socket, b"") + bytes(socket.readAll().data())
        self._heard[socket] = heard
        if len(heard) > _LONGEST:
            socket.abort()
        elif heard.endswith(b"\n"):
            self._heard[socket] = b""
            socket.write(_TAKEN)
            socket.flush()
            self.asked.emit(_paths(heard))

    def _gone(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._heard.pop(socket, None)
            socket.deleteLater()


def _paths(heard: bytes) -> list[Path]:
    """Return the files that were named; nothing for what no start of ours says."""
    try:
        named = json.loads(heard)
    except (ValueError, RecursionError):
        return []
    return [Path(one) for one in named if isinstance(one, str)] if isinstance(named, list) else []
