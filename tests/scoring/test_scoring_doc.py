"""docs/scoring.md is tried by following it: the rule it writes works, its pack text fits a pack, all cases hold."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest

from app.core.values import NA, Value
from app.scoring import RULES, BoundRule, registry
from app.services.packs.managing import check_pack_source

CHECKOUT = Path(__file__).resolve().parents[2]
PAGE = (CHECKOUT / "docs" / "scoring.md").read_text(encoding="utf-8")
EVERY = CHECKOUT / "tests" / "fixtures" / "packs" / "every-rule-2026" / "pack.yaml"
(CODE,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
(SCORING,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def left_over(monkeypatch: pytest.MonkeyPatch) -> Iterator[BoundRule]:
    """Register the rule of the page, and forget it again."""
    module = ModuleType("app.scoring.left_over")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    exec(compile(CODE, "docs/scoring.md", "exec"), module.__dict__)  # noqa: S102
    yield RULES["left_over"].bind({"kept": "2"}, where="测试")
    del registry._registered["left_over"]


@pytest.mark.parametrize(
    ("left", "before", "expected"), [("0", "5", "3"), ("5", "5", "2"), ("5.01", "5", "0"), ("1", "0", "0")]
)
def test_the_rule_of_the_page(left_over: BoundRule, left: str, before: str, expected: str) -> None:
    scored = left_over({"left": Decimal(left), "before": Decimal(before), "weight": Decimal(3)})
    assert scored.value == Decimal(expected)
    assert scored.steps


@pytest.mark.parametrize("value", [None, NA, "很少", Decimal(-1)])
def test_it_refuses_with_a_reason(left_over: BoundRule, value: Value) -> None:
    scored = left_over({"left": value, "before": Decimal(1), "weight": Decimal(3)})
    assert scored.value is None
    assert scored.problem.startswith("结余")


@pytest.mark.usefixtures("left_over")
def test_a_pack_can_use_it_at_once(tmp_path: Path) -> None:
    entry = (
        "  left: {for: [indicators], into: score, when: level2 == '结余', rule: left_over,"
        ' given: {left: actual * 1, before: target * 1, weight: weight}, with: {kept: "2"}}\n'
    )
    case = (
        '  left: {unit: {indicators: [{level2: 结余, target: "5", actual: "3", weight: "3"}]},'
        ' expect: {"indicators[1]/score": "2"}}\n'
    )
    text = EVERY.read_text(encoding="utf-8").replace("scoring:\n", "scoring:\n" + entry, 1)
    path = tmp_path / "pack.yaml"
    path.write_text(text.replace("cases:\n", "cases:\n" + case, 1), encoding="utf-8")
    report = check_pack_source(str(path))
    assert report.problems == ()


def test_every_rule_has_worked_cases_in_a_pack() -> None:
    report = check_pack_source(str(EVERY))
    assert report.problems == ()
    assert report.cases == 34
    text = EVERY.read_text(encoding="utf-8")
    assert {name for name in RULES if f"rule: {name}" not in text} == {"grade_bands"}  # grades name no rule


def test_a_standard_of_its_own_for_one_indicator(tmp_path: Path) -> None:
    path = tmp_path / "pack.yaml"
    head = 'id: tried\nrevision: "1"\nextends: hunan-2024\ntitle: 试写\n'
    case = (
        'cases: {one: {unit: {indicators: [{level3: 在职人员控制率, target: ≤100%, actual: 106.45%, weight: "8"},'
        ' {level3: 别的, target: ≥100人, actual: 50人, weight: "8"}]},'
        ' expect: {"indicators[1]/score": "5", "indicators[2]/score": "4"}}}\n'
    )
    path.write_text(head + SCORING + case, encoding="utf-8")
    assert check_pack_source(str(path)).problems == ()


def test_a_parameter_of_a_province_is_data(tmp_path: Path) -> None:
    path = tmp_path / "pack.yaml"
    text = (
        'id: tried\nrevision: "1"\nextends: hunan-2024\ntitle: 试写\n'
        "scoring: {budget: {with: {over: penalise, over_limits: [[103%, 10%]]}}}\n"
        'cases: {over: {unit: {budget.full_year.total: "100", budget.executed.basic: "105"},'
        ' expect: {budget.score: "9"}}}\n'
    )
    path.write_text(text, encoding="utf-8")
    assert check_pack_source(str(path)).problems == ()
