"""Icons of the tool bar: drawings kept as data; Qt paints them when they are seen, at any scaling."""

from __future__ import annotations

from PySide6.QtGui import QIcon

from app.services.bundled import icon_file


def icon(name: str) -> QIcon:
    """Return an icon by its name; an empty one where the drawing is missing."""
    path = icon_file(name)
    return QIcon(str(path)) if path.is_file() else QIcon()
