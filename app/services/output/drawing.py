"""The package of a session: its documents drawn, the ones asked for chosen, the public version cleared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.answers.answer_set import AnswerSet
from app.core.errors import UserError
from app.documents.options import Options
from app.documents.package import document_ids, package_of
from app.documents.public import Masked, masked, masked_numbers
from app.documents.reports import report_document
from app.documents.rewriting import without_places
from app.documents.tree import Document, Package
from app.documents.unsigned import unsigned
from app.documents.withheld import withheld


@dataclass(frozen=True, slots=True)
class Drawn:
    """A package, and what its public version does not show (empty in the official one)."""

    package: Package
    masked: tuple[Masked, ...] = ()


def draw_package(answers: AnswerSet, options: Options, wanted: Sequence[str] = ()) -> Drawn:
    """Draw the documents of an evaluation in the order of the package.

    Args:
        answers: the answers; an immutable copy, so that any thread can draw.
        options: draft mark, public version.
        wanted: ids of forms and reports; empty for all.

    Raises:
        UserError: an id that the pack does not have.
        PackError: the pack draws something that cannot be drawn.
    """
    _must_be_known(wanted, document_ids(answers))

    def report(report_id: str, row: str) -> Document:
        return report_document(answers, report_id, row, options)

    package = package_of(answers, options, report, frozenset(wanted))
    return _cleared(package, answers) if options.public else Drawn(package)


def _cleared(package: Package, answers: AnswerSet) -> Drawn:
    """Return the package without what is not for the public."""
    shown, hidden = withheld(unsigned(package, answers), answers)
    documents = tuple(without_places(one) for one in masked(shown).documents)
    return Drawn(replace(shown, documents=documents), (*hidden, *masked_numbers(shown)))


def _must_be_known(wanted: Sequence[str], known: Sequence[str]) -> None:
    strange = [name for name in wanted if name not in known]
    if strange:
        raise UserError(
            "export.unknown",
            where="、".join(strange),
            what="表样里没有这张表或报告",
            rule=f"可以写：{'、'.join(known)}",
            repair="请改正编号",
        )
