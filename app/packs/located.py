"""Plain data with the place of every value: what the layers of a pack are while they are put together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from app.core.errors import Place
from app.packs.problems import PackError
from app.packs.strict_yaml import Path, Places, Plain

MAX_TEXT: Final = 20_000
"""Characters of one text of a pack."""

MAX_PARTS: Final = 200_000
"""Values that one pattern, list of lines or layer may make: a small file must not grow without end."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A value (mapping, list or text) and where it was written."""

    value: dict[str, Spot] | list[Spot] | str
    place: Place

    def get(self, name: str) -> Spot | None:
        """Return the entry of a mapping, None when there is none or this is no mapping."""
        return self.value.get(name) if isinstance(self.value, dict) else None

    def entries(self) -> dict[str, Spot]:
        """Return the entries of a mapping, empty for anything else."""
        return self.value if isinstance(self.value, dict) else {}

    def items(self) -> list[Spot]:
        """Return the items of a list, empty for anything else."""
        return self.value if isinstance(self.value, list) else []

    def text(self) -> str:
        """Return the text of a scalar, empty for anything else."""
        return self.value if isinstance(self.value, str) else ""

    def without(self, *names: str) -> Spot:
        """Return the mapping without some entries; anything else as it is."""
        if not isinstance(self.value, dict):
            return self
        return Spot({name: spot for name, spot in self.value.items() if name not in names}, self.place)

    def plain(self) -> Plain:
        """Return the data without places."""
        if isinstance(self.value, dict):
            return {name: spot.plain() for name, spot in self.value.items()}
        if isinstance(self.value, list):
            return [spot.plain() for spot in self.value]
        return self.value

    def map_texts(self, change: Callable[[str], str], at: Place | None = None) -> Spot:
        """Return the same data with every text (not the names) changed; a text that changes moves to place `at`.

        Raises:
            PackError: a text grows longer than a pack may hold.
        """
        if isinstance(self.value, dict):
            return Spot({name: spot.map_texts(change, at) for name, spot in self.value.items()}, self.place)
        if isinstance(self.value, list):
            return Spot([spot.map_texts(change, at) for spot in self.value], self.place)
        changed = change(self.value)
        return self if changed == self.value else Spot(check_length(changed, at or self.place), at or self.place)

    def size(self) -> int:
        """Return the number of values in it."""
        if isinstance(self.value, str):
            return 1
        below = self.value.values() if isinstance(self.value, dict) else self.value
        return 1 + sum(spot.size() for spot in below)


def locate(plain: Plain, places: Places, path: Path = ()) -> Spot:
    """Join plain data and the places of its values.

    Raises:
        PackError: a text is longer than a pack may hold.
    """
    place = places[path]
    if isinstance(plain, dict):
        return Spot({name: locate(value, places, (*path, name)) for name, value in plain.items()}, place)
    if isinstance(plain, list):
        return Spot([locate(value, places, (*path, number)) for number, value in enumerate(plain)], place)
    return Spot(check_length(plain, place), place)


def check_length(text: str, place: Place | None) -> str:
    """Return a text that is short enough.

    Raises:
        PackError: it is longer than a pack may hold.
    """
    if len(text) > MAX_TEXT:
        raise PackError(
            "pack.text", place=place, what="这段文字太长", rule=f"一段文字不超过{MAX_TEXT}个字", repair="请缩短"
        )
    return text


def check_growth(spot: Spot, times: int) -> None:
    """Refuse a part that would be repeated too often.

    Raises:
        PackError: the repeats would hold more than `MAX_PARTS` values.
    """
    if spot.size() * times > MAX_PARTS:
        raise PackError(
            "pack.growth",
            place=spot.place,
            what=f"这一处要重复{times}次，内容太多",
            rule=f"展开后不超过{MAX_PARTS // 10_000}万项",
            repair="请减少重复",
        )


def places_of(spot: Spot, path: Path = ()) -> Places:
    """Return the place of every value by its path."""
    found: Places = {path: spot.place}
    _gather(spot, path, found)
    return found


def _gather(spot: Spot, path: Path, found: Places) -> None:
    below = spot.value.items() if isinstance(spot.value, dict) else enumerate(spot.items())
    for step, part in below:
        at = (*path, step)
        found[at] = part.place
        _gather(part, at, found)
