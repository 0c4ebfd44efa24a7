"""What could not be written is kept elsewhere: a whole new file with everything that stands in the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from app.core.records import Address, CellOp, Facts, Op, RowOp
from app.models.file import EvaluationFile, Who
from app.packs.places import user_folder
from app.services.session import PACK, Session

RESCUED: Final = "rescued"


def save_elsewhere(session: Session, path: Path, *, replace: bool = False) -> Path:
    """Write everything that stands in the window to another file, whole or not at all; history stays behind.

    The new file has an identity of its own. The session goes on with its own file.

    Raises:
        UserError: a file of this name exists and `replace` was not asked for.
        EnvironmentProblem: the folder cannot be written, the disk is full.
    """
    facts = session.facts
    meta = {name: value for name, value in facts.meta.items() if name != PACK}
    content = list(_all_ops(facts))
    EvaluationFile.create(
        path, pack=session.kept_pack, meta=meta, who=Who.here(), content=content, replace=replace
    ).close()
    return path


def rescue(session: Session) -> Path:
    """Keep everything that stands in the window in the user's data folder, in place of an earlier rescue of the file.

    Raises:
        EnvironmentProblem: the folder cannot be written either.
    """
    folder = user_folder() / RESCUED
    folder.mkdir(parents=True, exist_ok=True)
    return save_elsewhere(session, folder / session_name(session), replace=True)


def session_name(session: Session) -> str:
    """Return the name a rescued file has: that of the file itself."""
    path: Path = getattr(session, "path", None) or session.file.path
    return path.name


def _all_ops(facts: Facts) -> Iterator[Op]:
    """Yield the operations that make a new file hold these facts; its root row is there already."""
    yield from (RowOp(row.id, row) for row in facts.rows.values() if row.parent is not None)
    for row, cells in facts.cells.items():
        yield from (CellOp(Address(row, key, form), cell) for (key, form), cell in cells.items())
