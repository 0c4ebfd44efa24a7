"""Which font files stand for a face, and which of them draws a character.

On Windows the system's 宋体, 黑体, 仿宋 and 楷体 are taken where they are present and may be embedded; else, and for
every character they lack, the bundled fonts: Noto Serif SC (宋) and Noto Sans SC (黑). Files are parsed once a process.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import get_args

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError

from app.documents.tree import Face
from app.export.pdf.embedding import EmbeddedFont
from app.packs.places import resources

SERIF = "NotoSerifSC_400Regular.ttf"
SANS = "NotoSansSC_400Regular.ttf"
SYSTEM = {"song": "simsun.ttc", "hei": "simhei.ttf", "fang": "simfang.ttf", "kai": "simkai.ttf"}
"""小标宋 (title) belongs to no system: it is drawn with 宋体, made heavier."""
BUNDLED = {"hei": SANS}
MISSING = -1
FS_TYPE = 8
NO_SUBSET, RESTRICTED, ONLY_RESTRICTED = 0x0300, 0x000F, 0x0002
""""No subsets" and "bitmaps only"; the bits of the licence, of which the mildest counts; embedding forbidden."""


def system_fonts() -> Path | None:
    """Return the folder of the system's fonts on Windows, None elsewhere."""
    if sys.platform != "win32":
        return None
    return Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"


def embeddable(path: Path) -> bool:
    """Tell whether the maker allows subsets of the font in documents (fsType of the table OS/2).

    Read here, because the check of reportlab 5.1 is the wrong way round. A file without the table forbids nothing.
    """
    with path.open("rb") as file:
        start = 0
        head = file.read(16)
        if head[:4] == b"ttcf" and len(head) == 16:
            start = int.from_bytes(head[12:16])
            file.seek(start)
            head = file.read(16)
        file.seek(start + 12)
        tables = file.read(16 * int.from_bytes(head[4:6]))
        for entry in (tables[place : place + 16] for place in range(0, len(tables), 16)):
            if entry[:4] == b"OS/2":
                file.seek(int.from_bytes(entry[8:12]) + FS_TYPE)
                allowed = int.from_bytes(file.read(2))
                return not allowed & NO_SUBSET and allowed & RESTRICTED != ONLY_RESTRICTED
    return True


@cache
def load(path: Path) -> EmbeddedFont | None:
    """Return the font of a file (the first of a collection); None when it is absent, unfit or may not be embedded.

    Fonts with PostScript outlines are unfit: reportlab cannot embed them.
    """
    if not path.is_file() or not embeddable(path):
        return None
    try:
        font = EmbeddedFont(path.stem, str(path), shapable=False)
    except TTFError:
        return None
    pdfmetrics.registerFont(font)
    return font


def bundled(name: str) -> EmbeddedFont:
    """Return a bundled font.

    Raises:
        FileNotFoundError: the program's own resources are damaged.
    """
    path = resources() / "fonts" / name
    font = load(path)
    if font is None:
        raise FileNotFoundError(path)
    return font


@dataclass(slots=True)
class FontBook:
    """The fonts of one process.

    Attributes:
        fonts: all fonts in use; a glyph names its font by the place here.
        chains: for a face the places of its fonts, the first that has a character draws it.
    """

    fonts: list[EmbeddedFont]
    chains: dict[str, tuple[int, ...]]
    known: dict[str, dict[str, tuple[int, int]]] = field(default_factory=dict)

    def glyph(self, face: str, char: str) -> tuple[int, int]:
        """Return the place of the font that draws a character and its width in thousandths of the size.

        A character that no font has gets the place `MISSING` and the width of an ideograph.
        """
        seen = self.known.setdefault(face, {})
        found = seen.get(char)
        if found is None:
            found = seen[char] = self.look_up(face, "\u0020" if char == "\u00a0" else char)
        return found

    def look_up(self, face: str, char: str) -> tuple[int, int]:
        """Return font and width of a character, without memory."""
        code = ord(char)
        for place in self.chains[face]:
            if code in self.fonts[place].shape.charToGlyph:
                return place, self.fonts[place].width(code)
        return MISSING, 1000


def chain(face: str, folder: Path | None) -> list[EmbeddedFont]:
    """Return the fonts for a face, best first."""
    own = load(folder / SYSTEM.get(face, SYSTEM["song"])) if folder else None
    fonts = [own] if own else []
    for name in (BUNDLED.get(face, SERIF), SERIF, SANS):
        font = bundled(name)
        if font not in fonts:
            fonts.append(font)
    return fonts


@cache
def font_book(folder: Path | None) -> FontBook:
    """Return the fonts with the system's in `folder`; parsed at the first call."""
    fonts: list[EmbeddedFont] = []
    chains: dict[str, tuple[int, ...]] = {}
    for face in get_args(Face):
        places = []
        for font in chain(face, folder):
            if font not in fonts:
                fonts.append(font)
            places.append(fonts.index(font))
        chains[face] = tuple(places)
    return FontBook(fonts, chains)


def fonts() -> FontBook:
    """Return the fonts of this machine."""
    return font_book(system_fonts())
