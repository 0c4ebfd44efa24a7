"""score: the scores of an evaluation, and how each came about."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from app.cli.output import print_json, say, table
from app.core.traces import Trace
from app.services.review.scoring import Block, Scores, explain_file, score_file

_DEFAULT_RULE = "默认规则，请对照通知核对"


def score(options: Namespace) -> int:
    """Print the scores, or the trace of one cell."""
    if options.explain:
        trace = explain_file(Path(options.file), options.explain)
        if options.json:
            print_json(_trace_json(trace))
        else:
            _say_trace(trace, 0)
        return 0
    scores = score_file(Path(options.file))
    if options.json:
        print_json(scores.as_dict())
    else:
        print_scores(scores)
    return 0


def print_scores(scores: Scores) -> None:
    """Print every sheet as a table: rows, execution row, total."""
    for block in scores.blocks:
        say(f"■ {block.name}")
        table(_lines(block))
        if block.total.problem:
            say(f"  总分无法计算：{block.total.problem}")
        for remark in block.remarks:
            say(f"  注意：{remark}")
        if block.total.stated is not None:
            say(f"  原表数：总分印为 {block.total.stated}")
        say("")


def _lines(block: Block) -> list[list[str]]:
    budget = block.budget
    rate = f"{budget.rate}%" if budget.rate is not None else ""
    lines = [["一级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", ""]]
    if budget.weight is not None:
        lines.append(
            [
                "预算执行",
                "执行率",
                "",
                _short(rate),
                budget.weight,
                budget.score or "无法计算",
                _hand(budget.overridden, budget.note),
            ]
        )
    for row in block.rows:
        remark = _hand(row.overridden, row.note) or ("" if row.score is not None else row.problem)
        score = _points(row.score, row.problem)
        lines.append([row.level1, row.level3, row.target, row.actual, row.weight or "", score, remark])
    total = block.total
    lines.append(["总分", "", "", "", total.weight or "", _points(total.score, total.problem), block.grade or ""])
    return lines


def _points(score: str | None, problem: str) -> str:
    """Return points; a form that scores no rows, or a total nobody gave yet, has none and nothing is wrong."""
    return score or ("无法计算" if problem else "")


def _hand(overridden: bool, note: str) -> str:
    return f"手工定分：{note or '没有写原因'}" if overridden else ""


def _short(text: str) -> str:
    return text if len(text) <= 12 else f"{text[:9]}…%"


def _say_trace(trace: Trace, depth: int) -> None:
    """Print a trace as an indented tree."""
    space = "  " * depth
    value = trace.value or ("无法计算" if trace.problem else "未填")
    say(f"{space}{trace.label}：{value}")
    if trace.problem:
        say(f"{space}  无法计算：{trace.problem}")
    for step in trace.steps:
        say(f"{space}  {step.text}")
        if step.clause:
            say(f"{space}    依据：{step.clause}")
        if step.source:
            say(f"{space}    出处：{_DEFAULT_RULE if step.source == 'default' else step.source}")
    for below in trace.inputs:
        _say_trace(below, depth + 1)


def _trace_json(trace: Trace) -> dict[str, object]:
    return {
        "address": {"row": trace.address.row, "key": trace.address.key, "form": trace.address.form},
        "label": trace.label,
        "value": trace.value,
        "problem": trace.problem,
        "steps": [{"text": step.text, "clause": step.clause, "source": step.source} for step in trace.steps],
        "inputs": [_trace_json(below) for below in trace.inputs],
    }
