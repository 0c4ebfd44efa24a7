"""Styles and settings of our documents: Chinese defaults, headings for the navigation pane, nothing left over."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from app.export.docx.xml import Element, node

_LANGUAGES: Final = {"val": "en-US", "eastAsia": "zh-CN"}
LEVELS: Final = 9


def styles(size: Decimal) -> Element:
    """Return the styles; `size` is the usual size of text in points."""
    fonts = node("rFonts", ascii="Times New Roman", hAnsi="Times New Roman", eastAsia="宋体", cs="Times New Roman")
    usual = node(
        "rPr", fonts, node("sz", val=int(size * 2)), node("szCs", val=int(size * 2)), node("lang", **_LANGUAGES)
    )
    defaults = node("docDefaults", node("rPrDefault", usual), node("pPrDefault", node("pPr")))
    return node("styles", defaults, _normal(size), *(_heading(level) for level in range(1, LEVELS + 1)), _table())


def _normal(size: Decimal) -> Element:
    """Return the usual style; it repeats the size, as some programs look for it nowhere else."""
    return node(
        "style",
        node("name", val="Normal"),
        node("qFormat"),
        node("rPr", node("sz", val=int(size * 2)), node("szCs", val=int(size * 2))),
        type="paragraph",
        default=1,
        styleId="Normal",
    )


def _heading(level: int) -> Element:
    return node(
        "style",
        node("name", val=f"heading {level}"),
        node("basedOn", val="Normal"),
        node("next", val="Normal"),
        node("uiPriority", val=9),
        node("qFormat"),
        node("pPr", node("outlineLvl", val=level - 1)),
        type="paragraph",
        styleId=f"Heading{level}",
    )


def _table() -> Element:
    return node(
        "style",
        node("name", val="Normal Table"),
        node("uiPriority", val=99),
        type="table",
        default=1,
        styleId="TableNormal",
    )


def settings(*, mirrored: bool) -> Element:
    """Return the settings; `mirrored`: odd and even pages have page numbers on different sides."""
    made = node("settings", node("zoom", percent=100))
    if mirrored:
        made.append(node("evenAndOddHeaders"))
    made.append(node("characterSpacingControl", val="compressPunctuation"))
    mode = node("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    made.append(node("compat", mode))
    made.append(node("themeFontLang", **_LANGUAGES))
    return made
