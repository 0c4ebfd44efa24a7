"""How wide a text is, without a font: Chinese characters are one wide, Latin letters, digits and blanks a half."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

_HALF: Final = Decimal("0.5")


def width(text: str) -> Decimal:
    """Return the width of a line of text in characters of its own size."""
    return sum((_HALF if character.isascii() else Decimal(1) for character in text), Decimal(0))
