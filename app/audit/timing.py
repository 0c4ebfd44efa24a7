"""The time that one rule may take: a rule that needs longer is reported as broken and the others run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from time import thread_time_ns
from typing import Final, TypeVar

from app.audit.view import AuditView
from app.core.records import Address
from app.documents.rows import RowView

SECONDS: Final = 3
"""What one rule may take of computing time (a busy machine is not its fault); ours need a small part of it."""

clock = thread_time_ns
_SECOND: Final = 1_000_000_000
_TOO_SLOW: Final = "@slow"
Made = TypeVar("Made")


class TooSlowError(Exception):
    """A rule took longer than it may."""


@dataclass(slots=True)
class Timer:
    """Time of one rule; `check` is asked wherever a rule goes on to the next row."""

    ends: int

    @classmethod
    def start(cls) -> Timer:
        """Begin to count."""
        return cls(clock() + SECONDS * _SECOND)

    def again(self) -> None:
        """Begin anew, for the next rule."""
        self.ends = clock() + SECONDS * _SECOND

    def check(self) -> None:
        """Raise when the time is over.

        Raises:
            TooSlowError: it is.
        """
        if clock() > self.ends:
            raise TooSlowError


@dataclass(frozen=True, slots=True)
class TimedView(AuditView):
    """A view whose every step looks at the clock, so that a slow rule ends at the next one."""

    timer: Timer = field(kw_only=True)

    def once(self, make: Callable[[AuditView], Made]) -> Made:
        """Return what a function makes of this view; what took most of a rule's time in vain is not tried again."""
        if self.memo.get((_TOO_SLOW, self.scope, make)):
            raise TooSlowError
        began = clock()
        try:
            return self._once(make)
        except TooSlowError:
            self.memo[_TOO_SLOW, self.scope, make] = clock() - began > SECONDS * _SECOND // 2
            raise

    def _once(self, make: Callable[[AuditView], Made]) -> Made:
        return AuditView.once(self, make)

    def step(self) -> None:
        """Raise when the time is over."""
        self.timer.check()

    def rows(self, table: str) -> Iterator[RowView]:
        """Yield every row of a table that is in force."""
        for row in AuditView.rows(self, table):
            self.timer.check()
            yield row

    def row(self, row_id: str) -> RowView:
        """Return a row by its id."""
        self.timer.check()
        return AuditView.row(self, row_id)

    def printed(self, address: Address) -> str:
        """Return what stands at an address."""
        self.timer.check()
        return AuditView.printed(self, address)
