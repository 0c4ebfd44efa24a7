"""Draw the icons anew from their SVG: `python -m winpack.icons`; what comes out is committed, a build only uses it."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import Final

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from winpack.places import PACKAGING

_SIZES: Final = (16, 20, 24, 32, 40, 48, 64, 128, 256)


def draw(source: Path) -> None:
    """Write the `.ico` of a drawing beside it."""
    pictures = [_picture(source, size) for size in _SIZES]
    sizes = [(size, size) for size in _SIZES]
    pictures[-1].save(source.with_suffix(".ico"), sizes=sizes, append_images=pictures[:-1])


def _picture(source: Path, size: int) -> Image.Image:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(source)).render(painter)
    painter.end()
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, b"PNG")
    return Image.open(io.BytesIO(bytes(held.data())))


def main() -> int:
    """Draw all of them."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QGuiApplication([])
    for source in sorted((PACKAGING / "icon").glob("*.svg")):
        draw(source)
    del app
    return 0


if __name__ == "__main__":
    sys.exit(main())
