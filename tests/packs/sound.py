"""A sound pack with something of everything, and the changes that make it guilty in one place at a time."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.packs.strict_yaml import read_yaml
from tests.packs.small import Layers, layers

_FOLDER = Path(__file__).resolve().parents[1] / "fixtures" / "packs"
SOUND = (_FOLDER / "sound.yaml").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Change:
    """One change of the sound pack and the problem it makes."""

    old: str
    new: str
    code: str

    def __str__(self) -> str:
        return f"{self.code} {self.new}"


def changes() -> list[Change]:
    """Give all changes."""
    plain, _ = read_yaml((_FOLDER / "guilty.yaml").read_text(encoding="utf-8"), "guilty.yaml")
    assert isinstance(plain, dict)
    return [Change(**entry) for part in plain.values() for entry in part]  # type: ignore[arg-type,union-attr]


def sound() -> Layers:
    """Give the sound pack."""
    return layers(SOUND)


def guilty(old: str, new: str) -> Layers:
    """Give the pack with one text replaced by another (all places where it stands)."""
    assert old in SOUND, old
    return layers(SOUND.replace(old, new))
