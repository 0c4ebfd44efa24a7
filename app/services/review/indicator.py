"""One indicator row for its panel: as understood, where it comes from, how its score comes about, what is due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.core.numbers import plain
from app.core.records import ROOT_ID, Address
from app.core.traces import Trace
from app.packs.templates import bound_rows
from app.services.editing.targets import APPROVED
from app.services.review.cell_about import source_words
from app.services.review.understood import actual_words, reached, target_words
from app.services.session import Session

TABLE: Final = "indicators"
FAR_OVER: Final = Decimal("1.3")
"""An actual this many times its target asks for a reason (财政 looks for targets set too low)."""
_LESS: Final = ("不超过", "低于")
_COSTS: Final = ("成本", "控制率", "差错率", "投诉率")
_DEFAULT: Final = "default"


@dataclass(frozen=True, slots=True)
class Ground:
    """One step of 计分依据: the sentence with its figures, the clause, where the rule stands.

    `by_default` says that the rule is the program's own and has to be checked against the notice.
    """

    text: str
    clause: str
    source: str
    by_default: bool


@dataclass(frozen=True, slots=True)
class Shared:
    """A cell that takes its value from elsewhere (取自): its key and column, what is printed, where it comes from.

    `at` is the cell it comes from, `about` the source of the figure in words (offices, dates), empty without.
    """

    key: str
    column: str
    printed: str
    of: str
    at: Address
    about: str


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """An indicator row.

    Attributes:
        row: its id.
        levels: its level 1 and level 2.
        name: its level 3.
        target: as printed, `target_meant` as understood; `actual` and `actual_meant` likewise.
        approved: the approved words, `approved_by` where they come from (source, document, date); empty without.
        locked: the target was approved and cannot be typed over.
        differs: the printed target is not the approved one.
        weight: points of the row, as text; empty where none.
        score: as printed; `computed` what the rule gives, empty when it cannot.
        overridden: the score was set by hand, for the reason `note`.
        problem: why there is no score.
        grounds: how the score comes about.
        shared: what is taken from elsewhere.
        due: why reason and measure have to be written; empty where nothing is due.
    """

    row: str
    levels: tuple[str, str]
    name: str
    target: str
    target_meant: str
    actual: str
    actual_meant: str
    approved: str
    approved_by: str
    locked: bool
    differs: bool
    weight: str
    score: str
    computed: str
    overridden: bool
    note: str
    problem: str
    grounds: tuple[Ground, ...]
    shared: tuple[Shared, ...]
    due: tuple[str, ...]


def view_indicator(session: Session, row: str) -> IndicatorView:
    """Return an indicator row as its panel shows it."""
    printed, address = session.graph.printed, Address(row, "score")
    target, actual = target_of(session, row), actual_of(session, row)
    approved = printed(row, "target.approved")
    cell = session.facts.cell(address)
    overridden = cell is not None and cell.origin == "overridden"
    trace = session.graph.explain(address) if "score" in session.pack.fields[TABLE] else None
    return IndicatorView(
        row=row,
        levels=(printed(row, "level1"), printed(row, "level2")),
        name=printed(row, "level3"),
        target=target,
        target_meant=target_words(target, printed(row, "direction")),
        actual=actual,
        actual_meant=actual_words(actual, target),
        approved=approved,
        approved_by=_approved_by(session, row),
        locked=session.graph.value(row, "target.source") in APPROVED,
        differs=bool(approved) and approved != target,
        weight=_points(session.graph.value(row, "weight")),
        score=_points(session.graph.value(row, "score")),
        computed=session.graph.printed_computed(row, "score"),
        overridden=overridden,
        note=cell.note if cell is not None and overridden else "",
        problem=trace.problem if trace is not None else "",
        grounds=tuple(_grounds(trace)) if trace is not None else (),
        shared=tuple(_shared(session, row)),
        due=tuple(_due(session, row)),
    )


def target_of(session: Session, row: str) -> str:
    """Return the target as one text, also where the form has its sign, number and measure in cells of their own."""
    printed = session.graph.printed
    parts = (printed(row, key) for key in ("target.operator", "target.number", "target.measure"))
    return printed(row, "target") or ("".join(parts) if printed(row, "target.number") else "")


def actual_of(session: Session, row: str) -> str:
    """Return the actual as one text, also where the form has its number and measure in cells of their own."""
    printed = session.graph.printed
    number = printed(row, "actual.number")
    return printed(row, "actual") or (f"{number}{printed(row, 'target.measure')}" if number else "")


def _grounds(trace: Trace) -> Iterator[Ground]:
    for step in trace.steps:
        known = step.source if step.source != _DEFAULT else ""
        yield Ground(step.text, step.clause, known, step.source == _DEFAULT)


def _approved_by(session: Session, row: str) -> str:
    parts = (session.graph.printed(row, key) for key in ("target.source", "target.document", "target.document_date"))
    return "，".join(part for part in parts if part)


def _shared(session: Session, row: str) -> Iterator[Shared]:
    for (key, form), cell in session.facts.cells.get(row, {}).items():
        others = [one for one in bound_rows(cell.text) if one in session.facts.rows] if not form else []
        if others:
            other = others[0]
            at = Address(other, cell.text.rpartition("/")[2].rstrip("}").partition("|")[0])
            label = session.pack.fields[TABLE][key].label
            yield Shared(
                key, label, session.graph.printed(row, key), _where(session, other), at, source_words(session, at)
            )


def _where(session: Session, row: str) -> str:
    found = session.facts.rows[row]
    if found.table != TABLE or found.parent is None:
        return session.title(row)
    above = session.title(found.parent) if found.parent != ROOT_ID else "整体绩效"
    return f"{above}的{session.title(row)}"


def _due(session: Session, row: str) -> Iterator[str]:
    """Say why reason and measure have to be written, where the reason is still missing."""
    if session.graph.printed(row, "reason"):
        lower = _lower(session, row)
        if lower and not session.graph.printed(row, "improvement"):
            yield "写了原因，还没有写改进措施。"
        return
    if _lower(session, row):
        yield "没有得满分，请写一句原因和改进措施。"
    share = reached(actual_of(session, row), target_of(session, row)) if not _wants_less(session, row) else None
    if share is not None and share > FAR_OVER:
        yield f"完成值是指标值的{plain((share * 100).quantize(Decimal('0.1')), strip=True)}%，请写明超出很多的原因。"


def _lower(session: Session, row: str) -> bool:
    weight, score = session.graph.value(row, "weight"), session.graph.value(row, "score")
    return isinstance(weight, Decimal) and isinstance(score, Decimal) and score < weight


def _wants_less(session: Session, row: str) -> bool:
    """Say whether less is better: by sign or direction, or by what the indicator is about."""
    told = target_words(target_of(session, row), session.graph.printed(row, "direction"))
    about = f"{session.graph.printed(row, 'level1')}{session.graph.printed(row, 'level3')}"
    return told.startswith(_LESS) or any(word in about for word in _COSTS)


def _points(value: object) -> str:
    return plain(value, strip=True) if isinstance(value, Decimal) else ""
