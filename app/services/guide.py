"""The user guide: read for F1, written as a PDF."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from app import __version__
from app.documents.guide import Figure, GuideTable, Section, Span, Spans, Words, plain, read_guide
from app.packs.places import resources
from app.services.files.folders import make_folder
from app.services.files.writing import write_or_say

__all__ = [
    "Figure",
    "GuideTable",
    "Section",
    "Span",
    "Spans",
    "Words",
    "guide",
    "page_section",
    "plain",
    "scenes",
    "write_guide",
    "write_sheet",
]

PRODUCT: Final = "社保绩效自评"
TITLE, SHEET = "使用说明", "软件情况说明"
VERSION: Final = "版本 {version}"
COVER_NOTE: Final = "图中的单位和数字都是举例"
SHEET_ANCHOR: Final = "sheet"
SCALE: Final = 2
"""Dots of a picture for one pixel of the window."""


@cache
def guide() -> tuple[Section, ...]:
    """Return all sections of the guide in order; empty where the program's folder has lost them."""
    files = sorted((resources() / "guide").glob("*.md"))
    return tuple(section for path in files for section in read_guide(path.read_text(encoding="utf-8"), path.name))


def page_section(page: str) -> Section | None:
    """Return the section about a page of the wizard."""
    return next((one for one in guide() if one.anchor == f"page-{page.replace('_', '-')}"), None)


def scenes() -> list[str]:
    """Return the scenes that the guide shows, each once."""
    return list(dict.fromkeys(figure.scene for section in guide() for figure in section.figures))


def write_guide(target: Path, pictures: Mapping[str, bytes]) -> None:
    """Write the whole guide as a PDF.

    Raises:
        EnvironmentProblem: the file cannot be written.
    """
    from app.export.guide import Cover, write_book  # noqa: PLC0415 - F1 needs no PDF

    cover = Cover(PRODUCT, TITLE, VERSION.format(version=__version__), COVER_NOTE if pictures else "")
    _write(target, write_book(guide(), cover, pictures, SCALE))


def write_sheet(target: Path) -> None:
    """Write the page about the software as a PDF of its own.

    Raises:
        EnvironmentProblem: the file cannot be written.
    """
    from app.export.guide import Cover, write_sheet  # noqa: PLC0415 - F1 needs no PDF

    own = [section for section in guide() if section.anchor == SHEET_ANCHOR]
    cover = Cover(PRODUCT, SHEET, f"{PRODUCT}　{VERSION.format(version=__version__)}")
    _write(target, write_sheet(own, cover))


def _write(target: Path, data: bytes) -> None:
    make_folder(target.parent, code="guide.write", repair="请换一个能写的文件夹")
    write_or_say(target, data)
