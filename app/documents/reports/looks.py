"""How a report looks on paper: GB/T 9704 (A4, 28 characters × 22 lines of 三号, page number outside).

A box drawn like a form has the type of forms.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.documents.tree import Look

MARGINS_MM: Final = (Decimal(37), Decimal(26), Decimal(35), Decimal(28))
"""Top, right, bottom, left: 156 mm × 225 mm are written on."""

CHARACTERS: Final = 28
LINES: Final = 22

_THREE: Final = Decimal(16)
_PITCH: Final = Decimal("28.95")
_CLOSER: Final = Decimal("-0.25")
"""28 characters of 16 points are 448 points, the 156 mm of the standard are 442."""


@dataclass(frozen=True, slots=True)
class Style:
    """Looks of the parts of a report: title, headings by level (the last for all deeper ones), text."""

    title: Look
    title_pitch: Decimal | None
    headings: tuple[Look, ...]
    text: Look
    pitch: Decimal

    def heading(self, level: int) -> Look:
        """Return the look of a heading of a level, from 1."""
        return self.headings[min(level, len(self.headings)) - 1]


OFFICIAL: Final = Style(
    title=Look("title", Decimal(22)),
    title_pitch=Decimal(35),
    headings=(
        Look("hei", _THREE, tracking=_CLOSER),
        Look("kai", _THREE, tracking=_CLOSER),
        Look("fang", _THREE, bold=True, tracking=_CLOSER),
        Look("fang", _THREE, tracking=_CLOSER),
    ),
    text=Look("fang", _THREE, tracking=_CLOSER),
    pitch=_PITCH,
)
"""小标宋 二号 title, 黑体, 楷体, bold 仿宋 headings, 仿宋 三号 text."""

BOXED: Final = Style(
    title=Look("title", Decimal(18)),
    title_pitch=None,
    headings=(Look("song", Decimal(12), bold=True), Look("song", Decimal(12))),
    text=Look("song", Decimal(12)),
    pitch=Decimal(20),
)
"""Inside a box of a form: 宋体 小四."""
