"""Expressions and templates come from strangers: they never crash, hang, or reach Python objects."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.dates import PartialDate
from app.core.quantities import Quantity
from app.core.values import NotApplicable
from app.packs.expression_syntax import FUNCTIONS
from app.packs.expression_words import describe, why_blank
from app.packs.expressions import Expression
from app.packs.problems import PackError
from app.packs.templates import bound_rows, parse_template
from tests.packs.language import compiled, unit

ALLOWED = (Decimal, Quantity, PartialDate, str, bool, NotApplicable, type(None))
NAMES = [
    "a",
    "b",
    "zero",
    "none",
    "missing",
    "name",
    "yes",
    "people",
    "some",
    "up.a",
    "up.up.b",
    "budget.full_year.total",
]
COLUMNS = ["projects.amount", "projects.kind", "projects.indicators.weight", "projects.missing", "up.projects.amount"]
ALPHABET = "ab.()（），,+-*/×÷<>=!≥≤≠ '\"0123456789%_\n\t[]{}:;@#$\\^&|~`国一up projects sum if and or not"

leaves = st.one_of(
    st.sampled_from(NAMES),
    st.decimals(0, 10**12, allow_nan=False, places=2).map(str),
    st.integers(0, 10**39).map(str),
    st.sampled_from(["5%", "'文字'", "true", "false", "0", "0.000001"]),
)


def combined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Give expressions built from smaller ones."""
    operators = st.sampled_from(["+", "-", "*", "/", "<", "<=", "==", "!=", "and", "or", "×", "÷"])
    columns = st.sampled_from(COLUMNS)
    aggregates = st.sampled_from(["sum", "count", "min", "max", "avg", "join"])
    return st.one_of(
        st.tuples(inner, operators, inner).map(lambda t: f"({t[0]}) {t[1]} ({t[2]})"),
        inner.map(lambda text: f"-({text})"),
        inner.map(lambda text: f"not ({text})"),
        st.tuples(aggregates, columns).map(lambda t: f"{t[0]}({t[1]})"),
        st.tuples(aggregates, columns, inner).map(lambda t: f"{t[0]}({t[1]}, {t[2]})"),
        st.tuples(inner, inner, inner).map(lambda t: f"if({t[0]}, {t[1]}, {t[2]})"),
        st.tuples(st.sampled_from(["total", "min", "coalesce"]), inner, inner).map(lambda t: f"{t[0]}({t[1]}, {t[2]})"),
        st.tuples(st.sampled_from(["same", "near", "contains", "starts"]), inner, inner).map(
            lambda t: f"{t[0]}({t[1]}, {t[2]})"
        ),
        st.tuples(st.sampled_from(["abs", "len", "blank", "given", "na"]), inner).map(lambda t: f"{t[0]}({t[1]})"),
    )


def attempt(source: str) -> Expression | PackError:
    """Compile an expression, or give the refusal; anything else fails."""
    try:
        return compiled(source)
    except PackError as error:
        return error


def run(source: str) -> None:
    """Compile and, when that is allowed, evaluate, describe and explain; only PackError may come out."""
    started = time.perf_counter()
    expression = attempt(source)
    if isinstance(expression, PackError):
        assert expression.what
        assert expression.repair
        return
    for row in (unit(), unit().tables["projects"][0]):
        result = expression.evaluate(row)
        assert isinstance(result, ALLOWED)
        if isinstance(result, Decimal):
            assert result.is_finite()
            assert len(str(result)) < 300
        assert isinstance(why_blank(expression, row, str), str)
    assert describe(expression, str)
    assert time.perf_counter() - started < 5


@settings(max_examples=400)
@given(st.recursive(leaves, combined, max_leaves=25))
def test_any_formula_gives_a_value_or_a_refusal(source: str) -> None:
    run(source)


@settings(max_examples=400)
@given(st.text(ALPHABET, max_size=60))
def test_any_text_of_the_alphabet(source: str) -> None:
    run(source)


@settings(max_examples=200)
@given(st.text(max_size=80))
def test_any_text_at_all(source: str) -> None:
    run(source)


@pytest.mark.parametrize(
    "source",
    [
        "().__class__.__bases__[0].__subclasses__()",
        "__import__('os').system('id')",
        "a.__class__",
        "a.__class__.__mro__",
        "up.__dict__",
        "_closure",
        "exec('1')",
        "eval('1')",
        "open('x')",
        "globals()",
        "getattr(a, 'b')",
        "a.real",
        "name.join(projects.kind)",
        "10 ** 10 ** 10",
        "9" * 2000,
        "9" * 30 + " * " + " * ".join(["9" * 30] * 50),
        "1 / 0",
        "0 / 0",
        "-" * 2000,
        "not " * 500,
        "(" * 2000,
        "sum(" * 400,
        "if(" * 200,
        "'" * 2000,
        "a" + "\0",
        "\ufeff a",
        "ａ + ｂ",
        "а + b",  # a Cyrillic letter that looks like a Latin one
        "total(" + ",".join(["a"] * 61) + ")",
        "{{a}}",
        "f'{__import__(1)}'",
        "lambda: a",
        "a := 1",
        "a; b",
        "# comment",
        "",
        "   ",
        "\n" * 1999,
    ],
)
def test_hostile_texts_are_refused_or_harmless(source: str) -> None:
    run(source)


def test_dunder_names_are_keys_that_do_not_exist() -> None:
    assert compiled("a.__class__").evaluate(unit()) is None


def test_only_listed_functions_can_be_called() -> None:
    for name in (*dir(__builtins__), "system", "evaluate"):
        if name not in FUNCTIONS and name.isidentifier() and name not in {"and", "or", "not", "True", "False"}:
            with pytest.raises(PackError):
                compiled(f"{name}(a)")


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=60), st.text("{}#|/a.b国 ", max_size=40)))
def test_templates_are_read_back_or_refused(text: str) -> None:
    bound_rows(text)
    try:
        template = parse_template(text)
    except PackError:
        malformed = True
    else:
        malformed = False
        assert parse_template(str(template)) == template
        assert template.render(str).count("{{") == len(template.placeholders)
    assert "{{" in text or not malformed


def test_templates() -> None:
    template = parse_template("约{{#p1/amount|万元}}，{{year}}年，{单}")
    assert [(p.row, p.key, p.form) for p in template.placeholders] == [("p1", "amount", "万元"), (None, "year", "")]
    assert template.single is None
    assert template.render(lambda placeholder: f"<{placeholder.key}>") == "约<amount>，<year>年，{单}"
    single = parse_template("{{#p1/amount}}")
    assert single.single is not None
    assert bound_rows("{{#p1/a}} 和 {{#p2/b|元}} {{c}}") == ["p1", "p2"]


@pytest.mark.parametrize("text", ["{{", "{{}}", "{{a b}}", "{{#/a}}", "{{a|b|c}}", "x{{1}}", "{{a.}}{{"])
def test_malformed_placeholders_are_refused(text: str) -> None:
    with pytest.raises(PackError):
        parse_template(text)
