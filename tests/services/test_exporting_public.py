"""The public version: no hidden project, no names, no phones, no lines to sign; what was taken out is listed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

from app.core.records import ROOT_ID, Address
from app.documents.rewriting import paragraphs_of
from app.documents.withheld import PERSON, PROJECT
from app.services.editing.cells import set_value
from app.services.output.drawing import Options, draw_package
from app.services.output.exporting import Request, export_file
from app.services.session import Session

SENTENCE = "按规定不予公开的内容没有列出。"


def drawn_text(session: Session) -> str:
    package = draw_package(session.graph.snapshot(), Options(public=True)).package
    names = [part for one in package.documents for part in (one.name, one.file_name, one.sheet_name)]
    lines = [line.text for document in package.documents for line in paragraphs_of(document)]
    return "\n".join([*names, *lines])


def test_a_project_that_is_not_public_gives_way_to_the_sentence_everywhere(county: Path) -> None:
    with Session.open(county) as session:
        project = session.graph.children(ROOT_ID, "projects")[6]
        name = session.graph.printed(project, "name")
        assert name in drawn_text(session)
        set_value(session, Address(project, "not_public"), "是")
        drawn = draw_package(session.graph.snapshot(), Options(public=True))
        text = drawn_text(session)
    assert name not in text
    (replaced,) = [one for one in drawn.package.documents if one.row == project]
    assert [line.text for line in paragraphs_of(replaced)] == ["附件3", "2024年度项目支出绩效自评表", SENTENCE]
    assert "不予公开" in replaced.file_name
    assert SENTENCE in text
    assert PROJECT in {one.sort for one in drawn.masked}


def test_phones_in_running_text_are_masked_and_listed(district: Path, tmp_path: Path) -> None:
    with Session.open(district) as session:
        set_value(session, Address(ROOT_ID, "unit.duties_summary"), "咨询电话13812341234，支出1234567.89元。")
        text = drawn_text(session)
    assert "咨询电话138****1234，支出1234567.89元。" in text
    done = export_file(district, tmp_path / "出", Request(public=True))
    assert [(one.sort, one.printed) for one in done.masked if "138" in one.printed] == [("手机号", "138****1234")]
    assert {file.path.suffix for file in done.outcome.written} == {".docx", ".pdf"}
    assert all("（公开版）" in file.path.name for file in done.outcome.written)


def test_those_who_filled_in_evaluated_and_signed_are_left_out(district: Path) -> None:
    with Session.open(district) as session:
        for key, text in {
            "contact.person": "甄某娥",
            "contact.phone": "0730-8888888",
            "sign.preparer": "贾小明",
        }.items():
            set_value(session, Address(ROOT_ID, key), text)
        set_value(session, Address(ROOT_ID, "work.results"), "贾小明同志负责填报。")
        text = drawn_text(session)
        drawn = draw_package(session.graph.snapshot(), Options(public=True))
    assert not [word for word in ("甄某娥", "8888", "贾小明", "联系人", "签字", "签名", "评价人员") if word in text]
    assert "贾某某同志负责填报。" in text
    assert (PERSON, "贾某某") in {(one.sort, one.printed) for one in drawn.masked}


def test_the_official_version_keeps_all_of_it(district: Path) -> None:
    with Session.open(district) as session:
        set_value(session, Address(ROOT_ID, "contact.phone"), "0730-8888888")
        package = draw_package(session.graph.snapshot(), Options()).package
        lines = [line.text for document in package.documents for line in paragraphs_of(document)]
    assert "0730-8888888" in lines
    assert any("评价组组长（签字）" in line for line in lines)


def test_no_hidden_bookmark_of_the_public_version_leads_back_to_the_data(district: Path, tmp_path: Path) -> None:
    request = Request(formats=("docx",), lists=False)
    official = export_file(district, tmp_path, request).outcome.written
    public = export_file(district, tmp_path, replace(request, public=True)).outcome.written
    assert any("bookmarkStart" in body(file.path) for file in official)
    assert not any("bookmarkStart" in body(file.path) for file in public)


def body(path: Path) -> str:
    with ZipFile(path) as docx:
        return docx.read("word/document.xml").decode()
