"""Texts and numbers that nobody expects: no hang, no crash, within a stated time, with every rule of a pack."""

from __future__ import annotations

from time import thread_time_ns

import pytest

from app.answers.graph import AnswerGraph
from app.audit.engine import audit
from app.audit.incremental import Auditor
from app.core.records import Address, Cell, CellOp
from tests.audit.sample_audit import sample_facts

NAME = "yuanjiang-2024"
SECONDS = 20
"""For a whole audit of the worst of these; each rule ends after three seconds by itself."""

_LONG = 200_000
WHOLE = "全年预算４６１．９６万元，完成率１１２．７３％％，参保５１万人（５１０，０００人）。１３８００００００００；"
TEXTS = {
    "long": "本年新增参保12.5万人，完成率112.73%，支出461.96万元。" * (_LONG // 32),
    "one_line": "绩效" * (_LONG // 2),
    "digits": "9" * _LONG,
    "number": "9" * 400 + "." + "9" * 400 + "万元",
    "mixed": WHOLE * 200,
    "marks": "（）【】“”、，。；：" * (_LONG // 10),
    "numbering": "".join(f"{number}、" for number in range(_LONG // 6)),
    "lines": "一、\n（一）\n1.\n" * (_LONG // 12),
    "signs": "\x01\u200b\ufeff\u202e\ud800🀄" * 500,
}


def graph_with(text: str) -> AnswerGraph:
    """Give the sample with a text in a section, a goal and a reason."""
    pack, facts = sample_facts(NAME)
    graph = AnswerGraph(pack, facts)
    section = next(row for row in facts.rows.values() if row.table == "sections")
    project = next(row for row in facts.rows.values() if row.table == "projects")
    graph.apply(
        [CellOp(Address(section.id, "text"), Cell(text)), CellOp(Address(project.id, "goal.actual"), Cell(text))]
    )
    return graph


@pytest.mark.parametrize("sort", TEXTS)
def test_texts(sort: str) -> None:
    answers = graph_with(TEXTS[sort]).snapshot()
    started = thread_time_ns()
    report = audit(answers)
    assert thread_time_ns() - started < SECONDS * 1_000_000_000
    assert [one for one in report.broken if "出错" in one.reason] == []
    assert report.entry("satisfaction.range") is not None, "the others run"


@pytest.mark.parametrize(
    "text", ["9" * 400, "-" + "9" * 400, "0." + "0" * 399 + "1", "１２３．５", "1e400", "≥" + "9" * 400 + "%"]
)
@pytest.mark.parametrize("key", ["weight", "target", "actual", "score"])
def test_numbers(key: str, text: str) -> None:
    pack, facts = sample_facts(NAME)
    graph = AnswerGraph(pack, facts)
    row = next(row for row in facts.rows.values() if row.table == "indicators")
    graph.apply([CellOp(Address(row.id, key), Cell(text)), CellOp(Address("unit", "budget.initial.total"), Cell(text))])
    answers = graph.snapshot()
    report = audit(answers)
    assert [one for one in report.broken if "出错" in one.reason] == []
    assert Auditor().update(answers) == report
