"""Export writes the package as bureaus expect it, and chooses documents, formats and extras as asked."""

from __future__ import annotations

from pathlib import Path

import docx
import pypdfium2
import pytest
from openpyxl import load_workbook

from app.core.errors import UserError
from app.core.records import ROOT_ID, Address
from app.services.editing.cells import set_value
from app.services.output.exporting import Draft, Exported, Request, Watch, export, export_file
from app.services.session import Session

LISTS = {"绩效自评工作底稿.xlsx", "绩效自评工作底稿.pdf", "佐证材料目录.docx", "签字盖章清单.docx"}


def names(done: Exported) -> set[str]:
    return {file.path.name for file in done.outcome.written}


def text_of_pdf(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def text_of_docx(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_the_whole_package_in_three_formats_with_its_lists(county: Path, tmp_path: Path) -> None:
    done = export_file(county, tmp_path / "出", Request())
    written = names(done)
    assert done.outcome.failed == ()
    assert {path.name for path in (tmp_path / "出").iterdir()} == written
    assert written > LISTS
    endings = [Path(name).suffix for name in written - LISTS]
    assert (endings.count(".docx"), endings.count(".xlsx"), endings.count(".pdf")) == (11, 3, 12)
    assert "附件2 2024年度部门整体支出绩效自评表.docx" in written
    assert "附件3 2024年度项目支出绩效自评表.xlsx" in written
    assert "沅江市社会保险服务中心2024年度绩效自评材料.pdf" in written


def test_all_project_sheets_stand_in_one_book_and_pages_are_told(county: Path, tmp_path: Path) -> None:
    done = export_file(county, tmp_path / "出", Request(wanted=("att3",), formats=("xlsx", "pdf")))
    (book,) = [file.path for file in done.outcome.written if file.path.suffix == ".xlsx"]
    assert len(load_workbook(book).sheetnames) == 7
    pages = [file.pages for file in done.outcome.written if file.path.suffix == ".pdf"]
    assert pages == [1] * 7


def test_the_combined_pdf_begins_every_document_on_a_sheet_of_its_own(district: Path, tmp_path: Path) -> None:
    done = export_file(district, tmp_path / "出", Request(formats=("pdf",), lists=False))
    *single, combined = [file.pages for file in done.outcome.written]
    assert combined >= sum(single)
    assert len(pypdfium2.PdfDocument(done.outcome.written[-1].path)) == combined


def test_the_same_file_gives_the_same_bytes(district: Path, tmp_path: Path) -> None:
    for folder in ("一", "二"):
        export_file(district, tmp_path / folder, Request())
    for path in (tmp_path / "一").iterdir():
        assert path.read_bytes() == (tmp_path / "二" / path.name).read_bytes(), path.name


def test_only_the_forms_asked_for_and_no_lists(county: Path, tmp_path: Path) -> None:
    done = export_file(county, tmp_path, Request(wanted=("att2", "overall"), formats=("docx",)))
    assert {Path(name).stem.split(" ")[0] for name in names(done)} == {
        "附件2",
        "2024年度沅江市社会保险服务中心整体支出绩效自评报告",
    }


def test_an_unknown_form_names_those_that_exist(county: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        export_file(county, tmp_path / "出", Request(wanted=("att2", "att9")))
    assert caught.value.code == "export.unknown"
    assert "att9" in caught.value.where
    assert "att1、att2、att3、overall、project" in caught.value.rule
    assert not (tmp_path / "出").exists()


def test_an_unknown_format_names_those_that_exist(county: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="docx、xlsx、pdf"):
        export_file(county, tmp_path, Request(formats=("doc",)))


@pytest.mark.parametrize("form", [{"public": True, "record": True}, {"draft": Draft(), "in_folder": True}])
def test_requests_that_contradict_themselves_are_refused(district: Path, tmp_path: Path, form: dict[str, bool]) -> None:
    with pytest.raises(UserError):
        export_file(district, tmp_path / "出", Request(**form))  # type: ignore[arg-type]
    assert not (tmp_path / "出").exists()


def test_a_draft_says_so_on_every_page_and_never_replaces_the_final_file(district: Path, tmp_path: Path) -> None:
    final = export_file(district, tmp_path, Request(formats=("pdf",)))
    draft = export_file(district, tmp_path, Request(formats=("pdf", "docx"), draft=Draft(3, "2025年5月6日")))
    assert not names(final) & names(draft)
    assert all("送审稿第3稿" in name for name in names(draft))
    for file in draft.outcome.written:
        if file.path.suffix == ".pdf" and len(file.documents) == 1:
            assert text_of_pdf(file.path).count("送审稿 第3稿 2025年5月6日") == file.pages
    assert not any("送审稿" in text_of_pdf(f.path) for f in final.outcome.written if f.path.suffix == ".pdf")


def test_the_folder_is_complete_with_its_list_and_holds_the_official_set_only(county: Path, tmp_path: Path) -> None:
    done = export_file(county, tmp_path / "出", Request(in_folder=True, formats=("docx", "pdf")))
    folder = tmp_path / "出" / "报送材料_沅江市社会保险服务中心_2024"
    assert done.folder == folder
    inside = {path.name for path in folder.iterdir()}
    assert len(inside) == 11 + 12 + 1
    listed = text_of_docx(folder / "报送材料清单.docx")
    assert all(name in listed for name in inside - {"报送材料清单.docx"})
    assert {path.name for path in folder.parent.iterdir()} == LISTS | {folder.name}


def test_the_list_of_what_to_sign_counts_the_pages_of_the_pdfs(county: Path, tmp_path: Path) -> None:
    with_pdf = export_file(county, tmp_path / "有", Request(formats=("pdf",)))
    export_file(county, tmp_path / "无", Request(formats=("docx",)))
    lists = [docx.Document(str(tmp_path / folder / "签字盖章清单.docx")).tables[0] for folder in ("有", "无")]
    counted = [[row.cells[2].text for row in table.rows][1:] for table in lists]
    pdfs = [file for file in with_pdf.outcome.written if file.pages and "底稿" not in file.path.name]
    single = [str(file.pages) for file in pdfs if len(file.documents) == 1]
    assert counted == [single, single]


def test_export_can_be_followed_and_stopped(county: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    watch = Watch(progress=lambda _name, at, count: told.append((at, count)), cancelled=lambda: len(told) == 4)
    done = export_file(county, tmp_path / "出", Request(), watch)
    assert done.outcome.cancelled
    assert told == [(at, 26) for at in range(4)]
    assert len(list((tmp_path / "出").iterdir())) == len(done.outcome.written) == 4


def test_a_character_without_a_font_is_named_first_and_only_pdfs_with_it_are_left_out(
    district: Path, tmp_path: Path
) -> None:
    notices: list[str] = []
    with Session.open(district) as session:
        set_value(session, Address(ROOT_ID, "unit.duties_summary"), "管理\U000e0100\U0010fffd业务")
        done = export(session, tmp_path / "出", Request(), Watch(notice=notices.append))
    assert done.missing
    assert "附件1" in done.missing[0]
    assert notices[0].endswith(done.missing[0])
    assert {failed.path.suffix for failed in done.outcome.failed} == {".pdf"}
    assert any(name.startswith("附件1") and name.endswith(".docx") for name in names(done))
    assert any("综述" in name and name.endswith(".pdf") for name in names(done))
