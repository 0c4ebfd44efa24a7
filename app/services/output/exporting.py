"""Export: the documents of an evaluation as docx, xlsx and PDF, each file whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from app.documents.options import Options
from app.documents.public import Masked, masked_numbers
from app.documents.tree import Document, Package
from app.services.output.drawing import draw_package
from app.services.output.writing import Cancelled, Outcome, Progress, Target, write_all
from app.services.session import Session

FORMATS: Final = ("docx", "xlsx", "pdf")
"""The formats, in the order in which they are written."""

_PUBLIC: Final = "（公开版）"


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be exported.

    Attributes:
        formats: of `FORMATS`.
        wanted: ids of forms and reports; empty for all. The combined PDF is made only of the whole package.
        draft: words of the draft mark (送审稿 第1稿 2025年5月6日); empty for the final paper.
        public: the version for the web.
    """

    formats: tuple[str, ...] = FORMATS
    wanted: tuple[str, ...] = ()
    draft: str = ""
    public: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export did, and which private numbers the public version masks."""

    outcome: Outcome
    masked: tuple[Masked, ...] = ()


def _never() -> bool:
    return False


def _silent(_what: str, _done: int, _count: int) -> None:
    return


def export(
    session: Session, folder: Path, request: Request, progress: Progress = _silent, cancelled: Cancelled = _never
) -> Exported:
    """Export the documents of an open evaluation into a folder.

    Raises:
        UserError: an unknown form; a character that no font has (with its place); the folder's name is a file.
        EnvironmentProblem: the folder cannot be made.
        PackError: the pack draws something that cannot be drawn.
    """
    options = Options(request.draft, request.public)
    package = draw_package(session.graph.snapshot(), options, request.wanted)
    hidden = masked_numbers(draw_unmasked(session, request)) if request.public else []
    targets = list(_targets(package, request))
    return Exported(write_all(folder, targets, len(targets), progress, cancelled), tuple(hidden))


def draw_unmasked(session: Session, request: Request) -> Package:
    """Draw what the public version shows before its numbers are masked, to list them."""
    return draw_package(session.graph.snapshot(), Options(request.draft, public=True), request.wanted, mask=False)


def export_file(path: Path, folder: Path, request: Request, progress: Progress = _silent) -> Exported:
    """Export an evaluation file; see `export`."""
    with Session.open(path, mode="view") as session:
        return export(session, folder, request, progress)


def _targets(package: Package, request: Request) -> Iterator[Target]:
    mark = _PUBLIC if request.public else ""
    if "docx" in request.formats:
        for document in package.documents:
            yield _docx(document, mark)
    if "xlsx" in request.formats:
        for _, sheets in groupby(_with_tables(package.documents), key=lambda document: document.id):
            yield _xlsx(tuple(sheets), mark)
    if "pdf" in request.formats:
        for document in package.documents:
            yield _pdf((document,), f"{document.file_name}{mark}.pdf", document.name, package.author)
        if not request.wanted:
            yield _pdf(package.documents, f"{package.title}{mark}.pdf", package.title, package.author, duplex=True)


def _with_tables(documents: Sequence[Document]) -> list[Document]:
    return [document for document in documents if any(part.kind in {"form", "list"} for part in document.parts)]


def _docx(document: Document, mark: str) -> Target:
    def make() -> bytes:
        from app.export.docx import write_docx  # noqa: PLC0415 - the library is slow to load

        return write_docx(document)

    return Target(f"{document.file_name}{mark}.docx", document.name, make)


def _xlsx(sheets: Sequence[Document], mark: str) -> Target:
    def make() -> bytes:
        from app.export.xlsx import write_xlsx  # noqa: PLC0415 - the library is slow to load

        return write_xlsx(sheets)

    name = sheets[0].file_name if len(sheets) == 1 else _common(sheets)
    return Target(f"{name}{mark}.xlsx", sheets[0].name, make)


def _pdf(documents: Sequence[Document], name: str, title: str, author: str, *, duplex: bool = False) -> Target:
    def make() -> bytes:
        from app.export.pdf import write_pdf  # noqa: PLC0415 - the library is slow to load

        return write_pdf(documents, title=title, author=author, duplex=duplex)

    return Target(name, title, make)


def _common(sheets: Sequence[Document]) -> str:
    """Return the name of a book of several sheets: what stands before whose sheet it is."""
    return sheets[0].file_name.partition("（")[0].rstrip() or sheets[0].id
