"""The tree of rows: children in order of rank, the rows below a row, paths that people write.

A path is `projects[2]/indicators[5]/actual`: tables with the place in the list (from 1), then the key.
`#rowid/key` names a row by its id; `|form` at the end names what one form prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.core.errors import UserError
from app.core.records import ROOT_ID, Address, Facts, Row

_SEGMENT = re.compile(r"^(?P<table>[a-z_][a-z0-9_]*)\[(?P<place>\d{1,6})\]$")
_ROW_ID = re.compile(r"^#(?P<id>[A-Za-z0-9_-]{1,64})$")
_KEY = re.compile(r"^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)*$")


@dataclass(frozen=True, slots=True)
class RowTree:
    """Children of every row by table, in order of rank and id."""

    rows: Mapping[str, Row]
    children: Mapping[tuple[str, str], tuple[str, ...]]

    def place(self, row_id: str) -> int:
        """Return the place of a row in its list, from 1."""
        row = self.rows[row_id]
        return self.children[row.parent or "", row.table].index(row_id) + 1

    def tables_of(self, row_id: str) -> list[str]:
        """Return the child tables of a row that hold rows, in order of name."""
        return sorted(table for parent, table in self.children if parent == row_id)

    def below(self, row_id: str) -> Iterator[str]:
        """Yield the ids of all rows below a row, children before their parents."""
        for table in self.tables_of(row_id):
            for child in self.children[row_id, table]:
                yield from self.below(child)
                yield child

    def path(self, row_id: str) -> str:
        """Return the path of a row in words of the program: `projects[2]/indicators[5]`, empty for the root."""
        steps: list[str] = []
        current = self.rows[row_id]
        while current.parent is not None:
            steps.append(f"{current.table}[{self.place(current.id)}]")
            current = self.rows[current.parent]
        return "/".join(reversed(steps))

    def address_path(self, address: Address) -> str:
        """Return the path of a cell as people write it."""
        row = self.path(address.row)
        form = f"|{address.form}" if address.form else ""
        return f"{row}/{address.key}{form}" if row else f"{address.key}{form}"


def row_tree(facts: Facts) -> RowTree:
    """Sort the rows of an evaluation into lists of children."""
    lists: dict[tuple[str, str], list[Row]] = {}
    for row in facts.rows.values():
        if row.parent is not None:
            lists.setdefault((row.parent, row.table), []).append(row)
    children = {at: tuple(r.id for r in sorted(rows, key=lambda r: (r.rank, r.id))) for at, rows in lists.items()}
    return RowTree(facts.rows, children)


def parse_row_path(text: str, tree: RowTree) -> str:
    """Return the id of the row that a path names; the empty path is the root.

    Raises:
        UserError: the path is malformed or names a row that does not exist.
    """
    current = ROOT_ID
    for segment in [part for part in text.strip().split("/") if part]:
        current = _step(segment, current, tree, text)
    return current


def parse_address(text: str, tree: RowTree) -> Address:
    """Return the address that a path such as `projects[2]/indicators[5]/actual|att3` names.

    Raises:
        UserError: the path is malformed or names a row that does not exist. The key is not checked here.
    """
    body, _, form = text.strip().partition("|")
    row_path, _, key = body.rpartition("/")
    if not _KEY.match(key):
        raise UserError(
            "address.malformed",
            where=text,
            what="这不是一个栏的位置",
            rule="位置写成“表[序号]/栏”，例如 projects[2]/indicators[5]/actual，单位自己的栏直接写栏名，例如 unit.name",
            repair="请改正后重试",
        )
    return Address(parse_row_path(row_path, tree), key, form.strip())


def _step(segment: str, current: str, tree: RowTree, text: str) -> str:
    if by_id := _ROW_ID.match(segment):
        if by_id["id"] not in tree.rows:
            raise _no_row(text, f"没有编号为{by_id['id']}的行")
        return by_id["id"]
    if segment == ROOT_ID and current == ROOT_ID:
        return ROOT_ID
    match = _SEGMENT.match(segment)
    if match is None:
        raise _no_row(text, f"“{segment}”不是行的写法")
    rows = tree.children.get((current, match["table"]), ())
    place = int(match["place"])
    if not 1 <= place <= len(rows):
        raise _no_row(text, f"{match['table']} 只有{len(rows)}行，没有第{place}行")
    return rows[place - 1]


def _no_row(text: str, what: str) -> UserError:
    return UserError(
        "address.no_row",
        where=text,
        what=what,
        rule="行写成“表[序号]”，序号从1数起，例如 projects[2]/indicators[5]",
        repair="请改正后重试，可用 jixiao dump 查看全部行",
    )
