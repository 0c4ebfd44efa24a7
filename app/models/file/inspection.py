"""Checks of a file before anything uses it: exact schema, integrity, limits, and a sound tree of rows.

Every check yields problems; opening raises the first one, `check_file` collects them all.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final, get_args

from sqlalchemy import Connection

from app.core.errors import EnvironmentProblem
from app.core.records import ROOT_ID, Facts, Origin, State
from app.models.file.connection import count_of, rows
from app.models.file.facts import FORM, KEY, LIMITS, META_NAME, RANK, ROW_ID, TABLE_NAME
from app.models.file.problems import damaged, tampered, too_many
from app.models.file.schema import FILE_ID, HEAD

INTERNAL_ID: Final = re.compile(r"[0-9a-f]{16}")

_SCHEMA: Final = "SELECT type, name, sql FROM sqlite_schema"
_STATES: Final = frozenset(get_args(State))
_ORIGINS: Final = frozenset(get_args(Origin))
_HIDDEN_GENERATED: Final = (2, 3)
_NAME_OF_TYPE: Final = {
    "trigger": ("file.trigger", "触发器"),
    "view": ("file.view", "视图"),
    "table": ("file.extra_table", "多余的表"),
    "index": ("file.extra_index", "多余的索引"),
}


def schema_problems(connection: Connection, path: Path, ddl: tuple[str, ...]) -> Iterator[EnvironmentProblem]:
    """Compare the schema with what this program writes, text by text."""
    found = [(str(kind), str(name), text) for kind, name, text in rows(connection, _SCHEMA)]
    wanted = expected_schema(ddl)
    for kind, name, text in found:
        if (kind, name) not in wanted:
            code, word = _NAME_OF_TYPE.get(kind, _NAME_OF_TYPE["table"])
            yield tampered(path, code, f"文件里有{word}“{name[:40]}”")
        elif text != wanted[kind, name]:
            yield _altered(connection, path, name)
    present = [(kind, name) for kind, name, _ in found]
    for kind, name in wanted:
        if present.count((kind, name)) != 1:
            yield tampered(path, "file.missing_table", f"文件里缺少{'表' if kind == 'table' else '索引'}“{name}”")


@cache
def expected_schema(ddl: tuple[str, ...]) -> Mapping[tuple[str, str], str | None]:
    """Return what the schema of a fresh file holds: text by type and name."""
    fresh = sqlite3.connect(":memory:")
    for statement in ddl:
        fresh.execute(statement)
    found = {(kind, name): text for kind, name, text in fresh.execute(_SCHEMA)}
    fresh.close()
    return found


def integrity_problems(connection: Connection, path: Path, *, thorough: bool = False) -> Iterator[EnvironmentProblem]:
    """Let SQLite check pages and types; `thorough` also every index entry.

    CHECK constraints are left out: SQLite looks at them in files that may be written only, and takes five times as
    long; `fact_problems` says the same of the facts.
    """
    connection.exec_driver_sql("PRAGMA ignore_check_constraints=ON")
    found = [str(line) for (line,) in rows(connection, f"PRAGMA {'integrity_check' if thorough else 'quick_check'}")]
    connection.exec_driver_sql("PRAGMA ignore_check_constraints=OFF")
    if found != ["ok"]:
        problem = damaged(path, f"完整性检查发现{len(found)}处错误")
        problem.add_note("\n".join(found))
        yield problem


def limit_problems(connection: Connection, path: Path) -> Iterator[EnvironmentProblem]:
    """Count before reading: a file from a stranger must not fill the memory."""
    for table, (limit, word) in LIMITS.items():
        count = count_of(connection, table)
        if count > limit:
            yield too_many(path, word, count, limit)


def identity_problems(connection: Connection, path: Path) -> Iterator[EnvironmentProblem]:
    """Check that the file knows its identity and its last commit."""
    meta = dict(rows(connection, "SELECT name, value FROM meta WHERE name IN (?, ?)", FILE_ID, HEAD))
    for name in (FILE_ID, HEAD):
        if not INTERNAL_ID.fullmatch(meta.get(name, "")):
            yield tampered(path, "file.identity", f"文件的标识（{name}）缺失或不合规定")


def fact_problems(facts: Facts, path: Path) -> Iterator[EnvironmentProblem]:
    """Check names and the tree of rows: one root, every row below it, every cell in a row."""
    yield from _name_problems(facts, path)
    yield from _choice_problems(facts, path)
    root = facts.rows.get(ROOT_ID)
    if root is None or root.parent is not None or root.table != ROOT_ID:
        yield tampered(path, "file.root", "文件里缺少单位这一行")
    for row_id in facts.cells.keys() - facts.rows.keys():
        yield tampered(path, "file.orphan", f"有些栏属于不存在的行“{row_id[:40]}”")
    yield from _tree_problems(facts, path)


def _tree_problems(facts: Facts, path: Path) -> Iterator[EnvironmentProblem]:
    reached = {ROOT_ID}
    for row_id in facts.rows:
        trail: list[str] = []
        on_trail: set[str] = set()
        current: str | None = row_id
        while current is not None and current in facts.rows and current not in reached and current not in on_trail:
            trail.append(current)
            on_trail.add(current)
            current = facts.rows[current].parent
        reached.update(trail)
        if current is None or current not in facts.rows:
            yield tampered(path, "file.orphan", f"行“{row_id[:40]}”的上级行不存在")
        elif current in on_trail:
            yield tampered(path, "file.cycle", f"行“{row_id[:40]}”的上级绕回到它自己")


def _name_problems(facts: Facts, path: Path) -> Iterator[EnvironmentProblem]:
    keys = {at for cells in facts.cells.values() for at in cells}
    checks: list[tuple[re.Pattern[str], str, set[str]]] = [
        (ROW_ID, "行号", set(facts.rows)),
        (TABLE_NAME, "表名", {row.table for row in facts.rows.values()}),
        (RANK, "行的次序", {row.rank for row in facts.rows.values()}),
        (KEY, "栏名", {key for key, _ in keys}),
        (FORM, "表样中的表号", {form for _, form in keys}),
        (META_NAME, "设置名", set(facts.meta)),
    ]
    for pattern, word, names in checks:
        for name in sorted(name for name in names if not pattern.fullmatch(name)):
            yield tampered(path, "file.name", f"{word}“{name[:40]}”不合规定")


def _choice_problems(facts: Facts, path: Path) -> Iterator[EnvironmentProblem]:
    """Look at what the constraints of the table say."""
    for state, origin in {(cell.state, cell.origin) for cells in facts.cells.values() for cell in cells.values()}:
        if state not in _STATES or origin not in _ORIGINS:
            yield tampered(path, "file.value", f"栏的状态或来源“{state[:40]} {origin[:40]}”不合规定")


def _altered(connection: Connection, path: Path, name: str) -> EnvironmentProblem:
    columns = rows(
        connection, "SELECT name FROM pragma_table_xinfo(?) WHERE hidden IN (?, ?)", name, *_HIDDEN_GENERATED
    )
    if columns:
        return tampered(path, "file.generated_column", f"表“{name}”里有自动计算的列“{columns[0][0][:40]}”")
    return tampered(path, "file.columns", f"表“{name}”的列或约束与规定的不同")
