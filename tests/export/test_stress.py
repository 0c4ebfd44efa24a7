"""Unusual evaluations through the real thing: exported complete in all formats, or refused with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.errors import DataError, UserError
from app.export.docx import write_docx
from app.export.pdf import page_counts, write_pdf
from tests.export.stress import (
    answers,
    bare,
    cells,
    check_complete,
    check_pages,
    documents,
    docx_text,
    indicator,
    pdf_text,
    texts,
    xlsx_cells,
)

SENTENCE = "全年业务按时办结，群众满意。"
LONG = SENTENCE * 215
RARE = "䶮㛃𬱟"


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JIXIAO_HOME", str(tmp_path / "home"))


def test_sixty_projects(tmp_path: Path) -> None:
    projects = [
        {"name": f"第{n + 1}个项目", "budget.initial.total": f"{n}.5", "indicators": [indicator(n)]} for n in range(60)
    ]
    found = documents(tmp_path, {"projects": projects})
    sheets = [document for document in found if document.id == "att3"]
    assert [document.row for document in sheets] == list(dict.fromkeys(document.row for document in sheets))
    assert len({document.file_name for document in found}) == len({d.sheet_name for d in found}) == len(found)
    assert page_counts(sheets) == [1] * 60
    check_complete(found)
    check_pages(found)


def test_forty_indicators_in_one_table(tmp_path: Path) -> None:
    names = ("产出指标", "效益指标", "满意度指标")
    rows = [indicator(n, names[n // 14], weight="2") for n in range(40)]
    found = documents(tmp_path, {"indicators": rows, "projects": [{"name": "项目", "indicators": rows}]})
    check_complete(found)
    pages = check_pages(found)
    for number, document in enumerate(found):
        if document.id in {"att2", "att3"}:
            own = [page for page in pages if page.document == number]
            assert len(own) in {1, 2}
            assert all("三级指标" in page.text for page in own)


def test_a_cell_of_three_thousand_characters(tmp_path: Path) -> None:
    rows = [indicator(n, reason=LONG if n == 3 else "") for n in range(10)]
    found = documents(tmp_path, {"goal.actual": LONG, "indicators": rows})
    assert sum(bare(cell.text) == LONG for document in found for cell in cells(document)) == 2
    check_complete(found)
    assert pdf_text(found).count(SENTENCE) >= len(LONG) // len(SENTENCE)
    check_pages(found)


def test_a_name_of_twelve_lines(tmp_path: Path) -> None:
    lines = "\n".join(f"（{n}）按月核对参保人数" for n in range(1, 13))
    rows = [indicator(n, level3=lines if n in {2, 9} else f"指标{n}") for n in range(12)]
    found = documents(tmp_path, {"indicators": rows, "projects": [{"name": "项目", "indicators": rows}]})
    check_complete(found)
    check_pages(found)
    (att2,) = [document for document in found if document.id == "att2"]
    assert sum(len(cell.paragraphs) == 12 for cell in cells(att2)) == 2


def test_an_empty_evaluation(tmp_path: Path) -> None:
    found = documents(tmp_path, {})
    assert [document.id for document in found] == ["att1", "att2", "overall"]
    check_complete(found)
    check_pages(found)
    words = "".join(text for document in found for text in texts(document))
    assert "{{" not in words
    assert "None" not in words


@pytest.mark.parametrize(
    "text",
    [RARE, "A&B <甲>", "&amp; ]]> <w:t>", "=1+1", "+1", "-甲", "@SUM(1)", "={cmd|'/c calc'!A0}", "'甲", "甲\t乙"],
)
def test_characters_that_mean_something_elsewhere(tmp_path: Path, text: str) -> None:
    unit = {"unit.name": text, "goal.actual": text, "indicators": [indicator(1, level3=text, reason=text)]}
    found = documents(tmp_path, {**unit, "projects": [{"name": text}]})
    check_complete(found)
    check_pages(found)
    sheet = xlsx_cells(found[1:2])[0]
    assert sum(bare(str(value)) == bare(text) for value in sheet.values()) >= 4


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_line_breaks_are_lines_everywhere(tmp_path: Path, line_break: str) -> None:
    found = documents(tmp_path, {"goal.actual": line_break.join(("第一段。", "第二段。"))})
    (cell,) = [cell for cell in cells(found[1]) if "第一段" in cell.text]
    assert [paragraph.text for paragraph in cell.paragraphs] == ["第一段。", "第二段。"]
    check_complete(found)


@pytest.mark.parametrize("char", ["\x01", "\x0b", "\x1b", "\u2028"])
def test_control_characters_leave_office_files_or_are_named(tmp_path: Path, char: str) -> None:
    found = documents(tmp_path, {"goal.actual": f"甲{char}乙"})
    assert "甲乙" in docx_text(found[1])
    assert "甲乙" in {bare(str(value)) for value in xlsx_cells(found[1:2])[0].values()}
    with pytest.raises(UserError) as refused:
        write_pdf(found, title="", author="", duplex=True)
    assert refused.value.code == "export.character"
    assert f"U+{ord(char):04X}" in str(refused.value)
    assert "附件2" in str(refused.value)


@pytest.mark.parametrize("char", ["\x7f", "\ufffe"])
def test_what_no_text_holds_is_refused_when_it_is_read(tmp_path: Path, char: str) -> None:
    with pytest.raises(DataError, match="有不能用的字符"):
        answers(tmp_path, {"goal.actual": f"甲{char}乙"})
    assert not (tmp_path / "自评.jxzp").exists()


@pytest.mark.parametrize("char", ["😀", "\U00031234"])
def test_a_character_without_a_font_is_named_and_the_office_files_have_it(tmp_path: Path, char: str) -> None:
    found = documents(tmp_path, {"unit.name": f"甲{char}乙"})
    with pytest.raises(UserError, match="有字符打印不出来") as refused:
        write_pdf(found, title="", author="", duplex=True)
    assert refused.value.code == "export.character"
    assert f"甲{char}乙" in docx_text(found[1])
    assert f"甲{char}乙" in xlsx_cells(found[1:2])[0].values()


def test_the_same_bytes_twice(tmp_path: Path) -> None:
    found = documents(tmp_path, {"goal.actual": LONG, "projects": [{"name": RARE}]})
    assert [write_docx(document) for document in found] == [write_docx(document) for document in found]
    once, again = (write_pdf(found, title="甲", author="乙", duplex=True) for _ in range(2))
    assert once == again
