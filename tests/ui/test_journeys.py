"""From an empty start page to the complete package, typed and pasted; the same files as the command line exports."""

from __future__ import annotations

import re
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from PySide6.QtWidgets import QApplication

from app.__main__ import main
from app.core.records import Facts
from app.services.packs.managing import all_packs
from app.services.session import Session
from app.ui.printing.page import PrintBlock
from app.ui.shell.window import Window
from tests.ui.driving import Clerk, begin

_MARK = re.compile(r"_jx[a-z]_[0-9a-f]{24}")
SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"


@dataclass(frozen=True)
class Reference:
    """What the command line makes of a sample without its stated values."""

    pack: str
    year: str
    unit: str
    facts: Facts
    folder: Path


def unstated(node: Any) -> Any:
    """Return an answers file's content without what forms print against the facts."""
    if isinstance(node, dict):
        return {key: unstated(value) for key, value in node.items() if key not in {"stated", "sample"}}
    return [unstated(one) for one in node] if isinstance(node, list) else node


@pytest.fixture
def reference(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[[str], Reference]:
    """Give a function that loads a sample's answers without stated values and exports the files."""

    def make(name: str) -> Reference:
        content = unstated(yaml.load((SAMPLES / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader))  # noqa: S506
        answers, file, folder = tmp_path / "答案.yaml", tmp_path / "对照.jxzp", tmp_path / "对照"
        answers.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
        assert main(["load", str(file), str(answers)]) == 0, capsys.readouterr().err
        assert main(["export", str(file), "--to", str(folder), "--format", "docx"]) == 0, capsys.readouterr().err
        with Session.open(file) as session:
            return Reference(
                content["pack"], content["unit"]["year"], content["unit"]["unit.name"], session.facts, folder
            )

    return make


def start(window: Window, wanted: Reference) -> Clerk:
    """Begin the evaluation from the start page."""
    regions = {pack.id: pack.region for pack in all_packs()}
    begin(window, pack=wanted.pack, region_of=lambda pack: regions[str(pack)], year=wanted.year, unit=wanted.unit)
    assert window.shell is not None
    return Clerk(window, wanted.facts)


def export(window: Window, folder: Path) -> None:
    """Export on the page 送审与打印 and wait for it."""
    assert window.shell is not None
    window.shell.go_step("printing")
    assert window.shell.page is not None
    block = next(one for one in window.shell.page.blocks if isinstance(one, PrintBlock))
    block.export_to(folder)
    end = time.monotonic() + 60
    while block.runner.running and time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)


def documents(folder: Path) -> dict[str, str]:
    """Return the body of every docx below a folder; marks made from ids of rows are numbered as they come."""
    found = {}
    for path in sorted(folder.rglob("*.docx")):
        with zipfile.ZipFile(path) as packed:
            body = packed.read("word/document.xml").decode()
        marks = {mark: f"mark{number}" for number, mark in enumerate(dict.fromkeys(_MARK.findall(body)))}
        found[path.name] = _MARK.sub(lambda one, marks=marks: marks[one[0]], body)
    return found


def all_steps_back(window: Window) -> int:
    """Undo until nothing is left to undo; return how many steps there were."""
    return next(number for number in range(100_000) if not window.desk.undo())


@pytest.mark.parametrize("name", ["yuanjiang-2024", "yueyanglou-2017", "zhengning-2023"])
def test_from_the_start_page_to_the_package(
    name: str, window: Window, reference: Callable[[str], Reference], tmp_path: Path
) -> None:
    wanted = reference(name)
    clerk = start(window, wanted)
    empty = window.desk.session.facts
    clerk.fill()
    for a in clerk.left():
        print(
            window.desk.session.facts.rows[a.row].table,
            a.key,
            repr(clerk.text(a)),
            clerk.cell(a),
            window.desk.session.facts.cell(a),
            window.desk.session.graph.is_computed(*a[:2]),
        )
    print(name, clerk.helped)
    assert clerk.left() == []
    export(window, tmp_path / "输出")
    made, theirs = documents(tmp_path / "输出"), documents(wanted.folder)
    assert theirs
    assert {one for one in theirs if made.get(one) != theirs[one]} == set()
    full = window.desk.session.facts
    steps = all_steps_back(window)
    assert window.desk.session.facts == empty
    while window.desk.redo():
        steps -= 1
    assert steps == 0
    assert window.desk.session.facts == full
