"""The public version written out, with the sheet that whoever examines it signs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.core.errors import EnvironmentProblem
from app.core.files import write_whole
from app.services.output.exporting import Exported, Request, Watch, export_file
from app.services.output.writing import why
from app.services.review.public import check_public, check_sheet
from app.services.session import Session


@dataclass(frozen=True, slots=True)
class Published:
    """What was written: the public version, and the sheet to sign."""

    exported: Exported
    sheet: Path


def write_public(path: Path, folder: Path, watch: Watch, *, reader: str = "", date: str = "") -> Published:
    """Write the public version of an evaluation file, and 公开前检查表 beside it.

    Args:
        path: the evaluation file, as saved.
        folder: where to.
        watch: is told of the progress and may stop it.
        reader: who examines it (保密审查人); empty leaves room to sign.
        date: when; empty leaves room.

    Raises:
        UserError, EnvironmentProblem: the file cannot be opened, the folder cannot be written.
    """
    from app.export.docx import write_docx  # noqa: PLC0415 - its libraries are slow to load

    exported = export_file(path, folder, Request(public=True), watch)
    with Session.open(path, mode="view") as session:
        answers = session.graph.snapshot()
    sheet = check_sheet(answers, check_public(answers), reader, date)
    target = exported.folder / f"{sheet.file_name}.docx"
    try:
        write_whole(target, write_docx(sheet))
    except OSError as error:
        raise EnvironmentProblem(
            "public.write", where=str(target), what="公开前检查表写不进去", rule=why(error), repair="请换一个位置重试"
        ) from error
    return Published(exported, target)
