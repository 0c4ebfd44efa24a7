"""How long one edit takes until the new scores are there, at 1×, 10× and 100× yuanjiang.

Run: python tests/benchmarks/bench_graph.py
The baseline of each size is a full recompute of the same facts in the same run. Aim: one edit ≤ 1 ms at 10×
(70 projects × 11 indicators); the ratio to the full recompute shows what the graph saves on any machine.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from app.answers.graph import AnswerGraph
from app.core.ranks import series
from app.core.records import ROOT_ID, Address, Cell, CellOp, Facts, Op
from app.core.tree import row_tree
from app.exchange.answers_reading import answers_to_facts, read_answers
from app.packs.loading import load_pack
from app.packs.places import resources
from app.packs.registry import find
from app.packs.schema import Pack

SAMPLE = "yuanjiang-2024"
PROJECTS, INDICATORS = 7, 11
EDITS = 40


@dataclass(frozen=True, slots=True)
class Edit:
    """One kind of edit to measure: its name and the edits, endless."""

    name: str
    ops: Iterator[list[Op]]


def sample() -> tuple[Pack, Facts]:
    """Return the pack and the facts of the sample."""
    path = resources() / "samples" / f"{SAMPLE}.yaml"
    answers = read_answers(path.read_text(encoding="utf-8"), path.name)
    pack = load_pack(find(answers.pack).body)
    return pack, answers_to_facts(answers, pack)


def scaled(facts: Facts, times: int) -> Facts:
    """Return the facts with `times` as many projects, each with 11 indicators."""
    tree = row_tree(facts)
    rows = {row.id: row for row in facts.rows.values() if "projects" not in tree.path(row.id)}
    cells = {row_id: dict(facts.cells.get(row_id, {})) for row_id in rows}
    projects = tree.children[ROOT_ID, "projects"]
    ranks = series(PROJECTS * times)
    for number in range(PROJECTS * times):
        source, copy = projects[number % len(projects)], f"p{number}"
        rows[copy] = replace(facts.rows[source], id=copy, rank=ranks[number])
        cells[copy] = dict(facts.cells[source])
        kids = tree.children[source, "indicators"]
        for place, rank in enumerate(series(INDICATORS)):
            row = facts.rows[kids[place % len(kids)]]
            copied = f"{copy}i{place}"
            rows[copied] = replace(row, id=copied, parent=copy, rank=rank)
            cells[copied] = dict(facts.cells[row.id])
    return Facts(rows, cells)


def edits(facts: Facts) -> Iterator[Edit]:
    """Yield the kinds of edit: one indicator, one amount of money, one business fact bound into many rows."""
    project = next(row.id for row in facts.rows.values() if row.table == "projects")
    indicator = f"{project}i0"
    fact = next(row.id for row in facts.rows.values() if row.table == "facts")
    yield Edit("完成值（一行指标）", _texts(Address(indicator, "actual"), "30万人", "51万人"))
    yield Edit("执行数（项目，进单位合计）", _texts(Address(project, "budget.executed.current"), "20.10", "38.40"))
    yield Edit("业务数据（取到多处）", _texts(Address(fact, "value"), "30万人", "51万人"))


def _texts(address: Address, *texts: str) -> Iterator[list[Op]]:
    return ([CellOp(address, Cell(text))] for text in cycle(texts))


def times(action: Callable[[], object], count: int) -> float:
    """Return the median time of an action in milliseconds."""
    taken = []
    for _ in range(count):
        start = perf_counter()
        action()
        taken.append((perf_counter() - start) * 1000)
    return median(taken)


def say(line: str) -> None:
    """Write a line."""
    sys.stdout.write(line + "\n")


def measure(pack: Pack, facts: Facts, size: int) -> None:
    """Print the figures of one size."""
    full = times(lambda: AnswerGraph(pack, facts).sheets(), 3 if size < 100 else 1)
    say(f"{size}×：{len(facts.rows)}行；全部重算 {full:.1f} 毫秒")
    graph = AnswerGraph(pack, facts)
    graph.apply([])
    graph.sheets()
    graph.snapshot()
    for edit in edits(facts):
        changed: list[int] = []
        edited = times(lambda e=edit, c=changed: (c.append(len(graph.apply(next(e.ops)))), graph.sheets()), EDITS)
        copied = times(graph.snapshot, 1)
        say(
            f"  {edit.name}：{edited:.3f} 毫秒到新得分，变{changed[-1]}处，是全部重算的 1/{full / edited:.0f}；"
            f"快照 {copied:.2f} 毫秒"
        )


def main() -> None:
    """Measure all sizes."""
    pack, facts = sample()
    for size in (1, 10, 100):
        measure(pack, scaled(facts, size), size)


if __name__ == "__main__":
    main()
