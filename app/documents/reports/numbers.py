"""Numbers of headings: 一、 （一） 1. （1） and what else a pack asks for."""

from __future__ import annotations

from typing import Final

NONE: Final = "none"
"""Style of a heading without a number."""

_HAN: Final = "〇一二三四五六七八九"


def numbered(style: str, number: int) -> str:
    """Return a number in a style: `{zh}` is the Chinese number, `{n}` the Arabic one."""
    if style == NONE:
        return ""
    return style.replace("{zh}", chinese(number)).replace("{n}", str(number))


def chinese(number: int) -> str:
    """Return a number from 1 to 999 in Chinese words (十二, 二十, 一百零五); others in digits."""
    if not 0 < number < 1000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = f"{_HAN[hundreds]}百" if hundreds else ""
    if tens:
        words += "十" if tens == 1 and not hundreds else f"{_HAN[tens]}十"
    elif hundreds and ones:
        words += "零"
    return words + (_HAN[ones] if ones else "")
