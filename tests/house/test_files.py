"""House rules for every committed file: no host of an index, no path of a machine, data that can be read."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

BINARY = {".ttf", ".otf", ".ico", ".png", ".jxzp", ".docx", ".xlsx", ".pdf"}
INDEX = re.compile(
    r"(?:pypi|pythonhosted|npmjs|yarnpkg|debian)\.(?:org|com|net)"
    r"|mirrors?\.[a-z0-9-]+\.[a-z]"
    r"|(?<![\w-])--(?:(?:extra-)?index-url|find-links)"
)
MACHINE = re.compile(r"(?<![\w.}\])])/(?:work|tmp|root|home/\w+)(?=[/\s\"'`]|$)|\b[A-Z]:\\Users\\", re.MULTILINE)


def texts(files: list[Path]) -> dict[Path, str]:
    """Return the text of every file that is one."""
    return {path: path.read_text(encoding="utf-8") for path in files if path.suffix not in BINARY}


def test_the_files_are_found(root: Path, files: list[Path]) -> None:
    assert {root / "start.py", root / "app/__main__.py", root / "tests/house/test_files.py"} <= set(files)
    assert not [path for path in files if ".venv" in path.parts]


@pytest.mark.parametrize("rule", [INDEX, MACHINE], ids=["index", "machine"])
def test_nothing_points_to_one_machine(files: list[Path], rule: re.Pattern[str]) -> None:
    found = {str(path): match.group() for path, text in texts(files).items() if (match := rule.search(text))}
    assert found == {}


@pytest.mark.parametrize(
    ("rule", "guilty", "innocent"),
    [
        (INDEX, "see py" + "pi.org", "uv pip compile --no-emit-index-url"),
        (INDEX, "pip install --index" + "-url x", "github.com"),
        (MACHINE, "open('/wo" + "rk/x')", "frame/work/x"),
        (MACHINE, "cd /t" + "mp", "{{tmp}}/tmp.txt"),
    ],
)
def test_such_a_pointer_is_seen(rule: re.Pattern[str], guilty: str, innocent: str) -> None:
    assert rule.search(guilty)
    assert not rule.search(innocent)


def test_json_can_be_read(files: list[Path]) -> None:
    paths = [path for path in files if path.suffix == ".json"]
    assert [str(path) for path in paths if not isinstance(json.loads(path.read_text("utf-8")), dict | list)] == []


def test_yaml_resources_can_be_read(root: Path) -> None:
    # The library's own reader of strings; what our strict reader refuses besides is tested in tests/packs.
    for path in (root / "resources").rglob("*.yaml"):
        assert isinstance(yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader), dict), path  # noqa: S506


def test_line_ends_are_those_of_unix(files: list[Path]) -> None:
    assert [str(path) for path in files if path.suffix not in BINARY and b"\r" in path.read_bytes()] == []
