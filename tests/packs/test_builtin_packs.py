"""The built-in form sets as data, and an invented one: sound, documented, and right in their worked examples."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.packs.checking import check_pack
from app.packs.loading import load_pack
from app.packs.local_terms import with_terms
from app.packs.registry import draw
from app.packs.resolve import Drawing
from app.packs.schema import Pack
from app.scoring import signatures

CHECKOUT = Path(__file__).resolve().parents[2]
PRACTICE = CHECKOUT.parent / "shared" / "PRACTICE.md"
INVENTED = CHECKOUT / "tests" / "fixtures" / "packs" / "invented-2026"


def drawing(name: str) -> Drawing:
    return draw(INVENTED if name == "invented-2026" else name)


def pack(name: str) -> Pack:
    return load_pack(drawing(name).resolved.body)


@pytest.mark.parametrize("name", ["hunan-2020", "hunan-2024", "invented-2026"])
def test_the_static_check_finds_nothing(name: str) -> None:
    drawn = drawing(name)
    assert check_pack(load_pack(drawn.resolved.body), signatures(), drawn.places) == []


def own_lines(name: str) -> list[str]:
    text = (CHECKOUT / "resources" / "packs" / name / "pack.yaml").read_text(encoding="utf-8")
    return text[: text.index("\ncases:")].splitlines()


def test_2024_is_a_short_diff_of_2020() -> None:
    own = own_lines("hunan-2024")
    assert 4 * len(own) <= len(own_lines("hunan-2020"))
    assert "extends: hunan-2020" in own


def test_weights_of_the_two_years() -> None:
    first, second = pack("hunan-2020").weights["unit"], pack("hunan-2024").weights["projects"]
    assert {name: str(points) for name, points in first.level1.items()} == {
        "产出指标": "50", "效益指标": "30", "满意度指标": "10",
    }  # fmt: skip
    assert {name: str(points) for name, points in second.level1.items()} == {
        "产出指标": "40", "效益指标": "30", "满意度指标": "10", "成本指标": "10",
    }  # fmt: skip
    assert str(first.budget) == str(second.budget) == "10"


def test_the_rule_of_2024_has_no_source_and_is_to_be_checked() -> None:
    assert pack("hunan-2024").scoring["budget"].source == "default"
    assert pack("hunan-2020").scoring["budget"].source != "default"
    assert pack("hunan-2024").scoring["budget"].with_ == pack("hunan-2020").scoring["budget"].with_


def test_what_the_budget_column_means_differs() -> None:
    control = "operating.control_rate"
    assert pack("hunan-2020").fields["unit"][control].compute.endswith("/ operating.total.full_year")
    assert pack("hunan-2024").fields["unit"][control].compute.endswith("/ operating.total.initial")


def test_the_line_of_basic_spending_means_two_things() -> None:
    first, second = (pack(name).fields["unit"]["basic_adjust.full_year"] for name in ("hunan-2020", "hunan-2024"))
    assert first.when == "false"
    assert second.when == "true"


def test_forms_and_reports_have_the_ids_that_stated_values_name() -> None:
    for name in ("hunan-2020", "hunan-2024"):
        one = pack(name)
        assert list(one.forms) == ["att1", "att2", "att3"]
        assert list(one.reports) == ["overall", "project"]


@pytest.mark.parametrize("name", ["hunan-2020", "hunan-2024"])
def test_every_term_can_be_set_to_everything_it_offers(name: str) -> None:
    body = drawing(name).resolved.body
    usual = {"points": "12", "rate": "70%", "text": "另一个标题"}
    for term_id, term in load_pack(body).terms.items():
        for value in term.choices or [usual[term.kind]]:
            changed = with_terms(body, {term_id: value})
            problems = {problem.code for problem in check_pack(changed, signatures())}
            assert problems <= {"weights.total"}, (term_id, value)  # one block alone no longer makes 100


def test_terms_of_weights_reach_both_sheets_and_the_default() -> None:
    body = drawing("hunan-2024").resolved.body
    changed = with_terms(body, {"budget_weight": "20", "output_weight": "30"})
    for table in ("unit", "projects"):
        assert str(changed.weights[table].budget) == "20"
        assert str(changed.weights[table].level1["产出指标"]) == "30"
        assert changed.fields[table]["budget.weight"].default == "20"
    assert check_pack(changed, signatures()) == []


def hints() -> Iterator[str]:
    """Yield the hints H1 to H31 as given."""
    for line in PRACTICE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) == 3 and cells[0].startswith("H") and cells[0][1:].isdigit():
            yield cells[2]


@pytest.mark.skipif(not PRACTICE.exists(), reason="说明书 ../shared/PRACTICE.md 不在本机，无法逐条对照提示")
def test_every_hint_stands_beside_a_field() -> None:
    given = list(hints())
    assert len(given) == 31
    shown = "\n".join(field.hint for fields in pack("hunan-2024").fields.values() for field in fields.values())
    for hint in given:
        missing = [
            part for part in hint.rstrip("。").replace("；", "。").split("。") if part not in shown.replace("；", "。")
        ]
        assert missing == [], hint


def test_required_keys_are_typed_ones() -> None:
    for name in ("hunan-2020", "hunan-2024", "invented-2026"):
        one = pack(name)
        asked = [
            (table, key) for table, fields in one.fields.items() for key, field in fields.items() if field.required
        ]
        assert asked
        assert [place for place in asked if one.computed(*place)] == []
