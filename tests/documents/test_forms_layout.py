"""How the bands of a form stand on one grid, and what stands around it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from app.documents.grids import holes, rows_of
from app.documents.options import Options
from app.documents.tree import Part, Place
from app.packs.problems import PackError
from tests.documents.form_cases import above, cell_at, drawn, form, grid_of


def texts(part: Part) -> list[list[str]]:
    return rows_of(grid_of(part))


def rows_with(*indicators: dict[str, Any]) -> dict[str, Any]:
    return {"indicators": [{"id": f"i{number}", **found} for number, found in enumerate(indicators)]}


ONE = rows_with({"level1": "产出", "level3": "甲"})
THREE = rows_with(
    {"level1": "产出", "level2": "数量", "level3": "甲", "weight": "20"},
    {"level1": "产出", "level2": "质量", "level3": "乙", "weight": "30"},
    {"level1": "效益", "level2": "质量", "level3": "丙", "weight": "10"},
)


# ---- bands ----


def test_bands_follow_each_other_and_one_may_be_left_out() -> None:
    bands = {
        "a": {"rows": [[{"t": "甲", "w": "3"}]]},
        "b": {"rows": [[{"t": "乙", "w": "3"}]], "when": "year == 2020"},
        "c": {"rows": [["丙", "丁", "戊"]]},
    }
    assert texts(drawn(form(bands), {"year": "2024"})) == [["甲"], ["丙", "丁", "戊"]]
    assert texts(drawn(form(bands), {"year": "2020"})) == [["甲"], ["乙"], ["丙", "丁", "戊"]]


def test_a_side_label_is_merged_over_its_band() -> None:
    part = drawn(form({"a": {"side": "边", "rows": [["1", "2"], ["3", "4"]], "foot": [[{"t": "5", "w": "2"}]]}}), {})
    assert texts(part) == [["边", "1", "2"], ["", "3", "4"], ["", "5"]]
    assert (cell_at(part, 0, 0).height, cell_at(part, 0, 0).label) == (3, True)


def test_a_band_of_columns_of_its_own_shares_the_grid() -> None:
    bands = {"a": {"rows": [["1", "2", "3"]]}, "b": {"columns": ["80", "80"], "rows": [["4", "5"]]}}
    part = drawn(form(bands), {})
    grid = grid_of(part)
    assert grid.columns_mm == (Decimal(40), Decimal(40), Decimal(20), Decimal(60))
    assert [(cell.column, cell.width) for cell in grid.cells] == [(0, 1), (1, 2), (3, 1), (0, 2), (2, 2)]
    assert holes(grid) == []


def test_boundaries_that_nearly_meet_are_one() -> None:
    bands = {"a": {"rows": [["1", "2", "3"]]}, "b": {"columns": ["40.4", "119.6"], "rows": [["4", "5"]]}}
    assert grid_of(drawn(form(bands), {})).columns_mm == (Decimal(40), Decimal(60), Decimal(60))


def test_a_cell_may_hang_down() -> None:
    part = drawn(form({"a": {"rows": [[{"t": "1", "h": "2"}, "2", "3"], ["4", "5"]]}}), {})
    assert texts(part) == [["1", "2", "3"], ["", "4", "5"]]


# ---- the body ----


def body(**others: Any) -> dict[str, Any]:
    return form({"b": {"body": {"each": "indicators", **others}}})


def test_a_row_for_each_and_room_up_to_the_least() -> None:
    cells = ["{{no}}", "{{level3}}", "{{weight}}"]
    assert texts(drawn(body(cells=cells), THREE)) == [["1", "甲", "20"], ["2", "乙", "30"], ["3", "丙", "10"]]
    assert texts(drawn(body(cells=cells, min="3"), ONE)) == [["1", "甲", ""], ["", "", ""], ["", "", ""]]
    assert texts(drawn(body(cells=cells, max="1"), THREE)) == [["1", "甲", "20"]]


def test_a_cell_of_the_body_names_its_own_row() -> None:
    part = drawn(body(cells=["{{no}}", "{{level3}}", "{{weight}}"]), THREE)
    assert cell_at(part, 1, 1).place == Place("i1", "level3")


def test_rows_are_chosen_and_put_in_order() -> None:
    cells = ["{{no}}", "{{level3}}", "{{weight}}"]
    assert texts(drawn(body(cells=cells, when="level2 == '质量'"), THREE)) == [["1", "乙", "30"], ["2", "丙", "10"]]
    assert [row[1] for row in texts(drawn(body(cells=cells, order="weight"), THREE))] == ["丙", "甲", "乙"]


def test_order_is_that_of_numbers_and_blanks_come_last() -> None:
    answers = rows_with({"level3": "甲"}, {"level3": "乙", "weight": "10"}, {"level3": "丙", "weight": "9"})
    cells = ["{{no}}", "{{level3}}", "{{weight}}"]
    assert [row[1] for row in texts(drawn(body(cells=cells, order="weight"), answers))] == ["丙", "乙", "甲"]


def test_several_rows_for_each() -> None:
    rows = [[{"t": "{{no}}", "h": "2"}, "{{level1}}", "{{level2}}"], [{"t": "{{level3}}", "w": "2"}]]
    found = texts(drawn(body(rows=rows), THREE))
    assert found[:4] == [["1", "产出", "数量"], ["", "甲"], ["2", "产出", "质量"], ["", "乙"]]


def test_groups_share_a_cell_with_what_their_first_row_says() -> None:
    groups = [{"by": "level1", "t": "{{level1}}\n（{{level1.weight}}分）"}, {"by": "level2"}]
    part = drawn(body(groups=groups, cells=["{{level3}}"]), THREE)
    assert texts(part) == [["产出\n（50分）", "数量", "甲"], ["", "质量", "乙"], ["效益\n（10分）", "质量", "丙"]]
    assert cell_at(part, 0, 0).height == 2
    assert cell_at(part, 0, 1).place == Place("i0", "level2")


def test_a_group_may_be_called_otherwise() -> None:
    groups = [{"by": "level1", "labels": {"产出": "产出指标\n（50分）"}, "w": "2"}]
    assert [row[0] for row in texts(drawn(body(groups=groups, cells=["{{level3}}"]), THREE))] == [
        "产出指标\n（50分）",
        "",
        "效益",
    ]


def test_an_outline_prints_groups_without_rows() -> None:
    outline = {"产出": {"数量": "1", "质量": "2"}, "效益": "1", "成本": "1"}
    groups = [{"by": "level1"}, {"by": "level2"}]
    part = drawn(body(groups=groups, outline=outline, cells=["{{level3}}"]), THREE)
    assert texts(part) == [
        ["产出", "数量", "甲"],
        ["", "质量", "乙"],
        ["", "", ""],
        ["效益", "质量", "丙"],
        ["成本", "", ""],
    ]


def test_a_group_without_rows_knows_only_what_the_outline_says() -> None:
    groups = [{"by": "level1", "t": "{{unit.name}}{{level1}}\n（{{level1.weight}}分）"}, {"by": "level2"}]
    drawing = body(groups=groups, outline={"成本": {"经济": "1"}}, cells=["{{level3}}"])
    assert texts(drawn(drawing, {"unit.name": "甲县"})) == [["甲县成本\n（分）", "经济", ""]]


def test_rows_outside_the_outline_come_last() -> None:
    outline = {"效益": "1"}
    groups = [{"by": "level1"}, {"by": "level2"}]
    part = drawn(body(groups=groups, outline=outline, cells=["{{level3}}"]), THREE)
    assert [row[2] for row in texts(part)] == ["丙", "甲", "乙"]


def test_a_row_that_is_not_in_force_is_not_printed() -> None:
    answers = rows_with({"level3": "甲"}, {"level3": "乙", "left_out": "是"})
    assert [row[1] for row in texts(drawn(body(cells=["{{no}}", "{{level3}}", ""]), answers))] == ["甲"]


# ---- rows ----


def test_rows_that_head_every_page_stay_together() -> None:
    bands = {
        "b": {
            "repeat": "true",
            "rows": [["头", "头", "头"]],
            "body": {"each": "indicators", "cells": ["{{level3}}", "", ""]},
        }
    }
    assert [(row.header, row.keep_next) for row in grid_of(drawn(form(bands), THREE)).rows] == [
        (True, True),
        *[(False, False)] * 3,
    ]


def test_a_band_that_is_kept_is_kept_to_its_end() -> None:
    bands = {"a": {"keep": "true", "rows": [["1", "2", "3"]] * 3}, "b": {"new_page": "true", "rows": [["1", "2", "3"]]}}
    rows = grid_of(drawn(form(bands), {})).rows
    assert [row.keep_next for row in rows] == [True, True, False, False]
    assert [row.new_page for row in rows] == [False, False, False, True]
    assert [row.band for row in rows] == ["a", "a", "a", "b"]


def test_heights() -> None:
    bands = {"a": {"rows": [["1", {"t": "2", "height": "30"}, "3"], ["1", "2", "3"]]}}
    assert [row.least_mm for row in grid_of(drawn(form(bands, row_height="9"), {})).rows] == [Decimal(30), Decimal(9)]


def test_bands_without_borders_are_a_table_of_their_own() -> None:
    bands = {"a": {"rows": [["1", "2", "3"]]}, "b": {"box": "false", "rows": [["4", "5", "6"]]}}
    part = drawn(form(bands, notes=["注"]), {})
    grids = [block for block in part.blocks if block not in above(part)]
    assert [grid.border for grid in grids] == [True, False]
    assert [len(grid.tail) for grid in grids] == [0, 1]


# ---- around the grid ----

SMALL_BAND = {"a": {"rows": [["1", "2", "3"]]}}


def test_what_stands_above() -> None:
    drawing = form(SMALL_BAND, number="附件2", title="{{year}}年度{{unit.name}}自评表", unit_line="单位：万元")
    lines = above(drawn(drawing, {"year": "2024", "unit.name": "甲县"}))
    assert [(line.text, line.align, line.level) for line in lines] == [
        ("附件2", "left", 0),
        ("2024年度甲县自评表", "center", 1),
        ("单位：万元", "right", 0),
    ]
    assert all(line.keep_next for line in lines)


def test_a_form_without_title_says_only_the_unit() -> None:
    drawing = form(SMALL_BAND, number="附件2", title="自评表", titled="false", unit_line="单位：万元")
    assert [line.text for line in above(drawn(drawing, {}))] == ["单位：万元"]


def test_notes_and_signatures_stand_below_and_no_signature_in_public() -> None:
    drawing = form(SMALL_BAND, notes=["注：{{unit.name}}"], signatures=[["填表人：", "日期："], ["单位（盖章）"]])
    answers = {"unit.name": "甲县"}
    tail = grid_of(drawn(drawing, answers)).tail
    assert [line.text.split() for line in tail] == [["注：甲县"], ["填表人：", "日期："], ["单位（盖章）"]]
    public = grid_of(drawn(drawing, answers, options=Options(public=True))).tail
    assert [line.text for line in public] == ["注：甲县"]


def test_the_page() -> None:
    drawing = form(
        SMALL_BAND, orientation="landscape", margins=["20", "15", "18", "15"], fit="true", min_size="小五", paper="A3"
    )
    part = drawn(drawing, {}, options=Options(draft="送审稿 第1稿"))
    page = part.page
    assert (page.landscape, page.paper, page.header) == (True, "A3", "送审稿 第1稿")
    assert page.margins_mm == (Decimal(20), Decimal(15), Decimal(18), Decimal(15))
    assert (part.fit, part.least_size, part.kind, part.first_number) == (True, Decimal(9), "form", 1)


def test_what_runs_above_and_below_speaks_of_the_row() -> None:
    furniture = {"numbers": "— {{page}} —", "header": "{{unit.name}}", "footer": "{{year}}年度", "duplex": "false"}
    page = drawn(form(SMALL_BAND, furniture=furniture), {"unit.name": "甲县", "year": "2024"}).page
    assert (page.numbers, page.header, page.footer, page.mirrored) == ("— {n} —", "甲县", "2024年度", False)


def test_what_runs_above_may_be_the_pack_s() -> None:
    page = drawn(form(SMALL_BAND), {"unit.name": "甲县"}, print={"furniture": {"header": "{{unit.name}}"}}).page
    assert page.header == "甲县"


# ---- packs that cannot be drawn ----


@pytest.mark.parametrize(
    "rows",
    [
        [["1", "2", "3", "4"]],
        [["1", "2"]],
        [[{"t": "1", "h": "2"}, "2", "3"]],
        [[{"t": "1", "h": "2"}, "2", "3"], [{"t": "4", "w": "3"}]],
        [[{"t": "1", "w": "200"}]],
        [[]],
    ],
)
def test_rows_that_do_not_fill_the_grid_are_an_error_of_the_pack(rows: list[Any]) -> None:
    with pytest.raises(PackError, match="格子"):
        drawn(form({"a": {"rows": rows}}), {})


def test_a_side_label_takes_a_column() -> None:
    with pytest.raises(PackError, match="格子"):
        drawn(form({"a": {"side": "边", "rows": [["1", "2", "3"]]}}), {})


def test_a_form_without_columns_is_an_error_of_the_pack() -> None:
    with pytest.raises(PackError, match="格子"):
        drawn(form({"a": {"rows": [["1"]]}}, ()), {})
