"""The colours: paper and ink, one accent; the red of official letterheads only where the program says its name."""

from __future__ import annotations

from typing import Final

INK: Final = "#1f2a30"
FAINT: Final = "#56646c"
PAPER: Final = "#ffffff"
DESK: Final = "#f3f1ec"
HEAD: Final = "#f7f5f0"
LINE: Final = "#dcd8ce"
SEAM: Final = "#b9b4a7"
"""Edges of what can be typed into or pressed: seen by everybody, also on a pale screen."""
ACCENT: Final = "#1f5c7a"
ACCENT_SOFT: Final = "#e3eef4"
RED: Final = "#b3201b"
ERROR: Final = "#a3231f"
WARNING: Final = "#8a5a00"
HINT: Final = "#43606e"
DONE: Final = "#2c6e49"
