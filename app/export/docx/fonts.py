"""Font names by face, with the alternatives a PC may have instead (PRACTICE B16), and the run properties of a look."""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal
from functools import lru_cache
from typing import Final

from app.documents.tree import Face, Look
from app.export.docx.xml import Element, node, twentieths

NAMES: Final[dict[Face, str]] = {
    "song": "宋体",
    "hei": "黑体",
    "kai": "楷体_GB2312",
    "fang": "仿宋_GB2312",
    "title": "方正小标宋简体",
}
"""Font of each face, as offices name them."""

ALTERNATIVES: Final = {
    "宋体": "SimSun",
    "黑体": "SimHei",
    "楷体_GB2312": "楷体",
    "仿宋_GB2312": "仿宋",
    "方正小标宋简体": "宋体",
}
"""What Word takes where a font is missing (w:altName)."""

LATIN: Final = "Times New Roman"
_FAMILY: Final = {"黑体": "swiss", "楷体_GB2312": "script"}


def run_properties(look: Look, *, underline: bool = False) -> Element:
    """Return the run properties of a look, an element of its own each time."""
    return deepcopy(_run_properties(look, underline=underline))


@lru_cache(maxsize=256)
def _run_properties(look: Look, *, underline: bool) -> Element:
    """Return the run properties of a look; the hint makes “ ” — … Chinese signs, which Word else sets as Latin ones."""
    name = NAMES[look.face]
    latin = name if look.face == "hei" else LATIN
    made = node("rPr", node("rFonts", hint="eastAsia", ascii=latin, hAnsi=latin, eastAsia=name, cs=latin))
    if look.bold:
        made.append(node("b"))
    if look.tracking:
        made.append(node("spacing", val=twentieths(look.tracking)))
    made.append(node("sz", val=_half_points(look.size)))
    made.append(node("szCs", val=_half_points(look.size)))
    if underline:
        made.append(node("u", val="single"))
    return made


def font_table() -> Element:
    """Return the table of fonts with their alternatives."""
    return node("fonts", *(_font(name, other) for name, other in ALTERNATIVES.items()), _latin())


def _font(name: str, other: str) -> Element:
    return node(
        "font",
        node("altName", val=other),
        node("charset", val="86"),
        node("family", val=_FAMILY.get(name, "roman")),
        node("pitch", val="variable"),
        name=name,
    )


def _latin() -> Element:
    return node(
        "font", node("charset", val="00"), node("family", val="roman"), node("pitch", val="variable"), name=LATIN
    )


def _half_points(size: Decimal) -> int:
    return int(size * 2)
