"""What would be printed: documents to choose from, the PDF itself, its pages as pictures, the list of what to sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.answers.answer_set import AnswerSet
from app.documents.options import Options
from app.documents.tree import Document, Package
from app.export.preview import PagePictures, Picture
from app.services.output.drawing import draw_package
from app.services.output.exporting import Draft
from app.services.output.printing import changed_since

__all__ = ["PagePictures", "Picture", "Preview", "Printable", "Sheet", "preview", "printables"]


@dataclass(frozen=True, slots=True)
class Printable:
    """A document that may be printed: the form or report it is, its row, its name, copies, who signs, which seals."""

    id: str
    row: str
    name: str
    copies: int = 1
    signers: str = ""
    seals: str = ""
    changed: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """A line of 签字盖章清单: document, pages, copies, who signs, which seals; `first` is its first page in the PDF."""

    id: str
    row: str
    name: str
    pages: int
    copies: int
    signers: str
    seals: str
    first: int = 0


@dataclass(frozen=True, slots=True)
class Preview:
    """The PDF of what was chosen, the list of what to sign and stamp, characters no font has, the documents in it."""

    pdf: bytes
    sheets: tuple[Sheet, ...]
    missing: tuple[str, ...] = ()
    package: Package | None = None


def printables(answers: AnswerSet) -> list[Printable]:
    """Return the documents of the package in order."""
    package = draw_package(answers, Options()).package
    new = {(one.id, one.row) for one in changed_since(package, answers.facts).documents}
    return [
        Printable(
            one.id,
            one.row,
            one.name,
            one.copies,
            "、".join(one.signers),
            "、".join(one.seals),
            (one.id, one.row) in new,
        )
        for one in package.documents
    ]


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
    from app.export.pdf import missing_characters, page_places, write_pdf  # noqa: PLC0415 - the library is slow to load

    package = draw_package(answers, Options(draft.words if draft else "", public)).package
    documents = [one for one in package.documents if not chosen or (one.id, one.row) in chosen]
    pdf = write_pdf(documents, title=package.title, author=package.author, duplex=True)
    places = page_places(documents)
    sheets = tuple(_sheet(one, *place) for one, place in zip(documents, places, strict=True))
    missing = tuple(str(one) for one in missing_characters(documents))
    return Preview(pdf, sheets, missing, replace(package, documents=tuple(documents)))


def _sheet(one: Document, first: int, pages: int) -> Sheet:
    return Sheet(one.id, one.row, one.name, pages, one.copies, "、".join(one.signers), "、".join(one.seals), first)
