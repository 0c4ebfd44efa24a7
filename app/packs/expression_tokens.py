"""The words and signs of an expression, with their places; full-width signs are taken for their plain ones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from app.core.errors import Place
from app.packs.problems import PackError

ALIASES: Final = {
    "（": "(", "）": ")", "，": ",", "＋": "+", "－": "-", "−": "-", "×": "*", "＊": "*", "÷": "/", "／": "/",
    "≥": ">=", "≧": ">=", "≤": "<=", "≦": "<=", "≠": "!=", "＞": ">", "＜": "<", "＝＝": "==",
}  # fmt: skip
"""Signs as people type them, with their plain spelling."""

# Blanks of every width, as an input method leaves them between signs; names and numbers are plain ASCII.
_TOKEN: Final = re.compile(
    r"(?P<space>[\s\u3000\u00a0]+)"
    r"|(?P<number>[0-9]+(?:\.[0-9]+)?%?)"
    r"|(?P<string>'[^'\n]*'|\"[^\"\n]*\")"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)"
    r"|(?P<operator>==|!=|<=|>=|＝＝|[-+*/<>(),（），＋－−×＊÷／≥≧≤≦≠＞＜])",
    re.ASCII,
)
_HINTS: Final = {
    "=": "比较相等要写两个等号 ==",
    "＝": "比较相等要写两个等号 ==",
    "'": "引号没有成对",
    '"': "引号没有成对",
    "“": "文字要用半角引号 ' '",
    "”": "文字要用半角引号 ' '",
    "‘": "文字要用半角引号 ' '",
    "’": "文字要用半角引号 ' '",
}


@dataclass(frozen=True, slots=True)
class Token:
    """One word or sign: number, string, name, operator or the end; `at` counts characters from 0."""

    kind: str
    text: str
    at: int

    @property
    def shown(self) -> str:
        """Return the token for a message."""
        return f"“{self.text}”" if self.text else "算式末尾"


def scan(source: str, place: Place | None) -> list[Token]:
    """Return the tokens of an expression, the end last.

    Raises:
        PackError: a character that the language does not know.
    """
    tokens: list[Token] = []
    at = 0
    while at < len(source):
        match = _TOKEN.match(source, at)
        if match is None:
            raise syntax_error(source, at, _odd(source[at]), place)
        if match.lastgroup != "space":
            text = match.group()
            tokens.append(Token(match.lastgroup or "", ALIASES.get(text, text), at))
        at = match.end()
    tokens.append(Token("end", "", len(source)))
    return tokens


def _odd(char: str) -> str:
    """Letters that only look like plain ones are named by their number."""
    if char in _HINTS:
        return _HINTS[char]
    shown = f"“{char}”" if char.isprintable() else "这个字符"
    return f"不认识{shown}" + ("" if char.isascii() and char.isprintable() else f"（U+{ord(char):04X}）")


def line_column(source: str, at: int) -> tuple[int, int]:
    """Return line and column of a character, both from 1."""
    before = source[:at]
    return before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1


def syntax_error(source: str, at: int, what: str, place: Place | None) -> PackError:
    """Return the error at a character of an expression."""
    line, column = line_column(source, at)
    return PackError(
        "expression.syntax",
        place=place,
        what=f"算式“{_short(source)}”第{line}行第{column}个字符处：{what}",
        rule="算式由栏名、数、＋－×÷、比较、and、or、not 和列出的函数组成",
        repair="请改正算式",
    )


def _short(source: str) -> str:
    text = "".join(char if char.isprintable() else " " for char in source[:200])
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:60] + "…"
