"""How wide a text is, without a font: Chinese characters are one wide, Latin letters, digits and blanks a half."""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, Decimal
from typing import Final

_HALF: Final = Decimal("0.5")
_PIECES: Final = re.compile(r"[!-~]+[，。：；、）》”]*|.[，。：；、）》”]*", re.DOTALL)
"""What is not broken: a run of Latin letters and digits, a character, with the marks behind it."""


def width(text: str) -> Decimal:
    """Return the width of a line of text in characters of its own size."""
    return sum((_HALF if character.isascii() else Decimal(1) for character in text), Decimal(0))


def even_lines(text: str, most: Decimal, name: str = "") -> list[str]:
    """Return a title in as few lines as it needs: after a name in it, else about equally long.

    Numbers and Latin words stay whole.
    """
    whole = width(text)
    if whole <= most or most <= 0:
        return [text]
    head, _, tail = text.partition(name) if name else ("", "", "")
    if tail and max(width(head + name), width(tail)) <= most:
        return [head + name, tail]
    count = (whole / most).to_integral_value(ROUND_CEILING)
    lines, line = [], ""
    for piece in _PIECES.findall(text):
        if line and (width(line) >= whole / count or width(line + piece) > most):
            lines.append(line)
            line = ""
        line += piece
    return [*lines, line]
