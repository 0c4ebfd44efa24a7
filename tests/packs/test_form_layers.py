"""Forms in layers: `like` takes over another form, `lines` repeats cells, places stay with the guilty line."""

from __future__ import annotations

import pytest

from app.packs.schema_forms import Band, Form
from tests.packs.small import Layers, fault, layers, pack, problems

ONE = """
params: {col: initial}
forms:
  one:
    of: unit
    columns: [30, 20, 20]
    cells: [$label, "{{$key.$col}}", "{{$key.executed}}"]
    bands:
      head: {rows: [[项目, 年初, 执行]]}
      money:
        lines:
          - {label: 金额, key: money}
      note: {rows: [[{t: "{{text}}", w: 3}]]}
"""


def form(chain: Layers, name: str = "one") -> Form:
    return chain.pack().forms[name]


def texts(band: Band) -> list[list[str]]:
    return [[cell.t for cell in row] for row in band.rows]


def test_lines_repeat_the_cells_with_their_words() -> None:
    found = form(layers(ONE))
    assert texts(found.bands["money"]) == [["金额", "{{money.initial}}", "{{money.executed}}"]]
    assert list(found.bands) == ["head", "money", "note"]
    assert problems(layers(ONE)) == []


def test_rows_come_before_lines_and_cells_of_the_band_go_first() -> None:
    own = ONE.replace(
        "        lines:\n", "        rows: [[甲, 乙, 丙]]\n        cells: [{t: $label, w: 3}]\n        lines:\n"
    )
    assert texts(form(layers(own)).bands["money"]) == [["甲", "乙", "丙"], ["金额"]]


def test_lines_as_a_mapping_can_be_changed_one_by_one() -> None:
    mapped = ONE.replace(
        "          - {label: 金额, key: money}\n",
        "          a: {label: 甲, key: money}\n          b: {label: 乙, key: money}\n",
    )
    chain = layers(
        mapped,
        "forms: {one: {bands: {money: {lines: {drop: [b], a: {label: 改}, c: {after: a, label: 丙, key: money}}}}}}\n",
    )
    assert [row[0] for row in texts(form(chain).bands["money"])] == ["改", "丙"]


def test_a_child_may_replace_lines_by_a_body() -> None:
    child = """
params: {col: prior}
forms:
  one:
    bands:
      money:
        drop: [lines]
        body: {each: projects, cells: ["{{no}}、{{name}}", "{{money.$col}}", "{{money.executed}}"]}
        foot: [[……, "", ""]]
"""
    found = form(layers(ONE, child))
    assert found.bands["money"].rows == ()
    body = found.bands["money"].body
    assert body is not None
    assert [cell.t for cell in body.cells] == ["{{no}}、{{name}}", "{{money.prior}}", "{{money.executed}}"]
    assert problems(layers(ONE, child)) == []


LIKE = """
  two:
    of: projects
    like: one
    number: 附件2
    bands:
      drop: [note]
      head: {rows: [[项目, 年初数, 执行数]]}
      name: {after: head, rows: [[{t: "{{name}}", w: 3}]]}
"""


def test_like_takes_over_and_changes() -> None:
    found = form(layers(ONE + LIKE), "two")
    assert found.of == "projects"
    assert found.columns == ("30", "20", "20")
    assert list(found.bands) == ["head", "name", "money"]
    assert texts(found.bands["head"]) == [["项目", "年初数", "执行数"]]
    assert texts(found.bands["money"]) == [["金额", "{{money.initial}}", "{{money.executed}}"]]
    assert problems(layers(ONE + LIKE)) == []


def test_what_a_child_changes_in_one_shows_in_the_other() -> None:
    chain = layers(ONE + LIKE, "forms: {one: {columns: [40, 20, 20], bands: {last: {rows: [[{t: 末, w: 3}]]}}}}\n")
    assert form(chain, "two").columns == ("40", "20", "20")
    assert list(form(chain, "two").bands) == ["head", "name", "money", "last"]


def test_a_child_may_drop_from_a_form_what_came_by_like() -> None:
    chain = layers(ONE + LIKE, "forms: {two: {bands: {drop: [money, name], head: {side: 侧}}}}\n")
    assert list(form(chain, "two").bands) == ["head"]
    assert form(chain, "two").bands["head"].side == "侧"
    again = layers(
        ONE + LIKE, "forms: {two: {bands: {drop: [money]}}}\n", "forms: {two: {bands: {money: {keep: 'true'}}}}\n"
    )
    assert form(again, "two").bands["money"].keep
    assert form(again, "two").bands["money"].rows == ()


def test_a_child_may_place_behind_what_came_by_like() -> None:
    chain = layers(ONE + LIKE, "forms: {two: {bands: {extra: {after: money, rows: [[{t: 加, w: 3}]]}}}}\n")
    assert list(form(chain, "two").bands) == ["head", "name", "money", "extra"]
    moved = layers(ONE + LIKE, "forms: {two: {bands: {name: {after: money}}}}\n")
    assert list(form(moved, "two").bands) == ["head", "money", "name"]


def test_a_child_may_add_a_form_like_one_of_its_parents() -> None:
    chain = layers(ONE, "forms:\n" + LIKE.lstrip("\n"))
    assert list(form(chain, "two").bands) == ["head", "name", "money"]


@pytest.mark.parametrize(
    ("text", "code", "guilty"),
    [
        ("forms:\n  two: {of: unit, like: nine}\n", "form.like", "like"),
        ("forms:\n  two: {of: unit, like: two}\n", "form.like", "like"),
        ("forms:\n  two:\n    like: one\n    bands: {drop: [nine]}\n", "pack.drop", "nine"),
        ("forms:\n  two:\n    like: one\n    bands:\n      x: {after: nine, rows: []}\n", "pack.after", "after"),
        ("forms:\n  one: {bands: {drop: [nine]}}\n", "pack.drop", "nine"),
        ("forms:\n  two:\n    of: unit\n    bands:\n      x: {lines: [{a: b}]}\n", "form.lines", "lines"),
        ("forms:\n  two:\n    of: unit\n    bands:\n      x: {cells: [a]}\n", "form.lines", "cells"),
        ("forms:\n  one:\n    bands:\n      x: {lines: [金额]}\n", "form.line", "金额"),
        ("forms:\n  one:\n    bands:\n      x: {lines: [{label: [a], key: money}]}\n", "form.line", "label"),
        ("forms:\n  one:\n    bands:\n      x: {lines: [{key: money}]}\n", "pack.param", ""),
        ("forms: 是\n", "pack.schema", "forms"),
        ("forms:\n  two: 是\n", "pack.schema", "two"),
        ("forms:\n  two: {of: unit, bands: 是}\n", "pack.schema", "bands"),
        ("forms:\n  two: {of: unit, bands: {odd: 是}}\n", "pack.schema", "odd"),
    ],
)
def test_faults_of_forms_say_where(text: str, code: str, guilty: str) -> None:
    chain = layers(ONE, text)
    error = fault(chain)
    assert error.code == code
    if guilty:
        assert error.place == chain.place(guilty)


def test_a_circle_of_forms_is_named() -> None:
    error = fault(layers("forms: {a: {of: unit, like: b}, b: {like: c}, c: {like: a}}\n"))
    assert "a → b → c → a" in error.what


def test_a_wrong_key_in_a_line_is_shown_in_the_line() -> None:
    chain = layers(ONE.replace("key: money}", "key: monney}"))
    found = {problem.code: problem.place for problem in problems(chain)}
    line = chain.place("- {label").line
    assert found["template.key"].line == line


def test_short_cells_are_texts() -> None:
    found = pack(
        "forms: {f: {of: unit, columns: [10, 10], bands: {b: {rows: [[甲, {t: 乙, bold: 'true'}]]}}}}\n"
    ).forms["f"]
    assert [(cell.t, cell.w, cell.bold) for cell in found.bands["b"].rows[0]] == [("甲", 1, False), ("乙", 1, True)]
