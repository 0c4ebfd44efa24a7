"""What keeps formulas of strangers small and exact: nesting, repeated parts, paths, digits, messages."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from decimal import Decimal, localcontext
from itertools import accumulate, repeat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.dates import parse_date
from app.core.values import NA, Value
from app.packs import expression_values as values
from app.packs.expression_syntax import MAX_DEPTH
from app.packs.expression_words import describe, why_blank
from app.packs.problems import PackError
from tests.packs.language import Row, compiled, unit, value

D = Decimal


class Deep(Row):
    """A row that notes how many frames of Python stand above it when it is asked."""

    deepest = 0

    def get(self, key: str) -> Value:
        frames, frame = 0, sys._getframe()
        while frame.f_back is not None:
            frames, frame = frames + 1, frame.f_back
        self.deepest = max(self.deepest, frames)
        return super().get(key)


def nested(wrap: Callable[[str], str], times: int) -> str:
    """Put a text into a pattern again and again."""
    *_, last = accumulate(repeat("a", times + 1), lambda inner, _: wrap(inner))
    return last


@pytest.mark.parametrize(
    "wrap",
    [
        lambda inner: f"abs({inner})",
        lambda inner: f"-({inner})",
        lambda inner: f"not ({inner})",
        lambda inner: f"total({inner}, 1, 2)",
        lambda inner: f"if(true, {inner}, 1)",
        lambda inner: f"coalesce({inner}, 1)",
        lambda inner: f"1 + 2 * ({inner})",
        lambda inner: f"true and ({inner})",
        lambda inner: f"1 == ({inner})",
    ],
)
def test_one_level_costs_one_frame(wrap: Callable[[str], str]) -> None:
    deepest = next(n for n in range(MAX_DEPTH, 0, -1) if _compiles(nested(wrap, n)))
    assert deepest >= MAX_DEPTH // 2 - 1
    shallow, deep = Deep({"a": D(1)}), Deep({"a": D(1)})
    compiled("a").evaluate(shallow)
    compiled(nested(wrap, deepest)).evaluate(deep)
    assert deep.deepest - shallow.deepest <= MAX_DEPTH


@pytest.mark.parametrize("operator", ["+", "*", "and", "or", "<"])
def test_long_chains_cost_no_depth(operator: str) -> None:
    row, lone = Deep({"a": D(1)}), Deep({"a": D(1)})
    compiled("a").evaluate(lone)
    compiled(f" {operator} ".join(["a"] * 50)).evaluate(row)
    assert row.deepest - lone.deepest <= 2


def _compiles(source: str) -> bool:
    try:
        compiled(source)
    except PackError:
        return False
    return True


def test_too_deep_is_refused() -> None:
    assert _compiles(nested(lambda inner: f"abs({inner})", MAX_DEPTH - 1))
    assert not _compiles(nested(lambda inner: f"abs({inner})", MAX_DEPTH))
    assert not _compiles("not " * 60 + "a")
    assert not _compiles("-(" * 16 + "not " * 16 + "a" + ")" * 16)


def test_nested_chains_of_comparisons_do_not_explode() -> None:
    started = time.perf_counter()
    with pytest.raises(PackError, match="算式太大"):
        compiled(nested(lambda inner: f"a < ({inner}) < a", 25))
    assert _compiles("1 < 2 <= a < 3 < 4 < 5")
    assert time.perf_counter() - started < 1


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


def test_the_middle_of_a_chain_is_one_reference() -> None:
    assert [found.key for found in compiled("a < b < c").references] == ["a", "b", "c"]


def test_rows_are_met_once() -> None:
    for path in ("projects.up.projects.amount", "projects.indicators.up.amount", "up.projects.up.a"):
        with pytest.raises(PackError, match="up 要写在表名前面"):
            compiled(f"sum({path})")


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


def test_a_sum_out_of_bounds_stays_blank() -> None:
    huge = D(9).scaleb(40)
    assert values.add_up([huge, huge, D(1)]) is None
    assert values.add_up([huge, D(1)]) == D("9" + "0" * 39 + "1")
    assert values.add_up([huge, huge, -huge]) == huge


def test_results_near_zero_are_blank() -> None:
    tiny = D(1).scaleb(-60)
    assert values.arithmetic("*", tiny, tiny) is None
    assert values.arithmetic("-", tiny, tiny) == 0
    assert str(values.arithmetic("*", D("0E-80"), D("0E-80"))) == "0"


def test_extremes_of_what_cannot_be_compared_are_blank() -> None:
    day, later = parse_date("2024-05-01"), parse_date("2024-06-01")
    assert values.extreme([day, later, None, NA], "<") == day
    assert values.extreme([day, D(1)], "<") is None
    assert values.extreme(["甲", "乙"], "<") is None
    assert values.extreme(["甲", D(2), D(1)], ">") == D(2)


@pytest.mark.parametrize("source", ["len(none)", "contains(none, '无')", "starts('无', none)", "join(projects.none)"])
def test_absent_items_have_no_text(source: str) -> None:
    row = unit()
    row.tables["projects"][0].values["none"] = NA
    assert value(source, row) is None


NUMBERS = st.one_of(st.none(), st.just(NA), st.decimals(-(10**9), 10**9, places=4))


@settings(max_examples=100)
@given(st.lists(NUMBERS, min_size=2, max_size=8))
def test_total_is_the_exact_sum_of_what_is_given(numbers: list[Value]) -> None:
    row = Row({f"k{n}": number for n, number in enumerate(numbers)})
    found = [number for number in numbers if isinstance(number, D)]
    names = [f"k{n}" for n in range(len(numbers))]
    assert value(f"total({', '.join(names)})", row) == (sum(found) if found else None)
    assert value(" + ".join(names), row) == (sum(found) if len(found) == len(numbers) else None)


# ---- words ----


@pytest.mark.parametrize(
    ("source", "part"),
    [
        ("a = b", "两个等号"),
        ("'甲", "引号没有成对"),
        ("name == ‘甲’", "半角引号"),
        ("а + b", "U+0430"),
        ("a\0", "这个字符（U+0000）"),
        ("round(a)", "栏的 round"),
        ("if(a, b)", "要写3个参数，现在是2个"),
        ("a +", "写的是算式末尾"),
    ],
)
def test_refusals_say_what_to_write(source: str, part: str) -> None:
    with pytest.raises(PackError) as caught:
        compiled(source)
    assert part in caught.value.what
    assert caught.value.what.isprintable()


def test_full_width_blanks_are_blanks() -> None:
    assert value("a　＋\u00a0b") == D("4.50")
    assert value("join(projects.kind, '　')") == "甲　乙　甲"


def test_a_text_compared_first_is_no_separator() -> None:
    assert value("join(projects.kind, '乙' == projects.kind)") == "乙"
