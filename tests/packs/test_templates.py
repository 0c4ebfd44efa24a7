"""Templates: what is read, what is refused and where, and that no text makes reading slow."""

from __future__ import annotations

import time
from contextlib import nullcontext

import pytest

from app.core.errors import Place
from app.packs.problems import PackError
from app.packs.templates import Placeholder, bound_rows, parse_template


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{a}}", Placeholder(None, "a", "")),
        ("{{ a.b_1.2 | 0.##% }}", Placeholder(None, "a.b_1.2", "0.##%")),
        ("{{a|}}", Placeholder(None, "a", "")),
        ("{{#r-1_x/a.b|万元}}", Placeholder("r-1_x", "a.b", "万元")),
        ("{{a|0.00 万人}}", Placeholder(None, "a", "0.00 万人")),
    ],
)
def test_one_placeholder(text: str, expected: Placeholder) -> None:
    template = parse_template(text)
    assert template.single == expected
    assert parse_template(str(template)) == template


@pytest.mark.parametrize("text", ["", "无", "{a}", "a } b {", "{", "}}", "{ {a} }", "第一行\n第二行{"])
def test_other_braces_are_text(text: str) -> None:
    template = parse_template(text)
    assert template.placeholders == ()
    assert template.single is None
    assert template.render(str) == text


def test_a_brace_beside_a_placeholder_stays() -> None:
    template = parse_template("{{{a}}}")
    assert template.parts == ("{", Placeholder(None, "a", ""), "}")
    assert template.render(lambda _: "1") == "{1}"


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("{{", 1, 1),
        ("{{a}}{{b", 1, 6),
        ("甲{{a}}\n乙 {{#/b}} {{", 2, 3),
        ("{{a..b}}", 1, 1),
        ("{{a.}}", 1, 1),
        ("{{a\n}}", 1, 1),
        ("{{a|b|c}}", 1, 1),
        ("{{#x}}", 1, 1),
        ("{{甲}}", 1, 1),
        ("{{" + "a" * 400 + "}}", 1, 1),
    ],
)
def test_refusals_name_the_place(text: str, line: int, column: int) -> None:
    with pytest.raises(PackError) as caught:
        parse_template(text, place=Place("表样", 7, 3))
    assert caught.value.place == Place("表样", 7, 3)
    assert f"第{line}行第{column}个字符" in caught.value.what
    assert "\n" not in caught.value.what


def test_too_long_a_text_is_refused() -> None:
    with pytest.raises(PackError, match="文字太长"):
        parse_template("a" * 200_001)


@pytest.mark.parametrize(
    "text",
    [
        "{{a|" + " " * 190_000,
        "{{" + " " * 190_000 + "}}",
        "{{a" + " " * 190_000 + "|}}",
        "{{" * 95_000,
        "{{a|" * 45_000,
        "{{#a/" * 38_000,
        "{{a}}" * 38_000,
        "}}" * 95_000,
    ],
)
def test_no_text_is_slow(text: str) -> None:
    started = time.perf_counter()
    bound_rows(text)
    with pytest.raises(PackError) if "{{a}}" not in text and "{{" in text else nullcontext():
        parse_template(text)
    assert time.perf_counter() - started < 2


def test_bound_rows_of_text_with_faults() -> None:
    assert bound_rows("{{#p1/a}} {{#p2/}} {{#p3/b|元}} {{") == ["p1", "p3"]
