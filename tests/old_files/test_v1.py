"""v1.jxzp, the old file of version 1: opens, reads and undoes as on the day it was made.

It was made by `make` below (`EvaluationFile.create` and four commits at a fixed time) with the program whose newest
version was 1, and is never made again: a later program must open this very file. For the next version, add
`test_v2.py` with its own `make`, run it once and commit what it wrote; see docs on adding a file version.
"""

from __future__ import annotations

import hashlib
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.core.records import ROOT_ID, Address, Cell, CellOp, MetaOp, Row, RowOp
from app.models.file import EvaluationFile, PackBody, Who, check_file

OLD = Path(__file__).with_name("v1.jxzp")
BODY = '{"id":"probe","title":"试用表样"}'.encode()
PACK = PackBody(hashlib.sha256(BODY).hexdigest(), "probe", "1", BODY)
SECOND = PackBody(hashlib.sha256(b"{}").hexdigest(), "probe", "2", b"{}")
MADE_BY = Who("填报人", "clerk", "PC-1")
SCAN = b"%PDF-1.4 scan"


def make(path: Path, backups: Path) -> None:
    """Write the content of the old file with the present program."""
    moments = iter(datetime(2025, 3, 3, 9, 0, tzinfo=UTC) + timedelta(minutes=n) for n in range(100))
    root = {"unit.name": "样例单位", "year": "2024"}
    with EvaluationFile.create(
        path,
        pack=PACK,
        meta={"sample": "old"},
        who=MADE_BY,
        content=[CellOp(Address(ROOT_ID, key), Cell(text)) for key, text in root.items()],
        backups=backups,
        clock=lambda: next(moments),
    ) as made:
        made.commit(
            "增加项目",
            [
                RowOp("p1", Row("p1", "projects", ROOT_ID, "m")),
                RowOp("i1", Row("i1", "indicators", "p1", "m")),
                CellOp(Address("p1", "name"), Cell("参保登记工作经费")),
                CellOp(Address("p1", "budget.initial.total"), Cell("3980000", measure="元")),
                CellOp(Address("i1", "target"), Cell("≥36.6万人")),
                CellOp(Address("i1", "actual"), Cell("——", state="na")),
                CellOp(Address("i1", "score"), Cell("9", origin="overridden", note="从严扣分")),
                CellOp(Address("i1", "score", "att3"), Cell(state="empty", origin="stated")),
            ],
        )
        made.commit("移动指标", [RowOp("i1", Row("i1", "indicators", "p1", "t"))])
        made.keep_pack(SECOND)
        made.commit("更换表样", [MetaOp("pack", SECOND.digest)])
        made.commit("附上扫描件", [CellOp(Address("p1", "scan"), Cell(made.keep_blob(SCAN), mark="待核实"))])
        made.undo()
        made.undo()


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return Path(shutil.copy(OLD, tmp_path / "old.jxzp"))


def test_the_old_file_holds_what_it_was_made_with(old: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.jxzp"
    make(fresh, tmp_path / "backups")
    with (
        EvaluationFile.open(old, who=MADE_BY, mode="view") as one,
        EvaluationFile.open(fresh, who=MADE_BY, mode="view") as other,
    ):
        assert one.read() == other.read()
        described = [
            [(step.no, step.label, step.at, step.by, step.undone) for step in file.history()] for file in (one, other)
        ]
        assert described[0] == described[1]
        assert (one.pack(PACK.digest), one.pack(SECOND.digest)) == (PACK, SECOND)
        assert one.blob(hashlib.sha256(SCAN).hexdigest()) == SCAN


def test_the_old_file_is_sound_and_untouched_by_viewing(old: Path) -> None:
    assert check_file(old).sentences == []
    EvaluationFile.open(old, who=MADE_BY, mode="view").close()
    assert old.read_bytes() == OLD.read_bytes()


def test_the_old_file_can_be_edited_undone_and_redone(old: Path, tmp_path: Path) -> None:
    with EvaluationFile.open(old, who=MADE_BY, backups=tmp_path / "backups") as opened:
        assert [opened.redo() is not None for _ in range(3)] == [True, True, False]
        assert opened.read().meta["pack"] == SECOND.digest
        assert opened.read().cell(Address("p1", "scan")) is not None
        assert [opened.undo() is not None for _ in range(5)] == [True] * 4 + [False]
        assert set(opened.read().rows) == {ROOT_ID}
        opened.commit("填写", [CellOp(Address(ROOT_ID, "unit.name"), Cell("新名称"))])
    assert check_file(old).sound
