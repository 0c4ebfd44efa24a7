"""The public version: telephone, identity and bank numbers in what is printed are masked, and listed (PRACTICE A5)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from app.documents.tree import Block, Document, Grid, GridCell, Package, Paragraph, Part, Run

_MOBILE: Final = re.compile(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])")
_FIXED: Final = re.compile(r"(?<![0-9])0[0-9]{2,3}[-—－ ]?[1-9][0-9]{6,7}(?![0-9])")
_IDENTITY: Final = re.compile(r"(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9Xx])")
_CARD: Final = re.compile(r"(?<![0-9])[3-6][0-9]{15,18}(?![0-9])")

_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK: Final = "10X98765432"


@dataclass(frozen=True, slots=True)
class Masked:
    """A number that the public version does not show: in which document, of which sort, how it is printed now."""

    document: str
    sort: str
    printed: str


def private_numbers(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield (start, end, sort, as printed) of every telephone, identity and bank number of a text.

    Identity numbers must have the right check digit (GB 11643), bank cards the right Luhn digit, so that money,
    document numbers and years are left alone.
    """
    taken: list[tuple[int, int]] = []
    for pattern, sort, right, mask in _SORTS:
        for match in pattern.finditer(text):
            if right(match.group()) and not any(match.start() < end and start < match.end() for start, end in taken):
                taken.append(match.span())
                yield match.start(), match.end(), sort, mask(match.group())


def masked_text(text: str) -> str:
    """Return a text with its private numbers masked: 138****1234."""
    for start, end, _, printed in sorted(private_numbers(text), reverse=True):
        text = text[:start] + printed + text[end:]
    return text


def masked(package: Package) -> Package:
    """Return a package with every private number masked."""
    return replace(package, documents=tuple(_document(document) for document in package.documents))


def masked_numbers(package: Package) -> list[Masked]:
    """Return what `masked` changes, in the order of the documents."""
    return [
        Masked(document.name, sort, printed)
        for document in package.documents
        for paragraph in _paragraphs(document)
        for _, _, sort, printed in sorted(private_numbers(paragraph.text))
    ]


# ---- the tree ----


def _document(document: Document) -> Document:
    return replace(document, parts=tuple(_part(part) for part in document.parts))


def _part(part: Part) -> Part:
    return replace(part, blocks=tuple(_block(block) for block in part.blocks))


def _block(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return _paragraph(block)
    cells = tuple(_cell(cell) for cell in block.cells)
    return replace(block, cells=cells, tail=tuple(_paragraph(line) for line in block.tail))


def _cell(cell: GridCell) -> GridCell:
    paragraphs = tuple(_paragraph(paragraph) for paragraph in cell.paragraphs)
    return (
        cell if paragraphs == cell.paragraphs else replace(cell, paragraphs=paragraphs, number=None, number_format="")
    )


def _paragraph(paragraph: Paragraph) -> Paragraph:
    """Mask a paragraph; a number may run over several stretches of it, so the characters are counted through."""
    found = sorted(private_numbers(paragraph.text))
    if not found:
        return paragraph
    characters = list(paragraph.text)
    for start, _, _, printed in found:
        characters[start : start + len(printed)] = printed
    runs: list[Run] = []
    at = 0
    for run in paragraph.runs:
        runs.append(replace(run, text="".join(characters[at : at + len(run.text)])))
        at += len(run.text)
    return replace(paragraph, runs=tuple(runs))


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    for part in document.parts:
        for block in part.blocks:
            if isinstance(block, Grid):
                for cell in block.cells:
                    yield from cell.paragraphs
                yield from block.tail
            else:
                yield block


# ---- sorts of numbers; every mask keeps the length ----


def _always(_number: str) -> bool:
    return True


def _is_identity(number: str) -> bool:
    month, day = int(number[10:12]), int(number[12:14])
    if number[6:8] not in {"19", "20"} or not 1 <= month <= 12 or not 1 <= day <= 31:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECK[total % 11] == number[-1].upper()


def _is_card(number: str) -> bool:
    digits = [int(digit) for digit in reversed(number)]
    doubled = (digit * 2 - 9 * (digit > 4) for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _middle(head: int, tail: int) -> Callable[[str], str]:
    return lambda number: number[:head] + "*" * (len(number) - head - tail) + number[len(number) - tail :]


_SORTS: Final = (
    (_IDENTITY, "身份证号", _is_identity, _middle(4, 2)),
    (_CARD, "银行账号", _is_card, _middle(4, 4)),
    (_MOBILE, "手机号", _always, _middle(3, 4)),
    (_FIXED, "电话号码", _always, _middle(4, 2)),
)
