"""Sizes and faces as packs and people name them: 小四 is 12 points, 仿宋 a face."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from app.core.numbers import num
from app.documents.tree import Face

SIZES: Final = {
    "初号": "42",
    "小初": "36",
    "一号": "26",
    "小一": "24",
    "二号": "22",
    "小二": "18",
    "三号": "16",
    "小三": "15",
    "四号": "14",
    "小四": "12",
    "五号": "10.5",
    "小五": "9",
    "六号": "7.5",
    "小六": "6.5",
}
"""Chinese sizes of type in points (GB/T 18358)."""

FACES: Final[dict[str, Face]] = {
    "宋体": "song",
    "黑体": "hei",
    "楷体": "kai",
    "仿宋": "fang",
    "小标宋": "title",
}
"""Faces by the names packs use."""

_LEAST, _MOST = Decimal(5), Decimal(72)


def points(size: str, usual: Decimal) -> Decimal:
    """Return a size in points: a name or a number; the usual one where nothing (or nothing readable) is written."""
    found = num(SIZES.get(size, size)) if size else None
    return usual if found is None else min(max(found, _LEAST), _MOST)


def face(name: str, usual: Face) -> Face:
    """Return a face by its name; the usual one where nothing known is written."""
    return FACES.get(name, usual)
