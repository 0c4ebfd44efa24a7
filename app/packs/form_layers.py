"""Forms before they are drawn: `like` takes over another form, `lines` repeats the cells of a band for a list."""

from __future__ import annotations

from app.packs.located import Spot
from app.packs.merge import merge
from app.packs.params import put_params
from app.packs.problems import PackError

_DEPTH = 8


def complete_forms(forms: Spot) -> Spot:
    """Return the forms with `like` and `lines` worked out.

    Raises:
        PackError: `like` names no form or runs in a circle; `lines` without `cells`.
    """
    out = {name: _with_lines(_like(name, forms, 0)) for name in forms.entries()}
    return Spot(out, forms.place)


def _like(name: str, forms: Spot, depth: int) -> Spot:
    spot = forms.entries()[name]
    like = spot.get("like")
    if like is None:
        return spot
    if like.text() not in forms.entries() or depth > _DEPTH:
        raise PackError(
            "form.like",
            place=like.place,
            what=f"“{name}”仿照的“{like.text()}”没有，或互相仿照",
            rule="like 写本表样里另一张表的编号",
            repair=f"现有：{'、'.join(forms.entries())}",
        )
    own = Spot({key: below for key, below in spot.entries().items() if key != "like"}, spot.place)
    return merge(_like(like.text(), forms, depth + 1), own)


def _with_lines(form: Spot) -> Spot:
    bands = form.get("bands")
    if bands is None:
        return form
    cells = form.get("cells")
    drawn = {name: _band(band, cells) for name, band in bands.entries().items()}
    kept = {name: below for name, below in form.entries().items() if name not in {"cells", "bands"}}
    return Spot({**kept, "bands": Spot(drawn, bands.place)}, form.place)


def _band(band: Spot, form_cells: Spot | None) -> Spot:
    lines, cells = band.get("lines"), band.get("cells") or form_cells
    kept = {name: below for name, below in band.entries().items() if name not in {"lines", "cells"}}
    if lines is None:
        return Spot(kept, band.place)
    if cells is None:
        raise PackError(
            "form.lines",
            place=lines.place,
            what="写了 lines，没有 cells",
            rule="lines 的每一行按 cells 画",
            repair="请在本段或本表写 cells",
        )
    rows = kept.get("rows", Spot([], lines.place))
    made = [_line(cells, line) for line in (lines.value if isinstance(lines.value, list) else lines.entries().values())]
    before = rows.value if isinstance(rows.value, list) else []
    kept["rows"] = Spot([*before, *made], rows.place)
    return Spot(kept, band.place)


def _line(cells: Spot, line: Spot) -> Spot:
    values = {name: below.text() for name, below in line.entries().items()}
    return cells.map_texts(lambda text: put_params(text, values))
