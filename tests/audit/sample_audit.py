"""Samples as answer sets, changed cell by cell in memory, for tests of the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from app.answers.answer_set import AnswerSet
from app.answers.graph import AnswerGraph
from app.audit.engine import audit
from app.audit.incremental import Auditor
from app.audit.report import Found, Report
from app.core.records import Cell, Facts
from app.core.tree import RowTree, parse_address, row_tree
from app.core.values import read_typed
from app.exchange.answers_reading import answers_to_facts, read_answers
from app.packs.loading import load_pack
from app.packs.places import resources
from app.packs.schema import Pack
from app.packs.sources import draw


@cache
def pack_of(name: str) -> Pack:
    """Give a built-in pack, resolved from its YAML as it stands."""
    return load_pack(draw(name).resolved.body)


@cache
def sample_facts(name: str) -> tuple[Pack, Facts]:
    """Give the pack and the facts of a sample."""
    path = resources() / "samples" / f"{name}.yaml"
    answers = read_answers(path.read_text(encoding="utf-8"), path.name)
    pack = pack_of(answers.pack)
    return pack, answers_to_facts(answers, pack)


def sample(name: str, changes: Mapping[str, str] | None = None) -> AnswerSet:
    """Give a sample with cells changed.

    Args:
        name: the sample.
        changes: written place (`projects[1]/goal.actual`, `…|att3` for what one form prints) → text as typed;
            empty for blank.
    """
    pack, facts = sample_facts(name)
    tree = row_tree(facts)
    for path, text in (changes or {}).items():
        facts = _changed(facts, pack, tree, path, text)
    return AnswerGraph(pack, facts).snapshot()


def _changed(facts: Facts, pack: Pack, tree: RowTree, path: str, text: str) -> Facts:
    address = parse_address(path, tree)
    cells = {row: dict(held) for row, held in facts.cells.items()}
    held = cells.setdefault(address.row, {})
    meaning = pack.fields[facts.rows[address.row].table][address.key]
    if address.form:
        cell: Cell | None = Cell(text, origin="stated") if text else Cell(state="empty", origin="stated")
    elif "{{" in text:
        cell = Cell(text)
    else:
        cell = read_typed(meaning.kind, text, unit=meaning.unit)
    if cell is None:
        held.pop((address.key, ""), None)
    else:
        held[address.key, address.form] = cell
    return replace(facts, cells=cells)


def findings(code: str, name: str, changes: Mapping[str, str] | None = None) -> dict[str, Found]:
    """Give what one rule finds in a sample: written place of the guilty cell → hit.

    A rule that is broken fails the test. The auditor of the window is asked, which looks again only where a cell
    changed: test_incremental.py holds it against full audits.
    """
    answers = sample(name, changes)
    report = _auditor(name).update(answers)
    assert report.broken == ()
    assert code in answers.pack.audit
    entry = report.entry(code)
    tree = row_tree(answers.facts)
    return {written(hit, tree): hit for hit in entry.hits} if entry is not None else {}


@cache
def _auditor(name: str) -> Auditor:
    return Auditor()


def report_of(name: str, changes: Mapping[str, str] | None = None) -> Report:
    """Give the whole report of a sample."""
    return audit(sample(name, changes))


def written(hit: Found, tree: RowTree) -> str:
    """Give the guilty place of a hit as people write it."""
    address = hit.places[0].address
    return tree.address_path(address) if address.key else tree.path(address.row)
