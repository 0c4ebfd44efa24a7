"""Copies of a file: told apart by lineage, saved whole, and clean for those outside."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.errors import UserError
from app.core.records import ROOT_ID, Address, Cell, CellOp, MetaOp, Op, Row, RowOp
from app.models.file import (
    Comparison,
    EvaluationFile,
    FileLocked,
    Keep,
    Lineage,
    PackBody,
    Who,
    check_file,
    compare_lineage,
)
from app.models.file.facts import MAX_TEXT

Create = Callable[..., EvaluationFile]
HIDDEN = "谁也不该看到"


def edit(text: str) -> list[Op]:
    return [CellOp(Address(ROOT_ID, "unit.name"), Cell(text))]


def lineage_of(path: Path, who: Who) -> Lineage:
    with EvaluationFile.open(path, who=who, mode="view") as seen:
        return seen.lineage


def test_copies_are_told_apart(evaluation: EvaluationFile, tmp_path: Path, who: Who) -> None:
    evaluation.commit("一", edit("一"))
    copy = tmp_path / "copy.jxzp"
    evaluation.copy_whole(copy)
    common = evaluation.lineage.head
    assert compare_lineage(evaluation.lineage, lineage_of(copy, who)) == Comparison("same", common)
    evaluation.commit("二", edit("二"))
    assert compare_lineage(evaluation.lineage, lineage_of(copy, who)) == Comparison("newer", common)
    assert compare_lineage(lineage_of(copy, who), evaluation.lineage) == Comparison("older", common)
    with EvaluationFile.open(copy, who=who) as other:
        other.commit("三", edit("三"))
    assert compare_lineage(evaluation.lineage, lineage_of(copy, who)) == Comparison("branched", common)


def test_undo_and_merged_edits_are_commits_too(evaluation: EvaluationFile) -> None:
    heads = [evaluation.lineage.head]
    for act in (
        lambda: evaluation.commit("一", edit("一"), merge=True),
        lambda: evaluation.commit("一", edit("二"), merge=True),
        evaluation.undo,
        evaluation.redo,
    ):
        act()
        heads.append(evaluation.lineage.head)
    assert list(evaluation.lineage.chain()) == heads[::-1]
    assert len(set(heads)) == 5


def test_two_new_files_are_unrelated(evaluation: EvaluationFile, create: Create, tmp_path: Path) -> None:
    with create(tmp_path / "other.jxzp") as other:
        assert compare_lineage(evaluation.lineage, other.lineage) == Comparison("unrelated", None)
        assert evaluation.file_id != other.file_id


def test_a_broken_chain_ends() -> None:
    circle = Lineage("f", "a", {"a": "b", "b": "a"})
    assert list(circle.chain()) == ["a", "b"]
    assert compare_lineage(circle, Lineage("f", "b", {"b": "gone"})) == Comparison("newer", "b")


def test_a_clean_copy_holds_no_byte_of_what_was_removed(evaluation: EvaluationFile, tmp_path: Path) -> None:
    evaluation.commit(HIDDEN, edit(HIDDEN * 50))
    evaluation.commit("改", edit("沅江市社会保险服务中心"))
    evaluation.commit("增", [RowOp("p1", Row("p1", "projects", ROOT_ID, HIDDEN.encode().hex()))])
    evaluation.commit("删", [RowOp("p1", None)])
    evaluation.keep_blob(HIDDEN.encode() * 1000)
    evaluation.keep_pack(PackBody(*_digested(HIDDEN.encode())))
    evaluation.commit("记", [CellOp(Address(ROOT_ID, "staff"), Cell("31", mark=HIDDEN, by=HIDDEN, at=HIDDEN))])
    evaluation.commit("记", [MetaOp("own_note", HIDDEN)])
    target = tmp_path / "报送.jxzp"
    evaluation.copy_clean(target)
    content = target.read_bytes()
    for word in (HIDDEN, HIDDEN.encode().hex(), "财务股", "wang", "FIN-02", str(tmp_path)):
        assert word.encode() not in content
        assert word.encode("utf-16-le") not in content
    assert HIDDEN.encode() in evaluation.path.read_bytes(), "the working file does keep its undo log"


def test_a_clean_copy_holds_what_is_on_the_positive_list(
    evaluation: EvaluationFile, tmp_path: Path, who: Who, body: PackBody
) -> None:
    scan = evaluation.keep_blob(b"scan")
    evaluation.commit(
        "填写",
        [
            RowOp("a1", Row("a1", "attachments", ROOT_ID, "a")),
            CellOp(Address("a1", "digest"), Cell(scan)),
            CellOp(Address(ROOT_ID, "score"), Cell("8", origin="overridden", note="从严扣分")),
            CellOp(Address(ROOT_ID, "score", "att1"), Cell(state="empty", origin="stated")),
            MetaOp("sample", "yuanjiang-2024"),
        ],
    )
    target = tmp_path / "报送.jxzp"
    evaluation.copy_clean(target)
    assert check_file(target).sound
    with EvaluationFile.open(target, who=who, mode="view") as copy:
        assert copy.file_id == evaluation.file_id
        assert compare_lineage(copy.lineage, evaluation.lineage).relation == "same"
        assert copy.history() == []
        assert copy.blob(scan) == b"scan"
        assert copy.pack(body.digest) == body
        facts = copy.read()
        assert facts.meta == {"pack": body.digest, "sample": "yuanjiang-2024"}
        assert facts.rows == evaluation.read().rows
        assert facts.cell(Address(ROOT_ID, "score")) == Cell("8", origin="overridden", note="从严扣分")
        assert facts.cell(Address(ROOT_ID, "score", "att1")) == Cell(state="empty", origin="stated")


def test_rows_stay_behind_with_all_that_is_below_them(evaluation: EvaluationFile, tmp_path: Path, who: Who) -> None:
    rows = [("p", "projects", ROOT_ID), ("s", "sources", "p"), ("l", "left", ROOT_ID), ("i", "indicators", "l")]
    evaluation.commit("增", [RowOp(new, Row(new, table, parent, "a")) for new, table, parent in rows])
    target = tmp_path / "报送.jxzp"
    evaluation.copy_clean(target, keep=Keep(tables=("projects", "indicators")))
    with EvaluationFile.open(target, who=who, mode="view") as copy:
        assert set(copy.read().rows) == {ROOT_ID, "p"}


def test_the_register_of_revisions_goes_along_without_snapshots(
    made: Path, who: Who, tmp_path: Path, hand: Callable[..., None]
) -> None:
    hand(made, "INSERT INTO revision VALUES (1, 'd1', NULL, '2025-03-01', 'p', CAST(? AS BLOB))", values=(HIDDEN,))
    target = tmp_path / "报送.jxzp"
    with EvaluationFile.open(made, who=who) as opened:
        opened.copy_clean(target)
    driver = sqlite3.connect(target)
    assert driver.execute("SELECT * FROM revision").fetchall() == [(1, "d1", None, "2025-03-01", "p", None)]
    driver.close()
    assert HIDDEN.encode() not in target.read_bytes()


@pytest.mark.parametrize("how", ["copy_whole", "copy_clean"])
def test_copies_never_overwrite_unless_asked(how: str, evaluation: EvaluationFile, tmp_path: Path) -> None:
    target = tmp_path / "there.jxzp"
    target.write_bytes(b"mine")
    with pytest.raises(UserError, match="同名文件已经存在") as caught:
        getattr(evaluation, how)(target)
    assert caught.value.code == "file.exists"
    assert target.read_bytes() == b"mine"
    getattr(evaluation, how)(target, replace=True)
    assert check_file(target).sound


@pytest.mark.parametrize("how", ["copy_whole", "copy_clean"])
def test_a_copy_replaces_no_file_that_is_open(
    how: str, evaluation: EvaluationFile, create: Create, tmp_path: Path, who: Who
) -> None:
    with EvaluationFile.open(evaluation.path, who=who, mode="view") as seen:
        with pytest.raises(UserError, match="同名文件已经存在"):
            getattr(seen, how)(seen.path, replace=True)
        with create(tmp_path / "other.jxzp") as other:
            before = other.path.read_bytes()
            with pytest.raises(FileLocked):
                getattr(seen, how)(other.path, replace=True)
            assert other.path.read_bytes() == before


@pytest.mark.parametrize("how", ["copy_whole", "copy_clean"])
def test_a_copy_that_fails_leaves_nothing(
    how: str, evaluation: EvaluationFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()

    def fails(_: Path) -> None:
        raise RuntimeError

    monkeypatch.setattr("app.models.file.whole.force", fails)
    with pytest.raises(RuntimeError):
        getattr(evaluation, how)(folder / "a.jxzp")
    assert list(folder.iterdir()) == []


def test_a_new_file_does_not_inherit_the_journal_of_an_old_one(create: Create, path: Path, who: Who) -> None:
    create(path).close()
    shutil.copy(path, path.with_name(path.name + "-journal"))
    path.unlink()
    create(path).close()
    assert check_file(path).sound
    assert not path.with_name(path.name + "-journal").exists()


def test_a_file_is_never_created_over_another(create: Create, made: Path) -> None:
    before = made.read_bytes()
    with pytest.raises(UserError, match="同名文件已经存在"):
        create(made)
    assert made.read_bytes() == before
    create(made, replace=True).close()
    assert made.read_bytes() != before


def test_a_text_of_full_length_can_be_read_again(evaluation: EvaluationFile, who: Who) -> None:
    evaluation.commit("填写", edit("\U00020000" * MAX_TEXT))
    evaluation.close()
    with EvaluationFile.open(evaluation.path, who=who, mode="view") as seen:
        cell = seen.read().cell(Address(ROOT_ID, "unit.name"))
        assert cell is not None
        assert len(cell.text) == MAX_TEXT


def _digested(content: bytes) -> tuple[str, str, str, bytes]:
    from hashlib import sha256

    return sha256(content).hexdigest(), "old", "1", content
