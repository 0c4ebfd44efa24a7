"""Pages of a PDF as pictures, for the screen and for printing: the preview is the PDF itself."""

from __future__ import annotations

from dataclasses import dataclass
from types import TracebackType
from typing import Self

import pypdfium2

_POINTS = 72


@dataclass(frozen=True, slots=True)
class Picture:
    """One page: width and height in pixels, bytes a line, the bytes (red, green, blue, unused)."""

    width: int
    height: int
    stride: int
    data: bytes


class PagePictures:
    """The pages of one PDF; use it on one thread, and close it."""

    def __init__(self, data: bytes) -> None:
        """Read a PDF that we wrote ourselves."""
        self._document = pypdfium2.PdfDocument(data)
        self.count = len(self._document)

    def size(self, page: int) -> tuple[int, int]:
        """Return width and height of a page in points, counted from 0."""
        width, height = self._document[page].get_size()
        return int(width), int(height)

    def picture(self, page: int, dots: int) -> Picture:
        """Return a page at a resolution in dots per inch."""
        bitmap = self._document[page].render(scale=dots / _POINTS, rev_byteorder=True, prefer_bgrx=True)
        return Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))

    def close(self) -> None:
        """Give the memory back."""
        self._document.close()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()
