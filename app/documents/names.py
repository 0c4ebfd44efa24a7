"""Names of documents as files and sheets: what every system allows, not too long, each once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from app.core.absence import trim

MAX_FILE: Final = 80
"""Characters of a file name without its ending; with a folder it stays below what Windows allows."""

_MAX_BYTES: Final = 210
"""Of UTF-8: with a mark and an ending it stays below the 255 that Linux and macOS allow."""

MAX_SHEET: Final = 31
_WIDE: Final = str.maketrans('\\/:*?"<>|', "＼／：＊？”＜＞｜")
"""What Windows forbids in names, and the wide character that looks the same."""

_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_RESERVED: Final = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])")
_SHEET: Final = str.maketrans("[]:*?/\\'", "（）：＊？／＼’")


def file_name(text: str) -> str:
    """Return a text as the name of a file without ending: 附件3 2024年度项目支出绩效自评表（参保登记）."""
    whole = trim(_CONTROL.sub(" ", text)).translate(_WIDE)[:MAX_FILE]
    name = whole.encode("utf-8", "replace")[:_MAX_BYTES].decode("utf-8", "ignore").rstrip(". ")
    if not name or _RESERVED.fullmatch(name):
        return f"{name}文件"
    return name


def sheet_name(text: str) -> str:
    """Return a text as the name of a sheet."""
    return trim(_CONTROL.sub(" ", text)).translate(_SHEET)[:MAX_SHEET].strip("’ ") or "表"


def each_once(names: Iterable[str], longest: int) -> Iterator[str]:
    """Yield names so that none comes twice, upper and lower case being the same: a number is put behind."""
    seen: set[str] = set()
    for name in names:
        found, number = name, 1
        while found.casefold() in seen:
            number += 1
            end = f"（{number}）"
            found = name[: longest - len(end)] + end
        seen.add(found.casefold())
        yield found
