"""Parameters: `$name` in any text of a pack. They are put in last; where one stood is remembered for local terms.

A parameter may hold others; `$$` is a plain `$`. What is put in is not looked through again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from app.core.errors import Place
from app.packs.located import Spot, check_length
from app.packs.problems import PackError
from app.packs.strict_yaml import Path, Plain

MAX_NESTING: Final = 20
"""How many parameters may hold one another."""

_PARAM: Final = re.compile(r"\$(\$|[a-z_][a-z0-9_]*)")


def put_params(text: str, params: Mapping[str, str]) -> str:
    """Return a text with its parameters put in; `$$` becomes `$`, a name that is no parameter stays as written."""
    return _PARAM.sub(lambda match: "$" if match[1] == "$" else params.get(match[1], match[0]), text)


def put_some(text: str, values: Mapping[str, str]) -> str:
    """Return a text with the given names put in; everything else, `$$` too, stays for the parameters."""
    return _PARAM.sub(lambda match: values.get(match[1], match[0]), text)


def settle(
    params: Mapping[str, str], places: Mapping[str, Place], literal: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the full text of every parameter.

    Args:
        params: the texts as written.
        places: where each was written, for errors.
        literal: texts that replace some of them and are taken as they are.

    Raises:
        PackError: a parameter holds one that does not exist, or itself.
    """
    settled: dict[str, str] = dict(literal or {})
    for name in params:
        _settle(name, params, settled, places, ())
    return settled


def _settle(
    name: str, params: Mapping[str, str], settled: dict[str, str], places: Mapping[str, Place], within: tuple[str, ...]
) -> None:
    if name in settled:
        return
    if name in within:
        circle = " → ".join(f"${step}" for step in (*within[within.index(name) :], name))
        raise PackError(
            "pack.param_circle",
            place=places.get(name),
            what=f"参数互相引用：{circle}",
            rule="参数不能由它自己组成",
            repair="请改正其中一个参数",
        )
    if len(within) > MAX_NESTING:
        raise PackError(
            "pack.param_depth",
            place=places.get(name),
            what=f"参数“{within[0]}”一层套一层，超过{MAX_NESTING}层",
            rule=f"参数里再用参数，最多{MAX_NESTING}层",
            repair="请直接写出内容",
        )
    for used in names_in(params[name]):
        if used not in params and used not in settled:
            raise _missing(used, params, places.get(name))
        _settle(used, params, settled, places, (*within, name))
    settled[name] = check_length(put_params(params[name], settled), places.get(name))


def fill(spot: Spot, params: Mapping[str, str], path: Path = ()) -> tuple[Spot, list[tuple[Path, str]]]:
    """Put the parameters in everywhere; return the result and the leaves that held one, as they were written.

    Raises:
        PackError: a text names a parameter that does not exist.
    """
    leaves: list[tuple[Path, str]] = []
    return _fill(spot, params, path, leaves), leaves


def _fill(spot: Spot, params: Mapping[str, str], path: Path, leaves: list[tuple[Path, str]]) -> Spot:
    if isinstance(spot.value, dict):
        return Spot(
            {name: _fill(below, params, (*path, name), leaves) for name, below in spot.value.items()}, spot.place
        )
    if isinstance(spot.value, list):
        return Spot([_fill(below, params, (*path, n), leaves) for n, below in enumerate(spot.value)], spot.place)
    text = spot.value
    if "$" not in text:
        return spot
    for name in names_in(text):
        if name not in params:
            raise _missing(name, params, spot.place)
    put = check_length(put_params(text, params), spot.place)
    if put != text:
        leaves.append((path, text))
    return Spot(put, spot.place)


def names_in(text: str) -> list[str]:
    """Return the parameters that a text names; `$$` is none."""
    return [name for name in _PARAM.findall(text) if name != "$"]


def _missing(name: str, params: Mapping[str, str], place: Place | None) -> PackError:
    return PackError(
        "pack.param",
        place=place,
        what=f"没有“{name}”这个参数",
        rule="$后面写 params 里有的名称；要印出 $ 就写 $$",
        repair=f"现有：{'、'.join(params) or '（空）'}",
    )


def refill(plain: Plain, leaves: Mapping[Path, str], params: Mapping[str, str]) -> None:
    """Put changed parameters into resolved plain data, in place, at the leaves that held one."""
    for path, text in leaves.items():
        set_at(plain, path, check_length(put_params(text, params), None))


def set_at(plain: Plain, path: Path, value: Plain) -> bool:
    """Set the text at a path of plain data; False when the path does not lead to a text."""
    at: Plain | None = plain
    for step in path[:-1]:
        at = _step(at, step)
    if not path or not isinstance(_step(at, path[-1]), str):
        return False
    if isinstance(at, dict):
        at[str(path[-1])] = value
    elif isinstance(at, list):
        at[int(path[-1])] = value
    return True


def text_at(plain: Plain, path: Path) -> str:
    """Return the text at a path of plain data, empty when the path does not lead to a text."""
    at: Plain | None = plain
    for step in path:
        at = _step(at, step)
    return at if isinstance(at, str) else ""


def _step(at: Plain | None, step: str | int) -> Plain | None:
    if isinstance(at, dict):
        return at.get(str(step))
    if isinstance(at, list) and re.fullmatch(r"[0-9]{1,6}", str(step)) and int(step) < len(at):
        return at[int(step)]
    return None
