"""Fold axes: one entry `budget.<when>.total` becomes one for each value of the axis.

In one layer an exact key replaces what a pattern gives for it; `"*"` with `where: {kind: …}` stands for every key
of the table of that kind that the layer does not name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from app.packs.located import Spot
from app.packs.problems import PackError

_AXIS: Final = re.compile(r"<([a-z_][a-z0-9_]*)>")
Axes = Mapping[str, Spot]


def unfold(key: str, axes: Axes, spot: Spot) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield every key that a pattern stands for, with the value of each axis; a plain key stands for itself.

    Raises:
        PackError: the pattern names an axis that does not exist.
    """
    match = _AXIS.search(key)
    if match is None:
        yield key, {}
        return
    axis = axes.get(match[1])
    if axis is None:
        raise PackError(
            "pack.axis",
            place=spot.place,
            what=f"“{key}”用了没有的分列“{match[1]}”",
            rule="尖括号里写字典里有的分列",
            repair=f"现有：{'、'.join(axes)}",
        )
    for value in axis.entries():
        for full, values in unfold(key.replace(match[0], value), axes, spot):
            yield full, {match[1]: value, **values}


def fold_entries(entries: Mapping[str, Spot], axes: Axes) -> dict[str, Spot]:
    """Return the entries of one table with every pattern folded; exact keys replace, the order is kept."""
    exact = {key for key in entries if not _AXIS.search(key)}
    out: dict[str, Spot] = {}
    for key, spot in entries.items():
        for full, values in unfold(key, axes, spot):
            if key in exact or full not in exact:
                out[full] = _with_values(spot, values)
    return out


def fold_star(entries: dict[str, Spot], kinds: Mapping[str, str]) -> dict[str, Spot]:
    """Replace `"*"` by one entry for each key of the table of the kind it asks for; `*` in its texts is the key."""
    star = entries.get("*")
    if star is None:
        return entries
    where = star.get("where")
    wanted = where.get("kind") if where is not None else None
    meant = {name: below for name, below in star.entries().items() if name != "where"}
    out = {key: spot for key, spot in entries.items() if key != "*"}
    for key, kind in kinds.items():
        if key not in out and (wanted is None or wanted.text() == kind):
            out[key] = Spot(meant, star.place).map_texts(lambda text, key=key: text.replace("*", key))  # type: ignore[misc]
    return out


def _with_values(spot: Spot, values: Mapping[str, str]) -> Spot:
    def put(text: str) -> str:
        for axis, value in values.items():
            text = text.replace(f"<{axis}>", value)
        return text

    return spot.map_texts(put) if values else spot
