"""工作底稿: every printed figure once, with its value, basis, giver, date, evidence and rule (PRACTICE A6)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from app.answers.answer_set import AnswerSet
from app.answers.figures import FACTS, OF_FACTS, SOURCES, FigureSource
from app.core.records import Address
from app.core.traces import Trace
from app.core.units import split_unit
from app.documents.lists.labels import place_label
from app.documents.lists.tables import Column, Entry, Heading, Line, list_document, list_grid, words
from app.documents.rows import RowView
from app.documents.tree import Document, Grid, Paragraph, Place
from app.packs.problems import PackError
from app.packs.schema import Field
from app.packs.templates import parse_template

TITLE: Final = "工作底稿"

Explain = Callable[[Address], Trace]
"""Tells how a value came about (计分依据)."""

_FIGURES: Final = frozenset({"money", "rate", "count", "number", "points", "quantity"})
_ORIGINS: Final = {"typed": "填写", "carried": "上年带入", "imported": "读入", "overridden": "手工改定"}
_UNITS: Final = {"points": "分", "rate": "%"}
_WITH_UNIT: Final = re.compile(r"(-?[0-9][0-9,.]*)([^0-9,.%\s]{1,6})", re.ASCII)
_MOST_STEPS: Final = 12
_DEEPEST: Final = 8
_SIZE: Final = Decimal(9)
_SOURCE_STEP: Final = "数据来源："

_COLUMNS: Final = (
    Column("序号", Decimal(12)),
    Column("数据", Decimal(44), "left"),
    Column("数值", Decimal(24)),
    Column("单位", Decimal(12)),
    Column("所在文件", Decimal(36), "left"),
    Column("数据来源", Decimal(28), "left"),
    Column("提供人\n日期", Decimal(24), "left"),
    Column("截止日期", Decimal(19)),
    Column("佐证\n存放处", Decimal(20), "left"),
    Column("计算和计分依据", Decimal(48), "left"),
)


@dataclass(slots=True)
class Figure:
    """One figure: its place, by (printed text, unit) the documents that print it so, those that print 原表数."""

    place: Place
    first: Document
    printed: dict[tuple[str, str], dict[str, None]] = field(default_factory=dict)
    stated: dict[str, None] = field(default_factory=dict)


def working_paper(answers: AnswerSet, documents: Sequence[Document], explain: Explain) -> Document:
    """Return the working paper.

    Args:
        answers: the answers.
        documents: of the package, as drawn; what they print is what is listed.
        explain: tells how a value came about.
    """
    lines = list(_lines(answers, list(figures(answers, documents)), explain))
    return list_document(answers, "working", TITLE, list_grid(_COLUMNS, lines, size=_SIZE), landscape=True)


def figures(answers: AnswerSet, documents: Sequence[Document]) -> Iterator[Figure]:
    """Yield every figure that the documents print, once, in the order in which it is met first."""
    found: dict[Place, Figure] = {}
    for document in documents:
        for place, text in _bound(document):
            meaning = _field(answers, place)
            if meaning is None or meaning.kind not in _FIGURES or not any(map(str.isdecimal, text)):
                continue
            figure = found.setdefault(place, Figure(place, document))
            printed = _apart(text.strip()) or (text.strip(), _unit(answers, document, meaning, text))
            name = document.sheet_name or document.name
            figure.printed.setdefault(printed, {})[name] = None
            if answers.stated(*_at(place), document.id) is not None:
                figure.stated[name] = None
    yield from found.values()


def _lines(answers: AnswerSet, found: Sequence[Figure], explain: Explain) -> Iterator[Line]:
    last: Document | None = None
    clauses: dict[str, int] = {}
    for number, figure in enumerate(found, 1):
        if figure.first is not last:
            last = figure.first
            yield Heading(last.name)
        trace = explain(Address(*_at(figure.place)))
        yield _line(answers, number, figure, [*_rule(answers, figure.place, trace), *_clauses(trace, number, clauses)])


def _line(answers: AnswerSet, number: int, figure: Figure, rule: Sequence[str]) -> list[Entry]:
    source = _source(answers, figure.place)
    given = "\n".join(part for part in (source.office + source.giver, source.given_on) if part)
    return [
        Entry(str(number)),
        words(place_label(answers, figure.place)),
        *_value(figure),
        words("\n".join(dict.fromkeys(name for names in figure.printed.values() for name in names))),
        words("\n".join(part for part in (source.basis, _provisional(source)) if part)),
        words(given),
        words(source.as_of),
        words(source.evidence_place),
        words("\n".join((*_stated(figure), *rule))),
    ]


def _value(figure: Figure) -> tuple[Entry, Entry]:
    """Return value and unit; where documents print it in several ways, all of them with the documents."""
    if len(figure.printed) == 1:
        ((text, unit),) = figure.printed
        return Entry(text, figure.place), words(unit)
    several = [f"{text}{unit}（{'、'.join(names)}）" for (text, unit), names in figure.printed.items()]
    return Entry("\n".join(several), figure.place, words=True), words("")


# ---- what the documents print ----


def _bound(document: Document) -> Iterator[tuple[Place, str]]:
    for part in document.parts:
        for block in part.blocks:
            if isinstance(block, Grid):
                for cell in block.cells:
                    yield from _figures_in(cell.paragraphs)
                yield from _figures_in(block.tail)
            else:
                yield from _figures_in((block,))


def _figures_in(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Place, str]]:
    for paragraph in paragraphs:
        for run in paragraph.runs:
            if run.place is not None:
                yield run.place, run.text


def _at(place: Place) -> tuple[str, str]:
    return place.row, place.key


def _field(answers: AnswerSet, place: Place) -> Field | None:
    row = answers.facts.rows.get(place.row)
    return answers.pack.fields.get(row.table, {}).get(place.key) if row is not None else None


def _apart(text: str) -> tuple[str, str] | None:
    """Return number and unit of a text that is both: 77.17万元; None for any other."""
    match = _WITH_UNIT.fullmatch(text)
    return (match[1], match[2]) if match is not None and split_unit(match[2]) is not None else None


def _unit(answers: AnswerSet, document: Document, meaning: Field, text: str) -> str:
    """Return the unit of a printed number; empty where the text names it itself."""
    bare = text.strip().replace(",", "").replace(".", "").lstrip("-")
    if not bare.isdecimal() or meaning.kind == "quantity":
        return ""
    if meaning.kind == "money":
        drawn = answers.pack.forms.get(document.id) or answers.pack.reports.get(document.id)
        return (drawn.money if drawn is not None else None) or answers.pack.unit_of_money
    return _UNITS.get(meaning.kind, meaning.unit)


# ---- where a figure comes from ----


def _source(answers: AnswerSet, place: Place) -> FigureSource:
    """Return the source of a figure, or of the figure it is taken from; an empty one when none was recorded."""
    at: Place | None = place
    for _ in range(_DEEPEST):
        if at is None:
            break
        found = _recorded(answers, at)
        if found is not None:
            return found
        at = _taken_from(answers, at)
    return FigureSource(place.row, place.key)


def _recorded(answers: AnswerSet, place: Place) -> FigureSource | None:
    for child in answers.children(place.row, SOURCES):
        if answers.printed(child, "key") == place.key:
            return _read(answers, child, place)
    if answers.facts.rows[place.row].table != FACTS or place.key != OF_FACTS:
        return None
    found = _read(answers, place.row, place)
    return found if found.sentence() else None


_PARTS: Final = tuple(name for name in FigureSource.__dataclass_fields__ if name not in {"row", "key"})


def _read(answers: AnswerSet, row: str, place: Place) -> FigureSource:
    return FigureSource(place.row, place.key, **{part: answers.printed(row, part) for part in _PARTS})


def _taken_from(answers: AnswerSet, place: Place) -> Place | None:
    """Return the place a cell takes its value from; None when it is no such cell."""
    cell = answers.cell(place.row, place.key)
    if cell is None or "{{" not in cell.text:
        return None
    try:
        single = parse_template(cell.text).single
    except PackError:  # a text that is no binding: it is printed as it stands
        return None
    if single is None:
        return None
    if single.row is not None:
        return Place(single.row, single.key) if single.row in answers.facts.rows else None
    owner = RowView(answers, place.row).owner(single.key)
    return Place(owner.row, single.key) if owner is not None else None


def _provisional(source: FigureSource) -> str:
    return f"暂定数（{source.provisional}）" if source.provisional else ""


# ---- how it came about ----


def _stated(figure: Figure) -> Iterator[str]:
    if figure.stated:
        yield f"{'、'.join(figure.stated)}印的是原表数，与数据不同"


def _rule(answers: AnswerSet, place: Place, trace: Trace) -> list[str]:
    """Return the steps to a figure; of one that was typed only how it came in."""
    texts = [step.text for step in trace.steps if not step.text.startswith(_SOURCE_STEP)]
    table = answers.facts.rows[place.row].table
    cell = answers.cell(place.row, place.key)
    if not answers.pack.computed(table, place.key) and cell is not None and "{{" not in cell.text:
        note = f"（{cell.note}）" if cell.note else ""
        texts[:1] = [_ORIGINS.get(cell.origin, "填写") + note]
    return texts[:_MOST_STEPS]


def _clauses(trace: Trace, number: int, known: dict[str, int]) -> Iterator[str]:
    """Yield the clauses that a figure follows; one that was written out already is named by its number."""
    for clause in dict.fromkeys(step.clause for step in trace.steps if step.clause):
        first = known.setdefault(clause, number)
        yield f"依据：{clause}" if first == number else f"依据：同第{first}号"
