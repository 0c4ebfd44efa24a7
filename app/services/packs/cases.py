"""Run the worked cases of a pack: answers in, expected printed values out."""

from __future__ import annotations

from app.answers.graph import AnswerGraph
from app.core.errors import DataError, UserError
from app.core.tree import parse_address, row_tree
from app.exchange.answers_reading import AnswersFile, answers_to_facts
from app.packs.loading import load_pack
from app.packs.local_terms import with_terms
from app.packs.schema_rules import Case


def run_cases(body: bytes) -> list[str]:
    """Return what the worked cases of a resolved pack show to be wrong, in Chinese; empty when all hold."""
    cases = load_pack(body).cases
    return [sentence for name, case in cases.items() for sentence in _run(body, name, case)]


def _run(body: bytes, name: str, case: Case) -> list[str]:
    try:
        pack = with_terms(body, case.terms)
        answers = AnswersFile(f"算例 {name}", pack.id, "", case.unit, {})
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
