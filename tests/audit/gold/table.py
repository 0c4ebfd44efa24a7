"""The table of the gold ids: found, missed, false. `python -m tests.audit.gold.table [sample …]` prints it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from app.audit.engine import audit
from app.audit.report import Report
from tests.audit.gold.gold import SAMPLES, Gold, Right, Spot, accepted, gold_of
from tests.audit.gold.matching import (
    Said,
    among,
    contradicts,
    covers,
    grave_enough,
    reports,
    said,
    tells,
    touches,
)
from tests.audit.sample_audit import sample as answers_of

_WORDS = {"error": "错误", "warning": "须说明", "hint": "提示"}


@dataclass(frozen=True, slots=True)
class Line:
    """One id: its spots with the hits that report them; `too_grave`: a hint is reported as more than that."""

    gold: Gold
    spots: tuple[tuple[Spot, tuple[Said, ...]], ...]
    too_grave: bool = False

    @property
    def reported(self) -> int:
        """Return the number of spots that are reported."""
        return sum(bool(hits) for _, hits in self.spots)

    @property
    def found(self) -> bool:
        """Say whether it is found: an error or warning at every spot, a hint at half of them at least."""
        least = -(-len(self.spots) // 2) if self.gold.severity == "hint" else len(self.spots)
        return self.reported >= least

    @property
    def guilty(self) -> bool:
        """Say whether every spot that is reported is the first place of a hit."""
        return all(not hits or any(among(hit.places[0], spot.at) for hit in hits) for spot, hits in self.spots)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an audit of a sample comes to, against its list.

    Attributes:
        lines: one for every id.
        blamed: errors and warnings about what is right, with what it is.
        extra: errors and warnings that no id has, without those.
        known: those of them that were read and accepted.
    """

    sample: str
    report: Report
    hits: tuple[Said, ...]
    lines: tuple[Line, ...]
    blamed: tuple[tuple[Said, Right], ...]
    extra: tuple[Said, ...]
    known: tuple[Said, ...]

    def of(self, *severities: str) -> tuple[Line, ...]:
        """Return the lines of some severities that count: the list is sure of them."""
        return tuple(line for line in self.lines if line.gold.severity in severities and not line.gold.unsure)

    @property
    def missed(self) -> tuple[str, ...]:
        """Return the ids of errors and warnings that are missed."""
        return tuple(line.gold.id for line in self.of("error", "warning") if not line.found)

    @property
    def hints_found(self) -> tuple[int, int]:
        """Return how many hints are found, and of how many."""
        lines = self.of("hint")
        return sum(line.found for line in lines), len(lines)


@cache
def outcome(sample: str) -> Outcome:
    """Audit a sample and compare it with its list."""
    answers = answers_of(sample)
    report = audit(answers)
    hits = tuple(said(report, answers))
    golds, rights = gold_of(sample)
    lines = tuple(_line(gold, hits, golds) for gold in golds)
    uncovered = [hit for hit in hits if hit.grave and not any(covers(gold, hit) for gold in golds)]
    blamed = [(hit, right) for hit in hits if not _excused(hit, golds) for right in _first_contradicted(hit, rights)]
    extra = [hit for hit in uncovered if not any(hit is one for one, _ in blamed)]
    known = tuple(hit for hit in extra if _known(sample, hit))
    return Outcome(
        sample, report, hits, lines, tuple(blamed), tuple(hit for hit in extra if not _known(sample, hit)), known
    )


def _line(gold: Gold, hits: Sequence[Said], golds: Sequence[Gold]) -> Line:
    spots = tuple((spot, tuple(hit for hit in hits if reports(hit, gold, spot))) for spot in gold.spots)
    graver = (hit for _, found in spots for hit in found if hit.grave and not _excused(hit, golds))
    return Line(gold, spots, too_grave=gold.severity == "hint" and any(graver))


def _excused(hit: Said, golds: Sequence[Gold]) -> bool:
    """Say whether the list has an error or warning there; that it has a hint is no excuse for more than a hint."""
    return any(gold.severity != "hint" and covers(gold, hit) for gold in golds)


def _first_contradicted(hit: Said, rights: Sequence[Right]) -> list[Right]:
    return [right for right in rights if contradicts(hit, right)][:1]


def _known(sample: str, hit: Said) -> bool:
    return any(one.takes(sample, hit.code, hit.places[0]) for one in accepted())


# ---- in words ----


def printed(result: Outcome) -> Iterator[str]:
    """Yield the lines of the table."""
    yield f"== {result.sample} =="
    for line in result.lines:
        yield _printed(line, result.hits)
    counts, (hints, all_hints) = result.report.counts, result.hints_found
    sure = result.of("error", "warning")
    yield f"错误和须说明：{len(sure) - len(result.missed)}/{len(sure)}；提示：{hints}/{all_hints}"
    yield f"条目：错误{counts.error} 须说明{counts.warning} 提示{counts.hint} 坏规则{counts.broken}"
    yield f"漏：{' '.join(result.missed) or '无'}"
    yield f"冤（错怪对的）：{len(result.blamed)}"
    yield from (f"  {_hit(hit)} ← 对：{right.families[0]} {right.at[0]}" for hit, right in result.blamed)
    yield f"清单之外：{len(result.extra)}，另有读过的{len(result.known)}"
    yield from (f"  {_hit(hit)}" for hit in result.extra)
    yield from (f"坏规则 {one.code}：{one.reason}" for one in result.report.broken)


def _printed(line: Line, hits: Sequence[Said]) -> str:
    gold = line.gold
    state = "有" if line.found else "疑" if gold.unsure else "漏"
    marks = ("" if line.guilty else " 位置不在首位") + (" 重于清单" if line.too_grave else "")
    codes = "、".join(dict.fromkeys(hit.code for _, found in line.spots for hit in found))
    near = "" if line.reported == len(line.spots) else _near(line, hits)
    count = f"{line.reported}/{len(line.spots)}"
    doubt = "？" if gold.unsure else ""
    return f"{state} {gold.id} {_WORDS[gold.severity]}{doubt} {gold.families[0]} {count} {codes}{marks}{near}".rstrip()


def _near(line: Line, hits: Sequence[Said]) -> str:
    """Say at the first spot that is not reported which hits come near, and what they lack."""
    spot = next(spot for spot, found in line.spots if not found)
    beside = Spot((*spot.at, *spot.also), (), "")
    close = {f"{hit.code}{_lacks(line.gold, spot, hit)}" for hit in hits if touches(hit, beside)}
    return f" ｜缺 {spot.at[0]}" + (f"；近：{' '.join(sorted(close))}" if close else "")


def _lacks(gold: Gold, spot: Spot, hit: Said) -> str:
    lacking = [
        "" if touches(hit, spot) else "不在该处",
        "" if hit.family in gold.families else f"族{hit.family}",
        "" if grave_enough(hit, gold) else "轻了",
        "" if tells(hit, spot) else f"数不符（要{'、'.join(filter(None, [*spot.quoted, spot.expected]))}）",
    ]
    return f"[{' '.join(filter(None, lacking))}]"


def _hit(hit: Said) -> str:
    return f"{hit.code} {_WORDS[hit.severity]} {hit.family} {hit.places[0]}：{hit.text[:60]}"


def main(names: Sequence[str]) -> None:
    """Print the tables of some samples, of all when none is named."""
    for name in names or SAMPLES:
        sys.stdout.write("\n".join(printed(outcome(name))) + "\n\n")


if __name__ == "__main__":
    main(sys.argv[1:])
