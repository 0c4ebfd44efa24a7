"""The audit against the lists made by hand: nothing missed, nothing right blamed, nothing new unread."""

from __future__ import annotations

import pytest

from app.core.errors import UserError
from app.core.tree import parse_address, row_tree
from app.documents.rows import Paper, RowView
from tests.audit.gold.gold import SAMPLES, accepted, gold_of
from tests.audit.gold.matching import plain, says
from tests.audit.gold.table import Outcome, outcome, printed
from tests.audit.sample_audit import sample

MOST_ENTRIES = 35
"""Errors and 须说明 of yuanjiang together, as entries."""


@pytest.fixture(scope="module", params=SAMPLES)
def result(request: pytest.FixtureRequest) -> Outcome:
    return outcome(request.param)


# ---- the audit ----


def test_every_error_and_warning_of_the_list_is_reported(result: Outcome) -> None:
    assert result.missed == (), "\n".join(printed(result))


def test_two_thirds_of_the_hints_are_reported(result: Outcome) -> None:
    found, of = result.hints_found
    assert found * 3 >= of * 2, "\n".join(printed(result))


def test_nothing_that_is_right_is_blamed(result: Outcome) -> None:
    assert [(hit.code, hit.places[0]) for hit, _ in result.blamed] == [], "\n".join(printed(result))


def test_every_error_and_warning_beyond_the_list_was_read(result: Outcome) -> None:
    assert [(hit.code, hit.places[0]) for hit in result.extra] == [], "\n".join(printed(result))


def test_no_rule_is_broken(result: Outcome) -> None:
    assert result.report.broken == ()


def test_what_was_accepted_still_occurs() -> None:
    hits = [(name, hit.code, hit.places[0]) for name in SAMPLES for hit in outcome(name).known]
    assert [one for one in accepted() if not any(one.takes(*hit) for hit in hits)] == []
    assert all(one.reason for one in accepted())


def test_a_package_with_many_faults_is_a_short_list() -> None:
    counts = outcome("yuanjiang-2024").report.counts
    assert counts.error + counts.warning <= MOST_ENTRIES


# ---- the lists ----


@pytest.mark.parametrize(("name", "ids", "right"), [("yuanjiang-2024", 52, 111), ("hunan-jubao-2020", 36, 57)])
def test_the_lists_are_whole(name: str, ids: int, right: int) -> None:
    golds, rights = gold_of(name)
    assert (len(golds), len(rights)) == (ids, right)
    assert all(spot.at for gold in golds for spot in gold.spots)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_place_of_the_lists_is_one_of_the_sample(name: str) -> None:
    answers = sample(name)
    tree = row_tree(answers.facts)
    golds, rights = gold_of(name)
    wrong = []
    for place in {place for gold in golds for place in gold.places} | {place for one in rights for place in one.at}:
        try:
            address = parse_address(place, tree)
        except UserError:
            wrong.append(place)
            continue
        known = address.key in answers.pack.fields[answers.facts.rows[address.row].table]
        if not known or (address.form and answers.stated(address.row, address.key, address.form) is None):
            wrong.append(place)
    assert wrong == []


@pytest.mark.parametrize("name", SAMPLES)
def test_what_the_list_quotes_stands_at_the_place(name: str) -> None:
    """A list that was translated to the wrong cell is seen here."""
    answers = sample(name)
    tree = row_tree(answers.facts)

    def text(place: str) -> str:
        address = parse_address(place, tree)
        return plain(RowView(answers, address.row).printed(address.key, "", Paper(address.form)))

    wrong = [
        (gold.id, value)
        for gold in gold_of(name)[0]
        for spot in gold.spots
        for value in spot.quoted
        if not any(says(text(place), value) for place in (*spot.at, *spot.also))
    ]
    assert wrong == []
