"""Any table: nothing is lost, nothing overflows, whatever is merged, long, kept together or turned."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.documents.tree import Grid, GridCell, GridRow, Page, Part
from app.export.pdf.assembly import lay_out
from app.export.pdf.fonts import fonts
from app.export.pdf.layout import Box, PageLayout
from app.export.pdf.measures import millimetres as mm
from tests.export import pdf_trees as trees

LENGTHS = st.sampled_from([0, 1, 3, 8, 8, 8, 20, 60, 200, 900])
LEASTS = st.sampled_from(["6", "8", "12", "30", "90"])


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """Return a grid whose columns are cut into merged cells at random below up to two header rows."""
    count, columns = draw(st.integers(1, 24)), draw(st.integers(1, 5))
    headers = draw(st.integers(0, min(2, count - 1)))
    cells = [
        trees.cell(row, column, f"头{row}{column}", label=True) for row in range(headers) for column in range(columns)
    ]
    for column in range(columns):
        row = headers
        while row < count:
            high = min(draw(st.sampled_from([1, 1, 1, 2, 3, 7])), count - row)
            cells.append(any_cell(draw, row, column, high))
            row += high
    rows = tuple(
        GridRow(
            Decimal(draw(LEASTS)) if row >= headers else Decimal(8),
            header=row < headers,
            keep_next=draw(st.integers(0, 5)) == 0,
            new_page=row > headers and draw(st.integers(0, 15)) == 0,
        )
        for row in range(count)
    )
    tail = tuple(trees.words(f"注{n}") for n in range(draw(st.integers(0, 3))))
    return Grid(trees.millimetres(*[170 // columns] * columns), rows, tuple(cells), tail=tail)


def any_cell(draw: st.DrawFn, row: int, column: int, high: int) -> GridCell:
    """Return a cell of some length; its text names its place, so that no two are alike."""
    length = draw(LENGTHS)
    text = (f"{row}之{column}：" + trees.SENTENCE * 20)[: length + 4] if length else ""
    return trees.cell(
        row,
        column,
        text,
        high=high,
        align="left",
        label=draw(st.booleans()),
        turned=length == 8 and draw(st.booleans()),
    )


def shown(box: Box) -> str:
    return "".join(placed.line.text for placed in box.lines)


def assert_whole(boxes: list[Box], cell: GridCell) -> None:
    """Check that the pieces of a cell show its text: once in pieces, or the whole in each piece."""
    assert [box.first for box in boxes] == [True, *[False] * (len(boxes) - 1)] or not boxes[0].cell.row
    assert boxes[-1].last
    texts = [shown(box) for box in boxes]
    assert "".join(texts) == cell.text or set(texts) == {cell.text}


def assert_inside(page: PageLayout) -> None:
    """Check that boxes stand on the page and lines in their boxes."""
    for box in page.boxes:
        assert box.y1 <= page.height - mm(20) + 1000
        for placed in box.lines:
            assert box.x0 <= placed.x
            assert placed.x + placed.line.width <= box.x1
            assert box.y0 <= placed.y - placed.line.size * 88 // 100
            assert placed.y + placed.line.size * 12 // 100 <= box.y1


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(grids(), st.booleans())
def test_nothing_is_lost_and_nothing_overflows(grid: Grid, landscape: bool) -> None:
    blocks = (trees.words("表名", keep_next=True), grid)
    pages = lay_out([trees.document(Part(blocks, Page(landscape=landscape)))], fonts(), duplex=False)
    for page in pages:
        assert_inside(page)
    for cell in grid.cells:
        assert_whole([box for page in pages for box in page.boxes if box.cell is cell], cell)
    last = next(page for page in reversed(pages) if page.boxes)
    tail = [placed.line.text for placed in last.lines if placed.line.text.startswith("注")]
    assert tail == [paragraph.text for paragraph in grid.tail]
