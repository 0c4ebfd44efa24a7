"""How long the audit takes: all of it, after one edit, at every keystroke, at 1×, 10× and 100× yuanjiang.

Run: python tests/benchmarks/bench_audit.py
Times are those of the processor: one thread, so those of the clock on a machine that has nothing else to do.
Aims at 10× (70 projects × 11 indicators): all of it ≤ 1 s; after one edit ≤ 100 ms (median); a keystroke ≤ 16 ms.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from app.answers.graph import AnswerGraph
from app.audit.engine import audit
from app.audit.incremental import Auditor, audit_cells
from app.core.records import ROOT_ID, Address, Cell, CellOp, Facts, Op
from app.packs.schema import Pack
from tests.benchmarks.bench_graph import Edit, sample, say, scaled

ROUNDS = 12
SIZES = (1, 10, 100)
MEASURED = 10
"""The size at which edits are measured."""


def edits(facts: Facts) -> Iterator[Edit]:
    """Yield the kinds of edit that a clerk makes; each runs through more than one text."""
    project = next(row.id for row in facts.rows.values() if row.table == "projects")
    indicator = next(row.id for row in facts.rows.values() if row.parent == project and row.table == "indicators")
    fact = next(row.id for row in facts.rows.values() if row.table == "facts")
    section = max(
        (row.id for row in facts.rows.values() if row.table == "sections"), key=lambda row: _length(facts, row)
    )
    whole = facts.cells[section]["text", ""].text
    goal = facts.cells[project]["goal.actual", ""].text
    yield _edit("指标完成值", indicator, "actual", "30万人", "51万人", "52万人")
    yield _edit("指标得分", indicator, "score", "8", "9", "7.5")
    yield _edit("项目执行数", project, "budget.executed.current", "20.10", "38.40", "38.41")
    yield _edit("单位执行数", ROOT_ID, "budget.executed.basic", "612.10", "613.40", "614")
    yield _edit("业务数据", fact, "value", "30万人", "51万人", "52万人")
    yield _edit("项目名称", project, "name", "一号项目", "二号项目")
    yield _edit("项目总目标完成情况", project, "goal.actual", f"{goal}新增参保1万人。", f"{goal}新增参保2万人。", goal)
    yield _edit("报告一节", section, "text", f"{whole}支出461.96万元。", f"{whole}支出461.97万元。", whole)


def _length(facts: Facts, row: str) -> int:
    cell = facts.cells.get(row, {}).get(("text", ""))
    return len(cell.text) if cell is not None else 0


def _edit(name: str, row: str, key: str, *texts: str) -> Edit:
    def ops() -> Iterator[list[Op]]:
        for text in cycle(texts):
            yield [CellOp(Address(row, key), Cell(text))]

    return Edit(name, ops())


def taken(action: Callable[[], object], rounds: int) -> list[float]:
    """Return the times of an action in milliseconds, the shortest first."""
    found = []
    for _ in range(rounds):
        started = process_time()
        action()
        found.append((process_time() - started) * 1000)
    return sorted(found)


def line(name: str, times: list[float]) -> None:
    """Write a line of the table: median and the time that 95 of 100 stay below."""
    say(f"{name:<{24 - len(name)}}{middle(times):>9.1f}{times[min(len(times) - 1, len(times) * 95 // 100)]:>9.1f}")


def middle(times: list[float]) -> float:
    """Return the median of sorted times."""
    return times[len(times) // 2]


def measure_edits(pack: Pack, facts: Facts) -> None:
    """Print how long the audit after one edit takes, for each kind of edit and for all, and one keystroke."""
    graph, auditor = AnswerGraph(pack, facts), Auditor()
    say(f"{'改一处以后（毫秒）':<15}{'中位':>7}{'95%':>8}")
    line("第一次", taken(lambda: auditor.update(graph.snapshot()), 1))
    all_times: list[float] = []
    for edit in edits(facts):
        times = []
        for _ in range(ROUNDS):
            graph.apply(next(edit.ops))
            answers = graph.snapshot()
            times += taken(lambda answers=answers: auditor.update(answers), 1)
        line(edit.name, sorted(times))
        all_times += times
    line("各种合计", sorted(all_times))
    answers = graph.snapshot()
    for edit in edits(facts):
        [op] = next(edit.ops)
        row = op.address.row if isinstance(op, CellOp) else ROOT_ID
        line(f"按一键：{edit.name}", taken(lambda row=row: audit_cells(answers, [row]), ROUNDS))


def main() -> None:
    """Measure all sizes."""
    pack, facts = sample()
    before = 0.0
    for size in SIZES:
        grown = scaled(facts, size)
        answers = AnswerGraph(pack, grown).snapshot()
        full = middle(taken(lambda answers=answers: audit(answers), 5 if size < SIZES[-1] else 1))
        growth = f"，是上一档的{full / before:.1f}倍" if before else ""
        say(f"{size}×：{len(grown.rows)}行，全部审核 {full:.0f} 毫秒{growth}")
        before = full
    measure_edits(pack, scaled(facts, MEASURED))


if __name__ == "__main__":
    main()
