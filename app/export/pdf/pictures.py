"""Pictures in a PDF: a PNG goes in as it is, its packed rows are what PDF calls Flate with a predictor."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from reportlab.pdfbase import pdfdoc

from app.export.pdf.layout import PageLayout
from app.export.pdf.measures import printed

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
COLOURS: Final = {0: 1, 2: 3, 3: 1}
"""Bytes of a pixel by the colour type: grey, red green blue, one of a list."""
PALETTE: Final = 3
EIGHT_BITS: Final = 8


@dataclass(frozen=True, slots=True)
class Png:
    """The parts of a PNG that a PDF wants: size, colour type, list of colours, packed rows."""

    width: int
    height: int
    kind: int
    palette: bytes
    rows: bytes


def read_png(data: bytes) -> Png:
    """Return the parts of a PNG of eight bits, without transparency, not interlaced: what `app.ui.scenes` writes.

    Raises:
        ValueError: it is none of that kind.
    """
    parts: dict[bytes, bytes] = {}
    for name, body in _chunks(data):
        parts[name] = parts.get(name, b"") + body
    head = parts.get(b"IHDR", b"")
    if len(head) != 13 or head[8] != EIGHT_BITS or head[9] not in COLOURS or any(head[10:]) or b"tRNS" in parts:
        raise ValueError("not a PNG of eight bits without transparency")
    width, height = int.from_bytes(head[:4]), int.from_bytes(head[4:8])
    return Png(width, height, head[9], parts.get(b"PLTE", b""), parts.get(b"IDAT", b""))


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    if data[:8] != SIGNATURE:
        raise ValueError("not a PNG")
    at = len(SIGNATURE)
    while at + 12 <= len(data):
        end = at + 8 + int.from_bytes(data[at : at + 4])
        if zlib.crc32(data[at + 4 : end]) != int.from_bytes(data[end : end + 4]):
            raise ValueError("a damaged PNG")
        yield data[at + 4 : at + 8], data[at + 8 : end]
        at = end + 4


def put_pictures(canvas: Any, page: PageLayout) -> None:
    """Draw the pictures of a page."""
    for placed in page.pictures:
        name = _object(canvas, placed.png)
        left, bottom = printed(placed.x), printed(page.height - placed.y - placed.height)
        sides = f"{printed(placed.width)} 0 0 {printed(placed.height)}"
        canvas._code.append(f"q {sides} {left} {bottom} cm /{name} Do Q")  # noqa: SLF001 # no door for operators
        canvas._currentPageHasImages = 1  # noqa: SLF001


def _object(canvas: Any, data: bytes) -> str:
    """Return the name of a picture in the file; one that is there already is not written again."""
    document = canvas._doc  # noqa: SLF001  # objects belong to the document
    short = sha256(data).hexdigest()[:16]
    name: str = document.getXObjectName(short)
    if name not in document.idToObject:
        document.Reference(_stream(read_png(data)), name)
    canvas._formsinuse.append(short)  # noqa: SLF001
    return name


def _stream(png: Png) -> Any:
    stream: Any = pdfdoc.PDFStream(content=png.rows)
    colours = COLOURS[png.kind]
    described = {
        "Type": pdfdoc.PDFName("XObject"),
        "Subtype": pdfdoc.PDFName("Image"),
        "Width": png.width,
        "Height": png.height,
        "BitsPerComponent": EIGHT_BITS,
        "ColorSpace": _space(png),
        "Filter": pdfdoc.PDFName("FlateDecode"),
        "DecodeParms": pdfdoc.PDFDictionary(
            {"Predictor": 15, "Colors": colours, "BitsPerComponent": EIGHT_BITS, "Columns": png.width}
        ),
    }
    for key, value in described.items():
        stream.dictionary[key] = value
    return stream


def _space(png: Png) -> Any:
    if png.kind != PALETTE:
        return pdfdoc.PDFName("DeviceRGB" if png.kind else "DeviceGray")
    last = len(png.palette) // 3 - 1
    return f"[/Indexed /DeviceRGB {last} <{png.palette.hex().upper()}>]"
