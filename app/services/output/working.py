"""The figures of the working paper: what the documents print, followed back to where each was written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.answers.answer_set import AnswerSet
from app.core.records import Address
from app.documents.lists import Figure
from app.documents.tree import Block, Document, Grid, Package, Paragraph, Place
from app.packs.templates import parse_template
from app.services.review.marks import Source, sources
from app.services.session import Session

_FIGURES: Final = frozenset({"money", "rate", "count", "number", "points", "quantity"})
_STEPS: Final = 8
"""Bindings followed from one cell to the next; a circle ends there."""


def printed_figures(session: Session, package: Package) -> list[Figure]:
    """Return every figure that the documents print, once, in the order in which they are first printed."""
    answers = session.graph.snapshot()
    known = {source.about: source for source in sources(session)}
    places: dict[Place, list[str]] = {}
    for document in package.documents:
        for place, text, where in _places(document):
            origin = _origin(answers, place)
            if _is_figure(answers, origin):
                found = places.setdefault(origin, [])
                printed = where if text == answers.printed(origin.row, origin.key) else f"{where}（印{text or '空'}）"
                if printed not in found:
                    found.append(printed)
    return [_figure(session, answers, place, tuple(where), known) for place, where in places.items()]


def _figure(
    session: Session, answers: AnswerSet, place: Place, where: tuple[str, ...], known: dict[Address, Source]
) -> Figure:
    address = Address(place.row, place.key)
    source = known.get(address)
    steps = session.graph.explain(address).steps
    rule = "；".join(dict.fromkeys(part for step in steps for part in (step.text, step.clause) if part))
    label, value = session.label(address).replace("“", "").replace("”", ""), answers.printed(place.row, place.key)
    if source is None:
        return Figure(label, value, where, rule=rule)
    giver = "、".join(part for part in (source.office, source.giver) if part)
    provisional = f"（{source.provisional}）" if source.provisional else ""
    return Figure(label, value + provisional, where, source.basis, giver, source.as_of, source.evidence_place, rule)


def _places(document: Document) -> Iterator[tuple[Place, str, str]]:
    for part in document.parts:
        for block in part.blocks:
            yield from _of_block(document, block)


def _of_block(document: Document, block: Block) -> Iterator[tuple[Place, str, str]]:
    if not isinstance(block, Grid):
        yield from ((place, text, document.name) for place, text in _of_paragraph(block))
        return
    for cell in block.cells:
        where = f"{document.name} 第{cell.row + 1}行"
        for paragraph in cell.paragraphs:
            yield from ((place, text, where) for place, text in _of_paragraph(paragraph))


def _of_paragraph(paragraph: Paragraph) -> Iterator[tuple[Place, str]]:
    return ((run.place, run.text) for run in paragraph.runs if run.place is not None)


def _origin(answers: AnswerSet, place: Place) -> Place:
    """Follow bindings to the cell that a figure was written in."""
    for _ in range(_STEPS):
        cell = answers.cell(place.row, place.key)
        if cell is None or cell.state != "value" or "{{" not in cell.text:
            return place
        single = parse_template(cell.text).single
        if single is None or single.row is None or single.row not in answers.facts.rows:
            return place
        place = Place(single.row, single.key)
    return place


def _is_figure(answers: AnswerSet, place: Place) -> bool:
    row = answers.facts.rows.get(place.row)
    field = answers.pack.fields.get(row.table, {}).get(place.key) if row is not None else None
    return field is not None and field.kind in _FIGURES and answers.printed(place.row, place.key) != ""
