"""The import contracts hold, and each of them bites."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LINT = "from importlinter.cli import lint_imports_command as run; run(['--no-logo', '--no-cache'])"
# (guilty module, what it imports, the contract that must break)
GUILTY = [
    ("app/core/guilty.py", "app.services", "Imports run downwards"),
    ("app/packs/guilty.py", "app.models", "Imports run downwards"),
    ("app/models/guilty.py", "app.scoring", "Imports run downwards"),
    ("app/answers/guilty.py", "app.documents.tree", "Imports run downwards"),
    ("app/audit/guilty.py", "app.exchange", "Imports run downwards"),
    ("app/cli/guilty.py", "app.models", "The faces act"),
    ("app/ui/guilty.py", "app.packs", "The faces act"),
    ("app/services/guilty.py", "PySide6", "Qt only"),
    ("app/services/guilty_sql.py", "sqlite3", "SQL only"),
    ("app/answers/guilty_sql.py", "sqlalchemy", "SQL only"),
    ("app/exchange/guilty.py", "yaml", "YAML and pydantic"),
    ("app/cli/guilty_schema.py", "pydantic", "YAML and pydantic"),
    ("app/documents/tree.py", "docx", "Libraries for docx"),
    ("app/services/guilty_pdf.py", "reportlab", "Libraries for docx"),
]
INNOCENT = [
    ("app/ui/window.py", "PySide6"),
    ("app/ui/page.py", "app.services"),
    ("app/export/paper.py", "docx"),
    ("app/export/sheet.py", "app.documents.drawing"),
    ("app/documents/drawing.py", "app.answers"),
]


def lint(tree: Path) -> tuple[int, str]:
    """Check the contracts of a tree; return the exit code and the report with its line breaks taken out."""
    command = [sys.executable, "-c", LINT]
    done = subprocess.run(command, cwd=tree, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.returncode, re.sub(r"\s+", " ", done.stdout + done.stderr)


def copy_with(root: Path, tree: Path, modules: list[tuple[str, str]]) -> Path:
    """Copy the code and the contracts, and add modules that import one thing each."""
    shutil.copytree(root / "app", tree / "app", ignore=shutil.ignore_patterns("__pycache__", "_resources"))
    shutil.copy(root / ".importlinter", tree)
    for name, wanted in modules:
        path = tree / name
        path.parent.mkdir(parents=True, exist_ok=True)
        (path.parent / "__init__.py").touch()
        path.write_text(f"import {wanted}\n", encoding="utf-8")
    return tree


def test_the_contracts_hold(root: Path, tmp_path: Path) -> None:
    code, report = lint(copy_with(root, tmp_path, INNOCENT))
    assert "Contracts: 6 kept, 0 broken." in report
    assert code == 0


@pytest.fixture(scope="module")
def guilty_report(root: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    tree = copy_with(root, tmp_path_factory.mktemp("guilty"), [(path, wanted) for path, wanted, _ in GUILTY])
    code, report = lint(tree)
    assert code == 1
    return report


@pytest.mark.parametrize(("path", "wanted", "contract"), GUILTY)
def test_every_contract_bites(guilty_report: str, path: str, wanted: str, contract: str) -> None:
    broken = guilty_report.split("Broken contracts", 1)[1]
    chapter = broken[broken.index(contract) :]
    module = path.removesuffix(".py").replace("/", ".")
    assert f"{module} -> {wanted} " in chapter


def test_a_new_package_needs_a_floor(root: Path, tmp_path: Path) -> None:
    code, report = lint(copy_with(root, tmp_path, [("app/strange/module.py", "app.core")]))
    assert "The following modules are not listed as layers: - app.strange " in report
    assert code == 1
