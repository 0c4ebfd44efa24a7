"""Fills pages with the guide: what the paper of an evaluation knows, and pictures with their captions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.documents.tree import Grid
from app.export.guide.style import PAPER, FigurePlace, Picture, Set
from app.export.pdf.flow import Clump, Element, Flow, Frame, clumps, frame, glue
from app.export.pdf.layout import PageLayout, PlacedPicture, Rule
from app.export.pdf.lines import Line, Setter
from app.export.pdf.table import set_table

AREA = frame(PAPER)


@dataclass(frozen=True, slots=True)
class PictureLine(Line):
    """A line that is a picture."""

    picture: Picture | None = None


class GuideFlow(Flow):
    """Fills pages; a line that is a picture puts it down."""

    def put_clump(self, clump: Clump, follower: Element | None, *, first: bool) -> None:
        """Put lines on the page; empty space begins no page."""
        empty = not any(line.stretches or isinstance(line, PictureLine) for line in clump.lines)
        if not (empty and not clump.glued and (self.fresh or clump.height > self.left)):
            Flow.put_clump(self, clump, follower, first=first)

    def put_line(self, line: Line, heading: tuple[int, str] | None = None) -> None:
        """Put one line on the page."""
        Flow.put_line(self, line, heading)
        if isinstance(line, PictureLine) and line.picture is not None:
            shown = line.picture
            x = self.area.left + (self.area.room - shown.width) // 2
            y = self.area.top + self.y - line.total + line.before
            self.page.pictures.append(PlacedPicture(shown.png, x, y, shown.width, shown.height))
            self.page.rules += framed(x, y, x + shown.width, y + shown.height)


def framed(x0: int, y0: int, x1: int, y1: int) -> list[Rule]:
    """Return the rules around a picture."""
    return [Rule(x0, y0, x1, y0), Rule(x0, y1, x1, y1), Rule(x0, y0, x0, y1), Rule(x1, y0, x1, y1)]


def fill(items: Sequence[Set], setter: Setter, area: Frame = AREA) -> list[PageLayout]:
    """Return the pages of the guide's blocks."""
    return GuideFlow(area).put(list(glue(list(_elements(items, setter, area)))))


def _elements(items: Sequence[Set], setter: Setter, area: Frame) -> Iterator[Element]:
    for item in items:
        if isinstance(item, Grid):
            yield set_table(item, area.room, area.depth, setter)
        elif isinstance(item, FigurePlace):
            shown = item.picture
            picture = PictureLine((), 0, 0, 0, shown.height, before=6000, after=3000, picture=shown)
            yield Clump([picture, *setter.lines(item.caption, area.room)])
        else:
            yield from clumps(item, setter.lines(item, area.room))
