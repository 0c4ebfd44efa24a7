"""Making a new evaluation from the window: the folder is made too, last year's contents come along where asked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.services.cards import Card
from app.services.files.carrying import CarryReport, create_from
from app.services.files.creating import create
from app.services.files.folders import make_folder


def make_evaluation(
    path: Path, *, pack_id: str, year: str, unit: str, sources: Sequence[Path] = (), card: Card | None = None
) -> CarryReport | None:
    """Make an evaluation file; return what was carried over, None where nothing was asked for.

    A card of the unit fills what last year's files leave blank.

    Raises:
        UserError: the file exists, the year is no year, the unit is empty, no such pack.
        EnvironmentProblem: the folder cannot be made or written, an old file cannot be opened.
    """
    make_folder(path.parent, code="new.folder", repair="请换一个保存位置")
    if sources:
        return create_from(path, sources, pack_id=pack_id, year=year, unit=unit, card=card)
    create(path, pack_id=pack_id, year=year, unit=unit, card=card).close()
    return None
