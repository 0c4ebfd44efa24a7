"""The public version: telephone, identity and bank numbers in what is printed are masked, and listed (PRACTICE A5)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from app.documents.rewriting import paragraphs_of, rewritten
from app.documents.tree import Package, Paragraph, Run

_ALONE: Final = r"(?<![0-9A-Za-z.,])"
_NO_AMOUNT: Final = r"(?![0-9A-Za-z]|[.,][0-9]|\s*(?:元|万|亿|人|户|次|件|%))"
"""What stands behind a figure makes it an amount, not a number of a person."""

_MOBILE: Final = re.compile(rf"(?<![0-9A-Za-z.,-])1[3-9][0-9]([ -]?)[0-9]{{4}}\1[0-9]{{4}}{_NO_AMOUNT}")
_FIXED: Final = re.compile(rf"{_ALONE}(?:0[0-9]{{2,3}}[-—]?|[(]0[0-9]{{2,3}}[)] ?)[2-9][0-9]{{6,7}}{_NO_AMOUNT}")
_NAMED: Final = re.compile(rf"(?<=电话)[:： ]*[2-9][0-9]{{6,7}}{_NO_AMOUNT}")
"""Without its area code a telephone number is known only by the word before it."""

_IDENTITY: Final = re.compile(rf"{_ALONE}[1-9][0-9]{{16}}[0-9Xx]{_NO_AMOUNT}")
_CARD: Final = re.compile(
    rf"(?<!信用代码)(?<!信用代码[:：]){_ALONE}[3-6][0-9]{{3}}(?: ?[0-9]{{4}}){{3}}(?: ?[0-9]{{1,3}})?{_NO_AMOUNT}"
)
_NARROW: Final = str.maketrans("０１２３４５６７８９－（）Ｘ．，\u3000", "0123456789-()X., ")
"""Wide digits are digits too; one character stands for one, so places stay the same."""

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
    narrow = text.translate(_NARROW)
    for pattern, sort, right, mask in _SORTS:
        for match in pattern.finditer(narrow):
            if right(match.group()) and not any(match.start() < end and start < match.end() for start, end in taken):
                taken.append(match.span())
                shown = zip(text[match.start() : match.end()], mask(match.group()), strict=True)
                yield *match.span(), sort, "".join("*" if new == "*" else old for old, new in shown)


def masked_text(text: str) -> str:
    """Return a text with its private numbers masked: 138****1234."""
    for start, end, _, printed in sorted(private_numbers(text), reverse=True):
        text = text[:start] + printed + text[end:]
    return text


def masked(package: Package) -> Package:
    """Return a package with every private number masked."""
    return replace(package, documents=tuple(rewritten(document, _paragraph) for document in package.documents))


def masked_numbers(package: Package) -> list[Masked]:
    """Return what `masked` changes, in the order of the documents."""
    return [
        Masked(document.name, sort, printed)
        for document in package.documents
        for paragraph in paragraphs_of(document)
        for _, _, sort, printed in sorted(private_numbers(paragraph.text))
    ]


# ---- the tree ----


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
    digits = [int(digit) for digit in reversed(number) if digit.isdigit()]
    if len(digits) < 16:
        return False
    doubled = (digit * 2 - 9 * (digit > 4) for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _stars(head: int, tail: int) -> Callable[[str], str]:
    """Return a mask that leaves the first and the last digits and everything that is no digit."""

    def mask(number: str) -> str:
        places = [place for place, character in enumerate(number) if character.isdigit() or character in "Xx"]
        starred = set(places[head : len(places) - tail])
        return "".join("*" if place in starred else character for place, character in enumerate(number))

    return mask


_SORTS: Final = (
    (_IDENTITY, "身份证号", _is_identity, _stars(3, 4)),
    (_CARD, "银行账号", _is_card, _stars(4, 4)),
    (_MOBILE, "手机号", _always, _stars(3, 4)),
    (_FIXED, "电话号码", _always, _stars(4, 3)),
    (_NAMED, "电话号码", _always, _stars(0, 3)),
)
