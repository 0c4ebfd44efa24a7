"""Begin a new year with last year's evaluation file (带入上年资料)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from app.core.records import ROOT_ID, Cell, Facts
from app.exchange.carrying import Carried, CarryLine, Outcome, carry_over, lines_by_outcome
from app.exchange.difference import difference
from app.packs.loading import load_pack
from app.packs.registry import find
from app.services.cards import Card, cells_from
from app.services.files.creating import check_new_path, check_year, write_new
from app.services.session import Session

TITLES: Mapping[Outcome, str] = {
    "kept": "沿用上年的内容",
    "prior": "作为上年数、上年指标的参考",
    "asked": "几个单位填的不同，请核对",
    "no_place": "新表样没有地方放",
    "left": "没有带入，今年重新填写",
}


@dataclass(frozen=True, slots=True)
class CarryReport:
    """What came over, what did not and why, by outcome; `rows` and `cells` are what the new file holds."""

    rows: int
    cells: int
    lines: tuple[CarryLine, ...]

    def sections(self) -> list[tuple[str, list[CarryLine]]]:
        """Return titles and lines in the order a person reads them."""
        found = lines_by_outcome(self.lines)
        return [(title, found[outcome]) for outcome, title in TITLES.items() if found[outcome]]


def create_from(
    path: Path, sources: Sequence[Path], *, pack_id: str, year: str, unit: str, card: Card | None = None
) -> CarryReport:
    """Create an evaluation file for a new year from last year's, or from those of merged predecessors.

    Nothing is changed in the old files. `unit` replaces the name of the unit when it is not empty;
    `card` fills what stays blank.

    Raises:
        UserError: the file exists, no such pack, no year.
        EnvironmentProblem: an old file cannot be opened, the new one not written.
    """
    check_new_path(path)
    check_year(year)
    resolved = find(pack_id)
    with ExitStack() as stack:
        sessions = [stack.enter_context(Session.open(source, mode="view")) for source in sources]
        pack = load_pack(resolved.body)
        carried = carry_over([session.graph for session in sessions], pack, year.strip())
    facts = _named(carried, unit, cells_from(card, pack))
    write_new(path, resolved, difference(Facts({ROOT_ID: facts.rows[ROOT_ID]}, {}), facts), sample="")
    return CarryReport(len(facts.rows), sum(map(len, facts.cells.values())), carried.lines)


def _named(carried: Carried, unit: str, known: Mapping[str, Cell]) -> Facts:
    """Return the facts with the name of the unit that was asked for, and what is known of it where that is blank."""
    root = {**{(key, ""): cell for key, cell in known.items()}, **carried.facts.cells[ROOT_ID]}
    if unit.strip():
        root["unit.name", ""] = Cell(unit.strip())
    return Facts(carried.facts.rows, {**carried.facts.cells, ROOT_ID: root})
