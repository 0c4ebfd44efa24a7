"""Measures of text where no font is at hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

_HALF: Final = Decimal("0.5")


def text_width(text: str) -> Decimal:
    """Return how wide a text is, in characters: Latin letters, digits and blanks are half as wide."""
    return sum((_HALF if character.isascii() else Decimal(1) for character in text), Decimal(0))
