"""Run the worked cases of a pack: answers in, expected printed values out."""

from __future__ import annotations

from app.answers.graph import AnswerGraph
from app.core.errors import DataError, UserError
from app.core.tree import parse_address, row_tree
from app.exchange.answers_reading import AnswersFile, answers_to_facts
from app.packs.schema import Pack
from app.packs.schema_rules import Case


def run_cases(pack: Pack) -> list[str]:
    """Return what the worked cases of a pack show to be wrong, in Chinese; empty when all hold."""
    return [sentence for name, case in pack.cases.items() for sentence in _run(pack, name, case)]


def _run(pack: Pack, name: str, case: Case) -> list[str]:
    answers = AnswersFile(f"算例 {name}", pack.id, "", case.unit, {})
    try:
        facts = answers_to_facts(answers, pack)
        graph = AnswerGraph(pack, facts)
        tree = row_tree(facts)
        found = []
        for path, expected in case.expect.items():
            address = parse_address(path, tree)
            printed = graph.printed(address.row, address.key)
            if printed != expected:
                found.append(f"算例“{name}”：{path} 应为“{expected}”，算出“{printed or '无法计算'}”。")
    except (DataError, UserError) as error:
        return [f"算例“{name}”：{error.sentence()}"]
    return found
