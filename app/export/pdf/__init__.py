"""PDF of document trees: own layout (lines, tables, pages), embedded fonts, text that can be searched and copied."""

from __future__ import annotations

from collections.abc import Sequence

from app.documents.tree import Document
from app.export.pdf.assembly import lay_out
from app.export.pdf.characters import MissingCharacter, missing, refuse
from app.export.pdf.drawing import draw
from app.export.pdf.fonts import fonts

__all__ = ["MissingCharacter", "missing_characters", "page_counts", "page_places", "write_pdf"]


def write_pdf(documents: Sequence[Document], *, title: str, author: str, duplex: bool) -> bytes:
    """Return documents as one PDF, in their order.

    Args:
        documents: what is printed; none gives a PDF with one empty page.
        title: title of the file.
        author: the unit's name.
        duplex: for both sides of the paper: parts on a sheet of their own begin on an odd page, empty backs between.

    Raises:
        UserError: code export.character: a character stands in no font.
    """
    book = fonts()
    refuse(missing(documents, book))
    return draw(lay_out(documents, book, duplex=duplex), book, title=title, author=author, duplex=duplex)


def page_counts(documents: Sequence[Document]) -> list[int]:
    """Return how many pages each document has, empty backs not counted."""
    pages = lay_out(documents, fonts(), duplex=False)
    return [sum(page.document == place for page in pages) for place in range(len(documents))]


def page_places(documents: Sequence[Document]) -> list[tuple[int, int]]:
    """Return of each document its first page in the PDF for both sides, counted from 0, and how many pages it has."""
    pages = lay_out(documents, fonts(), duplex=True)
    own = [
        [at for at, page in enumerate(pages) if page.document == place and not page.back]
        for place in range(len(documents))
    ]
    return [(found[0] if found else 0, len(found)) for found in own]


def missing_characters(documents: Sequence[Document]) -> list[MissingCharacter]:
    """Return the characters that no font of this machine has, with where they stand; empty when all can be printed."""
    return missing(documents, fonts())
