"""The package of a session: its documents drawn, the ones asked for chosen."""

from __future__ import annotations

from collections.abc import Sequence

from app.answers.answer_set import AnswerSet
from app.core.errors import UserError
from app.documents.options import Options
from app.documents.package import document_ids, package_of
from app.documents.public import masked
from app.documents.reports import report_document
from app.documents.tree import Document, Package


def draw_package(answers: AnswerSet, options: Options, wanted: Sequence[str] = (), *, mask: bool = True) -> Package:
    """Draw the documents of an evaluation in the order of the package.

    Args:
        answers: the answers; an immutable copy, so that any thread can draw.
        options: draft mark, public version.
        wanted: ids of forms and reports; empty for all.
        mask: mask private numbers in the public version.

    Raises:
        UserError: an id that the pack does not have.
        PackError: the pack draws something that cannot be drawn.
    """
    known = document_ids(answers)
    strange = [name for name in wanted if name not in known]
    if strange:
        raise UserError(
            "export.unknown",
            where=strange[0],
            what="表样里没有这张表或报告",
            rule=f"可以写：{'、'.join(known)}",
            repair="请改正编号",
        )

    def report(report_id: str, row: str) -> Document:
        return report_document(answers, report_id, row, options)

    package = package_of(answers, options, report, frozenset(wanted))
    return masked(package) if options.public and mask else package
