"""Rule about cells whose state nobody can tell: blank beside —— and figures in one line of a form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.audit.registry import Hit, audit_rule
from app.audit.view import AuditView
from app.core.records import ROOT_ID, Address
from app.core.signatures import ParamKind

_BOUND: Final = re.compile(r"{{([a-z_0-9]+(?:\.[a-z_0-9]+)*)[^{}]*}}")


@dataclass(frozen=True, slots=True)
class Columns:
    """The ends of keys that stand side by side in a line of a form: prior_final, initial, executed."""

    columns: tuple[str, ...]


@audit_rule(
    "state_unclear", params={"columns": ParamKind("words")}, params_class=Columns, label="一行里有的填了，有的空着"
)
def state_unclear(view: AuditView, params: Columns) -> Iterator[Hit]:
    """Find lines of forms in which some columns are given and others blank."""
    seen: set[str] = set()
    for form, keys in view.once(_printed_keys).items():
        for stem, line in _lines(view, keys, params.columns).items():
            blank = [key for key in line if _is_blank(view, key, form)]
            given = [key for key in line if key not in blank]
            if blank and given and stem not in seen:
                seen.add(stem)
                places = tuple(Address(ROOT_ID, key) for key in (*blank, *given))
                yield Hit(places, "、".join(view.label(Address(ROOT_ID, key)) for key in blank))


def _is_blank(view: AuditView, key: str, form: str) -> bool:
    return view.root.get(key) is None and view.answers.stated(ROOT_ID, key, form) is None


def _printed_keys(view: AuditView) -> dict[str, list[str]]:
    """Return the unit's keys that each form prints, in order."""
    found = {name: _BOUND.findall(repr(form)) for name, form in view.answers.pack.forms.items()}
    return {name: [key for key in dict.fromkeys(keys) if _typed(view, key)] for name, keys in found.items()}


def _typed(view: AuditView, key: str) -> bool:
    """Say whether a key of the unit is filled in by hand."""
    field = view.root.field(key)
    return field is not None and not field.compute


def _lines(view: AuditView, keys: list[str], columns: tuple[str, ...]) -> dict[str, list[str]]:
    """Return the keys that differ only in their column, by what they share; columns that are wholly blank left out."""
    parts = [key.rpartition(".")[::2] for key in keys]
    used = {column for stem, column in parts if column in columns and view.root.get(f"{stem}.{column}") is not None}
    stems = dict.fromkeys(stem for stem, column in parts if column in columns)
    lines = {
        stem: [f"{stem}.{one}" for one in columns if one in used and _typed(view, f"{stem}.{one}")] for stem in stems
    }
    return {stem: line for stem, line in lines.items() if len(line) > 1}
