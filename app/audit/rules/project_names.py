"""Names of projects: on every form alike, in texts as they are, one catalogue number or none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.audit.prose import Prose, long_texts
from app.audit.registry import Hit, audit_rule
from app.audit.rules.closeness import edits, near_places, squeezed
from app.audit.view import AuditView
from app.core.records import Address
from app.core.signatures import ParamKind
from app.documents.rows import Paper

_LEAST_ITEM: Final = 3
"""Shorter words of a list are no names."""

_LISTS: Final = 200
"""Lists that are compared with each other; a report has a dozen."""


_List = tuple[Prose, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys whose text must be the same on every form."""

    keys: tuple[str, ...]


@audit_rule(
    "stated_names", params={"keys": ParamKind("words")}, params_class=Keys, label="同一个名称在几张表上写得不一样"
)
def stated_names(view: AuditView, params: Keys) -> Iterator[Hit]:
    """Yield names that one form prints in another way than the others."""
    answers = view.answers
    for row, cells in answers.facts.cells.items():
        for (key, form), cell in sorted(cells.items()):
            fact = squeezed(answers.printed(row, key)) if form and key in params.keys else ""
            if fact and cell.state == "value" and squeezed(cell.text) not in {"", fact}:
                yield Hit((Address(row, key, form), Address(row, key)), cell.text, answers.printed(row, key), row=row)


@audit_rule("prefixed_names", params={}, params_class=tuple, label="项目名称前的编码只在一部分表上印")
def prefixed_names(view: AuditView, _params: object) -> Iterator[Hit]:
    """Yield projects that have a catalogue prefix which only some of the forms print."""
    forms = {name: form.model_dump_json() for name, form in view.answers.pack.forms.items()}
    listing = {name for name, text in forms.items() if '"each":"projects"' in text or '"of":"projects"' in text}
    printing = {name for name in listing if "{{catalogue_prefix" in forms[name]}
    if not printing or printing == listing:
        return
    for row in view.rows("projects"):
        prefix = row.printed("catalogue_prefix", "", Paper()) if row.field("catalogue_prefix") else ""
        if prefix:
            name = row.printed("name", "", Paper())
            yield Hit((Address(row.row, "catalogue_prefix"), Address(row.row, "name")), prefix + name, name)


@dataclass(frozen=True, slots=True)
class Loose:
    """Characters that differ between right words: 关系的建立, 关系要建立."""

    loose: tuple[str, ...]


@audit_rule("near_names", params={"loose": ParamKind("words")}, params_class=Loose, label="正文里的项目名称差一个字")
def near_names(view: AuditView, params: Loose) -> Iterator[Hit]:
    """Yield texts with a project's name mistyped, and words that differ by one character in two equal lists."""
    names = _names(view)
    for prose in long_texts(view):
        rest = squeezed(prose.bare)
        for text in sorted(names, key=len, reverse=True):
            rest = rest.replace(text, "　" * len(text))
        for name, at in names.items():
            for near in near_places(rest, name, 1) if len(name) >= 6 else ():
                yield Hit((prose.address, at), near, name)
    yield from _unlike_lists(view, params.loose)


def _names(view: AuditView) -> dict[str, Address]:
    rows = view.rows("projects")
    return {name: Address(row.row, "name") for row in rows if (name := squeezed(row.printed("name", "", Paper())))}


def _unlike_lists(view: AuditView, loose: tuple[str, ...]) -> Iterator[Hit]:
    """Yield words of lists (甲、乙、丙) that have most words in common and one that differs by one character."""
    lists = [found for prose in long_texts(view) for found in _lists(prose)][:_LISTS]
    for place, (prose, items) in enumerate(lists):
        for other, others in lists[place + 1 :]:
            if len(items & others) >= 3 and prose.address != other.address:
                yield from _unlike((prose, items - others), (other, others - items), loose)


def _unlike(left: _List, right: _List, loose: tuple[str, ...]) -> Iterator[Hit]:
    for word in sorted(left[1]):
        for near in sorted(right[1]):
            if len(word) == len(near) >= _LEAST_ITEM and edits(word, near, 1) == 1:
                [pair] = [pair for pair in zip(word, near, strict=True) if pair[0] != pair[1]]
                if not {*pair} & {*loose}:
                    yield Hit((left[0].address, right[0].address), word, near)


def _lists(prose: Prose) -> Iterator[_List]:
    """Yield the lists of a text: sentences with at least four words between 、."""
    for clause in re.split(r"[。；;，,：:\n]", prose.bare):
        items = [squeezed(item) for item in clause.split("、")]
        if 4 <= len(items) <= 60:
            yield prose, frozenset(_ended(item) for item in items if item)


def _ended(item: str) -> str:
    """Return a word of a list without what follows the last one (…这些工作, …等工作)."""
    return re.sub(r"(?:(?:这些|等)(?:各?项)?(?:工作|方面)?|工作)$", "", item) or item
