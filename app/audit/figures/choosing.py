"""Which of the values that bear a name the words mean: the money column, the insurance scheme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.audit.figures.likeness import Place
from app.audit.figures.names import Name, Named, is_project
from app.audit.figures.phrases import scheme_in
from app.core.records import ROOT_ID


def of_column(found: Sequence[Named], axis: str, words: str) -> list[Named]:
    """Choose the money column by the words; without any a result is meant."""
    if not any(one.when for one in found):
        plans = axis in {"prior_final", "initial", "budget", "unknown"}
        return [] if plans and not words.isspace() and found and found[0].value.measure == "元" else list(found)
    wanted = {
        "": {"executed"},
        "budget": {"initial", "full_year"},
        "approved": {"full_year"},
    }.get(axis, {axis})
    return [one for one in found if one.when in wanted]


def of_scheme(found: Sequence[Named], said: str, heading: str) -> list[Named]:
    """Keep the facts of the scheme that was mentioned last; none of a scheme counts where another is named."""
    if not any(one.scheme for one in found):
        return list(found)
    scheme = scheme_in(said) or scheme_in(heading)
    if not scheme:
        return list(found)
    return [one for one in found if not one.scheme or scheme in one.scheme or scheme in one.label]


def of_project(place: Place, spoken_of: Sequence[Name | None], lead: str) -> tuple[Place, str]:
    """Return a name of the unit with the values of the project spoken of, and how the project is called beside it.

    The project stands before the name (某某经费自评得分99分), or was spoken of before: then it may be either's.

    Args:
        place: where the name stands.
        spoken_of: what may be a project's name, the nearest first.
        lead: the words of the clause before the name.
    """
    keys = {one.address.key for one in place.name.values if one.owner == ROOT_ID}
    for name in spoken_of if keys else ():
        own = tuple(one for one in name.values if one.address.key in keys) if name and is_project(name) else ()
        if name is not None and own and name is not place.name:
            beside = name.text in lead
            values = own if beside else (*(replace(one, owner=ROOT_ID) for one in own), *place.name.values)
            return replace(place, name=replace(place.name, values=values)), name.text if beside else ""
    return place, ""
