"""Filling in many cells at once, as one step: a pasted range, a column filled down, a range cleared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.core.errors import UserError
from app.core.records import Address, Op
from app.services.editing.cells import edit_of
from app.services.session import Changes, Session

MOST: Final = 20_000
"""Cells of one step; more are no form of ours."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What became of a range: the changes, how many cells were set, which were refused and why."""

    changes: Changes
    done: int
    refused: tuple[tuple[Address, UserError], ...]


def fill_cells(session: Session, cells: Sequence[tuple[Address, str]], label: str) -> Filled:
    """Fill in many cells as one step; a cell that is refused stays as it was, the others are set.

    Raises:
        UserError: more cells than any form has; nothing was changed.
    """
    if len(cells) > MOST:
        raise UserError(
            "fill.many",
            where="",
            what=f"一次要填{len(cells)}格",
            rule=f"一次最多填{MOST}格",
            repair="请核对复制的范围，分几次粘贴",
        )
    ops: list[Op] = []
    refused = []
    for address, text in cells:
        try:
            ops.append(edit_of(session, address, text))
        except UserError as problem:
            refused.append((address, problem))
    changes = session.apply(label, ops) if ops else Changes(label, frozenset())
    return Filled(changes, len(ops), tuple(refused))
