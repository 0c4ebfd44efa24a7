"""Dates as people write them on forms, often partial: 2024年, 2024 年 9 月, 二〇二五年五月十九日, 2024年12月底前.

A part that was not written is None. `bound` says that a time is a limit: `before` (…前), `end` (…底),
`end_before` (…底前), `within` (…内).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from app.core.absence import trim
from app.core.numbers import narrow

Bound = Literal["", "before", "end", "end_before", "within"]
"""What is written after the date: nothing, 前, 底, 底前, 内; all of them end with the last day the date may mean."""
MAX_LENGTH: Final = 40
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100

_HAN: Final = "〇一二三四五六七八九"
_HAN_DIGITS = {digit: str(value) for value, digit in enumerate(_HAN)} | dict.fromkeys("零○ＯOo", "0")
_HAN_YEAR = re.compile(r"[〇○零ＯOo0-9一二三四五六七八九]{4}(?=年)")
_HAN_ONE = "[一二三四五六七八九]"
_HAN_NUMBER = re.compile(rf"(?P<tens>{_HAN_ONE}?)十(?P<ones>{_HAN_ONE}?)|(?P<one>{_HAN_ONE})")

_WRITTEN = re.compile(
    r"(?:(?P<year>\d{4})年度?)?(?:年?(?P<year_end>[底末]))?"
    r"(?:(?P<month>\d{1,2})月份?)?(?:(?P<month_end>[底末])|(?P<day>\d{1,2})[日号])?(?:(?P<before>之前|以前|前)|(?P<within>之内|以内|内))?",
    re.ASCII,
)
_SEPARATED = re.compile(r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?:(?P=mark)(?P<day>\d{1,2}))?", re.ASCII)
_RUN = re.compile(r"(?P<year>\d{4})(?:(?P<month>\d{2})(?P<day>\d{2}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which only some parts may be known; a year may be missing (12月31日)."""

    year: int | None
    month: int | None = None
    day: int | None = None
    bound: Bound = ""

    def in_year(self, year: int) -> PartialDate:
        """Return the date with a missing year filled in."""
        return self if self.year is not None else replace(self, year=year)

    def first(self) -> date | None:
        """Return the first day that the date may mean; None without a year."""
        return None if self.year is None else date(self.year, self.month or 1, self.day or 1)

    def last(self) -> date | None:
        """Return the last day that the date may mean; None without a year."""
        if self.year is None:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


def compare(a: PartialDate, b: PartialDate) -> int | None:
    """Return -1, 0, 1 for earlier, same, later; None when the parts that are known do not tell."""
    first_a, last_a, first_b, last_b = a.first(), a.last(), b.first(), b.last()
    if first_a is None or last_a is None or first_b is None or last_b is None:
        return None
    if (first_a, last_a) == (first_b, last_b):
        return 0
    if last_a < first_b:
        return -1
    return 1 if first_a > last_b else None


def in_time(actual: PartialDate, deadline: PartialDate) -> bool | None:
    """Say whether something was done by a deadline (its last day); None when the parts known do not tell.

    A missing year on one side is taken from the other.
    """
    year = actual.year or deadline.year
    if year is None:
        return None
    first, last, limit = actual.in_year(year).first(), actual.in_year(year).last(), deadline.in_year(year).last()
    if first is None or last is None or limit is None:
        return None
    if last <= limit:
        return True
    return False if first > limit else None


def parse_date(text: str) -> PartialDate | None:
    """Return the date that a whole text is, None for anything else and for days that do not exist.

    Reads 2025年5月19日, 2025-05-19, 2025/5/19, 2025.5.19, 20250519, 二〇二五年五月十九日 (also with 0, ○, 零),
    2024年9月, 2024年, 2024, 12月31日, 2024年底, 2024年12月底前; blanks anywhere.
    """
    if len(text) > MAX_LENGTH:
        return None
    bare = _arabic(narrow(trim(text)).replace(" ", ""))
    match = _SEPARATED.fullmatch(bare) or _RUN.fullmatch(bare) or (_WRITTEN.fullmatch(bare) if bare else None)
    return _checked(match.groupdict()) if match else None


def _checked(parts: dict[str, str | None]) -> PartialDate | None:
    year, month, day = (int(part) if (part := parts.get(name)) else None for name in ("year", "month", "day"))
    if parts.get("year_end") and (year is None or month is not None):
        return None
    if (month is None and (day is not None or parts.get("month_end"))) or (year is None and month is None):
        return None
    found = PartialDate(year, month, day, _bound(parts))
    return found if _exists(found) else None


def _bound(parts: dict[str, str | None]) -> Bound:
    end = parts.get("year_end") or parts.get("month_end")
    if parts.get("before"):
        return "end_before" if end else "before"
    if parts.get("within"):
        return "within"
    return "end" if end else ""


def _exists(value: PartialDate) -> bool:
    if value.year is not None and not FIRST_YEAR <= value.year <= LAST_YEAR:
        return False
    if value.month is None:
        return True
    if not 1 <= value.month <= 12:
        return False
    # Without a year 29 February may exist: measure the month in a leap year.
    return value.day is None or 1 <= value.day <= calendar.monthrange(value.year or 2024, value.month)[1]


def _arabic(text: str) -> str:
    text = _HAN_YEAR.sub(lambda m: "".join(_HAN_DIGITS.get(c, c) for c in m[0]), text)
    return _HAN_NUMBER.sub(_arabic_number, text)


def _arabic_number(match: re.Match[str]) -> str:
    if match["one"]:
        return _HAN_DIGITS[match["one"]]
    tens, ones = _HAN_DIGITS.get(match["tens"], "1"), _HAN_DIGITS.get(match["ones"], "0")
    return tens + ones


# ---- printing ----

STYLES: Final[dict[str, str]] = {"": "数字", "数字": "数字", "汉字": "汉字", "手填": "手填", "短横": "短横"}
"""Print styles: 数字 2025年5月19日, 汉字 二〇二五年五月十九日, 手填 (blanks for the pen), 短横 2025-05-19."""

_BOUND_WORDS: Final[dict[Bound, str]] = {"": "", "before": "前", "end": "底", "end_before": "底前", "within": "内"}


def print_date(value: PartialDate | None, style: str = "") -> str:
    """Print a date in a style of `STYLES`; a part that is not known is left out, 手填 leaves room for it.

    None prints nothing, but 手填 prints the empty line `    年  月  日`.
    """
    chosen = STYLES.get(style, "数字")
    if chosen == "手填":
        return _for_the_pen(value or PartialDate(None))
    if value is None:
        return ""
    if chosen == "短横" and value.year is not None and not value.bound:
        return "-".join(f"{part:02d}" for part in (value.year, value.month, value.day) if part is not None)
    return _in_words(value, han=chosen == "汉字")


def _in_words(value: PartialDate, *, han: bool) -> str:
    year = "" if value.year is None else (_han_year(value.year) if han else str(value.year)) + "年"
    month, day = (
        "" if part is None else (_han_number(part) if han else str(part)) + word
        for part, word in ((value.month, "月"), (value.day, "日"))
    )
    return year + month + day + _BOUND_WORDS[value.bound]


def _for_the_pen(value: PartialDate) -> str:
    year = "    " if value.year is None else str(value.year)
    month, day = ("  " if part is None else str(part) for part in (value.month, value.day))
    return f"{year}年{month}月{day}日"


def _han_year(year: int) -> str:
    return "".join(_HAN[int(digit)] for digit in str(year))


def _han_number(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _HAN[tens] + "十") + ("" if ones == 0 else _HAN[ones])
