"""From the text of an expression to its tokens; full-width signs count as their plain ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.core.errors import Place
from app.packs.problems import PackError

_ALIASES: Final = {
    "（": "(", "）": ")", "，": ",", "＋": "+", "－": "-", "−": "-", "×": "*", "＊": "*", "÷": "/", "／": "/",
    "≥": ">=", "≧": ">=", "≤": "<=", "≦": "<=", "≠": "!=", "＞": ">", "＜": "<", "＝＝": "==",
}  # fmt: skip
_TOKEN: Final = re.compile(
    r"[\s\u3000\u00a0]*(?:"
    r"(?P<number>[0-9]+(?:\.[0-9]+)?%?)"
    r"|(?P<text>'[^'\x00-\x1f\x7f\ud800-\udfff]*'|\"[^\"\x00-\x1f\x7f\ud800-\udfff]*\")"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)"
    r"|(?P<sign>==|!=|<=|>=|＝＝|[-+*/<>(),（），＋－−×＊÷／≥≧≤≦≠＞＜])"
    r"|(?P<end>\Z))",
    re.ASCII,
)
_HINTS: Final = {
    "=": "判断相等写成 ==",
    "＝": "判断相等写成 ==",
    "!": "不等于写成 !=，“不是”写成 not",
    "&": "“并且”写成 and",
    "|": "“或者”写成 or",
    "'": "引号要成对，写在同一行，里面不能有控制字符",
    '"': "引号要成对，写在同一行，里面不能有控制字符",
    "‘": "文字两边用英文引号 '",
    "’": "文字两边用英文引号 '",
    "“": "文字两边用英文引号 '",
    "”": "文字两边用英文引号 '",
    "%": "百分号紧跟在数的后面，例如 5%",
    ".": "小数点前后都要有数字，栏名的点前后都要有字母",
}
"""What people write for something the language writes otherwise."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the source: number, text, name, sign or end; its plain spelling; where it begins."""

    kind: str
    text: str
    at: int

    @property
    def shown(self) -> str:
        """Return the token for a message."""
        return f"“{self.text}”" if self.text else "算式末尾"


@dataclass(frozen=True, slots=True)
class Source:
    """The text of an expression and where it stands; gives its tokens and its errors."""

    text: str
    place: Place | None

    def tokens(self) -> Iterator[Token]:
        """Yield the tokens; the last one has the kind `end`.

        Raises:
            PackError: a character that the language does not have.
        """
        kind, at = "", 0
        while kind != "end":
            match = _TOKEN.match(self.text, at)
            if match is None:
                raise self._odd(at)
            kind = match.lastgroup or ""
            text = match[kind]
            yield Token(kind, _ALIASES.get(text, text), match.start(kind))
            at = match.end()

    def line_column(self, at: int) -> tuple[int, int]:
        """Return line and column of a character, both from 1."""
        before = self.text[:at]
        return before.count("\n") + 1, at - before.rfind("\n")

    def error(self, at: int, what: str, repair: str = "请改正算式") -> PackError:
        """Return the refusal of what stands at a character."""
        line, column = self.line_column(at)
        return PackError(
            "expression.syntax",
            place=self.place,
            what=f"算式“{self._short()}”第{line}行第{column}个字符处：{what}",
            rule="算式由栏名、数、＋－×÷、比较、and、or、not 和列出的函数组成",
            repair=repair,
        )

    def _odd(self, at: int) -> PackError:
        """Return the refusal of a character; one that cannot be seen or looks like another is named by its code."""
        while self.text[at] in " \t\n\r\f\v\u3000\u00a0":
            at += 1
        character = self.text[at]
        shown = f"“{character}”" if character.isprintable() else ""
        code = "" if character.isascii() and shown else f"（U+{ord(character):04X}）"
        hint = _HINTS.get(character) or _HINTS.get(unicodedata.normalize("NFKC", character), "")
        return self.error(at, f"不认识{shown}{code}", hint or "栏名和函数名只用半角英文字母、数字和_")

    def _short(self) -> str:
        """Return the source in one line of printable characters, cut off where it is long."""
        text = "".join(character if character.isprintable() else "□" for character in " ".join(self.text.split()))
        return text if len(text) <= 60 else text[:60] + "…"
