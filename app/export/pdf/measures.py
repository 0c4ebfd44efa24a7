"""Lengths of the layout: whole thousandths of a point (mp), so that sums are exact and the same everywhere.

72 points are an inch, 25.4 mm.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

PAPERS_MM = {"A4": (Decimal(210), Decimal(297)), "A3": (Decimal(297), Decimal(420))}
MP_PER_MM = Decimal(72000) / Decimal("25.4")


def points(value: Decimal) -> int:
    """Return points as mp."""
    return int(value * 1000)


def millimetres(value: Decimal | int) -> int:
    """Return millimetres as mp."""
    return int(value * MP_PER_MM)


@lru_cache(maxsize=65_536)
def printed(mp: int) -> str:
    """Return mp as points in the notation of PDF, without a needless zero (12500 → 12.5)."""
    sign = "-" if mp < 0 else ""
    whole, rest = divmod(abs(mp), 1000)
    return f"{sign}{whole}.{rest:03d}".rstrip("0").rstrip(".") if rest else f"{sign}{whole}"
