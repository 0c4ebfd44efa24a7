"""Lay one layer over another: mappings merge, texts and lists replace, `drop: [ids]` removes, `after: id` places."""

from __future__ import annotations

from typing import Final

from app.packs.located import Spot
from app.packs.problems import PackError

DROP: Final = "drop"
AFTER: Final = "after"


def merge(base: Spot, over: Spot) -> Spot:
    """Return `base` with `over` laid over it. New ids go last, or behind the id that `after` names.

    Raises:
        PackError: `drop` or `after` names an id that is not there.
    """
    if not isinstance(base.value, dict) or not isinstance(over.value, dict):
        return _clean(over)
    out = _without(base.value, over)
    for name, spot in over.value.items():
        if name == DROP:
            continue
        if name in out:
            out[name] = merge(out[name], spot)
        else:
            out = _added(out, name, spot)
    return Spot(out, over.place)


def _without(entries: dict[str, Spot], over: Spot) -> dict[str, Spot]:
    """Return the entries that `drop` leaves."""
    drop = over.get(DROP)
    if drop is None:
        return dict(entries)
    names = [spot.text() for spot in drop.value] if isinstance(drop.value, list) else [drop.text()]
    for name in names:
        if name not in entries:
            raise PackError(
                "pack.drop",
                place=drop.place,
                what=f"要去掉的“{name}”在上一级表样里没有",
                rule="drop 只能去掉上一级表样里有的",
                repair=f"这里有：{'、'.join(entries) or '（空）'}",
            )
    return {name: spot for name, spot in entries.items() if name not in names}


def _added(entries: dict[str, Spot], name: str, spot: Spot) -> dict[str, Spot]:
    """Return the entries with a new one, last or behind the one it names."""
    after = spot.get(AFTER)
    new = _clean(spot)
    if after is None:
        return {**entries, name: new}
    if after.text() not in entries:
        raise PackError(
            "pack.after",
            place=after.place,
            what=f"没有“{after.text()}”，不知道放在谁后面",
            rule="after 写同一级已有的编号",
            repair=f"这里有：{'、'.join(entries) or '（空）'}",
        )
    out: dict[str, Spot] = {}
    for key, value in entries.items():
        out[key] = value
        if key == after.text():
            out[name] = new
    return out


def _clean(spot: Spot) -> Spot:
    """Return a new part without `after` and `drop`, which speak of the layer below only."""
    if isinstance(spot.value, dict):
        kept = {name: _clean(below) for name, below in spot.value.items() if name not in {AFTER, DROP}}
        return Spot(kept, spot.place)
    return spot
