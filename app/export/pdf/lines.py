"""Breaks paragraphs into lines by the Chinese rules and sets the characters of a line: the same text, the same lines.

A line that is a little too long is squeezed before it is broken badly: a closing mark at its end keeps its left half,
closing marks inside give up to a quarter. Where a page counts the characters of a line, they are set closer: GB/T 9704
wants 28 characters of 16 points on 156 mm, which is 1.3 % too narrow for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from app.documents.tree import Look, Paragraph
from app.export.pdf.fonts import FontBook
from app.export.pdf.measures import points
from app.export.pdf.rules import FREE, NEVER, TRIMMED, UNIT, WORD, cleaned, latin, line_ends

SINGLE = (13, 10)
"""Single spacing: the size times 1.3."""
CLOSEST = (97, 100)
"""Characters are set no closer than this to come to the number of a line; larger type is a title and left alone."""
FULL_WIDTH = 900
WIDEST = (1, 3)
"""Justified lines are not stretched by more than this part of the size between two characters: it looks torn."""
LARGEST_TEXT = 14000
"""Type larger than this (四号) is a title: it keeps its size when a page is made to fit."""
BOLD, TITLE = 36, 45
"""The stroke around a bold character is its size divided by this; 小标宋 is a little heavier than 宋体."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a character is drawn: place of its font, size and stroke in mp, underline, the name a click goes to."""

    font: int
    size: int
    stroke: int = 0
    underline: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character to set, with its natural width."""

    char: str
    width: int
    style: Style

    @property
    def full(self) -> bool:
        """Whether it is as wide as an ideograph."""
        return self.width * 1000 >= self.style.size * FULL_WIDTH

    @property
    def slack(self) -> int:
        """How much narrower it may be set at the end of a line."""
        return self.width // 2 if self.char in TRIMMED and self.full else 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of one style and how far each moves the pen."""

    text: str
    style: Style
    advances: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is set.

    Attributes:
        stretches: its characters.
        x: from the left edge of the paragraph to the first character.
        width: from the first character to the end of the last.
        size: its largest type.
        height: distance to the next line.
        before: empty space above it.
        after: empty space below it.
    """

    stretches: tuple[Stretch, ...]
    x: int
    width: int
    size: int
    height: int
    before: int = 0
    after: int = 0

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(stretch.text for stretch in self.stretches)

    @property
    def total(self) -> int:
        """Its height with the space above and below."""
        return self.before + self.height + self.after

    @property
    def baseline(self) -> int:
        """From its top (below the space above) to the baseline: the type stands in the middle of the line."""
        return (self.height - self.size) // 2 + self.size * 88 // 100


@dataclass(frozen=True, slots=True)
class Breaker:
    """Cuts a stretch of glyphs into lines."""

    glyphs: Sequence[Glyph]
    ends: Sequence[int]

    def lines(self, first: int, rest: int) -> Iterator[tuple[int, int]]:
        """Return (start, end) of each line; `first` and `rest` are the widths there are."""
        start, room = 0, first
        while start < len(self.glyphs):
            end = self.end(start, room)
            yield start, end
            start, room = end, rest
            while start < len(self.glyphs) and self.glyphs[start].char == " ":
                start += 1

    def end(self, start: int, room: int) -> int:
        """Return where the line that begins at `start` ends."""
        best: dict[int, int] = {}
        width = give = 0
        for place in range(start, len(self.glyphs)):
            glyph = self.glyphs[place]
            if glyph.char != " " and not self.fits(glyph, width + glyph.width, give, room):
                if width - give >= room or not glyph.slack:
                    break
            else:
                best[self.ends[place]] = place + 1
            width += glyph.width
            give += glyph.slack // 2
        return best.get(FREE) or best.get(UNIT) or best.get(WORD) or best.get(NEVER) or start + 1

    def fits(self, glyph: Glyph, width: int, give: int, room: int) -> bool:
        """Tell whether a line of this width that ends with the glyph can be set in the room."""
        if width <= room:
            return True
        return bool(glyph.slack) and width - room <= glyph.slack + give


def set_width(glyphs: Sequence[Glyph], ends: Sequence[int], room: int, *, justify: bool, last: bool) -> list[int]:
    """Return how far each glyph of a line moves the pen."""
    advances = [glyph.width for glyph in glyphs]
    over = sum(advances) - room
    if over > 0:
        squeeze(glyphs, advances, over)
    elif justify and not last and over < 0:
        gaps = [n for n in range(len(glyphs) - 1) if stretches(glyphs[n].char, glyphs[n + 1].char, ends[n])]
        if -over * WIDEST[1] <= len(gaps) * max(glyph.style.size for glyph in glyphs) * WIDEST[0]:
            spread(advances, gaps, -over)
    return advances


def stretches(left: str, right: str, end: int) -> bool:
    """Tell whether a justified line may be wider between two characters: not inside words and numbers."""
    return end == FREE or (end == NEVER and not (latin(left) and latin(right)) and right != " ")


def spread(advances: list[int], gaps: Sequence[int], extra: int) -> None:
    """Add `extra` to the advances at the gaps, evenly to the last thousandth of a point."""
    for number, place in enumerate(gaps):
        advances[place] += extra * (number + 1) // len(gaps) - extra * number // len(gaps)


def squeeze(glyphs: Sequence[Glyph], advances: list[int], over: int) -> None:
    """Take `over` away: first from the closing mark at the end, then from those inside."""
    trim = min(over, glyphs[-1].slack)
    advances[-1] -= trim
    over -= trim
    marks = [place for place, glyph in enumerate(glyphs[:-1]) if glyph.slack]
    inner = min(over, sum(glyphs[place].slack // 2 for place in marks))
    spread(advances, marks, -inner)


def bare(glyphs: Sequence[Glyph]) -> Sequence[Glyph]:
    """Return the glyphs of a line without the blanks at its end, unless they are underlined."""
    end = len(glyphs)
    while end and glyphs[end - 1].char == " " and not glyphs[end - 1].style.underline:
        end -= 1
    return glyphs[:end]


def joined(glyphs: Sequence[Glyph], advances: Sequence[int]) -> tuple[Stretch, ...]:
    """Return glyphs of one style put together."""
    pairs = groupby(zip(glyphs, advances, strict=True), key=lambda pair: pair[0].style)
    made = []
    for style, group in pairs:
        members = list(group)
        made.append(Stretch("".join(g.char for g, _ in members), style, tuple(a for _, a in members)))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Setter:
    """Sets paragraphs.

    Attributes:
        book: the fonts.
        cap: no type but titles larger than this many mp (to fit a page); 0: as the tree says.
        line: a width and how many characters of the text's size stand on it; 0 characters: as they come.
    """

    book: FontBook
    cap: int = 0
    line: tuple[int, int] = (0, 0)

    def size(self, look: Look) -> int:
        """Return the size of a look in mp."""
        size = points(look.size)
        return min(size, self.cap) if self.cap and size <= LARGEST_TEXT else size

    def glyphs(self, paragraph: Paragraph) -> list[Glyph]:
        """Return the characters of a paragraph, line breaks among them."""
        made = []
        for run in paragraph.runs:
            look = run.look or paragraph.look
            size = self.size(look)
            stroke = size // BOLD if look.bold else size // TITLE if look.face == "title" else 0
            em = self.em(size)
            styles: dict[int, Style] = {}
            known: dict[str, Glyph] = {}
            for char in cleaned(run.text):
                glyph = known.get(char)
                if glyph is None:
                    font, width = self.book.glyph(look.face, char)
                    style = styles.setdefault(font, Style(font, size, stroke, run.underline, run.link))
                    glyph = known[char] = Glyph(char, width * em // 1000, style)
                made.append(glyph)
        return made

    def em(self, size: int) -> int:
        """Return the width of an ideograph of a size: a trace less where the characters of a line are counted."""
        room, characters = self.line
        wanted = size * characters
        if wanted > room >= wanted * CLOSEST[0] // CLOSEST[1]:
            return room // characters
        return size

    def height(self, paragraph: Paragraph, size: int) -> int:
        """Return the distance of lines: exact where the paragraph says so, smaller in step with capped type."""
        if paragraph.pitch is None:
            return size * SINGLE[0] // SINGLE[1]
        pitch = points(paragraph.pitch)
        natural = points(paragraph.look.size)
        return pitch * self.size(paragraph.look) // natural if natural else pitch

    def lines(self, paragraph: Paragraph, room: int) -> list[Line]:
        """Return the lines of a paragraph in a column of this width; an empty paragraph is one empty line."""
        em = self.em(self.size(paragraph.look))
        left, right = int(paragraph.left * em), int(paragraph.right * em)
        made: list[Line] = []
        indent = int(paragraph.first * em)
        for segment in cut(self.glyphs(paragraph), "\n"):
            made += self.segment(paragraph, segment, left, indent, room - left - right)
            indent = 0
        return with_space(made, points(paragraph.before), points(paragraph.after))

    def segment(
        self, paragraph: Paragraph, glyphs: Sequence[Glyph], left: int, indent: int, room: int
    ) -> Iterator[Line]:
        """Return the lines of a text without line breaks."""
        em = self.size(paragraph.look)
        if not glyphs:
            yield Line((), left + indent, 0, em, self.height(paragraph, em))
        whole = sum(glyph.width for glyph in glyphs) <= room - indent
        ends = [] if whole else line_ends("".join(glyph.char for glyph in glyphs))
        justify = paragraph.align == "justify"
        breaks = Breaker(glyphs, ends).lines(max(room - indent, em), max(room, em))
        for start, end in [(0, len(glyphs))] if whole and glyphs else breaks:
            members = bare(glyphs[start:end])
            space = room - (indent if start == 0 else 0)
            advances = set_width(members, ends[start:end], space, justify=justify, last=end == len(glyphs))
            width = sum(advances)
            x = left + (indent if start == 0 else 0)
            x += {"center": (space - width) // 2, "right": space - width}.get(paragraph.align, 0)
            size = max((glyph.style.size for glyph in members), default=em)
            yield Line(joined(members, advances), x, width, size, self.height(paragraph, size))


def cut(glyphs: Sequence[Glyph], char: str) -> list[list[Glyph]]:
    """Return the glyphs between the places of a character."""
    pieces: list[list[Glyph]] = [[]]
    for glyph in glyphs:
        if glyph.char == char:
            pieces.append([])
        else:
            pieces[-1].append(glyph)
    return pieces


def with_space(lines: list[Line], before: int, after: int) -> list[Line]:
    """Return the lines with the space of their paragraph above the first and below the last."""
    if before:
        lines[0] = replace(lines[0], before=before)
    if after:
        lines[-1] = replace(lines[-1], after=after)
    return lines
