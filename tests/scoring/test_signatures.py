"""The contract between rules and packs: what parameters look like, what is said when they are wrong."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.core.signatures import USUAL_BANDS, Amount, Band, Grade, Limit, ParamKind, Raw, RuleSignature, read_params
from app.scoring import RULES, rule, signatures
from app.scoring.registry import Scored


def signature(kind: ParamKind) -> RuleSignature:
    return RuleSignature("test", {}, frozenset(), {"p": kind, "bands": ParamKind("bands", {"甲": ["100%", "0%"]})})


def usual_bands() -> tuple[Band, ...]:
    limits = [Decimal(1), Decimal("0.8"), Decimal("0.6"), Decimal(0)]
    return tuple(Band(name, *limits[i : i + 2]) for i, name in enumerate(USUAL_BANDS))


@pytest.mark.parametrize(
    ("kind", "raw", "expected"),
    [
        (ParamKind("number"), "1,000.5", Decimal("1000.5")),
        (ParamKind("share"), "５％", Decimal("0.05")),
        (ParamKind("choice", choices=("a", "b")), "b", "b"),
        (ParamKind("name", among="bands"), "甲", "甲"),
        (ParamKind("words"), ["控制率"], ("控制率",)),
        (ParamKind("bands"), {"甲": ["100%", "80%"]}, (Band("甲", Decimal(1), Decimal("0.8")),)),
        (ParamKind("bands"), [["100", "80"], ["80", "60"], ["60", "0"]], usual_bands()),
        (ParamKind("limits"), [["130%", "2"]], (Limit(Amount(Decimal("1.30"), share=True), Amount(Decimal(2))),)),
        (ParamKind("grades"), [{"name": "优", "from": "90"}], (Grade("优", Decimal(90)),)),
        (ParamKind("number", "7"), None, Decimal(7)),
    ],
)
def test_parameters_are_read(kind: ParamKind, raw: Raw | None, expected: object) -> None:
    values, problems = read_params(signature(kind), {} if raw is None else {"p": raw})
    assert problems == {}
    assert values["p"] == expected


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (ParamKind("number"), "5%"),
        (ParamKind("number"), ["5"]),
        (ParamKind("share"), "0.05"),
        (ParamKind("choice", choices=("a",)), "b"),
        (ParamKind("name", among="bands"), "乙"),
        (ParamKind("name", among="bands"), ["甲"]),
        (ParamKind("words"), "控制率"),
        (ParamKind("words"), [["控制率"]]),
        (ParamKind("bands"), {"甲": ["80%", "100%"]}),
        (ParamKind("bands"), {"甲": ["60%", "0%"], "乙": ["100%", "60%"]}),
        (ParamKind("bands"), {"甲": "100%"}),
        (ParamKind("bands"), {}),
        (ParamKind("bands"), [["100", "60"], ["60", "0"]]),
        (ParamKind("bands"), {"甲": ["好", "0"]}),
        (ParamKind("bands"), {"甲": ["120%", "0%"]}),
        (ParamKind("limits"), [["150%", "1%"], ["130%", "2%"]]),
        (ParamKind("limits"), "130%"),
        (ParamKind("limits"), [["130%"]]),
        (ParamKind("grades"), {"优": "90"}),
        (ParamKind("number"), None),
    ],
)
def test_wrong_parameters_are_named(kind: ParamKind, raw: Raw | None) -> None:
    _, problems = read_params(signature(kind), {} if raw is None else {"p": raw})
    assert list(problems) == ["p"]
    assert "“p”" in problems["p"]


def test_an_argument_takes_the_kinds_it_can_use() -> None:
    by_kind = signatures()["by_kind"]
    assert by_kind.takes("target", "quantity")
    assert by_kind.takes("weight", "points")
    assert not by_kind.takes("weight", "longtext")
    assert by_kind.required == {"target", "actual", "weight"}


def test_every_rule_says_what_it_does() -> None:
    assert {name for name, found in RULES.items() if not found.signature.label} == set()
    assert set(signatures()) >= {"rate_steps", "rate_proportional", "by_kind", "grade_bands"}


def test_a_name_is_taken_once() -> None:
    register = rule("by_kind", given={}, params={}, params_class=dict, label="重复")
    with pytest.raises(ValueError, match="by_kind"):
        register(lambda _given, _params: Scored(None))
