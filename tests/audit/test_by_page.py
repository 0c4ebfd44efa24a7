"""A report by cell and by page."""

from __future__ import annotations

from collections.abc import Sequence

from app.audit.by_page import PageCounts, PageFindings, by_cell, by_page, of_cell
from app.audit.report import Entry, Explained, Found, Report
from app.core.findings import FindingPlace, Severity
from app.core.records import Address
from app.documents.membership import Membership
from tests.audit.sample_audit import sample

ANSWERS = sample("yuanjiang-2024")
FIRST, SECOND = ANSWERS.children("unit", "projects")[:2]
RATE, NOWHERE = Address("unit", "budget.rate"), Address("unit", "basic_adjust.prior_final")
NAMED = {at: Address(at, "goal.actual") for at in (FIRST, SECOND)}


def hit(*places: Address, state: Explained = "none") -> Found:
    return Found("id", "digest", "话", "", tuple(FindingPlace(at, "处") for at in places), explained=state)


def entry(code: str, severity: Severity, *hits: Found) -> Entry:
    return Entry(code, "F", severity, "", "default", hits)


def report(*entries: Entry) -> Report:
    return Report(entries, (), ())


def pages(found: Report) -> Sequence[PageFindings]:
    return [one for one in by_page(found, ANSWERS, Membership(ANSWERS.pack)) if one.findings]


def test_a_hit_is_on_the_page_of_its_guilty_cell() -> None:
    [page] = pages(report(entry("a", "error", hit(NAMED[FIRST], RATE))))
    assert (page.page.page, page.page.row) == ("project", FIRST)
    assert page.counts == PageCounts(error=1)


def test_one_whose_guilty_cell_is_on_no_page_is_on_that_of_the_next() -> None:
    [page] = pages(report(entry("a", "hint", hit(NOWHERE, RATE))))
    assert page.page.page == "budget"


def test_an_entry_counts_once_a_page_and_on_each_page_it_touches() -> None:
    both = entry("a", "warning", hit(NAMED[FIRST]), hit(NAMED[FIRST], RATE), hit(NAMED[SECOND]))
    found = pages(report(both, entry("b", "hint", hit(NAMED[SECOND]))))
    assert [(one.page.row, len(one.findings)) for one in found] == [(FIRST, 2), (SECOND, 2)]
    assert [one.counts for one in found] == [PageCounts(warning=1), PageCounts(warning=1, hint=1)]


def test_what_is_explained_is_settled_but_an_explained_error_stays() -> None:
    states: tuple[Explained, ...] = ("explained", "false_alarm", "stale")
    errors = [entry(f"e{state}", "error", hit(RATE, state=state)) for state in states]
    warnings = [entry(f"w{state}", "warning", hit(RATE, state=state)) for state in states]
    half = entry("half", "warning", hit(RATE, state="explained"), hit(RATE))
    [page] = pages(report(*errors, *warnings, half))
    assert page.counts == PageCounts(error=2, warning=2, settled=3)


def test_every_page_is_there_also_without_findings() -> None:
    found = by_page(report(), ANSWERS, Membership(ANSWERS.pack))
    assert {one.page.page for one in found} == set(ANSWERS.pack.pages)
    assert all(one.counts == PageCounts() for one in found)


def test_a_cell_has_its_own_hits_first() -> None:
    beside, own = hit(NAMED[FIRST], RATE, RATE), hit(RATE, NAMED[FIRST])
    found = report(entry("a", "error", beside), entry("b", "hint", own))
    assert [one.code for one, _ in of_cell(found, RATE)] == ["b", "a"]
    assert [one.code for one, _ in by_cell(found)[NAMED[FIRST]]] == ["a", "b"]
    assert of_cell(found, NOWHERE) == ()
