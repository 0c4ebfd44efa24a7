"""The words for everything that can go wrong with an evaluation file, each with its own code.

`speaking` turns what SQLite and the system report into these problems; what it does not know is a bug and passes on.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy.exc import DBAPIError

from app.core.errors import EnvironmentProblem, UserError

UNTOUCHED: Final = "文件没有被改动。"
_FROM_BACKUP: Final = "请从备份恢复，或向对方重新要一份"

LONGEST_VALUE: Final = 800_000
"""Bytes of the longest text that is read from a file: 200,000 characters of four bytes."""

_DISK_FULL: Final = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
_HELD: Final = frozenset({32, 33})
"""Windows: another program holds the file open, or a part of it."""

_DENIED: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def missing(path: Path) -> EnvironmentProblem:
    """Return: there is no such file."""
    return EnvironmentProblem(
        "file.missing",
        where=path.name,
        what="找不到这份文件",
        repair=f"请核对位置“{path.parent}”；文件在U盘或网络盘上的，请先接好",
    )


def not_a_file(path: Path) -> EnvironmentProblem:
    """Return: the path is a folder or a device."""
    return EnvironmentProblem(
        "file.not_a_file", where=path.name, what="这是文件夹，不是文件", repair="请选择一份自评文件（.jxzp）"
    )


def exists(path: Path) -> UserError:
    """Return: a file of this name is there already and is not overwritten."""
    return UserError(
        "file.exists",
        where=path.name,
        what="同名文件已经存在",
        rule="已有的文件不会被覆盖",
        repair="请换一个文件名或文件夹",
    )


def not_evaluation(path: Path, what: str) -> EnvironmentProblem:
    """Return: the file is no SQLite file at all, such as a text renamed to .jxzp."""
    return EnvironmentProblem(
        "file.not_evaluation",
        where=path.name,
        what=what,
        rule="自评文件由本程序生成，扩展名改成 .jxzp 的其他文件不能打开。" + UNTOUCHED,
        repair="请选择本程序保存的自评文件",
    )


def foreign(path: Path) -> EnvironmentProblem:
    """Return: a database of another program."""
    return EnvironmentProblem(
        "file.foreign",
        where=path.name,
        what="这是其他软件的数据库文件，不是自评文件",
        rule=UNTOUCHED,
        repair="请选择本程序保存的自评文件",
    )


def newer(path: Path, version: int, latest: int) -> EnvironmentProblem:
    """Return: the file was written by a newer program."""
    return EnvironmentProblem(
        "file.newer",
        where=path.name,
        what="这份文件由较新版本的程序生成，本程序不能打开",
        rule=f"文件版本为{version}，本程序最高认识到{latest}。{UNTOUCHED}",
        repair="请更新程序",
    )


def too_old(path: Path, version: int) -> EnvironmentProblem:
    """Return: no step leads from this version to the present one."""
    return EnvironmentProblem(
        "file.too_old",
        where=path.name,
        what=f"文件版本为{version}，没有一个正式发布的程序生成过这个版本",
        rule=UNTOUCHED,
        repair=_FROM_BACKUP,
    )


def unreadable(path: Path) -> EnvironmentProblem:
    """Return: the account may not read the file."""
    return EnvironmentProblem(
        "file.unreadable",
        where=path.name,
        what="没有读取这份文件的权限",
        repair="请用有权限的账户登录，或请对方另给一份",
    )


def converted(path: Path) -> EnvironmentProblem:
    """Return: another tool has switched the file to WAL mode, in which part of the content may lie elsewhere."""
    return EnvironmentProblem(
        "file.converted",
        where=path.name,
        what="文件的存储方式被其他数据库软件改过，内容可能不全",
        rule="自评文件只能用本程序修改。" + UNTOUCHED,
        repair=_FROM_BACKUP,
    )


def too_big(path: Path, size: int, limit: int) -> EnvironmentProblem:
    """Return: the file is larger than this program opens; sizes in bytes."""
    return EnvironmentProblem(
        "file.too_big",
        where=path.name,
        what=f"文件有{size >> 20}MB，太大了",
        rule=f"自评文件最大{limit >> 20}MB。{UNTOUCHED}",
        repair="请核对是否选错了文件",
    )


def too_many(path: Path, what: str, count: int, limit: int) -> EnvironmentProblem:
    """Return: a table holds more records than an evaluation can have."""
    return EnvironmentProblem(
        "file.too_many",
        where=path.name,
        what=f"文件里有{count}{what}，太多了",
        rule=f"一份自评最多{limit}{what}。{UNTOUCHED}",
        repair=_FROM_BACKUP,
    )


def too_large(path: Path, limit: int) -> EnvironmentProblem:
    """Return: a single record is larger than the program writes; `limit` in bytes."""
    return EnvironmentProblem(
        "file.too_large",
        where=path.name,
        what="文件里有一栏的内容太长",
        rule=f"一栏最多{limit >> 10}KB。{UNTOUCHED}",
        repair=_FROM_BACKUP,
    )


def tampered(path: Path, code: str, what: str) -> EnvironmentProblem:
    """Return: the file holds something that this program never writes."""
    return EnvironmentProblem(
        code,
        where=path.name,
        what=what,
        rule="自评文件由本程序生成，不含别的内容，这份文件可能被改动过。" + UNTOUCHED,
        repair=_FROM_BACKUP,
    )


def moved(path: Path) -> EnvironmentProblem:
    """Return: the open file was moved, deleted or replaced by another one."""
    return EnvironmentProblem(
        "file.moved",
        where=path.name,
        what="文件在打开期间被移走、删除或替换，没有保存成功",
        rule="填写期间不要移动或覆盖文件",
        repair="请把刚才的修改另存一份",
    )


def changed_meanwhile(path: Path) -> EnvironmentProblem:
    """Return: the file came back, but it is no longer the one that was open."""
    return EnvironmentProblem(
        "file.changed",
        where=path.name,
        what="文件离开期间被换过或改过，没有写进去",
        rule="不覆盖别处的修改。" + UNTOUCHED,
        repair="请把刚才的修改另存一份，再与这份文件核对",
    )


def truncated(path: Path, have: int, want: int) -> EnvironmentProblem:
    """Return: the file is shorter than its header says; sizes in bytes."""
    return EnvironmentProblem(
        "file.truncated",
        where=path.name,
        what=f"文件不完整，应有{want}字节，现有{have}字节，多半是复制或下载没有完成",
        rule=UNTOUCHED,
        repair="请重新复制一次；不行的话从备份恢复，或向对方重新要一份",
    )


def damaged(path: Path, detail: str) -> EnvironmentProblem:
    """Return: the file is an evaluation file but its content is not sound; `detail` says where, in Chinese."""
    return EnvironmentProblem(
        "file.damaged", where=path.name, what=f"文件已损坏：{detail}", rule=UNTOUCHED, repair=_FROM_BACKUP
    )


def not_text(path: Path) -> EnvironmentProblem:
    """Return: bytes that are no UTF-8 where a text should be."""
    return damaged(path, "文字的编码有误")


def disk_full(path: Path) -> EnvironmentProblem:
    """Return: no room left; the file keeps its earlier state."""
    return EnvironmentProblem(
        "file.disk_full",
        where=path.name,
        what="磁盘空间不足，没有保存成功",
        rule="文件保持上一次保存的内容",
        repair="请清理磁盘后重试，或另存到其他盘",
    )


def busy(path: Path) -> EnvironmentProblem:
    """Return: another program holds the file at this moment."""
    return EnvironmentProblem(
        "file.busy",
        where=path.name,
        what="文件正被另一个程序占用，没有保存成功",
        rule="文件保持上一次保存的内容",
        repair="请关闭正在复制、上传或查杀这份文件的程序，稍后重试",
    )


def read_only(path: Path) -> EnvironmentProblem:
    """Return: the file itself may not be written."""
    return EnvironmentProblem(
        "file.read_only",
        where=path.name,
        what="文件是只读的，不能填写",
        rule=UNTOUCHED,
        repair="可以只查看，也可以另存一份到能写的文件夹",
    )


def folder_read_only(path: Path) -> EnvironmentProblem:
    """Return: nothing may be written into the folder of the file."""
    return EnvironmentProblem(
        "file.folder_read_only",
        where=path.name,
        what=f"文件夹“{path.parent}”不能写入",
        rule="填写和保存都要在文件旁边写临时文件。" + UNTOUCHED,
        repair="可以只查看，也可以另存一份到能写的文件夹",
    )


def unreachable(path: Path, detail: str) -> EnvironmentProblem:
    """Return: the disk does not answer (stick pulled, network gone)."""
    return EnvironmentProblem(
        "file.unreachable",
        where=path.name,
        what=f"读写文件失败（{detail}）",
        rule="文件保持上一次保存的内容",
        repair="文件在U盘或网络盘上的，请接好后重试，或另存到别处",
    )


def viewing(path: Path) -> EnvironmentProblem:
    """Return: the file was opened for viewing only."""
    return EnvironmentProblem(
        "file.viewing",
        where=path.name,
        what="文件以只能查看的方式打开，不能修改",
        repair="请以填写方式重新打开，或另存一份",
    )


def from_sqlite(path: Path, error: BaseException | None) -> EnvironmentProblem | None:
    """Return the problem that an error of SQLite stands for, None when it is a bug of ours."""
    if not isinstance(error, sqlite3.Error):
        return None
    code = getattr(error, "sqlite_errorcode", 0)
    if code == 0 and str(error).startswith("Could not decode"):  # the driver's own error; it has no code
        return not_text(path)
    if code == sqlite3.SQLITE_READONLY_DBMOVED:
        return moved(path)
    told = _BY_CODE.get(code & 0xFF)
    return told(path) if told else None


def _no_way_in(path: Path) -> EnvironmentProblem:
    """An existing file that cannot be opened lacks room for its journal beside it."""
    return folder_read_only(path) if path.exists() else missing(path)


def _no_answer(path: Path) -> EnvironmentProblem:
    return unreachable(path, "磁盘没有响应") if path.exists() else missing(path)


_BY_CODE: Final[dict[int, Callable[[Path], EnvironmentProblem]]] = {
    sqlite3.SQLITE_FULL: disk_full,
    sqlite3.SQLITE_BUSY: busy,
    sqlite3.SQLITE_LOCKED: busy,
    sqlite3.SQLITE_READONLY: read_only,
    sqlite3.SQLITE_PERM: read_only,
    sqlite3.SQLITE_CANTOPEN: _no_way_in,
    sqlite3.SQLITE_IOERR: _no_answer,
    sqlite3.SQLITE_CORRUPT: lambda path: damaged(path, "数据页读不出来"),
    sqlite3.SQLITE_NOTADB: lambda path: damaged(path, "数据页读不出来"),
    sqlite3.SQLITE_TOOBIG: lambda path: too_large(path, LONGEST_VALUE),
}


def from_system(path: Path, error: OSError) -> EnvironmentProblem:
    """Return the problem that an error of the operating system stands for."""
    if error.errno in _DISK_FULL:
        return disk_full(path)
    if getattr(error, "winerror", None) in _HELD:
        return busy(path)
    if error.errno in _DENIED:
        return folder_read_only(path)
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return missing(path)
    return unreachable(path, error.strerror or type(error).__name__)


@contextmanager
def speaking(path: Path) -> Iterator[None]:
    """Turn errors of SQLite and of the system into problems in words; anything else passes on as it is."""
    try:
        yield
    except DBAPIError as error:
        problem = from_sqlite(path, error.orig)
        if problem is None:
            raise
        raise problem from error
    except sqlite3.Error as error:
        problem = from_sqlite(path, error)
        if problem is None:
            raise
        raise problem from error
    except UnicodeDecodeError as error:
        raise not_text(path) from error
    except OSError as error:
        raise from_system(path, error) from error
