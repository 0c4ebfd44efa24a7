"""Lays a part out, on one page where it is wanted and possible: first the rows are lowered, then the type."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from app.documents.tree import Grid, Part
from app.export.pdf.flow import Element, Flow, elements, frame
from app.export.pdf.fonts import FontBook
from app.export.pdf.layout import PageLayout
from app.export.pdf.lines import LARGEST_TEXT, Setter
from app.export.pdf.measures import points
from app.export.pdf.table import LEAST_STEPS, Table, lowered

TYPE_STEP = 500


def part_pages(part: Part, book: FontBook) -> list[PageLayout]:
    """Return the pages of a part."""
    area = frame(part.page)
    line = (area.room, part.page.characters)
    items = elements(part, Setter(book, line=line), area)
    if not part.fit or Flow(area).holds(items):
        return Flow(area).put(items)
    for cap in (0, *caps(part)):
        smaller = elements(part, Setter(book, cap, line), area) if cap else items
        if Flow(area).holds(with_steps(smaller, 0)):
            return highest(part, smaller)
    return Flow(area).put(items)


def caps(part: Part) -> list[int]:
    """Return smaller and smaller sizes of type, the largest first, down to the least allowed."""
    least = points(part.least_size)
    largest = max((size for size in map(points, table_sizes(part)) if size <= LARGEST_TEXT), default=0)
    return [*range(largest - TYPE_STEP, least, -TYPE_STEP), *([least] if largest > least else [])]


def table_sizes(part: Part) -> Iterator[Decimal]:
    """Return the sizes of type in the tables of a part."""
    for block in part.blocks:
        if isinstance(block, Grid):
            for paragraph in (*(p for cell in block.cells for p in cell.paragraphs), *block.tail):
                yield paragraph.look.size
                yield from (run.look.size for run in paragraph.runs if run.look)


def with_steps(items: list[Element], steps: int) -> list[Element]:
    """Return the elements with the least heights of tables in sixteenths."""
    return [lowered(item, steps) if isinstance(item, Table) else item for item in items]


def highest(part: Part, items: list[Element]) -> list[PageLayout]:
    """Return the single page with rows as high as they can be."""
    area = frame(part.page)
    low, high = 0, LEAST_STEPS
    while high - low > 1:
        middle = (low + high) // 2
        if Flow(area).holds(with_steps(items, middle)):
            low = middle
        else:
            high = middle
    return Flow(area).put(with_steps(items, low))
