"""What stands in the cells of a form."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.core.records import Cell
from app.documents.tree import Look, Place
from app.packs.problems import PackError
from tests.documents.form_cases import cell_at, drawn, form, one_cell

PROJECT = {"projects": [{"id": "p", "name": "稽核", "budget.executed.total": "46.40"}], "unit.name": "甲县社保中心"}


def test_a_cell_with_one_key_names_its_place_and_its_number() -> None:
    cell = one_cell("{{budget.executed.basic}}", {"budget.executed.basic": "850.00"})
    assert (cell.text, cell.place, cell.label) == ("850.00", Place("unit", "budget.executed.basic"), False)
    assert (cell.number, cell.number_format) == (Decimal("850.00"), "0.00")


def test_words_around_a_key_leave_no_single_place() -> None:
    cell = one_cell("执行{{budget.executed.basic}}万元", {"budget.executed.basic": "850.00"})
    assert (cell.text, cell.place, cell.number) == ("执行850.00万元", None, None)
    assert [run.place for run in cell.paragraphs[0].runs] == [None, Place("unit", "budget.executed.basic"), None]


def test_a_label_is_never_a_number() -> None:
    cell = one_cell("100")
    assert (cell.text, cell.label, cell.number) == ("100", True, None)


def test_a_rate_is_a_number_in_percent() -> None:
    cell = one_cell("{{budget.rate|0.00%}}", {"budget.full_year.total": "1000", "budget.executed.basic": "850"})
    assert (cell.text, cell.number, cell.number_format) == ("85.00%", Decimal("0.8500"), "0.00%")


@pytest.mark.parametrize("text", ["1,084.09", "≥36.6万人", "007", "1e5", "1.", "--"])
def test_what_is_not_plainly_a_number_stays_text(text: str) -> None:
    assert one_cell("{{notes}}", {"notes": text}).number is None


def test_lines_are_paragraphs() -> None:
    cell = one_cell("{{notes}}", {"notes": "一行\n\n三行"})
    assert [paragraph.text for paragraph in cell.paragraphs] == ["一行", "", "三行"]
    assert cell.text == "一行\n\n三行"


def test_an_empty_value_has_no_paragraph_but_its_place() -> None:
    cell = one_cell("{{notes}}", {})
    assert (cell.paragraphs, cell.place) == ((), Place("unit", "notes"))


def test_text_of_the_data_is_no_template_and_no_markup() -> None:
    hostile = "A&B <甲> =1+1 +2 -3 @x {单} 䶮㛃𬱟"
    assert one_cell("{{unit.name}}", {"unit.name": hostile}).text == hostile


# ---- whose value ----


def test_a_key_that_the_row_lacks_is_the_unit_s() -> None:
    drawing = form({"b": {"rows": [["{{unit.name}}", "{{name}}", "{{budget.executed.total}}"]]}}, of="projects")
    part = drawn(drawing, PROJECT, "p")
    assert [cell.text for cell in part.blocks[-1].cells] == ["甲县社保中心", "稽核", "46.40"]
    assert cell_at(part, 0, 0).place == Place("unit", "unit.name")


def test_a_stated_value_of_this_form_beats_the_fact() -> None:
    answers = {"staff.actual": Cell("33")}
    stated = {"staff.actual": {"": Cell("33"), "f": Cell("31", origin="stated")}}
    assert one_cell("{{staff.actual}}", answers).text == "33"
    assert one_cell("{{staff.actual}}", stated).text == "31"
    assert one_cell("{{staff.actual}}", {"staff.actual": {"": Cell("33"), "other": Cell("31")}}).text == "33"


def test_a_stated_value_may_be_that_nothing_is_printed() -> None:
    stated = {"staff.actual": {"": Cell("33"), "f": Cell("", state="empty", origin="stated")}}
    assert one_cell("{{staff.actual}}", stated).text == ""


# ---- 无 ----

NOTHING = {"budget.executed.basic": Cell("无", state="na")}


@pytest.mark.parametrize(("style", "printed"), [("blank", ""), ("0", "0"), ("无", "无"), ("——", "——")])
def test_an_absent_amount_prints_as_the_form_says(style: str, printed: str) -> None:
    assert one_cell("{{budget.executed.basic}}", NOTHING, absent=style).text == printed


def test_the_cell_beats_the_form_and_the_form_the_pack() -> None:
    key = "{{budget.executed.basic}}"
    assert one_cell({"t": key, "absent": "0"}, NOTHING, absent="——").text == "0"
    assert one_cell(key, NOTHING, {"print": {"absent": "0"}}, absent="——").text == "——"
    assert one_cell(key, NOTHING, {"print": {"absent": "0"}}).text == "0"
    assert one_cell(key, NOTHING, {"print": {"absent": "0"}, "absent": {"money": "blank"}}).text == ""


def test_without_a_rule_it_prints_as_typed() -> None:
    assert one_cell("{{budget.executed.basic}}", {"budget.executed.basic": Cell("不涉及", state="na")}).text == "不涉及"


def test_a_word_is_an_answer_whatever_the_form_says() -> None:
    assert one_cell("{{notes}}", {"notes": Cell("无")}, absent="0").text == "无"


def test_blank_is_not_absent() -> None:
    assert one_cell("{{budget.executed.basic}}", {}, absent="0").text == ""


# ---- units and dates ----

MONEY = {"budget.executed.basic": "850.5"}


def test_a_form_in_another_unit_of_money_prints_in_it() -> None:
    assert one_cell("{{budget.executed.basic}}", MONEY, money="元").text == "8505000"
    assert one_cell("{{budget.executed.basic}}", MONEY, money="万元").text == "850.5"


def test_decimals_of_a_cell_hold_in_the_unit_of_the_form() -> None:
    assert one_cell("{{budget.executed.basic|0.00}}", MONEY, money="元").text == "8505000.00"
    assert one_cell("{{budget.executed.basic|0.00万元}}", MONEY, money="元").text == "850.50万元"


def test_decimals_of_the_field_hold_in_the_unit_of_the_form() -> None:
    unit = {"sum": {"label": "数", "kind": "money", "compute": "budget.executed.basic", "form": "0.00"}}
    assert one_cell("{{sum}}", MONEY, {"fields": {"unit": unit}}, money="元").text == "8505000.00"
    assert one_cell("{{sum}}", MONEY, {"fields": {"unit": unit}}).text == "850.50"


def test_dates_print_in_the_style_of_the_form() -> None:
    pack = {"fields": {"unit": {"signed": {"label": "日期", "kind": "date"}}}}
    answers = {"signed": "2025-05-19"}
    assert one_cell("{{signed}}", answers, pack, date="汉字").text == "二〇二五年五月十九日"
    assert one_cell("{{signed}}", answers, {**pack, "print": {"date": "数字"}}).text == "2025年5月19日"
    assert one_cell("{{signed|短横}}", answers, pack, date="汉字").text == "2025-05-19"


def test_a_date_for_the_pen_leaves_room() -> None:
    pack = {"fields": {"unit": {"signed": {"label": "日期", "kind": "date"}}}}
    assert one_cell("{{signed}}", {}, pack, date="手填").text == "    年  月  日"
    assert one_cell("{{signed|手填}}", {"signed": "2025年"}, pack).text == "2025年  月  日"
    assert one_cell("{{signed}}", {}, pack, date="汉字").text == ""
    assert one_cell("{{signed}}", {"signed": "年底前后"}, pack, date="手填").text == "年底前后"


def test_an_amount_that_cannot_be_read_stands_as_typed() -> None:
    assert one_cell("{{budget.executed.basic}}", {"budget.executed.basic": "五百万元"}, money="元").text == "五百万元"


# ---- looks ----


def test_a_cell_has_its_font_size_and_place() -> None:
    drawing = {"t": "年度\n目标", "font": "黑体", "size": "小四", "bold": "true", "align": "left", "turned": "true"}
    cell = one_cell({**drawing, "valign": "top"})
    assert cell.paragraphs[0].look == Look("hei", Decimal(12), bold=True)
    assert (cell.paragraphs[0].align, cell.valign, cell.turned) == ("left", "top", True)


def test_a_form_gives_the_usual_font_and_size() -> None:
    assert one_cell("标签", font="仿宋", size="五号").paragraphs[0].look == Look("fang", Decimal("10.5"))


def test_a_cell_whose_condition_fails_is_empty() -> None:
    cell = {"t": "{{unit.name}}", "when": "year == 2020"}
    assert one_cell(cell, {"unit.name": "甲", "year": "2024"}).text == ""
    assert one_cell(cell, {"unit.name": "甲", "year": "2020"}).text == "甲"


def test_an_unknown_key_is_an_error_of_the_pack() -> None:
    with pytest.raises(PackError, match="取的栏不存在"):
        one_cell("{{no.such.key}}", {})
