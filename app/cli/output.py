"""What the command line prints: JSON objects, tables, errors."""

from __future__ import annotations

import json
import sys
import traceback
import unicodedata
from collections.abc import Mapping, Sequence
from typing import TextIO

from app.core.errors import JixiaoError


def use_utf8() -> None:
    """Write UTF-8 when the output goes into a file or pipe, and never fail on a character of the console."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            encoding = None if stream.isatty() else "utf-8"
            reconfigure(encoding=encoding, errors="replace")


def print_json(content: Mapping[str, object]) -> None:
    """Print one JSON object, nothing else."""
    print(json.dumps(content, ensure_ascii=False, indent=2))


def say(text: str) -> None:
    """Print a line for the person."""
    print(text)


def progress(text: str, *, quiet: bool = False) -> None:
    """Print a line of progress to the error stream, so that it never mixes with the result."""
    if not quiet:
        print(text, file=sys.stderr, flush=True)


def say_error(error: JixiaoError, as_json: bool) -> None:
    """Print an error the person or the machine can put right."""
    if as_json:
        print_json({"error": error.as_dict()})
    else:
        _line(f"错误：{error.sentence()}")


def say_usage(message: str, as_json: bool) -> None:
    """Print what is wrong with the command as it was written."""
    if as_json:
        print_json({"error": {"kind": "usage", "code": "usage", "message": message}})
    else:
        _line(f"{message}。写法见 jixiao --help")


def say_bug(error: BaseException, as_json: bool) -> None:
    """Print a bug of ours with the text to copy; it holds no content of the file."""
    frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    text = f"{type(error).__name__}: {error}"
    if as_json:
        print_json({"error": {"kind": "bug", "code": "bug", "message": text, "frames": frames}})
        return
    _line("程序出错，不是填写的内容有错，文件保持原样。请把下面几行发给维护人员：")
    for line in [text, *frames]:
        _line(f"  {line}")


def table(rows: Sequence[Sequence[str]], *, out: TextIO | None = None) -> None:
    """Print rows in columns that line up, Chinese characters counted as two."""
    widths = [max(_width(row[i]) for row in rows) for i in range(len(rows[0]))] if rows else []
    for row in rows:
        cells = [text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=True)]
        print("  ".join(cells).rstrip(), file=out or sys.stdout)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _line(text: str) -> None:
    print(text, file=sys.stderr)
