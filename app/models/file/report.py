"""Is a file sound? Looks at everything, changes nothing, and says it in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from app.core.errors import EnvironmentProblem, JixiaoError
from app.models.file import inspection, packs
from app.models.file.connection import Channel, count_of, rows
from app.models.file.encoding import decode
from app.models.file.facts import meta_value, read_facts
from app.models.file.header import read_header
from app.models.file.ladder import LADDER, Ladder
from app.models.file.opening import release, to_read
from app.models.file.problems import tampered
from app.models.file.schema import HEAD, PACK

_NOT_THERE: Final = frozenset({"file.missing", "file.not_a_file", "file.unreadable"})


@dataclass(frozen=True, slots=True)
class FileReport:
    """The state of a file. `problems` is empty for a sound one; counts are 0 where they could not be read."""

    path: Path
    version: int = 0
    rows: int = 0
    cells: int = 0
    steps: int = 0
    problems: tuple[JixiaoError, ...] = ()

    @property
    def sound(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.problems

    @property
    def sentences(self) -> list[str]:
        """Return the problems in words."""
        return [problem.sentence() for problem in self.problems]


def check_file(path: Path, ladder: Ladder = LADDER) -> FileReport:
    """Check a file from its header to its attachments; no byte of the folder changes.

    An open file is checked by the process that has it open, or from another process (POSIX drops the locks of a
    process when it closes any handle of the file).

    Raises:
        EnvironmentProblem: there is no file to check, or it may not be read.
    """
    report = FileReport(path)
    try:
        header = read_header(path, ladder.latest)
        report = replace(report, version=header.version)
        channel, scratch = to_read(path, header, ladder)
    except EnvironmentProblem as problem:
        if problem.code in _NOT_THERE:
            raise
        return replace(report, problems=(problem,))
    try:
        return _look(channel, report, ladder)
    except EnvironmentProblem as problem:
        return replace(report, problems=(*report.problems, problem))
    finally:
        release(channel, scratch)


def _look(channel: Channel, report: FileReport, ladder: Ladder) -> FileReport:
    """Go on only as long as the stage before was sound: what follows reads with it."""
    path = channel.path
    stages: list[Callable[[Connection], Iterator[JixiaoError]]] = [
        lambda connection: inspection.schema_problems(connection, path, ladder.ddl[ladder.latest]),
        lambda connection: inspection.integrity_problems(connection, path, thorough=True),
        lambda connection: inspection.identity_problems(connection, path),
        lambda connection: inspection.limit_problems(connection, path),
        lambda connection: _content_problems(channel, connection),
    ]
    with channel.transaction(write=False) as connection:
        for stage in stages:
            if problems := tuple(stage(connection)):
                return replace(report, problems=problems)
        counts = {name: count_of(connection, name) for name in ("row", "cell", "step")}
    return replace(report, rows=counts["row"], cells=counts["cell"], steps=counts["step"])


def _content_problems(channel: Channel, connection: Connection) -> Iterator[JixiaoError]:
    with channel.bounded():
        facts = read_facts(connection)
    yield from inspection.fact_problems(facts, channel.path)
    yield from _log_problems(connection, channel.path)
    yield from _bytes_problems(connection, channel.path, facts.meta.get(PACK, ""))


def _log_problems(connection: Connection, path: Path) -> Iterator[JixiaoError]:
    head = meta_value(connection, HEAD)
    if not rows(connection, "SELECT 1 FROM lineage WHERE id = ?", head):
        yield tampered(path, "file.lineage", "文件的保存记录不连贯")
    if rows(connection, "PRAGMA foreign_key_check"):
        yield tampered(path, "file.orphan", "有些内容不属于任何一行或任何一步")
    for no, what, target, before, after in rows(connection, "SELECT step, what, id, before, after FROM change"):
        try:
            decode(no, what, target, before, after)
        except JixiaoError as problem:
            yield problem


def _bytes_problems(connection: Connection, path: Path, pack: str) -> Iterator[JixiaoError]:
    kept = [digest for (digest,) in rows(connection, "SELECT digest FROM pack")]
    if pack not in kept:
        yield tampered(path, "file.no_pack", "文件里缺少正在使用的表样")
    blobs = [digest for (digest,) in rows(connection, "SELECT sha256 FROM blob")]
    for read, digests in ((packs.kept_pack, kept), (packs.kept_blob, blobs)):
        for digest in digests:
            try:
                read(connection, path, digest)
            except EnvironmentProblem as problem:
                yield problem
