"""Totals that bear the name of one of their parts."""

from __future__ import annotations

from app.audit.figures.lists import Parted, parted
from app.audit.figures.tying import Tie, ties_of
from app.audit.view import AuditView


def mislabelled(view: AuditView) -> tuple[tuple[Parted, Tie], ...]:
    """Return the totals that are called by the name of one of their parts, each with what its name stands for."""
    return view.joined(_mislabelled)


def _mislabelled(view: AuditView) -> tuple[tuple[Parted, Tie], ...]:
    """Return the totals that bear the name of one of their parts: 在职54人，其中在职33人、退休21人."""
    ties = {(tie.reading.prose.address, tie.figure.start): tie for tie in ties_of(view)}
    found = []
    for one in parted(view):
        place = one.reading.prose.address
        tie = ties.get((place, one.whole.start))
        parts = [ties.get((place, part.start)) for part in one.parts]
        if tie is None or tie.named is None or tie.verdict != "differs" or not one.agrees:
            continue
        if any(part is not None and part.named and part.named.address == tie.named.address for part in parts):
            found.append((one, tie))
    return tuple(found)
