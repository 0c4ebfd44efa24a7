"""Change the texts of documents without touching how they are drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from app.documents.tree import Block, Document, Grid, GridCell, Paragraph, Part

Change = Callable[[Paragraph], Paragraph]


def rewritten(document: Document, change: Change) -> Document:
    """Return a document with every paragraph changed, in cells and below tables too.

    A cell whose text changes is no number any more.
    """
    return replace(document, parts=tuple(_part(part, change) for part in document.parts))


def paragraphs_of(document: Document) -> Iterator[Paragraph]:
    """Yield every paragraph of a document in the order in which it is read."""
    for part in document.parts:
        for block in part.blocks:
            if isinstance(block, Grid):
                for cell in block.cells:
                    yield from cell.paragraphs
                yield from block.tail
            else:
                yield block


def _part(part: Part, change: Change) -> Part:
    return replace(part, blocks=tuple(_block(block, change) for block in part.blocks))


def _block(block: Block, change: Change) -> Block:
    if isinstance(block, Paragraph):
        return change(block)
    cells = tuple(_cell(cell, change) for cell in block.cells)
    return replace(block, cells=cells, tail=tuple(map(change, block.tail)))


def _cell(cell: GridCell, change: Change) -> GridCell:
    paragraphs = tuple(map(change, cell.paragraphs))
    if paragraphs == cell.paragraphs:
        return cell
    return replace(cell, paragraphs=paragraphs, number=None, number_format="")


def without_places(document: Document) -> Document:
    """Return a document that does not say where its texts come from: no hidden bookmark leads back to a row."""
    parts = tuple(replace(part, blocks=tuple(map(_placeless, part.blocks))) for part in document.parts)
    return replace(document, parts=parts)


def _placeless(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return _placeless_line(block)
    cells = tuple(
        replace(cell, place=None, paragraphs=tuple(map(_placeless_line, cell.paragraphs))) for cell in block.cells
    )
    return replace(block, cells=cells, tail=tuple(map(_placeless_line, block.tail)))


def _placeless_line(line: Paragraph) -> Paragraph:
    return replace(line, section="", runs=tuple(replace(run, place=None) for run in line.runs))
