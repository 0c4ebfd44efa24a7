"""New databases: an empty one of the newest version, and the clean copy that leaves the office.

Both are built in a draft that `whole` puts in place; while it is a draft no journal lies beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, insert

from app.core.records import Address, CellOp, Facts, MetaOp, Op, Row, RowOp
from app.models.file.connection import Channel, connect, rows
from app.models.file.facts import Stamp, store, write
from app.models.file.lineage import new_id
from app.models.file.packs import PackBody, keep_blob, keep_pack, kept_blob, kept_pack
from app.models.file.problems import speaking
from app.models.file.schema import APPLICATION_ID, DDL, FILE_ID, HEAD, LINEAGE, META, PACK, REVISION, VERSION

CLEAN_META: Final = (PACK, "sample")
"""The meta entries that leave the office: the pack in use, and the mark of a sample (样例)."""

_SHA256: Final = 64


@dataclass(frozen=True, slots=True)
class Keep:
    """What a clean copy takes along: tables (None: all; a row goes with its whole branch) and meta entries."""

    tables: Collection[str] | None = None
    meta: Collection[str] = CLEAN_META


def build_new(draft: Path, target: Path, pack: PackBody, first: Sequence[Op], stamp: Stamp) -> None:
    """Write a new evaluation file that holds a pack and the first facts; its first commit has no predecessor.

    `target` is what problems name.
    """
    with _database(draft, target) as connection:
        _identify(connection, new_id(), stamp.id)
        connection.execute(insert(LINEAGE), [{"id": stamp.id, "prev": None}])
        keep_pack(connection, pack)
        write(connection, first, stamp)


def build_clean(draft: Path, target: Path, source: Connection, facts: Facts, keep: Keep) -> None:
    """Write a copy from a positive list.

    It holds: rows and cells as they stand now (without by, at, mark), the pack in use, attachments that a kept cell
    names by digest, the register of revisions (no snapshot), identity and lineage. It holds no undo log, no earlier
    value, no name of an account or computer.
    """
    ops = list(_clean_ops(facts, keep))
    texts = {op.after.text for op in ops if isinstance(op, CellOp) and op.after}
    with _database(draft, target) as connection:
        meta = dict(rows(source, "SELECT name, value FROM meta WHERE name IN (?, ?)", FILE_ID, HEAD))
        _identify(connection, meta[FILE_ID], meta[HEAD])
        store(connection, ops)
        _copy_bytes(connection, source, target, facts.meta.get(PACK, ""), texts)
        lineage = [{"id": commit, "prev": prev} for commit, prev in rows(source, "SELECT id, prev FROM lineage")]
        connection.execute(insert(LINEAGE), lineage)
        revisions = rows(source, "SELECT no, digest, prev, at, pack FROM revision")
        if revisions:
            names = ("no", "digest", "prev", "at", "pack")
            connection.execute(insert(REVISION), [dict(zip(names, record, strict=True)) for record in revisions])


def _clean_ops(facts: Facts, keep: Keep) -> Iterator[Op]:
    kept = {row.id: row for row in facts.rows.values() if _goes_along(row, facts, keep)}
    yield from (RowOp(row.id, row) for row in kept.values())
    for row_id in kept:
        for (key, form), cell in facts.cells.get(row_id, {}).items():
            yield CellOp(Address(row_id, key, form), replace(cell, mark="", by="", at=""))
    yield from (MetaOp(name, facts.meta[name]) for name in keep.meta if name in facts.meta)


def _goes_along(row: Row, facts: Facts, keep: Keep) -> bool:
    current = row
    while current.parent is not None:
        if keep.tables is not None and current.table not in keep.tables:
            return False
        current = facts.rows[current.parent]
    return True


def _copy_bytes(target: Connection, source: Connection, path: Path, pack_digest: str, texts: Collection[str]) -> None:
    if pack := kept_pack(source, path, pack_digest):
        keep_pack(target, pack)
    for digest in sorted(text for text in texts if len(text) == _SHA256):
        content = kept_blob(source, path, digest)
        if content is not None:
            keep_blob(target, content)


def _identify(connection: Connection, file_id: str, head: str) -> None:
    connection.execute(insert(META), [{"name": FILE_ID, "value": file_id}, {"name": HEAD, "value": head}])


@contextmanager
def _database(draft: Path, target: Path) -> Iterator[Connection]:
    with speaking(target):
        driver = connect(draft, "rwc")
        driver.execute("PRAGMA journal_mode=MEMORY")
        driver.execute("PRAGMA synchronous=OFF")  # `whole` forces the finished draft to disk
        driver.execute(f"PRAGMA application_id={APPLICATION_ID}")
        driver.execute(f"PRAGMA user_version={VERSION}")
    channel = Channel(target, driver)
    try:
        with channel.transaction(write=True) as connection:
            for statement in DDL[VERSION]:
                connection.exec_driver_sql(statement)
            yield connection
    finally:
        channel.close()
