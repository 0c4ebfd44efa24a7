"""Rules about where figures come from: provisional ones, cells marked to be checked, satisfaction without a survey."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.audit.indicator_rows import Indicator, indicators_of
from app.audit.registry import Hit, audit_rule
from app.audit.view import AuditView
from app.core.absence import is_blank
from app.core.quantities import Quantity
from app.core.records import Address
from app.core.signatures import ParamKind
from app.documents.rows import Paper, RowView

FACTS: Final = "facts"
SOURCES: Final = "sources"
_WORDS: Final = ParamKind("words", ())


@dataclass(frozen=True, slots=True)
class Nothing:
    """No parameters."""


@audit_rule("provisional", params={}, params_class=Nothing, label="还有暂定数")
def provisional(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find figures that are not final: business facts, and cells with a source that says so."""
    for row in view.rows(FACTS):
        yield from _provisional(view, row, Address(row.row, "value"))
    for row in view.rows(SOURCES):
        above, key = row.up(), row.printed("key", "", Paper())
        if above is not None and key and above.field(key) is not None:
            yield from _provisional(view, row, Address(above.row, key))


def _provisional(view: AuditView, row: RowView, place: Address) -> Iterator[Hit]:
    kind = row.printed("provisional", "", Paper()) if row.field("provisional") is not None else ""
    if kind:
        name = row.printed("name", "", Paper()) if row.table == FACTS else view.label(place)
        until = row.printed("expected_on", "", Paper()) if row.field("expected_on") is not None else ""
        values = {"name": name, "kind": kind, "until": f"，终值预计{until}有" if until else ""}
        yield Hit((place, Address(row.row, "provisional")), view.printed(place), "", values, row.row)


@audit_rule("marked_cells", params={}, params_class=Nothing, label="还有做了记号的栏", parted=True)
def marked_cells(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find cells that somebody marked to be looked at again."""
    for row, cells in view.cells():
        for (key, form), cell in cells.items():
            if cell.mark:
                place = Address(row, key, form)
                yield Hit((place,), view.printed(place), "", {"mark": cell.mark, "label": view.label(place)}, row)


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """Words of satisfaction, and the keys of a fact that show where the figure comes from."""

    words: tuple[str, ...]
    keys: tuple[str, ...]


@audit_rule(
    "satisfaction_source",
    params={"words": _WORDS, "keys": _WORDS},
    params_class=Satisfaction,
    label="满意度没有调查计算，也没有写来源",
)
def satisfaction_source(view: AuditView, params: Satisfaction) -> Iterator[Hit]:
    """Find satisfaction without a calculation or a source, once for a fact and not once for a sheet."""
    groups: dict[str, list[Indicator]] = {}
    facts = {row.row: row for row in view.rows(FACTS)}
    for found in indicators_of(view):
        meant = found.speaks_of(params.words) or found.under(params.words)
        if meant and isinstance(found.actual, Quantity) and not _sourced(found.row, "actual", params):
            fact = facts.get(found.fact)
            if fact is None or not (_told(fact, params) or _sourced(fact, "value", params)):
                groups.setdefault(found.name, []).append(found)
    for group in groups.values():
        bound = (Address(found.fact, "value") for found in group if found.fact in facts)
        places = dict.fromkeys((*bound, *(found.at("actual") for found in group)))
        yield Hit(tuple(places), group[0].printed("actual"), row=group[0].id)


def _told(row: RowView, params: Satisfaction) -> bool:
    """Say whether one of the keys of a source holds something."""
    return any(row.field(key) is not None and not is_blank(row.printed(key, "", Paper())) for key in params.keys)


def _sourced(row: RowView, key: str, params: Satisfaction) -> bool:
    """Say whether a row of sources speaks of a cell of this row."""
    return any(_told(source, params) for source in row.rows(SOURCES) if source.printed("key", "", Paper()) == key)
