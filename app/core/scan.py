"""Scanning of running text: every number with the words around it.

The audit compares the figures of a report with those of the forms; it must know which number is an amount,
which a date, which the number of a list item or of a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, Literal

from app.core.dates import PartialDate, parse_date
from app.core.numbers import narrow, unsigned
from app.core.quantities import SIGNS, Quantity, pattern, read_match
from app.core.units import COUNTED

FoundKind = Literal["quantity", "date", "item", "ordinal", "document", "phone"]
"""quantity 31人; date 2024年; item 1. of a list; ordinal 第3, 附件2; document 〔2025〕2号; phone."""

CONTEXT: Final = 16
"""How many characters of the same sentence are given on each side."""

_ONE_TO_ONE = str.maketrans(
    {typed: sign for typed, sign in SIGNS.items() if len(typed) == 1}
    | dict.fromkeys("\t\u00a0\u2002\u2003\u2009\u202f\u3000", " ")
    | {"（": "(", "）": ")", "［": "[", "］": "]"},
)

_PLAIN: Final = r"(?<![0-9A-Za-z.])(?:\d{1,3}(?:,\d{3}){1,9}|\d{1,30})(?:\.\d{1,30})?(?!\.?\d)"
_SIGN: Final = r"(?<![0-9A-Za-z%\u4e00-\u9fff])[+-]"  # in 90%-95% and 2021-2023年 it is no sign
_HAN: Final = "〇○零一二三四五六七八九"
_DAY: Final = rf" ?(?:\d{{1,2}}|[{_HAN}十]{{1,3}}) ?"
_DATE: Final = (
    rf"(?:(?<!\d)\d{{4}}|[{_HAN}\d]{{4}}) ?年(?:度(?!末))?(?:{_DAY}月份?(?:{_DAY}日)?)?(?:年?[底末])?(?:之?前)?"
    rf"|(?<![\d.])\d{{1,2}} ?月(?:{_DAY}日|份)?底?(?:之?前)?"
    r"|(?<!\d)\d{4}(?P<mark>[-/.])\d{1,2}(?P=mark)\d{1,2}(?![\d.])"
    r"|(?<!\d)(?:19|20)\d\d(?= ?(?:[-—－~～至到]|年至) ?(?:19|20)\d\d ?年)"
)
_TOKEN = re.compile(
    rf"(?P<document>[〔\[(【]\d{{4}}[〕\])】] ?第? ?\d+ ?号)"
    rf"|(?P<phone>(?<!\d)(?:0\d{{2,3}}-?\d{{7,8}}|1[3-9]\d{{9}})(?!\d| ?[万亿]?元))"
    rf"|(?P<item>(?:^|(?<=[\n。；;：])) *\d{{1,2}}(?:[.](?=(?:19|20)\d\d ?年|[^\d])|、|\)) ?|\(\d{{1,2}}\))"
    rf"|(?P<ordinal>(?:第|附件|附表|(?<![代报])表|图) ?\d{{1,4}}(?!\.?\d)(?: ?-\d{{1,2}})?"
    rf"|(?<![\d.])\d{{1,2}}(?= ?[-—~～至] ?\d{{1,2}} ?(?:月|季度)))"
    rf"|(?P<date>{_DATE})"
    rf"|(?P<quantity>{pattern(_PLAIN, COUNTED, _SIGN)})",
    re.ASCII,
)
_DIGITS = re.compile(r"\d+", re.ASCII)
_REACHED: Final = frozenset({"达", "达到"})
"""In a sentence these tell what was reached (满意度达到98%); only a target means at least."""
_BEYOND: Final = frozenset({"超", "超过"})
_SENTENCE_END: Final = "。；;！？!?\n"


@dataclass(frozen=True, slots=True)
class Found:
    """One number in a text.

    Attributes:
        start: index of its first character (operator and hedge included) in the text as given.
        end: index after its last character (measure and 以上, 左右 included).
        kind: what kind of number it is.
        text: the characters from start to end, as given.
        number: the number as written, before its scale; of a date its first number; None for 二〇二五年.
        quantity: operator, number, scale, measure and hedge (约, 余, 近, 多, 超过), for kind `quantity`.
        date: for kind `date`.
        before: the words before it in the same sentence, at most `CONTEXT` characters.
        after: the words after it, likewise.
    """

    start: int
    end: int
    kind: FoundKind
    text: str
    number: Decimal | None
    quantity: Quantity | None
    date: PartialDate | None
    before: str
    after: str


def normalise(text: str) -> str:
    """Return the text with one spelling of digits, signs, brackets and blanks; every index stays the same."""
    return narrow(text).translate(_ONE_TO_ONE)


def find_numbers(text: str) -> tuple[Found, ...]:
    """Return every number of a text in order; `1.2024年` at the start of a line is item 1 and then a date."""
    return tuple(_scan(text, normalise(text)))


def _scan(text: str, flat: str) -> Iterator[Found]:
    place = 0
    while match := _TOKEN.search(flat, place):
        found = _found(text, flat, match)
        if found is not None:
            yield found
        place = match.end()


def _found(text: str, flat: str, match: re.Match[str]) -> Found | None:
    kind = _kind(match)
    start, end = match.span()
    start += len(match[0]) - len(match[0].lstrip())
    written = text[start:end].rstrip()
    end = start + len(written)
    date = parse_date(written) if kind == "date" else None
    quantity = _quantity(match, written) if kind == "quantity" else None
    if kind == "date" and date is None:
        kind = "ordinal"  # 2024年13月 is no date, and no amount either
    if kind == "quantity" and quantity is None:
        return None
    digits = _DIGITS.search(flat, start, end)
    number = quantity.value if quantity else unsigned(digits[0]) if digits else None
    before, after = _around(text, start, end)
    return Found(start, end, kind, written, number, quantity, date, before, after)


def _quantity(match: re.Match[str], written: str) -> Quantity | None:
    quantity = read_match(match, written)
    if quantity is None or match["before"] is None:
        return quantity
    if match["before"] in _REACHED:
        return replace(quantity, operator="")
    return replace(quantity, hedge=quantity.hedge or match["before"]) if match["before"] in _BEYOND else quantity


def _kind(match: re.Match[str]) -> FoundKind:
    kinds: tuple[FoundKind, ...] = ("document", "phone", "item", "ordinal", "date", "quantity")
    return next(kind for kind in kinds if match[kind] is not None)


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    cut = max(before.rfind(mark) for mark in _SENTENCE_END) + 1
    ends = [place for mark in _SENTENCE_END if (place := after.find(mark)) >= 0]
    return before[cut:], after[: min(ends, default=len(after))]
