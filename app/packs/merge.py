"""Lay one layer over another: mappings merge, texts and lists replace, `drop: [ids]` removes, `after: id` places.

A merged mapping takes the place of the layer that touched it last; what stands in it keeps its own.
"""

from __future__ import annotations

from typing import Final

from app.packs.located import Spot
from app.packs.problems import PackError

DROP: Final = "drop"
AFTER: Final = "after"
_DROPPED: Final = "\0dropped"
"""Entry of late changes: ids that were dropped from them and are to be dropped again from what they change."""

MAX_MOVES: Final = 500
"""How often `after` may stand in one mapping of a layer."""

_WORDS: Final = frozenset({DROP, AFTER, _DROPPED})


def merge(base: Spot, over: Spot, *, late: bool = False) -> Spot:
    """Return `base` with `over` laid over it. New ids go last, or behind the id that `after` names.

    Args:
        base: the layer below.
        over: the layer above.
        late: both are changes of something that is not at hand yet (a form that is `like` another): `drop` and
            `after` that name what is not here are kept for then.

    Raises:
        PackError: `drop` or `after` names an id that is not there.
    """
    if not isinstance(base.value, dict) or not isinstance(over.value, dict):
        return over if late else cleaned(over)
    out, moves = _without(base.value, over, late=late), 0
    for name, spot in over.value.items():
        if name in _WORDS:
            continue
        made = merge(out[name], spot, late=late) if name in out else spot if late else cleaned(spot)
        after = spot.get(AFTER)
        if after is None:
            out[name] = made
        else:
            moves += 1
            _check_moves(moves, after)
            out = _placed(out, name, made, after, late=late)
    return Spot(out, over.place)


def cleaned(spot: Spot, *, inside: bool = False) -> Spot:
    """Return a part that is new, without its own `after`.

    Raises:
        PackError: `drop` or `after` stands in it, where no layer below has anything.
    """
    if not isinstance(spot.value, dict):
        return spot
    odd = spot.get(DROP) or (spot.get(AFTER) if inside else None)
    if odd is not None:
        raise PackError(
            "pack.nothing_below",
            place=odd.place,
            what="这里的 drop 或 after 没有对象：上一级没有这一部分",
            rule="drop 和 after 只用来改沿用来的内容",
            repair="请核对这一部分的编号，或删去这一项",
        )
    kept = {name: cleaned(below, inside=True) for name, below in spot.value.items() if name not in _WORDS}
    return Spot(kept, spot.place)


def dropped(over: Spot) -> list[Spot]:
    """Return the ids that a layer drops.

    Raises:
        PackError: they are no list of ids.
    """
    drop = over.get(DROP)
    if drop is None:
        return []
    names = [drop] if isinstance(drop.value, str) else drop.items()
    if isinstance(drop.value, dict) or not all(isinstance(name.value, str) for name in names):
        raise PackError(
            "pack.drop_list",
            place=drop.place,
            what="drop 的写法不对",
            rule="写成编号的列表",
            repair="例如 drop: [lines]",
        )
    return names


def _without(entries: dict[str, Spot], over: Spot, *, late: bool) -> dict[str, Spot]:
    """Return the entries that `drop` leaves; late changes remember what they dropped."""
    asked, again = dropped(over), (over.get(_DROPPED) or Spot([], over.place)).items()
    if not asked and not again:
        return dict(entries)
    for name in asked:
        if name.text() not in entries and not late:
            raise _unknown("pack.drop", name, f"要去掉的“{name.text()}”在上一级里没有", "drop 只能去掉已有的", entries)
    gone = {name.text() for name in (*asked, *again)}
    left = {name: spot for name, spot in entries.items() if name not in gone}
    if late:
        _remember(left, [name for name in asked if name.text() in entries], _DROPPED, over)
        _remember(left, [name for name in asked if name.text() not in entries], DROP, over)
    return left


def _remember(entries: dict[str, Spot], names: list[Spot], word: str, over: Spot) -> None:
    before = entries.get(word)
    if names:
        earlier = dropped(Spot({DROP: before}, before.place)) if before is not None else []
        entries[word] = Spot([*earlier, *names], over.place)


def _check_moves(moves: int, after: Spot) -> None:
    """Refuse more moves than a person writes: each goes through all entries."""
    if moves > MAX_MOVES:
        raise PackError(
            "pack.moves",
            place=after.place,
            what="after 用得太多",
            rule=f"同一处最多用{MAX_MOVES}次",
            repair="请把内容按顺序重写",
        )


def _placed(entries: dict[str, Spot], name: str, made: Spot, after: Spot, *, late: bool) -> dict[str, Spot]:
    """Return the entries with one put in behind the one it names."""
    if late and after.text() not in entries:
        return {**entries, name: Spot({**made.entries(), AFTER: after}, made.place)}
    if after.text() not in entries or after.text() == name:
        raise _unknown(
            "pack.after", after, f"没有“{after.text()}”，不知道放在谁后面", "after 写同一级已有的编号", entries
        )
    if late:
        made = made.without(AFTER)
    out: dict[str, Spot] = {}
    for key, value in entries.items():
        if key != name:
            out[key] = value
        if key == after.text():
            out[name] = made
    return out


def _unknown(code: str, spot: Spot, what: str, rule: str, entries: dict[str, Spot]) -> PackError:
    known = "、".join(name for name in entries if name not in _WORDS)
    return PackError(code, place=spot.place, what=what, rule=rule, repair=f"这里有：{known or '（空）'}")
