"""Putting defects in one at a time, and looking whether the audit names the place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from app.audit.incremental import Auditor
from app.audit.report import SEVERITIES, Report
from app.core.records import CellOp
from app.exchange.answers_reading import answers_to_facts, read_answers
from tests.audit.mutation.scene import Mutation, Scene, inverse
from tests.audit.sample_audit import pack_of

CLEAN: Final = Path("tests/fixtures/answers/clean-2024.yaml")
TODAY: Final = 2026

Known = frozenset[tuple[str, str, str]]
"""(rule, place, digest) of the hits of a report."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a defect.

    Attributes:
        mutation: the defect.
        rules: the rules of which a new finding names its place.
        elsewhere: rules that spoke up elsewhere only.
        severity: the gravest of the findings at its place; empty where it was missed.
        exact: a finding names the changed cell itself, not only a sum that it goes into.
    """

    mutation: Mutation
    rules: tuple[str, ...]
    elsewhere: tuple[str, ...]
    severity: str
    exact: bool

    @property
    def found(self) -> bool:
        """Say whether it was found at the right place."""
        return bool(self.rules)


@cache
def scene_of(path: Path = CLEAN) -> Scene:
    """Return the evaluation of an answers file."""
    answers = read_answers(path.read_text(encoding="utf-8"), path.name)
    pack = pack_of(answers.pack)
    return Scene(pack, answers_to_facts(answers, pack))


def run(scene: Scene, mutations: Iterable[Mutation]) -> Iterator[Result]:
    """Yield what becomes of each defect, one at a time; the evaluation is mended before the next."""
    auditor = Auditor(today_year=TODAY)
    known = _known(_updated(auditor, scene))
    for mutation in mutations:
        back = inverse(scene.facts, mutation.ops)
        scene.graph.apply(mutation.ops)
        report = _updated(auditor, scene)
        yield _result(mutation, report, known)
        scene.graph.apply(back)


def _updated(auditor: Auditor, scene: Scene) -> Report:
    report = auditor.update(scene.graph.snapshot())
    assert report is not None
    assert report.broken == ()
    return report


def _known(report: Report) -> Known:
    return frozenset((entry.code, hit.id, hit.digest) for entry in report.entries for hit in entry.hits)


def _result(mutation: Mutation, report: Report, known: Known) -> Result:
    right: dict[str, str] = {}
    elsewhere: dict[str, None] = {}
    exact = False
    changed = {(op.address.row, op.address.key) for op in mutation.ops if isinstance(op, CellOp)}
    for entry in report.entries:
        for hit in entry.hits:
            if (entry.code, hit.id, hit.digest) not in known:
                named = {(place.address.row, place.address.key) for place in hit.places}
                exact = exact or not named.isdisjoint(changed)
                if named.isdisjoint(mutation.at):
                    elsewhere[entry.code] = None
                else:
                    right[entry.code] = entry.severity
    severity = next((one for one in SEVERITIES if one in right.values()), "")
    return Result(mutation, tuple(right), tuple(elsewhere), severity, exact)
