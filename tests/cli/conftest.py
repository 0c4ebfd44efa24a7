"""Run the command line in this process, as a person would type it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import main


@dataclass(frozen=True)
class Outcome:
    """What a command gave back."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """Read the one JSON object that the command printed; anything else beside it fails."""
        return json.loads(self.out)


Command = Callable[..., Outcome]


@pytest.fixture
def jixiao(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """Give a function that runs `jixiao ARGS…` with a home of its own."""
    monkeypatch.setenv("JIXIAO_HOME", str(tmp_path / "home"))
    capsys.readouterr()

    def run(*arguments: object) -> Outcome:
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return run


@pytest.fixture
def sample(jixiao: Command, tmp_path: Path) -> Path:
    """Build the yuanjiang sample and give its path."""
    outcome = jixiao("demo", "yuanjiang-2024", "--to", tmp_path / "样 例", "--file-only", "--json")
    assert outcome.code == 0, outcome.err + outcome.out
    return tmp_path / "样 例" / "yuanjiang-2024.jxzp"
