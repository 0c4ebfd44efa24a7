"""Tables of the evaluation file, version by version.

`DDL` is the frozen text of every table: a file is accepted only when its schema is this text, so a trigger, a
view, a generated column or a foreign table is refused before anything is read. The Core tables below it are what
the statements are written with; a test holds both together.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import BLOB, CheckConstraint, Column, ForeignKey, Index, Integer, MetaData, Table, Text

APPLICATION_ID: Final = 0x4A585A50
"""`JXZP` in the header of the file (bytes 68 to 71)."""

VERSION: Final = 1
"""The version (`user_version`) that this program writes."""

INTERNAL: Final = "file."
"""Meta names that begin so belong to the file itself and take no part in undo."""

FILE_ID: Final = "file.id"
"""Meta name of the identity of the evaluation: copies of a file share it."""

HEAD: Final = "file.head"
"""Meta name of the id of the last commit."""

PACK: Final = "pack"
"""Meta name of the digest of the pack in use; takes part in undo."""

_VERSION_1: Final = """
CREATE TABLE meta (name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (name)) WITHOUT ROWID, STRICT;

CREATE TABLE row (id TEXT NOT NULL, tbl TEXT NOT NULL, parent TEXT, rank TEXT NOT NULL,
 PRIMARY KEY (id),
 FOREIGN KEY(parent) REFERENCES row (id) DEFERRABLE INITIALLY DEFERRED) WITHOUT ROWID, STRICT;

CREATE INDEX row_parent ON row (parent);

CREATE TABLE cell (row TEXT NOT NULL, key TEXT NOT NULL, form TEXT DEFAULT '' NOT NULL,
 text TEXT NOT NULL, state TEXT NOT NULL, measure TEXT NOT NULL, origin TEXT NOT NULL,
 note TEXT NOT NULL, mark TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL,
 PRIMARY KEY (row, key, form),
 CONSTRAINT cell_state CHECK (state IN ('value', 'na', 'empty')),
 CONSTRAINT cell_origin CHECK (origin IN ('typed', 'overridden', 'carried', 'imported', 'stated')),
 FOREIGN KEY(row) REFERENCES row (id) DEFERRABLE INITIALLY DEFERRED) WITHOUT ROWID, STRICT;

CREATE TABLE step (no INTEGER NOT NULL, id TEXT NOT NULL, prev TEXT NOT NULL, label TEXT NOT NULL,
 at TEXT NOT NULL, by TEXT NOT NULL, undone INTEGER NOT NULL,
 PRIMARY KEY (no), UNIQUE (id)) STRICT;

CREATE TABLE change (step INTEGER NOT NULL, seq INTEGER NOT NULL, what TEXT NOT NULL, id TEXT NOT NULL,
 before TEXT, after TEXT,
 PRIMARY KEY (step, seq),
 CONSTRAINT change_what CHECK (what IN ('row', 'cell', 'meta')),
 FOREIGN KEY(step) REFERENCES step (no) ON DELETE CASCADE) WITHOUT ROWID, STRICT;

CREATE TABLE lineage (id TEXT NOT NULL, prev TEXT, PRIMARY KEY (id)) WITHOUT ROWID, STRICT;

CREATE TABLE blob (sha256 TEXT NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (sha256)) STRICT;

CREATE TABLE revision (no INTEGER NOT NULL, digest TEXT NOT NULL, prev TEXT, at TEXT NOT NULL,
 pack TEXT NOT NULL, snapshot BLOB,
 PRIMARY KEY (no)) STRICT;

CREATE TABLE pack (digest TEXT NOT NULL, id TEXT NOT NULL, revision TEXT NOT NULL, body BLOB NOT NULL,
 PRIMARY KEY (digest)) STRICT
"""


def statements(script: str) -> tuple[str, ...]:
    """Split a script of CREATE statements; every run of blanks becomes one, as the text then stands in the file."""
    return tuple(" ".join(part.split()) for part in script.split(";"))


DDL: Final = {1: statements(_VERSION_1)}
"""The statements that make the tables, by version."""

METADATA: Final = MetaData()
_COMPACT: Final[dict[str, Any]] = {"sqlite_strict": True, "sqlite_with_rowid": False}


def _text(name: str, *more: ForeignKey, key: bool = False, blank: bool = False) -> Column[str]:
    return Column(name, Text, *more, primary_key=key, nullable=blank)


META: Final = Table("meta", METADATA, _text("name", key=True), _text("value"), **_COMPACT)

ROW: Final = Table(
    "row",
    METADATA,
    _text("id", key=True),
    _text("tbl"),
    _text("parent", ForeignKey("row.id", deferrable=True, initially="DEFERRED"), blank=True),
    _text("rank"),
    Index("row_parent", "parent"),
    **_COMPACT,
)

CELL: Final = Table(
    "cell",
    METADATA,
    _text("row", ForeignKey("row.id", deferrable=True, initially="DEFERRED"), key=True),
    _text("key", key=True),
    Column("form", Text, primary_key=True, nullable=False, server_default=""),
    *(_text(name) for name in ("text", "state", "measure", "origin", "note", "mark", "by", "at")),
    CheckConstraint("state IN ('value', 'na', 'empty')", name="cell_state"),
    CheckConstraint("origin IN ('typed', 'overridden', 'carried', 'imported', 'stated')", name="cell_origin"),
    **_COMPACT,
)

STEP: Final = Table(
    "step",
    METADATA,
    Column("no", Integer, primary_key=True),
    Column("id", Text, unique=True, nullable=False),
    *(_text(name) for name in ("prev", "label", "at", "by")),
    Column("undone", Integer, nullable=False),
    sqlite_strict=True,
)

CHANGE: Final = Table(
    "change",
    METADATA,
    Column("step", Integer, ForeignKey("step.no", ondelete="CASCADE"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    _text("what"),
    _text("id"),
    _text("before", blank=True),
    _text("after", blank=True),
    CheckConstraint("what IN ('row', 'cell', 'meta')", name="change_what"),
    **_COMPACT,
)

LINEAGE: Final = Table("lineage", METADATA, _text("id", key=True), _text("prev", blank=True), **_COMPACT)

BLOB_TABLE: Final = Table(
    "blob", METADATA, _text("sha256", key=True), Column("bytes", BLOB, nullable=False), sqlite_strict=True
)

REVISION: Final = Table(
    "revision",
    METADATA,
    Column("no", Integer, primary_key=True),
    _text("digest"),
    _text("prev", blank=True),
    _text("at"),
    _text("pack"),
    Column("snapshot", BLOB),
    sqlite_strict=True,
)

PACK_TABLE: Final = Table(
    "pack",
    METADATA,
    _text("digest", key=True),
    _text("id"),
    _text("revision"),
    Column("body", BLOB, nullable=False),
    sqlite_strict=True,
)
