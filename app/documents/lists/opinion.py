"""审核意见: what the audit found, as a document that can be handed over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.core.records import ROOT_ID
from app.documents.names import file_name, sheet_name
from app.documents.reports.numbers import chinese
from app.documents.tree import Align, Block, Document, Grid, GridCell, GridRow, Look, Page, Paragraph, Part, Run

_TITLE_TEXT: Final = "绩效自评审核意见"
_MOST: Final = 300
"""Characters of one cell; the program shows the rest."""

_TOGETHER: Final = 6
"""Lines of one entry that share a merged cell; more are a cell of their own, so that none is higher than a page."""

_COLUMNS: Final[tuple[tuple[str, str, Align], ...]] = (
    ("序号", "11", "center"),
    ("位置", "66", "left"),
    ("问题", "74", "left"),
    ("现填", "23", "center"),
    ("应为", "23", "center"),
    ("怎么办", "46", "left"),
    ("单位的说明", "30", "left"),
)
_NUMBER, _ADVICE = 0, 5
_LANDSCAPE: Final = Page(
    landscape=True, margins_mm=(Decimal(16), Decimal(12), Decimal(15), Decimal(12)), numbers="— {n} —"
)
_TITLE: Final = Look("title", Decimal(18))
_HEADING: Final = Look("hei", Decimal(12))
_HEAD: Final = Look("hei", Decimal("10.5"))
_TEXT: Final = Look("song", Decimal("10.5"))
_SMALL: Final = Look("song", Decimal("9.5"))


@dataclass(frozen=True, slots=True)
class Line:
    """One place of an entry: where, what is wrong, both sides, what the unit said to it."""

    places: tuple[str, ...]
    problem: str
    quoted: str = ""
    expected: str = ""
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Opinion:
    """One entry: 错误, 须说明 or 提示, its lines, what to do about them."""

    sort: str
    lines: tuple[Line, ...]
    advice: str = ""


def audit_opinion(author: str, about: Sequence[str], opinions: Sequence[Opinion], notes: Sequence[str]) -> Document:
    """Return the 审核意见.

    Args:
        author: name of the unit.
        about: what stands above: unit and year, the verdict, what to do first.
        opinions: the entries, gravest first; each sort is a part of its own.
        notes: what stands below: what was not audited.
    """
    blocks: list[Block] = [Paragraph((Run(_TITLE_TEXT),), _TITLE, "center", after=Decimal(8), keep_next=True, level=1)]
    blocks += [Paragraph((Run(text),), _TEXT, after=Decimal(3)) for text in about]
    for number, sort in enumerate(dict.fromkeys(one.sort for one in opinions), 1):
        own = [one for one in opinions if one.sort == sort]
        heading = f"{chinese(number)}、{sort}（{len(own)}项）"
        blocks.append(
            Paragraph((Run(heading),), _HEADING, before=Decimal(6), after=Decimal(3), keep_next=True, level=2)
        )
        blocks.append(_grid(own))
    blocks += [Paragraph((Run(note),), _TEXT, before=Decimal(4)) for note in notes]
    blocks.append(_signature())
    part = Part(tuple(blocks), _LANDSCAPE, "list", first_number=1)
    return Document("opinion", ROOT_ID, _TITLE_TEXT, file_name(_TITLE_TEXT), (part,), sheet_name("审核意见"), author)


def _signature() -> Paragraph:
    blank = "\u3000" * 5
    return Paragraph((Run(f"审核人：{blank}日期：\u3000\u3000年\u3000月\u3000日"),), _TEXT, "right", before=Decimal(14))


def _grid(opinions: Sequence[Opinion]) -> Grid:
    cells = [_cell(0, at, head, _HEAD, "center", label=True) for at, (head, _, _) in enumerate(_COLUMNS)]
    row = 1
    for number, one in enumerate(opinions, 1):
        cells += _entry(row, number, one)
        row += len(one.lines)
    rows = (GridRow(header=True, keep_next=True), *(GridRow(Decimal(7)) for _ in range(row - 1)))
    return Grid(tuple(Decimal(width) for _, width, _ in _COLUMNS), rows, tuple(cells))


def _entry(row: int, number: int, one: Opinion) -> Iterator[GridCell]:
    for start in range(0, len(one.lines), _TOGETHER):
        height = min(_TOGETHER, len(one.lines) - start)
        yield _cell(row + start, _NUMBER, str(number), height=height)
        yield _cell(row + start, _ADVICE, one.advice, height=height)
    for at, line in enumerate(one.lines, row):
        texts = (_where(line.places), line.problem, line.quoted, line.expected, line.explanation)
        for column, text in zip((1, 2, 3, 4, 6), texts, strict=True):
            yield _cell(at, column, _short(text))


def _where(places: Sequence[str]) -> str:
    """Return the guilty place, and on a line of its own what else is involved."""
    return "\n".join([*places[:1], *([f"另见：{'；'.join(places[1:])}"] if len(places) > 1 else [])])


def _short(text: str) -> str:
    return text if len(text) <= _MOST else f"{text[: _MOST - 1]}…"


def _cell(
    row: int,
    column: int,
    text: str,
    look: Look = _SMALL,
    align: Align | None = None,
    *,
    height: int = 1,
    label: bool = False,
) -> GridCell:
    stands = align or _COLUMNS[column][2]
    paragraphs = tuple(Paragraph((Run(line),), look, stands) for line in text.split("\n")) if text else ()
    return GridCell(row, column, height, paragraphs=paragraphs, label=label)
