"""Packs and attachments that a file keeps: bytes under their SHA-256, never changed, no part of undo."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, insert

from app.core.errors import UserError
from app.models.file.connection import rows
from app.models.file.header import MAX_FILE
from app.models.file.problems import damaged
from app.models.file.schema import BLOB_TABLE, PACK_TABLE

ROOM: Final = MAX_FILE - (64 << 20)
"""Bytes up to which attachments are taken in; the rest is for facts and the undo log."""


@dataclass(frozen=True, slots=True)
class PackBody:
    """A resolved pack as the file keeps it: `digest` is the SHA-256 of `body`, `body` canonical JSON."""

    digest: str
    id: str
    revision: str
    body: bytes


def keep_pack(connection: Connection, pack: PackBody) -> None:
    """Keep a pack; one that is kept already stays as it is.

    Raises:
        ValueError: the digest is not the body's (a bug of the caller).
    """
    if hashlib.sha256(pack.body).hexdigest() != pack.digest:
        message = f"{pack.digest} is not the digest of the body of {pack.id}"
        raise ValueError(message)
    if not rows(connection, "SELECT 1 FROM pack WHERE digest = ?", pack.digest):
        record = {"digest": pack.digest, "id": pack.id, "revision": pack.revision, "body": pack.body}
        connection.execute(insert(PACK_TABLE), [record])


def kept_pack(connection: Connection, path: Path, digest: str) -> PackBody | None:
    """Return a pack, None when the file does not keep it.

    Raises:
        EnvironmentProblem: the kept bytes do not have this digest.
    """
    found = rows(connection, "SELECT digest, id, revision, body FROM pack WHERE digest = ?", digest)
    if not found:
        return None
    pack = PackBody(*found[0])
    if hashlib.sha256(pack.body).hexdigest() != digest:
        raise damaged(path, "表样的内容与它的校验码不符")
    return pack


def check_room(path: Path, size: int) -> None:
    """Refuse an attachment of `size` bytes that would make the file too big to be opened.

    Raises:
        UserError: with the room that is left.
    """
    left = ROOM - path.stat().st_size
    if size > left:
        raise UserError(
            "file.no_room",
            where=path.name,
            what=f"佐证材料有{size >> 20}MB，文件里只放得下{max(left, 0) >> 20}MB",
            rule="佐证材料只附汇总页或封面",
            repair="请缩小扫描件，或只写明存放处",
        )


def keep_blob(connection: Connection, content: bytes) -> str:
    """Keep the bytes of an attachment and return their SHA-256."""
    digest = hashlib.sha256(content).hexdigest()
    if not rows(connection, "SELECT 1 FROM blob WHERE sha256 = ?", digest):
        connection.execute(insert(BLOB_TABLE), [{"sha256": digest, "bytes": content}])
    return digest


def kept_blob(connection: Connection, path: Path, digest: str) -> bytes | None:
    """Return the bytes of an attachment, None when the file does not keep them.

    Raises:
        EnvironmentProblem: the kept bytes do not have this digest.
    """
    found = rows(connection, "SELECT bytes FROM blob WHERE sha256 = ?", digest)
    if not found:
        return None
    content = bytes(found[0][0])
    if hashlib.sha256(content).hexdigest() != digest:
        raise damaged(path, "佐证材料的内容与它的校验码不符")
    return content
