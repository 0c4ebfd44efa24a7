"""What goes through the clipboard: plain text, bounded and without characters nobody sees; bound figures beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QByteArray, QDataStream, QIODevice, QMimeData

from app.services.editing.chips import Piece

_KIND: Final = "application/x-jixiao-report-text"
_MOST: Final = 100_000
"""Characters that one section holds at most; a report has some thousands."""
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u2060\ufeff\ufffc\ud800-\udfff]")
_MOST_PIECES: Final = 5_000


def clean(text: str, held: int) -> tuple[str, bool]:
    """Return a text that may be pasted beside `held` characters, and whether it is whole."""
    room = max(0, _MOST - held)
    lines = text[: room * 2 + 1000].replace("\r\n", "\n").replace("\r", "\n")
    seen = _UNSEEN.sub("", lines.replace("\u2028", "\n").replace("\u2029", "\n"))
    return seen[:room], len(text) <= room * 2 + 1000 and len(seen) <= room


def mime_of(pieces: Sequence[Piece]) -> QMimeData:
    """Return what is copied."""
    made, data = QMimeData(), QByteArray()
    made.setText("".join("" if piece.blank else piece.text for piece in pieces))
    stream = QDataStream(data, QIODevice.OpenModeFlag.WriteOnly)
    for piece in pieces:
        stream.writeQString(piece.text)
        stream.writeQString(piece.binding)
        stream.writeQString(piece.told)
        stream.writeBool(piece.blank)
    made.setData(_KIND, data)
    return made


def pieces_in(source: QMimeData, known: Callable[[str], bool]) -> list[Piece]:
    """Return what was copied in the window; figures of another evaluation become words. Nothing for other contents."""
    data = source.data(_KIND)
    stream = QDataStream(data)
    found: list[Piece] = []
    while not stream.atEnd() and len(found) < _MOST_PIECES:
        text, binding, told = stream.readQString(), stream.readQString(), stream.readQString()
        blank = stream.readBool()
        if stream.status() != QDataStream.Status.Ok:
            return []
        if binding and known(binding):
            found.append(Piece(text, binding, told, blank))
        elif text and not (binding and blank):
            found.append(Piece(clean(text, 0)[0]))
    return found
