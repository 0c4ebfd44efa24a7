"""Names of the nodes of the graph.

A value is the node (row, key). The graph's own nodes have keys that no field can have.
"""

from __future__ import annotations

from typing import Final

from app.answers.network import Node

IN_FORCE: Final = "@in"
"""Whether a row is in force: its table's `when`, and its parent's."""

EXISTS: Final = "@row"
"""The table of a row, None when there is no such row; read by bindings."""

STATED: Final = "@stated"
"""Stands for the stated values (原表数) of a row; only sheets read it."""

SHEET: Final = "@sheet"
"""The score sheet of a row."""

SHEET_ROW: Final = "@sheet_row"
"""An indicator row as its sheet shows it."""

_LIST: Final = "@:"
_UNTOUCHED: Final = "="


def list_node(row: str, table: str) -> Node:
    """Return the node of the rows in force of a table under a row."""
    return row, _LIST + table


def untouched(row: str, key: str) -> Node:
    """Return the node of what a computed key gives without its override by hand."""
    return row, _UNTOUCHED + key


def table_of_list(key: str) -> str | None:
    """Return the table when a key is that of a list node."""
    return key.removeprefix(_LIST) if key.startswith(_LIST) else None


def key_untouched(key: str) -> str | None:
    """Return the key when a key is that of an `untouched` node."""
    return key.removeprefix(_UNTOUCHED) if key.startswith(_UNTOUCHED) else None


def is_value(node: Node) -> bool:
    """Say whether a node is the value of a field."""
    return node[1][0] not in "@="
