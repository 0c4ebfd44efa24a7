"""Prints laid-out pages on a reportlab canvas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from app.export.pdf.embedding import NeutralInfo, neutral
from app.export.pdf.fonts import FontBook
from app.export.pdf.layout import PageLayout, Placed
from app.export.pdf.lines import Line, Stretch
from app.export.pdf.measures import printed
from app.export.pdf.pictures import put_pictures

RULE = 500
READ_AS_BLANK = (2, 25)
"""A gap wider than this part of the size is read as a blank: the text of such a line is written beside it."""
LAST_BASIC = "\uffff"
UNDERLINE_DROP, UNDERLINE = 130, 50
"""Distance below the baseline and thickness of an underline, in thousandths of the size."""


@dataclass(slots=True)
class Printer:
    """Writes pages as the operators of PDF. `known`: what `member` found."""

    canvas: Any
    book: FontBook
    codes: list[str] = field(default_factory=list)
    known: dict[tuple[int, str], tuple[int, str, int]] = field(default_factory=dict)

    def page(self, page: PageLayout) -> None:
        """Write one page."""
        self.codes = [f"{printed(RULE)} w"]
        for rule in page.rules:
            x0, y0, x1, y1 = rule.x0, page.height - rule.y0, rule.x1, page.height - rule.y1
            self.codes.append(f"{printed(x0)} {printed(y0)} m {printed(x1)} {printed(y1)} l S")
        texts = [*page.lines, *(placed for box in page.boxes for placed in box.lines)]
        for placed in texts:
            self.underlines(placed, page.height)
        if texts:
            self.codes.append("BT")
            for placed in texts:
                self.line(placed, page.height)
            self.codes.append("ET")
        self.canvas._code.extend(self.codes)  # noqa: SLF001  # the canvas has no door for prepared operators

    def line(self, placed: Placed, height: int) -> None:
        """Write the characters of a line."""
        self.codes.append(f"1 0 0 1 {printed(placed.x)} {printed(height - placed.y)} Tm")
        torn = torn_apart(placed.line)
        if torn:
            self.codes.append(f"/Span <</ActualText <FEFF{placed.line.text.encode('utf-16-be').hex().upper()}>>> BDC")
        for stretch in placed.line.stretches:
            stroke = stretch.style.stroke
            if stroke:
                self.codes.append(f"2 Tr {printed(stroke)} w")
            self.codes += self.shown(stretch)
            if stroke:
                self.codes.append("0 Tr")
        if torn:
            self.codes.append("EMC")

    def shown(self, stretch: Stretch) -> Iterator[str]:
        """Return the operators that show a stretch: one for each subset of the font in turn."""
        style = stretch.style
        place = max(style.font, 0)
        document = self.canvas._doc  # noqa: SLF001  # subsets belong to the document
        runs: list[tuple[int, list[tuple[str, int, int]]]] = []
        for char, advance in zip(stretch.text, stretch.advances, strict=True):
            subset, code, width = self.member(place, char)
            if not runs or runs[-1][0] != subset:
                runs.append((subset, []))
            runs[-1][1].append((code, width, advance))
        for subset, members in runs:
            name = self.book.fonts[place].getSubsetInternalName(subset, document)
            yield f"{name} {printed(style.size)} Tf {kerned(members, style.size)} TJ"

    def member(self, place: int, char: str) -> tuple[int, str, int]:
        """Return a character's subset of its font, its code there in hexadecimal, its width in thousandths."""
        found = self.known.get((place, char))
        if found is None:
            font = self.book.fonts[place]
            subset, code = font.splitString(char, self.canvas._doc)[0]  # noqa: SLF001
            found = self.known[place, char] = subset, code.hex(), font.width(ord(char))
        return found

    def underlines(self, placed: Placed, height: int) -> None:
        """Write the rules below the underlined stretches of a line."""
        for x0, x1, size in underlined(placed.line):
            y = height - placed.y - size * UNDERLINE_DROP // 1000
            thick = printed(size * UNDERLINE // 1000)
            start, end = printed(placed.x + x0), printed(placed.x + x1)
            self.codes.append(f"q {thick} w {start} {printed(y)} m {end} {printed(y)} l S Q")


def put_links(canvas: Any, page: PageLayout) -> None:
    """Make the linked words of a page go to the bookmark they name."""
    for placed in [*page.lines, *(placed for box in page.boxes for placed in box.lines)]:
        x, bottom = placed.x, page.height - placed.y
        for stretch in placed.line.stretches:
            end, size = x + sum(stretch.advances), stretch.style.size
            if stretch.style.link:
                corners = (x, bottom - size // 5, end, bottom + size)
                place = tuple(map(printed_number, corners))
                canvas.linkAbsolute(stretch.text, stretch.style.link, place, Border="[0 0 0]")
            x = end


def torn_apart(line: Line) -> bool:
    """Tell whether a justified line is stretched so far that readers would take its gaps for blanks.

    PDFium leaves characters outside the basic plane out of a text written beside a line: such a line keeps its gaps.
    """
    if any(char > LAST_BASIC for char in line.text):
        return False
    return any(
        advance * READ_AS_BLANK[1] > stretch.style.size * (READ_AS_BLANK[1] + READ_AS_BLANK[0])
        for stretch in line.stretches
        for advance in stretch.advances
    )


def underlined(line: Line) -> Iterator[tuple[int, int, int]]:
    """Return the underlined stretches of a line: start, end, size."""
    x = 0
    for stretch in line.stretches:
        end = x + sum(stretch.advances)
        if stretch.style.underline:
            yield x, end, stretch.style.size
        x = end


def kerned(members: Sequence[tuple[str, int, int]], size: int) -> str:
    """Return characters with the corrections of their advances (thousandths of the size) as an array of PDF."""
    codes: list[str] = []
    held = ""
    for code, width, advance in members:
        held += code
        correction = width - advance * 1000 // size
        if abs(correction) > 1:
            codes.append(f"<{held}>{correction}")
            held = ""
    if held:
        codes.append(f"<{held}>")
    return f"[{''.join(codes)}]"


def draw(pages: Sequence[PageLayout], book: FontBook, *, title: str, author: str, duplex: bool) -> bytes:
    """Return the pages as a PDF: the same pages, the same bytes."""
    stream = BytesIO()
    first: Any = book.fonts[0].fontName  # without it every file lists Helvetica, not embedded
    canvas = Canvas(stream, invariant=1, pageCompression=1, initialFontName=first)
    set_properties(canvas, title, author, duplex=duplex)
    printer = Printer(canvas, book)
    for number, page in enumerate(pages):
        canvas.setPageSize((printed_number(page.width), printed_number(page.height)))
        for place, mark in enumerate(page.bookmarks):
            key = mark.name or f"p{number}-{place}"
            canvas.bookmarkHorizontal(key, 0, printed_number(page.height - mark.y))
            canvas.addOutlineEntry(mark.title, key, mark.level, closed=mark.level > 0)
        put_pictures(canvas, page)
        printer.page(page)
        put_links(canvas, page)
        canvas.showPage()
    if not pages:
        canvas.showPage()
    canvas.save()
    return neutral(stream.getvalue())


def printed_number(mp: int) -> Any:
    """Return mp as points, the number reportlab wants."""
    return mp / 1000


def set_properties(canvas: Any, title: str, author: str, *, duplex: bool) -> None:
    """Set title and author, nothing else; ask viewers for the true size and both sides."""
    info: Any = NeutralInfo()
    canvas._doc.info = info  # noqa: SLF001  # the only way past the library's own properties
    info.title, info.author = title, author
    info.invariant = 1
    canvas.setViewerPreference("PrintScaling", "None")
    if duplex:
        canvas.setViewerPreference("Duplex", "DuplexFlipLongEdge")
    canvas.setCatalogEntry("Lang", "zh-CN")
    canvas.showOutline()
