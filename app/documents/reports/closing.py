"""What follows the text of a report: the list of attachments, then unit and date with room for the seal over them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from app.documents.reports.looks import Style
from app.documents.tree import Paragraph, Run
from app.documents.widths import width

_WORD: Final = "附件："
_OWN_WORD: Final = "附"
"""A line that begins so is printed as it is."""

_TWO: Final = Decimal(2)
_FOUR: Final = Decimal(4)


def attachment_paragraphs(names: Sequence[str], style: Style) -> list[Paragraph]:
    """Return the list of attachments: 附件：1.… and the others below each other, one line below the text."""
    found = []
    for number, name in enumerate(names):
        if name.startswith(_OWN_WORD):
            text, left = name, _TWO
        else:
            text, left = f"{_WORD if number == 0 else ''}{number + 1}.{name}", _TWO if number == 0 else _TWO + 3
        before = style.pitch if number == 0 else Decimal(0)
        found.append(Paragraph((Run(text),), style.text, left=left, pitch=style.pitch, before=before, keep_next=True))
    return found


def closing_paragraphs(lines: Sequence[str], style: Style) -> list[Paragraph]:
    """Return the closing lines at the right: the last (the date) four characters in, the others centred over it.

    They stay together and with the text; two empty lines above leave room for the seal.
    """
    if not lines:
        return []
    widths = [width(line) for line in lines]
    axis = max([_FOUR + widths[-1] / 2, *(_TWO + one / 2 for one in widths)])
    last = len(lines) - 1
    return [
        Paragraph(
            (Run(line),),
            style.text,
            "right",
            right=axis - wide / 2,
            before=style.pitch * 2 if number == 0 else Decimal(0),
            pitch=style.pitch,
            keep_next=number < last,
            keep_lines=True,
        )
        for number, (line, wide) in enumerate(zip(lines, widths, strict=True))
    ]
