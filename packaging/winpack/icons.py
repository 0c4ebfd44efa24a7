"""Draw the icons and the installer's picture anew from their SVG: `python -m winpack.icons`.

What comes out is committed; a build only uses it.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Final

from PIL import Image
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from winpack.places import PACKAGING

WELCOME: Final = "welcome"
_WELCOME_SIZE: Final = (328, 628)
_SIZES: Final = (16, 20, 24, 32, 40, 48, 64, 128, 256)


def draw(source: Path) -> None:
    """Write the `.ico` of a drawing beside it."""
    pictures = [_picture(source, size, size) for size in _SIZES]
    sizes = [(size, size) for size in _SIZES]
    pictures[-1].save(source.with_suffix(".ico"), sizes=sizes, append_images=pictures[:-1])


def _picture(source: Path, width: int, height: int) -> Image.Image:
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(source)).render(painter)
    painter.end()
    with tempfile.TemporaryDirectory() as folder:
        drawn = Path(folder) / "drawn.png"
        image.save(str(drawn))
        with Image.open(drawn) as picture:
            return picture.copy()


def main() -> int:
    """Draw all of them."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QGuiApplication([])
    for source in sorted((PACKAGING / "icon").glob("*.svg")):
        if source.stem == WELCOME:
            _picture(source, *_WELCOME_SIZE).convert("RGB").save(source.with_suffix(".png"))
        else:
            draw(source)
    del app
    return 0


if __name__ == "__main__":
    sys.exit(main())
