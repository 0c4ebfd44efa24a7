"""Blank and 无: which typed text means that there is none, and how an absent item prints.

Blank (nobody has written anything), 0 and 无 are three different facts.
"""

from __future__ import annotations

import re
from typing import Final, Literal, get_args

AbsentStyle = Literal["blank", "0", "无", "——"]
ABSENT_STYLES: Final[tuple[str, ...]] = get_args(AbsentStyle)
"""How a form may print an absent item: nothing, a zero, the word, the dash."""

_BLANKS = " \t\r\n\v\f\u00a0\u1680\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
_OUTER = re.compile(rf"\A[{_BLANKS}]+|[{_BLANKS}]+\Z")
_RUN = re.compile(rf"[{_BLANKS}]+")
_WORDS = frozenset(
    {"无", "无此项", "无此项目", "无此项支出", "没有", "不适用", "不涉及", "未涉及", "/", "／", "N/A", "n/a"},
)
_DASHES = re.compile(r"[-–—―─━－﹣‐‑‒−一]{1,6}")  # input methods and OCR give all of these
_LONE_ONE = "一"  # a single 一 is the number one, two or more are a dash as OCR reads it


def trim(text: str) -> str:
    """Drop outer blanks of every width and make inner runs of blanks one space."""
    return _RUN.sub(" ", _OUTER.sub("", text))


def outer_trim(text: str) -> str:
    """Drop outer blanks of every width (full-width, no-break, zero-width); inner ones stay."""
    return _OUTER.sub("", text)


def is_blank(text: str) -> bool:
    """Say whether a text holds nothing but blanks."""
    return not outer_trim(text)


def is_absent(text: str) -> bool:
    """Say whether a typed text means 无: 无, 无此项, 不适用, 不涉及, a slash or a dash of any length."""
    bare = trim(text).replace(" ", "").rstrip("。")
    if bare in _WORDS:
        return True
    return _DASHES.fullmatch(bare) is not None and bare != _LONE_ONE


def print_absent(style: str) -> str:
    """Return what an absent item prints in a form of the given style; `blank` prints nothing."""
    return "" if style == "blank" else style
