"""Forms before they are drawn: `like` takes over another form, `lines` repeats the cells of a band for a list."""

from __future__ import annotations

from typing import Final

from app.core.errors import Place
from app.packs.located import Spot, check_growth
from app.packs.merge import merge
from app.packs.params import put_some
from app.packs.problems import PackError

LIKE: Final = "like"

MAX_LIKE: Final = 12
"""How many forms may be like each other in a chain."""


def merge_forms(base: Spot, over: Spot) -> Spot:
    """Lay the forms of one layer over those below.

    A form that is `like` another is a list of changes until all layers are there: what it drops may come from there.

    Raises:
        PackError: `drop` or `after` names what is not there.
    """
    plain = {name: spot for name, spot in over.entries().items() if not _is_like(name, base, over)}
    merged = merge(base, Spot(plain, over.place)).entries()
    for name, spot in over.entries().items():
        if name not in plain:
            merged[name] = merge(base.entries().get(name, Spot({}, spot.place)), spot, late=True)
    return Spot(merged, over.place)


def _is_like(name: str, base: Spot, over: Spot) -> bool:
    return any(form is not None and form.get(LIKE) is not None for form in (base.get(name), over.get(name)))


def complete_forms(forms: Spot) -> Spot:
    """Return the forms with `like` and `lines` worked out.

    Raises:
        PackError: `like` names no form or runs in a circle; `lines` without `cells`; too many lines.
    """
    if not isinstance(forms.value, dict):
        return forms  # the schema refuses it at its place
    return Spot({name: _with_lines(_like(name, forms, ())) for name in forms.value}, forms.place)


def _like(name: str, forms: Spot, within: tuple[str, ...]) -> Spot:
    spot = forms.entries()[name]
    like = spot.get(LIKE)
    if like is None:
        return spot
    other, circle = like.text(), (*within, name)
    if other not in forms.entries() or other in circle:
        what = f"没有“{other}”这张表" if other not in forms.entries() else f"互相仿照：{' → '.join((*circle, other))}"
        raise PackError(
            "form.like",
            place=like.place,
            what=f"“{name}”仿照另一张表：{what}",
            rule="like 写本表样里另一张表的编号",
            repair=f"现有：{'、'.join(forms.entries())}",
        )
    if len(circle) > MAX_LIKE:
        raise PackError(
            "form.like",
            place=like.place,
            what=f"“{circle[0]}”一路仿照了{MAX_LIKE}张以上的表",
            rule=f"最多仿照{MAX_LIKE}层",
            repair="请直接仿照最先的那一张",
        )
    base = _like(other, forms, circle)
    return merge(base, spot.without(LIKE))


def _with_lines(form: Spot) -> Spot:
    bands = form.get("bands")
    if bands is None or not isinstance(form.value, dict) or not isinstance(bands.value, dict):
        return form
    cells = form.get("cells")
    drawn = {name: _band(band, cells) for name, band in bands.value.items()}
    out = {name: Spot(drawn, bands.place) if name == "bands" else below for name, below in form.value.items()}
    return Spot(out, form.place).without("cells")


def _band(band: Spot, form_cells: Spot | None) -> Spot:
    lines, own_cells = band.get("lines"), band.get("cells")
    if lines is None:
        if own_cells is not None:
            raise _alone(own_cells, "写了 cells，没有 lines", "cells 是 lines 每一行的画法", "请写 lines，或去掉 cells")
        return band
    cells = own_cells or form_cells
    if cells is None:
        raise _alone(lines, "写了 lines，没有 cells", "lines 的每一行按 cells 画", "请在本段或本表写 cells")
    found = list(lines.value.values()) if isinstance(lines.value, dict) else lines.items()
    check_growth(cells, len(found))
    rows = band.get("rows") or Spot([], lines.place)
    made = Spot([*rows.items(), *(_line(cells, line) for line in found)], rows.place)
    kept = band.without("lines", "cells").entries()
    if "rows" not in kept:
        return Spot({**kept, "rows": made}, band.place)
    return Spot({name: made if name == "rows" else below for name, below in kept.items()}, band.place)


def _line(cells: Spot, line: Spot) -> Spot:
    """Return the cells of one line; what the line puts in is the line's own, so its place is shown."""
    values: dict[str, str] = {}
    place: Place = line.place
    for name, below in line.entries().items():
        if not isinstance(below.value, str):
            raise _bad_line(below.place)
        values[name] = below.value
    if not isinstance(line.value, dict):
        raise _bad_line(place)
    return cells.map_texts(lambda text: put_some(text, values), place)


def _alone(spot: Spot, what: str, rule: str, repair: str) -> PackError:
    return PackError("form.lines", place=spot.place, what=what, rule=rule, repair=repair)


def _bad_line(place: Place) -> PackError:
    return PackError(
        "form.line",
        place=place,
        what="lines 的这一行不对",
        rule="每一行写成 {名称: 文字}，名称在 cells 里用 $名称 取",
        repair="请改正",
    )
