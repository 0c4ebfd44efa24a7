"""Which of the values that bear a name the words mean: the money column, the insurance scheme."""

from __future__ import annotations

from collections.abc import Sequence

from app.audit.figures.names import Named
from app.audit.figures.phrases import scheme_in


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
