"""Expressions come from strangers: whatever the text, there is a value or a refusal, soon, and nothing else."""

from __future__ import annotations

import builtins
import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.dates import PartialDate
from app.core.quantities import Quantity
from app.core.values import NA, NotApplicable, Value
from app.packs.expression_syntax import FUNCTIONS
from app.packs.expression_words import describe, why_blank
from app.packs.expressions import Env, Expression
from app.packs.problems import PackError
from tests.packs.language import Row, compiled, unit

ALLOWED = (Decimal, Quantity, PartialDate, str, bool, NotApplicable, type(None))
NAMES = [
    *("a", "b", "zero", "none", "missing", "name", "yes", "people", "some", "funds", "share", "day", "year"),
    *("up.a", "up.up.b", "budget.full_year.total"),
]
COLUMNS = [
    *("projects.amount", "projects.kind", "projects.mixed", "projects.part", "projects.done"),
    *("projects.indicators.weight", "projects.missing", "up.projects.amount"),
]
LEAVES = st.one_of(
    st.sampled_from(NAMES),
    st.decimals(0, 10**12, allow_nan=False, places=2).map(str),
    st.integers(0, 10**39).map(str),
    st.sampled_from(["5%", "'文字'", '"是"', "true", "false", "0", "0.000001"]),
)
OPERATORS = ["+", "-", "*", "/", "<", "<=", ">", "==", "!=", "and", "or", "×", "÷", "−", "≥", "≠"]
CONDITIONS = ["projects.kind == '甲'", "projects.amount > b", "not blank(projects.note)", "true", "a < b"]


def calls(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Give calls of every function with its number of arguments."""
    single = {name: bounds for name, bounds in FUNCTIONS.items() if name not in {"sum", "count", "avg", "join"}}
    return st.sampled_from(sorted(single)).flatmap(
        lambda name: st.lists(inner, min_size=single[name][0], max_size=min(single[name][1], 3)).map(
            lambda arguments: f"{name}({', '.join(arguments)})"
        )
    )


def combined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Give expressions built from smaller ones."""
    aggregates = st.sampled_from(["sum", "count", "min", "max", "avg", "join", "total"])
    conditional = st.sampled_from(["sum", "count", "min", "max", "avg", "join"])
    return st.one_of(
        st.tuples(inner, st.sampled_from(OPERATORS), inner).map(lambda t: f"({t[0]}) {t[1]} ({t[2]})"),
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda t: f"({t[0]}){t[1]}a{t[1]}({t[2]})"),
        inner.map(lambda text: f"-({text})"),
        inner.map(lambda text: f"not ({text})"),
        st.tuples(aggregates, st.sampled_from(COLUMNS)).map(lambda t: f"{t[0]}({t[1]})"),
        st.tuples(conditional, st.sampled_from(COLUMNS[:5]), st.sampled_from(CONDITIONS)).map(
            lambda t: f"{t[0]}({t[1]}, {t[2]})"
        ),
        st.tuples(inner, st.sampled_from(COLUMNS)).map(lambda t: f"total({t[0]}, {t[1]})"),
        calls(inner),
    )


EXPRESSIONS = st.recursive(LEAVES, combined, max_leaves=12)
"""Texts that are expressions: small enough for the bounds, over the rows of `language.unit`."""

VALUES = st.one_of(
    st.none(),
    st.just(NA),
    st.booleans(),
    st.text(max_size=4),
    st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False, places=4),
    st.sampled_from([Decimal("9" * 60), Decimal("0." + "0" * 57 + "1"), Decimal("-0"), Decimal("0E-50")]),
    st.builds(
        Quantity,
        st.sampled_from(["", "≥", "="]),
        st.decimals(0, 10**6, allow_nan=False, places=2),
        st.sampled_from(["", "万", "亿"]),
        st.sampled_from(["", "人", "人次", "元", "%", "‰"]),
        st.just(""),
    ),
    st.builds(PartialDate, st.none() | st.integers(2000, 2030), st.integers(1, 12), st.none() | st.integers(1, 28)),
)
KEYS = ["a", "b", "zero", "name", "yes", "people", "share", "day", "amount", "kind", "note", "mixed", "weight"]
FACTS = st.dictionaries(st.sampled_from(KEYS), VALUES)


@st.composite
def trees(draw: st.DrawFn) -> Row:
    """Give a small tree of rows with any values."""
    root = Row(draw(FACTS))
    for _ in range(draw(st.integers(0, 3))):
        project = root.add("projects", **draw(FACTS))
        for _ in range(draw(st.integers(0, 2))):
            project.add("indicators", **draw(FACTS))
    return root


def attempt(source: str) -> Expression | None:
    """Compile an expression; None when it is refused in words. Anything else fails."""
    try:
        return compiled(source)
    except PackError as error:
        refusal = error
    assert refusal.what.isprintable()
    assert refusal.repair
    return None


def run(source: str, root: Row | None = None) -> None:
    """Compile and, when that is allowed, evaluate, describe and explain."""
    started = time.perf_counter()
    expression = attempt(source)
    if expression is None:
        assert time.perf_counter() - started < 1
        return
    top = root or unit()
    rows: list[Env] = [top, *top.rows("projects")]
    for row in rows:
        result = expression.evaluate(row)
        check(result)
        assert expression.evaluate(row) == result
        assert bool(why_blank(expression, row, str)) == (result in (None, ""))
    assert describe(expression, str) or "''" in source or '""' in source
    assert time.perf_counter() - started < 5


def check(result: Value) -> None:
    assert isinstance(result, ALLOWED)
    if isinstance(result, Decimal):
        assert result.is_finite()
        assert len(str(result)) < 300


@settings(max_examples=300)
@given(EXPRESSIONS, trees())
def test_any_formula_over_any_rows_gives_a_value(source: str, root: Row) -> None:
    assert attempt(source) is not None
    run(source, root)


@settings(max_examples=200)
@given(st.recursive(LEAVES, combined, max_leaves=60))
def test_any_large_formula_gives_a_value_or_a_refusal(source: str) -> None:
    run(source)


ALPHABET = "ab.()（），,+-*/×÷<>=!≥≤≠ '\"0123456789%_\n\t[]{}:;@#$\\^&|~`国一\0\u202e\ud800"
PIECES = [
    *FUNCTIONS,
    *NAMES,
    *COLUMNS,
    *OPERATORS,
    *"(),.'\"%",
    "(",
    ")",
    ",",
    "not",
    "up",
    "projects",
    "1",
    "0.5",
    " ",
]


@settings(max_examples=300)
@given(st.text(ALPHABET, max_size=60))
def test_any_text_of_the_alphabet(source: str) -> None:
    run(source)


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))
def test_any_row_of_words_and_signs(source: str) -> None:
    run(source)


@settings(max_examples=200)
@given(st.text(max_size=80))
def test_any_text_at_all(source: str) -> None:
    run(source)


def chained(depth: int) -> str:
    """Give comparisons whose middle operand is again one: each was evaluated twice, so 2 to the depth times."""
    source = "a"
    for _ in range(depth):
        source = f"a<({source})<a"
    return source


HOSTILE = [
    "().__class__.__bases__[0].__subclasses__()",
    "''.__class__",
    "__import__('os').system('id')",
    "a.__class__",
    "a.__class__.__mro__.__getitem__(1)",
    "up.__dict__",
    "up.up.up.up.up.a",
    "_program",
    "evaluate",
    "exec('1')",
    "getattr(a, 'b')",
    "a.real",
    "name.join(projects.kind)",
    "name.format(a)",
    "'{0.__class__}'.format(a)",
    "projects.__class__",
    "count(projects.__class__)",
    "join(projects.__dict__)",
    "10 ** 10 ** 10",
    "10**10**10",
    "1e999999999",
    "0x10",
    "1_000",
    "NaN + Infinity",
    "-Infinity",
    "9" * 2000,
    "0." + "0" * 1990 + "1",
    "*".join(["9" * 40] * 48),
    "*".join(["0." + "0" * 37 + "1"] * 46),
    "/".join(["9" * 40] * 48),
    "/".join(["0." + "0" * 37 + "1"] * 46),
    "*".join(["(1/3)"] * 70),
    "1 / 0",
    "0 / 0",
    "-" * 2000,
    "not " * 500,
    "(" * 2000,
    ")" * 2000,
    "()" * 1000,
    "sum(" * 400,
    "if(" * 200,
    "total(" * 300,
    "min(projects.a, " * 100,
    "'" * 2000,
    "," * 2000,
    "." * 2000,
    "a." * 999 + "a",
    "up." * 660 + "a",
    "projects." * 200 + "a",
    "sum(" + "up." * 600 + "projects.amount)",
    "sum(" + "projects." * 200 + "amount)",
    "sum(" + "projects.up." * 160 + "amount)",
    "count(" + "projects.up." * 160 + "projects)",
    chained(6),
    chained(29),
    "a<if(a<if(a<if(a<if(a<b<a,a,b)<b,a,b)<b,a,b)<b,a,b)<b",
    "a" + "\0",
    "a\0b",
    "'\0'",
    "'\ud800'",
    "\ufeff a",
    "a\u2028+ b",
    "ａ + ｂ",
    "\u0430 + b",
    "a ⁄ b",
    "ﬁ",
    "total(" + ",".join(["a"] * 61) + ")",
    "{{a}}",
    "f'{__import__(1)}'",
    "lambda: a",
    "a := 1",
    "a; b",
    "# comment",
    "a # comment",
    "a \\\n b",
    '"""a"""',
    "[a for a in b]",
    "a if b else c",
    "yield a",
    "await a",
    "",
    "\n" * 1999,
    "\u3000" * 2000,
]


@pytest.mark.parametrize("source", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_are_refused_or_harmless(source: str) -> None:
    run(source)


@pytest.mark.parametrize("source", ["a.__class__", "up.__dict__", "__builtins__", "name.format", "_program"])
def test_names_of_python_are_keys_that_do_not_exist(source: str) -> None:
    assert compiled(source).evaluate(unit().tables["projects"][0]) is None


def test_only_listed_functions_can_be_called() -> None:
    for name in (*dir(builtins), "system", "evaluate", "round", "pow", "compile"):
        if name.isascii() and name not in FUNCTIONS:
            assert attempt(f"{name}(a)") is None


@pytest.mark.parametrize("times", [1, 3])
def test_work_grows_with_the_rows_and_not_faster(times: int) -> None:
    root = Row({"a": Decimal(1)})
    for number in range(100 * times):
        root.add("projects", amount=Decimal(number), kind="甲")
    source = "total(" + ", ".join(["sum(projects.amount, projects.kind == '甲' and projects.amount < 50)"] * 20) + ")"
    assert compiled(source).evaluate(root) == 20 * sum(range(50))
    asked = sum(project.asked for project in root.tables["projects"])
    assert asked == 20 * (100 * times * 2 + 50)
