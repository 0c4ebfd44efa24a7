"""Lines of Chinese text: where they end, how wide they are, what stays together."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.tree import Look, Paragraph, Run
from app.export.pdf.fonts import fonts
from app.export.pdf.lines import Line, Setter
from app.export.pdf.rules import NO_END, NO_START
from tests.export.pdf_trees import PROSE, SENTENCE, TITLE, words

EM = 10500
MARKS = "，。；：？！”’》〉）、…“‘《（【"
A = st.text(alphabet="社保经办中心年度预算执行率核查工作" + MARKS + "12345.%ab ", min_size=1, max_size=120)


def lines(paragraph: Paragraph, room: int) -> list[Line]:
    return Setter(fonts()).lines(paragraph, room)


def broken(text: str, ems: int, **more: object) -> list[str]:
    return [line.text for line in lines(words(text, **more), ems * EM)]


@settings(max_examples=300)
@given(A, st.integers(min_value=8, max_value=30), st.sampled_from(["left", "center", "right", "justify"]))
def test_all_text_is_set_within_the_room(text: str, ems: int, align: str) -> None:
    made = lines(words(text, align=align), ems * EM)
    assert "".join(line.text for line in made).replace(" ", "") == text.replace(" ", "")
    assert all(line.x >= 0 and line.x + line.width <= ems * EM for line in made)


@settings(max_examples=300)
@given(
    st.lists(
        st.sampled_from(["社保经办", "预算", "，", "。”", "）、", "（甲", "《乙", "96.5%", "12万人", "ab"]),
        min_size=1,
        max_size=40,
    )
)
def test_no_line_begins_or_ends_with_the_wrong_mark(pieces: list[str]) -> None:
    text = "".join(a + "中文" if a[-1] in NO_START | NO_END else a for a in pieces)
    made = broken(text, 12, align="justify")
    assert [line for line in made[1:] if line[0] in NO_START] == []
    assert [line for line in made[:-1] if line[-1] in NO_END] == []


@pytest.mark.parametrize("mark", sorted(NO_START - set(".,;:?!)]}%")))
def test_a_closing_mark_never_begins_a_line(mark: str) -> None:
    for length in range(8, 26):
        made = broken("一" * length + mark + "二" * 12, 10)
        assert all(line[0] != mark for line in made[1:])


@pytest.mark.parametrize("mark", "“‘《（【")
def test_an_opening_mark_never_ends_a_line(mark: str) -> None:
    for length in range(8, 26):
        made = broken("一" * length + mark + "二" * 12, 10)
        assert all(line[-1] != mark for line in made[:-1])


@pytest.mark.parametrize(
    "whole", ["96.5%", "1,234.56万元", "36.6万人", "≥95%", "2024年", "12个工作日", "Excel2024", "3354人次"]
)
def test_numbers_with_units_and_words_stay_whole(whole: str) -> None:
    for length in range(4, 14):
        made = broken("一" * length + whole + "二" * 12, 10)
        assert any(whole in line for line in made)


def test_a_number_wider_than_its_cell_is_parted_from_its_unit_first() -> None:
    assert broken("1,234.56万元", 5) == ["1,234.56", "万元"]
    assert "".join(broken("12345678901234567890", 3)) == "12345678901234567890"


def test_dashes_and_dots_stay_together() -> None:
    for length in range(7, 11):
        made = broken("一" * length + "——" + "二" * 9 + "……" + "三" * 9, 10)
        assert all(line.count("—") in {0, 2} and line.count("…") in {0, 2} for line in made)


def test_a_closing_mark_keeps_its_left_half_at_the_end() -> None:
    text = "一" * 4 + "，" + "二" * 5 + "。" + "三" * 5
    first = lines(words(text), 10 * EM + EM // 2)[0]
    assert first.text == "一" * 4 + "，" + "二" * 5 + "。"
    assert first.width == 10 * EM + EM // 2


def test_justified_lines_fill_the_room_but_not_the_last() -> None:
    made = lines(words(SENTENCE, align="justify"), 20 * EM)
    assert {line.width for line in made[:-1]} == {20 * EM}
    assert made[-1].width < 20 * EM


def test_words_and_numbers_are_not_stretched() -> None:
    made = lines(words("预算Budget执行率为1,234.5万元，完成情况良好运行平稳", align="justify"), 14 * EM)
    line = made[0]
    start = line.text.index("Budget")
    natural = lines(words("Budget"), 14 * EM)[0].stretches[0].advances
    assert line.stretches[0].advances[start : start + 5] == natural[:5]


def test_indents_are_measured_in_characters() -> None:
    made = lines(words("一" * 30, first=Decimal(2), left=Decimal(1)), 11 * EM)
    assert [line.x for line in made] == [3 * EM, *[EM] * (len(made) - 1)]
    assert [len(line.text) for line in made] == [8, 10, 10, 2]


def test_lines_may_stand_in_from_the_right() -> None:
    made = lines(words("二〇二五年五月", align="right", right=Decimal(4)), 20 * EM)
    assert [line.x + line.width for line in made] == [16 * EM]


def test_28_characters_of_16_points_stand_on_156_millimetres() -> None:
    room = 442_204
    setter = Setter(fonts(), line=(room, 28))
    made = setter.lines(words("一" * 84, PROSE, align="justify"), room)
    assert [len(line.text) for line in made] == [28, 28, 28]
    assert all(0 <= room - line.width < 28 for line in made)
    assert {advance for line in made for advance in line.stretches[0].advances} <= {15_792, 15_793}
    indented = setter.lines(words("一" * 54, PROSE, align="justify", first=Decimal(2)), room)
    assert [(line.x, len(line.text)) for line in indented] == [(2 * 15_793, 26), (0, 28)]
    title = setter.lines(words("一" * 10, TITLE), room)
    assert title[0].width == 180_000


def test_a_line_break_begins_a_line_and_the_indent_is_not_repeated() -> None:
    made = lines(words("甲\n乙\n\n丙", first=Decimal(2)), 20 * EM)
    assert [line.text for line in made] == ["甲", "乙", "", "丙"]
    assert [line.x for line in made] == [2 * EM, 0, 0, 0]


def test_an_empty_paragraph_is_an_empty_line() -> None:
    assert [(line.text, line.height) for line in lines(words("", pitch=Decimal(29)), EM)] == [("", 29000)]


def test_lines_have_the_exact_pitch_and_space_stands_around_the_paragraph() -> None:
    made = lines(words("一" * 30, pitch=Decimal("28.5"), before=Decimal(6), after=Decimal(3)), 10 * EM)
    assert [line.height for line in made] == [28500] * 3
    assert [(line.before, line.after) for line in made] == [(6000, 0), (0, 0), (0, 3000)]


def test_runs_keep_their_looks() -> None:
    runs = (Run("合计"), Run("12", Look("hei", Decimal(14), bold=True)), Run("万元", underline=True))
    line = lines(replace(words("x"), runs=runs), 20 * EM)[0]
    styles = [
        (stretch.text, stretch.style.size, bool(stretch.style.stroke), stretch.style.underline)
        for stretch in line.stretches
    ]
    assert styles == [("合计", 10500, False, False), ("12", 14000, True, False), ("万元", 10500, False, True)]


def test_rare_characters_are_one_character_wide_and_marks_without_shape_are_left_out() -> None:
    line = lines(words("䶮㛃𬱟\u200b龑\ufe00"), 20 * EM)[0]
    assert line.text == "䶮㛃𬱟龑"
    assert line.width == 4 * EM
