"""What is laid out: pages with lines of text, rules and boxes of cells. Plain data: tests read it, drawing prints it.

The origin is the upper left corner of the page, y grows downwards, all lengths are mp.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from app.documents.tree import GridCell
from app.export.pdf.lines import Line


@dataclass(frozen=True, slots=True)
class Placed:
    """A line of text; `y` is its baseline."""

    x: int
    y: int
    line: Line


@dataclass(frozen=True, slots=True, order=True)
class Rule:
    """A straight rule, horizontal or vertical."""

    x0: int
    y0: int
    x1: int
    y1: int


@dataclass(frozen=True, slots=True)
class Box:
    """A cell, or the piece of it that stands on one page.

    Attributes:
        cell: the cell.
        x0, y0, x1, y1: its rectangle.
        lines: the text in it.
        bordered: whether rules are drawn around it.
        first: it is the cell's first piece.
        last: it is the cell's last piece.
    """

    cell: GridCell
    x0: int
    y0: int
    x1: int
    y1: int
    lines: tuple[Placed, ...]
    bordered: bool = True
    first: bool = True
    last: bool = True


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A heading that the outline names; level 0 is the document. `name` is what links call it."""

    level: int
    title: str
    y: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture (PNG) and its rectangle; x, y is the upper left corner."""

    png: bytes
    x: int
    y: int
    width: int
    height: int


@dataclass(slots=True)
class PageLayout:
    """One page. `number` is its page number, None where it has none; `back`: an empty back of a sheet."""

    width: int
    height: int
    document: int
    part: int = 0
    number: int | None = None
    back: bool = False
    lines: list[Placed] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    bookmarks: list[Bookmark] = field(default_factory=list)
    pictures: list[PlacedPicture] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Everything that stands on it: text outside of tables, then the cells."""
        lines = [placed.line.text for placed in self.lines]
        return "\n".join(lines + [placed.line.text for box in self.boxes for placed in box.lines])
