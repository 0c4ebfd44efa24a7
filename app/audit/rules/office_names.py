"""Names of the unit's own offices (内设股室), mistyped in cells that name one and in texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from app.audit.prose import long_texts
from app.audit.registry import Hit, audit_rule
from app.audit.rules.closeness import edits, near_places, squeezed
from app.audit.view import AuditView
from app.core.records import Address
from app.core.signatures import ParamKind
from app.documents.rows import Paper

_TABLE: Final = "internal_units"
_SHORTEST: Final = 3
_IN_TEXTS: Final = 5
"""Shorter names nearly stand in many words."""


@dataclass(frozen=True, slots=True)
class Cells:
    """Keys of cells that name an office, or begin with one; of short texts that may name one anywhere."""

    keys: tuple[str, ...]
    texts: tuple[str, ...]


@audit_rule(
    "office_names",
    params={"keys": ParamKind("words"), "texts": ParamKind("words", ())},
    params_class=Cells,
    label="内设股室的名称差一个字",
)
def office_names(view: AuditView, params: Cells) -> Iterator[Hit]:
    """Yield cells and texts that nearly write the name of one of the unit's offices."""
    names = _names(view)
    if not names:
        return
    for row, cells in view.cells():
        for key, form in sorted(cells):
            if not form and key in {*params.keys, *params.texts}:
                at, text = Address(row, key), squeezed(view.row(row).printed(key, "", Paper()))
                yield from _in_cell(at, text, names) if key in params.keys else _in_text(at, text, names)
    for prose in long_texts(view):
        yield from _in_text(prose.address, squeezed(prose.bare), names)


def _in_text(at: Address, text: str, names: Mapping[str, Address]) -> Iterator[Hit]:
    for name, there in names.items():
        for near in near_places(text.replace(name, "　"), name, 1) if len(name) >= _IN_TEXTS else ():
            if near not in names and len(near) <= len(name):
                yield Hit((at, there), near, name)


def _names(view: AuditView) -> dict[str, Address]:
    rows = view.rows(_TABLE) if _TABLE in view.answers.pack.tables else ()
    found = {squeezed(row.printed("name", "", Paper())): Address(row.row, "name") for row in rows}
    return {name: at for name, at in found.items() if len(name) >= _SHORTEST}


def _in_cell(at: Address, text: str, names: Mapping[str, Address]) -> Iterator[Hit]:
    """Yield a cell whose first words are nearly one of the names."""
    if not text or text.startswith(tuple(names)):
        return
    for name, there in names.items():
        sizes = (len(name), len(name) - 1) if len(name) > _SHORTEST else (len(name),)
        starts = (text[:size] for size in sizes if text[:size][-1:] == name[-1:])
        near = next((one for one in starts if edits(one, name, 1) == 1), "")
        if near:
            yield Hit((at, there), near, name)
            return
