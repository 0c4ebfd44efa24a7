"""Templates: text with placeholders `{{key|form}}`, in stored text `{{#rowid/key|form}}`.

They hold keys only: what is calculated is a declared field.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from app.core.errors import Place
from app.packs.problems import PackError

_PLACEHOLDER: Final = re.compile(
    r"\{\{\s*(?:#(?P<row>[A-Za-z0-9_-]{1,64})/)?(?P<key>[A-Za-z_][A-Za-z0-9_.]*)\s*(?:\|\s*(?P<form>[^{}|\n]*?)\s*)?\}\}",
    re.ASCII,
)
_MAX_LENGTH: Final = 200_000


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One placeholder: row id (None for the row at hand), key, print form."""

    row: str | None
    key: str
    form: str

    def __str__(self) -> str:
        """Return the placeholder as written."""
        row = f"#{self.row}/" if self.row is not None else ""
        form = f"|{self.form}" if self.form else ""
        return f"{{{{{row}{self.key}{form}}}}}"


@dataclass(frozen=True, slots=True)
class Template:
    """A parsed template: texts and placeholders in order."""

    parts: tuple[str | Placeholder, ...]

    @property
    def placeholders(self) -> tuple[Placeholder, ...]:
        """Return the placeholders in order."""
        return tuple(part for part in self.parts if isinstance(part, Placeholder))

    @property
    def single(self) -> Placeholder | None:
        """Return the placeholder when the text is exactly one, else None."""
        return self.parts[0] if len(self.parts) == 1 and isinstance(self.parts[0], Placeholder) else None

    def render(self, lookup: Callable[[Placeholder], str]) -> str:
        """Return the text with every placeholder replaced."""
        return "".join(lookup(part) if isinstance(part, Placeholder) else part for part in self.parts)

    def __str__(self) -> str:
        """Return the template as written."""
        return "".join(str(part) for part in self.parts)


def parse_template(text: str, *, place: Place | None = None) -> Template:
    """Read a template. Single braces are literal; a `{{` that opens no placeholder is an error.

    Raises:
        PackError: a malformed placeholder, or the text is too long.
    """
    if len(text) > _MAX_LENGTH:
        raise PackError(
            "template.too_long", place=place, what="文字太长", rule=f"不超过{_MAX_LENGTH}个字符", repair="请缩短"
        )
    template = _parse(text)
    for part in template.parts:
        if isinstance(part, str) and "{{" in part:
            raise PackError(
                "template.placeholder",
                place=place,
                what=f"“{part[part.index('{{') :][:30]}”不是取数的写法",
                rule="取数写成 {{栏名}}、{{栏名|格式}} 或 {{#行的编号/栏名}}",
                repair="请改正",
            )
    return template


@lru_cache(maxsize=4096)
def _parse(text: str) -> Template:
    parts: list[str | Placeholder] = []
    at = 0
    for match in _PLACEHOLDER.finditer(text):
        if match.start() > at:
            parts.append(text[at : match.start()])
        parts.append(Placeholder(match["row"], match["key"], match["form"] or ""))
        at = match.end()
    if at < len(text):
        parts.append(text[at:])
    return Template(tuple(parts))


def bound_rows(text: str) -> list[str]:
    """Return the ids of the rows that a stored text binds to; malformed placeholders are left aside."""
    if "{{#" not in text:
        return []
    return [part.row for part in _parse(text).placeholders if part.row is not None]
