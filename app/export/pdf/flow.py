"""Fills pages with the blocks of a part.

Text is kept together in clumps of lines: no single first or last line of a paragraph, headings with what follows, the
closing lines of a report (unit, date) with the last two lines of the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from app.documents.tree import Block, Grid, Page, Paragraph, Part
from app.export.pdf.cutting import Cutter
from app.export.pdf.layout import Bookmark, PageLayout
from app.export.pdf.lines import Line, Setter
from app.export.pdf.measures import PAPERS_MM, millimetres
from app.export.pdf.placing import put_fragment, put_lines
from app.export.pdf.table import TAIL_GAP, Progress, Table, heights, set_table

SLOP = 600
"""A page may be overfilled by this much, 0.6 points: 22 lines of 29 points are a little more than 225 mm."""
WHOLE = 3
"""Paragraphs of so few lines are not divided."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Paper and text area of a kind of page."""

    width: int
    height: int
    left: int
    top: int
    room: int
    depth: int


def frame(page: Page) -> Frame:
    """Return the measures of a kind of page."""
    short, long = (millimetres(side) for side in PAPERS_MM[page.paper])
    width, height = (long, short) if page.landscape else (short, long)
    top, right, bottom, left = (millimetres(margin) for margin in page.margins_mm)
    return Frame(width, height, left, top, width - left - right, height - top - bottom)


@dataclass(slots=True)
class Clump:
    """Lines that stand on one page, and the headings among them (level, title, line).

    `glued`: the next element begins on their page; `closing`: they stand on the page of what is before them.
    """

    lines: list[Line]
    new_page: bool = False
    glued: bool = False
    closing: bool = False
    headings: list[tuple[int, str, int]] = field(default_factory=list)

    @property
    def height(self) -> int:
        """Height of its lines."""
        return sum(line.total for line in self.lines)


Element = Clump | Table


def clumps(paragraph: Paragraph, lines: list[Line]) -> list[Clump]:
    """Return the lines of a paragraph in the clumps that a page break leaves whole."""
    if paragraph.keep_lines or len(lines) <= WHOLE:
        groups = [lines]
    else:
        groups = [lines[:2], *([line] for line in lines[2:-2]), lines[-2:]]
    made = [Clump(group) for group in groups if group]
    made[0].new_page = paragraph.new_page
    if paragraph.level and paragraph.text.strip():
        made[0].headings.append((paragraph.level, paragraph.text.replace("\n", ""), 0))
    made[-1].glued = paragraph.keep_next
    return made


def closes(blocks: Sequence[Block], place: int) -> bool:
    """Tell whether the block at a place is a closing line of a report (or the empty lines before one)."""
    for block in blocks[place:]:
        if isinstance(block, Grid) or block.new_page:
            return False
        if block.text.strip():
            return block.align == "right"
    return False


def elements(part: Part, setter: Setter, area: Frame) -> list[Element]:
    """Return the blocks of a part set to the width of its page."""
    made: list[Element] = []
    for place, block in enumerate(part.blocks):
        if isinstance(block, Grid):
            made.append(set_table(block, area.room, area.depth, setter))
            continue
        new = clumps(block, setter.lines(block, area.room))
        new[0].closing = part.kind == "report" and closes(part.blocks, place)
        made += new
    return list(glue(made))


def glue(items: Sequence[Element]) -> Iterator[Element]:
    """Put clumps together that must stand on one page; `glued` is left only before a table."""
    held: Clump | None = None
    for item in items:
        if held is None:
            held = item if isinstance(item, Clump) else None
            if held is None:
                yield item
        elif isinstance(item, Clump) and (held.glued or item.closing) and not item.new_page:
            held = together(held, item)
        else:
            yield held
            held = item if isinstance(item, Clump) else None
            if held is None:
                yield item
    if held is not None:
        yield held


def together(first: Clump, second: Clump) -> Clump:
    """Return two clumps as one."""
    moved = [(level, title, line + len(first.lines)) for level, title, line in second.headings]
    lines, headings = [*first.lines, *second.lines], [*first.headings, *moved]
    return Clump(lines, first.new_page, second.glued, first.closing, headings)


@dataclass(slots=True)
class Flow:
    """Fills pages of one kind. `trial`: nothing is put down, it is only seen whether one page holds all."""

    area: Frame
    trial: bool = False
    pages: list[PageLayout] = field(default_factory=list)
    y: int = 0
    fresh: bool = False

    @property
    def left(self) -> int:
        """Height that is left on the page."""
        return self.area.depth - self.y + SLOP

    @property
    def page(self) -> PageLayout:
        """The page that is being filled."""
        return self.pages[-1]

    def turn(self) -> None:
        """Begin a page."""
        self.pages.append(PageLayout(self.area.width, self.area.height, 0))
        self.y, self.fresh = 0, True

    def put(self, items: Sequence[Element]) -> list[PageLayout]:
        """Return pages with all elements on them; one empty page when there are none."""
        self.turn()
        for place, item in enumerate(items):
            if self.trial and len(self.pages) > 1:
                break
            follower = items[place + 1] if place + 1 < len(items) else None
            if isinstance(item, Table):
                self.put_table(item, follower.height if isinstance(follower, Clump) and follower.closing else 0)
            else:
                self.put_clump(item, follower if item.glued else None, first=place == 0)
        return self.pages

    def holds(self, items: Sequence[Element]) -> bool:
        """Tell whether one page holds all elements."""
        return len(replace(self, pages=[], trial=True).put(items)) == 1

    def put_clump(self, clump: Clump, follower: Element | None, *, first: bool) -> None:
        """Put lines on the page, on a new one if they (with the beginning of a table) do not fit."""
        need = clump.height + (Cutter(follower).least() if isinstance(follower, Table) else 0)
        if clump.new_page and not self.fresh:
            self.turn()
        elif need > self.left and not self.fresh:
            self.turn()
            first = False
        lines = clump.lines
        if self.fresh and not first and not clump.new_page:
            lines = [replace(lines[0], before=0), *lines[1:]]
        headings = {line: (level, title) for level, title, line in clump.headings}
        for number, line in enumerate(lines):
            self.put_line(line, headings.get(number))

    def put_line(self, line: Line, heading: tuple[int, str] | None = None) -> None:
        """Put one line on the page; on a new one when a clump is higher than a page."""
        if line.total - line.after > self.left and not self.fresh:
            self.turn()
        y = self.area.top + self.y
        if heading:
            self.page.bookmarks.append(Bookmark(*heading, y))
        self.page.lines += put_lines([line], self.area.left, y)
        self.y += line.total
        self.fresh = False

    def put_table(self, table: Table, after: int) -> None:
        """Put a table on the page and the pages that follow; `after` is what must stand below it on the same page."""
        if table.rows:
            self.put_rows(Cutter(table, after))
        indent = self.indent(table)
        self.y += TAIL_GAP if table.tail else 0
        for line in table.tail:
            self.put_line(replace(line, x=line.x + indent))

    def try_rows(self, cutter: Cutter) -> None:
        """Take the height of a table off the page; turn the page when it has not all its rows."""
        if cutter.span(Progress(), self.left).allowed < cutter.table.rows:
            self.turn()
            return
        self.y += sum(heights(cutter.table, range(cutter.table.rows), Progress()))
        self.fresh = False

    def indent(self, table: Table) -> int:
        """Return the distance of a table from the left margin: a narrow one stands in the middle."""
        return max(self.area.room - table.edges[-1], 0) // 2

    def put_rows(self, cutter: Cutter) -> None:
        """Put the rows of a table on pages."""
        table = cutter.table
        if not self.fresh and (table.grid.rows[0].new_page or cutter.least() > self.left):
            self.turn()
        progress: Progress | None = Progress()
        if self.trial:
            self.try_rows(cutter)
            return
        while progress is not None:
            fragment = cutter.next(progress, self.left if not self.fresh else self.area.depth + SLOP, fresh=self.fresh)
            if fragment is None:
                self.turn()
                continue
            put_fragment(self.page, table, fragment, self.area.left + self.indent(table), self.area.top + self.y)
            self.y += fragment.height
            self.fresh = False
            progress = fragment.rest
            if progress is not None:
                self.turn()
