"""House rules for Python files that no linter knows."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

LONGEST = 400
BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "misc"}
EXACT_PACKAGES = ("core", "answers", "scoring", "packs", "audit")
# The command line loads its own commands by name, so that `--help` stays light; nothing else imports in secret.
DYNAMIC_IMPORTS = {"app/cli/main.py"}


def inexact(source: str) -> list[str]:
    """Return where a source leaves exact numbers: a float literal, or the names float and round."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, float | complex):
            found.append(f"{node.lineno}: {node.value!r}")
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in {"float", "round", "complex"}:
            found.append(f"{node.lineno}: {node.id}")
    return found


def imported(source: str) -> set[str]:
    """Return the first segment of every absolute import of a source."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return {name.split(".", 1)[0] for name in names}


def imports_by_name(source: str) -> bool:
    """Tell whether a source imports by a computed name, which the import contracts cannot see."""
    names = {"import_module", "__import__", "run_module", "run_path"}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name) and node.id in names:
            return True
        if isinstance(node, ast.Attribute) and node.attr in names:
            return True
    return False


def test_no_file_is_long(python_files: list[Path]) -> None:
    lengths = {str(path): len(path.read_text(encoding="utf-8").splitlines()) for path in python_files}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST} == {}


def test_no_module_is_a_drawer_for_everything(root: Path, python_files: list[Path]) -> None:
    parts = {path: {Path(part).stem for part in path.relative_to(root).parts} for path in python_files}
    assert [str(path) for path, names in parts.items() if names & BANNED_NAMES] == []


def test_numbers_stay_exact(root: Path) -> None:
    paths = [path for package in EXACT_PACKAGES for path in (root / "app" / package).rglob("*.py")]
    found = {str(path): inexact(path.read_text(encoding="utf-8")) for path in paths}
    assert {path: places for path, places in found.items() if places} == {}


@pytest.mark.parametrize("guilty", ["x = 0.5", "x = float('1')", "def f(a: float): ...", "y = round(2)", "z = 1e3"])
def test_an_inexact_number_is_seen(guilty: str) -> None:
    assert inexact(guilty)
    assert not inexact("round: int = 2  # a name in the schema")


def test_core_needs_nothing_but_the_standard_library(root: Path) -> None:
    allowed = sys.stdlib_module_names | {"app"}
    found = {str(p): imported(p.read_text(encoding="utf-8")) - allowed for p in (root / "app/core").rglob("*.py")}
    assert {path: names for path, names in found.items() if names} == {}


def test_a_foreign_import_is_seen() -> None:
    assert imported("import os.path, yaml\nfrom pydantic.fields import Field") == {"os", "yaml", "pydantic"}


def test_imports_are_written_out(root: Path) -> None:
    paths = (root / "app").rglob("*.py")
    secret = {p.relative_to(root).as_posix() for p in paths if imports_by_name(p.read_text(encoding="utf-8"))}
    assert secret <= DYNAMIC_IMPORTS


def test_an_import_by_name_is_seen() -> None:
    assert imports_by_name("import importlib\nimportlib.import_module('yaml')")
    assert imports_by_name("__import__('yaml')")
    assert not imports_by_name("import yaml")
