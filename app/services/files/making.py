"""Making a new evaluation from the window: the folder is made too, last year's contents come along where asked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.core.errors import EnvironmentProblem
from app.services.cards import Card
from app.services.files.carrying import CarryReport, create_from
from app.services.files.creating import create


def make_evaluation(
    path: Path, *, pack_id: str, year: str, unit: str, sources: Sequence[Path] = (), card: Card | None = None
) -> CarryReport | None:
    """Make an evaluation file; return what was carried over, None where nothing was asked for.

    A card of the unit fills what last year's files leave blank.

    Raises:
        UserError: the file exists, the year is no year, the unit is empty, no such pack.
        EnvironmentProblem: the folder cannot be made or written, an old file cannot be opened.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentProblem(
            "new.folder",
            where=str(path.parent),
            what=f"这个文件夹建不起来（{error.strerror or error}）",
            repair="请换一个保存位置",
        ) from error
    if sources:
        return create_from(path, sources, pack_id=pack_id, year=year, unit=unit, card=card)
    create(path, pack_id=pack_id, year=year, unit=unit, card=card).close()
    return None
