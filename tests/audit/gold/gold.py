"""What the audit must say about a sample, and what it must not: findings and right places listed by hand.

The ids are those of the list of findings the samples were read for; a place is written as everywhere
(`projects[2]/indicators[7]/actual`, `…|att3` for what one form prints).
"""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from app.core.findings import Severity

HERE = Path(__file__).parent
SAMPLES = ("yuanjiang-2024", "hunan-jubao-2020")


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of a finding.

    Attributes:
        at: its cells (of a report: the text of the section), the guilty one first; a hit names one of them.
        also: other cells where the same can be said; it is then not false, but not at the right place either.
        quoted: what a hit says as printed: every one of them (`a|b`: either).
        expected: what a hit says as recomputed (`a|b`: either); empty where the list gives nothing.
    """

    at: tuple[str, ...]
    quoted: tuple[str, ...]
    expected: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gold:
    """One finding of the list: reported by a rule of any of the families; `unsure`: the list doubts it itself."""

    id: str
    severity: Severity
    families: tuple[str, ...]
    unsure: bool
    spots: tuple[Spot, ...]

    @property
    def places(self) -> frozenset[str]:
        """Return all its places, also those beside."""
        return frozenset(place for spot in self.spots for place in (*spot.at, *spot.also))


@dataclass(frozen=True, slots=True)
class Right:
    """Something that was recomputed and found right: no rule of these families may begin with one of the places.

    `printed`: the figures this is about, where the place is a text with other figures too.
    """

    families: tuple[str, ...]
    at: tuple[str, ...]
    printed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Accepted:
    """An error or warning beyond the list that was read by hand and is right: a rule, the first place, why."""

    sample: str
    code: str
    at: str
    reason: str

    def takes(self, sample: str, code: str, place: str) -> bool:
        """Say whether a hit is meant; `*` in `at` stands for anything, brackets for themselves."""
        pattern = self.at.replace("[", "[[]")
        return (sample, code) == (self.sample, self.code) and fnmatchcase(place, pattern)


@cache
def gold_of(sample: str) -> tuple[tuple[Gold, ...], tuple[Right, ...]]:
    """Return the findings and the right places of a sample."""
    raw: Any = yaml.safe_load((HERE / f"{sample}.yaml").read_text(encoding="utf-8"))
    findings = tuple(_gold(name, one) for name, one in raw["findings"].items())
    return findings, tuple(
        Right(tuple(one["families"]), tuple(one["at"]), tuple(one.get("printed", ()))) for one in raw["right"]
    )


@cache
def accepted() -> tuple[Accepted, ...]:
    """Return the findings beyond the lists that were read and are right."""
    raw: Any = yaml.safe_load((HERE / "accepted.yaml").read_text(encoding="utf-8"))
    return tuple(Accepted(**one) for one in raw["accepted"])


def _gold(name: str, one: dict[str, Any]) -> Gold:
    spots = tuple(_spot(spot) for spot in one["spots"])
    return Gold(name, one["severity"], tuple(one["families"]), one.get("unsure", False), spots)


def _spot(one: dict[str, Any]) -> Spot:
    return Spot(tuple(one["at"]), tuple(one.get("quoted", ())), one.get("expected", ""), tuple(one.get("also", ())))
