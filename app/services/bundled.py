"""What comes with the program, for the window: fonts, icons, the sentence of licences."""

from __future__ import annotations

from pathlib import Path

from app.packs.places import resources


def interface_font() -> Path:
    """Return the font of the interface, for machines that have no Chinese one."""
    return resources() / "fonts" / "NotoSansSC_400Regular.ttf"


def heading_font() -> Path:
    """Return the font of headings, which look like official paper."""
    return resources() / "fonts" / "NotoSerifSC_400Regular.ttf"


def icon_file(name: str) -> Path:
    """Return the drawing of an icon."""
    return resources() / "icons" / f"{name}.svg"
