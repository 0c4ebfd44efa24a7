"""Names of projects: on every form alike, in texts as they are, one catalogue number or none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from app.audit.prose import Prose, long_texts
from app.audit.registry import Hit, audit_rule
from app.audit.rules.closeness import LONGEST, near_places, squeezed
from app.audit.view import AuditView
from app.core.records import Address
from app.core.signatures import ParamKind
from app.documents.rows import Paper

_LEAST_ITEM: Final = 3
"""Shorter words of a list are no names."""

_LONGEST_ITEM: Final = 12
_LISTS: Final = 200
"""Lists that are compared with each other; a report has a dozen. So with titles."""

_COLUMNS: Final = ("internal_units",)
"""Tables whose names reports list."""

_SHORTEST_TITLE: Final = 8
_TITLE: Final = re.compile(r"《([^《》\n]{1,80})》")

_List = Mapping[str, Address]


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys whose text must be the same on every form."""

    keys: tuple[str, ...]


@audit_rule(
    "stated_names",
    params={"keys": ParamKind("words")},
    params_class=Keys,
    label="同一个名称在几张表上写得不一样",
    parted=True,
)
def stated_names(view: AuditView, params: Keys) -> Iterator[Hit]:
    """Yield names that one form prints in another way than the others."""
    answers = view.answers
    for row, cells in view.cells():
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
    names = {**_names(view, "projects"), **_names(view, "former_names")}
    for prose in long_texts(view):
        rest = squeezed(prose.bare)
        for text in sorted(names, key=len, reverse=True):
            rest = rest.replace(text, "　" * len(text))
        for name, at in names.items():
            for near in near_places(rest, name, 1) if len(name) >= 6 else ():
                yield Hit((prose.address, at), near, name)
    yield from _unlike_lists(view, params.loose)


def _names(view: AuditView, table: str) -> dict[str, Address]:
    rows = view.rows(table) if table in view.answers.pack.tables else ()
    return {name: Address(row.row, "name") for row in rows if (name := squeezed(row.printed("name", "", Paper())))}


def _unlike_lists(view: AuditView, loose: tuple[str, ...]) -> Iterator[Hit]:
    """Yield words of lists (甲、乙、丙) that have most words in common and one that differs by one character."""
    lists = [found for prose in long_texts(view) for found in _lists(prose)][:_LISTS]
    lists += [found for table in _COLUMNS for found in _column(view, table)]
    seen: set[tuple[Address, str]] = set()
    for place, one in enumerate(lists):
        for other in lists[place + 1 :]:
            if len(one.keys() & other.keys()) >= 3:
                for hit in _unlike(one, other, loose):
                    if (hit.places[0], hit.quoted) not in seen:
                        seen.add((hit.places[0], hit.quoted))
                        yield hit


def _unlike(one: _List, other: _List, loose: tuple[str, ...]) -> Iterator[Hit]:
    for word in sorted(one.keys() - other.keys()):
        for near in sorted(other.keys() - one.keys()):
            if one[word] != other[near] and _alike(word, near, loose):
                yield Hit((one[word], other[near]), word, near)


def _alike(word: str, near: str, loose: tuple[str, ...]) -> bool:
    """Say whether two words of lists are one mistyped; a short one with a character more is another word."""
    return _mistyped(word, near, loose) and (len(word) == len(near) or min(len(word), len(near)) > _LEAST_ITEM)


def _column(view: AuditView, table: str) -> Iterator[_List]:
    """Yield the names of a table as a list."""
    if table in view.answers.pack.tables:
        rows = [(Address(row.row, "name"), squeezed(row.printed("name", "", Paper()))) for row in view.rows(table)]
        yield {name: address for address, name in rows if _LEAST_ITEM <= len(name) <= _LONGEST_ITEM}


def _lists(prose: Prose) -> Iterator[_List]:
    """Yield the lists of a text: clauses with at least four words between 、, or sentences with four between commas."""
    if prose.bare.count("、") + prose.bare.count("，") < 3:
        return
    for pattern, marks in ((r"[。；;，,：:\n]", "、"), (r"[。；;：:\n]", "，")):
        for clause in re.split(pattern, prose.bare):
            items = clause.split(marks)
            if 4 <= len(items) <= 60:
                words = (_ended(squeezed(item)) for item in items)
                yield {word: prose.address for word in words if _LEAST_ITEM <= len(word) <= _LONGEST_ITEM}


def _ended(item: str) -> str:
    """Return a word of a list without what follows the last one (…这些工作, …等工作)."""
    return re.sub(r"(?:(?:这些|等)(?:各?项)?(?:工作|方面)?|工作)$", "", item) or item


# ---- titles of documents ----


@audit_rule("near_titles", params={"loose": ParamKind("words")}, params_class=Loose, label="制度、文件名称差一个字")
def near_titles(view: AuditView, params: Loose) -> Iterator[Hit]:
    """Yield titles of documents that nearly are a title that stands elsewhere."""
    titles = _titles(view)
    for place, (text, at) in enumerate(titles):
        for other, there in titles[place + 1 :]:
            if at != there and _mistyped(text, other, params.loose):
                yield Hit((at, there), text, other)


def _titles(view: AuditView) -> list[tuple[str, Address]]:
    """Return every title 《…》 of the texts and every name of a document or rule, each once."""
    found: dict[str, Address] = {}
    for prose in long_texts(view):
        for match in _TITLE.finditer(prose.bare):
            found.setdefault(squeezed(match[1]), prose.address)
    for table in ("regulations", "documents"):
        for row in view.rows(table) if table in view.answers.pack.tables else ():
            found.setdefault(squeezed(row.printed("name", "", Paper())), Address(row.row, "name"))
    return [(text, at) for text, at in found.items() if _SHORTEST_TITLE <= len(text) <= LONGEST][:_LISTS]


def _mistyped(one: str, other: str, loose: tuple[str, ...]) -> bool:
    """Say whether two titles differ by one character that is no number and no filling word."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest = (one[start:], other[start:])
    if len(one) == len(other):
        swapped = rest[0][:2] == rest[1][1::-1] and rest[0][2:] == rest[1][2:]
        same, differ = swapped or rest[0][1:] == rest[1][1:], set() if swapped else {rest[0][0], rest[1][0]}
    else:
        long, short = sorted(rest, key=len, reverse=True)
        same, differ = long[1:] == short, {long[0]}
    return same and not differ & {*loose} and not any(char.isdigit() for char in differ)
