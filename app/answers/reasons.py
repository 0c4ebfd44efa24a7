"""Why a value is missing: the reason a person can act on, followed back to what is not filled in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from app.answers import nodes
from app.answers.labels import key_label, reference_label
from app.answers.may_read import may_read_in_order
from app.answers.network import Node
from app.answers.plan import Scoring
from app.core.values import NotApplicable
from app.packs.expression_words import why_blank

if TYPE_CHECKING:
    from app.answers.evaluation import Evaluation

_DEEPEST: Final = 6
_MOST: Final = 4


def problem(evaluation: Evaluation, node: Node) -> str:
    """Return why a node has no value, in Chinese and without 无法计算 before it.

    Empty when it has one, is just not filled in, or is not in force. A computed key says what is missing,
    followed back to what a person has to fill in; text that cannot be read says why.
    """
    slot = evaluation.slot(node)
    if slot is None or evaluation.network.get(node) is not None:
        return ""
    own = evaluation.problems.get(node, "")
    if not slot.is_computed or evaluation.acting_cell(node[0], slot) is not None:
        return own
    if not evaluation.key_in_force(node[0], slot):
        return ""
    found = list(dict.fromkeys(_reasons(evaluation, node, node[0], 0)))
    text = "；".join(found[:_MOST]) + (f"等{len(found)}处" if len(found) > _MOST else "")
    return text or own or "缺少可以计算的数"


def _reasons(evaluation: Evaluation, node: Node, origin: str, depth: int) -> Iterator[str]:
    """Yield what a computed blank node lacks; only what was really read counts."""
    own = evaluation.problems.get(node, "")
    missing = list(_missing(evaluation, node)) if depth < _DEEPEST else []
    if own and not missing:
        yield own
        return
    for found in missing:
        yield from _of_missing(evaluation, found, origin, depth)
    if missing:
        return
    slot = evaluation.slot(node)
    if slot is not None and slot.compute is not None:
        row = node[0]
        yield why_blank(slot.compute, evaluation.env(row), lambda found: reference_label(evaluation, row, found))


def _missing(evaluation: Evaluation, node: Node) -> Iterator[Node]:
    """Yield the values a node read that are blank or 无, in the order of its formula."""
    read = evaluation.network.reads(node)
    slot = evaluation.slot(node)
    scoring = evaluation.scoring(node[0], slot) if slot is not None else None
    for found in dict.fromkeys(may_read_in_order(evaluation, node)):
        if found not in read or not nodes.is_value(found) or evaluation.slot(found) is None:
            continue
        if _optional(scoring, found):
            continue
        value = evaluation.network.get(found)
        if value is None or value == "" or (isinstance(value, NotApplicable) and not _scores(scoring)):
            yield found


def _optional(scoring: Scoring | None, node: Node) -> bool:
    """Say whether a blank node is just an argument that a rule can do without."""
    if scoring is None or scoring.rule is None:
        return False
    required = scoring.rule.signature.required
    return not any(argument.key == node[1] and argument.name in required for argument in scoring.arguments)


def _scores(scoring: Scoring | None) -> bool:
    return scoring is not None and scoring.rule is not None


def _of_missing(evaluation: Evaluation, node: Node, origin: str, depth: int) -> Iterator[str]:
    slot, label = evaluation.slot(node), key_label(evaluation, node, origin)
    if slot is not None and slot.is_computed and evaluation.acting_cell(node[0], slot) is None:
        yield from _reasons(evaluation, node, origin, depth + 1)
    elif isinstance(evaluation.network.get(node), NotApplicable):
        yield f"“{label}”为无"
    elif own := evaluation.problems.get(node):
        yield f"“{label}”{own}"
    else:
        yield f"“{label}”没有填写"
