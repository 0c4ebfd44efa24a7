"""Checks on grids: rectangular, no overlap, no gap. A renderer may rely on it."""

from __future__ import annotations

from app.documents.tree import Grid


def holes(grid: Grid) -> list[tuple[int, int]]:
    """Return the places (row, column) that are covered by no cell or by more than one, or lie outside the grid."""
    covered: dict[tuple[int, int], int] = {}
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.height):
            for column in range(cell.column, cell.column + cell.width):
                covered[row, column] = covered.get((row, column), 0) + 1
    wanted = {(row, column) for row in range(len(grid.rows)) for column in range(len(grid.columns_mm))}
    return sorted(
        {place for place, times in covered.items() if times > 1 or place not in wanted} | (wanted - set(covered))
    )


def rows_of(grid: Grid) -> list[list[str]]:
    """Return the texts of the physical cells row by row; a row that continues a merged cell has an empty text there."""
    found: list[list[tuple[int, str]]] = [[] for _ in grid.rows]
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.height):
            found[row].append((cell.column, cell.text if row == cell.row else ""))
    return [[text for _, text in sorted(cells)] for cells in found]
