"""审核意见: a part for each sort, one entry a rule, its lines together."""

from __future__ import annotations

from app.documents.grids import holes, rows_of
from app.documents.lists import Line, Opinion, audit_opinion
from app.documents.tree import Document, Grid, Paragraph


def texts(document: Document) -> list[str]:
    return [run.text for block in document.parts[0].blocks if isinstance(block, Paragraph) for run in block.runs]


def grids(document: Document) -> list[Grid]:
    found = [block for block in document.parts[0].blocks if isinstance(block, Grid)]
    assert all(holes(grid) == [] for grid in found)
    return found


def test_each_sort_is_a_table_of_its_own() -> None:
    lines = (Line(("甲处", "乙处", "丙处"), "不对", "1", "2"), Line(("丁处",), "也不对", "3", "", "已说明：属实"))
    document = audit_opinion(
        "某单位",
        ["结论"],
        [Opinion("错误", lines, "请改正"), Opinion("提示", (Line(("戊处",), "看看"),))],
        ["没有审的"],
    )
    errors, hints = grids(document)
    assert rows_of(errors)[1:] == [
        ["1", "甲处\n另见：乙处；丙处", "不对", "1", "2", "请改正", ""],
        ["", "丁处", "也不对", "3", "", "", "已说明：属实"],
    ]
    assert rows_of(hints)[1:] == [["1", "戊处", "看看", "", "", "", ""]]
    said = texts(document)
    assert said[:3] == ["绩效自评审核意见", "结论", "一、错误（1项）"]
    assert said[3:5] == ["二、提示（1项）", "没有审的"]
    assert said[-1].startswith("审核人：")


def test_an_entry_of_very_many_places_is_no_cell_higher_than_a_page() -> None:
    entry = Opinion("错误", tuple(Line((f"{no}",), "不对") for no in range(40)), "请改正")
    [grid] = grids(audit_opinion("", [], [entry], []))
    assert max(cell.height for cell in grid.cells) <= 6
    assert len(rows_of(grid)) == 41


def test_long_texts_are_cut() -> None:
    [grid] = grids(audit_opinion("", [], [Opinion("错误", (Line(("长" * 5000,), "长" * 5000),))], []))
    assert max(len(text) for row in rows_of(grid) for text in row) <= 300


def test_nothing_found_needs_no_table() -> None:
    document = audit_opinion("某单位", ["审核结论：通过。"], [], [])
    assert grids(document) == []
    assert "审核结论：通过。" in texts(document)
