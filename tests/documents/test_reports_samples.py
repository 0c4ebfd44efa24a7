"""Reports of the samples: drawn as they were typed, nothing unresolved, numbers in order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.core.records import ROOT_ID
from app.documents.grids import holes
from app.documents.options import Options
from app.documents.reports import report_document
from app.documents.reports.pieces import own_row
from app.documents.tree import Document, Grid, Paragraph
from app.services.samples import build_sample, sample_names
from app.services.session import Session
from tests.documents.report_cases import body, paragraphs

_CACHE: dict[str, dict[str, Document]] = {}


@pytest.fixture(params=sample_names())
def reports(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    name: str = request.param
    if name not in _CACHE:
        with pytest.MonkeyPatch.context() as patch:
            folder: Path = tmp_path_factory.mktemp(name)
            patch.setenv("JIXIAO_HOME", str(folder / "home"))
            with Session.open(build_sample(name, folder, lambda _: None).path, mode="view") as session:
                answers = session.graph.snapshot()
                _CACHE[name] = {
                    report: report_document(answers, report, ROOT_ID, Options())
                    for report in session.pack.reports
                    if own_row(answers, report)
                }
    return _CACHE[name]


def test_every_report_is_drawn(reports: dict[str, Document]) -> None:
    assert reports
    for document in reports.values():
        assert len(list(paragraphs(body(document)))) > 10
        for part in document.parts:
            assert not any("{{" in paragraph.text for paragraph in paragraphs(part))
            assert all(holes(block) == [] for block in part.blocks if isinstance(block, Grid))


def test_no_empty_paragraphs_and_no_blanks_around(reports: dict[str, Document]) -> None:
    for document in reports.values():
        for paragraph in paragraphs(body(document)):
            assert paragraph.text.strip()
            if paragraph.align == "justify":
                assert paragraph.text == paragraph.text.strip()


def test_headings_and_text_have_the_type_of_the_standard(reports: dict[str, Document]) -> None:
    for document in reports.values():
        part = body(document)
        if any(isinstance(block, Grid) for block in part.blocks):
            continue
        faces = {paragraph.level: paragraph.look.face for paragraph in paragraphs(part) if paragraph.level}
        assert faces[1] == "hei"
        assert faces.get(2, "kai") == "kai"
        assert {p.look.face for p in paragraphs(part) if p.align == "justify"} == {"fang"}


def test_the_report_of_yuanjiang_numbers_what_the_paper_left_to_the_list(tmp_path: Path) -> None:
    heads = [p.text for p in _of("yuanjiang-2024", tmp_path)["overall"] if p.level == 1]
    assert [head[0] for head in heads] == list("一二三四五六七八九")
    assert heads[0] == "一、部门（单位）基本情况"


def test_the_report_of_zhengning_begins_with_its_summary(tmp_path: Path) -> None:
    found = _of("zhengning-2023", tmp_path)["overall"]
    titles = [p for p in found if p.look.face == "title"]
    assert [title.text[-4:] for title in titles] == ["报告摘要", "评价报告"]
    assert titles[1].new_page
    first = [p.text for p in found if p.level == 1]
    assert first.count("一、部门基本情况") == 2
    assert all(re.match("[一二三四五六七八九]、", text) for text in first)


def _of(name: str, folder: Path) -> dict[str, list[Paragraph]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JIXIAO_HOME", str(folder / "home"))
        with Session.open(build_sample(name, folder, lambda _: None).path, mode="view") as session:
            answers = session.graph.snapshot()
            drawn = {id_: report_document(answers, id_, ROOT_ID, Options()) for id_ in session.pack.reports}
    return {id_: list(paragraphs(body(document))) for id_, document in drawn.items()}
