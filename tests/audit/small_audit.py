"""Small packs with audit rules and small evaluations for the tests of the audit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.answers.answer_set import AnswerSet
from app.answers.graph import AnswerGraph
from app.exchange.answers_reading import AnswersFile, answers_to_facts
from app.packs.loading import load_pack
from app.packs.schema import Pack
from tests.packs.small import DICTIONARY, layers

_MORE = """
  false_alarm: {of: [explanations], zh: 误报, kind: choice, choices: [是, 否]}
  rule:        {of: [explanations], zh: 规则, kind: reference}
  figures:     {of: [explanations], zh: 数据, kind: text}
  agreed_by:   {of: [explanations], zh: 同意人, kind: text}
"""

WORDS = (
    DICTIONARY.replace("  terms:      {", "  explanations: {zh: 审核说明, in: [unit]}\n  terms:      {")
    .replace("of: [left], zh: 位置", "of: [left, explanations], zh: 位置")
    .replace("of: [unit, goals, left], zh: 说明", "of: [unit, goals, left, explanations], zh: 说明")
    .replace("\nfacts:", _MORE + "facts:")
)

UNIT: dict[str, Any] = {
    "year": "2024",
    "unit.name": "甲单位",
    "money.initial": "10",
    "money.executed": "30.00",
    "projects": [
        {"name": "一号", "money.executed": "12.50", "indicators": [{"name": "率", "target": "≥90%", "weight": "5"}]},
        {"name": "二号", "money.executed": "18"},
    ],
}


def ruled(rules: str) -> Pack:
    """Give a small pack with audit rules (the YAML below `audit:`, indented by two)."""
    return load_pack(layers(f"audit:\n{rules}", dictionary=WORDS).draw().resolved.body)


def answered(pack: Pack, unit: Mapping[str, Any] | None = None) -> AnswerSet:
    """Give the answers of a small evaluation."""
    return graph_of(pack, unit).snapshot()


def graph_of(pack: Pack, unit: Mapping[str, Any] | None = None) -> AnswerGraph:
    """Give the graph of a small evaluation."""
    answers = AnswersFile("test", pack.id, "", dict(UNIT if unit is None else unit), {})
    return AnswerGraph(pack, answers_to_facts(answers, pack))


def rule(code: str, body: str, *, severity: str = "error", message: str = "不对") -> str:
    """Give the YAML of a rule; `body` holds its other parts, one a line."""
    lines = [f"  {code}:", f"    severity: {severity}", f'    message: "{message}"']
    return "\n".join([*lines, *(f"    {line.strip()}" for line in body.strip().splitlines())]) + "\n"
