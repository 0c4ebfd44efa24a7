"""The xlsx as a file: same bytes, neutral properties and fonts, opened by LibreOffice."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest

from app.export.xlsx import write_xlsx
from tests.export import trees
from tests.export.office import as_pdf, needs_office
from tests.export.reading_xlsx import opened, parts_of


def test_the_same_documents_make_the_same_bytes() -> None:
    made = write_xlsx([trees.form(), trees.wide_form(5, 4)])
    assert made == write_xlsx([trees.form(), trees.wide_form(5, 4)])
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {(each.date_time, each.create_system) for each in archive.infolist()} == {((2000, 1, 1, 0, 0, 0), 3)}
        assert archive.testzip() is None


def test_properties_are_title_and_author_and_a_fixed_date() -> None:
    properties = opened(write_xlsx([trees.form()])).properties
    assert (properties.title, properties.creator, properties.lastModifiedBy) == ("附件2 自评表", "某单位", "某单位")
    assert properties.created == properties.modified == dt.datetime(2000, 1, 1)  # noqa: DTZ001 - as it is stored
    assert (properties.description, properties.keywords, properties.subject) == (None, None, None)


@pytest.mark.parametrize("word", ["xlsxwriter", "python", "jixiao", "Microsoft Excel", "Calibri", "Cambria", "Office"])
def test_nothing_tells_what_wrote_it(word: str) -> None:
    parts = parts_of(write_xlsx([trees.form()]))
    texts = {name: text.replace("schemas.microsoft.com/office", "") for name, text in parts.items()}
    assert [name for name, text in texts.items() if f'"{word}' in text or f">{word}" in text] == []


def test_sheets_hold_values_and_no_formulas() -> None:
    parts = parts_of(write_xlsx([trees.form(), trees.one_cell("=1+1")]))
    assert [name for name, text in parts.items() if "<f>" in text] == []


@needs_office
def test_libreoffice_prints_it_one_page_wide(tmp_path: Path) -> None:
    documents = {"long.xlsx": trees.form(60), "wide.xlsx": trees.wide_form(60, 9, "长" * 3000, "行\n" * 11 + "行")}
    pages = as_pdf(tmp_path, {name: write_xlsx([document]) for name, document in documents.items()})
    assert len(pages["long.xlsx"]) == 2
    assert all("三级指标" in page for page in pages["long.xlsx"])
    assert "— 2 —" in pages["long.xlsx"][1]
    assert "总分" in pages["long.xlsx"][-1]
    assert (
        sum(page.count("长") for page in pages["wide.xlsx"]) >= 3000
    )  # a page break cuts the cell, both halves hold it
    assert "59-8" in pages["wide.xlsx"][-1]
