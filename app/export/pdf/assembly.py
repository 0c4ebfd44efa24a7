"""Puts the pages of all documents together: page numbers, headers, empty backs, the outline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from app.documents.tree import Align, Document, Look, Page, Paragraph, Part, Run
from app.export.pdf.fitting import part_pages
from app.export.pdf.flow import frame
from app.export.pdf.fonts import FontBook
from app.export.pdf.layout import Bookmark, PageLayout
from app.export.pdf.lines import Setter
from app.export.pdf.measures import millimetres, points
from app.export.pdf.placing import put_lines

REPORT_NUMBER, FORM_NUMBER = Look(size=Decimal(14)), Look(size=Decimal("10.5"))
"""四号 in reports (GB/T 9704), smaller below forms."""
HEADER, FOOTER = Look("hei", Decimal("10.5")), Look(size=Decimal(9))
BELOW_TEXT, LEAST_EDGE = millimetres(7), millimetres(8)
"""GB/T 9704: the dashes of the number stand 7 mm below the text; never nearer to the edge than printers allow."""
ABOVE_TEXT = millimetres(4)


@dataclass(slots=True)
class Assembly:
    """Collects the pages of documents. `duplex`: parts on a sheet of their own begin on an odd page."""

    book: FontBook
    duplex: bool
    pages: list[PageLayout] = field(default_factory=list)

    def add(self, document: Document, place: int) -> None:
        """Add the pages of a document."""
        number = 1
        for part_place, part in enumerate(document.parts):
            pages = part_pages(part, self.book)
            if part.own_sheet:
                self.fill_sheet()
            if part_place == 0:
                pages[0].bookmarks.insert(0, Bookmark(0, document.name, 0))
            number = number if part.first_number is None else part.first_number
            for page in pages:
                page.document, page.part = place, part_place
                page.number = number if part.page.numbers else None
                self.pages.append(page)
                self.furnish(page, part, number)
                number += 1

    def fill_sheet(self) -> None:
        """Add an empty back when both sides are printed and the last sheet has none."""
        if self.duplex and len(self.pages) % 2:
            last = self.pages[-1]
            self.pages.append(PageLayout(last.width, last.height, last.document, last.part, back=True))

    def furnish(self, page: PageLayout, part: Part, number: int) -> None:
        """Put number, header and footer on a page; the outer edge is the right one of odd pages."""
        area = frame(part.page)
        rise = points(REPORT_NUMBER.size) // 3  # the dashes beside the number stand so much above the baseline
        bottom = min(area.top + area.depth + BELOW_TEXT + rise, page.height - LEAST_EDGE)
        if part.page.header:
            line = Paragraph((Run(part.page.header),), HEADER)
            self.put(page, line, area.left, max(area.top - ABOVE_TEXT, LEAST_EDGE), area.room)
        if part.page.numbers:
            look = REPORT_NUMBER if part.kind == "report" else FORM_NUMBER
            text = part.page.numbers.replace("{n}", str(number))
            odd = (len(self.pages) if self.duplex else number) % 2 == 1
            line = Paragraph((Run(text),), look, align=number_align(part.page, odd=odd))
            indent = points(look.size) if part.page.mirrored else 0
            self.put(page, line, area.left + indent, bottom, area.room - 2 * indent)
        if part.page.footer:
            line = Paragraph((Run(part.page.footer),), FOOTER, align="center" if part.page.mirrored else "left")
            self.put(page, line, area.left, bottom, area.room)

    def put(self, page: PageLayout, paragraph: Paragraph, left: int, baseline: int, room: int) -> None:
        """Put a line on a page, the first line's baseline at a given height."""
        lines = Setter(self.book).lines(paragraph, room)
        page.lines += put_lines(lines[:1], left, baseline - lines[0].baseline)


def number_align(page: Page, *, odd: bool) -> Align:
    """Return where the page number stands."""
    if not page.mirrored:
        return "center"
    return "right" if odd else "left"


def shared_outline(pages: Sequence[PageLayout]) -> None:
    """Make the levels of the outline go down one by one, as PDF wants them."""
    level = -1
    for page in pages:
        for place, mark in enumerate(page.bookmarks):
            level = min(mark.level, level + 1)
            page.bookmarks[place] = replace(mark, level=level)


def lay_out(documents: Sequence[Document], book: FontBook, *, duplex: bool) -> list[PageLayout]:
    """Return all pages in the order of printing."""
    assembly = Assembly(book, duplex)
    for place, document in enumerate(documents):
        assembly.add(document, place)
    shared_outline(assembly.pages)
    return assembly.pages
