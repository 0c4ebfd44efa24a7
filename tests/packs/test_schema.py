"""Everything the schema refuses is told in Chinese, with the line and column of the layer that is guilty."""

from __future__ import annotations

import pytest

from app.packs.problems import PackError
from app.packs.resolve import resolve_text
from tests.packs.small import DICTIONARY, Layers, fault, layers, pack

REFUSED = [
    ("print:\n  ordr: [a]\n", "ordr", "不认识"),
    ("forms:\n  f: {of: unit, colums: [1]}\n", "colums", "不认识"),
    ("forms:\n  f: {title: x}\n", "f: {title", "缺少"),
    ("audit:\n  a: {severity: error}\n", "a: {severity", "缺少"),
    ("audit:\n  a: {severity: severe, message: x}\n", "severity", "只能写 error"),
    ("unit_of_money: 千元\n", "unit_of_money", "只能写 元"),
    ("kinds:\n  points: {round: 两位}\n", "round", "要写一个整数"),
    ("kinds:\n  points: {round: '9'}\n", "round", "超出范围"),
    ("kinds:\n  points: {round: '-1'}\n", "round", "要写一个整数"),
    ("kinds:\n  point: {round: '2'}\n", "point:", "只能写 money"),
    ("fields:\n  unit: {cash: {required: yes}}\n", "required", "要写 true 或 false"),
    ("fields:\n  unit: {cash: {roll: plus}}\n", "roll", "不能在 fields 里改"),
    ("fields:\n  unit: {cash: {label: [x]}}\n", "label", "要写一段文字"),
    ("fields:\n  unit: {cash: {labels: x}}\n", "labels", "要写成列表"),
    ("weights:\n  unit: {total: 一百}\n", "total", "要写一个数"),
    ("weights:\n  unit: {level1: {产出: 1e2}}\n", "产出", "要写一个数"),
    ("grades:\n  g: {for: [unit], of: score, into: grade, bands: [{name: 优}]}\n", "{name: 优}", "缺少"),
    ("scoring:\n  Score: {for: [unit], into: score}\n", "Score", "编号用小写字母"),
    ("forms:\n  f: {of: unit, columns: [10, 宽]}\n", "宽", "尺寸写毫米数"),
    ("forms:\n  f: {of: unit, bands: {b: {rows: [[{t: x, w: '0'}]]}}}\n", "w:", "超出范围"),
    ("forms:\n  f: {of: unit, bands: {b: {rows: [行]}}}\n", "行", "要写成列表"),
    ("forms:\n  f: {of: unit, money: 千元}\n", "money", "只能写 元"),
    ("forms:\n  f: {of: unit, orientation: wide}\n", "orientation", "只能写 portrait"),
    ("forms:\n  f-1: {of: unit}\n", "f-1", "编号用小写字母"),
    ("pages:\n  p: {title: x, items: [{key: cash, table: projects}]}\n", "{key: cash", "只写一个"),
    ("pages:\n  p: {title: x, items: [{title: y}]}\n", "{title: y}", "只写一个"),
    ("print:\n  absent: 零\n", "absent", "只能写 blank"),
    ("print:\n  cover_date: 中文\n", "cover_date", "只能写"),
    ("reports:\n  r: {of: unit, sections: {a: {sections: {b: {drft: x}}}}}\n", "drft", "不认识"),
    ("reports:\n  r: {of: unit, sections: [a]}\n", "sections", "名称: 内容"),
    ("terms:\n  t: {label: x, path: scoring}\n", "path", "要写成列表"),
    ("cases:\n  c: {unit: [x], expect: {}}\n", "unit: [x]", "名称: 内容"),
    ("cases:\n  c: {unit: {}}\n", "c: {unit", "缺少"),
    ("years: ['2024']\n", "years", "缺少"),
    ("years: ['2024', '2025', '2026']\n", "years", "项数太多"),
    ("years: ['2025', '2024']\n", "years", "晚于"),
    ("years: ['24', '25']\n", "'24'", "四位数字"),
    ("audit:\n  a: {severity: error, message: x, from: 去年}\n", "from", "四位数字"),
]


@pytest.mark.parametrize(("text", "guilty", "words"), REFUSED)
def test_a_guilty_child_is_shown_in_its_own_line(text: str, guilty: str, words: str) -> None:
    chain = layers("about: 上级\n", text)
    error = fault(chain)
    assert error.place == chain.place(guilty), error.sentence()
    assert words in error.what
    assert not any(
        english in error.what
        for english in ("Input", "required", "Extra", "Value error")
        if english != "required" or "required" not in text
    )


@pytest.mark.parametrize(("text", "guilty", "words"), [entry for entry in REFUSED if not entry[0].startswith("cases")])
def test_a_guilty_parent_is_shown_in_the_parents_line(text: str, guilty: str, words: str) -> None:
    chain = layers(text, "about: 下级\n", "region: 再下级\n")
    error = fault(chain)
    assert error.place == chain.place(guilty, 0), error.sentence()
    assert words in error.what


def test_a_child_that_takes_away_what_is_needed_is_the_guilty_one() -> None:
    chain = layers("forms: {f: {of: unit}}\n", "forms:\n  f: {drop: [of]}\n")
    error = fault(chain)
    assert error.place == chain.place("f:")
    assert "“forms.f.of”缺少" in error.what


def test_a_parent_that_touches_the_same_part_stays_guilty() -> None:
    chain = layers("forms:\n  f: {title: x}\n", "forms:\n  f: {label: y}\n")
    assert fault(chain).place == chain.place("f:", 0)


@pytest.mark.parametrize("wrong", ["Hunan", "a", "-a", "a" * 50, "../x", "a_b", "a b", "á"])
def test_ids_of_packs_are_names_of_folders(wrong: str) -> None:
    text = f"id: {wrong}\nrevision: '1'\ntitle: x\nyears: ['2024', '2024']\n"
    with pytest.raises(PackError) as caught:
        resolve_text(text, "x.yaml", lambda _: ("", ""), (DICTIONARY, "d"))
    assert caught.value.place.line == 1


def test_revisions_are_numbers() -> None:
    chain = layers("", "")
    broken = Layers((chain.texts[0], chain.texts[1].replace('revision: "1"', "revision: 一")))
    assert "修订号写整数" in fault(broken).what


def test_a_pack_is_immutable_and_answers_what_is_computed() -> None:
    one = pack(
        "fields: {unit: {cash: {compute: money.prior}}}\nscoring: {s: {for: [unit], into: score, compute: cash}}\n"
    )
    assert one.computed("unit", "cash")
    assert one.computed("unit", "score")
    assert not one.computed("projects", "score")
    assert not one.computed("nowhere", "cash")
    with pytest.raises(ValueError, match="frozen"):
        one.title = "x"  # type: ignore[misc]


def test_a_base_is_not_inherited_as_base() -> None:
    assert pack("base: 'true'\n").base
    assert not pack("base: 'true'\n", "").base
