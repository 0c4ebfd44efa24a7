"""The lock file beside an evaluation file: who fills it, on which computer, since when.

It is a sign for people and for other copies of this program; the transactions of SQLite do not depend on it. Only
its owner (told by a random token) removes it. A lock of this computer whose process is gone is taken over silently.
"""

from __future__ import annotations

import json
import os
import secrets
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Final

from app.core.errors import EnvironmentProblem
from app.models.file.problems import from_system, speaking
from app.models.file.processes import runs, started
from app.models.file.who import Who

VIEW: Final = "只能查看"
TAKE_OVER: Final = "由我继续填写"
SAVE_AS: Final = "另存一份"

_LONGEST: Final = 4096
_TRIES: Final = 5


@dataclass(frozen=True, slots=True)
class LockInfo:
    """Who holds a file: shown name, computer, process, its start mark, time of opening (ISO 8601), the lock's token."""

    user: str
    computer: str
    pid: int
    mark: str
    at: str
    token: str

    def since(self, now: datetime) -> str:
        """Print the time of opening: 10:05 today, else 5月19日 10:05; empty when the lock does not say."""
        try:
            opened = datetime.fromisoformat(self.at).astimezone(now.tzinfo)
        except ValueError:
            return ""
        day = "" if opened.date() == now.date() else f"{opened.month}月{opened.day}日 "
        return f"{day}{opened:%H:%M}"

    def is_stale(self, computer: str) -> bool:
        """Tell whether the holder was a process of this computer that is gone. Age alone says nothing."""
        here = bool(self.computer) and self.computer.casefold() == computer.casefold()
        return here and bool(self.pid) and not runs(self.pid, self.mark)


class FileLocked(EnvironmentProblem):
    """Someone else fills the file; `holder` is who, `choices` what is possible now, as the screen says it."""

    choices: Final = (VIEW, TAKE_OVER, SAVE_AS)

    def __init__(self, path: Path, holder: LockInfo, now: datetime) -> None:
        """Say it in the words of PRACTICE b2."""
        self.holder = holder
        since = holder.since(now)
        super().__init__(
            "file.locked",
            where=path.name,
            what=f"本文件正由“{holder.user}（{holder.computer}）”填写" + (f"，{since} 打开" if since else ""),
            repair="可以只查看，也可以另存一份。确认对方已不再填写时，可以由我继续填写",
        )


def lock_lost(path: Path, holder: LockInfo | None) -> EnvironmentProblem:
    """Return: someone else took the file over, or changed it, while it was open here."""
    who = f"已由“{holder.user}（{holder.computer}）”继续填写" if holder else "已在别处改动过"
    return EnvironmentProblem(
        "file.lock_lost",
        where=path.name,
        what=f"本文件{who}，刚才的修改没有存入",
        rule="一份文件同时只能由一人填写",
        repair="请把刚才的修改另存一份，再与对方核对合并",
    )


def lock_path(path: Path) -> Path:
    """Return where the lock of a file lies; named like the ones of Word and WPS."""
    return path.with_name(f"~${path.name}.lock")


class Lock:
    """A lock that this process holds."""

    def __init__(self, path: Path, info: LockInfo) -> None:
        """Use `acquire`."""
        self.info: Final = info
        self._file: Final = path

    def holder(self) -> LockInfo | None:
        """Return who holds the file now, None when the lock file is gone."""
        return read_lock(self._file)

    def is_mine(self) -> bool:
        """Tell whether this process still holds the file."""
        holder = self.holder()
        return holder is not None and holder.token == self.info.token

    def put_back(self) -> None:
        """Write the lock file again after someone removed it by hand."""
        with speaking(self._file):
            _create(lock_path(self._file), self.info)

    def release(self) -> None:
        """Remove the lock file if it is still this process's; a stick that was pulled out takes its lock with it."""
        with suppress(OSError):
            if self.is_mine():
                lock_path(self._file).unlink()


def acquire(path: Path, who: Who, now: datetime, *, take_over: bool = False) -> tuple[Lock, LockInfo | None]:
    """Take the lock of a file. The second part is whose lock was taken over, None when it was free.

    Raises:
        FileLocked: someone else holds it and `take_over` was not asked for.
        EnvironmentProblem: the folder cannot be written, the disk is full.
    """
    info = LockInfo(
        who.shown,
        who.computer,
        os.getpid(),
        started(os.getpid()),
        now.isoformat(timespec="seconds"),
        secrets.token_hex(8),
    )
    with speaking(path):
        try:
            _create(lock_path(path), info)
        except FileExistsError:
            return _from_other(path, info, now, take_over=take_over)
    return Lock(path, info), None


def refuse_held(path: Path, who: Who, now: datetime) -> None:
    """Look at the lock without touching it.

    Raises:
        FileLocked: someone else holds it.
    """
    holder = read_lock(path)
    if holder is not None and not holder.is_stale(who.computer):
        raise FileLocked(path, holder, now)


def read_lock(path: Path) -> LockInfo | None:
    """Return who holds a file, None when nobody does. A lock that cannot be read is held by someone unknown."""
    for _ in range(_TRIES):
        try:
            with lock_path(path).open("rb") as stream:
                content = stream.read(_LONGEST)
        except FileNotFoundError:
            return None
        except PermissionError:  # Windows: the owner is just writing or removing it
            content = b""
        except OSError as error:
            raise from_system(path, error) from error
        if info := _parse(content):
            return info
        time.sleep(0.02)
    return LockInfo("未知用户", "未知电脑", 0, "", "", "")


def _from_other(path: Path, info: LockInfo, now: datetime, *, take_over: bool) -> tuple[Lock, LockInfo | None]:
    if not take_over:
        refuse_held(path, Who("", "", info.computer), now)
    holder = read_lock(path)
    draft = lock_path(path).with_suffix(f".{info.token}")
    _create(draft, info)
    draft.replace(lock_path(path))
    lock = Lock(path, info)
    if not lock.is_mine():  # another process was faster at the same stale lock
        refuse_held(path, Who("", "", info.computer), now)
    return lock, holder


def _create(target: Path, info: LockInfo) -> None:
    """Write a lock file that must not exist yet, whole or not at all."""
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(json.dumps(asdict(info), ensure_ascii=False).encode())
    except OSError:
        target.unlink()
        raise


def _parse(content: bytes) -> LockInfo | None:
    try:
        values = json.loads(content)
        known = {field.name: values[field.name] for field in fields(LockInfo)}
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    texts = all(isinstance(value, str) for name, value in known.items() if name != "pid")
    return LockInfo(**known) if texts and type(known["pid"]) is int else None
