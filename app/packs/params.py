"""Parameters: `$name` in any text of a pack. They are put in last; where one stood is remembered for local terms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from app.packs.located import Spot
from app.packs.problems import PackError
from app.packs.strict_yaml import Path, Plain

_PARAM: Final = re.compile(r"\$([a-z_][a-z0-9_]*)")
_ROUNDS: Final = 4
"""A parameter may hold parameters, but not for ever."""


def put_params(text: str, params: Mapping[str, str]) -> str:
    """Return a text with the known parameters put in; unknown ones stay as written."""
    for _ in range(_ROUNDS):
        changed = _PARAM.sub(lambda match: params.get(match[1], match[0]), text)
        if changed == text:
            break
        text = changed
    return text


def unknown_params(text: str, params: Mapping[str, str]) -> list[str]:
    """Return the names after `$` that are no parameter."""
    return [name for name in _PARAM.findall(text) if name not in params]


def fill(spot: Spot, params: Mapping[str, str], path: Path = ()) -> tuple[Spot, list[tuple[Path, str]]]:
    """Put the parameters in everywhere; return the result and the leaves that held one, as they were written.

    Raises:
        PackError: a text names a parameter that does not exist.
    """
    if isinstance(spot.value, str):
        return _fill_text(spot, params, path)
    leaves: list[tuple[Path, str]] = []
    if isinstance(spot.value, dict):
        named: dict[str, Spot] = {}
        for name, below in spot.value.items():
            named[name], found = fill(below, params, (*path, name))
            leaves += found
        return Spot(named, spot.place), leaves
    listed: list[Spot] = []
    for number, below in enumerate(spot.value):
        filled, found = fill(below, params, (*path, number))
        listed.append(filled)
        leaves += found
    return Spot(listed, spot.place), leaves


def _fill_text(spot: Spot, params: Mapping[str, str], path: Path) -> tuple[Spot, list[tuple[Path, str]]]:
    text = spot.text()
    if "$" not in text:
        return spot, []
    if missing := unknown_params(text, params):
        raise PackError(
            "pack.param",
            place=spot.place,
            what=f"没有“{missing[0]}”这个参数",
            rule="$后面写 params 里有的名称",
            repair=f"现有：{'、'.join(params) or '（空）'}",
        )
    return Spot(put_params(text, params), spot.place), [(path, text)]


def refill(plain: Plain, leaves: Mapping[Path, str], params: Mapping[str, str]) -> None:
    """Put changed parameters into resolved plain data, in place, at the leaves that held one."""
    for path, text in leaves.items():
        set_at(plain, path, put_params(text, params))


def set_at(plain: Plain, path: Path, value: Plain) -> bool:
    """Set the value at a path of plain data; False when the path does not lead to an existing value."""
    at: Plain = plain
    for step in path[:-1]:
        below = _step(at, step)
        if below is None:
            return False
        at = below
    last = path[-1]
    if isinstance(at, dict) and str(last) in at:
        at[str(last)] = value
        return True
    if isinstance(at, list) and str(last).isdigit() and int(last) < len(at):
        at[int(last)] = value
        return True
    return False


def _step(at: Plain, step: str | int) -> Plain | None:
    if isinstance(at, dict):
        return at.get(str(step))
    if isinstance(at, list) and str(step).isdigit() and int(step) < len(at):
        return at[int(step)]
    return None
