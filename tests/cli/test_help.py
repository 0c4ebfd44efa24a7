"""The help is Chinese, light, and says every command."""

from __future__ import annotations

import subprocess
import sys

import pytest

from app.__main__ import main
from app.cli.parser import COMMANDS
from tests.cli.conftest import Command

HEAVY = {
    *("sqlalchemy", "pydantic", "yaml", "sqlite3", "app.services", "app.models", "app.packs"),
    *("docx", "lxml", "reportlab", "xlsxwriter", "app.export", "app.documents"),
}


def test_help_imports_neither_database_nor_services() -> None:
    code = (
        "import sys\nfrom app.__main__ import main\nmain(['--help'])\nprint(*sys.modules, sep='\\n', file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert "app.cli.parser" in loaded
    assert not loaded & HEAVY


def test_the_help_names_every_command(jixiao: Command) -> None:
    outcome = jixiao("--help")
    assert outcome.code == 0
    assert all(command.name in outcome.out for command in COMMANDS if not command.group)


@pytest.mark.parametrize("arguments", [[], ["甲.jxzp"], ["乙.JXZP"]])
def test_alone_or_with_a_file_the_window_opens(monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr("app.ui.main.run", lambda given: asked.append(list(given)) or 0)
    assert main(arguments) == 0
    assert asked == [arguments]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: f"{command.group} {command.name}".strip())
def test_every_command_has_chinese_help(jixiao: Command, command: object) -> None:
    name = f"{command.group} {command.name}".split()  # type: ignore[attr-defined]
    text = jixiao(*name, "--help").out
    assert text.startswith("用法：")
    assert not any(word in text for word in ("usage", "options", "positional", "show this help"))


def test_wrong_usage_is_told_in_chinese(jixiao: Command) -> None:
    outcome = jixiao("row", "a.jxzp", "fly", "projects")
    assert outcome.code == 2
    assert "fly" in outcome.err
    assert "invalid choice" not in outcome.err
    assert jixiao("set", "--json").json()["error"]["kind"] == "usage"
