"""Templates: what is a placeholder, what stays text, what is refused."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import Place
from app.packs.problems import PackError
from app.packs.templates import Placeholder, Template, bound_rows, parse_template


def test_texts_and_placeholders_in_order() -> None:
    template = parse_template("约{{#p1/amount|万元}}，{{year}}年，{单}")
    assert template.parts == (
        "约",
        Placeholder("p1", "amount", "万元"),
        "，",
        Placeholder(None, "year", ""),
        "年，{单}",
    )
    assert template.placeholders == (Placeholder("p1", "amount", "万元"), Placeholder(None, "year", ""))
    assert template.render(lambda placeholder: f"<{placeholder.key}>") == "约<amount>，<year>年，{单}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{a}}", Placeholder(None, "a", "")),
        ("{{budget.full_year.total|0.00万元}}", Placeholder(None, "budget.full_year.total", "0.00万元")),
        ("{{ a | 0.##% }}", Placeholder(None, "a", "0.##%")),
        ("{{　a　|　万元　}}", Placeholder(None, "a", "万元")),
        ("{{a|}}", Placeholder(None, "a", "")),
        ("{{#0f3c-A_9/level1.weight}}", Placeholder("0f3c-A_9", "level1.weight", "")),
        ("{{#p1/a|#,##0.00}}", Placeholder("p1", "a", "#,##0.00")),
    ],
)
def test_a_text_that_is_exactly_one_placeholder(text: str, expected: Placeholder) -> None:
    assert parse_template(text).single == expected


@pytest.mark.parametrize("text", ["", "文字", " {{a}}", "{{a}}。", "{{a}}{{b}}", "{{{a}}"])
def test_other_texts_are_no_single_placeholder(text: str) -> None:
    assert parse_template(text).single is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "}",
        "{a}",
        "}}",
        "{ {a} }",
        "{\n{a}}",
        "年初{单位：万元}",
        "}}{",
        '{"a": {"b": 1}}',
        "\0",
        "\ud800",
        "\n",
    ],
)
def test_single_braces_stay_as_they_are(text: str) -> None:
    template = parse_template(text)
    assert template.placeholders == ()
    assert template.render(lambda _: "?") == text


def test_braces_around_a_placeholder_stay() -> None:
    assert parse_template("{{{a}}}").render(lambda _: "1") == "{1}"
    assert parse_template("{{a}}}}").render(lambda _: "1") == "1}}"


@pytest.mark.parametrize(
    ("text", "column", "shown"),
    [
        ("{{", 1, "{{"),
        ("{{}}", 1, "{{}}"),
        ("{{ }}", 1, "{{ }}"),
        ("前 {{a b}} 后", 3, "{{a b}} 后"),
        ("{{a} }", 1, "{{a} }"),
        ("{{a", 1, "{{a"),
        ("{{a\n}}", 1, "{{a }}"),
        ("{{a|b\n}}", 1, "{{a|b }}"),
        ("{{a|b|c}}", 1, "{{a|b|c}}"),
        ("{{1}}", 1, "{{1}}"),
        ("{{a.}}", 1, "{{a.}}"),
        ("{{.a}}", 1, "{{.a}}"),
        ("{{a..b}}", 1, "{{a..b}}"),
        ("{{a+b}}", 1, "{{a+b}}"),
        ("{{资金}}", 1, "{{资金}}"),
        ("{{\u0430}}", 1, "{{\u0430}}"),
        ("{{a.__class__()}}", 1, "{{a.__class__()}}"),
        ("{{#a}}", 1, "{{#a}}"),
        ("{{#/a}}", 1, "{{#/a}}"),
        ("{{#a b/c}}", 1, "{{#a b/c}}"),
        ("{{#p1/}}", 1, "{{#p1/}}"),
        ("{{#p1/#p2/a}}", 1, "{{#p1/#p2/a}}"),
        ("{{#" + "p" * 65 + "/a}}", 1, "{{#" + "p" * 27),
        ("{{{{a}}", 1, "{{{{a}}"),
        ("{{a}}{{b", 6, "{{b"),
        ("{{a}} {{b.}} {{c", 7, "{{b.}} {{c"),
    ],
)
def test_malformed_placeholders_are_refused(text: str, column: int, shown: str) -> None:
    with pytest.raises(PackError) as caught:
        parse_template(text, place=Place("pack.yaml", 3, 5))
    assert caught.value.code == "template.placeholder"
    assert caught.value.what == f"第1行第{column}个字符处的“{shown}”不是取数的写法"
    assert caught.value.where == "pack.yaml 第3行第5列"


def test_the_line_of_a_malformed_placeholder() -> None:
    with pytest.raises(PackError, match=r"第3行第2个字符处的“\{\{ b c \}\}”"):
        parse_template("{{a}}\n文字\n“{{ b c }}”")


def test_a_text_has_a_largest_length() -> None:
    assert parse_template("字" * 200_000).parts == ("字" * 200_000,)
    with pytest.raises(PackError) as caught:
        parse_template("字" * 200_001)
    assert caught.value.code == "template.too_long"


@pytest.mark.parametrize(
    "text",
    [
        "{{a|" + " " * 190_000,
        "{{" + " " * 190_000 + "a",
        "{" * 200_000,
        "{{a" * 60_000,
        "{{a|" * 50_000,
        "{{ " * 60_000,
    ],
)
def test_no_text_makes_reading_slow(text: str) -> None:
    started = time.perf_counter()
    bound_rows("{{#" + text)
    with pytest.raises(PackError):
        parse_template(text)
    assert time.perf_counter() - started < 2


def test_rows_that_a_text_binds_to() -> None:
    assert bound_rows("{{#p1/a}} 和 {{#p2/b|元}} {{c}} {{#p1/c}}") == ["p1", "p2", "p1"]
    assert bound_rows("{{a}} 文字") == []
    assert bound_rows("{{#p1/a}} {{#坏/a}} {{b b}} {{#") == ["p1"]


KEYS = st.from_regex(r"[a-z_][a-z0-9_]{0,5}(\.[a-z][a-z0-9_]{0,3}){0,2}", fullmatch=True)
ROWS = st.none() | st.from_regex(r"[a-z0-9_-]{1,12}", fullmatch=True)
FORMS = st.sampled_from(["", "0.00", "0.##%", "万元", "#,##0.00元", "二〇二五年", "any words"])
PLACEHOLDERS = st.builds(Placeholder, ROWS, KEYS, FORMS)
TEXTS = st.text(st.characters(exclude_characters="{}"), min_size=1, max_size=8)


@given(st.lists(PLACEHOLDERS | TEXTS, max_size=8))
def test_a_template_that_is_written_out_is_read_back(parts: list[str | Placeholder]) -> None:
    template = Template(tuple(parts))
    again = parse_template(str(template))
    assert again.placeholders == template.placeholders
    assert again.render(str) == str(template)
    assert parse_template(str(again)) == again


@given(st.text(max_size=60) | st.text("{}#|/a.b国 \n", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    rows = bound_rows(text)
    try:
        template = parse_template(text)
    except PackError:
        assert "{{" in text
        return
    assert parse_template(str(template)) == template
    assert rows == [placeholder.row for placeholder in template.placeholders if placeholder.row is not None]
    if "{{" not in text:
        assert template.render(str) == text
