"""Lists beside the official set."""

from __future__ import annotations

from typing import Any

import pytest

from app.documents.grids import holes, rows_of
from app.documents.lists import Figure, evidence_list, folder_list, signing_list, working_paper
from app.documents.tree import Document, Grid, Package
from tests.documents.form_cases import answer_set

EVIDENCE: dict[str, Any] = {
    "tables": {"evidence": {"label": "佐证材料", "parents": ["unit"], "title": "name"}},
    "fields": {
        "evidence": {
            "number": {"label": "编号", "kind": "text"},
            "name": {"label": "名称", "kind": "text"},
            "about": {"label": "对应位置", "kind": "text"},
            "evidence_place": {"label": "存放处", "kind": "text"},
            "pages": {"label": "页数", "kind": "count", "unit": "页"},
        }
    },
}


def grid(document: Document) -> Grid:
    (part,) = document.parts
    (found,) = [block for block in part.blocks if isinstance(block, Grid)]
    assert holes(found) == []
    assert found.rows[0].header
    return found


def lines(document: Document) -> list[list[str]]:
    """Return the rows below the head."""
    return rows_of(grid(document))[1:]


def test_what_to_sign_and_stamp() -> None:
    signed = Document("a", "unit", "附件1", "", (), copies=3, signers=("填表人", "负责人"), seals=("公章", "骑缝章"))
    package = Package("", "甲县", (signed, Document("b", "unit", "报告", "", ())))
    document = signing_list(package, [4, 12])
    assert lines(document) == [
        ["1", "附件1", "4", "3", "填表人、负责人", "公章、骑缝章"],
        ["2", "报告", "12", "1", "——", "——"],
    ]
    assert (document.author, document.file_name) == ("甲县", "签字盖章清单")


def test_pages_are_given_for_each_document() -> None:
    with pytest.raises(ValueError, match="shorter"):
        signing_list(Package("", "", (Document("a", "unit", "附件1", "", ()),)), [])


def test_evidence_names_the_rows_it_speaks_of() -> None:
    answers = {
        "projects": [{"id": "p1", "name": "稽核", "indicators": [{"id": "a1", "level3": "参保人数"}]}],
        "evidence": [
            {"number": "01", "name": "汇总表", "about": "a1、p1", "evidence_place": "2号柜", "pages": "12"},
            {"name": "问卷", "about": "满意度", "pages": "3"},
        ],
    }
    assert lines(evidence_list(answer_set(answers, **EVIDENCE))) == [
        ["1", "01", "汇总表", "稽核·参保人数、稽核", "2号柜", "12"],
        ["2", "", "问卷", "满意度", "", "3"],
    ]


def test_a_row_that_is_gone_is_left_as_written() -> None:
    answers = {"projects": [{"id": "p1", "name": "稽核"}], "evidence": [{"name": "表", "about": "p1，gone"}]}
    assert lines(evidence_list(answer_set(answers, **EVIDENCE)))[0][3] == "稽核、gone"


def test_no_evidence_is_said() -> None:
    assert lines(evidence_list(answer_set({}, **EVIDENCE))) == [["无", "", "", "", "", ""]]


def test_the_files_of_a_folder() -> None:
    assert lines(folder_list("甲县", [("附件1.docx", "可编辑")])) == [["1", "附件1.docx", "可编辑"]]


def test_the_working_paper() -> None:
    known = ("决算报表", "财务股张某", "2024年12月31日", "2号柜", "合计")
    figures = [
        Figure("全年执行数", "916.40", ("附件1 第3行", "附件2 第9行"), *known, unit="万元"),
        Figure("参保人数", "51万人", ("附件2 第12行",), rule="长" * 900),
    ]
    document = working_paper("甲县", figures)
    first, second = lines(document)
    assert first == ["1", "全年执行数", "916.40", "万元", "附件1 第3行；附件2 第9行", *known]
    assert (len(second[-1]), second[-1][-1]) == (300, "…")
    assert document.parts[0].page.landscape


def test_figures_of_the_working_paper_are_numbers_in_a_workbook() -> None:
    cells = grid(working_paper("", [Figure("数", "916.40", ())])).cells
    assert [str(cell.number) for cell in cells if cell.row and cell.number is not None] == ["1", "916.40"]
    assert all(cell.number is None for cell in cells if not cell.row)
