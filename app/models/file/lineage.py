"""Lineage: every commit has a random id and knows the one before it, so that copies of a file are told apart."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, insert, update

from app.models.file.connection import rows
from app.models.file.facts import meta_value
from app.models.file.schema import FILE_ID, HEAD, LINEAGE, META

Relation = Literal["same", "newer", "older", "branched", "unrelated"]


def new_id() -> str:
    """Return a random id of a commit or a file (64 bits)."""
    return secrets.token_hex(8)


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where a file stands: identity of its evaluation, id of the last commit, and every commit with its predecessor."""

    file_id: str
    head: str
    prev: Mapping[str, str | None]

    def chain(self) -> Iterator[str]:
        """Yield the commits from the last one back to the first; a broken chain just ends."""
        seen: set[str] = set()
        current: str | None = self.head
        while current is not None and current not in seen:
            seen.add(current)
            yield current
            current = self.prev.get(current)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How one copy stands to another; `common` is the last commit both have, None when they share none."""

    relation: Relation
    common: str | None


def compare_lineage(one: Lineage, other: Lineage) -> Comparison:
    """Tell how `one` stands to `other`: same, newer (one goes on from other), older, branched or unrelated."""
    mine = set(one.chain())
    common = next((commit for commit in other.chain() if commit in mine), None)
    if common is None:
        return Comparison("unrelated", None)
    if one.head == other.head:
        return Comparison("same", common)
    if common == other.head:
        return Comparison("newer", common)
    return Comparison("older" if common == one.head else "branched", common)


def read_lineage(connection: Connection) -> Lineage:
    """Read the lineage of an open file."""
    prev = dict(rows(connection, "SELECT id, prev FROM lineage"))
    return Lineage(meta_value(connection, FILE_ID) or "", meta_value(connection, HEAD) or "", prev)


def advance(connection: Connection, commit: str) -> str:
    """Make `commit` the head and return its predecessor."""
    head = meta_value(connection, HEAD) or ""
    connection.execute(insert(LINEAGE).values(id=commit, prev=head))
    connection.execute(update(META).where(META.c.name == HEAD).values(value=commit))
    return head
