"""The figures of the working paper: what the documents print, followed back to where each was written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.answers.answer_set import AnswerSet
from app.core.records import Address
from app.core.traces import Trace
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
    known = {source.about: source for source in sources(session)}
    clauses: dict[str, int] = {}
    found = []
    for number, (place, where) in enumerate(_printed(session.graph.snapshot(), package).items(), 1):
        trace = session.graph.explain(Address(place.row, place.key))
        rule = "；".join([*dict.fromkeys(step.text for step in trace.steps), *_clauses(trace, number, clauses)])
        found.append(_figure(session, trace, tuple(where), known.get(trace.address), rule))
    return found


def _printed(answers: AnswerSet, package: Package) -> dict[Place, list[str]]:
    """Return where each figure is printed, and how where that differs from the figure itself."""
    places: dict[Place, list[str]] = {}
    for document in package.documents:
        for place, text, where in _places(document):
            origin = _origin(answers, place)
            if _is_figure(answers, origin):
                found = places.setdefault(origin, [])
                printed = where if text == answers.printed(origin.row, origin.key) else f"{where}（印{text or '空'}）"
                if printed not in found:
                    found.append(printed)
    return places


def _clauses(trace: Trace, number: int, known: dict[str, int]) -> Iterator[str]:
    """Yield the clauses that a figure follows; one that was written out before is named by that figure's number."""
    for clause in dict.fromkeys(step.clause for step in trace.steps if step.clause):
        first = known.setdefault(clause, number)
        yield clause if first == number else f"依据同第{first}号"


def _figure(session: Session, trace: Trace, where: tuple[str, ...], source: Source | None, rule: str) -> Figure:
    address = trace.address
    label = session.label(address).replace("“", "").replace("”", "")
    value = session.graph.printed(address.row, address.key)
    unit = trace.value.removeprefix(value)
    if source is None:
        return Figure(label, value, where, rule=rule, unit=unit)
    giver = "、".join(part for part in (source.office, source.giver) if part)
    provisional = f"（{source.provisional}）" if source.provisional else ""
    known_from = (source.basis + provisional, giver, source.as_of, source.evidence_place)
    return Figure(label, value, where, *known_from, rule, unit)


def _places(document: Document) -> Iterator[tuple[Place, str, str]]:
    for part in document.parts:
        for block in part.blocks:
            yield from _of_block(document, block)


def _of_block(document: Document, block: Block) -> Iterator[tuple[Place, str, str]]:
    name = document.sheet_name or document.name
    if not isinstance(block, Grid):
        yield from ((place, text, name) for place, text in _of_paragraph(block))
        return
    for cell in block.cells:
        where = f"{name} 第{cell.row + 1}行"
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
