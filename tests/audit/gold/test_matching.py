"""What counts as found, as blaming what is right, as beyond the list."""

from __future__ import annotations

import pytest

from app.core.findings import Severity
from tests.audit.gold.gold import Accepted, Gold, Right, Spot
from tests.audit.gold.matching import Said, contradicts, covers, plain, reports, same, says
from tests.audit.gold.table import Line

SPOT = Spot(("projects[2]/a|att1", "projects[2]/a"), ("38.40",), "40|50")
OTHER = Spot(("projects[3]/a",), (), "")


def gold(severity: Severity = "warning", *spots: Spot) -> Gold:
    return Gold("F0", severity, ("XREF", "STATED"), unsure=False, spots=spots or (SPOT,))


def hit(*places: str, family: str = "XREF", severity: Severity = "warning", text: str = "38.4对50") -> Said:
    return Said("some.rule", family, severity, places or ("projects[2]/a|att1",), plain(text))


@pytest.mark.parametrize(
    ("found", "counts"),
    [
        (hit(), True),
        (hit("b", "projects[2]/a"), True),
        (hit(family="STATED", severity="error"), True),
        (hit(family="SUM"), False),
        (hit(severity="hint"), False),
        (hit("projects[3]/a"), False),
        (hit("projects[2]/a|att3", "b"), True),
        (hit(text="38.4对60"), False),
        (hit(text="138.4对50"), False),
    ],
)
def test_a_hit_reports_a_spot_by_family_gravity_place_and_figures(found: Said, counts: bool) -> None:
    assert reports(found, gold(), SPOT) is counts


def test_an_error_needs_every_place_and_a_hint_half_of_them() -> None:
    spots = (SPOT, OTHER, Spot(("projects[4]/a",), (), ""))

    def line(severity: Severity, *found: bool) -> Line:
        return Line(
            gold(severity, *spots), tuple((s, (hit(),) if f else ()) for s, f in zip(spots, found, strict=True))
        )

    assert line("error", True, True, True).found
    assert not line("error", True, True, False).found
    assert line("hint", True, False, True).found
    assert not line("hint", True, False, False).found


def test_the_guilty_place_stands_first() -> None:
    assert Line(gold(), ((SPOT, (hit(),)),)).guilty
    assert not Line(gold(), ((SPOT, (hit("b", "projects[2]/a"),)),)).guilty


def test_the_list_covers_its_places_in_its_families() -> None:
    assert covers(gold(), hit(text="别的数"))
    assert covers(gold(), hit("b", "projects[2]/a"))
    assert not covers(gold(), hit("b", "projects[2]/a", text="别的数"))
    assert not covers(gold(), hit(family="SUM"))


@pytest.mark.parametrize(
    ("found", "wrong"),
    [
        (hit("total", family="SUM"), True),
        (hit("total", family="SUM", severity="hint"), False),
        (hit("total", family="RATE"), False),
        (hit("b", "total", family="SUM"), False),
        (hit("reports[1]/sections[2]/text", family="SUM", text="写的是89.46"), True),
        (hit("reports[1]/sections[2]/text", family="SUM", text="写的是79.36"), False),
    ],
)
def test_blaming_what_is_right(found: Said, wrong: bool) -> None:
    right = Right(("SUM",), ("total", "reports[1]/sections[2]/text"), ("89.46",))
    assert contradicts(found, right) is wrong


def test_what_was_accepted_is_one_rule_at_some_places_of_one_sample() -> None:
    one = Accepted("样例", "some.rule", "projects[*]/a", "读过")
    assert one.takes("样例", "some.rule", "projects[12]/a")
    assert not one.takes("样例", "some.rule", "projects[12]/b")
    assert not one.takes("别的", "some.rule", "projects[12]/a")
    assert not Accepted("样例", "some.rule", "projects[1]/a", "读过").takes("样例", "some.rule", "projects1/a")


@pytest.mark.parametrize(
    ("text", "value", "has"),
    [
        ("印的是38.4万元", "38.40", True),
        ("是１００％", "100%", True),
        ("是1,000.50元", "1000.5", True),
        ("印的是138.4", "38.4", False),
        ("是100%", "100", False),
        ("印“100%%”", "100%%", True),
        ("印“100%”", "100%%", False),
        ("是10", "20|10", True),
        ("≥0.10万元", "≥0.1万元", True),
    ],
)
def test_values_are_compared_as_people_read_them(text: str, value: str, has: bool) -> None:
    assert says(plain(text), value) is has


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [("a/b", "a/b", True), ("a/b|att1", "a/b", True), ("a/b|att1", "a/b|att2", False), ("a/b", "a/c", False)],
)
def test_a_place_without_a_form_is_the_cell_in_any_form(left: str, right: str, one: bool) -> None:
    assert same(left, right) is one
