"""Where a line of Chinese text may end (GB/T 15834 for punctuation), character by character."""

from __future__ import annotations

import re
from itertools import pairwise

FREE, UNIT, WORD, NEVER = range(4)
"""How bad it is to end a line here: not at all; between a number and its unit; inside a word; against the rules."""

NO_START = frozenset("，。、；：？！）》」』】〉〕〗”’…％‰℃°·～,.;:?!)]}%~々")
NO_END = frozenset("（《「『【〈〔〖“‘([{￥¥$＄№")
TRIMMED = frozenset("，。、；：）》」』】〉〕〗”’")
"""Full-width marks whose right half is empty: they may be set narrower."""
TWINS = frozenset("—…")
DROPPED = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef\r]")
"""Marks without a shape of their own (soft hyphens, joiners, directions, variants): not drawn."""
UNITS = (
    "个百分点|个工作日|工作日|个自然日|个月|平方米|平方公里|公里|小时|分钟|年度|人次|户次|例次|元|人|户|个|件|笔|起|次|例|天|年|月|日|分|倍|项|家|"
    "处|名|批|份|条|场|期|台|套|吨|亩|米|%|％|‰|℃|㎡"
)
NUMBER = re.compile(rf"[≥≤＞＜>≧≦=＝±+\-−]?\d[\d.,]*(?P<unit>[万亿千百十]{{0,3}}(?:{UNITS})?)")


def latin(char: str) -> bool:
    """Tell whether a character belongs to a word of Latin letters, digits and their marks."""
    return "!" <= char <= "~" or "\u00c0" <= char <= "\u024f"


def cleaned(text: str) -> str:
    """Return the text that is drawn: tabs as blanks, marks without shape left out, one kind of line break."""
    return DROPPED.sub("", text.replace("\r\n", "\n")).replace("\t", " ")


def between(left: str, right: str) -> int:
    """Return how bad a line end between two characters is, numbers and units aside."""
    if right == " " or right in NO_START or left in NO_END or (left == right and left in TWINS):
        return NEVER
    if latin(left) and latin(right):
        return WORD
    return FREE


def line_ends(text: str) -> list[int]:
    """Return for each character how bad it is to end a line after it; the last one is free."""
    ends = [between(left, right) for left, right in pairwise(text)]
    ends.append(FREE)
    for match in NUMBER.finditer(text):
        for place in range(match.start(), match.end() - 1):
            if ends[place] == FREE:
                ends[place] = UNIT if place + 1 == match.start("unit") else WORD
    return ends
