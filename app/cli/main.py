"""Run one command: parse, import its handler, say errors in Chinese, return the exit code.

Exit codes: 0 clean, 1 the data has errors (audit, check, load, packs check only), 2 usage,
3 environment, 4 bug of the program.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from app import __version__
from app.cli.output import say_bug, say_error, say_usage, use_utf8
from app.cli.parser import Command, UsageError, build_parser
from app.core.errors import DataError, EnvironmentProblem, UserError

CLEAN, DATA_HAS_ERRORS, USAGE, ENVIRONMENT, BUG, INTERRUPTED = 0, 1, 2, 3, 4, 130

Handler = Callable[[argparse.Namespace], int]


def run(argv: Sequence[str]) -> int:
    """Run the command line `argv` (without the program's name) and return the exit code."""
    use_utf8()
    try:
        return _run(argv)
    except BrokenPipeError:
        # The reader of our output went away (`| head`): nothing is left to say, also not at the end of Python.
        sys.stdout = sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
        return CLEAN


def _run(argv: Sequence[str]) -> int:
    as_json = "--json" in argv
    parser = build_parser(__version__)
    try:
        options = parser.parse_args(argv)
    except UsageError as error:
        say_usage(str(error), as_json)
        return USAGE
    except SystemExit as done:  # --help and --version
        return int(done.code or 0)
    command: Command | None = getattr(options, "command", None)
    if command is None:
        (getattr(options, "group_parser", None) or parser).print_help()
        return CLEAN
    return _run_command(command, options, as_json)


def _run_command(command: Command, options: argparse.Namespace, as_json: bool) -> int:
    try:
        return _handler(command)(options)
    except DataError as error:
        say_error(error, as_json)
        return command.data_errors
    except UserError as error:
        say_error(error, as_json)
        return USAGE
    except EnvironmentProblem as error:
        say_error(error, as_json)
        return ENVIRONMENT
    except KeyboardInterrupt:
        say_usage("已中断，文件保持中断前的内容", as_json)
        return INTERRUPTED
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - the last door: a bug is said once, with copyable text
        say_bug(error, as_json)
        return BUG


def _handler(command: Command) -> Handler:
    module, _, function = command.handler.partition(":")
    handler: Handler = getattr(import_module(f"app.cli.commands.{module}"), function)
    return handler
