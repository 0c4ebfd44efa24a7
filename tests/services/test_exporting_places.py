"""Places that cannot be written, names that are too long or not allowed: told in words, nothing half-written."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from app.core.errors import EnvironmentProblem, UserError
from app.core.files import write_whole
from app.core.records import ROOT_ID, Address
from app.services.editing.cells import set_value
from app.services.output import writing
from app.services.output.exporting import Request, export, export_file
from app.services.output.writing import LONGEST, Target, each_once, fitted
from app.services.session import Session

DOCX = Request(formats=("docx",), lists=False)
FORM = "附件1 部门（单位）整体支出绩效评价自评报告.docx"


def test_a_target_that_cannot_be_replaced_is_told_and_the_others_are_written(district: Path, tmp_path: Path) -> None:
    (tmp_path / "出" / FORM).mkdir(parents=True)
    done = export_file(district, tmp_path / "出", DOCX)
    (failed,) = done.outcome.failed
    assert failed.path.name == FORM
    assert failed.reason == "有一个同名的文件夹"
    assert len(done.outcome.written) == 1
    assert not list((tmp_path / "出").glob(".*"))


def test_a_target_open_in_word_keeps_its_content(
    district: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / FORM).write_bytes(b"open")
    replace = Path.replace

    def locked(self: Path, target: Path) -> Path:
        if Path(target).name == FORM:
            raise PermissionError(errno.EACCES, "used by another process")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", locked)
    done = export_file(district, tmp_path, DOCX)
    assert "Word、WPS" in done.outcome.failed[0].reason
    assert (tmp_path / FORM).read_bytes() == b"open"
    assert len(done.outcome.written) == 1
    assert not list(tmp_path.glob(".*.tmp"))


def test_a_full_disk_leaves_nothing_half_written(
    district: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export_file(district, tmp_path / "出", DOCX)
    before = {path.name: path.read_bytes() for path in (tmp_path / "出").iterdir()}
    synced = os.fsync
    calls: list[int] = []

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) > 1:
            raise OSError(errno.ENOSPC, "No space left on device")
        synced(handle)

    monkeypatch.setattr(os, "fsync", full)
    done = export_file(district, tmp_path / "出", DOCX)
    assert [failed.reason for failed in done.outcome.failed] == ["磁盘已满，请腾出空间后重新输出"]
    assert len(done.outcome.written) == 1
    assert {path.name: path.read_bytes() for path in (tmp_path / "出").iterdir()} == before


def test_a_stop_in_the_middle_of_a_file_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(_handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stopped)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "a.pdf", b"1")
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_place_of_the_folder_is_refused(district: Path, tmp_path: Path) -> None:
    (tmp_path / "出").write_text("1", encoding="utf-8")
    for folder in (tmp_path / "出", tmp_path / "出" / "里"):
        with pytest.raises(UserError, match="不能当文件夹用"):
            export_file(district, folder, DOCX)
    assert (tmp_path / "出").read_text(encoding="utf-8") == "1"


def test_a_folder_that_cannot_be_made_is_told(district: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_self: Path, **_options: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refused)
    with pytest.raises(EnvironmentProblem) as caught:
        export_file(district, tmp_path / "出", DOCX)
    assert caught.value.code == "folder.unwritable"
    assert "denied" not in caught.value.sentence()


def test_a_path_too_long_for_office_is_told_for_every_file(district: Path, tmp_path: Path) -> None:
    folder = tmp_path / "长" / "/".join(["文件夹" * 10] * 8)
    done = export_file(district, folder, DOCX)
    assert len(done.outcome.failed) == 2
    assert all(f"超过{LONGEST}个字" in failed.reason for failed in done.outcome.failed)
    assert not list(folder.iterdir())


def test_a_folder_name_longer_than_the_system_allows_is_told(district: Path, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="太长"):
        export_file(district, tmp_path / ("长" * 100), DOCX)


@pytest.mark.parametrize("name", ['甲/乙:丙*?"<>|', "CON", "末尾有点...", "换\n行\t制表", "长" * 300, "A&B <甲>"])
def test_names_that_systems_forbid_become_names_that_they_allow(county: Path, tmp_path: Path, name: str) -> None:
    with Session.open(county) as session:
        project = session.graph.children(ROOT_ID, "projects")[0]
        set_value(session, Address(project, "name"), name)
        set_value(session, Address(ROOT_ID, "unit.name"), name)
        request = Request(wanted=("att3", "overall"), formats=("docx", "xlsx"))
        done = export(session, tmp_path / "出", request)
    assert done.outcome.failed == ()
    for path in (tmp_path / "出").iterdir():
        assert not set(path.name) & set('\\/:*?"<>|\n\t')
        assert len(path.name.encode()) <= 255
        assert path.stem == path.stem.rstrip(". ")


def test_two_projects_of_one_name_get_a_file_each(county: Path, tmp_path: Path) -> None:
    with Session.open(county) as session:
        for project in session.graph.children(ROOT_ID, "projects"):
            set_value(session, Address(project, "name"), "同名项目")
        done = export(session, tmp_path / "出", Request(wanted=("att3",), formats=("docx",)))
    assert len(list((tmp_path / "出").iterdir())) == len(done.outcome.written) == 7


def test_long_names_are_cut_before_their_mark_and_stay_different() -> None:
    name = fitted("长" * 300, "（公开版）", ".docx")
    assert name.endswith("长（公开版）.docx")
    assert len(name.encode()) <= writing.LONGEST_NAME
    twice = [Target(name, "", bytes), Target(name.upper(), "", bytes)]
    first, second = [target.name for target in each_once(twice)]
    assert first != second
    assert second.casefold().endswith("（2）.docx")
