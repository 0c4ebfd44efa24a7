"""The three kinds of error.

`UserError`: something the person can put right (a wrong value, a broken pack).
`EnvironmentProblem`: the machine stands in the way (disk full, file locked, folder read-only).
Anything else that is raised is a bug of ours.
Every error of the first two kinds speaks Chinese and says where, what, the rule and the repair.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a text file something stands; `line` and `column` count from 1, 0 means unknown."""

    source: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Print the place in words: 文件 第n行第m列."""
        if not self.line:
            return self.source
        column = f"第{self.column}列" if self.column else ""
        return f"{self.source} 第{self.line}行{column}"


class JixiaoError(Exception):
    """Base of the errors that are shown to a person.

    Attributes:
        code: short stable English id, for tests and `--json` (never shown alone on the screen).
        where: the place, in the person's words.
        what: what is wrong, with the value as it stands.
        rule: the rule that it breaks; may be empty.
        repair: what to do first.
    """

    kind = "error"

    def __init__(self, code: str, *, where: str, what: str, rule: str = "", repair: str) -> None:
        """Keep the five parts; the message joins them as sentences."""
        self.code = code
        self.where = where
        self.what = what
        self.rule = rule
        self.repair = repair
        super().__init__(self.sentence())

    def sentence(self) -> str:
        """Return the whole message as Chinese sentences."""
        parts = [f"{self.where}：{self.what}" if self.where else self.what, self.rule, self.repair]
        return "".join(p if p.endswith(("。", "？", "\n")) else f"{p}。" for p in parts if p)

    def as_dict(self) -> dict[str, object]:
        """Return the parts for `--json`."""
        return {
            "kind": self.kind,
            "code": self.code,
            "where": self.where,
            "what": self.what,
            "rule": self.rule,
            "repair": self.repair,
            "message": self.sentence(),
        }


class UserError(JixiaoError):
    """The person can put it right: say it, keep everything that was there."""

    kind = "user"


class DataError(UserError):
    """A `UserError` that lies in the content of a file (answers, pack, evaluation), not in the call.

    The command line ends with 1 for it in `load`, `check` and `packs check`, else with 2.
    """


class EnvironmentProblem(JixiaoError):
    """The machine stands in the way: disk full, file locked, folder read-only, file foreign or damaged."""

    kind = "environment"
