"""Plain data with the place of every value: what the layers of a pack are while they are put together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.core.errors import Place
from app.packs.strict_yaml import Path, Plain, Places


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

    def text(self) -> str:
        """Return the text of a scalar, empty for anything else."""
        return self.value if isinstance(self.value, str) else ""

    def plain(self) -> Plain:
        """Return the data without places."""
        if isinstance(self.value, dict):
            return {name: spot.plain() for name, spot in self.value.items()}
        if isinstance(self.value, list):
            return [spot.plain() for spot in self.value]
        return self.value

    def map_texts(self, change: Callable[[str], str]) -> Spot:
        """Return the same data with every text (not the names) changed."""
        if isinstance(self.value, dict):
            return Spot({name: spot.map_texts(change) for name, spot in self.value.items()}, self.place)
        if isinstance(self.value, list):
            return Spot([spot.map_texts(change) for spot in self.value], self.place)
        return Spot(change(self.value), self.place)


def locate(plain: Plain, places: Places, path: Path = ()) -> Spot:
    """Join plain data and the places of its values."""
    place = places[path]
    if isinstance(plain, dict):
        return Spot({name: locate(value, places, (*path, name)) for name, value in plain.items()}, place)
    if isinstance(plain, list):
        return Spot([locate(value, places, (*path, number)) for number, value in enumerate(plain)], place)
    return Spot(plain, place)


def places_of(spot: Spot, path: Path = ()) -> Places:
    """Return the place of every value by its path."""
    found: Places = {path: spot.place}
    if isinstance(spot.value, dict):
        for name, below in spot.value.items():
            found |= places_of(below, (*path, name))
    elif isinstance(spot.value, list):
        for number, below in enumerate(spot.value):
            found |= places_of(below, (*path, number))
    return found
