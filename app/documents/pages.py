"""The page a form or report stands on: size, direction, margins, page numbers, the line of a draft."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from app.documents.options import Options
from app.documents.rows import Paper, RowView
from app.documents.texts import write_out
from app.documents.tree import Page
from app.packs.schema import Pack
from app.packs.schema_forms import Document, Form

SIZES_MM: Final = {"A4": (Decimal(210), Decimal(297)), "A3": (Decimal(297), Decimal(420))}
PAGE: Final = "page"
"""`{{page}}` in a running line is the number of the page."""

_LEAST_MARGIN: Final = Decimal(12)
_TOP, _BOTTOM, _SIDE = Decimal(20), Decimal(18), Decimal(20)


def page_of(document: Document, pack: Pack, row: RowView, options: Options, width: Decimal | None = None) -> Page:
    """Return the page of a document.

    Args:
        document: the form or report of the pack.
        pack: its furniture holds where the document has none.
        row: the row it speaks of; running lines are templates.
        options: a draft mark stands in the header.
        width: width of what is drawn in mm; the side margins leave room for it, equal on both sides.

    Raises:
        PackError: a running line names a key that does not exist.
    """
    landscape = isinstance(document, Form) and document.orientation == "landscape"
    furniture, usual = document.furniture, pack.print.furniture

    def written(template: str) -> str:
        return write_out(template, row, Paper(), {PAGE: "{n}"}).text

    return Page(
        paper=document.paper,
        landscape=landscape,
        margins_mm=_margins(document, landscape=landscape, width=width),
        numbers=written(furniture.numbers or usual.numbers),
        mirrored=furniture.duplex,
        header=options.draft or written(furniture.header or usual.header),
        footer=written(furniture.footer or usual.footer),
    )


def _margins(
    document: Document, *, landscape: bool, width: Decimal | None
) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    given = tuple(Decimal(margin) for margin in document.margins)
    if len(given) == 4:
        return given[0], given[1], given[2], given[3]
    if width is None:
        return _TOP, _SIDE, _BOTTOM, _SIDE
    across = SIZES_MM[document.paper][1 if landscape else 0]
    side = max((across - width) / 2, _LEAST_MARGIN)
    return _TOP, side, _BOTTOM, side
