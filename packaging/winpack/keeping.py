"""Which files of a wheel go into the folder, by `keep.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any, Final

from winpack.places import PACKAGING, BuildError

RULES: Final = PACKAGING / "keep.toml"


@dataclass(frozen=True, slots=True)
class Rule:
    """Patterns of one wheel; `keep` None takes all."""

    keep: tuple[str, ...] | None = None
    drop: tuple[str, ...] = ()


class Keeping:
    """The rules of all wheels; remembers which pattern was of use."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        """Take the rules by name of the wheel; `always` counts for each of them."""
        self._rules = dict(rules)
        self._used: set[tuple[str, str]] = set()
        self._asked: set[str] = set()

    def choose(self, wheel: str, names: Iterable[str]) -> list[str]:
        """Return the files of a wheel that are kept, sorted."""
        self._asked.add(wheel)
        return sorted(name for name in names if not name.endswith("/") and self._keeps(wheel, name))

    def check(self) -> None:
        """Refuse rules that do nothing: a typing mistake, or a file that a new version no longer has.

        Raises:
            BuildError: a wheel or a pattern in `keep.toml` matches nothing.
        """
        idle = [f"[{wheel}]" for wheel in self._rules.keys() - self._asked - {"always"}]
        for wheel, rule in self._rules.items():
            if wheel in self._asked:
                patterns = (*(rule.keep or ()), *rule.drop)
                idle += [f"[{wheel}] {pattern}" for pattern in patterns if (wheel, pattern) not in self._used]
        if idle:
            raise BuildError(f"{RULES.name} 里有对不上任何文件的规则：{'、'.join(sorted(idle))}")

    def _keeps(self, wheel: str, name: str) -> bool:
        rule = self._rules.get(wheel, Rule())
        wanted = rule.keep is None or self._matches(wheel, rule.keep, name)
        dropped = self._matches(wheel, rule.drop, name)
        always = self._rules.get("always", Rule()).drop
        return wanted and not dropped and not any(fnmatchcase(name, pattern) for pattern in always)

    def _matches(self, wheel: str, patterns: Collection[str], name: str) -> bool:
        hits = [pattern for pattern in patterns if fnmatchcase(name, pattern)]
        self._used.update((wheel, pattern) for pattern in hits)
        return bool(hits)


def load() -> Keeping:
    """Return the rules of `keep.toml`."""
    raw = tomllib.loads(RULES.read_text(encoding="utf-8"))
    return Keeping({wheel: _rule(table) for wheel, table in raw.items()})


def _rule(table: Mapping[str, Any]) -> Rule:
    keep = table.get("keep")
    return Rule(None if keep is None else tuple(keep), tuple(table.get("drop", ())))
