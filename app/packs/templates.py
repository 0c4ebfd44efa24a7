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

# Bounded and without overlapping repeats: texts of strangers must not make the search slow.
_BRACES: Final = re.compile(r"\{\{([^{}\n]{1,300})\}\}")
_NAME: Final = re.compile(
    r"(?:#(?P<row>[A-Za-z0-9_-]{1,64})/)?(?P<key>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*)", re.ASCII
)
_MAX_LENGTH: Final = 200_000
_MAX_KEPT: Final = 2_000
"""Longer texts are read anew each time: few are, and they would fill the memory."""


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
    if any(isinstance(part, str) and "{{" in part for part in template.parts):
        raise _malformed(text, place)
    return template


def _malformed(text: str, place: Place | None) -> PackError:
    """Return the error at the first `{{` that opens no placeholder."""
    masked = _BRACES.sub(lambda found: found[0] if _placeholder(found[1]) is None else " " * len(found[0]), text)
    at = masked.index("{{")
    line, column = text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1
    shown = " ".join(text[at : at + 30].split())
    return PackError(
        "template.placeholder",
        place=place,
        what=f"第{line}行第{column}个字符处的“{shown}”不是取数的写法",
        rule="取数写成 {{栏名}}、{{栏名|格式}} 或 {{#行的编号/栏名}}",
        repair="请改正",
    )


def _parse(text: str) -> Template:
    if "{{" not in text:
        return Template((text,) if text else ())
    return (_kept if len(text) <= _MAX_KEPT else _split)(text)


def _split(text: str) -> Template:
    parts: list[str | Placeholder] = []
    at = 0
    for match in _BRACES.finditer(text):
        placeholder = _placeholder(match[1])
        if placeholder is not None:
            parts += [text[at : match.start()], placeholder]
            at = match.end()
    parts.append(text[at:])
    return Template(tuple(part for part in parts if part))


_kept = lru_cache(maxsize=4096)(_split)


def _placeholder(inside: str) -> Placeholder | None:
    name, _, form = inside.partition("|")
    match = _NAME.fullmatch(name.strip())
    if match is None or "|" in form:
        return None
    return Placeholder(match["row"], match["key"], form.strip())


def bound_rows(text: str) -> list[str]:
    """Return the ids of the rows that a stored text binds to; malformed placeholders are left aside."""
    if "{{#" not in text:
        return []
    return [part.row for part in _parse(text).placeholders if part.row is not None]
