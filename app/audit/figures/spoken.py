"""What the words before a figure spoke of."""

from __future__ import annotations

from dataclasses import dataclass

from app.audit.figures.names import Name, Named


@dataclass(slots=True)
class Spoken:
    """What the words before a figure spoke of, up to the full stop or the end of the line."""

    line: int = -1
    sentence: int = -1
    name: Name | None = None
    named: Named | None = None
    axis: str = ""
    line_axis: str = ""
    first: Name | None = None
