"""The guide as a book: cover, contents, chapters; the sheet about the software as one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from app.documents.guide import Section
from app.documents.tree import Align, Look, Paragraph, Run
from app.export.guide.pages import AREA, fill
from app.export.guide.style import Picture, Styler, heading
from app.export.pdf.characters import MissingCharacter, refuse
from app.export.pdf.drawing import draw
from app.export.pdf.fonts import MISSING, FontBook, fonts
from app.export.pdf.layout import PageLayout, Rule
from app.export.pdf.lines import Setter
from app.export.pdf.measures import millimetres, points
from app.export.pdf.pictures import read_png
from app.export.pdf.placing import put_lines

CONTENTS: Final = "目录"
MOST_PASSES: Final = 4
TIGHT_MM: Final = Decimal(18)
ENTRY: Final = {1: Look("hei", Decimal(11)), 2: Look("song", Decimal("10.5"))}
PER_PIXEL: Final = Decimal("0.52")
"""Points of paper for a pixel of the window: its type is then a little smaller than that of the text."""
HIGHEST: Final = millimetres(92)


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on the cover, and on top of every page."""

    product: str
    title: str
    version: str
    note: str = ""


def write_book(sections: Sequence[Section], cover: Cover, pictures: Mapping[str, bytes], scale: int) -> bytes:
    """Return the guide as a PDF.

    Args:
        sections: all sections in order.
        cover: what the cover says.
        pictures: scenes and their PNG; a picture that is not there is left out.
        scale: dots of a picture for one pixel of the window.

    Raises:
        UserError: code export.character: a character stands in no font.
    """
    book = fonts()
    shown = {name: _sized(data, scale) for name, data in pictures.items()}
    front = 1 + len(_contents(sections, {}, book))
    pages, known = _settled(sections, book, shown, front)
    made = [_cover(cover), *_contents(sections, known, book), *pages]
    chapter = CONTENTS
    for number, page in enumerate(made, 1):
        chapter = next((mark.title for mark in page.bookmarks if not mark.level), chapter)
        if number > 1:
            _furnish(page, f"{cover.product}{cover.title}", chapter, number)
    return _drawn(made, book, cover)


def write_sheet(sections: Sequence[Section], cover: Cover) -> bytes:
    """Return one section as a PDF of its own, without cover and contents."""
    book = fonts()
    styler = Styler(book, {}, {})
    for section in sections:
        styler.section(section)
    pages = fill(styler.made, Setter(book))
    _name_marks(pages, sections)
    for page in pages:
        _put(page, cover.version, Look("song", Decimal(9)), "right", AREA.top + AREA.depth + millimetres(8))
    return _drawn(pages, book, cover)


def _settled(
    sections: Sequence[Section], book: FontBook, pictures: Mapping[str, Picture], front: int
) -> tuple[list[PageLayout], dict[str, int]]:
    """Set the chapters until the numbers of pages named in the text are those of the pages."""
    known: dict[str, int] = {}
    for _ in range(MOST_PASSES):
        styler = Styler(book, pictures, known)
        for section in sections:
            styler.section(section)
        pages = fill(styler.made, Setter(book))
        _name_marks(pages, sections)
        found = {mark.name: front + number for number, page in enumerate(pages, 1) for mark in page.bookmarks}
        if found == known:
            break
        known = found
    return pages, known


def _name_marks(pages: Sequence[PageLayout], sections: Sequence[Section]) -> None:
    """Give the headings the names that links call them by; levels of the outline begin with 0."""
    rest = iter(sections)
    for page in pages:
        page.bookmarks = [replace(mark, level=mark.level - 1, name=next(rest).anchor) for mark in page.bookmarks]


def _sized(png: bytes, scale: int) -> Picture:
    """Return a picture with its size on paper: as the window's type wants it, but never larger than the room."""
    read = read_png(png)
    width = points(read.width * PER_PIXEL / scale)
    width = min(width, AREA.room)
    height = width * read.height // read.width
    if height > HIGHEST:
        width, height = HIGHEST * read.width // read.height, HIGHEST
    return Picture(png, width, height)


def _cover(cover: Cover) -> PageLayout:
    page = PageLayout(AREA.width, AREA.height, 0)
    lines = (
        (cover.product, Look("title", Decimal(34)), 92),
        (cover.title, Look("song", Decimal(24)), 114),
        (cover.version, Look("song", Decimal(13)), 138),
        (cover.note, Look("song", Decimal("10.5")), 262),
    )
    for text, look, top in lines:
        _put(page, text, look, "center", millimetres(top))
    middle = page.width // 2
    page.rules.append(Rule(middle - millimetres(30), millimetres(124), middle + millimetres(30), millimetres(124)))
    return page


def _contents(sections: Sequence[Section], known: Mapping[str, int], book: FontBook) -> list[PageLayout]:
    """Return the pages of the contents: chapters and their sections, dots, page."""
    head = Section("", CONTENTS, 1)
    items = [replace(heading(head), level=0), *(_entry(one, known, book) for one in sections if one.level in ENTRY)]
    pages = fill(items, Setter(book))
    for page in pages:
        page.bookmarks.clear()
    return pages


def _entry(section: Section, known: Mapping[str, int], book: FontBook) -> Paragraph:
    look = ENTRY[section.level]
    number = f" {known.get(section.anchor, 0)}"
    left = Decimal(2) * (section.level - 1)
    room = AREA.room - int(left * points(look.size))
    used = sum(_width(text, look, book) for text in (section.title, " ", number))
    dot = _width(".", Look("song", look.size), book)
    dots = Run("." * max((room - used) // dot - 1, 3), Look("song", look.size), link=section.anchor)
    runs = (Run(f"{section.title} ", link=section.anchor), dots, Run(number, link=section.anchor))
    before = Decimal(5) if section.level == 1 else Decimal(0)
    return Paragraph(
        runs if known else (Run(section.title),),
        look,
        "justify",
        left=left,
        before=before,
        pitch=Decimal("17.2"),
        keep_next=section.level == 1,
    )


def _width(text: str, look: Look, book: FontBook) -> int:
    return sum(book.glyph(look.face, char)[1] for char in text) * points(look.size) // 1000


def _furnish(page: PageLayout, head: str, chapter: str, number: int) -> None:
    """Put the head, the rule below it and the number on a page."""
    small = Look("song", Decimal(9))
    _put(page, head, small, "left", AREA.top - millimetres(6))
    _put(page, chapter, small, "right", AREA.top - millimetres(6))
    line = AREA.top - millimetres(4)
    page.rules.append(Rule(AREA.left, line, AREA.left + AREA.room, line))
    _put(page, str(number), Look("song", Decimal("10.5")), "center", AREA.top + AREA.depth + millimetres(9))


def _put(page: PageLayout, text: str, look: Look, align: Align, baseline: int) -> None:
    line = Setter(fonts()).lines(Paragraph((Run(text),), look, align), AREA.room)[0]
    page.lines += put_lines([line], AREA.left, baseline - line.baseline)


def _drawn(pages: Sequence[PageLayout], book: FontBook, cover: Cover) -> bytes:
    refuse(_missing(pages))
    title = f"{cover.product}{cover.title}"
    return draw(pages, book, title=title, author=cover.product, duplex=False)


def _missing(pages: Sequence[PageLayout]) -> list[MissingCharacter]:
    placed = [line for page in pages for line in (*page.lines, *(one for box in page.boxes for one in box.lines))]
    return [
        MissingCharacter(stretch.text[:1], "", one.line.text[:20])
        for one in placed
        for stretch in one.line.stretches
        if stretch.style.font == MISSING
    ]
