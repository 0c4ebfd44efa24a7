"""Fold axes: one entry `budget.<when>.total` becomes one for each value of the axis.

In one layer an exact key replaces what a pattern gives for it; `"*"` with `where: {kind: …, in: table}` stands for
every key of the table of that kind (that the other table has too) which the layer does not name. In the texts of a
pattern `<when>` is the value, in the texts of `"*"` the sign `.*` is the key.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Final

from app.packs.located import MAX_PARTS, Spot, check_growth
from app.packs.merge import DROP, dropped
from app.packs.problems import PackError

_AXIS: Final = re.compile(r"<([a-z_][a-z0-9_]*)>")
_STAR_TEXT: Final = re.compile(r"(?<=\.)\*")
STAR: Final = "*"
MAX_AXES: Final = 4
"""Axes in one key."""

WHERE: Final = "where"
Axes = Mapping[str, Spot]


def is_pattern(key: str) -> bool:
    """Say whether a key stands for several."""
    return _AXIS.search(key) is not None


def unfold(key: str, axes: Axes, spot: Spot) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield every key that a pattern stands for, with the value of each axis; a plain key stands for itself.

    Raises:
        PackError: the pattern names an axis that does not exist, or stands for too many keys.
    """
    names = list(dict.fromkeys(_AXIS.findall(key)))
    for name in names:
        if name not in axes:
            raise PackError(
                "pack.axis",
                place=spot.place,
                what=f"“{key}”用了没有的分列“{name}”",
                rule="尖括号里写字典里有的分列",
                repair=f"现有：{'、'.join(axes)}",
            )
    if len(names) > MAX_AXES:
        raise PackError(
            "pack.axis",
            place=spot.place,
            what="一个栏名里的分列太多",
            rule=f"最多{MAX_AXES}个",
            repair="请改正栏名",
        )
    check_growth(spot, math.prod(len(axes[name].entries()) for name in names))
    yield from _each(key, names, axes)


def _each(key: str, names: list[str], axes: Axes) -> Iterator[tuple[str, dict[str, str]]]:
    if not names:
        yield key, {}
        return
    first, *rest = names
    for value in axes[first].entries():
        for full, values in _each(key.replace(f"<{first}>", value), rest, axes):
            yield full, {first: value, **values}


def fold_entries(entries: Mapping[str, Spot], axes: Axes) -> dict[str, Spot]:
    """Return entries with every pattern folded, also in `drop`; exact keys replace, the order is kept.

    Raises:
        PackError: an unknown axis; two patterns give the same key; too many keys.
    """
    out: dict[str, Spot] = {}
    pattern_of: dict[str, str] = {}
    for key, spot in entries.items():
        if key == DROP:
            out[DROP] = _folded_drop(spot, axes)
            continue
        for full, values in unfold(key, axes, spot):
            if is_pattern(key) and full in entries:
                continue
            if full in pattern_of:
                raise _twice(full, pattern_of[full], key, spot)
            pattern_of[full] = key
            out[full] = _with_values(spot, values)
        if len(out) > MAX_PARTS:
            check_growth(spot, len(out))
    return out


def _folded_drop(spot: Spot, axes: Axes) -> Spot:
    names = dropped(Spot({DROP: spot}, spot.place))
    return Spot([Spot(full, name.place) for name in names for full, _ in unfold(name.text(), axes, name)], spot.place)


def fold_star(entries: dict[str, Spot], table: str, keys: Mapping[str, Mapping[str, str]]) -> dict[str, Spot]:
    """Replace `"*"` by one entry for each key of a table that fits its `where`.

    Args:
        entries: the folded entries of one layer.
        table: the table they belong to.
        keys: kinds of all keys, by table and key.

    Raises:
        PackError: `where` asks for something that is not known.
    """
    star = entries.get(STAR)
    if star is None:
        return entries
    kind, other = _where(star, keys)
    fitting = [
        key
        for key, own in keys.get(table, {}).items()
        if key not in entries and own == (kind or own) and (not other or key in keys[other])
    ]
    meant = star.without(WHERE)
    check_growth(meant, len(fitting))
    out = {key: spot for key, spot in entries.items() if key != STAR}
    for key in fitting:
        out[key] = meant.map_texts(lambda text, key=key: _STAR_TEXT.sub(lambda _: key, text))  # type: ignore[misc]
    return out


def _where(star: Spot, keys: Mapping[str, Mapping[str, str]]) -> tuple[str, str]:
    """Return the kind and the other table that `where` asks for; empty for any."""
    where = star.get(WHERE)
    if where is None:
        return "", ""
    kinds = {kind for own in keys.values() for kind in own.values()}
    for name, wanted in where.entries().items():
        if (name == "kind" and wanted.text() in kinds) or (name == "in" and wanted.text() in keys):
            continue
        raise _bad_where(wanted)
    if not where.entries():
        raise _bad_where(where)
    found = {name: wanted.text() for name, wanted in where.entries().items()}
    return found.get("kind", ""), found.get("in", "")


def _bad_where(spot: Spot) -> PackError:
    return PackError(
        "pack.where",
        place=spot.place,
        what="where 的写法不对",
        rule="写 {kind: 种类}，还可以写 in: 另一张表（只取那张表也有的栏）",
        repair="例如 where: {kind: money, in: institutions}",
    )


def _twice(key: str, one: str, other: str, spot: Spot) -> PackError:
    return PackError(
        "pack.pattern_twice",
        place=spot.place,
        what=f"“{one}”和“{other}”都展开成“{key}”",
        rule="同一处一个栏只由一种写法得出",
        repair="请改正其中一个，或把这一栏单独写出来",
    )


def _with_values(spot: Spot, values: Mapping[str, str]) -> Spot:
    def put(text: str) -> str:
        for axis, value in values.items():
            text = text.replace(f"<{axis}>", value)
        return text

    return spot.map_texts(put) if values else spot
