"""A PDF read back with pypdfium2: its text, page by page."""

from __future__ import annotations

import pypdfium2 as pdfium


def pages_of(data: bytes) -> list[str]:
    """Return the text of every page."""
    document = pdfium.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def bare(text: str) -> str:
    """Return a text without blanks and line ends, as they depend on where lines break."""
    return "".join(text.split()).replace("\ufffe", "").replace("\u00ad", "")
