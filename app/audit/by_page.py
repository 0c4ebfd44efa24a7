"""A report as the window looks at it: by cell and by page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.answers.answer_set import AnswerSet
from app.audit.report import SETTLED, Entry, Found, Report
from app.core.records import Address
from app.documents.membership import Membership, PageAt

Finding = tuple[Entry, Found]


@dataclass(frozen=True, slots=True)
class PageCounts:
    """Numbers of entries of one page that still ask for something, and of those that are settled.

    An entry counts once on a page however many places it has there. As in the verdict, an explained error stays one.
    """

    error: int = 0
    warning: int = 0
    hint: int = 0
    settled: int = 0


@dataclass(frozen=True, slots=True)
class PageFindings:
    """What was found on one page: each hit whose guilty cell is there, gravest first."""

    page: PageAt
    findings: tuple[Finding, ...]

    @property
    def counts(self) -> PageCounts:
        """Return the numbers of entries."""
        by_code: dict[str, list[Finding]] = {}
        for entry, hit in self.findings:
            by_code.setdefault(entry.code, []).append((entry, hit))
        numbers = {"error": 0, "warning": 0, "hint": 0}
        for found in by_code.values():
            if not all(_is_settled(entry, hit) for entry, hit in found):
                numbers[found[0][0].severity] += 1
        return PageCounts(**numbers, settled=len(by_code) - sum(numbers.values()))


def _is_settled(entry: Entry, hit: Found) -> bool:
    if entry.severity == "error":
        return hit.explained == "false_alarm"
    return hit.explained in SETTLED


def by_cell(report: Report) -> Mapping[Address, tuple[Finding, ...]]:
    """Return the hits of each cell that is involved in any, gravest first; one in which it is guilty comes first."""
    guilty: dict[Address, list[Finding]] = {}
    others: dict[Address, list[Finding]] = {}
    for entry in report.entries:
        for hit in entry.hits:
            for number, place in enumerate(dict.fromkeys(place.address for place in hit.places)):
                (others if number else guilty).setdefault(place, []).append((entry, hit))
    return {at: (*guilty.get(at, ()), *others.get(at, ())) for at in guilty | others}


def of_cell(report: Report, address: Address) -> tuple[Finding, ...]:
    """Return the hits of one cell; for many cells `by_cell` is faster."""
    return by_cell(report).get(address, ())


def by_page(report: Report, answers: AnswerSet, membership: Membership) -> tuple[PageFindings, ...]:
    """Return the findings of every page that is shown, in the order of the pack, also of those without any.

    A hit belongs to the pages that show its guilty cell; where none does, to those of its next place.
    """
    found: dict[PageAt, list[Finding]] = {page: [] for page in membership.pages(answers)}
    for entry in report.entries:
        for hit in entry.hits:
            for page in pages_of_hit(hit, answers, membership):
                if page in found:
                    found[page].append((entry, hit))
    return tuple(PageFindings(page, tuple(findings)) for page, findings in found.items())


def pages_of_hit(hit: Found, answers: AnswerSet, membership: Membership) -> tuple[PageAt, ...]:
    """Return the pages on which a hit is mended."""
    return _first(membership.pages_of(answers, place.address) for place in hit.places)


def _first(found: Iterable[tuple[PageAt, ...]]) -> tuple[PageAt, ...]:
    return next((pages for pages in found if pages), ())
