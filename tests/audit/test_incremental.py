"""The audit kept up to date gives what a full audit gives, and asks only what an edit touches."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from app.answers.answer_set import AnswerSet
from app.answers.graph import AnswerGraph
from app.audit import compiling
from app.audit.engine import audit
from app.audit.incremental import Auditor, audit_cells
from app.audit.registry import RULES, Hit, audit_rule
from app.audit.view import AuditView
from app.core.ranks import between
from app.core.records import ROOT_ID, Address, Cell, CellOp, Facts, Op, Row, RowOp
from app.documents.rows import Paper, RowView
from tests.audit.sample_audit import sample_facts
from tests.audit.small_audit import UNIT, graph_of, rule, ruled


@dataclass(frozen=True, slots=True)
class Nothing:
    """Parameters of the rules of these tests: none."""


_PAPER = Paper()
asked: list[str] = []
"""What the rules of these tests looked at, in order."""


def _names(view: AuditView) -> tuple[str, ...]:
    asked.append("names")
    return tuple(row.printed("name", "", _PAPER) for row in view.rows("projects"))


def _rows(view: AuditView) -> tuple[RowView, ...]:
    asked.append("rows")
    return tuple(view.rows("projects"))


def _same_names(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    asked.append("same")
    names = view.once(_names)
    for row, name in zip(view.rows("projects"), names, strict=True):
        if names.count(name) > 1:
            yield Hit((Address(row.row, "name"),), name, str(len(names)), {}, row.row)


def _amounts(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    asked.append("amounts")
    for row in view.once(_rows):
        if row.get("money.executed") is None:
            yield Hit((Address(row.row, "money.executed"),), row.printed("name", "", _PAPER))


def _cells(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    asked.append("cells")
    for row, cells in view.answers.facts.cells.items():
        for key, form in cells:
            if form:
                yield Hit((Address(row, key, form),), view.printed(Address(row, key, form)))


def _fails(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    for row in view.rows("projects"):
        yield Hit((Address(row.row, "name"),))
        _ = 1 / len(row.printed("name", "", _PAPER))


FUNCTIONS = {"t_same": _same_names, "t_amounts": _amounts, "t_cells": _cells, "t_fails": _fails}

RULE_TEXT = (
    rule(
        "share",
        "for: [indicators]\nwhen: given(weight)\nneeds: [weight]\ncheck: weight < sum(up.indicators.weight) / 2\n"
        "quoted: weight\nplaces: [weight, up.indicators.weight]",
        message="“{{name}}”{{quoted}}",
    )
    + rule("sum", "check: sum(projects.money.executed) == money.executed\nquoted: money.executed\n"
           "expected: sum(projects.money.executed)\nplaces: [money.executed, projects.money.executed]")
    + rule("part", "for: [projects]\nneeds: [money.executed, up.money.executed]\n"
           "check: money.executed / up.money.executed < 0.5\nplaces: [money.executed]", severity="warning")
    + rule("both", "for: [unit, projects]\ncheck: money.extra < money.executed\nplaces: [money.extra]", severity="hint")
    + rule("late", "from: '2025'\ncheck: 1 == 2")
    + "".join(rule(name[2:] + "_py", f"python: {name}") for name in FUNCTIONS)
)  # fmt: skip


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Register the rules of these tests, and forget them again."""
    compiling._kept.clear()
    asked.clear()
    for name, function in FUNCTIONS.items():
        audit_rule(name, params={}, params_class=Nothing, label="试")(function)
    yield
    for name in FUNCTIONS:
        RULES.pop(name)  # type: ignore[attr-defined]
    compiling._kept.clear()


def edits(facts: Facts, dice: random.Random, values: dict[str, list[str]], forms: list[str]) -> list[Op]:
    """Draw one edit: a cell, what a form states, a row added, moved or removed."""
    sort = dice.random()
    rows = [row for row in facts.rows.values() if row.parent is not None and row.table in {"projects", "indicators"}]
    if sort < 0.7 or not rows:
        row = dice.choice(list(facts.rows.values()))
        key = dice.choice([key for key in values if key.partition("/")[0] == row.table] or ["unit/year"])
        if key.partition("/")[0] != row.table:
            row = facts.rows[ROOT_ID]
        form = dice.choice(forms) if dice.random() < 0.2 else ""
        cell = None if dice.random() < 0.2 else Cell(dice.choice(values[key]), origin="stated" if form else "typed")
        return [CellOp(Address(row.id, key.partition("/")[2], form), cell)]
    row = dice.choice(rows)
    if sort < 0.8:
        return _added(row, dice)
    if sort < 0.9:
        return [RowOp(row.id, Row(row.id, row.table, row.parent, between(None, min(one.rank for one in rows))))]
    return _removed(facts, row)


def _added(row: Row, dice: random.Random) -> list[Op]:
    new = Row(f"n{dice.randrange(10**9)}", row.table, row.parent, between(row.rank, None))
    return [RowOp(new.id, new), CellOp(Address(new.id, "name"), Cell("新"))]


def _removed(facts: Facts, row: Row) -> list[Op]:
    below = [op for one in facts.rows.values() if one.parent == row.id for op in _removed(facts, one)]
    cells = [CellOp(Address(row.id, key, form), None) for key, form in facts.cells.get(row.id, {})]
    return [*below, *cells, RowOp(row.id, None)]


SMALL_VALUES = {
    "unit/year": ["2024", "2025", "x"],
    "unit/unit.name": ["甲", "乙"],
    "unit/money.executed": ["30.00", "30", "0", "12.5", "无"],
    "unit/money.extra": ["10", "40"],
    "projects/name": ["一号", "二号", "三号", "{{#unit/unit.name}}"],
    "projects/money.executed": ["12.5", "12.50", "18", "0", "{{#unit/money.executed}}"],
    "projects/money.extra": ["1", "20"],
    "indicators/name": ["率", "数"],
    "indicators/weight": ["5", "10", "0", "5.0"],
}


@pytest.mark.parametrize("seed", range(12))
def test_after_any_edits_it_equals_a_full_audit(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - draws of a test
    graph = graph_of(ruled(RULE_TEXT))
    auditor = Auditor()
    for _ in range(60):
        for _ in range(dice.choice([1, 1, 3])):
            graph.apply(edits(graph.facts, dice, SMALL_VALUES, ["paper", "other"]))
        answers = graph.snapshot()
        assert auditor.update(answers) == audit(answers)


def test_on_a_sample_it_equals_a_full_audit() -> None:
    pack, facts = sample_facts("yuanjiang-2024")
    texts: dict[str, list[str]] = {}
    for row, cells in facts.cells.items():
        for (key, form), cell in cells.items():
            if not form:
                texts.setdefault(f"{facts.rows[row].table}/{key}", []).append(cell.text)
    dice = random.Random(20241)  # noqa: S311 - draws of a test
    graph, auditor = AnswerGraph(pack, facts), Auditor()
    for _ in range(30):
        graph.apply(edits(graph.facts, dice, texts, list(pack.forms)))
        answers = graph.snapshot()
        assert auditor.update(answers) == audit(answers)


def small() -> tuple[AnswerGraph, Auditor]:
    """Give a small evaluation that has been audited."""
    graph, auditor = graph_of(ruled(RULE_TEXT)), Auditor()
    auditor.update(graph.snapshot())
    asked.clear()
    return graph, auditor


def project(answers: AnswerSet, number: int = 0) -> str:
    """Give the id of a project."""
    return answers.children(ROOT_ID, "projects")[number]


def typed(graph: AnswerGraph, row: str, key: str, text: str) -> AnswerSet:
    """Type into a cell."""
    graph.apply([CellOp(Address(row, key), Cell(text))])
    return graph.snapshot()


def test_rules_that_read_nothing_of_an_edit_are_not_asked() -> None:
    graph, auditor = small()
    auditor.update(typed(graph, project(graph.snapshot()), "state", "实施"))
    assert asked == ["cells"], "only what walks through all cells"


def test_what_rules_share_is_made_anew_and_its_readers_only_if_it_came_out_otherwise() -> None:
    graph, auditor = small()
    row = project(graph.snapshot())
    answers = typed(graph, row, "name", "一号")
    auditor.update(answers)
    assert asked == [], "typed again as it stands"
    auditor.update(typed(graph, row, "name", "别的"))
    assert {"names", "same"} <= set(asked)


def test_rows_that_somebody_kept_look_at_the_present() -> None:
    graph, auditor = small()
    row = project(graph.snapshot())
    graph.apply([CellOp(Address(row, "money.executed"), None)])
    report = auditor.update(graph.snapshot())
    assert "rows" not in asked, "the rows themselves are the same"
    assert report is not None
    assert report.entry("amounts_py") is not None
    report = auditor.update(typed(graph, row, "money.executed", "3"))
    assert report is not None
    assert report.entry("amounts_py") is None


def test_a_rule_that_fails_is_broken_until_its_data_are_mended() -> None:
    graph, auditor = small()
    row = project(graph.snapshot(), 1)
    graph.apply([CellOp(Address(row, "name"), None)])
    report = auditor.update(graph.snapshot())
    assert report is not None
    assert [one.code for one in report.broken] == ["fails_py"]
    report = auditor.update(typed(graph, row, "name", "有"))
    assert report is not None
    assert report.broken == ()


def test_a_run_that_is_stopped_gives_nothing_and_the_next_goes_on() -> None:
    graph, auditor = small()
    before = auditor.report
    answers = typed(graph, project(graph.snapshot()), "name", "二号")
    for steps in range(30):
        left = iter(range(steps))
        stopped = auditor.update(answers, stop=lambda left=left: next(left, None) is None)  # type: ignore[misc]
        if stopped is not None:
            break
        assert auditor.report == before
    else:
        pytest.fail("it never came to its end")
    assert steps > 2
    assert auditor.report == audit(answers) != before


def test_stops_and_edits_in_turn_end_in_a_full_audit() -> None:
    dice = random.Random(7)  # noqa: S311 - draws of a test
    graph, auditor = small()
    for _ in range(60):
        graph.apply(edits(graph.facts, dice, SMALL_VALUES, ["paper"]))
        left = iter(range(dice.randrange(25)))
        auditor.update(graph.snapshot(), stop=lambda left=left: next(left, None) is None)  # type: ignore[misc]
        if dice.random() < 0.3:
            answers = graph.snapshot()
            assert auditor.update(answers) == audit(answers)


def test_an_explanation_settles_and_goes_stale() -> None:
    pack = ruled(RULE_TEXT)
    answers = graph_of(pack).snapshot()
    entry = audit(answers).entry("sum")
    assert entry is not None
    [hit] = entry.hits
    given = {"rule": "sum", "text": "属实", "about": hit.id, "figures": hit.digest}
    graph, auditor = graph_of(pack, {**UNIT, "explanations": [given]}), Auditor()
    states = []
    for amount in ("30.00", "31", "30.00"):
        report = auditor.update(typed(graph, ROOT_ID, "money.executed", amount))
        assert report is not None
        found = report.entry("sum")
        states.append(found.explained if found is not None else "")
    assert states == ["explained", "stale", "explained"]


def test_another_pack_is_audited_anew() -> None:
    _, auditor = small()
    answers = graph_of(ruled(rule("other", "check: 1 == 2"))).snapshot()
    report = auditor.update(answers)
    assert report == audit(answers)


def test_the_row_being_typed_is_answered_at_once() -> None:
    graph, _ = small()
    row = project(graph.snapshot())
    answers = typed(graph, row, "money.executed", "29")
    [part] = audit_cells(answers, [row])
    assert part.code == "part"
    whole = audit(answers).entry("part")
    assert whole is not None
    assert part.hits == tuple(hit for hit in whole.hits if hit.places[0].address.row == row)
    assert audit_cells(answers, ["nowhere"]) == ()
    asked.clear()
    audit_cells(answers, [ROOT_ID, row])
    assert asked == [], "no registered rule"
