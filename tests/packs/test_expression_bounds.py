"""What keeps formulas small and exact whatever stands around them: rows met once, digits kept, nothing asked twice."""

from __future__ import annotations

import sys
import time
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.dates import parse_date
from app.core.values import NA, Value
from app.packs import expression_values as values
from app.packs.expression_syntax import MAX_DEPTH, MAX_NODES
from app.packs.expression_words import describe, why_blank
from app.packs.problems import PackError
from tests.packs.language import Row, compiled, unit, value

D = Decimal


def _compiles(source: str) -> bool:
    try:
        compiled(source)
    except PackError:
        return False
    return True


def _compared(parts: tuple[str, str, str]) -> str:
    return f"({parts[0]}) < ({parts[1]}) <= ({parts[2]})"


@settings(max_examples=150)
@given(st.recursive(st.sampled_from(["a", "b", "1"]), lambda inner: st.tuples(inner, inner, inner).map(_compared)))
def test_chains_of_comparisons(source: str) -> None:
    if _compiles(source):
        expression = compiled(source)
        assert expression.evaluate(unit()) in {True, False, None, D("1.50"), D(3), D(1)}
        assert len(describe(expression, str)) < 20_000
        assert why_blank(expression, unit(), str) == "" or expression.evaluate(unit()) is None


@pytest.mark.parametrize("name", ["abs", "len", "blank", "min", "total", "coalesce", "not ", "-"])
def test_what_is_nested_is_put_into_words_once(name: str) -> None:
    started = time.perf_counter()
    expression = compiled(f"{name}(" * 14 + "a" + ")" * 14)
    assert len(describe(expression, str)) < 200
    assert why_blank(expression, Row({}), str) in {"a未填", ""}
    assert time.perf_counter() - started < 1


def test_nothing_but_its_rows_is_asked() -> None:
    root = unit()
    compiled("sum(projects.amount)").evaluate(root)
    assert (root.asked, [project.asked for project in root.tables["projects"]]) == (0, [1, 1, 1])
    compiled("count(projects)").evaluate(root)
    assert [project.asked for project in root.tables["projects"]] == [1, 1, 1]


# ---- numbers ----


def test_signs_keep_every_digit() -> None:
    long = "12345678901234567890123456789012345678.5"
    assert value(f"-{long}") == D("-" + long)
    assert value(f"abs(-{long})") == D(long)
    assert value(f"{long} + 0.25") == D("12345678901234567890123456789012345678.75")
    assert str(value("-zero")) == "0"


def test_sums_and_products_are_exact() -> None:
    assert str(value("9" * 40 + " + 0." + "1" * 38)) == "9" * 40 + "." + "1" * 38
    assert str(value("0." + "0" * 30 + "1 * 0." + "0" * 30 + "1")) == "1E-62"


def test_the_context_of_the_thread_does_not_matter() -> None:
    expected = value("1 / 3 + 12345678.12345678 * -2")
    with localcontext() as context:
        context.prec = 3
        assert value("1 / 3 + 12345678.12345678 * -2") == expected


def test_a_sum_out_of_bounds_is_blank() -> None:
    huge = D(9).scaleb(40)
    assert values.add(huge, huge) is None
    assert values.add_up([huge, huge, D(1)]) is None
    assert values.add_up([huge, D(1)]) == D("9" + "0" * 39 + "1")


def test_results_near_zero_end_at_the_last_place() -> None:
    tiny = D(1).scaleb(-70)
    assert values.multiply(tiny, tiny) == 0
    assert values.subtract(tiny, tiny) == 0
    found = values.multiply(D("0E-80"), D("0E-80"))
    assert isinstance(found, Decimal)
    assert found.as_tuple().exponent == -values.MAX_PLACES


def test_extremes_of_what_cannot_be_compared_are_blank() -> None:
    day, later = parse_date("2024-05-01"), parse_date("2024-06-01")
    assert values.extreme_of([day, later, None, NA], -1) == day
    assert values.extreme_of([day, D(1)], -1) is None
    assert values.extreme_of(["甲", "乙"], -1) is None
    assert values.extreme_of(["甲", D(2), D(1)], 1) is None
    assert values.extreme_of([], 1) is None


NUMBERS = st.one_of(st.none(), st.just(NA), st.decimals(-(10**9), 10**9, places=4))


@settings(max_examples=100)
@given(st.lists(NUMBERS, min_size=2, max_size=8))
def test_total_is_the_exact_sum_of_what_is_given(numbers: list[Value]) -> None:
    row = Row({f"k{n}": number for n, number in enumerate(numbers)})
    found = [number for number in numbers if isinstance(number, D)]
    names = [f"k{n}" for n in range(len(numbers))]
    assert value(f"total({', '.join(names)})", row) == (sum(found) if found else None)
    assert value(" + ".join(names), row) == (sum(found) if len(found) == len(numbers) else None)


@pytest.mark.parametrize(
    ("source", "blank"),
    [
        (" * ".join(["9" * 40] * 6), True),
        ("9" * 40 + " * 10", False),
        ("9" * 40 + " * 100", True),
        ("9" * 40 + " + " + "9" * 40, False),
        ("1 / " + "9" * 40, False),
        ("1 / " + "9" * 40 + " / 10", False),
        (" / ".join(["1"] + ["9" * 40] * 6), False),
        (" * ".join(["0." + "0" * 37 + "1"] * 40), False),
        (" * ".join(["0." + "0" * 38] * 40), False),
    ],
)
def test_results_stay_in_bounds(source: str, blank: bool) -> None:
    found = value(source)
    assert (found is None) == blank
    assert len(str(found)) < 300


def test_precision_lost_in_a_long_product_is_lost_far_behind_the_point() -> None:
    thirds = " * ".join(["(1/3)"] * 10)
    assert abs(Fraction(str(value(thirds))) - Fraction(1, 3**10)) < Fraction(1, 10**28)


# ---- the largest that is allowed ----

LONGEST = [
    "+".join(["a"] * (MAX_NODES // 2)),
    "-".join(["a"] * (MAX_NODES // 2)),
    "*".join(["1"] * (MAX_NODES // 2)),
    " and ".join(["yes"] * (MAX_NODES // 2)),
    " or ".join(["no"] * (MAX_NODES // 2)),
    "<".join(str(n) for n in range(1, MAX_NODES // 2)),
    "(" * (MAX_DEPTH - 1) + "a" + ")" * (MAX_DEPTH - 1),
    "-" * (MAX_DEPTH - 1) + "a",
    "not " * (MAX_DEPTH - 1) + "yes",
    "abs(" * (MAX_DEPTH - 1) + "a" + ")" * (MAX_DEPTH - 1),
    "if(yes," * (MAX_DEPTH - 1) + "a" + ",b,b)".replace("b,b", "b") * (MAX_DEPTH - 1),
    "coalesce(missing," * (MAX_DEPTH - 1) + "a" + ")" * (MAX_DEPTH - 1),
    "total(projects.amount," * (MAX_DEPTH - 1) + "a" + ")" * (MAX_DEPTH - 1),
    "(" * 27 + "b" + "*b+b==b and b or b)" * 27,
    "(b or b and b<b+b*-" * 4 + "b" + ")" * 4,
]


class Nested(Row):
    """A row whose `a` is itself the value of an expression over such a row, as in the graph of an evaluation."""

    def get(self, key: str) -> Value:
        below = self.values.get("below")
        if key == "a" and isinstance(below, Decimal) and below > 0:
            return compiled(str(self.values["source"])).evaluate(nested(int(below) - 1, str(self.values["source"])))
        return super().get(key)


def nested(below: int, source: str) -> Nested:
    root = unit()
    return Nested({**root.values, "below": D(below), "source": source}, None, root.tables)


def frames() -> int:
    depth, frame = 0, sys._getframe()
    while frame.f_back is not None:
        depth, frame = depth + 1, frame.f_back
    return depth


@pytest.mark.parametrize("source", LONGEST, ids=range(len(LONGEST)))
def test_evaluation_takes_a_few_frames_whatever_the_shape(source: str) -> None:
    expression, row = compiled(source), unit()
    expected = expression.evaluate(row)
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(frames() + 25)
    try:
        found = expression.evaluate(row)
    finally:
        sys.setrecursionlimit(usual)
    assert found == expected


@pytest.mark.parametrize("source", LONGEST, ids=range(len(LONGEST)))
def test_words_and_reasons_stay_well_below_the_limit_of_recursion(source: str) -> None:
    expression, row = compiled(source), Row({})
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(frames() + 600)
    try:
        words = describe(expression, str), why_blank(expression, row, str)
    finally:
        sys.setrecursionlimit(usual)
    assert words[0]


def test_expressions_inside_each_other_as_deep_as_the_graph_goes() -> None:
    assert value("a + a" + "+ 1" * 90, nested(0, "1")) == D(93)
    source = "a" + "+1" * 148
    assert value(source, nested(20, source)) == D("1.50") + 148 * 21


def test_every_step_runs_at_most_once() -> None:
    for source in LONGEST:
        program = compiled(source)._program
        assert len(program.steps) <= 4 * MAX_NODES
