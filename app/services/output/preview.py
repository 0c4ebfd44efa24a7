"""What would be printed: documents to choose from, the PDF itself, its pages as pictures, the list of what to sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.answers.answer_set import AnswerSet
from app.documents.options import Options
from app.documents.tree import Document
from app.export.preview import PagePictures, Picture
from app.services.output.drawing import draw_package
from app.services.output.exporting import Draft

__all__ = ["PagePictures", "Picture", "Preview", "Printable", "Sheet", "preview", "printables"]


@dataclass(frozen=True, slots=True)
class Printable:
    """A document that may be printed: the form or report it is, the row it is drawn for, its name."""

    id: str
    row: str
    name: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A line of 签字盖章清单: document, pages, copies, who signs, which seals."""

    name: str
    pages: int
    copies: int
    signers: str
    seals: str


@dataclass(frozen=True, slots=True)
class Preview:
    """The PDF of what was chosen, and the list of what to sign and stamp."""

    pdf: bytes
    sheets: tuple[Sheet, ...]


def printables(answers: AnswerSet) -> list[Printable]:
    """Return the documents of the package in order."""
    return [Printable(one.id, one.row, one.name) for one in draw_package(answers, Options()).package.documents]


def preview(
    answers: AnswerSet, chosen: Sequence[tuple[str, str]] = (), *, draft: Draft | None = None, public: bool = False
) -> Preview:
    """Return the combined PDF of documents (id, row), all when none is chosen, as it would be printed on both sides.

    Args:
        answers: an immutable copy; any thread may do it.
        chosen: documents of `printables`.
        draft: the mark of the copy for the leaders; None for the final paper.
        public: the version for the web.

    Raises:
        PackError: the pack draws something that cannot be drawn.
    """
    from app.export.pdf import page_counts, write_pdf  # noqa: PLC0415 - the library is slow to load

    package = draw_package(answers, Options(draft.words if draft else "", public)).package
    documents = [one for one in package.documents if not chosen or (one.id, one.row) in chosen]
    pdf = write_pdf(documents, title=package.title, author=package.author, duplex=True)
    pages = page_counts(documents)
    return Preview(pdf, tuple(_sheet(one, count) for one, count in zip(documents, pages, strict=True)))


def _sheet(one: Document, pages: int) -> Sheet:
    return Sheet(one.name, pages, one.copies, "、".join(one.signers), "、".join(one.seals))
