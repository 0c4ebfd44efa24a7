"""What is no expression is refused with its place, in words; what is one is taken apart into its names."""

from __future__ import annotations

import pytest

from app.core.errors import Place
from app.packs.expression_syntax import FUNCTIONS, MAX_DEPTH, MAX_DIGITS, MAX_LENGTH, MAX_NODES
from app.packs.expression_tree import Binary, Call, Literal, Name, Unary, chain
from app.packs.expressions import compile_expression
from app.packs.problems import PackError
from tests.packs.language import TABLES, compiled, value

SINGLE = "这里应为栏名、数或括号，写的是"
MORE = "这里多了“"
END = "算式末尾"


def refusal(source: str) -> PackError:
    with pytest.raises(PackError) as caught:
        compiled(source)
    assert caught.value.repair
    return caught.value


@pytest.mark.parametrize(
    ("source", "line", "column", "what"),
    [
        ("", 1, 1, SINGLE + END),
        ("   ", 1, 4, SINGLE + END),
        ("a +", 1, 4, SINGLE + END),
        ("+ a", 1, 1, SINGLE),
        ("a b", 1, 3, "这里多了“b”"),
        ("a 5", 1, 3, MORE),
        ("a +\n * b", 2, 2, SINGLE),
        ("a\n\n  )", 3, 3, MORE),
        ("(a + b", 1, 7, "这里应为“)”，写的是算式末尾"),
        ("（a + b", 1, 7, "这里应为“)”"),
        ("()", 1, 2, SINGLE),
        ("and", 1, 1, SINGLE),
        ("a and", 1, 6, SINGLE),
        ("a or or b", 1, 6, SINGLE),
        ("a + not b", 1, 5, SINGLE),
        ("a not b", 1, 3, MORE),
        ("1e5", 1, 2, MORE),
        ("1 ** 2", 1, 4, SINGLE),
        ("a if b else c", 1, 3, MORE),
        ("f'{a}'", 1, 2, MORE),
        ("5% %", 1, 4, "不认识“%”"),
        ("a % 2", 1, 3, "不认识“%”"),
        ("5.", 1, 2, "不认识“.”"),
        (".5", 1, 1, "不认识“.”"),
        ("a.", 1, 2, "不认识“.”"),
        ("a..b", 1, 2, "不认识“.”"),
        ("a = b", 1, 3, "不认识“=”"),
        ("a ? b", 1, 3, "不认识“?”"),
        ("a[0]", 1, 2, "不认识“[”"),
        ("lambda: 1", 1, 7, "不认识“:”"),
        ("'open", 1, 1, "不认识“'”"),
        ("'two\nlines'", 1, 1, "不认识“'”"),
        ("'nul\0'", 1, 1, "不认识“'”"),
        ("'half \ud800'", 1, 1, "不认识“'”"),
        ("name == “社保”", 1, 9, "不认识““”（U+201C）"),
        ("a + \0", 1, 5, "不认识（U+0000）"),
        ("a +\u200b b", 1, 4, "不认识（U+200B）"),
        ("\ufeffa", 1, 1, "不认识（U+FEFF）"),
        ("\u0430 + b", 1, 1, "不认识“\u0430”（U+0430）"),
        ("１ + a", 1, 1, "不认识“１”（U+FF11）"),
        ("预算 + 1", 1, 1, "不认识“预”（U+9884）"),
        ("9" * (MAX_DIGITS + 1), 1, 1, f"数太长，超过{MAX_DIGITS}位"),
        ("up", 1, 1, "“up”后面少了栏名"),
        ("up.up", 1, 1, "“up.up”后面少了栏名"),
        ("count(up)", 1, 1, "“count”的第一个参数要是一列数的栏名，例如 projects.name，不能是算式"),
        ("foo(a)", 1, 1, "没有“foo”这个函数"),
        ("SUM(projects.amount)", 1, 1, "没有“SUM”这个函数"),
        ("a.b.c(1)", 1, 1, "没有“a.b.c”这个函数"),
        ("if(a, b)", 1, 1, "“if”要写3个参数，现在是2个"),
        ("blank()", 1, 1, "“blank”要写1个参数，现在是0个"),
        ("total()", 1, 1, "“total”要写1到60个参数，现在是0个"),
        ("same(a, b, 1)", 1, 1, "“same”要写2个参数，现在是3个"),
        ("1 + total(" + "a," * 60 + "a)", 1, 5, "“total”要写1到60个参数，现在是61个"),
        ("abs(a,)", 1, 7, SINGLE),
        ("abs(a b)", 1, 7, "这里应为“)”，写的是“b”"),
        ("a == ''", 1, 3, "和空文字比较没有结果"),
        ("1 + ('' != a)", 1, 9, "和空文字比较没有结果"),
        ("a < (1 < b < 2) < 3", 1, 3, "连着比较的中间一项里又有连着的比较"),
    ],
)
def test_refusals_name_the_place(source: str, line: int, column: int, what: str) -> None:
    assert f"第{line}行第{column}个字符处：{what}" in refusal(source).what


@pytest.mark.parametrize(
    ("source", "column", "what"),
    [
        ("projects.amount", 1, "“projects.amount”是一列数，要放在 sum、count 等里面"),
        ("projects", 1, "“projects”是一列数，要放在 sum、count 等里面"),
        ("a + up.projects.amount", 5, "“up.projects.amount”是一列数"),
        ("abs(projects.amount)", 5, "“projects.amount”是一列数"),
        ("sum(projects.amount * 2)", 1, "“sum”的第一个参数要是一列数的栏名"),
        ("total(projects.amount, projects.kind == '甲')", 24, "“projects.kind”是一列数"),
        ("min(a, projects.amount)", 8, "“projects.amount”是一列数"),
        ("sum(a)", 1, "“sum”的第一个参数要是一列数"),
        ("join('x')", 1, "“join”的第一个参数要是一列数"),
        ("avg()", 1, "“avg”的第一个参数要是一列数"),
        ("sum(projects.indicators.up.amount)", 5, "“projects.indicators.up.amount”里的 up 要写在表名前面"),
        ("sum(projects.up.projects.amount)", 5, "“projects.up.projects.amount”里的 up 要写在表名前面"),
        ("count(projects.up)", 7, "“projects.up”里的 up 要写在表名前面"),
        ("sum(projects.amount, a)", 22, "一列后面只写一个条件"),
        ("sum(projects.amount, 1 + 1)", 22, "一列后面只写一个条件"),
        ("max(projects.amount, b)", 22, "一列后面只写一个条件"),
        ("sum(projects.amount, a > 1, b > 1)", 29, "一列后面只写一个条件"),
        ("sum(projects.amount, if(a > 1, 1, 2))", 22, "一列后面只写一个条件"),
        ("join(projects.kind, 5)", 21, "一列后面只写一个条件"),
        ("sum(projects.amount, sum(projects.amount) > 1)", 22, "条件里不能再用“sum”"),
        ("sum(projects.amount, max(indicators.weight) > 1)", 22, "条件里不能再用“max”"),
        (
            "sum(projects.amount, total(indicators.weight) > 1)",
            28,
            "条件里只能写本行的栏和以“projects.”开头的栏，“indicators.weight”不是",
        ),
        (
            "sum(projects.amount, projects.indicators.weight > 1)",
            22,
            "条件里只能写本行的栏和以“projects.”开头的栏，“projects.indicators.weight”不是",
        ),
        (
            "sum(up.projects.amount, projects.kind == 'x')",
            25,
            "条件里只能写本行的栏和以“up.projects.”开头的栏，“projects.kind”不是",
        ),
    ],
)
def test_columns_stand_in_aggregates(source: str, column: int, what: str) -> None:
    assert f"第1行第{column}个字符处：{what}" in refusal(source).what


@pytest.mark.parametrize(
    ("source", "repair"),
    [
        ("a = b", "判断相等写成 =="),
        ("a ＝ b", "判断相等写成 =="),
        ("a && b", "“并且”写成 and"),
        ("!a", "不等于写成 !=，“不是”写成 not"),
        ("a == ‘x’", "文字两边用英文引号 '"),
        ("a == 'x", "引号要成对，写在同一行，里面不能有控制字符"),
        ("a ＆ b", "“并且”写成 and"),
        ("\u0430", "栏名和函数名只用半角英文字母、数字和_"),
        ("a == ''", "判断有没有填，请用 blank(…) 或 given(…)"),
        ("total(projects.amount, projects.kind == '甲')", "有条件的写成 sum(列, 条件)"),
        ("max(projects.amount, b)", "要和别的数比大小，写成 max(max(列), 数)"),
    ],
)
def test_what_is_often_written_gets_a_hint(source: str, repair: str) -> None:
    assert refusal(source).repair == repair


def test_an_unknown_function_names_those_there_are() -> None:
    assert all(name in refusal("ceil(a)").repair for name in FUNCTIONS)
    assert refusal("round(a)").repair == "算式里不取整；保留几位小数写在栏的 round 里"


def test_errors_carry_the_place_in_the_file() -> None:
    with pytest.raises(PackError) as caught:
        compile_expression("a +", tables=TABLES, place=Place("pack.yaml", 7, 12))
    assert caught.value.where == "pack.yaml 第7行第12列"
    assert caught.value.place == Place("pack.yaml", 7, 12)
    assert caught.value.code == "expression.syntax"


def test_a_message_shows_the_source_in_one_line_of_printable_characters() -> None:
    what = refusal("a +\n\t\u202e" + "b" * 200).what
    assert "“a + □" + "b" * 55 + "…”" in what
    assert what.isprintable()


# ---- bounds ----


def test_a_source_has_2000_characters_at_most() -> None:
    assert value("a" + " " * (MAX_LENGTH - 1)) is not None
    with pytest.raises(PackError) as caught:
        compiled("a" + " " * MAX_LENGTH)
    assert caught.value.code == "expression.too_long"
    assert caught.value.what == "算式有2001个字符"


@pytest.mark.parametrize(
    ("source", "too_much"),
    [
        ("+".join(["a"] * (MAX_NODES // 2)), "+a+a"),
        ("(" * (MAX_DEPTH - 1) + "a" + ")" * (MAX_DEPTH - 1), None),
        ("abs(" * (MAX_DEPTH - 1) + "a" + ")" * (MAX_DEPTH - 1), None),
        ("total(" + ",".join(["a"] * 60) + ")", None),
    ],
)
def test_the_largest_allowed_are_compiled(source: str, too_much: str | None) -> None:
    assert value(source) is not None
    if too_much:
        assert f"算式太大，超过{MAX_NODES}项" in refusal(source + too_much).what


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("(" * MAX_DEPTH + "a" + ")" * MAX_DEPTH, f"套得太深，超过{MAX_DEPTH}层"),
        ("(" * MAX_LENGTH, f"套得太深，超过{MAX_DEPTH}层"),
        ("-" * (MAX_LENGTH - 1) + "a", f"套得太深，超过{MAX_DEPTH}层"),
        ("not " * 499 + "a", f"套得太深，超过{MAX_DEPTH}层"),
        ("if(" * 600, f"套得太深，超过{MAX_DEPTH}层"),
        ("sum(projects.amount, " * 90, "条件里不能再用“sum”"),
        ("1 < " * 499 + "2", f"算式太大，超过{MAX_NODES}项"),
        ("(a<" * MAX_DEPTH + "a" + "<a)" * MAX_DEPTH, f"套得太深，超过{MAX_DEPTH}层"),
        ("(a<" * 5 + "a" + "<a)" * 5, "连着比较的中间一项里又有连着的比较"),
    ],
)
def test_size_and_depth_are_bounded(source: str, what: str) -> None:
    assert what in refusal(source).what


# ---- what comes out ----


def test_references_say_where_a_name_leads() -> None:
    found = compiled("a + sum(up.projects.budget.total, up.projects.kind == kind)").references
    assert [(r.path, r.key, r.row_condition, r.in_aggregate) for r in found] == [
        ((), "a", False, False),
        (("up", "projects"), "budget.total", False, True),
        (("up", "projects"), "kind", True, True),
        ((), "kind", False, True),
    ]
    assert [(r.line, r.column) for r in found] == [(1, 1), (1, 9), (1, 35), (1, 55)]
    assert [str(r) for r in found] == ["a", "up.projects.budget.total", "up.projects.kind", "kind"]


def test_references_stand_in_the_order_of_the_text_even_in_a_chain() -> None:
    found = compiled("if(a < b < c, total(x, projects.y),\n count(projects))").references
    assert [str(r) for r in found] == ["a", "b", "c", "x", "projects.y", "projects"]
    assert (found[-1].line, found[-1].column) == (2, 8)


@pytest.mark.parametrize(
    ("source", "path", "key"),
    [
        ("budget.projects.total", (), "budget.projects.total"),
        ("update", (), "update"),
        ("up.up.a.b", ("up", "up"), "a.b"),
        ("project.name", (), "project.name"),
        ("andy", (), "andy"),
        ("total", (), "total"),
        ("sum.a", (), "sum.a"),
        ("true.a", (), "true.a"),
    ],
)
def test_only_whole_first_segments_are_steps_and_words(source: str, path: tuple[str, ...], key: str) -> None:
    (found,) = compiled(source).references
    assert (found.path, found.key) == (path, key)


def test_names_are_keys_whatever_they_look_like() -> None:
    assert str(compiled("a.__class__.__mro__").references[0]) == "a.__class__.__mro__"
    assert value("a.__class__") is None
    assert value("__builtins__") is None


def test_the_tree() -> None:
    tree = compiled("not a.b or 5% < -c").tree
    assert isinstance(tree, Binary)
    assert tree.operator == "or"
    assert isinstance(tree.left, Unary)
    assert isinstance(tree.right, Binary)
    assert tree.right.left == Literal(value=value("0.05"), text="5%")  # type: ignore[arg-type]
    total = compiled("total(a, projects.b)").tree
    assert isinstance(total, Call)
    assert [type(argument) for argument in total.arguments] == [Name, Call]


def test_a_chain_is_taken_apart_from_left_to_right() -> None:
    tree = compiled("1 - 2 + (3 - 4) - 5 * 6").tree
    assert isinstance(tree, Binary)
    operands, operators = chain(tree)
    assert operators == ["-", "+", "-"]
    assert [isinstance(operand, Binary) for operand in operands] == [False, False, True, True]
    compared = compiled("(a < b) < c").tree
    assert isinstance(compared, Binary)
    assert chain(compared)[1] == ["<"]
