"""Templates of drawings written out: what stands in a cell, where each figure comes from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.core.errors import Place as SourcePlace
from app.core.numbers import num
from app.documents.rows import Paper, RowView
from app.documents.tree import Place, Run
from app.packs.problems import PackError
from app.packs.templates import Placeholder, parse_template

NUMBER: Final = "no"
"""`{{no}}` is the number of the printed row."""


@dataclass(frozen=True, slots=True)
class Text:
    """A template written out for a row.

    Attributes:
        runs: the text in stretches; a bound figure is a stretch of its own with its place.
        place: the one cell it shows when it is exactly one placeholder.
        inside: the one cell among its words, also while that is blank; None for none, or several.
        label: it holds no placeholder at all.
    """

    runs: tuple[Run, ...]
    place: Place | None
    label: bool
    inside: Place | None = None

    @property
    def text(self) -> str:
        """Return the text."""
        return "".join(run.text for run in self.runs)


def write_out(template: str, row: RowView, paper: Paper, given: Mapping[str, str] | None = None) -> Text:
    """Write a template out for a row.

    Args:
        template: text with `{{key|form}}`.
        row: the row at hand; a key it lacks is looked for in the rows above it.
        paper: how values print.
        given: texts for placeholders that are no keys (`no`) or that are settled otherwise.

    Raises:
        PackError: a placeholder names a key that no row on the way has; `packs check` finds these before.
    """
    parts = parse_template(template).parts
    runs = tuple(
        _figure(part, row, paper, given or {}) if isinstance(part, Placeholder) else Run(part)
        for part in parts
        if part != ""
    )
    single = runs[0].place if len(runs) == 1 else None
    places = [run.place for run in runs if run.place is not None]
    inside = places[0] if len(places) == 1 and single is None else None
    label = not any(isinstance(part, Placeholder) for part in parts)
    return Text(tuple(run for run in runs if run.text), single, label, inside)


def _figure(part: Placeholder, row: RowView, paper: Paper, given: Mapping[str, str]) -> Run:
    if part.key in given:
        return Run(given[part.key])
    owner = row.owner(part.key)
    if owner is None:
        raise PackError(
            "paper.no_key",
            place=SourcePlace("表样"),
            what=f"“{part}”取的栏不存在",
            rule="格子里写这一行或上级行的栏名",
            repair="请用 jixiao packs check 检查表样",
        )
    return Run(owner.printed(part.key, part.form, paper), place=Place(owner.row, part.key))


_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.([0-9]{1,10}))?(%?)", re.ASCII)


def number_in(text: str) -> tuple[Decimal, str] | None:
    """Return the number that a text is and the xlsx format that prints it so; None for any other text."""
    match = _NUMBER.fullmatch(text.strip())
    value = num(match.group()) if match else None
    if match is None or value is None:
        return None
    decimals = match[1] or ""
    return value, "0" + ("." + "0" * len(decimals) if decimals else "") + match[2]
