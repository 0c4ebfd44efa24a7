"""What the audit gives back: entries with their hits, what was skipped and why, rules that are broken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from app.core.findings import FindingPlace, Severity
from app.core.records import Address

Explained = Literal["none", "explained", "stale", "false_alarm"]
"""How a hit stands: nobody said anything, an explanation (审核说明), one whose figures changed since, 报告误报."""

SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "hint")
"""From grave to slight."""

SETTLED: Final[frozenset[Explained]] = frozenset({"explained", "false_alarm"})


@dataclass(frozen=True, slots=True)
class Explanation:
    """What somebody wrote about a hit: the text, who agreed to it."""

    text: str
    agreed_by: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """One hit of a rule, in words.

    Attributes:
        id: which place it speaks of (`row/key|form` of the guilty one); an explanation names it.
        digest: of the figures it speaks of; an explanation given for other figures is stale.
        message: what is wrong, with the figures as they stand.
        advice: what to do first.
        places: every cell involved, the guilty one first.
        quoted: what stands there.
        expected: what should stand there; empty where the rule cannot know.
        explained: whether somebody explained it.
        explanation: the explanation, also a stale one.
    """

    id: str
    digest: str
    message: str
    advice: str
    places: tuple[FindingPlace, ...]
    quoted: str = ""
    expected: str = ""
    explained: Explained = "none"
    explanation: Explanation | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """Everything one rule found: one entry however many places it has. `clause` and `source`: where the rule stands."""

    code: str
    family: str
    severity: Severity
    clause: str
    source: str
    hits: tuple[Found, ...]

    @property
    def explained(self) -> Explained:
        """Say how the entry stands: stale if any hit is, none if any is open, else explained or reported as 误报."""
        states = {hit.explained for hit in self.hits}
        if "stale" in states:
            return "stale"
        if "none" in states:
            return "none"
        return "explained" if "explained" in states else "false_alarm"

    @property
    def places(self) -> tuple[FindingPlace, ...]:
        """Return every place once, in the order of the hits."""
        return tuple({place.address: place for hit in reversed(self.hits) for place in reversed(hit.places)}.values())[
            ::-1
        ]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A rule that could not look, or not everywhere: why, and where (none: nowhere)."""

    code: str
    severity: Severity
    reason: str
    places: tuple[FindingPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that is wrong itself: it cannot be read, raised, or took too long. What it found before stays."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of entries: all of each severity, explained or not; how many are settled; rules skipped and broken."""

    error: int
    warning: int
    hint: int
    explained: int
    skipped: int
    broken: int


@dataclass(frozen=True, slots=True)
class CheckedFigure:
    """A figure that was typed in free text.

    Attributes:
        place: the text it stands in, with the words around it.
        text: as written.
        label: what it speaks of; empty where it could not be tied to anything.
        expected: that as it would be printed here.
        agrees: whether the two agree; true for one that was not tied.
        start: where it begins in the printed text.
        address: the cell it speaks of.
        binding: what may be written in its place so that it follows the cell; empty where nothing prints the same.
    """

    place: FindingPlace
    text: str
    label: str = ""
    expected: str = ""
    agrees: bool = True
    start: int = 0
    address: Address | None = None
    binding: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """The result of one audit: entries, gravest first, in the order of the pack; nothing is left out of it."""

    entries: tuple[Entry, ...]
    skipped: tuple[Skipped, ...]
    broken: tuple[Broken, ...]
    checked_figures: tuple[CheckedFigure, ...] = ()

    @property
    def counts(self) -> Counts:
        """Return the numbers of entries."""
        errors, warnings, hints = (sum(entry.severity == severity for entry in self.entries) for severity in SEVERITIES)
        settled = sum(entry.explained in SETTLED for entry in self.entries)
        skipped = len({one.code for one in self.skipped})
        return Counts(errors, warnings, hints, settled, skipped, len(self.broken))

    @property
    def open_errors(self) -> int:
        """Return the number of errors that were not reported as 误报 in full; an explained error stays one."""
        return sum(entry.severity == "error" and entry.explained != "false_alarm" for entry in self.entries)

    @property
    def open_warnings(self) -> int:
        """Return the number of warnings (须说明) without an explanation that still holds."""
        return sum(entry.severity == "warning" and entry.explained not in SETTLED for entry in self.entries)

    @property
    def verdict(self) -> str:
        """Return the verdict in a word: 有错误, 须说明 or 通过."""
        return "有错误" if self.open_errors else "须说明" if self.open_warnings else "通过"

    def entry(self, code: str) -> Entry | None:
        """Return the entry of a rule, None when it found nothing."""
        return next((entry for entry in self.entries if entry.code == code), None)

    def at(self, address: Address) -> Iterator[tuple[Entry, Found]]:
        """Yield every hit that involves a cell."""
        for entry in self.entries:
            yield from ((entry, hit) for hit in entry.hits if any(place.address == address for place in hit.places))
