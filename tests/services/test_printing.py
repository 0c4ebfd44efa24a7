"""只打印有改动的文件: what changed since the last print is known, and only what was printed is recorded."""

from __future__ import annotations

from pathlib import Path

from app.core.records import ROOT_ID, Address
from app.services.editing.cells import set_value
from app.services.output.exporting import Draft, Request, export
from app.services.output.printing import LABEL
from app.services.session import Session

PRINT = Request(formats=("docx",), record=True)
CHANGED = Request(formats=("docx",), changed=True)


def exported(session: Session, folder: Path, request: Request) -> tuple[list[str], int]:
    done = export(session, folder, request)
    ids = [id_ for file in done.outcome.written if file.path.suffix == ".docx" for id_, _ in file.documents]
    return [id_ for id_ in ids if id_ not in {"signing", "evidence"}], done.unchanged


def test_everything_counts_as_changed_before_the_first_print(county: Path, tmp_path: Path) -> None:
    with Session.open(county) as session:
        ids, unchanged = exported(session, tmp_path, CHANGED)
        assert (len(ids), unchanged) == (11, 0)
        assert exported(session, tmp_path, CHANGED) == (ids, 0)


def test_only_documents_that_changed_since_the_print_are_written(county: Path, tmp_path: Path) -> None:
    with Session.open(county) as session:
        exported(session, tmp_path, PRINT)
        assert exported(session, tmp_path, CHANGED) == ([], 11)
        project = session.graph.children(ROOT_ID, "projects")[2]
        indicator = session.graph.children(project, "indicators")[0]
        set_value(session, Address(indicator, "reason"), "另有原因")
        assert exported(session, tmp_path, CHANGED) == (["att3"], 10)
        draft = Request(formats=("docx",), changed=True, draft=Draft(2, "2025年5月6日"))
        assert exported(session, tmp_path, draft) == (["att3"], 10)
        exported(session, tmp_path, Request(formats=("docx",), changed=True, record=True))
        assert exported(session, tmp_path, CHANGED) == ([], 11)


def test_what_could_not_be_written_is_not_recorded(county: Path, tmp_path: Path) -> None:
    (tmp_path / "附件2 2024年度部门整体支出绩效自评表.docx").mkdir()
    with Session.open(county) as session:
        exported(session, tmp_path, PRINT)
        assert exported(session, tmp_path / "又", CHANGED) == (["att2"], 10)


def test_forms_printed_alone_leave_the_record_of_the_others(county: Path, tmp_path: Path) -> None:
    with Session.open(county) as session:
        exported(session, tmp_path, PRINT)
        exported(session, tmp_path, Request(formats=("docx",), wanted=("att1",), record=True))
        assert exported(session, tmp_path, CHANGED) == ([], 11)


def test_the_record_is_a_step_that_can_be_undone_and_is_kept_in_the_file(county: Path, tmp_path: Path) -> None:
    with Session.open(county) as session:
        exported(session, tmp_path, PRINT)
        assert session.file.history(1)[0].label == LABEL
    with Session.open(county) as session:
        assert exported(session, tmp_path, CHANGED) == ([], 11)
        session.undo()
        assert len(exported(session, tmp_path, CHANGED)[0]) == 11
