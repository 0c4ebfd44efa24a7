"""Commit, undo, redo, merging of quick edits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.core.errors import UserError
from app.core.records import ROOT_ID, Address, Cell, CellOp, MetaOp, Row, RowOp
from app.models.file import EvaluationFile, PackBody, facts, packs

NAME = Address(ROOT_ID, "unit.name")
STAFF = Address(ROOT_ID, "staff.authorised")


def put(address: Address, text: str) -> CellOp:
    return CellOp(address, Cell(text))


def text_at(evaluation: EvaluationFile, address: Address) -> str | None:
    cell = evaluation.read().cell(address)
    return cell.text if cell else None


def labels(evaluation: EvaluationFile) -> list[tuple[str, bool]]:
    return [(step.label, step.undone) for step in evaluation.history()]


def test_a_commit_is_one_named_step_with_who_and_when(evaluation: EvaluationFile) -> None:
    step = evaluation.commit("填写编制人数", [put(STAFF, "31")])
    assert (step.no, step.label, step.by, step.at) == (1, "填写编制人数", "财务股-王", "2025-05-19T10:05:00+00:00")
    assert evaluation.read().cell(STAFF) == Cell("31", by="财务股-王", at="2025-05-19T10:05:00+00:00")
    assert step.ops == (CellOp(STAFF, Cell("31", by="财务股-王", at="2025-05-19T10:05:00+00:00")),)


def test_a_commit_that_changes_nothing_writes_nothing(evaluation: EvaluationFile) -> None:
    evaluation.commit("填写编制人数", [put(STAFF, "31")])
    before = evaluation.path.read_bytes()
    step = evaluation.commit("填写编制人数", [put(STAFF, "32"), put(STAFF, "31")])
    assert (step.no, step.ops) == (0, ())
    assert evaluation.path.read_bytes() == before


def test_undo_and_redo_survive_closing(evaluation: EvaluationFile, reopen: Callable[..., EvaluationFile]) -> None:
    evaluation.commit(
        "增加项目", [RowOp("p1", Row("p1", "projects", ROOT_ID, "a")), put(Address("p1", "name"), "稽核")]
    )
    evaluation.commit("删除项目", [CellOp(Address("p1", "name"), None), RowOp("p1", None)])
    full = evaluation.read()
    evaluation.close()
    with reopen() as again:
        step = again.undo()
        assert step is not None
        assert step.label == "删除项目"
        assert step.undone
        assert text_at(again, Address("p1", "name")) == "稽核"
    with reopen() as again:
        assert again.redo() is not None
        assert again.read() == full
        assert again.redo() is None


def test_a_new_edit_after_undo_drops_what_was_undone(evaluation: EvaluationFile) -> None:
    evaluation.commit("一", [put(STAFF, "1")])
    evaluation.commit("二", [put(STAFF, "2")])
    evaluation.undo()
    evaluation.commit("三", [put(STAFF, "3")])
    assert evaluation.redo() is None
    assert labels(evaluation) == [("三", False), ("一", False)]


def test_an_edit_without_effect_keeps_what_was_undone(evaluation: EvaluationFile) -> None:
    evaluation.commit("一", [put(STAFF, "1")])
    evaluation.commit("二", [put(STAFF, "2")])
    evaluation.undo()
    evaluation.commit("没有变化", [put(STAFF, "1")])
    assert evaluation.redo() is not None


def test_the_pack_in_use_takes_part_in_undo(evaluation: EvaluationFile) -> None:
    first = evaluation.read().meta["pack"]
    evaluation.commit("更换表样", [MetaOp("pack", "ab" * 32)])
    assert evaluation.read().meta["pack"] == "ab" * 32
    evaluation.undo()
    assert evaluation.read().meta["pack"] == first


def test_quick_edits_of_one_cell_are_one_step(evaluation: EvaluationFile, clock: Any) -> None:
    for text in ("3", "31", "311"):
        clock.forward(seconds=50)
        evaluation.commit("填写编制人数", [put(STAFF, text)], merge=True)
    assert labels(evaluation) == [("填写编制人数", False)]
    evaluation.undo()
    assert text_at(evaluation, STAFF) is None
    evaluation.redo()
    assert text_at(evaluation, STAFF) == "311"


@pytest.mark.parametrize("reason", ["late", "early", "label", "cell", "two cells", "undo", "unasked", "closed"])
def test_other_edits_are_their_own_step(
    reason: str, evaluation: EvaluationFile, reopen: Callable[..., EvaluationFile], clock: Any
) -> None:
    evaluation.commit("填写", [put(STAFF, "3")], merge=True)
    clock.forward(seconds={"late": 61, "early": -1}.get(reason, 1))
    ops = [put(NAME if reason == "cell" else STAFF, "31"), *([put(NAME, "x")] if reason == "two cells" else [])]
    if reason == "undo":
        evaluation.undo()
        evaluation.redo()
    if reason == "closed":
        evaluation.close()
        evaluation = reopen()
    with evaluation:
        evaluation.commit("改写" if reason == "label" else "填写", ops, merge=reason != "unasked")
        assert len(evaluation.history()) == 2


def test_quick_edits_that_cancel_out_leave_no_step(evaluation: EvaluationFile) -> None:
    evaluation.commit("填写", [put(STAFF, "3")], merge=True)
    step = evaluation.commit("填写", [CellOp(STAFF, None)], merge=True)
    assert (step.no, step.ops) == (0, (CellOp(STAFF, None),))
    assert labels(evaluation) == []
    evaluation.commit("填写", [put(STAFF, "4")], merge=True)
    assert labels(evaluation) == [("填写", False)]


def test_a_cell_that_comes_back_to_what_it_was_keeps_who_and_when(evaluation: EvaluationFile, clock: Any) -> None:
    evaluation.commit("填写", [put(STAFF, "31")])
    before = evaluation.read()
    clock.forward(seconds=1)
    evaluation.commit("改写", [put(STAFF, "32")], merge=True)
    step = evaluation.commit("改写", [put(STAFF, "31")], merge=True)
    assert step.ops == (CellOp(STAFF, before.cell(STAFF)),)
    assert evaluation.read() == before


def test_an_edit_within_a_merged_step_that_changes_nothing_keeps_it_open(evaluation: EvaluationFile) -> None:
    evaluation.commit("填写", [put(STAFF, "3")], merge=True)
    evaluation.commit("填写", [put(STAFF, "3")], merge=True)
    evaluation.commit("填写", [put(STAFF, "31")], merge=True)
    assert len(evaluation.history()) == 1


@pytest.mark.parametrize(
    "op",
    [
        CellOp(Address("no such row", "name"), Cell("x")),
        CellOp(Address(ROOT_ID, "unit name"), Cell("x")),
        CellOp(Address(ROOT_ID, "unit.name", "附件1"), Cell("x")),
        RowOp("p1", Row("p2", "projects", ROOT_ID, "a")),
        RowOp("p1", Row("p1", "projects", None, "a")),
        RowOp("p1", Row("p1", "Projects", ROOT_ID, "a")),
        MetaOp("file.id", "x"),
    ],
)
def test_malformed_operations_are_bugs_and_write_nothing(op: Any, evaluation: EvaluationFile) -> None:
    before = evaluation.path.read_bytes()
    with pytest.raises(ValueError, match=r"malformed|not a meta entry"):
        evaluation.commit("坏", [put(STAFF, "1"), op])
    assert evaluation.path.read_bytes() == before


def test_a_row_cannot_be_moved_below_itself(evaluation: EvaluationFile) -> None:
    rows = [RowOp("p1", Row("p1", "projects", ROOT_ID, "a")), RowOp("g1", Row("g1", "goals", "p1", "a"))]
    evaluation.commit("增加", rows)
    with pytest.raises(ValueError, match="below itself"):
        evaluation.commit("移动", [RowOp("p1", Row("p1", "projects", "g1", "a"))])
    assert evaluation.read().rows["p1"].parent == ROOT_ID


def test_more_than_can_be_read_again_is_not_written(
    evaluation: EvaluationFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(facts.LIMITS, "row", (50, "行"))
    rows = [RowOp(f"p{n}", Row(f"p{n}", "projects", ROOT_ID, "a")) for n in range(60)]
    with pytest.raises(UserError, match="超过了50行"):
        evaluation.commit("读入", rows)
    assert len(evaluation.read().rows) == 1
    evaluation.commit("读入", rows[:45])
    assert len(evaluation.read().rows) == 46


def test_an_attachment_that_is_too_big_is_refused(evaluation: EvaluationFile, monkeypatch: pytest.MonkeyPatch) -> None:
    digest = evaluation.keep_blob(b"scan")
    assert evaluation.keep_blob(b"scan") == digest
    assert evaluation.blob(digest) == b"scan"
    assert evaluation.blob("00") is None
    monkeypatch.setattr(packs, "ROOM", 3 << 20)
    with pytest.raises(UserError, match="文件里只放得下2MB") as caught:
        evaluation.keep_blob(bytes(3 << 20))
    assert caught.value.code == "file.no_room"


def test_a_pack_is_kept_under_its_own_digest(evaluation: EvaluationFile, body: PackBody) -> None:
    assert evaluation.pack(body.digest) == body
    assert evaluation.pack("00") is None
    evaluation.keep_pack(body)
    with pytest.raises(ValueError, match="is not the digest"):
        evaluation.keep_pack(PackBody("00", "probe", "1", b"{}"))


def test_a_text_that_is_too_long_is_refused_in_words(evaluation: EvaluationFile) -> None:
    with pytest.raises(UserError) as caught:
        evaluation.commit("填写", [put(STAFF, "长" * 200_001)])
    assert caught.value.code == "file.text_too_long"
    assert "200001" in caught.value.sentence()
