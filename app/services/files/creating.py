"""Create a new evaluation file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.core.errors import UserError
from app.core.records import ROOT_ID, Address, Cell, CellOp, Op
from app.core.values import interpret
from app.models.file import EvaluationFile, PackBody, Who
from app.packs.loading import load_pack
from app.packs.registry import find
from app.packs.resolve import Resolved
from app.services.cards import Card, cells_from
from app.services.session import SAMPLE, Session

SUFFIX = ".jxzp"


def pack_body(resolved: Resolved) -> PackBody:
    """Return a resolved pack in the shape the file keeps."""
    return PackBody(digest=resolved.digest, id=resolved.id, revision=resolved.revision, body=resolved.body)


def create(path: Path, *, pack_id: str, year: str, unit: str, card: Card | None = None) -> Session:
    """Create an evaluation file with its pack, year and unit name, and what the unit's card knows; open it.

    Raises:
        UserError: the file exists, the ending is not `.jxzp`, the year is no year, the unit is empty, no such pack.
        EnvironmentProblem: the folder cannot be written.
    """
    check_new_path(path)
    check_year(year)
    if not unit.strip():
        raise UserError("new.unit", where="--unit", what="没有写单位名称", rule="单位名称与印章一致", repair="请补上")
    resolved = find(pack_id)
    cells = {"year": Cell(year.strip()), "unit.name": Cell(unit.strip())}
    if card is not None:
        cells |= cells_from(card, load_pack(resolved.body))
    content = [CellOp(Address(ROOT_ID, key), cell) for key, cell in cells.items()]
    write_new(path, resolved, content, sample="")
    return Session.open(path)


def write_new(path: Path, resolved: Resolved, content: Sequence[Op], *, sample: str, replace: bool = False) -> None:
    """Write a new evaluation file whole or not at all, with the given rows and cells."""
    meta = {SAMPLE: sample} if sample else {}
    EvaluationFile.create(
        path, pack=pack_body(resolved), meta=meta, who=Who.here(), content=content, replace=replace
    ).close()


def check_year(year: str) -> None:
    """Refuse what is no evaluation year.

    Raises:
        UserError: with the way to write it.
    """
    if not year.strip().isdigit() or interpret("year", year) is None:
        raise UserError("new.year", where="--year", what=f"“{year}”不是年度", rule="年度写四位数字", repair="例如 2024")


def check_new_path(path: Path) -> None:
    """Refuse a path that exists or has another ending.

    Raises:
        UserError: with the way out.
    """
    if path.suffix.lower() != SUFFIX:
        raise UserError(
            "new.suffix",
            where=str(path),
            what="文件名的结尾不是 .jxzp",
            rule="自评文件以 .jxzp 结尾",
            repair=f"请写成 {path.stem}{SUFFIX}",
        )
    if path.exists():
        raise UserError(
            "new.exists", where=str(path), what="已有这个文件", rule="新建不覆盖已有的文件", repair="请换一个文件名"
        )
