"""Papers for a survey of satisfaction: a blank questionnaire and a sheet to count the answers on, as docx."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Final

from app.answers.answer_set import AnswerSet
from app.core.errors import EnvironmentProblem
from app.core.files import write_whole
from app.core.records import ROOT_ID
from app.documents.lists.table import Listing, column
from app.documents.names import file_name, sheet_name
from app.documents.tree import Document, Look, Page, Paragraph, Part, Run
from app.services.output.writing import make_folder, why

_TITLE: Final = Look("title", Decimal(20))
_TEXT: Final = Look("fang", Decimal(14))
_BOX: Final = "□"
_GRADES: Final = f"{_BOX}很满意　　{_BOX}满意　　{_BOX}基本满意　　{_BOX}不满意"
_QUESTIONS: Final = (
    "您对经办窗口的服务态度",
    "您对办事手续和等候时间",
    "您对待遇发放是否按时足额",
    "您对政策宣传和问题解答",
    "总的来说，您对本单位的服务",
)
"""The last one is what the rate is counted from."""

_TALLY: Final = Listing(
    "survey",
    "满意度调查汇总表",
    (
        column("问题", "60", "left"),
        column("很满意", "22"),
        column("满意", "22"),
        column("基本满意", "22"),
        column("不满意", "22"),
        column("合计", "22"),
    ),
    notes=(
        "发放（　　　）份　　回收（　　　）份　　有效（　　　）份　　调查时间：　　年　　月　　日至　　月　　日",
        "每答一份画“正”字一笔，合计应等于有效份数。空白、涂改不清的不算有效。满意度按最后一个问题计算。",
        "汇总人：　　　　　　　　复核人：　　　　　　　　日期：　　年　　月　　日",
    ),
)


def survey_papers(answers: AnswerSet) -> tuple[Document, Document]:
    """Return the questionnaire and the sheet to count on."""
    unit = answers.printed(ROOT_ID, "unit.name")
    return _questionnaire(unit, answers.printed(ROOT_ID, "year")), _TALLY.document(unit, _rows())


def _rows() -> list[list[str]]:
    return [[f"{number}.{question}", "", "", "", "", ""] for number, question in enumerate(_QUESTIONS, 1)]


def _questionnaire(unit: str, year: str) -> Document:
    title = f"{unit}服务满意度调查问卷"
    head = Paragraph((Run(title),), _TITLE, "center", after=Decimal(12), keep_next=True, level=1)
    part = Part((head, *_lines(year)), Page(), "list", first_number=1)
    return Document("questionnaire", ROOT_ID, title, file_name(title), (part,), sheet_name("调查问卷"), unit)


def _lines(year: str) -> Iterator[Paragraph]:
    yield _line(f"为改进服务，请您就{year}年度的办事感受作答，在方框内打“√”。不记名，不必写身份证号、电话和银行账号。")
    for number, question in enumerate(_QUESTIONS, 1):
        yield _line(f"{number}. {question}：", before=10)
        yield _line(_GRADES)
    yield _line("您的意见和建议：", before=10)
    for _ in range(3):
        yield _line("_" * 56)
    yield _line("填写日期：　　　　年　　月　　日", before=10)


def _line(text: str, *, before: int = 0) -> Paragraph:
    return Paragraph((Run(text),), _TEXT, first=Decimal(2), before=Decimal(before), keep_lines=True)


def write_survey_papers(folder: Path, answers: AnswerSet) -> list[Path]:
    """Write both papers into a folder as docx; return the files.

    Raises:
        UserError, EnvironmentProblem: the folder or a file cannot be written.
    """
    from app.export.docx import write_docx  # noqa: PLC0415 - its libraries are slow to load

    make_folder(folder)
    written = []
    for document in survey_papers(answers):
        path = folder / f"{document.file_name}.docx"
        try:
            write_whole(path, write_docx(document))
        except OSError as error:
            raise EnvironmentProblem(
                "survey.write", where=str(path), what="调查问卷写不进去", rule=why(error), repair="请换一个位置重试"
            ) from error
        written.append(path)
    return written
