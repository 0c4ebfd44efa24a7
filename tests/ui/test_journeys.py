"""From an empty start page to the complete package, typed and pasted; the same files as the command line exports."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.__main__ import main
from app.services.session import Session
from app.ui.shell.window import Window
from tests.ui.driving import Clerk
from tests.ui.hands import begin, export, redo, undo
from tests.ui.writing import Writer

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
NOT_TYPED = frozenset(
    {
        ("facts", "library_id"),  # which entry of the library a figure is; the library fills it in
        ("unit", "basic_adjust.prior_final"),  # the form itself prints “——” there
        ("reports", "cover.number"),  # the form prints its own number on its cover
        ("left", "about"),  # what is odd about the original paper, noted by whoever made the sample
        ("left", "text"),
    }
)
"""Cells of the samples that no paper prints and no clerk types."""
BODY = "word/document.xml"
BOOKMARK = re.compile(rb"<w:bookmark(?:Start|End)[^>]*/>")
RUN = re.compile(rb"<w:r>(?P<look><w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)<w:t>(?P<text>[^<]*)</w:t></w:r>")


@dataclass(frozen=True)
class Finished:
    """What the command line makes of a sample without its stated values."""

    pack: str
    year: str
    unit: str
    session: Session
    folder: Path


def unstated(node: Any) -> Any:
    """Return an answers file's content without what forms print against the facts."""
    if isinstance(node, dict):
        return {key: unstated(value) for key, value in node.items() if key not in {"stated", "sample"}}
    return [unstated(one) for one in node] if isinstance(node, list) else node


@pytest.fixture
def finished(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[[str], Finished]]:
    """Give a function that loads a sample's answers without stated values and exports the files."""
    with ExitStack() as held:

        def make(name: str) -> Finished:
            text = (SAMPLES / f"{name}.yaml").read_text(encoding="utf-8")
            content = unstated(yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506 - texts alone
            answers, file, folder = tmp_path / "答案.yaml", tmp_path / "对照.jxzp", tmp_path / "对照"
            answers.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
            assert main(["load", str(file), str(answers)]) == 0, capsys.readouterr().err
            assert main(["export", str(file), "--to", str(folder), "--folder", "--format", "docx"]) == 0, (
                capsys.readouterr().err
            )
            session = Session.open(file, mode="view")
            held.callback(session.close)
            return Finished(content["pack"], content["unit"]["year"], content["unit"]["unit.name"], session, folder)

        yield make


def joined(body: bytes) -> bytes:
    """Return the body of a document without bookmarks, runs of the same look joined.

    A bound figure is a run between bookmarks, which are named after ids of rows; a clerk types it in a sentence.
    """
    body = BOOKMARK.sub(b"", body).replace(b' xml:space="preserve"', b"")
    pieces: list[bytes] = []
    look, end = b"", 0
    for run in RUN.finditer(body):
        if pieces and run.start() == end and run["look"] == look:
            pieces[-1] += run["text"]
        else:
            pieces += [body[end : run.start()], run["look"], run["text"]]
        look, end = run["look"], run.end()
    return b"\0".join([*pieces, body[end:]])


def parts_of(path: Path) -> dict[str, bytes]:
    """Return every part of a docx, byte by byte; its body without what tells typed from bound."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    return {**parts, BODY: joined(parts[BODY])}


def documents(folder: Path) -> dict[str, dict[str, bytes]]:
    """Return the parts of every docx below a folder, by name."""
    return {path.name: parts_of(path) for path in sorted(folder.rglob("*.docx"))}


def filled_in(window: Window, wanted: Finished) -> Clerk:
    """Fill everything in."""
    clerk = Clerk(window, wanted.session, NOT_TYPED)
    writer = Writer(clerk)
    clerk.write = writer.write
    clerk.fill()
    return clerk


def exports_the_same(window: Window, wanted: Finished, folder: Path) -> None:
    """Export in the window and hold the documents against those of the command line."""
    export(window, folder)
    made, theirs = documents(folder), documents(wanted.folder)
    assert sorted(made) == sorted(theirs)
    for document, parts in theirs.items():
        assert sorted(made[document]) == sorted(parts)
        for part, written in parts.items():
            assert made[document][part] == written, f"{document} {part}"


@pytest.mark.parametrize("name", ["zhengning-2023", "yuanjiang-2024", "yueyanglou-2017"])
def test_from_the_start_page_to_the_package_back_to_empty_and_forth_again(
    name: str, window: Window, finished: Callable[[str], Finished], tmp_path: Path
) -> None:
    """Three forms, one of them without weights; every step is taken back and brought again before the export."""
    wanted = finished(name)
    begin(window, pack=wanted.pack, year=wanted.year, unit=wanted.unit)
    empty = window.desk.session.facts
    clerk = filled_in(window, wanted)
    assert clerk.left() == []
    clerk.go_first()
    full = window.desk.session.facts
    steps = [one for one in window.desk.session.history(10_000) if not one.undone]
    for _ in steps:
        undo(window)
    assert window.desk.session.facts == empty
    for _ in steps:
        redo(window)
    assert window.desk.session.facts == full
    exports_the_same(window, wanted, tmp_path / "输出")
