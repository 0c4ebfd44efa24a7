"""YAML is read as texts only; everything that invites mistakes or attacks is refused at its place."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.core.errors import Place
from app.packs import strict_yaml
from app.packs.problems import PackError
from app.packs.strict_yaml import MAX_DEPTH, read_yaml
from app.packs.yaml_writing import write_yaml

LOADERS = [yaml.BaseLoader, *([yaml.CBaseLoader] if hasattr(yaml, "CBaseLoader") else [])]


@pytest.fixture(params=LOADERS, ids=lambda loader: loader.__name__, autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run every test with the parser in C and the one in Python."""
    monkeypatch.setattr(strict_yaml, "_Loader", request.param)


def plain(text: str) -> object:
    return read_yaml(text, "a.yaml")[0]


def refused(text: str) -> PackError:
    with pytest.raises(PackError) as caught:
        read_yaml(text, "a.yaml")
    return caught.value


def test_every_scalar_is_a_text() -> None:
    text = "a: 012\nb: no\nc: 1.50\nd: 2024-05-19\ne: null\nf:\ng: ~\nh: 0x1F\ni: [1, yes, '']\n"
    assert plain(text) == {
        "a": "012", "b": "no", "c": "1.50", "d": "2024-05-19", "e": "null", "f": "", "g": "~", "h": "0x1F",
        "i": ["1", "yes", ""],
    }  # fmt: skip


def test_places_are_those_of_names_and_items() -> None:
    places = read_yaml("a: 1\nb:\n  c: [x, {y: 2}]\n", "a.yaml")[1]
    assert places[()] == Place("a.yaml", 1, 1)
    assert places["b",] == Place("a.yaml", 2, 1)
    assert places["b", "c"] == Place("a.yaml", 3, 3)
    assert places["b", "c", 0] == Place("a.yaml", 3, 7)
    assert places["b", "c", 1, "y"] == Place("a.yaml", 3, 11)


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: 1\nb: 2\na: 3\n", "yaml.duplicate", 3, 1),
        ("x: {k: 1, k: 2}\n", "yaml.duplicate", 1, 11),
        ("a: &x 1\nb: 2\n", "yaml.trick", 1, 4),
        ("a: 1\nb: *a\n", "yaml.trick", 2, 4),
        ("a: !!str 1\n", "yaml.trick", 1, 4),
        ("a: !!python/object/apply:os.system ['x']\n", "yaml.trick", 1, 4),
        ("a: ! 1\n", "yaml.trick", 1, 4),
        ("&a b: 1\n", "yaml.trick", 1, 1),
        ("!x a: 1\n", "yaml.trick", 1, 1),
        ("%YAML 1.1\n---\na: 1\n", "yaml.trick", 1, 1),
        ("%TAG ! tag:x,2000:\n---\na: 1\n", "yaml.trick", 1, 1),
        ("a: 1\n---\nb: 2\n", "yaml.documents", 2, 1),
        ("? [a]\n: 1\n", "yaml.key", 1, 3),
        ("{{a}: 1}\n", "yaml.key", 1, 2),
        ('"": 1\n', "yaml.key", 1, 1),
        ("a: 1\nb: [1, 2\n", "yaml.broken", 0, 0),
        ("a: b: c\n", "yaml.broken", 1, 5),
        ("a:\n  b: 1\n c: 2\n", "yaml.broken", 3, 2),
        ("a: 1\nb: 'open\n", "yaml.broken", 2, 4),
        ('a: 1\nb: "open\nc: 2\n', "yaml.broken", 2, 4),
        ("a:\n\tb: 1\n", "yaml.broken", 2, 1),
        ("a: 1\nb: x\x00y\n", "yaml.character", 2, 5),
        ("a: 1\nb: 字\x07\n", "yaml.character", 2, 5),
        ("a: \ud800\n", "yaml.character", 1, 4),
    ],
)
def test_refusals_say_where(text: str, code: str, line: int, column: int) -> None:
    error = refused(text)
    assert error.code == code
    assert error.place.source == "a.yaml"
    if line:
        assert (error.place.line, error.place.column) == (line, column)
    assert error.repair
    assert "a.yaml" in error.sentence()


@pytest.mark.parametrize("text", ["", "# nothing\n", "\n\n", "\ufeff"])
def test_an_empty_file_is_told(text: str) -> None:
    assert refused(text).code == "yaml.empty"


def test_messages_name_tabs_quotes_and_the_first_of_two() -> None:
    assert "Tab" in refused("a:\n\tb: 1\n").what
    assert "引号" in refused("a: 'x\n").what
    assert "第1行" in refused("a: 1\na: 2\n").what
    assert "U+0007" in refused("a: \x07\n").what


def nested(depth: int, *, flow: bool) -> str:
    """Give a document of so many mappings and lists inside each other."""
    if flow:
        return "[" * depth + "x" + "]" * depth
    return "".join("  " * level + "a:\n" for level in range(depth - 1)) + "  " * (depth - 1) + "a: x\n"


@pytest.mark.parametrize("flow", [True, False])
def test_depth_is_counted_in_both_styles(*, flow: bool) -> None:
    assert plain(nested(MAX_DEPTH, flow=flow))
    assert refused(nested(MAX_DEPTH + 1, flow=flow)).code == "yaml.too_deep"


def test_lists_without_indentation_count_and_closed_ones_do_not() -> None:
    text = "".join("  " * level + "- a:\n" for level in range(MAX_DEPTH)) + "  " * MAX_DEPTH + "- x\n"
    assert refused(text).code == "yaml.too_deep"
    assert len(str(plain("a:\n" + "- [[x]]\n" * 500))) > 500
    assert plain("a: [x]\n...\n") == {"a": ["x"]}


def test_a_hostile_depth_is_refused_at_once() -> None:
    assert refused("[" * 200_000).code == "yaml.too_deep"
    assert refused("{a: " * 100_000).code == "yaml.too_deep"
    assert refused("- " * 200_000).code == "yaml.too_deep"


def test_size_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strict_yaml, "MAX_LENGTH", 30)
    monkeypatch.setattr(strict_yaml, "MAX_VALUES", 5)
    assert refused("a: " + "x" * 40).code == "yaml.too_large"
    assert refused("[1,2,3,4,5,6]").code == "yaml.too_large"
    assert plain("[1,2,3]") == ["1", "2", "3"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system(end: str) -> None:
    text = end.join(["\ufeffa: 1", "b:", "  - x", "  - |", "    一", "    二", "c: 3", ""])
    found, places = read_yaml(text, "a.yaml")
    assert found == {"a": "1", "b": ["x", "一\n二\n"], "c": "3"}
    assert places["c",].line == 7


def test_a_mark_in_front_moves_no_line() -> None:
    assert refused("\ufeffa: 1\nb: *x\n").place == Place("a.yaml", 2, 4)


def test_characters_outside_the_first_plane_are_read() -> None:
    assert plain("名: 䶮㛃𬱟 😀\n") == {"名": "䶮㛃𬱟 😀"}


# ---- anything else ----

SIGNS = st.sampled_from(list("a1:-?[]{},&*!|>'\"%@`#\n\t \r字\x00\x85\u2028\ufeff"))


@given(st.text(SIGNS, max_size=80) | st.text(max_size=60))
@settings(max_examples=250)
@example("? - a\n  - b\n: c")
@example("a: |9\n")
@example("%YAML 9.9\n---")
@example("--- >\n")
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found, places = read_yaml(text, "a.yaml")
    except PackError as error:
        assert error.place.source == "a.yaml"  # noqa: PT017 - both ends are fine, only nothing else may be raised
        return
    assert () in places
    assert isinstance(found, (str, list, dict))


VALUES: st.SearchStrategy[object] = st.recursive(
    st.text(max_size=20),
    lambda below: st.lists(below, max_size=4) | st.dictionaries(st.text(min_size=1, max_size=8), below, max_size=4),
    max_leaves=12,
)


@given(VALUES)
@settings(max_examples=200)
@example({"a": "x\n"})
@example({"a": " x", "b": "x ", "c": "\n", "d": "- x", "e": "{x", "f": "a: b", "g": "x #y"})
@example({"a": ["- b", "? c", "", "'", '"', "|", "&x", "*x", "!x", "%x", "@x", "`x"]})
@example("\x85")
@example({"长" * 200: "x"})
def test_what_is_written_is_read_back(value: object) -> None:
    assert read_yaml(write_yaml({"v": value}), "a.yaml")[0] == {"v": value}
