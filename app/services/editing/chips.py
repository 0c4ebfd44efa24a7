"""Bound figures in texts, as the window shows and changes them: what each prints, which forms it may take."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from app.core.errors import UserError
from app.core.printing import Form, parse_form
from app.core.records import Address
from app.core.units import split_unit
from app.documents.reports.spans import spans_of
from app.documents.rows import Paper
from app.packs.schema import Field
from app.packs.templates import Placeholder, parse_template
from app.services.editing.naming import place_name
from app.services.session import Session

Sort = Literal["unit", "decimals", "words", "style"]

_SCALES: Final = ("", "万", "亿")
_MOST_DECIMALS: Final = 2
_HEDGES: Final = ("约0", "约10", "0余", "10余", "100余", "近10", "近100")
_DATES: Final = ("数字", "汉字")
_UNIT_AT_END: Final = re.compile(r"[^\d.,，]*$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text: words, or a bound figure.

    Attributes:
        text: what prints; of a figure that is blank, what the window shows in its place.
        binding: where a figure comes from, as stored; empty for words.
        told: what a figure is called.
        blank: nothing prints for the figure.
    """

    text: str
    binding: str = ""
    told: str = ""
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A form that a bound figure may take: what makes it, its name, what it prints, the binding for it."""

    sort: Sort
    name: str
    printed: str
    binding: str
    chosen: bool = False


def pieces_of(session: Session, row: str, text: str, form: str = "", blank: str = "（未填）") -> list[Piece]:
    """Return a stored text in stretches; a malformed one is one stretch, as typed.

    Args:
        session: the open evaluation.
        row: the row the text stands in.
        text: the stored text.
        form: id of the report it prints in.
        blank: what is shown for a figure that is not filled in.
    """
    answers = session.graph.snapshot()
    try:
        parts = parse_template(text).parts
    except UserError:
        return [Piece(text)]
    spans = spans_of(answers, row, text, Paper(form))
    return [
        Piece(span.text or blank, str(part), _told(session, part, row), blank=not span.text)
        if isinstance(part, Placeholder)
        else Piece(part)
        for part, span in zip(parts, spans, strict=True)
    ]


def figure_words(session: Session, row: str, text: str) -> tuple[str, ...]:
    """Return what the bound figures of a stored text print now, in order."""
    return tuple("" if piece.blank else piece.text for piece in pieces_of(session, row, text) if piece.binding)


def place_of(session: Session, row: str, binding: str) -> Address | None:
    """Return the cell a binding takes its figure from; None when it is gone."""
    part = parse_template(binding).single
    if part is None:
        return None
    at = part.row or row
    known = session.facts.rows.get(at)
    return Address(at, part.key) if known is not None and part.key in session.pack.fields.get(known.table, {}) else None


def is_there(session: Session, binding: str) -> bool:
    """Say whether a binding names a cell of this evaluation (a text may be pasted from another one)."""
    try:
        part = parse_template(binding).single
    except UserError:
        return False
    return part is not None and part.row is not None and place_of(session, part.row, binding) is not None


def forms_of(session: Session, row: str, binding: str) -> list[Choice]:
    """Return the forms a bound figure may take, by what makes them: unit, decimals, 约 or 余; each print once."""
    place, part = place_of(session, row, binding), parse_template(binding).single
    if place is None or part is None:
        return []
    field = session.pack.fields[session.facts.rows[place.row].table][place.key]

    def shown(form: str) -> tuple[str, str]:
        other = str(Placeholder(part.row, part.key, form))
        return "".join(piece.text for piece in pieces_of(session, row, other)), other

    now = shown(part.form)[0]
    found: dict[tuple[Sort, str], Choice] = {}
    for sort, name, form in _forms(field, part.form, shown("")[0]):
        printed, other = shown(form)
        if printed.startswith("近100") and form.startswith("近100"):
            continue  # of 26 nobody says 近100
        found.setdefault((sort, printed), Choice(sort, name, printed, other, chosen=printed == now))
    counts = {sort: sum(1 for other, _ in found if other == sort) for sort, _ in found}
    return [choice for (sort, _), choice in found.items() if counts[sort] > 1]


def _forms(field: Field, form: str, usual: str) -> Iterator[tuple[Sort, str, str]]:
    """Yield what makes a form, its name, the form; `usual` is what the figure prints without one."""
    if field.kind == "date":
        yield from (("style", style, style) for style in _DATES)
    elif field.kind == "rate":
        yield from (("decimals", f"{places}位小数", _pattern(places) + "%") for places in range(_MOST_DECIMALS + 1))
        yield "words", "约", "约0%"
    elif field.kind in {"money", "quantity", "count", "number", "points"}:
        yield from _numbers(field, form, usual)


def _numbers(field: Field, form: str, usual: str) -> Iterator[tuple[Sort, str, str]]:
    now = parse_form(form) or parse_form(field.form) or Form(patterned=False)
    unit = now.unit or _unit(field, usual)
    scale, measure = split_unit(unit) or ("", unit)
    if measure in {"", "%", "元"} and field.kind not in {"money", "quantity"}:
        units = [unit]
    else:
        units = [f"{one}{measure}" for one in _SCALES] if measure and measure != "%" else [unit]
    pattern = _pattern(now.fixed) if now.patterned and not now.words else ""
    yield from (("unit", one, f"{pattern}{one}") for one in units)
    yield "decimals", "", unit if form or not field.form else ""
    yield from (("decimals", f"{n}位小数", f"{_pattern(n)}{unit}") for n in range(_MOST_DECIMALS + 1))
    yield "words", "", f"{pattern}{scale}{measure}" if unit else ""
    yield from (("words", hedge[0] if hedge[0] in "约近" else "余", f"{hedge}{unit}") for hedge in _HEDGES)


def _unit(field: Field, usual: str) -> str:
    if field.kind == "money":
        return field.unit or "万元"
    found = _UNIT_AT_END.search(usual)
    at_end = found[0] if found is not None else ""
    return at_end if split_unit(at_end) is not None else field.unit


def _pattern(places: int) -> str:
    return "0." + "0" * places if places else "0"


def _told(session: Session, part: Placeholder, row: str) -> str:
    at = part.row or row
    if at not in session.facts.rows:
        return "所取的行已经删除"
    field = session.pack.fields.get(session.facts.rows[at].table, {}).get(part.key)
    return place_name(session, at, field.label) if field is not None else "所取的栏不存在"
