"""The pack of an evaluation with its local terms (本地要求). A file opens whatever stands in them.

A term that does not fit (typed by hand into a file, or left from another pack) is set aside and told; the pack counts
without it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.answers.graph import AnswerGraph
from app.answers.planning import compile_plan
from app.core.errors import UserError
from app.core.records import Facts
from app.packs.local_terms import with_terms
from app.packs.schema import Pack


@dataclass(frozen=True, slots=True)
class Localised:
    """A pack with local terms, the graph under it, and why some terms are not used, by id."""

    pack: Pack
    graph: AnswerGraph
    unused: Mapping[str, UserError]


def local_terms(facts: Facts) -> dict[str, str]:
    """Return the local terms (本地要求) that are set in an evaluation: term id → value."""
    terms: dict[str, str] = {}
    for row in facts.rows.values():
        if row.table == "terms":
            cells = facts.cells.get(row.id, {})
            term, value = cells.get(("term", "")), cells.get(("value", ""))
            if term and value and term.text:
                terms[term.text] = value.text
    return terms


def localise(body: bytes, facts: Facts) -> Localised:
    """Return the pack in force for an evaluation and its graph.

    Raises:
        PackError: the pack itself is not sound.
    """
    used, unused = usable_terms(body, local_terms(facts))
    pack = with_terms(body, used)
    return Localised(pack, AnswerGraph(pack, facts), unused)


def usable_terms(body: bytes, terms: Mapping[str, str]) -> tuple[dict[str, str], dict[str, UserError]]:
    """Return the terms that fit a pack together, and why each of the others does not.

    Raises:
        PackError: the pack itself is not sound.
    """
    if not _wrong(body, terms):
        return dict(terms), {}
    compile_plan(with_terms(body, {}))
    used: dict[str, str] = {}
    left = dict(terms)
    while fitting := [name for name in left if not _wrong(body, {**used, name: left[name]})]:
        used[fitting[0]] = left.pop(fitting[0])
    return used, {name: wrong for name in left if (wrong := _wrong(body, {**used, name: left[name]}))}


def _wrong(body: bytes, terms: Mapping[str, str]) -> UserError | None:
    """Return why a pack with local terms cannot be calculated with."""
    try:
        compile_plan(with_terms(body, terms))
    except UserError as error:
        return error
    return None
