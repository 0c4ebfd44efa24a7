"""What can be wrong with a pack: one error to raise, one record for lists of check results."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.errors import DataError, Place


class PackError(DataError):
    """A pack, an expression or a template is not sound; nothing was taken over. `place` says where it stands."""

    def __init__(self, code: str, *, place: Place | None, what: str, rule: str = "", repair: str) -> None:
        """Keep the place; its words become the `where` of the message."""
        self.place = place or Place("")
        super().__init__(code, where=str(self.place), what=what, rule=rule, repair=repair)


@dataclass(frozen=True, slots=True)
class PackProblem:
    """One result of a pack check: code, place, what is wrong, the rule, the repair (Chinese)."""

    code: str
    place: Place
    what: str
    rule: str
    repair: str

    def error(self) -> PackError:
        """Return the problem as an error to raise."""
        return PackError(self.code, place=self.place, what=self.what, rule=self.rule, repair=self.repair)

    def sentence(self) -> str:
        """Return the problem as Chinese sentences."""
        return self.error().sentence()
