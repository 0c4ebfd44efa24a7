"""The first window hears later starts and takes over their files."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app.ui.single import LONGEST, TAKEN, name_of_line


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
        QLocalServer.removeServer(name_of_line())
        return self._server.listen(name_of_line())

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
        if len(heard) > LONGEST:
            socket.abort()
        elif heard.endswith(b"\n"):
            self._heard[socket] = b""
            socket.write(TAKEN)
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
