"""The package: which documents there are, in which order, how they are called."""

from __future__ import annotations

from typing import Any

import pytest

from app.documents.names import MAX_FILE, MAX_SHEET, each_once, file_name, sheet_name
from app.documents.options import Options
from app.documents.package import document_ids, package_of
from app.documents.tree import Document, Package, Paragraph, Part, Run
from tests.documents.form_cases import answer_set, form

BAND = {"a": {"rows": [["1", "2", "3"]]}}
ANSWERS: dict[str, Any] = {
    "year": "2024",
    "unit.name": "甲县社保中心",
    "projects": [{"id": "p1", "name": "稽核"}, {"id": "p2", "name": "退管"}],
}
FORMS = {
    "att3": form(BAND, of="projects", number="附件3", title="{{year}}年度项目支出\n绩效自评表", label="项目自评表"),
    "att1": form(BAND, number="附件1", title="{{year}}年度基础数据表", signers=["单位负责人"], seals=["单位公章"]),
}
REPORT = {"of": "unit", "title": "自评报告"}


def report(report_id: str, row: str) -> Document:
    return Document(report_id, row, "", "", (Part((Paragraph((Run("正文"),)),), kind="report"),))


def package(answers: dict[str, Any] | None = None, options: Options | None = None, **pack: Any) -> Package:
    wanted = pack.pop("wanted", frozenset())
    found = answer_set(answers or ANSWERS, **{"forms": FORMS, **pack})
    return package_of(found, options or Options(), report, wanted)


def ids(found: Package) -> list[tuple[str, str]]:
    return [(document.id, document.row) for document in found.documents]


def test_documents_come_in_the_order_of_the_pack_one_for_each_row() -> None:
    found = package(reports={"whole": REPORT}, print={"order": ["whole", "att1", "att3"]})
    assert ids(found) == [("whole", "unit"), ("att1", "unit"), ("att3", "p1"), ("att3", "p2")]


def test_what_the_order_does_not_name_comes_last() -> None:
    answers = answer_set(ANSWERS, forms=FORMS, print={"order": ["att1", "gone"]})
    assert document_ids(answers) == ("att1", "att3")


def test_names_are_those_bureaus_expect() -> None:
    found = package(print={"order": ["att1", "att3"]})
    assert [document.name for document in found.documents] == [
        "附件1 2024年度基础数据表",
        "附件3 项目自评表（稽核）",
        "附件3 项目自评表（退管）",
    ]
    assert [document.file_name for document in found.documents] == [
        "附件1 2024年度基础数据表",
        "附件3 2024年度项目支出绩效自评表（稽核）",
        "附件3 2024年度项目支出绩效自评表（退管）",
    ]
    assert [document.sheet_name for document in found.documents] == ["附件1", "附件3-1 稽核", "附件3-2 退管"]
    assert (found.title, found.author) == ("甲县社保中心2024年度绩效自评材料", "甲县社保中心")
    assert {document.author for document in found.documents} == {"甲县社保中心"}


def test_a_number_may_name_a_key() -> None:
    forms = {"a": form(BAND, number="附件{{year}}", title="表")}
    (document,) = package(forms={"a": forms["a"], "att1": {**FORMS["att1"], "when": "false"}, "att3": FORMS["att3"]},
                          wanted=frozenset({"a"})).documents  # fmt: skip
    assert (document.name, document.sheet_name) == ("附件2024 表", "附件2024")


def test_a_form_may_name_its_file() -> None:
    forms = {"att1": {**FORMS["att1"], "file_name": "01_{{unit.name}}"}}
    found = {document.id: document.file_name for document in package(forms={**FORMS, **forms}).documents}
    assert found["att1"] == "01_甲县社保中心"


def test_a_form_whose_condition_fails_is_left_out() -> None:
    forms = {**FORMS, "att3": {**FORMS["att3"], "when": "name == '退管'"}}
    assert ids(package(forms=forms, print={"order": ["att1", "att3"]})) == [("att1", "unit"), ("att3", "p2")]


def test_a_row_that_is_not_in_force_is_left_out() -> None:
    tables = {"projects": {"when": "name != '稽核'"}}
    assert ids(package(tables=tables, print={"order": ["att1", "att3"]})) == [("att1", "unit"), ("att3", "p2")]


def test_a_form_may_speak_of_rows_of_rows() -> None:
    answers = {"indicators": [{"id": "u1"}], "projects": [{"id": "p1", "indicators": [{"id": "a1"}, {"id": "a2"}]}]}
    forms = {"f": form(BAND, of="indicators", number="附件4", title="表")}
    assert ids(package(answers, forms=forms)) == [("f", "u1"), ("f", "a1"), ("f", "a2")]


def test_only_what_is_wanted() -> None:
    assert ids(package(wanted=frozenset({"att1"}))) == [("att1", "unit")]


def test_only_what_is_public() -> None:
    found = package(options=Options(public=True), print={"public": {"documents": ["att1"]}})
    assert ids(found) == [("att1", "unit")]


def test_who_signs_what_is_stamped_how_many() -> None:
    forms = {**FORMS, "att1": {**FORMS["att1"], "copies": "3"}}
    found = package(forms=forms, print={"copies": "2", "order": ["att1", "att3"]})
    assert [document.copies for document in found.documents] == [3, 2, 2]
    assert (found.documents[0].signers, found.documents[0].seals) == (("单位负责人",), ("单位公章",))


@pytest.mark.parametrize(("written", "copies"), [("0", 1), ("-3", 1), ("一式三份", 1), ("5000", 99)])
def test_strange_numbers_of_copies(written: str, copies: int) -> None:
    assert {document.copies for document in package(print={"copies": written}).documents} == {copies}


def test_a_cover_stands_before_its_form() -> None:
    covers = {"c": {"lines": [{"t": "{{unit.name}}", "size": "小一", "underline": "true", "space": "30"}]}}
    forms = {"att1": {**FORMS["att1"], "cover": "c"}}
    (document,) = package(forms={"att1": forms["att1"], "att3": FORMS["att3"]}, covers=covers,
                          wanted=frozenset({"att1"})).documents  # fmt: skip
    assert [part.kind for part in document.parts] == ["cover", "form"]
    (line,) = document.parts[0].blocks
    assert isinstance(line, Paragraph)
    assert (line.text, line.runs[0].underline) == ("甲县社保中心", True)


# ---- names of files and sheets ----


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('附件1/2 a:b*c?"<x>|', "附件1／2 a：b＊c？”＜x＞｜"),
        ("  附件1\n表  ", "附件1 表"),
        ("表. . ", "表"),
        ("", "文件"),
        ("CON", "CON文件"),
        ("nul", "nul文件"),
        ("甲\u202e乙", "甲 乙"),
    ],
)
def test_names_that_every_system_allows(text: str, name: str) -> None:
    assert file_name(text) == name


def test_long_names_are_cut() -> None:
    assert len(file_name("a" * 300)) == MAX_FILE
    assert file_name("社" * 300) == "社" * 70
    assert len(file_name("𬱟" * 300).encode()) <= 210
    assert len(sheet_name("社" * 300)) == MAX_SHEET


@pytest.mark.parametrize(("text", "name"), [("[甲]:/\\?*", "（甲）：／＼？＊"), ("'甲'", "甲"), ("", "表")])
def test_names_of_sheets(text: str, name: str) -> None:
    assert sheet_name(text) == name


def test_each_name_comes_once_whatever_its_case() -> None:
    assert list(each_once(["a", "A", "a", "b"], 10)) == ["a", "A（2）", "a（3）", "b"]
    assert list(each_once(["社" * 10, "社" * 10], 10)) == ["社" * 10, "社" * 7 + "（2）"]
